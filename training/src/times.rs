//! Scores the time expressions that the whole pipeline finds in marked passages.

use dateline::error::{Error, Result};
use dateline::model::Document;
use dateline::pipeline::{Pipeline, PipelineOptions};

use crate::timex::{self, Counts, Passage, Timex};

/// Prints every difference between found and marked expressions, and the scores of each file; of a file whose name ends in
/// `-heldout` only the scores.
pub fn evaluate(files: &[&str]) -> Result<()> {
    let pipeline = Pipeline::new(&PipelineOptions { no_events: true, ..PipelineOptions::default() })?;
    for file in files {
        let source = std::fs::read_to_string(file).map_err(|error| Error::new(format!("{file}: {error}")))?;
        let hidden = file.trim_end_matches(".txt").ends_with("-heldout");
        let mut counts = Counts::default();
        for passage in timex::read(&source) {
            let tell = |difference: String| {
                if !hidden {
                    println!("{difference}")
                }
            };
            timex::compare(&passage, &found(&pipeline, &passage), &mut counts, tell);
        }
        println!("{file}: {counts}");
    }
    Ok(())
}

fn found(pipeline: &Pipeline, passage: &Passage) -> Vec<Timex> {
    let document = Document { text: passage.text.clone(), date: passage.date.parse().ok(), ..Document::default() };
    let annotated = pipeline.process(&document);
    let raw = |span| annotated.clean.map.raw(span);
    let timex = |time: &dateline::model::TimeExpression| Timex {
        span: raw(time.span),
        kind: time.kind.as_str().to_string(),
        value: time.value.clone(),
    };
    annotated.times.iter().map(timex).collect()
}
