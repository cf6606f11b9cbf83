//! The particle of a phrasal verb, made consistent: it goes with the verb before it, not with one further off ("demanded that
//! Assad step down" is no "demand down"). The network chooses each arc by itself.

use crate::model::{Relation, Upos, Word};
use crate::parse::punctuation::NONE;

/// Hangs particles on the nearest verb before them. `heads` are places among `words`.
pub fn correct(words: &mut [Word], heads: &mut [u16]) {
    for particle in 1..words.len() {
        let head = heads[particle];
        if words[particle].relation != Relation::CompoundPrt || head == NONE || usize::from(head) + 2 > particle {
            continue;
        }
        // A verb that stands right before it, or a word that the network took for none though it hung a clause on it.
        let before = particle - 1;
        let heads_clause = matches!(words[before].relation, Relation::Ccomp | Relation::Xcomp | Relation::Advcl);
        let fits = words[before].upos == Upos::Verb || heads_clause && heads[before] == head;
        if fits && !is_below(before, particle, heads) {
            heads[particle] = before as u16;
            if words[before].upos == Upos::Noun {
                make_verb(words, heads, before);
            }
        }
    }
}

/// Whether a word hangs on another, or on what hangs on it.
fn is_below(word: usize, above: usize, heads: &[u16]) -> bool {
    let mut ways = std::iter::successors(Some(word), |&at| (heads[at] != NONE).then(|| usize::from(heads[at])));
    ways.any(|at| at == above)
}

/// A noun that heads a clause and has a particle is a verb, and the name before it its subject ("that Assad step down").
fn make_verb(words: &mut [Word], heads: &[u16], verb: usize) {
    (words[verb].upos, words[verb].xpos) = (Upos::Verb, "VB");
    for at in (0..verb).filter(|&at| usize::from(heads[at]) == verb) {
        match words[at].relation {
            Relation::Det if words[at].lemma == "that" => {
                (words[at].upos, words[at].xpos, words[at].relation) = (Upos::Sconj, "IN", Relation::Mark);
            }
            Relation::Compound | Relation::Amod | Relation::Nmod => words[at].relation = Relation::Nsubj,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_particle_goes_with_the_verb_before_it() {
        let word = |upos, relation| Word { upos, xpos: "", lemma: "".into(), head: None, relation };
        for (upos, relation, expected) in
            [(Upos::Verb, Relation::Ccomp, 1), (Upos::Noun, Relation::Ccomp, 1), (Upos::Noun, Relation::Obj, 0)]
        {
            let mut words =
                [word(Upos::Verb, Relation::Root), word(upos, relation), word(Upos::Adp, Relation::CompoundPrt)];
            let mut heads = [NONE, 0, 0];
            correct(&mut words, &mut heads);
            assert_eq!(heads[2], expected, "{upos:?} {relation:?}");
        }
    }

    #[test]
    fn a_particle_never_hangs_on_what_hangs_on_it() {
        let word = |upos, relation| Word { upos, xpos: "", lemma: "".into(), head: None, relation };
        let mut words = [
            word(Upos::Verb, Relation::Root),
            word(Upos::Noun, Relation::Obj),
            word(Upos::Verb, Relation::Acl),
            word(Upos::Adp, Relation::CompoundPrt),
        ];
        let mut heads = [NONE, 3, 1, 0];
        correct(&mut words, &mut heads);
        assert_eq!(heads, [NONE, 3, 1, 0]);
    }
}
