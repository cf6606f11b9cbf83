//! Names that need the rest of the document: weak names, and names of several entities.

use crate::gazetteer::{Ambiguity, Meaning, NameKind};
use crate::model::{Entity, EntityRef, EntityType, Mention, RejectedName, Rule};
use crate::spot::Candidate;

use super::{Open, Reading, mention, places, rule_of};

/// What the certain mentions of a document say of it.
#[derive(Default)]
pub struct DocumentEvidence<'d> {
    /// Entities named, sorted.
    entities: Vec<u32>,
    /// Countries of the entities named, with the number of mentions: a dozen, looked through one by one.
    countries: Vec<(&'d str, u32)>,
}

impl<'d> DocumentEvidence<'d> {
    fn of(reading: &Reading<'d>, mentions: &[Mention]) -> Self {
        let listed = |found: &Mention| match found.entity {
            EntityRef::Listed(index) => Some(index),
            EntityRef::Found(_) => None,
        };
        let mut evidence = Self { entities: mentions.iter().filter_map(listed).collect(), ..Self::default() };
        evidence.entities.sort_unstable();
        for same in evidence.entities.chunk_by(|a, b| a == b) {
            let country = reading.gazetteer.entity(same[0]).country.as_str();
            let known = evidence.countries.iter_mut().find(|(known, _)| *known == country);
            match known {
                _ if country.is_empty() => {}
                Some((_, count)) => *count += same.len() as u32,
                None => evidence.countries.push((country, same.len() as u32)),
            }
        }
        evidence
    }

    /// Whether the entity is named.
    fn names(&self, entity: u32) -> bool {
        self.entities.binary_search(&entity).is_ok()
    }

    /// How many mentions belong to a country.
    fn country(&self, country: &str) -> u32 {
        self.countries.iter().find(|(known, _)| *known == country).map_or(0, |&(_, count)| count)
    }

    /// Whether no other country is mentioned more often.
    fn is_main_country(&self, country: &str) -> bool {
        let count = self.country(country);
        count > 0 && self.countries.iter().all(|&(_, other)| other <= count)
    }
}

/// Decides the open names: adds what the document supports, lists the rest with the reason.
pub fn decide(
    reading: &Reading,
    mentions: &mut Vec<Mention>,
    open: Vec<Open>,
    mut rejected: Option<&mut Vec<RejectedName>>,
) {
    let evidence = match open.iter().all(is_hidden) {
        true => DocumentEvidence::default(),
        false => DocumentEvidence::of(reading, mentions),
    };
    let mut decided = Vec::new();
    for name in open {
        match choose(reading, &evidence, &name) {
            Some((meaning, rule, confidence)) => {
                decided.push(mention(&name.candidate, meaning.entity, rule, confidence));
            }
            None => {
                if let Some(list) = rejected.as_deref_mut() {
                    list.push(rejection(reading, &name));
                }
            }
        }
    }
    decided.retain(|new| !mentions.iter().any(|old| old.span.overlaps(new.span)));
    mentions.append(&mut decided);
}

/// Whether the name is but a part of a longer one, so that nothing can support it.
fn is_hidden(name: &Open) -> bool {
    name.reason.starts_with("part of a longer name")
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
    if is_hidden(name) {
        return None;
    }
    let meanings = places::without_containers(reading, &name.candidate, &name.meanings);
    let supported: Vec<(Support, &Meaning)> =
        meanings.iter().map(|meaning| (support(reading, evidence, &name.candidate, meaning), *meaning)).collect();
    let &(strength, best) = supported.iter().max_by_key(|(strength, _)| *strength)?;
    let others = supported.iter().filter(|(_, meaning)| meaning.entity != best.entity);
    let second = others.map(|(strength, _)| *strength).max();
    if !is_enough(reading, evidence, name, best, &strength) || second.is_some_and(|second| second == strength) {
        return None;
    }
    let rule = if name.meanings.len() == 1 { rule_of(reading, best) } else { Rule::Context };
    Some((best, rule, if second.is_some() { 0.7 } else { 0.8 }))
}

/// Evidence for a meaning, the most telling first; compared from left to right.
type Support = (bool, bool, bool, bool, u32, u32);

fn support(reading: &Reading, evidence: &DocumentEvidence, candidate: &Candidate, meaning: &Meaning) -> Support {
    let entity = reading.gazetteer.entity(meaning.entity);
    let place = entity.kind == EntityType::Place;
    let office_now = reading.clean.date.is_some_and(|date| entity.roles.iter().any(|role| role.held_on(date)));
    let region_named = place && reading.gazetteer.index_of(&entity.parent).is_some_and(|region| evidence.names(region));
    (
        place && places::in_stated_container(reading, candidate, &[meaning]).is_some(),
        evidence.names(meaning.entity),
        !meaning.weak,
        region_named || !place && office_now,
        if place { magnitude(evidence, entity) } else { u32::from(evidence.country(&entity.country) > 0) },
        entity.population.max(u32::from(meaning.kind == NameKind::Canonical)),
    )
}

/// The size of a place in powers of ten, where a country that the document speaks of counts as one power more: the
/// Birmingham of a document about Alabama is not the one of a million people, but Geneva stays Geneva in a document that
/// mentions the United States.
fn magnitude(evidence: &DocumentEvidence, entity: &Entity) -> u32 {
    let size = match entity.subtype.as_str() {
        "country" => 8,
        "capital" => entity.population.max(1).ilog10().max(6),
        "region" => entity.population.max(100_000).ilog10().min(6),
        _ => entity.population.max(1).ilog10(),
    };
    let near = if entity.subtype == "country" { 0 } else { u32::from(evidence.country(&entity.country) > 0) };
    let main = u32::from(entity.subtype != "country" && evidence.is_main_country(&entity.country));
    size + near + main
}

/// Whether the evidence is enough to take the name at all.
fn is_enough(
    reading: &Reading,
    evidence: &DocumentEvidence,
    name: &Open,
    meaning: &Meaning,
    (stated, same_entity, strong, office_now, ..): &Support,
) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    let candidate = &name.candidate;
    if *stated || *same_entity {
        return true;
    }
    if !strong {
        return entity.kind == EntityType::Organization && evidence.is_main_country(&entity.country);
    }
    match entity.kind {
        EntityType::Place => place_is_enough(reading, evidence, candidate, meaning),
        EntityType::Person => *office_now || evidence.country(&entity.country) > 0 || name.meanings.len() == 1,
        EntityType::Organization => !reading.opens_sentence(candidate.sentence, candidate.first_token as usize),
    }
}

/// A place of so many people is meant by its bare name even where nothing else says so.
const KNOWN_EVERYWHERE: u32 = 1_000_000;

fn place_is_enough(reading: &Reading, evidence: &DocumentEvidence, candidate: &Candidate, meaning: &Meaning) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    let place_words = places::has_place_words(reading, candidate);
    if places::is_called_place(reading, candidate) {
        return true;
    }
    let known = evidence.country(&entity.country) > 0;
    let large = matches!(entity.subtype.as_str(), "country" | "capital" | "region" | "territory")
        || entity.population >= 100_000;
    match meaning.ambiguity {
        Ambiguity::Word | Ambiguity::PersonalName => place_words && known,
        Ambiguity::None if entity.population >= KNOWN_EVERYWHERE => true,
        Ambiguity::None => large && (place_words || known) || place_words && known || entity.subtype == "country",
    }
}
