//! The averaged perceptron over hashed rows.

use dateline::parse::linear::{Rows, Table, Weight};

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

    /// One decision: moves the weights towards the best of the classes that are `right` and away from the best of the
    /// others that are `allowed`, unless the first is ahead by `margin`.
    pub fn learn(
        &mut self,
        rows: &Rows,
        scores: &[i32; LANES],
        margin: i32,
        allowed: impl Fn(usize) -> bool,
        right: impl Fn(usize) -> bool,
    ) {
        self.clock += 1;
        let best = |wanted: bool| {
            let lanes = (0..LANES).filter(|&lane| allowed(lane) && right(lane) == wanted);
            lanes.max_by_key(|&lane| (scores[lane], std::cmp::Reverse(lane)))
        };
        if let (Some(gold), Some(wrong)) = (best(true), best(false))
            && scores[gold] - scores[wrong] < margin
        {
            self.update(rows, gold, wrong);
        }
    }

    /// Moves the weights towards `gold` and away from `wrong`.
    fn update(&mut self, rows: &Rows, gold: usize, wrong: usize) {
        for &row in rows.named() {
            let (weights, late) = (&mut self.weights[row as usize], &mut self.late[row as usize]);
            weights[gold] += 1;
            late[gold] += self.clock;
            weights[wrong] -= 1;
            late[wrong] -= self.clock;
        }
    }

    /// The averages, added to those of models trained before: the mean of several trainings errs less than each.
    pub fn add_to(&self, sums: &mut Averages<LANES>) {
        sums.rows.resize(self.weights.len(), [0.0; LANES]);
        sums.bits = self.bits;
        for (sum, (weights, late)) in sums.rows.iter_mut().zip(self.weights.iter().zip(&self.late)) {
            for lane in 0..LANES {
                sum[lane] += (f64::from(weights[lane]) - late[lane] as f64 / self.clock as f64) as f32;
            }
        }
    }
}

/// Sums of averaged weights.
#[derive(Clone, Default)]
pub struct Averages<const LANES: usize> {
    bits: u32,
    rows: Vec<[f32; LANES]>,
}

impl<const LANES: usize> Averages<LANES> {
    /// In few bits; the greatest sets the scale (to clip great weights costs much accuracy).
    pub fn quantise<W: Weight>(&self) -> Table<W, LANES> {
        let greatest =
            self.rows.as_flattened().iter().fold(1e-3, |most: f64, &weight| most.max(f64::from(weight).abs()));
        let scale = W::GREATEST / greatest;
        let rows = self.rows.iter().map(|row| row.map(|weight| W::nearest(f64::from(weight) * scale))).collect();
        Table::new(self.bits, rows).unwrap_or_else(|| unreachable!("there are 1 << bits rows"))
    }
}
