//! Names that are but part of a longer one that no list has: `Jordan` of `Jordan Peterson`, `Pacific` of `Pacific Stock Exchange`.

use crate::gazetteer::{Case, ContextKind, Meaning, NameKind};
use crate::model::{EntityType, Shape, Token};
use crate::spot::found::FoundName;
use crate::spot::{Candidate, fitting_meanings};

use super::{Reading, places};

pub const GIVEN_NAME_BEFORE: &str = "part of a longer name: a given name stands before it";

pub const FORM_OF_ADDRESS: &str = "part of a longer name: a form of address makes it a person";

/// Why a place is left out that is a surname in this document.
pub const SURNAME_HERE: &str = "part of a longer name elsewhere: somebody of that surname is named in full";

/// Why the candidate is but a part of a name that no list has (`Jordan` of `Jordan Peterson`), if it is.
pub fn hidden_in_longer_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    let sentence = &reading.segmented.sentences[candidate.sentence as usize];
    if sentence.all_caps {
        return None;
    }
    if opens_organization(reading, candidate, strong) {
        return Some("part of a longer name: the words after it make it an organization");
    }
    if closes_organization(reading, candidate, strong) {
        return Some("part of a longer name: the words before it make it an organization");
    }
    if is_namesake_building(reading, candidate, strong) {
        return Some("part of a longer name: something is named after the person");
    }
    if opens_trade_name(reading, candidate, strong) {
        return Some("part of a longer name: the word after it makes it a company");
    }
    if is_part_of_firm(reading, candidate, strong) {
        return Some("part of a longer name: an ocean or river without its article, beside another capital");
    }
    if opens_feature(reading, candidate, strong) {
        return Some("part of a longer name: the word after it names a street, a ground or a water");
    }
    if follows_direction(reading, candidate, strong) {
        return Some("part of a longer name: a direction stands before it");
    }
    if is_title_of_work(reading, candidate, strong) {
        return Some("part of a longer name: the title of a work");
    }
    if is_rank(reading, candidate) || is_owned_saint(reading, candidate, strong) {
        return Some("part of a longer name: the words after it go on with it");
    }
    if holds_name(reading, candidate, strong) {
        return Some("part of a longer name: a hyphen joins it to a name");
    }
    if stands_with_article(reading, candidate, strong) {
        return Some("part of a longer name: no town of that name has an article");
    }
    if goes_on_as_name(reading, candidate, strong) {
        return Some("part of a longer name: an unlisted surname follows");
    }
    if follows_bearer_noun(reading, candidate, strong) {
        return Some(FORM_OF_ADDRESS);
    }
    if precedes_legal_form(reading, candidate, strong) {
        return Some("part of a longer name: a legal form makes it a company");
    }
    if strong.iter().all(|meaning| meaning.length > 1) {
        return None;
    }
    if precedes_surname(reading, candidate, strong) {
        return Some("part of a longer name: an unlisted surname follows");
    }
    if follows_given_name(reading, candidate) {
        return Some(GIVEN_NAME_BEFORE);
    }
    if follows_form_of_address(reading, candidate, strong) {
        return Some(FORM_OF_ADDRESS);
    }
    if hangs_on_name(reading, candidate, strong) {
        return Some("part of a longer name: a hyphen joins it to a name");
    }
    None
}

/// Whether a found name is but the listed start of what is called after a person or place: `Melbourne` of `Melbourne Water`.
pub fn is_namesake(reading: &Reading, name: &FoundName) -> bool {
    let candidate = reading.candidate_at(name.first_token as usize).filter(|listed| listed.end_token == name.end_token);
    candidate.is_some_and(|candidate| {
        let strong: Vec<&Meaning> =
            fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate).collect();
        !strong.is_empty()
            && (is_namesake_building(reading, candidate, &strong) || opens_trade_name(reading, candidate, &strong))
    })
}

/// Whether a name that was left out for `reason` is somebody's surname.
pub fn is_surname_here(reading: &Reading, candidate: &Candidate, reason: &str) -> bool {
    let first = candidate.first_token as usize;
    let given = || {
        reading.before(candidate.sentence, first).is_some_and(|previous| {
            let fold = reading.segmented.tokens[previous].fold;
            reading.gazetteer.is_given_name(fold) && !reading.gazetteer.words.is_word(fold)
        })
    };
    reason == FORM_OF_ADDRESS || reason == GIVEN_NAME_BEFORE && given()
}

/// `Ebola-Reston`: the second part of a compound whose first part is a name that no list has.
fn hangs_on_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let tokens = &reading.segmented.tokens;
    let is_joint = |at: usize| tokens[at].shape == Shape::Hyphen && !tokens[first].space_before;
    let Some(hyphen) = reading.before(candidate.sentence, first).filter(|&at| is_joint(at)) else {
        return false;
    };
    let place = strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place);
    place
        && reading.before(candidate.sentence, hyphen).is_some_and(|name| {
            matches!(reading.segmented.tokens[name].shape, Shape::Title | Shape::Mixed) && !reading.is_covered(name)
        })
}

/// `Morton-Thiokol`: a small place, with a name that no list has hanging on it.
fn holds_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let end = candidate.end_token as usize;
    let tokens = &reading.segmented.tokens;
    let hyphen = |at: usize| tokens[at].shape == Shape::Hyphen && !tokens[at].space_before;
    let small = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.priority == 0 && entity.kind == EntityType::Place && places::is_small(entity)
    };
    reading.within(candidate.sentence, end).is_some_and(hyphen)
        && reading.within(candidate.sentence, end + 1).is_some_and(|at| {
            matches!(tokens[at].shape, Shape::Title | Shape::Mixed)
                && !tokens[at].space_before
                && !reading.is_covered(at)
        })
        && strong.iter().all(small)
}

/// The longest tail of an unlisted organization's name (`Pacific Stock Exchange`, `Texas Gas & Electric Co`).
const LONGEST_TAIL: usize = 4;

/// Whether a place or nationality opens the name of an organization that no list has (`Pacific Stock Exchange`).
fn opens_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.end_token as usize;
    // Nearly all names end here: what stands behind them has no capital.
    let capital = |token: &Token| matches!(token.shape, Shape::Title | Shape::Mixed) && token.space_before;
    if !reading.within(candidate.sentence, first).is_some_and(|at| capital(&reading.segmented.tokens[at])) {
        return false;
    }
    if strong
        .iter()
        .any(|meaning| reading.gazetteer.entity(meaning.entity).kind != EntityType::Place || meaning.priority > 0)
    {
        return false;
    }
    for at in first..first + LONGEST_TAIL {
        let Some(token) = reading.within(candidate.sentence, at).map(|at| &reading.segmented.tokens[at]) else {
            return false;
        };
        let joins = at > first && matches!(reading.surface(at), "&" | "'");
        let capital = capital(token);
        if capital && reading.gazetteer.words.ends_organization(token.fold) {
            return true;
        }
        if !(capital || joins) || reading.is_covered(at) {
            return false;
        }
    }
    false
}

/// `Security Pacific`, `Pacific State`: waters, deserts and mountains have an article, or stand before a common noun.
fn is_part_of_firm(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let natural = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.length == 1
            && meaning.priority == 0
            && meaning.kind != NameKind::Demonym
            && matches!(entity.subtype.as_str(), "ocean" | "sea" | "river" | "desert" | "mountains" | "lake")
    };
    if !strong.iter().all(natural) || reading.is_headline(candidate.sentence) {
        return false;
    }
    let tokens = &reading.segmented.tokens;
    let capital = |at: usize| matches!(tokens[at].shape, Shape::Title | Shape::Mixed) && !reading.is_covered(at);
    let before = reading.before(candidate.sentence, first);
    let joined = before
        .is_some_and(|at| capital(at) && tokens[first].space_before && !reading.opens_sentence(candidate.sentence, at));
    let goes_on = || {
        let article = before.is_some_and(|at| reading.surface(at).eq_ignore_ascii_case("the"));
        let next = reading.within(candidate.sentence, end).filter(|&at| capital(at) && tokens[at].space_before);
        !article && next.is_some_and(|at| !reading.is_context(at, &[ContextKind::Calendar]))
    };
    joined || goes_on()
}

/// Words, besides those that end organizations, that end names of what is called after people.
const MEMORIALS: [&str; 12] = [
    "Airport", "Arena", "Avenue", "Award", "Awards", "Bridge", "Building", "Library", "Memorial", "Prize", "Street",
    "Theater",
];

/// `the John Lennon Airport`, `Thomas Jefferson National Library`: not the person.
fn is_namesake_building(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let tokens = &reading.segmented.tokens;
    let capital = |at: usize| {
        let at = reading.within(candidate.sentence, at)?;
        (matches!(tokens[at].shape, Shape::Title | Shape::Mixed) && tokens[at].space_before).then_some(at)
    };
    let end = candidate.end_token as usize;
    let person = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        entity.kind == EntityType::Person && meaning.length > 1 && meaning.priority == 0
    };
    if capital(end).is_none() || !strong.iter().all(person) {
        return false;
    }
    let last = (end..end + LONGEST_TAIL).map_while(capital).last();
    last.is_some_and(|last| {
        reading.gazetteer.words.ends_organization(tokens[last].fold) || MEMORIALS.contains(&reading.surface(last))
    }) && !reading.is_title(candidate.sentence)
}

/// Words that make a place the name of a company that trades in something there, or of the region that it serves.
const TRADES: [&str; 19] = [
    "Air",
    "Aviation",
    "Beef",
    "Cotton",
    "Eastern",
    "Energy",
    "Exploration",
    "Farms",
    "Gas",
    "Homes",
    "Land",
    "Metal",
    "Metals",
    "Mining",
    "Shipbuilding",
    "Southern",
    "Sugar",
    "Water",
    "Western",
];

/// `Melbourne Water`, `Texas Eastern`; but not `Texas Energy Secretary`. `Pacific Northwest` is no ocean.
fn opens_trade_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let tokens = &reading.segmented.tokens;
    let next = reading
        .within(candidate.sentence, candidate.end_token as usize)
        .filter(|&at| tokens[at].shape == Shape::Title && tokens[at].space_before && !reading.is_covered(at));
    let Some(next) = next else { return false };
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let place = |meaning: &&Meaning| {
        meaning.priority == 0 && meaning.kind != NameKind::Demonym && entity(meaning).kind == EntityType::Place
    };
    let water = |meaning: &&Meaning| matches!(entity(meaning).subtype.as_str(), "ocean" | "sea");
    let corner = || matches!(reading.surface(next), "Northwest" | "Northeast") && strong.iter().all(water);
    // `the U.S. Sugar quota`: firms spell places out.
    let spelled = tokens[candidate.first_token as usize].shape == Shape::Title;
    if !(TRADES.contains(&reading.surface(next)) || corner()) || !spelled || !strong.iter().all(place) {
        return false;
    }
    // `UK Air Defence Region`, `Texas Energy Secretary`.
    let goes_on = reading
        .within(candidate.sentence, next + 1)
        .is_some_and(|at| tokens[at].shape.is_capitalized() && tokens[at].space_before);
    !goes_on && !reading.is_title(candidate.sentence)
}

/// Words that end names of what is not the town that they open with.
const FEATURES: [&str; 21] = [
    "Bay", "Bridge", "Castle", "Creek", "Downs", "Falls", "Hall", "Heights", "Hills", "Island", "Islands", "Lake",
    "Lane", "Park", "Point", "River", "Road", "Springs", "Square", "Street", "Valley",
];

/// `Stamford Bridge`, `Oxford Street`, `Adelaide River`: no listed name, but none of the town's either.
fn opens_feature(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let next = reading.within(candidate.sentence, candidate.end_token as usize).filter(|&at| {
        let token = &reading.segmented.tokens[at];
        token.shape == Shape::Title && token.space_before && FEATURES.contains(&reading.surface(at))
    });
    let town = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.priority == 0 && entity.kind == EntityType::Place && places::class(entity) == places::Class::City
    };
    next.is_some_and(|at| !reading.is_covered(at))
        && strong.iter().all(town)
        && !reading.is_headline(candidate.sentence)
}

/// `University of Calgary`, `Sunday Times of India`: an organization that no list has.
fn closes_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let of = reading.before(candidate.sentence, first).filter(|&of| reading.surface(of) == "of");
    let Some(noun) = of.and_then(|of| reading.before(candidate.sentence, of)) else { return false };
    let token = &reading.segmented.tokens[noun];
    let place = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place;
    matches!(token.shape, Shape::Title | Shape::Mixed)
        && reading.gazetteer.words.ends_organization(token.fold)
        && strong.iter().all(place)
}

fn precedes_surname(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
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
    let adjacent = token.space_before && reading.looks_like_name(next) && !reading.is_covered(next);
    adjacent
        && !demonym
        && token.shape != Shape::Initial
        && !reading.gazetteer.context.is(token.fold, ContextKind::Calendar)
        && reading.gazetteer.titles.longest(&reading.segmented.tokens, next, next + 1).is_none()
}

/// `writer of The West Wing`: an article with a capital within the sentence opens a title.
fn is_title_of_work(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let before = |at: usize| reading.before(candidate.sentence, at);
    let article = before(candidate.first_token as usize).filter(|&at| reading.surface(at) == "The");
    article.and_then(before).is_some_and(|at| reading.segmented.tokens[at].shape == Shape::Lower)
        && strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype == "landmark")
}

/// `No. 10 Georgia`: a place in a table, not the house.
fn is_rank(reading: &Reading, candidate: &Candidate) -> bool {
    let last = candidate.end_token as usize - 1;
    let next = reading.within(candidate.sentence, last + 1);
    matches!(reading.surface(candidate.first_token as usize), "No" | "No.")
        && reading.segmented.tokens[last].shape == Shape::Number
        && next.is_some_and(|at| reading.segmented.tokens[at].shape.is_capitalized())
}

/// `at St Mary's`: a church, a ground or a school of the saint, not the town.
fn is_owned_saint(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let owner = reading.within(candidate.sentence, candidate.end_token as usize);
    owner.is_some_and(|at| reading.surface(at) == "'s")
        && matches!(reading.surface(candidate.first_token as usize), "St" | "St." | "Saint")
        && strong.iter().all(|meaning| {
            let place = reading.gazetteer.entity(meaning.entity);
            place.kind == EntityType::Place && places::is_small(place)
        })
}

/// `in the Kimberley.`: a town has no article, where no noun follows it.
fn stands_with_article(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let article = reading
        .before(candidate.sentence, candidate.first_token as usize)
        .is_some_and(|at| reading.surface(at) == "the");
    let ends = || {
        let next = reading.within(candidate.sentence, candidate.end_token as usize);
        next.is_some_and(|at| matches!(reading.surface(at), "." | "?" | "!"))
    };
    article
        && ends()
        && strong.iter().all(|meaning| {
            let town = reading.gazetteer.entity(meaning.entity);
            places::class(town) == places::Class::City
                && meaning.priority == 0
                && meaning.length == 1
                && town.subtype != "quarter"
                && places::is_small(town)
                && !town.name.starts_with("The ")
        })
}

/// `James Wright Foley`, where the list has another James Wright; `Foley` is no town there either.
fn goes_on_as_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
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
    let before = reading.candidate_ending_at(first).filter(|before| before.end_token - before.first_token > 1);
    let full_name = |group: u32| reading.gazetteer.names().meanings(group).iter().all(|meaning| person(&meaning));
    before.is_some_and(|before| before.sentence == candidate.sentence && full_name(before.group))
        && name(first)
        && strong.iter().all(small)
        && !reading.is_headline(candidate.sentence)
}

/// `RTE Corp`: an acronym that a legal form shows to be a company's, listed for bodies that are none.
fn precedes_legal_form(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    let form = next.is_some_and(|at| {
        reading.segmented.tokens[at].shape == Shape::Title && reading.is_context(at, &[ContextKind::LegalForm])
    });
    form && strong.iter().all(|meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.case == Case::AllCapitals
            && meaning.length == 1
            && meaning.priority == 0
            && entity.kind == EntityType::Organization
            && !matches!(entity.subtype.as_str(), "company" | "bank" | "media")
    })
}

/// Words before the name of a town that make it another town's.
const DIRECTIONS: [&str; 11] = ["north", "south", "east", "west", "upper", "lower", "first", "n.", "s.", "e.", "w."];

/// `NORTH WHITE PLAINS, N.Y.`, `in East Dunmore`.
fn follows_direction(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let Some(before) = reading.before(candidate.sentence, first) else { return false };
    let tokens = &reading.segmented.tokens;
    let small = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        entity.subtype == "city" && entity.population < places::KNOWN_CITY && meaning.priority == 0
    };
    tokens[first].space_before
        && tokens[before].shape.is_capitalized()
        && (tokens[before].shape == tokens[first].shape || tokens[before].shape == Shape::Initial)
        && strong.iter().all(small)
        && DIRECTIONS.iter().any(|word| word.eq_ignore_ascii_case(reading.surface(before)))
}

/// `his daughter Larissa`, `striker Nelson`, `the brewing firm San Miguel`.
fn follows_bearer_noun(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let place = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        let small = places::is_small(entity) || places::class(entity) == places::Class::Region;
        entity.kind == EntityType::Place && meaning.kind != NameKind::Demonym && meaning.priority == 0 && small
    };
    before.is_some_and(|at| {
        reading.segmented.tokens[at].shape == Shape::Lower && reading.is_context(at, &[ContextKind::BearerNoun])
    }) && strong.iter().all(place)
}

/// `Mr Houston` is no city; but `a major Israeli offensive` is no officer's.
fn follows_form_of_address(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let start = reading.segmented.sentences[candidate.sentence as usize].first_token as usize;
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

/// Whether a word that looks like a name stands right after (`President Jonathan Schwartz`).
pub fn precedes_name(reading: &Reading, candidate: &Candidate) -> bool {
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    next.is_some_and(|next| reading.segmented.tokens[next].space_before && reading.looks_like_name(next))
}

/// `Martinez` of `Alejandro Martinez Cuenca`: a listed word, but a given name stands right before it.
fn is_middle_name(reading: &Reading, sentence: u32, middle: usize) -> bool {
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

/// Whether a given name, or an unlisted name, stands right before.
pub fn follows_given_name(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    let Some(previous) = reading.before(candidate.sentence, first) else { return false };
    let token = &reading.segmented.tokens[previous];
    if !reading.segmented.tokens[first].space_before {
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
