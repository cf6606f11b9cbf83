//! Documents → totals of the whole corpus.
//!
//! What comes in: for each document, in order, a [`Contribution`]: the little that the totals need of it, worked out by
//! the thread that analysed the document. What goes out: [`Totals`], from which `write` makes the tables. Memory grows
//! with distinct entities, pairs and events (some tens of bytes each), not with text: names are interned, and the
//! sentence that proves an event stays on disk.
//!
//! A document whose clean text has been seen before counts in `mentions` (as it has rows there) but not again in
//! `documents`, `sentences`, dates or NPMI.

mod comentions;
mod contribution;
mod dates;
mod duplicates;
mod entities;
mod events;
mod interner;
pub mod npmi;
mod numbering;
mod suggestions;
mod surfaces;
mod together;

pub use comentions::{Comentions, Pair, RankedPair};
pub use contribution::{Contribution, EntityContribution, EventContribution, Party, entity, event_key};
pub use dates::{DateRange, PackedDate};
pub use duplicates::Duplicates;
pub use entities::{Entities, EntityIndex, EntityTotal, EntityView};
pub use events::{Event, EventKey, EventParty, Events, PartyKey, event_id};
pub use interner::Interner;
pub use suggestions::{Sighting, Suggestion, Suggestions, sightings};
pub use surfaces::Surfaces;
pub use together::{PAIRED_ENTITIES, Together};

use crate::gazetteer::Gazetteer;

/// What the whole corpus adds up to.
pub struct Totals {
    /// Every entity named.
    pub entities: Entities,
    /// Every pair of entities named in one document.
    pub comentions: Comentions,
    /// Every distinct event.
    pub events: Events,
    /// Which documents repeat another.
    pub duplicates: Duplicates,
    /// Documents that are no repetition of another.
    pub documents: u64,
    /// Documents with more than [`PAIRED_ENTITIES`] entities.
    pub capped_documents: u64,
    /// Documents added, repeated ones too.
    seen: u32,
}

impl Totals {
    /// Nothing yet.
    pub fn new(gazetteer: &Gazetteer) -> Self {
        Self {
            entities: Entities::new(gazetteer.len()),
            comentions: Comentions::default(),
            events: Events::default(),
            duplicates: Duplicates::default(),
            documents: 0,
            capped_documents: 0,
            seen: 0,
        }
    }

    /// Adds a document; `event_rows_at` is where its rows begin in `event_mentions.csv`. Gives the id of the document
    /// that it repeats, if it does.
    pub fn add(&mut self, contribution: Contribution, event_rows_at: u64) -> Option<&str> {
        let Contribution { doc_id, text_hash, date, entities, surfaces, found, together, events } = contribution;
        let is_new = self.duplicates.is_new(text_hash, &doc_id);
        let date = date.map(PackedDate::from);
        self.entities.begin(&found);
        for entity in &entities {
            self.entities.add(entity, date, is_new);
        }
        self.entities.add_surfaces(&surfaces);
        for event in &events {
            self.events.add(event, &mut self.entities, event_rows_at, self.seen, is_new);
        }
        self.seen += 1;
        if is_new {
            self.documents += 1;
            self.capped_documents += u64::from(together.is_capped());
            let indices: Vec<_> = together.entities().iter().map(|&entity| self.entities.index(entity)).collect();
            self.comentions.add(&together, &indices, date);
        }
        self.duplicates.original(text_hash, is_new)
    }
}
