//! The user's lists, as `--gazetteer` names them: `people.csv`, `people.csv:type=person`, `old.dlg:priority=0`.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::EntityType;
use crate::read::encoding;

/// One list: a file, and what is said about it behind colons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct List {
    /// A CSV file or a compiled gazetteer.
    pub path: PathBuf,
    /// Larger wins; without one, lists win in the order in which they are given. 0 stands beside the built-in lists.
    pub priority: Option<u8>,
    /// The type of rows that say none.
    pub kind: Option<EntityType>,
}

/// The highest priority that can be asked for; dictionaries of PETRARCH come above.
pub const HIGHEST: u8 = 200;

impl FromStr for List {
    type Err = Error;

    fn from_str(typed: &str) -> Result<Self> {
        let mut list = Self::default();
        let mut rest = typed;
        while let Some((before, option)) = rest.rsplit_once(':').filter(|(path, _)| !path.is_empty()) {
            let Some((key, value)) = option.split_once('=').filter(|(_, value)| !value.contains(['/', '\\'])) else {
                break;
            };
            list.set(key, value).map_err(|wrong| Error::new(format!("gazetteer {typed}: {wrong}")))?;
            rest = before;
        }
        list.path = PathBuf::from(rest);
        Ok(list)
    }
}

impl List {
    fn set(&mut self, key: &str, value: &str) -> std::result::Result<(), String> {
        match key {
            "type" => {
                let kind = EntityType::from_word(value);
                let known = kind.ok_or_else(|| format!("type \"{value}\" is not person, place or organization"))?;
                self.kind = Some(known);
            }
            "priority" => {
                let number = value.parse().ok().filter(|number| *number <= HIGHEST);
                let wrong = || format!("priority \"{value}\" is not a whole number between 0 and {HIGHEST}");
                self.priority = Some(number.ok_or_else(wrong)?);
            }
            _ => return Err(format!("\"{key}\" cannot be said of a list; only type=... and priority=... can")),
        }
        Ok(())
    }
}

impl From<PathBuf> for List {
    fn from(path: PathBuf) -> Self {
        Self { path, ..Self::default() }
    }
}

impl TryFrom<String> for List {
    type Error = Error;

    fn try_from(typed: String) -> Result<Self> {
        typed.parse()
    }
}

impl From<List> for String {
    fn from(list: List) -> Self {
        list.to_string()
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(kind) = self.kind {
            write!(f, ":type={}", kind.as_str())?;
        }
        self.priority.map_or(Ok(()), |priority| write!(f, ":priority={priority}"))
    }
}

/// The lists in the order in which they are loaded, each with the priority that it comes to: without one of its own, a
/// list's place in the order given, from 1 on.
pub fn in_order(lists: &[List]) -> Vec<(&List, u8)> {
    let place = |index: usize| u8::try_from(index + 1).unwrap_or(HIGHEST).min(HIGHEST);
    let mut ordered: Vec<_> =
        lists.iter().enumerate().map(|(index, list)| (list, list.priority.unwrap_or(place(index)))).collect();
    ordered.sort_by_key(|(_, priority)| *priority);
    ordered
}

/// A list as UTF-8, whatever a spreadsheet saved it as (Windows-1252, UTF-16). What is UTF-8 but for some bytes stays as it is:
/// the rows that hold them are told one by one.
pub fn as_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    if std::str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    match encoding::decode(bytes) {
        Ok(text) if !text.contains('\u{fffd}') => Cow::Owned(text.into_owned().into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_stands_behind_colons_is_said_of_the_list() {
        for (typed, path, kind, priority) in [
            ("a.csv", "a.csv", None, None),
            ("a.csv:type=person", "a.csv", Some(EntityType::Person), None),
            ("a.csv:priority=7:type=place", "a.csv", Some(EntityType::Place), Some(7)),
            ("C:\\lists\\a.csv", "C:\\lists\\a.csv", None, None),
            ("C:/x=1/a.csv", "C:/x=1/a.csv", None, None),
            ("a:b.csv:priority=0", "a:b.csv", None, Some(0)),
        ] {
            let list: List = typed.parse().unwrap();
            assert_eq!((list.path, list.kind, list.priority), (PathBuf::from(path), kind, priority), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_said_is_refused_with_what_can() {
        for (typed, part) in [
            ("a.csv:type=animal", "person, place or organization"),
            ("a.csv:priority=999", "between 0 and 200"),
            ("a.csv:typ=person", "only type=... and priority=..."),
        ] {
            let error = typed.parse::<List>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("gazetteer {typed}: ")) && error.contains(part), "{error}");
        }
    }

    #[test]
    fn later_lists_win_unless_priorities_say_otherwise() {
        let lists: Vec<List> = ["a:priority=3", "b", "c:priority=0", "d"].map(|typed| typed.parse().unwrap()).to_vec();
        let order: Vec<_> =
            in_order(&lists).iter().map(|(list, rank)| (list.path.display().to_string(), *rank)).collect();
        let expected = [("c", 0), ("b", 2), ("a", 3), ("d", 4)].map(|(path, rank)| (path.to_string(), rank));
        assert_eq!(order, expected);
    }

    #[test]
    fn a_list_reads_as_it_is_written() {
        let list: List = "x y.csv:priority=3:type=person".parse().unwrap();
        assert_eq!(list.to_string().parse::<List>().unwrap(), list);
    }
}
