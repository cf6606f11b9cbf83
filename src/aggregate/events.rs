//! Distinct events.
//!
//! Reports of the same date, source, target, CAMEO code, place and status are one event. Its id is made from these
//! alone, so that each report can be written with it before all are known.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::{Entities, EntityIndex, EventContribution, Interner, PackedDate, Party};
use crate::model::{PartialDate, Status};

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
        let digest = Sha256::digest(text.as_bytes());
        digest.iter().take(8).fold(0, |hash, &byte| hash << 8 | u64::from(byte))
    }
}

/// A readable id: date, codes, and eight digits of the key's hash (`20160909-USAGOV-RUSGOV-040-5b1f0c2e`).
pub fn event_id(date: Option<PartialDate>, source: &str, target: &str, cameo: &str, hash: u64) -> String {
    let date = date.map_or_else(|| "undated".to_string(), |date| date.to_string().replace('-', ""));
    let code = |code: &str| if code.is_empty() { "none".to_string() } else { code.to_string() };
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
    /// Where the best report's row begins in `event_mentions.csv`.
    pub best_row: u64,
    last_document: u32,
}

/// All distinct events.
#[derive(Debug, Default)]
pub struct Events {
    by_hash: FxHashMap<u64, u32>,
    events: Vec<Event>,
    words: Interner,
}

impl Events {
    /// Adds a report from the document numbered `document`, whose rows begin at `rows_at`.
    pub(super) fn add(
        &mut self,
        report: &EventContribution,
        entities: &mut Entities,
        rows_at: u64,
        document: u32,
        is_new: bool,
    ) {
        let index = match self.by_hash.get(&report.hash) {
            Some(&index) => index as usize,
            None => self.begin(report, entities),
        };
        let best_row = rows_at + u64::from(report.row);
        let event = &mut self.events[index];
        event.mentions += 1;
        // An event that only repeated documents report still has one document.
        if event.last_document != document && (is_new || event.documents == 0) {
            event.documents += 1;
            event.last_document = document;
        }
        if event.mentions == 1 || report.confidence > event.confidence {
            event.confidence = report.confidence;
            event.best_row = best_row;
            let (source, target) = (self.words.number(&report.source.words), self.words.number(&report.target.words));
            (event.source.words, event.target.words) = (source, target);
        }
    }

    /// How many distinct events there are.
    pub fn count(&self) -> usize {
        self.events.len()
    }

    /// Events by date (undated ones last), then by id.
    pub fn ranked(&self) -> Vec<&Event> {
        let mut ranked: Vec<&Event> = self.events.iter().collect();
        ranked.sort_by_cached_key(|event| (event.date.is_none(), event.date, self.id(event)));
        ranked
    }

    /// Distinct events in the order first reported.
    pub fn iter(&self) -> impl Iterator<Item = &Event> {
        self.events.iter()
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

    fn begin(&mut self, report: &EventContribution, entities: &mut Entities) -> usize {
        let event = Event {
            hash: report.hash,
            date: report.date.map(PackedDate::from),
            source: self.party(&report.source, entities),
            target: self.party(&report.target, entities),
            cameo: self.words.number(&report.cameo),
            place: report.place.map(|place| entities.index(place)),
            status: report.status,
            mentions: 0,
            documents: 0,
            confidence: 0.0,
            best_row: 0,
            last_document: u32::MAX,
        };
        self.events.push(event);
        self.by_hash.insert(report.hash, self.events.len() as u32 - 1);
        self.events.len() - 1
    }

    fn party(&mut self, party: &Party, entities: &mut Entities) -> EventParty {
        EventParty {
            entity: party.entity.map(|entity| entities.index(entity)),
            words: self.words.number(&party.words),
            code: self.words.number(&party.code),
        }
    }
}
