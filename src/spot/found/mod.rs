//! Names that no list has: a statistical finder of people, places and organizations.
//!
//! In: the text, sentences, tokens, and what the lists gave. Out: [`FoundName`]s. A linear-chain conditional random field (Lafferty et
//! al. 2001) over hashed features, trained by `training/`; what is read here are its weights in eight bits. Only stretches around
//! words with a capital are scored (`segments`), each word by the sum of 51 rows of a table (`features`), the best sequence of labels
//! by Viterbi (`labels`): linear in the text, no strings, no parser. What becomes of found names is `resolve`'s job.

pub mod features;
pub mod labels;
pub mod lexicon;
mod marks;
pub mod segments;
pub mod weights;

use crate::error::Result;
use crate::model::EntityType;

pub use marks::marks;

use features::{Extractor, Scene, TEMPLATES};
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
        Self { weights, segmenter: Segmenter::default() }
    }

    /// Hands every stretch of the document that is `wanted` (by the marks of its tokens) to `visit`: its sentence, its first token, how
    /// capitals are used, and the features of its tokens, [`TEMPLATES`] each.
    pub fn stretches(
        &self,
        scene: &Scene,
        wanted: impl Fn(&[u8]) -> bool,
        mut visit: impl FnMut(usize, usize, Casing, &[u32]),
    ) {
        let lexicon = &self.weights.lexicon;
        let (mut stretches, mut extractor) = (Vec::with_capacity(16), Extractor::default());
        let mut rows = Vec::with_capacity(8 * TEMPLATES);
        for (index, sentence) in scene.segmented.sentences.iter().enumerate() {
            stretches.clear();
            let casing =
                self.segmenter.segments(&scene.segmented.tokens, sentence, scene.listed, lexicon, &mut stretches);
            for stretch in stretches.iter().filter(|stretch| wanted(&scene.listed[(*stretch).clone()])) {
                rows.clear();
                let (stretch, range) = (stretch.clone(), sentence.token_range());
                let first = stretch.start;
                extractor.features(scene, lexicon, range, stretch, casing, self.weights.bits, &mut rows);
                visit(index, first, casing, &rows);
            }
        }
    }

    /// The names of a document, in text order.
    pub fn find(&self, scene: &Scene) -> Vec<FoundName> {
        let (mut found, mut names, mut scores) = (Vec::new(), Vec::new(), Vec::with_capacity(8));
        let (mut decoder, mut labels) = (Decoder::default(), Vec::with_capacity(16));
        // What is one listed name from end to end stays that.
        self.stretches(
            scene,
            |listed| !marks::is_one_name(listed),
            |sentence, first, casing, features| {
                scores.clear();
                scores.extend(features.as_chunks::<TEMPLATES>().0.iter().map(|rows| self.weights.rows.sum(rows)));
                decoder.best(&scores, &self.weights.steps, &mut labels);
                names.clear();
                labels::names(&labels, &scores, &mut names);
                found.extend(names.iter().map(|name| self.found(name, sentence, first, casing)));
            },
        );
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
