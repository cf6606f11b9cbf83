//! Text as read → listed names: whole words, the longest first, not overlapping, in text order.
//!
//! What you need: one [`Matcher`] a thread, and [`Matcher::find`]. This is the direct way from text to names, without
//! cleaning, sentences or resolving; `spot` is the same walk over tokens. Passes over a text: find the words, hash them and ask
//! the filter of first words; ask the filter of openings about each word that is left and what stands behind it; probe the table
//! for what is left then (probes do not wait for each other, so that memory is read ahead); walk on from words that begin a
//! name. A hit is verified byte by byte.

use crate::gazetteer::{Case, Group, NONE, NameTable, Slot, first_key, longer_key, next_bit};

use super::gaps::{self, Behind};
use super::words::{self, Scanner, Start, Word};

/// A listed name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedName {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index of the group of meanings; at least one fits the letters printed.
    pub group: u32,
}

/// Finds listed names in texts, one text after another.
pub struct Matcher<'t> {
    table: &'t NameTable,
    scanner: Scanner,
    words: Vec<Word>,
    /// Words that may begin a name, and room behind them.
    begins: Vec<Begin>,
    /// Those that do begin one.
    open: Vec<Open>,
}

/// A word that may begin a name.
#[derive(Clone, Copy, Default)]
struct Begin {
    /// Its index.
    word: u32,
    /// Whether it is printed in small letters.
    small: bool,
}

/// A word that begins a name, with what was looked up before the walk.
#[derive(Clone, Copy)]
struct Open {
    word: u32,
    first: Slot,
    /// The entry of the first two words; of another key when there is none.
    second: Slot,
    /// Keeps the look-ups of `touch` from being left out.
    touched: u8,
}

impl<'t> Matcher<'t> {
    /// A matcher for these names.
    pub fn new(table: &'t NameTable) -> Self {
        Self { table, scanner: Scanner::default(), words: Vec::new(), begins: Vec::new(), open: Vec::new() }
    }

    /// Appends the names in `text` to `found`.
    pub fn find(&mut self, text: &str, found: &mut Vec<ListedName>) {
        let count = self.find_words(text);
        let count = self.sift(text, count);
        self.probe_first(text, count);
        self.probe_second();
        let mut free_from = 0;
        for open in &self.open {
            if open.word < free_from {
                continue;
            }
            let walk = Walk { table: self.table, text, words: &self.words, first: open.word as usize };
            if let Some((name, next)) = walk.longest(open) {
                found.push(name);
                free_from = next;
            }
        }
    }

    /// The first pass; gives how many words may begin a name. Nothing branches on the filter's answer, so that many answers are
    /// under way at once.
    fn find_words(&mut self, text: &str) -> usize {
        let Self { table, scanner, words, begins, .. } = self;
        words.clear();
        // Something stands between any two words.
        let most = text.len() / 2 + 1;
        if begins.len() <= most {
            begins.resize(most + 1, Begin::default());
        }
        let mut count = 0;
        scanner.scan(text, |word, start| {
            begins[count] = Begin { word: words.len() as u32, small: start == Start::Small };
            let may = table.may_begin_with(word.hash, start.is_small());
            count += usize::from(may & (start != Start::Clitic));
            words.push(word);
        });
        count
    }

    /// The second pass: keeps the words that may be a name or go on as one begins.
    fn sift(&mut self, text: &str, count: usize) -> usize {
        let Some(last) = self.words.len().checked_sub(1) else { return 0 };
        let mut kept = 0;
        for at in 0..count {
            let begin = self.begins[at];
            let word = &self.words[begin.word as usize];
            let next = &self.words[last.min(begin.word as usize + 1)];
            let key = first_key(word.hash);
            let goes_on = |second| self.table.may_go_on(longer_key(key, second));
            let goes_on = match gaps::behind(text, word, next) {
                Behind::Word => goes_on(next.hash),
                Behind::Mark(mark) => goes_on(mark),
                Behind::Either(mark) => goes_on(next.hash) | goes_on(mark),
                Behind::Unknown => true,
            };
            self.begins[kept] = begin;
            kept += usize::from(goes_on | self.table.may_be_name(key, begin.small));
        }
        kept
    }

    /// The third pass: keeps the words that begin a name which may end or go on here.
    fn probe_first(&mut self, text: &str, count: usize) {
        let none = Slot { key: 0, group: NONE, next: 0 };
        self.open.clear();
        self.open.resize(count + 1, Open { word: 0, first: none, second: none, touched: 0 });
        let mut kept = 0;
        for &Begin { word: index, .. } in &self.begins[..count] {
            let word = self.words[index as usize];
            let key = first_key(word.hash);
            let first = self.table.probe(key);
            self.open[kept] = Open { word: index, first, second: none, touched: 0 };
            let goes_on = match self.words.get(index as usize + 1) {
                Some(next) if is_one_space(text, word.end, next.start) => first.next & next_bit(next.hash) != 0,
                _ => first.next != 0,
            };
            kept += usize::from((first.key == key) & ((first.group != NONE) | goes_on));
        }
        self.open.truncate(kept);
    }

    /// The fourth pass: looks up two words, and what the first one alone means.
    fn probe_second(&mut self) {
        for open in &mut self.open {
            if let Some(next) = self.words.get(open.word as usize + 1)
                && open.first.next & next_bit(next.hash) != 0
            {
                open.second = self.table.probe(longer_key(open.first.key, next.hash));
            }
            if open.first.group != NONE {
                open.touched ^= self.table.touch(open.first.group);
            }
        }
        for open in &mut self.open {
            if open.second.group != NONE {
                open.touched ^= self.table.touch(open.second.group);
            }
        }
    }
}

/// Whether the words before and after are apart by a space and nothing else.
#[inline]
fn is_one_space(text: &str, end: u32, start: u32) -> bool {
    start == end + 1 && text.as_bytes()[end as usize] == b' '
}

/// The way along a text from one word on.
struct Walk<'t> {
    table: &'t NameTable,
    text: &'t str,
    words: &'t [Word],
    first: usize,
}

/// Where a walk stands: after some words and marks that begin a name.
#[derive(Clone, Copy)]
struct Step {
    slot: Slot,
    /// Whether all words so far stand apart by one space.
    plain: bool,
}

impl Walk<'_> {
    /// The longest name, and the index of the first word behind it.
    #[inline]
    fn longest(&self, open: &Open) -> Option<(ListedName, u32)> {
        let mut step = Step { slot: open.first, plain: true };
        let mut last = self.first;
        let mut longest = self.name(step, self.words[last].end, last);
        while step.slot.next != 0 {
            let next = self.words.get(last + 1);
            let before = self.words[last];
            let to = next.map_or(self.text.len() as u32, |next| next.start);
            let plain = is_one_space(self.text, before.end, to);
            if !plain {
                match self.over_gap(step, last, to as usize, &mut longest) {
                    Some(after) => step = after,
                    None => break,
                }
            }
            let Some(next) = next else { break };
            let after = if plain && last == self.first {
                let key = longer_key(step.slot.key, next.hash);
                (open.second.key == key).then_some(Step { slot: open.second, plain: true })
            } else {
                self.step(step, next.hash)
            };
            let Some(after) = after else { break };
            step = after;
            last += 1;
            longest = self.name(step, self.words[last].end, last).or(longest);
        }
        longest
    }

    /// One word or mark further, when a name goes on so.
    #[inline]
    fn step(&self, step: Step, word: u64) -> Option<Step> {
        if step.slot.next & next_bit(word) == 0 {
            return None;
        }
        let key = longer_key(step.slot.key, word);
        let slot = self.table.probe(key);
        (slot.key == key).then_some(Step { slot, ..step })
    }

    /// Over what stands between the word `last` and `to`, when a name runs across; names that end with a mark are kept.
    fn over_gap(&self, from: Step, last: usize, to: usize, longest: &mut Option<(ListedName, u32)>) -> Option<Step> {
        let mut step = Some(Step { plain: false, ..from });
        let runs_on = gaps::gap(self.text, self.words[last], to, &mut |mark, end| {
            step = step.and_then(|step| self.step(step, mark));
            if let Some(step) = step {
                *longest = self.name(step, end as u32, last).or(*longest);
            }
        });
        step.filter(|_| runs_on)
    }

    /// The name that ends at `end`, with the word `last`, when one does and its letters are printed as it asks.
    #[inline]
    fn name(&self, step: Step, end: u32, last: usize) -> Option<(ListedName, u32)> {
        if step.slot.group == NONE {
            return None;
        }
        let group = self.table.group(step.slot.group);
        let listed = self.fits(step, &group, last) && self.is_verified(&group, end, last, step.plain);
        let start = self.words[self.first].start;
        listed.then_some((ListedName { start, end, group: step.slot.group }, last as u32 + 1))
    }

    fn fits(&self, step: Step, group: &Group, last: usize) -> bool {
        let words = &self.words[self.first..=last];
        match group.case {
            Some(Case::Any) => true,
            Some(Case::Capitals(capitals)) if step.plain => words
                .iter()
                .enumerate()
                .take(16)
                .all(|(index, word)| capitals & (1 << index) == 0 || is_large(self.text, word)),
            Some(case) => Printed::of(self.text, words).fits(case),
            None => {
                let printed = Printed::of(self.text, words);
                self.table.meanings(step.slot.group).iter().any(|meaning| printed.fits(meaning.case))
            }
        }
    }

    /// Whether the words and marks up to `end` fold to the text of the group's name.
    fn is_verified(&self, group: &Group, end: u32, last: usize, plain: bool) -> bool {
        let mut rest = self.table.folded_texts(group);
        for index in self.first..=last {
            let word = self.words[index];
            if index > self.first && !take(&mut rest, b' ') || !take_word(&mut rest, self.text, word) {
                return false;
            }
            if !plain {
                let to = if index == last { end } else { self.words[index + 1].start };
                let mut same = true;
                gaps::gap(self.text, word, to as usize, &mut |_, mark_end| {
                    same &= take(&mut rest, b' ');
                    let mark = self.text[..mark_end].chars().next_back().unwrap_or(' ');
                    gaps::folded_mark(mark, &mut |byte| same &= take(&mut rest, byte));
                });
                if !same {
                    return false;
                }
            }
        }
        rest.first() == Some(&b'\n')
    }
}

/// Moves past the first byte when it is `wanted`.
#[inline]
fn take(rest: &mut &[u8], wanted: u8) -> bool {
    match rest.split_first() {
        Some((&first, after)) if first == wanted => {
            *rest = after;
            true
        }
        _ => false,
    }
}

/// Moves past the folded form of a word, when `rest` begins with it.
#[inline]
fn take_word(rest: &mut &[u8], text: &str, word: Word) -> bool {
    let surface = &text.as_bytes()[word.start as usize..word.end as usize];
    if let Some((listed, after)) = rest.split_at_checked(surface.len())
        && surface.iter().zip(listed).all(|(byte, listed)| byte.is_ascii_alphanumeric() && byte | 0x20 == *listed)
    {
        *rest = after;
        return true;
    }
    let mut same = true;
    words::folded(text, word, &mut |byte| same &= take(rest, byte));
    same
}

/// Whether the word may stand where the list has a capital: it has one (`d'Ivoire`), or no case.
fn is_large(text: &str, word: &Word) -> bool {
    let surface = &text[word.start as usize..word.end as usize];
    match surface.as_bytes()[0] {
        byte if byte.is_ascii() && !byte.is_ascii_lowercase() => true,
        _ => !surface.starts_with(char::is_lowercase) || surface.contains(char::is_uppercase),
    }
}

/// How the words of a name are printed: a bit for each of the first sixteen words and marks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Printed {
    /// It begins with a letter.
    letters: u16,
    /// It has a capital, or begins with a digit or a letter without case.
    large: u16,
    /// It has a small letter.
    small: u16,
}

impl Printed {
    /// How `words` of `text` are printed.
    pub fn of(text: &str, words: &[Word]) -> Self {
        let mut printed = Self::default();
        let mut bit = 1u16;
        for (index, word) in words.iter().enumerate() {
            let surface = &text[word.start as usize..word.end as usize];
            printed.add(bit, surface, is_large(text, word));
            bit = bit.wrapping_shl(1);
            if let Some(next) = words.get(index + 1).filter(|next| next.start > word.end + 1) {
                gaps::gap(text, *word, next.start as usize, &mut |_, _| bit = bit.wrapping_shl(1));
            }
        }
        printed
    }

    fn add(&mut self, bit: u16, surface: &str, large: bool) {
        let set = |is: bool| if is { bit } else { 0 };
        self.large |= set(large);
        if surface.is_ascii() {
            let first = surface.as_bytes()[0];
            self.letters |= set(first.is_ascii_alphabetic());
            self.small |= set(surface.bytes().any(|byte| byte.is_ascii_lowercase()));
        } else {
            self.letters |= set(surface.starts_with(char::is_alphabetic));
            self.small |= set(surface.chars().any(char::is_lowercase));
        }
    }

    /// Whether that is what the case rule asks.
    pub fn fits(self, case: Case) -> bool {
        match case {
            Case::Any => true,
            Case::Capitals(capitals) => capitals & !self.large == 0,
            Case::AllCapitals => self.small == 0,
            Case::Exact(capitals) => (capitals ^ self.large) & self.letters == 0 && self.small != 0,
        }
    }
}
