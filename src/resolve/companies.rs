//! Companies with and without their legal forms: `Niagara Mohawk Corp` and `Niagara Mohawk`.

use rustc_hash::FxHashSet;

use crate::gazetteer::{ContextKind, Meaning};
use crate::model::{EntityRef, EntityType, Shape};
use crate::spot::fitting_meanings;
use crate::spot::found::FoundName;

use super::Reading;

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
