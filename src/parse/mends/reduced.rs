//! The participle that passes for a predicate: "Militants linked to al-Qaeda killed two" read as "militants linked", under which "killed"
//! hangs. A bare participle with a subject is no predicate where a finite verb without a subject of its own follows: that verb is it, and
//! the participle stands on the subject.

use super::Draft;
use crate::model::{Relation, Upos};

/// How far behind the participle the verb may stand.
const REACH: usize = 14;

/// Corrects clauses whose predicate is a bare participle, or an adjective before their verb.
pub fn correct(draft: &mut Draft) {
    for word in 1..draft.words.len() {
        if let Some((subject, verb)) = garden_path(draft, word) {
            mend(draft, subject, word, verb);
        } else if let Some((subject, verb)) = before_verb(draft, word) {
            draft.attach(subject, verb, Relation::Nsubj);
            draft.attach(word, subject, Relation::Amod);
        }
    }
}

/// "Protesters furious at the vote tried to storm it", read as what the verb behind it says of nobody: its subject is that of the adjective.
fn before_verb(draft: &Draft, adjective: usize) -> Option<(usize, usize)> {
    use Relation as R;
    let hung = matches!(draft.words[adjective].relation, R::Xcomp | R::Advcl | R::Ccomp | R::Dep);
    if !hung || draft.words[adjective].upos != Upos::Adj || draft.child(adjective, &[R::Cop, R::Mark]).is_some() {
        return None;
    }
    let verb = draft.head(adjective).filter(|&verb| adjective < verb)?;
    let finite = draft.words[verb].upos == Upos::Verb && matches!(draft.words[verb].xpos, "VBD" | "VBZ" | "VBP");
    let subject = draft.child(adjective, &[R::Nsubj]).filter(|&at| draft.before(adjective) == Some(at))?;
    let parted = (adjective..verb).any(|at| matches!(draft.form(at), "," | ";" | ":" | "--" | "\""));
    let own = draft.child(verb, &[R::Nsubj, R::NsubjPass, R::Expl]).is_some();
    (finite && !own && !parted).then_some((subject, verb))
}

/// The subject right before a bare participle, and the finite verb after it that has none.
fn garden_path(draft: &Draft, participle: usize) -> Option<(usize, usize)> {
    use Relation as R;
    // "linked", tagged as a past tense
    let joined = || {
        draft.words.get(participle + 1).is_some_and(|next| matches!(next.lemma.as_str(), "to" | "by" | "with" | "as"))
    };
    let bare = draft.heads_clause(participle)
        && (draft.words[participle].xpos == "VBN" || draft.may_be_past(participle) && joined())
        && draft.child(participle, &[R::Aux, R::AuxPass, R::Cop, R::Mark, R::Obj]).is_none();
    if !bare {
        return None;
    }
    let subject = draft.child(participle, &[R::Nsubj, R::NsubjPass])?;
    if draft.before(participle) != Some(subject) {
        return None;
    }
    let finite = |at: usize| matches!(draft.words[at].xpos, "VBD" | "VBZ") && draft.words[at].upos == Upos::Verb;
    let below = |at: usize| {
        let under = matches!(draft.words[at].relation, R::Advcl | R::Ccomp | R::Parataxis | R::Xcomp | R::Dep);
        under && draft.head(at) == Some(participle)
    };
    let own = |verb: usize| {
        draft.children(verb).any(|at| {
            let governed = draft.child(at, &[R::Case]).is_some();
            match draft.words[at].relation {
                R::Nsubj | R::NsubjPass => !governed,
                relation => matches!(relation, R::Mark | R::Cc | R::Expl),
            }
        })
    };
    let parted =
        |verb: usize| (participle..verb).any(|at| matches!(draft.form(at), "," | ";" | ":" | "--" | "\"" | "and"));
    let last = draft.words.len().min(participle + REACH);
    let verb = (participle + 2..last).find(|&at| finite(at) && below(at))?;
    (!own(verb) && !parted(verb)).then_some((subject, verb))
}

/// Makes the verb the predicate and hangs the participle on the subject.
fn mend(draft: &mut Draft, subject: usize, participle: usize, verb: usize) {
    draft.raise(verb, participle, Relation::Acl);
    draft.attach(subject, verb, Relation::Nsubj);
    draft.attach(participle, subject, Relation::Acl);
    let after: Vec<usize> = draft.children(participle).filter(|&at| at > verb).collect();
    after.into_iter().for_each(|at| draft.attach(at, verb, draft.words[at].relation));
    let between: Vec<usize> = draft
        .children(verb)
        .filter(|&at| {
            at > participle && at < verb && draft.is_nominal(at) && draft.child(at, &[Relation::Case]).is_some()
        })
        .collect();
    between.into_iter().for_each(|at| draft.attach(at, participle, Relation::Obl));
}
