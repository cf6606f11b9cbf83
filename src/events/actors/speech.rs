//! Who says so: the speaker of reported speech, of a quotation, of a turn in a transcript.

use crate::events::actors::Actors;
use crate::events::clauses;
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::model::{Relation, Span};

/// To whom the report of the act at `word` is attributed; empty when the text itself tells it.
pub fn attribution(view: &View, lists: &Lists, word: At) -> String {
    let actors = Actors::new(view, lists);
    speaker(view, lists, word)
        .or_else(|| according_to(view))
        .map(|at| name(view, &actors, at))
        .or_else(|| view.document.speaker(view.index).map(str::to_string))
        .unwrap_or_default()
}

/// The subject of a verb of saying above the act, or of one set beside it ("..., officials said").
pub fn speaker(view: &View, lists: &Lists, word: At) -> Option<At> {
    for at in view.path_up(word) {
        let beside = view.children(at).filter(|&child| view.relation(child) == Relation::Parataxis && child != word);
        let mut beside = beside.filter(|&child| says(view, lists, child) && !has_semicolon(view, at, child));
        if let Some(speaker) = beside.find_map(|verb| clauses::surface_subject(view, verb, 2)) {
            return Some(speaker.word);
        }
        let reported = matches!(view.relation(at), Relation::Ccomp | Relation::Parataxis | Relation::Xcomp);
        let said = |&verb: &At| reported && says(view, lists, verb) && !has_semicolon(view, at, verb);
        if let Some(verb) = view.head(at).filter(said) {
            return clauses::surface_subject(view, verb, 2)
                .map(|subject| subject.word)
                .filter(|&at| !view.governs(at, word));
        }
        if view.relation(at) == Relation::Parataxis && view.head(at).is_some_and(|head| has_semicolon(view, head, at)) {
            return None;
        }
    }
    None
}

/// Whether a semicolon makes two sentences of what two words are of.
fn has_semicolon(view: &View, one: At, other: At) -> bool {
    (one.min(other)..one.max(other)).any(|at| view.form(at) == ";")
}

/// To whom a quotation is said: "I ask you to release my child," she told the kidnappers.
pub fn addressee(view: &View, lists: &Lists, word: At) -> Option<At> {
    let quoted = |at: At| matches!(view.relation(at), Relation::Ccomp | Relation::Parataxis);
    let verbs = view.path_up(word).filter(|&at| quoted(at)).filter_map(|at| view.head(at));
    let verb = verbs.into_iter().find(|&verb| says(view, lists, verb) && !view.governs(word, verb))?;
    let to = |&at: &At| view.relation(at) == Relation::Obl && clauses::has_case(view, at, "to");
    view.child(verb, &[Relation::Iobj, Relation::Obj]).or_else(|| view.children(verb).find(to))
}

fn says(view: &View, lists: &Lists, verb: At) -> bool {
    view.is_verb(verb) && lists.speech.contains(&view.lemmas[verb])
}

fn according_to(view: &View) -> Option<At> {
    let according = (0..view.len()).find(|&at| view.form(at).eq_ignore_ascii_case("according"))?;
    let source = view.head(according).filter(|&at| at > according);
    source.or_else(|| view.children(according).find(|&at| view.is_nominal(at)))
}

/// The name of an actor, else the words of the noun phrase.
fn name(view: &View, actors: &Actors, at: At) -> String {
    if let Some(mention) = view.mention(at) {
        return view.document.entity(mention.entity).name.clone();
    }
    if let Some(party) = actors.parties(at).into_iter().find(|party| party.head == at) {
        return party.actor.name;
    }
    let first =
        view.children(at).filter(|&child| child < at && view.relation(child) != Relation::Punct).min().unwrap_or(at);
    let span: Span = view.span(first, at);
    span.of(&view.document.clean.text).replace('\n', " ")
}
