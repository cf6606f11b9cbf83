//! Remains of HTML in plain text: entities, whole or without their `&`, and tags.

/// What stands for a piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// A character.
    Char(char),
    /// Nothing (`<b>`).
    Nothing,
    /// A line break (`<br>`, `</p>`).
    Break,
}

const NAMED: [(&str, char); 70] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("rsquo", '\''),
    ("lsquo", '\''),
    ("rdquo", '"'),
    ("ldquo", '"'),
    ("sbquo", '\''),
    ("bdquo", '"'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("shy", '\u{ad}'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("pound", '£'),
    ("euro", '€'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("sect", '§'),
    ("para", '¶'),
    ("laquo", '"'),
    ("raquo", '"'),
    ("times", '×'),
    ("frac12", '½'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
    ("Eacute", 'É'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("Auml", 'Ä'),
    ("scaron", 'š'),
    ("ccaron", 'č'),
];

/// Tags that are dropped; the flag says whether one breaks the line.
const TAGS: [(&str, bool); 24] = [
    ("br", true),
    ("p", true),
    ("div", true),
    ("li", true),
    ("ul", true),
    ("tr", true),
    ("table", true),
    ("h1", true),
    ("h2", true),
    ("h3", true),
    ("blockquote", true),
    ("td", false),
    ("b", false),
    ("i", false),
    ("u", false),
    ("a", false),
    ("em", false),
    ("strong", false),
    ("span", false),
    ("font", false),
    ("img", false),
    ("sup", false),
    ("sub", false),
    ("small", false),
];

/// The entity at the start of `text`, which begins with `&`, and its length; `&amp;quot;` counts as one.
pub(super) fn entity(text: &str) -> Option<(Markup, usize)> {
    let (c, length) = reference(&text[1..])?;
    if let Some((inner, more)) = (c == '&').then(|| reference(&text[1 + length..])).flatten() {
        return Some((Markup::Char(inner), 1 + length + more));
    }
    if let Some(found) = (c == '<').then(|| escaped_tag(text, 1 + length)).flatten() {
        return Some(found);
    }
    Some((Markup::Char(c), 1 + length))
}

/// `#39;`, `#x2019;`, `rsquo;` → the character, and the length with the semicolon.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.as_bytes().iter().take(10).position(|b| *b == b';')?;
    let name = &text.get(..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMED.iter().find(|(known, _)| known == name)?.1,
    };
    Some((c, end + 1))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        // Windows-1252 by number, as browsers read it.
        0x80..=0x9f => encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[code as u8]).0.chars().next(),
        0x20.. => char::from_u32(code),
        _ => Some(' '),
    }
}

/// An entity that lost its `&` to a blank (`Yahoo #39;s`): `text` ends with its semicolon. Its length with the blank.
pub(super) fn bare_entity(text: &str) -> Option<(char, usize)> {
    let head = text.strip_suffix(';')?;
    let start = head.bytes().rev().take(6).position(|b| b == b' ')?;
    let name = &head[head.len() - start..];
    let c = match name.strip_prefix('#') {
        Some(number) if (2..=4).contains(&number.len()) => numbered(number)?,
        _ if ["quot", "amp", "lt", "gt", "nbsp"].contains(&name) => NAMED.iter().find(|(known, _)| *known == name)?.1,
        _ => return None,
    };
    Some((c, start + 2))
}

/// The tag at the start of `text`, which begins with `<`, and its length; tickers such as `<IBM>` are no tags.
pub(super) fn tag(text: &str) -> Option<(Markup, usize)> {
    let length = text.as_bytes().iter().take(400).position(|b| *b == b'>')? + 1;
    tag_named(text.get(1..length - 1)?).map(|markup| (markup, length))
}

/// `&lt;a href="..."&gt;`: `start` is the length of `&lt;`.
fn escaped_tag(text: &str, start: usize) -> Option<(Markup, usize)> {
    let limit = text.len().min(400);
    let end = memchr::memmem::find(&text.as_bytes()[..limit], b"&gt;")?;
    tag_named(text.get(start..end)?).map(|markup| (markup, end + 4))
}

fn tag_named(inside: &str) -> Option<Markup> {
    let closing = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let name_end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, attributes) = name.split_at(name_end);
    let (_, breaks) = TAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let upper_ticker =
        name.bytes().all(|b| b.is_ascii_uppercase()) && !closing && attributes.is_empty() && name != "BR";
    let plain = attributes.trim().is_empty() || attributes.trim() == "/" || attributes.contains('=');
    if upper_ticker || !plain {
        return None;
    }
    Some(if *breaks { Markup::Break } else { Markup::Nothing })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded() {
        let cases = [
            ("&amp; b", Some((Markup::Char('&'), 5))),
            ("&#39;s", Some((Markup::Char('\''), 5))),
            ("&#x2019;s", Some((Markup::Char('’'), 8))),
            ("&#146;s", Some((Markup::Char('’'), 6))),
            ("&amp;quot;", Some((Markup::Char('"'), 10))),
            ("&lt;b&gt;", Some((Markup::Nothing, 9))),
            ("&lt;IBM&gt;", Some((Markup::Char('<'), 4))),
            ("& b; c", None),
            ("&unknown;", None),
            ("AT&T", None),
        ];
        for (text, expected) in cases {
            let at = text.find('&').unwrap_or(0);
            assert_eq!(entity(&text[at..]), expected, "{text}");
        }
    }

    #[test]
    fn entities_without_ampersand_are_decoded() {
        let cases = [
            ("Yahoo #39;", Some(('\'', 5))),
            ("said  quot;", Some(('"', 6))),
            ("he left;", None),
            ("No #1;", None),
            ("lt;", None),
        ];
        for (text, expected) in cases {
            assert_eq!(bare_entity(text), expected, "{text}");
        }
    }

    #[test]
    fn tags_are_told_from_tickers() {
        let cases = [
            ("<br/>x", Some((Markup::Break, 5))),
            ("</p>", Some((Markup::Break, 4))),
            ("<a href=\"x\">", Some((Markup::Nothing, 12))),
            ("<LLY>", None),
            ("<B>", None),
            ("<b>", Some((Markup::Nothing, 3))),
            ("< 5 and > 3", None),
            ("<a small firm>", None),
        ];
        for (text, expected) in cases {
            assert_eq!(tag(text), expected, "{text}");
        }
    }
}
