//! Reads the best report of an event back from `event_mentions.csv`, so that no sentence need stay in memory.

use std::fs::File;
use std::path::Path;

use crate::error::{Error, Result};

/// What `events.csv` tells of the best report.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    pub doc_id: String,
    pub sentence: u32,
    pub trigger: String,
    pub evidence: String,
}

/// The finished rows of `event_mentions.csv`.
pub(super) struct EvidenceFile {
    reader: csv::Reader<File>,
    record: csv::StringRecord,
}

impl EvidenceFile {
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|cause| Error::new(format!("{}: {cause}", path.display())))?;
        let reader = csv::ReaderBuilder::new().has_headers(false).buffer_capacity(1 << 10).from_reader(file);
        Ok(Self { reader, record: csv::StringRecord::new() })
    }

    /// The row that begins at `position`. Its text is guarded as the profile asks; guarding again changes nothing.
    pub fn at(&mut self, position: u64) -> Result<Evidence> {
        let mut place = csv::Position::new();
        place.set_byte(position);
        let row = self.reader.seek(place).and_then(|()| self.reader.read_record(&mut self.record));
        row.map_err(|cause| Error::new(format!("event_mentions.csv, byte {position}: {cause}")))?;
        let cell = |index: usize| self.record.get(index).unwrap_or_default().to_string();
        Ok(Evidence { doc_id: cell(1), sentence: cell(2).parse().unwrap_or(0), trigger: cell(5), evidence: cell(9) })
    }
}
