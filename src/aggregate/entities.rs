//! Totals per entity.

use std::cmp::Reverse;
use std::hash::{DefaultHasher, Hasher};

use rustc_hash::FxHashMap;

use super::{DateRange, EntityContribution, Interner, PackedDate, Surfaces};
use crate::gazetteer::Gazetteer;
use crate::model::{Entity, EntityRef, EntityType};
use crate::parallel;

/// Number of an entity among those named in the corpus, counted from 0 in the order first named.
pub type EntityIndex = u32;

/// Says that an entity has no number yet.
const UNSEEN: u32 = u32::MAX;

/// What one entity adds up to.
#[derive(Clone, Debug)]
pub struct EntityTotal {
    identity: Identity,
    /// Mentions in all documents, repeated ones too.
    pub mentions: u64,
    /// Documents that name it, without repeated ones.
    pub documents: u32,
    /// Dates of those documents.
    pub dates: DateRange,
    /// Surface forms and how often each was used.
    surfaces: Vec<Surface>,
}

/// A surface form of an entity, told by its hash, so that the text is not looked at again.
#[derive(Clone, Copy, Debug)]
struct Surface {
    hash: u64,
    /// Its number in [`Entities::words`].
    word: u32,
    count: u32,
}

#[derive(Clone, Copy, Debug)]
enum Identity {
    /// Index into the gazetteer.
    Listed(u32),
    /// Index into [`Entities::found`].
    Found(u32),
}

/// An entity that no gazetteer lists, in little memory.
#[derive(Debug)]
struct FoundEntity {
    id: Box<str>,
    name: Box<str>,
    kind: EntityType,
    subtype: u32,
    country: u32,
    code: u32,
    coordinates: Option<(f32, f32)>,
    geonames: Box<str>,
    parent: u32,
}

/// What the tables tell of an entity.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct EntityView<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kind: EntityType,
    pub subtype: &'a str,
    pub country: &'a str,
    pub code: &'a str,
    pub coordinates: Option<(f32, f32)>,
    pub geonames: &'a str,
    pub wikidata: &'a str,
    /// Id of the region or organization that holds it.
    pub parent: &'a str,
}

/// Every entity named in the corpus.
#[derive(Debug, Default)]
pub struct Entities {
    totals: Vec<EntityTotal>,
    /// Gazetteer index → number here.
    listed: Vec<EntityIndex>,
    /// Hash of the id of an unlisted entity → number here.
    found_by_id: FxHashMap<u64, EntityIndex>,
    found: Vec<FoundEntity>,
    /// Numbers of the current document's unlisted entities.
    current: Vec<EntityIndex>,
    words: Interner,
}

impl Entities {
    /// No entity yet, with room for `listed` entities of a gazetteer.
    pub fn new(listed: usize) -> Self {
        Self { listed: vec![UNSEEN; listed], ..Self::default() }
    }

    /// Begins a document with these unlisted entities.
    pub(super) fn begin(&mut self, found: &[Entity]) {
        self.current.clear();
        for entity in found {
            let index = self.found_index(entity);
            self.current.push(index);
        }
    }

    /// The number of an entity of the current document.
    pub(super) fn index(&mut self, entity: EntityRef) -> EntityIndex {
        match entity {
            EntityRef::Found(index) => self.current[index as usize],
            EntityRef::Listed(index) => {
                if self.listed[index as usize] == UNSEEN {
                    self.listed[index as usize] = self.push(Identity::Listed(index));
                }
                self.listed[index as usize]
            }
        }
    }

    /// Counts the mentions of one entity in the current document.
    pub(super) fn add(&mut self, entity: &EntityContribution, date: Option<PackedDate>, counts: bool) {
        let index = self.index(entity.entity) as usize;
        let total = &mut self.totals[index];
        total.mentions += u64::from(entity.mentions);
        // What only a repeated document names still has one.
        if counts || total.documents == 0 {
            total.documents += 1;
            total.dates.add(date);
        }
    }

    /// Counts the surface forms that the current document uses.
    pub(super) fn add_surfaces(&mut self, surfaces: &Surfaces) {
        for (entity, hash, text, count) in surfaces.iter() {
            let index = self.index(entity) as usize;
            let known = &mut self.totals[index].surfaces;
            match known.iter_mut().find(|known| known.hash == hash) {
                Some(known) => known.count += count,
                None => known.push(Surface { hash, word: self.words.number(text), count }),
            }
        }
    }

    /// The totals of an entity.
    pub fn total(&self, index: EntityIndex) -> &EntityTotal {
        &self.totals[index as usize]
    }

    /// How many entities have been named.
    pub fn count(&self) -> usize {
        self.totals.iter().filter(|total| total.mentions > 0).count()
    }

    /// What the tables tell of an entity.
    pub fn view<'a>(&'a self, index: EntityIndex, gazetteer: &'a Gazetteer) -> EntityView<'a> {
        match self.totals[index as usize].identity {
            Identity::Listed(listed) => EntityView::of(gazetteer.entity(listed)),
            Identity::Found(found) => self.found_view(&self.found[found as usize]),
        }
    }

    /// What the tables tell of each entity, by number.
    pub fn views<'a>(&'a self, gazetteer: &'a Gazetteer) -> impl Iterator<Item = EntityView<'a>> {
        (0..self.totals.len() as u32).map(|index| self.view(index, gazetteer))
    }

    /// Surface forms, the most frequent first, separated by `|`.
    pub fn surfaces(&self, index: EntityIndex) -> String {
        let mut surfaces: Vec<(u32, &str)> =
            self.totals[index as usize].surfaces.iter().map(|form| (form.count, self.words.text(form.word))).collect();
        surfaces.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        surfaces.iter().map(|(_, surface)| *surface).collect::<Vec<_>>().join("|")
    }

    /// Entities named at least once: by mentions, the most first, then by `rank`, the place of their id in the order of ids.
    pub fn ranked(&self, rank: &[u32]) -> Vec<EntityIndex> {
        let named = (0..self.totals.len() as u32).filter(|&index| self.total(index).mentions > 0);
        let mut ranked: Vec<EntityIndex> = named.collect();
        ranked.sort_unstable_by_key(|&index| (Reverse(self.total(index).mentions), rank[index as usize]));
        ranked
    }

    /// For each entity, the place of its id in the order of ids; they are sorted by that many threads.
    pub fn ranks_of_ids(&self, gazetteer: &Gazetteer, threads: usize) -> Vec<u32> {
        let mut by_id: Vec<(&str, EntityIndex)> = self.views(gazetteer).map(|view| view.id).zip(0..).collect();
        // Equal ids, should there be any, stay in the order of their numbers.
        parallel::sort(threads, &mut by_id, |&entity| entity);
        let mut ranks = vec![0; by_id.len()];
        for (rank, &(_, index)) in by_id.iter().enumerate() {
            ranks[index as usize] = rank as u32;
        }
        ranks
    }

    fn found_index(&mut self, entity: &Entity) -> EntityIndex {
        let mut hasher = DefaultHasher::new();
        hasher.write(entity.id.as_bytes());
        let key = hasher.finish();
        if let Some(&index) = self.found_by_id.get(&key) {
            return index;
        }
        self.found.push(FoundEntity {
            id: entity.id.as_str().into(),
            name: entity.name.as_str().into(),
            kind: entity.kind,
            subtype: self.words.number(&entity.subtype),
            country: self.words.number(&entity.country),
            code: self.words.number(&entity.code),
            coordinates: entity.coordinates,
            geonames: entity.geonames.as_str().into(),
            parent: self.words.number(&entity.parent),
        });
        let index = self.push(Identity::Found(self.found.len() as u32 - 1));
        self.found_by_id.insert(key, index);
        index
    }

    fn push(&mut self, identity: Identity) -> EntityIndex {
        let total =
            EntityTotal { identity, mentions: 0, documents: 0, dates: DateRange::default(), surfaces: Vec::new() };
        self.totals.push(total);
        self.totals.len() as u32 - 1
    }

    fn found_view<'a>(&'a self, found: &'a FoundEntity) -> EntityView<'a> {
        EntityView {
            id: &found.id,
            name: &found.name,
            kind: found.kind,
            subtype: self.words.text(found.subtype),
            country: self.words.text(found.country),
            code: self.words.text(found.code),
            coordinates: found.coordinates,
            geonames: &found.geonames,
            wikidata: "",
            parent: self.words.text(found.parent),
        }
    }
}

impl<'a> EntityView<'a> {
    /// The view of an entity.
    pub fn of(entity: &'a Entity) -> Self {
        Self {
            id: &entity.id,
            name: &entity.name,
            kind: entity.kind,
            subtype: &entity.subtype,
            country: &entity.country,
            code: &entity.code,
            coordinates: entity.coordinates,
            geonames: &entity.geonames,
            wikidata: &entity.wikidata,
            parent: &entity.parent,
        }
    }
}
