//! Patterns by the lemma of their predicate, and every word form by which a predicate may show in a text.

use rustc_hash::FxHashMap;

use super::phrases::{Element, Filler, Pattern, Phrase};
use super::table::Many;
use crate::events::view::View;
use crate::segment::chain;

/// Patterns by lemma, verbs and nouns apart.
#[derive(Default)]
pub struct Index {
    verbs: Many<Indexed>,
    nouns: Many<Indexed>,
    needs: Needs,
}

/// A pattern, by its number, and the first set of words that it needs one of ([`NO_SET`] if it needs none).
#[derive(Clone, Copy)]
struct Indexed {
    pattern: u32,
    set: u32,
}

/// No set of words.
const NO_SET: u32 = u32::MAX;

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

impl Present {
    #[inline]
    fn has(&self, set: u32) -> bool {
        self.0[set as usize / 64] >> (set % 64) & 1 == 1
    }
}

impl Needs {
    /// The sets of which a pattern needs a word each.
    fn of(&self, pattern: u32) -> &[u32] {
        let first = (pattern as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.sets[first as usize..self.ends[pattern as usize] as usize]
    }
}

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
        let needs = needs.finish();
        let indexed = |noun: bool| {
            let numbered = patterns.iter().zip(0..).filter(|(pattern, _)| pattern.noun == noun);
            let entry = |pattern: u32| Indexed { pattern, set: needs.of(pattern).first().copied().unwrap_or(NO_SET) };
            numbered.map(|(pattern, number)| (pattern.head.head, entry(number))).collect()
        };
        Self { verbs: indexed(false), nouns: indexed(true), needs }
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

    /// Patterns whose predicate is a verb or adjective with that lemma, and whose words stand in the sentence, wherever.
    pub fn verbs(&self, lemma: u64, present: &Present) -> Vec<u32> {
        self.that_may_fit(self.verbs.get(lemma), present)
    }

    /// Patterns whose predicate is a noun with that lemma, and whose words stand in the sentence, wherever.
    pub fn nouns(&self, lemma: u64, present: &Present) -> Vec<u32> {
        self.that_may_fit(self.nouns.get(lemma), present)
    }

    /// All patterns whose predicate has that lemma, verbs and adjectives or nouns, whatever else the sentence holds.
    pub fn of_lemma(&self, lemma: u64, noun: bool) -> impl Iterator<Item = u32> + '_ {
        let patterns = if noun { self.nouns.get(lemma) } else { self.verbs.get(lemma) };
        patterns.iter().map(|indexed| indexed.pattern)
    }

    fn that_may_fit(&self, patterns: &[Indexed], present: &Present) -> Vec<u32> {
        let first = patterns.iter().filter(|indexed| indexed.set == NO_SET || present.has(indexed.set));
        let all = first.filter(|indexed| self.needs.of(indexed.pattern).iter().all(|&set| present.has(set)));
        all.map(|indexed| indexed.pattern).collect()
    }
}
