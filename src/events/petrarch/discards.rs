//! Discards: phrases that keep a sentence, or (`+`) a whole document, from being coded.

use std::path::Path;

use super::phrases::Phrases;
use crate::error::{Error, Result};
use crate::gazetteer::import::petrarch::{lines::Lines, spoken};
use crate::gazetteer::import::{Report, open};
use crate::model::Token;

/// What is not coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discarded {
    /// Nothing.
    Nothing,
    /// The sentence.
    Sentence,
    /// The whole document.
    Document,
}

/// All discards of a run.
#[derive(Default)]
pub struct Discards {
    phrases: Phrases,
}

impl Discards {
    /// Adds a dictionary.
    pub fn add_file(&mut self, path: &Path) -> Result<Report> {
        self.add(path, open(path)?)
    }

    /// Adds the dictionary that `input` holds; `path` is named in the report.
    pub fn add(&mut self, path: &Path, input: impl std::io::BufRead) -> Result<Report> {
        let mut report = Report::new(path.to_path_buf());
        let mut lines = Lines::new(input);
        let wrong = |cause: std::io::Error| Error::new(format!("{}: {cause}", path.display()));
        while let Some(line) = lines.next_line().map_err(wrong)? {
            report.lines += 1;
            let text = spoken(line.text.split('[').next().unwrap_or(""));
            let phrase = text.trim_start_matches('+').trim();
            if line.text.trim().is_empty() {
                report.nothing += 1;
            } else if line.broken || !phrase.chars().any(char::is_alphanumeric) {
                report.leave_out("a discard without letters", line.number, &line.text);
            } else {
                self.phrases.add(phrase, u32::from(text.starts_with('+')));
                report.used += 1;
            }
        }
        Ok(report)
    }

    /// What the tokens of a sentence keep from being coded.
    pub fn of(&self, tokens: &[Token]) -> Discarded {
        if self.phrases.is_empty() {
            return Discarded::Nothing;
        }
        let found = (0..tokens.len()).filter_map(|at| self.phrases.longest(tokens, at));
        match found.map(|(_, story)| story).max() {
            None => Discarded::Nothing,
            Some(0) => Discarded::Sentence,
            Some(_) => Discarded::Document,
        }
    }
}
