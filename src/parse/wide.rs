//! The network in the wide registers of newer x86-64 machines.
//!
//! The only `unsafe` of this room: [`score`] and [`apply`] ask the machine before they call code that was compiled for AVX2.
//! That code is [`Network::score_here`] and [`Dense::apply_with`], inlined, with sums of products by the machine's own
//! instruction; it gives the same bits as without (see the test in `dense`).

#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256,
    _mm256_storeu_si256,
};

use super::dense::{Dense, LANES, Pairs, Sums};
use super::network::{Network, Scores};
use super::words::WordRows;

/// Scores the sentence and says so, if the machine has AVX2.
pub fn score(network: &Network, words: &[WordRows], scores: &mut Scores) -> bool {
    let able = std::arch::is_x86_feature_detected!("avx2");
    if able {
        // SAFETY: the machine has AVX2, which is all that `score_avx2` needs beyond the common instructions.
        unsafe { score_avx2(network, words, scores) };
    }
    able
}

#[target_feature(enable = "avx2")]
fn score_avx2(network: &Network, words: &[WordRows], scores: &mut Scores) {
    network.score_here(words, scores);
}

/// Applies the layer and says so, if the machine has AVX2.
pub fn apply(layer: &Dense, rows: &[f32], out: &mut [f32]) -> bool {
    let able = std::arch::is_x86_feature_detected!("avx2");
    if able {
        // SAFETY: the machine has AVX2, which is all that `apply_avx2` needs beyond the common instructions.
        unsafe { apply_avx2(layer, rows, out) };
    }
    able
}

#[target_feature(enable = "avx2")]
fn apply_avx2(layer: &Dense, rows: &[f32], out: &mut [f32]) {
    layer.apply_with::<Wide>(rows, out);
}

/// [`Sums`] in AVX2; only for [`apply_avx2`].
struct Wide;

impl Sums for Wide {
    #[inline(always)]
    fn sums<const N: usize>(rows: [&[i32]; N], weights: &[Pairs]) -> [[i32; LANES]; N] {
        // SAFETY: only `apply_avx2` uses `Wide`, on a machine that has AVX2.
        unsafe { sums_avx2(rows, weights) }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn sums_avx2<const N: usize>(rows: [&[i32]; N], weights: &[Pairs]) -> [[i32; LANES]; N] {
    // Cut to one length, so that the loop below need not check it.
    let rows = rows.map(|row| &row[..weights.len()]);
    let mut sums = [[_mm256_setzero_si256(); 2]; N];
    for (pair, weights) in weights.iter().enumerate() {
        let (low, high) = weights.split_at(LANES);
        // SAFETY: both halves are sixteen numbers of two bytes: 32 bytes, which may be loaded from any address.
        let (low, high) = unsafe {
            (_mm256_loadu_si256(low.as_ptr().cast::<__m256i>()), _mm256_loadu_si256(high.as_ptr().cast::<__m256i>()))
        };
        for at in 0..N {
            let value = _mm256_set1_epi32(rows[at][pair]);
            sums[at][0] = _mm256_add_epi32(sums[at][0], _mm256_madd_epi16(value, low));
            sums[at][1] = _mm256_add_epi32(sums[at][1], _mm256_madd_epi16(value, high));
        }
    }
    let mut out = [[0; LANES]; N];
    for (out, sums) in out.iter_mut().zip(sums) {
        for (eight, sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sums) {
            // SAFETY: eight numbers of four bytes are 32 bytes, which may be stored at any address.
            unsafe { _mm256_storeu_si256(eight.as_mut_ptr().cast::<__m256i>(), sum) };
        }
    }
    out
}
