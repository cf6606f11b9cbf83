//! Comma-, semicolon- and tab-separated records → documents.

use std::borrow::Cow;

use super::item::Origin;
use super::options::Role;
use super::record::Fields;
use super::split::Batch;
use super::{FieldNames, Outcome, ReadOptions, encoding};
use crate::delimited::open_quote;

/// The first row of a file: what each column holds.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub separator: u8,
    names: Vec<String>,
    roles: Vec<Option<(Role, u8)>>,
}

impl Header {
    /// Reads the first row, whose cells are divided by `separator`; fails with what is wrong when no column holds the text.
    pub(super) fn parse(row: &[u8], separator: u8, names: &FieldNames) -> Result<Self, String> {
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

    /// What is to be told of columns that mean nothing here: all of them when no column is the title or the date, which one of
    /// them may be, else those that read like a slip.
    pub(super) fn unused(&self, fields: &FieldNames) -> Option<String> {
        let lacks = |role: Role| self.roles.iter().flatten().all(|(known, _)| *known != role);
        let missing: Vec<Role> = Role::ALL.into_iter().filter(|role| lacks(*role)).collect();
        let unused = || self.names.iter().zip(&self.roles).filter(|(name, role)| role.is_none() && !name.is_empty());
        let meant: Vec<String> = unused()
            .filter_map(|(name, _)| {
                let known = missing.iter().filter_map(|role| fields.slip(name, *role));
                known.into_iter().next().map(|right| format!("did you mean \"{right}\" by \"{name}\"?"))
            })
            .collect();
        let untold: Vec<&str> =
            missing.iter().filter(|role| matches!(role, Role::Title | Role::Date)).map(|role| role.name()).collect();
        let names: Vec<&str> = unused().map(|(name, _)| name.as_str()).take(NAMES_TOLD).collect();
        if names.is_empty() || (meant.is_empty() && untold.is_empty()) {
            return None;
        }
        let advice = match (meant.is_empty(), untold.first()) {
            (true, Some(role)) => {
                let untold = untold.join(" or the ");
                format!("none is taken for the {untold}; if one is, say so, as in --field {role}=NAME")
            }
            _ => meant.join(" "),
        };
        let (columns, are) = if names.len() == 1 { ("the column", "is") } else { ("the columns", "are") };
        Some(format!("{columns} {} {are} not used; {advice}", names.join(", ")))
    }
}

/// Names of columns told, at most.
const NAMES_TOLD: usize = 12;

pub(super) fn documents(origin: &Origin, batch: &Batch, header: &Header, options: &ReadOptions) -> Vec<Outcome> {
    let document = |bytes: &[u8], line: u64| match decoded(bytes) {
        Ok(text) if text.trim().is_empty() => None,
        Ok(text) => Some(row(origin, &text, line, header, options)),
        Err(cause) => Some(origin.rejected(Some(line), "encoding", &cause)),
    };
    let mut found = Vec::with_capacity(batch.records.len());
    for (index, record) in batch.records.iter().enumerate() {
        let bytes = batch.bytes_of(record);
        // Only the last row of a file, and so of a batch, can hold a quote that is never closed.
        let is_last = index + 1 == batch.records.len();
        let opened = is_last.then(|| open_quote(bytes, header.separator)).flatten();
        match opened.or_else(|| overrun(bytes, header)) {
            _ if record.too_large => found.push(origin.too_large(Some(record.line), options)),
            None => found.extend(document(bytes, record.line)),
            Some(opened) => {
                let (told, rows) = left_open(origin, record.line, bytes, opened, header);
                found.push(told);
                found.extend(rows.into_iter().filter_map(|(line, bytes)| document(bytes, line)));
            }
        }
    }
    found
}

/// What is told of a row with a quote that is never closed, and the lines behind it with their numbers when all of them read as
/// rows of their own.
fn left_open<'b>(
    origin: &Origin,
    line: u64,
    bytes: &'b [u8],
    opened: usize,
    header: &Header,
) -> (Outcome, Vec<(u64, &'b [u8])>) {
    let breaks = memchr::memchr_iter(b'\n', &bytes[..opened]).count() as u64;
    let end = memchr::memchr(b'\n', &bytes[opened..]).map_or(bytes.len(), |length| opened + length + 1);
    let lines = lines_behind(&bytes[end..], line + breaks + 1);
    let are_rows = are_rows(&lines, header);
    let rest = match lines.len() {
        0 => "",
        _ if are_rows => "; the lines behind it are read as rows of their own",
        _ => "; nothing behind it can be read",
    };
    let cause = format!("a quote is opened in line {} and never closed{rest}", line + breaks);
    (origin.rejected(Some(line), "csv", &cause), if are_rows { lines } else { Vec::new() })
}

/// Lines that are not blank, with their numbers from `first` on.
fn lines_behind(bytes: &[u8], first: u64) -> Vec<(u64, &[u8])> {
    let lines = bytes.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    (first..).zip(lines).filter(|(_, text)| !text.is_empty()).collect()
}

/// Whether each of the lines reads as a whole row.
fn are_rows(lines: &[(u64, &[u8])], header: &Header) -> bool {
    let is_row = |(_, text): &(u64, &[u8])| {
        decoded(text)
            .ok()
            .and_then(|text| cells(&text, header.separator))
            .is_some_and(|row| row.len() == header.names.len())
    };
    lines.iter().all(is_row)
}

/// Where a quote opens that a quote of a later row only seems to close: text stands right behind that one, and each line holds
/// a whole row.
fn overrun(bytes: &[u8], header: &Header) -> Option<usize> {
    memchr::memchr(b'\n', bytes.trim_ascii_end()).filter(|_| header.names.len() > 1)?;
    let (mut opened, mut at_start, mut at) = (None, true, 0);
    while at < bytes.len() {
        match (opened, bytes[at]) {
            (None, b'"') if at_start => opened = Some(at),
            (Some(_), b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (Some(start), b'"') => {
                let closed = bytes.get(at + 1).is_none_or(|next| [header.separator, b'\n', b'\r'].contains(next));
                let broken = memchr::memchr(b'\n', &bytes[start..at]).filter(|_| !closed);
                if let Some(end) = broken {
                    let lines = lines_behind(&bytes[start + end + 1..], 0);
                    let marks = memchr::memchr_iter(header.separator, &bytes[..start + end]).count();
                    let whole = marks + 1 >= header.names.len() && !lines.is_empty() && are_rows(&lines, header);
                    return whole.then_some(start);
                }
                opened = None;
            }
            _ => {}
        }
        at_start = opened.is_none() && (bytes[at] == header.separator || matches!(bytes[at], b'\n' | b'\r'));
        at += 1;
    }
    None
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
        let (found, right) = (cells.len(), header.names.len());
        return origin.rejected(Some(line), "csv", &format!("{found} of {right} fields; the row ends before the text"));
    }
    let mut fields = Fields::of_row(&header.names);
    for (cell, role) in cells.iter().zip(&header.roles) {
        if let Some((role, rank)) = role {
            fields.keep(*role, *rank, Cow::Borrowed(cell));
        }
    }
    fields.into_document(origin, line, false, options)
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
    use super::super::split::Record;
    use super::*;

    fn header(row: &str, separator: u8) -> Header {
        Header::parse(row.as_bytes(), separator, &FieldNames::default()).unwrap()
    }

    #[test]
    fn a_header_without_a_text_says_what_it_has() {
        let missing = Header::parse(b"id,words", b',', &FieldNames::default()).unwrap_err();
        assert!(missing.contains("the columns are id, words"), "{missing}");
    }

    #[test]
    fn columns_that_may_be_meant_are_told() {
        for (row, told) in [
            (
                "Überschrift,Zeitpunkt,Text",
                "the columns Überschrift, Zeitpunkt are not used; none is taken for the title or the date",
            ),
            ("title,dtae,text", "the column dtae is not used; did you mean \"date\" by \"dtae\"?"),
            ("title,text,author", "the column author is not used; none is taken for the date; if one is"),
            ("title,date,text,langauge", "did you mean \"language\" by \"langauge\"?"),
        ] {
            let unused = header(row, b',').unused(&FieldNames::default()).unwrap();
            assert!(unused.contains(told), "{unused}");
        }
        for fine in ["id,title,date,text", "title,date,text,author,section", "text", "headline,body,published"] {
            assert_eq!(header(fine, b',').unused(&FieldNames::default()), None, "{fine}");
        }
    }

    #[test]
    fn a_quote_that_another_row_seems_to_close_does_not_swallow_it() {
        let header = header("text\tdate\tid", b'\t');
        let opened = |row: &str| overrun(row.as_bytes(), &header);
        let next = "Syria said: \"no\" to Iraq\t2016-01-02\t2\n";
        assert_eq!(opened(&format!("\"Iran left Iraq\"\" on Monday.\t2016-01-01\t1\n{next}")), Some(0));
        assert_eq!(opened("\"Iran left.\t2016-01-01\t1\n\"Syria\" left.\t2016-01-02\t2\n"), Some(0));
        assert_eq!(opened("\"Iran left.\nSyria \"stayed\" there.\"\t2016-01-01\t1\n"), None, "no whole row behind");
        assert_eq!(opened("\"Iran left.\n\nSyria stayed.\"\t2016-01-01\t1\n"), None);
        assert_eq!(opened("Iran \"left\".\t2016-01-01\t1\n"), None);
    }

    #[test]
    fn a_quote_that_stays_open_does_not_swallow_the_rows_behind() {
        let header = header("id,text", b',');
        let origin = Origin { path: "a.csv".into(), id: "a.csv".into() };
        let read = |text: &str| -> Vec<String> {
            let record = Record { line: 2, start: 0, end: text.len(), nth: 1, too_large: false };
            let batch = Batch { bytes: text.as_bytes().to_vec(), records: vec![record] };
            let found = documents(&origin, &batch, &header, &ReadOptions::default());
            found
                .into_iter()
                .map(|outcome| match outcome {
                    Outcome::Document(document) => format!("{} {}", document.path, document.text),
                    Outcome::Rejected(rejected) => format!("!{}", rejected.message),
                })
                .collect()
        };
        assert_eq!(
            read("1,\"One.\r\n2,Two.\r\n\r\n3,Three.\r\n"),
            [
                "!a.csv:2: a quote is opened in line 2 and never closed; the lines behind it are read as rows of their own",
                "a.csv:3 Two.",
                "a.csv:5 Three."
            ]
        );
        // Paragraphs of a text that is cut off are no documents.
        assert_eq!(
            read("1,\"One,\nand two, and three.\nEnd"),
            ["!a.csv:2: a quote is opened in line 2 and never closed; nothing behind it can be read"]
        );
        assert_eq!(read("1,\"One.\nTwo.\""), ["a.csv:2 One.\nTwo."]);
    }

    #[test]
    fn rows_become_documents() {
        let header = header("\u{feff}stories_id,Publish_Date,title,body\n", b',');
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
        let short = row(&origin, "5,,t", 4, &header, &options);
        let cause = "a.csv:4: 3 of 4 fields; the row ends before the text";
        assert!(matches!(&short, Outcome::Rejected(r) if r.message == cause), "{short:?}");
    }
}
