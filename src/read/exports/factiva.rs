//! Exports of Factiva: as printed (each article ends in `Document LBA0000020160812ec8c00abc`), or in two-letter fields.

use super::{Article, day_of, is_copyright};
use crate::model::{PartialDate, language_code};

/// Names of fields.
const FIELDS: [&str; 26] = [
    "CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "PG", "ED", "LA", "CY", "LP", "TD", "CT", "RF", "ART",
    "CO", "IN", "NS", "RE", "IPC", "PUB", "AN",
];
/// Lines of a head between its length and its text, at most.
const LONGEST_HEAD: usize = 24;

/// The articles, when all of the file has this form.
pub(super) fn articles(lines: &[&str]) -> Option<Vec<Article>> {
    printed(lines).or_else(|| fielded(lines))
}

/// Articles as printed; nothing when one of them lacks its head.
fn printed(lines: &[&str]) -> Option<Vec<Article>> {
    let mut found = Vec::new();
    let mut start = 0;
    for end in (0..lines.len()).filter(|&at| is_number(lines[at])) {
        found.push(Article { line: start as u64 + 1, ..printed_article(&lines[start..end])? });
        start = end + 1;
        start += lines[start..].iter().take_while(|line| line.trim().is_empty()).count();
    }
    (!found.is_empty()).then_some(found)
}

/// `Document LBA0000020160812ec8c00abc`.
fn is_number(line: &str) -> bool {
    line.trim().strip_prefix("Document ").is_some_and(|code| {
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        code.len() >= 18
            && digits >= 8
            && code.bytes().all(|b| b.is_ascii_alphanumeric())
            && code.starts_with(|c: char| c.is_ascii_uppercase())
    })
}

fn printed_article(lines: &[&str]) -> Option<Article> {
    let is_length = |line: &str| {
        let number = line.trim().strip_suffix(" words").map(|number| number.replace(',', ""));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let length = lines.iter().position(|line| is_length(line))?;
    let head = lines.len().min(length + LONGEST_HEAD);
    let dated = (length + 1..head).find(|&at| day_of(lines[at]).is_some())?;
    let closing = (dated..head).rfind(|&at| is_copyright(lines[at]));
    let body = closing.or_else(|| (dated..head).find(|&at| lines[at].trim().is_empty()))? + 1;
    // A section or a byline may stand beside the title: the longest line that is no byline is it.
    let above = lines[..length].iter().map(|line| line.trim()).filter(|line| !line.to_lowercase().starts_with("by "));
    let title = above.rev().max_by_key(|line| line.chars().count()).unwrap_or_default();
    let language = lines[dated..body].iter().find_map(|line| language_name(line));
    Some(Article {
        line: 1,
        title: title.to_string(),
        date: day_of(lines[dated]),
        language: language.unwrap_or_default(),
        text: lines[body..].join("\n").trim().to_string(),
    })
}

/// The language that a line of a head names in full.
fn language_name(line: &str) -> Option<&'static str> {
    Some(line.trim()).filter(|line| line.len() > 3 && !line.contains(' ')).and_then(language_code)
}

/// Articles in fields; nothing when one lacks title, day or text.
fn fielded(lines: &[&str]) -> Option<Vec<Article>> {
    let mut records: Vec<(usize, Vec<(&str, String)>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match field(line) {
            Some((name, value)) => {
                let holds = |name: &str| {
                    records.last().is_none_or(|(_, fields)| fields.iter().any(|(known, _)| *known == name))
                };
                if records.is_empty() || (matches!(name, "HD" | "SE" | "CLM") && (holds("AN") || holds(name))) {
                    records.push((at, Vec::new()));
                }
                records.last_mut()?.1.push((name, value.to_string()));
            }
            None => {
                let open = records.last_mut().and_then(|(_, fields)| fields.last_mut());
                if let Some((_, value)) = open {
                    value.push('\n');
                    value.push_str(line.trim());
                }
            }
        }
    }
    let articles = records.into_iter().map(|(at, fields)| {
        let value = |name: &str| fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value.trim());
        let text = ["LP", "TD"].into_iter().filter_map(value).collect::<Vec<_>>().join("\n\n");
        Some(Article {
            line: at as u64 + 1,
            title: value("HD")?.split_whitespace().collect::<Vec<_>>().join(" "),
            date: Some(PartialDate::from_written(value("PD")?)?),
            language: value("LA").and_then(language_code).unwrap_or_default(),
            text: Some(text).filter(|text| !text.is_empty())?,
        })
    });
    articles.collect::<Option<Vec<_>>>().filter(|articles| !articles.is_empty())
}

/// A line that begins a field, its name set off by two blanks, a tab or the line's end.
fn field(line: &str) -> Option<(&'static str, &str)> {
    let end = line.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(line.len());
    let name = FIELDS.into_iter().find(|name| *name == &line[..end])?;
    let rest = &line[end..];
    let set_off = rest.is_empty() || rest.starts_with("  ") || rest.starts_with('\t') || rest == " ";
    let plain = matches!(name, "HD" | "PD" | "WC" | "LP" | "TD" | "AN" | "LA" | "SN") && rest.starts_with(' ');
    (set_off || plain).then(|| (name, rest.trim()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(text: &str) -> Vec<(String, String, &'static str, String)> {
        let lines: Vec<&str> = text.lines().collect();
        let shown = |article: Article| {
            let date = article.date.map(|date| date.to_string()).unwrap_or_default();
            (article.title, date, article.language, article.text)
        };
        articles(&lines).unwrap_or_default().into_iter().map(shown).collect()
    }

    #[test]
    fn printed_articles_end_in_their_number() {
        let text = "Envoy leaves the city\nBy Jane Doe \n1,132 words\n3 May 2019\nExample News\nEXN\nEnglish\n(c) 2019 Example \n\n\
            MINSK, May 3 (Example) - The envoy left.\n\nDocument EXN0000020190503ec8c00abc\n\nTalks go on\n88 words\n4 May 2019\nExample News\n\n\
            Talks went on.\n\nDocument EXN0000020190504ec8c00abd\n\nSearch Summary\nText: talks\n";
        let found = told(text);
        assert_eq!(
            found[0],
            (
                "Envoy leaves the city".into(),
                "2019-05-03".into(),
                "en",
                "MINSK, May 3 (Example) - The envoy left.".into()
            )
        );
        assert_eq!(found[1], ("Talks go on".into(), "2019-05-04".into(), "", "Talks went on.".into()));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn fields_give_title_date_and_text() {
        let text = "HD   Envoy leaves\n     the city\nWC   132 words\nPD   3 May 2019\nSN   Example News\nLA   English\nLP   The envoy left.\n\n\
            TD   He said nothing.\nIN the city it rained.\nAN   Document EXN0000020190503ec8c00abc\n\nSE World\nHD   Talks go on\nPD   4 May 2019\nTD   Talks went on.\n";
        let found = told(text);
        let body = "The envoy left.\n\nHe said nothing.\nIN the city it rained.";
        assert_eq!(found[0], ("Envoy leaves the city".into(), "2019-05-03".into(), "en", body.into()));
        assert_eq!(found[1].0, "Talks go on");
    }

    #[test]
    fn what_lacks_a_head_is_none() {
        for text in [
            "The envoy left.\n\nDocument EXN0000020190503ec8c00abc\n",
            "132 words\nThe envoy left.\n\nDocument 12\n",
            "HD   Envoy leaves\nThe envoy left.\n",
            "PD   3 May 2019\nTD   The envoy left.\n",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
