//! Scores the names of the whole program, listed and found, by exact span and type, against an IOB2 file.
//!
//! Each sentence is a document of its own, or (`joined`) the sentences of a document are one text. Nationalities (`rule=demonym`) are no
//! names here.

use std::collections::BTreeMap;
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::model::{Document, EntityRef, EntityType, Rule};
use dateline::pipeline::{Pipeline, PipelineOptions};
use dateline::spot::found::Finder;

use crate::iob2::{self, Part, Passage};

/// How names are scored.
#[derive(Default)]
struct Options {
    joined: bool,
    errors: bool,
    listed_only: bool,
    finder: Option<String>,
}

/// Gold, found, right.
#[derive(Clone, Copy, Default)]
struct Counts {
    gold: usize,
    found: usize,
    right: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        let f1 = 200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64;
        let (precision, recall) = (share(self.found), share(self.gold));
        write!(f, "{} gold, {} found: P {precision:.1} R {recall:.1} F1 {f1:.1}", self.gold, self.found)
    }
}

/// Scores files, each perhaps with a part before it (`-2/3`); words: `joined`, `errors`, `listed`, `finder=FILE`.
pub fn score(words: &[&str]) -> Result<()> {
    let (mut options, mut part, mut files) = (Options::default(), None, Vec::new());
    for word in words {
        match *word {
            "joined" => options.joined = true,
            "errors" => options.errors = true,
            "listed" => options.listed_only = true,
            word if word.starts_with("finder=") => options.finder = Some(word[7..].to_string()),
            word => match Part::parse(word) {
                Some(found) => part = Some(found),
                None => files.push((word, part.take())),
            },
        }
    }
    let listed_only = options.listed_only;
    let mut pipeline = Pipeline::new(&PipelineOptions { no_events: true, listed_only, ..PipelineOptions::default() })?;
    if let Some(file) = &options.finder {
        let bytes = std::fs::read(file).map_err(|error| Error::new(format!("{file}: {error}")))?;
        pipeline = pipeline.with_finder(Finder::from_bytes(&bytes)?);
    }
    for (file, part) in files {
        let mut passages = iob2::read(Path::new(file), part)?;
        if options.joined {
            passages = iob2::joined(&passages);
        }
        println!("{file}");
        score_passages(&pipeline, &passages, options.errors);
    }
    Ok(())
}

fn score_passages(pipeline: &Pipeline, passages: &[Passage], errors: bool) {
    let mut by_kind: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut all = Counts::default();
    let mut spans = Counts::default();
    for passage in passages {
        let found = names_of(pipeline, passage);
        for (span, kind, _) in &found {
            all.found += 1;
            by_kind.entry(kind.as_str()).or_default().found += 1;
            let right = passage.names.contains(&(span.clone(), *kind));
            spans.right += usize::from(passage.names.iter().any(|(gold, _)| gold == span));
            all.right += usize::from(right);
            by_kind.entry(kind.as_str()).or_default().right += usize::from(right);
        }
        for (_, kind) in &passage.names {
            all.gold += 1;
            by_kind.entry(kind.as_str()).or_default().gold += 1;
        }
        if errors {
            tell(passage, &found);
        }
    }
    (spans.gold, spans.found) = (all.gold, all.found);
    println!("  all           {all}\n  spans         {spans}");
    by_kind.iter().for_each(|(kind, counts)| println!("  {kind:<13} {counts}"));
}

type Found = (std::ops::Range<usize>, EntityType, &'static str);

fn names_of(pipeline: &Pipeline, passage: &Passage) -> Vec<Found> {
    let annotated = pipeline.process(&Document { text: passage.text.clone(), ..Document::default() });
    let mentions = annotated.mentions.iter().filter(|mention| mention.rule != Rule::Demonym);
    mentions
        .map(|mention| {
            let kind = match mention.entity {
                EntityRef::Listed(index) => pipeline.gazetteer().entity(index).kind,
                EntityRef::Found(index) => annotated.found[index as usize].kind,
            };
            (annotated.clean.map.raw(mention.span), kind, mention.rule.as_str())
        })
        .collect()
}

fn tell(passage: &Passage, found: &[Found]) {
    let text = &passage.text;
    let missed: Vec<String> = passage
        .names
        .iter()
        .filter(|(span, kind)| !found.iter().any(|(other, same, _)| other == span && same == kind))
        .map(|(span, kind)| format!("-{}[{}]", kind.as_str(), &text[span.clone()]))
        .collect();
    let extra: Vec<String> = found
        .iter()
        .filter(|(span, kind, _)| !passage.names.contains(&(span.clone(), *kind)))
        .map(|(span, kind, rule)| format!("+{}[{}]{rule}", kind.as_str(), &text[span.clone()]))
        .collect();
    if !missed.is_empty() || !extra.is_empty() {
        println!("    {} {}  | {}", missed.join(" "), extra.join(" "), text.replace('\n', " "));
    }
}
