//! Sentences and tokens.

use std::ops::Range;

use super::Span;

/// Sentences and tokens of one document, in text order.
#[derive(Clone, Debug, Default)]
pub struct Segmented {
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences; a sentence holds a range of them.
    pub tokens: Vec<Token>,
}

impl Segmented {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.first_token as usize..sentence.end_token as usize]
    }
}

/// A sentence, headline, caption or list item.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Bytes of the clean text.
    pub span: Span,
    /// Index of the first token in [`Segmented::tokens`].
    pub first_token: u32,
    /// One past the index of the last token.
    pub end_token: u32,
    /// Index of the block that holds the sentence.
    pub block: u32,
    /// Whether the sentence ended only because a line did: a name may run on into the next sentence.
    pub soft_end: bool,
    /// Whether most letters are capitals, so that case tells nothing about names.
    pub all_caps: bool,
}

impl Sentence {
    /// Indices of the sentence's tokens.
    pub fn token_range(&self) -> Range<usize> {
        self.first_token as usize..self.end_token as usize
    }
}

/// A token: a word, a part of a hyphenated word, a clitic (`'s`, `n't`), a number, or a punctuation mark.
///
/// Tokens follow the conventions of the English Web Treebank: hyphens inside compounds are tokens of their own
/// (`US - led`), abbreviations keep their stops (`U.S.`), clitics are split off.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Bytes of the clean text.
    pub span: Span,
    /// Hash of the folded form ([`crate::segment::fold`]): equal for `ERDOĞAN`, `Erdogan`; stops inside abbreviations are dropped.
    pub fold: u64,
    /// What the token looks like.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub space_before: bool,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// Letters, all small: `troops`.
    Lower,
    /// An initial capital, then small letters: `Kerry`.
    Title,
    /// One capital letter, with or without a stop: `J.`, `A`.
    Initial,
    /// Capitals only, two or more, perhaps with stops: `NATO`, `U.S.`.
    Upper,
    /// Anything else with letters: `McCain`, `iPhone`, `F-16`.
    Mixed,
    /// Digits, perhaps with separators: `1,200`, `5.5`, `22nd`.
    Number,
    /// A clitic: `'s`, `n't`, `'re`.
    Clitic,
    /// A hyphen or dash that joins parts of a word.
    Hyphen,
    /// Any other mark.
    Punctuation,
}

impl Shape {
    /// Whether the token begins with a capital letter.
    #[inline]
    pub fn is_capitalized(self) -> bool {
        matches!(self, Self::Title | Self::Initial | Self::Upper | Self::Mixed)
    }

    /// Whether the token is made of letters or digits.
    #[inline]
    pub fn is_word(self) -> bool {
        !matches!(self, Self::Clitic | Self::Hyphen | Self::Punctuation)
    }
}
