//! Embeddings of words, and a cache of what the convolution makes of them.

use super::codec::Reader;
use super::dense::{Dense, Space};
use super::lookup::Lookup;
#[cfg(target_arch = "x86_64")]
use super::wide::fetch;
use super::words::{BEGINNINGS, ENDINGS, SHAPES, WordRows};
use crate::error::Result;

/// Tables of vectors in eight bits, with a scale for each row.
#[derive(Clone, Debug, Default)]
pub struct Embeddings {
    size: usize,
    /// Row of each word of the vocabulary, by [`super::words::hash32`] of its normal form.
    pub vocabulary: Lookup,
    forms: Table,
    endings: Table,
    beginnings: Table,
    shapes: Table,
    root: Vec<f32>,
}

#[derive(Clone, Debug, Default)]
struct Table {
    scales: Vec<f32>,
    values: Vec<i8>,
}

impl Table {
    fn read(input: &mut Reader, rows: usize, size: usize) -> Result<Self> {
        let scales = input.f32s(rows)?;
        let values = input.bytes(rows.saturating_mul(size))?.iter().map(|&byte| byte as i8).collect();
        Ok(Self { scales, values })
    }

    #[inline(always)]
    fn add(&self, row: usize, sum: &mut [f32]) {
        let scale = self.scales[row];
        let values = &self.values[row * sum.len()..][..sum.len()];
        for (sum, values) in sum.as_chunks_mut::<8>().0.iter_mut().zip(values.as_chunks::<8>().0) {
            for lane in 0..8 {
                sum[lane] += scale * f32::from(values[lane]);
            }
        }
    }
}

impl Embeddings {
    /// Reads the tables; rows have `size` numbers.
    pub fn read(input: &mut Reader, size: usize) -> Result<Self> {
        let words = input.u32()? as usize;
        let hashes = input.u32s(words)?;
        let pairs: Vec<(u32, u32)> = hashes.into_iter().zip(1..).collect();
        Ok(Self {
            size,
            vocabulary: Lookup::new(&pairs),
            forms: Table::read(input, words + 1, size)?,
            endings: Table::read(input, ENDINGS, size)?,
            beginnings: Table::read(input, BEGINNINGS, size)?,
            shapes: Table::read(input, SHAPES, size)?,
            root: input.f32s(size)?,
        })
    }

    /// Adds the vector of a word, or of the root, to the end of `vectors`.
    #[inline(always)]
    fn embed(&self, word: Option<WordRows>, vectors: &mut Vec<f32>) {
        let Some(word) = word else { return vectors.extend_from_slice(&self.root) };
        let start = vectors.len();
        vectors.resize(start + self.size, 0.0);
        let sum = &mut vectors[start..];
        self.forms.add(word.form as usize, sum);
        word.endings.iter().for_each(|&row| self.endings.add(row as usize, sum));
        word.beginnings.iter().for_each(|&row| self.beginnings.add(row as usize, sum));
        self.shapes.add(word.shape as usize, sum);
    }
}

/// Words kept; a power of two.
const PLACES: usize = 1 << PLACE_BITS;
/// Its logarithm.
const PLACE_BITS: u32 = 13;

/// What the convolution makes of the words met last: news says the same words again and again.
#[derive(Clone, Debug, Default)]
pub struct WordCache {
    /// The word kept in each place, and whether it was met again since another wanted the place: then it stays.
    keys: Vec<Option<(WordRows, bool)>>,
    parts: Vec<f32>,
    root: Vec<f32>,
    /// For each word of the sentence, whether it was kept, and its place in the cache, or in `fresh`.
    places: Vec<(bool, usize)>,
    /// The words of the sentence that were not kept.
    missing: Vec<WordRows>,
    vectors: Vec<f32>,
    fresh: Vec<f32>,
    space: Space,
}

impl WordCache {
    /// Prepares the convolution's parts of the root and of these words; those not kept are made all at once.
    #[inline(always)]
    pub fn prepare(&mut self, words: &[WordRows], embeddings: &Embeddings, convolution: &Dense) {
        let width = convolution.width();
        if self.keys.is_empty() {
            embeddings.embed(None, &mut self.vectors);
            convolution.apply(&self.vectors, &mut self.space, &mut self.root);
            self.keys.resize(PLACES, None);
            self.parts = vec![0.0; PLACES * width];
        }
        // What was made for the last sentence is kept from now on.
        for (number, rows) in self.missing.drain(..).enumerate() {
            let place = place(rows);
            if let Some((_, met_again @ true)) = &mut self.keys[place] {
                *met_again = false;
                continue;
            }
            self.keys[place] = Some((rows, false));
            self.parts[place * width..][..width].copy_from_slice(&self.fresh[number * width..][..width]);
        }
        self.places.clear();
        self.vectors.clear();
        // The cache is larger than the processor's: what is asked for early is there when it is needed.
        for &rows in words {
            let place = place(rows);
            fetch(&self.keys[place..=place]);
            self.places.push((true, place));
        }
        for (&rows, at) in words.iter().zip(&mut self.places) {
            let place = at.1;
            fetch(&self.parts[place * width..][..width]);
            let known = self.keys[place].as_mut().filter(|(known, _)| *known == rows);
            let kept = known.map(|(_, met_again)| *met_again = true).is_some();
            if !kept {
                *at = (false, self.missing.len());
                embeddings.embed(Some(rows), &mut self.vectors);
                self.missing.push(rows);
            }
        }
        convolution.apply(&self.vectors, &mut self.space, &mut self.fresh);
    }

    /// The convolution's parts of a word of the sentence prepared, from 1 on, or of the root, 0.
    #[inline(always)]
    pub fn parts(&self, word: usize) -> &[f32] {
        let width = self.root.len();
        match word.checked_sub(1).map(|word| self.places[word]) {
            None => &self.root,
            Some((true, place)) => &self.parts[place * width..][..width],
            Some((false, number)) => &self.fresh[number * width..][..width],
        }
    }
}

/// Nothing is asked for beforehand on other machines.
#[cfg(not(target_arch = "x86_64"))]
fn fetch<T>(_: &[T]) {}

fn place(rows: WordRows) -> usize {
    let [_, three, four] = rows.endings.map(u64::from);
    let mixed = u64::from(rows.form)
        ^ u64::from(rows.shape) << 20
        ^ u64::from(rows.beginnings[1]) << 23
        ^ four << 34
        ^ three << 46;
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - PLACE_BITS)) as usize
}
