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
    Npmi::new(documents).of(together, a, b)
}

/// The same for pair after pair of one corpus; pairs that come with as many documents as the last one cost one logarithm less.
pub struct Npmi {
    documents: u64,
    /// Documents of the last pair, and the logarithm of their share.
    last: (u64, f64),
}

impl Npmi {
    /// For a corpus of so many documents.
    pub fn new(documents: u64) -> Self {
        Self { documents, last: (0, f64::NEG_INFINITY) }
    }

    /// [`npmi`] of a pair.
    pub fn of(&mut self, together: u64, a: u64, b: u64) -> f64 {
        let probability = |count: u64| count as f64 / self.documents as f64;
        if together == 0 {
            return -1.0;
        }
        if together >= self.documents {
            return 1.0;
        }
        let joint = probability(together);
        if self.last.0 != together {
            self.last = (together, joint.ln());
        }
        (joint / (probability(a) * probability(b))).ln() / -self.last.1
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
