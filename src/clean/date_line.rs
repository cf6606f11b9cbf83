//! Lines at the top that hold a date, a time or a source and nothing else.

use crate::model::{PartialDate, WEEKDAYS, month_number, month_number_in_any_language};

/// A line of dates and times, and the date if there is a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateLine {
    pub date: Option<PartialDate>,
    /// `Updated`, `Last modified`: not the day of publication.
    pub update: bool,
}

/// Whether a word in small letters stands in such lines beside the date.
fn is_word(word: &str) -> bool {
    matches!(
        word,
        "published"
            | "posted"
            | "updated"
            | "update"
            | "last"
            | "modified"
            | "first"
            | "on"
            | "at"
            | "date"
            | "issued"
            | "release"
            | "released"
            | "publication"
            | "filed"
            | "submitted"
            | "load-date"
            | "created"
            | "print"
            | "of"
            | "the"
            | "gmt"
            | "utc"
            | "est"
            | "edt"
            | "et"
            | "pst"
            | "pdt"
            | "pt"
            | "cst"
            | "cdt"
            | "bst"
            | "cet"
            | "cest"
            | "ist"
            | "msk"
            | "am"
            | "pm"
            | "a"
            | "m"
            | "p"
            | "h"
            | "noon"
            | "midnight"
            | "edition"
            | "hrs"
            | "hours"
            | "ago"
            | "minutes"
            | "days"
            | "day"
            | "hour"
            | "minute"
            | "min"
            | "mins"
            | "local"
            | "time"
            | "as"
            | "le"
            | "de"
            | "den"
            | "reuters"
            | "ap"
            | "afp"
            | "upi"
            | "bbc"
            | "cnn"
            | "tass"
            | "xinhua"
    )
}

/// What a word is in a line of dates and times.
enum Word {
    /// Marks only.
    Nothing,
    Number,
    Month,
    /// `Published`, `GMT`, `Friday`.
    Beside,
}

impl Word {
    /// `None` for a word that such lines do not have.
    fn of(word: &str) -> Option<Self> {
        let word = trimmed(word);
        let Some(first) = word.bytes().next() else { return Some(Self::Nothing) };
        let mut small = [0; LONGEST];
        let small = small.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        let small = std::str::from_utf8(small).ok()?;
        match first {
            b'0'..=b'9' => is_number(small).then_some(Self::Number),
            _ if is_word(small) || is_day(small) => Some(Self::Beside),
            _ => month_number_in_any_language(small).map(|_| Self::Month),
        }
    }
}

/// Whether a character stands between words.
fn parts_words(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '.' | '\u{2013}' | '\u{2014}' | '•' | '·')
}

/// A word without the marks around it.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, ':' | '-' | '/' | '+' | ';' | '"'))
}

/// A line of dates and times is no longer than this.
const LONGEST: usize = 90;

/// A date that opens a line is no longer than this.
const LONGEST_OPENING: usize = 40;

/// Reads a line that is nothing but a date or a time.
pub(super) fn parse(line: &str) -> Option<DateLine> {
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (mut numbers, mut months, mut clock, mut ago, mut update) = (0, 0, false, false, false);
    for word in line.split(parts_words) {
        match Word::of(word)? {
            Word::Nothing => {}
            Word::Number => {
                numbers += 1;
                clock |= trimmed(word).contains(':');
            }
            Word::Month => months += 1,
            Word::Beside => {
                let word = trimmed(word);
                ago |= word.eq_ignore_ascii_case("ago");
                update |= ["updated", "modified", "update"].iter().any(|known| known.eq_ignore_ascii_case(word));
            }
        }
    }
    let date = whole_date(line);
    let told = date.is_some() || clock || ago || (months == 1 && numbers >= 1) || slashed(line);
    told.then_some(DateLine { date, update })
}

/// The whole date that opens a line and is set off by a dash (`Feb. 11, 2016 - The envoy ...`).
pub(super) fn opening(line: &str) -> Option<PartialDate> {
    const MARKS: [&[u8]; 5] = [b" - ", b" -- ", " \u{2013} ".as_bytes(), " \u{2014} ".as_bytes(), b" | "];
    let head = &line.as_bytes()[..line.len().min(LONGEST_OPENING + 1)];
    let end = memchr::memchr_iter(b' ', head)
        .find(|&blank| MARKS.iter().any(|mark| line.as_bytes()[blank..].starts_with(mark)))?;
    parse(&line[..end])?.date
}

/// A date that ends a line behind a comma, a bar, a dash or `on`, and what stands before it (`By Jane Doe, 11 February 2016`).
pub(super) fn ending(line: &str) -> Option<(&str, DateLine)> {
    const MARKS: [&str; 9] = [", ", " | ", " - ", " -- ", " \u{2013} ", " \u{2014} ", " \u{2022} ", " \u{b7} ", " on "];
    if line.len() > LONGEST_DATED || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let ends_in_date =
        line.rsplit(parts_words).find(|word| !word.is_empty()).is_some_and(|word| Word::of(word).is_some());
    if !ends_in_date {
        return None;
    }
    let mark_at = |at: usize| {
        // Second bytes of the marks: most blanks stand before other ones.
        let may_be = matches!(line.as_bytes().get(at + 1), Some(b' ' | b'|' | b'-' | b'o' | 0xc2 | 0xe2));
        let mark = |mark: &&&str| line.as_bytes()[at..].starts_with(mark.as_bytes());
        if may_be { MARKS.iter().find(mark) } else { None }
    };
    memchr::memchr2_iter(b' ', b',', line.as_bytes()).find_map(|at| {
        let date = parse(&line[at + mark_at(at)?.len()..]).filter(|date| date.date.is_some())?;
        Some((line[..at].trim_end(), date))
    })
}

/// A line that ends in its date is no longer than this.
const LONGEST_DATED: usize = 120;

/// Whether a line names the one who posted it: `Posted by Jane D.`, `Published by admin`.
pub(super) fn is_posted(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    ["posted by ", "published by ", "written by ", "submitted by ", "uploaded by ", "updated by "]
        .iter()
        .any(|start| lower.strip_prefix(start).is_some_and(|name| name.split(' ').count() <= 5))
}

/// `11`, `1st`, `2016`, `10:15`, `10:15am`, `2016-02-11`, `11/02/2016`, `2016-02-11T10:00:00Z`.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let rest: String = word.chars().filter(|c| !c.is_ascii_digit() && !matches!(c, ':' | '-' | '/' | '+')).collect();
    let known =
        matches!(rest.as_str(), "" | "st" | "nd" | "rd" | "th" | "er" | "am" | "pm" | "t" | "tz" | "z" | "h" | "gmt");
    let dated = rest.len() == 3 && month_number(&rest).is_some();
    digits <= 18 && (known || dated)
}

fn is_day(word: &str) -> bool {
    WEEKDAYS.contains(&word)
        || matches!(word, "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun")
}

fn slashed(line: &str) -> bool {
    line.split(' ').any(|word| {
        word.split(['/', '-']).filter(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).count() == 3
    })
}

fn whole_date(line: &str) -> Option<PartialDate> {
    let words = || line.split([' ', '|', ',']).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let numeric = || words().filter(|word| word.len() >= 8).find_map(PartialDate::from_written);
    let start = line.find(|c: char| c.is_ascii_digit())?;
    let spelled = || PartialDate::from_written(line).or_else(|| PartialDate::from_written(&line[start..]));
    numeric().or_else(spelled).filter(|date| date.as_day().is_some() && (1850..=2060).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_dates_and_times_are_known() {
        let cases = [
            ("22 February 2019", Some(Some("2019-02-22"))),
            ("Published: February 11, 2016 10:15 GMT", Some(Some("2016-02-11"))),
            ("Thursday, 11 Feb. 2016, 10.15 a.m.", Some(Some("2016-02-11"))),
            ("Updated 10:15 GMT", Some(None)),
            ("2016-02-11T10:00:00Z", Some(Some("2016-02-11"))),
            ("Posted on 11/02/2016", Some(None)),
            ("11-FEB-1987 15:01:01.79", Some(Some("1987-02-11"))),
            ("3 hours ago", Some(None)),
            ("February 11, 2016 Thursday", Some(Some("2016-02-11"))),
            ("Feb. 11", Some(None)),
            ("13 janvier 2013", Some(Some("2013-01-13"))),
            ("As of 12:00 GMT, 5 April 2022", Some(Some("2022-04-05"))),
            ("Posted: Tue, 12 Feb 2013 08:11 GMT", Some(Some("2013-02-12"))),
            ("(Reuters) Feb 11, 2016", Some(Some("2016-02-11"))),
            ("18.03.2014", Some(Some("2014-03-18"))),
            ("2013-02-12T08:11:00+01:00", Some(Some("2013-02-12"))),
            ("LOAD-DATE: June 24, 2024", Some(Some("2024-06-24"))),
            ("Publication date: 24 June 2024", Some(Some("2024-06-24"))),
            ("AP 2016", None),
            ("February in Aleppo", None),
            ("2016", None),
            ("11 people died on Monday", None),
            ("May", None),
            ("On 11 February 2016 the envoy left.", None),
            ("0:00 0:00 Kerry", None),
        ];
        for (line, expected) in cases {
            let found = parse(line).map(|line| line.date.map(|date| date.to_string()));
            assert_eq!(found, expected.map(|date: Option<&str>| date.map(String::from)), "{line}");
        }
    }

    #[test]
    fn a_date_may_end_a_line() {
        let cases = [
            ("By Jane Doe, 11 February 2016", Some(("By Jane Doe", "2016-02-11"))),
            ("By Jane Doe | February 11, 2016", Some(("By Jane Doe", "2016-02-11"))),
            ("Posted by Jane D. on 11 February 2016", Some(("Posted by Jane D.", "2016-02-11"))),
            ("Weekly briefing, 11 February 2016", Some(("Weekly briefing", "2016-02-11"))),
            ("The envoy left on 11 February", None),
            ("What we know of 11 February 2016", None),
            ("Talks, February 2016", None),
        ];
        for (line, expected) in cases {
            let found = ending(line).and_then(|(head, line)| Some((head, line.date?.to_string())));
            assert_eq!(found.as_ref().map(|(head, date)| (*head, date.as_str())), expected, "{line}");
        }
    }
}
