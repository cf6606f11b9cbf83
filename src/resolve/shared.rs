//! Names whose last word stands only once: `North and South Korea`, `Bill and Hillary Clinton`.
//!
//! In: the mentions so far. Out: more mentions, each of the first word alone (`North`, `Bill`), of the place or person that is listed by that word and
//! the rest of the name behind `and`.

use crate::gazetteer::Meaning;
use crate::model::{EntityRef, EntityType, Mention, Rule, Shape};

use super::{Reading, mention, take_instead};

/// How sure it is that the word belongs to the name behind it.
const CONFIDENCE: f32 = 0.85;

/// Adds the first of two names that share their last word.
pub fn extend(reading: &Reading, mentions: &mut Vec<Mention>) {
    let found: Vec<Mention> = mentions.iter().filter_map(|whole| first_of_two(reading, whole)).collect();
    if found.is_empty() {
        return;
    }
    take_instead(mentions, found);
}

fn first_of_two(reading: &Reading, whole: &Mention) -> Option<Mention> {
    let tokens = &reading.segmented.tokens;
    let (first, end) = (whole.first_token as usize, whole.end_token as usize);
    let EntityRef::Listed(index) = whole.entity else { return None };
    let joint = reading.before(whole.sentence, first).filter(|&at| matches!(reading.surface(at), "and" | "or"))?;
    let word = reading.before(whole.sentence, joint).filter(|&at| tokens[at].shape == Shape::Title)?;
    let kind = reading.gazetteer.entity(index).kind;
    if end - first < 2 || kind == EntityType::Organization || goes_before(reading, whole.sentence, word) {
        return None;
    }
    let by = |rest: usize| -> Option<u32> {
        let rest: Vec<&str> = (rest..end).map(|at| reading.surface(at)).collect();
        let meanings = reading.gazetteer.names().look_up(&format!("{} {}", reading.surface(word), rest.join(" ")));
        let fits = |meaning: &&Meaning| !meaning.weak && reading.gazetteer.entity(meaning.entity).kind == kind;
        let mut people = meanings.iter().filter(fits).map(|meaning| meaning.entity);
        let only = people.next()?;
        (only != index && people.all(|other| other == only)).then_some(only)
    };
    let entity = by(first + 1).or_else(|| by(end - 1))?;
    Some(mention(&reading.unlisted(whole.sentence, word, word + 1), entity, Rule::Context, CONFIDENCE))
}

/// Whether the word is but the last of a longer name: `Deirdre Bill and Hillary Clinton`.
fn goes_before(reading: &Reading, sentence: u32, word: usize) -> bool {
    let longer = reading.before(sentence, word).is_some_and(|at| reading.looks_like_name(at));
    let listed = reading.candidate_ending_at(word + 1).is_some_and(|name| name.end_token - name.first_token > 1);
    longer || listed
}
