//! Tokens → tags, lemmas and a dependency tree, for one sentence at a time.
//!
//! [`Parser::load`] reads the embedded weights once; [`Parser::parse`] takes the tokens of a sentence and the known names
//! in it, and gives a [`Tree`] with a word for each token. The way of a sentence: forms select rows of embeddings
//! ([`words`], [`embeddings`]), a small recurrent network scores tags, arcs and relations ([`network`], [`dense`]), the best
//! tree is found ([`spanning`]), marks and the insides of names are attached by rule ([`punctuation`], `names`), and
//! each word gets its lemma ([`lemmatiser`]). What the sentence means is the next room's job.
//!
//! For parsing you need [`Parser`] and [`MentionSpan`] only; the other modules are public for the trainer.

mod apart;
pub mod codec;
pub mod dense;
pub mod embeddings;
mod forms;
pub mod inflect;
pub mod lemmatiser;
pub mod lookup;
mod mends;
mod names;
pub mod network;
pub mod punctuation;
mod scratch;
pub mod spanning;
pub mod tags;
mod units;
pub mod weights;
#[cfg(target_arch = "x86_64")]
mod wide;
pub mod words;

use std::cell::RefCell;

pub use names::MentionSpan;

use crate::error::Result;
use crate::model::{Token, Tree};
use scratch::Scratch;
use weights::Models;

/// Sentences with more tokens than this are parsed in pieces, whose roots hang on the first piece's root.
pub const LONGEST_SENTENCE: usize = 300;

static EMBEDDED: &[u8] = include_bytes!("../../weights/syntax.bin");

/// Tagger, lemmatiser and parser, with their weights.
#[derive(Clone, Debug)]
pub struct Parser {
    models: Models,
}

impl Parser {
    /// The parser with the embedded weights.
    pub fn load() -> Result<Self> {
        Self::from_bytes(EMBEDDED)
    }

    /// The parser with the weights in the bytes of a weights file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Ok(Self { models: Models::from_bytes(bytes)? })
    }

    /// Tags and parses one sentence.
    ///
    /// `tokens` are the sentence's tokens, spans into `text`; `mentions` are the known names in it, in text order, as
    /// ranges of `tokens` (adjectives of nationality are not names here: leave them out). A name is tagged as a proper
    /// noun and attached as one unit. Mentions that overlap an earlier one or leave the sentence are ignored. The tree
    /// has one word for each token and one root, unless there are no tokens.
    pub fn parse(&self, text: &str, tokens: &[Token], mentions: &[MentionSpan]) -> Tree {
        thread_local! {
            static SCRATCH: RefCell<Scratch> = RefCell::default();
        }
        SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
            Ok(mut scratch) => scratch.parse(&self.models, text, tokens, mentions),
            Err(_) => Scratch::default().parse(&self.models, text, tokens, mentions),
        })
    }
}

#[cfg(test)]
mod tests;
