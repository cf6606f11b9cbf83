//! One act told twice in a document: what one report leaves open another may tell.
//!
//! "Islamic State beheaded the reporter. The killing of the reporter shocked his family."

mod doers;
mod lands;
mod neighbours;
mod scenes;
mod targets;

use super::actors::codes;
use super::context::DocumentContext;
use super::rules::lists::Lists;
use crate::model::{Actor, EntityType, EventMention};

/// How many sentences apart one act may be told: a document that long is a collection of articles, and each tells of its own.
const REACH: u32 = 300;

/// The reports, of those in order of their sentences, that stand at most so many sentences away.
fn near(events: &[EventMention], sentence: u32, reach: u32) -> &[EventMention] {
    let first = events.partition_point(|event| event.sentence + reach < sentence);
    let end = events.partition_point(|event| event.sentence <= sentence.saturating_add(reach));
    &events[first..end]
}

/// Gives the reports of a document the doers, places and targets that its first `sure` reports tell for the same act. Both those and the rest
/// are in the order of their sentences.
pub fn complete(events: &mut [EventMention], sure: usize, context: &DocumentContext, lists: &Lists) {
    let is_person = |entity| context.entity(entity).kind == EntityType::Person;
    let about = doers::About::of(context);
    doers::name_doers(events, sure, &about, is_person);
    scenes::share_scenes(events, sure, context);
    neighbours::take_scenes(events, sure, context, lists);
    targets::name_targets(events, sure, &about, |target| is_the_town(target, context));
    lands::take_lands(events, context);
}

/// Whether a side is a place smaller than a state that its sentence does not name: "bombarded the city".
fn is_the_town(side: &Actor, context: &DocumentContext) -> bool {
    let place = side.entity.map(|entity| context.entity(entity)).filter(|place| place.kind == EntityType::Place);
    let named = || context.mentions.iter().any(|mention| mention.span.overlaps(side.span));
    place.is_some_and(|place| !codes::is_state(place)) && side.code.len() == 3 && !named()
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
