//! The place that a noun phrase names: a name, the ground or building that lies there, what was done there.

use super::whereabouts::Whereabouts;
use crate::events::actors::codes;
use crate::events::clauses;
use crate::events::view::At;
use crate::model::{EntityType, PlaceRef, Relation, Rule};

/// How many noun phrases deep a place is looked for ("on the outskirts of the city of Homs").
pub(in crate::events) const DEEPEST: usize = 4;

impl Whereabouts<'_, '_> {
    /// The place that a noun phrase names: itself, the piece of ground that its head is, or where that which it tells of was.
    pub(super) fn place_in(&self, at: At) -> Option<PlaceRef> {
        self.ground(at).or_else(|| self.of_event_noun(at))
    }

    /// The place of a noun for a piece of ground or a building: "the northern Lebanese town of Arsal", "the outskirts of Aleppo",
    /// "Baghdad airport", "Syria's capital", "an Iraqi village"; the name wins over the country.
    pub(in crate::events) fn site(&self, at: At, depth: usize) -> Option<PlaceRef> {
        let view = self.view;
        if depth == 0 || !self.lists.sites.contains(&view.lemmas[at]) {
            return None;
        }
        // "an area north of Baghdad"
        let aside = [Relation::Advmod, Relation::NmodUnmarked, Relation::OblUnmarked];
        let of = |child: &At| {
            let governed = matches!(view.relation(*child), Relation::Nmod | Relation::Obl);
            let locative = governed && (self.is_locative(*child) || clauses::has_case(view, *child, "of"));
            locative || (*child > at && aside.contains(&view.relation(*child)))
        };
        let deeper = |child: At| self.place_at(child).or_else(|| self.site(child, depth - 1));
        let named = view.children(at).filter(of).filter_map(deeper).reduce(|best, next| self.finer(best, next));
        let beside = [Relation::Appos, Relation::Flat, Relation::Compound, Relation::NmodDesc];
        let foreign = self.lists.outposts.contains(&view.lemmas[at]);
        let owner = |child: &At| view.relation(*child) == Relation::NmodPoss && !foreign;
        let nearby =
            (at.saturating_sub(3)..at).filter(|&word| view.path_up(word).skip(1).take(2).any(|head| head == at));
        let national = |word: At| view.mention(word).filter(|mention| mention.rule == Rule::Demonym && !foreign);
        let before = self.child_place(at, &beside).filter(|&place| !foreign || !self.is_state(place));
        let known = match (named, before) {
            (Some(named), Some(before)) => Some(self.finer(named, before)),
            (named, before) => named.or(before),
        };
        known.or_else(|| view.children(at).filter(owner).find_map(|child| self.place_at(child))).or_else(|| {
            let land = nearby.into_iter().find_map(national)?;
            let is_place = view.document.entity(land.entity).kind == EntityType::Place;
            is_place.then_some(PlaceRef { entity: land.entity, span: land.span })
        })
    }

    /// Where that was which a noun tells of: "in a strike in Yemen", "at the Geneva talks".
    pub(super) fn of_event_noun(&self, at: At) -> Option<PlaceRef> {
        let view = self.view;
        let inside = view.children(at).filter(|&child| self.is_locative(child));
        let town = || {
            let place = self.child_place(at, &[Relation::Compound, Relation::Appos, Relation::Flat]);
            place.filter(|&place| !self.is_state(place) && !self.view.document.entity(place.entity).country.is_empty())
        };
        let at_once = inside.filter_map(|child| self.ground(child)).next();
        // "at talks with the Soviet Union in Geneva"
        let sides = || {
            view.children(at).filter(|&side| ["with", "between"].iter().any(|case| clauses::has_case(view, side, case)))
        };
        let beneath = || {
            sides()
                .flat_map(|side| view.children(side))
                .filter(|&child| self.is_locative(child))
                .find_map(|child| self.ground(child))
        };
        let told = || self.of_told_clause(at);
        at_once.or_else(beneath).or_else(told).or_else(town)
    }

    /// "clashes that broke out in Samarra": where a clause said of a noun tells.
    pub(super) fn of_told_clause(&self, at: At) -> Option<PlaceRef> {
        let view = self.view;
        let clauses = view.children(at).filter(|&clause| view.relation(clause) == Relation::AclRelcl);
        // "in a raid they carried out on the town of Qaim"
        let force = self.lists.violent_causes.contains(&view.lemmas[at]);
        let hit =
            |child: At| force && ["on", "against", "into"].iter().any(|case| clauses::has_case(view, child, case));
        let phrases =
            clauses.flat_map(|clause| view.children(clause)).filter(|&child| self.is_locative(child) || hit(child));
        phrases.filter_map(|child| self.ground(child)).next()
    }

    /// A place by its name, or a piece of ground.
    pub(in crate::events) fn ground(&self, at: At) -> Option<PlaceRef> {
        self.place_at(at).or_else(|| self.site(at, DEEPEST))
    }

    pub(super) fn child_place(&self, at: At, relations: &[Relation]) -> Option<PlaceRef> {
        let view = self.view;
        view.children(at)
            .filter(|&child| relations.contains(&view.relation(child)))
            .find_map(|child| self.place_at(child))
    }

    pub(super) fn place_at(&self, at: At) -> Option<PlaceRef> {
        self.view.place(at).map(|mention| PlaceRef { entity: mention.entity, span: mention.span })
    }

    pub(in crate::events) fn is_state(&self, place: PlaceRef) -> bool {
        codes::is_state(self.view.document.entity(place.entity))
    }

    /// The first place, unless the second lies in it.
    pub(super) fn finer(&self, first: PlaceRef, second: PlaceRef) -> PlaceRef {
        if self.is_finer(second, first) { second } else { first }
    }

    /// Whether a place lies in the other, as far as their countries tell.
    pub(super) fn is_finer(&self, place: PlaceRef, other: PlaceRef) -> bool {
        let country = |place: PlaceRef| codes::country_of(self.view.document.entity(place.entity));
        self.is_state(other) && !self.is_state(place) && country(place) == country(other)
    }
}
