//! Packs the gazetteers that the binary embeds, so that the program is one file: each as text, compressed, and the lists of
//! entities compiled too, so that a run begins with the finished name table.

#![allow(dead_code, unused_imports, unreachable_pub)]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

// The rooms of the program that read lists and hash words.
#[path = "src/delimited.rs"]
mod delimited;
#[path = "src/error.rs"]
mod error;
#[path = "src/model/mod.rs"]
mod model;
#[path = "src/nearest.rs"]
mod nearest;
#[path = "src/segment/mod.rs"]
mod segment;
#[path = "src/spot"]
mod spot {
    pub mod gaps;
    mod word_bitmap;
    pub mod words;
}
#[path = "src/gazetteer"]
mod gazetteer {
    pub mod built_in;
    pub mod cells;
    mod changes;
    pub mod columns;
    pub mod compiled;
    pub mod entities;
    pub mod entry;
    pub mod governments;
    pub mod making;
    mod name_cuts;
    pub mod names;
    mod packing;
    pub mod people;
    mod rows;
    pub mod table;
    pub mod towns;
    pub mod variants;

    pub use making::slug;

    /// The text of a built-in file, here from the folder.
    pub fn builtin_file(name: &str) -> crate::error::Result<String> {
        let path = std::path::Path::new("gazetteers").join(name);
        std::fs::read_to_string(&path).map_err(|error| crate::error::Error::new(format!("{}: {error}", path.display())))
    }
}

/// How hard files are packed: the best packing is a sixth smaller, and takes a third longer to unpack at every start.
const LEVEL: i32 = 3;

/// Lists that few runs ask for: packed as small as can be.
const ON_DEMAND: [&str; 1] = ["villages.csv"];
const HIGHEST_LEVEL: i32 = 19;

/// Parts in which the compiled lists are packed.
const PARTS: usize = 2;

/// Lists that are needed only compiled.
const ONLY_COMPILED: [&str; 1] = ["cities.csv"];

fn main() -> io::Result<()> {
    for path in [
        "gazetteers",
        "build.rs",
        "src/delimited.rs",
        "src/error.rs",
        "src/nearest.rs",
        "src/model",
        "src/segment",
        "src/spot",
        "src/gazetteer",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?);
    let mut list = String::from("&[\n");
    let mut digests = Vec::new();
    for path in files(Path::new("gazetteers"))? {
        let name = path.strip_prefix("gazetteers").map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let packed = out.join(name.replace('/', "__") + ".zst");
        let bytes = fs::read(&path)?;
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        digests.push((name.clone(), digest.clone()));
        if ONLY_COMPILED.contains(&name.as_str()) {
            continue;
        }
        let level = if ON_DEMAND.contains(&name.as_str()) { HIGHEST_LEVEL } else { LEVEL };
        fs::write(&packed, zstd::bulk::compress(&bytes, level)?)?;
        let (length, packed) = (bytes.len(), packed.display().to_string());
        list.push_str(&format!("    File {{ name: {name:?}, length: {length}, #[cfg(test)] sha256: {digest:?}, "));
        list.push_str(&format!("packed: include_bytes!({packed:?}) }},\n"));
    }
    list.push(']');
    fs::write(out.join("gazetteers.rs"), list)?;
    let towns = gazetteer::builtin_file("towns.csv").map_err(io::Error::other)?;
    fs::write(out.join("towns.names"), gazetteer::towns::Towns::read(towns).stored())?;
    fs::write(out.join("built_in.rs"), parts(&compiled(&digests)?, &out)?)
}

/// Packs the compiled lists in parts, which a run unpacks side by side; gives their list as Rust.
fn parts(compiled: &[u8], out: &Path) -> io::Result<String> {
    let mut list = String::from("&[\n");
    for (index, part) in compiled.chunks(compiled.len().div_ceil(PARTS)).enumerate() {
        let packed = out.join(format!("built_in.{index}.zst"));
        fs::write(&packed, zstd::bulk::compress(part, LEVEL)?)?;
        let (length, packed) = (part.len(), packed.display().to_string());
        list.push_str(&format!("    Part {{ length: {length}, packed: include_bytes!({packed:?}) }},\n"));
    }
    list.push(']');
    Ok(list)
}

/// The lists of entities, compiled.
fn compiled(digests: &[(String, String)]) -> io::Result<Vec<u8>> {
    let built_in = gazetteer::built_in::built_in(gazetteer::builtin_file).map_err(io::Error::other)?;
    let digest = |name: &str| digests.iter().find(|(other, _)| other == name).map(|(_, digest)| digest.clone());
    let sources = gazetteer::built_in::BUILT_IN.iter();
    let sources = sources.map(|name| (format!("gazetteers/{name}"), digest(name).unwrap_or_default())).collect();
    let gazetteer::making::Making { entities, names, people, .. } = built_in.making;
    let compiled = gazetteer::compiled::Compiled { entities, names: names.build(), people, sources };
    gazetteer::compiled::write_built_in(&compiled, &built_in.countries, &built_in.summed)
}

/// Every CSV and TOML file below `folder`, in a fixed order.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "csv" || extension == "toml") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
