//! One analysed document → its rows, and what it adds to the totals.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::cells::{Decimal, Ready, Word};
use super::csv::{Profile, Row, Rows};
use super::details::Detail;
use super::formats::Formats;
use super::offsets::CharacterIndex;
use super::rows::{DateRow, DocumentRow, EventMentionRow, MentionRow};
use crate::aggregate::{self, Contribution, TotalsOptions};
use crate::gazetteer::Gazetteer;
use crate::model::{Annotated, BlockKind, EventMention, PartialDate, Rejected, Span};
use crate::read::UniqueIds;

/// How entries are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct EntryOptions {
    /// Profile of the tables.
    pub profile: Profile,
    /// Whether the text itself is written too.
    pub texts: bool,
    /// What is counted.
    pub totals: TotalsOptions,
    /// Further formats of the events.
    pub formats: Formats,
}

/// What the tables get from one document.
#[derive(Clone, Debug)]
pub enum Entry {
    /// The document was analysed.
    Done(Box<DocumentEntry>),
    /// It could not be read.
    Rejected(Rejected),
}

/// Rows and contribution of an analysed document.
#[derive(Clone, Debug)]
pub struct DocumentEntry {
    facts: Facts,
    pub(super) mentions: Rows,
    pub(super) event_mentions: Rows,
    pub(super) dates: Rows,
    /// Its line of `texts.jsonl`; empty when not wanted.
    pub(super) text: Vec<u8>,
    /// What the further formats tell of each report, as lines; empty when none is wanted.
    pub(super) details: Vec<Vec<u8>>,
    pub(super) contribution: Contribution,
}

/// The document's own row, but for `duplicate_of`, which only the whole corpus tells.
#[derive(Clone, Debug, Default)]
struct Facts {
    doc_id: String,
    path: String,
    title: String,
    date: Option<PartialDate>,
    date_source: &'static str,
    language: String,
    chars: u64,
    text_bytes: u64,
    sentences: u64,
    mentions: u64,
    events: u64,
    themes: String,
    remark: String,
}

impl Facts {
    /// What `annotated` tells; strings that nobody else needs are taken out of it.
    fn of(annotated: &mut Annotated, characters: u64) -> Self {
        let (document, clean) = (&mut annotated.document, &mut annotated.clean);
        Self {
            doc_id: document.id.clone(),
            path: std::mem::take(&mut document.path),
            title: std::mem::take(&mut clean.title),
            date: clean.date,
            date_source: clean.date_source.as_str(),
            language: std::mem::take(&mut clean.language),
            chars: characters,
            text_bytes: document.text.len() as u64,
            sentences: annotated.segmented.sentences.len() as u64,
            mentions: annotated.mentions.len() as u64,
            events: annotated.events.len() as u64,
            themes: annotated.themes.join("|"),
            remark: std::mem::take(&mut document.remark),
        }
    }
}

impl Entry {
    /// Gives the document another id when an earlier one has its id. Rare, so the rows are written again.
    pub fn settle_id(&mut self, ids: &mut UniqueIds) {
        match self {
            Self::Rejected(rejected) => {
                ids.settle(&mut rejected.id);
            }
            Self::Done(document) => {
                if ids.settle(&mut document.facts.doc_id) {
                    document.rename();
                }
            }
        }
    }
}

impl DocumentEntry {
    /// Writes the rows of a document.
    pub fn new(mut annotated: Annotated, gazetteer: &Gazetteer, options: EntryOptions) -> Self {
        let writer = RowWriter {
            annotated: &annotated,
            gazetteer,
            characters: CharacterIndex::new(&annotated.document.text),
            profile: options.profile,
        };
        let (mentions, dates) = (writer.mentions(), writer.dates());
        let (event_mentions, event_rows) = writer.event_mentions();
        let characters = writer.characters.characters();
        let details = if options.formats.any() { writer.details(characters) } else { Vec::new() };
        let facts = Facts::of(&mut annotated, characters);
        let text = match options.texts {
            true => {
                let document = &annotated.document;
                TextLine { doc_id: document.id.as_str().into(), text: document.text.as_str().into() }.to_json()
            }
            false => Vec::new(),
        };
        let contribution = Contribution::of(annotated, gazetteer, &event_rows, options.totals.window);
        Self { facts, mentions, event_mentions, dates, text, details, contribution }
    }

    /// Id of the document.
    pub fn doc_id(&self) -> &str {
        &self.facts.doc_id
    }

    /// Bytes of the text as read.
    pub fn text_bytes(&self) -> u64 {
        self.facts.text_bytes
    }

    /// Whether no date of it is known.
    pub fn is_undated(&self) -> bool {
        self.facts.date.is_none()
    }

    /// How many reports of events it holds.
    pub fn events(&self) -> u64 {
        self.facts.events
    }

    /// What of its record could not be used; empty when all could.
    pub fn remark(&self) -> &str {
        &self.facts.remark
    }

    /// Puts the document's new id where the old one was.
    fn rename(&mut self) {
        let id = &self.facts.doc_id;
        self.mentions.replace_column(column::<MentionRow>(), id);
        self.dates.replace_column(column::<DateRow>(), id);
        let begins = self.event_mentions.replace_column(column::<EventMentionRow>(), id);
        for (event, begin) in self.contribution.events.iter_mut().zip(begins) {
            event.row = begin;
        }
        for line in &mut self.details {
            if let Ok(detail) = serde_json::from_slice::<Detail>(line) {
                *line = Detail { doc_id: id.clone(), ..detail }.line();
            }
        }
        if let Ok(mut line) = serde_json::from_slice::<TextLine>(&self.text) {
            line.doc_id = id.into();
            self.text = line.to_json();
        }
        self.contribution.doc_id.clone_from(id);
    }

    /// The document's row.
    pub(super) fn row<'a>(&'a self, duplicate_of: &'a str) -> DocumentRow<'a> {
        let facts = &self.facts;
        DocumentRow {
            doc_id: &facts.doc_id,
            path: &facts.path,
            title: &facts.title,
            date: facts.date,
            date_source: Word(facts.date_source),
            language: &facts.language,
            chars: Some(facts.chars),
            sentences: Some(facts.sentences),
            mentions: Some(facts.mentions),
            events: Some(facts.events),
            duplicate_of,
            status: Word("done"),
            message: &facts.remark,
            themes: &facts.themes,
        }
    }
}

/// The row of a document that could not be read.
pub(super) fn rejected_row(rejected: &Rejected) -> DocumentRow<'_> {
    DocumentRow {
        doc_id: &rejected.id,
        path: &rejected.path,
        title: "",
        date: None,
        date_source: Word(""),
        language: "",
        chars: None,
        sentences: None,
        mentions: None,
        events: None,
        duplicate_of: "",
        status: Word("rejected"),
        message: &rejected.message,
        themes: "",
    }
}

/// Which column holds the id of the document.
fn column<R: Row>() -> usize {
    R::header().iter().position(|name| *name == "doc_id").unwrap_or(0)
}

/// A line of `texts.jsonl`.
#[derive(Serialize, Deserialize)]
struct TextLine<'a> {
    doc_id: Cow<'a, str>,
    text: Cow<'a, str>,
}

impl TextLine<'_> {
    fn to_json(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }
}

/// A row of `mentions.csv` is about that long.
const MENTION_BYTES: usize = 104;

struct RowWriter<'a> {
    annotated: &'a Annotated,
    gazetteer: &'a Gazetteer,
    characters: CharacterIndex<'a>,
    profile: Profile,
}

impl<'a> RowWriter<'a> {
    fn mentions(&self) -> Rows {
        let mut rows = Rows::new(self.profile);
        rows.reserve(self.annotated.mentions.len() * MENTION_BYTES);
        let doc_id = Ready::new(self.profile, &self.annotated.document.id);
        for mention in &self.annotated.mentions {
            let entity = aggregate::entity(mention.entity, self.gazetteer, &self.annotated.found);
            let (start, end, text) = self.place(mention.span);
            rows.push(&MentionRow {
                doc_id: &doc_id,
                sentence: mention.sentence + 1,
                start,
                end,
                text,
                entity_id: &entity.id,
                name: &entity.name,
                r#type: Word(entity.kind.as_str()),
                rule: Word(mention.rule.as_str()),
                confidence: Decimal(f64::from(mention.confidence)),
            });
        }
        rows
    }

    fn dates(&self) -> Rows {
        let mut rows = Rows::new(self.profile);
        for time in &self.annotated.times {
            let (start, end, text) = self.place(time.span);
            rows.push(&DateRow {
                doc_id: &self.annotated.document.id,
                sentence: time.sentence + 1,
                start,
                end,
                text,
                r#type: time.kind.as_str(),
                value: &time.value,
            });
        }
        rows
    }

    /// The rows, and for each the hash of its event's key and where it begins.
    fn event_mentions(&self) -> (Rows, Vec<(u64, u32)>) {
        let mut rows = Rows::new(self.profile);
        let mut begins = Vec::with_capacity(self.annotated.events.len());
        for event in &self.annotated.events {
            let hash = aggregate::event_key(event, self.gazetteer, &self.annotated.found).hash();
            begins.push((hash, rows.bytes().len() as u32));
            let id = aggregate::event_id(event.date, &event.source.code, &event.target.code, &event.cameo, hash);
            rows.push(&self.event_mention(event, &id));
        }
        (rows, begins)
    }

    fn event_mention<'b>(&'b self, event: &'b EventMention, id: &'b str) -> EventMentionRow<'b> {
        let (start, end, _) = self.place(event.span);
        let clean = &self.annotated.clean.text;
        let sentence = self.annotated.segmented.sentences.get(event.sentence as usize);
        EventMentionRow {
            event_id: id,
            doc_id: &self.annotated.document.id,
            sentence: event.sentence + 1,
            start,
            end,
            trigger: event.trigger.of(clean),
            status: event.status.as_str(),
            attribution: &event.attribution,
            confidence: Decimal(f64::from(event.confidence)),
            evidence: sentence.map_or(event.span, |sentence| sentence.span).of(clean),
        }
    }

    /// What the further formats tell of each report.
    fn details(&self, characters: u64) -> Vec<Vec<u8>> {
        self.annotated.events.iter().map(|event| self.detail(event, characters).line()).collect()
    }

    fn detail(&self, event: &EventMention, characters: u64) -> Detail {
        let (document, clean) = (&self.annotated.document, &self.annotated.clean);
        let sentence = self.annotated.segmented.sentences.get(event.sentence as usize);
        let first_paragraph = clean.blocks.iter().position(|block| block.kind == BlockKind::Body).unwrap_or_default();
        let at = |span: Span| (!span.is_empty()).then(|| self.place(span).0);
        Detail {
            doc_id: document.id.clone(),
            url: document.url.clone(),
            written: clean.date.map(|date| date.to_string()).unwrap_or_default(),
            chars: characters,
            sentence: event.sentence + 1,
            leads: sentence.is_some_and(|sentence| sentence.block as usize <= first_paragraph),
            source_at: at(event.source.span),
            target_at: at(event.target.span),
            act_at: self.place(event.trigger).0,
            confidence: event.confidence,
            evidence: sentence.map_or(event.span, |sentence| sentence.span).of(&clean.text).to_string(),
        }
    }

    /// First character, one past the last, and the text between them, of the text as read.
    fn place(&self, span: Span) -> (u64, u64, &'a str) {
        let raw = self.annotated.clean.map.raw(span);
        let (start, end) = (self.characters.at(raw.start), self.characters.at(raw.end));
        (start, end, self.annotated.document.text.get(raw).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CleanText, Document, OffsetMap, TimeExpression, TimeType};

    #[test]
    fn a_taken_id_is_replaced_in_every_row() {
        let annotated = Annotated {
            document: Document { id: "d".into(), text: "On Monday".into(), ..Document::default() },
            clean: CleanText { text: "On Monday".into(), ..CleanText::default() },
            times: vec![TimeExpression {
                sentence: 0,
                span: Span::new(3, 9),
                kind: TimeType::Date,
                value: "2016-09-12".into(),
                date: None,
            }],
            ..Annotated::default()
        };
        let options = EntryOptions { texts: true, ..EntryOptions::default() };
        let mut ids = UniqueIds::default();
        let entries = [annotated.clone(), annotated].map(|annotated| {
            let mut entry = Entry::Done(Box::new(DocumentEntry::new(annotated, &Gazetteer::default(), options)));
            entry.settle_id(&mut ids);
            entry
        });
        let [Entry::Done(first), Entry::Done(second)] = entries else { return assert_eq!("rejected", "") };
        assert_eq!(first.dates.bytes(), b"d,1,3,9,Monday,DATE,2016-09-12\n");
        assert_eq!(second.dates.bytes(), b"d#2,1,3,9,Monday,DATE,2016-09-12\n");
        assert_eq!(second.text, b"{\"doc_id\":\"d#2\",\"text\":\"On Monday\"}\n");
        assert_eq!(second.row("d").doc_id, "d#2");
    }

    #[test]
    fn offsets_are_characters_of_the_text_as_read() {
        // "&eacute;" is one character when clean; the emoji is four bytes and one character.
        let raw = "🎉 caf&eacute; on Monday";
        let clean = "🎉 café on Monday";
        let mut map = OffsetMap::default();
        map.copied(0, 0);
        map.replaced(8, 8, 16);
        map.copied(10, 16);
        let time = |start: usize, end: usize| TimeExpression {
            sentence: 0,
            span: Span::new(start, end),
            kind: TimeType::Date,
            value: "2016-09-12".into(),
            date: None,
        };
        let annotated = Annotated {
            document: Document { id: "d".into(), text: raw.into(), ..Document::default() },
            clean: CleanText { text: clean.into(), map, ..CleanText::default() },
            times: vec![time(5, 10), time(14, 20)],
            ..Annotated::default()
        };
        let entry = DocumentEntry::new(annotated, &Gazetteer::default(), EntryOptions::default());
        let rows = String::from_utf8_lossy(entry.dates.bytes()).into_owned();
        assert_eq!(rows, "d,1,2,13,caf&eacute;,DATE,2016-09-12\nd,1,17,23,Monday,DATE,2016-09-12\n");
    }
}
