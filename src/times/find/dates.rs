//! Dates as printed: `Feb. 11`, `11 February 2016`, `September 2013`, `2013`, `2016-09-13`, `02/13/98`.

use super::super::meaning::{Point, Way, YearOf};
use super::super::scan::Scan;
use super::super::tokens::Words;
use super::super::words::TimeWord;
use super::points::Spot;
use crate::model::{PartialDate, Shape};

/// The printed date that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Spot> {
    match scan.word(at) {
        Some(TimeWord::Weekday(_) | TimeWord::ShortWeekday(_)) => weekday_and_date(scan, at),
        Some(TimeWord::Month(_) | TimeWord::ShortMonth(_)) => month_date(scan, at),
        Some(TimeWord::Fiscal | TimeWord::Unit(..)) => year(scan, at),
        Some(TimeWord::Ordinal(_)) => day_first(scan, at),
        _ if scan.is_number(at) => digits_only(scan, at).or_else(|| day_first(scan, at)).or_else(|| year(scan, at)),
        _ if scan.is(at, "the") => month_date(scan, at).or_else(|| day_first(scan, at)).or_else(|| year(scan, at)),
        None => year(scan, at).filter(|_| scan.form(at).starts_with("FY")),
        _ => None,
    }
}

/// `2016-09-13`, `9/13/2016`, `09-13-98`.
fn digits_only(scan: &Scan, at: usize) -> Option<Spot> {
    let form = scan.form(at);
    if scan.shape(at)? != Shape::Number {
        return None;
    }
    if scan.digits(at).is_some() {
        return from_hyphens(scan, at);
    }
    if let Some((year, rest)) = form.split_once('/').filter(|(year, rest)| year.len() == 4 && rest.len() == 2) {
        // "1986/87": the year in which it begins.
        let (year, next): (i16, i16) = (year.parse().ok()?, rest.parse().ok()?);
        return ((year + 1) % 100 == next).then(|| (Point::Known(PartialDate::year_only(year)), at + 1));
    }
    if form.contains('/') {
        return from_slashes(form).map(|date| (Point::Known(date), at + 1));
    }
    if form.len() == 10 && form.contains('.') {
        return PartialDate::from_written(form).map(|date| (Point::Known(date), at + 1));
    }
    from_hyphens(scan, at)
}

/// `2016-09-13`, `09-13-98`, `2016-02`: numbers that hyphens join.
fn from_hyphens(scan: &Scan, at: usize) -> Option<Spot> {
    if scan.shape(at + 1) != Some(Shape::Hyphen) || !scan.glued(at + 1) || !scan.glued(at + 2) {
        return None;
    }
    if scan.shape(at + 3) != Some(Shape::Hyphen) || !scan.glued(at + 4) {
        return year_and_month(scan, at);
    }
    let (date, end) = (numbers(scan.form(at), scan.form(at + 2), leading_digits(scan.form(at + 4)))?, at + 5);
    Some((Point::Known(date), end))
}

/// `2016-02`, where it cannot be a span of years (`2001-02`).
fn year_and_month(scan: &Scan, at: usize) -> Option<Spot> {
    let (year, month) = (scan.year(at)?, i8::try_from(scan.digits(at + 2)?).ok()?);
    let month_only = scan.form(at + 2).len() == 2 && i16::from(month) < year % 100;
    month_only.then(|| PartialDate::month(year, month)).flatten().map(|date| (Point::Known(date), at + 3))
}

/// `13T10:00:00Z` → `13`.
fn leading_digits(form: &str) -> &str {
    let end = form.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(form.len());
    &form[..end]
}

fn from_slashes(form: &str) -> Option<PartialDate> {
    let mut parts = form.split('/');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then(|| numbers(first, second, third)).flatten()
}

/// Three numbers: year first, or month and day (as printed in the United States; day first where only that fits) and year.
fn numbers(first: &str, second: &str, third: &str) -> Option<PartialDate> {
    let small = |text: &str| (1..=2).contains(&text.len()).then(|| text.parse::<i8>().ok()).flatten();
    if first.len() == 4 {
        return PartialDate::day(first.parse().ok()?, small(second)?, small(third)?);
    }
    let year = match third.len() {
        4 => third.parse().ok().filter(|year| (1000..=2100).contains(year))?,
        2 => full_year(third.parse().ok()?),
        _ => return None,
    };
    let (one, two) = (small(first)?, small(second)?);
    PartialDate::day(year, one, two).or_else(|| PartialDate::day(year, two, one))
}

/// The year that two digits mean: from 1930 to 2029.
pub fn full_year(two_digits: i16) -> i16 {
    if two_digits < 30 { 2000 + two_digits } else { 1900 + two_digits }
}

/// `Thursday, November 9, 1989`, `Sun 11 Sept`.
fn weekday_and_date(scan: &Scan, at: usize) -> Option<Spot> {
    let weekday = scan.weekday(at)?;
    let next = scan.past(at + 1, words![",", "."]);
    let next = scan.past(next, words!["the"]);
    let (point, end) = month_date(scan, next).or_else(|| day_first(scan, next)).or_else(|| digits_only(scan, next))?;
    match point {
        Point::Known(_) | Point::MonthDay(..) => Some((point, end)),
        Point::Month(..) if scan.is(end - 1, "last") => Some((Point::Weekday(weekday, Way::Past), at + 1)),
        _ => None,
    }
}

/// `Feb. 11`, `February 11, 2016`, `September 2013`, `August of 1968`, `March last year`, `September`.
fn month_date(scan: &Scan, at: usize) -> Option<Spot> {
    let month_at = if scan.has(at, &["the", "month", "of"]) { at + 3 } else { at };
    let month = scan.month(month_at)?;
    let at = month_at;
    if let Some(day) = scan.day_number(at + 1).filter(|_| !is_count(scan, at + 1)) {
        // "May 5-7, 2013": the year after the range is the year of its first day too.
        let range =
            if scan.past_hyphen(at + 2) > at + 2 && scan.day_number(at + 3).is_some() { at + 4 } else { at + 2 };
        if let Some((year, end)) = scan.year_after_comma(at + 2) {
            return Some((Point::Known(PartialDate::day(year, month, day)?), end));
        }
        return match scan.year_after_comma(range).filter(|_| range > at + 2) {
            Some((year, _)) => Some((Point::Known(PartialDate::day(year, month, day)?), at + 2)),
            None => Some((Point::MonthDay(month, day), at + 2)),
        };
    }
    if let (Some(TimeWord::Number(day)), true) = (
        scan.word(at + 1),
        scan.shape(at + 2).is_none_or(|shape| shape == Shape::Punctuation) || scan.year(at + 2).is_some(),
    ) {
        let day = i8::try_from(day).ok()?;
        return match scan.year_after_comma(at + 2) {
            Some((year, end)) => Some((Point::Known(PartialDate::day(year, month, day)?), end)),
            None => PartialDate::day(2000, month, day).map(|_| (Point::MonthDay(month, day), at + 2)),
        };
    }
    let year_at = scan.past(at + 1, words![",", "of"]);
    if let Some(year) = scan.year(year_at).filter(|year| (1400..=2100).contains(year)) {
        return Some((Point::Known(PartialDate::month(year, month)?), year_at + 1));
    }
    if let Some((year, end)) = short_year(scan, at + 1) {
        return Some((Point::Known(PartialDate::month(year, month)?), end));
    }
    if let Some((years, end)) = year_told(scan, at + 1) {
        return Some((Point::Month(month, YearOf::Counted(years)), end));
    }
    is_month_alone(scan, at).then_some((Point::Month(month, YearOf::Tense), at + 1))
}

/// `last year`, `of this year`: how many years from that of writing.
pub fn year_told(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    let at = scan.past(at, words!["of", "in", ","]);
    let count = match () {
        () if scan.is_any(at, words!["last"]) => -1,
        () if scan.is_any(at, words!["this"]) => 0,
        () if scan.is_any(at, words!["next"]) => 1,
        () => return None,
    };
    scan.is(at + 1, "year").then_some((count, at + 2))
}

/// `'98` after a month.
fn short_year(scan: &Scan, at: usize) -> Option<(i16, usize)> {
    let form = scan.form(at);
    let digits = form.strip_prefix('\'').unwrap_or(form);
    let (digits, end) = if digits.is_empty() { (scan.form(at + 1), at + 2) } else { (digits, at + 1) };
    let marked = form.starts_with('\'');
    let right = marked && digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| Some((full_year(digits.parse().ok()?), end))).flatten()
}

/// Whether the number after a month counts things, or hours: "In May 12 people died", "In March 20 percent", but not the heading
/// "Dec. 28: Obama signs".
fn is_count(scan: &Scan, at: usize) -> bool {
    const COUNTED: &Words =
        words!["%", "percent", "million", "billion", "people", "men", "women", "soldiers", "troops", "points"];
    scan.is_any(at + 1, COUNTED) || scan.is(at + 1, ":") && scan.digits(at + 2).is_some()
}

/// "May", "March", "April", "June" and "August" are other words and names too: they need a sign that a month is meant.
fn is_month_alone(scan: &Scan, at: usize) -> bool {
    const SIGNS: &Words = words![
        "in", "since", "by", "until", "till", "last", "next", "this", "early", "late", "from", "to", "of", "for",
        "during", "mid", "-", "between", "and", "before", "after", "through", "late-", "each", "every", "or", "around",
        "about", "past", "end-", "a", "the", "previous", "on", "as",
    ];
    let Some(TimeWord::Month(month)) = scan.word(at) else { return true };
    let name_follows = scan.shape(at + 1) == Some(Shape::Title) && scan.word(at + 1).is_none();
    match month {
        3 | 5 => {
            scan.follows(at, SIGNS)
                && !(name_follows && scan.follows(at, words!["and", "to", "of", "by", "for", "from", "or"]))
        }
        4 | 6 | 8 => !name_follows || scan.follows(at, SIGNS),
        _ => scan.shape(at) != Some(Shape::Lower) || scan.follows(at, SIGNS),
    }
}

/// `11 February 2016`, `the 5th of March 2003`, `13-Feb-1998`.
fn day_first(scan: &Scan, at: usize) -> Option<Spot> {
    let start = scan.past(at, words!["the"]);
    let day = scan.day_number(start)?;
    let hyphens = scan.shape(start + 1) == Some(Shape::Hyphen);
    let month_at = if hyphens { start + 2 } else { scan.past(start + 1, words!["of"]) };
    let month = scan.month(month_at)?;
    if start > at && scan.ordinal(start).is_none() {
        return None;
    }
    let year_at = if hyphens { scan.past_hyphen(month_at + 1) } else { month_at + 1 };
    match scan.year_after_comma(year_at) {
        Some((year, end)) => Some((Point::Known(PartialDate::day(year, month, day)?), end)),
        None => {
            PartialDate::day(2000, month, day)?;
            // "Chapter 4 March": a small number before "March" or "May" needs its preposition or comma.
            Some((Point::MonthDay(month, day), month_at + 1))
        }
    }
}

/// `2013`, `the year 2000`, `fiscal 1997`, `FY98`, where no number of things would stand.
fn year(scan: &Scan, at: usize) -> Option<Spot> {
    let known = |year, end| Some((Point::Known(PartialDate::year_only(year)), end));
    let start = scan.past(at, words!["the"]);
    if scan.is(start, "year")
        && let Some(year) = scan.year(start + 1)
    {
        return known(year, start + 2);
    }
    let fiscal = scan.past(at, words!["the"]);
    if scan.word(fiscal) == Some(TimeWord::Fiscal) {
        let year_at = scan.past(fiscal + 1, words!["year"]);
        let year_at = scan.past(year_at, words!["'"]);
        let two = || scan.digits(year_at).filter(|_| scan.form(year_at).len() == 2).map(|two| full_year(two as i16));
        return known(scan.year(year_at).or_else(two)?, year_at + 1);
    }
    if let Some(rest) = scan.form(at).strip_prefix("FY").filter(|rest| matches!(rest.len(), 2 | 4)) {
        let year: i16 = rest.parse().ok()?;
        return known(if rest.len() == 2 { full_year(year) } else { year }, at + 1);
    }
    is_year(scan, at).then(|| known(scan.year(at)?, at + 1)).flatten()
}

/// Whether the four digits at `at` are a year: by what stands before and after them.
fn is_year(scan: &Scan, at: usize) -> bool {
    const INTRODUCED: &Words = words![
        "in",
        "since",
        "by",
        "until",
        "till",
        "of",
        "from",
        "before",
        "after",
        "during",
        "early",
        "late",
        "mid",
        "between",
        "to",
        "through",
        "around",
        "circa",
        "year",
        "and",
        "-",
        "(",
        "for",
        "than",
        "over",
        "as",
        "back",
        "throughout",
    ];
    const QUANTITIES: &Words = words![
        "people",
        "troops",
        "soldiers",
        "men",
        "women",
        "children",
        "workers",
        "employees",
        "jobs",
        "shares",
        "points",
        "dollars",
        "pounds",
        "euros",
        "yen",
        "tons",
        "tonnes",
        "barrels",
        "miles",
        "meters",
        "metres",
        "feet",
        "kilometers",
        "kilometres",
        "km",
        "acres",
        "hectares",
        "pages",
        "votes",
        "members",
        "police",
        "officers",
        "protesters",
        "demonstrators",
        "refugees",
        "prisoners",
        "fighters",
        "rebels",
        "homes",
        "houses",
        "families",
        "students",
        "words",
        "copies",
        "cars",
        "units",
        "tickets",
        "seats",
        "hours",
        "days",
        "percent",
        "%",
        "degrees",
        "calories",
        "square",
        "cubic",
        "million",
        "civilians",
        "passengers",
        "visitors",
        "guests",
        "delegates",
        "inmates",
        "residents",
        "cases",
        "deaths",
        "others",
        "companies",
        "customers",
        "users",
        "gallons",
        "horsepower",
        "megawatts",
        "rpm",
        "rubles",
        "marks",
        "francs",
        "lire",
        "guns",
        "tanks",
        "missiles",
        "aircraft",
        "rooms",
        "beds",
        "cattle",
        "sheep",
        "or",
        "more",
        "additional",
        "hrs",
        "gmt",
        "est",
        "edt",
        "megahertz",
        "feet-",
        "yards",
        "bales",
        "stores",
        "applicants",
        "times",
    ];
    const LABELS: &Words = words![
        "$",
        "#",
        "no",
        "no.",
        "number",
        "flight",
        "route",
        "room",
        "page",
        "section",
        "article",
        "resolution",
        "act",
        "code",
        "model",
        "type",
        "extension",
        "box",
        "channel",
        "c$",
        "us$",
        "a$",
        "£",
        "€",
        "hk$",
        "about",
        "nearly",
        "some",
        "almost",
        "only",
        "windows",
        "boeing",
        "highway",
        "building",
        "suite",
        "line",
        "series",
        "version",
        "bus",
        "train",
        "unit",
    ];
    let Some(year) = scan.year(at) else { return false };
    if scan.shape(at) != Some(Shape::Number) || scan.is_any(at + 1, QUANTITIES) || scan.follows(at, LABELS) {
        return false;
    }
    if scan.is_any(at + 1, words![".", ","])
        && scan.glued(at + 1)
        && scan.shape(at + 2) == Some(Shape::Number)
        && scan.glued(at + 2)
    {
        return false;
    }
    let introduced = scan.follows(at, INTRODUCED);
    let name_before = at > 0
        && scan.shape(at - 1).is_some_and(Shape::is_capitalized)
        && scan.word(at - 1).is_none()
        && at > 1
        && !scan.is_any(
            at - 1,
            words!["Olympics", "Games", "Cup", "Summit", "Elections", "Election", "Expo", "In", "The", "Since", "By"],
        );
    match year {
        1900..=2060 => introduced || !name_before,
        1500..=1899 => {
            introduced && !scan.follows(at, words!["to", "for", "than", "over", "and"])
                || scan.follows(at, words!["(", ",", "the"])
        }
        _ => scan.follows(at, words!["in", "since", "from", "year"]),
    }
}
