//! How a class wants its act told: in the negative ("would not comment"), or by whoever does it ("said it had no hand in it").

use super::matching::Fit;
use crate::events::actors::pronouns::is_first_person;
use crate::events::assemble::Sentence;
use crate::events::operators::status;
use crate::events::rules::Denied;
use crate::events::view::At;
use crate::model::{Relation, Status};

impl Sentence<'_, '_> {
    /// Whether a fit is told as its class wants it.
    pub(super) fn is_told_so(&self, fit: &Fit) -> bool {
        let class = &self.coder.rules.classes[usize::from(fit.class)];
        let denied = match class.denied {
            Denied::No => true,
            Denied::Any => self.is_denied(fit.word),
            Denied::Will => self.is_denied(fit.word) && self.is_of_will(fit.word),
        };
        denied && (!class.himself || self.is_told_by_doer(fit))
    }

    fn is_denied(&self, word: At) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        status::own(view, lists, word) == Status::Negated || status::is_left_undone(view, lists, word)
    }

    /// "would not say", "will not discuss", "neither confirmed nor denied".
    fn is_of_will(&self, word: At) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let will = |at: At| {
            let words = [view.lemmas[at], view.tokens[at].fold];
            let to_come = words.iter().any(|word| lists.future_auxiliaries.contains(word));
            view.relation(at) == Relation::Aux && (to_come || view.form(at).eq_ignore_ascii_case("would"))
        };
        // "pledged not to seek another term"
        view.children(word).any(|at| will(at) || view.lemma(at) == "neither" || status::is_to(view, at))
    }

    /// Whether the doer tells it: as "I" or "we", or as subject of the verb of saying over it.
    fn is_told_by_doer(&self, fit: &Fit) -> bool {
        let (view, word) = (self.view, fit.word);
        let Some(doer) = fit.source.map(|subject| subject.word) else { return false };
        if is_first_person(view, doer) {
            return true;
        }
        let reported = matches!(view.relation(word), Relation::Ccomp | Relation::Parataxis);
        let says = |verb: &At| reported && self.coder.lists.speech.contains(&view.lemmas[*verb]);
        let Some(verb) = view.head(word).filter(says) else { return false };
        // "The Kremlin said Russia had no hand in it": a government speaks for its country.
        let of_one_country = || {
            let speaker = view.child(verb, &[Relation::Nsubj]);
            let speakers = speaker.map(|at| self.actors.acting(at)).unwrap_or_default();
            self.actors.acting(doer).iter().any(|own| {
                own.is_country() && speakers.iter().any(|other| own.actor.code.get(..3) == other.actor.code.get(..3))
            })
        };
        status::is_of_himself(view, verb, word) || of_one_country()
    }
}
