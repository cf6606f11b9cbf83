//! What is counted by more than a number: `arrested more than a thousand protesters`, `killed anywhere from 10 to 20 rebels`, read as if
//! "than" or "from" were prepositions of the noun. They belong to the number, and the noun is the object.

use super::Draft;
use super::frames::{self, Frame};
use crate::model::{Relation, Upos};

/// Nouns by which something is measured: "rose more than a hundred points" has no object, whatever counts it.
const MEASURES: [&str; 20] = [
    "day",
    "week",
    "month",
    "year",
    "decade",
    "hour",
    "minute",
    "second",
    "time",
    "point",
    "percent",
    "dollar",
    "euro",
    "pound",
    "mile",
    "kilometer",
    "kilometre",
    "meter",
    "metre",
    "foot",
];

/// Makes objects of counted nouns that only words of their number turn into something else.
pub fn correct(draft: &mut Draft) {
    for noun in 2..draft.words.len() {
        if matches!(draft.words[noun].relation, Relation::Obl | Relation::Obj) && draft.words[noun].upos == Upos::Noun {
            mend(draft, noun);
        }
    }
}

fn mend(draft: &mut Draft, noun: usize) {
    let verb = draft.head(noun).filter(|&verb| verb < noun && draft.words[verb].upos == Upos::Verb);
    let Some(verb) = verb.filter(|&verb| draft.child(verb, &[Relation::NsubjPass, Relation::AuxPass]).is_none()) else {
        return;
    };
    let number =
        draft.children(noun).find(|&at| draft.words[at].relation == Relation::Nummod && verb < at && at < noun);
    let Some(number) = number.filter(|_| !MEASURES.contains(&draft.words[noun].lemma.as_str())) else { return };
    let case = |&at: &usize| draft.words[at].relation == Relation::Case;
    let cases: Vec<usize> = draft.children(noun).filter(case).collect();
    if !cases.iter().all(|&at| counts(draft, at)) {
        return;
    }
    let first = cases.iter().map(|&at| at - usize::from(is_led(draft, at))).min().unwrap_or(number);
    // "as many as": the tree may take "many" for the object.
    let objects: Vec<usize> =
        draft.children(verb).filter(|&at| draft.words[at].relation == Relation::Obj && at < number).collect();
    let whom = match objects[..] {
        [] => None,
        [one] if one >= first || is_led(draft, one + 1) => None,
        // "sent Qatar about a hundred soldiers"
        [whom] if gives(&draft.words[verb].lemma) && draft.is_named(whom) => Some(whom),
        _ => return,
    };
    let of_number = |at: &usize| draft.head(*at) == Some(verb) && Some(*at) != whom;
    for at in (first.max(verb + 1)..number).filter(of_number).chain(cases).collect::<Vec<usize>>() {
        draft.attach(at, number, Relation::Advmod);
    }
    if let Some(whom) = whom {
        draft.words[whom].relation = Relation::Iobj;
    }
    draft.words[noun].relation = Relation::Obj;
}

fn gives(verb: &str) -> bool {
    frames::has(verb, Frame::Gives) || frames::has(verb, Frame::Sends)
}

/// Whether a preposition only says how good the number behind it is.
fn counts(draft: &Draft, at: usize) -> bool {
    let next = |step: usize| draft.words.get(at + step);
    let is_number = |step: usize| next(step).is_some_and(|word| word.upos == Upos::Num);
    let form = |step: usize| if at + step < draft.words.len() { draft.form(at + step) } else { "" };
    // "over a dozen", "about a hundred"
    let round = matches!(form(1), "a" | "an") && matches!(form(2), "dozen" | "hundred" | "thousand" | "million");
    match draft.form(at) {
        "than" | "as" => is_led(draft, at),
        "to" => is_led(draft, at) || at > 2 && draft.words[at - 1].upos == Upos::Num && draft.form(at - 2) == "from",
        "from" => is_number(1) && form(2) == "to" && is_number(3),
        "between" => is_number(1) && form(2) == "and" && is_number(3),
        "about" | "around" | "over" | "under" => round,
        _ => false,
    }
}

/// Whether the word before makes one quantity of both: "more than", "as many as", "close to", "anywhere from".
fn is_led(draft: &Draft, at: usize) -> bool {
    let before = if at > 0 { draft.form(at - 1) } else { "" };
    let last = if at < draft.words.len() { draft.form(at) } else { "" };
    match last {
        "than" => matches!(before, "more" | "less" | "fewer"),
        "as" => matches!(before, "many" | "few" | "much"),
        "to" => matches!(before, "close" | "up"),
        "from" => before == "anywhere",
        _ => false,
    }
}
