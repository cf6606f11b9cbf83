//! Codes of actors: `[USAGOV 930120-010120]`, `[RHO <790606]`, `[SYR]`, `[---]`.

use jiff::civil::Date;

use crate::model::PartialDate;

/// A code, and when it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedCode {
    /// Upper-case code; empty for the null codes `---`, `+++` and `###`: who has it then is nobody.
    pub code: String,
    /// First day.
    pub start: Option<PartialDate>,
    /// Last day.
    pub end: Option<PartialDate>,
}

impl DatedCode {
    /// Whether it holds at some dates only.
    pub fn is_dated(&self) -> bool {
        self.start.is_some() || self.end.is_some()
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.start.is_none_or(|start| start.first_day() <= day) && self.end.is_none_or(|end| day <= end.last_day())
    }
}

/// The code that holds on a date: the first dated one that fits, in the order of the dictionary, else the first without
/// date. Without a date only those without date count.
pub fn code_on(codes: &[DatedCode], date: Option<PartialDate>) -> Option<&str> {
    let day = date.map(PartialDate::first_day);
    let dated = codes.iter().find(|code| code.is_dated() && day.is_some_and(|day| code.holds_on(day)));
    let code = dated.or_else(|| codes.iter().find(|code| !code.is_dated()))?;
    Some(&code.code)
}

/// Reads what stands between the brackets. The error is the reason, as a report counts it.
pub fn parse(inside: &str) -> Result<DatedCode, &'static str> {
    let inside = inside.trim();
    let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>')).unwrap_or(inside.len());
    let (code, when) = inside.split_at(end);
    let code = actor_code(code)?;
    let when: String = when.chars().filter(|c| !c.is_whitespace()).collect();
    let (start, end) = period(&when)?;
    if let (Some(start), Some(end)) = (start, end)
        && start.first_day() > end.last_day()
    {
        return Err("dates that end before they begin");
    }
    Ok(DatedCode { code, start, end })
}

fn actor_code(text: &str) -> Result<String, &'static str> {
    if matches!(text, "---" | "+++" | "###") {
        return Ok(String::new());
    }
    let right = text.len() >= 3 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'/');
    right.then(|| text.to_ascii_uppercase()).ok_or("a code that is no actor code")
}

type Period = (Option<PartialDate>, Option<PartialDate>);

fn period(when: &str) -> Result<Period, &'static str> {
    if when.is_empty() {
        return Ok((None, None));
    }
    if let Some(before) = when.strip_prefix('<') {
        return Ok((None, Some(neighbour(date(before)?, |day| day.yesterday())?)));
    }
    if let Some(after) = when.strip_prefix('>') {
        return Ok((Some(neighbour(date(after)?, |day| day.tomorrow())?), None));
    }
    let (start, end) = when.split_once('-').ok_or("a date without <, > or a second date")?;
    Ok((Some(date(start)?), Some(date(end)?)))
}

const WRONG_DATE: &str = "a date that is not YYMMDD or YYYYMMDD";

fn neighbour(date: PartialDate, step: impl Fn(Date) -> Result<Date, jiff::Error>) -> Result<PartialDate, &'static str> {
    step(date.first_day()).map(PartialDate::from).map_err(|_| WRONG_DATE)
}

/// `YYMMDD` (years above 30 are of the 20th century, as PETRARCH reads them) or `YYYYMMDD`; a month or day `00` is not
/// known, a day after the last of its month means the last.
fn date(text: &str) -> Result<PartialDate, &'static str> {
    let numeric = text.bytes().all(|b| b.is_ascii_digit());
    let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().map_err(|_| WRONG_DATE);
    let (year, rest) = match text.len() {
        6 if numeric => (number(0..2)? + if number(0..2)? > 30 { 1900 } else { 2000 }, 2),
        8 if numeric => (number(0..4)?, 4),
        _ => return Err(WRONG_DATE),
    };
    let (month, day) = (number(rest..rest + 2)? as i8, number(rest + 2..rest + 4)? as i8);
    match (month, day) {
        (0, _) => Ok(PartialDate::year_only(year)),
        (_, 0) => PartialDate::month(year, month).ok_or(WRONG_DATE),
        _ => (day.min(28)..=day.min(31)).rev().find_map(|day| PartialDate::day(year, month, day)).ok_or(WRONG_DATE),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn codes_hold_when_they_say() {
        for (inside, day, holds) in [
            ("ABCGOV 930120-010120", "1993-01-20", true),
            ("ABCGOV 930120-010120", "2001-01-20", true),
            ("ABCGOV 930120-010120", "2001-01-21", false),
            ("ABC <790606", "1979-06-05", true),
            ("ABC <790606", "1979-06-06", false),
            ("ABCELI > 20130118", "2013-01-18", false),
            ("ABCELI > 20130118", "2013-01-19", true),
            ("ABC 20010000 - 20020231", "2002-02-28", true),
            ("abc", "1900-01-01", true),
        ] {
            let day = day.parse::<PartialDate>().unwrap().first_day();
            assert_eq!(parse(inside).map(|code| code.holds_on(day)), Ok(holds), "{inside} on {day}");
        }
    }

    #[test]
    fn what_cannot_be_read_has_a_reason() {
        for inside in ["A", "ABC 20121204", "ABC 9008223-911221", "ABC 990101-980101", "A B*C", "ABC 991301-991302"] {
            assert!(parse(inside).is_err(), "{inside}");
        }
    }

    #[test]
    fn the_first_code_that_holds_is_taken_else_the_one_without_date() {
        let codes: Vec<_> =
            ["DEF", "OLD <900101", "MID 900101-991231", "LATE 950101-991231"].map(|c| parse(c).unwrap()).into();
        for (day, code) in [("1980-01-01", "OLD"), ("1996-01-01", "MID"), ("2005-01-01", "DEF")] {
            assert_eq!(code_on(&codes, day.parse().ok()), Some(code));
        }
        assert_eq!(code_on(&codes, None), Some("DEF"));
        assert_eq!(code_on(&codes[1..], None), None);
    }
}
