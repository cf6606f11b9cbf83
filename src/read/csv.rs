//! Comma-, semicolon- and tab-separated records → documents.

use std::borrow::Cow;

use super::item::Origin;
use super::options::Role;
use super::record::Fields;
use super::split::{Batch, Record};
use super::{FieldNames, Outcome, ReadOptions, encoding};

/// The first row of a file: what each column holds.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub separator: u8,
    names: Vec<String>,
    roles: Vec<Option<(Role, u8)>>,
}

impl Header {
    /// Reads the first row; fails with what is wrong when no column holds the text.
    pub(super) fn parse(row: &[u8], names: &FieldNames) -> Result<Self, String> {
        let separator = separator(row);
        let columns = cells(&decoded(row)?, separator).ok_or("the header row is empty")?;
        let columns: Vec<String> =
            columns.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_string()).collect();
        let roles: Vec<_> = columns.iter().map(|name| names.role(name)).collect();
        if roles.iter().flatten().all(|(role, _)| *role != Role::Text) {
            let (wanted, there) = (names.text_name(), columns.join(", "));
            return Err(format!(
                "no column \"{wanted}\" that holds the text; the columns are {there}; name the right one, as in --field text=NAME"
            ));
        }
        Ok(Self { separator, names: columns, roles })
    }
}

/// The separator that the header has most of, outside quotes.
pub(super) fn separator(row: &[u8]) -> u8 {
    let count = |separator: u8| {
        let mut quoted = false;
        let outside = |&&b: &&u8| {
            quoted ^= b == b'"';
            b == separator && !quoted
        };
        row.iter().filter(outside).count()
    };
    [b',', b'\t', b';', b'|'].into_iter().rev().max_by_key(|&mark| count(mark)).unwrap_or(b',')
}

pub(super) fn documents(origin: &Origin, batch: &Batch, header: &Header, options: &ReadOptions) -> Vec<Outcome> {
    let document = |record: &Record| {
        if record.too_large {
            return Some(origin.too_large(Some(record.line), options));
        }
        let text = match decoded(batch.bytes_of(record)) {
            Ok(text) if text.trim().is_empty() => return None,
            Ok(text) => text,
            Err(cause) => return Some(origin.rejected(Some(record.line), "encoding", &cause)),
        };
        Some(row(origin, &text, record.line, header, options))
    };
    batch.records.iter().filter_map(document).collect()
}

fn row(origin: &Origin, text: &str, line: u64, header: &Header, options: &ReadOptions) -> Outcome {
    let Some(cells) = cells(text, header.separator) else {
        return origin.rejected(Some(line), "csv", "the row cannot be read; is a quote missing?");
    };
    if cells.len() > header.names.len() {
        let (found, right) = (cells.len(), header.names.len());
        let cause =
            format!("{found} fields, the header has {right}; text that holds the separator must stand in quotes");
        return origin.rejected(Some(line), "csv", &cause);
    }
    if header.roles[cells.len()..].iter().flatten().any(|(role, _)| *role == Role::Text) {
        return origin.rejected(Some(line), "csv", &too_few(text, cells.len(), header.names.len()));
    }
    let mut fields = Fields::named(&header.names);
    for (cell, role) in cells.iter().zip(&header.roles) {
        if let Some((role, rank)) = role {
            fields.keep(*role, *rank, Cow::Borrowed(cell));
        }
    }
    fields.into_document(origin, line, false, options)
}

/// Why the row ends before the text.
fn too_few(row: &str, found: usize, right: usize) -> String {
    let open = row.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    let cause = if open { "a quote is opened and never closed" } else { "the row ends before the text" };
    format!("{found} of {right} fields; {cause}")
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => encoding::decode(bytes),
    }
}

fn cells(row: &str, separator: u8) -> Option<::csv::StringRecord> {
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).delimiter(separator).flexible(true).from_reader(row.as_bytes());
    let mut record = ::csv::StringRecord::new();
    reader.read_record(&mut record).ok().filter(|found| *found).map(|_| record)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_header_tells_separator_and_columns() {
        for (row, mark) in
            [("id,text", b','), ("id;text;date", b';'), ("id\ttext", b'\t'), ("\"a,b,c\";text", b';'), ("text", b',')]
        {
            let header = Header::parse(row.as_bytes(), &FieldNames::default()).unwrap();
            assert_eq!(header.separator, mark, "{row}");
        }
        let missing = Header::parse(b"id,words", &FieldNames::default()).unwrap_err();
        assert!(missing.contains("the columns are id, words"), "{missing}");
    }

    #[test]
    fn rows_become_documents() {
        let header =
            Header::parse(b"\xef\xbb\xbfstories_id,Publish_Date,title,body\n", &FieldNames::default()).unwrap();
        let origin = Origin { path: "a.csv".into(), id: "a.csv".into() };
        let options = ReadOptions::default();
        match row(&origin, "5,2016-02-11 10:00:00,\"A, B\",\"He said \"\"no\"\"\nand left\"", 2, &header, &options) {
            Outcome::Document(d) => {
                assert_eq!(
                    (d.id.as_str(), d.title.as_str(), d.text.as_str()),
                    ("5", "A, B", "He said \"no\"\nand left")
                );
                assert_eq!(d.date.unwrap().to_string(), "2016-02-11");
            }
            other => panic!("{other:?}"),
        }
        let extra = row(&origin, "5,,t,one, two", 3, &header, &options);
        assert!(matches!(extra, Outcome::Rejected(r) if r.message.starts_with("a.csv:3: 5 fields, the header has 4")));
        for (text, cause) in [
            ("5,,t", "a.csv:4: 3 of 4 fields; the row ends before the text"),
            ("5,,\"t, and more\nto the end", "a.csv:4: 3 of 4 fields; a quote is opened and never closed"),
        ] {
            let short = row(&origin, text, 4, &header, &options);
            assert!(matches!(&short, Outcome::Rejected(r) if r.message == cause), "{short:?}");
        }
    }
}
