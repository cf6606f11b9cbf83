//! Members of a party who sit in a chamber ("House Republicans", "the Democrats on the committee"): lawmakers, and not their party.

use crate::events::actors::Actors;
use crate::events::clauses::has_case;
use crate::events::view::At;
use crate::model::{Mention, Relation, Shape, Upos};

/// Words before a group of people among which its chamber may stand ("Senate Republican leaders").
const BEFORE: usize = 3;

impl Actors<'_, '_> {
    /// The code of people whom this name, of this sentence, tells by their party and their seat in a chamber or one of its committees.
    pub(super) fn code_of_members(&self, mention: &Mention) -> Option<String> {
        let view = self.view;
        let party = view.document.entity(mention.entity);
        if party.subtype != "party" || mention.sentence as usize != view.index {
            return None;
        }
        // "Republicans", "the top Democrat", and not "the Republican Party" or "the GOP".
        let words = view.mention_words(mention);
        let for_people = words.len() == 1 && view.tokens[words.start].shape != Shape::Upper;
        let of_chamber = |&at: &At| {
            let inside = ["in", "on", "of", "from"].iter().any(|case| has_case(view, at, case));
            at >= words.end
                && view.relation(at) == Relation::Nmod
                && inside
                && (self.is_chamber(at) || self.is_committee(at))
        };
        let sit = || {
            let head = view.mention_head(mention);
            self.stand_after_chamber(words.start) || view.children(head).any(|at| of_chamber(&at))
        };
        (for_people && sit()).then(|| format!("{}LEG", party.country))
    }

    /// Whether a chamber is named right before the phrase that begins there, but for other words that tell of the people.
    pub(super) fn stand_after_chamber(&self, first: At) -> bool {
        let view = self.view;
        let tells = |at: At| matches!(view.upos(at), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
        let before = (first.saturating_sub(BEFORE)..first).rev().take_while(|&at| tells(at));
        before.into_iter().any(|at| self.is_chamber(at))
    }

    fn is_chamber(&self, at: At) -> bool {
        let view = self.view;
        if let Some(mention) = view.mention(at) {
            return view.document.entity(mention.entity).code.ends_with("LEG");
        }
        let capital = view.tokens[at].shape.is_capitalized() && view.tokens[at].shape != Shape::Initial;
        self.lists.chambers.contains(&view.lemmas[at]) && (capital || view.upos(at) == Upos::Adj)
    }

    fn is_committee(&self, at: At) -> bool {
        self.view.mention(at).is_none() && self.lists.committees.contains(&self.view.lemmas[at])
    }
}
