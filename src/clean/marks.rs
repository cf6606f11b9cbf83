//! Which marks a line holds: each byte is looked at once, and no classifier reads a line that has not what it looks for.

/// The marks of a line; a bit for each sort.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks(u8);

/// A digit.
pub(super) const DIGIT: u8 = 1;
/// `:`.
pub(super) const COLON: u8 = 1 << 1;
/// `(`.
pub(super) const BRACKET: u8 = 1 << 2;
/// `/`.
pub(super) const SLASH: u8 = 1 << 3;
/// `|`, `>`, or the first byte of `»`, `›`, `•`, `·`: what may stand between links.
pub(super) const BAR: u8 = 1 << 4;
/// `{`.
pub(super) const BRACE: u8 = 1 << 5;
/// `K` or `W`, with which the call signs of stations begin.
pub(super) const CALL: u8 = 1 << 6;

/// The sort of each byte.
const SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut digit = b'0';
    while digit <= b'9' {
        sorts[digit as usize] = DIGIT;
        digit += 1;
    }
    sorts[b':' as usize] = COLON;
    sorts[b'(' as usize] = BRACKET;
    sorts[b'/' as usize] = SLASH;
    sorts[b'|' as usize] = BAR;
    sorts[b'>' as usize] = BAR;
    sorts[0xc2] = BAR;
    sorts[0xe2] = BAR;
    sorts[b'{' as usize] = BRACE;
    sorts[b'K' as usize] = CALL;
    sorts[b'W' as usize] = CALL;
    sorts
};

impl Marks {
    /// For a line that nobody looked at.
    pub const ANY: Self = Self(u8::MAX);

    /// The marks of a line.
    pub fn of(line: &str) -> Self {
        Self(line.bytes().fold(0, |marks, byte| marks | SORTS[usize::from(byte)]))
    }

    /// Whether the line has a mark of one of these sorts.
    #[inline]
    pub fn has(self, sorts: u8) -> bool {
        self.0 & sorts != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_marks_that_stand_in_it() {
        let cases = [
            ("Envoy hails truce", 0),
            ("11 February", DIGIT),
            ("Home » Sport", BAR),
            ("Photo: AP/Jane Doe (left)", COLON | SLASH | BRACKET),
            ("WXYZ {91.1 FM}", CALL | BRACE | DIGIT),
        ];
        for (line, sorts) in cases {
            assert_eq!(Marks::of(line).0, sorts, "{line}");
        }
    }
}
