//! Whether a sentence is worth parsing: a word that may be a predicate of some rule, and enough who may act.
//!
//! One look-up a token; runs over every sentence of a corpus.

use rustc_hash::FxHashMap;

use super::inflect::forms;
use super::rules::{Need, Rules};
use crate::error::Result;
use crate::gazetteer::builtin_file;
use crate::model::{Mention, Token};
use crate::segment::fold_hash;

/// A form of a predicate.
const TRIGGER: u8 = 1;
/// A form of a predicate of a class that needs only one party.
const ALONE: u8 = 2;
/// A noun that acts.
const AGENT: u8 = 4;
/// A pronoun that may stand for somebody.
const PRONOUN: u8 = 8;

/// What each word form may be.
#[derive(Default)]
pub struct Candidates {
    words: FxHashMap<u64, u8>,
}

impl Candidates {
    /// Makes the table from the lemmas that the rules' predicates are written with, and the agents.
    pub fn new(rules: &Rules) -> Result<Self> {
        let mut words: FxHashMap<u64, u8> = FxHashMap::default();
        for (lemma, class) in &rules.predicates {
            let class = &rules.classes[usize::from(*class)];
            let alone = class.target == Need::Optional || class.source == Need::Optional;
            let kind = TRIGGER | if alone { ALONE } else { 0 };
            for form in forms(lemma) {
                *words.entry(fold_hash(&form)).or_default() |= kind;
            }
        }
        for row in builtin_file("agents.csv")?.lines().skip(1) {
            for form in row.split(',').take(2) {
                let last = form.split([' ', '-']).next_back().unwrap_or("");
                if !last.is_empty() {
                    *words.entry(fold_hash(last)).or_default() |= AGENT;
                }
            }
        }
        for pronoun in ["he", "she", "they", "it", "him", "her", "them", "his", "their", "its"] {
            *words.entry(fold_hash(pronoun)).or_default() |= PRONOUN;
        }
        Ok(Self { words })
    }

    /// Whether the sentence with these tokens and names could hold an event.
    pub fn is_candidate(&self, tokens: &[Token], mentions: &[Mention]) -> bool {
        let mut seen = 0_u8;
        let mut parties = count_distinct(mentions);
        for token in tokens {
            let Some(&kind) = self.words.get(&token.fold) else { continue };
            seen |= kind;
            parties += usize::from(kind & AGENT != 0);
        }
        let enough = parties >= 2 || (parties == 1 && seen & (ALONE | PRONOUN) != 0);
        seen & TRIGGER != 0 && enough
    }
}

/// Distinct entities, counted up to two.
fn count_distinct(mentions: &[Mention]) -> usize {
    match mentions {
        [] => 0,
        [first, rest @ ..] => 1 + usize::from(rest.iter().any(|mention| mention.entity != first.entity)),
    }
}
