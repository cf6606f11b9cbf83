//! Trains the tagger, lemmatiser and parser of Dateline, and scores them.
//!
//! ```text
//! dateline-training syntax UD-FOLDER NETWORK.bin WEIGHTS-FOLDER
//!                                                           add tags and lemmas to the network that syntax/train.sh
//!                                                           made, write WEIGHTS-FOLDER/syntax.bin, print scores
//! dateline-training candidates CORPUS WEIGHTS-FOLDER        count which phrases come to events, write candidates.csv
//! dateline-training confidence CORPUS.jsonl JUDGED.csv GOLD.jsonl CASES.txt WEIGHTS.csv
//!                                                           fit what makes an event sure to judged rows, print scores
//! dateline-training evaluate FILE.conllu [SYNTAX.bin]       score the embedded weights, or those of a file
//! dateline-training raw FILE.conllu [SYNTAX.bin]            the same from raw text, with our own sentences and tokens
//! dateline-training check FILE.conllu                       tell where trees break the treebank's guidelines
//! dateline-training times FILE.txt...                        score time expressions as TempEval-3 does, and tell each difference
//! dateline-training events FILE.jsonl... [RULES-FOLDER] [--errors]
//!                                                          score the event coder on sentences that people coded
//! dateline-training recall CORPUS.jsonl ACTS.csv... [--misses]
//!                                                           score how many acts of whole articles the event coder tells
//! dateline-training proof [RULES-FOLDER] [--errors]        code the sentences that the event rules carry as their proof
//! dateline-training petrarch FOLDER [TESTS.jsonl | --errors] the same with PETRARCH's dictionaries
//! dateline-training places FILE.jsonl [all]                 score where place names are put; list the worst rows, or all
//! dateline-training finder LEXICON.tsv OUT.bin FILE.iob2...    train the finder of names; `+2/3 FILE@0.3`: a part, a weight
//! dateline-training names [joined] [errors] [listed] [finder=FILE.bin] FILE.iob2...
//!                                                           score names, listed and found, by exact span and type
//! ```

mod candidates;
mod confidence;
mod conllu;
mod evaluate;
mod events;
mod finder;
mod gold;
mod iob2;
mod lemmas;
mod names;
mod petrarch;
mod places;
mod raw;
mod recall;
mod syntax;
mod times;
mod timex;
mod validate;

use std::path::Path;
use std::process::ExitCode;

use dateline::error::{Error, Result};
use dateline::parse::Parser;

const USAGE: &str = "usage: dateline-training
  syntax UD-FOLDER NETWORK.bin WEIGHTS-FOLDER
  candidates CORPUS.jsonl.zst WEIGHTS-FOLDER
  confidence CORPUS.jsonl JUDGED.csv GOLD.jsonl CASES.txt WEIGHTS.csv
  evaluate FILE.conllu [SYNTAX.bin]
  raw FILE.conllu [SYNTAX.bin]
  check FILE.conllu
  times FILE.txt...
  events FILE.jsonl... [RULES-FOLDER] [--errors]
  recall CORPUS.jsonl ACTS.csv... [--misses]
  proof [RULES-FOLDER] [--errors]
  petrarch FOLDER [TESTS.jsonl | --errors]
  places FILE.jsonl [all]
  finder LEXICON.tsv OUT.bin FILE.iob2...
  names [joined] [errors] [listed] [finder=FILE.bin] FILE.iob2...";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["syntax", treebank, network, weights] => {
            syntax::pack(Path::new(treebank), Path::new(network), Path::new(weights))
        }
        ["candidates", corpus, weights] => candidates::train(Path::new(corpus), Path::new(weights)),
        ["confidence", corpus, judged, gold, cases, weights] => {
            confidence::train(corpus, judged, gold, cases, Path::new(weights))
        }
        ["evaluate", file] => Parser::load().and_then(|parser| score(&parser, Path::new(file))),
        ["evaluate", file, weights] => {
            read_parser(Path::new(weights)).and_then(|parser| score(&parser, Path::new(file)))
        }
        ["raw", file] => Parser::load().and_then(|parser| raw::score(&parser, Path::new(file))),
        ["raw", file, weights] => {
            read_parser(Path::new(weights)).and_then(|parser| raw::score(&parser, Path::new(file)))
        }
        ["check", file] => check(Path::new(file)),
        ["times", ref files @ ..] if !files.is_empty() => times::evaluate(files),
        ["events", ref files @ .., "--errors"] if !files.is_empty() => events::score(files, true),
        ["events", ref files @ ..] if !files.is_empty() => events::score(files, false),
        ["recall", corpus, ref files @ .., "--misses"] if !files.is_empty() => recall::score(corpus, files, true),
        ["recall", corpus, ref files @ ..] if !files.is_empty() => recall::score(corpus, files, false),
        ["proof"] => events::proof(None, false),
        ["proof", "--errors"] => events::proof(None, true),
        ["proof", rules] => events::proof(Some(rules), false),
        ["proof", rules, "--errors"] => events::proof(Some(rules), true),
        ["petrarch", folder] => petrarch::score(Path::new(folder), None, false),
        ["petrarch", folder, "--errors"] => petrarch::score(Path::new(folder), None, true),
        ["petrarch", folder, tests] => petrarch::score(Path::new(folder), Some(Path::new(tests)), false),
        ["places", file] => places::score(Path::new(file), false),
        ["places", file, "all"] => places::score(Path::new(file), true),
        ["finder", lexicon, out, ref files @ ..] if !files.is_empty() => {
            finder::train(Path::new(lexicon), Path::new(out), files)
        }
        ["names", ref words @ ..] if !words.is_empty() => names::score(words),
        _ => Err(Error::new(USAGE)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read_parser(path: &Path) -> Result<Parser> {
    let bytes = std::fs::read(path).map_err(|error| Error::new(format!("{}: {error}", path.display())))?;
    Parser::from_bytes(&bytes)
}

fn score(parser: &Parser, file: &Path) -> Result<()> {
    println!("{}", evaluate::evaluate(parser, &conllu::read(file)?));
    Ok(())
}

fn check(file: &Path) -> Result<()> {
    let sentences = conllu::read(file)?;
    let mut wrong = 0;
    for sentence in &sentences {
        let problems = validate::problems(sentence);
        wrong += usize::from(!problems.is_empty());
        problems.iter().for_each(|problem| println!("{}\n  {problem}", sentence.text));
    }
    println!("{} sentences, {wrong} with problems", sentences.len());
    Ok(())
}
