//! Documents and totals → files.
//!
//! What comes in: an [`Entry`] per document, in order, made by the thread that analysed it, so that the writing thread
//! only copies bytes and adds up. What goes out: the tables of `output/README.md`, whole and together ([`Folder`]).
//! [`rows`] is the schema, [`csv`] the format.

pub mod conllu;
pub mod csv;
mod entry;
mod evidence;
mod folder;
mod offsets;
pub mod rows;
mod run_record;
mod table;
mod tables;
mod totals;

pub use csv::Profile;
pub use entry::{DocumentEntry, Entry, EntryOptions};
pub use folder::{Folder, Staging};
pub use offsets::CharacterIndex;
pub use run_record::{Counts, RunRecord, Timing};
pub use tables::{Finished, TableReport, Tables};
