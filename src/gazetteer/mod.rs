//! Entries that people edit, compiled for matching.
//!
//! In: the embedded files of `gazetteers/` and the user's own CSV files. Out: a [`Gazetteer`]: entities, the name table
//! that `spot` walks, people by surname, titles, agents and common words. What a name means in a text is `resolve`'s job.

mod builtin;
mod cameo;
mod changes;
mod check;
mod compiled;
mod context_words;
mod diff;
mod entities;
mod entry;
mod governments;
pub mod import;
mod lists;
mod names;
mod packing;
mod people;
mod report;
mod rows;
mod table;
mod titles;
mod towns;
mod variants;
mod words;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::{Entity, EntityType, Token};

pub use builtin::{file as builtin_file, files_in as builtin_files_in};
pub use cameo::{Cameo, CameoCode, fips_codes};
pub use check::{CheckReport, Finding, check};
pub use context_words::{ContextKind, ContextWords};
pub use diff::{Change as NameChange, Changes, Count as ChangeCount, Named};
pub use entry::{Ambiguity, CaseRule, Change, Entry, Name, NameKind, Problem};
pub use lists::{HIGHEST as HIGHEST_PRIORITY, List};
pub use names::{Case, Group, Match, Meaning, NameTable, NameTableBuilder};
pub use people::name_parts;
pub use report::{Found, FoundName, TownName};
pub(crate) use table::{NONE, Slot, first_key, longer_key, next_bit};
pub use titles::{PhraseMatch, Phrases};

pub use towns::{LONGEST as LONGEST_TOWN_NAME, Town, Towns};
pub use variants::Skeleton;
pub use words::Words;

use changes::{SwitchedOff, TownsOff, Waiting};
use compiled::Compiled;
use entities::Entities;
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
    /// Small towns, read when the first document asks for them; empty without the built-in lists.
    towns: OnceLock<Towns>,
    towns_off: TownsOff,
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
            let other = scope.spawn(move || OtherLists::read(only_own, sources.petrarch_agents));
            let mut loader = Loader { has_towns: !only_own, ..Loader::default() };
            if !only_own {
                loader.add_places()?;
            }
            let lost = |_| Error::new("the gazetteers could not be loaded; this is a bug");
            let other = other.join().map_err(lost)??;
            other.actors.into_iter().for_each(|file| loader.add_built_in(file));
            loader.add_lists(sources.own)?;
            loader.add_petrarch_actors(sources.petrarch_actors)?;
            let OtherLists { titles, agents, words, context, .. } = other;
            let towns = if only_own { OnceLock::from(Towns::default()) } else { OnceLock::new() };
            Ok(Gazetteer { titles, agents, words, context, towns, ..loader.finish() })
        })
    }

    /// The same without titles, agents and common words: all that matching names needs.
    pub fn load_names(own: &[List], only_own: bool) -> Result<Self> {
        let mut loader = Loader { has_towns: !only_own, ..Loader::default() };
        if !only_own {
            loader.add_places()?;
            for file in builtin::ACTOR_FILES {
                loader.add_built_in(BuiltIn::read(file)?);
            }
        }
        loader.add_lists(own)?;
        Ok(loader.finish())
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
        self.towns.get_or_init(|| Towns::read(builtin::file("towns.csv").unwrap_or_default()))
    }

    /// Small towns of that name that no list switches off.
    pub fn towns_named<'g>(&'g self, tokens: &'g [Token]) -> impl Iterator<Item = Town<'g>> {
        self.towns().of_name(tokens).filter(|town| self.towns_off.allows(tokens, town))
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

    /// Listed people whose name ends in that folded surname.
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

    /// Rows of the user's files that were left out, and why.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Each gazetteer file's name and SHA-256, for `run.json`.
    pub fn hashes(&self) -> &[(String, String)] {
        &self.hashes
    }
}

/// The entries of a built-in file.
struct BuiltIn {
    file: &'static str,
    sha256: &'static str,
    entries: Vec<Entry>,
    problems: Vec<Problem>,
    /// Second keys of people, each with the position of the entry: worked out where nobody waits for it.
    variants: Vec<(usize, u64)>,
}

impl BuiltIn {
    fn read(file: &'static str) -> Result<Self> {
        let (entries, problems) = entry::read(file, builtin::file(file)?.as_bytes());
        let mut variants = Vec::new();
        for (position, entry) in entries.iter().enumerate().filter(|(_, one)| one.entity.kind == EntityType::Person) {
            variants::keys_of(&entry.names, &entry.entity.country, |key| variants.push((position, key)));
        }
        Ok(Self { file, sha256: builtin::sha256(file)?, entries, problems, variants })
    }
}

/// Everything built in but the places: read on a thread of its own, for the places take as long.
struct OtherLists {
    actors: Vec<BuiltIn>,
    titles: Phrases,
    agents: Phrases,
    words: Words,
    context: ContextWords,
}

impl OtherLists {
    fn read(only_own: bool, petrarch_agents: &[PathBuf]) -> Result<Self> {
        let mut agents = Phrases::default();
        for path in petrarch_agents {
            let (rows, _) = import::petrarch::agents_csv(path)?;
            agents.add_rows(&path.display().to_string(), &String::from_utf8_lossy(&rows))?;
        }
        agents.add_rows("agents.csv", &builtin::file("agents.csv")?)?;
        let files = builtin::ACTOR_FILES.into_iter().filter(|_| !only_own);
        Ok(Self {
            actors: files.map(BuiltIn::read).collect::<Result<_>>()?,
            titles: Phrases::read("titles.csv", &builtin::file("titles.csv")?)?,
            agents,
            words: Words::read(&builtin::file("words.csv")?, &builtin::file("organization_words.csv")?)?,
            context: ContextWords::read(&builtin::file("context_words.csv")?)?,
        })
    }
}

/// Id and ISO code of an entry that is a country or territory.
fn country_of(entry: &Entry) -> Option<(String, String)> {
    let entity = &entry.entity;
    matches!(entity.subtype.as_str(), "country" | "territory").then(|| (entity.id.clone(), entity.country.clone()))
}

/// The list from which governments are made too.
const COUNTRIES: &str = "countries.csv";

/// Where names come from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources<'p> {
    /// The user's own lists, later ones winning unless they say otherwise.
    pub own: &'p [List],
    /// Leave the built-in gazetteers out.
    pub only_own: bool,
    /// Dictionaries of actors of PETRARCH.
    pub petrarch_actors: &'p [PathBuf],
    /// Dictionaries of agents of PETRARCH.
    pub petrarch_agents: &'p [PathBuf],
}

#[derive(Default)]
struct Loader {
    gazetteer: Gazetteer,
    names: NameTableBuilder,
    /// Compiled gazetteers, each with its priority.
    compiled: Vec<(Compiled, u8)>,
    /// The priority of the list that each entity's data are of.
    owners: Vec<u8>,
    /// Rows that change entities of other lists.
    waiting: Vec<Waiting>,
    /// Whether the built-in lists are there.
    has_towns: bool,
}

impl Loader {
    /// Adds the built-in places, and the governments of the countries.
    fn add_places(&mut self) -> Result<()> {
        let mut countries = BuiltIn::read(COUNTRIES)?;
        let codes: Vec<_> = countries.entries.iter().filter_map(country_of).collect();
        let patterns = builtin::file("government_patterns.csv")?;
        countries.entries.extend(governments::entries(&patterns, &countries.entries)?);
        self.add_built_in(countries);
        for (id, iso) in codes {
            if let Some(index) = self.gazetteer.index_of(&id) {
                self.gazetteer.countries.entry(iso).or_insert(index);
            }
        }
        for file in builtin::PLACE_FILES.into_iter().filter(|file| *file != COUNTRIES) {
            let name = format!("gazetteers/{file}");
            let text = builtin::file(file)?;
            let problems = entry::for_each(&name, text.as_bytes(), |entry| self.add_entry(entry, 0));
            self.gazetteer.problems.extend(problems);
            self.gazetteer.hashes.push((name, builtin::sha256(file)?.to_string()));
        }
        Ok(())
    }

    fn add_built_in(&mut self, BuiltIn { file, entries, problems, sha256, variants }: BuiltIn) {
        self.gazetteer.hashes.push((format!("gazetteers/{file}"), sha256.to_string()));
        self.gazetteer.problems.extend(problems);
        let mut variants = variants.into_iter().peekable();
        for (position, entry) in entries.into_iter().enumerate() {
            let index = self.add_without_variants(entry, 0);
            while let Some((_, key)) = variants.next_if(|(of, _)| *of == position) {
                self.gazetteer.people.variants.add_key(key, index);
            }
        }
    }

    fn add_lists(&mut self, own: &[List]) -> Result<()> {
        lists::in_order(own).into_iter().try_for_each(|(list, priority)| self.add_list(list, priority))
    }

    fn add_list(&mut self, list: &List, priority: u8) -> Result<()> {
        let (path, name) = (&list.path, list.path.display().to_string());
        if is_compiled(path)? {
            if list.kind.is_some() {
                let message =
                    format!("gazetteer {name}: a compiled list has the types it was built with; leave :type= out");
                return Err(Error::new(message));
            }
            let compiled = compiled::read(path)?;
            self.gazetteer.hashes.extend(compiled.sources.iter().cloned());
            self.compiled.push((compiled, priority));
            return Ok(());
        }
        let bytes = std::fs::read(path).map_err(|error| Error::new(format!("gazetteer {name}: {error}")))?;
        let problems_before = self.gazetteer.problems.len();
        let entries = self.read(&name, &bytes, list.kind);
        let nothing = entries.is_empty();
        for entry in entries {
            if changes::needs_others(&entry) {
                self.waiting.push(Waiting { entry, priority, file: name.clone() });
            } else {
                self.add_entry(entry, priority);
            }
        }
        match self.gazetteer.problems.get(problems_before) {
            Some(problem) if nothing && problem.line <= 1 => Err(Error::new(problem.to_string())),
            _ => Ok(()),
        }
    }

    /// Adds dictionaries of PETRARCH, translated on the way.
    fn add_petrarch_actors(&mut self, paths: &[PathBuf]) -> Result<()> {
        if paths.is_empty() {
            return Ok(());
        }
        let mut maker = import::petrarch::RowMaker::load()?;
        for (index, path) in paths.iter().enumerate() {
            let (text, _) = import::petrarch::entities_csv(path, &mut maker)?;
            let entries = self.read(&path.display().to_string(), &text, None);
            entries.into_iter().for_each(|entry| self.add_entry(entry, HIGHEST_PRIORITY + 1 + index.min(50) as u8));
        }
        Ok(())
    }

    /// The entries of a file; its hash and its problems are kept.
    fn read(&mut self, file: &str, bytes: &[u8], kind: Option<EntityType>) -> Vec<Entry> {
        let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        self.gazetteer.hashes.push((file.to_string(), digest));
        let (entries, problems) = entry::read_typed(file, bytes, kind);
        self.gazetteer.problems.extend(problems);
        entries
    }

    /// Adds an entity, or more names to one that is there.
    fn add_entry(&mut self, entry: Entry, priority: u8) {
        let person = (entry.entity.kind == EntityType::Person).then(|| entry.entity.country.clone());
        let mut keys = Vec::new();
        if let Some(country) = person {
            variants::keys_of(&entry.names, &country, |key| keys.push(key));
        }
        let index = self.add_without_variants(entry, priority);
        keys.into_iter().for_each(|key| self.gazetteer.people.variants.add_key(key, index));
    }

    fn add_without_variants(&mut self, mut entry: Entry, priority: u8) -> u32 {
        let entity = std::mem::take(&mut entry.entity);
        let person = (entity.kind == EntityType::Person).then(|| entity.country.clone());
        let index = self.entity_index(entity, priority);
        add_names(&mut self.names, &entry, index, priority);
        if let Some(country) = person {
            self.gazetteer.people.add(index, &entry.names, &country);
        }
        index
    }

    fn entity_index(&mut self, mut entity: Entity, priority: u8) -> u32 {
        if entity.id.is_empty() {
            entity.id = format!("{}:{}", entity.kind.as_str(), slug(&entity.name));
        }
        match self.gazetteer.entities.index_of(&entity.id) {
            Some(known) => {
                self.update(known, entity, priority, true);
                known
            }
            None => {
                self.owners.push(priority);
                self.gazetteer.entities.push(entity)
            }
        }
    }

    /// Fills in what a list with a higher priority says of an entity.
    fn update(&mut self, known: u32, entity: Entity, priority: u8, typed: bool) {
        let owner = &mut self.owners[known as usize];
        if priority <= *owner {
            return;
        }
        *owner = priority;
        if let Some(older) = self.gazetteer.entities.get_mut(known) {
            changes::update(older, entity, typed);
        }
    }

    /// A region without a population of its own counts as large as its towns together, so that the Gaza of two million
    /// people comes before the Mozambican one.
    fn count_regions(&mut self) {
        let entities = &mut self.gazetteer.entities;
        let mut sums: FxHashMap<u32, u32> = FxHashMap::default();
        for entity in (0..entities.len() as u32).map(|index| entities.get(index)).filter(|one| one.population > 0) {
            if let Some(region) = entities.index_of(&entity.parent) {
                let sum = sums.entry(region).or_default();
                *sum = sum.saturating_add(entity.population);
            }
        }
        for (region, sum) in sums {
            if let Some(entity) = entities.get_mut(region)
                && entity.kind == EntityType::Place
                && entity.population == 0
            {
                entity.population = sum;
            }
        }
    }

    fn finish(mut self) -> Gazetteer {
        self.count_regions();
        self.gazetteer.names = std::mem::take(&mut self.names).build();
        for (compiled, priority) in std::mem::take(&mut self.compiled) {
            self.gazetteer.merge(compiled, priority, &mut self.owners);
        }
        if !self.waiting.is_empty() {
            self.change();
        }
        self.gazetteer
    }

    /// Does what the rows say that change entities of other lists.
    fn change(&mut self) {
        let mut off = SwitchedOff::default();
        let mut more = NameTableBuilder::default();
        for waiting in std::mem::take(&mut self.waiting) {
            match waiting.entry.change {
                Change::Off => self.switch_off(waiting, &mut off),
                Change::Add => self.add_to_known(waiting, &mut more, &mut off),
            }
        }
        let own: Vec<u32> = (0..self.gazetteer.entities.len() as u32).collect();
        self.gazetteer.names.merge(&more.build(), &own);
        if !off.is_empty() {
            let nameless = off.apply(&mut self.gazetteer.names);
            self.gazetteer.people.remove(&nameless);
        }
    }

    fn switch_off(&mut self, waiting: Waiting, off: &mut SwitchedOff) {
        let (entry, priority) = (&waiting.entry, waiting.priority);
        let id = &entry.entity.id;
        match self.gazetteer.index_of(id) {
            Some(index) if !id.is_empty() => off.entity(index, priority),
            _ if id.is_empty() => {
                for name in &entry.names {
                    self.gazetteer.towns_off.name(&name.text);
                    off.name(name.text.clone(), priority);
                }
            }
            // Small towns are no entities before a text names them.
            _ if self.has_towns && towns::is_id(id) => self.gazetteer.towns_off.id(id),
            _ => self.gazetteer.problems.push(waiting.unknown()),
        }
    }

    fn add_to_known(&mut self, waiting: Waiting, more: &mut NameTableBuilder, off: &mut SwitchedOff) {
        let Waiting { mut entry, priority, file } = waiting;
        let whole = entry.typed && !entry.entity.name.is_empty();
        let index = match self.gazetteer.index_of(&entry.entity.id) {
            Some(index) if !entry.entity.id.is_empty() => index,
            _ if whole => self.entity_index(entry.entity.clone(), priority),
            _ => return self.gazetteer.problems.push(Waiting { entry, priority, file }.unknown()),
        };
        let entity = std::mem::take(&mut entry.entity);
        self.update(index, entity, priority, entry.typed);
        add_names(more, &entry, index, priority);
        let known = self.gazetteer.entity(index);
        if known.kind == EntityType::Person {
            let country = known.country.clone();
            self.gazetteer.people.add(index, &entry.names, &country);
            let variants = &mut self.gazetteer.people.variants;
            variants::keys_of(&entry.names, &country, |key| variants.add_key(key, index));
        }
        entry.taken.drain(..).for_each(|name| off.name_of(name, index, priority));
    }
}

/// Adds the names of an entry.
fn add_names(names: &mut NameTableBuilder, entry: &Entry, index: u32, priority: u8) {
    for name in &entry.names {
        let ambiguity = if name.kind == NameKind::Canonical { entry.ambiguity } else { Ambiguity::None };
        names.add(name, |case, length| Meaning {
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
}

impl Gazetteer {
    /// Adds a compiled gazetteer: the smaller of the two is moved into the larger. `owners` has the priority of the list
    /// that each entity's data are of.
    fn merge(&mut self, mut other: Compiled, priority: u8, owners: &mut Vec<u8>) {
        other.names.set_priority(priority);
        for (mine, theirs) in self.entities.shared(&other.entities) {
            self.agree(mine, theirs, &mut other.entities, priority > owners[mine as usize]);
            owners[mine as usize] = priority.max(owners[mine as usize]);
        }
        if other.names.len() > self.names.len() {
            std::mem::swap(&mut self.entities, &mut other.entities);
            std::mem::swap(&mut self.names, &mut other.names);
            std::mem::swap(&mut self.people, &mut other.people);
            let index_of = self.add(other);
            self.countries.values_mut().for_each(|index| *index = index_of[*index as usize]);
            let before = std::mem::replace(owners, vec![priority; self.entities.len()]);
            before.into_iter().zip(index_of).for_each(|(owner, index)| owners[index as usize] = owner);
        } else {
            self.add(other);
            owners.resize(self.entities.len(), priority);
        }
    }

    /// Makes two lists say the same of an entity that both have.
    fn agree(&mut self, mine: u32, theirs: u32, other: &mut Entities, they_win: bool) {
        let (Some(mine), Some(theirs)) = (self.entities.get_mut(mine), other.get_mut(theirs)) else { return };
        if they_win {
            changes::update(mine, theirs.clone(), true);
        }
        *theirs = mine.clone();
    }

    /// Adds entities, names and people; gives the index here of each entity.
    fn add(&mut self, other: Compiled) -> Vec<u32> {
        let index_of = self.entities.merge(other.entities);
        self.names.merge(&other.names, &index_of);
        self.people.merge(&other.people, &index_of);
        index_of
    }
}

/// Whether the file says in its first bytes, or by its name, that it is a compiled gazetteer.
fn is_compiled(path: &Path) -> Result<bool> {
    use std::io::Read;
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(8).read_to_end(&mut first));
    read.map_err(|error| Error::new(format!("gazetteer {}: {error}", path.display())))?;
    Ok(compiled::is_compiled(&first) || path.extension().is_some_and(|extension| extension == "dlg"))
}

/// The part of an id that is made from a name: small ASCII letters and digits, joined by hyphens.
pub fn slug(name: &str) -> String {
    let folded = crate::segment::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
