//! The closing summary: what was read, rejected and found, and what to open first.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::paint::{self, FAINT, HEADING, WARNING, counted, megabytes, paint, shortened, thousands};
use super::run::Tally;
use crate::aggregate::npmi::npmi;
use crate::config::Config;
use crate::gazetteer::{Cameo, Gazetteer};
use crate::model::Status;
use crate::read::Skipped;
use crate::write::{Finished, RunRecord, TableReport};

/// Width of a name in the lists.
const NAME_WIDTH: usize = 34;
/// Kinds of event that are listed.
const KINDS_TOLD: usize = 5;

/// Files whose unused columns are told one by one.
const NOTES_TOLD: usize = 5;

/// Shorter runs are mostly loading.
const SECONDS_THAT_TELL_SPEED: f64 = 2.0;

/// What is worth telling of the tables.
pub struct Highlights {
    entities: Vec<(String, &'static str, u64, u32)>,
    pairs: Vec<(String, u32, f64)>,
    statuses: Vec<(Status, u64)>,
    kinds: Vec<(String, u64)>,
    reports: Vec<TableReport>,
}

impl Highlights {
    /// Picks them.
    pub fn of(finished: &Finished, gazetteer: &Gazetteer) -> Self {
        let totals = &finished.totals;
        let view = |index| totals.entities.view(index, gazetteer);
        let documents = |index| u64::from(totals.entities.total(index).documents);
        let entity = |&index| {
            let total = totals.entities.total(index);
            (view(index).name.to_string(), view(index).kind.as_str(), total.mentions, total.documents)
        };
        let pair = |&(a, b, pair): &crate::aggregate::RankedPair| {
            let names = format!("{} – {}", view(a).name, view(b).name);
            (names, pair.documents, npmi(u64::from(pair.documents), documents(a), documents(b), totals.documents))
        };
        Self {
            entities: finished.top_entities.iter().map(entity).collect(),
            pairs: finished.top_pairs.iter().map(pair).collect(),
            statuses: statuses(finished),
            kinds: kinds(finished),
            reports: finished.reports.clone(),
        }
    }

    fn rows(&self, name: &str) -> u64 {
        self.reports.iter().find(|report| report.name == name).map_or(0, |report| report.rows)
    }
}

fn statuses(finished: &Finished) -> Vec<(Status, u64)> {
    let mut counts: BTreeMap<Status, u64> = BTreeMap::new();
    for event in finished.totals.events.iter() {
        *counts.entry(event.status).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// The commonest CAMEO roots of asserted events, by label.
fn kinds(finished: &Finished) -> Vec<(String, u64)> {
    let events = &finished.totals.events;
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for event in events.iter().filter(|event| event.status == Status::Asserted) {
        *counts.entry(events.cameo(event).get(..2).unwrap_or_default()).or_default() += 1;
    }
    let ontology = Cameo::load().unwrap_or_default();
    let mut kinds: Vec<_> = counts
        .into_iter()
        .map(|(root, count)| (ontology.get(root).map_or(root.into(), |code| code.label.to_lowercase()), count))
        .collect();
    kinds.sort_by(|a: &(String, u64), b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    kinds.truncate(KINDS_TOLD);
    kinds
}

/// Tells warnings on standard error, then the summary on standard output.
pub fn show(config: &Config, tally: &Tally, record: &RunRecord, highlights: &Highlights, skipped: &Skipped) {
    warn(&warnings(tally, highlights, skipped));
    paint::output(&text(config, tally, record, highlights));
}

/// Tells on standard error which documents could not be used: of a quiet run too.
pub fn tell_rejected(tally: &Tally) {
    let mut messages = tally.messages.clone();
    let untold = tally.rejected.saturating_sub(tally.messages.len() as u64);
    if untold > 0 {
        let more = counted(untold, "more document");
        messages.push(format!("{more} rejected; documents.csv names them all (status is rejected)"));
    }
    warn(&messages);
}

fn warn(warnings: &[String]) {
    for warning in warnings {
        paint::error(&format!("{} {warning}", paint(WARNING, "warning:")));
    }
}

fn warnings(tally: &Tally, highlights: &Highlights, skipped: &Skipped) -> Vec<String> {
    let mut warnings = Vec::new();
    warnings.extend(tally.remarks.iter().cloned());
    if tally.remarked > tally.remarks.len() as u64 {
        let documents = counted(tally.remarked, "document");
        warnings.push(format!(
            "{documents} in all with a date that cannot be read; documents.csv tells each under message"
        ));
    }
    if tally.repeated_ids > 0 {
        let documents = counted(tally.repeated_ids, "document");
        warnings.push(format!("{documents} had the id of an earlier one and got #2, #3, ... behind it"));
    }
    warnings.extend(tally.notes.iter().take(NOTES_TOLD).cloned());
    let untold = tally.notes.len().saturating_sub(NOTES_TOLD);
    if untold > 0 {
        warnings.push(format!("{} with columns that are not used", counted(untold as u64, "more file")));
    }
    if let Some(kinds) = skipped.kinds() {
        warnings.push(format!("files that Dateline does not read were left out: {kinds}"));
    }
    if let Some(links) = skipped.links() {
        warnings.push(format!("left out: {links}"));
    }
    for report in &highlights.reports {
        if report.too_long_for_excel {
            let rows = counted(report.rows, "row");
            warnings.push(format!(
                "{} has {rows}, more than Excel shows (1,048,576); load it with pandas, R or DuckDB instead",
                report.name
            ));
        }
        if report.long_cells > 0 {
            let cells = counted(report.long_cells, "cell");
            warnings.push(format!(
                "{} has {cells} longer than Excel keeps (32,767 characters); the file itself is complete",
                report.name
            ));
        }
    }
    warnings
}

fn text(config: &Config, tally: &Tally, record: &RunRecord, highlights: &Highlights) -> String {
    let mut out = String::new();
    let mut line = |heading: &str, rest: String| {
        let _ = writeln!(out, "{HEADING}{heading:<9}{HEADING:#} {rest}");
    };
    line("Read", read(tally, record));
    if tally.rejected > 0 {
        let reasons: Vec<_> = tally.reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        line("Rejected", format!("{}: {}", counted(tally.rejected, "document"), reasons.join(", ")));
    }
    if tally.remarked > 0 {
        let documents = counted(tally.remarked, "document");
        line("Dates", format!("{documents} with a date that cannot be read (message in documents.csv)"));
    }
    if tally.undated.0 > 0 {
        let (documents, reports) = (counted(tally.undated.0, "document"), counted(tally.undated.1, "report"));
        let told = "name a date field (--field date=NAME), put it into file names, or give all of them one with --date";
        line("Undated", format!("{documents} without a date, with {reports} of events; {told}"));
    }
    if record.counts.duplicates > 0 {
        line("Repeated", repeated(config, record));
    }
    line("Found", found(highlights, record));
    if !highlights.statuses.is_empty() {
        line("Events", events(highlights));
    }
    lists(&mut out, highlights);
    let folder = config.output.display();
    let _ = writeln!(out, "\nThe tables are in {HEADING}{folder}{HEADING:#}. Open first:");
    for (name, what) in first_to_open(config) {
        let path = config.output.join(name);
        let _ = writeln!(out, "  {:<NAME_WIDTH$} {FAINT}{what}{FAINT:#}", path.display().to_string());
    }
    out
}

fn read(tally: &Tally, record: &RunRecord) -> String {
    let seconds = record.timing.total_seconds;
    let (documents, text) = (counted(tally.documents, "document"), megabytes(tally.text_bytes));
    let mut told = format!("{documents}, {text} of text in {seconds:.1} s");
    if seconds >= SECONDS_THAT_TELL_SPEED {
        let _ = write!(told, " ({:.1} MB/s)", tally.text_bytes as f64 / 1e6 / seconds);
    }
    told
}

/// How many documents repeat others, and what became of them.
fn repeated(config: &Config, record: &RunRecord) -> String {
    let (all, near) = (record.counts.duplicates, record.counts.near_duplicates);
    let repeats = if all == 1 { "repeats" } else { "repeat" };
    let nearly = if near > 0 { format!(" ({} nearly)", thousands(near)) } else { String::new() };
    let counted_as = match config.entries.totals.keep_duplicates {
        true => "counted singly",
        false => "counted once with it (--keep-duplicates counts them singly)",
    };
    format!("{} {repeats} an earlier one{nearly}: {counted_as}", counted(all, "document"))
}

fn found(highlights: &Highlights, record: &RunRecord) -> String {
    let rows = |name| highlights.rows(name);
    let mentions = counted(rows("mentions.csv"), "mention");
    let entities = counted(rows("entities.csv"), "entity");
    let pairs = counted(rows("comentions.csv"), "pair");
    let (events, reports) = (counted(rows("events.csv"), "event"), counted(rows("event_mentions.csv"), "report"));
    let rarer = match record.counts.pairs_of_fewer_documents {
        0 => String::new(),
        rarer => format!(" ({} of fewer documents left out)", thousands(rarer)),
    };
    format!("{mentions} of {entities}; {pairs}{rarer}; {events} in {reports}")
}

fn events(highlights: &Highlights) -> String {
    let statuses: Vec<_> = highlights
        .statuses
        .iter()
        .map(|(status, count)| format!("{} {}", thousands(*count), status.as_str()))
        .collect();
    let kinds: Vec<_> =
        highlights.kinds.iter().map(|(label, count)| format!("{label} {}", thousands(*count))).collect();
    match kinds.is_empty() {
        true => statuses.join(", "),
        false => format!("{}; most often {}", statuses.join(", "), kinds.join(", ")),
    }
}

fn lists(out: &mut String, highlights: &Highlights) {
    if !highlights.entities.is_empty() {
        let title = format!("{:<NAME_WIDTH$} {:<12} {:>9} {:>9}", "Named most", "", "mentions", "documents");
        let _ = writeln!(out, "\n{}", paint(HEADING, title));
    }
    for (name, kind, mentions, documents) in &highlights.entities {
        let (mentions, documents) = (thousands(*mentions), thousands(u64::from(*documents)));
        let _ = writeln!(
            out,
            "  {:<width$} {FAINT}{kind:<12}{FAINT:#} {mentions:>9} {documents:>9}",
            shortened(name, NAME_WIDTH - 2),
            width = NAME_WIDTH - 2
        );
    }
    if !highlights.pairs.is_empty() {
        let title =
            format!("{:<width$} {:>9} {:>9}", "Named together most", "documents", "npmi", width = NAME_WIDTH + 13);
        let _ = writeln!(out, "\n{}", paint(HEADING, title));
    }
    for (names, documents, npmi) in &highlights.pairs {
        let width = NAME_WIDTH + 11;
        let documents = thousands(u64::from(*documents));
        let _ = writeln!(out, "  {:<width$} {documents:>9} {npmi:>9.2}", shortened(names, width));
    }
}

fn first_to_open(config: &Config) -> Vec<(&'static str, &'static str)> {
    let mut files = vec![("entities.csv", "who and what is named"), ("comentions.csv", "who is named together")];
    if !config.pipeline.no_events {
        files.push(("events.csv", "who did what to whom, when and where"));
    }
    files.push(("documents.csv", "what was read, and what was rejected and why"));
    files
}

/// What a run says that found no document.
pub fn nothing_read(config: &Config) -> String {
    match config.limit {
        Some(0) => "--limit 0 takes no document; nothing was written".into(),
        _ => format!("{}: no document in it; nothing was written", config.inputs.join(" ")),
    }
}

/// What a run says that could read none of its documents, where an earlier one left tables.
pub fn nothing_done(output: &Path) -> String {
    format!("no document could be read; the tables in {} are left as they were", output.display())
}
