//! What a value is as a cell: text, a number, a date, a word of ours, a cell made beforehand.

use super::csv::{Profile, Rows};
use crate::aggregate::PackedDate;
use crate::model::PartialDate;

/// A value of a row struct that knows what kind of cell it is.
pub trait Cell {
    /// Adds the value as the next cell.
    fn cell(&self, rows: &mut Rows);
}

impl Cell for &str {
    #[inline]
    fn cell(&self, rows: &mut Rows) {
        rows.text(self);
    }
}

impl Cell for String {
    fn cell(&self, rows: &mut Rows) {
        rows.text(self);
    }
}

impl Cell for u64 {
    #[inline]
    fn cell(&self, rows: &mut Rows) {
        rows.number(false, *self, 0);
    }
}

impl Cell for u32 {
    fn cell(&self, rows: &mut Rows) {
        u64::from(*self).cell(rows);
    }
}

/// Written by hand, as numbers are: every row of a pair has two.
impl Cell for PartialDate {
    fn cell(&self, rows: &mut Rows) {
        let (year, month, day) = self.parts();
        match u16::try_from(year) {
            Ok(year @ 0..10_000) => {
                let (month, day) = (month.map(|month| month as u8), day.map(|day| day as u8));
                rows.date(year, month.unwrap_or_default(), day.unwrap_or_default());
            }
            _ => rows.plain(self),
        }
    }
}

impl Cell for PackedDate {
    fn cell(&self, rows: &mut Rows) {
        let (year, month, day) = self.numbers();
        match u16::try_from(year) {
            Ok(year @ 0..10_000) => rows.date(year, month, day),
            _ => rows.plain(self.unpack()),
        }
    }
}

/// A word of ours (`person`, `done`): it needs neither guard nor quotes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word(pub &'static str);

impl Cell for Word {
    fn cell(&self, rows: &mut Rows) {
        rows.written(self.0.as_bytes());
    }
}

/// A cell of text that stands in many rows: guarded and quoted once, copied after that.
#[derive(Clone, Debug)]
pub struct Ready {
    bytes: Vec<u8>,
    long_cells: u64,
}

impl Ready {
    /// The cell of `text`.
    pub fn new(profile: Profile, text: &str) -> Self {
        let mut rows = Rows::new(profile);
        rows.text(text);
        Self { bytes: rows.bytes, long_cells: rows.long_cells }
    }
}

impl Cell for &Ready {
    #[inline]
    fn cell(&self, rows: &mut Rows) {
        rows.long_cells += self.long_cells;
        rows.written(&self.bytes);
    }
}

/// Several cells side by side that stand in many rows.
#[derive(Clone, Debug)]
pub struct ReadyCells {
    pub(super) bytes: Vec<u8>,
    pub(super) long_cells: u64,
}

impl ReadyCells {
    /// The cells of the values.
    pub fn new(profile: Profile, values: &[&dyn Cell]) -> Self {
        let mut rows = Rows::new(profile);
        values.iter().for_each(|value| value.cell(&mut rows));
        Self { bytes: rows.bytes, long_cells: rows.long_cells }
    }
}

/// An empty cell when there is no value.
impl<C: Cell> Cell for Option<C> {
    fn cell(&self, rows: &mut Rows) {
        match self {
            Some(value) => value.cell(rows),
            None => rows.empty(),
        }
    }
}

/// A number with a fixed count of decimal places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decimal<const PLACES: usize>(pub f64);

impl<const PLACES: usize> Cell for Decimal<PLACES> {
    fn cell(&self, rows: &mut Rows) {
        const TENS: [f64; 5] = [1.0, 10.0, 100.0, 1000.0, 10_000.0];
        let scaled = (self.0 * const { TENS[PLACES] }).round();
        rows.number(scaled < 0.0, scaled.abs() as u64, PLACES);
    }
}

/// Degrees of latitude or longitude: the shortest decimal that means the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Degrees(pub f32);

impl Cell for Degrees {
    fn cell(&self, rows: &mut Rows) {
        rows.plain(self.0);
    }
}
