//! The whole training, in order: lexicon, tagger, lemmatiser, parser.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use dateline::error::{Error, Result};
use dateline::parse::Parser;
use dateline::parse::tagger::{Pass, Tagger};
use dateline::parse::tags::{MOST_CLASSES, TagClasses};
use dateline::parse::weights::Models;

use crate::conllu::{self, Sentence};
use crate::evaluate::evaluate;
use crate::lexicon::Clusters;
use crate::{lemmas, lexicon, parsing, tagging};

const TAG_EPOCHS: usize = 8;
const JACKKNIFE_EPOCHS: usize = 6;
const PARSE_EPOCHS: usize = 12;

/// Trains on `*-train.conllu` of `treebank`, scores on the dev and test files, writes `weights/syntax.bin`.
pub fn train(treebank: &Path, weights: &Path) -> Result<()> {
    let start = Instant::now();
    let say = |what: &str| eprintln!("{:6.1} s  {what}", start.elapsed().as_secs_f64());
    let [train, dev, test] =
        ["train", "dev", "test"].map(|part| part_of(treebank, part).and_then(|path| conllu::read(&path)));
    let (train, dev, test) = (train?, dev?, test?);
    let classes = tag_classes(&train);
    let lexicon = lexicon::build(&train, &classes, &Clusters::new());
    let mut tagged: Vec<_> = train.iter().map(|sentence| tagging::look(sentence, &classes, &lexicon)).collect();
    let count = classes.len();
    say("tagger, first pass");
    let first = tagging::train_pass(&tagged.iter().collect::<Vec<_>>(), Pass::First, count, TAG_EPOCHS);
    tagging::jackknife(&mut tagged, Pass::First, count, JACKKNIFE_EPOCHS);
    say("tagger, second pass");
    let second = tagging::train_pass(&tagged.iter().collect::<Vec<_>>(), Pass::Second, count, TAG_EPOCHS);
    tagging::jackknife(&mut tagged, Pass::Second, count, JACKKNIFE_EPOCHS);
    let right: usize =
        tagged.iter().map(|it| it.tags.iter().zip(&it.gold).filter(|(a, b)| a == b && **a != 0).count()).sum();
    let words: usize = train.iter().map(|it| it.words.len()).sum();
    say(&format!("jack-knifed tag classes: {:.2} right", 100.0 * right as f64 / words as f64));
    let tagger = Tagger { classes: classes.clone(), first, second };
    let lemmatiser = lemmas::learn(&train, &classes);
    say("parser");
    let parsed: Vec<_> = train.iter().zip(&tagged).map(|(sentence, tagged)| parsing::look(sentence, tagged)).collect();
    let mut trainer = parsing::Trainer::new();
    let mut models = Models { lexicon, tagger, lemmatiser, transitions: trainer.transitions() };
    for epoch in 0..PARSE_EPOCHS {
        trainer.epoch(&parsed, epoch);
        models.transitions = trainer.transitions();
        say(&format!("epoch {:2}  dev  {}", epoch + 1, evaluate(&Parser::new(models.clone()), &dev)));
    }
    write(&models, weights)?;
    let parser = Parser::new(models);
    println!("dev   {}", evaluate(&parser, &dev));
    println!("test  {}", evaluate(&parser, &test));
    Ok(())
}

fn write(models: &Models, weights: &Path) -> Result<()> {
    let path = weights.join("syntax.bin");
    let bytes = models.to_bytes()?;
    println!("{}: {} bytes", path.display(), bytes.len());
    std::fs::write(&path, bytes).map_err(|error| Error::new(format!("{}: {error}", path.display())))
}

fn part_of(folder: &Path, part: &str) -> Result<PathBuf> {
    let ending = format!("-{part}.conllu");
    let entries = std::fs::read_dir(folder).map_err(|error| Error::new(format!("{}: {error}", folder.display())))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let found = paths.into_iter().find(|path| path.to_string_lossy().ends_with(&ending));
    found.ok_or_else(|| {
        Error::new(format!("{}: no file ends with {ending:?}; it should hold a UD treebank", folder.display()))
    })
}

/// The commonest pairs of tags.
fn tag_classes(sentences: &[Sentence]) -> TagClasses {
    let mut counts = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        *counts.entry((word.upos, word.xpos.as_str())).or_insert(0usize) += 1;
    }
    let mut pairs: Vec<_> = counts.into_iter().collect();
    pairs.sort_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
    TagClasses::new(pairs.into_iter().map(|(pair, _)| pair).take(MOST_CLASSES))
}
