#![allow(clippy::unwrap_used)]
use super::*;
use crate::model::{EntityType, Shape, Span};

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for piece in text.split(' ') {
        let span = Span::new(at, at + piece.len());
        tokens.push(Token { span, fold: 0, shape: Shape::Lower, space_before: true });
        at += piece.len() + 1;
    }
    tokens
}

fn heads(text: &str, mentions: &[MentionSpan]) -> String {
    let tree = Parser::load().unwrap().parse(text, &tokens(text), mentions);
    let head = |word: &crate::model::Word| word.head.map_or("-".to_owned(), |head| head.to_string());
    tree.words.iter().map(|word| format!("{}:{}", head(word), word.relation.as_str())).collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_sentences_of_news() {
    for (text, expected) in [
        ("Rebels attacked the town .", "1:nsubj -:root 3:det 1:obj 1:punct"),
        ("The town was attacked by rebels .", "1:det 3:nsubj:pass 3:aux:pass -:root 5:case 3:obl:agent 3:punct"),
        ("Police did not arrest him .", "3:nsubj 3:aux 3:advmod -:root 3:obj 3:punct"),
    ] {
        assert_eq!(heads(text, &[]), expected, "{text}");
    }
}

#[test]
fn a_name_is_one_unit() {
    let mention = MentionSpan { first: 0, end: 2, kind: EntityType::Person };
    assert_eq!(heads("Qwzx Brkl met rebels .", &[mention]), "2:nsubj 0:flat -:root 2:obj 2:punct");
}

#[test]
fn tags_and_lemmas() {
    let text = "REBELS WENT HOME TO THE CITIES";
    let tree = Parser::load().unwrap().parse(text, &tokens(text), &[]);
    let lemmas: Vec<_> = tree.words.iter().map(|word| word.lemma.as_str()).collect();
    assert_eq!(lemmas, ["rebel", "go", "home", "to", "the", "city"]);
}

#[test]
fn what_is_kept_from_earlier_sentences_changes_nothing() {
    let parser = Parser::load().unwrap();
    let texts = ["The Rebels attacked the town .", "Rebels met the attacked .", "the attacked town met 40 rebels ."];
    let fresh = |text: &str| Scratch::default().parse(&parser.models, text, &tokens(text), &[]);
    let mut kept = Scratch::default();
    for text in texts.iter().cycle().take(4 * texts.len()) {
        let tree = kept.parse(&parser.models, text, &tokens(text), &[]);
        assert_eq!(format!("{tree:?}"), format!("{:?}", fresh(text)), "{text}");
    }
}

#[test]
fn every_input_gives_a_tree() {
    let parser = Parser::load().unwrap();
    assert!(parser.parse("", &[], &[]).words.is_empty());
    for count in [1, 2, 3, 299, 300, 301, 1000, 70_000] {
        let text = "a \u{0} 🎉 İ ¬ ".repeat(count / 5 + 1);
        let tokens = &tokens(&text)[..count];
        let mentions =
            [(0, 2), (1, 3), (5, 5), (298, 302), (7, 9), (count.saturating_sub(1), count), (count, count + 4)]
                .map(|(first, end)| MentionSpan { first, end, kind: EntityType::Place });
        let tree = parser.parse(&text, tokens, &mentions);
        assert_eq!(tree.words.len(), count);
        assert_eq!(tree.words.iter().filter(|word| word.head.is_none()).count(), 1, "{count}");
        for start in 0..count {
            let (mut at, mut steps) = (start, 0);
            while let Some(head) = tree.words[at].head {
                at = head as usize;
                steps += 1;
                assert!(steps <= 310, "a circle");
            }
        }
    }
}

#[test]
fn foreign_or_cut_weights_are_a_clear_error() {
    let cut = Parser::from_bytes(&EMBEDDED[..EMBEDDED.len() / 2]).unwrap_err().to_string();
    assert!(cut.contains("cut short"), "{cut}");
    let foreign = Parser::from_bytes(b"PK\x03\x04").unwrap_err().to_string();
    assert!(foreign.contains("not a weights file"), "{foreign}");
    let mut damaged = EMBEDDED.to_vec();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    assert!(Parser::from_bytes(&damaged).is_err());
    assert!(Parser::from_bytes(&[]).is_err());
}
