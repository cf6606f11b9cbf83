//! The text of a table → rows of cells.
//!
//! Nearly every row of a gazetteer holds no quote: such a row is cut at its commas (or whatever mark its header has, or Excel's
//! first line names) where it stands. A row with a quote, and every row of a file that is not UTF-8 or not cut by line feeds
//! alone, is read by the `csv` crate. Both give the same rows; reading is most of the time that a run takes to start. A quote
//! that is never closed is told, and costs only its line.

use std::ops::ControlFlow;

use memchr::{memchr, memchr_iter};

use crate::delimited::{open_quote, shape};

/// Marks that may stand between cells.
const MARKS: [u8; 3] = [b',', b';', b'\t'];

/// Why a row cannot be read.
#[derive(Debug)]
pub enum Broken {
    /// Its text is not what it should be.
    Text(csv::Error),
    /// A quote is opened in it and never closed.
    OpenQuote,
}

/// What is handed out: the line where the row begins (from 1), the mark between cells, and the cells.
type Take<'t> = dyn FnMut(u64, u8, Result<&[&str], Broken>) -> ControlFlow<()> + 't;

/// Hands each row to `take`, until that breaks. Empty lines are passed over.
pub(super) fn for_each(table: &[u8], mut take: impl FnMut(u64, u8, Result<&[&str], Broken>) -> ControlFlow<()>) {
    let shape = shape(table, &MARKS);
    let (rows, line) = (&table[shape.start..], 1 + u64::from(shape.start > 0));
    match std::str::from_utf8(rows) {
        Ok(text) if memchr(b'\r', rows).is_none() => plain_rows(text, line, shape.separator, &mut take),
        _ => any_rows(rows, line, shape.separator, &mut take),
    }
}

fn plain_rows(text: &str, mut line: u64, separator: u8, take: &mut Take) {
    let bytes = text.as_bytes();
    let mut cells: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mut end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1);
        let row = text[at..end].trim_end_matches('\n');
        let step = if memchr(b'"', row.as_bytes()).is_some() {
            let mut step = ControlFlow::Continue(());
            end = at + quoted_row(&bytes[at..], separator, |opened, row| step = take(line + opened, separator, row));
            step
        } else if row.is_empty() {
            ControlFlow::Continue(())
        } else {
            cells.clear();
            cells.extend(row.split(char::from(separator)));
            take(line, separator, Ok(&cells))
        };
        if step.is_break() {
            return;
        }
        line += memchr_iter(b'\n', &bytes[at..end]).count() as u64;
        at = end;
    }
}

/// Reads the one row that `bytes` begin with; gives its length with the line feed.
fn quoted_row(bytes: &[u8], separator: u8, take: impl FnOnce(u64, Result<&[&str], Broken>)) -> usize {
    let mut reader = reader(bytes, separator);
    let mut record = csv::StringRecord::new();
    let read = reader.read_record(&mut record);
    let length = (reader.position().byte() as usize).clamp(1, bytes.len());
    if let Some((lines, end)) = left_open(&bytes[..length], separator) {
        take(lines, Err(Broken::OpenQuote));
        return end;
    }
    match read {
        Ok(_) => take(0, Ok(&record.iter().collect::<Vec<_>>())),
        Err(cause) => take(0, Err(Broken::Text(cause))),
    }
    length
}

/// In which line of a row (from 0) a quote opens that is never closed, and where that line ends.
fn left_open(row: &[u8], separator: u8) -> Option<(u64, usize)> {
    let opened = open_quote(row, separator)?;
    let end = memchr(b'\n', &row[opened..]).map_or(row.len(), |length| opened + length + 1);
    Some((memchr_iter(b'\n', &row[..opened]).count() as u64, end))
}

fn any_rows(mut bytes: &[u8], mut first_line: u64, separator: u8, take: &mut Take) {
    'again: loop {
        let mut reader = reader(bytes, separator);
        let mut record = csv::StringRecord::new();
        loop {
            let before = reader.position().clone();
            let read = reader.read_record(&mut record);
            let at = record.position().map_or(&before, |at| at);
            let (line, start) = (first_line + at.line() - 1, at.byte() as usize);
            if matches!(read, Ok(false)) {
                return;
            }
            let end = (reader.position().byte() as usize).min(bytes.len());
            let open = left_open(bytes.get(start..end).unwrap_or_default(), separator).filter(|_| end == bytes.len());
            let step = match (read, open) {
                (_, Some((lines, _))) => take(line + lines, separator, Err(Broken::OpenQuote)),
                (Ok(_), None) => take(line, separator, Ok(&record.iter().collect::<Vec<_>>())),
                (Err(cause), None) => take(line, separator, Err(Broken::Text(cause))),
            };
            if step.is_break() {
                return;
            }
            if let Some((lines, end)) = open {
                (bytes, first_line) = (&bytes[start + end..], line + lines + 1);
                continue 'again;
            }
        }
    }
}

fn reader(bytes: &[u8], separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rows = Vec<(u64, Option<Vec<String>>)>;

    fn gathered(read: impl FnOnce(&mut Take)) -> Rows {
        let mut rows = Rows::new();
        read(&mut |line, _, row| {
            rows.push((line, row.ok().map(|row| row.iter().map(|cell| cell.to_string()).collect())));
            ControlFlow::Continue(())
        });
        rows
    }

    #[test]
    fn plain_rows_are_the_rows_that_the_csv_crate_reads() {
        const PIECES: [&str; 12] =
            ["a", ",", "\n", "\"", "\"\"", "\"b,c\"", "\"two\nlines\"", " ", "é", "\n\n", ",,", "\t"];
        let mut state = 7u64;
        for _ in 0..5000 {
            let mut text = String::new();
            for _ in 0..10 {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                text.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
            }
            let cells = |rows: Rows| rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>();
            let plain = gathered(|take| plain_rows(&text, 1, b',', take));
            let any = gathered(|take| any_rows(text.as_bytes(), 1, b',', take));
            assert_eq!(cells(plain), cells(any), "{text:?}");
        }
    }

    #[test]
    fn lines_are_counted_over_quoted_breaks_and_empty_lines() {
        let rows = gathered(|take| for_each(b"a,b\n\n\"x\ny\",c\nd\n", take));
        let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3, 5]);
    }

    #[test]
    fn other_line_ends_and_other_encodings_are_left_to_the_crate() {
        let cells =
            |text: &[u8]| gathered(|take| for_each(text, take)).into_iter().map(|(_, row)| row).collect::<Vec<_>>();
        let row = |cells: [&str; 2]| Some(cells.map(String::from).to_vec());
        assert_eq!(cells(b"a,b\r\nc,d\r\n"), [row(["a", "b"]), row(["c", "d"])]);
        assert_eq!(cells(b"a,b\nc,\xff\n"), [row(["a", "b"]), None]);
    }
}
