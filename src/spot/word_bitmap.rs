//! Where words begin and end: 64 bytes of text at a time.
//!
//! A byte belongs to a word when it is a letter or digit of ASCII, or part of a character outside ASCII; what such a
//! character is, `words` looks up. Eight bytes are classified in one register with plain arithmetic (Lamport, "Multiple
//! byte processing with full-word instructions", 1975), so that no `unsafe` is needed.

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

const fn each(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// The highest bit of each of the eight bytes of `seven` (each below 128) that is at least `least`.
#[inline]
const fn at_least(seven: u64, least: u8) -> u64 {
    seven.wrapping_add(each(128 - least))
}

/// A bit per byte, the first byte lowest: whether it belongs to a word.
#[inline]
fn eight(bytes: u64) -> u64 {
    let seven = bytes & !HIGH;
    let small = (bytes | each(0x20)) & !HIGH;
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(seven, b'0') & !at_least(seven, b'9' + 1);
    let marks = (letter | digit | bytes) & HIGH;
    // Gathers the eight highest bits in the highest byte.
    (marks >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// A bit per byte of up to 64 bytes, the first byte lowest.
#[inline]
fn block(bytes: &[u8; 64]) -> u64 {
    let mut bits = 0;
    for (index, chunk) in bytes.as_chunks::<8>().0.iter().enumerate() {
        bits |= eight(u64::from_le_bytes(*chunk)) << (index * 8);
    }
    bits
}

/// Appends the start and the end of every run of word bytes to `edges`, by turns.
pub fn edges(text: &[u8], edges: &mut Vec<u32>) {
    let (blocks, rest) = text.as_chunks::<64>();
    let mut inside = 0;
    for (index, bytes) in blocks.iter().enumerate() {
        inside = push_edges(block(bytes), inside, index * 64, edges);
    }
    let mut last = [b' '; 64];
    last[..rest.len()].copy_from_slice(rest);
    inside = push_edges(block(&last), inside, blocks.len() * 64, edges);
    if inside == 1 {
        edges.push(text.len() as u32);
    }
}

/// Appends where the bits change; `inside` and the result: whether the byte before, and the last one, belongs to a word.
#[inline]
fn push_edges(bits: u64, inside: u64, offset: usize, edges: &mut Vec<u32>) -> u64 {
    let mut changes = bits ^ (bits << 1 | inside);
    while changes != 0 {
        edges.push((offset + changes.trailing_zeros() as usize) as u32);
        changes &= changes - 1;
    }
    bits >> 63
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain form of [`edges`], byte by byte.
    fn edges_byte_by_byte(text: &[u8]) -> Vec<u32> {
        let mut edges = Vec::new();
        let mut inside = false;
        for (index, byte) in text.iter().enumerate() {
            let word = byte.is_ascii_alphanumeric() || *byte >= 128;
            if word != inside {
                edges.push(index as u32);
            }
            inside = word;
        }
        if inside {
            edges.push(text.len() as u32);
        }
        edges
    }

    #[test]
    fn every_byte_beside_every_byte_is_classed_as_byte_by_byte() {
        let mut random = 1u64;
        for length in 0..400 {
            let text: Vec<u8> = (0..length)
                .map(|_| {
                    random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    (random >> 56) as u8
                })
                .collect();
            let mut found = Vec::new();
            edges(&text, &mut found);
            assert_eq!(found, edges_byte_by_byte(&text), "{text:?}");
        }
        let all: Vec<u8> = (0..=255).flat_map(|byte| [byte, b' ', b'a', byte]).collect();
        let mut found = Vec::new();
        edges(&all, &mut found);
        assert_eq!(found, edges_byte_by_byte(&all));
    }
}
