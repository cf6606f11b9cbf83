//! A folder to work in, and ways to run the program and read its tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A small world of names, so that tests do not hang on the built-in ones.
pub const WORLD: &str = "\
name,type,aliases
Arvenia,place,Arvenian
Port Selm,place,
Ilsa Brandt,person,
Tomas Okoye,person,
River Council,organization,
";

/// One row of a table, by column.
pub type Row = BTreeMap<String, String>;

/// A folder that goes away with the test.
pub struct Place {
    folder: tempfile::TempDir,
}

/// How a command ended.
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Place {
    pub fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        place.write("world.csv", WORLD);
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program, in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.folder.path()).args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command
    }

    pub fn dateline(&self, arguments: &[&str]) -> Ended {
        ended(&self.command(arguments).output().unwrap())
    }

    /// `dateline run` with the small world, and these further arguments.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        let world = ["run", "--gazetteer", "world.csv", "--only-gazetteer"];
        self.dateline(&[&world, arguments].concat())
    }

    /// The rows of a table in `output`.
    pub fn table(&self, name: &str) -> Vec<Row> {
        self.table_in("output", name)
    }

    pub fn table_in(&self, folder: &str, name: &str) -> Vec<Row> {
        let text = self.read(&format!("{folder}/{name}"));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header = reader.headers().unwrap().clone();
        let row = |record: csv::StringRecord| {
            header.iter().map(String::from).zip(record.iter().map(String::from)).collect::<Row>()
        };
        reader.records().map(|record| row(record.unwrap())).collect()
    }

    /// Names and bytes of all files in a folder.
    pub fn bytes(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let file = |path: &Path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).map(|path| file(&path)).collect()
    }

    /// Names of all files and folders in a folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

pub fn ended(output: &Output) -> Ended {
    Ended {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A line of JSON Lines.
pub fn line(fields: &[(&str, &str)]) -> String {
    let object: serde_json::Map<_, _> =
        fields.iter().map(|(name, value)| (name.to_string(), serde_json::Value::from(*value))).collect();
    serde_json::Value::Object(object).to_string() + "\n"
}

/// A corpus of `count` short documents in which the small world meets in many ways.
pub fn corpus(count: usize) -> String {
    let names = ["Arvenia", "Port Selm", "Ilsa Brandt", "Tomas Okoye", "the River Council", "nobody"];
    let document = |index: usize| {
        let name = |step: usize| names[(index * step + index / 3) % names.len()];
        let text = format!(
            "{} and {} met on Tuesday in “{}”.\n\nReport {} – an Arvenian paper’s word – names {} too.",
            name(1),
            name(2),
            name(5),
            index % 40,
            name(3)
        );
        let date = format!("2016-09-{:02}", index % 28 + 1);
        line(&[("id", &format!("d{index}")), ("title", &format!("Report {index}")), ("date", &date), ("text", &text)])
    };
    (0..count).map(document).collect()
}
