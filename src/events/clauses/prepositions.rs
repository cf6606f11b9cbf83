//! What hangs on a word by a preposition, and what the preposition makes of it.
//!
//! In: a word. Out: its prepositions with the nouns that they govern, and whether a noun only tells where, when or why.

use super::relatives::antecedent;
use crate::events::rules::lists::{Lemmas, join};
use crate::events::view::{At, View};
use crate::model::Relation;
use crate::segment::fold_hash;

/// Whether a phrase only tells when, at what or why something was done ("agreed at the summit", "met after the attack").
pub fn is_circumstance(view: &View, noun: At) -> bool {
    stands_apart(view, noun) || has_case(view, noun, "at")
}

/// Whether a noun only tells when or why the rest of its clause is so: "after the invasion", "despite the talks".
pub fn stands_apart(view: &View, noun: At) -> bool {
    /// Prepositions of time and cause.
    const APART: [&str; 12] = [
        "after",
        "before",
        "since",
        "during",
        "following",
        "amid",
        "until",
        "despite",
        "over",
        "because",
        "about",
        "pending",
    ];
    view.children(noun).any(|case| view.relation(case) == Relation::Case && APART.contains(&view.lemma(case)))
}

/// Whether a preposition or other case word with that lemma stands on the word.
pub fn has_case(view: &View, at: At, lemma: &str) -> bool {
    view.children(at).any(|case| view.relation(case) == Relation::Case && view.lemma(case) == lemma)
}

/// Whether one of these prepositions governs the word.
pub fn has_case_of(view: &View, at: At, prepositions: &Lemmas) -> bool {
    view.children(at).any(|case| view.relation(case) == Relation::Case && prepositions.contains(&view.lemmas[case]))
}

/// Prepositions that depend on a word, with what they govern.
pub fn obliques(view: &View, word: At) -> Vec<(u64, At)> {
    let mut found = Vec::new();
    let kinds = [Relation::Obl, Relation::OblAgent, Relation::Nmod];
    for at in view.children(word).filter(|&at| kinds.contains(&view.relation(at))) {
        push_oblique(view, at, &mut found);
    }
    if view.relation(word) == Relation::Conj
        && let Some(head) = view.head(word)
    {
        let shared = |&at: &At| at > word && view.relation(at) == Relation::Obl;
        view.children(head).filter(shared).for_each(|at| push_oblique(view, at, &mut found));
    }
    // "arrived here", "a visit here": in or to where the report comes from.
    let here = |&at: &At| at > word && view.relation(at) == Relation::Advmod && view.lemma(at) == "here";
    for at in view.children(word).filter(here) {
        found.extend(["in", "to"].map(|case| (fold_hash(case), at)));
    }
    // "a bus carrying soldiers", "rebels using mortars": a participle is as good as a preposition.
    let participle = |&at: &At| view.relation(at) == Relation::Acl && view.xpos(at) == "VBG";
    for at in view.children(word).filter(participle) {
        found.extend(view.child(at, &[Relation::Obj]).map(|object| (view.tokens[at].fold, object)));
        // "trees belonging to farmers"
        let to = |&whose: &At| view.relation(whose) == Relation::Obl && has_case(view, whose, "to");
        let owner = view.children(at).find(to).filter(|_| view.lemma(at) == "belong");
        found.extend(owner.map(|owner| (join(view.tokens[at].fold, fold_hash("to")), owner)));
    }
    // "a bus packed with pilgrims" carries them.
    let filled = |&at: &At| {
        let beside = matches!(view.relation(at), Relation::Acl | Relation::Amod);
        beside
            && at > word
            && matches!(
                view.lemma(at),
                "pack" | "packed" | "cram" | "crammed" | "crowded" | "load" | "loaded" | "fill" | "filled"
            )
    };
    let with =
        |at: At| view.children(at).find(|&load| view.relation(load) == Relation::Obl && has_case(view, load, "with"));
    found.extend(view.children(word).filter(filled).filter_map(with).map(|load| (fold_hash("carrying"), load)));
    found
}

fn push_oblique(view: &View, at: At, found: &mut Vec<(u64, At)>) {
    let governed = antecedent(view, at);
    let mut previous = None;
    for case in cases(view, at) {
        let hash = view.lemmas[case];
        // "ahead of the carnival" is not of the carnival.
        if previous.is_none() || view.lemma(case) != "of" {
            found.push((hash, governed));
        }
        // "out of", "because of": two case words, or one and what is fixed to it.
        let fixed = view.child(case, &[Relation::Fixed]).map(|fixed| view.lemmas[fixed]);
        found.extend(fixed.map(|second| (join(hash, second), governed)));
        if let Some(first) = previous {
            found.push((join(first, hash), governed));
        }
        previous = Some(hash);
    }
}

/// The prepositions on a noun: its own, or, where the tree hangs them on a title before it, those of the title.
fn cases(view: &View, at: At) -> Vec<At> {
    let own = |word: At| view.children(word).filter(move |&case| view.relation(case) == Relation::Case && case < word);
    let direct: Vec<At> = view.children(at).filter(|&case| view.relation(case) == Relation::Case).collect();
    if !direct.is_empty() {
        return direct;
    }
    let titles = [Relation::Compound, Relation::NmodDesc, Relation::Amod];
    view.children(at).filter(|&part| part < at && titles.contains(&view.relation(part))).flat_map(own).collect()
}

/// Whether the noun is a place where something is: "in Iraq".
pub fn is_scene(view: &View, noun: At) -> bool {
    let inside = || ["in", "at", "near", "outside", "inside"].iter().any(|case| has_case(view, noun, case));
    view.place(noun).is_some() && inside()
}
