//! The words that the rules know, and their printed forms: a second opinion on lemmas.
//!
//! The tagger guesses lemmas of rare verbs ("shelled" → "shel"); a form that a known word makes is that word.

use super::table::{Set, Table};
use crate::parse::inflect::forms;
use crate::segment::fold_hash;

/// Known lemmas with their forms, and lemma by form.
#[derive(Default)]
pub struct Lexicon {
    /// A lemma together with a form of it ([`both`]).
    made: Set,
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
        for word in words {
            let lemma = fold_hash(word);
            for form in forms(word) {
                let hash = fold_hash(&form);
                lexicon.made.extend([both(lemma, hash)]);
                if form != word && !form.ends_with('s') && !form.ends_with("ing") {
                    lexicon.past.extend([hash]);
                }
                lexicon.by_form.entry(hash).get_or_insert(lemma);
            }
        }
        lexicon
    }

    /// The lemma to believe: the tagger's when the rules know a word with this form by it ("rap" for "rapped", not for "raped"), else
    /// that of a known word with this form.
    pub fn lemma(&self, tagged: u64, form: u64) -> u64 {
        if self.made.contains(&both(tagged, form)) {
            return tagged;
        }
        self.by_form.get(form).copied().flatten().unwrap_or(tagged)
    }

    /// Whether the form is a past tense or participle of a known word.
    pub fn is_past(&self, form: u64) -> bool {
        self.past.contains(&form)
    }
}

/// One hash of a lemma and a form.
fn both(lemma: u64, form: u64) -> u64 {
    lemma.rotate_left(17) ^ form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guessed_lemma_is_believed_only_where_it_makes_the_form() {
        let lexicon = Lexicon::new(["rap", "rape", "shell"].into_iter());
        let lemma = |tagged, form| lexicon.lemma(fold_hash(tagged), fold_hash(form));
        assert_eq!(lemma("rap", "raped"), fold_hash("rape"));
        assert_eq!(lemma("rap", "rapped"), fold_hash("rap"));
        assert_eq!(lemma("shel", "shelled"), fold_hash("shell"));
        assert_eq!(lemma("attend", "attended"), fold_hash("attend"), "no word of the rules");
    }
}
