//! The files of rules: the embedded ones, and those of a folder of the user's.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::gazetteer::{builtin_file, builtin_files_in};

/// Where the embedded rules are, below `gazetteers/`.
const BUILT_IN: &str = "events/";

/// The rules in use. A file of the user's folder takes the place of the embedded one of the same name, or comes after all
/// of them when there is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleFiles<'f> {
    /// The user's folder.
    pub folder: Option<&'f Path>,
}

/// One file: how messages call it, and its text.
pub struct RuleText {
    /// Path, or name in the project.
    pub name: String,
    /// TOML.
    pub text: String,
}

impl RuleFiles<'_> {
    /// The file of that name (`lists.toml`).
    pub fn read(&self, name: &str) -> Result<RuleText> {
        if let Some(path) = self.folder.map(|folder| folder.join(name)).filter(|path| path.is_file()) {
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|cause| Error::new(format!("{}: {cause}", path.display())))?;
            return Ok(RuleText { name: path.display().to_string(), text });
        }
        Ok(RuleText { name: format!("gazetteers/{BUILT_IN}{name}"), text: builtin_file(&format!("{BUILT_IN}{name}"))? })
    }

    /// What the file of that name holds, and how messages call it.
    pub fn parse<T: DeserializeOwned>(&self, name: &str) -> Result<(String, T)> {
        let RuleText { name, text } = self.read(name)?;
        let read = toml::from_str(&text).map_err(|error| Error::new(format!("{name}: {error}")))?;
        Ok((name, read))
    }

    /// The names of all files, the embedded ones first, each once and in order.
    pub fn names(&self) -> Result<Vec<String>> {
        let built_in = builtin_files_in(BUILT_IN).map(|name| name[BUILT_IN.len()..].to_string());
        let mut names: Vec<String> = built_in.collect();
        let Some(folder) = self.folder else { return Ok(names) };
        let wrong =
            |cause| Error::new(format!("{}: {cause}; --event-rules takes a folder of .toml files", folder.display()));
        let mut own = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(wrong)? {
            let name = entry.map_err(wrong)?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") && !names.contains(&name) {
                own.push(name);
            }
        }
        own.sort();
        names.extend(own);
        Ok(names)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::events::Coder;

    #[test]
    fn a_folder_replaces_and_adds_files() {
        let folder = tempfile::tempdir().unwrap();
        let files = RuleFiles { folder: Some(folder.path()) };
        assert_eq!(files.names().unwrap(), RuleFiles::default().names().unwrap());
        let class = "[[class]]\nid = \"greet\"\ncode = \"050\"\nphrases = [\"greet {target}\"]\n";
        std::fs::write(folder.path().join("mine.toml"), class).unwrap();
        std::fs::write(folder.path().join("20-mass-violence.toml"), "").unwrap();
        let coder = Coder::load(files).unwrap();
        let ids: Vec<&str> = coder.rules().classes.iter().map(|class| class.id.as_str()).collect();
        assert_eq!(ids.last(), Some(&"greet"));
        assert!(coder.rules().classes.iter().all(|class| !class.code.starts_with("20")));
    }

    #[test]
    fn a_mistake_names_the_file_and_what_would_be_right() {
        let folder = tempfile::tempdir().unwrap();
        let files = RuleFiles { folder: Some(folder.path()) };
        std::fs::write(folder.path().join("mine.toml"), "[[class]]\nid = \"greet\"\ncode = \"999\"\n").unwrap();
        let message = Coder::load(files).err().unwrap().to_string();
        assert!(message.contains("mine.toml") && message.contains("999"), "{message}");
        let missing = folder.path().join("none");
        let message = Coder::load(RuleFiles { folder: Some(&missing) }).err().unwrap().to_string();
        assert!(message.contains("--event-rules"), "{message}");
    }
}
