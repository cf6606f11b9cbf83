//! Who says it, put into what is said: "Rebels, the army said on Monday, shelled the capital" read with two subjects of "said", or with the
//! speaker's comma as the end of a clause. A verb of saying between commas has the second for its subject; the first is that of the verb after it.

use super::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Gives the verb behind an inserted speaker its subject.
pub fn correct(draft: &mut Draft) {
    for says in 3..draft.words.len().saturating_sub(2) {
        let verb = draft.words[says].upos == Upos::Verb;
        if verb && [Frame::Says, Frame::Tells].iter().any(|&frame| frames::has(&draft.words[says].lemma, frame)) {
            mend(draft, says);
        }
    }
}

fn mend(draft: &mut Draft, says: usize) {
    use Relation as R;
    let subject = |draft: &Draft, at: usize| matches!(draft.words[at].relation, R::Nsubj | R::NsubjPass);
    let subjects: Vec<usize> = draft.children(says).filter(|&at| at < says && subject(draft, at)).collect();
    let [first, speaker] = subjects[..] else { return };
    let opens = draft.children(speaker).chain([speaker]).map(|at| draft.unit(at).0).min().unwrap_or(speaker);
    let inserted = opens.checked_sub(1).is_some_and(|at| at > first && draft.form(at) == ",");
    let Some(said) = draft.child(says, &[R::Ccomp]).filter(|&said| inserted && said > says) else { return };
    let Some(comma) = (says + 1..=said).rev().find(|&at| draft.form(at) == ",") else { return };
    let marked = draft.child(said, &[R::Mark]).is_some_and(|mark| mark > says);
    if marked || draft.children(said).any(|at| at > comma && at < said && subject(draft, at)) {
        return;
    }
    let predicate = draft.words[said].upos == Upos::Verb || draft.child(said, &[R::Cop]).is_some();
    let said = if predicate { Some(said) } else { hidden(draft, comma, said) };
    let Some(said) = said else { return };
    let between: Vec<usize> = draft.children(said).filter(|&at| says < at && at < comma).collect();
    for at in between {
        let told = matches!(draft.words[at].relation, R::Nsubj | R::NsubjPass | R::Obj | R::Iobj);
        draft.attach(at, says, if told { R::Iobj } else { draft.words[at].relation });
    }
    let passive = draft.child(said, &[R::AuxPass]).is_some();
    draft.attach(first, said, if passive { R::NsubjPass } else { R::Nsubj });
    if draft.words[said].xpos == "VBN" && draft.child(said, &[R::Aux, R::AuxPass]).is_none() && draft.may_be_past(said)
    {
        draft.words[said].xpos = "VBD";
    }
}

/// The verb right behind the comma that was taken for a property of its object ("cancelled flights").
fn hidden(draft: &mut Draft, comma: usize, object: usize) -> Option<usize> {
    use Relation as R;
    let verb = draft.child(object, &[R::Amod, R::Compound]).filter(|&at| at == comma + 1 && draft.may_be_past(at))?;
    let bare = draft
        .child(object, &[R::Case, R::Cop, R::Det])
        .is_none_or(|at| at > verb && draft.words[at].relation == R::Det);
    if !bare {
        return None;
    }
    draft.make_verb(verb, "VBD");
    draft.raise(verb, object, R::Obj);
    let moved: Vec<usize> = draft
        .children(object)
        .filter(|&at| at < verb || matches!(draft.words[at].relation, R::Obl | R::OblUnmarked | R::Advcl))
        .collect();
    for at in moved {
        draft.attach(at, verb, draft.words[at].relation);
    }
    Some(verb)
}
