//! Where on Earth: what the words around a place name say of it, and which of its namesakes is meant.
//!
//! `evidence` reads the words beside a name, `prominence` knows which place any reader thinks of first, `towns` finds
//! small places beside the region they lie in, `senses` makes a document's names agree, `metonyms` marks capitals that stand for their governments.

mod evidence;
mod metonyms;
mod prominence;
mod senses;
mod towns;

use crate::gazetteer::{ContextKind, Meaning, NameKind};
use crate::model::{BlockKind, Entity, EntityType, Shape};
use crate::spot::Candidate;

use super::Reading;

pub use evidence::{Around, Evidence, follows_preposition};
pub use metonyms::mark as mark_metonyms;
pub use prominence::{KNOWN_CAPITAL, magnitude, most_prominent};
pub use senses::{agree, prefer_regions, turn_countries, turn_regions, turn_shortened, turn_towns};
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

/// Whether a country's name begins at a token.
pub fn is_country_at(reading: &Reading, token: usize) -> bool {
    reading.candidate_at(token).is_some_and(|candidate| {
        let mut meanings = reading.gazetteer.names().meanings(candidate.group).iter();
        meanings.any(|meaning| reading.gazetteer.entity(meaning.entity).subtype == "country")
    })
}

/// Whether the place is a town, or a region that few know.
pub fn is_small(entity: &Entity) -> bool {
    match class(entity) {
        Class::City => entity.subtype != "capital" && entity.population < KNOWN_EVERYWHERE,
        Class::Region => !KNOWN_REGIONS.contains(&entity.country.as_str()) && entity.population < KNOWN_EVERYWHERE,
        _ => false,
    }
}

/// A place of so many people is meant by its bare name even where nothing else says so.
pub const KNOWN_EVERYWHERE: u32 = 1_000_000;

/// Countries whose regions readers of news in English know by name.
pub const KNOWN_REGIONS: [&str; 6] = ["AUS", "CAN", "GBR", "IRL", "NZL", "USA"];

/// A city this large is known by its bare name; a smaller one needs support. News of the world names cities of half a
/// million without saying where they are; below that the reader is told the country or region.
pub const KNOWN_CITY: u32 = 500_000;

fn is_demonym(reading: &Reading, candidate: &Candidate) -> bool {
    reading.gazetteer.names().meanings(candidate.group).iter().any(|meaning| meaning.kind == NameKind::Demonym)
}

/// `PALM BEACH, Fla`, where the list has only the one in Australia: the region or country named beside it holds none of the towns
/// that the name is listed for.
pub fn is_elsewhere(reading: &Reading, candidate: &Candidate, meanings: &[&Meaning]) -> bool {
    let Some(mark) = reading.within(candidate.sentence, candidate.end_token as usize) else { return false };
    if !matches!(reading.surface(mark), "," | "(") {
        return false;
    }
    let small = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        class(entity) == Class::City && entity.population < KNOWN_CITY && meaning.priority == 0
    };
    if !meanings.iter().all(small) {
        return false;
    }
    let dateline = is_dateline(reading, candidate);
    let list = reading.candidate_at(mark + 1).is_some_and(|next| {
        matches!(reading.surface(next.end_token as usize), "and" | "or" | "&") && !dateline || is_demonym(reading, next)
    });
    // `In Miami, Cuba's exiles protested`.
    let clause = |before: usize| !dateline && reading.opens_sentence(candidate.sentence, before);
    if reading.before(candidate.sentence, candidate.first_token as usize).is_some_and(clause) {
        return false;
    }
    let around = Around::of(reading, candidate);
    !list && meanings.iter().all(|meaning| around.contradicts(reading.gazetteer.entity(meaning.entity)))
}

/// Whether the candidate is all of a dateline's place, with no region behind it: `GENEVA, March 3`.
pub fn opens_dateline(reading: &Reading, candidate: &Candidate) -> bool {
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    is_dateline(reading, candidate)
        && reading.opens_sentence(candidate.sentence, candidate.first_token as usize)
        && next.is_none_or(|at| !reading.segmented.tokens[at].shape.is_capitalized())
        && !Around::of(reading, candidate).holds_something()
}

/// Whether a preposition of place stands before, or a word for a kind of place beside; a preposition says nothing of a name
/// that goes on (`according to Asahi Breweries`).
pub fn has_place_words(reading: &Reading, candidate: &Candidate) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let preposition = before.is_some_and(|index| reading.is_context(index, &[ContextKind::Before]));
    preposition && !is_cited(reading, candidate) && !goes_on(reading, candidate) || has_place_noun(reading, candidate)
}

/// The same for a name that somebody bears in the document: there `from`, `to` and the like say nothing, nor does `in` before what is
/// somebody's (`in Nelson's view`).
pub fn says_place(reading: &Reading, candidate: &Candidate) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let preposition = before.is_some_and(|index| {
        reading.is_context(index, &[ContextKind::Before]) && !reading.is_context(index, &[ContextKind::Motion])
    });
    let owner = || {
        let next = reading.within(candidate.sentence, candidate.end_token as usize);
        next.is_some_and(|next| matches!(reading.surface(next), "'s" | "'"))
    };
    preposition && !owner() && !goes_on(reading, candidate) || has_place_noun(reading, candidate)
}

/// Whether a word for a kind of place stands beside the name.
pub fn has_place_noun(reading: &Reading, candidate: &Candidate) -> bool {
    use ContextKind::{After, CityNoun, RegionNoun};
    let after = reading.within(candidate.sentence, candidate.end_token as usize);
    after.is_some_and(|index| reading.is_context(index, &[After, CityNoun, RegionNoun]))
        || is_called_place(reading, candidate)
}

/// Whether the name stands right after `in`, and does not go on.
pub fn follows_in(reading: &Reading, candidate: &Candidate) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    before.is_some_and(|at| reading.surface(at).eq_ignore_ascii_case("in")) && !goes_on(reading, candidate)
}

/// Whether the article stands right before the name, and the name does not go on: `the Amazon`, but not `the Amazon Kindle`.
pub fn has_article(reading: &Reading, candidate: &Candidate) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    before.is_some_and(|at| reading.surface(at).eq_ignore_ascii_case("the")) && !goes_on(reading, candidate)
}

/// `according to NAME`.
fn is_cited(reading: &Reading, candidate: &Candidate) -> bool {
    let to = reading.before(candidate.sentence, candidate.first_token as usize);
    let according = to.and_then(|to| reading.before(candidate.sentence, to));
    according.is_some_and(|at| reading.surface(at).eq_ignore_ascii_case("according"))
}

/// Whether a word with a capital, of no list, goes on the name: `in Confederation Square`.
pub fn goes_on(reading: &Reading, candidate: &Candidate) -> bool {
    use ContextKind::{After, Calendar, CityNoun, RegionNoun, RegionOffice};
    let Some(next) = reading.within(candidate.sentence, candidate.end_token as usize) else { return false };
    let token = &reading.segmented.tokens[next];
    matches!(token.shape, Shape::Title | Shape::Mixed)
        && token.space_before
        && !reading.is_covered(next)
        && !reading.is_context(next, &[After, Calendar, CityNoun, RegionNoun, RegionOffice])
        && reading.gazetteer.titles.longest(&reading.segmented.tokens, next, next + 1).is_none()
        && !reading.is_headline(candidate.sentence)
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
