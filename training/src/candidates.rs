//! Counts how often each phrase of the event rules comes to an event, so that hopeless sentences need no parsing.
//!
//! Every second document is counted first and the others judged with those counts, to say what a threshold costs; then
//! all are counted and written.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::events::Coder;
use dateline::model::{Annotated, Document, Entity, EntityRef, Mention};
use dateline::pipeline::{Pipeline, PipelineOptions};

/// A phrase seen in fewer sentences says nothing yet.
const FEWEST: u32 = 8;

/// A sentence that shows phrases, and whether it had an event.
struct Seen {
    phrases: Vec<(String, bool)>,
    acting: usize,
    words: usize,
    /// Events of the sentence.
    coded: usize,
    training: bool,
}

type Counts = BTreeMap<String, (u32, u32)>;

/// Counts over the JSON Lines corpus (packed with zstd or not) and writes `candidates.csv` into the weights folder.
pub fn train(corpus: &Path, weights: &Path) -> Result<()> {
    let pipeline = Pipeline::new(&PipelineOptions { parse_all: true, ..PipelineOptions::default() })?;
    let coder = pipeline.coder().ok_or_else(|| Error::new("the pipeline has no event coder"))?;
    let mut seen = Vec::new();
    let mut words = 0;
    for (index, document) in documents(corpus)?.iter().enumerate() {
        let annotated = pipeline.process(document);
        words += annotated.segmented.tokens.len();
        sentences(&pipeline, coder, &annotated, index % 2 == 0, &mut seen);
    }
    report(&seen, words);
    write(&count(seen.iter()), &weights.join("candidates.csv"))
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

fn sentences(pipeline: &Pipeline, coder: &Coder, annotated: &Annotated, training: bool, seen: &mut Vec<Seen>) {
    let entity = |reference: EntityRef| -> &Entity {
        match reference {
            EntityRef::Listed(index) => pipeline.gazetteer().entity(index),
            EntityRef::Found(index) => &annotated.found[index as usize],
        }
    };
    for (index, sentence) in annotated.segmented.sentences.iter().enumerate() {
        if annotated.trees.get(index).is_none_or(Option::is_none) {
            continue;
        }
        let here: Vec<Mention> =
            annotated.mentions.iter().filter(|mention| mention.sentence as usize == index).cloned().collect();
        let tokens = annotated.segmented.tokens_of(sentence);
        let events = || annotated.events.iter().filter(|event| event.sentence as usize == index);
        let coded = events().count();
        let rules: Vec<&str> = events().flat_map(|event| event.rule.split(['(', ')', ' '])).collect();
        let shown = coder.phrases_shown(tokens, &here, entity);
        let phrases = shown.into_iter().map(|(phrase, class)| (phrase.to_string(), rules.contains(&class))).collect();
        let acting = coder.parties_that_act(&here, entity);
        seen.push(Seen { phrases, acting, words: tokens.len(), coded, training });
    }
}

fn count<'s>(seen: impl Iterator<Item = &'s Seen>) -> Counts {
    let mut counts = Counts::new();
    for (phrase, coded) in seen.flat_map(|sentence| &sentence.phrases) {
        let (shown, good) = counts.entry(phrase.clone()).or_default();
        *shown += 1;
        *good += u32::from(*coded);
    }
    counts.retain(|_, (shown, _)| *shown >= FEWEST);
    counts
}

/// Prints, for the documents not counted, what share of the words is parsed and of the events kept.
fn report(seen: &[Seen], words: usize) {
    let counts = count(seen.iter().filter(|sentence| sentence.training));
    let rest: Vec<&Seen> = seen.iter().filter(|sentence| !sentence.training).collect();
    let coded: usize = rest.iter().map(|sentence| sentence.coded).sum();
    for acting in 0..4 {
        let group: Vec<_> = seen.iter().filter(|sentence| sentence.acting.min(3) == acting).collect();
        let good = group.iter().filter(|sentence| sentence.coded > 0).count();
        println!(
            "{acting} acting: {} sentences, {:.1} % with events",
            group.len(),
            100.0 * good as f64 / group.len().max(1) as f64
        );
    }
    for enough in [0.0, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.12, 0.2] {
        let kept: Vec<_> = rest.iter().filter(|sentence| score(sentence, &counts) >= enough).collect();
        let good: usize = kept.iter().map(|sentence| sentence.coded).sum();
        let parsed: usize = kept.iter().map(|sentence| sentence.words).sum();
        println!(
            "threshold {enough:.2}: {:.1} % of the words parsed, {:.1} % of {coded} events kept",
            200.0 * parsed as f64 / words as f64,
            100.0 * good as f64 / coded.max(1) as f64
        );
    }
}

fn score(sentence: &Seen, counts: &Counts) -> f32 {
    let rate = |phrase: &String| Coder::phrase_rate(counts.get(phrase).copied().unwrap_or_default());
    Coder::likelihood(sentence.phrases.iter().map(|(phrase, _)| rate(phrase)).sum(), sentence.acting, sentence.words)
}

fn write(counts: &Counts, path: &Path) -> Result<()> {
    let mut text = String::from("phrase,parsed,coded\n");
    for (phrase, (shown, coded)) in counts {
        text.push_str(&format!("{phrase},{shown},{coded}\n"));
    }
    std::fs::write(path, text).map_err(|error| Error::new(format!("{}: {error}", path.display())))
}
