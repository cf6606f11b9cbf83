//! Wikidata: entity dumps (one JSON object a line, plain or packed) and results of the query service (CSV, TSV or JSON).
//!
//! A dump is read line by line. Of a query result, the rows of an item are joined wherever they stand, so the result is held
//! in memory.

mod dump;
mod query;

use std::path::{Path, PathBuf};

use super::lines::Lines;
use super::sink::{Sink, add_alias};
use super::{Choice, Refusal, Report, Row};
use crate::error::Result;
use crate::model::EntityType;

/// What decides about items.
pub(super) struct Wanted<'c> {
    classes: Vec<(&'c str, Option<EntityType>)>,
    kind: Option<EntityType>,
    languages: Vec<String>,
    countries: rustc_hash::FxHashSet<String>,
    min_population: u64,
}

/// An item, as a dump or a query tells of it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Item {
    id: String,
    label: String,
    aliases: Vec<String>,
    classes: Vec<String>,
    /// The type, when the source names it in words.
    kind: Option<EntityType>,
    country: String,
    coordinates: Option<(f64, f64)>,
    population: u64,
    geonames: String,
}

/// The class of human beings.
const HUMAN: &str = "Q5";

/// Reads dumps and query results.
pub fn import(
    files: &[PathBuf],
    choice: &Choice,
    sink: &mut Sink,
    mut progress: impl FnMut(&Path, u64),
) -> Result<Vec<Report>> {
    let wanted = Wanted {
        classes: choice.types()?,
        kind: choice.kind,
        languages: choice.languages(),
        countries: sink.countries(&choice.country)?,
        min_population: choice.min_population.unwrap_or(0),
    };
    let mut reports = Vec::new();
    for file in files {
        let mut report = Report::new(file.clone());
        match form_of(file)? {
            Form::Dump => dump::read(file, &wanted, sink, &mut report, |line| progress(file, line))?,
            Form::Json => query::read_json(file, &wanted, sink, &mut report)?,
            Form::Table => query::read_table(file, &wanted, sink, &mut report)?,
        }
        reports.push(report);
    }
    Ok(reports)
}

enum Form {
    Dump,
    Json,
    Table,
}

/// A dump has an object with labels on one of its first two lines; other JSON is the result of a query.
fn form_of(file: &Path) -> Result<Form> {
    let mut lines = Lines::open(file)?;
    let mut json = false;
    for _ in 0..2 {
        let Some(line) = lines.next_line()? else { break };
        json |= line.trim_start().starts_with(['[', '{']);
        if line.contains("\"labels\"") {
            return Ok(Form::Dump);
        }
    }
    Ok(if json { Form::Json } else { Form::Table })
}

impl Wanted<'_> {
    /// The row of an item, or why it gives none.
    fn row(&self, item: Item) -> std::result::Result<Row, Refusal> {
        let class = self.classes.iter().find(|(class, _)| item.classes.iter().any(|of_item| of_item == class));
        if !self.classes.is_empty() && class.is_none() && !item.classes.is_empty() {
            return Err(Refusal::NotAsked("of another class"));
        }
        if item.label.is_empty() || item.label == item.id {
            return Err(Refusal::Unusable("no label in the languages asked for"));
        }
        if !self.countries.is_empty() && !self.countries.contains(&item.country) {
            return Err(Refusal::NotAsked("of another country"));
        }
        if item.population < self.min_population {
            return Err(Refusal::NotAsked("with fewer inhabitants"));
        }
        let human = item.classes.iter().any(|class| class == HUMAN).then_some(EntityType::Person);
        let place = item.coordinates.map(|_| EntityType::Place);
        let said = class.and_then(|(_, kind)| *kind).or(item.kind);
        let kind = said.or(human).or(self.kind).or(place);
        let Some(kind) = kind else {
            return Err(Refusal::Unusable("no type: name its class with --class QID=TYPE, or give --type"));
        };
        let mut aliases = Vec::new();
        item.aliases.iter().for_each(|alias| add_alias(&mut aliases, alias, ""));
        let is_place = kind == EntityType::Place;
        Ok(Row {
            name: item.label,
            kind,
            code: if is_place { item.country.clone() } else { String::new() },
            country: item.country,
            coordinates: item.coordinates.filter(|_| is_place),
            population: if is_place { item.population } else { 0 },
            geonames: if is_place { item.geonames } else { String::new() },
            source: format!("wikidata {}", item.id),
            wikidata: item.id,
            aliases,
            ..Row::default()
        })
    }
}

/// The item id in `Q858` or `http://www.wikidata.org/entity/Q858`.
fn item_id(text: &str) -> Option<&str> {
    let id = text.trim().rsplit('/').next()?;
    let digits = id.strip_prefix('Q')?;
    (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_named_by_id_or_address() {
        for (text, id) in [
            ("Q858", Some("Q858")),
            ("http://www.wikidata.org/entity/Q858", Some("Q858")),
            ("wd:Q858", None),
            ("Qatar", None),
            ("", None),
        ] {
            assert_eq!(item_id(text), id, "{text}");
        }
    }
}
