//! The words of which time expressions are made, by the hash of their folded form.
//!
//! Most tokens are no time words and cost one look into a table of bits ([`Lexicon::may_matter`]).

use std::sync::LazyLock;

use super::meaning::Unit;
use crate::segment::fold_hash;

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
    /// Whether an expression may be found by this word; the others only extend one.
    fn is_trigger(self) -> bool {
        !matches!(self, Self::Number(_) | Self::Scale(_) | Self::Ordinal(_) | Self::Meridian(_) | Self::Zone)
    }
}

/// What may begin at a word, as bits; a word with any of them may also stand inside an expression.
pub mod opens {
    /// A count: `three`, `about`, `several`.
    pub const COUNT: u8 = 1;
    /// A point of the calendar: `last`, `the`, `Monday`.
    pub const POINT: u8 = 2;
    /// A time of day: `this`, `noon`, `early`.
    pub const CLOCK: u8 = 4;
    /// A stretch of time: `the`, `past`, `half`, `all`.
    pub const STRETCH: u8 = 8;
    /// A repeated time: `every`, `twice`, `daily`.
    pub const REPEATED: u8 = 16;
    /// A reference: `now`, `the`.
    pub const REFERENCE: u8 = 32;
    /// Nothing: the word only stands inside.
    pub const INSIDE: u8 = 64;
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// The time word it is.
    pub word: Option<TimeWord>,
    /// What may begin at it ([`opens`]).
    pub opens: u8,
    /// First byte of the token in small letters, and length in bytes (255 at most): two words that differ in them are told
    /// apart without a look at the text.
    pub looks: (u8, u8),
    /// One of 256 bins by first and last letter and length, to tell the token from whole lists of words.
    pub bin: u8,
}

/// All words of time expressions, and tables of bits that tell most other words apart at once.
pub struct Lexicon {
    /// Open addressing by the lowest bits of the hash; an empty place has the hash 0.
    words: Vec<(u64, Entry)>,
    /// A bit for each word, so that nearly all others need no look at the large table.
    known: Bits,
    triggers: Bits,
}

/// Places for words, a power of two: four times as many as there are words.
const PLACES: usize = 1 << 11;

/// A set of hashes that is seldom wrong, and only towards `true`: with 400 words fewer than one other word in 150 hits.
struct Bits(Box<[u64; BITS / 64]>);

const BITS: usize = 1 << 16;

impl Bits {
    fn new() -> Self {
        Self(Box::new([0; BITS / 64]))
    }

    #[inline]
    fn has(&self, fold: u64) -> bool {
        let bit = fold as usize % BITS;
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn insert(&mut self, fold: u64) {
        let bit = fold as usize % BITS;
        self.0[bit / 64] |= 1 << (bit % 64);
    }
}

impl Lexicon {
    /// The words of English.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);
        &ENGLISH
    }

    /// What is known of the folded word.
    #[inline]
    pub fn get(&self, fold: u64) -> Entry {
        if !self.known.has(fold) {
            return Entry::default();
        }
        let (key, entry) = &self.words[self.place(fold)];
        if *key == fold { *entry } else { Entry::default() }
    }

    /// Where the word is, or would be.
    #[inline]
    fn place(&self, fold: u64) -> usize {
        let mut place = fold as usize % PLACES;
        while self.words[place].0 != fold && self.words[place].0 != 0 {
            place = (place + 1) % PLACES;
        }
        place
    }

    /// Whether the folded word may be one by which expressions are found.
    #[inline]
    pub fn may_matter(&self, fold: u64) -> bool {
        self.triggers.has(fold)
    }

    fn build() -> Self {
        let mut lexicon =
            Self { words: vec![(0, Entry::default()); PLACES], known: Bits::new(), triggers: Bits::new() };
        for (forms, word) in entries() {
            for form in forms.split(' ') {
                lexicon.add(fold_hash(form), Some(word), openings(word));
                if word.is_trigger() {
                    lexicon.triggers.insert(fold_hash(form));
                }
            }
        }
        for name in super::feasts::RARE_WORDS {
            lexicon.triggers.insert(fold_hash(name));
        }
        let feasts = super::feasts::words();
        feasts.for_each(|form| lexicon.add(fold_hash(form), None, opens::POINT | opens::CLOCK));
        for (forms, opens) in OTHER_WORDS {
            forms.split(' ').for_each(|form| lexicon.add(fold_hash(form), None, *opens));
        }
        lexicon
    }

    fn add(&mut self, fold: u64, word: Option<TimeWord>, opens: u8) {
        let place = self.place(fold);
        self.known.insert(fold);
        let (key, entry) = &mut self.words[place];
        *key = fold;
        entry.word = entry.word.or(word);
        entry.opens |= opens;
    }
}

/// Words that are no time words but begin expressions or stand inside them.
const OTHER_WORDS: &[(&str, u8)] = &[
    ("the", opens::COUNT | opens::POINT | opens::CLOCK | opens::STRETCH | opens::REFERENCE),
    ("a an", opens::COUNT | opens::POINT | opens::STRETCH | opens::REPEATED),
    (
        "about around approximately roughly nearly almost more less fewer no at up as well just several many few quite \
         dozens hundreds thousands another",
        opens::COUNT,
    ),
    ("some", opens::COUNT | opens::REFERENCE),
    ("last next past coming previous following latest", opens::POINT | opens::CLOCK | opens::STRETCH),
    ("first preceding final recent opening", opens::POINT | opens::STRETCH),
    ("this these those", opens::POINT | opens::CLOCK | opens::STRETCH | opens::REFERENCE),
    ("that current present prior upcoming ensuing same latter", opens::POINT | opens::CLOCK),
    ("his her its their our my", opens::POINT | opens::STRETCH),
    (
        "early late mid middle earlier later sometime very end beginning start close rest remainder turn balance",
        opens::POINT | opens::CLOCK,
    ),
    ("every each once twice per", opens::REPEATED),
    ("all", opens::STRETCH),
    ("right long not other", opens::REFERENCE),
    (
        "of in on to than period least most many much little over under additional estimated and or couple number matter hours full whole \
         straight consecutive successive solid entire further extra business working calendar trading academic light school \
         single passing times time near foreseeable distant ahead from before after old olds part better local eastern pacific \
         central mountain greenwich standard daylight moscow beijing end mountain times better",
        opens::INSIDE,
    ),
];

/// What may begin at a time word.
fn openings(word: TimeWord) -> u8 {
    use TimeWord as W;
    use opens::{CLOCK, COUNT, INSIDE, POINT, REFERENCE, REPEATED, STRETCH};
    match word {
        W::Month(_) | W::ShortMonth(_) | W::ShortWeekday(_) | W::Season(_) | W::Tens(_) | W::QuarterCode(_) => POINT,
        W::Day(_) | W::Fiscal | W::MidYear | W::Ordinal(_) => POINT | STRETCH,
        W::Weekday(_) => POINT | REPEATED,
        W::Weekdays(_) | W::Frequency(_) => REPEATED,
        W::Unit(..) => POINT | STRETCH | REPEATED | CLOCK,
        W::Night(_) | W::DayPart(_) | W::Hour(_) => CLOCK,
        W::Number(_) | W::Scale(_) => COUNT | POINT | CLOCK | REPEATED,
        W::Reference(_) => REFERENCE,
        W::Epoch(_) => REFERENCE | POINT | STRETCH,
        W::Half => COUNT | STRETCH | CLOCK,
        W::Meridian(_) | W::Zone | W::OClock | W::Ago => INSIDE,
    }
}

fn entries() -> Vec<(&'static str, TimeWord)> {
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
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let short_days = ["mon", "tue tues", "wed", "thu thur thurs", "fri", "sat", "sun"];
    let several = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
    let mut all: Vec<(&str, TimeWord)> = (1..).zip(months).map(|(number, form)| (form, W::Month(number))).collect();
    all.extend(
        (1..).zip(short).filter(|(_, form)| !form.is_empty()).map(|(number, form)| (form, W::ShortMonth(number))),
    );
    all.extend((0..).zip(days).map(|(number, form)| (form, W::Weekday(number))));
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
