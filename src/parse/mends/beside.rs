//! A name right behind the noun that says what it is: `the Islamist group Boko Haram denied it`. Where the network gives the verb two subjects,
//! the name belongs to the noun: no verb of English has two. Neither does "itself" ("Russia itself massed troops").

use super::draft::Draft;
use crate::model::{Relation, Upos};

/// Hangs a name on the noun right before it, when both are subject of one verb.
pub fn correct(draft: &mut Draft) {
    let subject = |draft: &Draft, at: usize| matches!(draft.words[at].relation, Relation::Nsubj | Relation::NsubjPass);
    for noun in 0..draft.words.len() {
        let next = draft.unit(noun).1 + 1;
        if subject(draft, noun)
            && next < draft.words.len()
            && matches!(draft.form(next), "itself" | "himself" | "herself" | "themselves")
            && subject(draft, next)
        {
            draft.attach(next, noun, Relation::NmodUnmarked);
            continue;
        }
        if draft.words[noun].upos != Upos::Noun || draft.is_named(noun) || !subject(draft, noun) {
            continue;
        }
        let Some(verb) = draft.head(noun) else { continue };
        let beside = |&at: &usize| {
            at > noun && subject(draft, at) && draft.is_named(at) && draft.unit(at).0 == noun + 1 && at < verb
        };
        let name = draft.children(verb).find(beside);
        if let Some(name) = name {
            draft.heads[name] = noun as u16;
            draft.words[name].relation = Relation::Appos;
        }
    }
}
