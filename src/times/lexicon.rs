//! The words of time expressions by the hash of their folded form: what a token is, and what may begin at it.
//!
//! Most tokens are no such words and cost one look into a table of bits.

use std::sync::LazyLock;

use super::words::{TimeWord, entries};
use super::{feasts, opens};
use crate::segment::fold_hash;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The time word it is.
    pub word: Option<TimeWord>,
    /// What may begin at it ([`opens`]).
    pub opens: u32,
    /// What may begin at an article when the word follows it.
    pub after_article: u32,
}

/// All words of time expressions, and tables of bits that tell most other words apart at once.
pub struct Lexicon {
    /// What is known of each word; the first stands for all words that are not known.
    words: Vec<Word>,
    /// Open addressing by the lowest bits of the hash: hash and number of the word; an empty place has the number 0.
    places: Vec<(u64, u16)>,
    /// A bit for each word, so that nearly all others need no look at the places.
    known: Bits,
    /// A bit for each word by which expressions are found.
    triggers: Bits,
    /// The numbers of `the`, `a`, `an`.
    articles: [u16; 3],
}

/// Places for words, a power of two: four times as many as there are words.
const PLACES: usize = 1 << 11;

/// A set of hashes that is seldom wrong, and only towards `true`: with 400 words fewer than one other word in 150 hits.
struct Bits(Box<[u64; BITS / 64]>);

const BITS: usize = 1 << 16;

impl Bits {
    fn new() -> Self {
        Self(Box::new([0; BITS / 64]))
    }

    #[inline]
    fn has(&self, fold: u64) -> bool {
        let bit = fold as usize % BITS;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn insert(&mut self, fold: u64) {
        let bit = fold as usize % BITS;
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

impl Lexicon {
    /// The words of English.
    #[inline]
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
        &ENGLISH
    }

    /// The number of the folded word; 0 when it is not known.
    #[inline]
    pub fn number(&self, fold: u64) -> u16 {
        if self.known.has(fold) { self.places[self.place(fold)].1 } else { 0 }
    }

    /// What is known of the word with that number.
    #[inline]
    pub fn word(&self, number: u16) -> &Word {
        &self.words[usize::from(number)]
    }

    /// What may begin at the word with that number whatever follows: all, unless it is an article.
    #[inline]
    pub fn whatever_follows(&self, number: u16) -> u32 {
        match self.articles {
            [the, ..] if number == the => opens::AT_THE,
            [_, a, an] if number == a || number == an => opens::AT_A,
            _ => u32::MAX,
        }
    }

    /// Where the word is, or would be.
    #[inline]
    fn place(&self, fold: u64) -> usize {
        let mut place = fold as usize % PLACES;
        while self.places[place].0 != fold && self.places[place].1 != 0 {
            place = (place + 1) % PLACES;
        }
        place
    }

    /// Whether the folded word may be one by which expressions are found.
    #[inline]
    pub fn may_be_trigger(&self, fold: u64) -> bool {
        self.triggers.has(fold)
    }

    fn build() -> Self {
        let mut lexicon = Self {
            words: vec![Word::default()],
            places: vec![(0, 0); PLACES],
            known: Bits::new(),
            triggers: Bits::new(),
            articles: [0; 3],
        };
        for (forms, word) in entries() {
            let (opens, after_article) = (opens::at_word(word), opens::after_article(word));
            for form in forms.split(' ') {
                lexicon.add(form, Word { word: Some(word), opens, after_article });
                if word.is_trigger() {
                    lexicon.triggers.insert(fold_hash(form));
                }
            }
        }
        for (first, form) in feasts::words() {
            let opens = if first { opens::POINT | opens::FEAST } else { opens::INSIDE };
            lexicon.add(form, Word { opens, ..Word::default() });
        }
        for name in feasts::RARE_WORDS {
            lexicon.triggers.insert(fold_hash(name));
        }
        for (forms, opens) in opens::WORDS {
            forms.split(' ').for_each(|form| lexicon.add(form, Word { opens: *opens, ..Word::default() }));
        }
        for (forms, after_article) in opens::WORDS_AFTER_ARTICLE {
            forms
                .split(' ')
                .for_each(|form| lexicon.add(form, Word { after_article: *after_article, ..Word::default() }));
        }
        lexicon.articles = ["the", "a", "an"].map(|form| lexicon.number(fold_hash(form)));
        lexicon
    }

    /// Adds what is known of a word to what was known before; the first time word stays.
    fn add(&mut self, form: &str, more: Word) {
        let fold = fold_hash(form);
        let place = self.place(fold);
        if self.places[place].1 == 0 {
            self.places[place] = (fold, self.words.len() as u16);
            self.words.push(Word::default());
            self.known.insert(fold);
        }
        let word = &mut self.words[usize::from(self.places[place].1)];
        word.word = word.word.or(more.word);
        word.opens |= more.opens;
        word.after_article |= more.after_article;
    }
}
