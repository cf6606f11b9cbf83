//! Lists that other programs use → our CSV format.
//!
//! In: files of one [`Kind`]. Out: rows of a gazetteer CSV (and, for kinds that have them, of an agents CSV), and a
//! [`Report`] that accounts for every line: used, or counted with the reason why not. Rows are written as they are read;
//! a file is never held in memory as a whole, unless its module says why. A new kind is a module and an arm of [`import`].

mod choice;
mod csv;
mod gate;
mod geonames;
mod lines;
mod list;
mod opensanctions;
pub mod petrarch;
mod report;
mod row;
mod sink;
mod spacy;
#[cfg(test)]
mod tests;
mod wikidata;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

pub use choice::Choice;
pub use report::{LeftOut, Refusal, Report};
pub use row::{AGENT_COLUMNS, COLUMNS, LISTED_COLUMNS, Row, Rows};
use sink::Sink;

use crate::error::{Error, Result};

/// Whose list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// Actor and agent dictionaries of TABARI, PETRARCH, PETRARCH2 and `UniversalPetrarch`
    Petrarch,
    /// GeoNames: allCountries.txt, cities15000.txt, DE.txt; with alternateNamesV2.txt, admin1CodesASCII.txt
    Geonames,
    /// Wikidata: JSON dump (one entity a line, .gz too), or CSV, TSV, JSON of the query service
    Wikidata,
    /// OpenSanctions: targets.simple.csv, or FollowTheMoney entities as JSON lines
    Opensanctions,
    /// Patterns of spaCy's EntityRuler, JSON lines
    Spacy,
    /// GATE: an index (.def) with its lists, or lists (.lst)
    Gate,
    /// Names, one a line, other names of the same behind | or a tab
    List,
    /// Any table with a header, with --column name=THEIRS
    Csv,
}

/// What an import did.
#[derive(Debug, Default)]
pub struct Imported {
    /// Every line accounted for, file by file.
    pub reports: Vec<Report>,
    /// The file of actors, when there are any.
    pub entities: Option<PathBuf>,
    /// The file of agents, when there are any.
    pub agents: Option<PathBuf>,
    /// The file of issues, when there are any.
    pub issues: Option<PathBuf>,
}

/// Reads `files` and writes `out`; common nouns that act and issues go into files of their own beside it
/// (`mine-agents.csv`, `mine-issues.csv` for `mine.csv`). `progress` is told the file and the line now and then.
pub fn import(
    kind: Kind,
    files: &[PathBuf],
    out: &Path,
    choice: &Choice,
    progress: impl FnMut(&Path, u64),
) -> Result<Imported> {
    choice.check(kind)?;
    if kind == Kind::Petrarch {
        return petrarch::import(files, out, progress);
    }
    // A missing file is told before the output is touched.
    files.iter().try_for_each(|file| open(file).map(|_| ()))?;
    let mut sink = Sink::create(out)?;
    let reports = match kind {
        Kind::Petrarch => Vec::new(),
        Kind::Geonames => geonames::import(files, choice, &mut sink, progress)?,
        Kind::Wikidata => wikidata::import(files, choice, &mut sink, progress)?,
        Kind::Opensanctions => opensanctions::import(files, choice, &mut sink, progress)?,
        Kind::Spacy => spacy::import(files, choice, &mut sink, progress)?,
        Kind::Gate => gate::import(files, choice, &mut sink, progress)?,
        Kind::List => list::import(files, choice, &mut sink, progress)?,
        Kind::Csv => csv::import(files, choice, &mut sink, progress)?,
    };
    if reports.iter().all(|report| report.rows == 0) {
        return Ok(Imported { reports, ..Imported::default() });
    }
    sink.finish()?;
    Ok(Imported { reports, entities: Some(out.to_path_buf()), ..Imported::default() })
}

/// Opens a list for reading line by line.
pub fn open(path: &Path) -> Result<impl BufRead> {
    let file = File::open(path).map_err(|cause| Error::new(format!("{}: {cause}", path.display())))?;
    Ok(BufReader::with_capacity(1 << 16, file))
}

/// The file of something else (`agents`) that stands beside a file of entities.
pub fn beside(out: &Path, what: &str) -> PathBuf {
    let stem = out.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    out.with_file_name(format!("{stem}-{what}.csv"))
}

/// A CSV file that is made when its first row comes.
pub(crate) struct Lazy<W: Write, F: FnMut() -> Result<W>> {
    open: F,
    rows: Option<Rows<W>>,
    columns: &'static [&'static str],
}

impl<W: Write, F: FnMut() -> Result<W>> Lazy<W, F> {
    pub(crate) fn new(columns: &'static [&'static str], open: F) -> Self {
        Self { open, rows: None, columns }
    }

    /// The rows so far; makes the file and writes the header the first time.
    pub(crate) fn rows(&mut self) -> Result<&mut Rows<W>> {
        if self.rows.is_none() {
            self.rows = Some(Rows::begin((self.open)()?, self.columns)?);
        }
        self.rows.as_mut().ok_or_else(|| Error::new("no rows"))
    }

    /// Writes what is still held back; whether there is a file.
    pub(crate) fn finish(self) -> Result<bool> {
        self.rows.map_or(Ok(false), |rows| rows.finish().map(|()| true))
    }
}
