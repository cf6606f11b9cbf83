//! Scores from raw text, as in the CoNLL 2018 shared task (Zeman et al. 2018): our own sentences and tokens against the
//! treebank's, matched by the characters they cover.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::model::{Relation, Tree, Upos};
use dateline::parse::Parser;
use dateline::read::conllu::ConlluSentence;
use dateline::{clean, segment};

use crate::conllu;

/// A stretch of the text, counted in characters that are not white space.
type Stretch = (usize, usize);

/// Part of speech of a word, its head's stretch (`None`: root) and its relation.
type Tagged = (Upos, Option<Stretch>, Relation);

/// Sentences and words by what they cover, and what each word hangs on.
#[derive(Default)]
struct Analysis {
    sentences: Vec<Stretch>,
    words: Vec<Stretch>,
    syntax: Vec<Tagged>,
    /// Characters so far.
    end: usize,
}

impl Analysis {
    fn add<'a>(
        &mut self,
        forms: impl Iterator<Item = &'a str>,
        syntax: impl Iterator<Item = (Upos, Option<usize>, Relation)>,
    ) {
        let (start, first) = (self.end, self.words.len());
        for form in forms {
            let length = form.chars().filter(|character| !character.is_whitespace()).count();
            self.words.push((self.end, self.end + length));
            self.end += length;
        }
        self.sentences.push((start, self.end));
        let words = &self.words[first..];
        let resolved = |(upos, head, relation): (Upos, Option<usize>, Relation)| {
            (upos, head.and_then(|head: usize| words.get(head).copied()), relation)
        };
        self.syntax.extend(syntax.map(resolved));
    }
}

/// Prints F1 scores on a treebank file whose comments give the text.
pub fn score(parser: &Parser, path: &Path) -> Result<()> {
    let sentences = conllu::read_all(path)?;
    let text = raw_text(&sentences);
    let (gold, ours) = (gold(path, &sentences)?, ours(parser, &text));
    if gold.end != ours.end {
        return Err(Error::new(format!(
            "{}: the comments `# text` and the words do not spell the same text",
            path.display()
        )));
    }
    let words = f1(shared(&gold.words, &ours.words), gold.words.len(), ours.words.len());
    let sentences = f1(shared(&gold.sentences, &ours.sentences), gold.sentences.len(), ours.sentences.len());
    let of_word: HashMap<Stretch, _> = ours.words.iter().copied().zip(ours.syntax.iter().copied()).collect();
    let right = |same: &dyn Fn(Tagged, Tagged) -> bool| {
        let pairs = gold.words.iter().zip(&gold.syntax);
        let count = pairs.filter(|(word, gold)| of_word.get(word).is_some_and(|ours| same(**gold, *ours))).count();
        f1(count, gold.words.len(), ours.words.len())
    };
    let upos = right(&|gold, ours| gold.0 == ours.0);
    let attached = right(&|gold, ours| gold.1 == ours.1);
    let labelled = right(&|gold, ours| gold.1 == ours.1 && coarse(gold.2) == coarse(ours.2));
    let exact = right(&|gold, ours| gold.1 == ours.1 && gold.2 == ours.2);
    println!(
        "words {words:.2}  sentences {sentences:.2}  UPOS {upos:.2}  UAS {attached:.2}  LAS {labelled:.2} (with subtypes {exact:.2})"
    );
    Ok(())
}

/// The text of a treebank: sentences joined by blanks, paragraphs and documents by blank lines.
fn raw_text(sentences: &[ConlluSentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        let begins = |prefix: &str| sentence.comments.iter().any(|comment| comment.starts_with(prefix));
        let own = sentence.comments.iter().find_map(|comment| comment.strip_prefix("# text = "));
        if !text.is_empty() {
            text.push_str(if begins("# newdoc") || begins("# newpar") { "\n\n" } else { " " });
        }
        text.push_str(own.unwrap_or_default());
    }
    text
}

fn gold(path: &Path, sentences: &[ConlluSentence]) -> Result<Analysis> {
    let mut analysis = Analysis::default();
    for sentence in sentences {
        let gold = conllu::gold(path, sentence)?;
        let syntax = gold.words.iter().map(|word| (word.upos, word.head.checked_sub(1), word.relation));
        analysis.add(gold.words.iter().map(|word| word.form.as_str()), syntax);
    }
    Ok(analysis)
}

fn ours(parser: &Parser, text: &str) -> Analysis {
    let clean = clean::verbatim(text);
    let segmented = segment::segment(&clean);
    let mut analysis = Analysis::default();
    for sentence in &segmented.sentences {
        let tokens = segmented.tokens_of(sentence);
        let tree: Tree = parser.parse(&clean.text, tokens, &[]);
        let syntax = tree.words.iter().map(|word| (word.upos, word.head.map(usize::from), word.relation));
        analysis.add(tokens.iter().map(|token| token.span.of(&clean.text)), syntax);
    }
    analysis
}

/// The relation without its subtype, as the shared task counts.
fn coarse(relation: Relation) -> &'static str {
    relation.as_str().split(':').next().unwrap_or_default()
}

fn shared(one: &[Stretch], other: &[Stretch]) -> usize {
    let one: HashSet<&Stretch> = one.iter().collect();
    other.iter().filter(|stretch| one.contains(stretch)).count()
}

fn f1(right: usize, gold: usize, ours: usize) -> f64 {
    200.0 * right as f64 / (gold + ours).max(1) as f64
}
