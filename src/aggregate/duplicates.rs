//! Which documents repeat an earlier one: with the same text, or with nearly the same (a wire report in many papers).
//!
//! Copies meet under the keys of their [`Sketch`] (locality-sensitive hashing: P. Indyk, R. Motwani, *Approximate nearest
//! neighbors*, 1998), so that the cost of a document does not grow with the corpus. Whether two that met are copies is then
//! judged from samples of their word sequences, their figures and their names.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::sketch::{Sketch, shared};

/// The hash by which texts are compared; `None` for an empty text, which repeats nothing.
pub fn text_hash(text: &str) -> Option<u64> {
    let text = text.trim();
    (!text.is_empty()).then(|| FxBuildHasher.hash_one(text))
}

/// Documents met under one key that are looked at, the latest first: a run of words that more share is a form of words.
const MOST_PER_KEY: usize = 24;
/// Keys that two documents must share to be compared.
const LEAST_SHARED_KEYS: u32 = 2;
/// Keys of the beginning that a text and one cut from its end share.
const LEAST_LEAD_KEYS: u32 = 3;
/// Documents compared with a new one.
const MOST_COMPARED: usize = 8;
/// Days between two copies: later it is another report in the same words.
const MOST_DAYS_APART: i32 = 7;
/// Part of the shorter text's sampled runs that the longer has.
const LEAST_CONTAINED: f64 = 0.6;
/// Part of the figures of the text with fewer that the other has, when both are of one day.
const LEAST_FIGURES: f64 = 0.85;
/// The same of two days: a table or a form of words is filled in anew each day, and most of its figures may stay.
const LEAST_FIGURES_OF_TWO_DAYS: f64 = 0.95;
/// Part of the names of the text with fewer that the other has.
const LEAST_NAMES: f64 = 0.8;

/// Number of a document among the first ones, counted from 0.
type Number = u32;

/// The first document of each distinct text.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// Hash of the text → its first document.
    first: FxHashMap<u64, Number>,
    /// Ids of first documents, one after another.
    ids: String,
    starts: Vec<usize>,
    /// What tells near copies; `None` for short texts.
    sketches: Vec<Option<Sketch>>,
    /// Key → the latest entry of `met`.
    latest: FxHashMap<u32, u32>,
    /// Documents under a key, each with the entry before it.
    met: Vec<(Number, u32)>,
    repeated: u64,
    near: u64,
}

/// No entry before.
const NONE: u32 = u32::MAX;

/// What a document is among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The first of its text, by its number.
    First(Number),
    /// A copy of that first one.
    Copy(Number),
}

impl Duplicates {
    /// Notes a document, and says whether it is a copy.
    pub(super) fn add(&mut self, text_hash: Option<u64>, sketch: Option<Sketch>, doc_id: &str) -> Standing {
        let exact = text_hash.and_then(|hash| self.first.get(&hash).copied());
        if let Some(number) = exact {
            self.repeated += 1;
            return Standing::Copy(number);
        }
        let near = sketch.as_ref().and_then(|sketch| self.near_copy_of(sketch));
        let number = near.unwrap_or(self.starts.len() as Number);
        self.first.extend(text_hash.map(|hash| (hash, number)));
        if near.is_some() {
            self.repeated += 1;
            self.near += 1;
            return Standing::Copy(number);
        }
        self.starts.push(self.ids.len());
        self.ids.push_str(doc_id);
        self.note(number, sketch);
        Standing::First(number)
    }

    /// The id of a first document.
    pub(super) fn id(&self, number: Number) -> &str {
        let number = number as usize;
        let end = self.starts.get(number + 1).copied().unwrap_or(self.ids.len());
        self.starts.get(number).and_then(|&start| self.ids.get(start..end)).unwrap_or_default()
    }

    /// How many documents repeated an earlier one, word for word or nearly.
    pub fn repeated(&self) -> u64 {
        self.repeated
    }

    /// How many of them are not the same word for word.
    pub fn near(&self) -> u64 {
        self.near
    }

    fn note(&mut self, number: Number, sketch: Option<Sketch>) {
        for &key in sketch.iter().flat_map(|sketch| &sketch.keys) {
            let before = self.latest.insert(key, self.met.len() as u32).unwrap_or(NONE);
            self.met.push((number, before));
        }
        // The keys of what is kept are in the table.
        self.sketches.push(sketch.map(|sketch| Sketch { keys: Vec::new(), ..sketch }));
    }

    /// The first document, of those that meet under most keys, of which this is a copy.
    fn near_copy_of(&self, sketch: &Sketch) -> Option<Number> {
        // Mostly none: most keys are met for the first time.
        let mut met: Vec<(Number, bool)> = Vec::new();
        for (index, key) in sketch.keys.iter().enumerate() {
            let mut at = self.latest.get(key).copied().unwrap_or(NONE);
            for _ in 0..MOST_PER_KEY {
                let Some(&(number, before)) = self.met.get(at as usize) else { break };
                met.push((number, index < sketch.lead_keys));
                at = before;
            }
        }
        met.sort_unstable();
        let count = |same: &[(Number, bool)]| {
            let lead = same.iter().filter(|(_, lead)| *lead).count();
            (same.len() as u32, same[0].0, lead as u32)
        };
        let mut candidates: Vec<(u32, Number, u32)> = met
            .chunk_by(|one, other| one.0 == other.0)
            .map(count)
            .filter(|(all, ..)| *all >= LEAST_SHARED_KEYS)
            .collect();
        candidates.sort_unstable_by_key(|&(all, number, _)| (std::cmp::Reverse(all), number));
        candidates.truncate(MOST_COMPARED);
        let is_copy = |&(_, number, lead): &(u32, Number, u32)| {
            self.sketches[number as usize].as_ref().is_some_and(|first| are_copies(first, sketch, lead))
        };
        candidates.into_iter().find(is_copy).map(|(_, number, _)| number)
    }
}

/// Whether two texts are one report. `lead` is how many keys of the beginning they share: where one is much longer, it is the
/// whole of a report that was cut, and both begin alike; otherwise the shorter may be one item of a round-up.
fn are_copies(a: &Sketch, b: &Sketch, lead: u32) -> bool {
    let (short, long) = (a.runs.len().min(b.runs.len()), a.runs.len().max(b.runs.len()));
    let figures = if a.date == b.date { LEAST_FIGURES } else { LEAST_FIGURES_OF_TWO_DAYS };
    near_in_time(a, b)
        && (short * 3 >= long * 2 || lead >= LEAST_LEAD_KEYS)
        && contained(&a.runs, &b.runs, LEAST_CONTAINED)
        && contained(&a.figures, &b.figures, figures)
        && contained(&a.names, &b.names, LEAST_NAMES)
}

/// Whether the larger set has that part of the smaller.
fn contained(a: &[u16], b: &[u16], least: f64) -> bool {
    shared(a, b) as f64 >= least * a.len().min(b.len()) as f64
}

fn near_in_time(a: &Sketch, b: &Sketch) -> bool {
    let (Some(a), Some(b)) = (a.date, b.date) else { return true };
    let days = a.first_day().until(b.first_day()).map_or(i32::MAX, |span| span.get_days().abs());
    days <= MOST_DAYS_APART
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(words: &[u16], figures: &[u16], names: &[u16], date: &str) -> Option<Sketch> {
        Some(Sketch {
            keys: [1000, 0]
                .into_iter()
                .flat_map(|from| words[..6].iter().map(move |&word| from + u32::from(word)))
                .collect(),
            lead_keys: 6,
            runs: words.into(),
            figures: figures.into(),
            names: names.into(),
            date: date.parse().ok(),
        })
    }

    #[test]
    fn a_repeated_text_leads_to_its_first_document() {
        let mut duplicates = Duplicates::default();
        let texts = [("one", "A text."), ("two", "Another."), ("three", " A text.\n"), ("four", ""), ("five", "")];
        let standings: Vec<_> = texts.iter().map(|(id, text)| duplicates.add(text_hash(text), None, id)).collect();
        use Standing::{Copy, First};
        assert_eq!(standings, [First(0), First(1), Copy(0), First(2), First(3)]);
        assert_eq!((duplicates.repeated(), duplicates.near()), (1, 0));
        assert_eq!([0, 1, 2, 3].map(|number| duplicates.id(number).to_string()), ["one", "two", "four", "five"]);
    }

    #[test]
    fn near_copies_share_words_figures_names_and_the_week() {
        let words: Vec<u16> = (0..60).collect();
        let cut: Vec<u16> = (0..30).collect();
        let reworded: Vec<u16> = (0..20).chain(200..230).collect();
        let item: Vec<u16> = (4..30).collect();
        let cases = [
            ("the same", words.clone(), vec![1, 2, 3, 4], vec![1, 2, 3], "2016-09-14", true),
            ("cut", cut, vec![1, 2], vec![1, 2], "2016-09-13", true),
            ("reworded", reworded, vec![1, 2, 3, 4], vec![1, 2, 3], "2016-09-13", false),
            ("other figures", words.clone(), vec![1, 2, 3, 9], vec![1, 2, 3], "2016-09-13", false),
            ("other names", words.clone(), vec![1, 2, 3, 4], vec![1, 2, 9], "2016-09-13", false),
            ("a month later", words.clone(), vec![1, 2, 3, 4], vec![1, 2, 3], "2016-10-13", false),
            ("fewer figures and names", words.clone(), vec![2], vec![3], "2016-09-13", true),
            ("no date", words.clone(), vec![1, 2, 3, 4], vec![1, 2, 3], "", true),
            ("an item of it, from the middle", item, vec![1], vec![1], "2016-09-13", false),
        ];
        for (case, runs, figures, names, date, is_copy) in cases {
            let mut duplicates = Duplicates::default();
            duplicates.add(Some(1), sketch(&words, &[1, 2, 3, 4], &[1, 2, 3], "2016-09-13"), "first");
            let standing = duplicates.add(Some(2), sketch(&runs, &figures, &names, date), "second");
            assert_eq!(standing == Standing::Copy(0), is_copy, "{case}");
        }
    }

    #[test]
    fn a_copy_of_a_copy_leads_to_the_first() {
        let words: Vec<u16> = (0..60).collect();
        let mut duplicates = Duplicates::default();
        duplicates.add(Some(1), sketch(&words, &[], &[], ""), "first");
        assert_eq!(duplicates.add(Some(2), sketch(&words, &[], &[], ""), "second"), Standing::Copy(0));
        assert_eq!(duplicates.add(Some(2), None, "third"), Standing::Copy(0));
        assert_eq!((duplicates.repeated(), duplicates.near()), (2, 1));
    }
}
