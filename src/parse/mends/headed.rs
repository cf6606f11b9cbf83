//! A noun with its "that" as the whole of a sentence: "Reports that Iran had freed the men were false", "News that Chad urged Mali to talk spread
//! quickly", read without a predicate of their own, the last words hung on the clause or the noun. A sentence with a stop has a predicate:
//! the finite verb or copula behind the clause that has no subject before it.

use super::Draft;
use crate::model::{Relation, Upos};

/// Finds the predicate of a noun that heads a sentence and governs a clause.
pub fn correct(draft: &mut Draft) {
    use Relation as R;
    let noun = draft.root;
    let opens = draft.words.get(noun + 1).is_some_and(|word| word.lemma == "that");
    // "Claims that ..." at the beginning may have been taken for a verb.
    let is_noun =
        matches!(draft.words[noun].upos, Upos::Noun | Upos::Propn) || (noun == 0 && draft.words[noun].xpos == "VBZ");
    if !opens || !draft.has_stop() || !is_noun {
        return;
    }
    let clause = |&at: &usize| {
        matches!(draft.words[at].relation, R::Ccomp | R::Acl | R::AclRelcl) && draft.words[at].upos == Upos::Verb
    };
    let Some(said) = draft.children(noun).find(clause) else { return };
    let predicate = |&at: &usize| at > said + 1 && is_predicate(draft, noun, said, at);
    let Some(predicate) = (said + 2..draft.words.len()).find(predicate) else { return };
    let passive = draft.child(predicate, &[R::AuxPass]).is_some();
    let object = draft.child(predicate, &[R::Nsubj, R::NsubjPass]);
    draft.raise(predicate, noun, if passive { R::NsubjPass } else { R::Nsubj });
    draft.attach(said, noun, R::Acl);
    draft.attach(noun + 1, said, R::Mark);
    if draft.words[noun].upos == Upos::Verb {
        (draft.words[noun].upos, draft.words[noun].xpos) = (Upos::Noun, "NNS");
    }
    if let Some(object) = object {
        draft.attach(object, said, R::Obj);
    }
}

/// Whether the word is a finite verb or has a copula or auxiliary, and has no subject but what may be the object of the clause before it.
fn is_predicate(draft: &Draft, noun: usize, said: usize, at: usize) -> bool {
    use Relation as R;
    let above = draft.head(at).is_some_and(|head| head == noun || head == said);
    let hung = matches!(
        draft.words[at].relation,
        R::Ccomp | R::Acl | R::AclRelcl | R::Xcomp | R::Advcl | R::Parataxis | R::Conj | R::Dep
    );
    let helper = draft.child(at, &[R::Cop, R::AuxPass, R::Aux]).filter(|&helper| said < helper && helper < at);
    let finite = helper
        .map_or(draft.words[at].upos == Upos::Verb && matches!(draft.words[at].xpos, "VBD" | "VBZ"), |helper| {
            matches!(draft.words[helper].xpos, "VBD" | "VBZ" | "VBP" | "MD")
        });
    // The "that" of the clause before may have been hung on it.
    let marked = |child: usize| matches!(draft.words[child].relation, R::Mark | R::Cc) && child != noun + 1;
    if !above || !hung || !finite || draft.children(at).any(marked) {
        return false;
    }
    // The noun before "were" may have been taken for its subject.
    let free = draft.child(said, &[R::Obj]).is_none();
    draft
        .children(at)
        .filter(|&child| matches!(draft.words[child].relation, R::Nsubj | R::NsubjPass))
        .all(|subject| free && subject > said && draft.unit(subject).1 + 1 == helper.unwrap_or(at))
}
