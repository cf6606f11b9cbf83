//! Word order → slots of a predicate, for where the tree fails.
//!
//! English news puts who acts before the verb and whom after it. When the tree of a sentence gives a predicate no parties
//! (a rare verb tagged as a noun, a relative clause hung wrongly), the nearest noun phrases to its left and right are
//! taken instead, with less confidence.

use crate::events::clauses::{Clause, Subject};
use crate::events::rules::lexicon::Lexicon;
use crate::events::view::{At, View};
use crate::model::{Relation, Shape, Upos};

/// The clause of the verb at `word` as word order suggests it; `None` when the word is hardly a finite verb.
pub fn clause(view: &View, lexicon: &Lexicon, word: At) -> Option<Clause> {
    if !may_be_verb(view, lexicon, word) {
        return None;
    }
    let passive = is_passive(view, word);
    let before = subject_before(view, word);
    let (object, mut obliques) = after(view, word);
    let mut clause = Clause { word, passive, ..Clause::default() };
    if passive {
        clause.object = before;
        let agent = obliques.iter().position(|&(preposition, _)| preposition == crate::segment::fold_hash("by"));
        clause.subject = agent.map(|index| Subject { word: obliques.remove(index).1, inherited: true });
    } else {
        clause.subject = before.map(|word| Subject { word, inherited: true });
        clause.object = object;
    }
    clause.obliques = obliques;
    Some(clause)
}

fn may_be_verb(view: &View, lexicon: &Lexicon, word: At) -> bool {
    let past = lexicon.is_past(view.tokens[word].fold);
    let determined = word == 0 || (word > 0 && matches!(view.upos(word - 1), Upos::Det | Upos::Adp | Upos::Part));
    let tagged = view.is_verb(word) && !matches!(view.xpos(word), "VBG");
    (tagged || past || is_headline_verb(view, word)) && !determined
}

/// "Israel and Egypt bomb militants in Sinai": a headline's present tense that was taken for a noun.
fn is_headline_verb(view: &View, word: At) -> bool {
    let finite = |at: At| matches!(view.xpos(at), "VBD" | "VBZ" | "VBP" | "MD");
    let after = view.words.get(word + 1).map(|next| next.upos);
    let object =
        matches!(after, Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::Pron | Upos::Part));
    let before =
        word > 0 && (matches!(view.upos(word - 1), Upos::Noun | Upos::Propn) || view.mention(word - 1).is_some());
    view.upos(word) == Upos::Noun && before && object && !(0..view.len()).any(finite)
}

fn is_passive(view: &View, word: At) -> bool {
    let participle = view.form(word).ends_with("ed") || view.xpos(word) == "VBN";
    let be = (word.saturating_sub(3)..word).rev().find(|&at| !matches!(view.upos(at), Upos::Adv | Upos::Part));
    participle && be.is_some_and(|at| matches!(view.lemma(at), "be" | "get"))
}

/// The head of the nearest noun phrase before the verb that no preposition governs; a relative clause between is skipped.
fn subject_before(view: &View, word: At) -> Option<At> {
    let mut at = word;
    while at > 0 {
        at -= 1;
        if view.form(at) == "," && at + 1 < word {
            // ", who ... ," between subject and verb.
            let opening = (0..at).rev().find(|&other| view.form(other) == ",");
            if let Some(opening) =
                opening.filter(|&opening| opens_relative(view, opening + 1) && !opens_relative(view, at + 1))
            {
                at = opening;
            }
            continue;
        }
        if !is_head(view, at, word) {
            continue;
        }
        let first = first_of_phrase(view, at);
        if first > 0 && view.upos(first - 1) == Upos::Adp {
            at = first - 1;
            continue;
        }
        return std::iter::successors(Some(at), |&at| view.head(at).filter(|_| view.relation(at) == Relation::Conj))
            .take(8)
            .last();
    }
    None
}

fn opens_relative(view: &View, at: At) -> bool {
    at < view.len() && matches!(view.lemma(at), "who" | "which" | "whose" | "that")
}

/// Whether the word ends a noun phrase.
fn is_head(view: &View, at: At, predicate: At) -> bool {
    let agent = || view.document.gazetteer.agents.ending_at(view.tokens, at, at + 1).is_some();
    let nominal = matches!(view.upos(at), Upos::Noun | Upos::Propn) || view.mention(at).is_some() || agent();
    let personal = view.xpos(at) == "PRP";
    let goes_on = at + 1 < view.len()
        && at + 1 != predicate
        && (matches!(view.upos(at + 1), Upos::Noun | Upos::Propn)
            || matches!(view.tokens[at + 1].shape, Shape::Clitic | Shape::Hyphen));
    (nominal && !goes_on) || personal
}

fn first_of_phrase(view: &View, head: At) -> At {
    let inside = |at: At| {
        matches!(view.upos(at), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num)
            || view.mention(at).is_some()
            || matches!(view.tokens[at].shape, Shape::Clitic | Shape::Hyphen)
            || view.xpos(at) == "PRP$"
    };
    (0..head).rev().take_while(|&at| inside(at)).last().unwrap_or(head)
}

/// The object right after the verb, and the prepositions up to the next verb with what they govern.
fn after(view: &View, word: At) -> (Option<At>, Vec<(u64, At)>) {
    let mut object = None;
    let mut obliques = Vec::new();
    let mut preposition = None;
    for at in word + 1..view.len() {
        match view.upos(at) {
            Upos::Adp => {
                preposition = Some(view.lemmas[at]);
                continue;
            }
            Upos::Verb if view.xpos(at) != "VBN" && at > word + 1 => break,
            Upos::Sconj => break,
            _ => {}
        }
        if matches!(view.form(at), ";" | ":" | "." | "\"") {
            break;
        }
        if is_head(view, at, word) {
            match preposition.take() {
                Some(preposition) => obliques.push((preposition, at)),
                None if object.is_none() && obliques.is_empty() => object = Some(at),
                None => {}
            }
        }
    }
    (object, obliques)
}
