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

/// What is added to each weight as kept, so that none is negative and sums never carry over.
const BIAS: i32 = 128;

/// Rows of weights by feature, a number of eight bits for each label.
///
/// Seven of ten features were not met in training: a bit says that their rows are all zeros, so that no text makes the cache fetch them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// A bit for each feature that has weights, 64 to a number.
    weighted: Vec<u64>,
    /// The weights, two to a number, [`BIAS`] added.
    rows: Vec<PackedRow>,
}

/// Sixteen weights, each two neighbours in the halves of a number.
type PackedRow = [u16; ROW / 2];

impl Rows {
    /// The rows, given by number of feature.
    pub fn new(rows: impl Iterator<Item = [i8; ROW]>) -> Self {
        let rows: Vec<[u8; ROW]> = rows.map(|row| row.map(|weight| weight as u8)).collect();
        Self::from_bytes(&rows)
    }

    /// The rows as stored. A quarter of a million of them at every start: one look at each.
    fn from_bytes(stored: &[[u8; ROW]]) -> Self {
        let mut all = Self { weighted: vec![0; stored.len().div_ceil(64)], rows: Vec::with_capacity(stored.len()) };
        for (at, row) in stored.iter().enumerate() {
            all.weighted[at / 64] |= u64::from(*row != [0; ROW]) << (at % 64);
            all.rows.push(packed(row));
        }
        all
    }

    /// Adds the rows of features to sums of not more than [`MOST_SUMMED`] in all.
    #[inline]
    pub fn add_to(&self, features: impl Iterator<Item = u32>, sums: &mut Sums) {
        let (mut weighted, mut count) = ([0; MOST_SUMMED], 0);
        for feature in features {
            // No branch: nobody can tell which features have weights.
            weighted[count % MOST_SUMMED] = feature;
            count += (self.weighted[feature as usize / 64] >> (feature % 64) & 1) as usize;
        }
        self.add(&weighted[..count], &mut sums.lanes);
        sums.rows += count as u16;
    }

    /// Adds the rows to the lanes, of even and of odd labels. By itself, so that it becomes some six instructions a row over whole registers
    /// and the processor fetches many rows at once.
    #[inline(never)]
    fn add(&self, features: &[u32], lanes: &mut [PackedRow; 2]) {
        let [mut even, mut odd] = *lanes;
        for &feature in features {
            let row = &self.rows[feature as usize];
            for lane in 0..ROW / 2 {
                even[lane] = even[lane].wrapping_add(row[lane] & 0xff);
                odd[lane] = odd[lane].wrapping_add(row[lane] >> 8);
            }
        }
        *lanes = [even, odd];
    }
}

/// Sums of rows, to which more may be added.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Of even and of odd labels, [`BIAS`] in it once a row.
    lanes: [PackedRow; 2],
    rows: u16,
}

impl Sums {
    /// Adds other sums.
    #[inline]
    pub fn add(&mut self, other: &Self) {
        let ([mut even, mut odd], [more_even, more_odd]) = (self.lanes, &other.lanes);
        for lane in 0..ROW / 2 {
            even[lane] = even[lane].wrapping_add(more_even[lane]);
            odd[lane] = odd[lane].wrapping_add(more_odd[lane]);
        }
        self.lanes = [even, odd];
        self.rows += other.rows;
    }

    /// The sums, label by label.
    #[inline]
    pub fn labels(&self) -> [i32; LABELS] {
        let bias = BIAS * i32::from(self.rows);
        let mut labels = [0; LABELS];
        for (label, sum) in labels.iter_mut().enumerate() {
            *sum = i32::from(self.lanes[label % 2][label / 2]) - bias;
        }
        labels
    }
}

/// Most features that are summed at once: no sum of bytes is larger than sixteen bits.
pub const MOST_SUMMED: usize = 64;

#[inline]
fn packed(row: &[u8; ROW]) -> PackedRow {
    let (mut packed, pairs) = ([0; ROW / 2], row.as_chunks::<2>().0);
    for lane in 0..ROW / 2 {
        packed[lane] = u16::from_le_bytes(pairs[lane]) ^ 0x8080;
    }
    packed
}

fn unpacked(row: &PackedRow) -> impl Iterator<Item = u8> + use<> {
    row.map(u16::to_le_bytes).into_iter().flatten().map(|byte| byte ^ 0x80)
}

/// Words and weights.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// What is known of words.
    pub lexicon: Lexicon,
    /// The logarithm of the number of rows.
    pub bits: u32,
    /// Rows of weights by feature.
    pub rows: Rows,
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
        let rows = Rows::from_bytes(take(ROW << bits)?.as_chunks().0);
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
        plain.extend(self.rows.rows.iter().flat_map(unpacked));
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
        let row = |at: u32| if at.is_multiple_of(3) { [at as i8; ROW] } else { [0; ROW] };
        let rows = Rows::new((0..256).map(row));
        let mut weights = Weights { lexicon: Lexicon::new(&[]), bits: 8, rows, ..Weights::default() };
        weights.steps[1][2] = -70_000;
        weights.confidence = [5, 9];
        let bytes = weights.to_bytes().unwrap();
        let read = Weights::from_bytes(&bytes).unwrap();
        assert_eq!((read.rows, read.steps, read.confidence), (weights.rows, weights.steps, weights.confidence));
        assert!(Weights::from_bytes(&bytes[..bytes.len() - 9]).is_err() && Weights::from_bytes(b"other").is_err());
    }

    #[test]
    fn sums_are_those_of_the_weights_one_by_one() {
        let row = |at: usize| -> [i8; ROW] {
            std::array::from_fn(|label| match at % 5 {
                0 => (at * 31 + label * 17) as i8,
                1 => [-128, 127][label % 2],
                _ => 0,
            })
        };
        let rows = Rows::new((0..1024).map(row));
        let features: [u32; MOST_SUMMED] = std::array::from_fn(|at| (at * at * 7 % 1024) as u32);
        let expected: [i32; LABELS] =
            std::array::from_fn(|label| features.iter().map(|&feature| i32::from(row(feature as usize)[label])).sum());
        let sum = |parts: &[&[u32]]| {
            let mut all = Sums::default();
            for part in parts {
                let mut sums = Sums::default();
                rows.add_to(part.iter().copied(), &mut sums);
                all.add(&sums);
            }
            all.labels()
        };
        assert_eq!(sum(&[&features]), expected);
        assert_eq!(sum(&[&features[..9], &features[9..]]), expected);
        assert_eq!(sum(&[&[1; MOST_SUMMED]])[..2], [-128 * 64, 127 * 64]);
    }
}
