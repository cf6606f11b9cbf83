//! Rows of cells as CSV bytes.
//!
//! UTF-8, comma-separated, RFC 4180 quoting (a cell is quoted only when it must be), and a line feed after each row: all
//! of Excel, LibreOffice, Numbers, pandas, R, DuckDB and `cut` read that right, while a carriage return would end up in
//! the last column of the simpler tools. What differs between programs is in the [`Profile`].

use std::io::Write as _;

use serde::{Deserialize, Serialize};

use super::cells::ReadyCells;

/// Who the tables are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// For a double click: a byte-order mark, and text that a spreadsheet would run as a formula gets a `'` in front.
    #[default]
    Excel,
    /// For programs: exact text, no mark.
    Data,
}

/// The byte-order mark that tells Excel that a file is UTF-8.
pub const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Characters that Excel keeps of a cell; longer text is cut or spills when the file is opened there.
pub const EXCEL_CELL_CHARACTERS: usize = 32_767;

/// Rows that a sheet of Excel holds, the header included.
pub const EXCEL_ROWS: u64 = 1_048_576;

/// A row type: its columns, and how a value of it is written.
pub trait Row {
    /// Column names, in order.
    fn header() -> Vec<&'static str>;

    /// Writes one cell per column.
    fn cells(&self, rows: &mut Rows);
}

/// Rows of one table as CSV bytes, without header.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    pub(super) bytes: Vec<u8>,
    profile: Profile,
    row_begun: bool,
    count: u64,
    pub(super) long_cells: u64,
}

impl Rows {
    /// No rows yet.
    pub fn new(profile: Profile) -> Self {
        Self { profile, ..Self::default() }
    }

    /// Makes room for that many more bytes.
    pub fn reserve(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// The first bytes of a table: byte-order mark (if the profile has one) and column names.
    pub fn header<R: Row>(profile: Profile) -> Vec<u8> {
        let mut bytes = if profile == Profile::Excel { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        bytes.extend_from_slice(Self::columns::<R>().as_bytes());
        bytes
    }

    /// The line of column names.
    pub fn columns<R: Row>() -> String {
        R::header().join(",") + "\n"
    }

    /// Adds a row.
    pub fn push<R: Row>(&mut self, row: &R) {
        self.row_begun = false;
        row.cells(self);
        self.bytes.push(b'\n');
        self.count += 1;
    }

    /// Adds the rows of another table of the same profile.
    pub fn append(&mut self, other: &Self) {
        self.bytes.extend_from_slice(&other.bytes);
        self.count += other.count;
        self.long_cells += other.long_cells;
    }

    /// The bytes of all rows.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many rows there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many cells hold more than [`EXCEL_CELL_CHARACTERS`].
    pub fn long_cells(&self) -> u64 {
        self.long_cells
    }

    /// Forgets the rows, keeps the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        (self.count, self.long_cells) = (0, 0);
    }

    /// Replaces the cells of one column by `text`; gives where each row begins now. Guarding twice changes nothing.
    pub fn replace_column(&mut self, column: usize, text: &str) -> Vec<u32> {
        let old = std::mem::take(&mut self.bytes);
        self.clear();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(old.as_slice());
        let mut begins = Vec::new();
        for record in reader.records().flatten() {
            begins.push(self.bytes.len() as u32);
            self.row_begun = false;
            for (index, cell) in record.iter().enumerate() {
                self.text(if index == column { text } else { cell });
            }
            self.bytes.push(b'\n');
            self.count += 1;
        }
        begins
    }

    /// Adds a cell of text: guarded, when the profile says so, and quoted when it must be.
    #[inline]
    pub fn text(&mut self, text: &str) {
        self.separate();
        if is_plain(text) {
            self.bytes.extend_from_slice(text.as_bytes());
        } else {
            self.marked(text);
        }
    }

    /// Adds a cell of text that may need a guard or quotes.
    fn marked(&mut self, text: &str) {
        let guard = self.profile == Profile::Excel && runs_as_formula(text);
        let quoted = must_be_quoted(text.as_bytes());
        self.bytes.reserve(text.len() + 4);
        if text.len() > EXCEL_CELL_CHARACTERS && text.chars().count() > EXCEL_CELL_CHARACTERS {
            self.long_cells += 1;
        }
        if quoted {
            self.bytes.push(b'"');
        }
        if guard {
            self.bytes.push(b'\'');
        }
        if quoted {
            self.push_doubling_quotes(text);
            self.bytes.push(b'"');
        } else {
            self.bytes.extend_from_slice(text.as_bytes());
        }
    }

    /// Adds several cells made beforehand, as they must stand in the file.
    #[inline]
    pub fn ready(&mut self, cells: &ReadyCells) {
        self.long_cells += cells.long_cells;
        self.written(&cells.bytes);
    }

    /// Adds an empty cell.
    pub(super) fn empty(&mut self) {
        self.separate();
    }

    /// Adds cells of bytes that are written as they must stand in the file.
    #[inline]
    pub(super) fn written(&mut self, bytes: &[u8]) {
        self.separate();
        self.bytes.extend_from_slice(bytes);
    }

    /// Adds a cell of anything whose text needs neither guard nor quotes: a number, a date, a word of ours.
    pub fn plain(&mut self, value: impl std::fmt::Display) {
        self.separate();
        // Writing to memory cannot fail.
        let _ = write!(self.bytes, "{value}");
    }

    /// Adds a cell with the number `digits` / 10^`places`. Written by hand: half of all cells are numbers.
    #[inline]
    pub(super) fn number(&mut self, negative: bool, digits: u64, places: usize) {
        self.separate();
        match digits {
            0..10 if places == 0 && !negative => self.bytes.push(b'0' + digits as u8),
            0..100 if places == 2 && !negative => {
                let [tenth, hundredth] = two_digits(digits as u8);
                self.bytes.extend_from_slice(&[b'0', b'.', tenth, hundredth]);
            }
            _ => self.digits(negative, digits, places),
        }
    }

    fn digits(&mut self, negative: bool, mut digits: u64, places: usize) {
        let mut buffer = [0u8; 24];
        let (mut at, mut written) = (buffer.len(), 0);
        while digits > 0 || written <= places {
            if written == places && places > 0 {
                at -= 1;
                buffer[at] = b'.';
            }
            at -= 1;
            buffer[at] = b'0' + (digits % 10) as u8;
            digits /= 10;
            written += 1;
        }
        if negative {
            self.bytes.push(b'-');
        }
        self.bytes.extend_from_slice(&buffer[at..]);
    }

    /// Adds a cell with a date of four digits of year; month and day are 0 when not known.
    #[inline]
    pub(super) fn date(&mut self, year: u16, month: u8, day: u8) {
        let ([a, b], [c, d]) = (two_digits((year / 100) as u8), two_digits((year % 100) as u8));
        let ([e, f], [g, h]) = (two_digits(month), two_digits(day));
        match (month, day) {
            (0, _) => self.written(&[a, b, c, d]),
            (_, 0) => self.written(&[a, b, c, d, b'-', e, f]),
            _ => self.written(&[a, b, c, d, b'-', e, f, b'-', g, h]),
        }
    }

    #[inline]
    fn separate(&mut self) {
        if self.row_begun {
            self.bytes.push(b',');
        }
        self.row_begun = true;
    }

    fn push_doubling_quotes(&mut self, text: &str) {
        for (index, piece) in text.split('"').enumerate() {
            if index > 0 {
                self.bytes.extend_from_slice(b"\"\"");
            }
            self.bytes.extend_from_slice(piece.as_bytes());
        }
    }
}

/// Whether a cell is written as it is, as far as a short look tells: not empty, not long, no mark before the hyphen but blanks, and no sign
/// of a formula first.
#[inline]
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let suspect = bytes.iter().fold(false, |found, &byte| found | ((byte < b'-') & (byte != b' ')));
    let first = bytes.first().is_some_and(|first| !matches!(first, b'=' | b'+' | b'-' | b'@' | 0xef));
    first && !suspect && bytes.len() <= EXCEL_CELL_CHARACTERS
}

/// Whether a cell holds a mark that means something in CSV. All such marks and few others come before the hyphen; one
/// comparison a byte, many bytes at once, settles most cells.
fn must_be_quoted(text: &[u8]) -> bool {
    let suspect = text.iter().fold(false, |found, &byte| found | ((byte < b'-') & (byte != b' ')));
    suspect && text.iter().any(|byte| matches!(byte, b'"' | b',' | b'\n' | b'\r'))
}

/// Whether a spreadsheet may take `text` for a formula (OWASP's list, with the full-width forms that some programs fold).
fn runs_as_formula(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n' | b'\0') => true,
        Some(0xef) => text.starts_with(['＝', '＋', '－', '＠']),
        _ => false,
    }
}

#[inline]
fn two_digits(number: u8) -> [u8; 2] {
    [b'0' + number / 10, b'0' + number % 10]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::super::cells::{Cell, Decimal, Degrees, Ready};
    use super::*;
    use crate::model::PartialDate;

    fn text_cell(profile: Profile, text: &str) -> String {
        let mut rows = Rows::new(profile);
        rows.text(text);
        String::from_utf8_lossy(rows.bytes()).into_owned()
    }

    #[test]
    fn text_that_would_run_as_a_formula_is_made_safe_for_excel_only() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+44 20", "'+44 20"),
            ("-5 degrees", "'-5 degrees"),
            ("@handle", "'@handle"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\""),
            ("＝1", "'＝1"),
            ("＠x", "'＠x"),
        ];
        for (text, safe) in cases {
            assert_eq!(text_cell(Profile::Excel, text), safe, "{text:?}");
            assert!(!text_cell(Profile::Data, text).contains('\''), "{text:?}");
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        for text in ["Aleppo", "US-led", "a=b", "", " =1", "'quoted'", "El-Sisi", "1+1"] {
            assert_eq!(text_cell(Profile::Excel, text), text);
            assert_eq!(text_cell(Profile::Data, text), text);
        }
    }

    #[test]
    fn cells_are_quoted_only_when_they_must_be() {
        let cases = [
            ("a, b", "\"a, b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("semi;colon", "semi;colon"),
        ];
        for (text, written) in cases {
            assert_eq!(text_cell(Profile::Data, text), written);
        }
    }

    #[test]
    fn negative_numbers_are_never_guarded_and_never_minus_zero() {
        let mut rows = Rows::new(Profile::Excel);
        Decimal::<1>(-10.0).cell(&mut rows);
        Decimal::<4>(-0.00001).cell(&mut rows);
        Degrees(-33.8678).cell(&mut rows);
        assert_eq!(rows.bytes(), b"-10.0,0.0000,-33.8678");
    }

    #[test]
    fn a_column_can_be_replaced() {
        let mut rows = Rows::new(Profile::Excel);
        for cells in [["a", "=x, \"y\"", "1"], ["a", "two\nlines", "2"]] {
            rows.row_begun = false;
            cells.iter().for_each(|cell| rows.text(cell));
            rows.bytes.push(b'\n');
        }
        let before = String::from_utf8_lossy(rows.bytes()).into_owned();
        let begins = rows.replace_column(0, "a#2");
        assert_eq!(rows.bytes(), before.replace("a,", "a#2,").as_bytes());
        assert_eq!((begins, rows.count()), (vec![0, 19], 2));
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_would() {
        for value in [0u64, 7, 10, 12_345, u64::MAX] {
            let mut rows = Rows::new(Profile::Data);
            value.cell(&mut rows);
            assert_eq!(rows.bytes(), value.to_string().as_bytes());
        }
        for value in [0.0, 0.05, 0.999, 1.0, 12.3456, -0.5, -123.0] {
            let mut rows = Rows::new(Profile::Data);
            Decimal::<2>(value).cell(&mut rows);
            assert_eq!(rows.bytes(), format!("{value:.2}").as_bytes());
        }
    }

    #[test]
    fn dates_are_written_as_they_are_displayed() {
        for text in ["2016-09-13", "2016-09", "2016", "0001-12-31", "9999-01-01", "-0044-03-15"] {
            let Some(date) = date(text) else { panic!("{text}") };
            let mut rows = Rows::new(Profile::Data);
            date.cell(&mut rows);
            assert_eq!(rows.bytes(), date.to_string().as_bytes(), "{text}");
        }
    }

    fn date(text: &str) -> Option<PartialDate> {
        match text.strip_prefix('-') {
            Some(rest) => rest.parse().ok().and_then(|date: PartialDate| PartialDate::day(-date.year(), 3, 15)),
            None => text.parse().ok(),
        }
    }

    #[test]
    fn a_cell_made_ready_is_the_cell() {
        for profile in [Profile::Excel, Profile::Data] {
            for text in ["", "Aleppo", "a, b", "=1+1", "say \"no\"", "two\nlines", "＝1"] {
                let (mut made, mut written) = (Rows::new(profile), Rows::new(profile));
                let ready = Ready::new(profile, text);
                (&ready).cell(&mut made);
                (&ready).cell(&mut made);
                written.text(text);
                written.text(text);
                assert_eq!(made.bytes(), written.bytes(), "{text}");
            }
        }
        let long = Ready::new(Profile::Excel, &"x".repeat(EXCEL_CELL_CHARACTERS + 1));
        let mut rows = Rows::new(Profile::Excel);
        (&long).cell(&mut rows);
        assert_eq!(rows.long_cells(), 1);
    }

    #[test]
    fn cells_longer_than_excel_holds_are_counted() {
        let mut rows = Rows::new(Profile::Excel);
        rows.text(&"é".repeat(EXCEL_CELL_CHARACTERS));
        rows.text(&"é".repeat(EXCEL_CELL_CHARACTERS + 1));
        assert_eq!(rows.long_cells(), 1);
    }
}
