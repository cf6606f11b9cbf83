//! Trains the two passes of the tagger.

use dateline::parse::linear::{Table, best};
use dateline::parse::tagger::{PAD, Pass, features, run_pass};
use dateline::parse::tags::{MOST_CLASSES, TagClasses};
use dateline::parse::words::{Lexicon, WordView, capitals, view};

use crate::conllu::Sentence;
use crate::perceptron::Perceptron;
use crate::random::Random;

/// Rows of each pass's table, as a power of two.
const BITS: u32 = 17;
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

/// Trains one pass. For the second, the sentences' `tags` must hold what the first predicts.
pub fn train_pass<'a>(sentences: &[&'a Tagged], pass: Pass, classes: usize, epochs: usize) -> Table<MOST_CLASSES> {
    let mut model = Perceptron::<MOST_CLASSES>::new(BITS);
    let mut rows = model.collector();
    let mut order: Vec<&Tagged> = sentences.to_vec();
    let mut random = Random::new(7);
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
                let guess = best(&model.scores(&rows), classes);
                let gold = sentence.gold[at] as usize - 1;
                model.tick();
                if guess != gold {
                    model.update(&rows, gold, guess);
                }
                tags[at] = guess as u8 + 1;
            }
        }
    }
    model.quantise()
}

/// Overwrites the sentences' `tags` with what a pass predicts, each tenth by a model of the other nine tenths.
pub fn jackknife(sentences: &mut [Tagged], pass: Pass, classes: usize, epochs: usize) {
    for fold in 0..FOLDS {
        let others: Vec<&Tagged> =
            sentences.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, it)| it).collect();
        let table = train_pass(&others, pass, classes, epochs);
        for sentence in sentences.iter_mut().skip(fold).step_by(FOLDS) {
            run_pass(&table, pass, classes, &sentence.views, &[], &mut sentence.tags);
        }
    }
}
