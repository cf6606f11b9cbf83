//! `dateline gazetteer diff`: what changes in the names found when one list takes the place of another.

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

use rustc_hash::FxHashMap;

use super::End;
use super::output_file::OutputFile;
use super::paint::{self, FAINT, NAME, counted, paint};
use crate::aggregate;
use crate::error::{Error, Result};
use crate::gazetteer::{Changes, List, Named};
use crate::model::Annotated;
use crate::parallel;
use crate::pipeline::{Pipeline, PipelineOptions};
use crate::read::{self, Outcome, RawItem, ReadOptions};

/// Changes that are shown.
const SHOWN: usize = 30;

/// The word for the built-in lists alone.
const BUILT_IN: &str = "built-in";

/// Compares two runs' tables, or two lists on documents; writes all changes to `output`, shows the most frequent.
fn run(old: &str, new: &str, inputs: &[String], output: Option<&Path>) -> Result<End> {
    let changes = if inputs.is_empty() { of_runs(old, new)? } else { of_lists(old, new, inputs)? };
    if let Some(output) = output {
        write(&changes, output)?;
    }
    paint::output(&text(&changes, output));
    Ok(End::Done)
}

/// A name with one plain space between its words, whatever stood there: one name is one change.
fn on_one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mentions of a run, by document, in the order of the file.
struct Run {
    documents: Vec<(String, Vec<Named>)>,
    by_id: FxHashMap<String, usize>,
}

impl Run {
    fn read(place: &str) -> Result<Self> {
        let path = Path::new(place);
        let path = if path.is_dir() { path.join("mentions.csv") } else { path.to_path_buf() };
        let name = path.display();
        let advice = "give two output folders of dateline run, or two lists and the documents to try them on";
        let mut reader =
            csv::Reader::from_path(&path).map_err(|error| Error::new(format!("{name}: {error}; {advice}")))?;
        let wrong = |error: csv::Error| Error::new(format!("{name}: {error}"));
        let header = reader.headers().map_err(wrong)?.clone();
        let column = |wanted: &str| {
            let found = header.iter().position(|cell| cell.trim_start_matches('\u{feff}') == wanted);
            found.ok_or_else(|| {
                Error::new(format!("{name}: no column \"{wanted}\": not the mentions.csv of a run; {advice}"))
            })
        };
        let [doc, start, end, text, id, entity] = [
            column("doc_id")?,
            column("start")?,
            column("end")?,
            column("text")?,
            column("entity_id")?,
            column("name")?,
        ];
        let mut run = Self { documents: Vec::new(), by_id: FxHashMap::default() };
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(wrong)? {
            let cell = |index: usize| record.get(index).unwrap_or_default();
            let number = |index: usize| cell(index).parse::<u64>().unwrap_or_default();
            run.names_of(cell(doc)).push(Named {
                start: number(start),
                end: number(end),
                text: on_one_line(cell(text)),
                id: cell(id).to_string(),
                name: on_one_line(cell(entity)),
            });
        }
        Ok(run)
    }

    fn names_of(&mut self, doc_id: &str) -> &mut Vec<Named> {
        let index = match self.by_id.get(doc_id) {
            Some(&index) => index,
            None => {
                self.by_id.insert(doc_id.to_string(), self.documents.len());
                self.documents.push((doc_id.to_string(), Vec::new()));
                self.documents.len() - 1
            }
        };
        &mut self.documents[index].1
    }
}

fn of_runs(old: &str, new: &str) -> Result<Changes> {
    let (old, new) = (Run::read(old)?, Run::read(new)?);
    let mut changes = Changes::default();
    for (doc_id, before) in &old.documents {
        let after = new.by_id.get(doc_id).map_or(&[][..], |&index| &new.documents[index].1);
        changes.add(doc_id, before, after);
    }
    for (doc_id, after) in new.documents.iter().filter(|(doc_id, _)| !old.by_id.contains_key(doc_id)) {
        changes.add(doc_id, &[], after);
    }
    Ok(changes)
}

fn of_lists(old: &str, new: &str, inputs: &[String]) -> Result<Changes> {
    let options = ReadOptions::default();
    let sources = read::sources(inputs, &options)?;
    let (old, new) = (pipeline(old)?, pipeline(new)?);
    let work = |item: RawItem| -> Vec<(String, Vec<Named>, Vec<Named>)> {
        let documents = read::decode(item, &options).into_iter().filter_map(|outcome| match outcome {
            Outcome::Document(document) => Some(document),
            Outcome::Rejected(_) => None,
        });
        let compared = documents.map(|document| {
            let (before, after) = (old.process(&document), new.process(&document));
            (document.id.clone(), names(&before, &old), names(&after, &new))
        });
        compared.collect()
    };
    let threads = available_parallelism().map_or(1, usize::from);
    let mut changes = Changes::default();
    parallel::in_order(threads, sources, RawItem::bytes, work, |compared| {
        compared.iter().for_each(|(doc_id, before, after)| changes.add(doc_id, before, after));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(changes)
}

/// The built-in lists with those of `typed`, divided by commas; `built-in`: alone.
fn pipeline(typed: &str) -> Result<Pipeline> {
    let lists = typed.split(',').filter(|list| *list != BUILT_IN);
    let gazetteers = lists.map(str::parse).collect::<Result<Vec<List>>>()?;
    Pipeline::new(&PipelineOptions { gazetteers, no_events: true, ..PipelineOptions::default() })
}

fn names(annotated: &Annotated, pipeline: &Pipeline) -> Vec<Named> {
    let named = |mention: &crate::model::Mention| {
        let entity = aggregate::entity(mention.entity, pipeline.gazetteer(), &annotated.found);
        Named {
            start: u64::from(mention.span.start),
            end: u64::from(mention.span.end),
            text: on_one_line(mention.span.of(&annotated.clean.text)),
            id: entity.id.clone(),
            name: on_one_line(&entity.name),
        }
    };
    annotated.mentions.iter().map(named).collect()
}

/// Columns of the table of changes.
const COLUMNS: [&str; 9] =
    ["change", "text", "old_id", "old_name", "new_id", "new_name", "mentions", "documents", "first_doc_id"];

fn write(changes: &Changes, output: &Path) -> Result<()> {
    let wrong = |error: csv::Error| Error::new(format!("{}: {error}", output.display()));
    let mut file = OutputFile::create(output, &[], &(COLUMNS.join(",") + "\n"))?;
    let mut writer = csv::Writer::from_writer(&mut file);
    writer.write_record(COLUMNS).map_err(wrong)?;
    for (change, count) in changes.ranked() {
        let (mentions, documents) = (count.mentions.to_string(), count.documents.to_string());
        let (old, new) = (&change.old, &change.new);
        let cells = [change.what(), &change.text, &old.0, &old.1, &new.0, &new.1, &mentions, &documents, &count.first];
        writer.write_record(cells).map_err(wrong)?;
    }
    writer.flush().map_err(|error| wrong(error.into()))?;
    drop(writer);
    file.finish()
}

fn text(changes: &Changes, output: Option<&Path>) -> String {
    let mut out = String::new();
    let ranked = changes.ranked();
    for (change, count) in ranked.iter().take(SHOWN) {
        let entity = |(id, name): &(String, String)| match id.as_str() {
            "" => "nothing".to_string(),
            id => format!("{name} {}", paint(FAINT, id)),
        };
        let _ = writeln!(
            out,
            "{:<8} {}  {} → {}  {}",
            change.what(),
            paint(NAME, &change.text),
            entity(&change.old),
            entity(&change.new),
            paint(FAINT, format!("{}, first in {}", counted(count.mentions, "mention"), count.first)),
        );
    }
    if ranked.len() > SHOWN {
        let where_all = output.map_or("all with -o FILE.csv".to_string(), |path| format!("all in {}", path.display()));
        let _ = writeln!(out, "... and {} more; {where_all}", counted((ranked.len() - SHOWN) as u64, "change"));
    }
    let totals = changes.totals().map(|(what, mentions)| format!("{} {what}", paint::thousands(mentions)));
    let (documents, same) = (counted(changes.documents, "document"), paint::thousands(changes.same));
    let _ = writeln!(out, "{documents}: {same} mentions the same, {}", totals.join(", "));
    out
}

/// What can be asked of `gazetteer diff`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The output folder of a run; with documents, a list (or several divided by commas, or built-in)
    old: String,
    /// The same, to be compared with
    new: String,
    /// Documents to try both lists on
    #[arg(value_name = "INPUT")]
    inputs: Vec<String>,
    /// Write all changes to a table
    #[arg(short, long, value_name = "CSV")]
    output: Option<PathBuf>,
}

impl Arguments {
    /// Compares.
    pub fn run(&self) -> Result<End> {
        run(&self.old, &self.new, &self.inputs, self.output.as_deref())
    }
}
