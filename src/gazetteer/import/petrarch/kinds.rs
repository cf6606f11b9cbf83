//! What a dictionary of PETRARCH lists, told by its lines: the formats have no header.

use std::path::{Path, PathBuf};

use super::codes;
use super::lines::Lines;
use crate::error::{Error, Result};
use crate::gazetteer::import::open;

/// What a dictionary lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Names with actor codes.
    Actors,
    /// Common nouns with parts of codes (`[~GOV]`).
    Agents,
    /// Phrases with issues.
    Issues,
    /// Verbs and their patterns.
    Verbs,
    /// Phrases that keep a sentence from being coded, without any code.
    Discards,
}

impl Sort {
    const fn name(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Agents => "agents",
            Self::Issues => "issues",
            Self::Verbs => "verbs",
            Self::Discards => "discards",
        }
    }

    /// How a run takes it, where it does.
    const fn flag(self) -> Option<&'static str> {
        match self {
            Self::Actors => Some("--petrarch-actors"),
            Self::Agents => Some("--petrarch-agents"),
            Self::Verbs => Some("--petrarch-verbs"),
            Self::Discards => Some("--petrarch-discards"),
            Self::Issues => None,
        }
    }
}

/// Lines that are looked at: all of them in most dictionaries.
const LOOKED_AT: usize = 20_000;

/// What the file lists; nothing when its lines are those of no dictionary, as far as can be told.
pub fn sort_of(path: &Path) -> Result<Option<Sort>> {
    let wrong = |cause: std::io::Error| Error::new(format!("{}: {cause}", path.display()));
    let mut reader = Lines::new(open(path)?);
    let (mut actors, mut agents, mut verbs, mut codes_of_events) = (0, 0, 0, 0);
    for _ in 0..LOOKED_AT {
        let Some(line) = reader.next_line().map_err(wrong)? else { break };
        let text = line.text.trim();
        if text.starts_with("<ISSUE") {
            return Ok(Some(Sort::Issues));
        }
        verbs += usize::from(text.starts_with("---") || (text.starts_with("- ") && text.contains('*')));
        let Some((_, inside)) = text.split_once('[') else { continue };
        let code = inside.split(']').next().unwrap_or_default().trim();
        match codes::parse(code) {
            _ if code.starts_with('~') => agents += 1,
            _ if code.starts_with(|letter: char| letter.is_ascii_digit() || letter == ':') => codes_of_events += 1,
            Ok(_) => actors += 1,
            Err(_) => {}
        }
    }
    let most = [(actors, Sort::Actors), (agents, Sort::Agents), (verbs + codes_of_events, Sort::Verbs)];
    let (count, sort) = most.into_iter().max_by_key(|(count, _)| *count).unwrap_or((0, Sort::Actors));
    Ok((count > 0).then_some(sort))
}

/// Fails with the first dictionary that does not list what its flag says, and with what it seems to list.
pub fn check(dictionaries: &[(Sort, &[PathBuf])]) -> Result<()> {
    for (wanted, files) in dictionaries {
        for file in *files {
            let found = sort_of(file)?;
            // Discards carry no code, so that nothing tells them but that nothing else is told.
            if found == Some(*wanted) || (*wanted == Sort::Discards && found.is_none()) {
                continue;
            }
            return Err(Error::new(format!("{}: {}", file.display(), told(*wanted, found))));
        }
    }
    Ok(())
}

fn told(wanted: Sort, found: Option<Sort>) -> String {
    let wanted_name = wanted.name();
    let advice = found.and_then(Sort::flag).map(|flag| format!("; give it with {flag}")).unwrap_or_default();
    match found {
        Some(found) => format!("this looks like a dictionary of {}, not of {wanted_name}{advice}", found.name()),
        None => format!("no line of it reads as one of a PETRARCH dictionary of {wanted_name}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_dictionary_is_known_by_its_lines_and_taken_only_for_what_it_lists() {
        let folder = tempfile::tempdir().unwrap();
        let texts = [
            (Some(Sort::Actors), "# actors\nKERRY_ [USAGOV]\n+JOHN_KERRY\nARVENIA [ARV 010101-991231]\n"),
            (Some(Sort::Agents), "AMBASSADOR [~GOV]\nPARLIAMENT {} [~LEG]\n"),
            (Some(Sort::Verbs), "&TALK\n+TALKS\n\n--- MEET [040:040] ---\nMEET {MEETS MET}\n- * &TALK [041]\n"),
            (Some(Sort::Issues), "<ISSUE CATEGORY=\"X\">\nhead start [EARLY]\n"),
            (None, "MONTHS LATER\n+WORLD CUP\n"),
            (None, "2661552\tBern\tBern\t46.9\t7.4\n"),
        ];
        for (sort, text) in texts {
            let file = folder.path().join("dictionary.txt");
            std::fs::write(&file, text).unwrap();
            assert_eq!(sort_of(&file).unwrap(), sort, "{text}");
            let files = [file];
            for wanted in [Sort::Actors, Sort::Agents, Sort::Verbs] {
                assert_eq!(check(&[(wanted, &files)]).is_ok(), sort == Some(wanted), "{text}");
            }
            assert_eq!(check(&[(Sort::Discards, &files)]).is_ok(), sort.is_none(), "{text}");
        }
    }

    #[test]
    fn the_right_flag_is_told() {
        let message = told(Sort::Verbs, Some(Sort::Actors));
        assert_eq!(message, "this looks like a dictionary of actors, not of verbs; give it with --petrarch-actors");
    }
}
