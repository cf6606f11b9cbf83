//! Whose a bare institution is: `the Supreme Court` in a report from Islamabad is Pakistan's, `the Treasury` in one about Britain the British.
//!
//! In: the mentions of a document, and a name that says no country. Out: the listed public body that goes by the name with the nationality of
//! the country that stands beside it, else of that which the report comes from or speaks of most.

use crate::gazetteer::{ContextKind, Nationality};
use crate::model::{Entity, EntityRef, EntityType, Mention};
use crate::segment::{chain, fold_hash};

use super::document_evidence::{Counts, DocumentEvidence, count};
use super::{Reading, places};

/// How sure it is.
pub const CONFIDENCE: f32 = 0.7;

/// A country is what a report is about when no other is named more than one time in so many.
const CLEAR: u32 = 2;

/// Words of such a name, at most (`Ministry of Foreign Affairs`).
const LONGEST: usize = 4;

/// The countries whose bodies a document names without saying whose they are, the likeliest first.
pub struct Home<'d>(Vec<&'d str>);

impl<'d> Home<'d> {
    /// Reads them from the mentions.
    pub fn of(reading: &Reading<'d>, mentions: &[Mention]) -> Self {
        Self::counted(reading, mentions, &DocumentEvidence::of(reading, mentions).countries)
    }

    /// The same where the mentions are counted by country: the capital in the dateline, if its country is named half as often as any; then the
    /// country that is clearly named most, and not but once in passing.
    pub fn counted(reading: &Reading<'d>, mentions: &[Mention], counts: &Counts<'d>) -> Self {
        let Some(&(main, most)) = counts.iter().max_by_key(|(country, number)| (*number, std::cmp::Reverse(*country)))
        else {
            return Self(Vec::new());
        };
        let capital = dateline(reading, mentions).filter(|place| place.subtype == "capital");
        let from = capital.map(|place| place.country.as_str()).filter(|from| count(counts, from) * CLEAR >= most);
        let others = counts.iter().filter(|(country, _)| *country != main && Some(*country) != from);
        let clear = others.map(|(_, number)| *number).max().unwrap_or(0) * CLEAR <= most;
        let mut homes: Vec<&str> = from.into_iter().collect();
        if clear && from != Some(main) && (most > 1 || is_told_early(reading, mentions)) {
            homes.push(main);
        }
        Self(homes)
    }

    /// The listed body that `tokens[first..end]` means.
    pub fn body(&self, reading: &Reading<'d>, sentence: u32, first: usize, end: usize) -> Option<u32> {
        let first = first + usize::from(reading.surface(first).eq_ignore_ascii_case("the"));
        if first >= end
            || end - first > LONGEST
            || reading.is_context(end - 1, &[ContextKind::LegalForm])
            || is_of_region(reading, sentence, first)
            || goes_on(reading, sentence, end)
        {
            return None;
        }
        match owner(reading, sentence, first, end) {
            Owner::Country(country) => body_of(reading, country, first, end),
            Owner::Other => None,
            Owner::None => self.0.iter().find_map(|country| body_of(reading, country, first, end)),
        }
    }
}

/// Whether a country is named in the first sentences: what is named once further on is named in passing.
fn is_told_early(reading: &Reading, mentions: &[Mention]) -> bool {
    const FIRST_SENTENCES: u32 = 2;
    let told = |mention: &Mention| match mention.entity {
        EntityRef::Listed(index) => !reading.gazetteer.entity(index).country.is_empty(),
        EntityRef::Found(_) => false,
    };
    mentions.iter().filter(|mention| mention.sentence < FIRST_SENTENCES).any(told)
}

/// The place of the dateline.
fn dateline<'d>(reading: &Reading<'d>, mentions: &[Mention]) -> Option<&'d Entity> {
    mentions.iter().find_map(|mention| {
        let EntityRef::Listed(index) = mention.entity else { return None };
        let place = Some(reading.gazetteer.entity(index)).filter(|place| place.kind == EntityType::Place)?;
        let name = reading.unlisted(mention.sentence, mention.first_token as usize, mention.end_token as usize);
        places::is_dateline(reading, &name).then_some(place)
    })
}

/// Whom the words beside a body's name say it is of.
enum Owner<'d> {
    Country(&'d str),
    /// A town, a state, or something that no list has.
    Other,
    None,
}

/// `Islamabad's Interior Ministry`, `the Supreme Court in Chile`; another name right before it says that it is a longer one.
fn owner<'d>(reading: &Reading<'d>, sentence: u32, first: usize, end: usize) -> Owner<'d> {
    let country_at = |name: Option<&crate::spot::Candidate>| {
        let meanings = name.map(|name| reading.gazetteer.names().meanings(name.group)).unwrap_or_default();
        let mut places =
            meanings.iter().filter(|meaning| !meaning.weak).map(|one| reading.gazetteer.entity(one.entity));
        let nation = places.find(|place| matches!(place.subtype.as_str(), "country" | "capital"));
        nation.map_or(Owner::Other, |place| Owner::Country(place.country.as_str()))
    };
    if let Some(before) = reading.before(sentence, first) {
        if matches!(reading.surface(before), "'s" | "'") {
            return country_at(reading.candidate_ending_at(before));
        }
        if reading.candidate_ending_at(first).is_some() {
            return Owner::Other;
        }
    }
    match reading.within(sentence, end).filter(|&at| matches!(reading.surface(at), "of" | "in")) {
        Some(at) => {
            let article = usize::from(reading.surface(at + 1) == "the");
            match reading.candidate_at(at + 1 + article) {
                None if reading.surface(at) == "in" => Owner::None,
                name => country_at(name),
            }
        }
        None => Owner::None,
    }
}

/// `the state Supreme Court`.
fn is_of_region(reading: &Reading, sentence: u32, first: usize) -> bool {
    let before = reading.before(sentence, first);
    before.is_some_and(|at| reading.is_context(at, &[ContextKind::RegionNoun]))
}

/// `Navy Pier`; but `Treasury Secretary`.
fn goes_on(reading: &Reading, sentence: u32, end: usize) -> bool {
    let tokens = &reading.segmented.tokens;
    let next = reading.within(sentence, end).filter(|&at| tokens[at].shape.is_capitalized() && tokens[at].space_before);
    let is_title = |at: usize| {
        let last = reading.segmented.sentences[sentence as usize].end_token as usize;
        reading.gazetteer.titles.longest(tokens, at, last.min(at + 3)).is_some()
    };
    next.is_some_and(|at| !is_title(at) && !reading.is_covered(at))
}

/// The listed public body of a country: its nationality, or its name, and the words.
fn body_of(reading: &Reading, country: &str, first: usize, end: usize) -> Option<u32> {
    let tokens = &reading.segmented.tokens;
    let words = || tokens[first..end].iter().filter(|token| token.shape.is_word());
    let names = reading.gazetteer.names();
    let central = tokens[first].fold == fold_hash("central");
    let embassy = tokens[end - 1].fold == fold_hash("embassy");
    let public = |body: &Entity| match body.subtype.as_str() {
        "ministry" => !NO_MINISTRIES.contains(&country),
        "government" | "parliament" | "court" | "military" | "police" => !embassy,
        "party" => true,
        "bank" => central,
        _ => false,
    };
    let body = |key: u64| {
        let group = names.group_of(key)?;
        let mut bodies = names.meanings(group).iter().map(|meaning| meaning.entity);
        bodies.find(|&index| {
            let body = reading.gazetteer.entity(index);
            body.kind == EntityType::Organization && body.country == country && public(body)
        })
    };
    let named = |nationality: &Nationality| {
        // Nearly all names end here, without a look at the table.
        if nationality.single && !names.may_go_on(chain(nationality.hash, tokens[first].fold)) {
            return None;
        }
        let key = words().fold(nationality.hash, |hash, token| chain(hash, token.fold));
        body(key).or_else(|| body(chain(key, fold_hash("party"))))
    };
    let former = FORMER.iter().filter(|(_, heir)| *heir == country).map(|(former, _)| *former);
    let nationalities = former.chain([country]).flat_map(|one| reading.gazetteer.nationalities(one));
    let mut bodies = nationalities.filter_map(|nationality| Some((nationality.hash, named(nationality)?)));
    let first = bodies.next()?;
    // What the document calls the country by decides: the Communist Party beside `Soviet` is no Russian one.
    let printed = |(nationality, _): &(u64, u32)| {
        let group = names.group_of(*nationality);
        group.is_some_and(|group| reading.candidates.iter().any(|candidate| candidate.group == group))
    };
    let told = if printed(&first) { Some(first) } else { bodies.find(printed) };
    Some(told.unwrap_or(first).1)
}

/// Countries whose ministries the list has by their own names (`Treasury`, `State Department`): `the Finance Ministry` is not theirs.
const NO_MINISTRIES: [&str; 2] = ["GBR", "USA"];

/// States of the past, and the countries that the list puts their bodies in.
const FORMER: [(&str, &str); 3] = [("SUN", "RUS"), ("CSK", "CZE"), ("YUG", "SRB")];
