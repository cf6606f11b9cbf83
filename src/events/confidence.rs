//! How sure an event is: a logistic model over its signals ([`super::signals`]) and kinds.
//!
//! The weights (`weights/confidence.csv`) were fitted to rows that a person judged right or wrong, by `dateline-training
//! confidence`. There are two sets, for articles and for short texts: people who bring single sentences bring those that tell an
//! act, while most sentences of an article tell none, and what is a sign of one there is none here. `explain` shows the signals of a row that
//! weigh most, so that a confidence can be followed by hand: the sum of the weights, as a probability.

use rustc_hash::FxHashMap;

use super::actors::codes::has_no_country;
use super::signals::{self, NAMES, SHORT_TEXT};
use crate::error::{Error, Result};
use crate::model::EventMention;

/// The two sets of weights.
#[derive(Debug, Default)]
pub struct Scorer {
    articles: Weights,
    short_texts: Weights,
}

/// Weights by signal, and by kind of event.
#[derive(Debug, Default)]
struct Weights {
    bias: f32,
    of_signals: Vec<f32>,
    of_kinds: FxHashMap<String, f32>,
}

/// `signal,article,short`, an empty cell for no weight; what is no signal is a kind of event ([`kinds`]).
const WEIGHTS: &str = include_str!("../../weights/confidence.csv");

impl Scorer {
    /// Reads the weights in use.
    pub fn load() -> Result<Self> {
        let mut scorer = Self::default();
        for (index, line) in WEIGHTS.lines().enumerate().skip(1) {
            let wrong =
                || Error::new(format!("weights/confidence.csv:{}: not signal,article,short: {line}", index + 1));
            let (rest, short) = line.rsplit_once(',').ok_or_else(wrong)?;
            let (name, article) = rest.rsplit_once(',').ok_or_else(wrong)?;
            scorer.articles.read(name, article).ok_or_else(wrong)?;
            scorer.short_texts.read(name, short).ok_or_else(wrong)?;
        }
        Ok(scorer)
    }

    /// How likely an event with its signals, rule, code and parties is right: 0 to 1.
    pub fn probability(&self, event: &EventMention) -> f32 {
        let weights = self.weights(event);
        let of_signals: f32 = signals::set(event.signals).map(|bit| weights.of_signals[bit]).sum();
        let of_kinds: f32 = kinds(event).iter().filter_map(|kind| weights.of_kinds.get(kind)).sum();
        (1.0 / (1.0 + (-(weights.bias + of_signals + of_kinds)).exp())).clamp(0.01, 0.99)
    }

    /// The signals and kinds of a row that weigh most, with their weights, for `explain`.
    pub fn telling(&self, event: &EventMention) -> Vec<(String, f32)> {
        /// How many are shown.
        const SHOWN: usize = 5;
        let weights = self.weights(event);
        let of_signals = signals::set(event.signals).map(|bit| (NAMES[bit].to_string(), weights.of_signals[bit]));
        let of_kinds = kinds(event).into_iter().filter_map(|kind| Some((weights.of_kinds.get(&kind).copied()?, kind)));
        let mut all: Vec<(String, f32)> = of_signals.chain(of_kinds.map(|(weight, kind)| (kind, weight))).collect();
        all.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
        all.truncate(SHOWN);
        all
    }

    fn weights(&self, event: &EventMention) -> &Weights {
        let short = signals::names(event.signals).any(|name| name == SHORT_TEXT);
        if short { &self.short_texts } else { &self.articles }
    }
}

impl Weights {
    /// Takes a weight; `None` when it is no number, or the name neither a signal nor a kind.
    fn read(&mut self, name: &str, cell: &str) -> Option<()> {
        let weight: f32 = if cell.is_empty() { 0.0 } else { cell.parse().ok()? };
        self.of_signals.resize(NAMES.len(), 0.0);
        match (name, signals::bit(name)) {
            ("bias", _) => self.bias = weight,
            (_, Some(bit)) => self.of_signals[bit] = weight,
            (kind, None) if kind.contains(':') => drop(self.of_kinds.insert(kind.to_string(), weight)),
            _ => return None,
        }
        Some(())
    }
}

/// The kinds that an event is one of: the class at the heart of its rule, its code, the roles of its parties, each role together with
/// the kind of act (an attack on a business is seldom one, a meeting with one may be), both roles together, alone and with
/// the kind of act, and the class with the role of who does it.
pub fn kinds(event: &EventMention) -> [String; 9] {
    let root = event.cameo.get(..2).unwrap_or("");
    let class = inner_class(&event.rule);
    let (source, target) = (role(&event.source.code), role(&event.target.code));
    [
        format!("class:{class}"),
        format!("code:{}", event.cameo),
        format!("source:{source}"),
        format!("target:{target}"),
        format!("{root} by:{source}"),
        format!("{root} to:{target}"),
        format!("roles:{source}>{target}"),
        format!("{root} roles:{source}>{target}"),
        format!("class:{class} by:{source}"),
    ]
}

/// The first role of an actor's code: `GOV` of `USAGOV`, `IGO` of `IGOUNO`.
fn role(code: &str) -> &str {
    match code {
        "" => "nobody",
        _ if has_no_country(code) => &code[..3],
        _ => code.get(3..6).unwrap_or("country"),
    }
}

/// The class at the heart of a rule: `bomb` of `threaten(bomb)`.
fn inner_class(rule: &str) -> &str {
    rule.rsplit('(').next().unwrap_or(rule).trim_end_matches(')')
}
