//! One sentence: fits of all its predicates → events, each coded once, with who, status, date, place, attribution.

use std::cell::OnceCell;

use super::actors::{Actors, Found, Party, same};
use super::clauses::surface;
use super::clauses::{self, Subject};
use super::coder::Coder;
use super::draft::{Draft, settle};
use super::fits::matching::Fit;
use super::operators::status;
use super::rules::index::Present;
use super::rules::{Class, Denied, Need};
use super::same_act;
use super::setting::when;
use super::sides::able::{is_of_persons, is_violent, tells_no_place};
use super::sides::nearby;
use super::signals::Topics;
use super::view::{At, View};
use crate::model::{EntityType, EventMention, Relation, Rule, Status, Upos};

/// How many fits of one predicate are tried until one has its parties.
const TRIES: usize = 8;

/// Words from which on a party is far from a predicate.
const FAR: usize = 9;

/// Most parties of an act of all with all.
const MOST_MUTUAL: usize = 5;

/// Codes one sentence: its events, and those that are too unsure to be told.
pub fn code_sentence(coder: &Coder, view: &View) -> (Vec<EventMention>, Vec<EventMention>) {
    let sentence = Sentence::new(coder, view);
    let mut drafts: Vec<Draft> = (0..view.len()).flat_map(|word| sentence.drafts_at(word)).collect();
    let open = (0..view.len()).filter_map(|word| sentence.open(word, &drafts)).collect::<Vec<_>>();
    drafts.extend(open);
    sentence.prefer_two_sides(&mut drafts);
    settle(&mut drafts);
    drafts.iter_mut().for_each(|draft| sentence.take_cause(draft));
    drafts.iter_mut().for_each(|draft| sentence.name_doer(draft));
    drafts.iter_mut().for_each(|draft| sentence.date_offices(draft));
    drafts.iter_mut().for_each(|draft| sentence.arm(draft));
    let (mut events, mut guesses): (Vec<EventMention>, Vec<EventMention>) = Default::default();
    for draft in drafts {
        if coder.noise.domain(sentence.sums(), &draft.code).is_some() || sentence.is_trade_at_large(&draft) {
            continue;
        }
        for event in sentence.events(&draft) {
            if sentence.is_history(event.date) {
                continue;
            }
            let told = if event.confidence >= coder.least { &mut events } else { &mut guesses };
            let known = told.iter_mut().find(|other| {
                other.cameo == event.cameo && same(&other.source, &event.source) && same(&other.target, &event.target)
            });
            match known {
                Some(other) if other.confidence < event.confidence => *other = event,
                Some(_) => {}
                None => told.push(event),
            }
        }
    }
    same_act::join(&mut events);
    events
        .sort_by_key(|event| (event.span.start, event.trigger.start, event.source.span.start, event.target.span.start));
    (events, guesses)
}

/// One sentence and what is needed to code it.
pub(super) struct Sentence<'s, 'v> {
    pub(super) coder: &'s Coder,
    pub(super) view: &'s View<'v>,
    pub(super) actors: Actors<'s, 'v>,
    pub(super) present: Present,
    /// Weights of words that tell of other domains, when asked for.
    sums: OnceCell<[u32; 16]>,
}

impl<'s, 'v> Sentence<'s, 'v> {
    pub(super) fn new(coder: &'s Coder, view: &'s View<'v>) -> Self {
        let (actors, present) = (Actors::new(view, &coder.lists), coder.index.present(view));
        Self { coder, view, actors, present, sums: OnceCell::new() }
    }
}

impl Sentence<'_, '_> {
    pub(super) fn sums(&self) -> &[u32; 16] {
        self.sums.get_or_init(|| self.coder.noise.sums(self.view, &self.coder.lists.cudgels))
    }

    /// What the sentence tells of beside politics.
    pub(super) fn topics(&self) -> Topics {
        self.coder.noise.topics(self.sums())
    }

    /// "Three soldiers were killed when rebels attacked a base": who killed them, and how, the clause beside it tells.
    fn take_cause(&self, draft: &mut Draft) {
        let (view, lists) = (self.view, &self.coder.lists);
        let harm = lists.harms.contains(&view.lemmas[draft.fit.word]) && !draft.fit.noun && !draft.composed;
        if !harm || !draft.sources.is_empty() || !is_violent(&draft.code) {
            return;
        }
        let marked = |at: At| view.children(at).any(|mark| matches!(view.lemma(mark), "when" | "as" | "after"));
        let beside = |&at: &At| view.relation(at) == Relation::Advcl && at > draft.fit.word && marked(at);
        let class = |fit: &Fit| &self.coder.rules.classes[usize::from(fit.class)];
        let causes = view.children(draft.fit.word).filter(beside).collect::<Vec<_>>();
        let cause =
            causes.into_iter().find_map(|at| self.fits(at).into_iter().find(|fit| is_violent(&class(fit).code)));
        let Some(cause) = cause else { return };
        let (class, doer) = (class(&cause), cause.source.map(|subject| subject.word));
        let acting = |at: Option<At>| at.map(|at| self.actors.acting(at)).unwrap_or_default();
        // "Two were killed when villagers clashed with police": by those who bear arms.
        let armed = |parties: &[Party]| {
            parties.iter().any(|party| party.actor.code.ends_with("MIL") || party.actor.code.ends_with("COP"))
        };
        let (doers, others) = (acting(doer), acting(cause.target));
        let doers = if !armed(&doers) && armed(&others) && !armed(&draft.targets) && class.code.starts_with("14") {
            others
        } else {
            doers
        };
        let sources = self.able(doers, &class.code, true);
        if !class.may_have_source(&sources)
            || sources.iter().any(|own| draft.targets.iter().any(|other| same(&own.actor, &other.actor)))
        {
            return;
        }
        draft.sources = sources;
        if matches!(draft.code.as_str(), "180" | "190") {
            draft.code = class.code.clone();
            draft.rule = class.id.clone();
        }
    }

    /// Whoever took part is told by the office held on the day of the act.
    fn date_offices(&self, draft: &mut Draft) {
        let act = when::Act { word: draft.fit.word, top: draft.top, status: draft.status };
        let done = when::date(self.view, &self.coder.lists, act).or_else(|| self.view.document.date());
        let parties = draft.sources.iter_mut().chain(&mut draft.targets);
        let leaves = self.coder.lists.leaving_office.contains(&self.view.lemmas[draft.fit.word]);
        parties.for_each(|party| self.actors.date_office(party, done, leaves));
    }

    /// Whose planes or ships fight, whose forces do: "Russian planes pounded the town".
    fn arm(&self, draft: &mut Draft) {
        let craft = |subject: Subject| self.coder.lists.craft.contains(&self.view.lemmas[subject.word]);
        if !draft.code.starts_with("19") || !draft.fit.source.is_some_and(craft) {
            return;
        }
        for party in draft.sources.iter_mut().filter(|party| party.is_owner && party.is_country()) {
            party.actor.code.push_str("MIL");
            party.is_owner = false;
            party.found = Found::Group;
        }
    }

    /// The acts that the predicate at `word` tells.
    fn drafts_at(&self, word: At) -> Vec<Draft> {
        let fits = self.fits(word);
        let class = |fit: &Fit| &self.coder.rules.classes[usize::from(fit.class)];
        if fits.first().is_some_and(|fit| self.coder.senses.is_other(&self.actors, fit, &class(fit).code)) {
            return Vec::new();
        }
        let mut doers: Vec<Party> = Vec::new();
        let mut alone = Vec::new();
        for fit in fits.iter().take(TRIES) {
            let drafts = self.drafts_of(fit);
            if !drafts.iter().any(|draft| self.has_events(draft)) {
                doers.extend(drafts.into_iter().flat_map(|draft| draft.sources));
                continue;
            }
            // Another reading may tell to whom.
            if drafts.iter().all(Draft::is_alone) {
                alone = if alone.is_empty() { drafts } else { alone };
                continue;
            }
            // "A bomb killed two officers and wounded others": what did it is told, if not who.
            let cause = |subject: Subject| self.coder.lists.violent_causes.contains(&self.view.lemmas[subject.word]);
            let done = |draft: &Draft| !draft.targets.is_empty() && draft.fit.source.is_some_and(cause);
            let open = !fit.noun
                && drafts.iter().all(|draft| draft.sources.is_empty() && !done(draft) || draft.targets.is_empty());
            let by_order = if open { self.drafts_by_word_order(word) } else { Vec::new() };
            let is_whole =
                |draft: &Draft| !draft.sources.is_empty() && !draft.targets.is_empty() && self.has_events(draft);
            let whole = by_order.iter().any(is_whole);
            return if whole { by_order } else { drafts };
        }
        // "The last Marines to leave Yemen handed over their weapons": what stands inside the doer's phrase did not do it.
        let inside = |party: &Party| {
            let other =
                |doer: &&Party| doer.actor.entity != party.actor.entity && self.view.governs(doer.head, party.head);
            doers.iter().any(|doer| other(&doer))
        };
        if !alone.is_empty() {
            return alone;
        }
        let mut drafts = self.drafts_by_word_order(word);
        drafts.retain(|draft| !draft.sources.iter().any(inside));
        drafts
    }

    /// The acts that word order suggests where the tree gave none.
    fn drafts_by_word_order(&self, word: At) -> Vec<Draft> {
        let numbers = self.coder.index.verbs(self.view.lemmas[word], &self.present);
        let helps = matches!(self.view.relation(word), Relation::Aux | Relation::AuxPass);
        if helps || numbers.is_empty() || self.view.mention(word).is_some() || self.is_property(word) {
            return Vec::new();
        }
        let Some(clause) = surface::clause(self.view, &self.coder.lexicon, word) else { return Vec::new() };
        let fits = self.fits_of(&clause, &numbers);
        let whole = |draft: &Draft| !draft.sources.is_empty();
        let drafts = fits.iter().take(TRIES).map(|fit| self.drafts_of(fit)).find(|drafts| drafts.iter().any(whole));
        let mut drafts = drafts.unwrap_or_default();
        // What stands far behind a comma is seldom whom the verb before it is done to.
        let apart = |at: At| at > word + FAR && (word + 1..at).any(|between| self.view.form(between) == ",");
        drafts.retain(|draft| !draft.targets.iter().all(|party| apart(party.head)) || draft.targets.is_empty());
        drafts.iter_mut().for_each(|draft| draft.by_order = true);
        drafts
    }

    /// The acts of one fit: composed with the operators over it, or plain.
    fn drafts_of(&self, fit: &Fit) -> Vec<Draft> {
        let class = &self.coder.rules.classes[usize::from(fit.class)];
        let inner = self.coder.senses.instead(&self.actors, fit, &class.code);
        let plain_code = inner.unwrap_or(&class.code);
        if class.judged {
            return self.plain(fit, class).into_iter().collect();
        }
        let (mut operators, mut code) = self.operators_over(fit, plain_code);
        let order = operators.pop_if(|over| self.is_order_to_own(over));
        if order.is_some() {
            code = operators.iter().try_fold(plain_code, |code, over| over.operator.code(code)).map(str::to_string);
        }
        let mut drafts = Vec::new();
        if let (Some(outermost), Some(code)) = (operators.last(), code) {
            drafts.extend(self.composed(fit, class, &operators, *outermost, code).map(|draft| self.as_threat(draft)));
        }
        let keeps = operators.first().is_none_or(|over| over.operator.keeps_inner);
        if operators.is_empty() || keeps {
            let with_code = |draft: Draft| Draft { code: inner.map_or(draft.code, str::to_string), ..draft };
            drafts.extend(self.plain(fit, class).map(with_code).map(|draft| self.as_announced(draft)));
        }
        if let Some(order) = order {
            let status = status::status(self.view, &self.coder.lists, order.word, None);
            drafts.iter_mut().for_each(|draft| (draft.top, draft.status) = (order.word, status));
        }
        drafts
    }

    fn is_whole_land(&self, at: At) -> bool {
        matches!(self.view.lemma(at), "country" | "nation" | "state" | "republic" | "kingdom")
    }

    /// "The envoy said that Chad had lied, and he accused its generals": a person's own is not told by "its".
    fn is_of_others(&self, fit: &Fit) -> bool {
        let view = self.view;
        let person = |at: At| {
            let named = view.mention(at).map(|mention| view.document.entity(mention.entity).kind);
            named == Some(EntityType::Person) || matches!(view.lemma(at), "he" | "she")
        };
        let its = |at: At| view.children(at).any(|own| view.form(own).eq_ignore_ascii_case("its") && own < at);
        fit.source.is_some_and(|own| person(own.word)) && fit.target.is_some_and(its)
    }

    fn plain(&self, fit: &Fit, class: &Class) -> Option<Draft> {
        let source = fit.source;
        let sources = source.map(|subject| self.actors.acting(subject.word)).unwrap_or_default();
        let mut targets = fit.target.map(|at| self.actors.parties(at)).unwrap_or_default();
        if class.judged {
            targets = fit.target.map(|at| self.judged_parties(at, &sources)).unwrap_or_default();
        }
        // "suspension of payments by Brazil and Ecuador": not the one toward the other.
        let joined = |at: At| source.is_some_and(|own| own.word != at && self.view.coordinated(own.word).contains(&at));
        if !fit.mutual && fit.target.is_some_and(joined) {
            return None;
        }
        let mut sources = self.able(sources, &class.code, true);
        if let Some(crowd) = source.filter(|_| sources.is_empty() && class.code.starts_with("14")) {
            sources = self.actors.people(crowd.word);
            sources.extend(self.multitude(crowd.word));
        }
        if sources.is_empty() && source.is_none() {
            sources = self.able(self.doers_beside(fit, &class.code), &class.code, true);
        }
        let mut targets = self.able(targets, &class.code, false);
        // "took Americans captive": people of that country.
        let people = |party: &&mut Party| {
            let mention = self.view.mention(party.head).filter(|mention| mention.rule == Rule::Demonym);
            let next = Some(party.head + 1).filter(|&at| at < self.view.len());
            let agents = &self.view.document.gazetteer.agents;
            let person = |at: At| {
                let agent = agents.ending_at(self.view.tokens, at, at + 1);
                agent.is_some_and(|(_, agent)| agent.kind == "person")
            };
            let thing = |at: At| matches!(self.view.upos(at), Upos::Noun | Upos::Propn) && !person(at);
            let whole = !next.is_some_and(thing);
            is_of_persons(&class.code) && party.is_country() && !party.is_owner && mention.is_some() && whole
        };
        targets.iter_mut().filter(people).for_each(|party| party.actor.code.push_str("CVL"));
        let mut mutual = fit.mutual;
        // "accused each other of violating the truce"
        if sources.len() > 1 && fit.target.is_some_and(|at| self.is_each_other(at)) {
            (targets, mutual) = (sources.clone(), true);
        }
        // "along its border with Ukraine": the other side of the border.
        let part = |&at: &At| self.coder.lists.place_parts.contains(&self.view.lemmas[at]);
        let told = !sources.is_empty();
        if let Some(at) =
            fit.target.filter(part).filter(|_| told).filter(|_| nearby::not_own(targets.clone(), &sources).is_empty())
        {
            let beneath = self.able(nearby::below(self.view, &self.actors, &[at], &sources), &class.code, false);
            let beside = || self.able(nearby::others(self.view, &self.actors, fit, &sources), &class.code, false);
            let found = if beneath.is_empty() { beside() } else { beneath };
            targets = if found.is_empty() { targets } else { found };
        }
        let among = |party: &Party| sources.iter().any(|own| same(&own.actor, &party.actor));
        if !mutual && targets.len() > 1 && targets.iter().all(among) {
            return None;
        }
        // Troops are put on alert, or massed, against somebody.
        let posture = class.code.starts_with("15") && !fit.noun && !sources.is_empty();
        // "Saudi troops were deployed to Bahrain": whoever is moved is who acts.
        let moved = class.code.starts_with("15") && fit.passive && !fit.noun && sources.is_empty();
        if let Some(at) = self.view.child(fit.word, &[Relation::NsubjPass]).filter(|_| moved) {
            sources = self.actors.acting(at);
            targets.retain(|party| !sources.iter().any(|own| same(&own.actor, &party.actor)));
        }
        let posture = posture || (moved && !sources.is_empty());
        if targets.is_empty() && class.code == "016" && !fit.noun {
            targets = self.accusers(fit, &sources);
        }
        // "will not be confirmed by the Senate": nobody was asked.
        if class.code == "011" && fit.passive && self.view.has_child(fit.word, &[Relation::OblAgent]) {
            return None;
        }
        // "declined to comment on reports of a raid in Mali": not on Mali.
        if class.code == "011" {
            targets.retain(|party| !party.is_owner);
        }
        // "worried about the violence in East Timor": said of where that is.
        if targets.is_empty() && matches!(class.code.as_str(), "010" | "012" | "013" | "018") && !fit.noun {
            targets = nearby::below(self.view, &self.actors, fit.target.as_slice(), &sources);
        }
        if targets.is_empty() && !fit.noun {
            targets = self.able(self.addressed_by_means(fit.word, &class.code, &sources), &class.code, false);
        }
        if targets.is_empty() && (posture || (fit.loose && class.target == Need::Required)) {
            targets = self.able(nearby::others(self.view, &self.actors, fit, &sources), &class.code, false);
        }
        if targets.is_empty() && class.code.starts_with("104") && !fit.noun {
            targets = self.rulers(&sources);
        }
        if targets.is_empty() && class.code.starts_with("14") {
            targets = self.protested(fit, &sources);
        }
        let workers = sources.iter().all(|party| party.actor.code.ends_with("LAB"));
        if targets.is_empty() && workers && class.code.starts_with("143") {
            targets = self.employer(fit, &sources);
        }
        let by_force = is_violent(&class.code) || class.code.starts_with("17");
        // "clashed with police in the port": with them, and not with the town.
        let by_crowd = class.code.starts_with("145");
        let open = targets.is_empty() || by_crowd && targets.iter().all(|party| party.is_place || self.is_town(party));
        if open && (by_force || by_crowd) && !fit.noun {
            let subject = source.map(|subject| subject.word);
            let agents = self.able(self.used_agents(fit, subject), &class.code, false);
            targets = if agents.is_empty() { targets } else { agents };
        }
        // "a Rwandan suspect was arrested": he, and not Rwanda.
        let only_owned = |at: At| targets.iter().all(|party| party.is_owner && party.head == at);
        if by_force && let Some(at) = fit.target.filter(|&at| only_owned(at)) {
            let people = self.actors.people(at);
            targets = if people.is_empty() { targets } else { people };
        }
        if targets.is_empty() && by_force && !class.code.starts_with("171") {
            targets.extend(fit.target.and_then(|at| self.multitude(at)));
        }
        if is_violent(&class.code) {
            targets.retain(|party| !nearby::is_outside(self.view, &self.coder.lists, party.head));
        }
        // "declared war on red tape in Brussels": nobody's body is hit.
        let bodily = |at: At| {
            let positions = self.view.lemma(at) == "position" && self.view.xpos(at) == "NNS";
            positions || !self.coder.lists.abstract_nouns.contains(&self.view.lemmas[at])
        };
        // Whoever is kidnapped or beheaded somewhere is no part of the place.
        let personal = matches!(class.code.as_str(), "181" | "182" | "1821" | "1822" | "1823");
        if targets.is_empty() && fit.target.is_some_and(bodily) && is_violent(&class.code) && !personal {
            targets = nearby::scene(self.view, &self.coder.lists, &self.actors, fit);
        }
        if !fit.mutual {
            targets = self.hurt_for_places(fit, &class.code, &sources, targets);
        }
        if is_violent(&class.code) && self.is_of_beasts(fit) {
            return None;
        }
        if self.coder.senses.is_other(&self.actors, fit, &class.code)
            || self.is_about_target(fit, &class.code)
            || self.is_team(fit, &class.code)
            || self.is_no_blow(fit, &class.code)
        {
            return None;
        }
        let accredited = self.is_accredited(fit);
        let own = fit.target.is_some_and(|at| self.actors.is_own_thing(at));
        let shared = fit.target.filter(part).is_some() && !nearby::not_own(targets.clone(), &sources).is_empty();
        // "declared an emergency across the country": at home, and against nobody.
        if class.target == Need::Optional && fit.target.is_some_and(|at| self.is_whole_land(at)) {
            let at_home =
                |party: &Party| sources.iter().any(|own| own.actor.code.get(..3) == party.actor.code.get(..3));
            targets.retain(|party| !(party.found == Found::Definite && party.is_country() && at_home(party)));
        }
        // "Khartoum let U.N. convoys into Darfur": let in those whose they are.
        if class.code == "0863" && !targets.is_empty() && nearby::not_own(targets.clone(), &sources).is_empty() {
            let owners = fit.used.iter().filter_map(|&at| clauses::owner(self.view, at));
            let others =
                owners.map(|at| nearby::not_own(self.actors.acting(at), &sources)).find(|found| !found.is_empty());
            targets = others.unwrap_or(targets);
        }
        let others = own && self.is_of_others(fit);
        if own && !others && !shared && !accredited && !sources.is_empty() {
            targets.clear();
        }
        if let Some((one, others)) = fit.target.filter(|_| fit.mutual).and_then(|at| self.actors.sides(at)) {
            (sources, targets) = (one, others);
        }
        // "delegates from seven countries": who met whom is not told.
        if fit.mutual && targets.len() > MOST_MUTUAL {
            return None;
        }
        if fit.mutual {
            targets.retain(|party| !party.is_media && !party.actor.code.ends_with("MED"));
        }
        // "protested the killing of a boy": not against him.
        let victim = |at: At| {
            clauses::has_case(self.view, at, "of")
                && self
                    .view
                    .path_up(at)
                    .take(2)
                    .any(|above| self.coder.lists.done_to.contains(&self.view.lemmas[above]))
        };
        if class.code.starts_with("14") && !fit.noun && fit.target.is_some_and(victim) {
            targets.clear();
        }
        // "rallied in Delhi": where they did it, and not against whom.
        let inside = |at: At| {
            ["in", "at", "near", "through", "across"].iter().any(|case| clauses::has_case(self.view, at, case))
        };
        let place_only = class.code.starts_with("14") || class.code == "173";
        if place_only && fit.target.is_some_and(inside) {
            targets.retain(|party| !party.is_place || party.is_owner || party.is_generic);
        }
        // "called for a truce in Gaza": of those who fight there.
        let of_fight = matches!(class.code.as_str(), "0256" | "1056");
        if fit.target.is_some_and(inside) && tells_no_place(&class.code) && !accredited && !of_fight {
            let any = !targets.is_empty();
            targets.retain(|party| !self.is_town(party));
            if any && targets.is_empty() {
                return None;
            }
        }
        // "criticised the panels in London": said of them, and not to London; but the bombing that somebody claims was there.
        let claims = class.code == "015";
        if !claims && !of_fight && matches!(class.code.get(..2), Some("01" | "02" | "09" | "10" | "11")) {
            targets.retain(|party| !(inside(party.head) && self.is_town(party)));
        }
        let destroys = is_violent(&class.code) || class.code.starts_with("171");
        if destroys && nearby::is_accident(self.view, &self.coder.lists, fit.word) {
            return None;
        }
        // "A tornado flattened homes" is no act; who did it may be unknown only where nobody else is the subject.
        let known_cause = |at: At| self.coder.lists.violent_causes.contains(&self.view.lemmas[at]);
        let no_doer = fit.passive || fit.noun || source.is_some_and(|subject| known_cause(subject.word));
        // "the war in Iraq" goes on; nobody does anything to anybody.
        let goes_on = fit.noun && self.coder.lists.states.contains(&self.view.lemmas[fit.word]);
        if sources.is_empty() && (!no_doer || goes_on) {
            return None;
        }
        let hidden = fit.passive && !fit.noun && source.is_none() && self.is_done(fit.word);
        let needed = |need: Need| need == Need::Required || need == Need::Passive && !hidden;
        let missing = |need: Need, parties: &[Party]| needed(need) && parties.is_empty();
        if missing(class.source, &sources)
            || missing(class.target, &targets)
            || (sources.is_empty() && targets.is_empty())
        {
            return None;
        }
        if !class.may_have_source(&sources) || !class.may_have_target(&targets) {
            return None;
        }
        if class.code == "044" && self.is_at_home(fit, sources.iter().chain(&targets)) {
            return None;
        }
        // "That demonstrates how ..."
        let protests = class.code.starts_with("14") && !fit.noun;
        if protests && (self.view.has_child(fit.word, &[Relation::Ccomp]) || self.is_rallied(fit)) {
            return None;
        }
        let topic = |case: &&str| clauses::has_case(self.view, fit.word, case);
        let topic = class.code.starts_with("06") && ["over", "about", "on", "regarding"].iter().any(topic);
        if !fit.noun && self.is_told_by_work(fit.word) {
            return None;
        }
        if fit.noun && (topic || !self.comes_about(fit.word) || self.is_plot(fit.word)) {
            return None;
        }
        let status = match status::status(self.view, &self.coder.lists, fit.word, None) {
            Status::Negated if class.denied != Denied::No => Status::Asserted,
            _ if class.judged => Status::Asserted,
            status => status,
        };
        let told = matches!(status, Status::Asserted | Status::Future);
        if told && class.code == "0831" && targets.is_empty() && self.is_of_own_will(fit) {
            return None;
        }
        let (code, status) = status::kept_open(self.view, fit.word, class.code.clone(), status);
        Some(Draft {
            rule: class.id.clone(),
            code,
            used: fit.used.clone(),
            top: fit.said.unwrap_or(fit.word),
            sources,
            targets,
            status,
            inherited: source.is_some_and(|subject| subject.inherited),
            composed: false,
            by_order: false,
            announced: false,
            fit: Fit { mutual, ..fit.clone() },
        })
    }
}
