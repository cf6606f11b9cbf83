//! Names that no list has, as the finder gave them → mentions and entities of this document.
//!
//! A listed name stays what it is, unless it is but a part of a longer found name (`England` in `Bank of England`). People found by
//! their full names are known by surname from then on. Over documents, names of several words and those of places and organizations
//! are one entity when they are equal; a person of one name is an entity of its document only.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::gazetteer::{Ambiguity, Meaning};
use crate::model::{CleanText, Entity, EntityRef, EntityType, Mention, Rule, Span};
use crate::segment::{fold_characters, fold_hash};
use crate::spot::fitting_meanings;
use crate::spot::found::features::Scene;
use crate::spot::found::{Finder, FoundName, marks};

use super::home::{self, Home};
use super::known::Known;
use super::weighing::Weighing;
use super::{Reading, Resolved, acronyms, bodies, companies, doubts, longer, owners, places, relatives};

/// A found place is the listed city of its name, wherever it lies, when that has so many people.
pub(super) const KNOWN_CITY: u32 = 300_000;

/// The same for a town that is far larger than its namesakes.
const KNOWN_TOWN: u32 = 30_000;

/// A town with this share (one in so many) of another's people is its rival.
const RIVAL: u32 = 2;

/// A town so many times smaller than another of its name is not meant without its region.
const DWARF: u32 = 8;

/// Adds the names that the finder finds.
pub fn add(reading: &Reading, finder: &Finder, resolved: &mut Resolved) {
    let listed = marks(reading.gazetteer, reading.segmented, reading.candidates, &resolved.mentions, &resolved.found);
    let scene = Scene {
        text: &reading.clean.text,
        segmented: reading.segmented,
        listed: &listed,
        gazetteer: reading.gazetteer,
    };
    let mut names = Weighing { reading, resolved }.taken(finder.find(&scene));
    let mut end_of_last = 0;
    for name in &mut names {
        if name.first_token > end_of_last && longer::lacks_opener(reading, name) {
            name.first_token -= 1;
            name.kind = EntityType::Organization;
        }
        end_of_last = name.end_token;
    }
    names
        .iter_mut()
        .filter(|name| reading.is_named_organization(name) || longer::opens_as_body(reading, name))
        .for_each(|name| name.kind = EntityType::Organization);
    agree(reading, &mut names);
    turn_filed_from(reading, &mut names);
    companies::name_all(reading, &mut names);
    let mut known = Known::default();
    known.add_listed_organizations(reading, &resolved.mentions);
    known.add_listed_companies(reading, &resolved.mentions);
    known.add_listed_people(reading, &resolved.mentions);
    let told =
        Told { countries: countries(reading, &resolved.mentions), places: places_told(reading, &resolved.mentions) };
    let mut entities = Entities::new(reading, &mut resolved.found);
    for name in names.iter().filter(|name| name.end_token - name.first_token > 1) {
        let entity = reading.listed_company(name).unwrap_or_else(|| EntityRef::Found(entities.of(name)));
        match name.kind {
            EntityType::Person => known.add_person(reading, name, entity),
            EntityType::Organization => {
                known.add_organization(reading, name.first_token, entity);
                known.add_company(reading, name, entity);
            }
            EntityType::Place => {}
        }
    }
    known.displace(reading, &mut resolved.mentions);
    known.turn_places(reading, &mut resolved.mentions);
    known.turn_given_names(reading, &mut resolved.mentions);
    let home = OnceCell::new();
    let bare_body = |name: &FoundName, mentions: &[Mention]| {
        let home = home.get_or_init(|| Home::of(reading, mentions));
        let body = home.body(reading, name.sentence, name.first_token as usize, name.end_token as usize)?;
        let mention = mention(reading, name, EntityRef::Listed(body));
        Some(Mention { rule: Rule::Context, confidence: home::CONFIDENCE, ..mention })
    };
    let mut new: Vec<Mention> = names
        .iter()
        .filter_map(|name| {
            let company = || reading.listed_company(name).filter(|_| name.kind == EntityType::Organization);
            let meant = known.meant(reading, name).or_else(company);
            let part = longer::is_compound(reading, name)
                || name.kind != EntityType::Organization && longer::is_namesake(reading, name);
            let company_from =
                || known.company_from(reading, name.sentence, name.first_token as usize, name.end_token as usize);
            let stated = longer::is_stated_part(reading, name) && company_from().is_none();
            if stated || meant.is_none() && part {
                return None;
            }
            if meant.is_none()
                && name.kind == EntityType::Organization
                && let Some(body) = bare_body(name, &resolved.mentions)
            {
                return Some(body);
            }
            let given = || known.is_given_name(reading.segmented.tokens[name.first_token as usize].fold);
            let body = || reading.listed_body(name, &told).filter(|_| !given());
            let meant = meant.or_else(|| reading.listed_place(name, &told)).or_else(body);
            Some(mention(reading, name, meant.unwrap_or_else(|| EntityRef::Found(entities.of(name)))))
        })
        .collect();
    resolved.mentions.append(&mut new);
    resolved.mentions.sort_by_key(|mention| mention.first_token);
    known.turn_openings(reading, &mut resolved.mentions);
    acronyms::add_found(reading, &resolved.capitals, &resolved.found, &mut resolved.mentions);
    acronyms::add_spelled_out(reading, &resolved.capitals, &resolved.found, &mut resolved.mentions);
    known.turn_companies(reading, &mut resolved.mentions);
    known.turn_found_places(reading, &mut resolved.mentions);
    let mut surnames = known.mentions(reading, &resolved.mentions);
    if !surnames.is_empty() {
        resolved.mentions.append(&mut surnames);
        resolved.mentions.sort_by_key(|mention| mention.first_token);
    }
    owners::settle(reading, resolved);
    relatives::settle(reading, resolved);
}

/// What the document tells by its listed names.
struct Told<'d> {
    /// The countries that they are of.
    countries: FxHashSet<&'d str>,
    /// The places, by the groups of their names.
    places: FxHashMap<u32, EntityRef>,
}

fn places_told(reading: &Reading, mentions: &[Mention]) -> FxHashMap<u32, EntityRef> {
    let group = |mention: &Mention| {
        let candidate = reading.candidate_at(mention.first_token as usize)?;
        (candidate.end_token == mention.end_token).then_some((candidate.group, mention.entity))
    };
    let is_place = |mention: &&Mention| match mention.entity {
        EntityRef::Listed(index) => reading.gazetteer.entity(index).kind == EntityType::Place,
        EntityRef::Found(_) => false,
    };
    mentions.iter().filter(is_place).filter_map(group).collect()
}

/// The countries that listed names of the document are of.
fn countries<'d>(reading: &Reading<'d>, mentions: &[Mention]) -> FxHashSet<&'d str> {
    let listed = mentions.iter().filter_map(|mention| match mention.entity {
        EntityRef::Listed(index) => Some(reading.gazetteer.entity(index).country.as_str()),
        EntityRef::Found(_) => None,
    });
    listed.filter(|country| !country.is_empty()).collect()
}

/// A name of one word is of one type in a document: that of which the finder is surer in all, where a title before it, or being the
/// surname of somebody found, counts as much as the finder could.
fn agree(reading: &Reading, names: &mut [FoundName]) {
    let single = |name: &FoundName| name.end_token - name.first_token == 1;
    let fold = |name: &FoundName| reading.segmented.tokens[name.first_token as usize].fold;
    let mut weights: FxHashMap<u64, [f32; 3]> = FxHashMap::default();
    for name in names.iter().filter(|name| single(name)) {
        let weight = weights.entry(fold(name)).or_default();
        weight[name.kind as usize] += name.confidence;
        weight[EntityType::Person as usize] += if reading.follows_title(name) { 1.0 } else { 0.0 };
    }
    // "Ann Unlisted resigned. Unlisted said"
    for name in names.iter().filter(|name| name.kind == EntityType::Person && !single(name)) {
        let surname = reading.segmented.tokens[name.end_token as usize - 1].fold;
        if let Some(weight) = weights.get_mut(&surname) {
            weight[EntityType::Person as usize] += name.confidence;
        }
    }
    for name in names.iter_mut().filter(|name| single(name)) {
        let Some(weight) = weights.get(&fold(name)) else { continue };
        let kinds = [EntityType::Person, EntityType::Place, EntityType::Organization];
        let surest = kinds.into_iter().max_by(|one, other| weight[*one as usize].total_cmp(&weight[*other as usize]));
        name.kind = surest.filter(|kind| weight[*kind as usize] > weight[name.kind as usize]).unwrap_or(name.kind);
    }
}

/// `MEDFORD, N.J., April 8 -`: what opens a dateline with its day or region is a place and no person. Papers may open one too.
fn turn_filed_from(reading: &Reading, names: &mut [FoundName]) {
    let Some(dateline) = &reading.clean.dateline else { return };
    let told = |place: &Span| dateline.date.is_some() || place.of(&reading.clean.text).contains(',');
    let Some(place) = dateline.place.filter(told) else { return };
    let opens = |name: &&mut FoundName| {
        let first = reading.segmented.tokens[name.first_token as usize].span;
        name.kind == EntityType::Person && first.start == place.start
    };
    names.iter_mut().filter(opens).for_each(|name| name.kind = EntityType::Place);
}

impl Reading<'_> {
    /// Whether the name is one of ordinary words, or stands between commas as in a line-up of players.
    fn is_in_line_up(&self, name: &FoundName) -> bool {
        let (first, end) = (name.first_token as usize, name.end_token as usize);
        let mark = |at: Option<usize>| at.is_some_and(|at| matches!(self.surface(at), "," | ";" | "("));
        let ordinary = |at: usize| self.gazetteer.words.is_word(self.segmented.tokens[at].fold);
        (first..end).all(ordinary) || mark(self.before(name.sentence, first)) && mark(self.within(name.sentence, end))
    }

    /// The largest listed place of exactly that name, of a country that the document names if there is one: that it is a place is the support
    /// it lacked.
    fn listed_place(&self, name: &FoundName, told: &Told) -> Option<EntityRef> {
        let candidate = self.candidate_at(name.first_token as usize)?;
        if name.kind != EntityType::Place
            || candidate.end_token != name.end_token
            || longer::is_borne_here(self, candidate.group)
        {
            return None;
        }
        let meanings: Vec<&Meaning> = fitting_meanings(self.gazetteer, self.clean, self.segmented, candidate).collect();
        if places::is_elsewhere(self, candidate, &meanings) || doubts::is_other_acronym(self, candidate, &meanings) {
            return None;
        }
        if let Some(stated) = places::in_stated_container(self, candidate, &meanings) {
            return Some(EntityRef::Listed(stated.entity));
        }
        if let Some(place) = told.places.get(&candidate.group) {
            return Some(*place);
        }
        let places = meanings.iter().map(|meaning| (self.gazetteer.entity(meaning.entity), meaning.entity));
        // What is small, or no town, is meant where its country is named, or where nothing else bears its name.
        let known = meanings.iter().all(|meaning| meaning.ambiguity == Ambiguity::None) && !self.is_in_line_up(name);
        let far_larger = |one: &Entity| {
            places.clone().all(|(other, _)| other.id == one.id || other.population <= one.population / RIVAL)
        };
        let near = |entity: &Entity| {
            !places::is_small(entity) && places::class(entity) != places::Class::Other
                || places::class(entity) == places::Class::City
                    && (entity.population >= KNOWN_CITY
                        || known && entity.population >= KNOWN_TOWN && far_larger(entity))
                || entity.country.is_empty()
                || told.countries.contains(entity.country.as_str())
        };
        let dwarfed = |one: &Entity| {
            places::class(one) == places::Class::City
                && places
                    .clone()
                    .any(|(other, _)| other.population >= KNOWN_TOWN * 3 && other.population / DWARF > one.population)
        };
        // Moscow is the city, not the region round it.
        let is_round_city = |one: &Entity| {
            let city = |other: &Entity| places::class(other) == places::Class::City && other.population >= KNOWN_CITY;
            places::class(one) == places::Class::Region
                && places.clone().any(|(other, _)| city(other) && other.country == one.country)
        };
        // "in the Kimberley": a town has no article, but for "the Moscow Olympics".
        let next = self.within(name.sentence, name.end_token as usize);
        let goes_on = next.is_some_and(|at| self.segmented.tokens[at].shape.is_capitalized());
        let article = !goes_on && places::has_article(self, candidate);
        let named_so = |one: &Entity| !article || places::class(one) != places::Class::City;
        let near = places.clone().filter(|(entity, _)| {
            let fits = entity.kind == EntityType::Place && near(entity) && named_so(entity);
            fits && !dwarfed(entity) && !is_round_city(entity)
        });
        // A city counts with the region of its name.
        let people = |one: &Entity| {
            let same_country = places.clone().filter(|(other, _)| other.country == one.country);
            same_country.map(|(other, _)| other.population).max()
        };
        let largest = near.max_by_key(|(entity, index)| {
            let told = told.countries.contains(entity.country.as_str());
            (told, people(entity), entity.population, std::cmp::Reverse(*index))
        });
        largest.map(|(_, index)| EntityRef::Listed(index))
    }

    /// The one club, firm or newspaper listed by exactly that name, weak or not: that it is an organization is the support it lacked. Its
    /// country must be named, if it is no club; an agency may be told something anywhere (`told AFP`).
    fn listed_body(&self, name: &FoundName, told: &Told) -> Option<EntityRef> {
        let candidate = self.candidate_at(name.first_token as usize)?;
        if name.kind != EntityType::Organization || candidate.end_token != name.end_token {
            return None;
        }
        let is_told =
            self.before(name.sentence, name.first_token as usize).is_some_and(|at| self.surface(at) == "told");
        let bodies: Vec<(u32, &Entity)> = fitting_meanings(self.gazetteer, self.clean, self.segmented, candidate)
            .map(|meaning| (meaning.entity, self.gazetteer.entity(meaning.entity)))
            .filter(|(_, body)| body.kind == EntityType::Organization && (!is_told || body.subtype == "media"))
            .collect();
        let [(index, body)] = bodies[..] else { return None };
        let fits = match body.subtype.as_str() {
            "sport" => true,
            "media" if is_told => true,
            "company" | "bank" | "media" => told.countries.contains(body.country.as_str()),
            _ => false,
        };
        fits.then_some(EntityRef::Listed(index))
    }
}

fn is_full_name(name: &FoundName) -> bool {
    name.kind == EntityType::Person && name.end_token - name.first_token > 1
}

pub(super) fn mention(reading: &Reading, name: &FoundName, entity: EntityRef) -> Mention {
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
    /// By name as printed, so that most names are told at once.
    printed: FxHashMap<(EntityType, &'d str), u32>,
    ids: FxHashMap<String, u32>,
    /// What the ids of people of one word end in: they are of this document only.
    document: OnceCell<String>,
    found: &'a mut Vec<Entity>,
}

impl<'a, 'd> Entities<'a, 'd> {
    fn new(reading: &'a Reading<'d>, found: &'a mut Vec<Entity>) -> Self {
        let (printed, ids) = (FxHashMap::default(), FxHashMap::default());
        Self { reading, printed, ids, document: OnceCell::new(), found }
    }

    /// The index of the entity of that name: one found before, or a new one.
    fn of(&mut self, name: &FoundName) -> u32 {
        let tokens = &self.reading.segmented.tokens;
        let clean: &'d CleanText = self.reading.clean;
        let span = tokens[name.first_token as usize].span.join(tokens[name.end_token as usize - 1].span);
        let text = span.of(&clean.text);
        if let Some(&known) = self.printed.get(&(name.kind, text)) {
            return known;
        }
        let mut id = id_of(name.kind, text);
        if name.kind == EntityType::Person && !is_full_name(name) {
            id.push_str(self.document.get_or_init(|| format!("-{:08x}", fold_hash(&clean.text) >> 32)));
        }
        let (reading, found) = (self.reading, &mut *self.found);
        let index = *self.ids.entry(id).or_insert_with_key(|id| {
            let (country, code) = bodies::home(reading, name).unwrap_or_default();
            let (id, kind) = (id.clone(), name.kind);
            found.push(Entity { id, name: printed(text), kind, country, code, ..Entity::default() });
            found.len() as u32 - 1
        });
        self.printed.insert((name.kind, text), index);
        index
    }
}

/// Adds small letters and digits of the folded name, words apart by hyphens.
fn push_slug(text: &str, id: &mut String) {
    let begin = id.len();
    for word in text.split(|c: char| c.is_whitespace() || c == '-') {
        let before = id.len();
        if before > begin {
            id.push('-');
        }
        let first = id.len();
        fold_characters(word, |c| {
            if c.is_alphanumeric() {
                id.push(c);
            }
        });
        if id.len() == first {
            id.truncate(before);
        }
    }
}

/// The id of a found entity of several words, or of no person.
pub(super) fn id_of(kind: EntityType, name: &str) -> String {
    let mut id = format!("found:{}:", kind.as_str());
    push_slug(name, &mut id);
    id
}

/// The name as it is shown: on one line.
pub(super) fn printed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
