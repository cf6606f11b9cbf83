//! Results of the query service: CSV and TSV with the names of the variables as header, and both forms of its JSON.
//!
//! The item is the first column that holds item ids or addresses. What the others hold is told by their names: `itemLabel`,
//! `itemAltLabel` or `alias`, `class` or `instanceOf`, `type`, `coord`, `country`, `population`, `geonames`.

use std::io::Read;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::super::Report;
use super::super::lines::{Lines, open};
use super::super::sink::{Sink, coordinates};
use super::{Item, Wanted, item_id};
use crate::error::{Error, Result};
use crate::model::EntityType;

/// Items in the order in which they came, each with the line or row that named it first.
#[derive(Default)]
struct Items {
    items: Vec<(Item, u64, u64)>,
    by_id: FxHashMap<String, usize>,
}

pub fn read_table(file: &Path, wanted: &Wanted, sink: &mut Sink, report: &mut Report) -> Result<()> {
    let mut first = Lines::open(file)?;
    let delimiter = if first.next_line()?.is_some_and(|line| line.contains('\t')) { b'\t' } else { b',' };
    let wrong = |error: csv::Error| Error::new(format!("{}: {error}", file.display()));
    // In TSV the quotes are part of a literal: "Aleppo"@en.
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .flexible(true)
        .from_reader(open(file)?);
    let header: Vec<String> = reader.headers().map_err(wrong)?.iter().map(variable).collect();
    (report.lines, report.nothing) = (1, 1);
    let mut items = Items::default();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        report.lines += 1;
        let line = record.position().map_or(report.lines, csv::Position::line);
        let cells = header.iter().map(String::as_str).zip(record.iter().map(plain));
        items.add(&cells.collect::<Vec<_>>(), line, sink, report);
    }
    items.write(wanted, sink, report)
}

/// `?item` (TSV) and `item` alike.
fn variable(name: &str) -> String {
    name.trim_start_matches(['\u{feff}', '?']).to_string()
}

/// `<http://...>` and `"Aleppo"@en` of TSV without their marks.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    if let Some(address) = cell.strip_prefix('<').and_then(|cell| cell.strip_suffix('>')) {
        return address;
    }
    match cell.strip_prefix('"').and_then(|cell| cell.rsplit_once('"')) {
        Some((text, language)) if language.is_empty() || language.starts_with(['@', '^']) => text,
        _ => cell,
    }
}

pub fn read_json(file: &Path, wanted: &Wanted, sink: &mut Sink, report: &mut Report) -> Result<()> {
    let mut text = String::new();
    let wrong = |cause: &dyn std::fmt::Display| Error::new(format!("{}: {cause}", file.display()));
    open(file)?.read_to_string(&mut text).map_err(|cause| wrong(&cause))?;
    let value: Value = serde_json::from_str(&text).map_err(|cause| wrong(&cause))?;
    let rows = value.as_array().or_else(|| value["results"]["bindings"].as_array());
    let rows =
        rows.ok_or_else(|| wrong(&"neither an array of rows nor results with bindings, as the query service writes"))?;
    let mut items = Items::default();
    for (row, number) in rows.iter().zip(1..) {
        report.lines += 1;
        let object = row.as_object().into_iter().flatten();
        let text = |value: &'_ Value| value.as_str().or_else(|| value["value"].as_str()).map(String::from);
        let cells: Vec<(String, String)> =
            object.filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect();
        let cells: Vec<(&str, &str)> = cells.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
        items.add(&cells, number, sink, report);
    }
    items.write(wanted, sink, report)
}

impl Items {
    /// Adds a row to the item that it is about. A row counts as used when its item does.
    fn add(&mut self, cells: &[(&str, &str)], line: u64, sink: &Sink, report: &mut Report) {
        let is_other = |name: &str| is_any(name, &["class", "instanceof", "type", "country", "citizenship", "p31"]);
        let of = |wanted: &dyn Fn(&str) -> bool| {
            cells.iter().find_map(|&(name, cell)| Some((name, item_id(cell).filter(|_| wanted(name))?)))
        };
        let usual = |name: &str| is_any(name, &["item", "entity", "qid", "wikidata", "id"]);
        let item = of(&usual).or_else(|| of(&|name| !is_other(name)));
        let Some((variable, id)) = item else {
            return report.leave_out(
                "no item",
                line,
                &cells.iter().map(|(_, cell)| *cell).collect::<Vec<_>>().join(","),
            );
        };
        let index = *self.by_id.entry(id.to_string()).or_insert_with(|| {
            self.items.push((Item { id: id.to_string(), ..Item::default() }, line, 0));
            self.items.len() - 1
        });
        let (item, _, rows) = &mut self.items[index];
        *rows += 1;
        for &(name, cell) in cells.iter().filter(|(name, cell)| *name != variable && !cell.is_empty()) {
            let role = name.strip_prefix(variable).unwrap_or(name);
            set(item, &role.to_lowercase().replace('_', ""), cell, sink);
        }
    }

    fn write(self, wanted: &Wanted, sink: &mut Sink, report: &mut Report) -> Result<()> {
        for (item, line, rows) in self.items {
            let id = item.id.clone();
            match wanted.row(item) {
                Ok(row) => {
                    sink.write(row, &id, line, report)?;
                    report.used += rows - 1;
                }
                Err(reason) => (0..rows).for_each(|_| report.refuse(reason, line, &id)),
            }
        }
        Ok(())
    }
}

fn is_any(name: &str, known: &[&str]) -> bool {
    known.contains(&name.to_lowercase().replace('_', "").as_str())
}

/// Puts a cell where its column's name says.
fn set(item: &mut Item, role: &str, cell: &str, sink: &Sink) {
    let mut add = |alias: &str| {
        let alias = alias.trim().to_string();
        if !alias.is_empty() && !item.aliases.contains(&alias) {
            item.aliases.push(alias);
        }
    };
    match role {
        "label" | "name" | "title" if item.label.is_empty() => item.label = cell.to_string(),
        "label" | "name" | "title" if item.label != cell => add(cell),
        "altlabel" | "alias" | "aliases" | "altlabels" | "aka" => {
            let divider = if cell.contains('|') { "|" } else { ", " };
            cell.split(divider).for_each(add);
        }
        "class" | "instanceof" | "type" | "p31" => match (item_id(cell), EntityType::from_word(cell)) {
            (Some(class), _) if !item.classes.iter().any(|known| known == class) => {
                item.classes.push(class.to_string())
            }
            (None, Some(kind)) => item.kind = Some(kind),
            _ => {}
        },
        "coord" | "coords" | "coordinates" | "coordinate" | "point" => item.coordinates = point(cell),
        "country" | "countrylabel" | "iso2" | "iso3" | "countrycode" if item.country.is_empty() => {
            item.country = item_id(cell).map_or_else(|| sink.country(cell), |country| sink.country_of_item(country));
        }
        "population" | "pop" => item.population = cell.parse::<f64>().map_or(0, |number| number as u64),
        "geonames" | "geonamesid" => item.geonames = cell.to_string(),
        _ => {}
    }
}

/// `Point(37.16 36.2)`: longitude first.
fn point(cell: &str) -> Option<(f64, f64)> {
    let inside = cell.split_once('(')?.1.split_once(')')?.0;
    let (longitude, latitude) = inside.trim().split_once(' ')?;
    coordinates(latitude, longitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_tab_separated_results_lose_their_marks() {
        for (cell, text) in [
            ("<http://www.wikidata.org/entity/Q858>", "http://www.wikidata.org/entity/Q858"),
            ("\"Aleppo\"@en", "Aleppo"),
            ("\"12\"^^<http://www.w3.org/2001/XMLSchema#decimal>", "12"),
            ("Aleppo", "Aleppo"),
        ] {
            assert_eq!(plain(cell), text);
        }
    }

    #[test]
    fn points_have_the_longitude_first() {
        assert_eq!(point("Point(37.16 36.2)"), Some((36.2, 37.16)));
        assert_eq!(point("somewhere"), None);
    }
}
