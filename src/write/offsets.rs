//! Bytes → characters.

/// Bytes between two noted counts: small enough to count quickly, large enough to be few.
const STRIDE: usize = 128;

/// Tells which character (Unicode scalar value) begins at a byte of a text; built in one pass.
pub struct CharacterIndex<'a> {
    text: &'a str,
    /// Characters before each multiple of [`STRIDE`] bytes; empty when the text is ASCII.
    counts: Vec<u32>,
    characters: u64,
}

impl<'a> CharacterIndex<'a> {
    /// Counts the characters of `text`.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, counts: Vec::new(), characters: text.len() as u64 };
        }
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut characters = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            counts.push(characters as u32);
            characters += count(chunk);
        }
        Self { text, counts, characters: characters as u64 }
    }

    /// Length of the text in characters.
    pub fn characters(&self) -> u64 {
        self.characters
    }

    /// How many characters begin before the byte at `byte`.
    pub fn at(&self, byte: usize) -> u64 {
        let byte = byte.min(self.text.len());
        let Some(&before) = self.counts.get(byte / STRIDE) else {
            return if self.counts.is_empty() { byte as u64 } else { self.characters };
        };
        let chunk = &self.text.as_bytes()[byte / STRIDE * STRIDE..byte];
        u64::from(before) + count(chunk) as u64
    }
}

/// Characters that begin in `bytes`: all bytes but those that continue one.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_offset_has_the_count_that_a_naive_count_gives() {
        let texts =
            ["", "plain", "Erdoğan", "日本 🎉 e\u{301}", &"é–x🎉".repeat(100), &"x".repeat(300), &"é".repeat(STRIDE)];
        for text in texts {
            let index = CharacterIndex::new(text);
            for (characters, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(index.at(byte), characters as u64, "{byte} of {text:?}");
            }
            assert_eq!(index.at(text.len()), text.chars().count() as u64);
            assert_eq!(index.characters(), text.chars().count() as u64);
        }
    }

    #[test]
    fn an_offset_past_the_end_is_the_end() {
        assert_eq!(CharacterIndex::new("né").at(99), 2);
    }
}
