//! Names that the user never wants to see: those of `--stop-names`, and found ones that a list switches off.

use std::path::PathBuf;

use rustc_hash::FxHashSet;

use crate::error::{Error, Result};
use crate::model::{EntityRef, Mention, Shape, Token};
use crate::segment::{chain, tokenize};

use super::{Reading, Resolved};

/// Names to hide, by the chained hash of their folded words: spelling of capitals, accents and hyphens makes no difference.
#[derive(Clone, Debug, Default)]
pub struct StopNames {
    names: FxHashSet<u64>,
}

impl StopNames {
    /// Reads files of names, one a line; empty lines and lines that begin with `#` say nothing.
    pub fn read(files: &[PathBuf]) -> Result<Self> {
        let mut stop = Self::default();
        for path in files {
            let text =
                std::fs::read_to_string(path).map_err(|cause| Error::new(format!("{}: {cause}", path.display())))?;
            text.trim_start_matches('\u{feff}').lines().for_each(|line| stop.add(line));
        }
        Ok(stop)
    }

    fn add(&mut self, line: &str) {
        let name = line.trim();
        if !name.is_empty() && !name.starts_with('#') {
            self.names.insert(hash_of(name));
        }
    }

    /// Takes out every mention that is printed so, and every mention of an entity that is called so; and of those that no list
    /// has, the ones with a name that a list switches off, which else would come back as found.
    pub fn hide(&self, reading: &Reading, resolved: &mut Resolved) {
        let gazetteer = reading.gazetteer;
        if self.names.is_empty() && !gazetteer.switches_names_off() {
            return;
        }
        let found = &resolved.found;
        let off: Vec<bool> = found.iter().map(|entity| gazetteer.is_switched_off(&entity.name)).collect();
        let called = |mention: &Mention| match mention.entity {
            EntityRef::Listed(index) => hash_of(&reading.gazetteer.entity(index).name),
            EntityRef::Found(index) => hash_of(&found[index as usize].name),
        };
        resolved.mentions.retain(|mention| {
            let tokens = &reading.segmented.tokens[mention.first_token as usize..mention.end_token as usize];
            let is_off = match mention.entity {
                EntityRef::Listed(_) => false,
                EntityRef::Found(index) => off[index as usize] || gazetteer.are_switched_off(tokens),
            };
            !is_off && !self.names.contains(&hash_of_tokens(tokens)) && !self.names.contains(&called(mention))
        });
    }
}

fn hash_of(name: &str) -> u64 {
    let mut tokens = Vec::new();
    tokenize(name, 0..name.len(), &mut tokens);
    hash_of_tokens(&tokens)
}

fn hash_of_tokens(tokens: &[Token]) -> u64 {
    tokens.iter().filter(|token| token.shape != Shape::Hyphen).fold(0, |hash, token| chain(hash, token.fold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_stopped_however_it_is_written() {
        let mut stop = StopNames::default();
        "# wires\n\nReuters\n José-Luis Pérez ".lines().for_each(|line| stop.add(line));
        for (name, stopped) in
            [("REUTERS", true), ("Jose Luis Perez", true), ("Reuters Group", false), ("wires", false), ("", false)]
        {
            assert_eq!(stop.names.contains(&hash_of(name)), stopped, "{name}");
        }
    }
}
