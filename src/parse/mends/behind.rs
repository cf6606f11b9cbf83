//! What stands behind the second of two joined verbs and was hung on the first, or on its object: "changed course and delivered food to Damascus"
//! read as "changed course to Damascus". Two verbs share what stands behind both only if the first has nothing of its own, and no arc
//! reaches over the second verb into what stands before it.

use super::Draft;
use crate::model::{Relation, Upos};

/// Hangs on a joined verb what stands behind it.
pub fn correct(draft: &mut Draft) {
    for second in 3..draft.words.len().saturating_sub(1) {
        if draft.words[second].relation == Relation::Conj && draft.words[second].upos == Upos::Verb {
            mend(draft, second);
        }
    }
}

fn mend(draft: &mut Draft, second: usize) {
    use Relation as R;
    let Some(before) = draft.head(second).filter(|&before| before < second) else { return };
    let taken = |draft: &Draft, verb: usize, from: usize, to: usize| {
        draft.children(verb).any(|at| from < at && at < to && matches!(draft.words[at].relation, R::Obj | R::Obl))
    };
    if draft.words[before].upos != Upos::Verb || !taken(draft, before, before, second) {
        return;
    }
    for at in second + 1..draft.words.len() {
        let Some(head) = draft.head(at).filter(|&head| head < second) else { continue };
        let case = draft.child(at, &[R::Case]);
        let inside = head != before && draft.is_below(head, before) && head > before;
        if inside && draft.is_nominal(at) && draft.words[at].relation == R::Conj {
            // "delivered food" read as "course, food": no "and" stands between.
            let bare = case.is_none() && draft.child(at, &[R::Cc]).is_none_or(|cc| cc < second || cc > at);
            if bare && draft.child(second, &[R::Obj]).is_none() {
                draft.attach(at, second, R::Obj);
                let and = draft.child(at, &[R::Cc]).filter(|&and| and < second);
                and.into_iter().for_each(|and| draft.attach(and, second, R::Cc));
            }
        } else if head == before && draft.words[at].relation == R::Obl && taken(draft, second, second, at) {
            // Where and when may hold for both.
            let goal =
                case.is_some_and(|case| matches!(draft.words[case].lemma.as_str(), "to" | "from" | "with" | "against"));
            if goal && draft.is_named(at) {
                draft.attach(at, second, R::Obl);
            }
        }
    }
}
