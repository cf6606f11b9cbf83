//! Organizations, firms, buildings, waters and works whose names hold a listed name: `Pacific Stock Exchange`, `Stamford Bridge`.

use crate::gazetteer::{Case, ContextKind, Meaning, NameKind};
use crate::model::{EntityType, Shape, Token};
use crate::spot::found::FoundName;
use crate::spot::{Candidate, fitting_meanings};

use super::super::{Reading, places};

/// The longest tail of an unlisted organization's name (`Pacific Stock Exchange`, `Texas Gas & Electric Co`).
const LONGEST_TAIL: usize = 4;

/// Whether a place or nationality opens the name of an organization that no list has (`Pacific Stock Exchange`).
pub fn opens_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
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

/// `University of Calgary`, `Sunday Times of India`: an organization that no list has.
pub fn closes_organization(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let of = reading.before(candidate.sentence, first).filter(|&of| reading.surface(of) == "of");
    let Some(noun) = of.and_then(|of| reading.before(candidate.sentence, of)) else { return false };
    let token = &reading.segmented.tokens[noun];
    let place = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place;
    // `Copa Airlines of Panama`: the body before it is listed, and of that country.
    let own = |body: &Meaning| {
        let body = reading.gazetteer.entity(body.entity);
        let home = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).country == body.country;
        body.kind == EntityType::Organization && strong.iter().any(home)
    };
    let listed = reading.candidate_ending_at(noun + 1).filter(|body| body.end_token - body.first_token > 1);
    let listed = listed.is_some_and(|body| reading.gazetteer.names().meanings(body.group).iter().any(own));
    matches!(token.shape, Shape::Title | Shape::Mixed)
        && !listed
        && reading.gazetteer.words.ends_organization(token.fold)
        && strong.iter().all(place)
}

/// `Security Pacific`, `Pacific State`: waters, deserts and mountains have an article, or stand before a common noun.
pub fn is_part_of_firm(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
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

/// `Melbourne Water`, `Texas Eastern`; but not `Texas Energy Secretary`, nor `the U.S. Sugar quota`, as firms spell places out. `Pacific Northwest` is no ocean.
pub fn opens_trade_name(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let tokens = &reading.segmented.tokens;
    let next = capital_behind(reading, candidate).filter(|&at| tokens[at].shape == Shape::Title);
    let Some(next) = next else { return false };
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let place = |meaning: &&Meaning| {
        meaning.priority == 0 && meaning.kind != NameKind::Demonym && entity(meaning).kind == EntityType::Place
    };
    let water = |meaning: &&Meaning| matches!(entity(meaning).subtype.as_str(), "ocean" | "sea");
    let corner = || matches!(reading.surface(next), "Northwest" | "Northeast") && strong.iter().all(water);
    if !(reading.is_context(next, &[ContextKind::Trade]) || corner())
        || !is_spelled(reading, candidate)
        || !strong.iter().all(place)
    {
        return false;
    }
    // `UK Air Defence Region`, `Texas Energy Secretary`.
    let goes_on = reading
        .within(candidate.sentence, next + 1)
        .is_some_and(|at| tokens[at].shape.is_capitalized() && tokens[at].space_before);
    !goes_on && !reading.is_title(candidate.sentence)
}

/// `RTE Corp`: an acronym that a legal form shows to be a company's, listed for bodies that are none.
pub fn precedes_legal_form(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
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

/// `the John Lennon Airport`, `Thomas Jefferson National Library`, `Nelson Mandela Square`: not the person; `FedEx Field`: not the firm.
pub fn is_namesake_building(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let person =
        |meaning: &&Meaning| entity(meaning).kind == EntityType::Person && meaning.length > 1 && meaning.priority == 0;
    let firm = |meaning: &&Meaning| {
        matches!(entity(meaning).subtype.as_str(), "company" | "bank" | "media") && meaning.priority == 0
    };
    if strong.iter().all(person) {
        return opens_namesake(reading, candidate);
    }
    // A town of the firm's name is no more in it.
    let town = |meaning: &&Meaning| places::class(entity(meaning)) == places::Class::City && meaning.priority == 0;
    let named = strong.iter().any(firm) && strong.iter().all(|one| firm(one) || town(one));
    let Some(last) = last_capital_behind(reading, candidate).filter(|_| named) else { return false };
    reading.is_context(last, &[ContextKind::Memorial]) && !reading.is_title(candidate.sentence)
}

/// Whether the words behind a name make it that of a building, a street or a body: `Queen Elizabeth Hospital`.
pub fn opens_namesake(reading: &Reading, candidate: &Candidate) -> bool {
    let last = last_capital_behind(reading, candidate);
    last.is_some_and(|last| {
        reading.gazetteer.words.ends_organization(reading.segmented.tokens[last].fold)
            || reading.is_context(last, &[ContextKind::Memorial, ContextKind::Feature])
    }) && !reading.is_title(candidate.sentence)
}

/// The last of the words with a capital that go on with a name.
fn last_capital_behind(reading: &Reading, candidate: &Candidate) -> Option<usize> {
    let capital = |at: usize| {
        let at = reading.within(candidate.sentence, at)?;
        let token = &reading.segmented.tokens[at];
        (matches!(token.shape, Shape::Title | Shape::Mixed) && token.space_before).then_some(at)
    };
    let end = candidate.end_token as usize;
    (end..end + LONGEST_TAIL).map_while(capital).last()
}

/// The token right behind a name, where it has a capital and is no listed name itself.
fn capital_behind(reading: &Reading, candidate: &Candidate) -> Option<usize> {
    reading.within(candidate.sentence, candidate.end_token as usize).filter(|&at| {
        let token = &reading.segmented.tokens[at];
        matches!(token.shape, Shape::Title | Shape::Mixed) && token.space_before && !reading.is_covered(at)
    })
}

/// `the Fed Cup`, `the American Express Championship`, `the Nobel Prize`: called after a body, a firm or a person.
pub fn opens_event(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let bearer = |meaning: &&Meaning| {
        meaning.priority == 0 && reading.gazetteer.entity(meaning.entity).kind != EntityType::Place
    };
    precedes_event(reading, candidate) && strong.iter().all(bearer)
}

/// Whether the word behind a name makes it that of a contest, a prize or a broadcast.
pub fn precedes_event(reading: &Reading, candidate: &Candidate) -> bool {
    capital_behind(reading, candidate).is_some_and(|at| reading.is_context(at, &[ContextKind::Event]))
        && !reading.is_title(candidate.sentence)
}

/// `the Kyoto Protocol`, `the Uruguay Round`; `the Paris Climate Agreement`, `the Oslo accords`, which only towns give their names to.
pub fn opens_pact(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let place = |meaning: &&Meaning| {
        meaning.priority == 0 && entity(meaning).kind == EntityType::Place && meaning.kind != NameKind::Demonym
    };
    if !is_spelled(reading, candidate) || !strong.iter().all(place) {
        return false;
    }
    let pact = |at: usize| reading.is_context(at, &[ContextKind::Pact]);
    // Many towns have a region of their name around them.
    let class = |meaning: &&Meaning| places::class(entity(meaning));
    let town = || {
        strong.iter().any(|one| class(one) == places::Class::City)
            && strong.iter().all(|one| matches!(class(one), places::Class::City | places::Class::Region))
    };
    let named = capital_behind(reading, candidate).is_some_and(pact);
    (named || opens_town_pact(reading, candidate) && town()) && !reading.is_title(candidate.sentence)
}

/// Words between a town and its treaty and the treaty's, at most (`Helsinki Final Act`).
const LONGEST_PACT: usize = 3;

/// Whether the words behind a name end as a treaty's with capitals, or behind an article as one in small letters.
fn opens_town_pact(reading: &Reading, candidate: &Candidate) -> bool {
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let tokens = &reading.segmented.tokens;
    let article = reading.before(candidate.sentence, first).is_some_and(|at| is_article(reading, at));
    let shape = reading.within(candidate.sentence, end).map(|at| tokens[at].shape);
    let alike = |at: &usize| Some(tokens[*at].shape) == shape && tokens[*at].space_before && !reading.is_covered(*at);
    let words = || (end..end + LONGEST_PACT).map_while(|at| reading.within(candidate.sentence, at)).take_while(alike);
    let Some(pact) = words().find(|&at| reading.is_context(at, &[ContextKind::TownPact])) else { return false };
    // `the Moscow agreement of both sides` may be one made there.
    let of = reading.within(candidate.sentence, pact + 1).is_some_and(|at| reading.surface(at) == "of");
    match shape {
        Some(Shape::Title) => true,
        Some(Shape::Lower) => article && !of && pact - end < 2,
        _ => false,
    }
}

fn is_article(reading: &Reading, at: usize) -> bool {
    reading.surface(at).eq_ignore_ascii_case("the")
}

/// `Dairy Australia`, `Hurricane Florence`, `Fort Jackson`: what no list has, and not the place.
pub fn follows_opener(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let tokens = &reading.segmented.tokens;
    let opener = reading.before(candidate.sentence, first).filter(|&at| {
        tokens[at].shape == Shape::Title
            && tokens[first].space_before
            && tokens[first].shape == Shape::Title
            && reading.is_context(at, &[ContextKind::Opener])
    });
    let place = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.priority == 0 && entity.kind == EntityType::Place && meaning.kind != NameKind::Demonym
    };
    opener.is_some() && strong.iter().all(place) && !reading.is_title(candidate.sentence)
}

/// Whether a found name is but the listed part of a contest, a treaty, a college or a body: `Kyoto` of `Kyoto Protocol`.
pub fn is_stated_part(reading: &Reading, name: &FoundName) -> bool {
    let candidate = reading.candidate_at(name.first_token as usize).filter(|listed| listed.end_token == name.end_token);
    candidate.is_some_and(|candidate| {
        let strong: Vec<&Meaning> =
            fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate).collect();
        !strong.is_empty()
            && (opens_event(reading, candidate, &strong)
                || opens_pact(reading, candidate, &strong)
                || opens_organization(reading, candidate, &strong) && is_whole_name(reading, candidate)
                || closes_organization(reading, candidate, &strong) && is_one_noun(reading, candidate)
                || opens_feature(reading, candidate, &strong)
                || opens_college(reading, candidate, &strong)
                || follows_opener(reading, candidate, &strong))
    })
}

/// Whether the words with a capital behind a place end as a body's name does: not `Hong Kong Financial Secretary`, `a U.S. Company`.
fn is_whole_name(reading: &Reading, candidate: &Candidate) -> bool {
    let ends = |last: usize| reading.gazetteer.words.ends_organization(reading.segmented.tokens[last].fold);
    is_spelled(reading, candidate) && last_capital_behind(reading, candidate).is_some_and(ends)
}

/// Whether one word with a capital stands before `of` and a place: `the Bank of Lusaka` is a name, in `Embraer Corp of Brazil` the place is apart.
fn is_one_noun(reading: &Reading, candidate: &Candidate) -> bool {
    let noun = (candidate.first_token as usize).saturating_sub(2);
    let before = reading.before(candidate.sentence, noun);
    let alone = |at: usize| reading.segmented.tokens[at].shape == Shape::Lower || is_article(reading, at);
    before.is_some_and(alone) && !reading.is_context(noun, &[ContextKind::LegalForm])
}

/// Whether a name is printed in small letters behind its capital, and not cut.
fn is_spelled(reading: &Reading, candidate: &Candidate) -> bool {
    reading.segmented.tokens[candidate.first_token as usize].shape == Shape::Title
        && !reading.surface(candidate.end_token as usize - 1).ends_with('.')
}

/// Whether a found name is all but the first word of a body's: `Australia` of `Wheat Australia`.
pub fn lacks_opener(reading: &Reading, name: &FoundName) -> bool {
    let first = name.first_token as usize;
    let opener = reading.before(name.sentence, first);
    opener.is_some_and(|at| reading.is_context(at, &[ContextKind::BodyOpener])) && is_stated_part(reading, name)
}

/// `Tennis Australia`, `Kansas State`: a body, whatever the finder took it for.
pub fn opens_as_body(reading: &Reading, name: &FoundName) -> bool {
    let (first, end) = (name.first_token as usize, name.end_token);
    match name.kind {
        EntityType::Person | EntityType::Place if reading.is_context(first, &[ContextKind::BodyOpener]) => {
            reading.candidate_at(first + 1).is_some_and(|rest| rest.end_token == end)
        }
        EntityType::Place if end as usize > first + 1 && reading.surface(end as usize - 1) == "State" => {
            let state = reading.candidate_at(first).filter(|state| state.end_token + 1 == end);
            state.is_some_and(|state| {
                let meanings: Vec<&Meaning> =
                    fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, state).collect();
                !meanings.is_empty() && opens_college(reading, state, &meanings)
            })
        }
        _ => false,
    }
}

/// States of the USA that are called so, because cities bear their names.
const CALLED_STATES: [&str; 2] = ["New York", "Washington"];

/// `Mississippi State beat Florida`: a college; `Kano State` is the state.
pub fn opens_college(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let Some(state) = capital_behind(reading, candidate).filter(|&at| reading.surface(at) == "State") else {
        return false;
    };
    let american = |meaning: &&Meaning| {
        let entity = reading.gazetteer.entity(meaning.entity);
        meaning.priority == 0 && entity.subtype == "region" && entity.country == "USA"
    };
    let goes_on = || {
        reading
            .within(candidate.sentence, state + 1)
            .is_some_and(|at| reading.segmented.tokens[at].shape.is_capitalized())
    };
    let called = || CALLED_STATES.contains(&candidate.span.of(&reading.clean.text));
    let located = || places::follows_preposition(reading, candidate.sentence, candidate.first_token as usize);
    strong.iter().all(american) && !goes_on() && !called() && !located() && !reading.is_title(candidate.sentence)
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

/// `Stamford Bridge`, `Oxford Street`, `Adelaide River`: no listed name, but none of the town's either; so are the street and the hall of any
/// place (`Virginia Avenue`).
pub fn opens_feature(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let tokens = &reading.segmented.tokens;
    let next = capital_behind(reading, candidate).filter(|&at| tokens[at].shape == Shape::Title);
    let Some(next) = next else { return false };
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let place = |meaning: &&Meaning| {
        meaning.priority == 0 && entity(meaning).kind == EntityType::Place && meaning.kind != NameKind::Demonym
    };
    let town = |meaning: &&Meaning| places::class(entity(meaning)) == places::Class::City;
    // `the Texas Highway Patrol` is the state's.
    let goes_on = || reading.within(candidate.sentence, next + 1).is_some_and(|at| tokens[at].shape.is_capitalized());
    let built = || reading.is_context(next, &[ContextKind::Memorial]) && is_spelled(reading, candidate) && !goes_on();
    let named = || reading.is_context(next, &[ContextKind::Feature]) && strong.iter().all(town);
    strong.iter().all(place) && (named() || built()) && !reading.is_headline(candidate.sentence)
}

/// `writer of The West Wing`: an article with a capital within the sentence opens a title.
pub fn is_title_of_work(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let before = |at: usize| reading.before(candidate.sentence, at);
    let article = before(candidate.first_token as usize).filter(|&at| reading.surface(at) == "The");
    article.and_then(before).is_some_and(|at| reading.segmented.tokens[at].shape == Shape::Lower)
        && strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype == "landmark")
}
