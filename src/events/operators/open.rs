//! An operator over something that no class knows ("demanded that Assad go"): its open code, when it is told who and to whom.

use super::status;
use crate::events::actors::{Party, same};
use crate::events::assemble::Sentence;
use crate::events::clauses::noun_clauses::noun_clause;
use crate::events::clauses::{self, Clause};
use crate::events::draft::Draft;
use crate::events::fits::matching::Fit;
use crate::events::operators::{self, Over, TargetOf};
use crate::events::sides::nearby;
use crate::events::view::At;
use crate::events::words;
use crate::model::{Relation, Upos};

/// How much less an act is trusted whose inner act no class knows.
const OPEN: f32 = 0.8;

impl Sentence<'_, '_> {
    /// The act of an operator over something that no class knows ("demanded that Assad go"): its open code, when it is
    /// told who and to whom. `drafts` are the acts already found.
    pub(in crate::events) fn open(&self, word: At, drafts: &[Draft]) -> Option<Draft> {
        let view = self.view;
        // An act between sides that make no such act is none, and what is asked or threatened may still be.
        let known = |draft: &Draft| !draft.is_alone() && draft.used.contains(&word) && self.has_events(draft);
        if !self.coder.operators.has(view.lemmas[word]) || self.is_only_attendant(word) || drafts.iter().any(known) {
            return None;
        }
        let rules = &self.coder.rules;
        // "signed an agreement to sell trams": what is signed is told by the signing.
        let signed = |over: Over| over.operator.open.starts_with("05") && over.word != word;
        if !view.is_verb(word) && self.coder.operators.over(view, &rules.operators, word).is_some_and(signed) {
            return None;
        }
        let by_tree = self.coder.operators.open_at(view, &rules.operators, word).map(|found| (found, false));
        let by_order = || self.open_by_order(word).map(|found| (found, true));
        let as_read = |((over, complement), ordered)| self.open_over(over, complement, ordered);
        by_tree.and_then(as_read).or_else(|| by_order().and_then(as_read))
    }

    /// The open act of an operator over that complement; `ordered` when word order gave it, and not the tree.
    fn open_over(&self, over: Over, complement: At, ordered: bool) -> Option<Draft> {
        let (view, word) = (self.view, over.word);
        // "asked him how", "asked whether": a question is no request.
        let asks =
            |at: At| matches!(view.lemma(at), "how" | "what" | "why" | "when" | "where" | "whether" | "who" | "if");
        if view.lemma(word) == "ask" && view.children(complement).any(|at| at < complement && asks(at)) {
            return None;
        }
        let stated = view.child(word, &[Relation::Ccomp]).is_some_and(|at| operators::tells_what_is(view, at));
        if stated && matches!(over.operator.open.get(..2), Some("02" | "10")) {
            return None;
        }
        // "warned that the deficit was too large": no threat to its owner.
        let threatens = over.operator.open.starts_with("13") && (ordered || view.is_verb(complement));
        if threatens && !self.may_threaten(word, complement) {
            return None;
        }
        // "considers Iran a threat", "investigated the affair in Chile": nothing that anybody does.
        if ["014", "09"].iter().any(|root| over.operator.open.starts_with(root)) && !view.is_verb(complement) {
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
        let mut targets = match over.operator.target {
            // "investigates whether the campaign colluded with Russia": with whom, when nobody knows who.
            TargetOf::Doer if !over.operator.open.starts_with("09") => self.open_doer(complement, &sources),
            _ => self.open_targets(&clause, complement, &sources, &over.operator.open),
        };
        // "signed the treaty at a ceremony in Rome": there, and with nobody of there.
        let inside = |party: &Party| ["in", "at"].iter().any(|case| clauses::has_case(view, party.head, case));
        if over.operator.open.starts_with("05") {
            targets.retain(|party| !inside(party));
        }
        if targets.is_empty()
            && !(over.operator.is_told_alone(&over.operator.open, &sources) && self.is_something(complement))
        {
            return None;
        }
        let status = status::status(view, &self.coder.lists, word, None);
        let (code, status) = status::kept_open(view, word, over.operator.open.clone(), status);
        let fit = Fit { word, used: vec![word], noun: !view.is_verb(word), ..Fit::default() };
        let mut draft = Draft {
            rule: format!("{}(*)", over.operator.id),
            code,
            used: vec![word],
            top: word,
            sources,
            targets,
            status,
            inherited: clause.subject.is_some_and(|subject| subject.inherited),
            composed: false,
            by_order: false,
            announced: false,
            fit,
        };
        let told = if draft.targets.is_empty() { &mut draft.sources } else { &mut draft.targets };
        told.iter_mut().for_each(|party| party.confidence *= OPEN);
        Some(draft)
    }

    /// Whether an inner act that no class knows is told well enough to stand without another side: "refused to close the base",
    /// "rejected the plan", and not "refused to go" or "rejected the ball".
    fn is_something(&self, complement: At) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let lemma = &view.lemmas[complement];
        if !view.is_verb(complement) {
            return lists.put_forward.contains(lemma);
        }
        // "declined to confirm that ...": nothing but words is refused.
        let talks = lists.speech.contains(lemma);
        !talks && view.has_child(complement, &[Relation::Obj, Relation::Xcomp, Relation::Ccomp])
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
        let that = between.find(|&at| view.form(at).eq_ignore_ascii_case("that"))?;
        let mut after = (that + 1..view.len()).take(NEAR).take_while(|&at| !ends(at));
        // "THAT MOSCOW HAND BACK": the tree may take the name for part of the verb that it is the subject of.
        let acts = |at: At| {
            let Some(name) = view.mention(at) else { return false };
            let beyond = |&next: &At| view.mention(next).is_none_or(|other| other.span != name.span);
            (at + 1..view.len()).find(beyond).is_some_and(|next| matches!(view.xpos(next), "VB" | "VBP"))
        };
        let who = after.find(|&at| self.actors.parties(at).iter().any(|party| !party.is_owner || acts(at)))?;
        Some((operator, who))
    }

    /// Whether the operator addresses somebody of whom the text tells no party: a pronoun, people of a kind.
    pub(super) fn is_unknown_addressee(&self, clause: &Clause, inner: At) -> bool {
        let view = self.view;
        let people = |at: At| {
            let pronoun = view.upos(at) == Upos::Pron && !matches!(view.lemma(at), "it" | "that" | "this");
            let agents = &view.document.gazetteer.agents;
            let agent = agents.ending_at(view.tokens, at.saturating_sub(5), at + 1).is_some();
            let act = agent || matches!(view.lemma(at), "state" | "country" | "nation") || view.upos(at) == Upos::Propn;
            pronoun || words::is_plural(view, at) && act
        };
        let object = clause.object.or(clause.indirect).filter(|&at| at != inner && at < inner);
        let known = |party: &Party| !party.needs_country;
        object.is_some_and(|at| people(at) && !self.actors.parties(at).iter().any(known))
    }

    /// Who does the inner act, when that is somebody else than the speaker.
    fn open_doer(&self, complement: At, sources: &[Party]) -> Vec<Party> {
        let subject = clauses::clause(self.view, complement).subject.filter(|subject| !subject.inherited);
        subject.map(|subject| nearby::not_own(self.actors.parties(subject.word), sources)).unwrap_or_default()
    }

    /// To whom an open act is done: whom the operator addresses, who is to do the inner act, whom it is done to.
    fn open_targets(&self, clause: &Clause, complement: At, sources: &[Party], code: &str) -> Vec<Party> {
        let view = self.view;
        let toward = |(preposition, at): &(u64, At)| {
            self.coder.lists.addressing.contains(preposition) && *at != complement && !words::is_time(view, *at)
        };
        let toward = |obliques: &[(u64, At)]| {
            obliques.iter().filter(|oblique| toward(oblique)).map(|&(_, at)| at).collect::<Vec<At>>()
        };
        // "asked him to find a way to the government": he was asked, whoever he is.
        if view.is_verb(complement) && self.is_unknown_addressee(clause, complement) {
            return Vec::new();
        }
        let mut places: Vec<At> =
            clause.object.or(clause.indirect).filter(|&at| at != complement).into_iter().collect();
        places.extend(toward(&clause.obliques));
        if view.is_verb(complement) || view.has_child(complement, &[Relation::Nsubj]) {
            let inner = clauses::clause(view, complement);
            places.extend(inner.subject.filter(|subject| !subject.inherited).map(|subject| subject.word));
            places.extend(inner.object.into_iter().chain(inner.indirect));
            places.extend(toward(&inner.obliques));
            // "threatened to stop selling grain to Japan", "to let migrants cross into Poland": what is stopped, begun or let happen.
            if let Some(below) =
                view.child(complement, &[Relation::Xcomp, Relation::Ccomp]).filter(|&at| view.is_verb(at))
            {
                let below = clauses::clause(view, below);
                places.extend(below.object.into_iter().chain(below.indirect));
                places.extend(toward(&below.obliques));
            }
            // "investigates whether Trump's campaign colluded with Russia": the campaign.
            let inquires = code.starts_with("09");
            let whole = |at: At| -> Vec<Party> {
                self.actors.parties(at).into_iter().filter(|party| inquires || !party.is_owner).collect()
            };
            // Whoever inquires does so among his own people too, and who demands does of his own government: "unions demanded that
            // the prime minister scrap the plan".
            let demands = code.starts_with("10") && !clauses::is_passive(view, complement);
            let subject = clauses::clause(view, complement).subject.filter(|subject| !subject.inherited);
            let subject = subject.filter(|_| inquires || demands);
            let mut suspects = subject.map(|subject| whole(subject.word)).unwrap_or_default();
            suspects.retain(|party| !party.is_country() && !sources.iter().any(|own| same(&own.actor, &party.actor)));
            suspects.retain(|party| inquires || !party.needs_country || party.actor.code == "GOV");
            if !suspects.is_empty() {
                return suspects;
            }
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
}
