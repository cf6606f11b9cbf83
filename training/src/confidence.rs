//! Fits the weights of the signals that make an event's confidence (`dateline::events::signals`) to rows that a person
//! judged, and to sentences that people coded.
//!
//! A row of JUDGED.csv is `doc_id,sentence,source,target,cameo,status,judged,series` (right, wrong; others are left out). A series
//! was read by the same readers, of tables by the same rules. Some readers let a wrong role pass, and of older tables the
//! wrong rows are gone that rules were mended by; so each series but the newest has a weight of its own in the fit, which is
//! not written: the confidence is that of the newest readers. Logistic regression with a penalty on the squares of the
//! weights, by gradient descent; what the printed table tells is of rows judged by a model that did not see their document
//! (ten parts). There are two sets of weights. That of short texts is fitted to what people coded as it stands and to the
//! rows of news; that of articles to the rows of news, and a little to what people coded with paragraphs around it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use dateline::config::Settings;
use dateline::error::{Error, Result};
use dateline::events::confidence::kinds;
use dateline::events::signals::{SHORT_TEXT, names};
use dateline::model::{Document, EventMention, Status};
use dateline::pipeline::{Pipeline, PipelineOptions};
use dateline::read::{self, Outcome};

use crate::gold;

/// A judged event.
struct Row {
    /// Document.
    group: String,
    signals: Vec<String>,
    right: bool,
    /// Where it is from.
    from: From,
    /// Rule and codes.
    told: String,
    /// Of a short text.
    short: bool,
}

/// Where a judged event is from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// The news at large, judged by a reader of the newest series.
    News,
    /// The same of an older series.
    Older,
    /// A sentence that people coded.
    Coded,
    /// A short text with what it tells.
    Case,
    /// A sentence by which a class of the rules proves itself.
    Proof,
}

/// What the weights are for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Articles.
    Article,
    /// Texts of few sentences.
    Short,
}

/// Penalty of the weights.
const PENALTY: f64 = 3.0;
/// What a row of coded sentences counts: it shows what must not be lost.
const CODED_COUNTS: f64 = 1.75;
/// What a row of a behaviour case counts: what people wrote to be told.
const CASE_COUNTS: f64 = 2.0;
/// What a row of the rules' own sentences counts: they are plain, and many.
const PROOF_COUNTS: f64 = 0.3;
/// What a row of news counts that was not read in the newest series.
const OLDER_COUNTS: f64 = 0.75;
/// Paragraphs that tell no act, before and after a short text.
const AROUND: [&str; 2] = [
    "The morning papers carried little else. Shops opened late because of the holiday. The traffic in the centre was heavy.",
    "The evening news was watched by millions. Prices in the shops have hardly changed. The harvest is expected to be good.",
];
/// What part of that a text with paragraphs around counts for articles: it shows how plain sentences look there, but most of an article's are not plain.
const IN_ARTICLES: f64 = 0.4;
/// What a row of an article counts for short texts.
const ARTICLES_IN_SHORT: f64 = 0.5;
const PARTS: usize = 10;
/// Wrong rows from this confidence on are shown: what to mend next.
const WRONG_BUT_SURE: f64 = 0.5;
const STEPS: usize = 1500;
/// A weight so small is not written.
const SMALL: f64 = 0.02;

/// What the weight of a series begins with.
const SERIES: &str = "series:";

type Weights = BTreeMap<String, f64>;

/// Fits the weights to the rows of JUDGED.csv, the coded sentences of GOLD.jsonl and the behaviour cases of CASES.txt, prints how the rows of unseen documents fare, and writes them.
pub fn train(corpus: &str, judged: &str, gold: &str, cases: &str, weights: &Path) -> Result<()> {
    let pipeline = Pipeline::new(&PipelineOptions { least_confidence: Some(0.0), ..PipelineOptions::default() })?;
    let judged = read_judged(judged)?;
    let mut rows = of_corpus(&pipeline, corpus, &judged)?;
    println!("{} rows judged, {} of them coded still", judged.values().map(BTreeMap::len).sum::<usize>(), rows.len());
    rows.extend(of_gold(&pipeline, gold)?);
    rows.extend(of_cases(&pipeline, cases)?);
    rows.extend(of_proof(&pipeline));
    report(&rows);
    let all: Vec<&Row> = rows.iter().collect();
    let [article, short] = [Kind::Article, Kind::Short].map(|kind| fit(&all, kind));
    let mut text = String::from("signal,article,short\n");
    let names: BTreeSet<&String> = article.keys().chain(short.keys()).collect();
    for name in names.into_iter().filter(|name| !name.starts_with(SERIES)) {
        let [article, short] = [&article, &short].map(|weights| {
            let weight = weights.get(name).filter(|weight| weight.abs() >= SMALL);
            weight.map_or(String::new(), |weight| format!("{weight:.2}"))
        });
        if !(article.is_empty() && short.is_empty()) {
            text += &format!("{name},{article},{short}\n");
        }
    }
    std::fs::write(weights, text).map_err(|error| Error::new(format!("{}: {error}", weights.display())))
}

/// By document: sentence, source, target, root and status of each row, whether it is right, and its series.
type Judged = BTreeMap<String, BTreeMap<(u32, String), (bool, String)>>;

fn read_judged(path: &str) -> Result<Judged> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(format!("{path}: {error}")))?;
    let mut found = Judged::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.trim().split(',').collect();
        let [doc, sentence, source, target, cameo, status, judged, series] = cells[..] else {
            return Err(Error::new(format!("{path}: eight cells wanted: {line}")));
        };
        let sentence = sentence.parse().map_err(|error| Error::new(format!("{path}: {line}: {error}")))?;
        if matches!(judged, "right" | "wrong") {
            let rows = found.entry(doc.to_string()).or_default();
            rows.insert((sentence, key(source, target, cameo, status)), (judged == "right", series.to_string()));
        }
    }
    Ok(found)
}

fn key(source: &str, target: &str, cameo: &str, status: &str) -> String {
    format!("{source} {target} {} {status}", cameo.get(..2).unwrap_or(""))
}

fn of_corpus(pipeline: &Pipeline, corpus: &str, judged: &Judged) -> Result<Vec<Row>> {
    let newest = judged.values().flat_map(BTreeMap::values).map(|(_, series)| series).max();
    let mut rows = Vec::new();
    for outcome in read::documents(&[corpus.to_string()], &Settings::default().read_options()?)? {
        let Outcome::Document(document) = outcome else { continue };
        let Some(wanted) = judged.get(&document.id) else { continue };
        let mut seen = BTreeSet::new();
        for event in pipeline.process(&document).events {
            let is = key(&event.source.code, &event.target.code, &event.cameo, event.status.as_str());
            let place = (event.sentence + 1, is);
            if let Some((right, series)) = wanted.get(&place).filter(|_| seen.insert(place.clone())) {
                let from = if Some(series) == newest { From::News } else { From::Older };
                let mut row = row(&document.id, &event, *right, from);
                row.signals.extend((from == From::Older).then(|| format!("{SERIES}{series}")));
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

fn of_gold(pipeline: &Pipeline, path: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for case in gold::cases(Path::new(path))? {
        let wanted = gold::level("triple", &case.gold);
        for document in ways(&case.document) {
            for event in pipeline.process(&document).events {
                let coded = [event.source.code.clone(), event.target.code.clone(), event.cameo.clone()];
                let right = gold::level("triple", &[coded]).keys().all(|key| wanted.contains_key(key));
                rows.push(row(&case.id, &event, right, From::Coded));
            }
        }
    }
    Ok(rows)
}

/// The events of short texts of which people wrote what they tell (`tests/cases/events.txt` says how). Where some event is expected, others are
/// not judged.
fn of_cases(pipeline: &Pipeline, path: &str) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(format!("{path}: {error}")))?;
    let mut rows = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let [name, date, text, expected] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(Error::new(format!("{path}: four cells wanted: {line}")));
        };
        let document = Document { text: text.replace("\\n", "\n"), date: date.parse().ok(), ..Document::default() };
        for event in ways(&document).iter().flat_map(|document| pipeline.process(document).events) {
            let is = |item: &str| {
                let (pair, act) = item.split_once(':').unwrap_or((item, ""));
                let (source, target) = pair.split_once('>').unwrap_or((pair, ""));
                let (code, status) = act.split_once(':').unwrap_or((act, "asserted"));
                event.source.code.starts_with(source)
                    && event.target.code.starts_with(target)
                    && event.cameo.starts_with(code)
                    && event.status.as_str() == status
            };
            let right = expected.split(';').any(is);
            let wrong = expected == "none" && event.status == Status::Asserted;
            if right || wrong {
                rows.push(row(name, &event, right, From::Case));
            }
        }
    }
    Ok(rows)
}

/// The events of the sentences that the classes carry as their proof.
fn of_proof(pipeline: &Pipeline) -> Vec<Row> {
    let mut rows = Vec::new();
    for class in pipeline.coder().into_iter().flat_map(|coder| &coder.rules().classes) {
        for proof in &class.proof.yes {
            let Some((sentence, pair)) = proof.split_once('|') else { continue };
            let pair = pair.split('|').next().unwrap_or("").replace("---", "");
            let (source, target) = pair.split_once('>').unwrap_or((&pair, ""));
            let document = Document { text: sentence.trim().to_string(), ..Document::default() };
            for event in ways(&document).iter().flat_map(|document| pipeline.process(document).events) {
                let right = event.cameo.get(..2) == class.code.get(..2)
                    && event.source.code.starts_with(source.trim())
                    && event.target.code.starts_with(target.trim());
                rows.push(row(&class.id, &event, right, From::Proof));
            }
        }
    }
    rows
}

/// A short text by itself, and further down in an article.
fn ways(document: &Document) -> [Document; 2] {
    let [before, after] = AROUND;
    let text = format!("{before}\n\n{}\n\n{after}", document.text);
    [document.clone(), Document { text, ..document.clone() }]
}

fn row(group: &str, event: &EventMention, right: bool, from: From) -> Row {
    let short = names(event.signals).any(|name| name == SHORT_TEXT);
    let mut signals: Vec<String> =
        names(event.signals).filter(|&name| name != SHORT_TEXT).map(str::to_string).collect();
    signals.extend(kinds(event));
    signals.push("bias".into());
    let told = format!("{} {} > {} {}", event.rule, event.source.code, event.target.code, event.cameo);
    Row { group: group.to_string(), signals, right, from, told, short }
}

impl Row {
    /// What the row counts in a fit.
    fn counts(&self, kind: Kind) -> f64 {
        let of_articles = if kind == Kind::Short && !self.short { ARTICLES_IN_SHORT } else { 1.0 };
        let of_people = match self.from {
            From::News => return of_articles,
            From::Older => return of_articles * OLDER_COUNTS,
            From::Coded => CODED_COUNTS,
            From::Case => CASE_COUNTS,
            From::Proof => PROOF_COUNTS,
        };
        match kind {
            Kind::Short if self.short => of_people,
            Kind::Article if !self.short => IN_ARTICLES * of_people,
            _ => 0.0,
        }
    }
}

fn fit(rows: &[&Row], kind: Kind) -> Weights {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<&str> = Vec::new();
    let mut numbered: Vec<Vec<usize>> = Vec::new();
    let rows: Vec<&Row> = rows.iter().copied().filter(|row| row.counts(kind) > 0.0).collect();
    for row in &rows {
        let number = |name| {
            *numbers.entry(name).or_insert_with(|| {
                all.push(name);
                all.len() - 1
            })
        };
        numbered.push(row.signals.iter().map(String::as_str).map(number).collect());
    }
    let penalty: Vec<f64> =
        all.iter().map(|name| if *name == "bias" || name.starts_with(SERIES) { 0.01 } else { PENALTY }).collect();
    let mut weights = vec![0.0; all.len()];
    let mut squares = vec![1e-6; all.len()];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().zip(&penalty).map(|(weight, penalty)| weight * penalty).collect();
        for (row, set) in rows.iter().zip(&numbered) {
            let sure = probability(set.iter().map(|&at| weights[at]).sum());
            let error = row.counts(kind) * (sure - f64::from(u8::from(row.right)));
            set.iter().for_each(|&at| slope[at] += error);
        }
        for at in 0..weights.len() {
            squares[at] += slope[at] * slope[at];
            weights[at] -= 0.3 * slope[at] / f64::sqrt(squares[at]);
        }
    }
    let mut fitted: Weights = all.into_iter().map(str::to_string).zip(weights).collect();
    if kind == Kind::Article {
        *fitted.entry("bias".to_string()).or_default() += shift_to_news(&rows, &fitted);
    }
    fitted
}

/// What the bias lacks for rows of articles to be as sure on average as they are right: the cases show what weighs, not how often the program errs.
fn shift_to_news(rows: &[&Row], weights: &Weights) -> f64 {
    let of_news: Vec<(f64, f64, bool)> = rows
        .iter()
        .filter_map(|row| {
            if row.short || !matches!(row.from, From::News | From::Older) {
                return None;
            }
            let known = row.signals.iter().filter(|name| !name.starts_with(SERIES));
            Some((row.counts(Kind::Article), known.filter_map(|name| weights.get(name)).sum(), row.right))
        })
        .collect();
    let too_sure = |shift: f64| {
        let excess =
            |(counts, sum, right): &(f64, f64, bool)| counts * (probability(sum + shift) - f64::from(u8::from(*right)));
        of_news.iter().map(excess).sum::<f64>() > 0.0
    };
    let (mut low, mut high) = (-5.0, 5.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if too_sure(middle) { high = middle } else { low = middle }
    }
    low
}

fn probability(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// Scores of rows by models that did not see their document, by the least confidence.
fn report(rows: &[Row]) {
    let part =
        |row: &Row| row.group.bytes().fold(7_usize, |sum, byte| sum.wrapping_mul(31) + usize::from(byte)) % PARTS;
    let mut judged: Vec<(f64, bool, From)> = Vec::new();
    for held in 0..PARTS {
        let seen: Vec<&Row> = rows.iter().filter(|row| part(row) != held).collect();
        let [article, short] = [Kind::Article, Kind::Short].map(|kind| fit(&seen, kind));
        for row in rows.iter().filter(|row| part(row) == held) {
            let sum = row.signals.iter().filter_map(|name| if row.short { &short } else { &article }.get(name)).sum();
            let sure = probability(sum);
            if sure >= WRONG_BUT_SURE && !row.right && row.from == From::News {
                println!("wrong, but {sure:.2}: {} {}", row.group, row.told);
            }
            judged.push((sure, row.right, row.from));
        }
    }
    println!("least   news: kept  right  precision   coded sentences: kept  right  precision");
    for least in [0.0, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7] {
        let count = |from: From, right: bool| {
            judged.iter().filter(|row| row.0 >= least && row.2 == from && (!right || row.1)).count()
        };
        let share = |from: From| 100.0 * count(from, true) as f64 / count(from, false).max(1) as f64;
        println!(
            "{least:.2} {:12} {:6} {:9.1} {:24} {:6} {:9.1}",
            count(From::News, false),
            count(From::News, true),
            share(From::News),
            count(From::Coded, false),
            count(From::Coded, true),
            share(From::Coded)
        );
    }
}
