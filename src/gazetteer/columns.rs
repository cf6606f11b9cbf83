//! The header of a gazetteer and its rows → entries.

use super::cells;
use super::entry::{CaseRule, Change, Entry, Name, NameKind, Reading};
use crate::model::{Entity, EntityType};
use crate::nearest::nearest;

/// Our columns, and the headers that mean them in tables of others; those before the bar are read in a gazetteer too.
pub const HEADERS: [(&str, &[&str], &[&str]); 18] = [
    ("id", &["id"], &["entity_id", "identifier", "key"]),
    ("name", &["name"], &["label", "entity", "title", "canonical", "full_name"]),
    ("type", &["type"], &["entity_type", "kind"]),
    ("subtype", &["subtype"], &[]),
    ("country", &["country"], &["country_code", "iso3", "iso2", "nation", "nationality", "citizenship"]),
    ("code", &["code"], &["cameo"]),
    ("gender", &["gender"], &["sex"]),
    ("latitude", &["latitude", "lat"], &[]),
    ("longitude", &["longitude", "lon", "lng"], &["long"]),
    ("population", &["population"], &["pop"]),
    ("geonames", &["geonames"], &["geonameid", "geonames_id"]),
    ("wikidata", &["wikidata"], &["qid", "wikidata_id"]),
    ("parent", &["parent", "region"], &[]),
    ("aliases", &["aliases", "alias"], &["aka", "alternative_names", "synonyms", "other_names"]),
    ("demonyms", &["demonyms"], &[]),
    ("roles", &["roles"], &["offices"]),
    ("ambiguity", &["ambiguity"], &[]),
    ("case", &["case"], &[]),
];

// Places in HEADERS.
const ID: usize = 0;
const NAME: usize = 1;
const TYPE: usize = 2;
const SUBTYPE: usize = 3;
const COUNTRY: usize = 4;
const CODE: usize = 5;
const GENDER: usize = 6;
const LATITUDE: usize = 7;
const LONGITUDE: usize = 8;
const POPULATION: usize = 9;
const GEONAMES: usize = 10;
const WIKIDATA: usize = 11;
const PARENT: usize = 12;
const ALIASES: usize = 13;
const DEMONYMS: usize = 14;
const ROLES: usize = 15;
const AMBIGUITY: usize = 16;
const CASE: usize = 17;

/// Columns for people, and those that our own lists and `dateline suggest` write: not read, and not told.
const PASSED_OVER: [&str; 12] = [
    "",
    "source",
    "capital",
    "note",
    "notes",
    "comment",
    "comments",
    "mentions",
    "documents",
    "context_1",
    "context_2",
    "context_3",
];

/// Where each of [`HEADERS`] stands.
pub struct Columns {
    places: [Option<usize>; HEADERS.len()],
    reading: Reading,
    width: usize,
    /// The mark between cells.
    separator: u8,
}

/// The name of a column as it is compared.
fn plain(header: &str) -> String {
    header.trim().to_lowercase().replace([' ', '-'], "_")
}

impl Columns {
    /// Reads a header; fails with what it lacks.
    pub fn new(header: &[&str], separator: u8, reading: Reading) -> Result<Self, String> {
        let find = |names: &[&str]| header.iter().position(|cell| names.contains(&cell.trim().to_lowercase().as_str()));
        let columns = Self { places: HEADERS.map(|(_, ours, _)| find(ours)), reading, width: header.len(), separator };
        let needed = |name: &str| {
            format!(
                "the header has no column \"{name}\" (it has: {}); a gazetteer needs at least name,type",
                header.join(", ")
            )
        };
        let has = |ours: usize| columns.places[ours].is_some();
        // Rows that only change entities of other lists name them by id.
        if !has(NAME) && !has(ID) {
            return Err(needed("name"));
        }
        if !has(TYPE) && !has(ID) && reading.kind.is_none() {
            return Err(needed("type"));
        }
        Ok(columns)
    }

    /// What is to be told of columns that are not read.
    pub fn unused(&self, header: &[&str]) -> Vec<String> {
        let is_unused = |(index, cell): &(usize, &&str)| {
            !self.places.contains(&Some(*index)) && !PASSED_OVER.contains(&cell.trim().to_lowercase().as_str())
        };
        let unused = header.iter().enumerate().filter(is_unused);
        unused.map(|(_, cell)| format!("column \"{}\" is not used; {}", cell.trim(), self.advice(cell))).collect()
    }

    /// Which of our columns a header may mean.
    fn advice(&self, header: &str) -> String {
        let word = plain(header);
        let free =
            || HEADERS.into_iter().zip(&self.places).filter(|(_, place)| place.is_none()).map(|(header, _)| header);
        let named = free().find(|(_, _, others)| others.contains(&word.as_str())).map(|(ours, ..)| ours);
        let most = if word.len() < 4 { 1 } else { 2 };
        match named.or_else(|| nearest(&word, free().map(|(ours, ..)| ours), most)) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => format!("the columns of a gazetteer are {}", HEADERS.map(|(ours, ..)| ours).join(", ")),
        }
    }

    /// The entry of a row, with what is wrong in cells that can do without; fails when the row cannot be used.
    pub fn entry(&self, row: &[&str]) -> Result<(Entry, Vec<String>), String> {
        if row.len() > self.width {
            let mark = match self.separator {
                b';' => "semicolon",
                b'\t' => "tab",
                _ => "comma",
            };
            return Err(format!(
                "the row has {} cells where the header has {}; put quotes around a cell that holds a {mark}",
                row.len(),
                self.width
            ));
        }
        let cell = |ours: usize| self.places[ours].and_then(|index| row.get(index)).map_or("", |cell| cell.trim());
        let (id, name) = (cell(ID), cell(NAME));
        if name.is_empty() && id.is_empty() {
            return Err("column name is empty; every entry needs a name".to_string());
        }
        if let Some(long) = [NAME, ALIASES].into_iter().find(|ours| cell(*ours).contains('\n')) {
            return Err(format!(
                "the cell under {} goes over several lines; is a quote opened and not closed?",
                HEADERS[long].0
            ));
        }
        let kind_word = cell(TYPE);
        let change = if kind_word.eq_ignore_ascii_case("off") { Change::Off } else { Change::Add };
        let kind = match (change, kind_word) {
            (Change::Off, _) => None,
            (_, "") => self.reading.kind,
            _ => EntityType::from_word(kind_word),
        };
        if kind.is_none() && change == Change::Add && (!kind_word.is_empty() || id.is_empty()) {
            return Err(format!("type \"{kind_word}\" is not known; use person, place or organization"));
        }
        let mut wrong = Wrong::default();
        let entity = Entity {
            id: id.to_string(),
            name: name.to_string(),
            kind: kind.unwrap_or_default(),
            subtype: cell(SUBTYPE).to_string(),
            country: wrong.unless(cells::country(cell(COUNTRY), self.reading.country)),
            code: wrong.unless(cells::code(cell(CODE))),
            coordinates: wrong.unless(cells::coordinates(cell(LATITUDE), cell(LONGITUDE))),
            population: wrong.unless(cells::whole_number("population", cell(POPULATION))),
            geonames: cell(GEONAMES).to_string(),
            wikidata: cell(WIKIDATA).to_string(),
            parent: cell(PARENT).to_string(),
            gender: wrong.unless(cells::gender(cell(GENDER))),
            roles: cells::list(cell(ROLES)).filter_map(|role| wrong.unless(cells::role(role).map(Some))).collect(),
        };
        let case = wrong.unless(cells::case(cell(CASE)));
        let mut names = Vec::new();
        if !name.is_empty() {
            names.push(Name { text: name.to_string(), kind: NameKind::Canonical, case, weak: false });
        }
        let mut taken = Vec::new();
        for (column, kind) in [(ALIASES, NameKind::Alias), (DEMONYMS, NameKind::Demonym)] {
            for text in cells::list(cell(column)) {
                match taken_away(text) {
                    Some(name) => taken.push(name.to_string()),
                    None => names.push(marked_name(text, kind, case)),
                }
            }
        }
        let ambiguity = wrong.unless(cells::ambiguity(cell(AMBIGUITY)));
        Ok((Entry { entity, names, ambiguity, change, typed: kind.is_some(), taken, line: 0 }, wrong.0))
    }
}

/// What is wrong in the cells of a row.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    /// What the cell says; nothing, and kept to be told, when it cannot be read.
    fn unless<T: Default>(&mut self, cell: Result<T, String>) -> T {
        cell.unwrap_or_else(|message| {
            self.0.push(message);
            T::default()
        })
    }
}

/// The name that an alias like `Congress-` takes away.
fn taken_away(text: &str) -> Option<&str> {
    text.strip_suffix('-').map(str::trim).filter(|name| name.chars().any(char::is_alphanumeric))
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
