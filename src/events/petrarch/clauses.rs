//! A verb's subject, what stands after it, and whether it is denied or in the passive.

use super::parties::Party;
use super::scene::Scene;
use crate::events::clauses::is_passive;
use crate::events::view::At;
use crate::model::{Relation as R, Upos};

/// How far a missing subject is looked for.
const DEEPEST: usize = 6;

impl Scene<'_, '_> {
    /// The head of the verb's subject: its own, or that of the clause that shares it.
    pub fn subject(&self, verb: At) -> Option<At> {
        self.subject_within(verb, DEEPEST)
    }

    fn subject_within(&self, verb: At, depth: usize) -> Option<At> {
        if depth == 0 {
            return None;
        }
        let view = self.view;
        let own = view.child(verb, &[R::Nsubj, R::NsubjPass, R::NsubjOuter]);
        let above = view.head(verb);
        match (own, above) {
            (Some(own), Some(above)) if self.is_pronoun(own) => match view.relation(verb) {
                R::AclRelcl if matches!(view.lemma(own), "that" | "which" | "who" | "whom") => Some(above),
                R::Ccomp | R::Conj | R::Advcl => self.subject_within(above, depth - 1).or(Some(own)),
                _ => Some(own),
            },
            (Some(own), _) => Some(own),
            (None, Some(above)) => match view.relation(verb) {
                R::Acl | R::AclRelcl => Some(above),
                R::Xcomp => self.controller(above, verb).or_else(|| self.subject_within(above, depth - 1)),
                R::Conj | R::Advcl | R::Csubj | R::Ccomp | R::Dep | R::Parataxis
                    if verb > above || view.relation(verb) == R::Advcl =>
                {
                    self.subject_within(above, depth - 1)
                }
                R::Aux | R::Cop => self.subject_within(above, depth - 1),
                _ => None,
            },
            (None, None) => None,
        }
    }

    /// "urged Bree to help": the object of the verb above does what the verb says.
    fn controller(&self, above: At, verb: At) -> Option<At> {
        let object = self.view.child(above, &[R::Obj, R::Iobj])?;
        (object < verb && self.is_marked_to(verb)).then_some(object)
    }

    fn is_marked_to(&self, verb: At) -> bool {
        self.view.children(verb).any(|child| self.view.relation(child) == R::Mark && self.view.lemma(child) == "to")
    }

    /// A word that stands for somebody named elsewhere.
    pub fn is_pronoun(&self, at: At) -> bool {
        self.view.upos(at) == Upos::Pron
    }

    /// Whether the subject suffers the act.
    pub fn is_passive(&self, verb: At) -> bool {
        is_passive(self.view, verb) || self.view.has_child(verb, &[R::NsubjPass, R::AuxPass])
    }

    /// Who does it, in the passive.
    pub fn agent(&self, verb: At) -> Option<At> {
        let by = |at: At| {
            self.view.children(at).any(|case| self.view.relation(case) == R::Case && self.view.lemma(case) == "by")
        };
        let view = self.view;
        view.children(verb).filter(|&at| at > verb).find(|&at| match view.relation(at) {
            R::OblAgent => true,
            R::Obl | R::Nmod => by(at),
            _ => false,
        })
    }

    /// Whether the verb is denied: "did not", "never", "can't".
    pub fn is_denied(&self, verb: At) -> bool {
        let view = self.view;
        let denies = |at: At| {
            let short = view.form(at).to_lowercase();
            at < verb
                && matches!(view.relation(at), R::Advmod | R::Aux)
                && matches!(short.as_str(), "not" | "n't" | "never" | "n’t")
        };
        view.children(verb).any(denies)
    }

    /// The heads of all subjects of the verb: the tree may have two where the sentence joins them.
    pub fn subjects(&self, verb: At) -> Vec<At> {
        let Some(first) = self.subject(verb) else { return Vec::new() };
        let view = self.view;
        let owns = view
            .children(first)
            .any(|child| view.relation(child) == R::Case && view.form(child).starts_with(['\'', '’']));
        let other =
            |&at: &At| at > first && matches!(view.relation(at), R::Nsubj | R::NsubjPass) && view.is_nominal(at);
        let others =
            view.head(first).filter(|_| !owns).into_iter().flat_map(|above| view.children(above)).filter(other);
        let joined =
            |&at: &At| (first + 1..at).any(|between| view.upos(between) == Upos::Cconj || view.form(between) == ",");
        std::iter::once(first).chain(others.filter(|&at| at < verb).filter(joined)).collect()
    }

    /// The verb's infinitive after it.
    pub fn infinitive(&self, verb: At) -> Option<At> {
        let is_infinitive = |&at: &At| at > verb && (self.view.relation(at) == R::Xcomp || self.is_bare_infinitive(at));
        self.view.children(verb).find(is_infinitive)
    }

    /// The verb's clause after it.
    pub fn clause_below(&self, verb: At) -> Option<At> {
        self.view.children(verb).find(|&at| at > verb && self.view.relation(at) == R::Ccomp)
    }

    /// The first parties after the verb in its own clause who are not all among `but`.
    pub fn parties_after(&self, verb: At, but: &[Party]) -> Vec<Party> {
        let found = self.after_within(verb, but, DEEPEST);
        if found.is_empty() { self.next_party(verb, but) } else { found }
    }

    /// The next actor in the text, with no mark, verb or word that opens another clause before it: where the tree has
    /// hung it elsewhere.
    fn next_party(&self, verb: At, but: &[Party]) -> Vec<Party> {
        let view = self.view;
        let ends = |at: At| {
            let opens = matches!(view.upos(at), Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Cconj | Upos::Punct);
            opens || matches!(view.lemma(at), "after" | "before" | "until" | "since" | "as" | "while" | "when")
        };
        let at = (verb + 1..view.len()).take_while(|&at| !ends(at) || self.is_actor(at)).find(|&at| self.is_actor(at));
        let unit = at.and_then(|at| self.unit(at));
        let found = unit.map(|unit| self.parties(self.head_of(unit))).unwrap_or_default();
        let others = |party: &Party| !but.iter().any(|other| other.actor.code == party.actor.code);
        if found.iter().any(others) { found } else { Vec::new() }
    }

    fn after_within(&self, verb: At, but: &[Party], depth: usize) -> Vec<Party> {
        if depth == 0 {
            return Vec::new();
        }
        let view = self.view;
        for child in view.children(verb).filter(|&child| child > verb) {
            let found = match view.relation(child) {
                R::Obj | R::Iobj | R::Obl | R::OblUnmarked | R::OblAgent | R::Nmod | R::Dep | R::Dislocated => {
                    self.parties_in(child)
                }
                _ if view.relation(child) == R::Xcomp || self.is_bare_infinitive(child) => {
                    let own = self.parties(child);
                    if own.is_empty() { self.after_within(child, but, depth - 1) } else { own }
                }
                R::Advmod if matches!(view.upos(child), Upos::Adv | Upos::Adp) => self.parties_in(child),
                _ => Vec::new(),
            };
            if found.iter().any(|party| !but.iter().any(|other| other.actor.code == party.actor.code)) {
                return found;
            }
        }
        Vec::new()
    }

    /// The words before the verb that its patterns may name, and those after it.
    pub fn surroundings(&self, verb: At) -> (Vec<At>, Vec<At>) {
        let words = self.below(verb, |child| self.is_other_clause(child) || self.view.relation(child) == R::Punct);
        let mut before: Vec<At> = words.iter().copied().filter(|&at| at < verb).collect();
        if self.view.child(verb, &[R::Nsubj, R::NsubjPass]).is_none()
            && let Some(subject) = self.subject(verb).filter(|&subject| subject < verb)
        {
            let inherited =
                self.below(subject, |child| self.is_other_clause(child) || self.view.relation(child) == R::AclRelcl);
            before.extend(inherited.into_iter().filter(|&at| at < verb));
            before.sort_unstable();
            before.dedup();
        }
        (before, words.into_iter().filter(|&at| at > verb).collect())
    }
}
