//! Scores time expressions as TempEval-3 does, on passages that carry their own gold marks.
//!
//! Relaxed: a found expression overlaps a gold one. Strict: both ends agree. Value: it overlaps and has the same TIMEX3 value.
//! Each is precision, recall and F1 over all passages (UzZaman et al. 2013, SemEval-2013 Task 1).

use std::ops::Range;

/// A passage and its gold expressions.
pub struct Passage {
    pub name: String,
    /// The day of writing, `2013-03-22`.
    pub date: String,
    pub text: String,
    pub gold: Vec<Timex>,
}

/// An expression: bytes of the text, TIMEX3 type, TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    pub span: Range<usize>,
    pub kind: String,
    pub value: String,
}

/// Reads passages: `== name<TAB>date`, then text in which `[words|TYPE value]` marks an expression.
pub fn read(source: &str) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some(head) = line.strip_prefix("== ") {
            let (name, date) = head.split_once('\t').unwrap_or((head, ""));
            passages.push(Passage { name: name.into(), date: date.into(), text: String::new(), gold: Vec::new() });
        } else if let Some(passage) = passages.last_mut() {
            passage.add_line(line);
        }
    }
    passages
}

impl Passage {
    fn add_line(&mut self, line: &str) {
        let mut rest = line;
        while let Some((before, marked)) = rest.split_once('[') {
            self.text.push_str(before);
            let Some((inside, after)) = marked.split_once(']') else { break };
            let start = self.text.len();
            let (words, mark) = inside.rsplit_once('|').unwrap_or((inside, ""));
            self.text.push_str(words);
            if let Some((kind, value)) = mark.split_once(' ') {
                self.gold.push(Timex { span: start..self.text.len(), kind: kind.into(), value: value.into() });
            }
            rest = after;
        }
        self.text.push_str(rest);
        self.text.push('\n');
    }
}

/// Counts over passages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub gold: usize,
    pub found: usize,
    pub relaxed: usize,
    pub strict: usize,
    pub kind: usize,
    pub value: usize,
}

impl Counts {
    /// F1 of that many hits, in per cent.
    pub fn f1(&self, hits: usize) -> f64 {
        200.0 * hits as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// Compares what was found in a passage with its gold; tells every difference to `tell`.
pub fn compare(passage: &Passage, found: &[Timex], counts: &mut Counts, mut tell: impl FnMut(String)) {
    counts.gold += passage.gold.len();
    counts.found += found.len();
    let overlaps = |one: &Timex, other: &Timex| one.span.start < other.span.end && other.span.start < one.span.end;
    let words = |timex: &Timex| format!("[{}] {} {}", &passage.text[timex.span.clone()], timex.kind, timex.value);
    let mut used = vec![false; found.len()];
    for gold in &passage.gold {
        let hit = (0..found.len()).find(|&at| !used[at] && overlaps(gold, &found[at]));
        let Some(at) = hit else {
            tell(format!("{}: missed {}", passage.name, words(gold)));
            continue;
        };
        used[at] = true;
        counts.relaxed += 1;
        counts.strict += usize::from(found[at].span == gold.span);
        counts.kind += usize::from(found[at].kind == gold.kind);
        counts.value += usize::from(found[at].value == gold.value);
        if found[at] != *gold {
            tell(format!("{}: wanted {}, found {}", passage.name, words(gold), words(&found[at])));
        }
    }
    for extra in found.iter().zip(&used).filter(|(_, used)| !**used) {
        tell(format!("{}: extra {}", passage.name, words(extra.0)));
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let f1 = |hits| self.f1(hits);
        write!(
            f,
            "{} gold, {} found: F1 relaxed {:.1}, strict {:.1}, type {:.1}, value {:.1}",
            self.gold,
            self.found,
            f1(self.relaxed),
            f1(self.strict),
            f1(self.kind),
            f1(self.value)
        )
    }
}
