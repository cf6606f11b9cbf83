//! Time expressions in marked passages (`tests/times/`), scored as TempEval-3 does.
//!
//! `news-heldout.txt` is kept out of sight while rules are written; both halves are scored.

use dateline::model::{Document, TimeExpression};
use dateline::pipeline::{Pipeline, PipelineOptions};

#[path = "../../training/src/timex.rs"]
mod timex;

use timex::{Counts, Passage, Timex};

fn found(pipeline: &Pipeline, passage: &Passage) -> Vec<Timex> {
    let document = Document { text: passage.text.clone(), date: passage.date.parse().ok(), ..Document::default() };
    let annotated = pipeline.process(&document);
    let timex = |time: &TimeExpression| Timex {
        span: annotated.clean.map.raw(time.span),
        kind: time.kind.as_str().to_string(),
        value: time.value.clone(),
    };
    annotated.times.iter().map(timex).collect()
}

#[test]
fn expressions_in_news_are_found_with_their_values() {
    let pipeline = Pipeline::new(&PipelineOptions { no_events: true, ..PipelineOptions::default() }).unwrap();
    for (file, relaxed, strict, value) in [("news", 97.0, 95.0, 94.0), ("news-heldout", 97.0, 95.0, 90.0)] {
        let path = format!("{}/tests/times/{file}.txt", env!("CARGO_MANIFEST_DIR"));
        let mut counts = Counts::default();
        for passage in timex::read(&std::fs::read_to_string(&path).unwrap()) {
            let tell = |difference| {
                if !file.ends_with("heldout") {
                    println!("{difference}")
                }
            };
            timex::compare(&passage, &found(&pipeline, &passage), &mut counts, tell);
        }
        println!("{file}: {counts}");
        let f1 = [counts.relaxed, counts.strict, counts.value].map(|hits| counts.f1(hits));
        assert!(f1[0] >= relaxed && f1[1] >= strict && f1[2] >= value, "{file}: {counts}");
    }
}
