//! One sentence → its events.
//!
//! Every verb of the dictionary is coded with its subject and whom its clause names after it, outermost verbs first. A
//! verb over another takes it in: "vowed to attack Lutz", "noted that Lutz attacked" are one event each, whose code both
//! verbs give; a verb without a code leaves its complement to itself.

use super::Petrarch;
use super::matching::Fit;
use super::parties::Party;
use super::scene::Scene;
use super::verbs::{Code, Pattern, Role, Transformation, Verb};
use crate::events::actors::speech;
use crate::events::coder::Coder;
use crate::events::draft::Draft;
use crate::events::fits::matching::Fit as PhraseFit;
use crate::events::setting::when;
use crate::events::setting::whereabouts::Whereabouts;
use crate::events::view::{At, View};
use crate::model::{Actor, EventMention, PlaceRef, Relation as R, Signals, Status, Upos};

/// How sure an event is whose verb alone gives the code, and one that a pattern gives.
const BY_VERB: f32 = 0.7;
const BY_PATTERN: f32 = 0.8;

/// Codes one sentence.
pub fn code(petrarch: &Petrarch, coder: &Coder, scene: &Scene) -> Vec<EventMention> {
    let sentence = Sentence { petrarch, scene };
    let mut verbs: Vec<At> = (0..scene.view.len()).filter(|&at| sentence.is_verb(at)).collect();
    verbs.sort_by_key(|&at| (scene.view.path_up(at).count(), at));
    let mut taken: Vec<At> = Vec::new();
    let mut found: Vec<Coded> = Vec::new();
    for verb in verbs {
        if !taken.contains(&verb) {
            found.extend(sentence.coded(verb, &mut taken));
        }
    }
    let mut events: Vec<EventMention> = Vec::new();
    for coded in found {
        for event in sentence.events(&coded, coder) {
            let same = |other: &EventMention| {
                other.cameo == event.cameo
                    && other.source.code == event.source.code
                    && other.target.code == event.target.code
            };
            if !events.iter().any(same) {
                events.push(event);
            }
        }
    }
    events.sort_by_key(|event| (event.trigger.start, event.source.span.start, event.target.span.start));
    events
}

/// A verb of the dictionary, with the pattern that fits it best.
struct Act<'p> {
    verb: At,
    names: Vec<&'p Verb>,
    pattern: Option<&'p Pattern>,
    fit: Fit,
    code: Code,
}

/// An act with its parties.
struct Coded {
    verb: At,
    rule: String,
    words: Vec<At>,
    code: Code,
    by_pattern: bool,
    sources: Vec<Party>,
    targets: Vec<Party>,
}

struct Sentence<'s, 'a, 'v> {
    petrarch: &'s Petrarch,
    scene: &'s Scene<'a, 'v>,
}

impl<'s> Sentence<'s, '_, '_> {
    fn is_verb(&self, at: At) -> bool {
        let view = self.scene.view;
        let auxiliary = matches!(view.relation(at), R::Aux | R::AuxPass | R::Cop);
        (view.upos(at) == Upos::Verb && !auxiliary) || self.is_only_predicate(at)
    }

    /// Headlines and mistagged verbs: the root of a sentence that has no verb, when it has a verb's form.
    fn is_only_predicate(&self, at: At) -> bool {
        let view = self.scene.view;
        view.head(at).is_none()
            && self.petrarch.verbs.is_form(view.tokens[at].fold)
            && !(0..view.len()).any(|other| view.is_verb(other))
    }

    /// The verb at `at` as the dictionary has it, with its best pattern.
    fn act(&self, at: At) -> Option<Act<'s>> {
        if !self.is_verb(at) {
            return None;
        }
        let view = self.scene.view;
        let is_word = |offset: isize, fold: u64| {
            at.checked_add_signed(offset).and_then(|near| view.tokens.get(near)).is_some_and(|token| token.fold == fold)
        };
        let names = self.petrarch.verbs.at(view.tokens[at].fold, is_word);
        let first = names.first()?;
        let mut act = Act { verb: at, code: first.code.clone(), names, pattern: None, fit: Fit::default() };
        self.fit_best(&mut act);
        if self.scene.is_denied(at) {
            act.code = act.code.negated();
        }
        Some(act)
    }

    fn fit_best(&self, act: &mut Act<'s>) {
        let (before, after) = self.scene.surroundings(act.verb);
        let sources = self.sources(act.verb);
        let mut heaviest = 0;
        for pattern in act.names.clone().into_iter().flat_map(|verb| self.petrarch.verbs.patterns(verb)) {
            let Some(fit) = self.scene.fit(pattern, act.verb, (&before, &after)) else { continue };
            if fit.both && sources.len() < 2 {
                continue;
            }
            let weight = fit.weight(pattern);
            if weight > heaviest {
                heaviest = weight;
                (act.pattern, act.fit, act.code) = (Some(pattern), fit, pattern.code.clone());
            }
        }
    }

    /// Who does what the verb says.
    fn sources(&self, verb: At) -> Vec<Party> {
        match self.scene.is_passive(verb) {
            true => self.scene.agent(verb).map(|head| self.scene.parties_of_phrase(head)).unwrap_or_default(),
            false => self.subjects(verb),
        }
    }

    /// The parties of the verb's subject.
    fn subjects(&self, verb: At) -> Vec<Party> {
        let mut found: Vec<Party> = Vec::new();
        for party in self.scene.subjects(verb).into_iter().flat_map(|head| self.scene.parties_of_phrase(head)) {
            if !found.iter().any(|other| other.actor.code == party.actor.code) {
                found.push(party);
            }
        }
        if found.is_empty() && !self.scene.view.is_verb(verb) {
            let before = self.scene.view.children(verb).filter(|&child| child < verb);
            found =
                before.map(|child| self.scene.parties_in(child)).find(|found| !found.is_empty()).unwrap_or_default();
        }
        found
    }

    fn coded(&self, verb: At, taken: &mut Vec<At>) -> Option<Coded> {
        let act = self.act(verb)?;
        let mut coded = Coded {
            verb,
            rule: act.rule(),
            words: act.fit.words.clone(),
            code: act.code.clone(),
            by_pattern: act.pattern.is_some(),
            sources: self.sources(verb),
            targets: Vec::new(),
        };
        coded.targets = match self.scene.is_passive(verb) {
            true => self.subjects(verb),
            false => self.scene.parties_after(verb, &coded.sources),
        };
        if coded.sources.len() > 1 && !coded.code.backward.is_empty() && self.is_venue(&coded) {
            coded.targets.clear();
        }
        self.bind(&act, &mut coded);
        self.take_complement(&act, &mut coded, taken);
        (!coded.code.is_null()).then_some(coded)
    }

    /// "Zubrovia and Lutz met in Nebelsbad": whether the target is only where they met.
    fn is_venue(&self, coded: &Coded) -> bool {
        let view = self.scene.view;
        let at = |word: At| {
            view.children(word).any(|case| {
                view.relation(case) == R::Case
                    && matches!(view.lemma(case), "in" | "at" | "near" | "inside" | "outside")
            })
        };
        let phrases = view.children(coded.verb).filter(|&child| child > coded.verb && view.relation(child) == R::Obl);
        let venues: Vec<At> = phrases.filter(|&phrase| at(phrase)).collect();
        let is_there = |party: &Party| venues.iter().any(|&venue| view.tokens[venue].span.overlaps(party.actor.span));
        coded.targets.iter().all(is_there)
    }

    /// `$` and `+` of the pattern say who is who; the other one is whom the clause leaves.
    fn bind(&self, act: &Act, coded: &mut Coded) {
        let named = |at: Option<At>| {
            at.map(|at| self.scene.parties_in(self.scene.unit(at).map_or(at, |unit| self.scene.head_of(unit))))
        };
        match (named(act.fit.source), named(act.fit.target)) {
            (Some(sources), Some(targets)) => (coded.sources, coded.targets) = (sources, targets),
            (Some(sources), None) => {
                if coded.sources != sources {
                    coded.targets = std::mem::take(&mut coded.sources);
                }
                coded.sources = sources;
            }
            (None, Some(targets)) => {
                if coded.sources == targets {
                    coded.sources = std::mem::take(&mut coded.targets);
                }
                coded.targets = targets;
            }
            (None, None) => {}
        }
        if act.fit.both {
            coded.targets = coded.sources.clone();
        }
    }

    /// Takes in the infinitive or clause below the verb, when the verb has a code and somebody who acts.
    fn take_complement(&self, act: &Act, coded: &mut Coded, taken: &mut Vec<At>) {
        if act.code.is_null() || coded.sources.is_empty() {
            return;
        }
        if let Some(below) = self.scene.infinitive(act.verb) {
            self.take_infinitive(act, coded, below, taken);
        } else if let Some(below) = self.scene.clause_below(act.verb) {
            self.take_clause(act, coded, below, taken);
        }
    }

    fn take_infinitive(&self, act: &Act, coded: &mut Coded, below: At, taken: &mut Vec<At>) {
        if coded.targets.is_empty() {
            return;
        }
        let mut chain = vec![below];
        while let Some(next) = self.scene.infinitive(chain[chain.len() - 1]).filter(|_| chain.len() < 8) {
            chain.push(next);
        }
        if let Some(inner) = chain.iter().find_map(|&verb| self.act(verb)) {
            let inner_targets = if act.fit.target.is_some() { Vec::new() } else { coded.targets.clone() };
            match self.transformed(act, coded, &inner, &[], &inner_targets) {
                Some(done) => *coded = done,
                None => coded.code = act.code.over(&inner.code),
            }
        }
        taken.extend(chain);
    }

    /// "said that Lutz attacked": whom the clause tells of is the target.
    fn take_clause(&self, act: &Act, coded: &mut Coded, below: At, taken: &mut Vec<At>) {
        if !coded.targets.is_empty() {
            return;
        }
        let differs = |parties: &[Party]| {
            parties.iter().any(|party| !coded.sources.iter().any(|other| other.actor.code == party.actor.code))
        };
        let subject = self.subjects(below);
        let objects = self.scene.parties_after(below, &[]);
        let inner = self.act(below);
        if let Some(inner) = &inner
            && let Some(done) = self.transformed(act, coded, inner, &subject, &objects)
        {
            *coded = done;
            taken.push(below);
            return;
        }
        coded.targets = if differs(&subject) { subject } else { objects };
        if coded.targets.is_empty() {
            return;
        }
        if let Some(inner) = inner {
            coded.code = act.code.over(&inner.code);
        }
        taken.push(below);
        taken.extend(self.scene.infinitive(below));
    }

    /// The event that a transformation of the dictionary makes of an act over another.
    fn transformed(
        &self,
        act: &Act,
        coded: &Coded,
        inner: &Act,
        subject: &[Party],
        objects: &[Party],
    ) -> Option<Coded> {
        self.petrarch.verbs.transformations().iter().find_map(|rule| {
            let (Role::Actor(outer), verb) = &rule.outer else { return None };
            if !act.is_named(verb) || rule.inner.2.as_ref().is_some_and(|name| !inner.is_named(name)) {
                return None;
            }
            let mut bound: Vec<(char, &[Party])> = vec![(*outer, &coded.sources)];
            bind_role(&rule.inner.0, subject, &mut bound)?;
            bind_role(&rule.inner.1, objects, &mut bound)?;
            self.result(rule, coded, inner, &bound)
        })
    }

    fn result(&self, rule: &Transformation, coded: &Coded, inner: &Act, bound: &[(char, &[Party])]) -> Option<Coded> {
        let of = |letter: char| bound.iter().find(|(name, _)| *name == letter).map(|(_, parties)| parties.to_vec());
        let code = match &rule.code {
            Some(code) => Code::parse(code),
            None => inner.code.clone(),
        };
        Some(Coded {
            verb: coded.verb,
            rule: format!("{} + transformation", coded.rule),
            words: coded.words.clone(),
            code,
            by_pattern: true,
            sources: of(rule.result.0)?,
            targets: of(rule.result.1)?,
        })
    }

    fn events(&self, coded: &Coded, coder: &Coder) -> Vec<EventMention> {
        let mut events = Vec::new();
        let among = coded.targets.is_empty() && coded.sources.len() > 1 && !coded.code.backward.is_empty();
        let targets = if among { &coded.sources } else { &coded.targets };
        for source in &coded.sources {
            for target in targets.iter().filter(|target| target.actor.code != source.actor.code) {
                let pairs = [(&coded.code.forward, source, target), (&coded.code.backward, target, source)];
                for (code, source, target) in pairs.into_iter().filter(|(code, _, _)| !code.is_empty()) {
                    events.push(self.event(coded, code, &source.actor, &target.actor, coder));
                }
            }
        }
        events
    }

    fn event(&self, coded: &Coded, code: &str, source: &Actor, target: &Actor, coder: &Coder) -> EventMention {
        let view = self.scene.view;
        let near = |at: &&At| at.abs_diff(coded.verb) <= 8;
        let words = || coded.words.iter().filter(near).copied().chain([coded.verb]);
        let trigger = view.span(words().min().unwrap_or(coded.verb), words().max().unwrap_or(coded.verb));
        let act = when::Act { word: coded.verb, top: coded.verb, status: Status::Asserted };
        EventMention {
            sentence: view.index as u32,
            span: trigger.join(source.span).join(target.span),
            trigger,
            rule: coded.rule.clone(),
            cameo: code.to_string(),
            status: Status::Asserted,
            source: source.clone(),
            target: target.clone(),
            date: when::date(view, &coder.lists, act),
            place: place(view, coder, coded.verb, code, (source, target)),
            attribution: speech::attribution(view, &coder.lists, coded.verb),
            confidence: if coded.by_pattern { BY_PATTERN } else { BY_VERB },
            signals: Signals::default(),
            themes: Vec::new(),
        }
    }
}

/// Where the act of a verb took place.
fn place(view: &View, coder: &Coder, verb: At, code: &str, actors: (&Actor, &Actor)) -> Option<PlaceRef> {
    let whereabouts = Whereabouts { view, lists: &coder.lists };
    let fit = PhraseFit { word: verb, ..PhraseFit::default() };
    let draft = Draft { fit, code: code.to_string(), ..Draft::default() };
    whereabouts.between(&draft, &whereabouts.scene(&draft), &Default::default(), actors, None)
}

impl Act<'_> {
    /// What coded it, for `explain`: `petrarch MEET - * (WITH)`.
    fn rule(&self) -> String {
        let name = self.names.first().map_or("", |verb| verb.name.as_str());
        match self.pattern {
            Some(pattern) => format!("petrarch {name} - {}", pattern.text),
            None => format!("petrarch {name}"),
        }
    }

    /// Whether a transformation that names a verb or a block means this one.
    fn is_named(&self, name: &str) -> bool {
        self.names.iter().any(|verb| verb.name == name || verb.block == name)
    }
}

/// Whether the parties fit a place of a transformation; binds its letter.
fn bind_role<'p>(role: &Role, parties: &'p [Party], bound: &mut Vec<(char, &'p [Party])>) -> Option<()> {
    match role {
        Role::Anyone => Some(()),
        Role::Nobody => parties.is_empty().then_some(()),
        Role::Actor(_) if parties.is_empty() => None,
        Role::Actor(letter) => match bound.iter().find(|(name, _)| name == letter) {
            Some((_, same)) => {
                same.iter().any(|one| parties.iter().any(|other| other.actor.code == one.actor.code)).then_some(())
            }
            None => {
                bound.push((*letter, parties));
                Some(())
            }
        },
    }
}
