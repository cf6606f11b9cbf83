//! Names that mean one thing by themselves.

use crate::gazetteer::{Ambiguity, Case, ContextKind, Meaning, NameKind};
use crate::model::{Entity, EntityType, Mention, Rule, Shape, Token};
use crate::spot::Candidate;

use super::{Reading, mention, places, rule_of};

/// A city this large is known by its bare name; a smaller one needs support. News of the world names cities of half a
/// million without saying where they are; below that the reader is told the country or region.
const KNOWN_CITY: u32 = 500_000;

/// The same for names of several words, which few towns share.
const KNOWN_TOWN: u32 = 60_000;

const CUT_ABBREVIATION: &str = "an abbreviation without its stop";
const CALENDAR: &str = "a month or a day of the week";
const CURRENCY: &str = "a currency";
const LANGUAGE: &str = "a language";
const ELSEWHERE: &str = "another place of that name: the region beside it does not hold it";
/// Why an ordinary word is open.
pub const COMMON_OPENING: &str = "a common word that opens a sentence";
const OTHER_COUNTRY: &str = "another country's body: its name stands before it";
const OTHER_ACRONYM: &str = "printed like an acronym";
const GIVEN_NAME_BEFORE: &str = "part of a longer name: a given name stands before it";
const FORM_OF_ADDRESS: &str = "part of a longer name: a form of address makes it a person";
/// Why a place is left out that is a surname in this document.
pub const SURNAME_HERE: &str = "part of a longer name elsewhere: somebody of that surname is named in full";
/// Why a party is open whose name is made of ordinary words.
pub const GENERIC_PARTY: &str =
    "a party named like those of other countries: it counts where its own country is spoken of";
/// Why an acronym of a party or armed group is open.
pub const LONE_ACRONYM: &str = "an acronym of a party or group: it counts only where its country or full name is named";

/// The mention, when the name is certain by itself; else why it is not.
pub fn certain(reading: &Reading, candidate: &Candidate, meanings: &[&Meaning]) -> Result<Mention, &'static str> {
    let ranked;
    let strong = match meanings {
        [only] if !only.weak => meanings,
        _ => {
            ranked = preferred(meanings);
            &ranked
        }
    };
    if strong.is_empty() {
        return Err("a weak name: it counts only beside another name of the entity");
    }
    if let Some(reason) = hidden_in_longer_name(reading, candidate, strong) {
        return Err(reason);
    }
    if opens_with_common_word(reading, candidate) {
        return Err(COMMON_OPENING);
    }
    if is_currency(reading, candidate) {
        return Err(CURRENCY);
    }
    if is_calendar(reading, candidate) {
        return Err(CALENDAR);
    }
    if is_language(reading, candidate, strong) {
        return Err(LANGUAGE);
    }
    // What is asked of all meanings is asked by the kind of the first.
    let doubt = match reading.gazetteer.entity(strong[0].entity).kind {
        EntityType::Organization => doubt_of_organization(reading, candidate, strong),
        EntityType::Place => doubt_of_place(reading, candidate, strong),
        EntityType::Person => None,
    };
    if let Some(reason) = doubt {
        return Err(reason);
    }
    if strong.iter().any(|meaning| is_cut_abbreviation(reading, candidate, meaning)) {
        return Err(CUT_ABBREVIATION);
    }
    if meanings.len() > 1
        && let Some(meaning) = beside(reading, candidate, meanings)
    {
        return Ok(mention(candidate, meaning.entity, Rule::Context, 0.9));
    }
    // `Obama` is a town in Japan, `Un` one in India: a place that needs support and has none is no rival.
    let plain;
    let supported: &[&Meaning] = match strong {
        [only] if !needs_support(reading, candidate, only) => strong,
        _ => {
            let without = places::without_containers(reading, candidate, strong);
            plain =
                without.into_iter().filter(|meaning| !needs_support(reading, candidate, meaning)).collect::<Vec<_>>();
            &plain
        }
    };
    if lacks_article(reading, candidate, meanings) {
        return Err("a name of several entities");
    }
    if is_outgrown(reading, supported, strong) {
        return Err("a name of several entities");
    }
    if supported.is_empty() {
        return Err("a small place, or one named like a word or a person, with nothing around it that says so");
    }
    let Some(meaning) = single(reading, candidate, supported) else {
        return Err("a name of several entities");
    };
    let confidence = if strong.len() == 1 { 0.95 } else { 0.9 };
    Ok(mention(candidate, meaning.entity, rule_of(reading, meaning), confidence))
}

/// Why an organization is not certain, whatever else the document says of it.
fn doubt_of_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    if strong.iter().all(|meaning| is_lone_acronym(reading, meaning)) {
        return Some(LONE_ACRONYM);
    }
    if is_of_other_country(reading, candidate, strong) {
        return Some(OTHER_COUNTRY);
    }
    strong.iter().all(|meaning| is_generic_party(reading, candidate, meaning)).then_some(GENERIC_PARTY)
}

/// The same for a place.
fn doubt_of_place(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    if is_other_acronym(reading, candidate, strong) || is_bare_postal_code(reading, candidate, strong) {
        return Some(OTHER_ACRONYM);
    }
    places::is_elsewhere(reading, candidate, strong).then_some(ELSEWHERE)
}

/// Whether a name left out for the reason is no name at all, whatever else the document says.
pub fn is_final(reason: &str) -> bool {
    reason.starts_with("part of a longer name")
        || [CALENDAR, CURRENCY, LANGUAGE, CUT_ABBREVIATION, ELSEWHERE, OTHER_ACRONYM, OTHER_COUNTRY].contains(&reason)
}

/// The place that the words beside the name decide for, when all its meanings are places.
fn beside<'m>(reading: &Reading, candidate: &Candidate, meanings: &[&'m Meaning]) -> Option<&'m Meaning> {
    let other =
        |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind != EntityType::Place || meaning.priority > 0;
    if meanings.iter().any(other) {
        return None;
    }
    let around = places::Around::of(reading, candidate);
    let ranked = meanings.iter().map(|meaning| (around.evidence(reading, meaning), *meaning));
    let (best, meaning) = ranked.clone().max_by_key(|(evidence, meaning)| {
        (*evidence, !meaning.weak, places::magnitude(reading.gazetteer.entity(meaning.entity)))
    })?;
    // What the words beside it say of several of its meanings alike is for the document to decide.
    if !best.contained && !best.contains && ranked.filter(|(evidence, _)| *evidence == best).count() > 1 {
        return None;
    }
    // Towns of a list are of one country by chance; only what is well known is decided by its neighbours.
    let sure = best.in_row || best.contained || best.contains || best.kind;
    let telling = sure || best.listed_with > 0 && !needs_support(reading, candidate, meaning);
    telling.then_some(meaning)
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

/// Whether all meanings that need no support are regions or small capitals, and a town that does is larger or nearly so:
/// Plymouth is no more likely the one on Montserrat than the one in Devon.
fn is_outgrown(reading: &Reading, supported: &[&Meaning], strong: &[&Meaning]) -> bool {
    let size = |meanings: &[&Meaning]| {
        meanings.iter().map(|meaning| reading.gazetteer.entity(meaning.entity).population).max().unwrap_or(0)
    };
    let all =
        |subtype: &str| supported.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype == subtype);
    if supported.is_empty() || supported.len() == strong.len() {
        return false;
    }
    let (taken, open) = (size(supported), size(strong));
    let towns = |meanings: &[&Meaning]| {
        meanings.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype == "city")
    };
    let rivals: Vec<&Meaning> =
        strong.iter().filter(|meaning| supported.iter().all(|other| other.entity != meaning.entity)).copied().collect();
    all("region") && taken < open
        || towns(supported) && towns(&rivals) && taken < places::KNOWN_EVERYWHERE && size(&rivals) >= taken / 2
        || all("capital") && taken < places::KNOWN_CAPITAL && size(&rivals) > taken / SMALLER_RIVAL
}

/// A town with this share (one in so many) of a small capital's people is its rival.
const SMALLER_RIVAL: u32 = 5;

/// Two- to four-letter acronyms of one country's bodies mean too much else to be taken alone (`AWB`).
fn is_lone_acronym(reading: &Reading, meaning: &Meaning) -> bool {
    if meaning.case != Case::AllCapitals || meaning.length != 1 || meaning.priority != 0 {
        return false;
    }
    let entity = reading.gazetteer.entity(meaning.entity);
    match entity.subtype.as_str() {
        _ if entity.country.is_empty() => false,
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
    strong.iter().all(town)
        && strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype != "capital")
        && !reading.segmented.sentences[candidate.sentence as usize].all_caps
        && !opens_dateline()
}

/// `US$58`, `$US`.
fn is_currency(reading: &Reading, candidate: &Candidate) -> bool {
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let beside = |index: Option<usize>| index.is_some_and(|index| reading.surface(index).starts_with(['$', '£']));
    reading.segmented.tokens[first].shape == Shape::Upper
        && (beside(reading.within(candidate.sentence, end)) || beside(reading.before(candidate.sentence, first)))
}

/// `March` the month, not the town in Cambridgeshire.
fn is_calendar(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    candidate.end_token - candidate.first_token == 1 && reading.is_context(first, &[ContextKind::Calendar])
}

/// `sung in Hindi and English`: a nationality at the end of its phrase, after a word that languages follow.
fn is_language(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let before = |at: usize| reading.before(candidate.sentence, at);
    let leads = |at: usize| reading.is_context(at, &[ContextKind::LanguageBefore]);
    let ends = || {
        let next = reading.within(candidate.sentence, candidate.end_token as usize);
        next.is_none_or(|at| matches!(reading.segmented.tokens[at].shape, Shape::Punctuation))
    };
    let joined = |at: usize| {
        let other = before(at).filter(|&other| reading.segmented.tokens[other].shape == Shape::Title);
        matches!(reading.surface(at), "and" | "or") && other.and_then(before).is_some_and(leads)
    };
    strong.iter().all(|meaning| meaning.kind == NameKind::Demonym)
        && ends()
        && before(first).is_some_and(|at| leads(at) || joined(at))
}

/// Whether a name that was left out for `reason` is somebody's surname.
pub fn is_surname_here(reading: &Reading, candidate: &Candidate, reason: &str) -> bool {
    let first = candidate.first_token as usize;
    let given = || {
        reading.before(candidate.sentence, first).is_some_and(|previous| {
            let fold = reading.segmented.tokens[previous].fold;
            reading.gazetteer.is_given_name(fold) && !reading.gazetteer.words.is_word(fold)
        })
    };
    reason == FORM_OF_ADDRESS || reason == GIVEN_NAME_BEFORE && given()
}

/// The meanings that are not weak, of the list that counts most.
fn preferred<'m>(meanings: &[&'m Meaning]) -> Vec<&'m Meaning> {
    let highest = meanings.iter().filter(|meaning| !meaning.weak).map(|meaning| meaning.priority).max();
    let mut strong: Vec<&Meaning> =
        meanings.iter().copied().filter(|meaning| !meaning.weak && Some(meaning.priority) == highest).collect();
    strong.sort_by_key(|meaning| (meaning.entity, meaning.kind));
    strong.dedup_by_key(|meaning| meaning.entity);
    strong
}

/// The one meaning, or the one that is far more prominent than the others.
fn single<'m>(reading: &Reading, candidate: &Candidate, strong: &[&'m Meaning]) -> Option<&'m Meaning> {
    if let [only] = strong {
        return Some(only);
    }
    if let Some(stated) = places::in_stated_container(reading, candidate, strong) {
        return Some(stated);
    }
    let all_places = strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place);
    if all_places { places::most_prominent(reading, strong) } else { None }
}

fn needs_support(reading: &Reading, candidate: &Candidate, meaning: &Meaning) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    if entity.kind != EntityType::Place || meaning.priority > 0 || meaning.kind == NameKind::Demonym {
        return false;
    }
    let known = if meaning.length == 1 { KNOWN_CITY } else { KNOWN_TOWN };
    let small_city = entity.subtype == "city" && entity.population < known;
    let small_city = small_city || meaning.length == 1 && is_little_known_region(entity);
    let owned = || matches!(reading.surface(candidate.end_token as usize - 1), "'s" | "'");
    let named_like_else = meaning.ambiguity != Ambiguity::None && meaning.length == 1 || owned();
    if !(small_city || named_like_else) {
        return false;
    }
    let dateline = places::is_dateline(reading, candidate) && (!named_like_else || in_capitals(reading, candidate));
    !(dateline || places::in_stated_container(reading, candidate, &[meaning]).is_some())
}

/// A region with fewer people in its towns is known by its name to few readers elsewhere.
const KNOWN_REGION: u32 = 100_000;

/// `Pando` is a company more often than it is a department of Bolivia. Regions that have no number in the source of the others were
/// listed because news names them (`Darfur`).
fn is_little_known_region(entity: &Entity) -> bool {
    entity.subtype == "region"
        && !entity.geonames.is_empty()
        && entity.population < KNOWN_REGION
        && !places::KNOWN_REGIONS.contains(&entity.country.as_str())
}

/// `Wash` without its stop is no state.
fn is_cut_abbreviation(reading: &Reading, candidate: &Candidate, meaning: &Meaning) -> bool {
    let first = candidate.first_token as usize;
    meaning.length == 1
        && meaning.kind == NameKind::Alias
        && matches!(meaning.case, Case::Exact(_))
        && reading.gazetteer.entity(meaning.entity).subtype == "region"
        && reading.segmented.tokens[first].shape == Shape::Title
        && !reading.surface(first).ends_with('.')
}

/// `Ebola-Reston`: the second part of a compound whose first part is a name that no list has.
fn hangs_on_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let tokens = &reading.segmented.tokens;
    let is_joint = |at: usize| tokens[at].shape == Shape::Hyphen && !tokens[first].space_before;
    let Some(hyphen) = reading.before(candidate.sentence, first).filter(|&at| is_joint(at)) else {
        return false;
    };
    let place = strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place);
    place
        && reading.before(candidate.sentence, hyphen).is_some_and(|name| {
            matches!(reading.segmented.tokens[name].shape, Shape::Title | Shape::Mixed) && !reading.is_covered(name)
        })
}

/// `Morton-Thiokol`: a small place, with a name that no list has hanging on it.
fn holds_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let end = candidate.end_token as usize;
    let tokens = &reading.segmented.tokens;
    let hyphen = |at: usize| tokens[at].shape == Shape::Hyphen && !tokens[at].space_before;
    let small = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.priority == 0 && entity.kind == EntityType::Place && places::is_small(entity)
    };
    reading.within(candidate.sentence, end).is_some_and(hyphen)
        && reading.within(candidate.sentence, end + 1).is_some_and(|at| {
            matches!(tokens[at].shape, Shape::Title | Shape::Mixed)
                && !tokens[at].space_before
                && !reading.is_covered(at)
        })
        && strong.iter().all(small)
}

/// Whether the name is printed in capitals, as the places of datelines are and their months are not.
fn in_capitals(reading: &Reading, candidate: &Candidate) -> bool {
    reading.segmented.tokens[candidate.first_token as usize].shape == Shape::Upper
}

/// Whether the first word stands first in its sentence and is an ordinary word, so that its capital tells nothing.
fn opens_with_common_word(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let token = &reading.segmented.tokens[first];
    candidate.end_token - candidate.first_token == 1
        && token.shape == Shape::Title
        && reading.gazetteer.words.is_word(token.fold)
        && reading.opens_sentence(candidate.sentence, first)
}

/// Why the candidate is but a part of a name that no list has (`Jordan` of `Jordan Peterson`), if it is.
fn hidden_in_longer_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    let sentence = &reading.segmented.sentences[candidate.sentence as usize];
    if sentence.all_caps {
        return None;
    }
    if opens_organization(reading, candidate, strong) {
        return Some("part of a longer name: the words after it make it an organization");
    }
    if closes_organization(reading, candidate, strong) {
        return Some("part of a longer name: the words before it make it an organization");
    }
    if follows_direction(reading, candidate, strong) {
        return Some("part of a longer name: a direction stands before it");
    }
    if is_title_of_work(reading, candidate, strong) {
        return Some("part of a longer name: the title of a work");
    }
    if is_rank(reading, candidate) || is_owned_saint(reading, candidate, strong) {
        return Some("part of a longer name: the words after it go on with it");
    }
    if holds_name(reading, candidate, strong) {
        return Some("part of a longer name: a hyphen joins it to a name");
    }
    if stands_with_article(reading, candidate, strong) {
        return Some("part of a longer name: no town of that name has an article");
    }
    if goes_on_as_name(reading, candidate, strong) {
        return Some("part of a longer name: an unlisted surname follows");
    }
    if follows_bearer_noun(reading, candidate, strong) {
        return Some(FORM_OF_ADDRESS);
    }
    if precedes_legal_form(reading, candidate, strong) {
        return Some("part of a longer name: a legal form makes it a company");
    }
    if strong.iter().all(|meaning| meaning.length > 1) {
        return None;
    }
    if precedes_surname(reading, candidate, strong) {
        return Some("part of a longer name: an unlisted surname follows");
    }
    if follows_given_name(reading, candidate) {
        return Some(GIVEN_NAME_BEFORE);
    }
    if follows_form_of_address(reading, candidate, strong) {
        return Some(FORM_OF_ADDRESS);
    }
    if hangs_on_name(reading, candidate, strong) {
        return Some("part of a longer name: a hyphen joins it to a name");
    }
    None
}

/// The longest tail of an unlisted organization's name (`Pacific Stock Exchange`, `Texas Gas & Electric Co`).
const LONGEST_TAIL: usize = 4;

/// Whether a place or nationality opens the name of an organization that no list has (`Pacific Stock Exchange`).
fn opens_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.end_token as usize;
    // Nearly all names end here: what stands behind them has no capital.
    let capital = |token: &Token| matches!(token.shape, Shape::Title | Shape::Mixed) && token.space_before;
    if !reading.within(candidate.sentence, first).is_some_and(|at| capital(&reading.segmented.tokens[at])) {
        return false;
    }
    if strong
        .iter()
        .any(|meaning| reading.gazetteer.entity(meaning.entity).kind != EntityType::Place || meaning.priority > 0)
    {
        return false;
    }
    for at in first..first + LONGEST_TAIL {
        let Some(token) = reading.within(candidate.sentence, at).map(|at| &reading.segmented.tokens[at]) else {
            return false;
        };
        let joins = at > first && matches!(reading.surface(at), "&" | "'");
        let capital = capital(token);
        if capital && reading.gazetteer.words.ends_organization(token.fold) {
            return true;
        }
        if !(capital || joins) || reading.is_covered(at) {
            return false;
        }
    }
    false
}

/// `University of Calgary`, `Sunday Times of India`: an organization that no list has.
fn closes_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let of = reading.before(candidate.sentence, first).filter(|&of| reading.surface(of) == "of");
    let Some(noun) = of.and_then(|of| reading.before(candidate.sentence, of)) else { return false };
    let token = &reading.segmented.tokens[noun];
    let place = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place;
    matches!(token.shape, Shape::Title | Shape::Mixed)
        && reading.gazetteer.words.ends_organization(token.fold)
        && strong.iter().all(place)
}

fn precedes_surname(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    // No given name is printed in capitals: a sentence ends after `the U.S.` more often than a name goes on.
    if reading.segmented.tokens[candidate.first_token as usize].shape == Shape::Upper {
        return false;
    }
    // `Karen Connaughton` is nobody of the Karen people.
    let given = || reading.gazetteer.is_given_name(reading.segmented.tokens[candidate.first_token as usize].fold);
    let people = |meaning: &&Meaning| places::is_small(reading.gazetteer.entity(meaning.entity));
    let demonym =
        strong.iter().all(|meaning| meaning.kind == NameKind::Demonym) && !(strong.iter().all(people) && given());
    let Some(next) = reading.within(candidate.sentence, candidate.end_token as usize) else { return false };
    let token = &reading.segmented.tokens[next];
    let adjacent = token.space_before && reading.looks_like_name(next) && !reading.is_covered(next);
    adjacent
        && !demonym
        && token.shape != Shape::Initial
        && !reading.gazetteer.context.is(token.fold, ContextKind::Calendar)
        && reading.gazetteer.titles.longest(&reading.segmented.tokens, next, next + 1).is_none()
}

/// `writer of The West Wing`: an article with a capital within the sentence opens a title.
fn is_title_of_work(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let before = |at: usize| reading.before(candidate.sentence, at);
    let article = before(candidate.first_token as usize).filter(|&at| reading.surface(at) == "The");
    article.and_then(before).is_some_and(|at| reading.segmented.tokens[at].shape == Shape::Lower)
        && strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype == "landmark")
}

/// `No. 10 Georgia`: a place in a table, not the house.
fn is_rank(reading: &Reading, candidate: &Candidate) -> bool {
    let last = candidate.end_token as usize - 1;
    let next = reading.within(candidate.sentence, last + 1);
    matches!(reading.surface(candidate.first_token as usize), "No" | "No.")
        && reading.segmented.tokens[last].shape == Shape::Number
        && next.is_some_and(|at| reading.segmented.tokens[at].shape.is_capitalized())
}

/// `at St Mary's`: a church, a ground or a school of the saint, not the town.
fn is_owned_saint(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let owner = reading.within(candidate.sentence, candidate.end_token as usize);
    owner.is_some_and(|at| reading.surface(at) == "'s")
        && matches!(reading.surface(candidate.first_token as usize), "St" | "St." | "Saint")
        && strong.iter().all(|meaning| {
            let place = reading.gazetteer.entity(meaning.entity);
            place.kind == EntityType::Place && places::is_small(place)
        })
}

/// `in the Kimberley.`: a town has no article, where no noun follows it.
fn stands_with_article(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let article = reading
        .before(candidate.sentence, candidate.first_token as usize)
        .is_some_and(|at| reading.surface(at) == "the");
    let ends = || {
        let next = reading.within(candidate.sentence, candidate.end_token as usize);
        next.is_some_and(|at| matches!(reading.surface(at), "." | "?" | "!"))
    };
    article
        && ends()
        && strong.iter().all(|meaning| {
            let town = reading.gazetteer.entity(meaning.entity);
            places::class(town) == places::Class::City
                && meaning.priority == 0
                && meaning.length == 1
                && town.subtype != "quarter"
                && places::is_small(town)
                && !town.name.starts_with("The ")
        })
}

/// `James Wright Foley`, where the list has another James Wright; `Foley` is no town there either.
fn goes_on_as_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let tokens = &reading.segmented.tokens;
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let person = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Person;
    let name = |at: usize| tokens[at].shape == Shape::Title && tokens[at].space_before && reading.looks_like_name(at);
    if end - first > 1 {
        let next = reading.within(candidate.sentence, end).filter(|&at| name(at) && !reading.is_covered(at));
        return next.is_some_and(|at| {
            !reading.is_context(at, &[ContextKind::Calendar])
                && !matches!(reading.surface(at).trim_end_matches('.'), "Jr" | "Jnr" | "Sr" | "Snr" | "II" | "III")
                && reading.gazetteer.titles.longest(tokens, at, at + 1).is_none()
                && strong.iter().all(person)
                && !reading.is_headline(candidate.sentence)
        });
    }
    let small = |meaning: &&Meaning| {
        let place = reading.gazetteer.entity(meaning.entity);
        place.kind == EntityType::Place && places::is_small(place)
    };
    let before = reading.candidate_ending_at(first).filter(|before| before.end_token - before.first_token > 1);
    let full_name = |group: u32| reading.gazetteer.names().meanings(group).iter().all(|meaning| person(&meaning));
    before.is_some_and(|before| before.sentence == candidate.sentence && full_name(before.group))
        && name(first)
        && strong.iter().all(small)
        && !reading.is_headline(candidate.sentence)
}

/// `RTE Corp`: an acronym that a legal form shows to be a company's, listed for bodies that are none.
fn precedes_legal_form(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    let form = next.is_some_and(|at| {
        reading.segmented.tokens[at].shape == Shape::Title && reading.is_context(at, &[ContextKind::LegalForm])
    });
    form && strong.iter().all(|meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.case == Case::AllCapitals
            && meaning.length == 1
            && meaning.priority == 0
            && entity.kind == EntityType::Organization
            && !matches!(entity.subtype.as_str(), "company" | "bank" | "media")
    })
}

/// Words before the name of a town that make it another town's.
const DIRECTIONS: [&str; 11] = ["north", "south", "east", "west", "upper", "lower", "first", "n.", "s.", "e.", "w."];

/// `NORTH WHITE PLAINS, N.Y.`, `in East Dunmore`.
fn follows_direction(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let Some(before) = reading.before(candidate.sentence, first) else { return false };
    let tokens = &reading.segmented.tokens;
    let small = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        entity.subtype == "city" && entity.population < KNOWN_CITY && meaning.priority == 0
    };
    tokens[first].space_before
        && tokens[before].shape.is_capitalized()
        && (tokens[before].shape == tokens[first].shape || tokens[before].shape == Shape::Initial)
        && strong.iter().all(small)
        && DIRECTIONS.iter().any(|word| word.eq_ignore_ascii_case(reading.surface(before)))
}

/// `his daughter Larissa`, `striker Nelson`, `the brewing firm San Miguel`.
fn follows_bearer_noun(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let place = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        let small = places::is_small(entity) || places::class(entity) == places::Class::Region;
        entity.kind == EntityType::Place && meaning.kind != NameKind::Demonym && meaning.priority == 0 && small
    };
    before.is_some_and(|at| {
        reading.segmented.tokens[at].shape == Shape::Lower && reading.is_context(at, &[ContextKind::BearerNoun])
    }) && strong.iter().all(place)
}

/// `Mr Houston` is no city.
fn follows_form_of_address(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let start = reading.segmented.sentences[candidate.sentence as usize].first_token as usize;
    let person = strong.iter().any(|meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Person);
    let title = reading.gazetteer.titles.ending_at(&reading.segmented.tokens, start, first);
    // `Senator Houston`; but `Foreign Minister` may end a line before a country or capital.
    let small = || {
        strong
            .iter()
            .all(|meaning| matches!(reading.gazetteer.entity(meaning.entity).subtype.as_str(), "city" | "town"))
    };
    let printed = |from: usize| reading.segmented.tokens[from].shape.is_capitalized();
    !person
        && title.is_some_and(|(from, title)| {
            matches!(title.kind, "honorific" | "military") || title.kind == "office" && printed(from) && small()
        })
}

/// Whether a word that looks like a name stands right after (`President Jonathan Schwartz`).
pub fn precedes_name(reading: &Reading, candidate: &Candidate) -> bool {
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    next.is_some_and(|next| reading.segmented.tokens[next].space_before && reading.looks_like_name(next))
}

/// `Martinez` of `Alejandro Martinez Cuenca`: a listed word, but a given name stands right before it.
fn is_middle_name(reading: &Reading, sentence: u32, middle: usize) -> bool {
    let single = reading.candidate_at(middle).is_some_and(|found| found.end_token as usize == middle + 1);
    let given = reading.before(sentence, middle).filter(|&given| !reading.is_covered(given));
    single
        && given.is_some_and(|given| {
            let token = &reading.segmented.tokens[given];
            token.shape == Shape::Title
                && reading.gazetteer.is_given_name(token.fold)
                && !reading.gazetteer.words.is_word(token.fold)
        })
}

/// Whether a given name, or an unlisted name, stands right before.
pub fn follows_given_name(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let Some(previous) = reading.before(candidate.sentence, first) else { return false };
    let token = &reading.segmented.tokens[previous];
    if !reading.segmented.tokens[first].space_before {
        return false;
    }
    if reading.is_covered(previous) {
        return is_middle_name(reading, candidate.sentence, previous);
    }
    match token.shape {
        Shape::Initial => reading.before(candidate.sentence, previous).is_some_and(|p| reading.looks_like_name(p)),
        Shape::Title | Shape::Mixed => {
            let title = reading.gazetteer.titles.longest(&reading.segmented.tokens, previous, previous + 1).is_some();
            let given = reading.gazetteer.is_given_name(token.fold) && !reading.gazetteer.words.is_common(token.fold);
            !title && (given || reading.looks_like_name(previous))
        }
        _ => false,
    }
}
