//! The data files embedded in the binary, compressed.

use crate::error::{Error, Result};

/// An embedded file, packed by `build.rs`.
struct File {
    /// Name below `gazetteers/`.
    name: &'static str,
    /// Bytes when unpacked.
    length: usize,
    /// SHA-256 of the text, in hexadecimal.
    #[cfg(test)]
    sha256: &'static str,
    packed: &'static [u8],
}

const FILES: &[File] = include!(concat!(env!("OUT_DIR"), "/gazetteers.rs"));

/// A part of the built-in lists of entities, compiled by the build script.
struct Part {
    /// Bytes when unpacked.
    length: usize,
    packed: &'static [u8],
}

const COMPILED: &[Part] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The names of `towns.csv`, as [`Towns::stored`](super::Towns::stored) gives them.
pub const TOWN_NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/towns.names"));

/// The built-in lists of entities as `compiled` wrote them; their parts are unpacked side by side.
pub fn compiled() -> Result<Vec<u8>> {
    let mut bytes = vec![0; COMPILED.iter().map(|part| part.length).sum()];
    std::thread::scope(|scope| {
        let (mut rest, mut unpacking) = (bytes.as_mut_slice(), Vec::new());
        for part in COMPILED {
            let (room, later) = rest.split_at_mut(part.length);
            rest = later;
            unpacking.push(scope.spawn(|| zstd::bulk::decompress_to_buffer(part.packed, room)));
        }
        unpacking.into_iter().try_for_each(|part| match part.join() {
            Ok(unpacked) => unpacked.map(drop).map_err(|error| Error::new(format!("the built-in gazetteers: {error}"))),
            Err(_) => Err(Error::new("the built-in gazetteers could not be unpacked; this is a bug")),
        })
    })?;
    Ok(bytes)
}

/// The text of an embedded file.
pub fn file(name: &str) -> Result<String> {
    let file = known(name)?;
    let bytes = zstd::bulk::decompress(file.packed, file.length)
        .map_err(|error| Error::new(format!("gazetteers/{name}: {error}")))?;
    String::from_utf8(bytes).map_err(|error| Error::new(format!("gazetteers/{name}: {error}")))
}

fn known(name: &str) -> Result<&'static File> {
    let file = FILES.iter().find(|file| file.name == name);
    file.ok_or_else(|| Error::new(format!("the program was built without gazetteers/{name}")))
}

/// The names of the embedded files below a folder, in order.
pub fn files_in(folder: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    FILES.iter().map(|file| file.name).filter(move |name| name.starts_with(folder))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashSet;

    use super::super::{Gazetteer, entry};
    use super::*;

    /// The text of a list, as it lies in the folder: some are embedded only compiled.
    fn listed(name: &str) -> Result<String> {
        let path = format!("{}/gazetteers/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&path).map_err(|error| Error::new(format!("{path}: {error}")))
    }

    #[test]
    fn the_compiled_lists_are_what_the_files_say() {
        let read = super::super::built_in::built_in(listed).unwrap();
        let compiled = super::super::compiled::built_in(&compiled().unwrap()).unwrap();
        let (entities, again) = (&read.making.entities, &compiled.compiled.entities);
        assert_eq!(entities.len(), again.len());
        for index in 0..entities.len() as u32 {
            assert_eq!(format!("{:?}", entities.get(index)), format!("{:?}", again.get(index)));
        }
        assert!(read.making.names.build() == compiled.compiled.names, "the names differ");
        let (people, again) = (&read.making.people, &compiled.compiled.people);
        assert_eq!((people.stored(), people.variants.stored()), (again.stored(), again.variants.stored()));
        assert_eq!((read.countries, read.summed), (compiled.countries, compiled.summed));
    }

    fn entity_files() -> impl Iterator<Item = &'static str> {
        super::super::built_in::BUILT_IN.into_iter()
    }

    #[test]
    fn every_built_in_row_can_be_used() {
        for name in entity_files() {
            let (entries, problems) = entry::read(name, listed(name).unwrap().as_bytes());
            assert!(!entries.is_empty(), "{name}");
            assert!(problems.is_empty(), "{}", problems[0]);
        }
    }

    #[test]
    fn the_hash_made_at_build_time_is_that_of_the_text() {
        use sha2::{Digest, Sha256};
        for file in FILES {
            let text = super::file(file.name).unwrap();
            let digest: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!((file.sha256, file.length), (digest.as_str(), text.len()), "{}", file.name);
        }
    }

    #[test]
    fn built_in_files_are_in_canonical_form() {
        for name in entity_files() {
            let text = listed(name).unwrap();
            let mut rows = csv::Reader::from_reader(text.as_bytes());
            let mut written = csv::WriterBuilder::new().from_writer(Vec::new());
            written.write_record(rows.headers().unwrap()).unwrap();
            let mut last = String::new();
            for row in rows.records() {
                let row = row.unwrap();
                assert!(
                    row[0] > last[..],
                    "gazetteers/{name}: {} does not come after {last}; sort rows by id",
                    &row[0]
                );
                assert!(
                    row.iter().all(|cell| cell.trim() == cell),
                    "gazetteers/{name}: {}: space around a cell",
                    &row[0]
                );
                last = row[0].to_string();
                written.write_record(&row).unwrap();
            }
            let written = String::from_utf8(written.into_inner().unwrap()).unwrap();
            let difference = written.lines().zip(text.lines()).find(|(one, other)| one != other);
            assert_eq!(difference, None, "gazetteers/{name} is not written as the csv crate writes it");
        }
    }

    #[test]
    fn ids_are_unique_over_all_files_and_parents_exist() {
        let mut ids = HashSet::new();
        let mut parents = Vec::new();
        for name in entity_files() {
            for entry in entry::read(name, listed(name).unwrap().as_bytes()).0 {
                let id = entry.entity.id;
                assert!(id.contains(':'), "{name}:{}: id \"{id}\"", entry.line);
                parents.push((entry.entity.parent, id.clone()));
                assert!(ids.insert(id.clone()), "{id} stands twice");
            }
        }
        for (parent, id) in parents {
            assert!(parent.is_empty() || ids.contains(&parent), "{id}: parent {parent} is not there");
        }
    }

    #[test]
    fn well_known_names_are_there() {
        let gazetteer = Gazetteer::load(&[], false).unwrap();
        for (name, id) in [
            ("John Kerry", "person:john-kerry"),
            ("Vladimir Putin", "person:vladimir-putin"),
            ("Nusra Front", "organization:nusra-front"),
            ("ISIS", "organization:islamic-state"),
            ("Islamic State", "organization:islamic-state"),
            ("Syria", "place:syria"),
            ("Syrian army", "organization:syrian-arab-army"),
            ("Mongolian army", "organization:mongolia-army"),
        ] {
            let meanings = gazetteer.names().look_up(name);
            assert!(meanings.iter().any(|meaning| gazetteer.entity(meaning.entity).id == id), "{name}");
        }
        assert!(gazetteer.names().look_up("Barack Kerry").is_empty());
        for name in ["British government", "British army", "Israeli government", "Canadian Parliament"] {
            let entities: HashSet<u32> = gazetteer.names().look_up(name).iter().map(|meaning| meaning.entity).collect();
            assert_eq!(entities.len(), 1, "{name}");
        }
    }
}
