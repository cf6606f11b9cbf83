//! Relatives by given name: `Akhmad Kadyrov ... His son Ramzan` is the listed person of that given name and that family.
//!
//! In: the mentions of a document, found names included. Out: the same, where a given name behind a noun of relation, and wherever it stands
//! alone from then on, is the one listed person who bears it with the surname of the person named beside.

use crate::gazetteer::{ContextKind, name_parts};
use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::fold_hash;

use super::prominent::nation;
use super::{Capital, Reading, Resolved, mention};

/// How sure it is.
const CONFIDENCE: f32 = 0.75;

/// Gives given names behind nouns of relation to the listed relatives.
pub fn settle(reading: &Reading, resolved: &mut Resolved) {
    let behind: Vec<Capital> =
        resolved.capitals.iter().filter(|word| word.shape == Shape::Title && is_relative(reading, word)).copied().collect();
    if behind.is_empty() {
        return;
    }
    for word in behind {
        let fold = reading.segmented.tokens[word.token as usize].fold;
        let after = resolved.mentions.partition_point(|mention| mention.end_token <= word.token);
        let covering = resolved.mentions.get(after).filter(|mention| mention.first_token <= word.token);
        if covering.is_some_and(|mention| !is_bare_find(&resolved.found, mention)) {
            continue;
        }
        let Some(entity) = relative(reading, &families(reading, resolved, &word), fold) else { continue };
        if covering.is_none() {
            let at = word.token as usize;
            let name = reading.unlisted(word.sentence, at, at + 1);
            resolved.mentions.insert(after, mention(&name, entity, Rule::Surname, CONFIDENCE));
        }
        let found: &[Entity] = &resolved.found;
        for name in resolved.mentions.iter_mut().filter(|name| is_bare_find(found, name)) {
            if reading.segmented.tokens[name.first_token as usize].fold == fold {
                *name = Mention {
                    entity: EntityRef::Listed(entity),
                    rule: Rule::Surname,
                    confidence: CONFIDENCE,
                    ..*name
                };
            }
        }
    }
}

/// Whether the lists have nobody for the name: a found person of that one name.
fn is_bare_find(found: &[Entity], name: &Mention) -> bool {
    let EntityRef::Found(index) = name.entity else { return false };
    let found = &found[index as usize];
    name.end_token - name.first_token == 1 && found.kind == EntityType::Person && !found.name.contains(' ')
}

/// `his son Ramzan`, `her eldest sister, Zeinab`, with no other name after it.
fn is_relative(reading: &Reading, word: &Capital) -> bool {
    let tokens = &reading.segmented.tokens;
    let before = reading.before(word.sentence, word.token as usize);
    let comma = before.filter(|&at| reading.surface(at) == ",").and_then(|at| reading.before(word.sentence, at));
    let kin = |at: usize| tokens[at].shape == Shape::Lower && reading.is_context(at, &[ContextKind::Kin]);
    let goes_on = || {
        let next = reading.within(word.sentence, word.token as usize + 1);
        next.is_some_and(|at| tokens[at].shape.is_capitalized() || tokens[at].shape == Shape::Hyphen)
    };
    comma.or(before).is_some_and(kin) && !goes_on()
}

/// The surnames of the person named last before the word, and of the one named next in its sentence.
fn families(reading: &Reading, resolved: &Resolved, word: &Capital) -> Vec<u64> {
    let is_person = |mention: &&Mention| resolved.entity(reading, mention).kind == EntityType::Person;
    let people = || resolved.mentions.iter().filter(is_person);
    let before = people().rfind(|mention| mention.end_token <= word.token);
    let after = people().find(|mention| mention.first_token > word.token && mention.sentence == word.sentence);
    let mut families = Vec::new();
    for mention in before.into_iter().chain(after) {
        let person = resolved.entity(reading, mention);
        families.extend(name_parts(mention.span.of(&reading.clean.text), nation(person)).surnames);
        families.extend(name_parts(&person.name, nation(person)).surnames);
    }
    families.sort_unstable();
    families.dedup();
    families
}

/// The one listed person of that given name in one of the families.
fn relative(reading: &Reading, families: &[u64], given: u64) -> Option<u32> {
    let is_called = |person: &&u32| {
        let first = reading.gazetteer.entity(**person).name.split([' ', '-']).next();
        first.is_some_and(|word| fold_hash(word) == given)
    };
    let mut people: Vec<u32> = families
        .iter()
        .flat_map(|surname| reading.gazetteer.people_of_surname(*surname).iter().filter(is_called).copied())
        .collect();
    people.sort_unstable();
    people.dedup();
    let [only] = people[..] else { return None };
    Some(only)
}
