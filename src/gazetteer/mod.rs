//! Entries that people edit, compiled for matching.
//!
//! In: the embedded files of `gazetteers/` and the user's own CSV files. Out: a [`Gazetteer`]: entities, the name table
//! that `spot` walks, people by surname, titles, agents and common words. What a name means in a text is `resolve`'s job.

mod builtin;
mod cameo;
mod context_words;
mod entry;
mod governments;
mod names;
mod people;
mod report;
mod titles;
mod towns;
mod words;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::{Entity, EntityType};

pub use builtin::{file as builtin_file, files_in as builtin_files_in};
pub use cameo::{Cameo, CameoCode};
pub use context_words::{ContextKind, ContextWords};
pub use entry::{Ambiguity, Entry, Name, NameKind, Problem};
pub use names::{Case, Match, Meaning, NameTable};
pub use people::name_parts;
pub use report::{CheckReport, FoundName, check};
pub use titles::{PhraseMatch, Phrases};
pub use towns::{LONGEST as LONGEST_TOWN_NAME, Town, Towns};
pub use words::Words;

use names::NameTableBuilder;
use people::People;

/// All entities, and the names that lead to them.
#[derive(Default)]
pub struct Gazetteer {
    entities: Vec<Entity>,
    by_id: FxHashMap<String, u32>,
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
    /// Small towns, read when the first document asks for them; empty without the built-in lists.
    towns: OnceLock<Towns>,
    problems: Vec<Problem>,
    hashes: Vec<(String, String)>,
}

impl Gazetteer {
    /// Loads the built-in gazetteers (unless `only_own`) and the user's files, later ones winning.
    ///
    /// A row that is wrong is left out and listed in [`Gazetteer::problems`]; a file that cannot be read stops the run.
    pub fn load(own: &[PathBuf], only_own: bool) -> Result<Self> {
        let mut loader = Loader::default();
        if !only_own {
            loader.add_built_in()?;
        }
        for (index, path) in own.iter().enumerate() {
            loader.add_file(path, 1 + index.min(200) as u8)?;
        }
        let mut gazetteer = loader.finish();
        if only_own {
            gazetteer.towns = OnceLock::from(Towns::default());
        }
        gazetteer.context = ContextWords::read(&builtin::file("context_words.csv")?)?;
        gazetteer.titles = Phrases::read("titles.csv", &builtin::file("titles.csv")?)?;
        gazetteer.agents = Phrases::read("agents.csv", &builtin::file("agents.csv")?)?;
        gazetteer.words = Words::read(&builtin::file("words.csv")?, &builtin::file("organization_words.csv")?)?;
        Ok(gazetteer)
    }

    /// The entity at `index`.
    pub fn entity(&self, index: u32) -> &Entity {
        &self.entities[index as usize]
    }

    /// The index of the entity with that id.
    pub fn index_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The country with that ISO 3166 alpha-3 code.
    pub fn country(&self, iso: &str) -> Option<u32> {
        self.countries.get(iso).copied()
    }

    /// Small towns and second-level divisions.
    pub fn towns(&self) -> &Towns {
        self.towns.get_or_init(|| Towns::read(builtin::file("towns.csv").unwrap_or_default()))
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The compiled names.
    pub fn names(&self) -> &NameTable {
        &self.names
    }

    /// Listed people whose name ends in that folded surname.
    pub fn people_of_surname(&self, surname: u64) -> &[u32] {
        self.people.of_surname(surname)
    }

    /// Whether the folded word is the given name of a listed person.
    pub fn is_given_name(&self, word: u64) -> bool {
        self.people.is_given_name(word)
    }

    /// Rows of the user's files that were left out, and why.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Each gazetteer file's name and SHA-256, for `run.json`.
    pub fn hashes(&self) -> &[(String, String)] {
        &self.hashes
    }
}

#[derive(Default)]
struct Loader {
    gazetteer: Gazetteer,
    names: NameTableBuilder,
}

impl Loader {
    fn add_built_in(&mut self) -> Result<()> {
        for file in builtin::ENTITY_FILES {
            let text = builtin::file(file)?;
            let mut entries = self.read(&format!("gazetteers/{file}"), text.as_bytes());
            entries.iter_mut().for_each(|entry| self.add_entry(entry, 0));
            if file == "countries.csv" {
                let (entries, _) = entry::read(file, text.as_bytes());
                for entry in &entries {
                    let index = self.gazetteer.by_id.get(&entry.entity.id).copied();
                    if let (Some(index), "country" | "territory") = (index, entry.entity.subtype.as_str()) {
                        self.gazetteer.countries.entry(entry.entity.country.clone()).or_insert(index);
                    }
                }
                let patterns = builtin::file("government_patterns.csv")?;
                governments::entries(&patterns, &entries)?.iter_mut().for_each(|entry| self.add_entry(entry, 0));
            }
        }
        Ok(())
    }

    fn add_file(&mut self, path: &Path, priority: u8) -> Result<()> {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| Error::new(format!("gazetteer {name}: {error}")))?;
        let problems_before = self.gazetteer.problems.len();
        let mut entries = self.read(&name, &bytes);
        entries.iter_mut().for_each(|entry| self.add_entry(entry, priority));
        match self.gazetteer.problems.get(problems_before) {
            Some(problem) if entries.is_empty() && problem.line <= 1 => Err(Error::new(problem.to_string())),
            _ => Ok(()),
        }
    }

    /// The entries of a file; its hash and its problems are kept.
    fn read(&mut self, file: &str, bytes: &[u8]) -> Vec<Entry> {
        let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        self.gazetteer.hashes.push((file.to_string(), digest));
        let (entries, problems) = entry::read(file, bytes);
        self.gazetteer.problems.extend(problems);
        entries
    }

    /// Adds an entity, or more names to one that is there. Takes the entity out of the entry.
    fn add_entry(&mut self, entry: &mut Entry, priority: u8) {
        let person = (entry.entity.kind == EntityType::Person).then(|| entry.entity.country.clone());
        let index = self.entity_index(std::mem::take(&mut entry.entity));
        for name in &entry.names {
            let ambiguity = if name.kind == NameKind::Canonical { entry.ambiguity } else { Ambiguity::None };
            self.names.add(name, |case, length| Meaning {
                entity: index,
                priority,
                kind: name.kind,
                case,
                weak: name.weak,
                ambiguity,
                length,
                line: entry.line as u32,
            });
        }
        if let Some(country) = person {
            self.gazetteer.people.add(index, &entry.names, &country);
        }
    }

    fn entity_index(&mut self, mut entity: Entity) -> u32 {
        if entity.id.is_empty() {
            entity.id = format!("{}:{}", entity.kind.as_str(), slug(&entity.name));
        }
        if let Some(&index) = self.gazetteer.by_id.get(&entity.id) {
            return index;
        }
        let index = self.gazetteer.entities.len() as u32;
        self.gazetteer.by_id.insert(entity.id.clone(), index);
        self.gazetteer.entities.push(entity);
        index
    }

    /// A region without a population of its own counts as large as its towns together, so that the Gaza of two million
    /// people comes before the Mozambican one.
    fn count_regions(&mut self) {
        let mut sums: FxHashMap<u32, u32> = FxHashMap::default();
        for entity in self.gazetteer.entities.iter().filter(|entity| entity.population > 0) {
            if let Some(&region) = self.gazetteer.by_id.get(&entity.parent) {
                let sum = sums.entry(region).or_default();
                *sum = sum.saturating_add(entity.population);
            }
        }
        for (region, sum) in sums {
            let entity = &mut self.gazetteer.entities[region as usize];
            if entity.kind == EntityType::Place && entity.population == 0 {
                entity.population = sum;
            }
        }
    }

    fn finish(mut self) -> Gazetteer {
        self.count_regions();
        self.gazetteer.names = self.names.build();
        self.gazetteer
    }
}

/// The part of an id that is made from a name: small ASCII letters and digits, joined by hyphens.
pub fn slug(name: &str) -> String {
    let folded = crate::segment::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
