//! Bare surnames of whom every reader knows: `Netanyahu rejected`, where nobody of that surname is named in full.
//!
//! In: the mentions of a document, found names included. Out: more mentions, of heads of state or government, ministers of
//! foreign affairs or defence, leaders of rebels and of international bodies. How well known somebody is follows from the
//! offices held, for how long, and how near to the day of writing; of countries that share a surname one must be far ahead,
//! or be the only one that the document speaks of.

use rustc_hash::FxHashSet;

use crate::gazetteer::{ContextKind, name_parts, nation_of};
use crate::model::{DatedRole, Entity, EntityRef, EntityType, Mention, PartialDate, Rule, Shape};
use crate::segment::chain;
use crate::spot::{Candidate, fitting_meanings};

use super::surnames::{title_before, title_fits};
use super::{Capital, Reading, Resolved, longer, places};

/// How sure the reading is with and without a word of the person's country, or of another leader, in the document.
const SUPPORTED: f32 = 0.7;
const ALONE: f32 = 0.6;

/// From this on somebody is known by surname: a minister of foreign affairs for some years, a president for some days.
const KNOWN: f32 = 4.0;
/// From this on somebody may be meant by a surname that many bear: a head of state or government for more than two years.
const WELL_KNOWN: f32 = 8.0;
/// From this on everybody knows the name: a head of state or government for four years.
pub(super) const FAMOUS: f32 = 10.5;
/// From this on everybody knows whom of many bearers it means: after eight years.
const MOST_FAMOUS: f32 = 16.9;
/// How far the best known must be ahead of the bearers of other countries.
const AHEAD: f32 = 1.75;
/// A surname of so many listed people of other English-speaking countries is borne by many whom no list has.
const MANY: usize = 2;
/// A text of so many sentences is short.
const SHORT: usize = 3;
/// Words of a name with its particles (`van der Bellen`).
const LONGEST: usize = 4;
/// Undated news is not of a time before this year.
const OLDEST_NEWS: i16 = 1979;

/// A surname printed bare, and whom it may mean.
struct Bare {
    candidate: Candidate,
    person: u32,
    /// How well known the person is.
    fame: f32,
    bearers: Bearers,
    /// Whether the finder of names takes it for a person's.
    found: bool,
}

/// Who else may bear a surname.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bearers {
    /// It is rare.
    Few,
    /// It is a given name too, or a list has it for something or somebody else.
    Others,
    /// Several listed people of other countries have it.
    Many,
}

/// Adds the bare surnames of well-known people that mean nobody else in the document.
pub fn add(reading: &Reading, resolved: &mut Resolved) {
    tell_namesakes_apart(reading, resolved);
    let mut barred = FxHashSet::default();
    let mut bare = Vec::new();
    for capital in &resolved.capitals {
        match read(reading, resolved, capital) {
            Seen::Bare(found) => bare.push(found),
            Seen::SomebodyElse(surname) => drop(barred.insert(surname)),
            Seen::Nothing => {}
        }
    }
    bare.retain(|found| !barred.contains(&last_word(reading, &found.candidate)));
    if bare.is_empty() {
        return;
    }
    let mut new: Vec<Mention> = Vec::new();
    for found in &bare {
        if let Some(confidence) = judge(reading, resolved, &bare, found) {
            new.push(super::mention(&found.candidate, found.person, Rule::Prominence, confidence));
        }
    }
    // Whom a surname means once it means throughout the document.
    let lone = |found: &&Bare| found.bearers == Bearers::Few || found.bearers == Bearers::Others && found.found;
    let addressed =
        |found: &Bare| title_fits(title_before(reading, &found.candidate), reading.gazetteer.entity(found.person));
    for found in bare.iter().filter(lone).filter(|found| addressed(found)) {
        let same = |taken: &Mention| taken.entity == EntityRef::Listed(found.person);
        if new.iter().any(same) && !new.iter().any(|taken| taken.span.overlaps(found.candidate.span)) {
            new.push(super::mention(&found.candidate, found.person, Rule::Prominence, ALONE));
        }
    }
    resolved.mentions.retain(|old| !new.iter().any(|taken| taken.span.overlaps(old.span)));
    resolved.mentions.append(&mut new);
    resolved.mentions.sort_by_key(|mention| mention.first_token);
}

/// `George Bush`, a name of two presidents: the better known of several people of one country, on the day or at all.
fn tell_namesakes_apart(reading: &Reading, resolved: &mut Resolved) {
    for mention in &mut resolved.mentions {
        let EntityRef::Found(_) = mention.entity else { continue };
        let Some(candidate) = reading.candidate_at(mention.first_token as usize) else { continue };
        if candidate.end_token != mention.end_token || mention.end_token - mention.first_token < 2 {
            continue;
        }
        let meanings = fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate);
        let mut people: Vec<(u32, &Entity)> =
            meanings.map(|meaning| (meaning.entity, reading.gazetteer.entity(meaning.entity))).collect();
        people.sort_by_key(|(index, _)| *index);
        people.dedup_by_key(|(index, _)| *index);
        // The one listed bearer was left out for a reason.
        if people.len() < 2 {
            continue;
        }
        let home = people.first().map_or("", |(_, person)| nation(person));
        let alike = |(_, person): &(u32, &Entity)| person.kind == EntityType::Person && nation(person) == home;
        let date = reading.clean.date.or_else(|| reading.lone_year(mention.sentence));
        let known = |person: &Entity| prominence(person, date);
        let best = people.iter().max_by(|(_, one), (_, other)| known(one).total_cmp(&known(other)));
        if let Some((index, _)) = best.filter(|(_, best)| known(best) >= FAMOUS && people.iter().all(alike)) {
            *mention = Mention {
                entity: EntityRef::Listed(*index),
                rule: Rule::Prominence,
                confidence: SUPPORTED,
                ..*mention
            };
        }
    }
}

/// What a capitalised word is.
enum Seen {
    Nothing,
    /// Part of the name of somebody whom no list has, by its last word: who else bears it here may be that one.
    SomebodyElse(u64),
    Bare(Bare),
}

fn read(reading: &Reading, resolved: &Resolved, capital: &Capital) -> Seen {
    let Some((end, people)) = longest_surname(reading, capital) else { return Seen::Nothing };
    let candidate = reading.unlisted(capital.sentence, capital.token as usize, end);
    match covering(resolved, &candidate) {
        Some(mention) if !is_bare_find(resolved, mention, &candidate) => match mention.entity {
            EntityRef::Listed(index) if people.contains(&index) => Seen::Nothing,
            _ => Seen::SomebodyElse(last_word(reading, &candidate)),
        },
        _ if !is_addressed(reading, &candidate) && is_word(reading, &candidate) => Seen::Nothing,
        _ if !stands_alone(reading, resolved, &candidate) => Seen::SomebodyElse(last_word(reading, &candidate)),
        _ => choose(reading, resolved, &candidate, people).map_or(Seen::Nothing, Seen::Bare),
    }
}

/// Where the longest listed surname ends that begins with the capital and does not leave its sentence, and who bears it.
fn longest_surname<'d>(reading: &Reading<'d>, capital: &Capital) -> Option<(usize, &'d [u32])> {
    let (first, mut hash, mut longest) = (capital.token as usize, 0, None);
    let end = reading.segmented.sentences[capital.sentence as usize].end_token as usize;
    for (at, token) in reading.segmented.tokens[..end.min(first + LONGEST)].iter().enumerate().skip(first) {
        match token.shape {
            Shape::Hyphen => continue,
            shape if shape.is_word() => hash = chain(hash, token.fold),
            _ => break,
        }
        let people = reading.gazetteer.people_of_surname(hash);
        if !people.is_empty() {
            longest = Some((at + 1, people));
        }
    }
    longest
}

/// `Mr Major climbed on his soapbox`: a surname, whatever word it is.
fn is_addressed(reading: &Reading, name: &Candidate) -> bool {
    let before = reading.before(name.sentence, name.first_token as usize);
    let address = before.is_some_and(|at| matches!(reading.surface(at), "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms."));
    address && reading.segmented.tokens[name.first_token as usize].shape == Shape::Title
}

/// Whether the name may be a word with a capital: an ordinary one, a day, an acronym, a feast.
fn is_word(reading: &Reading, name: &Candidate) -> bool {
    let at = name.end_token as usize - 1;
    let token = &reading.segmented.tokens[at];
    let (small, capital) = reading.gazetteer.words.frequency(token.fold);
    let all_caps = reading.segmented.sentences[name.sentence as usize].all_caps;
    let title = || reading.gazetteer.titles.longest(&reading.segmented.tokens, at, at + 1).is_some();
    small * 5 > capital
        || title()
        || (token.shape == Shape::Upper && !all_caps)
        || reading.is_context(at, &[ContextKind::Calendar])
        || reading.surface(at).ends_with('.')
}

fn last_word(reading: &Reading, candidate: &Candidate) -> u64 {
    reading.segmented.tokens[candidate.end_token as usize - 1].fold
}

fn surname_of(reading: &Reading, candidate: &Candidate) -> u64 {
    reading.hash_of(candidate.first_token as usize, candidate.end_token as usize).unwrap_or_default()
}

fn covering<'r>(resolved: &'r Resolved, candidate: &Candidate) -> Option<&'r Mention> {
    let after = resolved.mentions.partition_point(|mention| mention.end_token <= candidate.first_token);
    resolved.mentions.get(after).filter(|mention| mention.first_token < candidate.end_token)
}

/// Whether the mention is just this name, found as a person of whom nothing more is known.
fn is_bare_find(resolved: &Resolved, mention: &Mention, candidate: &Candidate) -> bool {
    let EntityRef::Found(index) = mention.entity else { return false };
    let entity = &resolved.found[index as usize];
    let same = mention.first_token >= candidate.first_token && mention.end_token <= candidate.end_token;
    same && entity.kind == EntityType::Person && !entity.name.contains(' ')
}

/// Whether no other name, initial, title or word for a place or firm is joined with the surname.
fn stands_alone(reading: &Reading, resolved: &Resolved, name: &Candidate) -> bool {
    let (first, end) = (name.first_token as usize, name.end_token as usize);
    let tokens = &reading.segmented.tokens;
    let is_name = |at: usize| {
        let token = &tokens[at];
        let other = || covering(resolved, &reading.unlisted(name.sentence, at, at + 1)).is_some();
        let ordinary = || reading.gazetteer.words.is_word(token.fold) && reading.is_headline(name.sentence);
        let day = || reading.is_context(at, &[ContextKind::Calendar]);
        token.shape == Shape::Initial || token.shape.is_capitalized() && !other() && !ordinary() && !day()
    };
    let joined = |at: usize| reading.surface(at) == "&";
    let after = reading.within(name.sentence, end).filter(|&at| tokens[at].space_before);
    if after.is_some_and(|at| is_name(at) || joined(at)) || legal_form(reading, name) {
        return false;
    }
    let opens =
        |at: usize| reading.opens_sentence(name.sentence, at) && reading.gazetteer.words.is_word(tokens[at].fold);
    let address = |at: usize| matches!(reading.surface(at).trim_end_matches('.'), "Mr" | "Mrs" | "Ms");
    let before = reading.before(name.sentence, first).filter(|&at| !address(at));
    // "Juan Carlos Ferrero", where a list has the first two as somebody else.
    let after_person = before.is_some_and(|at| {
        covering(resolved, &reading.unlisted(name.sentence, at, at + 1)).is_some_and(|other| match other.entity {
            EntityRef::Listed(index) => reading.gazetteer.entity(index).kind == EntityType::Person,
            EntityRef::Found(index) => resolved.found[index as usize].kind == EntityType::Person,
        })
    });
    if after_person
        || before.filter(|_| !has_stance(reading, name)).is_some_and(|at| {
            let hyphen = tokens[at].shape == Shape::Hyphen && !tokens[first].space_before;
            hyphen || joined(at) || is_name(at) && tokens[first].space_before && !opens(at)
        })
    {
        return false;
    }
    // Line-ups and tables: "Byrne (Cameron 87)".
    let in_list = |at: Option<usize>| {
        at.is_some_and(|at| matches!(tokens[at].shape, Shape::Number) || matches!(reading.surface(at), "(" | ";"))
    };
    let particle = |at: usize| {
        matches!(
            reading.surface(at),
            "ibn" | "bin" | "bint" | "al" | "el" | "de" | "da" | "van" | "von" | "di" | "'" | "’"
        )
    };
    // Markus "Notch" Persson.
    let nickname = |at: usize| matches!(reading.surface(at), "\"" | "”" | "“" | ")") && tokens[first].space_before;
    if before.is_some_and(nickname)
        || in_list(before)
        || in_list(reading.within(name.sentence, end))
        || before.is_some_and(particle)
    {
        return false;
    }
    !has_other_title(reading, name)
        && !longer::follows_given_name(reading, name)
        && !places::has_place_words(reading, name)
}

/// `anti-Assad`: nobody is for or against whom the reader does not know.
fn has_stance(reading: &Reading, name: &Candidate) -> bool {
    let hyphen = reading.before(name.sentence, name.first_token as usize);
    let hyphen = hyphen.filter(|&at| reading.segmented.tokens[at].shape == Shape::Hyphen);
    let stance = hyphen.and_then(|at| reading.before(name.sentence, at));
    stance.is_some_and(|at| ["anti", "pro"].iter().any(|word| word.eq_ignore_ascii_case(reading.surface(at))))
}

fn legal_form(reading: &Reading, name: &Candidate) -> bool {
    let next = reading.within(name.sentence, name.end_token as usize);
    next.is_some_and(|at| {
        reading.segmented.tokens[at].shape.is_capitalized() && reading.is_context(at, &[ContextKind::LegalForm])
    })
}

/// An office or rank before the name that the listed holder did not have: what fits one has been taken by title.
fn has_other_title(reading: &Reading, name: &Candidate) -> bool {
    let start = reading.segmented.sentences[name.sentence as usize].first_token as usize;
    let title = reading.gazetteer.titles.ending_at(&reading.segmented.tokens, start, name.first_token as usize);
    title.is_some_and(|(_, title)| !matches!(title.text, "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms."))
}

/// Whom the surname means: the best known, far ahead of the bearers of other countries.
fn choose(reading: &Reading, resolved: &Resolved, name: &Candidate, people: &[u32]) -> Option<Bare> {
    let date = reading.clean.date;
    let surname = surname_of(reading, name);
    let fame = |person: u32| {
        let entity = reading.gazetteer.entity(person);
        // Not the second surname of Spanish names, nor part of an alias.
        let by_name = name_parts(&entity.name, nation(entity)).surnames.contains(&surname);
        if by_name { prominence(entity, date) } else { 0.0 }
    };
    // Nobody is better known by the surname than at all: of most surnames nothing more need be asked.
    if people.iter().all(|&person| prominence(reading.gazetteer.entity(person), date) < KNOWN) {
        return None;
    }
    let known: Vec<(f32, u32)> = people.iter().map(|&person| (fame(person), person)).collect();
    let &(fame, person) = known.iter().max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
    let home = nation(reading.gazetteer.entity(person));
    let abroad: Vec<(f32, u32)> =
        known.iter().copied().filter(|&(_, other)| nation(reading.gazetteer.entity(other)) != home).collect();
    let rival = abroad.iter().map(|&(fame, _)| fame).fold(0.0, f32::max);
    // Kings and queens are called by their given names, and their titles with them.
    let royal = reading.gazetteer.entity(person).subtype == "royal";
    if royal || fame < KNOWN || fame < AHEAD * rival {
        return None;
    }
    let fold = reading.segmented.tokens[name.end_token as usize - 1].fold;
    let listed = reading.candidate_at(name.first_token as usize).is_some_and(|other| other.end_token >= name.end_token);
    // News in English names many of its own that no list has.
    let english = |(_, other): &&(f32, u32)| {
        matches!(nation(reading.gazetteer.entity(*other)), "USA" | "GBR" | "CAN" | "AUS" | "NZL" | "IRL")
    };
    let english = abroad.iter().filter(english).count();
    let other = listed || reading.gazetteer.is_given_name(fold);
    let bearers = match () {
        () if english >= MANY || other && english > 0 || abroad.len() >= 3 * MANY => Bearers::Many,
        () if other || english > 0 => Bearers::Others,
        () => Bearers::Few,
    };
    Some(Bare {
        candidate: *name,
        person,
        fame,
        bearers,
        found: covering(resolved, name).is_some() || has_stance(reading, name) || is_addressed(reading, name),
    })
}

/// How sure it is that the person is meant, if it is sure enough: the more bear the surname, the better known the person must
/// be, and the more the text must say.
fn judge(reading: &Reading, resolved: &Resolved, all: &[Bare], name: &Bare) -> Option<f32> {
    let person = reading.gazetteer.entity(name.person);
    let sentence = Some(name.candidate.sentence);
    let home = |entity: &Entity| is_of(entity, nation(person));
    let abroad = |entity: &Entity| {
        entity.kind != EntityType::Person && !entity.country.is_empty() && entity.country != nation(person)
    };
    let leader = has_leader_beside(reading, resolved, all, name);
    let at_home = leader || names_any(reading, resolved, None, home);
    // A text of a few sentences introduces nobody; a longer one names in full whom it tells of.
    let short = reading.segmented.sentences.len() <= SHORT;
    let beside = leader || names_any(reading, resolved, sentence.filter(|_| !short), home);
    let foreign = short && names_any(reading, resolved, sentence, abroad);
    let taken = match (name.bearers, name.found) {
        (Bearers::Many, true) => name.fame >= WELL_KNOWN && leader || name.fame >= FAMOUS && beside,
        (Bearers::Others, true) => {
            name.fame >= WELL_KNOWN && leader || name.fame >= FAMOUS && beside || name.fame >= MOST_FAMOUS && foreign
        }
        (Bearers::Few, true) => leader || name.fame >= WELL_KNOWN && beside || name.fame >= MOST_FAMOUS && foreign,
        (Bearers::Few, false) => name.fame >= FAMOUS && beside || name.fame >= MOST_FAMOUS && foreign,
        (Bearers::Others, false) => name.fame >= MOST_FAMOUS && beside,
        (Bearers::Many, false) => false,
    };
    let stance = || name.bearers != Bearers::Many && name.fame >= FAMOUS && has_stance(reading, &name.candidate);
    (taken || stance()).then_some(if at_home { SUPPORTED } else { ALONE })
}

/// Whether the document, or a sentence, names a listed entity of some sort.
fn names_any(reading: &Reading, resolved: &Resolved, sentence: Option<u32>, is: impl Fn(&Entity) -> bool) -> bool {
    let here = resolved.mentions.iter().filter(|mention| sentence.is_none_or(|sentence| mention.sentence == sentence));
    let entity = |mention: &Mention| match mention.entity {
        EntityRef::Listed(index) => reading.gazetteer.entity(index),
        EntityRef::Found(index) => &resolved.found[index as usize],
    };
    here.into_iter().any(|mention| is(entity(mention)))
}

fn is_of(entity: &Entity, nation: &str) -> bool {
    !nation.is_empty() && (entity.country == nation || entity.code.get(..3) == Some(nation))
}

/// Whether the sentence names another leader, by a listed name or by surname alike.
fn has_leader_beside(reading: &Reading, resolved: &Resolved, all: &[Bare], name: &Bare) -> bool {
    let date = reading.clean.date;
    let id = &reading.gazetteer.entity(name.person).id;
    let leads =
        |entity: &Entity| entity.kind == EntityType::Person && entity.id != *id && prominence(entity, date) >= KNOWN;
    let alike = |other: &&Bare| {
        let other_country =
            nation(reading.gazetteer.entity(other.person)) != nation(reading.gazetteer.entity(name.person));
        // Where many bear both names, both must be the most famous of them.
        let rare = other.bearers != Bearers::Many || name.bearers != Bearers::Many && other.fame >= FAMOUS;
        let famous = other.fame.min(name.fame) >= MOST_FAMOUS || rare && other.fame >= WELL_KNOWN;
        other.candidate.sentence == name.candidate.sentence && other.found && famous && other_country
    };
    names_any(reading, resolved, Some(name.candidate.sentence), leads)
        || name.found && name.fame >= WELL_KNOWN && all.iter().any(|other| alike(&other))
}

/// The country of a person, else of the code.
pub(super) fn nation(person: &Entity) -> &str {
    nation_of(&person.country, &person.code)
}

/// How well known somebody is on a day (at any time, without one): the weightiest office, for how long, and how near.
pub(crate) fn prominence(person: &Entity, date: Option<PartialDate>) -> f32 {
    let offices = person.roles.iter().map(|role| weight(role) * tenure(role, date) * nearness(role, date));
    let standing = if person.subtype == "rebel" { 1.5 } else { 0.7 };
    offices.fold(standing, f32::max)
}

/// What an office weighs: heads of state or government, then who speaks for a country or body abroad, then the rest.
fn weight(role: &DatedRole) -> f32 {
    const HEADS: [&str; 12] = [
        "president",
        "prime minister",
        "chancellor",
        "king",
        "queen",
        "emir",
        "sultan",
        "supreme leader",
        "premier",
        "head of state",
        "president of the soviet union",
        "president of the palestinian authority",
    ];
    const ABROAD: [&str; 8] = [
        "foreign minister",
        "foreign secretary",
        "defence minister",
        "defence secretary",
        "secretary of defense",
        "vice president",
        "acting president",
        "opposition leader",
    ];
    let title = role.title.to_lowercase();
    let governs = role.code.ends_with("GOV");
    let leads = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    let fights =
        ["REB", "INS", "SEP", "OPP"].iter().any(|kind| role.code.ends_with(kind)) || role.code.starts_with("IMG");
    match () {
        () if governs && HEADS.contains(&title.as_str()) => 10.0,
        () if governs && leads(&["general secretary", "president of ", "prime minister of "]) => 7.0,
        () if governs && matches!(title.as_str(), "secretary of state" | "secretary of defense") => 8.0,
        () if ABROAD.contains(&title.as_str()) => 5.0,
        () if role.code.starts_with("IGO") && leads(&["secretary-general", "director general", "president of"]) => 6.0,
        () if fights && leads(&["leader", "chairman", "president of", "commander"]) => 5.0,
        () if governs => 1.5,
        () => 1.0,
    }
}

/// Longer in office, better known: from a half to twice.
fn tenure(role: &DatedRole, date: Option<PartialDate>) -> f32 {
    /// Offices that go on are taken to do so until then, where the day of writing is not known.
    const NOW: i16 = 2025;
    let Some(start) = role.start else { return 1.0 };
    let years = match role.end {
        Some(end) => f32::from(end.year() - start.year()),
        None if role.ended => 1.0,
        None => f32::from(date.map_or(NOW, PartialDate::year) - start.year()),
    };
    0.5 + years.clamp(0.0, 10.0) * 0.15
}

/// In office, or nearly: all; long after: less; before: nothing.
fn nearness(role: &DatedRole, date: Option<PartialDate>) -> f32 {
    let Some(date) = date else {
        let old = role.end.is_some_and(|end| end.year() < OLDEST_NEWS);
        return if old { 0.0 } else { 1.0 };
    };
    let day = i32::from(date.year());
    let start = role.start.map_or(i32::MIN, |start| i32::from(start.year()) - 1);
    let end = match role.end {
        Some(end) => i32::from(end.year()) + 2,
        None if role.ended => i32::MIN,
        None => i32::MAX,
    };
    match day {
        day if day < start => 0.0,
        day if day <= end => 1.0,
        _ => 0.4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(title: &str, code: &str, start: &str, end: &str) -> DatedRole {
        DatedRole {
            title: title.into(),
            code: code.into(),
            start: start.parse().ok(),
            end: end.parse().ok(),
            ended: false,
        }
    }

    #[test]
    fn offices_make_people_known() {
        let person = |role: DatedRole| Entity { roles: vec![role], ..Entity::default() };
        for (title, code, start, end, date, known) in [
            ("president", "USAGOV", "1993-01-20", "2001-01-20", "", true),
            ("president", "USAGOV", "1993-01-20", "2001-01-20", "1985-01-01", false),
            ("president", "USAGOV", "1993-01-20", "2001-01-20", "2003-01-01", true),
            ("foreign minister", "RUSGOV", "2004-03-09", "", "2015-01-01", true),
            ("leader of the front", "SYRREB", "2012", "", "2015-01-01", true),
            ("agriculture minister", "FRAGOV", "2004", "2010", "", false),
            ("senator", "USALEG", "1990", "2010", "", false),
        ] {
            let found = prominence(&person(role(title, code, start, end)), date.parse().ok()) >= KNOWN;
            assert_eq!(found, known, "{title} {start} {date}");
        }
    }
}
