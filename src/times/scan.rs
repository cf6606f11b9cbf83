//! The tokens of one sentence, and the smallest things read from them: numbers, units, days, years.

use std::cell::Cell;

use super::find::Counted;
use super::lexicon::Lexicon;
use super::meaning::Unit;
use super::opens;
use super::tokens::{Entry, Words, is_time_number};
use super::words::TimeWord;
use crate::model::{Shape, Token};

/// The tokens of one sentence.
pub struct Scan<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a [Entry],
    lexicon: &'static Lexicon,
    /// Where a count with its unit was looked for last, and what was found.
    pub counted: Cell<(usize, Option<Counted>)>,
}

impl<'a> Scan<'a> {
    /// The tokens of a sentence with what is known of them.
    pub fn new(text: &'a str, tokens: &'a [Token], words: &'a [Entry]) -> Self {
        Self { text, tokens, words, lexicon: Lexicon::english(), counted: Cell::new((usize::MAX, None)) }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the token is digits, commas and stops that can be no date or time by themselves or by the mark beside them.
    pub fn is_plain_number(&self, at: usize) -> bool {
        let form = self.form(at);
        let bare = form.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
        let hyphen = |at: usize| self.shape(at) == Some(Shape::Hyphen);
        let quoted = at > 0 && matches!(self.looks(at - 1), Some((b'\'' | b'`', _)));
        bare && form.len() != 10 && !is_time_number(form) && !quoted && !hyphen(at + 1) && (at == 0 || !hyphen(at - 1))
    }

    /// The first word from `at` on that says something of time, other than a number; far beyond the end when there is none.
    pub fn next_time_word(&self, at: usize) -> usize {
        self.words[at..]
            .iter()
            .position(|entry| entry.opens & opens::TELLS != 0)
            .map_or(usize::MAX / 2, |offset| at + offset)
    }

    /// The time word at `at`, when its case allows it.
    #[inline]
    pub fn word(&self, at: usize) -> Option<TimeWord> {
        let found = self.lexicon.word(self.words.get(at)?.number).word?;
        let shape = self.tokens[at].shape;
        let allowed = match found {
            TimeWord::Month(3 | 5 | 8) | TimeWord::ShortMonth(_) | TimeWord::ShortWeekday(_) => shape.is_capitalized(),
            TimeWord::Zone => shape == Shape::Upper,
            _ => true,
        };
        allowed.then_some(found)
    }

    /// Whether one of these ([`opens`]) may begin at `at`.
    #[inline]
    pub fn opens(&self, at: usize, what: u32) -> bool {
        self.words.get(at).is_some_and(|entry| entry.opens & what != 0)
    }

    /// Whether the token at `at` is a number, in digits or words.
    #[inline]
    pub fn is_number(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Number) || matches!(self.word(at), Some(TimeWord::Number(_) | TimeWord::Scale(_)))
    }

    /// The token as printed; empty beyond the ends.
    #[inline]
    pub fn form(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The first byte of the token and its length in bytes.
    #[inline]
    fn looks(&self, at: usize) -> Option<(u8, usize)> {
        let span = self.tokens.get(at)?.span;
        Some((*self.text.as_bytes().get(span.start as usize)?, span.len()))
    }

    /// Whether the token is this word, whatever its case.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        let bytes = word.as_bytes();
        // Most tokens are told by their length and first letter.
        self.looks(at).is_some_and(|(first, length)| {
            length == bytes.len() && bytes.first().is_some_and(|known| first.eq_ignore_ascii_case(known))
        }) && self.form(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of these words.
    #[inline]
    pub fn is_any(&self, at: usize, words: &Words) -> bool {
        self.tokens.get(at).is_some_and(|token| words.may_hold(token.fold)) && self.is_listed(at, words.list)
    }

    #[inline(never)]
    fn is_listed(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Whether these words stand at `at`, one after the other.
    #[inline]
    pub fn has(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.is(at + offset, word))
    }

    /// Whether one of these words stands right before `at`.
    #[inline]
    pub fn follows(&self, at: usize, words: &Words) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_any(before, words))
    }

    /// What the token looks like.
    #[inline]
    pub fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    /// Whether the tokens `at - 1` and `at` are printed without a blank.
    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.space_before)
    }

    /// One past an optional hyphen or dash at `at`.
    #[inline]
    pub fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.shape(at) == Some(Shape::Hyphen))
    }

    /// One past an optional word at `at`.
    #[inline]
    pub fn past(&self, at: usize, words: &Words) -> usize {
        at + usize::from(self.is_any(at, words))
    }

    /// The whole number in digits at `at`, without commas.
    pub fn digits(&self, at: usize) -> Option<i32> {
        if !matches!(self.looks(at)?, (b'0'..=b'9', 1..=6)) {
            return None;
        }
        let form = self.form(at);
        let plain = (1..=6).contains(&form.len()) && form.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| form.parse().ok()).flatten()
    }

    /// A number in digits or words, and where it ends: `12`, `1,200`, `2.5`, `twenty-five`, `two hundred`, `2 1/2`.
    pub fn number(&self, at: usize) -> Option<(f64, usize)> {
        match self.word(at) {
            Some(TimeWord::Number(tens)) => Some(self.number_in_words(at, tens)),
            Some(TimeWord::Scale(scale)) => Some((f64::from(scale), at + 1)),
            _ => self.number_in_digits(at),
        }
    }

    fn number_in_words(&self, at: usize, tens: i32) -> (f64, usize) {
        let (mut value, mut end) = (tens, at + 1);
        let ones_at = self.past_hyphen(end);
        if tens >= 20
            && tens % 10 == 0
            && let Some(TimeWord::Number(ones @ 1..=9)) = self.word(ones_at)
        {
            (value, end) = (tens + ones, ones_at + 1);
        }
        while let Some(TimeWord::Scale(scale)) = self.word(end) {
            (value, end) = (value.saturating_mul(scale), end + 1);
        }
        if value % 100 == 0
            && self.is(end, "and")
            && let Some(TimeWord::Number(more)) = self.word(end + 1)
        {
            let (more, after) = self.number_in_words(end + 1, more);
            return (f64::from(value) + more, after);
        }
        (f64::from(value), end)
    }

    fn number_in_digits(&self, at: usize) -> Option<(f64, usize)> {
        if self.shape(at)? != Shape::Number {
            return None;
        }
        let form = self.form(at);
        let whole = || self.digits(at).map(f64::from);
        let other = || {
            let printed = form.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
            printed.then(|| form.replace(',', "").parse().ok()).flatten()
        };
        let value: f64 = whole().or_else(other)?;
        let half_at = self.past_hyphen(at + 1);
        match self.is(half_at, "1/2") {
            true => Some((value + 0.5, half_at + 1)),
            false => Some((value, at + 1)),
        }
    }

    /// An ordinal below a hundred: `first`, `twenty-first`, `21st`.
    pub fn ordinal(&self, at: usize) -> Option<(i32, usize)> {
        match self.word(at) {
            Some(TimeWord::Ordinal(number)) => return Some((number, at + 1)),
            Some(TimeWord::Number(tens)) if tens >= 20 => {
                let ones = self.past_hyphen(at + 1);
                let Some(TimeWord::Ordinal(number @ 1..=9)) = self.word(ones) else { return None };
                return Some((tens + number, ones + 1));
            }
            _ => {}
        }
        // "1st" to "99th": three or four letters.
        if !matches!(self.looks(at)?, (b'+' | b'-' | b'0'..=b'9', 3 | 4)) {
            return None;
        }
        let form = self.form(at);
        if !form.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let digits = form.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &form[digits.len()..];
        let right = ["st", "nd", "rd", "th"].iter().any(|known| ending.eq_ignore_ascii_case(known));
        (right && digits.len() <= 2).then(|| digits.parse().ok()).flatten().map(|number| (number, at + 1))
    }

    /// The day of a month at `at`: `11`, `11th`, `eleventh`.
    pub fn day_number(&self, at: usize) -> Option<i8> {
        let number = match self.ordinal(at) {
            Some((number, end)) if end == at + 1 => number,
            _ if self.looks(at)?.1 <= 2 => self.digits(at)?,
            _ => return None,
        };
        i8::try_from(number).ok().filter(|day| (1..=31).contains(day))
    }

    /// The year in four digits at `at`: between 1000 and 2100.
    pub fn year(&self, at: usize) -> Option<i16> {
        if !matches!(self.looks(at)?, (b'+' | b'0'..=b'9', 4)) {
            return None;
        }
        let year = self.form(at).parse::<i16>().ok()?;
        (1000..=2100).contains(&year).then_some(year)
    }

    /// The year after an optional comma.
    pub fn year_after_comma(&self, at: usize) -> Option<(i16, usize)> {
        let at = self.past(at, words![","]);
        let year = self.year(at).filter(|year| (1400..=2100).contains(year))?;
        Some((year, at + 1))
    }

    /// The month at `at`; a short form needs its stop, a day or a year beside it.
    pub fn month(&self, at: usize) -> Option<i8> {
        match self.word(at)? {
            TimeWord::Month(month) => Some(month),
            TimeWord::ShortMonth(month) => {
                let dated = self.day_number(at + 1).is_some()
                    || self.year_after_comma(at + 1).is_some()
                    || at > 0 && self.day_number(at - 1).is_some();
                (dated || self.form(at).ends_with('.')).then_some(month)
            }
            _ => None,
        }
    }

    /// The weekday at `at`; a short form needs a comma and a date, or its stop.
    pub fn weekday(&self, at: usize) -> Option<i8> {
        match self.word(at)? {
            TimeWord::Weekday(day) => Some(day),
            TimeWord::ShortWeekday(day) => {
                let next = self.past(at + 1, words![",", "."]);
                let dated =
                    self.month(next).is_some() || self.day_number(next).is_some_and(|_| self.month(next + 1).is_some());
                let stopped = self.form(at).ends_with('.') && !self.is_any(at, words!["sun.", "sat.", "wed."]);
                (dated || stopped).then_some(day)
            }
            _ => None,
        }
    }

    /// The unit at `at`, and whether it is a plural.
    pub fn unit(&self, at: usize) -> Option<(Unit, bool)> {
        match self.word(at)? {
            TimeWord::Unit(unit, many) => Some((unit, many)),
            TimeWord::Ordinal(2) if self.is(at, "second") => Some((Unit::Second, false)),
            _ => None,
        }
    }

    /// The TIMEX3 letters of the part of the day at `at`.
    pub fn day_part(&self, at: usize) -> Option<&'static str> {
        match self.word(at)? {
            TimeWord::DayPart(letters) => Some(letters),
            TimeWord::Unit(Unit::Night, false) => Some("NI"),
            _ => None,
        }
    }
}
