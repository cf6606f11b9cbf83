//! Which place any reader thinks of first.

use crate::gazetteer::Meaning;
use crate::model::{Entity, EntityType};
use crate::spot::Candidate;

use super::super::Reading;
use super::{Class, KNOWN_CITY, KNOWN_REGIONS, MAIN_TOWN, class, contains};

/// How many times larger a place must be to be meant when nothing else decides. News means the Paris of two million
/// people, not the one of 25,000.
const FAR_LARGER: u32 = 10;
/// A capital of fewer people is a small town that few readers know.
pub const KNOWN_CAPITAL: u32 = 300_000;
/// A region of so many people is a rival of a country of its name: Georgia.
const RIVAL_REGION: u32 = 1_000_000;

/// The meaning that any reader takes when nothing is said: a country, else a capital or a place far larger than the rest.
pub fn most_prominent<'m>(reading: &Reading, meanings: &[&'m Meaning]) -> Option<&'m Meaning> {
    let mut ranked: Vec<&Meaning> = meanings.to_vec();
    ranked.sort_by_key(|meaning| std::cmp::Reverse(prominence(reading.gazetteer.entity(meaning.entity))));
    let [first, second, ..] = ranked[..] else { return ranked.first().copied() };
    let (top, next) = (reading.gazetteer.entity(first.entity), reading.gazetteer.entity(second.entity));
    let (top_rank, next_rank) = (prominence(top), prominence(next));
    let rivals = top_rank.0 == next_rank.0 && top_rank.1 / FAR_LARGER < next_rank.1;
    let same_place = contains(next, top) || contains(top, next);
    let country_and_region = top.subtype == "country"
        && ranked.iter().any(|meaning| {
            let other = reading.gazetteer.entity(meaning.entity);
            other.subtype == "region" && other.population > RIVAL_REGION
        });
    let smaller_capital = top.subtype == "capital"
        && ranked.iter().any(|meaning| {
            let other = reading.gazetteer.entity(meaning.entity);
            class(other) == Class::City && other.population > top.population
        });
    if rivals && !same_place || country_and_region || smaller_capital {
        return None;
    }
    if KNOWN_REGIONS.contains(&top.country.as_str()) {
        return Some(first);
    }
    let town = main_town(top, ranked.iter().map(|meaning| reading.gazetteer.entity(meaning.entity)));
    let town =
        town.and_then(|town| ranked.iter().find(|meaning| reading.gazetteer.entity(meaning.entity).id == town.id));
    Some(town.copied().unwrap_or(first))
}

/// The town of those places that is meant by the name which the region around it shares: in `Donetsk` the city, not the province.
fn main_town<'e>(region: &Entity, places: impl Iterator<Item = &'e Entity>) -> Option<&'e Entity> {
    let in_region = |town: &&Entity| {
        class(town) == Class::City
            && contains(region, town)
            && (town.population >= region.population / MAIN_TOWN || town.population >= KNOWN_CITY)
    };
    if class(region) != Class::Region { None } else { places.filter(in_region).max_by_key(|town| town.population) }
}

/// Countries first, then capitals, then everything by population.
fn prominence(entity: &Entity) -> (u8, u32) {
    let class = match entity.subtype.as_str() {
        "country" => 3,
        "capital" if entity.population >= KNOWN_CAPITAL => 2,
        // Whatever is no town was listed because news names it.
        "continent" | "landmark" => 2,
        _ if class(entity) == Class::Other => 2,
        _ => 1,
    };
    (class, entity.population)
}

/// The size of a place in powers of ten of people: what a document says of its country counts in the same coin.
pub fn magnitude(entity: &Entity) -> u32 {
    match entity.subtype.as_str() {
        "country" | "continent" => 8,
        "capital" => entity.population.max(1).ilog10() + 1,
        "region" => entity.population.max(100_000).ilog10().min(7),
        _ if class(entity) == Class::Other => 6,
        _ => entity.population.max(1).ilog10(),
    }
}

/// The best known place of a candidate's meanings; a town rather than the region that shares its name.
pub(super) fn best_known<'d>(reading: &Reading<'d>, candidate: &Candidate) -> Option<&'d Entity> {
    let meanings = reading.gazetteer.names().meanings(candidate.group).iter().filter(|meaning| !meaning.weak);
    let places = meanings.map(|meaning| reading.gazetteer.entity(meaning.entity));
    let places = places.filter(|entity| entity.kind == EntityType::Place);
    let best = places.clone().max_by_key(|entity| prominence(entity))?;
    Some(main_town(best, places).unwrap_or(best))
}
