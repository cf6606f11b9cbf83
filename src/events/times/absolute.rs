//! Dates as printed: `Feb. 11`, `11 February 2016`, `September 2013`, `in 2013`, `the 1990s`, `2016-09-13`.

use super::words::TimeWord;
use super::{Expression, Scan};
use crate::model::{PartialDate, Shape, TimeType};

/// The printed date that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Expression> {
    let from_weekday = || {
        let Some(TimeWord::Weekday(_)) = scan.word(at) else { return None };
        let next = at + 1 + usize::from(scan.is(at + 1, ","));
        month_date(scan, next).or_else(|| day_first(scan, next))
    };
    iso_date(scan, at)
        .or_else(from_weekday)
        .or_else(|| month_date(scan, at))
        .or_else(|| day_first(scan, at))
        .or_else(|| decade(scan, at))
        .or_else(|| bare_year(scan, at))
}

/// `2016-09-13`, as three numbers joined by hyphens, or `9/13/2016`.
fn iso_date(scan: &Scan, at: usize) -> Option<Expression> {
    let form = scan.form(at);
    if let Some(date) = (form.len() == 10).then(|| form.parse::<PartialDate>().ok()).flatten() {
        return Some(Expression::date(at + 1, date));
    }
    let year = scan.year(at)?;
    let joined = scan.is(at + 1, "-") && scan.is(at + 3, "-");
    let (month, day) = (scan.day_number(at + 2)?, scan.day_number(at + 4)?);
    let date = joined.then(|| PartialDate::day(year, month, day)).flatten()?;
    Some(Expression::date(at + 5, date))
}

/// `Feb. 11`, `February 11, 2016`, `September 2013`, `mid-September`, `September`.
fn month_date(scan: &Scan, at: usize) -> Option<Expression> {
    let Some(TimeWord::Month(month)) = scan.word(at) else { return None };
    if let Some(day) = scan.day_number(at + 1).filter(|_| scan.year(at + 1).is_none()) {
        let comma = usize::from(scan.is(at + 2, ","));
        return match scan.year(at + 2 + comma) {
            Some(year) => Some(Expression::date(at + 3 + comma, PartialDate::day(year, month, day)?)),
            None => near_day(scan, at + 2, month, day),
        };
    }
    let skip = usize::from(scan.is(at + 1, ",") || scan.is(at + 1, "of"));
    if let Some(year) = scan.year(at + 1 + skip) {
        return Some(Expression::date(at + 2 + skip, PartialDate::month(year, month)?));
    }
    // "May" and "March" alone need a preposition or an article to be months.
    let doubtful = scan.is(at, "May") || scan.is(at, "March");
    let introduced = at > 0
        && [
            "in", "since", "by", "until", "till", "last", "next", "this", "early", "late", "from", "to", "of", "for",
            "during", "mid", "-", "between", "and", "before", "after",
        ]
        .iter()
        .any(|word| scan.is(at - 1, word));
    if doubtful && !introduced {
        return None;
    }
    near_month(scan, at + 1, month)
}

/// `11 February 2016`, `11th of February`.
fn day_first(scan: &Scan, at: usize) -> Option<Expression> {
    let day = scan.day_number(at)?;
    let of = usize::from(scan.is(at + 1, "of"));
    let Some(TimeWord::Month(month)) = scan.word(at + 1 + of) else { return None };
    let comma = usize::from(scan.is(at + 2 + of, ","));
    match scan.year(at + 2 + of + comma) {
        Some(year) => Some(Expression::date(at + 3 + of + comma, PartialDate::day(year, month, day)?)),
        None => near_day(scan, at + 2 + of, month, day),
    }
}

/// A day without a year: the one nearest to the day of writing, the past first.
fn near_day(scan: &Scan, end: usize, month: i8, day: i8) -> Option<Expression> {
    let Some(reference) = scan.reference.map(PartialDate::first_day) else {
        return Some(Expression::other(end, TimeType::Date, format!("XXXX-{month:02}-{day:02}")));
    };
    let ahead = scan.looks_ahead();
    let years = [reference.year(), reference.year() - 1, reference.year() + 1];
    let days = years.iter().filter_map(|&year| PartialDate::day(year, month, day));
    let distance = |date: &PartialDate| {
        let days = reference.until(date.first_day()).map_or(i32::MAX, |span| span.get_days());
        // What is told has mostly been: a day ahead counts double, unless the sentence looks ahead.
        if (days > 0) != ahead { days.saturating_abs().saturating_mul(2) } else { days.saturating_abs() }
    };
    days.min_by_key(distance).map(|date| Expression::date(end, date))
}

fn near_month(scan: &Scan, end: usize, month: i8) -> Option<Expression> {
    let Some(reference) = scan.reference.map(PartialDate::first_day) else {
        return Some(Expression::other(end, TimeType::Date, format!("XXXX-{month:02}")));
    };
    let last = end >= 2 && matches!(scan.word(end - 2), Some(TimeWord::Last));
    let next = end >= 2 && matches!(scan.word(end - 2), Some(TimeWord::Next));
    let ahead = next || (!last && scan.looks_ahead());
    let year = match (ahead, month.cmp(&reference.month())) {
        (false, std::cmp::Ordering::Greater) => reference.year() - 1,
        (true, std::cmp::Ordering::Less) => reference.year() + 1,
        _ => reference.year(),
    };
    Some(Expression::date(end, PartialDate::month(year, month)?))
}

/// `1990s`, `the '90s`, `the nineties` is left to later.
fn decade(scan: &Scan, at: usize) -> Option<Expression> {
    let form = scan.form(at);
    let digits = form.strip_suffix('s')?.trim_end_matches(['\'', '’']);
    let value = match digits.len() {
        4 if digits.starts_with(['1', '2']) && digits.ends_with('0') => digits[..3].to_string(),
        2 if digits.ends_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()) => format!("19{}", &digits[..1]),
        _ => return None,
    };
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| Expression::other(at + 1, TimeType::Date, value))
}

/// `2013`, where a preposition, article or part of a year stands before it, or where no number would.
fn bare_year(scan: &Scan, at: usize) -> Option<Expression> {
    let year = scan.year(at).filter(|_| scan.tokens[at].shape == Shape::Number)?;
    let before = at.checked_sub(1).map(|index| scan.form(index).to_ascii_lowercase()).unwrap_or_default();
    let introduced = matches!(
        before.as_str(),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "of"
            | "from"
            | "before"
            | "after"
            | "during"
            | "early"
            | "late"
            | "mid"
            | "the"
            | "("
            | "between"
            | "to"
            | "through"
            | "around"
            | "about"
            | "for"
            | "and"
            | "year"
            | "-"
            | ","
            | "a"
    );
    let counted = matches!(scan.word(at + 1), Some(TimeWord::Unit(_)))
        || scan.tokens.get(at + 1).is_some_and(|next| {
            next.shape == Shape::Lower && next.span.of(scan.text).ends_with('s') && before != "in" && before != "the"
        });
    let plausible = (1500..=2060).contains(&year) && before != "$";
    let date = PartialDate::year_only(year);
    (introduced && !counted && plausible).then(|| Expression::date(at + 1, date))
}
