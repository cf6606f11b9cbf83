//! Tree + mentions + rules → events: who did what to whom, when and where.
//!
//! [`Coder::load`] compiles the rules of `gazetteers/events/`; [`Coder::is_candidate`] tells cheaply which sentences are
//! worth parsing; [`Coder::code`] codes a document.
//!
//! ```text
//! rules/        TOML → patterns by the lemma of their predicate, closed lists, tables of words; the rules' own proof
//! gate/         which sentences are worth parsing
//! view, words   one sentence as the coder sees it; words of a phrase against words of a sentence
//! clauses/      tree → slots of a predicate, whose a noun is; word order where the tree fails
//! actors/       noun phrase → party with a CAMEO actor code; who says so, whom "I" and "the president" are
//! fits/         slots of a predicate → the patterns that fit
//! noise, no_act sports, markets, metaphor; what only looks like an act
//! draft         an act before it is an event
//! operators/    what stands over an act (refusal, threat, negation, modality), and what they make together
//! sides/        who did it and to whom, beyond the slots; between whom it is politics
//! setting/      when and where, and whose land that is
//! assemble      all of it → events of one sentence
//! same_act      one act told twice in a sentence
//! retold/       one act told in several sentences of a document
//! signals       what is known of how an event was found
//! confidence    how sure it is by that, in articles and in short texts
//! doubts        why a predicate tells no event, for explain
//! coder         a document through all of it
//! petrarch/     dictionaries of PETRARCH in the place of our rules
//! ```
//!
//! No type of event is an `if` here: what words mean is data, and carries its own proof.

mod actors;
mod assemble;
mod clauses;
mod coder;
pub mod confidence;
mod context;
mod doubts;
mod draft;
mod fits;
pub mod gate;
mod no_act;
mod noise;
mod operators;
pub mod petrarch;
mod retold;
mod rules;
mod same_act;
mod setting;
mod sides;
pub mod signals;
mod view;
mod words;

pub use coder::{Coder, LEAST_CONFIDENCE, named};
pub use context::DocumentContext;
pub use doubts::Doubt;
pub use gate::candidates::Named;
pub use rules::files::RuleFiles;
pub use rules::proof::{ProofReport, prove};
pub use rules::{Class, Need, Proof, Rules};

#[cfg(test)]
mod tests;
