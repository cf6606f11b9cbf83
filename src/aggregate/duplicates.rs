//! Which documents repeat the text of an earlier one.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The hash by which texts are compared; `None` for an empty text, which repeats nothing.
pub fn text_hash(text: &str) -> Option<u64> {
    let text = text.trim();
    (!text.is_empty()).then(|| FxBuildHasher.hash_one(text))
}

/// The first document of each distinct text.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// Hash of the text → where the document's id ends in `ids`.
    first: FxHashMap<u64, u32>,
    /// Ids of first documents, one after another.
    ids: String,
    starts: Vec<usize>,
    repeated: u64,
}

impl Duplicates {
    /// Notes a document; whether its text is new.
    pub(super) fn is_new(&mut self, text_hash: Option<u64>, doc_id: &str) -> bool {
        let Some(hash) = text_hash else { return true };
        if self.first.contains_key(&hash) {
            self.repeated += 1;
            return false;
        }
        self.first.insert(hash, self.starts.len() as u32);
        self.starts.push(self.ids.len());
        self.ids.push_str(doc_id);
        true
    }

    /// The id of the first document with that text.
    pub(super) fn original(&self, text_hash: Option<u64>, is_new: bool) -> Option<&str> {
        let index = *self.first.get(&text_hash?).filter(|_| !is_new)? as usize;
        let end = self.starts.get(index + 1).copied().unwrap_or(self.ids.len());
        self.ids.get(*self.starts.get(index)?..end)
    }

    /// How many documents repeated an earlier one.
    pub fn repeated(&self) -> u64 {
        self.repeated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_text_leads_to_its_first_document() {
        let mut duplicates = Duplicates::default();
        let texts = [("one", "A text."), ("two", "Another."), ("three", " A text.\n"), ("four", ""), ("five", "")];
        let originals: Vec<_> = texts
            .iter()
            .map(|(id, text)| {
                let hash = text_hash(text);
                let is_new = duplicates.is_new(hash, id);
                duplicates.original(hash, is_new).map(String::from)
            })
            .collect();
        assert_eq!(originals, [None, None, Some("one".to_string()), None, None]);
        assert_eq!(duplicates.repeated(), 1);
    }
}
