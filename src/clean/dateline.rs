//! Wire datelines: `ALEPPO, Syria (Reuters) - `, `MOSCOW, Feb. 11 (AP) -- `, `Washington (CNN) --`, `Reuters - `,
//! `BAKU, 13 March 2025. `.

use std::ops::Range;

use super::cues;
use super::furniture::is_among;
use crate::model::{PartialDate, WEEKDAYS, month_number};

/// A dateline is no longer than this.
const MAX_HEAD: usize = 100;

/// The parts of a dateline, as byte ranges of its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub place: Option<Range<usize>>,
    pub source: Option<Range<usize>>,
    pub date: Option<When>,
    /// Where the dateline ends, dash included.
    pub end: usize,
    /// Where the sentence begins.
    pub rest: usize,
}

/// A day of a month, with its year if that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
}

impl When {
    /// The day, when it lies in a month or year.
    pub(super) fn within(self, period: PartialDate) -> Option<PartialDate> {
        let day = PartialDate::day(self.year.unwrap_or(period.year()), self.month, self.day)?;
        (period.first_day()..=period.last_day()).contains(&day.first_day()).then_some(day)
    }

    /// The full date: a year that is not printed is that in which the day lies last before the document appeared.
    pub(super) fn complete(self, published: Option<PartialDate>) -> Option<PartialDate> {
        if let Some(year) = self.year {
            return PartialDate::day(year, self.month, self.day);
        }
        let published = published?;
        let latest = published.last_day().checked_add(jiff::Span::new().days(3)).ok()?;
        [published.year() + 1, published.year(), published.year() - 1]
            .into_iter()
            .filter_map(|year| PartialDate::day(year, self.month, self.day))
            .find(|date| date.first_day() <= latest)
    }
}

impl When {
    /// Whether a stop behind the day ends a dateline: a place in capitals stands before it, or the year too in the first line.
    fn tells(self, caps: bool, context: Context) -> bool {
        caps || (context.first && self.year.is_some())
    }
}

/// How a dateline's line is to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The line is the first of the body: mixed case and colons are believed too.
    pub first: bool,
    /// The text is a transcript: `KELLY:` is a speaker.
    pub transcript: bool,
}

/// Finds the dateline that opens a line.
pub(super) fn find(line: &str, context: Context) -> Option<Found> {
    let bytes = line.as_bytes();
    let caps = bytes.first()?.is_ascii_uppercase() && !bytes.get(1)?.is_ascii_lowercase();
    let named = line.starts_with(|c: char| c.is_uppercase() || c == '(') || (context.first && opens_with_domain(line));
    if !(caps || context.first || bytes[0] == b'(') || !named {
        return None;
    }
    let found = separators(line).take(6).find_map(|mark| judge(line, mark, context));
    let found = found.or_else(|| behind_agency(line, context))?;
    Some(with_inner(line, with_source_behind(line, found)))
}

/// A line which is a dateline with its year and nothing else, and whether its place is in capitals: `TOKYO, June 24 2024 --`,
/// `Tokyo, 24 June 2024`.
pub(super) fn alone(line: &str) -> Option<(Found, bool)> {
    let head = line.trim_end_matches(['-', '\u{2013}', '\u{2014}', ':', '.', ' ']);
    if head.len() > MAX_HEAD || !has_digit(head) || !head.starts_with(|c: char| c.is_uppercase() || c == '(') {
        return None;
    }
    let parts = Parts::of(head)?;
    let date = parts.date.filter(|date| parts.place.is_some() && date.year.is_some());
    // `SYRIA TALKS BRIEFING, 24 JUNE 2024` and `Syria Update, 24 June 2024` are headlines.
    let place = parts.place.clone().map_or("", |place| &head[place]);
    let sure = head.len() < line.len() || parts.source.is_some() || parts.regions > 0;
    let last = place.rsplit(' ').next().unwrap_or_default();
    if !sure && (parts.words > 2 || opens_items(last)) {
        return None;
    }
    let found = Found { place: parts.place, source: parts.source, date, end: line.len(), rest: line.len() };
    date.is_some().then_some((found, parts.caps))
}

/// `washingtonpost.com - `, though it begins with a small letter.
fn opens_with_domain(line: &str) -> bool {
    line.split(' ').next().is_some_and(is_domain)
}

/// A dash, colon or stop that may end a dateline.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    /// `--`, `–` or `—`, which hardly ever join words when blanks stand around.
    strong: bool,
    colon: bool,
    /// A full stop, which ends a dateline only right behind its day or agency.
    stop: bool,
}

fn separators(line: &str) -> impl Iterator<Item = Mark> + '_ {
    let head = &line.as_bytes()[..line.len().min(MAX_HEAD)];
    let stops = if has_digit(&line[..floor(line, MAX_HEAD)]) { Some(b'.') } else { None };
    (1..head.len())
        .filter(move |&at| matches!(head[at], b'-' | b':' | b'|' | 0xe2) || Some(head[at]) == stops)
        .filter_map(move |at| separator_at(line.as_bytes(), at))
}

/// The last place of `line` up to `at` where a character begins.
fn floor(line: &str, at: usize) -> usize {
    (0..=at.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0)
}

fn separator_at(bytes: &[u8], at: usize) -> Option<Mark> {
    let before = bytes[at - 1];
    let blank = |at: usize| bytes.get(at).is_none_or(|b| *b == b' ');
    let spaced = before == b' ' || before == b')' || before.is_ascii_digit() || before == b'.';
    let mark = |length: usize, strong: bool, colon: bool| {
        Some(Mark { start: at, end: at + length, strong, colon, stop: false })
    };
    match bytes[at..] {
        [b'-', b'-', ..] if before != b'-' => mark(2 + usize::from(bytes.get(at + 2) == Some(&b'-')), true, false),
        [b'-', ..] if before != b'-' && spaced && blank(at + 1) => mark(1, false, false),
        [0xe2, 0x80, 0x93 | 0x94, ..] if spaced || bytes[at + 2] == 0x94 => mark(3, true, false),
        [b':', ..] if blank(at + 1) => mark(1, false, true),
        [b'|', ..] if before == b' ' && blank(at + 1) => mark(1, false, false),
        [b'.', ..] if (before.is_ascii_digit() || before == b')') && blank(at + 1) => {
            Some(Mark { start: at, end: at + 1, strong: false, colon: false, stop: true })
        }
        _ => None,
    }
}

fn judge(line: &str, mark: Mark, context: Context) -> Option<Found> {
    let head = line[..mark.start].trim_end();
    // `(EFE).- `
    let head = if head.ends_with(").") { &head[..head.len() - 1] } else { head };
    let rest = mark.end + (line[mark.end..].len() - line[mark.end..].trim_start().len());
    let parts = Parts::of(head)?;
    let body = &line[rest..];
    let opens = body.starts_with(|c: char| !c.is_lowercase());
    if (mark.stop || mark.colon) && body.starts_with(['-', '\u{2013}', '\u{2014}']) {
        return None;
    }
    let dated = parts.date.is_some() || parts.day;
    let sure = parts.source.is_some() || dated;
    let prose = match dated {
        true => body.len() >= 3 && body.bytes().any(|b| b.is_ascii_alphabetic()),
        false => body.len() >= 12 && body.bytes().any(|b| b.is_ascii_lowercase()),
    };
    let short = parts.regions > 0 || parts.words <= if mark.strong { 2 } else { 1 };
    let believed = match parts.place.as_ref().map(|_| parts.caps) {
        _ if mark.stop => {
            opens && parts.place.is_some() && parts.date.is_some_and(|date| date.tells(parts.caps, context))
        }
        None => parts.source.is_some() && (context.first || head.starts_with('(')) && !mark.colon,
        _ if mark.colon => {
            let told = body.len() >= 60 || parts.date.is_some();
            parts.caps && context.first && !context.transcript && told
        }
        Some(true) => sure || mark.strong || line.len() >= 80,
        Some(false) if line.as_bytes()[mark.start] == b'|' => false,
        Some(false) => context.first && (sure || (line.len() >= 80 && short)),
    };
    let right = believed && prose && (opens || sure);
    right.then_some(Found { place: parts.place, source: parts.source, date: parts.date, end: mark.end, rest })
}

/// `ALEPPO, Syria (Reuters) The army`, `Washington (CNN)The president`: the bracket of a known agency ends a dateline whose dash was lost.
fn behind_agency(line: &str, context: Context) -> Option<Found> {
    let open = line[..floor(line, MAX_HEAD)].find(" (")? + 2;
    let close = open + line[open..].find(')')?;
    let parts = Parts::of(&line[..=close]).filter(|_| cues::is_agency(&line[open..close]))?;
    let body = line[close + 1..].trim_start();
    let told = body.len() >= 20 && body.starts_with(|c: char| c.is_uppercase() || c == '"' || c.is_ascii_digit());
    let believed = parts.place.is_some() && told && (parts.caps || context.first);
    let rest = line.len() - body.len();
    believed.then_some(Found { place: parts.place, source: parts.source, date: parts.date, end: close + 1, rest })
}

/// The agency may stand behind the stop (`MOSCOW, June 24. /TASS/. `, `ASTANA. June 24, 2024. KAZINFORM - `).
fn with_source_behind(line: &str, outer: Found) -> Found {
    let stopped = outer.source.is_none() && line[..outer.end].ends_with('.');
    let behind = || {
        let rest = &line[outer.rest..];
        let mark = separators(rest).find(|mark| mark.start <= MAX_AGENCY).or_else(|| slash_stop(rest))?;
        let name = rest[..mark.start].trim_end().trim_matches(['/', '(', ')']);
        let known = cues::is_agency(name) || (!name.contains(' ') && is_caps_place(name));
        let source = outer.rest + rest.find(name)?;
        let end = outer.rest + mark.end;
        let body = line[end..].trim_start();
        (known && body.len() >= 3).then(|| Found {
            source: Some(source..source + name.len()),
            end,
            rest: line.len() - body.len(),
            ..outer.clone()
        })
    };
    if stopped { behind().unwrap_or(outer) } else { outer }
}

/// The end of `/TASS/. ` or `/TASS/ `.
fn slash_stop(rest: &str) -> Option<Mark> {
    let close = rest.strip_prefix('/')?.find('/')? + 1;
    let end = close + 1 + usize::from(rest[close + 1..].starts_with('.'));
    let closed = close <= MAX_AGENCY && rest[end..].starts_with(' ');
    closed.then_some(Mark { start: close + 1, end, strong: false, colon: false, stop: true })
}

/// The name of an agency behind a dateline is no longer than this.
const MAX_AGENCY: usize = 24;

/// After an agency alone (`AP - `) the wire's own dateline may follow.
fn with_inner(line: &str, outer: Found) -> Found {
    if outer.place.is_some() {
        return outer;
    }
    let Some(inner) = find(&line[outer.rest..], Context::default()).filter(|inner| inner.place.is_some()) else {
        return outer;
    };
    let shift = |range: Range<usize>| range.start + outer.rest..range.end + outer.rest;
    Found {
        place: inner.place.map(shift),
        source: inner.source.map(shift).or(outer.source),
        date: inner.date,
        end: inner.end + outer.rest,
        rest: inner.rest + outer.rest,
    }
}

/// What stands before the dash.
#[derive(Debug, Default)]
struct Parts {
    place: Option<Range<usize>>,
    source: Option<Range<usize>>,
    date: Option<When>,
    /// A day stands there that cannot be told: a weekday, a misprint.
    day: bool,
    caps: bool,
    regions: usize,
    words: usize,
}

impl Parts {
    fn of(head: &str) -> Option<Self> {
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
        if let Some(at) = text.find(" /").filter(|_| text.ends_with('/')) {
            self.add(head, range.start..range.start + at)?;
            self.source = Some(range.start + at + 2..range.end - 1);
            return Some(());
        }
        if let Some(at) = dated_tail(text) {
            self.add(head, range.start..range.start + at)?;
            return self.add(head, range.start + at + 1..range.end);
        }
        if let Some(date) = month_day(text) {
            self.date = self.date.or(Some(date));
            return Some(());
        }
        if let Some(date) = self.date.as_mut().filter(|_| text.len() == 4)
            && let Ok(year) = text.parse()
        {
            date.year = Some(year);
            return Some(());
        }
        if is_weekday(text) || is_misprinted_date(text) {
            self.day = self.place.is_some();
            return Some(());
        }
        self.add_name(text, range)
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
    if !has_digit(text) {
        return None;
    }
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
fn has_digit(text: &str) -> bool {
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
        && WEEKDAYS.iter().any(|day| {
            let day = if text.len() == 3 { &day[..3] } else { day };
            day.eq_ignore_ascii_case(text)
        })
}

fn is_domain(text: &str) -> bool {
    let ending = text.as_bytes().last_chunk::<4>();
    let known = |ending: &[u8; 4]| [b".com", b".org", b".net"].iter().any(|known| ending.eq_ignore_ascii_case(*known));
    ending.is_some_and(known) && !text.contains(' ')
}

/// Words that open items without being places.
fn opens_items(text: &str) -> bool {
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
fn is_caps_place(text: &str) -> bool {
    let letters = |c: char| c.is_uppercase() || matches!(c, ' ' | '.' | '\'' | '-' | '/' | '&');
    let words = text.split(' ').filter(|word| !matches!(*word, "and" | "de" | "of" | "the" | "la" | "al" | "el"));
    let caps = words.clone().all(|word| word.chars().all(letters) || is_mac(word));
    let count = text.split(' ').count();
    let size = text.chars().filter(|c| c.is_uppercase()).count();
    caps && (1..=6).contains(&count) && size >= 3 && !opens_items(text) && words.clone().count() > 0
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str, context: Context) -> Option<String> {
        let found = find(line, context)?;
        let text = |range: &Option<Range<usize>>| range.clone().map_or("", |range| &line[range]);
        let date = found
            .date
            .map(|when| format!("{}-{}-{}", when.year.unwrap_or(0), when.month, when.day))
            .unwrap_or_default();
        Some(format!("{}|{}|{}|{}", text(&found.place), text(&found.source), date, &line[found.rest..][..3]))
    }

    const FIRST: Context = Context { first: true, transcript: false };

    #[test]
    fn datelines_give_place_source_and_date() {
        let cases = [
            ("ALEPPO, Syria (Reuters) - The army said it had taken the town.", "ALEPPO, Syria|Reuters||The"),
            ("MOSCOW, Feb. 11 (AP) -- The foreign minister said on Thursday.", "MOSCOW|AP|0-2-11|The"),
            ("WASHINGTON, March 13 - The president signed the bill.", "WASHINGTON||0-3-13|The"),
            ("MOUNTAIN VIEW, Calif., March 24 - The company said on Friday.", "MOUNTAIN VIEW, Calif.||0-3-24|The"),
            ("BEIRUT \u{2014} The army said it had taken the town.", "BEIRUT|||The"),
            ("PARIS (Reuters) \u{2013} The army said it had taken the town.", "PARIS|Reuters||The"),
            ("NEW YORK (AP)--Stocks fell on Friday as oil rose.", "NEW YORK|AP||Sto"),
            ("TEHRAN, Feb 11, IRNA \u{2013} The minister left on Friday.", "TEHRAN|IRNA|0-2-11|The"),
            ("BEIJING, 11 February 2016 (Xinhua) -- The premier left on Friday.", "BEIJING|Xinhua|2016-2-11|The"),
            ("GENEVA, Sept. 2- The envoy arrived for talks on Thursday.", "GENEVA||0-9-2|The"),
            ("February 11, 2016 (JUBA) \u{2013} The rebels denied it on Friday.", "JUBA||2016-2-11|The"),
            ("WASHINGTON/NEW YORK (Reuters) - The bank denied it.", "WASHINGTON/NEW YORK|Reuters||The"),
            ("Washington (CNN) -- The president signed the bill.", "Washington|CNN||The"),
            ("Washington (CNN)The president signed the bill.", "Washington|CNN||The"),
            ("BAGHDAD, Iraq (AP) Gunmen shot two judges on Friday.", "BAGHDAD, Iraq|AP||Gun"),
            ("ACCRA, May 3, 2019 /PRNewswire/ -- The company said so.", "ACCRA|PRNewswire|2019-5-3|The"),
            (
                "KIGALI | The army said it had taken the town, and that the rebels had left it on Friday night.",
                "KIGALI|||The",
            ),
            (
                "(Nairobi) \u{2013} Kenya has frozen the assets of three banks, the ministry said late on Friday.",
                "Nairobi|||Ken",
            ),
            ("Reuters - Oil rose on Friday as stocks fell in Asia.", "|Reuters||Oil"),
            ("AP - KABUL, Afghanistan (AP) - Two soldiers died on Friday.", "KABUL, Afghanistan|AP||Two"),
            ("(Reuters) - Oil rose on Friday as stocks fell in Asia.", "|Reuters||Oil"),
            ("ISLAMABAD: The prime minister said on Friday that talks with the rebels would go on.", "ISLAMABAD|||The"),
            (
                "PORT-AU-PRINCE, Haiti Oct. 2, 2004 - Supporters of the president marched.",
                "PORT-AU-PRINCE, Haiti||2004-10-2|Sup",
            ),
            ("NEW YORK, (Aug. 30, 2004) - Farmers looked for a quick end to the ban.", "NEW YORK||2004-8-30|Far"),
            ("washingtonpost.com - Think your computer is safe? Think again.", "|washingtonpost.com||Thi"),
            (
                "Nairobi - United Nations peacekeepers have fired on troops who tried to enter the city.",
                "Nairobi|||Uni",
            ),
            ("WASHINGTON, March 3 - the department said on Friday.", "WASHINGTON||0-3-3|the"),
            ("ABUJA, Aug 25, 2004 (dpa) -- Rebel groups agreed to talks on Friday.", "ABUJA|dpa|2004-8-25|Reb"),
            ("ARNHEM, the Netherlands, Marc 1 - The firm said on Friday.", "ARNHEM, the Netherlands|||The"),
            ("SAO PAULO, APRIL 9 - THE FOLLOWING RAIN FELL", "SAO PAULO||0-4-9|THE"),
            ("ST. JOHN'S, Antigua (AP) - The prime minister left on Friday.", "ST. JOHN'S, Antigua|AP||The"),
            ("TIRANA/SKOPJE, 3 May 2019. Albania and its neighbour agreed.", "TIRANA/SKOPJE||2019-5-3|Alb"),
            ("Lisbon, 3 May 2019. Portugal and Spain agreed.", "Lisbon||2019-5-3|Por"),
            ("MINSK, May 3. /TASS/. Belarus froze the assets.", "MINSK|TASS|0-5-3|Bel"),
            ("ASTANA. May 3, 2019. KAZINFORM - Kazakhstan froze the assets.", "ASTANA|KAZINFORM|2019-5-3|Kaz"),
            ("(Nairobi, May 3, 2019) \u{2013} Kenya froze the assets.", "Nairobi||2019-5-3|Ken"),
            ("Vienna, 3.5.2019 - Austria froze the assets.", "Vienna||2019-5-3|Aus"),
            ("OSAKA, May 3, 2019, Kyodo: Japan froze the assets.", "OSAKA|Kyodo|2019-5-3|Jap"),
            ("CARACAS, May 3 (EFE).- Venezuela froze the assets.", "CARACAS|EFE|0-5-3|Ven"),
            ("ROME, May 3 (ANSA). Italy froze the assets.", "ROME|ANSA|0-5-3|Ita"),
        ];
        for (line, expected) in cases {
            assert_eq!(shown(line, FIRST).unwrap_or_default(), expected, "{line}");
        }
    }

    #[test]
    fn sentences_with_dashes_are_no_datelines() {
        for line in [
            "The army - or what is left of it - said it had taken the town on Friday.",
            "UPDATE - The army said on Friday that it had taken the whole of the town.",
            "Putin \u{2014} who has backed the president since 2011 \u{2014} said nothing on Friday.",
            "US-led forces - among them Turks - took the town on Friday, officials said.",
            "US - RUSSIA TALKS FAIL",
            "KELLY: So I gather that he wants a truce, and that he wants it to begin soon.",
            "Apple - which makes the phone - said nothing on Friday about the plan to move its factory to India.",
            "No dash here at all.",
            "World | The army said it had taken the town, and that the rebels had left it on Friday night.",
            "The minister (Reuters) said nothing.",
            "Example News (AP) the army said.",
            "In Paris, on 3 May 2019. So it began.",
            "Paris, May 3. So it began.",
            "Ukraine, 24. Russia, 12. The table says so.",
            "The Paris talks opened on 3 May 2019. Iran stayed away.",
            "Maria Schmidt, 42. She came on 3 May 2019. They left.",
            "US (3). Russia (4). China (5).",
        ] {
            assert_eq!(shown(line, Context { first: true, transcript: true }), None, "{line}");
        }
    }

    #[test]
    fn a_dateline_may_fill_its_line() {
        let cases = [
            ("TOKYO, June 24 2024 --", Some("2024-06-24")),
            ("TOKYO (Kyodo), June 24, 2024 -", Some("2024-06-24")),
            ("TOKYO, 24 June 2024 (Kyodo) -", Some("2024-06-24")),
            ("Tokyo, 24 June 2024", Some("2024-06-24")),
            ("TOKYO, June 24 --", None),
            ("SYRIA TALKS BRIEFING, 24 JUNE 2024", None),
            ("Syria Update, 24 June 2024", None),
            ("UNITED NATIONS, 24 June 2024", Some("2024-06-24")),
            ("24 June 2024", None),
            ("The treaty was signed on 24 June 2024", None),
        ];
        for (line, date) in cases {
            let found = alone(line).and_then(|(found, _)| found.date?.complete(None));
            assert_eq!(found.map(|date| date.to_string()).as_deref(), date, "{line}");
        }
    }

    #[test]
    fn a_year_is_completed_from_the_day_of_publication() {
        let cases = [
            ((None, 2, 11), Some("2016-02-12"), Some("2016-02-11")),
            ((None, 12, 31), Some("2016-01-01"), Some("2015-12-31")),
            ((None, 1, 1), Some("2015-12-31"), Some("2016-01-01")),
            ((Some(2014), 2, 11), Some("2016-02-12"), Some("2014-02-11")),
            ((None, 2, 11), None, None),
        ];
        for ((year, month, day), published, expected) in cases {
            let date = When { year, month, day }.complete(published.and_then(|date| date.parse().ok()));
            assert_eq!(date.map(|date| date.to_string()).as_deref(), expected, "{month}-{day}");
        }
    }
}
