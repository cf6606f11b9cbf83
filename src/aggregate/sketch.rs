//! What is kept of a text so that near copies of it can be told: a sample of its word sequences, and its figures and names.
//!
//! A text is taken as the set of its runs of [`RUN`] words (A. Broder, *On the resemblance and containment of documents*,
//! 1997): of these, those whose hash falls in a fixed part of all hashes are kept, so that both how much two texts share
//! and how much of the shorter one stands in the longer can be estimated from the samples alone. The smallest hashes serve
//! as keys under which likely copies meet.
//!
//! Only the news of a document counts: datelines, bylines, date lines and furniture may differ between papers. Only its
//! first [`WORDS`] words count: papers cut a report from its end.

use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::model::{Annotated, PartialDate, Sentence, Shape, Token, WEEKDAYS};
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

/// The first words of the news of a document, without marks.
#[derive(Default)]
struct Words {
    folds: Vec<u64>,
    /// Of runs that are in the sample.
    runs: Vec<u16>,
    /// Of the words that are figures.
    figures: Vec<u16>,
    /// Of the words that are names.
    names: Vec<u16>,
}

impl Sketch {
    /// The sketch of a document; `None` when it is too short to tell.
    pub fn of(annotated: &Annotated) -> Option<Self> {
        thread_local! {
            // Cleared for each document; kept, so that the lists need not grow again.
            static WORDS: RefCell<Words> = RefCell::default();
        }
        WORDS.with_borrow_mut(|words| {
            words.read(annotated);
            (words.folds.len() >= LEAST_WORDS).then(|| words.sketch(annotated.clean.date))
        })
    }
}

impl Words {
    /// Reads the first words of a document, and forgets those of another.
    fn read(&mut self, annotated: &Annotated) {
        self.folds.clear();
        [&mut self.runs, &mut self.figures, &mut self.names].into_iter().for_each(Vec::clear);
        for sentence in &annotated.segmented.sentences {
            if annotated.clean.blocks[sentence.block as usize].kind.holds_events() {
                self.add(annotated, sentence);
            }
            if self.folds.len() == WORDS {
                break;
            }
        }
    }

    /// Adds the words of a sentence, as long as there is room.
    fn add(&mut self, annotated: &Annotated, sentence: &Sentence) {
        let (counted, text) = (&*COUNTED_HASHES, annotated.clean.text.as_str());
        let mut opens = true;
        for token in annotated.segmented.tokens_of(sentence) {
            if !token.shape.is_word() {
                continue;
            }
            if self.folds.len() == WORDS {
                return;
            }
            self.folds.push(token.fold);
            if is_figure(token, text, counted) {
                self.figures.push((token.fold >> 16) as u16);
            } else if !opens && !sentence.all_caps && token.shape.is_capitalized() {
                self.names.push((token.fold >> 16) as u16);
            }
            opens = false;
        }
    }

    /// The sketch of the words read.
    fn sketch(&mut self, date: Option<PartialDate>) -> Sketch {
        let (mut smallest, mut keys) = (Smallest::default(), Vec::with_capacity(2 * KEYS));
        let lead = self.folds.len().min(LEAD_WORDS + RUN - 1);
        add_runs(&self.folds[..lead], &mut smallest, &mut self.runs);
        keys.extend(smallest.keys().map(|key| key ^ OF_LEAD));
        let lead_keys = keys.len();
        // The last words of the beginning open the first runs of the rest.
        add_runs(&self.folds[lead + 1 - RUN..], &mut smallest, &mut self.runs);
        keys.extend(smallest.keys());
        Sketch {
            keys,
            lead_keys,
            runs: sorted_set(&mut self.runs),
            figures: sorted_set(&mut self.figures),
            names: sorted_set(&mut self.names),
            date: date.filter(|date| date.as_day().is_some()),
        }
    }
}

/// Adds the runs of some words to the smallest, and to the sample.
fn add_runs(folds: &[u64], smallest: &mut Smallest, sample: &mut Vec<u16>) {
    let [mut first, mut second, mut third] = [0; RUN - 1];
    for (at, &fold) in folds.iter().enumerate() {
        let words = [first, second, third, fold];
        [_, first, second, third] = words;
        if at + 1 < RUN {
            continue;
        }
        let run = run_hash(words);
        smallest.add(run);
        if run.is_multiple_of(SAMPLED) {
            sample.push((run >> 16) as u16);
        }
    }
}

/// Whether a word says how much or when: what differs between two reports in the same words.
#[inline]
fn is_figure(token: &Token, text: &str, counted: &CountedHashes) -> bool {
    match token.shape {
        Shape::Number => true,
        Shape::Mixed => token.span.of(text).bytes().any(|byte| byte.is_ascii_digit()),
        _ => counted.contains(token.fold),
    }
}

/// [`COUNTED`] and weekdays, as tokens have them.
static COUNTED_HASHES: LazyLock<CountedHashes> = LazyLock::new(|| {
    let hashes: FxHashSet<u64> = COUNTED.iter().chain(&WEEKDAYS).map(|word| fold_hash(word)).collect();
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

/// Months and numbers in words. `May` is left out: it is a verb more often.
const COUNTED: [&str; 32] = [
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
#[inline]
fn run_hash(words: [u64; RUN]) -> u64 {
    let joined =
        words.iter().fold(0u64, |hash, word| (hash.rotate_left(17) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let mixed = (joined ^ (joined >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 29)
}

/// The smallest distinct hashes of runs.
#[derive(Default)]
struct Smallest {
    hashes: [u64; KEYS],
    count: usize,
}

impl Smallest {
    #[inline]
    fn add(&mut self, run: u64) {
        // Nearly all runs end here.
        if self.count < KEYS || run < self.hashes[KEYS - 1] {
            self.insert(run);
        }
    }

    fn insert(&mut self, run: u64) {
        let at = self.hashes[..self.count].partition_point(|&known| known < run);
        if self.hashes[..self.count].get(at) != Some(&run) {
            self.count = (self.count + 1).min(KEYS);
            self.hashes[at..self.count].rotate_right(1);
            self.hashes[at] = run;
        }
    }

    /// The hashes in short. The smallest have no high bits to tell them apart.
    fn keys(&self) -> impl Iterator<Item = u32> {
        self.hashes[..self.count].iter().map(|&run| run as u32 ^ (run >> 32) as u32)
    }
}

fn sorted_set(values: &mut Vec<u16>) -> Box<[u16]> {
    values.sort_unstable();
    values.dedup();
    values.as_slice().into()
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
        let mut smallest = Smallest::default();
        [9, 3, 3, 7].into_iter().for_each(|run| smallest.add(run));
        assert!(smallest.keys().eq([3, 7, 9]));
        [1, 8, 2, 6, 9].into_iter().for_each(|run| smallest.add(run));
        assert!(smallest.keys().eq([1, 2, 3, 6, 7, 8]));
    }
}
