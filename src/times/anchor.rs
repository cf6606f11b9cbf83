//! Meanings → TIMEX3 values: where in the calendar an expression lies, from the day of writing, the date told last, and tense.

use jiff::civil::Date;

use super::calendar::{add_days, moved, quarter, week_value, weekday_near};
use super::feasts::Feast;
use super::meaning::{Base, Meaning, Point, Unit, Way, YearOf};
use super::tense::Look;
use crate::model::{PartialDate, TimeType};

/// What is known when an expression is anchored; one for each document, fed in text order.
pub struct Anchor {
    /// The day (month, year) of writing.
    writing: Option<PartialDate>,
    /// The date told last, and in which sentence.
    told: Option<(usize, Told)>,
    /// First day of the quarter told last, and in which sentence.
    quarter: Option<(usize, Date)>,
}

/// A date that later expressions may be counted from.
#[derive(Clone, Copy, Debug)]
struct Told {
    first: Date,
    unit: Unit,
}

/// An anchored expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchored {
    pub kind: TimeType,
    pub value: String,
    pub date: Option<PartialDate>,
}

/// A value before it is printed, with the calendar date it lies in.
struct Placed {
    value: String,
    date: Option<PartialDate>,
    told: Option<Told>,
}

impl Anchor {
    /// For a document written on that day.
    pub fn new(writing: Option<PartialDate>) -> Self {
        Self { writing, told: None, quarter: None }
    }

    /// The value of an expression of that sentence; `look`: where its clause looks, as far as it tells.
    pub fn resolve(&mut self, sentence: usize, meaning: &Meaning, look: impl Fn() -> Option<Look>) -> Anchored {
        let other = |kind, value: &str| Anchored { kind, value: value.to_string(), date: None };
        match meaning {
            Meaning::Reference(value) => other(TimeType::Date, value),
            Meaning::Length(value) => other(TimeType::Duration, value),
            Meaning::Repeated(value) => other(TimeType::Set, value),
            Meaning::Point(point, time) => {
                let placed = self.place(sentence, *point, &look).unwrap_or_else(|| open(*point));
                if let Some(told) = placed.told {
                    self.told = Some((sentence, told));
                    if told.unit == Unit::Quarter {
                        self.quarter = Some((sentence, told.first));
                    }
                }
                match time {
                    Some(time) if placed.value.ends_with("_REF") => {
                        other(TimeType::Time, &format!("XXXX-XX-XXT{time}"))
                    }
                    Some(time) => {
                        Anchored { kind: TimeType::Time, value: format!("{}T{time}", placed.value), date: placed.date }
                    }
                    None => Anchored { kind: TimeType::Date, value: placed.value, date: placed.date },
                }
            }
        }
    }

    fn today(&self) -> Option<Date> {
        self.writing.and_then(PartialDate::as_day)
    }

    /// The day of writing, or the first of its month or year.
    fn writing(&self) -> Option<Date> {
        self.writing.map(PartialDate::first_day)
    }

    /// Where the point lies; `None` when what it is counted from is not known.
    fn place(&self, sentence: usize, point: Point, look: &dyn Fn() -> Option<Look>) -> Option<Placed> {
        let ahead = &|| look().map(|look| look != Look::Back);
        match point {
            Point::Known(date) => Some(known(date)),
            Point::MonthDay(month, day) => self.month_day(month, day, look()),
            Point::WeekOf(month, day) => {
                let day = self.month_day(month, day, look())?.told?.first;
                in_unit(day, Unit::Week)
            }
            Point::DayOfMonth(day) => on_day(Date::new(self.today()?.year(), self.today()?.month(), day).ok()?),
            Point::Month(number, year) => {
                // Without a sign of tense, a month that comes soon is meant to come.
                let soon =
                    || self.writing().is_some_and(|today| (1..=4).contains(&(number - today.month()).rem_euclid(12)));
                // "would meet in the light of the February agreement": a weak sign does not send a month that was just now ahead.
                let just_now =
                    || self.writing().is_some_and(|today| (1..=3).contains(&(today.month() - number).rem_euclid(12)));
                let ahead = || {
                    Some(match look() {
                        Some(Look::Back) => false,
                        Some(Look::Ahead) => true,
                        Some(Look::Perhaps) => !just_now(),
                        None => soon(),
                    })
                };
                let year = self.year(year, &ahead, |today| number.cmp(&today.month()))?;
                PartialDate::month(year, number).map(known)
            }
            Point::Weekday(day, way) => self.weekday(day, way, ahead),
            Point::WeekdayOf(day, weeks) => {
                let today = self.today()?;
                let monday = add_days(today, -i32::from(today.weekday().to_monday_zero_offset()))?;
                on_day(add_days(monday, weeks * 7 + i32::from(day))?)
            }
            Point::Weekend(way) => self.weekend(way, ahead),
            Point::Moved(unit, count, base) => self.moved(sentence, unit, count, base),
            Point::Quarter(number, year) => {
                let year = self.year(year, ahead, |today| number.cmp(&quarter(today)))?;
                in_quarter(Date::new(year, number * 3 - 2, 1).ok()?)
            }
            Point::Half(number, year) => {
                let year = self.year(year, ahead, |today| number.cmp(&((today.month() - 1) / 6 + 1)))?;
                Some(lettered(year, format!("H{number}")))
            }
            Point::YearBefore => self.year_before(sentence),
            Point::Season(letters, year) => {
                let year = self.year(year, ahead, |today| season_month(letters).cmp(&today.month()))?;
                Some(lettered(year, letters.to_string()))
            }
            Point::Decade(decade) => Some(Placed { value: format!("{decade:03}"), date: None, told: None }),
            Point::Century(century) => Some(Placed { value: format!("{century:02}"), date: None, told: None }),
            Point::Feast(feast, year) => self.feast(feast, year, ahead),
            Point::SameDay => self.same_day(sentence),
        }
    }

    /// A day without a year: the nearest to the day of writing; what is told has mostly been, the more so in the past tense.
    fn month_day(&self, month: i8, day: i8, look: Option<Look>) -> Option<Placed> {
        let side = match look {
            Some(Look::Back) => Side::Before(4),
            None => Side::Before(2),
            Some(_) => Side::After(2),
        };
        let near = self.writing()?;
        let days = [near.year(), near.year() - 1, near.year() + 1].map(|year| Date::new(year, month, day).ok());
        nearest(near, days.into_iter().flatten(), side).and_then(on_day)
    }

    fn feast(&self, feast: Feast, year: YearOf, ahead: &dyn Fn() -> Option<bool>) -> Option<Placed> {
        if let YearOf::Known(year) = year {
            return on_day(feast.day(year)?);
        }
        let near = self.writing()?;
        let days = [near.year(), near.year() - 1, near.year() + 1].map(|year| feast.day(year));
        let mut days = days.into_iter().flatten();
        match year {
            YearOf::Last => on_day(days.filter(|day| *day < near).max()?),
            YearOf::Next => on_day(days.filter(|day| *day >= near).min()?),
            YearOf::Counted(0) => on_day(days.next()?),
            _ => on_day(nearest(near, days, if ahead().unwrap_or(false) { Side::After(2) } else { Side::Before(2) })?),
        }
    }

    /// The year of something that lies, within its year, before (`Less`), at or after the day of writing.
    fn year(
        &self,
        year: YearOf,
        ahead: &dyn Fn() -> Option<bool>,
        order: impl Fn(Date) -> std::cmp::Ordering,
    ) -> Option<i16> {
        use std::cmp::Ordering as O;
        if let YearOf::Known(year) = year {
            return Some(year);
        }
        let near = self.writing()?;
        let order = order(near);
        let shift = match year {
            YearOf::Known(_) => 0,
            YearOf::Counted(years) => years as i16,
            YearOf::Last => {
                if order == O::Less {
                    0
                } else {
                    -1
                }
            }
            YearOf::Next => {
                if order == O::Greater {
                    0
                } else {
                    1
                }
            }
            YearOf::Tense => match (order, ahead().unwrap_or(false)) {
                (O::Greater, false) => -1,
                (O::Less, true) => 1,
                _ => 0,
            },
        };
        Some(near.year() + shift)
    }

    fn weekday(&self, day: i8, way: Way, ahead: &dyn Fn() -> Option<bool>) -> Option<Placed> {
        let today = self.today()?;
        let near = |ahead| weekday_near(today, day, ahead);
        on_day(match way {
            Way::Past => add_days(near(false)?, if near(false)? == today { -7 } else { 0 })?,
            Way::Future => add_days(near(true)?, if near(true)? == today { 7 } else { 0 })?,
            Way::Here => near(true)?,
            Way::Tense => near(ahead().unwrap_or(false))?,
        })
    }

    fn weekend(&self, way: Way, ahead: &dyn Fn() -> Option<bool>) -> Option<Placed> {
        let today = self.today()?;
        let inside = today.weekday().to_monday_zero_offset() >= 5;
        let weeks = match way {
            Way::Here => 0,
            Way::Past => -1,
            Way::Future => i32::from(inside),
            Way::Tense => {
                if inside || ahead().unwrap_or(false) {
                    0
                } else {
                    -1
                }
            }
        };
        let day = add_days(today, weeks * 7)?;
        let saturday = weekday_near(add_days(day, -i32::from(day.weekday().to_monday_zero_offset()))?, 5, true)?;
        let date = PartialDate::month(saturday.year(), saturday.month());
        Some(Placed { value: format!("{}-WE", week_value(day)), date, told: None })
    }

    /// The date told last, when it is near enough in the text to be meant.
    fn told(&self, sentence: usize) -> Option<Told> {
        self.told.filter(|(at, _)| sentence - at <= 3).map(|(_, told)| told)
    }

    fn moved(&self, sentence: usize, unit: Unit, count: i32, base: Base) -> Option<Placed> {
        let told = || self.told(sentence).filter(|told| is_within(told.unit, unit)).map(|told| told.first);
        let exact = |date: Option<Date>| if matches!(unit, Unit::Day | Unit::Week | Unit::Night) { date } else { None };
        let start = match base {
            Base::Told => told().or_else(|| exact(self.today()).or(self.writing()))?,
            Base::Writing => exact(self.today())
                .or_else(|| self.writing().filter(|_| !matches!(unit, Unit::Day | Unit::Week | Unit::Night)))?,
        };
        let day = moved(start, count, unit)?;
        in_unit(day, unit)
    }

    /// A year before the quarter (or half a year) told in this sentence or the last; else the year before that of writing.
    fn year_before(&self, sentence: usize) -> Option<Placed> {
        if let Some((_, quarter)) = self.quarter.filter(|(at, _)| sentence - at <= 1) {
            return in_quarter(moved(quarter, -1, Unit::Year)?);
        }
        let told = self.told.filter(|(at, _)| sentence - at <= 1).map(|(_, told)| told);
        let year = told.filter(|told| told.unit == Unit::Year).map(|told| told.first.year());
        let year = year.or_else(|| self.writing().map(|date| date.year()))?;
        Some(known(PartialDate::year_only(year - 1)))
    }

    /// The day told in this sentence, else the day of writing.
    fn same_day(&self, sentence: usize) -> Option<Placed> {
        let told = self.told.filter(|(at, told)| *at == sentence && told.unit == Unit::Day).map(|(_, told)| told.first);
        on_day(told.or(self.today())?)
    }
}

/// Whether a date of the one unit tells which of the other it lies in.
fn is_within(told: Unit, unit: Unit) -> bool {
    let rank = |unit| match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => 0,
        Unit::Week | Unit::Weekend => 1,
        Unit::Month => 2,
        Unit::Quarter => 3,
        Unit::Year | Unit::Decade | Unit::Century => 4,
    };
    rank(told) <= rank(unit)
}

/// The side of the day of writing on which a day is looked for, and how many times over a day on the other side counts.
#[derive(Clone, Copy)]
enum Side {
    Before(i32),
    After(i32),
}

/// The day nearest to `near`; one on the other side counts as farther off.
fn nearest(near: Date, days: impl Iterator<Item = Date>, side: Side) -> Option<Date> {
    let distance = |date: &Date| {
        let days = day_number(*date) - day_number(near);
        let times = match side {
            Side::Before(times) if days > 0 => times,
            Side::After(times) if days <= 0 => times,
            _ => 1,
        };
        days.saturating_abs().saturating_mul(times)
    };
    days.min_by_key(distance)
}

/// Days since the first of March of the year 0.
fn day_number(date: Date) -> i32 {
    // Years that begin in March end with their leap day.
    let (month, early) = (i32::from(date.month()), i32::from(date.month() < 3));
    let (year, month) = (i32::from(date.year()) - early, month + 12 * early - 3);
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 + i32::from(date.day())
}

/// The month from which on a season of its year has begun, mostly.
fn season_month(letters: &str) -> i8 {
    match letters {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

fn on_day(day: Date) -> Option<Placed> {
    Some(known(day.into()))
}

fn known(date: PartialDate) -> Placed {
    let unit = match date.precision() {
        "day" => Unit::Day,
        "month" => Unit::Month,
        _ => Unit::Year,
    };
    let told = Told { first: date.first_day(), unit };
    Placed { value: printed(date), date: Some(date), told: Some(told) }
}

/// The date as it is displayed; written by hand, because most expressions come to one.
fn printed(date: PartialDate) -> String {
    let (year, month, day) = date.parts();
    if !(0..10_000).contains(&year) {
        return date.to_string();
    }
    let digits = |number: i16| [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
    let ([a, b], [c, d]) = (digits(year / 100), digits(year % 100));
    let ([e, f], [g, h]) = (digits(month.unwrap_or(0).into()), digits(day.unwrap_or(0).into()));
    let whole = [a, b, c, d, b'-', e, f, b'-', g, h];
    let length = if day.is_some() {
        10
    } else if month.is_some() {
        7
    } else {
        4
    };
    String::from_utf8_lossy(&whole[..length]).into_owned()
}

fn lettered(year: i16, letters: String) -> Placed {
    Placed { value: format!("{year:04}-{letters}"), date: Some(PartialDate::year_only(year)), told: None }
}

fn in_quarter(day: Date) -> Option<Placed> {
    let told = Told { first: day, unit: Unit::Quarter };
    let value = format!("{:04}-Q{}", day.year(), quarter(day));
    Some(Placed { value, date: Some(PartialDate::year_only(day.year())), told: Some(told) })
}

/// The unit that holds `day`, as a value.
fn in_unit(day: Date, unit: Unit) -> Option<Placed> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => on_day(day),
        Unit::Week | Unit::Weekend => {
            // A week lies where its Thursday lies, as ISO 8601 counts weeks to years.
            let thursday = add_days(day, 3 - i32::from(day.weekday().to_monday_zero_offset()))?;
            let date = PartialDate::month(thursday.year(), thursday.month());
            Some(Placed { value: week_value(day), date, told: Some(Told { first: day, unit: Unit::Week }) })
        }
        Unit::Month => PartialDate::month(day.year(), day.month()).map(known),
        Unit::Quarter => in_quarter(day),
        Unit::Year => Some(known(PartialDate::year_only(day.year()))),
        Unit::Decade => Some(Placed { value: format!("{:03}", day.year() / 10), date: None, told: None }),
        Unit::Century => Some(Placed { value: format!("{:02}", day.year() / 100), date: None, told: None }),
    }
}

/// The value of a point that cannot be anchored: what is not known is `X`.
fn open(point: Point) -> Placed {
    let value = match point {
        Point::MonthDay(month, day) | Point::WeekOf(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Point::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Point::Month(month, _) => format!("XXXX-{month:02}"),
        Point::Weekday(day, _) | Point::WeekdayOf(day, _) => format!("XXXX-WXX-{}", day + 1),
        Point::Weekend(_) => "XXXX-WXX-WE".to_string(),
        Point::Quarter(number, _) => format!("XXXX-Q{number}"),
        Point::Half(number, _) => format!("XXXX-H{number}"),
        Point::Season(letters, _) => format!("XXXX-{letters}"),
        Point::Feast(Feast::Fixed(month, day), _) => format!("XXXX-{month:02}-{day:02}"),
        Point::Moved(_, count, Base::Writing) if count < 0 => "PAST_REF".to_string(),
        Point::Moved(_, 0, Base::Writing) => "PRESENT_REF".to_string(),
        Point::Moved(_, _, Base::Writing) => "FUTURE_REF".to_string(),
        Point::YearBefore => "PAST_REF".to_string(),
        Point::Moved(Unit::Year, ..) | Point::Feast(..) => "XXXX".to_string(),
        _ => "XXXX-XX-XX".to_string(),
    };
    Placed { value, date: None, told: None }
}
