//! The object that stands behind a fixed phrase: "beat to death two students", "took into custody three lawyers". The network hangs it on
//! the phrase, or as one more place or time on the verb; a noun phrase without a preposition there is the verb's object.

use super::Draft;
use crate::model::{Relation, Upos};

/// Whether a preposition and a noun say what becomes of the object.
fn is_fixed(case: &str, noun: &str) -> bool {
    match case {
        "to" => matches!(noun, "death" | "flight" | "safety"),
        "into" => matches!(noun, "custody" | "exile"),
        "under" => noun == "arrest",
        "on" => noun == "trial",
        _ => false,
    }
}

/// Makes what follows a fixed phrase the object of the verb before it.
pub fn correct(draft: &mut Draft) {
    for noun in 2..draft.words.len().saturating_sub(1) {
        if is_fixed(draft.form(noun - 1), draft.form(noun)) {
            shift(draft, noun);
        }
    }
}

fn shift(draft: &mut Draft, noun: usize) {
    use Relation as R;
    let (case, verb, next) = (noun - 1, noun - 2, noun + 1);
    let opens = matches!(draft.words[next].upos, Upos::Det | Upos::Num | Upos::Adj | Upos::Noun | Upos::Propn);
    let active = draft.words[verb].upos == Upos::Verb && draft.child(verb, &[R::AuxPass, R::NsubjPass]).is_none();
    if !opens || !active {
        return;
    }
    // The head of the phrase that the next word opens.
    let inside = |at: &usize| *at > noun;
    let up = std::iter::successors(draft.head(next).filter(inside), |&at| draft.head(at).filter(inside));
    let Some(object) = std::iter::once(next).chain(up).take(draft.words.len()).last() else { return };
    let free = draft.is_nominal(object)
        && !matches!(draft.words[object].relation, R::Nsubj | R::NsubjPass | R::OblUnmarked | R::Root)
        && draft.children(object).all(|at| draft.words[at].relation != R::Case || at == case);
    let near = draft.head(object).is_some_and(|head| head == verb || head == noun || head == case);
    let taken = draft.children(verb).any(|at| at != object && draft.words[at].relation == R::Obj && at != noun);
    if !free || !near || taken {
        return;
    }
    draft.attach(object, verb, R::Obj);
    draft.attach(noun, verb, R::Obl);
    draft.attach(case, noun, R::Case);
}
