#![allow(clippy::unwrap_used)]

use super::*;
use crate::model::{Block, BlockKind};

fn values(text: &str, written: &str) -> Vec<(String, String)> {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, speaker: None, set_off: false };
    let clean = CleanText { text: text.into(), blocks: vec![block], ..CleanText::default() };
    let segmented = crate::segment::segment(&clean);
    let found = find(&clean, &segmented, &[], written.parse().ok());
    found.into_iter().map(|time| (time.span.of(text).to_string(), time.value)).collect()
}

#[test]
fn expressions_have_the_value_a_reader_would_give() {
    // Thursday, 11 February 2016.
    for (text, expected) in [
        ("They met on Feb. 11.", &[("Feb. 11", "2016-02-11")][..]),
        ("They met on 11 February 2015 in Oslo.", &[("11 February 2015", "2015-02-11")]),
        ("They met on February 11, 2015, in Oslo.", &[("February 11, 2015", "2015-02-11")]),
        ("It began in September 2013.", &[("September 2013", "2013-09")]),
        ("It began in 2013.", &[("2013", "2013")]),
        ("In the 1990s it was quiet.", &[("1990s", "199")]),
        ("They met yesterday.", &[("yesterday", "2016-02-10")]),
        ("They meet today.", &[("today", "2016-02-11")]),
        ("They met on Tuesday.", &[("Tuesday", "2016-02-09")]),
        ("They will meet on Tuesday.", &[("Tuesday", "2016-02-16")]),
        ("They spoke late Monday.", &[("late Monday", "2016-02-08")]),
        ("They met last week.", &[("last week", "2016-W05")]),
        ("They met last month.", &[("last month", "2016-01")]),
        ("They meet next year.", &[("next year", "2017")]),
        ("They met three days ago.", &[("three days ago", "2016-02-08")]),
        ("They met this weekend.", &[("this weekend", "2016-W06-WE")]),
        ("It lasted five years.", &[("five years", "P5Y")]),
        ("It takes 24 hours.", &[("24 hours", "PT24H")]),
        ("A two-day visit began.", &[("two-day", "P2D")]),
        ("It happens every day.", &[("every day", "P1D")]),
        ("They met in December.", &[("December", "2015-12")]),
        ("They spoke Thursday night.", &[("Thursday night", "2016-02-11TNI")]),
    ] {
        let found = values(text, "2016-02-11");
        let found: Vec<(&str, &str)> = found.iter().map(|(span, value)| (span.as_str(), value.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn numbers_and_words_that_are_no_times_are_left_alone() {
    for text in [
        "He may march on.",
        "The sun sat low.",
        "They sent 2000 troops.",
        "It cost 1999 dollars.",
        "A second man fell.",
    ] {
        assert_eq!(values(text, "2016-02-11"), [], "{text}");
    }
}

#[test]
fn without_a_day_of_writing_relative_dates_stay_open() {
    assert_eq!(values("They met on Tuesday.", ""), [("Tuesday".to_string(), "XXXX-WXX-2".to_string())]);
}
