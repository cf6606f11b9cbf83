//! Titles that stand before names, and agents: common nouns that act (`troops`, `protesters`).

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::model::{Shape, Token};
use crate::segment::{chain, tokenize};

/// A set of folded words that says yes too often, from four kilobytes.
struct WordBits(Vec<u64>);

impl Default for WordBits {
    fn default() -> Self {
        Self(vec![0; 1 << (WORD_BITS - 6)])
    }
}

/// Bits of such a set, as a power of two: some thousand words leave nearly all of them clear.
const WORD_BITS: u32 = 15;

impl WordBits {
    #[inline]
    fn place(fold: u64) -> (usize, u64) {
        let bit = chain(0, fold) >> (64 - WORD_BITS);
        ((bit >> 6) as usize, 1 << (bit & 63))
    }

    fn extend(&mut self, token: Option<&Token>) {
        if let Some(token) = token {
            let (word, bit) = Self::place(token.fold);
            self.0[word] |= bit;
        }
    }

    #[inline]
    fn may_hold(&self, fold: u64) -> bool {
        let (word, bit) = Self::place(fold);
        self.0[word] & bit != 0
    }
}

/// Phrases of one or more words, each with a CAMEO role code and a kind.
#[derive(Default)]
pub struct Phrases {
    phrases: FxHashMap<u64, Phrase>,
    prefixes: FxHashSet<u64>,
    /// A bit per first and per last word: most words are neither, and these small tables say so from the cache.
    first_words: WordBits,
    last_words: WordBits,
    entries: Vec<Entry>,
}

struct Entry {
    text: String,
    code: String,
    kind: String,
    homes: String,
}

#[derive(Clone, Copy)]
struct Phrase {
    entry: u32,
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug)]
pub struct PhraseMatch<'p> {
    /// One past the index of its last token.
    pub end: usize,
    /// The phrase as listed, singular and small.
    pub text: &'p str,
    /// CAMEO role code (`GOV`, `MIL`...); may be empty.
    pub code: &'p str,
    /// What sort of phrase it is, as its list says.
    pub kind: &'p str,
    /// The countries where a people lives, joined by `|`; mostly empty.
    pub homes: &'p str,
}

impl Phrases {
    /// Reads `titles.csv` or `agents.csv`: the phrase in the first column, and columns `code` and `kind`; other forms of the
    /// phrase in a column `plural` or `abbreviation_of`, the countries of a people in `homes`.
    pub fn read(file: &str, csv_text: &str) -> Result<Self> {
        let mut phrases = Self::default();
        phrases.add_rows(file, csv_text)?;
        Ok(phrases)
    }

    /// Adds the rows of one more file; phrases that are there already stay as they are.
    pub fn add_rows(&mut self, file: &str, csv_text: &str) -> Result<()> {
        let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(csv_text.as_bytes());
        let header = rows.headers().map_err(|error| Error::new(format!("{file}: {error}")))?.clone();
        let column = |name: &str| header.iter().position(|cell| cell == name);
        let (code, kind, plural, homes) = (column("code"), column("kind"), column("plural"), column("homes"));
        for row in rows.records() {
            let row = row.map_err(|error| Error::new(format!("{file}: {error}")))?;
            let cell = |column: Option<usize>| column.and_then(|index| row.get(index)).unwrap_or("");
            let entry = self.entries.len() as u32;
            self.entries.push(Entry {
                text: cell(Some(0)).to_lowercase(),
                code: cell(code).to_string(),
                kind: cell(kind).to_string(),
                homes: cell(homes).to_string(),
            });
            self.add(cell(Some(0)), entry);
            cell(plural).split('|').filter(|form| !form.is_empty()).for_each(|form| self.add(form, entry));
        }
        Ok(())
    }

    fn add(&mut self, text: &str, entry: u32) {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let mut hash = 0;
        let words = tokens.iter().filter(|token| token.shape != Shape::Hyphen);
        self.first_words.extend(words.clone().next());
        self.last_words.extend(words.clone().next_back());
        for token in words {
            hash = chain(hash, token.fold);
            self.prefixes.insert(hash);
        }
        self.phrases.entry(hash).or_insert(Phrase { entry });
    }

    /// The longest phrase that begins at `tokens[at]` and ends before `limit`, whatever its case.
    pub fn longest(&self, tokens: &[Token], at: usize, limit: usize) -> Option<PhraseMatch<'_>> {
        if !self.first_words.may_hold(tokens.get(at)?.fold) {
            return None;
        }
        let mut hash = 0;
        let mut longest = None;
        for (index, token) in tokens.iter().enumerate().take(limit).skip(at) {
            if token.shape == Shape::Hyphen && index > at {
                continue;
            }
            hash = chain(hash, token.fold);
            if let Some(phrase) = self.phrases.get(&hash) {
                let Entry { text, code, kind, homes } = &self.entries[phrase.entry as usize];
                longest = Some(PhraseMatch { end: index + 1, text, code, kind, homes });
            }
            if !self.prefixes.contains(&hash) {
                break;
            }
        }
        longest
    }

    /// Whether a phrase may end with a word.
    #[inline]
    pub fn may_end(&self, fold: u64) -> bool {
        self.last_words.may_hold(fold)
    }

    /// The longest phrase that ends right before `tokens[end]` and begins no earlier than `first`.
    pub fn ending_at(&self, tokens: &[Token], first: usize, end: usize) -> Option<(usize, PhraseMatch<'_>)> {
        if !self.last_words.may_hold(tokens.get(end.checked_sub(1)?)?.fold) {
            return None;
        }
        let earliest = first.max(end.saturating_sub(7));
        (earliest..end).find_map(|start| {
            let found = self.longest(tokens, start, end)?;
            (found.end == end).then_some((start, found))
        })
    }
}
