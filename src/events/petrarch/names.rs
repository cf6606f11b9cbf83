//! Actors and agents of the dictionaries, found in the tokens of a sentence.

use std::path::Path;

use super::phrases::Phrases;
use crate::error::Result;
use crate::events::actors::codes;
use crate::events::context::DocumentContext;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::import::petrarch::actors::Actors;
use crate::gazetteer::import::petrarch::agents::Agents;
use crate::gazetteer::import::petrarch::codes::{DatedCode, code_on};
use crate::gazetteer::import::petrarch::{RowMaker, spoken};
use crate::gazetteer::import::{Report, open};
use crate::model::{EntityRef, EntityType, Mention, PartialDate, Sentence, Shape, Span, Token};

/// A listed actor.
struct Listed {
    id: String,
    name: String,
    codes: Vec<DatedCode>,
}

/// The actors and agents of a run.
#[derive(Default)]
pub struct Names {
    actor_phrases: Phrases,
    actors: Vec<Listed>,
    agent_phrases: Phrases,
    agents: Vec<(String, bool)>,
    maker: Option<RowMaker>,
    /// Whether names and agents that the dictionaries lack are taken from the gazetteer.
    with_gazetteer: bool,
}

/// An actor or agent in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// First token, counted within the sentence.
    pub first: usize,
    /// One past the last.
    pub end: usize,
    /// What it is.
    pub kind: UnitKind,
}

/// What a unit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// An actor with the code that holds on the date; empty when nobody is meant.
    Actor {
        /// The code.
        code: String,
        /// Its entity.
        entity: Option<EntityRef>,
        /// Its name.
        name: String,
    },
    /// An agent.
    Agent {
        /// The part of a code.
        code: String,
        /// Whether it goes before the actor's code.
        before: bool,
    },
}

impl Unit {
    /// Gives an actor the entity that the document's mentions give these words, so that events and mentions tell the same; none where no
    /// mention stands there. The code stays that of the dictionary.
    fn take_mention(&mut self, document: &DocumentContext, index: usize, first_token: u32) {
        let UnitKind::Actor { entity, name, .. } = &mut self.kind else { return };
        let within = |token: u32| token.saturating_sub(first_token) as usize;
        let here = document
            .mentions_in(index)
            .iter()
            .filter(|mention| within(mention.first_token) < self.end && self.first < within(mention.end_token));
        let meant: Vec<EntityRef> = here.map(|mention| mention.entity).collect();
        if entity.is_none_or(|listed| !meant.contains(&listed)) {
            *entity = meant.first().copied();
            if let Some(mentioned) = *entity {
                *name = document.entity(mentioned).name.clone();
            }
        }
    }
}

impl Names {
    /// No names yet.
    pub fn new(with_gazetteer: bool) -> Self {
        Self { with_gazetteer, ..Self::default() }
    }

    /// Adds a dictionary of actors. The order of files must be that in which the gazetteer read them.
    pub fn add_actors(&mut self, path: &Path) -> Result<Report> {
        let mut maker = match self.maker.take() {
            Some(maker) => maker,
            None => RowMaker::load()?,
        };
        let mut reader = Actors::new(path.to_path_buf(), open(path)?);
        while let Some(actor) = reader.next_actor()? {
            let row = maker.row(&actor);
            let index = self.actors.len() as u32;
            actor.names.iter().for_each(|name| self.actor_phrases.add(&spoken(name), index));
            self.actors.push(Listed { id: row.id, name: row.name, codes: actor.codes });
        }
        self.maker = Some(maker);
        Ok(reader.into_report())
    }

    /// Adds a dictionary of agents.
    pub fn add_agents(&mut self, path: &Path) -> Result<Report> {
        let mut reader = Agents::new(path.to_path_buf(), open(path)?);
        while let Some(agent) = reader.next_agent()? {
            let index = self.agents.len() as u32;
            for name in agent.forms.iter().flat_map(|form| [&form.name, &form.plural]) {
                self.agent_phrases.add(&spoken(name), index);
            }
            self.agents.push((agent.code, agent.before));
        }
        Ok(reader.into_report())
    }

    /// Actors and agents in a sentence, in text order, not overlapping; the longest at each place.
    pub fn units(&self, document: &DocumentContext, index: usize, date: Option<PartialDate>) -> Vec<Unit> {
        let Some(sentence) = document.segmented.sentences.get(index) else { return Vec::new() };
        let tokens = document.segmented.tokens_of(sentence);
        let mut units = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.unit_at(document.gazetteer, tokens, sentence, at, date) {
                Some(unit) => {
                    at = unit.end;
                    units.push(unit);
                }
                None => at += 1,
            }
        }
        units.iter_mut().for_each(|unit| unit.take_mention(document, index, sentence.first_token));
        if self.with_gazetteer {
            self.add_mentions(&mut units, document, index, date);
        }
        units
    }

    /// Spans of names for the parser: actors whose capital tells a name.
    pub fn spans(&self, sentence: &Sentence, tokens: &[Token], text: &str) -> Vec<(usize, usize)> {
        let mut spans = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let actor = self.actor_at(tokens, sentence, at).map(|(end, _)| end);
            let end = actor.unwrap_or(at + 1);
            if actor.is_some()
                && tokens[at].shape.is_capitalized()
                && (end > at + 1 || !is_adjective(tokens[at].span.of(text)))
            {
                spans.push((at, end));
            }
            at = end;
        }
        spans
    }

    /// Whether the sentence has an actor, cheaply; `mentions` are the names that the gazetteer has in it.
    pub fn has_actor(&self, sentence: &Sentence, tokens: &[Token], mentions: &[Mention]) -> bool {
        (self.with_gazetteer && !mentions.is_empty())
            || (0..tokens.len()).any(|at| self.actor_at(tokens, sentence, at).is_some())
    }

    fn actor_at(&self, tokens: &[Token], sentence: &Sentence, at: usize) -> Option<(usize, &Listed)> {
        let (end, index) = self.actor_phrases.longest(tokens, at)?;
        let single = end == at + 1;
        let short = tokens[at].span.len() <= 2;
        let printed_as_name = match tokens[at].shape {
            Shape::Lower => false,
            Shape::Title if short => sentence.all_caps,
            _ => true,
        };
        (!single || printed_as_name).then(|| (end, &self.actors[index as usize]))
    }

    fn unit_at(
        &self,
        gazetteer: &Gazetteer,
        tokens: &[Token],
        sentence: &Sentence,
        at: usize,
        date: Option<PartialDate>,
    ) -> Option<Unit> {
        let actor = self.actor_at(tokens, sentence, at);
        let agent = self.agent_at(gazetteer, tokens, at);
        match (actor, agent) {
            (Some((end, listed)), agent) if agent.as_ref().is_none_or(|agent| agent.end <= end) => {
                let code = code_on(&listed.codes, date).unwrap_or("").to_string();
                let entity = gazetteer.index_of(&listed.id).map(EntityRef::Listed);
                Some(Unit { first: at, end, kind: UnitKind::Actor { code, entity, name: listed.name.clone() } })
            }
            (_, agent) => agent,
        }
    }

    fn agent_at(&self, gazetteer: &Gazetteer, tokens: &[Token], at: usize) -> Option<Unit> {
        if let Some((end, index)) = self.agent_phrases.longest(tokens, at) {
            let (code, before) = self.agents[index as usize].clone();
            return Some(Unit { first: at, end, kind: UnitKind::Agent { code, before } });
        }
        if !self.agents.is_empty() {
            return None;
        }
        let found = gazetteer.agents.longest(tokens, at, tokens.len())?;
        let code = found.code.to_string();
        (!code.is_empty()).then_some(Unit { first: at, end: found.end, kind: UnitKind::Agent { code, before: false } })
    }

    /// Names of the gazetteer where the dictionaries know none.
    fn add_mentions(&self, units: &mut Vec<Unit>, document: &DocumentContext, index: usize, date: Option<PartialDate>) {
        let Some(sentence) = document.segmented.sentences.get(index) else { return };
        for mention in document.mentions_in(index) {
            let within = |token: u32| token.saturating_sub(sentence.first_token) as usize;
            let (first, end) = (within(mention.first_token), within(mention.end_token));
            let is_actor = |unit: &Unit| matches!(unit.kind, UnitKind::Actor { .. });
            if units.iter().any(|unit| is_actor(unit) && unit.first < end && first < unit.end) {
                continue;
            }
            let entity = document.entity(mention.entity);
            let code = match entity.kind {
                EntityType::Person => codes::of_person(entity, date),
                _ => codes::of_entity(entity),
            };
            units.retain(|unit| unit.first >= end || first >= unit.end);
            let kind = UnitKind::Actor { code, entity: Some(mention.entity), name: entity.name.clone() };
            units.push(Unit { first, end, kind });
        }
        units.sort_by_key(|unit| unit.first);
    }
}

/// Whether a word looks like an adjective of nationality, which is no name for the parser.
fn is_adjective(word: &str) -> bool {
    ["an", "ish", "ese", "i", "ic", "ch"].iter().any(|ending| word.ends_with(ending))
}

/// The bytes of the clean text that a unit covers.
pub fn span_of(tokens: &[Token], unit: &Unit) -> Span {
    tokens[unit.first].span.join(tokens[unit.end - 1].span)
}
