//! The countries by which parties without one may be completed: that of the place where it happened, the dateline's, the document's.

use super::dateline::place_over;
use crate::events::actors::codes;
use crate::events::context::DocumentContext;
use crate::events::view::View;
use crate::model::PlaceRef;

/// The countries by which "police" or "protesters" may be completed.
#[derive(Default)]
pub struct Home<'a> {
    /// Of the place where it happened, when the sentence tells it.
    pub told: String,
    /// Of the dateline's place, when the sentence names no other country: a bureau writes of its neighbours.
    pub dateline: String,
    /// Of the dateline's place where that is a capital, whatever the sentence names: of it are the government and the army that the report
    /// tells of without their country, unless it is one about another country.
    pub capital: String,
    pub(in crate::events) document: Option<&'a DocumentContext<'a>>,
    /// Where the sentence begins.
    pub(in crate::events) at: u32,
}

impl<'a> Home<'a> {
    /// The home that the place of an act gives.
    pub fn of(view: &View<'a>, place: Option<&PlaceRef>) -> Self {
        let capital = Self::capital_over(view);
        let home = Self { document: Some(view.document), at: view.sentence.span.start, capital, ..Self::default() };
        let Some(place) = place else { return home };
        let country = codes::country_of(view.document.entity(place.entity));
        if view.sentence.span.contains(place.span) {
            return Self { told: country, ..home };
        }
        // "on their way to a yard here"
        if (0..view.len()).any(|at| matches!(view.form(at), "here" | "HERE")) {
            return Self { told: country, ..home };
        }
        let here = view.document.mentions_in(view.index).iter();
        let countries = here.map(|mention| &view.document.entity(mention.entity).country);
        let elsewhere = countries.into_iter().any(|other| !other.is_empty() && *other != country);
        Self { dateline: if elsewhere { String::new() } else { country }, ..home }
    }

    fn capital_over(view: &View) -> String {
        let place = place_over(view.document, view.sentence.span.start).map(|place| view.document.entity(place.entity));
        let seat = place.filter(|place| place.subtype == "capital");
        seat.map(codes::country_of).unwrap_or_default()
    }

    /// The country of the dateline's place, whatever the sentence names.
    pub fn bureau(&self) -> String {
        let Some(document) = self.document else { return String::new() };
        let place = place_over(document, self.at);
        place.map(|place| codes::country_of(document.entity(place.entity))).unwrap_or_default()
    }

    /// Where the document is at home: the country of most names, else of the dateline.
    pub fn here(&self) -> String {
        let main = self.main();
        if main.is_empty() { self.bureau() } else { main }
    }

    /// The country that most names of the document belong to; empty when there is none, or too few names.
    pub fn main(&self) -> String {
        /// Fewest names, and the share of them, that make a document one country's; fewer do when there are no others.
        const FEWEST_SHARE: (usize, usize) = (3, 2);
        const FEWEST_ALONE: usize = 2;
        let Some(document) = self.document else { return String::new() };
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let countries = document.mentions.iter().map(|mention| document.entity(mention.entity).country.as_str());
        for country in countries.filter(|country| country.len() == 3) {
            match counts.iter_mut().find(|(other, _)| *other == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country, 1)),
            }
        }
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let most = counts.into_iter().max_by_key(|&(country, count)| (count, std::cmp::Reverse(country)));
        let enough = |&(_, count): &(&str, usize)| {
            count >= FEWEST_SHARE.0 && count * FEWEST_SHARE.1 > all || count >= FEWEST_ALONE && count == all
        };
        most.filter(enough).map(|(country, _)| country.to_string()).unwrap_or_default()
    }
}
