//! Dateline turns a pile of news documents into tables: who and what is named, which names appear together, and who
//! did what to whom, when and where.
//!
//! One document walks through one door after another and never back:
//!
//! ```text
//! read → clean → segment → spot → resolve → parse → events          (one document, pure, no I/O)
//!                                                     ↓
//!                                       aggregate → write           (the whole corpus)
//! ```
//!
//! [`Pipeline`] holds what is loaded once (gazetteers, rules, weights); [`Pipeline::process`] is a pure function from a
//! [`model::Document`] to [`model::Annotated`]. Only [`mod@read`] and [`mod@write`] touch the outside; only [`cli`] talks to a
//! person.

pub mod aggregate;
pub mod batch;
pub mod clean;
pub mod cli;
pub mod config;
pub mod delimited;
pub mod error;
pub mod events;
pub mod gazetteer;
pub mod model;
pub mod nearest;
pub mod parallel;
pub mod parse;
pub mod pipeline;
pub mod read;
pub mod resolve;
pub mod segment;
pub mod spot;
pub mod themes;
pub mod times;
pub mod write;

pub use pipeline::Pipeline;
