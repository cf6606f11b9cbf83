//! Dense layers: many rows times one matrix, plus a bias.
//!
//! The matrix is kept in panels of [`LANES`] outputs, so that the inner loop reads it in order and the compiler keeps a
//! block of sums in registers. Products are added in the order of the inputs, whatever the width of the registers, and
//! never fused: every machine gets the same bits.

use super::codec::Reader;
use crate::error::Result;

/// Outputs of one panel.
pub const LANES: usize = 16;
/// Rows that are worked on at once.
const ROWS: usize = 4;

/// A matrix of `inputs` × `outputs` with a bias for each output.
#[derive(Clone, Debug, Default)]
pub struct Dense {
    inputs: usize,
    outputs: usize,
    /// Panel after panel: for each input the weights of [`LANES`] outputs.
    weights: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    /// The layer of a matrix given output by output (`weights[output * inputs + input]`).
    pub fn new(inputs: usize, weights: &[f32], bias: &[f32]) -> Self {
        let outputs = bias.len();
        let panels = outputs.div_ceil(LANES);
        let mut packed = vec![0.0; panels * LANES * inputs];
        for output in 0..outputs {
            for input in 0..inputs {
                let (panel, lane) = (output / LANES, output % LANES);
                packed[(panel * inputs + input) * LANES + lane] = weights[output * inputs + input];
            }
        }
        let mut padded = bias.to_vec();
        padded.resize(panels * LANES, 0.0);
        Self { inputs, outputs, weights: packed, bias: padded }
    }

    /// Reads matrix and bias as the trainer writes them: output by output, then the bias.
    pub fn read(input: &mut Reader, inputs: usize, outputs: usize) -> Result<Self> {
        let weights = input.f32s(inputs.saturating_mul(outputs))?;
        Ok(Self::new(inputs, &weights, &input.f32s(outputs)?))
    }

    /// How many numbers a row of the result has: the outputs, rounded up to whole panels.
    pub fn width(&self) -> usize {
        self.bias.len()
    }

    /// How many outputs there are.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Fills `out` with a row of [`Self::width`] numbers for each row of `rows`.
    #[inline(always)]
    pub fn apply(&self, rows: &[f32], out: &mut Vec<f32>) {
        let (inputs, width) = (self.inputs, self.width());
        let count = rows.len() / inputs;
        out.clear();
        out.resize(count * width, 0.0);
        for (panel, weights) in self.weights.chunks_exact(inputs * LANES).enumerate() {
            let mut bias = [0.0; LANES];
            bias.copy_from_slice(&self.bias[panel * LANES..][..LANES]);
            let mut row = 0;
            while row + ROWS <= count {
                let block: [&[f32]; ROWS] = std::array::from_fn(|at| &rows[(row + at) * inputs..][..inputs]);
                let sums = multiply(block, weights, bias);
                for (at, sum) in sums.iter().enumerate() {
                    out[(row + at) * width + panel * LANES..][..LANES].copy_from_slice(sum);
                }
                row += ROWS;
            }
            while row < count {
                let [sum] = multiply([&rows[row * inputs..][..inputs]], weights, bias);
                out[row * width + panel * LANES..][..LANES].copy_from_slice(&sum);
                row += 1;
            }
        }
    }
}

/// One panel for a block of rows.
#[inline(always)]
fn multiply<const N: usize>(rows: [&[f32]; N], weights: &[f32], bias: [f32; LANES]) -> [[f32; LANES]; N] {
    let mut sums = [bias; N];
    let (panel, _) = weights.as_chunks::<LANES>();
    let mut input = 0;
    // Counted loops over arrays of known length: the compiler turns each into a few wide instructions.
    while input < panel.len() {
        let weights = &panel[input];
        let mut at = 0;
        while at < N {
            let value = rows[at][input];
            let mut lane = 0;
            while lane < LANES {
                sums[at][lane] += value * weights[lane];
                lane += 1;
            }
            at += 1;
        }
        input += 1;
    }
    sums
}

/// Sum of products, in eight interleaved parts.
#[inline(always)]
pub fn dot(left: &[f32], right: &[f32]) -> f32 {
    let (left, right) = (left.as_chunks::<8>().0, right.as_chunks::<8>().0);
    let mut parts = [0.0f32; 8];
    let mut chunk = 0;
    while chunk < left.len() {
        let mut lane = 0;
        while lane < 8 {
            parts[lane] += left[chunk][lane] * right[chunk][lane];
            lane += 1;
        }
        chunk += 1;
    }
    let [a, b, c, d, e, f, g, h] = parts;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// Negative numbers become 0.
#[inline(always)]
pub fn rectify(values: &mut [f32]) {
    for value in values {
        *value = value.max(0.0);
    }
}

/// 1 / (1 + e^-x), to about seven digits, without a branch or a call.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exponential(-x))
}

/// e^x for x between -80 and 80 (beyond, the value there): the power of two by the bits of the exponent, the rest by a
/// polynomial (Taylor's, to the sixth power, on half an octave to each side).
#[inline(always)]
fn exponential(x: f32) -> f32 {
    /// Adding it leaves the nearest whole number in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let scaled = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let rounded = scaled + ROUND;
    let rest = (scaled - (rounded - ROUND)) * std::f32::consts::LN_2;
    let power = 1.0
        + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
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

    /// Normalises a row in place.
    #[inline(always)]
    pub fn apply(&self, row: &mut [f32]) {
        let count = row.len() as f32;
        let mut sums = [0.0f32; 8];
        for part in row.as_chunks::<8>().0 {
            sums.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
        }
        let mean = sums.iter().sum::<f32>() / count;
        row.iter_mut().for_each(|value| *value -= mean);
        let factor = 1.0 / (dot(row, row) / count + 1e-5).sqrt();
        for (value, (scale, shift)) in row.iter_mut().zip(self.scale.iter().zip(&self.shift)) {
            *value = *value * factor * scale + shift;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_multiplies_and_adds() {
        for (inputs, outputs, count) in [(3, 2, 1), (8, 16, 4), (5, 33, 7), (1, 1, 9)] {
            let weights: Vec<f32> = (0..inputs * outputs).map(|n| (n % 7) as f32 - 3.0).collect();
            let bias: Vec<f32> = (0..outputs).map(|n| n as f32).collect();
            let rows: Vec<f32> = (0..inputs * count).map(|n| (n % 5) as f32).collect();
            let layer = Dense::new(inputs, &weights, &bias);
            let mut out = Vec::new();
            layer.apply(&rows, &mut out);
            for row in 0..count {
                for output in 0..outputs {
                    let products =
                        (0..inputs).map(|input| weights[output * inputs + input] * rows[row * inputs + input]);
                    assert_eq!(out[row * layer.width() + output], products.sum::<f32>() + bias[output]);
                }
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
