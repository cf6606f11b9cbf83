//! Points told from another day: `yesterday`, `last week`, `three days ago`, `two years later`, `the same day`.

use super::super::meaning::{Base, Point, Unit, Way, YearOf};
use super::super::opens;
use super::super::scan::Scan;
use super::super::tokens::Words;
use super::super::words::TimeWord;
use super::points::{Spot, longer, way};
use super::{dates, lengths};
use crate::model::Shape;

/// The relative point that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Spot> {
    // A first word of its own sort leaves few ways to read on.
    match scan.word(at) {
        _ if scan.is_number(at) => return distance(scan, at),
        Some(TimeWord::Weekday(_) | TimeWord::ShortWeekday(_)) => return weekday(scan, at),
        Some(TimeWord::Day(_)) => return day(scan, at),
        Some(TimeWord::Unit(..)) => return distance(scan, at).or_else(|| year_before(scan, at)),
        Some(TimeWord::Month(_) | TimeWord::ShortMonth(_) | TimeWord::Season(_) | TimeWord::Ordinal(_)) => return None,
        _ => {}
    }
    let mut best = None;
    for (opens, find) in FINDERS {
        if scan.opens(at, opens) {
            best = longer(best, find(scan, at));
        }
    }
    best
}

type Finder = fn(&Scan, usize) -> Option<Spot>;

/// The other relative points, and what opens them.
const FINDERS: [(u32, Finder); 10] = [
    (opens::WAY, weekday),
    (opens::WAY | opens::BEFORE, weekend),
    (opens::BEFORE, day),
    (opens::WAY | opens::THIS, unit_this_way),
    (opens::WAY, month_this_way),
    (opens::COUNT, distance),
    (opens::BEFORE, year_before),
    (opens::SAME, told),
    (opens::BEFORE, bare_unit),
    (opens::NTH, day_of_month),
];

/// What opens any relative point.
pub const OPENS: u32 =
    opens::RELATIVE | opens::WAY | opens::THIS | opens::BEFORE | opens::COUNT | opens::SAME | opens::NTH;

/// `Monday`, `last Thursday`, `this coming Friday`, `Monday of last week`, `a week from Friday`.
fn weekday(scan: &Scan, at: usize) -> Option<Spot> {
    let article = scan.past(at, words!["the", "a"]);
    let (way, start) = match way(scan, article) {
        Some(found) => found,
        None if article > at && scan.is(article, "following") => (Way::Future, article + 1),
        None if article > at => return None,
        None => (Way::Tense, at),
    };
    let day = scan.weekday(start)?;
    if is_title(scan, start) {
        return None;
    }
    let of = scan.past(start + 1, words!["of", ","]);
    let weeks = match () {
        () if scan.has(of, &["last", "week"]) => Some(-1),
        () if scan.has(of, &["this", "week"]) => Some(0),
        () if scan.has(of, &["next", "week"]) => Some(1),
        () => None,
    };
    match weeks {
        Some(weeks) if !scan.is(of - 1, ",") => Some((Point::WeekdayOf(day, weeks), of + 2)),
        _ => Some((Point::Weekday(day, way), start + 1)),
    }
}

/// `Sunday Times`, `Black Friday`, `Monday Night Football`, `Friday the 13th`: names, not days.
fn is_title(scan: &Scan, at: usize) -> bool {
    const AFTER: &Words = words![
        "Times",
        "Telegraph",
        "Express",
        "Mirror",
        "Mail",
        "Herald",
        "Post",
        "Tribune",
        "Independent",
        "Star",
        "Sun",
        "People",
        "Review",
        "Journal",
        "School",
        "Football",
        "Live",
        "Club",
        "Accord",
        "Agreement",
        "Movement",
    ];
    scan.shape(at + 1) == Some(Shape::Title) && scan.is_any(at + 1, AFTER)
        || scan.is_any(at + 1, words!["Night"])
            && scan.shape(at + 2) == Some(Shape::Title)
            && scan.word(at + 2).is_none()
        || scan.follows(at, words!["Black", "Super", "Bloody", "Holy", "Freaky", "Ash", "Palm", "Good", "Sheffield"])
            && scan.shape(at - 1).is_some_and(Shape::is_capitalized)
}

/// `the weekend`, `last weekend`, `this past weekend`.
fn weekend(scan: &Scan, at: usize) -> Option<Spot> {
    let article = scan.past(at, words!["the"]);
    let (way, next) = match way(scan, article) {
        Some((Way::Past, next)) if article > at => (Way::Tense, next),
        Some(found) => found,
        None if article > at => (Way::Tense, article),
        None => return None,
    };
    (scan.unit(next) == Some((Unit::Weekend, false))).then_some((Point::Weekend(way), next + 1))
}

/// `today`, `yesterday`, `the day before yesterday`, `the day after tomorrow`.
fn day(scan: &Scan, at: usize) -> Option<Spot> {
    if let Some(TimeWord::Day(offset)) = scan.word(at) {
        let name = scan.follows(at, words!["USA", "Russia", "Psychology"])
            || scan.shape(at) == Some(Shape::Title)
                && scan.shape(at + 1) == Some(Shape::Title)
                && at > 0
                && scan.is(at + 1, "Show");
        let point = Point::Moved(Unit::Day, offset, Base::Writing);
        return (!name).then_some((point, at + 1));
    }
    if scan.has(at, &["the", "day", "before", "yesterday"]) {
        return Some((Point::Moved(Unit::Day, -2, Base::Writing), at + 4));
    }
    scan.has(at, &["the", "day", "after", "tomorrow"]).then_some((Point::Moved(Unit::Day, 2, Base::Writing), at + 4))
}

/// `last week`, `this year`, `the coming month`, `the current quarter`, `the previous day`, `the following year`.
fn unit_this_way(scan: &Scan, at: usize) -> Option<Spot> {
    let article = scan.past(at, words!["the", "its", "their"]);
    let told = article > at;
    let (count, base, next) = match () {
        () if scan.has(article, &["this", "past"]) || scan.has(article, &["this", "coming"]) => {
            (if scan.is(article + 1, "past") { -1 } else { 1 }, Base::Writing, article + 2)
        }
        () if scan.is_any(article, words!["last", "past"]) => (-1, Base::Writing, article + 1),
        () if scan.is_any(article, words!["previous", "prior", "preceding"]) => (-1, Base::Told, article + 1),
        () if scan.is_any(article, words!["next"]) => (1, if told { Base::Told } else { Base::Writing }, article + 1),
        () if scan.is_any(article, words!["coming", "upcoming"]) => (1, Base::Writing, article + 1),
        () if scan.is_any(article, words!["following", "ensuing"]) => (1, Base::Told, article + 1),
        () if scan.is_any(article, words!["this", "current", "present", "latest"]) => (0, Base::Writing, article + 1),
        () if scan.is_any(article, words!["same", "very"]) && told || scan.is_any(at, words!["that"]) => {
            (0, Base::Told, if scan.is(at, "that") { scan.past(at + 1, words!["same", "very"]) } else { article + 1 })
        }
        () => return None,
    };
    let next = scan.past(next, words!["fiscal", "calendar", "business", "academic", "very"]);
    let (unit, false) = scan.unit(next)? else { return None };
    if !fits_way(scan, at, next, unit, count, told) {
        return None;
    }
    let point = match unit {
        Unit::Night | Unit::Day => Point::Moved(Unit::Day, count, base),
        _ => Point::Moved(unit, count, base),
    };
    Some((point, next + 1))
}

/// Whether a unit goes with that direction as a date: `the past year` and `last minute` do not.
fn fits_way(scan: &Scan, at: usize, unit_at: usize, unit: Unit, count: i32, told: bool) -> bool {
    let past = scan.is_any(unit_at - 1, words!["past"]);
    let last = scan.is(unit_at - 1, "last");
    let hyphen = scan.shape(unit_at + 1) == Some(Shape::Hyphen);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Weekend => false,
        Unit::Night => false,
        Unit::Day => !past && !last && !hyphen && (told || count == 0 && scan.is(at, "that") || scan.is(at, "next")),
        // "the next decade", "over the last year": lengths.
        Unit::Decade | Unit::Century => count == 0 || !told && last,
        _ if past => false,
        _ if last && told => unit == Unit::Quarter,
        _ if hyphen => false,
        _ if told && scan.is(unit_at - 1, "next") => !scan.follows(at, words!["over", "in", "within", "during", "for"]),
        _ => true,
    }
}

/// `last September`, `next summer`, `this March`, `this spring`, `last fall`.
fn month_this_way(scan: &Scan, at: usize) -> Option<Spot> {
    let (way, next) = way(scan, at).or_else(|| {
        (scan.has(at, &["the", "following"]) || scan.has(at, &["the", "previous"]))
            .then_some((if scan.is(at + 1, "following") { Way::Future } else { Way::Past }, at + 2))
    })?;
    let year = match way {
        Way::Past => YearOf::Last,
        Way::Future => YearOf::Next,
        Way::Here | Way::Tense => YearOf::Counted(0),
    };
    match scan.word(next)? {
        TimeWord::Month(month) if scan.day_number(next + 1).is_none() => Some((Point::Month(month, year), next + 1)),
        TimeWord::Month(month) | TimeWord::ShortMonth(month) => {
            let (point, end) = dates::find(scan, next)?;
            (point == Point::MonthDay(month, scan.day_number(next + 1)?)).then_some((point, end))
        }
        TimeWord::Season(letters) => Some((Point::Season(letters, year), next + 1)),
        _ => None,
    }
}

/// `three days ago`, `a year earlier`, `two weeks later`, `a week from Friday`, `three years from now`.
fn distance(scan: &Scan, at: usize) -> Option<Spot> {
    // "year ago" in tables and headlines: one.
    let bare = || {
        scan.unit(at)
            .filter(|(_, many)| !many && scan.is_any(at + 1, words!["ago", "earlier"]))
            .map(|(unit, _)| (Some(1.0), unit, at + 1))
    };
    let (count, unit, end) = lengths::counted(scan, at).or_else(bare)?;
    let count = count?;
    if unit.is_short() || count.fract() != 0.0 || count > 5000.0 {
        return None;
    }
    let count = count as i32;
    let year = unit == Unit::Year && count == 1;
    match () {
        () if scan.is(end, "ago") => {
            let end = end + 1;
            match scan.weekday(end) {
                Some(weekday) if unit == Unit::Week => Some((Point::WeekdayOf(weekday, -count), end + 1)),
                _ if scan.is_any(end, words!["today"]) => Some((Point::Moved(unit, -count, Base::Writing), end + 1)),
                _ if year => Some((Point::YearBefore, end)),
                // One week back is a day, several are weeks.
                _ if unit == Unit::Week && count == 1 => Some((Point::Moved(Unit::Day, -7, Base::Writing), end)),
                _ => Some((Point::Moved(unit, -count, Base::Writing), end)),
            }
        }
        () if scan.has(end, &["from", "now"]) => Some((Point::Moved(unit, count, Base::Writing), end + 2)),
        () if scan.is_any(end, words!["earlier", "previously"]) && year => Some((Point::YearBefore, end + 1)),
        () if scan.is_any(end, words!["earlier", "previously"]) => {
            Some((Point::Moved(unit, -count, Base::Told), end + 1))
        }
        () if scan.is_any(end, words!["later", "afterwards", "afterward"]) && !scan.is(end + 1, "than") => {
            Some((Point::Moved(unit, count, Base::Told), end + 1))
        }
        () if scan.is_any(end, words!["before", "after"]) && scan.is_any(end + 1, words![".", ",", ""]) => {
            Some((Point::Moved(unit, if scan.is(end, "after") { count } else { -count }, Base::Told), end + 1))
        }
        () => None,
    }
}

/// `the year-ago quarter`, `year-earlier`, `the year-earlier period`, `the year before`.
fn year_before(scan: &Scan, at: usize) -> Option<Spot> {
    let start = scan.past(at, words!["the", "a"]);
    if scan.unit(start) != Some((Unit::Year, false)) {
        return if start > at { unit_before(scan, start) } else { None };
    }
    let hyphen = scan.past_hyphen(start + 1);
    if hyphen > start + 1 && scan.is_any(hyphen, words!["ago", "earlier"])
        || scan.is(start + 1, "earlier") && scan.is(at, "the")
    {
        let noun = scan.past(hyphen + 1, words!["third", "second", "first", "fourth"]);
        let end = scan.past(noun, words!["quarter", "period", "month", "week", "half"]);
        let end = if end == noun { hyphen + 1 } else { end };
        let quarter =
            scan.ordinal(hyphen + 1).filter(|_| end > noun && noun > hyphen + 1).map(|(number, _)| number as i8);
        let point = quarter.map_or(Point::YearBefore, |number| Point::Quarter(number, YearOf::Counted(-1)));
        return Some((point, end));
    }
    unit_before(scan, start).filter(|_| scan.is(at, "the"))
}

/// `the day before`, `the week after`, where nothing follows that they are before or after of.
fn unit_before(scan: &Scan, unit_at: usize) -> Option<Spot> {
    let (unit, false) = scan.unit(unit_at)? else { return None };
    let word = unit_at + 1;
    let open = scan.shape(word + 1).is_none_or(|shape| shape == Shape::Punctuation)
        || scan.is_any(word + 1, words!["and", "in", "at", "when"]);
    let count = match () {
        () if scan.is_any(word, words!["before", "earlier"]) => -1,
        () if scan.is_any(word, words!["after"]) => 1,
        () => return None,
    };
    let whole = matches!(unit, Unit::Day | Unit::Night | Unit::Week | Unit::Month | Unit::Year);
    let unit = if unit == Unit::Night { Unit::Day } else { unit };
    (open && whole).then_some((Point::Moved(unit, count, Base::Told), word + 1))
}

/// `a year earlier` with an adverb for a count: `the same period`, `the same time`.
fn told(scan: &Scan, at: usize) -> Option<Spot> {
    if scan.has(at, &["the", "same", "period"]) || scan.has(at, &["the", "same", "quarter"]) {
        if let Some((-1, end)) = dates::year_told(scan, at + 3) {
            return Some((Point::YearBefore, end));
        }
        let end = at + 3;
        let year = scan.year_after_comma(scan.past(end, words!["of", "in"]));
        return year.map(|(year, end)| (Point::Known(crate::model::PartialDate::year_only(year)), end));
    }
    None
}

/// `the year`, `the quarter`, `the month`, after `for`, `in`, `of`, `during`: the one that runs, or was told last.
fn bare_unit(scan: &Scan, at: usize) -> Option<Spot> {
    if !scan.is(at, "the") || !scan.follows(at, words!["for", "in", "during", "of", "throughout", "so", "this"]) {
        return None;
    }
    let unit_at = scan.past(at + 1, words!["latest", "fiscal", "full"]);
    let (unit, false) = scan.unit(unit_at)? else { return None };
    let closed = scan.shape(unit_at + 1).is_none_or(|shape| shape == Shape::Punctuation)
        || scan.is_any(
            unit_at + 1,
            words![
                "ended", "ending", "to", "and", "from", "that", "with", "as", "because", "is", "was", "will", "by",
                "at", "on",
            ],
        );
    let base = if matches!(unit, Unit::Quarter | Unit::Month) { Base::Told } else { Base::Writing };
    let whole = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    (whole && closed).then_some((Point::Moved(unit, 0, base), unit_at + 1))
}

/// `the 15th`, after `on`, `by`, `until`, where no noun follows.
fn day_of_month(scan: &Scan, at: usize) -> Option<Spot> {
    let (number, end) = scan.ordinal(at + 1).filter(|_| scan.is(at, "the"))?;
    let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
    let printed =
        scan.shape(at + 1) == Some(Shape::Number) && scan.follows(at, words!["on", "by", "until", "till", "since"]);
    let closed = scan.shape(end).is_none_or(|shape| shape == Shape::Punctuation);
    (printed && closed).then_some((Point::DayOfMonth(day), end))
}
