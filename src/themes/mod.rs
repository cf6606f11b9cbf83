//! What documents and events are about: PLOVER contexts of event classes, and word lists of the user.
//!
//! In: an analysed document. Out: its themes, and those of each of its events, as names in alphabetical order. Themes say
//! what is talked of, not how: nothing here weighs words as good or bad.

mod lists;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use lists::Lists;

use crate::error::Result;
use crate::gazetteer::Cameo;
use crate::model::{Annotated, Theme};

/// What themes are told from.
#[derive(Debug, Default)]
pub struct Themes {
    /// PLOVER contexts of each CAMEO code that has some.
    contexts: FxHashMap<String, Vec<Theme>>,
    lists: Lists,
}

impl Themes {
    /// Loads the contexts of classes, and the word lists in `files`.
    pub fn load(files: &[PathBuf]) -> Result<Self> {
        let cameo = Cameo::load()?;
        let contexts = cameo.codes().into_iter().filter_map(|code| {
            let named = &cameo.get(code)?.context;
            let names = named.split(';').map(str::trim).filter(|name| !name.is_empty());
            Some((code.to_string(), names.map(Arc::from).collect()))
        });
        Ok(Self { contexts: contexts.collect(), lists: Lists::load(files)? })
    }

    /// Adds the themes of a document and of its events.
    pub fn add(&self, annotated: &mut Annotated) {
        let by_sentence = self.lists.find(annotated);
        let mut all: BTreeSet<Theme> = by_sentence.values().flatten().cloned().collect();
        for event in &mut annotated.events {
            let mut themes: BTreeSet<Theme> = self.of_code(&event.cameo).iter().cloned().collect();
            themes.extend(by_sentence.get(&event.sentence).into_iter().flatten().cloned());
            all.extend(themes.iter().cloned());
            event.themes = themes.into_iter().collect();
        }
        annotated.themes = all.into_iter().collect();
    }

    /// The contexts of a code, or else of the code that it is a case of (`1823` → `182` → `18`).
    fn of_code(&self, code: &str) -> &[Theme] {
        let prefixes = (2..=code.len()).rev().filter_map(|length| code.get(..length));
        prefixes
            .filter_map(|prefix| self.contexts.get(prefix))
            .find(|themes| !themes.is_empty())
            .map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::EventMention;

    #[test]
    fn a_class_has_its_contexts_and_a_case_of_it_those_of_the_class() {
        let themes = Themes::load(&[]).unwrap();
        let name = |code: &str| themes.of_code(code).iter().map(|theme| theme.to_string()).collect::<Vec<_>>();
        assert_eq!(name("190"), ["military"]);
        assert_eq!(name("1909"), name("190"));
        assert_eq!(name("010"), Vec::<String>::new());
        assert!(name("é").is_empty());
    }

    #[test]
    fn a_document_has_the_themes_of_its_events() {
        let themes = Themes::load(&[]).unwrap();
        let event = |code: &str| EventMention { cameo: code.into(), ..EventMention::default() };
        let mut annotated =
            Annotated { events: vec![event("190"), event("010"), event("190")], ..Annotated::default() };
        themes.add(&mut annotated);
        assert_eq!(annotated.themes, annotated.events[0].themes);
        assert!(annotated.events[1].themes.is_empty());
    }
}
