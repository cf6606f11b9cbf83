//! `gazetteer check` and `gazetteer find`: what is wrong with a list, and what a name can mean.

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::segment::fold_hash;

use super::entry::{self, CaseRule, Problem};
use super::{Gazetteer, Meaning, slug};

/// What `gazetteer check` found.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    /// Rows that can be used.
    pub entries: usize,
    /// Names in them.
    pub names: usize,
    /// Rows that are left out, and why.
    pub errors: Vec<Problem>,
    /// Rows that are used but deserve a look.
    pub warnings: Vec<Problem>,
}

/// One thing that a name can mean, for `gazetteer find`.
#[derive(Clone, Debug)]
pub struct FoundName {
    /// Index of the entity.
    pub entity: u32,
    /// The built-in list has priority 0.
    pub priority: u8,
    /// What kind of name it is, and what it needs to count, in words.
    pub note: String,
}

/// Checks a gazetteer file: wrong rows, repeated rows, aliases of several entities, names that are common words.
pub fn check(path: &Path, gazetteer: &Gazetteer) -> Result<CheckReport> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Error::new(format!("{file}: {error}")))?;
    let (entries, errors) = entry::read(&file, &bytes);
    let mut report = CheckReport { entries: entries.len(), errors, ..CheckReport::default() };
    let mut seen: FxHashMap<String, u64> = FxHashMap::default();
    let mut owners: FxHashMap<String, (u64, String)> = FxHashMap::default();
    for entry in &entries {
        report.names += entry.names.len();
        let mut warn = |message: String| {
            report.warnings.push(Problem { file: file.clone(), line: entry.line, message });
        };
        let id = match entry.entity.id.as_str() {
            "" => format!("{}:{}", entry.entity.kind.as_str(), slug(&entry.entity.name)),
            id => id.to_string(),
        };
        if let Some(first) = seen.insert(id.clone(), entry.line) {
            warn(format!("\"{}\" stands in line {first} too; the names of both rows are used", entry.entity.name));
        }
        for name in &entry.names {
            if !name.text.chars().any(char::is_alphanumeric) {
                warn(format!("alias \"{}\" has no letters and is passed over", name.text));
                continue;
            }
            if let Some(advice) = word_advice(&name.text, name.case == CaseRule::Exact || name.weak, gazetteer) {
                warn(advice);
            }
            match owners.insert(name.text.clone(), (entry.line, id.clone())) {
                Some((line, owner)) if owner != id => {
                    warn(format!(
                        "\"{}\" also names {owner} (line {line}); the text around a mention decides",
                        name.text
                    ));
                }
                _ => {}
            }
        }
    }
    Ok(report)
}

/// What to do about a name that is a common word.
fn word_advice(name: &str, marked: bool, gazetteer: &Gazetteer) -> Option<String> {
    let fold = fold_hash(name);
    let (small, _) = gazetteer.words.frequency(fold);
    let starts_small = name.chars().next().is_some_and(char::is_lowercase);
    match () {
        () if marked || name.contains(' ') || !gazetteer.words.is_word(fold) => None,
        () if starts_small => Some(format!(
            "\"{name}\" is a common word ({small} times in ten million words) and, written small, matches everywhere; \
             give it a capital, or write \"{name}?\" to count it only beside another name of the entity"
        )),
        () => Some(format!(
            "\"{name}\" is also a common word ({small} times in ten million words); it counts only inside a sentence, \
             with a capital; write \"{name}!\" for exact case or \"{name}?\" to need another name of the entity"
        )),
    }
}

impl Gazetteer {
    /// Everything that `name` can mean, the preferred meaning first.
    pub fn find(&self, name: &str) -> Vec<FoundName> {
        let mut meanings = self.names.look_up(name).to_vec();
        meanings.sort_by_key(|meaning| std::cmp::Reverse(self.rank(meaning)));
        meanings.dedup_by_key(|meaning| meaning.entity);
        meanings
            .iter()
            .map(|meaning| FoundName { entity: meaning.entity, priority: meaning.priority, note: note(meaning) })
            .collect()
    }

    /// The order of meanings when nothing in the text decides: the user's list, countries, population, canonical names.
    pub fn rank(&self, meaning: &Meaning) -> (u8, bool, bool, u32, bool) {
        let entity = self.entity(meaning.entity);
        let country = entity.subtype == "country";
        (meaning.priority, !meaning.weak, country, entity.population, meaning.kind == super::NameKind::Canonical)
    }
}

fn note(meaning: &Meaning) -> String {
    let mut parts = vec![match meaning.kind {
        super::NameKind::Canonical => "canonical name",
        super::NameKind::Alias => "alias",
        super::NameKind::Demonym => "nationality",
    }];
    match meaning.case {
        super::Case::AllCapitals => parts.push("only in capitals"),
        super::Case::Exact(_) => parts.push("only in this case"),
        super::Case::Any => parts.push("in any case"),
        super::Case::Capitals(_) => {}
    }
    if meaning.weak {
        parts.push("only beside another name of the entity");
    }
    match meaning.ambiguity {
        super::Ambiguity::Word => parts.push("also a common word: needs support"),
        super::Ambiguity::PersonalName => parts.push("also a personal name: needs support"),
        super::Ambiguity::None => {}
    }
    parts.join(", ")
}
