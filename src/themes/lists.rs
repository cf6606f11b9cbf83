//! Word lists of the user: themes and the words that tell of them.
//!
//! A CSV file with the columns `theme` and `word` (or `phrase`), one word or phrase a row. Words match whole and in any
//! case, without regard to accents; a word that ends in `*` matches every word that begins so (`migrat*`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::delimited::shape;
use crate::error::{Error, Result};
use crate::model::{Annotated, Theme, Token};
use crate::segment::{fold, tokenize};

/// Word lists, ready to be looked up.
#[derive(Debug, Default)]
pub struct Lists {
    /// First word → phrases that begin with it.
    by_first: FxHashMap<u64, Vec<Phrase>>,
    /// First letter → phrases whose first word is only a beginning.
    by_letter: FxHashMap<char, Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<Word>,
    theme: Theme,
}

#[derive(Debug)]
enum Word {
    Whole(u64),
    /// Folded.
    Beginning(String),
}

impl Lists {
    /// Reads word lists; an error names file, line and what would be right.
    pub fn load(files: &[PathBuf]) -> Result<Self> {
        let mut lists = Self::default();
        for file in files {
            lists.read(file)?;
        }
        Ok(lists)
    }

    /// The themes that each sentence tells of.
    pub(super) fn find(&self, annotated: &Annotated) -> FxHashMap<u32, BTreeSet<Theme>> {
        let mut found: FxHashMap<u32, BTreeSet<Theme>> = FxHashMap::default();
        if self.by_first.is_empty() && self.by_letter.is_empty() {
            return found;
        }
        for (index, sentence) in (0..).zip(&annotated.segmented.sentences) {
            let tokens = annotated.segmented.tokens_of(sentence);
            for at in 0..tokens.len() {
                for phrase in self.beginning_at(&tokens[at], &annotated.clean.text) {
                    if phrase.matches(&tokens[at..], &annotated.clean.text) {
                        found.entry(index).or_default().insert(phrase.theme.clone());
                    }
                }
            }
        }
        found
    }

    fn beginning_at<'a>(&'a self, token: &Token, text: &str) -> impl Iterator<Item = &'a Phrase> {
        let whole = self.by_first.get(&token.fold);
        let letter = if self.by_letter.is_empty() { None } else { fold(token.span.of(text)).chars().next() };
        let begun = letter.and_then(|letter| self.by_letter.get(&letter));
        whole.into_iter().chain(begun).flatten()
    }

    fn read(&mut self, file: &Path) -> Result<()> {
        let name = file.display();
        let text = std::fs::read_to_string(file).map_err(|cause| Error::new(format!("{name}: {cause}")))?;
        let text = text.trim_start_matches('\u{feff}');
        let shape = shape(text.as_bytes(), b",;\t");
        let lines_before = u64::from(shape.start > 0);
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(shape.separator)
            .from_reader(&text.as_bytes()[shape.start..]);
        let wrong = |cause: csv::Error| Error::new(format!("{name}: {cause}"));
        let header = reader.headers().map_err(wrong)?.clone();
        let column = |names: &[&str]| {
            let is_named = |cell: &str| names.iter().any(|name| cell.trim().eq_ignore_ascii_case(name));
            header.iter().position(is_named).ok_or_else(|| {
                Error::new(format!("{name}:1: no column \"{}\"; a list of themes has the columns theme,word", names[0]))
            })
        };
        let (theme, word) = (column(&["theme"])?, column(&["word", "phrase"])?);
        for row in reader.records() {
            let row = row.map_err(wrong)?;
            let line = lines_before + row.position().map_or(0, csv::Position::line);
            let cell = |index: usize| row.get(index).unwrap_or_default().trim();
            self.add(cell(theme), cell(word)).map_err(|cause| Error::new(format!("{name}:{line}: {cause}")))?;
        }
        Ok(())
    }

    fn add(&mut self, theme: &str, phrase: &str) -> std::result::Result<(), String> {
        if theme.is_empty() || theme.contains(['|', '\n']) {
            return Err(format!("\"{theme}\" is no name for a theme; give it a name without | and line breaks"));
        }
        let words = words(phrase);
        let phrase_of = |words| Phrase { words, theme: Arc::from(theme) };
        match words.first() {
            None => return Err(format!("the theme \"{theme}\" has no word here; write one, or take the line out")),
            Some(Word::Whole(first)) => self.by_first.entry(*first).or_default().push(phrase_of(words)),
            Some(Word::Beginning(letters)) => {
                let letter = letters.chars().next().unwrap_or_default();
                self.by_letter.entry(letter).or_default().push(phrase_of(words));
            }
        }
        Ok(())
    }
}

impl Phrase {
    fn matches(&self, tokens: &[Token], text: &str) -> bool {
        let is = |(word, token): (&Word, &Token)| match word {
            Word::Whole(hash) => token.fold == *hash,
            Word::Beginning(letters) => fold(token.span.of(text)).starts_with(letters.as_str()),
        };
        tokens.len() >= self.words.len() && self.words.iter().zip(tokens).all(is)
    }
}

/// The words of a phrase, cut as texts are.
fn words(phrase: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for piece in phrase.split_whitespace() {
        let (piece, is_beginning) = piece.strip_suffix('*').map_or((piece, false), |piece| (piece, true));
        let mut tokens = Vec::new();
        tokenize(piece, 0..piece.len(), &mut tokens);
        let last = tokens.len().saturating_sub(1);
        words.extend(tokens.iter().enumerate().map(|(index, token)| match is_beginning && index == last {
            true => Word::Beginning(fold(token.span.of(piece))),
            false => Word::Whole(token.fold),
        }));
    }
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::clean;
    use crate::model::Document;
    use crate::segment;

    fn themes_of(lists: &[(&str, &str)], text: &str) -> Vec<String> {
        let mut found = Lists::default();
        lists.iter().for_each(|(theme, phrase)| found.add(theme, phrase).unwrap());
        let document = Document { text: text.into(), ..Document::default() };
        let clean = clean::clean(&document);
        let segmented = segment::segment(&clean);
        let annotated = Annotated { document, clean, segmented, ..Annotated::default() };
        let all: BTreeSet<Theme> = found.find(&annotated).into_values().flatten().collect();
        all.iter().map(|theme| theme.to_string()).collect()
    }

    #[test]
    fn words_match_whole_in_any_case_and_phrases_in_order() {
        let lists = [("water", "water"), ("water", "rain-fed fields"), ("moves", "migrat*"), ("moves", "fled home*")];
        let cases: [(&str, &[&str]); 7] = [
            ("WATER was short.", &["water"]),
            ("The waterway was open.", &[]),
            ("They lost their rain-fed fields.", &["water"]),
            ("Fields were rain-fed.", &[]),
            ("Migration and Migrants", &["moves"]),
            ("They fled homes and water.", &["moves", "water"]),
            ("An immigrant spoke.", &[]),
        ];
        for (text, themes) in cases {
            assert_eq!(themes_of(&lists, text), themes, "{text}");
        }
    }

    #[test]
    fn a_list_that_cannot_be_used_says_where_and_what_would_be_right() {
        let folder = tempfile::tempdir().unwrap();
        let cases = [
            ("word\nwater\n", ":1: no column \"theme\"; a list of themes has the columns theme,word"),
            ("theme,word\nwater,water\nwater,\n", ":3: the theme \"water\" has no word here"),
            ("theme,word\na|b,water\n", ":2: \"a|b\" is no name for a theme"),
        ];
        for (text, message) in cases {
            let file = folder.path().join("themes.csv");
            std::fs::write(&file, text).unwrap();
            let error = Lists::load(&[file]).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }

    #[test]
    fn cells_may_be_divided_by_semicolons_or_tabs() {
        let folder = tempfile::tempdir().unwrap();
        for text in [
            "theme;word\nwater;rain, snow\n",
            "theme\tword\nwater\train, snow\n",
            "sep=;\ntheme;word\nwater;rain, snow\n",
        ] {
            let file = folder.path().join("themes.csv");
            std::fs::write(&file, text).unwrap();
            let lists = Lists::load(std::slice::from_ref(&file)).unwrap();
            assert_eq!(lists.by_first.len(), 1, "{text:?}");
            std::fs::write(&file, format!("{text}water\n")).unwrap();
            let wrong = format!(":{}: ", text.lines().count() + 1);
            assert!(Lists::load(&[file]).unwrap_err().to_string().contains(&wrong), "{text:?}");
        }
    }
}
