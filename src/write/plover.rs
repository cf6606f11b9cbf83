//! PLOVER (Political Language Ontology for Verifiable Event Records): one JSON object a line.

use serde::Serialize;

use super::actor_code::ActorParts;
use super::told::{Side, Told};

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    /// ISO 8601, as precise as is known.
    date: String,
    source: Vec<Actor<'a>>,
    target: Vec<Actor<'a>>,
    event: &'a str,
    mode: &'a str,
    context: Vec<&'a str>,
    location: Option<Place<'a>>,
    text: &'a str,
    publication: Vec<&'a str>,
    url: Vec<&'a str>,
    doc_id: Vec<&'a str>,
    documents: u32,
    mentions: u32,
    confidence: f32,
    cameo: &'a str,
    coder: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Actor<'a> {
    /// Country (ISO 3166 alpha-3), part of the world, or group.
    actor: &'a str,
    /// Roles, in the order of the code.
    sector: Vec<&'a str>,
    name: &'a str,
    code: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    admin1: &'a str,
    country: &'a str,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

/// Writes the line of an event; none for an act that PLOVER has no category for (mere statements).
pub(super) fn event(told: &Told, out: &mut Vec<u8>) -> u64 {
    let Some(meaning) = told.meaning.filter(|meaning| !meaning.plover.is_empty()) else { return 0 };
    let best = told.best();
    let record = Record {
        id: &told.id,
        date: told.date.map(|date| date.to_string()).unwrap_or_default(),
        source: actors(told, &told.source),
        target: actors(told, &told.target),
        event: &meaning.plover,
        mode: &meaning.mode,
        context: told.themes.split('|').filter(|theme| !theme.is_empty()).collect(),
        location: place(told),
        text: best.map_or("", |best| &best.evidence),
        publication: told.distinct(|report| report.publisher()),
        url: told.distinct(|report| &report.url),
        doc_id: told.distinct(|report| &report.doc_id),
        documents: told.documents,
        mentions: told.mentions,
        confidence: best.map_or(0.0, |best| (best.confidence * 100.0).round() / 100.0),
        cameo: told.cameo,
        coder: "dateline",
        version: env!("CARGO_PKG_VERSION"),
    };
    // Writing to memory cannot fail.
    let _ = serde_json::to_writer(&mut *out, &record);
    out.push(b'\n');
    1
}

/// The side as a list of one, or of none when nobody is known.
fn actors<'a>(told: &Told, side: &Side<'a>) -> Vec<Actor<'a>> {
    if side.code.is_empty() && side.name.is_empty() {
        return Vec::new();
    }
    let parts = ActorParts::of(side.code, |code| told.geography.is_country(code));
    let actor = if parts.country.is_empty() { parts.group } else { parts.country };
    vec![Actor { actor, sector: parts.roles, name: side.name, code: side.code }]
}

fn place<'a>(told: &'a Told) -> Option<Place<'a>> {
    let place = &told.place;
    // The shortest decimal of the number as it is kept.
    let degrees = |value: f32| value.to_string().parse().ok();
    (!place.name.is_empty()).then(|| Place {
        name: place.name,
        admin1: place.region,
        country: place.iso,
        latitude: place.coordinates.and_then(|(latitude, _)| degrees(latitude)),
        longitude: place.coordinates.and_then(|(_, longitude)| degrees(longitude)),
    })
}
