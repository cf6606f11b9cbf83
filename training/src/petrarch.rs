//! Scores the coder with PETRARCH's dictionaries on a peer's unit tests: sentences with their events, and the small
//! dictionaries that go with them.

use std::path::Path;

use dateline::error::Result;
use dateline::events::petrarch::Dictionaries;
use dateline::pipeline::{Pipeline, PipelineOptions};

use crate::gold::{self, Counts};

/// Scores a file of unit tests (`unit-tests-dev.jsonl` of `folder`, unless `tests` names another) with the
/// `PETR.Validate.*` dictionaries of `folder`. Every third test is counted apart too, so that work on the others can be
/// checked; `errors` shows what went wrong in the others.
pub fn score(folder: &Path, tests: Option<&Path>, errors: bool) -> Result<()> {
    let file = |name: &str| vec![folder.join(format!("PETR.Validate.{name}.txt"))];
    let pipeline = Pipeline::new(&PipelineOptions {
        petrarch: Dictionaries {
            actors: file("actors"),
            agents: file("agents"),
            verbs: file("verbs"),
            discards: file("discards"),
        },
        only_gazetteer: true,
        ..PipelineOptions::default()
    })?;
    for report in pipeline.petrarch().map(|petrarch| petrarch.reports()).unwrap_or_default() {
        println!(
            "{}: {} lines, {} used, {} blank or comment",
            report.file.display(),
            report.lines,
            report.used,
            report.nothing
        );
        for (reason, left) in &report.left_out {
            println!("  {} with {reason}: {:?}", left.count, left.examples);
        }
    }
    let (mut all, mut held_out) = (Counts::default(), Counts::default());
    let tests = tests.map_or_else(|| folder.join("unit-tests-dev.jsonl"), Path::to_path_buf);
    for (index, case) in gold::cases(&tests)?.iter().enumerate() {
        let annotated = pipeline.process(&case.document);
        let coded = gold::coded(&annotated);
        all.add(&case.gold, &coded);
        let apart = index % 3 == 2;
        if apart {
            held_out.add(&case.gold, &coded);
        }
        if errors && !apart && gold::level("triple", &case.gold) != gold::level("triple", &coded) {
            gold::show(case, &coded, &annotated);
        }
    }
    println!("all tests\n{}every third test\n{}", all.text(), held_out.text());
    Ok(())
}
