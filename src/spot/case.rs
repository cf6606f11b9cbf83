//! Case rules: which printings of a name count.

use crate::gazetteer::{Case, Gazetteer, Meaning};
use crate::model::{EntityType, Shape, Token};

/// Tokens as printed, with what is needed to judge their case.
pub struct Printed<'t> {
    /// The clean text.
    pub text: &'t str,
    /// The document's tokens.
    pub tokens: &'t [Token],
    /// For common words.
    pub gazetteer: &'t Gazetteer,
    /// Whether the sentence is printed in capitals, so that capitals tell nothing.
    pub all_caps: bool,
}

impl Printed<'_> {
    /// Whether `tokens[first..end]` is printed as the case rule of `meaning` asks.
    pub fn fits(&self, meaning: &Meaning, first: usize, end: usize) -> bool {
        let single = meaning.length == 1;
        if single && matches!(meaning.case, Case::Exact(_)) && self.is_state_in_capitals(meaning, first) {
            return true;
        }
        if self.all_caps && single && self.gazetteer.words.is_common(self.tokens[first].fold) {
            return false;
        }
        match meaning.case {
            Case::Any => true,
            Case::AllCapitals => {
                self.words(first, end).all(|(_, token)| self.is_capitals(token))
                    || single && self.names_organization(meaning) && self.is_spoken_acronym(&self.tokens[first])
            }
            Case::Exact(capitals) => !self.all_caps && self.fits_exactly(capitals, first, end),
            Case::Capitals(capitals) => self.fits_capitals(capitals, first, end),
        }
    }

    /// `ROSEMONT, ILL.`: a region's abbreviation with its stop, after a town that is printed in capitals too.
    fn is_state_in_capitals(&self, meaning: &Meaning, first: usize) -> bool {
        let [town, comma, state] = [first.wrapping_sub(2), first.wrapping_sub(1), first].map(|at| self.tokens.get(at));
        let surface = |token: Option<&Token>| token.map_or("", |token| token.span.of(self.text));
        let upper = |token: Option<&Token>| token.is_some_and(|token| token.shape == Shape::Upper);
        upper(state)
            && surface(state).ends_with('.')
            && surface(comma) == ","
            && upper(town)
            && !surface(town).ends_with('.')
            && self.gazetteer.entity(meaning.entity).subtype == "region"
    }

    fn words(&self, first: usize, end: usize) -> impl Iterator<Item = (usize, &Token)> {
        self.tokens[first..end].iter().filter(|token| token.shape != Shape::Hyphen).enumerate()
    }

    /// Where the list has a capital the text needs one; where it has none the text may have one.
    fn fits_capitals(&self, capitals: u16, first: usize, end: usize) -> bool {
        self.words(first, end).all(|(index, token)| {
            let wanted = index < 16 && capitals & (1 << index) != 0;
            !wanted || token.shape.is_capitalized() || token.shape == Shape::Number
        })
    }

    /// Capitals where the list has them, small letters where it has none.
    fn fits_exactly(&self, capitals: u16, first: usize, end: usize) -> bool {
        self.words(first, end).all(|(index, token)| match (index < 16 && capitals & (1 << index) != 0, token.shape) {
            // `3M`, not `3m people`.
            (_, Shape::Number) => !token.span.of(self.text).bytes().any(|byte| byte.is_ascii_lowercase()),
            (_, Shape::Punctuation | Shape::Clitic) => true,
            (wanted, shape) => wanted == shape.is_capitalized() && shape != Shape::Upper,
        })
    }

    fn names_organization(&self, meaning: &Meaning) -> bool {
        self.gazetteer.entity(meaning.entity).kind == EntityType::Organization
    }

    /// `Nato`, `Opec`: acronyms of four letters and more that are spoken as words are printed as names by some papers.
    fn is_spoken_acronym(&self, token: &Token) -> bool {
        let form = token.span.of(self.text).as_bytes();
        let is_vowel = |letter: &u8| matches!(letter.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u');
        let spoken = || form.chunk_by(|one, other| is_vowel(one) == is_vowel(other)).all(|letters| letters.len() <= 2);
        token.shape == Shape::Title
            && form.len() >= 4
            && form.iter().all(u8::is_ascii_alphabetic)
            && spoken()
            && !self.gazetteer.words.is_word(token.fold)
            && !self.gazetteer.is_given_name(token.fold)
    }

    fn is_capitals(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Upper | Shape::Initial | Shape::Number | Shape::Punctuation => true,
            Shape::Mixed => !token.span.of(self.text).bytes().any(|byte| byte.is_ascii_lowercase()),
            _ => false,
        }
    }
}
