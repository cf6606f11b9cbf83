//! Where on Earth: what the words around a place name say of it, and which of its namesakes is meant.
//!
//! `evidence` reads the words beside a name, `prominence` knows which place any reader thinks of first, `towns` finds
//! small places beside the region they lie in, `metonyms` marks capitals that stand for their governments.

mod evidence;
mod metonyms;
mod prominence;
mod towns;

use crate::gazetteer::{ContextKind, Meaning};
use crate::model::{BlockKind, Entity, EntityType};
use crate::spot::Candidate;

use super::Reading;

pub use evidence::{Around, Evidence};
pub use metonyms::mark as mark_metonyms;
pub use prominence::{magnitude, most_prominent};
pub use towns::add as add_towns;

/// The sorts of places that share names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A country, or a territory that acts as one.
    Country,
    /// What lies between a country and its towns.
    Region,
    /// A city, town or quarter.
    City,
    /// Seas, rivers, mountains, buildings, continents.
    Other,
}

/// The sort of a place. Asked for every place of every document, so the first letter is looked at first.
pub fn class(entity: &Entity) -> Class {
    let subtype = entity.subtype.as_str();
    match subtype.as_bytes().first() {
        Some(b'c') if matches!(subtype, "city" | "capital") => Class::City,
        Some(b'c') if subtype == "country" => Class::Country,
        Some(b't') if subtype == "town" => Class::City,
        Some(b't') if subtype == "territory" => Class::Country,
        Some(b'r') if subtype == "region" => Class::Region,
        Some(b'd') if subtype == "district" => Class::Region,
        Some(b'q') if subtype == "quarter" => Class::City,
        _ => Class::Other,
    }
}

/// The meaning that lies in the place named beside it (`Paris, Texas`).
pub fn in_stated_container<'m>(
    reading: &Reading,
    candidate: &Candidate,
    meanings: &[&'m Meaning],
) -> Option<&'m Meaning> {
    let around = Around::of(reading, candidate);
    let stated = meanings.iter().copied().filter(|meaning| around.evidence(reading, meaning).contained);
    stated.max_by_key(|meaning| reading.gazetteer.entity(meaning.entity).population)
}

/// Whether `container` is the region or country of `place`.
pub fn contains(container: &Entity, place: &Entity) -> bool {
    if container.kind != EntityType::Place || container.id == place.id || place.kind != EntityType::Place {
        return false;
    }
    match class(container) {
        Class::Country => container.country == place.country && class(place) != Class::Country,
        Class::Region => !place.parent.is_empty() && place.parent == container.id,
        _ => false,
    }
}

/// Whether the candidate stands in a dateline.
pub fn is_dateline(reading: &Reading, candidate: &Candidate) -> bool {
    let sentence = &reading.segmented.sentences[candidate.sentence as usize];
    reading.clean.blocks[sentence.block as usize].kind == BlockKind::Dateline
}

/// Whether a preposition of place stands before, or a word for a kind of place beside.
pub fn has_place_words(reading: &Reading, candidate: &Candidate) -> bool {
    use ContextKind::{After, Before, CityNoun, RegionNoun};
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let after = reading.within(candidate.sentence, candidate.end_token as usize);
    before.is_some_and(|index| reading.is_context(index, &[Before]))
        || after.is_some_and(|index| reading.is_context(index, &[After, CityNoun, RegionNoun]))
        || is_called_place(reading, candidate)
}

/// `the town of Ramadi`, `the outskirts of ...`: the text says itself that the name is a place's.
pub fn is_called_place(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    noun_before_of(reading, candidate.sentence, first).is_some_and(|noun| reading.is_context(noun, &[ContextKind::Of]))
}

/// The token before the `of` that stands before `first`.
fn noun_before_of(reading: &Reading, sentence: u32, first: usize) -> Option<usize> {
    let of = reading.before(sentence, first).filter(|&of| reading.surface(of) == "of")?;
    reading.before(sentence, of)
}

/// Drops the region that shares its name with its main town (Aleppo), or the town when the text says `province`.
pub fn without_containers<'m>(reading: &Reading, candidate: &Candidate, meanings: &[&'m Meaning]) -> Vec<&'m Meaning> {
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let after = reading.within(candidate.sentence, candidate.end_token as usize);
    let region_meant = after.is_some_and(|index| reading.is_context(index, &[ContextKind::RegionNoun]));
    let is_dropped = |meaning: &&&Meaning| {
        let this = entity(meaning);
        meanings.iter().filter(|other| !other.weak).any(|other| {
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
