//! Whose a noun is, and who did what it tells.
//!
//! In: a noun. Out: the head of the noun phrase that owns it ("Iran's plan"), leads it ("the US-led invasion") or did it ("rockets fired by
//! Hezbollah"); which actor that is, is told in `actors`.

use super::prepositions::has_case;
use super::relatives::antecedent;
use crate::events::view::{At, View};
use crate::events::words;
use crate::model::{Relation, Upos};

/// Whose a noun is: "Iran's plan", "the Iranian plan", "a plan by Iran".
pub fn owner(view: &View, noun: At) -> Option<At> {
    // "Monday's American attack" is no day's.
    let possessor = view.child(noun, &[Relation::NmodPoss]).filter(|&at| !words::is_time(view, at));
    // "the Michael Brown demonstrations" are not his.
    let a_person = |at: At| {
        let kind = view.mention(at).map(|mention| view.document.entity(mention.entity).kind);
        kind == Some(crate::model::EntityType::Person)
    };
    let named = |&at: &At| {
        let before = at < noun && matches!(view.relation(at), Relation::Amod | Relation::Compound);
        before && view.mention(at).is_some() && !a_person(at) && !is_only_called_after(view, noun, at)
    };
    let before = possessor.or_else(|| view.children(noun).find(named)).or_else(|| holder_before(view, noun));
    before.or_else(|| by_agent(view, noun)).or_else(|| sayer(view, noun))
}

/// "a British-flagged tanker", "a Greek-owned freighter": whose a thing is by the participle that a hyphen joins to the name.
pub fn holder_before(view: &View, noun: At) -> Option<At> {
    let held = |&at: &At| {
        at > 1
            && at < noun
            && view.lists.holding_participles.contains(&view.tokens[at].fold)
            && view.form(at - 1) == "-"
    };
    let named = |at: At| view.mention(at - 2).map(|mention| view.mention_head(mention));
    view.children(noun).filter(held).find_map(named)
}

/// "the Madrid bombings": the town before a noun for a deed, which is where it was done unless the noun says where or to whom itself ("the
/// Moscow attack on Grozny").
pub fn town_of_deed(view: &View, noun: At) -> Option<At> {
    let town = |&at: &At| {
        let place = view.place(at).map(|mention| view.document.entity(mention.entity));
        at < noun
            && view.relation(at) == Relation::Compound
            && place.is_some_and(|place| !matches!(place.subtype.as_str(), "country" | "continent" | "territory"))
            && view.mention(at).is_some_and(|mention| mention.rule != crate::model::Rule::Demonym)
    };
    let done_to = |at: At| ["on", "of", "against", "in", "at"].iter().any(|case| has_case(view, at, case));
    // "a Baghdad rocket attack": the tree may hang it on the word between.
    let parts = view.children(noun).filter(|&at| at < noun && view.relation(at) == Relation::Compound);
    let before = view.children(noun).chain(parts.flat_map(|part| view.children(part)));
    before.into_iter().find(town).filter(|_| !view.children(noun).any(|at| at > noun && done_to(at)))
}

/// Whose a deed is: [`owner`], but not the town where it was done ("killed in a Baghdad rocket attack").
pub fn owner_of_deed(view: &View, noun: At) -> Option<At> {
    let town = town_of_deed(view, noun);
    owner(view, noun).filter(|&who| town != Some(who))
}

/// Who said what a noun tells: "a pledge from Norway to build schools". What stands further off ("an appeal for help from Norway") is asked.
fn sayer(view: &View, noun: At) -> Option<At> {
    let from = view.is_in(noun, &view.lists.said_from) && noun + 1 < view.len() && view.lemma(noun + 1) == "from";
    let said_by =
        |&at: &At| view.relation(at) == Relation::Nmod && at > noun && view.children(at).any(|case| case == noun + 1);
    view.children(noun).filter(|_| from).find(said_by)
}

/// "the Kyoto protocol": not what the town has.
fn is_only_called_after(view: &View, noun: At, at: At) -> bool {
    view.is_in(noun, &view.lists.called_after)
        && view.mention(at).is_some_and(|mention| {
            let entity = view.document.entity(mention.entity);
            entity.kind == crate::model::EntityType::Place
                && !matches!(entity.subtype.as_str(), "country" | "territory")
                && mention.rule != crate::model::Rule::Demonym
        })
}

/// Who leads what a noun tells: "the US-led invasion".
pub fn leader(view: &View, noun: At) -> Option<At> {
    let led = |&at: &At| at > 1 && at < noun && view.form(at).eq_ignore_ascii_case("led") && view.form(at - 1) == "-";
    let named = |at: At| view.mention(at - 2).map(|mention| view.mention_head(mention));
    view.children(noun).filter(led).find_map(named)
}

/// What a thing is of, or in: "villages of Darfur".
pub fn part_of(view: &View, noun: At) -> Option<At> {
    let is_part = |&at: &At| {
        at > noun && view.relation(at) == Relation::Nmod && (has_case(view, at, "of") || has_case(view, at, "in"))
    };
    view.children(noun).find(is_part)
}

/// Who did what a noun tells, as a phrase or participle behind it says: "the annexation by Russia", "rockets fired by Hezbollah".
pub fn by_agent(view: &View, noun: At) -> Option<At> {
    let by = |&at: &At| view.relation(at) == Relation::Nmod && has_case(view, at, "by");
    // "the annexation of Crimea by Russia": the tree may hang the agent on what it is done to, or on a name or year beside.
    let parts = || view.children(noun).filter(|&at| view.relation(at) == Relation::Nmod && at > noun);
    let of = || parts().filter(|&at| has_case(view, at, "of"));
    let beside = || parts().filter(|&at| view.mention(at).is_some() || words::is_time(view, at));
    let beneath = || of().chain(beside()).flat_map(|at| view.children(at)).find(by);
    let direct = view.children(noun).find(by);
    let sent = || std::iter::once(noun).chain(of()).find_map(|at| sender(view, at));
    direct.or_else(beneath).or_else(|| at_the_hands_of(view, noun)).or_else(sent)
}

/// Who fired what hits: "rockets fired by Hezbollah", "a bomb planted by rebels".
fn sender(view: &View, noun: At) -> Option<At> {
    let sent = |&at: &At| {
        let lemma = view.lemma(at);
        view.relation(at) == Relation::Acl
            && matches!(
                lemma,
                "fire"
                    | "launch"
                    | "drop"
                    | "plant"
                    | "lay"
                    | "shoot"
                    | "lob"
                    | "detonate"
                    | "set"
                    | "throw"
                    | "hurl"
                    | "claim"
                    | "carry"
                    | "stage"
                    | "mount"
                    | "perpetrate"
            )
    };
    // "an attack blamed on the PKK"
    let blamed = |&at: &At| view.relation(at) == Relation::Acl && view.lemma(at) == "blame";
    let culprit = |at: At| view.children(at).find(|&on| view.relation(on) == Relation::Obl && has_case(view, on, "on"));
    let by = view.children(noun).filter(sent).find_map(|at| agent(view, at));
    by.or_else(|| view.children(noun).filter(blamed).find_map(culprit))
}

/// "the murder of a reporter at the hands of militants", "died at the hands of the police".
fn at_the_hands_of(view: &View, word: At) -> Option<At> {
    let governed = |at: At| matches!(view.relation(at), Relation::Nmod | Relation::Obl);
    let hands = |&at: &At| governed(at) && view.lemma(at) == "hand" && has_case(view, at, "at");
    let direct = view.children(word).find(hands);
    let beneath = || view.children(word).filter(|&at| governed(at)).flat_map(|at| view.children(at)).find(hands);
    let hand = direct.or_else(beneath)?;
    view.children(hand).find(|&at| view.relation(at) == Relation::Nmod && has_case(view, at, "of"))
}

/// Who does what a passive tells: "killed by rebels".
pub fn agent(view: &View, word: At) -> Option<At> {
    let is_agent = |&at: &At| match view.relation(at) {
        Relation::OblAgent => true,
        Relation::Obl => has_case(view, at, "by"),
        _ => false,
    };
    let direct = view.children(word).find(is_agent);
    // "threatened with closure by the army", "held captive by rebels": the tree may hang the agent on the word before it.
    let beneath = || {
        let governs =
            |at: At| view.is_nominal(at) || view.upos(at) == Upos::Adj && view.relation(at) == Relation::Xcomp;
        let words = view.children(word).filter(|&at| at > word && governs(at));
        let governed = |at: At| matches!(view.relation(at), Relation::Nmod | Relation::Obl | Relation::OblAgent);
        words.flat_map(|at| view.children(at)).find(|&at| governed(at) && has_case(view, at, "by"))
    };
    direct.or_else(beneath).or_else(|| at_the_hands_of(view, word)).map(|at| antecedent(view, at))
}
