//! Whose a bare name is where another bearer is named in full: `Karen Merkel, a driver ... Merkel told troopers`.
//!
//! In: the mentions of a document, found names included. Out: the same, where a bare name that the lists know for somebody famous, or
//! for a place, means whom the document names in full. The famous bearer keeps it where the document speaks of him or her too: in full, with
//! an office, or by surname before the other is named; then a title told of one of them, the nearest full name and whom the sentence speaks of
//! beside decide.

use crate::gazetteer::{ContextKind, family_name_first, name_parts};
use crate::model::{EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::{chain, fold_hash};

use super::prominent::nation;
use super::surnames::{gender_told, holds_office, is_oblique, is_subject, title_before, title_fits};
use super::{Reading, Resolved, places};

/// So many first letters in common make two given names spellings of one (`Don Trump`, `Hilary Clinton`).
const SAME_BEGINNING: usize = 3;
/// Places some of whose people put an English given name first.
const MIXED_ORDER: [&str; 4] = ["HKG", "MAC", "SGP", "TWN"];
/// Sentences after which a full name is not near.
const NEAR: u32 = 3;
/// Words of a description up to its trade.
const LONGEST_DESCRIPTION: usize = 3;
/// How sure it is that a bare name is the person's.
const CONFIDENCE: f32 = 0.8;

/// Somebody whom the document names in full.
struct Owner {
    /// Where the name begins.
    token: u32,
    sentence: u32,
    /// Where it ends.
    end: u32,
    /// The folded given name of somebody found.
    given: Option<u64>,
    /// Chained hashes of what the person may be called by.
    surnames: Vec<u64>,
    entity: EntityRef,
}

/// Gives bare names to the people who own them in this document.
pub fn settle(reading: &Reading, resolved: &mut Resolved) {
    let owners: Vec<Owner> = resolved.mentions.iter().filter_map(|name| owner(reading, resolved, name)).collect();
    if owners.is_empty() {
        return;
    }
    let taken: Vec<(usize, EntityRef)> = resolved
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, bare)| bare.end_token - bare.first_token == 1)
        .filter_map(|(index, bare)| Some((index, meant(reading, &resolved.mentions, &owners, bare)?)))
        .collect();
    for (index, entity) in taken {
        let bare = &mut resolved.mentions[index];
        let rule = if matches!(entity, EntityRef::Listed(_)) { Rule::Surname } else { Rule::Found };
        *bare = Mention { entity, rule, confidence: CONFIDENCE, ..*bare };
    }
}

/// The person whom a mention names by given name and surname.
fn owner(reading: &Reading, resolved: &Resolved, name: &Mention) -> Option<Owner> {
    let (first, last) = (name.first_token as usize, name.end_token as usize - 1);
    let person = resolved.entity(reading, name);
    if person.kind != EntityType::Person || last == first {
        return None;
    }
    let (token, sentence, end, entity) = (name.first_token, name.sentence, name.end_token, name.entity);
    let tokens = &reading.segmented.tokens;
    if matches!(entity, EntityRef::Listed(_)) {
        let parts = name_parts(name.span.of(&reading.clean.text), nation(person));
        // `Crown Princess Victoria` opens with no given name.
        let given = parts.given.filter(|_| reading.gazetteer.titles.longest(tokens, first, last).is_none());
        return Some(Owner { token, sentence, end, given, surnames: parts.surnames, entity });
    }
    if opens_with_surname(reading, first) {
        let surnames = vec![chain(0, tokens[first].fold), chain(0, tokens[last].fold)];
        return Some(Owner { token, sentence, end, given: None, surnames, entity });
    }
    let capital = |at: usize| matches!(tokens[at].shape, Shape::Title | Shape::Mixed);
    // `Deirdre Trump`: what no list of given names has is one too, where it is no word.
    let name = reading.gazetteer.is_given_name(tokens[first].fold)
        || reading.looks_like_name(first) && !reading.is_covered(first);
    let given = name && reading.gazetteer.titles.longest(tokens, first, first + 1).is_none();
    (capital(first) && capital(last) && given).then(|| Owner {
        token,
        sentence,
        end,
        given: Some(tokens[first].fold),
        surnames: vec![chain(0, tokens[last].fold)],
        entity,
    })
}

/// Whether the name at `first` opens with what is a family name where these stand first (`Moon Seok-ho`); one that is a given name elsewhere
/// (`Lee`, `Kim`) needs a given name of two parts behind it.
pub fn opens_with_surname(reading: &Reading, first: usize) -> bool {
    let tokens = &reading.segmented.tokens;
    let fold = tokens[first].fold;
    let given = reading.gazetteer.is_given_name(fold);
    let family = |person: &u32| {
        let person = reading.gazetteer.entity(*person);
        let opening = person.name.split([' ', '-']).next().unwrap_or_default();
        // `John Lee`, `George Yeh`.
        let mixed = given && MIXED_ORDER.contains(&nation(person));
        family_name_first(nation(person), 2) && !mixed && fold_hash(opening) == fold
    };
    let two_parts = || {
        let shape = |at: usize| tokens.get(at).map(|token| token.shape);
        let goes_on = matches!(shape(first + 2), Some(Shape::Title)) && tokens[first + 2].space_before;
        shape(first + 2) == Some(Shape::Hyphen) || goes_on
    };
    tokens[first].shape == Shape::Title
        && reading.gazetteer.people_of_surname(chain(0, fold)).iter().any(family)
        && (!given || two_parts())
}

/// Whom a bare name means, if somebody else than it says owns it here.
fn meant(reading: &Reading, mentions: &[Mention], owners: &[Owner], bare: &Mention) -> Option<EntityRef> {
    let EntityRef::Listed(index) = bare.entity else { return None };
    let fold = reading.segmented.tokens[bare.first_token as usize].fold;
    match reading.gazetteer.entity(index).kind {
        EntityType::Person if matches!(bare.rule, Rule::Name | Rule::Variant | Rule::Surname) => {
            let surname = chain(0, fold);
            let owns = |owner: &Owner| owner.surnames.contains(&surname);
            let mut ours = owners.iter().filter(|owner| owns(owner)).peekable();
            let first = ours.peek()?.token;
            let told = bare.rule != Rule::Surname && ours.all(|owner| is_other(reading, owner, index));
            if !told || is_spoken_of(reading, mentions, bare, first) {
                let rivals: Vec<&Owner> = owners.iter().filter(|owner| owns(owner)).collect();
                return rival(reading, mentions, &rivals, bare, index);
            }
            nearest(owners, bare, |owner| owns(owner) && may_be(reading, owner, bare)).map(|owner| owner.entity)
        }
        EntityType::Place if bare.rule == Rule::Demonym => {
            let surname = |owner: &Owner| owner.given.is_some() && owner.surnames.contains(&chain(0, fold));
            nearest(owners, bare, surname).filter(|_| stands_as_noun(reading, bare)).map(|owner| owner.entity)
        }
        EntityType::Place if matches!(bare.rule, Rule::Name | Rule::Context | Rule::Found | Rule::Metonym) => {
            // `Washington put his head on the table` after `Terrell Washington`: no place has a head.
            let surname = |owner: &Owner| owner.given.is_some() && owner.surnames.contains(&chain(0, fold));
            let by_surname = || nearest(owners, bare, surname).filter(|_| has_gender(reading, bare));
            let owner = nearest(owners, bare, |owner| owner.given == Some(fold)).or_else(by_surname)?;
            let alone = |mention: &Mention| mention.entity != bare.entity || is_bare_place(reading, mention);
            let named = owner.token < bare.first_token || reading.is_title(bare.sentence);
            // `Jordan borders Iraq`: a known place beside another is one.
            let place = |mention: &Mention| is_place_of_sentence(reading, mention, bare);
            let apart = places::is_small(reading.gazetteer.entity(index)) || !mentions.iter().any(place);
            (named && apart && mentions.iter().all(alone)).then_some(owner.entity)
        }
        _ => None,
    }
}

/// Whom a bare name means where its famous bearer is spoken of and somebody whom no list has bears it too: who was introduced with the
/// title before it; who alone fits its form of address or pronoun; else who was introduced as a stranger nearest before it, where no family is
/// told of and the sentence names no other listed person.
fn rival(reading: &Reading, mentions: &[Mention], owners: &[&Owner], bare: &Mention, famous: u32) -> Option<EntityRef> {
    let name = reading.unlisted(bare.sentence, bare.first_token as usize, bare.end_token as usize);
    let title = title_before(reading, &name);
    let person = reading.gazetteer.entity(famous);
    let gender = gender_told(reading, &name).filter(|_| title.is_none());
    // `Mandela said she had no time`: the one of that sex.
    if let Some(told) = gender.filter(|told| person.gender.is_some_and(|own| own != *told)) {
        let of_it = |owner: &&&Owner| match owner.entity {
            EntityRef::Listed(index) => reading.gazetteer.entity(index).gender == Some(told),
            EntityRef::Found(_) => false,
        };
        if let Some(owner) = owners.iter().filter(of_it).rfind(|owner| owner.token < bare.first_token) {
            return Some(owner.entity);
        }
    }
    let is_new = |owner: &Owner| matches!(owner.entity, EntityRef::Found(_)) && is_other(reading, owner, famous);
    let full = |owner: &&&Owner| owner.entity == EntityRef::Listed(famous) && owner.token < bare.first_token;
    if !owners.iter().any(|owner| is_new(owner)) || !owners.iter().any(|owner| full(&owner)) {
        return None;
    }
    if title.is_some_and(|title| title.kind == "office" && holds_office(person, title.text, reading)) {
        return None;
    }
    let before = |owner: &&&Owner| owner.token < bare.first_token;
    // `Sgt Hague`: as one of them was introduced.
    if let Some(title) = title.filter(|title| !is_plain_address(title.text)) {
        let introduced = |owner: &&&Owner| {
            let name = reading.unlisted(owner.sentence, owner.token as usize, owner.token as usize + 1);
            title_before(reading, &name).is_some_and(|told| same_title(told.text, title.text))
        };
        let titled = owners.iter().filter(before).rfind(introduced);
        if let Some(titled) = titled {
            return is_new(titled).then_some(titled.entity);
        }
    }
    let may_be = |owner: &&&Owner| match owner.entity {
        EntityRef::Listed(index) => {
            let listed = reading.gazetteer.entity(index);
            let other_sex = gender.zip(listed.gender).is_some_and(|(told, own)| told != own);
            title_fits(title, listed) && !other_sex
        }
        EntityRef::Found(_) => true,
    };
    let fitting: Vec<&&Owner> = owners.iter().filter(before).filter(may_be).collect();
    let last = fitting.iter().max_by_key(|owner| owner.token)?;
    let opening = fitting
        .iter()
        .find(|owner| owner.sentence == last.sentence && is_subject(reading, owner.sentence, owner.token as usize));
    let nearest = opening.filter(|_| is_oblique(reading, last.sentence, last.token as usize)).unwrap_or(last);
    if !is_new(nearest) {
        return None;
    }
    // Nobody else can be meant.
    let family = is_family_told(reading, nearest, bare);
    let alone = fitting.iter().all(|owner| owner.entity == nearest.entity);
    let only = alone && (title.is_some() || gender.is_some() && !family);
    let near = bare.sentence - nearest.sentence <= NEAR;
    let told = title.is_some_and(|title| !is_plain_address(title.text));
    let company = || mentions.iter().any(|other| is_other_listed_person(reading, owners, bare, other));
    let new = || is_introduced(reading, nearest) && !family && !company();
    (only || near && (told || new())).then_some(nearest.entity)
}

/// `Karl Trump, a baker`; `Karl Trump, 71`; `Karl Trump, the night janitor`; `Wang Chao-ming, vice chairman`: so news introduces whom readers do not know.
fn is_introduced(reading: &Reading, owner: &Owner) -> bool {
    let comma = (owner.end as usize..owner.end as usize + 1)
        .find(|&at| reading.within(owner.sentence, at).is_some_and(|at| reading.surface(at) == ","));
    let behind = comma.and_then(|at| reading.within(owner.sentence, at + 1));
    let trade = |at: usize| {
        let mut words = (at + 1..at + 1 + LONGEST_DESCRIPTION).map_while(|at| reading.within(owner.sentence, at));
        words.any(|at| reading.is_context(at, &[ContextKind::PlainTrade]))
    };
    behind.is_some_and(|at| {
        let shape = reading.segmented.tokens[at].shape;
        let word = reading.surface(at);
        shape == Shape::Number
            || shape == Shape::Lower && !matches!(word, "the" | "his" | "her" | "their" | "and" | "but")
            || word == "the" && trade(at)
    })
}

/// Whether the sentence of a full name, or of the bare name, tells of relatives: a family is spoken of by its best known bearer.
fn is_family_told(reading: &Reading, owner: &Owner, bare: &Mention) -> bool {
    [owner.sentence, bare.sentence].into_iter().any(|sentence| {
        let mut words = reading.segmented.sentences[sentence as usize].token_range();
        words.any(|at| {
            reading.segmented.tokens[at].shape == Shape::Lower
                && (reading.is_context(at, &[ContextKind::Kin]) || reading.surface(at) == "family")
        })
    })
}

/// Forms of address that anybody has.
fn is_plain_address(title: &str) -> bool {
    matches!(title.trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss")
}

/// `Superintendent`, and `Sgt` for `Sergeant`: one begins as the other and ends alike.
fn same_title(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let mut letters = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|letter| letters.any(|other| other == letter))
}

/// Whether the sentence of a bare name names another listed person than the bearers.
fn is_other_listed_person(reading: &Reading, owners: &[&Owner], bare: &Mention, other: &Mention) -> bool {
    let EntityRef::Listed(index) = other.entity else { return false };
    other.sentence == bare.sentence
        && reading.gazetteer.entity(index).kind == EntityType::Person
        && other.entity != bare.entity
        && !owners.iter().any(|owner| owner.entity == other.entity)
}

/// `English said`, `English's lawsuit`, `English, 34,`: a nationality without an article that nothing goes on with, in the singular of a name.
fn stands_as_noun(reading: &Reading, bare: &Mention) -> bool {
    let first = bare.first_token as usize;
    let before = reading.before(bare.sentence, first);
    let led = before.is_some_and(|at| {
        reading.surface(at).eq_ignore_ascii_case("the")
            || reading.segmented.tokens[at].shape == Shape::Hyphen
            || reading.is_context(at, &[ContextKind::LanguageBefore])
    });
    let next = reading.within(bare.sentence, bare.end_token as usize);
    let ends = next.is_none_or(|at| {
        let word = reading.surface(at);
        matches!(word, "'s" | "'" | "." | "has" | "had" | "is" | "was" | "would" | "will")
            || word == "," && !listed(reading, bare.sentence, at + 1)
            || reading.segmented.tokens[at].shape == Shape::Lower
                && (reading.is_context(at, &[ContextKind::Speaks]) || word.ends_with("ed"))
    });
    ends && !led
}

/// Whether another name of the lists stands at the token: `English, French and German`.
fn listed(reading: &Reading, sentence: u32, at: usize) -> bool {
    reading.candidate_at(at).is_some_and(|name| name.sentence == sentence)
}

/// Whether `he` or `she` follows the name, which opens its sentence.
fn has_gender(reading: &Reading, bare: &Mention) -> bool {
    let first = bare.first_token as usize;
    let name = reading.unlisted(bare.sentence, first, bare.end_token as usize);
    reading.opens_sentence(bare.sentence, first) && gender_told(reading, &name).is_some()
}

/// Whether a mention is a listed place's, in the sentence of another name.
fn is_place_of_sentence(reading: &Reading, mention: &Mention, bare: &Mention) -> bool {
    let EntityRef::Listed(index) = mention.entity else { return false };
    mention.sentence == bare.sentence
        && mention.entity != bare.entity
        && reading.gazetteer.entity(index).kind == EntityType::Place
}

/// The owner named last before the name, else first after it.
fn nearest<'o>(owners: &'o [Owner], bare: &Mention, owns: impl Fn(&Owner) -> bool) -> Option<&'o Owner> {
    let mut ours = owners.iter().filter(|owner| owns(owner));
    ours.clone().rfind(|owner| owner.token < bare.first_token).or_else(|| ours.next())
}

/// Whether the form of address before a bare name may be the owner's.
fn may_be(reading: &Reading, owner: &Owner, bare: &Mention) -> bool {
    let EntityRef::Listed(index) = owner.entity else { return true };
    let name = reading.unlisted(bare.sentence, bare.first_token as usize, bare.end_token as usize);
    title_fits(title_before(reading, &name), reading.gazetteer.entity(index))
}

/// Whether the owner is certainly not the listed person: for somebody found, another given name, not another spelling of it.
fn is_other(reading: &Reading, owner: &Owner, person: u32) -> bool {
    if matches!(owner.entity, EntityRef::Listed(_)) {
        return owner.entity != EntityRef::Listed(person);
    }
    let beginning = |word: &str| word.to_lowercase().chars().take(SAME_BEGINNING).collect::<String>();
    let given = owner.token as usize + usize::from(opens_with_surname(reading, owner.token as usize));
    let printed = beginning(reading.surface(given));
    reading.gazetteer.entity(person).name.split([' ', '-']).all(|word| beginning(word) != printed)
}

/// Whether the document speaks of the listed bearer beyond the bare names that the owners may own: `first` is where one of them is named
/// first.
fn is_spoken_of(reading: &Reading, mentions: &[Mention], bare: &Mention, first: u32) -> bool {
    let EntityRef::Listed(index) = bare.entity else { return false };
    let person = reading.gazetteer.entity(index);
    mentions.iter().filter(|mention| mention.entity == bare.entity).any(|mention| {
        let name = reading.unlisted(mention.sentence, mention.first_token as usize, mention.end_token as usize);
        let title = title_before(reading, &name);
        mention.end_token - mention.first_token > 1
            || mention.rule == Rule::TitleSurname
            || title.is_some_and(|title| title.kind == "office" && holds_office(person, title.text, reading))
            || mention.first_token < first && !reading.is_title(mention.sentence)
    })
}

/// Whether a mention of a place is one bare word with nothing beside it that says place.
fn is_bare_place(reading: &Reading, mention: &Mention) -> bool {
    let name = reading.unlisted(mention.sentence, mention.first_token as usize, mention.end_token as usize);
    mention.end_token - mention.first_token == 1
        && matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found | Rule::Metonym)
        && !places::has_place_words(reading, &name)
        && !places::is_dateline(reading, &name)
        && !places::Around::of(reading, &name).holds_something()
}
