//! Tokens as the treebank has them.

use super::*;

fn words(text: &str) -> String {
    let mut tokens = Vec::new();
    tokenize(text, 0..text.len(), &mut tokens);
    tokens.iter().map(|token| token.span.of(text)).collect::<Vec<_>>().join(" ")
}

#[test]
fn tokens_follow_the_treebank() {
    for (text, expected) in [
        ("Kerry met Putin.", "Kerry met Putin ."),
        ("Syria's army didn't stop.", "Syria 's army did n't stop ."),
        ("US-led and anti-Assad forces", "US - led and anti - Assad forces"),
        ("the U.S. and the U.N. said", "the U.S. and the U.N. said"),
        ("at 5 a.m. on Jan. 5", "at 5 a.m. on Jan. 5"),
        ("Gen. John F. Kelly", "Gen. John F. Kelly"),
        ("Georgia O'Keeffe in Côte d'Ivoire", "Georgia O'Keeffe in Côte d'Ivoire"),
        ("Sana'a and Xi'an", "Sana'a and Xi'an"),
        ("$1,200.50 (5.5%)", "$ 1,200.50 ( 5.5 % )"),
        ("AT&T Corp. rose", "AT&T Corp. rose"),
        ("\"Why?\" he said...", "\" Why ? \" he said ..."),
        ("see www.example.org/a, now", "see www.example.org/a , now"),
        ("the rebels' leader", "the rebels ' leader"),
        ("I. It was we who left it to him.", "I . It was we who left it to him ."),
        ("can't, won't, I'm, they've", "ca n't , wo n't , I 'm , they 've"),
        ("Tromsø’s", "Tromsø ’ s"),
        ("war -- again - over", "war -- again - over"),
        ("the 1990s, 22nd, 10:30", "the 1990s , 22nd , 10:30"),
        ("re-elected ex-minister, pro-Kurd", "re-elected ex-minister , pro - Kurd"),
        ("They cannot. We're gonna", "They can not . We 're gon na"),
        ("What?! No!!! *** ==== $$$", "What ?! No !!! *** ==== $$$"),
        ("Call 303-832-8160, 2-1, 1914-1918", "Call 303-832-8160 , 2 - 1 , 1914 - 1918"),
        ("a.doe@mail.example.org, notes.pdf", "a.doe@mail.example.org , notes.pdf"),
        ("Great :) but (see map:) no :-)", "Great :) but ( see map : ) no :-)"),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn letters_are_counted_up_to_the_first_other_byte() {
    for other in (0..=255u8).filter(|byte| !byte.is_ascii_alphabetic()) {
        for place in 0..8 {
            let mut bytes = *b"aZzAbcdY";
            bytes[place] = other;
            assert_eq!(leading_letters(u64::from_le_bytes(bytes)), place, "{other}");
        }
    }
    assert_eq!(leading_letters(u64::from_le_bytes(*b"aZzAbcdY")), 8);
    assert_eq!(leading_digits(u64::from_le_bytes(*b"1987, 15")), 4);
    assert_eq!(leading_digits(u64::from_le_bytes(*b"01234567")), 8);
    assert_eq!(count_bytes(!u64::from_le_bytes(*b"aZzAbcdY") & EIGHT_SMALL), 3);
}

#[test]
fn a_plain_word_is_hashed_and_shaped_like_any_other() {
    let text = "a I US Kerry NATO McCain reconciliation Internationalisation INTERNATIONALISATION abcdefgh Abcdefghi \
        abcdefghijklmnop 7 1987 1234567 12345678 123456789 1,200 22nd 5 end";
    let mut tokens = Vec::new();
    tokenize(text, 0..text.len(), &mut tokens);
    assert_eq!(tokens.len(), 21);
    for token in tokens {
        let surface = token.span.of(text);
        assert_eq!((token.fold, token.shape), (fold_hash(surface), shape_of(surface)), "{surface}");
    }
}

#[test]
fn shapes_tell_names_from_words() {
    for (word, shape) in [
        ("troops", Shape::Lower),
        ("Kerry", Shape::Title),
        ("J.", Shape::Initial),
        ("U.S.", Shape::Upper),
        ("NATO", Shape::Upper),
        ("McCain", Shape::Mixed),
        ("1,200", Shape::Number),
        ("'s", Shape::Clitic),
        ("n't", Shape::Clitic),
        ("-", Shape::Hyphen),
        ("--", Shape::Punctuation),
        ("Łódź", Shape::Title),
        ("—", Shape::Punctuation),
    ] {
        assert_eq!(shape_of(word), shape, "{word}");
    }
}

#[test]
fn every_token_is_a_piece_of_the_text_in_order() {
    let text = "naïve ‘quotes’ — … 東京 e\u{301}t\u{e9} 'tis n't ''' ..- a.b.c. \u{200b}x";
    let mut tokens = Vec::new();
    tokenize(text, 0..text.len(), &mut tokens);
    let mut end = 0;
    for token in &tokens {
        assert!(token.span.start >= end && !token.span.of(text).is_empty());
        end = token.span.end;
    }
}
