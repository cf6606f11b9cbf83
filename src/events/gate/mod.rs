//! How likely each predicate of an unparsed sentence is to come to an event: a logistic model over hashed features.
//!
//! In: the tokens, who is named where, and the predicates whose phrases the sentence shows. Out: for each predicate a
//! probability. The weights are counted on the coder's own output by `dateline-training candidates`, which calls
//! [`features`] too; they know nothing of phrases that were not among the rules then, so those are told apart.
//!
//! ```text
//! candidates  whether a sentence may hold an event: its words, and who may act
//! index       the phrases of the rules, as the words of a sentence look them up
//! known       who is named in a sentence, before it is parsed
//! ```

pub(super) mod candidates;
mod index;
mod known;

use crate::error::{Error, Result};
use crate::model::{EntityType, Mention, Rule, Shape, Token};
use crate::parse::dense::sigmoid;

static EMBEDDED: &[u8] = include_bytes!("../../../weights/candidates.bin");

/// How a weights file begins: its kind and the version of its form and features.
const MAGIC: &[u8] = b"dateline candidates 1\n";

/// The logarithm of the number of weights.
const BITS: u32 = 18;
/// A weight of 1 in the file.
const ONE: f32 = 16.0;
/// The logarithm of the number of bits by which phrases are known again.
const PHRASE_BITS: u32 = 19;

/// Numbers for whom a token names; others are numbered by [`party`].
const NOBODY: u8 = 0;
const AGENT: u8 = 1;
const PRONOUN: u8 = 2;
const NAMED: u8 = 3;

/// A sentence as far as it is known before parsing.
pub struct Sight<'s> {
    /// Its tokens.
    tokens: &'s [Token],
    /// Whom each token names.
    parties: Vec<u8>,
    /// How many tokens are nouns that act.
    agents: usize,
    /// Names: first token within the sentence, hash of the kind of entity.
    names: Vec<(usize, u64)>,
    /// Distinct named entities that act in politics.
    acting: usize,
    /// All distinct named entities.
    named: usize,
}

impl<'s> Sight<'s> {
    /// The sentence of these tokens: whom each names, the first token and the kind of each name, and how many distinct entities
    /// are named, those that act and all.
    pub fn new(tokens: &'s [Token], parties: Vec<u8>, names: Vec<(usize, u64)>, [acting, named]: [usize; 2]) -> Self {
        let agents = parties.iter().filter(|&&party| party == AGENT).count();
        Self { tokens, parties, agents, names, acting, named }
    }
}

/// A phrase of the rules that the sentence shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// Its predicate, a token of the sentence.
    pub at: usize,
    /// Hash of the id of its class.
    pub class: u64,
    /// Hash of the phrase.
    pub phrase: u64,
}

/// The model.
#[derive(Clone, Debug)]
pub struct Gate {
    weights: Vec<i8>,
    /// A bit for each phrase that was among the rules in training.
    known: Vec<u8>,
}

impl Gate {
    /// The gate with the embedded weights; none if their file is empty, as it is when they are to be made anew.
    pub fn load() -> Result<Option<Self>> {
        if EMBEDDED.is_empty() {
            return Ok(None);
        }
        let wrong = || {
            Error::new(
                "weights/candidates.bin is damaged or of another version; make it anew as weights/README.md says",
            )
        };
        let frame = EMBEDDED.strip_prefix(MAGIC).ok_or_else(wrong)?;
        let (weights, phrases) = (1 << BITS, 1 << (PHRASE_BITS - 3));
        let mut weights_and_phrases = zstd::bulk::decompress(frame, weights + phrases).map_err(|_| wrong())?;
        if weights_and_phrases.len() != weights + phrases {
            return Err(wrong());
        }
        let known = weights_and_phrases.split_off(weights);
        Ok(Some(Self { weights: weights_and_phrases.into_iter().map(|byte| byte as i8).collect(), known }))
    }

    /// The bytes of a weights file with these weights, for the given hashes of phrases.
    pub fn to_bytes(weights: &[f32], phrases: impl Iterator<Item = u64>) -> Result<Vec<u8>> {
        let mut plain: Vec<u8> = weights.iter().map(|&weight| Self::eight_bits(weight) as u8).collect();
        plain.resize((1 << BITS) + (1 << (PHRASE_BITS - 3)), 0);
        for phrase in phrases {
            let bit = phrase_bit(phrase);
            plain[(1 << BITS) + bit / 8] |= 1 << (bit % 8);
        }
        let cannot = |error: std::io::Error| Error::new(format!("cannot compress the weights: {error}"));
        Ok([MAGIC, &zstd::bulk::compress(&plain, 19).map_err(cannot)?].concat())
    }

    /// A weight as the file has it.
    fn eight_bits(weight: f32) -> i8 {
        (weight * ONE).round().clamp(-127.0, 127.0) as i8
    }

    /// A weight as it comes back from the file.
    pub fn rounded(weight: f32) -> f32 {
        f32::from(Self::eight_bits(weight)) / ONE
    }

    /// How many weights there are.
    pub fn size() -> usize {
        1 << BITS
    }

    /// How many events the predicates of a sentence are likely to come to: first by the phrases that the model never saw, each
    /// of which counts as if `unknown` of its sentences had one, then with one predicate after another. The phrases shown are
    /// in the order of their predicates.
    pub fn likely(&self, sight: &Sight, shown: &[Shown], unknown: f32) -> impl Iterator<Item = f32> {
        let is_known = |shown: &&Shown| {
            let bit = phrase_bit(shown.phrase);
            self.known[bit / 8] >> (bit % 8) & 1 == 1
        };
        let unknown = shown.iter().filter(|shown| !is_known(shown)).count() as f32 * unknown;
        let mut of_all = 0;
        of_sentence(sight, predicates(shown), |feature| of_all += i32::from(self.weights[feature]));
        let each = shown.chunk_by(|one, other| one.at == other.at).scan(unknown, move |likely, shown| {
            let mut sum = of_all;
            of_predicate(sight, shown, |feature| sum += i32::from(self.weights[feature]));
            *likely += sigmoid(sum as f32 / ONE);
            Some(*likely)
        });
        std::iter::once(unknown).chain(each)
    }
}

fn phrase_bit(phrase: u64) -> usize {
    (phrase >> 20) as usize & ((1 << PHRASE_BITS) - 1)
}

/// How many predicates there are.
pub fn predicates(shown: &[Shown]) -> usize {
    shown.chunk_by(|one, other| one.at == other.at).count()
}

/// The number of a named party: its kind, whether it acts in politics, is listed, and is named by an adjective.
pub fn party(kind: EntityType, acts: bool, listed: bool, mention: &Mention) -> u8 {
    let demonym = mention.rule == Rule::Demonym;
    NAMED + kind as u8 * 8 + u8::from(acts) * 4 + u8::from(listed) * 2 + u8::from(demonym)
}

/// The number of a word that is no name.
pub fn common(agent: bool, pronoun: bool) -> u8 {
    match (agent, pronoun) {
        (true, _) => AGENT,
        (_, true) => PRONOUN,
        _ => NOBODY,
    }
}

/// Hands the numbers of a predicate's features to `add`; `shown` are its phrases, `predicates` the number of all.
pub fn features(sight: &Sight, shown: &[Shown], predicates: usize, mut add: impl FnMut(usize)) {
    of_predicate(sight, shown, &mut add);
    of_sentence(sight, predicates, add);
}

/// Hands the numbers of the features that only this predicate has to `add`.
fn of_predicate(sight: &Sight, shown: &[Shown], add: impl FnMut(usize)) {
    let Some(at) = shown.first().map(|shown| shown.at) else { return };
    let mut out = Features { sight, at, word: sight.tokens[at].fold, add };
    out.phrases(shown);
    out.words_beside();
    out.parties_beside(shown);
    out.place();
}

/// Hands the numbers of the features that all predicates of the sentence have to `add`.
fn of_sentence(sight: &Sight, predicates: usize, mut add: impl FnMut(usize)) {
    let Sight { tokens, agents, acting, named, .. } = *sight;
    let mut one = |kind, value| add(feature(kind, value));
    one(50, acting.min(5) as u64);
    one(51, named.min(6) as u64);
    one(52, agents.min(4) as u64);
    one(53, (tokens.len() as u64 / 5).min(14));
    one(57, (named + agents).min(5) as u64);
    one(58, predicates.min(8) as u64);
}

/// The number of the feature of that kind and value.
#[inline]
fn feature(kind: u64, value: u64) -> usize {
    let mixed = mix(kind, value);
    (mixed ^ mixed >> 32) as usize & ((1 << BITS) - 1)
}

/// The features of one predicate.
struct Features<'f, F> {
    sight: &'f Sight<'f>,
    at: usize,
    /// The predicate itself.
    word: u64,
    add: F,
}

impl<F: FnMut(usize)> Features<'_, F> {
    #[inline]
    fn one(&mut self, kind: u64, value: u64) {
        (self.add)(feature(kind, value));
    }

    #[inline]
    fn two(&mut self, kind: u64, first: u64, second: u64) {
        self.one(mix(kind, first), second);
    }

    /// Which phrases and classes the predicate is of.
    fn phrases(&mut self, shown: &[Shown]) {
        self.one(1, 1);
        self.one(4, self.word);
        for (index, phrase) in shown.iter().enumerate() {
            self.one(2, phrase.phrase);
            if is_first(shown, index) {
                self.one(3, phrase.class);
            }
        }
    }

    /// The word so far from the predicate; a name stands for its kind.
    fn beside(&self, offset: isize) -> u64 {
        match self.at.checked_add_signed(offset) {
            None => 11,
            Some(at) => self.word_at(at),
        }
    }

    fn word_at(&self, at: usize) -> u64 {
        match self.sight.parties.get(at) {
            None => 12,
            Some(&party) if party >= NAMED => u64::from(party),
            Some(_) => self.sight.tokens[at].fold,
        }
    }

    /// The two words before and after.
    fn words_beside(&mut self) {
        let [second_before, before, after, second_after] = [-2, -1, 1, 2].map(|offset| self.beside(offset));
        self.one(5, second_before);
        self.one(6, before);
        self.one(7, after);
        self.one(8, second_after);
        self.two(16, self.word, before);
        self.two(17, self.word, after);
        self.two(25, before, after);
        self.two(26, after, second_after);
        self.two(27, before, second_before);
    }

    /// Who stands nearest to the left and to the right, how far, and what stands between.
    fn parties_beside(&mut self, shown: &[Shown]) {
        let parties = &self.sight.parties[..];
        let (at, word) = (self.at, self.word);
        let left = (0..at).rev().find(|&place| parties[place] != NOBODY);
        let right = (at + 1..parties.len()).find(|&place| parties[place] != NOBODY);
        let left_name = (0..at).rev().find(|&place| parties[place] >= NAMED);
        let right_name = (at + 1..parties.len()).find(|&place| parties[place] >= NAMED);
        let kind = |place: Option<usize>| place.map_or(0, |place| u64::from(parties[place]));
        let near = |place: Option<usize>| {
            place.map_or(0, |place| (u64::from(parties[place]) << 8) | (1 + distance(place.abs_diff(at))))
        };
        self.one(30, near(left));
        self.one(31, near(right));
        self.one(32, near(left_name));
        self.one(33, near(right_name));
        self.two(34, kind(left), kind(right));
        self.two(35, near(left), near(right));
        self.two(36, word, near(left));
        self.two(37, word, near(right));
        self.two(38, word, kind(left));
        self.two(39, word, kind(right));
        self.two(40, kind(left_name), kind(right_name));
        let sides = u64::from(left_name.is_some()) * 2 + u64::from(right_name.is_some());
        self.two(41, word, sides * 4 + self.sight.acting.min(3) as u64);
        for (_, phrase) in shown.iter().enumerate().filter(|(index, _)| is_first(shown, *index)) {
            self.two(42, phrase.class, kind(left));
            self.two(43, phrase.class, kind(right));
        }
        self.between(left.map_or(at..at, |left| left + 1..at), [44, 46, 65, 66, 67], left);
        self.between(at + 1..right.unwrap_or(at + 1), [45, 47, 68, 69, 70], right);
        if let Some(right) = right {
            self.two(48, self.word_at(right - 1), word);
        }
        for index in 0..self.sight.names.len() {
            let (first, subtype) = self.sight.names[index];
            self.two(49, subtype, u64::from(first > at));
        }
    }

    /// The words between the predicate and the nearest party, which stands at `party`, and that party's own.
    fn between(&mut self, words: std::ops::Range<usize>, kinds: [u64; 5], party: Option<usize>) {
        let Some(party) = party else { return };
        self.one(kinds[0], self.sight.tokens[party].fold);
        let next = if party < self.at { party + 1 } else { party - 1 };
        self.one(kinds[1], self.word_at(next));
        self.one(kinds[2], words.len().min(10) as u64);
        let marks = words.clone().filter(|&at| self.sight.tokens[at].shape == Shape::Punctuation).count();
        self.one(kinds[4], marks.min(3) as u64);
        for at in words.take(MOST_BETWEEN) {
            self.one(kinds[3], self.word_at(at));
        }
    }

    /// Where the predicate stands, and how it is printed.
    fn place(&mut self) {
        let tokens = self.sight.tokens;
        self.one(56, (self.at * 8 / tokens.len()) as u64);
        self.one(59, tokens[self.at].shape as u64);
    }
}

/// Words between a predicate and a party that are looked at.
const MOST_BETWEEN: usize = 12;

/// Whether no phrase before `index` is of the same class.
fn is_first(shown: &[Shown], index: usize) -> bool {
    index == 0 || shown[index - 1].class != shown[index].class
}

/// Distances in words, as far as they make a difference.
fn distance(words: usize) -> u64 {
    match words {
        0..=3 => words as u64,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    }
}

#[inline]
fn mix(first: u64, second: u64) -> u64 {
    let mixed = (first ^ second.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 31
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::segment::tokenize;

    const PHRASE: Shown = Shown { at: 1, class: 7, phrase: 77 << 20 };

    fn likely(gate: &Gate, shown: &[Shown]) -> f32 {
        let mut tokens = Vec::new();
        tokenize("Kerry met Lavrov", 0..16, &mut tokens);
        let sight = Sight::new(&tokens, vec![7, 0, 7], vec![(0, 1), (2, 1)], [2, 2]);
        gate.likely(&sight, shown, 0.1).last().unwrap()
    }

    #[test]
    fn each_predicate_counts_and_so_does_a_phrase_that_the_model_never_saw() {
        let mut gate = Gate { weights: vec![0; Gate::size()], known: vec![0; 1 << (PHRASE_BITS - 3)] };
        assert!((likely(&gate, &[PHRASE]) - 0.6).abs() < 1e-6);
        let bit = phrase_bit(PHRASE.phrase);
        gate.known[bit / 8] |= 1 << (bit % 8);
        assert!((likely(&gate, &[PHRASE]) - 0.5).abs() < 1e-6);
        assert!((likely(&gate, &[PHRASE, Shown { at: 2, ..PHRASE }]) - 1.0).abs() < 1e-6);
        assert!(likely(&gate, &[]).abs() < 1e-6);
    }

    #[test]
    fn weights_come_back_from_the_file_in_eight_bits() {
        for (weight, expected) in [(0.0, 0.0), (0.5, 0.5), (-1.03, -1.0), (100.0, 127.0 / 16.0)] {
            assert!((Gate::rounded(weight) - expected).abs() < 1e-6, "{weight}");
        }
        assert_eq!(Gate::load().unwrap().unwrap().weights.len(), Gate::size());
    }
}
