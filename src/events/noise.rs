//! Sentences that only look like politics: sports, markets, weather, films, metaphor.
//!
//! The signals are data (`gazetteers/events/noise.toml`): a strong word settles it, weak words must come together.

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::clauses;
use super::context::DocumentContext;
use super::rules::files::RuleFiles;
use super::rules::lists::{Lemmas, join};
use super::rules::table::Many;
use super::signals::Topics;
use super::view::View;
use crate::error::Result;
use crate::segment::fold_hash;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoiseFile {
    domain: Vec<Domain>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Domain {
    name: String,
    /// One such word settles it.
    strong: Vec<String>,
    /// Two such words settle it.
    #[serde(default)]
    weak: Vec<String>,
    /// Pairs whose second word is none of the domain's: "rainy season".
    #[serde(default)]
    other: Vec<String>,
    /// CAMEO roots that the domain cannot take away ("police arrested fans").
    #[serde(default)]
    keeps: Vec<String>,
}

/// The signals, by lemma.
#[derive(Default)]
pub struct Noise {
    names: Vec<String>,
    keeps: Vec<Vec<String>>,
    /// Domain and weight.
    words: Many<(u8, u8)>,
    /// The same, for words that tell of it only as nouns.
    nouns: Many<(u8, u8)>,
    /// The same of two words in a row, by [`join`] of their hashes.
    pairs: Many<(u8, u8)>,
    /// Pairs whose second word does not count, by [`join`] of their hashes.
    others: FxHashSet<u64>,
    /// Pairs that tell of it only as nouns: "the kick-off", but not "kicked off a visit".
    noun_pairs: Many<(u8, u8)>,
}

/// A sum of weights from which on a sentence is noise.
const SETTLED: u32 = 2;

impl Noise {
    /// Reads the signals.
    pub fn load(files: &RuleFiles) -> Result<Self> {
        let (_, read): (_, NoiseFile) = files.parse("noise.toml")?;
        let mut noise = Self::default();
        let (mut words, mut nouns) = (Vec::new(), Vec::new());
        let (mut pairs, mut noun_pairs) = (Vec::new(), Vec::new());
        for (number, domain) in read.domain.into_iter().enumerate() {
            for (listed, weight) in [(&domain.strong, 2), (&domain.weak, 1)] {
                for word in listed {
                    let noun = word.strip_suffix("/noun");
                    let parts: Vec<u64> = noun.unwrap_or(word).split([' ', '_', '-']).map(fold_hash).collect();
                    let (ones, twos) =
                        if noun.is_some() { (&mut nouns, &mut noun_pairs) } else { (&mut words, &mut pairs) };
                    match parts[..] {
                        [first, second] => twos.push((join(first, second), (number as u8, weight))),
                        [first] => ones.push((first, (number as u8, weight))),
                        // Longer signals would count by their first word alone.
                        _ => {}
                    }
                }
            }
            let pair = |words: &String| words.split_once(' ').map(|(one, next)| join(fold_hash(one), fold_hash(next)));
            noise.others.extend(domain.other.iter().filter_map(pair));
            noise.names.push(domain.name);
            noise.keeps.push(domain.keeps);
        }
        noise.words = words.into_iter().collect();
        noise.nouns = nouns.into_iter().collect();
        noise.pairs = pairs.into_iter().collect();
        noise.noun_pairs = noun_pairs.into_iter().collect();
        Ok(noise)
    }

    /// The weight of each domain's words in a sentence.
    ///
    /// A blow with something (`cudgels`) is no stroke of a game: "was beaten with clubs".
    pub fn sums(&self, view: &View, cudgels: &Lemmas) -> [u32; 16] {
        let mut sums = [0_u32; 16];
        let mut add = |signals: &[(u8, u8)]| {
            for &(domain, weight) in signals {
                sums[usize::from(domain) & 15] += u32::from(weight);
            }
        };
        let struck = |at: usize| cudgels.contains(&view.lemmas[at]) && clauses::has_case(view, at, "with");
        for at in (0..view.len()).filter(|&at| !struck(at) && !view.children(at).any(struck)) {
            let (lemma, form) = (view.lemmas[at], view.tokens[at].fold);
            if at > 0 && self.others.contains(&join(view.tokens[at - 1].fold, lemma)) {
                continue;
            }
            add(self.words.get(lemma));
            if view.upos(at) == crate::model::Upos::Noun {
                add(self.nouns.get(lemma));
            }
            // A word counts once: "games" is no "game" beside it.
            if form != lemma && self.words.get(lemma).is_empty() {
                add(self.words.get(form));
            }
            let Some(next) = (at + 1..view.len()).find(|&next| view.tokens[next].shape != crate::model::Shape::Hyphen)
            else {
                continue;
            };
            add(self.pairs.get(join(lemma, view.lemmas[next])));
            if view.upos(at) != crate::model::Upos::Verb {
                add(self.noun_pairs.get(join(lemma, view.lemmas[next])));
            }
        }
        sums[0] += u32::from(has_score(view)) * SETTLED;
        sums
    }

    /// What signals are made of.
    pub fn topics(&self, sums: &[u32; 16]) -> Topics {
        let of = |name: &str| self.names.iter().position(|other| other == name).map_or(0, |domain| sums[domain]);
        Topics { markets: of("markets"), sports: of("sports"), arts: of("arts"), trade: of("trade") }
    }

    /// The name of the domain that a sentence with these sums belongs to, when an act of this code is no political event
    /// there.
    pub fn domain(&self, sums: &[u32; 16], code: &str) -> Option<&str> {
        let noisy =
            |&domain: &usize| sums[domain] >= SETTLED && !self.keeps[domain].iter().any(|root| code.starts_with(root));
        (0..self.names.len()).find(noisy).map(|domain| self.names[domain].as_str())
    }
}

/// So much weight of one domain makes a whole text its own, when it is also so dense (a weight in so many tokens).
const WHOLE_TEXT: (u32, usize) = (10, 25);
/// Domains that whole texts are of: elsewhere politics and the domain stand side by side.
const OF_TEXTS: [&str; 2] = ["sports", "games"];

impl Noise {
    /// The domains that the whole text is of (sports, games), as a test of codes that are no political event there.
    pub fn of_text(&self, document: &DocumentContext) -> impl Fn(&str) -> bool {
        let tokens = &document.segmented.tokens;
        let mut sums = [0_u32; 16];
        for (at, token) in tokens.iter().enumerate() {
            let pair = tokens.get(at + 1).map_or(&[][..], |next| self.pairs.get(join(token.fold, next.fold)));
            for &(domain, weight) in self.words.get(token.fold).iter().chain(pair) {
                sums[usize::from(domain) & 15] += u32::from(weight);
            }
        }
        let whole = |domain: &usize| {
            let sum = sums[*domain];
            OF_TEXTS.contains(&self.names[*domain].as_str())
                && sum >= WHOLE_TEXT.0
                && sum as usize * WHOLE_TEXT.1 >= tokens.len()
        };
        let found: Vec<usize> = (0..self.names.len()).filter(whole).collect();
        move |code| found.iter().any(|&domain| !self.keeps[domain].iter().any(|root| code.starts_with(root)))
    }
}

/// Whether the sentence gives the score of a game (`2-0`), and not of a vote.
fn has_score(view: &View) -> bool {
    let small = |at: usize| view.form(at).len() <= 2 && view.form(at).bytes().all(|byte| byte.is_ascii_digit());
    let score = |at: usize| matches!(view.form(at + 1), "-" | "–") && small(at) && small(at + 2);
    let vote =
        |at: usize| matches!(view.lemma(at), "vote" | "court" | "council" | "committee" | "ruling" | "judge" | "panel");
    (0..view.len().saturating_sub(2)).any(score) && !(0..view.len()).any(vote)
}
