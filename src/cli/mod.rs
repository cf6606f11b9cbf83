//! What talks to a person: one file per subcommand, progress, and the closing summary. No logic of the work lives here.
//!
//! Results and the summary go to standard output; progress, warnings and errors to standard error. Exit codes: 0 all
//! done, 1 some documents were rejected (or a gazetteer has wrong rows), 2 nothing could be done;
//! 130 after Ctrl-C.

mod diff;
mod explain;
mod gazetteer;
mod import;
mod interrupt;
mod match_names;
mod output_file;
mod paint;
mod parse;
mod progress;
mod run;
mod suggest;
mod summary;

use std::path::Path;
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{Parser, Subcommand};

use crate::config::Color;
use crate::error::Result;

/// Turns a pile of news into tables: who is named, who appears together, who did what to whom.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  dateline run news                      all documents below the folder news, tables in output
  dateline run news.jsonl.gz -o tables   one file, tables elsewhere
  dateline explain --text \"Kerry met Lavrov in Geneva on Friday.\"
  dateline gazetteer find \"Free Syrian Army\"";

#[derive(Debug, Subcommand)]
enum Command {
    /// Read documents and write the tables
    Run(Box<run::Arguments>),
    /// Show every stage of one document: what was found, what was left out, and why
    Explain(explain::Arguments),
    /// Write sentences, tokens and dependency trees as CoNLL-U
    Parse(parse::Arguments),
    /// Find listed names only, at full speed: no cleaning, no resolving, one CSV table
    Match(match_names::Arguments),
    /// Write gazetteer rows of the names that no list has, ready to edit and feed back
    Suggest(suggest::Arguments),
    /// Check, import or compile lists of names, or look a name up
    Gazetteer(gazetteer::Arguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// All done.
    Done = 0,
    /// Some documents were rejected.
    Partly = 1,
    /// Nothing could be done.
    Nothing = 2,
}

/// Runs the command that was typed.
pub fn main() -> ExitCode {
    let typed = Cli::try_parse().unwrap_or_else(|error| {
        let _ = error.print();
        if let Some(input) = input_for_command(&error) {
            paint::error(&format!("  tip: to read {input}: dateline run {input}"));
        }
        std::process::exit(error.exit_code())
    });
    let result = match typed.command {
        Command::Run(arguments) => run::run(*arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Parse(arguments) => parse::run(&arguments),
        Command::Match(arguments) => match_names::run(arguments),
        Command::Suggest(arguments) => suggest::run(arguments),
        Command::Gazetteer(arguments) => gazetteer::run(&arguments),
    };
    let ended = match end(result) {
        End::Done if paint::has_lost_output() => End::Partly,
        ended => ended,
    };
    ExitCode::from(ended as u8)
}

/// What was typed where a command belongs, if it is a file or folder: `run` was left out.
fn input_for_command(error: &clap::Error) -> Option<String> {
    let typed = error.get(ContextKind::InvalidSubcommand).filter(|_| error.kind() == ErrorKind::InvalidSubcommand)?;
    Some(typed.to_string()).filter(|input| Path::new(input).exists())
}

fn end(result: Result<End>) -> End {
    result.unwrap_or_else(|error| {
        paint::error(&format!("{}error:{:#} {error}", paint::BAD, paint::BAD));
        End::Nothing
    })
}

/// Makes `--color` hold from here on.
fn set_color(color: Color) {
    match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}
