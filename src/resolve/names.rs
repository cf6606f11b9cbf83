//! Names that mean one thing by themselves.

use crate::gazetteer::{Ambiguity, Case, ContextKind, Meaning, NameKind};
use crate::model::{Entity, EntityType, Mention, Rule, Shape};
use crate::spot::Candidate;

use super::doubts::{self, ELSEWHERE, OTHER_ACRONYM, OTHER_COUNTRY, OTHER_SEX, TOO_EARLY};
use super::namesakes::OTHER_TRADE;
use super::surnames::{title_before, title_fits};
use super::{Reading, companies, longer, mention, places, rule_of};

/// A town of several words this large is known by its bare name: few towns share such names.
const KNOWN_TOWN: u32 = 60_000;

const CUT_ABBREVIATION: &str = "an abbreviation without its stop";
const PRINTED_SMALL: &str = "an ordinary word that the document prints small elsewhere";
const PRONOUN: &str = "a pronoun in capitals";
const CALENDAR: &str = "a month or a day of the week";
const CURRENCY: &str = "a currency";
const LANGUAGE: &str = "a language";
/// Why a weak name is open.
pub const WEAK: &str = "a weak name: it counts only beside another name of the entity";
/// Why an ordinary word is open.
pub const COMMON_OPENING: &str = "a common word that opens a sentence";

/// The mention, when the name is certain by itself; else why it is not.
pub fn certain(reading: &Reading, candidate: &Candidate, meanings: &[&Meaning]) -> Result<Mention, &'static str> {
    let ranked;
    let strong = match meanings {
        [only] if !only.weak => meanings,
        _ => {
            ranked = preferred(meanings);
            &ranked
        }
    };
    if let Some(agency) = agency_of_dateline(reading, candidate, meanings) {
        return Ok(mention(candidate, agency.entity, rule_of(reading, agency), 0.9));
    }
    if let Some(firm) = companies::called_firm(reading, candidate, meanings) {
        return Ok(mention(candidate, firm.entity, Rule::Context, 0.9));
    }
    if strong.is_empty() {
        return Err(WEAK);
    }
    if let Some(reason) = longer::hidden_in_longer_name(reading, candidate, strong) {
        return Err(reason);
    }
    if is_word_throughout(reading, candidate, strong) {
        return Err(PRINTED_SMALL);
    }
    if opens_with_common_word(reading, candidate, strong) {
        return Err(COMMON_OPENING);
    }
    if is_currency(reading, candidate) {
        return Err(CURRENCY);
    }
    if is_pronoun(reading, candidate) {
        return Err(PRONOUN);
    }
    if is_calendar(reading, candidate) {
        return Err(CALENDAR);
    }
    if is_language(reading, candidate, strong) {
        return Err(LANGUAGE);
    }
    if is_verb(reading, candidate, strong) {
        return Err(COMMON_OPENING);
    }
    // What is asked of all meanings is asked by the kind of the first.
    let doubt = match reading.gazetteer.entity(strong[0].entity).kind {
        EntityType::Organization => doubts::doubt_of_organization(reading, candidate, strong),
        EntityType::Place => doubts::doubt_of_place(reading, candidate, strong),
        EntityType::Person => doubts::doubt_of_person(reading, candidate, strong),
    };
    if let Some(reason) = doubt {
        return Err(reason);
    }
    if strong.iter().any(|meaning| is_cut_abbreviation(reading, candidate, meaning)) {
        return Err(CUT_ABBREVIATION);
    }
    if meanings.len() > 1
        && let Some(meaning) = beside(reading, candidate, meanings)
    {
        return Ok(mention(candidate, meaning.entity, Rule::Context, 0.9));
    }
    // `Obama` is a town in Japan, `Un` one in India: a place that needs support and has none is no rival.
    let plain;
    let supported: &[&Meaning] = match strong {
        [only] if !needs_support(reading, candidate, only) => strong,
        _ => {
            let without = places::without_containers(reading, candidate, strong);
            plain =
                without.into_iter().filter(|meaning| !needs_support(reading, candidate, meaning)).collect::<Vec<_>>();
            &plain
        }
    };
    if doubts::lacks_article(reading, candidate, meanings) {
        return Err("a name of several entities");
    }
    if is_outgrown(reading, supported, strong) {
        return Err("a name of several entities");
    }
    if supported.is_empty() {
        return Err("a small place, or one named like a word or a person, with nothing around it that says so");
    }
    let Some(meaning) = single(reading, candidate, supported) else {
        return Err("a name of several entities");
    };
    if !title_fits(title_before(reading, candidate), reading.gazetteer.entity(meaning.entity)) {
        return Err(OTHER_SEX);
    }
    let confidence = if strong.len() == 1 { 0.95 } else { 0.9 };
    Ok(mention(candidate, meaning.entity, rule_of(reading, meaning), confidence))
}

/// `AFP - ` before the text is the agency, not the Australian police.
fn agency_of_dateline<'m>(reading: &Reading, candidate: &Candidate, meanings: &[&'m Meaning]) -> Option<&'m Meaning> {
    let place = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place;
    if !places::is_dateline(reading, candidate) || meanings.iter().any(place) {
        return None;
    }
    meanings.iter().find(|meaning| reading.gazetteer.entity(meaning.entity).subtype == "media").copied()
}

/// Whether a name left out for the reason is no name at all, whatever else the document says.
pub fn is_final(reason: &str) -> bool {
    reason.starts_with("part of a longer name")
        || [
            CALENDAR,
            CURRENCY,
            PRONOUN,
            PRINTED_SMALL,
            LANGUAGE,
            CUT_ABBREVIATION,
            ELSEWHERE,
            OTHER_ACRONYM,
            OTHER_COUNTRY,
            OTHER_TRADE,
            TOO_EARLY,
        ]
        .contains(&reason)
}

/// The place that the words beside the name decide for, when all its meanings are places.
fn beside<'m>(reading: &Reading, candidate: &Candidate, meanings: &[&'m Meaning]) -> Option<&'m Meaning> {
    let other =
        |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind != EntityType::Place || meaning.priority > 0;
    if meanings.iter().any(other) {
        return None;
    }
    let around = places::Around::of(reading, candidate);
    let ranked = meanings.iter().map(|meaning| (around.evidence(reading, meaning), *meaning));
    let ranked: Vec<(places::Evidence, &Meaning)> = ranked.collect();
    // Beside most names nothing speaks for any of their meanings.
    if !ranked.iter().any(|(evidence, _)| evidence.is_any()) {
        return None;
    }
    let (best, meaning) = *ranked.iter().max_by_key(|(evidence, meaning)| {
        (*evidence, !meaning.weak, places::magnitude(reading.gazetteer.entity(meaning.entity)))
    })?;
    // What the words beside it say of several of its meanings alike is for the document to decide.
    if !best.contained && !best.contains && ranked.iter().filter(|(evidence, _)| *evidence == best).count() > 1 {
        return None;
    }
    // Towns of a list are of one country by chance; only what is well known is decided by its neighbours.
    let sure = best.in_row || best.contained || best.contains || best.kind;
    let telling = sure || best.listed_with > 0 && !needs_support(reading, candidate, meaning);
    telling.then_some(meaning)
}

/// Whether all meanings that need no support are regions or small capitals, and a town that does is larger or nearly so:
/// Plymouth is no more likely the one on Montserrat than the one in Devon.
fn is_outgrown(reading: &Reading, supported: &[&Meaning], strong: &[&Meaning]) -> bool {
    let size = |meanings: &[&Meaning]| {
        meanings.iter().map(|meaning| reading.gazetteer.entity(meaning.entity).population).max().unwrap_or(0)
    };
    let all =
        |subtype: &str| supported.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype == subtype);
    if supported.is_empty() || supported.len() == strong.len() {
        return false;
    }
    let (taken, open) = (size(supported), size(strong));
    let towns = |meanings: &[&Meaning]| {
        meanings.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).subtype == "city")
    };
    let rivals: Vec<&Meaning> =
        strong.iter().filter(|meaning| supported.iter().all(|other| other.entity != meaning.entity)).copied().collect();
    all("region") && taken < open
        || towns(supported)
            && towns(&rivals)
            && taken < 2 * places::KNOWN_EVERYWHERE
            && size(&rivals) >= taken / SMALLER_RIVAL
        || all("capital") && taken < places::KNOWN_CAPITAL && size(&rivals) > taken / SMALLER_RIVAL
}

/// A town with this share (one in so many) of the people of a small capital or a city is its rival.
const SMALLER_RIVAL: u32 = 6;

/// `US$58`, `$US`.
fn is_currency(reading: &Reading, candidate: &Candidate) -> bool {
    let (first, end) = (candidate.first_token as usize, candidate.end_token as usize);
    let beside = |index: Option<usize>| index.is_some_and(|index| reading.surface(index).starts_with(['$', '£']));
    reading.segmented.tokens[first].shape == Shape::Upper
        && (beside(reading.within(candidate.sentence, end)) || beside(reading.before(candidate.sentence, first)))
}

/// `TELL US THE TRUTH`, `THEY PROMISED US WORK`: a verb that is told somebody to do, or that a pronoun does, stands before it.
fn is_pronoun(reading: &Reading, candidate: &Candidate) -> bool {
    const SUBJECTS: [&str; 7] = ["I", "HE", "SHE", "IT", "WE", "YOU", "THEY"];
    const LEADS: [&str; 10] = ["TO", "PLEASE", "DON'T", "NOT", "N'T", "WILL", "MUST", "AND", "WON'T", "CAN"];
    let first = candidate.first_token as usize;
    let is_upper = |at: &usize| reading.segmented.tokens[*at].shape == Shape::Upper;
    if candidate.end_token as usize != first + 1 || reading.surface(first) != "US" {
        return false;
    }
    let Some(verb) = reading.before(candidate.sentence, first).filter(is_upper) else { return false };
    let before = reading.before(candidate.sentence, verb);
    let subject = before.is_some_and(|at| SUBJECTS.contains(&reading.surface(at)));
    let asked = || {
        reading.opens_sentence(candidate.sentence, verb)
            || before.is_some_and(|at| {
                let mark = matches!(reading.surface(at), "\"" | "'" | "‘" | "“" | ":" | "," | "!" | "-" | "–");
                mark || LEADS.contains(&reading.surface(at))
            })
    };
    let preposition = || reading.is_context(verb, &[ContextKind::Before, ContextKind::Motion]);
    subject && !preposition() || reading.is_context(verb, &[ContextKind::BeforeUs]) && asked()
}

/// `March` the month, not the town in Cambridgeshire.
fn is_calendar(reading: &Reading, candidate: &Candidate) -> bool {
    let first = candidate.first_token as usize;
    candidate.end_token - candidate.first_token == 1 && reading.is_context(first, &[ContextKind::Calendar])
}

/// `sung in Hindi and English`: a nationality at the end of its phrase, after a word that languages follow.
fn is_language(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let before = |at: usize| reading.before(candidate.sentence, at);
    let leads = |at: usize| reading.is_context(at, &[ContextKind::LanguageBefore]);
    let ends = || {
        let next = reading.within(candidate.sentence, candidate.end_token as usize);
        next.is_none_or(|at| matches!(reading.segmented.tokens[at].shape, Shape::Punctuation))
    };
    let joined = |at: usize| {
        let other = before(at).filter(|&other| reading.segmented.tokens[other].shape == Shape::Title);
        matches!(reading.surface(at), "and" | "or") && other.and_then(before).is_some_and(leads)
    };
    strong.iter().all(|meaning| meaning.kind == NameKind::Demonym)
        && ends()
        && before(first).is_some_and(|at| leads(at) || joined(at))
}

/// `Polish your shoes`: a nationality that is also a word opens the sentence, before a word that no nationality stands before.
fn is_verb(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let next = reading.within(candidate.sentence, candidate.end_token as usize);
    strong.iter().all(|meaning| meaning.kind == NameKind::Demonym)
        && next.is_some_and(|at| {
            matches!(reading.surface(at), "your" | "my" | "his" | "her" | "our" | "their" | "its" | "the" | "a" | "an")
        })
        && reading.opens_sentence(candidate.sentence, first)
        && reading.gazetteer.words.frequency(reading.segmented.tokens[first].fold).0 > 0
}

/// The meanings that are not weak, of the list that counts most.
fn preferred<'m>(meanings: &[&'m Meaning]) -> Vec<&'m Meaning> {
    let highest = meanings.iter().filter(|meaning| !meaning.weak).map(|meaning| meaning.priority).max();
    let mut strong: Vec<&Meaning> =
        meanings.iter().copied().filter(|meaning| !meaning.weak && Some(meaning.priority) == highest).collect();
    strong.sort_by_key(|meaning| (meaning.entity, meaning.kind));
    strong.dedup_by_key(|meaning| meaning.entity);
    strong
}

/// The one meaning, or the one that is far more prominent than the others.
fn single<'m>(reading: &Reading, candidate: &Candidate, strong: &[&'m Meaning]) -> Option<&'m Meaning> {
    if let [only] = strong {
        return Some(only);
    }
    if let Some(stated) = places::in_stated_container(reading, candidate, strong) {
        return Some(stated);
    }
    if let Some(seat) = seat_or_body(reading, candidate, strong) {
        return Some(seat);
    }
    let all_places = strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place);
    if all_places { places::most_prominent(reading, strong) } else { None }
}

/// `Downing Street said`, `outside Downing Street`: of a building and the body of its name, the body where it acts.
fn seat_or_body<'m>(reading: &Reading, candidate: &Candidate, strong: &[&'m Meaning]) -> Option<&'m Meaning> {
    let [one, two] = strong else { return None };
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let (body, seat) = if entity(one).kind == EntityType::Organization { (one, two) } else { (two, one) };
    let same = entity(body).kind == EntityType::Organization
        && entity(seat).subtype == "landmark"
        && body.case == seat.case
        && body.case != Case::AllCapitals
        && entity(body).country == entity(seat).country;
    let agent = reading
        .before(candidate.sentence, candidate.first_token as usize)
        .is_some_and(|at| matches!(reading.surface(at), "by" | "with" | "told" | "that"));
    same.then_some(if agent || acts(reading, candidate) { *body } else { *seat })
}

/// Whether what follows a name says that it is somebody's who speaks, has or will do something.
fn acts(reading: &Reading, candidate: &Candidate) -> bool {
    reading.within(candidate.sentence, candidate.end_token as usize).is_some_and(|at| {
        let word = reading.surface(at);
        let verb = matches!(word, "did" | "does" | "had" | "has" | "is" | "may" | "must" | "was" | "will" | "would");
        let past = reading.segmented.tokens[at].shape == Shape::Lower && word.ends_with("ed");
        verb || past || word == "'s" || word.starts_with("spokes") || reading.is_context(at, &[ContextKind::Speaks])
    })
}

fn needs_support(reading: &Reading, candidate: &Candidate, meaning: &Meaning) -> bool {
    let entity = reading.gazetteer.entity(meaning.entity);
    if entity.kind != EntityType::Place || meaning.priority > 0 || meaning.kind == NameKind::Demonym {
        return false;
    }
    let known = if meaning.length == 1 { places::KNOWN_CITY } else { KNOWN_TOWN };
    let small_city = entity.subtype == "city" && entity.population < known;
    let small_city = small_city
        || meaning.length == 1 && is_little_known_region(entity)
        || meaning.length > 1 && is_foreign_region(entity) && is_made_of_words(reading, candidate);
    let owned = || matches!(reading.surface(candidate.end_token as usize - 1), "'s" | "'");
    let named_like_else = meaning.ambiguity != Ambiguity::None && meaning.length == 1 || owned();
    if !(small_city || named_like_else) {
        return false;
    }
    let dateline = places::is_dateline(reading, candidate) && (!named_like_else || in_capitals(reading, candidate));
    !(dateline || places::in_stated_container(reading, candidate, &[meaning]).is_some())
}

/// A region with fewer people in its towns is known by its name to few readers elsewhere.
const KNOWN_REGION: u32 = 100_000;

/// `Pando` is a company more often than it is a department of Bolivia. Regions that have no number in the source of the others were
/// listed because news names them (`Darfur`).
fn is_little_known_region(entity: &Entity) -> bool {
    entity.subtype == "region"
        && !entity.geonames.is_empty()
        && entity.population < KNOWN_REGION
        && !places::KNOWN_REGIONS.contains(&entity.country.as_str())
}

/// A region of a country whose regions readers of news in English do not know by name.
fn is_foreign_region(entity: &Entity) -> bool {
    entity.subtype == "region"
        && !entity.geonames.is_empty()
        && !places::KNOWN_REGIONS.contains(&entity.country.as_str())
}

/// `a Federal District judge`, `on the North Side`: a name of ordinary words.
fn is_made_of_words(reading: &Reading, candidate: &Candidate) -> bool {
    let tokens = &reading.segmented.tokens[candidate.first_token as usize..candidate.end_token as usize];
    let direction = |fold| reading.gazetteer.context.is(fold, ContextKind::Direction);
    tokens.iter().all(|token| reading.gazetteer.words.is_word(token.fold) || direction(token.fold))
}

/// `Wash` without its stop is no state.
fn is_cut_abbreviation(reading: &Reading, candidate: &Candidate, meaning: &Meaning) -> bool {
    let first = candidate.first_token as usize;
    meaning.length == 1
        && meaning.kind == NameKind::Alias
        && matches!(meaning.case, Case::Exact(_))
        && reading.gazetteer.entity(meaning.entity).subtype == "region"
        && reading.segmented.tokens[first].shape == Shape::Title
        && !reading.surface(first).ends_with('.')
}

/// Whether the name is printed in capitals, as the places of datelines are and their months are not.
fn in_capitals(reading: &Reading, candidate: &Candidate) -> bool {
    reading.segmented.tokens[candidate.first_token as usize].shape == Shape::Upper
}

fn is_printed_small(reading: &Reading, fold: u64) -> bool {
    reading.segmented.tokens.iter().any(|other| other.fold == fold && other.shape == Shape::Lower)
}

/// `Turkey prices rose ... a fresh turkey`: a place that opens its sentence, in a document that prints it small, and within a sentence never
/// with a capital.
fn is_word_throughout(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let (tokens, fold) = (&reading.segmented.tokens, reading.segmented.tokens[first].fold);
    let within = |other: &Candidate| {
        let at = other.first_token as usize;
        tokens[at].fold == fold && tokens[at].shape.is_capitalized() && !reading.opens_sentence(other.sentence, at)
    };
    candidate.end_token as usize == first + 1
        && tokens[first].shape == Shape::Title
        && strong.iter().all(|meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place)
        && strong.iter().all(|meaning| meaning.kind != NameKind::Demonym)
        && reading.gazetteer.words.is_word(fold)
        && reading.opens_sentence(candidate.sentence, first)
        && is_printed_small(reading, fold)
        && !reading.candidates.iter().any(within)
}

/// Whether the first word stands first in its sentence and is an ordinary word (a common one, to be no nationality), so that its capital tells
/// nothing; a name that is no place's, if the document prints the word small elsewhere (`Apple growers`).
fn opens_with_common_word(reading: &Reading, candidate: &Candidate, strong: &[&Meaning]) -> bool {
    let first = candidate.first_token as usize;
    let token = &reading.segmented.tokens[first];
    let place = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity).kind == EntityType::Place;
    let printed_small = || !strong.iter().any(place) && is_printed_small(reading, token.fold);
    let words = &reading.gazetteer.words;
    let nationality = || strong.iter().all(|meaning| meaning.kind == NameKind::Demonym);
    let ordinary = || if nationality() { words.is_common(token.fold) } else { words.is_word(token.fold) };
    candidate.end_token - candidate.first_token == 1
        && token.shape == Shape::Title
        && reading.opens_sentence(candidate.sentence, first)
        && (ordinary() || printed_small())
}
