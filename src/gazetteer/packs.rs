//! Small places that count as names of their own: what `--places` adds to the cities of 15,000 people and more.
//!
//! Without it they are looked up only beside their region ([`super::towns`]). With it they stand in the name table, under the
//! same ids, as weak names: every other meaning comes first, and they count where words say that the name is a place's
//! (`in`, `near`, `the village of`) and the document speaks of their country or of places nearby.

use super::builtin;
use super::entry::{Entry, Name};
use super::towns::Town;
use crate::error::Result;

/// Fewest people of a place of the packs; GeoNames' own smallest pack of cities is the same.
pub const FEWEST_PEOPLE: u32 = 500;

/// From so many people on `towns.csv` has the places of every country.
const TOWNS: u32 = 5_000;

/// Gives `take` every built-in small place of at least so many people whose name is no word and no personal name.
pub fn for_each(fewest_people: u32, mut take: impl FnMut(Entry)) -> Result<()> {
    let files = ["towns.csv", "villages.csv"];
    for name in &files[..if fewest_people < TOWNS { 2 } else { 1 }] {
        let text = builtin::file(name)?;
        let towns = text.lines().zip(1..).skip(1).filter_map(|(line, number)| Some((Town::of_line(line)?, number)));
        let counts = |town: &Town| town.population >= fewest_people && !town.is_division() && !town.is_ambiguous();
        towns.filter(|(town, _)| counts(town)).for_each(|(town, number)| take(entry(&town, number)));
    }
    Ok(())
}

fn entry(town: &Town, line: u64) -> Entry {
    let entity = town.entity();
    let names =
        vec![Name { text: entity.name.clone(), kind: Default::default(), case: Default::default(), weak: true }];
    Entry { entity, names, typed: true, line, ..Entry::default() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_small_place_of_that_size_is_given_once() {
        let count = |fewest| {
            let (mut ids, mut smallest) = (Vec::new(), u32::MAX);
            for_each(fewest, |entry| {
                smallest = smallest.min(entry.entity.population);
                ids.push(entry.entity.id);
            })
            .unwrap();
            ids.sort_unstable();
            let all = ids.len();
            ids.dedup();
            assert_eq!(ids.len(), all, "an id stands twice");
            assert!(smallest >= fewest, "{smallest}");
            all
        };
        let (towns, villages) = (count(5_000), count(500));
        assert!(towns > 20_000 && villages > 3 * towns, "{towns} and {villages}");
    }
}
