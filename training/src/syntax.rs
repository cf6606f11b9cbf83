//! From the trained network and the treebank to the weights file: tag classes, lemmatiser, scores.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline::error::{Error, Result};
use dateline::parse::tags::{MOST_CLASSES, TagClasses};
use dateline::parse::{Parser, weights};

use crate::conllu::{self, Sentence};
use crate::evaluate::evaluate;
use crate::lemmas;

/// Learns classes and lemmas from the treebank's training part, writes `syntax.bin` into `folder`, and prints the scores.
pub fn pack(treebank: &Path, network: &Path, folder: &Path) -> Result<()> {
    let part = |name: &str| part_of(treebank, name).and_then(|path| conllu::read(&path));
    let (train, dev, test) = (part("train")?, part("dev")?, part("test")?);
    let classes = tag_classes(&train);
    let lemmatiser = lemmas::learn(&train, &classes);
    let network = std::fs::read(network).map_err(|error| Error::new(format!("{}: {error}", network.display())))?;
    let bytes = weights::pack(&classes, &lemmatiser, &network)?;
    let parser = Parser::from_bytes(&bytes)?;
    let path = folder.join("syntax.bin");
    std::fs::write(&path, &bytes).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    println!("{}: {} bytes", path.display(), bytes.len());
    println!("dev   {}", evaluate(&parser, &dev));
    println!("test  {}", evaluate(&parser, &test));
    Ok(())
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
