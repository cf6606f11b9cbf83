//! JSON records whose values are all text, read in one go: nearly all of those that news comes in.
//!
//! What needs more (numbers, lists, objects, surrogate pairs) or is wrong is left to the general reader in `json`, which
//! says what; what is read here is read there in the same way.

use std::borrow::Cow;

use memchr::memchr2;

/// The names and values of the record `json`, in order, handed to `take`; `None` when it is not for this reader, whatever was
/// handed over.
pub(super) fn read<'a>(json: &'a str, mut take: impl FnMut(Cow<'a, str>, Cow<'a, str>)) -> Option<()> {
    if has_control(json.as_bytes()) {
        return None;
    }
    let mut cursor = Cursor { json, at: 0 };
    cursor.expect(b'{')?;
    loop {
        let name = cursor.text()?;
        cursor.expect(b':')?;
        take(name, cursor.text()?);
        if cursor.expect(b',').is_none() {
            break;
        }
    }
    cursor.expect(b'}')?;
    (cursor.at == json.len()).then_some(())
}

/// Whether there is a byte that may not stand in a JSON string; white space between the values counts too, but for blanks.
fn has_control(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |found, &byte| found | (byte < b' '))
}

/// Where reading has come in a record.
struct Cursor<'a> {
    json: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Moves past blanks and the byte `wanted`, when that comes next.
    fn expect(&mut self, wanted: u8) -> Option<()> {
        let rest = &self.json.as_bytes()[self.at..];
        let blanks = rest.iter().position(|&byte| byte != b' ')?;
        (rest[blanks] == wanted).then(|| self.at += blanks + 1)
    }

    /// The string that comes next: borrowed, when nothing in it is escaped.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        self.expect(b'"')?;
        let rest = &self.json[self.at..];
        let end = memchr2(b'"', b'\\', rest.as_bytes())?;
        if rest.as_bytes()[end] == b'"' {
            self.at += end + 1;
            return Some(Cow::Borrowed(&rest[..end]));
        }
        self.escaped(rest, end).map(Cow::Owned)
    }

    /// The string at the start of `rest`, with its first escape at `escape`.
    fn escaped(&mut self, rest: &str, escape: usize) -> Option<String> {
        // Escapes only shorten; what is too much is little, for the text comes last or is most of the record.
        let mut text = String::with_capacity(rest.len());
        let (mut from, mut mark) = (0, escape);
        while rest.as_bytes()[mark] == b'\\' {
            text.push_str(&rest[from..mark]);
            let (character, length) = unescaped(&rest.as_bytes()[mark + 1..])?;
            text.push(character);
            from = mark + 1 + length;
            mark = from + memchr2(b'"', b'\\', &rest.as_bytes()[from..])?;
        }
        text.push_str(&rest[from..mark]);
        self.at += mark + 1;
        Some(text)
    }
}

/// The character of the escape that begins behind the backslash, and how many bytes it takes.
fn unescaped(bytes: &[u8]) -> Option<(char, usize)> {
    let character = match bytes.first()? {
        b'n' => '\n',
        mark @ (b'"' | b'\\' | b'/') => *mark as char,
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => {
            let digits = std::str::from_utf8(bytes.get(1..5)?).ok()?;
            let digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(digits)?;
            return Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, 5));
        }
        _ => return None,
    };
    Some((character, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str) -> Option<String> {
        let mut all = String::new();
        read(json, |name, value| all.push_str(&format!("{name}={value};")))?;
        Some(all)
    }

    #[test]
    fn records_of_text_are_read_and_all_others_left() {
        for (json, expected) in [
            (r#"{"id": "7", "text": "a"}"#, Some("id=7;text=a;")),
            (r#"{ "id" :"7" , "text":"" }"#, Some("id=7;text=;")),
            (r#"{"a\n": "\"x\\\/\b\f\r\t\u00e9é\u4e2d"}"#, Some("a\n=\"x\\/\u{8}\u{c}\r\té\u{e9}中;")),
            (r#"{"a": "\ud83d\ude00"}"#, None),
            (r#"{"a": "\u+0e9"}"#, None),
            (r#"{"a": "\x"}"#, None),
            (r#"{"a": 7}"#, None),
            (r#"{"a": ["b"]}"#, None),
            (r#"{"a": "b"} {"#, None),
            (r#"{"a": "b",}"#, None),
            (r#"{"a": "b"#, None),
            (r#"{"a": "b\"#, None),
            (r#"{}"#, None),
            ("", None),
            ("{\"a\": \"b\tc\"}", None),
        ] {
            assert_eq!(shown(json).as_deref(), expected, "{json}");
            if let Some(expected) = expected {
                let fields: Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_str(json);
                let general = fields.map(|fields| {
                    fields
                        .iter()
                        .map(|(name, value)| format!("{name}={};", value.as_str().unwrap_or_default()))
                        .collect()
                });
                assert_eq!(general.unwrap_or_else(|cause| cause.to_string()), expected, "{json}");
            }
        }
    }
}
