//! Linear models over hashed features.
//!
//! A feature is a number of 32-bit atoms (a word's hash, a tag, a distance) joined by a template; its hash is a row of
//! a flat power-of-two [`Table`]; a row holds one small weight for each class, side by side, so that one memory access
//! serves all classes. First all rows of a decision are named ([`Rows`]), then they are summed: the loads overlap.

use super::codec::{Reader, Writer};
use crate::error::{Error, Result};

/// Most features that one decision may have. Row sums stay within 16 bits: 192 × 127 < 32,768.
pub const MOST_FEATURES: usize = 192;

const MIX: u64 = 0x9E6C_63D0_876A_3F6B;

/// The rows that the features of one decision hash to.
pub struct Rows {
    rows: [u32; MOST_FEATURES],
    length: usize,
    mask: u32,
}

impl Rows {
    /// No rows yet, for a table of `1 << bits` rows.
    pub fn new(bits: u32) -> Self {
        Self { rows: [0; MOST_FEATURES], length: 0, mask: (1u32 << bits) - 1 }
    }

    /// Forgets the rows of the decision before.
    #[inline(always)]
    pub fn clear(&mut self) {
        self.length = 0;
    }

    /// A feature of one atom. The n-th call is the n-th template: call in the same order for every decision.
    #[inline(always)]
    pub fn one(&mut self, a: u32) {
        self.push(fold(u64::from(a) ^ self.seed()));
    }

    /// A feature of two atoms.
    #[inline(always)]
    pub fn two(&mut self, a: u32, b: u32) {
        self.push(fold((u64::from(a) | u64::from(b) << 32) ^ self.seed()));
    }

    /// A feature of three atoms.
    #[inline(always)]
    pub fn three(&mut self, a: u32, b: u32, c: u32) {
        let first = fold((u64::from(a) | u64::from(b) << 32) ^ self.seed());
        self.push(fold(first ^ u64::from(c)));
    }

    /// The rows named so far.
    #[inline(always)]
    pub fn named(&self) -> &[u32] {
        &self.rows[..self.length]
    }

    #[inline(always)]
    fn seed(&self) -> u64 {
        (self.length as u64 + 1).wrapping_mul(0xA24B_AED4_963E_E407)
    }

    #[inline(always)]
    fn push(&mut self, hash: u64) {
        if let Some(place) = self.rows.get_mut(self.length) {
            *place = hash as u32 & self.mask;
            self.length += 1;
        }
    }
}

#[inline(always)]
fn fold(value: u64) -> u64 {
    let product = u128::from(value) * u128::from(MIX);
    product as u64 ^ (product >> 64) as u64
}

/// A number that weights are kept as.
pub trait Weight: Copy + Default {
    /// What weights are summed in: wide enough for [`MOST_FEATURES`] of them.
    type Sum: Copy + Default + PartialOrd + std::ops::AddAssign + From<Self>;

    /// The greatest weight.
    const GREATEST: f64;

    /// The nearest weight to a number within the range.
    fn nearest(value: f64) -> Self;

    /// Writes weights.
    fn write(weights: &[Self], out: &mut Writer);

    /// Reads as many weights as there are places.
    fn read(input: &mut Reader, places: &mut [Self]) -> Result<()>;
}

impl Weight for i8 {
    type Sum = i16;

    const GREATEST: f64 = 127.0;

    fn nearest(value: f64) -> Self {
        value.round() as i8
    }

    fn write(weights: &[Self], out: &mut Writer) {
        out.0.extend(weights.iter().map(|&weight| weight as u8));
    }

    fn read(input: &mut Reader, places: &mut [Self]) -> Result<()> {
        let bytes = input.bytes(places.len())?;
        places.iter_mut().zip(bytes).for_each(|(place, &byte)| *place = byte as i8);
        Ok(())
    }
}

impl Weight for i16 {
    type Sum = i32;

    /// Less than would fit: what is finer than this only makes the file larger.
    const GREATEST: f64 = 2047.0;

    fn nearest(value: f64) -> Self {
        value.round() as i16
    }

    /// All low bytes, then all high bytes: these compress well.
    fn write(weights: &[Self], out: &mut Writer) {
        out.0.extend(weights.iter().map(|&weight| weight as u8));
        out.0.extend(weights.iter().map(|&weight| (weight >> 8) as u8));
    }

    fn read(input: &mut Reader, places: &mut [Self]) -> Result<()> {
        let (low, high) = (input.bytes(places.len())?, input.bytes(places.len())?);
        for (place, (&low, &high)) in places.iter_mut().zip(low.iter().zip(high)) {
            *place = i16::from_le_bytes([low, high]);
        }
        Ok(())
    }
}

/// Weights of `LANES` classes for each of a power of two of rows.
#[derive(Clone, Debug, Default)]
pub struct Table<W, const LANES: usize> {
    bits: u32,
    rows: Vec<[W; LANES]>,
}

impl<W: Weight, const LANES: usize> Table<W, LANES> {
    /// A table of `1 << bits` rows; `None` when the number of rows differs.
    pub fn new(bits: u32, rows: Vec<[W; LANES]>) -> Option<Self> {
        (bits < 31 && rows.len() == 1 << bits).then_some(Self { bits, rows })
    }

    /// A collector of rows for this table.
    pub fn collector(&self) -> Rows {
        Rows::new(self.bits)
    }

    /// The score of each class: the sum of the rows.
    #[inline]
    pub fn scores(&self, rows: &Rows) -> [W::Sum; LANES] {
        let mut sums = [W::Sum::default(); LANES];
        let mask = self.rows.len() - 1;
        for &row in rows.named() {
            let weights = &self.rows[row as usize & mask];
            for lane in 0..LANES {
                sums[lane] += W::Sum::from(weights[lane]);
            }
        }
        sums
    }

    /// Writes the table: a bit for each weight that says whether it is other than zero, then those that are.
    pub fn write(&self, out: &mut Writer) {
        let weights = self.rows.as_flattened();
        let is_set = |weight: &W| W::Sum::from(*weight) != W::Sum::default();
        let bit = |(at, weight): (usize, &W)| u32::from(is_set(weight)) << at;
        out.u32(self.bits);
        weights.chunks(32).for_each(|chunk| out.u32(chunk.iter().enumerate().map(bit).sum()));
        let set: Vec<W> = weights.iter().copied().filter(is_set).collect();
        out.u32(set.len() as u32);
        W::write(&set, out);
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
        let bits = input.u32()?;
        if bits > 24 {
            return Err(Error::new(format!("the weights ask for 2^{bits} rows; at most 2^24 make sense")));
        }
        let words = input.u32s((LANES << bits).div_ceil(32))?;
        let count = input.u32()? as usize;
        if words.iter().map(|word| word.count_ones() as usize).sum::<usize>() != count {
            return Err(Error::new("the weights of a table are not as many as it says"));
        }
        let mut set = vec![W::default(); count];
        W::read(input, &mut set)?;
        let mut rows = vec![[W::default(); LANES]; 1 << bits];
        let places = rows.as_flattened_mut();
        let mut set = set.into_iter();
        for (word, places) in words.iter().zip(places.chunks_mut(32)) {
            let mut left = *word;
            while left != 0 {
                let at = left.trailing_zeros() as usize;
                left &= left - 1;
                if let (Some(place), Some(weight)) = (places.get_mut(at), set.next()) {
                    *place = weight;
                }
            }
        }
        Ok(Self { bits, rows })
    }
}

/// The index of the greatest of the first `classes` scores; the lowest index of equals.
#[inline]
pub fn best<T: Copy + PartialOrd, const LANES: usize>(scores: &[T; LANES], classes: usize) -> usize {
    let mut best = 0;
    for class in 1..classes.min(LANES) {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn scores_are_the_sum_of_the_rows() {
        let mut rows = vec![[0i8; 4]; 16];
        rows.iter_mut().enumerate().for_each(|(at, row)| row[at % 4] = at as i8);
        let table = Table::new(4, rows.clone()).unwrap();
        let mut named = table.collector();
        named.one(7);
        named.two(7, 8);
        named.three(7, 8, 9);
        let mut expected = [0i16; 4];
        for &row in named.named() {
            (0..4).for_each(|lane| expected[lane] += i16::from(rows[row as usize][lane]));
        }
        assert_eq!(table.scores(&named), expected);
    }

    #[test]
    fn the_same_atoms_under_another_template_are_another_feature() {
        let mut named = Rows::new(20);
        named.two(1, 2);
        named.two(1, 2);
        named.two(2, 1);
        assert!(named.named()[0] != named.named()[1] && named.named()[1] != named.named()[2]);
    }

    #[test]
    fn a_table_survives_the_file() {
        let rows: Vec<[i16; 4]> = (0..64).map(|at| [at, 0, -at * 31, at % 2]).collect();
        let table = Table::new(6, rows.clone()).unwrap();
        let mut out = Writer::default();
        table.write(&mut out);
        let mut input = Reader::new(&out.0);
        assert_eq!(Table::<i16, 4>::read(&mut input).unwrap().rows, rows);
        assert!(input.is_empty());
        assert!(Table::<i16, 4>::read(&mut Reader::new(&out.0[..out.0.len() - 1])).is_err());
    }

    #[test]
    fn too_many_features_are_dropped_not_a_panic() {
        let mut named = Rows::new(4);
        (0..1000).for_each(|n| named.one(n));
        assert_eq!(named.named().len(), MOST_FEATURES);
    }
}
