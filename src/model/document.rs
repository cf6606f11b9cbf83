//! A document as it was read.

use super::PartialDate;

/// One news document as it was read, before any cleaning.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Stable id: the record's own `id`, else the path below the input folder (with `#line` for a record without id).
    pub id: String,
    /// Where it came from, as the user would type it: file path, or path and line of a record.
    pub path: String,
    /// Title from metadata; empty when unknown.
    pub title: String,
    /// Address from metadata; empty when unknown.
    pub url: String,
    /// Date of publication, when metadata or file name gives it.
    pub date: Option<PartialDate>,
    /// Where `date` comes from.
    pub date_source: DateSource,
    /// ISO 639-1 code of the language; empty until metadata or detection tells.
    pub language: String,
    /// The text as it was read. For a web page this is the article's own text, as extracted.
    pub text: String,
    /// What of the record could not be used, with file, line and value, in a sentence for a person; empty when all could.
    pub remark: String,
}

/// What a document's date was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateSource {
    /// No date is known.
    #[default]
    None,
    /// A metadata field of the record or page.
    Metadata,
    /// The dateline of a wire report (`MOSCOW, Feb. 11`).
    Dateline,
    /// A line at the top of the text that holds a date and nothing else.
    DateLine,
    /// The file's name.
    FileName,
    /// What the user gave for documents without a date.
    Given,
}

impl DateSource {
    /// The word that `documents.csv` shows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::DateLine => "text",
            Self::FileName => "filename",
            Self::Given => "given",
        }
    }
}

/// A document that could not be read: a row with `status=rejected`, never the end of a run.
#[derive(Clone, Debug, Default)]
pub struct Rejected {
    /// Id that the document would have had.
    pub id: String,
    /// File, with the line for a record.
    pub path: String,
    /// One word for counting (`encoding`, `json`, `truncated`, `too-large`, `empty`, ...).
    pub reason: &'static str,
    /// File, line and cause, in a sentence for a person.
    pub message: String,
}
