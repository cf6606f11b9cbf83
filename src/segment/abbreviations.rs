//! Abbreviations of news English that end in a stop.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::fold::fold_hash;
use crate::gazetteer::builtin_file;

/// What an abbreviation stands for decides whether a sentence may end with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Stands before a name (`Gen.`, `St.`, `Mr.`): never ends a sentence.
    BeforeName,
    /// Stands before a number (`No.`, `Jan.`, `p.`): ends one only when no number follows.
    BeforeNumber,
    /// May end a sentence (`Inc.`, `Calif.`, `etc.`, `Jr.`).
    Anywhere,
}

/// `gazetteers/abbreviations.csv`, by folded abbreviation: its kind, and whether it is also an ordinary English word, so that
/// it is an abbreviation only when capitalised.
static KINDS: LazyLock<FxHashMap<u64, (Kind, bool)>> = LazyLock::new(|| {
    let text = builtin_file("abbreviations.csv").unwrap_or_default();
    text.lines().skip(1).filter_map(row).collect()
});

/// A row `abbreviation,kind,also_word`.
fn row(line: &str) -> Option<(u64, (Kind, bool))> {
    let mut cells = line.split(',');
    let (abbreviation, kind, also_word) = (cells.next()?, cells.next()?, cells.next()?);
    let kind = match kind {
        "before-name" => Kind::BeforeName,
        "before-number" => Kind::BeforeNumber,
        "anywhere" => Kind::Anywhere,
        _ => return None,
    };
    Some((fold_hash(abbreviation), (kind, !also_word.is_empty())))
}

/// What kind of abbreviation `word` (without its stop) is, if it is one.
pub fn kind(word: &str) -> Option<Kind> {
    if word.len() > 6 || !word.is_ascii() {
        return None;
    }
    let (kind, also_word) = *KINDS.get(&fold_hash(word))?;
    let small = word.as_bytes()[0].is_ascii_lowercase();
    (!(small && also_word)).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_before_names_and_words_are_no_abbreviations() {
        assert_eq!(kind("Gen"), Some(Kind::BeforeName));
        assert_eq!(kind("Jan"), Some(Kind::BeforeNumber));
        assert_eq!(kind("Inc"), Some(Kind::Anywhere));
        assert_eq!(kind("no"), None);
        assert_eq!(kind("sun"), None);
        assert_eq!(kind("troops"), None);
    }

    #[test]
    fn every_row_of_the_list_can_be_read() {
        let text = builtin_file("abbreviations.csv").unwrap_or_default();
        assert!(text.lines().count() > 100);
        assert!(text.lines().skip(1).all(|line| row(line).is_some()));
    }
}
