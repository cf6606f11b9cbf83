//! One act told twice in a document: what one report leaves open another may tell.
//!
//! "Islamic State beheaded the reporter. The killing of the reporter shocked his family."

mod doers;
mod neighbours;
mod scenes;
mod targets;

use super::context::DocumentContext;
use super::rules::lists::Lists;
use crate::model::{EntityType, EventMention};

/// Gives the reports of a document the doers, places and targets that its first `sure` reports tell for the same act.
pub fn complete(events: &mut [EventMention], sure: usize, context: &DocumentContext, lists: &Lists) {
    let is_person = |entity| context.entity(entity).kind == EntityType::Person;
    let about = doers::About::of(context);
    doers::name_doers(events, sure, &about, is_person);
    scenes::share_scenes(events, sure, context);
    neighbours::take_scenes(events, context, lists);
    targets::name_targets(events, sure, &about);
}

/// Keeps one of several reports of a sentence that came to tell the same.
pub fn drop_repeated(events: &mut Vec<EventMention>) {
    let like = |one: &EventMention, other: &EventMention| {
        one.sentence == other.sentence
            && (&one.cameo, &one.source.code, &one.target.code, one.status)
                == (&other.cameo, &other.source.code, &other.target.code, other.status)
            && one.target.entity.is_some()
            && (one.source.entity, one.target.entity, one.date)
                == (other.source.entity, other.target.entity, other.date)
    };
    let mut kept: Vec<EventMention> = Vec::with_capacity(events.len());
    for event in events.drain(..) {
        if !kept.iter().rev().take_while(|other| other.sentence == event.sentence).any(|other| like(other, &event)) {
            kept.push(event);
        }
    }
    *events = kept;
}
