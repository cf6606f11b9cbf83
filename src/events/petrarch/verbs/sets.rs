//! Sets of synonyms (`&CURRENCY`), and words as patterns write them.

use std::collections::BTreeMap;

use super::pattern::{self, Element};
use crate::segment::{fold_hash, tokenize};

/// One word of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Hash of its folded form.
    pub fold: u64,
    /// Whether only this form will do (a `_` at the end), not others of the same lemma.
    pub exact: bool,
}

/// Adjacent words.
pub type Sequence = Vec<Word>;

/// How deep sets may hold sets.
const DEEPEST: usize = 4;

/// Sets by name, without the `&` and a `_` at the end.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    members: BTreeMap<String, Vec<String>>,
}

impl Sets {
    /// Opens a set; a second one of the same name replaces nothing, members are added.
    pub fn open(&mut self, name: &str) -> String {
        let name = key(name);
        self.members.entry(name.clone()).or_default();
        name
    }

    /// Adds a member to a set.
    pub fn add(&mut self, set: &str, member: &str) {
        if let Some(members) = self.members.get_mut(set) {
            members.push(member.trim().to_string());
        }
    }

    /// What a word of a pattern stands for.
    pub fn element(&self, word: &str) -> Result<Element, &'static str> {
        if let Some(members) = word.strip_prefix('&').and_then(|set| self.members.get(&key(set)))
            && members.iter().any(|member| member.starts_with('('))
        {
            let parts = members.iter().map(|member| pattern::elements(member, self).map(|mut all| all.pop()));
            return Ok(Element::Any(parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect()));
        }
        Ok(Element::Words(self.sequences(word)))
    }

    /// The sequences of adjacent words that a word of a pattern stands for.
    pub fn sequences(&self, word: &str) -> Vec<Sequence> {
        self.expand(word, DEEPEST)
    }

    fn expand(&self, word: &str, depth: usize) -> Vec<Sequence> {
        if depth == 0 {
            return Vec::new();
        }
        if let Some(set) = word.strip_prefix('&')
            && let Some(members) = self.members.get(&key(set))
        {
            return members.iter().flat_map(|member| self.expand(member, depth - 1)).collect();
        }
        if is_choice(word) {
            return word.split('/').flat_map(|one| self.expand(one, depth - 1)).collect();
        }
        let exact = word.ends_with('_');
        let parts = word.split(|c: char| c == '_' || c.is_whitespace()).filter(|part| !part.is_empty());
        let mut found: Vec<Sequence> = vec![Vec::new()];
        for part in parts {
            let continued = if part.starts_with('&') { self.expand(part, depth - 1) } else { vec![words(part, exact)] };
            found = found
                .iter()
                .flat_map(|start| continued.iter().map(move |end| [&start[..], &end[..]].concat()))
                .collect();
        }
        found.retain(|sequence| !sequence.is_empty());
        found
    }
}

fn key(name: &str) -> String {
    name.trim().trim_start_matches('&').trim_end_matches('_').to_string()
}

/// `BOMBING/EXPLOSION`, but not `F/A-18`.
fn is_choice(word: &str) -> bool {
    word.contains('/') && word.split('/').all(|one| one.len() > 1 && !one.bytes().any(|b| b.is_ascii_digit()))
}

/// A word as the tokenizer cuts it (`CEASE-FIRE`, `DIDN'T`), hyphens dropped.
fn words(part: &str, exact: bool) -> Sequence {
    let small = part.to_lowercase();
    let mut tokens = Vec::new();
    tokenize(&small, 0..small.len(), &mut tokens);
    let kept = tokens.iter().filter(|token| token.span.of(&small).chars().any(char::is_alphanumeric));
    kept.map(|token| Word { fold: fold_hash(token.span.of(&small)), exact }).collect()
}
