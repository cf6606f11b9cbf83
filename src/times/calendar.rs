//! Days, weeks, months counted from a day.

use jiff::Span as Length;
use jiff::civil::Date;

use super::meaning::Unit;

/// `date` moved by whole days.
pub fn add_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Length::new().try_days(days).ok()?).ok()
}

/// The day `count` units after `date` (before, when negative).
pub fn moved(date: Date, count: i32, unit: Unit) -> Option<Date> {
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
    date.checked_add(length.ok()?).ok()
}

/// The day with that name (Monday is 0) before `date`, or after it; `date` itself when it has that name.
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

/// The quarter of the year, 1 to 4.
pub fn quarter(date: Date) -> i8 {
    (date.month() - 1) / 3 + 1
}
