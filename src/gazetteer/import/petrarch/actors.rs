//! Actors: a name, its synonyms (`+`), and its codes, on the same line or on lines of their own.

use std::io::BufRead;
use std::path::PathBuf;

use super::super::Report;
use super::codes::{self, DatedCode};
use super::lines::{Line, Lines};
use super::names::spoken;
use crate::error::{Error, Result};

/// One actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// Its names as written, the first one first.
    pub names: Vec<String>,
    /// Its codes in the order of the file, the null code among them.
    pub codes: Vec<DatedCode>,
    /// The line of its first name.
    pub line: u64,
}

/// Reads actors one by one and accounts for every line.
pub struct Actors<R> {
    lines: Lines<R>,
    report: Report,
    open: Block,
}

/// An actor whose lines are still being read.
#[derive(Default)]
struct Block {
    actor: Actor,
    /// Lines that count as used if the actor is.
    lines: Vec<(u64, String)>,
}

impl<R: BufRead> Actors<R> {
    /// The actors of `input`; `file` is named in the report.
    pub fn new(file: PathBuf, input: R) -> Self {
        Self { lines: Lines::new(input), report: Report::new(file), open: Block::default() }
    }

    /// The next actor that has a name and a code (which may be the null code).
    pub fn next_actor(&mut self) -> Result<Option<Actor>> {
        loop {
            let read = self.lines.next_line();
            let line = read.map_err(|cause| Error::new(format!("{}: {cause}", self.report.file.display())))?;
            let Some(line) = line else { return Ok(self.close(Block::default())) };
            self.report.lines += 1;
            if let Some(actor) = self.take(line) {
                return Ok(Some(actor));
            }
        }
    }

    /// What has become of the lines so far.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What became of all lines.
    pub fn into_report(self) -> Report {
        self.report
    }

    /// Notes that the last actor was written, with that many names.
    pub fn wrote(&mut self, names: u64) {
        self.report.rows += 1;
        self.report.names += names;
    }

    /// Takes a line in; gives the actor before when the line opens a new one.
    fn take(&mut self, line: Line) -> Option<Actor> {
        let text = line.text.trim();
        if text.is_empty() {
            self.report.nothing += 1;
            return None;
        }
        let (name, rest) = text.split_at(text.find('[').unwrap_or(text.len()));
        match name.trim() {
            "" => self.add_codes(&line, rest),
            name if name.starts_with('+') => self.add_synonym(&line, name.trim_start_matches('+'), rest),
            name => return self.open_actor(&line, name, rest),
        }
        None
    }

    fn open_actor(&mut self, line: &Line, name: &str, rest: &str) -> Option<Actor> {
        let before = self.close(Block { actor: Actor { line: line.number, ..Actor::default() }, ..Block::default() });
        self.add_name(line, name, rest);
        before
    }

    fn add_synonym(&mut self, line: &Line, name: &str, rest: &str) {
        if self.open.actor.line == 0 {
            return self.report.leave_out("a synonym before any name", line.number, &line.text);
        }
        self.add_name(line, name, rest);
    }

    fn add_name(&mut self, line: &Line, name: &str, rest: &str) {
        if line.broken {
            self.report.leave_out("broken characters", line.number, &line.text);
        } else if let Some(reason) = wrong_name(name) {
            self.report.leave_out(reason, line.number, &line.text);
        } else {
            self.open.actor.names.push(name.trim().to_string());
            self.open.lines.push((line.number, line.text.clone()));
        }
        for code in bracketed(rest) {
            match codes::parse(code) {
                Ok(code) => self.open.actor.codes.push(code),
                Err(reason) => self.report.leave_part(reason, line.number, &line.text),
            }
        }
    }

    fn add_codes(&mut self, line: &Line, rest: &str) {
        if self.open.actor.line == 0 {
            return self.report.leave_out("a code before any name", line.number, &line.text);
        }
        let mut reason = Some("a code that is no actor code");
        for code in bracketed(rest) {
            match codes::parse(code) {
                Ok(code) => {
                    self.open.actor.codes.push(code);
                    reason = None;
                }
                Err(why) => reason = reason.map(|_| why),
            }
        }
        match reason {
            Some(reason) => self.report.leave_out(reason, line.number, &line.text),
            None => self.open.lines.push((line.number, line.text.clone())),
        }
    }

    /// Ends the open block and begins `next`.
    fn close(&mut self, next: Block) -> Option<Actor> {
        let block = std::mem::replace(&mut self.open, next);
        let reason = match (block.actor.names.is_empty(), block.actor.codes.is_empty()) {
            (false, false) => {
                self.report.used += block.lines.len() as u64;
                return Some(block.actor);
            }
            (true, _) => "a code whose name cannot be used",
            (false, true) => "a name without a code",
        };
        block.lines.iter().for_each(|(number, text)| self.report.leave_out(reason, *number, text));
        None
    }
}

/// What stands in each pair of brackets.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).map(|part| part.split(']').next().unwrap_or(part))
}

fn wrong_name(name: &str) -> Option<&'static str> {
    if name.contains([']', '{', '}']) {
        return Some("a stray bracket");
    }
    (!spoken(name).chars().any(char::is_alphanumeric)).then_some("a name without letters")
}
