//! A page's own text without menus: the last resort where an extractor finds only a small part of the page (lists of dated
//! items, tables, live reports).

use memchr::{memchr, memmem};

use super::html_text::{Writer, tag_name};

/// Elements that hold no article.
const LEFT_OUT: [&str; 12] =
    ["nav", "footer", "aside", "form", "button", "select", "head", "svg", "header", "iframe", "figure", "dialog"];
/// Elements whose content is no text at all.
const NO_TEXT: [&str; 5] = ["script", "style", "noscript", "template", "textarea"];

/// The text of the page's blocks of which at most half is links.
pub(super) fn without_menus(html: &str) -> String {
    let mut body = Body::default();
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        body.words(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = memmem::find(rest.as_bytes(), b"-->").map_or("", |end| &rest[end + 3..]);
            continue;
        }
        let end = memchr(b'>', rest.as_bytes()).map_or(rest.len(), |length| length + 1);
        let name = tag_name(&rest[..end]).to_ascii_lowercase();
        rest = &rest[end..];
        if NO_TEXT.contains(&name.as_str()) {
            rest = behind_close(rest, &name);
        }
        body.tag(&name);
    }
    body.words(rest);
    body.end_block();
    body.out.finished()
}

/// What follows the closing tag of an element without text.
fn behind_close<'h>(rest: &'h str, name: &str) -> &'h str {
    let close = |at: &usize| {
        rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    let end = memmem::find_iter(rest.as_bytes(), b"</").find(close);
    end.map_or("", |at| &rest[at..])
}

#[derive(Default)]
struct Body {
    out: Writer,
    /// Where the open block begins in what is written.
    start: usize,
    /// Bytes of the open block's words, and of those in links.
    bytes: usize,
    linked: usize,
    in_link: bool,
    /// Elements open that hold no article.
    left_out: usize,
}

impl Body {
    fn words(&mut self, text: &str) {
        if self.left_out > 0 {
            return;
        }
        let length = text.trim().len();
        self.bytes += length;
        self.linked += if self.in_link { length } else { 0 };
        self.out.words(text);
    }

    fn tag(&mut self, name: &str) {
        let element = name.trim_start_matches('/');
        let closes = name.len() > element.len();
        if LEFT_OUT.contains(&element) {
            self.end_block();
            self.left_out = if closes { self.left_out.saturating_sub(1) } else { self.left_out + 1 };
        }
        if element == "a" {
            self.in_link = !closes;
        }
        if self.out.parts(name) {
            self.end_block();
        }
        self.out.tag(name);
    }

    /// Keeps the block, unless it is mostly links.
    fn end_block(&mut self) {
        if self.linked * 2 > self.bytes {
            self.out.take_back(self.start);
        }
        (self.start, self.bytes, self.linked) = (self.out.length(), 0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_and_scripts_are_left_out() {
        let cases = [
            (
                "<nav>Home</nav><h1>Talks</h1><ul><li>3 May: He left.</li><li>4 May: He came.</li></ul>",
                "Talks\n\n- 3 May: He left.\n- 4 May: He came.",
            ),
            ("<div><a>Home</a> <a>World</a></div><p>He <a>left</a> the city.</p>", "He left the city."),
            (
                "<head><title>T</title></head><table><tr><td>12 May</td><td>He left.</td></tr></table>",
                "12 May He left.",
            ),
            ("<p>One</p><script>if (a < b) { x('</p>') }</script><p>Two</p><!-- <p>no</p> -->", "One\n\nTwo"),
            ("<footer><p>Copyright</p></footer><ul><li><a>Most read</a></li></ul>He left.", "He left."),
            ("", ""),
            ("<", ""),
        ];
        for (html, text) in cases {
            assert_eq!(without_menus(html), text, "{html}");
        }
    }
}
