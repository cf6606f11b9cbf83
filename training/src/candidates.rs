//! Learns from the coder's own output which sentences are worth parsing: a logistic model of predicates (see
//! `dateline::events::gate`), and how often each phrase of the rules comes to an event, for rules that the model does not know.
//!
//! A research corpus shows the plain wording of many acts never, or only where it comes to nothing; so the sentences by which the
//! classes of the rules prove themselves are learnt from too, some times over.
//!
//! A quarter of the documents, forty in a row at a time, and every fourth class are held out first to say what a threshold
//! costs; then all are used.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::events::gate::Gate;
use dateline::events::{Coder, Named, named};
use dateline::model::{Annotated, Document, Entity, EntityRef, Sentence, Status};
use dateline::pipeline::{Pipeline, PipelineOptions};

/// Events from this confidence on are worth parsing a sentence for: who asks for more than the surest shall find them.
const WORTH_PARSING: f32 = 0.3;
/// A phrase seen in fewer sentences says nothing yet.
const FEWEST: u32 = 8;
/// A feature of fewer predicates has no weight.
const FEWEST_FEATURES: u32 = 3;
/// How often a proof of a class counts.
const PROOF_COUNTS: usize = 4;
/// Visits to each predicate; the weights after each visit of the second half are averaged.
const VISITS: usize = 8;
/// AdaGrad's step (Duchi, Hazan & Singer 2011).
const STEP: f32 = 0.02;
/// How fast weights shrink.
const SHRINK: f32 = 1e-5;

/// A predicate of some phrase shown.
struct Predicate {
    features: Vec<u32>,
    coded: bool,
}

/// A sentence that was parsed, and what came of it.
#[derive(Default)]
struct Seen {
    words: usize,
    predicates: Vec<Predicate>,
    /// All events; those told as facts; those of them between two parties.
    events: [usize; 3],
    held_out: bool,
    /// Whether it proves a class.
    proof: bool,
}

/// Phrases with the sentences that show them and the sentences in which they come to an event.
type Counts = BTreeMap<String, (u32, u32)>;

/// Learns from the JSON Lines corpus (packed with zstd or not) and writes `candidates.bin` and `candidates.csv` into the
/// weights folder.
pub fn train(corpus: &Path, weights: &Path) -> Result<()> {
    let options =
        PipelineOptions { parse_all: true, least_confidence: Some(WORTH_PARSING), ..PipelineOptions::default() };
    let pipeline = Pipeline::new(&options)?;
    let coder = pipeline.coder().ok_or_else(|| Error::new("the pipeline has no event coder"))?;
    let (mut seen, mut counts, mut words) = (Vec::new(), Counts::new(), [0, 0]);
    for (index, document) in documents(corpus)?.iter().enumerate() {
        let annotated = pipeline.process(document);
        let held_out = index / 40 % 4 == 1;
        words[usize::from(held_out)] += annotated.segmented.tokens.len();
        for (number, sentence) in annotated.segmented.sentences.iter().enumerate() {
            if annotated.trees.get(number).is_some_and(Option::is_some) {
                let names = names(&pipeline, &annotated, number, sentence);
                seen.push(look(coder, &annotated, (number, sentence), &names, held_out));
                count(coder, &annotated, (number, sentence), &names, &mut counts);
            }
        }
    }
    seen.extend(of_proofs(&pipeline, coder));
    report(&seen, &learn(&seen, |sentence| !sentence.held_out), words[1]);
    write(&weights.join("candidates.bin"), &coder.gate_bytes(&learn(&seen, |_| true))?)?;
    counts.retain(|_, (shown, _)| *shown >= FEWEST);
    let rows = counts.iter().map(|(phrase, (shown, coded))| format!("{phrase},{shown},{coded}\n"));
    write(&weights.join("candidates.csv"), format!("phrase,parsed,coded\n{}", rows.collect::<String>()).as_bytes())
}

/// The sentences that the classes of the rules carry as their proof, each a document.
fn of_proofs(pipeline: &Pipeline, coder: &Coder) -> Vec<Seen> {
    let mut seen = Vec::new();
    for (index, class) in coder.rules().classes.iter().enumerate() {
        for proof in class.proof.yes.iter().chain(&class.proof.no) {
            let text = proof.split('|').next().unwrap_or_default().trim().to_string();
            let annotated = pipeline.process(&Document { text, ..Document::default() });
            for (number, sentence) in annotated.segmented.sentences.iter().enumerate() {
                let names = names(pipeline, &annotated, number, sentence);
                let look = look(coder, &annotated, (number, sentence), &names, index % 4 == 1);
                seen.push(Seen { proof: true, ..look });
            }
        }
    }
    seen
}

fn documents(path: &Path) -> Result<Vec<Document>> {
    let wrong = |error: &dyn std::fmt::Display| Error::new(format!("{}: {error}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| wrong(&error))?;
    let packed = path.extension().is_some_and(|extension| extension == "zst");
    let bytes = if packed { zstd::stream::decode_all(&bytes[..]).map_err(|error| wrong(&error))? } else { bytes };
    let record = |line: &str| -> Result<Document> {
        let value: serde_json::Value = serde_json::from_str(line).map_err(|error| wrong(&error))?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_string();
        Ok(Document {
            text: field("text"),
            title: field("title"),
            date: field("date").parse().ok(),
            ..Document::default()
        })
    };
    String::from_utf8_lossy(&bytes).lines().map(record).collect()
}

/// The names in a sentence, as the gate sees them.
fn names(pipeline: &Pipeline, annotated: &Annotated, number: usize, sentence: &Sentence) -> Vec<Named> {
    let entity = |reference: EntityRef| -> &Entity {
        match reference {
            EntityRef::Listed(index) => pipeline.gazetteer().entity(index),
            EntityRef::Found(index) => &annotated.found[index as usize],
        }
    };
    let here = annotated.mentions.iter().filter(|mention| mention.sentence as usize == number);
    here.map(|mention| named(mention, sentence.first_token, entity(mention.entity))).collect()
}

fn look(
    coder: &Coder,
    annotated: &Annotated,
    (number, sentence): (usize, &Sentence),
    names: &[Named],
    held_out: bool,
) -> Seen {
    let tokens = annotated.segmented.tokens_of(sentence);
    let mut seen = Seen { words: tokens.len(), held_out, ..Seen::default() };
    let events: Vec<_> = annotated.events.iter().filter(|event| event.sentence as usize == number).collect();
    for (at, features) in coder.predicates_shown(tokens, names) {
        let span = tokens[at].span;
        let coded = events.iter().any(|event| span.start < event.trigger.end && event.trigger.start < span.end);
        seen.predicates.push(Predicate { features, coded });
    }
    for event in events {
        let fact = event.status == Status::Asserted;
        let two = !event.source.code.is_empty() && !event.target.code.is_empty();
        seen.events[0] += 1;
        seen.events[1] += usize::from(fact);
        seen.events[2] += usize::from(fact && two);
    }
    seen
}

fn count(
    coder: &Coder,
    annotated: &Annotated,
    (number, sentence): (usize, &Sentence),
    names: &[Named],
    counts: &mut Counts,
) {
    let events = annotated.events.iter().filter(|event| event.sentence as usize == number);
    let rules: Vec<&str> = events.flat_map(|event| event.rule.split(['(', ')', ' '])).collect();
    for (phrase, class) in coder.phrases_shown(annotated.segmented.tokens_of(sentence), names) {
        let (shown, good) = counts.entry(phrase.to_string()).or_default();
        *shown += 1;
        *good += u32::from(rules.contains(&class));
    }
}

/// Fits the weights to the predicates of some sentences: logistic regression, averaged AdaGrad in an order that is shuffled the
/// same way each time.
fn learn(seen: &[Seen], takes: impl Fn(&Seen) -> bool) -> Vec<f32> {
    let times = |sentence: &&Seen| if sentence.proof { PROOF_COUNTS } else { 1 };
    let taken = seen.iter().filter(|sentence| takes(sentence));
    let mut predicates: Vec<&Predicate> =
        taken.flat_map(|sentence| std::iter::repeat_n(&sentence.predicates, times(&sentence)).flatten()).collect();
    let mut frequency = vec![0_u32; Gate::size()];
    predicates.iter().flat_map(|predicate| &predicate.features).for_each(|&feature| frequency[feature as usize] += 1);
    let (mut weights, mut squares) = (vec![0.0_f32; Gate::size()], vec![1e-3_f32; Gate::size()]);
    let (mut sums, mut state) = (vec![0.0_f32; Gate::size()], 12_345_u64);
    for visit in 0..VISITS {
        for last in (1..predicates.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            predicates.swap(last, (state >> 33) as usize % (last + 1));
        }
        for predicate in &predicates {
            let error = probability(predicate, &weights) - f32::from(u8::from(predicate.coded));
            let features = predicate.features.iter().map(|&feature| feature as usize);
            for feature in features.filter(|&feature| frequency[feature] >= FEWEST_FEATURES) {
                let slope = error + SHRINK * weights[feature];
                squares[feature] += slope * slope;
                weights[feature] -= STEP * slope / squares[feature].sqrt();
            }
        }
        if visit >= VISITS / 2 {
            sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight / (VISITS - VISITS / 2) as f32);
        }
    }
    sums
}

fn probability(predicate: &Predicate, weights: &[f32]) -> f32 {
    let sum: f32 = predicate.features.iter().map(|&feature| weights[feature as usize]).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// Prints, for the documents held out, what share of the words is parsed and of the events kept.
fn report(seen: &[Seen], weights: &[f32], words: usize) {
    let weights: Vec<f32> = weights.iter().map(|&weight| Gate::rounded(weight)).collect();
    let score = |sentence: &Seen| {
        let likely = sentence.predicates.iter().map(|predicate| probability(predicate, &weights)).sum();
        Coder::scaled(likely, sentence.words)
    };
    let rest: Vec<(f32, &Seen)> =
        seen.iter().filter(|sentence| sentence.held_out).map(|sentence| (score(sentence), sentence)).collect();
    println!(
        "threshold: % of the words parsed; % kept of events, of those told as facts, of these between two parties; \
         of the events of proofs"
    );
    for enough in [0.0, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15] {
        let kept = || rest.iter().filter(|(score, _)| *score >= enough).map(|(_, sentence)| sentence);
        let parsed: usize = kept().filter(|sentence| !sentence.proof).map(|sentence| sentence.words).sum();
        let share = |kind: usize, proof: bool| {
            let events = |sentence: &&Seen| if sentence.proof == proof { sentence.events[kind] } else { 0 };
            let all: usize = rest.iter().map(|(_, sentence)| events(sentence)).sum();
            100.0 * kept().map(events).sum::<usize>() as f64 / all.max(1) as f64
        };
        println!(
            "{enough:.3}: {:.1}; {:.1}, {:.1}, {:.1}; {:.1}",
            100.0 * parsed as f64 / words.max(1) as f64,
            share(0, false),
            share(1, false),
            share(2, false),
            share(0, true)
        );
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).map_err(|error| Error::new(format!("{}: {error}", path.display())))
}
