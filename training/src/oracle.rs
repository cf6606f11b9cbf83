//! The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013): what a step costs in gold arcs.

use dateline::parse::state::{State, Step};

/// Gold heads by unit (the root is units + 1), and the gold dependents of each unit.
pub struct GoldTree {
    pub heads: Vec<u16>,
    pub relations: Vec<u8>,
    dependents: Vec<Vec<u16>>,
}

impl GoldTree {
    /// `heads[unit]` for units from 1; place 0 is not used.
    pub fn new(heads: Vec<u16>, relations: Vec<u8>) -> Self {
        let mut dependents = vec![Vec::new(); heads.len() + 1];
        for (unit, &head) in heads.iter().enumerate().skip(1) {
            dependents[head as usize].push(unit as u16);
        }
        Self { heads, relations, dependents }
    }

    /// The tree of the sentence from right to left.
    pub fn reversed(&self) -> Self {
        let root = self.heads.len() as u16;
        let turn = |head: u16| if head == root { root } else { root - head };
        let heads = std::iter::once(0).chain(self.heads[1..].iter().rev().map(|&head| turn(head))).collect();
        let relations = std::iter::once(0).chain(self.relations[1..].iter().rev().copied()).collect();
        Self::new(heads, relations)
    }

    /// How many gold arcs can no longer be made once `step` is taken.
    pub fn cost(&self, state: &State, step: Step) -> usize {
        let (top, front) = (state.stack(0), state.buffer(0));
        let head = |unit: u16| self.heads[unit as usize];
        let waiting = || self.dependents[top as usize].iter().filter(|&&unit| unit >= front).count();
        match step {
            Step::Left => {
                waiting() + usize::from(head(top) == state.stack(1) && state.stack(1) != 0 || head(top) > front)
            }
            Step::Right => waiting() + usize::from(head(top) >= front),
            Step::Shift => {
                let stacked = state.stacked();
                let below = &stacked[..stacked.len().saturating_sub(1)];
                let lost = stacked.iter().filter(|&&unit| head(unit) == front).count();
                lost + usize::from(below.contains(&head(front)))
            }
        }
    }
}
