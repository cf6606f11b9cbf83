//! Whose a bare name is where another bearer is named in full: `Karen Merkel, a driver ... Merkel told troopers`.
//!
//! In: the mentions of a document, found names included. Out: the same, where a bare name that the lists know for somebody famous, or
//! for a place, means whom the document names in full. The famous bearer keeps it where the document speaks of him or her too: in full, with
//! an office, or by surname before the other is named.

use crate::gazetteer::name_parts;
use crate::model::{EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::chain;

use super::prominent::nation;
use super::surnames::{gender_told, holds_office, title_before, title_fits};
use super::{Reading, Resolved, places};

/// So many first letters in common make two given names spellings of one (`Don Trump`, `Hilary Clinton`).
const SAME_BEGINNING: usize = 3;
/// How sure it is that a bare name is the person's.
const CONFIDENCE: f32 = 0.8;

/// Somebody whom the document names in full.
struct Owner {
    /// Where the name begins.
    token: u32,
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
    let (token, entity) = (name.first_token, name.entity);
    if matches!(entity, EntityRef::Listed(_)) {
        let surnames = name_parts(name.span.of(&reading.clean.text), nation(person)).surnames;
        return Some(Owner { token, given: None, surnames, entity });
    }
    let tokens = &reading.segmented.tokens;
    let capital = |at: usize| matches!(tokens[at].shape, Shape::Title | Shape::Mixed);
    let given = reading.gazetteer.is_given_name(tokens[first].fold)
        && reading.gazetteer.titles.longest(tokens, first, first + 1).is_none();
    (capital(first) && capital(last) && given).then(|| Owner {
        token,
        given: Some(tokens[first].fold),
        surnames: vec![chain(0, tokens[last].fold)],
        entity,
    })
}

/// Whom a bare name means, if somebody else than it says owns it here.
fn meant(reading: &Reading, mentions: &[Mention], owners: &[Owner], bare: &Mention) -> Option<EntityRef> {
    let EntityRef::Listed(index) = bare.entity else { return None };
    let fold = reading.segmented.tokens[bare.first_token as usize].fold;
    match reading.gazetteer.entity(index).kind {
        EntityType::Person if matches!(bare.rule, Rule::Name | Rule::Variant) => {
            let surname = chain(0, fold);
            let owns = |owner: &Owner| owner.surnames.contains(&surname);
            let mut ours = owners.iter().filter(|owner| owns(owner)).peekable();
            let first = ours.peek()?.token;
            if !ours.all(|owner| is_other(reading, owner, index)) || is_spoken_of(reading, mentions, bare, first) {
                return None;
            }
            nearest(owners, bare, |owner| owns(owner) && may_be(reading, owner, bare)).map(|owner| owner.entity)
        }
        EntityType::Place if matches!(bare.rule, Rule::Name | Rule::Context | Rule::Metonym) => {
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
    let printed = beginning(reading.surface(owner.token as usize));
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
        && matches!(mention.rule, Rule::Name | Rule::Context | Rule::Metonym)
        && !places::has_place_words(reading, &name)
        && !places::is_dateline(reading, &name)
        && !places::Around::of(reading, &name).holds_something()
}
