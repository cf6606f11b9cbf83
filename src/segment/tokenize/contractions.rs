//! Words that are written as one, but are two tokens: `cannot`, `gonna`.

/// Where a word that is written as one, but is two, parts.
pub(super) fn contraction(word: &[u8]) -> Option<usize> {
    CONTRACTIONS.iter().find(|known| word.eq_ignore_ascii_case(known)).map(|_| FIRST_OF_CONTRACTION)
}

/// Words of two, the first of them three letters long.
const CONTRACTIONS: [&[u8]; 4] = [b"cannot", b"gonna", b"gotta", b"wanna"];
const FIRST_OF_CONTRACTION: usize = 3;

/// The same for the small letters of a word of up to eight, the first one lowest.
#[inline]
pub(super) fn is_contraction(small: u64) -> bool {
    const EIGHTS: [u64; 4] = {
        let (mut eights, mut word) = ([0; 4], 0);
        while word < CONTRACTIONS.len() {
            let mut at = 0;
            while at < CONTRACTIONS[word].len() {
                eights[word] |= (CONTRACTIONS[word][at] as u64) << (8 * at);
                at += 1;
            }
            word += 1;
        }
        eights
    };
    EIGHTS.contains(&small)
}
