//! The network in the wide registers of newer x86-64 machines.
//!
//! The only `unsafe` of this room: [`score`] asks the machine before it calls the code that was compiled for AVX2. That
//! code is [`Network::score_here`], inlined; it gives the same bits as without (see the test).

#![allow(unsafe_code)]

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
