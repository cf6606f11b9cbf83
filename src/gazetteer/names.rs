//! The compiled name table: sequences of folded tokens → what they may mean.
//!
//! A token hash: one open-addressing table of 64-bit hashes of token prefixes. Walking a text costs one probe per
//! capitalised word and one more per word that continues a name; word boundaries and longest match are part of the walk,
//! not a filter after it. Hyphens are passed over, so that `al-Assad` and `al Assad` are one name.

use crate::model::{Shape, Token};
use crate::segment::{chain, tokenize};

use super::entry::{Ambiguity, Name, NameKind};

/// One thing that a sequence of tokens may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meaning {
    /// Index of the entity.
    pub entity: u32,
    /// Which list it comes from; larger wins (0: built in).
    pub priority: u8,
    /// Canonical name, alias or demonym.
    pub kind: NameKind,
    /// How the letters must be printed.
    pub case: Case,
    /// Counts only beside another name of the entity.
    pub weak: bool,
    /// Needs support from the text around it.
    pub ambiguity: Ambiguity,
    /// Number of tokens, hyphens not counted.
    pub length: u8,
    /// The line of the row in its file.
    pub line: u32,
}

/// How the letters of a name must be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// The tokens whose bit is set need an initial capital (bit 0: the first); all capitals are right too.
    Capitals(u16),
    /// All letters must be capitals: an acronym.
    AllCapitals,
    /// Letter by letter as listed: not taken in text that is all capitals.
    Exact(u16),
    /// Any: the list has the name in small letters.
    Any,
}

#[derive(Clone, Copy)]
struct Slot {
    key: u64,
    /// Index into `groups`, or `NONE`.
    group: u32,
    /// Whether a longer name begins with this prefix.
    continues: bool,
}

const NONE: u32 = u32::MAX;
const EMPTY: Slot = Slot { key: 0, group: NONE, continues: false };

/// All names, compiled.
#[derive(Default)]
pub struct NameTable {
    slots: Vec<Slot>,
    groups: Vec<(u32, u32)>,
    meanings: Vec<Meaning>,
    /// Whether some name may be printed in small letters, so that every word must be looked up.
    any_case: bool,
    /// A bit per hash of a first word: most words begin no name, and this small table says so from the cache.
    first_words: Vec<u64>,
    /// The same for the first words that may be printed in small letters: far fewer.
    small_first_words: Vec<u64>,
}

/// Bits of the table of first words, as a power of two: 128 KB, the size of a second-level cache's share.
const FIRST_WORD_BITS: u32 = 20;

fn first_word_bit(hash: u64) -> (usize, u64) {
    let bit = hash >> (64 - FIRST_WORD_BITS);
    ((bit >> 6) as usize, 1 << (bit & 63))
}

fn word_bits(hashes: &[u64]) -> Vec<u64> {
    let mut bits = vec![0; 1 << (FIRST_WORD_BITS - 6)];
    for &hash in hashes {
        let (word, bit) = first_word_bit(hash);
        bits[word] |= bit;
    }
    bits
}

/// Collects names before they are compiled.
#[derive(Default)]
pub struct NameTableBuilder {
    /// Hash of the whole name, meaning.
    names: Vec<(u64, Meaning)>,
    prefixes: Vec<u64>,
    first_words: Vec<u64>,
    small_first_words: Vec<u64>,
    scratch: Vec<Token>,
}

impl NameTableBuilder {
    /// Adds one name of `entity`. A name without any letter or digit is passed over.
    pub fn add(&mut self, name: &Name, meaning: impl FnOnce(Case, u8) -> Meaning) {
        self.scratch.clear();
        tokenize(&name.text, 0..name.text.len(), &mut self.scratch);
        let mut hash = 0;
        let mut length = 0;
        let mut capitals = 0u16;
        let mut first_word = 0;
        let prefixes_before = self.prefixes.len();
        for token in self.scratch.iter().filter(|token| token.shape != Shape::Hyphen) {
            hash = chain(hash, token.fold);
            if length == 0 {
                first_word = hash;
                self.first_words.push(hash);
            }
            self.prefixes.push(hash);
            capitals |= u16::from(token.shape.is_capitalized() && length < 16) << length.min(15);
            length += 1;
        }
        self.prefixes.pop();
        if length == 0 || !self.scratch.iter().any(|token| token.shape.is_word()) {
            self.prefixes.truncate(prefixes_before);
            return;
        }
        let case = case_of(name, &self.scratch, capitals);
        if case != Case::AllCapitals && capitals & 1 == 0 {
            self.small_first_words.push(first_word);
        }
        self.names.push((hash, meaning(case, length)));
    }

    /// Compiles the table.
    pub fn build(mut self) -> NameTable {
        self.names.sort_unstable();
        self.names.dedup();
        let capacity = ((self.names.len() + self.prefixes.len()) * 2).next_power_of_two().max(16);
        let mut table = NameTable { slots: vec![EMPTY; capacity], ..NameTable::default() };
        table.first_words = word_bits(&self.first_words);
        table.small_first_words = word_bits(&self.small_first_words);
        for group in self.names.chunk_by(|a, b| a.0 == b.0) {
            let first = table.meanings.len() as u32;
            table.meanings.extend(group.iter().map(|(_, meaning)| *meaning));
            let index = table.groups.len() as u32;
            table.groups.push((first, table.meanings.len() as u32));
            table.slot_mut(group[0].0).group = index;
        }
        for &prefix in &self.prefixes {
            table.slot_mut(prefix).continues = true;
        }
        table.any_case = table.meanings.iter().any(|meaning| meaning.case == Case::Any);
        table
    }
}

fn case_of(name: &Name, tokens: &[Token], capitals: u16) -> Case {
    let words = || tokens.iter().filter(|token| token.shape.is_word());
    let acronym = words().all(|token| matches!(token.shape, Shape::Upper | Shape::Initial | Shape::Number))
        && words().any(|token| token.shape != Shape::Number)
        && name.text.chars().filter(|c| c.is_alphabetic()).count() <= 8;
    match () {
        () if name.exact_case && !acronym => Case::Exact(capitals),
        () if acronym => Case::AllCapitals,
        () if capitals == 0 => Case::Any,
        () => Case::Capitals(capitals),
    }
}

/// A stretch of tokens that is a listed name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// One past the index of the last token.
    pub end: usize,
    /// Index of the group of meanings.
    pub group: u32,
}

impl NameTable {
    fn slot_index(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut index = (key >> 20) as usize & mask;
        while self.slots[index].key != key && (self.slots[index].group != NONE || self.slots[index].continues) {
            index = (index + 1) & mask;
        }
        index
    }

    fn slot_mut(&mut self, key: u64) -> &mut Slot {
        let index = self.slot_index(key);
        self.slots[index].key = key;
        &mut self.slots[index]
    }

    /// All meanings of a group.
    pub fn meanings(&self, group: u32) -> &[Meaning] {
        let (first, end) = self.groups[group as usize];
        &self.meanings[first as usize..end as usize]
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.meanings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    /// Whether a name may begin with a word printed so.
    #[inline]
    pub fn may_begin(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Lower => self.any_case && self.may_begin_small(token.fold),
            shape => shape.is_capitalized() || shape == Shape::Number,
        }
    }

    fn may_begin_small(&self, fold: u64) -> bool {
        let (word, bit) = first_word_bit(chain(0, fold));
        self.small_first_words[word] & bit != 0
    }

    /// The longest name that begins at `tokens[at]` and ends before `limit`, with at least one meaning that `fits`.
    #[inline]
    pub fn longest(
        &self,
        tokens: &[Token],
        at: usize,
        limit: usize,
        mut fits: impl FnMut(u32, usize) -> bool,
    ) -> Option<Match> {
        if self.slots.is_empty() {
            return None;
        }
        let (word, bit) = first_word_bit(chain(0, tokens[at].fold));
        if self.first_words[word] & bit == 0 {
            return None;
        }
        let mut hash = 0;
        let mut longest = None;
        let mut index = at;
        while index < limit {
            let token = &tokens[index];
            index += 1;
            if token.shape == Shape::Hyphen && index > at + 1 {
                continue;
            }
            hash = chain(hash, token.fold);
            let slot = &self.slots[self.slot_index(hash)];
            if slot.group != NONE && slot.key == hash && fits(slot.group, index) {
                longest = Some(Match { end: index, group: slot.group });
            }
            if !(slot.key == hash && slot.continues) {
                break;
            }
        }
        longest
    }

    /// All meanings of a name given as text, whatever its case.
    pub fn look_up(&self, name: &str) -> &[Meaning] {
        let mut tokens = Vec::new();
        tokenize(name, 0..name.len(), &mut tokens);
        let whole = tokens.len();
        match self.longest(&tokens, 0, whole, |_, end| end == whole) {
            Some(found) => self.meanings(found.group),
            None => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[&str]) -> NameTable {
        let mut builder = NameTableBuilder::default();
        for (index, text) in names.iter().enumerate() {
            let name = Name { text: text.to_string(), kind: NameKind::Canonical, exact_case: false, weak: false };
            builder.add(&name, |case, length| Meaning {
                entity: index as u32,
                priority: 0,
                kind: name.kind,
                case,
                weak: false,
                ambiguity: Ambiguity::None,
                length,
                line: 0,
            });
        }
        builder.build()
    }

    fn longest(table: &NameTable, text: &str) -> Option<(u32, usize)> {
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let found = table.longest(&tokens, 0, tokens.len(), |_, _| true)?;
        Some((table.meanings(found.group)[0].entity, found.end))
    }

    #[test]
    fn the_longest_whole_name_wins() {
        let names = table(&["New York", "New York Times", "York", "Bashar al-Assad"]);
        assert_eq!(longest(&names, "New York Times reported"), Some((1, 3)));
        assert_eq!(longest(&names, "New York Timesheet"), Some((0, 2)));
        assert_eq!(longest(&names, "New Yorkers"), None);
        assert_eq!(longest(&names, "Bashar al Assad said"), Some((3, 3)));
        assert_eq!(longest(&names, "BASHAR AL-ASSAD said"), Some((3, 4)));
        assert_eq!(longest(&names, "New"), None);
    }

    #[test]
    fn a_name_that_only_continues_is_no_name() {
        let names = table(&["United Arab Emirates"]);
        assert_eq!(longest(&names, "United Arab"), None);
        assert_eq!(names.look_up("united arab emirates").len(), 1);
    }
}
