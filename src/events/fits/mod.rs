//! Which patterns fit a predicate, the most telling first.
//!
//! ```text
//! matching   patterns against clauses
//! judged     what somebody says of another
//! manner     told as its class wants it: in the negative, by the doer
//! senses     what beside a verb makes another verb of it
//! around     who the clause around a noun says did it
//! finish     who a fitted phrase makes source and target, beyond its slots
//! ```

mod around;
mod finish;
mod judged;
mod manner;
pub(super) mod matching;
pub(super) mod senses;

use self::matching::Fit;
use super::assemble::Sentence;
use super::clauses;
use super::clauses::noun_clauses::{befallen, noun_clause};
use super::rules::{Class, Denied};
use super::view::At;
use super::words::has_head;
use crate::model::{EntityType, Relation, Upos};
use crate::segment::fold_hash;

/// What a word that must be the subject adds to the weight of a fit, as any other word of a phrase does.
const OF_SUBJECT: u16 = 6;
/// Beginnings of codes of acts that hand things over.
const GIFTS: [&str; 5] = ["061", "070", "071", "072", "073"];

impl Sentence<'_, '_> {
    /// The patterns that fit the predicate, the most telling first.
    pub(super) fn fits(&self, word: At) -> Vec<Fit> {
        let view = self.view;
        let lemma = view.lemmas[word];
        let named = || self.coder.index.nouns(view.tokens[word].fold, &self.present);
        let gerund = clauses::is_gerund_noun(view, word).then(named).filter(|numbers| !numbers.is_empty());
        let is_noun = gerund.is_some() || matches!(view.upos(word), Upos::Noun | Upos::Propn);
        let numbers = match view.upos(word) {
            _ if gerund.is_some() => gerund.unwrap_or_default(),
            Upos::Verb | Upos::Adj | Upos::Aux | Upos::Adv => self.coder.index.verbs(lemma, &self.present),
            Upos::Noun | Upos::Propn => self.coder.index.nouns(lemma, &self.present),
            _ => Vec::new(),
        };
        // "US-backed", "the bombed city", "rebels backed by Iran": a property, no act; "has canceled a meeting": not "has a
        // meeting".
        let helps = matches!(view.relation(word), Relation::Aux | Relation::AuxPass);
        let felt = self.felt(word);
        if (numbers.is_empty() && felt.is_empty())
            || helps
            || view.relation(word) == Relation::Amod
            || self.is_property(word)
            || self.is_only_attendant(word)
        {
            return Vec::new();
        }
        // "told visiting U.S. Trade Representative Clayton Yeutter": he visits.
        let guest = || {
            let object = view.child(word, &[Relation::Obj]).and_then(|at| view.mention(at));
            let person = object.map(|mention| view.document.entity(mention.entity).kind) == Some(EntityType::Person);
            person && !view.has_child(word, &[Relation::Aux, Relation::Mark, Relation::Nsubj])
        };
        if view.lemma(word) == "visit" && view.xpos(word) == "VBG" && guest() {
            return Vec::new();
        }
        // "Philippines finance minister": no verb, whatever the tree says.
        let of_office = view.words.get(word + 1).is_some_and(|next| {
            matches!(next.lemma.as_str(), "minister" | "ministry" | "secretary" | "department") && view.is_verb(word)
        });
        let is_base = view.form(word).eq_ignore_ascii_case(view.lemma(word));
        if (of_office && is_base) || (view.upos(word) == Upos::Propn && view.mention(word).is_some()) {
            return Vec::new();
        }
        if !felt.is_empty() {
            return self.fits_of(&clauses::stative(view, word), &felt);
        }
        let mut clause = if is_noun { noun_clause(view, word) } else { clauses::clause(view, word) };
        if is_noun && self.coder.lists.befalling.contains(&lemma) {
            clause.obliques.extend(befallen(view, word).map(|at| (fold_hash("of"), at)));
        }
        self.fits_of(&clause, &numbers)
    }

    /// "is worried about Iran", "was alarmed by the test": the patterns that name the participle itself, whose subject is who feels
    /// so, and nothing done to him.
    fn felt(&self, word: At) -> Vec<u32> {
        let view = self.view;
        let form = view.tokens[word].fold;
        let feeling = match view.upos(word) {
            Upos::Adj => true,
            Upos::Verb => view.lemmas[word] != form,
            _ => false,
        };
        let is_felt = feeling && view.form(word).ends_with("ed") && clauses::is_passive(view, word);
        if is_felt { self.coder.index.verbs(form, &self.present) } else { Vec::new() }
    }

    /// The class of a fit.
    fn class_of(&self, fit: &Fit) -> &Class {
        &self.coder.rules.classes[usize::from(fit.class)]
    }

    pub(super) fn fits_of(&self, clause: &clauses::Clause, numbers: &[u32]) -> Vec<Fit> {
        let (view, rules) = (self.view, &self.coder.rules);
        let lenient = self.coder.operators.over(view, &rules.operators, clause.word).is_some();
        // "The refinery was taken down", "called up reservists": another verb, but where the phrase names the particle.
        let phrasal = view.child(clause.word, &[Relation::CompoundPrt]).filter(|&particle| {
            particle == clause.word + 1 && self.coder.lists.light_verbs_of_phrases.contains(&view.lemmas[clause.word])
        });
        let other_verb = |fit: &Fit| phrasal.is_some_and(|particle| !fit.noun && !fit.used.contains(&particle));
        let fit = |&number: &u32| {
            matching::fit(view, &self.coder.lists, clause, (number, &rules.patterns[number as usize]), lenient)
        };
        // "Flights resumed between India and Peru": whose act it is the slot tells, and its subject only what moves.
        let moved = |mut fit: Fit| {
            let words = &rules.classes[usize::from(fit.class)].when_subject;
            if words.is_empty() {
                return Some(fit);
            }
            has_head(view, &self.coder.lists, fit.source?.word, words)?;
            fit.weight += OF_SUBJECT;
            if fit.target.is_some_and(|at| clauses::has_case(view, at, "between")) {
                fit.source = fit.target.map(|word| clauses::Subject { word, inherited: true });
                fit.mutual = true;
            }
            Some(fit)
        };
        // "American rifles were delivered to Iraq": by those whose they are.
        let owned = |mut fit: Fit| {
            let code = &rules.classes[usize::from(fit.class)].code;
            // "The Cuban envoy to Peru was recalled": by those who sent him.
            let recalled = ["087", "16"].iter().any(|root| code.starts_with(root))
                && self.coder.lists.withdrawing.contains(&view.lemmas[fit.word]);
            let gift = GIFTS.iter().any(|root| code.starts_with(root)) || recalled;
            let given = fit.passive && !fit.noun && fit.source.is_none() && gift;
            let gift = clause.object.filter(|at| given && fit.used.contains(at) && fit.target != Some(*at));
            // "helicopters from the United States"
            let from = |at: At| clauses::obliques(view, at).into_iter().find(|&(case, _)| case == fold_hash("from"));
            let owner = gift.and_then(|at| clauses::owner(view, at).or_else(|| from(at).map(|(_, giver)| giver)));
            let owner = owner.filter(|&at| Some(at) != fit.target);
            fit.source = fit.source.or(owner.map(|word| clauses::Subject { word, inherited: true }));
            fit
        };
        let fits = numbers.iter().filter_map(fit).filter(|fit| !other_verb(fit) && self.is_told_so(fit)).map(owned);
        let mut fits: Vec<Fit> = fits.filter_map(moved).filter_map(|fit| self.as_judged(fit)).collect();
        fits.sort_by_key(|fit| {
            let class = &rules.classes[usize::from(fit.class)];
            let specific = (!class.code.ends_with('0'), class.code.len());
            (
                class.denied == Denied::No,
                fit.loose,
                std::cmp::Reverse(fit.weight),
                std::cmp::Reverse(specific),
                fit.pattern,
            )
        });
        fits
    }
}
