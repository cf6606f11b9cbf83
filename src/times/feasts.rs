//! Feasts and holidays whose day can be computed: by name, with the rule that gives the day.

use jiff::civil::{Date, Weekday};
use jiff::{Span as Length, ToSpan};

use super::tokens::Words;

/// When a feast falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// Month and day.
    Fixed(i8, i8),
    /// The n-th weekday of a month (−1: the last).
    Nth(i8, Weekday, i8),
    /// Days from Easter Sunday.
    Easter(i32),
    /// The Tuesday after the first Monday of November.
    Election,
}

/// Names, longest first where one begins another.
const FEASTS: &[(&[&str], Feast)] = &[
    (&["Christmas", "Eve"], Feast::Fixed(12, 24)),
    (&["Christmas", "Day"], Feast::Fixed(12, 25)),
    (&["Christmas"], Feast::Fixed(12, 25)),
    (&["Boxing", "Day"], Feast::Fixed(12, 26)),
    (&["New", "Year", "'s", "Eve"], Feast::Fixed(12, 31)),
    (&["New", "Year", "'s", "Day"], Feast::Fixed(1, 1)),
    (&["New", "Year", "'s"], Feast::Fixed(1, 1)),
    (&["Thanksgiving", "Day"], Feast::Nth(11, Weekday::Thursday, 4)),
    (&["Thanksgiving"], Feast::Nth(11, Weekday::Thursday, 4)),
    (&["Easter", "Sunday"], Feast::Easter(0)),
    (&["Easter", "Monday"], Feast::Easter(1)),
    (&["Easter"], Feast::Easter(0)),
    (&["Good", "Friday"], Feast::Easter(-2)),
    (&["Palm", "Sunday"], Feast::Easter(-7)),
    (&["Ash", "Wednesday"], Feast::Easter(-46)),
    (&["Labor", "Day"], Feast::Nth(9, Weekday::Monday, 1)),
    (&["Memorial", "Day"], Feast::Nth(5, Weekday::Monday, -1)),
    (&["Columbus", "Day"], Feast::Nth(10, Weekday::Monday, 2)),
    (&["Martin", "Luther", "King", "Day"], Feast::Nth(1, Weekday::Monday, 3)),
    (&["Presidents", "'", "Day"], Feast::Nth(2, Weekday::Monday, 3)),
    (&["Mother", "'s", "Day"], Feast::Nth(5, Weekday::Sunday, 2)),
    (&["Father", "'s", "Day"], Feast::Nth(6, Weekday::Sunday, 3)),
    (&["Veterans", "Day"], Feast::Fixed(11, 11)),
    (&["Armistice", "Day"], Feast::Fixed(11, 11)),
    (&["Independence", "Day"], Feast::Fixed(7, 4)),
    (&["Fourth", "of", "July"], Feast::Fixed(7, 4)),
    (&["Bastille", "Day"], Feast::Fixed(7, 14)),
    (&["May", "Day"], Feast::Fixed(5, 1)),
    (&["Earth", "Day"], Feast::Fixed(4, 22)),
    (&["Halloween"], Feast::Fixed(10, 31)),
    (&["Valentine", "'s", "Day"], Feast::Fixed(2, 14)),
    (&["St.", "Patrick", "'s", "Day"], Feast::Fixed(3, 17)),
    (&["Groundhog", "Day"], Feast::Fixed(2, 2)),
    (&["Election", "Day"], Feast::Election),
];

/// The words by which a feast is found in running text; `Day`, `Year` and `Friday` are time words anyway.
pub const RARE_WORDS: [&str; 4] = ["Christmas", "Thanksgiving", "Easter", "Halloween"];

/// The first words of the names: nearly all other words are told from them at once.
pub const FIRST_WORDS: &Words = words![
    "Christmas",
    "Boxing",
    "New",
    "Thanksgiving",
    "Easter",
    "Good",
    "Palm",
    "Ash",
    "Labor",
    "Memorial",
    "Columbus",
    "Martin",
    "Presidents",
    "Mother",
    "Father",
    "Veterans",
    "Armistice",
    "Independence",
    "Fourth",
    "Bastille",
    "May",
    "Earth",
    "Halloween",
    "Valentine",
    "St.",
    "Groundhog",
    "Election",
];

/// All words of the names, and whether each is the first of its name.
pub fn words() -> impl Iterator<Item = (bool, &'static str)> {
    FEASTS.iter().flat_map(|(name, _)| name.iter().enumerate().map(|(at, word)| (at == 0, *word)))
}

/// The feast whose name begins where `word` gives the words, and how many words the name has.
pub fn find<'a>(word: impl Fn(usize) -> &'a str) -> Option<(Feast, usize)> {
    let named = |name: &&[&str]| name.iter().enumerate().all(|(at, part)| word(at).eq_ignore_ascii_case(part));
    FEASTS.iter().find(|(name, _)| named(name)).map(|(name, feast)| (*feast, name.len()))
}

impl Feast {
    /// Its day in a year.
    pub fn day(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, weekday, nth) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok(),
            Self::Easter(days) => easter(year)?.checked_add(Length::new().days(days)).ok(),
            Self::Election => {
                let monday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
                monday.checked_add(1.day()).ok()
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm as J. Meeus gives it (Astronomical Algorithms, 8).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    Date::new(year as i16, (sum / 31) as i8, (sum % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_are_those_of_the_names() {
        assert!(FEASTS.iter().all(|(name, _)| FIRST_WORDS.holds(name[0])));
    }

    #[test]
    fn feasts_fall_on_their_days() {
        for (feast, year, day) in [
            (Feast::Easter(0), 2013, "2013-03-31"),
            (Feast::Easter(-2), 1998, "1998-04-10"),
            (Feast::Nth(11, Weekday::Thursday, 4), 1989, "1989-11-23"),
            (Feast::Nth(5, Weekday::Monday, -1), 2013, "2013-05-27"),
            (Feast::Election, 2016, "2016-11-08"),
            (Feast::Fixed(12, 25), 1998, "1998-12-25"),
        ] {
            assert_eq!(feast.day(year).map(|day| day.to_string()).as_deref(), Some(day));
        }
    }
}
