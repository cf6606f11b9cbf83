//! CoNLL-U files: sentences of words with gold tags, lemmas, heads and relations.

use std::path::Path;

use dateline::error::{Error, Result};
use dateline::model::{Relation, Token, Upos};
use dateline::read::conllu::{self, ConlluSentence, ConlluWord};

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
    read_all(path)?.iter().map(|sentence| gold(path, sentence)).collect()
}

/// Reads a file with all that it says.
pub fn read_all(path: &Path) -> Result<Vec<ConlluSentence>> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(format!("{name}: {error}")))?;
    conllu::sentences(&name, &text)
}

/// The annotations of a sentence; an error when one of them is missing or unknown.
pub fn gold(path: &Path, sentence: &ConlluSentence) -> Result<Sentence> {
    let (text, tokens) = sentence.tokens();
    let word = |word: &ConlluWord| {
        let wrong = |why| Error::new(format!("{}:{}: {why}", path.display(), word.line));
        self::word(word).map_err(wrong)
    };
    let words = sentence.words.iter().map(word).collect::<Result<Vec<_>>>()?;
    match words.iter().find(|word| word.head > words.len()) {
        Some(word) => Err(Error::new(format!("{}: no word {} in the sentence {text:?}", path.display(), word.head))),
        None => Ok(Sentence { text, tokens, words }),
    }
}

fn word(word: &ConlluWord) -> std::result::Result<Gold, String> {
    let [_, form, lemma, upos, xpos, _, head, relation, ..] = &word.columns;
    Ok(Gold {
        form: form.clone(),
        lemma: lemma.clone(),
        upos: Upos::from_name(upos).ok_or_else(|| format!("unknown part of speech {upos:?}"))?,
        xpos: xpos.clone(),
        head: head.parse().map_err(|_| format!("head {head:?} is not a number"))?,
        relation: Relation::from_name(relation).ok_or_else(|| format!("unknown relation {relation:?}"))?,
    })
}
