//! `dateline match`: texts in, listed names out.
//!
//! The direct way, without cleaning, sentences or resolving: every place where a listed name is printed, whole words, the
//! longest first, in one CSV table, with the documents' ids as they are. For the names that a document means, `dateline run` is the command.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::thread::available_parallelism;

use super::output_file::OutputFile;
use super::{End, paint};
use crate::error::{Error, Result};
use crate::gazetteer::{Gazetteer, List, Meaning};
use crate::model::Document;
use crate::parallel;
use crate::read::{self, Outcome, RawItem, ReadOptions};
use crate::spot::{ListedName, Matcher};
use crate::write::cells::{Ready, ReadyCells};
use crate::write::csv::{Profile, Rows};
use crate::write::{CharacterIndex, rows::ListedNameRow};

/// Rejected documents that are told one by one.
const REJECTS_TOLD: usize = 5;

/// What can be said about matching.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files, folders, globs, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// The table to write [default: standard output]
    #[arg(short, long, value_name = "FILE.csv")]
    output: Option<PathBuf>,
    /// Add the names of a CSV file or a compiled gazetteer; may be repeated, later files win (FILE:type=person, FILE:priority=N)
    #[arg(short, long, value_name = "FILE")]
    gazetteer: Vec<List>,
    /// Use only the names of --gazetteer, not the built-in ones
    #[arg(long)]
    only_gazetteer: bool,
    /// Threads that match [default: one per processor]
    #[arg(short, long, value_name = "N")]
    threads: Option<usize>,
    /// Say which field of JSON or CSV records holds what: text=body, id=key...; may be repeated
    #[arg(long, value_name = "FIELD=NAME")]
    field: Vec<String>,
    /// Who reads the table: excel (safe to double-click) or data (exact text, for programs)
    #[arg(long, value_name = "PROFILE", value_enum, default_value_t = Profile::Data)]
    csv_profile: Profile,
}

/// The names of one item's documents.
struct Found {
    rows: Rows,
    /// How many documents were read.
    documents: u64,
    /// Messages of those that could not be read.
    rejected: Vec<String>,
}

/// Matches.
pub fn run(arguments: Arguments) -> Result<End> {
    let mut options = ReadOptions::default();
    for mapping in &arguments.field {
        options.fields.set(mapping)?;
    }
    let sources = read::sources(&arguments.inputs, &options)?;
    let gazetteer = Gazetteer::load_names(&arguments.gazetteer, arguments.only_gazetteer)?;
    let threads = arguments.threads.unwrap_or_else(|| available_parallelism().map_or(1, usize::from)).max(1);
    let mut out = Output::open(arguments.output, &arguments.inputs, arguments.csv_profile)?;
    let entities = EntityCells::new(&gazetteer, arguments.csv_profile);
    let work = |item| found(item, &entities, &options);
    parallel::in_order(threads, sources, RawItem::bytes, work, |found| {
        out.add(&found)?;
        Ok(ControlFlow::Continue(()))
    })?;
    let end = out.finish();
    // The process ends here; taking the tables apart would only delay it.
    std::mem::forget(entities);
    std::mem::forget(gazetteer);
    end
}

/// The cells of the entities that texts name, each made when it is first named.
struct EntityCells<'g> {
    gazetteer: &'g Gazetteer,
    profile: Profile,
    cells: Vec<OnceLock<ReadyCells>>,
}

impl<'g> EntityCells<'g> {
    fn new(gazetteer: &'g Gazetteer, profile: Profile) -> Self {
        Self { gazetteer, profile, cells: (0..gazetteer.len()).map(|_| OnceLock::new()).collect() }
    }

    /// Id, name and type.
    fn of(&self, entity: u32) -> &ReadyCells {
        self.cells[entity as usize].get_or_init(|| {
            let entity = self.gazetteer.entity(entity);
            ReadyCells::new(self.profile, &[&entity.id, &entity.name, &entity.kind.as_str()])
        })
    }
}

fn found(item: RawItem, entities: &EntityCells, options: &ReadOptions) -> Found {
    let mut matcher = Matcher::new(entities.gazetteer.names());
    let mut names = Vec::new();
    let mut found = Found { rows: Rows::new(entities.profile), documents: 0, rejected: Vec::new() };
    for outcome in read::decode(item, options) {
        match outcome {
            Outcome::Rejected(rejected) => found.rejected.push(rejected.message),
            Outcome::Document(document) => {
                names.clear();
                matcher.find(&document.text, &mut names);
                found.documents += 1;
                add_rows(&document, &names, entities, &mut found.rows);
            }
        }
    }
    found
}

fn add_rows(document: &Document, names: &[ListedName], entities: &EntityCells, rows: &mut Rows) {
    if names.is_empty() {
        return;
    }
    let gazetteer = entities.gazetteer;
    let characters = CharacterIndex::new(&document.text);
    let doc_id = Ready::new(entities.profile, &document.id);
    for name in names {
        let Some(meaning) = preferred(gazetteer, gazetteer.names().meanings(name.group)) else { continue };
        rows.push(&ListedNameRow {
            doc_id: &doc_id,
            start: characters.at(name.start as usize),
            end: characters.at(name.end as usize),
            text: &document.text[name.start as usize..name.end as usize],
            entity: entities.of(meaning.entity),
        });
    }
}

/// The meaning that comes first when nothing in the text decides. A name that counts only beside others counts here too.
fn preferred<'g>(gazetteer: &Gazetteer, meanings: &'g [Meaning]) -> Option<&'g Meaning> {
    match meanings {
        [only] => Some(only),
        several => several.iter().rev().max_by_key(|meaning| gazetteer.rank(meaning)),
    }
}

/// Where the table goes.
enum To {
    Standard(BufWriter<std::io::Stdout>),
    File(OutputFile),
}

impl To {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        match self {
            Self::Standard(out) => out.write_all(bytes),
            Self::File(file) => file.write_all(bytes),
        }
    }
}

/// The table, and what is told at the end.
struct Output {
    file: To,
    rejected: u64,
    documents: u64,
}

impl Output {
    fn open(path: Option<PathBuf>, inputs: &[String], profile: Profile) -> Result<Self> {
        let inputs: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
        let file = match &path {
            None => To::Standard(BufWriter::with_capacity(1 << 18, std::io::stdout())),
            Some(path) => To::File(OutputFile::create(path, &inputs, &Rows::columns::<ListedNameRow>())?),
        };
        let mut output = Self { file, rejected: 0, documents: 0 };
        output.write(&Rows::header::<ListedNameRow>(profile))?;
        Ok(output)
    }

    fn add(&mut self, found: &Found) -> Result<()> {
        for message in &found.rejected {
            self.rejected += 1;
            if self.rejected <= REJECTS_TOLD as u64 {
                paint::error(&format!("{} {message}", paint::paint(paint::WARNING, "warning:")));
            }
        }
        self.documents += found.documents;
        self.write(found.rows.bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write(bytes).map_err(|cause| Error::new(format!("the table cannot be written: {cause}")))
    }

    fn finish(self) -> Result<End> {
        match self.file {
            To::Standard(mut out) => {
                out.flush().map_err(|cause| Error::new(format!("the table cannot be written: {cause}")))?;
            }
            To::File(file) => file.finish()?,
        }
        if self.rejected > REJECTS_TOLD as u64 {
            paint::error(&format!("... and {} more", self.rejected - REJECTS_TOLD as u64));
        }
        Ok(match (self.documents, self.rejected) {
            (_, 0) => End::Done,
            (0, _) => End::Nothing,
            _ => End::Partly,
        })
    }
}
