//! Who is told what. A verb with two subjects, one behind it, told it to the second (`"Give us tanks," Kiev told Berlin`); a clause with two
//! before it right behind a verb of telling has the second for its subject, and was told to the first (`told the council it would go`). Of two
//! objects, one behind a preposition is none (`supplied Kiev with tanks`). A verb of saying at the end of a sentence without quotation marks
//! reports what stands before it (`I asked him for help, Kiev wrote`).

use super::draft::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Finds out who is told, and who says it.
pub fn correct(draft: &mut Draft) {
    for at in 0..draft.words.len() {
        match draft.words[at].relation {
            Relation::Nsubj => second_subject(draft, at),
            Relation::Obj => object_behind_preposition(draft, at),
            Relation::Ccomp => said_at_the_end(draft, at),
            _ => {}
        }
    }
}

fn second_subject(draft: &mut Draft, at: usize) {
    let Some(verb) = draft.head(at) else { return };
    let has_other = |draft: &Draft, before: usize| {
        draft
            .children(verb)
            .any(|other| other != at && other < before && draft.words[other].relation == Relation::Nsubj)
    };
    let tells = |word: usize| frames::has(&draft.words[word].lemma, Frame::Tells);
    let no_object = |verb: usize| draft.child(verb, &[Relation::Obj, Relation::Iobj]).is_none();
    if verb < at {
        if tells(verb) && has_other(draft, verb) && no_object(verb) {
            draft.attach(at, verb, Relation::Iobj);
        }
        return;
    }
    let Some(teller) = draft.head(verb).filter(|&teller| teller < at && tells(teller) && no_object(teller)) else {
        return;
    };
    let second =
        draft.children(verb).any(|other| at < other && other < verb && draft.words[other].relation == Relation::Nsubj);
    if second && draft.words[verb].relation == Relation::Ccomp {
        draft.attach(at, teller, Relation::Iobj);
    }
}

fn object_behind_preposition(draft: &mut Draft, at: usize) {
    let Some(verb) = draft.head(at) else { return };
    let behind = draft
        .children(at)
        .any(|case| case < at && draft.words[case].relation == Relation::Case && draft.words[case].upos == Upos::Adp);
    let other = draft.children(verb).any(|other| other < at && draft.words[other].relation == Relation::Obj);
    if behind && other {
        draft.words[at].relation = Relation::Obl;
    }
}

fn said_at_the_end(draft: &mut Draft, says: usize) {
    let Some(verb) = draft.head(says).filter(|&verb| verb < says) else { return };
    if !frames::has(&draft.words[says].lemma, Frame::Says) || draft.words[says].xpos != "VBD" {
        return;
    }
    let Some(subject) = draft.child(says, &[Relation::Nsubj]).filter(|&subject| subject < says) else { return };
    // The comma before the speaker, with no verb between.
    let between = (verb + 1..subject).rev().take_while(|&at| draft.words[at].upos != Upos::Verb);
    let comma = between.into_iter().any(|at| draft.form(at) == ",");
    let whole = draft.child(says, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp, Relation::Mark]).is_none();
    if comma && whole {
        draft.words[says].relation = Relation::Parataxis;
    }
}
