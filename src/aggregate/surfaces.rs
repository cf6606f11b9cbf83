//! How the entities of one document are written.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::model::EntityRef;

/// Distinct surface forms by entity, with counts; one stretch of text holds them all.
#[derive(Clone, Debug, Default)]
pub struct Surfaces {
    text: String,
    forms: Vec<Form>,
}

#[derive(Clone, Copy, Debug)]
struct Form {
    entity: EntityRef,
    /// Hash of the text.
    hash: u64,
    start: u32,
    end: u32,
    count: u32,
}

impl Surfaces {
    /// Counts one mention of `entity`, written `surface`.
    pub(super) fn add(&mut self, entity: EntityRef, surface: &str) {
        match surface.bytes().any(|byte| matches!(byte, b'|' | b'\n' | b'\r' | b'\t')) {
            true => self.count(entity, &on_one_line(surface)),
            false => self.count(entity, surface),
        }
    }

    /// Entity, surface form with its hash, and how often it was used.
    pub fn iter(&self) -> impl Iterator<Item = (EntityRef, u64, &str, u32)> {
        self.forms.iter().map(|form| (form.entity, form.hash, form.of(&self.text), form.count))
    }

    fn count(&mut self, entity: EntityRef, surface: &str) {
        let hash = FxBuildHasher.hash_one(surface);
        let same = |form: &&mut Form| form.hash == hash && form.entity == entity && form.of(&self.text) == surface;
        if let Some(known) = self.forms.iter_mut().find(same) {
            known.count += 1;
            return;
        }
        let start = self.text.len() as u32;
        self.text.push_str(surface);
        self.forms.push(Form { entity, hash, start, end: self.text.len() as u32, count: 1 });
    }
}

impl Form {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The bar separates surface forms in the table, and a line break would break its line.
fn on_one_line(surface: &str) -> String {
    surface.replace('|', "/").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_counted_by_entity_and_kept_on_one_line() {
        let mut surfaces = Surfaces::default();
        let (one, two) = (EntityRef::Listed(1), EntityRef::Listed(2));
        for (entity, surface) in
            [(one, "John\nKerry"), (two, "Kerry"), (one, "John Kerry"), (one, "a|b"), (one, "Kerry")]
        {
            surfaces.add(entity, surface);
        }
        let counted: Vec<_> = surfaces.iter().map(|(entity, _, text, count)| (entity, text, count)).collect();
        assert_eq!(counted, [(one, "John Kerry", 2), (two, "Kerry", 1), (one, "a/b", 1), (one, "Kerry", 1)]);
    }
}
