//! What was typed → the files to read, in a stable order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{Format, encoding};
use crate::error::{Error, Result};

/// One file to read, or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// The file; `None` is standard input.
    pub file: Option<PathBuf>,
    /// How a person would name it.
    pub path: String,
    /// Identifier of its document, or the start of its records' identifiers: the path below the input folder.
    pub id: String,
    /// Bytes on disk.
    pub bytes: u64,
}

/// Files that folders held and that were left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// File name ending (`pdf`; empty for none) → how many.
    pub unknown: BTreeMap<String, u64>,
    /// Links that lead nowhere.
    pub dangling: u64,
    /// The first of them.
    pub first_dangling: String,
    /// Files and folders whose name begins with a dot.
    pub hidden: u64,
    /// Tables of earlier runs, in folders that hold those of one.
    pub tables: u64,
}

/// Files that together show that a folder holds the tables of a run.
const TABLES: [&str; 3] = ["run.json", "documents.csv", "mentions.csv"];

/// All files that a run may write: in such a folder they are no documents, and whatever else lies there is one.
const OF_A_RUN: [&str; 13] = [
    "run.json",
    "documents.csv",
    "mentions.csv",
    "entities.csv",
    "comentions.csv",
    "events.csv",
    "event_mentions.csv",
    "dates.csv",
    "texts.jsonl",
    "gdelt.export.CSV",
    "gdelt.mentions.CSV",
    "plover.jsonl",
    "phoenix.txt",
];

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = (self.hidden > 0).then(|| format!("{} hidden", self.hidden));
        let tables = (self.tables > 0).then(|| "tables of an earlier run".to_string());
        let parts = [self.kinds(), self.links()].into_iter().flatten().chain(hidden).chain(tables);
        f.write_str(&parts.collect::<Vec<_>>().join(", "))
    }
}

impl Skipped {
    /// Files of kinds that are not read, by kind: `2 .pdf, 1 without an ending that is no text`.
    pub fn kinds(&self) -> Option<String> {
        let kind = |(ending, count): (&String, &u64)| match ending.as_str() {
            "" if *count == 1 => "1 without an ending that is no text".to_string(),
            "" => format!("{count} without an ending that are no text"),
            ending => format!("{count} .{ending}"),
        };
        (!self.unknown.is_empty()).then(|| self.unknown.iter().map(kind).collect::<Vec<_>>().join(", "))
    }

    /// Links that lead nowhere, with the first of them.
    pub fn links(&self) -> Option<String> {
        let (count, first) = (self.dangling, &self.first_dangling);
        match count {
            0 => None,
            1 => Some(format!("1 link that leads nowhere ({first})")),
            _ => Some(format!("{count} links that lead nowhere ({first} and others)")),
        }
    }

    fn link(&mut self, path: &Path) {
        if self.dangling == 0 {
            self.first_dangling = path.display().to_string();
        }
        self.dangling += 1;
    }
}

/// The files that the inputs name, each once, and what was left out.
pub(super) fn resolve(inputs: &[String]) -> Result<(Vec<Input>, Skipped)> {
    let mut found = Found::default();
    for input in inputs {
        found.add(input)?;
    }
    if found.inputs.is_empty() {
        let skipped = match found.skipped.to_string() {
            skipped if skipped.is_empty() => String::new(),
            skipped => format!(" (left out: {skipped})"),
        };
        return Err(Error::new(format!(
            "{}: no document to read{skipped}; readable are .txt, .html, .jsonl, .json, .csv, .tsv, .eml, .mbox, .srt and .vtt, each also .gz or .zst",
            inputs.join(" ")
        )));
    }
    Ok((found.inputs, found.skipped))
}

#[derive(Default)]
struct Found {
    inputs: Vec<Input>,
    seen: BTreeSet<PathBuf>,
    skipped: Skipped,
}

impl Found {
    fn add(&mut self, input: &str) -> Result<()> {
        let path = Path::new(input);
        match fs::metadata(path) {
            _ if input == "-" => self.add_stdin(),
            Ok(data) if data.is_dir() => self.add_folder(path, path)?,
            Ok(data) => self.add_file(path, file_name(path), data.len()),
            Err(_) if input.contains(['*', '?', '[']) => self.add_glob(input)?,
            Err(cause) => return Err(Error::new(format!("{input}: {}", plain(&cause)))),
        }
        Ok(())
    }

    fn add_stdin(&mut self) {
        if self.seen.insert(PathBuf::from("-")) {
            self.inputs.push(Input { file: None, path: "-".into(), id: "stdin".into(), bytes: 0 });
        }
    }

    fn add_glob(&mut self, pattern: &str) -> Result<()> {
        let paths = glob::glob(pattern).map_err(|cause| Error::new(format!("{pattern}: not a pattern: {cause}")))?;
        let mut paths: Vec<PathBuf> = paths.filter_map(std::result::Result::ok).collect();
        paths.sort();
        if paths.is_empty() {
            return Err(Error::new(format!("{pattern}: no file matches")));
        }
        let root = fixed_part(pattern);
        for path in paths {
            match fs::metadata(&path) {
                Ok(data) if data.is_dir() => self.add_folder(&path, &root)?,
                Ok(data) => self.add_known(&path, &root, data.len()),
                Err(_) => self.skipped.link(&path),
            }
        }
        Ok(())
    }

    /// All readable files below `folder`, by path; identifiers are paths below `root`.
    fn add_folder(&mut self, folder: &Path, root: &Path) -> Result<()> {
        let broken = |cause: std::io::Error| Error::new(format!("{}: {}", folder.display(), plain(&cause)));
        let entries = fs::read_dir(folder).map_err(broken)?.collect::<std::io::Result<Vec<_>>>().map_err(broken)?;
        let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        let holds_tables = TABLES.iter().all(|name| folder.join(name).is_file());
        for path in paths {
            let linked = path.is_symlink();
            let name = file_name(&path);
            match fs::metadata(&path) {
                _ if name.starts_with('.') => self.skipped.hidden += 1,
                Ok(data) if data.is_file() && holds_tables && OF_A_RUN.contains(&name.as_str()) => {
                    self.skipped.tables += 1;
                }
                Ok(data) if data.is_dir() && !linked => self.add_folder(&path, root)?,
                Ok(data) if data.is_file() => self.add_known(&path, root, data.len()),
                Err(_) if linked => self.skipped.link(&path),
                _ => {}
            }
        }
        Ok(())
    }

    fn add_known(&mut self, path: &Path, root: &Path, bytes: u64) {
        let name = file_name(path);
        if Format::of_name(&name).is_none() {
            let ending = ending(&name).to_lowercase();
            if ending.is_empty() && is_text(path) {
                return self.add_file(path, id_below(path, root), bytes);
            }
            *self.skipped.unknown.entry(ending).or_default() += 1;
            return;
        }
        self.add_file(path, id_below(path, root), bytes);
    }

    fn add_file(&mut self, path: &Path, id: String, bytes: u64) {
        let unique = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if self.seen.insert(unique) {
            let shown = path.to_string_lossy().into_owned();
            self.inputs.push(Input { file: Some(path.to_path_buf()), path: shown, id, bytes });
        }
    }
}

/// The identifier of a file: its path below the folder that was named.
fn id_below(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What tells the kind of a file: a short word behind the last dot of its name. A number there (`wire.0417`) does not.
fn ending(name: &str) -> &str {
    let is_kind = |ending: &&str| {
        (1..=LONGEST_ENDING).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && ending.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    name.rsplit_once('.').map(|(_, ending)| ending).filter(is_kind).unwrap_or_default()
}

/// The longest kinds are `numbers` and `parquet`.
const LONGEST_ENDING: usize = 8;

/// Whether the first bytes of a file can be read as text.
fn is_text(path: &Path) -> bool {
    let mut first = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(FIRST_BYTES).read_to_end(&mut first));
    read.is_ok() && !first.trim_ascii().is_empty() && encoding::decode(&first).is_ok()
}

/// Bytes that tell whether a file is text.
const FIRST_BYTES: u64 = 4096;

/// The folder above the first part of a pattern that holds a wildcard.
fn fixed_part(pattern: &str) -> PathBuf {
    Path::new(pattern)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']))
        .collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The cause without the system's number.
pub(super) fn plain(cause: &std::io::Error) -> String {
    match cause.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_string(),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_string(),
        _ => cause.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn folder_with(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
        folder
    }

    fn ids(inputs: &[String]) -> Vec<String> {
        resolve(inputs).unwrap().0.into_iter().map(|input| input.id).collect()
    }

    #[test]
    fn a_folder_is_read_in_order_and_tells_what_it_left_out() {
        let folder = folder_with(&["b.txt", "a/2.txt", "a/1.html.gz", ".hidden.txt", "c.pdf", "d.pdf", "LICENSE"]);
        let root = folder.path().to_string_lossy().into_owned();
        fs::write(folder.path().join("data"), [0u8, 1, 2, 3].repeat(99)).unwrap();
        assert_eq!(ids(std::slice::from_ref(&root)), ["LICENSE", "a/1.html.gz", "a/2.txt", "b.txt"]);
        let skipped = resolve(&[root]).unwrap().1;
        assert_eq!(skipped.to_string(), "1 without an ending that is no text, 2 .pdf, 1 hidden");
    }

    #[test]
    fn text_without_an_ending_is_read_and_a_number_is_no_ending() {
        let folder = folder_with(&["wire", "AP.0417", "REUTERS 2016.09.13", "talks.docx", "notes.v2"]);
        fs::write(folder.path().join("empty"), "").unwrap();
        let root = folder.path().to_string_lossy().into_owned();
        assert_eq!(ids(std::slice::from_ref(&root)), ["AP.0417", "REUTERS 2016.09.13", "wire"]);
        let skipped = resolve(&[root]).unwrap().1;
        assert_eq!(skipped.to_string(), "1 without an ending that is no text, 1 .docx, 1 .v2");
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_nowhere_are_told() {
        let folder = folder_with(&["1.txt"]);
        std::os::unix::fs::symlink("gone.txt", folder.path().join("link.txt")).unwrap();
        let root = folder.path().to_string_lossy().into_owned();
        let skipped = resolve(&[root]).unwrap().1;
        assert_eq!(skipped.to_string(), format!("1 link that leads nowhere ({}/link.txt)", folder.path().display()));
    }

    #[test]
    fn the_tables_of_an_earlier_run_are_no_documents() {
        let folder = folder_with(&[
            "1.txt",
            "output/run.json",
            "output/documents.csv",
            "output/mentions.csv",
            "output/plover.jsonl",
            "output/article.txt",
            "csv/mentions.csv",
        ]);
        let root = folder.path().to_string_lossy().into_owned();
        assert_eq!(ids(std::slice::from_ref(&root)), ["1.txt", "csv/mentions.csv", "output/article.txt"]);
        assert_eq!(resolve(&[root]).unwrap().1.to_string(), "tables of an earlier run");
    }

    #[test]
    fn a_pattern_gives_paths_below_its_fixed_part() {
        let folder = folder_with(&["x/1.txt", "y/2.txt", "y/3.html"]);
        let pattern = folder.path().join("*/*.txt").to_string_lossy().into_owned();
        assert_eq!(ids(&[pattern]), ["x/1.txt", "y/2.txt"]);
    }

    #[test]
    fn a_file_named_twice_is_read_once() {
        let folder = folder_with(&["1.txt", "2"]);
        let root = folder.path().to_string_lossy().into_owned();
        let file = folder.path().join("1.txt").to_string_lossy().into_owned();
        let odd = folder.path().join("2").to_string_lossy().into_owned();
        assert_eq!(ids(&[root, file, odd]), ["1.txt", "2"]);
    }

    #[test]
    fn what_is_missing_or_unreadable_is_named() {
        let folder = folder_with(&["c.pdf"]);
        let root = folder.path().to_string_lossy().into_owned();
        for (input, cause) in [
            ("missing.txt".to_string(), "missing.txt: no such file"),
            ("no*such".into(), "no file matches"),
            (root, "1 .pdf"),
        ] {
            assert!(resolve(&[input]).is_err_and(|error| error.to_string().contains(cause)), "{cause}");
        }
    }
}
