//! Who did what a noun or a bare participle tells, where only the clause around it says so: the visitor of "during a visit to Chad", the
//! speaker whose "talks with Iran" failed, the state that builds "under a treaty signed with Mali".

use super::matching::Matcher;
use crate::events::clauses::{self, Subject};
use crate::events::view::At;
use crate::model::Relation;
use crate::segment::fold_hash;

/// Prepositions by which a journey goes on, or has ended, while somebody does something.
const WHILE: [&str; 7] = ["during", "on", "in", "at", "after", "following", "for"];

impl Matcher<'_, '_> {
    /// "told reporters during a visit to Chad", "opened a clinic on the second day of a trip to Chad": whoever does something on a journey
    /// that nobody else is said to make.
    pub(super) fn visitor(&self) -> Option<Subject> {
        let (view, noun) = (self.view, self.clause.word);
        self.fit.target.filter(|_| self.lists.journeys.contains(&view.lemmas[noun]))?;
        // "the visit" is somebody's of whom the text has told before.
        let known = |at: At| matches!(view.lemma(at), "the" | "this" | "that" | "any" | "no" | "every" | "each");
        if view.children(noun).any(|at| view.relation(at) == Relation::Det && known(at)) {
            return None;
        }
        let mut top = noun;
        while let Some(above) = view.head(top).filter(|&above| view.is_nominal(above) && view.mention(above).is_none())
        {
            let part = clauses::has_case(view, top, "of") && self.lists.journey_parts.contains(&view.lemmas[above]);
            let speech = self.is_while(top) && self.lists.occasions.contains(&view.lemmas[above]);
            if !part && !speech {
                break;
            }
            top = above;
        }
        let above = view.head(top).filter(|_| self.is_while(top))?;
        // "Nakasone, on a visit to Washington, said"
        if view.mention(above).is_some() && view.relation(top) == Relation::Nmod {
            return Some(Subject { word: above, inherited: false });
        }
        let kinds = [Relation::Obl, Relation::Obj, Relation::Advcl, Relation::Nmod];
        if !view.is_verb(above) || !kinds.contains(&view.relation(top)) {
            return None;
        }
        // "shot the minister during a trip to Lahore": he was there.
        let other = |at: At| view.mention(at).is_some() && at != noun;
        let told = self.lists.speech.contains(&view.lemmas[above]);
        // "held talks with Putin during a visit to Moscow" tells of the talks.
        let objects = view.child(above, &[Relation::Obj]).into_iter().chain([above]);
        if objects.flat_map(|at| clauses::obliques(view, at)).any(|(case, at)| case == fold_hash("with") && other(at)) {
            return None;
        }
        if view.child(above, &[Relation::Obj]).is_some_and(|at| !told && other(at))
            || clauses::agent(view, above).is_some()
        {
            return None;
        }
        let subject = clauses::surface_subject(view, above, 4)?;
        (Some(subject.word) != self.fit.target).then_some(Subject { inherited: true, ..subject })
    }

    fn is_while(&self, noun: At) -> bool {
        WHILE.iter().any(|case| clauses::has_case(self.view, noun, case))
    }

    /// "De Croo, in Washington for talks with U.S. officials, said": whoever is somewhere for talks takes part in them.
    pub(super) fn comer(&self) -> Option<Subject> {
        let (view, noun) = (self.view, self.clause.word);
        self.fit.target.filter(|&at| clauses::has_case(view, at, "with"))?;
        let there = |at: At| view.place(at).is_some() && view.relation(at) == Relation::Nmod;
        let above = view
            .head(noun)
            .filter(|_| view.relation(noun) == Relation::Nmod && clauses::has_case(view, noun, "for"))?;
        let name = if there(above) { view.head(above)? } else { above };
        // Nothing but where he is stands between.
        let beside = view.children(name).any(|at| there(at) && at < noun && clauses::is_scene(view, at));
        (beside && view.mention(name).is_some()).then_some(Subject { word: name, inherited: false })
    }

    /// "Iran said talks with the EU had failed": whoever speaks of talks with somebody took part in them.
    pub(super) fn speaker(&self) -> Option<Subject> {
        let (view, noun) = (self.view, self.clause.word);
        let target = self.fit.target.filter(|&at| clauses::has_case(view, at, "with"))?;
        let inside = view.relation(noun) == Relation::Obl
            && ["in", "at", "during"].iter().any(|case| clauses::has_case(view, noun, case));
        let subject = matches!(view.relation(noun), Relation::Nsubj | Relation::NsubjPass);
        let verb = view.head(noun).filter(|_| subject || inside)?;
        let says = view.head(verb).filter(|&says| view.relation(verb) == Relation::Ccomp && view.is_verb(says))?;
        let speaks = matches!(view.lemma(says), "say" | "announce" | "tell" | "add" | "confirm" | "state" | "declare");
        let speaker = clauses::surface_subject(view, says, 1).filter(|_| speaks)?;
        (speaker.word != target).then_some(Subject { inherited: true, ..speaker })
    }

    /// "Cuba told U.S. officials during talks in Havana", "urged Iran at a meeting in Vienna": whoever is told something in talks takes part
    /// in them.
    pub(super) fn addressee(&self) -> Option<At> {
        let (view, noun) = (self.view, self.clause.word);
        let inside = ["in", "at", "during"].iter().any(|case| clauses::has_case(view, noun, case));
        let verb = view.head(noun).filter(|_| inside && view.relation(noun) == Relation::Obl)?;
        let addresses = view.is_verb(verb) && self.lists.to_the_face.contains(&view.lemmas[verb]);
        let whom = view
            .child(verb, &[Relation::Iobj, Relation::Obj])
            .filter(|_| addresses && !clauses::is_passive(view, verb));
        whom.filter(|&at| Some(at) != self.fit.source.map(|subject| subject.word))
    }

    /// "Under an agreement signed with Iran, Russia will build a reactor": the other side is whoever acts by it.
    pub(super) fn partner(&self) -> Option<Subject> {
        let (view, word) = (self.view, self.clause.word);
        self.fit.target.filter(|&at| clauses::has_case(view, at, "with") && view.head(at) == Some(word))?;
        let paper = view.head(word).filter(|_| view.relation(word) == Relation::Acl)?;
        let owner = clauses::owner(view, paper).filter(|&at| Some(at) != self.fit.target);
        if let Some(owner) = owner {
            return Some(Subject { word: owner, inherited: true });
        }
        let verb = view.head(paper).filter(|&verb| view.relation(paper) == Relation::Obl && view.is_verb(verb))?;
        let subject = clauses::surface_subject(view, verb, 3)?;
        (Some(subject.word) != self.fit.target).then_some(Subject { inherited: true, ..subject })
    }
}
