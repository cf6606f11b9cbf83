//! The infinitive, made consistent: a base form right after `to` that was hung on the noun after it ("continue to bombard
//! Aleppo" read as "to bombard-Aleppo") governs that noun. The network chooses each tag and each arc by itself, and may
//! take a rare verb for a word that stands before nouns, though it tagged it as a verb.

use crate::model::{Relation, Upos, Word};
use crate::parse::punctuation::NONE;

/// Corrects infinitives and what they govern. `heads` are places among `words`.
pub fn correct(words: &mut [Word], heads: &mut [u16]) {
    for verb in 1..words.len() {
        let (to, noun) = (verb - 1, heads[verb]);
        let modifies = matches!(words[verb].relation, Relation::Amod | Relation::Compound);
        if words[verb].xpos != "VB" || !modifies || words[to].lemma != "to" || noun == NONE {
            continue;
        }
        let noun = usize::from(noun);
        let above = heads[noun];
        if noun <= verb || usize::from(heads[to]) != noun || above == NONE {
            continue;
        }
        let under_verb = words[usize::from(above)].upos == Upos::Verb;
        words[to].upos = Upos::Part;
        words[to].xpos = "TO";
        words[to].relation = Relation::Mark;
        words[verb].relation = if under_verb { Relation::Xcomp } else { Relation::Acl };
        words[noun].relation = Relation::Obj;
        heads[verb] = above;
        heads[to] = verb as u16;
        heads[noun] = verb as u16;
    }
}

/// "agreed in principle to reopen the border": nouns of such phrases, which have no infinitive of their own.
const APART: [&str; 7] = ["principle", "writing", "public", "private", "television", "unison", "haste"];

/// Hangs an infinitive that was hung on the noun of a set phrase of manner on the verb over it.
pub fn lift(words: &mut [Word], heads: &mut [u16]) {
    for verb in 2..words.len() {
        let noun = heads[verb];
        let marked = words[verb - 1].lemma == "to" || words[verb].xpos == "VBG";
        if !marked || words[verb].upos != Upos::Verb || noun == NONE {
            continue;
        }
        let noun = usize::from(noun);
        if noun >= verb || !APART.contains(&words[noun].lemma.as_str()) || heads[noun] == NONE {
            continue;
        }
        let above = usize::from(heads[noun]);
        if matches!(words[verb].relation, Relation::Acl | Relation::Advcl) {
            if words[above].upos == Upos::Verb {
                words[verb].relation = Relation::Xcomp;
            }
            heads[verb] = above as u16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(upos: Upos, xpos: &'static str, lemma: &str, relation: Relation) -> Word {
        Word { upos, xpos, lemma: lemma.into(), head: None, relation }
    }

    #[test]
    fn what_is_agreed_in_principle_is_agreed() {
        for (noun, changed) in [("principle", true), ("plan", false)] {
            let mut words = [
                word(Upos::Verb, "VBD", "agree", Relation::Root),
                word(Upos::Adp, "IN", "in", Relation::Case),
                word(Upos::Noun, "NN", noun, Relation::Obl),
                word(Upos::Part, "TO", "to", Relation::Mark),
                word(Upos::Verb, "VB", "reopen", Relation::Acl),
            ];
            let mut heads = [NONE, 2, 0, 4, 2];
            lift(&mut words, &mut heads);
            assert_eq!(heads, if changed { [NONE, 2, 0, 4, 0] } else { [NONE, 2, 0, 4, 2] }, "{noun}");
        }
    }

    #[test]
    fn a_base_form_after_to_governs_the_noun_after_it() {
        for (xpos, changed) in [("VB", true), ("JJ", false)] {
            let mut words = [
                word(Upos::Verb, "VBP", "continue", Relation::Root),
                word(Upos::Adp, "IN", "to", Relation::Case),
                word(Upos::Verb, xpos, "bombard", Relation::Amod),
                word(Upos::Propn, "NNP", "Aleppo", Relation::Obl),
            ];
            let mut heads = [NONE, 3, 3, 0];
            correct(&mut words, &mut heads);
            assert_eq!(heads, if changed { [NONE, 2, 0, 2] } else { [NONE, 3, 3, 0] }, "{xpos}");
            assert_eq!(words[2].relation == Relation::Xcomp, changed);
            assert_eq!(words[3].relation == Relation::Obj, changed);
        }
    }
}
