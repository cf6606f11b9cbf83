//! Which parties may stand in the slots of an act: owners, places, things without a body.

use crate::events::actors::codes;
use crate::events::actors::{Found, Party};
use crate::events::assemble::Sentence;
use crate::events::clauses;
use crate::events::fits::matching::Fit;
use crate::events::view::At;
use crate::model::{Actor, Relation, Upos};

/// How sure it is that a bare number tells of people.
const MULTITUDE: f32 = 0.6;

impl Sentence<'_, '_> {
    /// Whether a party is a town by its bare name: its government, where a preposition does not make it a place.
    pub(in crate::events) fn is_town(&self, party: &Party) -> bool {
        let town = self.view.place(party.head).map(|mention| self.view.document.entity(mention.entity));
        town.is_some_and(|place| !codes::is_state(place) && !party.is_owner && !party.is_generic)
    }

    /// Whether the act is done with those who are sent to a country: "reopened its embassy in Addis Ababa" is done to Ethiopia.
    pub(in crate::events) fn is_accredited(&self, fit: &Fit) -> bool {
        fit.used.iter().any(|&at| self.coder.lists.accredited.contains(&self.view.lemmas[at]))
    }

    /// People whom the phrase itself names: "fired on protesters".
    pub(in crate::events) fn used_agents(&self, fit: &Fit, subject: Option<At>) -> Vec<Party> {
        let weapon = |at: At| self.coder.lists.violent_causes.contains(&self.view.lemmas[at]);
        let people = |&at: &At| {
            at > fit.word
                && Some(at) != subject
                && self.view.is_nominal(at)
                && !weapon(at)
                && self.view.lemma(at) != "state"
        };
        let found = fit.used.iter().copied().filter(people).map(|at| self.actors.of_agent(at));
        found.into_iter().find(|parties| !parties.is_empty()).unwrap_or_default()
    }

    /// Whether a noun is a thing with which those fight who have it: "missiles", "water cannon".
    fn is_machine(&self, at: At) -> bool {
        let agents = &self.view.document.gazetteer.agents;
        let agent = agents.ending_at(self.view.tokens, at.saturating_sub(5), at + 1);
        agent.is_some_and(|(_, agent)| agent.kind == "equipment")
    }

    /// "Thousands rallied", "dozens were killed", "thousands of Asians": people by their number, and a name that is no country's.
    pub(in crate::events) fn multitude(&self, at: At) -> Option<Party> {
        let view = self.view;
        let counted = view.xpos(at) == "NNS" && self.coder.lists.multitudes.contains(&view.lemmas[at]);
        let number = |at: At| self.coder.lists.multitudes.contains(&view.lemmas[at]);
        // "Asians", "Rohingya": a people, as far as its name tells; "Toyotas" are destroyed, and not expelled.
        let people = |at: At| {
            (view.upos(at) == Upos::Propn || view.xpos(at) == "NNS" && view.tokens[at].shape.is_capitalized())
                && view.children(at).all(|below| view.upos(below) != Upos::Propn)
        };
        let of = |at: At| {
            let below = matches!(view.relation(at), Relation::Nmod | Relation::Compound | Relation::Amod);
            below && !number(at) && !people(at)
        };
        let alone = !view.children(at).any(of);
        let tells = |&below: &At| below > at && (number(below) || people(below));
        let last = view.children(at).rfind(tells).unwrap_or(at);
        let span = view.span(at, last);
        let name = span.of(&view.document.clean.text).to_string();
        (counted && alone).then(|| Party {
            actor: Actor { entity: None, name, code: "CVL".to_string(), span },
            confidence: MULTITUDE,
            needs_country: true,
            is_plural: true,
            is_generic: true,
            found: Found::Group,
            head: at,
            ..Party::default()
        })
    }

    /// Whether words are about something in a town ("rumours in Tokyo", "the panel in New York"): it is not the town's.
    pub(in crate::events) fn is_said_elsewhere(&self, party: &Party, code: &str) -> bool {
        let view = self.view;
        let said = matches!(code.get(..2), Some("01" | "02" | "06" | "10" | "11" | "12" | "13" | "16"));
        let town = |at: At| {
            let place = view.place(at).map(|mention| view.document.entity(mention.entity));
            place.is_some_and(|place| !codes::is_state(place))
        };
        let inside = |at: At| {
            view.relation(at) == Relation::Nmod
                && town(at)
                && ["in", "at"].iter().any(|case| clauses::has_case(view, at, case))
        };
        said && party.is_owner
            && clauses::owner(view, party.head).is_none()
            && !view.children(party.head).any(|at| clauses::has_case(view, at, "of"))
            && view.children(party.head).any(inside)
    }

    /// The parties that may stand in that place of an act with this code: the owner of a thing meets and helps nobody, acts
    /// only through what strikes ("the Russian bombardment killed ten"), and is hit by force only in what has a body
    /// ("attacked Britain's proposal").
    pub(in crate::events) fn able(&self, parties: Vec<Party>, code: &str, source: bool) -> Vec<Party> {
        let strikes = |party: &Party| self.coder.lists.violent_causes.contains(&self.view.lemmas[party.head]);
        let personal = matches!(code.get(..2), Some("03" | "04" | "05" | "07")) && !matches!(code, "051" | "052");
        // Beef is released from customs, prisoners are freed.
        let personal = personal || matches!(code, "084" | "0841");
        // "flew food to Afghan villages": to those who live there; "visited the Swedish capital": the country.
        let to_a_site = code.starts_with("07") || code == "042";
        let home = |party: &Party| to_a_site && self.coder.lists.sites.contains(&self.view.lemmas[party.head]);
        // A position may be a stand, positions are where troops lie.
        let bodiless = |party: &Party| {
            let lemma = &self.view.lemmas[party.head];
            (is_violent(code) || code.starts_with("17"))
                && self.coder.lists.abstract_nouns.contains(lemma)
                && !(self.view.lemma(party.head) == "position" && self.view.xpos(party.head) == "NNS")
        };
        // "seized Kunduz in a dawn attack": towns are taken, and people abducted, arrested and beaten.
        let bodily = matches!(code, "173" | "174" | "181" | "182" | "1821" | "1822" | "1823" | "185" | "186");
        let done_to = |at: At| matches!(self.view.relation(at), Relation::Obj | Relation::NsubjPass);
        let town = |party: &Party| !source && bodily && done_to(party.head) && self.is_town(party);
        // "repeated its criticism at the talks here": where it was said.
        let elsewhere = |party: &Party| self.view.lemma(party.head) == "here" && !tells_where(code);
        let parties: Vec<Party> = parties
            .into_iter()
            .filter(|party| !elsewhere(party))
            .filter(|party| !self.is_said_elsewhere(party, code) && !town(party))
            .collect();
        // "The Madrid bombings killed 191": not by Madrid.
        let scene = |party: &Party| {
            let deed = !self.coder.lists.craft.contains(&self.view.lemmas[party.head]);
            source && party.is_owner && deed && clauses::town_of_deed(self.view, party.head).is_some()
        };
        // "captured American weapons": nobody is held.
        let arms = |party: &Party| is_of_persons(code) && !source && strikes(party);
        // "Jets bombed a meeting": whose they are is not told.
        let unowned = |party: &Party| {
            let strikes = source && is_violent(code) && code != "192";
            strikes && party.needs_country && party.found == Found::Group && self.is_machine(party.head)
        };
        let may = |party: &Party| {
            !scene(party)
                && !unowned(party)
                && (!party.is_owner
                    || !arms(party)
                        && if source { strikes(party) } else { (!personal || home(party)) && !bodiless(party) })
        };
        let mut parties: Vec<Party> = parties.into_iter().filter(may).collect();
        // "An Iraqi group killed the hostage": armed people of that country, and not Iraq.
        let band = |party: &&mut Party| {
            party.is_country()
                && party.found == Found::Group
                && self.coder.lists.bands.contains(&self.view.lemmas[party.head])
        };
        if source && (is_violent(code) || code.starts_with("138")) {
            parties.iter_mut().filter(band).for_each(|party| party.actor.code.push_str("UAF"));
        }
        parties
    }
}

/// Whether what is done with this code is done to persons, and to no state.
pub fn is_of_persons(code: &str) -> bool {
    matches!(code, "173" | "174" | "181" | "182" | "1821" | "1822" | "1823" | "186")
}

/// Whether acts of this code are done to whoever is named, and never to the town where they are done.
pub(in crate::events) fn tells_no_place(code: &str) -> bool {
    matches!(code.get(..2), Some("03" | "04" | "05" | "06" | "12" | "13" | "16")) && code != "042"
}

/// Whether acts of this code are done to whoever is at home where they lead: visits, and what is sent.
fn tells_where(code: &str) -> bool {
    matches!(code.get(..3), Some("042" | "154" | "155" | "190" | "195")) || code.starts_with("07")
}

/// Whether acts of this code need a body to be done to.
pub(in crate::events) fn is_violent(code: &str) -> bool {
    matches!(code.get(..2), Some("18" | "19" | "20")) || code.starts_with("175")
}
