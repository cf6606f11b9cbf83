//! Totals per pair of entities.

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

/// Every pair of entities named in one document (or one window of it); an entity is never paired with itself.
#[derive(Debug, Default)]
pub struct Comentions {
    pairs: FxHashMap<PairKey, Pair>,
}

/// Two numbers of entities in one, the smaller one high: it is hashed and compared in one step.
type PairKey = u64;

fn key(a: EntityIndex, b: EntityIndex) -> PairKey {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

impl Comentions {
    /// Adds a document; `indices` are the numbers of the entities of `together`, in its order. One that repeats
    /// another (it does not count) adds only the pairs that no document before it has.
    pub(super) fn add(&mut self, together: &Together, indices: &[EntityIndex], date: Option<PackedDate>, counts: bool) {
        for (a, b, sentences) in together.pairs() {
            let pair = self.pairs.entry(key(indices[a], indices[b])).or_default();
            if !counts && pair.documents > 0 {
                continue;
            }
            pair.documents += 1;
            pair.sentences += u32::from(sentences);
            pair.dates.add(date);
        }
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.pairs.len()
    }

    /// How many pairs have fewer documents than `least`.
    pub fn rarer_than(&self, least: u32) -> usize {
        self.pairs.values().filter(|pair| pair.documents < least).count()
    }

    /// The pairs of at least `least` documents, by documents, the most first, then by sentences, then by `rank` (the place of an entity's id in order of
    /// ids); the entity of lower rank comes first in a pair.
    pub fn ranked(&self, rank: &[u32], least: u32) -> Vec<RankedPair> {
        let mut entities = vec![0; rank.len()];
        rank.iter().zip(0..).for_each(|(&rank, index)| entities[rank as usize] = index);
        // What they are sorted by is gathered in one number first: ranks lie far apart in memory, and a number is compared at once.
        let mut ranked: Vec<(u128, DateRange)> = Vec::with_capacity(self.pairs.len());
        let wanted = self.pairs.iter().filter(|(_, total)| total.documents >= least);
        ranked.extend(wanted.map(|(&pair, total)| {
            let (a, b) = (rank[(pair >> 32) as usize], rank[pair as u32 as usize]);
            let counts = !(u64::from(total.documents) << 32 | u64::from(total.sentences));
            (u128::from(counts) << 64 | u128::from(key(a, b)), total.dates)
        }));
        ranked.sort_unstable_by_key(|&(order, _)| order);
        let pair = |(order, dates): (u128, DateRange)| {
            let (counts, pair) = ((order >> 64) as u64, order as u64);
            let total = Pair { documents: (!counts >> 32) as u32, sentences: !counts as u32, dates };
            (entities[(pair >> 32) as usize], entities[pair as u32 as usize], total)
        };
        ranked.into_iter().map(pair).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_ranked_by_documents_then_sentences_then_ids() {
        let totals = [((0, 1), 1, 5), ((2, 1), 3, 0), ((2, 0), 3, 4), ((3, 0), 1, 5), ((3, 2), 1, u32::MAX)];
        let mut comentions = Comentions::default();
        for ((a, b), documents, sentences) in totals {
            comentions.pairs.insert(key(a, b), Pair { documents, sentences, dates: DateRange::default() });
        }
        let ranked = comentions.ranked(&[3, 1, 0, 2], 0);
        assert_eq!((comentions.ranked(&[3, 1, 0, 2], 3).len(), comentions.rarer_than(3)), (2, 3));
        let shown: Vec<_> = ranked.iter().map(|&(a, b, pair)| (a, b, pair.documents, pair.sentences)).collect();
        assert_eq!(shown, [(2, 0, 3, 4), (2, 1, 3, 0), (2, 3, 1, u32::MAX), (1, 0, 1, 5), (3, 0, 1, 5)]);
    }
}
