//! Scores of the whole parser on a treebank file, with gold tokens.

use std::time::Instant;

use dateline::model::Upos;
use dateline::parse::Parser;

use crate::conllu::Sentence;

/// Counts of right decisions, punctuation included but where said.
#[derive(Default)]
pub struct Scores {
    words: usize,
    upos: usize,
    xpos: usize,
    lemma: usize,
    attached: usize,
    labelled: usize,
    /// Words that are no punctuation, and of these the attached and labelled.
    real: [usize; 3],
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
            let labelled = gold.head == head && gold.relation == word.relation;
            scores.labelled += usize::from(labelled);
            if gold.upos != Upos::Punct {
                let counts = [true, gold.head == head, labelled].map(usize::from);
                scores.real.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
    }
    scores
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |right: usize| 100.0 * right as f64 / self.words.max(1) as f64;
        write!(
            f,
            "UPOS {:.2}  XPOS {:.2}  lemma {:.2}  UAS {:.2}  LAS {:.2}  (without punctuation {:.2} and {:.2})  {} words in {:.3} s = {:.0} words/s",
            share(self.upos),
            share(self.xpos),
            share(self.lemma),
            share(self.attached),
            share(self.labelled),
            100.0 * self.real[1] as f64 / self.real[0].max(1) as f64,
            100.0 * self.real[2] as f64 / self.real[0].max(1) as f64,
            self.words,
            self.seconds,
            self.words as f64 / self.seconds.max(1e-9)
        )
    }
}
