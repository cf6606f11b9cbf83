//! Numbers and texts as few bytes, for compiled gazetteers.

/// Writes.
#[derive(Default)]
pub struct Packer {
    /// What was written.
    pub bytes: Vec<u8>,
}

impl Packer {
    /// A number, seven bits a byte, the lowest first (LEB128).
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A text: its length and its bytes.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Reads what [`Packer`] wrote. Past the end there are zeros and empty texts.
pub struct Packed<'p> {
    bytes: &'p [u8],
}

impl<'p> Packed<'p> {
    /// Begins at the first of `bytes`.
    pub fn new(bytes: &'p [u8]) -> Self {
        Self { bytes }
    }

    /// Whether all was read.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn take(&mut self, count: usize) -> &'p [u8] {
        let (taken, rest) = self.bytes.split_at(count.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let Some(&byte) = self.take(1).first() else { break };
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    /// The next text.
    pub fn text(&mut self) -> String {
        let length = self.number() as usize;
        String::from_utf8_lossy(self.take(length)).into_owned()
    }

    /// The next four bytes as a decimal number.
    pub fn decimal(&mut self) -> f32 {
        self.take(4).try_into().map(f32::from_le_bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked_and_the_end_is_harmless() {
        let mut packer = Packer::default();
        [0, 1, 127, 128, 300, u64::MAX].into_iter().for_each(|number| packer.number(number));
        packer.text("Łódź");
        let mut packed = Packed::new(&packer.bytes);
        assert_eq!([0; 6].map(|_: u8| packed.number()), [0, 1, 127, 128, 300, u64::MAX]);
        assert_eq!(packed.text(), "Łódź");
        assert!(packed.is_empty());
        assert_eq!((packed.number(), packed.text(), packed.decimal()), (0, String::new(), 0.0));
    }
}
