//! The subject behind a day that opens the sentence without a comma: "On Monday British ships delivered aid" read with the ships as one more
//! thing that something was done on. A finite verb has a subject, and no preposition stands before this one.

use super::Draft;
use super::parted::names_day;
use crate::model::{Relation, Upos};

/// Corrects sentences that open with a preposition and a day.
pub fn correct(draft: &mut Draft) {
    let opens = draft.words.first().is_some_and(|word| word.upos == Upos::Adp);
    let day = 1;
    if !opens || draft.words.len() < 4 || !names_day(draft, day) {
        return;
    }
    let verb = draft.root;
    let finite = matches!(draft.words[verb].xpos, "VBD" | "VBZ" | "VBP")
        || draft.child(verb, &[Relation::Aux, Relation::AuxPass]).is_some_and(|at| at < verb);
    let has_subject = draft.child(verb, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
    if draft.words[verb].upos != Upos::Verb || verb <= day + 1 || !finite || has_subject {
        return;
    }
    if let Some(subject) = subject(draft, day, verb) {
        for opening in [0, day] {
            if draft.head(opening) == Some(subject) {
                draft.attach(opening, verb, Relation::Obl);
            }
        }
        draft.attach(day, verb, Relation::Obl);
        draft.attach(0, day, Relation::Case);
        draft.make_subject(subject, verb);
        if draft.child(verb, &[Relation::AuxPass]).is_some() {
            draft.words[subject].relation = Relation::NsubjPass;
        }
    }
}

/// The last noun before the verb that hangs on it, and has no preposition but the one that is the day's.
fn subject(draft: &Draft, day: usize, verb: usize) -> Option<usize> {
    let hangs = |&at: &usize| {
        at > day
            && at < verb
            && matches!(draft.words[at].relation, Relation::Obl | Relation::OblUnmarked)
            && matches!(draft.words[at].upos, Upos::Noun | Upos::Propn | Upos::Pron)
    };
    let last = draft.children(verb).rfind(hangs)?;
    let own = draft.children(last).any(|at| draft.words[at].relation == Relation::Case && at != 0);
    let comma = (day + 1..last).any(|at| draft.words[at].xpos == ",");
    (!own && !comma && !names_day(draft, last)).then_some(last)
}
