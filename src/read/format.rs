//! What kind of file it is, from its name or its first bytes.

use crate::delimited::shape;

/// The shape of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: one document, a mail, subtitles, or an export of many articles.
    Text,
    /// One web page.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects, or one object.
    Json,
    /// Comma-, semicolon- or tab-separated records under a header.
    Delimited,
}

/// How an input is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Zstd,
}

impl Packing {
    /// The packing that a file's name tells, and the name without its ending.
    pub(super) fn of_name(name: &str) -> (Self, &str) {
        let ends = |ending: &str| {
            let at = name.len().checked_sub(ending.len())?;
            name.get(at..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| &name[..at])
        };
        if let Some(rest) = ends(".gz") {
            return (Self::Gzip, rest);
        }
        match ends(".zst") {
            Some(rest) => (Self::Zstd, rest),
            None => (Self::None, name),
        }
    }

    /// The packing that the first bytes tell.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        match bytes {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

impl Format {
    /// The format of a file by its name's ending, packing left aside; `None` when the ending is unknown.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let (_, name) = Packing::of_name(name);
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" | "md" | "eml" | "mbox" | "srt" | "vtt" => Some(Self::Text),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "json" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Delimited),
            _ => None,
        }
    }

    /// The format that a word on the command line names.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "text" | "txt" => Some(Self::Text),
            "html" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "json" => Some(Self::Json),
            "csv" | "tsv" => Some(Self::Delimited),
            _ => None,
        }
    }

    /// The likeliest format of an input without a name, from its first bytes.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
        let head = head.trim_start_matches('\u{feff}').trim_start();
        // Rich text, which reading refuses by its name.
        if head.starts_with("{\\rtf") {
            return Self::Text;
        }
        let head = &head[shape(head.as_bytes(), b",").start..];
        if head.starts_with("{\"") || head.starts_with("{ \"") {
            return Self::JsonLines;
        }
        if head.starts_with("[{")
            || head.starts_with('{')
            || (head.starts_with('[') && head[1..].trim_start().starts_with('{'))
        {
            return Self::Json;
        }
        let lower = head.to_ascii_lowercase();
        if ["<!doctype html", "<html", "<head", "<body", "<?xml"].iter().any(|start| lower.starts_with(start)) {
            return Self::Html;
        }
        if is_header(lower.lines().next().unwrap_or_default()) { Self::Delimited } else { Self::Text }
    }
}

/// Whether a line reads as the header of a table of documents: several plain names, one of them for the text.
fn is_header(line: &str) -> bool {
    let names: Vec<&str> = line.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"')).collect();
    let plain = |name: &&str| !name.is_empty() && name.len() < 40 && !name.contains(' ');
    names.len() >= 2 && names.iter().all(plain) && names.iter().any(|name| matches!(*name, "text" | "body" | "content"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_format() {
        let cases = [
            ("a.txt", Some(Format::Text)),
            ("a.TXT.gz", Some(Format::Text)),
            ("a.b.html", Some(Format::Html)),
            ("news.jsonl.zst", Some(Format::JsonLines)),
            ("a.eml", Some(Format::Text)),
            ("a.srt.gz", Some(Format::Text)),
            ("a.tsv", Some(Format::Delimited)),
            ("a.pdf", None),
            ("a.gz", None),
            ("README", None),
        ];
        for (name, format) in cases {
            assert_eq!(Format::of_name(name), format, "{name}");
        }
    }

    #[test]
    fn first_bytes_tell_the_format() {
        let cases = [
            ("{\"text\": \"a\"}\n", Format::JsonLines),
            ("\u{feff}{\"text\": \"a\"}\n", Format::JsonLines),
            ("[\n  {\"text\": 1}]", Format::Json),
            ("{\n  \"text\": 1}", Format::Json),
            ("<!DOCTYPE html><p>", Format::Html),
            ("id,text\n1,a", Format::Delimited),
            ("sep=;\r\nid;text\r\n1;a", Format::Delimited),
            ("{\\rtf1\\ansi Kerry", Format::Text),
            ("id\ttitle\ttext\n", Format::Delimited),
            ("Well, the text, they said, is out\n", Format::Text),
            ("[Editor's note: this is text]", Format::Text),
            ("", Format::Text),
        ];
        for (bytes, format) in cases {
            assert_eq!(Format::of_bytes(bytes.as_bytes()), format, "{bytes}");
        }
    }
}
