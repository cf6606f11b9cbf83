//! Entities, names and people in the making: what one row after the other adds up to.
//!
//! The build script runs this over the built-in lists and embeds the result, compiled, so that a run need not read them;
//! a run does the same with the user's own files, on top of the built-in entities.

use rustc_hash::FxHashMap;

use super::changes;
use super::entities::Entities;
use super::entry::{Ambiguity, Entry, NameKind};
use super::names::{Meaning, NameTableBuilder};
use super::people::{People, nation_of};
use super::variants;
use crate::model::{Entity, EntityType};

/// What rows have added so far.
#[derive(Default)]
pub struct Making {
    /// The entities.
    pub entities: Entities,
    /// Their names, those of the built-in lists apart.
    pub names: NameTableBuilder,
    /// People by surname and by other romanizations.
    pub people: People,
    /// The priority of the list that each entity's data are of.
    pub owners: Vec<u8>,
    /// Regions that have no population of their own and count as large as their towns together, in order.
    summed: Vec<u32>,
    /// How many entities the regions are counted by already.
    counted: u32,
    /// Whether one of those has changed since.
    recount: bool,
}

impl Making {
    /// Begins with the built-in lists; `summed`: the regions that [`Making::count_regions`] gave for them.
    pub fn with_built_in(entities: Entities, people: People, summed: Vec<u32>) -> Self {
        let counted = entities.len() as u32;
        let owners = vec![0; entities.len()];
        Self { entities, people, owners, summed, counted, ..Self::default() }
    }

    /// Adds an entity with its names, or more names to one that is there; gives its index.
    pub fn add(&mut self, mut entry: Entry, priority: u8) -> u32 {
        let entity = std::mem::take(&mut entry.entity);
        let person = (entity.kind == EntityType::Person).then(|| nation_of(&entity.country, &entity.code).to_string());
        let index = self.entity_index(entity, priority);
        self.add_names(&entry, index, priority);
        if let Some(country) = person {
            self.add_person(&entry, index, &country);
        }
        index
    }

    /// Adds the names of an entry.
    pub fn add_names(&mut self, entry: &Entry, index: u32, priority: u8) {
        for name in &entry.names {
            let ambiguity = if name.kind == NameKind::Canonical { entry.ambiguity } else { Ambiguity::None };
            self.names.add(name, |case, length| Meaning {
                entity: index,
                priority,
                kind: name.kind,
                case,
                weak: name.weak,
                ambiguity,
                length,
                line: entry.line as u32,
            });
        }
    }

    /// Adds a person by surname and by other romanizations of the names.
    pub fn add_person(&mut self, entry: &Entry, index: u32, country: &str) {
        self.people.add(index, &entry.names, country);
        let variants = &mut self.people.variants;
        variants::keys_of(&entry.names, country, |key| variants.add_key(key, index));
    }

    /// The index of an entity, which is added when it is not there and updated when it is.
    pub fn entity_index(&mut self, mut entity: Entity, priority: u8) -> u32 {
        if entity.id.is_empty() {
            entity.id = format!("{}:{}", entity.kind.as_str(), slug(&entity.name));
        }
        match self.entities.index_of(&entity.id) {
            Some(known) => {
                self.update(known, entity, priority, true);
                known
            }
            None => {
                self.owners.push(priority);
                self.entities.push(entity)
            }
        }
    }

    /// Fills in what a list with a higher priority says of an entity; `typed`: its type counts too.
    pub fn update(&mut self, known: u32, entity: Entity, priority: u8, typed: bool) {
        let owner = &mut self.owners[known as usize];
        if priority <= *owner {
            return;
        }
        *owner = priority;
        let summed = self.summed.binary_search(&known).ok();
        if let Some(older) = self.entities.get_mut(known) {
            if let Some(place) = summed {
                // The sum of its towns is no population of its own, which the row may give.
                older.population = 0;
                self.summed.remove(place);
            }
            let before = (older.kind, older.population, older.parent.clone());
            changes::update(older, entity, typed);
            let same = summed.is_none() && before == (older.kind, older.population, older.parent.clone());
            self.recount |= !same && known < self.counted;
        }
    }

    /// A region without a population of its own counts as large as its towns together, so that the Gaza of two million
    /// people comes before the Mozambican one. Counts the entities added since the regions were last counted, or all of
    /// them when one of those has changed; gives all regions counted so, in order. To be called once.
    pub fn count_regions(&mut self) -> Vec<u32> {
        let mut summed = std::mem::take(&mut self.summed);
        let mut first = std::mem::take(&mut self.counted);
        if std::mem::take(&mut self.recount) {
            first = 0;
            for region in summed.drain(..) {
                if let Some(entity) = self.entities.get_mut(region) {
                    entity.population = 0;
                }
            }
        }
        for (region, sum) in self.populations_of_regions(first) {
            let place = summed.binary_search(&region);
            if let Some(entity) = self.entities.get_mut(region)
                && entity.kind == EntityType::Place
                && (entity.population == 0 || place.is_ok())
            {
                entity.population = entity.population.saturating_add(sum);
                if let Err(place) = place {
                    summed.insert(place, region);
                }
            }
        }
        summed
    }

    /// How many people live in the entities from `first` on, together, by the region they lie in.
    fn populations_of_regions(&self, first: u32) -> FxHashMap<u32, u32> {
        let mut sums: FxHashMap<u32, u32> = FxHashMap::default();
        for entity in (first..self.entities.len() as u32).map(|index| self.entities.get(index)) {
            if entity.population > 0
                && let Some(region) = self.entities.index_of(&entity.parent)
            {
                let sum = sums.entry(region).or_default();
                *sum = sum.saturating_add(entity.population);
            }
        }
        sums
    }
}

/// The part of an id that is made from a name: small ASCII letters and digits, joined by hyphens.
pub fn slug(name: &str) -> String {
    let folded = crate::segment::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str, parent: &str, population: u32) -> Entity {
        let kind = EntityType::Place;
        Entity { id: id.into(), name: id.into(), kind, parent: parent.into(), population, ..Entity::default() }
    }

    fn population(making: &Making, id: &str) -> Option<u32> {
        making.entities.index_of(id).map(|index| making.entities.get(index).population)
    }

    #[test]
    fn regions_count_their_towns_the_same_in_one_go_and_on_top_of_built_in_lists() {
        let built_in = [place("r", "", 0), place("s", "", 9), place("a", "r", 10), place("b", "r", 20)];
        for (own, expected) in [
            (vec![place("c", "r", 5), place("d", "s", 5)], [Some(35), Some(9)]),
            (vec![place("a", "r", 100)], [Some(120), Some(9)]),
            (vec![place("a", "s", 0)], [Some(20), Some(9)]),
            (vec![place("r", "", 7)], [Some(7), Some(9)]),
            (vec![place("r", "s", 0)], [Some(30), Some(9)]),
            (vec![place("t", "", 0), place("u", "t", 4)], [Some(30), Some(9)]),
        ] {
            let mut at_once = Making::default();
            built_in.iter().for_each(|entity| {
                at_once.entity_index(entity.clone(), 0);
            });
            let mut first = Making::default();
            built_in.iter().for_each(|entity| {
                first.entity_index(entity.clone(), 0);
            });
            let summed = first.count_regions();
            assert_eq!(summed, [0]);
            let mut then = Making::with_built_in(first.entities, first.people, summed);
            for making in [&mut at_once, &mut then] {
                own.iter().for_each(|entity| {
                    making.entity_index(entity.clone(), 1);
                });
                making.count_regions();
                assert_eq!(["r", "s"].map(|id| population(making, id)), expected, "{own:?}");
            }
            assert_eq!(population(&at_once, "t"), population(&then, "t"));
        }
    }
}
