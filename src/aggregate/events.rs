//! Distinct events.
//!
//! Reports of the same date, source, target, CAMEO code, place and status are one event, and its id is made from these
//! alone. When all reports are known, those that only leave something open are joined with them ([`super::joining`]), or
//! all of one day, source, target and code when one event a day is asked for ([`Events::settle`]).

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use super::joining::{self, Joined, Said, Side, Where};
use super::{Entities, EntityIndex, EntityView, EventContribution, Interner, PackedDate, Party};
use crate::gazetteer::Gazetteer;
use crate::model::{EntityType, PartialDate, Status};

/// What makes two reports one event, in words.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct EventKey<'a> {
    pub date: Option<PartialDate>,
    pub source: PartyKey<'a>,
    pub target: PartyKey<'a>,
    pub cameo: &'a str,
    pub place_id: &'a str,
    pub status: Status,
}

/// A source or target: entity and code, or the words used when there is neither.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct PartyKey<'a> {
    pub entity_id: &'a str,
    pub code: &'a str,
    pub words: &'a str,
}

impl PartyKey<'_> {
    fn text(&self) -> String {
        match (self.entity_id, self.code) {
            ("", "") => self.words.to_lowercase(),
            (id, code) => format!("{id}/{code}"),
        }
    }
}

impl EventKey<'_> {
    /// The first 64 bits of the SHA-256 of `date|source|target|cameo|place|status`.
    pub fn hash(&self) -> u64 {
        let date = self.date.map(|date| date.to_string()).unwrap_or_default();
        let (source, target) = (self.source.text(), self.target.text());
        let text = [&date, &source, &target, self.cameo, self.place_id, self.status.as_str()].join("|");
        first_bits(&text)
    }
}

/// The first 64 bits of the SHA-256.
fn first_bits(text: &str) -> u64 {
    Sha256::digest(text.as_bytes()).iter().take(8).fold(0, |hash, &byte| hash << 8 | u64::from(byte))
}

/// The document that a report comes from; a repeated one is told as the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub number: u32,
    pub id: &'a str,
}

impl Origin<'_> {
    /// What keeps the undated events of documents apart.
    fn hash(&self) -> u64 {
        first_bits(self.id)
    }
}

/// A readable id: date, codes, and eight digits of the key's hash (`20160909-USAGOV-RUSGOV-040-5b1f0c2e`).
pub fn event_id(date: Option<PartialDate>, source: &str, target: &str, cameo: &str, hash: u64) -> String {
    let date = date.map_or_else(|| "undated".to_string(), |date| date.to_string().replace('-', ""));
    // Codes of a user's dictionary may hold anything; a comma or quote would have to be quoted wherever the id stands.
    let code = |code: &str| match code {
        "" => "none".to_string(),
        code => code.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect(),
    };
    format!("{date}-{}-{}-{cameo}-{:08x}", code(source), code(target), hash >> 32)
}

/// A source or target of a distinct event.
#[derive(Clone, Copy, Debug)]
pub struct EventParty {
    /// The entity, when there is one.
    pub entity: Option<EntityIndex>,
    words: u32,
    code: u32,
}

/// What equal reports say.
#[derive(Clone, Copy, Debug)]
struct Facts {
    date: Option<PackedDate>,
    source: EventParty,
    target: EventParty,
    cameo: u32,
    place: Option<EntityIndex>,
    status: Status,
    /// Of the document that tells it, for an event without a date; else 0.
    document_hash: u64,
}

/// One report, in the order of the rows of `event_mentions.csv`.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// Where its row begins.
    pub row: u64,
    /// Number of its event, once events are settled; before, of the group of equal reports.
    pub event: u32,
    /// Number of its document, or of the document that this one repeats.
    pub document: u32,
    /// 0 to 1.
    pub confidence: f32,
    source_words: u32,
    target_words: u32,
    themes: u32,
}

/// A distinct event.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Event {
    pub hash: u64,
    pub date: Option<PackedDate>,
    pub source: EventParty,
    pub target: EventParty,
    cameo: u32,
    pub place: Option<EntityIndex>,
    pub status: Status,
    /// Reports of it.
    pub mentions: u32,
    /// Documents that report it, without repeated ones.
    pub documents: u32,
    /// The highest of its reports.
    pub confidence: f32,
    /// Number of the best report.
    pub best: u32,
    /// Themes of its reports, in order, separated by `|`.
    pub themes: String,
}

/// All reports, and the distinct events that they tell of.
#[derive(Debug, Default)]
pub struct Events {
    by_hash: FxHashMap<u64, u32>,
    groups: Vec<Facts>,
    reports: Vec<Report>,
    events: Vec<Event>,
    words: Interner,
}

impl Events {
    /// Adds a report from a document, whose rows begin at `rows_at`. Undated reports of two documents are never one event:
    /// the same may be done again and again.
    pub(super) fn add(&mut self, report: &EventContribution, entities: &mut Entities, rows_at: u64, from: &Origin) {
        let document_hash = if report.date.is_some() { 0 } else { from.hash() };
        let group = match self.by_hash.get(&(report.hash ^ document_hash)) {
            Some(&group) => group,
            None => self.begin(report, entities, document_hash),
        };
        let document = from.number;
        let report = Report {
            row: rows_at + u64::from(report.row),
            event: group,
            document,
            confidence: report.confidence,
            source_words: self.words.number(&report.source.words),
            target_words: self.words.number(&report.target.words),
            themes: self.words.number(&report.themes),
        };
        self.reports.push(report);
    }

    /// Makes distinct events of the reports, once all are there.
    pub(super) fn settle(&mut self, entities: &Entities, gazetteer: &Gazetteer, one_a_day: bool) {
        let joined = match one_a_day {
            true => self.one_a_day(),
            false => self.joined(entities, gazetteer),
        };
        let mut event_of = vec![0; self.groups.len()];
        let mut events = Vec::with_capacity(joined.len());
        for (number, joined) in (0..).zip(&joined) {
            joined.members.iter().for_each(|&group| event_of[group as usize] = number);
            events.push(self.event(joined, entities, gazetteer));
        }
        self.events = events;
        self.by_hash = FxHashMap::default();
        self.count_reports(&event_of);
        if one_a_day {
            self.take_details_of_best(&event_of);
        }
        self.reports.iter_mut().for_each(|report| report.event = event_of[report.event as usize]);
    }

    /// How many distinct events there are.
    pub fn count(&self) -> usize {
        self.events.len()
    }

    /// Numbers of the events, by date (undated ones last), then by id.
    pub fn ranked(&self) -> Vec<u32> {
        let mut ranked: Vec<u32> = (0..self.events.len() as u32).collect();
        ranked.sort_by_cached_key(|&number| {
            let event = self.event_numbered(number);
            (event.date.is_none(), event.date, self.id(event))
        });
        ranked
    }

    /// The event with that number.
    pub fn event_numbered(&self, number: u32) -> &Event {
        &self.events[number as usize]
    }

    /// Distinct events in the order first reported.
    pub fn iter(&self) -> impl Iterator<Item = &Event> {
        self.events.iter()
    }

    /// All reports, in the order of their rows.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// For each event, the numbers of its reports.
    pub fn reports_by_event(&self) -> Vec<Vec<u32>> {
        let mut reports = vec![Vec::new(); self.events.len()];
        for (number, report) in (0..).zip(&self.reports) {
            reports[report.event as usize].push(number);
        }
        reports
    }

    /// The event's id.
    pub fn id(&self, event: &Event) -> String {
        let date = event.date.map(PackedDate::unpack);
        event_id(date, self.code(event.source), self.code(event.target), self.cameo(event), event.hash)
    }

    /// CAMEO code of the event.
    pub fn cameo(&self, event: &Event) -> &str {
        self.words.text(event.cameo)
    }

    /// CAMEO actor code of a source or target.
    pub fn code(&self, party: EventParty) -> &str {
        self.words.text(party.code)
    }

    /// The words of the best report for a source or target that is no entity.
    pub fn words(&self, party: EventParty) -> &str {
        self.words.text(party.words)
    }

    fn begin(&mut self, report: &EventContribution, entities: &mut Entities, document_hash: u64) -> u32 {
        let facts = Facts {
            date: report.date.map(PackedDate::from),
            source: self.party(&report.source, entities),
            target: self.party(&report.target, entities),
            cameo: self.words.number(&report.cameo),
            place: report.place.map(|place| entities.index(place)),
            status: report.status,
            document_hash,
        };
        let number = self.groups.len() as u32;
        self.groups.push(facts);
        self.by_hash.insert(report.hash ^ document_hash, number);
        number
    }

    fn party(&mut self, party: &Party, entities: &mut Entities) -> EventParty {
        EventParty {
            entity: party.entity.map(|entity| entities.index(entity)),
            words: self.words.number(&party.words),
            code: self.words.number(&party.code),
        }
    }

    /// Groups of reports of one event, where what one leaves open another says.
    fn joined(&self, entities: &Entities, gazetteer: &Gazetteer) -> Vec<Joined> {
        let said: Vec<Said> = self.groups.iter().map(|facts| self.said(facts, entities, gazetteer)).collect();
        let mut documents = vec![FxHashSet::default(); self.groups.len()];
        for report in &self.reports {
            documents[report.event as usize].insert(report.document);
        }
        joining::join(&said, &documents)
    }

    /// Groups of reports of one day, source code, target code, CAMEO code and status (undated ones of one document).
    fn one_a_day(&self) -> Vec<Joined> {
        let mut numbers: FxHashMap<_, usize> = FxHashMap::default();
        let mut joined: Vec<Joined> = Vec::new();
        for (index, facts) in (0..).zip(&self.groups) {
            let side = |party: EventParty| match self.words.text(party.code) {
                "" => (party.code, party.entity, self.words.text(party.words).to_lowercase()),
                _ => (party.code, None, String::new()),
            };
            let key =
                (facts.date, facts.document_hash, facts.status, facts.cameo, side(facts.source), side(facts.target));
            match numbers.get(&key) {
                Some(&number) => joined[number].members.push(index),
                None => {
                    numbers.insert(key, joined.len());
                    joined.push(Joined::new(index));
                }
            }
        }
        joined
    }

    /// The event of some groups, not yet counted.
    fn event(&self, joined: &Joined, entities: &Entities, gazetteer: &Gazetteer) -> Event {
        let of = |group: u32| &self.groups[group as usize];
        let facts = Facts {
            source: of(joined.source).source,
            target: of(joined.target).target,
            cameo: of(joined.cameo).cameo,
            place: of(joined.place).place,
            ..*of(joined.source)
        };
        Event {
            hash: self.hash(&facts, entities, gazetteer),
            date: facts.date,
            source: facts.source,
            target: facts.target,
            cameo: facts.cameo,
            place: facts.place,
            status: facts.status,
            mentions: 0,
            documents: 0,
            confidence: 0.0,
            best: 0,
            themes: String::new(),
        }
    }

    fn hash(&self, facts: &Facts, entities: &Entities, gazetteer: &Gazetteer) -> u64 {
        let id = |entity: Option<EntityIndex>| entity.map_or("", |index| entities.view(index, gazetteer).id);
        let party = |party: EventParty| PartyKey {
            entity_id: id(party.entity),
            code: self.words.text(party.code),
            words: self.words.text(party.words),
        };
        EventKey {
            date: facts.date.map(PackedDate::unpack),
            source: party(facts.source),
            target: party(facts.target),
            cameo: self.words.text(facts.cameo),
            place_id: id(facts.place),
            status: facts.status,
        }
        .hash()
            ^ facts.document_hash
    }

    fn said<'a>(&'a self, facts: &Facts, entities: &'a Entities, gazetteer: &'a Gazetteer) -> Said<'a> {
        let side = |party: EventParty| {
            let view = party.entity.map(|index| entities.view(index, gazetteer));
            Side {
                id: view.map_or("", |view| view.id),
                is_named: view.is_some_and(|view| view.kind != EntityType::Place),
                code: self.words.text(party.code),
            }
        };
        let place = |view: EntityView<'a>| Where {
            id: view.id,
            parent: view.parent,
            country: view.country,
            is_country: matches!(view.subtype, "country" | "territory"),
        };
        Said {
            date: facts.date.map(PackedDate::unpack),
            status: facts.status,
            document: facts.document_hash,
            cameo: self.words.text(facts.cameo),
            source: side(facts.source),
            target: side(facts.target),
            place: facts.place.map(|index| place(entities.view(index, gazetteer))),
        }
    }

    /// Counts reports and documents of each event and finds the best report; a repeated document counts as the first.
    fn count_reports(&mut self, event_of: &[u32]) {
        let mut documents: FxHashSet<(u32, u32)> = FxHashSet::default();
        let mut themes: FxHashSet<(u32, u32)> = FxHashSet::default();
        for (number, report) in (0..).zip(&self.reports) {
            let at = event_of[report.event as usize];
            let event = &mut self.events[at as usize];
            event.mentions += 1;
            event.documents += u32::from(documents.insert((at, report.document)));
            if event.mentions == 1 || report.confidence > event.confidence {
                (event.confidence, event.best) = (report.confidence, number);
                // Words are told as the best report has them, of sides that are no entity.
                let is_bare = |party: EventParty| party.entity.is_none();
                if is_bare(event.source) {
                    event.source.words = report.source_words;
                }
                if is_bare(event.target) {
                    event.target.words = report.target_words;
                }
            }
            if themes.insert((at, report.themes)) {
                add_themes(&mut event.themes, self.words.text(report.themes));
            }
        }
    }

    /// One event a day has the sides of its best report, and its place, or else the place of the first that tells one.
    fn take_details_of_best(&mut self, event_of: &[u32]) {
        let mut places = vec![None; self.events.len()];
        for report in &self.reports {
            let place = &mut places[event_of[report.event as usize] as usize];
            *place = place.or(self.groups[report.event as usize].place);
        }
        for (event, place) in self.events.iter_mut().zip(places) {
            let best = &self.reports[event.best as usize];
            let facts = &self.groups[best.event as usize];
            (event.source, event.target) = (facts.source, facts.target);
            (event.source.words, event.target.words) = (best.source_words, best.target_words);
            event.place = facts.place.or(place);
        }
    }
}

/// Adds themes to others, both separated by `|`.
fn add_themes(all: &mut String, more: &str) {
    if all.is_empty() {
        all.push_str(more);
    } else if !more.is_empty() {
        let themes: BTreeSet<&str> = all.split('|').chain(more.split('|')).collect();
        *all = themes.into_iter().collect::<Vec<_>>().join("|");
    }
}
