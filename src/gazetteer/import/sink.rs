//! Where imported rows go: names made clean, ids made one of a kind, countries as ISO alpha-3.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{LISTED_COLUMNS, Report, Row, Rows};
use crate::error::{Error, Result};
use crate::gazetteer::entry::{self, Entry};
use crate::gazetteer::{builtin, compiled, country_names, slug};
use crate::model::{Entity, EntityType};
use crate::segment::fold_hash;

/// A name without letters or digits.
const NO_NAME: &str = "no name";
/// A row whose id another row has.
const REPEATED: &str = "an id that another row has";

/// The file of entities that is being written, and what is known already.
pub struct Sink {
    rows: Option<Rows<BufWriter<File>>>,
    part: PathBuf,
    out: PathBuf,
    ids: FxHashSet<u64>,
    known: &'static Known,
}

impl Drop for Sink {
    fn drop(&mut self) {
        if self.rows.is_some() {
            let _ = std::fs::remove_file(&self.part);
        }
    }
}

/// What the built-in lists know of outside ids and countries.
struct Known {
    by_geonames: FxHashMap<u32, String>,
    by_wikidata: FxHashMap<String, String>,
    /// People and organizations by type and folded name: id and country; none of a name that several have.
    by_name: FxHashMap<(EntityType, u64), Option<(String, String)>>,
    /// Alpha-3 codes by Wikidata id.
    country_items: FxHashMap<String, String>,
}

/// Read once, when the first list is imported.
static KNOWN: OnceLock<Known> = OnceLock::new();

impl Known {
    fn get() -> Result<&'static Self> {
        match KNOWN.get() {
            Some(known) => Ok(known),
            None => Self::load().map(|known| KNOWN.get_or_init(|| known)),
        }
    }

    fn load() -> Result<Self> {
        let mut known = Self {
            by_geonames: FxHashMap::default(),
            by_wikidata: FxHashMap::default(),
            by_name: FxHashMap::default(),
            country_items: FxHashMap::default(),
        };
        entry::for_each("countries.csv", builtin::file("countries.csv")?.as_bytes(), |entry| known.add_country(&entry));
        let entities = compiled::built_in(&builtin::compiled()?)?.compiled.entities;
        for entity in (0..entities.len() as u32).map(|index| entities.get(index)) {
            if entity.kind == EntityType::Place { known.add_place(entity) } else { known.add_name(entity) }
        }
        Ok(known)
    }

    fn add_place(&mut self, place: &Entity) {
        if let Ok(number) = place.geonames.parse() {
            self.by_geonames.entry(number).or_insert_with(|| place.id.clone());
        }
        if !place.wikidata.is_empty() {
            self.by_wikidata.entry(place.wikidata.clone()).or_insert_with(|| place.id.clone());
        }
    }

    fn add_name(&mut self, entity: &Entity) {
        let named = Some((entity.id.clone(), entity.country.clone()));
        let of_name = self.by_name.entry((entity.kind, fold_hash(&entity.name)));
        of_name.and_modify(|known| *known = None).or_insert(named);
    }

    /// The person or organization of that whole name that the row does not contradict: a name of one word may be anybody's.
    fn of_name(&self, row: &Row) -> Option<&String> {
        let (id, country) = self.by_name.get(&(row.kind, fold_hash(&row.name)))?.as_ref()?;
        let alike = row.country.is_empty() || country.is_empty() || row.country == *country;
        (alike && row.name.contains(' ')).then_some(id)
    }

    fn add_country(&mut self, entry: &Entry) {
        let entity = &entry.entity;
        if matches!(entity.subtype.as_str(), "country" | "territory") {
            self.country_items.insert(entity.wikidata.clone(), entity.country.clone());
        }
    }
}

impl Sink {
    /// Begins the file, under another name until it is whole.
    pub fn create(out: &Path) -> Result<Self> {
        let mut part = out.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let file = File::create(&part).map_err(|cause| Error::new(format!("{}: {cause}", part.display())))?;
        let rows = Rows::begin(BufWriter::with_capacity(1 << 16, file), LISTED_COLUMNS)?;
        let (ids, known) = (FxHashSet::default(), Known::get()?);
        Ok(Self { rows: Some(rows), part, out: out.to_path_buf(), ids, known })
    }

    /// Writes a row, and counts its line as used or left out. A row without an id gets ours by its Wikidata or GeoNames
    /// id, or by the whole name of a person or organization that it does not contradict; else one made of its name and `outside` id.
    pub fn write(&mut self, mut row: Row, outside: &str, line: u64, report: &mut Report) -> Result<()> {
        let Some(name) = clean_name(&row.name) else {
            report.leave_out(NO_NAME, line, &row.name);
            return Ok(());
        };
        row.name = name;
        if row.id.is_empty() {
            row.id = self.id(&row, outside);
        }
        if !self.ids.insert(fold_hash(&row.id)) {
            report.leave_out(REPEATED, line, &row.id);
            return Ok(());
        }
        let name = row.name.clone();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let aliases = row.aliases.iter().filter(|alias| **alias != name && seen.insert(alias)).cloned().collect();
        row.aliases = aliases;
        if let Some(rows) = &mut self.rows {
            rows.listed(&row)?;
        }
        report.used += 1;
        report.rows += 1;
        report.names += 1 + row.aliases.len() as u64;
        Ok(())
    }

    fn id(&self, row: &Row, outside: &str) -> String {
        let known = || {
            let by_place = row.geonames.parse().ok().and_then(|number| self.known.by_geonames.get(&number));
            let by_item = || self.known.by_wikidata.get(&row.wikidata);
            by_place.or_else(by_item).or_else(|| self.known.of_name(row)).cloned()
        };
        let free = |id: &String| !self.ids.contains(&fold_hash(id));
        known().filter(free).unwrap_or_else(|| id_of(row.kind, &row.name, outside))
    }

    /// Id of a GeoNames place in the built-in lists.
    pub fn known_place(&self, geonames: u32) -> Option<&str> {
        self.known.by_geonames.get(&geonames).map(String::as_str)
    }

    /// ISO 3166 alpha-3 code of a country given by code or name; empty when unknown.
    pub fn country(&self, text: &str) -> String {
        country_names::code_of(text).unwrap_or_default()
    }

    /// ISO 3166 alpha-3 code of a country given by Wikidata id; empty when unknown.
    pub fn country_of_item(&self, item: &str) -> String {
        self.known.country_items.get(item).cloned().unwrap_or_default()
    }

    /// The countries asked for, as alpha-3.
    pub fn countries(&self, asked: &[String]) -> Result<FxHashSet<String>> {
        let code = |text: &String| match self.country(text) {
            code if code.is_empty() => {
                Err(Error::new(format!("--country {text}: not an ISO 3166 code such as DE or DEU")))
            }
            code => Ok(code),
        };
        asked.iter().map(code).collect()
    }

    /// Writes what is still held back and gives the file its name.
    pub fn finish(mut self) -> Result<()> {
        let Some(rows) = self.rows.take() else { return Ok(()) };
        rows.finish()?;
        std::fs::rename(&self.part, &self.out).map_err(|cause| Error::new(format!("{}: {cause}", self.out.display())))
    }
}

/// `place:aleppo-170063`; without an outside id only the name.
pub fn id_of(kind: EntityType, name: &str, outside: &str) -> String {
    let (kind, name, outside) = (kind.as_str(), slug(name), slug(outside));
    match (name.as_str(), outside.as_str()) {
        (name, "") => format!("{kind}:{name}"),
        ("", outside) => format!("{kind}:{outside}"),
        _ => format!("{kind}:{name}-{outside}"),
    }
}

/// A name on one line without the signs that mean something in our lists; `None` without letters or digits.
pub fn clean_name(name: &str) -> Option<String> {
    let plain: String = name.chars().map(|c| if c.is_control() || c == '|' { ' ' } else { c }).collect();
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = joined.trim_end_matches(['!', '?', '~', '-', ',', ';', ' ']).trim_start_matches([',', ';', ' ']);
    bare.chars().any(char::is_alphanumeric).then(|| bare.to_string())
}

/// Adds a cleaned alias with a mark.
pub fn add_alias(aliases: &mut Vec<String>, name: &str, mark: &str) {
    if let Some(name) = clean_name(name) {
        aliases.push(name + mark);
    }
}

/// Latitude and longitude, if both are numbers in range.
pub fn coordinates(latitude: &str, longitude: &str) -> Option<(f64, f64)> {
    let degrees = |text: &str, most: f64| text.trim().parse::<f64>().ok().filter(|value| value.abs() <= most);
    Some((degrees(latitude, 90.0)?, degrees(longitude, 180.0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_would_mean_something_in_a_list() {
        for (name, clean) in [
            ("  Port \t Selm ", Some("Port Selm")),
            ("Yahoo!", Some("Yahoo")),
            ("a|b", Some("a b")),
            ("al-", Some("al")),
            ("--", None),
            ("", None),
        ] {
            assert_eq!(clean_name(name).as_deref(), clean, "{name}");
        }
    }

    #[test]
    fn coordinates_out_of_range_are_none() {
        assert_eq!(coordinates("36.5", "-120"), Some((36.5, -120.0)));
        for (latitude, longitude) in [("91", "0"), ("x", "0"), ("0", ""), ("0", "181")] {
            assert_eq!(coordinates(latitude, longitude), None);
        }
    }

    #[test]
    fn ids_are_made_of_name_and_outside_id() {
        assert_eq!(id_of(EntityType::Person, "Ilsa Brandt", "NK-aB"), "person:ilsa-brandt-nk-ab");
        assert_eq!(id_of(EntityType::Place, "Алеппо", "170063"), "place:алеппо-170063");
    }
}
