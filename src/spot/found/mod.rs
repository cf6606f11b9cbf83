//! Names that no list has: a statistical finder of people, places and organizations.
//!
//! In: the text, sentences, tokens, and what the lists gave. Out: [`FoundName`]s. A linear-chain conditional random field (Lafferty et
//! al. 2001) over hashed features, trained by `training/`; what is read here are its weights in eight bits. Only stretches around
//! words with a capital are scored (`segments`), each word by the sum of 51 rows of a table (`features`), the best sequence of labels
//! by Viterbi (`labels`): linear in the text, no strings, no parser. What becomes of found names is `resolve`'s job.

pub mod features;
mod known_words;
pub mod labels;
pub mod lexicon;
mod marks;
pub mod segments;
pub mod weights;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Result;
use crate::model::EntityType;

pub use marks::marks;

use features::{Extractor, Scene, TEMPLATES};
use known_words::KnownWords;
use labels::{Decoder, LabelledName};
use segments::{Casing, Segmenter};
use weights::Weights;

/// The weights that the binary carries.
static EMBEDDED: &[u8] = include_bytes!("../../../weights/finder.bin");

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundName {
    /// Index of the sentence.
    pub sentence: u32,
    /// Index of the first token.
    pub first_token: u32,
    /// One past the index of the last token.
    pub end_token: u32,
    /// What it names.
    pub kind: EntityType,
    /// 0 to 1.
    pub confidence: f32,
    /// Whether its sentence has no capitals at all.
    pub small: bool,
}

/// The finder: built once, shared by every thread.
#[derive(Clone, Debug)]
pub struct Finder {
    /// Tells it from finders with other weights.
    number: u64,
    weights: Weights,
    segmenter: Segmenter,
}

impl Finder {
    /// The finder with the weights that the binary carries.
    pub fn load() -> Result<Self> {
        Self::from_bytes(EMBEDDED)
    }

    /// The finder with the weights of a file's bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Ok(Self::new(Weights::from_bytes(bytes)?))
    }

    /// The finder with weights as trained.
    pub fn new(weights: Weights) -> Self {
        static FINDERS: AtomicU64 = AtomicU64::new(1);
        let number = FINDERS.fetch_add(1, Ordering::Relaxed);
        Self { number, weights, segmenter: Segmenter::default() }
    }

    /// Hands every stretch of the document that is `wanted` (by the marks of its tokens) to `visit`: its sentence, its first token, how
    /// capitals are used, and the features of its tokens, [`TEMPLATES`] each.
    pub fn stretches(
        &self,
        scene: &Scene,
        wanted: impl Fn(&[u8]) -> bool,
        mut visit: impl FnMut(usize, usize, Casing, &[u32]),
    ) {
        let (mut extractor, mut rows) = (Extractor::default(), Vec::with_capacity(8 * TEMPLATES));
        let (lexicon, bits) = (&self.weights.lexicon, self.weights.bits);
        self.each_stretch(scene, wanted, |index, sentence, stretch, casing| {
            rows.clear();
            let first = stretch.start;
            extractor.features(scene, lexicon, sentence, stretch, casing, bits, &mut rows);
            visit(index, first, casing, &rows);
        });
    }

    /// Hands every stretch that is `wanted` to `visit`: the number of its sentence, the tokens of the sentence and its own, and how capitals
    /// are used.
    fn each_stretch(
        &self,
        scene: &Scene,
        wanted: impl Fn(&[u8]) -> bool,
        mut visit: impl FnMut(usize, Range<usize>, Range<usize>, Casing),
    ) {
        let (lexicon, mut stretches) = (&self.weights.lexicon, Vec::with_capacity(16));
        for (index, sentence) in scene.segmented.sentences.iter().enumerate() {
            stretches.clear();
            let casing =
                self.segmenter.segments(&scene.segmented.tokens, sentence, scene.listed, lexicon, &mut stretches);
            for stretch in stretches.drain(..).filter(|stretch| wanted(&scene.listed[stretch.clone()])) {
                visit(index, sentence.token_range(), stretch, casing);
            }
        }
    }

    /// The names of a document, in text order.
    pub fn find(&self, scene: &Scene) -> Vec<FoundName> {
        thread_local! {
            static KNOWN: RefCell<KnownWords> = const { RefCell::new(KnownWords::new()) };
        }
        KNOWN.with_borrow_mut(|known| self.find_with(known.of_finder(self.number), scene))
    }

    fn find_with(&self, known: &mut KnownWords, scene: &Scene) -> Vec<FoundName> {
        let (mut found, mut names, mut scores) = (Vec::new(), Vec::new(), Vec::with_capacity(8));
        let (mut decoder, mut labels) = (Decoder::default(), Vec::with_capacity(16));
        let mut extractor = Extractor::default();
        // What is one listed name from end to end stays that.
        let wanted = |listed: &[u8]| !marks::is_one_name(listed);
        self.each_stretch(scene, wanted, |index, sentence, stretch, casing| {
            scores.clear();
            let first = stretch.start;
            extractor.scores(scene, &self.weights, known, sentence, stretch, casing, &mut scores);
            decoder.best(&scores, &self.weights.steps, &mut labels);
            names.clear();
            labels::names(&labels, &scores, &mut names);
            found.extend(names.iter().map(|name| self.found(name, index, first, casing)));
        });
        found
    }

    fn found(&self, name: &LabelledName, sentence: usize, first: usize, casing: Casing) -> FoundName {
        let [half, scale] = self.weights.confidence;
        let evidence = (name.margin - half) as f32 / scale as f32;
        FoundName {
            sentence: sentence as u32,
            first_token: (first + name.first) as u32,
            end_token: (first + name.end) as u32,
            kind: name.kind,
            confidence: 1.0 / (1.0 + (-evidence).exp()),
            small: casing == Casing::Lower,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::weights::Sums;
    use super::*;
    use crate::gazetteer::Gazetteer;
    use crate::model::Document;
    use crate::{clean, segment};

    /// The finder keeps sums of what depends on one word alone; training takes the rows one by one.
    #[test]
    fn words_have_the_scores_that_were_trained() {
        let gazetteer = Gazetteer::load(&[], false).unwrap();
        let finder = Finder::load().unwrap();
        let text = "TBILISI, May 3 - Foreign Minister Nino Abashvili of Georgia, who met O'Hara's envoys in St. Petersburg, told \
                    Radio Kavkasia: \"The Alazani Valley Bank is ours.\"\nNINO ABASHVILI MEETS ENVOYS\nnino and the bank said no.";
        let clean = clean::clean(&Document { text: text.to_string(), ..Document::default() });
        let segmented = segment::segment(&clean);
        // Any marks will do, if the words have different ones.
        let listed: Vec<u8> = (0..segmented.tokens.len()).map(|at| [0, 0, 1, 5, 0, 2, 11][at % 7]).collect();
        let scene = Scene { text: &clean.text, segmented: &segmented, listed: &listed, gazetteer: &gazetteer };
        let (mut extractor, mut known) = (Extractor::default(), KnownWords::new());
        let Finder { number, weights, .. } = &finder;
        let known = known.of_finder(*number);
        let mut stretches = 0;
        // Twice: first words that are new, then words that are known.
        for _ in 0..2 {
            finder.each_stretch(
                &scene,
                |_| true,
                |_, sentence, stretch, casing| {
                    let (mut scores, mut rows) = (Vec::new(), Vec::new());
                    let (all, part) = (sentence.clone(), stretch.clone());
                    extractor.scores(&scene, weights, known, all, part, casing, &mut scores);
                    extractor.features(&scene, &weights.lexicon, sentence, stretch, casing, weights.bits, &mut rows);
                    let sums = rows.chunks(TEMPLATES).map(|rows| {
                        let mut sums = Sums::default();
                        weights.rows.add_to(rows.iter().copied(), &mut sums);
                        sums.labels()
                    });
                    assert_eq!(scores, sums.collect::<Vec<_>>());
                    stretches += 1;
                },
            );
        }
        assert!(stretches > 6, "{stretches} stretches");
    }
}
