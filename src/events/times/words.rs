//! The words of which time expressions are made, by the hash of their folded form.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::segment::fold_hash;

/// What a word is in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// January is 1.
    Month(i8),
    /// Monday is 0.
    Weekday(i8),
    /// `day`, `weeks`.
    Unit(Unit),
    /// `today` is 0, `yesterday` −1.
    Day(i32),
    /// `morning`, `night`, with its TIMEX3 letters.
    PartOfDay(&'static str),
    /// A whole number in words.
    Number(i32),
    /// `first`.
    Ordinal(i32),
    /// `last`, `past`, `previous`.
    Last,
    /// `next`, `coming`, `following`.
    Next,
    /// `this`, `current`.
    This,
    /// `early`, `late`, `mid`.
    Part,
    /// `every`, `each`.
    Every,
    /// `daily`, with the value of the set.
    Frequency(&'static str),
    /// A season, with its TIMEX3 letters.
    Season(&'static str),
    /// `now`, `recently`, `soon`, with their TIMEX3 value.
    Vague(&'static str),
    /// `a`, `several`, `the`: may open an expression.
    Opener,
}

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
    /// Its letter in an ISO 8601 duration.
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
}

/// What the folded word is, if it is a time word.
pub fn look_up(fold: u64) -> Option<TimeWord> {
    WORDS.get(&fold).copied()
}

static WORDS: LazyLock<FxHashMap<u64, TimeWord>> = LazyLock::new(|| {
    use TimeWord as W;
    let mut words = FxHashMap::default();
    let mut add = |list: &str, word: W| {
        for form in list.split(' ') {
            words.insert(fold_hash(form), word);
        }
    };
    let months = [
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ];
    (1..).zip(months).for_each(|(number, forms)| add(forms, W::Month(number)));
    let days = [
        "monday mon",
        "tuesday tue tues",
        "wednesday wed",
        "thursday thu thur thurs",
        "friday fri",
        "saturday",
        "sunday",
    ];
    (0..).zip(days).for_each(|(number, forms)| add(forms, W::Weekday(number)));
    for (forms, unit) in [
        ("second seconds", Unit::Second),
        ("minute minutes", Unit::Minute),
        ("hour hours", Unit::Hour),
        ("day days", Unit::Day),
        ("night nights", Unit::Night),
        ("week weeks", Unit::Week),
        ("weekend weekends", Unit::Weekend),
        ("month months", Unit::Month),
        ("quarter quarters", Unit::Quarter),
        ("year years", Unit::Year),
        ("decade decades", Unit::Decade),
        ("century centuries", Unit::Century),
    ] {
        add(forms, W::Unit(unit));
    }
    for (form, offset) in [("today", 0), ("yesterday", -1), ("tomorrow", 1), ("tonight", 0), ("overnight", 0)] {
        add(form, W::Day(offset));
    }
    for (form, letters) in [
        ("morning", "MO"),
        ("afternoon", "AF"),
        ("evening", "EV"),
        ("noon", "MI"),
        ("midnight", "NI"),
        ("dawn", "MO"),
        ("dusk", "EV"),
    ] {
        add(form, W::PartOfDay(letters));
    }
    let numbers = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    (1..).zip(numbers).for_each(|(number, form)| add(form, W::Number(number)));
    for (form, number) in
        [("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("ninety", 90), ("hundred", 100), ("dozen", 12)]
    {
        add(form, W::Number(number));
    }
    let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
        "twelfth",
    ];
    (1..).zip(ordinals).filter(|(_, form)| *form != "second").for_each(|(number, form)| add(form, W::Ordinal(number)));
    add("last past previous", W::Last);
    add("next coming following upcoming", W::Next);
    add("this current", W::This);
    add("early late mid later earlier", W::Part);
    add("every each", W::Every);
    for (form, value) in [
        ("daily", "P1D"),
        ("nightly", "P1D"),
        ("weekly", "P1W"),
        ("monthly", "P1M"),
        ("quarterly", "P1Q"),
        ("annually yearly annual", "P1Y"),
        ("hourly", "PT1H"),
    ] {
        add(form, W::Frequency(value));
    }
    for (form, letters) in [("spring", "SP"), ("summer", "SU"), ("autumn fall", "FA"), ("winter", "WI")] {
        add(form, W::Season(letters));
    }
    for (forms, value) in [
        ("now currently nowadays", "PRESENT_REF"),
        ("recently formerly previously", "PAST_REF"),
        ("soon", "FUTURE_REF"),
    ] {
        add(forms, W::Vague(value));
    }
    add("a an the several few some many couple about over more nearly almost", W::Opener);
    words
});
