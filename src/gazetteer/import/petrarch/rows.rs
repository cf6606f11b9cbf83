//! An actor of a dictionary → a row of a gazetteer.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Row;
use super::actors::Actor;
use super::codes::DatedCode;
use super::names::printed;
use crate::error::{Error, Result};
use crate::gazetteer::{builtin_file, slug};
use crate::model::EntityType;

/// Beginnings of codes of bodies that belong to no country.
const BODIES: [&str; 5] = ["IGO", "NGO", "NGM", "MNC", "IMG"];

/// What the last word of a name says of its type. The dictionaries do not tell people, places and bodies apart.
pub struct RowMaker {
    countries: FxHashSet<String>,
    organization_words: FxHashSet<String>,
    ids: FxHashMap<String, u32>,
}

impl RowMaker {
    /// Loads the lists that tell countries and organizations.
    pub fn load() -> Result<Self> {
        let countries = column("countries.csv", "country")?;
        let words = column("organization_words.csv", "word")?;
        Ok(Self {
            countries: countries.into_iter().collect(),
            organization_words: words.into_iter().map(|word| word.to_lowercase()).collect(),
            ids: FxHashMap::default(),
        })
    }

    /// The row of an actor.
    pub fn row(&mut self, actor: &Actor) -> Row {
        let mut names: Vec<String> = Vec::with_capacity(actor.names.len());
        for name in actor.names.iter().map(|name| printed(name).replace(['|', ';'], " ")) {
            let name = name.trim_end_matches(['!', '?']).to_string();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let name = if names.is_empty() { actor.names.join(" ") } else { names.remove(0) };
        let standing = actor.codes.iter().find(|code| !code.is_dated());
        let code = standing.map(|code| first_code(&code.code).to_string()).unwrap_or_default();
        let any = actor.codes.iter().map(|code| code.code.as_str()).find(|code| !code.is_empty()).unwrap_or("");
        let country = any.get(..3).filter(|start| self.countries.contains(*start)).unwrap_or("").to_string();
        let kind = self.kind(&name, any, actor.codes.iter().any(DatedCode::is_dated));
        let id = self.id(&name);
        let roles = actor.codes.iter().filter(|code| code.is_dated() && !code.code.is_empty()).map(role).collect();
        Row { id, name, kind, country, code, aliases: names, roles, ..Row::default() }
    }

    fn kind(&self, name: &str, code: &str, dated: bool) -> EntityType {
        let is_body = name.split(' ').any(|word| self.organization_words.contains(&word.to_lowercase()));
        let of_country = code.get(..3).is_some_and(|start| self.countries.contains(start));
        match () {
            () if code.len() == 3 && of_country => EntityType::Place,
            () if is_body => EntityType::Organization,
            () if dated && name.contains(' ') => EntityType::Person,
            () if BODIES.iter().any(|start| code.starts_with(start)) => EntityType::Organization,
            () if name.contains(' ')
                && matches!(code.get(3..6), Some("GOV" | "ELI" | "OPP" | "LEG" | "JUD" | "MED")) =>
            {
                EntityType::Person
            }
            () => EntityType::Organization,
        }
    }

    /// An id made from the name, with a number when another actor has it.
    fn id(&mut self, name: &str) -> String {
        let id = format!("petrarch:{}", slug(name));
        let seen = self.ids.entry(id.clone()).or_default();
        *seen += 1;
        if *seen == 1 { id } else { format!("{id}-{seen}") }
    }
}

/// Of codes joined by `/`, the first: a gazetteer has room for one.
fn first_code(code: &str) -> &str {
    code.split('/').next().unwrap_or(code)
}

fn role(code: &DatedCode) -> String {
    let date = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    format!(";{};{};{}", first_code(&code.code), date(code.start), date(code.end))
}

/// The cells of a column of a built-in list.
fn column(file: &str, name: &str) -> Result<Vec<String>> {
    let text = builtin_file(file)?;
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = rows.headers().map_err(|error| Error::new(format!("{file}: {error}")))?;
    let at = header.iter().position(|cell| cell == name).unwrap_or(0);
    Ok(rows.records().filter_map(|row| row.ok()?.get(at).map(str::to_string)).collect())
}
