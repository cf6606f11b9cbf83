//! Who did a deed that no subject, owner or agent is told of: whoever launched the attacks that killed, is responsible for a murder, is
//! charged with it, took part in it; the police or court in whose hands somebody is, or that says so.

use super::able::is_violent;
use crate::events::actors::Party;
use crate::events::actors::speech;
use crate::events::assemble::Sentence;
use crate::events::clauses;
use crate::events::draft::Draft;
use crate::events::fits::matching::Fit;
use crate::events::view::At;
use crate::model::{Relation, Upos};

/// How many nouns may stand between a deed and what tells who did it ("involvement in a series of attacks").
const STEPS: usize = 4;

/// How much less a doer is trusted who is told so.
const LESS_SURE: f32 = 0.9;

impl Sentence<'_, '_> {
    /// Names who did what a draft tells, where its own clause does not.
    pub(in crate::events) fn name_doer(&self, draft: &mut Draft) {
        if !draft.sources.is_empty() || draft.composed {
            return;
        }
        let found = match draft.code.as_str() {
            "173" | "116" => self.keepers_of_order(draft),
            code if code.starts_with("174") => self.expelling_body(&draft.fit),
            code if is_violent(code) || code == "176" => self.doers_of(&draft.fit),
            _ => Vec::new(),
        };
        let class = &self.coder.rules.classes[usize::from(draft.fit.class)];
        let mut sources = self.able(found, &draft.code, true);
        let befell = |own: &Party| {
            let same = |other: &Party| other.head == own.head || other.actor == own.actor;
            draft.targets.iter().any(same)
        };
        sources.retain(|own| !befell(own));
        if sources.is_empty() || !class.may_have_source(&sources) {
            return;
        }
        sources.iter_mut().for_each(|party| party.confidence *= LESS_SURE);
        let named = Draft { sources, ..draft.clone() };
        let told = |draft: &Draft| self.events(draft).iter().any(|event| event.confidence >= self.coder.least);
        if told(&named) || !told(draft) && self.has_events(&named) {
            *draft = named;
        }
    }

    /// Who did a violent deed, by the first noun for it that tells.
    fn doers_of(&self, fit: &Fit) -> Vec<Party> {
        let deeds = self.deeds(fit);
        let noun = |&deed: &At| !fit.noun || deed != fit.word;
        let found = deeds.iter().map(|&deed| self.doers_of_deed(deed, fit)).find(|found| !found.is_empty());
        // "a video that claims a shooting which wounded a Dane", "was beheaded in a video"
        let filmed = || {
            let own = Some(fit.word).filter(|_| fit.passive && !fit.noun);
            let shown = deeds.iter().copied().filter(noun).chain(own).map(|deed| self.film_makers(deed));
            shown.into_iter().find(|found| !found.is_empty())
        };
        found.or_else(filmed).unwrap_or_default()
    }

    /// The nouns for a deed: its own, or those for what harmed ("the attacks that killed ten", "died in a raid").
    fn deeds(&self, fit: &Fit) -> Vec<At> {
        let (view, lists) = (self.view, &self.coder.lists);
        if fit.noun {
            return vec![fit.word];
        }
        let is_deed = |at: &At| {
            let lemma = &view.lemmas[*at];
            // "US strikes overnight targeted ...": a verb to the tagger.
            let noun = view.is_nominal(*at) || view.xpos(*at) == "VBZ";
            let cyber =
                || self.coder.rules.classes[usize::from(fit.class)].code == "176" && lists.cyber_deeds.contains(lemma);
            noun && (lists.violent_causes.contains(lemma) || lists.done_to.contains(lemma) || cyber())
        };
        let clause = clauses::clause(view, fit.word);
        let subject = clause.subject.map(|subject| subject.word).filter(|_| !clause.passive);
        let means = |at: At| ["in", "by", "during", "from"].iter().any(|case| clauses::has_case(view, at, case));
        let beside = clause.obliques.iter().map(|&(_, at)| at).filter(|&at| means(at));
        let used = fit.used.iter().copied().filter(|&at| at > fit.word);
        subject.into_iter().chain(beside).chain(used).filter(is_deed).collect()
    }

    /// Who did what a noun tells, by what stands over it.
    fn doers_of_deed(&self, deed: At, fit: &Fit) -> Vec<Party> {
        let view = self.view;
        let mut at = deed;
        for _ in 0..STEPS {
            // "Foley's murder": not by him.
            let own = !(fit.noun && at == fit.word || self.coder.lists.done_to.contains(&view.lemmas[at]));
            let owner = || clauses::owner_of_deed(view, at).filter(|_| own || at != deed);
            let who = owner().or_else(|| clauses::leader(view, at)).or_else(|| self.owner_before(at));
            let who = who.or_else(|| self.culprit(at));
            let who = who.filter(|&who| fit.target != Some(who));
            let found = who.map(|who| self.actors.acting(who)).unwrap_or_default();
            if !found.is_empty() {
                return found;
            }
            let Some(above) = view.head(at).filter(|&above| self.is_part_of(at, above)) else { break };
            at = above;
        }
        Vec::new()
    }

    /// "US air strikes", where the tree hangs the name on the noun between.
    fn owner_before(&self, deed: At) -> Option<At> {
        let view = self.view;
        let compound = |at: &At| *at < deed && view.relation(*at) == Relation::Compound && view.mention(*at).is_none();
        view.children(deed).filter(compound).find_map(|part| clauses::owner_of_deed(view, part))
    }

    /// "a wave of attacks", "his role in the bombing", "on charges of murder": whether what governs a deed tells of nothing but its doing.
    fn is_part_of(&self, deed: At, above: At) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let counts = lists.transparent.contains(&view.lemmas[above]) && clauses::has_case(view, deed, "of");
        let below = matches!(view.relation(deed), Relation::Nmod | Relation::Obl) && above < deed;
        // "an Israeli assassination attempt"
        let tried = view.relation(deed) == Relation::Compound && lists.tries.contains(&view.lemmas[above]);
        tried || below && (counts || lists.involvement.contains(&view.lemmas[above]))
    }

    /// Whom the word over a deed says to have done it.
    fn culprit(&self, deed: At) -> Option<At> {
        let (view, lists) = (self.view, &self.coder.lists);
        let above = view.head(deed)?;
        let lemma = &view.lemmas[above];
        // "is not responsible for the murder", "denied his role in it"
        let denied = |at: At| {
            let verb = lists.negating_verbs.contains(&view.lemmas[at]);
            verb || view.children(at).any(|child| lists.negators.contains(&view.lemmas[child]))
        };
        if view.path_up(above).take(2).any(denied) {
            return None;
        }
        let case = |cases: &[&str]| cases.iter().any(|case| clauses::has_case(view, deed, case));
        let subject = |word: At| clauses::surface_subject(view, word, 3).map(|subject| subject.word);
        // "those behind the attack", "was behind the attack"
        if case(&["behind"]) {
            let noun = (view.relation(deed) == Relation::Nmod).then_some(above);
            return if clauses::has_copula(view, deed) { subject(deed) } else { noun };
        }
        // "responsible for the murder", "the militant responsible for it"
        if lists.culpable.contains(lemma) && case(&["for", "of", "in"]) {
            let noun = view.head(above).filter(|_| matches!(view.relation(above), Relation::Amod | Relation::Acl));
            return subject(above).or(noun);
        }
        if !view.is_verb(above) {
            // "The bombing was the work of the ETA."
            let work = view.lemma(above) == "work" && clauses::has_copula(view, above) && deed < above;
            return clauses::part_of(view, above).filter(|_| work);
        }
        // "The attacks were carried out by", "attacks claimed by"
        let done = [&lists.light, &lists.claiming, &lists.perpetrating].iter().any(|list| list.contains(lemma));
        let told = done && matches!(view.relation(deed), Relation::Nsubj | Relation::NsubjPass);
        if let Some(agent) = view.child(above, &[Relation::OblAgent]).filter(|_| told) {
            return Some(agent);
        }
        let filler = matches!(view.relation(deed), Relation::Obj | Relation::Obl | Relation::Xcomp);
        let clause = clauses::clause(view, above);
        // "was charged with the murder", "arrested two men over the bombing"
        if lists.charging.contains(lemma) && case(&["for", "of", "over", "with", "in"]) {
            return clause.object;
        }
        let claimed = lists.claiming.contains(lemma) && lists.claimed.contains(&view.lemmas[deed]);
        // "admitted the killing of two settlers", "boasted of the attack"
        let own = lists.owning_up.contains(lemma) && !lists.claimed.contains(&view.lemmas[deed]);
        // "fired rockets that killed two"
        let loosed = lists.loosing.contains(lemma) && lists.violent_causes.contains(&view.lemmas[deed]);
        let does = claimed || own || loosed || lists.light.contains(lemma) || lists.perpetrating.contains(lemma);
        let lends = does && filler && !clauses::stands_apart(view, deed);
        clause.subject.map(|subject| subject.word).filter(|_| lends)
    }

    /// "was expelled from the party": whoever is put out of a body was put out by it.
    fn expelling_body(&self, fit: &Fit) -> Vec<Party> {
        let view = self.view;
        let from = |&at: &At| view.relation(at) == Relation::Obl && clauses::has_case(view, at, "from");
        let body = |party: &Party| !party.is_owner && !party.is_country() && !self.is_town(party);
        let found = view.children(fit.word).filter(from).map(|at| self.actors.acting(at));
        let mut found: Vec<Party> = if fit.passive && !fit.noun { found.flatten().collect() } else { Vec::new() };
        found.retain(body);
        found
    }

    /// Who arrested, tried or sentenced somebody: "in a police raid", "sentenced in a federal court"; the police or prosecutors who say so.
    fn keepers_of_order(&self, draft: &Draft) -> Vec<Party> {
        let (view, word) = (self.view, draft.fit.word);
        if draft.fit.noun || !draft.fit.passive {
            return Vec::new();
        }
        let role = |party: &Party, roles: &[&str]| roles.iter().any(|role| party.actor.code.ends_with(role));
        let orders =
            |parties: &Vec<Party>| !parties.is_empty() && parties.iter().all(|party| role(party, &["COP", "JUD"]));
        // "authorities said": those of the place.
        let rules = |parties: &Vec<Party>| {
            let own = |party: &Party| party.needs_country && role(party, &["GOV", "MIL"]);
            !parties.is_empty() && parties.iter().all(own)
        };
        let hands = |&at: &At| matches!(view.relation(at), Relation::Obl) && at > word && view.is_nominal(at);
        let beside = |at: At| {
            let compound = view.children(at).filter(|&part| view.relation(part) == Relation::Compound && part < at);
            let own = ["in", "by", "before", "at"].iter().any(|case| clauses::has_case(view, at, case));
            let own = Some(at).filter(|&at| own && view.upos(at) != Upos::Pron);
            compound.chain(own).map(|at| self.actors.of_agent(at)).find(orders)
        };
        let within = view.children(word).filter(hands).find_map(beside);
        let teller = || speech::speaker(view, &self.coder.lists, draft.top).map(|at| self.actors.acting(at));
        within.or_else(|| teller().filter(|parties| orders(parties) || rules(parties))).unwrap_or_default()
    }
}
