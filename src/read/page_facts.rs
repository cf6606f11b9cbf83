//! What a page's head and headings say: title, date of publication, language, address.
//!
//! Extractors look for a date until they find one, and then it is often that of the last change or of another article;
//! here a date is taken only where the page says that it is the date of publication.

use super::{dates, html_text};
use crate::model::{PartialDate, language_code};

/// Names of `<meta>` that hold the date of publication, the surest first.
const DATE_NAMES: [&str; 16] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "date",
    "article:published",
    "cxenseparse:recs:publishtime",
];

/// Facts about a page; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub title: String,
    pub date: Option<PartialDate>,
    pub language: &'static str,
    pub url: String,
}

/// Reads the facts from the page's tags, in one pass.
pub(super) fn facts(html: &str) -> Facts {
    let mut found = Found::default();
    let mut at = 0;
    while let Some(skip) = memchr::memchr(b'<', &html.as_bytes()[at..]) {
        at += skip;
        let Some(length) = memchr::memchr(b'>', &html.as_bytes()[at..]) else { break };
        let (tag, after) = (&html[at + 1..at + length], &html[at + length + 1..]);
        found.see(tag, after);
        at += length + 1;
    }
    found.into_facts()
}

#[derive(Debug, Default)]
struct Found<'a> {
    headings: Vec<String>,
    social_title: Option<&'a str>,
    title: Option<String>,
    /// Place in `DATE_NAMES`, and the date.
    meta_date: Option<(usize, PartialDate)>,
    linked_date: Option<PartialDate>,
    marked_date: Option<PartialDate>,
    /// The date of the first time behind the only heading so far, if that is a whole one.
    first_time: Option<Option<PartialDate>>,
    language: Option<&'static str>,
    url: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn see(&mut self, tag: &'a str, after: &'a str) {
        let name = &tag[..tag.find(|c: char| c.is_whitespace()).unwrap_or(tag.len())];
        match name.to_ascii_lowercase().as_str() {
            "html" => self.language = attribute(tag, "lang").and_then(language_code),
            "title" if self.title.is_none() => self.title = Some(content(after, "</title")),
            "h1" => self.headings.push(content(after, "</h1")),
            "meta" => self.meta(tag),
            "link" if attribute(tag, "rel") == Some("canonical") => self.url = self.url.or(attribute(tag, "href")),
            "time" => self.time(tag),
            "script" if tag.contains("ld+json") => self.linked_data(after),
            _ => self.item_property(tag),
        }
    }

    fn meta(&mut self, tag: &'a str) {
        let Some(value) = attribute(tag, "content") else { return };
        let Some(name) = ["property", "name", "itemprop"].iter().find_map(|key| attribute(tag, key)) else { return };
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "og:title" | "twitter:title" => self.social_title = self.social_title.or(Some(value)),
            "og:url" => self.url = self.url.or(Some(value)),
            _ => {
                let rank = DATE_NAMES.iter().position(|known| *known == name);
                let date = rank.and_then(|rank| Some((rank, PartialDate::from_written(value)?)));
                if let Some(date) = date.filter(|(rank, _)| self.meta_date.is_none_or(|(best, _)| *rank < best)) {
                    self.meta_date = Some(date);
                }
            }
        }
    }

    fn time(&mut self, tag: &str) {
        let lower = tag.to_ascii_lowercase();
        let published = lower.contains("publish") || lower.contains("pubdate");
        let changed = lower.contains("modif") || lower.contains("updated");
        let date = || PartialDate::from_written(attribute(tag, "datetime")?).filter(|date| date.as_day().is_some());
        if published && !changed {
            self.marked_date = self.marked_date.or_else(date);
        }
        // Further below, times are of other articles or of comments.
        if !changed && self.headings.len() == 1 && self.first_time.is_none() {
            self.first_time = Some(date());
        }
    }

    fn item_property(&mut self, tag: &str) {
        if tag.contains("datePublished") {
            let value = attribute(tag, "content").or_else(|| attribute(tag, "datetime"));
            self.marked_date = self.marked_date.or_else(|| PartialDate::from_written(value?));
        }
    }

    fn linked_data(&mut self, script: &'a str) {
        let script = &script[..memchr::memmem::find(script.as_bytes(), b"</script").unwrap_or(script.len())];
        let value = || {
            let at = script.find("\"datePublished\"")? + "\"datePublished\"".len();
            let rest = script[at..].trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            PartialDate::from_written(&rest[..rest.find('"')?])
        };
        self.linked_date = self.linked_date.or_else(value);
    }

    fn into_facts(self) -> Facts {
        let url = self.url.unwrap_or_default().to_string();
        let date = self
            .meta_date
            .map(|(_, date)| date)
            .or(self.linked_date)
            .or(self.marked_date)
            .or(self.first_time.flatten())
            .or_else(|| dates::from_url(&url));
        let page_title = self.title.unwrap_or_default();
        let social = self.social_title.unwrap_or_default();
        let named = if social.is_empty() { page_title.as_str() } else { social };
        let titles = [without_site(named), without_site(&page_title)];
        let heading = self.headings.iter().find(|heading| titles.iter().any(|title| shares_words(heading, title)));
        let only = self.headings.iter().filter(|heading| !heading.is_empty());
        let heading = heading.or_else(|| {
            only.clone().next().filter(|heading| only.clone().count() == 1 && heading.split(' ').count() > 3)
        });
        let title = heading.unwrap_or(&titles[0]).clone();
        Facts { title, date, language: self.language.unwrap_or_default(), url }
    }
}

/// The text up to a closing tag.
fn content(after: &str, end: &str) -> String {
    let limit = (0..=after.len().min(2_000)).rev().find(|at| after.is_char_boundary(*at)).unwrap_or(0);
    let inner = &after[..limit];
    let end = inner.to_ascii_lowercase().find(end).unwrap_or(0);
    html_text::text_of(&inner[..end]).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of an attribute, in quotes or not.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(at) = tag[from..].find('=').map(|at| from + at) {
        let key = tag[from..at].trim_end();
        let key = key.rsplit(|c: char| c.is_whitespace() || c == '"' || c == '\'').next().unwrap_or_default();
        let value = tag[at + 1..].trim_start();
        let start = tag.len() - value.len();
        let (value, next) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let end = value[1..].find(quote).map_or(value.len(), |end| end + 1);
                (value.get(1..end).unwrap_or_default(), start + (end + 1).min(value.len()))
            }
            _ => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                (&value[..end], start + end)
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value.trim());
        }
        from = next;
    }
    None
}

/// Whether a heading says much the same as the title: half of its longer words are in it.
fn shares_words(heading: &str, title: &str) -> bool {
    let words = |text: &str| {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 2)
            .map(String::from)
            .collect::<Vec<_>>()
    };
    let (heading, title) = (words(heading), words(title));
    let shared = heading.iter().filter(|word| title.contains(word)).count();
    heading.len() >= 2 && shared * 2 >= heading.len() && shared * 3 >= title.len()
}

/// `Headline | The Daily Example` → `Headline`.
fn without_site(title: &str) -> String {
    let cut = [" | ", " - ", " \u{2013} ", " \u{2014} ", " :: "].iter().filter_map(|mark| title.rfind(mark)).max();
    let head = cut.map_or(title, |at| &title[..at]);
    let kept = if head.split_whitespace().count() >= 4 { head } else { title };
    html_text::text_of(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_publication_is_taken_where_the_page_says_so() {
        let cases = [
            (
                "<meta property=\"article:published_time\" content=\"2016-02-11T10:00Z\"><meta name=date content=2015-01-01>",
                Some("2016-02-11"),
            ),
            ("<meta property='article:modified_time' content='2016-02-12'>", None),
            (
                "<script type=\"application/ld+json\">{\"dateModified\":\"2016-02-12\",\"datePublished\": \"2016-02-11\"}</script>",
                Some("2016-02-11"),
            ),
            ("<time class=\"published\" datetime=\"2016-02-11\">Feb. 11</time>", Some("2016-02-11")),
            ("<time class=\"updated published\" datetime=\"2016-02-12\">", None),
            ("<span itemprop=\"datePublished\" content=\"2016-02-11\">", Some("2016-02-11")),
            ("<link rel=\"canonical\" href=\"https://a.example/2016/02/11/talks\">", Some("2016-02-11")),
            ("<time datetime=\"2016-02-11\">", None),
            ("<p>11 February 2016</p>", None),
        ];
        for (html, date) in cases {
            assert_eq!(facts(html).date.map(|date| date.to_string()).as_deref(), date, "{html}");
        }
    }

    #[test]
    fn the_headline_is_the_title() {
        let cases = [
            (
                "<title>Envoy hails truce in Aleppo | The Daily Example</title><h1>Envoy <b>hails</b> truce in Aleppo</h1>",
                "Envoy hails truce in Aleppo",
            ),
            (
                "<title>Envoy hails truce in Aleppo - The Daily Example</title><h1>The Daily Example</h1>",
                "Envoy hails truce in Aleppo",
            ),
            ("<title>News</title><meta property=\"og:title\" content=\"Envoy's truce\"><h1>News</h1>", "Envoy's truce"),
            ("<h1>Envoy hails truce in Aleppo</h1>", "Envoy hails truce in Aleppo"),
            ("<title>Anti-Assad rebels</title>", "Anti-Assad rebels"),
            ("", ""),
        ];
        for (html, title) in cases {
            assert_eq!(facts(html).title, title, "{html}");
        }
    }

    #[test]
    fn odd_tags_do_no_harm() {
        for html in [
            "<meta content=",
            "<meta name='date' content='",
            "<h1>",
            "<title>\u{e9}",
            "<>",
            "< =>",
            "<meta ==\"'>",
            "<html lang=>",
            "<h1>\u{130}</h1>",
        ] {
            facts(html);
        }
    }
}
