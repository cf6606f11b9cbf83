//! What hangs on a word by a preposition, and what the preposition makes of it.
//!
//! In: a word. Out: its prepositions with the nouns that they govern, and whether a noun only tells where, when or why.

use super::relatives::antecedent;
use crate::events::rules::lists::{Lemmas, join};
use crate::events::view::{At, View};
use crate::model::{Relation, Upos};
use crate::segment::fold_hash;

/// Whether a phrase only tells when, at what or why something was done ("agreed at the summit", "met after the attack").
pub fn is_circumstance(view: &View, noun: At) -> bool {
    stands_apart(view, noun) || has_case(view, noun, "at")
}

/// Whether a noun only tells when or why the rest of its clause is so: "after the invasion", "despite the talks".
pub fn stands_apart(view: &View, noun: At) -> bool {
    is_ahead_of(view, noun)
        || view.children(noun).any(|case| {
            view.relation(case) == Relation::Case && view.is_in(case, &view.lists.circumstance_prepositions)
        })
}

/// "ahead of the summit"
pub fn is_ahead_of(view: &View, noun: At) -> bool {
    let ahead = |at: At| view.lemma(at) == "ahead" || at > 0 && view.lemma(at) == "of" && view.lemma(at - 1) == "ahead";
    view.head(noun).into_iter().chain(view.children(noun)).any(ahead)
}

/// Whether a noun only tells with whose help, at whose wish or against whose will the rest of its clause is so: "at the request of Qatar", "with
/// Russian backing", "despite warnings from Germany".
pub fn is_attendant(view: &View, attendant: &Lemmas, noun: At) -> bool {
    const CASES: [&str; 9] = ["with", "without", "at", "in", "under", "by", "despite", "amid", "because"];
    let whose = |at: At| match view.relation(at) {
        Relation::Nmod => ["of", "from", "by"].iter().any(|case| has_case(view, at, case)),
        Relation::NmodPoss => true,
        relation => matches!(relation, Relation::Amod | Relation::Compound) && view.mention(at).is_some(),
    };
    // "in line with a ruling"
    let guided = |case: At| {
        let before = case.checked_sub(1).map(|before| view.lemma(before));
        view.lemma(case) == "with"
            && matches!(before, Some("line" | "accordance" | "keeping" | "compliance" | "conformity"))
    };
    if view.children(noun).any(|case| view.relation(case) == Relation::Case && guided(case)) {
        return true;
    }
    attendant.contains(&view.lemmas[noun])
        && view.mention(noun).is_none()
        && matches!(view.relation(noun), Relation::Obl | Relation::Nmod)
        && CASES.iter().any(|case| has_case(view, noun, case))
        && view.children(noun).any(whose)
}

/// Whether somebody is only told of beside a party, or to compare with it: "together with Japan", "like Japan".
pub fn is_companion(view: &View, at: At) -> bool {
    let with = |case: At| {
        let before = case.checked_sub(1).map(|before| view.lemma(before));
        view.lemma(case) == "with" && matches!(before, Some("together" | "along" | "jointly" | "alongside"))
    };
    // "banks like the IMF" are those.
    let compared = |case: At| matches!(view.lemma(case), "like" | "unlike") && view.relation(at) == Relation::Obl;
    view.children(at).any(|case| view.relation(case) == Relation::Case && (with(case) || compared(case)))
}

/// Whether a preposition or other case word with that lemma stands on the word.
pub fn has_case(view: &View, at: At, lemma: &str) -> bool {
    view.children(at).any(|case| view.relation(case) == Relation::Case && view.lemma(case) == lemma)
}

/// Whether one of these prepositions governs the word.
pub fn has_case_of(view: &View, at: At, prepositions: &Lemmas) -> bool {
    view.children(at).any(|case| view.relation(case) == Relation::Case && prepositions.contains(&view.lemmas[case]))
}

/// Prepositions that depend on a word, with what they govern.
pub fn obliques(view: &View, word: At) -> Vec<(u64, At)> {
    let mut found = Vec::new();
    let kinds = [Relation::Obl, Relation::OblAgent, Relation::Nmod];
    let mut own: Vec<At> = view.children(word).filter(|&at| kinds.contains(&view.relation(at))).collect();
    // "In Geneva, troops occupied an airfield in Crimea": what opens the sentence comes last, and who was there too.
    own.sort_by_key(|&at| (is_companion(view, at), view.is_verb(word) && at < word));
    own.into_iter().for_each(|at| push_oblique(view, at, &mut found));
    if view.relation(word) == Relation::Conj
        && let Some(head) = view.head(word)
    {
        let shared = |&at: &At| at > word && view.relation(at) == Relation::Obl;
        view.children(head).filter(shared).for_each(|at| push_oblique(view, at, &mut found));
    }
    // "arrived here", "a visit here": in or to where the report comes from.
    let here = |&at: &At| at > word && view.relation(at) == Relation::Advmod && view.lemma(at) == "here";
    for at in view.children(word).filter(here) {
        found.extend(["in", "to"].map(|case| (fold_hash(case), at)));
    }
    // "a bus carrying soldiers", "rebels using mortars": a participle is as good as a preposition.
    let participle = |&at: &At| view.relation(at) == Relation::Acl && view.xpos(at) == "VBG";
    for at in view.children(word).filter(participle) {
        found.extend(view.child(at, &[Relation::Obj]).map(|object| (view.tokens[at].fold, object)));
        // "trees belonging to farmers"
        let to = |&whose: &At| view.relation(whose) == Relation::Obl && has_case(view, whose, "to");
        let owner = view.children(at).find(to).filter(|_| view.lemma(at) == "belong");
        found.extend(owner.map(|owner| (join(view.tokens[at].fold, fold_hash("to")), owner)));
        // "loans totalling 40 million dollars to Niger": what follows the sum is the loans'.
        if tells_sum(view, at) {
            let after = view.children(at).filter(|&next| kinds.contains(&view.relation(next)) && !is_sum(view, next));
            after.for_each(|next| push_oblique(view, next, &mut found));
            let sum = view.child(at, &[Relation::Obj]).into_iter();
            let beneath = sum.flat_map(|sum| view.children(sum)).filter(|&next| view.relation(next) == Relation::Nmod);
            beneath.for_each(|next| push_oblique(view, next, &mut found));
        }
    }
    found.extend(packed_with(view, word).map(|load| (fold_hash("carrying"), load)));
    found
}

/// What a thing carries or is filled with: "trucks carrying flour", "shells packed with gas".
pub fn loads(view: &View, thing: At) -> Vec<At> {
    let carries = |&at: &At| {
        let holds = matches!(view.lemma(at), "carry" | "contain" | "bear" | "haul");
        holds && at > thing && view.relation(at) == Relation::Acl && view.xpos(at) == "VBG"
    };
    let carried = view.children(thing).filter(carries).filter_map(|at| view.child(at, &[Relation::Obj]));
    carried.chain(packed_with(view, thing)).collect()
}

/// "a bus packed with pilgrims": the pilgrims.
fn packed_with<'v>(view: &'v View, word: At) -> impl Iterator<Item = At> + 'v {
    let filled = move |&at: &At| {
        let beside = matches!(view.relation(at), Relation::Acl | Relation::Amod);
        beside
            && at > word
            && matches!(
                view.lemma(at),
                "pack"
                    | "packed"
                    | "cram"
                    | "crammed"
                    | "crowded"
                    | "load"
                    | "loaded"
                    | "fill"
                    | "filled"
                    | "laden"
                    | "lade"
            )
    };
    let with = move |at: At| {
        view.children(at).find(|&load| view.relation(load) == Relation::Obl && has_case(view, load, "with"))
    };
    view.children(word).filter(filled).filter_map(with)
}

/// Where something goes that is told behind what describes it: "extradited a man known as the Fox to Peru", "the drug lord, to Chile"; what
/// stands right behind a participle is the participle's ("weapons sold to Iran").
pub fn goals_behind(view: &View, thing: At) -> Vec<(u64, At)> {
    let goal = |&at: &At| {
        let moves = ["to", "into"].iter().any(|case| has_case(view, at, case));
        moves && at > thing && matches!(view.relation(at), Relation::Obl | Relation::Nmod)
    };
    // No verb stands between, but for a participle that describes.
    let plain =
        |at: At| !view.is_verb(at) || view.relation(at) == Relation::Acl && !view.has_child(at, &[Relation::Mark]);
    let below = |&at: &At| {
        let mut above = view.path_up(at).skip(1).take_while(|&above| above == thing || plain(above));
        above.any(|above| above == thing)
    };
    let behind = |&at: &At| {
        let first = view.children(at).find(|&case| view.relation(case) == Relation::Case).unwrap_or(at);
        let comma = first > 0 && view.form(first - 1) == ",";
        let participle = view.head(at).filter(|&above| {
            view.relation(above) == Relation::Acl && matches!(view.xpos(above), "VBN" | "VBD" | "VBG") && above > thing
        });
        let between = |verb: At| view.children(verb).any(|other| verb < other && other < first);
        // "a banker nicknamed the Fox of Lima to Peru": no name goes anywhere.
        let named = |above: At| view.is_any(above, &["nicknamed", "dubbed", "called", "named", "known"]);
        let in_name = view.path_up(at).skip(1).take_while(|&above| above != thing).any(named);
        comma || in_name && view.is_nominal(at) && has_case(view, at, "to") || participle.is_some_and(between)
    };
    let found = (thing + 1..view.len()).filter(goal).filter(below).filter(behind);
    let mut goals = Vec::new();
    found.for_each(|at| push_oblique(view, at, &mut goals));
    goals
}

/// Whether a participle only tells how much something comes to.
fn tells_sum(view: &View, participle: At) -> bool {
    matches!(view.lemma(participle), "total" | "amount" | "exceed" | "average" | "number" | "reach" | "approach")
        && view.children(participle).any(|at| is_sum(view, at))
}

fn is_sum(view: &View, noun: At) -> bool {
    view.upos(noun) == Upos::Num || view.has_child(noun, &[Relation::Nummod])
}

fn push_oblique(view: &View, at: At, found: &mut Vec<(u64, At)>) {
    let governed = antecedent(view, at);
    let mut previous = None;
    for case in cases(view, at) {
        let hash = view.lemmas[case];
        // "ahead of the carnival" is not of the carnival.
        if previous.is_none() || view.lemma(case) != "of" {
            found.push((hash, governed));
        }
        // "out of", "because of": two case words, or one and what is fixed to it.
        let fixed = view.child(case, &[Relation::Fixed]).map(|fixed| view.lemmas[fixed]);
        found.extend(fixed.map(|second| (join(hash, second), governed)));
        if let Some(first) = previous {
            found.push((join(first, hash), governed));
        }
        previous = Some(hash);
    }
}

/// The prepositions on a noun: its own, or, where the tree hangs them on a title before it, those of the title.
fn cases(view: &View, at: At) -> Vec<At> {
    let own = |word: At| view.children(word).filter(move |&case| view.relation(case) == Relation::Case && case < word);
    let direct: Vec<At> = view.children(at).filter(|&case| view.relation(case) == Relation::Case).collect();
    if !direct.is_empty() {
        return direct;
    }
    let titles = [Relation::Compound, Relation::NmodDesc, Relation::Amod];
    view.children(at).filter(|&part| part < at && titles.contains(&view.relation(part))).flat_map(own).collect()
}

/// Whether the noun is a place where something is: "in Iraq".
pub fn is_scene(view: &View, noun: At) -> bool {
    let inside = || ["in", "at", "near", "outside", "inside"].iter().any(|case| has_case(view, noun, case));
    view.place(noun).is_some() && inside()
}
