//! Tree → who stands in which slot of a predicate.
//!
//! In: the view of a sentence and a predicate. Out: a [`Clause`] with deep subject and object (passive undone), obliques by
//! preposition, and subjects that the grammar leaves out: of coordinated verbs, infinitives, participles, relatives.
//!
//! ```text
//! noun_clauses  the clause of a noun that tells an act
//! owners        whose a noun is, who did what it tells
//! prepositions  what hangs on a word by a preposition
//! relatives     relative pronouns and the nouns that they stand for
//! surface       word order → slots, where the tree fails
//! ```

pub(super) mod noun_clauses;
mod owners;
mod prepositions;
mod relatives;
pub(super) mod surface;

pub use self::owners::{agent, by_agent, holder_before, leader, owner, owner_of_deed, part_of, town_of_deed};
pub use self::prepositions::{
    goals_behind, has_case, has_case_of, is_ahead_of, is_attendant, is_circumstance, is_companion, is_scene, loads,
    obliques, stands_apart,
};
pub use self::relatives::{antecedent, is_relative_pronoun};

use self::relatives::{has_relative_adverb, has_relative_oblique, relative_subject};
use super::view::{At, View};
use super::words;
use crate::model::{EntityType, Relation, Upos};

/// The slots of a predicate. Each filler is the head of a noun phrase.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// The predicate.
    pub word: At,
    /// Whether the predicate is passive.
    pub passive: bool,
    /// Who does it.
    pub subject: Option<Subject>,
    /// The direct object.
    pub object: Option<At>,
    /// The indirect object.
    pub indirect: Option<At>,
    /// Preposition and what it governs.
    pub obliques: Vec<(u64, At)>,
}

/// A subject and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Head of the noun phrase.
    pub word: At,
    /// Whether it is the predicate's own, or inherited from another clause.
    pub inherited: bool,
}

/// How far subjects are inherited.
const DEEPEST: usize = 6;

/// The clause of a verb (or of a predicate adjective or noun with a copula).
pub fn clause(view: &View, word: At) -> Clause {
    let passive = is_passive(view, word);
    let surface = surface_subject(view, word, DEEPEST);
    if let Some((subject, object)) = causative(view, word) {
        return Clause { word, passive, subject, object, obliques: obliques(view, word), ..Clause::default() };
    }
    let mut clause = Clause { word, passive, obliques: obliques(view, word), ..Clause::default() };
    clause.indirect = view.child(word, &[Relation::Iobj]).map(|at| antecedent(view, at));
    let own_object = object(view, word);
    if passive {
        clause.object = own_object.or(surface.map(|subject| one_of(view, word, subject.word)));
        clause.indirect = clause.indirect.or(own_object.and(surface.map(|subject| subject.word)));
        clause.subject = agent(view, word).map(|word| Subject { word, inherited: false });
        // "killed by a roadside bomb": a thing is the means, too.
        let means = |at: At| {
            let agents = &view.document.gazetteer.agents;
            view.mention(at).is_none() && agents.ending_at(view.tokens, at.saturating_sub(5), at + 1).is_none()
        };
        clause.obliques.retain(|&(_, at)| clause.subject.is_none_or(|subject| subject.word != at) || means(at));
    } else {
        clause.object = own_object.or_else(|| shared_object(view, word));
        clause.subject = surface;
    }
    if clause.object.is_some() && clause.object == clause.subject.map(|subject| subject.word) {
        clause.object = None;
    }
    clause
}

/// "The editor was one of those killed", "was among three men arrested": he who is one of those to whom it was done, in their place.
fn one_of(view: &View, participle: At, several: At) -> At {
    let agent = || view.document.gazetteer.agents.ending_at(view.tokens, several.saturating_sub(5), several + 1);
    let people = matches!(view.upos(several), Upos::Pron | Upos::Num | Upos::Det)
        || agent().is_some_and(|(_, agent)| agent.kind == "person");
    let below = people && view.relation(participle) == Relation::Acl && view.head(participle) == Some(several);
    let one = view.head(several).filter(|&head| view.lemma(head) == "one" && has_case(view, several, "of"));
    let among = Some(several).filter(|_| has_case(view, several, "among"));
    let told = one.or(among).filter(|&at| below && has_copula(view, at));
    told.and_then(|at| surface_subject(view, at, 2)).map_or(several, |subject| subject.word)
}

/// The clause of a participle that tells what its subject feels: "Germany is worried about the vote".
pub fn stative(view: &View, word: At) -> Clause {
    let subject = surface_subject(view, word, DEEPEST);
    Clause { word, subject, obliques: obliques(view, word), ..Clause::default() }
}

/// Whether the verb is a passive.
pub fn is_passive(view: &View, word: At) -> bool {
    let has = |lemma: &str| {
        view.children(word)
            .any(|at| matches!(view.relation(at), Relation::Aux | Relation::AuxPass) && view.lemma(at) == lemma)
    };
    let active = view.child(word, &[Relation::Nsubj]).is_some_and(|at| is_relative_pronoun(view, at))
        || (has("have") && !has("be") && !has("get"));
    if view.has_child(word, &[Relation::AuxPass]) || (!active && view.has_child(word, &[Relation::NsubjPass])) {
        return true;
    }
    if view.children(word).any(|child| child < word && child + 4 > word && is_be(view, child))
        && is_participle(view, word)
    {
        return true;
    }
    if is_held_hostage(view, word) {
        return true;
    }
    if view.xpos(word) != "VBN" {
        return false;
    }
    let bare = !view.has_child(word, &[Relation::Nsubj, Relation::Obj]);
    match view.relation(word) {
        Relation::Acl | Relation::Advcl | Relation::Amod | Relation::Xcomp => bare && !active,
        Relation::Conj => {
            bare && !active && view.head(word).is_some_and(|head| view.is_verb(head) && is_passive(view, head))
        }
        _ => false,
    }
}

/// "reporters held hostage in Iraq": whoever holds somebody hostage holds him, and he stands between the verb and its noun.
fn is_held_hostage(view: &View, word: At) -> bool {
    let held = view.is_any(word, &["held", "kept"]);
    let as_captive = |at: At| view.is_any(at, &["hostage", "captive", "prisoner"]);
    let own = |at: At| view.relation(at) == Relation::Obj && !as_captive(at);
    let helped = || view.has_child(word, &[Relation::Aux, Relation::AuxPass]);
    held && word + 1 < view.len() && as_captive(word + 1) && !helped() && !view.children(word).any(own)
}

fn is_be(view: &View, at: At) -> bool {
    view.lemma(at) == "be" && matches!(view.relation(at), Relation::Aux | Relation::Cop | Relation::AuxPass)
}

fn is_participle(view: &View, word: At) -> bool {
    let form = view.form(word);
    // "was slain": an adjective to the tagger.
    let adjective =
        view.upos(word) == Upos::Adj && (form.ends_with("ed") || matches!(form, "slain" | "shot" | "beaten"));
    if adjective {
        return true;
    }
    view.is_verb(word)
        && !form.ends_with("ing")
        && (view.xpos(word) == "VBN"
            || form.ends_with("ed")
            || matches!(form, "hit" | "cut" | "put" | "set" | "hurt" | "shut"))
}

/// The subject that the words show, the verb's own or inherited; `None` when there is none.
pub fn surface_subject(view: &View, word: At, depth: usize) -> Option<Subject> {
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
    let is_subject = |&at: &At| subjects.contains(&view.relation(at));
    // Of two, the nearer: the tree may take an adjective before it for another.
    let nearest = view.children(word).filter(|&at| at < word).rfind(is_subject);
    let own = relative_subject(view, word).or(nearest).or_else(|| view.child(word, &subjects));
    let own = own.or_else(|| bare_name_before(view, word));
    if let Some(own) = own {
        let word = antecedent(view, own);
        let enactor = enactor(view, word).filter(|_| word != own);
        return Some(Subject { word: enactor.unwrap_or(word), inherited: enactor.is_some() });
    }
    if let Some(it) = view.child(word, &[Relation::Expl]) {
        let own = view.is_in(word, &view.lists.personal) && !view.form(it).eq_ignore_ascii_case("there");
        return own.then_some(Subject { word: it, inherited: false });
    }
    if depth == 0 || view.has_child(word, &[Relation::Csubj]) {
        return None;
    }
    let head = view.head(word)?;
    let inherited = |subject: Option<At>| subject.map(|word| Subject { word, inherited: true });
    let of_head = || inherited(surface_subject(view, head, depth - 1).map(|subject| subject.word));
    match view.relation(word) {
        Relation::Conj | Relation::Ccomp | Relation::Parataxis if view.is_verb(head) || has_copula(view, head) => {
            of_head()
        }
        // "Planes continue to bombard": whoever goes on with an act is the subject of the act.
        Relation::Xcomp if is_aspect(view, head) => surface_subject(view, head, depth - 1),
        Relation::Xcomp => inherited(controller(view, head)).or_else(of_head),
        Relation::Advcl if has_preposition_of_control(view, word) => inherited(controller(view, head)).or_else(of_head),
        // "'Iran must stop,' the minister said after meeting Merkel": he met her.
        Relation::Advcl if said_before(view, word).is_some() => inherited(
            said_before(view, word).and_then(|verb| surface_subject(view, verb, depth - 1)).map(|own| own.word),
        ),
        Relation::Advcl | Relation::Obl | Relation::Obj | Relation::Csubj => of_head(),
        Relation::AclRelcl => inherited(Some(head)).filter(|_| !has_relative_adverb(view, word)),
        Relation::Acl => inherited(subject_of_adnominal(view, word, head, depth)),
        _ => None,
    }
}

/// Whether a verb only says how far an act has got, or how it came off.
pub fn is_aspect(view: &View, at: At) -> bool {
    let goes_on = || view.lemma(at) == "go" && view.words.get(at + 1).is_some_and(|next| next.lemma == "on");
    matches!(view.lemma(at), "continue" | "begin" | "start" | "keep" | "resume" | "proceed" | "manage" | "hasten")
        || goes_on()
}

/// The verb of saying between what is said and an adverbial clause that the tree hangs on the former.
fn said_before(view: &View, word: At) -> Option<At> {
    let said = view.head(word)?;
    let verb = view.head(said).filter(|&verb| view.relation(said) == Relation::Ccomp && view.is_verb(verb))?;
    (said < verb && verb < word).then_some(verb)
}

/// A name before a finite verb that the tree took for an adverb: no preposition stands on it.
fn bare_name_before(view: &View, word: At) -> Option<At> {
    let kinds = [Relation::Advmod, Relation::OblUnmarked, Relation::Obl, Relation::Dep];
    let root = view.head(word).is_none();
    let finite = matches!(view.xpos(word), "VBD" | "VBZ" | "VBP") || (root && view.xpos(word) == "VBN");
    let bare = |&at: &At| {
        at < word
            && kinds.contains(&view.relation(at))
            && view.mention(at).is_some()
            && !view.has_child(at, &[Relation::Case])
            && !words::is_time(view, at)
    };
    view.children(word).filter(|_| finite).find(bare)
}

/// Whoever controls the infinitive under `head`: its object, or, when it is passive, its subject.
fn controller(view: &View, head: At) -> Option<At> {
    if matches!(view.lemma(head), "promise" | "vow" | "threaten" | "pledge") {
        return None;
    }
    // "joined forces to seek": no forces seek.
    let part_of_verb = |object: At| view.lemma(head) == "join" && view.lemma(object) == "force";
    if let Some(object) = view.child(head, &[Relation::Obj, Relation::Iobj]).filter(|&object| !part_of_verb(object)) {
        return Some(antecedent(view, object));
    }
    // "called on Iran to halt": the object of the preposition controls.
    let addressed = |&at: &At| view.relation(at) == Relation::Obl && view.has_child(at, &[Relation::Case]);
    matches!(view.lemma(head), "call" | "appeal" | "plead" | "prevail" | "lean")
        .then(|| view.children(head).filter(|&at| at > head).find(addressed))
        .flatten()
}

/// "accused Russia of bombing", "barred him from leaving".
fn has_preposition_of_control(view: &View, word: At) -> bool {
    let is_such = |at: At| matches!(view.lemma(at), "of" | "from" | "for" | "into" | "to");
    view.children(word).any(|at| view.relation(at) == Relation::Mark && is_such(at))
}

/// Who does what stands in an infinitive or participle under a noun: "rebels fighting Assad", "Iran's plan to attack".
fn subject_of_adnominal(view: &View, word: At, noun: At, depth: usize) -> Option<At> {
    let marked = view.has_child(word, &[Relation::Mark]);
    if !marked && matches!(view.xpos(word), "VBG" | "VBN") {
        // "worked in Turkey helping refugees": not Turkey did.
        let worker = view.head(noun).filter(|&verb| is_scene(view, noun) && view.is_verb(verb));
        let subject = worker.filter(|_| depth > 0).and_then(|verb| surface_subject(view, verb, depth - 1));
        return Some(subject.map(|subject| subject.word).or_else(|| enactor(view, noun)).unwrap_or(noun));
    }
    first_of_all(view, noun).or_else(|| owner(view, noun)).or_else(|| {
        let governor = view.head(noun)?;
        let governs =
            matches!(view.relation(noun), Relation::Obj | Relation::Obl | Relation::NsubjPass | Relation::Nsubj);
        let subject = governs.then(|| surface_subject(view, governor, depth - 1)).flatten()?;
        (subject.word != noun).then_some(subject.word)
    })
}

/// "passed a bill imposing sanctions", "a decree that bans imports was signed by the president": what a law does, whoever makes it does.
fn enactor(view: &View, law: At) -> Option<At> {
    let verb = view.head(law).filter(|&verb| view.is_in(law, &view.lists.laws) && view.is_verb(verb))?;
    let enacts = view.is_in(verb, &view.lists.enacting);
    match view.relation(law) {
        _ if !enacts => None,
        Relation::Obj if !is_passive(view, verb) => surface_subject(view, verb, 2).map(|subject| subject.word),
        Relation::NsubjPass => agent(view, verb),
        _ => None,
    }
    .filter(|&at| at != law)
}

/// "was the first president to visit Cuba", "was the first to visit", "became the last leader to leave": whoever is said to be the first.
fn first_of_all(view: &View, noun: At) -> Option<At> {
    let ranks = |at: At| matches!(view.lemma(at), "first" | "second" | "third" | "last" | "only" | "latest" | "next");
    let ranked = ranks(noun) || view.children(noun).any(|at| at < noun && ranks(at));
    let becomes = |&verb: &At| view.lemma(verb) == "become" && verb < noun;
    let predicate = if has_copula(view, noun) { Some(noun) } else { view.head(noun).filter(becomes) };
    let subject = predicate.filter(|_| ranked).and_then(|at| view.child(at, &[Relation::Nsubj]));
    // "He was the first American official to go": the noun says more.
    let subject = subject.filter(|&at| view.upos(at) != Upos::Pron || owner(view, noun).is_none());
    subject.map(|at| antecedent(view, at))
}

/// The verb's own object: a noun, or the noun that a relative clause hangs on.
fn object(view: &View, word: At) -> Option<At> {
    if let Some(object) = view.child(word, &[Relation::Obj]) {
        return Some(antecedent(view, object));
    }
    // An object that the tree took for an adverbial or a complement: no preposition stands on it.
    let bare = |&at: &At| {
        let kinds = [Relation::Obl, Relation::OblUnmarked, Relation::Xcomp, Relation::Ccomp];
        at > word
            && kinds.contains(&view.relation(at))
            && view.is_nominal(at)
            && (!view.has_child(at, &[Relation::Case]) || words::is_at_least(view, at))
            && !view.has_child(at, &[Relation::Cop, Relation::Mark, Relation::Nsubj])
            && !words::is_time(view, at)
    };
    if !is_passive(view, word)
        && let Some(object) = view.children(word).find(bare)
    {
        return Some(object);
    }
    let relative = view.relation(word) == Relation::AclRelcl && !is_passive(view, word);
    let own_subject = view.child(word, &[Relation::Nsubj]).filter(|&at| !is_relative_pronoun(view, at));
    let free = own_subject.is_some() && !has_relative_adverb(view, word) && !has_relative_oblique(view, word);
    view.head(word).filter(|_| relative && free)
}

/// "bombed and shelled Aleppo", "attack, seize and hold the town": the object stands with one of the joined verbs only.
fn shared_object(view: &View, word: At) -> Option<At> {
    let first = view.head(word).filter(|&head| view.relation(word) == Relation::Conj && view.is_verb(head));
    if view.relation(word) == Relation::Conj
        && let Some(object) = first.and_then(|first| view.child(first, &[Relation::Obj]))
    {
        return (object > word).then(|| antecedent(view, object));
    }
    let other = |at: At| matches!(view.relation(at), Relation::Obl | Relation::Xcomp | Relation::Ccomp);
    let joins = |at: At| {
        matches!(view.relation(at), Relation::Cc | Relation::Punct | Relation::Advmod)
            || view.relation(at) == Relation::Conj && view.is_verb(at)
    };
    let joined = |&at: &At| at > word && view.relation(at) == Relation::Conj && view.is_verb(at);
    let siblings = view.children(word).chain(first.into_iter().flat_map(|first| view.children(first)));
    let last = siblings.filter(joined).filter(|&at| (word + 1..at).all(joins)).max()?;
    // What stands behind the last verb is no object of the first: "beat and robbed migrants, according to a report".
    if view.children(word).any(|at| other(at) && at < last) {
        return None;
    }
    let object = view.child(last, &[Relation::Obj]).filter(|_| !view.has_child(last, &[Relation::Nsubj]))?;
    Some(antecedent(view, object))
}

/// "had the general arrested": who has something done, and to whom. Only people have it done; "Israel had two soldiers killed" and "had his
/// house raided" tell what befell them.
fn causative(view: &View, word: At) -> Option<(Option<Subject>, Option<At>)> {
    let above = view.head(word).filter(|_| view.xpos(word) == "VBN" && view.relation(word) == Relation::Xcomp)?;
    let caused = view.lemma(above) == "have" && view.upos(above) == Upos::Verb && above < word;
    if !caused
        || view.has_child(word, &[Relation::Aux, Relation::AuxPass, Relation::Mark])
        || agent(view, word).is_some()
    {
        return None;
    }
    let between = |at: &At| above < *at && *at < word;
    let own = view.child(word, &[Relation::Nsubj, Relation::NsubjPass]).filter(between);
    let object = own.or_else(|| view.child(above, &[Relation::Obj]).filter(between))?;
    let subject = surface_subject(view, above, DEEPEST)?;
    let mention = view.mention(subject.word).map(|mention| view.document.entity(mention.entity).kind);
    let person = mention.is_none_or(|kind| kind == EntityType::Person);
    (person && !view.has_child(object, &[Relation::NmodPoss])).then_some((Some(subject), Some(object)))
}

/// What a noun in -ing is done to: "stopped bombing Yugoslavia", "answered by bombing Beirut", where the tagger took the gerund for a
/// noun. The tree may hang the name beside it.
pub fn gerund_object(view: &View, word: At) -> Option<At> {
    if !view.form(word).ends_with("ing") || view.is_verb(word) || view.mention(word).is_some() {
        return None;
    }
    let bare = |at: At| !view.has_child(at, &[Relation::Case]) && !words::is_time(view, at);
    let object = view.child(word, &[Relation::Obj]).filter(|&at| at > word && bare(at));
    object.or_else(|| {
        let inside =
            |at: &At| matches!(view.upos(*at), Upos::Det | Upos::Adj) || view.relation(*at) == Relation::Compound;
        let next = (word + 1..view.len()).find(|at| !inside(at)).filter(|&at| view.is_nominal(at))?;
        let kinds =
            [Relation::Obl, Relation::OblAgent, Relation::OblUnmarked, Relation::Dep, Relation::Obj, Relation::Nmod];
        let beside = view.head(next) == view.head(word) || view.head(next) == Some(word);
        (beside && kinds.contains(&view.relation(next)) && view.mention(next).is_some() && bare(next)).then_some(next)
    })
}

/// Whether a verb in -ing is used as a noun: "fighting between Ethiopia and Eritrea resumed".
pub fn is_gerund_noun(view: &View, word: At) -> bool {
    let filler = [Relation::Nsubj, Relation::NsubjPass, Relation::Obj, Relation::Obl, Relation::Nmod];
    view.xpos(word) == "VBG"
        && filler.contains(&view.relation(word))
        && !view.has_child(word, &[Relation::Obj, Relation::Nsubj, Relation::Aux])
}

/// Whether the word is a predicate with a form of `be`.
pub fn has_copula(view: &View, word: At) -> bool {
    view.has_child(word, &[Relation::Cop])
}

/// Whether a verb of saying beside or over the sentence tells whose words they are ("officials said").
pub fn is_reported(view: &View) -> bool {
    (0..view.len()).any(|at| view.is_verb(at) && view.lemma(at) == "say")
}
