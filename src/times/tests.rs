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
        ("In the 1990s it was quiet.", &[("the 1990s", "199")]),
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

#[test]
fn the_four_types_are_told_apart() {
    // Friday, 13 February 1998.
    for (text, expected) in [
        ("The bomb went off at 5 p.m. in Kabul.", ("5 p.m.", "1998-02-13T17:00")),
        ("The talks began at 7 a.m. in Cairo.", ("7 a.m.", "1998-02-13T07:00")),
        ("She flew at 9:30 a.m. EST on Nov. 5, 1999.", ("9:30 a.m. EST on Nov. 5, 1999", "1999-11-05T09:30")),
        ("They met on the night of Aug. 31.", ("the night of Aug. 31", "1997-08-31TNI")),
        ("It rose in the third quarter of last year.", ("the third quarter of last year", "1997-Q3")),
        ("It fell from the year-ago quarter.", ("the year-ago quarter", "1997")),
        ("It began in the late 1980s.", ("the late 1980s", "198")),
        ("He painted in the 19th century.", ("the 19th century", "18")),
        ("It opened in the summer of 2010.", ("the summer of 2010", "2010-SU")),
        ("He leaves later this month.", ("later this month", "1998-02")),
        ("It closed at the end of 1996.", ("the end of 1996", "1996")),
        ("A 27-year-old man was held.", ("27-year-old", "P27Y")),
        ("It took two and a half years.", ("two and a half years", "P2.5Y")),
        ("It took half an hour.", ("half an hour", "PT30M")),
        ("Profits grew in the past three months.", ("the past three months", "P3M")),
        ("They waited for several years.", ("several years", "PXY")),
        ("It pays $5 a month.", ("a month", "P1M")),
        ("They vote every two years.", ("every two years", "P2Y")),
        ("He calls twice a week.", ("twice a week", "P1W")),
        ("It is currently shut.", ("currently", "PRESENT_REF")),
        ("She recently left.", ("recently", "PAST_REF")),
        ("They plan for the future.", ("the future", "FUTURE_REF")),
        ("It will end on the 15th.", ("the 15th", "1998-02-15")),
        ("He ate at home on Christmas Eve.", ("Christmas Eve", "1997-12-24")),
        ("Stamped 02/13/1998 14:26:00 in ink.", ("02/13/1998 14:26:00", "1998-02-13T14:26:00")),
        ("It is due the week of March 3.", ("the week of March 3", "1998-W10")),
        ("Sales fell in FY 1998.", ("FY 1998", "1998")),
        ("The 1986/87 crop was poor.", ("1986/87", "1986")),
    ] {
        let found = values(text, "1998-02-13");
        assert_eq!(found, [(expected.0.to_string(), expected.1.to_string())], "{text}");
    }
}

#[test]
fn later_expressions_count_from_the_date_told_last() {
    let found = values(
        "The rebels struck on Jan. 5, 1993. The next day they left. Two years later they came back.",
        "1998-02-13",
    );
    let shown: Vec<&str> = found.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(shown, ["1993-01-05", "1993-01-06", "1995"]);
}

#[test]
fn tense_tells_on_which_side_of_the_day_of_writing_a_date_lies() {
    // Friday.
    for (text, value) in [
        ("He spoke Monday.", "1998-02-09"),
        ("He will speak Monday.", "1998-02-16"),
        ("He said Monday that he would stay.", "1998-02-09"),
        ("He agreed to leave Monday.", "1998-02-16"),
        ("The fee will be paid in June.", "1998-06"),
        ("The fee was paid in June.", "1997-06"),
        ("Schools are closed Monday.", "1998-02-16"),
    ] {
        assert_eq!(values(text, "1998-02-13")[0].1, value, "{text}");
    }
}

/// The bits of words only spare looks: sentences drawn from all known words read the same with every bit of the finders set.
#[test]
fn no_reading_is_lost_by_what_words_open() {
    const FINDERS: u32 = opens::CLOCK
        | opens::PART
        | opens::DATE
        | opens::PERIOD
        | opens::RELATIVE
        | opens::WAY
        | opens::THIS
        | opens::BEFORE
        | opens::SAME
        | opens::NTH
        | opens::FEAST
        | opens::NARROWED
        | opens::BOUNDARY
        | opens::YEAR_END
        | opens::WEEK_OF
        | opens::HALF
        | opens::STRETCH
        | opens::WHOLE
        | opens::UNITS;
    let known =
        words::entries().into_iter().map(|(forms, _)| forms).chain(opens::WORDS.iter().map(|(forms, _)| *forms));
    let mut vocabulary: Vec<&str> =
        known.flat_map(|forms| forms.split(' ')).chain(feasts::words().map(|(_, word)| word)).collect();
    for common in ["the", "The", "a", "an", "of", "the", "year", "week", "half", "Monday", "March", "last", "same"] {
        vocabulary.extend([common; 12]);
    }
    vocabulary.extend(["15", "15th", "1986", "9:30", "'s", ",", "-", "'", "`", "men", "80s", "FY98"]);
    let mut random = 1u64;
    for _ in 0..20_000 {
        let draw = |_| {
            random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            vocabulary[(random >> 33) as usize % vocabulary.len()]
        };
        let text = (0..6).map(draw).collect::<Vec<&str>>().join(" ");
        let (mut tokens, mut words) = (Vec::new(), Vec::new());
        tokenize(&text, 0..text.len(), &mut tokens);
        tokens::entries(&text, &tokens, &mut words);
        let mut open = words.clone();
        for entry in &mut open {
            entry.opens |= FINDERS | lexicon::Lexicon::english().word(entry.number).opens;
        }
        let (scan, open) = (Scan::new(&text, &tokens, &words), Scan::new(&text, &tokens, &open));
        for at in 0..tokens.len() {
            assert_eq!(find::at(&scan, at), find::at(&open, at), "{text}: {}", scan.form(at));
        }
    }
}
