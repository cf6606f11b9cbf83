//! `dateline gazetteer`: check a list of names, import one of another program, or look a name up.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::diff;
use super::import;
use super::output_file;
use super::paint::{self, BAD, FAINT, NAME, WARNING, counted, paint};
use super::{End, set_color};
use crate::config::Color;
use crate::error::Result;
use crate::gazetteer::import::{Choice, Kind};
use crate::gazetteer::{COMPILED_BEGINS, CheckReport, Found, Gazetteer, Harm, List, TownName, check};
use crate::model::Entity;

/// What can be asked about gazetteers.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    question: Question,
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true)]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// Check CSV files of names: wrong rows, repeated names, names that would match everything
    Check {
        /// Files to check; FILE:type=person for one whose rows say no type
        #[arg(required = true, value_name = "FILE")]
        files: Vec<List>,
        /// Show all warnings, not only the first of each sort
        #[arg(long)]
        all: bool,
    },
    /// Show what changes in the names found when one list takes the place of another
    ///
    /// Of two runs: dateline gazetteer diff old-output new-output. Of two lists, tried on documents:
    /// dateline gazetteer diff built-in mine.csv news
    Diff(diff::Arguments),
    /// Turn a list of another program into our CSV
    Import {
        /// Whose list it is
        #[arg(value_enum)]
        kind: Kind,
        /// Files to read
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// File to write; agents and issues go into others beside it (mine-agents.csv)
        #[arg(short, long, value_name = "CSV")]
        output: PathBuf,
        #[command(flatten)]
        choice: Choice,
    },
    /// Compile lists of names into one file that loads at once, for --gazetteer
    Build {
        /// CSV files and compiled ones; later ones win
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<List>,
        /// The file to write
        #[arg(short, long, value_name = "FILE.dlg")]
        output: PathBuf,
    },
    /// Show what a name can mean, or an id
    Find {
        /// The name, as it would stand in a text, perhaps with its region ("Solon, Iowa"); or the id of an entity
        name: String,
        /// Look in these files too; later files win
        #[arg(short, long, value_name = "FILE")]
        gazetteer: Vec<List>,
        /// Look only in those files
        #[arg(long)]
        only_gazetteer: bool,
    },
}

/// Answers.
pub fn run(arguments: &Arguments) -> Result<End> {
    set_color(arguments.color);
    match &arguments.question {
        Question::Check { files, all } => check_files(files, *all),
        Question::Diff(arguments) => arguments.run(),
        Question::Import { kind, files, output, choice } => import::run(*kind, files, output, choice),
        Question::Build { sources, output } => build(sources, output),
        Question::Find { name, gazetteer, only_gazetteer } => {
            let gazetteer = Gazetteer::load(gazetteer, *only_gazetteer)?;
            let found = gazetteer.find_all(name);
            paint::output(&found_text(name, &found, &gazetteer));
            Ok(if found.is_empty() { End::Partly } else { End::Done })
        }
    }
}

/// Rows left out that are told one by one.
const PROBLEMS_TOLD: usize = 5;

fn build(sources: &[List], output: &Path) -> Result<End> {
    let read: Vec<PathBuf> = sources.iter().map(|source| source.path.clone()).collect();
    output_file::refuse(output, &read, COMPILED_BEGINS)?;
    let (gazetteer, bytes) = Gazetteer::compile(sources, output)?;
    let problems = gazetteer.problems();
    for problem in problems.iter().take(PROBLEMS_TOLD) {
        paint::error(&format!("{} {problem}", paint(WARNING, "warning:")));
    }
    if problems.len() > PROBLEMS_TOLD {
        let more = problems.len() - PROBLEMS_TOLD;
        paint::error(&format!("... and {more} more; see them all with: dateline gazetteer check FILE"));
    }
    let (entries, names) = (gazetteer.len() as u64, gazetteer.names().len() as u64);
    paint::output(&format!(
        "{}: {} with {}, {}; use it with --gazetteer {0}\n",
        output.display(),
        counted(entries, "entity"),
        counted(names, "name"),
        paint::megabytes(bytes),
    ));
    // A column that is not used loses no row.
    Ok(if problems.iter().all(|problem| problem.harm == Harm::Column) { End::Done } else { End::Partly })
}

fn check_files(files: &[List], all: bool) -> Result<End> {
    let gazetteer = Gazetteer::load(&[], false)?;
    let mut end = End::Done;
    for file in files {
        let report = check(file, &gazetteer)?;
        paint::output(&check_text(&file.path, &report, all));
        if !report.errors.is_empty() {
            end = if report.entries == 0 { End::Nothing } else { End::Partly };
        }
    }
    Ok(end)
}

fn check_text(file: &Path, report: &CheckReport, all: bool) -> String {
    let mut out = String::new();
    for error in &report.errors {
        let _ = writeln!(out, "{} {error}", paint(BAD, "error:"));
    }
    let sorts = report.sorts();
    let mut told: BTreeMap<&str, u64> = BTreeMap::new();
    for finding in &report.warnings {
        let count = told.entry(finding.sort).or_default();
        *count += 1;
        if all || *count <= WARNINGS_TOLD {
            let _ = writeln!(out, "{} {}", paint(WARNING, "warning:"), finding.problem);
        }
    }
    for (sort, count) in &sorts {
        let more = if all { 0 } else { count.saturating_sub(WARNINGS_TOLD) };
        let hint = if more > 0 { format!(" ({more} not shown; see them with --all)") } else { String::new() };
        let _ = writeln!(out, "  {} {sort}{hint}", paint(WARNING, paint::thousands(*count)));
    }
    let (entries, names) = (counted(report.entries as u64, "entity"), counted(report.names as u64, "name"));
    let verdict = match (report.errors.len(), report.warnings.len()) {
        (0, 0) => "all well".to_string(),
        (errors, warnings) => {
            format!("{}, {}", counted(errors as u64, "error"), counted(warnings as u64, "warning"))
        }
    };
    let _ = writeln!(out, "{}: {entries} with {names}; {verdict}", file.display());
    out
}

fn found_text(name: &str, found: &Found, gazetteer: &Gazetteer) -> String {
    if found.is_empty() && found.is_off {
        return format!("\"{name}\" is switched off: no text shows it, as a listed or as a found name\n");
    }
    if found.is_empty() {
        return format!(
            "\"{name}\" is in no list; add it in a CSV file with the columns name and type, and give it with --gazetteer\n"
        );
    }
    let mut out = String::new();
    for one in &found.meanings {
        let entity = gazetteer.entity(one.entity);
        let list = match one.priority {
            0 => "built in".to_string(),
            priority => format!("your list, priority {priority}"),
        };
        let _ = writeln!(out, "{}  {}", paint(NAME, &entity.name), paint(FAINT, &entity.id));
        let _ = writeln!(out, "  {}", details(entity).join(", "));
        let _ = writeln!(out, "  {}, {list}", one.note);
        match one.behind.as_str() {
            "" if found.meanings.len() > 1 => {
                let _ = writeln!(out, "  preferred where the text around decides nothing");
            }
            "" => {}
            reason => {
                let _ = writeln!(out, "  behind the one before: {reason}");
            }
        }
        for role in &entity.roles {
            let span = [role.start, role.end].map(|date| date.map(|date| date.to_string()).unwrap_or_default());
            let _ = writeln!(out, "  {} {}", role.title, paint(FAINT, format!("{} {}", span.join("–"), role.code)));
        }
    }
    add_surname(&mut out, name, &found.surname_of, gazetteer);
    add_towns(&mut out, &found.towns);
    out
}

/// People and towns that are named; of more, the number.
const FEW: usize = 8;

fn add_surname(out: &mut String, name: &str, people: &[u32], gazetteer: &Gazetteer) {
    if people.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "{} is a surname: after the full name in a document, or with an office held then, it means",
        paint(NAME, name)
    );
    for person in people.iter().take(FEW) {
        let entity = gazetteer.entity(*person);
        let _ = writeln!(out, "  {}  {}", entity.name, paint(FAINT, &entity.id));
    }
    if people.len() > FEW {
        let _ = writeln!(out, "  and {} more", people.len() - FEW);
    }
}

fn add_towns(out: &mut String, towns: &[TownName]) {
    if towns.is_empty() {
        return;
    }
    let _ = writeln!(out, "beside its region or country, or in a document about it, also the small town or district");
    for town in towns.iter().take(FEW) {
        let place = if town.region.is_empty() { &town.country } else { &town.region };
        let people = counted(u64::from(town.population), "inhabitant");
        let _ = writeln!(out, "  {}  in {place}, {people}", paint(FAINT, &town.id));
    }
    if towns.len() > FEW {
        let _ = writeln!(out, "  and {} more", towns.len() - FEW);
    }
}

/// Warnings of one sort that are told one by one.
const WARNINGS_TOLD: u64 = 20;

/// What is known of an entity, but for its roles.
fn details(entity: &Entity) -> Vec<String> {
    let mut details = vec![entity.kind.as_str().to_string()];
    let mut tell = |label: &str, value: &str| {
        if !value.is_empty() {
            details.push(format!("{label}{value}"));
        }
    };
    tell("", &entity.subtype);
    tell("", &entity.country);
    tell("CAMEO ", &entity.code);
    tell("GeoNames ", &entity.geonames);
    tell("Wikidata ", &entity.wikidata);
    tell("in ", &entity.parent);
    if let Some((latitude, longitude)) = entity.coordinates {
        tell("at ", &format!("{latitude}, {longitude}"));
    }
    if entity.population > 0 {
        tell("", &counted(u64::from(entity.population), "inhabitant"));
    }
    details
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_tells_what_is_wrong_and_how_much_is_right() {
        let report = CheckReport { entries: 2, names: 5, ..CheckReport::default() };
        assert_eq!(check_text(Path::new("mine.csv"), &report, false), "mine.csv: 2 entities with 5 names; all well\n");
    }

    #[test]
    fn details_leave_out_what_is_unknown() {
        let entity = Entity { code: "USAGOV".into(), ..Entity::default() };
        assert_eq!(details(&entity), ["person", "CAMEO USAGOV"]);
    }
}
