//! A clause without a verb. A noun with a subject and no form of `be`, or a whole sentence under a noun, is no English; the verb is there,
//! and was taken for a plural (`the bill calls for changes`) or for a participle on a noun (`soldiers massacred villagers`, `a steady
//! climate reduced volume`).

use super::draft::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Gives clauses that lack a verb theirs.
pub fn correct(draft: &mut Draft) {
    for at in 0..draft.words.len() {
        match draft.words[at].relation {
            Relation::Nsubj => subject_of_noun(draft, at),
            Relation::Amod | Relation::Acl if draft.may_be_past(at) => participle(draft, at),
            _ => {}
        }
    }
    if draft.words[draft.root].xpos == "NNS" {
        plural_with_article(draft, draft.root);
    }
}

/// "A rebel fires at army positions" read as "a ... fires": no plural has the article of the singular.
fn plural_with_article(draft: &mut Draft, noun: usize) {
    let Some(subject) = draft.before(noun).filter(|&at| draft.words[at].xpos == "NN") else { return };
    let article =
        draft.child(noun, &[Relation::Det]).filter(|&article| matches!(draft.form(article), "a" | "A" | "An" | "an"));
    let other = [Relation::Nummod, Relation::Cop, Relation::Nsubj, Relation::Case, Relation::NmodPoss];
    let compound = draft.head(subject) == Some(noun) && draft.words[subject].relation == Relation::Compound;
    if article.is_none() || !compound || draft.child(noun, &other).is_some() || !is_third_person(draft, subject, noun) {
        return;
    }
    draft.make_verb(noun, "VBZ");
    draft.make_subject(subject, noun);
    oblique_for_nominal(draft, noun);
}

/// A noun that heads a clause, has a subject before it and no copula.
fn subject_of_noun(draft: &mut Draft, subject: usize) {
    let lacks_verb = |&clause: &usize| {
        subject < clause
            && draft.words[clause].upos == Upos::Noun
            && draft.heads_clause(clause)
            && draft.child(clause, &[Relation::Cop]).is_none()
    };
    let Some(clause) = draft.head(subject).filter(lacks_verb) else { return };
    if draft.children(clause).any(|at| draft.words[at].upos == Upos::Aux && draft.words[at].xpos != "MD") {
        return;
    }
    if let Some((verb, xpos)) = verb_between(draft, subject, clause) {
        draft.make_predicate(verb, xpos, subject, clause);
    } else if let Some(xpos) = as_verb(draft, subject, clause) {
        draft.make_verb(clause, xpos);
        oblique_for_nominal(draft, clause);
    }
}

/// A word between subject and noun that is tagged as what stands before nouns and may be a verb.
fn verb_between(draft: &Draft, subject: usize, clause: usize) -> Option<(usize, &'static str)> {
    let next = draft.after(subject).filter(|&next| next < clause && draft.head(next) == Some(clause))?;
    match draft.words[next].relation {
        Relation::Amod | Relation::Acl if draft.may_be_past(next) => Some((next, "VBD")),
        Relation::Compound | Relation::Nmod if is_third_person(draft, subject, next) => Some((next, "VBZ")),
        _ => None,
    }
}

/// The tag of a noun that must be a verb itself: a plural after a subject in the singular, or a noun with an auxiliary.
fn as_verb(draft: &Draft, subject: usize, noun: usize) -> Option<&'static str> {
    let of_noun = [
        Relation::Det,
        Relation::Amod,
        Relation::Compound,
        Relation::Nummod,
        Relation::NmodPoss,
        Relation::Case,
        Relation::NmodUnmarked,
        Relation::Conj,
    ];
    if draft.child(noun, &of_noun).is_some() {
        return None;
    }
    let with = draft.child(noun, &[Relation::Mark]).is_some_and(|mark| draft.words[mark].lemma == "with");
    if with || verb_follows(draft, noun) || may_be_compound(draft, subject, noun) {
        return None;
    }
    let modal = draft.child(noun, &[Relation::Aux]).is_some_and(|at| draft.words[at].xpos == "MD");
    if modal && draft.words[noun].xpos == "NN" && draft.child(noun, &[Relation::AclRelcl]).is_none() {
        return Some("VB");
    }
    is_third_person(draft, subject, noun).then_some("VBZ")
}

/// Whether the verb of the clause comes after the noun: "Bank rules prohibit", "exports for January comprised half of the crop".
fn verb_follows(draft: &Draft, noun: usize) -> bool {
    let finite = |at: usize| matches!(draft.words[at].xpos, "VBP" | "VBD" | "VBZ" | "VB" | "MD");
    let next = noun + 1 < draft.words.len() && finite(noun + 1) && draft.words[noun].relation != Relation::AclRelcl;
    let past = |at: usize| {
        draft.words[at].relation == Relation::Acl
            && draft.may_be_past(at)
            && draft.child(at, &[Relation::Obj]).is_some_and(|object| object > at)
    };
    next || draft.children(noun).any(past)
}

/// Whether the subject may as well be the first part of a compound: "technology transfers".
fn may_be_compound(draft: &Draft, subject: usize, noun: usize) -> bool {
    let own = [Relation::Det, Relation::NmodPoss, Relation::Compound, Relation::Amod, Relation::AclRelcl];
    draft.words[subject].xpos == "NN" && subject + 1 == noun && draft.child(subject, &own).is_none()
}

/// Whether a plural noun may be a verb in the third person after that subject: "the bill calls".
fn is_third_person(draft: &Draft, subject: usize, at: usize) -> bool {
    let form = draft.form(at);
    let singular = matches!(draft.words[subject].xpos, "NN" | "NNP" | "PRP" | "DT" | "WDT");
    let single = draft.child(subject, &[Relation::Conj]).is_none();
    let inflected =
        form.ends_with('s') && !draft.words[at].lemma.ends_with('s') && form.starts_with(char::is_lowercase);
    let plural_in_s = |at: usize| draft.words[at].xpos == "NN" && draft.form(at).ends_with('s');
    draft.words[at].xpos == "NNS" && singular && single && inflected && !plural_in_s(subject)
}

/// What hangs on a noun by a preposition hangs on a verb as an oblique.
fn oblique_for_nominal(draft: &mut Draft, verb: usize) {
    for at in verb + 1..draft.words.len() {
        if draft.head(at) == Some(verb) && draft.words[at].relation == Relation::Nmod {
            draft.words[at].relation = Relation::Obl;
        }
    }
}

/// A participle on a noun that must be the verb of its clause.
fn participle(draft: &mut Draft, verb: usize) {
    let Some(noun) = draft.head(verb) else { return };
    if noun < verb {
        if let Some(object) = object_of_main_verb(draft, verb, noun) {
            draft.make_verb(verb, "VBD");
            draft.raise(verb, noun, Relation::Nsubj);
            after_subject(draft, noun, verb);
            draft.attach(object, verb, Relation::Obj);
        }
    } else if let Some(subject) = subject_of_main_verb(draft, verb, noun) {
        draft.make_predicate(verb, "VBD", subject, noun);
    } else if let Some(subject) = subject_before_relative(draft, verb, noun) {
        draft.make_verb(verb, "VBD");
        draft.raise(verb, subject, Relation::Nsubj);
        draft.attach(noun, verb, Relation::Obj);
    }
}

/// What stood on the subject behind its verb goes to the verb.
fn after_subject(draft: &mut Draft, subject: usize, verb: usize) {
    for at in verb + 1..draft.words.len() {
        let relation = match draft.words[at].relation {
            Relation::Nmod => Relation::Obl,
            Relation::Appos | Relation::Conj | Relation::Cc => continue,
            other => other,
        };
        if draft.head(at) == Some(subject) {
            draft.attach(at, verb, relation);
        }
    }
}

/// "soldiers massacred villagers": a participle behind the noun that is the whole clause has an object. In the passive only verbs with
/// two keep one, and sums ("bank fined 3 million dollars").
fn object_of_main_verb(draft: &Draft, verb: usize, noun: usize) -> Option<usize> {
    let whole = draft.heads_clause(noun) && draft.is_nominal(noun);
    let verbless =
        whole && draft.child(noun, &[Relation::Cop, Relation::Nsubj, Relation::NsubjPass, Relation::Case]).is_none();
    let lemma = draft.words[verb].lemma.as_str();
    let two_objects = [Frame::Gives, Frame::Sends, Frame::Names].iter().any(|&frame| frames::has(lemma, frame));
    let other = [Relation::OblAgent, Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::Mark];
    let parted = |at: usize| matches!(draft.words[at].xpos, ":" | "``" | "''");
    if !verbless || two_objects || draft.child(verb, &other).is_some() || (noun..verb).any(parted) {
        return None;
    }
    let object = draft.child(verb, &[Relation::Obj]).filter(|&object| object > verb)?;
    let sum = draft.words[object].upos == Upos::Num || draft.child(object, &[Relation::Nummod]).is_some();
    (!sum && draft.is_nominal(object)).then_some(object)
}

/// "the dry fall damaged pastures": right before the participle stands a noun that is its subject by the tree, or hangs on the noun that is
/// the whole sentence.
fn subject_of_main_verb(draft: &Draft, verb: usize, noun: usize) -> Option<usize> {
    let small = draft.form(verb).starts_with(char::is_lowercase);
    if !small
        || !draft.heads_clause(noun)
        || draft.child(noun, &[Relation::Cop, Relation::Case, Relation::Nsubj]).is_some()
    {
        return None;
    }
    let last = draft.before(verb).filter(|&at| draft.is_nominal(at) && draft.child(at, &[Relation::Case]).is_none())?;
    // "Egypt and Bahrain severed relations"
    let joined = |&at: &usize| draft.head(at).filter(|_| draft.words[at].relation == Relation::Conj);
    let subject = std::iter::successors(Some(last), joined).take(draft.words.len()).last()?;
    let by_tree = draft.head(subject) == Some(verb) && draft.words[subject].relation == Relation::Nsubj;
    let beside =
        draft.head(subject) == Some(noun) && noun == draft.root && draft.has_stop() && !is_hyphened(draft, verb);
    (by_tree || beside && draft.words[subject].relation != Relation::Appos).then_some(subject)
}

fn is_hyphened(draft: &Draft, at: usize) -> bool {
    at > 0 && draft.words[at - 1].xpos == "HYPH"
}

/// "Hamas, which controls Gaza, fired rockets": a participle after the comma that ends a relative clause on the noun that is the whole
/// sentence, before a noun that the relative clause took.
fn subject_before_relative(draft: &Draft, verb: usize, noun: usize) -> Option<usize> {
    let root = draft.root;
    let small = draft.form(verb).starts_with(char::is_lowercase);
    if !small || root >= verb || !draft.is_nominal(root) || draft.words[verb - 1].xpos != "," || !draft.has_stop() {
        return None;
    }
    let relative = draft.child(root, &[Relation::AclRelcl]).filter(|&relative| relative < verb)?;
    let alone = draft.child(root, &[Relation::Cop, Relation::Case, Relation::Nsubj]).is_none();
    (alone && draft.is_below(noun, root) && draft.head(noun) == Some(relative)).then_some(root)
}
