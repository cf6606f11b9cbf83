//! A plain list: a name a line, other names of the same entity behind it, divided by `|` or tabs. Lines that begin with `#`
//! are comments. `--type` says what the names name.

use std::path::{Path, PathBuf};

use super::lines::Lines;
use super::sink::{Sink, add_alias};
use super::{Choice, Report, Row};
use crate::error::Result;

/// Reads lists.
pub fn import(
    files: &[PathBuf],
    choice: &Choice,
    sink: &mut Sink,
    mut progress: impl FnMut(&Path, u64),
) -> Result<Vec<Report>> {
    let mut reports = Vec::new();
    for file in files {
        let mut report = Report::new(file.clone());
        let source = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut lines = Lines::open(file)?;
        loop {
            let number = lines.number + 1;
            let Some(line) = lines.next_line()? else { break };
            report.lines = number;
            progress(file, number);
            if line.trim().is_empty() || line.starts_with('#') {
                report.nothing += 1;
                continue;
            }
            let mut names = line.split(['|', '\t']);
            let mut row = Row {
                name: names.next().unwrap_or_default().to_string(),
                kind: choice.kind.unwrap_or_default(),
                source: format!("list {source}"),
                ..Row::default()
            };
            names.for_each(|name| add_alias(&mut row.aliases, name, ""));
            sink.write(row, "", number, &mut report)?;
        }
        reports.push(report);
    }
    Ok(reports)
}
