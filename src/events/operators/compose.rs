//! An act and the operators over it → one act of its own: "refused to lift sanctions", "demanded that Assad go".

use super::status;
use crate::events::actors::{Party, same, speech};
use crate::events::assemble::Sentence;
use crate::events::clauses::noun_clauses::noun_clause;
use crate::events::clauses::{self, Clause};
use crate::events::draft::Draft;
use crate::events::fits::matching::Fit;
use crate::events::operators::{Over, TargetOf};
use crate::events::rules::{Class, Denied, Need};
use crate::events::sides::able::{is_violent, tells_no_place};
use crate::events::sides::nearby;
use crate::events::view::At;
use crate::events::words;
use crate::model::{Relation, Status, Upos};
use crate::segment::fold_hash;

/// How many operators may stand over each other.
const DEEPEST: usize = 3;

/// Whether two parties are of one country.
fn same_country(one: &Party, other: &Party) -> bool {
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

    /// The act that the operators make of an inner act.
    pub(in crate::events) fn composed(
        &self,
        fit: &Fit,
        class: &Class,
        operators: &[Over],
        outermost: Over,
        code: String,
    ) -> Option<Draft> {
        let view = self.view;
        let is_verb = view.is_verb(outermost.word);
        // "stands ready to help": an adjective has its subject as a verb has.
        let is_verb = is_verb || view.upos(outermost.word) == Upos::Adj;
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
        let sources = self.actors.acting(source);
        let mut code = code;
        let mut targets = self.composed_targets(fit, operators, &clause, source, &sources);
        // "Turkey agreed with Russia to create a buffer zone in Syria": that is agreed with Russia.
        let with = |(preposition, at): &&(u64, At)| {
            *preposition == fold_hash("with") && !fit.used.contains(at) && Some(*at) != fit.target
        };
        if outermost.operator.with_partner
            && let Some(&(_, partner)) = clause.obliques.iter().find(with)
        {
            let partners = nearby::not_own(self.actors.parties(partner), &sources);
            if !partners.is_empty() {
                targets = partners;
                code = if code.starts_with("03") { code } else { outermost.operator.open.clone() };
            }
        }
        // "urged Turkey to fight the rebels": an appeal to Turkey; a call to fight them that nobody is asked to heed is a threat.
        let told_alone = outermost.operator.is_told_alone(&code, &sources) && self.is_whole(fit);
        let hostile = matches!(code.get(..2), Some("11" | "13"));
        if hostile && matches!(outermost.operator.open.get(..2), Some("02" | "10")) {
            let asked = self.asked(fit, &clause, source, &sources);
            if asked.is_empty() {
                let done_to = fit.target.map(|at| nearby::not_own(self.actors.parties(at), &sources));
                targets = done_to.filter(|parties| !parties.is_empty()).unwrap_or(targets);
            } else {
                code = outermost.operator.open.clone();
                targets = asked;
            }
        }
        // "rejected calls for sanctions on Russia": done to whoever called, and nothing to Russia.
        let called = operators.len().checked_sub(2).map(|inner| operators[inner]);
        let called =
            called.filter(|over| !view.is_verb(over.word) && matches!(over.operator.open.get(..2), Some("02" | "10")));
        if let Some(over) = called.filter(|_| code.starts_with("12")) {
            let caller = self.noun_subject(over.word).filter(|&at| at != source);
            targets = caller.map(|at| nearby::not_own(self.actors.parties(at), &sources)).unwrap_or_default();
            if targets.is_empty() {
                return None;
            }
        }
        // "rejected criticism of Saudi Arabia": done to whoever criticised.
        if code.starts_with("12") && fit.noun && class.code.starts_with("11") {
            let critic = fit.source.filter(|subject| subject.word != source);
            targets = critic.map(|at| nearby::not_own(self.actors.parties(at.word), &sources)).unwrap_or_default();
            if targets.is_empty() {
                return None;
            }
        }
        let inside = |at: At| ["in", "at", "near"].iter().any(|case| clauses::has_case(view, at, case));
        if tells_no_place(&code) && !self.is_accredited(fit) {
            targets.retain(|party| !(inside(party.head) && self.is_town(party)));
        }
        targets.retain(|party| !self.is_said_elsewhere(party, &code));
        // "Qatar promised Obama that it would hold the five", "promised Brown that he would step down": said to him, and done to others or to nobody.
        let told_to = clause.indirect.filter(|_| outermost.operator.target == TargetOf::Inner);
        let own = fit.source.map(|subject| subject.word).filter(|&at| view.upos(at) == Upos::Pron);
        let said_to = |party: &Party| told_to.is_some_and(|at| party.head == at || own == Some(party.head));
        let only_told = targets.iter().all(said_to);
        let at_home = || targets.iter().all(|party| sources.iter().any(|own| same_country(own, party)));
        if only_told && (code.starts_with("13") && fit.target.is_some() || told_alone && at_home()) {
            targets.clear();
        }
        if targets.is_empty() && is_verb {
            targets = self.addressed_by_means(outermost.word, &code, &sources);
        }
        let mut targets = if is_violent(&class.code) { self.able(targets, &class.code, false) } else { targets };
        // "refused to free the reporters", "agreed to let a force into its desert": nobody known is on the other side.
        let at_home = |party: &Party| party.is_place && sources.iter().any(|own| same_country(own, party));
        if told_alone && targets.iter().all(|party| party.needs_country || at_home(party)) {
            targets.clear();
        }
        // "is preparing to launch a rocket": against nobody, no threat.
        let threat =
            code.starts_with("13") && !class.code.starts_with("13") && !outermost.operator.open.starts_with("13");
        if threat && targets.is_empty() && class.code.starts_with("15") {
            return None;
        }
        // "promised to withdraw from the accord": nobody asked.
        let promised = outermost.operator.open.starts_with("03") && class.code == "127";
        if promised && targets.is_empty() {
            return None;
        }
        let no_target = targets.is_empty() && class.target == Need::Required && !told_alone;
        if sources.is_empty() || no_target || !outermost.operator.may_have_source(&sources) {
            return None;
        }
        // Whom a class is only of, it is of under an operator too.
        let doers = fit.source.map(|subject| self.actors.acting(subject.word)).filter(|doers| !doers.is_empty());
        let done_to = fit.target.map(|at| self.actors.parties(at)).filter(|parties| !parties.is_empty());
        if !class.may_have_source(doers.as_deref().unwrap_or(&sources))
            || done_to.is_some_and(|parties| !class.may_have_target(&parties))
        {
            return None;
        }
        let lists = &self.coder.lists;
        let status = match status::status(view, lists, outermost.word, None) {
            // The code tells that it was an attempt.
            Status::Asserted if code == "185" && outermost.operator.status == Status::Hypothetical => Status::Asserted,
            Status::Asserted => outermost.operator.status,
            other => other,
        };
        // "trying to arrange a meeting": who tries to meet intends it; "sought to persuade Iran": who tries to persuade appeals.
        let tries = outermost.operator.status == Status::Hypothetical && matches!(code.get(..2), Some("02" | "03"));
        let status = if tries
            && status == Status::Hypothetical
            && status::own(view, lists, outermost.word) == Status::Asserted
        {
            Status::Asserted
        } else {
            status
        };
        // "initially planned to skip the summit": a plan that was given up.
        let given_up = matches!(outermost.operator.id.as_str(), "plan" | "want" | "scheduled")
            && view.children(outermost.word).any(|at| lists.mistaken_adverbs.contains(&view.lemmas[at]));
        let status = if given_up && status == Status::Asserted { Status::Hypothetical } else { status };
        let (code, status) = status::kept_open(view, outermost.word, code, status);
        let (code, status) = self.turned_down(outermost, code, status);
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
            by_order: false,
            fit: fit.clone(),
        })
    }

    /// "will not accept a settlement", "is not accepting offers": who will not agree refuses.
    fn turned_down(&self, over: Over, code: String, status: Status) -> (String, Status) {
        let (view, word) = (self.view, over.word);
        let going_on = || {
            let be = |at: At| view.relation(at) == Relation::Aux && view.lemma(at) == "be";
            view.xpos(word) == "VBG" && view.children(word).any(be)
        };
        let denied = || view.children(word).any(|at| self.coder.lists.negators.contains(&view.lemmas[at]));
        let own = matches!(over.operator.id.as_str(), "agree" | "promise" | "offer")
            && status == Status::Negated
            && code.starts_with("03")
            && denied()
            && (going_on() || status::announced(view, &self.coder.lists, word).is_some());
        let refuse = || self.coder.rules.operators.iter().find(|operator| operator.id == "refuse");
        match refuse().filter(|_| own).and_then(|operator| operator.written(&code)) {
            Some(refusal) => (refusal.to_string(), Status::Asserted),
            None => (code, status),
        }
    }

    /// Who is asked to do the inner act: the object of the operator, else whoever is told to do it.
    fn asked(&self, fit: &Fit, clause: &Clause, source: At, sources: &[Party]) -> Vec<Party> {
        let object = clause.object.or(clause.indirect).filter(|at| !fit.used.contains(at) && *at != fit.word);
        let doer = fit.source.map(|subject| subject.word);
        let on = || {
            let addressed = |(preposition, at): &&(u64, At)| {
                self.coder.lists.addressing.contains(preposition) && !fit.used.contains(at) && Some(*at) != fit.target
            };
            clause.obliques.iter().find(addressed).map(|&(_, at)| at)
        };
        let who = object.or_else(on).or(doer).filter(|&at| at != source && Some(at) != fit.target);
        let other = |party: &Party| !sources.iter().any(|own| same(&own.actor, &party.actor));
        let known = |party: &Party| !party.needs_country && !party.is_owner && other(party);
        who.map(|at| self.actors.parties(at).into_iter().filter(known).collect()).unwrap_or_default()
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
            (Some(_), Status::Future | Status::Hypothetical) if self.is_threat(&draft) => "threaten",
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
        draft.fit.mutual = false;
        draft
    }

    /// "Russia said it would cut off the gas unless Kiev paid", "Israel will strike back if attacked, its minister warned": a hostile act
    /// that the doer's own side announces on a condition.
    fn is_threat(&self, draft: &Draft) -> bool {
        let (view, word) = (self.view, draft.fit.word);
        let hostile = matches!(draft.code.get(..2), Some("14" | "15" | "16" | "17" | "18" | "19" | "20"))
            || draft.code.starts_with("127");
        let condition =
            |mark: At| view.relation(mark) == Relation::Mark && matches!(view.lemma(mark), "if" | "unless" | "should");
        let conditional =
            view.children(word).any(|at| view.relation(at) == Relation::Advcl && view.children(at).any(condition));
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
    fn is_whole(&self, fit: &Fit) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let thing = |at: At| {
            let lemma = &view.lemmas[at];
            view.upos(at) != Upos::Pron && !lists.abstract_nouns.contains(lemma) && !lists.put_forward.contains(lemma)
        };
        let says_what = fit.used.iter().any(|&at| at != fit.word && view.is_nominal(at));
        says_what || fit.target.is_some_and(thing)
    }

    /// The target of the whole: the operator's object, the inner target, or whoever is to do the inner act.
    fn composed_targets(
        &self,
        fit: &Fit,
        operators: &[Over],
        clause: &Clause,
        source: At,
        sources: &[Party],
    ) -> Vec<Party> {
        let outermost = operators[operators.len() - 1];
        let others = |at: At| {
            let parties = self.actors.parties(at);
            let own = |party: &Party| {
                sources.iter().any(|own| own.actor.entity.is_some() && own.actor.entity == party.actor.entity)
            };
            parties.into_iter().filter(|party| !party.is_media && !own(party)).collect::<Vec<_>>()
        };
        // "told CNN that Assad must go"; but reporters may be freed.
        let listeners = |at: At| {
            let mut parties = others(at);
            parties.retain(|party| !party.actor.code.ends_with("MED"));
            parties
        };
        let addressed = || {
            let own = clause
                .object
                .or(clause.indirect)
                .filter(|&at| !fit.used.contains(&at) && at != fit.word && at != source);
            let oblique = clause
                .obliques
                .iter()
                .find(|(_, at)| Some(*at) != fit.target && !fit.used.contains(at) && !words::is_time(self.view, *at));
            own.or(oblique.map(|&(_, at)| at)).map(listeners).unwrap_or_default()
        };
        let same_side = |at: At| fit.mutual && self.view.coordinated(source).contains(&at);
        let inner_target = || match fit.target {
            Some(at) if same_side(at) => sources.to_vec(),
            other => other.map(others).unwrap_or_default(),
        };
        let inner_source = || {
            fit.source.filter(|subject| subject.word != source).map(|subject| others(subject.word)).unwrap_or_default()
        };
        // "demanded the release of the sailors held by Iran": of whoever holds them.
        let holder = || {
            let holds = |&at: &At| self.coder.lists.holding.contains(&self.view.lemmas[at]);
            let of_held = |at: At| {
                let clause = |child: At| matches!(self.view.relation(child), Relation::Acl | Relation::AclRelcl);
                let held = self.view.children(at).filter(|&child| clause(child));
                held.into_iter().find(holds).and_then(|verb| clauses::clause(self.view, verb).subject)
            };
            let held = fit.target.into_iter().chain(fit.used.iter().copied());
            held.filter_map(of_held)
                .map(|subject| others(subject.word))
                .find(|found| !found.is_empty())
                .unwrap_or_default()
        };
        // "told the assembly that Israel must withdraw": that is demanded of Israel.
        let obliged = outermost.operator.id == "must"
            && fit.source.is_some_and(|subject| !subject.inherited && self.view.upos(subject.word) != Upos::Pron);
        let in_order: [&dyn Fn() -> Vec<Party>; 4] = match outermost.operator.target {
            TargetOf::Object if obliged => [&inner_source, &addressed, &holder, &inner_target],
            TargetOf::Object if self.view.is_verb(fit.word) && self.is_unknown_addressee(clause, fit.word) => {
                return addressed();
            }
            TargetOf::Object => [&addressed, &holder, &inner_source, &inner_target],
            TargetOf::Inner => [&inner_target, &addressed, &holder, &inner_source],
            TargetOf::Doer if fit.noun => [&inner_source, &inner_target, &holder, &addressed],
            TargetOf::Doer => return inner_source(),
        };
        in_order.iter().map(|find| find()).find(|found| !found.is_empty()).unwrap_or_default()
    }
}
