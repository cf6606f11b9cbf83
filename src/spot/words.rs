//! Text as read → the words of names, each with the hash of its folded form.
//!
//! What you need: [`Scanner::scan`]; what stands between two words is for `gaps` to tell. A word is a run of letters
//! and digits, with what joins it: the apostrophe of `O'Keeffe`, the stops of `U.S.`, the ampersand of `AT&T`; a clitic
//! (`'s`) is a word of its own. Words hash as the tokens of `segment` do, so that one table of names serves both.
//! Nearly all words are short and plain and cost one or two loads; the rest is read letter by letter by `long_word`.

use crate::segment::{FoldHash, fold_each};

use super::word_bitmap::Edges;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Hash of the folded form.
    pub hash: u64,
}

/// How a word begins, which decides what names it may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// With a capital, a digit, or a letter of a script without case.
    Capital,
    /// It is the `s` of `'s`: it begins no name.
    Clitic,
    /// With a small letter, and no capital follows.
    Small,
    /// With a small letter, but a capital follows (`d'Ivoire`): it may stand where the list has a capital.
    Mixed,
}

impl Start {
    /// Whether it begins with a small letter.
    #[inline]
    pub fn is_small(self) -> bool {
        self as u8 >= Self::Small as u8
    }
}

/// Finds the words of texts, one text after another.
#[derive(Default)]
pub struct Scanner {
    edges: Edges,
}

/// The bit that small letters and digits have and capitals lack, in each of eight bytes.
const EIGHT_SMALL: u64 = 0x2020_2020_2020_2020;
/// The bit that bytes outside ASCII have, in each of eight bytes.
const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

impl Scanner {
    /// Hands every word of `text` to `visit`, in order.
    #[inline]
    pub fn scan(&mut self, text: &str, mut visit: impl FnMut(Word, Start)) {
        let bytes = text.as_bytes();
        let mut reached = Reached::default();
        for &[start, end] in self.edges.of(bytes) {
            match plain_word(bytes, start, end) {
                Some((word, begins)) if reached.slow_until <= start => visit(word, begins),
                _ => reached.scan_run(text, start, end, &mut visit),
            }
        }
    }
}

/// How far words that hold marks have come.
#[derive(Default)]
struct Reached {
    /// The end of the last of them.
    done: u32,
    /// Where its clitic begins, if it has one.
    clitic_at: Option<u32>,
    /// Runs that begin before this place are not read as plain words.
    slow_until: u32,
}

impl Reached {
    /// Reads the words of a run that is not one plain word, letter by letter.
    #[cold]
    #[inline(never)]
    fn scan_run(&mut self, text: &str, start: u32, end: u32, visit: &mut impl FnMut(Word, Start)) {
        let mut at = start.max(self.done);
        while at < end {
            let Some(from) = next_letter(text, at as usize, end as usize) else { break };
            let mut hash = FoldHash::default();
            let found = long_word(text, from, &mut |folded| hash.push(folded));
            let clitic = self.clitic_at == Some(from as u32);
            let begins = if clitic { Start::Clitic } else { start_of(&text[from..found.end]) };
            at = found.end as u32;
            visit(Word { start: from as u32, end: at, hash: hash.finish() }, begins);
            self.done = at;
            self.clitic_at = found.clitic_at.map(|at| at as u32);
            self.slow_until = self.clitic_at.map_or(at, |clitic| clitic + 1);
        }
    }
}

/// The run `start..end` as a word when it is all ASCII, nothing behind it may join, and no capital follows a small letter.
#[inline]
fn plain_word(bytes: &[u8], start: u32, end: u32) -> Option<(Word, Start)> {
    let (mut at, to) = (start as usize, end as usize);
    let mark = bytes.get(to).copied().unwrap_or(b' ');
    let mut eight = eight_at(bytes, at);
    let small = (eight as u8).is_ascii_lowercase();
    // The bits that no byte may have, once those of `EIGHT_SMALL` are turned over.
    let wrong = NOT_ASCII | (EIGHT_SMALL * u64::from(small));
    let mut hash = FoldHash::default();
    let mut found = 0;
    while to - at > 8 {
        found |= eight ^ EIGHT_SMALL;
        hash.push_eight(eight | EIGHT_SMALL);
        at += 8;
        eight = eight_at(bytes, at);
    }
    let kept = u64::MAX >> (64 - 8 * (to - at));
    found |= (eight ^ EIGHT_SMALL) & kept;
    hash.push_eight((eight | EIGHT_SMALL) & kept);
    let joins = JOINS[mark as usize] > u8::from(end - start > 1);
    let begins = if small { Start::Small } else { Start::Capital };
    ((found & wrong == 0) & !joins).then(|| (Word { start, end, hash: hash.finish() }, begins))
}

/// By mark: 2 when it may join what stands on both sides to one word, 1 when it may behind a single letter, else 0.
static JOINS: [u8; 256] = {
    let mut joins = [0; 256];
    (joins[b'\'' as usize], joins[b'`' as usize], joins[b'&' as usize]) = (2, 2, 2);
    joins[b'.' as usize] = 1;
    joins
};

/// Eight bytes from `at` on, the first one lowest; zeros behind the last.
#[inline]
fn eight_at(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        Some(eight) => u64::from_le_bytes(eight),
        None => last_bytes(&bytes[at..]),
    }
}

/// Fewer than eight bytes, in the lowest places.
#[cold]
fn last_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte))
}

fn start_of(word: &str) -> Start {
    match () {
        () if !word.starts_with(char::is_lowercase) => Start::Capital,
        () if word.contains(char::is_uppercase) => Start::Mixed,
        () => Start::Small,
    }
}

fn next_letter(text: &str, at: usize, end: usize) -> Option<usize> {
    text[at..end].char_indices().find(|(_, c)| c.is_alphanumeric()).map(|(offset, _)| at + offset)
}

/// Whether a character goes on a word: a letter, a digit, a combining mark, or a mark without width.
pub(super) fn goes_on(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '\u{2018}' | '\u{2019}' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '＇')
}

/// Where a word ends, and where its clitic begins.
struct LongWord {
    end: usize,
    clitic_at: Option<usize>,
}

/// Reads the word that begins with a letter or digit at `start` and hands the bytes of its folded form to `push`.
fn long_word(text: &str, start: usize, push: &mut impl FnMut(u8)) -> LongWord {
    let mut at = start;
    let mut dotted = false;
    loop {
        let part = at;
        at += run(&text[at..]);
        fold_each(&text[part..at], push);
        let Some(mark) = text[at..].chars().next() else { break };
        let after = at + mark.len_utf8();
        let next = &text[after..];
        let tail = &next[..run(next)];
        match mark {
            _ if !tail.starts_with(char::is_alphanumeric) => break,
            mark if is_apostrophe(mark) && !dotted => {
                if is_clitic(tail) {
                    return LongWord { end: at, clitic_at: Some(after) };
                }
            }
            '.' if is_one_letter(&text[part..at]) && is_one_letter(tail) => dotted = true,
            '&' if !dotted && at - start <= 3 && is_capital(&text[part..at]) && is_capital(tail) => push(b'&'),
            _ => break,
        }
        at = after;
    }
    if dotted && text[at..].starts_with('.') {
        at += 1;
    }
    LongWord { end: at, clitic_at: None }
}

/// How many bytes at the start of `text` are letters, digits and what goes on them.
fn run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let plain = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    match bytes.get(plain) {
        Some(byte) if !byte.is_ascii() => plain + text[plain..].find(|c| !goes_on(c)).unwrap_or(text.len() - plain),
        _ => plain,
    }
}

pub(super) fn is_one_letter(part: &str) -> bool {
    let mut characters = part.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

fn is_capital(part: &str) -> bool {
    part.bytes().last().is_some_and(|byte| byte.is_ascii_uppercase())
}

fn is_clitic(letters: &str) -> bool {
    ["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// The folded form of the text of a [`Word`], byte by byte.
pub fn folded(text: &str, word: Word, push: &mut impl FnMut(u8)) {
    long_word(text, word.start as usize, push);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::fold_hash;

    fn words(text: &str) -> Vec<(&str, u64)> {
        let mut found = Vec::new();
        Scanner::default().scan(text, |word, _| found.push((&text[word.start as usize..word.end as usize], word.hash)));
        found
    }

    #[test]
    fn words_are_joined_by_what_joins_names() {
        for (text, expected) in [
            ("Kerry met Putin.", "Kerry met Putin"),
            ("Syria's army", "Syria s army"),
            ("Syria’s army", "Syria s army"),
            ("US-led and anti-Assad forces", "US led and anti Assad forces"),
            ("the U.S. and the U.N. said", "the U.S. and the U.N. said"),
            ("Georgia O'Keeffe in Côte d’Ivoire", "Georgia O'Keeffe in Côte d’Ivoire"),
            ("Sana'a and Xi'an", "Sana'a and Xi'an"),
            ("O'Brien's", "O'Brien s"),
            ("AT&T Corp. rose", "AT&T Corp rose"),
            ("Gen. John F. Kelly", "Gen John F Kelly"),
            ("“Putin” — said…Lavrov", "Putin said Lavrov"),
            ("«Kerry»", "Kerry"),
            ("", ""),
            ("é", "é"),
            ("a\u{300}b Wash\u{ad}ington", "a\u{300}b Wash\u{ad}ington"),
        ] {
            let found: Vec<&str> = words(text).into_iter().map(|(word, _)| word).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn words_hash_as_they_fold() {
        for text in ["Kerry Antidisestablishmentarianism ABCDEFGH abcdefghi x 22nd ERDOĞAN O’Keeffe U.S. AT&T é"] {
            for (word, hash) in words(text) {
                assert_eq!(hash, fold_hash(word), "{word}");
            }
        }
    }
}
