//! The verb that a day parts from its auxiliary: "Police were on Monday questioning a banker" read as "were on Monday", with the participle on
//! the day. Nobody is on a day: the participle is the predicate.

use super::Draft;
use crate::model::{Relation, Upos, WEEKDAYS};

/// The parts of a day or week that may stand between.
const PARTS: [&str; 5] = ["night", "morning", "evening", "afternoon", "weekend"];

/// Corrects clauses whose predicate is a day.
pub fn correct(draft: &mut Draft) {
    for day in 1..draft.words.len() {
        if draft.words[day].relation == Relation::Acl || !is_day(draft, day) {
            continue;
        }
        if let Some((be, verb)) = parted(draft, day) {
            mend(draft, be, day, verb);
        }
    }
}

fn is_day(draft: &Draft, at: usize) -> bool {
    matches!(draft.words[at].upos, Upos::Noun | Upos::Propn)
        && names_day(draft, at)
        && draft.child(at, &[Relation::Case]).is_some()
}

/// The form of "be" before a day, and the participle right after it.
fn parted(draft: &Draft, day: usize) -> Option<(usize, usize)> {
    let be = draft.child(day, &[Relation::Cop]).filter(|&be| be < day && draft.words[be].lemma == "be")?;
    let next = draft.after(day)?;
    let verb = draft.head(next) == Some(day)
        && matches!(draft.words[next].relation, Relation::Acl | Relation::Advcl | Relation::Xcomp)
        && matches!(draft.words[next].xpos, "VBG" | "VBN");
    verb.then_some((be, next))
}

/// Makes the participle the predicate, and the day when it was.
fn mend(draft: &mut Draft, be: usize, day: usize, verb: usize) {
    let passive = draft.words[verb].xpos == "VBN";
    draft.raise(verb, day, Relation::Obl);
    for at in 0..draft.heads.len() {
        let own = matches!(
            draft.words[at].relation,
            Relation::Case | Relation::Det | Relation::Compound | Relation::Amod | Relation::Nummod | Relation::Flat
        );
        if draft.head(at) == Some(day) && at != verb && !own {
            let relation = match draft.words[at].relation {
                Relation::Nsubj if passive => Relation::NsubjPass,
                _ if at == be && passive => Relation::AuxPass,
                _ if at == be => Relation::Aux,
                relation => relation,
            };
            draft.attach(at, verb, relation);
        }
    }
}

/// Whether the word names a day of the week, or a part of one.
pub(super) fn names_day(draft: &Draft, at: usize) -> bool {
    WEEKDAYS.iter().chain(&PARTS).any(|day| draft.form(at).eq_ignore_ascii_case(day))
}
