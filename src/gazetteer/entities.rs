//! The entities of a gazetteer, by index and by id.
//!
//! Entities that come from a compiled gazetteer stay packed until somebody asks for them: a list of a million names is
//! loaded at once, and only the entities that texts name are ever unpacked.

use std::sync::OnceLock;

use super::packing::{Packed, Packer};
use super::table::{NONE, Slots};
use crate::model::{DatedRole, Entity, EntityType, Gender};
use crate::segment::FoldHash;

/// All entities.
#[derive(Default)]
pub struct Entities {
    unpacked: Vec<OnceLock<Box<Entity>>>,
    /// Where the packed form of each begins, or [`NONE`].
    starts: Vec<u32>,
    packed: Vec<u8>,
    by_id: Slots,
}

impl Entities {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.unpacked.len()
    }

    /// The entity at `index`.
    #[inline]
    pub fn get(&self, index: u32) -> &Entity {
        self.unpacked[index as usize].get_or_init(|| Box::new(self.unpack(index)))
    }

    /// The entity at `index`, to be changed.
    pub fn get_mut(&mut self, index: u32) -> Option<&mut Entity> {
        self.get(index);
        self.unpacked[index as usize].get_mut().map(|entity| &mut **entity)
    }

    fn unpack(&self, index: u32) -> Entity {
        match self.starts[index as usize] {
            NONE => Entity::default(),
            start => unpack(&mut Packed::new(&self.packed[start as usize..])),
        }
    }

    /// The index of the entity with that id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        let slot = self.by_id.find(key_of(id))?;
        (self.get(slot.group).id == id).then_some(slot.group)
    }

    /// Adds an entity; its id must not be there.
    pub fn push(&mut self, entity: Entity) -> u32 {
        let index = self.register(key_of(&entity.id));
        self.unpacked.push(OnceLock::from(Box::new(entity)));
        self.starts.push(NONE);
        index
    }

    fn register(&mut self, key: u64) -> u32 {
        let index = self.unpacked.len() as u32;
        self.by_id.entry(key).group = index;
        index
    }

    /// The entities that both lists have: the index here and there of each.
    pub fn shared(&self, other: &Self) -> Vec<(u32, u32)> {
        if self.len() > other.len() {
            return other.shared(self).into_iter().map(|(theirs, mine)| (mine, theirs)).collect();
        }
        self.by_id.entries().filter_map(|slot| Some((slot.group, other.by_id.find(slot.key)?.group))).collect()
    }

    /// Adds the entities of another list that are not here yet; gives the index here of each of them.
    pub fn merge(&mut self, mut other: Self) -> Vec<u32> {
        let mut keys = vec![0; other.len()];
        other.by_id.entries().for_each(|slot| keys[slot.group as usize] = slot.key);
        let unpacked = std::mem::take(&mut other.unpacked);
        let base = self.packed.len() as u32;
        self.packed.append(&mut other.packed);
        let pieces = unpacked.into_iter().zip(other.starts).zip(keys);
        pieces
            .map(|((entity, start), key)| {
                if let Some(slot) = self.by_id.find(key) {
                    return slot.group;
                }
                let index = self.register(key);
                self.unpacked.push(entity);
                self.starts.push(if start == NONE { NONE } else { base + start });
                index
            })
            .collect()
    }

    /// The packed form of all entities: where each begins, their bytes, and the slots of their ids.
    pub fn pack(&self) -> (Vec<u32>, Vec<u8>, &Slots) {
        let mut packer = Packer::default();
        let starts = (0..self.len() as u32).map(|index| {
            let start = packer.bytes.len() as u32;
            pack(self.get(index), &mut packer);
            start
        });
        (starts.collect(), packer.bytes, &self.by_id)
    }

    /// Entities from their packed form.
    pub fn from_packed(starts: Vec<u32>, packed: Vec<u8>, by_id: Slots) -> Self {
        let unpacked = starts.iter().map(|_| OnceLock::new()).collect();
        Self { unpacked, starts, packed, by_id }
    }
}

fn key_of(id: &str) -> u64 {
    let mut hash = FoldHash::default();
    id.bytes().for_each(|byte| hash.push(byte));
    hash.finish().max(1)
}

fn pack(entity: &Entity, packer: &mut Packer) {
    let texts = [&entity.id, &entity.name, &entity.subtype, &entity.country, &entity.code];
    texts.into_iter().for_each(|text| packer.text(text));
    [&entity.geonames, &entity.wikidata, &entity.parent].into_iter().for_each(|text| packer.text(text));
    let gender = entity.gender.map_or(0, |gender| 1 + gender as u64);
    packer.number(entity.kind as u64 | gender << 2 | u64::from(entity.coordinates.is_some()) << 4);
    if let Some((latitude, longitude)) = entity.coordinates {
        packer.bytes.extend(latitude.to_le_bytes());
        packer.bytes.extend(longitude.to_le_bytes());
    }
    packer.number(u64::from(entity.population));
    packer.number(entity.roles.len() as u64);
    for role in &entity.roles {
        let date = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        packer.text(&role.title);
        packer.text(&role.code);
        packer.text(&date(role.start));
        packer.text(&date(role.end));
        packer.number(u64::from(role.ended));
    }
}

fn unpack(packed: &mut Packed) -> Entity {
    let mut entity = Entity {
        id: packed.text(),
        name: packed.text(),
        subtype: packed.text(),
        country: packed.text(),
        code: packed.text(),
        geonames: packed.text(),
        wikidata: packed.text(),
        parent: packed.text(),
        ..Entity::default()
    };
    let flags = packed.number();
    entity.kind = match flags & 3 {
        1 => EntityType::Place,
        2 => EntityType::Organization,
        _ => EntityType::Person,
    };
    entity.gender = match flags >> 2 & 3 {
        1 => Some(Gender::Male),
        2 => Some(Gender::Female),
        _ => None,
    };
    entity.coordinates = (flags >> 4 & 1 == 1).then(|| (packed.decimal(), packed.decimal()));
    entity.population = packed.number() as u32;
    entity.roles = (0..packed.number()).map_while(|_| (!packed.is_empty()).then(|| role(packed))).collect();
    entity
}

fn role(packed: &mut Packed) -> DatedRole {
    DatedRole {
        title: packed.text(),
        code: packed.text(),
        start: packed.text().parse().ok(),
        end: packed.text().parse().ok(),
        ended: packed.number() == 1,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn entity(id: &str) -> Entity {
        Entity {
            id: id.into(),
            name: "Zoë".into(),
            kind: EntityType::Organization,
            gender: Some(Gender::Female),
            coordinates: Some((-33.5, 151.25)),
            population: 4_000_000_000,
            parent: "place:x".into(),
            roles: vec![DatedRole {
                title: "envoy".into(),
                start: "2016-09".parse().ok(),
                ended: true,
                ..DatedRole::default()
            }],
            ..Entity::default()
        }
    }

    #[test]
    fn packing_loses_nothing() {
        let mut entities = Entities::default();
        entities.push(entity("organization:a"));
        entities.push(Entity { id: "person:b".into(), ..Entity::default() });
        let (starts, bytes, by_id) = entities.pack();
        let again = Entities::from_packed(starts, bytes, by_id.clone());
        for index in 0..2 {
            assert_eq!(format!("{:?}", again.get(index)), format!("{:?}", entities.get(index)));
        }
        assert_eq!((again.index_of("person:b"), again.index_of("person:c")), (Some(1), None));
    }

    #[test]
    fn merging_keeps_one_entity_per_id() {
        let mut first = Entities::default();
        first.push(entity("a"));
        let mut second = Entities::default();
        second.push(entity("b"));
        second.push(entity("a"));
        assert_eq!(first.merge(second), [1, 0]);
        assert_eq!((first.len(), first.index_of("b")), (2, Some(1)));
    }
}
