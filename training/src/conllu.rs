//! CoNLL-U files: sentences of words with gold tags, lemmas, heads and relations.

use std::path::Path;

use dateline::error::{Error, Result};
use dateline::model::{Relation, Shape, Span, Token, Upos};

/// A sentence. Its text is the forms with single spaces between them.
pub struct Sentence {
    pub text: String,
    pub tokens: Vec<Token>,
    pub words: Vec<Gold>,
}

/// What the treebank says of a word.
pub struct Gold {
    pub form: String,
    pub lemma: String,
    pub upos: Upos,
    pub xpos: String,
    /// Number of the head, from 1; 0 for the root.
    pub head: usize,
    pub relation: Relation,
}

/// Reads a file. Lines of multiword tokens and empty nodes are skipped.
pub fn read(path: &Path) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    let mut sentences = Vec::new();
    let mut words = Vec::new();
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !words.is_empty() {
                sentences.push(sentence(std::mem::take(&mut words)));
            }
        } else if line.as_bytes()[0].is_ascii_digit() {
            let word = word(line).map_err(|why| Error::new(format!("{}:{}: {why}", path.display(), number + 1)))?;
            words.extend(word);
        }
    }
    Ok(sentences)
}

fn word(line: &str) -> std::result::Result<Option<Gold>, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, _, head, relation, ..] = columns[..] else {
        return Err(format!("{} columns; CoNLL-U has 10", columns.len()));
    };
    if id.contains(['-', '.']) {
        return Ok(None);
    }
    Ok(Some(Gold {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: Upos::from_name(upos).ok_or_else(|| format!("unknown part of speech {upos:?}"))?,
        xpos: xpos.to_owned(),
        head: head.parse().map_err(|_| format!("head {head:?} is not a number"))?,
        relation: Relation::from_name(relation).ok_or_else(|| format!("unknown relation {relation:?}"))?,
    }))
}

fn sentence(words: Vec<Gold>) -> Sentence {
    let mut text = String::new();
    let mut tokens = Vec::with_capacity(words.len());
    for word in &words {
        let start = text.len();
        text.push_str(&word.form);
        let span = Span::new(start, text.len());
        tokens.push(Token { span, fold: 0, shape: Shape::Lower, space_before: true });
        text.push(' ');
    }
    Sentence { text, tokens, words }
}
