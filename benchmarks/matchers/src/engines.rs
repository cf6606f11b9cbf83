//! The matchers that are timed, behind one trait.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dateline::gazetteer::{Ambiguity, CaseRule, Meaning, Name, NameKind, NameTable, NameTableBuilder};
use dateline::spot::{ListedName, Matcher};

/// A name found: bytes of the text, and the index of the name.
#[derive(Clone, Copy)]
pub struct Hit {
    pub start: usize,
    pub end: usize,
    pub name: usize,
}

/// Finds names: whole words, the longest, not overlapping.
pub trait Engine {
    /// Appends the names of `text`.
    fn find(&mut self, text: &str, hits: &mut Vec<Hit>);
}

/// The engine of that name, for these rows of alias, id, type.
pub fn build(name: &str, rows: &[[&str; 3]]) -> Box<dyn Engine> {
    let aliases = rows.iter().map(|row| row[0]);
    match name {
        "token-hash" => Box::new(TokenHash::new(aliases)),
        "aho-corasick-nfa" => Box::new(Automaton::new(aliases, AhoCorasickKind::ContiguousNFA)),
        "aho-corasick-dfa" => Box::new(Automaton::new(aliases, AhoCorasickKind::DFA)),
        "daachorse" => Box::new(DoubleArray {
            automaton: daachorse::DoubleArrayAhoCorasick::new(aliases).unwrap(),
            all: Vec::new(),
        }),
        other => panic!("no engine {other}"),
    }
}

struct TokenHash {
    matcher: Matcher<'static>,
    table: &'static NameTable,
    found: Vec<ListedName>,
}

impl TokenHash {
    fn new<'a>(aliases: impl Iterator<Item = &'a str>) -> Self {
        let mut builder = NameTableBuilder::default();
        for (index, alias) in aliases.enumerate() {
            let name = Name { text: alias.to_string(), kind: NameKind::Canonical, case: CaseRule::Auto, weak: false };
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
        let table: &'static NameTable = Box::leak(Box::new(builder.build()));
        Self { matcher: Matcher::new(table), table, found: Vec::new() }
    }
}

impl Engine for TokenHash {
    fn find(&mut self, text: &str, hits: &mut Vec<Hit>) {
        self.found.clear();
        self.matcher.find(text, &mut self.found);
        hits.extend(self.found.iter().map(|name| Hit {
            start: name.start as usize,
            end: name.end as usize,
            name: self.table.meanings(name.group)[0].entity as usize,
        }));
    }
}

struct Automaton {
    automaton: AhoCorasick,
    all: Vec<Hit>,
}

impl Automaton {
    fn new<'a>(aliases: impl Iterator<Item = &'a str>, kind: AhoCorasickKind) -> Self {
        let mut builder = AhoCorasick::builder();
        let automaton = builder.match_kind(MatchKind::Standard).kind(Some(kind)).build(aliases).unwrap();
        Self { automaton, all: Vec::new() }
    }
}

impl Engine for Automaton {
    fn find(&mut self, text: &str, hits: &mut Vec<Hit>) {
        let found = self.automaton.find_overlapping_iter(text);
        self.all.extend(
            found
                .map(|hit| Hit { start: hit.start(), end: hit.end(), name: hit.pattern().as_usize() })
                .filter(|hit| whole_words(text, hit)),
        );
        keep_longest(&mut self.all, hits);
    }
}

struct DoubleArray {
    automaton: daachorse::DoubleArrayAhoCorasick<u32>,
    all: Vec<Hit>,
}

impl Engine for DoubleArray {
    fn find(&mut self, text: &str, hits: &mut Vec<Hit>) {
        let found = self.automaton.find_overlapping_iter(text);
        self.all.extend(
            found
                .map(|hit| Hit { start: hit.start(), end: hit.end(), name: hit.value() as usize })
                .filter(|hit| whole_words(text, hit)),
        );
        keep_longest(&mut self.all, hits);
    }
}

fn whole_words(text: &str, hit: &Hit) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    !text[..hit.start].chars().next_back().is_some_and(is_word) && !text[hit.end..].chars().next().is_some_and(is_word)
}

/// Moves the longest hit at each place to `hits`, from left to right.
fn keep_longest(all: &mut Vec<Hit>, hits: &mut Vec<Hit>) {
    all.sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut free_from = 0;
    for hit in all.drain(..) {
        if hit.start >= free_from {
            free_from = hit.end;
            hits.push(hit);
        }
    }
}
