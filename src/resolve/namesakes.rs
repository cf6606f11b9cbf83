//! Namesakes of listed people: `Sheriff's Deputy David Cameron, a nine-year veteran of the force`.
//!
//! A plain trade or rank right before or behind a full name is that of somebody whom no list has, where the document names nothing
//! of the listed person's country, and the list knows nothing of such a trade.

use crate::gazetteer::{ContextKind, Meaning, NameKind};
use crate::model::{Entity, EntityType, Mention, Shape};
use crate::spot::{Candidate, fitting_meanings};

use super::prominent::nation;
use super::surnames::title_before;
use super::{Open, Reading};

/// Why a namesake is left out.
pub const OTHER_TRADE: &str = "somebody else of that name: the trade or rank beside it is none of the listed person's";

/// Words of a phrase that introduces a name, at most (`The headmaster of the school in Devon`).
const LONGEST_INTRODUCTION: usize = 9;

/// Words of a description between its article and the trade (`a veteran school bus driver`).
const LONGEST_DESCRIPTION: usize = 6;

/// Whether the words beside a full name say that it is somebody else's than the listed people's.
pub fn is_namesake(reading: &Reading, candidate: &Candidate, meanings: &[&Meaning]) -> bool {
    let entity = |meaning: &Meaning| reading.gazetteer.entity(meaning.entity);
    let person = |meaning: &&Meaning| entity(meaning).kind == EntityType::Person && meaning.priority == 0;
    candidate.end_token - candidate.first_token > 1
        && !meanings.is_empty()
        && meanings.iter().all(person)
        && trade_beside(reading, candidate).is_some_and(|trade| {
            meanings.iter().all(|meaning| is_no_trade_of(entity(meaning), &trade))
                && !meanings.iter().any(|meaning| is_country_named(reading, nation(entity(meaning))))
        })
}

/// Once a full name is a namesake's it is so throughout the document: such mentions are open again, and left out.
pub fn drop_throughout<'d>(reading: &Reading<'d>, mentions: &mut Vec<Mention>, open: &mut Vec<Open<'d>>) {
    let groups: Vec<u32> =
        open.iter().filter(|name| name.reason == OTHER_TRADE).map(|name| name.candidate.group).collect();
    if groups.is_empty() {
        return;
    }
    mentions.retain(|mention| {
        let candidate = reading.candidate_at(mention.first_token as usize);
        let Some(candidate) = candidate.filter(|candidate| groups.contains(&candidate.group)) else { return true };
        let meanings = fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate).collect();
        open.push(Open { candidate: *candidate, meanings, reason: OTHER_TRADE });
        false
    });
}

/// A trade told beside a name.
struct Trade<'d> {
    /// Empty where only an age and a home are told.
    word: &'d str,
    /// Whether it is a rank of the police or the army before the name.
    rank: bool,
}

/// The trade told right before or behind the name.
fn trade_beside<'d>(reading: &Reading<'d>, candidate: &Candidate) -> Option<Trade<'d>> {
    let resident = is_resident(reading, candidate).then_some(Trade { word: "", rank: false });
    let behind = || trade_behind(reading, candidate).or_else(|| local_office_behind(reading, candidate));
    trade_before(reading, candidate)
        .or(resident)
        .or_else(|| trade_introducing(reading, candidate))
        .or_else(|| behind().map(|at| Trade { word: reading.surface(at), rank: false }))
}

/// `the cabbie John Major`, `Constable David Davis`; not `press officer Tony Blair`, `Chief Financial Officer Tony Blair`.
fn trade_before<'d>(reading: &Reading<'d>, candidate: &Candidate) -> Option<Trade<'d>> {
    let tokens = &reading.segmented.tokens;
    let is_trade = |at: &usize| reading.is_context(*at, &[ContextKind::PlainTrade]);
    let (sentence, first) = (candidate.sentence, candidate.first_token as usize);
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    let Some((from, title)) = reading.gazetteer.titles.ending_at(tokens, start, first) else {
        let word = reading.before(sentence, first).filter(is_trade);
        return word.map(|at| Trade { word: reading.surface(at), rank: false });
    };
    let led = || reading.before(sentence, from).is_some_and(|at| tokens[at].shape.is_capitalized());
    let told = match title.kind {
        "office" if title.code == "COP" => tokens[from].shape.is_capitalized() && !led(),
        "office" => title.code.is_empty(),
        "military" | "occupation" => true,
        _ => false,
    };
    let word = (from..first).find(is_trade).filter(|_| told)?;
    Some(Trade { word: reading.surface(word), rank: matches!(title.code, "COP" | "MIL") })
}

/// `A dentist, Dr Joachim Merkel, hung`; `The headmaster of the school in Devon, Mr James Baker, said`.
fn trade_introducing<'d>(reading: &Reading<'d>, candidate: &Candidate) -> Option<Trade<'d>> {
    let tokens = &reading.segmented.tokens;
    let (sentence, first) = (candidate.sentence, candidate.first_token as usize);
    let closed = reading.within(sentence, candidate.end_token as usize).filter(|&at| reading.surface(at) == ",");
    closed?;
    let start = reading.segmented.sentences[sentence as usize].first_token as usize;
    let title = reading.gazetteer.titles.ending_at(tokens, start, first);
    let from = title.filter(|(_, title)| title.kind == "honorific").map_or(first, |(from, _)| from);
    let comma = reading.before(sentence, from).filter(|&at| reading.surface(at) == ",")?;
    let words = (start.max(comma.saturating_sub(LONGEST_INTRODUCTION))..comma).rev();
    let phrase =
        words.take_while(|&at| tokens[at].shape.is_word() || matches!(tokens[at].shape, Shape::Clitic | Shape::Hyphen));
    let trade = phrase.filter(|&at| {
        let ends = at + 1 == comma || matches!(reading.surface(at + 1), "at" | "from" | "in" | "of" | "on");
        tokens[at].shape == Shape::Lower && ends && reading.is_context(at, &[ContextKind::PlainTrade])
    });
    let article = |at: usize| {
        let word = reading.surface(at);
        matches!(word, "a" | "an" | "the") || reading.opens_sentence(sentence, at) && matches!(word, "A" | "An" | "The")
    };
    // The article of the trade itself, with nothing but its description between.
    trade.last().and_then(|at| {
        let described = (start.max(at.saturating_sub(LONGEST_DESCRIPTION))..at).rev();
        let mut described = described.take_while(|&at| tokens[at].shape != Shape::Punctuation);
        described.any(article).then(|| Trade { word: reading.surface(at), rank: false })
    })
}

/// `David Cameron, 34, of Tulsa`, with no title before it: so news introduces those whom nobody knows.
fn is_resident(reading: &Reading, candidate: &Candidate) -> bool {
    let at = |offset: usize| reading.within(candidate.sentence, candidate.end_token as usize + offset);
    let is = |offset: usize, word: &str| at(offset).is_some_and(|at| reading.surface(at) == word);
    let shape = |offset: usize| at(offset).map(|at| reading.segmented.tokens[at].shape);
    is(0, ",")
        && shape(1) == Some(Shape::Number)
        && is(2, ",")
        && is(3, "of")
        && shape(4).is_some_and(|shape| shape.is_capitalized())
        && title_before(reading, candidate).is_none()
}

/// Where what is set off behind a name begins: after a comma, and after an age and its comma.
fn set_off_behind(reading: &Reading, candidate: &Candidate) -> Option<usize> {
    let within = |at: usize| reading.within(candidate.sentence, at);
    let behind_comma = |at: usize| within(at).filter(|&at| reading.surface(at) == ",").map(|comma| comma + 1);
    let at = behind_comma(candidate.end_token as usize)?;
    match within(at).filter(|&age| reading.segmented.tokens[age].shape == Shape::Number) {
        Some(age) => behind_comma(age + 1),
        None => Some(at),
    }
}

/// The trade of `Karen Hughes, 52, a school bus driver from Dayton`; not of `a former nurse`, `a grocer's daughter`.
fn trade_behind(reading: &Reading, candidate: &Candidate) -> Option<usize> {
    let tokens = &reading.segmented.tokens;
    let within = |at: usize| reading.within(candidate.sentence, at);
    let at = set_off_behind(reading, candidate)?;
    within(at).filter(|&at| matches!(reading.surface(at), "a" | "an" | "the"))?;
    for at in at + 1..=at + LONGEST_DESCRIPTION {
        let word = reading.surface(within(at)?);
        if reading.is_context(at, &[ContextKind::PlainTrade]) {
            let ends = within(at + 1).is_none_or(|next| {
                let shape = tokens[next].shape;
                shape == Shape::Punctuation
                    || matches!(reading.surface(next), "at" | "from" | "in" | "of" | "on" | "who" | "whose" | "with")
            });
            return ends.then_some(at);
        }
        let joins = tokens[at].shape.is_word() || matches!(tokens[at].shape, Shape::Clitic | Shape::Hyphen);
        if !joins || matches!(word, "and" | "ex" | "former" | "of" | "onetime" | "who") {
            return None;
        }
    }
    None
}

/// The word that makes an office a neighbourhood's: `John Major, treasurer of the village bowls club`.
fn local_office_behind(reading: &Reading, candidate: &Candidate) -> Option<usize> {
    let tokens = &reading.segmented.tokens;
    let within = |at: usize| reading.within(candidate.sentence, at);
    let at = set_off_behind(reading, candidate)?;
    let article = within(at).is_some_and(|at| matches!(reading.surface(at), "a" | "an" | "the"));
    let office = within(at + usize::from(article)).filter(|&at| LOCAL_OFFICES.contains(&reading.surface(at)))?;
    within(office + 1).filter(|&of| matches!(reading.surface(of), "of" | "at"))?;
    let words = (office + 2..office + 2 + LONGEST_DESCRIPTION).map_while(within);
    let mut words = words.take_while(|&at| tokens[at].shape != Shape::Punctuation);
    words.find(|&at| reading.is_context(at, &[ContextKind::Local]))
}

/// What people are in clubs, schools and shops.
const LOCAL_OFFICES: [&str; 20] = [
    "captain",
    "chair",
    "chairman",
    "chairwoman",
    "conductor",
    "head",
    "landlady",
    "landlord",
    "leader",
    "manager",
    "manageress",
    "member",
    "organiser",
    "organizer",
    "owner",
    "president",
    "secretary",
    "teacher",
    "treasurer",
    "warden",
];

/// Whether the list knows nothing of such a trade: public figures, and nobody of the police or of that office. Who is listed for fame alone
/// may have had a trade that people are famous for, but no rank and no other.
fn is_no_trade_of(person: &Entity, trade: &Trade) -> bool {
    let public = matches!(person.subtype.as_str(), "politician" | "official" | "royal" | "business" | "judge");
    let word = trade.word.to_lowercase();
    let word = word.trim_end_matches('.');
    let codes = || person.roles.iter().map(|role| role.code.as_str()).chain([person.code.as_str()]);
    let plain = !word.is_empty() && !trade.rank && !FAMED.contains(&word);
    (public || plain || person.subtype == "media" && trade.rank)
        && (word.is_empty() || !person.roles.iter().any(|role| role.title.contains(word)))
        && !codes().any(|code| code.ends_with("COP"))
}

/// Plain trades that people are famous for, by sport or science, and words that famous people are told by too.
const FAMED: [&str; 24] = [
    "astronomer",
    "biologist",
    "botanist",
    "chemist",
    "driver",
    "geologist",
    "goalkeeper",
    "golfer",
    "headmaster",
    "jockey",
    "midfielder",
    "officer",
    "physicist",
    "pitcher",
    "private",
    "pupil",
    "quarterback",
    "schoolboy",
    "schoolgirl",
    "striker",
    "student",
    "teenager",
    "winger",
    "zoologist",
];

/// Countries whose people's names are borne by many in all of them.
const SHARED_NAMES: [&str; 6] = ["AUS", "CAN", "GBR", "IRL", "NZL", "USA"];

/// Whether the document names the country, its people, or a place in it; where names are many people's, places say nothing.
fn is_country_named(reading: &Reading, country: &str) -> bool {
    let named = |meaning: &Meaning| {
        let place = reading.gazetteer.entity(meaning.entity);
        place.kind == EntityType::Place
            && place.country == country
            && (place.subtype == "country" || meaning.kind == NameKind::Demonym || !SHARED_NAMES.contains(&country))
    };
    let listed = reading.candidates.iter().filter(|candidate| candidate.group != u32::MAX);
    listed.flat_map(|candidate| reading.gazetteer.names().meanings(candidate.group)).any(named)
}
