//! The nouns that every stage shares.
//!
//! A [`Document`] is read; cleaning turns it into a [`CleanText`] of [`Block`]s with a map of offsets back;
//! segmenting adds [`Sentence`]s and [`Token`]s; spotting and resolving add [`Mention`]s of [`Entity`]s; parsing
//! adds a [`Tree`] to the sentences worth it; coding adds [`EventMention`]s. Inside, every [`Span`] is in bytes of the
//! clean text; only `write` turns spans into characters of the text as read.

mod annotated;
mod clean_text;
mod date;
mod document;
mod entity;
mod event;
mod language;
mod mention;
mod sentence;
mod span;
mod tree;
mod written_date;

pub use annotated::Annotated;
pub use clean_text::{Block, BlockKind, CleanText, Dateline, OffsetMap};
pub use date::{PartialDate, WEEKDAYS};
pub use document::{DateSource, Document, Rejected};
pub use entity::{DatedRole, Entity, EntityType, Gender};
pub use event::{Actor, EventMention, PlaceRef, Signals, Status, Theme, TimeExpression, TimeType};
pub use language::language_code;
pub use mention::{Decision, EntityRef, Mention, RejectedName, Rule};
pub use sentence::{Segmented, Sentence, Shape, Token};
pub use span::Span;
pub use tree::{Relation, Tree, Upos, Word};
pub use written_date::{DateOrder, full_year, month_number, month_number_in_any_language};
