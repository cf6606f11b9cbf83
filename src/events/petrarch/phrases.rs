//! Phrases of several words → numbers, by longest match over folded tokens, whatever the case.

use rustc_hash::FxHashMap;

use crate::model::{Shape, Token};
use crate::segment::{chain, tokenize};

#[derive(Clone, Copy, Default)]
struct Slot {
    value: Option<u32>,
    continues: bool,
}

/// A table of phrases.
#[derive(Default)]
pub struct Phrases {
    slots: FxHashMap<u64, Slot>,
}

impl Phrases {
    /// Adds a phrase; the value that a phrase already has stays.
    pub fn add(&mut self, phrase: &str, value: u32) {
        let mut tokens = Vec::new();
        tokenize(phrase, 0..phrase.len(), &mut tokens);
        tokens.retain(|token| token.shape != Shape::Hyphen);
        if !tokens.iter().any(|token| token.shape.is_word()) {
            return;
        }
        let mut hash = 0;
        for token in &tokens {
            if hash != 0 {
                self.slots.entry(hash).or_default().continues = true;
            }
            hash = chain(hash, token.fold);
        }
        self.slots.entry(hash).or_default().value.get_or_insert(value);
    }

    /// The longest phrase that begins at `tokens[at]`: one past its end, and its value.
    pub fn longest(&self, tokens: &[Token], at: usize) -> Option<(usize, u32)> {
        let (mut hash, mut longest) = (0, None);
        for (index, token) in tokens.iter().enumerate().skip(at) {
            if token.shape == Shape::Hyphen && index > at {
                continue;
            }
            hash = chain(hash, token.fold);
            let Some(slot) = self.slots.get(&hash) else { break };
            if let Some(value) = slot.value {
                longest = Some((index + 1, value));
            }
            if !slot.continues {
                break;
            }
        }
        longest
    }

    /// Whether there are no phrases.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}
