//! The infinitive that completes a word: "is due to expel two envoys" read with "due to" as one preposition, "went on to seize the ship" with
//! the infinitive as a purpose. What "due to" governs as a preposition is no base form, and has no object.

use super::Draft;
use crate::model::{Relation, Upos};

/// Hangs such infinitives on what they complete.
pub fn correct(draft: &mut Draft) {
    for to in 2..draft.words.len().saturating_sub(2) {
        if draft.words[to].lemma != "to" {
            continue;
        }
        match draft.words[to - 1].lemma.as_str() {
            "due" => due(draft, to),
            "on" => went_on(draft, to),
            _ => {}
        }
    }
}

fn went_on(draft: &mut Draft, to: usize) {
    let (go, verb) = (to - 2, to + 1);
    if draft.words[go].lemma == "go" && draft.words[verb].relation == Relation::Advcl && draft.head(verb) == Some(go) {
        draft.words[verb].relation = Relation::Xcomp;
    }
}

fn due(draft: &mut Draft, to: usize) {
    use Relation as R;
    let (due, verb, next) = (to - 1, to + 1, to + 2);
    let opens = matches!(draft.words[next].upos, Upos::Det | Upos::Propn | Upos::Num)
        || matches!(draft.words[next].xpos, "PRP$" | "PRP" | "JJ")
        || draft.form(next) == "that";
    let base = draft.words[verb].xpos == "VB" || (draft.words[verb].xpos == "NN" && opens);
    if !base || draft.is_named(verb) {
        return;
    }
    if draft.head(due) == Some(verb) && draft.words[due].relation == R::Case {
        let before: Vec<usize> = draft.children(verb).filter(|&at| at < due).collect();
        let objects: Vec<usize> = draft
            .children(verb)
            .filter(|&at| at > verb && matches!(draft.words[at].relation, R::Flat | R::Compound | R::Appos))
            .collect();
        draft.raise(due, verb, R::Xcomp);
        before.into_iter().for_each(|at| draft.attach(at, due, draft.words[at].relation));
        objects.into_iter().for_each(|at| draft.attach(at, verb, R::Obj));
    } else if let Some(noun) = draft.head(verb).filter(|&noun| verb < noun && draft.head(noun) == Some(due)) {
        draft.raise(verb, noun, R::Obj);
        draft.words[verb].relation = R::Xcomp;
    } else if draft.head(verb) == Some(due) {
        draft.words[verb].relation = R::Xcomp;
    } else {
        return;
    }
    draft.attach(to, verb, R::Mark);
    (draft.words[to].upos, draft.words[to].xpos) = (Upos::Part, "TO");
    draft.make_verb(verb, "VB");
}
