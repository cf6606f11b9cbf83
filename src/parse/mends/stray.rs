//! A noun that stands before a verb and is hung on the object behind it: `Pakistan arrests Taliban chief` read as "Pakistan chief". No
//! word of a noun's phrase stands before the verb that governs the noun; it is the subject, if the verb has none.

use super::draft::Draft;
use crate::model::{Relation, Upos};

/// Makes subjects of modifiers that stand before the verb over their noun.
pub fn correct(draft: &mut Draft) {
    for at in 0..draft.words.len() {
        let modifies = matches!(draft.words[at].relation, Relation::Compound | Relation::Nmod | Relation::Nummod);
        if !modifies || !draft.is_nominal(at) {
            continue;
        }
        let Some(noun) = draft.head(at).filter(|&noun| noun > at) else { continue };
        let Some(verb) = draft.head(noun).filter(|&verb| at < verb && verb < noun) else { continue };
        let finite = draft.words[verb].upos == Upos::Verb && matches!(draft.words[verb].xpos, "VBZ" | "VBD" | "VBP");
        let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl];
        let bare = draft.child(at, &[Relation::Case]).is_none();
        let worded = draft.form(at).starts_with(char::is_alphabetic);
        if finite && bare && worded && draft.before(verb) == Some(at) && draft.child(verb, &subjects).is_none() {
            draft.make_subject(at, verb);
        }
    }
}
