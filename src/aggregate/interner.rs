//! Strings → small numbers.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Keeps each distinct string once and gives it a number, counted from 0 in the order first seen.
#[derive(Debug, Default)]
pub struct Interner {
    numbers: FxHashMap<Arc<str>, u32>,
    strings: Vec<Arc<str>>,
    /// The number of the empty string, which is asked for most.
    empty: Option<u32>,
}

impl Interner {
    /// The number of `text`.
    pub fn number(&mut self, text: &str) -> u32 {
        match self.empty {
            Some(empty) if text.is_empty() => return empty,
            _ => {}
        }
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.strings.len() as u32;
        if text.is_empty() {
            self.empty = Some(number);
        }
        let text: Arc<str> = text.into();
        self.strings.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    /// The string with that number; empty when there is none.
    pub fn text(&self, number: u32) -> &str {
        self.strings.get(number as usize).map_or("", |text| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_strings_have_one_number() {
        let mut interner = Interner::default();
        let numbers = ["a", "b", "a", ""].map(|text| interner.number(text));
        assert_eq!(numbers, [0, 1, 0, 2]);
        assert_eq!(["a", "b", ""], [0, 1, 2].map(|number| interner.text(number)));
    }
}
