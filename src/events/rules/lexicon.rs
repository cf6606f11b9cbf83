//! The words that the rules know, and their printed forms: a second opinion on lemmas.
//!
//! The tagger guesses lemmas of rare verbs ("shelled" → "shel"); a form that a known word makes is that word.

use super::table::{Set, Table};
use crate::parse::inflect::forms;
use crate::segment::fold_hash;

/// Known lemmas, and lemma by form.
#[derive(Default)]
pub struct Lexicon {
    lemmas: Set,
    by_form: Table<Option<u64>>,
    /// Forms that are past tense or participle and nothing else.
    past: Set,
}

impl Lexicon {
    /// The lexicon of these words.
    pub fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut lexicon = Self::default();
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        words.dedup();
        lexicon.lemmas.extend(words.iter().map(|word| fold_hash(word)));
        for word in words {
            let lemma = fold_hash(word);
            for form in forms(word) {
                let hash = fold_hash(&form);
                if form != word && !form.ends_with('s') && !form.ends_with("ing") {
                    lexicon.past.extend([hash]);
                }
                lexicon.by_form.entry(hash).get_or_insert(lemma);
            }
        }
        lexicon
    }

    /// The lemma to believe: the tagger's when the rules know it, else that of a known word with this form.
    pub fn lemma(&self, tagged: u64, form: u64) -> u64 {
        if self.lemmas.contains(&tagged) {
            return tagged;
        }
        self.by_form.get(form).copied().flatten().unwrap_or(tagged)
    }

    /// Whether the form is a past tense or participle of a known word.
    pub fn is_past(&self, form: u64) -> bool {
        self.past.contains(&form)
    }
}
