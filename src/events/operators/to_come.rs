//! Whether an act told in the present tense, or by a noun, lies ahead: by its date, by what it is before, by the day it is called for.

use crate::events::clauses;
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::events::words;
use crate::model::{PartialDate, Relation, TimeType};

/// Whether an act told in the present tense, or by a noun, lies ahead: its date is later than the document's, or a word beside
/// it says so.
pub fn is_to_come(view: &View, lists: &Lists, word: At, date: Option<PartialDate>) -> bool {
    let written = view.document.date();
    let later = date.zip(written).is_some_and(|(date, written)| date.first_day() > written.last_day());
    let noun = !view.is_verb(word);
    let present = |at: At| matches!(view.xpos(at), "VBZ" | "VBP" | "VBG" | "VB");
    // "The talks begin tonight": the verb of a noun tells the tense.
    let verb = if noun { view.head(word).filter(|&head| view.is_verb(head)) } else { Some(word) };
    let is_doing = |at: At| {
        let is = |aux: At| view.is_any(aux, &["is", "are", "am", "'s", "'re"]);
        view.xpos(at) == "VBG" && view.children(at).any(is)
    };
    let finite = |at: At| matches!(view.xpos(at), "VBZ" | "VBP") || is_doing(at);
    let fixed = verb.is_some_and(|verb| finite(verb) && lists.fixed_beforehand.contains(&view.lemmas[verb]));
    let soon = || {
        let times = verb.into_iter().chain([word]).flat_map(|at| view.children(at));
        times.filter(|&at| words::is_time(view, at)).any(|at| is_soon(view, at))
    };
    // "is sending an envoy to Moscow for talks next month"
    let below = || {
        let of_verb = |at: At| view.path_up(at).skip(1).find(|&above| view.is_verb(above)) == verb;
        (0..view.len()).any(|at| words::is_time(view, at) && words::is_ahead(view, at) && of_verb(at))
    };
    // "cut taxes before talks with Egypt": unless they are told to have been.
    let past = date.zip(written).is_some_and(|(date, written)| date.last_day() < written.first_day());
    let appointed = noun && lists.appointments.contains(&view.lemmas[word]) && !past;
    ((later || words::is_told_to_come(view, word)) && (noun || present(word)))
        || (fixed && (soon() || below()))
        || verb.is_some_and(|verb| is_called_for(view, lists, verb) || is_dated_ahead(view, verb))
        || (appointed && (is_ahead_of_something(view, word) || words::is_told_for_later(view, word)))
}

/// "before the two countries sign", "April 19, when Abe visits Washington": the present tense of what a time to come is told by.
fn is_dated_ahead(view: &View, verb: At) -> bool {
    let present = matches!(view.xpos(verb), "VBZ" | "VBP");
    let opened = |word: &str| {
        let opens = |at: At| matches!(view.relation(at), Relation::Mark | Relation::Advmod) && view.lemma(at) == word;
        view.children(verb).any(opens)
    };
    let of_day =
        || view.relation(verb) == Relation::AclRelcl && view.head(verb).is_some_and(|day| words::is_time(view, day));
    present && (opened("before") || (opened("when") && of_day()))
}

/// "called a strike for Wednesday", "announced talks for May".
fn is_called_for(view: &View, lists: &Lists, verb: At) -> bool {
    let is_day = |at: At| {
        let span = view.tokens[at].span;
        view.document.times_in(view.index).iter().any(|time| time.span.overlaps(span) && time.kind == TimeType::Date)
    };
    let called = |at: At| clauses::has_case(view, at, "for") && is_day(at);
    let object = view.child(verb, &[Relation::Obj, Relation::NsubjPass]);
    lists.calling.contains(&view.lemmas[verb])
        && object.is_some()
        && object.into_iter().chain([verb]).flat_map(|at| view.children(at)).any(called)
}

/// "ahead of talks", "before his visit", "on the eve of the summit".
fn is_ahead_of_something(view: &View, noun: At) -> bool {
    let case = |at: At| view.relation(at) == Relation::Case && matches!(view.lemma(at), "before" | "ahead" | "prior");
    let eve = view.head(noun).is_some_and(|at| view.lemma(at) == "eve");
    eve || view.children(noun).any(case)
}

/// "tonight", "later today", "this weekend", "later this month".
fn is_soon(view: &View, at: At) -> bool {
    let later =
        |at: At| view.children(at).chain(at.checked_sub(1)).any(|child| view.form(child).eq_ignore_ascii_case("later"));
    let this = |at: At| view.children(at).any(|child| view.is_any(child, &["this", "later"]));
    match view.lemma(at) {
        "tonight" => true,
        "today" => later(at),
        "weekend" | "week" | "month" | "year" | "evening" | "afternoon" | "summer" | "autumn" | "winter" | "spring" => {
            this(at)
        }
        _ => false,
    }
}
