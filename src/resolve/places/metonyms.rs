//! Capitals that stand for their governments: `Moscow denied`. They keep their coordinates and are marked.

use crate::gazetteer::ContextKind;
use crate::model::{EntityRef, Mention, Rule, Shape};

use super::super::Reading;
use super::evidence::follows_preposition;

/// Gives the rule [`Rule::Metonym`] to capitals that speak.
pub fn mark(reading: &Reading, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|mention| matches!(mention.rule, Rule::Name | Rule::Context)) {
        let EntityRef::Listed(index) = mention.entity else { continue };
        let verb = reading.within(mention.sentence, mention.end_token as usize);
        let small = verb.filter(|&verb| reading.segmented.tokens[verb].shape == Shape::Lower);
        if small.is_some_and(|verb| reading.is_context(verb, &[ContextKind::Speaks]))
            && reading.gazetteer.entity(index).subtype == "capital"
            && !follows_preposition(reading, mention.sentence, mention.first_token as usize)
        {
            mention.rule = Rule::Metonym;
        }
    }
}
