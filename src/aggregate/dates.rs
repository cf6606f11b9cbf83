//! Dates in four bytes, and the range they span.

use crate::model::PartialDate;

/// A [`PartialDate`] in four bytes; in order of time, a month or year before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackedDate(u32);

/// Years are shifted so that those before the common era stay in order.
const YEAR_SHIFT: i32 = 10_000;

impl From<PartialDate> for PackedDate {
    fn from(date: PartialDate) -> Self {
        let first = date.first_day();
        let month = if date.precision() == "year" { 0 } else { first.month() as u32 };
        let day = date.as_day().map_or(0, |day| day.day() as u32);
        Self((i32::from(date.year()) + YEAR_SHIFT) as u32 * 512 + month * 32 + day)
    }
}

impl PackedDate {
    /// The date that was packed.
    pub fn unpack(self) -> PartialDate {
        let (year, month, day) = self.numbers();
        let (year, month, day) = (year as i16, month as i8, day as i8);
        PartialDate::day(year, month, day)
            .or_else(|| PartialDate::month(year, month))
            .unwrap_or_else(|| PartialDate::year_only(year))
    }

    /// Year, month and day; month and day are 0 when not known.
    #[inline]
    pub fn numbers(self) -> (i32, u8, u8) {
        ((self.0 / 512) as i32 - YEAR_SHIFT, (self.0 / 32 % 16) as u8, (self.0 % 32) as u8)
    }

    /// Sorts by the last day that the date may mean: a month after its days.
    fn by_last_day(self) -> u32 {
        let month = if (self.0 / 32).is_multiple_of(16) { 15 * 32 } else { 0 };
        let day = if self.0.is_multiple_of(32) { 31 } else { 0 };
        // A whole month is over with its last day, so it yields to nothing but comes level with day 31.
        self.0 + month + day
    }
}

/// The first and last of some dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateRange(Option<(PackedDate, PackedDate)>);

impl DateRange {
    /// Widens the range to hold `date`, if there is one.
    pub fn add(&mut self, date: Option<PackedDate>) {
        let Some(date) = date else { return };
        self.0 = Some(match self.0 {
            None => (date, date),
            Some((first, last)) => (first.min(date), if date.by_last_day() > last.by_last_day() { date } else { last }),
        });
    }

    /// The first and the last date.
    #[inline]
    pub fn ends(self) -> Option<(PackedDate, PackedDate)> {
        self.0
    }

    /// The first date.
    pub fn first(self) -> Option<PartialDate> {
        self.0.map(|(first, _)| first.unpack())
    }

    /// The last date.
    pub fn last(self) -> Option<PartialDate> {
        self.0.map(|(_, last)| last.unpack())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn packing_loses_nothing() {
        for text in ["2016", "2016-09", "2016-09-13", "1987-12-31", "0001-01-01"] {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(PackedDate::from(date).unpack(), date, "{text}");
        }
    }

    #[test]
    fn a_range_runs_from_the_first_to_the_last_date() {
        let cases = [
            (vec!["2016-09-13", "2015-01-02", "2016-09-12"], "2015-01-02", "2016-09-13"),
            (vec!["2016-09", "2016-09-13"], "2016-09", "2016-09"),
            (vec!["2016", "2016-09-13", "2017-01-01"], "2016", "2017-01-01"),
            (vec!["2016-08-31"], "2016-08-31", "2016-08-31"),
        ];
        for (dates, first, last) in cases {
            let mut range = DateRange::default();
            for date in &dates {
                range.add(Some(PackedDate::from(date.parse::<PartialDate>().unwrap())));
            }
            assert_eq!(range.first().unwrap().to_string(), first, "{dates:?}");
            assert_eq!(range.last().unwrap().to_string(), last, "{dates:?}");
        }
    }
}
