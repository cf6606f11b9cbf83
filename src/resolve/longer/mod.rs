//! Names that are but part of a longer one that no list has: `Jordan` of `Jordan Peterson` ([`people`]), `Pacific` of `Pacific Stock
//! Exchange` ([`bodies`]), `Guinea` of `Guinea pigs` ([`compounds`]), `Plains` of `North White Plains`.

mod bodies;
mod compounds;
mod people;
mod sides;

use crate::gazetteer::{ContextKind, Meaning, NameKind};
use crate::model::{EntityType, Shape};
use crate::segment::fold_hash;
use crate::spot::Candidate;

use super::{Reading, places};
use bodies::{
    closes_organization, follows_opener, is_namesake_building, is_part_of_firm, is_title_of_work, opens_college,
    opens_event, opens_feature, opens_organization, opens_pact, opens_trade_name, precedes_legal_form,
};
use compounds::opens_compound;
use people::{follows_bearer_noun, follows_form_of_address, goes_on_as_name, precedes_surname};
use sides::Sides;

pub use bodies::{is_namesake, is_stated_part, lacks_opener, opens_as_body, opens_namesake, precedes_event};
pub use compounds::is_compound;
pub use people::{follows_given_name, is_borne_here, is_called_so, precedes_name};

pub const GIVEN_NAME_BEFORE: &str = "part of a longer name: a given name stands before it";

pub const FORM_OF_ADDRESS: &str = "part of a longer name: a form of address makes it a person";

pub const SHIP: &str = "part of a longer name: a ship";

/// Why a place is left out that is a surname in this document.
pub const SURNAME_HERE: &str = "part of a longer name elsewhere: somebody of that surname is named in full";

/// Why the candidate is but a part of a name that no list has (`Jordan` of `Jordan Peterson`), if it is.
pub fn hidden_in_longer_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> Option<&'static str> {
    let sentence = &reading.segmented.sentences[candidate.sentence as usize];
    if sentence.all_caps {
        return None;
    }
    let sides = Sides::of(reading, candidate);
    let capital = sides.precedes_capital();
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    if shown(sides.precedes_word(), || opens_compound(reading, candidate.sentence, first, end)) {
        return Some("part of a longer name: a common noun that opens with a name");
    }
    if shown(capital, || opens_organization(reading, candidate, strong)) {
        return Some("part of a longer name: the words after it make it an organization");
    }
    if shown(sides.follows(&[Shape::Lower]), || closes_organization(reading, candidate, strong)) {
        return Some("part of a longer name: the words before it make it an organization");
    }
    if shown(capital, || is_namesake_building(reading, candidate, strong)) {
        return Some("part of a longer name: something is named after the person");
    }
    if shown(capital, || opens_trade_name(reading, candidate, strong)) {
        return Some("part of a longer name: the word after it makes it a company");
    }
    if shown(capital, || opens_event(reading, candidate, strong))
        || shown(capital || sides.article, || opens_pact(reading, candidate, strong))
    {
        return Some("part of a longer name: a contest, a prize or a treaty is called after it");
    }
    if shown(sides.follows_kind(&[ContextKind::Opener]), || follows_opener(reading, candidate, strong)) {
        return Some("part of a longer name: the word before it makes it a body, a storm or a base");
    }
    if shown(capital, || opens_college(reading, candidate, strong)) {
        return Some("part of a longer name: a college");
    }
    if shown(capital || sides.follows(&[Shape::Title, Shape::Mixed]), || is_part_of_firm(reading, candidate, strong)) {
        return Some("part of a longer name: an ocean or river without its article, beside another capital");
    }
    if shown(capital, || opens_feature(reading, candidate, strong)) {
        return Some("part of a longer name: the word after it names a street, a ground or a water");
    }
    if shown(sides.follows_kind(&[ContextKind::Direction]), || follows_direction(reading, candidate, strong)) {
        return Some("part of a longer name: a direction stands before it");
    }
    if shown(sides.precedes_word(), || names_part_of_place(reading, candidate, strong)) {
        return Some("part of a longer name: the place behind it is named by its part");
    }
    if shown(sides.follows(&[Shape::Lower, Shape::Title]), || is_noun_with_stop(reading, candidate, strong)) {
        return Some("part of a longer name: an ordinary word that ends its sentence");
    }
    if shown(sides.follows_kind(&[ContextKind::Ship]), || is_ship(reading, candidate, strong))
        || shown(sides.article, || is_vessel(reading, candidate, strong))
    {
        return Some(SHIP);
    }
    if shown(sides.article, || is_title_of_work(reading, candidate, strong)) {
        return Some("part of a longer name: the title of a work");
    }
    if shown(sides.precedes_word(), || is_rank(reading, candidate))
        || shown(sides.precedes(Shape::Clitic), || is_owned_saint(reading, candidate, strong))
    {
        return Some("part of a longer name: the words after it go on with it");
    }
    if shown(sides.precedes(Shape::Hyphen), || holds_name(reading, candidate, strong)) {
        return Some("part of a longer name: a hyphen joins it to a name");
    }
    if shown(sides.article, || stands_with_article(reading, candidate, strong)) {
        return Some("part of a longer name: no town of that name has an article");
    }
    if shown(capital || sides.follows_any(), || goes_on_as_name(reading, candidate, strong)) {
        return Some("part of a longer name: an unlisted surname follows");
    }
    let place = |meaning: &&Meaning| {
        let place = reading.gazetteer.entity(meaning.entity).kind == EntityType::Place;
        place && meaning.priority == 0 && meaning.kind != NameKind::Demonym
    };
    let bearer = sides.follows_kind(&[ContextKind::BearerNoun, ContextKind::Performers]);
    if shown(bearer, || follows_bearer_noun(reading, candidate, strong))
        || shown(sides.follows(&[Shape::Lower]), || is_called_so(reading, candidate)) && strong.iter().all(place)
    {
        return Some(FORM_OF_ADDRESS);
    }
    if shown(sides.precedes_kind(&[ContextKind::LegalForm]), || precedes_legal_form(reading, candidate, strong)) {
        return Some("part of a longer name: a legal form makes it a company");
    }
    if strong.iter().all(|meaning| meaning.length > 1) {
        return None;
    }
    if shown(sides.precedes_part_of_name(), || precedes_surname(reading, candidate, strong)) {
        return Some("part of a longer name: an unlisted surname follows");
    }
    if shown(sides.apart && sides.follows_any(), || follows_given_name(reading, candidate)) {
        return Some(GIVEN_NAME_BEFORE);
    }
    if shown(sides.follows_any(), || follows_form_of_address(reading, candidate, strong)) {
        return Some(FORM_OF_ADDRESS);
    }
    if shown(sides.follows(&[Shape::Hyphen]), || hangs_on_name(reading, candidate, strong)) {
        return Some("part of a longer name: a hyphen joins it to a name");
    }
    None
}

/// Whether a rule holds, asked only where its sign is shown; builds with assertions ask all the same, and tell of a sign that a rule has
/// outgrown.
fn shown(sign: bool, rule: impl FnOnce() -> bool) -> bool {
    if sign {
        return rule();
    }
    debug_assert!(!rule(), "a rule for longer names holds without its sign in `sides`");
    false
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

/// `Ebola-Reston`: the second part of a compound whose first part is a name that no list has; a nationality is none (`Pro-Russian`; but a Saxon of
/// an `Anglo-Saxon` is).
fn hangs_on_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let tokens = &reading.segmented.tokens;
    let is_joint = |at: usize| tokens[at].shape == Shape::Hyphen && !tokens[first].space_before;
    let Some(hyphen) = reading.before(candidate.sentence, first).filter(|&at| is_joint(at)) else {
        return false;
    };
    let place = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        let nation = meaning.kind == NameKind::Demonym && matches!(entity.subtype.as_str(), "country" | "continent");
        entity.kind == EntityType::Place && !nation
    };
    strong.iter().all(place)
        && reading.before(candidate.sentence, hyphen).is_some_and(|name| {
            matches!(reading.segmented.tokens[name].shape, Shape::Title | Shape::Mixed) && !reading.is_covered(name)
        })
}

/// `Morton-Thiokol`, `Toronto-Dominion`: a town or region, with a name that no list has hanging on it.
fn holds_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let end = candidate.end_token as usize;
    let tokens = &reading.segmented.tokens;
    let hyphen = |at: usize| tokens[at].shape == Shape::Hyphen && !tokens[at].space_before;
    if !reading.within(candidate.sentence, end).is_some_and(hyphen) {
        return false;
    }
    let town = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        let class = places::class(entity);
        let known = matches!(class, places::Class::City | places::Class::Region) && meaning.kind != NameKind::Demonym;
        meaning.priority == 0 && entity.kind == EntityType::Place && (known || places::is_small(entity))
    };
    reading.within(candidate.sentence, end + 1).is_some_and(|at| {
        matches!(tokens[at].shape, Shape::Title | Shape::Mixed) && !tokens[at].space_before && !reading.is_covered(at)
    }) && strong.iter().all(town)
        && !reading.is_title(candidate.sentence)
}

/// `the USS Abraham Lincoln`, `HMS Queen Elizabeth`; `the carrier Harry S. Truman`: nobody is introduced as a vessel.
fn is_ship(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let before = reading.before(candidate.sentence, candidate.first_token as usize);
    let person =
        |meaning: &&Meaning| meaning.length > 1 && reading.gazetteer.entity(meaning.entity).kind == EntityType::Person;
    before.filter(|&at| reading.is_context(at, &[ContextKind::Ship])).is_some_and(|at| {
        match reading.segmented.tokens[at].shape {
            Shape::Upper => true,
            Shape::Lower => strong.iter().all(person),
            _ => false,
        }
    })
}

/// `No. 10 Georgia`: a place in a table, not the house.
fn is_rank(reading: &Reading, candidate: &Candidate) -> bool {
    let last = candidate.end_token as usize - 1;
    let next = reading.within(candidate.sentence, last + 1);
    reading.segmented.tokens[last].shape == Shape::Number
        && matches!(reading.surface(candidate.first_token as usize), "No" | "No.")
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

/// Words of an apposition up to the noun that says it is a ship.
const LONGEST_RIG: usize = 5;

/// `aboard the Osaka`, `the Tampa, a Norwegian freighter`: a vessel has the article that the town it is called after has not.
pub fn is_vessel(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let (sentence, end) = (candidate.sentence, candidate.end_token as usize);
    let article = reading.before(sentence, candidate.first_token as usize);
    let Some(article) = article.filter(|&at| reading.surface(at).eq_ignore_ascii_case("the")) else { return false };
    let town = |meaning: &&Meaning| {
        let place = reading.gazetteer.entity(meaning.entity);
        let named_so = matches!(places::class(place), places::Class::City | places::Class::Region);
        named_so && meaning.priority == 0 && !place.name.starts_with("The ")
    };
    let ends = || reading.within(sentence, end).is_none_or(|at| !reading.segmented.tokens[at].shape.is_word());
    let boarded = || {
        let before = reading.before(sentence, article);
        before.is_some_and(|at| reading.surface(at).eq_ignore_ascii_case("aboard"))
    };
    let told = || {
        let is = |at: usize, word: &str| reading.within(sentence, at).is_some_and(|at| reading.surface(at) == word);
        let mut rig = (end + 2..end + 2 + LONGEST_RIG).map_while(|at| reading.within(sentence, at));
        is(end, ",")
            && (is(end + 1, "a") || is(end + 1, "an"))
            && rig.any(|at| reading.is_context(at, &[ContextKind::Ship]))
    };
    strong.iter().all(town) && ends() && (boarded() || told())
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
        && reading.is_context(before, &[ContextKind::Direction])
}

/// `in Central Florida`: the middle, the north or the lower part of the region named behind it, and no town called `Central`.
fn names_part_of_place(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let part = || {
        reading.is_context(first, &[ContextKind::Direction]) || reading.surface(first).eq_ignore_ascii_case("central")
    };
    let place = |entity: u32| reading.gazetteer.entity(entity).kind == EntityType::Place;
    end == first + 1
        && part()
        && strong.iter().all(|meaning| place(meaning.entity) && meaning.priority == 0)
        && reading.within(candidate.sentence, end).is_some_and(|at| {
            let next = reading.candidate_at(at).filter(|_| reading.segmented.tokens[at].space_before);
            next.is_some_and(|next| {
                reading.gazetteer.names().meanings(next.group).iter().any(|meaning| place(meaning.entity))
            })
        })
}

/// `at Midnight Mass.`: a state is shortened behind a comma, a town or a preposition, and not behind another word, where the letters are one
/// themselves.
fn is_noun_with_stop(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let Some(word) = reading.surface(first).strip_suffix(".").filter(|_| end == first + 1) else { return false };
    let region = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).subtype == "region";
    let ordinary = |at: usize| {
        let token = &reading.segmented.tokens[at];
        match token.shape {
            Shape::Lower => !reading.is_context(at, &[ContextKind::Before, ContextKind::Motion]),
            Shape::Title => !reading.is_covered(at) && reading.gazetteer.words.is_word(token.fold),
            _ => false,
        }
    };
    reading.segmented.tokens[first].shape == Shape::Title
        && strong.iter().all(region)
        && reading.gazetteer.words.is_word(fold_hash(word))
        && reading.before(candidate.sentence, first).is_some_and(ordinary)
}
