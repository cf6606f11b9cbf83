//! Lengths of time (`five years`, `a two-day visit`) and repeated times (`every day`, `weekly`).

use super::words::{TimeWord, Unit};
use super::{Expression, Scan};
use crate::model::TimeType;

/// The duration or set that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Expression> {
    match scan.word(at) {
        Some(TimeWord::Every) => set(scan, at),
        Some(TimeWord::Frequency(value)) => Some(Expression::other(at + 1, TimeType::Set, value)),
        _ => duration(scan, at),
    }
}

/// `every day`, `each Friday`, `every two weeks`.
fn set(scan: &Scan, at: usize) -> Option<Expression> {
    match scan.word(at + 1)? {
        TimeWord::Unit(unit) => Some(Expression::other(at + 2, TimeType::Set, value(1, unit))),
        TimeWord::Weekday(day) => Some(Expression::other(at + 2, TimeType::Set, format!("XXXX-WXX-{}", day + 1))),
        TimeWord::PartOfDay(letters) => Some(Expression::other(at + 2, TimeType::Set, format!("XXXX-XX-XXT{letters}"))),
        TimeWord::Number(count) => {
            let Some(TimeWord::Unit(unit)) = scan.word(at + 2) else { return None };
            Some(Expression::other(at + 3, TimeType::Set, value(count, unit)))
        }
        _ => None,
    }
}

/// `five years`, `24 hours`, `a week`, `several months`, `two - day`.
fn duration(scan: &Scan, at: usize) -> Option<Expression> {
    let vague = scan.is(at, "several") || scan.is(at, "few") || scan.is(at, "many") || scan.is(at, "some");
    let one = scan.is(at, "a") || scan.is(at, "an");
    let count = scan.number(at).or(one.then_some(1));
    let hyphen = usize::from(scan.is(at + 1, "-"));
    let Some(TimeWord::Unit(unit)) = scan.word(at + 1 + hyphen) else { return None };
    let end = at + 2 + hyphen;
    // "a second", "a day" are too often no lengths; "a second meeting" never is.
    if one && matches!(unit, Unit::Second | Unit::Minute | Unit::Quarter) {
        return None;
    }
    match count {
        Some(count) => Some(Expression::other(end, TimeType::Duration, value(count, unit))),
        None if vague => {
            let letters = unit.letters();
            let time = if unit.is_short() { "T" } else { "" };
            Some(Expression::other(end, TimeType::Duration, format!("P{time}X{letters}")))
        }
        None => None,
    }
}

fn value(count: i32, unit: Unit) -> String {
    let time = if unit.is_short() { "T" } else { "" };
    format!("P{time}{count}{}", unit.letters())
}
