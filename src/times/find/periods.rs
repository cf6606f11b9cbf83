//! Quarters, halves, seasons, decades, centuries.

use super::super::meaning::{Point, Unit, YearOf};
use super::super::scan::Scan;
use super::super::tokens::Words;
use super::super::words::TimeWord;
use super::dates::year_told;
use super::points::Spot;

/// The quarter, half, season, decade or century that begins at `at`, with or without its article.
pub fn find(scan: &Scan, at: usize) -> Option<Spot> {
    let start = scan.past(at, words!["the"]);
    after_year(scan, start)
        .or_else(|| quarter(scan, start))
        .or_else(|| half(scan, start))
        .or_else(|| season(scan, at, start))
        .or_else(|| decade(scan, at, start))
        .or_else(|| century(scan, start))
}

/// `1989 third quarter`, `1998's first half`: the year comes first.
fn after_year(scan: &Scan, at: usize) -> Option<Spot> {
    let year = scan.year(at).filter(|year| *year > 1800)?;
    let next = scan.past(at + 1, words!["'s"]);
    let (point, end) = quarter(scan, next).or_else(|| half(scan, next))?;
    match point {
        Point::Quarter(number, YearOf::Tense) => Some((Point::Quarter(number, YearOf::Known(year)), end)),
        Point::Half(number, YearOf::Tense) => Some((Point::Half(number, YearOf::Known(year)), end)),
        _ => None,
    }
}

/// The year that stands before a period: `last year's fourth quarter`.
fn year_before(scan: &Scan, at: usize) -> Option<YearOf> {
    let start = at.checked_sub(3).filter(|start| scan.has(*start + 1, &["year", "'s"]))?;
    match () {
        () if scan.is(start, "last") => Some(YearOf::Counted(-1)),
        () if scan.is(start, "this") => Some(YearOf::Counted(0)),
        () if scan.is(start, "next") => Some(YearOf::Counted(1)),
        () => None,
    }
}

/// The year that a period belongs to: `of 1998`, `1998`, `of last year`, `of fiscal 1990`.
fn of_year(scan: &Scan, at: usize) -> Option<(YearOf, usize)> {
    let next = scan.past(at, words!["of", "in", ",", "-"]);
    let next = scan.past(next, words!["the"]);
    let fiscal = if scan.is(next, "fiscal") { scan.past(next + 1, words!["year"]) } else { next };
    if let Some(year) = scan.year(fiscal).filter(|year| *year > 1800) {
        return Some((YearOf::Known(year), fiscal + 1));
    }
    if let Some((years, end)) = year_told(scan, at) {
        return Some((YearOf::Counted(years), end));
    }
    (next > at + 1 && scan.is(next, "year") && !scan.is(next + 1, "-")).then_some((YearOf::Tense, next + 1))
}

fn with_year(scan: &Scan, at: usize, point: impl Fn(YearOf) -> Point) -> Spot {
    let (year, end) = of_year(scan, at).unwrap_or((YearOf::Tense, at));
    (point(year), end)
}

/// `third quarter`, `third-quarter`, `fiscal fourth quarter`, `Q3 2012`, `third quarter of last year`, `first-quarter 1990`.
fn quarter(scan: &Scan, at: usize) -> Option<Spot> {
    if let Some(TimeWord::QuarterCode(number)) = scan.word(at) {
        return Some(with_year(scan, at + 1, |year| Point::Quarter(number, year)));
    }
    let at = scan.past(at, words!["fiscal", "final"]);
    let (number, next) = scan.ordinal(at).filter(|(number, _)| (1..=4).contains(number))?;
    let next = scan.past_hyphen(next);
    let next = scan.past(next, words!["fiscal"]);
    if scan.unit(next) != Some((Unit::Quarter, false)) || is_sports(scan) {
        return None;
    }
    if let Some(year) = year_before(scan, at) {
        return Some((Point::Quarter(number as i8, year), next + 1));
    }
    Some(with_year(scan, next + 1, |year| Point::Quarter(number as i8, year)))
}

/// `first half of 1989`, `second half` in words on money.
fn half(scan: &Scan, at: usize) -> Option<Spot> {
    let (number, next) = match scan.ordinal(at) {
        Some((number @ 1..=2, next)) => (number, next),
        _ if scan.is(at, "latter") => (2, at + 1),
        _ => return None,
    };
    let hyphen = scan.past_hyphen(next);
    if scan.word(hyphen) != Some(TimeWord::Half) {
        return None;
    }
    let end = hyphen + 1;
    if let Some((year, end)) = of_year(scan, end) {
        return Some((Point::Half(number as i8, year), end));
    }
    let money = (0..scan.len()).any(|at| {
        scan.is_any(
            at,
            words!["profit", "profits", "earnings", "sales", "revenue", "income", "growth", "loss", "$", "fiscal"],
        )
    });
    (money && !scan.is(end, "of")).then_some((Point::Half(number as i8, YearOf::Tense), end))
}

/// Whether the sentence is about a game, where quarters are not of the year.
fn is_sports(scan: &Scan) -> bool {
    const SPORTS: &Words = words![
        "touchdown",
        "yards",
        "scored",
        "game",
        "goals",
        "rebounds",
        "quarterback",
        "lead",
        "halftime",
        "points",
        "score",
    ];
    const MONEY: &Words =
        words!["$", "%", "percent", "profit", "earnings", "net", "sales", "revenue", "cents", "income"];
    let any = |words: &Words| (0..scan.len()).any(|at| scan.is_any(at, words));
    any(SPORTS) && !any(MONEY)
}

/// `the summer of 2010`, `last spring` (by `relative`), `winter 1998`, `in the fall`, `summer`.
fn season(scan: &Scan, at: usize, start: usize) -> Option<Spot> {
    let Some(TimeWord::Season(letters)) = scan.word(start) else { return None };
    if let Some((year, end)) = of_year(scan, start + 1) {
        return Some((Point::Season(letters, year), end));
    }
    let introduced = scan.is(at, "the")
        || at == 0
        || scan.follows(
            start,
            words![
                "in", "during", "by", "until", "since", "for", "through", "all", "mid", "-", "late", "early", "over",
                "each", "every", "of",
            ],
        );
    let clear = match scan.form(start) {
        "summer" | "winter" | "autumn" => {
            introduced && !scan.is_any(start + 1, words!["camp", "school", "olympics", "games", "vacation", "palace"])
        }
        "fall" | "spring" => {
            (start > at && scan.follows(at, words!["in", "by", "during", "until", "for", "since"]))
                || scan.follows(start, words!["in", "by", "until", "since"])
                    && scan.is_any(start + 1, words![".", ",", "and", "or"])
        }
        _ => false,
    };
    clear.then_some((Point::Season(letters, YearOf::Tense), start + 1))
}

/// `the 1980s`, `the '80s`, `the eighties`.
fn decade(scan: &Scan, at: usize, start: usize) -> Option<Spot> {
    if let Some(TimeWord::Tens(tens)) = scan.word(start) {
        let before = at > 0 && scan.is_any(at - 1, words!["his", "her", "their", "my"]);
        return (start > at && !before || scan.follows(at, words!["late", "early", "mid", "-"]))
            .then_some((Point::Decade(190 + tens), start + 1));
    }
    let quote = scan.past(start, words!["'", "`"]);
    let form = scan.form(quote);
    let digits = form.strip_suffix('s')?.trim_end_matches(['\'', '’']);
    if !digits.ends_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let ages =
        scan.follows(at, words!["his", "her", "their", "my", "in", "mid", "the"]) && quote == start && start == at;
    match digits.len() {
        4 if digits.starts_with(['1', '2']) => Some((Point::Decade(digits[..3].parse().ok()?), quote + 1)),
        2 if quote > start || start > at || (!ages && scan.follows(at, words!["early", "late", "-"])) => {
            Some((Point::Decade(190 + digits[..1].parse::<i16>().ok()?), quote + 1))
        }
        _ => None,
    }
}

/// `the 21st century`, `nineteenth-century`.
fn century(scan: &Scan, at: usize) -> Option<Spot> {
    let (number, next) = scan.ordinal(at)?;
    let next = scan.past_hyphen(next);
    (matches!(scan.unit(next), Some((Unit::Century, false))) && (2..=22).contains(&number))
        .then_some((Point::Century(number as i16 - 1), next + 1))
}
