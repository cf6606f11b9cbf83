//! The base form after verbs that ask for something: `demanded that Chile open talks`. It is the same as many an adjective or noun, and the
//! network leaves the clause without a verb, or takes a later participle for it (`that Pakistan hand over men wanted in Delhi`).

use super::draft::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Makes verbs of base forms in clauses that verbs of asking govern.
pub fn correct(draft: &mut Draft) {
    for clause in 1..draft.words.len() {
        let kinds = [Upos::Noun, Upos::Adj, Upos::Propn, Upos::Verb];
        if draft.words[clause].relation != Relation::Ccomp || !kinds.contains(&draft.words[clause].upos) {
            continue;
        }
        let asks = |&verb: &usize| {
            verb < clause
                && draft.words[verb].upos == Upos::Verb
                && frames::has(&draft.words[verb].lemma, Frame::Demands)
        };
        let Some(asking) = draft.head(clause).filter(asks) else { continue };
        if draft.child(clause, &[Relation::Cop, Relation::Aux, Relation::AuxPass]).is_some() {
            continue;
        }
        if draft.words[clause].upos == Upos::Verb {
            before_participle(draft, asking, clause);
        } else {
            mend(draft, asking, clause);
        }
    }
}

/// "that Pakistan hand over men wanted in Delhi": the base form was taken for a noun, and what follows its object for the verb.
fn before_participle(draft: &mut Draft, asking: usize, participle: usize) {
    if !draft.may_be_past(participle) {
        return;
    }
    let opens = |&at: &usize| {
        let (first, last) = draft.unit(at);
        let named = draft.words[at].upos == Upos::Propn && draft.words[at].relation == Relation::Compound;
        named && draft.head(at) == Some(last + 1) && draft.before(first).is_some_and(|word| is_that(draft, word))
    };
    let Some(subject) = (asking + 1..participle).find(opens) else { return };
    let Some(verb) = draft.head(subject).filter(|&verb| is_base(draft, verb) && draft.words[verb].xpos == "NN") else {
        return;
    };
    let subjects = |&at: &usize| draft.words[at].relation == Relation::Nsubj && verb < at && at < participle;
    let Some(object) = draft.children(participle).find(subjects) else { return };
    if draft.head(verb) != Some(participle) || draft.words[verb].relation != Relation::Nsubj {
        return;
    }
    draft.raise(verb, participle, Relation::Acl);
    draft.make_verb(verb, "VB");
    draft.words[participle].xpos = "VBN";
    for at in 0..verb {
        if draft.head(at) == Some(participle) {
            draft.attach(at, verb, draft.words[at].relation);
        }
    }
    draft.attach(object, verb, Relation::Obj);
    draft.attach(participle, object, Relation::Acl);
    draft.make_subject(subject, verb);
    if let Some(particle) =
        (verb + 1..object).find(|&at| draft.words[at].upos == Upos::Adv).filter(|&at| at == verb + 1)
    {
        draft.attach(particle, verb, Relation::CompoundPrt);
    }
}

fn mend(draft: &mut Draft, asking: usize, clause: usize) {
    // The subject: what the tree says, else the name that opens the clause.
    let opens = |&at: &usize| {
        let (first, last) = draft.unit(at);
        let starts = first > asking && draft.before(first).is_none_or(|word| word == asking || is_that(draft, word));
        starts && last < clause && draft.words[at].upos == Upos::Propn
    };
    let own = draft.child(clause, &[Relation::Nsubj]);
    let Some(subject) = own.or_else(|| draft.children(clause).find(opens)).filter(|&at| at > asking) else { return };
    let Some(verb) = draft.after(subject).filter(|&verb| verb <= clause && is_base(draft, verb)) else { return };
    if verb != clause && draft.head(verb) != Some(clause) {
        return;
    }
    if let Some(that) = (asking + 1..subject).find(|&at| is_that(draft, at)) {
        (draft.words[that].upos, draft.words[that].xpos) = (Upos::Sconj, "IN");
        draft.attach(that, clause, Relation::Mark);
    }
    draft.make_predicate(verb, "VB", subject, clause);
}

fn is_that(draft: &Draft, at: usize) -> bool {
    draft.words[at].lemma == "that"
}

/// Whether the word may be the base form of a verb.
fn is_base(draft: &Draft, at: usize) -> bool {
    let form = draft.form(at);
    let ending = form.ends_with("ed") || form.ends_with("ing") || form.ends_with('s') && !form.ends_with("ss");
    matches!(draft.words[at].upos, Upos::Noun | Upos::Adj | Upos::Verb)
        && form.starts_with(char::is_lowercase)
        && !ending
}
