//! The passive, made consistent: a past participle whose nearest auxiliary is a form of `be` or `get` is passive, and its
//! subject is a passive subject. The network labels each arc by itself and may forget one of them at a rare verb.

use crate::model::{Relation, Word};

/// Corrects the auxiliaries and subjects of passive participles. `heads` are places among `words`.
pub fn correct(words: &mut [Word], heads: &[u16]) {
    for verb in 0..words.len() {
        if words[verb].xpos != "VBN" {
            continue;
        }
        let under = |at: &usize| usize::from(heads[*at]) == verb;
        let is_auxiliary = |at: &usize| matches!(words[*at].relation, Relation::Aux | Relation::AuxPass);
        let Some(nearest) = (0..verb).rev().filter(under).find(is_auxiliary) else { continue };
        if !matches!(words[nearest].lemma.as_str(), "be" | "get") {
            continue;
        }
        words[nearest].relation = Relation::AuxPass;
        for at in (0..words.len()).filter(under) {
            match words[at].relation {
                Relation::Nsubj => words[at].relation = Relation::NsubjPass,
                Relation::Csubj => words[at].relation = Relation::CsubjPass,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Upos;

    #[test]
    fn a_participle_with_be_is_passive() {
        let word =
            |xpos, lemma: &str, relation| Word { upos: Upos::X, xpos, lemma: lemma.into(), head: None, relation };
        for (verb, auxiliary, expected) in
            [("VBN", "be", Relation::NsubjPass), ("VBG", "be", Relation::Nsubj), ("VBN", "have", Relation::Nsubj)]
        {
            let mut words = [
                word("NNP", "Aleppo", Relation::Nsubj),
                word("VBD", auxiliary, Relation::Aux),
                word(verb, "shell", Relation::Root),
            ];
            correct(&mut words, &[2, 2, u16::MAX]);
            assert_eq!(words[0].relation, expected, "{auxiliary} {verb}");
        }
    }
}
