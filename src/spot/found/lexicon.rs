//! What the finder knows of single words: names of people and places, how news writes a word, and its class.

use crate::error::{Error, Result};

/// Facts about a word, packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordFacts(u64);

/// How many bits each fact takes, in the order of [`WordFacts::new`].
const WIDTHS: [u32; FACTS] = [2, 2, 2, 3, 2, 7, 10, 1, 1, 1, 1, 1];

/// How many facts there are of a word.
pub const FACTS: usize = 12;

/// Bits of all facts.
const FACT_BITS: u32 = 33;

impl WordFacts {
    /// Nothing known.
    pub const BLANK: Self = Self(0);

    /// Packs the facts: given name (0 to 3), surname (0 to 3), place (0 to 3), capitals (0 to 7), frequency (0 to 3), class of
    /// 64, class of 512, ends organizations, legal form, calendar word, stands before places, verb of speaking.
    pub fn new(facts: [u16; FACTS]) -> Self {
        let mut packed = 0;
        for (fact, width) in facts.into_iter().zip(WIDTHS).rev() {
            packed = packed << width | u64::from(fact) & ((1 << width) - 1);
        }
        Self(packed)
    }

    #[inline]
    fn get<const AT: usize>(self) -> u64 {
        let shift: u32 = const {
            let (mut sum, mut index) = (0, 0);
            while index < AT {
                sum += WIDTHS[index];
                index += 1;
            }
            sum
        };
        self.0 >> shift & ((1 << WIDTHS[AT]) - 1)
    }

    /// How usual the word is as given name, surname and name of a place: two bits each.
    #[inline]
    pub fn names(self) -> u64 {
        self.0 & 0b11_1111
    }

    /// How usual the word is as a given name, 0 to 3.
    #[inline]
    pub fn given(self) -> u64 {
        self.get::<0>()
    }

    /// How usual the word is as a surname, 0 to 3.
    #[inline]
    pub fn surname(self) -> u64 {
        self.get::<1>()
    }

    /// How known the place of that name is, 0 to 3.
    #[inline]
    pub fn place(self) -> u64 {
        self.get::<2>()
    }

    /// How often news writes the word with a capital inside sentences: 0 unknown, 1 never, 7 always.
    #[inline]
    pub fn capitals(self) -> u64 {
        self.get::<3>()
    }

    /// How often news has the word, 0 to 3.
    #[inline]
    pub fn frequency(self) -> u64 {
        self.get::<4>()
    }

    /// One of 64 classes of words that stand between like words; 0: none.
    #[inline]
    pub fn class(self) -> u64 {
        self.get::<5>()
    }

    /// One of 512 classes; 0: none.
    #[inline]
    pub fn fine_class(self) -> u64 {
        self.get::<6>()
    }

    /// Ends names of organizations, legal form, calendar word, stands before places, verb of speaking: a bit each.
    #[inline]
    pub fn roles(self) -> u64 {
        self.0 >> 28 & 0b1_1111
    }

    /// Whether the word is a month or a day of the week.
    #[inline]
    pub fn is_calendar(self) -> bool {
        self.roles() & 0b100 != 0
    }

    /// Whether the word ends names of organizations or is a legal form.
    #[inline]
    pub fn ends_organization(self) -> bool {
        self.roles() & 0b11 != 0
    }

    /// Whether news writes the word small, but for the openings of sentences.
    #[inline]
    pub fn is_common(self) -> bool {
        (1..=2).contains(&self.capitals()) && self.frequency() > 0
    }
}

/// Facts by folded word: a table of slots, each a part of the hash and the facts.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    slots: Vec<u64>,
}

impl Lexicon {
    /// The table of the words, given by the hash of their folded form.
    pub fn new(words: &[(u64, WordFacts)]) -> Self {
        let size = (words.len() * 8 / 5).next_power_of_two().max(16);
        let mut slots = vec![0; size];
        for &(fold, facts) in words {
            let mut at = place(fold, size);
            while slots[at] != 0 && slots[at] >> FACT_BITS != mark(fold) {
                at = (at + 1) & (size - 1);
            }
            slots[at] = mark(fold) << FACT_BITS | facts.0;
        }
        Self { slots }
    }

    /// What is known of the word with that hash.
    #[inline]
    pub fn facts(&self, fold: u64) -> WordFacts {
        let size = self.slots.len();
        let mut at = place(fold, size);
        // One slot is always free: `new` makes more slots than words, `from_slots` checks.
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return WordFacts::default();
            }
            if slot >> FACT_BITS == mark(fold) {
                return WordFacts(slot & ((1 << FACT_BITS) - 1));
            }
            at = (at + 1) & (size - 1);
        }
    }

    /// The slots, to be stored.
    pub fn slots(&self) -> &[u64] {
        &self.slots
    }

    /// A table as stored.
    pub fn from_slots(slots: Vec<u64>) -> Result<Self> {
        if !slots.len().is_power_of_two() || !slots.contains(&0) {
            return Err(Error::new("the finder's words are damaged: not a table with free slots"));
        }
        Ok(Self { slots })
    }
}

#[inline]
fn place(fold: u64, size: usize) -> usize {
    fold as usize & (size - 1)
}

/// The upper bits of the hash, never 0.
#[inline]
fn mark(fold: u64) -> u64 {
    fold >> FACT_BITS | 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::fold_hash;

    #[test]
    fn words_keep_their_facts_and_others_have_none() {
        let facts = WordFacts::new([3, 1, 2, 7, 2, 64, 511, 1, 0, 1, 0, 1]);
        let lexicon = Lexicon::new(&[(fold_hash("mara"), facts), (fold_hash("ltd"), WordFacts::new([0; FACTS]))]);
        let found = lexicon.facts(fold_hash("MARA"));
        assert_eq!((found.given(), found.surname(), found.place(), found.capitals()), (3, 1, 2, 7));
        assert_eq!((found.frequency(), found.class(), found.fine_class(), found.roles()), (2, 64, 511, 0b10101));
        assert_eq!(lexicon.facts(fold_hash("nobody")), WordFacts::default());
        assert_eq!(WIDTHS.iter().sum::<u32>(), FACT_BITS);
    }

    #[test]
    fn a_table_without_free_slots_is_refused() {
        assert!(Lexicon::from_slots(vec![1; 16]).is_err() && Lexicon::from_slots(vec![0; 3]).is_err());
    }
}
