//! Names that need the rest of the document: weak names, and names of several entities.

use std::cell::OnceCell;

use crate::gazetteer::{Ambiguity, ContextKind, Meaning, NameKind};
use crate::model::{Entity, EntityRef, EntityType, Mention, RejectedName, Rule, Shape};
use crate::segment::chain;
use crate::spot::Candidate;

use super::document_evidence::{Counts, DocumentEvidence, count};
use super::doubts::{self, GENERIC_PARTY, LONE_ACRONYM};
use super::home::{self, Home};
use super::names::{self, COMMON_OPENING, WEAK};
use super::places::{Around, Class, Evidence};
use super::surnames::title_before;
use super::{Open, Reading, mention, places, rule_of};

/// Decides the open names: adds what the document supports, lists the rest with the reason.
pub fn decide(
    reading: &Reading,
    mentions: &mut Vec<Mention>,
    open: Vec<Open>,
    rejected: Option<&mut Vec<RejectedName>>,
) {
    // Twice: what the first round decides supports the second ("in Solon, Iowa ... Solon").
    if open.is_empty() {
        return;
    }
    let before = mentions.len();
    let first = round(reading, mentions, open, None);
    if !first.is_empty() && (mentions.len() > before || rejected.is_some()) {
        round(reading, mentions, first, rejected);
    }
}

/// Decides what the mentions support so far; gives the rest back, listed as rejected when asked.
fn round<'d>(
    reading: &Reading<'d>,
    mentions: &mut Vec<Mention>,
    open: Vec<Open<'d>>,
    mut rejected: Option<&mut Vec<RejectedName>>,
) -> Vec<Open<'d>> {
    let mut evidence = DocumentEvidence::of(reading, mentions);
    evidence.acronyms = acronyms(reading, &open);
    let home = OnceCell::new();
    let mut decided = Vec::new();
    let mut rest = Vec::new();
    for mut name in open {
        drop_named_beside(reading, mentions, &mut name);
        keep_titular(reading, &mut name);
        let at_home = || {
            let home = home.get_or_init(|| Home::counted(reading, mentions, &evidence.countries));
            bare_body(reading, &evidence, home, &name).map(|body| (body, Rule::Context, home::CONFIDENCE))
        };
        let chosen = choose(reading, &evidence, &name);
        match chosen.map(|(meaning, rule, confidence)| (meaning.entity, rule, confidence)).or_else(at_home) {
            Some((entity, rule, confidence)) => {
                decided.push(mention(&name.candidate, entity, rule, confidence));
            }
            None => {
                if let Some(list) = rejected.as_deref_mut() {
                    list.push(rejection(reading, &name));
                }
                rest.push(name);
            }
        }
    }
    decided.retain(|new| !mentions.iter().any(|old| old.span.overlaps(new.span)));
    mentions.append(&mut decided);
    rest
}

/// `the Senate`, `the Treasury`: a body listed by that name alone for a country that the document hardly names, and borne by the document's own
/// country too. A word that opens its sentence must do something there.
fn bare_body<'d>(reading: &Reading<'d>, evidence: &DocumentEvidence, home: &Home<'d>, name: &Open) -> Option<u32> {
    let (candidate, first) = (&name.candidate, name.candidate.first_token as usize);
    let cased = reading.segmented.tokens[first].shape.is_capitalized();
    if !cased || !matches!(name.reason, WEAK | GENERIC_PARTY) {
        return None;
    }
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    let acts = |at: usize| reading.surface(at) == "'s" || reading.is_context(at, &[ContextKind::Speaks]);
    let idle = reading.opens_sentence(candidate.sentence, first) && !next.is_some_and(acts);
    // `Israel's opposition Labour party`: the words around say more of a party.
    let party = next.is_some_and(|at| reading.surface(at) == "party");
    if idle || party || !name.meanings.iter().all(|meaning| entity(meaning).kind == EntityType::Organization) {
        return None;
    }
    let own = home.body(reading, candidate.sentence, first, candidate.end_token as usize)?;
    let told = evidence.country(&reading.gazetteer.entity(own).country);
    let rival =
        |meaning: &&Meaning| meaning.entity != own && evidence.country(&entity(meaning).country) * HARDLY > told;
    (!name.meanings.iter().any(rival)).then_some(own)
}

/// A country named so many times less often than another is hardly named.
const HARDLY: u32 = 3;

/// `George Bush and his son George W. Bush`: who is named by another full name in the sentence is not the one meant by this.
fn drop_named_beside(reading: &Reading, mentions: &[Mention], name: &mut Open) {
    let person = |index: u32| reading.gazetteer.entity(index).kind == EntityType::Person;
    let length = name.candidate.end_token - name.candidate.first_token;
    if name.meanings.len() < 2 || length < 2 || !name.meanings.iter().all(|meaning| person(meaning.entity)) {
        return;
    }
    let text = |span: crate::model::Span| span.of(&reading.clean.text);
    let beside = |index: u32| {
        mentions.iter().any(|other| {
            other.sentence == name.candidate.sentence
                && other.entity == EntityRef::Listed(index)
                && other.end_token - other.first_token > length
                && text(other.span) != text(name.candidate.span)
        })
    };
    let rest: Vec<&Meaning> = name.meanings.iter().filter(|meaning| !beside(meaning.entity)).copied().collect();
    if !rest.is_empty() {
        name.meanings = rest;
    }
}

/// Of those who are listed by the title of an office, the one who held it on the day of writing.
fn keep_titular(reading: &Reading, name: &mut Open) {
    let person = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let titular = |meaning: &Meaning| meaning.weak && is_titular(reading, &name.candidate, person(meaning));
    let weak = |meaning: &&Meaning| meaning.weak && person(meaning).kind == EntityType::Person;
    if name.meanings.len() > 1 && name.meanings.iter().all(weak) && name.meanings.iter().any(|one| titular(one)) {
        let kept = name.meanings.iter().filter(|meaning| titular(meaning)).copied().collect();
        name.meanings = kept;
    }
}

fn rejection(reading: &Reading, name: &Open) -> RejectedName {
    let mut ranked = name.meanings.clone();
    ranked.sort_by_key(|meaning| std::cmp::Reverse(reading.gazetteer.rank(meaning)));
    RejectedName {
        span: name.candidate.span,
        candidates: ranked.iter().map(|meaning| reading.gazetteer.entity(meaning.entity).id.clone()).collect(),
        reason: name.reason.to_string(),
    }
}

fn choose<'m>(reading: &Reading, evidence: &DocumentEvidence, name: &Open<'m>) -> Option<(&'m Meaning, Rule, f32)> {
    if names::is_final(name.reason) {
        return None;
    }
    let meanings = places::without_containers(reading, &name.candidate, &name.meanings);
    let around = places::Around::of(reading, &name.candidate);
    let mut ranked: Vec<(Support, &Meaning)> =
        meanings.iter().map(|meaning| (support(reading, evidence, &around, meaning), *meaning)).collect();
    if doubts::lacks_article(reading, &name.candidate, &name.meanings) {
        for (support, meaning) in &mut ranked {
            support.firm = reading.gazetteer.entity(meaning.entity).subtype == "company";
        }
    }
    ranked.sort_by_key(|(support, _)| std::cmp::Reverse(*support));
    let (mut strength, mut best) = *ranked.first()?;
    if let Some(larger) =
        ranked.iter().find(|other| is_dwarfed(reading, evidence, (&strength, best), (&other.0, other.1)))
    {
        (strength, best) = *larger;
    }
    let second = ranked.iter().find(|(_, meaning)| meaning.entity != best.entity);
    if !is_enough(reading, evidence, name, best, &strength) {
        return None;
    }
    // `Dr Nielsen` is no firm.
    let addressed = || title_before(reading, &name.candidate).is_some_and(|title| title.kind == "honorific");
    if reading.gazetteer.entity(best.entity).kind == EntityType::Organization && addressed() {
        return None;
    }
    if let Some((same, other)) = second
        && *same == strength
        && !is_one_spot(reading, best, other)
    {
        return None;
    }
    if second
        .is_some_and(|(other, meaning)| is_coin_toss(reading, &evidence.places, (&strength, best), (other, meaning)))
    {
        return None;
    }
    let rule = if name.meanings.len() == 1 { rule_of(reading, best) } else { Rule::Context };
    Some((best, rule, if second.is_some() { 0.7 } else { 0.8 }))
}

/// Whether nothing but the country speaks for a town, where the world knows a far larger one: Geneva is in Switzerland in documents about
/// America, if they do not speak of Illinois.
fn is_dwarfed(
    reading: &Reading,
    evidence: &DocumentEvidence,
    best: (&Support, &Meaning),
    other: (&Support, &Meaning),
) -> bool {
    let Some((one, two)) = equal_towns(reading, best, other) else { return false };
    // Pakistan's Hyderabad is known too, where Pakistan is named and India is not.
    let known_there = one.population >= places::KNOWN_CITY
        && evidence.is_ground(&evidence.countries, &one.country)
        && evidence.country(&two.country) == 0;
    !evidence.stated.contains(&one.parent.as_str())
        && !known_there
        && !other.1.weak
        && two.population >= KNOWN_TOWN
        && one.population < two.population / if two.population >= places::KNOWN_CITY { 3 } else { DWARF }
}

/// The two places, when both are towns of lists of one priority and the words around speak for neither more than the other.
fn equal_towns<'r>(
    reading: &'r Reading,
    best: (&Support, &Meaning),
    other: (&Support, &Meaning),
) -> Option<(&'r Entity, &'r Entity)> {
    let (one, two) = (reading.gazetteer.entity(best.1.entity), reading.gazetteer.entity(other.1.entity));
    let is_town = |place: &Entity| place.kind == EntityType::Place && places::class(place) == Class::City;
    let equal = best.0.beside == other.0.beside
        && best.0.same_entity == other.0.same_entity
        && best.1.priority == other.1.priority;
    (is_town(one) && is_town(two) && equal).then_some((one, two))
}

/// How many times larger the better known town is; a city that the world knows needs less.
const DWARF: u32 = 8;

/// Whether nothing but some more people speaks for one of two towns: the document names neither country, and the other is no village beside
/// it.
fn is_coin_toss(
    reading: &Reading,
    spoken_of: &Counts,
    best: (&Support, &Meaning),
    other: (&Support, &Meaning),
) -> bool {
    let Some((one, two)) = equal_towns(reading, best, other) else { return false };
    one.subtype != "capital" && count(spoken_of, &one.country) == 0 && one.population / RIVAL < two.population
}

/// A town with this share (one in so many) of another's people is its rival.
const RIVAL: u32 = 2;

/// Whether two meanings lie one in the other, so that either is right (Gaza and the Gaza Strip).
fn is_one_spot(reading: &Reading, one: &Meaning, other: &Meaning) -> bool {
    let (one, other) = (reading.gazetteer.entity(one.entity), reading.gazetteer.entity(other.entity));
    places::contains(one, other) || places::contains(other, one)
}

/// Evidence for a meaning, the most telling first; compared from left to right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Support {
    /// What the words beside it say.
    beside: Evidence,
    /// Named beyond doubt elsewhere in the document.
    same_entity: bool,
    /// A company that may bear the name of a river, where no article stands before it.
    firm: bool,
    /// Not a weak name.
    strong: bool,
    /// A person in office on the document's date.
    office: bool,
    /// Powers of ten of people, plus what the document says of the country.
    magnitude: u32,
    /// Of equal ones a country, then the larger.
    country: bool,
    size: u32,
    /// A town whose region is spoken of.
    region: bool,
}

fn support(reading: &Reading, evidence: &DocumentEvidence, around: &Around, meaning: &Meaning) -> Support {
    let entity = reading.gazetteer.entity(meaning.entity);
    let place = entity.kind == EntityType::Place;
    let office_now = reading.clean.date.is_some_and(|date| entity.roles.iter().any(|role| role.held_on(date)));
    let region_named = place && !entity.parent.is_empty() && evidence.regions.contains(&entity.parent.as_str());
    Support {
        beside: around.evidence(reading, meaning),
        same_entity: evidence.entities.contains(&meaning.entity),
        firm: false,
        strong: !meaning.weak || is_at_home(evidence, entity),
        office: !place && office_now,
        magnitude: match place {
            true => magnitude(evidence, entity) + u32::from(region_named),
            false => fit_of_country(evidence, entity),
        },
        country: place && places::class(entity) == Class::Country,
        size: entity.population.max(match () {
            () if is_namesake_person(entity) => 0,
            () if meaning.kind == NameKind::Canonical => 2,
            () => 1,
        }),
        region: region_named,
    }
}

/// A person of business without an office: a firm named so is meant more often (`J.P. Morgan`).
fn is_namesake_person(entity: &Entity) -> bool {
    entity.kind == EntityType::Person && entity.subtype == "business" && entity.roles.is_empty()
}

/// How well a person or organization of its country fits the document, in the coin of [`magnitude`]: beside the town in Colorado,
/// Westminster is the parliament in a document about Britain.
fn fit_of_country(evidence: &DocumentEvidence, entity: &Entity) -> u32 {
    match evidence.country(&entity.country) {
        0 => 0,
        _ if evidence.is_main_country(&entity.country) => 7,
        _ => 1,
    }
}

/// The size of a place in powers of ten, where a country that the document speaks of counts as one power more (and its
/// region too), and the country it speaks of most as another (for a region only when its towns are named): the Birmingham of a document about
/// Alabama is not the one of a million people, but Geneva stays Geneva in a document that mentions the United States.
fn magnitude(evidence: &DocumentEvidence, entity: &Entity) -> u32 {
    let local = places::class(entity) == Class::City || evidence.local(&entity.country) > 0;
    let main = local && evidence.is_main_ground(&entity.country);
    places::magnitude(entity) + u32::from(evidence.is_near(entity)) + u32::from(main)
}

/// An organization of the country that the document speaks of most: there its weak names count (`Westminster`).
fn is_at_home(evidence: &DocumentEvidence, entity: &Entity) -> bool {
    entity.kind == EntityType::Organization && evidence.is_main_country(&entity.country)
}

/// Whether the evidence is enough to take the name at all.
fn is_enough(
    reading: &Reading,
    evidence: &DocumentEvidence,
    name: &Open,
    meaning: &Meaning,
    support: &Support,
) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    let candidate = &name.candidate;
    if support.beside.contained || support.beside.contains || support.same_entity || support.firm {
        return true;
    }
    if name.reason == COMMON_OPENING && meaning.kind == NameKind::Demonym {
        return false;
    }
    if name.reason == LONE_ACRONYM {
        let fights = || {
            entity.subtype == "armed-group"
                && (evidence.is_beside(reading, candidate.sentence, &entity.country)
                    || is_before_fighters(reading, candidate)
                    || is_amid_fighting(reading, candidate))
        };
        // `The UDF ... the ANC`: two of one country's bear each other out.
        let fold = reading.segmented.tokens[candidate.first_token as usize].fold;
        let fellow = || {
            follows_article(reading, candidate)
                && evidence.acronyms.iter().any(|(other, country)| *other != fold && *country == entity.country)
        };
        return evidence.is_ground(&evidence.countries, &entity.country) || fights() || fellow();
    }
    if name.reason == GENERIC_PARTY {
        let home = entity.country.as_str();
        let at_home =
            |other: &&Meaning| other.weak && evidence.country(&reading.gazetteer.entity(other.entity).country) > 0;
        let shared = name.meanings.iter().any(|other| other.weak) && !name.meanings.iter().any(at_home);
        return evidence.is_ground(&evidence.countries, home)
            || evidence.countries.is_empty()
            || shared && !meaning.weak;
    }
    if !support.strong {
        if entity.kind == EntityType::Person {
            let known = entity.subtype == "religious" || evidence.is_main_country(&entity.country);
            return known && is_titular(reading, candidate, entity);
        }
        if entity.subtype == "media" && is_cited_by_article(reading, candidate) && evidence.country(&entity.country) > 0
        {
            return true;
        }
        let place = || places::has_place_words(reading, candidate) && evidence.is_within_reach(entity);
        return is_at_home(evidence, entity) || entity.kind == EntityType::Place && place();
    }
    match entity.kind {
        EntityType::Place => place_is_enough(reading, evidence, name, meaning, support),
        EntityType::Person => support.office || evidence.country(&entity.country) > 0 || name.meanings.len() == 1,
        EntityType::Organization => {
            let first = candidate.first_token as usize;
            let word = reading.gazetteer.words.is_word(reading.segmented.tokens[first].fold);
            name.reason != COMMON_OPENING && !(word && reading.opens_sentence(candidate.sentence, first))
        }
    }
}

/// `told The Independent`: a newspaper keeps the capital of its article within a sentence.
fn is_cited_by_article(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    reading.surface(first) == "The"
        && candidate.end_token as usize > first + 1
        && !reading.opens_sentence(candidate.sentence, first)
        && !reading.is_title(candidate.sentence)
        && !places::goes_on(reading, candidate)
}

/// `the Pope`: who is listed by the bare title of an office that one alone holds, and held it on the day of writing.
fn is_titular(reading: &Reading, candidate: &Candidate, person: &Entity) -> bool {
    let name = candidate.span.of(&reading.clean.text).to_lowercase();
    let Some(title) = name.strip_prefix("the ") else { return false };
    let held = |date| person.roles.iter().any(|role| role.title == title && role.held_on(date));
    reading.clean.date.is_some_and(held) && !places::goes_on(reading, candidate)
}

/// Acronyms of parties and groups that are open, with an article before them, and the countries of what they may mean.
fn acronyms<'d>(reading: &Reading<'d>, open: &[Open<'d>]) -> Vec<(u64, &'d str)> {
    let short = |name: &&Open| {
        let first = name.candidate.first_token as usize;
        matches!(name.reason, LONE_ACRONYM | WEAK)
            && name.candidate.end_token as usize == first + 1
            && reading.segmented.tokens[first].shape == Shape::Upper
            && follows_article(reading, &name.candidate)
    };
    let countries = open.iter().filter(short).flat_map(|name| {
        let fold = reading.segmented.tokens[name.candidate.first_token as usize].fold;
        name.meanings.iter().map(move |meaning| (fold, reading.gazetteer.entity(meaning.entity)))
    });
    let of_country = countries.filter(|(_, body)| !body.country.is_empty());
    of_country.map(|(fold, body)| (fold, body.country.as_str())).collect()
}

/// Whether the article stands before the name.
fn follows_article(reading: &Reading, candidate: &Candidate) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    before.is_some_and(|at| reading.surface(at).eq_ignore_ascii_case("the"))
}

/// Whether people in arms follow a name: `KLA fighters`.
fn is_before_fighters(reading: &Reading, candidate: &Candidate) -> bool {
    let (tokens, end) = (&reading.segmented.tokens, candidate.end_token as usize);
    let last = reading.segmented.sentences[candidate.sentence as usize].end_token as usize;
    let agent = reading.gazetteer.agents.longest(tokens, end, last.min(end + 3));
    agent.is_some_and(|found| matches!(found.code, "REB" | "INS" | "SEP" | "UAF" | "MIL") && found.kind == "person")
}

/// `the LRA abducted`, `a ceasefire of the IRA`: with its article, where the sentence or the next tells of people in arms.
fn is_amid_fighting(reading: &Reading, candidate: &Candidate) -> bool {
    let sentences = &reading.segmented.sentences;
    let fights =
        |at: usize| reading.segmented.tokens[at].shape.is_word() && reading.is_context(at, &[ContextKind::Fighting]);
    follows_article(reading, candidate)
        && [candidate.sentence as usize, candidate.sentence as usize + 1]
            .into_iter()
            .filter_map(|sentence| sentences.get(sentence))
            .any(|sentence| sentence.token_range().any(fights))
}

fn place_is_enough(
    reading: &Reading,
    evidence: &DocumentEvidence,
    name: &Open,
    meaning: &Meaning,
    support: &Support,
) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    let (candidate, alone) = (&name.candidate, name.meanings.len() == 1);
    let place_words = places::has_place_words(reading, candidate) || support.beside.is_any();
    if places::is_called_place(reading, candidate) {
        return true;
    }
    // `The Georgetown Law report`, far from Texas.
    if is_part_abroad(reading, evidence, candidate, entity, support) {
        return false;
    }
    let known = match entity.subtype.as_str() {
        "city" | "town" if entity.population < 100_000 => evidence.is_within_reach(entity),
        _ => evidence.is_near(entity),
    };
    let large = matches!(entity.subtype.as_str(), "country" | "capital" | "territory") || entity.population >= 100_000;
    let is_city = places::class(entity) == places::Class::City;
    match meaning.ambiguity {
        Ambiguity::Word | Ambiguity::PersonalName => place_words && known,
        Ambiguity::None if entity.population >= places::KNOWN_EVERYWHERE => true,
        Ambiguity::None if support.region && entity.population >= 50_000 => true,
        Ambiguity::None if entity.population >= KNOWN_TOWN && is_no_person(reading, candidate) => true,
        Ambiguity::None if is_city && entity.population >= KNOWN_TOWN && places::opens_dateline(reading, candidate) => {
            true
        }
        Ambiguity::None if entity.subtype == "region" => known,
        // Few towns share a name of several words.
        Ambiguity::None if meaning.length > 1 => known || alone && places::follows_in(reading, candidate),
        Ambiguity::None => large && (place_words || known) || place_words && known || entity.subtype == "country",
    }
}

/// A town of so many people may be meant where nothing but its name is printed.
const KNOWN_TOWN: u32 = 100_000;

/// A town of so many people has quarters and halls that the world knows.
const KNOWN_ABROAD: u32 = 200_000;

/// A town that few know, with a name that goes on, in a document that is not about its country.
fn is_part_abroad(
    reading: &Reading,
    evidence: &DocumentEvidence,
    candidate: &Candidate,
    entity: &Entity,
    support: &Support,
) -> bool {
    places::class(entity) == places::Class::City
        && entity.population < KNOWN_ABROAD
        && !support.beside.is_any()
        && !evidence.is_main_ground(&entity.country)
        && places::goes_on(reading, candidate)
}

/// Whether no listed person bears the name as given name or surname: Geneva, not Jackson.
fn is_no_person(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let fold = reading.segmented.tokens[first].fold;
    candidate.end_token as usize == first + 1
        && !reading.opens_sentence(candidate.sentence, first)
        && !reading.gazetteer.is_given_name(fold)
        && reading.gazetteer.people_of_surname(chain(0, fold)).is_empty()
}
