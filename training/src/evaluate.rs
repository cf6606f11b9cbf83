//! Scores of the whole parser on a treebank file, with gold tokens.

use std::time::Instant;

use dateline::parse::Parser;

use crate::conllu::Sentence;

/// Counts of right decisions, punctuation included.
#[derive(Default)]
pub struct Scores {
    words: usize,
    upos: usize,
    xpos: usize,
    lemma: usize,
    attached: usize,
    labelled: usize,
    seconds: f64,
}

/// Parses all sentences and compares.
pub fn evaluate(parser: &Parser, sentences: &[Sentence]) -> Scores {
    let mut scores = Scores::default();
    let start = Instant::now();
    let trees: Vec<_> = sentences.iter().map(|it| parser.parse(&it.text, &it.tokens, &[])).collect();
    scores.seconds = start.elapsed().as_secs_f64();
    for (sentence, tree) in sentences.iter().zip(&trees) {
        for (gold, word) in sentence.words.iter().zip(&tree.words) {
            let head = word.head.map_or(0, |head| head as usize + 1);
            scores.words += 1;
            scores.upos += usize::from(gold.upos == word.upos);
            scores.xpos += usize::from(gold.xpos == word.xpos);
            scores.lemma += usize::from(gold.lemma == word.lemma.as_str());
            scores.attached += usize::from(gold.head == head);
            scores.labelled += usize::from(gold.head == head && gold.relation == word.relation);
        }
    }
    scores
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |right: usize| 100.0 * right as f64 / self.words.max(1) as f64;
        write!(
            f,
            "UPOS {:.2}  XPOS {:.2}  lemma {:.2}  UAS {:.2}  LAS {:.2}  {} words in {:.3} s = {:.0} words/s",
            share(self.upos),
            share(self.xpos),
            share(self.lemma),
            share(self.attached),
            share(self.labelled),
            self.words,
            self.seconds,
            self.words as f64 / self.seconds.max(1e-9)
        )
    }
}
