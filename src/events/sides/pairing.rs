//! An act with its parties → events, one for each pair between whom it is one: with date, place, status and confidence.

use super::pairs::{are_told_apart, has_country, is_talk_at_home, may_pair};
use crate::events::actors::Party;
use crate::events::actors::codes;
use crate::events::actors::speech;
use crate::events::assemble::Sentence;
use crate::events::draft::Draft;
use crate::events::fits::matching::Fit;
use crate::events::operators::to_come;
use crate::events::setting::home::Home;
use crate::events::setting::when;
use crate::events::setting::whereabouts::{Scene, Whereabouts};
use crate::events::signals;
use crate::model::{Actor, EntityType, EventMention, PartialDate, Status};

/// Two parties between whom an act is an event.
struct Pair<'p> {
    /// Source and target as found.
    parties: (&'p Party, &'p Party),
    /// Source and target as told.
    actors: (Actor, Actor),
    scene: Scene,
}

impl Sentence<'_, '_> {
    /// The events of a draft: the product of its parties.
    pub(in crate::events) fn events(&self, draft: &Draft) -> Vec<EventMention> {
        let mut events = Vec::new();
        self.each_pair(draft, |pair| {
            events.push(self.event(draft, pair));
            true
        });
        events
    }

    /// Whether a draft comes to any event.
    pub(in crate::events) fn has_events(&self, draft: &Draft) -> bool {
        let mut any = false;
        self.each_pair(draft, |_| {
            any = true;
            false
        });
        any
    }

    pub(in crate::events) fn whereabouts(&self) -> Whereabouts<'_, '_> {
        Whereabouts { view: self.view, lists: &self.coder.lists }
    }

    /// Hands each pair of parties between whom a draft is an event to `see`, until that says that it has seen enough.
    fn each_pair(&self, draft: &Draft, mut see: impl FnMut(Pair) -> bool) {
        let scene = self.whereabouts().scene(draft);
        let nobody = [Party { confidence: 0.9, ..Party::default() }];
        let sources = if draft.sources.is_empty() { &nobody[..] } else { &draft.sources };
        let targets = if draft.targets.is_empty() { &nobody[..] } else { &draft.targets };
        for source in sources {
            for target in targets {
                let both = draft.fit.mutual && !target.actor.code.is_empty() && !draft.composed;
                let back = both.then_some((target, source));
                for (source, target) in [Some((source, target)), back].into_iter().flatten() {
                    if self.pair(draft, source, target, &scene).is_some_and(|pair| !see(pair)) {
                        return;
                    }
                }
            }
        }
    }

    /// Source and target of an event of the draft, if it is one between these two.
    fn pair<'p>(&self, draft: &Draft, source: &'p Party, target: &'p Party, scene: &Scene) -> Option<Pair<'p>> {
        if !self.coder.pairs.are_political(source, target, &draft.code, &draft.rule) {
            return None;
        }
        let home = Home::of(self.view, scene.home.as_ref());
        let (source_actor, target_actor) = self.coder.countrymen.completed(source, target, &home, &draft.code);
        let known =
            has_country(&source_actor, &target_actor) && are_told_apart(&source_actor, &target_actor, &draft.code);
        let talk = is_talk_at_home(&source_actor, &target_actor, &draft.code);
        let may = may_pair(&source_actor, &target_actor, target, &draft.code);
        // Those who attend a meeting side by side met others.
        let beside = || draft.sources.iter().any(|one| one.actor.entity == target_actor.entity);
        let met = || self.met_another(&source_actor, &target_actor, &draft.code) && !beside();
        if !known || talk || !(may || met()) {
            return None;
        }
        Some(Pair { parties: (source, target), actors: (source_actor, target_actor), scene: *scene })
    }

    /// "The finance minister met the governor": two people of one government; a visit leads elsewhere.
    fn met_another(&self, source: &Actor, target: &Actor, code: &str) -> bool {
        let person = |actor: &Actor| {
            actor.entity.is_some_and(|entity| self.view.document.entity(entity).kind == EntityType::Person)
        };
        let talk = code.starts_with("04") && !matches!(code, "042" | "043" | "044");
        talk && source.entity != target.entity && person(source) && person(target)
    }

    fn event(&self, draft: &Draft, pair: Pair) -> EventMention {
        let Pair { parties: (source, target), actors: (source_actor, target_actor), scene } = pair;
        let trigger = self.trigger(draft);
        let act = when::Act { word: draft.fit.word, top: draft.top, status: draft.status };
        let told = when::date(self.view, &self.coder.lists, act);
        let status = self.status_on(draft, told);
        let date = when::of_status(self.view, told, status, draft.announced);
        let place = self.whereabouts().between(draft, &scene, target, (&source_actor, &target_actor), date);
        let signals = signals::signals(self, draft, (source, &source_actor), (target, &target_actor));
        let spans = [source_actor.span, target_actor.span].into_iter().filter(|span| !span.is_empty());
        let mut event = EventMention {
            sentence: self.view.index as u32,
            span: spans
                .fold(trigger, |all, span| if self.view.sentence.span.contains(span) { all.join(span) } else { all }),
            trigger,
            rule: draft.rule.clone(),
            cameo: self.code_between(draft, (source, &source_actor), (target, &target_actor)).to_string(),
            status,
            source: source_actor,
            target: target_actor,
            date,
            place,
            attribution: speech::attribution(self.view, &self.coder.lists, draft.top),
            confidence: 0.0,
            signals,
            themes: Vec::new(),
        };
        event.confidence = self.coder.scorer.probability(&event);
        event
    }

    /// "The Emirates banned Danish milk": what one state bars from another is a sanction, and no matter of its own police.
    fn code_between<'d>(
        &'d self,
        draft: &'d Draft,
        (source, source_actor): (&Party, &Actor),
        (target, target_actor): (&Party, &Actor),
    ) -> &'d str {
        let told = |party: &Party, actor: &Actor| Party { actor: actor.clone(), ..party.clone() };
        let (source, target) = (&told(source, source_actor), &told(target, target_actor));
        if let Some(code) = self.coder.pairs.instead(source, target, &draft.code, &draft.rule) {
            return code;
        }
        let bars = || draft.used.iter().any(|&at| self.coder.lists.trade_bars.contains(&self.view.lemmas[at]));
        let abroad = || source.actor.code.get(..3).is_some_and(|own| own != target.actor.code);
        let state = target.is_country() && !target.is_generic;
        match draft.code.as_str() {
            "172" if state && abroad() && bars() => "163",
            "081" if state && abroad() && bars() => "085",
            code => code,
        }
    }

    /// "Kerry visits Israel next week": the present tense with a time to come tells of the future.
    fn status_on(&self, draft: &Draft, date: Option<PartialDate>) -> Status {
        let (view, lists, word) = (self.view, &self.coder.lists, draft.fit.word);
        // "hopes his visit next week will help": what is hoped of is fixed.
        let fixed =
            draft.fit.noun && draft.status == Status::Hypothetical && lists.appointments.contains(&view.lemmas[word]);
        let plain = (draft.status == Status::Asserted || fixed) && !draft.rule.contains('(');
        let to_come = plain && to_come::is_to_come(view, lists, word, date);
        if to_come { Status::Future } else { draft.status }
    }

    /// From the first to the last word of predicate, phrase and operators, when they stand close; else the predicate.
    fn trigger(&self, draft: &Draft) -> crate::model::Span {
        let first = draft.used.iter().copied().min().unwrap_or(draft.fit.word);
        let last = draft.used.iter().copied().max().unwrap_or(draft.fit.word);
        if last - first <= 8 { self.view.span(first, last) } else { self.view.tokens[draft.fit.word].span }
    }
}

impl Sentence<'_, '_> {
    /// "Putin met Erdogan in St. Petersburg": at the home of one of them, and on no third ground.
    pub(in crate::events) fn is_at_home<'p>(&self, fit: &Fit, parties: impl Iterator<Item = &'p Party>) -> bool {
        let whereabouts = Whereabouts { view: self.view, lists: &self.coder.lists };
        let place =
            fit.place.and_then(|at| whereabouts.ground(at)).map(|place| self.view.document.entity(place.entity));
        let land = place.map(codes::country_of).filter(|land| !land.is_empty());
        let lands = parties.filter_map(|party| party.actor.code.get(..3)).collect::<Vec<_>>();
        // "met Republican senators at their luncheon"
        let one_land = || lands.len() > 1 && lands.iter().all(|own| *own == lands[0]);
        land.map_or_else(one_land, |land| lands.iter().any(|own| codes::lies_in(&land, own)))
    }
}
