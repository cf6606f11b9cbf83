//! What stands right beside a place name, and what that says for each of its meanings.

use crate::gazetteer::{ContextKind, Meaning, NameKind};
use crate::model::{Entity, EntityType, Shape};
use crate::spot::Candidate;

use super::super::Reading;
use super::{Class, class, contains, noun_before_of, prominence};

/// What the words beside a name say for one meaning, the most telling first; compared from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// It stands in a row of its like: `Washington, Pennsylvania and California`; `France, Luxembourg and Belgium`.
    pub in_row: bool,
    /// It lies in the place named after it: `Paris, Texas`.
    pub contained: bool,
    /// The place named before it lies in it: `Buffalo, New York`.
    pub contains: bool,
    /// A word beside it names its kind: `Washington state`, `Governor`.
    pub kind: bool,
    /// How many of the places it is listed with are of its sort: `Ohio, Georgia and Texas`.
    pub listed_with: u8,
}

impl Evidence {
    /// Whether anything speaks for the meaning.
    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }

    /// What decided, in words for a person; empty when nothing beside the name did.
    pub fn reason(&self) -> &'static str {
        match self {
            Self { in_row: true, .. } => "stands in a row of its like",
            Self { contained: true, .. } => "lies in the place named after it",
            Self { contains: true, .. } => "holds the place named before it",
            Self { kind: true, .. } => "the word beside it names its kind",
            Self { listed_with: 1.., .. } => "listed with places of its sort",
            _ => "",
        }
    }
}

/// What stands beside a name, read once for all its meanings.
#[derive(Default)]
pub struct Around<'d> {
    /// What may contain it, nearest first.
    containers: Vec<&'d Entity>,
    /// What may lie in it.
    previous: Vec<&'d Entity>,
    /// Places that it is listed with, each by its best known meaning.
    listed: Vec<&'d Entity>,
    /// A place of the row that it stands in.
    row: Option<&'d Entity>,
    /// Tokens that may name its kind: after it, and before `of`.
    after: Option<usize>,
    before_of: Option<usize>,
}

/// Countries whose towns are named with the state or province that the list puts them in; a British town is named with its county.
const FIRST_LEVEL: [&str; 3] = ["AUS", "CAN", "USA"];

/// Neighbours of a list that are looked at on each side.
const NEIGHBOURS: usize = 3;

impl<'d> Around<'d> {
    /// Reads what stands beside the candidate.
    pub fn of(reading: &Reading<'d>, candidate: &Candidate) -> Self {
        let (sentence, first, end) = (candidate.sentence, candidate.first_token as usize, candidate.end_token as usize);
        let after = reading.within(sentence, end);
        let before = reading.before(sentence, first).map_or("", |at| reading.surface(at));
        let behind = after.map_or("", |at| reading.surface(at));
        let mut around = Self { after, ..Self::default() };
        // Beside most names stand other words than these, and nothing else need be looked at.
        if before == "of" {
            around.before_of = noun_before_of(reading, sentence, first)
                .filter(|&noun| reading.surface(noun) != "capital" || !may_have_capital(reading, candidate));
        }
        if before == "of" || matches!(behind, "," | "(" | "in") {
            around.containers = containers(reading, sentence, first, end);
        }
        if before == "," {
            around.previous = previous(reading, sentence, first);
        }
        if joins(before) || joins(behind) {
            let (mut listed, mut right) = listed_with(reading, sentence, first, end);
            around.row = row(&listed, &right);
            listed.append(&mut right);
            around.listed = listed;
        }
        around
    }

    /// Whether a region or country stands beside that may hold the name.
    pub fn holds_something(&self) -> bool {
        !self.containers.is_empty()
    }

    /// Whether a country stands beside it in a list: `Jordan and Iraq`.
    pub fn is_listed_with_countries(&self) -> bool {
        self.listed.iter().any(|place| class(place) == Class::Country)
    }

    /// Whether what is named as holding the place does not: another country, or another region of the same where all towns are listed by
    /// that kind of region.
    pub fn contradicts(&self, place: &Entity) -> bool {
        let other = |container: &&Entity| {
            container.country != place.country
                || container.subtype == "region" && FIRST_LEVEL.contains(&place.country.as_str())
        };
        !self.containers.is_empty()
            && self.containers.iter().all(|container| other(container) && !contains(container, place))
    }

    /// What is said for a meaning.
    pub fn evidence(&self, reading: &Reading, meaning: &Meaning) -> Evidence {
        let entity = reading.gazetteer.entity(meaning.entity);
        if entity.kind != EntityType::Place {
            return Evidence::default();
        }
        let class = class(entity);
        Evidence {
            in_row: self.row.is_some_and(|other| are_alike(other, entity)),
            contained: self.containers.iter().any(|place| contains(place, entity)),
            contains: self.previous.iter().any(|place| contains(entity, place)),
            kind: self.names_kind(reading, class),
            listed_with: self.listed.iter().filter(|other| are_alike(other, entity)).count() as u8,
        }
    }

    fn names_kind(&self, reading: &Reading, class: Class) -> bool {
        use ContextKind::{CityNoun, CityOf, RegionNoun, RegionOf, RegionOffice};
        let (after, of): (&[_], &[_]) = match class {
            Class::Region => (&[RegionNoun, RegionOffice], &[RegionOf]),
            Class::City => (&[CityNoun], &[CityOf]),
            _ => return false,
        };
        self.after.is_some_and(|index| reading.is_context(index, after))
            || self.before_of.is_some_and(|index| reading.is_context(index, of))
    }
}

/// Whether two places may stand in one list because they are of one sort: countries, or parts of one country.
fn are_alike(one: &Entity, other: &Entity) -> bool {
    let (a, b) = (class(one), class(other));
    one.id != other.id && a == b && a != Class::Other && (a == Class::Country || one.country == other.country)
}

/// Whether the name is a country's and no capital's: what `the capital of Colombia` names is no town.
fn may_have_capital(reading: &Reading, candidate: &Candidate) -> bool {
    let is = |subtype: &str| !places(reading, candidate, |place| place.subtype == subtype).is_empty();
    is("country") && !is("capital")
}

/// The places of a candidate's meanings that pass `wanted`.
fn places<'d>(reading: &Reading<'d>, candidate: &Candidate, wanted: impl Fn(&Entity) -> bool) -> Vec<&'d Entity> {
    let meanings = reading.gazetteer.names().meanings(candidate.group).iter();
    let places = meanings.filter(|meaning| !meaning.weak).map(|meaning| reading.gazetteer.entity(meaning.entity));
    places.filter(|entity| entity.kind == EntityType::Place && wanted(entity)).collect()
}

/// The same less what the candidate means as a nationality: `In Paris, American officials said`.
fn named<'d>(reading: &Reading<'d>, candidate: &Candidate, wanted: impl Fn(&Entity) -> bool) -> Vec<&'d Entity> {
    let names = reading.gazetteer.names();
    let mut meanings = names.meanings(candidate.group).iter();
    if meanings.any(|meaning| meaning.kind == NameKind::Demonym) {
        Vec::new()
    } else {
        places(reading, candidate, wanted)
    }
}

/// `In Paris, US officials said`: the comma after `tokens[first..]` ends what stands before the clause; `In Paris, France, officials said` has
/// another comma after the country, which ends at `end`.
pub(super) fn opens_clause(reading: &Reading, sentence: u32, first: usize, end: usize) -> bool {
    let before = reading.before(sentence, first);
    let opens = before
        .is_some_and(|at| reading.segmented.tokens[at].shape == Shape::Title && reading.opens_sentence(sentence, at));
    let goes_on = reading
        .within(sentence, end)
        .is_some_and(|at| matches!(reading.segmented.tokens[at].shape, Shape::Lower | Shape::Title | Shape::Clitic));
    opens && goes_on && follows_preposition(reading, sentence, first)
}

fn holds_others(entity: &Entity) -> bool {
    matches!(class(entity), Class::Country | Class::Region)
}

/// `the northern Lebanese city of` before it, else what stands after it: `, Texas`; `(Texas)`; `, in Texas`; after a preposition also
/// `in Texas`; `, northern Lebanon`; and one more step: `, Bulacan, Philippines`.
fn containers<'d>(reading: &Reading<'d>, sentence: u32, first: usize, end: usize) -> Vec<&'d Entity> {
    let mut found = containers_after(reading, sentence, first, end);
    found.extend(nation_of_city(reading, sentence, first));
    if found.is_empty() {
        found = told_by_apposition(reading, sentence, end);
    }
    if found.is_empty() {
        found = told_by_seat(reading, sentence, end);
    }
    found
}

/// Words of a county's name, at most.
const LONGEST_COUNTY: usize = 4;

/// What holds the town in `NAME, the seat of Lamar County`: the regions that have a county of that name, or the one named behind it.
pub(super) fn told_by_seat<'d>(reading: &Reading<'d>, sentence: u32, end: usize) -> Vec<&'d Entity> {
    let is = |at: usize, word: &str| reading.within(sentence, at).is_some_and(|at| reading.surface(at) == word);
    if !is(end, ",") {
        return Vec::new();
    }
    let mut at = end + 1 + usize::from(is(end + 1, "the"));
    at += usize::from(is(at, "county"));
    if !is(at, "seat") || !is(at + 1, "of") {
        return Vec::new();
    }
    let first = at + 2;
    let noun = (first + 1..first + LONGEST_COUNTY).find(|&at| {
        reading.within(sentence, at).is_some_and(|at| {
            reading.segmented.tokens[at].shape == Shape::Title && reading.is_context(at, &[ContextKind::RegionNoun])
        })
    });
    let Some(noun) = noun else { return Vec::new() };
    let behind = reading.within(sentence, noun + 1).filter(|&at| matches!(reading.surface(at), "in" | ","));
    let holder = behind.and_then(|at| reading.candidate_at(skip_direction(reading, sentence, at + 1)));
    let holders = holder.map(|holder| named(reading, holder, |place| class(place) == Class::Region));
    if let Some(holders) = holders.filter(|holders| !holders.is_empty()) {
        return holders;
    }
    let counties = reading.gazetteer.towns_named(&reading.segmented.tokens[first..=noun]);
    let regions = counties.filter_map(|county| reading.gazetteer.index_of(county.region));
    regions.map(|region| reading.gazetteer.entity(region)).collect()
}

/// Words of an apposition before its noun, and between its preposition and what it names.
const LONGEST_APPOSITION: usize = 5;

/// What is said to hold the town in `NAME, an oil town in the south of Turkey`; `NAME, the second city of Sindh`.
fn told_by_apposition<'d>(reading: &Reading<'d>, sentence: u32, end: usize) -> Vec<&'d Entity> {
    let within = |at: usize| reading.within(sentence, at);
    let opens = within(end).is_some_and(|comma| reading.surface(comma) == ",")
        && within(end + 1).is_some_and(|article| matches!(reading.surface(article), "a" | "an" | "the"));
    if !opens {
        return Vec::new();
    }
    let in_phrase = |at: &usize| within(*at).is_some_and(|at| reading.segmented.tokens[at].shape != Shape::Punctuation);
    let mut words = (end + 2..end + 3 + LONGEST_APPOSITION).take_while(in_phrase);
    let noun = words.find(|&at| {
        reading.segmented.tokens[at].shape == Shape::Lower && reading.is_context(at, &[ContextKind::CityOf])
    });
    let preposition = |at: usize| within(at + 1).filter(|&at| matches!(reading.surface(at), "in" | "of" | "on"));
    let Some(preposition) = noun.and_then(preposition) else { return Vec::new() };
    (preposition + 1..preposition + 2 + LONGEST_APPOSITION)
        .take_while(in_phrase)
        .filter_map(|at| reading.candidate_at(at))
        .map(|candidate| named(reading, candidate, holds_others))
        .find(|places| !places.is_empty())
        .unwrap_or_default()
}

/// Words between a nationality and its town: `the Lebanese port city of Tripoli`.
const LONGEST_EPITHET: usize = 4;

/// What is said to hold the town in `the Lebanese city of NAME`, `Lebanon's second city of NAME`, `the Ontario city of NAME`.
pub(super) fn nation_of_city<'d>(reading: &Reading<'d>, sentence: u32, first: usize) -> Vec<&'d Entity> {
    let city = noun_before_of(reading, sentence, first).filter(|&at| reading.is_context(at, &[ContextKind::CityOf]));
    let Some(city) = city else { return Vec::new() };
    let mut end = city;
    for _ in 0..LONGEST_EPITHET {
        if let Some(nation) = reading.candidate_ending_at(end).filter(|nation| nation.sentence == sentence) {
            let owner = matches!(reading.surface(end), "'s" | "'");
            let mut meanings = reading.gazetteer.names().meanings(nation.group).iter();
            let demonym = meanings.any(|meaning| meaning.kind == NameKind::Demonym);
            let told = owner || demonym || end == city;
            return if told { places(reading, nation, holds_others) } else { Vec::new() };
        }
        match reading.before(sentence, end).filter(|&at| is_epithet(reading, at)) {
            Some(before) => end = before,
            None => break,
        }
    }
    Vec::new()
}

/// Whether the word may stand between a nationality and its noun: `Syrians fled to the city of Homs` says nothing.
fn is_epithet(reading: &Reading, at: usize) -> bool {
    const OTHERS: [&str; 13] =
        ["the", "a", "an", "its", "their", "his", "this", "to", "in", "from", "for", "of", "and"];
    let word = reading.surface(at);
    let owner = matches!(word, "'s" | "'");
    let shape = reading.segmented.tokens[at].shape;
    owner || matches!(shape, Shape::Lower | Shape::Hyphen | Shape::Number) && !OTHERS.contains(&word)
}

impl Reading<'_> {
    /// Whether the word names a part of a place: `northern`, `central`.
    pub(super) fn is_direction(&self, at: usize) -> bool {
        let word = self.surface(at);
        is_part(word) || word.strip_suffix("ern").is_some_and(is_part)
    }
}

fn is_part(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest" | "central"
    )
}

/// `northern`, `the south of`: where words for a part of what is named next end.
fn skip_direction(reading: &Reading, sentence: u32, at: usize) -> usize {
    let part =
        |at: usize| at < reading.segmented.sentences[sentence as usize].end_token as usize && reading.is_direction(at);
    let mut end = at + usize::from(reading.surface(at) == "the" && part(at + 1));
    while part(end) || end > at && matches!(reading.surface(end), "-" | "of") {
        end += 1;
    }
    end
}

fn containers_after<'d>(reading: &Reading<'d>, sentence: u32, first: usize, end: usize) -> Vec<&'d Entity> {
    let Some(mark) = reading.within(sentence, end) else { return Vec::new() };
    let at = match reading.surface(mark) {
        "," | "(" if reading.surface(mark + 1) == "in" => mark + 2,
        "," | "(" => mark + 1,
        "in" if follows_preposition(reading, sentence, first) => mark + 1,
        "in" if skip_direction(reading, sentence, mark + 1) > mark + 1 => mark + 1,
        _ => return Vec::new(),
    };
    let start = at;
    let at = skip_direction(reading, sentence, start);
    // What lies east of Madrid does not lie in it, what lies in the east of Spain does.
    if at > start && reading.surface(at - 1) == "of" && reading.surface(start) != "the" {
        return Vec::new();
    }
    // `, in the Idaho panhandle`.
    let article = reading.surface(at - 1) == "in" && reading.surface(at) == "the";
    let next = reading.candidate_at(at).or_else(|| reading.candidate_at(at + 1).filter(|_| article));
    let Some(next) = next.filter(|next| next.sentence == sentence) else { return Vec::new() };
    let clause = opens_clause(reading, sentence, first, next.end_token as usize);
    let mut found = named(reading, next, |place| holds_others(place) && !(clause && class(place) == Class::Country));
    let further = reading.within(sentence, next.end_token as usize).filter(|&comma| reading.surface(comma) == ",");
    if let Some(second) = further.and_then(|comma| reading.candidate_at(comma + 1)) {
        found.extend(named(reading, second, holds_others));
    }
    found
}

/// Whether a preposition of place stands before the token.
pub fn follows_preposition(reading: &Reading, sentence: u32, first: usize) -> bool {
    reading.before(sentence, first).is_some_and(|index| reading.is_context(index, &[ContextKind::Before]))
}

/// The place right before, with a comma between.
fn previous<'d>(reading: &Reading<'d>, sentence: u32, first: usize) -> Vec<&'d Entity> {
    let comma = reading.before(sentence, first).filter(|&comma| reading.surface(comma) == ",");
    let candidate = comma.and_then(|comma| reading.candidate_ending_at(comma));
    candidate.map(|candidate| places(reading, candidate, |place| class(place) == Class::City)).unwrap_or_default()
}

/// The places of the list that the name stands in, `, `, `and`, `or` between them: before it and after it, nearest first.
fn listed_with<'d>(
    reading: &Reading<'d>,
    sentence: u32,
    first: usize,
    end: usize,
) -> (Vec<&'d Entity>, Vec<&'d Entity>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut at = first;
    for _ in 0..NEIGHBOURS {
        let Some(candidate) = separator_before(reading, sentence, at).and_then(|at| reading.candidate_ending_at(at))
        else {
            break;
        };
        left.extend(neighbour(reading, candidate));
        at = candidate.first_token as usize;
    }
    at = end;
    for _ in 0..NEIGHBOURS {
        let Some(candidate) = separator_after(reading, sentence, at).and_then(|at| reading.candidate_at(at)) else {
            break;
        };
        right.extend(neighbour(reading, candidate));
        at = candidate.end_token as usize;
    }
    (left, right)
}

/// A town of fewer people is no witness: `BOSTON, March 5` is not listed with the March in Cambridgeshire.
const WITNESS: u32 = 100_000;

/// What a candidate next in the list says.
fn neighbour<'d>(reading: &Reading<'d>, candidate: &Candidate) -> Option<&'d Entity> {
    let place = prominence::best_known(reading, candidate)?;
    (class(place) != Class::City || place.population >= WITNESS).then_some(place)
}

/// A place of the row that goes by the name: two countries or two regions of one country next to it.
fn row<'d>(left: &[&'d Entity], right: &[&'d Entity]) -> Option<&'d Entity> {
    let pairs = [(left.first(), right.first()), (right.first(), right.get(1)), (left.first(), left.get(1))];
    pairs.into_iter().find_map(|pair| match pair {
        (Some(one), Some(other)) if holds_others(one) && are_alike(one, other) => Some(*one),
        _ => None,
    })
}

fn is_joint(reading: &Reading, index: usize) -> bool {
    joins(reading.surface(index))
}

fn joins(word: &str) -> bool {
    matches!(word, "," | "and" | "or" | "&")
}

/// Where the separators before `at` begin: one, or a comma and a word.
fn separator_before(reading: &Reading, sentence: u32, at: usize) -> Option<usize> {
    let last = reading.before(sentence, at).filter(|&index| is_joint(reading, index))?;
    let comma = reading.before(sentence, last).filter(|&index| reading.surface(index) == ",");
    Some(comma.unwrap_or(last))
}

/// Where the separators at `at` end.
fn separator_after(reading: &Reading, sentence: u32, at: usize) -> Option<usize> {
    let first = reading.within(sentence, at).filter(|&index| is_joint(reading, index))?;
    let second = reading.within(sentence, first + 1).filter(|&index| is_joint(reading, index));
    Some(second.unwrap_or(first) + 1)
}
