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

use super::{Reading, Resolved, names, places};

/// A name is taken when the finder is this sure: below it, most were wrong in news.
const SURE: f32 = 0.57;

/// In text without capitals it must be surer.
const SURE_SMALL: f32 = 0.6;

/// An ordinary word that opens a sentence is a name when the finder is this sure.
const SURE_OF_OPENING: f32 = 0.7;

/// Words that end names of organizations and of the buildings they are in.
const BUILDINGS: [&str; 10] =
    ["hotel", "museum", "stadium", "racecourse", "cathedral", "church", "center", "centre", "hospital", "school"];

/// A found place is the listed city of its name, wherever it lies, when that has so many people.
const KNOWN_CITY: u32 = 300_000;

/// The same for a town that is far larger than its namesakes.
const KNOWN_TOWN: u32 = 30_000;

/// A town with this share (one in so many) of another's people is its rival.
const RIVAL: u32 = 2;

/// A town so many times smaller than another of its name is not meant without its region.
const DWARF: u32 = 8;

/// Countries whose regions are named as often as their towns.
const FAMOUS_REGIONS: [&str; 4] = ["AUS", "CAN", "GBR", "USA"];

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
    names
        .iter_mut()
        .filter(|name| reading.is_named_organization(name))
        .for_each(|name| name.kind = EntityType::Organization);
    agree(reading, &mut names);
    let mut known = Known::default();
    known.add_listed_organizations(reading, &resolved.mentions);
    known.add_listed_companies(reading, &resolved.mentions);
    let countries = countries(reading, &resolved.mentions);
    let mut entities = Entities::new(reading, &mut resolved.found);
    for name in names.iter().filter(|name| name.end_token - name.first_token > 1) {
        let entity = EntityRef::Found(entities.of(name));
        match name.kind {
            EntityType::Person => known.add_person(reading, name, entity),
            EntityType::Organization => {
                known.add_organization(reading, name.first_token, entity);
                known.add_company(reading, name);
            }
            EntityType::Place => {}
        }
    }
    known.displace(reading, &mut resolved.mentions);
    known.turn_places(reading, &mut resolved.mentions);
    let mut new: Vec<Mention> = names
        .iter()
        .map(|name| {
            let known = known.meant(reading, name).or_else(|| reading.listed_place(name, &countries));
            mention(reading, name, known.unwrap_or_else(|| EntityRef::Found(entities.of(name))))
        })
        .collect();
    resolved.mentions.append(&mut new);
    resolved.mentions.sort_by_key(|mention| mention.first_token);
    known.turn_companies(reading, &mut resolved.mentions);
    let mut surnames = known.mentions(reading, &resolved.mentions);
    if !surnames.is_empty() {
        resolved.mentions.append(&mut surnames);
        resolved.mentions.sort_by_key(|mention| mention.first_token);
    }
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

    /// Leaves out the owner before the name (`South Africa's Schalk Burger`), and takes in a person's first initial (`S. Kent Rockwell`).
    fn mend_span(&self, name: &mut FoundName) {
        let (first, end) = (name.first_token as usize, name.end_token as usize);
        let owner = (first + 1..end.saturating_sub(1)).find(|&at| self.surface(at) == "'s");
        if let Some(clitic) = owner.filter(|&clitic| self.is_listed_place(first, clitic)) {
            name.first_token = clitic as u32 + 1;
            let given = self.gazetteer.is_given_name(self.segmented.tokens[clitic + 1].fold);
            if name.kind == EntityType::Place && end > clitic + 2 && given {
                name.kind = EntityType::Person;
            }
        }
        let initial = self.before(name.sentence, name.first_token as usize);
        if let Some(at) = initial.filter(|&at| name.kind == EntityType::Person && is_initial(self.surface(at))) {
            name.first_token = at as u32;
        }
    }

    /// Whether the tokens are the name of a listed place, and of nothing else.
    fn is_listed_place(&self, first: usize, end: usize) -> bool {
        self.candidate_at(first).is_some_and(|candidate| {
            let meanings = self.gazetteer.names().meanings(candidate.group).iter();
            candidate.end_token as usize == end
                && meanings.clone().all(|meaning| self.gazetteer.entity(meaning.entity).kind == EntityType::Place)
                && meanings.clone().any(|meaning| {
                    let place = self.gazetteer.entity(meaning.entity);
                    !places::is_small(place) || place.population >= KNOWN_CITY
                })
        })
    }

    /// The largest listed place of exactly that name, of a country that the document names if there is one: that it is a place is the support
    /// it lacked.
    fn listed_place(&self, name: &FoundName, countries: &FxHashSet<&str>) -> Option<EntityRef> {
        let candidate = self.candidate_at(name.first_token as usize)?;
        if name.kind != EntityType::Place || candidate.end_token != name.end_token {
            return None;
        }
        let meanings: Vec<&Meaning> = fitting_meanings(self.gazetteer, self.clean, self.segmented, candidate).collect();
        if places::is_elsewhere(self, candidate, &meanings) || names::is_other_acronym(self, candidate, &meanings) {
            return None;
        }
        if let Some(stated) = places::in_stated_container(self, candidate, &meanings) {
            return Some(EntityRef::Listed(stated.entity));
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
                || countries.contains(entity.country.as_str())
        };
        let dwarfed = |one: &Entity| {
            places::class(one) == places::Class::City
                && places
                    .clone()
                    .any(|(other, _)| other.population >= KNOWN_TOWN * 3 && other.population / DWARF > one.population)
        };
        let near =
            places.clone().filter(|(entity, _)| entity.kind == EntityType::Place && near(entity) && !dwarfed(entity));
        let largest = near.max_by_key(|(entity, index)| {
            (countries.contains(entity.country.as_str()), entity.population, std::cmp::Reverse(*index))
        });
        largest.map(|(_, index)| EntityRef::Listed(index))
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
            let several = mention.end_token - mention.first_token > 1;
            // A person named in full gives way only to what ends as an organization does.
            let full = several && self.kind(mention, found) == EntityType::Person;
            whole && shorter && (!full || !same && self.is_named_organization(name))
        };
        name.confidence >= SURE_OVER_LIST && mentions.iter().all(longer)
    }

    /// Whether what was found cannot be a name: no letters, nothing but one capital, a currency (`US$5`), or an ordinary word that only
    /// opens its sentence.
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
        !tokens.iter().any(|token| letters(token.shape))
            || tokens.len() == 1 && (tokens[0].span.len() < 2 || currency() || opening())
    }
}

/// `S.`, the first initial of a name.
fn is_initial(word: &str) -> bool {
    matches!(word.as_bytes(), [b'A'..=b'Z', b'.'])
}

/// `Jr.` after a surname.
fn is_generation(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "." | ",")
}

fn is_full_name(name: &FoundName) -> bool {
    name.kind == EntityType::Person && name.end_token - name.first_token > 1
}

fn mention(reading: &Reading, name: &FoundName, entity: EntityRef) -> Mention {
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
        let mut id = format!("found:{}:", name.kind.as_str());
        push_slug(text, &mut id);
        if name.kind == EntityType::Person && !is_full_name(name) {
            id.push_str(self.document.get_or_init(|| format!("-{:08x}", fold_hash(&clean.text) >> 32)));
        }
        let found = &mut *self.found;
        let index = *self.ids.entry(id).or_insert_with_key(|id| {
            found.push(Entity { id: id.clone(), name: printed(text), kind: name.kind, ..Entity::default() });
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

/// The name as it is shown: on one line.
fn printed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who is known in this document by one word of a longer name: people by surname, organizations by their first word.
#[derive(Default)]
struct Known {
    people: Bearers,
    organizations: Bearers,
    /// Names of companies of one word and a legal form (`Gillette Co`), without the form.
    companies: FxHashSet<u64>,
    /// Listed companies named with their legal form, by the hash of the name without it (`San Miguel Corp`).
    listed_companies: FxHashMap<u64, EntityRef>,
    /// First words, hashed, of longer names of companies with a legal form (`Kawasaki Heavy Industries Inc`); the company, when it is listed.
    longer: FxHashMap<u64, Option<EntityRef>>,
}

/// How a name that is a place's and a company's stands in its sentence.
enum Standing {
    /// As nothing but a place.
    Place,
    /// After a preposition.
    Located,
    /// Like somebody who acts.
    Alone,
}

/// Where longer names begin and what they mean, by the one word.
type Bearers = FxHashMap<u64, Vec<(u32, EntityRef)>>;

impl Known {
    fn add_person(&mut self, reading: &Reading, name: &FoundName, entity: EntityRef) {
        // Not `Jr.`.
        let named = (name.first_token as usize..name.end_token as usize).rev();
        let Some(last) = named.into_iter().find(|&at| !is_generation(reading.surface(at))) else { return };
        let token = &reading.segmented.tokens[last];
        if token.shape.is_capitalized() && token.span.len() > 1 {
            self.people.entry(token.fold).or_default().push((name.first_token, entity));
        }
    }

    /// `Abbott` for `Abbott Laboratories`; but no ordinary word, nor a part of one with a hyphen.
    fn add_organization(&mut self, reading: &Reading, first: u32, entity: EntityRef) {
        let at = first as usize;
        let apart = reading.segmented.tokens.get(at + 1).is_some_and(|next| next.shape.is_capitalized());
        if apart && reading.looks_like_name(at) && reading.segmented.tokens[at].span.len() > 2 {
            self.organizations.entry(reading.segmented.tokens[at].fold).or_default().push((first, entity));
        }
    }

    fn add_company(&mut self, reading: &Reading, name: &FoundName) {
        let first = name.first_token as usize;
        if !reading.is_context(name.end_token as usize - 1, &[ContextKind::LegalForm]) {
            return;
        }
        let fold = reading.segmented.tokens[first].fold;
        if name.end_token as usize == first + 2 {
            self.companies.insert(fold);
        }
        for end in first + 1..name.end_token as usize - 1 {
            self.longer.extend(reading.hash_of(first, end).map(|hash| (hash, None)));
        }
    }

    /// Listed companies named with their legal form.
    fn add_listed_companies(&mut self, reading: &Reading, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.end_token - mention.first_token > 1) {
            let (first, form) = (mention.first_token as usize, mention.end_token as usize - 1);
            let listed = matches!(mention.entity, EntityRef::Listed(_));
            if listed && reading.is_context(form, &[ContextKind::LegalForm]) {
                self.listed_companies.extend(reading.hash_of(first, form).map(|hash| (hash, mention.entity)));
                let parts = (first + 1..form).filter_map(|end| reading.hash_of(first, end));
                self.longer.extend(parts.map(|hash| (hash, Some(mention.entity))));
            }
        }
    }

    /// Makes listed towns the company that is named in full elsewhere: `bids for San Miguel` beside `San Miguel Corp`.
    fn turn_companies(&self, reading: &Reading, mentions: &mut [Mention]) {
        if self.listed_companies.is_empty() {
            return;
        }
        for mention in mentions.iter_mut() {
            let hash = reading.hash_of(mention.first_token as usize, mention.end_token as usize);
            let company = hash.and_then(|hash| self.listed_companies.get(&hash));
            if let Some(company) = company.filter(|_| reading.is_bare_town(mention, true)) {
                *mention = Mention { entity: *company, rule: Rule::Surname, confidence: 0.8, ..*mention };
            }
        }
    }

    /// The same for one word of a longer name, where the document nowhere speaks of the place: `Kawasaki would bid` beside `Kawasaki Heavy
    /// Industries Inc`. What no list has is dropped here and found again as a short name.
    fn turn_places(&self, reading: &Reading, mentions: &mut Vec<Mention>) {
        let hold = |mention: &Mention| {
            let (first, end) = (mention.first_token as usize, mention.end_token as usize);
            let listed = matches!(mention.entity, EntityRef::Listed(_)) && end - first < 3;
            listed.then(|| reading.hash_of(first, end)).flatten().and_then(|hash| self.longer.get(&hash))
        };
        if self.longer.is_empty() || !mentions.iter().any(|mention| hold(mention).is_some()) {
            return;
        }
        // One that is nothing but a place decides, else what stands more often.
        let mut votes: FxHashMap<EntityRef, i32> = FxHashMap::default();
        for mention in mentions.iter().filter(|mention| hold(mention).is_some()) {
            *votes.entry(mention.entity).or_default() += match reading.stands_as(mention) {
                Standing::Place => 1000,
                Standing::Located => 1,
                Standing::Alone => -1,
            };
        }
        mentions.retain_mut(|mention| match hold(mention) {
            Some(company) if votes.get(&mention.entity).is_some_and(|votes| *votes < 0) => {
                if let Some(company) = company {
                    *mention = Mention { entity: *company, rule: Rule::Surname, confidence: 0.8, ..*mention };
                }
                company.is_some()
            }
            _ => true,
        });
    }

    /// Drops listed towns that are but the surname of somebody named in full, or the name of a company, and that nothing beside
    /// them shows to be towns: `Nelson says` after `Kevin Nelson`, `the bid for Gillette` beside `Gillette Co`.
    fn displace(&self, reading: &Reading, mentions: &mut Vec<Mention>) {
        if self.people.is_empty() && self.companies.is_empty() {
            return;
        }
        mentions.retain(|mention| {
            let at = mention.first_token as usize;
            let fold = reading.segmented.tokens[at].fold;
            let company = self.companies.contains(&fold);
            let known = mention.end_token as usize == at + 1 && (company || self.people.contains_key(&fold));
            !(known && reading.is_bare_town(mention, company) && !reading.is_joined(mention.sentence as usize, at))
        });
    }

    fn add_listed_organizations(&mut self, reading: &Reading, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.end_token - mention.first_token > 1) {
            if let EntityRef::Listed(index) = mention.entity
                && matches!(reading.gazetteer.entity(index).subtype.as_str(), "company" | "bank")
            {
                self.add_organization(reading, mention.first_token, mention.entity);
            }
        }
    }

    /// Who is meant by a name of one word: the nearest named in full before, else the first named after.
    fn meant(&self, reading: &Reading, name: &FoundName) -> Option<EntityRef> {
        if name.end_token - name.first_token != 1 {
            return None;
        }
        let fold = reading.segmented.tokens[name.first_token as usize].fold;
        let nearest = |bearers: &Bearers| {
            let bearers = bearers.get(&fold)?;
            let before = bearers.iter().filter(|(token, _)| *token < name.first_token).max_by_key(|(token, _)| *token);
            before.or(bearers.first()).map(|(_, entity)| *entity)
        };
        let person = || (name.kind == EntityType::Person).then(|| nearest(&self.people)).flatten();
        let addressed = || reading.follows_title(name);
        person().or_else(|| nearest(&self.organizations).filter(|_| !addressed()))
    }

    /// Such words where nothing was found.
    fn mentions(&self, reading: &Reading, mentions: &[Mention]) -> Vec<Mention> {
        let mut new = Vec::new();
        if self.people.is_empty() && self.organizations.is_empty() {
            return new;
        }
        let mut next = 0;
        for (index, sentence) in reading.segmented.sentences.iter().enumerate() {
            for at in sentence.token_range() {
                let token = &reading.segmented.tokens[at];
                let known = || self.people.contains_key(&token.fold) || self.organizations.contains_key(&token.fold);
                if !matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Upper) || !known() {
                    continue;
                }
                let first = at as u32;
                while mentions.get(next).is_some_and(|mention| mention.end_token <= first) {
                    next += 1;
                }
                let covered = mentions.get(next).is_some_and(|mention| mention.first_token <= first);
                if covered || reading.is_part_of_name(index, at) {
                    continue;
                }
                let name = FoundName {
                    sentence: index as u32,
                    first_token: first,
                    end_token: first + 1,
                    kind: EntityType::Person,
                    confidence: 0.8,
                    small: false,
                };
                new.extend(self.meant(reading, &name).map(|entity| mention(reading, &name, entity)));
            }
        }
        new
    }
}

impl Reading<'_> {
    /// Whether the name ends as those of organizations do (`Luxembourg Stock Exchange`).
    fn is_named_organization(&self, name: &FoundName) -> bool {
        let last = name.end_token as usize - 1;
        let building = || BUILDINGS.iter().any(|word| word.eq_ignore_ascii_case(self.surface(last)));
        name.end_token - name.first_token > 1
            && self.gazetteer.words.ends_organization(self.segmented.tokens[last].fold)
            && !building()
    }

    /// Whether a town of a built-in list, known to few readers, is named with nothing beside it that says town; prepositions of place say
    /// nothing of a name that a company has too (`interested in Gillette`).
    fn is_bare_town(&self, mention: &Mention, company: bool) -> bool {
        let EntityRef::Listed(index) = mention.entity else { return false };
        let entity = self.gazetteer.entity(index);
        let Some(candidate) = self.candidate_at(mention.first_token as usize) else { return false };
        let own = |meaning: &Meaning| meaning.entity == index && meaning.priority > 0;
        let region =
            || places::class(entity) == places::Class::Region && !FAMOUS_REGIONS.contains(&entity.country.as_str());
        (places::is_small(entity) || company && region())
            && matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found)
            && !self.gazetteer.names().meanings(candidate.group).iter().any(own)
            && !(places::is_called_place(self, candidate) || !company && places::says_place(self, candidate))
            && !places::is_dateline(self, candidate)
            && !places::Around::of(self, candidate).holds_something()
    }

    /// How a town, or a region that few know, is named; what is known to all is a place.
    fn stands_as(&self, mention: &Mention) -> Standing {
        let EntityRef::Listed(index) = mention.entity else { return Standing::Place };
        let entity = self.gazetteer.entity(index);
        let Some(candidate) = self.candidate_at(mention.first_token as usize) else { return Standing::Place };
        let town = match places::class(entity) {
            places::Class::City => entity.subtype != "capital" && entity.population < 2 * places::KNOWN_EVERYWHERE,
            places::Class::Region => entity.geonames.len() > 1 && !FAMOUS_REGIONS.contains(&entity.country.as_str()),
            _ => false,
        };
        let next = self.within(mention.sentence, mention.end_token as usize);
        let hyphen = next.is_some_and(|at| self.segmented.tokens[at].shape == Shape::Hyphen);
        let part = match mention.end_token - mention.first_token {
            1 => self.is_joined(mention.sentence as usize, mention.first_token as usize),
            _ => next.is_some_and(|at| self.segmented.tokens[at].shape.is_capitalized()),
        };
        let sure = !town
            || hyphen
            || part
            || !matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found)
            || places::is_dateline(self, candidate)
            || places::has_place_noun(self, candidate)
            || places::Around::of(self, candidate).holds_something();
        match () {
            () if sure => Standing::Place,
            () if places::has_place_words(self, candidate) => Standing::Located,
            () => Standing::Alone,
        }
    }

    /// Whether a title stands right before the name.
    fn follows_title(&self, name: &FoundName) -> bool {
        let start = self.segmented.sentences[name.sentence as usize].first_token as usize;
        self.gazetteer.titles.ending_at(&self.segmented.tokens, start, name.first_token as usize).is_some()
    }

    /// Whether the word is an ordinary one, or another capital or hyphen stands beside it.
    fn is_part_of_name(&self, sentence: usize, at: usize) -> bool {
        self.gazetteer.words.is_common(self.segmented.tokens[at].fold) || self.is_joined(sentence, at)
    }

    /// Whether another capital or hyphen stands beside the word.
    fn is_joined(&self, sentence: usize, at: usize) -> bool {
        let sentence = sentence as u32;
        let capital = |at: usize| {
            let token = &self.segmented.tokens[at];
            token.shape == Shape::Hyphen || token.shape.is_capitalized() && token.space_before
        };
        let after = self.within(sentence, at + 1).is_some_and(capital);
        let before = self
            .before(sentence, at)
            .is_some_and(|before| capital(before) && !self.gazetteer.words.is_word(self.segmented.tokens[before].fold));
        after || before
    }
}
