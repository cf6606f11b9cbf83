//! `gazetteer check`: what is wrong with a list, what Dateline does about it, and what would be better.

use std::collections::BTreeMap;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{self, CaseRule, Change, Entry, Harm, Name, NameKind, Problem, Reading};
use super::{Gazetteer, List, country_names, lists, slug, towns};
use crate::error::{Error, Result};
use crate::model::{DatedRole, EntityType};
use crate::segment::{fold, fold_hash};

/// What `gazetteer check` found.
#[derive(Clone, Debug, Default)]
pub struct CheckReport {
    /// Rows that can be used.
    pub entries: usize,
    /// Names in them.
    pub names: usize,
    /// What cannot be used, and why: cells, rows, the file.
    pub errors: Vec<Problem>,
    /// Rows that are used but deserve a look.
    pub warnings: Vec<Finding>,
}

/// Something that deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its sort, as the summary names it (`name that is a common word`).
    pub sort: &'static str,
    /// Where and what; then what Dateline does about it, and what would be better.
    pub problem: Problem,
}

impl CheckReport {
    /// How many warnings there are of each sort.
    pub fn sorts(&self) -> BTreeMap<&'static str, u64> {
        let mut sorts = BTreeMap::new();
        self.warnings.iter().for_each(|finding| *sorts.entry(finding.sort).or_default() += 1);
        sorts
    }
}

const COLUMN: &str = "column that is not used";
const DUPLICATE: &str = "duplicate";
const SHARED: &str = "name of several entities";
const BUILT_IN: &str = "name that a built-in entity has too";
const WORD: &str = "name that is a common word";
const GIVEN_NAME: &str = "name that is a given name";
const SEVERAL: &str = "name that looks like several";
const NOTHING: &str = "name without letters";
const COORDINATES: &str = "doubtful place on the map";
const DATES: &str = "impossible date";
const CHANGE: &str = "change of nothing";

/// Checks a gazetteer file against itself and the built-in lists.
pub fn check(list: &List, gazetteer: &Gazetteer) -> Result<CheckReport> {
    let file = list.path.display().to_string();
    let bytes = std::fs::read(&list.path).map_err(|error| Error::new(format!("{file}: {error}")))?;
    if super::loader::is_compiled(Path::new(&list.path))? {
        return Err(Error::new(format!("{file}: a compiled list cannot be checked; check the files it was built of")));
    }
    let reading = Reading { kind: list.kind, country: country_names::code_of };
    let (entries, problems) = entry::read_as(&file, &lists::as_utf8(&bytes), reading);
    let (unused, errors): (Vec<_>, Vec<_>) = problems.into_iter().partition(|problem| problem.harm == Harm::Column);
    let mut checker = Checker { file, gazetteer, ..Checker::new(gazetteer) };
    checker.warnings = unused.into_iter().map(|problem| Finding { sort: COLUMN, problem }).collect();
    entries.iter().for_each(|entry| checker.entry(entry));
    Ok(CheckReport { entries: entries.len(), names: checker.names, errors, warnings: checker.warnings })
}

struct Checker<'g> {
    file: String,
    gazetteer: &'g Gazetteer,
    names: usize,
    warnings: Vec<Finding>,
    /// The line of each id.
    ids: FxHashMap<String, u64>,
    /// The line and id of each canonical name with its type and country.
    whole: FxHashMap<(String, EntityType, String), (u64, String)>,
    /// The line and id of the first owner of each folded name.
    owners: FxHashMap<String, (u64, String)>,
}

impl<'g> Checker<'g> {
    fn new(gazetteer: &'g Gazetteer) -> Self {
        Self {
            file: String::new(),
            gazetteer,
            names: 0,
            warnings: Vec::new(),
            ids: FxHashMap::default(),
            whole: FxHashMap::default(),
            owners: FxHashMap::default(),
        }
    }

    fn warn(&mut self, sort: &'static str, line: u64, message: String) {
        let problem = Problem { file: self.file.clone(), line, message, harm: Harm::Row };
        self.warnings.push(Finding { sort, problem });
    }

    fn entry(&mut self, entry: &Entry) {
        let id = match entry.entity.id.as_str() {
            "" => format!("{}:{}", entry.entity.kind.as_str(), slug(&entry.entity.name)),
            id => id.to_string(),
        };
        if super::changes::needs_others(entry) {
            self.change(entry, &id);
        }
        if entry.change == Change::Off {
            return;
        }
        self.names += entry.names.len();
        self.duplicates(entry, &id);
        self.place(entry);
        entry.entity.roles.iter().for_each(|role| self.role(entry.line, role));
        entry.names.iter().for_each(|name| self.name(entry, name, &id));
    }

    /// A row that is about an entity of another list.
    fn change(&mut self, entry: &Entry, id: &str) {
        let by_id = !entry.entity.id.is_empty();
        let is_town = || towns::is_id(id) && self.gazetteer.towns().of_id(id).is_some();
        if by_id && self.gazetteer.index_of(id).is_none() && !is_town() {
            let message = format!(
                "no built-in entity has the id \"{id}\": the row is left out unless another --gazetteer has it; \
                 look ids up with: dateline gazetteer find NAME"
            );
            self.warn(CHANGE, entry.line, message);
        }
        if !by_id && entry.change == Change::Off {
            for name in &entry.names {
                if self.gazetteer.find(&name.text).is_empty() {
                    let message =
                        format!("no built-in entity is named \"{}\": there is nothing to switch off", name.text);
                    self.warn(CHANGE, entry.line, message);
                }
            }
        }
    }

    fn duplicates(&mut self, entry: &Entry, id: &str) {
        if let Some(first) = self.ids.insert(id.to_string(), entry.line) {
            let name = &entry.entity.name;
            let message = format!(
                "\"{name}\" stands in line {first} too; the names of both rows are used, the data of the first; \
                 make one row of them, or give them different ids"
            );
            return self.warn(DUPLICATE, entry.line, message);
        }
        if entry.entity.name.is_empty() {
            return;
        }
        let key = (fold(&entry.entity.name), entry.entity.kind, entry.entity.country.clone());
        if let Some((first, other)) = self.whole.insert(key, (entry.line, id.to_string())) {
            let message = format!(
                "\"{}\" of line {first} ({other}) has the same name, type and country; both are kept as two entities and \
                 no text can tell them apart; if they are one, give both rows one id",
                entry.entity.name
            );
            self.warn(DUPLICATE, entry.line, message);
        }
    }

    fn name(&mut self, entry: &Entry, name: &Name, id: &str) {
        let text = &name.text;
        if let Some((first, _)) = text.split_once("; ") {
            let message = format!(
                "\"{text}\" is one name with a semicolon in it; if it is several, write them as \"{first}|...\""
            );
            self.warn(SEVERAL, entry.line, message);
        }
        if !text.chars().any(char::is_alphanumeric) {
            return self.warn(NOTHING, entry.line, format!("\"{text}\" has no letters and is passed over"));
        }
        if let Some((sort, advice)) = advice(name, entry.entity.kind, self.gazetteer) {
            self.warn(sort, entry.line, advice);
        }
        let folded = fold(text);
        match self.owners.get(&folded) {
            Some((line, owner)) if owner != id => {
                let message = format!(
                    "\"{text}\" also names {owner} (line {line}); the text around a mention decides, and where it says \
                     nothing, the larger place or the canonical name; write \"{text}?\" where it is the rarer meaning"
                );
                self.warn(SHARED, entry.line, message);
            }
            Some(_) => {}
            None => {
                self.owners.insert(folded, (entry.line, id.to_string()));
                self.built_in(entry.line, text, id);
            }
        }
    }

    fn built_in(&mut self, line: u64, text: &str, id: &str) {
        let found = self.gazetteer.find(text);
        let others: FxHashSet<&str> = found
            .iter()
            .map(|one| self.gazetteer.entity(one.entity).id.as_str())
            .filter(|other| *other != id)
            .collect();
        if others.is_empty() {
            return;
        }
        let mut others: Vec<&str> = others.into_iter().collect();
        others.sort_unstable();
        let more = others.len().saturating_sub(3);
        others.truncate(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let message = format!(
            "\"{text}\" is also built in as {}{more}; yours wins; if it is the same entity, give the row that id, and with \
             FILE:priority=0 the text around decides",
            others.join(", ")
        );
        self.warn(BUILT_IN, line, message);
    }

    /// A place that lies nowhere, or nearer to its country with its coordinates swapped.
    fn place(&mut self, entry: &Entry) {
        let entity = &entry.entity;
        let Some((latitude, longitude)) = entity.coordinates else { return };
        if latitude == 0.0 && longitude == 0.0 {
            let message =
                "0, 0 lies in the Atlantic and mostly means \"unknown\"; it is used as it is; leave both empty".into();
            return self.warn(COORDINATES, entry.line, message);
        }
        let country = self.gazetteer.country(&entity.country).map(|index| self.gazetteer.entity(index));
        let Some(centre) = country.and_then(|country| country.coordinates) else { return };
        let distance = degrees_apart((latitude, longitude), centre);
        if distance > FAR && longitude.abs() <= 90.0 && degrees_apart((longitude, latitude), centre) < distance / 3.0 {
            let message = format!(
                "{latitude}, {longitude} is far from {}, and near it with latitude and longitude swapped; it is used as \
                 it is; swap them",
                entity.country
            );
            self.warn(COORDINATES, entry.line, message);
        }
    }

    fn role(&mut self, line: u64, role: &DatedRole) {
        let years = [role.start, role.end].map(|date| date.map(crate::model::PartialDate::year));
        let odd = years.into_iter().flatten().find(|year| !(MIN_YEAR..=MAX_YEAR).contains(year));
        let title = &role.title;
        let message = match (odd, years) {
            (Some(year), _) => format!("role \"{title}\": the year {year} is taken as it stands; is it a slip?"),
            (None, [Some(start), Some(end)]) if end - start > LONGEST_TERM => {
                format!("role \"{title}\": {} years in office are taken as they stand; is one a slip?", end - start)
            }
            _ => return,
        };
        self.warn(DATES, line, message);
    }
}

/// Degrees from a country's middle beyond which a place is looked at twice: half of Russia's or Canada's length.
const FAR: f32 = 30.0;
/// News knows no offices before.
const MIN_YEAR: i16 = 1500;
const MAX_YEAR: i16 = 2100;
/// The longest reigns lasted about 72 years.
const LONGEST_TERM: i16 = 75;

fn degrees_apart(one: (f32, f32), other: (f32, f32)) -> f32 {
    let across = (one.1 - other.1).abs();
    (one.0 - other.0).hypot(across.min(360.0 - across) * other.0.to_radians().cos())
}

/// What to do about a name that is a common word or a given name.
fn advice(name: &Name, kind: EntityType, gazetteer: &Gazetteer) -> Option<(&'static str, String)> {
    let text = &name.text;
    if name.case == CaseRule::Exact || name.weak || text.contains(' ') {
        return None;
    }
    let hash = fold_hash(text);
    let (small, capital) = gazetteer.words.frequency(hash);
    let starts_small = text.chars().next().is_some_and(char::is_lowercase);
    let is_word = gazetteer.words.is_word(hash);
    let is_given = kind != EntityType::Place || name.kind == NameKind::Alias;
    match () {
        () if is_word && (starts_small || name.case == CaseRule::Any) => {
            let message = format!(
                "\"{text}\" is a common word ({small} times in ten million words) and, written small, matches everywhere; \
                 give it a capital, or write \"{text}?\" to count it only beside another name of the entity"
            );
            Some((WORD, message))
        }
        () if is_word => {
            let message = format!(
                "\"{text}\" is also a common word ({small} times in ten million words); it counts only inside a sentence, \
                 with a capital; write \"{text}!\" for exact case or \"{text}?\" to need another name of the entity"
            );
            Some((WORD, message))
        }
        () if is_given && gazetteer.is_given_name(hash) => {
            let message = format!(
                "\"{text}\" is also a given name ({capital} times with a capital in ten million words); it counts \
                 wherever no longer name holds it; write \"{text}?\" to need another name of the entity"
            );
            Some((GIVEN_NAME, message))
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::LazyLock;

    use super::*;

    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load(&[], false).unwrap());

    fn sorts(rows: &str) -> Vec<&'static str> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csv");
        std::fs::write(&path, rows).unwrap();
        let report = check(&path.into(), &GAZETTEER).unwrap();
        assert!(report.errors.is_empty(), "{:?}", report.errors);
        report.warnings.iter().map(|finding| finding.sort).collect()
    }

    #[test]
    fn what_deserves_a_look_is_told_by_sort() {
        for (rows, expected) in [
            ("name,type,aliases\nSelm Harbour Trust,organization,SHT of Selm\n", &[][..]),
            ("name,type\nQuorvane Trust,organization\nQuorvane Trust,organization\n", &[DUPLICATE]),
            ("id,name,type\na,Quorvane Trust,organization\nb,Quorvane Trust,organization\n", &[DUPLICATE, SHARED]),
            (
                "name,type,aliases\nQuorvane Trust,organization,QVT Group\nQuorvane Bank,organization,QVT Group\n",
                &[SHARED],
            ),
            ("name,type,aliases\nQuorvane Trust,organization,reserve\n", &[WORD]),
            ("name,type,aliases\nQuorvane Trust,organization,Reserve?\n", &[]),
            ("name,type,aliases\nQuorvane Trust,organization,--\n", &[NOTHING]),
            ("name,type,latitude,longitude\nQuorvane,place,0,0\n", &[COORDINATES]),
            ("name,type,country,latitude,longitude\nQuorvane,place,YEM,48,15\n", &[COORDINATES]),
            ("name,type,country,latitude,longitude\nQuorvane,place,YEM,15,48\n", &[]),
            ("name,type,roles\nIlsa Quorvane,person,envoy;;2916;\n", &[DATES]),
            ("name,type,roles\nIlsa Quorvane,person,envoy;;1916;2005\n", &[DATES]),
            ("id,type\nperson:nobody-at-all,off\n", &[CHANGE]),
            ("id,type\nplace:france,off\n", &[]),
            ("name,type\nQuorvane,off\n", &[CHANGE]),
            ("name,type,aka\nQuorvane Trust,organization,QVT Group\n", &[COLUMN]),
            ("name,type,country\nQuorvane Trust,organization,Syria\n", &[]),
        ] {
            assert_eq!(sorts(rows), expected, "{rows}");
        }
    }

    #[test]
    fn given_names_and_names_of_others_are_told() {
        assert!(sorts("name,type,aliases\nIlsa Quorvane,person,Vladimir\n").contains(&GIVEN_NAME));
        assert!(sorts("name,type\nParis,organization\n").contains(&BUILT_IN));
    }
}
