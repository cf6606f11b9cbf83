//! What is known of how an event was found, as yes-or-no signals; [`super::confidence`] weighs them.

use rustc_hash::FxHashMap;

use super::actors::codes::{self, has_no_country};
use super::actors::{Found, Party};
use super::assemble::Sentence;
use super::clauses;
use super::draft::Draft;
use super::view::{At, View};
use crate::model::{Actor, EventMention, Relation, Signals, Status};

/// The signals, in the order of their bits.
pub(super) const NAMES: [&str; 122] = [
    "source nobody",
    "source pronoun",
    "source definite noun",
    "source owner",
    "source place",
    "source group",
    "source group without country",
    "source named",
    "source a country",
    "source governs",
    "source politician",
    "source armed",
    "source rebels",
    "source business",
    "source private",
    "source international",
    "source unsure",
    "target nobody",
    "target pronoun",
    "target definite noun",
    "target owner",
    "target place",
    "target group",
    "target group without country",
    "target named",
    "target a country",
    "target governs",
    "target politician",
    "target armed",
    "target rebels",
    "target business",
    "target private",
    "target international",
    "target unsure",
    "one country",
    "two countries",
    "several",
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "08",
    "09",
    "10",
    "11",
    "12",
    "13",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
    "20",
    "general code",
    "noun",
    "noun by verb",
    "subject inherited",
    "passive",
    "target loose",
    "operators",
    "open operator",
    "word order",
    "mutual",
    "phrase short",
    "phrase long",
    "negated",
    "hypothetical",
    "future",
    "source beside",
    "source far",
    "source after",
    "target far",
    "target before",
    "name between",
    "top root",
    "top said",
    "top joined",
    "top beside",
    "top participle",
    "top relative",
    "top deep",
    "sentence long",
    "quoted",
    "market word",
    "market words",
    "sport word",
    "arts word",
    "attributed",
    "question",
    "noun is object",
    "noun is oblique",
    "noun under noun",
    "trade words",
    "source role only",
    "target role only",
    "lead",
    "early",
    "late",
    "past tense",
    "target deep",
    "target outside",
    "source deep",
    "source outside",
    "other object",
    "company named",
    "source found",
    "target found",
    "source given a country",
    "target given a country",
    "told again",
    "told often",
    "pair elsewhere",
    "sentence short",
    "only the two",
    "one other name",
    "names many",
    "target is object",
    SHORT_TEXT,
];

/// Set where the document is a short text: a coded sentence, a summary, a lead without its article.
pub const SHORT_TEXT: &str = "short text";

/// The names of the signals that are set.
pub fn names(signals: Signals) -> impl Iterator<Item = &'static str> {
    set(signals).map(|bit| NAMES[bit])
}

pub(super) fn set(signals: Signals) -> impl Iterator<Item = usize> {
    (0..NAMES.len()).filter(move |&bit| signals.0 >> bit & 1 == 1)
}

pub(super) fn bit(name: &str) -> Option<usize> {
    NAMES.iter().position(|&other| other == name)
}

/// Sums of the words of a sentence (or text) that tell of a domain that is no politics.
#[derive(Clone, Copy, Debug, Default)]
pub struct Topics {
    /// Of markets.
    pub markets: u32,
    /// Of sports.
    pub sports: u32,
    /// Of films, music, books.
    pub arts: u32,
    /// Of trade.
    pub trade: u32,
}

/// Notes of each event of a document whether its other sentences tell of such an act between the same two, once or more often, or of
/// anything between them: what is told again was seldom misread twice.
pub(super) fn note_repeats(events: &mut [EventMention]) {
    let side = |actor: &Actor| actor.code.get(..3).unwrap_or("").to_string();
    let told: Vec<Told> = events
        .iter()
        .map(|event| {
            let root = event.cameo.get(..2).unwrap_or("").to_string();
            Told { sentence: event.sentence, source: side(&event.source), target: side(&event.target), root }
        })
        .collect();
    let (mut acts, mut acts_here) = (FxHashMap::default(), FxHashMap::default());
    let (mut pairs, mut pairs_here) = (FxHashMap::default(), FxHashMap::default());
    for one in &told {
        *acts.entry(one.act()).or_insert(0) += 1;
        *acts_here.entry((one.sentence, one.act())).or_insert(0) += 1;
        *pairs.entry(one.pair()).or_insert(0) += 1;
        *pairs_here.entry((one.sentence, one.pair())).or_insert(0) += 1;
    }
    for (event, one) in events.iter_mut().zip(&told) {
        let again: usize = acts[&one.act()] - acts_here[&(one.sentence, one.act())];
        let of_pair: usize = pairs[&one.pair()] - pairs_here[&(one.sentence, one.pair())];
        let mut noted = Noted(event.signals);
        noted.note("told again", again == 1);
        noted.note("told often", again > 1);
        noted.note("pair elsewhere", of_pair > 0);
        event.signals = noted.0;
    }
}

/// What makes two reports like each other: the countries or bodies of both sides, and the root of the code.
struct Told {
    sentence: u32,
    source: String,
    target: String,
    root: String,
}

impl Told {
    fn act(&self) -> (&str, &str, &str) {
        (&self.source, &self.target, &self.root)
    }

    /// The two sides, whichever acts.
    fn pair(&self) -> (&str, &str) {
        let (one, other) = (self.source.as_str(), self.target.as_str());
        if one <= other { (one, other) } else { (other, one) }
    }
}

struct Noted(Signals);

impl Noted {
    fn note(&mut self, name: &str, holds: bool) {
        if holds && let Some(bit) = bit(name) {
            self.0.0 |= 1 << bit;
        }
    }

    /// Notes a signal of one side: `source` or `target`.
    fn note_of(&mut self, side: &str, name: &str, holds: bool) {
        let is_it = |signal: &&str| signal.strip_prefix(side).and_then(|rest| rest.strip_prefix(' ')) == Some(name);
        if holds && let Some(bit) = NAMES.iter().position(is_it) {
            self.0.0 |= 1 << bit;
        }
    }
}

/// The signals of one event of a draft.
pub(super) fn signals(
    sentence: &Sentence,
    draft: &Draft,
    (source, told_source): (&Party, &Actor),
    (target, told_target): (&Party, &Actor),
) -> Signals {
    let mut noted = Noted(Signals::default());
    for (side, party, told) in [("source", source, told_source), ("target", target, told_target)] {
        noted.note_of(side, "given a country", party.needs_country && !has_no_country(&told.code));
    }
    of_party(&mut noted, "source", source);
    of_party(&mut noted, "target", target);
    of_pair(&mut noted, draft, source, target);
    of_draft(&mut noted, draft);
    let view = sentence.view;
    of_distance(&mut noted, view, draft, source, target);
    of_place_in_tree(&mut noted, view, draft);
    of_slots(&mut noted, sentence, draft, source, target);
    // What police do to supporters, or rebels to a side, is no sport.
    let by_force = names(noted.0).any(|name| name.ends_with(" armed") || name.ends_with(" rebels"));
    of_sentence(&mut noted, sentence, by_force);
    noted.0
}

fn of_party(noted: &mut Noted, side: &str, party: &Party) {
    let code = party.actor.code.as_str();
    let has = |roles: &[&str]| {
        roles.iter().any(|role| code.get(3..).is_some_and(|rest| rest.contains(role)) || code == *role)
    };
    let mut note = |name: &str, holds: bool| noted.note_of(side, name, holds);
    if code.is_empty() {
        return note("nobody", true);
    }
    note("pronoun", party.found == Found::Pronoun);
    note("definite noun", party.found == Found::Definite && !party.is_place);
    note("owner", party.is_owner);
    note("place", party.is_place);
    note("group", party.found == Found::Group && !party.needs_country);
    note("group without country", party.needs_country);
    note("named", party.found == Found::Named);
    note("a country", code.len() == 3 && !has_no_country(code));
    note("role only", has_no_country(code));
    note("governs", has(&["GOV"]));
    note("politician", has(&["LEG", "PTY", "ELI", "OPP", "JUD"]));
    note("armed", has(&["MIL", "COP", "SPY"]));
    note("rebels", has(&codes::BANDS));
    note("business", has(&["BUS", "MNC"]));
    note("private", has(&["CVL", "LAB", "EDU", "MED", "HLH", "AGR", "REL", "REF"]));
    note("international", code.starts_with("IGO") || code.starts_with("NGO"));
    note("unsure", party.confidence < 0.75);
}

fn of_pair(noted: &mut Noted, draft: &Draft, source: &Party, target: &Party) {
    let country = |party: &Party| party.actor.code.get(..3).unwrap_or("").to_string();
    let (one, other) = (country(source), country(target));
    let both = !one.is_empty() && !other.is_empty();
    noted.note("one country", both && one == other);
    noted.note("two countries", both && one != other && !source.needs_country && !target.needs_country);
    noted.note("several", draft.sources.len() > 2 || draft.targets.len() > 2);
}

fn of_draft(noted: &mut Noted, draft: &Draft) {
    noted.note(draft.code.get(..2).unwrap_or(""), true);
    noted.note("general code", draft.code.len() == 3 && draft.code.ends_with('0'));
    noted.note("noun", draft.fit.noun && !draft.inherited);
    noted.note("noun by verb", draft.fit.noun && draft.inherited);
    noted.note("subject inherited", draft.inherited && !draft.fit.noun);
    noted.note("passive", draft.fit.passive);
    noted.note("target loose", draft.fit.loose);
    noted.note("operators", draft.composed);
    noted.note("open operator", draft.rule.ends_with("(*)"));
    noted.note("word order", draft.by_order);
    noted.note("mutual", draft.fit.mutual);
    noted.note("phrase short", draft.fit.weight <= 4);
    noted.note("phrase long", draft.fit.weight >= 9);
    noted.note("negated", draft.status == Status::Negated);
    noted.note("hypothetical", draft.status == Status::Hypothetical);
    noted.note("future", draft.status == Status::Future);
}

/// Where the parties stand, from the predicate.
fn of_distance(noted: &mut Noted, view: &View, draft: &Draft, source: &Party, target: &Party) {
    /// Words up to which a party is beside the predicate, and from which on it is far.
    const BESIDE_FAR: (usize, usize) = (3, 10);
    let word = draft.fit.word;
    // A quotation may hold the whole act; where a mark parts it from its parties, it is somebody else's words.
    let is_quote = |at: At| matches!(view.form(at), "\"" | "“" | "”" | "''" | "``");
    let parted = |party: &&Party| {
        let (first, last) = (party.head.min(word), party.head.max(word));
        !party.actor.code.is_empty() && (first..last).any(is_quote)
    };
    noted.note("quoted", [source, target].iter().any(parted));
    if !source.actor.code.is_empty() {
        let away = source.head.abs_diff(word);
        noted.note("source beside", away <= BESIDE_FAR.0);
        noted.note("source far", away >= BESIDE_FAR.1);
        noted.note("source after", source.head > word && !draft.fit.passive);
        let (first, last) = (source.head.min(word), source.head.max(word));
        let own = view.mention(source.head).map(|mention| mention.entity);
        let other = |at: At| view.mention(at).is_some_and(|mention| Some(mention.entity) != own);
        noted.note("name between", (first + 1..last).any(other));
    }
    if !target.actor.code.is_empty() {
        noted.note("target far", target.head.abs_diff(word) >= BESIDE_FAR.1);
        noted.note("target before", target.head < word && !draft.fit.passive && !draft.fit.mutual);
    }
}

fn of_place_in_tree(noted: &mut Noted, view: &View, draft: &Draft) {
    use Relation as R;
    let top = draft.top;
    noted.note("top root", view.head(top).is_none());
    let name = match view.relation(top) {
        R::Ccomp | R::Parataxis => "top said",
        R::Conj => "top joined",
        R::Advcl => "top beside",
        R::Acl => "top participle",
        R::AclRelcl => "top relative",
        _ => "",
    };
    noted.note(name, !name.is_empty());
    /// How far below the root a predicate is deep.
    const DEEP: usize = 4;
    noted.note("top deep", view.path_up(top).count() > DEEP);
    noted.note("past tense", view.xpos(draft.fit.word) == "VBD");
    if draft.fit.noun {
        let relation = view.relation(draft.fit.word);
        noted.note("noun is object", matches!(relation, R::Obj | R::NsubjPass | R::Nsubj));
        noted.note("noun is oblique", relation == R::Obl);
        noted.note("noun under noun", matches!(relation, R::Nmod | R::Compound | R::NmodPoss));
    }
}

/// How the parties hang on the predicate, and what else does.
fn of_slots(noted: &mut Noted, sentence: &Sentence, draft: &Draft, source: &Party, target: &Party) {
    use Relation as R;
    /// Arcs from which on a party is deep below the predicate.
    const DEEP: usize = 3;
    let (view, word) = (sentence.view, draft.fit.word);
    // "Fighting broke out between the two": they hang on the verb that says so.
    let verb = view.head(word).filter(|&verb| draft.fit.noun && view.is_verb(verb) && view.relation(word) == R::Nsubj);
    let above = view.head(word).filter(|&at| view.relation(word) == R::Xcomp && clauses::is_aspect(view, at));
    let tops = [word, draft.top, verb.unwrap_or(word), above.unwrap_or(word)];
    let reached = |above: At| tops.contains(&above) || draft.used.contains(&above);
    // "Hungary and Poland threatened": the second is no deeper than the first.
    let arcs = |at: At| {
        let path: Vec<At> = std::iter::once(at).chain(view.path_up(at)).collect();
        let end = path.iter().position(|&above| reached(above))?;
        Some(path[..end].iter().filter(|&&above| view.relation(above) != R::Conj).count())
    };
    for (side, party) in [("source", source), ("target", target)] {
        if party.actor.code.is_empty() {
            continue;
        }
        let depth = arcs(party.head);
        noted.note_of(side, "deep", depth.is_some_and(|depth| depth >= DEEP));
        noted.note_of(side, "outside", depth.is_none());
        let listed = party.actor.entity.is_none_or(|entity| matches!(entity, crate::model::EntityRef::Listed(_)));
        noted.note_of(side, "found", !listed);
    }
    let verb = view.is_verb(word);
    let unused = |at: At| !draft.used.contains(&at) && at != target.head && at != source.head;
    let object = |at: At| view.relation(at) == R::Obj && unused(at) && Some(at) != draft.fit.target;
    noted.note("other object", verb && view.children(word).any(object));
    let company = |at: At| {
        view.mention(at)
            .is_some_and(|found| matches!(view.document.entity(found.entity).subtype.as_str(), "company" | "bank"))
    };
    noted.note("company named", (0..view.len()).any(company));
    noted.note("target is object", is_done_to(view, target, reached));
    of_names_beside(noted, view, source, target);
}

/// Whether the target, or what is told to be its own, is the object of the predicate itself.
fn is_done_to(view: &View, target: &Party, reached: impl Fn(At) -> bool) -> bool {
    use Relation as R;
    let first = |at: At| std::iter::once(at).chain(view.path_up(at)).find(|&at| view.relation(at) != R::Conj);
    let part = |at: At| {
        let under = matches!(view.relation(at), R::NmodPoss | R::Amod | R::Compound | R::Nmod | R::Appos);
        if under { view.head(at).unwrap_or(at) } else { at }
    };
    let object = |at: At| matches!(view.relation(at), R::Obj | R::Iobj | R::NsubjPass);
    let told = !target.actor.code.is_empty();
    told && first(target.head).map(part).is_some_and(|at| object(at) && view.head(at).is_some_and(reached))
}

/// How many names of others stand in the sentence: where there are none, nobody can be taken for another.
fn of_names_beside(noted: &mut Noted, view: &View, source: &Party, target: &Party) {
    /// Names of others from which on they are many.
    const MANY: usize = 4;
    let is_of = |at: At, party: &Party| {
        let head = party.head;
        !party.actor.code.is_empty() && (head == at || view.head(head) == Some(at) || view.head(at) == Some(head))
    };
    let theirs = |at: At| is_of(at, source) || is_of(at, target);
    let mut others: Vec<_> =
        (0..view.len()).filter(|&at| !theirs(at)).filter_map(|at| Some(view.mention(at)?.entity)).collect();
    others.retain(|&entity| source.actor.entity != Some(entity) && target.actor.entity != Some(entity));
    others.sort();
    others.dedup();
    noted.note("only the two", others.is_empty());
    noted.note("one other name", others.len() == 1);
    noted.note("names many", others.len() >= MANY);
}

fn of_sentence(noted: &mut Noted, sentence: &Sentence, by_force: bool) {
    let (view, topics) = (sentence.view, sentence.topics());
    /// Tokens up to which a sentence is short, and from which on it is long.
    const SHORT: usize = 13;
    const LONG: usize = 32;
    noted.note("sentence long", view.len() > LONG);
    noted.note("sentence short", view.len() <= SHORT);
    noted.note("question", view.len().checked_sub(1).is_some_and(|last| view.form(last) == "?"));
    /// Sentences that are the lead, and up to which a sentence is early.
    const LEAD_EARLY: (usize, usize) = (2, 6);
    noted.note("lead", view.index < LEAD_EARLY.0);
    noted.note("early", (LEAD_EARLY.0..LEAD_EARLY.1).contains(&view.index));
    noted.note("late", view.index >= 3 * LEAD_EARLY.1);
    noted.note("market word", topics.markets == 1);
    noted.note("market words", topics.markets > 1);
    noted.note("sport word", topics.sports > 0 && !by_force);
    noted.note("arts word", topics.arts > 0);
    noted.note("trade words", topics.trade > 1);
    noted.note("attributed", clauses::is_reported(view));
    noted.note(SHORT_TEXT, is_short_text(view));
}

/// Whether the document has few sentences of news.
fn is_short_text(view: &View) -> bool {
    /// Sentences up to which a text is short.
    const FEW: usize = 3;
    let document = view.document;
    let news = (0..document.segmented.sentences.len()).filter(|&at| document.block_kind(at).holds_events());
    news.take(FEW + 1).count() <= FEW
}
