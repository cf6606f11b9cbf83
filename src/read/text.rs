//! A file of plain text → a document.

use super::item::Origin;
use super::{Outcome, dates, encoding};
use crate::model::{DateSource, Document};

pub(super) fn document(origin: &Origin, bytes: &[u8]) -> Outcome {
    match encoding::decode(bytes) {
        Err(cause) => origin.rejected(None, "encoding", &cause),
        Ok(text) if text.trim().is_empty() => origin.rejected(None, "empty", "the file holds no text"),
        Ok(text) => Outcome::Document(whole_file(origin, text.into_owned())),
    }
}

/// The document of a whole file, dated by its name when that tells a date.
pub(super) fn whole_file(origin: &Origin, text: String) -> Document {
    let date = dates::from_path(&origin.id);
    let date_source = if date.is_some() { DateSource::FileName } else { DateSource::None };
    Document {
        id: origin.id.to_string(),
        path: origin.path.to_string(),
        date,
        date_source,
        text,
        ..Document::default()
    }
}
