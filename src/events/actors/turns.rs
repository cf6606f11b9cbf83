//! Who speaks a turn of a transcript: the person that its label names, whom "I" and "we" stand for.
//!
//! In: a sentence. Out: the person whom the label of its turn means: by a full name of a list, or by a surname that the document gives to one
//! person, or that of the listed bearers in office the best known one is meant by. Labels of those who ask ("QUESTION:") mean nobody.

use crate::events::context::DocumentContext;
use crate::model::{BlockKind, EntityRef, EntityType, Mention, Token};
use crate::resolve::prominence;
use crate::segment::{chain, tokenize};

/// The person who speaks a sentence, where its turn has a label.
pub fn speaker(document: &DocumentContext, sentence: usize) -> Option<EntityRef> {
    let label = document.speaker(sentence).or_else(|| opening_label(document, sentence))?;
    let surname = last_word(label);
    // Whoever was introduced ("MARY LOUISE KELLY, HOST:") goes on as "KELLY:".
    let labels = document.clean.blocks.iter().filter(|block| block.kind == BlockKind::SpeakerLabel);
    let labels = labels.filter_map(|block| Some(block.speaker?.of(&document.clean.text)));
    let same = labels.filter(|other| last_word(other).eq_ignore_ascii_case(surname));
    let label = same.chain([label]).max_by_key(|label| label.len())?;
    in_document(document, label, surname).or_else(|| listed(document, label))
}

fn last_word(name: &str) -> &str {
    name.rsplit([' ', '\n']).next().unwrap_or(name)
}

/// "JOHN HOWARD: Australia will": a name in the place of a dateline, before the paragraph of the sentence.
fn opening_label<'a>(document: &DocumentContext<'a>, sentence: usize) -> Option<&'a str> {
    let block = document.segmented.sentences.get(sentence)?.block as usize;
    let label = document.clean.blocks.get(block.checked_sub(1)?)?;
    let text = label.span.of(&document.clean.text).strip_suffix(':')?;
    (label.kind == BlockKind::Dateline).then_some(text)
}

/// The only person of the document's mentions whose name ends as the label does.
fn in_document(document: &DocumentContext, label: &str, surname: &str) -> Option<EntityRef> {
    let text = &document.clean.text;
    let fits = |mention: &&Mention| {
        let name = mention.span.of(text);
        let last = last_word(name);
        let person = document.entity(mention.entity).kind == EntityType::Person;
        person && (last.eq_ignore_ascii_case(surname) || name.eq_ignore_ascii_case(label))
    };
    let mut named = document.mentions.iter().filter(fits).map(|mention| mention.entity);
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// The listed person of the whole name behind any title, else of a bare surname the best known of those who are in office when the document is written.
fn listed(document: &DocumentContext, label: &str) -> Option<EntityRef> {
    let gazetteer = document.gazetteer;
    let date = document.date().or(document.era);
    let in_office = |person: &u32| {
        let roles = &gazetteer.entity(*person).roles;
        date.is_some_and(|date| roles.iter().any(|role| role.start.is_some() && role.held_on(date)))
    };
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(label, 0..label.len(), &mut tokens);
    let last = tokens.len().checked_sub(1)?;
    let title = gazetteer.titles.longest(&tokens, 0, last).map_or(0, |title| title.end);
    if title == last {
        let people = gazetteer.people_of_surname(chain(0, tokens[last].fold)).iter().copied().filter(in_office);
        let fame = |person: &u32| prominence(gazetteer.entity(*person), date);
        return people.max_by(|one, other| fame(one).total_cmp(&fame(other))).map(EntityRef::Listed);
    }
    let name = label.get(tokens[title].span.start as usize..)?;
    let people = || {
        let meant = gazetteer.names().look_up(name).iter().map(|meaning| meaning.entity);
        meant.filter(|&index| gazetteer.entity(index).kind == EntityType::Person)
    };
    only(people()).or_else(|| only(people().filter(in_office)))
}

fn only(mut people: impl Iterator<Item = u32>) -> Option<EntityRef> {
    let first = people.next()?;
    people.all(|other| other == first).then_some(EntityRef::Listed(first))
}
