//! The matcher against an oracle: all overlapping hits of aho-corasick, then boundaries, then the longest.

#![allow(clippy::unwrap_used)]

use aho_corasick::AhoCorasick;

use super::words::{self, Scanner, Start};
use super::{ListedName, Matcher, gaps};
use crate::gazetteer::{Ambiguity, CaseRule, Meaning, Name, NameKind, NameTable, NameTableBuilder};

fn table(names: &[String]) -> NameTable {
    let mut builder = NameTableBuilder::default();
    for (index, text) in names.iter().enumerate() {
        let name = Name { text: text.clone(), kind: NameKind::Canonical, case: CaseRule::Auto, weak: false };
        builder.add(&name, |case, length| Meaning {
            entity: index as u32,
            priority: 0,
            kind: NameKind::Canonical,
            case,
            weak: false,
            ambiguity: Ambiguity::None,
            length,
            line: 0,
        });
    }
    builder.build()
}

fn found(table: &NameTable, text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<ListedName> = Vec::new();
    Matcher::new(table).find(text, &mut found);
    found.iter().map(|name| (name.start as usize, name.end as usize)).collect()
}

/// Keeps the longest hit at each place, from left to right.
fn longest(mut hits: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    hits.sort_unstable_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    let mut free_from = 0;
    hits.retain(|&(start, end)| {
        let free = start >= free_from;
        free_from = if free { end } else { free_from };
        free
    });
    hits
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % limit
    }

    fn pick<'a>(&mut self, pieces: &[&'a str]) -> &'a str {
        pieces[self.below(pieces.len())]
    }

    fn text(&mut self, pieces: &[&str], joints: &[&str], length: usize) -> String {
        (0..length).map(|_| [self.pick(pieces), self.pick(joints)].concat()).collect()
    }
}

#[test]
fn plain_names_are_those_of_an_overlapping_search_over_the_raw_text() {
    let pieces = ["a", "ab", "abc", "abcdefgh", "abcdefghi", "abcdefghabcdefghx", "B", "AB", "aBc", "zz"];
    let mut random = Random(7);
    for _ in 0..400 {
        let names: Vec<String> = (0..30)
            .map(|_| {
                let length = 1 + random.below(4);
                random.text(&pieces, &[" "], length).trim_end().to_lowercase()
            })
            .collect();
        let text = random.text(&pieces, &[" ", " ", " ", "; ", ""], 80);
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&names).unwrap();
        let is_letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
        let hits = automaton.find_overlapping_iter(&text).map(|hit| (hit.start(), hit.end()));
        let whole = hits.filter(|&(start, end)| !is_letter(end) && (start == 0 || !is_letter(start - 1)));
        assert_eq!(found(&table(&names), &text), longest(whole.collect()), "{names:?} in {text:?}");
    }
}

/// Where an item lies in the text, from and to, and whether a name may begin there; `None`: no name runs across.
type Lying = Option<(usize, usize, bool)>;

/// The words and marks of a text, folded and apart by spaces, and where each lies in the text; `None`: no name runs across.
fn folded_items(text: &str) -> (Vec<String>, Vec<Lying>) {
    let mut found = Vec::new();
    Scanner::default().scan(text, |word, start| found.push((word, start)));
    let (mut items, mut places) = (Vec::new(), Vec::new());
    let folded = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    for (index, &(word, start)) in found.iter().enumerate() {
        let mut bytes = Vec::new();
        words::folded(text, word, &mut |byte| bytes.push(byte));
        items.push(folded(bytes));
        places.push(Some((word.start as usize, word.end as usize, start != Start::Clitic)));
        let to = found.get(index + 1).map_or(text.len(), |next| next.0.start as usize);
        let runs_on = gaps::gap(text, word, to, &mut |_, end| {
            let mark = text[..end].chars().next_back().unwrap();
            let mut bytes = Vec::new();
            gaps::folded_mark(mark, &mut |byte| bytes.push(byte));
            items.push(folded(bytes));
            places.push(Some((end - mark.len_utf8(), end, false)));
        });
        if !runs_on {
            items.push("\n".to_string());
            places.push(None);
        }
    }
    (items, places)
}

/// Hits of the automaton in the folded text, as stretches of the text itself.
fn oracle(table: &NameTable, text: &str) -> Vec<(usize, usize)> {
    let patterns: Vec<String> = table.folded_names().map(|(_, name)| format!(" {name} ")).collect();
    let automaton = AhoCorasick::new(&patterns).unwrap();
    let (items, places) = folded_items(text);
    let (mut folded, mut starts) = (" ".to_string(), Vec::new());
    for item in &items {
        starts.push(folded.len() - 1);
        folded.push_str(item);
        folded.push(' ');
    }
    starts.push(folded.len() - 1);
    let item_at = |place: usize| starts.binary_search(&place).unwrap();
    let hits = automaton.find_overlapping_iter(&folded).filter_map(|hit| {
        let (first, end) = (places[item_at(hit.start())]?, places[item_at(hit.end() - 1) - 1]?);
        first.2.then_some((first.0, end.1))
    });
    longest(hits.collect())
}

#[test]
fn folded_names_are_those_of_an_overlapping_search_over_the_folded_text() {
    let pieces = [
        "new",
        "York",
        "YORK",
        "al",
        "Al",
        "assad",
        "O'Neil",
        "d’Ivoire",
        "łódź",
        "ŁÓDŹ",
        "é",
        "E\u{301}",
        "u.s",
        "st",
        "St",
        "ж",
        "Ж",
        "日本",
        "ﬁ",
        "fi",
        "x1",
        "7",
        "s",
        "at&t",
        "AT&T",
        "wash\u{ad}ton",
        "ß",
    ];
    let joints = [
        " ", " ", " ", " ", "-", "–", " - ", ", ", " & ", ". ", "'s ", "’s ", "\n", " \n ", "\n\n", "\u{a0}", "—", "'",
        "’", ".", "! ", "“", "",
    ];
    let mut random = Random(2026);
    for _ in 0..3000 {
        let names: Vec<String> = (0..25)
            .map(|_| {
                let length = 1 + random.below(4);
                random.text(&pieces, &joints[..17], length).to_lowercase()
            })
            .collect();
        let table = table(&names);
        let text = random.text(&pieces, &joints, 60);
        assert_eq!(found(&table, &text), oracle(&table, &text), "{names:?} in {text:?}");
    }
}

#[test]
fn case_rules_boundaries_and_the_longest_name() {
    let names = [
        "New York",
        "New York Times",
        "York",
        "Bashar al-Assad",
        "WHO",
        "who's who",
        "Trinidad & Tobago",
        "Yahoo!",
        "Łódź",
        "St. John's",
        "J.P. Morgan",
        "Côte d'Ivoire",
        "St. Petersburg",
        "the hague",
        "C++",
        "U.S.",
    ];
    let table = table(&names.map(String::from));
    for (text, expected) in [
        ("New York Times reported", "New York Times"),
        ("New York Timesheet", "New York"),
        ("New Yorkers in New\nYork, in NEW YORK", "New\nYork|NEW YORK"),
        ("new york, New\n\nYork", "York"),
        ("Bashar al Assad, BASHAR AL-ASSAD's, Bashar Al‑Assad", "Bashar al Assad|BASHAR AL-ASSAD|Bashar Al‑Assad"),
        ("the WHO, who Who", "WHO"),
        ("Trinidad & Tobago; Trinidad Tobago", "Trinidad & Tobago"),
        ("Yahoo! and Yahoo", "Yahoo!"),
        ("LODZ, Lódz, lodz", "LODZ|Lódz"),
        ("St John’s and St. John's", "St John’s|St. John's"),
        ("J.P. Morgan", "J.P. Morgan"),
        ("Cote d’Ivoire’s", "Cote d’Ivoire"),
        ("in St.\nPetersburg", "St.\nPetersburg"),
        ("THE HAGUE, the Hague", "THE HAGUE|the Hague"),
        ("C is no C++", "C++"),
        ("the U.S., the US and us", "U.S.|US"),
    ] {
        let found: Vec<&str> = found(&table, text).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }
}
