//! Issues: phrases that tell what a text is about, by category (`<ISSUE CATEGORY="TRADE" TYPE="ALL">`).
//!
//! `n:tariff war [TRADE_WAR]` counts in singular and plural; `+` joins the parts of a hyphenated word; `~phrase` does not count,
//! though words of it would; a text with a `~~phrase` is not of the category at all.

use std::io::BufRead;
use std::path::PathBuf;

use super::super::Report;
use super::lines::{Line, Lines};
use super::names::plural;
use crate::error::{Error, Result};

/// Columns of an imported list of issues.
pub const ISSUE_COLUMNS: &[&str] = &["phrase", "plural", "issue", "category", "effect"];

/// One phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// In small letters.
    pub text: String,
    /// With its nouns (`n:`) in the plural; empty when it has none.
    pub plural: String,
    /// The issue; empty for phrases that do not count.
    pub issue: String,
    /// The category it stands in.
    pub category: String,
    /// `counts`, `ignored` (`~`) or `excludes` (`~~`).
    pub effect: &'static str,
}

/// Reads phrases one by one and accounts for every line.
pub struct Issues<R> {
    lines: Lines<R>,
    report: Report,
    category: String,
}

impl<R: BufRead> Issues<R> {
    /// The phrases of `input`; `file` is named in the report.
    pub fn new(file: PathBuf, input: R) -> Self {
        Self { lines: Lines::new(input), report: Report::new(file), category: String::new() }
    }

    /// The next phrase.
    pub fn next_phrase(&mut self) -> Result<Option<Phrase>> {
        loop {
            let read = self.lines.next_line();
            let line = read.map_err(|cause| Error::new(format!("{}: {cause}", self.report.file.display())))?;
            let Some(line) = line else { return Ok(None) };
            self.report.lines += 1;
            match self.read(&line) {
                Ok(None) if line.text.trim().is_empty() => self.report.nothing += 1,
                Ok(None) => self.report.used += 1,
                Ok(Some(phrase)) => {
                    self.report.used += 1;
                    self.report.rows += 1;
                    self.report.names += 1 + u64::from(!phrase.plural.is_empty());
                    return Ok(Some(phrase));
                }
                Err(reason) => self.report.leave_out(reason, line.number, &line.text),
            }
        }
    }

    /// What became of all lines.
    pub fn into_report(self) -> Report {
        self.report
    }

    fn read(&mut self, line: &Line) -> std::result::Result<Option<Phrase>, &'static str> {
        let text = line.text.trim();
        if line.broken {
            return Err("broken characters");
        }
        if text.starts_with('<') {
            let named = text.split_once("CATEGORY=\"").and_then(|(_, rest)| rest.split_once('"'));
            self.category = named.map(|(name, _)| name.to_string()).unwrap_or_default();
            return Ok(None);
        }
        let bare = text.trim_start_matches('~');
        let effect = ["counts", "ignored", "excludes"][(text.len() - bare.len()).min(2)];
        let (phrase, issue) = match bare.split_once('[') {
            Some((phrase, issue)) => (phrase, issue.split(']').next().unwrap_or(issue).trim()),
            None => (bare, ""),
        };
        match (text.is_empty(), effect == "counts" && issue.is_empty()) {
            (true, _) => Ok(None),
            (_, true) => Err("a phrase without an issue"),
            _ => Ok(Some(self.phrase(phrase, issue, effect))),
        }
    }

    fn phrase(&self, phrase: &str, issue: &str, effect: &'static str) -> Phrase {
        let words = || phrase.split_whitespace();
        let bare = |word: &str| word.split_once(':').map_or(word, |(_, word)| word).replace('+', "-");
        let plural_word = |word: &str| match word.split_once("n:") {
            Some((before, noun)) => format!("{}{}", bare(before), plural(&noun.to_uppercase()).to_lowercase()),
            None => bare(word),
        };
        let has_noun = words().any(|word| word.contains("n:"));
        let joined = |words: Vec<String>| words.join(" ").to_lowercase();
        Phrase {
            text: joined(words().map(|word| bare(&word.replace("n:", ""))).collect()),
            plural: if has_noun { joined(words().map(plural_word).collect()) } else { String::new() },
            issue: issue.to_string(),
            category: self.category.clone(),
            effect,
        }
    }
}
