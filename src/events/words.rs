//! Words of a phrase against words of a sentence, and what kind of thing a word tells.

use super::clauses;
use super::rules::lists::Lists;
use super::rules::phrases::Phrase;
use super::view::{At, View};
use crate::model::{Relation, Upos};

/// Whether `at` (or what it counts, or is joined with) is one of the words; which word it is.
pub fn has_head(view: &View, lists: &Lists, at: At, words: &[Phrase]) -> Option<At> {
    let is_one = |at: At| {
        words.iter().any(|phrase| {
            (phrase.head == view.lemmas[at] || phrase.head == view.tokens[at].fold)
                && stands_before(view, at, &phrase.before).is_some()
                && stands_after(view, at, &phrase.after)
        })
    };
    if is_one(at) {
        return Some(at);
    }
    if let Some(inside) = view.mention(at).and_then(|mention| view.mention_words(mention).find(|&word| is_one(word))) {
        return Some(inside);
    }
    let beside = |child: &At| matches!(view.relation(*child), Relation::Conj | Relation::Nummod);
    // "food and medicine", "20 million euros"
    // "an American and a British engineer": the name is not told by the noun beside it.
    let named = view.mention(at).is_some();
    let joined = view.children(at).filter(|_| !named).filter(beside).find(|&child| is_one(child));
    // "shells filled with gas", "trucks carrying flour"
    let load = || {
        let inside = clauses::loads(view, at).into_iter();
        inside.flat_map(|load| view.coordinated(load)).find(|&load| is_one(load))
    };
    joined.or_else(load).or_else(|| {
        // "tens of thousands of villagers"
        let counted = |at: At| {
            let counts = lists.transparent.contains(&view.lemmas[at]);
            view.children(at).filter(move |&child| counts && view.relation(child) == Relation::Nmod)
        };
        counted(at).find(|&child| is_one(child)).or_else(|| counted(at).flat_map(counted).find(|&child| is_one(child)))
    })
}

/// The words that must stand before `at`, the nearest first; `None` when they do not. Hyphens and one other word may
/// stand between.
pub fn stands_before(view: &View, at: At, before: &[u64]) -> Option<Vec<At>> {
    let mut found = Vec::with_capacity(before.len());
    let mut next = at;
    for &wanted in before {
        let earliest = next.saturating_sub(3);
        let is_wanted = |&word: &At| view.lemmas[word] == wanted || view.tokens[word].fold == wanted;
        next = (earliest..next).rev().find(is_wanted)?;
        found.push(next);
    }
    Some(found)
}

/// Whether these words follow `at`, with at most two others between each.
pub fn stands_after(view: &View, at: At, after: &[u64]) -> bool {
    let mut next = at;
    after.iter().all(|&wanted| {
        let found = (next + 1..view.len().min(next + 4)).find(|&word| view.lemmas[word] == wanted);
        next = found.unwrap_or(next);
        found.is_some()
    })
}

/// Whether the word tells a time, not a party.
pub fn is_time(view: &View, at: At) -> bool {
    let span = view.tokens[at].span;
    view.document.times_in(view.index).iter().any(|time| time.span.overlaps(span))
}

/// Whether a word has a time to come beside it ("next week", "tomorrow").
pub fn is_told_to_come(view: &View, word: At) -> bool {
    let ahead = |at: At| is_time(view, at) && is_ahead(view, at);
    // "his visit to Washington next week": under the nouns that the noun governs.
    let phrase =
        |at: &At| view.path_up(*at).skip(1).take_while(|&above| !view.is_verb(above)).any(|above| above == word);
    // "a visit here next week by Kenyan officials": right behind it, whatever the tree hangs it on.
    /// Words from the noun up to which a time is right behind it.
    const BEHIND: usize = 5;
    let behind =
        |at: &At| at - word <= BEHIND && (word + 1..*at).all(|at| !view.is_verb(at) && view.upos(at) != Upos::Punct);
    view.children(word).any(ahead)
        || (!view.is_verb(word) && (word + 1..view.len()).filter(|&at| ahead(at)).any(|at| phrase(&at) || behind(&at)))
}

/// Whether a noun has "later this week", "later in the day" beside it, and not "two days later".
pub fn is_told_for_later(view: &View, noun: At) -> bool {
    let later = |at: At| {
        let before = (at.saturating_sub(3)..at).any(|word| view.form(word).eq_ignore_ascii_case("later"));
        let this = (at.saturating_sub(2)..at).any(|word| view.is_any(word, &["this", "the"]));
        before
            && this
            && matches!(view.lemma(at), "day" | "week" | "month" | "year" | "spring" | "summer" | "autumn" | "winter")
    };
    (noun + 1..view.len()).take_while(|&at| !view.is_verb(at)).any(later)
}

/// Whether a word of time tells of a time to come.
pub fn is_ahead(view: &View, at: At) -> bool {
    let next = |at: At| matches!(view.lemma(at), "tomorrow" | "next" | "coming");
    next(at) || view.children(at).any(next)
}

/// Whether a number stands under "at least", "up to" and the like, which are no prepositions: "killed at least 20".
pub fn is_at_least(view: &View, at: At) -> bool {
    let bounded = |below: At| below < at && matches!(view.lemma(below), "least" | "most" | "up" | "many" | "few");
    view.upos(at) == Upos::Num && view.children(at).any(bounded)
}

pub fn is_plural(view: &View, at: At) -> bool {
    matches!(view.xpos(at), "NNS" | "NNPS") || matches!(view.lemma(at), "they" | "both") || view.upos(at) == Upos::Num
}
