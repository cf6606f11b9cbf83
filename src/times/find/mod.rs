//! Tokens → expressions: what begins at a token, and what it says, not yet anchored in the calendar.
//!
//! `dates` reads printed dates, `periods` quarters, seasons, decades, `relative` what is counted from another day, `clock`
//! times of day; `points` joins them with words like `early` and `the end of`. `lengths` reads durations, `repeated` sets.

mod clock;
mod dates;
mod lengths;
mod periods;
mod points;
mod relative;
mod repeated;

pub use lengths::Counted;

use super::meaning::{Found, Meaning};
use super::opens;
use super::scan::Scan;
use super::tokens::Words;
use super::words::TimeWord;

/// The longest expression that begins at token `at`; of equally long ones the first kind named here.
pub fn at(scan: &Scan, at: usize) -> Option<Found> {
    let mut best = when(scan, at, opens::REPEATED, repeated::find);
    keep_longer(&mut best, clock::find(scan, at));
    keep_longer(&mut best, when(scan, at, lengths::OPENS, lengths::find));
    keep_longer(&mut best, when(scan, at, opens::REFERENCE, reference));
    best
}

/// Puts the other expression in the place of the best so far, if it is longer.
#[inline]
fn keep_longer(best: &mut Option<Found>, other: Option<Found>) {
    if let Some(other) = other
        && best.as_ref().is_none_or(|best| other.end > best.end)
    {
        *best = Some(other);
    }
}

/// What `find` finds, where such a thing may begin.
#[inline]
fn when(scan: &Scan, at: usize, opens: u32, find: impl Fn(&Scan, usize) -> Option<Found>) -> Option<Found> {
    if scan.opens(at, opens) { find(scan, at) } else { None }
}

/// `now`, `recently`, `the past`, `these days`.
fn reference(scan: &Scan, at: usize) -> Option<Found> {
    let found = |end, value| Some(Found::new(end, Meaning::Reference(value)));
    match scan.word(at) {
        Some(TimeWord::Reference(value)) => {
            // "is now", "recently"; but no titles ("Apocalypse Now", "the Now generation").
            let title = scan.shape(at) == Some(crate::model::Shape::Title)
                && at > 0
                && !scan.follows(at, words!["\"", "'", "--"]);
            return if title { None } else { found(at + 1, value) };
        }
        Some(TimeWord::Frequency(_) | TimeWord::Month(_) | TimeWord::Weekday(_)) => return None,
        _ => {}
    }
    const AFTER_ARTICLE: &Words = words![
        "near",
        "foreseeable",
        "distant",
        "recent",
        "days",
        "weeks",
        "months",
        "years",
        "other",
        "past",
        "future",
        "present",
        "moment",
    ];
    if scan.is(at, "the") && !scan.is_any(at + 1, AFTER_ARTICLE) {
        return None;
    }
    const FIRST: &Words = words!["right", "just", "these", "the", "long", "some", "not"];
    if !scan.is_any(at, FIRST) {
        return epoch(scan, at);
    }
    for (words, value) in [
        (&["right", "now"][..], "PRESENT_REF"),
        (&["just", "now"], "PRESENT_REF"),
        (&["these", "days"], "PRESENT_REF"),
        (&["the", "near", "future"], "FUTURE_REF"),
        (&["the", "foreseeable", "future"], "FUTURE_REF"),
        (&["the", "distant", "future"], "FUTURE_REF"),
        (&["the", "recent", "past"], "PAST_REF"),
        (&["the", "distant", "past"], "PAST_REF"),
        (&["the", "days", "ahead"], "FUTURE_REF"),
        (&["the", "weeks", "ahead"], "FUTURE_REF"),
        (&["the", "months", "ahead"], "FUTURE_REF"),
        (&["the", "years", "ahead"], "FUTURE_REF"),
        (&["the", "other", "day"], "PAST_REF"),
        (&["long", "ago"], "PAST_REF"),
        (&["some", "time", "ago"], "PAST_REF"),
        (&["not", "long", "ago"], "PAST_REF"),
    ] {
        if scan.has(at, words) {
            return found(at + words.len(), value);
        }
    }
    epoch(scan, at)
}

/// `the past`, `the future`, `the present`, `the moment`, where they are nouns.
fn epoch(scan: &Scan, at: usize) -> Option<Found> {
    let start = scan.past(at, words!["the"]);
    let Some(TimeWord::Epoch(value)) = scan.word(start) else { return None };
    let introduced = if start > at {
        match scan.form(start) {
            "moment" => scan.follows(at, words!["at", "for"]),
            _ => scan.follows(at, words!["in", "for", "of", "from", "about", "into", "on", "at", "than"]),
        }
    } else {
        scan.follows(at, words!["in", "at"]) && scan.is_any(start, words!["future", "present"])
    };
    let noun = match scan.shape(start + 1) {
        None | Some(crate::model::Shape::Punctuation) => true,
        _ => scan.is_any(
            start + 1,
            words![
                "and", "or", "but", "that", "of", "for", "to", "is", "was", "has", "have", "will", "as", "when", "he",
                "she", "it", "they", "we", "by", "at", "in", "on", "with", "if", "who", "because", "after",
            ],
        ),
    };
    // "the past of a party", "the future of Europe": whose they are makes them no times.
    let owned = scan.is_any(start + 1, words!["of", "for"]) && scan.is(start, "future") || scan.is(start + 1, "of");
    let noun = noun || scan.is(start, "moment");
    (introduced && noun && !owned).then(|| Found::new(start + 1, Meaning::Reference(value)))
}
