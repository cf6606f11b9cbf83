//! Given names one letter off: `Vladmir Putin`, `Condoleeza Rice`.

use crate::model::{Entity, Mention, Rule, Shape};
use crate::segment::{chain, fold};
use crate::spot::Candidate;

use super::{Capital, Reading, mention};

/// A shorter given name has too many neighbours (`Jon`/`Jan`, `Maria`/`Mario`).
const SHORTEST: usize = 6;

/// Adds people whose given name is misspelt by one letter before a listed surname.
pub fn extend(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>) {
    let mut found = Vec::new();
    for given in capitals.iter().filter(|word| word.shape == Shape::Title) {
        let surname = reading.within(given.sentence, given.token as usize + 1);
        found.extend(surname.and_then(|surname| at_surname(reading, given.sentence, surname)));
    }
    // A name in another romanization is no misspelling.
    found.retain(|new: &Mention| mentions.iter().all(|old| old.rule != Rule::Variant || !old.span.overlaps(new.span)));
    if found.is_empty() {
        return;
    }
    mentions.retain(|old| !found.iter().any(|new| new.span.overlaps(old.span) && !old.span.contains(new.span)));
    mentions.extend(found);
    mentions.sort_by_key(|found| found.first_token);
}

fn at_surname(reading: &Reading, sentence: u32, at: usize) -> Option<Mention> {
    let tokens = &reading.segmented.tokens;
    let (given, surname) = (&tokens[at - 1], &tokens[at]);
    let shaped = given.shape == Shape::Title && surname.shape.is_capitalized() && surname.space_before;
    if !shaped || given.span.len() < SHORTEST {
        return None;
    }
    let people = reading.gazetteer.people_of_surname(chain(0, surname.fold));
    if people.is_empty()
        || reading.is_covered(at - 1)
        || reading.gazetteer.is_given_name(given.fold)
        || reading.gazetteer.words.is_word(given.fold)
    {
        return None;
    }
    let printed = fold(given.span.of(&reading.clean.text));
    let mut close = people.iter().filter(|index| is_close(reading.gazetteer.entity(**index), &printed));
    let (only, second) = (close.next()?, close.next());
    if second.is_some() {
        return None;
    }
    let candidate = Candidate {
        span: given.span.join(surname.span),
        sentence,
        first_token: at as u32 - 1,
        end_token: at as u32 + 1,
        group: u32::MAX,
    };
    Some(mention(&candidate, *only, Rule::Fuzzy, 0.75))
}

/// Whether the person's given name is one edit from the printed one, with the same first letter.
fn is_close(entity: &Entity, printed: &str) -> bool {
    let given = entity.name.split(' ').next().map(fold).unwrap_or_default();
    given.len() >= SHORTEST && given.chars().next() == printed.chars().next() && one_edit(&given, printed)
}

/// Whether one letter added, dropped, changed, or two neighbours swapped make the two words equal.
fn one_edit(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let same_start = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 if same_start == short.len() => false,
        0 => {
            let rest = same_start + 1;
            let swapped = rest < short.len()
                && short[same_start] == long[rest]
                && short[rest] == long[same_start]
                && short[rest + 1..] == long[rest + 1..];
            short[rest..] == long[rest..] || swapped
        }
        1 => short[same_start..] == long[same_start + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_off_is_close_and_two_are_not() {
        for (one, other, close) in [
            ("vladimir", "vladmir", true),
            ("condoleezza", "condoleeza", true),
            ("dmitry", "dmitri", true),
            ("hillary", "hilalry", true),
            ("vladimir", "vladimir", false),
            ("vladimir", "vldmir", false),
            ("george", "jorge", false),
        ] {
            assert_eq!(one_edit(one, other), close, "{one} {other}");
        }
    }
}
