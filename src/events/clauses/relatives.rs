//! Relative pronouns and the nouns that they stand for.

use super::prepositions::is_scene;
use crate::events::view::{At, View};
use crate::model::{Relation, Upos};

/// Whether the clause is joined to its noun by "where", "when" and the like.
pub fn has_relative_adverb(view: &View, word: At) -> bool {
    view.children(word).any(|at| matches!(view.lemma(at), "where" | "when" | "why" | "how") && at < word)
}

/// Whether a relative pronoun hangs on the verb by a preposition ("from which").
pub fn has_relative_oblique(view: &View, word: At) -> bool {
    view.children(word).any(|at| view.relation(at) == Relation::Obl && is_relative_pronoun(view, at))
}

/// Whether the word is `who`, `which`, `that` as a pronoun.
pub fn is_relative_pronoun(view: &View, at: At) -> bool {
    matches!(view.lemma(at), "who" | "which" | "that" | "whom" | "whose") && view.upos(at) != Upos::Sconj
}

/// The noun that a relative pronoun stands for; any other word stands for itself.
pub fn antecedent(view: &View, at: At) -> At {
    if !is_relative_pronoun(view, at) {
        return at;
    }
    let clause = view.path_up(at).find(|&word| view.relation(word) == Relation::AclRelcl);
    // "he went there before joining the group, which took the town": with a verb between, it is the nearer noun.
    let near = |noun: &At| !(noun + 1..at).any(|word| matches!(view.xpos(word), "VBD" | "VBZ" | "VBP" | "VBG"));
    clause
        .and_then(|clause| view.head(clause))
        .filter(|noun| *noun > at || near(noun))
        .or_else(|| noun_before(view, at))
        .map_or(at, |noun| not_the_scene(view, noun))
}

/// "the attack on a bunker in Iraq that killed ten": not the country did it, but what was there.
fn not_the_scene(view: &View, noun: At) -> At {
    let whole = view.head(noun).filter(|&head| head < noun && view.is_nominal(head));
    whole.filter(|_| is_scene(view, noun)).unwrap_or(noun)
}

/// The noun right before a relative pronoun, where the tree does not hang the clause on it.
fn noun_before(view: &View, pronoun: At) -> Option<At> {
    if view.lemma(pronoun) == "that" && view.xpos(pronoun) != "WDT" {
        return None;
    }
    let last = (0..pronoun).rev().find(|&at| view.form(at) != ",")?;
    let last = last.min(pronoun.saturating_sub(1));
    match view.mention(last) {
        Some(mention) => Some(view.mention_head(mention)),
        None => view.is_nominal(last).then_some(last),
    }
}

/// A relative pronoun as subject goes before a noun that the tree hangs on the verb as well.
pub fn relative_subject(view: &View, word: At) -> Option<At> {
    let is_such =
        |&at: &At| matches!(view.relation(at), Relation::Nsubj | Relation::NsubjPass) && is_relative_pronoun(view, at);
    view.children(word).find(is_such)
}
