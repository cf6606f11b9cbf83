//! The phrases of `gazetteers/boilerplate.csv`, matched in lines.

use std::sync::LazyLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Anchored, Input, MatchKind, StartKind, packed};
use rustc_hash::FxHashSet;

use crate::model::BlockKind;

/// phrase,kind,position: what a phrase makes of its line, and where it must stand.
const PHRASES: &str = include_str!("../../gazetteers/boilerplate.csv");

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::parse(PHRASES));

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    Start,
    End,
    Anywhere,
    WholeLine,
}

#[derive(Clone, Copy, Debug)]
struct Cue {
    kind: BlockKind,
    position: Position,
}

/// All phrases, built once.
#[derive(Debug, Default)]
struct Cues {
    starts: Option<AhoCorasick>,
    start_cues: Vec<Cue>,
    start_heads: Heads,
    /// Phrases at the end, each written backwards.
    ends: Option<AhoCorasick>,
    end_cues: Vec<Cue>,
    end_heads: Heads,
    /// Phrases anywhere, each in small letters, with a capital, and in capitals.
    inner: Option<AhoCorasick>,
    inner_cues: Vec<Cue>,
    /// Tells texts that have none of them: it reads many bytes at a time, but knows nothing of words.
    inner_sieve: Option<packed::Searcher>,
    agencies: FxHashSet<String>,
    /// The first words of their names.
    agency_openers: FxHashSet<String>,
}

impl Cues {
    fn parse(table: &str) -> Self {
        let mut cues = Self::default();
        let (mut starts, mut ends, mut inner) = (Vec::new(), Vec::new(), Vec::new());
        for row in table.lines().skip(1) {
            let mut parts = row.rsplitn(3, ',');
            let (position, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let phrase = parts.next().unwrap_or_default().trim_matches('"');
            match cue(kind, position) {
                Some(cue) if cue.position == Position::End => {
                    ends.push(phrase.bytes().rev().collect());
                    cues.end_cues.push(cue);
                }
                Some(cue) if cue.position == Position::Anywhere => {
                    inner.extend([phrase.to_string(), capitalized(phrase), phrase.to_uppercase()]);
                    cues.inner_cues.push(cue);
                }
                Some(cue) => {
                    starts.push(phrase.as_bytes().to_vec());
                    cues.start_cues.push(cue);
                }
                None => {
                    cues.agency_openers.extend(phrase.split(' ').next().map(String::from));
                    cues.agencies.insert(phrase.to_string());
                }
            }
        }
        cues.start_heads = Heads::of(&starts);
        cues.end_heads = Heads::of(&ends);
        cues.starts = anchored(&starts);
        cues.ends = anchored(&ends);
        cues.inner_sieve = packed::Searcher::new(&inner);
        cues.inner = AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostFirst).build(&inner).ok();
        cues
    }
}

/// A bit per hash of the first four bytes of phrases, whatever their case: nearly all lines are told apart by it.
#[derive(Debug, Default)]
struct Heads(Vec<u64>);

/// Bits of a head's hash: of 500 phrases one other head in thirty hits.
const HEAD_BITS: u32 = 14;

impl Heads {
    fn of(phrases: &[Vec<u8>]) -> Self {
        let mut bits = vec![0; 1 << (HEAD_BITS - 6)];
        for bit in phrases.iter().filter_map(|phrase| Self::bit(phrase)) {
            bits[bit >> 6] |= 1 << (bit & 63);
        }
        Self(bits)
    }

    /// Every phrase has four bytes; letters hash alike in both cases.
    #[inline]
    fn bit(text: &[u8]) -> Option<usize> {
        const EACH_SMALL: u32 = 0x2020_2020;
        let head = u32::from_le_bytes(*text.first_chunk::<4>()?) | EACH_SMALL;
        Some((head.wrapping_mul(0x9e37_79b9) >> (32 - HEAD_BITS)) as usize)
    }

    /// Whether a phrase may stand at the start of the text.
    #[inline]
    fn may_begin(&self, text: &[u8]) -> bool {
        Self::bit(text).is_some_and(|bit| self.0[bit >> 6] >> (bit & 63) & 1 == 1)
    }
}

fn capitalized(phrase: &str) -> String {
    let first = phrase.find(char::is_alphabetic).unwrap_or(0);
    phrase[..first].to_string() + &phrase[first..=first].to_uppercase() + &phrase[first + 1..]
}

fn cue(kind: &str, position: &str) -> Option<Cue> {
    let kind = match kind {
        "boilerplate" => BlockKind::Boilerplate,
        "byline" => BlockKind::Byline,
        "meta" => BlockKind::MetaLine,
        "caption" => BlockKind::Caption,
        _ => return None,
    };
    let position = match position {
        "start" => Position::Start,
        "end" => Position::End,
        "anywhere" => Position::Anywhere,
        _ => Position::WholeLine,
    };
    Some(Cue { kind, position })
}

fn anchored(phrases: &[Vec<u8>]) -> Option<AhoCorasick> {
    AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .start_kind(StartKind::Both)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases)
        .ok()
}

/// The phrases that `text` begins with: their numbers and lengths, the shortest first.
fn begins_with<'a>(phrases: &'a Option<AhoCorasick>, text: &'a [u8]) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut state = OverlappingState::start();
    std::iter::from_fn(move || {
        let input = Input::new(text).anchored(Anchored::Yes);
        phrases.as_ref()?.try_find_overlapping(input, &mut state).ok()?;
        state.get_match().map(|found| (found.pattern().as_usize(), found.end()))
    })
}

/// Whether a text may hold a phrase that is looked for anywhere in a line.
pub(super) fn may_be_inside(text: &str) -> bool {
    CUES.inner_sieve.as_ref().is_none_or(|sieve| sieve.find(text).is_some())
}

/// What the phrases make of a line; those that may stand anywhere are looked for only when `anywhere` says so.
pub(super) fn kind(line: &str, anywhere: bool) -> Option<BlockKind> {
    at_start(line).or_else(|| at_end(line)).or_else(|| if anywhere { inside(line) } else { None })
}

/// What a phrase at the line's start makes of it.
pub(super) fn at_start(line: &str) -> Option<BlockKind> {
    // Most lines have nothing to trim.
    let core = if line.starts_with(|c: char| c.is_ascii_alphanumeric()) { line } else { trimmed(line) };
    if !CUES.start_heads.may_begin(core.as_bytes()) {
        return None;
    }
    let fits = |&(phrase, end): &(usize, usize)| {
        let cue = CUES.start_cues[phrase];
        let placed = match cue.position {
            Position::WholeLine => trimmed_end(core).len() <= end,
            _ => ends_word(core, end) && line.len() <= longest(cue.kind),
        };
        placed && (cue.kind != BlockKind::Byline || names_follow(core, end))
    };
    begins_with(&CUES.starts, core.as_bytes()).filter(fits).last().map(|(phrase, _)| CUES.start_cues[phrase].kind)
}

/// What a phrase at the line's end makes of it.
fn at_end(line: &str) -> Option<BlockKind> {
    let core = trimmed_end(line);
    let last = core.as_bytes().last_chunk::<4>().map(|&[a, b, c, d]| [d, c, b, a])?;
    if !CUES.end_heads.may_begin(&last) {
        return None;
    }
    let mut tail = [0; LONGEST_PHRASE];
    let length = core.len().min(LONGEST_PHRASE);
    for (slot, byte) in tail.iter_mut().zip(core.bytes().rev()) {
        *slot = byte;
    }
    let fits = |&(phrase, length): &(usize, usize)| {
        begins_word(core, core.len() - length) && line.len() <= longest_ending(CUES.end_cues[phrase].kind)
    };
    begins_with(&CUES.ends, &tail[..length]).filter(fits).last().map(|(phrase, _)| CUES.end_cues[phrase].kind)
}

/// Whether the end of a line credits a picture: `Photo: Example`, `(AP Photo/Jane Doe)`, `Jane Doe/Getty`.
pub(super) fn has_credit(tail: &str) -> bool {
    static CREDITS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let marks = [
            "Photo: ",
            "Photograph: ",
            "Picture: ",
            "Image: ",
            "Credit: ",
            "(Photo",
            "/Getty",
            "(AP Photo",
            "/REUTERS",
            "REUTERS/",
            "/AFP",
            "/AP)",
            "/EPA",
        ];
        AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostFirst).build(marks).ok()
    });
    let marked = memchr::memchr3(b':', b'/', b'(', tail.as_bytes()).is_some();
    marked && CREDITS.as_ref().is_some_and(|credits| credits.is_match(tail))
}

/// Lines in which a phrase may stand anywhere.
const LONGEST_ANYWHERE: usize = 240;
/// No phrase is longer, with the marks that may follow it.
const LONGEST_PHRASE: usize = 60;

/// What a phrase within the line makes of it.
fn inside(line: &str) -> Option<BlockKind> {
    if line.len() > LONGEST_ANYWHERE {
        return None;
    }
    let whole = |found: &aho_corasick::Match| begins_word(line, found.start()) && ends_word(line, found.end());
    let found = CUES.inner.as_ref()?.find_iter(line).find(whole)?;
    Some(CUES.inner_cues[found.pattern().as_usize() / 3].kind)
}

/// Whether the name is that of a news agency or a paper that opens wire reports.
pub(super) fn is_agency(name: &str) -> bool {
    is_in_small_letters(name.trim(), &CUES.agencies)
}

/// Whether a word is the first of such a name.
pub(super) fn opens_agency(word: &str) -> bool {
    is_in_small_letters(word, &CUES.agency_openers)
}

fn is_in_small_letters(name: &str, names: &FxHashSet<String>) -> bool {
    let mut lower = [0; 30];
    let Some(slot) = lower.get_mut(..name.len()) else { return false };
    slot.copy_from_slice(name.as_bytes());
    slot.make_ascii_lowercase();
    std::str::from_utf8(slot).is_ok_and(|name| names.contains(name))
}

/// Whether names follow `Reporting by`, and no sentence that only begins so.
fn names_follow(line: &str, at: usize) -> bool {
    let signature = line.contains(';') || line.ends_with(')') || !line.ends_with('.') || line.len() <= 100;
    let rest = line[at..].trim_start();
    let named = rest.starts_with(|c: char| c.is_uppercase()) || rest.starts_with("agencies") || rest.is_empty();
    named && signature && !line.contains(", the ")
}

/// A long paragraph that begins so is still a caption, but no newsletter line.
fn longest(kind: BlockKind) -> usize {
    if kind == BlockKind::Caption { 600 } else { 320 }
}

fn longest_ending(kind: BlockKind) -> usize {
    match kind {
        BlockKind::Caption => 600,
        BlockKind::Byline => 240,
        _ => 60,
    }
}

/// Without the marks that decorate such lines: arrows, bullets, brackets, dashes.
fn trimmed(line: &str) -> &str {
    line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '\'' | '(')).trim_start_matches('(')
}

/// Without what may follow a label: marks, counts (`Comments (12)`).
fn trimmed_end(line: &str) -> &str {
    line.trim_end_matches(|c: char| !c.is_alphabetic())
}

fn begins_word(line: &str, at: usize) -> bool {
    !line[..at].chars().next_back().is_some_and(char::is_alphanumeric) || !line[at..].starts_with(char::is_alphanumeric)
}

fn ends_word(line: &str, at: usize) -> bool {
    let open = |c: char| c.is_ascii_digit();
    !line[at..].chars().next().is_some_and(char::is_alphanumeric)
        || line[..at].ends_with(open)
        || line[..at].ends_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_news_are_known() {
        let cases = [
            ("Click here to sign up", BlockKind::Boilerplate),
            ("» Read more", BlockKind::Boilerplate),
            ("READ MORE: Envoy meets rebels", BlockKind::Boilerplate),
            ("Comments (12)", BlockKind::Boilerplate),
            ("(c) 2016 Example Press. All rights reserved.", BlockKind::Boilerplate),
            ("Copyright 2016 Example Press", BlockKind::Boilerplate),
            ("You can leave our list; unsubscribe at any time.", BlockKind::Boilerplate),
            ("(Reporting by Jane Doe; Editing by John Roe)", BlockKind::Byline),
            ("Jane Doe contributed to this report.", BlockKind::Byline),
            ("LENGTH: 355 words", BlockKind::MetaLine),
            ("Rebels on a hill near Hama. Getty Images", BlockKind::Caption),
            ("FILE PHOTO: Rebels on a hill near Hama", BlockKind::Caption),
        ];
        for (line, expected) in cases {
            assert_eq!(kind(line, true), Some(expected), "{line}");
        }
    }

    #[test]
    fn news_that_holds_the_same_words_stays_news() {
        for line in [
            "The ministry asked farmers to subscribe to a new insurance scheme.",
            "Share prices fell in Tokyo.",
            "Shares in the bank rose 5 percent.",
            "Twitter said it would close its Moscow office.",
            "Facebook has removed accounts linked to the army.",
            "Related to the case, police said, was the arrest of two men.",
            "He urged members to unsubscribe from the party's list, and many of them did so on Friday.",
            "Reports from Aleppo speak of shelling.",
            "Recommended by the panel, the law passed.",
            "Getty Images sued the firm.",
            "Written by a committee, the plan was dropped.",
            "Compiled by the Example Institute, the plan looks at what farmers want.",
            "Save the Children said aid had run out.",
            "Trending topics were blocked in Iran, users said.",
        ] {
            assert_eq!(kind(line, true), None, "{line}");
        }
    }

    #[test]
    fn agencies_are_known_by_name() {
        for (name, known) in
            [("Reuters", true), ("AP", true), ("washingtonpost.com", true), ("The army", false), ("", false)]
        {
            assert_eq!(is_agency(name), known, "{name}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_well_formed() {
        let rows: Vec<(&str, &str)> = PHRASES.lines().skip(1).filter_map(|row| row.rsplit_once(',')).collect();
        assert!(rows.len() > 300);
        assert!(rows.iter().all(|(row, position)| *position == "dateline" || row.rfind(',') >= Some(4)));
        for (row, position) in &rows {
            assert!(matches!(*position, "start" | "end" | "anywhere" | "whole line" | "dateline"), "{row},{position}");
            let kind = row.rsplit_once(',').map(|(_, kind)| kind);
            assert!(matches!(kind, Some("boilerplate" | "byline" | "meta" | "caption" | "agency")), "{row}");
        }
    }
}
