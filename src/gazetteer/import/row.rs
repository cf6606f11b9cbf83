//! Rows of our own CSV format, as importers write them.

use std::io::Write;

use crate::error::{Error, Result};
use crate::model::EntityType;

/// Columns of an imported dictionary of actors.
pub const COLUMNS: &[&str] = &["id", "name", "type", "subtype", "country", "code", "aliases", "roles"];

/// Columns of an imported list of names. `source` says where a row comes from and is for people: it is not read.
pub const LISTED_COLUMNS: &[&str] = &[
    "id",
    "name",
    "type",
    "subtype",
    "country",
    "code",
    "latitude",
    "longitude",
    "population",
    "geonames",
    "wikidata",
    "parent",
    "aliases",
    "source",
];

/// Columns of an imported list of agents.
pub const AGENT_COLUMNS: &[&str] = &["agent", "plural", "code", "kind"];

/// One entity of an imported list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Stable id.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Person, place or organization.
    pub kind: EntityType,
    /// Finer type; may be empty.
    pub subtype: String,
    /// ISO 3166 alpha-3; may be empty.
    pub country: String,
    /// CAMEO actor code outside dated roles; may be empty.
    pub code: String,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// Inhabitants; 0 when unknown.
    pub population: u64,
    /// GeoNames id; may be empty.
    pub geonames: String,
    /// Wikidata id; may be empty.
    pub wikidata: String,
    /// Id of the region or organization that holds it; may be empty.
    pub parent: String,
    /// Other names, with their marks (`!`, `~`, `?`).
    pub aliases: Vec<String>,
    /// Roles, each as `title;code;start;end`.
    pub roles: Vec<String>,
    /// Where it comes from: the list, and the id there.
    pub source: String,
}

/// A CSV file that is being written.
pub struct Rows<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> Rows<W> {
    /// Writes the header.
    pub fn begin(out: W, columns: &[&str]) -> Result<Self> {
        let mut rows = Self { csv: csv::Writer::from_writer(out) };
        rows.write(columns)?;
        Ok(rows)
    }

    /// Writes one row of [`COLUMNS`].
    pub fn entity(&mut self, row: &Row) -> Result<()> {
        let (aliases, roles) = (row.aliases.join("|"), row.roles.join("|"));
        let kind = row.kind.as_str();
        self.write(&[&row.id, &row.name, kind, &row.subtype, &row.country, &row.code, &aliases, &roles])
    }

    /// Writes one row of [`LISTED_COLUMNS`].
    pub fn listed(&mut self, row: &Row) -> Result<()> {
        let (latitude, longitude) =
            row.coordinates.map(|(north, east)| (north.to_string(), east.to_string())).unwrap_or_default();
        let population = if row.population > 0 { row.population.to_string() } else { String::new() };
        let aliases = row.aliases.join("|");
        self.write(&[
            &row.id,
            &row.name,
            row.kind.as_str(),
            &row.subtype,
            &row.country,
            &row.code,
            &latitude,
            &longitude,
            &population,
            &row.geonames,
            &row.wikidata,
            &row.parent,
            &aliases,
            &row.source,
        ])
    }

    /// Writes one row of any list.
    pub fn write(&mut self, cells: &[&str]) -> Result<()> {
        self.csv.write_record(cells).map_err(|error| Error::new(format!("cannot write the list: {error}")))
    }

    /// Writes what is still held back.
    pub fn finish(mut self) -> Result<()> {
        self.csv.flush().map_err(|error| Error::new(format!("cannot write the list: {error}")))
    }
}
