//! Listed people printed with a middle initial that the list has not: `Michael R. Pompeo`.
//!
//! In: the words with a capital, the mentions so far. Out: more mentions. Only a rare surname that is no word is enough: `John E. Kelly` and `Robert D. Hunter` are anybody.

use crate::model::{EntityType, Mention, Rule, Shape};
use crate::segment::{chain, fold_hash};

use super::surnames::{title_before, title_fits};
use super::{Capital, Reading, doubts, longer, mention, take_longer};

/// Listed people who bear a rare surname, at most.
const FEW: usize = 2;

/// Adds people whose name is printed with an initial more than in the list.
pub fn extend(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>) {
    let titles = capitals.iter().filter(|word| word.shape == Shape::Title);
    let found: Vec<Mention> = titles.filter_map(|word| with_initial(reading, word)).collect();
    if found.is_empty() {
        return;
    }
    take_longer(mentions, found);
}

/// The one listed person whose given name, initial and surname stand at the word.
fn with_initial(reading: &Reading, word: &Capital) -> Option<Mention> {
    let tokens = &reading.segmented.tokens;
    let first = word.token as usize;
    let initial = reading.within(word.sentence, first + 1).filter(|&at| tokens[at].shape == Shape::Initial)?;
    let last = reading.within(word.sentence, initial + 1)?;
    let name = |at: usize| matches!(tokens[at].shape, Shape::Title | Shape::Mixed) && tokens[at].space_before;
    if !name(last) || !reading.may_open_name(word.sentence, first) {
        return None;
    }
    let bearers = reading.gazetteer.people_of_surname(chain(0, tokens[last].fold));
    if bearers.is_empty() || bearers.len() > FEW || reading.gazetteer.words.is_word(tokens[last].fold) {
        return None;
    }
    let fits = |name: &str| {
        let words: Vec<&str> = name.split(' ').collect();
        let [given, middle @ .., surname] = &words[..] else { return false };
        let same = |middle: &&str| middle.chars().next() == reading.surface(initial).chars().next();
        fold_hash(given) == tokens[first].fold
            && fold_hash(surname) == tokens[last].fold
            && middle.len() < 2
            && middle.iter().all(same)
    };
    let mut people = bearers.iter().copied().filter(|&person| fits(&reading.gazetteer.entity(person).name));
    let (Some(person), None) = (people.next(), people.next()) else { return None };
    let entity = reading.gazetteer.entity(person);
    let candidate = reading.unlisted(word.sentence, first, last + 1);
    let names = reading.gazetteer.names().look_up(&entity.name);
    let strong: Vec<_> = names.iter().filter(|meaning| meaning.entity == person).collect();
    let other = longer::precedes_name(reading, &candidate)
        || !title_fits(title_before(reading, &candidate), entity)
        || doubts::doubt_of_person(reading, &candidate, &strong).is_some();
    (entity.kind == EntityType::Person && !strong.is_empty() && !other)
        .then(|| mention(&candidate, person, Rule::Variant, 0.85))
}
