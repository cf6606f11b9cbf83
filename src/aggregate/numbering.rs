//! The distinct entities of one document, numbered.

use rustc_hash::FxHashMap;

use crate::model::EntityRef;

/// So many entities are looked through one by one: most documents name fewer, and then no table is built.
const FEW: usize = 32;

/// Gives each distinct entity a number, counted from 0 in the order first seen.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    entities: Vec<EntityRef>,
    /// Numbers by entity, once there are more than a few.
    table: FxHashMap<EntityRef, usize>,
}

impl Numbering {
    /// The number of `entity`.
    pub(super) fn number(&mut self, entity: EntityRef) -> usize {
        let known = match self.table.is_empty() {
            true => self.entities.iter().position(|known| *known == entity),
            false => self.table.get(&entity).copied(),
        };
        known.unwrap_or_else(|| self.add(entity))
    }

    /// The entities, by number.
    pub(super) fn into_entities(self) -> Vec<EntityRef> {
        self.entities
    }

    fn add(&mut self, entity: EntityRef) -> usize {
        let number = self.entities.len();
        self.entities.push(entity);
        if number == FEW {
            self.table.extend(self.entities.iter().copied().zip(0..));
        } else if number > FEW {
            self.table.insert(entity, number);
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_or_many_entities_are_numbered_in_the_order_first_seen() {
        let mut numbers = Numbering::default();
        for round in 0..3 {
            for index in 0..100 {
                assert_eq!(numbers.number(EntityRef::Listed(index * 7)), index as usize, "{round}");
            }
        }
        assert_eq!(numbers.into_entities().len(), 100);
    }
}
