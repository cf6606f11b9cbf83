//! The phrases of `gazetteers/boilerplate.csv`, matched in lines.

use std::sync::LazyLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
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
    inner: Option<AhoCorasick>,
    inner_cues: Vec<Cue>,
    agencies: FxHashSet<String>,
}

impl Cues {
    fn parse(table: &str) -> Self {
        let mut cues = Self::default();
        let (mut starts, mut inner) = (Vec::new(), Vec::new());
        for row in table.lines().skip(1) {
            let mut parts = row.rsplitn(3, ',');
            let (position, kind) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let phrase = parts.next().unwrap_or_default().trim_matches('"');
            let Some(cue) = cue(kind, position) else {
                cues.agencies.insert(phrase.to_string());
                continue;
            };
            if matches!(cue.position, Position::Start | Position::WholeLine) {
                starts.push(phrase);
                cues.start_cues.push(cue);
            } else {
                inner.push(phrase);
                cues.inner_cues.push(cue);
            }
        }
        cues.starts = automaton(&starts, AhoCorasickKind::ContiguousNFA, MatchKind::Standard);
        cues.inner = automaton(&inner, AhoCorasickKind::DFA, MatchKind::LeftmostLongest);
        cues
    }
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

fn automaton(phrases: &[&str], kind: AhoCorasickKind, matches: MatchKind) -> Option<AhoCorasick> {
    AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .match_kind(matches)
        .start_kind(StartKind::Both)
        .kind(Some(kind))
        .build(phrases)
        .ok()
}

/// What the phrases make of a line.
pub(super) fn kind(line: &str) -> Option<BlockKind> {
    at_start(line).or_else(|| inside(line))
}

/// What a phrase at the line's start makes of it.
pub(super) fn at_start(line: &str) -> Option<BlockKind> {
    let core = trimmed(line);
    let starts = CUES.starts.as_ref()?;
    let mut state = OverlappingState::start();
    let mut best = None;
    loop {
        starts.try_find_overlapping(Input::new(core).anchored(Anchored::Yes), &mut state).ok()?;
        let Some(found) = state.get_match() else { return best };
        let cue = CUES.start_cues[found.pattern()];
        let fits = match cue.position {
            Position::WholeLine => trimmed_end(core).len() <= found.end(),
            _ => ends_word(core, found.end()) && line.len() <= longest(cue.kind),
        };
        let fits = fits && (cue.kind != BlockKind::Byline || names_follow(core, found.end()));
        best = if fits { Some(cue.kind) } else { best };
    }
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
        AhoCorasickBuilder::new().kind(Some(AhoCorasickKind::DFA)).build(marks).ok()
    });
    CREDITS.as_ref().is_some_and(|credits| credits.is_match(tail))
}

/// Lines in which a phrase may stand anywhere.
const LONGEST_ANYWHERE: usize = 240;
/// No phrase is longer, with the marks that may follow it.
const LONGEST_PHRASE: usize = 60;

/// What a phrase within the line or at its end makes of it.
pub(super) fn inside(line: &str) -> Option<BlockKind> {
    let from = if line.len() <= LONGEST_ANYWHERE { 0 } else { line.len() - LONGEST_PHRASE };
    let matches = CUES.inner.as_ref()?.find_iter(Input::new(line).range(from..));
    let end = trimmed_end(line).len();
    matches
        .filter_map(|found| {
            let cue = CUES.inner_cues[found.pattern()];
            let whole = begins_word(line, found.start()) && ends_word(line, found.end());
            let fits = match cue.position {
                Position::End => found.end() >= end && line.len() <= longest_ending(cue.kind),
                _ => line.len() <= LONGEST_ANYWHERE,
            };
            (whole && fits).then_some(cue.kind)
        })
        .next()
}

/// Whether the name is that of a news agency or a paper that opens wire reports.
pub(super) fn is_agency(name: &str) -> bool {
    let name = name.trim();
    name.len() <= 30 && CUES.agencies.contains(name.to_ascii_lowercase().as_str())
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
            assert_eq!(kind(line), Some(expected), "{line}");
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
            assert_eq!(kind(line), None, "{line}");
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
        for (row, position) in &rows {
            assert!(matches!(*position, "start" | "end" | "anywhere" | "whole line" | "dateline"), "{row},{position}");
            let kind = row.rsplit_once(',').map(|(_, kind)| kind);
            assert!(matches!(kind, Some("boilerplate" | "byline" | "meta" | "caption" | "agency")), "{row}");
        }
    }
}
