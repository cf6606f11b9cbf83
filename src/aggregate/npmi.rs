//! How much two names belong together.

/// Normalised pointwise mutual information of two names over documents (G. Bouma, *Normalized (pointwise) mutual
/// information in collocation extraction*, GSCL 2009):
///
/// ```text
/// npmi = ln( p(a,b) / (p(a) p(b)) ) / -ln p(a,b)      with p(x) = documents that name x / all documents
/// ```
///
/// From -1 (never together) over 0 (as often as chance would have it) to 1 (only together). Where both stand in every
/// document the fraction is 0/0; the limit for names that only occur together, 1, is given.
pub fn npmi(together: u64, a: u64, b: u64, documents: u64) -> f64 {
    let probability = |count: u64| count as f64 / documents as f64;
    let joint = probability(together);
    match together {
        0 => -1.0,
        _ if together >= documents => 1.0,
        _ => (joint / (probability(a) * probability(b))).ln() / -joint.ln(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npmi_is_one_only_together_zero_by_chance_minus_one_never() {
        let cases = [
            ((5, 5, 5, 100), 1.0),
            ((1, 10, 10, 100), 0.0),
            ((0, 10, 10, 100), -1.0),
            ((3, 3, 3, 3), 1.0),
            // ln(0.02 / (0.1 × 0.05)) / -ln 0.02 = ln 4 / ln 50
            ((2, 10, 5, 100), 4f64.ln() / 50f64.ln()),
        ];
        for ((together, a, b, documents), expected) in cases {
            assert!((npmi(together, a, b, documents) - expected).abs() < 1e-9, "{together} of {a}, {b} in {documents}");
        }
    }
}
