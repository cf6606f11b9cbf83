//! `dateline run`: documents in, tables out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::progress::Progress;
use super::{End, interrupt, paint, set_color, summary};
use crate::aggregate::PAIRED_ENTITIES;
use crate::batch::{self, Analyst, Clock};
use crate::config::{Config, Settings};
use crate::error::{Error, Result};
use crate::events::petrarch::Petrarch;
use crate::gazetteer::import::Report;
use crate::parallel;
use crate::pipeline::Pipeline;
use crate::read::{self, RawItem, UniqueIds};
use crate::write::{Counts, Entry, Finished, Folder, RunRecord, Tables, Timing};

/// Rejected documents that the summary tells one by one.
const REJECTS_TOLD: usize = 5;

/// What can be said about a run.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    settings: Settings,
    /// Take settings from a file (same names as the flags, which win)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Show the settings in force, as a settings file, and end
    #[arg(long)]
    print_config: bool,
}

/// What was read, while it is read.
#[derive(Debug, Default)]
pub struct Tally {
    /// Documents analysed.
    pub documents: u64,
    /// Documents rejected.
    pub rejected: u64,
    /// Those, by reason.
    pub reasons: BTreeMap<String, u64>,
    /// The first few of their messages.
    pub messages: Vec<String>,
    /// Documents analysed without a part of their record that could not be used.
    pub remarked: u64,
    /// What is said of the first of them, for each cause.
    pub remarks: Vec<String>,
    /// Documents analysed of which no date is known, and the reports of events in them.
    pub undated: (u64, u64),
    /// What is to be told of files that were read.
    pub notes: Vec<String>,
    /// Documents whose id was taken, and that got another.
    pub repeated_ids: u64,
    /// Bytes of text as read.
    pub text_bytes: u64,
}

/// Runs.
pub fn run(arguments: Arguments) -> Result<End> {
    let file = arguments.config.as_deref().map(Settings::read).transpose()?.unwrap_or_default();
    let settings = arguments.settings.over(file);
    if arguments.print_config {
        paint::output(&settings.filled().to_toml());
        return Ok(End::Done);
    }
    let record = settings.to_record();
    let config = settings.check()?;
    set_color(config.color);
    analyse(&config, record)
}

fn analyse(config: &Config, settings: serde_json::Value) -> Result<End> {
    let begin = Instant::now();
    hush_caught_panics();
    let sources = read::sources(&config.inputs, &config.read)?;
    let pipeline = Pipeline::new(&config.pipeline)?;
    warn_of_problems(&pipeline);
    let folder = Folder::open(&config.output)?;
    interrupt::clean_up_on_interrupt(folder.staging())?;
    let mut tables = Tables::begin(folder, pipeline.gazetteer(), config.entries)?;
    let clock = Clock::default();
    let loaded = begin.elapsed();
    let analyst = Analyst { pipeline: &pipeline, read: config.read.clone(), entries: config.entries, clock };
    let skipped = sources.skipped().clone();
    let tally = read_all(config, sources, &analyst, &mut tables)?;
    if tally.documents + tally.rejected == 0 {
        return Err(Error::new(summary::nothing_read(config)));
    }
    if tally.documents == 0 && Folder::holds_tables(&config.output) {
        summary::tell_rejected(&tally);
        return Err(Error::new(summary::nothing_done(&config.output)));
    }
    let analysed = begin.elapsed();
    let finished = tables.finish(pipeline.gazetteer(), config.threads)?;
    let highlights = summary::Highlights::of(&finished, pipeline.gazetteer());
    let mut record = record(config, settings, &pipeline, &tally, &finished);
    record.timing = timing(config, &analyst.clock, loaded, analysed, begin.elapsed());
    let totals = finished.commit(&record)?;
    summary::tell_rejected(&tally);
    if !config.quiet {
        summary::show(config, &tally, &record, &highlights, &skipped);
    }
    // The process ends here; taking hundreds of thousands of entities and pairs apart one by one would only delay it.
    std::mem::forget((pipeline, totals));
    Ok(match (tally.documents, tally.rejected) {
        (_, 0) => End::Done,
        (0, _) => End::Nothing,
        _ => End::Partly,
    })
}

/// Reads and analyses all documents, in order, into the tables.
fn read_all(config: &Config, sources: read::Sources, analyst: &Analyst, tables: &mut Tables) -> Result<Tally> {
    let mut progress = Progress::new(sources.progress(), config.quiet);
    let notes = sources.notes();
    let weighed = AtomicU64::new(0);
    let weigh = |item: &RawItem| {
        weighed.fetch_add(item.bytes() as u64, Ordering::Relaxed);
        item.bytes()
    };
    let work = |item: RawItem| (item.bytes() as u64, analyst.entries(item));
    let (mut tally, mut ids) = (Tally::default(), UniqueIds::default());
    let result = parallel::in_order(config.threads, sources, weigh, work, |(weight, entries)| {
        let step = tally.take(entries, &mut ids, tables, config.limit)?;
        progress.show(weight, weighed.load(Ordering::Relaxed), &tally);
        Ok(step)
    });
    progress.finish();
    tally.repeated_ids = ids.repeated();
    tally.notes = notes.all();
    result.map(|()| tally)
}

impl Tally {
    fn take(
        &mut self,
        entries: Vec<Entry>,
        ids: &mut UniqueIds,
        tables: &mut Tables,
        limit: Option<u64>,
    ) -> Result<ControlFlow<()>> {
        for mut entry in entries {
            if limit.is_some_and(|limit| self.documents + self.rejected >= limit) {
                return Ok(ControlFlow::Break(()));
            }
            entry.settle_id(ids);
            self.count(&entry);
            tables.add(entry)?;
        }
        Ok(ControlFlow::Continue(()))
    }

    fn count(&mut self, entry: &Entry) {
        match entry {
            Entry::Done(document) => {
                self.documents += 1;
                self.text_bytes += document.text_bytes();
                if document.is_undated() {
                    self.undated.0 += 1;
                    self.undated.1 += document.events();
                }
                if !document.remark().is_empty() {
                    self.remarked += 1;
                    let cause = |remark: &str| remark.rsplit('"').next().unwrap_or_default().to_string();
                    if !self.remarks.iter().any(|told| cause(told) == cause(document.remark())) {
                        self.remarks.push(document.remark().to_string());
                    }
                }
            }
            Entry::Rejected(rejected) => {
                self.rejected += 1;
                *self.reasons.entry(rejected.reason.to_string()).or_default() += 1;
                if self.messages.len() < REJECTS_TOLD {
                    self.messages.push(rejected.message.clone());
                }
            }
        }
    }
}

fn record(
    config: &Config,
    settings: serde_json::Value,
    pipeline: &Pipeline,
    tally: &Tally,
    finished: &Finished,
) -> RunRecord {
    let totals = &finished.totals;
    RunRecord {
        version: env!("CARGO_PKG_VERSION"),
        settings,
        gazetteers: pipeline.gazetteer().hashes().iter().cloned().collect(),
        counts: Counts {
            documents: tally.documents,
            rejected: tally.rejected,
            duplicates: totals.duplicates.repeated(),
            near_duplicates: totals.duplicates.near(),
            repeated_ids: tally.repeated_ids,
            documents_with_capped_pairs: totals.capped_documents,
            paired_entities_per_document: PAIRED_ENTITIES as u64,
            pairs_of_fewer_documents: totals.comentions.rarer_than(totals.options.min_documents) as u64,
            text_bytes: tally.text_bytes,
            rows: finished.reports.iter().map(|report| (report.name.to_string(), report.rows)).collect(),
        },
        rejected: tally.reasons.clone(),
        timing: Timing { threads: config.threads, ..Timing::default() },
    }
}

fn timing(config: &Config, clock: &Clock, loaded: Duration, analysed: Duration, total: Duration) -> Timing {
    let rounded = |seconds: f64| (seconds * 1e3).round() / 1e3;
    let summed = |clock: &AtomicU64| rounded(clock.load(Ordering::Relaxed) as f64 / 1e9);
    Timing {
        threads: config.threads,
        total_seconds: rounded(total.as_secs_f64()),
        seconds: BTreeMap::from([
            ("load", rounded(loaded.as_secs_f64())),
            ("read_all_threads", summed(&clock.read)),
            ("analyse_all_threads", summed(&clock.analyse)),
            ("rows_all_threads", summed(&clock.rows)),
            ("totals", rounded((total - analysed).as_secs_f64())),
        ]),
    }
}

/// Rows of the user's gazetteers that were left out are told, and the run goes on.
fn warn_of_problems(pipeline: &Pipeline) {
    let problems = pipeline.gazetteer().problems();
    for problem in problems.iter().take(REJECTS_TOLD) {
        paint::error(&format!("{} {problem}", paint::paint(paint::WARNING, "warning:")));
    }
    if problems.len() > REJECTS_TOLD {
        let more = problems.len() - REJECTS_TOLD;
        paint::error(&format!("... and {more} more; see them all with: dateline gazetteer check FILE"));
    }
    let reports = pipeline.petrarch().map(Petrarch::reports).unwrap_or_default();
    for report in reports.iter().filter(|report| !report.left_out.is_empty()) {
        warn_of_lines(report);
    }
}

/// Lines of a dictionary that are not used, with the first of each sort.
fn warn_of_lines(report: &Report) {
    let count = paint::counted(report.lines_left_out(), "line");
    let reasons = report.left_out.iter().map(|(reason, left)| {
        let (line, text) = left.examples.first().cloned().unwrap_or_default();
        format!("{reason} (line {line}: {text})")
    });
    let reasons = reasons.collect::<Vec<_>>().join("; ");
    let warning = paint::paint(paint::WARNING, "warning:");
    paint::error(&format!("{warning} {}: {count} not used: {reasons}", report.file.display()));
}

/// A panic that becomes a rejected document is told there, not in the middle of the progress bar.
fn hush_caught_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let on_page = std::thread::current().name() == Some(read::PAGE_THREAD);
        if !on_page && !batch::panics_are_caught() {
            usual(panic);
        }
    }));
}
