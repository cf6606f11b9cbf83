//! Wire datelines: `ALEPPO, Syria (Reuters) - `, `MOSCOW, Feb. 11 (AP) -- `, `Washington (CNN) --`, `Reuters - `,
//! `BAKU, 13 March 2025. `.

mod parts;

use std::ops::Range;

use super::cues;
use crate::model::PartialDate;
use parts::{Parts, has_digit, is_caps_place, is_domain, opens_items};

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
