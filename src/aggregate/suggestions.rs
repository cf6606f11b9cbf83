//! Names that no list has, over all documents → rows for a gazetteer, ready to be edited.
//!
//! In: for each document, the [`Sighting`]s of names found by the finder. Out: [`Suggestion`]s, the most frequent first. The country and role
//! are guesses from what stands nearby; a person decides.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::gazetteer::Gazetteer;
use crate::model::{Annotated, EntityRef, EntityType, Mention, Rule};
use crate::segment::fold_hash;

/// A found name in a text.
#[derive(Clone, Debug, Default)]
pub struct Sighting {
    id: String,
    name: String,
    surface: String,
    kind: EntityType,
    context: String,
    countries: Vec<String>,
    role: Option<(String, String)>,
}

/// A name that a list might have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// As it is printed most often in the document that had it first.
    pub name: String,
    /// Person, place or organization.
    pub kind: EntityType,
    /// Other spellings, separated by `|`.
    pub aliases: String,
    /// ISO 3166 alpha-3 code of the country named most often in its sentences; empty when none is.
    pub country: String,
    /// Likely office as a gazetteer has it (`foreign minister;SYRGOV;;`); empty when none is told, or the country is not.
    pub role: String,
    /// What it is called before or after its name (`nurse`); empty when nothing is told.
    pub called: String,
    /// Mentions in all documents.
    pub mentions: u64,
    /// Documents that name it.
    pub documents: u64,
    /// Up to three sentences that name it.
    pub contexts: [String; 3],
}

/// Sightings added up.
#[derive(Debug, Default)]
pub struct Suggestions {
    names: FxHashMap<String, Total>,
}

#[derive(Debug, Default)]
struct Total {
    name: String,
    kind: EntityType,
    mentions: u64,
    documents: u64,
    surfaces: BTreeMap<String, u64>,
    countries: BTreeMap<String, u64>,
    roles: BTreeMap<(String, String), u64>,
    contexts: Vec<String>,
}

/// Longest context, in characters.
const CONTEXT: usize = 240;

/// The found names of a document that could stand in a list and do not yet: a person needs a full name.
pub fn sightings(annotated: &Annotated, gazetteer: &Gazetteer) -> Vec<Sighting> {
    let mut full = vec![false; annotated.found.len()];
    for mention in annotated.mentions.iter().filter(|mention| mention.rule == Rule::Found) {
        if let EntityRef::Found(index) = mention.entity {
            let entity = &annotated.found[index as usize];
            let whole = entity.kind != EntityType::Person || entity.name.contains(' ');
            full[index as usize] |= whole && gazetteer.names().look_up(&entity.name).is_empty();
        }
    }
    let found = annotated.mentions.iter().filter(|mention| mention.rule == Rule::Found);
    found
        .filter_map(|mention| match mention.entity {
            EntityRef::Found(index) if full[index as usize] => {
                Some(sighting(annotated, gazetteer, mention, index as usize))
            }
            _ => None,
        })
        .collect()
}

fn sighting(annotated: &Annotated, gazetteer: &Gazetteer, mention: &Mention, index: usize) -> Sighting {
    let entity = &annotated.found[index];
    let sentence = &annotated.segmented.sentences[mention.sentence as usize];
    let beside = annotated.mentions.iter().filter(|other| other.sentence == mention.sentence);
    let countries = beside.filter_map(|other| match other.entity {
        EntityRef::Listed(index) => Some(gazetteer.entity(index).country.clone()).filter(|code| !code.is_empty()),
        EntityRef::Found(_) => None,
    });
    Sighting {
        id: entity.id.clone(),
        name: entity.name.clone(),
        surface: on_one_line(mention.span.of(&annotated.clean.text)),
        kind: entity.kind,
        context: on_one_line(sentence.span.of(&annotated.clean.text)).chars().take(CONTEXT).collect(),
        countries: countries.collect(),
        role: (entity.kind == EntityType::Person).then(|| role(annotated, gazetteer, mention)).flatten(),
    }
}

/// The title or occupation right before the name, or after it and a comma: its words and CAMEO role.
fn role(annotated: &Annotated, gazetteer: &Gazetteer, mention: &Mention) -> Option<(String, String)> {
    let tokens = &annotated.segmented.tokens;
    let sentence = &annotated.segmented.sentences[mention.sentence as usize];
    let (start, end) = (sentence.first_token as usize, sentence.end_token as usize);
    let first = mention.first_token as usize;
    let lists = [&gazetteer.titles, &gazetteer.agents];
    let before = lists.iter().find_map(|list| list.ending_at(tokens, start, first).map(|(_, found)| found));
    let after = || {
        let surface = |at: usize| tokens.get(at).filter(|_| at < end).map(|token| token.span.of(&annotated.clean.text));
        let comma = mention.end_token as usize;
        let opens = surface(comma) == Some(",") && matches!(surface(comma + 1), Some("a" | "an" | "the"));
        let from = comma + 2;
        (from..end.min(from + 2))
            .filter(|_| opens)
            .find_map(|at| lists.iter().find_map(|list| list.longest(tokens, at, end)))
    };
    let found = before.filter(|found| found.kind != "honorific").or_else(after)?;
    Some((found.text.to_string(), found.code.to_string()))
}

impl Suggestions {
    /// Adds the sightings of one document.
    pub fn add(&mut self, sightings: Vec<Sighting>) {
        let mut seen: Vec<String> = Vec::new();
        for sighting in sightings {
            let total = self.names.entry(sighting.id.clone()).or_default();
            if total.mentions == 0 {
                (total.name, total.kind) = (sighting.name, sighting.kind);
            }
            total.mentions += 1;
            if !seen.contains(&sighting.id) {
                total.documents += 1;
                seen.push(sighting.id);
            }
            *total.surfaces.entry(sighting.surface).or_default() += 1;
            sighting.countries.into_iter().for_each(|code| *total.countries.entry(code).or_default() += 1);
            sighting.role.into_iter().for_each(|role| *total.roles.entry(role).or_default() += 1);
            if total.contexts.len() < 3 && !total.contexts.contains(&sighting.context) {
                total.contexts.push(sighting.context);
            }
        }
    }

    /// How many names have fewer mentions than that.
    pub fn rarer_than(&self, fewest: u64) -> u64 {
        self.names.values().filter(|total| total.mentions < fewest).count() as u64
    }

    /// Names of at least that many mentions, the most frequent first, then by name.
    pub fn rows(&self, fewest: u64) -> Vec<Suggestion> {
        let often = self.names.values().filter(|total| total.mentions >= fewest);
        let mut rows: Vec<Suggestion> = often.map(Total::suggestion).collect();
        rows.sort_by(|one, other| (other.mentions, &one.name, one.kind).cmp(&(one.mentions, &other.name, other.kind)));
        rows
    }
}

impl Total {
    fn suggestion(&self) -> Suggestion {
        let most = |counts: &BTreeMap<String, u64>| {
            let best = counts.iter().max_by_key(|(word, count)| (**count, std::cmp::Reverse((*word).clone())));
            best.map(|(word, _)| word.clone()).unwrap_or_default()
        };
        let country = most(&self.countries);
        let best = self.roles.iter().max_by_key(|(role, count)| (**count, std::cmp::Reverse((*role).clone())));
        let (called, code) = best.map(|(role, _)| role.clone()).unwrap_or_default();
        let role = match (country.is_empty(), code.is_empty()) {
            (false, false) => format!("{called};{country}{code};;"),
            _ => String::new(),
        };
        let mut contexts = self.contexts.clone().into_iter();
        Suggestion {
            aliases: self.aliases(),
            name: self.name.clone(),
            kind: self.kind,
            country,
            role,
            called,
            mentions: self.mentions,
            documents: self.documents,
            contexts: std::array::from_fn(|_| contexts.next().unwrap_or_default()),
        }
    }

    /// Spellings that are not the name in other letters, nor a bare surname, which the full name implies.
    fn aliases(&self) -> String {
        let other = |surface: &&String| {
            let surname = self.kind == EntityType::Person && !surface.contains(' ');
            !surname && !surface.contains('|') && fold_hash(surface) != fold_hash(&self.name)
        };
        self.surfaces.keys().filter(other).cloned().collect::<Vec<_>>().join("|")
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sighting(name: &str, surface: &str, role: Option<(&str, &str)>) -> Sighting {
        Sighting {
            id: format!("found:person:{name}"),
            name: name.to_string(),
            surface: surface.to_string(),
            context: format!("{surface} spoke."),
            countries: vec!["SYR".to_string()],
            role: role.map(|(words, code)| (words.to_string(), code.to_string())),
            ..Sighting::default()
        }
    }

    #[test]
    fn sightings_add_up_to_a_row_that_can_be_edited() {
        let mut suggestions = Suggestions::default();
        let office = Some(("foreign minister", "GOV"));
        suggestions
            .add(vec![sighting("Mara Ellison", "Mara Ellison", office), sighting("Mara Ellison", "Ellison", None)]);
        suggestions.add(vec![sighting("Mara Ellison", "Mara J. Ellison", None), sighting("Bo Oda", "Bo Oda", None)]);
        let rows = suggestions.rows(2);
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!((row.name.as_str(), row.mentions, row.documents), ("Mara Ellison", 3, 2));
        assert_eq!((row.aliases.as_str(), row.role.as_str()), ("Mara J. Ellison", "foreign minister;SYRGOV;;"));
        assert_eq!(row.contexts[1], "Ellison spoke.");
    }
}
