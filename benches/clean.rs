//! How fast reading and cleaning are, on one thread: `cargo bench --bench clean -- CORPUS...`
//!
//! Prints megabytes of text a second for decoding (JSON Lines, CSV or files) and for cleaning, best of three.
#![allow(missing_docs)]

use std::time::{Duration, Instant};

use dateline::clean;
use dateline::model::Document;
use dateline::read::{self, Outcome, ReadOptions};

fn main() -> Result<(), dateline::error::Error> {
    let inputs: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    if inputs.is_empty() {
        println!("skipped: name a corpus, as in cargo bench --bench clean -- news.jsonl");
        return Ok(());
    }
    let options = ReadOptions::default();
    let items: Vec<_> = read::sources(&inputs, &options)?.collect();
    let bytes: usize = items.iter().map(|item| item.bytes()).sum();
    let (reading, outcomes) =
        best(|| items.iter().cloned().flat_map(|item| read::decode(item, &options)).collect::<Vec<_>>());
    let documents: Vec<Document> = outcomes.into_iter().filter_map(only_documents).collect();
    let text: usize = documents.iter().map(|document| document.text.len()).sum();
    let (cleaning, blocks) =
        best(|| documents.iter().map(|document| clean::clean(document).blocks.len()).sum::<usize>());
    println!("{} documents, {:.1} MB of text, {blocks} blocks", documents.len(), text as f64 / 1e6);
    println!("decode: {:.0} MB/s of input", speed(bytes, reading));
    println!("clean:  {:.0} MB/s of text", speed(text, cleaning));
    Ok(())
}

fn only_documents(outcome: Outcome) -> Option<Document> {
    match outcome {
        Outcome::Document(document) => Some(document),
        Outcome::Rejected(_) => None,
    }
}

fn best<T>(work: impl Fn() -> T) -> (Duration, T) {
    let timed = || {
        let start = Instant::now();
        let result = work();
        (start.elapsed(), result)
    };
    let first = timed();
    (0..2).fold(first, |best, _| {
        let next = timed();
        if next.0 < best.0 { next } else { best }
    })
}

fn speed(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}
