//! Scores where on Earth the names of places are put, against articles whose place names carry coordinates.
//!
//! In: JSON Lines with `doc_id`, `text` and `toponyms` (`start`, `end` in characters, `text`, `lat`, `lon`). Out: for each
//! half of the articles (divided by a hash of the id: the first is for tuning, the second for reporting) names found,
//! names put within 161 km (100 miles, the field's usual measure), errors, and the worst rows. Nationalities
//! (`rule=demonym`) are no place names here.

mod measure;

use std::path::Path;

use dateline::error::{Error, Result};
use dateline::model::{Annotated, Document, EntityRef, EntityType, Rule};
use dateline::pipeline::{Pipeline, PipelineOptions};
use serde_json::Value;

use measure::{Name, Score, kilometres};

/// A name as annotated.
struct Gold {
    start: usize,
    end: usize,
    text: String,
    at: (f32, f32),
}

/// An article with its names.
struct Article {
    id: String,
    text: String,
    names: Vec<Gold>,
}

/// A name as found.
struct Found {
    start: usize,
    end: usize,
    surface: String,
    id: String,
    at: Option<(f32, f32)>,
}

/// Runs the pipeline over the articles of `file` and prints the scores; with `all`, every row that is wrong.
pub fn score(file: &Path, all: bool) -> Result<()> {
    let pipeline = Pipeline::new(&PipelineOptions { no_events: true, explain: true, ..PipelineOptions::default() })?;
    let mut halves = [Score::default(), Score::default()];
    for article in &read(file)? {
        let document = Document { id: article.id.clone(), text: article.text.clone(), ..Document::default() };
        let annotated = pipeline.process(&document);
        compare(&pipeline, article, &annotated, &mut halves[half(&article.id)]);
    }
    for (name, score) in ["first half (tuning)", "second half (reporting)"].into_iter().zip(&halves) {
        println!("== {name}\n{score}");
    }
    let [first, second] = halves;
    let both = first.join(second);
    println!("== both\n{both}");
    print!("{}", both.worst(if all { usize::MAX } else { 15 }));
    Ok(())
}

/// The half that an article belongs to: FNV-1a of its id, even or odd.
fn half(id: &str) -> usize {
    let hash = id
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 32 & 1) as usize
}

fn read(file: &Path) -> Result<Vec<Article>> {
    let wrong = |message: String| Error::new(format!("{}: {message}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    let rows = text.lines().enumerate();
    rows.map(|(line, row)| {
        let value: Value = serde_json::from_str(row).map_err(|error| wrong(error.to_string()))?;
        article(&value).ok_or_else(|| wrong(format!("line {}: not an article with toponyms", line + 1)))
    })
    .collect()
}

fn article(row: &Value) -> Option<Article> {
    let names = row["toponyms"].as_array()?.iter().map(|name| {
        Some(Gold {
            start: name["start"].as_u64()? as usize,
            end: name["end"].as_u64()? as usize,
            text: name["text"].as_str()?.to_string(),
            at: (name["lat"].as_f64()? as f32, name["lon"].as_f64()? as f32),
        })
    });
    Some(Article {
        id: row["doc_id"].as_str()?.to_string(),
        text: row["text"].as_str()?.to_string(),
        names: names.collect::<Option<_>>()?,
    })
}

/// The places that the pipeline found, in characters of the text as read.
fn found_in(pipeline: &Pipeline, annotated: &Annotated) -> Vec<Found> {
    let text = &annotated.document.text;
    let characters = |byte: usize| text[..byte].chars().count();
    let mut found = Vec::new();
    for mention in annotated.mentions.iter().filter(|mention| mention.rule != Rule::Demonym) {
        let entity = match mention.entity {
            EntityRef::Listed(index) => pipeline.gazetteer().entity(index),
            EntityRef::Found(index) => &annotated.found[index as usize],
        };
        if entity.kind == EntityType::Place {
            let raw = annotated.clean.map.raw(mention.span);
            let (surface, id) = (text[raw.clone()].to_string(), entity.id.clone());
            let (start, end) = (characters(raw.start), characters(raw.end));
            found.push(Found { start, end, surface, id, at: entity.coordinates });
        }
    }
    found
}

fn compare(pipeline: &Pipeline, article: &Article, annotated: &Annotated, score: &mut Score) {
    let found = found_in(pipeline, annotated);
    let context = |start: usize, end: usize| -> String {
        let from = start.saturating_sub(50);
        article.text.chars().skip(from).take(end - from + 40).collect::<String>().replace('\n', " ")
    };
    for gold in &article.names {
        let exact = found.iter().find(|found| (found.start, found.end) == (gold.start, gold.end));
        let near = exact.or_else(|| found.iter().find(|found| found.start < gold.end && gold.start < found.end));
        let listed = pipeline
            .gazetteer()
            .names()
            .look_up(&gold.text)
            .iter()
            .any(|meaning| pipeline.gazetteer().entity(meaning.entity).kind == EntityType::Place);
        score.names.push(Name {
            article: article.id.clone(),
            text: gold.text.clone(),
            listed,
            exact: exact.is_some(),
            entity: near.map(|found| found.id.clone()),
            kilometres: near.and_then(|found| found.at).map(|at| kilometres(at, gold.at)),
            context: context(gold.start, gold.end),
            reason: if near.is_some() { String::new() } else { reason(annotated, &gold.text) },
        });
    }
    for extra in &found {
        if !article.names.iter().any(|gold| (gold.start, gold.end) == (extra.start, extra.end)) {
            let touches = article.names.iter().any(|gold| gold.start < extra.end && extra.start < gold.end);
            score.extra.push((
                article.id.clone(),
                extra.surface.clone(),
                extra.id.clone(),
                context(extra.start, extra.end),
            ));
            score.touching += usize::from(touches);
        }
    }
}

/// Why a name was left out, as `explain` says.
fn reason(annotated: &Annotated, name: &str) -> String {
    let rejected = annotated.rejected.iter().find(|rejected| rejected.span.of(&annotated.clean.text) == name);
    rejected.map(|rejected| rejected.reason.clone()).unwrap_or_default()
}
