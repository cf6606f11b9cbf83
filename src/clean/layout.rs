//! Lines → blocks: what each line is, in its place in the document.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::date_line::{self, DateLine};
use super::dateline::{self, Context, When};
use super::marks::{self, Marks};
use super::normalise::{Line, Normalised};
use super::speaker::{self, Transcript};
use super::{byline, cues, furniture, links};
use crate::model::{Block, BlockKind, PartialDate, Span};

/// Lines longer than this are paragraphs: their words are not looked at for labels.
const SHORT: usize = 330;
/// A line of this length with a stop is prose.
const PROSE: usize = 100;
/// A repeated line shorter than this may be a row of a table or a turn of speech.
const MIN_REPEAT: usize = 25;
/// A label before a caption is shorter than this.
const LONGEST_LABEL: usize = 24;
/// More lines without a stop at the top are a list or a table.
const MAX_HEADLINES: usize = 5;
/// Date lines stand among the first lines.
const TOP_LINES: usize = 16;
/// Lines at the end among which notices stand.
const CLOSING_LINES: usize = 8;
/// Lines at the end among which biographies stand.
const LAST_LINES: usize = 4;

/// All blocks of a text, and what their lines told about it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub blocks: Vec<Block>,
    /// Bytes of the text that now stand between blocks of one line.
    pub gaps: Vec<usize>,
    /// The first wire dateline: place, source, date.
    pub dateline: Option<(Option<Span>, Option<Span>, Option<When>)>,
    /// The date in a line of its own at the top.
    pub date: Option<PartialDate>,
    /// The date that ends a headline (`Weekly briefing, 12 September 2016`), when the text names no later year.
    pub heading_date: Option<PartialDate>,
    /// The first headline.
    pub headline: Option<Span>,
}

/// Divides a text into blocks; `title` is the title from metadata.
pub(super) fn blocks(clean: &Normalised, title: &str) -> Layout {
    let text = clean.text.as_str();
    let line_text = |line: &Line| &text[line.start..line.end];
    let labelled = speaker::may_hold_labels(text);
    let transcript =
        if labelled { Transcript::judge(clean.lines.iter().map(line_text)) } else { Transcript::default() };
    let mut builder = Builder {
        text,
        title,
        lines: &clean.lines,
        transcript,
        phrased: cues::may_be_inside(text),
        seen: FxHashSet::with_capacity_and_hasher(clean.lines.len(), FxBuildHasher),
        authors: Vec::new(),
        body: None,
        speaker: None,
        layout: Layout { blocks: Vec::with_capacity(clean.lines.len() + 4), ..Layout::default() },
        headlines: 0,
        update: None,
        closing_date: None,
    };
    for index in 0..clean.lines.len() {
        builder.add(index);
    }
    builder.finish()
}

struct Builder<'a> {
    text: &'a str,
    title: &'a str,
    lines: &'a [Line],
    transcript: Transcript,
    /// Whether the text may hold phrases that tell a line wherever they stand in it.
    phrased: bool,
    /// Hashes of the lines seen before, and of the first sentences of captions.
    seen: FxHashSet<u64>,
    /// Names from bylines and from speakers who report.
    authors: Vec<&'a str>,
    /// Index of the line at which the article itself begins.
    body: Option<usize>,
    speaker: Option<Span>,
    layout: Layout,
    /// Headlines so far.
    headlines: usize,
    /// The date of the last update, taken when no other is found.
    update: Option<PartialDate>,
    /// The date in a line of its own at the end, taken when the top has none.
    closing_date: Option<PartialDate>,
}

impl<'a> Builder<'a> {
    fn add(&mut self, index: usize) {
        let line = &self.lines[index];
        let (text, start) = (self.line(index), line.start);
        let opening = self.dateline(index, text);
        if let Some(kind) = self.label(index, text, opening.is_some()) {
            if kind == BlockKind::Headline && self.layout.headline.is_none() && self.body.is_none() && is_title(text) {
                self.layout.headline = Some(Span::new(line.start, line.end));
            }
            if kind == BlockKind::Caption {
                return self.captioned(line, text);
            }
            if kind == BlockKind::Headline && self.body.is_none() {
                self.layout.heading_date =
                    self.layout.heading_date.or_else(|| date_line::ending(text).and_then(|(_, line)| line.date));
            }
            let speaker = self.speaker.filter(|_| kind == BlockKind::Body);
            self.speaker = self.speaker.filter(|_| {
                !matches!(kind, BlockKind::Boilerplate | BlockKind::Headline) || speaker::is_stage_direction(text)
            });
            return self.push(start, line.end, kind, speaker);
        }
        if let Some(label) = self.transcript.turn(text) {
            let starts = speaker::turns(text);
            let ends = starts[1..].iter().copied().chain([text.len()]);
            for (&from, end) in starts.iter().zip(ends) {
                let said = text[from..end].trim_end();
                let label = if from == 0 { Some(label.clone()) } else { speaker::label(said) };
                let turn = Line { start: start + from, end: start + from + said.len(), ..*line };
                if let Some(label) = label {
                    self.layout.gaps.extend((from > 0).then(|| turn.start - 1));
                    self.turn(&turn, said, label);
                }
            }
            return;
        }
        self.prose(index, start, opening);
    }

    /// What a whole line is, unless it is prose; `dated`: a dateline opens it.
    fn label(&mut self, index: usize, text: &'a str, dated: bool) -> Option<BlockKind> {
        if text.len() >= MIN_REPEAT && !self.seen.insert(FxBuildHasher.hash_one(text)) {
            return Some(BlockKind::Boilerplate);
        }
        // A long line is read only for its first or last words.
        let marks = if text.len() > SHORT { Marks::ANY } else { Marks::of(text) };
        // A date in figures alone would pass for a code.
        let date_line = if dated || !marks.has(marks::DIGIT) { None } else { date_line::parse(text) };
        let whole = date_line.filter(|line| line.date.is_some());
        if whole.is_some_and(|line| self.is_date_line(index, line)) {
            return Some(BlockKind::MetaLine);
        }
        if (marks.has(marks::BRACE) || text.starts_with('<')) && furniture::is_code(text) {
            return Some(BlockKind::Boilerplate);
        }
        if text.len() > SHORT {
            let notice = self.body.is_none() && furniture::is_station_notice(text);
            let biography = self.is_last(index) && byline::is_biography(text, &self.authors);
            return (notice || biography).then_some(BlockKind::Boilerplate);
        }
        if furniture::is_wordless(text) || speaker::is_stage_direction(text) {
            return Some(BlockKind::Boilerplate);
        }
        if dated {
            return None;
        }
        if date_line.is_some_and(|line| self.is_date_line(index, line)) {
            return Some(BlockKind::MetaLine);
        }
        if let Some(kind) = self.dated_line(index, text) {
            return Some(kind);
        }
        if byline::is_byline(text) || is_signed(text) {
            self.authors.push(text);
            return Some(BlockKind::Byline);
        }
        let told = cues::kind(text, self.phrased).filter(|kind| self.fits(*kind, text));
        told.or_else(|| self.furniture(index, text, marks))
            .or_else(|| self.caption(text, marks))
            .or_else(|| self.heading(index, text))
    }

    /// A line at the top that names its author or its place, and the day.
    fn dated_line(&mut self, index: usize, text: &'a str) -> Option<BlockKind> {
        if self.body.is_some() || index >= TOP_LINES {
            return None;
        }
        if let Some((found, caps)) = dateline::alone(text) {
            let date = found.date.and_then(|when| when.complete(None));
            if !caps {
                self.layout.heading_date = self.layout.heading_date.or(date);
                return Some(BlockKind::MetaLine);
            }
            self.remember_dateline(&found, self.lines[index].start);
            return Some(BlockKind::Dateline);
        }
        let (head, line) = date_line::ending(text)?;
        if !byline::is_byline(head) && !date_line::is_posted(head) {
            return None;
        }
        self.is_date_line(index, line);
        self.authors.push(head);
        Some(BlockKind::Byline)
    }

    fn remember_dateline(&mut self, found: &dateline::Found, start: usize) {
        let shift = |range: std::ops::Range<usize>| Span::new(range.start + start, range.end + start);
        if self.layout.dateline.is_none() {
            self.layout.dateline = Some((found.place.clone().map(shift), found.source.clone().map(shift), found.date));
        }
    }

    /// In a transcript `SOURCE:` may speak.
    fn fits(&self, kind: BlockKind, text: &str) -> bool {
        kind != BlockKind::MetaLine || self.transcript.turn(text).is_none()
    }

    fn furniture(&self, index: usize, text: &str, marks: Marks) -> Option<BlockKind> {
        let edge = self.body.is_none() || self.is_closing(index);
        let found = furniture::is_invitation(text)
            || links::is_teaser(text, self.body.is_some())
            || (marks.has(marks::BAR) && links::is_menu(text))
            || links::is_notice(text)
            || links::is_wire_note(text)
            || (edge && marks.has(marks::CALL) && furniture::is_station_notice(text))
            || (self.is_last(index) && byline::is_biography(text, &self.authors));
        found.then_some(BlockKind::Boilerplate)
    }

    fn caption(&self, text: &str, marks: Marks) -> Option<BlockKind> {
        let tail = || &text[tail_start(text, 70)..];
        let credited =
            marks.has(marks::COLON | marks::SLASH | marks::BRACKET) && cues::has_credit(tail()) && !text.ends_with(':');
        let shown = self.body.is_none() && text.len() < 260 && tells_pose(text);
        (credited || shown).then_some(BlockKind::Caption)
    }

    fn heading(&self, index: usize, text: &str) -> Option<BlockKind> {
        let bullet = text.starts_with(['•', '·', '▪', '●', '*', '–']) || text.starts_with("- ") || is_numbered(text);
        if bullet && text.len() > 3 && self.transcript.turn(text).is_none() {
            return Some(BlockKind::ListItem);
        }
        if !self.title.is_empty() && text.len() < 250 && text.trim_end_matches('.') == self.title.trim_end_matches('.')
        {
            return Some(BlockKind::Headline);
        }
        if text.len() > 160 || ends_sentence(text) || text.starts_with(char::is_lowercase) {
            return None;
        }
        let words = text.bytes().filter(|b| *b == b' ').count() + 1;
        let said = date_line::ending(text).map_or(text, |(head, _)| head);
        let figures = said.bytes().filter(u8::is_ascii_digit).count() * 7 > said.len();
        if words > 24 || self.transcript.turn(text).is_some() {
            return None;
        }
        let top = self.body.is_none() && self.headlines < MAX_HEADLINES && !figures && self.has_body_below(index);
        let after_prose = || index.checked_sub(1).is_some_and(|index| ends_sentence(self.line(index)));
        let set_off = (self.lines[index].set_off || after_prose())
            && self.lines.get(index + 1).is_none_or(|next| next.set_off || next.end - next.start > PROSE);
        let cross = set_off && words <= 12 && !figures && index + 1 < self.lines.len() && self.body.is_some();
        (top || cross).then_some(BlockKind::Headline)
    }

    fn line(&self, index: usize) -> &'a str {
        &self.text[self.lines[index].start..self.lines[index].end]
    }

    /// Whether a line that reads as a date may be one where it stands.
    fn is_date_line(&mut self, index: usize, DateLine { date, update }: DateLine) -> bool {
        let near_top = index < TOP_LINES || self.is_closing(index);
        if index < TOP_LINES && self.body.is_none_or(|body| index <= body + 1) {
            let slot = if update { &mut self.update } else { &mut self.layout.date };
            *slot = slot.or(date);
        } else if index + 2 >= self.lines.len() && !update {
            self.closing_date = self.closing_date.or(date);
        }
        near_top || date.is_some()
    }

    fn turn(&mut self, line: &Line, text: &'a str, label: speaker::Label) {
        self.body.get_or_insert(0);
        if label.marked {
            self.authors.push(&text[label.name.clone()]);
        }
        let name = Span::new(line.start + label.name.start, line.start + label.name.end);
        self.speaker = Some(name);
        self.push(line.start, line.start + label.end, BlockKind::SpeakerLabel, Some(name));
        let said = line.start + label.end + (text.len() - label.end - text[label.end..].trim_start().len());
        if said < line.end {
            self.layout.gaps.push(said - 1);
            self.body_with_tail(said, line.end);
        }
    }

    /// A caption without the label before it (`FILE PHOTO:`), unless the same was said under a picture before, credited otherwise or not.
    fn captioned(&mut self, line: &Line, text: &str) {
        let label = caption_label(text);
        let said = &text[label..];
        let said = &said[..said.find(". ").map_or(said.len(), |stop| stop + 1)];
        if label > 0 {
            self.push(line.start, line.start + label - 1, BlockKind::Boilerplate, None);
            self.layout.gaps.push(line.start + label - 1);
        }
        let again = said.len() >= MIN_REPEAT && !self.seen.insert(FxBuildHasher.hash_one((said, "caption")));
        let kind = if again { BlockKind::Boilerplate } else { BlockKind::Caption };
        self.push(line.start + label, line.end, kind, None);
    }

    fn prose(&mut self, index: usize, start: usize, opening: Option<dateline::Found>) {
        let line = &self.lines[index];
        let text = &self.text[start..line.end];
        if let Some((names, rest)) = inline_byline(text) {
            self.authors.push(&text[..names]);
            self.push(start, start + names, BlockKind::Byline, None);
            self.layout.gaps.push(start + rest - 1);
            let opening = self.dateline(index, &text[rest..]);
            return self.prose(index, start + rest, opening);
        }
        if self.body.is_none() && self.layout.date.is_none() && opening.is_none() {
            self.layout.date = date_line::opening(text);
        }
        if text.len() >= 40 {
            self.body.get_or_insert(index);
        }
        let Some(found) = opening else { return self.body_with_tail(start, line.end) };
        self.remember_dateline(&found, start);
        self.push(start, start + found.end, BlockKind::Dateline, None);
        if found.rest > found.end {
            self.layout.gaps.push(start + found.rest - 1);
        }
        self.body_with_tail(start + found.rest, line.end);
    }

    /// The dateline that opens a line, after asterisks or not.
    fn dateline(&self, index: usize, text: &str) -> Option<dateline::Found> {
        let first = self.body.is_none_or(|body| index == body) && self.layout.dateline.is_none();
        let stars = text.len() - text.trim_start_matches('*').len();
        let found = dateline::find(&text[stars..], Context { first, transcript: self.transcript.any() })?;
        let shift = |range: std::ops::Range<usize>| range.start + stars..range.end + stars;
        let (place, source) = (found.place.map(shift), found.source.map(shift));
        Some(dateline::Found { place, source, end: found.end + stars, rest: found.rest + stars, ..found })
    }

    /// A paragraph, and what follows its last sentence without being news (`Transcript provided by`, `(Reporting by`).
    fn body_with_tail(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        match closing(text) {
            Some((at, kind)) => {
                let body_end = start + text[..at].trim_end().len();
                if body_end > start {
                    self.push(start, body_end, BlockKind::Body, self.speaker);
                    self.layout.gaps.push(start + at - 1);
                }
                self.push(start + at, end, kind, None);
                self.speaker = None;
            }
            None => self.push(start, end, BlockKind::Body, self.speaker),
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: BlockKind, speaker: Option<Span>) {
        if start < end {
            self.headlines += usize::from(kind == BlockKind::Headline);
            let line = self.lines.binary_search_by_key(&start, |line| line.start);
            let set_off = line.is_ok_and(|line| self.lines[line].set_off);
            self.layout.blocks.push(Block { span: Span::new(start, end), kind, speaker, set_off });
        }
    }

    fn is_closing(&self, index: usize) -> bool {
        index + CLOSING_LINES >= self.lines.len() && index > 0
    }

    fn is_last(&self, index: usize) -> bool {
        index + LAST_LINES >= self.lines.len() && index > 0
    }

    /// Whether prose follows among the next lines: a headline stands over something.
    fn has_body_below(&self, index: usize) -> bool {
        self.lines[index + 1..]
            .iter()
            .take(12)
            .any(|line| line.end - line.start >= PROSE || ends_sentence(&self.text[line.start..line.end]))
    }

    fn finish(mut self) -> Layout {
        self.layout.date = self.layout.date.or(self.update).or(self.closing_date);
        let text = self.text;
        self.layout.heading_date = self.layout.heading_date.filter(|date| latest_year(text) <= date.year());
        self.layout
    }
}

/// Whether a line is an agency's or photographer's name, or tells where reporters were.
fn is_signed(text: &str) -> bool {
    links::is_signature(text) || links::is_credit(text) || links::tells_reporters(text)
}

/// The latest year that a text names in figures.
fn latest_year(text: &str) -> i16 {
    let years = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() == 4);
    years.filter_map(|word| word.parse().ok()).filter(|year| (1850..=2060).contains(year)).max().unwrap_or(0)
}

/// `By JANE DOE    WASHINGTON (AP) -- `: where the byline ends and what follows begins.
fn inline_byline(text: &str) -> Option<(usize, usize)> {
    let names = text.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).and_then(|_| text.find("  "))?;
    let rest = names + (text[names..].len() - text[names..].trim_start().len());
    (names <= 90 && rest < text.len() && byline::is_byline(&text[..names])).then_some((names, rest))
}

/// `John Roe (left)`, `John Roe, pictured`: who stands where in a picture.
fn tells_pose(text: &str) -> bool {
    const MARKS: [&[u8]; 7] = [b"(left)", b"(right)", b"(L)", b"(R)", b"(C)", b", pictured", b"(pictured"];
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'(', b',', bytes).any(|at| MARKS.iter().any(|mark| bytes[at..].starts_with(mark)))
}

/// Where the last sentences of a paragraph turn into a signature, and what kind.
fn closing(text: &str) -> Option<(usize, BlockKind)> {
    /// Bytes that follow a stop at least: a blank, and a phrase of four.
    const LEAST: usize = 5;
    let from = tail_start(text, 260);
    let bytes = text.as_bytes();
    let until = bytes.len().saturating_sub(LEAST).max(from);
    memchr::memchr3_iter(b'.', b'!', b'?', &bytes[from..until]).find_map(|stop| {
        let after = from + stop + 1;
        let quotes = bytes[after..].iter().take_while(|b| matches!(b, b'"' | b'\'' | b')')).count();
        let blanks = bytes[after + quotes..].iter().take_while(|b| **b == b' ').count();
        let at = after + quotes + blanks;
        let opens = blanks > 0 && bytes.get(at).is_some_and(|b| b.is_ascii_uppercase() || *b == b'(');
        let kind = opens.then(|| cues::at_start(&text[at..])).flatten();
        kind.filter(|kind| matches!(kind, BlockKind::Boilerplate | BlockKind::Byline)).map(|kind| (at, kind))
    })
}

/// Start of the last `length` bytes or so.
fn tail_start(text: &str, length: usize) -> usize {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    start
}

fn ends_sentence(text: &str) -> bool {
    match text.bytes().rfind(|byte| !matches!(byte, b'"' | b'\'' | b')' | b']')) {
        Some(b'.' | b'!' | b':' | b';' | b',') => true,
        last => last == Some(b'?') && text.len() > 90,
    }
}

/// Where a caption begins behind the label before it; 0 without one.
fn caption_label(text: &str) -> usize {
    let Some((label, said)) = text.split_once(": ") else { return 0 };
    let named = label.len() <= LONGEST_LABEL && cues::at_start(&text[..=label.len()]) == Some(BlockKind::Caption);
    if named && !said.trim().is_empty() { label.len() + 2 } else { 0 }
}

/// `1. `, `2) `, `(a) `.
fn is_numbered(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(5)];
    let digits = head.iter().take_while(|b| b.is_ascii_digit()).count();
    let numbered = (1..=2).contains(&digits)
        && matches!(head.get(digits), Some(b'.' | b')'))
        && head.get(digits + 1) == Some(&b' ');
    numbered || matches!(head, [b'(', b, b')', b' ', ..] if b.is_ascii_alphanumeric())
}

/// Whether a headline says enough to be the document's title.
fn is_title(text: &str) -> bool {
    text.split(' ').count() >= 3 && text.len() >= 12
}
