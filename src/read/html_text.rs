//! The serialised HTML that an extractor returns → text with a blank line between paragraphs.

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
    out.text.truncate(out.text.trim_end().len());
    out.text
}

/// The tag's name, with the slash of a closing one.
fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<').trim_end_matches('>');
    let end = name.find(|c: char| c.is_whitespace()).unwrap_or(name.len());
    name[..end].trim_end_matches('/')
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Line breaks to write before the next word.
    breaks: usize,
    /// White space was seen since the last word.
    space: bool,
    /// The next word opens a list item.
    bullet: bool,
}

impl Writer {
    fn tag(&mut self, name: &str) {
        let breaks = match name.trim_start_matches('/') {
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "table" | "figure"
            | "pre" | "section" | "article" | "main" | "hr" | "figcaption" | "dl" => 2,
            "li" | "tr" | "dt" | "dd" | "br" => 1,
            "td" | "th" => {
                self.space = true;
                0
            }
            _ => 0,
        };
        self.breaks = self.breaks.max(breaks);
        self.bullet = if name == "li" { true } else { self.bullet && name != "/li" };
    }

    fn words(&mut self, text: &str) {
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

/// Serialisers write only these five.
fn decode(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .into()
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
            ("", ""),
        ];
        for (html, text) in cases {
            assert_eq!(text_of(html), text.replace("body\ntext", "body text"), "{html}");
        }
    }
}
