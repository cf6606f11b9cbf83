//! What stands right beside a name: nearly every name is part of nothing longer, as these signs say before any rule is asked.

use crate::gazetteer::{ContextKind, ContextKinds};
use crate::model::{Shape, Token};
use crate::spot::Candidate;

use super::super::Reading;

/// The tokens on both sides of a name, within its sentence, and what they may make of it.
pub(super) struct Sides<'d> {
    before: Option<&'d Token>,
    behind: Option<&'d Token>,
    kinds_before: ContextKinds,
    kinds_behind: ContextKinds,
    /// Whether the article stands before it.
    pub article: bool,
    /// Whether a space parts it from what stands before.
    pub apart: bool,
}

impl<'d> Sides<'d> {
    pub fn of(reading: &Reading<'d>, candidate: &Candidate) -> Self {
        let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
        let token = |at: usize| &reading.segmented.tokens[at];
        let before_at = reading.before(candidate.sentence, first);
        let (before, behind) = (before_at.map(token), reading.within(candidate.sentence, end).map(token));
        let kinds = |token: Option<&Token>| {
            token.map(|token| reading.gazetteer.context.kinds_of(token.fold)).unwrap_or_default()
        };
        Self {
            before,
            behind,
            kinds_before: kinds(before),
            kinds_behind: kinds(behind),
            article: before_at.is_some_and(|at| reading.surface(at).eq_ignore_ascii_case("the")),
            apart: token(first).space_before,
        }
    }

    /// Whether a token printed so stands before it.
    #[inline]
    pub fn follows(&self, shapes: &[Shape]) -> bool {
        self.before.is_some_and(|token| shapes.contains(&token.shape))
    }

    /// Whether anything stands before it.
    #[inline]
    pub fn follows_any(&self) -> bool {
        self.before.is_some()
    }

    /// Whether a word of one of the kinds stands before it.
    #[inline]
    pub fn follows_kind(&self, kinds: &[ContextKind]) -> bool {
        self.kinds_before.has_any(kinds)
    }

    /// Whether a token printed so stands behind it.
    #[inline]
    pub fn precedes(&self, shape: Shape) -> bool {
        self.behind.is_some_and(|token| token.shape == shape)
    }

    /// Whether a word, in letters or figures, stands behind it.
    #[inline]
    pub fn precedes_word(&self) -> bool {
        self.behind.is_some_and(|token| token.shape.is_word())
    }

    /// Whether a word of one of the kinds stands behind it.
    #[inline]
    pub fn precedes_kind(&self, kinds: &[ContextKind]) -> bool {
        self.kinds_behind.has_any(kinds)
    }

    /// Whether a word with a capital goes on with it, apart by a space.
    #[inline]
    pub fn precedes_capital(&self) -> bool {
        self.behind.is_some_and(|token| matches!(token.shape, Shape::Title | Shape::Mixed) && token.space_before)
    }

    /// Whether a word with a capital or an initial goes on with it.
    #[inline]
    pub fn precedes_part_of_name(&self) -> bool {
        self.precedes_capital() || self.precedes(Shape::Initial)
    }
}
