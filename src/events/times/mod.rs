//! Clean text → time expressions with TIMEX3 values.
//!
//! In: the sentences and the day they were written. Out: [`TimeExpression`]s in text order, not overlapping: dates as
//! printed, dates relative to the day of writing, durations, sets. Which event they date is `place_time`'s job.

mod absolute;
mod calendar;
mod durations;
mod relative;
mod words;

use crate::model::{CleanText, PartialDate, Segmented, Shape, Span, TimeExpression, TimeType, Token};
use words::{TimeWord, look_up};

/// The time expressions of a document written on `reference`; without it relative dates have no date.
pub fn find(clean: &CleanText, segmented: &Segmented, reference: Option<PartialDate>) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    for (index, sentence) in segmented.sentences.iter().enumerate() {
        let tokens = segmented.tokens_of(sentence);
        let scan = Scan { text: &clean.text, tokens, reference };
        let mut at = 0;
        while at < tokens.len() {
            match scan.expression_at(at) {
                Some(expression) => {
                    found.push(scan.finish(index, at, &expression));
                    at = expression.end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// An expression before it has its span.
#[derive(Clone, Debug, PartialEq)]
struct Expression {
    /// One past its last token.
    end: usize,
    kind: TimeType,
    value: String,
    date: Option<PartialDate>,
}

impl Expression {
    fn date(end: usize, date: PartialDate) -> Self {
        Self { end, kind: TimeType::Date, value: date.to_string(), date: Some(date) }
    }

    fn other(end: usize, kind: TimeType, value: impl Into<String>) -> Self {
        Self { end, kind, value: value.into(), date: None }
    }
}

/// The tokens of one sentence.
struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    reference: Option<PartialDate>,
}

impl<'a> Scan<'a> {
    /// The expression that begins at token `at`. Most tokens are no time words and end here after one look-up.
    fn expression_at(&self, at: usize) -> Option<Expression> {
        let token = &self.tokens[at];
        let known = self.word(at);
        if known.is_none() && token.shape != Shape::Number {
            return None;
        }
        absolute::find(self, at).or_else(|| relative::find(self, at)).or_else(|| durations::find(self, at))
    }

    fn finish(&self, sentence: usize, at: usize, expression: &Expression) -> TimeExpression {
        let last = expression.end.clamp(at + 1, self.tokens.len()) - 1;
        TimeExpression {
            sentence: sentence as u32,
            span: Span { start: self.tokens[at].span.start, end: self.tokens[last].span.end },
            kind: expression.kind,
            value: expression.value.clone(),
            date: expression.date,
        }
    }

    /// What time word stands at `at`.
    fn word(&self, at: usize) -> Option<TimeWord> {
        let token = self.tokens.get(at)?;
        let found = look_up(token.fold)?;
        // "may", "march", "sat", "sun", "second" are ordinary words when small.
        let needs_capital = matches!(found, TimeWord::Month(_) | TimeWord::Weekday(_));
        (!needs_capital || token.shape.is_capitalized()).then_some(found)
    }

    fn form(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.form(at).eq_ignore_ascii_case(word)
    }

    /// The whole number at `at`, in digits or in words.
    fn number(&self, at: usize) -> Option<i32> {
        match self.word(at) {
            Some(TimeWord::Number(number)) => return Some(number),
            Some(TimeWord::Ordinal(_)) | None => {}
            _ => return None,
        }
        let token = self.tokens.get(at).filter(|token| token.shape == Shape::Number)?;
        let digits = token.span.of(self.text);
        (digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
    }

    /// The day of a month at `at`: `11`, `11th`, `eleventh`.
    fn day_number(&self, at: usize) -> Option<i8> {
        if let Some(TimeWord::Ordinal(number)) = self.word(at) {
            return i8::try_from(number).ok().filter(|day| (1..=31).contains(day));
        }
        let form = self.form(at);
        let digits = form.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &form[digits.len()..];
        let plain = matches!(ending, "" | "st" | "nd" | "rd" | "th") && !digits.is_empty() && digits.len() <= 2;
        plain.then(|| digits.parse::<i8>().ok()).flatten().filter(|day| (1..=31).contains(day))
    }

    /// The year at `at`: four digits between 1000 and 2100.
    fn year(&self, at: usize) -> Option<i16> {
        let form = self.form(at);
        let year = (form.len() == 4).then(|| form.parse::<i16>().ok()).flatten()?;
        (1000..=2100).contains(&year).then_some(year)
    }

    /// Whether the sentence looks ahead, as far as its words up to the tense can tell.
    fn looks_ahead(&self) -> bool {
        let is_ahead = |token: &Token| {
            matches!(
                token.span.of(self.text),
                "will" | "shall" | "'ll" | "won't" | "wo" | "plans" | "scheduled" | "due" | "expected" | "going"
            )
        };
        self.tokens.iter().any(is_ahead)
    }
}

#[cfg(test)]
mod tests;
