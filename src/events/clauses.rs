//! Tree → who stands in which slot of a predicate.
//!
//! In: the view of a sentence and a predicate. Out: a [`Clause`] with deep subject and object (passive undone), obliques by
//! preposition, and subjects that the grammar leaves out: of coordinated verbs, infinitives, participles, relatives.

use super::lists::{Lemmas, join};
use super::view::{At, View};
use crate::model::{Relation, Upos};

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
    let mut clause = Clause { word, passive, obliques: obliques(view, word), ..Clause::default() };
    clause.indirect = view.child(word, &[Relation::Iobj]).map(|at| antecedent(view, at));
    let own_object = object(view, word);
    if passive {
        clause.object = own_object.or(surface.map(|subject| subject.word));
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
        return Some(Subject { word: antecedent(view, own), inherited: false });
    }
    if let Some(it) = view.child(word, &[Relation::Expl]) {
        let own = PERSONAL.contains(&view.lemma(word)) && !view.form(it).eq_ignore_ascii_case("there");
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

/// The verb of saying between what is said and an adverbial clause that the tree hangs on the former.
fn said_before(view: &View, word: At) -> Option<At> {
    let said = view.head(word)?;
    let verb = view.head(said).filter(|&verb| view.relation(said) == Relation::Ccomp && view.is_verb(verb))?;
    (said < verb && verb < word).then_some(verb)
}

/// What only somebody is: "it was ready to withdraw" is told of a country, whatever the tree takes `it` for.
const PERSONAL: [&str; 12] = [
    "ready",
    "willing",
    "unwilling",
    "prepared",
    "able",
    "unable",
    "eager",
    "reluctant",
    "determined",
    "keen",
    "committed",
    "opposed",
];

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
            && !super::words::is_time(view, at)
    };
    view.children(word).filter(|_| finite).find(bare)
}

/// A relative pronoun as subject goes before a noun that the tree hangs on the verb as well.
fn relative_subject(view: &View, word: At) -> Option<At> {
    let is_such =
        |&at: &At| matches!(view.relation(at), Relation::Nsubj | Relation::NsubjPass) && is_relative_pronoun(view, at);
    view.children(word).find(is_such)
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
        return Some(subject.map_or(noun, |subject| subject.word));
    }
    owner(view, noun).or_else(|| {
        let governor = view.head(noun)?;
        let governs =
            matches!(view.relation(noun), Relation::Obj | Relation::Obl | Relation::NsubjPass | Relation::Nsubj);
        let subject = governs.then(|| surface_subject(view, governor, depth - 1)).flatten()?;
        (subject.word != noun).then_some(subject.word)
    })
}

/// Whose a noun is: "Iran's plan", "the Iranian plan", "a plan by Iran".
pub fn owner(view: &View, noun: At) -> Option<At> {
    // "Monday's American attack" is no day's.
    let possessor = view.child(noun, &[Relation::NmodPoss]).filter(|&at| !super::words::is_time(view, at));
    // "the Michael Brown demonstrations" are not his.
    let a_person = |at: At| {
        let kind = view.mention(at).map(|mention| view.document.entity(mention.entity).kind);
        kind == Some(crate::model::EntityType::Person)
    };
    let named = |&at: &At| {
        let before = at < noun && matches!(view.relation(at), Relation::Amod | Relation::Compound);
        before && view.mention(at).is_some() && !a_person(at) && !is_only_called_after(view, noun, at)
    };
    possessor.or_else(|| view.children(noun).find(named)).or_else(|| by_agent(view, noun))
}

/// "the Kyoto protocol": not what the town has.
fn is_only_called_after(view: &View, noun: At, at: At) -> bool {
    const CALLED: [&str; 29] = [
        "visit",
        "trip",
        "tour",
        "stopover",
        "agreement",
        "deal",
        "talk",
        "talks",
        "meeting",
        "negotiation",
        "protocol",
        "accord",
        "treaty",
        "convention",
        "target",
        "agenda",
        "process",
        "declaration",
        "summit",
        "round",
        "club",
        "strategy",
        "criterion",
        "conference",
        "pact",
        "communique",
        "formula",
        "consensus",
        "charter",
    ];
    CALLED.contains(&view.lemma(noun))
        && view.mention(at).is_some_and(|mention| {
            let entity = view.document.entity(mention.entity);
            entity.kind == crate::model::EntityType::Place
                && !matches!(entity.subtype.as_str(), "country" | "territory")
                && mention.rule != crate::model::Rule::Demonym
        })
}

/// Who leads what a noun tells: "the US-led invasion".
pub fn leader(view: &View, noun: At) -> Option<At> {
    let led = |&at: &At| at > 1 && at < noun && view.form(at) == "led" && view.form(at - 1) == "-";
    let named = |at: At| view.mention(at - 2).map(|mention| view.mention_head(mention));
    view.children(noun).filter(led).find_map(named)
}

/// Whether a phrase only tells when, at what or why something was done ("agreed at the summit", "met after the attack").
pub fn is_circumstance(view: &View, noun: At) -> bool {
    stands_apart(view, noun) || has_case(view, noun, "at")
}

/// Whether a noun only tells when or why the rest of its clause is so: "after the invasion", "despite the talks".
pub fn stands_apart(view: &View, noun: At) -> bool {
    /// Prepositions of time and cause.
    const APART: [&str; 12] = [
        "after",
        "before",
        "since",
        "during",
        "following",
        "amid",
        "until",
        "despite",
        "over",
        "because",
        "about",
        "pending",
    ];
    view.children(noun).any(|case| view.relation(case) == Relation::Case && APART.contains(&view.lemma(case)))
}

/// What a thing is of, or in: "villages of Darfur".
pub fn part_of(view: &View, noun: At) -> Option<At> {
    let is_part = |&at: &At| {
        at > noun && view.relation(at) == Relation::Nmod && (has_case(view, at, "of") || has_case(view, at, "in"))
    };
    view.children(noun).find(is_part)
}

/// Who did what a noun tells, as a phrase or participle behind it says: "the annexation by Russia", "rockets fired by Hezbollah".
pub fn by_agent(view: &View, noun: At) -> Option<At> {
    let by = |&at: &At| view.relation(at) == Relation::Nmod && has_case(view, at, "by");
    // "the annexation of Crimea by Russia": the tree may hang the agent on what it is done to.
    let of = || view.children(noun).filter(|&at| view.relation(at) == Relation::Nmod && has_case(view, at, "of"));
    let beneath = || of().flat_map(|at| view.children(at)).find(by);
    let direct = view.children(noun).find(by);
    direct.or_else(beneath).or_else(|| at_the_hands_of(view, noun)).or_else(|| sender(view, noun))
}

/// Who fired what hits: "rockets fired by Hezbollah", "a bomb planted by rebels".
fn sender(view: &View, noun: At) -> Option<At> {
    let sent = |&at: &At| {
        let lemma = view.lemma(at);
        view.relation(at) == Relation::Acl
            && matches!(
                lemma,
                "fire"
                    | "launch"
                    | "drop"
                    | "plant"
                    | "lay"
                    | "shoot"
                    | "lob"
                    | "detonate"
                    | "set"
                    | "throw"
                    | "hurl"
                    | "claim"
                    | "carry"
                    | "stage"
                    | "mount"
                    | "perpetrate"
            )
    };
    // "an attack blamed on the PKK"
    let blamed = |&at: &At| view.relation(at) == Relation::Acl && view.lemma(at) == "blame";
    let culprit = |at: At| view.children(at).find(|&on| view.relation(on) == Relation::Obl && has_case(view, on, "on"));
    let by = view.children(noun).filter(sent).find_map(|at| agent(view, at));
    by.or_else(|| view.children(noun).filter(blamed).find_map(culprit))
}

/// "the murder of a reporter at the hands of militants", "died at the hands of the police".
fn at_the_hands_of(view: &View, word: At) -> Option<At> {
    let governed = |at: At| matches!(view.relation(at), Relation::Nmod | Relation::Obl);
    let hands = |&at: &At| governed(at) && view.lemma(at) == "hand" && has_case(view, at, "at");
    let direct = view.children(word).find(hands);
    let beneath = || view.children(word).filter(|&at| governed(at)).flat_map(|at| view.children(at)).find(hands);
    let hand = direct.or_else(beneath)?;
    view.children(hand).find(|&at| view.relation(at) == Relation::Nmod && has_case(view, at, "of"))
}

/// Whether a preposition or other case word with that lemma stands on the word.
pub fn has_case(view: &View, at: At, lemma: &str) -> bool {
    view.children(at).any(|case| view.relation(case) == Relation::Case && view.lemma(case) == lemma)
}

/// Whether one of these prepositions governs the word.
pub fn has_case_of(view: &View, at: At, prepositions: &Lemmas) -> bool {
    view.children(at).any(|case| view.relation(case) == Relation::Case && prepositions.contains(&view.lemmas[case]))
}

fn agent(view: &View, word: At) -> Option<At> {
    let is_agent = |&at: &At| match view.relation(at) {
        Relation::OblAgent => true,
        Relation::Obl => has_case(view, at, "by"),
        _ => false,
    };
    let direct = view.children(word).find(is_agent);
    // "threatened with closure by the army": the tree may hang the agent on the noun before it.
    let beneath = || {
        let nouns = view.children(word).filter(|&at| at > word && view.is_nominal(at));
        nouns
            .flat_map(|noun| view.children(noun))
            .find(|&at| view.relation(at) == Relation::Nmod && has_case(view, at, "by"))
    };
    direct.or_else(beneath).or_else(|| at_the_hands_of(view, word)).map(|at| antecedent(view, at))
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
            && !view.has_child(at, &[Relation::Case, Relation::Cop, Relation::Mark, Relation::Nsubj])
            && !super::words::is_time(view, at)
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

fn has_relative_adverb(view: &View, word: At) -> bool {
    view.children(word).any(|at| matches!(view.lemma(at), "where" | "when" | "why" | "how") && at < word)
}

fn has_relative_oblique(view: &View, word: At) -> bool {
    view.children(word).any(|at| view.relation(at) == Relation::Obl && is_relative_pronoun(view, at))
}

/// "bombed and shelled Aleppo": the object stands with one of two joined verbs only.
fn shared_object(view: &View, word: At) -> Option<At> {
    if view.relation(word) == Relation::Conj {
        let head = view.head(word)?;
        let object = view.child(head, &[Relation::Obj])?;
        return (object > word && view.is_verb(head)).then(|| antecedent(view, object));
    }
    let joined = view.child(word, &[Relation::Conj]).filter(|&at| view.is_verb(at) && at <= word + 3)?;
    let bare = !view.has_child(word, &[Relation::Obl, Relation::Xcomp, Relation::Ccomp]);
    let object =
        view.child(joined, &[Relation::Obj]).filter(|_| bare && !view.has_child(joined, &[Relation::Nsubj]))?;
    Some(antecedent(view, object))
}

/// Prepositions that depend on a word, with what they govern.
pub fn obliques(view: &View, word: At) -> Vec<(u64, At)> {
    let mut found = Vec::new();
    let kinds = [Relation::Obl, Relation::OblAgent, Relation::Nmod];
    for at in view.children(word).filter(|&at| kinds.contains(&view.relation(at))) {
        push_oblique(view, at, &mut found);
    }
    if view.relation(word) == Relation::Conj
        && let Some(head) = view.head(word)
    {
        let shared = |&at: &At| at > word && view.relation(at) == Relation::Obl;
        view.children(head).filter(shared).for_each(|at| push_oblique(view, at, &mut found));
    }
    // "a bus carrying soldiers", "rebels using mortars": a participle is as good as a preposition.
    let participle = |&at: &At| view.relation(at) == Relation::Acl && view.xpos(at) == "VBG";
    for at in view.children(word).filter(participle) {
        found.extend(view.child(at, &[Relation::Obj]).map(|object| (view.tokens[at].fold, object)));
    }
    found
}

fn push_oblique(view: &View, at: At, found: &mut Vec<(u64, At)>) {
    let governed = antecedent(view, at);
    let mut previous = None;
    for case in cases(view, at) {
        let hash = view.lemmas[case];
        // "ahead of the carnival" is not of the carnival.
        if previous.is_none() || view.lemma(case) != "of" {
            found.push((hash, governed));
        }
        // "out of", "because of": two case words, or one and what is fixed to it.
        let fixed = view.child(case, &[Relation::Fixed]).map(|fixed| view.lemmas[fixed]);
        found.extend(fixed.map(|second| (join(hash, second), governed)));
        if let Some(first) = previous {
            found.push((join(first, hash), governed));
        }
        previous = Some(hash);
    }
}

/// The prepositions on a noun: its own, or, where the tree hangs them on a title before it, those of the title.
fn cases(view: &View, at: At) -> Vec<At> {
    let own = |word: At| view.children(word).filter(move |&case| view.relation(case) == Relation::Case && case < word);
    let direct: Vec<At> = view.children(at).filter(|&case| view.relation(case) == Relation::Case).collect();
    if !direct.is_empty() {
        return direct;
    }
    let titles = [Relation::Compound, Relation::NmodDesc, Relation::Amod];
    view.children(at).filter(|&part| part < at && titles.contains(&view.relation(part))).flat_map(own).collect()
}

/// Whether the word is `who`, `which`, `that` as a pronoun.
pub fn is_relative_pronoun(view: &View, at: At) -> bool {
    matches!(view.lemma(at), "who" | "which" | "that" | "whom" | "whose") && view.upos(at) != Upos::Sconj
}

/// The noun that a relative pronoun stands for; any other word stands for itself.
pub fn antecedent(view: &View, at: At) -> At {
    if !is_relative_pronoun(view, at) {
        return at;
    }
    let clause = view.path_up(at).find(|&word| view.relation(word) == Relation::AclRelcl);
    // "he went there before joining the group, which took the town": with a verb between, it is the nearer noun.
    let near = |noun: &At| !(noun + 1..at).any(|word| matches!(view.xpos(word), "VBD" | "VBZ" | "VBP" | "VBG"));
    clause
        .and_then(|clause| view.head(clause))
        .filter(|noun| *noun > at || near(noun))
        .or_else(|| noun_before(view, at))
        .map_or(at, |noun| not_the_scene(view, noun))
}

/// "the attack on a bunker in Iraq that killed ten": not the country did it, but what was there.
fn not_the_scene(view: &View, noun: At) -> At {
    let whole = view.head(noun).filter(|&head| head < noun && view.is_nominal(head));
    whole.filter(|_| is_scene(view, noun)).unwrap_or(noun)
}

/// Whether the noun is a place where something is: "in Iraq".
pub fn is_scene(view: &View, noun: At) -> bool {
    let inside = || ["in", "at", "near", "outside", "inside"].iter().any(|case| has_case(view, noun, case));
    view.place(noun).is_some() && inside()
}

/// What a noun in -ing is done to: "stopped bombing Yugoslavia", "answered by bombing Beirut", where the tagger took the gerund for a
/// noun. The tree may hang the name beside it.
pub fn gerund_object(view: &View, word: At) -> Option<At> {
    if !view.form(word).ends_with("ing") || view.is_verb(word) || view.mention(word).is_some() {
        return None;
    }
    let bare = |at: At| !view.has_child(at, &[Relation::Case]) && !super::words::is_time(view, at);
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

/// The noun right before a relative pronoun, where the tree does not hang the clause on it.
fn noun_before(view: &View, pronoun: At) -> Option<At> {
    if view.lemma(pronoun) == "that" && view.xpos(pronoun) != "WDT" {
        return None;
    }
    let last = (0..pronoun).rev().find(|&at| view.form(at) != ",")?;
    let last = last.min(pronoun.saturating_sub(1));
    match view.mention(last) {
        Some(mention) => Some(view.mention_head(mention)),
        None => view.is_nominal(last).then_some(last),
    }
}

/// Whether the word is a predicate with a form of `be`.
pub fn has_copula(view: &View, word: At) -> bool {
    view.has_child(word, &[Relation::Cop])
}

/// Whether a verb of saying beside or over the sentence tells whose words they are ("officials said").
pub fn is_reported(view: &View) -> bool {
    (0..view.len()).any(|at| view.is_verb(at) && view.lemma(at) == "say")
}
