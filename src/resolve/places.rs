//! What the words around a place name say of it.

use crate::gazetteer::Meaning;
use crate::model::{BlockKind, Entity, EntityType};
use crate::spot::Candidate;

use super::Reading;

/// How many times larger a place must be to be meant when nothing else decides. News means the Paris of two million
/// people, not the one of 25,000.
const FAR_LARGER: u32 = 10;

/// The meaning that lies in the place named right after a comma (`Paris, Texas`).
pub fn in_stated_container<'m>(
    reading: &Reading,
    candidate: &Candidate,
    meanings: &[&'m Meaning],
) -> Option<&'m Meaning> {
    let end = candidate.end_token as usize;
    let comma = reading.within(candidate.sentence, end)?;
    let follower = match reading.surface(comma) {
        "," => comma + 1,
        _ => return None,
    };
    let next = reading.candidate_at(follower)?;
    let containers = reading.gazetteer.names().meanings(next.group);
    meanings
        .iter()
        .copied()
        .filter(|meaning| {
            let place = reading.gazetteer.entity(meaning.entity);
            containers.iter().any(|container| contains(reading.gazetteer.entity(container.entity), place))
        })
        .max_by_key(|meaning| reading.gazetteer.entity(meaning.entity).population)
}

/// Whether `container` is the region or country of `place`.
pub fn contains(container: &Entity, place: &Entity) -> bool {
    if container.kind != EntityType::Place || container.id == place.id || place.kind != EntityType::Place {
        return false;
    }
    let is_country = matches!(container.subtype.as_str(), "country" | "territory");
    let is_region_within =
        matches!(place.subtype.as_str(), "city" | "capital" | "town") || place.parent == container.id;
    (is_country && container.country == place.country && !matches!(place.subtype.as_str(), "country" | "territory"))
        || (is_region_within && !place.parent.is_empty() && place.parent == container.id)
}

/// Whether the candidate stands in a dateline.
pub fn is_dateline(reading: &Reading, candidate: &Candidate) -> bool {
    let sentence = &reading.segmented.sentences[candidate.sentence as usize];
    reading.clean.blocks[sentence.block as usize].kind == BlockKind::Dateline
}

/// Whether a preposition of place stands before, or a word for a kind of place beside.
pub fn has_place_words(reading: &Reading, candidate: &Candidate) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let preposition = before.is_some_and(|index| is_place_preposition(reading.surface(index)));
    if is_called_place(reading, candidate) {
        return true;
    }
    let after = reading.within(candidate.sentence, candidate.end_token as usize);
    preposition || after.is_some_and(|index| is_place_noun(reading.surface(index)))
}

/// `the town of Ramadi`, `Aleppo province's city of ...`: the text says itself that the name is a place's.
pub fn is_called_place(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let Some(of) = reading.before(candidate.sentence, first).filter(|&of| reading.surface(of) == "of") else {
        return false;
    };
    reading.before(candidate.sentence, of).is_some_and(|noun| {
        matches!(
            reading.surface(noun),
            "town"
                | "city"
                | "village"
                | "port"
                | "province"
                | "region"
                | "district"
                | "suburb"
                | "capital"
                | "island"
                | "outskirts"
                | "towns"
                | "cities"
                | "villages"
                | "north"
                | "south"
                | "east"
                | "west"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "stronghold"
                | "neighborhood"
                | "neighbourhood"
        )
    })
}

fn is_place_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "In"
            | "at"
            | "At"
            | "near"
            | "Near"
            | "from"
            | "From"
            | "outside"
            | "inside"
            | "to"
            | "into"
            | "around"
            | "across"
            | "through"
            | "toward"
            | "towards"
            | "leaving"
            | "visit"
            | "visited"
            | "visiting"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "downtown"
            | "greater"
    )
}

fn is_place_noun(word: &str) -> bool {
    matches!(
        word,
        "province"
            | "Province"
            | "city"
            | "City"
            | "town"
            | "district"
            | "District"
            | "region"
            | "governorate"
            | "airport"
            | "Airport"
            | "county"
            | "County"
            | "suburb"
            | "border"
            | "area"
            | "peninsula"
            | "valley"
            | "coast"
            | "prefecture"
            | "state"
            | "oblast"
    )
}

/// Drops the region that shares its name with its main town (Aleppo), or the town when the text says `province`.
pub fn without_containers<'m>(reading: &Reading, candidate: &Candidate, meanings: &[&'m Meaning]) -> Vec<&'m Meaning> {
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let after = reading.within(candidate.sentence, candidate.end_token as usize);
    let region_meant = after.is_some_and(|index| is_region_noun(reading.surface(index)));
    let is_dropped = |meaning: &&&Meaning| {
        let this = entity(meaning);
        meanings.iter().any(|other| {
            let other = entity(other);
            if region_meant {
                other.subtype == "region" && contains(other, this)
            } else {
                this.subtype == "region" && contains(this, other) && other.population >= this.population / MAIN_TOWN
            }
        })
    };
    meanings.iter().filter(|meaning| !is_dropped(meaning)).copied().collect()
}

/// A town with at least this share (one in so many) of its region's townspeople is what the shared name means.
const MAIN_TOWN: u32 = 6;

fn is_region_noun(word: &str) -> bool {
    matches!(
        word,
        "province"
            | "Province"
            | "region"
            | "Region"
            | "governorate"
            | "Governorate"
            | "oblast"
            | "Oblast"
            | "state"
            | "State"
            | "prefecture"
            | "Prefecture"
            | "county"
            | "County"
            | "canton"
            | "department"
    )
}

/// The meaning that any reader takes when nothing is said: a country, else a capital or a place far larger than the rest.
pub fn most_prominent<'m>(reading: &Reading, meanings: &[&'m Meaning]) -> Option<&'m Meaning> {
    let mut ranked: Vec<&Meaning> = meanings.to_vec();
    ranked.sort_by_key(|meaning| std::cmp::Reverse(prominence(reading.gazetteer.entity(meaning.entity))));
    let [first, second, ..] = ranked[..] else { return ranked.first().copied() };
    let (top, next) = (reading.gazetteer.entity(first.entity), reading.gazetteer.entity(second.entity));
    let (top_rank, next_rank) = (prominence(top), prominence(next));
    let rivals = top_rank.0 == next_rank.0 && top_rank.1 / FAR_LARGER < next_rank.1;
    let same_place = contains(next, top) || contains(top, next);
    let country_and_state = top.subtype == "country" && next.subtype == "region" && next.population > 1_000_000;
    ((!rivals || same_place) && !country_and_state).then_some(first)
}

/// Countries first, then capitals, then everything by population.
fn prominence(entity: &Entity) -> (u8, u32) {
    let class = match entity.subtype.as_str() {
        "country" => 3,
        "capital" => 2,
        "continent" | "landmark" => 2,
        _ => 1,
    };
    (class, entity.population)
}
