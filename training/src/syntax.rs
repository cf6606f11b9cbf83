//! The whole training, in order: clusters, lexicon, tagger, lemmatiser, parser.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use dateline::error::{Error, Result};
use dateline::parse::Parser;
use dateline::parse::features::Pass;
use dateline::parse::tagger::{self, Tagger};
use dateline::parse::tags::{MOST_CLASSES, TagClasses};
use dateline::parse::transitions::Transitions;
use dateline::parse::weights::Models;

use crate::conllu::{self, Sentence};
use crate::evaluate::evaluate;
use crate::tagging::{self, Tagged};
use crate::{clusters, lemmas, lexicon, parsing};

const TAG_EPOCHS: usize = 8;
const JACKKNIFE_EPOCHS: usize = 6;
const PARSE_EPOCHS: usize = 7;
const PARSE_JACKKNIFE_EPOCHS: usize = 5;
/// Trainings whose mean is the model, each in another order of sentences.
const TAG_RUNS: u64 = 2;
const PARSE_RUNS: u64 = 2;

/// Where things come from and go to.
pub struct Paths<'a> {
    /// Folder with `*-train.conllu`, `*-dev.conllu` and `*-test.conllu`.
    pub treebank: &'a Path,
    /// Folder for `syntax.bin`.
    pub weights: &'a Path,
    /// Raw news, JSON Lines with `text`, perhaps `.zst`.
    pub news: &'a Path,
}

/// Trains all models, writes them, and prints their scores.
pub fn train(paths: &Paths) -> Result<()> {
    let start = Instant::now();
    let say = |what: &str| eprintln!("{:6.1} s  {what}", start.elapsed().as_secs_f64());
    let part = |name: &str| part_of(paths.treebank, name).and_then(|path| conllu::read(&path));
    let (train, dev, test) = (part("train")?, part("dev")?, part("test")?);
    say("clusters");
    let forms = train.iter().map(|sentence| sentence.words.iter().map(|word| word.form.as_str()).collect());
    let clusters = clusters::learn(paths.news, forms)?;
    let classes = tag_classes(&train);
    let lexicon = lexicon::build(&train, &classes, &clusters);
    say("tagger");
    let mut tagged: Vec<_> = train.iter().map(|sentence| tagging::look(sentence, &classes, &lexicon)).collect();
    let tagger = train_tagger(&mut tagged, classes.clone());
    say(&format!("tagger done; of the jack-knifed tags {:.2} % are right", tagging::share_right(&tagged)));
    let lemmatiser = lemmas::learn(&train, &classes);
    let transitions = train_parser(&train, &tagged, &classes, say);
    let models = Models { lexicon, tagger, lemmatiser, transitions };
    write(&models, paths.weights)?;
    let parser = Parser::new(models);
    println!("dev   {}", evaluate(&parser, &dev));
    println!("test  {}", evaluate(&parser, &test));
    Ok(())
}

/// Trains both passes, and leaves jack-knifed tags in `tagged`.
fn train_tagger(tagged: &mut [Tagged], classes: TagClasses) -> Tagger {
    let mut pass = |pass: tagger::Pass| {
        let all: Vec<&Tagged> = tagged.iter().collect();
        let table = tagging::train_pass(&all, pass, classes.len(), TAG_EPOCHS, TAG_RUNS);
        tagging::jackknife(tagged, pass, classes.len(), JACKKNIFE_EPOCHS);
        table
    };
    let (first, second) = (pass(tagger::Pass::First), pass(tagger::Pass::Second));
    Tagger { classes, first, second }
}

fn train_parser(sentences: &[Sentence], tagged: &[Tagged], classes: &TagClasses, say: impl Fn(&str)) -> Transitions {
    let pairs = sentences.iter().zip(tagged);
    let mut parsed: Vec<_> = pairs.filter_map(|(sentence, tagged)| parsing::look(sentence, tagged, classes)).collect();
    let reversed: Vec<_> = parsed.iter().map(parsing::Parsed::reversed).collect();
    say("parser, first pass");
    let first = parsing::train_pass(&reversed.iter().collect::<Vec<_>>(), Pass::First, PARSE_EPOCHS, 1).model();
    parsing::jackknife(&mut parsed, &reversed, PARSE_JACKKNIFE_EPOCHS);
    say("parser, second pass");
    let second =
        parsing::train_pass(&parsed.iter().collect::<Vec<_>>(), Pass::Second, PARSE_EPOCHS, PARSE_RUNS).model();
    Transitions { first, second }
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
