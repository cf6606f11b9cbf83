//! An act and the operators over it → one act of its own: "refused to lift sanctions", "demanded that Assad go".

use super::able::{is_violent, tells_no_place};
use super::actors::{Party, same};
use super::assemble::Sentence;
use super::clauses::{self, Clause};
use super::draft::Draft;
use super::matching::Fit;
use super::nearby;
use super::noun_clauses::noun_clause;
use super::operators::{Over, TargetOf};
use super::rules::{Class, Need};
use super::status;
use super::view::At;
use super::words;
use crate::model::{Relation, Status, Upos};
use crate::segment::fold_hash;

/// How many operators may stand over each other.
const DEEPEST: usize = 3;
/// How much less an act is trusted whose inner act no class knows.
const OPEN: f32 = 0.8;

impl Sentence<'_, '_> {
    /// The operators over an act, innermost first, and the code that they make of it.
    pub(super) fn operators_over(&self, fit: &Fit, code: &str) -> (Vec<Over<'_>>, Option<String>) {
        let mut code = code.to_string();
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

    /// The act that the operators make of an inner act.
    pub(super) fn composed(
        &self,
        fit: &Fit,
        class: &Class,
        operators: &[Over],
        outermost: Over,
        code: String,
    ) -> Option<Draft> {
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
        let sources = self.actors.acting(source);
        let mut code = code;
        let mut targets = self.composed_targets(fit, operators, &clause, source, &sources);
        // "Turkey agreed with Russia to create a buffer zone in Syria": that is agreed with Russia.
        let with = |(preposition, at): &&(u64, At)| {
            *preposition == fold_hash("with") && !fit.used.contains(at) && Some(*at) != fit.target
        };
        if outermost.operator.id == "agree"
            && let Some(&(_, partner)) = clause.obliques.iter().find(with)
        {
            let partners = nearby::not_own(self.actors.parties(partner), &sources);
            if !partners.is_empty() {
                targets = partners;
                code = if code.starts_with("03") { code } else { outermost.operator.open.clone() };
            }
        }
        // "urged Turkey to fight the rebels": an appeal to Turkey; a call to fight them that nobody is asked to heed is a threat.
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
        if tells_no_place(&code) {
            targets.retain(|party| !(inside(party.head) && self.is_town(party)));
        }
        targets.retain(|party| !self.is_said_elsewhere(party, &code));
        let targets = if is_violent(&class.code) { self.able(targets, &class.code, false) } else { targets };
        // "is preparing to launch a rocket": against nobody, no threat.
        let threat =
            code.starts_with("13") && !class.code.starts_with("13") && !outermost.operator.open.starts_with("13");
        if threat && targets.is_empty() && class.code.starts_with("15") {
            return None;
        }
        if sources.is_empty() || (targets.is_empty() && class.target == Need::Required) {
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
    /// himself is a promise (only of what is friendly, if others may tell it) or a refusal, and that is an act of its own.
    pub(super) fn as_announced(&self, mut draft: Draft) -> Draft {
        let (view, word) = (self.view, draft.fit.word);
        if draft.fit.noun || draft.sources.is_empty() || draft.targets.is_empty() || draft.fit.source.is_none() {
            return draft;
        }
        let announced = status::announced(view, &self.coder.lists, word);
        let friendly = matches!(draft.code.get(..2), Some("03" | "04" | "05" | "06" | "07" | "08"));
        // "declined to confirm that it would offer wheat" refuses no wheat.
        let denied = view.children(word).any(|at| self.coder.lists.negators.contains(&view.lemmas[at]));
        let id = match (announced, draft.status) {
            (Some(_), Status::Negated) if denied => "refuse",
            (Some(_), _) if friendly => "promise",
            _ => return draft,
        };
        let Some(operator) = self.coder.rules.operators.iter().find(|operator| operator.id == id) else { return draft };
        let Some(code) = operator.code(&draft.code).filter(|code| matches!(code.get(..2), Some("03" | "12"))) else {
            return draft;
        };
        draft.code = code.to_string();
        draft.rule = format!("{id}({})", draft.rule);
        draft.status = Status::Asserted;
        draft.fit.mutual = false;
        draft
    }

    /// Whose threat, refusal or call it is.
    fn noun_subject(&self, noun: At) -> Option<At> {
        clauses::owner(self.view, noun).or_else(|| {
            let governor = self.view.head(noun).filter(|&verb| self.view.is_verb(verb))?;
            let light = self.coder.lists.light.contains(&self.view.lemmas[governor]);
            if light { clauses::clause(self.view, governor).subject.map(|subject| subject.word) } else { None }
        })
    }

    /// The act of an operator over something that no class knows ("demanded that Assad go"): its open code, when it is
    /// told who and to whom. `drafts` are the acts already found.
    pub(super) fn open(&self, word: At, drafts: &[Draft]) -> Option<Draft> {
        let view = self.view;
        if !self.coder.operators.has(view.lemmas[word]) || drafts.iter().any(|draft| draft.used.contains(&word)) {
            return None;
        }
        let rules = &self.coder.rules;
        let by_tree = self.coder.operators.open_at(view, &rules.operators, word);
        let ordered = by_tree.is_none();
        let (over, complement) = by_tree.or_else(|| self.open_by_order(word))?;
        // "asked him how", "asked whether": a question is no request.
        let asks =
            |at: At| matches!(view.lemma(at), "how" | "what" | "why" | "when" | "where" | "whether" | "who" | "if");
        if view.lemma(word) == "ask" && view.children(complement).any(|at| at < complement && asks(at)) {
            return None;
        }
        // "warned that the deficit was too large": no threat to its owner.
        let threatens = over.operator.open.starts_with("13") && (ordered || view.is_verb(complement));
        if threatens && !self.may_threaten(word, complement) {
            return None;
        }
        // "pledged to degrade and destroy the group": no promise to the group.
        let harms = self.coder.lists.harming.contains(&view.lemmas[complement]);
        if harms && over.operator.open.starts_with("03") {
            return None;
        }
        let clause = if view.is_verb(word) { clauses::clause(view, word) } else { noun_clause(view, word) };
        let source = clause.subject.map(|subject| subject.word).or_else(|| self.noun_subject(word))?;
        let sources = self.actors.acting(source);
        if sources.is_empty() {
            return None;
        }
        let targets = self.open_targets(&clause, complement, &sources);
        if targets.is_empty() {
            return None;
        }
        let status = status::status(view, &self.coder.lists, word, None);
        let fit = Fit { word, used: vec![word], noun: !view.is_verb(word), ..Fit::default() };
        let mut draft = Draft {
            rule: format!("{}(*)", over.operator.id),
            code: over.operator.open.clone(),
            used: vec![word],
            top: word,
            sources,
            targets,
            status,
            inherited: clause.subject.is_some_and(|subject| subject.inherited),
            composed: false,
            by_order: false,
            fit,
        };
        draft.targets.iter_mut().for_each(|party| party.confidence *= OPEN);
        Some(draft)
    }

    /// Whether what somebody warns of may be his own doing, or is told to somebody's face.
    fn may_threaten(&self, word: At, complement: At) -> bool {
        let view = self.view;
        let told = view.has_child(word, &[Relation::Obj, Relation::Iobj]);
        // "warned the BBC that it had brought trouble": what was before threatens nobody.
        let have = |at: At| view.relation(at) == Relation::Aux && view.lemma(at) == "have";
        if view.xpos(complement) == "VBD" || view.children(complement).any(have) {
            return false;
        }
        let subject = view.child(complement, &[Relation::Nsubj, Relation::NsubjPass]);
        let own = view.is_verb(complement) && subject.is_none_or(|at| view.upos(at) == Upos::Pron);
        // "warned that Iraq would face grave consequences"
        let suffers = matches!(view.lemma(complement), "face" | "suffer" | "pay" | "regret" | "bear");
        told || own || suffers
    }

    /// "Obama demanded that Assad relinquish power": English seldom has such a subjunctive, and the tree may fail on it. Who
    /// is to act stands right after `that`.
    fn open_by_order(&self, word: At) -> Option<(Over<'_>, At)> {
        /// How far `that` may be from the verb ("demanded on Tuesday that"), and who is to act from `that`.
        const NEAR: usize = 6;
        let view = self.view;
        let operator = self.coder.operators.open_over_clause(view, &self.coder.rules.operators, word)?;
        let ends = |at: At| view.is_verb(at) || matches!(view.form(at), "," | ";" | ":");
        let mut between = (word + 1..view.len()).take(NEAR).take_while(|&at| !ends(at));
        let that = between.find(|&at| view.form(at) == "that")?;
        let mut after = (that + 1..view.len()).take(NEAR).take_while(|&at| !ends(at));
        let who = after.find(|&at| self.actors.parties(at).iter().any(|party| !party.is_owner))?;
        Some((operator, who))
    }

    /// To whom an open act is done: whom the operator addresses, who is to do the inner act, whom it is done to.
    fn open_targets(&self, clause: &Clause, complement: At, sources: &[Party]) -> Vec<Party> {
        let view = self.view;
        let toward = |(preposition, at): &(u64, At)| {
            self.coder.lists.addressing.contains(preposition) && *at != complement && !words::is_time(view, *at)
        };
        let toward = |obliques: &[(u64, At)]| {
            obliques.iter().filter(|oblique| toward(oblique)).map(|&(_, at)| at).collect::<Vec<At>>()
        };
        let mut places: Vec<At> =
            clause.object.or(clause.indirect).filter(|&at| at != complement).into_iter().collect();
        places.extend(toward(&clause.obliques));
        if view.is_verb(complement) {
            let inner = clauses::clause(view, complement);
            places.extend(inner.subject.filter(|subject| !subject.inherited).map(|subject| subject.word));
            places.extend(inner.object.into_iter().chain(inner.indirect));
            places.extend(toward(&inner.obliques));
            let whole = |at: At| self.actors.parties(at).into_iter().filter(|party| !party.is_owner).collect();
            return places
                .into_iter()
                .map(|at| nearby::not_own(whole(at), sources))
                .map(|parties| parties.into_iter().filter(|party| !party.is_media).collect::<Vec<_>>())
                .find(|found| !found.is_empty())
                .unwrap_or_default();
        }
        // "rejected criticism of Saudi Arabia"
        if self.coder.lists.about_somebody.contains(&view.lemmas[complement])
            && clauses::owner(view, complement).is_none()
        {
            return Vec::new();
        }
        places.push(complement);
        let mut found = places.into_iter().map(|at| nearby::not_own(self.actors.parties(at), sources));
        found.find(|parties| !parties.is_empty()).unwrap_or_else(|| {
            let mut found = nearby::below(view, &self.actors, &[complement], sources);
            found.retain(|party| !self.is_topic(party.head, complement));
            found
        })
    }

    /// Whether something only tells what a noun is about: "denied a report on Iran".
    fn is_topic(&self, at: At, noun: At) -> bool {
        let view = self.view;
        let about = |at: At| {
            view.children(at).any(|case| {
                view.relation(case) == Relation::Case && self.coder.lists.topics.contains(&view.lemmas[case])
            })
        };
        std::iter::once(at).chain(view.path_up(at)).take_while(|&above| above != noun).any(about)
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
            parties
                .into_iter()
                .filter(|party| {
                    // "told CNN that Assad must go"
                    !party.is_media
                        && !party.actor.code.ends_with("MED")
                        && !sources
                            .iter()
                            .any(|own| own.actor.entity.is_some() && own.actor.entity == party.actor.entity)
                })
                .collect::<Vec<_>>()
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
            TargetOf::Object => [&addressed, &holder, &inner_source, &inner_target],
            TargetOf::Inner => [&inner_target, &addressed, &holder, &inner_source],
        };
        in_order.iter().map(|find| find()).find(|found| !found.is_empty()).unwrap_or_default()
    }
}
