//! Entities: what a name means.

use super::PartialDate;

/// A person, place or organization with a stable id.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// Stable id (`person:john-kerry`, `place:aleppo-170063`).
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Person, place or organization.
    pub kind: EntityType,
    /// Finer type (`city`, `armed-group`, `politician`...); may be empty.
    pub subtype: String,
    /// ISO 3166 alpha-3; empty when unknown or none.
    pub country: String,
    /// CAMEO actor code outside dated roles (`USAELI`, `IGOUNO`); may be empty.
    pub code: String,
    /// Latitude and longitude in degrees (WGS 84), for places.
    pub coordinates: Option<(f32, f32)>,
    /// Inhabitants, for places; 0 when unknown.
    pub population: u32,
    /// GeoNames id; empty when unknown.
    pub geonames: String,
    /// Wikidata id; empty when unknown.
    pub wikidata: String,
    /// Id of what contains it: parent organization, region of a city; may be empty.
    pub parent: String,
    /// Gender, for people.
    pub gender: Option<Gender>,
    /// Offices held, with dates.
    pub roles: Vec<DatedRole>,
}

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// A human being.
    #[default]
    Person,
    /// A country, region, city, landmark or other place.
    Place,
    /// A government body, firm, armed group, party, news outlet or other organization.
    Organization,
}

impl EntityType {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organization => "organization",
        }
    }

    /// The type named by `word`, with the abbreviations common in lists (`PER`, `LOC`, `GPE`, `ORG`).
    pub fn from_word(word: &str) -> Option<Self> {
        match word.trim().to_ascii_lowercase().as_str() {
            "person" | "per" | "people" => Some(Self::Person),
            "place" | "loc" | "gpe" | "location" => Some(Self::Place),
            "organization" | "organisation" | "org" | "company" => Some(Self::Organization),
            _ => None,
        }
    }
}

/// Grammatical gender of the pronouns news uses for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// An office that a person held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatedRole {
    /// Lower-case title: `foreign minister`.
    pub title: String,
    /// CAMEO actor code of the office (`USAGOV`).
    pub code: String,
    /// First day, month or year; `None` when unknown.
    pub start: Option<PartialDate>,
    /// Last day, month or year; `None` when it goes on or is unknown.
    pub end: Option<PartialDate>,
    /// Whether it has ended on a date not known.
    pub ended: bool,
}

impl DatedRole {
    /// Whether the role was held on `date`, as far as is known.
    pub fn held_on(&self, date: PartialDate) -> bool {
        let begun = self.start.is_none_or(|start| start.first_day() <= date.last_day());
        let over = match self.end {
            Some(end) => end.last_day() < date.first_day(),
            None => self.ended,
        };
        begun && !over
    }
}
