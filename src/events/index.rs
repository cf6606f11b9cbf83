//! Patterns by the lemma of their predicate, and every word form by which a predicate may show in a text.

use rustc_hash::FxHashMap;

use super::phrases::{Element, Filler, Pattern, Phrase};
use super::table::Many;
use super::view::View;
use crate::segment::chain;

/// Patterns by lemma, verbs and nouns apart.
#[derive(Default)]
pub struct Index {
    verbs: Many<u32>,
    nouns: Many<u32>,
    needs: Needs,
}

/// The sets of words of which a pattern needs one each, so that most patterns are known not to fit before any tree is walked.
#[derive(Default)]
struct Needs {
    /// The sets that a word is in.
    sets_of: Many<u32>,
    /// How many sets there are.
    count: usize,
    /// The sets of each pattern, side by side, and where each pattern's part ends.
    sets: Vec<u32>,
    ends: Vec<u32>,
}

/// Which sets of words have a word in a sentence: a bit for each.
pub struct Present(Vec<u64>);

/// What [`Needs`] are made of.
#[derive(Default)]
struct NeedsBuilder {
    needs: Needs,
    /// Number of each set, by a hash of its words.
    numbers: FxHashMap<u64, u32>,
    words: Vec<(u64, u32)>,
}

impl NeedsBuilder {
    fn add_pattern(&mut self, pattern: &Pattern) {
        for &word in pattern.particle.iter().chain(&pattern.head.before).chain(&pattern.head.after) {
            self.add_set(std::iter::once(word));
        }
        for element in &pattern.elements {
            if let Element::Word(words) | Element::Infinitive(words) | Element::Preposition(_, Filler::Word(words)) =
                element
            {
                self.add_set(words.iter().map(|phrase: &Phrase| phrase.head));
            }
        }
        self.needs.ends.push(self.needs.sets.len() as u32);
    }

    /// Adds a set to those of the last pattern.
    fn add_set(&mut self, words: impl Iterator<Item = u64> + Clone) {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(words.clone().fold(0, chain)).or_insert(next);
        if number == next {
            self.words.extend(words.map(|word| (word, number)));
        }
        self.needs.sets.push(number);
    }

    fn finish(self) -> Needs {
        Needs { sets_of: self.words.into_iter().collect(), count: self.numbers.len(), ..self.needs }
    }
}

impl Index {
    /// Indexes the patterns.
    pub fn new(patterns: &[Pattern]) -> Self {
        let mut needs = NeedsBuilder::default();
        patterns.iter().for_each(|pattern| needs.add_pattern(pattern));
        let numbers = |noun: bool| {
            let numbered = patterns.iter().zip(0..).filter(move |(pattern, _)| pattern.noun == noun);
            numbered.map(|(pattern, number)| (pattern.head.head, number)).collect()
        };
        Self { verbs: numbers(false), nouns: numbers(true), needs: needs.finish() }
    }

    /// What of the patterns' words stands in a sentence, as lemma or as printed.
    pub fn present(&self, view: &View) -> Present {
        let mut bits = vec![0; self.needs.count.div_ceil(64)];
        let mut add = |word: u64| {
            for &set in self.needs.sets_of.get(word) {
                bits[set as usize / 64] |= 1 << (set % 64);
            }
        };
        for (&lemma, token) in view.lemmas.iter().zip(view.tokens) {
            add(lemma);
            if token.fold != lemma {
                add(token.fold);
            }
        }
        Present(bits)
    }

    /// Whether a pattern's words stand in the sentence, wherever.
    pub fn may_fit(&self, pattern: u32, present: &Present) -> bool {
        let pattern = pattern as usize;
        let first = pattern.checked_sub(1).map_or(0, |before| self.needs.ends[before]);
        let sets = &self.needs.sets[first as usize..self.needs.ends[pattern] as usize];
        sets.iter().all(|&set| present.0[set as usize / 64] >> (set % 64) & 1 == 1)
    }

    /// Patterns whose predicate is a verb or adjective with that lemma.
    pub fn verbs(&self, lemma: u64) -> &[u32] {
        self.verbs.get(lemma)
    }

    /// Patterns whose predicate is a noun with that lemma.
    pub fn nouns(&self, lemma: u64) -> &[u32] {
        self.nouns.get(lemma)
    }
}
