//! Sentences with their events as people coded them, and how well the coder finds the same.
//!
//! A sentence's events are compared as the event-data community does (Halterman et al., PLOVER; micro-averaged): `category` (each
//! distinct PLOVER category), `pair` (the countries of source and target), `triple` (both), `code` (whole actor codes and
//! whole CAMEO code). Statements and appeals (CAMEO 01 and 02), which PLOVER drops, count only where it says so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::model::{Annotated, Document, Status};

/// One sentence with its events.
pub struct Case {
    pub id: String,
    pub document: Document,
    pub gold: Vec<Event>,
}

/// Source, target and CAMEO code.
pub type Event = [String; 3];

/// The sentences of a JSON Lines file: `id`, `text`, optional `date`, and `events` of `source`, `target` and `code`.
pub fn cases(path: &Path) -> Result<Vec<Case>> {
    let wrong = |cause: &dyn std::fmt::Display| Error::new(format!("{}: {cause}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|cause| wrong(&cause))?;
    let case = |line: &str| -> Result<Case> {
        let value: serde_json::Value = serde_json::from_str(line).map_err(|cause| wrong(&cause))?;
        let field = |value: &serde_json::Value, name: &str| value[name].as_str().unwrap_or_default().to_string();
        let events = value["events"].as_array().cloned().unwrap_or_default();
        Ok(Case {
            id: field(&value, "id"),
            document: Document {
                text: field(&value, "text"),
                date: field(&value, "date").parse().ok(),
                ..Document::default()
            },
            gold: events
                .iter()
                .map(|event| ["source", "target", "code"].map(|name| field(event, name).replace("---", "")))
                .collect(),
        })
    };
    text.lines().map(case).collect()
}

/// The events coded, each kind once, without the negated ones.
pub fn coded(annotated: &Annotated) -> Vec<Event> {
    let event = |event: &dateline::model::EventMention| {
        [event.source.code.clone(), event.target.code.clone(), event.cameo.clone()]
    };
    let told = annotated.events.iter().filter(|event| event.status != Status::Negated);
    told.map(event).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What is compared at a level, with how often.
pub fn level(name: &str, events: &[Event]) -> BTreeMap<String, u32> {
    let country = |code: &str| code.chars().take(3).collect::<String>();
    let mut keys = BTreeMap::new();
    for [source, target, code] in events {
        let key = match name {
            "pair" => format!("{} {}", country(source), country(target)),
            "category" => category(code),
            "code" => format!("{source} {target} {code}"),
            _ => format!("{} {} {}", country(source), country(target), category(code)),
        };
        let count = keys.entry(key).or_default();
        *count = if name == "category" { 1 } else { *count + 1 };
    }
    keys
}

/// The PLOVER category of a code, by its root; CAMEO 08 is divided into words and deeds.
fn category(code: &str) -> String {
    match code.get(..2) {
        Some("18" | "19" | "20") => "ASSAULT".into(),
        Some("08") if code.get(..3) >= Some("084") || code == "0813" || code == "0814" => "RETREAT".into(),
        root => root.unwrap_or("").into(),
    }
}

/// True positives, gold and coded, by level.
#[derive(Default)]
pub struct Counts {
    levels: BTreeMap<&'static str, [u32; 3]>,
    tests: u32,
}

impl Counts {
    /// Adds a sentence.
    pub fn add(&mut self, gold: &[Event], coded: &[Event]) {
        self.tests += 1;
        let is_deed = |event: &&Event| !matches!(event[2].get(..2), Some("01" | "02"));
        let deeds = |events: &[Event]| events.iter().filter(is_deed).cloned().collect::<Vec<_>>();
        self.count("triple with statements and appeals", &level("triple", gold), &level("triple", coded));
        let (gold, coded) = (deeds(gold), deeds(coded));
        for name in ["category", "pair", "triple", "code"] {
            self.count(name, &level(name, &gold), &level(name, &coded));
        }
    }

    fn count(&mut self, name: &'static str, gold: &BTreeMap<String, u32>, coded: &BTreeMap<String, u32>) {
        let both = gold.iter().map(|(key, count)| (*count).min(coded.get(key).copied().unwrap_or(0))).sum::<u32>();
        let counts = self.levels.entry(name).or_default();
        for (sum, more) in counts.iter_mut().zip([both, gold.values().sum(), coded.values().sum()]) {
            *sum += more;
        }
    }

    /// A line per level.
    pub fn text(&self) -> String {
        let mut out = format!("  {} sentences\n", self.tests);
        for (name, [both, gold, coded]) in &self.levels {
            let share = |of: u32| 100.0 * f64::from(*both) / f64::from(of.max(1));
            let (precision, recall) = (share(*coded), share(*gold));
            let f1 = 200.0 * f64::from(*both) / f64::from((gold + coded).max(1));
            out += &format!(
                "  P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}  {name} ({both} of {gold} gold, {coded} coded)\n"
            );
        }
        out
    }
}

/// A sentence, what was wanted and what was coded, with its tree.
pub fn show(case: &Case, coded: &[Event], annotated: &Annotated) {
    println!("{} {}\n  gold  {:?}\n  coded {coded:?}", case.id, case.document.text, case.gold);
    annotated.events.iter().for_each(|event| println!("  rule  {}", event.rule));
    for (sentence, tree) in annotated.segmented.sentences.iter().zip(&annotated.trees) {
        let tokens = annotated.segmented.tokens_of(sentence);
        let Some(tree) = tree else { continue };
        let words = tokens.iter().zip(&tree.words).enumerate().map(|(at, (token, word))| {
            let head = word.head.map_or("-".to_string(), |head| head.to_string());
            format!(
                "{at}:{}/{}→{head}:{}",
                token.span.of(&annotated.clean.text),
                word.upos.as_str(),
                word.relation.as_str()
            )
        });
        println!("  tree  {}", words.collect::<Vec<_>>().join(" "));
    }
}
