//! The words of which time expressions are made.

use super::meaning::Unit;
use crate::model::WEEKDAYS;

/// What a word is in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// January is 1.
    Month(i8),
    /// `Jan`, `Sept.`.
    ShortMonth(i8),
    /// Monday is 0.
    Weekday(i8),
    /// `Mon`, `Sat.`.
    ShortWeekday(i8),
    /// `Mondays`.
    Weekdays(i8),
    /// `day`; `true` for `days`.
    Unit(Unit, bool),
    /// `today` is 0, `yesterday` −1.
    Day(i32),
    /// `tonight`, `overnight`, with what stands after the `T`.
    Night(&'static str),
    /// `morning`, with its TIMEX3 letters.
    DayPart(&'static str),
    /// `noon`, `midnight`: an hour with a name.
    Hour(&'static str),
    /// A whole number in words, below a hundred.
    Number(i32),
    /// `hundred`, `thousand`.
    Scale(i32),
    /// `first`.
    Ordinal(i32),
    /// `daily`, with the value of the set.
    Frequency(&'static str),
    /// A season, with its TIMEX3 letters.
    Season(&'static str),
    /// `now`, `recently`, with their TIMEX3 value.
    Reference(&'static str),
    /// `past`, `future`, `present`: a reference only as a noun.
    Epoch(&'static str),
    /// `a.m.`, `p.m.`: hours to add.
    Meridian(i32),
    /// `GMT`.
    Zone,
    /// `o'clock`.
    OClock,
    /// `eighties` is 8.
    Tens(i16),
    /// `fiscal`, `FY`.
    Fiscal,
    /// `ago`.
    Ago,
    /// `half`.
    Half,
    /// `Q3`.
    QuarterCode(i8),
    /// `midyear`.
    MidYear,
}

impl TimeWord {
    /// Whether an expression may be found by this word, or by a number before it (`5 p.m.`); the others only extend one (`second` is a unit too).
    pub fn is_trigger(self) -> bool {
        self == Self::Ordinal(2) || !matches!(self, Self::Number(_) | Self::Scale(_) | Self::Ordinal(_))
    }
}

/// All time words, forms of one meaning together.
pub fn entries() -> Vec<(&'static str, TimeWord)> {
    let mut all = names();
    all.extend(numbers());
    all.extend(units());
    all.extend(others());
    all
}

fn names() -> Vec<(&'static str, TimeWord)> {
    use TimeWord as W;
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = ["jan", "feb", "mar", "apr", "", "jun", "jul", "aug", "sep sept", "oct", "nov", "dec"];
    let short_days = ["mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"];
    let several = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
    let mut all: Vec<(&str, TimeWord)> = (1..).zip(months).map(|(number, form)| (form, W::Month(number))).collect();
    all.extend(
        (1..).zip(short).filter(|(_, form)| !form.is_empty()).map(|(number, form)| (form, W::ShortMonth(number))),
    );
    all.extend((0..).zip(WEEKDAYS).map(|(number, form)| (form, W::Weekday(number))));
    all.extend((0..).zip(short_days).map(|(number, form)| (form, W::ShortWeekday(number))));
    all.extend((0..).zip(several).map(|(number, form)| (form, W::Weekdays(number))));
    all
}

fn numbers() -> Vec<(&'static str, TimeWord)> {
    use TimeWord as W;
    let ones = [
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
    let tens = [("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80)];
    let ordinals = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    let decades = [("twenties", 2), ("thirties", 3), ("forties", 4), ("fifties", 5), ("sixties", 6), ("seventies", 7)];
    let mut all: Vec<(&str, TimeWord)> = (1..).zip(ones).map(|(number, form)| (form, W::Number(number))).collect();
    all.extend(tens.map(|(form, number)| (form, W::Number(number))));
    all.extend([("ninety", W::Number(90)), ("dozen", W::Scale(12)), ("hundred", W::Scale(100))]);
    all.extend([("thousand", W::Scale(1000)), ("million", W::Scale(1_000_000))]);
    all.extend((1..).zip(ordinals).map(|(number, form)| (form, W::Ordinal(number))));
    all.extend(decades.map(|(form, tens)| (form, W::Tens(tens))));
    all.extend([("eighties", W::Tens(8)), ("nineties", W::Tens(9))]);
    all
}

fn units() -> Vec<(&'static str, TimeWord)> {
    let forms = [
        ("", "seconds", Unit::Second),
        ("minute", "minutes mins min", Unit::Minute),
        ("hour", "hours hrs", Unit::Hour),
        ("day", "days", Unit::Day),
        ("night", "nights", Unit::Night),
        ("week", "weeks", Unit::Week),
        ("weekend", "weekends", Unit::Weekend),
        ("month", "months", Unit::Month),
        ("quarter", "quarters", Unit::Quarter),
        ("year", "years", Unit::Year),
        ("decade", "decades", Unit::Decade),
        ("century", "centuries", Unit::Century),
    ];
    let both = |(one, many, unit)| [(one, TimeWord::Unit(unit, false)), (many, TimeWord::Unit(unit, true))];
    forms.into_iter().flat_map(both).filter(|(form, _)| !form.is_empty()).collect()
}

fn others() -> Vec<(&'static str, TimeWord)> {
    use TimeWord as W;
    vec![
        ("today", W::Day(0)),
        ("yesterday", W::Day(-1)),
        ("tomorrow", W::Day(1)),
        ("tonight overnight", W::Night("NI")),
        ("morning mornings dawn daybreak sunrise", W::DayPart("MO")),
        ("afternoon afternoons", W::DayPart("AF")),
        ("evening evenings dusk sunset nightfall", W::DayPart("EV")),
        ("daytime", W::DayPart("DT")),
        ("noon", W::Hour("12:00")),
        ("midnight", W::Hour("24:00")),
        ("midday lunchtime", W::DayPart("MI")),
        ("daily", W::Frequency("P1D")),
        ("nightly", W::Frequency("P1D")),
        ("weekly", W::Frequency("P1W")),
        ("biweekly fortnightly", W::Frequency("P2W")),
        ("monthly", W::Frequency("P1M")),
        ("quarterly", W::Frequency("P1Q")),
        ("annually yearly annual", W::Frequency("P1Y")),
        ("semiannual biannual", W::Frequency("P6M")),
        ("biennial", W::Frequency("P2Y")),
        ("hourly", W::Frequency("PT1H")),
        ("weekdays", W::Frequency("XXXX-WXX-WD")),
        ("spring springtime", W::Season("SP")),
        ("summer summertime", W::Season("SU")),
        ("autumn fall", W::Season("FA")),
        ("winter wintertime", W::Season("WI")),
        ("now currently nowadays presently", W::Reference("PRESENT_REF")),
        ("recently lately", W::Reference("PAST_REF")),
        ("past", W::Epoch("PAST_REF")),
        ("future", W::Epoch("FUTURE_REF")),
        ("present moment", W::Epoch("PRESENT_REF")),
        ("am", W::Meridian(0)),
        ("pm", W::Meridian(12)),
        ("gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et jst msk ist hkt", W::Zone),
        ("oclock", W::OClock),
        ("fiscal fy", W::Fiscal),
        ("ago", W::Ago),
        ("half", W::Half),
        ("q1 1q", W::QuarterCode(1)),
        ("q2 2q", W::QuarterCode(2)),
        ("q3 3q", W::QuarterCode(3)),
        ("q4 4q", W::QuarterCode(4)),
        ("midyear", W::MidYear),
    ]
}
