//! A name right behind the noun that says what it is: `the Islamist group Boko Haram denied it`, `agreed with its ally Russia`. Where the
//! network gives the verb two subjects, two objects or two of what a preposition governs, the name belongs to the noun. A preposition before
//! a title ("of President Assad") governs the name behind it.

use super::draft::Draft;
use crate::model::{Relation, Upos};

/// Hangs a name on the noun right before it, when both are the same to one verb.
pub fn correct(draft: &mut Draft) {
    for noun in 0..draft.words.len() {
        if draft.words[noun].upos != Upos::Noun || draft.is_named(noun) {
            continue;
        }
        let name = noun + 1;
        let Some(name) = (name < draft.words.len()).then(|| draft.unit(name)).and_then(|(first, last)| {
            (first == noun + 1).then_some(())?;
            (first..=last).find(|&at| draft.head(at).is_some() && draft.is_named(at))
        }) else {
            continue;
        };
        if is_same(draft, noun, name) {
            draft.heads[name] = noun as u16;
            draft.words[name].relation = Relation::Appos;
        }
    }
    for case in 0..draft.words.len() {
        let title = draft.head(case).filter(|_| draft.words[case].relation == Relation::Case);
        // "Secretary of State John Kerry" is no secretary of Kerry's.
        let goes_on = case > 0 && draft.words[case - 1].xpos == "NNP" && !draft.is_named(case - 1);
        let title =
            title.filter(|&title| draft.words[title].relation == Relation::NmodDesc && case < title && !goes_on);
        if let Some(name) = title.and_then(|title| draft.head(title)).filter(|&name| name > case) {
            draft.attach(case, name, Relation::Case);
        }
    }
}

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
