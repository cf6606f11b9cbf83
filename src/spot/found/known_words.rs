//! What the weights say of a word by itself, and of its neighbours because it stands beside them: worked out once for words that news
//! prints again and again.
//!
//! Of the features of a word nearly half tell of one word alone. Their sums are kept by word as printed; each thread keeps its own.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::model::{Shape, Token};

use super::features::{AFTER, AFTER2, BEFORE, BEFORE2, MARGIN, OUTSIDE, Seen, of_neighbour, of_word, rows, see};
use super::weights::{Sums, Weights};

/// The sums of one word as printed.
#[derive(Clone, Copy, Default)]
pub(super) struct KnownWord {
    print: Option<Print>,
    seen: Seen,
    /// Of the second word before it, the word before it, itself, the word behind it, the second one behind it.
    sums: [Sums; 2 * MARGIN + 1],
}

/// What tells one printing of a word from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Print {
    fold: u64,
    letters: u64,
    shape: Option<Shape>,
}

impl KnownWord {
    fn new(weights: &Weights, print: Print, seen: Seen, surface: &[u8]) -> Self {
        let mut sums = [Sums::default(); 2 * MARGIN + 1];
        let [second_before, before, word, after, second_after] = &mut sums;
        weights.rows.add_to(rows(&of_word(&seen, surface), weights.bits), word);
        // The word before this one has it behind itself.
        for (templates, sums) in [(AFTER2, second_before), (AFTER, before), (BEFORE, after), (BEFORE2, second_after)] {
            weights.rows.add_to(rows(&of_neighbour(templates, &seen), weights.bits), sums);
        }
        Self { print: Some(print), seen, sums }
    }

    /// Adds the sums to those of a stretch's words, of which this is the one at `index` when [`MARGIN`] words before it are counted too: to its
    /// own and to those of its neighbours, as far as they are of the stretch.
    #[inline]
    pub fn add_to(&self, stretch: &mut [Sums], index: usize) {
        for (place, sums) in self.sums.iter().enumerate() {
            if let Some(sum) = (index + place).checked_sub(2 * MARGIN).and_then(|at| stretch.get_mut(at)) {
                sum.add(sums);
            }
        }
    }
}

/// The words met last, each in the place that its hash gives it.
pub(super) struct KnownWords {
    /// The finder whose weights they are of.
    finder: u64,
    words: Vec<KnownWord>,
}

/// The logarithm of how many words are kept: a megabyte and a half.
const PLACE_BITS: u32 = 13;

impl KnownWords {
    /// None yet.
    pub const fn new() -> Self {
        Self { finder: 0, words: Vec::new() }
    }

    /// Forgets the words of another finder.
    pub fn of_finder(&mut self, finder: u64) -> &mut Self {
        if self.finder != finder {
            (self.finder, self.words) = (finder, vec![KnownWord::default(); 1 << PLACE_BITS]);
        }
        self
    }

    /// What is seen of a token, or outside the sentence, and its sums.
    #[inline]
    pub fn word(&mut self, weights: &Weights, token: Option<&Token>, text: &str) -> (Seen, &KnownWord) {
        let surface = token.map_or("", |token| token.span.of(text)).as_bytes();
        let print = Print {
            fold: token.map_or(0, |token| token.fold),
            letters: FxBuildHasher.hash_one(surface),
            shape: token.map(|token| token.shape),
        };
        let word = &mut self.words[(print.letters >> (64 - PLACE_BITS)) as usize];
        if word.print != Some(print) {
            let seen = token.map_or(OUTSIDE, |token| see(token, text, &weights.lexicon, 0));
            *word = KnownWord::new(weights, print, seen, surface);
        }
        (word.seen, word)
    }
}
