//! A web page → the article's own text, title, date and language, without menus, scripts and comments.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use super::item::Origin;
use super::{HtmlReader, Outcome, ReadOptions, encoding, html_body, html_text, page_facts, text};
use crate::model::{DateSource, PartialDate};

/// Pages nest as deep as they like, and extractors recurse: room for that, touched only when needed.
const STACK_BYTES: usize = 256 << 20;
/// Name of the thread on which a page is extracted: what panics there is caught, and need not be printed.
pub const PAGE_THREAD: &str = "page";
/// Pages that nest deeper than this are read without an extractor.
const MAX_DEPTH: usize = 600;

/// An article is doubted when the page's paragraphs hold more than this many times its text.
const PART_OF_PARAGRAPHS: usize = 3;

/// An article is left for the page's text without menus when that is more than this many halves of it.
const HALVES_OF_BODY: usize = 5;

/// What a page says about itself, and its article's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Paragraphs, separated by blank lines.
    pub text: String,
    /// Headline.
    pub title: String,
    /// Date of publication.
    pub date: Option<PartialDate>,
    /// ISO 639-1 code.
    pub language: String,
    /// Address.
    pub url: String,
}

pub(super) fn document(origin: &Origin, bytes: &[u8], options: &ReadOptions) -> Outcome {
    let html = match encoding::decode(bytes) {
        Ok(html) => html,
        Err(cause) => return origin.rejected(None, "encoding", &cause),
    };
    let (page, failed) = extracted(&html, options.html);
    if page.text.trim().is_empty() {
        let cause = match failed {
            true => "the article could not be extracted, the extractor failed on this page; save its text as .txt",
            false => "no article text was found in the page",
        };
        return origin.rejected(None, "empty", cause);
    }
    let mut document = text::whole_file(origin, page.text);
    if page.date.is_some() {
        (document.date, document.date_source) = (page.date, DateSource::Metadata);
    }
    (document.title, document.url, document.language) = (page.title, page.url, page.language);
    Outcome::Document(document)
}

/// Extracts the article of a page, and what the page says about itself. An extractor that fails finds nothing.
pub fn page(html: &str, reader: HtmlReader) -> Page {
    extracted(html, reader).0
}

/// The page, and whether an extractor failed on it.
fn extracted(html: &str, reader: HtmlReader) -> (Page, bool) {
    if depth(html) > MAX_DEPTH {
        return (Page { text: html_text::text_of(html), ..Page::default() }, false);
    }
    let work = || whole_page(html, reader);
    let page = thread::scope(|scope| {
        let worker = thread::Builder::new().name(PAGE_THREAD.into()).stack_size(STACK_BYTES).spawn_scoped(scope, work);
        worker.ok().and_then(|worker| worker.join().ok())
    });
    page.unwrap_or_else(|| (Page::default(), true))
}

fn whole_page(html: &str, reader: HtmlReader) -> (Page, bool) {
    let facts = page_facts::facts(html);
    let (text, failed) = article(html, reader);
    let page =
        Page { text, title: facts.title, date: facts.date, language: facts.language.to_string(), url: facts.url };
    (page, failed)
}

/// The article as extractors find it, or the page's text without menus where that is far more; and whether an extractor
/// panicked.
fn article(html: &str, reader: HtmlReader) -> (String, bool) {
    let (found, failed) = extracted_article(html, reader);
    let body = html_body::without_menus(html);
    (if body.len() * 2 > found.len() * HALVES_OF_BODY { body } else { found }, failed)
}

/// The article as `dom_smoothie` finds it, or, when that is a small part of the page's paragraphs, as `trafilatura` does; and
/// whether one of them panicked.
fn extracted_article(html: &str, reader: HtmlReader) -> (String, bool) {
    let mut failed = false;
    let mut attempt = |extract: fn(&str) -> Option<String>| {
        let html = catch_unwind(AssertUnwindSafe(|| extract(html)));
        failed |= html.is_err();
        html.ok().flatten().map(|html| html_text::text_of(&html)).unwrap_or_default()
    };
    let found = attempt(readability);
    let enough = found.len() * PART_OF_PARAGRAPHS >= html_text::paragraph_bytes(html);
    if !found.is_empty() && (enough || reader == HtmlReader::Fast) {
        return (found, failed);
    }
    let second = attempt(trafilatura);
    (if second.len() > 2 * found.len() { second } else { found }, failed)
}

fn readability(html: &str) -> Option<String> {
    Some(dom_smoothie::Readability::new(html, None, None).ok()?.parse().ok()?.content.to_string())
}

fn trafilatura(html: &str) -> Option<String> {
    let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    trafilatura::extract(html, &options).ok().map(|result| result.content_html)
}

/// How deep the page's elements nest at most, counting unclosed ones that may not.
fn depth(html: &str) -> usize {
    const NEVER_CLOSED: [&str; 14] =
        ["p", "br", "img", "li", "meta", "link", "input", "hr", "td", "tr", "th", "source", "option", "path"];
    let bytes = html.as_bytes();
    let (mut open, mut deepest) = (0usize, 0usize);
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => open = open.saturating_sub(1),
            Some(b) if b.is_ascii_alphabetic() => {
                let name = bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                let name = &html[at + 1..at + 1 + name];
                open += usize::from(!NEVER_CLOSED.iter().any(|known| known.eq_ignore_ascii_case(name)));
            }
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Envoy arrives in Aleppo | The Daily Example</title>\
        <meta property=\"og:title\" content=\"Envoy arrives in Aleppo\">\
        <meta property=\"article:published_time\" content=\"2016-02-11T10:00:00Z\"></head><body>\
        <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/w\">World</a></li></ul></nav><article><h1>Envoy arrives in Aleppo</h1>\
        <p>The United Nations envoy arrived in Aleppo on Thursday to press both sides for a truce, officials said.</p>\
        <p>He will meet commanders of the rebels and of the army, who have fought over the city since 2012, they added.</p>\
        <p>The army said that it would hold its fire for two days if the rebels did the same, and that aid could pass.</p>\
        </article><script>var tracker = 1;</script><footer>Copyright The Daily Example</footer></body></html>";

    #[test]
    fn both_readers_find_the_article() {
        for reader in [HtmlReader::Exact, HtmlReader::Fast] {
            let page = page(PAGE, reader);
            assert_eq!(page.title, "Envoy arrives in Aleppo", "{reader:?}");
            assert_eq!(page.date.map(|d| d.to_string()).as_deref(), Some("2016-02-11"), "{reader:?}");
            assert_eq!(page.language, "en", "{reader:?}");
            assert!(
                page.text.contains("press both sides for a truce, officials said.\n\nHe will meet"),
                "{}",
                page.text
            );
            for left in ["tracker", "Copyright", "Home"] {
                assert!(!page.text.contains(left), "{reader:?} left {left} in");
            }
        }
    }

    #[test]
    fn odd_pages_do_not_end_the_run() {
        let deep = format!("{}The army held its fire.{}", "<div>".repeat(200_000), "</div>".repeat(200_000));
        let nested = format!("{}The army held its fire.{}", "<div><span>".repeat(250), "</span></div>".repeat(250));
        for html in ["", "<", "<html>", "no tags at all", &deep, &nested, "<table><tr><td>&#x110000;<svg><p></table>"] {
            for reader in [HtmlReader::Exact, HtmlReader::Fast] {
                page(html, reader);
            }
        }
    }
}
