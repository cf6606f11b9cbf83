//! Listed names for what is printed with one letter wrong: `Donald Rumsfield`, `Amnesty Internatonal`, `Afganistan`.
//!
//! Names of several words are kept by their first and their last word, one of which is right when the other is not; names
//! and nationalities of countries in one list. A set of letters rules nearly all of them out before texts are compared.

use super::names::NameTable;
use crate::segment::{FoldHash, fold_hash};

/// Letters of a name of several words below which names differ by a letter by chance.
const SHORTEST: u32 = 9;
/// The same for the name of a country, or of its people: `Koran` is no Korean, `Kenyon` no Kenyan.
const SHORTEST_COUNTRY: u32 = 7;

/// Names by what is right in them. Made from the name table when the first word asks for it.
pub struct NearNames {
    by_first: ByWord,
    by_last: ByWord,
    countries: Vec<Near>,
}

/// Names in their order, and where those of each part of the hashes of words begin: nearly all words are asked for in vain.
struct ByWord {
    names: Vec<Near>,
    /// One more than there are parts.
    starts: Vec<u32>,
}

/// The logarithm of the number of parts: about as many as names.
const PART_BITS: u32 = 16;

impl ByWord {
    /// Parts the names by the highest bits of their words, then puts each part into order.
    fn new(unordered: &[Near]) -> Self {
        let mut starts = vec![0; (1 << PART_BITS) + 1];
        unordered.iter().for_each(|near| starts[part(near.word) + 1] += 1);
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut names = unordered.to_vec();
        let mut free = starts.clone();
        for &near in unordered {
            let place = &mut free[part(near.word)];
            names[*place as usize] = near;
            *place += 1;
        }
        for part in starts.windows(2).filter(|part| part[1] - part[0] > 1) {
            names[part[0] as usize..part[1] as usize].sort_unstable();
        }
        Self { names, starts }
    }

    /// The names of a word.
    fn of(&self, word: u64) -> &[Near] {
        let part = part(word);
        let names = &self.names[self.starts[part] as usize..self.starts[part + 1] as usize];
        let first = names.iter().take_while(|near| near.word < word).count();
        let same = names[first..].iter().take_while(|near| near.word == word).count();
        &names[first..first + same]
    }
}

/// The part of the hashes that a word belongs to.
fn part(word: u64) -> usize {
    (word >> (64 - PART_BITS)) as usize
}

/// A name, in the order of its word that is right, its letters and its number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Near {
    /// The folded hash of the word that is right; 0 for countries.
    word: u64,
    letters: Letters,
    group: u32,
}

/// Which word of a name is taken to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// The first, by its folded hash.
    First(u64),
    /// The last, by its folded hash.
    Last(u64),
    /// None: the name of a country or its people, of one word.
    Country,
}

impl NearNames {
    /// The names of the table; `is_country` tells the entities that are countries.
    pub fn of(names: &NameTable, is_country: impl Fn(u32) -> bool) -> Self {
        let (mut by_first, mut by_last, mut countries) = (Vec::new(), Vec::new(), Vec::new());
        for (group, texts) in names.folded_starts() {
            let Look { end, letters, spaces } = Look::at(texts);
            let entry = |word: u64| Near { word, letters, group };
            match spaces {
                Some((first, last)) if letters.count() >= SHORTEST => {
                    by_first.push(entry(hash_of_word(&texts[..first])));
                    by_last.push(entry(hash_of_word(&texts[last + 1..end])));
                }
                None if letters.count() >= SHORTEST_COUNTRY => {
                    let named = names.meanings(group).iter().any(|meaning| is_country(meaning.entity));
                    countries.extend(named.then(|| entry(0)));
                }
                _ => {}
            }
        }
        countries.sort_unstable();
        Self { by_first: ByWord::new(&by_first), by_last: ByWord::new(&by_last), countries }
    }

    /// How many names there are of which that word is right.
    pub fn count(&self, right: Right) -> usize {
        self.listed(right).len()
    }

    fn listed(&self, right: Right) -> &[Near] {
        match right {
            Right::First(word) => self.by_first.of(word),
            Right::Last(word) => self.by_last.of(word),
            Right::Country => &self.countries,
        }
    }

    /// Groups of names that are one edit from a folded text, words apart by a space, and what the edit is.
    pub fn like<'n>(
        &'n self,
        names: &'n NameTable,
        right: Right,
        text: &'n str,
    ) -> impl Iterator<Item = (u32, Edit)> + 'n {
        let letters = Look::at(text.as_bytes()).letters;
        let near =
            letters.of_near_length(self.listed(right)).iter().filter(move |near| near.letters.may_be_near(letters));
        near.filter_map(move |near| {
            Some((near.group, one_edit(names.folded_name(near.group).as_bytes(), text.as_bytes())?))
        })
    }
}

/// The folded hash of a word of a folded name.
fn hash_of_word(word: &[u8]) -> u64 {
    if !word.iter().all(u8::is_ascii_lowercase) {
        return std::str::from_utf8(word).map_or(0, fold_hash);
    }
    let mut hash = FoldHash::default();
    for letters in word.chunks(8) {
        let mut eight = [0; 8];
        eight[..letters.len()].copy_from_slice(letters);
        hash.push_eight(u64::from_le_bytes(eight));
    }
    hash.finish()
}

/// What is seen of a folded name that begins a text, and ends with it or with a line feed.
struct Look {
    end: usize,
    letters: Letters,
    /// Where its first and its last space are.
    spaces: Option<(usize, usize)>,
}

impl Look {
    fn at(text: &[u8]) -> Self {
        let (mut bits, mut count, mut spaces, mut end) = (0, 0, None, text.len());
        for (at, &byte) in text.iter().enumerate() {
            match byte {
                b'a'..=b'z' => (bits, count) = (bits | 1 << (byte - b'a'), count + 1),
                b' ' => spaces = Some((spaces.map_or(at, |(first, _)| first), at)),
                b'\n' => {
                    end = at;
                    break;
                }
                // A character of several bytes counts once, with its first.
                0x80..0xc0 => {}
                _ => count += 1,
            }
        }
        Self { end, letters: Letters(bits | count.min(MOST_LETTERS) << 26), spaces }
    }
}

/// Letters are counted up to so many.
const MOST_LETTERS: u32 = 63;

/// The letters a to z that a text holds, a bit each, and above them how many letters and marks it has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Letters(u32);

impl Letters {
    fn count(self) -> u32 {
        self.0 >> 26
    }

    /// Those of a list, which is in the order of the letters, that have as many letters, or one more or less.
    fn of_near_length(self, list: &[Near]) -> &[Near] {
        let first = list.partition_point(|near| near.letters.count() + 1 < self.count());
        let end = list.partition_point(|near| near.letters.count() <= self.count() + 1);
        &list[first..end]
    }

    /// Whether one letter more, less or changed may make one text of the other, which is of near length.
    #[inline]
    fn may_be_near(self, other: Self) -> bool {
        const SET: u32 = (1 << 26) - 1;
        let apart = (self.0 ^ other.0) & SET;
        // Not more than two bits: taking the lowest twice leaves none.
        let one_less = apart & apart.wrapping_sub(1);
        one_less & one_less.wrapping_sub(1) == 0
    }
}

/// What sets a printed name apart from a listed one: one letter added, dropped or changed, or two neighbours swapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where it is, in bytes of either text.
    pub at: usize,
    /// Whether a letter is changed into another.
    pub changed: bool,
}

/// The edit between two texts; `None` when they are equal or further apart. Folded text is nearly always ASCII; in other
/// letters an edit of one byte is one of a letter too.
fn one_edit(listed: &[u8], printed: &[u8]) -> Option<Edit> {
    let (short, long) = if listed.len() <= printed.len() { (listed, printed) } else { (printed, listed) };
    let at = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let (changed, near) = match long.len() - short.len() {
        0 if at == short.len() => return None,
        0 => {
            let rest = at + 1;
            let swapped = rest < short.len()
                && short[at] == long[rest]
                && short[rest] == long[at]
                && short[rest + 1..] == long[rest + 1..];
            (!swapped, short[rest..] == long[rest..] || swapped)
        }
        1 => (false, short[at..] == long[at + 1..]),
        _ => return None,
    };
    near.then_some(Edit { at, changed })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_off_is_near_and_two_are_not() {
        for (listed, printed, edit) in [
            ("vladimir putin", "vladmir putin", Some(4)),
            ("condoleezza rice", "condoleeza rice", Some(9)),
            ("dmitry", "dmitri", Some(5)),
            ("hillary", "hilalry", Some(3)),
            ("angela merkel", "angela merkle", Some(11)),
            ("afghanistan", "afganistan", Some(3)),
            ("vladimir", "vladimir", None),
            ("vladimir", "vldmir", None),
            ("george", "jorge", None),
        ] {
            let found = one_edit(listed.as_bytes(), printed.as_bytes());
            assert_eq!(found.map(|edit| edit.at), edit, "{listed} {printed}");
            let near = Look::at(listed.as_bytes()).letters.may_be_near(Look::at(printed.as_bytes()).letters);
            assert!(near || edit.is_none(), "{listed} {printed}");
        }
    }
}
