//! The phrase grammar of the rules → patterns over clauses.
//!
//! A phrase is a list of elements divided by spaces; alternatives of an element are divided by `|`, the words of one
//! alternative by `_`. The first element is the predicate; then come slots (`{target}`), words that go with the predicate
//! (the object noun, a particle, a predicate adjective), and prepositions with what they must govern. `{target}` before the
//! predicate says that the act befalls the subject.

use std::cell::LazyCell;

use super::lists::{Lists, phrase_hash};
use crate::segment::{fold_hash, stays_joined};

/// A compiled phrase, for one lemma of its first element.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// Index of the class.
    pub class: u16,
    /// Whether the predicate is a noun.
    pub noun: bool,
    /// The predicate.
    pub head: Phrase,
    /// Particle of a phrasal verb.
    pub particle: Option<u64>,
    /// What must stand with the predicate.
    pub elements: Vec<Element>,
    /// Whether the preposition must follow the verb at once, without an object ("called on Iran", not "took it in Iran").
    pub adjacent: bool,
    /// Whether the act befalls the subject, as a slot before the predicate says ("{target} survive assassination_attempt").
    pub befalls: bool,
    /// How much the phrase says: the more, the better it fits when it does.
    pub weight: u16,
    /// Whether any element asks for certain words.
    pub has_words: bool,
    /// Whether an element takes whatever the object is.
    pub takes_anything: bool,
    /// Whether the act is done both ways, as a slot for both says.
    pub mutual: bool,
}

/// One thing that must stand with the predicate.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    /// The direct object is somebody.
    Object(Slot),
    /// One of these words goes with the predicate: as object, particle, complement or adverb.
    Word(Vec<Phrase>),
    /// One of these prepositions, and what it governs.
    Preposition(Vec<u64>, Filler),
    /// An infinitive with one of these verbs; what follows goes with it.
    Infinitive(Vec<Phrase>),
    /// Whatever the object is, if there is one.
    Anything,
    /// A clause that tells of others than whoever says it: "warned that the truce would fail".
    Clause,
    /// A question that is thought about: "is weighing whether to go".
    Whether,
}

/// How a phrase asks for a clause, and for a question.
pub const CLAUSES: [&str; 2] = ["that_clause", "whether_clause"];

impl Element {
    /// Whether the element asks for certain words.
    pub fn has_words(&self) -> bool {
        matches!(self, Self::Word(_) | Self::Infinitive(_) | Self::Preposition(_, Filler::Word(_)))
    }
}

/// What a preposition governs.
#[derive(Clone, Debug, PartialEq)]
pub enum Filler {
    /// Somebody or some place.
    Slot(Slot),
    /// One of these words.
    Word(Vec<Phrase>),
    /// Anything.
    Anything,
}

/// Who or what a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Who does it.
    Source,
    /// To whom.
    Target,
    /// With whom, both ways.
    Both,
    /// Where.
    Place,
}

/// A lemma with words that must stand before it (`military aid`: head `aid`, before `military`).
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// The last word.
    pub head: u64,
    /// Words before it, the nearest first.
    pub before: Vec<u64>,
    /// Words after it (`loss_of_aid`: head `loss`).
    pub after: Vec<u64>,
}

impl Phrase {
    /// Reads `military_aid`, `cease-fire` or `loss_of_aid`.
    pub fn read(text: &str) -> Self {
        let words = words_of(text);
        // "sit-in", where a hyphen joins the words, is no sitting in something.
        let links = |word: &&str| {
            matches!(*word, "of" | "to" | "on" | "in" | "for" | "with" | "at" | "from")
                && !text.ends_with(&format!("-{word}"))
        };
        let linked = words.iter().skip(1).position(links);
        let head = linked.unwrap_or(words.len().saturating_sub(1));
        let hashes: Vec<u64> = words.iter().map(|word| fold_hash(word)).collect();
        Self {
            head: hashes.get(head).copied().unwrap_or_default(),
            before: hashes.iter().take(head).rev().copied().collect(),
            after: hashes.iter().skip(head + 1).copied().collect(),
        }
    }
}

/// The words of one alternative of a phrase, as the tokenizer parts them: `cease-fire` is two, `re-establish` one.
pub fn words_of(alternative: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in alternative.split('_') {
        let mut start = 0;
        for (hyphen, _) in part.match_indices('-') {
            if !stays_joined(&part.as_bytes()[start..hyphen]) {
                words.push(&part[start..hyphen]);
                start = hyphen + 1;
            }
        }
        words.push(&part[start..]);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Compiles a phrase; the error says what is wrong with it.
pub fn compile(text: &str, noun: bool, class: u16, lists: &Lists) -> Result<Vec<Pattern>, String> {
    let befallen = text.strip_prefix("{target} ").filter(|_| !noun);
    let mut words = befallen.unwrap_or(text).split_whitespace();
    let heads = words.next().ok_or("it is empty")?;
    let rest: Vec<&str> = words.collect();
    let mixed =
        |element: &&&str| element.contains('|') && element.split('|').any(|word| word == "*" || word.starts_with('{'));
    if let Some(element) = rest.iter().find(mixed) {
        return Err(format!("\"{element}\" mixes words with a slot or *, which fit alone; write two phrases"));
    }
    // What follows is the same for all alternatives, but for the first element, which the predicate may use up.
    let following =
        [&rest[..], rest.get(1..).unwrap_or_default()].map(|rest| LazyCell::new(move || elements(rest, lists)));
    let mut compiled = Vec::new();
    for alternative in heads.split('|') {
        if alternative.is_empty() || alternative.starts_with('{') {
            return Err(format!("\"{heads}\" is no list of words; a phrase begins with its predicate"));
        }
        let pattern = first(alternative, noun, class, &rest, lists);
        let both_ways = as_particle(&pattern, alternative, lists);
        for mut pattern in std::iter::once(pattern).chain(both_ways) {
            let following = &following[usize::from(uses_up(&pattern, &rest))];
            pattern.elements.extend_from_slice(following.as_ref().map_err(String::clone)?);
            pattern.befalls = befallen.is_some();
            pattern.weight = weight(&pattern);
            pattern.has_words = pattern.elements.iter().any(Element::has_words);
            pattern.takes_anything = pattern.elements.contains(&Element::Anything);
            pattern.mutual = pattern.has_slot(Slot::Both);
            compiled.push(pattern);
        }
    }
    Ok(compiled)
}

/// `take_in {target}` read as verb and particle, beside verb and preposition.
fn as_particle(pattern: &Pattern, alternative: &str, lists: &Lists) -> Option<Pattern> {
    let [Element::Preposition(prepositions, Filler::Slot(_))] = &pattern.elements[..] else { return None };
    let particle = prepositions.first().filter(|hash| pattern.adjacent && lists.particles.contains(hash))?;
    (alternative.matches('_').count() == 1 && pattern.particle.is_none()).then(|| Pattern {
        particle: Some(*particle),
        elements: Vec::new(),
        adjacent: false,
        ..pattern.clone()
    })
}

/// Whether the predicate itself has used up the first of the following elements (`meet_with {both}` uses the slot).
fn uses_up(pattern: &Pattern, rest: &[&str]) -> bool {
    matches!(pattern.elements.last(), Some(Element::Preposition(..))) && !rest.is_empty() && !pattern.noun
}

/// The predicate of a phrase, with the particle, object or preposition that its words joined by `_` contain.
fn first(alternative: &str, noun: bool, class: u16, rest: &[&str], lists: &Lists) -> Pattern {
    let mut pattern = Pattern {
        class,
        noun,
        head: Phrase::read(alternative),
        particle: None,
        elements: Vec::new(),
        adjacent: false,
        befalls: false,
        weight: 0,
        has_words: false,
        takes_anything: false,
        mutual: false,
    };
    let words: Vec<&str> = alternative.split('_').collect();
    if noun || words.len() == 1 {
        return pattern;
    }
    pattern.head = Phrase::read(words[0]);
    let slot = rest.first().and_then(|next| slot(next));
    for (index, word) in words.iter().enumerate().skip(1) {
        let hash = phrase_hash(word);
        let last = index + 1 == words.len();
        match slot {
            Some(slot) if last && lists.prepositions.contains(&hash) && !is_mere_particle(word) => {
                pattern.elements.push(Element::Preposition(vec![hash], Filler::Slot(slot)));
                pattern.adjacent = lists.particles.contains(&hash) && words.len() == 2;
            }
            _ if lists.particles.contains(&hash) && pattern.particle.is_none() => pattern.particle = Some(hash),
            _ if lists.prepositions.contains(&hash) => {}
            _ => pattern.elements.push(Element::Word(vec![Phrase::read(word)])),
        }
    }
    pattern
}

/// Particles that are hardly ever prepositions of an object (`carry out`, `call off`).
fn is_mere_particle(word: &str) -> bool {
    matches!(word, "up" | "out" | "off" | "down" | "back" | "away" | "apart" | "aside" | "together" | "forward")
}

fn elements(words: &[&str], lists: &Lists) -> Result<Vec<Element>, String> {
    groups(words, lists).map(element).collect()
}

/// The words of a phrase after its predicate, by element: a preposition goes with what it governs.
fn groups<'w>(mut words: &'w [&'w str], lists: &'w Lists) -> impl Iterator<Item = &'w [&'w str]> {
    std::iter::from_fn(move || {
        let alone = |word: &str| word == "*" || word.starts_with('{') || CLAUSES.contains(&word);
        let governs = match words {
            [word, next, ..] if !alone(word) => are_prepositions(word, lists) || opens_slot(word, next, lists),
            _ => false,
        };
        let (group, rest) = words.split_at_checked(1 + usize::from(governs)).filter(|(group, _)| !group.is_empty())?;
        words = rest;
        Some(group)
    })
}

fn element(group: &[&str]) -> Result<Element, String> {
    Ok(match *group {
        [word, next] => preposition(word, next),
        [word] if word == CLAUSES[0] => Element::Clause,
        [word] if word == CLAUSES[1] => Element::Whether,
        ["*"] => Element::Anything,
        [word] if word.starts_with('{') => {
            let slot = slot(word);
            Element::Object(
                slot.ok_or_else(|| format!("\"{word}\" is none of {{target}}, {{source}}, {{both}}, {{place}}"))?,
            )
        }
        _ => Element::Word(group.iter().flat_map(|word| word.split('|')).map(Phrase::read).collect()),
    })
}

/// What the elements of a phrase after its predicate say, as written ("to {target}"), for a reader.
pub fn as_written(text: &str, lists: &Lists) -> Vec<String> {
    let words: Vec<&str> = text.strip_prefix("{target} ").unwrap_or(text).split_whitespace().skip(1).collect();
    groups(&words, lists).map(|group| group.join(" ")).collect()
}

fn preposition(word: &str, next: &str) -> Element {
    if word == "to" && !next.starts_with(['{', '*']) {
        return Element::Infinitive(next.split('|').map(Phrase::read).collect());
    }
    let filler = match (slot(next), next) {
        (Some(slot), _) => Filler::Slot(slot),
        (None, "*") => Filler::Anything,
        (None, words) => Filler::Word(words.split('|').map(Phrase::read).collect()),
    };
    Element::Preposition(word.split('|').map(phrase_hash).collect(), filler)
}

/// Whether all alternatives may be prepositions (`that` before a slot is taken as one).
fn are_prepositions(word: &str, lists: &Lists) -> bool {
    word.split('|').all(|part| lists.prepositions.contains(&phrase_hash(part)) || part == "that" || part == "as_a")
}

/// Whether a list that begins with a preposition stands before a slot or `*`: then words that are prepositions only there
/// ("marched down the street") are meant as such too.
fn opens_slot(word: &str, next: &str, lists: &Lists) -> bool {
    let first = word.split('|').next().unwrap_or(word);
    next.starts_with(['{', '*']) && word.contains('|') && lists.prepositions.contains(&phrase_hash(first))
}

fn slot(word: &str) -> Option<Slot> {
    Some(match word {
        "{target}" => Slot::Target,
        "{source}" => Slot::Source,
        "{both}" => Slot::Both,
        "{place}" => Slot::Place,
        _ => return None,
    })
}

fn weight(pattern: &Pattern) -> u16 {
    let words = |phrases: &[Phrase]| {
        6 + phrases.iter().map(|phrase| (phrase.before.len() + phrase.after.len()) as u16).min().unwrap_or(0) * 2
    };
    let of_element = |element: &Element| match element {
        Element::Object(_) => 3,
        Element::Word(phrases) | Element::Infinitive(phrases) => words(phrases),
        Element::Preposition(_, Filler::Slot(_)) => 4,
        Element::Preposition(_, Filler::Word(phrases)) => 2 + words(phrases),
        Element::Preposition(_, Filler::Anything) => 2,
        Element::Anything => 0,
        Element::Clause | Element::Whether => 3,
    };
    let head = 6 + 3 * pattern.head.before.len() as u16 + 4 * u16::from(pattern.particle.is_some());
    head + pattern.elements.iter().map(of_element).sum::<u16>()
}

impl Pattern {
    /// Whether any element names this slot.
    pub fn has_slot(&self, wanted: Slot) -> bool {
        self.elements.iter().any(|element| match element {
            Element::Object(slot) | Element::Preposition(_, Filler::Slot(slot)) => *slot == wanted,
            _ => false,
        })
    }
}
