//! Clean text → time expressions with TIMEX3 values.
//!
//! In: the sentences and the day they were written. Out: [`TimeExpression`]s in text order, not overlapping, of the four
//! types of TIMEX3 (TimeML 1.2.1): dates, times of day, durations, sets; extents as the annotators of TimeML mark them (articles
//! and words like `early` and `about` inside, prepositions outside). Which event they date is not decided here.
//!
//! `words` lists the time words, `opens` tells what may begin at a word, `lexicon` has both by the hash of a token; `tokens`
//! looks every token up. `find` reads what an expression says (`meaning`), from the tokens alone; `anchor` places it in the
//! calendar, from the day of writing, the date told last and the clause's tense. Most sentences end after one look a token.

#[macro_use]
mod tokens;

mod anchor;
mod calendar;
mod feasts;
mod find;
mod lexicon;
mod meaning;
mod opens;
mod scan;
mod tense;
mod words;

use crate::model::{BlockKind, CleanText, PartialDate, Segmented, Shape, Span, TimeExpression};
use crate::segment::tokenize;
use anchor::Anchor;
use meaning::Found;
use scan::Scan;
use tokens::Entry;

/// How many tokens before its time word an expression may begin.
const REACH: usize = 7;

/// A bare number this many tokens from any time word is part of no expression: counts and their units stand nearer.
const REACH_OF_NUMBER: usize = 12;

/// The time expressions of a document written on `reference`; without it relative dates have no date.
///
/// `names` are the spans of names of people and organizations, in text order: no expression lies inside one.
pub fn find(
    clean: &CleanText,
    segmented: &Segmented,
    names: &[Span],
    reference: Option<PartialDate>,
) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut anchor = Anchor::new(reference);
    let mut scratch = Scratch::default();
    for (index, sentence) in segmented.sentences.iter().enumerate() {
        let tokens = segmented.tokens_of(sentence);
        tokens::triggers(&clean.text, tokens, &mut scratch.triggers);
        if scratch.triggers.is_empty() {
            continue;
        }
        tokens::entries(&clean.text, tokens, &mut scratch.words);
        let scan = Scan::new(&clean.text, tokens, &scratch.words);
        expressions(&scan, names, &scratch.triggers, &mut scratch.found, &mut scratch.ends);
        for (first, expression) in scratch.found.drain(..) {
            let span = Span { start: tokens[first].span.start, end: tokens[expression.end - 1].span.end };
            let look = || tense::look(&scan, first, expression.end);
            let anchored = anchor.resolve(index, &expression.meaning, look);
            let (kind, value, date) = (anchored.kind, anchored.value, anchored.date);
            found.push(TimeExpression { sentence: index as u32, span, kind, value, date });
        }
    }
    let stated = date_lines(clean, segmented, reference);
    if !stated.is_empty() {
        found.extend(stated);
        found.sort_by_key(|time| time.span);
    }
    found
}

/// The dates in lines that hold nothing else; they have no sentences of their own and are counted to the next one.
fn date_lines(clean: &CleanText, segmented: &Segmented, reference: Option<PartialDate>) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    for block in clean.blocks.iter().filter(|block| block.kind == BlockKind::MetaLine) {
        let mut tokens = Vec::new();
        tokenize(&clean.text, block.span.start as usize..block.span.end as usize, &mut tokens);
        let mut scratch = Scratch::default();
        tokens::triggers(&clean.text, &tokens, &mut scratch.triggers);
        if scratch.triggers.is_empty() {
            continue;
        }
        tokens::entries(&clean.text, &tokens, &mut scratch.words);
        let next = segmented.sentences.partition_point(|sentence| sentence.span.start < block.span.start);
        let sentence = next.min(segmented.sentences.len().saturating_sub(1)) as u32;
        let scan = Scan::new(&clean.text, &tokens, &scratch.words);
        expressions(&scan, &[], &scratch.triggers, &mut scratch.found, &mut scratch.ends);
        for (first, expression) in scratch.found {
            let anchored = Anchor::new(reference).resolve(0, &expression.meaning, || Some(tense::Look::Back));
            let (kind, value, date) = (anchored.kind, anchored.value, anchored.date);
            let span = Span { start: tokens[first].span.start, end: tokens[expression.end - 1].span.end };
            found.extend(date.map(|_| TimeExpression { sentence, span, kind, value, date }));
        }
    }
    found
}

/// Memory that is used for one sentence after another.
#[derive(Default)]
struct Scratch {
    /// The tokens by which expressions may be found.
    triggers: Vec<u32>,
    /// What is known of each token.
    words: Vec<Entry>,
    /// The expressions, each with its first token.
    found: Vec<(usize, Found)>,
    /// Where the expression at a token ends, when it was asked for before and was not taken.
    ends: Vec<Option<u32>>,
}

/// Finds the expressions of a sentence: around every trigger the one that begins first. Fills `all` with the expressions
/// and their first tokens; `ends` is memory.
fn expressions(
    scan: &Scan,
    names: &[Span],
    triggers: &[u32],
    all: &mut Vec<(usize, Found)>,
    ends: &mut Vec<Option<u32>>,
) {
    all.clear();
    ends.clear();
    let mut free = 0;
    let mut next_word = 0;
    for at in triggers.iter().map(|at| *at as usize) {
        if at < free {
            continue;
        }
        if scan.tokens[at].shape == Shape::Number {
            // A count needs its unit, a day its month.
            let goes_on = scan.words.get(at + 1).is_some_and(|next| next.opens != 0);
            // The next word that makes a time of numbers is looked for once.
            if goes_on && (next_word + REACH_OF_NUMBER < at || next_word == 0) {
                next_word = scan.next_time_word(at.saturating_sub(REACH_OF_NUMBER));
            }
            if !(goes_on && next_word <= at + REACH_OF_NUMBER) && scan.is_plain_number(at) {
                continue;
            }
        }
        let lowest = at.saturating_sub(REACH).max(free);
        let joined = (lowest..at).rev().take_while(|&before| scan.words[before].opens != 0).last();
        let from = joined.unwrap_or(at);
        ends.resize(at + 1, None);
        let around = (from..=at).find_map(|first| {
            if !scan.opens(first, opens::ANY) || ends[first].is_some_and(|end| end as usize <= at) {
                return None;
            }
            let found = find::at(scan, first);
            ends[first] = Some(found.as_ref().map_or(0, |found| found.end as u32));
            let found = found.filter(|found| found.end > at && found.end <= scan.len())?;
            (!inside_name(scan, first, found.end, names)).then_some((first, found))
        });
        if let Some((first, found)) = around {
            free = found.end;
            all.push((first, found));
        }
    }
}

/// Whether the tokens `first..end` lie inside a name, or overlap one ("Theresa May", "the Sunday Times").
fn inside_name(scan: &Scan, first: usize, end: usize, names: &[Span]) -> bool {
    let span = Span { start: scan.tokens[first].span.start, end: scan.tokens[end - 1].span.end };
    let next = names.partition_point(|name| name.end <= span.start);
    names.get(next).is_some_and(|name| name.overlaps(span))
}

#[cfg(test)]
mod tests;
