//! Totals per pair of entities.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{DateRange, EntityIndex, PackedDate, Together};

/// What one pair adds up to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pair {
    /// Documents that name both.
    pub documents: u32,
    /// Sentences that name both.
    pub sentences: u32,
    /// Dates of those documents.
    pub dates: DateRange,
}

/// A pair with its two entities, in the order in which they are written.
pub type RankedPair = (EntityIndex, EntityIndex, Pair);

/// Every pair of entities named in one document; an entity is never paired with itself.
#[derive(Debug, Default)]
pub struct Comentions {
    pairs: FxHashMap<(EntityIndex, EntityIndex), Pair>,
}

impl Comentions {
    /// Adds a document; `indices` are the numbers of the entities of `together`, in its order.
    pub(super) fn add(&mut self, together: &Together, indices: &[EntityIndex], date: Option<PackedDate>) {
        for (a, b, sentences) in together.pairs() {
            let (a, b) = (indices[a], indices[b]);
            let pair = self.pairs.entry((a.min(b), a.max(b))).or_default();
            pair.documents += 1;
            pair.sentences += u32::from(sentences);
            pair.dates.add(date);
        }
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.pairs.len()
    }

    /// All pairs by documents, the most first, then by sentences, then by `rank` (the place of an entity's id in order of
    /// ids); the entity of lower rank comes first in a pair.
    pub fn ranked(&self, rank: &[u32]) -> Vec<RankedPair> {
        let mut ranked: Vec<_> = self
            .pairs
            .iter()
            .map(|(&(a, b), &pair)| if rank[a as usize] < rank[b as usize] { (a, b, pair) } else { (b, a, pair) })
            .collect();
        ranked.sort_unstable_by_key(|&(a, b, pair)| {
            (Reverse(pair.documents), Reverse(pair.sentences), rank[a as usize], rank[b as usize])
        });
        ranked
    }
}
