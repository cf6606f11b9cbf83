//! Whom and what a violent act names beside its slots: the people hurt where only a place is told as hit, the band named in the noun for
//! what it did, whoever shows the deed on film.

use super::able::is_violent;
use crate::events::actors::codes;
use crate::events::actors::{Party, same};
use crate::events::assemble::Sentence;
use crate::events::clauses;
use crate::events::fits::matching::Fit;
use crate::events::operators::status;
use crate::events::view::At;
use crate::events::words;
use crate::model::{Relation, Upos};
use crate::segment::fold_hash;

/// How many words up from a deed the noun for its film may be.
const FILM_ABOVE: usize = 4;
/// How far before a deed the film may stand that shows it.
const FILM_BEFORE: usize = 16;

impl Sentence<'_, '_> {
    /// "ambushed a convoy near Maiduguri, killing five soldiers": who was hurt, in place of where; without anybody who is told, what the
    /// targets were.
    pub(in crate::events) fn hurt_for_places(
        &self,
        fit: &Fit,
        code: &str,
        sources: &[Party],
        targets: Vec<Party>,
    ) -> Vec<Party> {
        // "captured the Armenian-held town": from those who held it.
        if code == "192" && !fit.noun && targets.iter().all(|party| self.is_ground(party)) {
            let object = self.view.child(fit.word, &[Relation::Obj, Relation::NsubjPass]);
            let mut held = object.map(|at| self.holders(at, true)).unwrap_or_default();
            held.retain(|holder| !sources.iter().any(|own| same(&own.actor, &holder.actor)));
            return if held.is_empty() { targets } else { held };
        }
        let bodily =
            matches!(code.get(..2), Some("18" | "19")) && !matches!(code, "191" | "192") || code.starts_with("204");
        if !bodily || !targets.iter().all(|party| self.is_ground(party)) {
            return targets;
        }
        let scene = self.struck_at_scene(fit).filter(|&at| !targets.iter().any(|party| party.head == at));
        let at_scene = scene.map(|at| self.hurt_people(at, sources)).filter(|found| !found.is_empty());
        let beside = || {
            let harmed = self.hurt_beside(fit).into_iter().map(|at| self.hurt_people(at, sources));
            harmed.into_iter().find(|found| !found.is_empty())
        };
        let object = self.view.child(fit.word, &[Relation::Obj, Relation::NsubjPass]).filter(|_| !fit.noun);
        let holders = || {
            let held = fit.target.into_iter().chain(object);
            held.map(|at| self.holders(at, false)).find(|found| !found.is_empty())
        };
        let mut found = at_scene.or_else(beside).or_else(holders).unwrap_or_default();
        let land = targets.first().and_then(|place| self.land_of_hurt(place));
        for party in found.iter_mut().filter(|party| party.needs_country) {
            if let Some(land) = land {
                party.actor.code = codes::compose(land, &party.actor.code);
                party.needs_country = false;
            }
        }
        let own_forces = |party: &Party| {
            let forces = ["MIL", "GOV"].iter().any(|role| party.actor.code.ends_with(role));
            forces && sources.iter().any(|own| own.actor.code == party.actor.code)
        };
        found.retain(|party| !own_forces(party));
        if found.is_empty() { targets } else { found }
    }

    /// Whether the party is only where something was hit: a place, a town, whose land it was. What a band owns is its own: "fired on a
    /// march of the movement".
    fn is_ground(&self, party: &Party) -> bool {
        let of_band = codes::BANDS.iter().chain(&["OPP", "PTY"]).any(|role| party.actor.code.contains(role));
        // "a camp in northern Iraq"
        let state = party.is_country() && clauses::is_scene(self.view, party.head);
        party.is_place || self.is_town(party) || state || party.is_owner && !of_band
    }

    /// The country whose people are hurt on that ground: whoever is hurt at a firm's is not of its country.
    fn land_of_hurt<'p>(&self, ground: &'p Party) -> Option<&'p str> {
        let code = ground.actor.code.as_str();
        let of_state = code.len() == 3 || ["GOV", "MIL", "COP", "LEG"].iter().any(|role| code.ends_with(role));
        let known = ground.is_place || self.is_town(ground) || (!ground.is_owner && of_state);
        code.get(..3).filter(|land| known && !codes::has_no_country(land))
    }

    /// "killed dozens of civilians in the town": the object of an act whose phrase names the scene as its target.
    fn struck_at_scene(&self, fit: &Fit) -> Option<At> {
        let scenes = &self.coder.lists.scene_prepositions;
        let scene = |at: At| clauses::has_case_of(self.view, at, scenes);
        self.view
            .child(fit.word, &[Relation::Obj, Relation::NsubjPass])
            .filter(|_| !fit.noun && fit.target.is_some_and(scene))
    }

    /// "attacked a village, killing ten": the objects of clauses that tell the harm done by the act.
    fn hurt_beside(&self, fit: &Fit) -> Vec<At> {
        use Relation as R;
        let (view, lists) = (self.view, &self.coder.lists);
        let of_act = |at: At| {
            view.path_up(at).skip(1).take(3).any(|above| above == fit.word || Some(above) == view.head(fit.word))
        };
        let harm = |&at: &At| {
            at != fit.word
                && view.is_verb(at)
                && match view.relation(at) {
                    R::Conj => lists.harms.contains(&view.lemmas[at]),
                    R::Advcl | R::Acl | R::AclRelcl => {
                        lists.harms.contains(&view.lemmas[at]) || lists.ruining.contains(&view.lemmas[at])
                    }
                    _ => false,
                }
                && !clauses::is_passive(view, at)
                && !view.has_child(at, &[R::Mark])
                && view.child(at, &[R::Nsubj]).is_none_or(|own| clauses::is_relative_pronoun(view, own))
                && !view.children(at).any(|to| status::is_to(view, to))
                && of_act(at)
        };
        (fit.word + 1..view.len()).filter(harm).filter_map(|at| clauses::clause(view, at).object).collect()
    }

    /// "a rebel-held town", "a town held by rebels", "a market in an area under rebel control": those who hold what is hit; of countries only where wanted.
    fn holders(&self, place: At, countries: bool) -> Vec<Party> {
        let view = self.view;
        let held = view
            .children(place)
            .filter(|&at| at < place && self.coder.lists.held_by.contains(&fold_hash(view.form(at))));
        let holder = held.into_iter().filter_map(|at| {
            let before = at.checked_sub(1)?;
            if matches!(view.form(before), "-" | "–") { before.checked_sub(1) } else { None }
        });
        let fights = |party: &Party| {
            countries && party.is_country()
                || codes::BANDS.iter().chain(&["MIL", "GOV"]).any(|role| party.actor.code.contains(role))
        };
        let named = |at: At| {
            let found = self.actors.parties(at);
            if found.is_empty() { self.actors.of_agent(at) } else { found }
        };
        // "a town held by rebels", "a market in an area that rebels control"
        let part = clauses::part_of(view, place).filter(|&at| view.mention(at).is_none());
        let behind = std::iter::once(place).chain(part).filter_map(|at| self.holder_behind(at));
        holder
            .chain(behind)
            .map(named)
            .map(|found| found.into_iter().filter(fights).collect())
            .find(|found: &Vec<Party>| !found.is_empty())
            .unwrap_or_default()
    }

    /// Who holds a place by the participle or relative clause behind it: "a town controlled by rebels", "a village which the rebels hold".
    fn holder_behind(&self, place: At) -> Option<At> {
        let view = self.view;
        let holds = |&at: &At| {
            let clause = matches!(view.relation(at), Relation::Acl | Relation::AclRelcl) && at > place;
            clause && view.is_verb(at) && self.coder.lists.keeping.contains(&view.lemmas[at])
        };
        view.children(place).find(holds).and_then(|at| clauses::clause(view, at).subject).map(|subject| subject.word)
    }

    /// The people named there, but for weapons, owners, and those who did it.
    fn hurt_people(&self, at: At, sources: &[Party]) -> Vec<Party> {
        if self.coder.lists.violent_causes.contains(&self.view.lemmas[at]) {
            return Vec::new();
        }
        let named = self.actors.parties(at);
        let found = if named.is_empty() { self.actors.people(at) } else { named };
        // "destroyed rebel positions"
        let fights = |party: &Party| codes::BANDS.iter().chain(&["MIL"]).any(|role| party.actor.code.contains(role));
        let other = |party: &Party| {
            !party.is_place
                && (!party.is_owner || fights(party))
                && !sources.iter().any(|own| same(&own.actor, &party.actor))
        };
        found.into_iter().filter(other).collect()
    }

    /// Who did a violent deed or staged a protest that nobody is the subject of.
    pub(in crate::events) fn doers_beside(&self, fit: &Fit, code: &str) -> Vec<Party> {
        let fights = is_violent(code);
        // "villagers died in rebel raids"
        if !fit.noun && fit.passive && fights {
            let means = fit.used.iter().copied().filter(|&at| at > fit.word && self.view.is_nominal(at));
            let means = means.filter(|&at| self.coder.lists.violent_causes.contains(&self.view.lemmas[at]));
            return means.map(|at| self.doers_in_noun(at)).find(|found| !found.is_empty()).unwrap_or_default();
        }
        if !fit.noun || !(fights || code.starts_with("14")) {
            return Vec::new();
        }
        let before = self.doers_in_noun(fit.word);
        match before.is_empty() {
            true if fights => self.film_makers(fit.word),
            true => self.crowd_of(fit),
            false => before,
        }
    }

    /// "Riots broke out in Lima", "The verdict sparked riots in Lima": whoever riots there, where the unrest itself is what is told.
    fn crowd_of(&self, fit: &Fit) -> Vec<Party> {
        let (view, noun, lists) = (self.view, fit.word, &self.coder.lists);
        // "days of riots", "a wave of protests"
        let counts = |&above: &At| {
            let count = lists.transparent.contains(&view.lemmas[above]) || words::is_time(view, above);
            count && view.relation(noun) == Relation::Nmod && clauses::has_case(view, noun, "of")
        };
        let told = view.head(noun).filter(counts).unwrap_or(noun);
        let happens = |verb: At| match view.relation(told) {
            // "There were protests in Lima."
            Relation::Nsubj if view.lemma(verb) == "be" => view.has_child(verb, &[Relation::Expl]),
            Relation::Nsubj | Relation::NsubjPass => lists.breaking_out.contains(&view.lemmas[verb]),
            Relation::Obj => lists.sparking.contains(&view.lemmas[verb]),
            Relation::Obl => view.lemma(verb) == "lead" && clauses::has_case(view, told, "to"),
            _ => false,
        };
        let crowds = lists.unrest.contains(&view.lemmas[noun]) && !clauses::has_copula(view, noun);
        if !crowds || !view.head(told).is_some_and(happens) || fit.place.is_none() {
            return Vec::new();
        }
        let mut crowd = self.actors.crowd(noun, noun);
        crowd.actor.code = crowd.actor.code.replace("CVL", "OPP");
        vec![crowd]
    }

    /// "rebel raids", "a police crackdown", "student protests": those whom the noun for the act names; a murder or an arrest is rather done
    /// to whoever stands before it.
    fn doers_in_noun(&self, noun: At) -> Vec<Party> {
        let (view, lists) = (self.view, &self.coder.lists);
        let lemma = &view.lemmas[noun];
        let of_others = lists.done_to.contains(lemma) && !lists.violent_causes.contains(lemma);
        if of_others || lists.states.contains(lemma) {
            return Vec::new();
        }
        // "militant attacks": an adjective to the tagger.
        let agents = &view.document.gazetteer.agents;
        let person =
            |at: At| agents.ending_at(view.tokens, at, at + 1).is_some_and(|(_, agent)| agent.kind == "person");
        let part = |&at: &At| {
            let before = matches!(view.relation(at), Relation::Compound | Relation::Amod) && at < noun;
            let weapon = lists.violent_causes.contains(&view.lemmas[at]);
            before
                && !weapon
                && view.mention(at).is_none()
                && (matches!(view.upos(at), Upos::Noun | Upos::Propn) || person(at))
        };
        let does = |party: &Party| {
            let code = party.actor.code.as_str();
            codes::BANDS.iter().chain(&["MIL", "COP", "LAB", "EDU", "OPP"]).any(|role| code.ends_with(role))
        };
        let found = view.children(noun).filter(part).map(|at| self.actors.of_agent(at));
        found.into_iter().find(|parties| !parties.is_empty() && parties.iter().all(does)).unwrap_or_default()
    }

    /// "a video released by the group shows the beheading of a hostage", "posted a video of the killing": a band that shows the deed did it.
    pub(super) fn film_makers(&self, deed: At) -> Vec<Party> {
        let view = self.view;
        let is_film = |at: At| self.coder.lists.films.contains(&view.lemmas[at]);
        let above = || view.path_up(deed).skip(1).take(FILM_ABOVE);
        let subject = |verb: At| clauses::surface_subject(view, verb, 2).map(|subject| subject.word);
        let shown = || above().filter(|&verb| view.is_verb(verb)).find_map(subject).filter(|&at| is_film(at));
        // "released a video on Tuesday showing", "a video released in May that shows": what shows may hang on any word before it.
        let shows = || above().any(|verb| view.is_verb(verb) && self.coder.lists.showing.contains(&view.lemmas[verb]));
        let before = || (deed.saturating_sub(FILM_BEFORE)..deed).rev().find(|&at| is_film(at)).filter(|_| shows());
        // "was beheaded in a video"
        let within = || view.children(deed).find(|&at| is_film(at) && clauses::has_case(view, at, "in"));
        let film = above().find(|&at| is_film(at)).or_else(within).or_else(shown).or_else(before);
        let Some(film) = film else { return Vec::new() };
        let shared = |at: &At| view.relation(*at) == Relation::Acl && clauses::is_passive(view, *at);
        let by = || view.children(film).filter(shared).find_map(|at| clauses::clause(view, at).subject);
        // "posted a video", "appeared in a video"
        let appears =
            |verb: At| self.coder.lists.appearing.contains(&view.lemmas[verb]) && clauses::has_case(view, film, "in");
        let poster = || {
            view.head(film)
                .filter(|&verb| view.is_verb(verb) && (view.relation(film) == Relation::Obj || appears(verb)))
        };
        let who =
            clauses::owner(view, film).or_else(|| by().map(|subject| subject.word)).or_else(|| subject(poster()?));
        let is_band = |party: &Party| codes::BANDS.iter().any(|role| party.actor.code.contains(role));
        who.map(|at| self.actors.acting(at)).unwrap_or_default().into_iter().filter(is_band).collect()
    }

    /// Whether the word is the object of what several do to each other.
    pub(in crate::events) fn is_each_other(&self, at: At) -> bool {
        let word =
            |at: Option<At>| at.filter(|&at| at < self.view.len()).map(|at| self.view.form(at)).unwrap_or_default();
        match self.view.form(at) {
            "other" => word(at.checked_sub(1)) == "each",
            "each" => word(Some(at + 1)) == "other",
            "another" => word(at.checked_sub(1)) == "one",
            "one" => word(Some(at + 1)) == "another",
            _ => false,
        }
    }
}
