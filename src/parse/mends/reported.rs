//! What is reported before the verb of saying: "Rebels with clubs attacked a hundred farmers, survivors said" read as "Rebels said", with the verb
//! as a property of the noun behind it. A noun without a preposition hangs on no other noun so: the word between is the predicate. And "Iran
//! seized a ship, diplomats in Oslo said" read with the diplomats as one more subject of "seized": the verb of saying lacks its own.

use super::Draft;
use super::frames::{self, Frame};
use crate::model::Relation;

/// Corrects sentences whose verb of saying has two subjects before it, or none.
pub fn correct(draft: &mut Draft) {
    for at in 2..draft.words.len() {
        if let Some((subject, verb)) = hidden(draft, at) {
            mend(draft, subject, verb, at);
        }
        if let Some((speaker, says)) = speaker(draft, at) {
            draft.attach(speaker, says, Relation::Nsubj);
        }
    }
}

/// The subject behind its verb and a comma, before the verb of saying over both that has none: who says it.
fn speaker(draft: &Draft, subject: usize) -> Option<(usize, usize)> {
    use Relation as R;
    let of_clause = matches!(draft.words[subject].relation, R::Nsubj | R::NsubjPass | R::Obj | R::Appos | R::Conj)
        && draft.is_nominal(subject)
        && draft.child(subject, &[R::Case, R::Cc]).is_none();
    let told = draft.head(subject).filter(|&told| of_clause && told < subject)?;
    let says = draft.head(told).filter(|&says| draft.words[told].relation == R::Ccomp && subject < says)?;
    let alone = draft.child(says, &[R::Nsubj, R::NsubjPass]).is_none();
    let first = draft.children(subject).chain([subject]).map(|at| draft.unit(at).0).filter(|&at| at > told);
    let words = first.filter(|&at| draft.form(at) != ",").min().unwrap_or(subject);
    let comma = draft.form(words - 1) == ",";
    (alone && comma && frames::has(&draft.words[says].lemma, Frame::Says)).then_some((subject, says))
}

/// The first subject of a verb that has another behind a comma, and the verb between it and a bare noun.
fn hidden(draft: &Draft, object: usize) -> Option<(usize, usize)> {
    use Relation as R;
    let bare = draft.words[object].relation == R::Nmod
        && draft.is_nominal(object)
        && draft.child(object, &[R::Case, R::NmodPoss]).is_none();
    let subject = draft.head(object).filter(|&subject| bare && subject < object)?;
    let verb =
        draft.child(object, &[R::Amod]).filter(|&verb| subject < verb && verb < object && draft.may_be_past(verb))?;
    let says = draft.head(subject).filter(|&says| object < says && draft.words[subject].relation == R::Nsubj)?;
    let other = draft.children(says).find(|&at| object < at && at < says && draft.words[at].relation == R::Nsubj)?;
    (object..other).any(|at| draft.form(at) == ",").then_some((subject, verb))
}

/// Makes the word between the predicate of what is said.
fn mend(draft: &mut Draft, subject: usize, verb: usize, object: usize) {
    draft.raise(object, subject, Relation::Nsubj);
    draft.raise(verb, object, Relation::Obj);
    draft.attach(subject, verb, Relation::Nsubj);
    draft.words[verb].relation = Relation::Ccomp;
    draft.make_verb(verb, "VBD");
    let circumstances: Vec<usize> = draft
        .children(object)
        .filter(|&at| {
            let case = draft.child(at, &[Relation::Case]).map(|case| draft.words[case].lemma.as_str());
            at > object && draft.words[at].relation == Relation::Nmod && case.is_some_and(|case| case != "of")
        })
        .collect();
    circumstances.into_iter().for_each(|at| draft.attach(at, verb, Relation::Obl));
}
