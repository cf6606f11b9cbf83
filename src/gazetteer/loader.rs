//! Lists → one gazetteer: the built-in ones, compiled by the build script, and on top of them the user's own, compiled or not, in the
//! order of their priorities; rows that change entities of other lists come last.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::changes::{self, SwitchedOff, Waiting};
use super::compiled::{self, Compiled};
use super::entities::Entities;
use super::entry::{self, Change, Entry, Harm, Problem, Reading};
use super::lists::{self, HIGHEST as HIGHEST_PRIORITY, List};
use super::making::Making;
use super::name_cuts::keys_of_name;
use super::names::NameTable;
use super::words::Words;
use super::{Gazetteer, builtin, country_names, import, packs, towns};
use crate::error::{Error, Result};
use crate::model::EntityType;

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
pub(super) struct Loader {
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
    pub(super) fn new(only_own: bool) -> Result<Self> {
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

    pub(super) fn add_lists(&mut self, own: &[List]) -> Result<()> {
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
        for entry in entries {
            if changes::needs_others(&entry) {
                self.waiting.push(Waiting { entry, priority, file: name.clone() });
            } else {
                self.making.add(entry, priority);
            }
        }
        let mut problems = self.gazetteer.problems[problems_before..].iter();
        match problems.find(|problem| problem.harm == Harm::File) {
            Some(problem) => Err(Error::new(problem.to_string())),
            None => Ok(()),
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
    pub(super) fn add_petrarch_actors(&mut self, paths: &[PathBuf]) -> Result<()> {
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
        let reading = Reading { kind, country: country_names::code_of };
        let (entries, problems) = entry::read_as(file, &lists::as_utf8(bytes), reading);
        self.gazetteer.problems.extend(problems);
        entries
    }

    /// `small_places`: those of at least so many people are names too. They come after the regions were counted, so that
    /// no region outgrows its capital by them.
    pub(super) fn finish(mut self, small_places: Option<(u32, &Words)>) -> Result<Gazetteer> {
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
        let mut names_off = Vec::new();
        for waiting in std::mem::take(&mut self.waiting) {
            let row = &waiting.entry;
            // The built-in lists may mean small towns, which no name table holds.
            if row.change == Change::Off && row.entity.id.is_empty() && !self.has_towns {
                names_off.extend(row.names.iter().map(|name| (waiting.file.clone(), row.line, name.text.clone())));
            }
            match waiting.entry.change {
                Change::Off => self.switch_off(waiting, &mut off),
                Change::Add => self.add_to_known(waiting, &mut off),
            }
        }
        let own: Vec<u32> = (0..self.making.entities.len() as u32).collect();
        let more = std::mem::take(&mut self.making.names).build();
        self.gazetteer.names.merge(&more, &own);
        self.tell_what_is_not_there(names_off);
        if !off.is_empty() {
            let gone = off.apply(&mut self.gazetteer.names);
            self.making.people.remove(&gone.entities);
            self.gazetteer.names_off = gone.names;
        }
    }

    /// Tells of names that are to be switched off where no list has them.
    fn tell_what_is_not_there(&mut self, switched_off: Vec<(String, u64, String)>) {
        for (file, line, name) in switched_off {
            if !keys_of_name(&name).any(|key| self.gazetteer.names.group_of(key).is_some()) {
                let message = format!(
                    "none of these lists has the name \"{name}\", so there is nothing to switch off (names of built-in \
                     entities cannot be taken out of a compiled list: give the row in a CSV file beside it)"
                );
                self.gazetteer.problems.push(Problem { file, line, message, harm: Harm::Row });
            }
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
pub(super) fn is_compiled(path: &Path) -> Result<bool> {
    use std::io::Read;
    let mut first = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(8).read_to_end(&mut first));
    read.map_err(|error| Error::new(format!("gazetteer {}: {error}", path.display())))?;
    Ok(compiled::is_compiled(&first) || path.extension().is_some_and(|extension| extension == "dlg"))
}
