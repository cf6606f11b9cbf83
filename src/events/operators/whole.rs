//! The act that operators make of an inner one: who does the whole of it, to whom, and whether it is done.

use super::compose::same_country;
use super::status;
use super::{Over, TargetOf};
use crate::events::actors::{Party, same};
use crate::events::assemble::Sentence;
use crate::events::clauses::noun_clauses::noun_clause;
use crate::events::clauses::{self, Clause};
use crate::events::draft::Draft;
use crate::events::fits::matching::Fit;
use crate::events::rules::{Class, Need};
use crate::events::sides::able::{is_violent, tells_no_place};
use crate::events::sides::nearby;
use crate::events::view::At;
use crate::events::words;
use crate::model::{EntityType, Relation, Status, Upos};
use crate::segment::fold_hash;

/// An act under operators while it is put together.
struct Whole<'w> {
    fit: &'w Fit,
    class: &'w Class,
    operators: &'w [Over<'w>],
    outermost: Over<'w>,
    /// Of the outermost operator.
    clause: Clause,
    /// Whether that has its subject as a verb has: adjectives do ("stands ready to help").
    is_verb: bool,
    source: At,
    sources: Vec<Party>,
    targets: Vec<Party>,
    code: String,
    /// Whether it is told although nobody is on the other side.
    told_alone: bool,
}

impl Whole<'_> {
    /// Whether the operator asks somebody for something.
    fn asks(over: &Over) -> bool {
        matches!(over.operator.open.get(..2), Some("02" | "10"))
    }

    fn is_at_home(&self, party: &Party) -> bool {
        self.sources.iter().any(|own| same_country(own, party))
    }
}

impl Sentence<'_, '_> {
    /// The act that the operators make of an inner act.
    pub(in crate::events) fn composed(
        &self,
        fit: &Fit,
        class: &Class,
        operators: &[Over],
        outermost: Over,
        code: String,
    ) -> Option<Draft> {
        let mut whole = self.whole(fit, class, operators, outermost, code)?;
        self.agree_with_partner(&mut whole);
        whole.told_alone = outermost.operator.is_told_alone(&whole.code, &whole.sources) && self.is_whole(fit);
        self.ask_somebody(&mut whole);
        if !self.answers_somebody(&mut whole) {
            return None;
        }
        self.drop_bystanders(&mut whole);
        self.may_be(&whole).then(|| self.draft(whole))
    }

    /// The whole with the sides that the clauses tell; none without a subject.
    fn whole<'w>(
        &self,
        fit: &'w Fit,
        class: &'w Class,
        operators: &'w [Over<'w>],
        outermost: Over<'w>,
        code: String,
    ) -> Option<Whole<'w>> {
        let view = self.view;
        let is_verb = view.is_verb(outermost.word) || view.upos(outermost.word) == Upos::Adj;
        let clause = if is_verb { clauses::clause(view, outermost.word) } else { noun_clause(view, outermost.word) };
        // "is expected to meet": the subject of the passive is who acts.
        let expected = clause.passive && outermost.operator.target == TargetOf::Inner && view.is_verb(fit.word);
        let source = match clause.subject {
            Some(subject) => Some(subject.word),
            None if !is_verb => self.noun_subject(outermost.word),
            None => clause.object.filter(|_| expected),
        }?;
        let sources = self.actors.acting(source);
        let targets = self.composed_targets(fit, operators, &clause, source, &sources);
        let told_alone = false;
        Some(Whole { fit, class, operators, outermost, clause, is_verb, source, sources, targets, code, told_alone })
    }

    /// "Turkey agreed with Russia to create a buffer zone in Syria": that is agreed with Russia.
    fn agree_with_partner(&self, whole: &mut Whole) {
        let fit = whole.fit;
        let with = |(preposition, at): &&(u64, At)| {
            *preposition == fold_hash("with") && !fit.used.contains(at) && Some(*at) != fit.target
        };
        let partner = whole.clause.obliques.iter().find(with).filter(|_| whole.outermost.operator.with_partner);
        let partners = partner.map(|&(_, at)| nearby::not_own(self.actors.parties(at), &whole.sources));
        if let Some(partners) = partners.filter(|partners| !partners.is_empty()) {
            whole.targets = partners;
            if !whole.code.starts_with("03") {
                whole.code = whole.outermost.operator.open.clone();
            }
        }
    }

    /// "urged Turkey to fight the rebels": an appeal to Turkey; a call to fight them that nobody is asked to heed is a threat.
    fn ask_somebody(&self, whole: &mut Whole) {
        let hostile = matches!(whole.code.get(..2), Some("11" | "13"));
        if !hostile || !Whole::asks(&whole.outermost) {
            return;
        }
        let asked = self.asked(whole.fit, &whole.clause, whole.source, &whole.sources);
        if !asked.is_empty() {
            whole.code = whole.outermost.operator.open.clone();
            whole.targets = asked;
            return;
        }
        let done_to = whole.fit.target.map(|at| nearby::not_own(self.actors.parties(at), &whole.sources));
        if let Some(parties) = done_to.filter(|parties| !parties.is_empty()) {
            whole.targets = parties;
        }
    }

    /// Gives a rejection whoever called for what is rejected ("rejected calls for sanctions on Russia": nothing is done to Russia), or criticised
    /// ("rejected criticism of Saudi Arabia"). Whether there is such a one, where there must be.
    fn answers_somebody(&self, whole: &mut Whole) -> bool {
        if !whole.code.starts_with("12") {
            return true;
        }
        let called = whole.operators.len().checked_sub(2).map(|inner| whole.operators[inner]);
        let called = called.filter(|over| !self.view.is_verb(over.word) && Whole::asks(over));
        let critic = whole.fit.source.filter(|_| whole.fit.noun && whole.class.code.starts_with("11"));
        let answered = [
            called.map(|over| self.noun_subject(over.word)),
            (whole.fit.noun && whole.class.code.starts_with("11")).then(|| critic.map(|subject| subject.word)),
        ];
        for other in answered.into_iter().flatten() {
            let other = other.filter(|&at| at != whole.source);
            let parties = other.map(|at| nearby::not_own(self.actors.parties(at), &whole.sources));
            whole.targets = parties.unwrap_or_default();
            if whole.targets.is_empty() {
                return false;
            }
        }
        true
    }

    /// Takes away targets that are only where it is done, to whom it is only said, or nobody known.
    fn drop_bystanders(&self, whole: &mut Whole) {
        let (view, fit) = (self.view, whole.fit);
        let mut targets = std::mem::take(&mut whole.targets);
        let inside = |at: At| ["in", "at", "near"].iter().any(|case| clauses::has_case(view, at, case));
        if tells_no_place(&whole.code) && !self.is_accredited(fit) {
            targets.retain(|party| !(inside(party.head) && self.is_town(party)));
        }
        targets.retain(|party| !self.is_said_elsewhere(party, &whole.code));
        // "Qatar promised Obama that it would hold the five", "promised Brown that he would step down": said to him, and done to others or to nobody.
        let told_to = whole.clause.indirect.filter(|_| whole.outermost.operator.target == TargetOf::Inner);
        let own = fit.source.map(|subject| subject.word).filter(|&at| view.upos(at) == Upos::Pron);
        let said_to = |party: &Party| told_to.is_some_and(|at| party.head == at || own == Some(party.head));
        let only_told = targets.iter().all(said_to);
        let at_home = || targets.iter().all(|party| whole.is_at_home(party));
        if only_told && (whole.code.starts_with("13") && fit.target.is_some() || whole.told_alone && at_home()) {
            targets.clear();
        }
        if targets.is_empty() && whole.is_verb {
            targets = self.addressed_by_means(whole.outermost.word, &whole.code, &whole.sources);
        }
        // "threatened to kill Unlisted unless the army left": him.
        let person = |party: &Party| {
            let kind = party.actor.entity.map(|entity| view.document.entity(entity).kind);
            kind == Some(EntityType::Person) && !party.is_owner
        };
        let harmed = || fit.target.is_some_and(|at| self.actors.parties(at).iter().any(person));
        if targets.is_empty() && whole.is_verb && whole.code.starts_with("13") && !harmed() {
            targets = self.threatened(whole.outermost.word, &whole.sources);
        }
        if is_violent(&whole.class.code) {
            targets = self.able(targets, &whole.class.code, false);
        }
        // "refused to free the reporters", "agreed to let a force into its desert": nobody known is on the other side.
        let nobody = |party: &Party| party.needs_country || party.is_place && whole.is_at_home(party);
        if whole.told_alone && targets.iter().all(nobody) {
            targets.clear();
        }
        whole.targets = targets;
    }

    /// Whether what the operators make of the act is one between these sides.
    fn may_be(&self, whole: &Whole) -> bool {
        let Whole { fit, class, outermost, sources, targets, .. } = whole;
        let operator = outermost.operator;
        // "is preparing to launch a rocket": against nobody, no threat.
        let threat = whole.code.starts_with("13") && !class.code.starts_with("13") && !operator.open.starts_with("13");
        let unaimed = threat && class.code.starts_with("15");
        // "promised to withdraw from the accord": nobody asked.
        let unasked = operator.open.starts_with("03") && class.code == "127";
        let no_target = class.target == Need::Required && !whole.told_alone;
        if targets.is_empty() && (unaimed || unasked || no_target) {
            return false;
        }
        if sources.is_empty() || !operator.may_have_source(sources) {
            return false;
        }
        // Whom a class is only of, it is of under an operator too.
        let doers = fit.source.map(|subject| self.actors.acting(subject.word)).filter(|doers| !doers.is_empty());
        let done_to = fit.target.map(|at| self.actors.parties(at)).filter(|parties| !parties.is_empty());
        class.may_have_source(doers.as_deref().unwrap_or(sources))
            && done_to.is_none_or(|parties| class.may_have_target(&parties))
    }

    fn draft(&self, whole: Whole) -> Draft {
        let Whole { fit, class, operators, outermost, .. } = whole;
        let status = self.status_of_whole(outermost, &whole.code);
        let (code, status) = status::kept_open(self.view, outermost.word, whole.code, status);
        // "The port is not ready to receive aid": it refuses none.
        let willed = !whole.sources.iter().all(|party| party.is_owner);
        let (code, status) = if willed { self.turned_down(outermost, code, status) } else { (code, status) };
        let mut used = fit.used.clone();
        used.extend(operators.iter().map(|over| over.word));
        let ids: Vec<&str> = operators.iter().rev().map(|over| over.operator.id.as_str()).collect();
        Draft {
            rule: format!("{}({})", ids.join("+"), class.id),
            code,
            used,
            top: outermost.word,
            sources: whole.sources,
            targets: whole.targets,
            status,
            inherited: whole.clause.subject.is_some_and(|subject| subject.inherited),
            composed: true,
            by_order: false,
            announced: false,
            fit: fit.clone(),
        }
    }

    /// Whether the whole is done: as its own clause says, else as the operator says.
    fn status_of_whole(&self, outermost: Over, code: &str) -> Status {
        let (view, lists, word) = (self.view, &self.coder.lists, outermost.word);
        let said = status::status(view, lists, word, None);
        if said != Status::Asserted {
            // "trying to arrange a meeting": who tries to meet intends it; "sought to persuade Iran": who tries to persuade appeals.
            let tries = said == Status::Hypothetical && is_attempt(outermost, code);
            let own = status::own(view, lists, word) == Status::Asserted;
            return if tries && own { Status::Asserted } else { said };
        }
        // "initially planned to skip the summit": a plan that was given up.
        let given_up = matches!(outermost.operator.id.as_str(), "plan" | "want" | "scheduled")
            && view.children(word).any(|at| lists.mistaken_adverbs.contains(&view.lemmas[at]));
        // The code tells that it was an attempt.
        let attempt = outermost.operator.status == Status::Hypothetical && code == "185";
        let status = outermost.operator.status;
        let own = || status::own(view, lists, word) == Status::Asserted;
        let asserted = status == Status::Asserted || attempt || is_attempt(outermost, code) && own();
        match asserted {
            true if given_up => Status::Hypothetical,
            true => Status::Asserted,
            false => status,
        }
    }

    /// "will not accept a settlement", "is not accepting offers", "is not prepared to withdraw", "has no intention of lifting the ban": who will
    /// not agree refuses.
    fn turned_down(&self, over: Over, code: String, status: Status) -> (String, Status) {
        let (view, word) = (self.view, over.word);
        let going_on = || {
            let be = |at: At| view.relation(at) == Relation::Aux && view.lemma(at) == "be";
            view.xpos(word) == "VBG" && view.children(word).any(be)
        };
        let denied = || view.children(word).any(|at| self.coder.lists.negators.contains(&view.lemmas[at]));
        let agrees = || {
            matches!(over.operator.id.as_str(), "agree" | "promise" | "offer")
                && (going_on() || status::announced(view, &self.coder.lists, word).is_some())
        };
        let willing = self.coder.lists.willing.contains(&view.lemmas[word]) && view.xpos(word) != "VBG";
        let is_willing = || over.operator.id == "plan" && willing;
        let own = status == Status::Negated && code.starts_with("03") && denied() && (agrees() || is_willing());
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
            // "Peru demanded in Lima that", "According to envoys, Peru demanded": of neither.
            let to = |&&(preposition, at): &&(u64, At)| {
                at > clause.word
                    && (self.coder.lists.addressing.contains(&preposition) || preposition == fold_hash("of"))
            };
            let oblique =
                clause.obliques.iter().filter(to).find(|(_, at)| {
                    Some(*at) != fit.target && !fit.used.contains(at) && !words::is_time(self.view, *at)
                });
            own.or(oblique.map(|&(_, at)| at)).map(listeners).unwrap_or_default()
        };
        let same_side = |at: At| fit.mutual && self.view.coordinated(source).contains(&at);
        // "France and Germany called for talks": not of each other.
        let asks = matches!(outermost.operator.open.get(..2), Some("02" | "10"));
        let inner_target = || match fit.target {
            Some(at) if same_side(at) && asks => Vec::new(),
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

/// Whether trying is an act of its own: an intention, an appeal.
fn is_attempt(over: Over, code: &str) -> bool {
    over.operator.status == Status::Hypothetical && matches!(code.get(..2), Some("02" | "03"))
}
