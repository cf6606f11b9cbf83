//! Entries that people edit, compiled for matching.
//!
//! In: the embedded files of `gazetteers/` and the user's own CSV files. Out: a [`Gazetteer`]: entities, the name table
//! that `spot` walks, people by surname, titles, agents and common words. What a name means in a text is `resolve`'s job.

#[cfg(test)]
mod built_in;
mod builtin;
mod cameo;
mod changes;
mod check;
mod compiled;
mod compounds;
mod context_words;
mod diff;
mod entities;
mod entry;
#[cfg(test)]
mod governments;
pub mod import;
mod lists;
mod making;
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

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::model::{Entity, EntityType, Token};

pub use builtin::{file as builtin_file, files_in as builtin_files_in};
pub use cameo::{Cameo, CameoCode, fips_codes};
pub use check::{CheckReport, Finding, check};
pub use compounds::{Compounds, LONGEST_COMPOUND};
pub use context_words::{ContextKind, ContextWords};
pub use diff::{Change as NameChange, Changes, Count as ChangeCount, Named};
pub use entry::{Ambiguity, CaseRule, Change, Entry, Name, NameKind, Problem};
pub use lists::{HIGHEST as HIGHEST_PRIORITY, List};
pub use making::slug;
pub use names::{Case, Group, Match, Meaning, NameTable, NameTableBuilder};
pub use people::{family_name_first, name_parts, nation_of};
pub use report::{Found, FoundName, TownName};
pub(crate) use table::{NONE, Slot, first_key, longer_key, next_bit};
pub use titles::{PhraseMatch, Phrases};

pub use near_names::{Edit, Right};
pub use packs::FEWEST_PEOPLE;
pub use towns::{LONGEST as LONGEST_TOWN_NAME, Town, Towns};
pub use variants::Skeleton;
pub use words::Words;

use changes::{SwitchedOff, TownsOff, Waiting};
use compiled::Compiled;
use entities::Entities;
use making::Making;

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
    /// The built-in small places of at least so many people are names of their own, beside the cities.
    pub small_places: Option<u32>,
}

/// The built-in lists, compiled by the build script, and the user's own on top of them.
#[derive(Default)]
struct Loader {
    gazetteer: Gazetteer,
    making: Making,
    /// Names of the built-in lists.
    built_in: NameTable,
    /// Compiled gazetteers, each with its priority.
    compiled: Vec<(Compiled, u8)>,
    /// Rows that change entities of other lists.
    waiting: Vec<Waiting>,
    /// Whether the built-in lists are there.
    has_towns: bool,
}

impl Loader {
    fn new(only_own: bool) -> Result<Self> {
        let mut loader = Self { has_towns: !only_own, ..Self::default() };
        if !only_own {
            let compiled::BuiltIn { compiled, countries, summed } = compiled::built_in(&builtin::compiled()?)?;
            // The first of a code counts.
            loader.gazetteer.countries = countries.into_iter().rev().collect();
            loader.gazetteer.hashes = compiled.sources;
            loader.making = Making::with_built_in(compiled.entities, compiled.people, summed);
            loader.built_in = compiled.names;
        }
        Ok(loader)
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
                self.making.add(entry, priority);
            }
        }
        match self.gazetteer.problems.get(problems_before) {
            Some(problem) if nothing && problem.line <= 1 => Err(Error::new(problem.to_string())),
            _ => Ok(()),
        }
    }

    /// Adds the small places that count as names of their own: those whose name no built-in entity bears, no person as a
    /// surname or given name, and that has a word which is none of the language.
    fn add_small_places(&mut self, fewest_people: u32, words: &Words) -> Result<()> {
        let mut tokens = Vec::new();
        packs::for_each(fewest_people, |entry| {
            let name = &entry.entity.name;
            tokens.clear();
            crate::segment::tokenize(name, 0..name.len(), &mut tokens);
            let parts = || tokens.iter().filter(|token| token.shape.is_word()).map(|token| token.fold);
            let people = &self.making.people;
            let person =
                |fold| people.is_given_name(fold) || !people.of_surname(crate::segment::chain(0, fold)).is_empty();
            let telling = parts().any(|fold| words.frequency(fold).0 == 0);
            if telling && !(parts().count() == 1 && parts().any(person)) && self.built_in.look_up(name).is_empty() {
                self.making.add(entry, 0);
            }
        })
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
            let priority = HIGHEST_PRIORITY + 1 + index.min(50) as u8;
            for entry in entries {
                self.making.add(entry, priority);
            }
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

    /// `small_places`: those of at least so many people are names too. They come after the regions were counted, so that
    /// no region outgrows its capital by them.
    fn finish(mut self, small_places: Option<(u32, &Words)>) -> Result<Gazetteer> {
        self.making.count_regions();
        if let Some((fewest_people, words)) = small_places.filter(|_| self.has_towns) {
            self.add_small_places(fewest_people, words)?;
        }
        let own = std::mem::take(&mut self.making.names).build();
        self.gazetteer.names = with_built_in(std::mem::take(&mut self.built_in), own, self.making.entities.len());
        for (compiled, priority) in std::mem::take(&mut self.compiled) {
            self.merge(compiled, priority);
        }
        if !self.waiting.is_empty() {
            self.change();
        }
        let Making { entities, people, .. } = self.making;
        Ok(Gazetteer { entities, people, ..self.gazetteer })
    }

    /// Does what the rows say that change entities of other lists.
    fn change(&mut self) {
        let mut off = SwitchedOff::default();
        for waiting in std::mem::take(&mut self.waiting) {
            match waiting.entry.change {
                Change::Off => self.switch_off(waiting, &mut off),
                Change::Add => self.add_to_known(waiting, &mut off),
            }
        }
        let own: Vec<u32> = (0..self.making.entities.len() as u32).collect();
        let more = std::mem::take(&mut self.making.names).build();
        self.gazetteer.names.merge(&more, &own);
        if !off.is_empty() {
            let nameless = off.apply(&mut self.gazetteer.names);
            self.making.people.remove(&nameless);
        }
    }

    fn switch_off(&mut self, waiting: Waiting, off: &mut SwitchedOff) {
        let (entry, priority) = (&waiting.entry, waiting.priority);
        let id = &entry.entity.id;
        match self.making.entities.index_of(id) {
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

    fn add_to_known(&mut self, waiting: Waiting, off: &mut SwitchedOff) {
        let Waiting { mut entry, priority, file } = waiting;
        let whole = entry.typed && !entry.entity.name.is_empty();
        let index = match self.making.entities.index_of(&entry.entity.id) {
            Some(index) if !entry.entity.id.is_empty() => index,
            _ if whole => self.making.entity_index(entry.entity.clone(), priority),
            _ => return self.gazetteer.problems.push(Waiting { entry, priority, file }.unknown()),
        };
        let entity = std::mem::take(&mut entry.entity);
        self.making.update(index, entity, priority, entry.typed);
        self.making.add_names(&entry, index, priority);
        let known = self.making.entities.get(index);
        if known.kind == EntityType::Person {
            let country = known.country.clone();
            self.making.add_person(&entry, index, &country);
        }
        entry.taken.drain(..).for_each(|name| off.name_of(name, index, priority));
    }

    /// Adds a compiled gazetteer: the smaller of the two is moved into the larger.
    fn merge(&mut self, mut other: Compiled, priority: u8) {
        other.names.set_priority(priority);
        for (mine, theirs) in self.making.entities.shared(&other.entities) {
            let owner = self.making.owners[mine as usize];
            self.agree(mine, theirs, &mut other.entities, priority > owner);
            self.making.owners[mine as usize] = priority.max(owner);
        }
        if other.names.len() > self.gazetteer.names.len() {
            std::mem::swap(&mut self.making.entities, &mut other.entities);
            std::mem::swap(&mut self.gazetteer.names, &mut other.names);
            std::mem::swap(&mut self.making.people, &mut other.people);
            let index_of = self.append(other);
            self.gazetteer.countries.values_mut().for_each(|index| *index = index_of[*index as usize]);
            let owners = vec![priority; self.making.entities.len()];
            let before = std::mem::replace(&mut self.making.owners, owners);
            before.into_iter().zip(index_of).for_each(|(owner, index)| self.making.owners[index as usize] = owner);
        } else {
            self.append(other);
            self.making.owners.resize(self.making.entities.len(), priority);
        }
    }

    /// Makes two lists say the same of an entity that both have.
    fn agree(&mut self, mine: u32, theirs: u32, other: &mut Entities, they_win: bool) {
        let (Some(mine), Some(theirs)) = (self.making.entities.get_mut(mine), other.get_mut(theirs)) else { return };
        if they_win {
            changes::update(mine, theirs.clone(), true);
        }
        *theirs = mine.clone();
    }

    /// Adds entities, names and people; gives the index here of each entity.
    fn append(&mut self, other: Compiled) -> Vec<u32> {
        let index_of = self.making.entities.merge(other.entities);
        self.gazetteer.names.merge(&other.names, &index_of);
        self.making.people.merge(&other.people, &index_of);
        index_of
    }
}

/// The names of two tables over the same entities: those of the smaller are moved into the larger.
fn with_built_in(built_in: NameTable, own: NameTable, entities: usize) -> NameTable {
    let (mut larger, smaller) = if own.len() > built_in.len() { (own, built_in) } else { (built_in, own) };
    if !smaller.is_empty() {
        let same: Vec<u32> = (0..entities as u32).collect();
        larger.merge(&smaller, &same);
    }
    larger
}

/// Whether the file says in its first bytes, or by its name, that it is a compiled gazetteer.
fn is_compiled(path: &Path) -> Result<bool> {
    use std::io::Read;
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(8).read_to_end(&mut first));
    read.map_err(|error| Error::new(format!("gazetteer {}: {error}", path.display())))?;
    Ok(compiled::is_compiled(&first) || path.extension().is_some_and(|extension| extension == "dlg"))
}
