//! Text as read → the words of names, each with the hash of its folded form.
//!
//! What you need: [`Scanner::scan`] for a whole text, [`gap`] for what stands between two words. A word is a run of letters
//! and digits, with what joins it: the apostrophe of `O'Keeffe`, the stops of `U.S.`, the ampersand of `AT&T`; a clitic
//! (`'s`) is a word of its own. Words hash as the tokens of `segment` do, so that one table of names serves both.
//! Nearly all words are short and plain and cost one or two loads; the rest is read letter by letter by `long_word`.

use crate::segment::{FoldHash, abbreviation_kind, fold_each};

use super::word_bitmap;

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
    /// With a small letter.
    Small,
    /// With a capital, a digit, or a letter of a script without case.
    Capital,
    /// It is the `s` of `'s`: it begins no name.
    Clitic,
}

/// Finds the words of texts, one text after another.
#[derive(Default)]
pub struct Scanner {
    edges: Vec<u32>,
}

const EIGHT_SMALL: u64 = 0x2020_2020_2020_2020;
const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

impl Scanner {
    /// Hands every word of `text` to `visit`, in order.
    #[inline]
    pub fn scan(&mut self, text: &str, mut visit: impl FnMut(Word, Start)) {
        self.edges.clear();
        word_bitmap::edges(text.as_bytes(), &mut self.edges);
        let bytes = text.as_bytes();
        let runs = self.edges.as_chunks::<2>().0;
        let (mut done, mut clitic_at) = (0, usize::MAX);
        for &[start, end] in runs {
            let (start, end) = (start as usize, end as usize);
            if done <= start
                && start != clitic_at
                && let Some(hash) = plain_word(bytes, start, end)
            {
                let kind = if bytes[start].is_ascii_lowercase() { Start::Small } else { Start::Capital };
                visit(Word { start: start as u32, end: end as u32, hash }, kind);
                continue;
            }
            let mut at = start.max(done);
            while at < end {
                let Some(from) = next_letter(text, at, end) else { break };
                let mut hash = FoldHash::default();
                let found = long_word(text, from, &mut |folded| hash.push(folded));
                let kind = if from == clitic_at { Start::Clitic } else { start_of(text, from) };
                visit(Word { start: from as u32, end: found.end as u32, hash: hash.finish() }, kind);
                (at, done) = (found.end, found.end);
                clitic_at = found.clitic_at.unwrap_or(usize::MAX);
            }
        }
    }
}

/// The hash of the run `start..end` when it is all ASCII and nothing behind it may join.
#[inline]
fn plain_word(bytes: &[u8], start: usize, end: usize) -> Option<u64> {
    if let Some(mark) = bytes.get(end)
        && matches!(mark, b'\'' | b'`' | b'.' | b'&')
        && (*mark != b'.' || end - start == 1)
    {
        return None;
    }
    let mut hash = FoldHash::default();
    let mut at = start;
    loop {
        let eight = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map(u64::from_le_bytes);
        let eight = eight.unwrap_or_else(|| last_bytes(&bytes[at..]));
        let left = end - at;
        let kept = if left >= 8 { u64::MAX } else { (1 << (left * 8)) - 1 };
        if eight & kept & NOT_ASCII != 0 {
            return None;
        }
        hash.push_eight((eight | EIGHT_SMALL) & kept);
        if left <= 8 {
            return Some(hash.finish());
        }
        at += 8;
    }
}

/// Fewer than eight bytes, in the lowest places.
#[cold]
fn last_bytes(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte))
}

fn start_of(text: &str, at: usize) -> Start {
    if text[at..].starts_with(char::is_lowercase) { Start::Small } else { Start::Capital }
}

fn next_letter(text: &str, at: usize, end: usize) -> Option<usize> {
    text[at..end].char_indices().find(|(_, c)| c.is_alphanumeric()).map(|(offset, _)| at + offset)
}

/// Whether a character goes on a word: a letter, a digit, a combining mark, or a mark without width.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
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

fn is_one_letter(part: &str) -> bool {
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

/// Reads what stands between two words of a text. `false` when no name runs across it. Marks that belong to the name when
/// the list has them (`,` `&` `!`) go to `mark` with their hash and end; one line break, hyphens inside a word, and the stop
/// of an abbreviation or initial make no difference.
pub fn gap(text: &str, before: Word, to: usize, mark: &mut impl FnMut(u64, usize)) -> bool {
    let from = before.end as usize;
    let between = &text[from..to];
    if between == " " {
        return true;
    }
    let (mut breaks, mut marks) = (0, 0);
    for (offset, c) in between.char_indices() {
        let at = from + offset;
        let ignored = match c {
            '\n' => {
                breaks += 1;
                true
            }
            '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => return false,
            c if c.is_whitespace() || goes_on(c) => true,
            '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' => !stands_apart(text, at, c),
            '.' => offset == 0 && is_abbreviation(&text[before.start as usize..from]),
            c if is_apostrophe(c) => from + c.len_utf8() == to,
            _ => false,
        };
        if breaks > 1 {
            return false;
        }
        if !ignored {
            marks += 1;
            mark(hash_of_mark(c), at + c.len_utf8());
        }
        if marks > MOST_MARKS {
            return false;
        }
    }
    true
}

/// Whether the stop after the word is part of it: an initial or an abbreviation.
fn is_abbreviation(word: &str) -> bool {
    is_one_letter(word) || abbreviation_kind(word).is_some()
}

/// More marks than this between two words are no part of a name.
const MOST_MARKS: usize = 3;

/// Whether white space, or a second mark of the kind, stands beside the mark: a dash, no hyphen.
fn stands_apart(text: &str, at: usize, mark: char) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| c == mark || c == ' ');
    let (before, after) = (text[..at].chars().next_back(), text[at + mark.len_utf8()..].chars().next());
    apart(before) && apart(after) || before == Some(mark) || after == Some(mark)
}

/// The folded mark, hashed like a word.
fn hash_of_mark(mark: char) -> u64 {
    let mut hash = FoldHash::default();
    folded_mark(mark, &mut |byte| hash.push(byte));
    hash.finish()
}

/// The bytes of a folded mark: all apostrophes and quotes are one, all dashes are one.
pub fn folded_mark(mark: char, push: &mut impl FnMut(u8)) {
    let folded = match mark {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '"' | '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        mark if is_apostrophe(mark) => '\'',
        mark => mark,
    };
    let mut buffer = [0; 4];
    folded.encode_utf8(&mut buffer).bytes().for_each(push);
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

    #[test]
    fn a_name_runs_over_one_line_break_and_over_hyphens() {
        for (text, runs_on, marks) in [
            ("New York", true, ""),
            ("New\nYork", true, ""),
            ("New \r\n\tYork", true, ""),
            ("New\n\nYork", false, ""),
            ("al-Assad", true, ""),
            ("al - Assad", true, "-"),
            ("St. Petersburg", true, ""),
            ("ended. Then", true, "."),
            ("Washington, D", true, ","),
            ("Marks & Spencer", true, "&"),
            ("a ((((b", false, "(((("),
        ] {
            let mut all = Vec::new();
            Scanner::default().scan(text, |word, _| all.push(word));
            let mut found = String::new();
            let mut push = |_, end: usize| found.extend(text[..end].chars().next_back());
            assert_eq!(gap(text, all[0], all[1].start as usize, &mut push), runs_on, "{text}");
            assert_eq!(found, marks, "{text}");
        }
    }
}
