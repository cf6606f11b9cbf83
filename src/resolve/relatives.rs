//! Relatives by given name: `Akhmad Kadyrov ... His son Ramzan` is the listed person of that given name and that family.
//!
//! In: the mentions of a document, found names included. Out: the same, where a given name behind a noun of relation, and wherever it stands
//! alone from then on, is the one listed person who bears it with the surname of the person named beside, or a surname of one country
//! that the document names.

use crate::gazetteer::{ContextKind, name_parts};
use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::{chain, fold_hash};

use super::prominent::nation;
use super::{Capital, Reading, Resolved, mention};

/// How sure it is.
const CONFIDENCE: f32 = 0.75;

/// Gives given names behind nouns of relation to the listed relatives.
pub fn settle(reading: &Reading, resolved: &mut Resolved) {
    let behind: Vec<Capital> = resolved
        .capitals
        .iter()
        .filter(|word| word.shape == Shape::Title && is_relative(reading, word))
        .copied()
        .collect();
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
        let people = people_beside(resolved, reading, &word);
        let beside = relative(reading, &surnames(reading, resolved, people), fold);
        let anywhere = || {
            let mut surnames = surnames(reading, resolved, resolved.mentions.iter());
            surnames.retain(|surname| is_of_one_nation(reading, *surname));
            relative(reading, &surnames, fold)
        };
        let Some(entity) = beside.or_else(anywhere) else { continue };
        if covering.is_none() {
            let at = word.token as usize;
            let name = reading.unlisted(word.sentence, at, at + 1);
            resolved.mentions.insert(after, mention(&name, entity, Rule::Surname, CONFIDENCE));
        }
        let found: &[Entity] = &resolved.found;
        for name in resolved.mentions.iter_mut().filter(|name| is_bare_find(found, name)) {
            if reading.segmented.tokens[name.first_token as usize].fold == fold {
                *name =
                    Mention { entity: EntityRef::Listed(entity), rule: Rule::Surname, confidence: CONFIDENCE, ..*name };
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

/// Where the person is named who stands last before the word, and the one who stands next in its sentence.
fn people_beside<'r>(
    resolved: &'r Resolved,
    reading: &Reading,
    word: &Capital,
) -> impl Iterator<Item = &'r Mention> + use<'r> {
    let people =
        || resolved.mentions.iter().filter(|mention| resolved.entity(reading, mention).kind == EntityType::Person);
    let before = people().rfind(|mention| mention.end_token <= word.token);
    let after = people().find(|mention| mention.first_token > word.token && mention.sentence == word.sentence);
    before.into_iter().chain(after)
}

/// The surnames of the people among some mentions.
fn surnames<'r>(reading: &Reading, resolved: &Resolved, mentions: impl Iterator<Item = &'r Mention>) -> Vec<u64> {
    let mut surnames = Vec::new();
    for mention in mentions {
        let person = resolved.entity(reading, mention);
        if person.kind == EntityType::Person {
            surnames.extend(name_parts(mention.span.of(&reading.clean.text), nation(person)).surnames);
            surnames.extend(name_parts(&person.name, nation(person)).surnames);
        }
    }
    surnames.sort_unstable();
    surnames.dedup();
    surnames
}

/// Whether all listed bearers of a surname come from one country: there it is a family's more often than another's.
fn is_of_one_nation(reading: &Reading, surname: u64) -> bool {
    let people = reading.gazetteer.people_of_surname(surname);
    people.windows(2).all(|pair| nation(reading.gazetteer.entity(pair[0])) == nation(reading.gazetteer.entity(pair[1])))
}

/// The one listed person of that given name in one of the families.
fn relative(reading: &Reading, families: &[u64], given: u64) -> Option<u32> {
    let is_called = |person: &&u32| {
        let name = &reading.gazetteer.entity(**person).name;
        name.split([' ', '-']).any(|word| fold_hash(word) == given)
    };
    let mut people: Vec<u32> = families
        .iter()
        .filter(|surname| **surname != chain(0, given))
        .flat_map(|surname| reading.gazetteer.people_of_surname(*surname).iter().filter(is_called).copied())
        .collect();
    people.sort_unstable();
    people.dedup();
    let [only] = people[..] else { return None };
    Some(only)
}
