//! What the mentions of a document say of it: which countries, regions and places it speaks of, and how often.

use crate::model::{Entity, EntityRef, EntityType, Mention};

use super::Reading;
use super::places::{self, Class};

/// What the mentions of a document say of it. Documents name few things: short lists are quicker than tables.
#[derive(Default)]
pub struct DocumentEvidence<'d> {
    pub entities: Vec<u32>,
    /// Mentions by country.
    pub countries: Counts<'d>,
    /// Mentions of places and nationalities by country: where people come from says little of where towns lie.
    pub places: Counts<'d>,
    /// Mentions of public bodies named by their country: `Peruvian police` hold people in towns of Peru.
    states: Counts<'d>,
    /// Mentions of towns and regions by country: a document that names a country's towns is about things there.
    pub local: Counts<'d>,
    /// Countries by the sentences that name them.
    told: Vec<(u32, &'d str)>,
    /// Where the places lie.
    pub points: Vec<(f32, f32)>,
    /// Regions named, and those that named towns lie in.
    pub regions: Vec<&'d str>,
    /// Regions named.
    pub stated: Vec<&'d str>,
    /// Acronyms that say too little alone, by their folds, and the countries of what they may mean.
    pub acronyms: Vec<(u64, &'d str)>,
}

/// How often each country is mentioned.
pub type Counts<'d> = Vec<(&'d str, u32)>;

fn add<'d>(counts: &mut Counts<'d>, country: &'d str) {
    match counts.iter_mut().find(|(known, _)| *known == country) {
        Some((_, count)) => *count += 1,
        None => counts.push((country, 1)),
    }
}

pub fn count(counts: &Counts, country: &str) -> u32 {
    counts.iter().find(|(known, _)| *known == country).map_or(0, |(_, count)| *count)
}

impl<'d> DocumentEvidence<'d> {
    pub fn of(reading: &Reading<'d>, mentions: &[Mention]) -> Self {
        let few = mentions.len().min(16);
        let mut evidence = Self {
            entities: Vec::with_capacity(mentions.len()),
            countries: Vec::with_capacity(few),
            places: Vec::with_capacity(few),
            states: Vec::new(),
            local: Vec::with_capacity(few),
            told: Vec::with_capacity(mentions.len()),
            points: Vec::with_capacity(mentions.len()),
            regions: Vec::with_capacity(few),
            stated: Vec::new(),
            acronyms: Vec::new(),
        };
        for found in mentions {
            let EntityRef::Listed(index) = found.entity else { continue };
            evidence.entities.push(index);
            let entity = reading.gazetteer.entity(index);
            if !entity.country.is_empty() {
                add(&mut evidence.countries, &entity.country);
                evidence.told.push((found.sentence, &entity.country));
            }
            if entity.kind == EntityType::Place {
                evidence.add_place(entity);
            } else if is_named_by_country(entity, found) {
                add(&mut evidence.states, &entity.country);
            }
        }
        evidence
    }

    fn add_place(&mut self, entity: &'d Entity) {
        self.points.extend(entity.coordinates);
        if !entity.country.is_empty() {
            add(&mut self.places, &entity.country);
        }
        match places::class(entity) {
            Class::Region => {
                self.regions.push(&entity.id);
                self.stated.push(&entity.id);
            }
            Class::City => self.regions.push(&entity.parent),
            _ => return,
        };
        // A capital is named for its government as often as for its streets.
        if entity.subtype != "capital" {
            add(&mut self.local, &entity.country);
        }
    }

    /// How many mentions belong to a country.
    pub fn country(&self, country: &str) -> u32 {
        count(&self.countries, country)
    }

    /// Whether a place lies in a country that is mentioned, or near another place.
    pub fn is_near(&self, entity: &Entity) -> bool {
        count(&self.places, &entity.country) > 0
            || places::class(entity) == Class::City && count(&self.states, &entity.country) > 0
            || entity
                .coordinates
                .is_some_and(|here| self.points.iter().any(|&there| are_within(here, there, NEIGHBOURHOOD)))
    }

    /// Whether a country is named, and not only in passing beside another.
    pub fn is_ground(&self, counts: &Counts, country: &str) -> bool {
        let count = count(counts, country);
        count > 0 && counts.iter().all(|&(_, other)| other <= count * IN_PASSING)
    }

    /// Whether the sentence names a country beside this one: who fights in Palestine is in the news of Israel.
    pub fn is_beside(&self, reading: &Reading, sentence: u32, country: &str) -> bool {
        let land =
            |iso: &str| reading.gazetteer.country(iso).and_then(|index| reading.gazetteer.entity(index).coordinates);
        let near = |&(told, other): &(u32, &str)| {
            told == sentence
                && land(other).zip(land(country)).is_some_and(|(one, two)| are_within(one, two, NEIGHBOURHOOD))
        };
        self.told.iter().any(near)
    }

    /// Whether a small town may lie where the document says: in a country it speaks of, or near another place.
    pub fn is_within_reach(&self, entity: &Entity) -> bool {
        self.is_ground(&self.places, &entity.country)
            || self.places.is_empty() && self.is_ground(&self.states, &entity.country)
            || entity
                .coordinates
                .is_some_and(|here| self.points.iter().any(|&there| are_within(here, there, NEIGHBOURHOOD)))
    }

    /// How many towns and regions of a country are mentioned.
    pub fn local(&self, country: &str) -> u32 {
        count(&self.local, country)
    }

    /// Whether the mentions of no other country are more.
    pub fn is_main_country(&self, country: &str) -> bool {
        is_largest(&self.countries, country)
    }

    /// Whether the places of no other country are mentioned more often.
    pub fn is_main_ground(&self, country: &str) -> bool {
        is_largest(&self.places, country)
    }
}

/// `Peruvian police`, `the government of Peru`: a public body whose name holds its country's.
fn is_named_by_country(entity: &Entity, found: &Mention) -> bool {
    found.end_token - found.first_token > 1
        && !entity.country.is_empty()
        && entity.kind == EntityType::Organization
        && PUBLIC_BODIES.contains(&entity.subtype.as_str())
}

/// Bodies of a state.
pub const PUBLIC_BODIES: [&str; 6] = ["court", "government", "military", "ministry", "parliament", "police"];

fn is_largest(counts: &Counts, country: &str) -> bool {
    let count = count(counts, country);
    count > 0 && counts.iter().all(|&(_, other)| other <= count)
}

/// A country named so many times less often than another is named in passing.
const IN_PASSING: u32 = 6;

/// Degrees of latitude within which places are neighbours: 300 km.
const NEIGHBOURHOOD: f32 = 2.7;

/// Whether two points are less than so many degrees of latitude apart, on a plane that touches the Earth between them.
pub fn are_within(one: (f32, f32), other: (f32, f32), degrees: f32) -> bool {
    let (north, east) = (one.0 - other.0, (one.1 - other.1) * ((one.0 + other.0) / 2.0).to_radians().cos());
    north * north + east * east < degrees * degrees
}
