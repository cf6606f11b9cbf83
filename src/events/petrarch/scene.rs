//! One sentence for the coder: its tree, and the actors and agents in it.

use super::names::{Unit, UnitKind};
use crate::events::view::{At, View};
use crate::model::Relation as R;

/// A sentence.
pub struct Scene<'a, 'v> {
    /// Tree and tokens.
    pub view: &'a View<'v>,
    /// Actors and agents, in text order.
    pub units: Vec<Unit>,
    unit_at: Vec<Option<u16>>,
}

impl<'a, 'v> Scene<'a, 'v> {
    /// A sentence with its units.
    pub fn new(view: &'a View<'v>, units: Vec<Unit>) -> Self {
        let mut unit_at = vec![None; view.len()];
        for (index, unit) in units.iter().enumerate() {
            unit_at[unit.first..unit.end.min(view.len())].fill(Some(index as u16));
        }
        Self { view, units, unit_at }
    }

    /// The actor or agent that covers a word.
    pub fn unit(&self, at: At) -> Option<&Unit> {
        self.unit_at[at].map(|index| &self.units[index as usize])
    }

    /// Whether the word belongs to an actor somebody is meant by.
    pub fn is_actor(&self, at: At) -> bool {
        self.unit(at).is_some_and(|unit| matches!(&unit.kind, UnitKind::Actor { code, .. } if !code.is_empty()))
    }

    /// The word of a unit whose head stands outside it.
    pub fn head_of(&self, unit: &Unit) -> At {
        let inside = |at: At| (unit.first..unit.end).contains(&at);
        (unit.first..unit.end).find(|&at| self.view.head(at).is_none_or(|head| !inside(head))).unwrap_or(unit.first)
    }

    /// Words below `head` with it, but for the parts that `skip` says, in text order.
    pub fn below(&self, head: At, skip: impl Fn(At) -> bool) -> Vec<At> {
        let mut found = vec![head];
        let mut next = 0;
        while next < found.len() {
            let word = found[next];
            found.extend(self.view.children(word).filter(|&child| !skip(child)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Whether `at` opens a clause of its own, which says something else than the clause above.
    pub fn is_other_clause(&self, at: At) -> bool {
        if self.is_bare_infinitive(at) {
            return false;
        }
        match self.view.relation(at) {
            R::Ccomp | R::Advcl | R::AdvclRelcl | R::Parataxis | R::Csubj | R::CsubjPass | R::Discourse => true,
            R::Conj => {
                self.view.is_verb(at)
                    && self.view.head(at).is_some_and(|head| self.view.is_verb(head) || self.is_predicate(head))
            }
            _ => false,
        }
    }

    /// "vowed to wage war": an infinitive that the tree hangs on as an adverbial, where the verb has no object.
    pub fn is_bare_infinitive(&self, at: At) -> bool {
        let view = self.view;
        let to = |&child: &At| view.relation(child) == R::Mark && view.lemma(child) == "to";
        let adverbial = view.relation(at) == R::Advcl && view.children(at).any(|child| to(&child));
        let above = view.head(at).filter(|&above| above < at);
        adverbial && !self.has_subject(at) && above.is_some_and(|above| !view.has_child(above, &[R::Obj, R::Iobj]))
    }

    /// Whether a verb has a subject of its own.
    pub fn has_subject(&self, verb: At) -> bool {
        self.view.has_child(verb, &[R::Nsubj, R::NsubjPass, R::NsubjOuter])
    }

    /// Whether a word that is no verb heads a clause.
    pub fn is_predicate(&self, at: At) -> bool {
        self.view.has_child(at, &[R::Cop, R::Nsubj, R::NsubjPass])
    }
}
