//! Times matchers of listed names side by side, each in its own process and on one core.
//!
//! ```text
//! dateline-matchers ENGINE NAMES.tsv DOCUMENTS.jsonl OUT.csv
//! ```
//!
//! ENGINE is `token-hash` (Dateline), `aho-corasick-nfa`, `aho-corasick-dfa` or `daachorse`; NAMES has alias, id and type by tabs;
//! DOCUMENTS has `id` and `text`. Prints one line of JSON: seconds to build, MB of text per second of processor time in
//! matching alone and in the whole job (JSON in, CSV of mentions out), memory of the engine and names found. The automata
//! find all overlapping hits, drop those that are no whole words, and keep the longest: what a hit that hides another
//! would cost is not lost. `run.py` runs all engines and the Python ones.

#![allow(clippy::unwrap_used)]

mod engines;

use std::io::Write;

use engines::{Engine, Hit};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(serde::Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    id: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    text: std::borrow::Cow<'a, str>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [engine, names, documents, out] = &arguments[..] else {
        eprintln!("usage: dateline-matchers ENGINE NAMES.tsv DOCUMENTS.jsonl OUT.csv");
        std::process::exit(2);
    };
    let listed = std::fs::read_to_string(names).unwrap();
    let mut seen = std::collections::HashSet::new();
    let rows: Vec<[&str; 3]> = listed
        .lines()
        .filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
        .filter(|row: &[&str; 3]| seen.insert(row[0]))
        .collect();
    drop(seen);
    let before = memory("VmRSS");
    let begin = seconds();
    let mut engine_built = engines::build(engine, &rows);
    let build = seconds() - begin;
    let held = memory("VmRSS") - before;
    let (matching, text_bytes) = matching_alone(engine_built.as_mut(), documents);
    let begin = seconds();
    let hits = job(engine_built.as_mut(), &rows, documents, out);
    let job = seconds() - begin;
    let megabytes = text_bytes as f64 / 1e6;
    println!(
        "{{\"engine\":\"{engine}\",\"names\":{},\"build_s\":{build:.2},\"match_mbs\":{:.1},\"job_mbs\":{:.1},\"engine_mb\":{held:.0},\"peak_mb\":{:.0},\"hits\":{hits},\"text_mb\":{megabytes:.2}}}",
        rows.len(),
        megabytes / matching,
        megabytes / job,
        memory("VmHWM"),
    );
}

/// Seconds of processor time for finding the names of all texts, and the bytes of the texts.
fn matching_alone(engine: &mut dyn Engine, documents: &str) -> (f64, usize) {
    let bytes = std::fs::read(documents).unwrap();
    let texts: Vec<String> = bytes
        .split(|&byte| byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice::<Record>(line).unwrap().text.into_owned())
        .collect();
    drop(bytes);
    let mut hits = Vec::new();
    let begin = seconds();
    for text in &texts {
        hits.clear();
        engine.find(text, &mut hits);
    }
    (seconds() - begin, texts.iter().map(String::len).sum())
}

/// JSON Lines in, mentions CSV out; gives how many there were.
fn job(engine: &mut dyn Engine, rows: &[[&str; 3]], documents: &str, out: &str) -> usize {
    let bytes = std::fs::read(documents).unwrap();
    let mut file = std::io::BufWriter::with_capacity(1 << 16, std::fs::File::create(out).unwrap());
    file.write_all(b"doc_id,start,end,alias,id\n").unwrap();
    let (mut hits, mut count) = (Vec::new(), 0);
    for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let record: Record = serde_json::from_slice(line).unwrap();
        hits.clear();
        engine.find(&record.text, &mut hits);
        count += hits.len();
        write_rows(&mut file, &record, &hits, rows);
    }
    file.flush().unwrap();
    count
}

fn write_rows(file: &mut impl Write, record: &Record, hits: &[Hit], rows: &[[&str; 3]]) {
    let (mut byte, mut character) = (0, 0);
    let text: &str = &record.text;
    let ascii = text.is_ascii();
    for hit in hits {
        let mut offset = |to: usize| {
            character += if ascii { to - byte } else { text[byte..to].chars().count() };
            byte = to;
            character
        };
        let (start, end) = (offset(hit.start), offset(hit.end));
        let alias = text[hit.start..hit.end].replace('"', "\"\"");
        writeln!(file, "{},{start},{end},\"{alias}\",{}", record.id, rows[hit.name][1]).unwrap();
    }
}

/// Processor time of this thread.
fn seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// A line of the process's memory, in MB.
fn memory(line: &str) -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let found = text.lines().find(|found| found.starts_with(line)).unwrap();
    found.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
