//! An act with its code and parties, before it becomes events.

use super::actors::Party;
use super::matching::Fit;
use super::view::At;
use crate::model::Status;

/// An act with its code and parties, before it becomes events.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The pattern that fits.
    pub fit: Fit,
    /// Ids of its operators and class.
    pub rule: String,
    /// CAMEO code.
    pub code: String,
    /// Words used by predicate, phrase and operators.
    pub used: Vec<At>,
    /// The outermost word: of the last operator, else of the predicate.
    pub top: At,
    /// Who does it.
    pub sources: Vec<Party>,
    /// To whom.
    pub targets: Vec<Party>,
    /// Whether it is done.
    pub status: Status,
    /// Whether the subject is another clause's.
    pub inherited: bool,
    /// Whether operators stand over the act.
    pub composed: bool,
}

/// How sure an event is: how its parties were found, how much the phrase says, how direct the grammar is.
pub fn confidence(draft: &Draft, source: &Party, target: &Party) -> f32 {
    let parties = source.confidence.min(1.0) * target.confidence.min(1.0);
    let phrase = 0.8 + 0.02 * f32::from(draft.fit.weight.min(10));
    let grammar = match (draft.fit.noun, draft.inherited) {
        (true, true) => 0.75,
        (true, false) => 0.85,
        (false, true) => 0.9,
        (false, false) => 1.0,
    };
    let told = if draft.status == Status::Asserted { 1.0 } else { 0.9 };
    (0.95 * parties * phrase * grammar * told).clamp(0.05, 0.99)
}

/// Takes away what a more telling act already says with the same words: the noun inside "launched an attack", the plain
/// "urged" under "urged to withdraw".
pub fn settle(drafts: &mut Vec<Draft>) {
    let weight = |draft: &Draft| draft.fit.weight + if draft.composed { 8 } else { 0 };
    let all = drafts.clone();
    drafts.retain(|draft| {
        !all.iter().any(|other| {
            let stronger = (weight(other), other.top) > (weight(draft), draft.top);
            let covers = other.used.contains(&draft.fit.word) && other.fit.word != draft.fit.word;
            stronger && covers
        })
    });
}
