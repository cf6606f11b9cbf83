//! Actor, agent and issue dictionaries of TABARI, PETRARCH, PETRARCH2 and `UniversalPetrarch`.
//!
//! The formats have no header; what a file lists is told by its lines ([`kinds`]). Also used at run time, by
//! `--petrarch-actors` and `--petrarch-agents`: [`actors::Actors`] and [`agents::Agents`] give what a file says, entry by
//! entry, and [`entities_csv`] the same as a gazetteer.

pub mod actors;
pub mod agents;
pub mod codes;
pub mod issues;
pub mod kinds;
pub mod lines;
mod names;
mod rows;

use std::fs::File;
use std::io::{BufRead, BufWriter};
use std::path::{Path, PathBuf};

use super::{AGENT_COLUMNS, COLUMNS, Imported, Lazy, Report, Rows, beside, open};
use crate::error::{Error, Result};
use actors::Actors;
use agents::Agents;
use issues::{ISSUE_COLUMNS, Issues};
pub use kinds::Sort;
pub use names::spoken;
pub use rows::RowMaker;

/// Lines between two calls of `progress`.
const STRIDE: u64 = 4096;

/// Imports dictionaries of any sort.
pub(super) fn import(files: &[PathBuf], out: &Path, mut progress: impl FnMut(&Path, u64)) -> Result<Imported> {
    let create = |path: &Path| -> Result<BufWriter<File>> {
        let file = File::create(path).map_err(|cause| Error::new(format!("{}: {cause}", path.display())))?;
        Ok(BufWriter::new(file))
    };
    // What cannot be imported is told before anything is written.
    for file in files {
        let sort = kinds::sort_of(file)?;
        if !matches!(sort, Some(Sort::Actors | Sort::Agents | Sort::Issues)) {
            return Err(Error::new(format!("{}: {}", file.display(), not_imported(sort))));
        }
    }
    let (agents_file, issues_file) = (beside(out, "agents"), beside(out, "issues"));
    let mut entities = Lazy::new(COLUMNS, || create(out));
    let mut agents = Lazy::new(AGENT_COLUMNS, || create(&agents_file));
    let mut issues = Lazy::new(ISSUE_COLUMNS, || create(&issues_file));
    let mut maker = RowMaker::load()?;
    let mut imported = Imported::default();
    for file in files {
        let report = match kinds::sort_of(file)? {
            Some(Sort::Actors) => {
                write_actors(file, open(file)?, &mut maker, entities.rows()?, |line| progress(file, line))?
            }
            Some(Sort::Agents) => write_agents(file, agents.rows()?, |line| progress(file, line))?,
            Some(Sort::Issues) => write_issues(file, issues.rows()?)?,
            _ => continue,
        };
        imported.reports.push(report);
    }
    imported.entities = entities.finish()?.then(|| out.to_path_buf());
    imported.agents = agents.finish()?.then_some(agents_file);
    imported.issues = issues.finish()?.then_some(issues_file);
    Ok(imported)
}

/// Why a file cannot be imported.
fn not_imported(sort: Option<Sort>) -> &'static str {
    match sort {
        Some(Sort::Verbs) => {
            "this is a dictionary of verbs, which is used as it is: dateline run --petrarch-verbs FILE"
        }
        _ => "no line of it reads as one of a PETRARCH dictionary of actors, agents or issues; no file was written",
    }
}

fn write_issues<W: std::io::Write>(file: &Path, rows: &mut Rows<W>) -> Result<Report> {
    let mut reader = Issues::new(file.to_path_buf(), open(file)?);
    while let Some(phrase) = reader.next_phrase()? {
        rows.write(&[&phrase.text, &phrase.plural, &phrase.issue, &phrase.category, phrase.effect])?;
    }
    Ok(reader.into_report())
}

fn write_actors<W: std::io::Write>(
    file: &Path,
    input: impl BufRead,
    maker: &mut RowMaker,
    rows: &mut Rows<W>,
    mut progress: impl FnMut(u64),
) -> Result<Report> {
    let mut reader = Actors::new(file.to_path_buf(), input);
    let mut told = 0;
    while let Some(actor) = reader.next_actor()? {
        if reader.report().lines >= told + STRIDE {
            told = reader.report().lines;
            progress(told);
        }
        let row = maker.row(&actor);
        rows.entity(&row)?;
        reader.wrote(1 + row.aliases.len() as u64);
    }
    Ok(reader.into_report())
}

fn write_agents<W: std::io::Write>(file: &Path, rows: &mut Rows<W>, mut progress: impl FnMut(u64)) -> Result<Report> {
    let mut reader = Agents::new(file.to_path_buf(), open(file)?);
    while let Some(agent) = reader.next_agent()? {
        progress(reader.report().lines);
        for form in &agent.forms {
            rows.write(&[
                &spoken(&form.name).to_lowercase(),
                &spoken(&form.plural).to_lowercase(),
                &agent.code,
                "person",
            ])?;
        }
        reader.wrote(agent.forms.len() as u64);
    }
    Ok(reader.into_report())
}

/// A dictionary of actors as the text of a gazetteer CSV, and what became of its lines. Files of one run share `maker`,
/// so that no two actors get one id.
pub fn entities_csv(path: &Path, maker: &mut RowMaker) -> Result<(Vec<u8>, Report)> {
    let mut text = Vec::new();
    let mut rows = Rows::begin(&mut text, COLUMNS)?;
    let report = write_actors(path, open(path)?, maker, &mut rows, |_| ())?;
    rows.finish()?;
    Ok((text, report))
}

/// A dictionary of agents as the text of an agents CSV, and what became of its lines.
pub fn agents_csv(path: &Path) -> Result<(Vec<u8>, Report)> {
    let mut text = Vec::new();
    let mut rows = Rows::begin(&mut text, AGENT_COLUMNS)?;
    let report = write_agents(path, &mut rows, |_| ())?;
    rows.finish()?;
    Ok((text, report))
}

#[cfg(test)]
mod tests;
