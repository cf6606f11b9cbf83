//! The averaged perceptron over hashed rows.

use dateline::parse::linear::{Rows, Table};

/// Weights in training, with what their average needs.
pub struct Perceptron<const LANES: usize> {
    bits: u32,
    weights: Vec<[i32; LANES]>,
    /// Sum over updates of clock × change: the average is weight − late / clock.
    late: Vec<[i64; LANES]>,
    clock: i64,
}

impl<const LANES: usize> Perceptron<LANES> {
    pub fn new(bits: u32) -> Self {
        Self { bits, weights: vec![[0; LANES]; 1 << bits], late: vec![[0; LANES]; 1 << bits], clock: 1 }
    }

    pub fn collector(&self) -> Rows {
        Rows::new(self.bits)
    }

    pub fn scores(&self, rows: &Rows) -> [i32; LANES] {
        let mut sums = [0; LANES];
        for &row in rows.named() {
            let weights = &self.weights[row as usize];
            for lane in 0..LANES {
                sums[lane] += weights[lane];
            }
        }
        sums
    }

    /// Counts one more decision.
    pub fn tick(&mut self) {
        self.clock += 1;
    }

    /// Moves the weights towards `gold` and away from `wrong`.
    pub fn update(&mut self, rows: &Rows, gold: usize, wrong: usize) {
        for &row in rows.named() {
            let (weights, late) = (&mut self.weights[row as usize], &mut self.late[row as usize]);
            weights[gold] += 1;
            late[gold] += self.clock;
            weights[wrong] -= 1;
            late[wrong] -= self.clock;
        }
    }

    /// The averages in eight bits: the scale fits all but the few greatest.
    pub fn quantise(&self) -> Table<LANES> {
        let average = |row: usize, lane: usize| {
            f64::from(self.weights[row][lane]) - self.late[row][lane] as f64 / self.clock as f64
        };
        let mut sizes: Vec<f64> = (0..self.weights.len())
            .flat_map(|row| (0..LANES).map(move |lane| average(row, lane).abs()))
            .filter(|&size| size > 0.0)
            .collect();
        let keep = sizes.len().saturating_sub(1 + sizes.len() / 20_000);
        let greatest = if sizes.is_empty() { 1.0 } else { *sizes.select_nth_unstable_by(keep, f64::total_cmp).1 };
        let scale = 127.0 / greatest;
        let eight =
            |row: usize| std::array::from_fn(|lane| (average(row, lane) * scale).round().clamp(-127.0, 127.0) as i8);
        let rows: Vec<[i8; LANES]> = (0..self.weights.len()).map(eight).collect();
        Table::new(self.bits, rows).unwrap_or_else(|| unreachable!("there are 1 << bits rows"))
    }
}
