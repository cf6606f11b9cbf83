//! Writes the files of the further formats, once all events are known.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::Folder;
use super::details::DetailReader;
use super::formats::{EventFile, Formats};
use super::geography::Geography;
use super::table::cannot_write;
use super::tables::TableReport;
use super::told::Told;
use super::totals::cameo;
use crate::aggregate::Totals;
use crate::error::Result;
use crate::gazetteer::{Cameo, Gazetteer};
use crate::model::Status;

/// The files that are wanted.
pub(super) struct FurtherFormats {
    files: Vec<(EventFile, BufWriter<File>, u64)>,
    details: DetailReader,
}

impl FurtherFormats {
    /// Begins the files.
    pub fn begin(folder: &Folder, formats: Formats, details: DetailReader) -> Result<Self> {
        let begin = |file: EventFile| Ok((BufWriter::new(folder.create(file.name)?), file));
        let files = formats.files().into_iter().map(begin).collect::<Result<Vec<_>>>()?;
        Ok(Self { files: files.into_iter().map(|(out, file)| (file, out, 0)).collect(), details })
    }

    /// Writes the asserted events, in the order of `ranked`: these formats have no place for what did not happen.
    pub fn write(&mut self, totals: &Totals, gazetteer: &Gazetteer, ontology: &Cameo, ranked: &[u32]) -> Result<()> {
        let geography = Geography::load(gazetteer)?;
        let reports = totals.events.reports_by_event();
        let mut bytes = Vec::new();
        for &number in ranked {
            let event = totals.events.event_numbered(number);
            if event.status != Status::Asserted {
                continue;
            }
            let meaning = cameo(ontology, totals.events.cameo(event));
            let reports = &reports[number as usize];
            let told = Told::of(totals, gazetteer, &geography, event, meaning, reports, &mut self.details)?;
            for (file, out, rows) in &mut self.files {
                bytes.clear();
                *rows += (file.write)(&told, &mut bytes);
                out.write_all(&bytes).map_err(|cause| cannot_write(file.name, &cause))?;
            }
        }
        for (file, out, _) in &mut self.files {
            out.flush().map_err(|cause| cannot_write(file.name, &cause))?;
        }
        Ok(())
    }

    /// What a person should know of the files.
    pub fn reports(&self) -> impl Iterator<Item = TableReport> {
        let report = |name, rows| TableReport { name, rows, too_long_for_excel: false, long_cells: 0 };
        self.files.iter().map(move |(file, _, rows)| report(file.name, *rows))
    }
}
