//! Exports of LexisNexis (`1 of 3 DOCUMENTS`) and those that number articles alike (`Document 1 of 2`).

use super::{Article, day_of, is_copyright, paragraphs};
use crate::model::{PartialDate, language_code};

/// Fields that stand above an article's text.
const HEAD: [&str; 11] = [
    "BYLINE",
    "SECTION",
    "LENGTH",
    "DATELINE",
    "HEADLINE",
    "HIGHLIGHT",
    "SERIES",
    "AUTHOR",
    "PUBLICATION INFO",
    "ABSTRACT",
    "LINKS",
];
/// Fields that hold the text itself.
const BODY: [&str; 2] = ["FULL TEXT", "BODY"];
/// Fields that stand below it.
const TAIL: [&str; 45] = [
    "LOAD-DATE",
    "LANGUAGE",
    "PUBLICATION-TYPE",
    "GRAPHIC",
    "SUBJECT",
    "ORGANIZATION",
    "PERSON",
    "GEOGRAPHIC",
    "COUNTRY",
    "STATE",
    "CITY",
    "TICKER",
    "INDUSTRY",
    "COMPANY",
    "JOURNAL-CODE",
    "TYPE",
    "DOCUMENT-TYPE",
    "ACC-NO",
    "CORRECTION-DATE",
    "NOTES",
    "URL",
    "CLASSIFICATION",
    "END OF DOCUMENT",
    "PUBLICATION DATE",
    "TITLE",
    "PUBLICATION TITLE",
    "PUBLISHER",
    "PLACE OF PUBLICATION",
    "ISSN",
    "PROQUEST DOCUMENT ID",
    "DOCUMENT URL",
    "COPYRIGHT",
    "LAST UPDATED",
    "DATABASE",
    "COUNTRY OF PUBLICATION",
    "DOCUMENT TYPE",
    "SOURCE TYPE",
    "LANGUAGE OF PUBLICATION",
    "LOCATION",
    "PEOPLE",
    "PAGES",
    "PUBLICATION YEAR",
    "PUBLICATION SUBJECT",
    "SECTION/PAGE",
    "CORRECTION",
];

/// A paragraph longer than this is text, no part of a head.
const LONGEST_OF_HEAD: usize = 200;

/// The articles, when marks number them one by one and a field stands with the first.
pub(super) fn articles(lines: &[&str]) -> Option<Vec<Article>> {
    let marks: Vec<(usize, u32, u32)> =
        lines.iter().enumerate().filter_map(|(at, line)| mark(line).map(|(n, all)| (at, n, all))).collect();
    let &(first, number, all) = marks.first()?;
    let in_order =
        marks.iter().zip(number..).all(|(&(_, n, total), expected)| n == expected && total == all && n <= all);
    let ends = marks.iter().skip(1).map(|mark| mark.0).chain([lines.len()]);
    let pieces: Vec<(usize, &[&str])> =
        marks.iter().zip(ends).map(|(&(at, ..), end)| (at, &lines[at + 1..end])).collect();
    let fielded = |piece: &[&str]| {
        paragraphs(piece).iter().any(|(_, lines)| field(lines).is_some_and(|(name, _)| name != "COPYRIGHT"))
    };
    if !in_order || first > MOST_ABOVE || !fielded(pieces[0].1) {
        return None;
    }
    Some(pieces.into_iter().map(|(at, piece)| Article { line: at as u64 + 1, ..article(piece) }).collect())
}

/// Lines of a cover page above the first article, at most.
const MOST_ABOVE: usize = 60;

/// `1 of 3 DOCUMENTS`, `Document 1 of 3`.
fn mark(line: &str) -> Option<(u32, u32)> {
    let lower = line.trim().to_ascii_lowercase();
    let numbers = match lower.strip_prefix("document ") {
        Some(rest) => rest,
        None => lower.strip_suffix(" documents").or_else(|| lower.strip_suffix(" document"))?,
    };
    let (number, all) = numbers.split_once(" of ")?;
    Some((number.parse().ok()?, all.parse().ok()?)).filter(|(number, all)| (1..=*all).contains(number))
}

/// A paragraph that is a field, by its name in capitals, and what it holds.
fn field(lines: &[&str]) -> Option<(&'static str, String)> {
    let line = lines.first()?.trim();
    let (name, value) = line.split_once(':').unwrap_or((line, ""));
    let known = HEAD.into_iter().chain(BODY).chain(TAIL).find(|known| known.eq_ignore_ascii_case(name))?;
    let bare = value.is_empty() && !line.ends_with(':');
    if bare && !matches!(known, "BODY" | "END OF DOCUMENT" | "CLASSIFICATION") {
        return None;
    }
    let more = lines[1..].iter().map(|line| line.trim());
    let value = [value.trim()].into_iter().chain(more).collect::<Vec<_>>().join(" ");
    Some((known, value.trim().to_string()))
}

fn article(lines: &[&str]) -> Article {
    let all = paragraphs(lines);
    let fields: Vec<_> = all.iter().map(|(_, lines)| field(lines)).collect();
    let named = |name: &str| fields.iter().flatten().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let is_body = |at: usize| fields[at].as_ref().is_some_and(|(name, _)| BODY.contains(name));
    let top = (0..all.len())
        .find(|&at| is_body(at) || (fields[at].is_none() && length(all[at].1) > LONGEST_OF_HEAD))
        .unwrap_or(all.len());
    let last_head = (0..top).rev().find(|&at| fields[at].as_ref().is_some_and(|(name, _)| HEAD.contains(name)));
    let dated = (0..top).find_map(|at| {
        let index = all[at].1.iter().position(|line| day_of(line).is_some()).filter(|_| fields[at].is_none())?;
        Some((at, index))
    });
    let is_free = |at: &usize| fields[*at].is_none() && !all[*at].1.iter().any(|line| is_copyright(line));
    let head_end = last_head.map_or_else(|| dated.map_or(0, |(at, _)| (at + 1).min(top)), |at| at + 1);
    let titled = match dated {
        Some((at, 0)) => (at + 1..head_end.max((at + 2).min(top))).find(is_free),
        _ => None,
    };
    let first = || (0..head_end).find(is_free).map(|at| all[at].1[0].trim().to_string());
    let whole = |at: usize| all[at].1.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    let title = named("HEADLINE").map(String::from).or_else(|| titled.map(whole)).or_else(first).unwrap_or_default();
    let start = if top < all.len() && is_body(top) { top } else { head_end.max(titled.map_or(0, |at| at + 1)) };
    let is_tail = |at: usize| {
        let below = fields[at].as_ref().is_some_and(|(name, _)| TAIL.contains(name));
        below || (fields[at].is_none() && is_copyright(all[at].1[0]))
    };
    let end = (start..all.len()).find(|&at| is_tail(at)).unwrap_or(all.len());
    let body = (start..end).filter_map(|at| match &fields[at] {
        Some((name, value)) => (BODY.contains(name) && !value.is_empty()).then(|| value.clone()),
        None => Some(all[at].1.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n")),
    });
    let text = body.collect::<Vec<_>>().join("\n\n");
    let written =
        ["PUBLICATION DATE", "LOAD-DATE"].into_iter().find_map(|name| PartialDate::from_written(named(name)?));
    Article {
        line: 1,
        title,
        date: dated.and_then(|(at, index)| day_of(all[at].1[index])).or(written),
        language: named("LANGUAGE").or(named("LANGUAGE OF PUBLICATION")).and_then(language_code).unwrap_or_default(),
        text: with_dateline(named("DATELINE").unwrap_or_default(), text),
    }
}

/// The text behind its dateline, which the export keeps apart.
fn with_dateline(dateline: &str, text: String) -> String {
    let place = dateline.split([',', ' ']).next().unwrap_or_default();
    let there = text.get(..place.len()).is_some_and(|start| start.eq_ignore_ascii_case(place));
    if place.is_empty() || there { text } else { format!("{dateline} \u{2014} {text}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(text: &str) -> Vec<(String, String, String)> {
        let lines: Vec<&str> = text.lines().collect();
        let shown = |article: Article| {
            (article.title, article.date.map(|date| date.to_string()).unwrap_or_default(), article.text)
        };
        articles(&lines).unwrap_or_default().into_iter().map(shown).collect()
    }

    #[test]
    fn the_older_form_gives_title_date_and_text() {
        let text = "   1 of 2 DOCUMENTS\n\n  The Daily Example\n\n  May 3, 2019 Friday\n  Late Edition - Final\n\nEnvoy leaves\nthe city\n\n\
            BYLINE: By JANE DOE\n\nLENGTH: 12 words\n\nDATELINE: MINSK \n\nThe envoy left on Friday.\n\nHe said nothing.\n\nLOAD-DATE: May 4, 2019\n\n\
            LANGUAGE: ENGLISH\n\nCopyright 2019 The Daily Example\n\n\n   2 of 2 DOCUMENTS\n\nExample Agency\n\nLENGTH: 4 words\n\nTalks go on.\n\nLOAD-DATE: May 5, 2019\n";
        let expected = [
            ("Envoy leaves the city", "2019-05-03", "MINSK \u{2014} The envoy left on Friday.\n\nHe said nothing."),
            ("Example Agency", "2019-05-05", "Talks go on."),
        ];
        let found = told(text);
        let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_newer_form_has_the_title_first() {
        let text = "Document 1 of 1\n\nEnvoy leaves\nThe Daily Example\nMay 3, 2019 Friday\n\nCopyright 2019 Example All Rights Reserved\n\n\
            Section: WORLD\nLength: 12 words\n\nBody\n\nThe envoy left on Friday.\n\nLoad-Date: May 4, 2019\n\nEnd of Document\n";
        assert_eq!(told(text), [("Envoy leaves".into(), "2019-05-03".into(), "The envoy left on Friday.".into())]);
    }

    #[test]
    fn a_database_may_name_the_full_text() {
        let text = "Document 1 of 1\n\nEnvoy leaves\n\nAuthor: Doe, Jane\n\nPublication info: The Daily Example\n\nAbstract: He left.\n\n\
            Full text: The envoy left on Friday.\n\nHe said nothing.\n\nPublication date: May 3, 2019\n";
        let body = "The envoy left on Friday.\n\nHe said nothing.";
        assert_eq!(told(text), [("Envoy leaves".into(), "2019-05-03".into(), body.into())]);
    }

    #[test]
    fn marks_out_of_order_are_none() {
        for text in [
            "1 of 3 DOCUMENTS\n\nLENGTH: 3 words\n\nA.\n\n1 of 3 DOCUMENTS\n\nLENGTH: 3 words\n\nB.",
            "4 of 3 DOCUMENTS\n\nLENGTH: 3 words\n\nA.",
            "1 of 2 DOCUMENTS\n\nThe envoy left on Friday.\n\n2 of 2 DOCUMENTS\n\nHe said nothing.",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
