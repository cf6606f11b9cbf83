//! JSON that strict parsers refuse but a person would read: lone surrogates, raw control characters, `NaN`.

/// The line with lone surrogates (`\ud83d` without its partner), raw control characters inside strings and `NaN` or
/// `Infinity` outside replaced; `None` when there is nothing to mend.
pub(super) fn mended(json: &str) -> Option<String> {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    let mut inside = false;
    while let Some(next) = rest.chars().next() {
        let (taken, kept) = if inside { in_string(rest, next) } else { outside(rest, next) };
        inside ^= next == '"';
        out.push_str(kept);
        rest = &rest[taken..];
    }
    (out != json).then_some(out)
}

/// How many bytes to take, and what to put for them.
fn in_string(rest: &str, next: char) -> (usize, &str) {
    match next {
        '\\' => escape(rest),
        c if c < ' ' => (1, " "),
        c => (c.len_utf8(), &rest[..c.len_utf8()]),
    }
}

fn outside(rest: &str, next: char) -> (usize, &str) {
    for number in ["NaN", "-Infinity", "Infinity"] {
        if rest.starts_with(number) {
            return (number.len(), "null");
        }
    }
    (next.len_utf8(), &rest[..next.len_utf8()])
}

fn escape(rest: &str) -> (usize, &str) {
    match surrogate(rest) {
        Some(0xd800..=0xdbff) if matches!(rest.get(6..).and_then(surrogate), Some(0xdc00..=0xdfff)) => {
            (12, &rest[..12])
        }
        Some(_) => (6, "\u{fffd}"),
        None => {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            (length, &rest[..length])
        }
    }
}

/// The surrogate that an escape at the start stands for.
fn surrogate(rest: &str) -> Option<u32> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    u32::from_str_radix(digits, 16).ok().filter(|code| (0xd800..=0xdfff).contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strict_parsers_refuse_is_mended() {
        let cases = [
            (r#"{"a": "x\ud83dy"}"#, Some("{\"a\": \"x\u{fffd}y\"}")),
            (r#"{"a": "\ud83d\ude00"}"#, None),
            ("{\"a\": \"x\ty\"}", Some("{\"a\": \"x y\"}")),
            (r#"{"a": NaN, "b": "NaN"}"#, Some(r#"{"a": null, "b": "NaN"}"#)),
            (r#"{"a": "\"NaN\""}"#, None),
            (r#"{"a": "é\\"}"#, None),
        ];
        for (json, expected) in cases {
            assert_eq!(mended(json).as_deref(), expected, "{json}");
        }
    }
}
