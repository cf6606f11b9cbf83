//! People whom no list has and whose names hold a listed name: `Jordan Peterson`, `Mr Houston`, `James Wright Foley`.

use crate::gazetteer::{ContextKind, Meaning, NameKind};
use crate::model::{EntityType, Shape};
use crate::spot::{Candidate, fitting_meanings};

use super::super::{Reading, places};

pub fn precedes_surname(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    // No given name is printed in capitals: a sentence ends after `the U.S.` more often than a name goes on.
    if reading.segmented.tokens[candidate.first_token as usize].shape == Shape::Upper {
        return false;
    }
    // `Karen Connaughton` is nobody of the Karen people.
    let given = || reading.gazetteer.is_given_name(reading.segmented.tokens[candidate.first_token as usize].fold);
    let people = |meaning: &&Meaning| places::is_small(reading.gazetteer.entity(meaning.entity));
    let demonym =
        strong.iter().all(|meaning| meaning.kind == NameKind::Demonym) && !(strong.iter().all(people) && given());
    let Some(next) = reading.within(candidate.sentence, candidate.end_token as usize) else { return false };
    let token = &reading.segmented.tokens[next];
    // `Takeo Arakawa`: both are towns too, and the first is a given name.
    let small = |meaning: &Meaning| {
        let place = reading.gazetteer.entity(meaning.entity);
        place.kind == EntityType::Place && places::is_small(place) && meaning.priority == 0
    };
    let surname = || {
        let town = reading.candidate_at(next).filter(|town| town.end_token as usize == next + 1);
        given()
            && strong.iter().all(|meaning| small(meaning))
            && town.is_some_and(|town| reading.gazetteer.names().meanings(town.group).iter().all(small))
    };
    let adjacent = token.space_before && reading.looks_like_name(next) && (!reading.is_covered(next) || surname());
    adjacent
        && !demonym
        && token.shape != Shape::Initial
        && !reading.gazetteer.context.is(token.fold, ContextKind::Calendar)
        && reading.gazetteer.titles.longest(&reading.segmented.tokens, next, next + 1).is_none()
}

/// `James Wright Foley`, where the list has another James Wright; `Foley` is no town there either.
pub fn goes_on_as_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let tokens = &reading.segmented.tokens;
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let person = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Person;
    let name = |at: usize| tokens[at].shape == Shape::Title && tokens[at].space_before && reading.looks_like_name(at);
    let small = |meaning: &&Meaning| {
        let place = reading.gazetteer.entity(meaning.entity);
        place.kind == EntityType::Place && places::is_small(place)
    };
    if end - first > 1 {
        let town = |at: usize| {
            reading.candidate_at(at).is_some_and(|town| {
                town.end_token as usize == at + 1
                    && reading.gazetteer.names().meanings(town.group).iter().all(|meaning| small(&meaning))
            })
        };
        let next =
            reading.within(candidate.sentence, end).filter(|&at| name(at) && (!reading.is_covered(at) || town(at)));
        return next.is_some_and(|at| {
            !reading.is_context(at, &[ContextKind::Calendar])
                && !matches!(reading.surface(at).trim_end_matches('.'), "Jr" | "Jnr" | "Sr" | "Snr" | "II" | "III")
                && reading.gazetteer.titles.longest(tokens, at, at + 1).is_none()
                && strong.iter().all(person)
                && !reading.is_title(candidate.sentence)
        });
    }
    // Most names end here, before the name in front of them is looked for.
    if !strong.iter().all(small) {
        return false;
    }
    let before = reading.candidate_ending_at(first).filter(|before| before.end_token - before.first_token > 1);
    let full_name = |group: u32| reading.gazetteer.names().meanings(group).iter().all(|meaning| person(&meaning));
    before.is_some_and(|before| before.sentence == candidate.sentence && full_name(before.group))
        && name(first)
        && !reading.is_headline(candidate.sentence)
}

/// `his daughter Larissa`, `striker Nelson`, `the brewing firm San Miguel`.
pub fn follows_bearer_noun(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let place = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        let small = places::is_small(entity) || places::class(entity) == places::Class::Region;
        // `the rockers Europe`: musicians are called like any place.
        let large = || before.is_some_and(|at| reading.is_context(at, &[ContextKind::Performers]));
        entity.kind == EntityType::Place
            && meaning.kind != NameKind::Demonym
            && meaning.priority == 0
            && (small || large())
    };
    before.is_some_and(|at| {
        reading.segmented.tokens[at].shape == Shape::Lower
            && reading.is_context(at, &[ContextKind::BearerNoun, ContextKind::Performers])
    }) && strong.iter().all(place)
}

/// Whether the document uses the name for something other than the place elsewhere: `the band Texas`, `a filly called Paris`.
pub fn is_borne_here(reading: &Reading, group: u32) -> bool {
    reading.candidates.iter().filter(|candidate| candidate.group == group).any(|candidate| {
        let meanings: Vec<&Meaning> =
            fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate).collect();
        !meanings.is_empty() && (follows_bearer_noun(reading, candidate, &meanings) || is_called_so(reading, candidate))
    })
}

/// Words between an article and `called`, at most (`a ginger station cat called Yeltsin`).
const LONGEST_CALLED: usize = 4;

/// `a ginger tom called Yeltsin`, `her puppy, named London,`: one word that something is given as its name; not `a village called Moscow`,
/// `a witness named Putin as the buyer`.
pub fn is_called_so(reading: &Reading, candidate: &Candidate) -> bool {
    let (sentence, first, end) = (candidate.sentence, candidate.first_token as usize, candidate.end_token as usize);
    let tokens = &reading.segmented.tokens;
    let called = reading.before(sentence, first).filter(|&at| {
        end == first + 1 && matches!(reading.surface(at), "called" | "named" | "nicknamed" | "christened" | "dubbed")
    });
    let Some(called) = called else { return false };
    let comma = reading.before(sentence, called).filter(|&at| reading.surface(at) == ",");
    let noun = reading.before(sentence, comma.unwrap_or(called)).filter(|&at| {
        use ContextKind::{After, CityNoun, CityOf, RegionNoun, RegionOf};
        tokens[at].shape == Shape::Lower && !reading.is_context(at, &[After, CityNoun, CityOf, RegionNoun, RegionOf])
    });
    let Some(noun) = noun else { return false };
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    let described = (start.max(noun.saturating_sub(LONGEST_CALLED))..noun).rev();
    let article = described
        .take_while(|&at| tokens[at].shape.is_word())
        .map(|at| reading.surface(at))
        .find(|word| matches!(*word, "the" | "The") || is_indefinite(word));
    let ends = reading.within(sentence, end).is_none_or(|at| {
        matches!(tokens[at].shape, Shape::Punctuation)
            || matches!(reading.surface(at), "and" | "had" | "has" | "is" | "was" | "which" | "who" | "whose" | "won")
    });
    ends && article.is_some_and(is_indefinite)
}

fn is_indefinite(word: &str) -> bool {
    matches!(
        word,
        "a" | "A" | "an" | "An" | "another" | "Another" | "her" | "Her" | "his" | "His" | "my" | "their" | "Their"
    )
}

/// `Mr Houston` is no city; but `a major Israeli offensive` is no officer's.
pub fn follows_form_of_address(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let start = reading.segmented.sentences[candidate.sentence as usize].first_token as usize;
    // Nearly all words end no title.
    if first == start || !reading.gazetteer.titles.may_end(reading.segmented.tokens[first - 1].fold) {
        return false;
    }
    let person = strong.iter().any(|meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Person);
    let title = reading.gazetteer.titles.ending_at(&reading.segmented.tokens, start, first);
    // `Senator Houston`; but `Foreign Minister` may end a line before a country or capital.
    let small = || {
        strong
            .iter()
            .all(|meaning| matches!(reading.gazetteer.entity(meaning.entity).subtype.as_str(), "city" | "town"))
    };
    let all_caps = reading.segmented.sentences[candidate.sentence as usize].all_caps;
    let printed = |from: usize| reading.segmented.tokens[from].shape.is_capitalized();
    let nationality = || strong.iter().all(|meaning| meaning.kind == NameKind::Demonym);
    let rank = |from: usize| {
        let word = from + 1 == first && reading.gazetteer.words.is_word(reading.segmented.tokens[from].fold);
        !word || printed(from) && !(all_caps && nationality())
    };
    !person
        && title.is_some_and(|(from, title)| match title.kind {
            "honorific" => true,
            "military" => rank(from),
            "office" => printed(from) && small(),
            _ => false,
        })
}

/// Whether a given name, or an unlisted name, stands right before.
pub fn follows_given_name(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let Some(previous) = reading.before(candidate.sentence, first) else { return false };
    let token = &reading.segmented.tokens[previous];
    if !reading.segmented.tokens[first].space_before {
        return false;
    }
    let longer = reading.before(candidate.sentence, previous).map(|at| reading.segmented.tokens[at].shape);
    let part_of_name = matches!(token.shape, Shape::Initial | Shape::Title | Shape::Mixed);
    // Nearly all words before a name are neither part of one nor behind one.
    if !part_of_name && longer != Some(Shape::Title) {
        return false;
    }
    if reading.is_covered(previous) {
        return is_middle_name(reading, candidate.sentence, previous);
    }
    match token.shape {
        Shape::Initial => reading.before(candidate.sentence, previous).is_some_and(|p| reading.looks_like_name(p)),
        Shape::Title | Shape::Mixed => {
            let title = reading.gazetteer.titles.longest(&reading.segmented.tokens, previous, previous + 1).is_some();
            let given = reading.gazetteer.is_given_name(token.fold) && !reading.gazetteer.words.is_common(token.fold);
            !title && (given || reading.looks_like_name(previous))
        }
        _ => false,
    }
}

/// `Martinez` of `Alejandro Martinez Cuenca`: a listed word, but a given name stands right before it.
pub fn is_middle_name(reading: &Reading, sentence: u32, middle: usize) -> bool {
    let single = reading.candidate_at(middle).is_some_and(|found| found.end_token as usize == middle + 1);
    let given = reading.before(sentence, middle).filter(|&given| !reading.is_covered(given));
    single
        && given.is_some_and(|given| {
            let token = &reading.segmented.tokens[given];
            token.shape == Shape::Title
                && reading.gazetteer.is_given_name(token.fold)
                && !reading.gazetteer.words.is_word(token.fold)
        })
}

/// Whether a word that looks like a name stands right after (`President Jonathan Schwartz`).
pub fn precedes_name(reading: &Reading, candidate: &Candidate) -> bool {
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    next.is_some_and(|next| reading.segmented.tokens[next].space_before && reading.looks_like_name(next))
}
