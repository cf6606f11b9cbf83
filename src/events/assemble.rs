//! One sentence: fits of all its predicates → events, each coded once, with who, status, date, place, attribution.

use super::actors::{Actors, Party, same};
use super::clauses;
use super::coder::Coder;
use super::matching::{self, Fit};
use super::operators::{Over, TargetOf};
use super::pairs::{at_home, has_country, is_political, may_pair};
use super::place_time::{self, Home, Whereabouts};
use super::rules::{Class, Need};
use super::speech;
use super::status;
use super::surface;
use super::view::{At, View};
use crate::model::{EventMention, PlaceRef, Relation, Status, Upos};

/// How many operators may stand over each other.
const DEEPEST: usize = 3;
/// Below this confidence an event is a guess, and guesses are not told.
const LEAST: f32 = 0.35;
/// How much less a party is trusted that word order gives, and not the tree.
const BY_WORD_ORDER: f32 = 0.8;
/// How many fits of one predicate are tried until one has its parties.
const TRIES: usize = 5;

/// Codes one sentence.
pub fn code_sentence(coder: &Coder, view: &View) -> Vec<EventMention> {
    let sentence = Sentence { coder, view, actors: Actors { view, lists: &coder.lists } };
    let mut drafts: Vec<Draft> = (0..view.len()).flat_map(|word| sentence.drafts_at(word)).collect();
    settle(&mut drafts);
    let mut events: Vec<EventMention> = Vec::new();
    for draft in drafts {
        if coder.noise.domain(view, &draft.code).is_some() {
            continue;
        }
        for event in sentence.events(&draft).into_iter().filter(|event| event.confidence >= LEAST) {
            let known = events.iter_mut().find(|other| {
                other.cameo == event.cameo && same(&other.source, &event.source) && same(&other.target, &event.target)
            });
            match known {
                Some(other) if other.confidence < event.confidence => *other = event,
                Some(_) => {}
                None => events.push(event),
            }
        }
    }
    events
        .sort_by_key(|event| (event.span.start, event.trigger.start, event.source.span.start, event.target.span.start));
    events
}

/// An act with its code and parties, before it becomes events.
#[derive(Clone, Debug)]
struct Draft {
    fit: Fit,
    rule: String,
    code: String,
    /// Words used by predicate, phrase and operators.
    used: Vec<At>,
    /// The outermost word: of the last operator, else of the predicate.
    top: At,
    sources: Vec<Party>,
    targets: Vec<Party>,
    status: Status,
    inherited: bool,
    composed: bool,
}

struct Sentence<'s, 'v> {
    coder: &'s Coder,
    view: &'s View<'v>,
    actors: Actors<'s, 'v>,
}

impl Sentence<'_, '_> {
    /// The acts that the predicate at `word` tells.
    fn drafts_at(&self, word: At) -> Vec<Draft> {
        let fits = self.fits(word);
        for fit in fits.iter().take(TRIES) {
            let drafts = self.drafts_of(fit);
            if drafts.is_empty() {
                continue;
            }
            let open = !fit.noun && drafts.iter().all(|draft| draft.sources.is_empty() || draft.targets.is_empty());
            let by_order = if open { self.drafts_by_word_order(word) } else { Vec::new() };
            let whole = by_order.iter().any(|draft| !draft.sources.is_empty() && !draft.targets.is_empty());
            return if whole { by_order } else { drafts };
        }
        self.drafts_by_word_order(word)
    }

    /// The acts that word order suggests where the tree gave none.
    fn drafts_by_word_order(&self, word: At) -> Vec<Draft> {
        let numbers = self.coder.index.verbs(self.view.lemmas[word]);
        if numbers.is_empty() || self.view.mention(word).is_some() || self.is_property(word) {
            return Vec::new();
        }
        let Some(clause) = surface::clause(self.view, &self.coder.lexicon, word) else { return Vec::new() };
        let fits = self.fits_of(&clause, numbers);
        let whole = |draft: &Draft| !draft.sources.is_empty();
        let drafts = fits.iter().take(TRIES).map(|fit| self.drafts_of(fit)).find(|drafts| drafts.iter().any(whole));
        let mut drafts = drafts.unwrap_or_default();
        for party in drafts.iter_mut().flat_map(|draft| draft.sources.iter_mut().chain(&mut draft.targets)) {
            party.confidence *= BY_WORD_ORDER;
        }
        drafts
    }

    /// A participle after a hyphen ("US-backed") or in brackets ("Putin (left)").
    fn is_property(&self, word: At) -> bool {
        let view = self.view;
        let before = word.checked_sub(1).map(|at| view.form(at)).unwrap_or("");
        let participle = matches!(view.xpos(word), "VBN" | "VBD");
        (before == "-" && participle) || (before == "(" && word + 1 < view.len() && view.form(word + 1) == ")")
    }

    /// The patterns that fit the predicate, the most telling first.
    fn fits(&self, word: At) -> Vec<Fit> {
        let view = self.view;
        let lemma = view.lemmas[word];
        // "US-backed", "the bombed city": a property, no act.
        if view.relation(word) == Relation::Amod || self.is_property(word) {
            return Vec::new();
        }
        let numbers = match view.upos(word) {
            Upos::Verb | Upos::Adj | Upos::Aux => self.coder.index.verbs(lemma),
            Upos::Noun | Upos::Propn => self.coder.index.nouns(lemma),
            _ => &[],
        };
        if numbers.is_empty() || (view.upos(word) == Upos::Propn && view.mention(word).is_some()) {
            return Vec::new();
        }
        let clause = if matches!(view.upos(word), Upos::Noun | Upos::Propn) {
            noun_clause(view, word)
        } else {
            clauses::clause(view, word)
        };
        self.fits_of(&clause, numbers)
    }

    fn fits_of(&self, clause: &clauses::Clause, numbers: &[u32]) -> Vec<Fit> {
        let (view, rules) = (self.view, &self.coder.rules);
        let lenient = self.coder.operators.over(view, &rules.operators, clause.word).is_some();
        let fit = |&number: &u32| {
            matching::fit(view, &self.coder.lists, clause, (number, &rules.patterns[number as usize]), lenient)
        };
        let mut fits: Vec<Fit> = numbers.iter().filter_map(fit).collect();
        fits.sort_by_key(|fit| {
            let code = &rules.classes[usize::from(fit.class)].code;
            let specific = (!code.ends_with('0'), code.len());
            (std::cmp::Reverse(fit.weight), std::cmp::Reverse(specific), fit.pattern)
        });
        fits
    }

    /// The acts of one fit: composed with the operators over it, or plain.
    fn drafts_of(&self, fit: &Fit) -> Vec<Draft> {
        let class = &self.coder.rules.classes[usize::from(fit.class)];
        let (operators, code) = self.operators_over(fit, &class.code);
        let mut drafts = Vec::new();
        if let (Some(outermost), Some(code)) = (operators.last(), code) {
            drafts.extend(self.composed(fit, class, &operators, *outermost, code));
        }
        let keeps = operators.first().is_none_or(|over| over.operator.keeps_inner);
        if operators.is_empty() || keeps {
            drafts.extend(self.plain(fit, class));
        }
        drafts
    }

    /// The operators over an act, innermost first, and the code that they make of it.
    fn operators_over(&self, fit: &Fit, code: &str) -> (Vec<Over<'_>>, Option<String>) {
        let mut code = code.to_string();
        let mut found: Vec<Over> = Vec::new();
        let mut word = fit.word;
        for _ in 0..DEEPEST + 2 {
            let Some(over) = self.coder.operators.over(self.view, &self.coder.rules.operators, word) else {
                // "plans to open talks": the light verb between carries the act.
                let Some(carrier) = self.carrier(word) else { break };
                word = carrier;
                continue;
            };
            if found.iter().any(|other| other.word == over.word) {
                break;
            }
            if !over.operator.is_transparent() && !fit.used.contains(&over.word) {
                let Some(outer) = over.operator.code(&code) else { break };
                code = outer.to_string();
                found.push(over);
            }
            word = over.word;
        }
        let composed = (!found.is_empty()).then_some(code);
        (found, composed)
    }

    /// The light verb whose object the act is.
    fn carrier(&self, word: At) -> Option<At> {
        let verb = self.view.head(word).filter(|&verb| self.view.is_verb(verb) && !self.view.is_verb(word))?;
        let carries = matches!(self.view.relation(word), Relation::Obj | Relation::NsubjPass);
        (carries && self.coder.lists.light.contains(&self.view.lemmas[verb])).then_some(verb)
    }

    fn plain(&self, fit: &Fit, class: &Class) -> Option<Draft> {
        let source = fit.source;
        let sources = source.map(|subject| self.actors.parties(subject.word)).unwrap_or_default();
        let targets = fit.target.map(|at| self.actors.parties(at)).unwrap_or_default();
        let sources: Vec<Party> = sources.into_iter().filter(|party| !party.is_place && !party.is_media).collect();
        let sources = self.able(sources, &class.code, true);
        let targets = self.able(targets, &class.code, false);
        // "A tornado flattened homes" is no act; who did it may be unknown only where nobody else is the subject.
        let known_cause = |at: At| self.coder.lists.violent_causes.contains(&self.view.lemmas[at]);
        let no_doer = fit.passive || fit.noun || source.is_some_and(|subject| known_cause(subject.word));
        if sources.is_empty() && !no_doer {
            return None;
        }
        let missing = |need: Need, parties: &[Party]| need == Need::Required && parties.is_empty();
        if missing(class.source, &sources)
            || missing(class.target, &targets)
            || (sources.is_empty() && targets.is_empty())
        {
            return None;
        }
        if !class.may_have_source(&sources) {
            return None;
        }
        let status = status::status(self.view, &self.coder.lists, fit.word, None);
        Some(Draft {
            rule: class.id.clone(),
            code: class.code.clone(),
            used: fit.used.clone(),
            top: fit.word,
            sources,
            targets,
            status,
            inherited: source.is_some_and(|subject| subject.inherited),
            composed: false,
            fit: fit.clone(),
        })
    }

    /// The parties that may stand in that place of an act with this code: the owner of a thing meets and helps nobody, and
    /// acts only through what strikes ("the Russian bombardment killed ten").
    fn able(&self, parties: Vec<Party>, code: &str, source: bool) -> Vec<Party> {
        let strikes = |party: &Party| self.coder.lists.violent_causes.contains(&self.view.lemmas[party.head]);
        let personal = matches!(code.get(..2), Some("03" | "04" | "05"));
        let may = |party: &Party| !party.is_owner || if source { strikes(party) } else { !personal };
        parties.into_iter().filter(may).collect()
    }

    fn composed(&self, fit: &Fit, class: &Class, operators: &[Over], outermost: Over, code: String) -> Option<Draft> {
        let view = self.view;
        let is_verb = view.is_verb(outermost.word);
        let clause = if is_verb { clauses::clause(view, outermost.word) } else { noun_clause(view, outermost.word) };
        let subject = match clause.subject {
            Some(subject) => Some(subject.word),
            None if !is_verb => self.noun_subject(outermost.word),
            // "is expected to meet": the subject of the passive is who acts.
            None if clause.passive && outermost.operator.target == TargetOf::Inner && view.is_verb(fit.word) => {
                clause.object
            }
            None => None,
        };
        let source = subject?;
        let sources: Vec<Party> =
            self.actors.parties(source).into_iter().filter(|party| !party.is_place && !party.is_media).collect();
        let targets = self.composed_targets(fit, operators, &clause, source, &sources);
        if sources.is_empty() || (targets.is_empty() && class.target == Need::Required) {
            return None;
        }
        let lists = &self.coder.lists;
        let status = match status::status(view, lists, outermost.word, None) {
            Status::Asserted => outermost.operator.status,
            other => other,
        };
        let mut used = fit.used.clone();
        used.extend(operators.iter().map(|over| over.word));
        let ids: Vec<&str> = operators.iter().rev().map(|over| over.operator.id.as_str()).collect();
        Some(Draft {
            rule: format!("{}({})", ids.join("+"), class.id),
            code,
            used,
            top: outermost.word,
            sources,
            targets,
            status,
            inherited: clause.subject.is_some_and(|subject| subject.inherited),
            composed: true,
            fit: fit.clone(),
        })
    }

    /// Whose threat, refusal or call it is.
    fn noun_subject(&self, noun: At) -> Option<At> {
        let governor = self.view.head(noun).filter(|&verb| self.view.is_verb(verb))?;
        let light = self.coder.lists.light.contains(&self.view.lemmas[governor]);
        clauses::owner(self.view, noun).or_else(|| {
            if light { clauses::clause(self.view, governor).subject.map(|subject| subject.word) } else { None }
        })
    }

    /// The target of the whole: the operator's object, the inner target, or whoever is to do the inner act.
    fn composed_targets(
        &self,
        fit: &Fit,
        operators: &[Over],
        clause: &clauses::Clause,
        source: At,
        sources: &[Party],
    ) -> Vec<Party> {
        let outermost = operators[operators.len() - 1];
        let others = |at: At| {
            let parties = self.actors.parties(at);
            parties
                .into_iter()
                .filter(|party| {
                    !sources.iter().any(|own| own.actor.entity.is_some() && own.actor.entity == party.actor.entity)
                })
                .collect::<Vec<_>>()
        };
        let addressed = || {
            let own = clause
                .object
                .or(clause.indirect)
                .filter(|&at| !fit.used.contains(&at) && at != fit.word && at != source);
            let oblique = clause.obliques.iter().find(|(_, at)| {
                Some(*at) != fit.target && !fit.used.contains(at) && !matching::is_time(self.view, *at)
            });
            own.or(oblique.map(|&(_, at)| at)).map(others).unwrap_or_default()
        };
        let same_side = |at: At| fit.mutual && self.view.coordinated(source).contains(&at);
        let inner_target = || match fit.target {
            Some(at) if same_side(at) => sources.to_vec(),
            other => other.map(others).unwrap_or_default(),
        };
        let inner_source = || {
            fit.source.filter(|subject| subject.word != source).map(|subject| others(subject.word)).unwrap_or_default()
        };
        let in_order: [&dyn Fn() -> Vec<Party>; 3] = match outermost.operator.target {
            TargetOf::Object => [&addressed, &inner_source, &inner_target],
            TargetOf::Inner => [&inner_target, &addressed, &inner_source],
        };
        in_order.iter().map(|find| find()).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The events of a draft: the product of its parties.
    fn events(&self, draft: &Draft) -> Vec<EventMention> {
        let whereabouts = Whereabouts { view: self.view, lists: &self.coder.lists };
        let place = whereabouts.place(draft.fit.word, draft.fit.place, &draft.targets);
        let nobody = [Party { confidence: 0.9, ..Party::default() }];
        let sources = if draft.sources.is_empty() { &nobody[..] } else { &draft.sources };
        let targets = if draft.targets.is_empty() { &nobody[..] } else { &draft.targets };
        let mut events = Vec::new();
        for source in sources {
            for target in targets {
                events.extend(self.event(draft, source, target, place));
                if draft.fit.mutual && !target.actor.code.is_empty() && !draft.composed {
                    events.extend(self.event(draft, target, source, place));
                }
            }
        }
        events
    }

    fn event(&self, draft: &Draft, source: &Party, target: &Party, place: Option<PlaceRef>) -> Option<EventMention> {
        let home = Home::of(self.view, place.as_ref());
        if !is_political(source, target, &draft.code) {
            return None;
        }
        let (source_actor, target_actor) = at_home(source, target, &home, &draft.code);
        if !may_pair(&source_actor, &target_actor, target, &draft.code) || !has_country(&source_actor, &target_actor) {
            return None;
        }
        let trigger = self.trigger(draft);
        let spans = [source_actor.span, target_actor.span].into_iter().filter(|span| !span.is_empty());
        Some(EventMention {
            sentence: self.view.index as u32,
            span: spans
                .fold(trigger, |all, span| if self.view.sentence.span.contains(span) { all.join(span) } else { all }),
            trigger,
            rule: draft.rule.clone(),
            cameo: draft.code.clone(),
            status: draft.status,
            source: source_actor,
            target: target_actor,
            date: place_time::date(self.view, draft.fit.word),
            place,
            attribution: speech::attribution(self.view, &self.coder.lists, draft.top),
            confidence: confidence(draft, source, target),
        })
    }

    /// From the first to the last word of predicate, phrase and operators, when they stand close; else the predicate.
    fn trigger(&self, draft: &Draft) -> crate::model::Span {
        let first = draft.used.iter().copied().min().unwrap_or(draft.fit.word);
        let last = draft.used.iter().copied().max().unwrap_or(draft.fit.word);
        if last - first <= 8 { self.view.span(first, last) } else { self.view.tokens[draft.fit.word].span }
    }
}

/// The clause of a noun: its prepositions, those of the verb that it completes, and the subject of a copula.
fn noun_clause(view: &View, word: At) -> clauses::Clause {
    let mut clause = clauses::Clause { word, obliques: clauses::obliques(view, word), ..clauses::Clause::default() };
    if clauses::has_copula(view, word) {
        clause.subject = clauses::surface_subject(view, word, 2);
    }
    let completes =
        matches!(view.relation(word), Relation::Obj | Relation::NsubjPass | Relation::Obl | Relation::Xcomp);
    if let Some(verb) = view.head(word).filter(|&verb| completes && view.is_verb(verb)) {
        let after = clauses::obliques(view, verb)
            .into_iter()
            .filter(|&(_, at)| at > word || view.relation(word) == Relation::NsubjPass);
        clause.obliques.extend(after.filter(|&(_, at)| at != word));
    }
    clause
}

/// How sure an event is: how its parties were found, how much the phrase says, how direct the grammar is.
fn confidence(draft: &Draft, source: &Party, target: &Party) -> f32 {
    let parties = source.confidence.min(1.0) * target.confidence.min(1.0);
    let phrase = 0.8 + 0.02 * f32::from(draft.fit.weight.min(10));
    let grammar = match (draft.fit.noun, draft.inherited) {
        (true, true) => 0.75,
        (true, false) => 0.85,
        (false, true) => 0.9,
        (false, false) => 1.0,
    };
    let told = if draft.status == Status::Asserted { 1.0 } else { 0.9 };
    (0.95 * parties * phrase * grammar * told).clamp(0.05, 0.99)
}

/// Takes away what a more telling act already says with the same words: the noun inside "launched an attack", the plain
/// "urged" under "urged to withdraw".
fn settle(drafts: &mut Vec<Draft>) {
    let weight = |draft: &Draft| draft.fit.weight + if draft.composed { 8 } else { 0 };
    let all = drafts.clone();
    drafts.retain(|draft| {
        !all.iter().any(|other| {
            let stronger = (weight(other), other.top) > (weight(draft), draft.top);
            let covers = other.used.contains(&draft.fit.word) && other.fit.word != draft.fit.word;
            stronger && covers
        })
    });
}
