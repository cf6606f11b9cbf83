//! What the walk over the inputs hands out, and how it becomes documents.

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use super::csv::Header;
use super::format::Packing;
use super::split::Batch;
use super::{Format, Outcome, ReadOptions, csv, html, json, text};
use crate::model::{DateSource, Rejected};

/// Bytes of one file, or of some records of one file, not yet decoded.
#[derive(Clone, Debug)]
pub struct RawItem {
    pub(super) origin: Origin,
    pub(super) body: Body,
}

/// Where an item came from.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    /// How a person would name the input.
    pub path: Arc<str>,
    /// Identifier of the file's document, or the start of its records' identifiers.
    pub id: Arc<str>,
}

#[derive(Clone, Debug)]
pub(super) enum Body {
    /// A whole file: one document, unless it is an export of many.
    File { bytes: Vec<u8>, packing: Packing, format: Format },
    /// JSON values; `alone` when the file holds only one.
    Json { batch: Batch, alone: bool },
    /// Rows under a header.
    Delimited { batch: Batch, header: Arc<Header> },
    /// An input, or the rest of one, that could not be read.
    Broken { line: Option<u64>, reason: &'static str, message: String },
}

impl RawItem {
    /// How a person would name the input that the item comes from.
    pub fn path(&self) -> &str {
        &self.origin.path
    }

    /// How many bytes the item holds (packed ones for a packed file).
    pub fn bytes(&self) -> usize {
        match &self.body {
            Body::File { bytes, .. } => bytes.len(),
            Body::Json { batch, .. } | Body::Delimited { batch, .. } => batch.bytes.len(),
            Body::Broken { .. } => 0,
        }
    }
}

impl Origin {
    /// A rejected document: of the whole file, or of the record at `line`.
    pub(super) fn rejected(&self, line: Option<u64>, reason: &'static str, cause: &str) -> Outcome {
        let path = line.map_or_else(|| self.path.to_string(), |line| self.record_path(line));
        let id = line.map_or_else(|| self.id.to_string(), |line| self.record_id(line));
        let message = format!("{path}: {cause}");
        Outcome::Rejected(Rejected { id, path, reason, message })
    }

    pub(super) fn record_path(&self, line: u64) -> String {
        format!("{}:{line}", self.path)
    }

    pub(super) fn record_id(&self, line: u64) -> String {
        format!("{}#{line}", self.id)
    }

    pub(super) fn too_large(&self, line: Option<u64>, options: &ReadOptions) -> Outcome {
        let megabytes = options.max_document_bytes >> 20;
        let what = if line.is_some() { "record" } else { "document" };
        self.rejected(
            line,
            "too-large",
            &format!("the {what} is longer than {megabytes} MB; split it into smaller documents"),
        )
    }
}

/// The documents of an item, in order. Pure, and the costly part of reading: meant for many threads.
pub fn decode(item: RawItem, options: &ReadOptions) -> Vec<Outcome> {
    let RawItem { origin, body } = item;
    let mut outcomes = outcomes(&origin, body, options);
    for outcome in &mut outcomes {
        if let Outcome::Document(document) = outcome
            && document.date.is_none()
            && options.date.is_some()
        {
            (document.date, document.date_source) = (options.date, DateSource::Given);
        }
    }
    outcomes
}

fn outcomes(origin: &Origin, body: Body, options: &ReadOptions) -> Vec<Outcome> {
    match body {
        Body::File { bytes, packing, format } => file(origin, &bytes, packing, format, options),
        Body::Json { batch, alone } => json::documents(origin, &batch, alone, options),
        Body::Delimited { batch, header } => csv::documents(origin, &batch, &header, options),
        Body::Broken { line, reason, message } => vec![origin.rejected(line, reason, &message)],
    }
}

fn file(origin: &Origin, bytes: &[u8], packing: Packing, format: Format, options: &ReadOptions) -> Vec<Outcome> {
    let bytes = match unpacked(bytes, packing, options.max_document_bytes) {
        Ok(bytes) if bytes.len() > options.max_document_bytes => return vec![origin.too_large(None, options)],
        Ok(bytes) => bytes,
        Err(cause) => return vec![origin.rejected(None, "truncated", &broken_packing(packing, &cause))],
    };
    match format {
        Format::Html => vec![html::document(origin, &bytes, options)],
        _ => text::documents(origin, &bytes),
    }
}

/// The file's own bytes, one more than `limit` at most.
fn unpacked(bytes: &[u8], packing: Packing, limit: usize) -> std::io::Result<Cow<'_, [u8]>> {
    let mut out = Vec::new();
    let limit = limit as u64 + 1;
    match packing {
        Packing::None => return Ok(Cow::Borrowed(bytes)),
        Packing::Gzip => flate2::bufread::MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut out)?,
        Packing::Zstd => zstd::stream::read::Decoder::with_buffer(bytes)?.take(limit).read_to_end(&mut out)?,
    };
    Ok(Cow::Owned(out))
}

/// What to tell about packed data that cannot be unpacked.
pub(super) fn broken_packing(packing: Packing, cause: &std::io::Error) -> String {
    let name = if packing == Packing::Zstd { "zstd" } else { "gzip" };
    let early = cause.kind() == std::io::ErrorKind::UnexpectedEof || cause.to_string().contains("incomplete");
    match early {
        true => format!("the {name} data ends too early, the file is cut off; fetch it again"),
        false => format!("the {name} data is damaged ({cause}); fetch it again"),
    }
}
