//! How well and how fast the text of web pages is found: `cargo bench --bench html -- FOLDER`
//!
//! FOLDER holds pages (`0001.html.gz`) beside what people judged to be their title, date and main text (`0001.json`,
//! as in the WCXB corpus; `../shared/html/wcxb` by default). Prints the token F1 of the main text (mean over pages), the
//! share of pages whose title and date are right, and milliseconds a page, for both readers.
#![allow(missing_docs)]

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dateline::read::{HtmlReader, Page, page};
use serde_json::Value;

fn main() -> std::io::Result<()> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/html/wcxb").to_string();
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with("--")).unwrap_or(default);
    if !Path::new(&folder).is_dir() {
        println!("skipped: {folder} is not there");
        return Ok(());
    }
    let pages = load(Path::new(&folder))?;
    for reader in [HtmlReader::Exact, HtmlReader::Fast] {
        let mut score = Score::default();
        for (html, truth) in &pages {
            let start = Instant::now();
            let page = page(html, reader);
            score.add(&page, truth, start.elapsed());
        }
        println!("{reader:?}: {}", score.summary());
    }
    Ok(())
}

fn load(folder: &Path) -> std::io::Result<Vec<(String, Value)>> {
    let mut names: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    names.sort();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    names
        .iter()
        .map(|path| {
            let mut html = Vec::new();
            flate2::read::MultiGzDecoder::new(fs::File::open(path.with_extension("html.gz"))?)
                .read_to_end(&mut html)?;
            let truth: Value = serde_json::from_slice(&fs::read(path)?)?;
            Ok((String::from_utf8_lossy(&html).into_owned(), truth["ground_truth"].clone()))
        })
        .collect()
}

#[derive(Default)]
struct Score {
    pages: usize,
    f1: f64,
    precision: f64,
    recall: f64,
    titles: usize,
    titled: usize,
    dates: usize,
    dated: usize,
    wrong_dates: usize,
    time: Duration,
}

impl Score {
    fn add(&mut self, page: &Page, truth: &Value, time: Duration) {
        let text = |name: &str| truth[name].as_str().unwrap_or_default();
        let (precision, recall) = overlap(&page.text, text("main_content"));
        self.pages += 1;
        self.precision += precision;
        self.recall += recall;
        self.f1 += if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
        self.time += time;
        if !text("title").is_empty() {
            self.titled += 1;
            self.titles += usize::from(words(&page.title) == words(text("title")));
        }
        let found = page.date.map(|date| date.to_string());
        if let Some(date) = text("publish_date").get(..10) {
            self.dated += 1;
            self.dates += usize::from(found.as_deref() == Some(date));
            self.wrong_dates += usize::from(found.is_some_and(|found| found != date));
        }
    }

    fn summary(&self) -> String {
        let mean = |sum: f64| sum / self.pages.max(1) as f64;
        let share = |right: usize, all: usize| right as f64 / all.max(1) as f64;
        format!(
            "{} pages, F1 {:.3} (precision {:.3}, recall {:.3}), titles {:.3}, dates {:.3} of {} (wrong {}), {:.1} ms a page",
            self.pages,
            mean(self.f1),
            mean(self.precision),
            mean(self.recall),
            share(self.titles, self.titled),
            share(self.dates, self.dated),
            self.dated,
            self.wrong_dates,
            mean(self.time.as_secs_f64() * 1000.0)
        )
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn overlap(found: &str, truth: &str) -> (f64, f64) {
    let (found, truth) = (words(found), words(truth));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in &truth {
        *counts.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in &found {
        if let Some(count) = counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    (shared as f64 / found.len().max(1) as f64, shared as f64 / truth.len().max(1) as f64)
}
