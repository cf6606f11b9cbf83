//! Scores the event coder on sentences that people coded.

use std::path::Path;

use dateline::error::Result;
use dateline::pipeline::{Pipeline, PipelineOptions};

use crate::gold::{self, Counts};

/// Scores each file of coded sentences; `errors` shows every sentence whose triples differ.
pub fn score(files: &[&str], errors: bool) -> Result<()> {
    let pipeline = Pipeline::new(&PipelineOptions::default())?;
    for file in files {
        let mut counts = Counts::default();
        for case in gold::cases(Path::new(file))? {
            let annotated = pipeline.process(&case.document);
            let coded = gold::coded(&annotated);
            counts.add(&case.gold, &coded);
            if errors && gold::level("triple", &case.gold) != gold::level("triple", &coded) {
                gold::show(&case, &coded, &annotated);
            }
        }
        println!("{file}\n{}", counts.text());
    }
    Ok(())
}
