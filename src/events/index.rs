//! Patterns by the lemma of their predicate, and every word form by which a predicate may show in a text.

use rustc_hash::FxHashMap;

use super::phrases::Pattern;

/// Patterns by lemma, verbs and nouns apart.
#[derive(Default)]
pub struct Index {
    verbs: FxHashMap<u64, Vec<u32>>,
    nouns: FxHashMap<u64, Vec<u32>>,
}

impl Index {
    /// Indexes the patterns.
    pub fn new(patterns: &[Pattern]) -> Self {
        let mut index = Self::default();
        for (number, pattern) in patterns.iter().enumerate() {
            let table = if pattern.noun { &mut index.nouns } else { &mut index.verbs };
            table.entry(pattern.head.head).or_default().push(number as u32);
        }
        index
    }

    /// Patterns whose predicate is a verb or adjective with that lemma.
    pub fn verbs(&self, lemma: u64) -> &[u32] {
        self.verbs.get(&lemma).map_or(&[], Vec::as_slice)
    }

    /// Patterns whose predicate is a noun with that lemma.
    pub fn nouns(&self, lemma: u64) -> &[u32] {
        self.nouns.get(&lemma).map_or(&[], Vec::as_slice)
    }
}
