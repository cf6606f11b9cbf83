//! What the network sees of each token: which rows of its embedding tables the form selects.

use super::lookup::Lookup;

/// Rows of the table of endings.
pub const ENDINGS: usize = 4096;
/// Rows of the table of beginnings.
pub const BEGINNINGS: usize = 2048;
/// Kinds of shape.
pub const SHAPES: usize = 8;

/// The rows that one form selects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordRows {
    /// Row of the word itself; 0 for a word the vocabulary has not.
    pub form: u32,
    /// Rows of the last two, three and four letters.
    pub endings: [u16; 3],
    /// Rows of the first letter and the first three.
    pub beginnings: [u16; 2],
    /// Capitals and digits, see [`shape`].
    pub shape: u8,
}

impl WordRows {
    /// The rows of `form`; `normal` is working space.
    pub fn of(form: &str, vocabulary: &Lookup, normal: &mut String) -> Self {
        normalize(form, normal);
        let (endings, beginnings) = (ENDINGS as u32, BEGINNINGS as u32);
        Self {
            form: vocabulary.get(hash32(0, normal)).unwrap_or(0),
            endings: [(b'2', 2), (b'3', 3), (b'4', 4)]
                .map(|(mark, count)| (hash32(mark, last(normal, count)) % endings) as u16),
            beginnings: [(b'1', 1), (b'3', 3)]
                .map(|(mark, count)| (hash32(mark, first(normal, count)) % beginnings) as u16),
            shape: shape(form),
        }
    }
}

fn last(text: &str, letters: usize) -> &str {
    let start = text.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

fn first(text: &str, letters: usize) -> &str {
    let end = text.char_indices().nth(letters).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// FNV-1a of 32 bits over a mark (none if 0) and a text; the trainer has the same.
pub fn hash32(mark: u8, text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let start = 0x811C_9DC5;
    let start = if mark == 0 { start } else { step(start, mark) };
    text.bytes().fold(start, step)
}

/// Hash of bytes, 32 bits (FNV-1a with a final mix).
#[inline]
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    (hash ^ hash >> 32) as u32
}

/// Puts `form` in small letters, with digits made 0 and typographic marks made plain, into `out`.
pub fn normalize(form: &str, out: &mut String) {
    out.clear();
    for letter in form.chars() {
        match letter {
            '0'..='9' => out.push('0'),
            'a'..='z' => out.push(letter),
            'A'..='Z' => out.push(letter.to_ascii_lowercase()),
            '’' | '‘' => out.push('\''),
            '“' | '”' => out.push('"'),
            '–' | '—' => out.push('-'),
            _ => out.extend(letter.to_lowercase()),
        }
    }
}

/// 0 small letters, 1 a capital first, 2 one capital, 3 all capitals, 4 capitals inside, 5 digits, 6 digits and others,
/// 7 neither letters nor digits.
pub fn shape(form: &str) -> u8 {
    let any = |test: fn(char) -> bool| form.chars().any(test);
    if !any(char::is_alphanumeric) {
        return 7;
    }
    if any(|letter| letter.is_ascii_digit()) {
        return if any(|letter| !letter.is_ascii_digit()) { 6 } else { 5 };
    }
    match (any(char::is_uppercase), any(char::is_lowercase)) {
        (true, false) => 2 + u8::from(form.chars().nth(1).is_some()),
        (true, true) => {
            if form.starts_with(char::is_uppercase) {
                1
            } else {
                4
            }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_forms() {
        for (form, expected) in [
            ("troops", 0),
            ("Kerry", 1),
            ("I", 2),
            ("U.S.", 3),
            ("eBay", 4),
            ("2016", 5),
            ("1990s", 6),
            ("F-16", 6),
            ("--", 7),
            ("", 7),
            ("İstanbul", 1),
            ("ß", 0),
        ] {
            assert_eq!(shape(form), expected, "{form}");
        }
    }

    #[test]
    fn parts_are_cut_at_letters() {
        assert_eq!((last("naïveté", 2), first("élan", 1), last("a", 4), first("a", 3)), ("té", "é", "a", "a"));
    }

    #[test]
    fn typographic_marks_and_digits_are_made_plain() {
        let mut out = String::new();
        normalize("D’Arcy–2016", &mut out);
        assert_eq!(out, "d'arcy-0000");
    }

    #[test]
    fn any_form_has_rows() {
        let mut scratch = String::new();
        for form in ["", "a", "İstanbul", "’s", "🎉", "\u{0}", "ß", &"x".repeat(10_000)] {
            WordRows::of(form, &Lookup::default(), &mut scratch);
        }
    }
}
