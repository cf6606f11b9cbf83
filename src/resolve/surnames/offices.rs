//! Surnames behind a title: `Secretary Kerry` for who held the office on the day of writing.

use crate::gazetteer::{LONGEST_PARTICLE, Meaning, NameKind, PhraseMatch, is_particle};
use crate::model::{DatedRole, Entity, EntityRef, EntityType, Gender, Mention, PartialDate, Rule, Shape};
use crate::spot::Candidate;

use super::super::{Capital, Reading, longer, mention, places};
use super::{Bearer, Bearers};

/// Takes `Secretary Kerry` where nobody of that surname is named in full; who is found bears the surname from then on.
pub(super) fn by_titles(
    reading: &Reading,
    capitals: &[Capital],
    mentions: &[Mention],
    bearers: &mut Bearers,
    found: &mut Vec<Mention>,
) {
    let (mut next, mut done) = (0, 0);
    for word in capitals.iter().filter(|word| !word.first && may_follow_title(reading, word)) {
        while next < mentions.len() && mentions[next].end_token <= word.token {
            next += 1;
        }
        let taken = mentions.get(next).filter(|mention| mention.first_token <= word.token);
        if word.token < done || taken.is_some_and(|mention| !may_be_surname(reading, mention)) {
            continue;
        }
        let Some((candidate, hash)) = listed_surname(reading, word) else { continue };
        if bearers.get(hash).is_some() {
            continue;
        }
        if let Some(new) = by_title(reading, &candidate, hash) {
            let EntityRef::Listed(entity) = new.entity else { continue };
            bearers.add(hash, Bearer { token: candidate.first_token, entity: Some(entity) });
            done = new.end_token;
            found.push(new);
        }
    }
}

/// Whether a title may end right before a word, or before the particles in front of it: few words do.
fn may_follow_title(reading: &Reading, word: &Capital) -> bool {
    let before = word.token as usize - 1;
    let token = &reading.segmented.tokens[before];
    reading.gazetteer.titles.may_end(token.fold)
        || token.shape == Shape::Hyphen
        || token.span.len() <= LONGEST_PARTICLE && is_particle(reading.surface(before))
}

/// `Prime Minister Muscat`: a bare name of something else, or of somebody who never held that office, that may yet be another's behind it.
fn may_be_surname(reading: &Reading, mention: &Mention) -> bool {
    let EntityRef::Listed(index) = mention.entity else { return false };
    let candidate = reading.unlisted(mention.sentence, mention.first_token as usize, mention.end_token as usize);
    let other = || {
        let entity = reading.gazetteer.entity(index);
        entity.kind != EntityType::Person
            || !entity.roles.is_empty()
                && title_before(reading, &candidate)
                    .is_some_and(|title| !entity.roles.iter().any(|role| is_office(role, once_held(title.text))))
    };
    mention.end_token - mention.first_token == 1 && other() && !places::is_dateline(reading, &candidate)
}

/// Words of a surname with its particles, at most.
const LONGEST_SURNAME: usize = 4;

/// The longest listed surname that the word opens, particles before it included: `al-Maliki`, `Okonjo-Iweala`, `Dos Santos`.
fn listed_surname(reading: &Reading, word: &Capital) -> Option<(Candidate, u64)> {
    let at = word.token as usize;
    let limit = reading.segmented.sentences[word.sentence as usize].end_token as usize;
    let from = with_particles(reading, word.sentence, at);
    // Few names stand behind a title.
    let titled = |first: usize| title_ending_at(reading, word.sentence, first).is_some();
    if !titled(from) && (from == at || !titled(at)) {
        return None;
    }
    let ends = |first: usize| (at + 1..=(at + 2 * LONGEST_SURNAME).min(limit)).rev().map(move |end| (first, end));
    ends(from).chain(ends(at).filter(|_| from < at)).find_map(|(first, end)| {
        let hash = reading.hash_of(first, end)?;
        let known = !reading.gazetteer.people_of_surname(hash).is_empty();
        known.then(|| (reading.unlisted(word.sentence, first, end), hash))
    })
}

/// Where a surname begins whose first word with a capital stands at `at`: `al` of `al-Maliki`, `von` of `von der Leyen`.
pub(super) fn with_particles(reading: &Reading, sentence: u32, at: usize) -> usize {
    let mut first = at;
    while let Some(before) = reading.before(sentence, first) {
        let token = &reading.segmented.tokens[before];
        let hyphen = token.shape == Shape::Hyphen;
        // Most words are longer than any particle.
        if !hyphen && token.span.len() > LONGEST_PARTICLE {
            break;
        }
        let particle = if hyphen { reading.before(sentence, before) } else { Some(before) };
        match particle.filter(|&word| is_particle(reading.surface(word)) && !reading.is_covered(word)) {
            Some(word) => first = word,
            None => break,
        }
    }
    first
}

/// `President Bush`, `Secretary Kerry` with no full name in the document: the person of that surname who held the office.
pub fn by_title(reading: &Reading, candidate: &Candidate, surname: u64) -> Option<Mention> {
    let people = reading.gazetteer.people_of_surname(surname);
    if people.is_empty() {
        return None;
    }
    let title = title_before(reading, candidate).filter(|title| matches!(title.kind, "office" | "military"))?;
    if longer::precedes_name(reading, candidate)
        || precedes_given_names(reading, candidate)
        || longer::opens_namesake(reading, candidate)
    {
        return None;
    }
    if title.kind == "military" {
        let [only] = officers(reading, people)[..] else { return None };
        return Some(mention(candidate, only, Rule::TitleSurname, 0.75));
    }
    let nationality = nationality_before(reading, candidate);
    let name_of = |office: &dyn Fn(&Entity) -> bool| {
        let fits = |index: &&u32| {
            let entity = reading.gazetteer.entity(**index);
            title_fits(Some(title), entity)
                && nationality.is_none_or(|group| is_of_nation(reading, group, entity))
                && office(entity)
        };
        people.iter().filter(fits).copied().collect::<Vec<u32>>()
    };
    // `President-elect Kim`: who takes the office up soon.
    if let Some(office) = ["-elect", "-designate"].iter().find_map(|soon| title.text.strip_suffix(soon)) {
        let soon = |role: &DatedRole| {
            role.start
                .zip(reading.clean.date)
                .is_some_and(|(start, date)| (0..SOON).contains(&(months(start) - months(date))))
        };
        let next = name_of(&|entity| entity.roles.iter().any(|role| is_office(role, office) && soon(role)));
        let [only] = next[..] else { return None };
        return Some(mention(candidate, only, Rule::TitleSurname, 0.85));
    }
    if is_former(reading, candidate) {
        return by_former_office(
            reading,
            candidate,
            title,
            name_of(&|entity| left_office(entity, title.text, reading)),
        );
    }
    let holders_on = |date: Option<PartialDate>| name_of(&|entity| held_office(entity, title.text, date));
    // "President Bush met Thatcher in 1990", where nothing else says when.
    let year = reading.lone_year(candidate.sentence).filter(|_| reading.clean.date.is_none());
    let mut holders = holders_on(reading.clean.date.or(year));
    if year.is_some() && holders.is_empty() {
        holders = holders_on(None);
    }
    // Who has just gone is called by the office for some time.
    if holders.is_empty() && reading.clean.date.is_some() {
        let lately = |role: &DatedRole| {
            role.end
                .zip(reading.clean.date)
                .is_some_and(|(end, date)| (0..LATELY).contains(&(months(date) - months(end))))
        };
        holders = name_of(&|entity| entity.roles.iter().any(|role| is_office(role, title.text) && lately(role)));
    }
    if nationality.is_none() {
        keep_spoken_of(reading, &mut holders);
    }
    if reading.clean.date.is_none() && are_of_one_nation(reading, &holders) {
        // Undated news is taken to be of the latest holder's time.
        let begun = |index: &u32| last_begun(reading.gazetteer.entity(*index), title.text);
        let last = holders.into_iter().max_by_key(begun);
        return last.map(|last| mention(candidate, last, Rule::TitleSurname, 0.7));
    }
    let [only] = holders[..] else { return None };
    Some(mention(candidate, only, Rule::TitleSurname, if reading.clean.date.is_none() { 0.7 } else { 0.85 }))
}

/// `President Lee Yuan-tseh`: a given name of two parts follows.
fn precedes_given_names(reading: &Reading, candidate: &Candidate) -> bool {
    let end = candidate.end_token as usize;
    let shape = |at: usize| reading.within(candidate.sentence, at).map(|at| reading.segmented.tokens[at].shape);
    shape(end) == Some(Shape::Title) && shape(end + 1) == Some(Shape::Hyphen) && shape(end + 2) == Some(Shape::Lower)
}

/// Months for which somebody out of office is still called by it.
const LATELY: i32 = 6;

/// Months within which somebody chosen takes up the office.
const SOON: i32 = 8;

fn months(date: PartialDate) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.first_day().month())
}

/// Whether the title before a name is said to be one of the past: `former French President`, `ex-President`, `the late Prime Minister`.
fn is_former(reading: &Reading, candidate: &Candidate) -> bool {
    let (tokens, sentence) = (&reading.segmented.tokens, candidate.sentence);
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    let Some((mut from, title)) = reading.gazetteer.titles.ending_at(tokens, start, candidate.first_token as usize)
    else {
        return false;
    };
    if once_held(title.text) != title.text {
        return true;
    }
    let nation = reading.candidate_ending_at(from - usize::from(from > start && reading.surface(from - 1) == "'s"));
    if let Some(nation) = nation.filter(|nation| nation.sentence == sentence) {
        from = nation.first_token as usize;
    }
    let before = reading.before(sentence, from);
    let hyphen = before.filter(|&at| tokens[at].shape == Shape::Hyphen).and_then(|at| reading.before(sentence, at));
    hyphen.or(before).is_some_and(|at| {
        let word = reading.surface(at).to_ascii_lowercase();
        matches!(word.as_str(), "former" | "ex" | "late" | "ousted" | "deposed" | "toppled" | "exiled" | "disgraced")
    })
}

/// The office of the past that a title names: `president` of `ex-president`.
fn once_held(title: &str) -> &str {
    let past = ["former ", "ex-", "then-"].iter().find_map(|past| title.strip_prefix(past));
    past.map_or(title, |office| office.strip_prefix("u.s. ").unwrap_or(office))
}

/// Whether the person held such an office and had left it by the day of writing.
fn left_office(entity: &Entity, title: &str, reading: &Reading) -> bool {
    entity.roles.iter().any(|role| {
        let over = match (role.end, reading.clean.date) {
            (Some(end), Some(date)) => end.first_day() <= date.last_day(),
            (Some(_), None) => true,
            (None, _) => role.ended,
        };
        is_office(role, once_held(title)) && over
    })
}

/// `former President Menem`: of those who left such an office the only one, or the last of one country.
fn by_former_office(
    reading: &Reading,
    candidate: &Candidate,
    title: PhraseMatch,
    mut people: Vec<u32>,
) -> Option<Mention> {
    keep_spoken_of(reading, &mut people);
    if !are_of_one_nation(reading, &people) {
        return None;
    }
    let last =
        people.into_iter().max_by_key(|&index| last_begun(reading.gazetteer.entity(index), once_held(title.text)))?;
    Some(mention(candidate, last, Rule::TitleSurname, 0.75))
}

/// `Flight Lieutenant Rawlings`: those in arms or once in arms who hold an office on the day of writing in a country that the document names.
fn officers(reading: &Reading, people: &[u32]) -> Vec<u32> {
    let Some(date) = reading.clean.date else { return Vec::new() };
    let in_arms = |index: &&u32| {
        let entity = reading.gazetteer.entity(**index);
        let armed = entity.subtype == "military" || entity.roles.iter().any(|role| role.code.ends_with("MIL"));
        armed && entity.roles.iter().any(|role| role.held_on(date)) && is_spoken_of(reading, &entity.country)
    };
    people.iter().filter(in_arms).copied().collect()
}

pub fn title_before<'d>(reading: &Reading<'d>, candidate: &Candidate) -> Option<PhraseMatch<'d>> {
    title_ending_at(reading, candidate.sentence, candidate.first_token as usize)
}

/// The title that ends right before a token of its sentence.
fn title_ending_at<'d>(reading: &Reading<'d>, sentence: u32, first: usize) -> Option<PhraseMatch<'d>> {
    let (tokens, titles) = (&reading.segmented.tokens, &reading.gazetteer.titles);
    let last = tokens[..first].last()?;
    // Nearly all words end here: no title ends with them.
    if !titles.may_end(last.fold) || !last.shape.is_word() {
        return None;
    }
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    titles.ending_at(tokens, start, first).map(|(_, found)| found)
}

/// Whether a title of address before the name can belong to the person.
pub fn title_fits(title: Option<PhraseMatch>, entity: &Entity) -> bool {
    let of_other_gender = |title: PhraseMatch| match entity.gender {
        Some(Gender::Female) => matches!(title.text, "mr" | "mr." | "sir" | "king" | "lord"),
        Some(Gender::Male) => matches!(title.text, "mrs" | "mrs." | "ms" | "ms." | "miss" | "queen" | "lady" | "dame"),
        None => false,
    };
    !title.is_some_and(of_other_gender)
}

fn are_of_one_nation(reading: &Reading, people: &[u32]) -> bool {
    let nation = |person: &u32| reading.gazetteer.entity(*person).country.as_str();
    people.windows(2).all(|pair| nation(&pair[0]) == nation(&pair[1]))
}

/// Of people of several nations, keeps those whose country the document names, if it names one: kings of two countries may be
/// Abdullah.
fn keep_spoken_of(reading: &Reading, people: &mut Vec<u32>) {
    if are_of_one_nation(reading, people) {
        return;
    }
    let spoken_of = |person: &u32| is_spoken_of(reading, &reading.gazetteer.entity(*person).country);
    if people.iter().any(spoken_of) {
        people.retain(spoken_of);
    }
}

/// Whether the document names a country or its capital.
fn is_spoken_of(reading: &Reading, country: &str) -> bool {
    let mut meanings = reading
        .candidates
        .iter()
        .filter(|candidate| candidate.group != u32::MAX)
        .flat_map(|candidate| reading.gazetteer.names().meanings(candidate.group));
    meanings.any(|meaning| {
        let place = reading.gazetteer.entity(meaning.entity);
        place.kind == EntityType::Place
            && matches!(place.subtype.as_str(), "country" | "capital")
            && place.country == country
    })
}

/// When the person last took up an office of that title.
fn last_begun(entity: &Entity, title: &str) -> Option<impl Ord + use<>> {
    let roles = entity.roles.iter().filter(|role| is_office(role, title));
    roles.filter_map(|role| role.start.map(PartialDate::first_day)).max()
}

/// The nation that stands before the title (`Russian Foreign Minister Lavrov`, `Jordan's King Abdullah`), as a group of meanings.
fn nationality_before(reading: &Reading, candidate: &Candidate) -> Option<u32> {
    let first = candidate.first_token as usize;
    let start = reading.segmented.sentences[candidate.sentence as usize].first_token as usize;
    let (mut end, _) = reading.gazetteer.titles.ending_at(&reading.segmented.tokens, start, first)?;
    let owner = reading.before(candidate.sentence, end).filter(|&at| matches!(reading.surface(at), "'s" | "'"));
    end = owner.unwrap_or(end);
    let group = reading.candidate_ending_at(end)?.group;
    let nation = |meaning: &Meaning| {
        meaning.kind == NameKind::Demonym
            || owner.is_some() && reading.gazetteer.entity(meaning.entity).subtype == "country"
    };
    reading.gazetteer.names().meanings(group).iter().any(nation).then_some(group)
}

fn is_of_nation(reading: &Reading, group: u32, entity: &Entity) -> bool {
    let countries = reading.gazetteer.names().meanings(group).iter();
    countries.map(|meaning| reading.gazetteer.entity(meaning.entity)).any(|nation| nation.country == entity.country)
}

/// Whether the person held an office of that title on the document's date; at any time, when it has none.
pub fn holds_office(entity: &Entity, title: &str, reading: &Reading) -> bool {
    held_office(entity, title, reading.clean.date)
}

fn held_office(entity: &Entity, title: &str, date: Option<PartialDate>) -> bool {
    entity.roles.iter().any(|role| is_office(role, title) && date.is_none_or(|date| role.held_on(date)))
}

/// Whether the person held an office of that title before the day of writing, and so may still be called by it.
pub fn held_before(entity: &Entity, title: &str, reading: &Reading) -> bool {
    let Some(date) = reading.clean.date else { return false };
    entity
        .roles
        .iter()
        .any(|role| is_office(role, title) && role.start.is_none_or(|start| start.first_day() <= date.first_day()))
}

/// Whether a title names the office.
fn is_office(role: &DatedRole, title: &str) -> bool {
    let title = match title.trim_end_matches('.') {
        "chair" | "chairwoman" | "chairperson" => "chairman",
        title => title,
    };
    role.title == title
        || role.title.starts_with(title) && role.title[title.len()..].starts_with([' ', '-'])
        || title == "sen" && role.title.starts_with("senator")
        || heads_department(&role.title, title)
}

/// `defense secretary` for the `secretary of defense`, `defense minister` for the `defence minister`, and the other way round.
fn heads_department(role: &str, title: &str) -> bool {
    let plain = |office: &str| office.replace("defence", "defense").replace("labour", "labor");
    let department = |office: &str| {
        let (head, of) = office.split_once(" of ").or_else(|| office.split_once(" for "))?;
        let of = of.strip_prefix("the ").unwrap_or(of);
        matches!(head, "secretary" | "minister").then(|| format!("{of} {head}"))
    };
    if !(title.contains("secretary") || title.contains("minister")) {
        return false;
    }
    let (role, title) = (plain(role), plain(title));
    let (role, title) = (department(&role).unwrap_or(role), department(&title).unwrap_or(title));
    role == title
}
