//! The weights file of the finder: a line that says what it is, then one zstd frame (with checksum) of words and weights.

use crate::error::{Error, Result};

use super::labels::{LABELS, ROW};
use super::lexicon::Lexicon;

/// How a weights file begins: its kind and the version of its form.
pub const MAGIC: &[u8] = b"dateline finder 1\n";

/// A frame that claims more than this is not ours.
const MOST_BYTES: usize = 64 << 20;

/// A weight of 1 in the file.
pub const ONE: f32 = 24.0;

/// A row of weights: four to a number, sixteen bits each, with [`BIAS`] added so that none is negative and sums never carry over.
/// It lies in one line of the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(align(32))]
pub struct Row([u64; ROW / 4]);

/// What is added to each weight of a [`Row`].
pub const BIAS: i32 = 128;

impl Row {
    /// Packs weights.
    pub fn new(weights: [i8; ROW]) -> Self {
        let biased = weights.map(|weight| (i32::from(weight) + BIAS) as u64);
        Self(std::array::from_fn(|four| (0..4).fold(0, |all, lane| all | biased[four * 4 + lane] << (lane * 16))))
    }

    /// The weight at `label`, or the sum of weights, with as many times the bias as there are rows in it.
    #[inline]
    pub fn at(&self, label: usize) -> i32 {
        (self.0[label / 4] >> (label % 4 * 16) & 0xffff) as i32
    }

    /// Adds another row; up to 256 rows may be summed.
    #[inline]
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(sum, &four)| *sum = sum.wrapping_add(four));
    }
}

/// Words and weights.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// What is known of words.
    pub lexicon: Lexicon,
    /// The logarithm of the number of rows.
    pub bits: u32,
    /// Rows of weights by feature, a number of eight bits for each label.
    pub rows: Vec<Row>,
    /// What a label adds before another.
    pub steps: [[i32; LABELS]; LABELS],
    /// What a margin must be for a confidence of one half, and how fast confidence grows with it.
    pub confidence: [i32; 2],
}

impl Weights {
    /// The weights in the bytes of a weights file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let damaged =
            || Error::new("the finder's weights are cut short or damaged; train them anew as weights/README.md says");
        let frame = bytes.strip_prefix(MAGIC).ok_or_else(|| {
            Error::new("the finder's weights are of another version; train them anew as weights/README.md says")
        })?;
        let size = zstd::bulk::Decompressor::upper_bound(frame).filter(|&size| size <= MOST_BYTES);
        let plain = zstd::bulk::decompress(frame, size.ok_or_else(damaged)?).map_err(|_| damaged())?;
        let mut rest = &plain[..];
        let mut take = |count: usize| {
            let (taken, left) = rest.split_at_checked(count).ok_or_else(damaged)?;
            rest = left;
            Ok::<_, Error>(taken)
        };
        let [slots, bits, ..] = numbers(take(8)?)[..] else { return Err(damaged()) };
        let (slots, bits) = (slots as usize, bits as u32);
        if slots > MOST_BYTES || !(8..=22).contains(&bits) {
            return Err(damaged());
        }
        let slots = take(slots * 8)?.as_chunks::<8>().0.iter().map(|slot| u64::from_le_bytes(*slot)).collect();
        let mut steps = [[0; LABELS]; LABELS];
        let table = numbers(take(LABELS * LABELS * 4)?);
        steps.as_flattened_mut().copy_from_slice(&table);
        let confidence = numbers(take(8)?);
        let rows = take(ROW << bits)?.as_chunks::<ROW>().0.iter().map(|row| Row::new(row.map(|byte| byte as i8)));
        let rows = rows.collect();
        let weights = Self {
            lexicon: Lexicon::from_slots(slots)?,
            bits,
            rows,
            steps,
            confidence: [confidence[0], confidence[1].max(1)],
        };
        if rest.is_empty() { Ok(weights) } else { Err(damaged()) }
    }

    /// The bytes of a weights file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut plain = Vec::new();
        plain.extend((self.lexicon.slots().len() as u32).to_le_bytes());
        plain.extend(self.bits.to_le_bytes());
        self.lexicon.slots().iter().for_each(|slot| plain.extend(slot.to_le_bytes()));
        self.steps.as_flattened().iter().for_each(|step| plain.extend(step.to_le_bytes()));
        self.confidence.iter().for_each(|number| plain.extend(number.to_le_bytes()));
        let labels = |row| (0..ROW).map(move |label| (Row::at(row, label) - BIAS) as u8);
        plain.extend(self.rows.iter().flat_map(labels));
        let cannot = |error: std::io::Error| Error::new(format!("cannot compress the weights: {error}"));
        let mut compressor = zstd::bulk::Compressor::new(19).map_err(cannot)?;
        compressor.include_checksum(true).map_err(cannot)?;
        compressor.include_contentsize(true).map_err(cannot)?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(compressor.compress(&plain).map_err(cannot)?);
        Ok(bytes)
    }
}

fn numbers(bytes: &[u8]) -> Vec<i32> {
    bytes.as_chunks::<4>().0.iter().map(|number| i32::from_le_bytes(*number)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_what_is_cut_is_refused() {
        let mut weights =
            Weights { lexicon: Lexicon::new(&[]), bits: 8, rows: vec![Row::new([-3; ROW]); 256], ..Weights::default() };
        weights.steps[1][2] = -70_000;
        weights.confidence = [5, 9];
        let bytes = weights.to_bytes().unwrap();
        let read = Weights::from_bytes(&bytes).unwrap();
        assert_eq!((read.rows, read.steps, read.confidence), (weights.rows, weights.steps, weights.confidence));
        assert!(Weights::from_bytes(&bytes[..bytes.len() - 9]).is_err() && Weights::from_bytes(b"other").is_err());
    }
}
