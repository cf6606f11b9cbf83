//! Acronyms that the document defines itself: `Free Syrian Army (FSA)`.

use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};

use super::{Capital, Reading, mention};

/// Letters of an acronym that is no abbreviation of the words before it.
const LONGEST_ACRONYM: usize = 6;

/// Letters of an acronym that is given to a name without being defined: two letters abbreviate too much.
const LEAST_SPELLED: usize = 3;

/// An acronym in brackets, and the words before it whose initials it is made of.
struct Bracketed {
    /// The acronym's token.
    at: usize,
    /// The words: from here,
    start: usize,
    /// to before here.
    end: usize,
}

/// An acronym defined in brackets.
struct Definition {
    fold: u64,
    /// What the words before it mean; `None` when no list has them.
    entity: Option<u32>,
}

/// Reads the document's definitions: listed acronyms that mean something else here are dropped or turned, and acronyms
/// of listed names are added wherever they stand.
pub fn drop_redefined(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>) {
    let definitions = definitions(reading, capitals, mentions);
    if definitions.is_empty() {
        return;
    }
    let defined = |fold: u64| definitions.iter().find(|definition| definition.fold == fold);
    mentions.retain(|found| {
        let single = found.end_token - found.first_token == 1;
        let definition = defined(reading.segmented.tokens[found.first_token as usize].fold).filter(|_| single);
        definition.is_none_or(|definition| definition.entity.map(EntityRef::Listed) == Some(found.entity))
    });
    let listed = |at: usize| defined(reading.segmented.tokens[at].fold)?.entity.map(EntityRef::Listed);
    let added = uncovered(reading, mentions, listed);
    mentions.extend(added);
    mentions.sort_by_key(|found| found.first_token);
}

/// Gives the acronyms of organizations that no list has, and listed ones' that no list has, to these, wherever they stand.
pub fn add_found(reading: &Reading, capitals: &[Capital], found: &[Entity], mentions: &mut Vec<Mention>) {
    let is_organization = |entity: EntityRef| match entity {
        EntityRef::Listed(index) => reading.gazetteer.entity(index).kind == EntityType::Organization,
        EntityRef::Found(index) => found[index as usize].kind == EntityType::Organization,
    };
    let tokens = &reading.segmented.tokens;
    let mut definitions: Vec<(u64, EntityRef)> = Vec::new();
    for bracketed in all_bracketed(reading, capitals) {
        let full_name = mentions.iter().find(|name| is_full_name(reading, name, &bracketed));
        let fold = tokens[bracketed.at].fold;
        if let Some(name) = full_name.filter(|name| is_organization(name.entity))
            && !definitions.iter().any(|(known, _)| *known == fold)
        {
            definitions.push((fold, name.entity));
        }
    }
    // `the Free Aceh Movement (GAM)`: letters of the name in its own language, which mean nothing else here.
    for (word, at) in in_brackets(reading, capitals) {
        let name = mentions.iter().find(|name| name.end_token as usize == at - 1 && name.sentence == word.sentence);
        let free = !mentions.iter().any(|name| (name.first_token as usize..name.end_token as usize).contains(&at));
        let long = |name: &&Mention| name.end_token - name.first_token > 1;
        if let Some(name) = name.filter(|name| free && long(name) && is_organization(name.entity))
            && reading.surface(at).len() <= LONGEST_ACRONYM
            && !definitions.iter().any(|(known, _)| *known == tokens[at].fold)
        {
            definitions.push((tokens[at].fold, name.entity));
        }
    }
    if definitions.is_empty() {
        return;
    }
    let defined = |at: usize| definitions.iter().find(|(fold, _)| *fold == tokens[at].fold).map(|(_, entity)| *entity);
    for name in mentions.iter_mut().filter(|name| name.end_token - name.first_token == 1) {
        let entity = defined(name.first_token as usize).filter(|_| matches!(name.entity, EntityRef::Found(_)));
        name.entity = entity.unwrap_or(name.entity);
    }
    let added = uncovered(reading, mentions, defined);
    mentions.extend(added);
    mentions.sort_by_key(|name| name.first_token);
}

/// Gives acronyms that the document does not define to the only organization of which it spells out the name before: `Bureau of Land
/// Management`, then `BLM`, whatever a list knows by these letters.
pub fn add_spelled_out(reading: &Reading, capitals: &[Capital], found: &[Entity], mentions: &mut Vec<Mention>) {
    let spelled = spelled_out(reading, found, mentions);
    let mut changed = false;
    for word in capitals.iter().filter(|word| word.shape == Shape::Upper) {
        let (at, acronym) = (word.token as usize, reading.surface(word.token as usize));
        let caps = reading.segmented.sentences[word.sentence as usize].all_caps;
        if caps || !(LEAST_SPELLED..=LONGEST_ACRONYM).contains(&acronym.len()) {
            continue;
        }
        let mut named = spelled.iter().filter(|name| name.initials == acronym && (name.first as usize) < at);
        let Some(name) = named.next().filter(|name| named.all(|other| other.entity == name.entity)) else { continue };
        // Whoever is spelled out, too, may be meant.
        let is_spelled = |entity: EntityRef| spelled.iter().any(|name| name.entity == entity);
        let here = mentions.iter_mut().find(|mention| (mention.first_token..mention.end_token).contains(&word.token));
        match here {
            Some(here) if here.end_token - here.first_token > 1 || is_spelled(here.entity) => (),
            Some(here) => match bearer(reading, here.entity, acronym, name) {
                Bearer::Other => (here.entity, here.rule) = (name.entity, Rule::Acronym),
                Bearer::Same => {
                    let listed = here.entity;
                    let full = mentions.iter_mut().filter(|mention| mention.entity == name.entity);
                    full.for_each(|full| full.entity = listed);
                }
                Bearer::Unknown => (),
            },
            None => {
                let candidate = reading.unlisted(word.sentence, at, at + 1);
                mentions.push(Mention { entity: name.entity, ..mention(&candidate, 0, Rule::Acronym, 0.85) });
                changed = true;
            }
        }
    }
    if changed {
        mentions.sort_by_key(|name| name.first_token);
    }
}

/// What a list knows by an acronym that the document spells out as a name of no list.
enum Bearer {
    /// Somebody else: `SEC` of the Southern Electric Company.
    Other,
    /// The same in another spelling: `National Thermal Power Corp`.
    Same,
    /// A place, or nobody knows what is spelled so: the list has the acronym alone.
    Unknown,
}

fn bearer(reading: &Reading, listed: EntityRef, acronym: &str, name: &SpelledOut) -> Bearer {
    let (EntityRef::Listed(listed), EntityRef::Found(_)) = (listed, name.entity) else { return Bearer::Other };
    let entity = reading.gazetteer.entity(listed);
    if entity.kind == EntityType::Place || entity.name == acronym {
        return Bearer::Unknown;
    }
    let first = reading.surface(name.first as usize);
    let same = entity.name.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(first));
    if same { Bearer::Same } else { Bearer::Other }
}

/// The full name of an organization, by its initials.
struct SpelledOut {
    initials: String,
    first: u32,
    entity: EntityRef,
}

/// The full names of organizations in the document, of as many words with a capital as an acronym has letters.
fn spelled_out(reading: &Reading, found: &[Entity], mentions: &[Mention]) -> Vec<SpelledOut> {
    let is_organization = |entity: EntityRef| match entity {
        EntityRef::Listed(index) => reading.gazetteer.entity(index).kind == EntityType::Organization,
        EntityRef::Found(index) => found[index as usize].kind == EntityType::Organization,
    };
    let long = mentions.iter().filter(|name| name.end_token as usize - name.first_token as usize >= LEAST_SPELLED);
    let mut spelled = Vec::new();
    for name in long.filter(|name| is_organization(name.entity)) {
        let (first, end) = (name.first_token as usize, name.end_token as usize);
        let initials = |end: usize| -> String {
            let capital = (first..end).filter(|&at| reading.segmented.tokens[at].shape.is_capitalized());
            capital.filter_map(|at| reading.surface(at).chars().next()).collect()
        };
        // `the Farm Credit Board of Kansas` is the FCB, too.
        let where_from = (first..end).rev().find(|&at| reading.surface(at) == "of");
        let ends = [Some(end), where_from.filter(|&at| at - first >= LEAST_SPELLED)];
        spelled.extend(ends.into_iter().flatten().map(|end| SpelledOut {
            initials: initials(end),
            first: name.first_token,
            entity: name.entity,
        }));
    }
    spelled
}

/// Mentions of the words in capitals that are defined and that none covers yet.
fn uncovered(reading: &Reading, mentions: &[Mention], defined: impl Fn(usize) -> Option<EntityRef>) -> Vec<Mention> {
    let mut added = Vec::new();
    for (sentence, number) in reading.segmented.sentences.iter().zip(0..) {
        for at in sentence.token_range().filter(|&at| reading.segmented.tokens[at].shape == Shape::Upper) {
            let Some(entity) = defined(at) else { continue };
            let candidate = reading.unlisted(number, at, at + 1);
            if !mentions.iter().any(|name| name.span.overlaps(candidate.span)) {
                added.push(Mention { entity, ..mention(&candidate, 0, Rule::Acronym, 0.9) });
            }
        }
    }
    added
}

/// Words in capitals alone in brackets, and their tokens.
fn in_brackets<'c>(reading: &Reading, capitals: &'c [Capital]) -> impl Iterator<Item = (&'c Capital, usize)> {
    given(reading, capitals).filter(|&(_, at)| reading.surface(at - 1) == "(")
}

/// Words in capitals that are given for what stands before: `(ABC)`; `, or ABC,`.
fn given<'c>(reading: &Reading, capitals: &'c [Capital]) -> impl Iterator<Item = (&'c Capital, usize)> {
    let upper = capitals.iter().filter(|word| word.shape == Shape::Upper && !word.first);
    upper.map(|word| (word, word.token as usize)).filter(|&(word, at)| {
        let end = reading.segmented.sentences[word.sentence as usize].end_token as usize;
        at + 1 < end
            && match reading.surface(at - 1) {
                "(" => reading.surface(at + 1) == ")",
                "or" => reading.surface(at - 2) == "," && matches!(reading.surface(at + 1), "," | "." | ";"),
                _ => false,
            }
    })
}

/// `(ACRONYM)`, `, or ACRONYM,` after words whose initials it is made of.
fn all_bracketed(reading: &Reading, capitals: &[Capital]) -> impl Iterator<Item = Bracketed> {
    given(reading, capitals).filter_map(|(word, at)| {
        let first = reading.segmented.sentences[word.sentence as usize].first_token as usize;
        // `the Emirates' (UAE)`
        let is_word = |&before: &usize| reading.segmented.tokens[before].shape.is_word();
        let end = (first..at - 1).rev().find(is_word)? + 1;
        let start = words_of(reading, first, end, reading.surface(at))?;
        Some(Bracketed { at, start, end })
    })
}

/// The first definition of each acronym.
fn definitions(reading: &Reading, capitals: &[Capital], mentions: &[Mention]) -> Vec<Definition> {
    let mut definitions: Vec<Definition> = Vec::new();
    for bracketed in all_bracketed(reading, capitals) {
        let fold = reading.segmented.tokens[bracketed.at].fold;
        if !definitions.iter().any(|known| known.fold == fold) {
            let entity = body_named(reading, mentions, &bracketed);
            definitions.push(Definition { fold, entity: entity.or_else(|| spelled_otherwise(reading, &bracketed)) });
        }
    }
    definitions
}

/// Where the words begin whose initials are the acronym, when they end at `end`.
fn words_of(reading: &Reading, first: usize, end: usize, acronym: &str) -> Option<usize> {
    let letters: Vec<char> = acronym.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let mut wanted = letters.len();
    let mut at = end;
    while wanted > 0 && at > first && end - at < letters.len() * 2 + 4 {
        at -= 1;
        let token = &reading.segmented.tokens[at];
        if !token.shape.is_word() {
            continue;
        }
        let initial = |at: usize| reading.surface(at).chars().next().and_then(|c| c.to_lowercase().next());
        let fits = |at: usize| initial(at) == Some(letters[wanted - 1]);
        // The O of OPEC is that of `Organisation of`, not of `of`.
        let capital_before = || at > first && reading.segmented.tokens[at - 1].shape == Shape::Title && fits(at - 1);
        if fits(at) && (token.shape != Shape::Lower || !capital_before()) {
            wanted -= 1;
        } else if token.shape != Shape::Lower {
            return None;
        }
    }
    (wanted == 0 && letters.len() >= 2).then_some(at)
}

/// Whether a mention is the whole name whose acronym it is, article apart.
fn is_full_name(reading: &Reading, name: &Mention, bracketed: &Bracketed) -> bool {
    let (start, first) = (bracketed.start, name.first_token as usize);
    let article = first == start + 1 && reading.surface(start).eq_ignore_ascii_case("the");
    name.end_token as usize == bracketed.end && (first <= start || article)
}

/// The listed organization or place that the words before an acronym name.
fn body_named(reading: &Reading, mentions: &[Mention], bracketed: &Bracketed) -> Option<u32> {
    mentions.iter().filter(|name| is_full_name(reading, name, bracketed)).find_map(|name| match name.entity {
        EntityRef::Listed(index) => (reading.gazetteer.entity(index).kind != EntityType::Person).then_some(index),
        EntityRef::Found(_) => None,
    })
}

/// The listed bearer of the acronym that the words before it name in another spelling: `Organisation`, `Tariff` for `Tariffs`,
/// a word more at the end.
fn spelled_otherwise(reading: &Reading, bracketed: &Bracketed) -> Option<u32> {
    let candidate = reading.candidate_at(bracketed.at).filter(|one| one.end_token as usize == bracketed.at + 1)?;
    let names = reading.gazetteer.names();
    let bearers = || names.meanings(candidate.group).iter().map(|meaning| meaning.entity);
    let tokens = (bracketed.start..bracketed.end).filter(|&at| reading.segmented.tokens[at].shape.is_word());
    let words: Vec<&str> = tokens.map(|at| reading.surface(at)).filter(|word| *word != "s").collect();
    let named = |words: &[String]| {
        let known = names.look_up(&words.join(" "));
        bearers().find(|&bearer| known.iter().any(|meaning| meaning.entity == bearer))
    };
    let printed: Vec<String> = words.iter().map(|word| (*word).to_string()).collect();
    let shorter = printed.split_last().map_or(&[][..], |(_, shorter)| shorter);
    named(&printed).or_else(|| named(shorter)).or_else(|| {
        let changed =
            words.iter().enumerate().flat_map(|(at, word)| other_spellings(word).map(move |other| (at, other)));
        changed.into_iter().find_map(|(at, other)| {
            let mut words = printed.clone();
            words[at] = other;
            named(&words)
        })
    })
}

/// The other number of a word, and its other spelling in British or American English.
fn other_spellings(word: &str) -> impl Iterator<Item = String> + use<> {
    let number = word.strip_suffix('s').map_or_else(|| format!("{word}s"), str::to_string);
    const PAIRS: [(&str, &str); 5] =
        [("isation", "ization"), ("our", "or"), ("tre", "ter"), ("ence", "ense"), ("of", "in")];
    let pairs = PAIRS.iter().flat_map(|&(one, other)| [(one, other), (other, one)]);
    let ends = pairs.filter_map(|(one, other)| word.strip_suffix(one).map(|stem| format!("{stem}{other}")));
    std::iter::once(number).chain(ends.collect::<Vec<_>>())
}
