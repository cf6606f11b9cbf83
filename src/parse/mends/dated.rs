//! The day between a subject and its verb, without a preposition: "Egypt Tuesday gave asylum to the Shah". The network reads the day as a
//! second subject, or as the only one with the first as a part of its name. Days do nothing.

use super::Draft;
use super::parted::names_day;
use crate::model::{Relation, Upos};

/// Makes days that are subjects the time of their verbs.
pub fn correct(draft: &mut Draft) {
    for day in 1..draft.words.len() {
        let subject = matches!(draft.words[day].relation, Relation::Nsubj | Relation::NsubjPass);
        if !subject || draft.words[day].upos != Upos::Propn || draft.is_named(day) || !names_day(draft, day) {
            continue;
        }
        let Some(verb) = draft.head(day).filter(|&verb| verb > day && draft.words[verb].upos == Upos::Verb) else {
            continue;
        };
        let relation = draft.words[day].relation;
        let other = draft.children(verb).any(|at| at < day && draft.words[at].relation == relation);
        let doer = draft.before(day).filter(|&at| draft.head(at) == Some(day) && is_noun(draft, at));
        match doer {
            _ if other => draft.words[day].relation = Relation::OblUnmarked,
            Some(doer) => {
                draft.make_subject(doer, verb);
                draft.words[doer].relation = relation;
                draft.words[day].relation = Relation::OblUnmarked;
                let rest: Vec<usize> = draft.children(day).filter(|&at| at < doer).collect();
                rest.into_iter().for_each(|at| draft.attach(at, doer, draft.words[at].relation));
            }
            None => {}
        }
    }
}

fn is_noun(draft: &Draft, at: usize) -> bool {
    matches!(draft.words[at].upos, Upos::Noun | Upos::Propn)
}
