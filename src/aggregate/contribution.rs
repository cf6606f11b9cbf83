//! What one document adds to the totals.

use super::duplicates::text_hash;
use super::events::{EventKey, PartyKey};
use super::numbering::Numbering;
use super::sketch::Sketch;
use super::surfaces::Surfaces;
use super::together::{Occurrence, Together, states_container};
use crate::gazetteer::Gazetteer;
use crate::model::{Actor, Annotated, Entity, EntityRef, EventMention, PartialDate, Status};

/// The little of a document that the totals need.
#[derive(Clone, Debug, Default)]
pub struct Contribution {
    /// Id of the document.
    pub doc_id: String,
    /// Hash of the clean text; `None` when there is none.
    pub text_hash: Option<u64>,
    /// What tells near copies; `None` for a short text.
    pub sketch: Option<Sketch>,
    /// Date of the document.
    pub date: Option<PartialDate>,
    /// Entities that no gazetteer lists; [`EntityRef::Found`] counts in this.
    pub found: Vec<Entity>,
    /// Entities named, in order of first mention.
    pub entities: Vec<EntityContribution>,
    /// How they are written.
    pub surfaces: Surfaces,
    /// Entities that stand together.
    pub together: Together,
    /// Events, in the order of their rows.
    pub events: Vec<EventContribution>,
}

/// Mentions of one entity in one document.
#[derive(Clone, Copy, Debug)]
pub struct EntityContribution {
    /// Which entity.
    pub entity: EntityRef,
    /// How many mentions.
    pub mentions: u32,
}

/// One report of an event.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct EventContribution {
    /// [`EventKey::hash`].
    pub hash: u64,
    pub date: Option<PartialDate>,
    pub source: Party,
    pub target: Party,
    pub cameo: String,
    pub place: Option<EntityRef>,
    pub status: Status,
    pub confidence: f32,
    /// Themes, separated by `|`.
    pub themes: String,
    /// Where its row begins among the document's rows of `event_mentions.csv`, in bytes.
    pub row: u32,
}

/// A source or target.
#[derive(Clone, Debug)]
pub struct Party {
    /// The entity, when there is one.
    pub entity: Option<EntityRef>,
    /// The words used, when there is none.
    pub words: String,
    /// CAMEO actor code.
    pub code: String,
}

/// The entity that `reference` means in a document.
pub fn entity<'a>(reference: EntityRef, gazetteer: &'a Gazetteer, found: &'a [Entity]) -> &'a Entity {
    match reference {
        EntityRef::Listed(index) => gazetteer.entity(index),
        EntityRef::Found(index) => &found[index as usize],
    }
}

/// The key of an event of a document.
pub fn event_key<'a>(event: &'a EventMention, gazetteer: &'a Gazetteer, found: &'a [Entity]) -> EventKey<'a> {
    let id = |reference: Option<EntityRef>| reference.map_or("", |one| entity(one, gazetteer, found).id.as_str());
    let party = |actor: &'a Actor| PartyKey { entity_id: id(actor.entity), code: &actor.code, words: &actor.name };
    EventKey {
        date: event.date,
        source: party(&event.source),
        target: party(&event.target),
        cameo: &event.cameo,
        place_id: id(event.place.map(|place| place.entity)),
        status: event.status,
    }
}

impl Contribution {
    /// What `annotated` adds; `events` holds, for each of its events, the key's hash and where its row begins; `window` is how many
    /// sentences apart two entities may be to be paired.
    pub fn of(annotated: Annotated, gazetteer: &Gazetteer, events: &[(u64, u32)], window: Option<u32>) -> Self {
        let occurrences = occurrences(&annotated, gazetteer);
        Self {
            text_hash: text_hash(&annotated.clean.text),
            sketch: Sketch::of(&annotated),
            date: annotated.clean.date,
            entities: entities(&annotated),
            surfaces: surfaces(&annotated),
            together: Together::of(&occurrences, window),
            events: annotated.events.into_iter().zip(events).map(|(event, &at)| report(event, at)).collect(),
            doc_id: annotated.document.id,
            found: annotated.found,
        }
    }
}

fn entities(annotated: &Annotated) -> Vec<EntityContribution> {
    let mut numbers = Numbering::default();
    let mut entities: Vec<EntityContribution> = Vec::new();
    for mention in &annotated.mentions {
        let number = numbers.number(mention.entity);
        if number == entities.len() {
            entities.push(EntityContribution { entity: mention.entity, mentions: 0 });
        }
        entities[number].mentions += 1;
    }
    entities
}

fn surfaces(annotated: &Annotated) -> Surfaces {
    let mut surfaces = Surfaces::default();
    for mention in &annotated.mentions {
        surfaces.add(mention.entity, mention.span.of(&annotated.clean.text));
    }
    surfaces
}

fn occurrences(annotated: &Annotated, gazetteer: &Gazetteer) -> Vec<Occurrence> {
    let mentions = &annotated.mentions;
    let entity = |index: usize| entity(mentions[index].entity, gazetteer, &annotated.found);
    let qualifies_previous = |index: usize| {
        let Some(before) = index.checked_sub(1) else { return false };
        let (end, start) = (mentions[before].span.end as usize, mentions[index].span.start as usize);
        // Only what a comma or bracket can fill is worth a look.
        let near = mentions[before].sentence == mentions[index].sentence && start.saturating_sub(end) <= 3;
        let between = annotated.clean.text.get(end..start).filter(|_| near);
        between.is_some_and(|between| states_container(entity(before), between, entity(index)))
    };
    (0..mentions.len())
        .map(|index| Occurrence {
            entity: mentions[index].entity,
            sentence: mentions[index].sentence,
            qualifies_previous: qualifies_previous(index),
        })
        .collect()
}

fn report(event: EventMention, (hash, row): (u64, u32)) -> EventContribution {
    EventContribution {
        hash,
        date: event.date,
        source: party(event.source),
        target: party(event.target),
        cameo: event.cameo,
        place: event.place.map(|place| place.entity),
        status: event.status,
        confidence: event.confidence,
        themes: event.themes.join("|"),
        row,
    }
}

fn party(actor: Actor) -> Party {
    let words = if actor.entity.is_some() { String::new() } else { actor.name };
    Party { entity: actor.entity, words, code: actor.code }
}
