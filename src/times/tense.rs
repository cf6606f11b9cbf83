//! Whether a clause looks ahead, from its words alone: the nearest sign of tense before an expression, else after it.

use super::scan::Scan;
use super::tokens::Words;
use crate::model::Shape;

/// Where a clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// What it tells is over.
    Back,
    /// What it tells is still to come.
    Ahead,
    /// Most likely still to come: the sign is an infinitive, `would`, or the present tense.
    Perhaps,
}

/// Where the clause of the expression `from..to` looks; `None` without a sign.
pub fn look(scan: &Scan, from: usize, to: usize) -> Option<Look> {
    // "the February agreement": named after its month, whatever the clause tells.
    if from > 0 && scan.is(from - 1, "the") && to == from + 1 && is_before_noun(scan, to) {
        return Some(Look::Perhaps);
    }
    // "Monday's attack" was, whatever is feared after it; "Monday's vote" may be to come.
    const SET: &Words = words![
        "meeting",
        "meetings",
        "summit",
        "election",
        "elections",
        "vote",
        "talks",
        "game",
        "match",
        "session",
        "visit",
        "trip",
        "hearing",
        "debate",
        "conference",
        "referendum",
        "deadline",
        "poll",
        "polls",
        "ballot",
        "primary",
        "race",
        "final",
        "ceremony",
        "inauguration",
        "launch",
        "test",
        "runoff",
        "round",
        "auction",
        "opening",
        "show",
        "clash",
        "trial",
    ];
    if scan.is(to, "'s") && scan.shape(to + 1) == Some(Shape::Lower) && !scan.is_any(to + 1, SET) {
        return Some(Look::Back);
    }
    let before = (0..from).rev().take_while(|&at| !ends_clause(scan, at)).find_map(|at| sign(scan, at));
    let after = || (to..scan.len()).take_while(|&at| !ends_clause(scan, at)).find_map(|at| sign(scan, at));
    before.or_else(after)
}

fn ends_clause(scan: &Scan, at: usize) -> bool {
    scan.shape(at) == Some(Shape::Punctuation) && matches!(scan.form(at), ";" | "\"" | "--" | "—" | "(" | ")")
}

/// Whether a word at `at` goes on with the phrase: lower case, and no preposition or verb that follows a date.
fn is_before_noun(scan: &Scan, at: usize) -> bool {
    let closed = words![
        "and", "or", "but", "to", "in", "at", "of", "on", "for", "by", "with", "from", "after", "before", "when",
        "that", "which", "who", "as", "is", "was", "were", "are", "will", "would", "has", "had", "have", "said",
        "since", "until", "because", "while", "if", "than",
    ];
    scan.shape(at) == Some(Shape::Lower) && !scan.is_any(at, closed)
}

/// What one word tells.
fn sign(scan: &Scan, at: usize) -> Option<Look> {
    const AHEAD: &Words = words![
        "will",
        "shall",
        "'ll",
        "wo",
        "may",
        "might",
        "must",
        "should",
        "to",
        "scheduled",
        "due",
        "expected",
        "slated",
        "planned",
        "plans",
        "plan",
        "set",
        "going",
        "intends",
        "hopes",
        "expects",
        "upcoming",
        "until",
        "till",
        "deadline",
        "by",
        "is",
        "are",
        "faces",
        "ends",
        "expires",
    ];
    /// Verbs over an infinitive that happens with them, or does not.
    const DONE: &Words = words![
        "refused",
        "declined",
        "failed",
        "managed",
        "forced",
        "continued",
        "began",
        "started",
        "helped",
        "went",
        "came",
        "met",
        "gathered",
        "flew",
        "arrived",
        "travelled",
        "traveled",
        "rushed",
        "used",
        "marched",
        "rallied",
        "voted",
        "decided",
    ];
    /// Verbs in the present tense for what is fixed beforehand.
    const FIXED: &Words = words![
        "begins",
        "begin",
        "opens",
        "open",
        "starts",
        "meets",
        "meet",
        "arrives",
        "arrive",
        "departs",
        "depart",
        "leaves",
        "visits",
        "travels",
        "flies",
        "hosts",
        "holds",
        "votes",
        "signs",
        "convenes",
        "resumes",
        "returns",
        "gathers",
        "heads",
        "goes",
        "attends",
        "addresses",
    ];
    const PAST: &Words = words![
        "said",
        "was",
        "were",
        "had",
        "did",
        "has",
        "have",
        "been",
        "met",
        "began",
        "fell",
        "rose",
        "told",
        "came",
        "went",
        "took",
        "made",
        "gave",
        "left",
        "held",
        "won",
        "lost",
        "died",
        "saw",
        "got",
        "found",
        "sent",
        "spoke",
        "broke",
        "drew",
        "flew",
        "grew",
        "knew",
        "led",
        "ran",
        "sold",
        "bought",
        "stood",
        "struck",
        "wrote",
        "hit",
        "shot",
        "became",
        "brought",
        "built",
        "cut",
        "fought",
        "fled",
        "kept",
        "paid",
        "put",
        "sank",
        "since",
        "ago",
        "killed",
        "says",
        "blew",
        "drove",
        "tore",
        "threw",
        "shook",
        "stole",
        "swept",
        "withdrew",
        "overthrew",
        "overran",
        "undertook",
        "chose",
        "froze",
        "rode",
        "swore",
        "caught",
        "taught",
        "thought",
        "sought",
        "bound",
        "dug",
        "hid",
        "hung",
        "laid",
        "spent",
        "stuck",
        "swung",
        "wept",
        "felt",
        "dealt",
        "lent",
        "lit",
        "slid",
        "wore",
        "forgave",
        "foresaw",
    ];
    if scan.shape(at) == Some(Shape::Punctuation) {
        return None;
    }
    let form = scan.form(at);
    // "strike-hit ports", and names.
    if at > 0 && (scan.shape(at) == Some(Shape::Title) || scan.form(at - 1) == "-") {
        return None;
    }
    match form {
        // "refused to meet on Monday": over, as the verb before tells.
        "to" if scan.follows(at, DONE) => None,
        "to" if scan.follows(at, AHEAD) && infinitive(scan, at) => Some(Look::Ahead),
        "to" => infinitive(scan, at).then_some(Look::Perhaps),
        "is" | "are" => present(scan, at),
        "would" | "could" | "can" => Some(Look::Perhaps),
        _ if scan.is_any(at, FIXED) => verb(scan, at).then_some(Look::Ahead),
        "by" => None,
        _ if scan.is_any(at, AHEAD) => Some(Look::Ahead),
        _ if scan.is_any(at, PAST) => {
            // "will be paid", "is due to have lunch": the words before tell.
            (!scan.follows(at, words!["be", "is", "are", "being", "get", "to", "will"])).then_some(Look::Back)
        }
        _ if form.len() > 4 && form.ends_with("ed") && !participle(scan, at) => Some(Look::Back),
        _ => None,
    }
}

/// Whether `to` at `at` opens an infinitive: a small word follows that is no determiner, number or noun of place.
fn infinitive(scan: &Scan, at: usize) -> bool {
    let next = at + 1;
    let closed = words![
        "the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "my", "be", "any", "all", "each",
        "more", "about", "some", "those", "these", "them", "him", "us", "it", "me", "you", "which", "whom",
    ];
    scan.shape(next) == Some(Shape::Lower)
        && (scan.is(next, "be") || !scan.is_any(next, closed))
        && scan.number(next).is_none()
        && scan.shape(next + 1) != Some(Shape::Hyphen)
        && !scan.form(next).ends_with("ing")
}

/// Whether a word that may be a noun is a verb where it stands: no article, possessive or adjective of number is before it.
fn verb(scan: &Scan, at: usize) -> bool {
    let closed = words![
        "to", "the", "a", "an", "his", "her", "its", "their", "these", "those", "of", "for", "in", "on", "at", "by",
        "with", "from", "'s", "and", "official", "several", "two", "three", "many", "some", "more", "such", "no",
        "state", "foreign", "recent",
    ];
    at > 0 && !scan.follows(at, closed)
}

/// `is meeting`, `are closed`, `is on Friday`: ahead; `is said` and other forms tell nothing.
fn present(scan: &Scan, at: usize) -> Option<Look> {
    let next = scan.form(at + 1);
    (next.ends_with("ing")
        || scan.is_any(at + 1, words!["at", "on", "to"])
        || next.ends_with("ed")
        || scan.word(at + 1).is_some())
    .then_some(Look::Perhaps)
}

/// Whether an -ed word qualifies a noun ("the proposed talks") rather than tells.
fn participle(scan: &Scan, at: usize) -> bool {
    scan.follows(at, words!["the", "a", "an", "of", "its", "his", "their", "for", "be", "is", "are", "being", "get"])
}
