//! Where it was: the killing of somebody, or the abduction of a crowd, has one place in a document.

use super::super::context::DocumentContext;
use crate::model::{EntityType, EventMention, PlaceRef, Status};

/// Gives the killing of somebody, who is killed but once, and the abduction of the same people the one place that the document tells
/// in its first `sure` reports, wherever it is told without one.
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
        let same = events[..sure]
            .iter()
            .filter(|other| other.status != Status::Negated && is_same_fate(event, other, context));
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
