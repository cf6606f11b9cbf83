//! The verb behind what is said of its subject in passing: "France's envoy, Ann Unlisted, recognised Kosovo" read as an envoy who was
//! recognised, "Norway, the largest donor, mediated" as a mere name with a remark. A whole sentence with a stop has a verb, and the words
//! between two commas do not govern what follows the second.

use super::Draft;
use crate::model::{Relation, Upos};

/// Gives a sentence that is a noun by the tree the verb behind its apposition.
pub fn correct(draft: &mut Draft) {
    use Relation as R;
    for other in 2..draft.words.len() {
        if draft.words[other].relation == R::Nsubj
            && let Some(subject) = first_subject(draft, other)
        {
            draft.attach(other, subject, R::Appos);
        }
    }
    let subject = draft.root;
    let verbless = matches!(draft.words[subject].upos, Upos::Noun | Upos::Propn)
        && draft.has_stop()
        && draft.child(subject, &[R::Cop, R::Case, R::Nsubj, R::NsubjPass, R::Mark, R::Aux, R::Expl]).is_none();
    if !verbless {
        return;
    }
    if let Some((verb, object)) = verb_behind(draft, subject) {
        if draft.words[verb].xpos == "VBN" && draft.child(verb, &[R::Aux]).is_none() {
            draft.make_verb(verb, "VBD");
        }
        mend(draft, subject, verb, object);
    }
}

/// The other subject of a verb before this one, where two marks set this one off: "the envoy, Ann Unlisted, signed".
fn first_subject(draft: &Draft, other: usize) -> Option<usize> {
    let verb = draft.head(other).filter(|&verb| verb > other)?;
    let subject = draft.child(verb, &[Relation::Nsubj]).filter(|&subject| subject < other)?;
    let mark = |at: usize| is_mark(draft, at);
    let opening = draft.unit(subject).1 + 1..draft.unit(other).0;
    let set_off = opening.clone().any(mark) && (other + 1..verb).any(mark);
    let joined = opening.into_iter().any(|at| matches!(draft.words[at].upos, Upos::Cconj | Upos::Verb | Upos::Sconj));
    (set_off && !joined && draft.is_nominal(subject)).then_some(subject)
}

/// A comma, or a dash; a hyphen that joins words is none.
fn is_mark(draft: &Draft, at: usize) -> bool {
    matches!(draft.form(at), "," | "--" | "—") || matches!(draft.form(at), "-" | "–") && draft.tokens[at].space_before
}

/// The first verb behind two marks of the same kind, and its object where it was taken for a property of that.
fn verb_behind(draft: &Draft, subject: usize) -> Option<(usize, Option<usize>)> {
    let mark = |at: usize| is_mark(draft, at);
    let opening = draft.unit(subject).1 + 1;
    let opening = (opening..draft.words.len()).find(|&at| mark(at) || is_finite(draft, at)).filter(|&at| mark(at))?;
    let alike = |&at: &usize| draft.form(at) == draft.form(opening);
    // Behind each closing mark stands the verb, or one more remark.
    let closing = (opening + 2..draft.words.len()).filter(alike);
    closing.into_iter().find_map(|at| verb_at(draft, subject, at + 1))
}

fn is_finite(draft: &Draft, at: usize) -> bool {
    matches!(draft.words[at].xpos, "VBD" | "VBZ" | "VBP" | "MD")
}

/// The verb that begins there, adverbs left out, if it may be the predicate of the subject.
fn verb_at(draft: &Draft, subject: usize, first: usize) -> Option<(usize, Option<usize>)> {
    use Relation as R;
    let verb = (first..draft.words.len()).find(|&at| draft.words[at].upos != Upos::Adv)?;
    let small = draft.form(verb).starts_with(char::is_lowercase);
    let finite = matches!(draft.words[verb].xpos, "VBD" | "VBZ");
    let own = [R::Nsubj, R::NsubjPass, R::Mark, R::Aux, R::AuxPass, R::OblAgent, R::Cc];
    let may_be = draft.words[verb].upos == Upos::Verb && small && (finite || draft.may_be_past(verb));
    if !may_be || draft.child(verb, &own).is_some() {
        return None;
    }
    let head = draft.head(verb)?;
    match draft.words[verb].relation {
        // "aid" of "suspended aid", whatever it was joined to.
        R::Amod if head > verb && head != subject && is_bare(draft, head, verb) => Some((verb, Some(head))),
        R::Parataxis if head == subject => Some((verb, object(draft, verb))),
        // "the envoy, a banker, jailed in May": without an object it may be what was done to him.
        R::Acl | R::Conj | R::Advcl | R::Dep if head < verb => {
            let object = object(draft, verb);
            (finite || object.is_some()).then_some((verb, object))
        }
        _ => None,
    }
}

/// The noun right behind a verb or its particle, with no preposition of its own.
fn object(draft: &Draft, verb: usize) -> Option<usize> {
    use Relation as R;
    if let Some(object) = draft.child(verb, &[R::Obj]) {
        return Some(object).filter(|&at| at > verb);
    }
    let particle = draft.child(verb, &[R::CompoundPrt]).filter(|&at| at == verb + 1);
    let next = particle.unwrap_or(verb) + 1;
    let inside = |at: &usize| *at > verb;
    let first = (next..draft.words.len().min(next + 8)).find(|&at| draft.head(at).is_some())?;
    let up = std::iter::successors(Some(first), |&at| draft.head(at).filter(inside));
    up.take(draft.words.len()).last().filter(|&at| is_bare(draft, at, verb))
}

fn is_bare(draft: &Draft, noun: usize, verb: usize) -> bool {
    let governed = |at: usize| at > verb && draft.words[at].relation == Relation::Case && draft.form(at) != "'s";
    let preposed = draft.children(noun).any(governed) || draft.words[noun].relation == Relation::OblUnmarked;
    noun > verb && matches!(draft.words[noun].upos, Upos::Noun | Upos::Propn | Upos::Num) && !preposed
}

/// Makes the verb the predicate; what stands behind it and hung on what stands before is its own.
fn mend(draft: &mut Draft, subject: usize, verb: usize, object: Option<usize>) {
    use Relation as R;
    draft.raise(verb, subject, R::Nsubj);
    if let Some(object) = object {
        let moved: Vec<usize> = draft.children(object).filter(|&at| at < verb && at > subject).collect();
        draft.attach(object, verb, R::Obj);
        moved.into_iter().for_each(|at| draft.attach(at, verb, draft.words[at].relation));
    }
    for at in verb + 1..draft.words.len() {
        if draft.head(at).is_none_or(|head| head >= verb) {
            continue;
        }
        let relation = draft.words[at].relation;
        draft.attach(at, verb, if relation == R::Nmod { R::Obl } else { relation });
    }
}
