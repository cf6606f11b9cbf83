//! Common words, and how often news writes them small and with a capital.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::segment::fold_hash;

/// Counts per ten million words, by folded word.
#[derive(Default)]
pub struct Words {
    counts: FxHashMap<u64, (u32, u32)>,
    organization_words: FxHashSet<u64>,
}

/// A word written small this often per ten million words is known to every reader.
const COMMON: u32 = 20;

impl Words {
    /// Reads `word,small,capital` rows, and the words that end names of organizations, one a line.
    pub fn read(csv_text: &str, organization_words: &str) -> Result<Self> {
        let mut counts = FxHashMap::default();
        for (index, line) in csv_text.lines().enumerate().skip(1) {
            let mut cells = line.split(',');
            let row = (|| {
                let word = cells.next()?;
                Some((word, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?))
            })();
            let (word, small, capital) =
                row.ok_or_else(|| Error::new(format!("words.csv:{}: not word,small,capital", index + 1)))?;
            counts.insert(fold_hash(word), (small, capital));
        }
        Ok(Self { counts, organization_words: organization_words.lines().skip(1).map(fold_hash).collect() })
    }

    /// Whether the folded word is an ordinary word: common, and written small more often than with a capital.
    pub fn is_common(&self, fold: u64) -> bool {
        self.counts.get(&fold).is_some_and(|&(small, capital)| small >= COMMON && small > capital)
    }

    /// Whether the folded word is written small at all, so that a capital may only open a sentence or a heading.
    pub fn is_word(&self, fold: u64) -> bool {
        self.counts.get(&fold).is_some_and(|&(small, capital)| small * 2 > capital)
    }

    /// Whether the folded word, with a capital, ends names of organizations (`Exchange`, `Airlines`, `Corp`).
    pub fn ends_organization(&self, fold: u64) -> bool {
        self.organization_words.contains(&fold)
    }

    /// How often per ten million words news writes the word small and with a capital.
    pub fn frequency(&self, fold: u64) -> (u32, u32) {
        self.counts.get(&fold).copied().unwrap_or_default()
    }
}
