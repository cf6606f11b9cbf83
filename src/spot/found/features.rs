//! What the finder sees of a word: features, each the number of a row of weights.
//!
//! A feature is a template and one or two facts, hashed; nothing is kept of the words. Facts come from the word (its folded form,
//! ends, shape), from the lexicon, from the gazetteer's names and titles, and from the two words on either side.

use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::model::{Segmented, Shape, Token};

use super::lexicon::{Lexicon, WordFacts};
use super::segments::{Casing, opens};

/// Features of a word.
pub const TEMPLATES: usize = 51;

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
struct Seen {
    fold: u64,
    facts: WordFacts,
    shape: u64,
    listed: u64,
    /// Bit 0: belongs to a title; bit 1: a title ends right before.
    title: u64,
}

/// Stands for what lies outside the sentence.
const OUTSIDE: Seen = Seen { fold: 1, facts: WordFacts::BLANK, shape: 15, listed: 0, title: 0 };

/// Collects the features of stretches; keeps its memory.
#[derive(Default)]
pub struct Extractor {
    seen: Vec<Seen>,
}

/// Tokens looked at on either side.
const MARGIN: usize = 2;

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
        self.look(scene, lexicon, &sentence, &stretch);
        let first = stretch.start;
        out.reserve(stretch.len() * TEMPLATES);
        let last_word = self.last_organization_word(stretch.len());
        for at in stretch.clone() {
            let around = &self.seen[at - first..at - first + 2 * MARGIN + 1];
            let place = Place {
                opens: opens(&scene.segmented.tokens, sentence.start, at),
                closes: at + 1 == sentence.end,
                first: at == first,
                last: at + 1 == stretch.end,
                casing: casing as u64,
                length: stretch.len().min(6) as u64,
                organization_ahead: last_word.is_some_and(|last| at - first <= last),
            };
            let surface = scene.segmented.tokens[at].span.of(scene.text).as_bytes();
            out.resize(out.len() + TEMPLATES, 0);
            let from = out.len() - TEMPLATES;
            fill(around, surface, &place, bits, &mut out[from..]);
        }
    }

    fn look(&mut self, scene: &Scene, lexicon: &Lexicon, sentence: &Range<usize>, stretch: &Range<usize>) {
        self.seen.clear();
        let tokens = &scene.segmented.tokens;
        for at in 0..stretch.len() + 2 * MARGIN {
            // Before the document's first token the number wraps around, and lies in no sentence.
            self.seen.push(see(scene, lexicon, sentence, (stretch.start + at).wrapping_sub(MARGIN)));
        }
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

fn see(scene: &Scene, lexicon: &Lexicon, sentence: &Range<usize>, at: usize) -> Seen {
    if !sentence.contains(&at) {
        return OUTSIDE;
    }
    let token: &Token = &scene.segmented.tokens[at];
    Seen {
        fold: token.fold,
        facts: lexicon.facts(token.fold),
        shape: shape(token.shape),
        listed: u64::from(scene.listed[at]),
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

/// Writes the rows of features one after another.
struct Rows<'o> {
    out: &'o mut [u32],
    at: usize,
    bits: u32,
}

impl Rows<'_> {
    #[inline]
    fn add(&mut self, value: u64) {
        let mixed = (value ^ (self.at as u64 + 1) << 52).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        if let Some(slot) = self.out.get_mut(self.at) {
            *slot = (mixed >> (64 - self.bits)) as u32;
        }
        self.at += 1;
    }

    #[inline]
    fn pair(&mut self, one: u64, other: u64) {
        self.add(one.wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(23) ^ other.wrapping_mul(0xc4ce_b9fe_1a85_ec53));
    }
}

fn fill(around: &[Seen], surface: &[u8], place: &Place, bits: u32, out: &mut [u32]) {
    let [before2, before, word, after, after2] = around else { return };
    let mut rows = Rows { out, at: 0, bits };
    let opens = u64::from(place.opens);
    let letters = detailed_shape(surface);
    rows.add(0);
    // The word and its neighbours.
    rows.add(word.fold);
    rows.pair(word.fold, word.shape);
    rows.add(before.fold);
    rows.add(after.fold);
    rows.add(before2.fold);
    rows.add(after2.fold);
    rows.pair(before.fold, word.fold);
    rows.pair(word.fold, after.fold);
    rows.pair(before.fold, word.shape << 4 | after.shape);
    rows.pair(after.fold, word.shape << 4 | before.shape);
    rows.pair(before2.fold, before.fold);
    rows.pair(after.fold, after2.fold);
    // Its letters.
    for length in 1..=4 {
        rows.add(ending(surface, length));
    }
    for length in 2..=4 {
        rows.add(beginning(surface, length));
    }
    rows.add(letters);
    rows.pair(letters, opens << 3 | place.casing);
    rows.add(before.shape << 8 | word.shape << 4 | after.shape);
    rows.add(before2.shape << 12 | before.shape << 8 | word.shape << 4 | after.shape | after2.shape << 16);
    // What is known of it.
    let known = |seen: &Seen| seen.facts.names() << 7 | seen.facts.capitals() << 4 | seen.facts.frequency() << 2;
    rows.add(word.facts.names());
    rows.pair(known(word), opens << 4 | place.casing << 1);
    rows.pair(word.facts.capitals() << 3 | place.casing, word.shape << 1 | opens);
    rows.pair(before.facts.names(), word.facts.names());
    rows.pair(word.facts.names(), after.facts.names());
    rows.pair(
        before.shape << 6 | before.facts.names(),
        word.shape << 9 | word.facts.names() << 3 | word.facts.capitals(),
    );
    rows.pair(
        after.shape << 6 | after.facts.names(),
        word.shape << 9 | word.facts.names() << 3 | word.facts.capitals(),
    );
    rows.add(word.facts.class());
    rows.add(word.facts.fine_class());
    rows.add(before.facts.fine_class());
    rows.add(after.facts.fine_class());
    rows.add(before2.facts.fine_class());
    rows.add(after2.facts.fine_class());
    rows.pair(before.facts.class(), word.facts.class());
    rows.pair(word.facts.class(), after.facts.class());
    rows.pair(before.facts.class() << 6 | after.facts.class(), word.shape);
    rows.pair(before2.facts.class(), before.facts.class() << 4 | word.shape);
    rows.pair(after2.facts.class(), after.facts.class() << 4 | word.shape);
    // What the gazetteer says.
    rows.pair(word.listed, place.casing);
    rows.pair(before.listed << 8 | word.listed, after.listed);
    rows.pair(word.listed, after.shape << 8 | before.shape);
    rows.pair(word.listed, word.facts.names() << 3 | word.facts.capitals());
    rows.pair(word.title, before.title << 2 | after.title);
    rows.pair(word.title << 8 | word.shape, word.facts.names());
    // Where it stands.
    rows.pair(word.facts.roles() << 5 | after.facts.roles(), before.facts.roles());
    rows.pair(
        word.shape << 4 | place.length,
        u64::from(place.first) << 3 | u64::from(place.last) << 2 | opens << 1 | u64::from(place.closes),
    );
    rows.pair(u64::from(place.organization_ahead) << 4 | word.shape, word.facts.names() << 8 | word.listed);
    debug_assert!(rows.at == TEMPLATES, "{} features", rows.at);
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
