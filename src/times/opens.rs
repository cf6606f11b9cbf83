//! What may begin at a word: a bit for each way of reading on, so that only ways that can lead somewhere are tried.
//!
//! The bits of a word are those of the finders whose first word it can be; a finder that is not named here by one of its
//! first words is never asked. After an article the next word decides as well ([`after_article`]): `the army` begins nothing.

use super::meaning::Unit;
use super::words::TimeWord;

/// A count: `three`, `about`, `several`.
pub const COUNT: u32 = 1;
/// Any point of the calendar, of an expression that stands alone.
pub const POINT: u32 = 1 << 1;
/// A time on the clock: `9:30`, `noon`, `half past`.
pub const CLOCK: u32 = 1 << 2;
/// A part of the day: `morning`, `this`, `early`.
pub const PART: u32 = 1 << 3;
/// A printed date: `March`, `1998`, `Monday`.
pub const DATE: u32 = 1 << 4;
/// A quarter, season, decade: `third`, `summer`, `the`.
pub const PERIOD: u32 = 1 << 5;
/// A weekday, a day, a unit: `Monday`, `today`, `year ago`.
pub const RELATIVE: u32 = 1 << 6;
/// A feast: `Christmas`, `New`, `last`.
pub const FEAST: u32 = 1 << 7;
/// A narrowed point: `early`, `mid`.
pub const NARROWED: u32 = 1 << 8;
/// An end of something: `beginning`, `rest`, `latter`.
pub const BOUNDARY: u32 = 1 << 9;
/// `year-end`, `midyear`.
pub const YEAR_END: u32 = 1 << 10;
/// `the week of March 3`.
pub const WEEK_OF: u32 = 1 << 11;
/// Half or a quarter of a unit.
pub const HALF: u32 = 1 << 12;
/// A stretch of time: `past`, `next`, `his`.
pub const STRETCH: u32 = 1 << 13;
/// A whole unit: `all`, `the`.
pub const WHOLE: u32 = 1 << 14;
/// Units that stand alone: `years`.
pub const UNITS: u32 = 1 << 15;
/// `the early hours of Sunday`.
pub const HOURS: u32 = 1 << 16;
/// A repeated time: `every`, `twice`, `daily`.
pub const REPEATED: u32 = 1 << 17;
/// A reference: `now`, `the`.
pub const REFERENCE: u32 = 1 << 18;
/// Nothing: the word only stands inside.
pub const INSIDE: u32 = 1 << 19;

/// Nothing; the word says something of time other than a number.
pub const TELLS: u32 = 1 << 20;

/// A weekday, weekend, unit or month told by its side: `last`, `this`, `next`.
pub const WAY: u32 = 1 << 21;
/// A unit told by its side: `that`, `current`, `its`.
pub const THIS: u32 = 1 << 22;
/// An article with a unit, with what may follow: `the day before`.
pub const BEFORE: u32 = 1 << 23;
/// `the same period last year`.
pub const SAME: u32 = 1 << 24;
/// `the 15th`.
pub const NTH: u32 = 1 << 25;

/// All ways to begin.
pub const ANY: u32 = !(INSIDE | TELLS);

/// What the bits of a number in digits are.
pub const DIGITS: u32 = COUNT | POINT | CLOCK | DATE | PERIOD | REPEATED;

/// What may begin at a time word.
pub fn at_word(word: TimeWord) -> u32 {
    use TimeWord as W;
    let tells = if matches!(word, W::Number(_) | W::Scale(_)) { 0 } else { TELLS };
    let opens = match word {
        W::Month(_) | W::ShortMonth(_) => POINT | DATE,
        W::ShortWeekday(_) => POINT | DATE | RELATIVE,
        W::Weekday(_) => POINT | DATE | RELATIVE | REPEATED,
        W::Season(_) | W::Tens(_) | W::QuarterCode(_) => POINT | PERIOD,
        W::Day(_) => POINT | RELATIVE,
        W::Fiscal => POINT | DATE | PERIOD,
        W::MidYear => POINT | YEAR_END,
        W::Ordinal(_) => POINT | DATE | PERIOD,
        W::Weekdays(_) | W::Frequency(_) => REPEATED,
        W::Unit(unit, many) => POINT | RELATIVE | if many { UNITS } else { 0 } | of_unit(unit, many),
        W::Night(_) | W::DayPart(_) => PART,
        W::Hour(_) => CLOCK,
        W::Number(_) | W::Scale(_) => DIGITS,
        W::Reference(_) | W::Epoch(_) => REFERENCE,
        W::Half => COUNT | CLOCK | HALF,
        W::Meridian(_) | W::Zone | W::OClock | W::Ago => INSIDE,
    };
    opens | tells
}

/// What may begin at an article before a time word.
pub fn after_article(word: TimeWord) -> u32 {
    use TimeWord as W;
    match word {
        W::Season(_) | W::Tens(_) | W::QuarterCode(_) | W::Number(_) | W::Scale(_) => PERIOD,
        W::Fiscal => DATE | PERIOD | BEFORE,
        W::Ordinal(_) => DATE | PERIOD | NTH | BEFORE,
        W::Unit(unit, many) => BEFORE | REFERENCE | DATE | of_unit(unit, many),
        W::DayPart(_) => PART,
        W::Epoch(_) => REFERENCE,
        W::Half => HALF,
        _ => 0,
    }
}

/// What may begin at an article before a number in digits.
pub const DIGITS_AFTER_ARTICLE: u32 = DATE | PERIOD | NTH;

/// What may begin at `a` and `an` whatever follows.
pub const AT_A: u32 = COUNT | POINT | REPEATED | INSIDE;

/// What may begin at `the` whatever follows.
pub const AT_THE: u32 = POINT | INSIDE;

/// What only some units open.
fn of_unit(unit: Unit, many: bool) -> u32 {
    match unit {
        Unit::Night => PART,
        Unit::Week => WEEK_OF,
        Unit::Weekend if many => REPEATED,
        Unit::Year if !many => DATE | YEAR_END,
        Unit::Month if !many => YEAR_END,
        Unit::Quarter if !many => YEAR_END | HALF,
        _ => 0,
    }
}

/// Words that begin expressions or stand inside them; some of them are time words too.
pub const WORDS: &[(&str, u32)] = &[
    (
        "the",
        COUNT
            | POINT
            | PART
            | DATE
            | PERIOD
            | WAY
            | THIS
            | BEFORE
            | SAME
            | NTH
            | NARROWED
            | BOUNDARY
            | YEAR_END
            | WEEK_OF
            | HALF
            | STRETCH
            | WHOLE
            | HOURS
            | REFERENCE,
    ),
    ("a", COUNT | POINT | WAY | BEFORE | HALF | WHOLE | REPEATED),
    ("an", COUNT | HALF | WHOLE | REPEATED),
    ("about around approximately roughly nearly almost more less fewer no at up as well just", COUNT | HALF),
    ("several many few quite dozens hundreds thousands another", COUNT),
    ("some", COUNT | HALF | REFERENCE),
    ("last", POINT | PART | WAY | FEAST | BOUNDARY | STRETCH | HALF),
    ("next", POINT | WAY | FEAST | STRETCH),
    ("past coming previous", POINT | WAY | STRETCH),
    ("upcoming", POINT | WAY),
    ("following latest preceding", POINT | THIS | STRETCH),
    ("first", BOUNDARY | STRETCH),
    ("final", POINT | PERIOD | STRETCH),
    ("recent opening", STRETCH),
    ("this", POINT | PART | WAY | FEAST | STRETCH),
    ("these", STRETCH | REFERENCE),
    ("those", STRETCH),
    ("that", POINT | PART | THIS),
    ("current present prior ensuing", POINT | THIS),
    ("latter", POINT | PERIOD | BOUNDARY),
    ("its their", POINT | THIS | STRETCH),
    ("his her our my", STRETCH),
    ("early", POINT | PART | NARROWED | BOUNDARY),
    ("late", POINT | PART | NARROWED),
    ("earlier later", POINT | PART | NARROWED),
    ("mid sometime", POINT | NARROWED),
    ("very middle end", POINT | NARROWED | BOUNDARY),
    ("beginning start close rest remainder turn balance", POINT | BOUNDARY),
    ("every each once twice per", REPEATED),
    ("all", WHOLE),
    ("right long not", REFERENCE),
    // Only after `early`, `late`: "early dawn of 1990".
    ("dawn better", BOUNDARY),
    (
        "of in on to than period least most much little over under additional estimated and or couple number matter hours \
         full whole straight consecutive successive solid entire further extra business working calendar trading academic \
         light school weekday single passing times time near foreseeable distant ahead from before after old olds part better \
         local eastern pacific central mountain greenwich standard daylight moscow beijing same other",
        INSIDE,
    ),
];

/// What may begin at an article before these words.
pub const WORDS_AFTER_ARTICLE: &[(&str, u32)] = &[
    ("couple few", COUNT),
    ("same", PART | THIS | SAME),
    ("next previous following", PART | WAY | STRETCH),
    ("last", WAY | BOUNDARY | STRETCH),
    ("past coming", WAY | STRETCH),
    ("latest", THIS | BEFORE | STRETCH),
    ("preceding", THIS | STRETCH),
    ("this upcoming", WAY),
    ("very prior ensuing current present", THIS),
    ("first", BOUNDARY | STRETCH),
    ("final", PERIOD | STRETCH),
    ("recent", REFERENCE | STRETCH),
    ("opening", STRETCH),
    ("very latter better beginning start close rest remainder turn balance dawn", BOUNDARY),
    ("latter ' `", PERIOD),
    ("early", PART | NARROWED | BOUNDARY | HOURS),
    ("late", PART | NARROWED | HOURS),
    ("mid earlier later sometime", NARROWED),
    ("middle end", NARROWED | BOUNDARY),
    ("full", BEFORE | WHOLE),
    ("whole entire", WHOLE),
    ("estimated additional", HALF),
    ("near foreseeable distant other", REFERENCE),
];
