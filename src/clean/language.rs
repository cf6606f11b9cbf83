//! The language of a text, when nothing else tells it.

use crate::model::language_code;

/// Bytes of the text that are looked at.
const SAMPLE: usize = 600;
/// Letters below which nothing can be told.
const MIN_LETTERS: usize = 70;

/// The ISO 639-1 code of the text's language; empty when unsure.
pub(super) fn detect(text: &str) -> &'static str {
    let sample = sample(text);
    if is_plainly_english(sample) {
        return "en";
    }
    let letters = sample.bytes().filter(|b| b.is_ascii_alphabetic() || *b >= 0x80).count();
    let figures = sample.bytes().filter(u8::is_ascii_digit).count();
    if letters < MIN_LETTERS || figures * 14 > sample.len() {
        return "";
    }
    match whatlang::detect(sample) {
        Some(found) if found.is_reliable() => language_code(found.lang().code()).unwrap_or_default(),
        _ => "",
    }
}

fn sample(text: &str) -> &str {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Most news here is English, and looking for its commonest words is far cheaper than comparing trigrams.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut common) = (0usize, 0usize);
    let bytes = sample.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let length = bytes[start..].iter().take_while(|byte| IN_WORDS[usize::from(**byte)]).count();
        if length > 0 {
            words += 1;
            common += usize::from(is_english(&bytes[start..start + length]));
            if words >= 16 && common * 10 >= words {
                return true;
            }
        }
        start += length + 1;
    }
    let needed = if sample.is_ascii() { 4 } else { 8 };
    words >= 6 && common >= 2 && common * 100 >= words * needed
}

/// The bytes that words are made of: letters, and all that is not ASCII.
const IN_WORDS: [bool; 256] = {
    let (mut letters, mut byte) = ([false; 256], 0);
    while byte < 256 {
        letters[byte] = byte >= 0x80 || (byte as u8).is_ascii_alphabetic();
        byte += 1;
    }
    letters
};

/// Words that hardly any other language writes so.
fn is_english(word: &[u8]) -> bool {
    match word.len() {
        2 => matches!(word, b"to" | b"by" | b"it"),
        3 => matches!(word, b"the" | b"and" | b"his" | b"has" | b"The" | b"its" | b"are" | b"not" | b"who"),
        4 => matches!(
            word,
            b"that" | b"with" | b"said" | b"from" | b"have" | b"this" | b"were" | b"will" | b"been" | b"they"
        ),
        5 => matches!(word, b"which" | b"their" | b"would" | b"after" | b"could" | b"about" | b"other" | b"there"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart_or_left_open() {
        let cases = [
            (
                "The army said on Friday that it had taken the town and that the rebels had left with their families.",
                "en",
            ),
            ("Die Armee teilte am Freitag mit, sie habe die Stadt eingenommen und die Rebellen seien abgezogen.", "de"),
            (
                "Армия сообщила в пятницу, что взяла город под контроль и что повстанцы ушли вместе с семьями. Министр иностранных дел заявил, что переговоры о перемирии продолжатся в Женеве на следующей неделе.",
                "ru",
            ),
            (
                "El ejército dijo el viernes que había tomado la ciudad y que los rebeldes se habían marchado con sus familias.",
                "es",
            ),
            (
                "Het leger zei vrijdag dat het de stad had ingenomen en dat de rebellen met hun families waren vertrokken.",
                "nl",
            ),
            ("Net profit 4.7 mln", ""),
            ("", ""),
        ];
        for (text, code) in cases {
            assert_eq!(detect(text), code, "{text}");
        }
    }
}
