//! Acts that a sentence tells of only as what was before: they have no date but one that stands beside them.

use super::perfect::is_of_another_day;
use crate::events::clauses;
use crate::events::operators::status;
use crate::events::rules::lists::Lists;
use crate::events::view::{At, View};
use crate::model::Relation;

/// Whether the sentence tells of the act only as what was before: "after several meetings", "was wrong to sell arms",
/// "compared with agreements reached by others", "had met twice".
pub fn is_background(view: &View, lists: &Lists, word: At) -> bool {
    use Relation as R;
    // "was to receive money every year": what was planned then.
    let was = |at: At| view.relation(at) == R::Aux && view.lemma(at) == "be" && view.xpos(at) == "VBD";
    if is_infinitive(view, word) && view.children(word).any(was) {
        return true;
    }
    if is_once(view, word) || is_of_another_day(view, lists, word) {
        return true;
    }
    let Some(head) = view.head(word) else { return is_before_another(view, word) };
    let judged = |at: At| lists.hindsight.contains(&view.lemmas[at]);
    match view.relation(word) {
        R::Xcomp | R::Advcl | R::Ccomp | R::Csubj if judged(head) => {
            view.xpos(word) == "VBG" || is_infinitive(view, word)
        }
        // "Trump's decision to recognize Jerusalem has been denounced"
        R::Acl if is_infinitive(view, word) => match view.relation(head) {
            R::NsubjPass | R::Obl => true,
            // "defended his decision to sell arms", but "announced his decision"
            R::Obj => view.head(head).is_some_and(|verb| {
                let brings = [&lists.speech, &lists.making, &lists.light];
                view.is_verb(verb) && !brings.iter().any(|verbs| verbs.contains(&view.lemmas[verb]))
            }),
            _ => false,
        },
        R::Obl | R::Nmod if !view.is_verb(word) => {
            is_one_of_many(view, word) || is_finished(view, word) || is_known_plan(view, word) || is_topic(view, word)
        }
        // "Sessions, whose contacts with Russians have come under scrutiny"
        R::Nsubj | R::NsubjPass if !view.is_verb(word) && is_of_whom(view, word) => true,
        R::Conj if view.is_verb(word) => is_before_another(view, word),
        R::Ccomp | R::Parataxis => is_earlier(view, word),
        _ => false,
    }
}

/// "after several meetings", "after months of talks": no one day's.
fn is_one_of_many(view: &View, noun: At) -> bool {
    let after =
        |at: At| ["after", "despite", "following", "since"].iter().any(|case| clauses::has_case(view, at, case));
    let counted = |at: At| {
        view.is_in(at, &view.lists.many_times)
            || view.children(at).any(|child| view.is_in(child, &view.lists.many_times))
    };
    let whole =
        view.head(noun).filter(|_| view.relation(noun) == Relation::Nmod && clauses::has_case(view, noun, "of"));
    (after(noun) && counted(noun)) || whole.is_some_and(|whole| after(whole) && counted(whole))
}

/// "lied about his contacts with envoys", "the proceeds from arms sales": what is spoken of, and what something came of, is known.
fn is_topic(view: &View, noun: At) -> bool {
    let topic = ["about", "over", "regarding", "concerning"].iter().any(|case| clauses::has_case(view, noun, case));
    topic || (view.relation(noun) == Relation::Nmod && clauses::has_case(view, noun, "from"))
}

/// "whose contacts"
fn is_of_whom(view: &View, noun: At) -> bool {
    view.child(noun, &[Relation::NmodPoss]).is_some_and(|owner| view.form(owner).eq_ignore_ascii_case("whose"))
}

/// "opposed to the decision to send troops": it had been made.
fn is_known_plan(view: &View, noun: At) -> bool {
    const ABOUT: [&str; 8] = ["to", "over", "about", "after", "against", "since", "following", "despite"];
    let planned = view.children(noun).any(|at| view.relation(at) == Relation::Acl && is_infinitive(view, at));
    planned && ABOUT.iter().any(|case| clauses::has_case(view, noun, case))
}

/// "agreements reached by Indonesia": a participle tells that they were made, and not when.
fn is_finished(view: &View, noun: At) -> bool {
    view.children(noun).any(|at| view.relation(at) == Relation::Acl && view.xpos(at) == "VBN")
}

/// "They had met twice.": before what the text tells of, unless somebody says so.
fn is_before_another(view: &View, verb: At) -> bool {
    view.is_verb(verb)
        && view.children(verb).any(|at| view.relation(at) == Relation::Aux && view.form(at).eq_ignore_ascii_case("had"))
}

/// "Kuwait had earlier declined", whoever says so.
fn is_earlier(view: &View, verb: At) -> bool {
    let earlier = |at: At| view.is_any(at, &["earlier", "previously", "once", "formerly", "originally"]);
    is_before_another(view, verb) && view.children(verb).any(|at| view.relation(at) == Relation::Advmod && earlier(at))
}

/// "Obama at the time expelled diplomats": on another day than the news.
fn is_once(view: &View, verb: At) -> bool {
    let that_time = |at: At| {
        let pointed = view.children(at).any(|det| matches!(view.lemma(det), "the" | "that"));
        let same = view.children(at).any(|word| view.lemma(word) == "same");
        let then = view.lemma(at) == "time" && clauses::has_case(view, at, "at") && pointed && !same;
        then || (view.lemma(at) == "past" && clauses::has_case(view, at, "in"))
    };
    view.is_verb(verb) && view.children(verb).any(that_time)
}

fn is_infinitive(view: &View, verb: At) -> bool {
    view.children(verb).any(|at| status::is_to(view, at))
}
