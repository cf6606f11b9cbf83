//! What is known of the tokens of a sentence before anything is read from them, and lists of words to tell them from.

use super::lexicon::Lexicon;
use super::opens;
use crate::model::{Shape, Token};
use crate::segment::fold_hash_of_literal;

/// A list of words that most tokens are told from by one bit of their hash.
pub struct Words {
    bits: [u64; BITS / 64],
    pub list: &'static [&'static str],
}

/// Bits of a list: a hundred words leave four of five empty.
const BITS: usize = 512;

impl Words {
    /// The list, with its bits set where it is written; use `words!`.
    pub const fn of(list: &'static [&'static str]) -> Self {
        let (mut bits, mut index) = ([0; BITS / 64], 0);
        while index < list.len() {
            let bit = fold_hash_of_literal(list[index]) as usize % BITS;
            bits[bit / 64] |= 1 << (bit % 64);
            index += 1;
        }
        Self { bits, list }
    }

    /// Whether the word is in the list.
    #[cfg(test)]
    pub fn holds(&self, word: &str) -> bool {
        self.may_hold(crate::segment::fold_hash(word)) && self.list.contains(&word)
    }

    /// Whether a word of the list may fold like that.
    #[inline]
    pub fn may_hold(&self, fold: u64) -> bool {
        let bit = fold as usize % BITS;
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The [`Words`] of a list of literals.
macro_rules! words {
    ($($word:literal),* $(,)?) => { const { &$crate::times::tokens::Words::of(&[$($word),*]) } };
}

/// What is known of a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// What may begin at it ([`opens`]); a token with any bit may also stand inside an expression.
    pub opens: u32,
    /// Its number in the [`Lexicon`].
    pub number: u16,
}

/// Fills `triggers` with the tokens of a sentence by which expressions may be found; numbers that can be no date by
/// themselves only if there is another one.
pub fn triggers(text: &str, tokens: &[Token], triggers: &mut Vec<u32>) {
    let lexicon = Lexicon::english();
    triggers.clear();
    let mut sure = false;
    for (at, token) in (0..).zip(tokens) {
        match token.shape {
            Shape::Number => sure |= is_time_number(token.span.of(text)),
            _ if lexicon.may_be_trigger(token.fold) => sure = true,
            _ => continue,
        }
        triggers.push(at);
    }
    if !sure {
        triggers.clear();
    }
}

/// Fills `words` with what is known of the tokens of a sentence.
pub fn entries(text: &str, tokens: &[Token], words: &mut Vec<Entry>) {
    let lexicon = Lexicon::english();
    words.clear();
    words.reserve(tokens.len());
    let mut kept = u32::MAX;
    for token in tokens {
        let number = lexicon.number(token.fold);
        let word = lexicon.word(number);
        if kept != u32::MAX
            && let Some(article) = words.last_mut()
        {
            let digits = if token.shape == Shape::Number { opens::DIGITS_AFTER_ARTICLE } else { 0 };
            article.opens &= kept | word.after_article | digits;
        }
        kept = if number == 0 { u32::MAX } else { lexicon.whatever_follows(number) };
        words.push(Entry { opens: word.opens | opens_by_looks(text, token), number });
    }
}

/// What numbers and joining marks open.
#[inline]
fn opens_by_looks(text: &str, token: &Token) -> u32 {
    let form = || &text.as_bytes()[token.span.start as usize..token.span.end as usize];
    match token.shape {
        Shape::Lower | Shape::Title | Shape::Initial | Shape::Mixed => 0,
        Shape::Number => opens::DIGITS,
        Shape::Punctuation => match form() {
            b"'" => opens::POINT | opens::PERIOD,
            // "the `80s": never first.
            b"`" => opens::PERIOD,
            _ => opens::INSIDE,
        },
        Shape::Hyphen => opens::INSIDE,
        Shape::Clitic => {
            if form()[0] == b'\'' {
                opens::INSIDE
            } else {
                0
            }
        }
        Shape::Upper => {
            if form().starts_with(b"FY") {
                opens::POINT | opens::DATE
            } else {
                0
            }
        }
    }
}

/// Whether a token that begins with a digit may be a date or time by itself.
pub fn is_time_number(form: &str) -> bool {
    let bytes = form.as_bytes();
    match bytes.len() {
        0..=2 => false,
        3 => matches!(bytes[2], b's' | b'm' | b'h' | b't' | b'd'),
        4 => {
            bytes[3].is_ascii_digit() && bytes[1] != b',' && bytes[1] != b'.'
                || bytes[1] == b':'
                || matches!(bytes[3], b'm' | b'h' | b't' | b'd')
        }
        _ => bytes.iter().any(|byte| matches!(byte, b':' | b'/' | b's' | b'm' | b'M' | b'T')),
    }
}
