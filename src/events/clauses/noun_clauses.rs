//! The clause of a noun that tells an act ("the attack by Iran on Iraq was ..."): who and what is told of it by prepositions and verbs.

use crate::events::clauses;
use crate::events::view::{At, View};
use crate::events::words::is_time;
use crate::model::{EntityType, Relation, Upos};
use crate::segment::fold_hash;

/// The clause of a noun: its prepositions, those of the verb that it completes, and the subject of a copula.
pub(in crate::events) fn noun_clause(view: &View, word: At) -> clauses::Clause {
    let mut clause = clauses::Clause { word, obliques: clauses::obliques(view, word), ..clauses::Clause::default() };
    if clauses::has_copula(view, word) {
        clause.subject = clauses::surface_subject(view, word, 2);
    }
    let done_to =
        clauses::gerund_object(view, word).filter(|&at| !clause.obliques.iter().any(|&(_, other)| other == at));
    clause.obliques.extend(done_to.map(|at| (fold_hash("of"), at)));
    let completes =
        matches!(view.relation(word), Relation::Obj | Relation::NsubjPass | Relation::Obl | Relation::Xcomp);
    // "Fighting broke out between the two", "Protests turned violent in Lima": what happens has the prepositions of the verb that
    // says so.
    let happens = |verb: At| {
        let becomes = |at: At| view.relation(at) == Relation::Xcomp && view.upos(at) == Upos::Adj;
        view.relation(word) == Relation::Nsubj
            && !view.has_child(verb, &[Relation::Obj, Relation::Ccomp])
            && view.children(verb).all(|at| view.relation(at) != Relation::Xcomp || becomes(at))
    };
    if let Some(verb) = view.head(word).filter(|&verb| view.is_verb(verb) && (completes || happens(verb))) {
        let after = clauses::obliques(view, verb).into_iter().filter(|&(_, at)| at > word);
        clause.obliques.extend(after.filter(|&(_, at)| at != word));
    }
    clause.obliques.extend(extraposed(view, word, &clause.obliques).map(|at| (fold_hash("between"), at)));
    clause
}

/// "Foley's murder", "the Foley murder", "his arrest": the person whom what a noun tells befell, where no `of` says to whom it was done.
pub(in crate::events) fn befallen(view: &View, word: At) -> Option<At> {
    let told = clauses::obliques(view, word).iter().any(|&(case, _)| case == fold_hash("of"));
    let named = |at: At| {
        let kind = view.mention(at).map(|mention| view.document.entity(mention.entity).kind);
        kind == Some(EntityType::Person)
    };
    let person = |at: At| {
        let agents = &view.document.gazetteer.agents;
        let agent = agents.ending_at(view.tokens, at.saturating_sub(5), at + 1);
        view.mention(at).is_none() && agent.is_some_and(|(_, agent)| agent.kind == "person")
    };
    let pronoun = |at: At| matches!(view.form(at).to_ascii_lowercase().as_str(), "his" | "her");
    let owner = view.child(word, &[Relation::NmodPoss]).filter(|&at| named(at) || person(at) || pronoun(at));
    let before = || view.children(word).find(|&at| at < word && view.relation(at) == Relation::Compound && named(at));
    owner.or_else(before).filter(|_| !told && view.xpos(word) == "NN")
}

/// "Talks were held in Geneva on Monday between Syria and Iran", "A meeting took place in Minsk between the two": whom the subject is
/// between may stand at the end, where the tree hangs it on the verb or on the place or day before it.
fn extraposed(view: &View, word: At, obliques: &[(u64, At)]) -> Option<At> {
    let told = [fold_hash("between"), fold_hash("with"), fold_hash("among")];
    let is_subject = matches!(view.relation(word), Relation::Nsubj | Relation::NsubjPass);
    if !is_subject || obliques.iter().any(|(case, _)| told.contains(case)) {
        return None;
    }
    let predicate = view.head(word).filter(|&at| at > word)?;
    let ends_with = |at: At| {
        let above = view.head(at);
        let scene = |above: At| {
            let hung = view.head(above) == Some(predicate) || above == predicate;
            hung && (above == predicate || view.place(above).is_some() || is_time(view, above))
        };
        clauses::has_case(view, at, "between") && above.is_some_and(scene)
    };
    (predicate + 1..view.len()).filter(|&at| view.is_nominal(at)).find(|&at| ends_with(at))
}
