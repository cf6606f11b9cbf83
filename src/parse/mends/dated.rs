//! The day between a subject and its verb, without a preposition: "Egypt Tuesday gave asylum to the Shah". The network reads the day as a
//! second subject, or as the only one with the first as a part of its name. Days do nothing. And the name behind a day ("said on Tuesday Serbia
//! had rejected it"), which is read as a part of the day's.

use super::Draft;
use super::parted::names_day;
use crate::model::{Relation, Upos};

/// Makes days that are subjects the time of their verbs.
pub fn correct(draft: &mut Draft) {
    for day in 1..draft.words.len() {
        name_behind(draft, day);
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

/// Makes a name that hangs on the day right before it the subject of the verb behind both, where that has no other.
fn name_behind(draft: &mut Draft, day: usize) {
    if draft.words[day].upos != Upos::Propn || draft.is_named(day) || !names_day(draft, day) {
        return;
    }
    let parts = [Relation::Flat, Relation::Compound, Relation::Appos, Relation::Nmod];
    let is_name = |&at: &usize| at > day && draft.unit(at).0 == day + 1 && parts.contains(&draft.words[at].relation);
    let Some(name) = draft.children(day).find(is_name).filter(|&at| draft.is_named(at)) else { return };
    let Some(verb) = draft.head(day).filter(|&verb| verb > name && draft.words[verb].upos == Upos::Verb) else {
        return;
    };
    let subjects = [Relation::Nsubj, Relation::NsubjPass];
    if draft.children(verb).any(|at| at != day && subjects.contains(&draft.words[at].relation)) {
        return;
    }
    let passive = draft.child(verb, &[Relation::AuxPass]).is_some();
    draft.attach(name, verb, if passive { Relation::NsubjPass } else { Relation::Nsubj });
    let case = draft.child(day, &[Relation::Case]).is_some();
    let before = draft.before(draft.child(day, &[Relation::Case]).unwrap_or(day));
    let says = before.filter(|&at| draft.words[at].upos == Upos::Verb).unwrap_or(verb);
    draft.attach(day, says, if case { Relation::Obl } else { Relation::OblUnmarked });
}

fn is_noun(draft: &Draft, at: usize) -> bool {
    matches!(draft.words[at].upos, Upos::Noun | Upos::Propn)
}
