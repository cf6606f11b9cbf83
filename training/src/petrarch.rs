//! Scores the coder with PETRARCH's dictionaries on a peer's unit tests: sentences with their events, and the small
//! dictionaries that go with them.
//!
//! A sentence's events are compared as sets, at three levels, micro-averaged: `triple` (countries of source and target,
//! PLOVER category), `pair` (the countries), `code` (whole actor codes and whole CAMEO code).

use std::collections::BTreeMap;
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::events::petrarch::Dictionaries;
use dateline::model::{Annotated, Document};
use dateline::pipeline::{Pipeline, PipelineOptions};

/// One unit test.
struct Case {
    id: String,
    document: Document,
    gold: Vec<Event>,
}

/// Source, target and CAMEO code.
type Event = [String; 3];

/// Scores a file of unit tests (`unit-tests-dev.jsonl` of `folder`, unless `tests` names another) with the
/// `PETR.Validate.*` dictionaries of `folder`. Every third test is counted apart too, so that work on the others can be
/// checked; `errors` shows what went wrong in the others.
pub fn score(folder: &Path, tests: Option<&Path>, errors: bool) -> Result<()> {
    let file = |name: &str| vec![folder.join(format!("PETR.Validate.{name}.txt"))];
    let pipeline = Pipeline::new(&PipelineOptions {
        petrarch: Dictionaries {
            actors: file("actors"),
            agents: file("agents"),
            verbs: file("verbs"),
            discards: file("discards"),
        },
        only_gazetteer: true,
        ..PipelineOptions::default()
    })?;
    for report in pipeline.petrarch().map(|petrarch| petrarch.reports()).unwrap_or_default() {
        println!(
            "{}: {} lines, {} used, {} blank or comment",
            report.file.display(),
            report.lines,
            report.used,
            report.nothing
        );
        for (reason, left) in &report.left_out {
            println!("  {} with {reason}: {:?}", left.count, left.examples);
        }
    }
    let (mut all, mut held_out) = (Counts::default(), Counts::default());
    let tests = tests.map_or_else(|| folder.join("unit-tests-dev.jsonl"), Path::to_path_buf);
    for (index, case) in cases(&tests)?.iter().enumerate() {
        let annotated = pipeline.process(&case.document);
        let coded = coded(&annotated);
        all.add(&case.gold, &coded);
        let apart = index % 3 == 2;
        if apart {
            held_out.add(&case.gold, &coded);
        }
        if errors && !apart && level("triple", &case.gold) != level("triple", &coded) {
            show(case, &coded, &annotated);
        }
    }
    println!("all tests\n{}every third test\n{}", all.text(), held_out.text());
    Ok(())
}

fn cases(path: &Path) -> Result<Vec<Case>> {
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
                .map(|event| [field(event, "source"), field(event, "target"), field(event, "code")])
                .collect(),
        })
    };
    text.lines().map(case).collect()
}

fn coded(annotated: &Annotated) -> Vec<Event> {
    let event = |event: &dateline::model::EventMention| {
        [event.source.code.clone(), event.target.code.clone(), event.cameo.clone()]
    };
    annotated.events.iter().map(event).collect()
}

/// What is compared at a level, with how often.
fn level(name: &str, events: &[Event]) -> BTreeMap<String, u32> {
    let country = |code: &str| code.chars().take(3).collect::<String>();
    let mut keys = BTreeMap::new();
    for [source, target, code] in events {
        let key = match name {
            "pair" => format!("{} {}", country(source), country(target)),
            "code" => format!("{source} {target} {code}"),
            _ => format!("{} {} {}", country(source), country(target), category(code)),
        };
        *keys.entry(key).or_default() += 1;
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
struct Counts {
    levels: BTreeMap<&'static str, [u32; 3]>,
    tests: u32,
}

impl Counts {
    fn add(&mut self, gold: &[Event], coded: &[Event]) {
        self.tests += 1;
        let is_deed = |event: &&Event| !matches!(event[2].get(..2), Some("01" | "02"));
        let deeds = |events: &[Event]| events.iter().filter(is_deed).cloned().collect::<Vec<_>>();
        for name in ["triple", "pair", "code"] {
            self.count(name, &level(name, gold), &level(name, coded));
        }
        let (gold, coded) = (deeds(gold), deeds(coded));
        self.count("triple without statements and appeals", &level("triple", &gold), &level("triple", &coded));
    }

    fn count(&mut self, name: &'static str, gold: &BTreeMap<String, u32>, coded: &BTreeMap<String, u32>) {
        let both = gold.iter().map(|(key, count)| (*count).min(coded.get(key).copied().unwrap_or(0))).sum::<u32>();
        let counts = self.levels.entry(name).or_default();
        for (sum, more) in counts.iter_mut().zip([both, gold.values().sum(), coded.values().sum()]) {
            *sum += more;
        }
    }

    fn text(&self) -> String {
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

fn show(case: &Case, coded: &[Event], annotated: &Annotated) {
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
