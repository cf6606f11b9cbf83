//! What becomes of each character that is not kept as it is.

/// What to put for a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folded {
    /// The character itself.
    Same,
    /// Nothing: soft hyphens, zero-width characters, controls.
    Dropped,
    /// Other text.
    Text(&'static str),
    /// A line break.
    Break,
    /// One ASCII character.
    Ascii(u8),
    /// A mark that may combine with the character before it.
    Combining,
}

/// What to put for a character outside ASCII.
pub(super) fn fold(c: char) -> Folded {
    use Folded::{Ascii, Break, Combining, Dropped, Same, Text};
    match c {
        // Latin letters first: they are the most common.
        '\u{c0}'..='\u{2af}' => Same,
        // Windows-1252 characters that were taken for controls.
        '\u{91}' | '\u{92}' | '\u{82}' | '\u{b4}' => Ascii(b'\''),
        '\u{93}' | '\u{94}' | '\u{84}' => Ascii(b'"'),
        '\u{85}' => Text("..."),
        '\u{96}' => Text("\u{2013}"),
        '\u{97}' => Text("\u{2014}"),
        '\u{80}'..='\u{9f}' | '\u{ad}' => Dropped,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Ascii(b' '),
        '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ff02}' => Ascii(b'"'),
        '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2039}'
        | '\u{203a}'
        | '\u{2bc}'
        | '\u{2b9}'
        | '\u{2bb}'
        | '\u{ff07}' => Ascii(b'\''),
        '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2212}' => Ascii(b'-'),
        '\u{2015}' => Text("\u{2014}"),
        '\u{2026}' => Text("..."),
        '\u{2028}' | '\u{2029}' => Break,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fe0e}'
        | '\u{fe0f}' => Dropped,
        '\u{fb00}' => Text("ff"),
        '\u{fb01}' => Text("fi"),
        '\u{fb02}' => Text("fl"),
        '\u{fb03}' => Text("ffi"),
        '\u{fb04}' => Text("ffl"),
        '\u{fb05}' | '\u{fb06}' => Text("st"),
        '\u{ff01}'..='\u{ff5e}' => Ascii((c as u32 - 0xfee0) as u8),
        '\u{300}'..='\u{36f}' => Combining,
        _ => Same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_folded_or_kept() {
        let cases = [
            ('é', Folded::Same),
            ('Ж', Folded::Same),
            ('—', Folded::Same),
            ('’', Folded::Ascii(b'\'')),
            ('”', Folded::Ascii(b'"')),
            ('\u{a0}', Folded::Ascii(b' ')),
            ('\u{ad}', Folded::Dropped),
            ('\u{200b}', Folded::Dropped),
            ('ﬁ', Folded::Text("fi")),
            ('Ａ', Folded::Ascii(b'A')),
            ('\u{301}', Folded::Combining),
            ('\u{92}', Folded::Ascii(b'\'')),
        ];
        for (c, folded) in cases {
            assert_eq!(fold(c), folded, "{c:?}");
        }
    }
}
