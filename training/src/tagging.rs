//! Trains the two passes of the tagger.

use dateline::parse::linear::best;
use dateline::parse::tagger::{PAD, Pass, TagTable, features, run_pass};
use dateline::parse::tags::{MOST_CLASSES, TagClasses};
use dateline::parse::words::{Lexicon, WordView, capitals, view};

use crate::conllu::Sentence;
use crate::perceptron::{Averages, Perceptron};
use crate::random::Random;

/// Rows of a pass's table, as a power of two.
const fn bits(pass: Pass) -> u32 {
    match pass {
        Pass::First => 17,
        Pass::Second => 18,
    }
}

/// How far ahead the right class must be, in sums of weights.
const MARGIN: i32 = 40;
const FOLDS: usize = 10;

/// A sentence as the tagger sees it. All lists have [`PAD`] empty places at both ends.
#[derive(Clone)]
pub struct Tagged {
    pub views: Vec<WordView>,
    /// Gold class + 1.
    pub gold: Vec<u8>,
    /// Predicted class + 1: of nothing, of the first pass, or of both.
    pub tags: Vec<u8>,
}

/// Looks at a sentence.
pub fn look(sentence: &Sentence, classes: &TagClasses, lexicon: &Lexicon) -> Tagged {
    let capitals = capitals(&sentence.text, &sentence.tokens);
    let mut scratch = Vec::new();
    let mut views = vec![WordView::default(); PAD];
    views.extend(sentence.words.iter().map(|word| view(&word.form, capitals, false, lexicon, &mut scratch)));
    views.extend([WordView::default(); PAD]);
    let mut gold = vec![0; PAD];
    gold.extend(sentence.words.iter().map(|word| classes.class(word.upos, &word.xpos) + 1));
    gold.extend([0; PAD]);
    Tagged { tags: vec![0; gold.len()], views, gold }
}

/// Trains one pass, as the mean of `runs` trainings. For the second pass, the sentences' `tags` must hold what the first
/// predicts.
pub fn train_pass(sentences: &[&Tagged], pass: Pass, classes: usize, epochs: usize, runs: u64) -> TagTable {
    let mut sums = Averages::default();
    for run in 0..runs {
        train_once(sentences, pass, classes, epochs, 7 + run).add_to(&mut sums);
    }
    sums.quantise()
}

fn train_once(sentences: &[&Tagged], pass: Pass, classes: usize, epochs: usize, seed: u64) -> Perceptron<MOST_CLASSES> {
    let mut model = Perceptron::<MOST_CLASSES>::new(bits(pass));
    let mut rows = model.collector();
    let mut order: Vec<&Tagged> = sentences.to_vec();
    let mut random = Random::new(seed);
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for sentence in &order {
            let mut tags = sentence.tags.clone();
            for at in PAD..sentence.gold.len() - PAD {
                if let Some(only) = sentence.views[at].only {
                    tags[at] = only + 1;
                    continue;
                }
                features(&sentence.views, &tags, at, pass, &mut rows);
                let scores = model.scores(&rows);
                let gold = sentence.gold[at] as usize - 1;
                model.learn(&rows, &scores, MARGIN, |lane| lane < classes, |lane| lane == gold);
                tags[at] = best(&scores, classes) as u8 + 1;
            }
        }
    }
    model
}

/// Overwrites the sentences' `tags` with what a pass predicts, each tenth by a model of the other nine tenths.
pub fn jackknife(sentences: &mut [Tagged], pass: Pass, classes: usize, epochs: usize) {
    for fold in 0..FOLDS {
        let others: Vec<&Tagged> =
            sentences.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, it)| it).collect();
        let table = train_pass(&others, pass, classes, epochs, 1);
        for sentence in sentences.iter_mut().skip(fold).step_by(FOLDS) {
            run_pass(&table, pass, classes, &sentence.views, &[], &mut sentence.tags);
        }
    }
}

/// How many percent of the predicted classes are right.
pub fn share_right(sentences: &[Tagged]) -> f64 {
    let pairs = || sentences.iter().flat_map(|it| it.tags.iter().zip(&it.gold)).filter(|(_, gold)| **gold != 0);
    100.0 * pairs().filter(|(tag, gold)| tag == gold).count() as f64 / pairs().count().max(1) as f64
}
