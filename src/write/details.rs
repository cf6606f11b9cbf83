//! What the further formats tell of each report and `event_mentions.csv` does not hold: kept on disk until all events are
//! known, one line of JSON a report.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::table::cannot_write;
use crate::error::{Error, Result};

/// The name of the file while the tables grow; it is never shown.
const NAME: &str = "reports.jsonl";

/// A report of an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Detail {
    pub doc_id: String,
    /// Address of the document; empty when unknown.
    pub url: String,
    /// Day of writing (ISO 8601), as precise as is known.
    pub written: String,
    /// Characters of the text as read.
    pub chars: u64,
    /// Counted from 1.
    pub sentence: u32,
    /// Whether the sentence is of the headline or the first paragraph.
    pub leads: bool,
    /// First characters of source, target and act in the text as read.
    pub source_at: Option<u64>,
    pub target_at: Option<u64>,
    pub act_at: u64,
    pub confidence: f32,
    pub evidence: String,
}

impl Detail {
    /// Who published it: the host of its address, else nothing.
    pub fn publisher(&self) -> &str {
        let host = self.url.split_once("://").map_or("", |(_, rest)| rest);
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host)
    }

    /// Its address, else its id.
    pub fn address(&self) -> &str {
        if self.url.is_empty() { &self.doc_id } else { &self.url }
    }

    /// The line that holds it.
    pub fn line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }
}

/// The file while it grows.
pub(super) struct DetailWriter {
    file: BufWriter<File>,
    path: PathBuf,
    begins: Vec<u64>,
    bytes: u64,
}

impl DetailWriter {
    pub fn begin(folder: &super::Folder) -> Result<Self> {
        let file = BufWriter::new(folder.create(NAME)?);
        Ok(Self { file, path: folder.staged(NAME), begins: Vec::new(), bytes: 0 })
    }

    /// Adds the lines of one document.
    pub fn append(&mut self, lines: &[Vec<u8>]) -> Result<()> {
        for line in lines {
            self.begins.push(self.bytes);
            self.bytes += line.len() as u64;
            self.file.write_all(line).map_err(|cause| cannot_write(NAME, &cause))?;
        }
        Ok(())
    }

    /// Ends writing, begins reading.
    pub fn finish(mut self) -> Result<DetailReader> {
        self.file.flush().map_err(|cause| cannot_write(NAME, &cause))?;
        DetailReader::open(&self.path, self.begins)
    }
}

/// The finished file.
pub(super) struct DetailReader {
    file: BufReader<File>,
    begins: Vec<u64>,
}

impl DetailReader {
    fn open(path: &Path, begins: Vec<u64>) -> Result<Self> {
        let file = File::open(path).map_err(|cause| unreadable(&cause.to_string()))?;
        Ok(Self { file: BufReader::new(file), begins })
    }

    /// The report with that number.
    pub fn get(&mut self, number: u32) -> Result<Detail> {
        let begin = self.begins.get(number as usize).copied().unwrap_or_default();
        let mut line = Vec::new();
        self.file.seek(SeekFrom::Start(begin)).map_err(|cause| unreadable(&cause.to_string()))?;
        self.file.read_until(b'\n', &mut line).map_err(|cause| unreadable(&cause.to_string()))?;
        serde_json::from_slice(&line).map_err(|cause| unreadable(&cause.to_string()))
    }
}

fn unreadable(cause: &str) -> Error {
    Error::new(format!("{NAME}: cannot be read back: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_publisher_is_the_host_of_the_address() {
        for (url, publisher) in [
            ("https://www.example.com/a?b", "example.com"),
            ("http://news.example.org:8080", "news.example.org"),
            ("", ""),
            ("wire/0217.txt", ""),
        ] {
            assert_eq!(Detail { url: url.into(), ..Detail::default() }.publisher(), publisher, "{url}");
        }
    }
}
