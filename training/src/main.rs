//! Trains the tagger, lemmatiser and parser of Dateline, and scores them.
//!
//! ```text
//! dateline-training syntax UD-FOLDER WEIGHTS-FOLDER [NEWS]  train, write WEIGHTS-FOLDER/syntax.bin, print scores
//! dateline-training candidates CORPUS WEIGHTS-FOLDER        count which phrases come to events, write candidates.csv
//! dateline-training evaluate FILE.conllu [SYNTAX.bin]       score the embedded weights, or those of a file
//! dateline-training places FILE.jsonl [all]                 score where place names are put; list the worst rows, or all
//! ```
//!
//! NEWS is raw text for word clusters, JSON Lines; by default `../../corpus/news.jsonl.zst` beside the treebank.

mod candidates;
mod clusters;
mod conllu;
mod evaluate;
mod lemmas;
mod lexicon;
mod oracle;
mod parsing;
mod perceptron;
mod places;
mod random;
mod syntax;
mod tagging;

use std::path::Path;
use std::process::ExitCode;

use dateline::error::{Error, Result};
use dateline::parse::Parser;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["syntax", treebank, weights] => {
            train(treebank, weights, &Path::new(treebank).join("../../corpus/news.jsonl.zst"))
        }
        ["syntax", treebank, weights, news] => train(treebank, weights, Path::new(news)),
        ["candidates", corpus, weights] => candidates::train(Path::new(corpus), Path::new(weights)),
        ["evaluate", file] => Parser::load().and_then(|parser| score(&parser, Path::new(file))),
        ["evaluate", file, weights] => {
            read_parser(Path::new(weights)).and_then(|parser| score(&parser, Path::new(file)))
        }
        ["places", file] => places::score(Path::new(file), false),
        ["places", file, "all"] => places::score(Path::new(file), true),
        _ => Err(Error::new(
            "usage: dateline-training syntax UD-FOLDER WEIGHTS-FOLDER [NEWS.jsonl.zst] | candidates CORPUS.jsonl.zst WEIGHTS-FOLDER | evaluate FILE.conllu [SYNTAX.bin] | places FILE.jsonl [all]",
        )),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn train(treebank: &str, weights: &str, news: &Path) -> Result<()> {
    syntax::train(&syntax::Paths { treebank: Path::new(treebank), weights: Path::new(weights), news })
}

fn read_parser(path: &Path) -> Result<Parser> {
    let bytes = std::fs::read(path).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    Parser::from_bytes(&bytes)
}

fn score(parser: &Parser, file: &Path) -> Result<()> {
    println!("{}", evaluate::evaluate(parser, &conllu::read(file)?));
    Ok(())
}
