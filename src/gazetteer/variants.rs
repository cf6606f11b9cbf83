//! A second key for names that are spelt in many ways because their own script is another: `Gaddafi`, `Qaddafi`, `Kadhafi`.
//!
//! The key is what the usual romanizations of Arabic, Persian and Cyrillic names share: one letter for those that are
//! written in turns (`q`, `k`, `kh`; `a`, `e`; `o`, `u`, `ou`; `i`, `y`, `ee`, `iy`, `ei`), single letters for double ones, no
//! articles (`al-`, `el-`, `ul-`), no spaces and hyphens. It is looked at only where no listed name is printed, and only for
//! people whose names are romanized, so that `Alan Bell` never becomes `Alan Ball`.

use rustc_hash::FxHashMap;

use super::entry::Name;
use crate::model::{Shape, Token};
use crate::segment::{FoldHash, fold_each, tokenize};

/// People by the second key of their names.
#[derive(Default)]
pub struct Variants {
    people: FxHashMap<u64, u32>,
}

/// A key that several people share means nobody.
const SEVERAL: u32 = u32::MAX;

/// Countries whose people's names news romanizes, as ISO 3166 alpha-3 codes: Arabic, Persian, Urdu and Cyrillic scripts, Georgian and
/// Armenian. Romanized Chinese and Korean differ in other ways, and their short names would fall together.
const ROMANIZED: [&str; 44] = [
    "AFG", "ARE", "ARM", "AZE", "BGD", "BGR", "BHR", "BLR", "COM", "DJI", "DZA", "EGY", "ERI", "ETH", "GEO", "IRN",
    "IRQ", "JOR", "KAZ", "KGZ", "KWT", "LBN", "LBY", "MAR", "MDV", "MKD", "MRT", "OMN", "PAK", "PSE", "QAT", "RUS",
    "SAU", "SDN", "SOM", "SRB", "SYR", "TCD", "TJK", "TKM", "TUN", "UKR", "UZB", "YEM",
];

/// Words that show an Arabic name wherever its bearer lives.
const PARTICLES: [&str; 8] = ["al", "el", "bin", "ibn", "abu", "abdul", "abdel", "bint"];

/// Letters of the key below which different names fall together.
const SHORTEST: usize = 8;
/// The same for a name of one word.
const SHORTEST_ALONE: usize = 6;
/// Most letters of a name.
const LONGEST: usize = 64;

impl Variants {
    /// Adds a key.
    pub fn add_key(&mut self, key: u64, index: u32) {
        let person = self.people.entry(key).or_insert(index);
        if *person != index {
            *person = SEVERAL;
        }
    }

    /// The one person whose name has that key.
    pub fn person(&self, key: u64) -> Option<u32> {
        self.people.get(&key).copied().filter(|&index| index != SEVERAL)
    }

    /// Takes out the people of `gone`.
    pub fn remove(&mut self, gone: impl Fn(u32) -> bool) {
        self.people.retain(|_, index| !gone(*index));
    }

    /// Pairs of key and index (`u32::MAX`: several people), in order, to be stored.
    pub fn stored(&self) -> Vec<(u64, u32)> {
        let mut pairs: Vec<_> = self.people.iter().map(|(&key, &index)| (key, index)).collect();
        pairs.sort_unstable();
        pairs
    }

    /// Adds stored pairs; `index_of` has the index here of each entity there.
    pub fn merge(&mut self, pairs: Vec<(u64, u32)>, index_of: impl Fn(u32) -> u32) {
        pairs
            .into_iter()
            .for_each(|(key, index)| self.add_key(key, if index == SEVERAL { SEVERAL } else { index_of(index) }));
    }
}

/// Hands out the keys of a person's names that have one.
pub fn keys_of(names: &[Name], country: &str, mut take: impl FnMut(u64)) {
    let romanized = ROMANIZED.binary_search(&country).is_ok();
    let mut tokens = Vec::new();
    for name in names.iter().filter(|name| !name.weak) {
        tokens.clear();
        tokenize(&name.text, 0..name.text.len(), &mut tokens);
        if romanized || has_particle(&name.text, &tokens) {
            take_keys(&name.text, &tokens, &mut take);
        }
    }
    if romanized {
        crossed(names).iter().for_each(|name| {
            tokens.clear();
            tokenize(name, 0..name.len(), &mut tokens);
            take_keys(name, &tokens, &mut take);
        });
    }
}

/// Each given name of a person with each surname: `Aleksandr Lukashenka` of `Aleksandr Lukashenko` and `Alyaksandr Lukashenka`.
fn crossed(names: &[Name]) -> Vec<String> {
    let full = names.iter().filter(|name| !name.weak).filter_map(|name| name.text.split_once(' '));
    let full: Vec<(&str, &str)> = full.filter(|(_, surname)| !surname.contains(' ')).collect();
    let same = |one: &str, other: &str| one.starts_with(&other[..other.chars().next().map_or(0, char::len_utf8)]);
    let pairs = full.iter().flat_map(|one| full.iter().map(move |other| (one, other)));
    // Spellings of one name begin alike; a name taken later in life is another.
    let pairs = pairs.filter(|(one, other)| one != other && same(one.0, other.0) && same(one.1, other.1));
    pairs.map(|(one, other)| format!("{} {}", one.0, other.1)).collect()
}

fn has_particle(text: &str, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        let word = token.span.of(text);
        word.len() <= 5 && PARTICLES.contains(&word.to_lowercase().as_str())
    })
}

fn take_keys(text: &str, tokens: &[Token], take: &mut impl FnMut(u64)) {
    // An initial or a number tells one bearer from another, and `A. Ivanov` is nobody in particular.
    if tokens.iter().any(|token| matches!(token.shape, Shape::Initial | Shape::Number | Shape::Upper)) {
        return;
    }
    let mut skeleton = Skeleton::default();
    for (at, token) in tokens.iter().enumerate() {
        skeleton.add(token.span.of(text), tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Hyphen));
    }
    // `Abdul Sattar` is one name of many people, and never joined to a distinctive one.
    let words =
        tokens.iter().filter(|token| token.shape.is_word() && !is_article(token.span.of(text).as_bytes(), false));
    if skeleton.words == 1 && words.count() > 1 {
        return;
    }
    if let Some(key) = skeleton.key() {
        take(key);
    }
}

/// The letters of a key, word by word.
#[derive(Clone)]
pub struct Skeleton {
    letters: [u8; LONGEST],
    length: usize,
    words: usize,
    /// A bit for each `a` of the key that is written `e`.
    open_vowels: u64,
    wrong: bool,
}

impl Default for Skeleton {
    fn default() -> Self {
        Self { letters: [0; LONGEST], length: 0, words: 0, open_vowels: 0, wrong: false }
    }
}

impl Skeleton {
    /// Adds a word as printed; `hyphen`: a hyphen follows.
    pub fn add(&mut self, word: &str, hyphen: bool) {
        let mut folded = [0; LONGEST];
        let mut length = 0;
        if word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            folded[..word.len()].copy_from_slice(word.as_bytes());
            folded[..word.len()].make_ascii_lowercase();
            length = word.len();
        } else {
            fold_each(word, &mut |byte| {
                if length < LONGEST {
                    folded[length] = byte;
                }
                length += 1;
            });
        }
        let Some(folded) = folded.get(..length).filter(|folded| folded.iter().all(u8::is_ascii_lowercase)) else {
            self.wrong |= word.chars().any(char::is_alphanumeric);
            return;
        };
        if folded.is_empty() || is_article(folded, hyphen) {
            return;
        }
        match servant(folded) {
            Some(rest) => {
                self.words += usize::from(!rest.is_empty());
                self.push(b"abd");
                self.reduce(rest);
            }
            None => {
                self.words += 1;
                self.reduce(folded);
            }
        }
    }

    /// The key of the words so far; `None` when they are too short to be distinctive.
    pub fn key(&self) -> Option<u64> {
        let shortest = if self.words > 1 { SHORTEST } else { SHORTEST_ALONE };
        if self.wrong || self.length < shortest || self.length >= LONGEST {
            return None;
        }
        let mut hash = FoldHash::default();
        self.letters[..self.length].iter().for_each(|letter| hash.push(*letter));
        if self.words == 1 {
            // A name that stands alone must agree in `a` and `e`, too: `Kemeny` is no `Khamenei`.
            hash.push(b' ');
            self.open_vowels.to_le_bytes().iter().for_each(|byte| hash.push(byte | 1 << 7));
        }
        Some(hash.finish())
    }

    /// How many words count, articles apart.
    pub fn words(&self) -> usize {
        self.words
    }

    fn push(&mut self, letters: &[u8]) {
        for &letter in letters {
            if self.length < LONGEST && (self.length == 0 || self.letters[self.length - 1] != letter) {
                self.letters[self.length] = letter;
                self.length += 1;
            }
        }
    }

    /// Adds the letters of a word, each group of them as the one that stands for it.
    fn reduce(&mut self, word: &[u8]) {
        let mut at = 0;
        while at < word.len() {
            let rest = &word[at..];
            if is_vowel(rest[0]) {
                let run = rest.iter().take_while(|letter| is_vowel(**letter)).count();
                self.push_vowels(&rest[..run]);
                at += run;
                continue;
            }
            let (taken, letters) = consonant(rest, at == 0, at > 0 && is_vowel(word[at - 1]));
            self.push(letters);
            at += taken;
        }
    }

    fn push_vowels(&mut self, run: &[u8]) {
        match run {
            b"ou" | b"oo" | b"uu" | b"uo" => self.push(b"u"),
            b"ee" | b"ie" | b"ei" | b"ai" | b"ay" | b"ey" | b"iy" | b"yi" | b"yy" | b"ii" => self.push(b"i"),
            _ => run.iter().for_each(|vowel| match vowel {
                b'a' => self.push(b"a"),
                b'e' => {
                    self.push(b"a");
                    self.open_vowels |= 1 << (self.length.saturating_sub(1) & 63);
                }
                b'o' | b'u' => self.push(b"u"),
                _ => self.push(b"i"),
            }),
        }
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// How many letters a consonant takes, and what stands for it.
fn consonant(rest: &[u8], first: bool, after_vowel: bool) -> (usize, &'static [u8]) {
    let at = |index: usize| rest.get(index).copied().unwrap_or(0);
    let last = rest.len() == 1 && after_vowel;
    match (at(0), at(1), at(2)) {
        (b'd', b'z', b'h') => (3, b"j"),
        (b'd', b'j', _) => (2, b"j"),
        (b'd', b'h', _) => (2, b"d"),
        (b's', b'c', b'h') => (3, b"sh"),
        (b's', b'h', _) => (2, b"sh"),
        (b't', b'c', b'h') => (3, b"ch"),
        (b't', b'h', _) => (2, b"t"),
        (b't', b'z', _) => (2, b"ts"),
        (b'k', b'h', _) | (b'c', b'k', _) => (2, b"k"),
        (b'c', b'h', _) => (2, b"ch"),
        (b'c', next, _) if !matches!(next, b'e' | b'i' | b'y') => (1, b"k"),
        // The Arabic qaf: Gaddafi, Qaddafi; before e and i it is no such letter.
        (b'g', b'h', _) => (2, if first { b"k" } else { b"g" }),
        (b'g', b'a' | b'o' | b'u', _) if first => (1, b"k"),
        (b'q', ..) => (1, b"k"),
        (b'p', b'h', _) => (2, b"f"),
        (b'x', ..) => (1, b"ks"),
        // Fatimah, Abdullah; Zelenskij; Gorbachoff.
        (b'h', ..) if last => (1, b""),
        (b'j', ..) if last => (1, b"i"),
        (b'f', b'f', 0) if after_vowel => (2, b"v"),
        (letter, ..) => (1, letters(letter)),
    }
}

/// A letter as a text of its own.
fn letters(letter: u8) -> &'static [u8] {
    const ALPHABET: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let at = usize::from(letter.wrapping_sub(b'a')).min(25);
    &ALPHABET[at..=at]
}

/// The Arabic article, also as it is spoken before some letters (`as-Sadr`), which only a hyphen shows.
fn is_article(word: &[u8], hyphen: bool) -> bool {
    matches!(word, b"al" | b"el" | b"ul")
        || hyphen && matches!(word, b"ad" | b"an" | b"ar" | b"as" | b"ash" | b"at" | b"az" | b"es" | b"er" | b"ed")
}

/// What follows `abdul`, `abdel`, `abdal` in a word: `Abdelrahman`, `Abdul`.
fn servant(word: &[u8]) -> Option<&[u8]> {
    [b"abdul", b"abdel", b"abdal", b"abdol"].iter().find_map(|start| word.strip_prefix(*start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Option<u64> {
        let mut tokens = Vec::new();
        tokenize(name, 0..name.len(), &mut tokens);
        let mut key = None;
        take_keys(name, &tokens, &mut |found| key = Some(found));
        key
    }

    #[test]
    fn romanizations_of_one_name_have_one_key() {
        for names in [
            &["Muammar Gaddafi", "Moammar Gadhafi", "Muammar al-Qaddafi", "Mouammar Kadhafi", "Mu'ammar el Qadhafi"][..],
            &["Gaddafi", "Qaddafi", "Kadhafi", "Gadhafi", "Khadafy"],
            &["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy", "Volodymyr Zelenskij"],
            &["Mohammed Morsi", "Muhammad Morsi", "Mohamed Mursi", "Mohammad Morsy"],
            &["Abdel Fattah el-Sisi", "Abdel-Fattah al-Sisi", "Abdul Fattah Sissi", "Abdelfattah el-Sisi"],
            &["Saddam Hussein", "Saddam Husayn", "Saddam Hussain"],
            &["Mahmoud Abbas", "Mahmood Abbas", "Mahmud Abbas"],
            &["Dmitry Rogozin", "Dmitri Rogozin", "Dmitriy Rogozin"],
            &["Muqtada al-Sadr", "Moqtada as-Sadr"],
        ] {
            let first = key(names[0]);
            assert!(first.is_some(), "{}", names[0]);
            assert!(names.iter().all(|name| key(name) == first), "{names:?}");
        }
    }

    #[test]
    fn other_names_have_other_keys_or_none() {
        for (one, other) in [
            ("Muammar Gaddafi", "Saif Gaddafi"),
            ("Dmitry Medvedev", "Dmitry Medvedeva"),
            ("Sergei Ivanov", "Sergei Ivanenko"),
            ("Mahmoud Abbas", "Mahmoud Abadi"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
        for short in ["Ali", "Ali Aga", "A. Ivanovskiy", "Игорь Иванов"] {
            assert_eq!(key(short), None, "{short}");
        }
    }

    #[test]
    fn countries_stand_in_order() {
        assert!(ROMANIZED.is_sorted());
    }
}
