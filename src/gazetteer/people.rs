//! People by surname, and given names.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Shape;
use crate::segment::{chain, tokenize};

use super::entry::Name;
use super::table::{Slot, Slots};
use super::variants::Variants;

/// Listed people by the folded words that news uses for them after the first mention.
#[derive(Default)]
pub struct People {
    /// As stored: where the people of a surname begin in `people`, and how many there are.
    stored: Slots,
    people: Vec<u32>,
    /// Surnames added or changed since.
    added: FxHashMap<u64, Vec<u32>>,
    /// A bit per surname: most words are none, and this small table says so from the cache.
    surname_bits: Vec<u64>,
    given: FxHashSet<u64>,
    /// People by other romanizations of their names.
    pub variants: Variants,
}

impl People {
    /// Adds a person of a country by canonical name and full-name aliases.
    pub fn add(&mut self, index: u32, names: &[Name], country: &str) {
        for name in names {
            let parts = name_parts(&name.text, country);
            if let Some(given) = parts.given {
                self.given.insert(given);
            }
            parts.surnames.into_iter().for_each(|surname| self.add_surname(surname, index));
        }
    }

    fn add_surname(&mut self, surname: u64, index: u32) {
        self.mark(surname);
        if !self.added.contains_key(&surname) {
            self.added.insert(surname, self.stored_people(surname).to_vec());
        }
        let people = self.added.entry(surname).or_default();
        if people.last() != Some(&index) && !people.contains(&index) {
            people.push(index);
        }
    }

    fn mark(&mut self, surname: u64) {
        if self.surname_bits.is_empty() {
            self.surname_bits = vec![0; 1 << (SURNAME_BITS - 6)];
        }
        let (word, bit) = surname_bit(surname);
        self.surname_bits[word] |= bit;
    }

    fn stored_people(&self, surname: u64) -> &[u32] {
        self.stored.find(surname.max(1)).map_or(&[], |slot| self.people_at(&slot))
    }

    fn people_at(&self, slot: &Slot) -> &[u32] {
        self.people.get(slot.group as usize..slot.group as usize + slot.next as usize).unwrap_or(&[])
    }

    /// Takes people out; whose given names they had is kept.
    pub fn remove(&mut self, gone: &FxHashSet<u32>) {
        let mut changed = Vec::new();
        for slot in self.stored.entries().filter(|slot| !self.added.contains_key(&slot.key)) {
            let people = self.people_at(slot);
            if people.iter().any(|index| gone.contains(index)) {
                changed.push((slot.key, people.to_vec()));
            }
        }
        self.added.extend(changed);
        self.added.values_mut().for_each(|people| people.retain(|index| !gone.contains(index)));
        self.variants.remove(|index| gone.contains(&index));
    }

    /// Adds the people of another list; `index_of` has the index here of each of its entities.
    pub fn merge(&mut self, other: &Self, index_of: &[u32]) {
        let (surnames, given) = other.stored();
        surnames.into_iter().for_each(|(surname, index)| self.add_surname(surname, index_of[index as usize]));
        self.given.extend(given);
        self.variants.merge(other.variants.stored(), |index| index_of[index as usize]);
    }

    /// Pairs of surname and index, and given names, in order, to be stored.
    pub fn stored(&self) -> (Vec<(u64, u32)>, Vec<u64>) {
        let stored = self.stored.entries().filter(|slot| !self.added.contains_key(&slot.key));
        let stored = stored.map(|slot| (slot.key, self.people_at(slot)));
        let added = self.added.iter().map(|(&surname, people)| (surname, people.as_slice()));
        let pairs = stored.chain(added).flat_map(|(surname, people)| people.iter().map(move |&one| (surname, one)));
        let (mut pairs, mut given) = (pairs.collect::<Vec<_>>(), self.given.iter().copied().collect::<Vec<_>>());
        pairs.sort_unstable();
        given.sort_unstable();
        (pairs, given)
    }

    /// People as stored.
    pub fn from_stored(surnames: &[(u64, u32)], given: &[u64], variants: Vec<(u64, u32)>) -> Self {
        let mut people = Self { given: given.iter().copied().collect(), ..Self::default() };
        people.stored = Slots::with_room(surnames.chunk_by(|one, other| one.0 == other.0).count());
        people.people = surnames.iter().map(|&(_, index)| index).collect();
        let mut first = 0;
        for same in surnames.chunk_by(|one, other| one.0 == other.0) {
            people.mark(same[0].0);
            let slot = people.stored.entry(same[0].0.max(1));
            (slot.group, slot.next) = (first, same.len() as u32);
            first += same.len() as u32;
        }
        people.variants.merge(variants, |index| index);
        people
    }

    /// Indices of the people of that surname.
    #[inline]
    pub fn of_surname(&self, surname: u64) -> &[u32] {
        let (word, bit) = surname_bit(surname);
        if self.surname_bits.get(word).is_none_or(|bits| bits & bit == 0) { &[] } else { self.known_surname(surname) }
    }

    fn known_surname(&self, surname: u64) -> &[u32] {
        if !self.added.is_empty()
            && let Some(people) = self.added.get(&surname)
        {
            return people;
        }
        self.stored_people(surname)
    }

    /// Whether the folded word is a given name of somebody.
    pub fn is_given_name(&self, word: u64) -> bool {
        self.given.contains(&word)
    }
}

/// Bits of the table of surnames, as a power of two: 64 KB.
const SURNAME_BITS: u32 = 19;

#[inline]
fn surname_bit(surname: u64) -> (usize, u64) {
    let bit = surname >> (64 - SURNAME_BITS);
    ((bit >> 6) as usize, 1 << (bit & 63))
}

/// What news may call a person by after the full name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Chained hashes of surnames: the last word, and longer endings with a particle (`al-Assad`, `de Gaulle`).
    pub surnames: Vec<u64>,
    /// Folded given name.
    pub given: Option<u64>,
}

/// Letters of a particle, at most.
pub const LONGEST_PARTICLE: usize = 5;

/// Whether the word is a particle, which belongs to the surname after it.
pub fn is_particle(word: &str) -> bool {
    match word.len() {
        2 => matches!(word, "al" | "el" | "de" | "da" | "do" | "di" | "la" | "le" | "st"),
        3 => {
            matches!(word, "dos" | "das" | "del" | "van" | "von" | "der" | "den" | "ter" | "bin" | "ben" | "ibn")
                || matches!(word, "abu" | "mac")
        }
        4 => word == "bint",
        5 => word == "della",
        _ => false,
    }
}

/// The country of a person, else of the CAMEO code: officials of international bodies have no country, but come from one.
pub fn nation_of<'e>(country: &'e str, code: &'e str) -> &'e str {
    if country.is_empty() { code.get(..3).unwrap_or("") } else { country }
}

/// Countries whose news names put the family name first.
pub fn family_name_first(country: &str, words: usize) -> bool {
    words >= 2 && matches!(country, "CHN" | "TWN" | "KOR" | "PRK" | "HKG" | "VNM" | "KHM" | "SGP" | "MAC")
}

/// The parts of a full name; empty for a name of one word.
pub fn name_parts(name: &str, country: &str) -> NameParts {
    let mut tokens = Vec::new();
    tokenize(name, 0..name.len(), &mut tokens);
    let words: Vec<_> = tokens.iter().filter(|token| token.shape.is_word()).collect();
    let mut parts = NameParts::default();
    let trailing = words
        .iter()
        .rev()
        .take_while(|w| matches!(w.span.of(name), "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV"))
        .count();
    let words = &words[..words.len() - trailing];
    if words.len() < 2 {
        return parts;
    }
    let hash_of = |from: usize, to: usize| words[from..to].iter().fold(0, |hash, word| chain(hash, word.fold));
    parts.given = Some(words[0].fold).filter(|_| words[0].shape != Shape::Initial);
    let last = words.len() - 1;
    if family_name_first(country, words.len()) {
        parts.surnames.push(hash_of(0, 1));
        parts.given = None;
        // Viet Nam and Cambodia: news falls back to the last word (`Phuc`); a two-word western-order name keeps it too.
        if matches!(country, "VNM" | "KHM" | "SGP") || words[last].span.len() > 4 && words.len() == 2 {
            parts.surnames.push(hash_of(last, last + 1));
        }
        return parts;
    }
    parts.surnames.push(hash_of(last, last + 1));
    let mut first = last;
    while first > 1 && is_particle(&words[first - 1].span.of(name).to_lowercase()) {
        first -= 1;
        parts.surnames.push(hash_of(first, last + 1));
    }
    // `Lopez Obrador`, and `Sanchez de Lozada`.
    let longer = first == last || first >= 2;
    if longer && words.len() >= 3 && words[first - 1].shape != Shape::Initial {
        parts.surnames.push(hash_of(first - 1, last + 1));
    }
    // `Zia` of `Muhammad Zia-ul-Haq`: what stands before the joint is the name that news uses.
    if last >= 3 && words[last - 1].span.of(name) == "ul" {
        parts.surnames.push(hash_of(last - 2, last - 1));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::fold_hash;

    fn has(name: &str, country: &str, surname: &[&str]) -> bool {
        let hash = surname.iter().fold(0, |hash, word| chain(hash, fold_hash(word)));
        name_parts(name, country).surnames.contains(&hash)
    }

    #[test]
    fn surnames_are_what_news_prints_alone() {
        for (name, country, surname) in [
            ("John Kerry", "USA", &["Kerry"][..]),
            ("Bashar al-Assad", "SYR", &["Assad"]),
            ("Bashar al-Assad", "SYR", &["al", "Assad"]),
            ("Xi Jinping", "CHN", &["Xi"]),
            ("Kim Jong-un", "PRK", &["Kim"]),
            ("Charles de Gaulle", "FRA", &["de", "Gaulle"]),
            ("Andres Manuel Lopez Obrador", "MEX", &["Lopez", "Obrador"]),
            ("Martin Luther King Jr.", "USA", &["King"]),
            ("George W. Bush", "USA", &["Bush"]),
            ("Ursula von der Leyen", "DEU", &["von", "der", "Leyen"]),
            ("Gonzalo Sanchez de Lozada", "BOL", &["Sanchez", "de", "Lozada"]),
            ("Muhammad Zia-ul-Haq", "PAK", &["Zia"]),
        ] {
            assert!(has(name, country, surname), "{name} {surname:?}");
        }
    }

    #[test]
    fn given_names_and_single_names_are_no_surnames() {
        assert!(!has("John Kerry", "USA", &["John"]));
        assert!(!has("Xi Jinping", "CHN", &["Jinping"]) || "Jinping".len() > 4);
        assert!(name_parts("Lula", "BRA").surnames.is_empty());
        assert!(!has("George W. Bush", "USA", &["W", "Bush"]));
    }
}
