//! Coding with the dictionaries of TABARI, PETRARCH, PETRARCH2 and `UniversalPetrarch`, on our trees.
//!
//! In: dictionaries of verbs, and perhaps of actors, agents and discards; a parsed document. Out: events, as those
//! dictionaries code them. Nothing of `gazetteers/events/` is used.
//!
//! ```text
//! verbs/       the verb dictionary: forms, codes, patterns, synonym sets, transformations
//! names        actors and agents in the tokens of a sentence
//! discards     what is not coded
//! scene        the tree with the actors in it
//! parties      noun phrase → actor codes
//! clauses      subject, complements, passive, denial
//! matching     patterns around a verb
//! sentence     all of it → events
//! ```

mod clauses;
mod discards;
mod matching;
mod names;
mod parties;
mod phrases;
mod scene;
mod sentence;
pub mod verbs;

use std::path::PathBuf;

use discards::{Discarded, Discards};
use names::Names;
use scene::Scene;
use verbs::Verbs;

use super::coder::Coder;
use super::context::DocumentContext;
use super::view::View;
use crate::error::Result;
use crate::gazetteer::import::Report;
use crate::model::{EventMention, Mention, Sentence, Token};

/// Files of dictionaries, as given on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionaries {
    /// Dictionaries of actors.
    pub actors: Vec<PathBuf>,
    /// Dictionaries of agents.
    pub agents: Vec<PathBuf>,
    /// Dictionaries of verbs.
    pub verbs: Vec<PathBuf>,
    /// Dictionaries of discards.
    pub discards: Vec<PathBuf>,
}

/// The dictionaries, loaded; shared by every thread.
pub struct Petrarch {
    names: Names,
    verbs: Verbs,
    discards: Discards,
    reports: Vec<Report>,
}

impl Petrarch {
    /// Loads dictionaries. `only_own` leaves out the names that the gazetteer has and the dictionaries lack.
    pub fn load(dictionaries: &Dictionaries, only_own: bool) -> Result<Self> {
        let mut loaded = Self {
            names: Names::new(!only_own),
            verbs: Verbs::default(),
            discards: Discards::default(),
            reports: Vec::new(),
        };
        for file in &dictionaries.actors {
            loaded.reports.push(loaded.names.add_actors(file)?);
        }
        for file in &dictionaries.agents {
            loaded.reports.push(loaded.names.add_agents(file)?);
        }
        for file in &dictionaries.verbs {
            loaded.reports.push(loaded.verbs.add_file(file)?);
        }
        for file in &dictionaries.discards {
            loaded.reports.push(loaded.discards.add_file(file)?);
        }
        Ok(loaded)
    }

    /// What became of the lines of the dictionaries.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// Whether a sentence may hold an event: somebody and a verb form. Cheap.
    pub fn is_candidate(&self, sentence: &Sentence, tokens: &[Token], mentions: &[Mention]) -> bool {
        self.names.has_actor(sentence, tokens, mentions) && tokens.iter().any(|token| self.verbs.is_form(token.fold))
    }

    /// Names of the dictionaries in a sentence, as ranges of its tokens, for the parser.
    pub fn name_spans(&self, sentence: &Sentence, tokens: &[Token], text: &str) -> Vec<(usize, usize)> {
        self.names.spans(sentence, tokens, text)
    }

    /// The events of one document, in text order.
    pub fn code(&self, coder: &Coder, document: &DocumentContext) -> Vec<EventMention> {
        let sentences = &document.segmented.sentences;
        let discarded: Vec<Discarded> =
            sentences.iter().map(|sentence| self.discards.of(document.segmented.tokens_of(sentence))).collect();
        if discarded.contains(&Discarded::Document) {
            return Vec::new();
        }
        let date = document.date();
        let mut events = Vec::new();
        for (index, _) in discarded.iter().enumerate().filter(|(_, discarded)| **discarded == Discarded::Nothing) {
            if !document.block_kind(index).holds_events() {
                continue;
            }
            if let Some(view) = View::new(document, index, &coder.lexicon, &coder.lists) {
                let scene = Scene::new(&view, self.names.units(document, index, date));
                events.extend(sentence::code(self, coder, &scene));
            }
        }
        events
    }
}

#[cfg(test)]
mod tests;
