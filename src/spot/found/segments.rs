//! Where names may stand: stretches around words with a capital. All other words are decided here, without a score.

use std::ops::Range;

use crate::model::{Sentence, Shape, Token};
use crate::segment::fold_hash;

use super::lexicon::Lexicon;

/// Small words that may stand inside a name, between words with a capital.
const JOINTS: [&str; 36] = [
    "of", "the", "for", "and", "de", "la", "le", "les", "del", "des", "du", "da", "do", "dos", "di", "van", "von",
    "der", "den", "al", "el", "bin", "ibn", "ben", "to", "on", "in", "at", "y", "e", "et", "ul", "und", "as", "ash",
    "in",
];

/// Small words that may begin a name before a word with a capital.
const PARTICLES: [&str; 17] =
    ["de", "al", "el", "bin", "ibn", "ben", "van", "von", "der", "du", "da", "di", "az", "ash", "as", "abu", "ul"];

/// How capitals are used in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Casing {
    /// As in running text.
    Usual = 0,
    /// Most words begin with a capital: a headline.
    Title = 1,
    /// All letters are capitals.
    Upper = 2,
    /// A small letter first, and hardly a capital.
    Lower = 3,
}

/// Finds the stretches; knows the small words that join.
#[derive(Clone, Debug)]
pub struct Segmenter {
    joints: Vec<u64>,
    particles: Vec<u64>,
}

impl Default for Segmenter {
    fn default() -> Self {
        let hashes = |words: &[&str]| words.iter().map(|word| fold_hash(word)).collect();
        Self { joints: hashes(&JOINTS), particles: hashes(&PARTICLES) }
    }
}

/// A word that news writes with a capital this often ([`super::lexicon::WordFacts::capitals`]) may be a name in small letters too.
const USUALLY_CAPITAL: u64 = 4;

/// Longest stretch that is scored as a whole; a longer one is cut.
const LONGEST: usize = 60;

impl Segmenter {
    /// The stretches of a sentence, as ranges of the document's tokens, into `out`; gives how capitals are used.
    /// `listed` has a mark other than 0 for each token of a listed name.
    pub fn segments(
        &self,
        tokens: &[Token],
        sentence: &Sentence,
        listed: &[u8],
        lexicon: &Lexicon,
        out: &mut Vec<Range<usize>>,
    ) -> Casing {
        let range = sentence.token_range();
        let casing = casing(&tokens[range.clone()], sentence.all_caps);
        if casing == Casing::Lower {
            let telling = |at: usize| listed[at] != 0 || lexicon.facts(tokens[at].fold).capitals() >= USUALLY_CAPITAL;
            if !range.clone().any(telling) {
                return casing;
            }
            out.extend(range.clone().step_by(LONGEST).map(|at| at..range.end.min(at + LONGEST)));
            return casing;
        }
        let mut at = range.start;
        while at < range.end {
            if !is_core(tokens, listed, at) {
                at += 1;
                continue;
            }
            let first =
                self.with_particles(tokens, at, out.last().map_or(range.start, |last| last.end.max(range.start)));
            let end = self.end(tokens, listed, at, range.end.min(first + LONGEST));
            if !(first == at && is_plain(tokens, listed, lexicon, range.start, at, end)) {
                out.push(first..end);
            }
            at = end;
        }
        casing
    }

    /// One past the end of the stretch that begins at the word with a capital at `at`.
    fn end(&self, tokens: &[Token], listed: &[u8], at: usize, limit: usize) -> usize {
        let mut end = at + 1;
        while end < limit {
            let core = |at: usize| at < limit && is_core(tokens, listed, at);
            let joint = |at: usize| at < limit && self.joins(&tokens[at]);
            if core(end) {
                end += 1;
            } else if joint(end) && core(end + 1) {
                end += 2;
            } else if joint(end) && joint(end + 1) && core(end + 2) {
                end += 3;
            } else {
                break;
            }
        }
        // `Local 382`, `Chelsea 's`.
        if end < limit && matches!(tokens[end].shape, Shape::Number | Shape::Clitic) { end + 1 } else { end }
    }

    fn joins(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Hyphen | Shape::Clitic | Shape::Number => true,
            Shape::Punctuation => token.span.len() == 1,
            Shape::Lower => token.span.len() <= 3 && self.joints.contains(&token.fold),
            _ => false,
        }
    }

    /// The start of the stretch with the particles before it (`al - Sadr`, `van der Berg`).
    fn with_particles(&self, tokens: &[Token], at: usize, limit: usize) -> usize {
        let mut first = at;
        while first > limit {
            let before = &tokens[first - 1];
            let particle =
                before.shape == Shape::Lower && before.span.len() <= 4 && self.particles.contains(&before.fold);
            let hyphen = before.shape == Shape::Hyphen
                && first - 1 > limit
                && tokens[first - 2].shape == Shape::Lower
                && self.particles.contains(&tokens[first - 2].fold);
            if !(particle || hyphen) {
                break;
            }
            first -= 1;
        }
        first
    }
}

fn is_core(tokens: &[Token], listed: &[u8], at: usize) -> bool {
    tokens[at].shape.is_capitalized() || listed[at] != 0
}

/// Whether the stretch is a single word that is no name: an ordinary one that opens its sentence, so that its capital tells nothing, a
/// month or day, or `I`.
fn is_plain(tokens: &[Token], listed: &[u8], lexicon: &Lexicon, start: usize, at: usize, end: usize) -> bool {
    if end != at + 1 || listed[at] != 0 {
        return false;
    }
    let facts = lexicon.facts(tokens[at].fold);
    tokens[at].span.len() == 1 || facts.is_calendar() || facts.is_common() && opens(tokens, start, at)
}

/// Whether no word stands between `start` and `at`.
pub fn opens(tokens: &[Token], start: usize, at: usize) -> bool {
    at - start <= 2 && tokens[start..at].iter().all(|token| !token.shape.is_word())
}

fn casing(tokens: &[Token], all_caps: bool) -> Casing {
    if all_caps {
        return Casing::Upper;
    }
    let (mut capitals, mut small) = (0, 0);
    for token in tokens {
        match token.shape {
            Shape::Initial => {}
            Shape::Lower => small += usize::from(token.span.len() > 3),
            shape => capitals += usize::from(shape.is_capitalized()),
        }
    }
    // Whoever opens a sentence with a small letter is no friend of capitals: one or two in a long sentence change nothing.
    if capitals * 8 <= tokens.len() && begins_small(tokens) {
        Casing::Lower
    } else if capitals >= 3 && capitals > 2 * small {
        Casing::Title
    } else {
        Casing::Usual
    }
}

fn begins_small(tokens: &[Token]) -> bool {
    tokens.iter().find(|token| token.shape.is_word()).is_some_and(|token| token.shape == Shape::Lower)
}

/// Whether a sentence has no capitals at all.
pub fn is_small(tokens: &[Token]) -> bool {
    begins_small(tokens) && casing(tokens, false) == Casing::Lower
}
