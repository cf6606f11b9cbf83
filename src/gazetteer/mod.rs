//! Entries that people edit, compiled for matching.
//!
//! In: the embedded files of `gazetteers/` and the user's own CSV files. Out: a [`Gazetteer`]: entities, the name table
//! that `spot` walks, people by surname, titles, agents and common words. What a name means in a text is `resolve`'s job.

#[cfg(test)]
mod built_in;
mod builtin;
mod cameo;
mod cells;
mod changes;
mod check;
mod columns;
mod compiled;
mod compounds;
mod context_words;
mod country_names;
mod diff;
mod entities;
mod entry;
#[cfg(test)]
mod governments;
pub mod import;
mod lists;
mod loader;
mod making;
mod name_cuts;
mod names;
mod nationalities;
mod near_names;
mod packing;
mod packs;
mod people;
mod report;
mod rows;
mod table;
mod titles;
mod towns;
mod variants;
mod words;

use std::path::Path;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::model::{Entity, Token};

pub use builtin::{file as builtin_file, files_in as builtin_files_in};
pub use cameo::{Cameo, CameoCode, fips_codes};
pub use check::{CheckReport, Finding, check};
pub use compiled::BEGINS as COMPILED_BEGINS;
pub use compounds::{Compounds, LONGEST_COMPOUND};
pub use context_words::{ContextKind, ContextKinds, ContextWords};
pub use diff::{Change as NameChange, Changes, Count as ChangeCount, Named};
pub use entry::{Ambiguity, CaseRule, Change, Entry, Harm, Name, NameKind, Problem};
pub use lists::{HIGHEST as HIGHEST_PRIORITY, List};
pub use loader::Sources;
pub use making::slug;
pub use names::{Case, Group, Match, Meaning, NameTable, NameTableBuilder};
pub use people::{LONGEST_PARTICLE, family_name_first, is_particle, name_parts, nation_of};
pub use report::{Found, FoundName, Standing, TownName};
pub(crate) use table::{NONE, Slot, first_key, longer_key, next_bit};
pub use titles::{PhraseMatch, Phrases};

pub use near_names::{Edit, Right};
pub use packs::FEWEST_PEOPLE;
pub use towns::{LONGEST as LONGEST_TOWN_NAME, Town, Towns};
pub use variants::Skeleton;
pub use words::Words;

use changes::TownsOff;
use compiled::Compiled;
use entities::Entities;
use loader::Loader;

use nationalities::Nationalities;
pub use nationalities::Nationality;
use near_names::NearNames;
use people::People;

/// All entities, and the names that lead to them.
#[derive(Default)]
pub struct Gazetteer {
    entities: Entities,
    /// Countries by ISO 3166 alpha-3 code.
    countries: FxHashMap<String, u32>,
    names: NameTable,
    people: People,
    /// Titles that stand before a name.
    pub titles: Phrases,
    /// Common nouns that act.
    pub agents: Phrases,
    /// Common words.
    pub words: Words,
    /// Words that say what the name beside them is.
    pub context: ContextWords,
    /// Common nouns that open with a name.
    pub compounds: Compounds,
    /// Small towns, read when first asked for unless they came with the other lists; empty without the built-in lists.
    towns: OnceLock<Towns>,
    towns_off: TownsOff,
    /// Keys of names that a list switches off and that mean nothing else.
    names_off: FxHashSet<u64>,
    /// Names by the words that are right in them, made when the first misspelt word asks for it.
    near_names: OnceLock<NearNames>,
    /// What countries' people are called, read when the first bare institution asks for it.
    nationalities: OnceLock<Nationalities>,
    problems: Vec<Problem>,
    hashes: Vec<(String, String)>,
}

impl Gazetteer {
    /// Loads the built-in gazetteers (unless `only_own`) and the user's files, later ones winning.
    ///
    /// A row that is wrong is left out and listed in [`Gazetteer::problems`]; a file that cannot be read stops the run.
    pub fn load(own: &[List], only_own: bool) -> Result<Self> {
        Self::load_with(&Sources { own, only_own, ..Sources::default() })
    }

    /// The same, with dictionaries of PETRARCH: their actors come after the user's files (and so win), their agents
    /// before the built-in ones.
    pub fn load_with(sources: &Sources) -> Result<Self> {
        let only_own = sources.only_own;
        std::thread::scope(|scope| {
            let other = scope.spawn(move || OtherLists::read(sources));
            let mut loader = Loader::new(only_own)?;
            loader.add_lists(sources.own)?;
            loader.add_petrarch_actors(sources.petrarch_actors)?;
            let lost = |_| Error::new("the gazetteers could not be loaded; this is a bug");
            let OtherLists { titles, agents, words, context, compounds, towns } = other.join().map_err(lost)??;
            let gazetteer = loader.finish(sources.small_places.map(|fewest_people| (fewest_people, &words)))?;
            Ok(Gazetteer { titles, agents, words, context, compounds, towns: OnceLock::from(towns), ..gazetteer })
        })
    }

    /// The same without titles, agents and common words: all that matching names needs.
    pub fn load_names(own: &[List], only_own: bool) -> Result<Self> {
        let mut loader = Loader::new(only_own)?;
        loader.add_lists(own)?;
        loader.finish(None)
    }

    /// Compiles CSV files and compiled gazetteers into one, to be given as `--gazetteer`; gives its size in bytes.
    pub fn compile(sources: &[List], out: &Path) -> Result<(Self, u64)> {
        let mut gazetteer = Self::load_names(sources, true)?;
        let compiled = Compiled {
            entities: std::mem::take(&mut gazetteer.entities),
            names: std::mem::take(&mut gazetteer.names),
            people: std::mem::take(&mut gazetteer.people),
            sources: gazetteer.hashes.clone(),
        };
        let bytes = compiled::write(out, &compiled)?;
        Ok((Self { entities: compiled.entities, names: compiled.names, people: compiled.people, ..gazetteer }, bytes))
    }

    /// The entity at `index`.
    #[inline]
    pub fn entity(&self, index: u32) -> &Entity {
        self.entities.get(index)
    }

    /// The index of the entity with that id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.entities.index_of(id)
    }

    /// The country with that ISO 3166 alpha-3 code.
    pub fn country(&self, iso: &str) -> Option<u32> {
        self.countries.get(iso).copied()
    }

    /// Small towns and second-level divisions.
    pub fn towns(&self) -> &Towns {
        self.towns.get_or_init(|| built_in_towns().unwrap_or_default())
    }

    /// Small towns of that name that no list switches off.
    pub fn towns_named<'g>(&'g self, tokens: &'g [Token]) -> impl Iterator<Item = Town<'g>> {
        self.towns().of_name(tokens).filter(|town| self.towns_off.allows(tokens, town))
    }

    /// Whether a list switches off a name that means nothing else.
    pub fn switches_names_off(&self) -> bool {
        !self.names_off.is_empty()
    }

    /// Whether a list switches off the name of these tokens, and no list has another meaning for it.
    pub fn are_switched_off(&self, tokens: &[Token]) -> bool {
        !self.names_off.is_empty() && name_cuts::key_of_tokens(tokens).is_some_and(|key| self.names_off.contains(&key))
    }

    /// Whether a list switches off that name, and no list has another meaning for it.
    pub fn is_switched_off(&self, name: &str) -> bool {
        !self.names_off.is_empty() && name_cuts::keys_of_name(name).any(|key| self.names_off.contains(&key))
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entities.len() == 0
    }

    /// The compiled names.
    pub fn names(&self) -> &NameTable {
        &self.names
    }

    /// How many listed names of several words have that first or last word, or of one word are a country's.
    pub fn near_names_of(&self, right: Right) -> usize {
        self.all_near_names().count(right)
    }

    /// Groups of listed names of which `text` (folded, words apart by a space) is one edit away, and the edit.
    pub fn near_names<'g>(&'g self, right: Right, text: &'g str) -> impl Iterator<Item = (u32, Edit)> + 'g {
        self.all_near_names().like(&self.names, right, text)
    }

    fn all_near_names(&self) -> &NearNames {
        self.near_names.get_or_init(|| {
            let countries: FxHashSet<u32> = self.countries.values().copied().collect();
            NearNames::of(&self.names, |entity| countries.contains(&entity))
        })
    }

    /// What a country's people and things are called, then its name.
    pub fn nationalities(&self, country: &str) -> &[Nationality] {
        let all = self.nationalities.get_or_init(|| {
            let countries = self.countries.iter();
            let named = countries.map(|(code, &index)| (code.as_str(), index, self.entity(index).name.as_str()));
            Nationalities::of(&self.names, named)
        });
        all.of_country(country)
    }

    /// Listed people whose name ends in that folded surname.
    #[inline]
    pub fn people_of_surname(&self, surname: u64) -> &[u32] {
        self.people.of_surname(surname)
    }

    /// The one listed person whose name has that second key: another romanization.
    pub fn person_of_variant(&self, key: u64) -> Option<u32> {
        self.people.variants.person(key)
    }

    /// Whether the folded word is the given name of a listed person.
    pub fn is_given_name(&self, word: u64) -> bool {
        self.people.is_given_name(word)
    }

    /// What of the user's files is not used, and why.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Each gazetteer file's name and SHA-256, for `run.json`.
    pub fn hashes(&self) -> &[(String, String)] {
        &self.hashes
    }
}

/// Everything built in but entities: read on a thread of its own.
struct OtherLists {
    titles: Phrases,
    agents: Phrases,
    words: Words,
    context: ContextWords,
    compounds: Compounds,
    towns: Towns,
}

fn built_in_towns() -> Result<Towns> {
    Ok(Towns::from_stored(builtin::file("towns.csv")?, builtin::TOWN_NAMES))
}

impl OtherLists {
    fn read(sources: &Sources) -> Result<Self> {
        let mut agents = Phrases::default();
        for path in sources.petrarch_agents {
            let (rows, _) = import::petrarch::agents_csv(path)?;
            agents.add_rows(&path.display().to_string(), &String::from_utf8_lossy(&rows))?;
        }
        agents.add_rows("agents.csv", &builtin::file("agents.csv")?)?;
        Ok(Self {
            titles: Phrases::read("titles.csv", &builtin::file("titles.csv")?)?,
            agents,
            words: Words::read(&builtin::file("words.csv")?, &builtin::file("organization_words.csv")?)?,
            context: ContextWords::read(&builtin::file("context_words.csv")?)?,
            compounds: Compounds::read(&builtin::file("compounds.csv")?),
            towns: if sources.only_own { Towns::default() } else { built_in_towns()? },
        })
    }
}
