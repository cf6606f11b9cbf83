//! What the lists gave, as a mark for each token: one of the finder's facts.

use crate::gazetteer::Gazetteer;
use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Segmented};
use crate::spot::Candidate;

use super::segments::is_small;

/// How a token comes to its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A resolved name of one word.
    Single = 0,
    /// A resolved name of several words.
    Several = 1,
    /// A nationality.
    Demonym = 2,
    /// A surname, or a name with an office.
    Surname = 3,
    /// Printed like a listed name, but not resolved.
    Open = 4,
    /// The same in text without capitals.
    Small = 5,
}

fn mark(kind: EntityType, inside: bool, standing: Standing) -> u8 {
    1 + kind as u8 + (u8::from(inside) << 2) + ((standing as u8) << 3)
}

/// Whether the marks are those of one resolved name from end to end, a clitic or number behind it apart.
pub(super) fn is_one_name(marks: &[u8]) -> bool {
    let resolved = |mark: u8| mark != 0 && ((mark - 1) >> 3) < Standing::Open as u8;
    let goes_on = |mark: u8| (mark - 1) & 4 != 0;
    let marks = marks.strip_suffix(&[0]).unwrap_or(marks);
    marks.split_first().is_some_and(|(&first, rest)| {
        resolved(first) && !goes_on(first) && rest.iter().all(|&mark| resolved(mark) && goes_on(mark))
    })
}

/// A mark for each token: 0, or the type of the listed name that it belongs to, whether it goes on the name, and how the name was
/// resolved.
pub fn marks(
    gazetteer: &Gazetteer,
    segmented: &Segmented,
    candidates: &[Candidate],
    mentions: &[Mention],
    found: &[Entity],
) -> Vec<u8> {
    let mut marks = vec![0; segmented.tokens.len()];
    let mut set = |first: u32, end: u32, kind: EntityType, standing: Standing| {
        for token in first..end {
            marks[token as usize] = mark(kind, token > first, standing);
        }
    };
    for sentence in segmented.sentences.iter().filter(|sentence| is_small(segmented.tokens_of(sentence))) {
        let (mut at, end) = (sentence.first_token as usize, sentence.end_token as usize);
        while at < end {
            let name = gazetteer.names().longest(&segmented.tokens, at, end, |_, _| true);
            if let Some(name) = name {
                let meaning = &gazetteer.names().meanings(name.group)[0];
                set(at as u32, name.end as u32, gazetteer.entity(meaning.entity).kind, Standing::Small);
            }
            at = name.map_or(at + 1, |name| name.end);
        }
    }
    let mut next = 0;
    for candidate in candidates {
        while mentions.get(next).is_some_and(|mention| mention.end_token <= candidate.first_token) {
            next += 1;
        }
        if mentions.get(next).is_none_or(|mention| mention.first_token >= candidate.end_token)
            && let Some(meaning) = gazetteer.names().meanings(candidate.group).first()
        {
            set(candidate.first_token, candidate.end_token, gazetteer.entity(meaning.entity).kind, Standing::Open);
        }
    }
    for mention in mentions {
        let kind = match mention.entity {
            EntityRef::Listed(index) => gazetteer.entity(index).kind,
            EntityRef::Found(index) => found[index as usize].kind,
        };
        set(mention.first_token, mention.end_token, kind, standing(mention));
    }
    marks
}

fn standing(mention: &Mention) -> Standing {
    match mention.rule {
        Rule::Demonym => Standing::Demonym,
        Rule::Surname | Rule::TitleSurname | Rule::Prominence | Rule::Fuzzy => Standing::Surname,
        _ if mention.end_token - mention.first_token > 1 => Standing::Several,
        _ => Standing::Single,
    }
}
