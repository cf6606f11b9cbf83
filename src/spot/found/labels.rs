//! Labels of words (outside, begin, inside, last, single, for each type), and the best sequence of them.

use crate::model::EntityType;

/// Labels: outside, and four for each of three types.
pub const LABELS: usize = 13;

/// Weights of a row: the labels, made up to a length that processors like.
pub const ROW: usize = 16;

/// Outside of names.
pub const OUTSIDE: usize = 0;

const KINDS: [EntityType; 3] = [EntityType::Person, EntityType::Place, EntityType::Organization];

/// Where in a name a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// First of several.
    Begin = 1,
    /// Between first and last.
    Inside = 2,
    /// Last of several.
    Last = 3,
    /// The only one.
    Single = 4,
}

/// The label of a word in a name.
pub fn label(kind: EntityType, position: Position) -> usize {
    kind as usize % KINDS.len() * 4 + position as usize
}

/// The type a label belongs to; `None` outside.
pub fn kind(label: usize) -> Option<EntityType> {
    label.checked_sub(1).and_then(|label| KINDS.get(label / 4).copied())
}

/// Whether a name goes on behind the label.
#[inline]
pub fn is_open(label: usize) -> bool {
    label > 0 && (label - 1) % 4 < 2
}

/// Whether the label goes on a name.
#[inline]
pub fn goes_on(label: usize) -> bool {
    label > 0 && matches!((label - 1) % 4, 1 | 2)
}

/// Whether one label may follow the other.
#[inline]
pub fn may_follow(before: usize, after: usize) -> bool {
    match (is_open(before), goes_on(after)) {
        (true, true) => (before - 1) / 4 == (after - 1) / 4,
        (open, on) => !open && !on,
    }
}

/// A name among the words of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelledName {
    /// First word.
    pub first: usize,
    /// One past the last word.
    pub end: usize,
    /// What it names.
    pub kind: EntityType,
    /// How much its labels score above being outside.
    pub margin: i32,
}

/// The names that a sequence of labels says.
pub fn names(labels: &[u8], scores: &[[i32; LABELS]], out: &mut Vec<LabelledName>) {
    let mut first = 0;
    let mut margin = 0;
    for (at, &label) in labels.iter().enumerate() {
        let label = usize::from(label);
        let Some(kind) = kind(label) else { continue };
        if !goes_on(label) {
            (first, margin) = (at, 0);
        }
        margin += scores[at][label] - scores[at][OUTSIDE];
        if !is_open(label) {
            out.push(LabelledName { first, end: at + 1, kind, margin });
        }
    }
}

/// Finds the best sequence; keeps its memory (Viterbi 1967).
#[derive(Default)]
pub struct Decoder {
    back: Vec<[u8; LABELS]>,
}

impl Decoder {
    /// The best allowed sequence of labels for the words' scores, into `out`. A stretch stands between words outside of names.
    pub fn best(&mut self, scores: &[[i32; LABELS]], steps: &[[i32; LABELS]; LABELS], out: &mut Vec<u8>) {
        out.clear();
        self.back.clear();
        let Some(head) = scores.first() else { return };
        const NEVER: i32 = i32::MIN / 4;
        let mut best = [NEVER; LABELS];
        for to in BEHIND_CLOSED {
            best[to] = head[to] + steps[OUTSIDE][to];
        }
        for row in &scores[1..] {
            let (mut back, mut next) = ([0; LABELS], [0; LABELS]);
            for to in 0..LABELS {
                let (from, score) = best_before(&best, steps, to);
                back[to] = from;
                next[to] = score + row[to];
            }
            self.back.push(back);
            best = next;
        }
        let last = CLOSED.into_iter().max_by_key(|&label| best[label] + steps[label][OUTSIDE]);
        let mut label = last.unwrap_or(OUTSIDE) as u8;
        out.resize(scores.len(), label);
        for (at, back) in self.back.iter().enumerate().rev() {
            label = back[usize::from(label)];
            out[at] = label;
        }
    }
}

/// Labels behind which no name goes on, and those that may stand behind them.
const CLOSED: [usize; 7] = [0, 3, 4, 7, 8, 11, 12];
const BEHIND_CLOSED: [usize; 7] = [0, 1, 4, 5, 8, 9, 12];

/// The label before `to` that leads to it best, and the score so far.
#[inline]
fn best_before(best: &[i32; LABELS], steps: &[[i32; LABELS]; LABELS], to: usize) -> (u8, i32) {
    let try_all = |labels: [usize; 7], count: usize| {
        let mut found = (labels[0] as u8, best[labels[0]] + steps[labels[0]][to]);
        for &from in &labels[1..count] {
            let score = best[from] + steps[from][to];
            if score > found.1 {
                found = (from as u8, score);
            }
        }
        found
    };
    if goes_on(to) {
        let begin = (to - 1) / 4 * 4 + 1;
        try_all([begin, begin + 1, 0, 0, 0, 0, 0], 2)
    } else {
        try_all(CLOSED, CLOSED.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_its_type_and_a_name_is_never_cut() {
        for kind_of in KINDS {
            for position in [Position::Begin, Position::Inside, Position::Last, Position::Single] {
                assert_eq!(kind(label(kind_of, position)), Some(kind_of));
            }
        }
        let person = |position| label(EntityType::Person, position);
        assert!(may_follow(person(Position::Begin), person(Position::Last)));
        assert!(!may_follow(person(Position::Begin), label(EntityType::Place, Position::Last)));
        assert!(!may_follow(person(Position::Begin), OUTSIDE) && !may_follow(OUTSIDE, person(Position::Inside)));
        assert!(may_follow(person(Position::Single), person(Position::Begin)));
    }

    #[test]
    fn closed_labels_are_those_that_are_not_open() {
        assert!((0..LABELS).filter(|&label| !is_open(label)).eq(CLOSED));
        assert!((0..LABELS).filter(|&label| !goes_on(label)).eq(BEHIND_CLOSED));
    }

    #[test]
    fn the_best_sequence_is_whole_even_where_single_words_would_be_labelled_otherwise() {
        let mut scores = [[0; LABELS]; 3];
        scores[0][label(EntityType::Person, Position::Begin)] = 10;
        scores[1][OUTSIDE] = 3;
        scores[2][label(EntityType::Person, Position::Last)] = 10;
        let mut labels = Vec::new();
        Decoder::default().best(&scores, &[[0; LABELS]; LABELS], &mut labels);
        let mut found = Vec::new();
        names(&labels, &scores, &mut found);
        assert_eq!(found, [LabelledName { first: 0, end: 3, kind: EntityType::Person, margin: 17 }]);
    }
}
