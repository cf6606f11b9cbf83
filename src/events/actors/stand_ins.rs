//! Pronouns and "here" → the parties that they stand for.

use super::codes::{self, has_no_country};
use super::{ABOVE, Actors, Found, NAMED, PRONOUN, Party, pronouns, speech, turns};
use crate::events::clauses::is_relative_pronoun;
use crate::events::setting::dateline::place_over;
use crate::events::view::At;
use crate::model::{Actor, EntityType, Upos};

impl Actors<'_, '_> {
    pub(super) fn of_pronoun(&self, at: At, depth: usize) -> Vec<Party> {
        if is_relative_pronoun(self.view, at) {
            return Vec::new();
        }
        // "The rebels fled after troops attacked them": the subject of a clause above.
        let above = pronouns::subject_above(self.view, at);
        if let Some(subject) = above.or_else(|| pronouns::subject_of_own(self.view, at)) {
            let found = self.of_subject(subject, depth);
            if !found.is_empty() {
                return found.into_iter().map(|party| self.standing_for(party, at, ABOVE)).collect();
            }
        }
        if pronouns::is_first_person(self.view, at) {
            let speaker = speech::speaker(self.view, self.lists, at).filter(|&speaker| speaker != at);
            let found = speaker.map(|speaker| self.of_subject(speaker, depth));
            let found = found.unwrap_or_else(|| self.of_turn(at).into_iter().collect());
            return found.into_iter().map(|party| self.standing_for(party, at, ABOVE)).collect();
        }
        if self.view.form(at).eq_ignore_ascii_case("you") {
            let told = speech::addressee(self.view, self.lists, at).filter(|&told| told != at);
            let found = told.map(|told| self.of_subject(told, depth)).unwrap_or_default();
            return found.into_iter().map(|party| self.standing_for(party, at, ABOVE)).collect();
        }
        // "Three ministers stayed away. Lawmakers accused them": those of the sentence before, where this one names nobody.
        if pronouns::are_of_before(self.view, at) {
            let found = self.of_sentence_before(at);
            if !found.is_empty() {
                return found;
            }
        }
        let found = pronouns::resolve(self.view, at);
        let several = matches!(self.view.form(at).to_ascii_lowercase().as_str(), "they" | "them");
        let named = found.map_or_else(Vec::new, |(mention, sure)| {
            let all = if several { pronouns::joined_with(self.view, mention) } else { vec![mention] };
            let parties = all.into_iter().filter_map(|mention| self.named(mention, at));
            parties.map(|party| self.standing_for(party, at, PRONOUN * sure)).collect()
        });
        let found = if named.is_empty() { self.of_sentence_before(at) } else { named };
        let opener = || pronouns::opener_before(self.view, at).and_then(|mention| self.named(mention, at));
        let found = match found[..] {
            [] => opener().map(|party| self.standing_for(party, at, PRONOUN)).into_iter().collect(),
            _ => found,
        };
        let behind = pronouns::subject_behind(self.view, at).filter(|_| found.is_empty());
        behind.map_or(found, |subject| {
            let found = self.of_subject(subject, depth);
            found.into_iter().map(|party| self.standing_for(party, at, ABOVE)).collect()
        })
    }

    /// Whoever speaks the turn of a transcript.
    pub(super) fn of_turn(&self, at: At) -> Option<Party> {
        let entity = turns::speaker(self.view.document, self.view.index)?;
        let person = self.view.document.entity(entity);
        let code = self.person_code(person, at);
        let actor = Actor { entity: Some(entity), name: person.name.clone(), span: self.view.tokens[at].span, code };
        let party = Party {
            needs_country: has_no_country(&actor.code),
            actor,
            confidence: NAMED,
            head: at,
            ..Party::default()
        };
        (!party.actor.code.is_empty()).then_some(party)
    }

    /// "arrived here on Monday": where the report comes from.
    pub(super) fn of_here(&self, at: At) -> Option<Party> {
        let document = self.view.document;
        let place = place_over(document, self.view.sentence.span.start)?;
        let entity = document.entity(place.entity);
        let code = codes::state_then(entity, codes::of_entity(entity), self.date);
        let actor =
            Actor { entity: Some(place.entity), name: entity.name.clone(), code, span: self.view.tokens[at].span };
        let is_place = !codes::is_state(entity) && !codes::is_seat_of_power(entity);
        let party = Party { actor, confidence: NAMED, is_place, head: at, ..Party::default() };
        (entity.kind == EntityType::Place && !party.actor.code.is_empty()).then_some(party)
    }

    /// Whom the subject of the sentence before names by what they are ("The rebels came at dawn. They shot ten people.").
    fn of_sentence_before(&self, at: At) -> Vec<Party> {
        let Some((before, subject)) = pronouns::subject_before(self.view, at) else { return Vec::new() };
        let actors = Actors::on(self.date, &before, self.lists);
        let acts = |party: &Party| !party.is_owner && !party.is_media && !party.is_place;
        let found = before.coordinated(subject).into_iter().flat_map(|member| actors.parties(member)).filter(acts);
        found.map(|party| self.standing_for(party, at, PRONOUN)).collect()
    }

    /// The parties of a subject that a pronoun stands for, and of those joined with it.
    fn of_subject(&self, subject: At, depth: usize) -> Vec<Party> {
        let members = self.view.coordinated(subject);
        let parties = members.into_iter().flat_map(|member| self.of_phrase(member, depth - 1));
        parties.filter(|party| !party.is_owner && !party.is_media).collect()
    }

    /// A party found elsewhere in the document, told by the noun at `head`.
    pub(super) fn standing_for(&self, mut party: Party, head: At, sure: f32) -> Party {
        party.actor.span = self.view.tokens[head].span;
        party.confidence *= sure;
        party.head = head;
        let pronoun = self.view.upos(head) == Upos::Pron;
        party.found = if pronoun { Found::Pronoun } else { Found::Definite };
        party
    }
}
