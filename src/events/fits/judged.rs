//! What somebody says of another: "Cuba said the U.S. ban was illegal", "'Your policies are an insult,' Lewis told the president".
//!
//! In: a fit of a class whose phrases tell what is said of their subject. Out: the same with whoever says so as source, and the subject,
//! or whose it is, as target.

use super::matching::Fit;
use crate::events::actors::Party;
use crate::events::assemble::Sentence;
use crate::events::clauses::{self, Subject};
use crate::events::operators::status;
use crate::events::rules::Denied;
use crate::events::view::{At, View};
use crate::model::{EntityType, Relation, Rule, Status, Upos};

/// How many joined or raised predicates may stand between what is said and its head ("seems to have lost").
const STEPS: usize = 3;

impl Sentence<'_, '_> {
    /// A fit as its class wants it: of a class of judgements with its judge as source; `None` where nobody judges another.
    pub(super) fn as_judged(&self, mut fit: Fit) -> Option<Fit> {
        let view = self.view;
        // "unfairly cut into its markets": what is done so.
        let adverb = view.upos(fit.word) == Upos::Adv;
        if !self.class_of(&fit).judged {
            return (!adverb).then_some(fit);
        }
        let predicate = if adverb { view.head(fit.word)? } else { fit.word };
        if !self.is_judgement(predicate) || self.is_open(predicate, &fit) {
            return None;
        }
        let (said, judge) = self.judge(predicate)?;
        // "hoped not to affect ties": of nobody else.
        clauses::surface_subject(view, self.top_of(predicate), 0)?;
        let told = clauses::surface_subject(view, predicate, STEPS).map(|subject| subject.word);
        let passive = view.is_verb(predicate) && clauses::is_passive(view, predicate) && (adverb || fit.passive);
        let judged = if passive { clauses::agent(view, predicate) } else { told };
        // "it would be wrong to wait": nobody is wrong.
        let empty = |at: At| view.upos(at) == Upos::Pron && !view.is_verb(predicate) && !is_personal(view, at);
        let another = |at: At| {
            at != judge && !view.governs(judge, at) && !view.is_verb(at) && !empty(at) && !self.is_beyond_doing(at)
        };
        fit.target = Some(judged.filter(|&at| another(at))?);
        fit.source = Some(Subject { word: judge, inherited: false });
        fit.used.push(said);
        fit.said = Some(said);
        Some(fit)
    }

    /// Whether a word tells something of a subject: a verb, or what somebody is or is called; "like a shame" is none.
    fn is_judgement(&self, word: At) -> bool {
        let view = self.view;
        let case = |at: At| view.relation(at) == Relation::Case && !matches!(view.lemma(at), "in" | "of");
        view.is_verb(word) || view.has_child(word, &[Relation::Cop, Relation::Nsubj]) && !view.children(word).any(case)
    }

    /// "Greek growth", "any decision": nobody's doing, or of nobody yet.
    fn is_beyond_doing(&self, noun: At) -> bool {
        let view = self.view;
        let any = |at: At| view.relation(at) == Relation::Det && matches!(view.lemma(at), "any" | "no");
        self.coder.lists.beyond_doing.contains(&view.lemmas[noun]) || view.children(noun).any(any)
    }

    /// Whom a judgement of the noun phrase at `judged` is passed on: a party, or whose policy or deed it is.
    pub(in crate::events) fn judged_parties(&self, judged: At, judges: &[Party]) -> Vec<Party> {
        let (view, lists) = (self.view, &self.coder.lists);
        let deed = lists.done_to.contains(&view.lemmas[judged]);
        let mut found = self.actors.parties(judged);
        // "the policies of the government", but "the killing of two Kenyans"
        if let Some(of) = clauses::part_of(view, judged).filter(|_| found.is_empty() && !deed) {
            found = if clauses::has_case(view, of, "of") { self.actors.parties(of) } else { found };
            found.retain(|party| !party.is_place);
        }
        // "Foley's murder was barbaric": not his doing.
        let suffered = deed && view.has_child(judged, &[Relation::NmodPoss]);
        let inside = |party: &Party| ["in", "at", "on"].iter().any(|case| clauses::has_case(view, party.head, case));
        let at_home = |party: &Party| {
            let country = |party: &Party| party.actor.code.get(..3).unwrap_or_default().to_string();
            party.is_country() && judges.iter().any(|judge| country(judge) == country(party))
        };
        found.retain(|party| {
            !(party.is_owner && (suffered || self.is_called_after(judged))) && !inside(party) && !at_home(party)
        });
        found
    }

    /// Whether a judgement is denied, asked, only supposed, or what ought to be.
    fn is_open(&self, word: At, fit: &Fit) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let supposes = |at: At| {
            let mark = view.relation(at) == Relation::Mark && lists.hypothetical_marks.contains(&view.lemmas[at]);
            let ought = view.relation(at) == Relation::Aux && matches!(view.lemma(at), "should" | "must" | "ought");
            mark || ought
        };
        let condition = |at: At| view.relation(at) == Relation::Advcl && view.children(at).any(supposes);
        let negated = status::own(view, lists, word) == Status::Negated;
        let told = self.class_of(fit).denied != Denied::No;
        negated && !told || view.children(word).any(|at| supposes(at) || condition(at))
    }

    /// The head of what is said: of joined predicates the first, of raised ones the verb over them.
    fn top_of(&self, word: At) -> At {
        let view = self.view;
        let raises =
            |verb: At| clauses::is_aspect(view, verb) || matches!(view.lemma(verb), "seem" | "appear" | "tend");
        let mut top = word;
        for _ in 0..STEPS {
            let Some(head) = view.head(top) else { break };
            let predicate = view.is_verb(head) || clauses::has_copula(view, head);
            let climbs = match view.relation(top) {
                Relation::Conj => predicate,
                Relation::Xcomp => raises(head),
                _ => false,
            };
            if !climbs {
                break;
            }
            top = head;
        }
        top
    }

    /// The word by which the clause of `word` is said, and who says it.
    fn judge(&self, word: At) -> Option<(At, At)> {
        let (view, lists) = (self.view, &self.coder.lists);
        let top = self.top_of(word);
        let says = |verb: At| {
            let lemma = &view.lemmas[verb];
            let told = lists.speech.contains(lemma) || lists.judging.contains(lemma);
            // "admitted that it was a mistake": his own.
            let owns_up = matches!(view.lemma(verb), "admit" | "confess" | "acknowledge" | "concede");
            told && !owns_up && view.is_verb(verb) && status::status(view, lists, verb, None) == Status::Asserted
        };
        let speaker = |verb: At| {
            let who = clauses::clause(view, verb).subject?.word;
            (!view.governs(top, who) || view.relation(verb) == Relation::Parataxis).then_some((verb, who))
        };
        let beside = view.children(top).find(|&at| view.relation(at) == Relation::Parataxis && says(at));
        if let Some(found) = beside.and_then(speaker) {
            return Some(found);
        }
        let above = view.head(top)?;
        match view.relation(top) {
            Relation::Ccomp | Relation::Parataxis if says(above) => speaker(above),
            // "a U.S. complaint that the law was unfair"; "charged in the debate that": the tree may hang the clause on the noun before.
            Relation::Acl | Relation::AclRelcl | Relation::Ccomp if self.is_that_clause(top) => {
                if lists.accusing.contains(&view.lemmas[above]) || lists.judging.contains(&view.lemmas[above]) {
                    return clauses::owner(view, above).map(|owner| (above, owner));
                }
                let verb = view.path_up(above).take(STEPS).find(|&at| view.is_verb(at))?;
                if says(verb) { speaker(verb) } else { None }
            }
            _ => None,
        }
    }

    /// Whether a clause opens with `that`, and has a subject of its own.
    fn is_that_clause(&self, word: At) -> bool {
        let view = self.view;
        // A clause that has all its own is no relative one, whatever the tagger says.
        let kinds = [Relation::Xcomp, Relation::Ccomp, Relation::Cop];
        let whole = view.has_child(word, &kinds) && view.relation(word) == Relation::AclRelcl;
        let that = |at: At| at < word && view.lemma(at) == "that" && (whole || view.xpos(at) == "IN");
        let own = view.child(word, &[Relation::Nsubj, Relation::NsubjPass]);
        view.children(word).any(that) && own.is_some_and(|at| !that(at))
    }

    /// "the Iran deal", "the Iraq war": called after the country that it is about.
    fn is_called_after(&self, noun: At) -> bool {
        let view = self.view;
        let bare = |at: At| {
            let mention = view.mention(at).filter(|mention| mention.rule != Rule::Demonym);
            let place = mention.is_some_and(|found| view.document.entity(found.entity).kind == EntityType::Place);
            // "U.S.", "UK": said like an adjective.
            let short = view.form(at).chars().all(|letter| letter == '.' || letter.is_uppercase());
            place && !short && view.relation(at) == Relation::Compound && at < noun
        };
        view.children(noun).any(bare)
    }
}

/// Whether a pronoun may stand for people or a body.
fn is_personal(view: &View, at: At) -> bool {
    let form = view.form(at).to_ascii_lowercase();
    !matches!(form.as_str(), "it" | "this" | "that" | "these" | "those" | "there" | "what")
}
