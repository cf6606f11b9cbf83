//! Names in another romanization than the list's: `Moammar Gadhafi`, `Volodymyr Zelenskiy`.
//!
//! Only where no listed name is printed: full names of people, and distinctive names of one word that stand alone. The key
//! that romanizations share is `gazetteer/variants.rs`.

use crate::gazetteer::Skeleton;
use crate::model::{EntityRef, Mention, Rule, Shape};
use crate::segment::chain;

use super::{Capital, LONG, Reading, mention, take_longer};

/// Most tokens of a name, hyphens and articles counted.
const LONGEST: usize = 8;
/// Letters of a name that stands alone.
const SHORTEST_ALONE: usize = 6;
const _: () = assert!(SHORTEST_ALONE >= LONG);

/// Adds people whose name is printed in another romanization.
pub fn extend(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>) {
    let mut found: Vec<Mention> = Vec::new();
    for word in capitals.iter().filter(|word| matches!(word.shape, Shape::Title | Shape::Mixed)) {
        let token = &reading.segmented.tokens[word.token as usize];
        // Nearly all words end here: what is cheap to ask is asked first.
        let joined = goes_on(reading, word);
        if !joined && token.span.len() < SHORTEST_ALONE {
            continue;
        }
        let article = token.span.len() == 2 && is_article(&reading.surface(word.token as usize).to_lowercase());
        if joined && !article && reading.gazetteer.words.is_word(token.fold) {
            continue;
        }
        if found.last().is_some_and(|last| last.end_token > word.token) {
            continue;
        }
        found.extend(if joined { full_name(reading, word) } else { alone(reading, word, mentions) });
    }
    if found.is_empty() {
        return;
    }
    take_longer(mentions, found);
}

/// Whether a word of a name follows.
fn goes_on(reading: &Reading, word: &Capital) -> bool {
    let next = |at| reading.within(word.sentence, at).map(|at| (at, reading.segmented.tokens[at].shape));
    let after = match next(word.token as usize + 1) {
        Some((at, Shape::Hyphen)) => next(at + 1),
        after => after,
    };
    after.is_some_and(|(at, shape)| match shape {
        Shape::Title | Shape::Mixed => true,
        Shape::Lower => is_article(reading.surface(at)),
        _ => false,
    })
}

/// Whether a listed name of several words covers the token.
fn is_in_longer_name(reading: &Reading, at: usize) -> bool {
    let after = reading.candidates.partition_point(|candidate| candidate.first_token as usize <= at);
    after > 0 && {
        let candidate = &reading.candidates[after - 1];
        candidate.end_token as usize > at && candidate.end_token - candidate.first_token > 1
    }
}

fn full_name(reading: &Reading, first: &Capital) -> Option<Mention> {
    let at = first.token as usize;
    if is_in_longer_name(reading, at) || !reading.may_open_name(first.sentence, at) {
        return None;
    }
    let tokens = &reading.segmented.tokens;
    let mut skeleton = Skeleton::default();
    let mut best = None;
    for index in at..at + LONGEST {
        let Some(index) = reading.within(first.sentence, index) else { break };
        let token = &tokens[index];
        if token.shape == Shape::Hyphen {
            continue;
        }
        let capital = matches!(token.shape, Shape::Title | Shape::Mixed);
        if !capital && !is_article(reading.surface(index)) || index > at && is_in_longer_name(reading, index) {
            break;
        }
        let hyphen = tokens.get(index + 1).is_some_and(|next| next.shape == Shape::Hyphen);
        skeleton.add(reading.surface(index), hyphen);
        if !capital || skeleton.words() < 2 {
            continue;
        }
        let person = skeleton.key().and_then(|key| reading.gazetteer.person_of_variant(key));
        if let Some(person) = person.filter(|_| ends_here(reading, first.sentence, index + 1)) {
            // Two given names are many people: Mohammed Hassan.
            let distinctive = skeleton.words() > 2 || !reading.gazetteer.is_given_name(token.fold);
            best = distinctive.then_some((person, index + 1));
        }
    }
    let (person, end) = best?;
    Some(mention(&reading.unlisted(first.sentence, at, end), person, Rule::Variant, 0.8))
}

/// A distinctive name of one word: no word of the language, nobody's given name or surname, with nothing beside it that
/// belongs to it, in a document that names the person's country.
fn alone(reading: &Reading, word: &Capital, mentions: &[Mention]) -> Option<Mention> {
    let at = word.token as usize;
    let token = &reading.segmented.tokens[at];
    let gazetteer = reading.gazetteer;
    if !word.unknown
        || gazetteer.is_given_name(token.fold)
        || !gazetteer.people_of_surname(chain(0, token.fold)).is_empty()
        || !ends_here(reading, word.sentence, at + 1)
        || !reading.may_open_name(word.sentence, at)
    {
        return None;
    }
    let mut skeleton = Skeleton::default();
    skeleton.add(reading.surface(at), false);
    let person = gazetteer.person_of_variant(skeleton.key()?)?;
    let country = &gazetteer.entity(person).country;
    let named = |mention: &Mention| match mention.entity {
        EntityRef::Listed(index) => gazetteer.entity(index).country == *country,
        EntityRef::Found(_) => false,
    };
    let supported = !country.is_empty() && mentions.iter().any(named);
    supported.then(|| mention(&reading.unlisted(word.sentence, at, at + 1), person, Rule::Variant, 0.7))
}

fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ul" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az" | "bin" | "ibn" | "abu")
}

/// Whether no further word of a name follows.
fn ends_here(reading: &Reading, sentence: u32, at: usize) -> bool {
    reading.within(sentence, at).is_none_or(|next| {
        let shape = reading.segmented.tokens[next].shape;
        shape != Shape::Hyphen && (!shape.is_capitalized() || shape == Shape::Initial)
    })
}

impl Reading<'_> {
    /// Whether no word before the token belongs to the name: `Ali` of `Ali Mohammed Hussein` does, a title does not.
    pub(super) fn may_open_name(&self, sentence: u32, at: usize) -> bool {
        let Some(before) = self.before(sentence, at) else { return true };
        let token = &self.segmented.tokens[before];
        match token.shape {
            Shape::Hyphen => false,
            Shape::Title | Shape::Mixed | Shape::Initial | Shape::Upper => {
                self.gazetteer.words.is_word(token.fold)
                    || self.names_day(before)
                    || token.shape != Shape::Initial && self.surface(before).ends_with('.')
                    || self.is_covered(before)
                    || self.gazetteer.titles.longest(&self.segmented.tokens, before, before + 1).is_some()
            }
            _ => true,
        }
    }
}
