//! Common nouns that open with a name: `Guinea pig`, `Brussels sprouts`.

use rustc_hash::FxHashSet;

use crate::segment::{chain, fold_hash};

/// The longest compound, in words.
pub const LONGEST_COMPOUND: usize = 6;

/// `gazetteers/compounds.csv`: compounds by the chained hash of their folded words.
#[derive(Default)]
pub struct Compounds {
    whole: FxHashSet<u64>,
    /// First words: nearly all names are ruled out by them.
    openings: FxHashSet<u64>,
}

impl Compounds {
    /// Reads `name,words` rows: what may follow the name, divided by semicolons, each of one word or several. A plural in `s` is meant too.
    pub fn read(csv_text: &str) -> Self {
        let mut compounds = Self::default();
        for (name, followers) in csv_text.lines().skip(1).filter_map(|line| line.split_once(',')) {
            let words = |text: &str, start: u64| text.split(' ').fold(start, |hash, word| chain(hash, fold_hash(word)));
            let opening = words(name, 0);
            compounds.openings.extend(name.split(' ').next().map(fold_hash));
            for follower in followers.split(';') {
                compounds.whole.insert(words(follower, opening));
                compounds.whole.insert(words(&format!("{follower}s"), opening));
            }
        }
        compounds
    }

    /// Whether a compound may open with the folded word.
    pub fn may_open(&self, fold: u64) -> bool {
        self.openings.contains(&fold)
    }

    /// Whether the chained hash of folded words is that of a compound.
    pub fn contains(&self, hash: u64) -> bool {
        self.whole.contains(&hash)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn followers_are_read_with_their_plurals() {
        let compounds = Compounds::read("name,words\nTurkey,farm;with cranberry\nBlack Forest,cake\n");
        let holds = |text: &str| compounds.contains(text.split(' ').fold(0, |hash, word| chain(hash, fold_hash(word))));
        assert!(
            holds("Turkey farm")
                && holds("turkey farms")
                && holds("Turkey with cranberry")
                && holds("Black Forest cakes")
        );
        assert!(!holds("Turkey") && !holds("Black cake"));
        assert!(compounds.may_open(fold_hash("black")) && !compounds.may_open(fold_hash("forest")));
    }
}
