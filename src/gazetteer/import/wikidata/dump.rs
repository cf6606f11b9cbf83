//! Entity dumps: an array with one object a line, or lines of objects.

use std::path::Path;

use serde_json::Value;

use super::super::lines::Lines;
use super::super::sink::Sink;
use super::super::{Refusal, Report};
use super::{Item, Wanted};
use crate::error::Result;

const STRIDE: u64 = 1024;

pub fn read(
    file: &Path,
    wanted: &Wanted,
    sink: &mut Sink,
    report: &mut Report,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    let mut lines = Lines::open(file)?;
    loop {
        let number = lines.number + 1;
        let Some(line) = lines.next_line()? else { break };
        report.lines = number;
        if number.is_multiple_of(STRIDE) {
            progress(number);
        }
        let object = line.trim().trim_end_matches(',');
        let shown = || object.chars().take(60).collect::<String>();
        if matches!(object, "" | "[" | "]") {
            report.nothing += 1;
            continue;
        }
        // Most lines of a dump are of other classes: those need not be taken apart.
        if !wanted.classes.is_empty() && !wanted.classes.iter().any(|(class, _)| object.contains(class)) {
            report.refuse(Refusal::NotAsked("of another class"), number, &shown());
            continue;
        }
        let Ok(value) = serde_json::from_str::<Value>(object) else {
            report.leave_out("not a JSON object", number, &shown());
            continue;
        };
        if value["type"].as_str().is_some_and(|kind| kind != "item") || !is_item(&value) {
            report.leave_out("not an item", number, &shown());
            continue;
        }
        let item = item(&value, wanted, sink);
        let id = item.id.clone();
        // In a dump every item says its classes: one that says none is of none.
        let row = match item.classes.is_empty() && !wanted.classes.is_empty() {
            true => Err(Refusal::NotAsked("of another class")),
            false => wanted.row(item),
        };
        match row {
            Ok(row) => sink.write(row, &id, number, report)?,
            Err(reason) => report.refuse(reason, number, &shown()),
        }
    }
    Ok(())
}

fn is_item(value: &Value) -> bool {
    value["id"].as_str().is_some_and(|id| super::item_id(id).is_some())
}

fn item(value: &Value, wanted: &Wanted, sink: &Sink) -> Item {
    let labels: Vec<&str> =
        wanted.languages.iter().filter_map(|language| value["labels"][language]["value"].as_str()).collect();
    let more = wanted.languages.iter().filter_map(|language| value["aliases"][language].as_array()).flatten();
    let aliases = labels.iter().skip(1).copied().chain(more.filter_map(|alias| alias["value"].as_str()));
    let item_of = |property: &str| best(value, property).find_map(|found| found["id"].as_str());
    let country = match best(value, "P297").find_map(Value::as_str) {
        Some(code) => sink.country(code),
        None => item_of("P17").or_else(|| item_of("P27")).map(|item| sink.country_of_item(item)).unwrap_or_default(),
    };
    let point = best(value, "P625").next();
    let degrees = |name: &str| point.and_then(|point| point[name].as_f64());
    let population = best(value, "P1082").find_map(|found| found["amount"].as_str());
    Item {
        id: value["id"].as_str().unwrap_or_default().to_string(),
        label: labels.first().copied().unwrap_or_default().to_string(),
        aliases: aliases.map(String::from).collect(),
        classes: best(value, "P31").filter_map(|found| found["id"].as_str()).map(String::from).collect(),
        kind: None,
        country,
        coordinates: degrees("latitude").zip(degrees("longitude")),
        population: population.and_then(|amount| amount.trim_start_matches('+').parse().ok()).unwrap_or(0),
        geonames: best(value, "P1566").find_map(Value::as_str).unwrap_or_default().to_string(),
    }
}

/// The values of a property: preferred ones first, deprecated ones not at all.
fn best<'v>(value: &'v Value, property: &str) -> impl Iterator<Item = &'v Value> + use<'v> {
    let statements = value["claims"][property].as_array().map(Vec::as_slice).unwrap_or_default();
    let of_rank =
        |rank: &'static str| statements.iter().filter(move |one| one["rank"].as_str().unwrap_or("normal") == rank);
    of_rank("preferred").chain(of_rank("normal")).map(|one| &one["mainsnak"]["datavalue"]["value"])
}
