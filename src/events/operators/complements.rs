//! How an act hangs on the verb or noun over it: as an infinitive, a gerund, a clause, a noun.

use super::status;
use crate::events::clauses::{has_case, is_circumstance};
use crate::events::view::{At, View};
use crate::model::{Relation, Upos};

/// How the inner act hangs on the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement {
    /// "refused to meet".
    Infinitive,
    /// "denied bombing", "accused of bombing".
    Gerund,
    /// "demanded that it withdraw".
    Clause,
    /// "debated whether to withdraw", "examined how it came to withdraw".
    Whether,
    /// "said that he must go".
    Must,
    /// "said that he should go".
    Should,
    /// "told him: 'Stop the war'".
    Imperative,
    /// "rejected talks", "called for talks".
    Noun,
}

/// "said it had carried out the bombing", "said they were behind the attack": what the speaker did himself.
pub(super) fn is_own_deed(view: &View, governor: At, word: At) -> bool {
    let done = |at: At| {
        let helps = matches!(view.relation(at), Relation::Aux | Relation::Cop);
        helps && (view.lemma(at) == "have" || view.xpos(at) == "VBD")
    };
    let past = view.xpos(word) == "VBD" || view.children(word).any(done);
    // "it was an attack on Israel" tells of no doer.
    let behind = view.is_verb(word) || has_case(view, word, "behind");
    // "said his men had seized the school"
    let subject = view.child(word, &[Relation::Nsubj]);
    let owner = subject.and_then(|at| view.child(at, &[Relation::NmodPoss]));
    let own = owner.is_some_and(|at| view.upos(at) == Upos::Pron) || status::is_of_himself(view, governor, word);
    past && behind && own
}

/// "agreed to meet and talk": the second verb hangs on the operator through the first.
pub(super) fn first_of_coordination(view: &View, word: At) -> At {
    let mut at = word;
    while view.relation(at) == Relation::Conj
        && !view.has_child(at, &[Relation::Nsubj, Relation::NsubjPass])
        && let Some(head) = view.head(at).filter(|&head| view.upos(head) == view.upos(at))
    {
        at = head;
    }
    at
}

/// How an act hangs on its governor; `None` when it is not its complement.
pub(super) fn attachment(view: &View, word: At) -> Option<Complement> {
    use Relation as R;
    match view.relation(word) {
        // "Kenya vows to fight; Egypt opens the border": what follows a semicolon is no part of the vow.
        R::Parataxis if view.head(word).is_some_and(|head| (head.min(word)..word).any(|at| view.form(at) == ";")) => {
            None
        }
        // "insist that, while sanctions should be imposed, they must be separate": what is granted, or made a condition, is not insisted on.
        R::Advcl if view.children(word).any(|at| view.relation(at) == R::Mark && is_aside(view, at)) => None,
        // "In discussing the plan, he urged": on what occasion, and not what he urged.
        R::Advcl if view.xpos(word) == "VBG" && view.head(word).is_some_and(|verb| word < verb) => None,
        R::Xcomp | R::Advcl | R::Acl | R::Ccomp | R::Csubj | R::Obl | R::Obj | R::Parataxis if view.is_verb(word) => {
            Some(verbal_complement(view, word))
        }
        // "at the end of the meeting": nobody ended it; "after the lifting of sanctions": somebody lifted them.
        R::Nmod
            if view.head(word).is_some_and(|noun| {
                let is_bound = matches!(view.lemma(noun), "end" | "start" | "beginning" | "continuation");
                !view.is_verb(noun) && is_bound && is_circumstance(view, noun)
            }) =>
        {
            None
        }
        // "Ghana's demand that Togo return the refugees": the tree may take the clause for a relative one.
        R::AclRelcl if view.is_verb(word) && is_content_clause(view, word) => Some(verbal_complement(view, word)),
        // "demanded that Assad step down", "said it was behind the attack": a clause, though the tree makes a noun of its head; what
        // somebody is ("said he was under investigation") is no act.
        R::Ccomp if view.has_child(word, &[R::Nsubj]) => {
            let is_something =
                view.is_nominal(word) && view.has_child(word, &[R::Cop]) && !has_case(view, word, "behind");
            (!is_something).then(|| verbal_complement(view, word))
        }
        R::Obj | R::Obl | R::Nmod | R::NsubjPass | R::Nsubj | R::Xcomp | R::Compound | R::Ccomp => {
            Some(Complement::Noun)
        }
        _ => None,
    }
}

/// Whether a clause under a noun tells what it is about, with subject and object of its own after a `that` that is no pronoun.
fn is_content_clause(view: &View, word: At) -> bool {
    let that = view.head(word).map(|noun| noun + 1).filter(|&at| at < word && view.lemma(at) == "that");
    let own = |relation: Relation| view.child(word, &[relation]).is_some_and(|at| Some(at) != that);
    that.is_some_and(|at| view.xpos(at) == "IN") && own(Relation::Nsubj)
}

fn is_aside(view: &View, mark: At) -> bool {
    matches!(
        view.lemma(mark),
        "while"
            | "although"
            | "though"
            | "whereas"
            | "if"
            | "unless"
            | "until"
            | "besides"
            | "without"
            | "despite"
            | "because"
            | "since"
            | "when"
            | "after"
            | "before"
    )
}

/// "Give us tanks," he told the chancellor: a bare verb that opens a quotation.
fn is_quoted_imperative(view: &View, word: At) -> bool {
    use Relation as R;
    let has_helper = |at: At| {
        let subject = matches!(view.relation(at), R::Nsubj | R::NsubjPass | R::Expl);
        subject || (view.relation(at) == R::Aux && view.lemma(at) != "do") || view.relation(at) == R::Cop
    };
    /// How many words may stand between the quotation mark and the verb ("Please do not").
    const NEAR: usize = 4;
    let quoted = (word.saturating_sub(NEAR)..word).any(|at| matches!(view.form(at), "\"" | "``" | "'"));
    quoted && view.relation(word) == R::Ccomp && !view.children(word).any(has_helper)
}

/// The kind of clause that a verb heads.
pub(super) fn verbal_complement(view: &View, word: At) -> Complement {
    let child = |lemmas: &[&str]| view.children(word).any(|at| at < word && lemmas.contains(&view.lemma(at)));
    let to = view.children(word).any(|at| at < word && status::is_to(view, at));
    match view.xpos(word) {
        _ if child(&["whether"]) => Complement::Whether,
        _ if to => Complement::Infinitive,
        "VB" if is_quoted_imperative(view, word) => Complement::Imperative,
        // "examining how a gunship came to shell a hospital", "find out who fired"
        _ if view.relation(word) == Relation::Ccomp && child(&["how", "why", "who", "which", "where"]) => {
            Complement::Whether
        }
        "VBG" if !child(&["be"]) => Complement::Gerund,
        _ if child(&["must"]) => Complement::Must,
        _ if child(&["should", "ought"]) => Complement::Should,
        _ => Complement::Clause,
    }
}
