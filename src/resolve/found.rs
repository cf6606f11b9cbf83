//! Names that no list has, as the finder gave them → mentions and entities of this document.
//!
//! A listed name stays what it is, unless it is but a part of a longer found name (`England` in `Bank of England`). People found by
//! their full names are known by surname from then on. Over documents, names of several words and those of places and organizations
//! are one entity when they are equal; a person of one name is an entity of its document only.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::gazetteer::{Ambiguity, ContextKind, Meaning};
use crate::model::{CleanText, Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::{fold_characters, fold_hash};
use crate::spot::fitting_meanings;
use crate::spot::found::features::Scene;
use crate::spot::found::{Finder, FoundName, marks};

use super::home::{self, Home};
use super::known::Known;
use super::{Reading, Resolved, acronyms, bodies, companies, doubts, longer, owners, places, relatives};

/// A name is taken when the finder is this sure: below it, most were wrong in news.
const SURE: f32 = 0.57;

/// In text without capitals it must be surer.
const SURE_SMALL: f32 = 0.6;

/// An ordinary word that opens a sentence is a name when the finder is this sure.
const SURE_OF_OPENING: f32 = 0.7;

/// A found place is the listed city of its name, wherever it lies, when that has so many people.
pub(super) const KNOWN_CITY: u32 = 300_000;

/// The same for a town that is far larger than its namesakes.
const KNOWN_TOWN: u32 = 30_000;

/// A town with this share (one in so many) of another's people is its rival.
const RIVAL: u32 = 2;

/// A town so many times smaller than another of its name is not meant without its region.
const DWARF: u32 = 8;

/// A listed name yields to a longer one when the finder is this sure.
const SURE_OVER_LIST: f32 = 0.6;

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
            if longer::is_stated_part(reading, name) || meant.is_none() && part {
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

/// A name of one word is of one type in a document: that of which the finder is surer in all, where a title before it counts as much as
/// the finder could.
fn agree(reading: &Reading, names: &mut [FoundName]) {
    let single = |name: &FoundName| name.end_token - name.first_token == 1;
    let fold = |name: &FoundName| reading.segmented.tokens[name.first_token as usize].fold;
    let mut weights: FxHashMap<u64, [f32; 3]> = FxHashMap::default();
    for name in names.iter().filter(|name| single(name)) {
        let weight = weights.entry(fold(name)).or_default();
        weight[name.kind as usize] += name.confidence;
        weight[EntityType::Person as usize] += if reading.follows_title(name) { 1.0 } else { 0.0 };
    }
    for name in names.iter_mut().filter(|name| single(name)) {
        let Some(weight) = weights.get(&fold(name)) else { continue };
        let kinds = [EntityType::Person, EntityType::Place, EntityType::Organization];
        let surest = kinds.into_iter().max_by(|one, other| weight[*one as usize].total_cmp(&weight[*other as usize]));
        name.kind = surest.filter(|kind| weight[*kind as usize] > weight[name.kind as usize]).unwrap_or(name.kind);
    }
}

/// Found names against what the lists gave.
struct Weighing<'a, 'd> {
    reading: &'a Reading<'d>,
    resolved: &'a mut Resolved,
}

impl Weighing<'_, '_> {
    /// The names to take; listed names that are only parts of them are gone afterwards.
    fn taken(self, names: Vec<FoundName>) -> Vec<FoundName> {
        let mentions = &mut self.resolved.mentions;
        let mut dropped = vec![false; mentions.len()];
        let mut taken = Vec::with_capacity(names.len());
        let mut next = 0;
        for mut name in names {
            self.reading.mend_span(&mut name);
            self.reading.drop_day(&mut name);
            self.reading.add_second_part(&mut name);
            let sure = if name.small { SURE_SMALL } else { SURE };
            while mentions.get(next).is_some_and(|mention| mention.end_token <= name.first_token) {
                next += 1;
            }
            let overlapping =
                mentions[next..].iter().take_while(|mention| mention.first_token < name.end_token).count();
            if name.confidence < sure || self.reading.is_no_name(&name) {
                continue;
            }
            if overlapping == 1 && self.reading.is_same_person(&mentions[next], &name) {
                self.reading.extend(&mut mentions[next], &name);
                continue;
            }
            let inside = &mentions[next..next + overlapping];
            if overlapping > 0 && !self.reading.yields(inside, &name, &self.resolved.found) {
                continue;
            }
            dropped[next..next + overlapping].fill(true);
            // The first partner of a firm may have been found as somebody.
            taken.pop_if(|last: &mut FoundName| last.end_token > name.first_token);
            taken.push(name);
        }
        let mut dropped = dropped.into_iter();
        mentions.retain(|_| !dropped.next().unwrap_or_default());
        taken
    }
}

impl Reading<'_> {
    fn kind(&self, mention: &Mention, found: &[Entity]) -> EntityType {
        match mention.entity {
            EntityRef::Listed(index) => self.gazetteer.entity(index).kind,
            EntityRef::Found(index) => found[index as usize].kind,
        }
    }

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

    /// `Wang Chao-ming`: a family name that stands first has the whole given name behind it; but `George Bush-style`.
    fn add_second_part(&self, name: &mut FoundName) {
        let end = name.end_token as usize;
        let part = |at: usize, shape: Shape| {
            let token = self.within(name.sentence, at).map(|at| &self.segmented.tokens[at]);
            token.is_some_and(|token| token.shape == shape && !token.space_before)
        };
        if name.kind == EntityType::Person
            && end - name.first_token as usize == 2
            && part(end, Shape::Hyphen)
            && part(end + 1, Shape::Lower)
            && !self.gazetteer.words.is_common(self.segmented.tokens[end + 1].fold)
            && owners::opens_with_surname(self, name.first_token as usize)
        {
            name.end_token += 2;
        }
    }

    /// `Hutton Friday`, `New York May`: no day ends a person's name, and no month a place's.
    fn drop_day(&self, name: &mut FoundName) {
        let last = name.end_token as usize - 1;
        let day = || match name.kind {
            EntityType::Person => self.surface(last).ends_with("day"),
            EntityType::Place => true,
            EntityType::Organization => false,
        };
        if last > name.first_token as usize && self.is_context(last, &[ContextKind::Calendar]) && day() {
            name.end_token -= 1;
        }
    }

    /// Whether the name is that of a listed person, with more of it than the list's rules took (`de Klerk`, `Abdel-Jalil`).
    fn is_same_person(&self, mention: &Mention, name: &FoundName) -> bool {
        let EntityRef::Listed(index) = mention.entity else { return false };
        let entity = self.gazetteer.entity(index);
        let known = |word: &str| entity.name.split([' ', '-']).any(|part| fold_hash(part) == fold_hash(word));
        let mut words = (name.first_token as usize..name.end_token as usize)
            .filter(|&at| self.segmented.tokens[at].shape.is_word())
            .map(|at| self.surface(at));
        entity.kind == EntityType::Person
            && name.kind == EntityType::Person
            && mention.first_token >= name.first_token
            && mention.end_token <= name.end_token
            && words.all(known)
    }

    /// Makes the mention as long as the name.
    fn extend(&self, mention: &mut Mention, name: &FoundName) {
        let tokens = &self.segmented.tokens;
        (mention.first_token, mention.end_token) = (name.first_token, name.end_token);
        mention.span = tokens[name.first_token as usize].span.join(tokens[name.end_token as usize - 1].span);
    }

    /// Whether all mentions are only parts of the name.
    fn yields(&self, mentions: &[Mention], name: &FoundName, found: &[Entity]) -> bool {
        let longer = |mention: &Mention| {
            let whole = mention.first_token >= name.first_token && mention.end_token <= name.end_token;
            let shorter = mention.end_token - mention.first_token < name.end_token - name.first_token;
            let same = self.kind(mention, found) == name.kind && mention.rule != Rule::Demonym;
            // `al-Kasasbeh` in `Safi al-Kasasbeh` is no full name.
            let several = mention.end_token - mention.first_token > 1 && mention.rule != Rule::Surname;
            // A person named in full, or by an office, gives way only to what ends as an organization does.
            let told = several || mention.rule == Rule::TitleSurname;
            let full = told && self.kind(mention, found) == EntityType::Person;
            // `Prime Minister Netanyahu of Israel`
            let office_of = || {
                self.kind(mention, found) == EntityType::Person
                    && self.surface(mention.end_token as usize) == "of"
                    && places::is_country_at(self, mention.end_token as usize + 1)
                    && self.follows_title(&FoundName { first_token: mention.first_token, ..*name })
            };
            whole && shorter && !office_of() && (!full || !same && self.is_named_organization(name))
        };
        // "U.N. COUNCIL CONDEMNS": where all is in capitals, ordinary words go on no name.
        let inside = |at: u32| mentions.iter().any(|mention| (mention.first_token..mention.end_token).contains(&at));
        let ordinary = |at: u32| self.gazetteer.words.is_word(self.segmented.tokens[at as usize].fold);
        let all_caps = self.segmented.sentences[name.sentence as usize].all_caps;
        let shouted = all_caps && (name.first_token..name.end_token).all(|at| inside(at) || ordinary(at));
        name.confidence >= SURE_OVER_LIST && !shouted && mentions.iter().all(longer)
    }

    /// Whether what was found cannot be a name: no letters, nothing but one capital, a currency (`US$5`), an ordinary word that only
    /// opens its sentence, a listed people, or the place of what bears its name (`the shuttle Columbia`).
    fn is_no_name(&self, name: &FoundName) -> bool {
        let (first, end) = (name.first_token as usize, name.end_token as usize);
        let tokens = &self.segmented.tokens[first..end];
        let letters = |shape: Shape| shape.is_capitalized() || shape == Shape::Lower;
        let opening = || {
            name.confidence < SURE_OF_OPENING
                && self.gazetteer.words.is_word(tokens[0].fold)
                && self.opens_sentence(name.sentence, first)
        };
        let sign = |at: Option<usize>| at.is_some_and(|at| self.surface(at).starts_with(['$', '£', '€']));
        let currency = || sign(self.within(name.sentence, end)) || sign(self.before(name.sentence, first));
        let bearer = || {
            let before = self.before(name.sentence, first);
            name.kind == EntityType::Place
                && before.is_some_and(|at| {
                    self.segmented.tokens[at].shape == Shape::Lower && self.is_context(at, &[ContextKind::BearerNoun])
                })
        };
        let vessel = || {
            let listed = self.candidate_at(first).filter(|listed| listed.end_token as usize == end);
            name.kind != EntityType::Person
                && listed.is_some_and(|listed| {
                    let meanings: Vec<&Meaning> =
                        fitting_meanings(self.gazetteer, self.clean, self.segmented, listed).collect();
                    longer::is_vessel(self, listed, &meanings)
                })
        };
        // "Tutsis": a people, and no place or body.
        let people = || {
            let listed = self.gazetteer.agents.longest(&self.segmented.tokens, first, end);
            name.kind != EntityType::Person && listed.is_some_and(|found| found.end == end && !found.homes.is_empty())
        };
        !tokens.iter().any(|token| letters(token.shape))
            || bearer()
            || vessel()
            || people()
            || tokens.len() == 1 && (tokens[0].span.len() < 2 || currency() || opening())
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
