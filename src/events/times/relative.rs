//! Dates told from the day of writing: `yesterday`, `on Thursday`, `last week`, `three days ago`, `late Monday`.

use super::words::{TimeWord, Unit};
use super::{Expression, Scan, calendar};
use crate::model::{PartialDate, TimeType};

/// The relative expression that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Expression> {
    match scan.word(at)? {
        TimeWord::Day(offset) => day(scan, at, offset),
        TimeWord::Weekday(weekday) => weekday_from(scan, at, weekday, None),
        TimeWord::Last => with_direction(scan, at, -1),
        TimeWord::Next => with_direction(scan, at, 1),
        TimeWord::This => with_direction(scan, at, 0),
        TimeWord::Part => part(scan, at),
        TimeWord::Vague(value) => Some(Expression::other(at + 1, TimeType::Date, value)),
        TimeWord::Number(_) | TimeWord::Opener => ago(scan, at),
        _ => None,
    }
    .or_else(|| ago(scan, at))
}

fn reference(scan: &Scan) -> Option<jiff::civil::Date> {
    scan.reference.and_then(PartialDate::as_day)
}

/// `yesterday`, `tomorrow morning`, `tonight`.
fn day(scan: &Scan, at: usize, offset: i32) -> Option<Expression> {
    let part = match scan.word(at + 1) {
        Some(TimeWord::PartOfDay(letters)) => Some(letters),
        _ if scan.is(at, "tonight") || scan.is(at, "overnight") => Some("NI"),
        _ => None,
    };
    let end = at + 1 + usize::from(matches!(scan.word(at + 1), Some(TimeWord::PartOfDay(_))));
    let Some(day) = reference(scan).and_then(|date| calendar::add_days(date, offset)) else {
        let value = if offset == 0 {
            "PRESENT_REF"
        } else if offset < 0 {
            "PAST_REF"
        } else {
            "FUTURE_REF"
        };
        return Some(Expression::other(end, TimeType::Date, value));
    };
    Some(dated(end, day.into(), part))
}

/// A date, or a part of a day.
fn dated(end: usize, date: PartialDate, part: Option<&str>) -> Expression {
    match part {
        Some(letters) => Expression { end, kind: TimeType::Time, value: format!("{date}T{letters}"), date: Some(date) },
        None => Expression::date(end, date),
    }
}

/// `Thursday`, `Thursday night`; the last one, or the next one where the sentence looks ahead.
fn weekday_from(scan: &Scan, at: usize, weekday: i8, direction: Option<i32>) -> Option<Expression> {
    let (end, part) = match scan.word(at + 1) {
        Some(TimeWord::PartOfDay(letters)) => (at + 2, Some(letters)),
        Some(TimeWord::Unit(Unit::Night)) => (at + 2, Some("NI")),
        _ => (at + 1, None),
    };
    let Some(today) = reference(scan) else {
        return Some(Expression::other(end, TimeType::Date, format!("XXXX-WXX-{}", weekday + 1)));
    };
    let ahead = match direction {
        Some(direction) => direction > 0,
        None => scan.looks_ahead(),
    };
    let day = calendar::weekday_near(today, weekday, ahead)?;
    let day = if direction == Some(1) && day == today { calendar::add_days(day, 7)? } else { day };
    let day = if direction == Some(-1) && day == today { calendar::add_days(day, -7)? } else { day };
    Some(dated(end, day.into(), part))
}

/// `last week`, `next month`, `this year`, `last Thursday`, `this morning`, `last September`, `next summer`.
fn with_direction(scan: &Scan, at: usize, direction: i32) -> Option<Expression> {
    let today = reference(scan);
    match scan.word(at + 1)? {
        TimeWord::Weekday(weekday) => weekday_from(scan, at + 1, weekday, Some(direction).filter(|&way| way != 0)),
        TimeWord::PartOfDay(letters) if direction == 0 => Some(dated(at + 2, today?.into(), Some(letters))),
        TimeWord::Month(_) => super::absolute::find(scan, at + 1),
        TimeWord::Season(letters) => {
            let year = today.or(scan.reference.map(PartialDate::first_day))?.year() + direction as i16;
            Some(Expression {
                end: at + 2,
                kind: TimeType::Date,
                value: format!("{year:04}-{letters}"),
                date: Some(PartialDate::year_only(year)),
            })
        }
        TimeWord::Unit(unit) => unit_with_direction(scan, at + 2, direction, unit),
        _ => None,
    }
}

fn unit_with_direction(scan: &Scan, end: usize, direction: i32, unit: Unit) -> Option<Expression> {
    if unit.is_short() || unit == Unit::Day {
        return None;
    }
    let Some(reference) = scan.reference else {
        let value = ["PAST_REF", "PRESENT_REF", "FUTURE_REF"][(direction + 1) as usize];
        return Some(Expression::other(end, TimeType::Date, value));
    };
    let today = reference.first_day();
    match unit {
        Unit::Week | Unit::Weekend => {
            let date = calendar::moved(reference.as_day()?, direction, Unit::Week)?.first_day();
            let suffix = if unit == Unit::Weekend { "-WE" } else { "" };
            let value = format!("{}{suffix}", calendar::week_value(date));
            let month = PartialDate::month(date.year(), date.month());
            Some(Expression { end, kind: TimeType::Date, value, date: month })
        }
        Unit::Night if direction <= 0 => {
            let date = calendar::add_days(reference.as_day()?, direction)?;
            Some(dated(end, date.into(), Some("NI")))
        }
        Unit::Quarter => {
            let date = calendar::moved(today, direction, unit)?.first_day();
            let value = format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1);
            Some(Expression { end, kind: TimeType::Date, value, date: PartialDate::month(date.year(), date.month()) })
        }
        _ => {
            let date = calendar::moved(today, direction, unit)?;
            let value = match unit {
                Unit::Decade => date.to_string()[..3].to_string(),
                Unit::Century => date.to_string()[..2].to_string(),
                _ => date.to_string(),
            };
            Some(Expression { end, kind: TimeType::Date, value, date: Some(date) })
        }
    }
}

/// `late Monday`, `early this year`, `late last month`, `later today`, `mid-September`, `early 2016`.
fn part(scan: &Scan, at: usize) -> Option<Expression> {
    let next = at + 1 + usize::from(scan.is(at + 1, "-"));
    match scan.word(next) {
        Some(TimeWord::Weekday(_) | TimeWord::Day(_) | TimeWord::Last | TimeWord::Next | TimeWord::This) => {
            find(scan, next)
        }
        Some(TimeWord::Month(_)) => super::absolute::find(scan, next),
        _ if scan.year(next).is_some() => super::absolute::find(scan, next),
        _ => None,
    }
}

/// `three days ago`, `a year earlier`, `two weeks later`, `several months ago`.
fn ago(scan: &Scan, at: usize) -> Option<Expression> {
    let opener =
        usize::from(scan.is(at, "about") || scan.is(at, "over") || scan.is(at, "nearly") || scan.is(at, "almost"));
    let start = at + opener;
    let count = scan.number(start).or_else(|| (scan.is(start, "a") || scan.is(start, "an")).then_some(1));
    let vague = scan.is(start, "several") || scan.is(start, "few") || scan.is(start, "some") || scan.is(start, "many");
    let unit_at = start + 1;
    let Some(TimeWord::Unit(unit)) = scan.word(unit_at) else { return None };
    let back = scan.is(unit_at + 1, "ago");
    if !back {
        return None;
    }
    let end = unit_at + 2;
    let date = count.and_then(|count| calendar::moved(scan.reference?.first_day(), -count, unit));
    match date {
        Some(date) if !unit.is_short() => Some(Expression::date(end, date)),
        _ if vague || count.is_some() => Some(Expression::other(end, TimeType::Date, "PAST_REF")),
        _ => None,
    }
}
