//! Who a fitted phrase makes source and target, beyond its slots: the subject, owners of the nouns that it uses, joined
//! subjects of mutual acts, and for noun predicates possessors, agents and the subject of a light verb.

use super::matching::{Fit, Matcher};
use crate::events::clauses::{self, Subject};
use crate::events::rules::phrases::{Element, Pattern, Slot};
use crate::events::view::At;
use crate::events::words::is_plural;
use crate::model::{EntityType, Relation, Upos};
use crate::segment::fold_hash;

impl Matcher<'_, '_> {
    /// The fit, when all it needs is there.
    pub(in crate::events) fn finish(mut self, pattern: &Pattern, mutual: bool) -> Option<Fit> {
        let source_elsewhere = pattern.has_slot(Slot::Source);
        // "was granted refuge in Hungary": where it was tells by whom only where the voice hides that.
        let hidden = source_elsewhere && pattern.elements.contains(&Element::Object(Slot::Target));
        if hidden && !self.clause.passive {
            return None;
        }
        if let Some(both) = self.joined_before().filter(|_| self.fit.noun) {
            // "the Iran-Iraq war on Kuwait's doorstep" is on nobody else.
            if !mutual && self.lists.states.contains(&self.view.lemmas[self.clause.word]) {
                return None;
            }
            // "during the Iran-Iraq war", "the U.S.-Japan Trade Agreement"
            let (view, noun) = (self.view, self.clause.word);
            if clauses::stands_apart(view, noun) && self.lists.states.contains(&view.lemmas[noun]) {
                return None;
            }
            if mutual && view.relation(noun) != Relation::Compound {
                (self.fit.source, self.fit.target) = (Some(Subject { word: both.0, inherited: false }), Some(both.1));
                self.fit.mutual = true;
                return Some(self.fit);
            }
        }
        if self.fit.noun {
            self.noun_source(mutual);
        } else if source_elsewhere {
            self.fit.target = self.fit.target.or(self.subject_word());
        } else {
            self.fit.source = self.clause.subject;
        }
        // "A deal was signed between Russia and Ukraine": by both.
        if mutual && self.fit.source.is_none() && self.clause.passive && !self.fit.noun {
            let both = self.fit.target.filter(|&at| clauses::has_case(self.view, at, "between"));
            self.fit.source = both.map(|word| Subject { word, inherited: true });
            self.fit.mutual |= both.is_some();
        }
        // "Ten soldiers died in a Russian air strike", "The town came under fire from the hills": it befell them.
        if !self.fit.noun && !self.clause.passive && (pattern.befalls || self.befalls_subject()) {
            self.fit.target = self.subject_word().or(self.fit.target);
            self.fit.source = self.fit.source.filter(|_| source_elsewhere);
            self.fit.passive = true;
        }
        if !mutual && self.fit.target.is_none() && !source_elsewhere {
            self.fit.target = self.owner_of_used();
        }
        self.fit.target = self.fit.target.map(|at| self.whole_agent(at));
        if self.fit.source.is_none() && self.fit.passive && !self.fit.noun {
            self.fit.source = self.owner_of_means().or_else(|| self.partner().filter(|_| mutual));
        }
        // "meets the requirements": what is met is no party, and the subjects do not meet each other.
        let other_object = self.clause.object.is_some_and(|at| !self.fit.used.contains(&at));
        if mutual && self.fit.target.is_none() && other_object && !self.fit.noun && !self.clause.passive {
            return None;
        }
        // "The army and the rebels were locked in battle": each with the other.
        let locked =
            self.fit.target.filter(|_| mutual && self.clause.passive && self.fit.source.is_none() && !self.fit.noun);
        if let Some(both) = locked.filter(|&at| self.view.coordinated(at).len() > 1) {
            self.fit.source = Some(Subject { word: both, inherited: false });
            self.fit.mutual = true;
        }
        if mutual && self.fit.target.is_none() {
            // "Kerry and Putin met": both are the subject (or the object of a passive: "talks were held").
            let Some(who) = self.fit.source.map(|source| source.word) else {
                return self.lenient.then_some(self.fit);
            };
            // "Secretary of State John Kerry and the Greek minister met", where the list hangs on the name.
            let name = self.view.children(who).find(|&at| {
                let named =
                    self.view.mention(at).is_some() && !clauses::has_case_of(self.view, at, &self.lists.prepositions);
                at > who && named && self.view.coordinated(at).len() > 1
            });
            let who = name.unwrap_or(who);
            if name.is_some() {
                self.fit.source = Some(Subject { word: who, inherited: false });
            }
            let several = self.view.coordinated(who).len() > 1 || is_plural(self.view, who);
            if !several && !self.fit.noun && !self.lenient {
                return None;
            }
            self.fit.target = several.then_some(who);
            self.fit.mutual = true;
        }
        Some(self.fit)
    }

    /// Whether the active verb tells what befalls its subject.
    fn befalls_subject(&self) -> bool {
        let (view, word) = (self.view, self.clause.word);
        let under = || self.fit.used.iter().any(|&at| clauses::has_case(view, at, "under"));
        // "walked free", "emerged from prison": somebody let him go.
        let out =
            |&at: &At| matches!(view.lemma(at), "free" | "jail" | "prison" | "custody" | "captivity" | "detention");
        let freed = || matches!(view.lemma(word), "walk" | "go" | "emerge" | "come") && self.fit.used.iter().any(out);
        matches!(view.lemma(word), "die" | "perish") || (view.lemma(word) == "come" && under()) || freed()
    }

    /// "the Iran-Iraq war", "clashes on the Tajik-Kyrgyz border": the two that a hyphen joins before the noun, or before the border where
    /// it happens.
    fn joined_before(&self) -> Option<(At, At)> {
        let border = |&(_, at): &(u64, At)| matches!(self.view.lemma(at), "border" | "frontier");
        let at_border =
            || self.obliques.iter().find(|oblique| border(oblique)).and_then(|&(_, at)| self.joined_by_hyphen(at));
        self.joined_by_hyphen(self.clause.word).or_else(at_border)
    }

    /// "Israeli-Palestinian talks": the two that a hyphen joins before a noun.
    fn joined_by_hyphen(&self, noun: At) -> Option<(At, At)> {
        /// Words that may stand between the two and the noun ("arms control").
        const BETWEEN: usize = 4;
        let view = self.view;
        let is_hyphen = |at: &At| matches!(view.form(*at), "-" | "–");
        let hyphen = (noun.saturating_sub(BETWEEN)..noun).rev().find(is_hyphen)?;
        let first = view.mention(hyphen.checked_sub(1)?)?;
        let second = view.mention(hyphen + 1)?;
        let inside = |at: At| view.path_up(at).take(BETWEEN).any(|above| above == noun);
        let (one, other) = (view.mention_head(first), view.mention_head(second));
        let apart = first.entity != second.entity && view.mention_words(first).end == hyphen;
        (apart && other < noun && (inside(one) || inside(other))).then_some((one, other))
    }

    /// "killed British soldiers", "shot protesters in Athens", "killed the mayor of Tijuana": the target is the soldiers, the
    /// protesters, the mayor, not Britain, Athens nor Tijuana.
    fn whole_agent(&self, target: At) -> At {
        let view = self.view;
        let agents = &view.document.gazetteer.agents;
        let agent = |at: At| agents.ending_at(view.tokens, at.saturating_sub(5), at + 1).map(|(_, agent)| agent);
        // "pardoned protesters from the Rif"
        // but "recalled its ambassador from Damascus": not back home.
        let back = self.lists.withdrawing.contains(&view.lemmas[self.clause.word]);
        let from_town = !back && self.is_town(target) && clauses::has_case(view, target, "from");
        let scene = clauses::is_scene(view, target) || from_town;
        // Forces may be those that act: "reinforced its garrison in the valley".
        let struck = |at: At, role: &str| {
            scene && !role.starts_with("MIL") && at != self.clause.word && Some(at) != self.subject_word()
        };
        let whole = |&at: &At| {
            // "its embassy in Addis Ababa" is not Ethiopia's.
            if view.child(at, &[Relation::NmodPoss]).is_some_and(|owner| view.upos(owner) == Upos::Pron) {
                return false;
            }
            let owned = clauses::owner(view, at) == Some(target);
            let governs = || clauses::part_of(view, at) == Some(target);
            // "the right-hand man of the leader" tells only whose he is, a wife that she is another.
            let tells = |at: At, role: &str| !matches!(role, "" | "CVL") || self.lists.kin.contains(&view.lemmas[at]);
            let office = |kind: &str, role: &str| kind == "person" && tells(at, role) && governs();
            view.mention(at).is_none()
                && agent(at).is_some_and(|agent| owned || struck(at, agent.code) || office(agent.kind, agent.code))
        };
        self.fit.used.iter().copied().find(whole).unwrap_or(target)
    }

    /// "killed in Israeli air strikes", "in a US-led air strike", "in a clash with rebels": whose strikes they were, or with whom the fight
    /// was, where nobody else is said to have done it.
    fn owner_of_means(&self) -> Option<Subject> {
        let (view, target) = (self.view, self.fit.target);
        let within = |&at: &At| ["in", "by", "during"].iter().any(|case| clauses::has_case(view, at, case));
        // Of somebody whom the text tells by no name or kind, the phrase of the rule alone says it.
        let known = |at: At| {
            let agent = || view.document.gazetteer.agents.ending_at(view.tokens, at.saturating_sub(5), at + 1);
            view.mention(at).is_some() || agent().is_some()
        };
        let told = target.is_some_and(known);
        let beside = self.clause.obliques.iter().map(|&(_, at)| at).filter(within).filter(|_| told);
        let means = self.fit.used.iter().copied().chain(beside);
        let means = means.filter(|&at| at > self.clause.word && view.is_nominal(at));
        let with = |at: At| clauses::obliques(view, at).into_iter().find(|&(case, _)| case == fold_hash("with"));
        let fight = |at: At| self.lists.states.contains(&view.lemmas[at]) || view.lemma(at) == "clash";
        let foe = |at: At| with(at).filter(|_| fight(at)).map(|(_, foe)| foe);
        let owner = means
            .filter(|&at| self.lists.violent_causes.contains(&view.lemmas[at]))
            .find_map(|at| clauses::owner_of_deed(view, at).or_else(|| clauses::leader(view, at)).or_else(|| foe(at)));
        owner.filter(|&at| Some(at) != target).map(|word| Subject { word, inherited: true })
    }

    /// Whose thing it is that was seized or burned, when the phrase names no target itself.
    fn owner_of_used(&self) -> Option<At> {
        let things = self.fit.used.iter().filter(|&&at| at != self.clause.word && self.view.is_nominal(at));
        let owned = |&at: &At| Some(at) != self.subject_word() && self.view.mention(at).is_some();
        let whole = |at: At| {
            let lemma = &self.view.lemmas[at];
            let done_to = self.lists.done_to.contains(lemma);
            // "authorised American air strikes": not on America.
            let orders = self.lists.perpetrating.contains(&self.view.lemmas[self.clause.word]);
            if orders && (self.lists.air_strikes.contains(lemma) || self.lists.raids.contains(lemma)) {
                return None;
            }
            clauses::owner(self.view, at).or_else(|| clauses::part_of(self.view, at).filter(|_| !done_to))
        };
        // "banned the Islamist movement Hamas": its name.
        let named = |at: At| {
            let next = (at + 1 < self.view.len()).then(|| self.view.mention(at + 1)).flatten()?;
            let apart = self.view.mention(at).is_none()
                && !self.view.tokens[at].shape.is_capitalized()
                && self.view.mention_words(next).start == at + 1;
            apart.then(|| self.view.mention_head(next))
        };
        let whose = things.clone().filter_map(|&at| whole(at)).find(owned);
        whose.or_else(|| things.filter_map(|&at| named(at)).find(owned))
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
        // "the occupation of Crimea by Russia was condemned by Poland": the tree may hang the agent on the target.
        let under_target = || {
            let target = self.fit.target?;
            view.children(target).find(|&at| view.relation(at) == Relation::Nmod && clauses::has_case(view, at, "by"))
        };
        let own = clauses::owner(view, word)
            .map(|at| self.subject_if_pronoun(at))
            .filter(not_target)
            .or_else(under_target)
            .or_else(|| self.oblique("by").filter(not_target).filter(|&at| !self.is_of_verb_above(at)));
        let own = own.or_else(|| clauses::leader(view, word).filter(not_target));
        let own = own.or_else(|| if clauses::has_copula(view, word) { self.subject_word() } else { None });
        let own = own.map(|word| Subject { word, inherited: false });
        if let Some((giver, taker)) = self.given().filter(|_| !mutual && own.is_none()) {
            self.fit.target = Some(taker);
            self.fit.source = Some(Subject { word: giver, inherited: false });
            return;
        }
        let beside = || self.light_subject(mutual).or_else(|| self.subject_beside_gerund());
        let around = || self.visitor().or_else(|| self.speaker().or_else(|| self.comer()).filter(|_| mutual));
        self.fit.source = own.or_else(|| self.claimant()).or_else(beside).or_else(around);
        if mutual && self.fit.target.is_none() && self.fit.source.is_some() {
            self.fit.target = self.addressee();
        }
    }

    /// "The murder was condemned by France": who does what the verb over a deed tells, which is not its doing.
    fn is_of_verb_above(&self, agent: At) -> bool {
        let (view, lists) = (self.view, self.lists);
        let deed = lists.done_to.contains(&view.lemmas[self.clause.word]);
        let does = |verb: At| {
            [&lists.light, &lists.claiming, &lists.perpetrating].iter().any(|list| list.contains(&view.lemmas[verb]))
        };
        let above = view.head(self.clause.word).filter(|&verb| view.is_verb(verb));
        deed && above.is_some_and(|verb| view.head(agent) == Some(verb) && !does(verb))
    }

    /// "has the support of Saudi Arabia", "won help from Turkey": who gives, and the subject that gets it.
    fn given(&self) -> Option<(At, At)> {
        let (view, word) = (self.view, self.clause.word);
        let given = matches!(
            view.lemma(word),
            "support"
                | "backing"
                | "help"
                | "aid"
                | "assistance"
                | "approval"
                | "endorsement"
                | "blessing"
                | "praise"
                | "protection"
        );
        let verb = view.head(word).filter(|_| given && view.relation(word) == Relation::Obj)?;
        let gets =
            matches!(view.lemma(verb), "have" | "enjoy" | "win" | "gain" | "get" | "receive" | "secure" | "obtain");
        let from = |&at: &At| gets && ["of", "from"].iter().any(|case| clauses::has_case(view, at, case));
        let giver = self.fit.target.filter(from)?;
        clauses::clause(view, verb).subject.map(|subject| (giver, subject.word))
    }

    /// "answered by bombing Beirut": whoever answered did that.
    fn subject_beside_gerund(&self) -> Option<Subject> {
        let (view, word) = (self.view, self.clause.word);
        let by =
            matches!(view.relation(word), Relation::Obl | Relation::OblAgent) && clauses::has_case(view, word, "by");
        let verb = view.head(word).filter(|&verb| by && view.is_verb(verb) && !clauses::is_passive(view, verb))?;
        clauses::gerund_object(view, word)?;
        clauses::clause(view, verb).subject.map(|subject| Subject { inherited: true, ..subject })
    }

    /// "claimed responsibility for the attack": whoever does that did it.
    fn claimant(&self) -> Option<Subject> {
        let (view, word) = (self.view, self.clause.word);
        let is_claimed = |at: At| self.lists.claimed.contains(&view.lemmas[at]);
        let claims = |at: At| view.is_verb(at) && self.lists.claiming.contains(&view.lemmas[at]);
        let governed = ["for", "of"].iter().any(|case| clauses::has_case(view, word, case));
        let above = view.head(word).filter(|_| governed)?;
        // "Responsibility for the attack was claimed by the group."
        let told_of = view.head(above).filter(|&verb| claims(verb) && view.relation(above) == Relation::NsubjPass);
        if let Some(agent) = told_of.filter(|_| is_claimed(above)).and_then(|verb| clauses::agent(view, verb)) {
            return Some(Subject { word: agent, inherited: true });
        }
        let verb = match is_claimed(above) {
            true => view.head(above).filter(|_| view.relation(above) == Relation::Obj)?,
            false => view.child(above, &[Relation::Obj]).filter(|&at| is_claimed(at)).map(|_| above)?,
        };
        let clause = clauses::clause(view, verb);
        clause.subject.filter(|_| claims(verb)).map(|subject| Subject { inherited: true, ..subject })
    }

    /// "His allies increased their criticism", "with its invasion, Russia has shown": a pronoun before a noun is most often the subject of
    /// the verb.
    fn subject_if_pronoun(&self, owner: At) -> At {
        let (view, word) = (self.view, self.clause.word);
        let verb = view.head(word).filter(|&verb| view.is_verb(verb) && view.relation(word) != Relation::Nsubj);
        let named = |at: At| view.upos(at) != Upos::Pron;
        let goes_before = |at: At| at < owner || verb.is_some_and(|verb| word < verb) && named(at);
        // "told his party to finish before his visit": no party is he.
        let person = matches!(view.form(owner).to_ascii_lowercase().as_str(), "his" | "her");
        let body = |at: At| {
            let named = view.mention(at).map(|mention| view.document.entity(mention.entity).kind);
            named.is_some_and(|kind| kind != EntityType::Person)
        };
        let subject = || {
            let subject = clauses::surface_subject(view, verb?, 2).map(|subject| subject.word)?;
            (goes_before(subject) && !(person && body(subject))).then_some(subject)
        };
        if view.upos(owner) == Upos::Pron { subject().unwrap_or(owner) } else { owner }
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
        let apart = !mutual && view.relation(word) == Relation::Obl && clauses::stands_apart(view, word);
        if !completes || !lends || apart {
            return None;
        }
        let clause = clauses::clause(view, verb);
        clause.subject.filter(|subject| subject.word != word).map(|subject| Subject { inherited: true, ..subject })
    }
}
