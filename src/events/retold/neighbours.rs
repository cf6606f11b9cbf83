//! Where an act of force was whose own sentence does not tell: at the one scene that a sentence beside it sets.
//!
//! "Rebels and soldiers fight for the town of Kobani. Planes struck the rebels on Friday."

use super::super::codes;
use super::super::context::DocumentContext;
use super::super::lists::Lists;
use crate::model::{EntityType, EventMention, Mention, PlaceRef, Rule, Status};
use crate::segment::fold_hash;

/// Gives acts of force without a place that of the sentence before, or behind, when that names one of their parties, or is of force
/// itself, and sets one scene.
pub fn take_scenes(events: &mut [EventMention], context: &DocumentContext, lists: &Lists) {
    for index in 0..events.len() {
        let event = &events[index];
        if event.place.is_some() || event.status == Status::Future || !is_of_force(&event.cameo) {
            continue;
        }
        let here = event.sentence as usize;
        let beside = [here.checked_sub(1), Some(here + 1)];
        let linked = |sentence: &usize| {
            let force = |other: &EventMention| other.sentence as usize == *sentence && is_same_kind(event, other);
            names_party(event, *sentence, context) || events.iter().any(force)
        };
        let scenes = beside.into_iter().flatten().filter(linked).filter_map(|sentence| scene(context, lists, sentence));
        let place = scenes.into_iter().find(|&place| !is_home_of_doer(event, place, context));
        events[index].place = place;
    }
}

/// Acts that strike somebody at some spot.
fn is_of_force(code: &str) -> bool {
    matches!(code.get(..2), Some("19" | "20")) || code == "145" || code == "175"
}

/// "officials in Washington said": who strikes others far away is not struck at home.
fn is_home_of_doer(event: &EventMention, place: PlaceRef, context: &DocumentContext) -> bool {
    let home = codes::country_of(context.entity(place.entity));
    event.source.code.starts_with(&home) && !event.target.code.starts_with(&home)
}

fn is_same_kind(event: &EventMention, other: &EventMention) -> bool {
    is_of_force(&other.cameo) && (event.target.code == other.target.code || event.source.code == other.source.code)
}

/// Whether a sentence names the source or the target of an act.
fn names_party(event: &EventMention, sentence: usize, context: &DocumentContext) -> bool {
    let parties = [event.source.entity, event.target.entity];
    mentions(context, sentence).any(|mention| parties.contains(&Some(mention.entity)))
}

fn mentions<'a>(context: &DocumentContext<'a>, sentence: usize) -> impl Iterator<Item = &'a Mention> {
    context.mentions.iter().filter(move |mention| mention.sentence as usize == sentence)
}

/// The one place that a sentence tells by `in`, `at`, `near`; none when two compete.
fn scene(context: &DocumentContext, lists: &Lists, sentence: usize) -> Option<PlaceRef> {
    let places = mentions(context, sentence).filter(|mention| is_told(context, lists, mention));
    let mut found: Option<PlaceRef> = None;
    for mention in places {
        let place = PlaceRef { entity: mention.entity, span: mention.span };
        found = match found {
            None => Some(place),
            Some(known) if known.entity == place.entity || is_within(context, known, place) => Some(known),
            Some(known) if is_within(context, place, known) => Some(place),
            Some(_) => return None,
        };
    }
    found
}

/// Whether a place lies in a state, as far as its country tells.
fn is_within(context: &DocumentContext, place: PlaceRef, state: PlaceRef) -> bool {
    let (place, state) = (context.entity(place.entity), context.entity(state.entity));
    codes::is_state(state) && !codes::is_state(place) && codes::country_of(place) == codes::country_of(state)
}

/// Whether a place stands behind a preposition of place: "in Kobani", "near the northern town of Arsal".
fn is_told(context: &DocumentContext, lists: &Lists, mention: &Mention) -> bool {
    /// Words that may stand between: "in the besieged northern Syrian town of Kobani".
    const BETWEEN: usize = 6;
    if context.entity(mention.entity).kind != EntityType::Place || mention.rule == Rule::Demonym {
        return false;
    }
    let sentence = &context.segmented.sentences[mention.sentence as usize];
    let first = sentence.first_token as usize;
    let before = &context.segmented.tokens[first..mention.first_token as usize];
    let preposition = |fold: u64| ["in", "at", "near", "outside", "around", "across"].iter().any(|word| fold_hash(word) == fold);
    let of_ground = before.last().is_some_and(|token| token.fold == fold_hash("of"));
    let site = before.iter().rev().nth(1).is_some_and(|token| lists.sites.contains(&token.fold));
    let near = before.iter().rev().take(BETWEEN).position(|token| preposition(token.fold));
    match near {
        Some(0) => true,
        Some(away) => {
            let text = |at: usize| before[before.len() - 1 - at].span.of(&context.clean.text);
            let side = |word: &str| word.ends_with("ern") || word == "the" || word == "central";
            of_ground && site || (0..away).all(|at| side(text(at)))
        }
        None => false,
    }
}
