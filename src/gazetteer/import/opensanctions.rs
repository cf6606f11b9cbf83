//! OpenSanctions: `targets.simple.csv` and entities as FollowTheMoney JSON lines.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use serde_json::Value;

use super::lines::{Lines, open};
use super::sink::{Sink, add_alias};
use super::{Choice, Refusal, Report, Row};
use crate::error::{Error, Result};
use crate::model::EntityType;

const STRIDE: u64 = 4096;
const OTHER_SCHEMA: &str = "of a schema that is no person, place or organization";

/// One listed person or body, in either form.
#[derive(Default)]
struct Target {
    id: String,
    schema: String,
    names: Vec<String>,
    weak: Vec<String>,
    countries: Vec<String>,
    datasets: Vec<String>,
    wikidata: String,
}

struct Wanted {
    schemas: Vec<String>,
    countries: FxHashSet<String>,
}

/// Reads files of either form.
pub fn import(
    files: &[PathBuf],
    choice: &Choice,
    sink: &mut Sink,
    mut progress: impl FnMut(&Path, u64),
) -> Result<Vec<Report>> {
    let wanted = Wanted { schemas: choice.class.clone(), countries: sink.countries(&choice.country)? };
    let mut reports = Vec::new();
    for file in files {
        let mut report = Report::new(file.clone());
        let is_json = Lines::open(file)?.next_line()?.is_some_and(|line| line.trim_start().starts_with('{'));
        if is_json {
            read_json(file, &wanted, sink, &mut report, |line| progress(file, line))?;
        } else {
            read_csv(file, &wanted, sink, &mut report, |line| progress(file, line))?;
        }
        reports.push(report);
    }
    Ok(reports)
}

fn read_csv(
    file: &Path,
    wanted: &Wanted,
    sink: &mut Sink,
    report: &mut Report,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    let wrong = |error: csv::Error| Error::new(format!("{}: {error}", file.display()));
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(open(file)?);
    let header = reader.headers().map_err(wrong)?.clone();
    let column = |name: &str| header.iter().position(|cell| cell.trim_start_matches('\u{feff}') == name);
    let needed = |name: &str| {
        let message = format!("{}: no column \"{name}\"; targets.simple.csv has id, schema and name", file.display());
        column(name).ok_or_else(|| Error::new(message))
    };
    let (id, schema, name) = (needed("id")?, needed("schema")?, needed("name")?);
    let (aliases, countries, dataset) = (column("aliases"), column("countries"), column("dataset"));
    (report.lines, report.nothing) = (1, 1);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(wrong)? {
        report.lines += 1;
        if report.lines.is_multiple_of(STRIDE) {
            progress(report.lines);
        }
        let cell = |index: usize| record.get(index).unwrap_or_default().to_string();
        let many = |index: Option<usize>| index.map(|index| inner(&cell(index))).unwrap_or_default();
        let mut names = vec![cell(name)];
        names.extend(many(aliases));
        let (countries, datasets) = (many(countries), many(dataset));
        let target = Target { id: cell(id), schema: cell(schema), names, countries, datasets, ..Target::default() };
        let line = record.position().map_or(report.lines, csv::Position::line);
        wanted.write(target, line, sink, report)?;
    }
    Ok(())
}

/// The values of a cell: a row of CSV divided by semicolons.
fn inner(cell: &str) -> Vec<String> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).delimiter(b';').flexible(true).from_reader(cell.as_bytes());
    let values = reader.records().filter_map(std::result::Result::ok);
    let values = values.flat_map(|record| record.iter().map(|value| value.trim().to_string()).collect::<Vec<_>>());
    values.filter(|value| !value.is_empty()).collect()
}

fn read_json(
    file: &Path,
    wanted: &Wanted,
    sink: &mut Sink,
    report: &mut Report,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    let mut lines = Lines::open(file)?;
    loop {
        let number = lines.number + 1;
        let Some(line) = lines.next_line()? else { return Ok(()) };
        report.lines = number;
        if number.is_multiple_of(STRIDE) {
            progress(number);
        }
        if line.trim().is_empty() {
            report.nothing += 1;
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => wanted.write(target(&value), number, sink, report)?,
            Err(_) => report.leave_out("not a JSON object", number, &line.chars().take(60).collect::<String>()),
        }
    }
}

fn target(value: &Value) -> Target {
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_string();
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(Value::as_str).map(String::from).collect()
    };
    let property = |name: &str| texts(&value["properties"][name]);
    let mut names = vec![text("caption")];
    names.extend(property("name").into_iter().chain(property("alias")).chain(property("previousName")));
    names.retain(|name| !name.is_empty());
    let countries = ["country", "nationality", "citizenship", "jurisdiction"].into_iter().flat_map(property).collect();
    Target {
        id: text("id"),
        schema: text("schema"),
        names,
        weak: property("weakAlias").into_iter().chain(property("abbreviation")).collect(),
        countries,
        datasets: texts(&value["datasets"]),
        wikidata: property("wikidataId").into_iter().next().unwrap_or_default(),
    }
}

/// Type and subtype of a schema of FollowTheMoney.
fn kind_of(schema: &str) -> Option<(EntityType, &'static str)> {
    match schema {
        "Person" => Some((EntityType::Person, "")),
        "Company" => Some((EntityType::Organization, "company")),
        "PublicBody" => Some((EntityType::Organization, "government")),
        "Organization" | "LegalEntity" => Some((EntityType::Organization, "")),
        _ => None,
    }
}

impl Wanted {
    fn write(&self, target: Target, line: u64, sink: &mut Sink, report: &mut Report) -> Result<()> {
        let shown = format!("{} {} {}", target.id, target.schema, target.names.first().map_or("", String::as_str));
        if !self.schemas.is_empty() && !self.schemas.contains(&target.schema) {
            report.refuse(Refusal::NotAsked("of another schema"), line, &shown);
            return Ok(());
        }
        let Some((kind, subtype)) = kind_of(&target.schema) else {
            report.leave_out(OTHER_SCHEMA, line, &shown);
            return Ok(());
        };
        let mut countries: Vec<String> = target.countries.iter().map(|country| sink.country(country)).collect();
        countries.retain(|country| !country.is_empty());
        countries.dedup();
        if !self.countries.is_empty() && !countries.iter().any(|country| self.countries.contains(country)) {
            report.refuse(Refusal::NotAsked("of another country"), line, &shown);
            return Ok(());
        }
        let mut aliases = Vec::new();
        target.names.iter().skip(1).for_each(|name| add_alias(&mut aliases, name, ""));
        target.weak.iter().for_each(|name| add_alias(&mut aliases, name, "?"));
        // The project names what Wikidata has by Wikidata's id.
        let is_item = target.id.strip_prefix('Q').is_some_and(|digits| digits.parse::<u64>().is_ok());
        let row = Row {
            name: target.names.into_iter().next().unwrap_or_default(),
            kind,
            subtype: subtype.to_string(),
            country: if countries.len() == 1 { countries.remove(0) } else { String::new() },
            wikidata: if is_item { target.id.clone() } else { target.wikidata },
            aliases,
            source: format!("opensanctions {} {}", target.id, target.datasets.join(" ")).trim_end().to_string(),
            ..Row::default()
        };
        sink.write(row, &target.id, line, report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_values_divided_by_semicolons() {
        assert_eq!(inner("Ilsa Brandt;\"Brandt; Ilsa\";I. Brandt"), ["Ilsa Brandt", "Brandt; Ilsa", "I. Brandt"]);
        assert_eq!(inner(""), Vec::<String>::new());
    }
}
