//! The days that head the items of a chronicle or a calendar: "* Dec. 22: Flynn calls the ambassador. He asks for a delay."

use crate::events::context::DocumentContext;
use crate::model::{PartialDate, TimeExpression};

/// Most sentences of an item of a chronicle.
const LONGEST_ITEM: usize = 50;

/// The day that heads the item of a sentence: told at the beginning of it, or of one before it in the same paragraph, with a colon
/// behind. A day without a year is of the year in which it follows the heading before it.
pub fn day_over(document: &DocumentContext, sentence: usize) -> Option<PartialDate> {
    let own = own_heading(document, sentence)?;
    let before = |index: &usize| *index <= own;
    let headings = (0..document.segmented.sentences.len()).take_while(before).filter_map(|at| heading(document, at));
    headings.fold(None, |last: Option<PartialDate>, time| {
        let date = time.date?;
        Some(if has_year(document, time) { date } else { last.map_or(date, |last| follows(date, last)) })
    })
}

/// Whether a time expression is the heading of its sentence.
pub fn heads(document: &DocumentContext, time: &TimeExpression) -> bool {
    heading(document, time.sentence as usize).is_some_and(|head| head.span == time.span)
}

/// The sentence whose heading is over this one: itself, or one before it in its item.
fn own_heading(document: &DocumentContext, sentence: usize) -> Option<usize> {
    let starts = |index: usize| document.segmented.sentences[index].span.start as usize;
    let text = &document.clean.text;
    for index in (0..=sentence).rev().take(LONGEST_ITEM) {
        if heading(document, index).is_some() {
            return Some(index);
        }
        let opens = text[starts(index)..].starts_with(is_bullet);
        let paragraph =
            index == 0 || text.get(starts(index - 1)..starts(index)).is_none_or(|between| between.contains('\n'));
        if opens || paragraph {
            return None;
        }
    }
    None
}

/// The day with which a sentence begins, behind a bullet and before a colon.
fn heading<'a>(document: &DocumentContext<'a>, index: usize) -> Option<&'a TimeExpression> {
    let time = document.times_in(index).first()?;
    let text = &document.clean.text;
    let start = document.segmented.sentences[index].span.start;
    let before = text.get(start as usize..time.span.start as usize)?;
    let bare = before.chars().all(|letter| is_bullet(letter) || letter.is_whitespace());
    let colon = text[time.span.end as usize..].trim_start().starts_with(':');
    (bare && colon && time.date.is_some()).then_some(time)
}

fn is_bullet(letter: char) -> bool {
    matches!(letter, '*' | '•' | '-' | '–' | '—' | '·')
}

fn has_year(document: &DocumentContext, time: &TimeExpression) -> bool {
    let text = time.span.of(&document.clean.text);
    text.split(|letter: char| !letter.is_ascii_digit()).any(|number| number.len() == 4)
}

/// The date in the year in which it comes next after another.
fn follows(date: PartialDate, last: PartialDate) -> PartialDate {
    let (_, month, day) = date.parts();
    let of_year = |year: i16| match (month, day) {
        (Some(month), Some(day)) => PartialDate::day(year, month, day),
        (Some(month), None) => PartialDate::month(year, month),
        _ => None,
    };
    let next = [last.year(), last.year() + 1].into_iter().filter_map(of_year);
    next.into_iter().find(|next| next.last_day() >= last.first_day()).unwrap_or(date)
}
