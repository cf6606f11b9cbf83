//! The parser proper: units in, heads and relations out, in two greedy passes.
//!
//! The first pass goes from right to left; the second goes from left to right and sees what the first said. What one pass
//! must decide too early, the other decides late.

use super::codec::{Reader, Writer};
use super::features::{Guess, Pass, Sight, Unit, of_arc, of_step};
use super::linear::{Rows, Table, Weight, best};
use super::state::{State, Step};
use crate::error::Result;
use crate::model::Relation;

/// Lanes of the table for steps: three steps and one spare.
pub const STEP_LANES: usize = 4;

/// Lanes of the table for relations.
pub const RELATION_LANES: usize = 64;

/// The trained transition parser.
#[derive(Clone, Debug, Default)]
pub struct Transitions {
    /// Weights of the first pass.
    pub first: PassModel<i8>,
    /// Weights of the second pass.
    pub second: PassModel<i16>,
}

/// The weights of one pass, with `W` for steps.
#[derive(Clone, Debug, Default)]
pub struct PassModel<W> {
    /// Weights of the steps.
    pub steps: Table<W, STEP_LANES>,
    /// Weights of the relations.
    pub relations: Table<i8, RELATION_LANES>,
}

impl Transitions {
    /// Parses a sentence of `units` (number 0 is none, the last is the root) into `state`. `reversed` is working space.
    pub fn parse(&self, units: &mut [Unit], reversed: &mut Vec<Unit>, state: &mut State) {
        reverse(units, reversed);
        self.first.parse(reversed, Pass::First, state);
        note_guesses(state, units);
        self.second.parse(units, Pass::Second, state);
    }

    /// Writes the tables.
    pub fn write(&self, out: &mut Writer) {
        self.first.write(out);
        self.second.write(out);
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
        Ok(Self { first: PassModel::read(input)?, second: PassModel::read(input)? })
    }
}

/// The sentence from right to left: the units in reverse, each with the marks that stood after it.
pub fn reverse(units: &[Unit], reversed: &mut Vec<Unit>) {
    let (Some(&none), Some(&root)) = (units.first(), units.last()) else { return };
    let root_at = units.len() - 1;
    reversed.clear();
    reversed.push(none);
    for at in 1..=root_at {
        let gap = units[root_at + 1 - at].gap;
        let (unit, before) = if at == root_at { (root, 0) } else { (units[root_at - at], units[root_at - at].marks) };
        reversed.push(Unit { gap, marks: root.marks - before, ..unit });
    }
}

/// Notes the tree of the reversed sentence, in the numbers of the sentence as it stands.
pub fn note_guesses(state: &State, units: &mut [Unit]) {
    let root = units.len().saturating_sub(1);
    units.iter_mut().for_each(|unit| unit.guess = Guess::default());
    for at in 1..root {
        let turned = root - at;
        let head = match state.heads[turned] as usize {
            head if head == root => root,
            head => root - head,
        };
        units[at].guess.head = head as u16;
        units[at].guess.relation = state.relations[turned];
        let ends = &mut units[head].guess.ends;
        if at > head {
            ends[1] = at as u16;
        } else if ends[0] == 0 {
            ends[0] = at as u16;
        }
    }
}

impl<W: Weight> PassModel<W> {
    /// Parses one pass.
    pub fn parse(&self, units: &[Unit], pass: Pass, state: &mut State) {
        state.reset(units.len().saturating_sub(2));
        let (mut step_rows, mut arc_rows) = (self.steps.collector(), self.relations.collector());
        while !state.is_done() {
            let step = self.step(units, pass, state, &mut step_rows);
            let relation = match state.arc(step) {
                Some((head, _)) if head == state.root() => Relation::Root as u8,
                Some((head, dependent)) => {
                    of_arc(&Sight { units, state }, pass, step, [head, dependent], &mut arc_rows);
                    best(&self.relations.scores(&arc_rows), Relation::ALL.len()) as u8
                }
                None => 0,
            };
            state.take(step, relation);
        }
    }

    #[inline]
    fn step(&self, units: &[Unit], pass: Pass, state: &State, rows: &mut Rows) -> Step {
        let mut allowed = Step::ALL.into_iter().filter(|&step| state.allows(step));
        if let (Some(only), None) = (allowed.next(), allowed.next()) {
            return only;
        }
        of_step(&Sight { units, state }, pass, rows);
        best_step(&self.steps.scores(rows), state)
    }

    fn write(&self, out: &mut Writer) {
        self.steps.write(out);
        self.relations.write(out);
    }

    fn read(input: &mut Reader) -> Result<Self> {
        Ok(Self { steps: Table::read(input)?, relations: Table::read(input)? })
    }
}

/// The allowed step with the greatest score.
#[inline]
pub fn best_step<T: Copy + PartialOrd>(scores: &[T; STEP_LANES], state: &State) -> Step {
    let mut best = None;
    for step in Step::ALL.into_iter().filter(|&step| state.allows(step)) {
        if best.is_none_or(|known: Step| scores[step as usize] > scores[known as usize]) {
            best = Some(step);
        }
    }
    best.unwrap_or(Step::Shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_reversed_twice_is_the_same() {
        let unit = |word, gap, marks| Unit { word, gap, marks, ..Unit::default() };
        let units = [unit(0, 0, 0), unit(5, 7, 1), unit(6, 0, 1), unit(1, 9, 3)];
        let (mut once, mut twice) = (Vec::new(), Vec::new());
        reverse(&units, &mut once);
        reverse(&once, &mut twice);
        let view = |units: &[Unit]| units.iter().map(|unit| (unit.word, unit.gap, unit.marks)).collect::<Vec<_>>();
        assert_eq!(view(&once), [(0, 0, 0), (6, 9, 2), (5, 0, 2), (1, 7, 3)]);
        assert_eq!(view(&twice), view(&units));
    }
}
