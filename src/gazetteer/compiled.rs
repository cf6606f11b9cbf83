//! Compiled gazetteers: `dateline gazetteer build -o names.dlg SOURCES...`, and loading them again.
//!
//! A file is a header (magic, format, length and checksum of the rest) and arrays of little-endian numbers, each with its
//! count, padded to eight bytes: what the name table and the entities are in memory, so that loading is copying. A file that is
//! cut off, damaged, of another format or no compiled gazetteer at all is refused with the cause.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use super::entities::Entities;
use super::entry::{Ambiguity, NameKind};
use super::names::{Case, Group, Meaning, NameTable, one_case};
use super::packing::{Packed, Packer};
use super::people::People;
use super::table::{Slot, Slots, WordFilter};
use crate::error::{Error, Result};
use crate::segment::{chain, fold_hash};

/// How a compiled gazetteer begins.
pub const BEGINS: &str = "DATELINE";
/// To be raised with every change of the layout.
const FORMAT: u64 = 3;
const HEADER_BYTES: u64 = 32;

/// What a compiled gazetteer holds.
pub struct Compiled {
    /// The entities.
    pub entities: Entities,
    /// Their names.
    pub names: NameTable,
    /// People by surname.
    pub people: People,
    /// Name and SHA-256 of each source.
    pub sources: Vec<(String, String)>,
}

/// A number that changes when words are hashed in another way, which would make all stored hashes wrong.
fn hashing() -> u64 {
    chain(fold_hash("Łódź"), fold_hash("Antananarivo-22"))
}

/// Whether these first bytes of a file are those of a compiled gazetteer.
pub fn is_compiled(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGINS.as_bytes())
}

/// Writes a compiled gazetteer; gives its size in bytes.
pub fn write(path: &Path, compiled: &Compiled) -> Result<u64> {
    let failed = |cause: std::io::Error| Error::new(format!("{}: cannot write ({cause})", path.display()));
    let mut sum = Sum { inner: std::io::sink(), checksum: Checksum::default(), bytes: 0 };
    write_body(&mut sum, compiled).map_err(failed)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staged = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    let mut file = BufWriter::with_capacity(1 << 16, staged);
    file.write_all(BEGINS.as_bytes()).map_err(failed)?;
    for number in [FORMAT, sum.bytes, sum.checksum.0] {
        file.write_all(&number.to_le_bytes()).map_err(failed)?;
    }
    write_body(&mut Sum { inner: &mut file, checksum: Checksum::default(), bytes: 0 }, compiled).map_err(failed)?;
    let staged = file.into_inner().map_err(|error| failed(error.into_error()))?;
    staged.persist(path).map_err(|error| failed(error.error))?;
    Ok(HEADER_BYTES + sum.bytes)
}

/// The built-in lists as bytes: a body without header, then the codes of countries and the regions counted by their towns.
#[allow(dead_code, reason = "the build script calls it")]
pub fn write_built_in(compiled: &Compiled, countries: &[(String, u32)], summed: &[u32]) -> std::io::Result<Vec<u8>> {
    let mut out = Sum { inner: Vec::new(), checksum: Checksum::default(), bytes: 0 };
    write_body(&mut out, compiled)?;
    let mut packed = Packer::default();
    for (iso, index) in countries {
        packed.text(iso);
        packed.number(u64::from(*index));
    }
    out.array(&packed.bytes)?;
    out.array_of(summed, |index| index.to_le_bytes())?;
    Ok(out.inner)
}

/// What [`write_built_in`] wrote.
pub struct BuiltIn {
    /// Entities, names, people.
    pub compiled: Compiled,
    /// ISO 3166 alpha-3 codes of countries and territories, with their entities.
    pub countries: Vec<(String, u32)>,
    /// Regions that count as large as their towns together.
    pub summed: Vec<u32>,
}

/// Reads the built-in lists.
pub fn built_in(bytes: &[u8]) -> Result<BuiltIn> {
    let mut arrays = Arrays { inner: bytes, checksum: Checksum::default(), left: bytes.len() as u64 };
    let wrong = || Error::new("the built-in gazetteers cannot be read; this is a bug");
    let compiled = arrays.compiled().map_err(|_| wrong())?.ok_or_else(wrong)?;
    let packed = arrays.bytes().map_err(|_| wrong())?;
    let mut packed = Packed::new(&packed);
    let mut countries = Vec::new();
    while !packed.is_empty() {
        countries.push((packed.text(), packed.number() as u32));
    }
    Ok(BuiltIn { compiled, countries, summed: arrays.items(u32::from_le_bytes).map_err(|_| wrong())? })
}

/// Reads a compiled gazetteer.
pub fn read(path: &Path) -> Result<Compiled> {
    let name = path.display();
    let again = "build it again with: dateline gazetteer build";
    let failed = |cause: std::io::Error| Error::new(format!("gazetteer {name}: {cause}"));
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let mut file = BufReader::with_capacity(1 << 18, file);
    let mut header = [0; HEADER_BYTES as usize];
    file.read_exact(&mut header)
        .map_err(|_| Error::new(format!("gazetteer {name}: cut off after {size} bytes; {again}")))?;
    if !is_compiled(&header) {
        return Err(Error::new(format!("gazetteer {name}: not a compiled gazetteer; {again} -o FILE.dlg SOURCES...")));
    }
    let [_, format, bytes, checksum] = [0, 8, 16, 24].map(|at| number_at(&header, at));
    if format != FORMAT {
        return Err(Error::new(format!(
            "gazetteer {name}: compiled in format {format}, this version of Dateline reads format {FORMAT}; {again}"
        )));
    }
    if size != HEADER_BYTES.saturating_add(bytes) {
        let whole = HEADER_BYTES.saturating_add(bytes);
        let what = if size < whole { "cut off" } else { "longer than it should be" };
        return Err(Error::new(format!("gazetteer {name}: {what}, it has {size} of {whole} bytes; {again}")));
    }
    let mut arrays = Arrays { inner: file, checksum: Checksum::default(), left: bytes };
    let damaged = || Error::new(format!("gazetteer {name}: damaged, its checksum is wrong; copy it or {again}"));
    let compiled = arrays.compiled().map_err(|_| damaged())?;
    if arrays.checksum.0 != checksum || arrays.left != 0 {
        return Err(damaged());
    }
    match compiled {
        Some(compiled) => Ok(compiled),
        None => Err(Error::new(format!("gazetteer {name}: compiled by another version of Dateline; {again}"))),
    }
}

fn number_at(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map(u64::from_le_bytes).unwrap_or_default()
}

/// Eight bytes at a time: multiply and mix, as in the hash of words. Finds damage, not malice.
#[derive(Clone, Copy, Default, PartialEq)]
struct Checksum(u64);

impl Checksum {
    /// `bytes` are a multiple of eight, but for a last piece that is filled with zeros.
    fn add(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add_eight(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add_eight(u64::from_le_bytes(last));
        }
    }

    #[inline]
    fn add_eight(&mut self, eight: u64) {
        self.0 = (self.0 ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}

/// Counts and sums what is written.
struct Sum<W> {
    inner: W,
    checksum: Checksum,
    bytes: u64,
}

impl<W: Write> Sum<W> {
    /// An array: the number of its bytes, the bytes, zeros up to a multiple of eight.
    fn array(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let length = (bytes.len() as u64).to_le_bytes();
        self.checksum.add(&length);
        self.checksum.add(bytes);
        let filling = bytes.len().next_multiple_of(8) - bytes.len();
        self.bytes += 8 + (bytes.len() + filling) as u64;
        self.inner.write_all(&length)?;
        self.inner.write_all(bytes)?;
        self.inner.write_all(&[0; 8][..filling])
    }

    fn array_of<T, const BYTES: usize>(
        &mut self,
        items: &[T],
        bytes_of: impl Fn(&T) -> [u8; BYTES],
    ) -> std::io::Result<()> {
        self.array(&items.iter().flat_map(bytes_of).collect::<Vec<u8>>())
    }
}

fn write_body<W: Write>(out: &mut Sum<W>, compiled: &Compiled) -> std::io::Result<()> {
    let mut sources = Packer::default();
    for (name, hash) in &compiled.sources {
        sources.text(name);
        sources.text(hash);
    }
    out.array(&hashing().to_le_bytes())?;
    out.array(&sources.bytes)?;
    let (starts, packed, by_id) = compiled.entities.pack();
    out.array_of(&starts, |start| start.to_le_bytes())?;
    out.array(&packed)?;
    out.array_of(by_id.stored(), slot_bytes)?;
    let names = &compiled.names;
    out.array_of(names.slots.stored(), slot_bytes)?;
    out.array_of(&names.groups, |group| two(group.first, group.text))?;
    out.array_of(&names.meanings, meaning_bytes)?;
    out.array(&names.texts)?;
    let [first_words, small_first_words] = &names.first_words;
    for filter in [first_words, small_first_words, &names.openings] {
        out.array_of(filter.stored(), |block| block.to_le_bytes())?;
    }
    let (surnames, given) = compiled.people.stored();
    out.array_of(&surnames, pair_bytes)?;
    out.array_of(&given, |word| word.to_le_bytes())?;
    out.array_of(&compiled.people.variants.stored(), pair_bytes)
}

fn pair_bytes((hash, person): &(u64, u32)) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[..8].copy_from_slice(&hash.to_le_bytes());
    bytes[8..].copy_from_slice(&person.to_le_bytes());
    bytes
}

fn two(first: u32, second: u32) -> [u8; 8] {
    (u64::from(first) | u64::from(second) << 32).to_le_bytes()
}

fn slot_bytes(slot: &Slot) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&slot.key.to_le_bytes());
    bytes[8..].copy_from_slice(&two(slot.group, slot.next));
    bytes
}

fn slot_from(bytes: [u8; 16]) -> Slot {
    let tail = number_at(&bytes, 8);
    Slot { key: number_at(&bytes, 0), group: tail as u32, next: (tail >> 32) as u32 }
}

fn meaning_bytes(meaning: &Meaning) -> [u8; 16] {
    let (rule, capitals) = match meaning.case {
        Case::Capitals(capitals) => (0, capitals),
        Case::AllCapitals => (1, 0),
        Case::Exact(capitals) => (2, capitals),
        Case::Any => (3, 0),
    };
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&two(meaning.entity, meaning.line));
    bytes[8..10].copy_from_slice(&u16::to_le_bytes(capitals));
    bytes[10] = rule;
    bytes[11] = meaning.kind as u8;
    bytes[12] = meaning.ambiguity as u8;
    bytes[13] = u8::from(meaning.weak);
    bytes[14] = meaning.length;
    bytes[15] = meaning.priority;
    bytes
}

fn meaning_from(bytes: [u8; 16]) -> Meaning {
    let (head, capitals) = (number_at(&bytes, 0), u16::from_le_bytes([bytes[8], bytes[9]]));
    Meaning {
        entity: head as u32,
        line: (head >> 32) as u32,
        case: match bytes[10] {
            0 => Case::Capitals(capitals),
            1 => Case::AllCapitals,
            2 => Case::Exact(capitals),
            _ => Case::Any,
        },
        kind: match bytes[11] {
            0 => NameKind::Canonical,
            1 => NameKind::Alias,
            _ => NameKind::Demonym,
        },
        ambiguity: match bytes[12] {
            0 => Ambiguity::None,
            1 => Ambiguity::Word,
            _ => Ambiguity::PersonalName,
        },
        weak: bytes[13] == 1,
        length: bytes[14],
        priority: bytes[15],
    }
}

/// The groups, from where their meanings and texts begin.
fn groups(places: &[u64], meanings: &[Meaning]) -> Vec<Group> {
    let first = |place: &u64| (*place as u32 as usize).min(meanings.len());
    let ends = places.iter().skip(1).map(first).chain([meanings.len()]);
    let of = |(place, end): (&u64, usize)| Group {
        first: *place as u32,
        text: (place >> 32) as u32,
        case: meanings.get(first(place)..end).and_then(one_case),
    };
    places.iter().zip(ends).map(of).collect()
}

/// Reads arrays and sums what is read.
struct Arrays<R> {
    inner: R,
    checksum: Checksum,
    left: u64,
}

type ReadResult<T> = std::io::Result<T>;

/// Bytes read at once: a multiple of eight, and of the size of every item but people's, which are read whole.
const PIECE: usize = 1 << 16;

impl<R: Read> Arrays<R> {
    /// The length of the next array, in bytes.
    fn length(&mut self) -> ReadResult<usize> {
        let mut eight = [0; 8];
        self.fill(&mut eight)?;
        let length = u64::from_le_bytes(eight);
        let fits = length.checked_next_multiple_of(8).is_some_and(|padded| padded <= self.left);
        if fits { Ok(length as usize) } else { Err(std::io::ErrorKind::InvalidData.into()) }
    }

    fn fill(&mut self, bytes: &mut [u8]) -> ReadResult<()> {
        self.inner.read_exact(bytes)?;
        self.checksum.add(bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Ok(())
    }

    fn bytes(&mut self) -> ReadResult<Vec<u8>> {
        let length = self.length()?;
        let mut bytes = vec![0; length.next_multiple_of(8)];
        self.fill(&mut bytes)?;
        bytes.truncate(length);
        Ok(bytes)
    }

    /// An array of items of that many bytes, read piece by piece.
    fn items<T, const BYTES: usize>(&mut self, item: impl Fn([u8; BYTES]) -> T) -> ReadResult<Vec<T>> {
        let length = self.length()?;
        let mut items = Vec::with_capacity(length / BYTES);
        let mut piece = vec![0; PIECE];
        let mut left = length;
        while left > 0 {
            let taken = left.min(PIECE);
            self.fill(&mut piece[..taken.next_multiple_of(8)])?;
            items.extend(piece[..taken].as_chunks::<BYTES>().0.iter().map(|bytes| item(*bytes)));
            left -= taken;
        }
        Ok(items)
    }

    /// Hashes, each with an index.
    fn pairs(&mut self) -> ReadResult<Vec<(u64, u32)>> {
        let bytes = self.bytes()?;
        let index = |bytes: &[u8; 12]| u32::from_le_bytes([bytes[8], bytes[9], bytes[10], bytes[11]]);
        Ok(bytes.as_chunks::<12>().0.iter().map(|bytes| (number_at(bytes, 0), index(bytes))).collect())
    }

    /// The whole; `None` when words were hashed in another way.
    fn compiled(&mut self) -> ReadResult<Option<Compiled>> {
        let same_hashing = self.bytes()? == hashing().to_le_bytes();
        let packed = self.bytes()?;
        let mut packed = Packed::new(&packed);
        let mut sources = Vec::new();
        while !packed.is_empty() {
            sources.push((packed.text(), packed.text()));
        }
        let starts = self.items(u32::from_le_bytes)?;
        let entities = self.bytes()?;
        let by_id = self.items(slot_from)?;
        let slots = Slots::from_stored(self.items(slot_from)?);
        let places = self.items(u64::from_le_bytes)?;
        let meanings: Vec<Meaning> = self.items(meaning_from)?;
        let groups = groups(&places, &meanings);
        let texts = self.bytes()?;
        let first_words = WordFilter::from_stored(self.items(u64::from_le_bytes)?);
        let small_first_words = WordFilter::from_stored(self.items(u64::from_le_bytes)?);
        let openings = WordFilter::from_stored(self.items(u64::from_le_bytes)?);
        let surnames = self.pairs()?;
        let given = self.items(u64::from_le_bytes)?;
        let variants = self.pairs()?;
        let (Some(slots), Some(by_id), true) = (slots, Slots::from_stored(by_id), same_hashing) else {
            return Ok(None);
        };
        let (Some(first_words), Some(small_first_words), Some(openings)) = (first_words, small_first_words, openings)
        else {
            return Ok(None);
        };
        Ok(Some(Compiled {
            entities: Entities::from_packed(starts, entities, by_id),
            names: NameTable {
                slots,
                groups,
                meanings,
                texts,
                first_words: [first_words, small_first_words],
                openings,
            },
            people: People::from_stored(&surnames, &given, variants),
            sources,
        }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::path::PathBuf;

    use super::super::Gazetteer;
    use super::*;

    const LIST: &str = "id,name,type,country,latitude,longitude,population,aliases,roles\n\
        person:x,Ilsa Brandt,person,DEU,,,,Brandt?|I. Brandt,envoy;DEUGOV;2014-05;2016\n\
        place:y,Port Selm,place,DEU,54.5,10.25,120000,Selm harbour|PSM!,\n";

    fn compiled(folder: &Path) -> (PathBuf, PathBuf) {
        let (list, out) = (folder.join("names.csv"), folder.join("names.dlg"));
        std::fs::write(&list, LIST).unwrap();
        Gazetteer::compile(&[list.clone().into()], &out).unwrap();
        (list, out)
    }

    fn shown(gazetteer: &Gazetteer, name: &str) -> String {
        let found = gazetteer.find(name);
        found.iter().map(|one| format!("{:?} {} {}\n", gazetteer.entity(one.entity), one.priority, one.note)).collect()
    }

    #[test]
    fn a_compiled_list_means_what_its_source_means() {
        let folder = tempfile::tempdir().unwrap();
        let (list, out) = compiled(folder.path());
        for only_own in [true, false] {
            let [source, compiled] =
                [&list, &out].map(|path| Gazetteer::load(&[PathBuf::clone(path).into()], only_own).unwrap());
            for name in ["Ilsa Brandt", "Brandt", "PSM", "Selm Harbour", "nobody", "Berlin"] {
                assert_eq!(shown(&source, name), shown(&compiled, name), "{name} {only_own}");
            }
            assert_eq!(source.len(), compiled.len());
            assert!(only_own || compiled.country("DEU").is_some());
        }
    }

    #[test]
    fn a_file_that_is_cut_off_damaged_or_foreign_is_refused_with_the_cause() {
        let folder = tempfile::tempdir().unwrap();
        let (_, out) = compiled(folder.path());
        let whole = std::fs::read(&out).unwrap();
        let mut damaged = whole.clone();
        damaged[200] ^= 4;
        let mut later = whole.clone();
        later[8] = 99;
        let cases = [
            (whole[..whole.len() - 9].to_vec(), "cut off"),
            (whole[..20].to_vec(), "cut off after 20 bytes"),
            (damaged, "damaged"),
            (later, "compiled in format 99, this version of Dateline reads format 3"),
            (b"name,type\nIlsa Brandt,person, and more than a header\n".to_vec(), "not a compiled gazetteer"),
            ([&whole[..], b"x"].concat(), "longer than it should be"),
        ];
        for (bytes, cause) in cases {
            std::fs::write(&out, bytes).unwrap();
            let message = Gazetteer::load(&[out.clone().into()], true).err().unwrap().to_string();
            assert!(message.contains("names.dlg") && message.contains(cause), "{message}");
        }
    }
}
