//! Names that no list has, as the finder gave them → mentions and entities of this document.
//!
//! A listed name stays what it is, unless it is but a part of a longer found name (`England` in `Bank of England`). People found by
//! their full names are known by surname from then on. Over documents, names of several words and those of places and organizations
//! are one entity when they are equal; a person of one name is an entity of its document only.

use rustc_hash::FxHashMap;

use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::{chain, fold, fold_hash};
use crate::spot::found::features::Scene;
use crate::spot::found::{Finder, FoundName, marks};

use super::{Reading, Resolved};

/// A name is taken when the finder is this sure.
const SURE: f32 = 0.5;

/// In text without capitals it must be surer.
const SURE_SMALL: f32 = 0.6;

/// A listed name yields to a longer one when the finder is this sure.
const SURE_OVER_LIST: f32 = 0.6;

/// Adds the names that the finder finds.
pub fn add(reading: &Reading, finder: &Finder, resolved: &mut Resolved) {
    let listed =
        marks(reading.gazetteer, reading.segmented, reading.candidates, &resolved.mentions, &resolved.found);
    let scene = Scene {
        text: &reading.clean.text,
        segmented: reading.segmented,
        listed: &listed,
        gazetteer: reading.gazetteer,
    };
    let names = finder.find(&scene);
    if names.is_empty() {
        return;
    }
    let names = Weighing { reading, resolved }.taken(names);
    if names.is_empty() {
        return;
    }
    let mut people = People::default();
    let mut entities = Entities { reading, ids: FxHashMap::default(), found: &mut resolved.found };
    for name in names.iter().filter(|name| is_full_name(name)) {
        let entity = entities.of(name, None);
        people.add(reading, name, entity);
    }
    let mut new: Vec<Mention> = names
        .iter()
        .map(|name| {
            let bearer = (name.kind == EntityType::Person && !is_full_name(name))
                .then(|| people.bearer(reading, name.first_token, name.end_token))
                .flatten();
            mention(reading, name, EntityRef::Found(entities.of(name, bearer)))
        })
        .collect();
    resolved.mentions.append(&mut new);
    resolved.mentions.sort_by_key(|mention| mention.first_token);
    let mut surnames = people.mentions(reading, &resolved.mentions);
    if !surnames.is_empty() {
        resolved.mentions.append(&mut surnames);
        resolved.mentions.sort_by_key(|mention| mention.first_token);
    }
}

/// Found names against what the lists gave.
struct Weighing<'a, 'd> {
    reading: &'a Reading<'d>,
    resolved: &'a mut Resolved,
}

impl Weighing<'_, '_> {
    /// The names to take; listed names that are only parts of them are gone afterwards.
    fn taken(self, names: Vec<FoundName>) -> Vec<FoundName> {
        let mentions = &mut self.resolved.mentions;
        let mut dropped = vec![false; mentions.len()];
        let mut taken = Vec::with_capacity(names.len());
        let mut next = 0;
        for name in names {
            let sure = if name.small { SURE_SMALL } else { SURE };
            while mentions.get(next).is_some_and(|mention| mention.end_token <= name.first_token) {
                next += 1;
            }
            let overlapping = mentions[next..].iter().take_while(|mention| mention.first_token < name.end_token).count();
            if name.confidence < sure || self.reading.is_no_name(&name) {
                continue;
            }
            let inside = &mentions[next..next + overlapping];
            if overlapping > 0 && !self.reading.yields(inside, &name, &self.resolved.found) {
                continue;
            }
            dropped[next..next + overlapping].fill(true);
            taken.push(name);
        }
        let mut dropped = dropped.into_iter();
        mentions.retain(|_| !dropped.next().unwrap_or_default());
        taken
    }
}

impl Reading<'_> {
    fn kind(&self, mention: &Mention, found: &[Entity]) -> EntityType {
        match mention.entity {
            EntityRef::Listed(index) => self.gazetteer.entity(index).kind,
            EntityRef::Found(index) => found[index as usize].kind,
        }
    }

    /// Whether all mentions are only parts of the name.
    fn yields(&self, mentions: &[Mention], name: &FoundName, found: &[Entity]) -> bool {
        let longer = |mention: &Mention| {
            let whole = mention.first_token >= name.first_token && mention.end_token <= name.end_token;
            let shorter = mention.end_token - mention.first_token < name.end_token - name.first_token;
            let same = self.kind(mention, found) == name.kind && mention.rule != Rule::Demonym;
            let several = mention.end_token - mention.first_token > 1;
            whole && shorter && !(same && several && name.kind == EntityType::Person)
        };
        name.confidence >= SURE_OVER_LIST && mentions.iter().all(longer)
    }

    /// Whether what was found cannot be a name: no letters, or nothing but one capital.
    fn is_no_name(&self, name: &FoundName) -> bool {
        let tokens = &self.segmented.tokens[name.first_token as usize..name.end_token as usize];
        let letters = |shape: Shape| shape.is_capitalized() || shape == Shape::Lower;
        !tokens.iter().any(|token| letters(token.shape)) || tokens.len() == 1 && tokens[0].span.len() < 2
    }
}

fn is_full_name(name: &FoundName) -> bool {
    name.kind == EntityType::Person && name.end_token - name.first_token > 1
}

fn mention(reading: &Reading, name: &FoundName, entity: EntityRef) -> Mention {
    let tokens = &reading.segmented.tokens;
    Mention {
        span: tokens[name.first_token as usize].span.join(tokens[name.end_token as usize - 1].span),
        sentence: name.sentence,
        first_token: name.first_token,
        end_token: name.end_token,
        entity,
        rule: Rule::Found,
        confidence: (name.confidence.min(0.95) * 100.0).round() / 100.0,
    }
}

/// Entities of found names.
struct Entities<'a, 'd> {
    reading: &'a Reading<'d>,
    ids: FxHashMap<String, u32>,
    found: &'a mut Vec<Entity>,
}

impl Entities<'_, '_> {
    /// The index of the entity of that name: the bearer, one found before, or a new one.
    fn of(&mut self, name: &FoundName, bearer: Option<u32>) -> u32 {
        if let Some(bearer) = bearer {
            return bearer;
        }
        let tokens = &self.reading.segmented.tokens;
        let span = tokens[name.first_token as usize].span.join(tokens[name.end_token as usize - 1].span);
        let text = span.of(&self.reading.clean.text);
        let mut id = format!("found:{}:{}", name.kind.as_str(), slug(text));
        if name.kind == EntityType::Person && !is_full_name(name) {
            let document = fold_hash(&self.reading.clean.text);
            id.push_str(&format!("-{:08x}", document >> 32));
        }
        let found = &mut *self.found;
        *self.ids.entry(id).or_insert_with_key(|id| {
            found.push(Entity { id: id.clone(), name: printed(text), kind: name.kind, ..Entity::default() });
            found.len() as u32 - 1
        })
    }
}

/// Small letters and digits of the folded name, words apart by hyphens.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == '-').map(|word| {
        fold(word).chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// The name as it is shown: on one line.
fn printed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// People found by full name, by surname.
#[derive(Default)]
struct People {
    bearers: FxHashMap<u64, Vec<(u32, u32)>>,
}

impl People {
    fn add(&mut self, reading: &Reading, name: &FoundName, entity: u32) {
        let last = name.end_token as usize - 1;
        let token = &reading.segmented.tokens[last];
        if token.shape.is_capitalized() && token.span.len() > 1 {
            self.bearers.entry(chain(0, token.fold)).or_default().push((name.first_token, entity));
        }
    }

    /// Who is meant by a bare surname: the nearest named in full before, else the first named after.
    fn bearer(&self, reading: &Reading, first: u32, end: u32) -> Option<u32> {
        if end - first != 1 {
            return None;
        }
        let bearers = self.bearers.get(&chain(0, reading.segmented.tokens[first as usize].fold))?;
        let before = bearers.iter().filter(|(token, _)| *token < first).max_by_key(|(token, _)| *token);
        before.or(bearers.first()).map(|(_, entity)| *entity)
    }

    /// Surnames that stand where nothing was found.
    fn mentions(&self, reading: &Reading, mentions: &[Mention]) -> Vec<Mention> {
        let mut new = Vec::new();
        if self.bearers.is_empty() {
            return new;
        }
        let mut next = 0;
        for (index, sentence) in reading.segmented.sentences.iter().enumerate() {
            for at in sentence.token_range() {
                let token = &reading.segmented.tokens[at];
                if !matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Upper) {
                    continue;
                }
                let first = at as u32;
                while mentions.get(next).is_some_and(|mention| mention.end_token <= first) {
                    next += 1;
                }
                let covered = mentions.get(next).is_some_and(|mention| mention.first_token <= first);
                if covered || !self.bearers.contains_key(&chain(0, token.fold)) || reading.is_part_of_name(index, at) {
                    continue;
                }
                if let Some(entity) = self.bearer(reading, first, first + 1) {
                    let name = FoundName {
                        sentence: index as u32,
                        first_token: first,
                        end_token: first + 1,
                        kind: EntityType::Person,
                        confidence: 0.8,
                        small: false,
                    };
                    new.push(mention(reading, &name, EntityRef::Found(entity)));
                }
            }
        }
        new
    }
}

impl Reading<'_> {
    /// Whether the word is an ordinary one, or another capital or hyphen stands beside it.
    fn is_part_of_name(&self, sentence: usize, at: usize) -> bool {
        let sentence = sentence as u32;
        let capital = |at: usize| {
            let token = &self.segmented.tokens[at];
            token.shape == Shape::Hyphen || token.shape.is_capitalized() && token.space_before
        };
        let common = self.gazetteer.words.is_common(self.segmented.tokens[at].fold);
        let after = self.within(sentence, at + 1).is_some_and(capital);
        let before = self.before(sentence, at).is_some_and(|before| {
            capital(before) && !self.gazetteer.words.is_word(self.segmented.tokens[before].fold)
        });
        common || after || before
    }
}
