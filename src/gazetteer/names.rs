//! The compiled name table: sequences of folded words → what they may mean.
//!
//! Two walks read the same table: [`NameTable::longest`] over the tokens of a segmented document, and `spot::Matcher` over
//! text as read. A name whose words the two would cut differently (`AT&T`, `J.P. Morgan`) is listed under both cuts.
//! Hyphens are passed over, so that `al-Assad` and `al Assad` are one name.

use crate::model::{Shape, Token};
use crate::segment::tokenize;
use crate::spot::words::{Scanner, Word};

use super::entry::{Ambiguity, CaseRule, Name, NameKind};
use super::name_cuts::Cut;
use super::table::{NONE, Slot, Slots, WordFilter, first_key, longer_key, next_bit};

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
    /// Any: the list has the name in small letters, or says so.
    Any,
}

/// The meanings of one name, and where its folded text lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Index of the first meaning; those of the next group follow.
    pub first: u32,
    /// Where the folded text begins; it ends with a line feed.
    pub text: u32,
    /// The case rule of all meanings; `None` when they differ.
    pub case: Option<Case>,
}

/// All names, compiled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameTable {
    pub(super) slots: Slots,
    pub(super) groups: Vec<Group>,
    pub(super) meanings: Vec<Meaning>,
    /// Folded texts, words apart by a space, each with a line feed behind.
    pub(super) texts: Vec<u8>,
    /// Words that begin a name; and those of them that may be printed in small letters, far fewer. An array, so that which is
    /// asked needs no branch.
    pub(super) first_words: [WordFilter; 2],
    /// Names of one word, and the first two words of longer ones.
    pub(super) openings: WordFilter,
}

/// A name on its way into the table.
struct Listed {
    key: u64,
    meaning: Meaning,
    text: u32,
}

/// Collects names before they are compiled.
#[derive(Default)]
pub struct NameTableBuilder {
    names: Vec<Listed>,
    /// Keys of the beginnings of names, and the bit of the word that comes next.
    prefixes: Vec<(u64, u32)>,
    texts: Vec<u8>,
    first_words: Vec<u64>,
    small_first_words: Vec<u64>,
    openings: Vec<u64>,
    tokens: Vec<Token>,
    words: Vec<Word>,
    scanner: Scanner,
}

impl NameTableBuilder {
    /// Adds one name of `entity`. A name without any letter or digit is passed over.
    pub fn add(&mut self, name: &Name, meaning: impl Fn(Case, u8) -> Meaning) {
        let cut = Cut::of_tokens(&name.text, &mut self.tokens);
        let other = Cut::of_words(&name.text, &mut self.scanner, &mut self.words, cut.acronym);
        if other.words != cut.words {
            self.add_cut(name, &other, &meaning);
        }
        self.add_cut(name, &cut, &meaning);
    }

    fn add_cut(&mut self, name: &Name, cut: &Cut, meaning: &impl Fn(Case, u8) -> Meaning) {
        let Some((&first, rest)) = cut.words.split_first() else { return };
        let case = case_of(name, cut);
        self.first_words.push(first);
        let small = case == Case::Any || cut.capitals & 1 == 0 || name.text.starts_with(char::is_lowercase);
        let small = small && case != Case::AllCapitals;
        if small {
            self.small_first_words.push(first);
        }
        let mut key = first_key(first);
        match rest.first() {
            Some(&second) => self.openings.push(longer_key(key, second)),
            None => self.openings.extend([Some(key), small.then(|| printed_small(key))].into_iter().flatten()),
        }
        for &word in rest {
            self.prefixes.push((key, next_bit(word)));
            key = longer_key(key, word);
        }
        let text = self.texts.len() as u32;
        self.texts.extend_from_slice(&cut.text);
        let length = cut.words.len().min(usize::from(u8::MAX)) as u8;
        self.names.push(Listed { key, meaning: meaning(case, length), text });
    }

    /// Compiles the table.
    pub fn build(mut self) -> NameTable {
        self.names.sort_unstable_by_key(|name| (name.key, name.meaning));
        self.names.dedup_by_key(|name| (name.key, name.meaning));
        self.prefixes.sort_unstable();
        self.prefixes.dedup();
        let count = |repeated: &mut dyn Iterator<Item = u64>| {
            let mut last = 0;
            repeated.filter(|&key| std::mem::replace(&mut last, key) != key).count()
        };
        let entries =
            count(&mut self.names.iter().map(|name| name.key)) + count(&mut self.prefixes.iter().map(|&(key, _)| key));
        let mut table = NameTable {
            slots: Slots::with_room(entries),
            meanings: Vec::with_capacity(self.names.len()),
            first_words: [self.first_words, self.small_first_words].map(filter),
            openings: filter(self.openings),
            ..NameTable::default()
        };
        for same in self.names.chunk_by(|a, b| a.key == b.key) {
            let text = text_at(&self.texts, same[0].text);
            let group = table.add_group(same.iter().map(|name| name.meaning), text);
            table.slots.entry(same[0].key).group = group;
        }
        for (key, bit) in self.prefixes {
            table.slots.entry(key).next |= bit;
        }
        table
    }
}

/// The key under which [`NameTable::openings`] holds a word that is a name in small letters too.
#[inline]
fn printed_small(key: u64) -> u64 {
    !key
}

fn filter(mut words: Vec<u64>) -> WordFilter {
    words.sort_unstable();
    words.dedup();
    WordFilter::of(&words)
}

/// The folded text that begins at `start`, with its line feed.
fn text_at(texts: &[u8], start: u32) -> &[u8] {
    let text = &texts[start as usize..];
    &text[..memchr::memchr(b'\n', text).map_or(text.len(), |end| end + 1)]
}

/// The case rule that all meanings share.
pub(super) fn one_case(meanings: &[Meaning]) -> Option<Case> {
    let (first, rest) = meanings.split_first()?;
    rest.iter().all(|meaning| meaning.case == first.case).then_some(first.case)
}

fn case_of(name: &Name, cut: &Cut) -> Case {
    match () {
        () if name.case == CaseRule::Any => Case::Any,
        () if name.case == CaseRule::Exact && !cut.acronym => Case::Exact(cut.capitals),
        () if cut.acronym => Case::AllCapitals,
        () if cut.capitals == 0 => Case::Any,
        () => Case::Capitals(cut.capitals),
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
    fn add_group(&mut self, meanings: impl Iterator<Item = Meaning>, text: &[u8]) -> u32 {
        let (first, text_start) = (self.meanings.len(), self.texts.len());
        self.meanings.extend(meanings);
        let group = Group { first: first as u32, text: text_start as u32, case: one_case(&self.meanings[first..]) };
        self.texts.extend_from_slice(text);
        self.groups.push(group);
        self.groups.len() as u32 - 1
    }

    /// Sets which list all names come from.
    pub fn set_priority(&mut self, priority: u8) {
        self.meanings.iter_mut().for_each(|meaning| meaning.priority = priority);
    }

    /// Leaves out the meanings that `keep` says no to, and groups that others took the place of; a name without any
    /// meaning is no name. Gives the groups that are left without meaning, with the keys that led to them.
    pub fn retain(&mut self, mut keep: impl FnMut(u32, &Meaning) -> bool) -> Vec<(u32, u64)> {
        let mut in_use = vec![false; self.groups.len()];
        self.slots.entries().filter(|slot| slot.group != NONE).for_each(|slot| in_use[slot.group as usize] = true);
        let (mut meanings, mut first) =
            (Vec::with_capacity(self.meanings.len()), Vec::with_capacity(self.groups.len()));
        for group in 0..self.groups.len() as u32 {
            first.push(meanings.len() as u32);
            if in_use[group as usize] {
                meanings.extend(self.meanings(group).iter().filter(|meaning| keep(group, meaning)));
            }
        }
        first.push(meanings.len() as u32);
        for (group, bounds) in self.groups.iter_mut().zip(first.windows(2)) {
            group.first = bounds[0];
            group.case = one_case(&meanings[bounds[0] as usize..bounds[1] as usize]);
        }
        self.meanings = meanings;
        let mut emptied = Vec::new();
        self.slots.for_each_group(|key, group| {
            let empty = first.get(*group as usize) == first.get(*group as usize + 1);
            if *group != NONE && empty {
                emptied.push((*group, key));
                *group = NONE;
            }
        });
        emptied
    }

    /// The group of the name with that key.
    pub fn group_of(&self, key: u64) -> Option<u32> {
        self.slots.find(key).map(|slot| slot.group).filter(|&group| group != NONE)
    }

    /// The meanings of all names.
    pub fn all_meanings(&self) -> &[Meaning] {
        &self.meanings
    }

    /// Adds the names of another table; `index_of` has the index here of each of its entities.
    pub fn merge(&mut self, other: &Self, index_of: &[u32]) {
        for slot in other.slots.entries() {
            let mine = self.slots.find(slot.key).unwrap_or(Slot { key: slot.key, group: NONE, next: 0 });
            let group = match (mine.group, slot.group) {
                (group, NONE) => group,
                (mine, theirs) => self.merge_group(mine, other, theirs, index_of),
            };
            *self.slots.entry(slot.key) = Slot { key: slot.key, group, next: mine.next | slot.next };
        }
        self.first_words.iter_mut().zip(&other.first_words).for_each(|(mine, theirs)| mine.merge(theirs));
        self.openings.merge(&other.openings);
    }

    /// A new group with the meanings of mine (if there is one) and of theirs.
    fn merge_group(&mut self, mine: u32, other: &Self, theirs: u32, index_of: &[u32]) -> u32 {
        let moved = |meaning: &Meaning| Meaning { entity: index_of[meaning.entity as usize], ..*meaning };
        let mut all: Vec<Meaning> = other.meanings(theirs).iter().map(moved).collect();
        if mine != NONE {
            all.extend_from_slice(self.meanings(mine));
        }
        all.sort_unstable();
        all.dedup();
        self.add_group(all.into_iter(), text_at(&other.texts, other.group(theirs).text))
    }

    /// All meanings of a group.
    pub fn meanings(&self, group: u32) -> &[Meaning] {
        let first = self.groups[group as usize].first as usize;
        let end = self.groups.get(group as usize + 1).map_or(self.meanings.len(), |next| next.first as usize);
        &self.meanings[first..end]
    }

    /// Where a group's meanings and text lie, and the case rule of its meanings.
    #[inline]
    pub fn group(&self, group: u32) -> Group {
        self.groups[group as usize]
    }

    /// Looks at where a group's case rule and text lie, so that they are in the cache when they are needed.
    #[inline]
    pub fn touch(&self, group: u32) -> u8 {
        let group = self.groups.get(group as usize);
        group.and_then(|group| self.texts.get(group.text as usize)).copied().unwrap_or_default()
    }

    /// The folded text of a group's name, and of others behind it: words and marks apart by spaces, a line feed behind
    /// each name.
    #[inline]
    pub fn folded_texts(&self, group: &Group) -> &[u8] {
        &self.texts[group.text as usize..]
    }

    /// The folded text of a group's name, words and marks apart by spaces.
    pub fn folded_name(&self, group: u32) -> &str {
        let text = text_at(&self.texts, self.groups[group as usize].text);
        std::str::from_utf8(text.strip_suffix(b"\n").unwrap_or(text)).unwrap_or_default()
    }

    /// Every group with the folded text of its name.
    pub fn folded_names(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..self.groups.len() as u32).map(|group| (group, self.folded_name(group)))
    }

    /// Every group with where its folded text begins: others stand behind it, a line feed behind each.
    pub fn folded_starts(&self) -> impl Iterator<Item = (u32, &[u8])> {
        (0..).zip(self.groups.iter().map(|group| self.folded_texts(group)))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.meanings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    /// Whether a name may begin with the word of that hash; `small`: printed with a small letter.
    #[inline]
    pub fn may_begin_with(&self, word: u64, small: bool) -> bool {
        self.first_words[usize::from(small)].may_hold(word)
    }

    /// Whether the word with that key may be a whole name; `small`: printed in small letters.
    #[inline]
    pub fn may_be_name(&self, key: u64, small: bool) -> bool {
        self.openings.may_hold(if small { printed_small(key) } else { key })
    }

    /// Whether a longer name may begin with the two words of that key.
    #[inline]
    pub fn may_go_on(&self, key: u64) -> bool {
        self.openings.may_hold(key)
    }

    /// The entry of a sequence of words, or of another sequence when there is none.
    #[inline]
    pub fn probe(&self, key: u64) -> Slot {
        self.slots.probe(key)
    }

    /// Whether a name may begin with a word printed so.
    #[inline]
    pub fn may_begin(&self, token: &Token) -> bool {
        match token.shape {
            Shape::Lower => self.first_words[1].may_hold(token.fold),
            shape => shape.is_capitalized() || shape == Shape::Number,
        }
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
        if !self.first_words[0].may_hold(tokens[at].fold) {
            return None;
        }
        let mut key = first_key(tokens[at].fold);
        let mut longest = None;
        let mut index = at + 1;
        // Few words that begin a name are one, or go on as one here: that is asked of a table that stays in the cache.
        let second = (index..limit).find(|&index| tokens[index].shape != Shape::Hyphen);
        let goes_on = second.is_some_and(|index| self.may_go_on(longer_key(key, tokens[index].fold)));
        if !goes_on && !self.may_be_name(key, false) {
            return None;
        }
        loop {
            let Some(slot) = self.slots.find(key) else { return longest };
            if slot.group != NONE && fits(slot.group, index) {
                longest = Some(Match { end: index, group: slot.group });
            }
            while index < limit && tokens[index].shape == Shape::Hyphen {
                index += 1;
            }
            if index >= limit || slot.next & next_bit(tokens[index].fold) == 0 {
                return longest;
            }
            key = longer_key(key, tokens[index].fold);
            index += 1;
        }
    }

    /// All meanings of a name given as text, whatever its case.
    pub fn look_up(&self, name: &str) -> &[Meaning] {
        let mut tokens = Vec::new();
        tokenize(name, 0..name.len(), &mut tokens);
        let whole = tokens.len();
        if whole == 0 {
            return &[];
        }
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
            let name = Name { text: text.to_string(), kind: NameKind::Canonical, case: CaseRule::Auto, weak: false };
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
