//! What a token looks like: its letters, large and small, its digits and marks.

use crate::model::Shape;

/// What a token looks like. Letters decide; a token without letters or digits is a mark.
pub fn shape_of(surface: &str) -> Shape {
    let bytes = surface.as_bytes();
    match bytes[0] {
        b'\'' if bytes.len() > 1 => return Shape::Clitic,
        b'-' if bytes.len() == 1 => return Shape::Hyphen,
        b'0'..=b'9' => return Shape::Number,
        first if first.is_ascii_punctuation() => return Shape::Punctuation,
        _ => {}
    }
    if surface.eq_ignore_ascii_case("n't") {
        return Shape::Clitic;
    }
    if surface.is_ascii() { ascii_shape(bytes) } else { unicode_shape(surface) }
}

fn ascii_shape(bytes: &[u8]) -> Shape {
    let (mut upper, mut lower) = (0, 0);
    for byte in bytes {
        upper += usize::from(byte.is_ascii_uppercase());
        lower += usize::from(byte.is_ascii_lowercase());
    }
    shape_from(upper, lower, bytes[0].is_ascii_uppercase(), bytes.len())
}

fn unicode_shape(surface: &str) -> Shape {
    let (mut upper, mut lower, mut letters) = (0, 0, 0);
    for character in surface.chars() {
        upper += usize::from(character.is_uppercase());
        lower += usize::from(character.is_lowercase());
        letters += usize::from(character.is_alphanumeric());
    }
    if letters == 0 {
        return if surface.starts_with(['‐', '‑']) { Shape::Hyphen } else { Shape::Punctuation };
    }
    shape_from(upper, lower, surface.starts_with(char::is_uppercase), surface.chars().count())
}

#[inline]
pub(super) fn shape_from(upper: usize, lower: usize, first_upper: bool, length: usize) -> Shape {
    match (upper, lower) {
        (0, _) => Shape::Lower,
        (1, 0) if length <= 2 => Shape::Initial,
        (_, 0) => Shape::Upper,
        (1, _) if first_upper => Shape::Title,
        _ => Shape::Mixed,
    }
}
