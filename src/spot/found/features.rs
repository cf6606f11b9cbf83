//! What the finder sees of a word: features, each the number of a row of weights.
//!
//! A feature is a template and one or two facts, hashed; nothing is kept of the words. Facts come from the word (its folded form,
//! ends, shape), from the lexicon, from the gazetteer's names and titles, and from the two words on either side.

use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::model::{Segmented, Shape, Token};

use super::known_words::KnownWords;
use super::labels::LABELS;
use super::lexicon::{Lexicon, WordFacts};
use super::segments::{Casing, opens};
use super::weights::{Sums, Weights};

/// Features of a word.
pub const TEMPLATES: usize = 51;

/// A feature before it is hashed: the number of its template, and the facts in one number.
type Feature = (u64, u64);

/// What is known of a document before names are found.
pub struct Scene<'d> {
    /// The clean text.
    pub text: &'d str,
    /// Sentences and tokens.
    pub segmented: &'d Segmented,
    /// A mark for each token: 0, or what listed name it belongs to ([`super::marks`]).
    pub listed: &'d [u8],
    /// For titles.
    pub gazetteer: &'d Gazetteer,
}

/// What is seen of one token, at hand for its neighbours.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    fold: u64,
    facts: WordFacts,
    shape: u64,
    /// Runs of letters of a kind, in [`detailed_shape`].
    letters: u64,
    listed: u64,
    /// Bit 0: belongs to a title; bit 1: a title ends right before.
    title: u64,
}

/// Stands for what lies outside the sentence.
pub(super) const OUTSIDE: Seen = Seen { fold: 1, facts: WordFacts::BLANK, shape: 15, letters: 0, listed: 0, title: 0 };

/// Collects the features of stretches; keeps its memory.
#[derive(Default)]
pub struct Extractor {
    seen: Vec<Seen>,
    sums: Vec<Sums>,
}

/// Tokens looked at on either side.
pub(super) const MARGIN: usize = 2;

/// The numbers of a stretch's tokens, and of those on either side; before the document's first token the number wraps around, and lies in no
/// sentence.
fn with_margin(stretch: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let start = stretch.start;
    (0..stretch.len() + 2 * MARGIN).map(move |at| (start + at).wrapping_sub(MARGIN))
}

/// The token, if it stands in the sentence.
fn token_at<'d>(scene: &Scene<'d>, sentence: &Range<usize>, at: usize) -> Option<&'d Token> {
    sentence.contains(&at).then(|| &scene.segmented.tokens[at])
}

impl Extractor {
    /// The rows of each token of the stretch, [`TEMPLATES`] a token, into `out`; rows are numbers below `2^bits`.
    #[allow(clippy::too_many_arguments)] // They come from one place, and each is another thing.
    pub fn features(
        &mut self,
        scene: &Scene,
        lexicon: &Lexicon,
        sentence: Range<usize>,
        stretch: Range<usize>,
        casing: Casing,
        bits: u32,
        out: &mut Vec<u32>,
    ) {
        self.seen.clear();
        for at in with_margin(&stretch) {
            let token = token_at(scene, &sentence, at);
            self.seen.push(token.map_or(OUTSIDE, |token| see(token, scene.text, lexicon, scene.listed[at])));
        }
        self.mark_titles(scene, &sentence, &stretch);
        out.reserve(stretch.len() * TEMPLATES);
        self.visit(scene, &sentence, &stretch, casing, |_, around, surface, place| {
            let from = out.len();
            out.resize(from + TEMPLATES, 0);
            let [before2, before, word, after, after2] = around;
            let several = of_several(around, place);
            let neighbours = [(BEFORE2, before2), (BEFORE, before), (AFTER, after), (AFTER2, after2)];
            let neighbours = neighbours.map(|(templates, seen)| of_neighbour(templates, seen));
            for feature in of_word(word, surface).iter().chain(neighbours.as_flattened()).chain(&several) {
                out[from + feature.0 as usize] = row(*feature, bits);
            }
        });
    }

    /// The scores of each token of the stretch, label by label, into `out`.
    #[allow(clippy::too_many_arguments)] // As above.
    pub(super) fn scores(
        &mut self,
        scene: &Scene,
        weights: &Weights,
        known: &mut KnownWords,
        sentence: Range<usize>,
        stretch: Range<usize>,
        casing: Casing,
        out: &mut Vec<[i32; LABELS]>,
    ) {
        self.seen.clear();
        let mut sums = std::mem::take(&mut self.sums);
        sums.clear();
        sums.resize(stretch.len(), Sums::default());
        for (index, at) in with_margin(&stretch).enumerate() {
            let token = token_at(scene, &sentence, at);
            let (seen, word) = known.word(weights, token, scene.text);
            self.seen.push(Seen { listed: token.map_or(0, |_| u64::from(scene.listed[at])), ..seen });
            word.add_to(&mut sums, index);
        }
        self.mark_titles(scene, &sentence, &stretch);
        self.visit(scene, &sentence, &stretch, casing, |index, around, _, place| {
            weights.rows.add_to(rows(&of_several(around, place), weights.bits), &mut sums[index]);
            out.push(sums[index].labels());
        });
        self.sums = sums;
    }

    /// Hands what stands around each token of the stretch to `visit`.
    fn visit(
        &self,
        scene: &Scene,
        sentence: &Range<usize>,
        stretch: &Range<usize>,
        casing: Casing,
        mut visit: impl FnMut(usize, &Around, &[u8], &Place),
    ) {
        let first = stretch.start;
        let last_word = self.last_organization_word(stretch.len());
        for at in stretch.clone() {
            let Some(around) = self.seen[at - first..].first_chunk() else { return };
            let place = Place {
                opens: opens(&scene.segmented.tokens, sentence.start, at),
                closes: at + 1 == sentence.end,
                first: at == first,
                last: at + 1 == stretch.end,
                casing: casing as u64,
                length: stretch.len().min(6) as u64,
                organization_ahead: last_word.is_some_and(|last| at - first <= last),
            };
            visit(at - first, around, scene.segmented.tokens[at].span.of(scene.text).as_bytes(), &place);
        }
    }

    fn mark_titles(&mut self, scene: &Scene, sentence: &Range<usize>, stretch: &Range<usize>) {
        let tokens = &scene.segmented.tokens;
        let mut at = stretch.start.saturating_sub(4).max(sentence.start);
        while at < stretch.end {
            let Some(title) = scene.gazetteer.titles.longest(tokens, at, stretch.end) else {
                at += 1;
                continue;
            };
            for token in at..title.end {
                self.mark_title(stretch, token, 1);
            }
            self.mark_title(stretch, title.end, 2);
            at = title.end;
        }
    }

    fn mark_title(&mut self, stretch: &Range<usize>, token: usize, bit: u64) {
        let index = (token + MARGIN).wrapping_sub(stretch.start);
        if let Some(seen) = self.seen.get_mut(index) {
            seen.title |= bit;
        }
    }

    /// Where the last word of the stretch stands that ends names of organizations.
    fn last_organization_word(&self, length: usize) -> Option<usize> {
        (0..length).rev().find(|at| self.seen[at + MARGIN].facts.ends_organization())
    }
}

/// What is seen of a token that has the mark `listed`.
pub(super) fn see(token: &Token, text: &str, lexicon: &Lexicon, listed: u8) -> Seen {
    Seen {
        fold: token.fold,
        facts: lexicon.facts(token.fold),
        shape: shape(token.shape),
        letters: detailed_shape(token.span.of(text).as_bytes()),
        listed: u64::from(listed),
        title: 0,
    }
}

fn shape(shape: Shape) -> u64 {
    match shape {
        Shape::Lower => 1,
        Shape::Title => 2,
        Shape::Initial => 3,
        Shape::Upper => 4,
        Shape::Mixed => 5,
        Shape::Number => 6,
        Shape::Clitic => 7,
        Shape::Hyphen => 8,
        Shape::Punctuation => 9,
    }
}

/// Where a token stands.
struct Place {
    opens: bool,
    closes: bool,
    first: bool,
    last: bool,
    casing: u64,
    length: u64,
    organization_ahead: bool,
}

/// A word between two on either side.
type Around = [Seen; 2 * MARGIN + 1];

/// The row of a feature.
#[inline]
fn row((template, facts): Feature, bits: u32) -> u32 {
    let mixed = (facts ^ (template + 1) << 52).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> (64 - bits)) as u32
}

/// The rows of features.
#[inline]
pub(super) fn rows(features: &[Feature], bits: u32) -> impl Iterator<Item = u32> {
    features.iter().map(move |&feature| row(feature, bits))
}

/// Two facts in one number.
#[inline]
fn pair(one: u64, other: u64) -> u64 {
    one.wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(23) ^ other.wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}

/// The features that tell of the word alone. They and those of one neighbour are the same wherever a word is printed so: the finder keeps the
/// sums of their weights ([`super::known_words`]).
#[inline]
pub(super) fn of_word(word: &Seen, surface: &[u8]) -> [Feature; 14] {
    [
        (0, 0),
        (1, word.fold),
        (2, pair(word.fold, word.shape)),
        // Its letters.
        (13, ending(surface, 1)),
        (14, ending(surface, 2)),
        (15, ending(surface, 3)),
        (16, ending(surface, 4)),
        (17, beginning(surface, 2)),
        (18, beginning(surface, 3)),
        (19, beginning(surface, 4)),
        (20, word.letters),
        // What is known of it.
        (24, word.facts.names()),
        (31, word.facts.class()),
        (32, word.facts.fine_class()),
    ]
}

/// The templates of one neighbour alone, by where it stands.
pub(super) const BEFORE: [u64; 2] = [3, 33];
pub(super) const AFTER: [u64; 2] = [4, 34];
pub(super) const BEFORE2: [u64; 2] = [5, 35];
pub(super) const AFTER2: [u64; 2] = [6, 36];

/// The features that tell of one neighbour alone.
#[inline]
pub(super) fn of_neighbour([word, class]: [u64; 2], neighbour: &Seen) -> [Feature; 2] {
    [(word, neighbour.fold), (class, neighbour.facts.fine_class())]
}

/// The features that tell of several words, or of where the word stands.
#[inline]
fn of_several([before2, before, word, after, after2]: &Around, place: &Place) -> [Feature; 29] {
    let (opens, casing) = (u64::from(place.opens), place.casing);
    let known = |seen: &Seen| seen.facts.names() << 7 | seen.facts.capitals() << 4 | seen.facts.frequency() << 2;
    let this = word.shape << 9 | word.facts.names() << 3 | word.facts.capitals();
    let bounds = u64::from(place.first) << 3 | u64::from(place.last) << 2 | opens << 1 | u64::from(place.closes);
    [
        // The word and its neighbours.
        (7, pair(before.fold, word.fold)),
        (8, pair(word.fold, after.fold)),
        (9, pair(before.fold, word.shape << 4 | after.shape)),
        (10, pair(after.fold, word.shape << 4 | before.shape)),
        (11, pair(before2.fold, before.fold)),
        (12, pair(after.fold, after2.fold)),
        // Their letters.
        (21, pair(word.letters, opens << 3 | casing)),
        (22, before.shape << 8 | word.shape << 4 | after.shape),
        (23, before2.shape << 12 | before.shape << 8 | word.shape << 4 | after.shape | after2.shape << 16),
        // What is known of them.
        (25, pair(known(word), opens << 4 | casing << 1)),
        (26, pair(word.facts.capitals() << 3 | casing, word.shape << 1 | opens)),
        (27, pair(before.facts.names(), word.facts.names())),
        (28, pair(word.facts.names(), after.facts.names())),
        (29, pair(before.shape << 6 | before.facts.names(), this)),
        (30, pair(after.shape << 6 | after.facts.names(), this)),
        (37, pair(before.facts.class(), word.facts.class())),
        (38, pair(word.facts.class(), after.facts.class())),
        (39, pair(before.facts.class() << 6 | after.facts.class(), word.shape)),
        (40, pair(before2.facts.class(), before.facts.class() << 4 | word.shape)),
        (41, pair(after2.facts.class(), after.facts.class() << 4 | word.shape)),
        // What the gazetteer says.
        (42, pair(word.listed, casing)),
        (43, pair(before.listed << 8 | word.listed, after.listed)),
        (44, pair(word.listed, after.shape << 8 | before.shape)),
        (45, pair(word.listed, word.facts.names() << 3 | word.facts.capitals())),
        (46, pair(word.title, before.title << 2 | after.title)),
        (47, pair(word.title << 8 | word.shape, word.facts.names())),
        // Where it stands.
        (48, pair(word.facts.roles() << 5 | after.facts.roles(), before.facts.roles())),
        (49, pair(word.shape << 4 | place.length, bounds)),
        (50, pair(u64::from(place.organization_ahead) << 4 | word.shape, word.facts.names() << 8 | word.listed)),
    ]
}

#[inline]
fn small(byte: u8) -> u64 {
    u64::from(byte.to_ascii_lowercase())
}

/// The last bytes of the word, small.
#[inline]
fn ending(surface: &[u8], length: usize) -> u64 {
    let from = surface.len().saturating_sub(length);
    surface[from..].iter().fold(1, |all, &byte| all << 8 | small(byte))
}

/// The first bytes of the word, small.
#[inline]
fn beginning(surface: &[u8], length: usize) -> u64 {
    surface.iter().take(length).fold(1, |all, &byte| all << 8 | small(byte))
}

/// Runs of capitals, small letters, digits and marks, at most twelve (`McCain`: `AaAa`).
fn detailed_shape(surface: &[u8]) -> u64 {
    let (mut shape, mut last, mut runs) = (1_u64, 0, 0);
    for &byte in surface {
        let kind = match byte {
            b'A'..=b'Z' => 1,
            b'a'..=b'z' => 2,
            b'0'..=b'9' => 3,
            b'.' => 4,
            b'-' => 5,
            b'\'' => 6,
            128.. => 7,
            _ => 8,
        };
        if kind != last {
            shape = shape << 4 | kind;
            last = kind;
            runs += 1;
            if runs == 12 {
                break;
            }
        }
    }
    shape << 3 | surface.len().min(7) as u64
}
