//! The coder: rules loaded once, documents coded one by one.

use super::assemble;
use super::confidence::Scorer;
use super::context::DocumentContext;
use super::fits::senses::Senses;
use super::gate::candidates::{self, Candidates, Named};
use super::gate::{self, Gate};
use super::noise::Noise;
use super::operators::OperatorIndex;
use super::retold;
use super::rules::Rules;
use super::rules::files::RuleFiles;
use super::rules::index::Index;
use super::rules::lexicon::Lexicon;
use super::rules::lists::Lists;
use super::setting::era;
use super::sides::countrymen::Countrymen;
use super::sides::pairs::Pairs;
use super::signals;
use super::view::View;
use crate::error::Result;
use crate::model::{Entity, EntityRef, EventMention, Mention, Token};
use crate::segment::fold_hash;

/// Below this confidence an event is a guess and not told, unless the user says otherwise.
pub const LEAST_CONFIDENCE: f32 = 0.72;

/// All rules, compiled.
pub struct Coder {
    pub(super) lists: Lists,
    pub(super) rules: Rules,
    pub(super) index: Index,
    pub(super) operators: OperatorIndex,
    pub(super) noise: Noise,
    pub(super) pairs: Pairs,
    pub(super) countrymen: Countrymen,
    pub(super) senses: Senses,
    pub(super) lexicon: Lexicon,
    pub(super) scorer: Scorer,
    /// Events that are less sure are guesses, and guesses are not told.
    pub(super) least: f32,
    candidates: Candidates,
}

impl Coder {
    /// Reads and compiles the rules; fails with file, class and value when one of them is wrong.
    pub fn load(files: RuleFiles) -> Result<Self> {
        let lists = Lists::read(&files)?;
        let rules = Rules::load(&files, &lists)?;
        Ok(Self {
            index: Index::new(&rules.patterns),
            operators: OperatorIndex::new(&rules.operators),
            noise: Noise::load(&files)?,
            pairs: Pairs::load(&files)?,
            countrymen: Countrymen::load(&files)?,
            senses: Senses::load(&files)?,
            scorer: Scorer::load()?,
            least: LEAST_CONFIDENCE,
            candidates: Candidates::new(&rules, &lists, files.folder.is_none())?,
            lexicon: Lexicon::new(rules.words.iter().map(String::as_str)),
            lists,
            rules,
        })
    }

    /// Whether a sentence with these tokens and names is likely enough to hold an event to be parsed: cheap.
    pub fn is_candidate(&self, tokens: &[Token], named: &[Named]) -> bool {
        self.candidates.is_candidate(tokens, named)
    }

    /// Whether the words of any phrase of the rules stand in the sentence.
    pub fn shows_phrase(&self, tokens: &[Token], named: &[Named]) -> bool {
        self.candidates.shows_any(tokens, named)
    }

    /// The phrases of the rules whose words stand in the sentence, and the ids of their classes; for counting how often
    /// each comes to something.
    pub fn phrases_shown(&self, tokens: &[Token], named: &[Named]) -> Vec<(String, &str)> {
        let shown = self.candidates.shown(tokens, named);
        shown.into_iter().map(|(phrase, class)| (phrase, self.rules.id(class))).collect()
    }

    /// For training the gate before the parser: the tokens of a sentence that are predicates of phrases shown, and the
    /// numbers of their features.
    pub fn predicates_shown(&self, tokens: &[Token], named: &[Named]) -> Vec<(usize, Vec<u32>)> {
        self.candidates.predicates(tokens, named)
    }

    /// So many events expected of a sentence of so many tokens, as the gate compares them with its threshold.
    pub fn scaled(likely: f32, tokens: usize) -> f32 {
        candidates::scaled(likely, tokens)
    }

    /// The bytes of a weights file for the gate before the parser, with these rules.
    pub fn gate_bytes(&self, weights: &[f32]) -> Result<Vec<u8>> {
        Gate::to_bytes(weights, self.candidates.phrases())
    }

    /// The events of one document, in text order: of every sentence that has a tree and stands in a block of news.
    pub fn code(&self, context: &DocumentContext) -> Vec<EventMention> {
        self.code_with_guesses(context).0
    }

    /// The same, and what would be events were they surer.
    pub fn code_with_guesses(&self, context: &DocumentContext) -> (Vec<EventMention>, Vec<EventMention>) {
        let (mut events, mut guesses) = (Vec::new(), Vec::new());
        let era = if context.date().is_none() { era::of_document(context, &self.lists) } else { None };
        let context = &DocumentContext { era, ..*context };
        for index in 0..context.segmented.sentences.len() {
            if !context.block_kind(index).holds_events() {
                continue;
            }
            if let Some(view) = View::new(context, index, &self.lexicon, &self.lists) {
                let (told, unsure) = assemble::code_sentence(self, &view);
                events.extend(told);
                guesses.extend(unsure);
            }
        }
        let (mut events, guesses) = self.completed(events, guesses, context);
        if !events.is_empty() {
            let noise = self.noise.of_text(context);
            events.retain(|event: &EventMention| !noise(&event.cameo));
        }
        (events, guesses)
    }

    /// The events and the guesses after what the document tells of their acts elsewhere: what is known then makes some surer, others less.
    fn completed(
        &self,
        events: Vec<EventMention>,
        guesses: Vec<EventMention>,
        context: &DocumentContext,
    ) -> (Vec<EventMention>, Vec<EventMention>) {
        let sure = events.len();
        let mut all = events;
        all.extend(guesses);
        retold::complete(&mut all, sure, context, &self.lists);
        signals::note_repeats(&mut all);
        all.iter_mut().for_each(|event| event.confidence = self.scorer.probability(event));
        all.sort_by_key(|event| {
            let starts = [event.span, event.trigger, event.source.span, event.target.span].map(|span| span.start);
            (event.sentence, starts)
        });
        let (mut events, guesses) = all.into_iter().partition(|event| event.confidence >= self.least);
        retold::drop_repeated(&mut events);
        (events, guesses)
    }

    /// The coder, telling events from that confidence (0 to 1) on.
    pub fn telling_from(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// The least confidence of events that are told.
    pub fn least_confidence(&self) -> f32 {
        self.least
    }

    /// What gives events their confidence.
    pub fn scorer(&self) -> &Scorer {
        &self.scorer
    }

    /// The rules in use.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }
}

/// A name as the gate before the parser wants it; its sentence begins with token `first`.
pub fn named(mention: &Mention, first: u32, entity: &Entity) -> Named {
    let acts = may_act(entity);
    // A body that no list has is as good as a listed one when its name tells whose it is.
    let listed = matches!(mention.entity, EntityRef::Listed(_)) || !entity.code.is_empty();
    Named {
        first: (mention.first_token - first) as usize,
        end: (mention.end_token - first) as usize,
        entity: mention.entity,
        acts,
        party: gate::party(entity.kind, acts, listed, mention),
        subtype: fold_hash(&entity.subtype),
    }
}

/// Whether the entity acts in politics by itself; firms, media and clubs need somebody else beside them.
fn may_act(entity: &Entity) -> bool {
    !matches!(entity.subtype.as_str(), "company" | "bank" | "media" | "sport" | "university" | "continent")
}
