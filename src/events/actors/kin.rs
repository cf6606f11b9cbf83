//! Those who are told by a person of theirs: relatives, who are of the same country and of no band or office, and deputies, who serve where the
//! person does.

use super::codes::{self, has_no_country};
use crate::events::actors::{Actors, Party};
use crate::events::view::At;
use crate::model::{EntityType, Mention, Relation};

impl Actors<'_, '_> {
    /// "Thatcher's son": somebody of the same country, without office.
    pub(super) fn make_kin(&self, party: &mut Party) {
        let own =
            party.actor.entity.map(|entity| self.view.document.entity(entity).country.clone()).unwrap_or_default();
        let code = party.actor.code.get(..3).filter(|code| !has_no_country(code) && !codes::is_of_body(code));
        party.actor.code = format!("{}CVL", code.unwrap_or(&own));
        party.needs_country = has_no_country(&party.actor.code);
        party.actor.name = format!("{} {}", party.actor.name, self.view.form(party.head));
        party.actor.entity = None;
        party.is_owner = false;
    }

    /// Makes those who stand behind a politician of a person in office or out of it: they hold no office, and oppose who put theirs out.
    /// Who belongs to a band, a church or a party is of it as those are who lead it.
    pub(super) fn make_supporters(&self, party: &mut Party, head: At) {
        let Some(country) = party.actor.code.get(..3).filter(|_| party.actor.code.len() == 6).map(str::to_string)
        else {
            return;
        };
        let role = match &party.actor.code[3..] {
            "ELI" => "OPP",
            "GOV" | "LEG" | "MIL" => "CVL",
            _ => return,
        };
        party.actor.code = codes::compose(&country, role);
        party.actor.name = format!("{} {}", party.actor.name, self.view.form(head));
        party.actor.entity = None;
        party.is_plural = true;
    }

    /// Whose relative or deputy somebody is tells more of him than the country: a relative is of the person's country, and of no band;
    /// a deputy serves where the person does.
    pub(super) fn code_by_person(
        &self,
        head: At,
        related: bool,
        role: &str,
        owners: &mut [(String, Option<&Mention>)],
    ) {
        // "Conyers's colleagues"
        let second = role == "LEG" && self.is_second_of(head) || self.view.lemma(head) == "colleague";
        for (code, mention) in owners.iter_mut() {
            let entity = mention.map(|mention| self.view.document.entity(mention.entity));
            let Some(person) = entity.filter(|entity| entity.kind == EntityType::Person) else { continue };
            if related && !person.country.is_empty() {
                *code = person.country.clone();
            } else if second {
                *code = codes::of_person(person, self.date);
            }
        }
    }

    /// "his deputy": whoever stands in for somebody sits in no parliament by that.
    pub(super) fn is_second_of(&self, head: At) -> bool {
        let whose = |at: At| self.view.relation(at) == Relation::NmodPoss;
        self.view.lemma(head) == "deputy" && self.view.children(head).any(whose)
    }

    /// "the wife of the group's leader, Tariq Unlisted": the person whose relative somebody is, where a noun tells who he is.
    pub(super) fn person_of_kin(&self, head: At, noun: At) -> Option<&Mention> {
        let kin = self.lists.kin.contains(&self.view.lemmas[head]) && !self.lists.kin.contains(&self.view.lemmas[noun]);
        let beside = [Relation::Appos, Relation::Flat, Relation::NmodDesc];
        let named = |at: At| self.view.mention(at).filter(|_| beside.contains(&self.view.relation(at)) && at > noun);
        let person = |mention: &&Mention| self.view.document.entity(mention.entity).kind == EntityType::Person;
        self.view.children(noun).filter(|_| kin).find_map(|at| named(at).filter(person))
    }

    pub(in crate::events) fn country_of(&self, mention: &Mention) -> String {
        self.view.document.entity(mention.entity).country.clone()
    }
}
