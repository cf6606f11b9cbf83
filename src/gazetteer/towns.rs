//! Small towns and second-level divisions: names that mean something only where the text says where they lie.
//!
//! They are kept apart from the name table: tens of thousands of names that are also words and surnames are looked up
//! only beside a region or country (`Solon, Iowa`; `Scott County, Indiana`), never in running text. The list is read
//! when the first document asks for it.

use crate::model::{Entity, EntityType, Token};
use crate::segment::{chain, tokenize};

use super::slug;

/// `gazetteers/towns.csv`, by name. Only names are looked at when the list is read; a row is taken apart when it is asked for.
#[derive(Default)]
pub struct Towns {
    text: String,
    /// Hash of the name and where its line begins, in order.
    names: Vec<(u64, u32)>,
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Town<'t> {
    /// The line of the file.
    line: &'t str,
    /// Id of the region; may be empty.
    pub region: &'t str,
    /// ISO 3166 alpha-3.
    pub country: &'t str,
    /// Inhabitants; 0 when unknown.
    pub population: u32,
}

/// No name of the list has more words.
pub const LONGEST: usize = 5;

impl Towns {
    /// Reads `name,subtype,country,region,latitude,longitude,population,geonames,ambiguity` rows without quotes.
    pub fn read(text: String) -> Self {
        let mut names = Vec::with_capacity(text.len() / 64);
        let mut scratch: Vec<Token> = Vec::new();
        let bytes = text.as_bytes();
        let mut starts = memchr::memchr_iter(b'\n', bytes).map(|end| end + 1);
        let mut next = starts.next();
        while let Some(start) = next.filter(|&start| start < bytes.len()) {
            if let Some(length) = memchr::memchr(b',', &bytes[start..]) {
                scratch.clear();
                let name = &text[start..start + length];
                tokenize(name, 0..length, &mut scratch);
                names.push((name_hash(&scratch), start as u32));
            }
            next = starts.next();
        }
        names.sort_unstable();
        Self { text, names }
    }

    /// The names as bytes, for [`Towns::from_stored`]: hash and place of each, twelve bytes, in order.
    #[allow(dead_code, reason = "the build script calls it")]
    pub fn stored(&self) -> Vec<u8> {
        let bytes = |(hash, start): &(u64, u32)| hash.to_le_bytes().into_iter().chain(start.to_le_bytes());
        self.names.iter().flat_map(bytes).collect()
    }

    /// The list of a text whose names were stored before.
    pub fn from_stored(text: String, names: &[u8]) -> Self {
        let name = |bytes: &[u8; 12]| {
            let [a, b, c, d, e, f, g, h, i, j, k, l] = *bytes;
            (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u32::from_le_bytes([i, j, k, l]))
        };
        Self { text, names: names.as_chunks().0.iter().map(name).collect() }
    }

    /// The rows of a name, printed as `tokens`.
    pub fn of_name(&self, tokens: &[Token]) -> impl Iterator<Item = Town<'_>> {
        let hash = name_hash(tokens);
        let first = self.first_of(hash);
        let rows = self.names[first..].iter().take_while(move |&&(other, _)| other == hash);
        rows.filter_map(|&(_, start)| self.row(start as usize))
    }

    /// Where the names of that hash begin, or would: near where a hash of that size is expected, as hashes are spread evenly.
    fn first_of(&self, hash: u64) -> usize {
        const NEAR: usize = 512;
        let expected = ((u128::from(hash) * self.names.len() as u128) >> 64) as usize;
        let (low, high) = (expected.saturating_sub(NEAR), (expected + NEAR).min(self.names.len()));
        let below = |at: usize| self.names[at].0 < hash;
        let inside = (low == 0 || below(low - 1)) && (high == self.names.len() || !below(high));
        let (low, high) = if inside { (low, high) } else { (0, self.names.len()) };
        low + self.names[low..high].partition_point(|&(other, _)| other < hash)
    }

    fn row(&self, start: usize) -> Option<Town<'_>> {
        Town::of_line(self.text[start..].lines().next()?)
    }

    /// The row of an id such as `place:solon-4876456`.
    #[allow(dead_code, reason = "the build script has no use for it")]
    pub fn of_id(&self, id: &str) -> Option<Town<'_>> {
        let (_, number) = id.rsplit_once('-')?;
        let is_number = |line: &&str| line.split(',').nth(7) == Some(number);
        self.text.lines().skip(1).filter(is_number).filter_map(Town::of_line).find(|town| town.entity().id == id)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl<'t> Town<'t> {
    /// The row of a line of the file; nothing when cells are missing.
    pub fn of_line(line: &'t str) -> Option<Self> {
        let mut cells = line.split(',').skip(2);
        let (country, region) = (cells.next()?, cells.next()?);
        let population = cells.nth(2)?.parse().unwrap_or(0);
        Some(Self { line, region, country, population })
    }

    /// Whether it is a county, district or province, and no town.
    pub fn is_division(&self) -> bool {
        self.line.split(',').nth(1) == Some("district")
    }

    /// Whether its name is marked as a word or a personal name too.
    pub fn is_ambiguous(&self) -> bool {
        self.line.split(',').nth(8).is_some_and(|mark| !mark.is_empty())
    }

    /// The place of the row, as the tables show it.
    pub fn entity(&self) -> Entity {
        let cells: Vec<&str> = self.line.split(',').collect();
        let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
        let degrees = |index: usize| cell(index).parse::<f32>().ok();
        Entity {
            id: format!("place:{}-{}", slug(cell(0)), cell(7)),
            name: cell(0).to_string(),
            kind: EntityType::Place,
            subtype: cell(1).to_string(),
            country: self.country.to_string(),
            code: self.country.to_string(),
            coordinates: degrees(4).zip(degrees(5)),
            population: self.population,
            geonames: cell(7).to_string(),
            parent: self.region.to_string(),
            ..Entity::default()
        }
    }
}

/// Whether an id may be that of a town: it ends in the number of its row (`place:solon-4876456`).
pub(super) fn is_id(id: &str) -> bool {
    let number = id.strip_prefix("place:").and_then(|rest| rest.rsplit_once('-'));
    number.is_some_and(|(_, digits)| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The hash of a name given as text.
pub(super) fn name_hash_of(name: &str) -> u64 {
    let mut tokens = Vec::new();
    tokenize(name, 0..name.len(), &mut tokens);
    name_hash(&tokens)
}

/// The hash of a name, printed as `tokens`.
pub(super) fn name_hash(tokens: &[Token]) -> u64 {
    tokens.iter().filter(|token| token.shape.is_word()).fold(0, |hash, token| chain(hash, token.fold))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn tokens(name: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(name, 0..name.len(), &mut tokens);
        tokens
    }

    #[test]
    fn a_name_gives_all_its_places() {
        let text = "name,subtype,country,region,latitude,longitude,population,geonames\n\
                    Oxley,town,USA,r:iowa,41.5,-91.5,900,11\nOxley,town,AUS,,-36.4,146.4,,12\n";
        let towns = Towns::read(text.to_string());
        let found: Vec<Town> = towns.of_name(&tokens("OXLEY")).collect();
        let seen: Vec<_> = found.iter().map(|town| (town.country, town.region, town.population)).collect();
        assert_eq!(seen, [("USA", "r:iowa", 900), ("AUS", "", 0)]);
        let entity = found[0].entity();
        assert_eq!((entity.id.as_str(), entity.coordinates), ("place:oxley-11", Some((41.5, -91.5))));
        assert_eq!(towns.of_name(&tokens("Oxleys")).count(), 0);
    }

    #[test]
    fn the_built_in_lists_can_be_read() {
        let plain = |line: &str| line.split(',').count() == 9 && !line.contains('"');
        assert!(super::super::builtin_file("villages.csv").unwrap().lines().all(plain));
        let text = super::super::builtin_file("towns.csv").unwrap();
        assert!(text.lines().all(plain));
        let lines = text.lines().count();
        let read = Towns::read(text.clone());
        assert_eq!(read.len() + 1, lines);
        assert_eq!(Towns::from_stored(text, super::super::builtin::TOWN_NAMES).names, read.names);
    }
}
