//! The last verbs of a series, taken for participles: `closed the border, expelled diplomats and recalled envoys` read as "diplomats and
//! recalled envoys". A series of verbs has its "and" before the last one, and one of nouns has one too. And a finite verb that is joined to
//! the noun before it, not to that noun's verb.

use super::draft::Draft;
use crate::model::{Relation, Upos};

/// Makes verbs of participles that a series of verbs needs.
pub fn correct(draft: &mut Draft) {
    for verb in 2..draft.words.len() {
        if draft.words[verb].relation == Relation::Amod && draft.may_be_past(verb) {
            join(draft, verb);
        }
    }
}

/// Joins finite verbs to verbs.
pub fn rejoin(draft: &mut Draft) {
    for verb in 2..draft.words.len() {
        if draft.words[verb].relation == Relation::Conj {
            rejoin_verb(draft, verb);
        }
    }
}

/// Joins a finite verb to the verb over the noun that it was joined to: "left the room and accused Turkey" has accused nobody's room.
fn rejoin_verb(draft: &mut Draft, verb: usize) {
    let own = [Relation::Nsubj, Relation::NsubjPass, Relation::Mark, Relation::Expl];
    let is_thing = |noun: &usize| {
        *noun < verb
            && matches!(draft.words[*noun].upos, Upos::Noun | Upos::Propn)
            && matches!(draft.words[*noun].relation, Relation::Obj | Relation::Obl | Relation::Nmod)
    };
    let Some(noun) = draft.head(verb).filter(is_thing) else { return };
    let governs = draft
        .children(verb)
        .any(|at| at > verb && matches!(draft.words[at].relation, Relation::Obj | Relation::Xcomp | Relation::Ccomp));
    let and = draft.child(verb, &[Relation::Cc]).is_some_and(|and| and < verb);
    // "changed course and mediated between them": no participle follows "and" by itself, unless it is passive.
    let bare = draft.words[verb].xpos == "VBD"
        || (draft.words[verb - 1].upos == Upos::Cconj && draft.has_preposition_behind(verb));
    if draft.child(verb, &own).is_some() || !(governs || bare) || !and || !draft.may_be_past(verb) {
        return;
    }
    let above = std::iter::successors(Some(noun), |&at| draft.head(at)).take(draft.words.len());
    let first = above.into_iter().find(|&at| draft.words[at].upos == Upos::Verb);
    let Some(first) = first.filter(|&first| first < noun && draft.words[first].xpos == "VBD") else { return };
    draft.attach(verb, first, Relation::Conj);
    draft.make_verb(verb, "VBD");
}

fn join(draft: &mut Draft, verb: usize) {
    let conjunct = |at: usize| draft.words[at].relation == Relation::Conj;
    let Some(noun) = draft.head(verb).filter(|&noun| noun > verb && conjunct(noun)) else { return };
    let Some(object) = draft.head(noun).filter(|&object| draft.words[object].relation == Relation::Obj) else { return };
    let Some(before) = draft.head(object).filter(|&before| draft.words[before].xpos == "VBD" && before < object) else {
        return;
    };
    let and = draft.child(noun, &[Relation::Cc]);
    let first = match and {
        Some(and) if and + 1 == verb => last_of_series(draft, before),
        None if draft.words[verb - 1].xpos == "," => inside_series(draft, before, object, noun),
        _ => None,
    };
    let Some(first) = first else { return };
    draft.heads[verb] = first as u16;
    draft.words[verb].relation = Relation::Conj;
    draft.attach(noun, verb, Relation::Obj);
    draft.make_verb(verb, "VBD");
    if let Some(and) = and {
        draft.attach(and, verb, Relation::Cc);
    }
}

/// "closed the border, expelled diplomats and -": the first verb, when the one before is joined to it by a comma alone.
fn last_of_series(draft: &Draft, before: usize) -> Option<usize> {
    let first = draft.head(before).filter(|&first| draft.words[before].relation == Relation::Conj && first < before)?;
    let verbs = draft.words[first].upos == Upos::Verb;
    let ended = |at: usize| draft.words[at].relation == Relation::Conj && draft.child(at, &[Relation::Cc]).is_some();
    (verbs && draft.child(before, &[Relation::Cc]).is_none() && !draft.children(first).any(ended)).then_some(first)
}

/// "arrested leaders, - and asked": the verb before, when the series of verbs goes on behind and that of nouns never has its "and".
fn inside_series(draft: &Draft, before: usize, object: usize, noun: usize) -> Option<usize> {
    let joined = |at: usize| draft.words[at].relation == Relation::Conj && draft.child(at, &[Relation::Cc]).is_some();
    let goes_on = |at: usize| at > noun && draft.words[at].upos == Upos::Verb && joined(at);
    let nouns = draft.children(object).chain(draft.children(noun)).any(joined);
    (!nouns && draft.children(before).any(goes_on)).then_some(before)
}
