//! Clusters of words with like neighbours, learnt from raw news: the exchange algorithm over class bigrams.
//!
//! Each word sits in one class; a word moves to the class that most raises the likelihood of the text under a bigram
//! model of classes (Martin, Liermann and Ney 1998). Done twice, for coarse and fine classes.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::parse::words::normalize;

use crate::lexicon::Clusters;

const COARSE: usize = 100;
const FINE: usize = 800;
const ROUNDS: usize = 6;
/// Rarer words have no cluster.
const LEAST_COUNT: usize = 8;

/// Learns from the texts of a JSON Lines file (`.zst` or plain) and further sentences.
pub fn learn<'a>(news: &Path, more: impl Iterator<Item = Vec<&'a str>>) -> Result<Clusters> {
    let mut corpus = Corpus::default();
    more.for_each(|words| corpus.add(words.into_iter()));
    for line in read(news)?.lines() {
        let Ok(serde_json::Value::Object(document)) = serde_json::from_str(line) else { continue };
        if let Some(text) = document.get("text").and_then(serde_json::Value::as_str) {
            corpus.add(tokens(text));
        }
    }
    let bigrams = corpus.bigrams();
    let coarse = exchange(&bigrams, COARSE);
    let fine = exchange(&bigrams, FINE);
    let words = bigrams.words.iter().zip(coarse.iter().zip(&fine));
    Ok(words.map(|(word, (&coarse, &fine))| (word.clone(), (coarse as u32, fine as u32))).collect())
}

fn read(path: &Path) -> Result<String> {
    let wrong = |error: std::io::Error| Error::new(format!("{}: {error}", path.display()));
    let file = std::fs::File::open(path).map_err(wrong)?;
    let mut text = String::new();
    if path.extension().is_some_and(|ending| ending == "zst") {
        zstd::Decoder::new(file).and_then(|mut plain| plain.read_to_string(&mut text)).map_err(wrong)?;
    } else {
        std::io::BufReader::new(file).read_to_string(&mut text).map_err(wrong)?;
    }
    Ok(text)
}

/// A rough split into words, clitics and marks: good enough to count neighbours.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|piece| {
        let mut parts = Vec::new();
        let mut rest = piece;
        while let Some(letter) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric();
            let end = if is_word(letter) {
                rest.char_indices()
                    .find(|&(at, c)| !is_word(c) && !inside_word(rest, at, c))
                    .map_or(rest.len(), |(at, _)| at)
            } else if matches!(letter, '\'' | '’') && rest[letter.len_utf8()..].starts_with(is_word) {
                let start = letter.len_utf8();
                rest[start..].find(|c| !is_word(c)).map_or(rest.len(), |at| start + at)
            } else {
                letter.len_utf8()
            };
            let (part, after) = rest.split_at(end);
            if part.len() > 2 && (after.starts_with("'t") || after.starts_with("’t")) && part.ends_with('n') {
                let (stem, _) = part.split_at(part.len() - 1);
                let clitic = rest.len() - after.len() - 1;
                let length = 2 + after.chars().next().map_or(1, char::len_utf8);
                parts.push(stem);
                parts.push(&rest[clitic..clitic + length]);
                rest = &rest[clitic + length..];
                continue;
            }
            parts.push(part);
            rest = after;
        }
        parts
    })
}

fn inside_word(text: &str, at: usize, mark: char) -> bool {
    let follows = |test: fn(char) -> bool| text[at + mark.len_utf8()..].starts_with(test);
    match mark {
        '.' => follows(char::is_alphanumeric) || text[..at].contains('.') || at == 1,
        ',' | ':' => text[..at].ends_with(|c: char| c.is_ascii_digit()) && follows(|c| c.is_ascii_digit()),
        _ => false,
    }
}

#[derive(Default)]
struct Corpus {
    numbers: HashMap<Vec<u8>, u32>,
    words: Vec<Vec<u8>>,
    counts: Vec<usize>,
    /// Numbers of words in order.
    text: Vec<u32>,
}

impl Corpus {
    fn add<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let mut form = Vec::new();
        for word in words {
            normalize(word, &mut form);
            let number = *self.numbers.entry(form.clone()).or_insert_with(|| {
                self.words.push(form.clone());
                self.counts.push(0);
                self.words.len() as u32 - 1
            });
            self.counts[number as usize] += 1;
            self.text.push(number);
        }
    }

    /// Counts of neighbours among the frequent words, which are numbered by frequency; the last number is "other".
    fn bigrams(&self) -> Bigrams {
        let mut frequent: Vec<usize> = (0..self.words.len()).filter(|&word| self.counts[word] >= LEAST_COUNT).collect();
        frequent.sort_by_key(|&word| (std::cmp::Reverse(self.counts[word]), &self.words[word]));
        let other = frequent.len() as u32;
        let mut rank = vec![other; self.words.len()];
        frequent.iter().enumerate().for_each(|(at, &word)| rank[word] = at as u32);
        let mut pairs: Vec<u64> = self
            .text
            .windows(2)
            .map(|pair| u64::from(rank[pair[0] as usize]) << 32 | u64::from(rank[pair[1] as usize]))
            .collect();
        pairs.sort_unstable();
        let mut after = vec![Vec::new(); frequent.len() + 1];
        let mut before = vec![Vec::new(); frequent.len() + 1];
        for same in pairs.chunk_by(|a, b| a == b) {
            let (first, second) = ((same[0] >> 32) as u32, same[0] as u32);
            after[first as usize].push((second, same.len() as i64));
            before[second as usize].push((first, same.len() as i64));
        }
        Bigrams { words: frequent.iter().map(|&word| self.words[word].clone()).collect(), after, before }
    }
}

struct Bigrams {
    words: Vec<Vec<u8>>,
    after: Vec<Vec<(u32, i64)>>,
    before: Vec<Vec<(u32, i64)>>,
}

/// Class counts, and n log n by table.
struct Classes {
    count: usize,
    pairs: Vec<i64>,
    before: Vec<i64>,
    after: Vec<i64>,
    logs: Vec<f32>,
}

impl Classes {
    fn weigh(&self, count: i64) -> f32 {
        match self.logs.get(count as usize) {
            Some(&known) => known,
            None => count as f32 * (count as f32).ln(),
        }
    }

    /// Adds (`sign` 1) or takes away (-1) a word with these neighbour classes.
    fn shift(&mut self, class: usize, word: &Neighbours, sign: i64) {
        for &(other, count) in &word.after {
            self.pairs[class * self.count + other] += sign * count;
        }
        for &(other, count) in &word.before {
            self.pairs[other * self.count + class] += sign * count;
        }
        self.pairs[class * self.count + class] += sign * word.itself;
        self.after[class] += sign * word.total_after;
        self.before[class] += sign * word.total_before;
    }

    /// What the likelihood gains when the word joins a class.
    fn gain(&self, class: usize, word: &Neighbours) -> f32 {
        let mut gain = 0.0;
        let mut own = word.itself;
        for &(other, count) in &word.after {
            if other == class {
                own += count;
                continue;
            }
            let now = self.pairs[class * self.count + other];
            gain += self.weigh(now + count) - self.weigh(now);
        }
        for &(other, count) in &word.before {
            if other == class {
                own += count;
                continue;
            }
            let now = self.pairs[other * self.count + class];
            gain += self.weigh(now + count) - self.weigh(now);
        }
        let now = self.pairs[class * self.count + class];
        gain += self.weigh(now + own) - self.weigh(now);
        gain -= self.weigh(self.after[class] + word.total_after) - self.weigh(self.after[class]);
        gain - (self.weigh(self.before[class] + word.total_before) - self.weigh(self.before[class]))
    }
}

/// The classes around a word, with counts; the word next to itself apart.
#[derive(Default)]
struct Neighbours {
    after: Vec<(usize, i64)>,
    before: Vec<(usize, i64)>,
    itself: i64,
    total_after: i64,
    total_before: i64,
}

impl Neighbours {
    fn fill(&mut self, word: usize, bigrams: &Bigrams, class_of: &[usize], sums: &mut [i64]) {
        self.itself = 0;
        for (list, out, total) in [
            (&bigrams.after[word], &mut self.after, &mut self.total_after),
            (&bigrams.before[word], &mut self.before, &mut self.total_before),
        ] {
            out.clear();
            *total = 0;
            for &(other, count) in list {
                *total += count;
                if other as usize == word {
                    self.itself = count;
                } else {
                    let class = class_of[other as usize];
                    if sums[class] == 0 {
                        out.push((class, 0));
                    }
                    sums[class] += count;
                }
            }
            out.iter_mut().for_each(|(class, count)| *count = std::mem::take(&mut sums[*class]));
        }
    }
}

fn exchange(bigrams: &Bigrams, count: usize) -> Vec<usize> {
    let words = bigrams.words.len();
    // Class 0 is for rare words, all together; the others begin with the frequent words dealt in turn.
    let mut class_of: Vec<usize> = (0..words).map(|word| 1 + word % (count - 1)).chain([0]).collect();
    let logs = (0..100_000).map(|n| if n == 0 { 0.0 } else { n as f32 * (n as f32).ln() }).collect();
    let mut classes =
        Classes { count, pairs: vec![0; count * count], before: vec![0; count], after: vec![0; count], logs };
    for (word, list) in bigrams.after.iter().enumerate() {
        for &(other, times) in list {
            let (class, next) = (class_of[word], class_of[other as usize]);
            classes.pairs[class * count + next] += times;
            classes.after[class] += times;
            classes.before[next] += times;
        }
    }
    let mut neighbours = Neighbours::default();
    let mut sums = vec![0; count];
    for _ in 0..ROUNDS {
        let mut moved = 0;
        for word in 0..words {
            neighbours.fill(word, bigrams, &class_of, &mut sums);
            let home = class_of[word];
            classes.shift(home, &neighbours, -1);
            let mut best = (classes.gain(home, &neighbours), home);
            for class in 1..count {
                let gain = classes.gain(class, &neighbours);
                if gain > best.0 {
                    best = (gain, class);
                }
            }
            classes.shift(best.1, &neighbours, 1);
            class_of[word] = best.1;
            moved += usize::from(best.1 != home);
        }
        if moved * 200 < words {
            break;
        }
    }
    class_of.truncate(words);
    class_of
}
