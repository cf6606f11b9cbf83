//! What is known of the word forms met last: their embedding rows and a lemma. News says the same words again and again.

use compact_str::CompactString;

use super::weights::Models;
use super::words::WordRows;
use crate::model::Token;

/// Forms kept; a power of two.
const PLACES: usize = 8192;

/// A form, what the network sees of it, and its lemma as a word of one tag class.
#[derive(Clone, Debug, Default)]
struct Known {
    form: CompactString,
    rows: WordRows,
    lemma: Option<(u8, CompactString)>,
}

/// The forms met last, each in the one place that it may have.
#[derive(Default)]
pub struct Forms {
    known: Vec<Known>,
    letters: String,
}

impl Forms {
    /// The embedding rows of a token printed as `form`.
    pub fn rows(&mut self, models: &Models, token: &Token, form: &str) -> WordRows {
        if self.known.is_empty() {
            self.known.resize(PLACES, Known::default());
        }
        let known = &mut self.known[place(token)];
        if known.form != form || form.is_empty() {
            let rows = models.network.rows(form, &mut self.letters);
            *known = Known { form: CompactString::new(form), rows, lemma: None };
        }
        known.rows
    }

    /// The lemma of a token printed as `form`, as a word of tag class `class`.
    pub fn lemma(&mut self, models: &Models, token: &Token, form: &str, class: u8) -> CompactString {
        let known = self.known.get_mut(place(token)).filter(|known| known.form == form);
        match known.as_ref().and_then(|known| known.lemma.as_ref()) {
            Some((of_class, lemma)) if *of_class == class => lemma.clone(),
            _ => {
                let lemma = models.lemmatiser.lemma(form, class, &mut self.letters);
                if let Some(known) = known {
                    known.lemma = Some((class, lemma.clone()));
                }
                lemma
            }
        }
    }
}

/// The place of a form: by its letters, and by its capitals.
fn place(token: &Token) -> usize {
    (token.fold.wrapping_add(token.shape as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize % PLACES
}
