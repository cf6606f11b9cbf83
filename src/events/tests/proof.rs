//! Every `yes` sentence must be coded as its class says, no `no` sentence as its class.

use std::fmt::Write;

use super::harness::Machine;
use crate::model::{EventMention, Status};

/// What the rules prove at this moment, in percent. A change may only raise these.
const YES_FLOOR: f32 = 75.0;
const NO_FLOOR: f32 = 97.0;

/// Whether an event is what a proof line promises: code by prefix, actors by prefix.
fn agrees(event: &EventMention, code: &str, source: &str, target: &str) -> bool {
    let by_prefix = |found: &str, wanted: &str| {
        wanted == "---" || found.starts_with(wanted) || (found.len() > 3 && wanted.starts_with(found))
    };
    let code_fits = event.cameo.starts_with(code)
        || (code.len() == 3 && code.ends_with('0') && event.cameo.starts_with(&code[..2]));
    code_fits && by_prefix(&event.source.code, source) && by_prefix(&event.target.code, target)
}

fn split_yes(line: &str) -> Option<(&str, &str, &str)> {
    let (sentence, actors) = line.rsplit_once('|')?;
    let (source, target) = actors.split_once('>')?;
    Some((sentence.trim(), source.trim(), target.trim()))
}

/// Runs the proof of all classes and prints pass rates: `cargo test --lib events::tests::proof -- --nocapture`. The floors
/// are what held when they were last raised.
#[test]
fn rules_prove_themselves() {
    let machine = Machine::load();
    let mut report = String::new();
    let (mut yes_all, mut yes_ok, mut no_all, mut no_ok) = (0, 0, 0, 0);
    for class in &machine.coder.rules().classes {
        let (mut right, mut clean) = (0, 0);
        for line in &class.proof.yes {
            let Some((sentence, source, target)) = split_yes(line) else { panic_line(&class.id, line) };
            let annotated = machine.annotate(sentence);
            let fits = annotated.events.iter().any(|event| agrees(event, &class.code, source, target));
            right += usize::from(fits);
            if !fits {
                let _ = writeln!(
                    report,
                    "YES {} {} | {line}\n      {:?}",
                    class.id,
                    class.code,
                    machine.events(&annotated)
                );
            }
        }
        for sentence in &class.proof.no {
            let annotated = machine.annotate(sentence);
            let wrong = annotated.events.iter().any(|event| event.rule == class.id && event.status == Status::Asserted);
            clean += usize::from(!wrong);
            if wrong {
                let _ = writeln!(
                    report,
                    "NO  {} {} | {sentence}\n      {:?}",
                    class.id,
                    class.code,
                    machine.events(&annotated)
                );
            }
        }
        let _ = writeln!(
            report,
            "CLASS {} {} yes {right}/{} no {clean}/{}",
            class.id,
            class.code,
            class.proof.yes.len(),
            class.proof.no.len()
        );
        yes_all += class.proof.yes.len();
        yes_ok += right;
        no_all += class.proof.no.len();
        no_ok += clean;
    }
    for operator in &machine.coder.rules().operators {
        let (mut right, mut clean) = (0, 0);
        for line in &operator.yes {
            let Some((line, code)) = line.rsplit_once('|') else { panic_line(&operator.id, line) };
            let Some((sentence, source, target)) = split_yes(line) else { panic_line(&operator.id, line) };
            let annotated = machine.annotate(sentence);
            let fits = annotated.events.iter().any(|event| agrees(event, code.trim(), source, target));
            right += usize::from(fits);
            if !fits {
                let _ = writeln!(
                    report,
                    "YES OPERATOR {}{code} | {line}\n      {:?}",
                    operator.id,
                    machine.events(&annotated)
                );
            }
        }
        for sentence in &operator.no {
            let annotated = machine.annotate(sentence);
            let wrong = annotated.events.iter().any(|event| event.rule.contains(&operator.id));
            clean += usize::from(!wrong);
            if wrong {
                let _ = writeln!(
                    report,
                    "NO  OPERATOR {} | {sentence}\n      {:?}",
                    operator.id,
                    machine.events(&annotated)
                );
            }
        }
        let (yes, no) = (operator.yes.len(), operator.no.len());
        let _ = writeln!(report, "CLASS operator {} yes {right}/{yes} no {clean}/{no}", operator.id);
        yes_all += yes;
        yes_ok += right;
        no_all += no;
        no_ok += clean;
    }
    let share = |part: usize, all: usize| 100.0 * part as f32 / all.max(1) as f32;
    println!(
        "{report}\nyes {yes_ok}/{yes_all} = {:.1}%, no {no_ok}/{no_all} = {:.1}%",
        share(yes_ok, yes_all),
        share(no_ok, no_all)
    );
    assert!(share(yes_ok, yes_all) >= YES_FLOOR && share(no_ok, no_all) >= NO_FLOOR);
}

#[allow(clippy::panic)]
fn panic_line(id: &str, line: &str) -> ! {
    panic!("{id}: \"{line}\" is not `sentence | source > target`")
}

/// Prints trees and events of the lines of the file named by DATELINE_SENTENCES: for finding causes.
#[test]
#[ignore = "prints what is asked for"]
fn show() {
    let Some(path) = std::env::var("DATELINE_SENTENCES").ok().filter(|path| std::path::Path::new(path).is_file())
    else {
        return;
    };
    let machine = Machine::load();
    for line in std::fs::read_to_string(path).unwrap().lines().filter(|line| !line.is_empty()) {
        let annotated = machine.annotate(line);
        println!("{line}\n{}{:#?}\n", machine.trees(&annotated), machine.events(&annotated));
    }
}

/// Prints every event of the JSON Lines file named by DATELINE_SAMPLE with its sentence: for reading by a person.
#[test]
#[ignore = "prints what is asked for"]
fn sample() {
    let Ok(path) = std::env::var("DATELINE_SAMPLE") else { return };
    let pipeline = crate::Pipeline::new(&crate::pipeline::PipelineOptions::default()).unwrap();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap_or_default().to_string();
        let date = record["date"].as_str().and_then(|date| date.parse().ok());
        let title = record["title"].as_str().unwrap_or_default().to_string();
        let annotated = pipeline.process(&crate::model::Document { text, date, title, ..Default::default() });
        for event in &annotated.events {
            let sentence = annotated.segmented.sentences[event.sentence as usize].span.of(&annotated.clean.text);
            let place = event.place.map_or("", |place| place.span.of(&annotated.clean.text));
            println!(
                "{sentence}\n    {} {} ({}) > {} ({}) [{}] {:?} {} at {place} by {} {:.2} \"{}\"",
                event.cameo,
                event.source.code,
                event.source.name,
                event.target.code,
                event.target.name,
                event.rule,
                event.status,
                event.date.map(|date| date.to_string()).unwrap_or_default(),
                event.attribution,
                event.confidence,
                event.trigger.of(&annotated.clean.text)
            );
        }
    }
}

/// Prints how long coding takes, in microseconds a parsed sentence, over the file named by DATELINE_SAMPLE.
#[test]
#[ignore = "a measurement"]
fn measure() {
    let Ok(path) = std::env::var("DATELINE_SAMPLE") else { return };
    let machine = Machine::load();
    let pipeline = crate::Pipeline::new(&crate::pipeline::PipelineOptions::default()).unwrap();
    let (mut spent, mut sentences, mut events) = (std::time::Duration::ZERO, 0, 0);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap_or_default().to_string();
        let annotated = pipeline.process(&crate::model::Document { text, ..Default::default() });
        sentences += annotated.trees.iter().flatten().count();
        let start = std::time::Instant::now();
        events += machine.coder.code(&crate::events::DocumentContext::of(&annotated, &machine.gazetteer)).len();
        spent += start.elapsed();
    }
    println!(
        "{sentences} sentences, {events} events, {:.1} µs a sentence",
        spent.as_micros() as f64 / f64::from(sentences as u32)
    );
}
