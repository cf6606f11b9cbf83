//! Lines of a list of any kind, packed or not.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::error::{Error, Result};

/// Lines one by one, without their ends.
pub struct Lines {
    input: Box<dyn BufRead>,
    name: String,
    bytes: Vec<u8>,
    text: String,
    /// Number of the last line, from 1.
    pub number: u64,
}

/// Opens a list for reading; `.gz` and `.zst` are unpacked on the way, as their first bytes tell.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let wrong = |cause: std::io::Error| Error::new(format!("{}: {cause}", path.display()));
    let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(wrong)?);
    let first = file.fill_buf().map_err(wrong)?;
    if first.starts_with(b"BZh") {
        return Err(Error::new(format!(
            "{}: bzip2 is not read; unpack it first, or take the .gz file",
            path.display()
        )));
    }
    let unpacked: Box<dyn Read> = match first {
        [0x1f, 0x8b, ..] => Box::new(flate2::bufread::MultiGzDecoder::new(file)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Box::new(zstd::stream::read::Decoder::with_buffer(file).map_err(wrong)?),
        _ => return Ok(Box::new(file)),
    };
    Ok(Box::new(BufReader::with_capacity(1 << 16, unpacked)))
}

impl Lines {
    /// The lines of a file.
    pub fn open(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        Ok(Self { input: open(path)?, name, bytes: Vec::new(), text: String::new(), number: 0 })
    }

    /// The next line, until there is none. Bytes that are no UTF-8 become U+FFFD.
    pub fn next_line(&mut self) -> Result<Option<&str>> {
        self.bytes.clear();
        let read = self.input.read_until(b'\n', &mut self.bytes);
        let read = read.map_err(|cause| Error::new(format!("{}:{}: {cause}", self.name, self.number + 1)))?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        self.text.clear();
        self.text.push_str(&String::from_utf8_lossy(&self.bytes));
        let line = self.text.trim_end_matches(['\n', '\r']);
        Ok(Some(if self.number == 1 { line.trim_start_matches('\u{feff}') } else { line }))
    }
}
