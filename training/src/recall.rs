//! Scores how many of the acts that a person found in whole articles the event coder tells.
//!
//! In: JSON Lines of documents, and CSV `doc_id,start,end,source,target,cameo,status,sure` of their acts: where the words that tell the act stand
//! (characters of the text as read), actor codes, a CAMEO code, and whether any two coders would agree that it is one. Out, of the sure ones, by the
//! least confidence of events: acts of whose sentence some event is told, some event of the same CAMEO root, and one whose parties are of the same
//! countries or bodies too (first three letters of the codes). Articles tell far more acts than a wire's lead, most of them in passing.

use std::collections::BTreeMap;
use std::ops::Range;

use dateline::config::Settings;
use dateline::error::{Error, Result};
use dateline::events::DocumentContext;
use dateline::model::{Annotated, EventMention, Span};
use dateline::pipeline::{Pipeline, PipelineOptions};
use dateline::read::{self, Outcome};

/// An act as a person found it.
struct Act {
    start: usize,
    end: usize,
    source: String,
    target: String,
    cameo: String,
}

/// Least confidences of which the score is shown.
const LEAST: [f32; 5] = [0.2, 0.3, 0.4, 0.5, 0.6];

/// Acts told: of their sentence, their root, their parties too.
#[derive(Default)]
struct Score {
    sentence: usize,
    root: usize,
    triple: usize,
}

/// Codes the documents of `corpus` that the CSV files name, and prints a table for each file; with `misses`, every act that is not told, and what it
/// lacks.
pub fn score(corpus: &str, files: &[&str], misses: bool) -> Result<()> {
    let usual = Pipeline::new(&PipelineOptions::default())?.coder().map_or(0.0, |coder| coder.least_confidence());
    let pipeline = Pipeline::new(&PipelineOptions { least_confidence: Some(0.0), ..PipelineOptions::default() })?;
    for file in files {
        let wanted = read(file)?;
        let mut scores: BTreeMap<u32, Score> = BTreeMap::new();
        let mut found = 0;
        for outcome in read::documents(&[corpus.to_string()], &Settings::default().read_options()?)? {
            let Outcome::Document(document) = outcome else { continue };
            let Some(acts) = wanted.get(&document.id) else { continue };
            let annotated = pipeline.process(&document);
            found += acts.len();
            if misses {
                acts.iter().for_each(|act| show_miss(&pipeline, &annotated, act, usual));
            }
            for least in LEAST.iter().copied().chain([usual]) {
                let score = scores.entry((least * 100.0).round() as u32).or_default();
                acts.iter().for_each(|act| score.add(&annotated, act, least));
            }
        }
        let all: usize = wanted.values().map(Vec::len).sum();
        println!("{file}: {found} of {all} sure acts are in the corpus; usual least confidence {usual:.2}");
        println!("least   sentence   root   triple   (% of the acts)");
        for (least, score) in scores {
            let percent = |count: usize| 100.0 * count as f64 / found.max(1) as f64;
            println!(
                "{:.2} {:11.1} {:6.1} {:8.1}",
                f64::from(least) / 100.0,
                percent(score.sentence),
                percent(score.root),
                percent(score.triple)
            );
        }
    }
    Ok(())
}

fn read(path: &str) -> Result<BTreeMap<String, Vec<Act>>> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(format!("{path}: {error}")))?;
    let mut found: BTreeMap<String, Vec<Act>> = BTreeMap::new();
    for (index, line) in text.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [doc, start, end, source, target, cameo, _, sure] = cells[..] else {
            return Err(Error::new(format!("{path}:{}: eight cells wanted: {line}", index + 1)));
        };
        let number =
            |cell: &str| cell.parse().map_err(|_| Error::new(format!("{path}:{}: no number: {cell}", index + 1)));
        if sure == "1" {
            let (start, end) = (number(start)?, number(end)?);
            let act = Act { start, end, source: source.into(), target: target.into(), cameo: cameo.into() };
            found.entry(doc.to_string()).or_default().push(act);
        }
    }
    Ok(found)
}

/// Where the act is told, in bytes of the text as read.
fn place(annotated: &Annotated, act: &Act) -> Range<usize> {
    let text = &annotated.document.text;
    let byte = |character: usize| text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte);
    byte(act.start)..byte(act.end)
}

/// Whether what stands at `span` of the clean text touches the place.
fn touches(annotated: &Annotated, span: Span, place: &Range<usize>) -> bool {
    let raw = annotated.clean.map.raw(span);
    raw.start < place.end && place.start < raw.end
}

/// Prints an act of whose words no event of its root is told, with what the sentence's nearest words lack.
fn show_miss(pipeline: &Pipeline, annotated: &Annotated, act: &Act, least: f32) {
    let place = place(annotated, act);
    let here = |event: &&EventMention| touches(annotated, event.span, &place);
    let root = act.cameo.get(..2).unwrap_or_default();
    let all: Vec<&EventMention> = annotated.events.iter().filter(here).collect();
    if all.iter().any(|event| event.cameo.starts_with(root) && event.confidence >= least) {
        return;
    }
    let words = annotated.document.text[place.clone()].replace('\n', " ");
    println!("{} [{words}] {} > {} {}", annotated.document.id, act.source, act.target, act.cameo);
    for event in &all {
        let (source, target) = (&event.source.code, &event.target.code);
        let trigger = event.trigger.of(&annotated.clean.text);
        println!("    has {source} > {target} {} {:.2} ({trigger})", event.cameo, event.confidence);
    }
    let sentences = annotated.segmented.sentences.iter().enumerate();
    let holding = sentences.filter(|(_, sentence)| touches(annotated, sentence.span, &place));
    let context = DocumentContext::of(annotated, pipeline.gazetteer());
    for (index, _) in holding {
        let Some(coder) = pipeline.coder() else { return };
        if annotated.trees.get(index).is_none_or(Option::is_none) {
            println!("    not parsed");
        }
        for doubt in coder.doubts(&context, index, &all) {
            let near = if touches(annotated, doubt.span, &place) { "*" } else { " " };
            println!("   {near}{}: {}", doubt.span.of(&annotated.clean.text), doubt.reason);
        }
    }
}

impl Score {
    fn add(&mut self, annotated: &Annotated, act: &Act, least: f32) {
        let place = place(annotated, act);
        let here = |event: &&EventMention| event.confidence >= least && touches(annotated, event.span, &place);
        let events: Vec<&EventMention> = annotated.events.iter().filter(here).collect();
        let first = |code: &str, letters: usize| code.chars().take(letters).collect::<String>();
        let same_root = |event: &&&EventMention| first(&event.cameo, 2) == first(&act.cameo, 2);
        let same_parties = |event: &&EventMention| {
            first(&event.source.code, 3) == first(&act.source, 3)
                && first(&event.target.code, 3) == first(&act.target, 3)
        };
        self.sentence += usize::from(!events.is_empty());
        self.root += usize::from(events.iter().any(|event| same_root(&event)));
        self.triple += usize::from(events.iter().filter(same_root).any(same_parties));
    }
}
