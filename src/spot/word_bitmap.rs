//! Where words begin and end: 64 bytes of text at a time.
//!
//! A byte belongs to a word when it is a letter or digit of ASCII, or part of a character outside ASCII; what such a
//! character is, `words` looks up. Bytes are classified in a loop without branches, which the compiler turns into sixteen
//! at once; eight answers become eight bits by one multiplication. So no `unsafe` is needed.

/// 1 when the byte belongs to a word, else 0.
#[inline]
fn is_of_word(byte: u8) -> u8 {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    u8::from(letter | digit | (byte >= 128))
}

/// Eight bytes that are 0 or 1 as eight bits, the first one lowest.
#[inline]
fn gathered(eight: [u8; 8]) -> u64 {
    // Each byte's bit is moved to its place in the highest byte; no two of the products meet, so nothing is carried.
    u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// A bit per byte of 64 bytes, the first byte lowest: whether it belongs to a word.
#[inline]
fn block(bytes: &[u8; 64]) -> u64 {
    let words = bytes.map(is_of_word);
    let eights = words.as_chunks::<8>().0.iter().enumerate();
    eights.fold(0, |bits, (index, eight)| bits | gathered(*eight) << (index * 8))
}

/// Starts and ends of runs of word bytes, by turns; kept from text to text, so that it grows rarely.
#[derive(Default)]
pub struct Edges {
    /// Those found, and room behind them.
    places: Vec<u32>,
}

/// Edges written at once: most of their number in 64 bytes of English come in two or three such steps.
const AT_ONCE: usize = 8;

impl Edges {
    /// The start and the end of every run of word bytes in `text`.
    pub fn of(&mut self, text: &[u8]) -> &[[u32; 2]] {
        let (blocks, rest) = text.as_chunks::<64>();
        let (mut inside, mut count) = (0, 0);
        for (index, bytes) in blocks.iter().enumerate() {
            (inside, count) = self.push(block(bytes), inside, index * 64, count);
        }
        let mut last = [b' '; 64];
        last[..rest.len()].copy_from_slice(rest);
        // A text that ends within a word ends its run: a blank follows, but for a block that is full.
        (inside, count) = self.push(block(&last), inside, blocks.len() * 64, count);
        debug_assert_eq!((inside, count % 2), (0, 0));
        self.places[..count].as_chunks().0
    }

    /// Notes where the bits change, from place `count` on; `inside` and the result: whether the byte before, and the last
    /// one, belongs to a word.
    #[inline]
    fn push(&mut self, bits: u64, inside: u64, offset: usize, count: usize) -> (u64, usize) {
        let mut changes = bits ^ (bits << 1 | inside);
        let found = changes.count_ones() as usize;
        if self.places.len() < count + 64 {
            self.places.resize(2 * (count + 64), 0);
        }
        for places in self.places[count..count + 64].as_chunks_mut::<AT_ONCE>().0 {
            if changes == 0 {
                break;
            }
            for place in places {
                *place = offset as u32 + changes.trailing_zeros();
                changes &= changes.wrapping_sub(1);
            }
        }
        (bits >> 63, count + found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plain form of [`Edges::of`], byte by byte.
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
        let (mut random, mut edges) = (1u64, Edges::default());
        for length in 0..400 {
            let text: Vec<u8> = (0..length)
                .map(|_| {
                    random = random.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    (random >> 56) as u8
                })
                .collect();
            assert_eq!(edges.of(&text).as_flattened(), edges_byte_by_byte(&text), "{text:?}");
        }
        let all: Vec<u8> = (0..=255).flat_map(|byte| [byte, b' ', b'a', byte]).collect();
        assert_eq!(edges.of(&all).as_flattened(), edges_byte_by_byte(&all));
    }
}
