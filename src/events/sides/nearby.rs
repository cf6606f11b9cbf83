//! Parties that no slot of a phrase holds, but that the clause names: "massed troops on its border with Ukraine".
//!
//! Only what hangs on the predicate through nouns and prepositions is looked at; other clauses are not.

use crate::events::actors::codes;
use crate::events::actors::{Actors, Party};
use crate::events::clauses;
use crate::events::fits::matching::Fit;
use crate::events::operators::status;
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::events::words;
use crate::model::Relation;

/// How much less such a party is trusted.
const LOOSE: f32 = 0.75;
/// How many noun phrases down the search goes.
const DEEPEST: usize = 4;

/// The nearest party of another country under the predicate of a fit or the words of its phrase.
pub fn others(view: &View, actors: &Actors, fit: &Fit, sources: &[Party]) -> Vec<Party> {
    let mut starts = fit.used.clone();
    starts.sort_unstable();
    below(view, actors, &starts, sources)
}

/// Whether a phrase only tells who else was there, at whose wish or against whose will, or, before a verb, when, why and where ("In Geneva,
/// Algeria outlawed the party").
fn is_aside(view: &View, lists: &Lists, at: At) -> bool {
    let opens = || {
        let before = view.head(at).is_some_and(|verb| at < verb && view.is_verb(verb));
        before && view.relation(at) == Relation::Obl
    };
    let sets = || clauses::stands_apart(view, at) || clauses::has_case_of(view, at, &lists.place_prepositions);
    clauses::is_companion(view, at) || clauses::is_attendant(view, &lists.attendant, at) || opens() && sets()
}

/// The nearest party of another country under any of these words.
pub fn below(view: &View, actors: &Actors, starts: &[At], sources: &[Party]) -> Vec<Party> {
    let mut level = starts.to_vec();
    for _ in 0..DEEPEST {
        level = level.iter().flat_map(|&at| parts(view, at)).filter(|&at| !is_aside(view, actors.lists, at)).collect();
        let named = level.iter().filter(|&&at| !words::is_time(view, at));
        let found = named.map(|&at| not_own(actors.parties(at), sources)).find(|parties| !parties.is_empty());
        if let Some(mut parties) = found {
            parties.iter_mut().for_each(|party| party.confidence *= LOOSE);
            return parties;
        }
    }
    Vec::new()
}

/// Whose ground it is on which something without an owner was hit: "bombed batteries in southern Iraq".
pub fn scene(view: &View, lists: &Lists, actors: &Actors, fit: &Fit) -> Vec<Party> {
    let is_scene = |&at: &At| {
        let case =
            |case: At| view.relation(case) == Relation::Case && lists.place_prepositions.contains(&view.lemmas[case]);
        matches!(view.relation(at), Relation::Obl | Relation::Nmod) && view.children(at).any(case)
    };
    let outside = |at: At| is_outside(view, lists, at);
    let below = |at: At| {
        let mut scenes: Vec<At> = view.children(at).filter(is_scene).collect();
        scenes.retain(|&at| !words::is_time(view, at) && !outside(at));
        // "In Geneva, troops occupied an airfield in Crimea": in Crimea.
        scenes.sort_by_key(|&scene| scene < at);
        scenes
    };
    // "The town that Israel bombed lies in Lebanon."
    let lies = |at: At| {
        let over = view.head(at).filter(|_| view.relation(at) == Relation::Nsubj)?;
        if clauses::has_copula(view, over) {
            return view.place(over).map(|_| over);
        }
        let lies = matches!(view.lemma(over), "lie" | "sit" | "stand" | "locate" | "situate");
        view.children(over).find(|child| lies && is_scene(child))
    };
    // "crossed into Zaire and attacked refugee camps"
    let first = view.head(fit.word).filter(|_| view.relation(fit.word) == Relation::Conj && view.is_verb(fit.word));
    let into = |at: &At| ["into", "in", "inside"].iter().any(|case| clauses::has_case(view, *at, case));
    let before = first.into_iter().flat_map(|verb| view.children(verb)).filter(|&at| at < fit.word && into(&at));
    let before: Vec<At> = before.collect();
    let places =
        fit.target.into_iter().flat_map(below).chain(below(fit.word)).chain(fit.target.and_then(lies)).chain(before);
    let mut found = places.map(|at| actors.parties(at)).find(|parties| !parties.is_empty()).unwrap_or_default();
    found.iter_mut().for_each(|party| party.confidence *= LOOSE);
    found
}

/// Whether a state or its border only tells where something else lies: "a town near Jordan", "along the Lebanese border".
pub fn is_outside(view: &View, lists: &Lists, at: At) -> bool {
    let state = view.place(at).is_some_and(|place| codes::is_state(view.document.entity(place.entity)));
    let beside = ["near", "outside", "off", "along", "towards", "toward"];
    (state || lists.place_parts.contains(&view.lemmas[at]))
        && beside.iter().any(|case| clauses::has_case(view, at, case))
}

/// The parties that have a country, and not that of the sources.
pub fn not_own(parties: Vec<Party>, sources: &[Party]) -> Vec<Party> {
    let country = |party: &Party| party.actor.code.get(..3).unwrap_or("").to_string();
    let known = |party: &Party| !party.needs_country && !sources.iter().any(|own| country(own) == country(party));
    parties.into_iter().filter(known).collect()
}

/// The parts of a phrase; what opens a clause comes last ("In Geneva, Greece mobilised its fleet in the Aegean").
fn parts(view: &View, at: At) -> Vec<At> {
    let mut parts: Vec<At> = view.children(at).filter(|&part| is_part(view, part)).collect();
    parts.sort_by_key(|&part| part < at && view.is_verb(at) && view.relation(part) == Relation::Obl);
    parts
}

fn is_part(view: &View, at: At) -> bool {
    use Relation as R;
    // "pledged money to rebuild schools in Nepal"
    let infinitive = view.children(at).any(|to| status::is_to(view, to));
    if view.relation(at) == R::Xcomp || (infinitive && matches!(view.relation(at), R::Acl | R::Advcl)) {
        return true;
    }
    matches!(
        view.relation(at),
        R::Obj | R::Iobj | R::Obl | R::Nmod | R::NmodPoss | R::Amod | R::Compound | R::Conj | R::Appos | R::NsubjPass
    )
}

/// Whether a fire burns ("forest fires killed 26"), and is not somebody's or some weapon's ("Israeli fire", "mortar fire", "fire from tanks").
fn is_blaze(view: &View, lists: &Lists, at: At) -> bool {
    let shot = |part: At| {
        matches!(view.relation(part), Relation::Nmod | Relation::NmodPoss)
            || view.mention(part).is_some()
            || lists.violent_causes.contains(&view.lemmas[part])
    };
    view.lemma(at) == "fire" && view.is_nominal(at) && !view.children(at).any(shot)
}

/// Whether the act at `word` is the work of nature or chance ("a flood killed", "was killed in a crash").
pub fn is_accident(view: &View, lists: &Lists, word: At) -> bool {
    let chance = |at: At| lists.accidents.contains(&view.lemmas[at]) || is_blaze(view, lists, at);
    // "a lightning assault" is somebody's.
    let meant = |at: At| lists.raids.contains(&view.lemmas[at]);
    let compound = |at: At| view.children(at).any(|part| view.relation(part) == Relation::Compound && chance(part));
    let named = |at: At| chance(at) || compound(at) && !meant(at);
    let cause = |at: At| match view.relation(at) {
        Relation::Nsubj | Relation::OblAgent => true,
        Relation::Obl => ["in", "by", "from"].iter().any(|case| clauses::has_case(view, at, case)),
        _ => false,
    };
    let own = |verb: At| view.children(verb).any(|at| cause(at) && named(at));
    let above = clauses::surface_subject(view, word, 3).is_some_and(|subject| named(subject.word));
    own(word) || above
}
