//! An act with its code and parties, before it becomes events.

use super::actors::Party;
use super::fits::matching::Fit;
use super::sides::able::is_violent;
use super::view::At;
use crate::model::Status;

/// An act with its code and parties, before it becomes events.
#[derive(Clone, Debug, Default)]
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
    /// Whether word order gave the parties, and not the tree.
    pub by_order: bool,
    /// Whether somebody announces it of himself ("will visit Beijing next week").
    pub announced: bool,
}

impl Draft {
    /// Whether it is an act under an operator with nobody on the other side.
    pub fn is_alone(&self) -> bool {
        self.composed && self.targets.is_empty()
    }

    /// Whether no class knows the inner act.
    pub fn is_open(&self) -> bool {
        self.rule.ends_with("(*)")
    }
}

/// Takes away what a more telling act already says with the same words: the noun inside "launched an attack", the plain
/// "urged" under "urged to withdraw".
pub fn settle(drafts: &mut Vec<Draft>) {
    let weight = |draft: &Draft| draft.fit.weight + if draft.composed && !draft.is_alone() { 8 } else { 0 };
    let all = drafts.clone();
    // "The American embargo against Cuba was tightened": the noun tells whose it was.
    let root = |draft: &Draft| draft.code.get(..2).map(str::to_string);
    let told_by_noun = |draft: &Draft| {
        let whose = |other: &Draft| other.fit.noun && !other.sources.is_empty() && root(other) == root(draft);
        let hidden = !draft.fit.noun && draft.sources.is_empty() && !is_violent(&draft.code);
        hidden && all.iter().any(|other| whose(other) && draft.used.contains(&other.fit.word))
    };
    drafts.retain(|draft| {
        !told_by_noun(draft)
            && !all.iter().any(|other| {
                let stronger = (weight(other), other.top) > (weight(draft), draft.top);
                let covers = other.used.contains(&draft.fit.word) && other.fit.word != draft.fit.word;
                // "claimed responsibility for the attack": an act of its own, and done by whoever says so.
                let claimed = other.code == "015" && draft.fit.noun && !draft.sources.is_empty();
                // "condemned the bombing of Aleppo": that was done too.
                let condemned = other.code == "111" && draft.fit.noun;
                // "killed by a suicide bomber": he is who did it, and no act.
                let doer = draft.fit.noun && draft.sources.is_empty() && !other.fit.noun;
                if doer && other.sources.iter().any(|party| party.head == draft.fit.word) {
                    return true;
                }
                // "Peru and Chile signed an agreement to sell gas": both of them, whatever one of them does.
                let both = draft.sources.len() > 1 && other.composed && other.code == draft.code;
                stronger && covers && !claimed && !condemned && !both && !told_by_noun(other)
            })
    });
}
