//! Rows of our own CSV format, as importers write them.

use std::io::Write;

use crate::error::{Error, Result};
use crate::model::EntityType;

/// Columns of an imported list of entities.
pub const COLUMNS: &[&str] = &["id", "name", "type", "subtype", "country", "code", "aliases", "roles"];

/// Columns of an imported list of agents.
pub const AGENT_COLUMNS: &[&str] = &["agent", "plural", "code", "kind"];

/// One entity of an imported list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Other names.
    pub aliases: Vec<String>,
    /// Roles, each as `title;code;start;end`.
    pub roles: Vec<String>,
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

    /// Writes one row of an entity list.
    pub fn entity(&mut self, row: &Row) -> Result<()> {
        let (aliases, roles) = (row.aliases.join("|"), row.roles.join("|"));
        let kind = row.kind.as_str();
        self.write(&[&row.id, &row.name, kind, &row.subtype, &row.country, &row.code, &aliases, &roles])
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
