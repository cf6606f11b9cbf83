//! A token hash: sequences of hashed words → groups of meanings.
//!
//! One open-addressing table holds the hash of every name and of every beginning of a name; an entry says which group of
//! meanings ends there and, in a small mask, which words may come next. A filter of first words says from the cache that
//! most words begin no name. Walking a text costs one look into the filter a word, and a probe only where a name may be, so
//! the cost grows with the names found and hardly with the names listed. Word boundaries and longest match are part of
//! the walk. The folded text of every name is kept, so that a hit can be verified byte by byte.

use crate::segment::chain;

/// No group.
pub const NONE: u32 = u32::MAX;

/// One entry: the beginning of a name, or a whole name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Chained hash of the words so far; 0: the slot is empty.
    pub key: u64,
    /// The group of meanings of the name that ends here, or [`NONE`].
    pub group: u32,
    /// A bit for each fifth of the words that may come next; 0: no name goes on.
    pub next: u32,
}

const EMPTY: Slot = Slot { key: 0, group: NONE, next: 0 };

/// The bit of a word in [`Slot::next`].
#[inline]
pub fn next_bit(word: u64) -> u32 {
    1 << (word >> 59)
}

/// The key of a sequence of one word.
#[inline]
pub fn first_key(word: u64) -> u64 {
    longer_key(0, word)
}

/// The key of a sequence with one more word.
#[inline]
pub fn longer_key(key: u64, word: u64) -> u64 {
    chain(key, word).max(1)
}

/// The slots, in the order of their keys and each near the place that its key asks for (linear probing in order, Amble and
/// Knuth, "Ordered hash tables", 1974): a search for a key that is not there ends as soon as one that is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    slots: Vec<Slot>,
    used: usize,
}

/// Slots behind the last place that a key asks for. The last one is always empty, which ends every search.
const OVERFLOW: usize = 64;

impl Slots {
    /// Slots with room for `entries`.
    pub fn with_room(entries: usize) -> Self {
        Self { slots: vec![EMPTY; entries + entries / 3 + 16 + OVERFLOW], used: 0 }
    }

    /// Slots as stored; `None` when they cannot be right.
    pub fn from_stored(slots: Vec<Slot>) -> Option<Self> {
        let used = slots.iter().filter(|slot| slot.key != 0).count();
        let right = slots.is_empty() || slots.len() > OVERFLOW && slots.last() == Some(&EMPTY);
        right.then_some(Self { slots, used })
    }

    /// All slots, empty ones too.
    pub fn stored(&self) -> &[Slot] {
        &self.slots
    }

    /// The entries, in the order of their keys.
    pub fn entries(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|slot| slot.key != 0)
    }

    /// Hands out the key of each entry, and its group, to be changed.
    pub fn for_each_group(&mut self, mut change: impl FnMut(u64, &mut u32)) {
        self.slots.iter_mut().filter(|slot| slot.key != 0).for_each(|slot| change(slot.key, &mut slot.group));
    }

    /// The first slot that holds `key` or a larger one, or is empty, from where the key belongs on.
    #[inline]
    fn index(&self, key: u64) -> usize {
        let places = (self.slots.len() - OVERFLOW) as u64;
        let mut index = ((u128::from(key) * u128::from(places)) >> 64) as usize;
        while self.slots[index].key.wrapping_sub(1) < key - 1 {
            index += 1;
        }
        index
    }

    /// The entry of `key`, which is not 0; when there is none, an entry of another key.
    #[inline]
    pub fn probe(&self, key: u64) -> Slot {
        if self.slots.is_empty() { EMPTY } else { self.slots[self.index(key)] }
    }

    /// The entry of `key`, which is not 0.
    #[inline]
    pub fn find(&self, key: u64) -> Option<Slot> {
        let slot = self.probe(key);
        (slot.key == key).then_some(slot)
    }

    /// The entry of `key`, made when it is not there.
    pub fn entry(&mut self, key: u64) -> &mut Slot {
        if (self.used + 1) * 8 > self.slots.len().saturating_sub(OVERFLOW) * 7 {
            self.grow();
        }
        let mut index = self.index(key);
        if self.slots[index].key != key {
            if !self.make_room(index) {
                self.grow();
                index = self.index(key);
                self.make_room(index);
            }
            self.slots[index] = Slot { key, ..EMPTY };
            self.used += 1;
        }
        &mut self.slots[index]
    }

    /// Moves the slots from `index` to the next empty one by a place; false when that would fill the last slot.
    fn make_room(&mut self, index: usize) -> bool {
        let Some(run) = self.slots[index..].iter().position(|slot| slot.key == 0) else { return false };
        let empty = index + run;
        if empty + 1 == self.slots.len() {
            return false;
        }
        self.slots.copy_within(index..empty, index + 1);
        true
    }

    fn grow(&mut self) {
        let mut room = self.used.max(8) * 2;
        loop {
            if let Some(larger) = self.copied(room) {
                *self = larger;
                return;
            }
            room *= 2;
        }
    }

    /// The same entries in a table with that room; `None` when they would fill its last slot.
    fn copied(&self, room: usize) -> Option<Self> {
        let mut larger = Self::with_room(room);
        let last = larger.slots.len() - 1;
        for slot in self.entries() {
            let index = larger.index(slot.key);
            if index == last {
                return None;
            }
            larger.slots[index] = *slot;
        }
        larger.used = self.used;
        Some(larger)
    }
}

/// Which words may begin a name: a Bloom filter whose two bits lie in one register (Putze, Sanders and Singler, "Cache-,
/// hash- and space-efficient Bloom filters", 2007). Never more than a megabyte, so that it stays in the cache.
#[derive(Clone, Debug, PartialEq)]
pub struct WordFilter {
    blocks: Vec<u64>,
}

const MOST_BLOCKS: usize = 1 << 17;
const WORDS_PER_BLOCK: usize = 4;

impl Default for WordFilter {
    fn default() -> Self {
        Self { blocks: vec![0; 1] }
    }
}

impl WordFilter {
    /// A filter of these words.
    pub fn of(words: &[u64]) -> Self {
        let blocks = (words.len() / WORDS_PER_BLOCK).next_power_of_two().clamp(1, MOST_BLOCKS);
        let mut filter = Self { blocks: vec![0; blocks] };
        for &word in words {
            let index = filter.index(word);
            filter.blocks[index] |= Self::bits(word);
        }
        filter
    }

    /// A filter as stored; `None` when it cannot be one.
    pub fn from_stored(blocks: Vec<u64>) -> Option<Self> {
        blocks.len().is_power_of_two().then_some(Self { blocks })
    }

    /// The filter, to be stored.
    pub fn stored(&self) -> &[u64] {
        &self.blocks
    }

    #[inline]
    fn index(&self, word: u64) -> usize {
        // The highest bits decide, so that a filter can be spread over a larger one. One block takes no bits at all.
        (((word >> 32) * self.blocks.len() as u64) >> 32) as usize
    }

    #[inline]
    fn bits(word: u64) -> u64 {
        1 << (word & 63) | 1 << (word >> 6 & 63)
    }

    /// Whether the word may be among those added; when it is, always.
    #[inline]
    pub fn may_hold(&self, word: u64) -> bool {
        let bits = Self::bits(word);
        self.blocks[self.index(word)] & bits == bits
    }

    /// Adds all words of another filter.
    pub fn merge(&mut self, other: &Self) {
        let (mine, theirs) = (self.blocks.len(), other.blocks.len());
        if mine < theirs {
            self.blocks = (0..theirs).map(|index| self.blocks[index / (theirs / mine)]).collect();
        }
        let share = self.blocks.len() / theirs;
        for (index, block) in self.blocks.iter_mut().enumerate() {
            *block |= other.blocks[index / share];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::fold_hash;

    fn words(from: usize, to: usize) -> Vec<u64> {
        (from..to).map(|number| fold_hash(&format!("w{number}"))).collect()
    }

    #[test]
    fn every_key_is_found_and_no_other() {
        let mut slots = Slots::default();
        for (index, word) in words(0, 10_000).into_iter().enumerate() {
            slots.entry(first_key(word)).group = index as u32;
        }
        for (index, word) in words(0, 10_000).into_iter().enumerate() {
            assert_eq!(slots.find(first_key(word)).map(|slot| slot.group), Some(index as u32));
        }
        assert!(words(10_000, 20_000).into_iter().all(|word| slots.find(first_key(word)).is_none()));
        assert_eq!(slots.entries().count(), 10_000);
        assert!(slots.entries().is_sorted_by_key(|slot| slot.key));
    }

    #[test]
    fn a_filter_holds_its_words_and_few_others_and_can_be_merged() {
        let (few, many) = (words(0, 100), words(100, 10_100));
        for (first, second) in [(&few, &many), (&many, &few)] {
            let mut filter = WordFilter::of(first);
            filter.merge(&WordFilter::of(second));
            assert!(few.iter().chain(&many).all(|&word| filter.may_hold(word)));
            let wrong = words(20_000, 30_000).into_iter().filter(|&word| filter.may_hold(word)).count();
            assert!(wrong < 1000, "{wrong}");
        }
    }
}
