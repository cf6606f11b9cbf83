//! A name right behind the noun that says what it is: `the Islamist group Boko Haram denied it`, `agreed with its ally Russia`. Where the
//! network gives the verb two subjects, two objects or two of what a preposition governs, the name belongs to the noun; so does "itself" to
//! its subject (`Russia itself massed troops`). A preposition before a title ("of President Assad") governs the name behind it.

use super::draft::Draft;
use crate::model::{Relation, Upos};

/// Mends all three.
pub fn correct(draft: &mut Draft) {
    for at in 0..draft.words.len() {
        attach_itself(draft, at);
        attach_name(draft, at);
        attach_case(draft, at);
    }
}

/// Hangs "itself" on the subject right before it.
fn attach_itself(draft: &mut Draft, subject: usize) {
    let is_subject = |at: usize| matches!(draft.words[at].relation, Relation::Nsubj | Relation::NsubjPass);
    let next = draft.unit(subject).1 + 1;
    let itself = next < draft.words.len()
        && matches!(draft.form(next), "itself" | "himself" | "herself" | "themselves")
        && is_subject(subject)
        && is_subject(next);
    if itself {
        draft.attach(next, subject, Relation::NmodUnmarked);
    }
}

/// Hangs a name on the noun right before it, when both are the same to one verb.
fn attach_name(draft: &mut Draft, noun: usize) {
    if draft.words[noun].upos != Upos::Noun || draft.is_named(noun) || noun + 1 >= draft.words.len() {
        return;
    }
    let (first, last) = draft.unit(noun + 1);
    let name = (first..=last).find(|&at| draft.head(at).is_some() && draft.is_named(at));
    if let Some(name) = name.filter(|&name| first == noun + 1 && is_same(draft, noun, name)) {
        draft.heads[name] = noun as u16;
        draft.words[name].relation = Relation::Appos;
    }
}

/// Hangs a preposition before a title on the name.
fn attach_case(draft: &mut Draft, case: usize) {
    let title = draft.head(case).filter(|_| draft.words[case].relation == Relation::Case);
    // "Secretary of State John Kerry" is no secretary of Kerry's.
    let goes_on = case > 0 && draft.words[case - 1].xpos == "NNP" && !draft.is_named(case - 1);
    let title = title.filter(|&title| draft.words[title].relation == Relation::NmodDesc && case < title && !goes_on);
    if let Some(name) = title.and_then(|title| draft.head(title)).filter(|&name| name > case) {
        draft.attach(case, name, Relation::Case);
    }
}

/// Whether the noun and the name right behind it are both subject, or both object, of one verb.
fn is_same(draft: &Draft, noun: usize, name: usize) -> bool {
    use Relation as R;
    let Some(verb) = draft.head(name) else { return false };
    let together = draft.head(noun) == Some(verb) && draft.words[noun].relation == draft.words[name].relation;
    let subject = matches!(draft.words[name].relation, R::Nsubj | R::NsubjPass);
    // "urged its ally Chad to go": of two to whom it is done the first has its own words, and the name none.
    let led = draft.child(noun, &[R::NmodPoss, R::Case]).is_some() && draft.child(name, &[R::Case]).is_none();
    let object = matches!(draft.words[name].relation, R::Obj | R::Iobj | R::Obl);
    let own = |at: &usize| *at < name && *at > noun;
    together && (subject && name < verb || object && led && verb < noun) && !draft.children(name).any(|at| own(&at))
}
