//! `dateline suggest`: documents in, gazetteer rows of names that no list has out.
//!
//! The rows have the columns of a gazetteer, and behind them counts and contexts that `--gazetteer` passes over: delete what is wrong, correct
//! the rest, and feed the file back.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread::available_parallelism;

use super::output_file::OutputFile;
use super::{End, paint};
use crate::aggregate::{Sighting, Suggestion, Suggestions, sightings};
use crate::error::{Error, Result};
use crate::parallel;
use crate::pipeline::{Pipeline, PipelineOptions};
use crate::read::{self, Outcome, RawItem, ReadOptions};
use crate::write::csv::{Profile, Rows};
use crate::write::rows::SuggestionRow;

/// Rejected documents that are told one by one.
const REJECTS_TOLD: usize = 5;

/// What can be said about suggesting.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files, folders, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// The table to write [default: standard output]
    #[arg(short, long, value_name = "FILE.csv")]
    output: Option<PathBuf>,
    /// Leave out names with fewer mentions
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_mentions: u64,
    /// Add the names of a CSV file or a compiled gazetteer, which are then no longer suggested; may be repeated
    #[arg(short, long, value_name = "FILE")]
    gazetteer: Vec<crate::gazetteer::List>,
    /// Never suggest the names of a file, one a line; may be repeated
    #[arg(long, value_name = "FILE")]
    stop_names: Vec<PathBuf>,
    /// Threads that analyse documents [default: one per processor]
    #[arg(short, long, value_name = "N")]
    threads: Option<usize>,
    /// Say which field of JSON or CSV records holds what: text=body, id=key...; may be repeated
    #[arg(long, value_name = "FIELD=NAME")]
    field: Vec<String>,
    /// Who reads the table: excel (safe to double-click) or data (exact text, for programs)
    #[arg(long, value_name = "PROFILE", value_enum, default_value_t = Profile::Excel)]
    csv_profile: Profile,
}

/// What one item gives: the names of each document, and messages of documents that could not be read.
type Seen = (Vec<Vec<Sighting>>, Vec<String>);

/// Suggests.
pub fn run(arguments: Arguments) -> Result<End> {
    let mut options = ReadOptions::default();
    for mapping in &arguments.field {
        options.fields.set(mapping)?;
    }
    let sources = read::sources(&arguments.inputs, &options)?;
    let inputs: Vec<PathBuf> = arguments.inputs.iter().map(PathBuf::from).collect();
    let begin = |path: &PathBuf| OutputFile::create(path, &inputs, &Rows::columns::<SuggestionRow>());
    let file = arguments.output.as_ref().map(begin).transpose()?;
    let pipeline = Pipeline::new(&PipelineOptions {
        gazetteers: arguments.gazetteer.clone(),
        stop_names: arguments.stop_names.clone(),
        no_events: true,
        ..PipelineOptions::default()
    })?;
    let threads = arguments.threads.unwrap_or_else(|| available_parallelism().map_or(1, usize::from)).max(1);
    let (mut suggestions, mut documents, mut rejected) = (Suggestions::default(), 0_u64, 0);
    parallel::in_order(
        threads,
        sources,
        RawItem::bytes,
        |item| seen(item, &pipeline, &options),
        |(names, messages)| {
            for message in &messages {
                rejected += 1;
                if rejected <= REJECTS_TOLD {
                    paint::error(&format!("{} {message}", paint::paint(paint::WARNING, "warning:")));
                }
            }
            documents += names.len() as u64;
            names.into_iter().for_each(|names| suggestions.add(names));
            Ok(ControlFlow::Continue(()))
        },
    )?;
    write(&suggestions.rows(arguments.min_mentions), file, &arguments)?;
    let left = suggestions.rarer_than(arguments.min_mentions);
    if left > 0 {
        let left = paint::counted(left, "name");
        paint::error(&format!(
            "left out: {left} with fewer than {} mentions (--min-mentions 1 shows all)",
            arguments.min_mentions
        ));
    }
    Ok(match (documents, rejected) {
        (_, 0) => End::Done,
        (0, _) => End::Nothing,
        _ => End::Partly,
    })
}

fn seen(item: RawItem, pipeline: &Pipeline, options: &ReadOptions) -> Seen {
    let mut seen = Seen::default();
    for outcome in read::decode(item, options) {
        match outcome {
            Outcome::Rejected(rejected) => seen.1.push(rejected.message),
            Outcome::Document(document) => {
                let annotated = pipeline.process_owned(document);
                seen.0.push(sightings(&annotated, pipeline.gazetteer()));
            }
        }
    }
    seen
}

fn write(suggestions: &[Suggestion], file: Option<OutputFile>, arguments: &Arguments) -> Result<()> {
    let mut rows = Rows::new(arguments.csv_profile);
    for suggestion in suggestions {
        let [context_1, context_2, context_3] = suggestion.contexts.each_ref().map(String::as_str);
        rows.push(&SuggestionRow {
            name: &suggestion.name,
            r#type: suggestion.kind.as_str(),
            subtype: &suggestion.called,
            country: &suggestion.country,
            aliases: &suggestion.aliases,
            roles: &suggestion.role,
            mentions: suggestion.mentions,
            documents: suggestion.documents,
            context_1,
            context_2,
            context_3,
        });
    }
    let wrong = |cause: std::io::Error| Error::new(format!("the suggestions cannot be written: {cause}"));
    let mut bytes = Rows::header::<SuggestionRow>(arguments.csv_profile);
    bytes.extend_from_slice(rows.bytes());
    match file.zip(arguments.output.as_ref()) {
        None => std::io::stdout().lock().write_all(&bytes).map_err(wrong),
        Some((mut file, path)) => {
            file.write_all(&bytes).map_err(wrong)?;
            file.finish()?;
            paint::output(&format!(
                "{}: {}; delete and correct rows, then: dateline run --gazetteer {0} INPUT\n",
                path.display(),
                paint::counted(suggestions.len() as u64, "name"),
            ));
            Ok(())
        }
    }
}
