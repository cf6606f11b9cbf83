//! Whether a clause looks ahead, from its words alone: the nearest sign of tense before an expression, else after it.

use super::scan::{Scan, Words};
use crate::model::Shape;

/// Whether what happens at the expression `from..to` is still to come (`true`) or over (`false`); `None` without a sign.
pub fn looks_ahead(scan: &Scan, from: usize, to: usize) -> Option<bool> {
    let before = (0..from).rev().take_while(|&at| !ends_clause(scan, at)).find_map(|at| sign(scan, at));
    let after = || (to..scan.len()).take_while(|&at| !ends_clause(scan, at)).find_map(|at| sign(scan, at));
    before.or_else(after)
}

fn ends_clause(scan: &Scan, at: usize) -> bool {
    matches!(scan.form(at), ";" | "\"" | "--" | "—" | "(" | ")")
}

/// What one word tells: `Some(true)` ahead, `Some(false)` past.
fn sign(scan: &Scan, at: usize) -> Option<bool> {
    const AHEAD: &Words = words![
        "will",
        "shall",
        "'ll",
        "wo",
        "would",
        "could",
        "may",
        "might",
        "must",
        "should",
        "can",
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
        "begins",
        "opens",
        "starts",
        "meets",
        "faces",
        "ends",
        "expires",
    ];
    const PAST: &Words = words![
        "said", "was", "were", "had", "did", "has", "have", "been", "met", "began", "fell", "rose", "told", "came",
        "went", "took", "made", "gave", "left", "held", "won", "lost", "died", "saw", "got", "found", "sent", "spoke",
        "broke", "drew", "flew", "grew", "knew", "led", "ran", "sold", "bought", "stood", "struck", "wrote", "hit",
        "shot", "became", "brought", "built", "cut", "fought", "fled", "kept", "paid", "put", "sank", "since", "ago",
        "killed", "says",
    ];
    let form = scan.form(at);
    if scan.shape(at) == Some(Shape::Title) && at > 0 {
        return None;
    }
    match form {
        "to" => Some(infinitive(scan, at)).filter(|ahead| *ahead),
        "is" | "are" => present(scan, at),
        "by" => None,
        _ if scan.is_any(at, AHEAD) => Some(true),
        _ if scan.is_any(at, PAST) => {
            // "will be paid": the verb before tells.
            (!scan.follows(at, words!["be", "is", "are", "being", "get"])).then_some(false)
        }
        _ if form.len() > 4 && form.ends_with("ed") && !participle(scan, at) => Some(false),
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

/// `is meeting`, `are closed`, `is on Friday`: ahead; `is said` and other forms tell nothing.
fn present(scan: &Scan, at: usize) -> Option<bool> {
    let next = scan.form(at + 1);
    (next.ends_with("ing")
        || scan.is_any(at + 1, words!["at", "on", "to"])
        || next.ends_with("ed")
        || scan.word(at + 1).is_some())
    .then_some(true)
}

/// Whether an -ed word qualifies a noun ("the proposed talks") rather than tells.
fn participle(scan: &Scan, at: usize) -> bool {
    scan.follows(at, words!["the", "a", "an", "of", "its", "his", "their", "for", "be", "is", "are", "being", "get"])
}
