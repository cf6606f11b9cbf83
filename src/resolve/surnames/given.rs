//! People by given name: `Vladimir smiled` after `Vladimir Putin`.

use rustc_hash::FxHashMap;

use crate::model::{EntityRef, EntityType, Mention, Rule, Shape};

use super::super::{Capital, Open, Reading, mention, places};

/// `Vladimir smiled` where one Vladimir is named in full, and no other.
pub(super) fn by_given_names(
    reading: &Reading,
    capitals: &[Capital],
    mentions: &mut Vec<Mention>,
    open: &mut Vec<Open>,
) {
    let mut given: Vec<(u64, u32)> = Vec::new();
    let mut named_at: FxHashMap<u32, u32> = FxHashMap::default();
    for found in mentions.iter().filter(|found| found.end_token - found.first_token > 1) {
        let EntityRef::Listed(index) = found.entity else { continue };
        let first = &reading.segmented.tokens[found.first_token as usize];
        let person = first.shape == Shape::Title
            && reading.gazetteer.is_given_name(first.fold)
            && !reading.gazetteer.words.is_word(first.fold)
            && reading.gazetteer.entity(index).kind == EntityType::Person;
        if person {
            given.push((first.fold, index));
        }
        if reading.gazetteer.entity(index).kind == EntityType::Person {
            named_at.entry(index).and_modify(|at| *at = found.first_token.min(*at)).or_insert(found.first_token);
        }
    }
    if named_at.is_empty() {
        return;
    }
    let full: Vec<(u32, u32)> = full_names(reading, mentions).collect();
    given.extend(capitals.iter().flat_map(|word| called_otherwise(reading, &full, word)));
    given.sort_unstable();
    given.dedup();
    let fold_of = |word: &Capital| reading.segmented.tokens[word.token as usize].fold;
    let alone = |word: &Capital| {
        let candidate = reading.unlisted(word.sentence, word.token as usize, word.token as usize + 1);
        let joined = reading.within(word.sentence, word.token as usize + 1).is_some_and(|next| {
            reading.segmented.tokens[next].shape.is_capitalized()
                || reading.segmented.tokens[next].shape == Shape::Hyphen
        });
        let before = reading.before(word.sentence, word.token as usize);
        let after_name = before.is_some_and(|at| {
            reading.segmented.tokens[at].shape.is_capitalized() && !reading.opens_sentence(word.sentence, at)
        });
        (!joined && !after_name && !places::has_place_words(reading, &candidate)).then_some(candidate)
    };
    for (fold, entity) in given.iter().filter(|one| given.iter().filter(|other| other.0 == one.0).count() == 1) {
        let words: Vec<&Capital> =
            capitals.iter().filter(|word| word.shape == Shape::Title && fold_of(word) == *fold).collect();
        let covering =
            |word: &Capital| mentions.iter().find(|old| old.first_token <= word.token && word.token < old.end_token);
        // Another bearer, listed or not, makes the given name mean nobody.
        let other = words.iter().any(|word| match covering(word) {
            Some(old) => old.entity != EntityRef::Listed(*entity),
            None => alone(word).is_none(),
        });
        if other {
            continue;
        }
        // Before the full name only headlines call anybody by a given name.
        let named = named_at.get(entity).copied().unwrap_or_default();
        let new: Vec<Mention> = words
            .iter()
            .filter(|word| covering(word).is_none() && (word.token > named || reading.is_title(word.sentence)))
            .filter_map(|word| alone(word))
            .map(|candidate| mention(&candidate, *entity, Rule::Surname, 0.7))
            .collect();
        open.retain(|name| !new.iter().any(|taken| taken.span.overlaps(name.candidate.span)));
        mentions.extend(new);
    }
}

/// Who of those named in full is listed by another given name too: `Bibi` after `Benjamin Netanyahu`.
fn called_otherwise(reading: &Reading, full: &[(u32, u32)], word: &Capital) -> Vec<(u64, u32)> {
    if word.shape != Shape::Title || word.covered {
        return Vec::new();
    }
    let token = &reading.segmented.tokens[word.token as usize];
    let next = reading.within(word.sentence, word.token as usize + 1);
    let alone = next.is_none_or(|at| !reading.segmented.tokens[at].shape.is_capitalized());
    let given = alone && reading.gazetteer.is_given_name(token.fold) && !reading.gazetteer.words.is_word(token.fold);
    if !given {
        return Vec::new();
    }
    let called = |&&(person, last): &&(u32, u32)| {
        let name = format!("{} {}", reading.surface(word.token as usize), reading.surface(last as usize));
        reading.gazetteer.names().look_up(&name).iter().any(|meaning| meaning.entity == person)
    };
    full.iter().filter(called).map(|&(person, _)| (token.fold, person)).collect()
}

/// The listed people named in full, and the last word of each name.
fn full_names(reading: &Reading, mentions: &[Mention]) -> impl Iterator<Item = (u32, u32)> {
    let full = mentions.iter().filter(|found| found.end_token - found.first_token > 1);
    full.filter_map(|found| match found.entity {
        EntityRef::Listed(index) if reading.gazetteer.entity(index).kind == EntityType::Person => {
            Some((index, found.end_token - 1))
        }
        _ => None,
    })
}
