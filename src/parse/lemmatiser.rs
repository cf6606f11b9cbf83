//! The lemmatiser: a form and its tag in, a lemma out.
//!
//! An edit cuts bytes off the end of the form and puts others there. Which edit is decided by the longest ending that the
//! treebank taught for the tag, up to the whole word; so `wolves` → `wolf` and `went` → `go` are the same kind of rule.

use compact_str::CompactString;

use super::codec::{Reader, Writer};
use super::lookup::Lookup;
use super::words::hash_bytes;
use crate::error::{Error, Result};

/// The longest ending, in bytes, that has rules.
pub const LONGEST_ENDING: usize = 5;

/// Cut `cut` bytes, then append `append`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// Bytes to cut off the end.
    pub cut: u8,
    /// What to put there.
    pub append: String,
}

impl Edit {
    /// The edit that makes `lemma` of `form`.
    pub fn between(form: &str, lemma: &str) -> Self {
        let shared = form.char_indices().zip(lemma.chars()).take_while(|((_, a), b)| a == b);
        let kept = shared.last().map_or(0, |((at, letter), _)| at + letter.len_utf8());
        Self { cut: (form.len() - kept).min(255) as u8, append: lemma[kept..].to_owned() }
    }

    /// The lemma it makes of `form`; the form itself when it cannot be cut so.
    pub fn apply(&self, form: &str) -> CompactString {
        let Some(kept) = form.len().checked_sub(self.cut as usize).and_then(|end| form.get(..end)) else {
            return CompactString::new(form);
        };
        let mut lemma = CompactString::new(kept);
        lemma.push_str(&self.append);
        lemma
    }
}

/// The trained lemmatiser.
#[derive(Clone, Debug, Default)]
pub struct Lemmatiser {
    edits: Vec<Edit>,
    rules: Lookup,
    /// Bit set of the tag classes whose lemmas keep their capitals.
    cased: u64,
}

impl Lemmatiser {
    /// A lemmatiser of these edits and rules (key of [`ending_key`] or [`word_key`] → number of the edit).
    pub fn new(edits: Vec<Edit>, rules: &[(u32, u32)], cased: u64) -> Self {
        Self { edits, rules: Lookup::new(rules), cased }
    }

    /// Whether lemmas of a tag class keep their capitals.
    pub fn keeps_capitals(&self, class: u8) -> bool {
        self.cased >> (class & 63) & 1 == 1
    }

    /// The lemma of `form` as a word of tag class `class`; `scratch` is working space.
    pub fn lemma(&self, form: &str, class: u8, scratch: &mut String) -> CompactString {
        if self.keeps_capitals(class) {
            return self.edit(form, class).map_or_else(|| CompactString::new(form), |edit| edit.apply(form));
        }
        lower_case(form, scratch);
        self.edit(scratch, class).map_or_else(|| CompactString::new(&*scratch), |edit| edit.apply(scratch))
    }

    fn edit(&self, form: &str, class: u8) -> Option<&Edit> {
        let bytes = form.as_bytes();
        let endings = (0..=LONGEST_ENDING.min(bytes.len())).rev().map(|length| ending_key(bytes, length, class));
        let mut keys = std::iter::once(word_key(bytes, class)).chain(endings);
        let number = keys.find_map(|key| self.rules.get(key))?;
        self.edits.get(number as usize)
    }

    /// Writes the lemmatiser.
    pub fn write(&self, out: &mut Writer) {
        out.u32(self.cased as u32);
        out.u32((self.cased >> 32) as u32);
        out.u32(self.edits.len() as u32);
        for edit in &self.edits {
            out.u8(edit.cut);
            out.short_text(&edit.append);
        }
        self.rules.write(out);
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
        let cased = u64::from(input.u32()?) | u64::from(input.u32()?) << 32;
        let count = input.u32()?;
        let edits = (0..count)
            .map(|_| Ok(Edit { cut: input.u8()?, append: input.short_text()?.to_owned() }))
            .collect::<Result<Vec<_>>>()?;
        let rules = Lookup::read(input)?;
        if edits.is_empty() {
            return Err(Error::new("the weights hold no edits for lemmas"));
        }
        Ok(Self { edits, rules, cased })
    }
}

/// Key of the rule for the last `length` bytes of a form.
pub fn ending_key(form: &[u8], length: usize, class: u8) -> u32 {
    let ending = &form[form.len().saturating_sub(length)..];
    hash_bytes(ending) ^ (u32::from(class) | (length as u32) << 8).wrapping_mul(0x9E37_79B1)
}

/// Key of the rule for a whole word.
pub fn word_key(form: &[u8], class: u8) -> u32 {
    hash_bytes(form) ^ (u32::from(class) | 0xFF00).wrapping_mul(0x9E37_79B1)
}

/// Puts the small letters of `form` into `out`.
pub fn lower_case(form: &str, out: &mut String) {
    out.clear();
    if form.is_ascii() {
        out.push_str(form);
        out.make_ascii_lowercase();
    } else {
        out.extend(form.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_makes_the_lemma() {
        for (form, lemma) in
            [("troops", "troop"), ("went", "go"), ("wolves", "wolf"), ("sheep", "sheep"), ("ère", "er")]
        {
            assert_eq!(Edit::between(form, lemma).apply(form), lemma);
        }
    }

    #[test]
    fn an_edit_that_does_not_fit_leaves_the_form() {
        assert_eq!(Edit { cut: 9, append: String::new() }.apply("a"), "a");
        assert_eq!(Edit { cut: 1, append: String::new() }.apply("é"), "é");
    }

    #[test]
    fn the_longest_rule_wins() {
        let edits = vec![Edit { cut: 1, append: String::new() }, Edit { cut: 3, append: "y".into() }, Edit::default()];
        let rules = [(ending_key(b"s", 1, 0), 0), (ending_key(b"ies", 3, 0), 1), (word_key(b"series", 0), 2)];
        let lemmatiser = Lemmatiser::new(edits, &rules, 0);
        let mut scratch = String::new();
        for (form, lemma) in [("troops", "troop"), ("Cities", "city"), ("series", "series"), ("sheep", "sheep")] {
            assert_eq!(lemmatiser.lemma(form, 0, &mut scratch), lemma);
        }
    }
}
