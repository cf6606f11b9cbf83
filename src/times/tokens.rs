//! What is known of the tokens of a sentence before anything is read from them, and lists of words to tell them from.

use super::lexicon::Lexicon;
use super::opens;
use crate::model::{Shape, Token};

/// A list of words that most tokens are told from by one bit: see [`Entry::bin`].
pub struct Words {
    bins: [u64; 4],
    pub list: &'static [&'static str],
}

impl Words {
    /// The list, put in bins where it is written; use `words!`.
    pub const fn of(list: &'static [&'static str]) -> Self {
        let (mut bins, mut index) = ([0; 4], 0);
        while index < list.len() {
            let bin = bin(list[index].as_bytes());
            bins[(bin >> 6) as usize] |= 1 << (bin & 63);
            index += 1;
        }
        Self { bins, list }
    }

    /// Whether the word is in the list.
    #[cfg(test)]
    pub fn holds(&self, word: &str) -> bool {
        self.may_hold(bin(word.as_bytes())) && self.list.contains(&word)
    }

    /// Whether a word of the list may be in that bin.
    #[inline]
    pub fn may_hold(&self, bin: u8) -> bool {
        self.bins[usize::from(bin >> 6)] >> (bin & 63) & 1 == 1
    }
}

/// The [`Words`] of a list of literals.
macro_rules! words {
    ($($word:literal),* $(,)?) => { const { &$crate::times::tokens::Words::of(&[$($word),*]) } };
}

/// One of 256 bins, by first and last letter and length, whatever the case.
#[inline]
const fn bin(word: &[u8]) -> u8 {
    let Some((first, last)) = (match word {
        [] => None,
        [first, .., last] => Some((first, last)),
        [only] => Some((only, only)),
    }) else {
        return 0;
    };
    let first = first.to_ascii_lowercase().wrapping_mul(7);
    let last = last.to_ascii_lowercase().wrapping_mul(59);
    first.wrapping_add(last).wrapping_add((word.len() as u8).wrapping_mul(131))
}

/// What is known of a token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// What may begin at it ([`opens`]); a token with any bit may also stand inside an expression.
    pub opens: u32,
    /// Its number in the [`Lexicon`].
    pub number: u16,
    /// First byte of the token in small letters, and length in bytes (255 at most): two words that differ in them are told
    /// apart without a look at the text.
    pub looks: (u8, u8),
    /// One of 256 bins by first and last letter and length, to tell the token from whole lists of words.
    pub bin: u8,
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
        let form = &text.as_bytes()[token.span.start as usize..token.span.end as usize];
        let first = form.first().map_or(0, u8::to_ascii_lowercase);
        let opens = word.opens | opens_by_looks(token.shape, first, form);
        if kept != u32::MAX
            && let Some(article) = words.last_mut()
        {
            let digits = if token.shape == Shape::Number { opens::DIGITS_AFTER_ARTICLE } else { 0 };
            article.opens &= kept | word.after_article | digits;
        }
        kept = lexicon.whatever_follows(number);
        words.push(Entry { opens, number, looks: (first, form.len().min(255) as u8), bin: bin(form) });
    }
}

/// What numbers and joining marks open; `first` is the first byte in small letters.
#[inline]
fn opens_by_looks(shape: Shape, first: u8, form: &[u8]) -> u32 {
    const BY_SHAPE: [u32; 9] = {
        let mut opens = [0; 9];
        opens[Shape::Number as usize] = opens::DIGITS;
        opens[Shape::Hyphen as usize] = opens::INSIDE;
        opens[Shape::Punctuation as usize] = opens::INSIDE;
        opens
    };
    match (first, shape) {
        (b'\'', Shape::Punctuation) if form.len() == 1 => opens::POINT | opens::PERIOD,
        // "the `80s": never first.
        (b'`', Shape::Punctuation) if form.len() == 1 => opens::PERIOD,
        (b'\'', Shape::Clitic) => opens::INSIDE,
        (b'f', Shape::Upper) if form.starts_with(b"FY") => opens::POINT | opens::DATE,
        _ => BY_SHAPE[shape as usize],
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
