//! CSV text → rows of cells.
//!
//! Nearly every row of a gazetteer holds no quote: such a row is cut at its commas where it stands. A row with a quote,
//! and every row of a file that is not UTF-8 or not cut by line feeds alone, is read by the `csv` crate. Both give the same
//! rows; reading is most of the time that a run takes to start.

use std::ops::ControlFlow;

use memchr::{memchr, memchr_iter};

/// Hands each row and the line where it begins (from 1) to `take`, until that breaks. Empty lines are passed over.
pub(super) fn for_each(csv_text: &[u8], mut take: impl FnMut(u64, Result<&[&str], csv::Error>) -> ControlFlow<()>) {
    match std::str::from_utf8(csv_text) {
        Ok(text) if memchr(b'\r', csv_text).is_none() => plain_rows(text, &mut take),
        _ => any_rows(csv_text, &mut take),
    }
}

fn plain_rows(text: &str, take: &mut impl FnMut(u64, Result<&[&str], csv::Error>) -> ControlFlow<()>) {
    let bytes = text.as_bytes();
    let mut cells: Vec<&str> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let mut end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1);
        let row = text[at..end].trim_end_matches('\n');
        let step = if memchr(b'"', row.as_bytes()).is_some() {
            let mut step = ControlFlow::Continue(());
            end = at + quoted_row(&bytes[at..], |row| step = take(line, row));
            step
        } else if row.is_empty() {
            ControlFlow::Continue(())
        } else {
            cells.clear();
            cells.extend(row.split(','));
            take(line, Ok(&cells))
        };
        if step.is_break() {
            return;
        }
        line += memchr_iter(b'\n', &bytes[at..end]).count() as u64;
        at = end;
    }
}

/// Reads the one row that `bytes` begin with; gives its length with the line feed.
fn quoted_row(bytes: &[u8], take: impl FnOnce(Result<&[&str], csv::Error>)) -> usize {
    let mut reader = reader(bytes);
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(_) => take(Ok(&record.iter().collect::<Vec<_>>())),
        Err(cause) => take(Err(cause)),
    }
    (reader.position().byte() as usize).clamp(1, bytes.len())
}

fn any_rows(bytes: &[u8], take: &mut impl FnMut(u64, Result<&[&str], csv::Error>) -> ControlFlow<()>) {
    let mut reader = reader(bytes);
    let mut record = csv::StringRecord::new();
    loop {
        let before = reader.position().line();
        let read = reader.read_record(&mut record);
        let line = record.position().map_or(before, csv::Position::line);
        let step = match read {
            Ok(false) => return,
            Ok(true) => take(line, Ok(&record.iter().collect::<Vec<_>>())),
            Err(cause) => take(before, Err(cause)),
        };
        if step.is_break() {
            return;
        }
    }
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rows = Vec<(u64, Option<Vec<String>>)>;

    fn gathered(read: impl FnOnce(&mut dyn FnMut(u64, Result<&[&str], csv::Error>) -> ControlFlow<()>)) -> Rows {
        let mut rows = Rows::new();
        read(&mut |line, row| {
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
            let plain = gathered(|mut take| plain_rows(&text, &mut take));
            let any = gathered(|mut take| any_rows(text.as_bytes(), &mut take));
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
