//! Bytes → [`Document`]: files, folders, globs and standard input, in the order given, one document at a time.
//!
//! Reading takes two steps, so that the costly one can run on many threads: [`sources`] walks the inputs and hands out
//! [`RawItem`]s (a file's bytes, or about a megabyte of records) in a fixed order, and [`decode`] is a pure function
//! from an item to its documents: decompression, encoding, JSON and CSV, the text of a web page. [`documents`] does
//! both on one thread. Identifiers are made unique by [`UniqueIds`], in order.
//!
//! A document that cannot be read is an [`Outcome::Rejected`] with file, line, cause and what would be right; only
//! inputs that do not exist, or hold nothing readable, are errors. What the text means is another room's job.

pub mod conllu;
mod csv;
mod dates;
pub(crate) mod encoding;
mod exports;
mod flat;
mod format;
mod html;
mod html_body;
mod html_text;
mod ids;
mod inputs;
mod item;
mod json;
mod mend;
mod options;
mod page_facts;
mod record;
#[cfg(test)]
mod robustness;
mod source;
mod split;
mod text;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Result;
use crate::model::{Document, Rejected};

pub use format::Format;
pub use html::{PAGE_THREAD, Page, page};
pub use ids::UniqueIds;
pub use inputs::Skipped;
pub use item::{RawItem, decode};
pub use options::{FieldNames, HtmlReader, ReadOptions};
pub use source::{Notes, Sources, sources};

/// What became of one document that was to be read.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It was read.
    Document(Document),
    /// It could not be read; the rest goes on.
    Rejected(Rejected),
}

impl Outcome {
    /// Where it came from: the file, with the line of a record.
    pub fn path(&self) -> &str {
        match self {
            Self::Document(document) => &document.path,
            Self::Rejected(rejected) => &rejected.path,
        }
    }

    /// The document's identifier.
    pub fn id_mut(&mut self) -> &mut String {
        match self {
            Self::Document(document) => &mut document.id,
            Self::Rejected(rejected) => &mut rejected.id,
        }
    }
}

/// How far reading has come, in bytes of the inputs as they lie on disk; may be shared with a progress bar.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// Bytes of all inputs; standard input counts nothing.
    pub total: u64,
    /// Bytes read so far.
    pub done: Arc<AtomicU64>,
}

impl Progress {
    fn add(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Reads all inputs on this thread, in order, with unique identifiers.
pub fn documents(inputs: &[String], options: &ReadOptions) -> Result<impl Iterator<Item = Outcome>> {
    let options = options.clone();
    let mut ids = UniqueIds::default();
    let items = sources(inputs, &options)?;
    Ok(items.flat_map(move |item| decode(item, &options)).map(move |mut outcome| {
        ids.settle(outcome.id_mut());
        outcome
    }))
}
