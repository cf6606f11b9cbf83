//! Subjects and objects hung on a word beside their verb. No word of a noun's phrase stands before the verb that governs the noun, so it
//! is that verb's subject (`Pakistan arrests Taliban chief` read as "Pakistan chief"). What follows an infinitive or gerund without an
//! object at once is its object, not that of the verb above (`stop bombing Aleppo`).

use super::draft::Draft;
use crate::model::{Relation, Upos};

/// Hangs subjects and objects on their verbs.
pub fn correct(draft: &mut Draft) {
    subjects(draft);
    speakers(draft);
    for at in 2..draft.words.len() {
        if matches!(draft.words[at].relation, Relation::Obj | Relation::Obl) && draft.is_nominal(at) {
            object_of_nearer(draft, at);
        }
    }
}

/// Makes a subject of whoever is named behind a verb that stands behind what was said, where the tree hangs it on that
/// (`"We condemn Chad," said the minister` read as "condemn the minister").
fn speakers(draft: &mut Draft) {
    for verb in 1..draft.words.len() {
        if !matches!(draft.words[verb].xpos, "VBD" | "VBZ") {
            continue;
        }
        let Some(said) = draft.child(verb, &[Relation::Ccomp]).filter(|&said| said < verb) else { continue };
        let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl];
        if draft.child(verb, &subjects).is_some() {
            continue;
        }
        let crosses = |&at: &usize| {
            let bare = draft.is_nominal(at) && draft.child(at, &[Relation::Case]).is_none();
            bare && draft.head(at).is_some_and(|head| head < verb && draft.is_below(head, said))
        };
        let Some(speaker) = (verb + 1..draft.words.len()).find(crosses) else { continue };
        if (verb + 1..speaker)
            .all(|at| draft.heads[at] == crate::parse::punctuation::NONE || draft.is_below(at, speaker))
        {
            draft.attach(speaker, verb, Relation::Nsubj);
        }
    }
}

/// Hangs an object on the infinitive or gerund right before it, where the tree hangs both on the same verb.
fn object_of_nearer(draft: &mut Draft, object: usize) {
    let named = draft.words[object].upos == Upos::Propn && draft.is_named(object);
    let first = draft.children(object).next().filter(|&first| first < object).unwrap_or(object);
    let determined = draft.words[object].relation == Relation::Obj
        && (draft.words[first].relation == Relation::Det || draft.words[first.max(1) - 1].relation == Relation::Conj);
    if !named && !determined || draft.child(object, &[Relation::Case]).is_some() {
        return;
    }
    let Some(verb) = draft.unit(first).0.checked_sub(1).filter(|&verb| draft.words[verb].upos == Upos::Verb) else {
        return;
    };
    let Some(above) = draft.head(verb).filter(|&above| above < verb && draft.head(object) == Some(above)) else {
        return;
    };
    let own = [Relation::Obj, Relation::Xcomp, Relation::Ccomp, Relation::Aux, Relation::AuxPass];
    if draft.child(verb, &own[..3]).is_some() {
        return;
    }
    let nearer = match draft.words[verb].relation {
        // "leave open a gap": what looks like an infinitive is an adjective.
        Relation::Xcomp | Relation::Advcl => {
            draft.words[verb].xpos == "VBG" || draft.words[verb].xpos == "VB" && above + 1 < verb
        }
        // "closed the border, expelled diplomats": the verb above has its own.
        Relation::Conj if same_form(draft.words[verb].xpos, draft.words[above].xpos) => {
            let earlier = |at: usize| at < verb && draft.words[at].relation == Relation::Obj;
            draft.words[object].relation == Relation::Obj
                && draft.children(above).any(earlier)
                && draft.child(verb, &own).is_none()
        }
        _ => false,
    };
    if nearer {
        draft.attach(object, verb, Relation::Obj);
        if draft.words[verb].relation == Relation::Conj && draft.may_be_past(verb) {
            draft.words[verb].xpos = "VBD";
        }
    }
}

/// Whether verbs with these tags may be joined: "closed and expelled", not "set and reoffering".
fn same_form(first: &str, second: &str) -> bool {
    let past = |tag: &str| matches!(tag, "VBD" | "VBN");
    first == second || past(first) && past(second)
}

/// Makes subjects of modifiers that stand before the verb over their noun.
fn subjects(draft: &mut Draft) {
    for at in 0..draft.words.len() {
        let modifies = matches!(
            draft.words[at].relation,
            Relation::Compound | Relation::Nmod | Relation::Nummod | Relation::Amod | Relation::Nsubj
        );
        if !modifies || !draft.is_nominal(at) {
            continue;
        }
        let Some(noun) = draft.head(at).filter(|&noun| noun > at) else { continue };
        let Some(verb) = draft.head(noun).filter(|&verb| at < verb && verb < noun) else { continue };
        let tagged = draft.words[verb].upos == Upos::Verb && matches!(draft.words[verb].xpos, "VBZ" | "VBD" | "VBP");
        // "Britain surprised diplomats" read as "Britain diplomats": what has an object is no adjective, and without an auxiliary no participle.
        let untagged = !tagged
            && verb == draft.root
            && draft.words[noun].relation == Relation::Obj
            && draft.form(verb).ends_with("ed")
            && draft.child(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop]).is_none();
        let finite = tagged || untagged;
        let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl];
        let bare = draft.child(at, &[Relation::Case]).is_none();
        let worded = draft.form(at).starts_with(char::is_alphabetic);
        if finite && bare && worded && draft.before(verb) == Some(at) && draft.child(verb, &subjects).is_none() {
            draft.make_subject(at, verb);
            if untagged {
                draft.make_verb(verb, "VBD");
            }
        }
    }
}
