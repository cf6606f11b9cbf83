//! Actor, agent and issue dictionaries of TABARI, PETRARCH, PETRARCH2 and `UniversalPetrarch`.
//!
//! The formats have no header; a file is one of agents when the first code in it has a `~`. Also used at run time, by
//! `--petrarch-actors` and `--petrarch-agents`: [`actors::Actors`] and [`agents::Agents`] give what a file says, entry by
//! entry, and [`entities_csv`] the same as a gazetteer.

pub mod actors;
pub mod agents;
pub mod codes;
pub mod issues;
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
pub use names::spoken;
pub use rows::RowMaker;

/// Lines between two calls of `progress`.
const STRIDE: u64 = 4096;

/// What a dictionary lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Actors,
    Agents,
    Issues,
}

/// Imports dictionaries of any sort.
pub(super) fn import(files: &[PathBuf], out: &Path, mut progress: impl FnMut(&Path, u64)) -> Result<Imported> {
    let create = |path: &Path| -> Result<BufWriter<File>> {
        let file = File::create(path).map_err(|cause| Error::new(format!("{}: {cause}", path.display())))?;
        Ok(BufWriter::new(file))
    };
    let (agents_file, issues_file) = (beside(out, "agents"), beside(out, "issues"));
    let mut entities = Lazy::new(COLUMNS, || create(out));
    let mut agents = Lazy::new(AGENT_COLUMNS, || create(&agents_file));
    let mut issues = Lazy::new(ISSUE_COLUMNS, || create(&issues_file));
    let mut maker = RowMaker::load()?;
    let mut imported = Imported::default();
    for file in files {
        let report = match sort_of(file)? {
            Sort::Actors => write_actors(file, open(file)?, &mut maker, entities.rows()?, |line| progress(file, line))?,
            Sort::Agents => write_agents(file, agents.rows()?, |line| progress(file, line))?,
            Sort::Issues => write_issues(file, issues.rows()?)?,
        };
        imported.reports.push(report);
    }
    imported.entities = entities.finish()?.then(|| out.to_path_buf());
    imported.agents = agents.finish()?.then_some(agents_file);
    imported.issues = issues.finish()?.then_some(issues_file);
    Ok(imported)
}

/// What the file lists: issues when a line opens a category, agents when the first code in it has a `~`, else actors.
fn sort_of(path: &Path) -> Result<Sort> {
    let wrong = |cause: std::io::Error| Error::new(format!("{}: {cause}", path.display()));
    let mut reader = lines::Lines::new(open(path)?);
    while let Some(line) = reader.next_line().map_err(wrong)? {
        if line.text.trim_start().starts_with("<ISSUE") {
            return Ok(Sort::Issues);
        }
        if let (Some(from), Some(to)) = (line.text.find('['), line.text.find(']')) {
            let is_agent = line.text[from.min(to)..to].contains('~');
            return Ok(if is_agent { Sort::Agents } else { Sort::Actors });
        }
    }
    Ok(Sort::Actors)
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
