//! Documents → totals of the whole corpus.
//!
//! What comes in: for each document, in order, a [`Contribution`]: the little that the totals need of it, worked out by
//! the thread that analysed the document. What goes out: [`Totals`], from which `write` makes the tables. Memory grows
//! with distinct entities, pairs and events (some tens of bytes each), not with text: names are interned, and the
//! sentence that proves an event stays on disk.
//!
//! A document that repeats an earlier one, word for word or nearly ([`Duplicates`]), counts in `mentions` (as it has rows
//! there) but not again in `documents`, `sentences`, dates or NPMI, unless [`TotalsOptions`] say so.

mod comentions;
mod contribution;
mod dates;
mod duplicates;
mod entities;
mod events;
mod interner;
mod joining;
pub mod npmi;
mod numbering;
mod sketch;
mod suggestions;
mod surfaces;
mod together;

pub use comentions::{Comentions, Pair, RankedPair};
pub use contribution::{Contribution, EntityContribution, EventContribution, Party, entity, event_key};
pub use dates::{DateRange, PackedDate};
pub use duplicates::Duplicates;
pub use entities::{Entities, EntityIndex, EntityTotal, EntityView};
pub use events::{Event, EventKey, EventParty, Events, PartyKey, Report, event_id};
pub use interner::Interner;
pub use sketch::Sketch;
pub use suggestions::{Sighting, Suggestion, Suggestions, sightings};
pub use surfaces::Surfaces;
pub use together::{PAIRED_ENTITIES, Together};

use duplicates::Standing;
use events::Origin;

use crate::gazetteer::Gazetteer;

/// What is counted, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TotalsOptions {
    /// Count every document, repeated ones too.
    pub keep_duplicates: bool,
    /// Sentences that two entities may be apart to be paired; without it, anywhere in a document.
    pub window: Option<u32>,
    /// Pairs of fewer documents have no row.
    pub min_documents: u32,
    /// Take all reports of one day, source code, target code and CAMEO code for one event.
    pub one_a_day: bool,
}

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
    /// Documents that count: those that are no repetition of another, or all.
    pub documents: u64,
    /// Documents with more than [`PAIRED_ENTITIES`] entities.
    pub capped_documents: u64,
    /// How they are counted.
    pub options: TotalsOptions,
    /// Documents added, repeated ones too.
    seen: u32,
}

impl Totals {
    /// Nothing yet.
    pub fn new(gazetteer: &Gazetteer, options: TotalsOptions) -> Self {
        Self {
            entities: Entities::new(gazetteer.len()),
            comentions: Comentions::default(),
            events: Events::default(),
            duplicates: Duplicates::default(),
            documents: 0,
            capped_documents: 0,
            options,
            seen: 0,
        }
    }

    /// Adds a document; `event_rows_at` is where its rows begin in `event_mentions.csv`. Gives the id of the document
    /// that it repeats, if it does.
    pub fn add(&mut self, contribution: Contribution, event_rows_at: u64) -> Option<&str> {
        let Contribution { doc_id, text_hash, sketch, date, entities, surfaces, found, together, events } =
            contribution;
        let standing = self.duplicates.add(text_hash, sketch, &doc_id);
        // A copy counts as the document that it repeats.
        let (counts, document) = match standing {
            _ if self.options.keep_duplicates => (true, self.seen),
            Standing::First(number) => (true, number),
            Standing::Copy(number) => (false, number),
        };
        let date = date.map(PackedDate::from);
        self.entities.begin(&found);
        for entity in &entities {
            self.entities.add(entity, date, counts);
        }
        self.entities.add_surfaces(&surfaces);
        let id = match standing {
            Standing::Copy(number) if !counts => self.duplicates.id(number),
            _ => &doc_id,
        };
        let origin = Origin { number: document, id };
        for event in &events {
            self.events.add(event, &mut self.entities, event_rows_at, &origin);
        }
        self.seen += 1;
        self.documents += u64::from(counts);
        self.capped_documents += u64::from(counts && together.is_capped());
        let indices: Vec<_> = together.entities().iter().map(|&entity| self.entities.index(entity)).collect();
        self.comentions.add(&together, &indices, date, counts);
        match standing {
            Standing::First(_) => None,
            Standing::Copy(number) => Some(self.duplicates.id(number)),
        }
    }

    /// Makes distinct events of the reports, once all documents are added.
    pub fn settle(&mut self, gazetteer: &Gazetteer) {
        self.events.settle(&self.entities, gazetteer, self.options.one_a_day);
    }
}
