//! The parser's state: a stack, a buffer and the arcs so far, under the arc-hybrid transitions.
//!
//! Units (words, or whole names) are numbered from 1; 0 is "no unit"; the artificial root comes last. A state changes by
//! - *shift*: the front of the buffer goes onto the stack;
//! - *left*: the front of the buffer becomes the head of the stack's top, which goes;
//! - *right*: the second of the stack becomes the head of the top, which goes.
//!
//! Every unit is shifted once and goes once, so a sentence of n units takes 2n steps and ends as one tree with one root.

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Step {
    /// Buffer to stack.
    Shift = 0,
    /// The buffer's front is the head of the stack's top.
    Left = 1,
    /// The stack's second is the head of its top.
    Right = 2,
}

impl Step {
    /// All steps, by number.
    pub const ALL: [Step; 3] = [Step::Shift, Step::Left, Step::Right];
}

/// The dependents of a unit so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dependents {
    /// The last one attached on the left (the leftmost so far), and the one before.
    pub left: [u16; 2],
    /// The last one attached on the right (the rightmost so far), and the one before.
    pub right: [u16; 2],
    /// How many on the left and right.
    pub count: [u8; 2],
    /// Sets of relations on the left and right, one bit each.
    pub relations: [u64; 2],
}

/// A state. Reused from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Units below the top, the oldest first; two 0s lie at the bottom.
    stack: Vec<u16>,
    /// The next unit.
    front: u16,
    /// Number of units; the root is `units + 1`.
    units: u16,
    /// Head of each unit; 0 while it has none.
    pub heads: Vec<u16>,
    /// Relation of each unit to its head.
    pub relations: Vec<u8>,
    /// Dependents of each unit.
    pub dependents: Vec<Dependents>,
}

const BOTTOM: usize = 3;

/// What [`State::relations`] says of "no unit".
const NO_RELATION: u8 = 63;

impl State {
    /// Back to the start, for a sentence of `units` units.
    pub fn reset(&mut self, units: usize) {
        debug_assert!(units < u16::MAX as usize - 8);
        self.stack.clear();
        self.stack.resize(BOTTOM, 0);
        self.front = 1;
        self.units = units as u16;
        self.heads.clear();
        self.heads.resize(units + 2, 0);
        self.relations.clear();
        self.relations.resize(units + 2, 0);
        self.relations[0] = NO_RELATION;
        self.dependents.clear();
        self.dependents.resize(units + 2, Dependents::default());
    }

    /// The unit `depth` below the stack's top (0 to 2); 0 if there is none.
    #[inline(always)]
    pub fn stack(&self, depth: usize) -> u16 {
        self.stack[self.stack.len() - 1 - depth]
    }

    /// The unit `ahead` of the buffer's front; 0 past the root.
    #[inline(always)]
    pub fn buffer(&self, ahead: u16) -> u16 {
        let at = self.front + ahead;
        if at <= self.units + 1 { at } else { 0 }
    }

    /// The artificial root.
    #[inline(always)]
    pub fn root(&self) -> u16 {
        self.units + 1
    }

    /// The units on the stack, the oldest first.
    pub fn stacked(&self) -> &[u16] {
        &self.stack[BOTTOM..]
    }

    /// Whether only the root is left.
    #[inline(always)]
    pub fn is_done(&self) -> bool {
        self.front == self.root() && self.stack.len() == BOTTOM
    }

    /// Whether a step can be taken. The root takes one dependent only, the last of the stack.
    #[inline(always)]
    pub fn allows(&self, step: Step) -> bool {
        let height = self.stack.len() - BOTTOM;
        match step {
            Step::Shift => self.front < self.root(),
            Step::Left => height == 1 || height > 1 && self.front < self.root(),
            Step::Right => height > 1,
        }
    }

    /// Head and dependent of the arc that a step makes.
    #[inline(always)]
    pub fn arc(&self, step: Step) -> Option<(u16, u16)> {
        match step {
            Step::Shift => None,
            Step::Left => Some((self.front, self.stack(0))),
            Step::Right => Some((self.stack(1), self.stack(0))),
        }
    }

    /// Takes an allowed step; an arc gets `relation`.
    #[inline(always)]
    pub fn take(&mut self, step: Step, relation: u8) {
        let Some((head, dependent)) = self.arc(step) else {
            self.stack.push(self.front);
            self.front += 1;
            return;
        };
        self.stack.pop();
        self.heads[dependent as usize] = head;
        self.relations[dependent as usize] = relation;
        let side = usize::from(step == Step::Right);
        let of_head = &mut self.dependents[head as usize];
        let nearest = if side == 0 { &mut of_head.left } else { &mut of_head.right };
        *nearest = [dependent, nearest[0]];
        of_head.count[side] = of_head.count[side].saturating_add(1);
        of_head.relations[side] |= 1 << (relation & 63);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_allowed_steps_end_as_one_tree() {
        for units in 1..9 {
            for seed in 0..400u32 {
                let mut state = State::default();
                state.reset(units);
                let (mut choice, mut steps) = (seed, 0);
                while !state.is_done() {
                    let allowed: Vec<_> = Step::ALL.into_iter().filter(|&step| state.allows(step)).collect();
                    assert!(!allowed.is_empty(), "stuck");
                    state.take(allowed[choice as usize % allowed.len()], 0);
                    choice = choice.wrapping_mul(1_103_515_245).wrapping_add(12_345) >> 3;
                    steps += 1;
                }
                assert_eq!(steps, 2 * units);
                assert_eq!((1..=units).filter(|&unit| state.heads[unit] == state.root()).count(), 1);
                assert!((1..=units).all(|unit| state.heads[unit] != 0));
            }
        }
    }
}
