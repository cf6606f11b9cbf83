//! Operators: verbs and nouns over an inner act ("refused to lift sanctions"), composed, not listed case by case.
//!
//! An operator names the verbs, the kind of complement, and for each inner CAMEO root the code of the whole. Operators
//! over operators ("agreed to stop bombing") apply from the inside out.
//!
//! ```text
//! complements  how an act hangs on the verb or noun over it
//! compose      which operators stand over an act, and what code they make of it
//! written      operators as a rule file has them → compiled
//! whole        the act that they make: who does it, to whom, and whether it is done
//! open         an operator over something that no class knows
//! status       whether an act happened, as far as the sentence says
//! inherited    what the word over an act says of it
//! to_come      whether an act in the present tense, or a noun, lies ahead
//! ```

mod complements;
mod compose;
mod inherited;
mod open;
pub(super) mod status;
pub(super) mod to_come;
mod whole;
mod written;

pub use self::written::OperatorRule;

use self::complements::{Complement, attachment, first_of_coordination, is_own_deed, verbal_complement};
use super::actors::Party;
use super::clauses::{agent, has_case, is_passive};
use super::rules::table::Many;
use super::view::{At, View};
use crate::model::{Relation, Status};

/// What stands for the inner act's own code.
const SAME: &str = "=";

/// Whose target the whole has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetOf {
    /// The inner act's.
    Inner,
    /// The operator's own object.
    Object,
    /// Nobody's but whoever does the inner act: "complained to the UN that Iraq had fired".
    Doer,
}

/// A compiled operator.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Unique id.
    pub id: String,
    forms: Vec<Form>,
    /// Status of the whole; `None`: no fact of its own but a status of the inner act.
    pub status: Status,
    /// Whether the inner act is coded too.
    pub keeps_inner: bool,
    /// Whose target the whole has.
    pub target: TargetOf,
    codes: Vec<(String, String)>,
    /// The code over an inner act that no class knows; empty: none.
    pub open: String,
    with_object: String,
    alone: Vec<String>,
    alone_in_office: Vec<String>,
    himself: bool,
    /// Whether what one's own forces are told is what they do.
    pub own_forces: bool,
    /// Whom `with` names beside it is whom it is done with ("agreed with Russia to ...").
    pub with_partner: bool,
    when_source: Vec<String>,
    words: Vec<String>,
    /// Sentences that must be coded so.
    pub yes: Vec<String>,
    /// Sentences that must not.
    pub no: Vec<String>,
}

/// One way to say the operator.
#[derive(Clone, Debug)]
struct Form {
    head: u64,
    particle: Option<u64>,
    /// The word that must be the operator's object ("make promise to_infinitive").
    object: Vec<u64>,
    prepositions: Vec<u64>,
    complement: Complement,
    /// Whether the word must be a noun.
    noun: bool,
}

impl Operator {
    /// The code of the whole over an inner act with that code: the longest prefix wins; an empty one says that the operator leaves
    /// such acts alone.
    pub fn code<'a>(&'a self, inner: &'a str) -> Option<&'a str> {
        let same = || {
            self.codes.iter().find(|(root, _)| inner.starts_with(root.as_str())).is_some_and(|(_, code)| code == SAME)
        };
        self.written(inner).or_else(|| same().then_some(inner))
    }

    /// The code of the whole over an inner act with that code, as written in the operator.
    pub fn written(&self, inner: &str) -> Option<&str> {
        let found = self.codes.iter().find(|(root, _)| root == "*" || inner.starts_with(root.as_str()));
        found.map(|(_, code)| code.as_str()).filter(|code| !matches!(*code, "" | SAME))
    }

    /// Whether the operator leaves the inner act as it is ("resumed the bombing").
    pub fn is_transparent(&self) -> bool {
        self.codes.is_empty()
    }

    /// Whether a whole with that code is told of these sources although nobody is on the other side.
    pub(super) fn is_told_alone(&self, code: &str, sources: &[Party]) -> bool {
        const ARMED: [&str; 6] = ["REB", "INS", "SEP", "UAF", "RAD", "MIL"];
        let begins = |beginnings: &[String]| beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()));
        let armed = |party: &Party| ARMED.iter().any(|role| party.actor.code.contains(role));
        let free = sources.iter().all(|party| party.is_country() || armed(party));
        begins(if free { &self.alone } else { &self.alone_in_office })
    }

    /// Whether any whole is told although nobody is on the other side.
    pub fn may_stand_alone(&self) -> bool {
        !self.alone.is_empty()
    }

    /// Whether the operator admits these sources (see `when_source`).
    pub(super) fn may_have_source(&self, sources: &[Party]) -> bool {
        let has = |role: &String| sources.iter().any(|party| party.actor.code.contains(role.as_str()));
        self.when_source.is_empty() || self.when_source.iter().any(has)
    }

    /// Its phrases without their complements.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Lemmas by which the operator may show.
    pub fn lemmas(&self) -> impl Iterator<Item = u64> + '_ {
        self.forms.iter().map(|form| form.head)
    }
}

/// An operator found over an act.
#[derive(Clone, Copy, Debug)]
pub struct Over<'r> {
    /// The operator.
    pub operator: &'r Operator,
    /// Its word.
    pub word: At,
}

/// Operators by lemma.
#[derive(Default)]
pub struct OperatorIndex {
    by_lemma: Many<Said>,
}

/// An operator and one of its forms, as their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    operator: u32,
    form: u32,
}

impl OperatorIndex {
    /// Indexes the operators.
    pub fn new(operators: &[Operator]) -> Self {
        let mut said = Vec::new();
        for (operator, number) in operators.iter().zip(0..) {
            let forms = operator.forms.iter().zip(0..);
            said.extend(forms.map(|(form, at)| (form.head, Said { operator: number, form: at })));
        }
        Self { by_lemma: said.into_iter().collect() }
    }

    /// The operators with that lemma, each with its forms of that lemma.
    fn of_lemma<'r>(
        &self,
        operators: &'r [Operator],
        lemma: u64,
    ) -> impl Iterator<Item = (&'r Operator, impl Iterator<Item = &'r Form>)> {
        let each = self.by_lemma.get(lemma).chunk_by(|one, other| one.operator == other.operator);
        each.map(|said| {
            let operator = &operators[said[0].operator as usize];
            (operator, said.iter().map(|said| &operator.forms[said.form as usize]))
        })
    }

    /// Whether there is an operator with that lemma.
    pub fn has(&self, lemma: u64) -> bool {
        !self.by_lemma.get(lemma).is_empty()
    }

    /// The operators with that lemma that code acts unknown to the classes, with the complement each has at `word`.
    pub fn open_at<'r>(&self, view: &View, operators: &'r [Operator], word: At) -> Option<(Over<'r>, At)> {
        if !self.has(view.lemmas[word]) {
            return None;
        }
        let before = |at: At| matches!(view.relation(at), Relation::NsubjPass | Relation::Ccomp);
        let below = view.children(word).filter(|&at| at > word || before(at));
        below.into_iter().find_map(|complement| {
            let over = self.over(view, operators, complement)?;
            (over.word == word && !over.operator.open.is_empty()).then_some((over, complement))
        })
    }

    /// The operator at `word` that codes a clause unknown to the classes, whatever the tree hangs on it.
    pub fn open_over_clause<'r>(&self, view: &View, operators: &'r [Operator], word: At) -> Option<Over<'r>> {
        let of_clause = |form: &Form| {
            form.complement == Complement::Clause
                && form.particle.is_none()
                && form.object.is_empty()
                && form.prepositions.is_empty()
        };
        self.of_lemma(operators, view.lemmas[word])
            .filter(|(operator, _)| !operator.open.is_empty())
            .find_map(|(operator, mut forms)| forms.any(of_clause).then_some(Over { operator, word }))
    }

    /// The operator right over the act headed by `word`.
    pub fn over<'r>(&self, view: &View, operators: &'r [Operator], word: At) -> Option<Over<'r>> {
        let word = thought_of(view, first_of_coordination(view, word));
        let above = view.head(word).and_then(|governor| Some((governor, attachment(view, word)?)));
        // "Israel must withdraw, the minister said."
        let beside = view
            .children(word)
            .find(|&at| at > word && view.relation(at) == Relation::Parataxis && view.is_verb(at))
            .map(|verb| (verb, verbal_complement(view, word)))
            .filter(|(_, how)| matches!(how, Complement::Must | Complement::Should));
        [above, beside]
            .into_iter()
            .flatten()
            .filter(|&(governor, how)| !is_amount(view, governor) && !is_forced(view, governor, how))
            .find_map(|(governor, how)| {
                self.of_lemma(operators, view.lemmas[governor]).find_map(|(operator, mut forms)| {
                    let demands = matches!(operator.open.get(..2), Some("02" | "10")) && how == Complement::Clause;
                    let fits = forms.any(|form| form_fits(view, form, governor, word, how))
                        && !(demands && tells_what_is(view, word))
                        && (!operator.himself || is_own_deed(view, governor, word));
                    let has_object =
                        || view.children(governor).any(|at| view.relation(at) == Relation::Obj && at != word);
                    let other = || operators.iter().find(|other| other.id == operator.with_object && has_object());
                    fits.then(|| Over { operator: other().unwrap_or(operator), word: governor })
                })
            })
    }
}

/// "insisted that the talks were secret", but "insisted that the talks be secret": a statement, and no demand.
pub(super) fn tells_what_is(view: &View, word: At) -> bool {
    let finite = |at: At| {
        matches!(
            view.form(at),
            "is" | "are" | "was" | "were" | "has" | "had" | "will" | "would" | "can" | "could" | "did" | "does"
        )
    };
    let helped = |at: At| matches!(view.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop) && finite(at);
    view.xpos(word) == "VBD" || view.children(word).any(helped)
}

/// Whether a form of the governor's lemma is the one over the word.
fn form_fits(view: &View, form: &Form, governor: At, word: At, how: Complement) -> bool {
    // "demanded that he should go" is a clause too.
    let told = matches!(how, Complement::Must | Complement::Should | Complement::Imperative);
    let fits = form.complement == how || (form.complement == Complement::Clause && told);
    if !fits || (form.noun && view.is_verb(governor)) {
        return false;
    }
    let has_child = |lemma: u64| {
        view.children(governor).any(|at| view.lemmas[at] == lemma) || view.lemmas.get(governor + 1) == Some(&lemma)
    };
    if form.particle.is_some_and(|particle| !has_child(particle)) {
        return false;
    }
    if !form.object.is_empty() && !form.object.iter().any(|&object| has_child(object)) {
        return false;
    }
    preposition_fits(view, form, governor, word, how)
}

/// A noun or gerund after a preposition needs that preposition in the form; without one it is object or subject.
fn preposition_fits(view: &View, form: &Form, governor: At, word: At, how: Complement) -> bool {
    let on_word = |hash: u64| {
        view.children(word)
            .any(|at| matches!(view.relation(at), Relation::Case | Relation::Mark) && view.lemmas[at] == hash)
    };
    let on_verb = |hash: u64| {
        view.children(governor).any(|at| {
            view.lemmas[at] == hash
                || view.children(at).any(|case| view.relation(case) == Relation::Case && view.lemmas[case] == hash)
        })
    };
    match how {
        Complement::Infinitive
        | Complement::Clause
        | Complement::Imperative
        | Complement::Whether
        | Complement::Must
        | Complement::Should => form.prepositions.is_empty() || form.prepositions.iter().any(|&hash| on_verb(hash)),
        Complement::Gerund | Complement::Noun if form.prepositions.is_empty() => {
            let bare =
                matches!(view.relation(word), Relation::Obj | Relation::NsubjPass | Relation::Xcomp | Relation::Ccomp);
            let next = how == Complement::Gerund
                && view.relation(word) == Relation::Advcl
                && word > governor
                && word <= governor + 2;
            bare || next
                || (how == Complement::Noun && has_case(view, word, "of") && !view.is_verb(governor))
                || (how == Complement::Gerund && has_mark(view, word))
        }
        _ => form.prepositions.iter().any(|&hash| on_word(hash)),
    }
}

/// Whether a preposition ties a gerund to the operator; what only tells when or how ("after launching") does not.
fn has_mark(view: &View, word: At) -> bool {
    const APART: [&str; 9] = ["after", "before", "while", "when", "by", "without", "since", "despite", "upon"];
    view.children(word).any(|at| view.relation(at) == Relation::Mark && !APART.contains(&view.lemma(at)))
}

/// "rejected the idea of negotiating": what is thought of, for which the noun stands; else the word itself.
fn thought_of(view: &View, word: At) -> At {
    let of = |at: At| {
        let tied = matches!(view.relation(at), Relation::Mark | Relation::Case);
        tied && view.lemma(at) == "of"
    };
    let is_thought = |noun: At| {
        matches!(view.lemma(noun), "idea" | "notion" | "possibility" | "thought" | "option" | "prospect" | "suggestion")
            && matches!(view.relation(noun), Relation::Obj | Relation::NsubjPass)
    };
    let tied = matches!(view.relation(word), Relation::Acl | Relation::Nmod) && view.children(word).any(of);
    view.head(word).filter(|&noun| tied && is_thought(noun)).unwrap_or(word)
}

/// "The general was forced to step down": he did, and nobody is told who made him.
fn is_forced(view: &View, verb: At, how: Complement) -> bool {
    how == Complement::Infinitive
        && matches!(view.lemma(verb), "force" | "compel" | "oblige")
        && is_passive(view, verb)
        && agent(view, verb).is_none()
}

/// "a great deal": no agreement.
fn is_amount(view: &View, noun: At) -> bool {
    let much = |at: At| view.relation(at) == Relation::Amod && matches!(view.lemma(at), "great" | "good");
    view.lemma(noun) == "deal" && view.children(noun).any(much)
}
