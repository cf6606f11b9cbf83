//! The tagger: words in, tag classes out, in two greedy passes from left to right.
//!
//! The first pass knows the tags before a word; the second knows also what the first said of the words after it.

use super::codec::{Reader, Writer};
use super::linear::{Rows, Table, best};
use super::tags::{MOST_CLASSES, TagClasses};
use super::words::WordView;
use crate::error::Result;

/// Empty places before and after the words of a sentence, so that features need no checks of bounds.
pub const PAD: usize = 2;

/// Weights of one pass.
pub type TagTable = Table<i8, MOST_CLASSES>;

/// Which pass features are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Knows the tags to the left.
    First,
    /// Knows also the first pass's tags to the right.
    Second,
}

/// The trained tagger.
#[derive(Clone, Debug)]
pub struct Tagger {
    /// The tag classes.
    pub classes: TagClasses,
    /// Weights of the first pass.
    pub first: TagTable,
    /// Weights of the second pass.
    pub second: TagTable,
}

impl Tagger {
    /// Tags a sentence. `views` has [`PAD`] empty views at both ends; `names` says, for each word, the class it must have,
    /// if any; `tags` is filled with class + 1 of each word, with [`PAD`] zeros at both ends.
    pub fn tag(&self, views: &[WordView], names: &[Option<u8>], tags: &mut Vec<u8>) {
        tags.clear();
        tags.resize(views.len(), 0);
        run_pass(&self.first, Pass::First, self.classes.len(), views, names, tags);
        run_pass(&self.second, Pass::Second, self.classes.len(), views, names, tags);
    }

    /// Writes the tagger.
    pub fn write(&self, out: &mut Writer) {
        self.classes.write(out);
        self.first.write(out);
        self.second.write(out);
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
        Ok(Self { classes: TagClasses::read(input)?, first: Table::read(input)?, second: Table::read(input)? })
    }
}

/// One pass over a sentence: overwrites `tags` from left to right.
pub fn run_pass(
    table: &TagTable,
    pass: Pass,
    classes: usize,
    views: &[WordView],
    names: &[Option<u8>],
    tags: &mut [u8],
) {
    let mut rows = table.collector();
    for at in PAD..views.len().saturating_sub(PAD) {
        let fixed = names.get(at - PAD).copied().flatten().or(views[at].only);
        let class = fixed.unwrap_or_else(|| {
            features(views, tags, at, pass, &mut rows);
            best(&table.scores(&rows), classes) as u8
        });
        tags[at] = class + 1;
    }
}

/// Names the features of the word at `at`; tags after `at` are read in the second pass only.
#[inline(always)]
pub fn features(views: &[WordView], tags: &[u8], at: usize, pass: Pass, rows: &mut Rows) {
    rows.clear();
    let [before2, before, word, after, after2] =
        [&views[at - 2], &views[at - 1], &views[at], &views[at + 1], &views[at + 2]];
    let (tag1, tag2) = (u32::from(tags[at - 1]), u32::from(tags[at - 2]));
    let history = tag1 | tag2 << 8;
    own_features(word, rows);
    rows.one(tag1);
    rows.one(history);
    rows.two(tag1, word.lower);
    rows.two(history, word.lower);
    rows.two(tag1, word.suffixes[2]);
    rows.two(tag1, word.cluster);
    rows.two(tag1, word.shape);
    rows.two(tag1, after.lower);
    rows.two(tag1, after.cluster);
    rows.two(history, after.usual);
    rows.one(before.lower);
    rows.one(after.lower);
    rows.one(before2.lower);
    rows.one(after2.lower);
    rows.two(before.lower, word.lower);
    rows.two(word.lower, after.lower);
    rows.two(before.lower, after.lower);
    rows.one(before.cluster);
    rows.one(after.cluster);
    rows.one(after2.cluster);
    rows.two(before.cluster, word.cluster);
    rows.two(word.cluster, after.cluster);
    rows.one(after.suffixes[2]);
    rows.one(before.suffixes[2]);
    rows.two(word.usual | after.usual << 8 | after2.usual << 16, tag1);
    rows.two(before.shape, word.shape);
    rows.two(word.shape, after.shape);
    if pass == Pass::Second {
        let (next1, next2) = (u32::from(tags[at + 1]), u32::from(tags[at + 2]));
        rows.one(next1);
        rows.one(next1 | next2 << 8);
        rows.one(tag1 | next1 << 8);
        rows.two(history | next1 << 16, 0);
        rows.two(next1, word.lower);
        rows.two(tag1 | next1 << 8, word.lower);
        rows.two(next1, word.suffixes[2]);
        rows.two(next1, word.cluster);
        rows.two(tag1 | next1 << 8 | next2 << 16, word.usual);
        rows.two(u32::from(tags[at]), next1 | tag1 << 8);
    }
}

#[inline(always)]
fn own_features(word: &WordView, rows: &mut Rows) {
    rows.one(0);
    rows.one(word.form);
    rows.one(word.lower);
    rows.one(word.suffixes[0]);
    rows.one(word.suffixes[1]);
    rows.one(word.suffixes[2]);
    rows.one(word.suffixes[3]);
    rows.one(word.prefixes[0]);
    rows.one(word.prefixes[1]);
    rows.one(word.prefixes[2]);
    rows.one(word.shape);
    rows.two(word.shape, word.suffixes[1]);
    rows.two(word.shape, word.suffixes[2]);
    rows.one(word.cluster);
    rows.one(word.coarse);
    rows.two(word.shape, word.cluster);
}
