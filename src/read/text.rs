//! A file of plain text → a document, or those of an export or a mail.

use super::exports::{self, Article};
use super::item::Origin;
use super::{Outcome, dates, encoding};
use crate::model::{DateSource, Document};

pub(super) fn documents(origin: &Origin, bytes: &[u8]) -> Vec<Outcome> {
    let Some(articles) = exports::articles(bytes) else { return vec![document(origin, bytes)] };
    let alone = articles.len() == 1;
    let numbered = (1..).zip(articles);
    let outcome = |(number, article): (u64, Article)| match article.text.trim().is_empty() {
        true => origin.rejected(Some(article.line), "empty", "the article holds no text"),
        false => Outcome::Document(one_of(origin, number, alone, article)),
    };
    numbered.map(outcome).collect()
}

/// The document of an article; `alone` when it is all that the file holds.
fn one_of(origin: &Origin, number: u64, alone: bool, article: Article) -> Document {
    let mut document = whole_file(origin, article.text);
    if !alone {
        (document.id, document.path) = (origin.record_id(number), origin.record_path(article.line));
    }
    if article.date.is_some() {
        (document.date, document.date_source) = (article.date, DateSource::Metadata);
    }
    (document.title, document.language) = (article.title, article.language.to_string());
    document
}

fn document(origin: &Origin, bytes: &[u8]) -> Outcome {
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
