//! Who a noun is as the name beside it tells ("the president, Vladimir Putin", "its neighbour, Iran", "Karelin, Iran's deputy minister,"), or the
//! person whose office it is.

use super::codes;
use super::{AGENT, Actors, Found, Party};
use crate::events::clauses::has_case;
use crate::events::view::At;
use crate::model::{EntityType, Mention, Relation, Rule, Upos};

impl Actors<'_, '_> {
    /// "the president, Vladimir Putin": the name beside the head.
    pub(super) fn named_beside(&self, head: At, relation: Relation) -> Option<Party> {
        let beside = self.view.children(head).find(|&at| {
            self.view.relation(at) == relation
                && at > head
                && self.view.mention(at).is_some_and(|found| found.rule != Rule::Demonym)
        })?;
        let entity = self.view.mention(beside).map(|mention| self.view.document.entity(mention.entity))?;
        if entity.kind == EntityType::Place {
            return None;
        }
        self.named(self.view.mention(beside)?, beside)
    }

    /// "its neighbour, Iran", "seven nations - Brazil, Spain and Japan -": the states beside a noun for what they are. "The capital, Kabul" is
    /// where somebody is.
    pub(super) fn states_beside(&self, head: At) -> Vec<Party> {
        let view = self.view;
        let several = matches!(view.xpos(head), "NNS" | "NNPS");
        let state = |at: At| {
            let mention = view.place(at)?;
            codes::is_state(view.document.entity(mention.entity)).then(|| self.named(mention, at))?
        };
        let beside = |&at: &At| at > head && view.relation(at) == Relation::Appos && view.place(at).is_some();
        let kind = self.lists.sorts_of_states.contains(&view.lemmas[head]);
        let first = view.children(head).filter(|_| kind).find(beside);
        let members = first.map(|first| if several { view.coordinated(first) } else { vec![first] });
        members.into_iter().flatten().filter_map(state).collect()
    }

    /// "Secretary of State John Kerry", where the tree takes the title for the head.
    pub(super) fn named_after(&self, head: At) -> Option<&Mention> {
        (head + 1..self.view.len().min(head + 5)).find_map(|at| {
            let mention = self.view.mention(at).filter(|mention| self.view.mention_words(mention).start == at)?;
            let entity = self.view.document.entity(mention.entity);
            let titled = self.role_ending_at(at).is_some_and(|(start, _)| start <= head);
            (entity.kind == EntityType::Person && titled).then_some(mention)
        })
    }

    /// "Karelin, Iran's deputy foreign minister,": what is told behind the name of somebody whom nobody knows.
    pub(super) fn apposed(&self, head: At, depth: usize) -> Vec<Party> {
        let view = self.view;
        let unknown = view.upos(head) == Upos::Propn && view.mention(head).is_none();
        let noun = |at: &At| *at > head && view.mention(*at).is_none();
        let beside = view.child(head, &[Relation::Appos]).filter(noun).filter(|_| unknown);
        let mut found = beside.map(|at| self.of_phrase(at, depth - 1)).unwrap_or_default();
        found.retain(|party| !party.needs_country && !party.is_owner && !party.is_place && !party.is_media);
        found
    }

    /// "the president's office", "the office of President Bashar al-Assad": whoever holds it, if he holds one.
    pub(super) fn office_of_person(&self, head: At) -> Option<Party> {
        let view = self.view;
        let of = |&at: &At| view.relation(at) == Relation::Nmod && has_case(view, at, "of");
        let owner = view.child(head, &[Relation::NmodPoss]).or_else(|| view.children(head).find(of))?;
        let person = view.mention(owner).filter(|_| view.lemma(head) == "office")?;
        let party =
            self.named(person, owner).filter(|party| self.is_person(party) && party.actor.code.ends_with("GOV"))?;
        Some(Party { confidence: party.confidence * AGENT, found: Found::Group, head, ..party })
    }
}
