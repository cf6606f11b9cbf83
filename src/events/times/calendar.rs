//! Days, weeks, months counted from a day.

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};

use super::words::Unit;
use crate::model::PartialDate;

/// `date` moved by whole days.
pub fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// The date `count` units after `date` (before, when negative), as precise as the unit.
pub fn moved(date: Date, count: i32, unit: Unit) -> Option<PartialDate> {
    let length = match unit {
        Unit::Day | Unit::Night => Length::new().try_days(count),
        Unit::Week | Unit::Weekend => Length::new().try_weeks(count),
        Unit::Month => Length::new().try_months(count),
        Unit::Quarter => Length::new().try_months(count.checked_mul(3)?),
        Unit::Year => Length::new().try_years(count),
        Unit::Decade => Length::new().try_years(count.checked_mul(10)?),
        Unit::Century => Length::new().try_years(count.checked_mul(100)?),
        Unit::Second | Unit::Minute | Unit::Hour => Length::new().try_days(0),
    };
    let moved = date.checked_add(length.ok()?).ok()?;
    match unit {
        Unit::Month | Unit::Quarter => PartialDate::month(moved.year(), moved.month()),
        Unit::Year | Unit::Decade | Unit::Century => Some(PartialDate::year_only(moved.year())),
        _ => Some(moved.into()),
    }
}

/// The day with that name (Monday is 0) before `date`, or after it.
pub fn weekday_near(date: Date, weekday: i8, ahead: bool) -> Option<Date> {
    let own = date.weekday().to_monday_zero_offset();
    let forward = i32::from((weekday - own).rem_euclid(7));
    add_days(date, if ahead || forward == 0 { forward } else { forward - 7 })
}

/// `2016-W37`.
pub fn week_value(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}
