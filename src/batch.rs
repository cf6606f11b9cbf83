//! What happens to a batch of documents on a working thread: read, analysed, and made into rows.
//!
//! A document on which the program fails is a rejected row, and the rest goes on. How batches get to threads and their results
//! back in order is [`crate::parallel`]'s job.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::model::{Annotated, Document, Rejected};
use crate::pipeline::Pipeline;
use crate::read::{self, Outcome, RawItem, ReadOptions};
use crate::write::{DocumentEntry, Entry, EntryOptions};

/// Bytes of text that go through each stage together: enough that a stage's code is fetched once for many documents, and
/// so few that what is found in them stays in the second-level cache (measured from 8 to 128 KB).
const GROUP_BYTES: usize = 32 << 10;

/// What a working thread does with an item: read its documents, analyse them, write their rows.
pub struct Analyst<'a> {
    /// Analyses documents.
    pub pipeline: &'a Pipeline,
    /// How items are read.
    pub read: ReadOptions,
    /// How rows are written.
    pub entries: EntryOptions,
    /// Time spent.
    pub clock: Clock,
}

/// Nanoseconds spent per stage, added up over threads.
#[derive(Debug, Default)]
pub struct Clock {
    /// Decoding items into documents.
    pub read: AtomicU64,
    /// The pipeline.
    pub analyse: AtomicU64,
    /// Rows and contributions.
    pub rows: AtomicU64,
}

impl Analyst<'_> {
    /// The entries of an item's documents.
    pub fn entries(&self, item: RawItem) -> Vec<Entry> {
        let path = item.path().to_string();
        let outcomes = timed(&self.clock.read, || without_panic(|| read::decode(item, &self.read)));
        let outcomes = outcomes.unwrap_or_else(|cause| vec![Outcome::Rejected(internal(&path, &path, &cause))]);
        let mut entries = Vec::with_capacity(outcomes.len());
        let mut group = Group::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Rejected(rejected) => {
                    entries.extend(self.analyse(&mut group));
                    entries.push(Entry::Rejected(rejected));
                }
                Outcome::Document(document) => {
                    group.add(document);
                    if group.bytes >= GROUP_BYTES {
                        entries.extend(self.analyse(&mut group));
                    }
                }
            }
        }
        entries.extend(self.analyse(&mut group));
        entries
    }

    /// The entries of the documents of a group, which is empty afterwards. When the pipeline panics, each document is
    /// tried by itself, and is a rejection if that fails too.
    fn analyse(&self, group: &mut Group) -> Vec<Entry> {
        let mut documents = std::mem::take(group).documents;
        match without_panic(|| timed(&self.clock.analyse, || self.pipeline.annotate(&mut documents))) {
            Ok(()) => documents.into_iter().map(|document| self.entry(document)).collect(),
            Err(_) => documents.into_iter().map(|document| self.analyse_alone(document.document)).collect(),
        }
    }

    fn analyse_alone(&self, document: Document) -> Entry {
        let (id, path) = (document.id.clone(), document.path.clone());
        match without_panic(|| timed(&self.clock.analyse, || self.pipeline.process_owned(document))) {
            Ok(annotated) => self.entry(annotated),
            Err(cause) => Entry::Rejected(internal(&id, &path, &cause)),
        }
    }

    /// The entry of one document; a rejection when making it panics.
    fn entry(&self, annotated: Annotated) -> Entry {
        let (id, path) = (annotated.document.id.clone(), annotated.document.path.clone());
        let gazetteer = self.pipeline.gazetteer();
        match without_panic(|| timed(&self.clock.rows, || DocumentEntry::new(annotated, gazetteer, self.entries))) {
            Ok(entry) => Entry::Done(Box::new(entry)),
            Err(cause) => Entry::Rejected(internal(&id, &path, &cause)),
        }
    }
}

/// Documents that go through each stage together.
#[derive(Default)]
struct Group {
    documents: Vec<Annotated>,
    bytes: usize,
}

impl Group {
    fn add(&mut self, document: Document) {
        self.bytes += document.text.len();
        self.documents.push(Annotated { document, ..Annotated::default() });
    }
}

fn timed<T>(clock: &AtomicU64, stage: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = stage();
    clock.fetch_add(begin.elapsed().as_nanos() as u64, Ordering::Relaxed);
    result
}

fn internal(id: &str, path: &str, cause: &str) -> Rejected {
    let message =
        format!("{path}: Dateline failed on this document ({cause}); this is a bug, please report it with the text");
    Rejected { id: id.into(), path: path.into(), reason: "internal", message }
}

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread, now, would be caught and told as a rejected document.
pub fn panics_are_caught() -> bool {
    CAUGHT.get()
}

/// The result, or the message of the panic that prevented it.
fn without_panic<T>(work: impl FnOnce() -> T) -> std::result::Result<T, String> {
    CAUGHT.set(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(false);
    result.map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| text.to_string());
        text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".into())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;

    #[test]
    fn a_panic_becomes_its_message() {
        assert_eq!(without_panic(|| panic!("index 7")), Err::<(), _>("index 7".to_string()));
        assert_eq!(without_panic(|| 7), Ok(7));
        assert!(!panics_are_caught());
    }
}
