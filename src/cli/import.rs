//! `dateline gazetteer import`: a list of another program becomes our CSV; every line of it is accounted for.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::End;
use super::output_file;
use super::paint::{self, FAINT, WARNING, counted, paint};
use crate::error::{Error, Result};
use crate::gazetteer::import::{Choice, Imported, Kind, LISTED_COLUMNS, LeftOut, Report, import};

/// Lines between two words on progress.
const STRIDE: u64 = 250_000;

/// Imports `files` into `output`.
pub fn run(kind: Kind, files: &[PathBuf], output: &Path, choice: &Choice) -> Result<End> {
    output_file::refuse(output, files, &(LISTED_COLUMNS.join(",") + "\n"))?;
    let mut told = 0;
    let progress = |file: &Path, line: u64| {
        if line / STRIDE != told {
            told = line / STRIDE;
            paint::error(&format!("{}: {line} lines", file.display()));
        }
    };
    let imported = import(kind, files, output, choice, progress)?;
    paint::output(&text(&imported));
    if imported.entities.is_none() && imported.agents.is_none() && imported.issues.is_none() {
        return Err(Error::new("no file was written: nothing of the files could be used (see the reasons above)"));
    }
    let all_used = imported.reports.iter().all(|report| report.left_out.is_empty());
    Ok(if all_used { End::Done } else { End::Partly })
}

fn text(imported: &Imported) -> String {
    let mut out = String::new();
    for report in &imported.reports {
        add_report(&mut out, report);
    }
    for (what, file) in [("entities", &imported.entities), ("agents", &imported.agents), ("issues", &imported.issues)] {
        if let Some(file) = file {
            let _ = writeln!(out, "wrote {what} to {}", file.display());
        }
    }
    out
}

fn add_report(out: &mut String, report: &Report) {
    let _ = writeln!(
        out,
        "{}: {}, {} used, {} header, blank or comment, {} not asked for, {} left out; {} with {}",
        report.file.display(),
        counted(report.lines, "line"),
        report.used,
        report.nothing,
        report.lines_not_asked(),
        report.lines_left_out(),
        counted(report.rows, "row"),
        counted(report.names, "name"),
    );
    report.left_out.iter().for_each(|(reason, left)| add_reason(out, "", reason, left));
    report.not_asked.iter().for_each(|(reason, left)| add_reason(out, "not asked for: ", reason, left));
    report.parts.iter().for_each(|(reason, left)| add_reason(out, "part of a line: ", reason, left));
}

fn add_reason(out: &mut String, what: &str, reason: &str, left: &LeftOut) {
    let _ = writeln!(out, "  {} {}{reason}", paint(WARNING, left.count), what);
    for (line, text) in &left.examples {
        let _ = writeln!(out, "    {}", paint(FAINT, format!("{line}: {text}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_told() {
        let mut report = Report { lines: 3, used: 1, nothing: 1, rows: 1, names: 2, ..Report::new("a.txt".into()) };
        report.leave_out("a name without a code", 3, "NOBODY");
        let imported = Imported { reports: vec![report], entities: Some("a.csv".into()), ..Imported::default() };
        let text = text(&imported);
        assert!(
            text.starts_with(
                "a.txt: 3 lines, 1 used, 1 header, blank or comment, 0 not asked for, 1 left out; 1 row with 2 names\n"
            ),
            "{text}"
        );
        assert!(text.contains(" a name without a code\n") && text.contains("3: NOBODY"), "{text}");
        assert!(text.ends_with("wrote entities to a.csv\n"), "{text}");
    }
}
