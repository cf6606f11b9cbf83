//! Which place any reader thinks of first.

use crate::gazetteer::Meaning;
use crate::model::{Entity, EntityType};
use crate::spot::Candidate;

use super::super::Reading;
use super::{Class, MAIN_TOWN, class, contains};

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
    ((!rivals || same_place) && !country_and_region && !smaller_capital).then_some(first)
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
    let towns = places.filter(|town| contains(best, town) && town.population >= best.population / MAIN_TOWN);
    Some(towns.max_by_key(|town| town.population).filter(|_| class(best) == Class::Region).unwrap_or(best))
}
