//! The caption of a picture: "Protesters with flags march through Bangkok, Thailand, on Monday." Its verb is in the present, a crowd does it, and
//! it has the form of a noun; what stands between the crowd and the verb makes the network take it for one more noun, and the sentence has no
//! verb. A crowd at the head of a sentence that ends with a stop and has no other verb is its subject.

use super::Draft;
use crate::model::{Relation, Upos};

/// What crowds do, in the form that verb and noun share.
const ACTS: [&str; 7] = ["march", "rally", "protest", "riot", "parade", "picket", "clash"];

/// Nouns for those who do it, in the plural; with them go peoples and all who are called after a country.
const CROWDS: [&str; 42] = [
    "activist",
    "backer",
    "believer",
    "campaigner",
    "cleric",
    "demonstrator",
    "depositor",
    "doctor",
    "employee",
    "family",
    "farmer",
    "follower",
    "lawmaker",
    "lawyer",
    "man",
    "marcher",
    "member",
    "migrant",
    "miner",
    "monk",
    "mourner",
    "nurse",
    "opponent",
    "parent",
    "people",
    "pensioner",
    "protester",
    "refugee",
    "relative",
    "resident",
    "settler",
    "soldier",
    "striker",
    "student",
    "supporter",
    "teacher",
    "unionist",
    "veteran",
    "villager",
    "woman",
    "worker",
    "youth",
];

/// Gives such a sentence its verb.
pub fn correct(draft: &mut Draft) {
    let Some(crowd) = crowd(draft).filter(|_| draft.has_stop()) else { return };
    let (_, last) = draft.unit(crowd);
    let Some(verb) = (last + 1..draft.words.len()).find(|&at| is_act(draft, crowd, at)) else { return };
    let finite = |at: usize| {
        let main = matches!(
            draft.words[at].relation,
            Relation::Root | Relation::Conj | Relation::Parataxis | Relation::Ccomp | Relation::Xcomp
        );
        main && matches!(draft.words[at].xpos, "VBD" | "VBZ" | "VBP" | "MD")
    };
    if !(0..draft.words.len()).any(finite) {
        mend(draft, crowd, verb);
    }
}

/// The crowd: the root, or the subject right before a root that is a bare participle ("Protesters carrying flags march").
fn crowd(draft: &Draft) -> Option<usize> {
    let root = draft.root;
    let helped = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let crowd = match draft.words[root].xpos {
        "VBG" | "VBN" if draft.child(root, &helped).is_none() => {
            draft.child(root, &[Relation::Nsubj, Relation::NsubjPass]).filter(|&at| draft.before(root) == Some(at))?
        }
        "NNS" | "NNPS" => root,
        _ => return None,
    };
    let known = draft.words[crowd].xpos == "NNPS" || CROWDS.contains(&draft.words[crowd].lemma.as_str());
    known.then_some(crowd)
}

/// Whether a word may be what the crowd does: nothing makes a noun of it.
fn is_act(draft: &Draft, crowd: usize, at: usize) -> bool {
    let noun = matches!(draft.words[at].upos, Upos::Noun | Upos::Propn) && ACTS.contains(&draft.form(at));
    let own = [Relation::Det, Relation::Amod, Relation::NmodPoss, Relation::Nummod, Relation::Case];
    let follows = draft.words.get(at + 1).is_some_and(|next| {
        matches!(next.upos, Upos::Adp | Upos::Adv | Upos::Part | Upos::Punct) || matches!(next.lemma.as_str(), "to")
    });
    let before = &draft.words[at - 1];
    let parted = at > crowd + 1 && !matches!(before.upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Cconj);
    noun && follows && parted && draft.child(at, &own).is_none()
}

/// Makes the verb the root, the crowd its subject, and hangs on it what stands behind it.
fn mend(draft: &mut Draft, crowd: usize, verb: usize) {
    let root = draft.root;
    if !draft.is_below(verb, root) {
        return;
    }
    draft.make_verb(verb, "VBP");
    draft.raise(verb, root, Relation::Nsubj);
    if root != crowd {
        draft.attach(crowd, verb, Relation::Nsubj);
        draft.attach(root, crowd, Relation::Acl);
    }
    for at in verb + 1..draft.words.len() {
        let before = draft.head(at).is_some_and(|head| head <= verb);
        if !before {
            continue;
        }
        let relation = match draft.words[at].relation {
            Relation::Nmod => Relation::Obl,
            Relation::NmodUnmarked => Relation::OblUnmarked,
            Relation::Acl => Relation::Advcl,
            other => other,
        };
        draft.attach(at, verb, relation);
    }
}
