//! The one file that `match`, `suggest` or `diff` writes: whole or not at all, and never in the place of something else.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::interrupt;
use crate::error::{Error, Result};
use crate::write::Folder;

/// A file that gets its name when it is whole; a device or a pipe is written as it comes.
pub struct OutputFile {
    out: BufWriter<File>,
    /// Where it waits, and its name.
    waiting: Option<(Folder, String)>,
}

impl OutputFile {
    /// Begins the file. An error when [`refuse`] says so.
    pub fn create(path: &Path, inputs: &[PathBuf], begins: &str) -> Result<Self> {
        let is_device = fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir());
        let (file, waiting) = if is_device {
            (File::create(path).map_err(|cause| cannot(path, &cause))?, None)
        } else {
            refuse(path, inputs, begins)?;
            // A link stays one: what it leads to is replaced.
            let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let folder = Folder::open(parent)?;
            interrupt::clean_up_on_interrupt(folder.staging())?;
            (folder.create(&name)?, Some((folder, name)))
        };
        Ok(Self { out: BufWriter::with_capacity(1 << 18, file), waiting })
    }

    /// Gives the file its name.
    pub fn finish(mut self) -> Result<()> {
        self.out.flush().map_err(|cause| Error::new(format!("the file cannot be written: {cause}")))?;
        match self.waiting {
            Some((folder, name)) => folder.commit(&[&name], &[]),
            None => Ok(()),
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// An error when writing to `path` would destroy what no such command wrote: one of the inputs, or a file that does not
/// begin as ours do; and when it is a folder or a device.
pub fn refuse(path: &Path, inputs: &[PathBuf], begins: &str) -> Result<()> {
    let shown = path.display();
    let Ok(data) = fs::metadata(path) else { return Ok(()) };
    if data.is_dir() {
        return Err(Error::new(format!("{shown}: is a folder; name a file with --output")));
    }
    if !data.is_file() {
        return Err(Error::new(format!("{shown}: is no plain file; name one with --output")));
    }
    let same = |input: &PathBuf| {
        fs::canonicalize(input).is_ok_and(|input| fs::canonicalize(path).is_ok_and(|path| path == input))
    };
    if inputs.iter().any(same) {
        return Err(Error::new(format!(
            "{shown}: is read by this command, and would be lost; choose another --output"
        )));
    }
    if data.len() > 0 && !holds(path, begins) {
        return Err(Error::new(format!(
            "{shown}: holds something else, which would be lost; choose another --output, or remove the file first"
        )));
    }
    Ok(())
}

/// Whether the file begins so, but for a byte order mark.
fn holds(path: &Path, begins: &str) -> bool {
    let mut first = Vec::new();
    let most = begins.len() as u64 + 3;
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut first));
    let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&first);
    read.is_ok() && first.starts_with(begins.as_bytes())
}

fn cannot(path: &Path, cause: &std::io::Error) -> Error {
    Error::new(format!("{}: {cause}", path.display()))
}
