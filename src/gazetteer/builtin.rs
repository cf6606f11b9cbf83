//! The data files embedded in the binary, compressed.

use crate::error::{Error, Result};

/// Name below `gazetteers/` and compressed bytes.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/gazetteers.rs"));

/// The files of entities, in the order in which they are loaded.
pub const ENTITY_FILES: [&str; 6] =
    ["countries.csv", "regions.csv", "places.csv", "cities.csv", "organizations.csv", "people.csv"];

/// The text of an embedded file.
pub fn file(name: &str) -> Result<String> {
    let (_, packed) = FILES
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| Error::new(format!("the program was built without gazetteers/{name}")))?;
    let bytes = zstd::stream::decode_all(*packed).map_err(|error| Error::new(format!("gazetteers/{name}: {error}")))?;
    String::from_utf8(bytes).map_err(|error| Error::new(format!("gazetteers/{name}: {error}")))
}

/// The names of the embedded files below a folder, in order.
pub fn files_in(folder: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    FILES.iter().map(|(name, _)| *name).filter(move |name| name.starts_with(folder))
}
