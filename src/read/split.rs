//! A stream of bytes → batches of whole records (lines, CSV rows, JSON values), without ever holding the stream.

use std::io::{BufRead, Result};

use memchr::{memchr, memchr_iter, memchr2, memchr3};

/// A batch is closed once it holds this many bytes: enough documents to be worth handing over, few enough that their
/// texts stay in the second-level cache between decoding and analysis, and that several threads end at one time.
const BATCH_BYTES: usize = 1 << 17;

/// Records of one input, one after the other in one buffer.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    pub bytes: Vec<u8>,
    pub records: Vec<Record>,
}

/// Where a record lies in its batch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// Line of the input where it begins, from 1.
    pub line: u64,
    pub start: usize,
    pub end: usize,
    /// Which record of its line it is, from 1.
    pub nth: u32,
    /// It was longer than the limit and its bytes were dropped.
    pub too_large: bool,
}

impl Batch {
    pub(super) fn bytes_of(&self, record: &Record) -> &[u8] {
        &self.bytes[record.start..record.end]
    }
}

/// Where one record ends and the next begins.
#[derive(Clone, Copy, Debug)]
pub(super) enum Splitter {
    /// At a line break.
    Lines,
    /// At a line break outside quotes.
    Rows { separator: u8, state: RowState },
    /// Where a JSON object closes; brackets, commas and blanks around it are no record.
    Values { depth: u32, in_string: bool, escaped: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowState {
    FieldStart,
    Plain,
    Quoted,
    QuoteInQuoted,
}

impl Splitter {
    pub(super) fn rows(separator: u8) -> Self {
        Self::Rows { separator, state: RowState::FieldStart }
    }

    pub(super) fn values() -> Self {
        Self::Values { depth: 0, in_string: false, escaped: false }
    }

    /// How many bytes of `chunk` still belong to the record that is open, and whether they close it.
    fn scan(&mut self, chunk: &[u8]) -> (usize, bool) {
        match self {
            Self::Lines => memchr(b'\n', chunk).map_or((chunk.len(), false), |at| (at + 1, true)),
            Self::Rows { separator, state } => scan_row(*separator, state, chunk),
            Self::Values { depth, in_string, escaped } => scan_value(depth, in_string, escaped, chunk),
        }
    }

    /// How many bytes at the start of `chunk` stand between records.
    fn gap(&self, chunk: &[u8]) -> usize {
        match self {
            Self::Values { .. } => {
                chunk.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']')).count()
            }
            _ => 0,
        }
    }
}

fn scan_row(separator: u8, state: &mut RowState, chunk: &[u8]) -> (usize, bool) {
    let mut at = 0;
    while at < chunk.len() {
        let rest = &chunk[at..];
        let skip = match state {
            RowState::Plain => memchr2(b'\n', separator, rest),
            RowState::Quoted => memchr(b'"', rest),
            RowState::FieldStart | RowState::QuoteInQuoted => Some(0),
        };
        let Some(skip) = skip else { return (chunk.len(), false) };
        let byte = rest[skip];
        at += skip + 1;
        *state = match (*state, byte) {
            (RowState::Quoted, _) => RowState::QuoteInQuoted,
            (RowState::FieldStart | RowState::QuoteInQuoted, b'"') => RowState::Quoted,
            (_, b'\n') => {
                *state = RowState::FieldStart;
                return (at, true);
            }
            (_, byte) if byte == separator => RowState::FieldStart,
            _ => RowState::Plain,
        };
    }
    (chunk.len(), false)
}

fn scan_value(depth: &mut u32, in_string: &mut bool, escaped: &mut bool, chunk: &[u8]) -> (usize, bool) {
    let mut at = 0;
    while at < chunk.len() {
        if std::mem::take(escaped) {
            at += 1;
            continue;
        }
        let rest = &chunk[at..];
        if *in_string {
            let Some(skip) = memchr2(b'"', b'\\', rest) else { return (chunk.len(), false) };
            *escaped = rest[skip] == b'\\';
            *in_string = *escaped;
            at += skip + 1;
            continue;
        }
        let next = if *depth == 0 { Some(0) } else { next_structural(rest) };
        let Some(skip) = next else { return (chunk.len(), false) };
        at += skip + 1;
        match rest[skip] {
            b'"' => *in_string = true,
            b'{' | b'[' => *depth += 1,
            b'}' | b']' if *depth > 1 => *depth -= 1,
            b'}' | b']' | b'\n' if *depth < 2 && !(*depth == 1 && rest[skip] == b'\n') => {
                *depth = 0;
                return (at, true);
            }
            _ => {}
        }
    }
    (chunk.len(), false)
}

fn next_structural(bytes: &[u8]) -> Option<usize> {
    let quote = memchr3(b'"', b'{', b'}', bytes);
    let bracket = memchr2(b'[', b']', &bytes[..quote.unwrap_or(bytes.len())]);
    bracket.or(quote)
}

/// Cuts a stream into batches.
pub(super) struct Batches<R> {
    reader: R,
    splitter: Splitter,
    line: u64,
    /// Line of the record before, and which of that line it was.
    before: (u64, u32),
    limit: usize,
}

impl<R: BufRead> Batches<R> {
    pub(super) fn new(reader: R, splitter: Splitter, limit: usize) -> Self {
        Self { reader, splitter, line: 1, before: (0, 0), limit }
    }

    /// The same, when `line` is the first that is left of the input.
    pub(super) fn beginning_at_line(self, line: u64) -> Self {
        Self { line, ..self }
    }

    /// The mark between the cells of rows.
    pub(super) fn separator(&self) -> u8 {
        match self.splitter {
            Splitter::Rows { separator, .. } => separator,
            _ => b',',
        }
    }

    /// The line at which the next record begins.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// One record alone (a header, say).
    pub(super) fn single(&mut self) -> Result<Batch> {
        let mut batch = Batch::default();
        self.append(&mut batch)?;
        Ok(batch)
    }

    /// The next records, [`BATCH_BYTES`] of them or a little more, and at least so many records as are asked for; none at
    /// the end. When reading fails, what came before is kept in `batch` and the unfinished record is dropped.
    pub(super) fn fill(&mut self, batch: &mut Batch, at_least: usize) -> Result<()> {
        batch.bytes.reserve(BATCH_BYTES + BATCH_BYTES / 8);
        while batch.bytes.len() < BATCH_BYTES || batch.records.len() < at_least {
            if !self.append(batch)? {
                break;
            }
        }
        Ok(())
    }

    fn append(&mut self, batch: &mut Batch) -> Result<bool> {
        self.skip_gap()?;
        let (start, line) = (batch.bytes.len(), self.line);
        let (mut too_large, mut any) = (false, false);
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(cause) => {
                    batch.bytes.truncate(start);
                    return Err(cause);
                }
            };
            if chunk.is_empty() {
                break;
            }
            any = true;
            let (taken, complete) = self.splitter.scan(chunk);
            too_large |= batch.bytes.len() - start + taken > self.limit;
            if too_large {
                batch.bytes.truncate(start);
            } else {
                batch.bytes.extend_from_slice(&chunk[..taken]);
            }
            self.line += match self.splitter {
                Splitter::Lines => u64::from(complete),
                _ => memchr_iter(b'\n', &chunk[..taken]).count() as u64,
            };
            self.reader.consume(taken);
            if complete {
                break;
            }
        }
        if any {
            let nth = if self.before.0 == line { self.before.1 + 1 } else { 1 };
            self.before = (line, nth);
            batch.records.push(Record { line, start, end: batch.bytes.len(), nth, too_large });
        }
        Ok(any)
    }

    fn skip_gap(&mut self) -> Result<()> {
        loop {
            let chunk = self.reader.fill_buf()?;
            let gap = self.splitter.gap(chunk);
            let whole = gap == chunk.len();
            self.line += memchr_iter(b'\n', &chunk[..gap]).count() as u64;
            self.reader.consume(gap);
            if gap == 0 || !whole {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::io::BufReader;

    /// Records with their lines, read through a tiny buffer so that every state is crossed at a chunk's end.
    fn records(text: &str, splitter: Splitter, limit: usize) -> Vec<(u64, String)> {
        let mut batch = Batch::default();
        let reader = BufReader::with_capacity(3, text.as_bytes());
        Batches::new(reader, splitter, limit).fill(&mut batch, 1).unwrap();
        let text = |r: &Record| {
            if r.too_large { "!".into() } else { String::from_utf8_lossy(batch.bytes_of(r)).trim().to_string() }
        };
        batch.records.iter().map(|record| (record.line, text(record))).collect()
    }

    #[track_caller]
    fn check(found: Vec<(u64, String)>, expected: &[(u64, &str)]) {
        let found: Vec<(u64, &str)> = found.iter().map(|(line, text)| (*line, text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_cut_at_breaks_and_long_ones_dropped() {
        check(records("a\n\nb", Splitter::Lines, 9), &[(1, "a"), (2, ""), (3, "b")]);
        check(records("a\n0123456789\nb\n", Splitter::Lines, 6), &[(1, "a"), (2, "!"), (3, "b")]);
    }

    #[test]
    fn rows_keep_quoted_breaks() {
        let rows = "a,\"x\ny\"\"\n\",b\n5\" pipe,c\n\"q\"\n";
        check(records(rows, Splitter::rows(b','), 99), &[(1, "a,\"x\ny\"\"\n\",b"), (4, "5\" pipe,c"), (5, "\"q\"")]);
    }

    #[test]
    fn values_are_cut_where_objects_close() {
        let cases: [(&str, &[(u64, &str)]); 4] = [
            ("[\n{\"a\": [1, {}]},\n {\"b\": \"]}\\\"\"}]", &[(2, "{\"a\": [1, {}]}"), (3, "{\"b\": \"]}\\\"\"}")]),
            ("{\"a\":1}\n{\"a\":2}\n", &[(1, "{\"a\":1}"), (2, "{\"a\":2}")]),
            ("{\n\"a\": 1\n}\n", &[(1, "{\n\"a\": 1\n}")]),
            ("[{\"a\": \"cut", &[(1, "{\"a\": \"cut")]),
        ];
        for (text, expected) in cases {
            check(records(text, Splitter::values(), 99), expected);
        }
    }
}
