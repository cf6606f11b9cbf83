//! Gazetteers of GATE: an index (`lists.def`: `file.lst:major:minor:language:annotation`) and its lists, one name a line.
//!
//! Behind a name may stand features, divided by tabs or `&`: `Port Selm&country=DEU&wikidata=Q1`. `wikidata`, `geonames`,
//! `country`, `latitude`, `longitude` are used. A list may be given without an index; then `--type` says what it lists.

use std::path::{Path, PathBuf};

use super::lines::Lines;
use super::sink::{Sink, coordinates};
use super::{Choice, Refusal, Report, Row};
use crate::error::{Error, Result};
use crate::gazetteer::slug;
use crate::model::EntityType;

/// A list, and what its index says of it.
struct List {
    path: PathBuf,
    major: String,
    minor: String,
    kind: EntityType,
}

/// Reads indexes and lists.
pub fn import(
    files: &[PathBuf],
    choice: &Choice,
    sink: &mut Sink,
    mut progress: impl FnMut(&Path, u64),
) -> Result<Vec<Report>> {
    let mut reports = Vec::new();
    for file in files {
        if file.extension().is_some_and(|extension| extension == "def") {
            let (report, lists) = read_index(file, choice)?;
            reports.push(report);
            for list in lists {
                reports.push(read_list(&list, sink, |line| progress(&list.path, line))?);
            }
            continue;
        }
        let message = || format!("{}: a list without its index tells no type; say --type", file.display());
        let kind = choice.kind.ok_or_else(|| Error::new(message()))?;
        let list = List { path: file.clone(), major: String::new(), minor: String::new(), kind };
        reports.push(read_list(&list, sink, |line| progress(file, line))?);
    }
    Ok(reports)
}

fn read_index(file: &Path, choice: &Choice) -> Result<(Report, Vec<List>)> {
    let types = choice.types()?;
    let (mut report, mut lists) = (Report::new(file.to_path_buf()), Vec::new());
    let mut lines = Lines::open(file)?;
    loop {
        let number = lines.number + 1;
        let Some(line) = lines.next_line()? else { break };
        report.lines = number;
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            report.nothing += 1;
            continue;
        }
        let mut parts = line.split(':').map(str::trim);
        let (name, major, minor) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let path = file.with_file_name(name);
        let said = types.iter().find(|(class, _)| *class == major || *class == minor);
        let all_types = types.iter().all(|(_, kind)| kind.is_some());
        let kind = said.and_then(|(_, kind)| *kind).or_else(|| kind_of(major, minor)).or(choice.kind);
        match kind {
            _ if said.is_none() && !all_types => report.refuse(Refusal::NotAsked("of another type"), number, line),
            None => report.leave_out(
                "a type that is no person, place or organization: say --class MAJOR=TYPE",
                number,
                line,
            ),
            Some(_) if !path.is_file() => report.leave_out("a list that is not there", number, line),
            Some(kind) => {
                report.used += 1;
                lists.push(List { path, major: major.to_string(), minor: minor.to_string(), kind });
            }
        }
    }
    Ok((report, lists))
}

/// What ANNIE's and similar indexes call lists of whole names. Lists of given names, titles and the like are none.
fn kind_of(major: &str, minor: &str) -> Option<EntityType> {
    match (major, minor) {
        ("person_full" | "person", minor) if !matches!(minor, "first" | "male" | "female" | "title" | "ending") => {
            Some(EntityType::Person)
        }
        ("location" | "city" | "country" | "province" | "region" | "loc", minor)
            if !matches!(minor, "pre" | "post" | "key") =>
        {
            Some(EntityType::Place)
        }
        ("organization" | "organisation" | "org" | "company" | "government", minor)
            if !matches!(minor, "key" | "base" | "ending" | "pre") =>
        {
            Some(EntityType::Organization)
        }
        _ => None,
    }
}

fn read_list(list: &List, sink: &mut Sink, mut progress: impl FnMut(u64)) -> Result<Report> {
    let mut report = Report::new(list.path.clone());
    let mut lines = Lines::open(&list.path)?;
    loop {
        let number = lines.number + 1;
        let Some(line) = lines.next_line()? else { return Ok(report) };
        report.lines = number;
        progress(number);
        let line = line.trim();
        if line.is_empty() {
            report.nothing += 1;
            continue;
        }
        let (name, features) = name_and_features(line);
        let feature = |key: &str| {
            features.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map_or("", |(_, value)| *value)
        };
        let row = Row {
            name: name.to_string(),
            kind: list.kind,
            subtype: slug(&list.minor),
            country: sink.country(feature("country")),
            coordinates: coordinates(feature("latitude"), feature("longitude")),
            geonames: feature("geonames").to_string(),
            wikidata: feature("wikidata").to_string(),
            source: format!("gate {} {}", list.major, list.minor).trim_end().to_string(),
            ..Row::default()
        };
        sink.write(row, feature("id"), number, &mut report)?;
    }
}

/// `name&key=value&...`, or the same with tabs. A mark that no `key=value` follows belongs to the name (`AT&T`).
fn name_and_features(line: &str) -> (&str, Vec<(&str, &str)>) {
    for mark in ['\t', '&'] {
        if let Some((name, rest)) = line.split_once(mark) {
            let features: Option<Vec<_>> = rest.split(mark).map(|part| part.split_once('=')).collect();
            if let Some(features) = features {
                return (name.trim(), features);
            }
        }
    }
    (line, Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_stand_behind_tabs_or_ampersands() {
        for (line, name, features) in [
            ("Port Selm&country=DEU&wikidata=Q1", "Port Selm", 2),
            ("Port Selm\tcountry=DEU", "Port Selm", 1),
            ("AT&T", "AT&T", 0),
            ("Port Selm", "Port Selm", 0),
        ] {
            let (found, found_features) = name_and_features(line);
            assert_eq!((found, found_features.len()), (name, features), "{line}");
        }
    }

    #[test]
    fn lists_of_parts_of_names_are_no_names() {
        for (major, minor, kind) in [
            ("location", "city", Some(EntityType::Place)),
            ("organization", "company", Some(EntityType::Organization)),
            ("person_full", "", Some(EntityType::Person)),
            ("person_first", "male", None),
            ("loc_key", "post", None),
            ("title", "male", None),
        ] {
            assert_eq!(kind_of(major, minor), kind, "{major}:{minor}");
        }
    }
}
