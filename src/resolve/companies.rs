//! Companies with and without their legal forms (`Niagara Mohawk Corp` and `Niagara Mohawk`), and those that the words beside them say
//! are companies (`the lender Santander`).

use rustc_hash::FxHashSet;

use crate::gazetteer::{ContextKind, Meaning};
use crate::model::{EntityRef, EntityType, Mention, Rule, Shape};
use crate::spot::found::FoundName;
use crate::spot::{Candidate, fitting_meanings};

use super::{Reading, places};

/// What is somewhere named with a legal form is a company wherever it stands without: `Niagara Mohawk` beside `Niagara Mohawk Corp`.
pub fn name_all(reading: &Reading, names: &mut [FoundName]) {
    let companies: FxHashSet<u64> = names.iter().filter_map(|name| reading.name_without_form(name)).collect();
    let long = names.iter_mut().filter(|name| !companies.is_empty() && name.end_token - name.first_token > 1);
    for name in long {
        let hash = reading.hash_of(name.first_token as usize, name.end_token as usize);
        if hash.is_some_and(|hash| companies.contains(&hash)) {
            name.kind = EntityType::Organization;
        }
    }
}

impl Reading<'_> {
    /// Where a company's name ends without its legal forms: `Morgan Stanley and Co Inc`; none when it has none.
    fn end_without_form(&self, name: &FoundName) -> Option<usize> {
        let (first, end) = (name.first_token as usize, name.end_token as usize);
        let is_form = |at: usize| self.is_context(at, &[ContextKind::LegalForm]);
        let goes_on = |at: &usize| is_form(*at) || matches!(self.surface(*at), "and" | "&" | ",");
        let short = (first + 1..end).rev().take_while(goes_on).last();
        short.filter(|_| is_form(end - 1))
    }

    /// The hash of a company's name without its legal forms, if that is of two words and more.
    pub fn name_without_form(&self, name: &FoundName) -> Option<u64> {
        let (first, end) = (name.first_token as usize, self.end_without_form(name)?);
        (end > first + 1).then(|| self.hash_of(first, end)).flatten()
    }

    /// The listed company that a found name names with one more legal form; acronyms have too many bearers (`BBC AG`).
    pub fn listed_company(&self, name: &FoundName) -> Option<EntityRef> {
        let first = name.first_token as usize;
        let end = self.end_without_form(name).filter(|_| name.kind == EntityType::Organization)?;
        let candidate = self
            .candidate_at(first)
            .filter(|one| (end..name.end_token as usize).contains(&(one.end_token as usize)))?;
        let acronym = end == first + 1 && self.segmented.tokens[first].shape == Shape::Upper;
        // `Time` is a magazine, `Time Inc` is not; `News Corp Ltd` is News Corp.
        let long = candidate.end_token - candidate.first_token > 1;
        let is_company = |meaning: &&Meaning| match self.gazetteer.entity(meaning.entity).subtype.as_str() {
            "company" | "bank" => true,
            "media" => long,
            _ => false,
        };
        let mut companies = fitting_meanings(self.gazetteer, self.clean, self.segmented, candidate).filter(is_company);
        let only = companies.next().filter(|_| companies.next().is_none() && !acronym)?;
        Some(EntityRef::Listed(only.entity))
    }
}

/// The company that the words beside the name say is meant, whatever else bears the name: `Spain's biggest lender, Santander`;
/// `Santander, the largest bank in Spain`.
pub fn called_firm<'m>(reading: &Reading, candidate: &Candidate, meanings: &[&'m Meaning]) -> Option<&'m Meaning> {
    let noun = |meaning: &Meaning| match reading.gazetteer.entity(meaning.entity).subtype.as_str() {
        "bank" => Some(ContextKind::BankNoun),
        "company" => Some(ContextKind::FirmNoun),
        _ => None,
    };
    let mut firms = meanings.iter().filter_map(|meaning| Some((*meaning, noun(meaning)?)));
    let (firm, kind) = firms.next()?;
    let alone = firms.next().is_none() && (meanings.len() > 1 || firm.weak);
    (alone && (noun_before(reading, candidate, kind) || noun_after(reading, candidate, kind))).then_some(firm)
}

/// Makes bare places the company of that name that the document called one elsewhere: `Santander will raise` after `the lender, Santander,`.
pub fn turn_called(reading: &Reading, mentions: &mut [Mention]) {
    let listed = |mention: &Mention, kind: EntityType| match mention.entity {
        EntityRef::Listed(index) if reading.gazetteer.entity(index).kind == kind => {
            let candidate = reading.candidate_at(mention.first_token as usize)?;
            (candidate.span == mention.span).then_some((candidate, index))
        }
        _ => None,
    };
    let is_called = |candidate: &Candidate, index: u32| {
        let meanings: Vec<&Meaning> =
            fitting_meanings(reading.gazetteer, reading.clean, reading.segmented, candidate).collect();
        called_firm(reading, candidate, &meanings).is_some_and(|firm| firm.entity == index)
    };
    let firms = mentions.iter().filter(|mention| mention.rule == Rule::Context);
    let firms = firms.filter_map(|mention| listed(mention, EntityType::Organization));
    let called: Vec<(u32, u32)> = firms
        .filter(|(candidate, index)| is_called(candidate, *index))
        .map(|(candidate, index)| (candidate.group, index))
        .collect();
    for mention in mentions.iter_mut().filter(|_| !called.is_empty()) {
        let Some((candidate, _)) = listed(mention, EntityType::Place) else { continue };
        if let Some((_, firm)) = called.iter().find(|(group, _)| *group == candidate.group)
            && !reading.is_spoken_of_as_place(mention)
        {
            *mention = Mention { entity: EntityRef::Listed(*firm), rule: Rule::Context, confidence: 0.8, ..*mention };
        }
    }
}

/// `the lender NAME`; `Spain's biggest lender, NAME,`.
fn noun_before(reading: &Reading, candidate: &Candidate, kind: ContextKind) -> bool {
    let is_noun = |at: usize| reading.segmented.tokens[at].shape == Shape::Lower && reading.is_context(at, &[kind]);
    let Some(before) = reading.before(candidate.sentence, candidate.first_token as usize) else { return false };
    let closed = || {
        let next = reading.within(candidate.sentence, candidate.end_token as usize);
        next.is_some_and(|at| reading.surface(at) == ",")
    };
    let apart = || reading.before(candidate.sentence, before).filter(|_| reading.surface(before) == "," && closed());
    is_noun(before) || apart().is_some_and(is_noun)
}

/// Words between the comma and the noun, the owner among them.
const LONGEST_APPOSITION: usize = 7;

/// `NAME, the largest bank in Spain`; `NAME, Spain's biggest lender,`; not where it follows `in`.
fn noun_after(reading: &Reading, candidate: &Candidate, kind: ContextKind) -> bool {
    let within = |at: usize| reading.within(candidate.sentence, at);
    let Some(comma) = within(candidate.end_token as usize).filter(|&at| reading.surface(at) == ",") else {
        return false;
    };
    if places::follows_preposition(reading, candidate.sentence, candidate.first_token as usize) {
        return false;
    }
    let shape = |at: usize| reading.segmented.tokens[at].shape;
    let mut words = comma + 1..comma + 1 + LONGEST_APPOSITION;
    let opens = within(comma + 1).is_some_and(|at| {
        let owner = within(at + 1).is_some_and(|next| shape(next) == Shape::Clitic || shape(next) == Shape::Lower);
        matches!(reading.surface(at), "the" | "a" | "an") || shape(at) == Shape::Title && owner
    });
    let noun = words.find(|&at| {
        within(at).is_none_or(|at| {
            matches!(shape(at), Shape::Punctuation) || shape(at) == Shape::Lower && reading.is_context(at, &[kind])
        })
    });
    let ends = |at: usize| {
        within(at + 1).is_none_or(|next| {
            shape(next) == Shape::Punctuation
                || matches!(reading.surface(next), "in" | "of" | "by" | "that" | "which" | "with")
        })
    };
    opens && noun.is_some_and(|at| within(at).is_some() && shape(at) == Shape::Lower && ends(at))
}
