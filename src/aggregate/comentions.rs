//! Totals per pair of entities.

use rustc_hash::FxHashMap;

use super::{DateRange, EntityIndex, PackedDate, Together};
use crate::parallel;

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
///
/// Pairs are kept with the one of the two that was named later in the corpus: it is mostly the rarer one, its pairs are few and lie side
/// by side, and a document touches as many places in memory as it names entities, not as it has pairs.
#[derive(Debug, Default)]
pub struct Comentions {
    partners: Vec<Partners>,
}

/// The pairs of one entity with those named earlier.
#[derive(Debug)]
enum Partners {
    /// Looked through one by one.
    Few(Vec<(EntityIndex, Pair)>),
    Many(FxHashMap<EntityIndex, Pair>),
}

/// So many pairs of an entity are looked through one by one.
const FEW: usize = 24;

impl Default for Partners {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Partners {
    /// The pair with that entity.
    fn pair(&mut self, other: EntityIndex) -> &mut Pair {
        if let Self::Few(few) = self
            && few.len() > FEW
        {
            *self = Self::Many(few.drain(..).collect());
        }
        match self {
            Self::Many(many) => many.entry(other).or_default(),
            Self::Few(few) => {
                let at = few.iter().position(|&(known, _)| known == other).unwrap_or_else(|| {
                    few.push((other, Pair::default()));
                    few.len() - 1
                });
                &mut few[at].1
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Few(few) => few.len(),
            Self::Many(many) => many.len(),
        }
    }

    /// Hands each pair to `visit`, in no order.
    fn each(&self, mut visit: impl FnMut(EntityIndex, &Pair)) {
        match self {
            Self::Few(few) => few.iter().for_each(|(other, pair)| visit(*other, pair)),
            Self::Many(many) => many.iter().for_each(|(other, pair)| visit(*other, pair)),
        }
    }
}

/// Two numbers of entities in one, the smaller one high: it is compared in one step.
fn key(a: EntityIndex, b: EntityIndex) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

impl Comentions {
    /// Adds a document; `indices` are the numbers of the entities of `together`, in its order. One that repeats
    /// another (it does not count) adds only the pairs that no document before it has.
    pub(super) fn add(&mut self, together: &Together, indices: &[EntityIndex], date: Option<PackedDate>, counts: bool) {
        for (a, b, sentences) in together.pairs() {
            let pair = self.pair(indices[a], indices[b]);
            if !counts && pair.documents > 0 {
                continue;
            }
            pair.documents += 1;
            pair.sentences += u32::from(sentences);
            pair.dates.add(date);
        }
    }

    fn pair(&mut self, a: EntityIndex, b: EntityIndex) -> &mut Pair {
        let (earlier, later) = (a.min(b), a.max(b) as usize);
        if later >= self.partners.len() {
            self.partners.resize_with(later + 1, Partners::default);
        }
        self.partners[later].pair(earlier)
    }

    /// Hands each pair to `visit`, in no order.
    fn each(&self, mut visit: impl FnMut(EntityIndex, EntityIndex, &Pair)) {
        for (later, partners) in (0..).zip(&self.partners) {
            partners.each(|earlier, pair| visit(earlier, later, pair));
        }
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.partners.iter().map(Partners::len).sum()
    }

    /// How many pairs have fewer documents than `least`.
    pub fn rarer_than(&self, least: u32) -> usize {
        let mut count = 0;
        self.each(|_, _, pair| count += usize::from(pair.documents < least));
        count
    }

    /// The pairs of at least `least` documents, by documents, the most first, then by sentences, then by `rank` (the place of an entity's id in order of
    /// ids); the entity of lower rank comes first in a pair. They are sorted by that many threads.
    pub fn ranked(&self, rank: &[u32], least: u32, threads: usize) -> Vec<RankedPair> {
        let mut entities = vec![0; rank.len()];
        rank.iter().zip(0..).for_each(|(&rank, index)| entities[rank as usize] = index);
        // What they are sorted by is gathered in one number first: ranks lie far apart in memory, and a number is compared at once.
        let mut ranked: Vec<(u128, DateRange)> = Vec::with_capacity(self.count());
        self.each(|a, b, total| {
            if total.documents >= least {
                let counts = !(u64::from(total.documents) << 32 | u64::from(total.sentences));
                let order = u128::from(counts) << 64 | u128::from(key(rank[a as usize], rank[b as usize]));
                ranked.push((order, total.dates));
            }
        });
        parallel::sort(threads, &mut ranked, |&(order, _)| order);
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
            *comentions.pair(a, b) = Pair { documents, sentences, dates: DateRange::default() };
        }
        let ranked = comentions.ranked(&[3, 1, 0, 2], 0, 1);
        assert_eq!((comentions.ranked(&[3, 1, 0, 2], 3, 1).len(), comentions.rarer_than(3)), (2, 3));
        let shown: Vec<_> = ranked.iter().map(|&(a, b, pair)| (a, b, pair.documents, pair.sentences)).collect();
        assert_eq!(shown, [(2, 0, 3, 4), (2, 1, 3, 0), (2, 3, 1, u32::MAX), (1, 0, 1, 5), (3, 0, 1, 5)]);
    }

    #[test]
    fn pairs_of_an_entity_with_few_or_many_others_add_up() {
        let mut comentions = Comentions::default();
        for _ in 0..3 {
            for other in (0..100).rev() {
                comentions.pair(200, other).documents += 1;
                comentions.pair(other, 101).documents += u32::from(other < 5);
            }
        }
        assert_eq!((comentions.count(), comentions.rarer_than(1), comentions.rarer_than(4)), (200, 95, 200));
        assert_eq!(comentions.pair(7, 200).documents, 3);
    }
}
