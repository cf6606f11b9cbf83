//! All tables of a run.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};

use super::csv::Profile;
use super::details::DetailWriter;
use super::entry::{Entry, EntryOptions, rejected_row};
use super::evidence::EvidenceFile;
use super::folder::Folder;
use super::formats::{Format, Formats};
use super::further::FurtherFormats;
use super::rows::{ComentionRow, DateRow, DocumentRow, EntityRow, EventMentionRow, EventRow, MentionRow};
use super::run_record::RunRecord;
use super::table::{Table, cannot_write};
use super::totals;
use crate::aggregate::{EntityIndex, RankedPair, Totals};
use crate::error::Result;
use crate::gazetteer::Gazetteer;

/// The record of the run.
pub(super) const RUN_RECORD: &str = "run.json";
/// The reports of events.
const EVENT_MENTIONS: &str = "event_mentions.csv";
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
    formats: Formats,
    details: Option<DetailWriter>,
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
            event_mentions: Table::begin::<EventMentionRow>(&folder, EVENT_MENTIONS, profile)?,
            dates: Table::begin::<DateRow>(&folder, "dates.csv", profile)?,
            texts,
            formats: options.formats,
            details: options.formats.any().then(|| DetailWriter::begin(&folder)).transpose()?,
            totals: Totals::new(gazetteer, options.totals),
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
        if let Some(details) = &mut self.details {
            details.append(&entry.details)?;
        }
        let original = self.totals.add(std::mem::take(&mut entry.contribution), events_at);
        self.documents.push(&entry.row(original.unwrap_or_default()))
    }

    /// Writes the totals, with that many threads.
    pub fn finish(mut self, gazetteer: &Gazetteer, threads: usize) -> Result<Finished> {
        self.totals.settle(gazetteer);
        let Self { folder, profile, totals, .. } = &self;
        let mut entities = Table::begin::<EntityRow>(folder, "entities.csv", *profile)?;
        let rank = totals.entities.ranks_of_ids(gazetteer, threads);
        let top_entities = totals::entities(totals, gazetteer, &rank, threads, &mut entities)?;
        let mut comentions = Table::begin::<ComentionRow>(folder, "comentions.csv", *profile)?;
        let top_pairs = totals::comentions(totals, gazetteer, &rank, threads, &mut comentions)?;
        self.event_mentions.flush()?;
        let mut reports = EvidenceFile::open(&self.folder.staged(EVENT_MENTIONS))?;
        let mut events = Table::begin::<EventRow>(&self.folder, "events.csv", self.profile)?;
        let mut further = match self.details {
            Some(details) => Some(FurtherFormats::begin(&self.folder, self.formats, details.finish()?)?),
            None => None,
        };
        totals::events(&self.totals, gazetteer, &mut reports, &mut events, further.as_mut())?;
        settle_ids(&self.folder, &self.totals)?;
        if let Some(texts) = &mut self.texts {
            texts.flush().map_err(|cause| cannot_write(TEXTS, &cause))?;
        }
        let mut tables = [self.documents, self.mentions, entities, comentions, events, self.event_mentions, self.dates];
        for table in &mut tables {
            table.flush()?;
        }
        let further = further.iter().flat_map(FurtherFormats::reports);
        let reports = tables.iter().map(Table::report).chain(further).collect();
        let (folder, has_texts, totals) = (self.folder, self.texts.is_some(), self.totals);
        Ok(Finished { folder, has_texts, totals, top_entities, top_pairs, reports })
    }
}

/// Writes the reports again with the ids of the events that they were found to be of.
fn settle_ids(folder: &Folder, totals: &Totals) -> Result<()> {
    let wrong = |cause: &std::io::Error| cannot_write(EVENT_MENTIONS, cause);
    let (path, before) = (folder.staged(EVENT_MENTIONS), folder.staged("event_mentions.before"));
    std::fs::rename(&path, &before).map_err(|cause| wrong(&cause))?;
    let mut rows = BufReader::new(File::open(&before).map_err(|cause| wrong(&cause))?);
    let mut out = BufWriter::new(folder.create(EVENT_MENTIONS)?);
    let begin = totals.events.reports().first().map_or(u64::MAX, |report| report.row);
    std::io::copy(&mut rows.by_ref().take(begin), &mut out).map_err(|cause| wrong(&cause))?;
    let ends = totals.events.reports().iter().skip(1).map(|report| report.row).chain([u64::MAX]);
    let mut old_id = Vec::new();
    for (report, end) in totals.events.reports().iter().zip(ends) {
        old_id.clear();
        // Ids hold neither commas nor quotes.
        rows.read_until(b',', &mut old_id).map_err(|cause| wrong(&cause))?;
        let id = totals.events.id(totals.events.event_numbered(report.event));
        write!(out, "{id},").map_err(|cause| wrong(&cause))?;
        let rest = (end - report.row).saturating_sub(old_id.len() as u64);
        std::io::copy(&mut rows.by_ref().take(rest), &mut out).map_err(|cause| wrong(&cause))?;
    }
    out.flush().map_err(|cause| wrong(&cause))
}

impl Finished {
    /// Writes the record of the run and moves all files to their names. Gives back the totals.
    pub fn commit(self, record: &RunRecord) -> Result<Totals> {
        let mut file = self.folder.create(RUN_RECORD)?;
        file.write_all(record.to_json().as_bytes()).map_err(|cause| cannot_write(RUN_RECORD, &cause))?;
        drop(file);
        let mut names: Vec<&str> = self.reports.iter().map(|report| report.name).collect();
        names.push(RUN_RECORD);
        names.extend(self.has_texts.then_some(TEXTS));
        // Beside new tables, those of an earlier run would speak of other events.
        let may_be_left = Formats::of(&Format::ALL).files().into_iter().map(|file| file.name).chain([TEXTS]);
        let is_left = |name: &&str| self.folder.is_of_a_run() && !names.contains(name);
        let stale: Vec<&str> = may_be_left.filter(is_left).collect();
        self.folder.commit(&names, &stale).map(|()| self.totals)
    }
}
