//! Dates that stand in a file's name or a page's address.

use memchr::memchr;

use crate::model::{PartialDate, month_number};

/// The date in a path such as `2016-02-11-talks.txt`, `talks_20160211.html`, `2016/02/11/talks.txt`; the last one wins.
pub(super) fn from_path(path: &str) -> Option<PartialDate> {
    let bytes = path.as_bytes();
    let starts = |at: &usize| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[*at - 1].is_ascii_digit());
    let places = || (0..bytes.len()).rev().filter(starts);
    let spelled = || plausible(PartialDate::from_written(stem(path)).filter(|date| date.as_day().is_some())?);
    let day = places().find_map(|at| date_at(path, at).or_else(|| day_first(path, at))).or_else(spelled);
    day.or_else(|| places().find_map(|at| month_at(path, at)))
}

/// The name of a file without folders and endings, if it names a month (`24 June 2024`, `Talks of June 24, 2024`).
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let month = stem.split(|c: char| !c.is_alphabetic()).any(|word| month_number(word).is_some());
    if month { stem } else { "" }
}

/// `24.06.2024`, `24-06-2024`: day first where that is sure.
fn day_first(path: &str, at: usize) -> Option<PartialDate> {
    let rest = &path[at..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '_')).unwrap_or(rest.len());
    let mut parts = rest[..end].split(['.', '-', '_']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let length = day.len() + month.len() + year.len() + 2;
    let two = |part: &str| (1..=2).contains(&part.len());
    let numbered = at > 0 && path.as_bytes()[at - 1].is_ascii_alphanumeric();
    let whole = two(day) && two(month) && year.len() == 4 && !numbered;
    let date = PartialDate::from_written(rest.get(..length).filter(|_| whole)?)?;
    plausible(Some(date).filter(|date| date.as_day().is_some())?)
}

/// `report-2024-06.txt`, `2024/06/talks.txt`; `2011-12` may be a season.
fn month_at(path: &str, at: usize) -> Option<PartialDate> {
    let rest = path.get(at..at + 7)?;
    let after = &path.as_bytes()[at + 7..];
    let (year, month): (i16, i8) = (rest.get(..4)?.parse().ok()?, rest.get(5..)?.parse().ok()?);
    let mark = rest.as_bytes()[4];
    let closed = match mark {
        b'/' => after.first() == Some(&b'/'),
        b'-' | b'_' | b'.' => match after {
            [] => true,
            [next, digit, ..] => !(next.is_ascii_alphanumeric() || (*next == mark && digit.is_ascii_digit())),
            [next] => !next.is_ascii_alphanumeric(),
        },
        _ => false,
    };
    let season = mark != b'/' && i16::from(month) == year % 100 + 1;
    let digits = rest.as_bytes()[5..].iter().all(u8::is_ascii_digit);
    plausible(PartialDate::month(year, month).filter(|_| closed && digits && !season)?)
}

/// The date in an address such as `https://a.example/2016/feb/11/talks`.
pub(super) fn from_url(url: &str) -> Option<PartialDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    from_path(&path[memchr(b'/', path.as_bytes())?..])
}

fn date_at(path: &str, at: usize) -> Option<PartialDate> {
    let rest = &path[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        8 | 14 => plausible(PartialDate::from_written(&rest[..8])?),
        4 => {
            let mark = rest.as_bytes().get(4).copied().filter(|mark| b"-_./".contains(mark))?;
            let mut parts = rest[5..].split(mark as char);
            let month = parts.next()?;
            let month = month.parse().ok().filter(|_| month.len() == 2).or_else(|| month_number(month))?;
            let day = parts.next()?;
            let day = &day[..day.bytes().take_while(u8::is_ascii_digit).count()];
            let day = day.parse().ok().filter(|_| day.len() <= 2)?;
            plausible(PartialDate::day(rest[..4].parse().ok()?, month, day)?)
        }
        _ => None,
    }
}

/// Numbers that are no dates mostly make years no file is from.
fn plausible(date: PartialDate) -> Option<PartialDate> {
    Some(date).filter(|date| (1850..=2060).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_gives_a_date() {
        let cases = [
            ("2016-02-11-talks.txt", Some("2016-02-11")),
            ("talks_20160211.html", Some("2016-02-11")),
            ("reuters/2016/02/11/0012.txt", Some("2016-02-11")),
            ("2015/talks-2016_02_11.txt", Some("2016-02-11")),
            ("2016.02.11.txt", Some("2016-02-11")),
            ("20160211093000.txt", Some("2016-02-11")),
            ("11 February 2016.txt", Some("2016-02-11")),
            ("talks, Feb 11, 2016.html", Some("2016-02-11")),
            ("x_11.02.2016.txt", Some("2016-02-11")),
            ("wire 13-02-2016.txt", Some("2016-02-13")),
            ("wire 10-02-2016.txt", None),
            ("report-2016-02.txt", Some("2016-02")),
            ("reuters/2016/02/talks.txt", Some("2016-02")),
            ("2016-02 talks.csv", Some("2016-02")),
            ("season 2011-12.txt", None),
            ("2016-021.txt", None),
            ("v1.2.2016b.txt", None),
            ("may-talks.txt", None),
            ("talks of February 2016 with 30 men.txt", None),
            ("004_c2b713332819bd4c.txt", None),
            ("12345678.txt", None),
            ("talks-2016.txt", None),
            ("2016-13-40.txt", None),
            ("120160211.txt", None),
        ];
        for (path, date) in cases {
            assert_eq!(from_path(path).map(|d| d.to_string()).as_deref(), date, "{path}");
        }
    }

    #[test]
    fn an_address_gives_a_date() {
        let cases = [
            ("https://a.example/world/2016/feb/11/talks", Some("2016-02-11")),
            ("https://a.example/2016/02/11/talks.html", Some("2016-02-11")),
            ("https://2016-02-11.example/talks", None),
            ("https://a.example", None),
        ];
        for (url, date) in cases {
            assert_eq!(from_url(url).map(|d| d.to_string()).as_deref(), date, "{url}");
        }
    }
}
