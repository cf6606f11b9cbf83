//! A name → the words under which the name table lists it, as `segment` cuts them and as `spot` cuts text as read.

use super::table::{first_key, longer_key};
use crate::model::{Shape, Token};
use crate::segment::{fold, tokenize};
use crate::spot::gaps;
use crate::spot::words::{self, Scanner, Word};

/// A name, cut into words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cut {
    /// Hashes of the folded words and marks.
    pub words: Vec<u64>,
    /// The folded words and marks, apart by spaces, with a line feed behind.
    pub text: Vec<u8>,
    /// A bit for each word that has a capital.
    pub capitals: u16,
    /// Whether all words with letters are capitals, and at least one is there.
    pub acronym: bool,
}

impl Cut {
    fn push(&mut self, hash: u64, capital: bool) {
        let length = self.words.len().min(16);
        self.capitals |= u16::from(capital && length < 16) << length.min(15);
        self.words.push(hash);
    }

    /// As `segment` cuts text; without letters or digits: no words.
    pub fn of_tokens(name: &str, scratch: &mut Vec<Token>) -> Self {
        scratch.clear();
        tokenize(name, 0..name.len(), scratch);
        let mut cut = Self::default();
        if !scratch.iter().any(|token| token.shape.is_word()) {
            return cut;
        }
        for token in scratch.iter().filter(|token| token.shape != Shape::Hyphen) {
            if !cut.words.is_empty() {
                cut.text.push(b' ');
            }
            cut.text.extend_from_slice(fold(token.span.of(name)).as_bytes());
            cut.push(token.fold, token.shape.is_capitalized());
        }
        cut.text.push(b'\n');
        cut.acronym = is_acronym(name, scratch);
        cut
    }

    /// As `spot::words` cuts text as read. Quotes, brackets and the like before the first word are passed over; a name that
    /// begins with another mark has no such cut.
    pub fn of_words(name: &str, scanner: &mut Scanner, scratch: &mut Vec<Word>, acronym: bool) -> Self {
        scratch.clear();
        scanner.scan(name, |word, _| scratch.push(word));
        let mut cut = Self { acronym, ..Self::default() };
        let before = scratch.first().map_or("", |first| &name[..first.start as usize]);
        if !before.chars().all(is_passed_over) {
            return Self::default();
        }
        for (index, word) in scratch.iter().enumerate() {
            if index > 0 {
                cut.text.push(b' ');
            }
            words::folded(name, *word, &mut |byte| cut.text.push(byte));
            cut.push(word.hash, name[word.start as usize..word.end as usize].contains(char::is_uppercase));
            let to = scratch.get(index + 1).map_or(name.len(), |next| next.start as usize);
            let runs_on = gaps::gap(name, *word, to, &mut |hash, end| {
                cut.text.push(b' ');
                gaps::folded_mark(name[..end].chars().next_back().unwrap_or(' '), &mut |byte| cut.text.push(byte));
                cut.push(hash, false);
            });
            if !runs_on {
                return Self::default();
            }
        }
        cut.text.push(b'\n');
        cut
    }
}

/// Marks before the first word of a listed name that say nothing: quotes, brackets, the signs of hashtags and handles.
fn is_passed_over(mark: char) -> bool {
    mark.is_whitespace()
        || matches!(mark, '"' | '\'' | '(' | '[' | '«' | '`' | '#' | '@')
        || matches!(mark, '\u{2018}'..='\u{201f}' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ')
}

fn is_acronym(name: &str, tokens: &[Token]) -> bool {
    let words = || tokens.iter().filter(|token| token.shape.is_word());
    words().all(|token| matches!(token.shape, Shape::Upper | Shape::Initial | Shape::Number))
        && words().any(|token| token.shape != Shape::Number)
        && name.chars().filter(|c| c.is_alphabetic()).count() <= 8
}

/// The keys under which a name is listed: one, or two when tokens and words as read are cut differently.
pub fn keys_of_name(name: &str) -> impl Iterator<Item = u64> {
    let tokens = Cut::of_tokens(name, &mut Vec::new());
    let words = Cut::of_words(name, &mut Scanner::default(), &mut Vec::new(), tokens.acronym);
    [tokens, words].into_iter().filter_map(|cut| {
        let (&first, rest) = cut.words.split_first()?;
        Some(rest.iter().fold(first_key(first), |key, &word| longer_key(key, word)))
    })
}

/// The key of a name, printed as these tokens.
pub fn key_of_tokens(tokens: &[Token]) -> Option<u64> {
    let mut words = tokens.iter().filter(|token| token.shape != Shape::Hyphen).map(|token| token.fold);
    let first = first_key(words.next()?);
    Some(words.fold(first, longer_key))
}
