//! What became of the lines of an imported list.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Lines of a reason that are kept as examples.
const EXAMPLES: usize = 3;

/// Characters of a line that are kept.
const SHOWN: usize = 120;

/// Lines (or parts of lines) that were not used for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// How many.
    pub count: u64,
    /// The first few, with their numbers, counted from 1.
    pub examples: Vec<(u64, String)>,
}

impl LeftOut {
    fn add(&mut self, line: u64, text: &str) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push((line, text.trim().chars().take(SHOWN).collect()));
        }
    }
}

/// Why a line gives no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was not asked for.
    NotAsked(&'static str),
    /// It cannot be used.
    Unusable(&'static str),
}

/// Every line of one file, accounted for: `lines == used + nothing + left_out + not_asked`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The file.
    pub file: PathBuf,
    /// Lines of the file.
    pub lines: u64,
    /// Lines that came to a name or a code.
    pub used: u64,
    /// The header, blank lines and comments.
    pub nothing: u64,
    /// Lines that were not used, by reason.
    pub left_out: BTreeMap<&'static str, LeftOut>,
    /// Lines that could be used and were not asked for, by reason.
    pub not_asked: BTreeMap<&'static str, LeftOut>,
    /// Parts left out of lines that were otherwise used, by reason.
    pub parts: BTreeMap<&'static str, LeftOut>,
    /// Rows written.
    pub rows: u64,
    /// Names written.
    pub names: u64,
}

impl Report {
    /// A report on `file`.
    pub fn new(file: PathBuf) -> Self {
        Self { file, ..Self::default() }
    }

    /// Counts a line that was not used.
    pub fn leave_out(&mut self, reason: &'static str, line: u64, text: &str) {
        self.left_out.entry(reason).or_default().add(line, text);
    }

    /// Counts a line that was not used, for whatever reason.
    pub fn refuse(&mut self, refusal: Refusal, line: u64, text: &str) {
        match refusal {
            Refusal::NotAsked(reason) => self.not_asked.entry(reason).or_default().add(line, text),
            Refusal::Unusable(reason) => self.leave_out(reason, line, text),
        }
    }

    /// Counts a part of a line that was otherwise used.
    pub fn leave_part(&mut self, reason: &'static str, line: u64, text: &str) {
        self.parts.entry(reason).or_default().add(line, text);
    }

    /// Lines that were not used.
    pub fn lines_left_out(&self) -> u64 {
        self.left_out.values().map(|left| left.count).sum()
    }

    /// Lines that were not asked for.
    pub fn lines_not_asked(&self) -> u64 {
        self.not_asked.values().map(|left| left.count).sum()
    }

    /// Whether every line is used, or counted with its reason.
    pub fn is_complete(&self) -> bool {
        self.lines == self.used + self.nothing + self.lines_left_out() + self.lines_not_asked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_examples_stand_for_all() {
        let mut report = Report { lines: 7, used: 1, nothing: 1, ..Report::default() };
        (0..5).for_each(|line| report.leave_out("no code", line, " X "));
        assert_eq!((report.lines_left_out(), report.left_out["no code"].examples.len()), (5, EXAMPLES));
        assert!(report.is_complete());
    }
}
