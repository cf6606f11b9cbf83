//! Totals → `entities.csv`, `comentions.csv`, `events.csv`.

use std::ops::ControlFlow;

use super::cells::{Decimal, Degrees, ReadyCells, Word};
use super::csv::{Profile, Rows};
use super::evidence::{Evidence, EvidenceFile};
use super::further::FurtherFormats;
use super::rows::{ComentionRow, EntityRow, EventRow};
use super::table::Table;
use crate::aggregate::{EntityIndex, EntityView, Event, EventParty, RankedPair, Totals, npmi::Npmi};
use crate::error::Result;
use crate::gazetteer::{Cameo, CameoCode, Gazetteer};
use crate::parallel;

/// Entities and pairs that are kept for the summary.
const TOP: usize = 10;

/// Entities or pairs whose rows one thread makes at a time.
const ROWS_AT_ONCE: usize = 4096;

/// Writes the entities, the most mentioned first; gives the first few. `rank` is the place of each one's id in the order of ids.
pub(super) fn entities(
    totals: &Totals,
    gazetteer: &Gazetteer,
    rank: &[u32],
    threads: usize,
    table: &mut Table,
) -> Result<Vec<EntityIndex>> {
    let mut ranked = totals.entities.ranked(rank);
    let profile = table.profile();
    append_in_order(&ranked, threads, table, |entities| entity_rows(entities, totals, gazetteer, profile))?;
    ranked.truncate(TOP);
    Ok(ranked)
}

/// The rows of some entities.
fn entity_rows(entities: &[EntityIndex], totals: &Totals, gazetteer: &Gazetteer, profile: Profile) -> Rows {
    let mut rows = Rows::new(profile);
    for &index in entities {
        let (view, total) = (totals.entities.view(index, gazetteer), totals.entities.total(index));
        rows.push(&EntityRow {
            entity_id: view.id,
            name: view.name,
            r#type: view.kind.as_str(),
            subtype: view.subtype,
            country: view.country,
            code: view.code,
            latitude: view.coordinates.map(|(latitude, _)| Degrees(latitude)),
            longitude: view.coordinates.map(|(_, longitude)| Degrees(longitude)),
            geonames: view.geonames,
            wikidata: view.wikidata,
            mentions: total.mentions,
            documents: u64::from(total.documents),
            first_date: total.dates.first(),
            last_date: total.dates.last(),
            surfaces: &totals.entities.surfaces(index),
        });
    }
    rows
}

/// Writes the pairs, those with most documents first; gives the first few. `rank` is the place of each entity's id in the order
/// of ids. Of a large corpus they are millions.
pub(super) fn comentions(
    totals: &Totals,
    gazetteer: &Gazetteer,
    rank: &[u32],
    threads: usize,
    table: &mut Table,
) -> Result<Vec<RankedPair>> {
    let profile = table.profile();
    let cells = |view: EntityView| ReadyCells::new(profile, &[&view.id, &view.name, &Word(view.kind.as_str())]);
    let (cells, mut ranked) = std::thread::scope(|scope| {
        let make = || -> Vec<ReadyCells> { totals.entities.views(gazetteer).map(cells).collect() };
        let making = (threads > 1).then(|| scope.spawn(make));
        let ranked = totals.comentions.ranked(rank, totals.options.min_documents, threads);
        (making.and_then(|making| making.join().ok()).unwrap_or_else(make), ranked)
    });
    append_in_order(&ranked, threads, table, |pairs| pair_rows(pairs, totals, &cells, profile))?;
    ranked.truncate(TOP);
    Ok(ranked)
}

/// Writes the rows that `rows` makes of all `items`, some at a time, with that many threads.
fn append_in_order<T: Sync>(
    items: &[T],
    threads: usize,
    table: &mut Table,
    rows: impl Fn(&[T]) -> Rows + Sync,
) -> Result<()> {
    let append = |rows: Rows| table.append(&rows).map(ControlFlow::Continue);
    parallel::in_order(threads, items.chunks(ROWS_AT_ONCE), |items| size_of_val(*items), rows, append)
}

/// A row of a pair is about that long.
const PAIR_BYTES: usize = 112;

/// The rows of some pairs; `cells` are id, name and type of each entity, by number.
fn pair_rows(pairs: &[RankedPair], totals: &Totals, cells: &[ReadyCells], profile: Profile) -> Rows {
    let documents = |index| u64::from(totals.entities.total(index).documents);
    let (mut association, mut rows) = (Npmi::new(totals.documents), Rows::new(profile));
    rows.reserve(pairs.len() * PAIR_BYTES);
    for &(a, b, pair) in pairs {
        let dates = pair.dates.ends();
        rows.push(&ComentionRow {
            a: &cells[a as usize],
            b: &cells[b as usize],
            documents: pair.documents,
            sentences: pair.sentences,
            npmi: Decimal(association.of(u64::from(pair.documents), documents(a), documents(b))),
            first_date: dates.map(|(first, _)| first),
            last_date: dates.map(|(_, last)| last),
        });
    }
    rows
}

/// Writes the distinct events by date; `reports` are the rows that prove them. `further` writes them in other formats too.
pub(super) fn events(
    totals: &Totals,
    gazetteer: &Gazetteer,
    reports: &mut EvidenceFile,
    table: &mut Table,
    further: Option<&mut FurtherFormats>,
) -> Result<()> {
    let ontology = Cameo::load()?;
    let ranked = totals.events.ranked();
    for &number in &ranked {
        let event = totals.events.event_numbered(number);
        let row = totals.events.reports().get(event.best as usize).map_or(0, |best| best.row);
        let best = reports.at(row)?;
        event_row(totals, gazetteer, &ontology, event, &best, table)?;
    }
    match further {
        Some(further) => further.write(totals, gazetteer, &ontology, &ranked),
        None => Ok(()),
    }
}

/// What is known of `code`, or else of the code it is a case of (`1823` → `182` → `18`).
pub(super) fn cameo<'a>(ontology: &'a Cameo, code: &str) -> Option<&'a CameoCode> {
    (2..=code.len()).rev().filter_map(|length| code.get(..length)).find_map(|prefix| ontology.get(prefix))
}

fn event_row(
    totals: &Totals,
    gazetteer: &Gazetteer,
    ontology: &Cameo,
    event: &Event,
    best: &Evidence,
    table: &mut Table,
) -> Result<()> {
    let events = &totals.events;
    let date = event.date.map(|date| date.unpack());
    let code = events.cameo(event);
    let meaning = cameo(ontology, code);
    let (source_id, source_name) = party(totals, gazetteer, event.source);
    let (target_id, target_name) = party(totals, gazetteer, event.target);
    let place = event.place.map(|place| totals.entities.view(place, gazetteer));
    let coordinates = place.and_then(|place| place.coordinates);
    table.push(&EventRow {
        event_id: &events.id(event),
        date,
        date_precision: date.map_or("", |date| date.precision()),
        source_id,
        source_name,
        source_code: events.code(event.source),
        target_id,
        target_name,
        target_code: events.code(event.target),
        cameo: code,
        label: meaning.map_or("", |code| &code.label),
        plover: meaning.map_or("", |code| &code.plover),
        quad_class: meaning.map(|code| u32::from(code.quad_class)),
        goldstein: meaning.map(|code| Decimal(f64::from(code.goldstein))),
        status: event.status.as_str(),
        place_id: place.map_or("", |place| place.id),
        place_name: place.map_or("", |place| place.name),
        country: place.map_or("", |place| place.country),
        latitude: coordinates.map(|(latitude, _)| Degrees(latitude)),
        longitude: coordinates.map(|(_, longitude)| Degrees(longitude)),
        mentions: event.mentions,
        documents: event.documents,
        confidence: Decimal(f64::from(event.confidence)),
        doc_id: &best.doc_id,
        sentence: best.sentence,
        trigger: &best.trigger,
        evidence: &best.evidence,
        themes: &event.themes,
    })
}

/// Id and name of a source or target.
fn party<'a>(totals: &'a Totals, gazetteer: &'a Gazetteer, party: EventParty) -> (&'a str, &'a str) {
    match party.entity {
        Some(entity) => {
            let view = totals.entities.view(entity, gazetteer);
            (view.id, view.name)
        }
        None => ("", totals.events.words(party)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_code_leads_to_its_meaning_and_an_unknown_case_to_that_of_its_code() {
        let ontology = Cameo::load().unwrap();
        let cases = [
            ("040", Some("CONSULT")),
            ("1823", Some("ASSAULT")),
            ("1909", Some("ASSAULT")),
            ("99", None),
            ("é1", None),
        ];
        for (code, plover) in cases {
            assert_eq!(cameo(&ontology, code).map(|found| found.plover.as_str()), plover, "{code}");
        }
    }
}
