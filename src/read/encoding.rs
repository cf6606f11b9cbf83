//! Bytes → text, whatever the encoding.
//!
//! In order: a byte-order mark, UTF-8, UTF-16 and UTF-32 without a mark, what the page itself declares, and the guess of
//! `chardetng`. What decodes to too many replacement characters is no text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, X_MAC_CYRILLIC};
use memchr::memchr;

/// Bytes that tell whether text is UTF-16, and that a declared encoding must stand in.
const HEAD: usize = 4096;

/// Text of unknown encoding, decoded, or what is wrong with it.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some(kind) = known_binary(bytes) {
        return Err(format!("looks like {kind}, not like text; convert it to text first"));
    }
    if let Some(text) = utf32(bytes) {
        return Ok(Cow::Owned(text));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return checked(encoding, encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return checked(encoding, encoding.decode_without_bom_handling(bytes).0);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !looks_like_iso_2022(bytes) => checked(UTF_8, Cow::Borrowed(text)),
        Err(_) if mostly_utf8(bytes) => checked(UTF_8, String::from_utf8_lossy(bytes)),
        _ => {
            let encoding = declared(bytes).filter(|e| decodes_cleanly(e, bytes)).unwrap_or_else(|| guess(bytes));
            checked(encoding, encoding.decode_without_bom_handling(bytes).0)
        }
    }
}

/// The encoding to decode a whole stream with, when its start shows UTF-16.
pub(super) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) => Some(encoding).filter(|encoding| *encoding != UTF_8),
        None => utf16_without_mark(head),
    }
}

fn checked<'a>(encoding: &'static Encoding, text: Cow<'a, str>) -> Result<Cow<'a, str>, String> {
    let (bad, control) = count_bad(&text);
    let length = text.len().max(1);
    if control * 20 > length {
        return Err("holds control characters all over: it is binary data, not text".to_string());
    }
    if bad > 2 && bad * 30 > length {
        let name = encoding.name();
        return Err(format!("{bad} characters cannot be read as {name}, the likeliest encoding; save it as UTF-8"));
    }
    Ok(text)
}

/// How many replacement characters and how many control characters that no text has.
fn count_bad(text: &str) -> (usize, usize) {
    let control =
        text.bytes().filter(|&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b)).count();
    let bad = if text.is_ascii() { 0 } else { memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}").count() };
    (bad, control)
}

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"{\\rtf", "a rich-text (RTF) document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\x7fELF", "a program"),
        (b"BZh", "a bzip2 archive"),
    ];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

/// UTF-32 with a mark, or without one when three of four bytes are zero in the fixed pattern.
fn utf32(bytes: &[u8]) -> Option<String> {
    let zeros = |at: usize| bytes[..bytes.len().min(HEAD)].chunks_exact(4).filter(|unit| unit[at] == 0).count();
    let units = bytes[..bytes.len().min(HEAD)].chunks_exact(4).count();
    if units < 2 || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let little =
        bytes.starts_with(&[0xff, 0xfe, 0, 0]) || (zeros(3) == units && zeros(2) == units && zeros(0) * 10 < units);
    let big =
        bytes.starts_with(&[0, 0, 0xfe, 0xff]) || (zeros(0) == units && zeros(1) == units && zeros(3) * 10 < units);
    if !little && !big {
        return None;
    }
    let read = |unit: &[u8]| {
        let unit = [unit[0], unit[1], unit[2], unit[3]];
        char::from_u32(if little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) })
    };
    let text = bytes.chunks_exact(4).map(read).map(|c| c.unwrap_or('\u{fffd}')).collect::<String>();
    Some(text.trim_start_matches('\u{feff}').to_string())
}

/// Text has blanks and line ends; in UTF-16 each of them has a zero byte, always on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD) & !1];
    if head.len() < 4 || memchr(0, head).is_none() {
        return None;
    }
    let side = |at: usize| head.chunks_exact(2).filter(|unit| unit[at] == 0).count();
    let (first, second) = (side(0), side(1));
    let blanks = |little: bool| {
        let unit = |unit: &[u8]| {
            matches!((unit[usize::from(!little)], unit[usize::from(little)]), (b' ' | b'\n' | b'\r' | b'.', 0))
        };
        head.chunks_exact(2).filter(|bytes| unit(bytes)).count()
    };
    let enough = head.len() / 80;
    match (first, second) {
        (0, zeros) if zeros > enough && blanks(true) > 0 => Some(UTF_16LE),
        (zeros, 0) if zeros > enough && blanks(false) > 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// ISO-2022-JP is seven-bit: what gives it away are its escape sequences.
fn looks_like_iso_2022(bytes: &[u8]) -> bool {
    let escape =
        |at: usize| matches!(bytes.get(at + 1..at + 3), Some([b'$', b'@' | b'B' | b')'] | [b'(', b'B' | b'J' | b'I']));
    memchr::memchr_iter(0x1b, &bytes[..bytes.len().min(64 * 1024)]).any(escape)
}

/// UTF-8 with a few broken bytes: far more good sequences than bad ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 10 * bad
}

/// The encoding that a page or an XML file names in its first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let value_after = |mark: &[u8]| {
        let at = memchr::memmem::find(&head, mark)? + mark.len();
        let value = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:".contains(b)))?;
        Encoding::for_label(&value[..end])
    };
    let xml = || head.starts_with(b"<?xml").then(|| value_after(b"encoding")).flatten();
    xml().or_else(|| value_after(b"charset")).filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

fn decodes_cleanly(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let text = encoding.decode_without_bom_handling(bytes).0;
    count_bad(&text).0 * 200 <= text.len()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_mac_cyrillic(bytes) {
        return X_MAC_CYRILLIC;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The detector does not know this one: small letters lie where Windows-1251 has them, capitals lower down.
fn is_mac_cyrillic(bytes: &[u8]) -> bool {
    let among = |low: u8, high: u8| bytes.iter().filter(|b| (low..=high).contains(b)).count();
    let (capitals, other, small) = (among(0x80, 0x9f), among(0xc0, 0xde), among(0xe0, 0xfe));
    let high = among(0x80, 0xff).max(1);
    let in_words = bytes.windows(2).filter(|pair| pair[0] >= 0x80 && pair[1] >= 0x80).count();
    capitals > 3 * other && capitals * 100 > high && small * 10 > high * 7 && in_words * 10 > high * 6
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NEWS: &str = "Der Außenminister traf Präsident Erdoğan in Ankara.\nGespräche über Syrien führten zu nichts.";

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn unicode_is_read_with_and_without_a_mark() {
        for text in [NEWS, "Президент России Владимир Путин прибыл в Пекин."] {
            for little in [true, false] {
                assert_eq!(decode(&utf16(text, little)).unwrap(), text);
                assert_eq!(decode(&utf16(&format!("\u{feff}{text}"), little)).unwrap(), text);
            }
            assert_eq!(decode(text.as_bytes()).unwrap(), text);
            assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        }
    }

    #[test]
    fn windows_encodings_are_guessed() {
        let cases = [
            ("windows-1252", "Der Außenminister traf den Präsidenten – „Gespräche“ über Syrien führten zu nichts."),
            ("windows-1251", "Президент России Владимир Путин прибыл в Пекин на переговоры."),
            ("windows-1252", "Kerry said the regime’s forces were “not where we need to be yet”."),
        ];
        for (label, text) in cases {
            let bytes = Encoding::for_label(label.as_bytes()).unwrap().encode(text).0;
            assert_eq!(decode(&bytes).unwrap(), text, "{label}");
        }
    }

    #[test]
    fn a_declared_encoding_is_believed_when_it_fits() {
        let text = "<html><meta charset=\"iso-8859-2\"><p>Książę Łukasz";
        let bytes = encoding_rs::ISO_8859_2.encode(text).0;
        assert_eq!(decode(&bytes).unwrap(), text);
        let lie = "<html><meta charset=\"shift_jis\"><p>Příliš";
        assert_eq!(decode(lie.as_bytes()).unwrap(), lie);
    }

    #[test]
    fn a_broken_byte_does_not_spoil_utf8() {
        let mut bytes = NEWS.repeat(3).into_bytes();
        bytes.push(0xff);
        assert!(decode(&bytes).unwrap().starts_with(NEWS));
    }

    #[test]
    fn binary_data_is_refused_with_its_kind() {
        let noise: Vec<u8> = (0..2000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for (bytes, cause) in
            [(&b"%PDF-1.4 ..."[..], "PDF"), (b"PK\x03\x04....", "office"), (&noise, "binary"), (&[0u8; 64], "binary")]
        {
            assert!(decode(bytes).is_err_and(|message| message.contains(cause)), "{cause}");
        }
    }
}
