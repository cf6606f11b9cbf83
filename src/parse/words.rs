//! What the models see of each token: hashes of its form and its parts, computed once.

use super::lookup::Lookup;
use crate::model::Token;

/// The models' view of one token. All numbers are atoms for features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordView {
    /// Hash of the form as written (a sentence in capitals is read in small letters).
    pub form: u32,
    /// Hash of the form in small letters with digits made 0.
    pub lower: u32,
    /// `lower` if the treebank has the word often, else its ending: what the parser calls the word.
    pub word: u32,
    /// Last 1, 2, 3 and 4 bytes of the small letters, packed.
    pub suffixes: [u32; 4],
    /// First 1, 2 and 3 bytes of the small letters, packed.
    pub prefixes: [u32; 3],
    /// Capitals, digits, hyphens and length, packed into bits.
    pub shape: u32,
    /// Class of words with like neighbours in news; 0 when unknown.
    pub cluster: u32,
    /// A coarser class.
    pub coarse: u32,
    /// The usual tag class of a frequent word, plus 1; 0 when unknown.
    pub usual: u32,
    /// The only tag class the treebank has for this word, if it is frequent.
    pub only: Option<u8>,
}

/// What is known of words: clusters and usual tags, by the hash of the lower-cased form.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Lookup,
}

/// One word's entry of the [`Lexicon`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LexiconEntry {
    /// Class of like words; 0 to 1023.
    pub cluster: u32,
    /// Coarser class; 0 to 127.
    pub coarse: u32,
    /// Usual tag class plus 1; 0 when unknown.
    pub usual: u32,
    /// Whether `usual` is the word's only tag.
    pub only: bool,
    /// Whether the treebank has the word often enough for the parser to know it.
    pub known: bool,
}

impl LexiconEntry {
    /// As one number.
    pub fn pack(self) -> u32 {
        self.cluster | self.coarse << 10 | self.usual << 17 | u32::from(self.only) << 25 | u32::from(self.known) << 26
    }

    /// From one number.
    #[inline]
    pub fn unpack(packed: u32) -> Self {
        Self {
            cluster: packed & 1023,
            coarse: packed >> 10 & 127,
            usual: packed >> 17 & 255,
            only: packed >> 25 & 1 == 1,
            known: packed >> 26 & 1 == 1,
        }
    }
}

impl Lexicon {
    /// A lexicon over packed entries.
    pub fn new(entries: Lookup) -> Self {
        Self { entries }
    }

    /// The packed entries.
    pub fn entries(&self) -> &Lookup {
        &self.entries
    }
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

/// Puts `form` in small letters with digits made 0 into `out`.
pub fn normalize(form: &str, out: &mut Vec<u8>) {
    out.clear();
    if form.is_ascii() {
        out.extend(form.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() }));
        return;
    }
    let mut buffer = [0; 4];
    for letter in form.chars() {
        match letter {
            '’' | '‘' => out.push(b'\''),
            '“' | '”' => out.push(b'"'),
            '–' | '—' => out.push(b'-'),
            _ => {
                for small in letter.to_lowercase() {
                    out.extend_from_slice(small.encode_utf8(&mut buffer).as_bytes());
                }
            }
        }
    }
}

/// How the capitals of a sentence are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// As they stand.
    AsWritten,
    /// The sentence is all in capitals: they say nothing.
    Ignored,
}

/// Whether the tokens are all in capitals, but for a stray letter.
pub fn capitals(text: &str, tokens: &[Token]) -> Capitals {
    let (mut large, mut small) = (0u32, 0u32);
    for token in tokens {
        for byte in token.span.of(text).bytes() {
            large += u32::from(byte.is_ascii_uppercase());
            small += u32::from(byte.is_ascii_lowercase());
        }
    }
    if large >= 6 && small * 5 < large { Capitals::Ignored } else { Capitals::AsWritten }
}

/// Describes one token; `scratch` is working space.
pub fn view(form: &str, capitals: Capitals, is_name: bool, lexicon: &Lexicon, scratch: &mut Vec<u8>) -> WordView {
    normalize(form, scratch);
    let lower = hash_bytes(scratch);
    let written = match capitals {
        Capitals::AsWritten => hash_bytes(form.as_bytes()),
        Capitals::Ignored => lower,
    };
    let entry = lexicon.entries.get(lower).map(LexiconEntry::unpack).unwrap_or_default();
    let shape = match (capitals, is_name) {
        (Capitals::AsWritten, _) => shape(form.as_bytes()),
        (Capitals::Ignored, false) => shape(scratch),
        (Capitals::Ignored, true) => shape(scratch) & !SMALL | CAPITAL,
    };
    let suffixes = suffixes(scratch);
    let word = if entry.known { lower } else { suffixes[1] ^ 0x5555_0000 ^ (shape & (CAPITAL | DIGIT)) << 8 };
    let only = (entry.only && written == lower).then(|| entry.usual as u8 - 1);
    let [cluster, coarse, usual] = [entry.cluster, entry.coarse, entry.usual];
    WordView { form: written, lower, word, suffixes, prefixes: prefixes(scratch), shape, cluster, coarse, usual, only }
}

const CAPITAL: u32 = 1;
const SMALL: u32 = 2;
const DIGIT: u32 = 4;
const HYPHEN: u32 = 8;
const OTHER: u32 = 16;
const INNER_CAPITAL: u32 = 32;
const STOP: u32 = 64;

fn shape(form: &[u8]) -> u32 {
    let mut bits = 0;
    for (at, byte) in form.iter().enumerate() {
        bits |= match byte {
            b'A'..=b'Z' if at == 0 => CAPITAL,
            b'A'..=b'Z' => INNER_CAPITAL,
            b'a'..=b'z' | 128.. => SMALL,
            b'0'..=b'9' => DIGIT,
            b'-' => HYPHEN,
            b'.' => STOP,
            _ => OTHER,
        };
    }
    bits | (form.len().min(4) as u32) << 8
}

fn suffixes(lower: &[u8]) -> [u32; 4] {
    let mut packed = [0; 4];
    let mut value = 0;
    for (length, place) in packed.iter_mut().enumerate() {
        let byte = lower.len().checked_sub(length + 1).map_or(1, |at| lower[at]);
        value |= u32::from(byte) << (8 * length);
        *place = value;
    }
    packed
}

fn prefixes(lower: &[u8]) -> [u32; 3] {
    let mut packed = [0; 3];
    let mut value = 0;
    for (length, place) in packed.iter_mut().enumerate() {
        value |= u32::from(lower.get(length).copied().unwrap_or(1)) << (8 * length);
        *place = value;
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_survive_packing() {
        let entry = LexiconEntry { cluster: 1000, coarse: 101, usual: 64, only: true, known: true };
        assert_eq!(LexiconEntry::unpack(entry.pack()), entry);
        assert_eq!(LexiconEntry::unpack(0), LexiconEntry::default());
    }

    #[test]
    fn any_form_has_a_view() {
        let mut scratch = Vec::new();
        for form in ["", "a", "İstanbul", "’s", "🎉", "\u{0}", "ß", &"x".repeat(10_000)] {
            view(form, Capitals::AsWritten, false, &Lexicon::default(), &mut scratch);
            view(form, Capitals::Ignored, true, &Lexicon::default(), &mut scratch);
        }
    }

    #[test]
    fn capitals_of_a_headline_say_nothing() {
        let mut scratch = Vec::new();
        let mut of = |form: &str, how| view(form, how, false, &Lexicon::default(), &mut scratch);
        assert_eq!(of("TROOPS", Capitals::Ignored), of("troops", Capitals::AsWritten));
        assert_ne!(of("TROOPS", Capitals::AsWritten), of("troops", Capitals::AsWritten));
    }
}
