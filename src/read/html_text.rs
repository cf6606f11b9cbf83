//! The serialised HTML that an extractor returns → text with a blank line between paragraphs.

use std::borrow::Cow;

/// The text of well-formed HTML: paragraphs apart, list items as `- item`, table cells apart.
pub(super) fn text_of(html: &str) -> String {
    let mut out = Writer::default();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        out.words(&rest[..at]);
        let end = memchr::memchr(b'>', &rest.as_bytes()[at..]).map_or(rest.len(), |length| at + length + 1);
        let name = tag_name(&rest[at..end]);
        rest = &rest[end..];
        if matches!(name, "script" | "style") {
            rest = memchr::memmem::find(rest.as_bytes(), b"</").map_or("", |skip| &rest[skip..]);
        }
        out.tag(name);
    }
    out.words(rest);
    out.finished()
}

/// Bytes of text between the page's `<p>` and `</p>`, tags aside.
pub(super) fn paragraph_bytes(html: &str) -> usize {
    let (mut inside, mut bytes, mut last) = (false, 0, 0);
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        bytes += if inside { at.saturating_sub(last) } else { 0 };
        let end = memchr::memchr(b'>', &html.as_bytes()[at..]).map_or(html.len(), |length| at + length + 1);
        let name = tag_name(&html[at..end]);
        inside = name.eq_ignore_ascii_case("p") || (inside && !name.eq_ignore_ascii_case("/p"));
        last = end;
    }
    bytes
}

/// The tag's name, with the slash of a closing one.
pub(super) fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<').trim_end_matches('>');
    let end = name.find(|c: char| c.is_whitespace()).unwrap_or(name.len());
    name[..end].trim_end_matches('/')
}

/// Writes words as paragraphs, items and rows.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// Line breaks to write before the next word.
    breaks: usize,
    /// White space was seen since the last word.
    space: bool,
    /// The next word opens a list item.
    bullet: bool,
}

/// How many line breaks stand around an element.
fn breaks_around(name: &str) -> usize {
    match name.trim_start_matches('/') {
        "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "table" | "figure"
        | "pre" | "section" | "article" | "main" | "hr" | "figcaption" | "dl" => 2,
        "li" | "tr" | "dt" | "dd" | "br" => 1,
        _ => 0,
    }
}

impl Writer {
    /// Sees a tag: the next word may begin a paragraph, an item or a cell.
    pub(super) fn tag(&mut self, name: &str) {
        let breaks = breaks_around(name);
        self.space |= matches!(name.trim_start_matches('/'), "td" | "th");
        self.breaks = self.breaks.max(breaks);
        self.bullet = if name == "li" { true } else { self.bullet && name != "/li" };
    }

    /// Whether a tag parts blocks of text.
    pub(super) fn parts(&self, name: &str) -> bool {
        breaks_around(name) > 0
    }

    /// Bytes written.
    pub(super) fn length(&self) -> usize {
        self.text.len()
    }

    /// Drops what was written from a place on.
    pub(super) fn take_back(&mut self, start: usize) {
        self.text.truncate(start);
    }

    /// All that was written.
    pub(super) fn finished(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    /// Writes words.
    pub(super) fn words(&mut self, text: &str) {
        let decoded = decode(text);
        for piece in decoded.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            if !word.is_empty() {
                self.word(word);
            }
            self.space |= word.len() < piece.len();
        }
    }

    fn word(&mut self, word: &str) {
        match (self.text.is_empty(), std::mem::take(&mut self.breaks)) {
            (true, _) => {}
            (_, 0) if self.space => self.text.push(' '),
            (_, 0) => {}
            (_, breaks) => self.text.push_str(&"\n\n"[..breaks]),
        }
        self.space = false;
        if std::mem::take(&mut self.bullet) {
            self.text.push_str("- ");
        }
        self.text.push_str(word);
    }
}

/// The entities that serialisers write, and numbers as heads of pages have them.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let found = entity(&rest[at..]);
        out.push(found.map_or('&', |(c, _)| c));
        rest = &rest[at + found.map_or(1, |(_, length)| length)..];
    }
    out.push_str(rest);
    out.into()
}

fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(9).position(|b| b == b';')?;
    let name = &text[1..end];
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    };
    let c = match name {
        "nbsp" => '\u{a0}',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        _ => char::from_u32(number(name.strip_prefix('#')?)?).filter(|c| *c >= ' ')?,
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn structure_becomes_line_breaks() {
        let cases = [
            ("<p>One <b>two</b>.</p><p>Three</p>", "One two.\n\nThree"),
            ("<ul><li>a</li><li><p>b</p></li></ul>c", "- a\n\n- b\n\nc"),
            ("a<br/>b", "a\nb"),
            ("<h2>Head</h2>\n  body\n text ", "Head\n\nbody\ntext"),
            ("<tr><td>a</td><td>b</td></tr>", "a b"),
            ("AT&amp;T &lt;b&gt; &amp;amp;", "AT&T <b> &amp;"),
            ("x<script>var a = '<p>';</script>y", "xy"),
            ("M&#038;A &#8211; it&#x2019;s &bogus; & so", "M&A – it’s &bogus; & so"),
            ("", ""),
        ];
        for (html, text) in cases {
            assert_eq!(text_of(html), text.replace("body\ntext", "body text"), "{html}");
        }
    }
}
