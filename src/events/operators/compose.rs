//! An act and the operators over it → the code of the whole: "refused to lift sanctions", "demanded that Assad go"; what somebody announces of
//! himself; which of several readings tells more.

use super::status;
use crate::events::actors::{Party, speech};
use crate::events::assemble::Sentence;
use crate::events::clauses;
use crate::events::draft::Draft;
use crate::events::fits::matching::Fit;
use crate::events::operators::Over;
use crate::events::rules::Denied;
use crate::events::view::At;
use crate::model::{Relation, Status, Upos};

/// How many operators may stand over each other.
const DEEPEST: usize = 3;

/// Whether two parties are of one country.
pub(super) fn same_country(one: &Party, other: &Party) -> bool {
    let country = |party: &Party| party.actor.code.get(..3).map(str::to_string);
    country(one).is_some() && country(one) == country(other)
}

impl Sentence<'_, '_> {
    /// The operators over an act, innermost first, and the code that they make of it.
    pub(in crate::events) fn operators_over(&self, fit: &Fit, code: &str) -> (Vec<Over<'_>>, Option<String>) {
        let mut code = code.to_string();
        // "vowed that he would not run again": what a class tells in the negative is done.
        let told_as_left = self.coder.rules.classes[usize::from(fit.class)].denied != Denied::No;
        let mut found: Vec<Over> = Vec::new();
        let (mut word, mut spoken) = (fit.word, false);
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
            // "declined to confirm that it would offer wheat": no wheat is refused.
            if over.operator.is_transparent() {
                spoken = true;
            } else if spoken && over.operator.open.starts_with("12") {
                break;
            }
            if !over.operator.is_transparent() && !fit.used.contains(&over.word) {
                let left =
                    !(told_as_left && word == fit.word) && status::is_left_undone(self.view, &self.coder.lists, word);
                let inner = if left { self.undone(&code) } else { None };
                let Some(outer) = over.operator.code(inner.unwrap_or(&code)) else { break };
                // "decided not to accuse": not the act itself.
                if left && inner.is_none() && outer == code {
                    break;
                }
                code = match inner {
                    Some(refusal) if outer.starts_with("12") && refusal.starts_with("12") => refusal.to_string(),
                    _ => outer.to_string(),
                };
                found.push(over);
            }
            word = over.word;
        }
        let composed = (!found.is_empty()).then_some(code);
        (found, composed)
    }

    /// "agreed not to attack", "decided not to sign": the code of not doing what a code tells. A hostile act is stopped, a friendly one refused.
    fn undone(&self, code: &str) -> Option<&str> {
        let id = match code.get(..2) {
            Some("03" | "04" | "05" | "06" | "07" | "08") => "refuse",
            Some("13" | "14" | "15" | "16" | "17" | "18" | "19" | "20") => "stop",
            _ => return None,
        };
        let operator = self.coder.rules.operators.iter().find(|operator| operator.id == id)?;
        operator.written(code)
    }

    /// "Putin ordered his forces to pull out": what somebody's own forces are told to do, they do; no demand of them.
    pub(in crate::events) fn is_order_to_own(&self, over: &Over) -> bool {
        if !over.operator.own_forces || !self.view.is_verb(over.word) {
            return false;
        }
        let Some(at) = clauses::clause(self.view, over.word).object else { return false };
        let parties = self.actors.parties(at);
        let own = |party: &Party| party.needs_country || self.actors.is_own_thing(at);
        !parties.is_empty() && parties.iter().all(|party| party.actor.code.ends_with("MIL") && own(party))
    }

    /// The light verb whose object the act is.
    fn carrier(&self, word: At) -> Option<At> {
        let verb = self.view.head(word).filter(|&verb| self.view.is_verb(verb) && !self.view.is_verb(word))?;
        let carries = matches!(self.view.relation(word), Relation::Obj | Relation::NsubjPass);
        (carries && self.coder.lists.light.contains(&self.view.lemmas[verb])).then_some(verb)
    }

    /// "Japan said it would send aid", "Bush will meet Blair", "Iran will not halt enrichment": what somebody announces of
    /// himself is a promise (only of what is friendly, if others may tell it), a refusal, or, of hostile acts on a condition,
    /// a threat, and that is an act of its own.
    pub(in crate::events) fn as_announced(&self, mut draft: Draft) -> Draft {
        let (view, word) = (self.view, draft.fit.word);
        if draft.fit.noun || draft.sources.is_empty() || draft.fit.source.is_none() {
            return draft;
        }
        let alone = draft.targets.is_empty();
        let announced = status::announced(view, &self.coder.lists, word);
        let friendly = matches!(draft.code.get(..2), Some("03" | "04" | "05" | "06" | "07" | "08"));
        // "declined to confirm that it would offer wheat" refuses no wheat.
        let denied = view.children(word).any(|at| self.coder.lists.negators.contains(&view.lemmas[at]));
        let id = match (announced, draft.status) {
            (Some(_), Status::Negated) if denied => "refuse",
            (Some(_), _) if friendly && !alone => "promise",
            (_, Status::Future | Status::Hypothetical) if self.is_threat(&draft) => "threaten",
            _ => return draft,
        };
        let Some(operator) = self.coder.rules.operators.iter().find(|operator| operator.id == id) else { return draft };
        // "Hezbollah will not disarm": a refusal, whoever asked.
        let yields = draft.code.starts_with("08") && self.is_whole(&draft.fit);
        let told_alone = |code: &str| id != "refuse" || yields && operator.is_told_alone(code, &draft.sources);
        let announces = |code: &&str| matches!(code.get(..2), Some("03" | "12" | "13")) && (!alone || told_alone(code));
        let Some(code) = operator.code(&draft.code).filter(announces) else {
            return draft;
        };
        // "I will step down": with nobody on the other side, only what an operator tells alone.
        let alone = || operator.is_told_alone(code, &draft.sources) && self.is_whole(&draft.fit);
        if draft.targets.is_empty() && !alone() {
            return draft;
        }
        draft.code = code.to_string();
        draft.rule = format!("{id}({})", draft.rule);
        draft.status = Status::Asserted;
        draft.announced = true;
        draft.fit.mutual = false;
        draft
    }

    /// "Russia said it would cut off the gas unless Kiev paid", "Israel will strike back if attacked, its minister warned": a hostile act
    /// that the doer's own side announces on a condition.
    fn is_threat(&self, draft: &Draft) -> bool {
        let (view, word) = (self.view, draft.top);
        let hostile = matches!(draft.code.get(..2), Some("14" | "15" | "16" | "17" | "18" | "19" | "20"))
            || draft.code.starts_with("127");
        let condition =
            |mark: At| view.relation(mark) == Relation::Mark && matches!(view.lemma(mark), "if" | "unless" | "should");
        // "if violence falls, officers will plan air strikes": nobody's deed is the condition.
        let of_others = |at: At| {
            let subject = clauses::clause(view, at).subject.filter(|subject| !subject.inherited);
            subject.is_none_or(|subject| !self.actors.acting(subject.word).is_empty())
        };
        let conditional = view
            .children(word)
            .any(|at| view.relation(at) == Relation::Advcl && view.children(at).any(condition) && of_others(at));
        if !hostile || !conditional {
            return false;
        }
        let himself = |verb: At| view.relation(word) == Relation::Ccomp && status::is_of_himself(view, verb, word);
        let speaker = || speech::speaker(view, &self.coder.lists, word).map(|at| self.actors.acting(at));
        let own_side = |speakers: Vec<Party>| {
            speakers.iter().any(|one| draft.sources.iter().any(|other| same_country(one, other)))
        };
        view.head(word).is_some_and(himself) || speaker().is_some_and(own_side)
    }

    /// Whom a threat is made to that names nobody: whose deed is its condition ("threatened to strike unless the government paid").
    pub(in crate::events) fn threatened(&self, threat: At, sources: &[Party]) -> Vec<Party> {
        let view = self.view;
        let marked = |at: At| view.children(at).any(|mark| matches!(view.lemma(mark), "if" | "unless" | "should"));
        let condition = |&at: &At| view.relation(at) == Relation::Advcl && marked(at);
        let below = |at: &At| view.path_up(*at).skip(1).any(|above| above == threat);
        let subject = |at: At| clauses::clause(view, at).subject.filter(|subject| !subject.inherited);
        let conditions = (threat + 1..view.len()).filter(condition).filter(below);
        let parties = conditions.filter_map(subject).map(|subject| self.actors.acting(subject.word));
        let other = |party: &Party| {
            !party.actor.code.is_empty()
                && !party.is_media
                && !party.is_place
                && !sources.iter().any(|own| own.actor.code == party.actor.code)
        };
        let mut found = parties.map(|found| found.into_iter().filter(other).collect::<Vec<_>>());
        found.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// "said it might halt payments if banks did not agree": what somebody would stop or break off on a condition, he threatens.
    pub(in crate::events) fn as_threat(&self, mut draft: Draft) -> Draft {
        let open = matches!(draft.status, Status::Future | Status::Hypothetical);
        let threaten = self.coder.rules.operators.iter().find(|operator| operator.id == "threaten");
        let code = threaten.filter(|_| open && self.is_threat(&draft)).and_then(|operator| operator.code(&draft.code));
        if let Some(code) = code.map(str::to_string) {
            (draft.code, draft.status, draft.announced) = (code, Status::Asserted, true);
        }
        draft
    }

    /// Whose threat, refusal or call it is.
    pub(super) fn noun_subject(&self, noun: At) -> Option<At> {
        clauses::owner(self.view, noun).or_else(|| {
            let governor = self.view.head(noun).filter(|&verb| self.view.is_verb(verb))?;
            let light = self.coder.lists.light.contains(&self.view.lemmas[governor]);
            if light { clauses::clause(self.view, governor).subject.map(|subject| subject.word) } else { None }
        })
    }

    /// "rejected the U.S. offer of wheat": of whom tells more than that it was rejected, and a known act more than an unknown one.
    pub(in crate::events) fn prefer_two_sides(&self, drafts: &mut Vec<Draft>) {
        let is_one_sided = |draft: &Draft| draft.is_alone() || (draft.is_open() && draft.targets.is_empty());
        if !drafts.iter().any(is_one_sided) {
            return;
        }
        drafts.retain(|draft| self.has_events(draft));
        let all = drafts.clone();
        let told = |draft: &Draft, other: &Draft| other.fit.word != draft.fit.word && other.used.contains(&draft.top);
        let with_target = |draft: &Draft| all.iter().any(|other| !other.targets.is_empty() && told(draft, other));
        let with_class = |draft: &Draft| all.iter().any(|other| !other.is_open() && told(draft, other));
        drafts.retain(|draft| !is_one_sided(draft) || !(with_target(draft) || draft.is_open() && with_class(draft)));
    }

    /// Whether an act is told so well that it stands without another side: the phrase names what is done, or there are people to whom it is
    /// done ("free the reporters", but not "withdraw his nomination").
    pub(super) fn is_whole(&self, fit: &Fit) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let thing = |at: At| {
            let lemma = &view.lemmas[at];
            view.upos(at) != Upos::Pron && !lists.abstract_nouns.contains(lemma) && !lists.put_forward.contains(lemma)
        };
        let says_what = fit.used.iter().any(|&at| at != fit.word && view.is_nominal(at));
        says_what || fit.target.is_some_and(thing)
    }
}
