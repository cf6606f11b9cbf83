//! What "as well as" and "along with" join: "France as well as Germany urged" read with two subjects, "Israel, along with Denmark, freed 20" with
//! Denmark as somebody with whom it is done. Behind a noun these words join like "and", and the noun behind them is one more of what stands
//! before.

use super::Draft;
use crate::model::{Relation, Upos};

/// What joins two nouns as "and" does.
const JOINING: [&[&str]; 3] = [&["as", "well", "as"], &["along", "with"], &["together", "with"]];

/// Joins nouns on both sides of such words.
pub fn correct(draft: &mut Draft) {
    for first in 1..draft.words.len() {
        if !matches!(draft.form(first), "as" | "along" | "together") {
            continue;
        }
        let stands = |words: &&&[&str]| {
            let end = first + words.len();
            end < draft.words.len() && (first..end).zip(words.iter()).all(|(at, word)| draft.form(at) == *word)
        };
        if let Some(words) = JOINING.iter().find(stands) {
            join(draft, first, first + words.len());
        }
    }
}

fn join(draft: &mut Draft, first: usize, end: usize) {
    use Relation as R;
    let before = if draft.words[first - 1].xpos == "," { first - 1 } else { first };
    let Some(one) = draft.before(before).filter(|&at| is_noun(draft, at)) else { return };
    let Some(other) = head_of_phrase(draft, end) else { return };
    let joins = |relation| {
        matches!(relation, R::Nsubj | R::NsubjPass | R::Obj | R::Iobj | R::Obl | R::OblUnmarked | R::Nmod | R::Appos)
    };
    // "killed a guard in Lima as well as two in Cuzco": of what kind the other is, the tree knows better.
    let alike = draft.is_named(one) == draft.is_named(other);
    let governed = draft.children(other).any(|at| draft.words[at].relation == R::Case && at >= end);
    if !alike || governed || !joins(draft.words[other].relation) {
        return;
    }
    draft.attach(other, one, R::Conj);
    if draft.head(other) == Some(one) {
        draft.attach(first, other, R::Cc);
        (first + 1..end).for_each(|part| draft.attach(part, first, R::Fixed));
    }
}

fn is_noun(draft: &Draft, at: usize) -> bool {
    matches!(draft.words[at].upos, Upos::Noun | Upos::Propn)
}

/// The noun of the phrase that begins there: the first one that the words from there on hang on.
fn head_of_phrase(draft: &Draft, start: usize) -> Option<usize> {
    let part = |at: usize| {
        matches!(
            draft.words[at].relation,
            Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Nummod
                | Relation::NmodPoss
                | Relation::NmodDesc
        )
    };
    let first = (start..=draft.unit(start).1).find(|&at| draft.head(at).is_some())?;
    let up = |&at: &usize| draft.head(at).filter(|&head| part(at) && head > at);
    std::iter::successors(Some(first), up).last().filter(|&at| is_noun(draft, at))
}
