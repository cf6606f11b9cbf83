//! What a country's people and things are called: `Kenyan`, `Sri Lankan`, by country.

use rustc_hash::FxHashMap;

use super::entry::NameKind;
use super::names::NameTable;
use crate::segment::{chain, fold_hash};

/// A nationality, or a country's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nationality {
    /// The chained hash of its words.
    pub hash: u64,
    /// Whether it is of one word.
    pub single: bool,
}

/// Nationalities by ISO 3166 alpha-3 code, in the order of the name table.
#[derive(Default)]
pub struct Nationalities(FxHashMap<String, Vec<Nationality>>);

impl Nationalities {
    /// Reads them from the names; `code_of` gives the code of an entity that is a country, `name_of` the country's own name, which stands last
    /// (`United States Navy`).
    pub fn of<'e>(names: &NameTable, countries: impl Iterator<Item = (&'e str, u32, &'e str)>) -> Self {
        let mut known = FxHashMap::default();
        let mut own = Vec::new();
        for (code, index, name) in countries {
            known.insert(index, code);
            own.push((code, nationality(name)));
        }
        let mut nationalities: FxHashMap<String, Vec<Nationality>> = FxHashMap::default();
        for group in 0..names.groups.len() as u32 {
            let demonyms = names.meanings(group).iter().filter(|meaning| meaning.kind == NameKind::Demonym);
            for code in demonyms.filter_map(|meaning| known.get(&meaning.entity)) {
                nationalities.entry((*code).to_string()).or_default().push(nationality(names.folded_name(group)));
            }
        }
        own.sort_unstable();
        for (code, name) in own {
            nationalities.entry(code.to_string()).or_default().push(name);
        }
        Self(nationalities)
    }

    /// The nationalities of a country, then its name.
    pub fn of_country(&self, code: &str) -> &[Nationality] {
        self.0.get(code).map_or(&[], Vec::as_slice)
    }
}

fn nationality(name: &str) -> Nationality {
    let hash = name.split(' ').fold(0, |hash, word| chain(hash, fold_hash(word)));
    Nationality { hash, single: !name.contains(' ') }
}
