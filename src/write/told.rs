//! A distinct event as the further formats tell it.

use super::details::{Detail, DetailReader};
use super::geography::{Geography, Location};
use crate::aggregate::{Event, EventParty, Totals};
use crate::error::Result;
use crate::gazetteer::{CameoCode, Gazetteer};
use crate::model::PartialDate;

/// An event, its sides, its place and its reports.
pub(super) struct Told<'a> {
    /// As in `events.csv`.
    pub id: String,
    /// The same as a number, for formats that want one: 53 bits of the event's hash, so that every program keeps it exact.
    pub number: u64,
    pub date: Option<PartialDate>,
    pub source: Side<'a>,
    pub target: Side<'a>,
    pub cameo: &'a str,
    pub meaning: Option<&'a CameoCode>,
    pub place: Location<'a>,
    pub mentions: u32,
    pub documents: u32,
    pub themes: &'a str,
    /// Its reports, in the order of the corpus.
    pub reports: Vec<Detail>,
    /// Index of the best report.
    pub best: usize,
    /// Looks up countries.
    pub geography: &'a Geography<'a>,
}

/// Who acts or is acted upon.
pub(super) struct Side<'a> {
    pub name: &'a str,
    pub code: &'a str,
    /// Where it is, when it is a place.
    pub place: Location<'a>,
}

impl<'a> Told<'a> {
    /// The event with its reports read back.
    pub fn of(
        totals: &'a Totals,
        gazetteer: &'a Gazetteer,
        geography: &'a Geography<'a>,
        event: &'a Event,
        meaning: Option<&'a CameoCode>,
        reports: &[u32],
        details: &mut DetailReader,
    ) -> Result<Self> {
        let events = &totals.events;
        let view = |index| totals.entities.view(index, gazetteer);
        let side = |party: EventParty| {
            let entity = party.entity.map(view);
            Side {
                name: entity.map_or_else(|| events.words(party), |entity| entity.name),
                code: events.code(party),
                place: geography.locate(entity),
            }
        };
        Ok(Self {
            id: events.id(event),
            number: event.hash >> 11,
            date: event.date.map(|date| date.unpack()),
            source: side(event.source),
            target: side(event.target),
            cameo: events.cameo(event),
            meaning,
            place: geography.locate(event.place.map(view)),
            mentions: event.mentions,
            documents: event.documents,
            themes: &event.themes,
            best: reports.iter().position(|&report| report == event.best).unwrap_or_default(),
            reports: reports.iter().map(|&report| details.get(report)).collect::<Result<_>>()?,
            geography,
        })
    }

    /// The best report.
    pub fn best(&self) -> Option<&Detail> {
        self.reports.get(self.best)
    }

    /// Distinct values of the reports, in the order first seen, without empty ones.
    pub fn distinct<'b>(&'b self, of: impl Fn(&'b Detail) -> &'b str) -> Vec<&'b str> {
        let mut values: Vec<&str> = Vec::new();
        for value in self.reports.iter().map(of).filter(|value| !value.is_empty()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// First two digits of the code.
    pub fn root(&self) -> &str {
        self.cameo.get(..2).unwrap_or(self.cameo)
    }
}
