//! Why an organization or a place is not certain by its name alone: acronyms of many bodies, parties of other countries, towns of
//! other regions, firms named like rivers.

use crate::gazetteer::{Case, ContextKind, Meaning, NameKind};
use crate::model::{Entity, EntityType, Shape, Token};
use crate::spot::Candidate;

use super::namesakes::{OTHER_TRADE, is_namesake};
use super::{Reading, longer, places};

pub const ELSEWHERE: &str = "another place of that name: the region beside it does not hold it";

pub const OTHER_COUNTRY: &str = "another country's body: its name stands before it";

pub const OTHER_ACRONYM: &str = "printed like an acronym";

/// Why a party is open whose name is made of ordinary words.
pub const GENERIC_PARTY: &str =
    "a party named like those of other countries: it counts where its own country is spoken of";
/// Why an acronym of a party or armed group is open.
pub const LONE_ACRONYM: &str = "an acronym of a party or group: it counts only where its country or full name is named, an armed group's also beside its country or amid fighting";

/// Why a namesake of a listed person is left out.
pub const TOO_EARLY: &str =
    "somebody else of that name: the listed person's first office was long after the day of writing";

/// Why a person is open before whose name a form of address of the other sex stands.
pub const OTHER_SEX: &str = "somebody else of that name: the form of address before it is of the other sex";

/// Years before the first office that the list gives somebody, when hardly any news named them.
const BEFORE_OFFICE: i16 = 30;

/// Why a person is not certain: a trade beside the name is none of the person's, or the first office that the list gives began decades
/// after the day of writing.
pub fn doubt_of_person(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    let listed = |meaning: &&Meaning| meaning.priority == 0;
    if is_namesake(reading, candidate, strong) || strong.iter().all(listed) && longer::is_called_so(reading, candidate)
    {
        return Some(OTHER_TRADE);
    }
    if strong.iter().all(|meaning| meaning.length == 1 && meaning.priority == 0) && is_shouted(reading, candidate) {
        return Some(OTHER_ACRONYM);
    }
    let year = reading.clean.date?.year();
    let later = |meaning: &&Meaning| {
        let roles = &reading.gazetteer.entity(meaning.entity).roles;
        let first = roles.iter().map(|role| role.start.map(|start| start.year())).min().flatten();
        meaning.priority == 0 && first.is_some_and(|first| first - year > BEFORE_OFFICE)
    };
    strong.iter().all(later).then_some(TOO_EARLY)
}

/// `the ARINC system`: one word in capitals with an article before it, where other words are printed small, is nobody's surname.
fn is_shouted(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let article = |at: usize| matches!(reading.surface(at), "the" | "The" | "a" | "an");
    reading.segmented.tokens[first].shape == Shape::Upper
        && candidate.end_token as usize == first + 1
        && reading.before(candidate.sentence, first).is_some_and(article)
        && !reading.segmented.sentences[candidate.sentence as usize].all_caps
}

/// Why an organization is not certain, whatever else the document says of it.
pub fn doubt_of_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    if strong.iter().all(|meaning| is_lone_acronym(reading, meaning)) {
        return Some(LONE_ACRONYM);
    }
    if is_of_other_country(reading, candidate, strong) {
        return Some(OTHER_COUNTRY);
    }
    let generic = strong
        .iter()
        .all(|meaning| is_generic_party(reading, candidate, meaning) || is_shared_party(reading, candidate, meaning));
    generic.then_some(GENERIC_PARTY)
}

/// The same for a place.
pub fn doubt_of_place(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    if is_other_acronym(reading, candidate, strong) || is_bare_postal_code(reading, candidate, strong) {
        return Some(OTHER_ACRONYM);
    }
    places::is_elsewhere(reading, candidate, strong).then_some(ELSEWHERE)
}

/// `Amazon said`: rivers and regions of nature have an article, which a company of that name has not.
pub fn lacks_article(reading: &Reading, candidate: &Candidate, meanings: &[&Meaning]) -> bool {
    let natural = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        entity.kind == EntityType::Place
            && matches!(entity.subtype.as_str(), "world-region" | "river" | "desert" | "mountains" | "sea" | "ocean")
            && meaning.length == 1
            && meaning.kind != NameKind::Demonym
    };
    let firm = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).subtype == "company";
    meanings.iter().any(natural) && meanings.iter().any(firm) && !places::has_article(reading, candidate)
}

/// Letters of an acronym that means hardly anything else where it is the name that the list has (`JNIM`, `UNITA`).
const TELLING_ACRONYM: usize = 4;

/// Acronyms of one country's bodies mean too much else to be taken alone (`AWB`).
fn is_lone_acronym(reading: &Reading, meaning: &Meaning) -> bool {
    if meaning.case != Case::AllCapitals || meaning.length != 1 || meaning.priority != 0 {
        return false;
    }
    let entity = reading.gazetteer.entity(meaning.entity);
    let called_so = meaning.kind == NameKind::Canonical && entity.name.len() >= TELLING_ACRONYM;
    match entity.subtype.as_str() {
        _ if entity.country.is_empty() || called_so => false,
        "party" | "armed-group" => true,
        "intelligence" | "parliament" | "union" => !matches!(entity.country.as_str(), "USA" | "GBR"),
        _ => false,
    }
}

/// Whether the body of a country stands right after another's name: `Norway's Labour Party` is not Britain's.
fn is_of_other_country(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let Some(mut at) = reading.before(candidate.sentence, first) else { return false };
    let public = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        entity.kind == EntityType::Organization
            && meaning.priority == 0
            && !entity.country.is_empty()
            && matches!(
                entity.subtype.as_str(),
                "party" | "government" | "parliament" | "military" | "police" | "court"
            )
    };
    if !strong.iter().all(public) {
        return false;
    }
    let qualifies = |at: usize| matches!(reading.surface(at), "ruling" | "opposition" | "governing" | "main");
    for _ in 0..2 {
        let passed = matches!(reading.surface(at), "'s" | "'") || qualifies(at);
        match reading.before(candidate.sentence, at).filter(|_| passed) {
            Some(before) => at = before,
            None => break,
        }
    }
    let Some(owner) = reading.candidate_ending_at(at + 1).filter(|owner| owner.sentence == candidate.sentence) else {
        return false;
    };
    let owner = reading.gazetteer.names().meanings(owner.group);
    let owner: Vec<&Entity> = owner.iter().map(|meaning| reading.gazetteer.entity(meaning.entity)).collect();
    let nation = owner.iter().all(|place| place.kind == EntityType::Place && !place.country.is_empty());
    let own = |meaning: &&Meaning| {
        let country = &reading.gazetteer.entity(meaning.entity).country;
        owner.iter().any(|place| place.country == *country)
    };
    nation && !owner.is_empty() && !strong.iter().any(own)
}

/// A party whose name says nothing of its country (`Labour Party`, `Social Democrats`).
fn is_generic_party(reading: &Reading, candidate: &Candidate, meaning: &Meaning) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    let ordinary = |token: &Token| !token.shape.is_word() || reading.gazetteer.words.is_word(token.fold);
    entity.subtype == "party"
        && meaning.priority == 0
        && !entity.country.is_empty()
        && reading.segmented.tokens[candidate.first_token as usize..candidate.end_token as usize].iter().all(ordinary)
}

/// A party whose name is listed, as a weak one, for those of other countries (`Labour Party`).
fn is_shared_party(reading: &Reading, candidate: &Candidate, meaning: &Meaning) -> bool {
    let party = |index: u32| Some(reading.gazetteer.entity(index)).filter(|entity| entity.subtype == "party");
    let Some(own) = party(meaning.entity).filter(|_| meaning.priority == 0 && candidate.group != u32::MAX) else {
        return false;
    };
    let others = reading.gazetteer.names().meanings(candidate.group).iter().filter(|other| other.weak);
    others.filter_map(|other| party(other.entity)).any(|other| other.country != own.country)
}

/// The longest name of a town that is an acronym where it is printed in capitals.
const LONGEST_ACRONYM: usize = 4;

/// `<SC>` the ticker, `SD card`: two capitals mean a state or province after its town, a preposition, or in `D-SD`.
fn is_bare_postal_code(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let short = candidate.end_token as usize == first + 1 && candidate.span.len() == 2;
    if !short || reading.segmented.tokens[first].shape != Shape::Upper {
        return false;
    }
    let region = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).subtype == "region";
    let led = reading.before(candidate.sentence, first).is_some_and(|at| {
        let token = &reading.segmented.tokens[at];
        matches!(token.shape, Shape::Hyphen)
            || matches!(reading.surface(at), "," | "(" | "/" | "\u{2013}")
            || reading.is_context(at, &[ContextKind::Before])
            || token.shape.is_capitalized()
    });
    strong.iter().all(region) && !led
}

/// `the ABA said`: printed like an acronym in a sentence that is not, and listed for a town alone; so is `HORSHAM, PA`.
pub fn is_other_acronym(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let short = candidate.end_token as usize == first + 1 && candidate.span.len() <= LONGEST_ACRONYM;
    if !short || reading.segmented.tokens[first].shape != Shape::Upper {
        return false;
    }
    let town = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        let class = places::class(entity);
        meaning.case != Case::AllCapitals
            && meaning.priority == 0
            && (class == places::Class::City || class == places::Class::Region && places::is_small(entity))
    };
    let opens_dateline =
        || places::is_dateline(reading, candidate) && reading.opens_sentence(candidate.sentence, first);
    // `LOJA, Ecuador`
    let held = || places::in_stated_container(reading, candidate, strong).is_some();
    strong.iter().all(town)
        && strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype != "capital")
        && !reading.segmented.sentences[candidate.sentence as usize].all_caps
        && !opens_dateline()
        && !held()
}
