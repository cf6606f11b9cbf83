//! Further formats of the events, beside the tables: one file of code each, all made from the same [`Told`].

use serde::{Deserialize, Serialize};

use super::told::Told;
use super::{gdelt, phoenix, plover};

/// A format of the event-data community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// GDELT 2.0: gdelt.export.CSV (61 columns) and gdelt.mentions.CSV (16 columns), tab-separated, no header.
    Gdelt,
    /// PLOVER: plover.jsonl, one JSON object a line.
    Plover,
    /// Phoenix: phoenix.txt, 26 tab-separated fields, no header.
    Phoenix,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Gdelt, Self::Plover, Self::Phoenix];
}

/// Which formats are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Formats {
    gdelt: bool,
    plover: bool,
    phoenix: bool,
}

/// A file of a format: its name, and its bytes for one event.
pub(super) struct EventFile {
    /// Name in the output folder.
    pub name: &'static str,
    /// Writes the rows of an event; gives how many.
    pub write: fn(&Told, &mut Vec<u8>) -> u64,
}

impl Formats {
    /// Those of a list.
    pub fn of(list: &[Format]) -> Self {
        let has = |format| list.contains(&format);
        Self { gdelt: has(Format::Gdelt), plover: has(Format::Plover), phoenix: has(Format::Phoenix) }
    }

    /// Whether any is wanted.
    pub fn any(self) -> bool {
        self != Self::default()
    }

    /// The files to write.
    pub(super) fn files(self) -> Vec<EventFile> {
        let files = [
            (self.gdelt, EventFile { name: "gdelt.export.CSV", write: gdelt::event }),
            (self.gdelt, EventFile { name: "gdelt.mentions.CSV", write: gdelt::mentions }),
            (self.plover, EventFile { name: "plover.jsonl", write: plover::event }),
            (self.phoenix, EventFile { name: "phoenix.txt", write: phoenix::event }),
        ];
        files.into_iter().filter_map(|(wanted, file)| wanted.then_some(file)).collect()
    }
}

/// Adds a row of tab-separated cells; a tab or line break inside a cell becomes a space.
pub(super) fn tab_row(cells: &[String], out: &mut Vec<u8>) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(b'\t');
        }
        out.extend(cell.bytes().map(|byte| if matches!(byte, b'\t' | b'\n' | b'\r') { b' ' } else { byte }));
    }
    out.push(b'\n');
}
