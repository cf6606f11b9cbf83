//! People after their first mention: `Kerry` for the John Kerry named in full, `Secretary Kerry` for who held the office.

mod given;
mod offices;
mod salience;

use rustc_hash::FxHashMap;

use crate::gazetteer::{ContextKind, PhraseMatch, name_parts};
use crate::model::{EntityRef, EntityType, Gender, Mention, Rule, Shape};
use crate::spot::Candidate;

use given::by_given_names;
use offices::{by_title, by_titles, held_before, with_particles};

pub use offices::{holds_office, title_before, title_fits};
use salience::{called_by_surname, head_of_family, head_unnamed, salient};
pub use salience::{is_oblique, is_subject};

use super::owners::opens_with_surname;
use super::prominent::nation;
use super::{Capital, Open, Reading, doubts, longer, mention, places, take_instead};

/// Somebody who bears a surname in this document.
#[derive(Clone, Copy, Debug)]
struct Bearer {
    /// Where the full name stands (index of its first token).
    token: u32,
    /// The listed person, or `None` for somebody no list has.
    entity: Option<u32>,
}

/// Everybody who bears a surname in this document, by surname.
#[derive(Default)]
struct Bearers {
    by_surname: FxHashMap<u64, Vec<Bearer>>,
    /// A bit per surname: nearly every other word is ruled out by it.
    bits: u64,
}

impl Bearers {
    fn is_empty(&self) -> bool {
        self.by_surname.is_empty()
    }

    fn may_hold(&self, surname: u64) -> bool {
        self.bits >> (surname >> 58) & 1 == 1
    }

    fn get(&self, surname: u64) -> Option<&[Bearer]> {
        self.may_hold(surname).then(|| self.by_surname.get(&surname)).flatten().map(Vec::as_slice)
    }

    fn get_mut(&mut self, surname: u64) -> Option<&mut Vec<Bearer>> {
        if self.may_hold(surname) { self.by_surname.get_mut(&surname) } else { None }
    }

    fn add(&mut self, surname: u64, bearer: Bearer) {
        self.bits |= 1 << (surname >> 58);
        self.by_surname.entry(surname).or_default().push(bearer);
    }
}

/// Adds mentions by surname, and takes over open names and places that are somebody's surname here.
pub fn add(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>, open: &mut Vec<Open>) {
    let mut bearers = bearers_of(reading, mentions);
    let mut found = Vec::new();
    by_titles(reading, capitals, mentions, &mut bearers, &mut found);
    // `HMS Queen Elizabeth` is a ship, whatever stands before `Elizabeth`.
    let is_ship = |name: &&Open| name.reason == longer::SHIP;
    found.retain(|new| !open.iter().filter(is_ship).any(|name| name.candidate.span.overlaps(new.span)));
    open.retain(|name| !found.iter().any(|taken| taken.span.overlaps(name.candidate.span)));
    take_instead(mentions, std::mem::take(&mut found));
    if !bearers.is_empty() {
        let spans: Vec<(u32, u32)> = mentions.iter().map(|m| (m.first_token, m.end_token)).collect();
        scan(reading, capitals, &spans, &mut bearers, &mut found);
    }
    if !bearers.is_empty() {
        open.retain(|name| match take_open(reading, &name.candidate, &bearers).or_else(|| spouse(reading, name)) {
            Some((hash, taken)) => {
                remember(&mut bearers, hash, &taken);
                found.push(taken);
                false
            }
            None => true,
        });
        mentions.iter_mut().for_each(|place| retake_place(reading, place, &bearers));
    }
    found.retain(|new| !mentions.iter().any(|old| old.span.overlaps(new.span)));
    // `H.W. Bush`, and `Bush` in it.
    found.sort_by_key(|new| (new.span.start, std::cmp::Reverse(new.span.end)));
    found.dedup_by(|next, kept| next.span.overlaps(kept.span));
    mentions.append(&mut found);
    by_given_names(reading, capitals, mentions, open);
}

/// Who is named in full, by surname.
fn bearers_of(reading: &Reading, mentions: &[Mention]) -> Bearers {
    let mut bearers = Bearers::default();
    for found in mentions.iter().filter(|found| found.end_token - found.first_token > 1) {
        let EntityRef::Listed(index) = found.entity else { continue };
        let entity = reading.gazetteer.entity(index);
        if entity.kind != EntityType::Person {
            continue;
        }
        // `Queen Victoria` has no surname; the name that she goes by is no less a state's or a city's.
        let only_given = |surname: u64| {
            let last = found.end_token as usize - 1;
            entity.subtype == "royal"
                && reading.hash_of(last, last + 1) == Some(surname)
                && reading.candidates.iter().any(|other| {
                    other.end_token - other.first_token == 1
                        && reading.hash_of(other.first_token as usize, other.end_token as usize) == Some(surname)
                        && is_known_place(reading, other)
                })
        };
        for surname in name_parts(found.span.of(&reading.clean.text), nation(entity)).surnames {
            if only_given(surname) {
                continue;
            }
            bearers.add(surname, Bearer { token: found.first_token, entity: Some(index) });
        }
    }
    bearers
}

/// Walks the capitalised words that no mention covers.
fn scan(
    reading: &Reading,
    capitals: &[Capital],
    spans: &[(u32, u32)],
    bearers: &mut Bearers,
    found: &mut Vec<Mention>,
) {
    let (mut next_span, mut done) = (0, 0);
    for capital in capitals {
        let at = capital.token as usize;
        while next_span < spans.len() && spans[next_span].1 <= capital.token {
            next_span += 1;
        }
        let taken = spans.get(next_span).is_some_and(|&(first, _)| first <= capital.token);
        if at >= done && !taken && !reading.is_covered(at) {
            done = word(reading, capital.sentence, at, bearers, found);
        }
    }
}

/// Judges the word at `at`; gives where to go on.
fn word(reading: &Reading, sentence: u32, at: usize, bearers: &mut Bearers, found: &mut Vec<Mention>) -> usize {
    let end_of_sentence = reading.segmented.sentences[sentence as usize].end_token as usize;
    let ends = || (at + 1..=(at + 4).min(end_of_sentence)).rev();
    let from = with_particles(reading, sentence, at);
    let whole = |&end: &usize| reading.hash_of(from, end).is_some_and(|hash| bearers.get(hash).is_some());
    let at = if from < at && ends().any(|end| whole(&end)) { from } else { at };
    for end in ends() {
        let Some(hash) = reading.hash_of(at, end) else { continue };
        let candidate = reading.unlisted(sentence, at, end);
        if let Some(known) = bearers.get(hash) {
            if is_word_of_text(reading, &candidate) {
                return end;
            }
            if opens_full_name(reading, &candidate) {
                return end;
            }
            if let Some(whole) = with_middle_name(reading, &candidate, known) {
                found.push(whole);
                return end;
            }
            if let Some(given) = unlisted_given_name(reading, &candidate) {
                let full_name = Bearer { token: given as u32, entity: None };
                bearers.add(hash, full_name);
                return end;
            }
            if let Some(taken) = by_bearer(reading, &candidate, known) {
                remember(bearers, hash, &taken);
                found.push(taken);
            }
            return end;
        }
    }
    at + 1
}

/// `Ban on trawling` beside `Ban Ki-moon`: an ordinary word opens the sentence, the document prints it small elsewhere, and what follows
/// goes on with it as with a noun.
fn is_word_of_text(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let fold = reading.segmented.tokens[first].fold;
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    candidate.end_token as usize == first + 1
        && reading.gazetteer.words.is_word(fold)
        && next.is_some_and(|at| matches!(reading.surface(at), "and" | "for" | "from" | "in" | "of" | "on" | "or"))
        && reading.opens_sentence(candidate.sentence, first)
        && reading.segmented.tokens.iter().any(|token| token.fold == fold && token.shape == Shape::Lower)
}

/// Who was meant last is meant next, where several bear the surname ("Mrs. Clinton ... Clinton"), or somebody who is not named in full.
fn remember(bearers: &mut Bearers, hash: u64, taken: &Mention) {
    if let (EntityRef::Listed(entity), Some(known)) = (taken.entity, bearers.get_mut(hash))
        && known.iter().any(|bearer| bearer.entity != Some(entity))
    {
        known.push(Bearer { token: taken.first_token, entity: Some(entity) });
    }
}

/// `Moon Seok-ho` beside `Moon Jae-in`: a family name that stands first, and somebody else's given name behind it.
fn opens_full_name(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    candidate.end_token as usize == first + 1
        && longer::precedes_name(reading, candidate)
        && !reading.is_headline(candidate.sentence)
        && reading.within(candidate.sentence, first + 1).is_some_and(|next| {
            let token = &reading.segmented.tokens[next];
            token.shape == Shape::Title
                && !reading.is_covered(next)
                && !reading.is_context(next, &[ContextKind::Calendar])
                && reading.gazetteer.titles.longest(&reading.segmented.tokens, next, next + 1).is_none()
        })
        && opens_with_surname(reading, first)
}

/// The given name of somebody no list has, right before the surname (`Teresa` of `Teresa Kerry`).
fn unlisted_given_name(reading: &Reading, candidate: &Candidate) -> Option<usize> {
    let all_caps = reading.segmented.sentences[candidate.sentence as usize].all_caps;
    (!all_caps && longer::follows_given_name(reading, candidate)).then(|| candidate.first_token as usize - 1)
}

/// `James Wright Foley` where the one James of that surname is a listed James Foley.
fn with_middle_name(reading: &Reading, candidate: &Candidate, bearers: &[Bearer]) -> Option<Mention> {
    let tokens = &reading.segmented.tokens;
    let middle = reading.before(candidate.sentence, candidate.first_token as usize)?;
    let given = reading.before(candidate.sentence, middle)?;
    let name = |at: usize| {
        tokens[at].shape == Shape::Title
            && tokens[at + 1].space_before
            && !reading.gazetteer.words.is_word(tokens[at].fold)
    };
    if !name(given) || !name(middle) {
        return None;
    }
    let mut alike = bearers.iter().filter(|bearer| tokens[bearer.token as usize].fold == tokens[given].fold);
    let entity = alike.next()?.entity?;
    let whole = reading.unlisted(candidate.sentence, given, candidate.end_token as usize);
    alike.all(|bearer| bearer.entity == Some(entity)).then(|| mention(&whole, entity, Rule::Surname, 0.8))
}

/// The person meant by a bare surname: fits what stands before it, and is the nearest named before, else the first named
/// after (a headline comes before the full name).
fn by_bearer(reading: &Reading, candidate: &Candidate, bearers: &[Bearer]) -> Option<Mention> {
    // `the Cosby Show` is not Mr Cosby.
    if longer::precedes_event(reading, candidate) || is_date(reading, candidate) {
        return None;
    }
    let title = title_before(reading, candidate);
    let fits = |bearer: &&Bearer| bearer.entity.is_none_or(|e| title_fits(title, reading.gazetteer.entity(e)));
    let mut fitting: Vec<&Bearer> = bearers.iter().filter(fits).collect();
    if fitting.iter().any(|bearer| bearer.entity != fitting[0].entity)
        && let Some(gender) = gender_told(reading, candidate)
    {
        fitting.retain(|bearer| {
            bearer.entity.is_none_or(|e| reading.gazetteer.entity(e).gender.is_none_or(|g| g == gender))
        });
    }
    if fitting.iter().any(|bearer| bearer.entity != fitting[0].entity)
        && let Some(country) = country_before(reading, candidate)
    {
        let of_it =
            |bearer: &&Bearer| bearer.entity.is_some_and(|person| nation(reading.gazetteer.entity(person)) == country);
        if fitting.iter().any(of_it) {
            fitting.retain(of_it);
        }
    }
    keep_introduced(reading, title, &mut fitting);
    let office = fitting.iter().copied().find(|bearer| {
        bearer.entity.is_some_and(|e| title.is_some_and(|t| holds_office(reading.gazetteer.entity(e), t.text, reading)))
    });
    // `Prime Minister Sharif` a day after his fall: of several, who bore the title before is still called by it.
    let former = || {
        let title = title.filter(|title| title.kind == "office")?;
        let bore = |bearer: &&Bearer| {
            bearer.entity.is_some_and(|e| held_before(reading.gazetteer.entity(e), title.text, reading))
        };
        let mut bearers = fitting.iter().copied().filter(bore);
        let first = bearers.next()?;
        bearers.all(|bearer| bearer.entity == first.entity).then_some(first)
    };
    // "President Obama" in a document that names Michelle Obama in full: the one who holds the office, if there is one.
    if office.is_none() && title.is_some_and(|title| title.kind == "office") {
        let surname = reading.hash_of(candidate.first_token as usize, candidate.end_token as usize);
        if let Some(holder) = surname.and_then(|surname| by_title(reading, candidate, surname)) {
            return Some(holder);
        }
    }
    let office = office.or_else(former);
    let before: Vec<&Bearer> = fitting.iter().copied().filter(|bearer| bearer.token < candidate.first_token).collect();
    let before = if before.iter().any(|bearer| bearer.entity != before[0].entity) {
        head_of_family(reading, &before, title)
            .or_else(|| called_by_surname(reading, candidate, &before))
            .or_else(|| salient(reading, &before))
    } else {
        before.last().copied()
    };
    if office.is_none()
        && before.is_none()
        && let Some(head) = head_unnamed(reading, candidate, &fitting, title)
    {
        return Some(head);
    }
    let after = || fitting.iter().copied().filter(|bearer| bearer.entity.is_some()).min_by_key(|b| b.token);
    let chosen = office.or(before).or_else(after)?;
    let others = fitting.iter().any(|bearer| bearer.entity != chosen.entity);
    let confidence = if others { 0.75 } else { 0.92 };
    Some(mention(candidate, chosen.entity?, Rule::Surname, confidence))
}

/// `General Ortega` after `General Humberto Ortega` and `President Daniel Ortega`: of several, those named in full with that rank.
fn keep_introduced(reading: &Reading, title: Option<PhraseMatch>, fitting: &mut Vec<&Bearer>) {
    let Some(title) = title.filter(|title| title.kind != "honorific") else { return };
    let introduced = |bearer: &&Bearer| {
        let first = bearer.token as usize;
        let name = reading.unlisted(reading.sentence_of(bearer.token), first, first + 1);
        title_before(reading, &name).is_some_and(|told| told.text == title.text)
    };
    if fitting.iter().any(introduced) {
        fitting.retain(introduced);
    }
}

/// `in May 2009`, `since last May`: a month, whoever is called so; but `confidence in May`.
fn is_date(reading: &Reading, candidate: &Candidate) -> bool {
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    if end != first + 1 || !reading.is_context(first, &[ContextKind::Calendar]) {
        return false;
    }
    let tokens = &reading.segmented.tokens;
    let number = |at: usize| matches!(tokens[at].shape, Shape::Number);
    let before = reading.before(candidate.sentence, first);
    let trusted = |at: usize| {
        let noun = reading.before(candidate.sentence, at);
        noun.is_some_and(|at| matches!(reading.surface(at), "confidence" | "faith" | "trust" | "interest"))
    };
    let led = |at: usize| match reading.surface(at) {
        "in" | "In" => !trusted(at),
        word => {
            matches!(
                word,
                "since" | "Since" | "until" | "during" | "During" | "last" | "next" | "early" | "late" | "mid"
            )
        }
    };
    before.is_some_and(|at| number(at) || led(at)) || reading.within(candidate.sentence, end).is_some_and(number)
}

/// The country whose name or nationality stands right before a name: `South Korea's Kim`, `the Syrian Assad`.
fn country_before<'d>(reading: &Reading<'d>, candidate: &Candidate) -> Option<&'d str> {
    let before = reading.before(candidate.sentence, candidate.first_token as usize)?;
    let end = if reading.surface(before) == "'s" { before } else { before + 1 };
    let starts = (end.saturating_sub(LONGEST_COUNTRY)..end).filter_map(|at| reading.candidate_at(at));
    let place = starts.filter(|place| place.end_token as usize == end).find_map(|place| {
        let meanings = reading.gazetteer.names().meanings(place.group).iter();
        meanings.map(|meaning| reading.gazetteer.entity(meaning.entity)).find(|place| place.subtype == "country")
    });
    place.map(|place| place.country.as_str())
}

/// Words of a country's name, at most.
const LONGEST_COUNTRY: usize = 4;

/// The gender of the first pronoun after the name in its sentence, when no other name stands between.
pub fn gender_told(reading: &Reading, candidate: &Candidate) -> Option<Gender> {
    let end = reading.segmented.sentences[candidate.sentence as usize].end_token as usize;
    for at in candidate.end_token as usize..end {
        match (reading.is_context(at, &[ContextKind::He]), reading.is_context(at, &[ContextKind::She])) {
            (true, _) => return Some(Gender::Male),
            (_, true) => return Some(Gender::Female),
            _ if reading.segmented.tokens[at].shape == Shape::Title => return None,
            _ => {}
        }
    }
    None
}

/// An open name that is the surname of somebody named in full here, unless the words around it say that it is a place.
fn take_open(reading: &Reading, candidate: &Candidate, bearers: &Bearers) -> Option<(u64, Mention)> {
    // `Smith's last words`, where a town is called Smiths.
    let (first, last) = (candidate.first_token as usize, candidate.end_token as usize - 1);
    let owner = last > first && reading.segmented.tokens[last].shape == Shape::Clitic;
    let candidate = &if owner { reading.unlisted(candidate.sentence, first, last) } else { *candidate };
    let hash = reading.hash_of(candidate.first_token as usize, candidate.end_token as usize)?;
    let known = bearers.get(hash)?;
    if let Some(whole) = with_middle_name(reading, candidate, known) {
        return Some((hash, whole));
    }
    if says_place(reading, candidate)
        || opens_full_name(reading, candidate)
        || unlisted_given_name(reading, candidate).is_some()
        || is_place_before(reading, candidate, known)
    {
        return None;
    }
    Some((hash, by_bearer(reading, candidate, known)?))
}

/// `Mrs. Ceausescu`, where the surname alone is listed for her husband: the one listed person of that surname and country whom the form of
/// address fits.
fn spouse(reading: &Reading, name: &Open) -> Option<(u64, Mention)> {
    if name.reason != doubts::OTHER_SEX {
        return None;
    }
    let candidate = &name.candidate;
    let hash = reading.hash_of(candidate.first_token as usize, candidate.end_token as usize)?;
    // `Ingeborg Mitterrand` is named here.
    let fold = reading.segmented.tokens[candidate.first_token as usize].fold;
    let is_other = |other: &&Candidate| {
        reading.segmented.tokens[other.first_token as usize].fold == fold && longer::follows_given_name(reading, other)
    };
    if reading.candidates.iter().any(|other| is_other(&other)) {
        return None;
    }
    let husband = reading.gazetteer.entity(name.meanings.first()?.entity);
    let title = title_before(reading, candidate);
    let mut family = reading.gazetteer.people_of_surname(hash).iter().filter(|&&person| {
        let person = reading.gazetteer.entity(person);
        person.gender.is_some() && person.gender != husband.gender && nation(person) == nation(husband)
    });
    let only = family.next().filter(|&&person| title_fits(title, reading.gazetteer.entity(person)))?;
    family.next().is_none().then(|| (hash, mention(candidate, *only, Rule::Surname, 0.75)))
}

/// Whether a place that readers know stands where nobody has been named in full yet: only headlines name people by surname first, so that
/// below them more must say so (`Troops left Jordan` before `Michael Jordan`).
fn is_place_before(reading: &Reading, candidate: &Candidate, bearers: &[Bearer]) -> bool {
    let listed = |bearer: &&Bearer| bearer.entity.is_some();
    let before = |bearer: &Bearer| candidate.first_token < bearer.token;
    bearers.iter().filter(listed).all(before)
        && is_known_place(reading, candidate)
        && !reading.is_title(candidate.sentence)
        && title_before(reading, candidate).is_none()
        && gender_told(reading, candidate).is_none()
}

/// Whether the name is listed for a place that readers know.
fn is_known_place(reading: &Reading, candidate: &Candidate) -> bool {
    let listed = reading.candidate_at(candidate.first_token as usize).map(|listed| listed.group);
    let meanings = listed.map_or(&[][..], |group| reading.gazetteer.names().meanings(group));
    meanings.iter().any(|meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        entity.kind == EntityType::Place && !places::is_small(entity)
    })
}

/// Whether the words around an open name or place say that it is one: of a town that few know, more than `from` must say so.
fn says_place(reading: &Reading, candidate: &Candidate) -> bool {
    if is_governed(reading, candidate) {
        return true;
    }
    match is_known_place(reading, candidate) {
        true => places::has_place_words(reading, candidate),
        false => places::says_place(reading, candidate),
    }
}

/// `the mayor of Lincoln`, `the former prime minister of Jordan`: nobody holds an office of a person.
fn is_governed(reading: &Reading, candidate: &Candidate) -> bool {
    let sentence = candidate.sentence;
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    let of = reading.before(sentence, candidate.first_token as usize).filter(|&of| reading.surface(of) == "of");
    let title = of.and_then(|of| reading.gazetteer.titles.ending_at(&reading.segmented.tokens, start, of));
    title.is_some_and(|(_, title)| title.kind == "office")
}

/// `Jordan said` after `Michael Jordan`: a one-word place that is a surname here, with nothing that says place.
fn retake_place(reading: &Reading, place: &mut Mention, bearers: &Bearers) {
    let EntityRef::Listed(index) = place.entity else { return };
    let bare = place.end_token - place.first_token == 1 && place.rule != Rule::Demonym;
    if !bare || reading.gazetteer.entity(index).kind == EntityType::Person {
        return;
    }
    let first = place.first_token as usize;
    let candidate = reading.unlisted(place.sentence, first, first + 1);
    if let Some((_, taken)) = take_open(reading, &candidate, bearers)
        && !places::is_dateline(reading, &candidate)
    {
        *place = taken;
    }
}
