//! Dates as people and machines write them: ISO 8601, RFC 2822, `11 February 2016`, `Feb. 11, 2016`, seconds since 1970.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::PartialDate;

/// Years that a news document can be from.
const YEARS: std::ops::RangeInclusive<i16> = 1700..=2100;

/// In which order a date of digits alone names day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `10/02/2016` is in February.
    Dmy,
    /// `10/02/2016` is in October.
    Mdy,
}

impl PartialDate {
    /// Reads a date as it stands in a metadata field, a date line or an address; a time beside it is ignored.
    ///
    /// `10/02/2016` stays unread: nobody can tell whether it is in February or October. `10.02.2016` is in February.
    pub fn from_written(text: &str) -> Option<Self> {
        Self::from_written_in(text, None)
    }

    /// The same, with `10/02/2016` read in the order that is known.
    pub fn from_written_in(text: &str, order: Option<DateOrder>) -> Option<Self> {
        let text = text.trim();
        if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && text.bytes().filter(|&b| b == b'.').count() < 2 {
            return from_number(text.split('.').next().unwrap_or_default());
        }
        from_digit_groups(text, order).or_else(|| from_words(text))
    }
}

/// The number (1 to 12) of a month's English name or its usual abbreviation, with or without a stop.
pub fn month_number(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.strip_suffix('.').unwrap_or(word);
    let known = |name: &&'static str| match word.len() {
        3 => name[..3].eq_ignore_ascii_case(word),
        4 if name.len() > 4 => name[..4].eq_ignore_ascii_case(word) && matches!(&name[..4], "sept" | "june" | "july"),
        _ => name.eq_ignore_ascii_case(word),
    };
    let may_be = word.as_bytes().first().is_some_and(|first| b"jfmasond".contains(&first.to_ascii_lowercase()));
    if !may_be || !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    NAMES.iter().position(known).map(|index| index as i8 + 1)
}

/// The number of a month's name in English, French, German, Spanish, Italian, Portuguese or Dutch.
///
/// For lines that are nothing but a date: in English prose "mars" and "mai" are other words.
pub fn month_number_in_any_language(word: &str) -> Option<i8> {
    month_number(word).or_else(|| {
        // All begin with a letter of few and end in one of few: most words are told apart by these.
        let bytes = word.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return None };
        if !(3..=10).contains(&bytes.len())
            || !b"adefgjlmnos".contains(&first.to_ascii_lowercase())
            || !b"rioszlten".contains(&last.to_ascii_lowercase())
        {
            return None;
        }
        let month = match word.to_lowercase().as_str() {
            "janvier" | "januar" | "jänner" | "enero" | "gennaio" | "janeiro" | "januari" => 1,
            "février" | "fevrier" | "februar" | "febrero" | "febbraio" | "fevereiro" | "februari" => 2,
            "mars" | "märz" | "marz" | "marzo" | "março" | "maart" => 3,
            "avril" | "abril" | "aprile" => 4,
            "mai" | "mayo" | "maggio" | "maio" | "mei" => 5,
            "juin" | "juni" | "junio" | "giugno" | "junho" => 6,
            "juillet" | "juli" | "julio" | "luglio" | "julho" => 7,
            "août" | "aout" | "agosto" | "augustus" => 8,
            "septembre" | "septiembre" | "setiembre" | "settembre" | "setembro" => 9,
            "octobre" | "oktober" | "octubre" | "ottobre" | "outubro" => 10,
            "novembre" | "noviembre" | "novembro" => 11,
            "décembre" | "decembre" | "dezember" | "diciembre" | "dicembre" | "dezembro" => 12,
            _ => return None,
        };
        Some(month)
    })
}

fn day(year: &str, month: &str, day: &str) -> Option<PartialDate> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    PartialDate::day(year, month.parse().ok()?, day.parse().ok()?)
}

fn from_number(digits: &str) -> Option<PartialDate> {
    match digits.len() {
        4 => digits.parse().ok().filter(|year| YEARS.contains(year)).map(PartialDate::year_only),
        8 | 14 => day(&digits[..4], &digits[4..6], &digits[6..8]),
        9 | 10 => from_epoch(digits.parse().ok()?),
        13 => from_epoch(digits.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

fn from_epoch(seconds: i64) -> Option<PartialDate> {
    let date = Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date();
    Some(PartialDate::from(date))
}

/// `2016-02-11`, `2016/2/11`, `2016-02`, `11.02.2016`, `13/02/2016`, each with anything after a blank or `T`.
fn from_digit_groups(text: &str, order: Option<DateOrder>) -> Option<PartialDate> {
    let date = text.split([' ', 'T', ',']).next().unwrap_or(text);
    let mark = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| "-/._".contains(*c))?;
    let parts: Vec<&str> = date.split(mark).collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    match parts[..] {
        [y, m] if y.len() == 4 => {
            PartialDate::month(y.parse().ok().filter(|year| YEARS.contains(year))?, m.parse().ok()?)
        }
        [y, m, d] if y.len() == 4 => day(y, m, d),
        [d, m, y] if y.len() == 4 && mark == '.' => day(y, m, d),
        [a, b, y] if y.len() == 4 => from_either_order(a, b, y, order),
        [a, b, y] if order.is_some() && a.len() <= 2 && b.len() <= 2 => {
            from_either_order(a, b, &full_year(y)?.to_string(), order)
        }
        _ => None,
    }
}

/// The year of two digits, of 1950 to 2029: from 30 on programs differ in the century.
pub fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok().filter(|_| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()))?;
    match year {
        0..30 => Some(2000 + year),
        50..100 => Some(1900 + year),
        _ => None,
    }
}

fn from_either_order(first: &str, second: &str, year: &str, order: Option<DateOrder>) -> Option<PartialDate> {
    let (a, b): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    match (a > 12, b > 12) {
        (true, false) => day(year, second, first),
        (false, true) => day(year, first, second),
        (false, false) if a == b => day(year, first, second),
        (false, false) => match order? {
            DateOrder::Dmy => day(year, second, first),
            DateOrder::Mdy => day(year, first, second),
        },
        _ => None,
    }
}

/// `Thu, 11 Feb 2016 10:00:00 GMT`, `Feb. 11, 2016`, `11-FEB-1987 15:01`, `11th of February 2016`, `February 2016`.
fn from_words(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12).collect();
    let (at, month) =
        words.iter().enumerate().find_map(|(index, word)| Some((index, month_number_in_any_language(word)?)))?;
    let year_at = (0..words.len()).find(|&index| as_year(words[index]).is_some())?;
    let year = as_year(words[year_at])?;
    let before = at.checked_sub(1).and_then(|index| match words[index] {
        "of" | "de" => index.checked_sub(1),
        _ => Some(index),
    });
    let candidates = [before, Some(at + 1)];
    let day = candidates.into_iter().flatten().find_map(|index| as_day(words.get(index)?));
    match day {
        Some(day) => PartialDate::day(year, month, day),
        None if year_at == at + 1 => PartialDate::month(year, month),
        None => None,
    }
}

fn as_year(word: &str) -> Option<i16> {
    if word.len() != 4 {
        return None;
    }
    word.parse().ok().filter(|year| YEARS.contains(year))
}

/// The day of a month written `11`, `1st`, `22nd`.
pub(crate) fn as_day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    let ordinal = ["st", "nd", "rd", "th", "er"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    if digits.len() > 2 || !(ending.is_empty() || ordinal) {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let cases = [
            ("2016-02-11", "2016-02-11"),
            ("2016-02-11T23:59:59+02:00", "2016-02-11"),
            ("2016-02-11 10:00:00", "2016-02-11"),
            ("2016/2/11", "2016-02-11"),
            ("20160211", "2016-02-11"),
            ("20160211093000", "2016-02-11"),
            ("2016-02", "2016-02"),
            ("2016", "2016"),
            ("Thu, 11 Feb 2016 10:00:00 GMT", "2016-02-11"),
            ("11 February 2016", "2016-02-11"),
            ("Feb. 11, 2016", "2016-02-11"),
            ("Sept. 3, 2014 10:15 a.m. ET", "2014-09-03"),
            ("THURSDAY, FEBRUARY 11TH, 2016", "2016-02-11"),
            ("11th of February 2016", "2016-02-11"),
            ("11-FEB-1987 15:01:01.79", "1987-02-11"),
            ("February 2016", "2016-02"),
            ("13 janvier 2013", "2013-01-13"),
            ("1er août 2014", "2014-08-01"),
            ("18. März 2014", "2014-03-18"),
            ("5 de abril de 2022", "2022-04-05"),
            ("1455148800", "2016-02-11"),
            ("1455148800.5", "2016-02-11"),
            ("1455148800000", "2016-02-11"),
            ("13/02/2016", "2016-02-13"),
            ("02/13/2016", "2016-02-13"),
            ("10.02.2016", "2016-02-10"),
            ("05/05/2016", "2016-05-05"),
        ];
        for (written, date) in cases {
            assert_eq!(PartialDate::from_written(written).map(|d| d.to_string()).as_deref(), Some(date), "{written}");
        }
    }

    #[test]
    fn digits_alone_are_read_in_the_order_that_is_known() {
        let read = |written, order| PartialDate::from_written_in(written, Some(order)).map(|date| date.to_string());
        assert_eq!(read("10/02/2016", DateOrder::Dmy).as_deref(), Some("2016-02-10"));
        assert_eq!(read("10/2/2016 8:15", DateOrder::Mdy).as_deref(), Some("2016-10-02"));
        assert_eq!(read("13/02/2016", DateOrder::Mdy).as_deref(), Some("2016-02-13"), "no month 13");
        assert_eq!(read("2016-02-10", DateOrder::Mdy).as_deref(), Some("2016-02-10"));
        assert_eq!(read("31/31/2016", DateOrder::Dmy), None);
        assert_eq!(read("05.09.16", DateOrder::Dmy).as_deref(), Some("2016-09-05"));
        assert_eq!(read("9/5/98", DateOrder::Mdy).as_deref(), Some("1998-09-05"));
        assert_eq!(read("05.09.35", DateOrder::Dmy), None, "1935 or 2035");
        assert_eq!(PartialDate::from_written("05.09.16"), None);
    }

    #[test]
    fn what_is_ambiguous_or_no_date_stays_unread() {
        for written in
            ["10/02/2016", "2016-02-30", "yesterday", "", "May", "12345", "11 Foo 2016", "0000-00-00", "NaN", "Feb. 11"]
        {
            assert_eq!(PartialDate::from_written(written), None, "{written}");
        }
    }
}
