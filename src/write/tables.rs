//! All tables of a run.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::csv::Profile;
use super::entry::{Entry, EntryOptions, rejected_row};
use super::evidence::EvidenceFile;
use super::folder::Folder;
use super::rows::{ComentionRow, DateRow, DocumentRow, EntityRow, EventMentionRow, EventRow, MentionRow};
use super::run_record::RunRecord;
use super::table::{Table, cannot_write};
use super::totals;
use crate::aggregate::{EntityIndex, RankedPair, Totals};
use crate::error::Result;
use crate::gazetteer::Gazetteer;

/// The record of the run.
const RUN_RECORD: &str = "run.json";
/// The texts as read, when wanted.
const TEXTS: &str = "texts.jsonl";

/// What a person should know of a finished table.
#[derive(Clone, Copy, Debug)]
pub struct TableReport {
    /// File name.
    pub name: &'static str,
    /// Rows, without the header.
    pub rows: u64,
    /// Whether Excel would show only a part of it.
    pub too_long_for_excel: bool,
    /// Cells of which Excel would show only a part.
    pub long_cells: u64,
}

/// The tables while they grow.
pub struct Tables {
    folder: Folder,
    profile: Profile,
    documents: Table,
    mentions: Table,
    event_mentions: Table,
    dates: Table,
    texts: Option<BufWriter<File>>,
    totals: Totals,
}

/// All tables on disk, not yet at their names; a record of the run is missing.
pub struct Finished {
    folder: Folder,
    has_texts: bool,
    /// What the corpus adds up to.
    pub totals: Totals,
    /// The most mentioned entities.
    pub top_entities: Vec<EntityIndex>,
    /// The pairs with most documents.
    pub top_pairs: Vec<RankedPair>,
    /// One per table, in the order of the contract.
    pub reports: Vec<TableReport>,
}

impl Tables {
    /// Begins all tables.
    pub fn begin(folder: Folder, gazetteer: &Gazetteer, options: EntryOptions) -> Result<Self> {
        let profile = options.profile;
        let texts = match options.texts {
            true => Some(BufWriter::new(folder.create(TEXTS)?)),
            false => None,
        };
        Ok(Self {
            documents: Table::begin::<DocumentRow>(&folder, "documents.csv", profile)?,
            mentions: Table::begin::<MentionRow>(&folder, "mentions.csv", profile)?,
            event_mentions: Table::begin::<EventMentionRow>(&folder, "event_mentions.csv", profile)?,
            dates: Table::begin::<DateRow>(&folder, "dates.csv", profile)?,
            texts,
            totals: Totals::new(gazetteer),
            profile,
            folder,
        })
    }

    /// Adds the next document.
    pub fn add(&mut self, entry: Entry) -> Result<()> {
        let mut entry = match entry {
            Entry::Rejected(rejected) => return self.documents.push(&rejected_row(&rejected)),
            Entry::Done(entry) => entry,
        };
        let events_at = self.event_mentions.position();
        self.mentions.append(&entry.mentions)?;
        self.event_mentions.append(&entry.event_mentions)?;
        self.dates.append(&entry.dates)?;
        if let Some(texts) = &mut self.texts {
            texts.write_all(&entry.text).map_err(|cause| cannot_write(TEXTS, &cause))?;
        }
        let original = self.totals.add(std::mem::take(&mut entry.contribution), events_at);
        self.documents.push(&entry.row(original.unwrap_or_default()))
    }

    /// Writes the totals.
    pub fn finish(mut self, gazetteer: &Gazetteer) -> Result<Finished> {
        let Self { folder, profile, totals, .. } = &self;
        let mut entities = Table::begin::<EntityRow>(folder, "entities.csv", *profile)?;
        let top_entities = totals::entities(totals, gazetteer, &mut entities)?;
        let mut comentions = Table::begin::<ComentionRow>(folder, "comentions.csv", *profile)?;
        let top_pairs = totals::comentions(totals, gazetteer, *profile, &mut comentions)?;
        self.event_mentions.flush()?;
        let mut reports = EvidenceFile::open(&self.folder.staged("event_mentions.csv"))?;
        let mut events = Table::begin::<EventRow>(&self.folder, "events.csv", self.profile)?;
        totals::events(&self.totals, gazetteer, &mut reports, &mut events)?;
        if let Some(texts) = &mut self.texts {
            texts.flush().map_err(|cause| cannot_write(TEXTS, &cause))?;
        }
        let mut tables = [self.documents, self.mentions, entities, comentions, events, self.event_mentions, self.dates];
        for table in &mut tables {
            table.flush()?;
        }
        let reports = tables.iter().map(Table::report).collect();
        let (folder, has_texts, totals) = (self.folder, self.texts.is_some(), self.totals);
        Ok(Finished { folder, has_texts, totals, top_entities, top_pairs, reports })
    }
}

impl Finished {
    /// Writes the record of the run and moves all files to their names.
    pub fn commit(self, record: &RunRecord) -> Result<()> {
        let mut file = self.folder.create(RUN_RECORD)?;
        file.write_all(record.to_json().as_bytes()).map_err(|cause| cannot_write(RUN_RECORD, &cause))?;
        drop(file);
        let mut names: Vec<&str> = self.reports.iter().map(|report| report.name).collect();
        names.push(RUN_RECORD);
        names.extend(self.has_texts.then_some(TEXTS));
        self.folder.commit(&names)
    }
}
