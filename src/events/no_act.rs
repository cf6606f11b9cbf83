//! What only looks like the act that a phrase of the rules tells: plans, properties, works, history, things said in general.

use super::actors::Party;
use super::actors::codes;
use super::assemble::Sentence;
use super::clauses;
use super::draft::Draft;
use super::fits::matching::Fit;
use super::view::At;
use super::words;
use crate::model::{PartialDate, Relation, Upos};

/// How many words up from an act what may lead to it is.
const SOUGHT_ABOVE: usize = 4;

impl Sentence<'_, '_> {
    /// A participle after a hyphen ("US-backed"), in brackets ("Putin (left)"), or of a feeling ("feels abandoned by London").
    pub(super) fn is_property(&self, word: At) -> bool {
        let view = self.view;
        let before = word.checked_sub(1).map(|at| view.form(at)).unwrap_or("");
        let participle = matches!(view.xpos(word), "VBN" | "VBD");
        let (form, form_of_act) = (view.tokens[word].fold, view.form(word));
        // "sanctions imposed by Canada on Belarus", but "rebels backed by Iran"
        let acts =
            matches!(form_of_act, "imposed" | "supplied" | "mediated" | "brokered") && clauses::is_passive(view, word);
        if view.relation(word) == Relation::Acl && self.coder.lists.hyphen_participles.contains(&form) && !acts {
            return true;
        }
        // "Moscow is to blame": it is blamed, and blames nobody.
        let to = |at: At| super::operators::status::is_to(view, at);
        if view.lemma(word) == "blame" && !view.has_child(word, &[Relation::Obj]) && view.children(word).any(to) {
            return true;
        }
        let felt = || view.head(word).is_some_and(|above| view.lemma(above) == "feel");
        if participle && view.relation(word) == Relation::Xcomp && felt() {
            return true;
        }
        // "Chinese-made", but "Norway - a member of the council - granted"
        let joined = before == "-" && !view.tokens[word].space_before;
        (joined && participle) || (before == "(" && word + 1 < view.len() && view.form(word + 1) == ")")
    }

    /// "at the request of Qatar", "with the support of Russia": no act of whoever does the rest, as "in support of Russia" is.
    pub(super) fn is_only_attendant(&self, word: At) -> bool {
        let view = self.view;
        clauses::is_attendant(view, &self.coder.lists.attendant, word) && !clauses::has_case(view, word, "in")
    }

    /// "rallied voters", "marched the prisoners off", "was struck by a bullet": the people did not come by themselves.
    pub(super) fn is_rallied(&self, fit: &Fit) -> bool {
        let moved = matches!(self.view.lemma(fit.word), "rally" | "march" | "gather" | "demonstrate" | "strike");
        let other = |object: At| !fit.used.contains(&object);
        moved && (fit.passive || self.view.child(fit.word, &[Relation::Obj]).is_some_and(other))
    }

    /// "a comedy about the assassination of the president", "the novel describes a war", "the anniversary of the invasion"
    pub(super) fn is_plot(&self, noun: At) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let is_work = |at: At| lists.works.contains(&view.lemmas[at]) && view.is_nominal(at);
        let about = view.children(noun).find(|&at| view.lemma(at) == "about");
        let told = |verb: At| {
            let teller = clauses::surface_subject(view, verb, 2).is_some_and(|subject| is_work(subject.word));
            let recorded = |at: At| lists.films.contains(&view.lemmas[at]);
            let real = clauses::surface_subject(view, verb, 2).is_some_and(|subject| recorded(subject.word));
            let art = !real
                && matches!(
                    view.lemma(verb),
                    "depict" | "portray" | "dramatize" | "dramatise" | "reenact" | "re-enact"
                );
            art || (lists.depicting.contains(&view.lemmas[verb]) && teller)
        };
        // "The play is about the murder of the tsar."
        let copular = about.is_some() && clauses::has_copula(view, noun);
        let subject = || clauses::surface_subject(view, noun, 1).map(|subject| subject.word);
        let recalled = |at: At| lists.remembrances.contains(&view.lemmas[at]);
        view.head(noun).is_some_and(recalled)
            || (copular && subject().is_some_and(is_work))
            || about.and_then(|at| at.checked_sub(1)).is_some_and(is_work)
            || view.path_up(noun).skip(1).find(|&at| view.is_verb(at)).is_some_and(told)
    }

    /// "The film tells how soldiers killed", "the novel follows a soldier who fought": a clause under what a work tells.
    pub(super) fn is_told_by_work(&self, verb: At) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let work = |at: At| lists.works.contains(&view.lemmas[at]) && view.is_nominal(at) && view.mention(at).is_none();
        let told = |teller: &At| {
            lists.depicting.contains(&view.lemmas[*teller])
                && clauses::surface_subject(view, *teller, 2).is_some_and(|subject| work(subject.word))
        };
        view.path_up(verb).skip(1).find(|&at| view.is_verb(at)).is_some_and(|teller| told(&teller))
    }

    /// "rejected criticism of Saudi Arabia": what is rejected is about the target, and not the target's.
    pub(super) fn is_about_target(&self, fit: &Fit, code: &str) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let Some(target) = fit.target.filter(|_| code.starts_with("12") || code == "016") else { return false };
        let from = ["by", "from"].iter().any(|case| clauses::has_case(view, target, case));
        let is_such = |noun: At| lists.about_somebody.contains(&view.lemmas[noun]);
        let above = |noun: At| fit.used.contains(&noun) && noun < target && is_such(noun);
        let about = view.path_up(target).take(2).any(above);
        let itself = is_such(target) && clauses::owner(view, target).is_none();
        (about || itself) && !from
    }

    /// "Spain meet England on Wednesday": a country in the singular with a verb in the plural is a team.
    pub(super) fn is_team(&self, fit: &Fit, code: &str) -> bool {
        let view = self.view;
        let plays = matches!(code.get(..2), Some("03" | "04" | "05" | "18" | "19"));
        let Some(subject) = fit.source.filter(|_| !fit.noun && !fit.passive).map(|subject| subject.word) else {
            return false;
        };
        // "Jordan have ended the contract of their driver"
        let have = |at: At| {
            matches!(view.relation(at), Relation::Aux | Relation::AuxPass) && view.is_any(at, &["have", "are", "were"])
        };
        let in_plural = subject + 1 < view.len() && have(subject + 1) && view.head(subject + 1) == Some(fit.word);
        let Some(mention) = view.mention(subject) else { return false };
        let entity = view.document.entity(mention.entity);
        let plural = view.form(subject).ends_with('s') || view.tokens[subject].shape == crate::model::Shape::Upper;
        let listed = view.coordinated(subject).len() > 1 || (0..subject).any(|at| view.form(at) == ",");
        super::actors::codes::is_state(entity)
            && mention.rule != crate::model::Rule::Demonym
            && (in_plural || (plays && view.xpos(fit.word) == "VBP" && subject + 1 == fit.word))
            && !plural
            && !listed
    }

    /// "Pigs were slaughtered", "was attacked by a bear", "an insect invasion": no violence between people.
    pub(super) fn is_of_beasts(&self, fit: &Fit) -> bool {
        let view = self.view;
        let is_beast = |at: At| self.coder.lists.no_victims.contains(&view.lemmas[at]) && view.mention(at).is_none();
        let among = |at: At| {
            let below = |child: At| view.relation(child) == Relation::Nmod && is_beast(child);
            is_beast(at) || view.children(at).any(below)
        };
        let nominal = fit.used.iter().copied().filter(|&at| view.is_nominal(at));
        let struck = view.child(fit.word, &[Relation::NsubjPass, Relation::Obj]).filter(|_| !fit.noun);
        let suffers = nominal.chain(fit.target).chain(struck).any(among);
        let by = |at: At| view.relation(at) == Relation::OblAgent || clauses::has_case(view, at, "by");
        let by_beast = !fit.noun && view.children(fit.word).any(|at| by(at) && is_beast(at));
        let pest = |at: At| view.relation(at) == Relation::Compound && is_beast(at);
        suffers || by_beast || fit.noun && view.children(fit.word).any(pest)
    }

    /// Whether a passive tells what was done: not what is so ("workers are banned from the area"), nor of what sort a thing is ("the
    /// tariffs imposed in March").
    pub(super) fn is_done(&self, word: At) -> bool {
        let view = self.view;
        let lasts =
            |at: At| view.relation(at) == Relation::AuxPass && view.is_any(at, &["is", "are", "remain", "remains"]);
        let sort = matches!(view.relation(word), Relation::Acl | Relation::Amod);
        let helped = view.head(word).is_none() || view.has_child(word, &[Relation::AuxPass]);
        !sort && helped && !view.children(word).any(lasts)
    }

    /// "The plan is an attack on the countryside", "militants fighting with the group": blows that are none.
    pub(super) fn is_no_blow(&self, fit: &Fit, code: &str) -> bool {
        let (view, word) = (self.view, fit.word);
        let force = matches!(code.get(..2), Some("18" | "19" | "20"));
        let thought = |at: At| self.coder.lists.abstract_nouns.contains(&view.lemmas[at]);
        let plan = fit.noun
            && clauses::has_copula(view, word)
            && clauses::surface_subject(view, word, 1).is_some_and(|subject| thought(subject.word));
        // "militants fighting with the group", "Americans who fought with the Taliban": people at large join a band.
        let at_large = |party: &Party| (party.is_generic && party.is_country()) || party.actor.code.ends_with("CVL");
        let joins = || {
            let people = fit.source.map(|subject| self.actors.acting(subject.word)).unwrap_or_default();
            let band = |party: &Party| codes::BANDS.iter().any(|role| party.actor.code.contains(role));
            let bands = fit.target.map(|at| self.actors.parties(at)).unwrap_or_default();
            !people.is_empty() && people.iter().all(at_large) && bands.iter().any(band)
        };
        let beside = !fit.noun
            && view.lemma(word) == "fight"
            && fit.target.is_some_and(|at| clauses::has_case(view, at, "with"))
            && ((view.relation(word) == Relation::Acl && view.xpos(word) == "VBG") || joins());
        // "the greatest threat to Washington": a danger, and nobody's words.
        let danger = fit.noun
            && code.starts_with("13")
            && view.lemma(word) == "threat"
            && (clauses::has_copula(view, word) || fit.target.is_some_and(|at| clauses::has_case(view, at, "to")));
        // "ended their trade dispute": no arms are laid down.
        let peaceful = |at: At| {
            view.children(at).any(|child| child < at && self.coder.lists.peaceful.contains(&view.lemmas[child]))
        };
        let talk = code.starts_with("087") && (fit.used.iter().any(|&at| peaceful(at)) || self.topics().trade > 0);
        (force && (plan || beside)) || danger || talk
    }

    /// "resigned to spend more time with his family": of his own will, and no concession; when whoever rules goes, that is one.
    pub(super) fn is_of_own_will(&self, fit: &Fit) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        let wanted = (0..view.len()).any(|at| lists.pressures.contains(&view.lemmas[at]));
        let pair = |at: At| {
            at > 0 && lists.highest_offices.contains(&super::rules::lists::join(view.lemmas[at - 1], view.lemmas[at]))
        };
        let ruling = |at: At| lists.highest_offices.contains(&view.lemmas[at]) || pair(at);
        let rules = fit.source.is_some_and(|subject| {
            (0..view.len()).any(|at| ruling(at) && (at == subject.word || view.governs(subject.word, at)))
        });
        !wanted && !rules
    }

    /// Whether what the noun names happens: an agreement lasts, and is an event only where a verb says that it comes about.
    pub(super) fn comes_about(&self, noun: At) -> bool {
        let (view, lists) = (self.view, &self.coder.lists);
        // "a reward for information leading to the arrest of the commander": nobody was arrested.
        let sought = |at: At| {
            view.lemma(at) == "lead" && view.head(at).is_some_and(|over| lists.leads.contains(&view.lemmas[over]))
        };
        // "a reward for the arrest of the commander"
        let priced = clauses::has_case(view, noun, "for")
            && view.head(noun).is_some_and(|over| lists.leads.contains(&view.lemmas[over]));
        if priced || view.path_up(noun).skip(1).take(SOUGHT_ABOVE).any(sought) {
            return false;
        }
        if !lists.lasting.contains(&view.lemmas[noun]) {
            return !self.is_in_general(noun);
        }
        let makes = |verb: At| view.is_verb(verb) && lists.making.contains(&view.lemmas[verb]);
        let headline = |noun: At| view.head(noun).is_none() && !clauses::has_copula(view, noun);
        headline(noun) || view.head(noun).is_some_and(makes) || view.children(noun).any(makes)
    }

    /// "Dialogue between the two is good for peace": what is said of such acts at large.
    fn is_in_general(&self, noun: At) -> bool {
        let view = self.view;
        let bare =
            view.xpos(noun) == "NN" && !view.has_child(noun, &[Relation::Det, Relation::NmodPoss, Relation::Amod]);
        let told = view.head(noun).filter(|_| view.relation(noun) == Relation::Nsubj);
        let copula = told.and_then(|word| view.child(word, &[Relation::Cop]));
        bare && copula.is_some_and(|at| matches!(view.xpos(at), "VBZ" | "VBP"))
            && told.is_some_and(|word| view.upos(word) == Upos::Adj)
    }

    /// "exported goods worth 1.5 billion last year", "import most of their fish": what a country trades at large, as figures tell it.
    pub(super) fn is_trade_at_large(&self, draft: &Draft) -> bool {
        let (view, verb) = (self.view, draft.fit.word);
        if draft.code != "061" || draft.fit.noun || !self.coder.lists.trading.contains(&view.lemmas[verb]) {
            return false;
        }
        let helped = |at: At| matches!(view.relation(at), Relation::Aux | Relation::AuxPass);
        let ends = view.sentence.span.of(&view.document.clean.text).trim_end().ends_with(['.', '"', '”']);
        let habit = matches!(view.xpos(verb), "VBZ" | "VBP") && !view.children(verb).any(helped) && ends;
        let long = |at: At| {
            let year = view.form(at).len() == 4 && view.form(at).bytes().all(|byte| byte.is_ascii_digit());
            year || matches!(view.lemma(at), "year" | "season" | "month" | "quarter" | "decade" | "annually")
        };
        let time = |at: At| words::is_time(view, at) || view.lemma(at) == "season";
        let period = |at: At| {
            let named = matches!(view.relation(at), Relation::Obl | Relation::Nmod | Relation::Advmod);
            let day = view.children(at).any(|below| view.upos(below) == Upos::Num && !long(below));
            named && time(at) && !day && (long(at) || view.children(at).any(long))
        };
        let below = |at: At| view.path_up(at).skip(1).find(|&above| view.is_verb(above)) == Some(verb);
        let worth = draft.used.iter().any(|&at| view.lemma(at) == "worth")
            || view.children(verb).any(|at| view.lemma(at) == "worth");
        habit || worth || (0..view.len()).any(|at| period(at) && below(at))
    }

    /// Whether what is told was done beyond living memory: history, and no news.
    pub(super) fn is_history(&self, done: Option<PartialDate>) -> bool {
        /// Years.
        const MEMORY: i16 = 100;
        let year = |date: PartialDate| date.first_day().year();
        done.zip(self.view.document.date()).is_some_and(|(done, written)| year(done) + MEMORY < year(written))
    }
}
