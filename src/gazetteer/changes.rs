//! What one list changes in the lists below it: entities that get more names, other data or none at all.
//!
//! A row whose id another list has says more of that entity: its names are added, its filled cells take the place of those
//! of lists with a lower priority. A row of type `off` switches an entity off (by id), or a name whatever it means (without id);
//! an alias that ends in `-` takes one name away from one entity. Such rows never touch lists of the same or a higher priority.

use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{Change, Entry, Harm, Problem};
use super::name_cuts::keys_of_name;
use super::names::{Meaning, NameTable};
use super::towns::{Town, name_hash_of};
use crate::model::{Entity, Token};

/// A row that waits until all lists are there.
pub struct Waiting {
    /// The row.
    pub entry: Entry,
    /// Priority of its list.
    pub priority: u8,
    /// The list.
    pub file: String,
}

impl Waiting {
    /// The problem of a row that changes what is not there.
    pub fn unknown(&self) -> Problem {
        let message = format!(
            "no other list has the id \"{}\", so there is nothing to change; give a name and a type for a new entity \
             (changes of built-in entities cannot be compiled: give them in a CSV file)",
            self.entry.entity.id
        );
        Problem { file: self.file.clone(), line: self.entry.line, message, harm: Harm::Row }
    }
}

/// Whether the row cannot be used by itself: it switches something off, takes a name away, or leaves out name or type.
pub fn needs_others(entry: &Entry) -> bool {
    entry.change == Change::Off || !entry.taken.is_empty() || !entry.typed || entry.entity.name.is_empty()
}

/// Fills in what `newer` says; `typed`: its type counts too.
pub fn update(older: &mut Entity, newer: Entity, typed: bool) {
    fn text(older: &mut String, newer: String) {
        if !newer.is_empty() {
            *older = newer;
        }
    }
    text(&mut older.name, newer.name);
    text(&mut older.subtype, newer.subtype);
    text(&mut older.country, newer.country);
    text(&mut older.code, newer.code);
    text(&mut older.geonames, newer.geonames);
    text(&mut older.wikidata, newer.wikidata);
    text(&mut older.parent, newer.parent);
    older.coordinates = newer.coordinates.or(older.coordinates);
    older.gender = newer.gender.or(older.gender);
    if newer.population > 0 {
        older.population = newer.population;
    }
    if !newer.roles.is_empty() {
        older.roles = newer.roles;
    }
    if typed {
        older.kind = newer.kind;
    }
}

/// Meanings that are switched off, each by a list of that priority: it acts on lists below.
#[derive(Default)]
pub struct SwitchedOff {
    entities: FxHashMap<u32, u8>,
    /// Names as listed, whatever they mean.
    names: Vec<(String, u8)>,
    /// Names of one entity.
    of_entity: Vec<(String, u32, u8)>,
}

impl SwitchedOff {
    /// Switches an entity off.
    pub fn entity(&mut self, index: u32, priority: u8) {
        let highest = self.entities.entry(index).or_default();
        *highest = priority.max(*highest);
    }

    /// Switches a name off.
    pub fn name(&mut self, name: String, priority: u8) {
        self.names.push((name, priority));
    }

    /// Takes a name away from an entity.
    pub fn name_of(&mut self, name: String, entity: u32, priority: u8) {
        self.of_entity.push((name, entity, priority));
    }

    /// Whether nothing is switched off.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.names.is_empty() && self.of_entity.is_empty()
    }

    /// Takes the meanings out of the table; gives what is left without any name, and the names left without any meaning.
    pub fn apply(&self, table: &mut NameTable) -> Gone {
        let mut names: FxHashMap<u32, u8> = FxHashMap::default();
        let mut of_entity: FxHashMap<(u32, u32), u8> = FxHashMap::default();
        for (name, priority) in &self.names {
            for group in keys_of_name(name).filter_map(|key| table.group_of(key)) {
                names.insert(group, *priority);
            }
        }
        for (name, entity, priority) in &self.of_entity {
            for group in keys_of_name(name).filter_map(|key| table.group_of(key)) {
                of_entity.insert((group, *entity), *priority);
            }
        }
        let is_off = |group: u32, meaning: &Meaning| {
            let priorities =
                [self.entities.get(&meaning.entity), names.get(&group), of_entity.get(&(group, meaning.entity))];
            priorities.into_iter().flatten().any(|&priority| meaning.priority < priority)
        };
        let mut gone = FxHashSet::default();
        let mut stays = FxHashSet::default();
        let mut switched_off = FxHashSet::default();
        let emptied = table.retain(|group, meaning| {
            let off = is_off(group, meaning);
            if off {
                gone.insert(meaning.entity);
                let whole = self.entities.contains_key(&meaning.entity) || names.contains_key(&group);
                if whole && !meaning.weak {
                    switched_off.insert(group);
                }
            }
            !off
        });
        let names = emptied.into_iter().filter(|(group, _)| switched_off.contains(group)).map(|(_, key)| key).collect();
        if !gone.is_empty() {
            table.all_meanings().iter().filter(|one| gone.contains(&one.entity)).for_each(|one| {
                stays.insert(one.entity);
            });
        }
        gone.retain(|entity| !stays.contains(entity));
        Gone { entities: gone, names }
    }
}

/// What nothing leads to any more.
#[derive(Default)]
pub struct Gone {
    /// Entities without a name.
    pub entities: FxHashSet<u32>,
    /// Keys of names without a meaning, that were switched off and not only taken from an entity.
    pub names: FxHashSet<u64>,
}

/// Small towns that are switched off: they are in no name table.
#[derive(Default)]
pub struct TownsOff {
    names: FxHashSet<u64>,
    ids: FxHashSet<String>,
}

impl TownsOff {
    /// Switches off all towns of a name.
    pub fn name(&mut self, name: &str) {
        self.names.insert(name_hash_of(name));
    }

    /// Switches off the town with that id.
    pub fn id(&mut self, id: &str) {
        self.ids.insert(id.to_string());
    }

    /// Whether the town, printed as `tokens`, may be taken.
    pub fn allows(&self, tokens: &[Token], town: &Town) -> bool {
        (self.names.is_empty() || !self.names.contains(&super::towns::name_hash(tokens)))
            && (self.ids.is_empty() || !self.ids.contains(&town.entity().id))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::Path;

    use super::super::{Gazetteer, List};
    use crate::model::EntityType;

    /// Lists in a folder, as `text` and what is said about each; the last ones may be compiled first.
    fn load(lists: &[(&str, &str)], compile: &[usize]) -> Gazetteer {
        let folder = tempfile::tempdir().unwrap();
        let list = |path: &Path, said: &str| -> List { format!("{}{said}", path.display()).parse().unwrap() };
        let lists: Vec<List> = lists
            .iter()
            .enumerate()
            .map(|(index, (text, said))| {
                let path = folder.path().join(format!("{index}.csv"));
                std::fs::write(&path, text).unwrap();
                if compile.contains(&index) {
                    let compiled = folder.path().join(format!("{index}.dlg"));
                    Gazetteer::compile(&[list(&path, "")], &compiled).unwrap();
                    return list(&compiled, said);
                }
                list(&path, said)
            })
            .collect();
        Gazetteer::load(&lists, true).unwrap()
    }

    fn ids(gazetteer: &Gazetteer, name: &str) -> Vec<String> {
        gazetteer.find(name).iter().map(|found| gazetteer.entity(found.entity).id.clone()).collect()
    }

    const BASE: &str = "id,name,type,country,aliases\n\
        person:a,Ada Bell,person,GBR,Lady Bell|Split\n\
        place:s,Split,place,HRV,\n\
        person:c,Cy Dane,person,,\n";

    #[test]
    fn a_later_list_adds_renames_and_switches_off() {
        let changes = "id,name,type,aliases,country\n\
            person:a,,,Ada B.|Lady Bell-,\n\
            place:s,Spalato,place,,ITA\n\
            person:c,,off,,\n";
        for compile in [&[][..], &[0]] {
            let gazetteer = load(&[(BASE, ""), (changes, "")], compile);
            assert!(gazetteer.problems().is_empty(), "{:?}", gazetteer.problems());
            assert_eq!(ids(&gazetteer, "Ada B."), ["person:a"]);
            assert_eq!(ids(&gazetteer, "Lady Bell").len(), 0);
            assert_eq!(ids(&gazetteer, "Ada Bell"), ["person:a"]);
            assert_eq!(ids(&gazetteer, "Cy Dane").len(), 0);
            let place = gazetteer.entity(gazetteer.index_of("place:s").unwrap());
            assert_eq!((place.name.as_str(), place.country.as_str()), ("Spalato", "ITA"));
            assert_eq!(ids(&gazetteer, "Spalato"), ["place:s"]);
        }
    }

    #[test]
    fn a_name_is_switched_off_whatever_it_means_and_may_come_back() {
        let off = "name,type\nSplit,off\n";
        let gazetteer = load(&[(BASE, ""), (off, "")], &[]);
        assert_eq!(ids(&gazetteer, "Split").len(), 0);
        assert_eq!(ids(&gazetteer, "Ada Bell"), ["person:a"]);
        let back = "name,type\nSplit,organization\n";
        assert_eq!(ids(&load(&[(BASE, ""), (off, ""), (back, "")], &[]), "Split"), ["organization:split"]);
    }

    #[test]
    fn a_name_is_known_as_switched_off_unless_it_means_something_else() {
        let changes = "id,name,type,aliases\nperson:a,,off,\nplace:s,,,Spalato|Split-\n,Cy Dane,off,\n";
        for compile in [&[][..], &[0]] {
            let gazetteer = load(&[(BASE, ""), (changes, "")], compile);
            for (name, off) in [
                ("Ada Bell", true),
                ("ADA BELL", true),
                ("Cy Dane", true),
                ("Split", true),
                ("Spalato", false),
                ("Bell", false),
            ] {
                assert_eq!(gazetteer.is_switched_off(name), off, "{name}");
            }
            let back = load(&[(BASE, ""), (changes, ""), ("name,type\nCy Dane,organization\n", "")], compile);
            assert!(!back.is_switched_off("Cy Dane") && back.is_switched_off("Ada Bell"));
        }
    }

    #[test]
    fn people_switched_off_have_no_surname_left() {
        let gazetteer = load(&[(BASE, ""), ("id,type\nperson:c,off\n", "")], &[]);
        let surname = |word: &str| crate::segment::chain(0, crate::segment::fold_hash(word));
        assert_eq!(gazetteer.people_of_surname(surname("Dane")).len(), 0);
        assert_eq!(gazetteer.people_of_surname(surname("Bell")).len(), 1);
        let (namesake, off) = ("id,name,type\nperson:d,Cy Dane,person\n", "name,type\nCy Dane,off\n");
        for compile in [&[][..], &[1], &[0, 1]] {
            let gazetteer = load(&[(BASE, ""), (namesake, ""), (off, "")], compile);
            assert_eq!(gazetteer.people_of_surname(surname("Dane")).len(), 0, "{compile:?}");
        }
    }

    #[test]
    fn priorities_decide_and_not_only_the_order() {
        let other = "id,name,type\nplace:s,Other,place\n";
        for (said, name) in [("", "Other"), (":priority=1", "Split"), (":priority=0", "Split")] {
            for compile in [&[][..], &[1]] {
                let gazetteer = load(&[(BASE, ""), (other, said)], compile);
                let index = gazetteer.index_of("place:s").unwrap();
                assert_eq!(gazetteer.entity(index).name, name, "{said} {compile:?}");
                assert_eq!(ids(&gazetteer, "Other"), ["place:s"], "{said} {compile:?}");
            }
        }
        let off = ("id,type\nplace:s,off\n", ":priority=1");
        assert_eq!(ids(&load(&[(BASE, ":priority=2"), off], &[]), "Split").len(), 2);
    }

    #[test]
    fn a_change_of_nothing_is_told() {
        let gazetteer = load(&[(BASE, ""), ("id,aliases,type\nperson:x,Xi,\nperson:y,,off\n", "")], &[]);
        let lines: Vec<u64> = gazetteer.problems().iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [2, 3]);
        assert!(gazetteer.problems()[0].to_string().contains("no other list has the id \"person:x\""));
    }

    #[test]
    fn a_list_can_have_one_type_for_all() {
        let gazetteer = load(&[("name\nAda Bell\n", ":type=organization")], &[]);
        let found = gazetteer.find("Ada Bell");
        assert_eq!(gazetteer.entity(found[0].entity).kind, EntityType::Organization);
    }
}
