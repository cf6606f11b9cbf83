//! CoNLL-U (<https://universaldependencies.org/format.html>) → sentences of words.
//!
//! All columns are kept as written, so that files without annotation can be read too; what a column must hold is the
//! reader's user's business.

use crate::error::{Error, Result};
use crate::model::{Span, Token};
use crate::segment::{fold_hash, shape_of};

/// Columns of a line.
pub const COLUMNS: usize = 10;

/// A sentence as its file gives it.
#[derive(Clone, Debug, Default)]
pub struct ConlluSentence {
    /// Comment lines, with their `#`.
    pub comments: Vec<String>,
    /// The words, in order; they are numbered from 1.
    pub words: Vec<ConlluWord>,
    /// Lines of multiword tokens, whole, each with the number of words that stand before it.
    pub multiword: Vec<(usize, String)>,
}

/// A word: its columns and where they stand.
#[derive(Clone, Debug, Default)]
pub struct ConlluWord {
    /// ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC.
    pub columns: [String; COLUMNS],
    /// Line in the file, from 1.
    pub line: usize,
}

impl ConlluWord {
    /// The form.
    pub fn form(&self) -> &str {
        &self.columns[1]
    }
}

impl ConlluSentence {
    /// The forms with single blanks between them, and the words as tokens of that text. Which words stand apart in the text
    /// they were taken from, `SpaceAfter=No` and multiword tokens tell.
    pub fn tokens(&self) -> (String, Vec<Token>) {
        let mut text = String::new();
        let mut tokens = Vec::with_capacity(self.words.len());
        for (at, word) in self.words.iter().enumerate() {
            let space_before = at == 0 || !self.is_joined(at - 1);
            let start = text.len();
            text.push_str(word.form());
            let span = Span::new(start, text.len());
            tokens.push(Token { span, fold: fold_hash(word.form()), shape: shape_of(word.form()), space_before });
            text.push(' ');
        }
        (text, tokens)
    }

    /// Whether no space stands behind a word.
    fn is_joined(&self, at: usize) -> bool {
        let is_no = |misc: &str| misc.split('|').any(|item| item == "SpaceAfter=No");
        let inside = |(before, line): &(usize, String)| {
            let mut columns = line.split('\t');
            let last = columns.next().and_then(|id| id.split_once('-')?.1.parse::<usize>().ok()).unwrap_or(0);
            let ends = at + 1 == last && columns.next_back().is_some_and(is_no);
            *before <= at && at + 1 < last || ends
        };
        is_no(&self.words[at].columns[COLUMNS - 1]) || self.multiword.iter().any(inside)
    }
}

/// The sentences of a text in CoNLL-U; `path` is for messages. Lines of empty nodes are left out: they belong to the
/// enhanced graph, not to the tree.
pub fn sentences(path: &str, text: &str) -> Result<Vec<ConlluSentence>> {
    let mut sentences = Vec::new();
    let mut sentence = ConlluSentence::default();
    let lines = text.trim_start_matches('\u{feff}').lines();
    for (number, line) in lines.map(|line| line.trim_end_matches('\r')).chain([""]).enumerate() {
        let wrong = |why: String| Error::new(format!("{path}:{}: {why}", number + 1));
        if line.trim().is_empty() {
            if !sentence.words.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
        } else if line.starts_with('#') {
            sentence.comments.push(line.to_owned());
        } else {
            sentence.add(line, number + 1).map_err(wrong)?;
        }
    }
    Ok(sentences)
}

impl ConlluSentence {
    fn add(&mut self, line: &str, number: usize) -> std::result::Result<(), String> {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let columns: [String; COLUMNS] = columns
            .try_into()
            .map_err(|columns: Vec<_>| format!("{} columns between tabs; CoNLL-U has {COLUMNS}", columns.len()))?;
        let id = columns[0].as_str();
        if id.contains('-') {
            self.multiword.push((self.words.len(), line.to_owned()));
        } else if !id.contains('.') {
            let expected = self.words.len() + 1;
            if id.parse() != Ok(expected) {
                return Err(format!("word number {id:?} where {expected} should stand"));
            }
            if columns[1].is_empty() {
                return Err(format!("word {id} has no form"));
            }
            self.words.push(ConlluWord { columns, line: number });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const DONT: &str = "\u{feff}# text = Don't go\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\r\n1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n\
        2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n2.1\tyou\t_\t_\t_\t_\t_\t_\t3:nsubj\t_\n3\tgo\t_\t_\t_\t_\t_\t_\t_\t_";

    #[test]
    fn words_stand_apart_as_in_the_text() {
        let text = "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
            3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t!\t_\t_\t_\t_\t_\t_\t_\t_";
        let tokens = sentences("a.conllu", text).unwrap()[0].tokens().1;
        assert_eq!(tokens.iter().map(|token| token.space_before).collect::<Vec<_>>(), [true, false, true, false]);
    }

    #[test]
    fn multiword_tokens_and_empty_nodes_are_no_words() {
        let sentences = sentences("a.conllu", DONT).unwrap();
        let [sentence] = &sentences[..] else { unreachable!("one sentence") };
        assert_eq!(sentence.comments, ["# text = Don't go"]);
        assert_eq!(sentence.words.iter().map(ConlluWord::form).collect::<Vec<_>>(), ["Do", "n't", "go"]);
        assert_eq!(sentence.multiword.len(), 1);
        let (text, tokens) = sentence.tokens();
        assert_eq!((text.as_str(), tokens[1].span.of(&text)), ("Do n't go ", "n't"));
    }

    #[test]
    fn a_wrong_line_is_told_with_its_place() {
        for (text, message) in [
            ("1\ta", "f:1: 2 columns between tabs; CoNLL-U has 10"),
            ("\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_", "f:2: word number \"2\" where 1 should stand"),
            ("1\t\t_\t_\t_\t_\t_\t_\t_\t_", "f:1: word 1 has no form"),
        ] {
            assert_eq!(sentences("f", text).unwrap_err().to_string(), message);
        }
        assert!(sentences("f", "").unwrap().is_empty());
    }
}
