//! One row of a gazetteer file → one entry: an entity and the names that lead to it.
//!
//! What goes in: CSV with a header; `name` and `type` are needed, every other column may be missing. What comes out:
//! entries, and [`Problem`]s that name file, line, column, value and what would be right.

use std::fmt;
use std::ops::{ControlFlow, RangeInclusive};
use std::str::FromStr;

use super::rows;
use crate::model::{DatedRole, Entity, EntityType, Gender, PartialDate};

/// An entity and its names, as one row gives them.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// What the names mean. The id is empty when the row has none.
    pub entity: Entity,
    /// All names, the canonical one first.
    pub names: Vec<Name>,
    /// Whether the canonical name needs support because it is also a word or a personal name.
    pub ambiguity: Ambiguity,
    /// What the row does.
    pub change: Change,
    /// Whether the row says a type; if not, the entity must be another list's.
    pub typed: bool,
    /// Names that no longer mean the entity (aliases that end in `-`).
    pub taken: Vec<String>,
    /// The line of the file, counted from 1.
    pub line: u64,
}

/// What a row does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Adds an entity, or says more of one that is there.
    #[default]
    Add,
    /// Switches an entity off (a row with an id), or names whatever they mean (a row without): the type is `off`.
    Off,
}

/// One name of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As printed.
    pub text: String,
    /// What the name does.
    pub kind: NameKind,
    /// How the letters must be printed.
    pub case: CaseRule,
    /// Whether the name counts only beside another name of the entity (an alias that ends in `?`).
    pub weak: bool,
}

/// What a list says about the case of a name's letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseRule {
    /// As the name itself suggests: capitals where the list has them, all capitals for an acronym (one that can be spoken may
    /// be printed as a name: `Nato`), any for small letters.
    #[default]
    Auto,
    /// As in the list (column `case`: `exact`; an alias that ends in `!`).
    Exact,
    /// Any (column `case`: `any`; an alias that ends in `~`).
    Any,
}

/// What a name does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// The canonical name.
    #[default]
    Canonical,
    /// Another name.
    Alias,
    /// An adjective or noun of nationality.
    Demonym,
}

/// Why a place's name needs support from the text around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ambiguity {
    /// It needs none.
    #[default]
    None,
    /// It is also a common word (`Split`).
    Word,
    /// It is also a given name or a surname (`Lincoln`).
    PersonalName,
}

/// Something wrong in a gazetteer file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as the user named it.
    pub file: String,
    /// Line, counted from 1 (0: the file as a whole).
    pub line: u64,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{}: {}", self.file, line, self.message),
        }
    }
}

/// Reads all rows of `csv_text`. A row that is wrong is left out and told.
#[cfg(test)]
pub fn read(file: &str, csv_text: &[u8]) -> (Vec<Entry>, Vec<Problem>) {
    read_typed(file, csv_text, None)
}

/// Reads all rows of `csv_text`; rows that say no type are of `kind`. A row that is wrong is left out and told.
pub fn read_typed(file: &str, csv_text: &[u8], kind: Option<EntityType>) -> (Vec<Entry>, Vec<Problem>) {
    let mut entries = Vec::new();
    let problems = for_each_typed(file, csv_text, kind, |entry| entries.push(entry));
    (entries, problems)
}

/// The same, entry by entry, so that a long list need not stand in memory as a whole.
pub fn for_each(file: &str, csv_text: &[u8], take: impl FnMut(Entry)) -> Vec<Problem> {
    for_each_typed(file, csv_text, None, take)
}

fn for_each_typed(
    file: &str,
    csv_text: &[u8],
    default_kind: Option<EntityType>,
    mut take: impl FnMut(Entry),
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut columns = None;
    let problem = |line: u64, message: String| Problem { file: file.to_string(), line, message };
    rows::for_each(without_mark(csv_text), |line, row| {
        let row = match row {
            Ok(row) => row,
            Err(cause) => {
                let message = format!("the row cannot be read ({cause}); save the file as UTF-8 CSV");
                problems.push(problem(line, message));
                return if columns.is_some() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
            }
        };
        match columns.as_ref().map(|columns: &Columns| columns.entry(row)) {
            Some(Ok(entry)) => take(Entry { line, ..entry }),
            Some(Err(message)) => problems.push(problem(line, message)),
            None => match Columns::new(row, default_kind) {
                Ok(found) => columns = Some(found),
                Err(message) => {
                    problems.push(problem(1, message));
                    return ControlFlow::Break(());
                }
            },
        }
        ControlFlow::Continue(())
    });
    problems
}

fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// Where each column stands.
#[derive(Default)]
struct Columns {
    id: Option<usize>,
    name: Option<usize>,
    kind: Option<usize>,
    default_kind: Option<EntityType>,
    subtype: Option<usize>,
    country: Option<usize>,
    code: Option<usize>,
    gender: Option<usize>,
    latitude: Option<usize>,
    longitude: Option<usize>,
    population: Option<usize>,
    geonames: Option<usize>,
    wikidata: Option<usize>,
    parent: Option<usize>,
    aliases: Option<usize>,
    demonyms: Option<usize>,
    roles: Option<usize>,
    ambiguity: Option<usize>,
    case: Option<usize>,
    width: usize,
}

impl Columns {
    fn new(header: &[&str], default_kind: Option<EntityType>) -> Result<Self, String> {
        let find = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.trim().to_lowercase().as_str()));
        let needed = |name: &str| {
            format!(
                "the header has no column \"{name}\" (it has: {}); a gazetteer needs at least name,type",
                header.join(", ")
            )
        };
        let (id, name, kind) = (find(&["id"]), find(&["name"]), find(&["type"]));
        // Rows that only change entities of other lists name them by id.
        if name.is_none() && id.is_none() {
            return Err(needed("name"));
        }
        if kind.is_none() && id.is_none() && default_kind.is_none() {
            return Err(needed("type"));
        }
        Ok(Self {
            id,
            name,
            kind,
            default_kind,
            subtype: find(&["subtype"]),
            country: find(&["country"]),
            code: find(&["code"]),
            gender: find(&["gender"]),
            latitude: find(&["latitude", "lat"]),
            longitude: find(&["longitude", "lon", "lng"]),
            population: find(&["population"]),
            geonames: find(&["geonames"]),
            wikidata: find(&["wikidata"]),
            parent: find(&["parent", "region"]),
            aliases: find(&["aliases", "alias"]),
            demonyms: find(&["demonyms"]),
            roles: find(&["roles"]),
            ambiguity: find(&["ambiguity"]),
            case: find(&["case"]),
            width: header.len(),
        })
    }

    fn entry(&self, row: &[&str]) -> Result<Entry, String> {
        if row.len() > self.width {
            return Err(format!(
                "the row has {} cells where the header has {}; put quotes around a cell that holds a comma",
                row.len(),
                self.width
            ));
        }
        let cell = |column: Option<usize>| column.and_then(|index| row.get(index)).map_or("", |cell| cell.trim());
        let (id, name) = (cell(self.id), cell(self.name));
        if name.is_empty() && id.is_empty() {
            return Err("column name is empty; every entry needs a name".to_string());
        }
        let kind_word = cell(self.kind);
        let change = if kind_word.eq_ignore_ascii_case("off") { Change::Off } else { Change::Add };
        let kind = match (change, kind_word) {
            (Change::Off, _) => None,
            (_, "") => self.default_kind,
            _ => EntityType::from_word(kind_word),
        };
        if kind.is_none() && change == Change::Add && (!kind_word.is_empty() || id.is_empty()) {
            return Err(format!("type \"{kind_word}\" is not known; use person, place or organization"));
        }
        let entity = Entity {
            id: id.to_string(),
            name: name.to_string(),
            kind: kind.unwrap_or_default(),
            subtype: cell(self.subtype).to_string(),
            country: country(cell(self.country))?,
            code: code(cell(self.code))?,
            coordinates: coordinates(cell(self.latitude), cell(self.longitude))?,
            population: whole_number("population", cell(self.population))?,
            geonames: cell(self.geonames).to_string(),
            wikidata: cell(self.wikidata).to_string(),
            parent: cell(self.parent).to_string(),
            gender: gender(cell(self.gender))?,
            roles: roles(cell(self.roles))?,
        };
        let case = case(cell(self.case))?;
        let mut names = Vec::new();
        if !name.is_empty() {
            names.push(Name { text: name.to_string(), kind: NameKind::Canonical, case, weak: false });
        }
        let mut taken = Vec::new();
        for (column, kind) in [(self.aliases, NameKind::Alias), (self.demonyms, NameKind::Demonym)] {
            for text in list(cell(column)) {
                match taken_away(text) {
                    Some(name) => taken.push(name.to_string()),
                    None => names.push(marked_name(text, kind, case)),
                }
            }
        }
        let ambiguity = ambiguity(cell(self.ambiguity))?;
        Ok(Entry { entity, names, ambiguity, change, typed: kind.is_some(), taken, line: 0 })
    }
}

/// The name that an alias like `Congress-` takes away.
fn taken_away(text: &str) -> Option<&str> {
    text.strip_suffix('-').map(str::trim).filter(|name| name.chars().any(char::is_alphanumeric))
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|item| !item.is_empty())
}

/// `WHO!` needs exact case, `isis~` may have any; `Congress?` is weak; marks may stand together. Without a mark the row's
/// rule holds.
fn marked_name(text: &str, kind: NameKind, of_row: CaseRule) -> Name {
    let bare = text.trim_end_matches(['!', '?', '~']);
    let marks = &text[bare.len()..];
    if bare.is_empty() {
        return Name { text: text.to_string(), kind, case: of_row, weak: false };
    }
    let case = match () {
        () if marks.contains('!') => CaseRule::Exact,
        () if marks.contains('~') => CaseRule::Any,
        () => of_row,
    };
    Name { text: bare.to_string(), kind, case, weak: marks.contains('?') }
}

fn case(cell: &str) -> Result<CaseRule, String> {
    match cell {
        "" | "auto" => Ok(CaseRule::Auto),
        "exact" => Ok(CaseRule::Exact),
        "any" => Ok(CaseRule::Any),
        _ => Err(format!("case \"{cell}\" is not exact, any or auto; leave it empty for auto")),
    }
}

fn country(cell: &str) -> Result<String, String> {
    let right = cell.is_empty() || (cell.len() == 3 && cell.bytes().all(|b| b.is_ascii_uppercase()));
    right.then(|| cell.to_string()).ok_or_else(|| {
        format!("country \"{cell}\" is not an ISO 3166 alpha-3 code such as SYR; leave it empty if unknown")
    })
}

fn code(cell: &str) -> Result<String, String> {
    let right =
        cell.len() != 1 && cell.len() != 2 && cell.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    right
        .then(|| cell.to_string())
        .ok_or_else(|| format!("code \"{cell}\" is not a CAMEO actor code such as SYRGOV; leave it empty if unknown"))
}

fn coordinates(latitude: &str, longitude: &str) -> Result<Option<(f32, f32)>, String> {
    if latitude.is_empty() && longitude.is_empty() {
        return Ok(None);
    }
    Ok(Some((degrees("latitude", latitude, -90.0..=90.0)?, degrees("longitude", longitude, -180.0..=180.0)?)))
}

fn degrees(column: &str, cell: &str, range: RangeInclusive<f32>) -> Result<f32, String> {
    let value =
        f32::from_str(cell).map_err(|_| format!("{column} \"{cell}\" is not a number; leave it empty if unknown"))?;
    if range.contains(&value) {
        return Ok(value);
    }
    Err(format!("{column} {cell} is not between {} and {} degrees", range.start(), range.end()))
}

fn whole_number(column: &str, cell: &str) -> Result<u32, String> {
    if cell.is_empty() {
        return Ok(0);
    }
    cell.parse().map_err(|_| format!("{column} \"{cell}\" is not a whole number; leave it empty if unknown"))
}

fn gender(cell: &str) -> Result<Option<Gender>, String> {
    match cell {
        "" => Ok(None),
        "m" => Ok(Some(Gender::Male)),
        "f" => Ok(Some(Gender::Female)),
        _ => Err(format!("gender \"{cell}\" is not m or f; leave it empty if unknown")),
    }
}

fn ambiguity(cell: &str) -> Result<Ambiguity, String> {
    match cell {
        "" => Ok(Ambiguity::None),
        "word" => Ok(Ambiguity::Word),
        "name" => Ok(Ambiguity::PersonalName),
        _ => Err(format!("ambiguity \"{cell}\" is not word or name; leave it empty if there is none")),
    }
}

/// `president;USAGOV;2009-01-20;2017-01-20|senator;USALEG;2005-01-03;2008-11-16`
fn roles(cell: &str) -> Result<Vec<DatedRole>, String> {
    list(cell).map(role).collect()
}

fn role(text: &str) -> Result<DatedRole, String> {
    let parts: Vec<&str> = text.split(';').map(str::trim).collect();
    let [title, role_code, start, end] = parts[..] else {
        return Err(format!("role \"{text}\" is not title;code;start;end"));
    };
    let date = |column: &str, part: &str| match part {
        "" | "?" => Ok(None),
        _ => part.parse::<PartialDate>().map(Some).map_err(|error| format!("role \"{text}\": {column} {error}")),
    };
    let (first, last) = (date("start", start)?, date("end", end)?);
    if let (Some(first), Some(last)) = (first, last)
        && first.first_day() > last.last_day()
    {
        return Err(format!("role \"{text}\" ends before it starts"));
    }
    Ok(DatedRole { title: title.to_string(), code: code(role_code)?, start: first, end: last, ended: end == "?" })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn problem(csv_text: &str) -> String {
        let (_, problems) = read("own.csv", csv_text.as_bytes());
        problems.first().map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn name_and_type_are_enough() {
        let (entries, problems) = read("own.csv", "\u{feff}name,type\nJane Doe,person\n".as_bytes());
        assert!(problems.is_empty());
        assert_eq!((entries[0].entity.name.as_str(), entries[0].entity.kind), ("Jane Doe", EntityType::Person));
    }

    #[test]
    fn marks_on_aliases_set_case_and_weakness() {
        let (entries, _) =
            read("o.csv", b"name,type,aliases\nWorld Health Organization,organization,WHO!|the Agency?|W.H.O.|who~\n");
        let marks: Vec<_> = entries[0].names.iter().map(|n| (n.text.as_str(), n.case, n.weak)).collect();
        let (auto, exact, any) = (CaseRule::Auto, CaseRule::Exact, CaseRule::Any);
        assert_eq!(
            marks[1..],
            [("WHO", exact, false), ("the Agency", auto, true), ("W.H.O.", auto, false), ("who", any, false)]
        );
    }

    #[test]
    fn a_row_sets_the_case_rule_of_its_unmarked_names() {
        let (entries, problems) = read("o.csv", b"name,type,case,aliases\nA B,person,any,C!|D\nE F,person,caps,\n");
        let rules: Vec<_> = entries[0].names.iter().map(|name| name.case).collect();
        assert_eq!(rules, [CaseRule::Any, CaseRule::Exact, CaseRule::Any]);
        assert!(problems[0].message.contains("exact, any or auto"), "{}", problems[0]);
    }

    #[test]
    fn dated_roles_are_read() {
        let (entries, problems) =
            read("p.csv", b"name,type,roles\nA B,person,president;USAGOV;2009-01-20;2017|x;;;?\n");
        assert!(problems.is_empty(), "{problems:?}");
        let held = |date: &str| entries[0].entity.roles[0].held_on(date.parse().unwrap());
        assert!(held("2012") && held("2009-01-20") && held("2017-05") && !held("2009-01-19") && !held("2018-01-01"));
        assert!(entries[0].entity.roles[1].ended);
    }

    #[test]
    fn a_wrong_cell_is_told_with_file_line_value_and_the_right_form() {
        for (rows, expected) in [
            (
                "name\nX",
                "own.csv:1: the header has no column \"type\" (it has: name); a gazetteer needs at least name,type",
            ),
            ("name,type\nX,persn", "own.csv:2: type \"persn\" is not known; use person, place or organization"),
            ("name,type\n,person", "own.csv:2: column name is empty; every entry needs a name"),
            (
                "name,type,latitude,longitude\nX,place,N/A,1",
                "own.csv:2: latitude \"N/A\" is not a number; leave it empty if unknown",
            ),
            ("name,type,latitude,longitude\nX,place,91,1", "own.csv:2: latitude 91 is not between -90 and 90 degrees"),
            (
                "name,type,country\nX,place,Syria",
                "own.csv:2: country \"Syria\" is not an ISO 3166 alpha-3 code such as SYR; leave it empty if unknown",
            ),
            (
                "name,type\nA,place\nX,place,1,2",
                "own.csv:3: the row has 4 cells where the header has 2; put quotes around a cell that holds a comma",
            ),
            ("name,type,roles\nX,person,king;;2015;2001", "own.csv:2: role \"king;;2015;2001\" ends before it starts"),
        ] {
            assert_eq!(problem(rows), expected);
        }
    }

    #[test]
    fn rows_that_change_other_lists_need_only_an_id() {
        let (entries, problems) =
            read("o.csv", b"id,name,type,aliases\nperson:a,,,Al|Bo-\nplace:b,,off,\n,Split,off,Spleet\n,,off,\n");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(!entries[0].typed && entries[0].names.len() == 1 && entries[0].taken == ["Bo"]);
        assert_eq!((entries[1].change, entries[1].names.len()), (Change::Off, 0));
        assert_eq!((entries[2].change, entries[2].names.len()), (Change::Off, 2));
        assert_eq!(read("o.csv", b"id,aliases\nperson:a,Al\n").0.len(), 1);
    }

    #[test]
    fn a_list_with_a_type_of_its_own_needs_no_type_column() {
        let (entries, problems) = read_typed("o.csv", b"name,type\nA,\nB,place\n", Some(EntityType::Person));
        assert!(problems.is_empty(), "{problems:?}");
        let kinds: Vec<_> = entries.iter().map(|entry| (entry.entity.kind, entry.typed)).collect();
        assert_eq!(kinds, [(EntityType::Person, true), (EntityType::Place, true)]);
        assert_eq!(read_typed("o.csv", b"name\nA\n", Some(EntityType::Person)).0.len(), 1);
    }

    #[test]
    fn a_wrong_row_does_not_lose_the_others() {
        let (entries, problems) = read("own.csv", b"name,type\nA,person\nB,oops\nC,place\n");
        assert_eq!((entries.len(), problems.len()), (2, 1));
    }
}
