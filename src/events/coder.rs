//! The coder: rules loaded once, documents coded one by one.

use super::assemble;
use super::candidates::{self, Candidates, Parties};
use super::context::DocumentContext;
use super::files::RuleFiles;
use super::index::Index;
use super::lexicon::Lexicon;
use super::lists::Lists;
use super::noise::Noise;
use super::operators::OperatorIndex;
use super::rules::Rules;
use super::view::View;
use crate::error::Result;
use crate::model::{Entity, EntityRef, EventMention, Mention, Token};

/// All rules, compiled.
pub struct Coder {
    pub(super) lists: Lists,
    pub(super) rules: Rules,
    pub(super) index: Index,
    pub(super) operators: OperatorIndex,
    pub(super) noise: Noise,
    pub(super) lexicon: Lexicon,
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
            candidates: Candidates::new(&rules, &lists)?,
            lexicon: Lexicon::new(rules.words.iter().map(String::as_str)),
            lists,
            rules,
        })
    }

    /// Whether a sentence with these tokens and names is likely enough to hold an event to be parsed: cheap.
    pub fn is_candidate<'e>(
        &self,
        tokens: &[Token],
        mentions: &[Mention],
        entity: impl Fn(EntityRef) -> &'e Entity,
    ) -> bool {
        self.candidates.is_candidate(tokens, parties(mentions, entity))
    }

    /// The phrases of the rules whose words stand in the sentence, and the ids of their classes; for counting how often
    /// each comes to something.
    pub fn phrases_shown<'e>(
        &self,
        tokens: &[Token],
        mentions: &[Mention],
        entity: impl Fn(EntityRef) -> &'e Entity,
    ) -> Vec<(&str, &str)> {
        let shown = self.candidates.shown(tokens, parties(mentions, entity));
        shown.into_iter().map(|(phrase, class)| (phrase, self.rules.id(class))).collect()
    }

    /// How many distinct named parties of a sentence act in politics.
    pub fn parties_that_act<'e>(&self, mentions: &[Mention], entity: impl Fn(EntityRef) -> &'e Entity) -> usize {
        parties(mentions, entity).acting
    }

    /// How often a sentence that shows a phrase has an event of its class, from (sentences shown, coded).
    pub fn phrase_rate(counts: (u32, u32)) -> f32 {
        candidates::rate(counts)
    }

    /// How likely a sentence is to hold an event, from the sum of its phrases' rates, the number of parties that act and
    /// the number of tokens.
    pub fn likelihood(rates: f32, acting: usize, tokens: usize) -> f32 {
        candidates::likelihood(rates, acting, tokens)
    }

    /// The events of one document, in text order: of every sentence that has a tree and stands in a block of news.
    pub fn code(&self, context: &DocumentContext) -> Vec<EventMention> {
        let mut events = Vec::new();
        for index in 0..context.segmented.sentences.len() {
            if !context.block_kind(index).holds_events() {
                continue;
            }
            if let Some(view) = View::new(context, index, &self.lexicon) {
                events.extend(assemble::code_sentence(self, &view));
            }
        }
        if !events.is_empty() {
            let noise = self.noise.of_text(context);
            events.retain(|event: &EventMention| !noise(&event.cameo));
        }
        events
    }

    /// The rules in use.
    pub fn rules(&self) -> &Rules {
        &self.rules
    }
}

/// Who is named in a sentence.
fn parties<'e>(mentions: &[Mention], entity: impl Fn(EntityRef) -> &'e Entity) -> Parties {
    let mut parties = Parties::default();
    for (index, mention) in mentions.iter().enumerate() {
        if !mentions[..index].iter().any(|earlier| earlier.entity == mention.entity) {
            parties.named += 1;
            parties.acting += usize::from(may_act(entity(mention.entity)));
        }
    }
    parties
}

/// Whether the entity acts in politics by itself; firms, media and clubs need somebody else beside them.
fn may_act(entity: &Entity) -> bool {
    !matches!(entity.subtype.as_str(), "company" | "bank" | "media" | "sport" | "university" | "continent")
}
