//! One deed told twice in a document: who is named once as having killed or seized somebody did it wherever the deed is told again.
//!
//! "Islamic State beheaded the reporter. The killing of the reporter shocked his family.": a deed without a doer takes the one that the
//! document names for the same deed to somebody of the same country, when it names one alone, and that one is an armed band.

use super::codes;
use super::context::DocumentContext;
use crate::model::{EntityType, EventMention, PlaceRef, Status};

/// Gives the killing of somebody, who is killed but once, and the abduction of the same people the one place that the document tells
/// of it, wherever it is told without one.
pub fn share_scenes(events: &mut [EventMention], context: &DocumentContext) {
    let told = |event: &EventMention| -> Option<PlaceRef> {
        let sentence = context.segmented.sentences.get(event.sentence as usize)?;
        event.place.filter(|place| sentence.span.contains(place.span))
    };
    for index in 0..events.len() {
        let event = &events[index];
        if event.place.is_some() || event.status == Status::Negated {
            continue;
        }
        let same = events.iter().filter(|other| other.status != Status::Negated && is_same_fate(event, other, context));
        let mut places = same.filter_map(told);
        let Some(place) = places.next() else { continue };
        if places.all(|other| other.entity == place.entity) {
            events[index].place = Some(place);
        }
    }
}

/// Whether two reports tell of the killing of one person, or of the abduction of people told by the same words.
fn is_same_fate(event: &EventMention, other: &EventMention, context: &DocumentContext) -> bool {
    let entity = event.target.entity;
    let context_kind = |event: &EventMention| event.target.entity.map(|entity| context.entity(entity).kind);
    let person = || context_kind(event) == Some(EntityType::Person);
    let fate = |event: &EventMention| match event.cameo.get(..3) {
        Some("181") => Some(false),
        Some("182" | "183" | "190" | "193" | "194" | "195" | "180") => Some(true),
        _ => None,
    };
    let same = fate(event).filter(|_| fate(event) == fate(other));
    let named = entity == other.target.entity && person();
    let crowd = |event: &EventMention| event.target.code.len() > 3 && context_kind(event) != Some(EntityType::Person);
    let seized = same == Some(false) && event.target.code == other.target.code && crowd(event) && crowd(other);
    seized || (named && same == Some(true))
}

/// Gives deeds without a doer the one that the document names for them.
pub fn name_doers(events: &mut [EventMention]) {
    for index in 0..events.len() {
        if !(is_open(&events[index]) && is_bodily(&events[index].cameo)) {
            continue;
        }
        let event = &events[index];
        let mut known = events.iter().filter(|other| is_same_deed(event, other)).map(|other| &other.source);
        let Some(doer) = known.next().filter(|doer| codes::is_band(&doer.code)) else { continue };
        if known.all(|other| other.code == doer.code) {
            events[index].source = doer.clone();
        }
    }
}

/// Whether a deed to somebody is told of whom nobody is said to have done it.
fn is_open(event: &EventMention) -> bool {
    event.source.code.is_empty() && event.target.code.len() > 3
}

/// Killing, seizing and torturing of people who are named or counted, and no fighting.
fn is_bodily(code: &str) -> bool {
    code.starts_with("181") || code.starts_with("182")
}

/// Whether another report names the doer of a deed of the same kind to people of the same country, and not of another year.
fn is_same_deed(event: &EventMention, other: &EventMention) -> bool {
    let years = event.date.zip(other.date).map(|(one, two)| (one.year(), two.year()));
    years.is_none_or(|(one, two)| one == two)
        && other.cameo.get(..3) == event.cameo.get(..3)
        && !other.source.code.is_empty()
        && other.status != Status::Negated
        && other.target.code.len() > 3
        && other.target.code.get(..3) == event.target.code.get(..3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Actor;

    fn report(source: &str, target: &str, cameo: &str, year: i16) -> EventMention {
        let actor = |code: &str| Actor { code: code.to_string(), ..Actor::default() };
        EventMention {
            cameo: cameo.to_string(),
            source: actor(source),
            target: actor(target),
            date: Some(crate::model::PartialDate::year_only(year)),
            ..EventMention::default()
        }
    }

    fn doers(mut events: Vec<EventMention>) -> Vec<String> {
        name_doers(&mut events);
        events.into_iter().map(|event| event.source.code).collect()
    }

    #[test]
    fn a_deed_without_a_doer_takes_the_band_that_the_document_names() {
        let told = || report("NGAINS", "NGAEDU", "181", 2014);
        assert_eq!(doers(vec![told(), report("", "NGACVL", "181", 2014)])[1], "NGAINS");
        for other in [
            report("", "NGACVL", "181", 2002),
            report("", "CMRCVL", "181", 2014),
            report("", "NGACVL", "190", 2014),
            report("", "NGA", "181", 2014),
        ] {
            assert_eq!(doers(vec![told(), other])[1], "");
        }
        let two = vec![told(), report("NGAREB", "NGACVL", "181", 2014), report("", "NGACVL", "181", 2014)];
        assert_eq!(doers(two)[2], "", "two bands");
        assert_eq!(doers(vec![report("NGAMIL", "NGACVL", "182", 2014), report("", "NGACVL", "182", 2014)])[1], "");
    }
}
