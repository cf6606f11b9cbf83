//! What an expression says before anything is known of the day it was written on.

use crate::model::PartialDate;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Its letters in a TIMEX3 duration.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Second => "S",
            Self::Minute | Self::Month => "M",
            Self::Hour => "H",
            Self::Day | Self::Night => "D",
            Self::Week => "W",
            Self::Weekend => "WE",
            Self::Quarter => "Q",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
        }
    }

    /// Whether it is shorter than a day, and so stands after the `T` of a duration.
    pub fn is_short(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// `P3D`, `PT30M`, `P2.5Y`; `X` for a count that is not told.
    pub fn length(self, count: Option<f64>) -> String {
        let time = if self.is_short() { "T" } else { "" };
        let letters = self.letters();
        match count {
            None => format!("P{time}X{letters}"),
            Some(0.5) if self == Self::Hour => "PT30M".to_string(),
            Some(0.5) if self == Self::Century => "P50Y".to_string(),
            Some(0.5) if self == Self::Decade => "P5Y".to_string(),
            Some(0.5) if self == Self::Year => "P6M".to_string(),
            // Whole counts are printed faster.
            Some(count) if count.fract() == 0.0 && (0.0..1e15).contains(&count) => {
                format!("P{time}{}{letters}", count as u64)
            }
            Some(count) => format!("P{time}{count}{letters}"),
        }
    }
}

/// Which side of the day of writing a day lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `last Monday`.
    Past,
    /// `this weekend`.
    Here,
    /// `next Monday`.
    Future,
    /// `Monday`: the tense of the clause tells.
    Tense,
}

/// The year of a month, season, quarter or feast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearOf {
    /// Printed.
    Known(i16),
    /// Counted from the year of writing: `last summer` is −1.
    Counted(i32),
    /// Not told: the nearest that fits the tense.
    Tense,
    /// The one of `last March`: the latest that is over.
    Last,
    /// The one of `next March`.
    Next,
}

/// From where a distance is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The day of writing: `three days ago`.
    Writing,
    /// The date told last: `three days later`.
    Told,
}

/// A point or stretch of the calendar, not yet anchored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Point {
    /// Printed in full.
    Known(PartialDate),
    /// `Nov. 5`.
    MonthDay(i8, i8),
    /// `the week of March 3`.
    WeekOf(i8, i8),
    /// `the 15th`.
    DayOfMonth(i8),
    /// `November`.
    Month(i8, YearOf),
    /// `Monday` is 0.
    Weekday(i8, Way),
    /// `Monday of last week`: day, and weeks from that of writing.
    WeekdayOf(i8, i32),
    /// `the weekend`.
    Weekend(Way),
    /// `last week`, `three days ago`, `two years later`.
    Moved(Unit, i32, Base),
    /// `the third quarter`.
    Quarter(i8, YearOf),
    /// `the first half`.
    Half(i8, YearOf),
    /// `the year-ago quarter`, `a year earlier`: a year before the quarter or year told last.
    YearBefore,
    /// `the summer of 2010`, with its TIMEX3 letters.
    Season(&'static str, YearOf),
    /// `the 1980s` is 198.
    Decade(i16),
    /// `the 21st century` is 20.
    Century(i16),
    /// A feast, by its place in the calendar.
    Feast(super::feasts::Feast, YearOf),
    /// No day told: that of the clause, for a time of day that stands alone.
    SameDay,
}

/// What an expression means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A date, or with what stands after the `T` a time of day (`09:30`, `MO`).
    Point(Point, Option<String>),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
    /// A duration's value.
    Length(String),
    /// A set's value.
    Repeated(String),
}

/// An expression as found: where it ends and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// One past its last token.
    pub end: usize,
    /// What it says.
    pub meaning: Meaning,
}

impl Found {
    pub fn new(end: usize, meaning: Meaning) -> Self {
        Self { end, meaning }
    }

    pub fn point(end: usize, point: Point) -> Self {
        Self::new(end, Meaning::Point(point, None))
    }
}
