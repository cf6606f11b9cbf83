//! Against whom a protest, a strike or a denial is that has nobody in its slots: whom its clause names, who employs those who strike, whose
//! claim is denied.

use crate::events::actors::agents;
use crate::events::actors::codes;
use crate::events::actors::speech;
use crate::events::actors::{Actors, Found, Party, same};
use crate::events::assemble::Sentence;
use crate::events::clauses;
use crate::events::fits::matching::Fit;
use crate::events::view::{At, View};
use crate::events::words;
use crate::model::{Actor, Relation, Span};

/// How far below an act whom it is against may be named.
const DEEPEST: usize = 6;

/// How far below a demand whom it is made of may be named.
const DEMAND: usize = 3;

/// How far below those who strike, or their act, their firm may be named.
const EMPLOYER_BELOW: usize = 3;

/// How many sentences back an accusation may be that is denied.
const REACH: usize = 8;

/// How much less an accuser is trusted whom another sentence names.
const BEFORE: f32 = 0.7;

impl Sentence<'_, '_> {
    /// Against whom a protest or strike is whose phrase names nobody: "blocked roads in a protest against the government", "marched,
    /// demanding help from the authorities".
    pub(in crate::events) fn protested(&self, fit: &Fit, sources: &[Party]) -> Vec<Party> {
        let view = self.view;
        let of_act =
            |at: At| view.path_up(at).skip(1).take(DEEPEST).any(|above| above == fit.word || fit.used.contains(&above));
        let other = |party: &Party| !party.is_place && !sources.iter().any(|own| same(&own.actor, &party.actor));
        let against = |&at: &At| view.is_nominal(at) && clauses::has_case(view, at, "against") && !self.is_of_place(at);
        let named = (0..view.len()).filter(against).filter(|&at| of_act(at) && !words::is_time(view, at));
        let found = named.map(|at| self.actors.parties(at).into_iter().filter(other).collect::<Vec<_>>());
        found.into_iter().find(|parties| !parties.is_empty()).unwrap_or_else(|| {
            let demands = |&at: &At| {
                let lemma = &view.lemmas[at];
                let beside = matches!(view.relation(at), Relation::Advcl | Relation::Acl | Relation::Xcomp);
                view.is_verb(at)
                    && beside
                    && self.coder.lists.demanding.contains(lemma)
                    && !clauses::is_passive(view, at)
            };
            let demands = (0..view.len()).filter(demands).filter(|&at| of_act(at));
            demands.map(|at| self.addressed(at)).find(|parties| !parties.is_empty()).unwrap_or_default()
        })
    }

    /// Whether a thing is only told by where it is: "against the violence in the city", "rights in the country".
    fn is_of_place(&self, at: At) -> bool {
        let view = self.view;
        let inside = |at: At| ["in", "at", "near"].iter().any(|case| clauses::has_case(view, at, case));
        view.mention(at).is_none() && clauses::owner(view, at).is_none() && view.children(at).any(inside)
    }

    /// The nearest authority, state or firm under a demand.
    fn addressed(&self, demand: At) -> Vec<Party> {
        use Relation as R;
        let view = self.view;
        let part = |&at: &At| {
            matches!(view.relation(at), R::Obj | R::Iobj | R::Obl | R::Nmod | R::Ccomp | R::Xcomp | R::Nsubj)
        };
        let governs = |party: &Party| {
            let code = party.actor.code.as_str();
            let role = ["GOV", "LEG", "JUD", "COP", "MIL", "PTY", "BUS", "MNC"].iter().any(|role| code.ends_with(role));
            !party.is_place && (role || party.is_country() || codes::is_of_body(code))
        };
        let inside = |at: At| ["in", "at", "near"].iter().any(|case| clauses::has_case(view, at, case));
        let mut level = vec![demand];
        for _ in 0..DEMAND {
            level = level.iter().flat_map(|&at| view.children(at)).filter(part).filter(|&at| at > demand).collect();
            let named = level.iter().filter(|&&at| !words::is_time(view, at) && !inside(at) && !self.is_of_place(at));
            let found = named.map(|&at| self.actors.parties(at).into_iter().filter(governs).collect::<Vec<_>>());
            if let Some(found) = found.into_iter().find(|parties| !parties.is_empty()) {
                return found;
            }
        }
        Vec::new()
    }

    /// Against whom a strike is that names nobody: the firm of those who strike, or that tells of them; the state whose servants they are.
    pub(in crate::events) fn employer(&self, fit: &Fit, sources: &[Party]) -> Vec<Party> {
        let view = self.view;
        let is_firm =
            |at: &At| view.mention(*at).is_some_and(|mention| agents::is_firm(view.document.entity(mention.entity)));
        let under = |at: At| {
            view.path_up(at)
                .skip(1)
                .take(EMPLOYER_BELOW)
                .any(|above| Some(above) == fit.source.map(|subject| subject.word) || above == fit.word)
        };
        let near = (0..view.len()).filter(|&at| under(at)).find(is_firm);
        // "The company said its workers walked out"
        let of_firm = |party: &Party| {
            let entity = party.actor.entity.map(|entity| view.document.entity(entity));
            !party.is_owner && entity.is_some_and(agents::is_firm)
        };
        let teller = || {
            let speaker = speech::speaker(view, &self.coder.lists, fit.word);
            speaker.map(|at| self.actors.parties(at)).filter(|told| !told.is_empty() && told.iter().all(of_firm))
        };
        if let Some(firm) = near.map(|at| self.actors.parties(at)).filter(|firm| !firm.is_empty()).or_else(teller) {
            return firm;
        }
        let serve = |at: At| self.coder.lists.public_service.contains(&view.lemmas[at]);
        let servants = |party: &&Party| {
            party.is_generic && (party.head.saturating_sub(2)..party.head).any(serve) && party.actor.code.len() > 3
        };
        sources.iter().filter(servants).map(government_over).take(1).collect()
    }

    /// Of whom those without office ask what only a government grants: their own ("the opposition demanded new elections").
    pub(in crate::events) fn rulers(&self, sources: &[Party]) -> Vec<Party> {
        let ruled = |party: &&Party| {
            let code = party.actor.code.as_str();
            party.is_generic && ["OPP", "PTY", "LAB", "EDU", "CVL", "REL"].iter().any(|role| code.ends_with(role))
        };
        sources.iter().filter(ruled).map(government_over).take(1).collect()
    }

    /// Whose claim is denied, where the denial names nobody: the name before the claim ("denied US charges that"), or whoever accused the denier
    /// in this sentence or one before.
    pub(in crate::events) fn accusers(&self, fit: &Fit, sources: &[Party]) -> Vec<Party> {
        let view = self.view;
        let claims = fit.used.iter().copied().filter(|&at| at > fit.word && view.is_nominal(at));
        let claims: Vec<At> = claims.collect();
        let before = |&at: &At| view.mention(at.checked_sub(1)?).map(|mention| view.mention_head(mention));
        // Nobody accuses himself, nor a state its own government.
        let other = |party: &Party| {
            let same = |own: &Party| {
                let state =
                    own.is_country() || own.actor.code.len() == 6 && own.actor.code.ends_with("GOV") && own.is_generic;
                let country = state && party.actor.code.get(..3) == own.actor.code.get(..3);
                country || own.actor.entity.is_some() && own.actor.entity == party.actor.entity
            };
            !sources.iter().any(same)
        };
        let near = claims.iter().filter_map(before).filter(|&at| at > fit.word);
        let near: Vec<Party> = near.flat_map(|at| self.actors.parties(at)).filter(other).collect();
        let Some(&claim) = claims.first().filter(|_| near.is_empty()) else { return near };
        // "denied a former aide's allegations"
        let owner = claims.iter().find_map(|&at| clauses::owner(view, at));
        if let Some(owner) = owner {
            let found = self.actors.people(owner).into_iter().next();
            return found.map(|party| self.of_before(party, claim, sources)).into_iter().collect();
        }
        // A rumour or report has no author; who denies blame answers whoever lays it.
        if claims.iter().any(|&at| self.coder.lists.hearsay.contains(&view.lemmas[at])) {
            return Vec::new();
        }
        for back in 0..=REACH {
            let Some(index) = view.index.checked_sub(back) else { break };
            let Some(before) = View::new(view.document, index, view.lexicon, view.lists) else { continue };
            let actors = Actors::on(self.actors.date, &before, &self.coder.lists);
            let end = if back == 0 { fit.word } else { before.len() };
            let accused = (0..end).rev().filter(|&at| self.coder.lists.accusing.contains(&before.lemmas[at]));
            let mut found =
                accused.map(|at| accusers_at(&actors, at, sources)).find(|found| !found.is_empty()).unwrap_or_default();
            found.retain(other);
            if let Some(party) = found.into_iter().next() {
                return vec![self.of_before(party, claim, sources)];
            }
        }
        Vec::new()
    }

    /// A party of another sentence, told by a word of this one; people without a country are of that of the denier.
    fn of_before(&self, mut party: Party, at: At, sources: &[Party]) -> Party {
        let home = sources.first().and_then(|own| own.actor.code.get(..3)).filter(|code| !codes::has_no_country(code));
        if let Some(home) = home.filter(|_| party.needs_country) {
            party.actor.code = codes::compose(home, &party.actor.code);
            party.needs_country = false;
        }
        party.actor.span = Span::default();
        party.confidence *= BEFORE;
        party.found = if party.is_generic { Found::Group } else { Found::Named };
        party.head = at;
        party
    }
}

/// The government of the country that a party is of.
fn government_over(party: &Party) -> Party {
    let country = party.actor.code.get(..3).filter(|_| !party.needs_country).unwrap_or("");
    let actor = Actor {
        entity: None,
        name: "government".to_string(),
        code: codes::compose(country, "GOV"),
        span: party.actor.span,
    };
    Party { actor, confidence: party.confidence * BEFORE, is_plural: false, ..party.clone() }
}

/// Who accuses somebody with the verb or noun at `word`.
fn accusers_at(actors: &Actors, word: At, accused: &[Party]) -> Vec<Party> {
    let view = actors.view;
    let is_one = |party: &Party| {
        let same = |own: &Party| {
            let (own, other) = (&own.actor, &party.actor);
            // A country and its government answer for each other.
            let state = |code: &str| code.len() == 3 || code.len() == 6 && code.ends_with("GOV");
            let of_state = state(&own.code) && state(&other.code) && own.code.get(..3) == other.code.get(..3);
            let both = own.entity.is_some() && own.entity == other.entity;
            both || of_state && !codes::is_of_body(&own.code) || own.code == other.code && !own.code.ends_with("CVL")
        };
        accused.iter().any(same)
    };
    let is_accused = |at: At| actors.parties(at).iter().any(|party| is_one(party) && !party.is_owner);
    let who = if view.is_verb(word) {
        let clause = clauses::clause(view, word);
        let told = view.child(word, &[Relation::Ccomp]).and_then(|at| clauses::clause(view, at).subject);
        let object = clause.object.into_iter().chain(told.map(|subject| subject.word));
        if !object.into_iter().any(is_accused) {
            return Vec::new();
        }
        clause.subject.map(|subject| subject.word)
    } else {
        let against = |&at: &At| clauses::has_case(view, at, "against") && is_accused(at);
        if !view.is_nominal(word) || !view.children(word).any(|at| against(&at)) {
            return Vec::new();
        }
        let by = |&at: &At| ["by", "from", "of"].iter().any(|case| clauses::has_case(view, at, case));
        clauses::owner(view, word).or_else(|| view.children(word).find(by))
    };
    let Some(who) = who else { return Vec::new() };
    let known = |party: &Party| !party.is_owner && !party.is_place && !party.is_media && !is_one(party);
    let found: Vec<Party> = actors.parties(who).into_iter().filter(known).collect();
    if !found.is_empty() {
        return found;
    }
    // "more than a dozen women", "two of his aides"
    let of = view.children(who).find(|&at| clauses::has_case(view, at, "of"));
    std::iter::once(who).chain(of).map(|at| actors.people(at)).find(|people| !people.is_empty()).unwrap_or_default()
}
