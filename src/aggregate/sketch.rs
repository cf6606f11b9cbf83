//! What is kept of a text so that near copies of it can be told: a sample of its word sequences, and its figures and names.
//!
//! A text is taken as the set of its runs of [`RUN`] words (A. Broder, *On the resemblance and containment of documents*,
//! 1997): of these, those whose hash falls in a fixed part of all hashes are kept, so that both how much two texts share
//! and how much of the shorter one stands in the longer can be estimated from the samples alone. The smallest hashes serve
//! as keys under which likely copies meet.
//!
//! Only the news of a document counts: datelines, bylines, date lines and furniture may differ between papers. Only its
//! first [`WORDS`] words count: papers cut a report from its end.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::model::{Annotated, PartialDate, Sentence, Shape, Token};
use crate::segment::fold_hash;

/// Words in a run: four in a row are seldom chance.
const RUN: usize = 4;
/// Words of a text that are looked at.
const WORDS: usize = 400;
/// Words of the beginning, from which half of the keys are taken.
const LEAD_WORDS: usize = 100;
/// Texts of fewer words are never near copies: too little tells them from a form that was filled in anew.
const LEAST_WORDS: usize = 50;
/// One run of that many is kept.
const SAMPLED: u64 = 4;
/// Keys from the beginning, and as many from the whole.
const KEYS: usize = 6;
/// Sets keys of beginnings apart, so that they meet each other only.
const OF_LEAD: u32 = 0x5bd1_e995;

/// What is kept of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Hashes under which copies meet, of the beginning first.
    pub(super) keys: Vec<u32>,
    /// How many of the keys are of the beginning.
    pub(super) lead_keys: usize,
    /// Sampled runs of words, sorted.
    pub(super) runs: Box<[u16]>,
    /// Figures, weekdays and months, sorted.
    pub(super) figures: Box<[u16]>,
    /// Names (words with a capital that open no sentence), sorted.
    pub(super) names: Box<[u16]>,
    /// Day of writing, when known to the day.
    pub(super) date: Option<PartialDate>,
}

/// A word of the news of a document.
struct Word {
    fold: u64,
    is_figure: bool,
    is_name: bool,
}

impl Sketch {
    /// The sketch of a document; `None` when it is too short to tell.
    pub fn of(annotated: &Annotated) -> Option<Self> {
        let words = words(annotated);
        if words.len() < LEAST_WORDS {
            return None;
        }
        let runs: Vec<u64> = words.windows(RUN).map(run_hash).collect();
        let lead = smallest(&runs[..runs.len().min(LEAD_WORDS)]);
        let mut keys: Vec<u32> = lead.into_iter().map(|key| key ^ OF_LEAD).collect();
        let lead_keys = keys.len();
        keys.extend(smallest(&runs));
        let sampled = runs.iter().filter(|&&run| run % SAMPLED == 0).map(|&run| (run >> 16) as u16);
        let marked = |is_marked: fn(&Word) -> bool| {
            sorted_set(words.iter().filter(|word| is_marked(word)).map(|word| (word.fold >> 16) as u16))
        };
        Some(Self {
            keys,
            lead_keys,
            runs: sorted_set(sampled),
            figures: marked(|word| word.is_figure),
            names: marked(|word| word.is_name),
            date: annotated.clean.date.filter(|date| date.as_day().is_some()),
        })
    }
}

/// The first words of the news, without marks.
fn words(annotated: &Annotated) -> Vec<Word> {
    let mut words = Vec::with_capacity(WORDS);
    for sentence in &annotated.segmented.sentences {
        if !annotated.clean.blocks[sentence.block as usize].kind.holds_events() {
            continue;
        }
        let missing = WORDS - words.len();
        words.extend(words_of(annotated, sentence).take(missing));
        if words.len() == WORDS {
            break;
        }
    }
    words
}

fn words_of<'a>(annotated: &'a Annotated, sentence: &'a Sentence) -> impl Iterator<Item = Word> + 'a {
    let tokens = annotated.segmented.tokens_of(sentence);
    let opening = tokens.iter().position(|token| token.shape.is_word());
    let words = tokens.iter().enumerate().filter(|(_, token)| token.shape.is_word());
    words.map(move |(index, token)| {
        let is_figure = is_figure(token, &annotated.clean.text);
        let is_name = !is_figure && !sentence.all_caps && Some(index) != opening && token.shape.is_capitalized();
        Word { fold: token.fold, is_figure, is_name }
    })
}

/// Whether a word says how much or when: what differs between two reports in the same words.
fn is_figure(token: &Token, text: &str) -> bool {
    match token.shape {
        Shape::Number => true,
        Shape::Mixed => token.span.of(text).bytes().any(|byte| byte.is_ascii_digit()),
        _ => COUNTED_HASHES.contains(token.fold),
    }
}

/// [`COUNTED`], as tokens have them.
static COUNTED_HASHES: LazyLock<CountedHashes> = LazyLock::new(|| {
    let hashes: FxHashSet<u64> = COUNTED.iter().map(|word| fold_hash(word)).collect();
    let mut bits = [0; 16];
    hashes.iter().for_each(|hash| bits[(hash >> 60) as usize] |= 1 << (hash >> 54 & 63));
    CountedHashes { bits, hashes }
});

struct CountedHashes {
    /// A bit for each: nearly all other words are ruled out by it.
    bits: [u64; 16],
    hashes: FxHashSet<u64>,
}

impl CountedHashes {
    #[inline]
    fn contains(&self, hash: u64) -> bool {
        self.bits[(hash >> 60) as usize] >> (hash >> 54 & 63) & 1 == 1 && self.hashes.contains(&hash)
    }
}

/// Weekdays, months and numbers in words. `May` is left out: it is a verb more often.
const COUNTED: [&str; 39] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "second",
    "third",
    "fourth",
    "half",
];

/// The hash of some words in a row, well mixed, so that its smallest values are a fair choice.
fn run_hash(words: &[Word]) -> u64 {
    let joined =
        words.iter().fold(0u64, |hash, word| (hash.rotate_left(17) ^ word.fold).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mixed = (joined ^ (joined >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 29)
}

/// The smallest distinct hashes, in short.
fn smallest(runs: &[u64]) -> Vec<u32> {
    let mut smallest: Vec<u64> = Vec::with_capacity(KEYS + 1);
    let mut limit = u64::MAX;
    for &run in runs {
        // Nearly all runs end here.
        if run >= limit {
            continue;
        }
        let at = smallest.partition_point(|&known| known < run);
        if at < KEYS && smallest.get(at) != Some(&run) {
            smallest.insert(at, run);
            smallest.truncate(KEYS);
            limit = if smallest.len() == KEYS { smallest[KEYS - 1] } else { u64::MAX };
        }
    }
    // The smallest hashes have no high bits to tell them apart.
    smallest.into_iter().map(|run| run as u32 ^ (run >> 32) as u32).collect()
}

fn sorted_set(values: impl Iterator<Item = u16>) -> Box<[u16]> {
    let mut values: Vec<u16> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.into_boxed_slice()
}

/// How many values two sorted sets share.
pub(super) fn shared(a: &[u16], b: &[u16]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        count += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_sets_share_is_counted() {
        for (a, b, count) in [(vec![1, 3, 5], vec![3, 4, 5, 9], 2), (vec![], vec![1], 0), (vec![7], vec![7], 1)] {
            assert_eq!((shared(&a, &b), shared(&b, &a)), (count, count));
        }
    }

    #[test]
    fn the_smallest_hashes_are_the_keys_however_often_they_occur() {
        assert_eq!(smallest(&[9, 3, 3, 7, 1, 8, 2, 6, 9]), [1, 2, 3, 6, 7, 8]);
    }
}
