//! What can be chosen about reading.

use super::Format;
use crate::error::{Error, Result};
use crate::model::{DateOrder, PartialDate};
use crate::nearest::nearest;

/// How the text of a web page is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HtmlReader {
    /// `dom_smoothie`, with `trafilatura` where it seems to have missed most of the article; see `benchmarks/`.
    #[default]
    Exact,
    /// `dom_smoothie` alone: never slow, now and then a page short.
    Fast,
}

/// Settings of reading.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Names of the fields of JSON and CSV records.
    pub fields: FieldNames,
    /// How the text of a web page is found.
    pub html: HtmlReader,
    /// The order of day and month in dates of digits alone; such dates stay unread when it is not known.
    pub date_order: Option<DateOrder>,
    /// The date of documents that tell none.
    pub date: Option<PartialDate>,
    /// What standard input holds; found out from its first bytes when not given.
    pub stdin: Option<Format>,
    /// A document of more bytes than this is rejected.
    pub max_document_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            fields: FieldNames::default(),
            html: HtmlReader::default(),
            date_order: None,
            date: None,
            stdin: None,
            max_document_bytes: 64 * 1024 * 1024,
        }
    }
}

/// What a field of a record can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    Id,
    Title,
    Date,
    Url,
    Language,
}

impl Role {
    pub(super) const ALL: [Self; 6] = [Self::Text, Self::Id, Self::Title, Self::Date, Self::Url, Self::Language];

    pub(super) fn name(self) -> &'static str {
        self.synonyms()[0]
    }

    /// The contract's own name first, then names that other tools give the field, the likeliest first.
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "text",
                "body",
                "content",
                "maintext",
                "main_text",
                "article_text",
                "articlebody",
                "article_body",
                "article",
                "full_text",
                "fulltext",
                "raw_text",
                "story",
                "story_text",
                "plain_text",
                "body_text",
                "contents",
            ],
            Self::Id => {
                &["id", "doc_id", "docid", "document_id", "article_id", "stories_id", "story_id", "guid", "uuid", "_id"]
            }
            Self::Title => &["title", "headline", "head_line", "heading", "hl1"],
            Self::Date => &[
                "date",
                "published",
                "publish_date",
                "published_at",
                "publishedat",
                "pubdate",
                "pub_date",
                "date_publish",
                "date_published",
                "publication_date",
                "publishdate",
                "published_date",
                "datepublished",
                "publicationdate",
                "indexed_date",
                "timestamp",
                "datetime",
                "created_at",
                "published_on",
                "published_time",
                "release_date",
                "datum",
                "fecha",
                "created",
            ],
            Self::Url => {
                &["url", "link", "web_url", "weburl", "article_url", "source_url", "sourceurl", "canonical_url"]
            }
            Self::Language => &["language", "lang", "language_code"],
        }
    }
}

/// Which field of a record holds the text, the title and so on.
///
/// A name that was given is the only one taken; otherwise the contract's own name, else the first synonym present.
#[derive(Clone, Debug, Default)]
pub struct FieldNames {
    given: [Option<String>; 6],
}

impl FieldNames {
    /// Takes a mapping as typed, `text=body`.
    pub fn set(&mut self, mapping: &str) -> Result<()> {
        let wrong = || {
            let known = Role::ALL.map(Role::name).join(", ");
            Error::new(format!(
                "--field \"{mapping}\" is not FIELD=NAME with FIELD one of {known}; for example --field text=body"
            ))
        };
        let (field, name) = mapping.split_once('=').ok_or_else(wrong)?;
        let (field, name) = (field.trim(), name.trim());
        let role = Role::ALL.into_iter().find(|role| role.name() == field && !name.is_empty()).ok_or_else(wrong)?;
        self.given[role as usize] = Some(name.to_string());
        Ok(())
    }

    /// What a field of that name holds, and how good the name is (0 is best); `None` when it means nothing here.
    pub(super) fn role(&self, name: &str) -> Option<(Role, u8)> {
        if let Some(role) = Role::ALL.into_iter().find(|&role| self.given[role as usize].as_deref() == Some(name)) {
            return Some((role, 0));
        }
        let alike = |given: &String| given.to_lowercase() == name.to_lowercase();
        if let Some(role) = Role::ALL.into_iter().find(|&role| self.given[role as usize].as_ref().is_some_and(alike)) {
            return Some((role, 1));
        }
        let free = || Role::ALL.into_iter().filter(|&role| self.given[role as usize].is_none());
        // The contract's own names, which nearly all records have, first.
        if let Some(role) = free().find(|role| role.name() == name) {
            return Some((role, 0));
        }
        // `Publication Date`, `publication-date`
        let joined = |byte: u8| if matches!(byte, b' ' | b'-') { b'_' } else { byte.to_ascii_lowercase() };
        let same = |known: &&str| known.len() == name.len() && known.bytes().eq(name.bytes().map(joined));
        free().find_map(|role| {
            let rank = role.synonyms().iter().position(&same)?;
            Some((role, rank as u8))
        })
    }

    /// The name of a field for `role` of which `name` may be a misspelling.
    pub(super) fn slip(&self, name: &str, role: Role) -> Option<&'static str> {
        let free = self.given[role as usize].is_none() && name.len() > 3;
        let most = if name.len() < 6 { 1 } else { 2 };
        let swapped = |known: &&str| is_swapped(&name.to_lowercase(), known);
        let near = || nearest(&name.to_lowercase(), role.synonyms().iter().copied(), most);
        free.then(|| role.synonyms().iter().copied().find(swapped).or_else(near)).flatten()
    }

    /// The name that was given for the text, or the contract's own.
    pub(super) fn text_name(&self) -> &str {
        self.given[Role::Text as usize].as_deref().unwrap_or("text")
    }
}

/// Whether two letters beside each other have changed places.
fn is_swapped(one: &str, other: &str) -> bool {
    let differ = |(one, other): (u8, u8)| one != other;
    let (mine, theirs) = (one.as_bytes(), other.as_bytes());
    let first = mine.iter().copied().zip(theirs.iter().copied()).position(differ);
    mine.len() == theirs.len()
        && first.is_some_and(|at| {
            at + 1 < mine.len()
                && (mine[at], mine[at + 1]) == (theirs[at + 1], theirs[at])
                && mine[at + 2..] == theirs[at + 2..]
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_given_name_is_the_only_one_taken() {
        let mut names = FieldNames::default();
        assert_eq!(names.role("body"), Some((Role::Text, 1)));
        assert!(names.set("text=transcript").is_ok());
        assert_eq!(names.role("transcript"), Some((Role::Text, 0)));
        assert_eq!(names.role("body"), None);
        assert_eq!(names.role("text"), None);
    }

    #[test]
    fn names_are_found_whatever_their_case() {
        let names = FieldNames::default();
        for (name, role) in [
            ("Text", Role::Text),
            ("HEADLINE", Role::Title),
            ("publishedAt", Role::Date),
            ("Publication Date", Role::Date),
            ("Datum", Role::Date),
            ("stories_id", Role::Id),
        ] {
            assert_eq!(names.role(name).map(|(role, _)| role), Some(role), "{name}");
        }
        assert_eq!(names.role("author"), None);
        assert_eq!(names.role("data"), None);
        let mut given = FieldNames::default();
        assert!(given.set("text=inhalt").is_ok());
        assert_eq!(given.role("Inhalt"), Some((Role::Text, 1)));
        assert_eq!(given.role("inhalt"), Some((Role::Text, 0)));
        assert_eq!(given.role("inhalt2"), None);
    }

    #[test]
    fn a_wrong_mapping_says_what_would_be_right() {
        for mapping in ["text", "words=body", "text="] {
            let message = FieldNames::default().set(mapping).err().map(|error| error.to_string());
            assert!(message.is_some_and(|m| m.contains("--field text=body")), "{mapping}");
        }
    }
}
