//! Dates that stand in a file's name or a page's address.

use memchr::memchr;

use crate::model::{PartialDate, month_number};

/// The date in a path such as `2016-02-11-talks.txt`, `talks_20160211.html`, `2016/02/11/talks.txt`; the last one wins.
pub(super) fn from_path(path: &str) -> Option<PartialDate> {
    let bytes = path.as_bytes();
    let starts = |at: &usize| bytes[*at].is_ascii_digit() && (*at == 0 || !bytes[*at - 1].is_ascii_digit());
    (0..bytes.len()).rev().filter(starts).find_map(|at| date_at(path, at))
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
