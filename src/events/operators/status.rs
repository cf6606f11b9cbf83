//! Whether an act happened, as far as the sentence says: negation, modals, conditions, plans, questions.

use super::inherited::{governed, inherited};
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::model::{Relation, Status, Upos};
use crate::segment::fold_hash;

/// The status of the act that `word` heads, from its own clause and what governs it up to `top` (exclusive) or the root.
pub fn status(view: &View, lists: &Lists, word: At, top: Option<At>) -> Status {
    let mut worst = own(view, lists, word);
    let mut at = word;
    for _ in 0..12 {
        let Some(governor) = view.head(at).filter(|&governor| Some(governor) != top) else { break };
        let (from_above, goes_on) = inherited(view, lists, at, governor);
        // "asked him about the panel's investigation": whatever is said of what goes on, it does.
        if at == word && from_above != Status::Negated && is_under_way(view, lists, word, governor) {
            break;
        }
        worst = graver(worst, from_above);
        if !goes_on {
            break;
        }
        at = governor;
    }
    match worst {
        Status::Asserted if is_question(view) => Status::Hypothetical,
        other => other,
    }
}

/// Whether a noun names what goes on already: it is somebody's, and its governor does not make, want or fear it.
fn is_under_way(view: &View, lists: &Lists, noun: At, governor: At) -> bool {
    let whose = view.has_child(noun, &[Relation::NmodPoss]);
    let free = governed(view, lists, governor) == Status::Asserted || view.lemma(governor) == "help";
    !view.is_verb(noun) && whose && free && lists.under_way.contains(&view.lemmas[noun])
}

/// Of two things that a sentence says of an act, the one that decides.
pub(super) fn graver(a: Status, b: Status) -> Status {
    let rank = |status: Status| match status {
        Status::Asserted => 0,
        Status::Future => 1,
        Status::Hypothetical => 2,
        Status::Negated => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// "refused to rule out sanctions": who does not rule a step out keeps it open, and rejects nobody.
pub fn kept_open(view: &View, word: At, code: String, status: Status) -> (String, Status) {
    let kept = status == Status::Negated && code.starts_with("12") && view.lemmas[word] == fold_hash("rule");
    if kept { ("014".into(), Status::Asserted) } else { (code, status) }
}

/// Whether an infinitive or clause says that the act is not done ("not to accept", "must not attack").
pub fn is_left_undone(view: &View, lists: &Lists, word: At) -> bool {
    let denies = |at: At| view.is_any(at, &["not", "never", "n't", "n’t"]) && lists.negators.contains(&view.lemmas[at]);
    let infinitive = view.children(word).find(|&at| at < word && is_to(view, at));
    let before = infinitive.and_then(|to| to.checked_sub(1)).is_some_and(denies);
    view.is_verb(word) && (before || view.children(word).any(|at| at < word && denies(at) && !not_only(view, at)))
}

/// What the act's own auxiliaries, negations and marks say.
pub fn own(view: &View, lists: &Lists, word: At) -> Status {
    let mut found = Status::Asserted;
    for child in view.children(word) {
        found = graver(found, of_child(view, lists, word, child));
    }
    let supposed = |at: At| view.relation(at) == Relation::Mark && lists.hypothetical_marks.contains(&view.lemmas[at]);
    // "Cuba to free prisoners": the tree may take `to` for a preposition.
    let to_before = word > 0 && view.xpos(word) == "VB" && view.form(word - 1).eq_ignore_ascii_case("to");
    let infinitive = to_before || view.children(word).any(|at| is_to(view, at));
    let headless = view.head(word).is_none() || view.relation(word) == Relation::Parataxis;
    // "has yet to restore ties", where the tree takes "has" for a helper.
    let has = |at: At| view.relation(at) == Relation::Aux && view.lemma(at) == "have";
    let yet = || view.children(word).any(|at| view.lemma(at) == "yet") && view.children(word).any(has);
    match found {
        Status::Asserted if infinitive && yet() => Status::Negated,
        // "Kerry to meet Putin": a headline tells the future so.
        Status::Asserted if infinitive && headless => Status::Future,
        // "if Tokyo does not withdraw": nothing is denied.
        Status::Negated if view.children(word).any(supposed) => Status::Hypothetical,
        other => other,
    }
}

/// Whether the act is announced for the time to come, with its auxiliary: `will` in a statement of its own or a reported
/// one, `would` in one that the actor makes of himself ("Japan said it would ...").
pub fn announced(view: &View, lists: &Lists, word: At) -> Option<At> {
    use Relation as R;
    let auxiliary = view.children(word).find(|&at| {
        let words = [view.lemmas[at], view.tokens[at].fold];
        view.relation(at) == R::Aux
            && (words.iter().any(|hash| lists.future_auxiliaries.contains(hash))
                || view.form(at).eq_ignore_ascii_case("would"))
    })?;
    let conditional = view.children(word).any(|at| {
        view.relation(at) == R::Mark
            && (lists.hypothetical_marks.contains(&view.lemmas[at]) || view.lemma(at) == "until")
    });
    let main = view.head(word).is_none() || matches!(view.relation(word), R::Ccomp | R::Parataxis | R::Conj);
    if conditional || !main || is_question(view) {
        return None;
    }
    if view.lemma(auxiliary) != "would" && !view.form(auxiliary).eq_ignore_ascii_case("would") {
        return Some(auxiliary);
    }
    // "The Taliban would not hold talks": told of the past, a refusal.
    let denied = view.children(word).any(|at| view.is_any(at, &["not", "n't", "n’t"]));
    if view.head(word).is_none() && denied {
        return Some(auxiliary);
    }
    let verb =
        view.head(word).filter(|&verb| view.relation(word) == R::Ccomp && lists.speech.contains(&view.lemmas[verb]))?;
    is_of_himself(view, verb, word).then_some(auxiliary)
}

/// Whether the clause of `word` under the verb of saying tells of the speaker: by a pronoun or his name.
pub fn is_of_himself(view: &View, verb: At, word: At) -> bool {
    let subject = |at: At| view.child(at, &[Relation::Nsubj]);
    subject(word).zip(subject(verb)).is_some_and(|(subject, speaker)| {
        let named = view.mention(subject).zip(view.mention(speaker));
        view.upos(subject) == Upos::Pron || named.is_some_and(|(one, other)| one.entity == other.entity)
    })
}

fn of_child(view: &View, lists: &Lists, word: At, child: At) -> Status {
    // "neither Sweden nor Finland has imposed", "neither side accepted"
    let subject = matches!(view.relation(child), Relation::Nsubj | Relation::NsubjPass) && child < word;
    if subject && (view.lemma(child) == "neither" || view.children(child).any(|at| view.lemma(at) == "neither")) {
        return Status::Negated;
    }
    use Relation as R;
    let lemma = view.lemmas[child];
    let form = view.tokens[child].fold;
    match view.relation(child) {
        R::Aux if lists.future_auxiliaries.contains(&lemma) || lists.future_auxiliaries.contains(&form) => {
            Status::Future
        }
        R::Aux if view.form(child).eq_ignore_ascii_case("would") && is_reported_future(view, lists, word) => {
            Status::Future
        }
        // "Had Iran signed, ...": a condition.
        R::Aux
            if view.form(child).eq_ignore_ascii_case("had")
                && !is_question(view)
                && stands_first(view, word, child) =>
        {
            Status::Hypothetical
        }
        R::Aux if lists.hypothetical_auxiliaries.contains(&lemma) || lists.hypothetical_auxiliaries.contains(&form) => {
            Status::Hypothetical
        }
        // "vowed never to negotiate": he vowed.
        R::Advmod
            if child > word
                && is_negator(lists, lemma, form)
                && child + 1 < view.len()
                && view.xpos(child + 1) == "TO" =>
        {
            Status::Asserted
        }
        R::Advmod | R::Det | R::CcPreconj if is_negator(lists, lemma, form) && !not_only(view, child) => {
            Status::Negated
        }
        // "will no longer arrest"
        R::Advmod if view.lemma(child) == "long" || view.form(child).eq_ignore_ascii_case("longer") => {
            let no = view.children(child).chain(child.checked_sub(1)).any(|at| view.lemma(at) == "no");
            if no { Status::Negated } else { Status::Asserted }
        }
        // "any attack will bring a response"
        R::Det if view.lemma(child) == "any" && !view.is_verb(word) => Status::Hypothetical,
        R::Advmod if lists.doubt_adverbs.contains(&lemma) => Status::Hypothetical,
        R::Amod if lists.future_adjectives.contains(&lemma) || lists.future_adjectives.contains(&form) => {
            Status::Future
        }
        // "his planned trip"
        R::Amod
            if lists.appointments.contains(&view.lemmas[word]) && view.form(child).eq_ignore_ascii_case("planned") =>
        {
            Status::Future
        }
        R::Amod if lists.unreal_adjectives.contains(&lemma) || lists.unreal_adjectives.contains(&form) => {
            Status::Hypothetical
        }
        // "came close to bombing", "stopped short of bombing"
        R::Mark if child > 0 && view.is_any(child, &["to", "of"]) && view.is_any(child - 1, &["close", "short"]) => {
            Status::Negated
        }
        // "will keep the tariff until Japan lifts its ban": then.
        R::Mark if matches!(view.lemma(child), "until" | "till") && is_present(view, word) => Status::Future,
        R::Mark | R::Case if lists.negating_marks.contains(&lemma) => Status::Negated,
        R::Mark if lists.hypothetical_marks.contains(&lemma) => Status::Hypothetical,
        // "in order to bomb": a purpose.
        R::Mark if view.is_any(child, &["in"]) && child + 1 < view.len() && view.is_any(child + 1, &["order"]) => {
            Status::Hypothetical
        }
        R::Nsubj | R::NsubjPass if view.children(child).any(|det| view.lemma(det) == "no") => Status::Negated,
        R::Nsubj if child < word && matches!(view.lemma(child), "nobody" | "none" | "neither") => Status::Negated,
        // "traded no beef", "freed none"; but "had no comment" tells what was done.
        R::Obj if child > word && is_none(view, child) && view.lemma(child) != "comment" => Status::Negated,
        // "Neither Iran nor Iraq has agreed"
        R::Nsubj | R::NsubjPass if view.children(child).any(|at| view.lemma(at) == "neither") => Status::Negated,
        _ => Status::Asserted,
    }
}

/// "no beef", "none of them".
fn is_none(view: &View, at: At) -> bool {
    let no = |det: At| view.relation(det) == Relation::Det && view.lemma(det) == "no";
    matches!(view.lemma(at), "none" | "nobody") || view.children(at).any(no)
}

/// Whether a clause tells in the present tense.
fn is_present(view: &View, word: At) -> bool {
    let now = |at: At| matches!(view.xpos(at), "VBZ" | "VBP");
    let helper = |at: At| matches!(view.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop) && now(at);
    now(word) || view.children(word).any(helper)
}

/// Whether an auxiliary stands before the subject.
fn stands_first(view: &View, word: At, auxiliary: At) -> bool {
    view.child(word, &[Relation::Nsubj, Relation::NsubjPass]).is_some_and(|subject| auxiliary < subject)
}

/// "The ministry said the treaty would be signed on Friday": the future as somebody told it, and no condition.
fn is_reported_future(view: &View, lists: &Lists, word: At) -> bool {
    use Relation as R;
    let shared = view.relation(word) == R::Conj && !view.has_child(word, &[R::Nsubj, R::NsubjPass]);
    let first = if shared { view.head(word).unwrap_or(word) } else { word };
    let told = |verb: At| {
        let past = matches!(view.xpos(verb), "VBD" | "VBN");
        past && lists.speech.contains(&view.lemmas[verb])
            && !matches!(view.lemma(verb), "believe" | "think" | "suggest" | "argue")
    };
    let conditional = |at: At| {
        matches!(view.lemma(at), "if" | "unless" | "only" | "like" | "prefer" | "rather" | "otherwise" | "then")
            || lists.doubt_adverbs.contains(&view.lemmas[at])
    };
    let conditions = |at: At| conditional(at) || (view.relation(at) == R::Advcl && view.children(at).any(conditional));
    let reported = matches!(view.relation(first), R::Ccomp | R::Parataxis) && view.head(first).is_some_and(told);
    // "said he would have refused"
    let unreal = |at: At| view.relation(at) == R::Aux && view.lemma(at) == "have";
    reported
        && !view.children(word).any(unreal)
        && !conditional(word)
        && ![word, first].into_iter().any(|at| view.children(at).any(conditions))
}

fn is_negator(lists: &Lists, lemma: u64, form: u64) -> bool {
    lists.negators.contains(&lemma) || lists.negators.contains(&form)
}

/// "not only": no denial.
fn not_only(view: &View, at: At) -> bool {
    view.words.get(at + 1).is_some_and(|next| matches!(next.lemma.as_str(), "only" | "just" | "merely"))
}

/// Whether the word is the `to` of an infinitive.
pub fn is_to(view: &View, at: At) -> bool {
    view.upos(at) == Upos::Part && view.form(at).eq_ignore_ascii_case("to")
}

/// Whether the sentence asks.
fn is_question(view: &View) -> bool {
    let last = view.sentence.span.of(&view.document.clean.text).trim_end_matches(['"', '\'', '”', '’', ')', ' ']);
    // A mark of a bad encoding may follow the full stop.
    last.strip_suffix('?').is_some_and(|asked| !asked.ends_with('.'))
}
