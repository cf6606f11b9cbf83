//! Scores the event coder on sentences that people coded.

use std::path::{Path, PathBuf};

use dateline::error::{Error, Result};
use dateline::events::prove;
use dateline::model::Document;
use dateline::pipeline::{Pipeline, PipelineOptions};

use crate::gold::{self, Counts};

/// Scores each file of coded sentences; `errors` shows every sentence whose triples differ. An argument that is a folder
/// holds event rules to use.
pub fn score(arguments: &[&str], errors: bool) -> Result<()> {
    let (folders, files): (Vec<&str>, Vec<&str>) = arguments.iter().partition(|argument| Path::new(argument).is_dir());
    let pipeline = pipeline(folders.first().copied(), false)?;
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

/// Codes the sentences that the rules carry as their proof; `errors` shows every one that fails.
pub fn proof(rules: Option<&str>, errors: bool) -> Result<()> {
    let pipeline = pipeline(rules, true)?;
    let coder = pipeline.coder().ok_or_else(|| Error::new("no rules were loaded"))?;
    let report = prove(coder.rules(), |sentence| {
        pipeline.process(&Document { text: sentence.to_string(), ..Document::default() }).events
    });
    if errors {
        report.failures.iter().for_each(|failure| println!("{failure}"));
    }
    let (yes, no) = (report.yes, report.no);
    println!(
        "yes {} of {} = {:.1} %, no {} of {} = {:.1} %",
        yes.0,
        yes.1,
        report.yes_percent(),
        no.0,
        no.1,
        report.no_percent()
    );
    Ok(())
}

fn pipeline(rules: Option<&str>, parse_all: bool) -> Result<Pipeline> {
    Pipeline::new(&PipelineOptions { event_rules: rules.map(PathBuf::from), parse_all, ..PipelineOptions::default() })
}
