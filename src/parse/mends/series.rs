//! The last verbs of a series, taken for participles: `closed the border, expelled diplomats and recalled envoys` read as "diplomats and
//! recalled envoys". A series of verbs has its "and" before the last one, and one of nouns has one too.

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
