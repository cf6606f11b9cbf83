//! The language of a text, when nothing else tells it.

use crate::model::language_code;

/// Bytes of the text that are looked at.
const SAMPLE: usize = 1_200;

/// The ISO 639-1 code of the text's language; empty when unsure.
pub(super) fn detect(text: &str) -> &'static str {
    let sample = sample(text);
    if is_plainly_english(sample) {
        return "en";
    }
    match whatlang::detect(sample) {
        Some(found) if found.is_reliable() && sample.len() >= 40 => {
            language_code(found.lang().code()).unwrap_or_default()
        }
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

/// Most news here is English, and counting its commonest words is far cheaper than comparing trigrams.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut common) = (0usize, 0usize);
    for word in sample.as_bytes().split(|b| !b.is_ascii_alphabetic() && *b < 0x80) {
        words += usize::from(!word.is_empty());
        common += usize::from(matches!(
            word,
            b"the" | b"and" | b"of" | b"that" | b"with" | b"was" | b"said" | b"for" | b"his" | b"has" | b"The" | b"by"
        ));
    }
    words >= 12 && common * 100 >= words * 8
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
            ("Net profit 4.7 mln", ""),
            ("", ""),
        ];
        for (text, code) in cases {
            assert_eq!(detect(text), code, "{text}");
        }
    }
}
