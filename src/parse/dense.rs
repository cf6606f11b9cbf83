//! Dense layers: many rows times one matrix, plus a bias.
//!
//! Weights are whole numbers of 8 bits, inputs of 7, with a scale for each output and each row; their products are added as
//! whole numbers, so that every machine gets the same bits, in whatever registers and order it adds. Inputs are raised by
//! 64 to have no sign, and weights are scaled so that the products of [`GROUP`] quads never leave 16 bits: this way the
//! wide registers hold twice as many of them. The matrix is kept in panels of [`LANES`] outputs, an input of each quarter
//! of a row side by side, as the multiplication of wide registers wants them.

use std::ops::Range;

use super::codec::Reader;
use crate::error::Result;

/// Outputs of one panel.
pub const LANES: usize = 16;
/// Quads whose products are added up in 16 bits.
pub const GROUP: usize = 8;
/// The greatest number that an input becomes, before it is raised.
const MOST_INPUT: f32 = 63.0;
/// By how much inputs are raised.
const ZERO: i32 = 64;
/// The greatest number that a weight becomes.
const MOST_WEIGHT: f32 = 127.0;
/// The most that weights of one sign may sum up to in a group before they are rounded: times the greatest input, 127, and
/// with half a number more for each weight, it stays in 16 bits.
const MOST_SUM: f32 = (i16::MAX as usize / 127 - 2 * GROUP) as f32;

/// The weights of four inputs for the outputs of one panel: all four of the first output, of the second, and so on.
///
/// They begin where a line of the machine's cache begins, so that no load takes two.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Quads(pub [i8; 4 * LANES]);

/// A matrix of `inputs` × `outputs` with a bias for each output.
#[derive(Clone, Debug, Default)]
pub struct Dense {
    inputs: usize,
    outputs: usize,
    /// Panel after panel, for each four inputs.
    weights: Vec<Quads>,
    /// What each output's sum begins with, because inputs are raised.
    starts: Vec<i32>,
    /// What one of each output's sum is worth, for inputs of scale 1.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    /// The layer of a matrix given output by output (`weights[output * inputs + input]`).
    pub fn new(inputs: usize, weights: &[f32], bias: &[f32]) -> Self {
        let outputs = bias.len();
        let (panels, quads) = (outputs.div_ceil(LANES), inputs.div_ceil(4));
        let mut packed = vec![Quads([0; 4 * LANES]); panels * quads];
        let (mut starts, mut scales) = (vec![0; panels * LANES], vec![0.0; panels * LANES]);
        for (output, row) in weights.chunks_exact(inputs.max(1)).enumerate().take(outputs) {
            let one = worth_of_one(row, quads);
            if one == 0.0 {
                continue;
            }
            scales[output] = one;
            let (panel, lane) = (output / LANES, output % LANES);
            for (input, weight) in row.iter().enumerate() {
                let whole = (weight / one).round() as i8;
                packed[panel * quads + input % quads].0[4 * lane + input / quads] = whole;
                starts[output] -= ZERO * i32::from(whole);
            }
        }
        let mut padded = bias.to_vec();
        padded.resize(panels * LANES, 0.0);
        Self { inputs, outputs, weights: packed, starts, scales, bias: padded }
    }

    /// Reads matrix and bias as the trainer writes them: output by output, then the bias.
    pub fn read(input: &mut Reader, inputs: usize, outputs: usize) -> Result<Self> {
        let weights = input.f32s(inputs.saturating_mul(outputs))?;
        Ok(Self::new(inputs, &weights, &input.f32s(outputs)?))
    }

    /// The layer with this added to its bias.
    pub fn add_bias(mut self, more: &[f32]) -> Self {
        self.bias.iter_mut().zip(more).for_each(|(bias, more)| *bias += more);
        self
    }

    /// How many numbers a row of the result has: the outputs, rounded up to whole panels.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// How many outputs there are.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Makes `out` a row of [`Self::width`] numbers for each row of `rows`; `space` is working space.
    pub fn apply(&self, rows: &[f32], space: &mut Space, out: &mut Vec<f32>) {
        // What `out` holds is written over: only what it lacks need be filled.
        out.resize(rows.len() / self.inputs * self.width(), 0.0);
        #[cfg(target_arch = "x86_64")]
        if super::wide::apply(self, rows, space, out) {
            return;
        }
        self.apply_with::<Plain>(rows, space, out);
    }

    /// [`Self::apply`], in the registers of whoever inlines it.
    #[inline(always)]
    pub(super) fn apply_with<S: Sums>(&self, rows: &[f32], space: &mut Space, out: &mut [f32]) {
        space.take(rows, self.inputs);
        self.panels_with::<S>(0..self.width() / LANES, space, out);
    }

    /// Makes `out` a row of these panels' numbers for each row that `space` has taken.
    pub fn panels(&self, panels: Range<usize>, space: &Space, out: &mut Vec<f32>) {
        out.resize(space.scales.len() * panels.len() * LANES, 0.0);
        #[cfg(target_arch = "x86_64")]
        if super::wide::panels(self, panels.clone(), space, out) {
            return;
        }
        self.panels_with::<Plain>(panels, space, out);
    }

    /// [`Self::panels`], in the registers of whoever inlines it.
    #[inline(always)]
    pub(super) fn panels_with<S: Sums>(&self, panels: Range<usize>, space: &Space, out: &mut [f32]) {
        let quads = self.inputs.div_ceil(4);
        let (count, width) = (space.scales.len(), panels.len() * LANES);
        let (values, scales) = (&space.values[..count * quads], &space.scales[..count]);
        let (mut panel, end) = (panels.start, panels.end);
        while panel < end {
            let at_once = if end - panel < S::PANELS { 1 } else { S::PANELS };
            let part = self.part(panel..panel + at_once);
            let mut row = 0;
            while row < count {
                let rows = S::rows(count - row);
                let (values, scales) = (&values[row * quads..][..rows * quads], &scales[row..][..rows]);
                let out = &mut out[row * width + (panel - panels.start) * LANES..];
                match rows {
                    8 => S::outputs::<8>(values, scales, &part, out, width),
                    4 => S::outputs::<4>(values, scales, &part, out, width),
                    3 => S::outputs::<3>(values, scales, &part, out, width),
                    2 => S::outputs::<2>(values, scales, &part, out, width),
                    _ => S::outputs::<1>(values, scales, &part, out, width),
                }
                row += rows;
            }
            panel += at_once;
        }
    }

    fn part(&self, panels: Range<usize>) -> Part<'_> {
        let quads = self.inputs.div_ceil(4);
        let lanes = panels.start * LANES..panels.end * LANES;
        Part {
            quads,
            weights: &self.weights[panels.start * quads..panels.end * quads],
            starts: &self.starts[lanes.clone()],
            worth: &self.scales[lanes.clone()],
            bias: &self.bias[lanes],
        }
    }
}

/// What one of an output's sum is worth: its weights, given input by input, divided by this stay within their bounds.
fn worth_of_one(row: &[f32], quads: usize) -> f32 {
    let mut groups = vec![[0.0f32; 2]; quads.div_ceil(GROUP)];
    for (input, weight) in row.iter().enumerate() {
        groups[input % quads / GROUP][usize::from(*weight < 0.0)] += weight.abs();
    }
    let sum = groups.iter().flatten().fold(0.0f32, |most, &sum| most.max(sum));
    let weight = row.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
    (sum / MOST_SUM).max(weight / MOST_WEIGHT)
}

/// Some panels of a layer, [`LANES`] outputs each.
pub struct Part<'l> {
    /// For how many fours of inputs each panel has weights.
    pub quads: usize,
    /// Panel after panel, for each four inputs.
    pub weights: &'l [Quads],
    /// What the sums begin with.
    pub starts: &'l [i32],
    /// What one of each output's sum is worth, for inputs of scale 1.
    pub worth: &'l [f32],
    /// What is added at the end.
    pub bias: &'l [f32],
}

/// Working space of [`Dense::apply`]: rows as whole numbers.
#[derive(Clone, Debug, Default)]
pub struct Space {
    /// Four inputs in one, each raised by [`ZERO`]: one of the first quarter of a row in the lowest byte, its fellows of the other
    /// quarters above.
    values: Vec<u32>,
    /// What one of each row is worth.
    scales: Vec<f32>,
}

impl Space {
    /// Takes rows of so many numbers.
    #[inline(always)]
    pub(super) fn take(&mut self, rows: &[f32], inputs: usize) {
        /// Adding it leaves the nearest whole number, raised, in the lowest byte.
        const ROUND: f32 = 12_582_912.0 + ZERO as f32;
        let quads = inputs.div_ceil(4);
        // What `values` holds is written over: only what it lacks need be filled.
        self.values.resize(rows.len() / inputs * quads, 0);
        self.scales.clear();
        for number in 0..rows.len() / inputs {
            let (row, values) = (&rows[number * inputs..][..inputs], &mut self.values[number * quads..][..quads]);
            let most = greatest(row);
            let factor = if most > 0.0 { MOST_INPUT / most } else { 0.0 };
            let byte = |input: &f32| (input * factor + ROUND).to_bits() & 0xff;
            self.scales.push(most / MOST_INPUT);
            if inputs == 4 * quads {
                let (left, right) = row.split_at(2 * quads);
                let ((first, second), (third, fourth)) = (left.split_at(quads), right.split_at(quads));
                for at in 0..quads {
                    values[at] =
                        byte(&first[at]) | byte(&second[at]) << 8 | byte(&third[at]) << 16 | byte(&fourth[at]) << 24;
                }
                continue;
            }
            values.fill(0);
            for (quarter, shift) in row.chunks(quads).zip([0, 8, 16, 24]) {
                values.iter_mut().zip(quarter).for_each(|(value, input)| *value |= byte(input) << shift);
            }
        }
    }
}

/// The greatest of the numbers without their signs.
#[inline(always)]
fn greatest(row: &[f32]) -> f32 {
    let (parts, rest) = row.as_chunks::<LANES>();
    let mut lanes = [0.0f32; LANES];
    for part in parts {
        for lane in 0..LANES {
            lanes[lane] = larger(lanes[lane], part[lane].abs());
        }
    }
    let mut most = 0.0;
    for value in lanes {
        most = larger(most, value);
    }
    for value in rest {
        most = larger(most, value.abs());
    }
    most
}

/// The larger number, never one that is none.
#[inline(always)]
fn larger(most: f32, value: f32) -> f32 {
    if value > most { value } else { most }
}

/// How the products of some rows with some panels are added up.
pub trait Sums {
    /// Panels worked on at once, where so many are left; else one is.
    const PANELS: usize = 1;

    /// How many of so many rows are best worked on at once: 8 or at most 4.
    #[inline(always)]
    fn rows(left: usize) -> usize {
        // Their sums, the weights and a value fill sixteen registers.
        left.min(4)
    }

    /// The outputs of one panel or of [`Self::PANELS`] for each of `N` rows, at the beginning of each `width` numbers of `out`.
    ///
    /// `rows` has, row after row, a value for each of a panel's quads; `scales` says what one of each row is worth.
    fn outputs<const N: usize>(rows: &[u32], scales: &[f32], part: &Part, out: &mut [f32], width: usize);
}

/// [`Sums`] in common instructions.
pub struct Plain;

impl Sums for Plain {
    #[inline(always)]
    fn outputs<const N: usize>(rows: &[u32], scales: &[f32], part: &Part, out: &mut [f32], width: usize) {
        let Some(starts) = part.starts.first_chunk::<LANES>() else { return };
        for ((row, scale), out) in rows.chunks_exact(part.quads).zip(scales).zip(out.chunks_mut(width)) {
            let mut sums = *starts;
            for (value, weights) in row.iter().zip(part.weights) {
                let inputs = value.to_le_bytes().map(i32::from);
                for (sum, weights) in sums.iter_mut().zip(weights.0.as_chunks::<4>().0) {
                    *sum += inputs.iter().zip(weights).map(|(input, &weight)| input * i32::from(weight)).sum::<i32>();
                }
            }
            for lane in 0..LANES {
                out[lane] = sums[lane] as f32 * (scale * part.worth[lane]) + part.bias[lane];
            }
        }
    }
}

/// Negative numbers become 0.
#[inline(always)]
pub fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

/// 1 / (1 + e^-x), to a millionth, without a branch or a call.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exponential(-x))
}

/// e^x for x between -80 and 80 (beyond, the value there): the power of two by the bits of the exponent, the rest by the
/// polynomial through Chebyshev's five points of half an octave to each side, right to 3.5 millionths.
#[inline(always)]
fn exponential(x: f32) -> f32 {
    /// Adding it leaves the nearest whole number in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let scaled = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let rounded = scaled + ROUND;
    let rest = (scaled - (rounded - ROUND)) * std::f32::consts::LN_2;
    let power = 1.0 + rest * (0.999_962_3 + rest * (0.499_993_7 + rest * (0.167_921_43 + rest * 0.041_875_644)));
    f32::from_bits(power.to_bits().wrapping_add(rounded.to_bits() << 23))
}

/// Layer normalisation (Ba, Kiros & Hinton 2016) of one row: mean 0, variance 1, then scale and shift.
#[derive(Clone, Debug, Default)]
pub struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// Reads scale and shift of `width` numbers.
    pub fn read(input: &mut Reader, width: usize) -> Result<Self> {
        Ok(Self { scale: input.f32s(width)?, shift: input.f32s(width)? })
    }

    /// Normalises rows in place, some at once, because the sums of one would wait for one another; their numbers are a
    /// multiple of eight.
    #[inline(always)]
    pub fn apply(&self, rows: &mut [f32]) {
        const AT_ONCE: usize = 4;
        let mut groups = rows.chunks_exact_mut(AT_ONCE * self.scale.len());
        for group in groups.by_ref() {
            self.apply_to::<AT_ONCE>(group);
        }
        for row in groups.into_remainder().chunks_exact_mut(self.scale.len()) {
            self.apply_to::<1>(row);
        }
    }

    // The place is one of several rows, not of one list.
    #[allow(clippy::needless_range_loop)]
    #[inline(always)]
    fn apply_to<const N: usize>(&self, rows: &mut [f32]) {
        let width = self.scale.len();
        let mut parts: [&[[f32; 8]]; N] = [&[]; N];
        for (row, parts) in parts.iter_mut().enumerate() {
            *parts = &rows[row * width..].as_chunks().0[..width / 8];
        }
        let (mut sums, mut squares) = ([[0.0f32; 8]; N], [[0.0f32; 8]; N]);
        for at in 0..width / 8 {
            for row in 0..N {
                let part = &parts[row][at];
                for lane in 0..8 {
                    sums[row][lane] += part[lane];
                    squares[row][lane] += part[lane] * part[lane];
                }
            }
        }
        let count = width as f32;
        for of in 0..N {
            let row = &mut rows[of * width..][..width];
            let mean = total(sums[of]) / count;
            let factor = 1.0 / (total(squares[of]) / count - mean * mean + 1e-5).sqrt();
            let (scale, shift) = (&self.scale[..width], &self.shift[..width]);
            for at in 0..width {
                row[at] = (row[at] - mean) * factor * scale[at] + shift[at];
            }
        }
    }
}

/// The sum of eight parts. They pass a black box, or the compiler would add them up two by two from the start, in narrow
/// registers, for the order of the sums here.
#[inline(always)]
fn total(parts: [f32; 8]) -> f32 {
    let [a, b, c, d, e, f, g, h] = std::hint::black_box(parts);
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A layer and rows of pseudo-random numbers.
    fn layer(inputs: usize, outputs: usize, count: usize) -> (Dense, Vec<f32>, Vec<f32>, Vec<f32>) {
        let mut state = (inputs * 31 + outputs) as u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 40) as f32 / (1 << 23) as f32 - 1.0
        };
        let weights: Vec<f32> = (0..inputs * outputs).map(|_| random()).collect();
        let bias: Vec<f32> = (0..outputs).map(|_| random()).collect();
        let rows: Vec<f32> = (0..inputs * count).map(|_| random() * 9.0).collect();
        (Dense::new(inputs, &weights, &bias), weights, bias, rows)
    }

    const SIZES: [(usize, usize, usize); 6] =
        [(3, 2, 1), (8, 16, 4), (5, 33, 7), (1, 1, 9), (256, 48, 5), (512, 16, 8)];

    #[test]
    fn a_layer_multiplies_and_adds() {
        for (inputs, outputs, count) in SIZES {
            let (layer, weights, bias, rows) = layer(inputs, outputs, count);
            let mut out = Vec::new();
            layer.apply(&rows, &mut Space::default(), &mut out);
            for row in 0..count {
                for output in 0..outputs {
                    let products =
                        (0..inputs).map(|input| weights[output * inputs + input] * rows[row * inputs + input]);
                    let (found, right) = (out[row * layer.width() + output], products.sum::<f32>() + bias[output]);
                    // A product is off by 0.06 (root of the mean square) by the steps of inputs and weights; four times that.
                    assert!(
                        (found - right).abs() < 0.25 * (inputs as f32).sqrt(),
                        "{inputs} {outputs}: {found} {right}"
                    );
                }
            }
        }
    }

    #[test]
    fn all_registers_give_the_same_bits() {
        for (inputs, outputs, count) in SIZES {
            let (layer, _, _, mut rows) = layer(inputs, outputs, count);
            rows[..inputs].fill(0.0);
            rows[(count - 1) * inputs..].fill(1e9);
            let zeros = vec![0.0; count * layer.width()];
            let (mut any, mut plain) = (Vec::new(), zeros.clone());
            layer.apply(&rows, &mut Space::default(), &mut any);
            layer.apply_with::<Plain>(&rows, &mut Space::default(), &mut plain);
            assert_eq!(any, plain, "{inputs} {outputs}");
            #[cfg(target_arch = "x86_64")]
            for registers in crate::parse::wide::registers() {
                let mut wide = zeros.clone();
                crate::parse::wide::apply_in(registers, &layer, &rows, &mut Space::default(), &mut wide);
                assert_eq!(wide, plain, "{inputs} {outputs}");
            }
        }
    }

    #[test]
    fn no_sum_leaves_its_bits_when_all_weights_and_inputs_are_as_great_as_can_be() {
        for (inputs, sign) in [(256, 1.0), (256, -1.0), (7, 1.0)] {
            let layer = Dense::new(inputs, &vec![sign; inputs * LANES], &[0.0; LANES]);
            for value in [2.0, -2.0] {
                let mut out = Vec::new();
                layer.apply(&vec![value; inputs * 5], &mut Space::default(), &mut out);
                let right = inputs as f32 * sign * value;
                // Such weights have few steps, so they are some percent off; a sum beyond its bits has another sign.
                assert!(out.iter().all(|found| (found / right - 1.0).abs() < 0.07), "{inputs} {right} {}", out[0]);
            }
        }
    }

    #[test]
    fn the_sigmoid_is_near_enough() {
        for step in -2000..=2000 {
            let x = step as f32 / 50.0;
            let exact = 1.0 / (1.0 + f64::from(-x).exp());
            assert!((f64::from(sigmoid(x)) - exact).abs() < 1e-6, "{x}");
        }
        assert!(sigmoid(f32::MAX) > 0.999_999 && sigmoid(f32::MIN) < 1e-6);
    }
}
