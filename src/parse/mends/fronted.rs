//! What stands before a clause and was hung in it: the object of a relative clause before it ("In a move that surprised diplomats, troops invaded
//! Afghanistan" read with the diplomats as what was invaded), and who is told it ("told Reuters that Chad urged" read with Reuters as whom Chad
//! urged). An object does not stand before the subject unless it asks, and nothing of a clause before its "that".

use super::Draft;
use crate::model::{Relation, Upos};

/// Corrects verbs that have an object before their subject.
pub fn correct(draft: &mut Draft) {
    for object in 1..draft.words.len() {
        let word = &draft.words[object];
        if let Some(teller) = teller(draft, object) {
            draft.attach(object, teller, Relation::Iobj);
            continue;
        }
        if word.relation != Relation::Obj || !matches!(word.upos, Upos::Noun | Upos::Propn) {
            continue;
        }
        let Some(verb) = draft.head(object).filter(|&verb| verb > object) else { continue };
        let subject = draft.child(verb, &[Relation::Nsubj]).filter(|&at| at > object && at < verb);
        let parted = subject.is_some_and(|at| (object..at).any(|between| draft.words[between].xpos == ","));
        if !parted {
            continue;
        }
        if let Some(owner) = owner(draft, object) {
            draft.attach(object, owner, Relation::Obj);
        } else if let Some((noun, owner)) = taken_for_property(draft, object) {
            draft.attach(owner, noun, Relation::AclRelcl);
            draft.attach(object, owner, Relation::Obj);
            draft.words[owner].xpos = "VBD";
        }
    }
}

/// The verb of saying before an object of the clause after its "that".
fn teller(draft: &Draft, object: usize) -> Option<usize> {
    let told = matches!(draft.words[object].relation, Relation::Obj | Relation::Iobj);
    let verb = draft.head(object).filter(|&verb| told && verb > object)?;
    let mark = draft
        .child(verb, &[Relation::Mark])
        .filter(|&at| at > object && draft.form(at).eq_ignore_ascii_case("that"))?;
    let teller = draft.head(verb).filter(|&teller| teller < object && draft.words[teller].upos == Upos::Verb)?;
    (draft.before(mark) == Some(object) && draft.words[verb].relation == Relation::Ccomp).then_some(teller)
}

/// The noun and the verb of "a move that surprised diplomats" where the verb was read as a property of the diplomats.
fn taken_for_property(draft: &Draft, object: usize) -> Option<(usize, usize)> {
    let verb =
        draft.child(object, &[Relation::Amod]).filter(|&at| draft.words[at].upos == Upos::Verb && at < object)?;
    let pronoun = draft.child(verb, &[Relation::Nsubj]).filter(|&at| draft.words[at].xpos == "WDT" && at < verb)?;
    let noun = draft.before(pronoun).filter(|&at| draft.is_nominal(at))?;
    Some((noun, verb))
}

/// The verb before the object, with nothing but the object's own words between and no object of its own.
fn owner(draft: &Draft, object: usize) -> Option<usize> {
    let first = (0..object).rev().take_while(|&at| draft.head(at) == Some(object)).last().unwrap_or(object);
    let owner = draft.before(draft.unit(first).0)?;
    let clause = matches!(draft.words[owner].relation, Relation::AclRelcl | Relation::Acl | Relation::Advcl);
    let verb = draft.words[owner].upos == Upos::Verb && clause;
    (verb && draft.child(owner, &[Relation::Obj]).is_none()).then_some(owner)
}
