//! Noun phrase → parties with actor codes, composed as PETRARCH does: the actor's code and those of the agents beside it.
//!
//! "the Zubrovian police" is `ZUBCOP`; "ministers of Zubrovia and Lutz" are two; "lawmakers and officials in Zubrovia and
//! Lutz" are four; of several actors in one phrase ("Zubrovia's president Madame D.") the first gives the code.

use super::names::{UnitKind, span_of};
use super::scene::Scene;
use crate::events::view::At;
use crate::model::{Actor, Relation as R};

/// How deep phrases are followed.
const DEEPEST: usize = 6;

/// Who acts or is acted upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The actor with its whole code.
    pub actor: Actor,
    /// The code without agents.
    bare: String,
}

/// One member of a coordination.
#[derive(Default)]
struct Member {
    head: At,
    found: Vec<Party>,
    agents: Vec<(String, bool, At)>,
    /// Whether the actors stand before the head and so hold for what is joined with it.
    shared: Vec<Party>,
}

impl Scene<'_, '_> {
    /// The parties of a noun phrase and those joined with it.
    pub fn parties(&self, head: At) -> Vec<Party> {
        self.parties_within(head, DEEPEST)
    }

    /// The first parties in a phrase, wherever in it, also in a clause that describes its noun.
    pub fn parties_in(&self, head: At) -> Vec<Party> {
        self.first_within(head, true, DEEPEST)
    }

    /// The first parties in a phrase, but for clauses in it: who is named there does not do what the phrase does.
    pub fn parties_of_phrase(&self, head: At) -> Vec<Party> {
        self.first_within(head, false, DEEPEST)
    }

    fn first_within(&self, head: At, clauses: bool, depth: usize) -> Vec<Party> {
        if depth == 0 {
            return Vec::new();
        }
        let found = self.parties_within(head, depth);
        if !found.is_empty() {
            return found;
        }
        let is_inside = |child: At| match self.view.relation(child) {
            R::Nmod | R::NmodUnmarked | R::Appos | R::Amod | R::Dep => true,
            R::Acl | R::AclRelcl | R::Obj | R::Iobj | R::Obl | R::OblAgent | R::Xcomp => clauses,
            R::Advcl => clauses && !self.view.is_verb(head),
            _ => false,
        };
        let members = self.members(head);
        let inside = members.iter().flat_map(|&member| self.view.children(member)).filter(|&child| is_inside(child));
        inside
            .map(|child| self.first_within(child, clauses, depth - 1))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn members(&self, head: At) -> Vec<At> {
        let joined = |at: At| self.view.relation(at) == R::Conj && !self.view.is_verb(at);
        self.below(head, |child| !joined(child))
    }

    fn parties_within(&self, head: At, depth: usize) -> Vec<Party> {
        if depth == 0 {
            return Vec::new();
        }
        let members: Vec<Member> = self.members(head).into_iter().map(|at| self.member(at, depth)).collect();
        let mut all: Vec<Party> = Vec::new();
        for member in &members {
            let found = if member.found.is_empty() { self.completed(member, &members) } else { member.found.clone() };
            for party in found {
                if !all.iter().any(|other| other.actor.code == party.actor.code) {
                    all.push(party);
                }
            }
        }
        all
    }

    fn member(&self, head: At, depth: usize) -> Member {
        let words = self.own_words(head);
        let mut member = Member { head, ..Member::default() };
        let mut last = None;
        let mut actors: Vec<(Party, At)> = Vec::new();
        for &word in &words {
            let Some(unit) = self.unit(word).filter(|unit| last != Some(unit.first)) else { continue };
            last = Some(unit.first);
            match &unit.kind {
                UnitKind::Actor { code, entity, name } if !code.is_empty() => {
                    let span = span_of(self.view.tokens, unit);
                    let actor = Actor { entity: *entity, name: name.clone(), code: code.clone(), span };
                    actors.push((Party { bare: code.clone(), actor }, self.head_of(unit)));
                }
                UnitKind::Agent { code, before } => member.agents.push((code.clone(), *before, unit.end)),
                UnitKind::Actor { .. } => {}
            }
        }
        let joined = actors.first().map(|(_, at)| self.view.coordinated(*at)).unwrap_or_default();
        actors.retain(|(_, at)| joined.contains(at));
        member.shared = actors.iter().filter(|(_, at)| *at < head).map(|(party, _)| party.clone()).collect();
        member.found = actors.into_iter().map(|(party, _)| party).collect();
        if member.found.is_empty() {
            member.found = self.below_member(head, &member.agents, depth);
        }
        for party in &mut member.found {
            party.actor.code =
                composed(&party.actor.code, member.agents.iter().map(|(code, before, _)| (code.as_str(), *before)));
            party.actor.span = self.widened(party.actor.span, &words);
        }
        member
    }

    /// Actors that a phrase without one of its own belongs to: "soldiers from Zubrovia", "an attack by Lutz".
    fn below_member(&self, head: At, agents: &[(String, bool, At)], depth: usize) -> Vec<Party> {
        let under = |relations: &'static [R]| {
            self.view.children(head).filter(move |&child| relations.contains(&self.view.relation(child)))
        };
        let found = under(&[R::Nmod, R::NmodUnmarked])
            .map(|child| self.parties_within(child, depth - 1))
            .find(|found| !found.is_empty());
        let beside =
            || under(&[R::Appos]).map(|child| self.parties_within(child, depth - 1)).find(|found| !found.is_empty());
        let mut found = found.or_else(beside).unwrap_or_default();
        if !agents.is_empty() {
            found.iter_mut().for_each(|party| party.bare = party.actor.code.clone());
        }
        found
    }

    /// The parties of a member that has agents only, by what it is joined with.
    fn completed(&self, member: &Member, members: &[Member]) -> Vec<Party> {
        if member.agents.is_empty() {
            return Vec::new();
        }
        let agents = member.agents.iter().map(|(code, before, _)| (code.as_str(), *before));
        let first = members
            .iter()
            .find(|other| other.head != member.head && other.head < member.head && !other.shared.is_empty());
        if let Some(first) = first {
            let before = first.agents.iter().filter(|(_, _, end)| *end <= first.head);
            let all: Vec<_> = before.map(|(code, before, _)| (code.as_str(), *before)).chain(agents).collect();
            return self.with(&first.shared, &all, member.head);
        }
        let other = members
            .iter()
            .find(|other| other.head != member.head && !other.found.is_empty() && other.shared.is_empty());
        other.map(|other| self.with(&other.found, &agents.collect::<Vec<_>>(), member.head)).unwrap_or_default()
    }

    fn with(&self, parties: &[Party], agents: &[(&str, bool)], head: At) -> Vec<Party> {
        let mut parties = parties.to_vec();
        for party in &mut parties {
            party.actor.code = composed(&party.bare, agents.iter().copied());
            party.actor.span = self.view.tokens[head].span;
        }
        parties
    }

    /// The head of a phrase and the words that belong to it without a preposition.
    fn own_words(&self, head: At) -> Vec<At> {
        let owned = |child: At| {
            let relation = self.view.relation(child);
            let joined = relation == R::Conj && self.view.head(child) != Some(head);
            joined
                || matches!(
                    relation,
                    R::Compound
                        | R::Amod
                        | R::NmodPoss
                        | R::NmodDesc
                        | R::Flat
                        | R::Fixed
                        | R::Goeswith
                        | R::Det
                        | R::Nummod
                )
        };
        self.below(head, |child| !owned(child))
    }

    fn widened(&self, span: crate::model::Span, words: &[At]) -> crate::model::Span {
        words
            .iter()
            .filter(|&&word| self.unit(word).is_some())
            .fold(span, |all, &word| all.join(self.view.tokens[word].span))
    }
}

/// The code of an actor with agents: each is added once, at the end (`~GOV`) or at the front (`NGO~`).
pub fn composed<'c>(actor: &str, agents: impl IntoIterator<Item = (&'c str, bool)>) -> String {
    let mut code = actor.to_string();
    for (agent, before) in agents {
        if !has_part(&code, agent) {
            code = if before { format!("{agent}{code}") } else { format!("{code}{agent}") };
        }
    }
    code
}

/// Whether the code has the part already, counted in threes: `GONGMO` has no `NGM`.
fn has_part(code: &str, part: &str) -> bool {
    (0..code.len()).step_by(3).any(|at| code.get(at..).is_some_and(|rest| rest.starts_with(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_are_added_once_and_in_threes() {
        for (actor, agents, code) in [
            ("ZUB", &[("COP", false)][..], "ZUBCOP"),
            ("ZUBGOV", &[("GOV", false)], "ZUBGOV"),
            ("ZUB", &[("NGO", true), ("GOV", false)], "NGOZUBGOV"),
            ("GONGMO", &[("NGM", false)], "GONGMONGM"),
        ] {
            assert_eq!(composed(actor, agents.iter().copied()), code);
        }
    }
}
