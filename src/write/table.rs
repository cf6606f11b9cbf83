//! One CSV file being written.

use std::fs::File;
use std::io::Write;

use super::csv::{EXCEL_ROWS, Profile, Row, Rows};
use super::folder::Folder;
use super::tables::TableReport;
use crate::error::{Error, Result};

/// Bytes gathered before they go to disk.
const BUFFER: usize = 1 << 18;

/// A table that grows row by row.
pub(super) struct Table {
    name: &'static str,
    file: File,
    /// Rows that are not yet on disk.
    waiting: Rows,
    profile: Profile,
    /// Bytes on disk.
    bytes: u64,
    /// Rows on disk.
    rows: u64,
    long_cells: u64,
}

impl Table {
    /// Begins a table with its header.
    pub fn begin<R: Row>(folder: &Folder, name: &'static str, profile: Profile) -> Result<Self> {
        let (file, mut waiting) = (folder.create(name)?, Rows::new(profile));
        waiting.reserve(BUFFER + BUFFER / 4);
        let mut table = Self { name, file, waiting, profile, bytes: 0, rows: 0, long_cells: 0 };
        table.write(&Rows::header::<R>(profile))?;
        Ok(table)
    }

    /// Who the table is for.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Bytes so far: where the next row begins.
    pub fn position(&self) -> u64 {
        self.bytes + self.waiting.bytes().len() as u64
    }

    /// Adds rows made elsewhere. Many go to disk from where they are.
    pub fn append(&mut self, rows: &Rows) -> Result<()> {
        if rows.bytes().len() < BUFFER {
            self.waiting.append(rows);
            return self.make_room();
        }
        self.flush()?;
        self.put_on_disk(rows)
    }

    /// Adds a row.
    pub fn push<R: Row>(&mut self, row: &R) -> Result<()> {
        self.waiting.push(row);
        self.make_room()
    }

    /// Puts everything on disk.
    pub fn flush(&mut self) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let result = self.put_on_disk(&waiting);
        waiting.clear();
        self.waiting = waiting;
        result
    }

    fn put_on_disk(&mut self, rows: &Rows) -> Result<()> {
        self.rows += rows.count();
        self.long_cells += rows.long_cells();
        self.write(rows.bytes())
    }

    #[inline]
    fn make_room(&mut self) -> Result<()> {
        if self.waiting.bytes().len() < BUFFER { Ok(()) } else { self.flush() }
    }

    /// What a person should know of it.
    pub fn report(&self) -> TableReport {
        let rows = self.rows + self.waiting.count();
        let too_long = self.profile == Profile::Excel && rows + 1 > EXCEL_ROWS;
        let long_cells = if self.profile == Profile::Excel { self.long_cells + self.waiting.long_cells() } else { 0 };
        TableReport { name: self.name, rows, too_long_for_excel: too_long, long_cells }
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
