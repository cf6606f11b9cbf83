//! `dateline parse`: sentences, tokens and dependency trees as CoNLL-U, so that anyone can look at them or score them.

use std::io::{ErrorKind, Read, Write};
use std::ops::ControlFlow;
use std::thread::available_parallelism;

use super::{End, paint};
use crate::config::Settings;
use crate::error::{Error, Result};
use crate::model::Document;
use crate::parallel;
use crate::parse::Parser;
use crate::read::{self, Outcome, RawItem, conllu};
use crate::write;
use crate::{clean, segment};

/// Sentences of a CoNLL-U file that a thread takes at once.
const SENTENCES_AT_ONCE: usize = 200;

/// What can be parsed.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to parse: whatever run reads (text, HTML, JSON Lines, CSV; files, folders, globs), or - for standard input
    ///
    /// Nothing is left out as boilerplate, and no names are looked up: the tokens spell the whole text.
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<String>,
    /// Take sentences and tokens from CoNLL-U files; their comments, multiword tokens and MISC column are kept
    #[arg(long)]
    conllu: bool,
    /// Write sentences and tokens only, and _ for the rest; much faster
    #[arg(long, conflicts_with = "conllu")]
    tokens_only: bool,
    /// Say which field of JSON or CSV records holds what: text=body
    #[arg(long, value_name = "FIELD=NAME")]
    field: Vec<String>,
    /// Threads that parse [default: one per processor]
    #[arg(short, long, value_name = "N")]
    threads: Option<usize>,
}

/// Parses.
pub fn run(arguments: &Arguments) -> Result<End> {
    let threads = match arguments.threads {
        Some(0) => return Err(Error::new("--threads 0: at least one thread is needed")),
        Some(threads) => threads,
        None => available_parallelism().map_or(1, usize::from),
    };
    let parser = (!arguments.tokens_only).then(Parser::load).transpose()?;
    match &parser {
        Some(parser) if arguments.conllu => parse_conllu(&arguments.inputs, parser, threads),
        _ => parse_documents(arguments, parser.as_ref(), threads),
    }
}

/// Parses the sentences of CoNLL-U files.
fn parse_conllu(inputs: &[String], parser: &Parser, threads: usize) -> Result<End> {
    for path in inputs {
        let sentences = conllu::sentences(path, &content(path)?)?;
        let parsed = |sentence: &conllu::ConlluSentence| {
            let (text, tokens) = sentence.tokens();
            write::conllu::sentence(sentence, &parser.parse(&text, &tokens, &[]))
        };
        let work = |some: &[conllu::ConlluSentence]| some.iter().map(parsed).collect::<String>();
        let weigh = |some: &&[conllu::ConlluSentence]| some.len();
        parallel::in_order(threads, sentences.chunks(SENTENCES_AT_ONCE), weigh, work, |text| print(&text))?;
    }
    Ok(End::Done)
}

/// Cuts and parses the documents of any input.
fn parse_documents(arguments: &Arguments, parser: Option<&Parser>, threads: usize) -> Result<End> {
    let options = Settings { field: arguments.field.clone(), ..Settings::default() }.read_options()?;
    let sources = read::sources(&arguments.inputs, &options)?;
    let mut counts = [0_u64; 2];
    let work = |item: RawItem| -> Vec<std::result::Result<String, String>> {
        let outcomes = read::decode(item, &options).into_iter();
        outcomes
            .map(|outcome| match outcome {
                Outcome::Document(document) => Ok(parsed(&document, parser)),
                Outcome::Rejected(rejected) => Err(rejected.message),
            })
            .collect()
    };
    parallel::in_order(threads, sources, RawItem::bytes, work, |results| {
        for result in results {
            counts[usize::from(result.is_err())] += 1;
            match result {
                Ok(text) if print(&text)?.is_break() => return Ok(ControlFlow::Break(())),
                Ok(_) => {}
                Err(message) => paint::error(&message),
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(match counts {
        [0, _] => End::Nothing,
        [_, 0] => End::Done,
        _ => End::Partly,
    })
}

/// One document as CoNLL-U.
fn parsed(document: &Document, parser: Option<&Parser>) -> String {
    let clean = clean::verbatim(&document.text);
    let segmented = segment::segment(&clean);
    let tree = |parser: &Parser| {
        let parse = |sentence| parser.parse(&clean.text, segmented.tokens_of(sentence), &[]);
        segmented.sentences.iter().map(parse).collect()
    };
    let trees: Vec<_> = parser.map(tree).unwrap_or_default();
    write::conllu::document(document, &clean, &segmented, &trees)
}

fn content(path: &str) -> Result<String> {
    let mut bytes = Vec::new();
    let read = match path {
        "-" => std::io::stdin().lock().read_to_end(&mut bytes).map(drop),
        path => std::fs::read(path).map(|read| bytes = read),
    };
    read.map_err(|cause| Error::new(format!("{path}: {cause}")))?;
    String::from_utf8(bytes).map_err(|cause| Error::new(format!("{path}: CoNLL-U is UTF-8, and this is not: {cause}")))
}

/// Writes to standard output, byte for byte; says when the reader has gone away.
fn print(text: &str) -> Result<ControlFlow<()>> {
    let mut stream = std::io::stdout().lock();
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(cause) if cause.kind() == ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(cause) => Err(Error::new(format!("standard output: {cause}"))),
    }
}
