//! The parser proper: units in, heads and relations out, one greedy pass.

use super::codec::{Reader, Writer};
use super::features::{Sight, Unit, of_arc, of_step};
use super::linear::{Rows, Table, best};
use super::state::{State, Step};
use crate::error::Result;
use crate::model::Relation;

/// Lanes of the table for steps: three steps and one spare, four bytes in all.
pub const STEP_LANES: usize = 4;

/// Lanes of the table for relations.
pub const RELATION_LANES: usize = 64;

/// The trained transition parser.
#[derive(Clone, Debug, Default)]
pub struct Transitions {
    /// Weights of the steps.
    pub steps: Table<i16, STEP_LANES>,
    /// Weights of the relations.
    pub relations: Table<i8, RELATION_LANES>,
}

impl Transitions {
    /// Parses a sentence of `units` (number 0 is none, the last is the root) into `state`.
    pub fn parse(&self, units: &[Unit], state: &mut State) {
        state.reset(units.len().saturating_sub(2));
        let (mut step_rows, mut arc_rows) = (self.steps.collector(), self.relations.collector());
        while !state.is_done() {
            let step = self.step(units, state, &mut step_rows);
            let relation = match state.arc(step) {
                Some((head, _)) if head == state.root() => Relation::Root as u8,
                Some((head, dependent)) => self.relation(&Sight { units, state }, step, head, dependent, &mut arc_rows),
                None => 0,
            };
            state.take(step, relation);
        }
    }

    #[inline]
    fn step(&self, units: &[Unit], state: &State, rows: &mut Rows) -> Step {
        let mut allowed = Step::ALL.into_iter().filter(|&step| state.allows(step));
        if let (Some(only), None) = (allowed.next(), allowed.next()) {
            return only;
        }
        of_step(&Sight { units, state }, rows);
        best_step(&self.steps.scores(rows), state)
    }

    #[inline]
    fn relation(&self, sight: &Sight, step: Step, head: u16, dependent: u16, rows: &mut Rows) -> u8 {
        of_arc(sight, step, head, dependent, rows);
        best(&self.relations.scores(rows), Relation::ALL.len()) as u8
    }

    /// Writes the tables.
    pub fn write(&self, out: &mut Writer) {
        self.steps.write(out);
        self.relations.write(out);
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
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
