//! Where it was: the killing or abduction of somebody, the abduction of a crowd, a meeting of two has one place in a document.

use super::super::context::DocumentContext;
use super::{REACH, near};
use crate::model::{EntityType, EventMention, PartialDate, PlaceRef, Status};

/// Gives the killing or the abduction of somebody, who is killed but once, the abduction of the same people, and a meeting of the
/// same two the one place that the document tells in its first `sure` reports, wherever it is told without one.
pub fn share_scenes(events: &mut [EventMention], sure: usize, context: &DocumentContext) {
    let told = |event: &EventMention| -> Option<PlaceRef> {
        let sentence = context.segmented.sentences.get(event.sentence as usize)?;
        event.place.filter(|place| sentence.span.contains(place.span))
    };
    for index in 0..events.len() {
        let event = &events[index];
        if event.place.is_some() || event.status == Status::Negated {
            continue;
        }
        let same = near(&events[..sure], event.sentence, REACH)
            .iter()
            .filter(|other| other.status != Status::Negated)
            .filter(|other| is_same_fate(event, other, context) || is_same_meeting(event, other));
        let mut places = same.filter_map(told);
        let Some(place) = places.next() else { continue };
        if places.all(|other| other.entity == place.entity) {
            events[index].place = Some(place);
        }
    }
}

/// Whether two reports are of one time, as far as they tell: of a day, and of the year that it lies in.
fn is_same_time(event: &EventMention, other: &EventMention) -> bool {
    let within = |one: PartialDate, other: PartialDate| {
        other.first_day() <= one.first_day() && one.last_day() <= other.last_day()
    };
    match (event.date, other.date) {
        (Some(one), Some(other)) => within(one, other) || within(other, one),
        (one, other) => one == other,
    }
}

/// Whether two reports tell of a meeting of the same two sides, both as done.
fn is_same_meeting(event: &EventMention, other: &EventMention) -> bool {
    let talk = |event: &EventMention| event.cameo.starts_with("04") && event.status == Status::Asserted;
    let sides = |event: &EventMention| {
        let mut sides = [event.source.entity, event.target.entity];
        sides.sort();
        sides
    };
    let named = event.source.entity.is_some() && event.target.entity.is_some();
    let days = event.date.is_none() || other.date.is_none() || event.date == other.date;
    talk(event) && talk(other) && named && days && sides(event) == sides(other)
}

/// Whether two reports tell of the killing or the abduction of one person, or of the abduction of people told by the same words.
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
    seized || (named && same == Some(true)) || (named && same.is_some() && is_same_time(event, other))
}
