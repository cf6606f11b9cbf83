//! Tree + mentions + rules → events: who did what to whom, when and where.
//!
//! [`Coder::load`] compiles the rules of `gazetteers/events/`; [`Coder::is_candidate`] tells cheaply which sentences are
//! worth parsing; [`Coder::code`] codes a document.
//!
//! ```text
//! files, rules, phrases, index   TOML → patterns by the lemma of their predicate
//! lexicon, lists, table   words that the rules know, closed lists, tables of words
//! clauses, noun_clauses, relatives, prepositions, owners  tree → slots of a predicate, whose a noun is
//! fits, matching, finish, words  slots of a predicate → the patterns that fit
//! surface                 word order → slots, where the tree fails
//! actors, agents, offices, printed, kin, codes, pronouns  noun phrase → party with a CAMEO actor code
//! operators, status, to_come  what stands over an act: refusal, threat, negation, modality; what lies ahead
//! when, background, headings, perfect, whereabouts, sites, surroundings, seats, dateline, home  when and where, and whose land that is
//! speech, turns           who says so, and whom "I" is in a transcript
//! pairs                   who with whom is politics, and of which country
//! senses                  what beside a verb makes another verb of it
//! noise                   sports, markets, metaphor
//! complements, compose, open  how an act hangs on its operators, and what it is under them;
//! draft, nearby           an act before it is an event; parties outside the slots
//! candidates, known, gate which sentences are worth parsing
//! same_act, retold        one act told twice in a sentence, or in a document
//! signals                 how sure an event is
//! no_act                  what only looks like an act
//! doers                   who did what no subject is told of
//! bystanders              whom and what a violent act names beside its slots
//! opponents               against whom a protest, strike or denial is
//! able                    which parties may stand in the slots of an act
//! pairing                 an act and its parties → events
//! assemble                all of it → events of one sentence
//! ```
//!
//! No type of event is an `if` here: what words mean is data, and carries its own proof.

mod able;
mod actors;
mod agents;
mod assemble;
mod background;
mod bystanders;
mod candidates;
mod clauses;
mod coder;
mod codes;
mod complements;
mod compose;
mod context;
mod dateline;
mod doers;
mod draft;
mod era;
mod files;
mod finish;
mod fits;
pub mod gate;
mod headings;
mod home;
mod index;
mod kin;
mod known;
mod legislators;
mod lexicon;
mod lists;
mod matching;
mod nearby;
mod no_act;
mod noise;
mod noun_clauses;
mod offices;
mod open;
mod operators;
mod opponents;
mod owners;
mod pairing;
mod pairs;
mod perfect;
pub mod petrarch;
mod phrases;
mod prepositions;
mod printed;
mod pronouns;
mod proof;
mod relatives;
mod retold;
mod role_words;
mod rules;
mod same_act;
mod seats;
mod senses;
pub mod signals;
mod sites;
mod speech;
mod status;
mod surface;
mod surroundings;
mod table;
mod to_come;
mod turns;
mod view;
mod when;
mod whereabouts;
mod words;

pub use candidates::Named;
pub use coder::{Coder, LEAST_CONFIDENCE, named};
pub use context::DocumentContext;
pub use files::RuleFiles;
pub use proof::{ProofReport, prove};
pub use rules::{Class, Need, Proof, Rules};

#[cfg(test)]
mod tests;
