//! Packs the gazetteers that the binary embeds: one compressed file each, so that the program is one file.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use sha2::{Digest, Sha256};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=gazetteers");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?);
    // The best packing takes half a minute: not worth it for a build that is for tests only.
    let level = if env::var("PROFILE").is_ok_and(|profile| profile == "release") { 19 } else { 3 };
    let mut list = String::from("&[\n");
    for path in files(Path::new("gazetteers"))? {
        let name = path.strip_prefix("gazetteers").map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        let packed = out.join(name.replace('/', "__") + ".zst");
        let bytes = fs::read(&path)?;
        fs::write(&packed, zstd::bulk::compress(&bytes, level)?)?;
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let (length, packed) = (bytes.len(), packed.display().to_string());
        list.push_str(&format!("    File {{ name: {name:?}, length: {length}, sha256: {digest:?}, "));
        list.push_str(&format!("packed: include_bytes!({packed:?}) }},\n"));
    }
    list.push(']');
    fs::write(out.join("gazetteers.rs"), list)
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
