//! A file of text that is no plain article → its articles: database exports, mails, subtitles.
//!
//! Only what surely is such a file is taken apart; everything else stays the one document that it is. What a head says
//! about an article (title, day, language) becomes its metadata, and no word of it becomes news.

mod factiva;
mod lexis;
mod mail;
mod subtitles;

use super::encoding;
use crate::model::PartialDate;

/// One article of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Article {
    /// Line of the file where it begins, from 1.
    pub line: u64,
    pub title: String,
    pub date: Option<PartialDate>,
    /// ISO 639-1 code; empty when unknown.
    pub language: &'static str,
    pub text: String,
}

/// The articles of a file, or nothing when it is one plain text.
pub(super) fn articles(bytes: &[u8]) -> Option<Vec<Article>> {
    if let Some(mails) = mail::articles(bytes) {
        return Some(mails);
    }
    // The marks of all others are plain ASCII and rare.
    let may_be = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    if !(may_be(b"-->") || may_be(b"ocument ") || may_be(b" DOCUMENTS") || may_be(b"\nPD ") || may_be(b"\nPD\t")) {
        return None;
    }
    let text = encoding::decode(bytes).ok()?;
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    let found = subtitles::article(&lines).map(|article| vec![article]);
    found.or_else(|| lexis::articles(&lines)).or_else(|| factiva::articles(&lines))
}

/// Lines as paragraphs between blank lines, each with the index of its first line.
fn paragraphs<'l, 't>(lines: &'l [&'t str]) -> Vec<(usize, &'l [&'t str])> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in 0..=lines.len() {
        if lines.get(end).is_none_or(|line| line.trim().is_empty()) {
            if start < end {
                found.push((start, &lines[start..end]));
            }
            start = end + 1;
        }
    }
    found
}

/// The whole day that a short line of a head is: `September 14, 2016 Wednesday`.
fn day_of(line: &str) -> Option<PartialDate> {
    let line = line.trim();
    let short = line.len() <= LONGEST_DATE && line.split(' ').count() <= 8;
    PartialDate::from_written(line).filter(|date| short && date.as_day().is_some())
}

/// A line of a head that holds a date is no longer.
const LONGEST_DATE: usize = 60;

/// `Copyright 2016 ...`, `(c) 2016 ...`, `All Rights Reserved`.
fn is_copyright(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let lower = lower.trim_start_matches('(');
    lower.starts_with("copyright ")
        || lower.starts_with("c) ")
        || lower.starts_with('©')
        || lower == "all rights reserved"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn plain_articles_are_left_whole() {
        for text in [
            "The envoy said that 1 of 3 documents was false.\n\nHe left on Friday.",
            "1 of 3 documents\n\nThe envoy said so on Friday.",
            "Document 1 of 2\n\nThe army denied the report. It is false.",
            "From Paris to Rome\n\nThe envoy left on Friday.",
            "From: the front\n\nThe army took the town.",
            "Subject: the talks\nThe army took the town. Date: unknown.",
            "HD is short for high definition.\nPD 3 means nothing.\nThe army took the town.",
            "He wrote --> and left.\n1\n2\nThe army took the town.",
            "Document 27 was signed.\nDocument RES was not.\n132 words were cut.",
            "",
        ] {
            assert_eq!(articles(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn lines_tell_where_an_article_begins() {
        let text = "1 of 2 DOCUMENTS\n\nThe Daily Example\n\nMay 3, 2019 Friday\n\nEnvoy leaves\n\nLENGTH: 5 words\n\nThe envoy left.\n\n\
            2 of 2 DOCUMENTS\n\nThe Daily Example\n\nMay 4, 2019 Saturday\n\nEnvoy returns\n\nLENGTH: 5 words\n\nThe envoy returned.\n";
        let found = articles(text.as_bytes()).unwrap();
        assert_eq!(found.iter().map(|article| article.line).collect::<Vec<_>>(), [1, 13]);
    }
}
