//! Documents and totals → files.
//!
//! What comes in: an [`Entry`] per document, in order, made by the thread that analysed it, so that the writing thread
//! only copies bytes and adds up. What goes out: the tables of `output/README.md`, whole and together ([`Folder`]).
//! [`rows`] is the schema, [`csv`] the format, [`cells`] what a value is in it; [`Formats`] are what else events can be written as.

mod actor_code;
pub mod cells;
pub mod conllu;
pub mod csv;
mod details;
mod entry;
mod evidence;
mod folder;
mod formats;
mod further;
mod gdelt;
mod geography;
mod offsets;
mod phoenix;
mod plover;
pub mod rows;
mod run_record;
mod table;
mod tables;
mod told;
mod totals;

pub use csv::Profile;
pub use entry::{DocumentEntry, Entry, EntryOptions};
pub use folder::{Folder, Staging};
pub use formats::{Format, Formats};
pub use offsets::CharacterIndex;
pub use run_record::{Counts, RunRecord, Timing};
pub use tables::{Finished, TableReport, Tables};
