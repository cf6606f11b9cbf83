//! The verb that a day parts from its auxiliary: "Police were on Monday questioning a banker" read as "were on Monday", with the participle on
//! the day. Nobody is on a day: the participle is the predicate.

use super::Draft;
use crate::model::{Relation, Upos};

/// Days, and the parts of one, that may stand between.
pub(super) const DAYS: [&str; 12] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "night",
    "morning",
    "evening",
    "afternoon",
    "weekend",
];

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
        && DAYS.contains(&draft.form(at).to_ascii_lowercase().as_str())
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
