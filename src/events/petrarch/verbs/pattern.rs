//! Patterns around a verb: `- * {PEACE &TREATY} (WITH +) [057]`.
//!
//! | token | matches |
//! |---|---|
//! | `*` | the verb |
//! | `WORD`, `TWO_WORDS`, `&SET`, `ONE/OTHER` | a word, adjacent words, a word of a set, either word |
//! | `{A B}` | adjacent words of one noun phrase |
//! | `(PREP A B)` | a phrase that the word `PREP` opens, and in it the rest, in order |
//! | `$` `+` | an actor: the source, the target |
//! | `%` | several actors, who are source and target of each other |
//! | `^` | any noun phrase, passed over |

use super::code::Code;
use super::sets::{Sequence, Sets};

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// One of several sequences of adjacent words.
    Words(Vec<Sequence>),
    /// Adjacent parts, each one of several sequences.
    Phrase(Vec<Vec<Sequence>>),
    /// A phrase opened by one of several words, and what must stand in it.
    Opened(Vec<Sequence>, Vec<Element>),
    /// One of several parts.
    Any(Vec<Element>),
    /// The source.
    Source,
    /// The target.
    Target,
    /// Source and target of each other.
    Both,
    /// Any noun phrase.
    Skip,
}

/// What stands before and after the verb, and the code that it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Before the verb, left to right.
    pub before: Vec<Element>,
    /// After the verb, left to right.
    pub after: Vec<Element>,
    /// The code.
    pub code: Code,
    /// As written, without the code.
    pub text: String,
}

/// Reads a pattern without its leading `-`; the error is the reason, as a report counts it.
pub fn parse(text: &str, sets: &Sets) -> Result<Pattern, &'static str> {
    let (body, code) = text.rsplit_once('[').ok_or("a pattern without a code")?;
    let code = code.split(']').next().unwrap_or(code);
    let body = body.trim();
    let (before, after) = body.split_once('*').ok_or("a pattern without its verb")?;
    let text = body.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Pattern { before: elements(before, sets)?, after: elements(after, sets)?, code: Code::parse(code), text })
}

/// The parts of a stretch of pattern.
pub fn elements(text: &str, sets: &Sets) -> Result<Vec<Element>, &'static str> {
    let mut tokens = tokens(text).into_iter().peekable();
    let mut found = Vec::new();
    while let Some(token) = tokens.next() {
        found.push(match token.as_str() {
            "{" => Element::Phrase(until(&mut tokens, "}").iter().map(|word| sets.sequences(word)).collect()),
            "(" => opened(&until(&mut tokens, ")"), sets)?,
            ")" | "}" | "[" | "]" => return Err("a bracket that closes nothing"),
            "$" => Element::Source,
            "+" => Element::Target,
            "%" => Element::Both,
            "^" => Element::Skip,
            word => sets.element(word)?,
        });
    }
    if found.iter().any(Element::is_empty) {
        return Err("a synonym set that is not defined");
    }
    Ok(found)
}

impl Element {
    /// Whether nothing could ever match it.
    fn is_empty(&self) -> bool {
        match self {
            Self::Words(words) => words.is_empty(),
            Self::Phrase(parts) => parts.iter().any(Vec::is_empty),
            Self::Opened(words, inner) => words.is_empty() || inner.iter().any(Self::is_empty),
            Self::Any(any) => any.is_empty(),
            _ => false,
        }
    }
}

fn opened(tokens: &[String], sets: &Sets) -> Result<Element, &'static str> {
    let (first, rest) = tokens.split_first().ok_or("an empty pair of brackets")?;
    Ok(Element::Opened(sets.sequences(first), elements(&rest.join(" "), sets)?))
}

/// Takes tokens up to a closing bracket (or the end, where it is forgotten).
fn until(tokens: &mut impl Iterator<Item = String>, close: &str) -> Vec<String> {
    tokens.take_while(|token| token != close).collect()
}

/// Words and brackets, apart.
fn tokens(text: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '{' | '}' | '(' | ')' => spaced.extend([' ', c, ' ']),
            _ => spaced.push(c),
        }
    }
    spaced.split_whitespace().map(str::to_string).collect()
}
