//! Patterns against clauses: which class a predicate is of, and who stands in its slots.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::events::actors::Actors;
use crate::events::clauses::{self, Clause, Subject};
use crate::events::operators::status;
use crate::events::rules::lists::Lists;
use crate::events::rules::phrases::{Element, Filler, Pattern, Phrase, Slot};
use crate::events::view::{At, View};
use crate::events::words::{has_head, is_time, stands_after, stands_before};
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
    /// The word by which somebody says so of its target, where the class tells a judgement.
    pub said: Option<At>,
    /// Whether the target does not stand where the phrase says; the words of the phrase are there.
    pub loose: bool,
}

/// Fits one pattern to one clause.
///
/// A `lenient` fit may lack its target: an operator above gives it ("asked Cuba to send doctors").
pub fn fit(view: &View, lists: &Lists, clause: &Clause, pattern: (u32, &Pattern), lenient: bool) -> Option<Fit> {
    fit_or_lacking(view, lists, clause, pattern, lenient).ok()
}

/// The same; or how many of the pattern's elements hold before the first that does not (`None`: not even the predicate does).
pub fn fit_or_lacking(
    view: &View,
    lists: &Lists,
    clause: &Clause,
    (number, pattern): (u32, &Pattern),
    lenient: bool,
) -> Result<Fit, Option<usize>> {
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
        obliques: Cow::Borrowed(&clause.obliques),
        object_taken: false,
        lenient,
        spelled_out: !pattern.noun && pattern.has_words,
        vague: pattern.takes_anything && !pattern.has_words,
        inner: None,
    };
    matcher.head(&pattern.head).ok_or(None)?;
    matcher.particle(pattern.particle).ok_or(None)?;
    // "taken in the city" is not "took in the suspects".
    if pattern.adjacent && (clause.passive || clause.object.is_some() || !matcher.preposition_follows(pattern)) {
        return Err(None);
    }
    let mutual = pattern.mutual;
    for (count, element) in pattern.elements.iter().enumerate() {
        matcher.element(element, mutual).ok_or(Some(count))?;
    }
    matcher.finish(pattern, mutual).ok_or(Some(pattern.elements.len()))
}

/// A phrase being fitted to a clause.
pub(super) struct Matcher<'m, 'v> {
    pub(in crate::events) view: &'m View<'v>,
    pub(in crate::events) lists: &'m Lists,
    pub(in crate::events) clause: &'m Clause,
    pub(in crate::events) fit: Fit,
    pub(in crate::events) obliques: Cow<'m, [(u64, At)]>,
    pub(super) object_taken: bool,
    pub(super) lenient: bool,
    /// Whether the phrase has words of its own beside the predicate.
    pub(super) spelled_out: bool,
    /// Whether the phrase takes whatever object there is, so that only its slots tell the act ("raise * with {target}").
    pub(super) vague: bool,
    /// The clause of an infinitive that the phrase names; slots after it are its.
    pub(in crate::events) inner: Option<Clause>,
}

impl Matcher<'_, '_> {
    fn head(&mut self, head: &Phrase) -> Option<()> {
        let before = stands_before(self.view, self.clause.word, &head.before)?;
        stands_after(self.view, self.clause.word, &head.after).then_some(())?;
        self.fit.used.extend(before);
        if !head.after.is_empty() {
            let view = self.view;
            let last = (self.clause.word + 1..view.len()).find(|&at| Some(&view.lemmas[at]) == head.after.last());
            self.obliques.to_mut().extend(last.map(|at| clauses::obliques(view, at)).unwrap_or_default());
        }
        Some(())
    }

    fn particle(&mut self, particle: Option<u64>) -> Option<()> {
        let (view, word) = (self.view, self.clause.word);
        let Some(particle) = particle else {
            // "fired back" at a critic dismisses nobody.
            let back = !self.spelled_out && word + 1 < view.len() && view.lemma(word + 1) == "back";
            return (!back || view.head(word + 1) != Some(word)).then_some(());
        };
        // "shot in the back": a noun.
        let part = |at: At| at > word && !view.has_child(at, &[Relation::Case, Relation::Det]);
        let child = view.children(word).find(|&at| view.lemmas[at] == particle && part(at));
        // "taken in the city": no particle.
        let governs =
            |at: At| view.relation(at) == Relation::Case && matches!(view.lemma(at), "in" | "on" | "over" | "by");
        let next = (word + 1 < view.len() && view.lemmas[word + 1] == particle).then_some(word + 1);
        let next = next.filter(|&at| !governs(at));
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
            // "captured Aleppo": the town is the object, and whose it is the target.
            Element::Object(Slot::Place) => {
                let at = self.take_object().filter(|&at| self.is_town(at))?;
                self.fit.target = Some(at);
                self.bind(Slot::Place, at)
            }
            Element::Object(slot) => match self.take_object() {
                // "Chile massed troops": they do not act themselves where a name is the subject.
                Some(at) if *slot == Slot::Source && self.is_moved_by_name(at) => None,
                Some(at) => {
                    // "accused Sri Lanka of abuses": the tree may hang the preposition on the object.
                    self.obliques
                        .to_mut()
                        .extend(clauses::obliques(self.view, at).into_iter().filter(|(_, inner)| *inner > at));
                    self.bind(*slot, at)
                }
                None if mutual => Some(()),
                None => self.forgive(*slot),
            },
            Element::Word(words) => self.word(words),
            Element::Infinitive(verbs) => self.infinitive(verbs),
            Element::Clause => self.clause_of_others(),
            Element::Whether => {
                let view = self.view;
                let kinds = [Relation::Ccomp, Relation::Advcl, Relation::Xcomp];
                let asks = |at: At| view.children(at).any(|mark| mark < at && view.lemma(mark) == "whether");
                let below = view.children(self.clause.word).filter(|&at| kinds.contains(&view.relation(at)));
                below.into_iter().any(asks).then_some(())
            }
            Element::Anything => {
                // "returned to the city": nothing was returned.
                let nothing = self.current().object.or(self.current().indirect).is_none() && !self.clause.passive;
                if nothing && !self.fit.noun && !self.object_taken {
                    return None;
                }
                if let Some(at) = self.take_object() {
                    self.fit.used.push(at);
                    self.obliques.to_mut().extend(clauses::obliques(self.view, at));
                }
                Some(())
            }
            Element::Preposition(prepositions, Filler::Slot(slot)) => match self.take_party(prepositions) {
                // "restored relations between their countries": those of the subjects.
                Some(at) if *slot == Slot::Both && self.is_theirs(at) => Some(()),
                Some(at) => self.bind(*slot, at),
                None if mutual && *slot == Slot::Both => Some(()),
                // "the Madrid bombings": in Madrid.
                None if self.pattern_place(prepositions, *slot).is_some() => {
                    let at = self.pattern_place(prepositions, *slot)?;
                    self.bind(*slot, at)
                }
                // "launched a campaign to sell land": against nobody.
                None if !(self.lenient && self.spelled_out) && prepositions[..] == [fold_hash("against")] => None,
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
                // "gave Peru until Friday to pay"
                let until = ["until", "till"].map(fold_hash);
                let a_day = |&(case, at): &(u64, At)| {
                    until.contains(&case) && prepositions.contains(&case) && is_time(self.view, at)
                };
                let found = governs_clause(self.view) || self.obliques.iter().any(a_day);
                self.take_oblique(prepositions, |_| true).map(|_| ()).or(found.then_some(()))
            }
            Element::Preposition(prepositions, Filler::Word(words)) => {
                let (view, lists) = (self.view, self.lists);
                let noun = self.take_oblique(prepositions, |at| has_head(view, lists, at, words).is_some());
                let at = match noun {
                    Some(noun) => has_head(view, lists, noun, words)?,
                    None => match self.gerund(prepositions, words) {
                        Some(at) => at,
                        None => return self.means(prepositions, words),
                    },
                };
                self.use_word(at, words);
                Some(())
            }
        }
    }

    /// The town before a noun for a deed, where the phrase asks for what the deed is in or at.
    fn pattern_place(&self, prepositions: &[u64], slot: Slot) -> Option<At> {
        let inside = ["in", "at"].iter().any(|case| prepositions.contains(&fold_hash(case)));
        let wanted = self.fit.noun && inside && matches!(slot, Slot::Target | Slot::Place);
        clauses::town_of_deed(self.view, self.clause.word).filter(|_| wanted)
    }

    fn is_moved_by_name(&self, object: At) -> bool {
        let named = |at: At| self.view.mention(at).is_some();
        !self.clause.passive && !named(object) && self.subject_word().is_some_and(named)
    }

    /// Whether a place that is no country is named there.
    pub(in crate::events) fn is_town(&self, at: At) -> bool {
        let place = self.view.place(at).map(|mention| self.view.document.entity(mention.entity));
        place.is_some_and(|place| !matches!(place.subtype.as_str(), "country" | "continent" | "landmark"))
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

    /// "A bomb killed ten" is "ten were killed by a bomb": a weapon as subject is the means.
    fn means(&self, prepositions: &[u64], words: &[Phrase]) -> Option<()> {
        static MEANS: LazyLock<[u64; 3]> = LazyLock::new(|| ["in", "by", "with"].map(fold_hash));
        let view = self.view;
        let at = self.subject_word().filter(|&at| !self.clause.passive && view.mention(at).is_none())?;
        let weapon = self.lists.violent_causes.contains(&view.lemmas[at]);
        let fits = weapon && MEANS.iter().any(|means| prepositions.contains(means));
        fits.then(|| has_head(view, self.lists, at, words)).flatten().map(|_| ())
    }

    /// Whether a slot may stay empty.
    fn forgive(&mut self, slot: Slot) -> Option<()> {
        if self.vague {
            return None;
        }
        self.fit.weight = self.fit.weight.saturating_sub(4);
        let loose = self.spelled_out && slot == Slot::Target && self.lenient;
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
            // "Kerry met Lavrov" is told of Kerry; "Kerry and Lavrov met" of both.
            Slot::Target | Slot::Both => self.fit.target = Some(at),
            Slot::Place => self.fit.place = Some(at),
        }
        Some(())
    }

    /// A word that goes with the predicate: object noun, complement, adverb or particle.
    /// Whether a noun is said to be the subjects' own ("their countries").
    fn is_theirs(&self, at: At) -> bool {
        let own = self.view.child(at, &[Relation::NmodPoss]);
        own.is_some_and(|own| self.view.form(own).eq_ignore_ascii_case("their"))
            && matches!(self.view.lemma(at), "country" | "nation" | "state" | "government" | "people" | "side")
    }

    fn word(&mut self, words: &[Phrase]) -> Option<()> {
        let (view, lists) = (self.view, self.lists);
        let object = if self.object_taken { None } else { self.current().object };
        if let Some((object, at)) = object.and_then(|at| Some((at, has_head(view, lists, at, words)?))) {
            self.object_taken = true;
            self.use_word(at, words);
            // "held two rounds of talks"
            if object != at {
                self.fit.used.push(object);
                self.obliques.to_mut().extend(clauses::obliques(view, object));
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
        // "handed over the arms dealer": no arms.
        let beneath = |object: At| {
            let modifier = move |at: At| at + 1 == object && view.relation(at) == Relation::Compound;
            view.children(object).filter(move |&at| !modifier(at))
        };
        // "took a team of doctors hostage": the tree may hang the bare noun on the last one.
        let is_bare = |at: At| {
            let bare = !view.has_child(at, &[Relation::Case, Relation::Det]);
            view.relation(at) == Relation::Nmod && view.upos(at) == Upos::Noun && bare
        };
        let children = view.children(word).chain(self.current().object.into_iter().flat_map(beneath));
        let found = children
            // "The truce is failing, he warned": a clause may stand before the verb that reports it.
            .filter(|&at| second.contains(&view.relation(at)) || is_bare(at))
            .filter(|&at| at > word || view.relation(at) == Relation::Ccomp)
            // "taken to a town": beside an object, what a preposition governs is none.
            .filter(|&at| {
                let governed = view.relation(at) == Relation::Obl && view.has_child(at, &[Relation::Case]);
                // "called for a truce" has called none.
                let wished = governed && view.lemma(word) == "call" && clauses::has_case(view, at, "for");
                !(wished || governed && (self.clause.passive || object.is_some()))
            })
            // "agreed at the summit" agrees to none.
            .filter(|&at| !clauses::is_circumstance(view, at))
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
        self.obliques.to_mut().extend(clauses::obliques(view, at));
        if view.mention(at).is_some() {
            self.obliques.to_mut().push((fold_hash("of"), at));
            self.obliques.to_mut().push((fold_hash("in"), at));
        }
        // "British soldiers in Helmand" are first of all those of Britain, and "rebel camps" those of rebels.
        let holder = Actors::new(view, self.lists).role_of_holders(at).and_then(|_| at.checked_sub(1));
        if let Some(owner) =
            holder.or_else(|| clauses::owner(view, at)).filter(|&owner| Some(owner) != self.subject_word())
        {
            let first = if view.upos(owner) == Upos::Pron { self.obliques.len() } else { 0 };
            self.obliques.to_mut().insert(first, (fold_hash("of"), owner));
            // "bought American corn": from there.
            if self.lists.trading.contains(&view.lemmas[self.clause.word]) {
                self.obliques.to_mut().push((fold_hash("from"), owner));
            }
        }
        let others = view.children(at).filter(|&child| view.relation(child) == Relation::Conj);
        others.for_each(|child| self.obliques.to_mut().extend(clauses::obliques(view, child)));
    }

    pub(super) fn subject_word(&self) -> Option<At> {
        self.clause.subject.map(|subject| subject.word)
    }

    /// A clause in which somebody tells of others, and of no condition or reckoning of his own ("any attack would be answered").
    fn clause_of_others(&self) -> Option<()> {
        let (view, verb) = (self.view, self.clause.word);
        // "warned Japan that": said to somebody, and of him.
        if view.has_child(verb, &[Relation::Obj, Relation::Iobj]) {
            return None;
        }
        let clause = view.child(verb, &[Relation::Ccomp])?;
        let subject = view.child(clause, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl])?;
        let any = |at: At| view.relation(at) == Relation::Det && view.lemma(at) == "any";
        let conditional = |at: At| view.children(at).any(|mark| matches!(view.lemma(mark), "if" | "unless" | "should"));
        let beside = |at: At| view.relation(at) == Relation::Advcl && conditional(at);
        let reckons = view.upos(subject) == Upos::Pron && view.relation(subject) != Relation::Expl
            || view.children(subject).any(any)
            || view.children(clause).chain(view.children(verb)).any(beside)
            || status::is_of_himself(view, verb, clause);
        (!reckons).then_some(())
    }

    fn infinitive(&mut self, verbs: &[Phrase]) -> Option<()> {
        let (view, lists) = (self.view, self.lists);
        let clauses_below = [Relation::Xcomp, Relation::Advcl, Relation::Ccomp, Relation::Acl];
        let below = |at: At| view.children(at).filter(|&child| clauses_below.contains(&view.relation(child)));
        // "Having met Putin, he flew to Kiev": not to meet anybody.
        // "refused to pay, saying": what was refused is told already.
        let refused = below(self.clause.word).any(|at| view.children(at).any(|mark| status::is_to(view, mark)));
        // "told Reuters that Iraq shared": nobody was told to share.
        let finite = |at: At| {
            matches!(view.xpos(at), "VBD" | "VBZ" | "VBP") && view.children(at).any(|mark| view.lemma(mark) == "that")
        };
        let to = |at: At| {
            (at > self.clause.word && !(refused && view.xpos(at) == "VBG") && !finite(at))
                || view.children(at).any(|mark| status::is_to(view, mark))
        };
        let named = |&at: &At| verbs.iter().any(|verb| verb.head == view.lemmas[at]) && to(at);
        let object = self.clause.object;
        // "to disarm militias and protect civilians"
        let joined =
            |at: At| view.children(at).filter(|&next| view.relation(next) == Relation::Conj && view.is_verb(next));
        let found = below(self.clause.word).chain(object.into_iter().flat_map(below)).find_map(|at| {
            let second =
                || joined(at).filter(|_| to(at)).find(|&next| verbs.iter().any(|verb| verb.head == view.lemmas[next]));
            if named(&at) { Some(at) } else { second() }
        });
        if let Some(at) = found {
            let inner = clauses::clause(view, at);
            self.fit.used.push(at);
            self.obliques.to_mut().extend(inner.obliques.iter().copied());
            self.object_taken = false;
            self.inner = Some(inner);
            return Some(());
        }
        let to = [fold_hash("to")];
        let at = self.take_oblique(&to, |at| has_head(view, lists, at, verbs).is_some())?;
        self.use_word(has_head(view, lists, at, verbs)?, verbs);
        Some(())
    }

    /// Who or what one of the prepositions governs, and not with whose help or at whose wish it was done.
    fn take_party(&mut self, prepositions: &[u64]) -> Option<At> {
        let (view, lists) = (self.view, self.lists);
        self.take_oblique(prepositions, |at| !clauses::is_attendant(view, &lists.attendant, at))
    }

    /// The first thing that one of the prepositions governs and that fits.
    fn take_oblique(&mut self, prepositions: &[u64], fits: impl Fn(At) -> bool) -> Option<At> {
        let used = &self.fit.used;
        let taken = [self.fit.target, self.fit.place];
        // "lifted sanctions on Cuba for the second time"
        let how_often = |at: At| self.view.lemma(at) == "time" && clauses::has_case(self.view, at, "for");
        let is_free = |at: At| {
            (!used.contains(&at) || self.view.mention(at).is_some())
                && !taken.contains(&Some(at))
                && !is_time(self.view, at)
                && !how_often(at)
        };
        // "an appeal by Iceland to Norway": who makes it is not whom it is made to.
        let maker = self.subject_word().filter(|_| self.fit.noun);
        let is_maker = |preposition: u64, at: At| preposition == fold_hash("by") && maker == Some(at);
        let wanted = |(preposition, at): &&(u64, At)| {
            !is_maker(*preposition, *at) && prepositions.contains(preposition) && is_free(*at) && fits(*at)
        };
        // "launched strikes in Syria against the rebels": where it was comes after whom it was against.
        // "ceded control of the temple to Cambodia": who got it comes before what it was of.
        let (of, to) = (fold_hash("of"), fold_hash("to"));
        // "lodged a complaint with Colombia over the spraying": to whom comes before what about.
        // "appealed to Germany for support against the rebels": to whom comes before against whom; "welcomed the president of
        // Benin with a parade": whose comes before with what.
        let [with, over, about, against, carrying] = ["with", "over", "about", "against", "carrying"].map(fold_hash);
        let addressed = prepositions.contains(&with) || prepositions.contains(&to);
        let rank = |(preposition, at): (u64, At)| {
            let topic = addressed && [over, about, against].contains(&preposition);
            let means = preposition == with && prepositions.contains(&of) && self.view.mention(at).is_none();
            let thing = (preposition == of || preposition == carrying) && prepositions.contains(&to);
            // "closed its embassy in Tehran": whose it is that did it comes after where it was.
            let own = self.view.relation(at) == Relation::NmodPoss && self.view.upos(at) == Upos::Pron;
            // "The envoy to Peru was called back to Paris": home comes after where he was.
            let home = prepositions.contains(&to)
                && self.lists.withdrawing.contains(&self.view.lemmas[self.clause.word])
                && self.view.head(at) == Some(self.clause.word)
                && self.is_town(at);
            // "In Geneva, the group claimed the attacks in Paris": what opens the sentence comes last.
            let opens = at < self.clause.word
                && self.view.head(at) == Some(self.clause.word)
                && self.view.relation(at) == Relation::Obl
                && self.view.is_verb(self.clause.word);
            (
                own || home,
                opens || clauses::is_companion(self.view, at),
                tells_scene(preposition),
                topic || means || thing,
            )
        };
        let found = || self.obliques.iter().filter(wanted).min_by_key(|&&oblique| rank(oblique)).map(|&(_, at)| at);
        // "gave Kenya ten million for refugees": to Kenya.
        let to_or_for = prepositions.contains(&to) || prepositions.contains(&fold_hash("for"));
        let indirect = self.current().indirect.or(self.clause.indirect).filter(|_| to_or_for);
        // "extradited a man known as the Fox to Peru"
        let behind = || {
            let object = self.current().object.filter(|_| !self.fit.noun)?;
            let mut goals = clauses::goals_behind(self.view, object).into_iter();
            goals.find(|goal| wanted(&goal)).map(|(_, at)| at)
        };
        indirect.filter(|&at| is_free(at) && fits(at)).or_else(found).or_else(behind)
    }
}

/// Whether a preposition rather tells where something was than whom it was done to.
fn tells_scene(preposition: u64) -> bool {
    static SCENE: LazyLock<[u64; 6]> =
        LazyLock::new(|| ["in", "inside", "near", "around", "along", "across"].map(fold_hash));
    SCENE.contains(&preposition)
}
