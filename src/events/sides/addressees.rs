//! To whom words are addressed that name nobody: by the letter, call or meeting in which they were said, and by the verb of saying over them.

use super::nearby;
use crate::events::actors::Party;
use crate::events::assemble::Sentence;
use crate::events::clauses;
use crate::events::view::At;
use crate::model::{Relation, Upos};

impl Sentence<'_, '_> {
    /// "In a letter to Iran's president, he called for ...", "counselled restraint in a call with Khan", "told Greece that it was ready to
    /// lend": whom an act of words at `word` is addressed to.
    pub(in crate::events) fn addressed_by_means(&self, word: At, code: &str, sources: &[Party]) -> Vec<Party> {
        let said = matches!(code.get(..2), Some("02" | "03" | "10"));
        // "told Kenya that it would send doctors": to Kenya.
        let given = matches!(code.get(..2), Some("06" | "07"));
        if !(said || given) || sources.is_empty() {
            return Vec::new();
        }
        let others = |at: At| {
            let mut found = nearby::not_own(self.actors.parties(at), sources);
            found.retain(|party| !party.is_media && !party.is_owner && !party.actor.code.ends_with("MED"));
            found
        };
        let found = self.listeners(word, said).into_iter().map(others).find(|found| !found.is_empty());
        found.unwrap_or_default()
    }

    /// Who hears it: by letters and calls, where words are `said`, and by the verb of saying over it.
    fn listeners(&self, word: At, said: bool) -> Vec<At> {
        let (view, lists) = (self.view, &self.coder.lists);
        let clause = clauses::clause(view, word);
        // "counselled restraint in a call with Khan": the tree may hang the call on the object.
        let beneath = clause.object.into_iter().flat_map(|object| clauses::obliques(view, object));
        let obliques = clause.obliques.iter().copied().chain(beneath).collect::<Vec<_>>();
        let messages =
            obliques.iter().map(|&(_, at)| at).filter(|&at| said && lists.messages.contains(&view.lemmas[at]));
        let to = |message: At| {
            let cases = ["to", "with"];
            let below = view.children(message).filter(|&at| view.relation(at) == Relation::Nmod);
            below.into_iter().find(move |&at| cases.iter().any(|case| clauses::has_case(view, at, case)))
        };
        let reported = matches!(view.relation(word), Relation::Ccomp | Relation::Parataxis);
        let teller = view.head(word).filter(|&verb| reported && lists.speech.contains(&view.lemmas[verb]));
        // Only what the speaker says of himself is said to whom he tells it.
        let own = |verb: &At| {
            let subject = view.child(word, &[Relation::Nsubj]);
            subject.is_none_or(|at| view.upos(at) == Upos::Pron) && view.has_child(*verb, &[Relation::Nsubj])
        };
        let told = teller.filter(own).and_then(|verb| view.child(verb, &[Relation::Iobj, Relation::Obj]));
        messages.filter_map(to).chain(told).collect()
    }
}
