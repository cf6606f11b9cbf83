//! The network in the wide registers of newer x86-64 machines.
//!
//! The only `unsafe` of this room: [`score`], [`score_arcs`], [`apply`] and [`panels`] ask the machine before they call code that was compiled for
//! AVX2 or for AVX-512 with VNNI. That code is that of [`Network`] and [`Dense`], inlined, with sums of products by the machine's own
//! instruction; it gives the same bits as without (see the test in `dense`).

#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, _MM_HINT_T0, _mm_prefetch, _mm256_add_epi16, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps,
    _mm256_loadu_ps, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_mul_ps, _mm256_set1_epi16,
    _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_storeu_ps, _mm512_add_ps, _mm512_cvtepi32_ps,
    _mm512_dpbusd_epi32, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_mul_ps, _mm512_set1_epi32, _mm512_set1_ps,
    _mm512_setzero_si512, _mm512_storeu_ps,
};

use std::ops::Range;

use super::dense::{Dense, GROUP, LANES, Part, Quads, Space, Sums};
use super::network::{Network, Scores};
use super::spanning::Arcs;
use super::words::WordRows;

/// Wide registers that the machine has: only [`registers`] makes one.
#[derive(Clone, Copy)]
pub struct Registers(Kind);

#[derive(Clone, Copy)]
enum Kind {
    /// AVX2.
    Avx2,
    /// AVX-512 with sums of products of bytes.
    Vnni,
}

/// The wide registers that the machine has, the widest first.
pub fn registers() -> impl Iterator<Item = Registers> {
    let vnni = std::arch::is_x86_feature_detected!("avx512vnni").then_some(Registers(Kind::Vnni));
    let avx2 = std::arch::is_x86_feature_detected!("avx2").then_some(Registers(Kind::Avx2));
    vnni.into_iter().chain(avx2)
}

/// Asks for these to be brought nearer, while there is something else to do.
#[inline(always)]
pub fn fetch<T>(values: &[T]) {
    for line in values.chunks((64 / size_of::<T>()).max(1)) {
        // SAFETY: all common machines have this instruction, and it does nothing that a program could tell.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().cast()) };
    }
}

/// Scores the sentence and says so, if the machine has wide registers.
pub fn score(network: &Network, words: &[WordRows], scores: &mut Scores) -> bool {
    let Some(Registers(kind)) = registers().next() else { return false };
    // SAFETY: the machine has these registers, which are all that the function needs beyond the common instructions.
    match kind {
        Kind::Vnni => unsafe { score_vnni(network, words, scores) },
        Kind::Avx2 => unsafe { score_avx2(network, words, scores) },
    }
    true
}

#[target_feature(enable = "avx512vnni")]
fn score_vnni(network: &Network, words: &[WordRows], scores: &mut Scores) {
    network.score_here(words, scores);
}

#[target_feature(enable = "avx2")]
fn score_avx2(network: &Network, words: &[WordRows], scores: &mut Scores) {
    network.score_here(words, scores);
}

/// Scores the arcs and says so, if the machine has wide registers.
pub fn score_arcs(network: &Network, rows: &[usize], scores: &mut Scores, arcs: &mut Arcs) -> bool {
    let Some(Registers(kind)) = registers().next() else { return false };
    // SAFETY: the machine has these registers, which are all that the function needs beyond the common instructions.
    match kind {
        Kind::Vnni => unsafe { score_arcs_vnni(network, rows, scores, arcs) },
        Kind::Avx2 => unsafe { score_arcs_avx2(network, rows, scores, arcs) },
    }
    true
}

#[target_feature(enable = "avx512vnni")]
fn score_arcs_vnni(network: &Network, rows: &[usize], scores: &mut Scores, arcs: &mut Arcs) {
    network.score_arcs_here(rows, scores, arcs);
}

#[target_feature(enable = "avx2")]
fn score_arcs_avx2(network: &Network, rows: &[usize], scores: &mut Scores, arcs: &mut Arcs) {
    network.score_arcs_here(rows, scores, arcs);
}

/// Applies the layer and says so, if the machine has wide registers.
pub fn apply(layer: &Dense, rows: &[f32], space: &mut Space, out: &mut [f32]) -> bool {
    let widest = registers().next();
    widest.inspect(|&widest| apply_in(widest, layer, rows, space, out)).is_some()
}

/// Applies the layer in these registers.
pub fn apply_in(Registers(kind): Registers, layer: &Dense, rows: &[f32], space: &mut Space, out: &mut [f32]) {
    // SAFETY: the machine has these registers, which are all that the function needs beyond the common instructions.
    match kind {
        Kind::Vnni => unsafe { apply_vnni(layer, rows, space, out) },
        Kind::Avx2 => unsafe { apply_avx2(layer, rows, space, out) },
    }
}

#[target_feature(enable = "avx512vnni")]
fn apply_vnni(layer: &Dense, rows: &[f32], space: &mut Space, out: &mut [f32]) {
    layer.apply_with::<Widest>(rows, space, out);
}

#[target_feature(enable = "avx2")]
fn apply_avx2(layer: &Dense, rows: &[f32], space: &mut Space, out: &mut [f32]) {
    layer.apply_with::<Wide>(rows, space, out);
}

/// Applies these panels of the layer and says so, if the machine has wide registers.
pub fn panels(layer: &Dense, panels: Range<usize>, space: &Space, out: &mut [f32]) -> bool {
    let Some(Registers(kind)) = registers().next() else { return false };
    // SAFETY: the machine has these registers, which are all that the function needs beyond the common instructions.
    match kind {
        Kind::Vnni => unsafe { panels_vnni(layer, panels, space, out) },
        Kind::Avx2 => unsafe { panels_avx2(layer, panels, space, out) },
    }
    true
}

#[target_feature(enable = "avx512vnni")]
fn panels_vnni(layer: &Dense, panels: Range<usize>, space: &Space, out: &mut [f32]) {
    layer.panels_with::<Widest>(panels, space, out);
}

#[target_feature(enable = "avx2")]
fn panels_avx2(layer: &Dense, panels: Range<usize>, space: &Space, out: &mut [f32]) {
    layer.panels_with::<Wide>(panels, space, out);
}

/// [`Sums`] in AVX-512 with VNNI; only for [`apply_vnni`] and [`panels_vnni`].
struct Widest;

impl Sums for Widest {
    // Three panels and eight rows have twenty-four sums; with a value and the weights they fill the thirty-two registers, and
    // each value that is loaded serves three products.
    const PANELS: usize = 3;

    #[inline(always)]
    fn rows(left: usize) -> usize {
        if left >= 8 { 8 } else { left.min(4) }
    }

    #[inline(always)]
    fn outputs<const N: usize>(rows: &[u32], scales: &[f32], part: &Part, out: &mut [f32], width: usize) {
        // SAFETY: only functions compiled for AVX-512 with VNNI use `Widest`, on a machine that has it.
        unsafe {
            match part.bias.len() / LANES {
                3 => outputs_vnni::<N, 3>(rows, scales, part, out, width),
                _ => outputs_vnni::<N, 1>(rows, scales, part, out, width),
            }
        }
    }
}

#[inline]
#[target_feature(enable = "avx512vnni")]
fn outputs_vnni<const N: usize, const PANELS: usize>(
    rows: &[u32],
    scales: &[f32],
    part: &Part,
    out: &mut [f32],
    width: usize,
) {
    let (quads, lanes) = (part.quads, PANELS * LANES);
    let part_is_whole = part.weights.len() == PANELS * quads
        && [part.starts.len(), part.worth.len(), part.bias.len()].iter().all(|&length| length == lanes);
    if !part_is_whole || rows.len() != N * quads || scales.len() != N || out.len() < (N - 1) * width + lanes {
        return;
    }
    let mut totals = [[_mm512_setzero_si512(); PANELS]; N];
    let mut panel = 0;
    while panel < PANELS {
        // SAFETY: there are sixteen starts for each panel, as was asked above; they may be loaded from any address.
        let starts = unsafe { _mm512_loadu_si512(part.starts.as_ptr().add(panel * LANES).cast()) };
        let mut at = 0;
        while at < N {
            totals[at][panel] = starts;
            at += 1;
        }
        panel += 1;
    }
    for quad in 0..quads {
        let mut weights = [_mm512_setzero_si512(); PANELS];
        let mut panel = 0;
        while panel < PANELS {
            // SAFETY: each panel has weights of 64 bytes for each quad, as was asked above.
            weights[panel] = unsafe {
                let weights = part.weights.get_unchecked(panel * quads + quad);
                _mm512_loadu_si512(weights.0.as_ptr().cast())
            };
            panel += 1;
        }
        let mut at = 0;
        while at < N {
            // SAFETY: `rows` has a value of each of `N` rows for each quad, as was asked above.
            let value = _mm512_set1_epi32(unsafe { *rows.get_unchecked(at * quads + quad) } as i32);
            let mut panel = 0;
            while panel < PANELS {
                totals[at][panel] = _mm512_dpbusd_epi32(totals[at][panel], value, weights[panel]);
                panel += 1;
            }
            at += 1;
        }
    }
    let mut at = 0;
    while at < N {
        let scale = _mm512_set1_ps(scales[at]);
        let mut panel = 0;
        while panel < PANELS {
            let first = panel * LANES;
            // SAFETY: `worth` and `bias` have sixteen numbers for each panel, and `out` has as many from the start of the row
            // on, as was asked above.
            unsafe {
                let worth = _mm512_mul_ps(scale, _mm512_loadu_ps(part.worth.as_ptr().add(first)));
                let product = _mm512_mul_ps(_mm512_cvtepi32_ps(totals[at][panel]), worth);
                let sum = _mm512_add_ps(product, _mm512_loadu_ps(part.bias.as_ptr().add(first)));
                _mm512_storeu_ps(out.as_mut_ptr().add(at * width + first), sum);
            }
            panel += 1;
        }
        at += 1;
    }
}

/// [`Sums`] in AVX2; only for [`apply_avx2`] and [`panels_avx2`].
struct Wide;

impl Sums for Wide {
    #[inline(always)]
    fn outputs<const N: usize>(rows: &[u32], scales: &[f32], part: &Part, out: &mut [f32], width: usize) {
        // SAFETY: only functions compiled for AVX2 use `Wide`, on a machine that has it.
        unsafe { outputs_avx2::<N>(rows, scales, part, out, width) }
    }
}

/// Sixteen whole numbers of 32 bits.
type Both = [__m256i; 2];

#[inline]
#[target_feature(enable = "avx2")]
fn outputs_avx2<const N: usize>(rows: &[u32], scales: &[f32], part: &Part, out: &mut [f32], width: usize) {
    let quads = part.quads;
    let part_is_whole = part.weights.len() == quads
        && [part.starts.len(), part.worth.len(), part.bias.len()].iter().all(|&length| length == LANES);
    if !part_is_whole || rows.len() != N * quads || scales.len() != N || out.len() < (N - 1) * width + LANES {
        return;
    }
    let starts = part.starts.as_ptr().cast::<__m256i>();
    // SAFETY: the starts are sixteen numbers of four bytes: two times 32 bytes, which may be loaded from any address.
    let mut totals = [unsafe { [_mm256_loadu_si256(starts), _mm256_loadu_si256(starts.add(1))] }; N];
    let (groups, rest) = part.weights.as_chunks::<GROUP>();
    for (number, group) in groups.iter().enumerate() {
        // SAFETY: `rows` has a value of each of `N` rows for each quad of the panel, as was asked above.
        totals = unsafe { add_group(totals, group, &rows[number * GROUP..], quads) };
    }
    for (number, quad) in rest.iter().enumerate() {
        // SAFETY: as above; these are the panel's last quads.
        totals = unsafe { add_group(totals, &[*quad], &rows[groups.len() * GROUP + number..], quads) };
    }
    let mut at = 0;
    while at < N {
        let scale = _mm256_set1_ps(scales[at]);
        let mut half = 0;
        while half < 2 {
            let first = half * (LANES / 2);
            // SAFETY: `worth` and `bias` have sixteen numbers of four bytes, and `out` has as many from the start of the
            // row on, as was asked above: two times 32 bytes, which may be loaded and stored at any address.
            unsafe {
                let worth = _mm256_mul_ps(scale, _mm256_loadu_ps(part.worth.as_ptr().add(first)));
                let product = _mm256_mul_ps(_mm256_cvtepi32_ps(totals[at][half]), worth);
                let sum = _mm256_add_ps(product, _mm256_loadu_ps(part.bias.as_ptr().add(first)));
                _mm256_storeu_ps(out.as_mut_ptr().add(at * width + first), sum);
            }
            half += 1;
        }
        at += 1;
    }
}

/// The totals with the products of at most [`GROUP`] quads and their values in `N` rows. What the quads come to fits into 16 bits,
/// because the weights are scaled for it.
///
/// # Safety
/// `rows` must hold a value for each quad of each of `N` rows, which begin `apart` values from each other.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn add_group<const N: usize, const QUADS: usize>(
    mut totals: [Both; N],
    group: &[Quads; QUADS],
    rows: &[u32],
    apart: usize,
) -> [Both; N] {
    let mut sums = [[_mm256_setzero_si256(); 2]; N];
    let mut quad = 0;
    while quad < QUADS {
        let weights = group[quad].0.as_ptr().cast::<__m256i>();
        // SAFETY: the weights are 64 bytes: two times 32, which may be loaded from any address.
        let (low, high) = unsafe { (_mm256_loadu_si256(weights), _mm256_loadu_si256(weights.add(1))) };
        let mut at = 0;
        while at < N {
            // SAFETY: the caller says so.
            let value = _mm256_set1_epi32(unsafe { *rows.get_unchecked(at * apart + quad) } as i32);
            sums[at][0] = _mm256_add_epi16(sums[at][0], _mm256_maddubs_epi16(value, low));
            sums[at][1] = _mm256_add_epi16(sums[at][1], _mm256_maddubs_epi16(value, high));
            at += 1;
        }
        quad += 1;
    }
    let ones = _mm256_set1_epi16(1);
    let mut at = 0;
    while at < N {
        totals[at][0] = _mm256_add_epi32(totals[at][0], _mm256_madd_epi16(sums[at][0], ones));
        totals[at][1] = _mm256_add_epi32(totals[at][1], _mm256_madd_epi16(sums[at][1], ones));
        at += 1;
    }
    totals
}
