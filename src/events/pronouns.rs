//! Pronouns → whom they stand for, within the document.
//!
//! The nearest earlier name that agrees in kind and gender, the first of its sentence before others: news puts whom it
//! tells of first. No answer is better than a wrong one.

use super::view::{At, View};
use crate::model::{EntityType, Gender, Mention, Rule};

/// How many sentences back a pronoun may reach.
const REACH: u32 = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Person(Option<Gender>),
    Body,
}

/// The mention that a pronoun most likely stands for, and how sure that is, 0 to 1.
pub fn resolve<'a>(view: &View<'a>, at: At) -> Option<(&'a Mention, f32)> {
    let wanted = match view.lemma(at) {
        "he" | "him" | "his" | "himself" => Wanted::Person(Some(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Wanted::Person(Some(Gender::Female)),
        "it" | "its" | "itself" => Wanted::Body,
        "they" | "them" | "their" => Wanted::Body,
        _ => match view.form(at).to_ascii_lowercase().as_str() {
            "he" | "him" | "his" => Wanted::Person(Some(Gender::Male)),
            "she" | "her" => Wanted::Person(Some(Gender::Female)),
            "it" | "its" | "they" | "them" | "their" => Wanted::Body,
            _ => return None,
        },
    };
    let position = view.tokens[at].span.start;
    (0..=REACH).find_map(|back| {
        let sentence = (view.index as u32).checked_sub(back)?;
        let candidates = candidates(view, sentence, position, wanted);
        let first = *candidates.first()?;
        let alone = candidates.iter().all(|other| other.entity == first.entity);
        let clear = if alone { 1.0 } else { 0.6 };
        Some((first, clear * (1.0 - 0.15 * back as f32)))
    })
}

/// The names before `position` in a sentence that agree.
fn candidates<'a>(view: &View<'a>, sentence: u32, position: u32, wanted: Wanted) -> Vec<&'a Mention> {
    let mentions = view.document.mentions;
    let first = mentions.partition_point(|mention| mention.sentence < sentence);
    let here = mentions[first..].iter().take_while(|mention| mention.sentence == sentence);
    here.filter(|mention| mention.span.end <= position && agrees(view, mention, wanted)).collect()
}

fn agrees(view: &View, mention: &Mention, wanted: Wanted) -> bool {
    let entity = view.document.entity(mention.entity);
    match (wanted, entity.kind) {
        (Wanted::Person(gender), EntityType::Person) => entity.gender.is_none() || entity.gender == gender,
        (Wanted::Body, EntityType::Organization) => entity.subtype != "media",
        (Wanted::Body, EntityType::Place) => super::codes::is_state(entity) && mention.rule != Rule::Demonym,
        _ => false,
    }
}
