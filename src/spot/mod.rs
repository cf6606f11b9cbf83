//! Tokens → candidate names: where a listed name is printed.
//!
//! In: clean text, sentences and tokens. Out: [`Candidate`]s, whole words, the longest first, not overlapping, in text
//! order. Which entity a name means, and whether it means one at all, is `resolve`'s job.

mod case;
pub mod found;
pub(crate) mod gaps;
mod matcher;
#[cfg(test)]
mod oracle;
mod word_bitmap;
pub mod words;

use std::sync::LazyLock;

use crate::gazetteer::{Gazetteer, Meaning};
use crate::model::{BlockKind, CleanText, Segmented, Sentence, Span, Token};
use crate::segment::fold_hash;

pub use matcher::{ListedName, Matcher};

/// A stretch of tokens that is printed like a listed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Bytes of the clean text.
    pub span: Span,
    /// Index of the sentence that the name begins in.
    pub sentence: u32,
    /// Index of the first token.
    pub first_token: u32,
    /// One past the index of the last token.
    pub end_token: u32,
    /// Group of meanings in the name table.
    pub group: u32,
}

/// Finds every listed name.
pub fn spot(gazetteer: &Gazetteer, clean: &CleanText, segmented: &Segmented) -> Vec<Candidate> {
    let (names, mut candidates) = (gazetteer.names(), Vec::new());
    let mut taken = 0;
    for (index, sentence) in segmented.sentences.iter().enumerate() {
        let limit = reach(clean, segmented, index);
        let printed =
            case::Printed { text: &clean.text, tokens: &segmented.tokens, gazetteer, all_caps: sentence.all_caps };
        let mut at = sentence.token_range().start.max(taken);
        while at < sentence.end_token as usize {
            // Most words are printed small and begin no name.
            if !names.may_begin(&segmented.tokens[at]) {
                at += 1;
                continue;
            }
            match longest(&printed, at, limit) {
                // `the Gulf of Mexico` is no `the Gulf`.
                Some((end, _)) if is_article(&segmented.tokens[at]) && reaches_past(&printed, at + 1, end, limit) => {
                    at += 1
                }
                Some((end, group)) => {
                    candidates.push(candidate(&segmented.tokens, index, at, end, group));
                    at = end;
                }
                None => at += 1,
            }
        }
        taken = at;
    }
    candidates
}

fn longest(printed: &case::Printed, at: usize, limit: usize) -> Option<(usize, u32)> {
    let names = printed.gazetteer.names();
    if !names.may_begin(&printed.tokens[at]) || is_inside_word(printed.tokens, at) {
        return None;
    }
    let fits = |group: u32, end: usize| names.meanings(group).iter().any(|meaning| printed.fits(meaning, at, end));
    names.longest(printed.tokens, at, limit, fits).map(|found| (found.end, found.group))
}

/// Whether the longest name that begins at `at` ends after `end`.
fn reaches_past(printed: &case::Printed, at: usize, end: usize, limit: usize) -> bool {
    longest(printed, at, limit).is_some_and(|(longer, _)| longer > end)
}

fn is_article(token: &Token) -> bool {
    static THE: LazyLock<u64> = LazyLock::new(|| fold_hash("the"));
    token.fold == *THE
}

/// Whether the token goes on a word that a mark cut (`al` of `Al-Jazeera` is a start; the `s` of `'s` is none).
fn is_inside_word(tokens: &[Token], at: usize) -> bool {
    !tokens[at].shape.is_word()
}

fn candidate(tokens: &[Token], sentence: usize, first: usize, end: usize, group: u32) -> Candidate {
    Candidate {
        span: tokens[first].span.join(tokens[end - 1].span),
        sentence: sentence as u32,
        first_token: first as u32,
        end_token: end as u32,
        group,
    }
}

/// One past the last token that a name beginning in the sentence may reach: a name may run over one line break into the
/// next sentence when the line ended without a stop.
fn reach(clean: &CleanText, segmented: &Segmented, index: usize) -> usize {
    let sentence = &segmented.sentences[index];
    let end = sentence.end_token as usize;
    let Some(next) = segmented.sentences.get(index + 1).filter(|_| sentence.soft_end) else { return end };
    let apart = clean.blocks[sentence.block as usize].kind == BlockKind::Dateline
        || next.block != sentence.block && clean.blocks[next.block as usize].set_off;
    let gap = &clean.text[sentence.span.end as usize..next.span.start as usize];
    let one_break = gap.bytes().filter(|&byte| byte == b'\n').count() == 1 && gap.trim().is_empty();
    if !apart && one_break { end_of_words(segmented, next, 5) } else { end }
}

fn end_of_words(segmented: &Segmented, next: &Sentence, words: usize) -> usize {
    let range = next.token_range();
    let punctuation =
        segmented.tokens[range.clone()].iter().take(words).take_while(|token| token.shape.is_word()).count();
    range.start + punctuation
}

/// The meanings of a candidate whose case rule the printed letters satisfy.
pub fn fitting_meanings<'g>(
    gazetteer: &'g Gazetteer,
    clean: &'g CleanText,
    segmented: &'g Segmented,
    candidate: &Candidate,
) -> impl Iterator<Item = &'g Meaning> {
    let all_caps = segmented.sentences[candidate.sentence as usize].all_caps;
    let printed = case::Printed { text: &clean.text, tokens: &segmented.tokens, gazetteer, all_caps };
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    gazetteer.names().meanings(candidate.group).iter().filter(move |meaning| printed.fits(meaning, first, end))
}
