//! Small towns and second-level divisions: names that mean something only where the text says where they lie.
//!
//! They are kept apart from the name table: tens of thousands of names that are also words and surnames are looked up
//! only beside a region or country (`Solon, Iowa`; `Scott County, Indiana`), never in running text. The list is read
//! when the first document asks for it.

use rustc_hash::FxHashMap;

use crate::model::{Entity, EntityType, Token};
use crate::segment::{chain, tokenize};

use super::slug;

/// `gazetteers/towns.csv`, by name.
#[derive(Default)]
pub struct Towns {
    text: String,
    rows: Vec<Town>,
    by_name: FxHashMap<u64, Vec<u32>>,
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Town {
    /// Bytes of the line in the file.
    line: (u32, u32),
    /// Index of the region's entity, when it is listed.
    pub region: Option<u32>,
    /// ISO 3166 alpha-3.
    country: [u8; 3],
    /// Inhabitants; 0 when unknown.
    pub population: u32,
}

/// No name of the list has more words.
pub const LONGEST: usize = 5;

impl Towns {
    /// Reads `name,subtype,country,region,latitude,longitude,population,geonames` rows without quotes; `region_of` gives the
    /// index of a region by its id. Rows of another form are passed over: a test reads the file.
    pub fn read(csv_text: String, region_of: impl Fn(&str) -> Option<u32>) -> Self {
        let mut towns = Self::default();
        let mut scratch: Vec<Token> = Vec::new();
        let mut start = csv_text.find('\n').map_or(csv_text.len(), |end| end + 1);
        while start < csv_text.len() {
            let end = csv_text[start..].find('\n').map_or(csv_text.len(), |length| start + length);
            let line = &csv_text[start..end];
            let mut cells = line.split(',');
            let (name, _, country, region) = (cells.next(), cells.next(), cells.next(), cells.next());
            let population = cells.nth(2).and_then(|cell| cell.parse().ok()).unwrap_or(0);
            if let (Some(name), Some(&[a, b, c])) = (name, country.map(str::as_bytes)) {
                scratch.clear();
                tokenize(name, 0..name.len(), &mut scratch);
                let row = towns.rows.len() as u32;
                towns.by_name.entry(name_hash(&scratch)).or_default().push(row);
                let region = region.filter(|region| !region.is_empty()).and_then(&region_of);
                towns.rows.push(Town { line: (start as u32, end as u32), region, country: [a, b, c], population });
            }
            start = end + 1;
        }
        towns.text = csv_text;
        towns
    }

    /// The rows of a name, printed as `tokens`.
    pub fn of_name(&self, tokens: &[Token]) -> impl Iterator<Item = &Town> {
        let rows = self.by_name.get(&name_hash(tokens)).map_or(&[][..], Vec::as_slice);
        rows.iter().map(|&row| &self.rows[row as usize])
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The place of a row, as the tables show it; `region` is the id of its region.
    pub fn entity(&self, town: &Town, region: &str) -> Entity {
        let cells: Vec<&str> = self.text[town.line.0 as usize..town.line.1 as usize].split(',').collect();
        let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
        let degrees = |index: usize| cell(index).parse::<f32>().ok();
        Entity {
            id: format!("place:{}-{}", slug(cell(0)), cell(7)),
            name: cell(0).to_string(),
            kind: EntityType::Place,
            subtype: cell(1).to_string(),
            country: cell(2).to_string(),
            code: cell(2).to_string(),
            coordinates: degrees(4).zip(degrees(5)),
            population: town.population,
            geonames: cell(7).to_string(),
            parent: region.to_string(),
            ..Entity::default()
        }
    }
}

impl Town {
    /// ISO 3166 alpha-3.
    pub fn country(&self) -> &str {
        std::str::from_utf8(&self.country).unwrap_or_default()
    }
}

fn name_hash(tokens: &[Token]) -> u64 {
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
        let towns = Towns::read(text.to_string(), |id| (id == "r:iowa").then_some(7));
        let found: Vec<&Town> = towns.of_name(&tokens("OXLEY")).collect();
        assert_eq!(
            found.iter().map(|town| (town.country(), town.region)).collect::<Vec<_>>(),
            [("USA", Some(7)), ("AUS", None)]
        );
        let entity = towns.entity(found[0], "r:iowa");
        assert_eq!(
            (entity.id.as_str(), entity.coordinates, entity.population),
            ("place:oxley-11", Some((41.5, -91.5)), 900)
        );
        assert_eq!(towns.of_name(&tokens("Oxleys")).count(), 0);
    }

    #[test]
    fn the_built_in_list_can_be_read() {
        let text = super::super::builtin_file("towns.csv").unwrap();
        assert!(text.lines().all(|line| line.split(',').count() == 8 && !line.contains('"')));
        let lines = text.lines().count();
        assert_eq!(Towns::read(text, |_| None).len() + 1, lines);
    }
}
