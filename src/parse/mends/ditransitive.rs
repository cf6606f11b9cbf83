//! Whom something is given: `gave Kiev weapons` read as "Kiev-weapons". Verbs of giving name somebody first; a name cannot modify a noun
//! across its number (`sent Qatar 200 soldiers`).

use super::draft::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Makes indirect objects of names after verbs of giving, with what stands before a name and tells who that is.
pub fn correct(draft: &mut Draft) {
    for name in 1..draft.words.len() {
        counted_behind(draft, name);
        if draft.words[name].relation != Relation::Compound || draft.words[name].upos != Upos::Propn {
            continue;
        }
        let first = draft.unit(name).0;
        let Some(verb) = giving(draft, name, first) else { continue };
        let Some(thing) = draft.head(name).filter(|&thing| thing > name && draft.head(thing) == Some(verb)) else {
            continue;
        };
        if draft.words[thing].relation == Relation::Obj && is_given(draft, verb, name, thing) {
            draft.attach(name, verb, Relation::Iobj);
            for at in (verb + 1..first).filter(|&at| draft.head(at) == Some(thing)).collect::<Vec<usize>>() {
                draft.attach(at, name, draft.words[at].relation);
            }
        }
    }
}

/// "sent Chad 200 soldiers" with the number as a part of the name: it counts the noun behind it.
fn counted_behind(draft: &mut Draft, name: usize) {
    let number = draft.unit(name).1 + 1;
    let part = number < draft.words.len()
        && draft.words[number].upos == Upos::Num
        && draft.head(number) == Some(name)
        && matches!(draft.words[number].relation, Relation::Flat | Relation::Nummod | Relation::NmodUnmarked);
    let verb = draft.head(name).filter(|&verb| verb < name && draft.words[verb].upos == Upos::Verb);
    let above = verb.or_else(|| draft.head(name).filter(|&thing| thing > name).and_then(|thing| draft.head(thing)));
    let Some(verb) = above.filter(|_| part && draft.is_named(name)) else { return };
    let thing = draft
        .children(verb)
        .find(|&at| at > number && draft.words[at].upos == Upos::Noun && draft.words[at].relation == Relation::Obj);
    let Some(thing) = thing.filter(|&thing| draft.words[thing].xpos == "NNS") else { return };
    draft.attach(number, thing, Relation::Nummod);
    if draft.head(name) == Some(verb) && draft.words[name].relation == Relation::Obj {
        draft.words[name].relation = Relation::Iobj;
    }
}

/// The verb before a name and its title ("granted former prime minister Imran Khan bail").
fn giving(draft: &Draft, name: usize, first: usize) -> Option<usize> {
    let describes = |at: usize| matches!(draft.words[at].upos, Upos::Adj | Upos::Noun);
    let verb = (0..first).rev().find(|&at| !describes(at)).filter(|&at| draft.words[at].upos == Upos::Verb)?;
    let titled = || draft.head(first - 1) == Some(name) && draft.words[first - 1].relation == Relation::NmodDesc;
    (verb + 1 == first || titled()).then_some(verb)
}

fn is_given(draft: &Draft, verb: usize, name: usize, thing: usize) -> bool {
    let lemma = draft.words[verb].lemma.as_str();
    let counted = draft.children(thing).any(|at| name < at && draft.words[at].relation == Relation::Nummod);
    let gives = frames::has(lemma, Frame::Gives);
    let to = |at: usize| draft.words[at].relation == Relation::Case && draft.words[at].lemma == "to";
    let elsewhere =
        || draft.children(verb).chain(draft.children(thing)).any(|at| at > thing && draft.children(at).any(to));
    let common = draft.words[thing].upos == Upos::Noun && draft.child(verb, &[Relation::Iobj]).is_none();
    // "gave UN inspectors access": the noun is who gets it.
    let alone = draft.words.get(thing + 1).is_none_or(|next| {
        matches!(next.upos, Upos::Adp | Upos::Punct | Upos::Cconj | Upos::Sconj | Upos::Part | Upos::Adv | Upos::Pron)
    });
    common && alone && (gives || counted && frames::has(lemma, Frame::Sends)) && !elsewhere()
}
