//! A read-only map from 32-bit hashes to 32-bit values: open addressing in one flat array.
//!
//! Keys are hashes and are not checked against the text they stand for: with 60,000 entries a wrong hit has a chance
//! of about 1 in 70,000 lookups, which costs a model less than its own errors.

use super::codec::{Reader, Writer};
use crate::error::Result;

/// The map. Key 0 marks an empty place; a key that hashes to 0 is stored as 1.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    places: Vec<(u32, u32)>,
}

impl Lookup {
    /// A map of these pairs; of two pairs with one key the first counts.
    pub fn new(pairs: &[(u32, u32)]) -> Self {
        let mut places = vec![(0, 0); (pairs.len() * 2).next_power_of_two().max(2)];
        let mask = places.len() - 1;
        for &(key, value) in pairs {
            let key = key.max(1);
            let mut at = key as usize & mask;
            while places[at].0 != 0 && places[at].0 != key {
                at = (at + 1) & mask;
            }
            if places[at].0 == 0 {
                places[at] = (key, value);
            }
        }
        Self { places }
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: u32) -> Option<u32> {
        let mask = self.places.len().checked_sub(1)?;
        let key = key.max(1);
        let mut at = key as usize & mask;
        loop {
            let (found, value) = self.places[at];
            if found == key {
                return Some(value);
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Writes the pairs in the order of their keys.
    pub fn write(&self, out: &mut Writer) {
        let mut pairs: Vec<_> = self.places.iter().copied().filter(|&(key, _)| key != 0).collect();
        pairs.sort_unstable();
        out.u32(pairs.len() as u32);
        pairs.iter().for_each(|&(key, _)| out.u32(key));
        pairs.iter().for_each(|&(_, value)| out.u32(value));
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
        let count = input.u32()? as usize;
        let keys = input.u32s(count)?;
        let values = input.u32s(count)?;
        Ok(Self::new(&keys.into_iter().zip(values).collect::<Vec<_>>()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_goes_in_comes_out_and_survives_the_file() {
        let pairs: Vec<_> = (0..1000u32).map(|n| (n.wrapping_mul(0x9E37_79B9), n)).collect();
        let map = Lookup::new(&pairs);
        let mut out = Writer::default();
        map.write(&mut out);
        let again = Lookup::read(&mut Reader::new(&out.0)).unwrap();
        for (key, value) in pairs {
            assert_eq!(map.get(key), Some(value));
            assert_eq!(again.get(key), Some(value));
        }
        assert_eq!(map.get(77), None);
        assert_eq!(Lookup::default().get(77), None);
        assert_eq!(Lookup::new(&[]).get(0), None);
    }
}
