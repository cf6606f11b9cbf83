//! Folding: the form in which two spellings of one name are equal.
//!
//! Case, diacritics, ligatures, apostrophes and the stops of abbreviations make no difference (`ERDOĞAN` = `Erdogan`,
//! `U.S.` = `US`, `Sana'a` = `Sanaa`). Offsets never shift, because only a hash of the folded form is kept.

use unicode_normalization::char::decompose_compatible;

/// The hash of no characters at all.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
/// An odd constant with well-mixed bits (2^64 divided by the golden ratio).
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of `word` in folded form. Two words hash alike when they fold alike, and otherwise (but for a chance of
/// 2⁻⁶⁴) differ.
#[inline]
pub fn fold_hash(word: &str) -> u64 {
    let mut hash = FoldHash::default();
    for &byte in word.as_bytes() {
        match FOLDED[byte as usize] {
            DROPPED => {}
            NOT_ASCII => return fold_hash_unicode(word),
            folded => hash.push(folded),
        }
    }
    hash.finish()
}

/// The same for a word that is known beforehand, in ASCII or signs that fold to themselves (`£`).
pub(crate) const fn fold_hash_of_literal(word: &str) -> u64 {
    const TABLE: [u8; 256] = folded_table();
    let (mut hash, mut at) = (FoldHash::new(), 0);
    while at < word.len() {
        let byte = word.as_bytes()[at];
        match TABLE[byte as usize] {
            DROPPED => {}
            NOT_ASCII => hash.push(byte),
            folded => hash.push(folded),
        }
        at += 1;
    }
    hash.finish()
}

/// The hash of a folded word, taken eight bytes at a time however they arrive.
pub struct FoldHash {
    hash: u64,
    /// Bytes not yet mixed in, the first one lowest.
    waiting: u64,
    /// How many bits of `waiting` are taken.
    filled: u32,
}

impl Default for FoldHash {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl FoldHash {
    /// The hash of no bytes yet.
    #[inline]
    pub const fn new() -> Self {
        Self { hash: SEED, waiting: 0, filled: 0 }
    }

    /// Goes on with one folded byte; no folded byte is 0.
    #[inline]
    pub const fn push(&mut self, folded: u8) {
        self.waiting |= (folded as u64) << self.filled;
        self.filled += 8;
        if self.filled == 64 {
            self.push_eight(self.waiting);
            (self.waiting, self.filled) = (0, 0);
        }
    }

    /// Goes on with eight folded bytes at once, the first one lowest; right only when a multiple of eight came before.
    #[inline]
    pub const fn push_eight(&mut self, folded: u64) {
        let mixed = (self.hash ^ folded).wrapping_mul(MULTIPLIER);
        self.hash = mixed ^ (mixed >> 32);
    }

    /// The hash.
    #[inline]
    pub const fn finish(mut self) -> u64 {
        if self.filled > 0 {
            self.push_eight(self.waiting);
        }
        self.hash
    }
}

/// Hands the bytes of the folded form of `text` to `push`, one by one.
pub(crate) fn fold_each(text: &str, push: &mut impl FnMut(u8)) {
    let mut buffer = [0; 4];
    fold_into(text, |character| character.encode_utf8(&mut buffer).bytes().for_each(&mut *push));
}

/// The folded form itself, for indexes built once and for people.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, |character| folded.push(character));
    folded
}

/// Hands the characters of the folded form of `word` to `push`, one by one.
pub(crate) fn fold_characters(word: &str, push: impl FnMut(char)) {
    fold_into(word, push);
}

/// Continues the hash of a sequence of tokens with one more token.
#[inline]
pub fn chain(prefix: u64, token: u64) -> u64 {
    let mixed = (prefix ^ token).wrapping_mul(MULTIPLIER);
    (mixed ^ (mixed >> 29)).wrapping_add(prefix.rotate_left(17))
}

#[cold]
fn fold_hash_unicode(word: &str) -> u64 {
    let mut hash = FoldHash::default();
    let mut buffer = [0; 4];
    fold_into(word, |character| character.encode_utf8(&mut buffer).bytes().for_each(|byte| hash.push(byte)));
    hash.finish()
}

fn fold_into(word: &str, mut push: impl FnMut(char)) {
    for character in word.chars() {
        if character.is_ascii() {
            let folded = FOLDED[character as usize];
            if folded != DROPPED {
                push(folded as char);
            }
            continue;
        }
        decompose_compatible(character, |part| fold_part(part, &mut push));
    }
}

/// Folds one character of a compatibility decomposition (combining marks are dropped).
fn fold_part(part: char, push: &mut impl FnMut(char)) {
    match part {
        '\u{300}'..='\u{36f}' | '\'' | '.' | '\u{2019}' | '\u{2018}' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | '\u{ad}' =>
            {}
        // Marks without width: they tell how to break or order a line, not what is written.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
        'ø' | 'Ø' => push('o'),
        'ł' | 'Ł' => push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => push('d'),
        'ħ' | 'Ħ' => push('h'),
        'ı' => push('i'),
        'ə' | 'Ə' => push('a'),
        'æ' | 'Æ' => "ae".chars().for_each(push),
        'œ' | 'Œ' => "oe".chars().for_each(push),
        'ß' => "ss".chars().for_each(push),
        'þ' | 'Þ' => "th".chars().for_each(push),
        other => other.to_lowercase().for_each(push),
    }
}

const DROPPED: u8 = 0;
const NOT_ASCII: u8 = 0xff;

/// What each byte folds to: small letters; apostrophes and stops dropped; the rest as it is.
static FOLDED: [u8; 256] = folded_table();

const fn folded_table() -> [u8; 256] {
    let mut table = [NOT_ASCII; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).to_ascii_lowercase();
        byte += 1;
    }
    table[b'.' as usize] = DROPPED;
    table[b'\'' as usize] = DROPPED;
    table[b'`' as usize] = DROPPED;
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for (one, other) in [
            ("ERDOĞAN", "Erdogan"),
            ("Erdoğan", "erdogan"),
            ("U.S.", "US"),
            ("Sana'a", "Sanaa"),
            ("Łódź", "Lodz"),
            ("São", "Sao"),
            ("Tromsø", "TROMSO"),
            ("Aliyev", "ƏLIYEV"),
            ("ﬁn", "fin"),
            ("I\u{307}zmir", "Izmir"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
            assert_eq!(fold_hash(one), fold_hash(other), "{one} {other}");
        }
    }

    #[test]
    fn literals_fold_like_words() {
        for word in ["Monday", "'s", "Sept.", "accomplishments", "us$", "%", "£", "€", "—", ""] {
            assert_eq!(fold_hash_of_literal(word), fold_hash(word), "{word}");
        }
    }

    #[test]
    fn different_names_fold_apart() {
        for (one, other) in [("Iran", "Iraq"), ("Kerry", "Kerr"), ("", "a"), ("Mali", "Malí2")] {
            assert_ne!(fold_hash(one), fold_hash(other), "{one} {other}");
        }
    }

    #[test]
    fn order_of_tokens_matters() {
        let (south, sudan) = (fold_hash("south"), fold_hash("sudan"));
        assert_ne!(chain(chain(0, south), sudan), chain(chain(0, sudan), south));
    }
}
