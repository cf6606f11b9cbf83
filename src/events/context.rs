//! What the coder may look at: one document with everything found in it so far.

use crate::gazetteer::Gazetteer;
use crate::model::{
    Annotated, BlockKind, CleanText, Entity, EntityRef, Mention, PartialDate, Segmented, TimeExpression, Tree,
};

/// A document after parsing, and the gazetteer that its mentions point into.
#[derive(Clone, Copy)]
pub struct DocumentContext<'a> {
    /// Entities, titles and agents.
    pub gazetteer: &'a Gazetteer,
    /// Text, blocks, dateline, date.
    pub clean: &'a CleanText,
    /// Sentences and tokens.
    pub segmented: &'a Segmented,
    /// Names, in text order.
    pub mentions: &'a [Mention],
    /// Entities that no gazetteer lists.
    pub found: &'a [Entity],
    /// Time expressions, in text order.
    pub times: &'a [TimeExpression],
    /// One per sentence.
    pub trees: &'a [Option<Tree>],
    /// The time that an undated document tells of, by the offices of its people; once the coder has found it.
    pub era: Option<PartialDate>,
}

impl<'a> DocumentContext<'a> {
    /// The parts of an annotated document that the coder needs.
    pub fn of(annotated: &'a Annotated, gazetteer: &'a Gazetteer) -> Self {
        Self {
            gazetteer,
            clean: &annotated.clean,
            segmented: &annotated.segmented,
            mentions: &annotated.mentions,
            found: &annotated.found,
            times: &annotated.times,
            trees: &annotated.trees,
            era: None,
        }
    }

    /// What a mention means.
    pub fn entity(&self, reference: EntityRef) -> &'a Entity {
        match reference {
            EntityRef::Listed(index) => self.gazetteer.entity(index),
            EntityRef::Found(index) => &self.found[index as usize],
        }
    }

    /// The day that the document tells of, as far as is known: that of the dateline, else of publication.
    pub fn date(&self) -> Option<PartialDate> {
        self.clean.told_date()
    }

    /// What kind of block a sentence stands in.
    pub fn block_kind(&self, sentence: usize) -> BlockKind {
        let block = self.segmented.sentences.get(sentence).map(|sentence| sentence.block as usize);
        block.and_then(|block| self.clean.blocks.get(block)).map_or(BlockKind::Body, |block| block.kind)
    }

    /// The speaker label of the turn that a sentence belongs to.
    pub fn speaker(&self, sentence: usize) -> Option<&'a str> {
        let block = self.segmented.sentences.get(sentence)?.block as usize;
        Some(self.clean.blocks.get(block)?.speaker?.of(&self.clean.text))
    }

    /// The names of one sentence.
    pub fn mentions_in(&self, sentence: usize) -> &'a [Mention] {
        let first = self.mentions.partition_point(|mention| (mention.sentence as usize) < sentence);
        let end = self.mentions.partition_point(|mention| (mention.sentence as usize) <= sentence);
        &self.mentions[first..end]
    }

    /// The time expressions of one sentence.
    pub fn times_in(&self, sentence: usize) -> &'a [TimeExpression] {
        let first = self.times.partition_point(|time| (time.sentence as usize) < sentence);
        let end = self.times.partition_point(|time| (time.sentence as usize) <= sentence);
        &self.times[first..end]
    }
}
