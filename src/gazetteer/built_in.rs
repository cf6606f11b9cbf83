//! The built-in lists, read from their files: the work of the build script.

use super::entry::{self, Entry, Reading};
use super::governments;
use super::making::Making;
use crate::error::{Error, Result};

/// The built-in lists of entities, in the order in which they are loaded: places, then who acts.
pub const BUILT_IN: [&str; 6] =
    ["countries.csv", "regions.csv", "places.csv", "cities.csv", "organizations.csv", "people.csv"];

/// The list from which governments are made too, by these patterns.
const COUNTRIES: (&str, &str) = (BUILT_IN[0], "government_patterns.csv");

/// The list whose bodies take the names of those made by patterns.
const ORGANIZATIONS: &str = BUILT_IN[4];

/// The built-in lists, read.
pub struct BuiltIn {
    /// Entities, names, people.
    pub making: Making,
    /// ISO 3166 alpha-3 codes of countries and territories, with their entities.
    pub countries: Vec<(String, u32)>,
    /// Regions that have no population of their own and count as large as their towns together.
    pub summed: Vec<u32>,
}

/// Reads the built-in lists; `file` gives the text of each.
pub fn built_in(file: impl Fn(&str) -> Result<String>) -> Result<BuiltIn> {
    let mut making = Making::default();
    let mut countries = Vec::new();
    let mut governments = Vec::new();
    for name in BUILT_IN {
        let (mut entries, problems) =
            entry::read_as(&format!("gazetteers/{name}"), file(name)?.as_bytes(), Reading::default());
        if let Some(problem) = problems.first() {
            return Err(Error::new(problem.to_string()));
        }
        // The first of a code counts: a state of today, which has inhabitants, before one of the past.
        let mut states: Vec<_> = entries.iter().filter(|_| name == COUNTRIES.0).collect();
        states.sort_by_key(|entry| entry.entity.population == 0);
        let codes: Vec<_> = states.into_iter().filter_map(country_of).collect();
        if name == COUNTRIES.0 {
            governments = governments::entries(&file(COUNTRIES.1)?, &entries)?;
        }
        if name == ORGANIZATIONS {
            governments::join(std::mem::take(&mut governments), &mut entries);
        }
        for entry in entries {
            making.add(entry, 0);
        }
        countries.extend(codes.into_iter().filter_map(|(id, iso)| Some((iso, making.entities.index_of(&id)?))));
    }
    let summed = making.count_regions();
    Ok(BuiltIn { making, countries, summed })
}

/// Id and ISO code of an entry that is a country or territory.
fn country_of(entry: &Entry) -> Option<(String, String)> {
    let entity = &entry.entity;
    matches!(entity.subtype.as_str(), "country" | "territory").then(|| (entity.id.clone(), entity.country.clone()))
}
