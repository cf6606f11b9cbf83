//! Lengths of time: `five years`, `a two-day visit`, `the past three months`, `half an hour`, `several weeks`, `27-year-old`.

use super::super::meaning::{Found, Meaning, Unit};
use super::super::opens;
use super::super::scan::Scan;
use super::super::tokens::Words;
use super::super::words::TimeWord;
use super::{keep_longer, when};
use crate::model::Shape;

/// The duration that begins at `at`.
pub fn find(scan: &Scan, at: usize) -> Option<Found> {
    if scan.is_number(at) {
        return plain(scan, at);
    }
    let mut best = None;
    for (opens, find) in FINDERS {
        keep_longer(&mut best, when(scan, at, opens, find));
    }
    best
}

type Finder = fn(&Scan, usize) -> Option<Found>;

/// The kinds of durations, and what opens them.
const FINDERS: [(u32, Finder); 6] = [
    (opens::HALF, halves),
    (opens::STRETCH, stretch),
    (opens::COUNT, plain),
    (opens::WHOLE, whole),
    (opens::COUNT, vague),
    (opens::UNITS, bare),
];

/// What opens any of them.
pub const OPENS: u32 = opens::HALF | opens::STRETCH | opens::COUNT | opens::WHOLE | opens::UNITS;

fn length(end: usize, value: String) -> Option<Found> {
    Some(Found::new(end, Meaning::Length(value)))
}

/// Words that make a count less exact and belong to the expression.
fn past_approximation(scan: &Scan, at: usize) -> usize {
    const FIRST: &Words = words!["more", "less", "fewer", "no", "at", "up", "as", "well", "just", "an",];
    const ALONE: &Words = words!["about", "around", "approximately", "roughly", "nearly", "almost", "some"];
    if scan.is_any(at, ALONE) {
        return at + 1;
    }
    const SECOND: &Words = words![
        "than",
        "more",
        "less",
        "least",
        "most",
        "to",
        "long",
        "many",
        "much",
        "little",
        "over",
        "under",
        "additional",
        "estimated",
    ];
    if !scan.is_any(at, FIRST) || !scan.is_any(at + 1, SECOND) {
        return at;
    }
    for words in [
        &["more", "than"][..],
        &["less", "than"],
        &["fewer", "than"],
        &["no", "more", "than"],
        &["no", "less", "than"],
        &["at", "least"],
        &["at", "most"],
        &["up", "to"],
        &["as", "long", "as"],
        &["as", "many", "as"],
        &["as", "much", "as"],
        &["as", "little", "as"],
        &["well", "over"],
        &["just", "over"],
        &["just", "under"],
        &["an", "additional"],
        &["an", "estimated"],
    ] {
        if scan.has(at, words) {
            let left_out = words.contains(&"additional") && scan.number(at + words.len()).is_none();
            return if left_out { at } else { at + words.len() };
        }
    }
    at
}

/// A count and its unit, with hyphens and words like `consecutive` between: `three days`, `about a year`, `several weeks`.
/// The count is `None` when it is not told.
pub fn counted(scan: &Scan, at: usize) -> Option<Counted> {
    if !scan.opens(at, opens::COUNT) {
        return None;
    }
    // Asked for by several finders, one after the other.
    match scan.counted.get() {
        (place, found) if place == at => found,
        _ => {
            let found = counted_at(scan, at);
            scan.counted.set((at, found));
            found
        }
    }
}

/// A count (`None` when it is not told), its unit, and where they end.
pub type Counted = (Option<f64>, Unit, usize);

fn counted_at(scan: &Scan, at: usize) -> Option<Counted> {
    let start = past_approximation(scan, at);
    let (count, next) = count(scan, start)?;
    let next = scan.past_hyphen(next);
    let next = scan.past(
        next,
        words![
            "more",
            "full",
            "whole",
            "straight",
            "consecutive",
            "additional",
            "successive",
            "solid",
            "long",
            "entire",
            "further",
            "extra",
        ],
    );
    let next = scan.past(
        next,
        words!["business", "working", "calendar", "trading", "fiscal", "academic", "light", "school", "weekday"],
    );
    let (unit, _) = scan.unit(next)?;
    // "60 Minutes", "24 Hours": titles.
    if scan.shape(next) == Some(Shape::Title)
        && scan.shape(start) == Some(Shape::Number)
        && start > 0
        && scan.shape(start - 1) == Some(Shape::Lower)
    {
        return None;
    }
    if count.is_none() && scan.is_any(start, words!["some", "many", "few"]) && !scan.unit(next)?.1 {
        return None;
    }
    Some((count, unit, next + 1))
}

/// `three`, `2.5`, `a`, `an`, `several`, `a few`, `a couple of`, `a dozen`, `two or three`, `10 to 15`.
fn count(scan: &Scan, at: usize) -> Option<(Option<f64>, usize)> {
    // "another two years", "another week".
    let at = if scan.is(at, "another") && scan.number(at + 1).is_some() { at + 1 } else { at };
    if let Some((first, next)) = scan.number(at) {
        let fraction = next + 2 < scan.len() && scan.has(next, &["and", "a", "half"]);
        if fraction {
            return Some((Some(first + 0.5), next + 3));
        }
        let hyphen = scan.past_hyphen(next);
        let second_at = if scan.is_any(next, words!["or", "to"]) {
            Some(next + 1)
        } else if scan.is_any(hyphen, words!["to", "or"]) {
            Some(scan.past_hyphen(hyphen + 1))
        } else {
            (hyphen > next).then_some(hyphen)
        };
        if let Some((second, end)) =
            second_at.and_then(|second| scan.number(second)).filter(|(second, _)| *second > first)
        {
            return Some((Some(second), end));
        }
        return Some((Some(first), next));
    }
    // The usual cases without a walk through the phrases below.
    const AFTER_ARTICLE: &Words =
        words!["couple", "few", "half", "dozen", "hundred", "thousand", "number", "matter", "additional"];
    if scan.is_any(at, words!["a", "an", "the"]) && !scan.is_any(at + 1, AFTER_ARTICLE) {
        return (!scan.is(at, "the")).then_some((Some(1.0), at + 1));
    }
    const FIRST: &Words = words![
        "a",
        "the",
        "half",
        "hundreds",
        "thousands",
        "dozens",
        "quite",
        "several",
        "many",
        "few",
        "some",
        "an",
        "another",
    ];
    if !scan.is_any(at, FIRST) {
        return None;
    }
    for (words, count) in [
        (&["a", "couple", "of"][..], Some(2.0)),
        (&["a", "couple"], Some(2.0)),
        (&["the", "couple", "of"], Some(2.0)),
        (&["half", "a", "dozen"], Some(6.0)),
        (&["a", "half", "dozen"], Some(6.0)),
        (&["a", "dozen"], Some(12.0)),
        (&["a", "hundred"], Some(100.0)),
        (&["a", "thousand"], Some(1000.0)),
        (&["a", "number", "of"], None),
        (&["a", "matter", "of"], None),
        (&["hundreds", "of"], None),
        (&["thousands", "of"], None),
        (&["dozens", "of"], None),
        (&["a", "few"], None),
        (&["the", "few"], None),
        (&["quite", "a", "few"], None),
        (&["several"], None),
        (&["many"], None),
        (&["few"], None),
        (&["some"], None),
        (&["an", "additional"], Some(1.0)),
        (&["a"], Some(1.0)),
        (&["an"], Some(1.0)),
        (&["another"], Some(1.0)),
    ] {
        if scan.has(at, words) {
            return Some((count, at + words.len()));
        }
    }
    None
}

/// `five years`, `a year and a half`, `two years and three months`, `a two-year`, `27-year-old`, `six months old`.
fn plain(scan: &Scan, at: usize) -> Option<Found> {
    let (count, unit, end) = counted(scan, at)?;
    let start = past_approximation(scan, at);
    let one = scan.is_any(start, words!["a", "an"]) && count == Some(1.0);
    if !is_length(scan, start, unit, end, one) {
        return None;
    }
    if scan.has(end, &["and", "a", "half"]) {
        return match unit {
            Unit::Hour => length(end + 3, format!("PT{}H30M", count?)),
            _ => length(end + 3, unit.length(count.map(|count| count + 0.5))),
        };
    }
    let old_at = scan.past_hyphen(end);
    if scan.is_any(old_at, words!["old", "olds"]) && !one {
        return length(old_at + 1, unit.length(count));
    }
    let next = scan.past(end, words!["and", ","]);
    if let (Some(count), Some((Some(more), smaller, end))) =
        (count, counted(scan, next).filter(|_| next > end || unit == Unit::Hour))
        && let Some(value) = sum(count, unit, more, smaller)
    {
        return length(end, value);
    }
    length(end, unit.length(count))
}

/// `two years and three months`: the value of both.
fn sum(count: f64, unit: Unit, more: f64, smaller: Unit) -> Option<String> {
    let first = unit.length(Some(count));
    let second = smaller.length(Some(more));
    match (unit, smaller) {
        (Unit::Year, Unit::Month | Unit::Week | Unit::Day)
        | (Unit::Month, Unit::Day | Unit::Week)
        | (Unit::Week, Unit::Day) => Some(first + second.strip_prefix('P')?),
        (Unit::Hour, Unit::Minute | Unit::Second) | (Unit::Minute, Unit::Second) => {
            Some(first + second.strip_prefix("PT")?)
        }
        (Unit::Day, Unit::Hour | Unit::Minute) => Some(first + second.strip_prefix('P')?),
        _ => None,
    }
}

/// Whether a count and a unit measure time: "a second man", "one day he came", "a day", "three quarters of them" do not.
fn is_length(scan: &Scan, start: usize, unit: Unit, end: usize, one: bool) -> bool {
    let unit_at = end - 1;
    let next_is_noun = scan.shape(end) == Some(Shape::Lower);
    match unit {
        Unit::Second if one || scan.is(unit_at, "second") => !one && scan.shape(unit_at - 1) == Some(Shape::Hyphen),
        Unit::Quarter if one => false,
        // "1987 year": a year, and a word about it.
        Unit::Year if scan.year(start).is_some_and(|year| year >= 1900) && scan.is(unit_at, "year") => false,
        Unit::Quarter => {
            !scan.is(end, "of") && scan.is(unit_at, "quarters") && scan.shape(unit_at - 1) != Some(Shape::Hyphen)
        }
        Unit::Minute if one => {
            !scan.is(start, "a") || scan.follows(start, words!["for", "in", "within", "than", "about"]) || !next_is_noun
        }
        Unit::Day if scan.is(start, "one") => {
            scan.follows(
                start,
                words![
                    "for", "in", "within", "than", "only", "just", "of", "after", "least", "about", "the", "last",
                    "next", "past",
                ],
            ) || scan.shape(unit_at - 1) == Some(Shape::Hyphen)
        }
        Unit::Weekend => !one && scan.is(unit_at, "weekends"),
        Unit::Night if one => scan.follows(start, words!["for"]),
        _ => true,
    }
}

/// `half an hour`, `half a century`, `a half-hour`, `half-century`, `a quarter of a century`, `a quarter-century`.
fn halves(scan: &Scan, at: usize) -> Option<Found> {
    let start = past_approximation(scan, at);
    let part = scan.past(start, words!["a", "the", "last"]);
    if scan.is(part, "half") {
        let next = scan.past_hyphen(part + 1);
        let next = scan.past(next, words!["a", "an"]);
        let (unit, false) = scan.unit(next)? else { return None };
        let measured = matches!(unit, Unit::Hour | Unit::Century | Unit::Decade | Unit::Year | Unit::Day);
        let value = if unit == Unit::Day { "PT12H".to_string() } else { unit.length(Some(0.5)) };
        return if measured && next > part + 1 { length(next + 1, value) } else { None };
    }
    let century = scan.past_hyphen(part + 1);
    let next = if scan.has(part + 1, &["of", "a"]) { part + 3 } else { century };
    let quarter = scan.is(part, "quarter") && next > part + 1 && scan.is(next, "century");
    if quarter { length(next + 1, "P25Y".to_string()) } else { None }
}

/// `the past three months`, `the last decade`, `the next few weeks`, `the first nine months of 1989`, `the past year`.
fn stretch(scan: &Scan, at: usize) -> Option<Found> {
    let start = scan.past(at, words!["the", "these", "those", "his", "her", "its", "their", "this", "our", "my"]);
    let bounded = scan.is_any(
        start,
        words![
            "past",
            "last",
            "next",
            "first",
            "coming",
            "previous",
            "preceding",
            "final",
            "following",
            "recent",
            "opening",
            "latest",
        ],
    );
    if !bounded {
        return None;
    }
    let recent = scan.is_any(start, words!["recent", "coming"]);
    if let Some((unit, many)) = scan.unit(start + 1) {
        let short = unit.is_short();
        return match many {
            true if recent && !short => {
                let value = if scan.is(start, "recent") { "PAST_REF" } else { "FUTURE_REF" };
                Some(Found::new(start + 2, Meaning::Reference(value)))
            }
            true if scan.is_any(start, words!["last", "past"]) && start > at => length(start + 2, unit.length(None)),
            true => None,
            false => single(scan, at, start, unit),
        };
    }
    let vague = scan.is_any(start + 1, words!["few", "several", "couple"]);
    let number = scan.number(start + 1).is_some();
    if !vague && !number {
        return None;
    }
    let after_couple = if scan.has(start + 1, &["couple", "of"]) { start + 3 } else { start + 2 };
    let (count, unit, end) = match vague {
        true => (scan.is(start + 1, "couple").then_some(2.0), scan.unit(after_couple)?.0, after_couple + 1),
        false => counted(scan, start + 1)?,
    };
    if unit == Unit::Quarter && scan.is(end, "of") && scan.year_after_comma(end + 1).is_none() {
        return length(end, unit.length(count));
    }
    length(end, unit.length(count))
}

/// `the past year`, `the last decade`, `the next century`, `the past week`.
fn single(scan: &Scan, at: usize, start: usize, unit: Unit) -> Option<Found> {
    let articled = start > at;
    let past = scan.is(start, "past");
    let long = matches!(unit, Unit::Decade | Unit::Century)
        && scan.is_any(start, words!["past", "last", "next", "previous", "coming"]);
    let usual = past && matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Quarter | Unit::Day | Unit::Hour)
        || scan.is_any(start, words!["last", "next"])
            && matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Hour | Unit::Minute);
    let named = scan.is(at, "this");
    (articled && !named && (long || usual)).then(|| length(start + 2, unit.length(Some(1.0)))).flatten()
}

/// `all day`, `the whole week`, `a full year`, `the entire decade`.
fn whole(scan: &Scan, at: usize) -> Option<Found> {
    let next = match () {
        () if scan.is(at, "all") => scan.past(at + 1, words!["of", "the"]),
        () if scan.is_any(at, words!["the", "an", "a"]) && scan.is_any(at + 1, words!["whole", "entire", "full"]) => {
            at + 2
        }
        () => return None,
    };
    let (unit, false) = scan.unit(next)? else { return None };
    let measured = !unit.is_short() && !matches!(unit, Unit::Quarter | Unit::Weekend);
    if measured { length(next + 1, unit.length(Some(1.0))) } else { None }
}

/// `a long time`, `a short time`, `a while` have no unit that could be told; only the plural of a unit is taken.
fn vague(scan: &Scan, at: usize) -> Option<Found> {
    let start = scan.past(at, words!["hundreds", "thousands", "dozens"]);
    if start == at || !scan.is(start, "of") {
        return None;
    }
    let (unit, true) = scan.unit(start + 1)? else { return None };
    length(start + 2, unit.length(None))
}

/// `for years`, `in months`, `within days`, `weeks of`, `decades-long`.
fn bare(scan: &Scan, at: usize) -> Option<Found> {
    let Some(TimeWord::Unit(unit, true)) = scan.word(at) else { return None };
    let placed = scan.follows(
        at,
        words![
            "for", "in", "within", "of", "over", "after", "take", "took", "takes", "lasted", "last", "spent", "spend",
            "mere", "through",
        ],
    );
    let followed = scan.is_any(at + 1, words!["of", "later", "earlier", "after", "before", "-"]);
    let excluded = scan.is_any(at + 1, words!["of"]) && scan.follows(at, words!["in", "of", "the"])
        || matches!(unit, Unit::Night | Unit::Weekend | Unit::Quarter | Unit::Second)
        || scan.shape(at) != Some(Shape::Lower)
        || scan.follows(at, words!["of"])
            && !scan
                .shape(at.saturating_sub(2))
                .is_some_and(|_| scan.is_any(at.saturating_sub(2), words!["number", "matter", "couple", "period"]));
    let excluded = excluded || unit == Unit::Hour && scan.follows(at, words!["after"]) && !followed;
    if excluded
        || !(placed || followed)
        || scan.follows(at, words!["the", "these", "those", "early", "late", "wee", "small", "his", "her"])
    {
        return None;
    }
    if scan.is_any(at + 1, words!["later"]) {
        return Some(Found::new(at + 2, Meaning::Reference("FUTURE_REF")));
    }
    if scan.is_any(at + 1, words!["earlier"]) {
        return Some(Found::new(at + 2, Meaning::Reference("PAST_REF")));
    }
    length(at + 1, unit.length(None))
}
