//! Patterns against clauses: which class a predicate is of, and who stands in its slots.

use super::clauses::{self, Clause, Subject};
use super::lists::Lists;
use super::phrases::{Element, Filler, Pattern, Phrase, Slot};
use super::view::{At, View};
use super::words::{has_head, is_plural, is_time, stands_after, stands_before};
use crate::model::{Relation, Upos};
use crate::segment::fold_hash;

/// A pattern that fits a predicate.
#[derive(Clone, Debug, Default)]
pub struct Fit {
    /// Index of the pattern.
    pub pattern: u32,
    /// Class of the pattern.
    pub class: u16,
    /// The predicate.
    pub word: At,
    /// Words used: predicate, particle, object nouns, in no order.
    pub used: Vec<At>,
    /// Who does it.
    pub source: Option<Subject>,
    /// To whom.
    pub target: Option<At>,
    /// Whether it is done both ways.
    pub mutual: bool,
    /// Where, when the phrase says so.
    pub place: Option<At>,
    /// What the phrase says, as a measure.
    pub weight: u16,
    /// Whether the predicate is a noun.
    pub noun: bool,
    /// Whether the act is told in the passive voice.
    pub passive: bool,
    /// Whether the target does not stand where the phrase says; the words of the phrase are there.
    pub loose: bool,
}

/// Fits one pattern to one clause.
///
/// A `lenient` fit may lack its target: an operator above gives it ("asked Cuba to send doctors").
pub fn fit(
    view: &View,
    lists: &Lists,
    clause: &Clause,
    (number, pattern): (u32, &Pattern),
    lenient: bool,
) -> Option<Fit> {
    let mut matcher = Matcher {
        view,
        lists,
        clause,
        fit: Fit {
            pattern: number,
            class: pattern.class,
            word: clause.word,
            used: vec![clause.word],
            weight: pattern.weight,
            noun: pattern.noun,
            passive: clause.passive,
            ..Fit::default()
        },
        obliques: clause.obliques.clone(),
        object_taken: false,
        lenient,
        spelled_out: !pattern.noun && pattern.elements.iter().any(Element::has_words),
        inner: None,
    };
    matcher.head(&pattern.head)?;
    matcher.particle(pattern.particle)?;
    if pattern.adjacent && (clause.object.is_some() && !clause.passive || !matcher.preposition_follows(pattern)) {
        return None;
    }
    let mutual = pattern.has_slot(Slot::Both);
    for element in &pattern.elements {
        matcher.element(element, mutual)?;
    }
    matcher.finish(pattern, mutual)
}

struct Matcher<'m, 'v> {
    view: &'m View<'v>,
    lists: &'m Lists,
    clause: &'m Clause,
    fit: Fit,
    obliques: Vec<(u64, At)>,
    object_taken: bool,
    lenient: bool,
    /// Whether the phrase has words of its own beside the predicate.
    spelled_out: bool,
    /// The clause of an infinitive that the phrase names; slots after it are its.
    inner: Option<Clause>,
}

impl Matcher<'_, '_> {
    fn head(&mut self, head: &Phrase) -> Option<()> {
        let before = stands_before(self.view, self.clause.word, &head.before)?;
        stands_after(self.view, self.clause.word, &head.after).then_some(())?;
        self.fit.used.extend(before);
        if !head.after.is_empty() {
            let view = self.view;
            let last = (self.clause.word + 1..view.len()).find(|&at| Some(&view.lemmas[at]) == head.after.last());
            self.obliques.extend(last.map(|at| clauses::obliques(view, at)).unwrap_or_default());
        }
        Some(())
    }

    fn particle(&mut self, particle: Option<u64>) -> Option<()> {
        let Some(particle) = particle else { return Some(()) };
        let (view, word) = (self.view, self.clause.word);
        let child = view.children(word).find(|&at| view.lemmas[at] == particle && at > word);
        let next = (word + 1 < view.len() && view.lemmas[word + 1] == particle).then_some(word + 1);
        self.fit.used.push(child.or(next)?);
        Some(())
    }

    /// Whether the phrase's first preposition stands right after the predicate (an adverb may stand between).
    fn preposition_follows(&self, pattern: &Pattern) -> bool {
        let Some(Element::Preposition(prepositions, _)) = pattern.elements.first() else { return true };
        let next = self.clause.word + 1..(self.clause.word + 3).min(self.view.len());
        next.into_iter().any(|at| prepositions.contains(&self.view.lemmas[at]))
    }

    fn element(&mut self, element: &Element, mutual: bool) -> Option<()> {
        match element {
            Element::Object(slot) => match self.take_object() {
                Some(at) => {
                    // "accused Sri Lanka of abuses": the tree may hang the preposition on the object.
                    self.obliques.extend(clauses::obliques(self.view, at).into_iter().filter(|(_, inner)| *inner > at));
                    self.bind(*slot, at)
                }
                None if mutual => Some(()),
                None => self.forgive(*slot),
            },
            Element::Word(words) => self.word(words),
            Element::Infinitive(verbs) => self.infinitive(verbs),
            Element::Anything => {
                if let Some(at) = self.take_object() {
                    self.fit.used.push(at);
                    self.obliques.extend(clauses::obliques(self.view, at));
                }
                Some(())
            }
            Element::Preposition(prepositions, Filler::Slot(slot)) => match self.take_oblique(prepositions, |_| true) {
                Some(at) => self.bind(*slot, at),
                None if mutual && *slot == Slot::Both => Some(()),
                None => self.forgive(*slot),
            },
            Element::Preposition(prepositions, Filler::Anything) => {
                let governs_clause = |view: &View| {
                    let marked = |at: At| {
                        view.children(at).any(|mark| {
                            view.relation(mark) == Relation::Mark && prepositions.contains(&view.lemmas[mark])
                        })
                    };
                    view.children(self.clause.word).any(|at| view.relation(at) == Relation::Advcl && marked(at))
                };
                let found = governs_clause(self.view);
                self.take_oblique(prepositions, |_| true).map(|_| ()).or(found.then_some(()))
            }
            Element::Preposition(prepositions, Filler::Word(words)) => {
                let (view, lists) = (self.view, self.lists);
                let noun = self.take_oblique(prepositions, |at| has_head(view, lists, at, words).is_some());
                let at = match noun {
                    Some(noun) => has_head(view, lists, noun, words)?,
                    None => self.gerund(prepositions, words)?,
                };
                self.use_word(at, words);
                Some(())
            }
        }
    }

    /// "accused him of counterfeiting": a gerund in the place of the noun.
    fn gerund(&self, prepositions: &[u64], words: &[Phrase]) -> Option<At> {
        let view = self.view;
        let marked = |at: At| {
            view.children(at)
                .any(|mark| view.relation(mark) == Relation::Mark && prepositions.contains(&view.lemmas[mark]))
        };
        let clause_below = view.children(self.current().word).filter(|&at| view.is_verb(at) && marked(at));
        clause_below.into_iter().find_map(|at| has_head(view, self.lists, at, words))
    }

    /// Whether a slot may stay empty.
    fn forgive(&mut self, slot: Slot) -> Option<()> {
        self.fit.weight = self.fit.weight.saturating_sub(4);
        let loose = self.spelled_out && slot == Slot::Target;
        self.fit.loose |= loose;
        (loose || (self.lenient && matches!(slot, Slot::Target | Slot::Both))).then_some(())
    }

    fn current(&self) -> &Clause {
        self.inner.as_ref().unwrap_or(self.clause)
    }

    fn take_object(&mut self) -> Option<At> {
        if self.object_taken {
            return None;
        }
        let clause = self.current();
        let object = clause.object.or(clause.indirect)?;
        self.object_taken = true;
        Some(object)
    }

    fn bind(&mut self, slot: Slot, at: At) -> Option<()> {
        match slot {
            Slot::Source => self.fit.source = Some(Subject { word: at, inherited: false }),
            Slot::Target => self.fit.target = Some(at),
            Slot::Both => {
                self.fit.target = Some(at);
                self.fit.mutual = true;
            }
            Slot::Place => self.fit.place = Some(at),
        }
        Some(())
    }

    /// A word that goes with the predicate: object noun, complement, adverb or particle.
    fn word(&mut self, words: &[Phrase]) -> Option<()> {
        let (view, lists) = (self.view, self.lists);
        let object = if self.object_taken { None } else { self.current().object };
        if let Some((object, at)) = object.and_then(|at| Some((at, has_head(view, lists, at, words)?))) {
            self.object_taken = true;
            self.use_word(at, words);
            // "held two rounds of talks"
            if object != at {
                self.fit.used.push(object);
                self.obliques.extend(clauses::obliques(view, object));
            }
            return Some(());
        }
        let word = self.current().word;
        let second = [
            Relation::Obj,
            Relation::Xcomp,
            Relation::Ccomp,
            Relation::Advmod,
            Relation::CompoundPrt,
            Relation::Iobj,
            Relation::Obl,
            Relation::OblUnmarked,
            Relation::Compound,
            Relation::Amod,
            Relation::Dep,
        ];
        let children = view.children(word).chain(self.current().object.into_iter().flat_map(|at| view.children(at)));
        let found = children
            .filter(|&at| second.contains(&view.relation(at)) && at > word)
            .find_map(|at| has_head(view, lists, at, words))?;
        self.use_word(found, words);
        Some(())
    }

    /// Notes a word of the phrase; prepositions that hang on it are the predicate's too.
    fn use_word(&mut self, at: At, words: &[Phrase]) {
        self.fit.used.push(at);
        let view = self.view;
        let phrase = words.iter().find(|phrase| phrase.head == view.lemmas[at]);
        let before = phrase.and_then(|phrase| stands_before(view, at, &phrase.before));
        self.fit.used.extend(before.unwrap_or_default());
        self.obliques.extend(clauses::obliques(view, at));
        if view.mention(at).is_some() {
            self.obliques.push((fold_hash("of"), at));
            self.obliques.push((fold_hash("in"), at));
        }
        // "British soldiers in Helmand" are first of all those of Britain.
        if let Some(owner) = clauses::owner(view, at).filter(|&owner| Some(owner) != self.subject_word()) {
            let first = if view.upos(owner) == Upos::Pron { self.obliques.len() } else { 0 };
            self.obliques.insert(first, (fold_hash("of"), owner));
        }
        let others = view.children(at).filter(|&child| view.relation(child) == Relation::Conj);
        others.for_each(|child| self.obliques.extend(clauses::obliques(view, child)));
    }

    fn subject_word(&self) -> Option<At> {
        self.clause.subject.map(|subject| subject.word)
    }

    fn infinitive(&mut self, verbs: &[Phrase]) -> Option<()> {
        let (view, lists) = (self.view, self.lists);
        let clauses_below = [Relation::Xcomp, Relation::Advcl, Relation::Ccomp, Relation::Acl];
        let below = |at: At| view.children(at).filter(|&child| clauses_below.contains(&view.relation(child)));
        let named = |&at: &At| verbs.iter().any(|verb| verb.head == view.lemmas[at]);
        let object = self.clause.object;
        let found = below(self.clause.word).chain(object.into_iter().flat_map(below)).find(named);
        if let Some(at) = found {
            let inner = clauses::clause(view, at);
            self.fit.used.push(at);
            self.obliques.extend(inner.obliques.iter().copied());
            self.object_taken = false;
            self.inner = Some(inner);
            return Some(());
        }
        let to = [fold_hash("to")];
        let at = self.take_oblique(&to, |at| has_head(view, lists, at, verbs).is_some())?;
        self.use_word(has_head(view, lists, at, verbs)?, verbs);
        Some(())
    }

    /// The first thing that one of the prepositions governs and that fits.
    fn take_oblique(&mut self, prepositions: &[u64], fits: impl Fn(At) -> bool) -> Option<At> {
        let used = &self.fit.used;
        let taken = [self.fit.target, self.fit.place];
        let is_free = |at: At| {
            (!used.contains(&at) || self.view.mention(at).is_some())
                && !taken.contains(&Some(at))
                && !is_time(self.view, at)
        };
        let found = self
            .obliques
            .iter()
            .find(|(preposition, at)| prepositions.contains(preposition) && is_free(*at) && fits(*at))
            .map(|&(_, at)| at);
        found.or_else(|| {
            let indirect = self.current().indirect.or(self.clause.indirect)?;
            let to_or_for = prepositions.contains(&fold_hash("to")) || prepositions.contains(&fold_hash("for"));
            (to_or_for && is_free(indirect) && fits(indirect)).then_some(indirect)
        })
    }

    fn finish(mut self, pattern: &Pattern, mutual: bool) -> Option<Fit> {
        let source_elsewhere = pattern.has_slot(Slot::Source);
        if self.fit.noun {
            self.noun_source(mutual);
        } else if source_elsewhere {
            self.fit.target = self.fit.target.or(self.subject_word());
        } else {
            self.fit.source = self.clause.subject;
        }
        if !mutual && self.fit.target.is_none() && !source_elsewhere {
            self.fit.target = self.owner_of_used();
        }
        self.fit.target = self.fit.target.map(|at| self.whole_agent(at));
        if self.fit.source.is_none() && self.fit.passive && !self.fit.noun {
            self.fit.source = self.owner_of_means();
        }
        // "meets the requirements": what is met is no party, and the subjects do not meet each other.
        let other_object = self.clause.object.is_some_and(|at| !self.fit.used.contains(&at));
        if mutual && self.fit.target.is_none() && other_object && !self.fit.noun && !self.clause.passive {
            return None;
        }
        if mutual && self.fit.target.is_none() {
            // "Kerry and Putin met": both are the subject (or the object of a passive: "talks were held").
            let Some(who) = self.fit.source.map(|source| source.word) else {
                return self.lenient.then_some(self.fit);
            };
            let several = self.view.coordinated(who).len() > 1 || is_plural(self.view, who);
            if !several && !self.fit.noun && !self.lenient {
                return None;
            }
            self.fit.target = several.then_some(who);
            self.fit.mutual = true;
        }
        Some(self.fit)
    }

    /// "killed British soldiers": the target is the soldiers, not Britain.
    fn whole_agent(&self, target: At) -> At {
        let view = self.view;
        let agents = &view.document.gazetteer.agents;
        let is_agent = |at: At| agents.ending_at(view.tokens, at.saturating_sub(5), at + 1).is_some();
        let owned = |&at: &At| clauses::owner(view, at) == Some(target) && view.mention(at).is_none() && is_agent(at);
        self.fit.used.iter().copied().find(owned).unwrap_or(target)
    }

    /// "killed in Israeli air strikes": whose strikes they were, where nobody else is said to have done it.
    fn owner_of_means(&self) -> Option<Subject> {
        let (view, target) = (self.view, self.fit.target);
        let means = self.fit.used.iter().copied().filter(|&at| at > self.clause.word && view.is_nominal(at));
        let owner = means
            .filter(|&at| self.lists.violent_causes.contains(&view.lemmas[at]))
            .find_map(|at| clauses::owner(view, at));
        owner.filter(|&at| Some(at) != target).map(|word| Subject { word, inherited: true })
    }

    /// Whose thing it is that was seized or burned, when the phrase names no target itself.
    fn owner_of_used(&self) -> Option<At> {
        let things = self.fit.used.iter().filter(|&&at| at != self.clause.word && self.view.is_nominal(at));
        let owned = |&at: &At| Some(at) != self.subject_word() && self.view.mention(at).is_some();
        things.filter_map(|&at| clauses::owner(self.view, at).or_else(|| clauses::part_of(self.view, at))).find(owned)
    }

    /// Who does what a noun tells: possessor, adjective of nationality, `by`, copular subject, subject of a light verb.
    fn noun_source(&mut self, mutual: bool) {
        let (view, word) = (self.view, self.clause.word);
        let between = self.oblique("between").or_else(|| self.oblique("among"));
        if mutual && let Some(at) = between {
            self.fit.target = Some(at);
            self.fit.source = Some(Subject { word: at, inherited: false });
            self.fit.mutual = true;
            return;
        }
        if self.fit.source.is_some() {
            return;
        }
        if mutual && let Some(both) = self.joint_owners() {
            self.fit.source = Some(Subject { word: both, inherited: true });
            self.fit.target = Some(both);
            self.fit.mutual = true;
            return;
        }
        let not_target = |&at: &At| Some(at) != self.fit.target;
        let own = clauses::owner(view, word).filter(not_target).or_else(|| self.oblique("by").filter(not_target));
        let own = own.or_else(|| if clauses::has_copula(view, word) { self.subject_word() } else { None });
        let under_target = || {
            let target = self.fit.target?;
            view.children(target).find(|&at| view.relation(at) == Relation::Nmod && clauses::has_case(view, at, "by"))
        };
        let own = own.or_else(under_target);
        self.fit.source = own.map(|word| Subject { word, inherited: false }).or_else(|| self.light_subject(mutual));
    }

    /// "Putin and Kerry smiled before their meeting": the joined subject whose meeting it is.
    fn joint_owners(&self) -> Option<At> {
        let view = self.view;
        let pronoun = view.child(self.clause.word, &[Relation::NmodPoss]).filter(|&at| view.lemma(at) == "their")?;
        let verb = view.path_up(pronoun).skip(1).find(|&at| view.is_verb(at))?;
        let subject = clauses::surface_subject(view, verb, 3)?.word;
        (self.fit.target.is_none() && view.coordinated(subject).len() > 1).then_some(subject)
    }

    fn oblique(&self, preposition: &str) -> Option<At> {
        let hash = fold_hash(preposition);
        self.obliques.iter().find(|(found, _)| *found == hash).map(|&(_, at)| at)
    }

    /// The subject of the verb that the noun completes: of a light verb, or of any verb when both sides act.
    fn light_subject(&self, mutual: bool) -> Option<Subject> {
        let (view, word) = (self.view, self.clause.word);
        let verb = view.head(word).filter(|&verb| view.is_verb(verb))?;
        let completes =
            matches!(view.relation(word), Relation::Obj | Relation::Obl | Relation::NsubjPass | Relation::Xcomp);
        let lends = self.lists.light.contains(&view.lemmas[verb]) || (mutual && view.relation(word) == Relation::Obl);
        if !completes || !lends {
            return None;
        }
        let clause = clauses::clause(view, verb);
        clause.subject.filter(|subject| subject.word != word).map(|subject| Subject { inherited: true, ..subject })
    }
}
