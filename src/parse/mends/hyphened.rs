//! Compound verbs: `North Korea test-fired two missiles`. The parts are words of their own, and the network takes the first for a
//! noun beside the clause, or the second for a participle before the object. Which verbs are written so is a list.

use super::draft::Draft;
use super::frames;
use crate::model::{Relation, Shape, Upos};

/// Makes one predicate of the two parts of compound verbs.
pub fn correct(draft: &mut Draft) {
    for at in 2..draft.words.len() {
        if draft.tokens[at - 1].shape == Shape::Hyphen
            && draft.words[at].upos == Upos::Verb
            && frames::is_compound(draft.tokens[at - 2].fold, draft.tokens[at].fold)
        {
            join(draft, at - 2, at);
        }
    }
}

/// Joins the parts of a verb; `second` is the one with the ending.
fn join(draft: &mut Draft, first: usize, second: usize) {
    if draft.head(first).is_none() && first != draft.root || draft.head(second).is_none() && second != draft.root {
        return;
    }
    let Some(subject) = draft.before(first).filter(|&at| draft.is_nominal(at)) else {
        return hang_on(draft, first, second);
    };
    // The highest of the parts and of the noun that they were taken to modify.
    let modified = draft.head(second).filter(|&noun| noun > second && draft.words[second].relation == Relation::Amod);
    let modified = modified.filter(|&noun| draft.child(noun, &[Relation::Cop, Relation::Case]).is_none());
    let group = [Some(first), Some(second), modified];
    let inside = |at: usize| group.contains(&Some(at));
    let top = group.into_iter().flatten().find(|&at| draft.head(at).is_none_or(|head| !inside(head)));
    let Some(top) = top.filter(|&top| draft.heads_clause(top) || draft.words[top].relation == Relation::Conj) else {
        return hang_on(draft, first, second);
    };
    let object = modified.filter(|&noun| noun == top || draft.head(noun) == Some(first));
    draft.raise(second, top, Relation::Dep);
    if let Some(object) = object {
        draft.attach(object, second, Relation::Obj);
    }
    hang_on(draft, first, second);
    let has_auxiliary = draft.child(second, &[Relation::Aux, Relation::AuxPass]).is_some();
    let xpos = match draft.words[second].xpos {
        "VBN" if !has_auxiliary => "VBD",
        tag if tag.starts_with('V') => tag,
        _ => "VBD",
    };
    (draft.words[second].upos, draft.words[second].xpos) = (Upos::Verb, xpos);
    let free = draft.head(subject).is_none_or(|head| head > subject);
    if free && draft.child(second, &[Relation::Nsubj, Relation::NsubjPass, Relation::Csubj]).is_none() {
        draft.make_subject(subject, second);
    }
}

/// Hangs the first part on the second, and what hung on the first as well.
fn hang_on(draft: &mut Draft, first: usize, second: usize) {
    if draft.is_below(second, first) {
        draft.raise(second, first, Relation::Compound);
    }
    draft.attach(first, second, Relation::Compound);
    for at in 0..draft.heads.len() {
        if usize::from(draft.heads[at]) == first {
            draft.attach(at, second, draft.words[at].relation);
        }
    }
}
