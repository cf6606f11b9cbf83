//! Clean text: what is news, block by block, with a map of offsets back to the text as read.

use super::{DateSource, PartialDate, Span};

/// The result of cleaning one document.
///
/// `text` has curly quotes, odd spaces, soft hyphens, zero-width characters and HTML entities normalised and wrapped
/// lines joined; blocks are separated by a line break and cover all of it in order.
#[derive(Clone, Debug, Default)]
pub struct CleanText {
    /// The clean text.
    pub text: String,
    /// Where each clean byte came from.
    pub map: OffsetMap,
    /// Paragraphs, headlines, captions, boilerplate..., in text order, not overlapping.
    pub blocks: Vec<Block>,
    /// The wire dateline, when the text opens with one.
    pub dateline: Option<Dateline>,
    /// Title: from metadata, else the headline found in the text, else empty.
    pub title: String,
    /// Date of publication: metadata, else dateline or a date line at the top, else file name.
    pub date: Option<PartialDate>,
    /// Where `date` comes from.
    pub date_source: DateSource,
    /// ISO 639-1 code; empty when neither known nor detectable.
    pub language: String,
}

impl CleanText {
    /// The day that the text tells of, as far as is known: that of the dateline, else of publication.
    pub fn told_date(&self) -> Option<PartialDate> {
        self.dateline.as_ref().and_then(|dateline| dateline.date).or(self.date)
    }
}

/// A stretch of clean text of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the clean text, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The speaker label that opens the turn this block belongs to (`KELLY`), without the colon and `BYLINE`.
    pub speaker: Option<Span>,
    /// Whether a blank line or an indent sets it off from the block before, so that no name runs on into it.
    pub set_off: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph of news.
    Body,
    /// A headline or cross-heading, often without a stop.
    Headline,
    /// A photo caption; names count, a repeated one is `Boilerplate`.
    Caption,
    /// An item of a list.
    ListItem,
    /// `By Jane Doe, Staff Writer`.
    Byline,
    /// The dateline of a wire report (`ALEPPO, Syria (Reuters) -`), kept out of the sentence that follows.
    Dateline,
    /// A date, time or source line at the top.
    MetaLine,
    /// A speaker label of a transcript (`KELLY:`), kept out of the sentence; the name of who speaks counts.
    SpeakerLabel,
    /// Station headers, share and newsletter lines, copyright, wire signatures, repeats: not news.
    Boilerplate,
}

impl BlockKind {
    /// Whether names in the block are mentions.
    pub fn holds_names(self) -> bool {
        matches!(
            self,
            Self::Body | Self::Headline | Self::Caption | Self::ListItem | Self::Dateline | Self::SpeakerLabel
        )
    }

    /// Whether sentences of the block may be coded as events.
    pub fn holds_events(self) -> bool {
        matches!(self, Self::Body | Self::Headline | Self::Caption | Self::ListItem)
    }

    /// The word that `explain` shows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Headline => "headline",
            Self::Caption => "caption",
            Self::ListItem => "list item",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::MetaLine => "date or source line",
            Self::SpeakerLabel => "speaker label",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// The parts of a wire dateline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The place as printed (`ALEPPO, Syria`).
    pub place: Option<Span>,
    /// The agency as printed (`Reuters`).
    pub source: Option<Span>,
    /// The date, completed with the year of the document when the dateline has none.
    pub date: Option<PartialDate>,
}

/// A monotone map from bytes of the clean text to bytes of the text as read.
///
/// Kept as runs: within a run, clean and raw bytes advance together; a run starts where they part.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    clean: u32,
    raw: u32,
    /// Raw bytes that the clean bytes of this run stand for, when they do not advance together (0: they do).
    replaced: u32,
}

impl OffsetMap {
    /// Says that clean bytes from `clean` on are copied from raw bytes from `raw` on.
    #[inline]
    pub fn copied(&mut self, clean: usize, raw: usize) {
        self.push(Run { clean: clean as u32, raw: raw as u32, replaced: 0 });
    }

    /// Says that the clean bytes from `clean` to the next run stand for `raw..raw_end` (a decoded entity, say).
    #[inline]
    pub fn replaced(&mut self, clean: usize, raw: usize, raw_end: usize) {
        self.push(Run { clean: clean as u32, raw: raw as u32, replaced: (raw_end - raw) as u32 });
    }

    /// Makes room for that many more runs.
    pub fn reserve(&mut self, runs: usize) {
        self.runs.reserve(runs);
    }

    /// Forgets all runs that begin at clean byte `clean` or after it, because the text was cut there.
    #[inline]
    pub fn truncate(&mut self, clean: usize) {
        while self.runs.last().is_some_and(|run| run.clean as usize >= clean) {
            self.runs.pop();
        }
    }

    #[inline]
    fn push(&mut self, run: Run) {
        debug_assert!(self.runs.last().is_none_or(|last| last.clean <= run.clean && last.raw <= run.raw));
        self.runs.push(run);
    }

    /// The raw byte where the clean byte at `clean` begins.
    pub fn raw_start(&self, clean: u32) -> u32 {
        match self.run_at(clean) {
            Some(run) if run.replaced > 0 => run.raw,
            Some(run) => run.raw + (clean - run.clean),
            None => clean,
        }
    }

    /// The raw byte where the clean text that ends at `clean` (exclusive) ends.
    pub fn raw_end(&self, clean: u32) -> u32 {
        let Some(before) = clean.checked_sub(1) else { return self.raw_start(0) };
        match self.run_at(before) {
            Some(run) if run.replaced > 0 => run.raw + run.replaced,
            Some(run) => run.raw + (clean - run.clean),
            None => clean,
        }
    }

    /// The raw bytes that `span` stands for.
    pub fn raw(&self, span: Span) -> std::ops::Range<usize> {
        self.raw_start(span.start) as usize..self.raw_end(span.end) as usize
    }

    #[inline]
    fn run_at(&self, clean: u32) -> Option<Run> {
        // While the map grows, its end is asked for.
        if let Some(last) = self.runs.last().filter(|last| last.clean <= clean) {
            return Some(*last);
        }
        let after = self.runs.partition_point(|run| run.clean <= clean);
        after.checked_sub(1).map(|index| self.runs[index])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoded_entity_maps_to_its_whole_source() {
        // raw "a &amp; b" → clean "a & b"
        let mut map = OffsetMap::default();
        map.copied(0, 0);
        map.replaced(2, 2, 7);
        map.copied(3, 7);
        assert_eq!(map.raw(Span::new(2, 3)), 2..7);
        assert_eq!(map.raw(Span::new(0, 5)), 0..9);
        assert_eq!(map.raw(Span::new(4, 5)), 8..9);
    }

    #[test]
    fn a_dropped_character_inside_a_name_stays_inside() {
        // raw "Pu\u{ad}tin" → clean "Putin"
        let mut map = OffsetMap::default();
        map.copied(0, 0);
        map.copied(2, 4);
        assert_eq!(map.raw(Span::new(0, 5)), 0..7);
        assert_eq!(map.raw(Span::new(0, 2)), 0..2);
    }

    #[test]
    fn an_empty_map_changes_nothing() {
        assert_eq!(OffsetMap::default().raw(Span::new(3, 9)), 3..9);
    }
}
