//! Times of day, alone or with a date: `9:30 a.m. EST`, `Monday morning`, `tonight`, `8 p.m. on Friday`, `noon`.

use super::super::meaning::{Base, Found, Meaning, Point, Unit};
use super::super::opens;
use super::super::scan::Scan;
use super::super::tokens::Words;
use super::super::words::TimeWord;
use super::{keep_longer, points, when};
use crate::model::Shape;

/// The date or time of day that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Found> {
    let mut best = when(scan, at, opens::CLOCK, clock_first);
    if !scan.is_number(at) {
        keep_longer(&mut best, when(scan, at, opens::PART, part_first));
    }
    keep_longer(&mut best, when(scan, at, opens::POINT | opens::COUNT, point_first));
    keep_longer(&mut best, when(scan, at, opens::COUNT | opens::UNITS | opens::HOURS, moments));
    best
}

fn timed(end: usize, point: Point, time: impl Into<String>) -> Option<Found> {
    Some(Found::new(end, Meaning::Point(point, Some(time.into()))))
}

/// `9:30 a.m. Monday`, `8 p.m. on Friday`, `noon`, `1430 GMT`.
fn clock_first(scan: &Scan, at: usize) -> Option<Found> {
    let (time, end) = clock(scan, at)?;
    let joined = scan.past(end, words!["on", ","]);
    let joined = scan.past(joined, words!["late"]);
    match points::find(scan, joined).filter(|(point, _)| is_day(point)) {
        Some((point, after)) => {
            let after = part_after(scan, after).map_or(after, |(_, end)| end);
            timed(after, point, time)
        }
        None => timed(end, Point::SameDay, time),
    }
}

/// Whether a point is a single day, so that a time of day can go with it.
fn is_day(point: &Point) -> bool {
    match point {
        Point::Known(date) => date.as_day().is_some(),
        Point::MonthDay(..) | Point::Weekday(..) | Point::WeekdayOf(..) | Point::Feast(..) | Point::SameDay => true,
        Point::Moved(unit, ..) => *unit == Unit::Day,
        _ => false,
    }
}

/// A point, and the time of day after it: `Monday morning`, `Friday at 9 a.m.`, `Feb. 13, 1998 14:26:00`.
fn point_first(scan: &Scan, at: usize) -> Option<Found> {
    let (point, end) = points::find(scan, at)?;
    if !is_day(&point) {
        return Some(Found::point(end, point));
    }
    if let Some((letters, after)) = part_after(scan, end) {
        return match clock_after(scan, after) {
            Some((time, after)) => timed(after, point, time),
            None => timed(after, point, letters),
        };
    }
    match clock_after(scan, end) {
        Some((time, after)) => timed(after, point, time),
        None => Some(Found::point(end, point)),
    }
}

/// `morning`, `night`, right after a day.
fn part_after(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
    let start = scan.past(at, words!["early", "late"]);
    let letters = scan.day_part(start)?;
    Some((letters, start + 1))
}

/// `at 9 a.m.`, `, 10:30 p.m.`, ` 14:26:00` right after a day.
fn clock_after(scan: &Scan, at: usize) -> Option<(String, usize)> {
    let start = scan.past(at, words![","]);
    let start = scan.past(start, words!["at", "around", "about"]);
    clock(scan, start).filter(|(_, end)| *end > start)
}

/// `this morning`, `the night of March 3`, `early Monday`, `last night`, `the afternoon`, `tonight`.
fn part_first(scan: &Scan, at: usize) -> Option<Found> {
    let narrow = scan.past(at, words!["early", "late", "later", "earlier"]);
    if let Some(TimeWord::Night(letters)) = scan.word(narrow) {
        let start = if scan.is(narrow, "tonight") { Point::Moved(Unit::Day, 0, Base::Writing) } else { Point::SameDay };
        return timed_on(scan, narrow + 1, start, letters);
    }
    let (point, next) = match () {
        () if scan.is(narrow, "last") && scan.unit(narrow + 1) == Some((Unit::Night, false)) => {
            (Point::Moved(Unit::Day, -1, Base::Writing), narrow + 1)
        }
        () if scan.is(narrow, "this") => (Point::Moved(Unit::Day, 0, Base::Writing), narrow + 1),
        () if scan.has(narrow, &["the", "same"]) => (Point::SameDay, narrow + 2),
        () if scan.has(narrow, &["the", "next"]) || scan.has(narrow, &["the", "following"]) => {
            (Point::Moved(Unit::Day, 1, Base::Told), narrow + 2)
        }
        () if scan.has(narrow, &["the", "previous"]) => (Point::Moved(Unit::Day, -1, Base::Told), narrow + 2),
        () if scan.is_any(narrow, words!["that", "the"]) => {
            (Point::SameDay, scan.past(narrow + 1, words!["early", "late"]))
        }
        () if narrow > at => (Point::SameDay, narrow),
        () => return bare_part(scan, at),
    };
    let letters = scan.day_part(next)?;
    if scan.is(next, "mornings") || scan.is(next, "evenings") || scan.is(next, "afternoons") {
        return None;
    }
    if scan.is(next + 1, "of")
        && let Some((day, end)) = points::find(scan, next + 2).filter(|(point, _)| is_day(point))
    {
        return timed(end, day, letters);
    }
    if scan.is(next + 1, "before") && scan.is_any(next + 2, words![".", ","]) {
        return timed(next + 2, Point::Moved(Unit::Day, -1, Base::Told), letters);
    }
    timed_on(scan, next + 1, point, letters)
}

/// A part of a day that ends before `end`: of the day named behind it (`dawn on Sunday`), else of that one.
fn timed_on(scan: &Scan, end: usize, point: Point, letters: &str) -> Option<Found> {
    let day = scan.is(end, "on").then(|| points::find(scan, end + 1)).flatten().filter(|(point, _)| is_day(point));
    let (day, end) = day.filter(|_| point == Point::SameDay).unwrap_or((point, end));
    timed(end, day, letters)
}

/// `morning`, `at night`, `by dawn`: a part of the day of the clause.
fn bare_part(scan: &Scan, at: usize) -> Option<Found> {
    let letters = scan.day_part(at)?;
    let lone = scan
        .follows(at, words!["at", "by", "until", "before", "since", "after", "till", "from", "every", "each", "all"]);
    let named = scan.shape(at) == Some(Shape::Title) && at > 0;
    (lone && !named && !scan.follows(at, words!["all", "every", "each"]))
        .then(|| timed_on(scan, at + 1, Point::SameDay, letters))
        .flatten()
}

/// `the early hours of Sunday`, `an hour ago`, `two hours later`, `minutes later`.
fn moments(scan: &Scan, at: usize) -> Option<Found> {
    let start = scan.past(at, words!["the"]);
    if scan.is_any(start, words!["early", "late"]) && scan.is(start + 1, "hours") && scan.is(start + 2, "of") {
        let letters = if scan.is(start, "early") { "MO" } else { "NI" };
        let (point, end) = points::find(scan, start + 3).filter(|(point, _)| is_day(point))?;
        return timed(end, point, letters);
    }
    if scan.unit(at).is_some_and(|(_, many)| many) && scan.is(at + 1, "ago") {
        return Some(Found::new(at + 2, Meaning::Reference("PAST_REF")));
    }
    let (count, unit, end) = super::lengths::counted(scan, at)?;
    let past = scan.is(end, "ago");
    match () {
        () if past && unit.is_short() => Some(Found::new(end + 1, Meaning::Reference("PAST_REF"))),
        () if past => Some(Found::new(end + 1, Meaning::Reference("PAST_REF"))),
        () if count.is_none() && scan.is(end, "later") => Some(Found::new(end + 1, Meaning::Reference("FUTURE_REF"))),
        () if count.is_none() && scan.is(end, "earlier") => Some(Found::new(end + 1, Meaning::Reference("PAST_REF"))),
        () if scan.has(end, &["from", "now"]) => Some(Found::new(end + 2, Meaning::Reference("FUTURE_REF"))),
        () => None,
    }
}

/// A time on the clock: what stands after the `T`, and where it ends.
fn clock(scan: &Scan, at: usize) -> Option<(String, usize)> {
    if let Some(TimeWord::Hour(time)) = scan.word(at) {
        let named = scan.shape(at) == Some(Shape::Title) && at > 0 && scan.shape(at + 1) == Some(Shape::Title);
        return (!named).then(|| (time.to_string(), at + 1));
    }
    if scan.has(at, &["half", "past"])
        && let Some((hour, ..)) = hour_and_minute(scan, at + 2)
    {
        let (hours, end) = meridian_at(scan, at + 3).unwrap_or((0, at + 3));
        return (hour <= 12).then(|| (format!("{:02}:30", if end > at + 3 { hour % 12 + hours } else { hour }), end));
    }
    if (scan.digits(at).is_some() || scan.shape(at) != Some(Shape::Number)) && !is_clock_mark(scan, at + 1) {
        return None;
    }
    let (hour, minute, seconds, meridian, next) = hour_and_minute(scan, at)?;
    let (hour, end) = match meridian.map(|hours| (hours, next)).or_else(|| meridian_at(scan, next)) {
        Some((hours, end)) if (1..=12).contains(&hour) => (hour % 12 + hours, end),
        Some(_) => return None,
        None if scan.word(next) == Some(TimeWord::OClock) => o_clock(scan, hour, next),
        None => (hour, next),
    };
    let told = end > next || meridian.is_some() || minute.is_some();
    let (end, zoned) = zone(scan, end);
    let colon = scan.form(at).contains(':');
    let placed = seconds.is_some()
        || scan.follows(
            at,
            words![
                "at", "by", "until", "till", "from", "to", "around", "about", "before", "after", "since", "and",
                "between", "-", ",",
            ],
        )
        || at > 0 && scan.shape(at - 1) == Some(Shape::Number) && scan.form(at - 1).contains('/');
    let clear = end > next && (told || zoned)
        || meridian.is_some()
        || colon && placed && scan.shape(next) != Some(Shape::Hyphen);
    if !clear || hour > 24 || minute.is_some_and(|minute| minute > 59) {
        return None;
    }
    let tail = seconds.map(|seconds| format!(":{seconds:02}")).unwrap_or_default();
    Some((format!("{hour:02}:{:02}{tail}", minute.unwrap_or(0)), end))
}

/// Whether the word makes a time of the bare number before it: `p.m.`, `o'clock`, `GMT`, `hours`, `local time`.
fn is_clock_mark(scan: &Scan, at: usize) -> bool {
    const ZONES: &Words =
        words!["hours", "hrs", "local", "Eastern", "Pacific", "Central", "Mountain", "Moscow", "Beijing", "Greenwich"];
    matches!(scan.word(at), Some(TimeWord::Meridian(_) | TimeWord::OClock | TimeWord::Zone)) || scan.is_any(at, ZONES)
}

type Reading = (i32, Option<i32>, Option<i32>, Option<i32>, usize);

/// `9`, `nine`, `9:30`, `9.30`, `14:26:00`, `9am`, `1430`, `1430EST`: hour, minute, second, hours to add.
fn hour_and_minute(scan: &Scan, at: usize) -> Option<Reading> {
    if let Some(TimeWord::Number(hour @ 1..=12)) = scan.word(at) {
        return Some((hour, None, None, None, at + 1));
    }
    if scan.shape(at)? != Shape::Number {
        return None;
    }
    let form = scan.form(at);
    let digits = form.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let letters = form[digits.len()..].trim_matches('.').to_ascii_lowercase();
    let meridian = match letters.as_str() {
        "" => None,
        "am" | "a" => Some(0),
        "pm" | "p" => Some(12),
        "est" | "edt" | "gmt" | "utc" | "z" | "hrs" | "h" => None,
        _ => return None,
    };
    let mut parts = digits.split([':', '.']).map(|part| part.parse::<i32>().ok());
    let (first, minute, second) = (parts.next()??, parts.next().flatten(), parts.next().flatten());
    let zoned = !letters.is_empty() && meridian.is_none();
    if minute.is_some() && digits.rsplit([':', '.']).next().is_none_or(|last| last.len() != 2) {
        return None;
    }
    if digits.len() == 4 && minute.is_none() {
        let followed =
            zoned || scan.word(at + 1) == Some(TimeWord::Zone) || scan.is_any(at + 1, words!["hours", "hrs"]);
        return (followed && first % 100 < 60).then_some((first / 100, Some(first % 100), None, None, at + 1));
    }
    let dotted = digits.contains('.') && meridian.is_none() && meridian_at(scan, at + 1).is_none();
    (digits.len() <= 8 && first <= 24 && !dotted).then_some((first, minute, second, meridian, at + 1))
}

/// `a.m.`, `p.m.`, `in the morning`, `at night`.
fn meridian_at(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    match scan.word(at) {
        Some(TimeWord::Meridian(hours)) => Some((hours, at + 1)),
        _ => None,
    }
}

/// `o'clock`, `o'clock in the evening`.
fn o_clock(scan: &Scan, hour: i32, at: usize) -> (i32, usize) {
    if scan.has(at + 1, &["in", "the"])
        && let Some(letters) = scan.day_part(at + 3)
    {
        return (if letters == "MO" { hour } else { hour % 12 + 12 }, at + 4);
    }
    match scan.word(at + 1) {
        Some(TimeWord::Meridian(hours)) => (hour % 12 + hours, at + 2),
        _ => (hour, at + 1),
    }
}

/// One past a time zone at `at` (`EST`, `local time`, `Eastern Daylight Time`, `Moscow time`), and whether there is one.
fn zone(scan: &Scan, at: usize) -> (usize, bool) {
    match () {
        () if scan.word(at) == Some(TimeWord::Zone) => (at + 1, true),
        () if scan.is_any(at, words!["hours", "hrs"]) && scan.form(at - 1).len() == 4 => {
            (at + 1 + usize::from(scan.word(at + 1) == Some(TimeWord::Zone)), true)
        }
        () if scan.is_any(at, words!["local", "Eastern", "Pacific", "Central", "Mountain", "Moscow", "Beijing"])
            && scan.is(at + 1, "time") =>
        {
            (at + 2, true)
        }
        () if scan.is_any(at, words!["Eastern", "Pacific", "Central", "Mountain", "Greenwich"])
            && scan.is(at + 2, "Time") =>
        {
            (at + 3, true)
        }
        () => (at, false),
    }
}
