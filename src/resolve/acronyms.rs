//! Acronyms that the document defines itself: `Free Syrian Army (FSA)`.

use crate::model::{EntityRef, EntityType, Mention, Rule, Shape};
use crate::spot::Candidate;

use super::{Capital, Reading, mention};

/// An acronym defined in brackets.
struct Definition {
    fold: u64,
    /// What the words before it mean; `None` when no list has them.
    entity: Option<u32>,
}

/// Reads the document's definitions: listed acronyms that mean something else here are dropped or turned, and acronyms
/// of listed names are added wherever they stand.
pub fn drop_redefined(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>) {
    let definitions = definitions(reading, capitals, mentions);
    if definitions.is_empty() {
        return;
    }
    let defined = |fold: u64| definitions.iter().find(|definition| definition.fold == fold);
    mentions.retain(|found| {
        let single = found.end_token - found.first_token == 1;
        let definition = defined(reading.segmented.tokens[found.first_token as usize].fold).filter(|_| single);
        definition.is_none_or(|definition| definition.entity.map(EntityRef::Listed) == Some(found.entity))
    });
    let mut added = Vec::new();
    for (index, sentence) in reading.segmented.sentences.iter().enumerate() {
        for at in sentence.token_range() {
            let token = &reading.segmented.tokens[at];
            let Some(entity) =
                (token.shape == Shape::Upper).then(|| defined(token.fold)).flatten().and_then(|d| d.entity)
            else {
                continue;
            };
            if !mentions.iter().any(|found| found.span.overlaps(token.span)) {
                let candidate = Candidate {
                    span: token.span,
                    sentence: index as u32,
                    first_token: at as u32,
                    end_token: at as u32 + 1,
                    group: u32::MAX,
                };
                added.push(mention(&candidate, entity, Rule::Acronym, 0.9));
            }
        }
    }
    mentions.extend(added);
    mentions.sort_by_key(|found| found.first_token);
}

/// `( ACRONYM )` after words whose initials it is made of.
fn definitions(reading: &Reading, capitals: &[Capital], mentions: &[Mention]) -> Vec<Definition> {
    let tokens = &reading.segmented.tokens;
    let mut definitions: Vec<Definition> = Vec::new();
    for word in capitals.iter().filter(|word| word.shape == Shape::Upper && !word.first) {
        let (at, sentence) = (word.token as usize, &reading.segmented.sentences[word.sentence as usize]);
        let bracketed =
            at + 1 < sentence.end_token as usize && reading.surface(at - 1) == "(" && reading.surface(at + 1) == ")";
        if !bracketed || definitions.iter().any(|known| known.fold == tokens[at].fold) {
            continue;
        }
        let first = sentence.first_token as usize;
        if let Some(start) = words_of(reading, first, at - 1, tokens[at].span.of(&reading.clean.text)) {
            let entity = body_at(reading, mentions, start, at - 1);
            definitions.push(Definition { fold: tokens[at].fold, entity });
        }
    }
    definitions
}

/// Where the words begin whose initials are the acronym, when they end at `end`.
fn words_of(reading: &Reading, first: usize, end: usize, acronym: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut wanted = letters.len();
    let mut at = end;
    while wanted > 0 && at > first && end - at < letters.len() * 2 + 4 {
        at -= 1;
        let token = &reading.segmented.tokens[at];
        if !token.shape.is_word() {
            continue;
        }
        let initial = reading.surface(at).chars().next().and_then(|c| c.to_lowercase().next());
        if initial == Some(letters[wanted - 1]) {
            wanted -= 1;
        } else if token.shape != Shape::Lower {
            return None;
        }
    }
    (wanted == 0 && letters.len() >= 2).then_some(at)
}

/// Whether nothing but an article stands between two tokens.
fn is_article_at(reading: &Reading, start: usize, first: usize) -> bool {
    first == start + 1 && reading.surface(start).eq_ignore_ascii_case("the")
}

/// The organization or place that a mention within `start..end` names.
fn body_at(reading: &Reading, mentions: &[Mention], start: usize, end: usize) -> Option<u32> {
    mentions.iter().find_map(|found| match found.entity {
        EntityRef::Listed(index)
            if found.end_token as usize == end
                && (found.first_token as usize <= start
                    || is_article_at(reading, start, found.first_token as usize))
                && reading.gazetteer.entity(index).kind != EntityType::Person =>
        {
            Some(index)
        }
        _ => None,
    })
}
