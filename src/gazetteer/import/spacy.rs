//! Patterns of spaCy's `EntityRuler`, JSON lines: `{"label": "ORG", "pattern": "River Council", "id": "rc"}`.
//!
//! A pattern is a text or a list of token descriptions; of those, `LOWER`, `ORTH`, `TEXT` and `LOWER`/`TEXT` with `IN` are
//! names, everything else (`OP`, `REGEX`, `POS`...) is a rule that a list of names cannot hold. Patterns of one id and label
//! become one entity, so all entities stand in memory until the end.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::Refusal::{NotAsked, Unusable};
use super::lines::Lines;
use super::sink::{Sink, clean_name};
use super::{Choice, Refusal, Report, Row};
use crate::error::Result;
use crate::model::EntityType;

/// Names that one pattern may stand for.
const MOST_NAMES: usize = 64;

/// An entity whose patterns are still coming.
struct Gathered {
    row: Row,
    id: String,
    line: u64,
    lines: u64,
}

/// Reads files of patterns.
pub fn import(
    files: &[PathBuf],
    choice: &Choice,
    sink: &mut Sink,
    mut progress: impl FnMut(&Path, u64),
) -> Result<Vec<Report>> {
    let types = choice.types()?;
    let mut reports = Vec::new();
    for file in files {
        let mut report = Report::new(file.clone());
        let mut gathered: Vec<Gathered> = Vec::new();
        let mut by_id: FxHashMap<(String, EntityType), usize> = FxHashMap::default();
        let mut lines = Lines::open(file)?;
        loop {
            let number = lines.number + 1;
            let Some(line) = lines.next_line()? else { break };
            (report.lines, _) = (number, progress(file, number));
            if line.trim().is_empty() {
                report.nothing += 1;
                continue;
            }
            match Pattern::of(line, &types, choice.kind) {
                Err(reason) => report.refuse(reason, number, line),
                Ok(pattern) => {
                    let key = if pattern.id.is_empty() { pattern.names[0].clone() } else { pattern.id.clone() };
                    let index = *by_id.entry((key, pattern.kind)).or_insert(gathered.len());
                    if index == gathered.len() {
                        gathered.push(pattern.into_gathered(number));
                    } else {
                        gathered[index].lines += 1;
                        gathered[index].row.aliases.extend(pattern.names);
                    }
                }
            }
        }
        for one in gathered {
            let before = report.used;
            sink.write(one.row, &one.id, one.line, &mut report)?;
            match report.used > before {
                true => report.used += one.lines - 1,
                false => (1..one.lines).for_each(|_| report.leave_out("an id that another row has", one.line, &one.id)),
            }
        }
        reports.push(report);
    }
    Ok(reports)
}

struct Pattern {
    id: String,
    label: String,
    kind: EntityType,
    names: Vec<String>,
}

impl Pattern {
    fn of(
        line: &str,
        types: &[(&str, Option<EntityType>)],
        default: Option<EntityType>,
    ) -> std::result::Result<Self, Refusal> {
        let value: Value = serde_json::from_str(line).map_err(|_| Unusable("not a JSON object"))?;
        let label = value["label"].as_str().ok_or(Unusable("no label"))?.to_string();
        let said = types.iter().find(|(class, _)| *class == label);
        if !types.is_empty() && said.is_none() && types.iter().all(|(_, kind)| kind.is_none()) {
            return Err(NotAsked("of another label"));
        }
        let kind = said.and_then(|(_, kind)| *kind).or_else(|| kind_of(&label)).or(default);
        let unknown = "a label that is no person, place or organization: say --class LABEL=TYPE or --type";
        let kind = kind.ok_or(Unusable(unknown))?;
        let names = match &value["pattern"] {
            Value::String(text) => vec![text.clone()],
            Value::Array(tokens) => names_of(tokens).ok_or(Unusable("a rule (OP, REGEX, POS...) and not a name"))?,
            _ => return Err(Unusable("no pattern")),
        };
        let names: Vec<String> = names.iter().filter_map(|name| marked(name)).collect();
        if names.is_empty() {
            return Err(Unusable("no name"));
        }
        let id = match &value["id"] {
            Value::String(id) => id.clone(),
            Value::Number(id) => id.to_string(),
            _ => String::new(),
        };
        Ok(Self { id, label, kind, names })
    }

    fn into_gathered(self, line: u64) -> Gathered {
        let mut names = self.names;
        // The canonical name has no mark.
        let name = names[0].trim_end_matches('~').to_string();
        if !names[0].ends_with('~') {
            names.remove(0);
        }
        let item = self.id.rsplit(':').next().filter(|id| id.starts_with('Q') && id[1..].parse::<u64>().is_ok());
        let row = Row {
            name,
            kind: self.kind,
            wikidata: item.unwrap_or_default().to_string(),
            aliases: names,
            source: format!("spacy {} {}", self.label, self.id).trim_end().to_string(),
            ..Row::default()
        };
        Gathered { row, id: self.id, line, lines: 1 }
    }
}

/// The type of a label of `OntoNotes` or of `CoNLL`.
fn kind_of(label: &str) -> Option<EntityType> {
    match label {
        "FAC" => Some(EntityType::Place),
        "NORP" => None,
        _ => EntityType::from_word(label),
    }
}

/// A pattern by `LOWER` is printed in any case.
fn marked(name: &str) -> Option<String> {
    let any = name.ends_with('~');
    clean_name(name).map(|name| if any { name + "~" } else { name })
}

/// The names that a list of token descriptions stands for; those by `LOWER` end in `~`.
fn names_of(tokens: &[Value]) -> Option<Vec<String>> {
    let mut names = vec![String::new()];
    let mut any_case = false;
    for token in tokens {
        let (key, value) = token.as_object().filter(|object| object.len() == 1)?.iter().next()?;
        any_case |= match key.as_str() {
            "LOWER" => true,
            "ORTH" | "TEXT" => false,
            _ => return None,
        };
        let words: Vec<&str> = match value {
            Value::String(word) => vec![word],
            _ => {
                let object = value.as_object().filter(|object| object.len() == 1)?;
                object.get("IN")?.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?
            }
        };
        if names.len() * words.len() > MOST_NAMES {
            return None;
        }
        let longer = |name: &String| words.iter().map(|word| format!("{name} {word}")).collect::<Vec<_>>();
        names = names.iter().flat_map(longer).collect();
    }
    let mark = if any_case { "~" } else { "" };
    Some(names.into_iter().map(|name| name.trim().to_string() + mark).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn token_descriptions_that_are_names_become_names() {
        for (tokens, names) in [
            (r#"[{"LOWER":"river"},{"LOWER":"council"}]"#, Some(vec!["river council~"])),
            (r#"[{"ORTH":"River"},{"TEXT":"Council"}]"#, Some(vec!["River Council"])),
            (r#"[{"LOWER":{"IN":["port","st"]}},{"LOWER":"selm"}]"#, Some(vec!["port selm~", "st selm~"])),
            (r#"[{"LOWER":"river","OP":"?"}]"#, None),
            (r#"[{"TEXT":{"REGEX":"^R"}}]"#, None),
            (r#"[{"POS":"PROPN"}]"#, None),
        ] {
            let tokens: Vec<Value> = serde_json::from_str(tokens).unwrap_or_default();
            let expected = names.map(|names| names.into_iter().map(String::from).collect::<Vec<_>>());
            assert_eq!(names_of(&tokens), expected);
        }
    }
}
