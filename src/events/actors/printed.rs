//! What a document prints beside a person's name, wherever it names him: the office that lists have, the party, firm or other body whose
//! title stands before the name. Reads tokens and names only, no tree.

use crate::events::context::DocumentContext;
use crate::events::rules::lists::Lists;
use crate::model::{EntityType, Mention, Shape, Token};
use crate::segment::fold_hash;

/// How many words before a title may say that it is held no more.
pub const FORMER: usize = 3;
/// Words of a title between a body's name and a person's ("LDP executive council chairman").
const TITLE: usize = 5;
/// Words between a comma and an office ("the Conservative leader").
const BETWEEN: usize = 3;
/// Words of an office set off behind a name, its country with it.
const LONGEST_OFFICE: usize = 10;

/// The words of an office without whose it is: the leader of "leader of the Conservative Party".
pub fn office_of(title: &str) -> &str {
    title.split(" of ").next().unwrap_or(title)
}

/// Whether the words of an office stand right before a name, or behind a comma after it, and it is not said to be held no more.
pub fn is_office_at(document: &DocumentContext, lists: &Lists, name: &Mention, title: &str) -> bool {
    let tokens = &document.segmented.tokens;
    let sentence = &document.segmented.sentences[name.sentence as usize];
    let (first, last) = (sentence.first_token as usize, sentence.end_token as usize);
    let (start, end) = (name.first_token as usize, name.end_token as usize);
    let comma = end < last && text(document, &tokens[end]) == ",";
    let stands = |words: &[u64], at: usize| {
        at + words.len() <= last && words.iter().enumerate().all(|(index, word)| tokens[at + index].fold == *word)
    };
    // "Vice President Bush" is no president.
    let lesser = |at: usize| at > first && lists.lesser.contains(&tokens[at - 1].fold);
    let held = |at: usize| !lesser(at) && !is_former(lists, &tokens[first..at]);
    [title, office_of(title)].into_iter().any(|title| {
        let words: Vec<u64> = title.split(' ').map(fold_hash).collect();
        let before = start.checked_sub(words.len()).filter(|&at| at >= first);
        let after = (end + 1..=end + 1 + BETWEEN).filter(|_| comma);
        before.into_iter().chain(after).any(|at| stands(&words, at) && held(at))
    })
}

/// The name of the body whose title stands before a person's name ("Polish National Bank head Wladyslaw Baka", "Conservative co-chairman
/// Liam Fox"), unless it is said to be held no more.
pub fn body_before<'a>(document: &DocumentContext<'a>, lists: &Lists, name: &Mention) -> Option<&'a Mention> {
    let tokens = &document.segmented.tokens;
    let first = document.segmented.sentences[name.sentence as usize].first_token as usize;
    let end = name.first_token as usize;
    let earliest = end.saturating_sub(TITLE).max(first);
    let titles = document.gazetteer.titles.ending_at(tokens, earliest, end).filter(|(_, found)| !found.code.is_empty());
    let agents = || document.gazetteer.agents.ending_at(tokens, earliest, end);
    let leads = |at: usize| {
        let last = &tokens[at];
        lists.leads_anything.contains(&last.fold) || lists.heads_of_any_body.contains(&last.fold)
    };
    let title =
        titles.or_else(agents).map(|(start, _)| start).or_else(|| end.checked_sub(1).filter(|&at| leads(at)))?;
    let bodies = document.mentions.iter().filter(|body| {
        let after = body.end_token as usize;
        body.sentence == name.sentence
            && (earliest..=title).contains(&after)
            && document.entity(body.entity).kind == EntityType::Organization
    });
    let body = bodies.max_by_key(|body| body.end_token)?;
    // A "Senate candidate" is no senator.
    let of_state = ["GOV", "LEG"].iter().any(|role| document.entity(body.entity).code.ends_with(role));
    if of_state && !leads(end - 1) {
        return None;
    }
    let word = |token: &Token| {
        let plain = token.shape.is_word() && !lists.prepositions.contains(&token.fold);
        plain || token.shape == Shape::Clitic || matches!(text(document, token), "(" | ")" | "-")
    };
    let of_title = tokens[body.end_token as usize..title].iter().all(word);
    let held = [title, body.first_token as usize].iter().all(|&at| !is_former(lists, &tokens[first..at]));
    (of_title && held).then_some(body)
}

/// Whether the last of these words say that what follows is held no more.
fn is_former(lists: &Lists, before: &[Token]) -> bool {
    before.iter().rev().take(FORMER).any(|token| lists.former.contains(&token.fold))
}

fn text<'a>(document: &DocumentContext<'a>, token: &Token) -> &'a str {
    token.span.of(&document.clean.text)
}

/// The code of the office set off behind a name, read from the words alone: "Ann Unlisted, the mayor of Oslo,", "Ann Unlisted, Norway's envoy,".
/// Needs a title and, in the same phrase, whose it is.
pub(super) fn office_behind(document: &DocumentContext, lists: &Lists, mention: &Mention) -> Option<String> {
    let tokens = &document.segmented.tokens;
    let text = &document.clean.text;
    let comma = |at: usize| tokens.get(at).is_some_and(|token| token.span.of(text) == ",");
    let first = mention.end_token as usize + 1;
    let end = (first..tokens.len().min(first + LONGEST_OFFICE)).find(|&at| comma(at)).filter(|_| comma(first - 1))?;
    let title = |at: usize| document.gazetteer.titles.ending_at(tokens, first, at);
    let (start, found) = (first + 1..=end).find_map(title).filter(|(_, found)| !found.code.is_empty())?;
    if is_former(lists, &tokens[first..start]) {
        return None;
    }
    let inside = |name: &&Mention| name.first_token as usize >= first && name.end_token as usize <= end;
    let owner = document.entity(document.mentions.iter().find(inside)?.entity);
    let code = super::codes::of_entity(owner);
    let of_state = owner.kind == EntityType::Place && code.len() == 3;
    of_state.then(|| super::codes::compose(&code, found.code))
}
