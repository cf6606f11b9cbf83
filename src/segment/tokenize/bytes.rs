//! Bytes by their class, and eight of them at once: most words are plain ASCII and end at a space.

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Letter,
    Digit,
    Mark,
    /// A byte of a character outside ASCII.
    Wide,
}

pub(super) static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = if b.is_ascii_alphabetic() {
            Class::Letter
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if b <= b' ' {
            Class::Space
        } else if b >= 128 {
            Class::Wide
        } else {
            Class::Mark
        };
        byte += 1;
    }
    table
}

/// The bit that makes an ASCII letter small, in each of eight bytes.
pub(super) const EIGHT_SMALL: u64 = 0x2020_2020_2020_2020;
const EIGHT_HIGH: u64 = 0x8080_8080_8080_8080;
const EIGHT_ONES: u64 = 0x0101_0101_0101_0101;

/// Eight bytes from `at` on, the first one lowest; zeros after the end.
#[inline]
pub(super) fn eight_bytes(bytes: &[u8], at: usize) -> u64 {
    match bytes[at..].first_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last_bytes(bytes, bytes.len() - at),
    }
}

/// The last bytes, fewer than eight: those before them are shifted out.
fn last_bytes(bytes: &[u8], count: usize) -> u64 {
    match bytes.last_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight).checked_shr(8 * (8 - count as u32)).unwrap_or(0),
        None => bytes[bytes.len() - count..].iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte)),
    }
}

/// How many of eight bytes are ASCII letters before the first that is none.
#[inline]
pub(super) fn leading_letters(eight: u64) -> usize {
    let small = eight | EIGHT_SMALL;
    leading_between(small, b'a', b'z')
}

/// How many of eight bytes are digits before the first that is none.
#[inline]
pub(super) fn leading_digits(eight: u64) -> usize {
    leading_between(eight, b'0', b'9')
}

/// How many of eight bytes lie between `first` and `last`, two ASCII characters, before the first that does not.
#[inline]
fn leading_between(eight: u64, first: u8, last: u8) -> usize {
    let low = eight & !EIGHT_HIGH;
    // A byte's high bit is set by the sum when the byte is at least `first`, or past `last`.
    let from_first = low + EIGHT_ONES * u64::from(0x80 - first);
    let past_last = low + EIGHT_ONES * u64::from(0x7f - last);
    let other = !(from_first & !past_last & !eight) & EIGHT_HIGH;
    other.trailing_zeros() as usize / 8
}

/// How many of eight bytes have their bit of `0x20` set, when no other bit is: the sum of the bytes, one each.
#[inline]
pub(super) fn count_bytes(bits: u64) -> usize {
    ((bits >> 5).wrapping_mul(EIGHT_ONES) >> 56) as usize
}
