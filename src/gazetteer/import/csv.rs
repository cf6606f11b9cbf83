//! Any table with a header, divided by commas, semicolons or tabs, with a mapping of its columns.
//!
//! `--column name=Title` says that our `name` is their `Title`. Without a mapping a column is taken whose header is one of
//! the usual words for it. Other names in a cell are divided by `|`, or by `;` when it has no `|`.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::lines::{Lines, open};
use super::sink::{Sink, add_alias, coordinates};
use super::{Choice, LISTED_COLUMNS, Refusal, Report, Row};
use crate::delimited::shape;
use crate::error::{Error, Result};
use crate::gazetteer::columns::HEADERS;
use crate::gazetteer::slug;
use crate::model::EntityType;

const STRIDE: u64 = 4096;

/// The columns that are written, and the headers that mean them.
fn columns() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    LISTED_COLUMNS.iter().map(|&ours| {
        let known = HEADERS.iter().find(|(name, ..)| *name == ours);
        (ours, known.map_or(vec![ours], |(_, read, others)| [*read, *others].concat()))
    })
}

/// Where our columns stand in a table: none, or one or more (aliases may be several columns).
struct Columns(Vec<(&'static str, Vec<usize>)>);

/// Reads tables.
pub fn import(
    files: &[PathBuf],
    choice: &Choice,
    sink: &mut Sink,
    mut progress: impl FnMut(&Path, u64),
) -> Result<Vec<Report>> {
    let countries = sink.countries(&choice.country)?;
    let mut reports = Vec::new();
    for file in files {
        let mut report = Report::new(file.clone());
        read(file, choice, &countries, sink, &mut report, |line| progress(file, line))?;
        reports.push(report);
    }
    Ok(reports)
}

fn read(
    file: &Path,
    choice: &Choice,
    countries: &FxHashSet<String>,
    sink: &mut Sink,
    report: &mut Report,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    let wrong = |error: csv::Error| Error::new(format!("{}: {error}; save it as UTF-8", file.display()));
    let top = shape(Lines::open(file)?.next_line()?.unwrap_or_default().as_bytes(), b",;\t");
    let mut input = open(file)?;
    let named = if top.start > 0 { input.skip_until(b'\n') } else { Ok(0) };
    named.map_err(|cause| wrong(cause.into()))?;
    let mut reader = csv::ReaderBuilder::new().delimiter(top.separator).flexible(true).from_reader(input);
    let header: Vec<String> = reader
        .byte_headers()
        .map_err(wrong)?
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).trim().trim_start_matches('\u{feff}').to_string())
        .collect();
    let columns = Columns::new(&header, &choice.column, file)?;
    (report.lines, report.nothing) = (1, 1);
    let mut bytes = csv::ByteRecord::new();
    while reader.read_byte_record(&mut bytes).map_err(wrong)? {
        report.lines += 1;
        if report.lines.is_multiple_of(STRIDE) {
            progress(report.lines);
        }
        let line = bytes.position().map_or(report.lines, csv::Position::line);
        let cells: Vec<String> = bytes.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let shown = cells.join(",");
        match columns.row(&cells, choice, sink) {
            Err(reason) => report.leave_out(reason, line, &shown),
            Ok(row) if !countries.is_empty() && !countries.contains(&row.country) => {
                report.refuse(Refusal::NotAsked("of another country"), line, &shown);
            }
            Ok(row) if row.population < choice.min_population.unwrap_or(0) => {
                report.refuse(Refusal::NotAsked("with fewer inhabitants"), line, &shown);
            }
            Ok(mut row) => {
                if row.coordinates.is_none() && !columns.cell(&cells, "latitude").is_empty() {
                    report.leave_part("coordinates that are no degrees", line, &shown);
                }
                if row.country.is_empty() && !columns.cell(&cells, "country").is_empty() {
                    report.leave_part("a country that is not known", line, &shown);
                }
                row.source = match columns.cell(&cells, "source") {
                    "" => format!("csv {}", file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default()),
                    source => source.to_string(),
                };
                sink.write(row, "", line, report)?;
            }
        }
    }
    Ok(())
}

impl Columns {
    fn new(header: &[String], mapping: &[String], file: &Path) -> Result<Self> {
        let mut found: Vec<(&'static str, Vec<usize>)> = Vec::new();
        for (ours, usual) in columns() {
            let usual = |cell: &String| usual.contains(&slug(cell).replace('-', "_").as_str());
            found.push((ours, header.iter().position(usual).into_iter().collect()));
        }
        let mut said: FxHashSet<&str> = FxHashSet::default();
        for mapped in mapping {
            let wrong = |what: String| Error::new(format!("--column {mapped}: {what}"));
            let (ours, theirs) = mapped.split_once('=').ok_or_else(|| wrong("write OURS=THEIRS".to_string()))?;
            let index = header.iter().position(|cell| cell == theirs);
            let missing =
                || wrong(format!("{} has no column \"{theirs}\"; it has {}", file.display(), header.join(", ")));
            let index = index.ok_or_else(missing)?;
            let known = LISTED_COLUMNS.join(", ");
            let column = found.iter_mut().find(|(name, _)| *name == ours);
            let (name, indices) = column.ok_or_else(|| wrong(format!("our columns are {known}")))?;
            if said.insert(name) {
                indices.clear();
            }
            indices.push(index);
        }
        if found.iter().any(|(name, indices)| *name == "name" && indices.is_empty()) {
            let message = "no column is the name: say --column name=THEIRS";
            return Err(Error::new(format!("{}: {message}; it has {}", file.display(), header.join(", "))));
        }
        Ok(Self(found))
    }

    fn cells<'c>(&self, cells: &'c [String], ours: &str) -> impl Iterator<Item = &'c str> {
        let indices = self.0.iter().find(|(name, _)| *name == ours).map(|(_, indices)| indices.clone());
        indices.unwrap_or_default().into_iter().filter_map(|index| cells.get(index)).map(|cell| cell.trim())
    }

    fn cell<'c>(&self, cells: &'c [String], ours: &str) -> &'c str {
        self.cells(cells, ours).next().unwrap_or_default()
    }

    fn row(&self, cells: &[String], choice: &Choice, sink: &Sink) -> std::result::Result<Row, &'static str> {
        let text = |ours: &str| self.cell(cells, ours).to_string();
        let word = text("type");
        let kind = EntityType::from_word(&word).or(choice.kind);
        let kind = kind.ok_or(match word.as_str() {
            "" => "no type: say --type",
            _ => "a type that is not person, place or organization: say --type for those",
        })?;
        let mut aliases = Vec::new();
        for cell in self.cells(cells, "aliases") {
            let divider = if cell.contains('|') { '|' } else { ';' };
            cell.split(divider).for_each(|name| add_alias(&mut aliases, name, ""));
        }
        let digits = text("population").replace([',', ' ', '\'', '\u{a0}'], "");
        let code = text("code").to_uppercase();
        let is_code = code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        Ok(Row {
            id: text("id").replace('|', " "),
            name: text("name"),
            kind,
            subtype: text("subtype"),
            country: sink.country(self.cell(cells, "country")),
            code: if is_code { code } else { String::new() },
            coordinates: coordinates(self.cell(cells, "latitude"), self.cell(cells, "longitude")),
            population: digits.parse::<f64>().map_or(0, |number| number as u64),
            geonames: text("geonames"),
            wikidata: text("wikidata"),
            parent: text("parent"),
            aliases,
            ..Row::default()
        })
    }
}
