//! A verb of saying that stands behind what is said: `Pakistan trained the gunmen, Indian officials charged`. The network knows it of `said`;
//! of rarer verbs it makes a second act of the one who was spoken of.

use super::draft::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Puts a verb of saying at the end of a sentence over what stands before it, when it has a subject of its own right behind a comma.
pub fn correct(draft: &mut Draft) {
    let said = draft.root;
    let says = |&at: &usize| {
        draft.words[at].upos == Upos::Verb
            && draft.words[at].xpos == "VBD"
            && matches!(draft.words[at].relation, Relation::Conj | Relation::Parataxis)
            && draft.head(at) == Some(said)
            && frames::has(&draft.words[at].lemma, Frame::Says)
    };
    let Some(verb) = (said + 1..draft.words.len()).find(says) else { return };
    let Some(subject) = draft.child(verb, &[Relation::Nsubj]).filter(|&at| said < at && at < verb) else { return };
    let joined = draft.child(verb, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp, Relation::Mark, Relation::Cc]);
    let first = draft.children(subject).chain([subject]).map(|at| draft.unit(at).0).min().unwrap_or(subject);
    let comma = first.checked_sub(1).is_some_and(|at| matches!(draft.form(at), "," | "\"" | "''"));
    if joined.is_none() && comma {
        draft.raise(verb, said, Relation::Ccomp);
    }
}
