//! Repeated times: `every day`, `each Friday`, `twice a week`, `$5 a day`, `weekly`, `Mondays`.

use super::super::meaning::{Found, Meaning, Unit};
use super::super::scan::Scan;
use super::super::tokens::Words;
use super::super::words::TimeWord;
use crate::model::Shape;

/// The set that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Found> {
    every(scan, at)
        .or_else(|| times_a_unit(scan, at))
        .or_else(|| rate(scan, at))
        .or_else(|| adverb(scan, at))
        .or_else(|| days(scan, at))
}

fn repeated(end: usize, value: impl Into<String>) -> Option<Found> {
    Some(Found::new(end, Meaning::Repeated(value.into())))
}

/// `every day`, `each Friday`, `every two weeks`, `every other day`, `every morning`, `each spring`.
fn every(scan: &Scan, at: usize) -> Option<Found> {
    if !scan.is_any(at, words!["every", "each"]) {
        return None;
    }
    let next = scan.past(at + 1, words!["single", "passing", "successive"]);
    let other = scan.is(next, "other");
    let next = if other { next + 1 } else { next };
    if let Some(weekday) = scan.weekday(next) {
        return match scan.day_part(next + 1) {
            Some(letters) => repeated(next + 2, format!("XXXX-WXX-{}T{letters}", weekday + 1)),
            None => repeated(next + 1, format!("XXXX-WXX-{}", weekday + 1)),
        };
    }
    match scan.word(next)? {
        TimeWord::Unit(Unit::Night, _) => repeated(next + 1, "XXXX-XX-XXTNI"),
        TimeWord::Unit(Unit::Weekend, _) => repeated(next + 1, "XXXX-WXX-WE"),
        TimeWord::Unit(unit, false) => repeated(next + 1, unit.length(Some(if other { 2.0 } else { 1.0 }))),
        TimeWord::DayPart(letters) => repeated(next + 1, format!("XXXX-XX-XXT{letters}")),
        TimeWord::Month(month) => repeated(next + 1, format!("XXXX-{month:02}")),
        TimeWord::Season(letters) => repeated(next + 1, format!("XXXX-{letters}")),
        _ => {
            let (count, next) = scan.number(next).or_else(|| scan.is(next, "few").then_some((f64::NAN, next + 1)))?;
            let (unit, _) = scan.unit(next)?;
            repeated(next + 1, unit.length(Some(count).filter(|count| !count.is_nan())))
        }
    }
}

/// `twice a week`, `three times a year`, `once a month`.
fn times_a_unit(scan: &Scan, at: usize) -> Option<Found> {
    let next = match () {
        () if scan.is_any(at, words!["once", "twice"]) => at + 1,
        () if scan.is(at + 1, "times") && (scan.number(at).is_some() || scan.is(at, "several")) => at + 2,
        () => return None,
    };
    unit_after(scan, next, words!["a", "an", "per", "each", "every"])
}

/// The value of `a day`, `per year` at `at`.
fn unit_after(scan: &Scan, at: usize, openers: &Words) -> Option<Found> {
    if !scan.is_any(at, openers) {
        return None;
    }
    let (unit, false) = scan.unit(at + 1)? else { return None };
    (unit != Unit::Quarter || scan.is_any(at, words!["per", "each", "every"]))
        .then(|| repeated(at + 2, unit.length(Some(1.0))))
        .flatten()
}

/// `a day`, `a year` after an amount: `$5 million a year`, `2,000 barrels a day`, `4 percent a year`, `an hour`.
fn rate(scan: &Scan, at: usize) -> Option<Found> {
    if scan.is(at, "per") {
        return unit_after(scan, at, words!["per"]);
    }
    if at == 0 || scan.unit(at + 1).is_none() || !scan.is_any(at, words!["a", "an"]) {
        return None;
    }
    let amount = scan
        .follows(at, words!["%", "percent", "million", "billion", "thousand", "hundred", "cents", "times", "dozen"])
        || scan.shape(at - 1) == Some(Shape::Number)
            && at > 1
            && (scan.is_any(at - 2, words!["$", "£", "€", "#"]) || scan.form(at - 1).starts_with('$'))
        || is_counted_noun(scan, at - 1);
    let later =
        scan.is_any(at + 2, words!["ago", "earlier", "later", "before", "after", "from", "and", "old", "-", "or"]);
    (amount && !later).then(|| unit_after(scan, at, words!["a", "an"])).flatten()
}

/// A small plural with a number before it: `2,000 barrels`, `five days`.
fn is_counted_noun(scan: &Scan, at: usize) -> bool {
    const NO_NOUNS: &Words = words![
        "lasts", "takes", "is", "was", "has", "spends", "this", "its", "us", "as", "less", "always", "perhaps",
        "years", "months",
    ];
    scan.shape(at) == Some(Shape::Lower)
        && (scan.form(at).ends_with('s') || scan.is_any(at, words!["people", "men", "women", "children"]))
        && !scan.is_any(at, NO_NOUNS)
        && (at.saturating_sub(3)..at).any(|before| scan.number(before).is_some())
}

/// `daily`, `annually`, `weekly`; no titles (`Daily News`).
fn adverb(scan: &Scan, at: usize) -> Option<Found> {
    let Some(TimeWord::Frequency(value)) = scan.word(at) else { return None };
    let title = scan.shape(at).is_some_and(Shape::is_capitalized)
        && (at > 0 || scan.shape(1).is_some_and(Shape::is_capitalized));
    if title {
        return None;
    }
    repeated(at + 1, value)
}

/// `Mondays`, `Friday nights`, `weekends`.
fn days(scan: &Scan, at: usize) -> Option<Found> {
    match scan.word(at)? {
        TimeWord::Weekdays(weekday) => repeated(at + 1, format!("XXXX-WXX-{}", weekday + 1)),
        TimeWord::Weekday(weekday) if scan.is_any(at + 1, words!["nights", "mornings", "evenings", "afternoons"]) => {
            let letters = match scan.word(at + 1) {
                Some(TimeWord::DayPart(letters)) => letters,
                _ => "NI",
            };
            repeated(at + 2, format!("XXXX-WXX-{}T{letters}", weekday + 1))
        }
        TimeWord::Unit(Unit::Weekend, true) if scan.follows(at, words!["on", "and", "at"]) => {
            repeated(at + 1, "XXXX-WXX-WE")
        }
        _ => None,
    }
}
