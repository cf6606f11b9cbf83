//! A document with everything found in it.

use super::{
    CleanText, Decision, Document, Entity, EventMention, Mention, RejectedName, Segmented, Theme, TimeExpression, Tree,
};

/// A document and all that the pipeline added to it.
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// The document as read.
    pub document: Document,
    /// Clean text, blocks, date, title.
    pub clean: CleanText,
    /// Sentences and tokens.
    pub segmented: Segmented,
    /// Names and what they mean, in text order, not overlapping.
    pub mentions: Vec<Mention>,
    /// Names seen and not taken; filled only when the pipeline was asked to explain.
    pub rejected: Vec<RejectedName>,
    /// What would be events were they surer.
    pub guesses: Vec<EventMention>,
    /// What decided between several meanings; filled only when the pipeline was asked to explain.
    pub decisions: Vec<Decision>,
    /// Entities that no gazetteer lists, found in this document.
    pub found: Vec<Entity>,
    /// Time expressions, in text order.
    pub times: Vec<TimeExpression>,
    /// One per sentence: the tree, when the sentence was worth parsing.
    pub trees: Vec<Option<Tree>>,
    /// Events, in text order.
    pub events: Vec<EventMention>,
    /// What the document is about, in order.
    pub themes: Vec<Theme>,
}
