//! Points of the calendar with the words that narrow them: `early 1998`, `the end of the year`, `late last month`.

use super::super::feasts;
use super::super::meaning::{Base, Point, Unit, Way, YearOf};
use super::super::opens;
use super::super::scan::Scan;
use super::super::tokens::Words;
use super::super::words::TimeWord;
use super::{dates, periods, relative};

/// A point of the calendar, and where its words end.
pub type Spot = (Point, usize);

/// The longest point of the calendar that begins at `at`, with its narrowing words.
pub fn find(scan: &Scan, at: usize) -> Option<Spot> {
    if scan.is_number(at) {
        return plain(scan, at);
    }
    let mut best = plain(scan, at);
    for (opens, find) in FURTHER {
        if scan.opens(at, opens) {
            best = longer(best, find(scan, at));
        }
    }
    best
}

type Finder = fn(&Scan, usize) -> Option<Spot>;

/// The narrowed points, and what opens them.
const FURTHER: [(u32, Finder); 4] =
    [(opens::NARROWED, narrowed), (opens::BOUNDARY, boundary), (opens::YEAR_END, year_end), (opens::WEEK_OF, week_of)];

/// The other points, and what opens them.
const PLAIN: [(u32, Finder); 4] = [
    (opens::DATE, dates::find),
    (opens::PERIOD, periods::find),
    (relative::OPENS, relative::find),
    (opens::FEAST, feast),
];

/// `the week of March 3`.
fn week_of(scan: &Scan, at: usize) -> Option<Spot> {
    let start = scan.past(at, words!["the"]);
    let of = scan.is(start, "week") && scan.is_any(start + 1, words!["of", "beginning"]);
    match dates::find(scan, start + 2).filter(|_| of)? {
        (Point::MonthDay(month, day), end) => Some((Point::WeekOf(month, day), end)),
        _ => None,
    }
}

/// The longer of two points; of equally long ones the first.
#[inline]
pub fn longer(one: Option<Spot>, other: Option<Spot>) -> Option<Spot> {
    match (&one, &other) {
        (Some(first), Some(second)) if second.1 > first.1 => other,
        (None, _) => other,
        _ => one,
    }
}

fn plain(scan: &Scan, at: usize) -> Option<Spot> {
    let mut best = None;
    for (opens, find) in PLAIN {
        if scan.opens(at, opens) {
            best = longer(best, find(scan, at));
        }
    }
    best
}

/// `early 1998`, `late last year`, `mid-September`, `the early 1990s`, `earlier this month`, `later in the week`.
fn narrowed(scan: &Scan, at: usize) -> Option<Spot> {
    const PARTS: &Words = words!["early", "late", "mid", "middle", "earlier", "later", "sometime"];
    let start = scan.past(at, words!["the", "very"]);
    let end_of_month = scan.is(start, "end") && scan.past_hyphen(start + 1) > start + 1;
    if !scan.is_any(start, PARTS) && !end_of_month {
        return None;
    }
    let comparative = scan.is_any(start, words!["earlier", "later", "sometime"]);
    let next = scan.past_hyphen(start + 1);
    let next = scan.past(next, words!["in", "on"]);
    let next = scan.past(next, words!["to"]);
    let to_mid = next > start + 1 && scan.is(next, "mid");
    let next = if to_mid { scan.past_hyphen(next + 1) } else { next };
    let boundary = || if scan.opens(next, opens::BOUNDARY) { boundary(scan, next) } else { None };
    let inner = plain(scan, next).or_else(boundary).or_else(|| bare_unit(scan, next))?;
    // "later three years" is none; "earlier 1998" neither.
    let fits = !comparative || !matches!(inner.0, Point::Known(_) | Point::Decade(_)) || scan.is(next - 1, "in");
    fits.then_some(inner)
}

/// `in the week`, `in the day`, after `earlier`, `later`, `late`.
fn bare_unit(scan: &Scan, at: usize) -> Option<Spot> {
    if !scan.is_any(at, words!["the", "that"]) {
        return None;
    }
    let (unit, false) = scan.unit(at + 1)? else { return None };
    let whole = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade);
    let point = if unit == Unit::Day { Point::SameDay } else { Point::Moved(unit, 0, Base::Told) };
    whole.then_some((point, at + 2))
}

/// `the end of the year`, `the beginning of 1998`, `end of March`, `the rest of the week`.
fn boundary(scan: &Scan, at: usize) -> Option<Spot> {
    const ENDS: &Words =
        words!["end", "beginning", "start", "middle", "close", "rest", "remainder", "turn", "dawn", "balance"];
    let start = scan.past(at, words!["the"]);
    let start = scan.past(start, words!["very"]);
    let word = if scan.is_any(start, words!["latter", "early", "first", "last", "better"]) && scan.is(start + 1, "part")
    {
        start + 1
    } else {
        start
    };
    if !(scan.is_any(word, ENDS) || scan.is(word, "part") && word > start) || !scan.is(word + 1, "of") {
        return None;
    }
    let inner = plain(scan, word + 2).or_else(|| narrowed(scan, word + 2)).or_else(|| bare_unit(scan, word + 2))?;
    match inner.0 {
        // "the end of five years" is no point.
        Point::Moved(_, count, Base::Writing) if count.abs() > 1 => None,
        _ => Some(inner),
    }
}

/// `year-end`, `midyear`, `mid-week`.
fn year_end(scan: &Scan, at: usize) -> Option<Spot> {
    if scan.word(at) == Some(TimeWord::MidYear) {
        return Some((Point::Moved(Unit::Year, 0, Base::Writing), at + 1));
    }
    let at = if scan.is(at, "the") && scan.is(scan.past_hyphen(at + 2), "end") { at + 1 } else { at };
    let (unit, false) = scan.unit(at)? else { return None };
    if !matches!(unit, Unit::Year | Unit::Month | Unit::Quarter) {
        return None;
    }
    let end_at = scan.past(scan.past_hyphen(at + 1), words!["'s"]);
    let alone = end_at > at + 1
        || unit == Unit::Year && !scan.follows(at, words!["a", "this", "last", "next", "each", "every"]);
    if !scan.is(end_at, "end") || !alone || scan.is(end_at + 1, "of") {
        return None;
    }
    if let Some(year) = scan.year(end_at + 1) {
        return Some((Point::Known(crate::model::PartialDate::year_only(year)), end_at + 2));
    }
    Some((Point::Moved(unit, 0, Base::Writing), end_at + 1))
}

/// `Christmas`, `New Year's Eve 1999`, `last Thanksgiving`.
fn feast(scan: &Scan, at: usize) -> Option<Spot> {
    if !scan.shape(at)?.is_capitalized() && !scan.is_any(at, words!["last", "next", "this"]) {
        return None;
    }
    let start = scan.past(at, words!["last", "next", "this"]);
    if !scan.is_any(start, feasts::FIRST_WORDS) {
        return None;
    }
    let (feast, words) = feasts::find(|offset| scan.form(start + offset))?;
    if !scan.shape(start)?.is_capitalized() || scan.follows(at, words!["merry", "happy"]) {
        return None;
    }
    let end = start + words;
    if let Some((year, end)) = scan.year_after_comma(scan.past(end, words!["of", "in"])) {
        return Some((Point::Feast(feast, YearOf::Known(year)), end));
    }
    let named = scan.shape(end).is_some_and(|shape| shape == crate::model::Shape::Title) && scan.word(end).is_none();
    let bare_new_year = scan.is(start, "New") && scan.is(end - 1, "'s");
    let year = match scan.form(at).to_ascii_lowercase().as_str() {
        "last" => YearOf::Last,
        "next" => YearOf::Next,
        "this" => YearOf::Counted(0),
        _ => YearOf::Tense,
    };
    (!named && (!bare_new_year || !scan.is_any(end, words!["resolution", "resolutions"])))
        .then_some((Point::Feast(feast, year), end))
}

/// The way that `last`, `this`, `next` before a weekday or weekend points.
pub fn way(scan: &Scan, at: usize) -> Option<(Way, usize)> {
    let found = |way, end| Some((way, end));
    match () {
        () if scan.has(at, &["this", "past"]) || scan.has(at, &["this", "last"]) => found(Way::Past, at + 2),
        () if scan.has(at, &["this", "coming"]) => found(Way::Future, at + 2),
        () if scan.is_any(at, words!["last", "past", "previous"]) => found(Way::Past, at + 1),
        () if scan.is_any(at, words!["next", "coming", "upcoming"]) => found(Way::Future, at + 1),
        () if scan.is_any(at, words!["this"]) => found(Way::Here, at + 1),
        () => None,
    }
}
