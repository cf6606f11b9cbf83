//! Why a predicate tells no event, for whoever misses a row: the nearest phrase of the rules, and what it lacks.
//!
//! In: a document and a sentence whose events are known. Out: a [`Doubt`] for each of the words that come nearest to an act.
//! Runs for `dateline explain` only.

use super::DocumentContext;
use super::assemble::Sentence;
use super::clauses::noun_clauses::noun_clause;
use super::clauses::{self, Clause};
use super::coder::Coder;
use super::fits::matching::{Fit, fit_or_lacking};
use super::rules::Need;
use super::rules::phrases::as_written;
use super::view::{At, View};
use crate::model::{EventMention, Relation, Span, Upos};

/// Most doubts shown of a sentence.
const SHOWN: usize = 3;

/// A predicate without an event, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The word, in the clean text.
    pub span: Span,
    /// What is missing, in words.
    pub reason: String,
}

impl Coder {
    /// Why words of a sentence tell no event; `told` are the events that are told or too unsure.
    pub fn doubts(&self, context: &DocumentContext, index: usize, told: &[&EventMention]) -> Vec<Doubt> {
        let Some(view) = View::new(context, index, &self.lexicon, &self.lists) else { return Vec::new() };
        let sentence = Sentence::new(self, &view);
        let is_told = |word: At| told.iter().any(|event| event.trigger.contains(view.tokens[word].span));
        let mut found: Vec<Near> =
            (0..view.len()).filter(|&word| !is_told(word)).filter_map(|word| sentence.doubt(word)).collect();
        found.sort_by_key(|near| (std::cmp::Reverse(near.held), near.noun, near.word));
        // "extended loans": of the verb and its noun one is enough.
        let mut classes = Vec::new();
        found.retain(|near| !classes.contains(&near.class) && (classes.push(near.class), true).1);
        found.truncate(SHOWN);
        found.sort_by_key(|near| near.word);
        found.into_iter().map(|near| Doubt { span: view.tokens[near.word].span, reason: near.reason }).collect()
    }
}

/// How near a word comes to telling an act, and why it does not.
struct Near {
    word: At,
    noun: bool,
    class: u16,
    /// How many elements of the nearest phrase hold.
    held: usize,
    reason: String,
}

impl Sentence<'_, '_> {
    /// The nearest phrase to the word, if any but its first word holds.
    fn doubt(&self, word: At) -> Option<Near> {
        /// A phrase that fits is nearer than any that does not.
        const FITS: usize = 100;
        let view = self.view;
        if matches!(view.relation(word), Relation::Aux | Relation::AuxPass | Relation::Amod) {
            return None;
        }
        if let Some(fit) = self.fits(word).first() {
            let reason = self.untold(fit);
            return Some(Near { word, noun: fit.noun, class: fit.class, held: FITS, reason });
        }
        let (noun, clause) = match view.upos(word) {
            Upos::Verb | Upos::Adj => (false, clauses::clause(view, word)),
            Upos::Noun => (true, noun_clause(view, word)),
            _ => return None,
        };
        let numbers = self.coder.index.of_lemma(view.lemmas[word], noun);
        let (held, pattern) = numbers.filter_map(|number| Some((self.held(&clause, number)?, number))).max_by_key(
            // Of phrases that hold as far, the plainest; of those the first.
            |&(held, number)| {
                let rest = self.coder.rules.patterns[number as usize].elements.len() - held;
                (held, std::cmp::Reverse(rest), std::cmp::Reverse(number))
            },
        )?;
        let class = self.coder.rules.patterns[pattern as usize].class;
        (held > 0).then(|| Near { word, noun, class, held, reason: self.lacking(pattern, held) })
    }

    /// How many elements of a pattern hold before the first that does not.
    fn held(&self, clause: &Clause, number: u32) -> Option<usize> {
        let pattern = &self.coder.rules.patterns[number as usize];
        fit_or_lacking(self.view, &self.coder.lists, clause, (number, pattern), false).err()?
    }

    /// What a pattern lacks of which so many elements hold.
    fn lacking(&self, number: u32, held: usize) -> String {
        let rules = &self.coder.rules;
        let pattern = &rules.patterns[number as usize];
        let phrase = rules.phrase_of(number);
        let written = as_written(phrase, &self.coder.lists);
        // The first elements may be of the predicate's own words ("meet_with {both}").
        let own = pattern.elements.len().saturating_sub(written.len());
        let class = rules.id(pattern.class);
        match held.checked_sub(own).and_then(|at| written.get(at)) {
            Some(wanted) => format!("nearest is {class}, which wants \"{}\" beside it", shortened(wanted)),
            None => format!("nearest is {class}, whose phrase \"{}\" does not fit here", shortened(phrase)),
        }
    }

    /// Why a phrase that fits makes no event.
    fn untold(&self, fit: &Fit) -> String {
        let class = &self.coder.rules.classes[usize::from(fit.class)];
        let reason = if self.coder.senses.is_other(&self.actors, fit, &class.code) {
            "the verb means something else here".to_string()
        } else if let Some(domain) = self.coder.noise.domain(self.sums(), &class.code) {
            format!("the sentence reads as {domain}")
        } else {
            self.party_missing(fit).unwrap_or_else(|| "who does it, and to whom, makes no such act".to_string())
        };
        format!("{} fits, but {reason}", class.id)
    }

    /// Which side has nobody who is known.
    fn party_missing(&self, fit: &Fit) -> Option<String> {
        let class = &self.coder.rules.classes[usize::from(fit.class)];
        let form = |at: At| self.view.form(at);
        let source = fit.source.map(|subject| subject.word);
        let doers = source.map(|at| self.actors.acting(at)).unwrap_or_default();
        if doers.is_empty() && class.source == Need::Required {
            return Some(match source {
                Some(at) => format!("\"{}\" is nobody known who could do it", form(at)),
                None => "nobody is told who does it".to_string(),
            });
        }
        let targets = fit.target.map(|at| self.actors.parties(at)).unwrap_or_default();
        (targets.is_empty() && class.target == Need::Required).then(|| match fit.target {
            Some(at) => format!("\"{}\" is nobody known to whom it is done", form(at)),
            None => "nobody is told to whom it is done".to_string(),
        })
    }
}

/// The first alternatives of a long list of words.
fn shortened(text: &str) -> String {
    /// Alternatives shown.
    const SHOWN: usize = 4;
    let word = |word: &str| {
        let mut parts = word.split('|');
        let first = parts.by_ref().take(SHOWN).collect::<Vec<_>>().join("|");
        if parts.next().is_some() { first + "|…" } else { first }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
