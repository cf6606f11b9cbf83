//! Names that need the rest of the document: weak names, and names of several entities.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::gazetteer::{Ambiguity, Meaning, NameKind};
use crate::model::{Entity, EntityRef, EntityType, Mention, RejectedName, Rule};
use crate::spot::Candidate;

use super::names::LONE_ACRONYM;
use super::places::{Around, Class, Evidence};
use super::{Open, Reading, mention, places, rule_of};

/// What the mentions of a document say of it.
#[derive(Default)]
struct DocumentEvidence<'d> {
    entities: FxHashSet<u32>,
    /// Mentions by country.
    countries: FxHashMap<&'d str, u32>,
    /// Mentions of towns and regions by country: a document that names a country's towns is about things there.
    local: FxHashMap<&'d str, u32>,
    /// Regions named, and those that named towns lie in.
    regions: FxHashSet<&'d str>,
}

impl<'d> DocumentEvidence<'d> {
    fn of(reading: &Reading<'d>, mentions: &[Mention]) -> Self {
        let mut evidence = Self::default();
        for found in mentions {
            let EntityRef::Listed(index) = found.entity else { continue };
            evidence.entities.insert(index);
            let entity = reading.gazetteer.entity(index);
            if !entity.country.is_empty() {
                *evidence.countries.entry(&entity.country).or_default() += 1;
            }
            if entity.kind == EntityType::Place {
                evidence.add_place(entity);
            }
        }
        evidence
    }

    fn add_place(&mut self, entity: &'d Entity) {
        match places::class(entity) {
            Class::Region => self.regions.insert(&entity.id),
            Class::City => self.regions.insert(&entity.parent),
            _ => return,
        };
        // A capital is named for its government as often as for its streets.
        if entity.subtype != "capital" {
            *self.local.entry(&entity.country).or_default() += 1;
        }
    }

    /// How many mentions belong to a country.
    fn country(&self, country: &str) -> u32 {
        self.countries.get(country).copied().unwrap_or(0)
    }

    /// How many towns and regions of a country are mentioned.
    fn local(&self, country: &str) -> u32 {
        self.local.get(country).copied().unwrap_or(0)
    }

    /// Whether no other country is mentioned more often.
    fn is_main_country(&self, country: &str) -> bool {
        let count = self.country(country);
        count > 0 && self.countries.values().all(|&other| other <= count)
    }
}

/// Decides the open names: adds what the document supports, lists the rest with the reason.
pub fn decide(
    reading: &Reading,
    mentions: &mut Vec<Mention>,
    open: Vec<Open>,
    rejected: Option<&mut Vec<RejectedName>>,
) {
    // Twice: what the first round decides supports the second ("in Solon, Iowa ... Solon").
    let first = round(reading, mentions, open, None);
    if !first.is_empty() {
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
    let evidence = DocumentEvidence::of(reading, mentions);
    let mut decided = Vec::new();
    let mut rest = Vec::new();
    for name in open {
        match choose(reading, &evidence, &name) {
            Some((meaning, rule, confidence)) => {
                decided.push(mention(&name.candidate, meaning.entity, rule, confidence));
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
    if name.reason.starts_with("part of a longer name") || name.reason == "a currency" {
        return None;
    }
    let meanings = places::without_containers(reading, &name.candidate, &name.meanings);
    let around = places::Around::of(reading, &name.candidate);
    let mut ranked: Vec<(Support, &Meaning)> =
        meanings.iter().map(|meaning| (support(reading, evidence, &around, meaning), *meaning)).collect();
    ranked.sort_by_key(|(support, _)| std::cmp::Reverse(*support));
    let (strength, best) = *ranked.first()?;
    let second = ranked.iter().find(|(_, meaning)| meaning.entity != best.entity);
    if !is_enough(reading, evidence, name, best, &strength) {
        return None;
    }
    if let Some((same, other)) = second
        && *same == strength
        && !is_one_spot(reading, best, other)
    {
        return None;
    }
    let rule = if name.meanings.len() == 1 { rule_of(reading, best) } else { Rule::Context };
    Some((best, rule, if second.is_some() { 0.7 } else { 0.8 }))
}

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
    /// Not a weak name.
    strong: bool,
    /// A town whose region is spoken of, or a person in office on the document's date.
    region_or_office: bool,
    /// Powers of ten of people, plus what the document says of the country.
    magnitude: u32,
    /// Of equal ones a country, then the larger.
    country: bool,
    size: u32,
}

fn support(reading: &Reading, evidence: &DocumentEvidence, around: &Around, meaning: &Meaning) -> Support {
    let entity = reading.gazetteer.entity(meaning.entity);
    let place = entity.kind == EntityType::Place;
    let office_now = reading.clean.date.is_some_and(|date| entity.roles.iter().any(|role| role.held_on(date)));
    let region_named = place && !entity.parent.is_empty() && evidence.regions.contains(entity.parent.as_str());
    Support {
        beside: around.evidence(reading, meaning),
        same_entity: evidence.entities.contains(&meaning.entity),
        strong: !meaning.weak,
        region_or_office: region_named || !place && office_now,
        magnitude: if place { magnitude(evidence, entity) } else { u32::from(evidence.country(&entity.country) > 0) },
        country: place && places::class(entity) == Class::Country,
        size: entity.population.max(u32::from(meaning.kind == NameKind::Canonical)),
    }
}

/// The size of a place in powers of ten, where a country that the document speaks of counts as one power more, its towns
/// as another, and the country it speaks of most as a third: the Birmingham of a document about Alabama is not the one of
/// a million people, but Geneva stays Geneva in a document that mentions the United States.
fn magnitude(evidence: &DocumentEvidence, entity: &Entity) -> u32 {
    let near = evidence.country(&entity.country) > 0;
    let local = evidence.local(&entity.country) > 0;
    let main = (local || places::class(entity) == Class::City) && evidence.is_main_country(&entity.country);
    places::magnitude(entity) + u32::from(near) + u32::from(local) + u32::from(main)
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
    if support.beside.contained || support.beside.contains || support.same_entity {
        return true;
    }
    if name.reason == LONE_ACRONYM {
        return evidence.country(&entity.country) > 0;
    }
    if !support.strong {
        return entity.kind == EntityType::Organization && evidence.is_main_country(&entity.country);
    }
    match entity.kind {
        EntityType::Place => place_is_enough(reading, evidence, candidate, meaning, support),
        EntityType::Person => {
            support.region_or_office || evidence.country(&entity.country) > 0 || name.meanings.len() == 1
        }
        EntityType::Organization => !reading.opens_sentence(candidate.sentence, candidate.first_token as usize),
    }
}

/// A place of so many people is meant by its bare name even where nothing else says so.
const KNOWN_EVERYWHERE: u32 = 1_000_000;

fn place_is_enough(
    reading: &Reading,
    evidence: &DocumentEvidence,
    candidate: &Candidate,
    meaning: &Meaning,
    support: &Support,
) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    let place_words = places::has_place_words(reading, candidate) || support.beside.is_any();
    if places::is_called_place(reading, candidate) {
        return true;
    }
    let known = evidence.country(&entity.country) > 0;
    let large = matches!(entity.subtype.as_str(), "country" | "capital" | "region" | "territory")
        || entity.population >= 100_000;
    match meaning.ambiguity {
        Ambiguity::Word | Ambiguity::PersonalName => place_words && known,
        Ambiguity::None if entity.population >= KNOWN_EVERYWHERE => true,
        Ambiguity::None if support.region_or_office => true,
        Ambiguity::None => large && (place_words || known) || place_words && known || entity.subtype == "country",
    }
}
