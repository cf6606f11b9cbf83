//! The base form after verbs that ask for something: `demanded that Chile open talks`. It is the same as many an adjective or noun, and the
//! network leaves the clause without a verb.

use super::draft::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Makes verbs of base forms in clauses that verbs of asking govern.
pub fn correct(draft: &mut Draft) {
    for clause in 1..draft.words.len() {
        if draft.words[clause].relation != Relation::Ccomp
            || !matches!(draft.words[clause].upos, Upos::Noun | Upos::Adj | Upos::Propn)
        {
            continue;
        }
        let asks = |&verb: &usize| {
            verb < clause
                && draft.words[verb].upos == Upos::Verb
                && frames::has(&draft.words[verb].lemma, Frame::Demands)
        };
        let Some(asking) = draft.head(clause).filter(asks) else { continue };
        if draft.child(clause, &[Relation::Cop, Relation::Aux]).is_none() {
            mend(draft, asking, clause);
        }
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
