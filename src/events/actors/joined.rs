//! Adjectives of several countries before one noun ("US, Danish and British forces"): a party of that noun for each, however the tree hangs them.

use super::codes;
use super::{Actors, Found, Party};
use crate::events::view::At;
use crate::model::{Actor, Entity, EntityType, Mention, Rule, Upos};

impl Actors<'_, '_> {
    /// The others whose adjectives stand joined before a group that shares its noun with them: the Americans and Danes of "US, Danish and
    /// British forces".
    pub(super) fn joined_before(&self, party: &Party) -> Vec<Party> {
        let view = self.view;
        let several = matches!(view.xpos(party.head), "NNS" | "NNPS");
        let body = view.mention(party.head).map(|mention| view.mention_words(mention));
        let first = match &body {
            Some(words) if words.len() > 1 => Some(words.start),
            Some(_) => None,
            None if party.found == Found::Group && several => self.first_word(party),
            None => None,
        };
        let Some(first) = first.filter(|_| party.actor.code.len() > 3) else { return Vec::new() };
        let own = match &body {
            Some(_) => party.actor.entity.map(|entity| view.document.entity(entity).country.clone()),
            None => self.adjective(first).map(|mention| owner_code(view.document.entity(mention.entity))),
        };
        let role = own.and_then(|own| party.actor.code.strip_prefix(own.as_str()).map(str::to_string));
        // Whoever serves a body of states has its code and no more.
        let role = role.filter(|role| !role.is_empty() || body.is_some());
        let role = role.or_else(|| self.role_ending_at(party.head + 1).map(|(_, role)| role));
        let Some(role) = role.filter(|role| !role.is_empty()) else { return Vec::new() };
        let noun = view.form(party.head);
        let shared = |mention: &Mention| {
            let owner = view.document.entity(mention.entity);
            let actor = Actor {
                entity: Some(mention.entity),
                name: format!("{} {noun}", owner.name),
                code: codes::compose(&owner_code(owner), &role),
                span: mention.span,
            };
            Party { actor, is_generic: true, found: Found::Group, ..party.clone() }
        };
        self.adjectives_before(first).into_iter().map(shared).collect()
    }

    /// The noun that an adjective shares with those joined to it: the forces of "US" in "US and British forces".
    pub(super) fn shared_noun(&self, head: At) -> Option<At> {
        let view = self.view;
        let words = self.adjective(head).map(|mention| view.mention_words(mention))?;
        let mut at = words.end;
        let mut joined = false;
        while !joined && at + 1 < view.len() {
            joined = view.lemma(at) == "and";
            if !joined && view.form(at) != "," {
                return None;
            }
            at = view.mention_words(self.adjective(at + 1)?).end;
        }
        let noun = at + (at..view.len()).take_while(|&at| view.upos(at) == Upos::Adj).count();
        let several = noun < view.len() && matches!(view.xpos(noun), "NNS" | "NNPS") && view.mention(noun).is_none();
        (several && self.role_ending_at(noun + 1).is_some_and(|(start, _)| start >= at)).then_some(noun)
    }

    /// The adjectives of countries that "and" joins to what begins at a word, and commas before it.
    fn adjectives_before(&self, first: At) -> Vec<&Mention> {
        let mut found: Vec<&Mention> = Vec::new();
        let mut at = first;
        while let Some(joint) = at.checked_sub(1) {
            let joins = if found.is_empty() { self.view.lemma(joint) == "and" } else { self.view.form(joint) == "," };
            let before = joint.checked_sub(1).filter(|_| joins).and_then(|last| self.adjective(last));
            let Some(mention) = before else { break };
            at = self.view.mention_words(mention).start;
            found.insert(0, mention);
        }
        found
    }

    /// The country whose adjective a word is or ends: "Danish", "US", and no "Danes".
    fn adjective(&self, at: At) -> Option<&Mention> {
        let view = self.view;
        let mention = (at < view.len()).then(|| view.mention(at)).flatten()?;
        let letters = !view.form(at).contains(|letter: char| letter.is_lowercase());
        let people = view.xpos(at) == "NNS" || view.xpos(at) == "NNPS" && view.form(at).ends_with('s');
        let adjective = mention.rule == Rule::Demonym && !people || letters && view.form(at).len() < 5;
        let entity = view.document.entity(mention.entity);
        (adjective && (codes::is_state(entity) || letters && is_of_states(entity))).then_some(mention)
    }

    /// The word at which a group's phrase begins, its country's adjective.
    fn first_word(&self, party: &Party) -> Option<At> {
        let begins = |&at: &At| self.view.tokens[at].span.start == party.actor.span.start;
        (party.head.saturating_sub(8)..party.head).find(begins).filter(|&at| self.adjective(at).is_some())
    }
}

/// Whether an entity is a body of states: the EU of "US and EU officials".
fn is_of_states(entity: &Entity) -> bool {
    entity.kind == EntityType::Organization && codes::of_entity(entity).starts_with("IGO")
}

/// The code that those lend to a noun whose adjective or letters stand before it.
fn owner_code(entity: &Entity) -> String {
    if is_of_states(entity) { codes::of_entity(entity) } else { codes::country_of(entity) }
}
