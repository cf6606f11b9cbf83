//! One CSV file being written.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::csv::{EXCEL_ROWS, Profile, Row, Rows};
use super::folder::Folder;
use super::tables::TableReport;
use crate::error::{Error, Result};

/// Bytes gathered before they go to disk.
const BUFFER: usize = 1 << 18;

/// A table that grows row by row.
pub(super) struct Table {
    name: &'static str,
    file: BufWriter<File>,
    own: Rows,
    profile: Profile,
    bytes: u64,
    rows: u64,
    long_cells: u64,
}

impl Table {
    /// Begins a table with its header.
    pub fn begin<R: Row>(folder: &Folder, name: &'static str, profile: Profile) -> Result<Self> {
        let file = BufWriter::with_capacity(BUFFER, folder.create(name)?);
        let mut table = Self { name, file, own: Rows::new(profile), profile, bytes: 0, rows: 0, long_cells: 0 };
        table.write(&Rows::header::<R>(profile))?;
        Ok(table)
    }

    /// Bytes so far: where the next row begins.
    pub fn position(&self) -> u64 {
        self.bytes
    }

    /// Adds rows made elsewhere.
    pub fn append(&mut self, rows: &Rows) -> Result<()> {
        self.rows += rows.count();
        self.long_cells += rows.long_cells();
        self.write(rows.bytes())
    }

    /// Adds a row.
    pub fn push<R: Row>(&mut self, row: &R) -> Result<()> {
        let mut own = std::mem::take(&mut self.own);
        if own.bytes().is_empty() {
            own = Rows::new(self.profile);
        }
        own.clear();
        own.push(row);
        let result = self.append(&own);
        self.own = own;
        result
    }

    /// Puts everything on disk.
    pub fn flush(&mut self) -> Result<()> {
        self.file.flush().map_err(|cause| cannot_write(self.name, &cause))
    }

    /// What a person should know of it.
    pub fn report(&self) -> TableReport {
        let too_long = self.profile == Profile::Excel && self.rows + 1 > EXCEL_ROWS;
        let long_cells = if self.profile == Profile::Excel { self.long_cells } else { 0 };
        TableReport { name: self.name, rows: self.rows, too_long_for_excel: too_long, long_cells }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes).map_err(|cause| cannot_write(self.name, &cause))
    }
}

/// The error of a file that cannot be written.
pub(super) fn cannot_write(name: &str, cause: &std::io::Error) -> Error {
    Error::new(format!("{name}: cannot write ({cause}); is the disk full? Tables of earlier runs are unchanged"))
}
