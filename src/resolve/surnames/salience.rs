//! Of several bearers of a surname, whom the bare name means where no title, gender or country tells: the head of a family, the subject.

use crate::gazetteer::{ContextKind, PhraseMatch, name_parts};
use crate::model::{Entity, Mention, Rule, Shape};
use crate::spot::Candidate;

use super::super::prominent::{FAMOUS, nation, prominence};
use super::super::{Reading, mention};
use super::{Bearer, title_before, title_fits};

/// Of several bearers the one named last; in a sentence with several not one that is but an owner there or follows a preposition, where another
/// opens the sentence: `Julian Castro met Raul Castro's envoy`.
pub(super) fn salient<'b>(reading: &Reading, before: &[&'b Bearer]) -> Option<&'b Bearer> {
    let last = before.iter().copied().max_by_key(|bearer| bearer.token)?;
    let sentence = reading.sentence_of(last.token);
    let opening = before.iter().copied().find(|bearer| {
        reading.sentence_of(bearer.token) == sentence && is_subject(reading, sentence, bearer.token as usize)
    });
    opening.filter(|_| is_oblique(reading, sentence, last.token as usize)).or(Some(last))
}

/// Whether a name of some words is an owner (`Raul Castro's`), or follows a preposition (`about Fidel Castro`), a title apart.
pub fn is_oblique(reading: &Reading, sentence: u32, first: usize) -> bool {
    const PREPOSITIONS: [&str; 14] = [
        "about",
        "against",
        "alongside",
        "at",
        "between",
        "by",
        "for",
        "from",
        "of",
        "on",
        "over",
        "to",
        "under",
        "with",
    ];
    let tokens = &reading.segmented.tokens;
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    let from = reading.gazetteer.titles.ending_at(tokens, start, first).map_or(first, |(from, _)| from);
    let led = reading.before(sentence, from).is_some_and(|at| PREPOSITIONS.contains(&reading.surface(at)));
    let mut behind = (first..first + LONGEST_NAME).map_while(|at| reading.within(sentence, at));
    let end = behind.find(|&at| !(tokens[at].shape.is_capitalized() || tokens[at].shape == Shape::Hyphen));
    led || end.is_some_and(|at| matches!(reading.surface(at), "'s" | "'"))
}

/// Tokens of a person's name, at most.
const LONGEST_NAME: usize = 6;

/// Whether a name opens its sentence, a title apart.
pub fn is_subject(reading: &Reading, sentence: u32, first: usize) -> bool {
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    let title = reading.gazetteer.titles.ending_at(&reading.segmented.tokens, start, first);
    reading.opens_sentence(sentence, title.map_or(first, |(from, _)| from))
}

/// How much better known the head of a family is than the relative.
const HEAD: f32 = 3.0;

/// `Bush rejected the plan` before `Laura Bush` is named: in the text below the headlines, the far better known head of state or government of that
/// surname and nation on the day of writing, whom no full name introduces.
pub(super) fn head_unnamed(
    reading: &Reading,
    candidate: &Candidate,
    bearers: &[&Bearer],
    title: Option<PhraseMatch>,
) -> Option<Mention> {
    let below = !reading.is_headline(candidate.sentence) && !reading.is_title(candidate.sentence);
    let date = reading.clean.date.filter(|_| below)?;
    let person = |index: u32| reading.gazetteer.entity(index);
    let relatives: Vec<&Entity> = bearers.iter().map(|bearer| bearer.entity.map(person)).collect::<Option<_>>()?;
    let surname = reading.hash_of(candidate.first_token as usize, candidate.end_token as usize)?;
    let fame = |person: &Entity| prominence(person, Some(date));
    let in_office = |index: u32| person(index).roles.iter().any(|role| role.held_on(date));
    let by_name = |index: u32| name_parts(&person(index).name, nation(person(index))).surnames.contains(&surname);
    let people = reading.gazetteer.people_of_surname(surname).iter().copied();
    let head = people
        .clone()
        .filter(|&index| by_name(index))
        .max_by(|&one, &other| fame(person(one)).total_cmp(&fame(person(other))).then(other.cmp(&one)))?;
    let lesser = |other: &Entity| fame(other) * HEAD <= fame(person(head));
    let relative = |other: &&Entity| nation(other) == nation(person(head)) && lesser(other);
    let rules = fame(person(head)) >= FAMOUS && in_office(head) && title_fits(title, person(head));
    let alone = people.clone().all(|other| other == head || !in_office(other) || lesser(person(other)));
    (rules && alone && relatives.iter().all(relative)).then(|| mention(candidate, head, Rule::Prominence, UNNAMED))
}

/// `Bush rejected the plan. Laura Bush ... Bush`: of several bearers the one who was named first, and by nothing but the surname.
pub(super) fn called_by_surname<'b>(
    reading: &Reading,
    candidate: &Candidate,
    before: &[&'b Bearer],
) -> Option<&'b Bearer> {
    let surname = reading.hash_of(candidate.first_token as usize, candidate.end_token as usize);
    let first = before.iter().copied().min_by_key(|bearer| bearer.token)?;
    let (at, sentence) = (first.token as usize, reading.sentence_of(first.token));
    let bare = reading.hash_of(at, at + 1);
    let goes_on = reading.within(sentence, at + 1).is_some_and(|next| reading.looks_like_name(next));
    let led = title_before(reading, candidate).is_some();
    (bare == surname && !goes_on && !led).then_some(first)
}

/// How sure it is that a bare surname is the head's where only a relative is named in full.
const UNNAMED: f32 = 0.75;

/// `Kim Jong-un ... his sister, Kim Yo-jong ... Kim's health`: the bare surname of a family is its best known bearer's, where the one named last
/// is told of as a relative of one in office, is far less known or in none, and no form of address says more.
pub(super) fn head_of_family<'b>(
    reading: &Reading,
    before: &[&'b Bearer],
    title: Option<PhraseMatch>,
) -> Option<&'b Bearer> {
    let last = before.iter().max_by_key(|bearer| bearer.token)?.entity?;
    let fame = |person: u32| prominence(reading.gazetteer.entity(person), reading.clean.date);
    let in_office = |person: u32| {
        let mut roles = reading.gazetteer.entity(person).roles.iter();
        roles.any(|role| reading.clean.date.map_or(role.end.is_none() && !role.ended, |date| role.held_on(date)))
    };
    let is_head = |bearer: &&&Bearer| {
        let greater = |person: u32| fame(person) >= HEAD * fame(last) || !in_office(last);
        bearer.entity.is_some_and(|person| in_office(person) && greater(person))
    };
    let head = before.iter().filter(is_head).max_by_key(|bearer| bearer.token)?;
    let is_relative = |bearer: &&&Bearer| {
        let sentence = &reading.segmented.sentences[reading.sentence_of(bearer.token) as usize];
        bearer.entity == Some(last) && sentence.token_range().any(|at| reading.is_context(at, &[ContextKind::Kin]))
    };
    (title.is_none() && before.iter().any(|bearer| is_relative(&bearer))).then_some(head)
}
