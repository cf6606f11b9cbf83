//! Identifiers that are unique in a run.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Makes identifiers unique, in order: the second document that is called `a` becomes `a#2`.
#[derive(Clone, Debug, Default)]
pub struct UniqueIds {
    /// Hash of an identifier → how often it came (hashes, for a corpus has millions of identifiers).
    seen: FxHashMap<u64, u32>,
    repeated: u64,
}

impl UniqueIds {
    /// Gives `id` a suffix when it was seen before; whether it had to.
    pub fn settle(&mut self, id: &mut String) -> bool {
        if self.claim(id) == 1 {
            return false;
        }
        self.repeated += 1;
        let base = id.clone();
        loop {
            let count = self.seen.get(&hash(&base)).copied().unwrap_or(1);
            *id = format!("{base}#{count}");
            if self.claim(id) == 1 {
                return true;
            }
            self.claim(&base);
        }
    }

    /// How many documents had an identifier that was taken.
    pub fn repeated(&self) -> u64 {
        self.repeated
    }

    fn claim(&mut self, id: &str) -> u32 {
        let count = self.seen.entry(hash(id)).or_default();
        *count += 1;
        *count
    }
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_identifiers_are_numbered() {
        let mut ids = UniqueIds::default();
        let settled = ["a", "b", "a", "a#3", "a", "a"].map(|id| {
            let mut id = id.to_string();
            ids.settle(&mut id);
            id
        });
        assert_eq!(settled, ["a", "b", "a#2", "a#3", "a#4", "a#5"]);
        assert_eq!(ids.repeated(), 3);
    }
}
