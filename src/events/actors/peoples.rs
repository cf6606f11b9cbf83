//! Peoples: in which countries one lives, which half of a land is meant, and when an adjective is one of a people.

use super::codes;
use super::{ABOVE, Actors, Found, Party};
use crate::events::view::At;
use crate::model::{Actor, Mention, Relation, Rule, Upos};

impl Actors<'_, '_> {
    /// Where the people lives that an agent noun tells ("Tutsis", "Hutu militiamen", "Yazidi women").
    pub(super) fn homes(&self, start: At, head: At) -> String {
        let agents = &self.view.document.gazetteer.agents;
        let ending = |end: At| agents.ending_at(self.view.tokens, end.saturating_sub(3), end);
        let told = [head + 1, start].into_iter().filter_map(ending).map(|(_, people)| people.homes);
        told.into_iter().find(|homes| !homes.is_empty()).unwrap_or_default().to_string()
    }

    /// "the flood-hit North", "the mainland": the other half of a land of which the document names one.
    pub(super) fn other_half(&self, head: At) -> Option<Party> {
        /// The word, the country that must be named, and which the word then is.
        const HALVES: [(&str, &str, &str, &str); 6] = [
            ("North", "KOR", "PRK", "North Korea"),
            ("South", "PRK", "KOR", "South Korea"),
            ("South", "KOR", "KOR", "South Korea"),
            ("South", "SDN", "SSD", "South Sudan"),
            ("South", "SSD", "SSD", "South Sudan"),
            ("mainland", "TWN", "CHN", "China"),
        ];
        let view = self.view;
        let definite = view.children(head).any(|at| at < head && view.lemma(at) == "the");
        let alone = definite && !view.children(head).any(|at| view.relation(at) == Relation::Nmod);
        let named = |country: &str| {
            let of = |mention: &&Mention| codes::of_entity(view.document.entity(mention.entity)).starts_with(country);
            view.document.mentions.iter().filter(of).count()
        };
        let halves = HALVES.iter().filter(|half| alone && half.0 == view.form(head));
        let (_, (_, _, code, name)) =
            halves.map(|half| (named(half.1), half)).filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count)?;
        let actor =
            Actor { name: name.to_string(), code: code.to_string(), span: view.tokens[head].span, entity: None };
        Some(Party { actor, confidence: ABOVE, found: Found::Definite, head, ..Party::default() })
    }

    /// "an American and a British engineer": an adjective with an article of its own, and no noun behind it, is a person.
    pub(super) fn is_one_of_people(&self, at: At) -> bool {
        let view = self.view;
        let one = |child: At| matches!(view.form(child).to_ascii_lowercase().as_str(), "a" | "an" | "another");
        let demonym = view.mention(at).is_some_and(|mention| mention.rule == Rule::Demonym);
        let whole = at + 1 >= view.len() || matches!(view.upos(at + 1), Upos::Cconj | Upos::Punct | Upos::Adp);
        demonym && view.upos(at) == Upos::Adj && whole && view.children(at).any(one)
    }
}
