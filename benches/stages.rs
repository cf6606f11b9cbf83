//! Times each stage of the pipeline on one core over a JSON Lines corpus: `cargo bench --bench stages -- CORPUS.jsonl[.zst]`.
//!
//! Prints seconds and MB of text per second for cleaning, segmenting, spotting and resolving, each over the results of the
//! stage before, and for the whole of `Pipeline::process`.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use std::time::Instant;

use dateline::model::{Annotated, CleanText, Document, Segmented};
use dateline::pipeline::{Pipeline, PipelineOptions};
use dateline::resolve::{self, Reading};
use dateline::{clean, segment, spot};

fn main() {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/news.jsonl.zst").to_string();
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).unwrap_or(default);
    let Ok(documents) = read(&path) else {
        println!("skipped: {path} is not there");
        return;
    };
    let megabytes = documents.iter().map(|document| document.text.len()).sum::<usize>() as f64 / 1e6;
    println!("{} documents, {megabytes:.1} MB of text", documents.len());

    let start = Instant::now();
    let without_events = PipelineOptions { no_events: true, ..PipelineOptions::default() };
    let pipeline = Pipeline::new(&without_events).unwrap();
    println!("start-up without events  {:8.1} ms", start.elapsed().as_secs_f64() * 1e3);

    let cleaned: Vec<CleanText> = time("clean", megabytes, || documents.iter().map(clean::clean).collect());
    let segmented: Vec<Segmented> = time("segment", megabytes, || cleaned.iter().map(segment::segment).collect());
    let gazetteer = pipeline.gazetteer();
    let spotted: Vec<_> = time("spot", megabytes, || {
        cleaned.iter().zip(&segmented).map(|(clean, cut)| spot::spot(gazetteer, clean, cut)).collect()
    });
    time("resolve", megabytes, || {
        let all = cleaned.iter().zip(&segmented).zip(&spotted);
        all.map(|((clean, segmented), candidates)| {
            resolve::resolve(&Reading { gazetteer, clean, segmented, candidates }, false).mentions.len()
        })
        .sum::<usize>()
    });
    time("whole, without events", megabytes, || count(&pipeline, &documents));
    let start = Instant::now();
    let pipeline = Pipeline::new(&PipelineOptions::default()).unwrap();
    println!("start-up with events     {:8.1} ms", start.elapsed().as_secs_f64() * 1e3);
    time("whole, with events", megabytes, || count(&pipeline, &documents));
}

fn count(pipeline: &Pipeline, documents: &[Document]) -> usize {
    documents.iter().map(|document| pipeline.process(document)).map(|found: Annotated| found.mentions.len()).sum()
}

fn time<R>(stage: &str, megabytes: f64, work: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    println!("{stage:24} {seconds:8.3} s {:8.1} MB/s", megabytes / seconds);
    result
}

fn read(path: &str) -> std::io::Result<Vec<Document>> {
    let bytes = std::fs::read(path)?;
    let bytes = if path.ends_with(".zst") { zstd::stream::decode_all(&bytes[..])? } else { bytes };
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).map(document).collect())
}

fn document(record: serde_json::Value) -> Document {
    let field = |name: &str| record[name].as_str().unwrap_or_default().to_string();
    Document {
        id: field("id"),
        title: field("title"),
        text: field("text"),
        date: field("date").parse().ok(),
        ..Document::default()
    }
}
