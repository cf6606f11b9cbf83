//! Patterns against the words around a verb.

use super::scene::Scene;
use super::verbs::{Element, Pattern, Sequence};
use crate::events::view::At;
use crate::model::{Relation as R, Upos};

/// A pattern that fits, and whom it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// A word of the source, where the pattern has `$`.
    pub source: Option<At>,
    /// A word of the target, where it has `+`.
    pub target: Option<At>,
    /// Whether it has `%`.
    pub both: bool,
    /// The words used, for the trigger.
    pub words: Vec<At>,
}

impl Fit {
    /// How much of the sentence the pattern explains: more words win, then more parts.
    pub fn weight(&self, pattern: &Pattern) -> usize {
        self.words.len() * 8 + pattern.before.len() + pattern.after.len()
    }
}

/// A stretch of the sentence in which parts are looked for, left to right.
struct Region<'s, 'a, 'v> {
    scene: &'s Scene<'a, 'v>,
    words: &'s [At],
    verb: At,
    /// Whether the words stand before the verb, where only words of meaning count.
    before: bool,
}

impl Scene<'_, '_> {
    /// Fits a pattern to the verb at `verb`.
    pub fn fit(&self, pattern: &Pattern, verb: At, (before, after): (&[At], &[At])) -> Option<Fit> {
        let left = Region { scene: self, words: before, verb, before: true };
        let right = Region { scene: self, words: after, verb, before: false };
        let fit = left.all(&pattern.before, 0, before.len(), Fit::default())?;
        right.all(&pattern.after, 0, after.len(), fit.0).map(|(fit, _)| fit)
    }
}

impl Region<'_, '_, '_> {
    /// Fits elements in order, from place `from` to `end` (places in `words`); gives the place after the last.
    fn all(&self, elements: &[Element], from: usize, end: usize, fit: Fit) -> Option<(Fit, usize)> {
        let Some((element, rest)) = elements.split_first() else { return Some((fit, from)) };
        match element {
            Element::Words(words) => (from..end).find_map(|place| {
                let next = self.words_at(words, place, end)?;
                self.all(rest, next, end, self.using(&fit, place, next))
            }),
            Element::Phrase(parts) => (from..end).find_map(|place| {
                let next = self.phrase_at(parts, place, end)?;
                self.all(rest, next, end, self.using(&fit, place, next))
            }),
            Element::Opened(openers, inner) => (from..end).find_map(|place| {
                let next = openers.iter().filter_map(|opener| self.sequence_at(opener, place, end, false)).max()?;
                let limit = self.phrase_end(place, end).max(next);
                let (found, after) = self.all(inner, next, limit, self.using(&fit, place, next))?;
                self.all(rest, after, end, found)
            }),
            Element::Any(any) => any.iter().find_map(|one| {
                let (found, next) = self.all(std::slice::from_ref(one), from, end, fit.clone())?;
                self.all(rest, next, end, found)
            }),
            Element::Source | Element::Target => {
                let place = (from..end).find(|&place| self.scene.is_actor(self.words[place]))?;
                let mut fit = fit;
                let slot = if *element == Element::Source { &mut fit.source } else { &mut fit.target };
                *slot = Some(self.words[place]);
                self.all(rest, self.past_name(place, end), end, fit)
            }
            Element::Both => self.all(rest, from, end, Fit { both: true, ..fit }),
            Element::Skip => {
                let place = (from..end).find(|&place| self.scene.view.is_nominal(self.words[place]))?;
                self.all(rest, self.past_name(place, end), end, fit)
            }
        }
    }

    fn using(&self, fit: &Fit, from: usize, next: usize) -> Fit {
        let mut fit = fit.clone();
        fit.words.extend_from_slice(&self.words[from..next]);
        fit
    }

    /// The place after the noun phrase's words that begins at `place`.
    fn past_name(&self, place: usize, end: usize) -> usize {
        let goes_on = |place: usize| {
            let (word, previous) = (self.words[place], self.words[place - 1]);
            let view = self.scene.view;
            word == previous + 1 && (view.is_nominal(word) || view.upos(word) == Upos::Adj || view.form(word) == "'s")
        };
        (place + 1..end).find(|&next| !goes_on(next)).unwrap_or(end)
    }

    fn words_at(&self, words: &[Sequence], place: usize, end: usize) -> Option<usize> {
        words.iter().filter_map(|sequence| self.sequence_at(sequence, place, end, self.before)).max()
    }

    /// The place after a sequence of adjacent words that begins at `place`.
    fn sequence_at(&self, sequence: &Sequence, place: usize, end: usize, of_meaning: bool) -> Option<usize> {
        let mut next = place;
        for (index, word) in sequence.iter().enumerate() {
            let at = *self.words.get(next).filter(|_| next < end)?;
            let fits = self.scene.view.tokens[at].fold == word.fold || (!word.exact && self.has_lemma(at, word.fold));
            let connected = index == 0 || self.adjacent(self.words[next - 1], at);
            if !fits || !connected || (of_meaning && !self.has_meaning(at)) {
                return None;
            }
            next += 1;
            while index + 1 < sequence.len() && next < end && self.scene.view.relation(self.words[next]) == R::Punct {
                next += 1;
            }
        }
        Some(next)
    }

    fn has_lemma(&self, at: At, fold: u64) -> bool {
        crate::segment::fold_hash(self.scene.view.lemma(at)) == fold
    }

    /// Before the verb count nouns, their modifiers, and an adverb right beside the verb.
    fn has_meaning(&self, at: At) -> bool {
        match self.scene.view.upos(at) {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb => true,
            Upos::Adv => at + 1 == self.verb,
            _ => false,
        }
    }

    /// The place after the adjacent parts of a noun phrase; "death and injury toll" has "death toll" and "injury toll".
    fn phrase_at(&self, parts: &[Vec<Sequence>], place: usize, end: usize) -> Option<usize> {
        let (first, rest) = parts.split_first()?;
        let next = self.words_at(first, place, end)?;
        if rest.is_empty() {
            return Some(next);
        }
        let last = self.words[next - 1];
        (next..end).take_while(|&place| place == next || self.is_joined(last, self.words[place - 1])).find_map(
            |place| {
                let connected = self.adjacent(last, self.words[place]) || self.joins(last, self.words[place]);
                connected.then(|| self.phrase_at(rest, place, end)).flatten()
            },
        )
    }

    /// Whether the words stand side by side, hyphens aside.
    fn adjacent(&self, first: At, second: At) -> bool {
        let between = |at: At| self.scene.view.relation(at) == R::Punct;
        second > first && (first + 1..second).all(between)
    }

    /// Whether `word` lies within what is joined to `first` by coordination.
    fn is_joined(&self, first: At, word: At) -> bool {
        let view = self.scene.view;
        view.path_up(word).any(|at| view.relation(at) == R::Conj && view.head(at) == Some(first))
    }

    /// Whether the word before `second` is joined to `first` by coordination.
    fn joins(&self, first: At, second: At) -> bool {
        second > 0 && self.is_joined(first, second - 1)
    }

    /// One past the place of the last word of the phrase that the word at `place` opens.
    fn phrase_end(&self, place: usize, end: usize) -> usize {
        let view = self.scene.view;
        let at = self.words[place];
        let opens = matches!(
            view.relation(at),
            R::Case
                | R::Mark
                | R::Det
                | R::Advmod
                | R::Cc
                | R::Nummod
                | R::Amod
                | R::Compound
                | R::CompoundPrt
                | R::Aux
                | R::Cop
        );
        let head = if opens { view.head(at).unwrap_or(at) } else { at };
        (place..end).rev().find(|&last| view.governs(head, self.words[last])).map_or(place + 1, |last| last + 1)
    }
}
