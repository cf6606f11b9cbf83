//! Names with one letter wrong: `Vladmir Putin`, `Donald Rumsfield`, `Medecins Sans Frontiers`, `Afganistan`.
//!
//! Only long names, in which one word is no word, name or given name that is known; the other words are right. A country of one word must
//! stand where a place does. Names that are one edit away are [`crate::gazetteer::NearNames`]'s to find.

use std::ops::Range;

use crate::gazetteer::{ContextKind, Edit, Meaning, NameKind, Right};
use crate::model::{Entity, EntityType, Mention, Rule, Shape};
use crate::segment::{chain, fold, fold_hash};
use crate::spot::{Candidate, fitting_meanings};

use super::surnames::{holds_office, title_before};
use super::{Capital, Reading, mention, places};

/// Letters of the wrong word: a shorter one has too many neighbours (`Jon`, `Jan`).
const SHORTEST: usize = super::LONG;
/// Letters of a wrong given name: `Maria` and `Mario`, `Stefan` and `Stephan` are two people.
const SHORTEST_GIVEN: usize = 6;
/// A first word of so many listed names begins many names that no list has: `David`, `Robert`.
const MANY: usize = 35;
/// The same where the person held no office that the list knows, and is in the news less often.
const MANY_FOR_FEW: usize = 12;
/// Letters of a small word inside a name: `of`, `and`, `des`.
const LONGEST_JOINT: usize = 3;
/// Most words of a name before and after the wrong one.
const REACH: usize = 3;

/// Adds names that are misspelt by one letter.
pub fn extend(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>) {
    let mut found: Vec<Mention> = Vec::new();
    for word in capitals.iter().filter(|word| word.shape == Shape::Title) {
        if found.last().is_none_or(|last| last.end_token <= word.token) && is_unknown(reading, word) {
            found.extend(longer_name(reading, capitals, word).or_else(|| country(reading, word)));
        }
    }
    // A name in another romanization is no misspelling.
    found.retain(|new: &Mention| mentions.iter().all(|old| old.rule != Rule::Variant || !old.span.overlaps(new.span)));
    if found.is_empty() {
        return;
    }
    mentions.retain(|old| !found.iter().any(|new| new.span.overlaps(old.span) && !old.span.contains(new.span)));
    found.retain(|new| !mentions.iter().any(|old| new.span.overlaps(old.span)));
    mentions.extend(found);
    mentions.sort_by_key(|found| found.first_token);
}

/// Whether nothing is known of a word: it is no ordinary word, in no listed name, nobody's given name or surname.
fn is_unknown(reading: &Reading, word: &Capital) -> bool {
    let token = &reading.segmented.tokens[word.token as usize];
    word.unknown
        && token.span.len() >= SHORTEST
        && !reading.gazetteer.is_given_name(token.fold)
        && reading.gazetteer.people_of_surname(chain(0, token.fold)).is_empty()
}

/// The one listed name of several words that holds the unknown word but for a letter.
fn longer_name(reading: &Reading, capitals: &[Capital], word: &Capital) -> Option<Mention> {
    let at = word.token as usize;
    let run = run_around(reading, word);
    let is_end = |at: usize| reading.segmented.tokens[at].shape.is_capitalized();
    for first in (run.start..=at).filter(|&first| is_end(first)) {
        for end in (at.max(first + 1) + 1..=run.end).rev().filter(|&end| is_end(end - 1)) {
            if let Some(found) = whole_name(reading, capitals, word, first..end) {
                return Some(found);
            }
        }
    }
    None
}

/// The words around `word` that may be of one name with it: with a capital, joined by a hyphen, or short.
fn run_around(reading: &Reading, word: &Capital) -> Range<usize> {
    let at = word.token as usize;
    let sentence = reading.segmented.sentences[word.sentence as usize].token_range();
    let joins = |at: &usize| {
        let token = &reading.segmented.tokens[*at];
        match token.shape {
            Shape::Lower => token.span.len() <= LONGEST_JOINT,
            shape => shape.is_capitalized() || shape == Shape::Hyphen,
        }
    };
    let before = (at.saturating_sub(REACH).max(sentence.start)..at).rev().take_while(joins).count();
    let after = (at + 1..(at + 1 + REACH).min(sentence.end)).take_while(joins).count();
    at - before..at + 1 + after
}

/// What a misspelt name may mean.
struct Meant {
    entity: u32,
    /// Whether a letter is changed into another.
    changed: bool,
    /// The word without the slip.
    right: u64,
}

/// The stretch as a listed name of which `word` is misspelt.
fn whole_name(reading: &Reading, capitals: &[Capital], word: &Capital, range: Range<usize>) -> Option<Mention> {
    let (at, first, end) = (word.token as usize, range.start, range.end);
    let fold_of = |at: usize| reading.segmented.tokens[at].fold;
    let right = if first == at { Right::Last(fold_of(end - 1)) } else { Right::First(fold_of(first)) };
    let rivals = reading.gazetteer.near_names_of(right);
    let apart = || reading.may_open_name(word.sentence, first) && !reading.continues_after(word.sentence, end);
    if rivals == 0 || !apart() {
        return None;
    }
    let (text, wrong) = folded(reading, range, at);
    let mut named: Option<Meant> = None;
    for (group, edit) in reading.gazetteer.near_names(right, &text) {
        let listed = reading.gazetteer.names().folded_name(group);
        if !is_slip(listed, &text, &wrong, edit) {
            continue;
        }
        let right = listed.get(wrong.start..).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        for meaning in reading.gazetteer.names().meanings(group).iter().filter(|meaning| is_known(reading, meaning)) {
            if meaning.kind == NameKind::Demonym || named.as_ref().is_some_and(|known| known.entity != meaning.entity) {
                return None;
            }
            named = Some(Meant { entity: meaning.entity, changed: edit.changed, right: fold_hash(right) });
        }
    }
    let named = named?;
    let known = reading.gazetteer.entity(named.entity);
    let person = known.kind == EntityType::Person;
    if person && first == at && wrong.len() < SHORTEST_GIVEN {
        return None;
    }
    let candidate = reading.unlisted(word.sentence, first, end);
    if person && has_office_before(reading, &candidate) && is_private(known) {
        return None;
    }
    // `David Kelley`, the `Kaiser Chiefs`: somebody or something else, as likely as not; `New Jersery` is nothing else.
    let doubtful = match person {
        true => rivals >= if known.roles.is_empty() { MANY_FOR_FEW } else { MANY },
        false => named.changed && text.matches(' ').count() == 1,
    };
    if doubtful && !is_supported(reading, capitals, &candidate, &named) {
        return None;
    }
    Some(mention(&candidate, named.entity, Rule::Fuzzy, 0.75))
}

/// Whether an edit is a slip of the keys in the word that stands at `wrong`, rather than another word: not in its first letter, no last letter
/// changed, no plural.
fn is_slip(listed: &str, printed: &str, wrong: &Range<usize>, edit: Edit) -> bool {
    let at = edit.at;
    let last_changed = edit.changed && at + 1 == wrong.end;
    let plural = printed[at..] == *"s" || listed[at..] == *"s";
    (wrong.start + 1..=wrong.end).contains(&at) && !last_changed && !plural && printed.as_bytes().get(at) != Some(&b' ')
}

/// Whether the document tells that the entity is meant: the word that was misspelt stands there without a slip, or the person held the
/// office that stands before the name.
fn is_supported(reading: &Reading, capitals: &[Capital], name: &Candidate, meant: &Meant) -> bool {
    let known = reading.gazetteer.entity(meant.entity);
    let start = reading.segmented.sentences[name.sentence as usize].first_token as usize;
    let title = || reading.gazetteer.titles.ending_at(&reading.segmented.tokens, start, name.first_token as usize);
    capitals.iter().any(|word| reading.segmented.tokens[word.token as usize].fold == meant.right)
        || title().is_some_and(|(_, title)| holds_office(known, title.text, reading))
}

/// Whether a public office stands before the name: `Labour MP`.
fn has_office_before(reading: &Reading, name: &Candidate) -> bool {
    let title = title_before(reading, name);
    title.is_some_and(|title| title.kind == "office" && matches!(title.code, "GOV" | "LEG" | "JUD" | "OPP"))
}

/// Whether the list knows the person for anything but public office.
fn is_private(person: &Entity) -> bool {
    person.roles.is_empty() && matches!(person.subtype.as_str(), "business" | "media")
}

/// The folded words of a stretch, and where in them the word at `at` stands.
fn folded(reading: &Reading, range: Range<usize>, at: usize) -> (String, Range<usize>) {
    let (mut text, mut place) = (String::new(), 0..0);
    for index in range.filter(|&index| reading.segmented.tokens[index].shape != Shape::Hyphen) {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(&fold(reading.surface(index)));
        if index == at {
            place = start..text.len();
        }
    }
    (text, place)
}

/// Whether a misspelt name may mean it: not a name that counts only beside another, nor a town that few know.
fn is_known(reading: &Reading, meaning: &Meaning) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    !meaning.weak && (entity.kind != EntityType::Place || !places::is_small(entity))
}

/// `in Afganistan`, `Amercian troops`: a country or nationality of one word, where one stands.
fn country(reading: &Reading, word: &Capital) -> Option<Mention> {
    let (at, sentence) = (word.token as usize, word.sentence);
    let small = |at: &usize| reading.segmented.tokens[*at].shape == Shape::Lower;
    let article = reading.before(sentence, at).filter(|&article| reading.surface(article) == "the");
    let before = reading.before(sentence, article.unwrap_or(at)).filter(small);
    let led = before.is_some_and(|before| {
        reading.is_context(before, &[ContextKind::Before, ContextKind::Motion]) || reading.surface(before) == "of"
    });
    // `the Barbarians`: no people is looked for in plurals.
    let leads = reading.within(sentence, at + 1).is_some_and(|at| small(&at)) && !reading.surface(at).ends_with('s');
    let apart = || reading.may_open_name(sentence, at) && !reading.continues_after(sentence, at + 1);
    if !(led || leads) || !apart() {
        return None;
    }
    let text = fold(reading.surface(at));
    let mut named: Option<&Meaning> = None;
    for (group, edit) in reading.gazetteer.near_names(Right::Country, &text) {
        if !is_slip(reading.gazetteer.names().folded_name(group), &text, &(0..text.len()), edit) {
            return None;
        }
        for meaning in reading.gazetteer.names().meanings(group) {
            if named.is_some_and(|known| known.entity != meaning.entity) {
                return None;
            }
            named = Some(meaning);
        }
    }
    let meaning = named.filter(|meaning| !is_town(reading, word, reading.gazetteer.entity(meaning.entity)))?;
    let stands = if meaning.kind == NameKind::Demonym { leads } else { led };
    stands.then(|| mention(&reading.unlisted(sentence, at, at + 1), meaning.entity, Rule::Fuzzy, 0.7))
}

/// `Morrocco, Indiana`: a region of another country right behind the name.
fn is_town(reading: &Reading, word: &Capital, country: &Entity) -> bool {
    let at = word.token as usize + 1;
    let comma = reading.within(word.sentence, at).is_some_and(|comma| reading.surface(comma) == ",");
    let Some(behind) = reading.candidate_at(at + 1).filter(|_| comma) else { return false };
    fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, behind).any(|meaning| {
        let place = reading.gazetteer.entity(meaning.entity);
        places::class(place) == places::Class::Region && place.country != country.country
    })
}

impl Reading<'_> {
    /// Whether the word at `end` may belong to the same name.
    fn continues_after(&self, sentence: u32, end: usize) -> bool {
        self.within(sentence, end).is_some_and(|next| match self.segmented.tokens[next].shape {
            Shape::Hyphen => !self.segmented.tokens[next].space_before,
            Shape::Title | Shape::Mixed => self.segmented.tokens[next].space_before && self.looks_like_name(next),
            _ => false,
        })
    }
}
