//! Sentences, tokens and trees → CoNLL-U (<https://universaldependencies.org/format.html>).

use std::fmt::Write;

use crate::model::{CleanText, Document, Segmented, Sentence, Shape, Tree, Word};
use crate::read::conllu::ConlluSentence;

/// A document as CoNLL-U. Forms are what the text as read has; `trees` has one tree for each sentence, or is empty: then
/// all but forms and spacing stays open (`_`).
pub fn document(document: &Document, clean: &CleanText, segmented: &Segmented, trees: &[Tree]) -> String {
    let mut out = String::with_capacity(document.text.len() * 8);
    let _ = writeln!(out, "# newdoc id = {}", one_line(&document.id));
    let mut block = None;
    let mut tokens = Vec::new();
    for (index, sentence) in segmented.sentences.iter().enumerate() {
        let begins = block.replace(sentence.block) != Some(sentence.block);
        let paragraph = begins && clean.blocks.get(sentence.block as usize).is_some_and(|block| block.set_off);
        if paragraph {
            out.push_str("# newpar\n");
        }
        forms(&mut tokens, document, clean, segmented, sentence);
        let _ = writeln!(out, "# sent_id = {}-{}", one_line(&document.id), index + 1);
        let spaced = |form: &Form| if form.space_after { " " } else { "" };
        let text: String = tokens.iter().flat_map(|form| [form.text.as_str(), spaced(form)]).collect();
        let _ = writeln!(out, "# text = {}", text.trim_end());
        words(&mut out, &tokens, trees.get(index));
        out.push('\n');
    }
    out
}

/// A sentence that came as CoNLL-U, with its comments, multiword tokens, forms and last column as they were, and a new
/// tree.
pub fn sentence(sentence: &ConlluSentence, tree: &Tree) -> String {
    let mut out = String::new();
    for comment in &sentence.comments {
        out.push_str(comment);
        out.push('\n');
    }
    let mut multiword = sentence.multiword.iter().peekable();
    for (at, word) in sentence.words.iter().enumerate() {
        while let Some((_, line)) = multiword.next_if(|(before, _)| *before <= at) {
            out.push_str(line);
            out.push('\n');
        }
        line(&mut out, at, word.form(), tree.words.get(at), &word.columns[9]);
    }
    out.push('\n');
    out
}

fn line(out: &mut String, at: usize, form: &str, word: Option<&Word>, misc: &str) {
    let _ = match word {
        None => writeln!(out, "{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", at + 1),
        Some(word) => writeln!(
            out,
            "{}\t{form}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{misc}",
            at + 1,
            if word.lemma.is_empty() { form } else { &word.lemma },
            word.upos.as_str(),
            word.xpos,
            word.head.map_or(0, |head| u32::from(head) + 1),
            word.relation.as_str(),
        ),
    };
}

/// The word lines, and the lines of the multiword tokens that clitics make with what they lean on.
fn words(out: &mut String, forms: &[Form], tree: Option<&Tree>) {
    let word = |at: usize| tree.and_then(|tree| tree.words.get(at));
    let misc = |at: usize| if forms[at].space_after { "_" } else { "SpaceAfter=No" };
    let leans = |at: usize| {
        let glued = |form: &Form| form.clitic || word(at).is_some_and(|word| word.xpos == "POS");
        forms.get(at).is_some_and(|form| at > 0 && !forms[at - 1].space_after && glued(form))
    };
    let mut end = 0;
    for (at, form) in forms.iter().enumerate() {
        if at >= end {
            end = (at + 1..).find(|&next| !leans(next)).unwrap_or(at + 1);
            if end > at + 1 {
                let whole: String = forms[at..end].iter().map(|form| form.text.as_str()).collect();
                let _ = writeln!(out, "{}-{end}\t{whole}\t_\t_\t_\t_\t_\t_\t_\t{}", at + 1, misc(end - 1));
            }
        }
        let inside = end > at + 1 || leans(at);
        line(out, at, &form.text, word(at), if inside { "_" } else { misc(at) });
    }
}

struct Form {
    text: String,
    space_after: bool,
    /// Whether the token is the second part of a word written as one (`n't`, `'s`, the `not` of `cannot`).
    clitic: bool,
}

/// The sentence's tokens as printed. A character between two tokens that is no white space (a zero-width one, say)
/// stays with the first of them.
fn forms(forms: &mut Vec<Form>, document: &Document, clean: &CleanText, segmented: &Segmented, sentence: &Sentence) {
    forms.clear();
    let range = sentence.token_range();
    for at in range.clone() {
        let raw = clean.map.raw(segmented.tokens[at].span);
        let end = match segmented.tokens.get(at + 1) {
            Some(next) => clean.map.raw_start(next.span.start) as usize,
            None => document.text.len(),
        };
        let stretch = document.text.get(raw.start..end.max(raw.end)).unwrap_or_default();
        let text: String = stretch.chars().filter(|character| !is_space(*character)).collect();
        let token = &segmented.tokens[at];
        let clitic = token.shape == Shape::Clitic || !token.space_before && is_second_part(&text);
        forms.push(Form { text, space_after: stretch.ends_with(is_space) || at + 1 == segmented.tokens.len(), clitic });
    }
}

/// The second parts of `cannot`, `gonna`, `gotta`.
fn is_second_part(text: &str) -> bool {
    ["not", "na", "ta"].iter().any(|part| text.eq_ignore_ascii_case(part))
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

fn one_line(text: &str) -> String {
    text.replace(is_space, " ")
}
