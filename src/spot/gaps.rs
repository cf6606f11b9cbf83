//! What stands between two words of a text, and whether a name runs across it.
//!
//! What you need: [`gap`], which tells for certain, and [`behind`], which tells nearly all cases by one look. Marks that a list
//! may have in a name (`,` `&` `!`) are steps of a name like words; blanks, one line break, hyphens inside a word and the stop of
//! an abbreviation make no difference.

use crate::segment::{FoldHash, abbreviation_kind};

use super::words::{Word, goes_on, is_apostrophe, is_one_letter};

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

/// What a name that goes on behind a word goes on with, as far as one look tells; [`gap`] tells for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// The next word.
    Word,
    /// A mark, by its hash.
    Mark(u64),
    /// The next word or that mark.
    Either(u64),
    /// More than one look tells.
    Unknown,
}

/// What a name that goes on behind `word` goes on with; `next` is the word behind it, or any word before when it is the last.
#[inline]
pub fn behind(text: &str, word: &Word, next: &Word) -> Behind {
    let bytes = text.as_bytes();
    let end = word.end as usize;
    let Some(&mark) = bytes.get(end) else { return Behind::Word };
    match mark {
        b' ' | b'\n' | b'-' if next.start == word.end + 1 => Behind::Word,
        b'.' if next.start == word.end + 2 && matches!(bytes[end + 1], b' ' | b'\n') => {
            Behind::Either(MARKS[b'.' as usize])
        }
        b'-' | b'.' | b'\'' | b'`' => Behind::Unknown,
        _ if mark.is_ascii_punctuation() => Behind::Mark(MARKS[mark as usize]),
        _ => Behind::Unknown,
    }
}

/// The hash of every mark of ASCII, which folds to itself.
static MARKS: [u64; 128] = {
    let mut marks = [0; 128];
    let mut mark = 1;
    while mark < 128 {
        let mut hash = FoldHash::new();
        hash.push(mark as u8);
        marks[mark] = hash.finish();
        mark += 1;
    }
    marks
};

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
    use super::super::words::Scanner;
    use super::*;

    #[test]
    fn what_one_look_tells_of_a_gap_is_what_the_gap_tells() {
        let gaps = [
            " ", "\n", "-", ".", ". ", ".\n", ",", ", ", "; ", "!", " & ", "\"", "' ", "/", "--", "  ", "\n\n", "…",
            "_",
        ];
        for (first, gap_text) in ["Smith", "St", "J", "U.S."].into_iter().flat_map(|word| gaps.map(|gap| (word, gap))) {
            let text = format!("{first}{gap_text}b");
            let mut all = Vec::new();
            Scanner::default().scan(&text, |word, _| all.push(word));
            let &[word, next] = &all[..] else { continue };
            let mut first_mark = None;
            let runs_on = gap(&text, word, next.start as usize, &mut |mark, _| first_mark = first_mark.or(Some(mark)));
            let right = match behind(&text, &word, &next) {
                Behind::Word => first_mark.is_none(),
                Behind::Mark(mark) => first_mark == Some(mark),
                Behind::Either(mark) => first_mark.is_none_or(|first| first == mark),
                Behind::Unknown => true,
            };
            assert!(right || !runs_on && first_mark.is_none(), "{text:?}");
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
