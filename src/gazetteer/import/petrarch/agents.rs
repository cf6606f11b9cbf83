//! Agents: common nouns that act, with the part of a code that they add (`POLICE {} [~COP]`).

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::PathBuf;

use super::super::Report;
use super::lines::{Line, Lines};
use super::names::{plural, spoken};
use crate::error::{Error, Result};

/// One agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agent {
    /// Its forms: several when the name has a substitution set.
    pub forms: Vec<Form>,
    /// The part of the code.
    pub code: String,
    /// Whether the part stands before the actor's code (`[NGO~]`).
    pub before: bool,
}

/// Singular and plural of an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// As written.
    pub name: String,
    /// Regular, or as listed in `{...}`; empty when `{}` says that there is none.
    pub plural: String,
}

/// Reads agents one by one and accounts for every line.
pub struct Agents<R> {
    lines: Lines<R>,
    report: Report,
    sets: BTreeMap<String, Vec<String>>,
}

impl<R: BufRead> Agents<R> {
    /// The agents of `input`; `file` is named in the report.
    pub fn new(file: PathBuf, input: R) -> Self {
        Self { lines: Lines::new(input), report: Report::new(file), sets: BTreeMap::new() }
    }

    /// The next agent.
    pub fn next_agent(&mut self) -> Result<Option<Agent>> {
        loop {
            let read = self.lines.next_line();
            let line = read.map_err(|cause| Error::new(format!("{}: {cause}", self.report.file.display())))?;
            let Some(line) = line else { return Ok(None) };
            self.report.lines += 1;
            if line.text.trim().is_empty() {
                self.report.nothing += 1;
                continue;
            }
            match self.read(&line) {
                Ok(agent) => {
                    self.report.used += 1;
                    if agent.is_some() {
                        return Ok(agent);
                    }
                }
                Err(reason) => self.report.leave_out(reason, line.number, &line.text),
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

    /// Notes that the last agent was written, with that many forms.
    pub fn wrote(&mut self, forms: u64) {
        self.report.rows += forms;
        self.report.names += 2 * forms;
    }

    /// An agent, or nothing when the line defines a substitution set.
    fn read(&mut self, line: &Line) -> std::result::Result<Option<Agent>, &'static str> {
        if line.broken {
            return Err("broken characters");
        }
        let text = line.text.trim();
        if let (true, Some((name, words))) = (text.starts_with('!'), text.split_once('=')) {
            let words = words.split(',').map(|word| word.trim().to_string()).filter(|word| !word.is_empty());
            self.sets.insert(name.trim().to_string(), words.collect());
            return Ok(None);
        }
        let (head, code) = text.split_once('[').ok_or("an agent without a code")?;
        let code = code.split_once(']').ok_or("a code without its closing bracket")?.0.trim();
        let (code, before) = match (code.strip_prefix('~'), code.strip_suffix('~')) {
            (Some(code), _) => (code, false),
            (_, Some(code)) => (code, true),
            _ => return Err("a code without ~"),
        };
        if code.is_empty() || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err("a code that is no part of an actor code");
        }
        let forms = self.forms(head)?;
        Ok(Some(Agent { forms, code: code.to_ascii_uppercase(), before }))
    }

    fn forms(&self, head: &str) -> std::result::Result<Vec<Form>, &'static str> {
        let (name, listed) = match head.split_once('{') {
            Some((name, rest)) => (name, Some(rest.split_once('}').ok_or("a plural without its closing brace")?.0)),
            None => (head, None),
        };
        let name = spoken(name).replace(' ', "_");
        if !name.chars().any(char::is_alphanumeric) {
            return Err("a name without letters");
        }
        let names = self.substituted(&name).ok_or("a substitution set that is not defined")?;
        let form = |name: String| Form {
            plural: listed.map_or_else(|| plural(&name), |listed| listed.trim().to_string()),
            name,
        };
        Ok(names.into_iter().map(form).collect())
    }

    /// The name with each word of its substitution set in turn.
    fn substituted(&self, name: &str) -> Option<Vec<String>> {
        let Some((before, rest)) = name.split_once('!') else { return Some(vec![name.to_string()]) };
        let Some((set, after)) = rest.split_once('!') else { return Some(vec![name.to_string()]) };
        let words = self.sets.get(&format!("!{set}!"))?;
        let filled = words.iter().map(|word| self.substituted(&format!("{before}{word}{after}")));
        Some(filled.collect::<Option<Vec<_>>>()?.concat())
    }
}
