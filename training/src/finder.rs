//! Trains the finder of names: a linear-chain conditional random field over hashed features.
//!
//! Negative log-likelihood by forward and backward sums, AdaGrad, some features dropped at random in each visit, so that no single one
//! (membership in a list above all) carries all the weight. Fixed seeds: the same weights each time.

use std::path::Path;

use dateline::error::{Error, Result};
use dateline::gazetteer::{ContextKind, Gazetteer};
use dateline::model::{CleanText, Document, EntityType};
use dateline::pipeline::{Pipeline, PipelineOptions};
use dateline::segment::fold_hash;
use dateline::spot::found::Finder;
use dateline::spot::found::features::{Scene, TEMPLATES};
use dateline::spot::found::labels::{LABELS, OUTSIDE, Position, ROW, label, may_follow};
use dateline::spot::found::lexicon::{FACTS, Lexicon, WordFacts};
use dateline::spot::found::weights::{ONE, Rows, Weights};

use crate::iob2::{self, Part, Passage};

/// The logarithm of the number of rows.
const BITS: u32 = 18;
const EPOCHS: usize = 10;
/// How often a feature is dropped.
const DROPPED: f32 = 0.2;
const RATE: f32 = 0.12;
/// How much a weight shrinks at each visit.
const SHRINK: f32 = 2e-5;
/// Margins grow with training; confidence grows with this share of them, so that it tells names apart.
const MARGIN_OF_CONFIDENCE: f32 = 5.0;

/// A stretch with its labels.
struct Instance {
    features: Vec<u32>,
    labels: Vec<u8>,
    weight: f32,
}

/// Trains on files (each perhaps with a part before it and a weight behind it: `+2/3 FILE@0.5`) and writes the weights.
pub fn train(lexicon: &Path, out: &Path, files: &[&str]) -> Result<()> {
    let pipeline =
        Pipeline::new(&PipelineOptions { no_events: true, listed_only: true, ..PipelineOptions::default() })?;
    let lexicon = read_lexicon(lexicon, pipeline.gazetteer())?;
    let blank = Weights { lexicon: lexicon.clone(), bits: BITS, ..Weights::default() };
    let finder = Finder::new(blank);
    let mut instances = Vec::new();
    for (file, part, weight) in parse_files(files) {
        let passages = iob2::read(Path::new(file), part)?;
        let before = instances.len();
        let whole = weight.unwrap_or(1.0);
        let gold = weight.is_none();
        let share = if gold { 0.6 } else { 1.0 };
        passages.iter().for_each(|passage| collect(&pipeline, &finder, passage, whole * share, &mut instances));
        if gold {
            let documents = iob2::joined(&passages);
            documents.iter().for_each(|passage| collect(&pipeline, &finder, passage, 0.6, &mut instances));
        }
        let again = if gold { 0.4 } else { whole };
        recased(&passages).iter().for_each(|passage| collect(&pipeline, &finder, passage, again, &mut instances));
        println!("{file}: {} sentences, {} stretches", passages.len(), instances.len() - before);
    }
    let mut model = Model::new();
    let mut random = Random(0x1234_5678_9abc_def1);
    for epoch in 0..EPOCHS {
        random.shuffle(&mut instances);
        let loss: f64 = instances.iter().map(|instance| model.learn(instance, &mut random)).sum();
        println!("epoch {}: loss {:.4}", epoch + 1, loss / instances.len().max(1) as f64);
    }
    let bytes = model.weights(lexicon).to_bytes()?;
    println!("{} bytes", bytes.len());
    std::fs::write(out, bytes).map_err(|error| Error::new(format!("{}: {error}", out.display())))
}

fn parse_files<'f>(words: &[&'f str]) -> Vec<(&'f str, Option<Part>, Option<f32>)> {
    let (mut files, mut part) = (Vec::new(), None);
    for word in words {
        match Part::parse(word) {
            Some(found) => part = Some(found),
            None => {
                let (file, weight) = match word.rsplit_once('@') {
                    Some((file, weight)) => (file, weight.parse().ok()),
                    None => (*word, None),
                };
                files.push((file, part.take(), weight));
            }
        }
    }
    files
}

/// The lexicon: rows of `lexicon.py`, and what the gazetteers know of words.
fn read_lexicon(path: &Path, gazetteer: &Gazetteer) -> Result<Lexicon> {
    let wrong = |why: String| Error::new(format!("{}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let mut words = Vec::new();
    for (line, row) in text.lines().enumerate() {
        let mut cells = row.split('\t');
        let fold = fold_hash(cells.next().unwrap_or_default());
        let mut facts = [0_u16; FACTS];
        for fact in &mut facts[..7] {
            let cell = cells.next().and_then(|cell| cell.parse().ok());
            *fact = cell.ok_or_else(|| wrong(format!("line {}: not eight cells", line + 1)))?;
        }
        let context = |kind| u16::from(gazetteer.context.is(fold, kind));
        facts[7] = u16::from(gazetteer.words.ends_organization(fold));
        facts[8] = context(ContextKind::LegalForm);
        facts[9] = context(ContextKind::Calendar);
        facts[10] = context(ContextKind::Before);
        facts[11] = context(ContextKind::Speaks);
        words.push((fold, WordFacts::new(facts)));
    }
    Ok(Lexicon::new(&words))
}

/// Adds the stretches of a passage.
fn collect(pipeline: &Pipeline, finder: &Finder, passage: &Passage, weight: f32, instances: &mut Vec<Instance>) {
    let document = Document { text: passage.text.clone(), ..Document::default() };
    pipeline.show_scene(&document, |scene, clean| {
        let labels = gold(scene, clean, passage);
        finder.stretches(
            scene,
            |_| true,
            |_, first, _, features| {
                let count = features.len() / TEMPLATES;
                let labels = whole_names(&labels[first..first + count]);
                instances.push(Instance { features: features.to_vec(), labels, weight });
            },
        );
    });
}

/// Some passages again in small letters or in capitals, as web texts and headlines have them.
fn recased(passages: &[Passage]) -> Vec<Passage> {
    let again = passages.iter().enumerate().filter_map(|(index, passage)| {
        let text = match index % 10 {
            0 | 5 => passage.text.to_lowercase(),
            7 => passage.text.to_uppercase(),
            _ => return None,
        };
        // Letters that change their length with their case would shift the names.
        (text.len() == passage.text.len()).then(|| Passage { text, ..passage.clone() })
    });
    again.collect()
}

/// The label of each token.
fn gold(scene: &Scene, clean: &CleanText, passage: &Passage) -> Vec<u8> {
    let tokens = &scene.segmented.tokens;
    let mut labels = vec![OUTSIDE as u8; tokens.len()];
    let raw: Vec<_> = tokens.iter().map(|token| clean.map.raw(token.span)).collect();
    for (span, kind) in &passage.names {
        let inside = |at: &usize| raw[*at].start < span.end && span.start < raw[*at].end;
        let Some(first) = (0..tokens.len()).find(inside) else { continue };
        let end = (first..tokens.len()).take_while(|at| inside(at)).count() + first;
        for (at, slot) in labels.iter_mut().enumerate().take(end).skip(first) {
            *slot = label(*kind, position(at, first, end)) as u8;
        }
    }
    labels
}

fn position(at: usize, first: usize, end: usize) -> Position {
    match (at == first, at + 1 == end) {
        (true, true) => Position::Single,
        (true, false) => Position::Begin,
        (false, true) => Position::Last,
        (false, false) => Position::Inside,
    }
}

/// The labels of a stretch, where a name that reaches beyond it ends with it.
fn whole_names(labels: &[u8]) -> Vec<u8> {
    let mut names: Vec<(usize, usize, u8)> = Vec::new();
    for (at, &label) in labels.iter().enumerate().filter(|(_, label)| **label > 0) {
        let (kind, begins) = ((label - 1) / 4, matches!((label - 1) % 4, 0 | 3));
        match names.last_mut() {
            Some((_, end, same)) if !begins && *end == at && *same == kind => *end = at + 1,
            _ => names.push((at, at + 1, kind)),
        }
    }
    let mut whole = vec![OUTSIDE as u8; labels.len()];
    let kinds = [EntityType::Person, EntityType::Place, EntityType::Organization];
    for (first, end, kind) in names {
        for (at, whole) in whole.iter_mut().enumerate().take(end).skip(first) {
            *whole = label(kinds[usize::from(kind)], position(at, first, end)) as u8;
        }
    }
    whole
}

/// Weights in training, with the sums of squares that AdaGrad divides by.
struct Model {
    rows: Vec<[f32; ROW]>,
    squares: Vec<[f32; ROW]>,
    steps: [[f32; LABELS]; LABELS],
    step_squares: [[f32; LABELS]; LABELS],
}

impl Model {
    fn new() -> Self {
        Self {
            rows: vec![[0.0; ROW]; 1 << BITS],
            squares: vec![[1e-3; ROW]; 1 << BITS],
            steps: [[0.0; LABELS]; LABELS],
            step_squares: [[1e-3; LABELS]; LABELS],
        }
    }

    /// Takes a step down the gradient of an instance; gives its loss.
    fn learn(&mut self, instance: &Instance, random: &mut Random) -> f64 {
        let kept: Vec<u32> =
            instance.features.iter().map(|&row| if random.share() < DROPPED { u32::MAX } else { row }).collect();
        let scores: Vec<[f32; LABELS]> = kept.chunks_exact(TEMPLATES).map(|rows| self.score(rows)).collect();
        let sums = Sums::of(&scores, &self.steps);
        let gold: Vec<usize> = instance.labels.iter().map(|&label| usize::from(label)).collect();
        for (at, rows) in kept.chunks_exact(TEMPLATES).enumerate() {
            let mut gradient = sums.label(at);
            gradient[gold[at]] -= 1.0;
            gradient.iter_mut().for_each(|value| *value *= instance.weight);
            for &row in rows.iter().filter(|&&row| row != u32::MAX) {
                let row = row as usize;
                for label in 0..LABELS {
                    let gradient = gradient[label] + SHRINK * self.rows[row][label];
                    self.squares[row][label] += gradient * gradient;
                    self.rows[row][label] -= RATE * gradient / self.squares[row][label].sqrt();
                }
            }
        }
        self.learn_steps(instance.weight, &gold, &sums);
        f64::from(sums.total - self.score_of(&scores, &gold)) * f64::from(instance.weight)
    }

    fn learn_steps(&mut self, weight: f32, gold: &[usize], sums: &Sums) {
        let mut gradient = sums.steps(&self.steps);
        let path = std::iter::once(OUTSIDE).chain(gold.iter().copied()).chain([OUTSIDE]);
        let path: Vec<usize> = path.collect();
        path.windows(2).for_each(|pair| gradient[pair[0]][pair[1]] -= 1.0);
        for from in 0..LABELS {
            for to in 0..LABELS {
                let gradient = gradient[from][to] * weight;
                if gradient != 0.0 {
                    self.step_squares[from][to] += gradient * gradient;
                    self.steps[from][to] -= 0.5 * RATE * gradient / self.step_squares[from][to].sqrt();
                }
            }
        }
    }

    fn score(&self, rows: &[u32]) -> [f32; LABELS] {
        let mut sums = [0.0; LABELS];
        for &row in rows.iter().filter(|&&row| row != u32::MAX) {
            sums.iter_mut().zip(&self.rows[row as usize]).for_each(|(sum, weight)| *sum += weight);
        }
        sums.map(|sum| sum / (1.0 - DROPPED))
    }

    fn score_of(&self, scores: &[[f32; LABELS]], labels: &[usize]) -> f32 {
        let mut before = OUTSIDE;
        let mut sum = 0.0;
        for (score, &label) in scores.iter().zip(labels) {
            sum += score[label] + self.steps[before][label];
            before = label;
        }
        sum + self.steps[before][OUTSIDE]
    }

    fn weights(&self, lexicon: Lexicon) -> Weights {
        let rows = self.rows.iter().map(|row| row.map(|weight| (weight * ONE).round().clamp(-127.0, 127.0) as i8));
        Weights {
            lexicon,
            bits: BITS,
            rows: Rows::new(rows),
            steps: self.steps.map(|row| row.map(|step| (step * ONE).round() as i32)),
            confidence: [0, (MARGIN_OF_CONFIDENCE * ONE) as i32],
        }
    }
}

/// Forward and backward sums over all allowed sequences, each row scaled to one.
struct Sums {
    forward: Vec<[f32; LABELS]>,
    backward: Vec<[f32; LABELS]>,
    scores: Vec<[f32; LABELS]>,
    scales: Vec<f32>,
    /// The logarithm of the sum over all sequences.
    total: f32,
    last: f32,
}

impl Sums {
    fn of(scores: &[[f32; LABELS]], steps: &[[f32; LABELS]; LABELS]) -> Self {
        let allowed = allowed(steps);
        let mut total = 0.0;
        let scores: Vec<[f32; LABELS]> = scores
            .iter()
            .map(|row| {
                let most = row.iter().copied().fold(f32::MIN, f32::max);
                total += most;
                row.map(|score| (score - most).exp())
            })
            .collect();
        let (mut forward, mut scales): (Vec<[f32; LABELS]>, _) = (Vec::with_capacity(scores.len()), Vec::new());
        for (at, row) in scores.iter().enumerate() {
            let mut next: [f32; LABELS] = std::array::from_fn(|to| {
                let sum: f32 = match at {
                    0 => allowed[OUTSIDE][to],
                    _ => (0..LABELS).map(|from| forward[at - 1][from] * allowed[from][to]).sum(),
                };
                sum * row[to]
            });
            let scale: f32 = next.iter().sum::<f32>().max(1e-30);
            next.iter_mut().for_each(|value| *value /= scale);
            total += scale.ln();
            scales.push(scale);
            forward.push(next);
        }
        let mut backward = vec![[0.0; LABELS]; scores.len()];
        let mut last = 1.0;
        if let Some(end) = forward.last() {
            last = (0..LABELS).map(|from| end[from] * allowed[from][OUTSIDE]).sum::<f32>().max(1e-30);
            total += last.ln();
            backward[scores.len() - 1] = std::array::from_fn(|from| allowed[from][OUTSIDE] / last);
        }
        for at in (0..scores.len().saturating_sub(1)).rev() {
            backward[at] = std::array::from_fn(|from| {
                let sum: f32 =
                    (0..LABELS).map(|to| allowed[from][to] * scores[at + 1][to] * backward[at + 1][to]).sum();
                sum / scales[at + 1]
            });
        }
        Self { forward, backward, scores, scales, total, last }
    }

    /// The probability of each label of a word.
    fn label(&self, at: usize) -> [f32; LABELS] {
        std::array::from_fn(|label| self.forward[at][label] * self.backward[at][label])
    }

    /// How often each step is expected.
    fn steps(&self, steps: &[[f32; LABELS]; LABELS]) -> [[f32; LABELS]; LABELS] {
        let allowed = allowed(steps);
        let mut expected = [[0.0; LABELS]; LABELS];
        for at in 0..self.scores.len() {
            for to in 0..LABELS {
                let onward = self.scores[at][to] * self.backward[at][to] / self.scales[at];
                match at {
                    0 => expected[OUTSIDE][to] += allowed[OUTSIDE][to] * onward,
                    _ => (0..LABELS)
                        .for_each(|from| expected[from][to] += self.forward[at - 1][from] * allowed[from][to] * onward),
                }
            }
        }
        if let Some(end) = self.forward.last() {
            (0..LABELS).for_each(|from| expected[from][OUTSIDE] += end[from] * allowed[from][OUTSIDE] / self.last);
        }
        expected
    }
}

fn allowed(steps: &[[f32; LABELS]; LABELS]) -> [[f32; LABELS]; LABELS] {
    std::array::from_fn(|from| std::array::from_fn(|to| if may_follow(from, to) { steps[from][to].exp() } else { 0.0 }))
}

/// Random numbers from a seed (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, (self.next() % (last as u64 + 1)) as usize);
        }
    }
}
