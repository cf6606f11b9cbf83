//! Whatever comes in, nothing breaks: seed documents cut up, mixed and strewn with rubbish, and files of any bytes.
//!
//! The same documents each time. `FUZZ_DOCUMENTS=100000 cargo test --release --test it fuzz` makes more of them.

use std::fs;
use std::path::Path;

use dateline::model::{Annotated, Document, Span, Tree};
use dateline::pipeline::{Pipeline, PipelineOptions};

use super::support::Place;

/// Documents made when the environment asks for no other number.
const DOCUMENTS: usize = 300;

/// What news never holds, or seldom.
const RUBBISH: [&str; 40] = [
    "\u{0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "\u{2028}",
    "\u{a0}",
    "\u{202e}",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "🎉",
    "👩‍👩‍👧",
    "ﷺ",
    "日本語",
    "Ω",
    "'",
    "’s",
    "\"",
    "“",
    "--",
    "—",
    "...",
    "…",
    "\r\n",
    "\n\n",
    "\t",
    ":",
    "(",
    ")",
    "[",
    "&amp;",
    "&#x110000;",
    "<p>",
    "<",
    "%s",
    "99999999999999999999",
    "-1st",
    "0/0/0000",
    "in the year 2100-13-45 BC at 25:61 p.m.",
];

/// A row of numbers that look like chance (Knuth's multiplier).
struct Chance(u64);

impl Chance {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.below(256) as u8).collect()
    }
}

fn seeds() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()).collect()
}

/// The last place up to `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A piece of a text, from anywhere to anywhere.
fn piece<'t>(text: &'t str, longest: usize, chance: &mut Chance) -> &'t str {
    let start = boundary(text, chance.below(text.len()));
    let end = boundary(text, (start + chance.below(longest)).min(text.len()));
    &text[start..end]
}

fn document(seeds: &[String], chance: &mut Chance) -> Document {
    let mut text = String::new();
    for _ in 0..1 + chance.below(12) {
        let seed = &seeds[chance.below(seeds.len())];
        let part = piece(seed, 700, chance);
        match chance.below(12) {
            0 => text.extend(part.split_whitespace()),
            1 => text += &part.to_uppercase(),
            2 => text += &part.to_lowercase(),
            3 => text += &part.replace('\n', " "),
            4 => text += &part.replace(' ', "\n"),
            5 => part.split(' ').rev().for_each(|word| text = std::mem::take(&mut text) + word + " "),
            6 => text += &part[..boundary(part, 40)].repeat(1 + chance.below(20)),
            7 => text += &String::from_utf8_lossy(&chance.bytes(80)),
            _ => text += part,
        }
        for _ in 0..chance.below(6) {
            let at = boundary(&text, chance.below(text.len()));
            text.insert_str(at, RUBBISH[chance.below(RUBBISH.len())]);
        }
    }
    let date = ["2016-02-12", "1987", "0001-01-01", "9999-12-31", ""][chance.below(5)].parse().ok();
    Document {
        id: "d".into(),
        title: piece(&seeds[chance.below(seeds.len())], 90, chance).into(),
        text,
        date,
        ..Document::default()
    }
}

#[test]
fn any_text_goes_through_every_stage() {
    let options = PipelineOptions { parse_all: true, explain: true, ..PipelineOptions::default() };
    let pipeline = Pipeline::new(&options).unwrap();
    let count = std::env::var("FUZZ_DOCUMENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(DOCUMENTS);
    let (seeds, mut chance) = (seeds(), Chance(20_261_122));
    for number in 0..count {
        let document = document(&seeds, &mut chance);
        let text = document.text.clone();
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&pipeline.process(&document))));
        assert!(done.is_ok(), "document {number}: {text:?}");
    }
}

/// What every document keeps to, whatever it says.
fn check(annotated: &Annotated) {
    let (text, segmented) = (annotated.clean.text.as_str(), &annotated.segmented);
    let lies_in_text = |span: Span| {
        let range = annotated.clean.map.raw(span);
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
        assert!(range.start <= range.end && range.end <= annotated.document.text.len(), "{range:?}");
    };
    let mut free = 0;
    for mention in &annotated.mentions {
        assert!(free <= mention.span.start && mention.span.start < mention.span.end, "{mention:?} after {free}");
        free = mention.span.end;
        lies_in_text(mention.span);
        let sentence = &segmented.sentences[mention.sentence as usize];
        // A name over a line break may end in the next sentence.
        let tokens = sentence.first_token..sentence.end_token;
        assert!(tokens.contains(&mention.first_token) && mention.first_token < mention.end_token, "{mention:?}");
        assert!((0.0..=1.0).contains(&mention.confidence), "{mention:?}");
    }
    assert_eq!(annotated.trees.len(), segmented.sentences.len());
    for (tree, sentence) in annotated.trees.iter().zip(&segmented.sentences) {
        let tokens = segmented.tokens_of(sentence);
        tree.iter().for_each(|tree| is_tree(tree, tokens.len()));
    }
    for event in &annotated.events {
        let sentence = &segmented.sentences[event.sentence as usize];
        assert!(sentence.span.start <= event.span.start && event.span.end <= sentence.span.end, "{event:?}");
        lies_in_text(event.trigger);
        assert!((0.0..=1.0).contains(&event.confidence), "{event:?}");
        assert!((2..=4).contains(&event.cameo.len()), "{event:?}");
        assert!(!event.source.code.is_empty() || !event.target.code.is_empty(), "{event:?}");
    }
    annotated.times.iter().for_each(|time| lies_in_text(time.span));
}

/// One root, and every word leads to it.
fn is_tree(tree: &Tree, tokens: usize) {
    assert_eq!(tree.words.len(), tokens);
    assert_eq!(tree.words.iter().filter(|word| word.head.is_none()).count(), 1);
    for start in 0..tokens {
        let ways = std::iter::successors(Some(start), |&at| tree.words[at].head.map(usize::from));
        assert!(ways.take(tokens + 1).count() <= tokens, "word {start} hangs on itself");
    }
}

#[test]
fn any_bytes_in_a_file_end_in_rows_or_rejects() {
    let place = Place::new();
    let seeds = seeds();
    let mut chance = Chance(7);
    fs::create_dir_all(place.path("files")).unwrap();
    let endings = ["txt", "html", "jsonl", "json", "csv", "tsv", "txt.gz", "jsonl.gz", "txt.zst", "csv.zst"];
    for number in 0..80 {
        let mut bytes = seeds[chance.below(seeds.len())].as_bytes().to_vec();
        bytes.truncate(chance.below(4000));
        for _ in 0..chance.below(8) {
            let at = chance.below(bytes.len());
            let count = chance.below(30);
            bytes.splice(at..at, chance.bytes(count));
        }
        fs::write(place.path(&format!("files/{number}.{}", endings[number % endings.len()])), bytes).unwrap();
    }
    let ended = place.run(&["files", "--threads", "2"]);
    assert!(!ended.stderr.contains("panicked") && ended.code == 1, "{}: {}", ended.code, ended.stderr);
    assert!(place.table("documents.csv").len() >= 80);
}
