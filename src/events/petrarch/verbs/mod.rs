//! The verb dictionary: blocks of verbs that share a code and patterns, sets of synonyms, transformations.
//!
//! ```text
//! --- MEET [040:040] ---          a block and its code
//! MEET {MEETS MET MEETING}        a verb with its irregular forms
//! +SIT_DOWN [040]                 a verb of several words (+ marks the one that is inflected), with a code of its own
//! - * {PEACE &TREATY} [057]       a pattern
//! ```

mod code;
mod inflection;
pub mod pattern;
pub mod sets;
pub mod transformation;

use std::path::Path;

use rustc_hash::FxHashMap;

pub use code::Code;
pub use pattern::{Element, Pattern};
pub use sets::{Sequence, Word};
pub use transformation::{Role, Transformation};

use crate::error::{Error, Result};
use crate::gazetteer::import::petrarch::lines::{Line, Lines};
use crate::gazetteer::import::{Report, open};
use crate::segment::fold_hash;
use sets::Sets;

/// A verb as listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verb {
    /// As written, without forms.
    pub name: String,
    /// Name of its block.
    pub block: String,
    /// Its own code, or that of its block.
    pub code: Code,
    /// Index of its block, which holds the patterns.
    pub patterns: usize,
    /// How many words it has.
    pub words: usize,
}

/// One form of a verb: words around the inflected one, and the verb.
#[derive(Clone, Debug)]
struct Form {
    before: Vec<u64>,
    after: Vec<u64>,
    verb: u32,
}

/// All verb dictionaries of a run.
#[derive(Debug, Default)]
pub struct Verbs {
    forms: FxHashMap<u64, Vec<Form>>,
    verbs: Vec<Verb>,
    patterns: Vec<Vec<Pattern>>,
    transformations: Vec<Transformation>,
    sets: Sets,
}

/// What the lines that come next belong to.
#[derive(Default)]
struct Reading {
    set: Option<String>,
    block: String,
    code: Code,
    /// Whether a verb of the block was read, so that `+` opens a verb and not a member of a set.
    in_block: bool,
}

impl Verbs {
    /// Adds a dictionary.
    pub fn add_file(&mut self, path: &Path) -> Result<Report> {
        self.add(path, open(path)?)
    }

    /// Adds the dictionary that `input` holds; `path` is named in the report.
    pub fn add(&mut self, path: &Path, input: impl std::io::BufRead) -> Result<Report> {
        let mut report = Report::new(path.to_path_buf());
        let mut lines = Lines::new(input);
        let mut kept = Vec::new();
        let wrong = |cause: std::io::Error| Error::new(format!("{}: {cause}", path.display()));
        while let Some(line) = lines.next_line().map_err(wrong)? {
            report.lines += 1;
            match line.text.trim().is_empty() {
                true => report.nothing += 1,
                false => kept.push(line),
            }
        }
        self.read_sets(&kept);
        let mut reading = Reading::default();
        for line in &kept {
            match self.read(&mut reading, line) {
                Ok(()) => report.used += 1,
                Err(reason) => report.leave_out(reason, line.number, &line.text),
            }
        }
        report.rows = self.verbs.len() as u64;
        report.names = self.forms.len() as u64;
        Ok(report)
    }

    /// Sets first: patterns may use one that is defined below.
    fn read_sets(&mut self, lines: &[Line]) {
        let mut set = None;
        for line in lines {
            let text = line.text.trim();
            match (text.strip_prefix('&'), text.strip_prefix('+')) {
                (Some(name), _) => set = Some(self.sets.open(name)),
                (_, Some(member)) => {
                    if let Some(set) = &set {
                        self.sets.add(set, member);
                    }
                }
                _ => set = None,
            }
        }
    }

    fn read(&mut self, reading: &mut Reading, line: &Line) -> std::result::Result<(), &'static str> {
        let text = line.text.trim();
        if line.broken {
            return Err("broken characters");
        }
        if let Some(header) = text.strip_prefix("---") {
            return self.open_block(reading, header);
        }
        if text.starts_with('&') {
            reading.set = Some(text.to_string());
            reading.in_block = false;
            return Ok(());
        }
        if reading.set.is_some() && !reading.in_block && text.starts_with('+') {
            return Ok(());
        }
        if let Some(rest) = text.strip_prefix('~') {
            let found = transformation::parse(rest).ok_or("a transformation that cannot be read")?;
            self.transformations.push(found);
            return Ok(());
        }
        if let Some(rest) = text.strip_prefix('-').or_else(|| text.starts_with('*').then_some(text)) {
            let block = self.patterns.last_mut().ok_or("a pattern outside any block")?;
            block.push(pattern::parse(rest, &self.sets)?);
            return Ok(());
        }
        if self.patterns.is_empty() {
            return Err("a verb outside any block");
        }
        self.add_verb(reading, text)
    }

    fn open_block(&mut self, reading: &mut Reading, header: &str) -> std::result::Result<(), &'static str> {
        let (name, rest) = header.split_once('[').unwrap_or((header.trim_end_matches('-'), "---]"));
        let code = rest.split(']').next().unwrap_or("");
        *reading = Reading { block: name.trim().to_string(), code: Code::parse(code), in_block: true, set: None };
        self.patterns.push(Vec::new());
        Ok(())
    }

    fn add_verb(&mut self, reading: &Reading, text: &str) -> std::result::Result<(), &'static str> {
        let code = text.split_once('[').map(|(_, code)| Code::parse(code.split(']').next().unwrap_or(code)));
        let text = text.split('[').next().unwrap_or(text);
        let (name, forms) = match text.split_once('{') {
            Some((name, forms)) => (name.trim(), Some(forms.split('}').next().unwrap_or(forms))),
            None => (text.trim(), None),
        };
        if !name.chars().any(char::is_alphabetic) {
            return Err("a verb without letters");
        }
        let verb = self.verbs.len() as u32;
        self.verbs.push(Verb {
            name: name.replace('+', ""),
            block: reading.block.clone(),
            code: code.unwrap_or_else(|| reading.code.clone()),
            patterns: self.patterns.len() - 1,
            words: name.split('_').count(),
        });
        self.add_forms(name, forms, verb);
        Ok(())
    }

    fn add_forms(&mut self, name: &str, listed: Option<&str>, verb: u32) {
        let (before, main, after) = around_main(name);
        let mut mains = vec![(before.clone(), main.clone(), after.clone())];
        match listed {
            Some(listed) => {
                mains.extend(listed.split([' ', ',', '\t']).filter(|form| !form.is_empty()).map(around_main))
            }
            None => {
                mains.extend(inflection::regular(&main).into_iter().map(|form| (before.clone(), form, after.clone())))
            }
        }
        for (before, main, after) in mains {
            let hashes = |words: &[String]| words.iter().map(|word| fold_hash(word)).collect();
            let form = Form { before: hashes(&before), after: hashes(&after), verb };
            self.forms.entry(fold_hash(&main)).or_default().push(form);
        }
    }

    /// Whether some verb has this form.
    pub fn is_form(&self, fold: u64) -> bool {
        self.forms.contains_key(&fold)
    }

    /// The verbs whose inflected word is the one at `at` (and whose other words are beside it, by `is_word`), those with
    /// most words only; of one verb in several blocks, the last first.
    pub fn at(&self, fold: u64, is_word: impl Fn(isize, u64) -> bool) -> Vec<&Verb> {
        let forms = self.forms.get(&fold).map(Vec::as_slice).unwrap_or_default();
        let fits = |form: &&Form| {
            let before = form.before.iter().rev().enumerate().all(|(back, word)| is_word(-(back as isize) - 1, *word));
            before && form.after.iter().enumerate().all(|(on, word)| is_word(on as isize + 1, *word))
        };
        let mut found: Vec<&Verb> = forms.iter().filter(fits).map(|form| &self.verbs[form.verb as usize]).collect();
        let most = found.iter().map(|verb| verb.words).max().unwrap_or(0);
        found.retain(|verb| verb.words == most);
        found.reverse();
        found.dedup();
        found
    }

    /// The patterns of a verb's block, in the order of the file.
    pub fn patterns(&self, verb: &Verb) -> &[Pattern] {
        &self.patterns[verb.patterns]
    }

    /// The transformations, in the order of the file.
    pub fn transformations(&self) -> &[Transformation] {
        &self.transformations
    }

    /// How many verbs and patterns there are.
    pub fn size(&self) -> (usize, usize) {
        (self.verbs.len(), self.patterns.iter().map(Vec::len).sum())
    }
}

/// The inflected word of a verb (`+` marks it, else it is the first), and the words before and after, small.
fn around_main(name: &str) -> (Vec<String>, String, Vec<String>) {
    let small = name.to_lowercase();
    let parts: Vec<&str> = small.split(['_', '-']).filter(|part| !part.is_empty()).collect();
    let at = parts.iter().position(|part| part.starts_with('+')).unwrap_or(0);
    let words = |parts: &[&str]| parts.iter().map(|part| part.trim_start_matches('+').to_string()).collect::<Vec<_>>();
    let main = parts.get(at).map(|part| part.trim_start_matches('+').to_string()).unwrap_or_default();
    (words(&parts[..at.min(parts.len())]), main, words(parts.get(at + 1..).unwrap_or_default()))
}

#[cfg(test)]
mod tests;
