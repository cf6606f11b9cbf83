//! Where an act of force was whose own sentence does not tell: at the one scene that a sentence beside it sets.
//!
//! "Rebels and soldiers fight for the town of Kobani. Planes struck the rebels on Friday."

use super::super::actors::codes;
use super::super::context::DocumentContext;
use super::super::rules::lists::Lists;
use super::near;
use crate::model::{Actor, EntityType, EventMention, Mention, PlaceRef, Relation, Rule, Status, Tree};
use crate::segment::fold_hash;

/// Gives acts of force without a place the scene that their own sentence sets behind them, else that of the sentence before or
/// behind, when that names one of their parties, or is of force itself.
pub fn take_scenes(events: &mut [EventMention], sure: usize, context: &DocumentContext, lists: &Lists) {
    for index in 0..events.len() {
        let event = &events[index];
        if event.place.is_some() || event.status == Status::Future || !is_of_force(&event.cameo) {
            continue;
        }
        let here = event.sentence as usize;
        let beside = |event: &EventMention| {
            let (told, guessed) = events.split_at(sure);
            near(told, event.sentence, 1).iter().chain(near(guessed, event.sentence, 1))
        };
        let linked = |sentence: &usize| {
            let alike = |other: &EventMention| other.sentence as usize == *sentence && is_same_kind(event, other);
            !is_aid(&event.cameo) && names_party(event, *sentence, context) || beside(event).any(alike)
        };
        let told = |sentence: usize| {
            let same = beside(event).filter(|other| other.sentence as usize == sentence && is_same_kind(event, other));
            let span = context.segmented.sentences.get(sentence).map(|sentence| sentence.span)?;
            same.filter_map(|other| other.place).find(|place| span.contains(place.span))
        };
        let around = || [here.checked_sub(1), Some(here + 1)].into_iter().flatten().filter(linked);
        let fits =
            |place: &PlaceRef| !is_home_of_doer(event, *place, context) && !is_off_target(event, *place, context);
        let place = match scene(context, lists, here, event.trigger.end) {
            Scene::One(place) => Some(place).filter(fits),
            Scene::Several => None,
            Scene::None => around()
                .filter_map(|sentence| match scene(context, lists, sentence, 0) {
                    Scene::One(place) => Some(place),
                    Scene::Several => None,
                    Scene::None => told(sentence),
                })
                .find(fits),
        };
        events[index].place = place;
    }
}

/// What a sentence tells by `in`, `at`, `near`, from some byte on.
enum Scene {
    None,
    One(PlaceRef),
    /// Two or more that compete.
    Several,
}

/// Acts that reach somebody at some spot.
fn is_of_force(code: &str) -> bool {
    matches!(code.get(..2), Some("19" | "20")) || matches!(code, "072" | "073" | "145" | "175")
}

/// "officials in Washington said": who strikes others far away is not struck at home.
fn is_home_of_doer(event: &EventMention, place: PlaceRef, context: &DocumentContext) -> bool {
    let home = codes::country_of(context.entity(place.entity));
    event.source.code.starts_with(&home) && !event.target.code.starts_with(&home)
}

/// "seized bases of Iraq", beside a sentence on a town in Turkey.
fn is_off_target(event: &EventMention, place: PlaceRef, context: &DocumentContext) -> bool {
    let target = event.target.code.as_str();
    let land = target.len() == 3 && !codes::has_no_country(target);
    land && codes::country_of(context.entity(place.entity)) != target
}

fn is_aid(code: &str) -> bool {
    code.starts_with("07")
}

/// Whether another act is of the same kind and shares a side: by its code, or "the rebels" of whatever country.
fn is_same_kind(event: &EventMention, other: &EventMention) -> bool {
    let role = |actor: &Actor| actor.code.get(3..).filter(|_| actor.entity.is_none()).map(str::to_string);
    let told = |actor: &Actor| role(actor).is_some_and(|role| !role.is_empty());
    let same = |one: &Actor, other: &Actor| one.code == other.code || (told(one) && role(one) == role(other));
    let shared = || {
        [&other.target, &other.source].into_iter().any(|side| same(&event.target, side))
            || same(&event.source, &other.source)
    };
    is_of_force(&other.cameo) && is_aid(&event.cameo) == is_aid(&other.cameo) && shared()
}

/// Whether a sentence names the source or the target of an act.
fn names_party(event: &EventMention, sentence: usize, context: &DocumentContext) -> bool {
    let parties = [event.source.entity, event.target.entity];
    mentions(context, sentence).any(|mention| parties.contains(&Some(mention.entity)))
}

fn mentions<'a>(context: &DocumentContext<'a>, sentence: usize) -> impl Iterator<Item = &'a Mention> {
    context.mentions_in(sentence).iter()
}

fn scene(context: &DocumentContext, lists: &Lists, sentence: usize, from: u32) -> Scene {
    let places = mentions(context, sentence).filter(|mention| mention.span.start >= from);
    let places = places.filter(|mention| is_told(context, lists, mention));
    let mut found: Option<PlaceRef> = None;
    for mention in places {
        let place = PlaceRef { entity: mention.entity, span: mention.span };
        found = match found {
            None => Some(place),
            Some(known) if known.entity == place.entity || is_within(context, known, place) => Some(known),
            Some(known) if is_within(context, place, known) => Some(place),
            Some(_) => return Scene::Several,
        };
    }
    found.map_or(Scene::None, Scene::One)
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
    // "in U.S. air strikes"
    let tree = context.trees.get(mention.sentence as usize).and_then(Option::as_ref);
    let last = (mention.end_token - sentence.first_token) as usize - 1;
    let of_ground = |head: u16| {
        context.segmented.tokens.get(first + usize::from(head)).is_some_and(|token| lists.sites.contains(&token.fold))
    };
    let word = tree.and_then(|tree| tree.words.get(last)).filter(|word| word.relation == Relation::Compound);
    if word.is_some_and(|word| !word.head.is_some_and(of_ground)) {
        return false;
    }
    if tree.is_some_and(|tree| is_of_speaker(tree, last, lists)) {
        return false;
    }
    let before = &context.segmented.tokens[first..mention.first_token as usize];
    let preposition =
        |fold: u64| ["in", "at", "near", "outside", "around", "across"].iter().any(|word| fold_hash(word) == fold);
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

/// "diplomats in Nairobi said": where somebody says it.
fn is_of_speaker(tree: &Tree, at: usize, lists: &Lists) -> bool {
    let above = |&at: &usize| tree.words[at].head.map(usize::from);
    let says = |at: usize| tree.words.get(at).is_some_and(|verb| lists.speech.contains(&fold_hash(&verb.lemma)));
    let mut path = std::iter::successors(Some(at).filter(|&at| at < tree.words.len()), above).take(tree.words.len());
    path.any(|at| tree.words[at].relation == Relation::Nsubj && above(&at).is_some_and(says))
}
