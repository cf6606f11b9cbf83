//! Bytes of the weights file: little-endian numbers, lengths before contents.

use crate::error::{Error, Result};

/// Collects bytes.
#[derive(Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// One byte.
    pub fn u8(&mut self, value: u8) {
        self.0.push(value);
    }

    /// Four bytes.
    pub fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    /// A string of at most 255 bytes.
    pub fn short_text(&mut self, text: &str) {
        debug_assert!(text.len() < 256);
        self.u8(text.len() as u8);
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// Takes bytes from the front; an error when they run out.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the start of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `count` bytes.
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        if count > self.0.len() {
            return Err(Error::new(format!("the weights end {} bytes too early", count - self.0.len())));
        }
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        Ok(taken)
    }

    /// One byte.
    pub fn u8(&mut self) -> Result<u8> {
        Ok(self.bytes(1)?[0])
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Result<u32> {
        let bytes = self.bytes(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// `count` numbers of four bytes.
    pub fn u32s(&mut self, count: usize) -> Result<Vec<u32>> {
        let bytes = self.bytes(count.saturating_mul(4))?;
        Ok(bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }

    /// `count` numbers of four bytes with a fraction.
    pub fn f32s(&mut self, count: usize) -> Result<Vec<f32>> {
        let bytes = self.bytes(count.saturating_mul(4))?;
        Ok(bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect())
    }

    /// A string of at most 255 bytes.
    pub fn short_text(&mut self) -> Result<&'a str> {
        let length = self.u8()? as usize;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Error::new("the weights hold a string that is not UTF-8"))
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
