//! What stands before the dash of a dateline: its place, agency and day.

use std::ops::Range;

use super::When;
use crate::clean::cues;
use crate::clean::furniture::is_among;
use crate::model::{PartialDate, WEEKDAYS, month_number};

/// What stands before the dash.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub place: Option<Range<usize>>,
    pub source: Option<Range<usize>>,
    pub date: Option<When>,
    /// A day stands there that cannot be told: a weekday, a misprint.
    pub day: bool,
    pub caps: bool,
    pub regions: usize,
    pub words: usize,
}

impl Parts {
    pub fn of(head: &str) -> Option<Self> {
        let mut parts = Self::default();
        let mut at = 0;
        for piece in pieces(head) {
            parts.add(head, at + piece.start..at + piece.end)?;
            at = 0;
        }
        (parts.place.is_some() || parts.source.is_some()).then_some(parts)
    }

    fn add(&mut self, head: &str, range: Range<usize>) -> Option<()> {
        let text = &head[range.clone()];
        if let Some(inner) = text.strip_prefix('(') {
            return self.add_bracket(head, range.start + 1..range.start + inner.trim_end_matches(')').len() + 1);
        }
        // `Mar. 3, 2015 /PRNewswire/`
        if text.ends_with('/')
            && let Some(at) = text.find(" /")
        {
            self.add(head, range.start..range.start + at)?;
            self.source = Some(range.start + at + 2..range.end - 1);
            return Some(());
        }
        if has_digit(text) && self.add_figures(head, range.clone())? {
            return Some(());
        }
        if is_weekday(text) {
            self.day = self.place.is_some();
            return Some(());
        }
        self.add_name(text, range)
    }

    /// Adds a piece with a digit, if it is a day, a name and a day, or the year of the day before it, and says whether it is.
    fn add_figures(&mut self, head: &str, range: Range<usize>) -> Option<bool> {
        let text = &head[range.clone()];
        if let Some(at) = dated_tail(text) {
            self.add(head, range.start..range.start + at)?;
            self.add(head, range.start + at + 1..range.end)?;
        } else if let Some(date) = month_day(text) {
            self.date = self.date.or(Some(date));
        } else if let Some(date) = self.date.as_mut().filter(|_| text.len() == 4)
            && let Ok(year) = text.parse()
        {
            date.year = Some(year);
        } else if is_misprinted_date(text) {
            self.day = self.place.is_some();
        } else {
            return Some(false);
        }
        Some(true)
    }

    fn add_name(&mut self, text: &str, range: Range<usize>) -> Option<()> {
        // A stop behind the place: `ASTANA. June 24, 2024. `.
        let stopped = text.len() > 4 && text.ends_with('.') && is_caps_place(text);
        let (text, range) = if stopped { (&text[..text.len() - 1], range.start..range.end - 1) } else { (text, range) };
        if cues::is_agency(text) || (self.place.is_none() && is_domain(text)) {
            self.source = self.source.take().or(Some(range));
            return Some(());
        }
        match &mut self.place {
            None => {
                self.caps = is_caps_place(text);
                if !self.caps && !is_mixed_place(text) {
                    return None;
                }
                self.words = text.split(' ').count();
                self.place = Some(range);
            }
            Some(place) if self.regions < 2 && self.date.is_none() && is_region(text) => {
                self.regions += 1;
                place.end = range.end;
            }
            _ => return None,
        }
        Some(())
    }

    /// `(Reuters)`, `(AP)`, `(Example Daily)`; in `February 11, 2016 (JUBA)` the place.
    fn add_bracket(&mut self, head: &str, range: Range<usize>) -> Option<()> {
        let text = &head[range.clone()];
        if self.place.is_none() && self.date.is_none() && has_digit(text) {
            let inner = Self::of(text).filter(|inner| inner.place.is_some() && inner.date.is_some());
            if let Some(inner) = inner {
                let shift = |part: Range<usize>| part.start + range.start..part.end + range.start;
                *self = Self { place: inner.place.map(shift), source: inner.source.map(shift), ..inner };
                return Some(());
            }
        }
        if let Some(date) = text.split_once(", ").map_or_else(|| month_day(text), |(day, _)| month_day(day)) {
            let year = text.split_once(", ").and_then(|(_, year)| year.parse().ok());
            self.date = Some(When { year: date.year.or(year), ..date });
            return Some(());
        }
        if self.place.is_none() && self.date.is_some() && is_caps_place(text) && !cues::is_agency(text) {
            (self.place, self.caps) = (Some(range), true);
            return Some(());
        }
        // `(Nairobi) – Kenya has frozen`
        if self.place.is_none() && range.start == 1 && !cues::is_agency(text) && is_mixed_place(text) {
            (self.caps, self.words) = (is_caps_place(text), text.split(' ').count());
            self.place = Some(range);
            return Some(());
        }
        let named = text.starts_with(|c: char| c.is_uppercase())
            && text.len() <= 40
            && !text.bytes().any(|b| b.is_ascii_digit());
        if !named && !cues::is_agency(text) {
            return None;
        }
        self.source = self.source.take().or(Some(range));
        Some(())
    }
}

/// The comma-separated pieces of a head, brackets apart; `Feb. 11` is one piece.
fn pieces(head: &str) -> Vec<Range<usize>> {
    let bytes = head.as_bytes();
    let (mut pieces, mut start) = (Vec::new(), 0);
    let mut push = |start: usize, end: usize| {
        let text = head[start..end].trim_start();
        let from = end - text.len();
        let text = text.trim_end();
        if !text.is_empty() {
            pieces.push(from..from + text.len());
        }
    };
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b',' if depth == 0 => {
                push(start, at);
                start = at + 1;
            }
            b'(' => {
                push(start, at);
                (start, depth) = (at, depth + 1);
            }
            b')' => {
                push(start, at + 1);
                (start, depth) = (at + 1, 0);
            }
            _ => {}
        }
    }
    push(start, bytes.len());
    pieces
}

/// Where a date follows a name without a comma: `Haiti Oct. 2`.
fn dated_tail(text: &str) -> Option<usize> {
    let mut blanks = text.rmatch_indices(' ').map(|(at, _)| at);
    let at = blanks.nth(1)?;
    let word = text[..at].ends_with(|c: char| c.is_alphabetic() || c == '.');
    (word && month_day(&text[at + 1..]).is_some() && month_day(text).is_none()).then_some(at)
}

/// `Feb. 11`, `11 February`, `Feb 11 2016`, `11.2.2016`.
fn month_day(text: &str) -> Option<When> {
    if !has_digit(text) {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/' | b'-')) {
        let (year, month, day) = PartialDate::from_written(text)?.parts();
        return Some(When { year: Some(year), month: month?, day: day? });
    }
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let (month, day, year) = match (words.next()?, words.next()?, words.next(), words.next()) {
        (a, b, None, _) => (a, b, None),
        (a, b, Some(c), None) if c.len() == 4 => (a, b, Some(c.parse().ok()?)),
        _ => return None,
    };
    let day_of = |word: &str| word.parse::<i8>().ok().filter(|day| (1..=31).contains(day));
    let (month, day) = match (month_number(month), day_of(day)) {
        (Some(month), Some(day)) => (month, day),
        _ => (month_number(day)?, day_of(month)?),
    };
    Some(When { year, month, day })
}

/// No day is without a digit, and most places are: a look that spares the rest.
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// `Marc 3`, `Junee 2`, `March 187`: a day, but nobody knows which.
fn is_misprinted_date(text: &str) -> bool {
    let Some((month, day)) = text.split_once(' ') else { return false };
    let known = month.len() <= 9 && month.get(..3).is_some_and(|start| month_number(start).is_some());
    known && (1..=3).contains(&day.len()) && day.starts_with(|c: char| c.is_ascii_digit())
}

fn is_weekday(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    (3..=9).contains(&text.len())
        && b"mtwfs".contains(&text.as_bytes()[0].to_ascii_lowercase())
        && WEEKDAYS.iter().any(|day| {
            let day = if text.len() == 3 { &day[..3] } else { day };
            day.eq_ignore_ascii_case(text)
        })
}

pub(super) fn is_domain(text: &str) -> bool {
    let ending = text.as_bytes().last_chunk::<4>();
    let known = |ending: &[u8; 4]| [b".com", b".org", b".net"].iter().any(|known| ending.eq_ignore_ascii_case(*known));
    ending.is_some_and(known) && !text.contains(' ')
}

/// Words that open items without being places.
pub(super) fn opens_items(text: &str) -> bool {
    const OPENERS: [&str; 47] = [
        "update",
        "updated",
        "breaking",
        "exclusive",
        "watch",
        "video",
        "opinion",
        "analysis",
        "news",
        "photos",
        "photo",
        "live",
        "factbox",
        "corrected",
        "read",
        "listen",
        "fact",
        "review",
        "editorial",
        "comment",
        "commentary",
        "interview",
        "profile",
        "feature",
        "explainer",
        "timeline",
        "spoiler",
        "alert",
        "warning",
        "note",
        "editor's note",
        "related",
        "advertisement",
        "caption",
        "background",
        "summary",
        "highlights",
        "quote",
        "poll",
        "recap",
        "report",
        "full story",
        "rumor",
        "claim",
        "ceo",
        "question",
        "answer",
    ];
    let first = text.split([' ', '-']).next().unwrap_or_default();
    is_among(first, &OPENERS) || (text.len() > first.len() && is_among(text, &OPENERS))
}

/// `ALEPPO`, `WASHINGTON/NEW YORK`, `ST. JOHN'S`, `UNITED NATIONS`, `ABOARD AIR FORCE ONE`.
pub(super) fn is_caps_place(text: &str) -> bool {
    let letters = |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | '\'' | '-' | '/' | '&');
    let words = text.split(' ').filter(|word| !matches!(*word, "and" | "de" | "of" | "the" | "la" | "al" | "el"));
    if !words.clone().all(|word| word.chars().all(letters) || is_mac(word)) {
        return false;
    }
    let count = text.split(' ').count();
    let size = text.chars().filter(|c| c.is_uppercase()).count();
    (1..=6).contains(&count) && size >= 3 && !opens_items(text) && words.count() > 0
}

/// `McALLEN`, `DeKALB`.
fn is_mac(word: &str) -> bool {
    ["Mc", "Mac", "De", "La", "Le"].iter().any(|start| {
        word.strip_prefix(start).is_some_and(|rest| rest.len() > 2 && rest.chars().all(|c| c.is_uppercase()))
    })
}

/// `Washington`, `Buenos Aires`, `Rio de Janeiro`.
fn is_mixed_place(text: &str) -> bool {
    let mut count = 0;
    let named = text.split(' ').all(|word| {
        count += 1;
        let particle = matches!(word, "de" | "of" | "the" | "la" | "al" | "el" | "and");
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-' | '/'));
        letters && (particle || word.starts_with(|c: char| c.is_uppercase()))
    });
    named && count <= 3 && text.len() >= 3 && !opens_items(text)
}

/// `Syria`, `Calif.`, `N.Y.`, `Democratic Republic of Congo`.
fn is_region(text: &str) -> bool {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let words = text.split(' ').count();
    let letters = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '-' | '/'));
    letters && words <= 4 && text.starts_with(|c: char| c.is_uppercase())
}
