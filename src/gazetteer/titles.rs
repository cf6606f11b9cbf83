//! Titles that stand before names, and agents: common nouns that act (`troops`, `protesters`).

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::model::{Shape, Token};
use crate::segment::{chain, tokenize};

/// Phrases of one or more words, each with a CAMEO role code and a kind.
#[derive(Default)]
pub struct Phrases {
    phrases: FxHashMap<u64, Phrase>,
    prefixes: FxHashMap<u64, ()>,
    entries: Vec<(String, String, String)>,
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
}

impl Phrases {
    /// Reads `titles.csv` or `agents.csv`: the phrase in the first column, and columns `code` and `kind`; other forms of the
    /// phrase in a column `plural` or `abbreviation_of`.
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
        let (code, kind, plural) = (column("code"), column("kind"), column("plural"));
        for row in rows.records() {
            let row = row.map_err(|error| Error::new(format!("{file}: {error}")))?;
            let cell = |column: Option<usize>| column.and_then(|index| row.get(index)).unwrap_or("");
            let entry = self.entries.len() as u32;
            self.entries.push((cell(Some(0)).to_lowercase(), cell(code).to_string(), cell(kind).to_string()));
            self.add(cell(Some(0)), entry);
            cell(plural).split('|').filter(|form| !form.is_empty()).for_each(|form| self.add(form, entry));
        }
        Ok(())
    }

    fn add(&mut self, text: &str, entry: u32) {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let mut hash = 0;
        for token in tokens.iter().filter(|token| token.shape != Shape::Hyphen) {
            hash = chain(hash, token.fold);
            self.prefixes.insert(hash, ());
        }
        self.phrases.entry(hash).or_insert(Phrase { entry });
    }

    /// The longest phrase that begins at `tokens[at]` and ends before `limit`, whatever its case.
    pub fn longest(&self, tokens: &[Token], at: usize, limit: usize) -> Option<PhraseMatch<'_>> {
        let mut hash = 0;
        let mut longest = None;
        for (index, token) in tokens.iter().enumerate().take(limit).skip(at) {
            if token.shape == Shape::Hyphen && index > at {
                continue;
            }
            hash = chain(hash, token.fold);
            if let Some(phrase) = self.phrases.get(&hash) {
                let (text, code, kind) = &self.entries[phrase.entry as usize];
                longest = Some(PhraseMatch { end: index + 1, text, code, kind });
            }
            if !self.prefixes.contains_key(&hash) {
                break;
            }
        }
        longest
    }

    /// The longest phrase that ends right before `tokens[end]` and begins no earlier than `first`.
    pub fn ending_at(&self, tokens: &[Token], first: usize, end: usize) -> Option<(usize, PhraseMatch<'_>)> {
        let earliest = first.max(end.saturating_sub(7));
        (earliest..end).find_map(|start| {
            let found = self.longest(tokens, start, end)?;
            (found.end == end).then_some((start, found))
        })
    }
}
