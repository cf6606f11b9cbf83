//! Where an act was as its doers tell: at their home, in the town they are called after, or where they spoke.

use super::dateline::is_physical;
use super::whereabouts::Whereabouts;
use crate::events::actors::codes;
use crate::events::clauses;
use crate::events::draft::Draft;
use crate::events::view::At;
use crate::model::{Actor, EntityRef, EntityType, Mention, PlaceRef, Relation};

impl Whereabouts<'_, '_> {
    /// "Israeli unions began a strike", "French police arrested ten men": what is done at home, when the sentence names the land and
    /// no place in it.
    pub(super) fn of_home(&self, draft: &Draft, (source, target): (&Actor, &Actor)) -> Option<PlaceRef> {
        let view = self.view;
        let own = source.code.get(..3).filter(|own| !codes::has_no_country(own) && !codes::is_of_body(own))?;
        let abroad = || {
            let other = target.code.get(..3).unwrap_or(own);
            source.code.ends_with("MIL") && other != own
        };
        let office = ["GOV", "LEG", "PTY", "ELI"].iter().any(|role| source.code.ends_with(role));
        let done_at_home = match draft.code.get(..3) {
            Some("143") => !office,
            Some("151") => true,
            Some("173") => !abroad(),
            _ => false,
        };
        let entity = |mention: &Mention| view.document.entity(mention.entity);
        let land = |mention: &&Mention| codes::is_state(entity(mention)) && entity(mention).code == own;
        let here = || view.document.mentions_in(view.index).iter();
        // "Authorities arrest ten Malaysian workers": theirs.
        let own_name = |mention: &&Mention| source.span.overlaps(mention.span);
        let of_others = |mention: &&Mention| target.span.overlaps(mention.span) && !own_name(mention);
        let named = here().filter(|mention| !of_others(mention)).find(land);
        let named = named.map(|land| PlaceRef { entity: land.entity, span: land.span });
        // "were detained by the Lebanese Armed Forces"
        let by_body = || {
            let body = here().filter(own_name).find(|mention| entity(mention).country == own)?;
            let country = view.document.gazetteer.country(own)?;
            Some(PlaceRef { entity: EntityRef::Listed(country), span: body.span })
        };
        let land = || {
            let country = view.document.gazetteer.country(own).filter(|_| self.is_nationwide(draft))?;
            Some(PlaceRef { entity: EntityRef::Listed(country), span: view.tokens[draft.fit.word].span })
        };
        if done_at_home { self.town_of(source).or(named).or_else(land).or_else(by_body) } else { None }
    }

    /// "began their first national strike"
    pub(super) fn is_nationwide(&self, draft: &Draft) -> bool {
        let wide = |at: At| matches!(self.view.lemma(at), "nationwide" | "national" | "general" | "countrywide");
        let words = || draft.fit.used.iter().copied().chain([draft.fit.word]);
        draft.code.starts_with("143") && words().any(|at| wide(at) || self.view.children(at).any(wide))
    }

    /// The town, region or land that the doers are called after: "Rio de Janeiro's dockworkers", "an Alabama judge".
    fn town_of(&self, source: &Actor) -> Option<PlaceRef> {
        let view = self.view;
        let entity = source.entity.filter(|&entity| view.document.entity(entity).kind == EntityType::Place)?;
        let told = view.sentence.span.contains(source.span) && !source.span.is_empty();
        told.then_some(PlaceRef { entity, span: source.span })
    }

    /// "An Alabama judge denied the request", "Beirut police shot a student": courts rule, and police act, where they are.
    pub(in crate::events) fn of_office(&self, draft: &Draft, source: &Actor) -> Option<PlaceRef> {
        let acts = source.code.ends_with("JUD") || (source.code.ends_with("COP") && is_physical(&draft.code));
        self.town_of(source).filter(|&place| acts && !self.is_state(place))
    }

    /// "will not accept it, Abbas told the League during a visit to Egypt", "At a news conference in Oslo, he said he would seek
    /// talks": where words were spoken, by whoever spoke them.
    pub(super) fn of_saying(&self, draft: &Draft, source: &Actor) -> Option<PlaceRef> {
        use Relation as R;
        let view = self.view;
        let words = matches!(draft.code.get(..2), Some("01" | "02" | "03" | "10" | "11" | "12" | "13"));
        let tied = |&at: &At| matches!(view.relation(at), R::Ccomp | R::Parataxis | R::Conj);
        let saying = view.path_up(draft.top).take(3).take_while(tied).filter_map(|at| view.head(at));
        let verb = saying.filter(|&at| view.is_verb(at) && self.lists.speech.contains(&view.lemmas[at])).last()?;
        let speaker = clauses::surface_subject(view, verb, 1).map(|subject| subject.word)?;
        let named = view.mention(speaker).map(|mention| mention.entity)?;
        // "Norway will not accept it, its prime minister said"
        let own = source.entity == Some(named) || view.document.entity(named).country == source.code;
        let phrase = |at: At| if self.is_locative(at) { self.place_in(at) } else { self.of_travel(at) };
        // "told reporters in Tromso"
        let told = view.children(verb).filter(|&at| matches!(view.relation(at), R::Obj | R::Iobj));
        let phrases = view.children(verb).chain(told.flat_map(|at| view.children(at)));
        phrases.filter(|&at| words && own && at != draft.top).find_map(phrase)
    }
}
