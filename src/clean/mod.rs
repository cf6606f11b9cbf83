//! Raw text → clean text, block by block, with a map of offsets back to the text as read.

mod characters;
mod markup;
mod normalise;
mod wrap;

use crate::model::{Block, BlockKind, CleanText, Document, Span};

/// Cleans one document.
pub fn clean(document: &Document) -> CleanText {
    let normalised = normalise::normalise(&document.text);
    let blocks = normalised
        .lines
        .iter()
        .map(|line| Block { span: Span::new(line.start, line.end), kind: BlockKind::Body, speaker: None })
        .collect();
    CleanText {
        text: normalised.text,
        map: normalised.map,
        blocks,
        title: document.title.clone(),
        date: document.date,
        date_source: document.date_source,
        language: document.language.clone(),
        ..CleanText::default()
    }
}
