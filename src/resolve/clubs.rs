//! Clubs and teams that go by the name of their town: `Leeds beat Derby 2-1`, `the Liverpool striker`.
//!
//! In: mentions of towns and regions, listed or found. Out: the same mentions, those that the document uses for a team as the listed club,
//! or as an organization of that name. A document without a sign of sport beside a town costs a look at the neighbours of its towns. What
//! says place (`in Leeds`, a dateline, the region beside it) stays a place.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::gazetteer::ContextKind;
use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::{chain, fold_hash};

use super::{Reading, Resolved, found, places};

/// Words before and behind a town that make the name of a club.
const BEFORE_TOWN: [&str; 6] = ["AC", "AS", "FC", "SS", "SSC", "RC"];
const BEHIND_TOWN: [&str; 14] = [
    "FC",
    "AFC",
    "CF",
    "SC",
    "United",
    "City",
    "Town",
    "County",
    "Rovers",
    "Wanderers",
    "Athletic",
    "Albion",
    "Hotspur",
    "Wednesday",
];

/// Words of games whose clubs of the same towns no list has, and of the one whose clubs it has.
const OTHER_GAMES: [&str; 16] = [
    "rugby",
    "scrum",
    "scrums",
    "lineout",
    "lineouts",
    "flanker",
    "hooker",
    "prop",
    "tries",
    "conversion",
    "conversions",
    "cricket",
    "wicket",
    "wickets",
    "innings",
    "hockey",
];
const LISTED_GAME: [&str; 4] = ["football", "soccer", "uefa", "footballer"];

/// Words of the listed game beside those: who plays it, and how.
const PLAYERS: [&str; 14] = [
    "striker",
    "strikers",
    "midfielder",
    "midfielders",
    "goalkeeper",
    "goalkeepers",
    "keeper",
    "midfield",
    "header",
    "equaliser",
    "equalizer",
    "equalised",
    "equalized",
    "offside",
];

/// A document that names so many clubs, leagues or associations is about their game.
const CLUBS_NAMED: usize = 2;

/// A document that uses so many towns for their clubs is a report of a league.
const MANY: usize = 3;

/// The longest figure of a score.
const LONGEST_SCORE: usize = 3;

/// Whether the document speaks of another game than that of the listed clubs.
fn is_other_game(reading: &Reading) -> bool {
    speaks_of(reading, &OTHER_GAMES) && !speaks_of(reading, &LISTED_GAME)
}

fn speaks_of(reading: &Reading, words: &[&str]) -> bool {
    let folds: Vec<u64> = words.iter().map(|word| fold_hash(word)).collect();
    reading.segmented.tokens.iter().any(|token| folds.contains(&token.fold))
}

/// Whether the document is about the game of the listed clubs: it names several, and says what is played.
fn is_about_listed_game(reading: &Reading, resolved: &Resolved) -> bool {
    let mut named = Vec::new();
    for mention in &resolved.mentions {
        if let EntityRef::Listed(index) = mention.entity
            && !named.contains(&index)
            && reading.gazetteer.entity(index).subtype == "sport"
        {
            named.push(index);
        }
    }
    named.len() >= CLUBS_NAMED
        && (speaks_of(reading, &LISTED_GAME) || speaks_of(reading, &PLAYERS))
        && !is_other_game(reading)
}

/// Whether something is said to be in the place, or what holds it stands beside; `from Parma` is said of players.
fn is_located(reading: &Reading, mention: &Mention) -> bool {
    let name = reading.unlisted(mention.sentence, mention.first_token as usize, mention.end_token as usize);
    let before = reading.before(mention.sentence, mention.first_token as usize);
    before.is_some_and(|at| matches!(reading.surface(at), "in" | "In" | "near" | "around" | "outside" | "across"))
        || places::has_place_noun(reading, &name)
        || places::is_dateline(reading, &name)
        || places::Around::of(reading, &name).holds_something()
}

/// What the words beside a town say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Only a club has that: a striker, a score.
    Club,
    /// A coach, who may be a bus.
    Coach,
    /// Teams have that, and others: a win, a manager.
    Team,
    /// A town is meant.
    Place,
    /// Part of something longer.
    Part,
    /// Nothing.
    None,
}

/// What the signs of a document say of one name.
#[derive(Clone, Copy, Default)]
struct Votes {
    team: u32,
    place: u32,
}

/// Turns towns into the clubs that bear their names, where the document is about sport.
pub fn add(reading: &Reading, resolved: &mut Resolved) {
    let signs: Vec<(usize, Sign)> = resolved
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| is_town(reading, resolved, mention))
        .map(|(index, mention)| (index, sign(reading, mention)))
        .filter(|(index, sign)| *sign == Sign::Club || kind(reading, resolved, *index) != EntityType::Person)
        .collect();
    let game = !signs.is_empty() && is_about_listed_game(reading, resolved);
    if !game && !is_about_sport(reading, resolved, &signs) {
        return;
    }
    let name = |index: usize| {
        let mention = &resolved.mentions[index];
        reading.hash_of(mention.first_token as usize, mention.end_token as usize).unwrap_or_default()
    };
    let mut votes: FxHashMap<u64, Votes> = FxHashMap::default();
    for &(index, sign) in &signs {
        let votes = votes.entry(name(index)).or_default();
        match sign {
            Sign::Club => votes.team += 2,
            Sign::Coach | Sign::Team => votes.team += 1,
            Sign::Place => votes.place += 1,
            Sign::Part | Sign::None => {}
        }
    }
    // Where a government may be meant, one word says too little.
    let enough = |index: usize, votes: &Votes| {
        let capital = resolved.entity(reading, &resolved.mentions[index]).subtype == "capital";
        votes.team >= if capital { 2 } else { 1 }
    };
    let voted = |index: usize| votes.get(&name(index)).copied().unwrap_or_default();
    let meant = |(index, sign): &(usize, Sign)| {
        let votes = voted(*index);
        enough(*index, &votes)
            && match sign {
                Sign::Club | Sign::Coach | Sign::Team => true,
                Sign::None => votes.team >= votes.place,
                Sign::Place | Sign::Part => false,
            }
    };
    let mut turned: Vec<usize> = signs.iter().filter(|sign| meant(sign)).map(|(index, _)| *index).collect();
    if turned.is_empty() && !game {
        return;
    }
    // Where many towns are clubs, or their game is what it is about, so is one of which nothing is said, if a list has its club.
    let other_game = is_other_game(reading);
    let clubs: FxHashSet<u64> = turned.iter().map(|&index| name(index)).collect();
    if game || clubs.len() >= MANY && !other_game {
        let silent = |(index, sign): &&(usize, Sign)| {
            let mention = &resolved.mentions[*index];
            let votes = voted(*index);
            let unsaid = *sign == Sign::None && votes.team + votes.place == 0;
            let played = || matches!(sign, Sign::None | Sign::Place) && !is_located(reading, mention);
            let country = &resolved.entity(reading, mention).country;
            (unsaid || game && played()) && listed_club(reading, mention, country).is_some()
        };
        turned.extend(signs.iter().filter(silent).map(|(index, _)| *index));
        turned.sort_unstable();
        turned.dedup();
    }
    let told = clubs_told(reading, resolved);
    for index in turned {
        let entity = club(reading, resolved, index, &told, other_game);
        let mention = &mut resolved.mentions[index];
        *mention = Mention { entity, rule: Rule::Context, confidence: 0.8, ..*mention };
    }
}

/// Whether the mention is of a town or region by its name, or one word that is a town's elsewhere and was found as somebody.
fn is_town(reading: &Reading, resolved: &Resolved, mention: &Mention) -> bool {
    if !matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found) {
        return false;
    }
    let place = resolved.entity(reading, mention);
    let single = mention.end_token - mention.first_token == 1;
    match (place.kind, mention.entity) {
        // England and Scotland have teams as countries have, which go by the country.
        (EntityType::Place, EntityRef::Listed(_)) => match places::class(place) {
            places::Class::City => true,
            places::Class::Region => !place.geonames.is_empty() && place.id.ends_with(&place.geonames),
            _ => false,
        },
        // `at Stamford Bridge` beside a striker is a ground.
        (EntityType::Place, EntityRef::Found(_)) => single,
        // `Liverpool beat AC Milan`: the finder may have seen the team, or somebody.
        (EntityType::Person | EntityType::Organization, EntityRef::Found(_)) => {
            single && reading.candidate_at(mention.first_token as usize).is_some()
        }
        _ => false,
    }
}

fn kind(reading: &Reading, resolved: &Resolved, index: usize) -> EntityType {
    resolved.entity(reading, &resolved.mentions[index]).kind
}

/// Whether the document has a striker or a score beside a name, or says of towns what is said of teams and has a coach or a club besides.
fn is_about_sport(reading: &Reading, resolved: &Resolved, signs: &[(usize, Sign)]) -> bool {
    let count = |sign: Sign| signs.iter().filter(|(_, other)| *other == sign).count();
    let (coaches, teams) = (count(Sign::Coach), count(Sign::Team) + count(Sign::Coach));
    // What was found as a body, where a club is named too, is no town.
    let body = || {
        let team = |&(index, sign): &(usize, Sign)| {
            sign == Sign::Team && kind(reading, resolved, index) == EntityType::Organization
        };
        signs.iter().any(team) && names_club(reading, resolved)
    };
    let scored = || {
        let mut clubs = resolved.mentions.iter();
        clubs.any(|name| {
            is_score(reading, name.sentence, name.end_token as usize)
                && resolved.entity(reading, name).kind == EntityType::Organization
        })
    };
    count(Sign::Club) > 0
        || teams > 0
            && (coaches > 0 && teams > 1
                || (coaches > 0 || teams > 1) && names_club(reading, resolved)
                || body()
                || scored())
}

/// Whether a listed club, league or association is named.
fn names_club(reading: &Reading, resolved: &Resolved) -> bool {
    resolved.mentions.iter().any(|mention| match mention.entity {
        EntityRef::Listed(index) => reading.gazetteer.entity(index).subtype == "sport",
        EntityRef::Found(_) => false,
    })
}

fn sign(reading: &Reading, mention: &Mention) -> Sign {
    use ContextKind::{ClubNoun, TeamBefore, TeamNoun};
    let tokens = &reading.segmented.tokens;
    let (first, end) = (mention.first_token as usize, mention.end_token as usize);
    let within = |at: usize| reading.within(mention.sentence, at);
    let next = within(end);
    let owner = next.filter(|&at| matches!(reading.surface(at), "'s" | "'"));
    let noun = owner.map_or(next, |owner| within(owner + 1));
    let is = |at: Option<usize>, kind: ContextKind| at.is_some_and(|at| reading.is_context(at, &[kind]));
    let small = noun.filter(|&at| tokens[at].shape == Shape::Lower);
    // `the Denver coach` may be a bus, `Denver coach Mike Shanahan` is none.
    let named = || small.and_then(|at| within(at + 1)).is_some_and(|at| tokens[at].shape.is_capitalized());
    match (is(small, ClubNoun), is(small, TeamNoun)) {
        (true, true) if !named() => return Sign::Coach,
        (true, _) => return Sign::Club,
        _ => {}
    }
    let candidate = reading.unlisted(mention.sentence, first, end);
    if places::says_place(reading, &candidate)
        || places::is_dateline(reading, &candidate)
        || places::Around::of(reading, &candidate).holds_something()
    {
        return Sign::Place;
    }
    let goes_on = |at: usize| {
        tokens[at].shape == Shape::Hyphen
            || tokens[at].shape.is_capitalized() && tokens[at].space_before && !reading.is_covered(at)
    };
    let before = reading.before(mention.sentence, first);
    // `he told BBC Newcastle`.
    let station = |at: usize| tokens[at].shape == Shape::Upper && tokens[first].shape == Shape::Title;
    if next.is_some_and(goes_on) || before.is_some_and(station) {
        return Sign::Part;
    }
    if noun.is_some_and(|at| is_score(reading, mention.sentence, at))
        || before.is_some_and(|at| ends_score(reading, mention.sentence, at))
    {
        return Sign::Club;
    }
    let team = is(small, TeamNoun) || is(before, TeamBefore) || is_in_line_up(reading, mention);
    if team { Sign::Team } else { Sign::None }
}

/// `Robinson (Sunderland)`: a name in brackets behind somebody's.
fn is_in_line_up(reading: &Reading, mention: &Mention) -> bool {
    let opened =
        reading.before(mention.sentence, mention.first_token as usize).filter(|&at| reading.surface(at) == "(");
    let bearer = opened.and_then(|at| reading.before(mention.sentence, at));
    let closed = reading.within(mention.sentence, mention.end_token as usize);
    closed.is_some_and(|at| reading.surface(at) == ")")
        && bearer.is_some_and(|at| reading.segmented.tokens[at].shape == Shape::Title)
}

/// Whether two short figures joined by a hyphen stand at the token: `2-1`.
fn is_score(reading: &Reading, sentence: u32, at: usize) -> bool {
    let tokens = &reading.segmented.tokens;
    let figure = |at: usize| {
        reading
            .within(sentence, at)
            .is_some_and(|at| tokens[at].shape == Shape::Number && tokens[at].span.len() <= LONGEST_SCORE)
    };
    figure(at) && figure(at + 2) && tokens[at + 1].shape == Shape::Hyphen && !tokens[at + 2].space_before
}

fn ends_score(reading: &Reading, sentence: u32, at: usize) -> bool {
    let first = reading.segmented.sentences[sentence as usize].first_token as usize;
    at >= first + 2 && is_score(reading, sentence, at - 2)
}

/// Clubs that the document names, by the hashes of the towns that their names open with; none where several do.
type Told = FxHashMap<u64, Option<EntityRef>>;

fn clubs_told(reading: &Reading, resolved: &Resolved) -> Told {
    let mut told = Told::default();
    let clubs = resolved.mentions.iter().filter(|mention| resolved.entity(reading, mention).subtype == "sport");
    for mention in clubs {
        let words: Vec<&str> = resolved.entity(reading, mention).name.split(' ').collect();
        let mut hash = 0;
        for word in &words[..words.len() - 1] {
            hash = chain(hash, fold_hash(word));
            let known = told.entry(hash).or_insert(Some(mention.entity));
            *known = known.filter(|known| *known == mention.entity);
        }
    }
    told
}

/// The club meant by the town's name: one that the document names, the one listed club of such a name, else one that no list has.
fn club(reading: &Reading, resolved: &mut Resolved, index: usize, told: &Told, other_game: bool) -> EntityRef {
    let mention = &resolved.mentions[index];
    let town = reading.hash_of(mention.first_token as usize, mention.end_token as usize);
    let country = resolved.entity(reading, mention).country.clone();
    if let Some(Some(club)) = town.and_then(|town| told.get(&town)) {
        return *club;
    }
    if !other_game && let Some(club) = listed_club(reading, mention, &country) {
        return EntityRef::Listed(club);
    }
    let name = found::printed(mention.span.of(&reading.clean.text));
    let id = found::id_of(EntityType::Organization, &name);
    let known = resolved.found.iter().position(|entity| entity.id == id);
    let at = known.unwrap_or_else(|| {
        let kind = EntityType::Organization;
        resolved.found.push(Entity { id, name, kind, subtype: "sport".into(), country, ..Entity::default() });
        resolved.found.len() - 1
    });
    EntityRef::Found(at as u32)
}

/// The one listed club whose name is the town's, alone or with a word for a club before or behind it.
fn listed_club(reading: &Reading, mention: &Mention, country: &str) -> Option<u32> {
    let names = reading.gazetteer.names();
    let words = &reading.segmented.tokens[mention.first_token as usize..mention.end_token as usize];
    let hash = |prefix: u64| words.iter().fold(prefix, |hash, token| chain(hash, token.fold));
    let alone = [hash(0)].into_iter();
    let behind = BEHIND_TOWN.iter().map(|word| chain(hash(0), fold_hash(word)));
    let before = BEFORE_TOWN.iter().map(|word| hash(chain(0, fold_hash(word))));
    let groups = alone.chain(behind).chain(before).filter_map(|key| names.group_of(key));
    let mut clubs = groups.flat_map(|group| names.meanings(group)).map(|meaning| meaning.entity).filter(|&index| {
        let club = reading.gazetteer.entity(index);
        club.subtype == "sport" && (country.is_empty() || club.country == country)
    });
    let first = clubs.next()?;
    clubs.all(|other| other == first).then_some(first)
}
