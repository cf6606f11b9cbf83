//! Raw text → clean text, block by block, with a map of offsets back to the text as read.
//!
//! Comes in: a [`Document`] as read. Goes out: [`CleanText`], in which characters are plain, wrapped lines are whole, and
//! every stretch is labelled as what it is: news, headline, caption, byline, dateline, speaker label, boilerplate. The
//! text is walked once ([`normalise`]), then each line is judged by its words and its place ([`layout`]). Sentences and
//! names are other rooms' job.

mod byline;
mod characters;
mod cues;
mod date_line;
mod dateline;
mod furniture;
mod language;
mod layout;
mod markup;
mod normalise;
mod speaker;
mod wrap;

use layout::Layout;

use crate::model::{CleanText, DateSource, Dateline, Document, PartialDate};

/// Cleans one document. Pure; costs a few nanoseconds a byte.
pub fn clean(document: &Document) -> CleanText {
    let normalised = normalise::normalise(&document.text);
    let layout = layout::blocks(&normalised, document.title.trim());
    let title = title(document, &layout, &normalised.text);
    let (date, date_source) = date(document, &layout);
    let dateline = layout.dateline.map(|(place, source, when)| Dateline {
        place,
        source,
        date: when.and_then(|when| when.complete(date)),
    });
    let language = match document.language.as_str() {
        "" => language::detect(&normalised.text).to_string(),
        known => known.to_string(),
    };
    let text = with_breaks(normalised.text, &layout.gaps);
    CleanText { text, map: normalised.map, blocks: layout.blocks, dateline, title, date, date_source, language }
}

fn title(document: &Document, layout: &Layout, text: &str) -> String {
    match document.title.trim() {
        "" => layout.headline.map(|span| span.of(text).to_string()).unwrap_or_default(),
        title => normalise::normalise(title).text.replace('\n', " "),
    }
}

/// Metadata first, then a dateline with its year or a date line at the top, then the file's name.
fn date(document: &Document, layout: &Layout) -> (Option<PartialDate>, DateSource) {
    if document.date.is_some() && document.date_source != DateSource::FileName {
        return (document.date, document.date_source);
    }
    if let Some(date) =
        layout.dateline.as_ref().and_then(|(_, _, when)| when.filter(|when| when.year.is_some())?.complete(None))
    {
        return (Some(date), DateSource::Dateline);
    }
    match layout.date {
        Some(date) => (Some(date), DateSource::DateLine),
        None => (document.date, document.date_source),
    }
}

/// Puts a line break between blocks that shared a line: the blank between them, so that no offset moves.
fn with_breaks(text: String, gaps: &[usize]) -> String {
    let mut bytes = text.into_bytes();
    for &gap in gaps {
        if bytes.get(gap) == Some(&b' ') {
            bytes[gap] = b'\n';
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}
