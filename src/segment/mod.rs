//! Clean text → sentences → tokens.
//!
//! In: a [`CleanText`]. Out: [`Segmented`]. Only blocks that hold names are cut: news, and datelines and speaker labels, each
//! a stretch of its own; boilerplate and bylines get no sentences. What names there are is `spot`'s job.

mod abbreviations;
mod fold;
mod sentences;

pub(crate) use sentences::is_starter;
mod tokenize;

pub(crate) use abbreviations::kind as abbreviation_kind;
pub use fold::{FoldHash, chain, fold, fold_hash};
pub(crate) use fold::{fold_characters, fold_each, fold_hash_of_literal};
pub(crate) use tokenize::stays_joined;
pub use tokenize::{shape_of, tokenize};

use crate::model::{CleanText, Segmented};

/// Cuts the blocks of a document that hold names into sentences and tokens.
pub fn segment(clean: &CleanText) -> Segmented {
    let mut segmented = Segmented { sentences: Vec::new(), tokens: Vec::with_capacity(clean.text.len() / 4 + 8) };
    for (index, block) in clean.blocks.iter().enumerate().filter(|(_, block)| block.kind.holds_names()) {
        let first = segmented.tokens.len();
        tokenize(&clean.text, block.span.start as usize..block.span.end as usize, &mut segmented.tokens);
        sentences::split(&clean.text, &segmented.tokens, first, index as u32, &mut segmented.sentences);
    }
    segmented
}

/// The sentences of plain text, as strings: one block, nothing recognised. For tests and quick looks.
pub fn sentences_of(text: &str) -> Vec<&str> {
    let (mut tokens, mut found) = (Vec::new(), Vec::new());
    tokenize(text, 0..text.len(), &mut tokens);
    sentences::split(text, &tokens, 0, 0, &mut found);
    found.iter().map(|sentence| sentence.span.of(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (text, expected) in [
            ("Kerry met Putin. They talked.", &["Kerry met Putin.", "They talked."][..]),
            ("Gen. John Kelly left. He said no.", &["Gen. John Kelly left.", "He said no."]),
            ("The U.S. Government agreed.", &["The U.S. Government agreed."]),
            ("He lives in the U.S. The war goes on.", &["He lives in the U.S.", "The war goes on."]),
            ("On Jan. 5 troops left. On Feb. 6 they came.", &["On Jan. 5 troops left.", "On Feb. 6 they came."]),
            ("\"We go.\" He left.", &["\"We go.\"", "He left."]),
            ("\"Why?\" he asked.", &["\"Why?\" he asked."]),
            ("It cost $5.5 million. Shares fell.", &["It cost $5.5 million.", "Shares fell."]),
            ("Rebels fled (see map). Troops came.", &["Rebels fled (see map).", "Troops came."]),
            ("J. F. Smith spoke. So did St. Louis.", &["J. F. Smith spoke.", "So did St. Louis."]),
            ("Kerry to meet Putin\nMOSCOW is cold", &["Kerry to meet Putin", "MOSCOW is cold"]),
            ("He came at 5 p.m. She left.", &["He came at 5 p.m.", "She left."]),
            ("Ford Motor Co. said it would.", &["Ford Motor Co. said it would."]),
            ("It ended.Troops left.", &["It ended.", "Troops left."]),
            ("Rain fell in Iran.Trading was thin.", &["Rain fell in Iran.", "Trading was thin."]),
            ("Shares of Amazon.Com fell.", &["Shares of Amazon.Com fell."]),
            ("What next... Nobody knows.", &["What next...", "Nobody knows."]),
            ("Stop! Who goes there? Friend.", &["Stop!", "Who goes there?", "Friend."]),
            (
                "Did Ann I. Doe leave? So did you and I. We ran.",
                &["Did Ann I. Doe leave?", "So did you and I.", "We ran."],
            ),
            ("She left Yahoo! in May.", &["She left Yahoo! in May."]),
            ("It is Tuesday.He left at 1,000.That was it.", &["It is Tuesday.", "He left at 1,000.", "That was it."]),
            ("they left. we stayed", &["they left.", "we stayed"]),
            ("The est. cost of vol. two rose.", &["The est. cost of vol. two rose."]),
            ("Ann Doe 03/27/2001 09:11 AM Call me.", &["Ann Doe", "03/27/2001 09:11 AM", "Call me."]),
            ("All rights ******** Call me", &["All rights", "********", "Call me"]),
            ("See http://a.example/b for more.", &["See http://a.example/b for more."]),
            ("Great :-) Call me.", &["Great :-)", "Call me."]),
        ] {
            assert_eq!(sentences_of(text), expected, "{text}");
        }
    }
}
