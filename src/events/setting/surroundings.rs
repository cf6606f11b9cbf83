//! Where an act was that tells no place itself: the one place that the sentence sets as its scene.

use super::whereabouts::Whereabouts;
use crate::events::clauses;
use crate::events::view::At;
use crate::model::{PlaceRef, Relation};

/// Whether an act of this code is one that a scene around it tells the place of: force, arrests, protests.
pub(super) fn may_be_around(code: &str) -> bool {
    matches!(code.get(..2), Some("14" | "17" | "18" | "19" | "20"))
}

impl Whereabouts<'_, '_> {
    /// The only place that phrases of the clauses over the act, or of circumstances under it, set as the scene: "Unrest has
    /// erupted in Ferguson since an officer shot a man", "were arrested after working on farms near Menindee". None when two
    /// places compete.
    pub(super) fn of_surroundings(&self, word: At) -> Option<PlaceRef> {
        let scenes = (0..self.view.len()).filter(|&at| self.is_scene(at, word));
        let mut found: Option<PlaceRef> = None;
        let mut first = word;
        for (at, place) in scenes.filter_map(|at| Some((at, self.ground(at)?))) {
            // "near Menindee, in western New South Wales": the second tells where the first lies.
            if found.is_some() && self.view.governs(first, at) {
                continue;
            }
            first = at;
            found = match found {
                None => Some(place),
                Some(known) if known.entity == place.entity || self.is_finer(known, place) => Some(known),
                Some(known) if self.is_finer(place, known) => Some(place),
                Some(_) => return None,
            };
        }
        found
    }

    /// Whether the phrase at `at` tells where the act at `word` was, by the clause it stands in.
    fn is_scene(&self, at: At, word: At) -> bool {
        let view = self.view;
        if !self.is_locative(at) || clauses::has_case(view, at, "from") {
            return false;
        }
        let Some(verb) = view.path_up(at).skip(1).find(|&above| view.is_verb(above)) else { return false };
        let told = |verb: At| self.lists.speech.contains(&view.lemmas[verb]);
        // "murdered by the rise of prices in Tokyo": where a thing is, nobody did it; where gunmen are, they did.
        let agents = &view.document.gazetteer.agents;
        let acts = |at: At| agents.ending_at(view.tokens, at.saturating_sub(5), at + 1).is_some();
        let of_doer = |above: At| view.relation(above) == Relation::OblAgent && !acts(above);
        // "in revenge for airstrikes in Iraq": that was elsewhere.
        let cause = |above: At| {
            let why = clauses::has_case(view, above, "because");
            let force = self.lists.violent_causes.contains(&view.lemmas[above]);
            why || force && ["for", "over", "despite"].iter().any(|case| clauses::has_case(view, above, case))
        };
        if verb == word {
            return !view
                .path_up(at)
                .skip(1)
                .take_while(|&above| above != word)
                .any(|above| of_doer(above) || cause(above));
        }
        // "was murdered soon after Washington began strikes in Iraq": what others did before or after.
        let after = |mark: At| view.relation(mark) == Relation::Mark && matches!(view.lemma(mark), "after" | "before");
        // "were killed after a bomber blew himself up in Kabul": those whom nobody knows did it there.
        let known = |doer: At| view.mention(doer).is_some() || clauses::owner(view, doer).is_some();
        let other = |verb: At| view.child(verb, &[Relation::Nsubj]).is_some_and(known);
        let of_others = |verb: At| other(verb) && view.children(verb).any(after);
        if view.governs(word, verb) && of_others(verb) {
            return false;
        }
        if view.governs(verb, word) {
            return !told(verb) && self.is_beside(word, verb);
        }
        view.governs(word, verb) && !told(verb) && self.is_beside(verb, word)
    }

    /// Whether a clause is a circumstance of another: what somebody says, wants or is said to be is not.
    fn is_beside(&self, below: At, above: At) -> bool {
        let view = self.view;
        let path = view.path_up(below).take_while(|&at| at != above).collect::<Vec<_>>();
        // "the men accused of plotting a coup in Chad were sentenced": what somebody is charged with was elsewhere.
        let judged = |&at: &At| self.lists.hindsight.contains(&view.lemmas[at]);
        !path[1..].iter().any(judged)
            && path.into_iter().all(|at| match view.relation(at) {
                // "because he would not look into bugs at the tower": why, and not where.
                Relation::Advcl => !view.children(at).any(|mark| {
                    self.lists.hypothetical_marks.contains(&view.lemmas[mark])
                        || matches!(view.lemma(mark), "because" | "although" | "though")
                }),
                Relation::Obl => true,
                Relation::Nmod | Relation::Conj | Relation::Nsubj | Relation::NsubjPass | Relation::OblAgent => true,
                Relation::Obj => !view.is_verb(at),
                Relation::Acl => view.xpos(at) == "VBG" || view.xpos(at) == "VBN",
                _ => false,
            })
    }
}
