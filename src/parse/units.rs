//! What the tree is made of: units, each a word or a whole known name.
//!
//! The network looks at words; a name of several has several rows in what it says. Which of them stands for the name outside differs
//! from name to name (`Islamic State`: the last, `al-Qaeda`: the first), and the network's own view counts: the row that most likely has its
//! head outside the name.

use std::ops::Range;

use super::names::{MentionSpan, head_of};
use super::network::{Network, Scores};
use super::spanning::{Arcs, FORBIDDEN};
use crate::model::{Upos, Word};

/// The units of a sentence, numbered from 1; unit 0 is the root.
#[derive(Default)]
pub struct Units {
    /// The token that stands for each unit in the tree.
    pub token_of: Vec<usize>,
    /// Where the rows of each unit begin in `rows`, and one more.
    first_row: Vec<usize>,
    /// The rows of what the network says, unit by unit; row 0 is the root's.
    rows: Vec<usize>,
    /// The row that stands for each unit outside, as a number of `rows`.
    chosen: Vec<usize>,
    /// Arcs among rows.
    among_rows: Arcs,
}

/// A word of a name is no part of it from here on, and stands for the name from there on.
const UNLIKELY: f32 = 0.2;
const LIKELY: f32 = 0.8;

impl Units {
    /// Makes a unit of each name and each other word. Marks are no units, unless there is nothing else.
    pub fn number(&mut self, words: &[Word], mentions: &[MentionSpan]) {
        self.token_of.clear();
        self.first_row.clear();
        self.rows.clear();
        self.push(0, [0]);
        let mut mentions = mentions.iter().peekable();
        let mut at = 0;
        let only_marks = words.iter().all(|word| word.upos == Upos::Punct);
        while at < words.len() {
            if let Some(mention) = mentions.next_if(|mention| mention.first == at) {
                at = mention.end;
                let head = head_of(mention, |at| words[at].upos);
                let named = |token: &usize| *token == head || words[*token].upos != Upos::Punct;
                self.push(head, mention.range().filter(named).map(|token| token + 1));
                continue;
            }
            if words[at].upos != Upos::Punct || only_marks && at == 0 {
                self.push(at, [at + 1]);
            }
            at += 1;
        }
        self.first_row.push(self.rows.len());
    }

    fn push(&mut self, token: usize, rows: impl IntoIterator<Item = usize>) {
        self.token_of.push(token);
        self.first_row.push(self.rows.len());
        self.rows.extend(rows);
    }

    fn rows_of(&self, unit: usize) -> Range<usize> {
        self.first_row[unit]..self.first_row[unit + 1]
    }

    /// Scores of the arcs among units.
    pub fn score_arcs(&mut self, network: &Network, scores: &mut Scores, arcs: &mut Arcs) {
        let count = self.token_of.len();
        self.chosen.clear();
        if self.rows.len() == count {
            self.chosen.extend(0..count);
            network.score_arcs(&self.rows, scores, arcs);
            return;
        }
        network.score_arcs(&self.rows, scores, &mut self.among_rows);
        for unit in 0..count {
            self.chosen.push(self.standing(unit));
        }
        arcs.reset(count);
        for unit in 1..count {
            let among_rows = self.among_rows.of(self.chosen[unit]);
            let heads = arcs.heads_of(unit);
            heads.iter_mut().zip(&self.chosen).for_each(|(score, &head)| *score = among_rows[head]);
            heads[unit] = FORBIDDEN;
        }
    }

    /// The row that stands for a unit: that of its token in the tree, unless the network takes it for a part of the name and another
    /// for what the name hangs on.
    fn standing(&self, unit: usize) -> usize {
        let rows = self.rows_of(unit);
        let head = rows.clone().find(|&row| self.rows[row] == self.token_of[unit] + 1).unwrap_or(rows.start);
        if rows.len() == 1 || self.outside(head, &rows) > UNLIKELY {
            return head;
        }
        rows.clone().find(|&row| self.outside(row, &rows) > LIKELY).unwrap_or(head)
    }

    /// How likely, by the network, a row's head lies outside its unit.
    fn outside(&self, row: usize, unit: &Range<usize>) -> f32 {
        let scores = self.among_rows.of(row);
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum = |scores: &[f32]| scores.iter().map(|score| (score - most).exp()).sum::<f32>();
        let all = sum(scores);
        (all - sum(&scores[unit.clone()])) / all
    }

    /// The row in what the network says that stands for a unit.
    pub fn row_of(&self, unit: usize) -> usize {
        self.rows[self.chosen[unit]]
    }
}
