//! Dates as precise as the text is: a year, a month or a day.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

/// The days of the week in English, in small letters, from Monday on (ISO 8601).
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A calendar date of day, month or year precision (ISO 8601 reduced precision: `2016-09-13`, `2016-09`, `2016`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// A whole year.
    pub fn year_only(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month of a year; `None` when there is no such month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok()?;
        Some(Self { year, month: Some(month), day: None })
    }

    /// A day; `None` when the calendar has no such day.
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self::from)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Year, and month and day where they are known.
    pub fn parts(self) -> (i16, Option<i8>, Option<i8>) {
        (self.year, self.month, self.day)
    }

    /// The first day that the date may mean.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::MIN)
    }

    /// The last day that the date may mean.
    pub fn last_day(self) -> Date {
        let month = Date::new(self.year, self.month.unwrap_or(12), 1).unwrap_or(Date::MIN);
        match self.day {
            Some(_) => self.first_day(),
            None => month.last_of_month(),
        }
    }

    /// The day itself, when the date is precise to the day.
    pub fn as_day(self) -> Option<Date> {
        self.day.map(|_| self.first_day())
    }

    /// `day`, `month` or `year`.
    pub fn precision(self) -> &'static str {
        match (self.month, self.day) {
            (_, Some(_)) => "day",
            (Some(_), None) => "month",
            (None, None) => "year",
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads `2016`, `2016-09` or `2016-09-13`; anything after the day (a time) is ignored.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("date \"{text}\" is not YYYY, YYYY-MM or YYYY-MM-DD");
        let day_part = text.split(['T', ' ']).next().unwrap_or(text);
        let mut parts = day_part.split('-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse().ok()).ok_or_else(wrong)?;
        let mut two_digits = || match parts.next() {
            None => Ok(None),
            Some(part) => part.parse::<i8>().map(Some).map_err(|_| wrong()),
        };
        match (two_digits()?, two_digits()?) {
            (None, _) => Ok(Self::year_only(year)),
            (Some(month), None) => Self::month(year, month).ok_or_else(wrong),
            (Some(month), Some(day)) => Self::day(year, month, day).ok_or_else(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_the_precision_they_were_written_with() {
        for text in ["2016", "2016-09", "2016-02-29"] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(text.to_string()));
        }
    }

    #[test]
    fn a_time_after_the_day_is_ignored() {
        assert_eq!(
            "2016-09-13T10:00:00Z".parse(),
            Ok(PartialDate::day(2016, 9, 13).unwrap_or(PartialDate::year_only(0)))
        );
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in ["2015-02-29", "2016-13", "16-1-1", "", "yesterday", "2016-00-01"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_runs_to_its_last_day() {
        let september = "2016-02".parse::<PartialDate>().map(|d| d.last_day().to_string());
        assert_eq!(september.as_deref(), Ok("2016-02-29"));
    }
}
