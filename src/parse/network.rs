//! The network: words in, scores of tags, heads and relations out.
//!
//! Each word is the sum of the embeddings of its form, its endings and beginnings and its shape. A convolution over three
//! words follows, then layers of a gated recurrence in both directions (the quasi-recurrent network of Bradbury et al.
//! 2017: all gates come from one matrix product over the whole sentence, only the mixing runs from word to word), and
//! on top small layers that score tags, arcs (bilinear, Dozat & Manning 2017) and relations.

use super::codec::Reader;
use super::dense::{Dense, LANES, Norm, Space, rectify, sigmoid};
use super::embeddings::{Embeddings, WordCache};
use super::spanning::{Arcs, FORBIDDEN};
use super::words::WordRows;
use crate::error::{Error, Result};
use crate::model::{Relation, Upos};

/// Distances beyond this many words count as this many.
const FARTHEST: i32 = 32;

/// The trained network.
#[derive(Clone, Debug)]
pub struct Network {
    embeddings: Embeddings,
    /// From a word's embedding to its parts in the convolution at the word before it, its own and the one after.
    convolution: Dense,
    convolution_bias: Vec<f32>,
    convolution_norm: Norm,
    layers: Vec<(Dense, Norm)>,
    /// Universal tag, Penn tag, dependent and head for arcs, dependent and head for relations, side by side.
    heads: Dense,
    arcs: Dense,
    distance: Vec<f32>,
    relations: Dense,
    sizes: Sizes,
    /// Number of each universal tag among the network's outputs.
    pub upos: Vec<Upos>,
    /// Penn tags in the order of the network's outputs.
    pub xpos: Vec<String>,
    labels: Vec<Relation>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sizes {
    embedding: usize,
    state: usize,
    layers: usize,
    arc: usize,
    label: usize,
}

/// What the network says of one sentence. Row 0 is the root; the words count from 1.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    width: usize,
    outputs: Vec<f32>,
    state: Vec<f32>,
    gates: Vec<f32>,
    dependents: Vec<f32>,
    head_columns: Vec<[f32; BLOCK]>,
    hidden: Vec<f32>,
    label_scores: Vec<f32>,
    cache: WordCache,
    space: Space,
}

impl Network {
    /// Reads what the trainer wrote.
    pub fn read(input: &mut Reader) -> Result<Self> {
        let sizes = Sizes {
            embedding: input.u32()? as usize,
            state: input.u32()? as usize,
            layers: input.u32()? as usize,
            arc: input.u32()? as usize,
            label: input.u32()? as usize,
        };
        if [sizes.embedding, sizes.state, sizes.arc, sizes.label]
            .iter()
            .any(|&size| size == 0 || size % 16 != 0 || size > 4096)
        {
            return Err(Error::new("the weights have layers of a size that is no multiple of 16"));
        }
        if !sizes.state.is_multiple_of(2 * LANES) {
            return Err(Error::new("the weights have a state of a size that is no multiple of 32"));
        }
        let upos = names(input, "part of speech", Upos::from_name)?;
        let xpos = names(input, "Penn tag", |name| Some(name.to_owned()))?;
        let labels = names(input, "relation", Relation::from_name)?;
        let embeddings = Embeddings::read(input, sizes.embedding)?;
        let state = sizes.state;
        let convolution = Dense::new(sizes.embedding, &input.f32s(3 * state * sizes.embedding)?, &vec![0.0; 3 * state]);
        let (convolution_bias, convolution_norm) = (input.f32s(state)?, Norm::read(input, state)?);
        let layers = (0..sizes.layers)
            .map(|_| {
                let weights = by_block(&input.f32s(KINDS * state * state)?, LANES * state);
                let bias = by_block(&input.f32s(KINDS * state)?, LANES);
                Ok((Dense::new(state, &weights, &bias), Norm::read(input, state)?))
            })
            .collect::<Result<_>>()?;
        let outputs = upos.len() + xpos.len() + 2 * sizes.arc + 2 * sizes.label;
        Ok(Self {
            heads: Dense::read(input, state, outputs)?,
            // A head's own score is its product with one more bias, which every dependent's vector may hold as well.
            arcs: Dense::read(input, sizes.arc, sizes.arc)?.add_bias(&input.f32s(sizes.arc)?),
            distance: input.f32s(2 * FARTHEST as usize + 1)?,
            relations: Dense::read(input, sizes.label, labels.len())?,
            embeddings,
            convolution,
            convolution_bias,
            convolution_norm,
            layers,
            sizes,
            upos,
            xpos,
            labels,
        })
    }

    /// The embedding rows of a form; `normal` is working space.
    pub fn rows(&self, form: &str, normal: &mut String) -> WordRows {
        WordRows::of(form, &self.embeddings.vocabulary, normal)
    }

    /// Scores tags of a sentence of these words, and prepares for scoring arcs and relations.
    pub fn score(&self, words: &[WordRows], scores: &mut Scores) {
        #[cfg(target_arch = "x86_64")]
        if super::wide::score(self, words, scores) {
            return;
        }
        self.score_here(words, scores);
    }

    /// [`Self::score`], in the registers of whoever inlines it.
    #[inline(always)]
    pub(super) fn score_here(&self, words: &[WordRows], scores: &mut Scores) {
        self.convolve(words, scores);
        for (layer, norm) in &self.layers {
            self.recur(layer, norm, scores);
        }
        self.heads.apply(&scores.state, &mut scores.space, &mut scores.outputs);
        scores.width = self.heads.width();
    }

    /// Fills the state with the convolution over each word and its neighbours.
    #[inline(always)]
    fn convolve(&self, words: &[WordRows], scores: &mut Scores) {
        let size = self.sizes.state;
        scores.cache.prepare(words, &self.embeddings, &self.convolution);
        scores.state.clear();
        for at in 0..=words.len() {
            scores.state.extend_from_slice(&self.convolution_bias);
            let sums = &mut scores.state[at * size..][..size];
            // What the words before, here and after say to this place.
            if at > 0 {
                add(sums, &scores.cache.parts(at - 1)[2 * size..]);
            }
            add(sums, &scores.cache.parts(at)[size..]);
            if at < words.len() {
                add(sums, scores.cache.parts(at + 1));
            }
            rectify(sums);
        }
        self.convolution_norm.apply(&mut scores.state);
    }

    /// Applies a layer to the state: mixes its gated candidates along the sentence, forwards in the first half of the state,
    /// backwards in the second. No number of the state needs another here, so that few at a time go all the way.
    #[inline(always)]
    fn recur(&self, layer: &Dense, norm: &Norm, scores: &mut Scores) {
        let size = self.sizes.state;
        scores.space.take(&scores.state, size);
        for block in 0..size / LANES {
            layer.panels(KINDS * block..KINDS * (block + 1), &scores.space, &mut scores.gates);
            let words = scores.gates.as_chunks().0;
            if block < size / LANES / 2 {
                mix::<false>(&mut scores.state, size, block * LANES, words);
            } else {
                mix::<true>(&mut scores.state, size, block * LANES, words);
            }
        }
        norm.apply(&mut scores.state);
    }

    /// Fills `arcs` with the scores of the arcs among some words of the sentence that was scored last; `rows` are their
    /// numbers, from 1, but for the first, which is the root and 0.
    pub fn score_arcs(&self, rows: &[usize], scores: &mut Scores, arcs: &mut Arcs) {
        #[cfg(target_arch = "x86_64")]
        if super::wide::score_arcs(self, rows, scores, arcs) {
            return;
        }
        self.score_arcs_here(rows, scores, arcs);
    }

    /// [`Self::score_arcs`], in the registers of whoever inlines it.
    #[inline(always)]
    pub(super) fn score_arcs_here(&self, rows: &[usize], scores: &mut Scores, arcs: &mut Arcs) {
        let arc = self.sizes.arc;
        let start = self.upos.len() + self.xpos.len();
        let blocks = rows.len().div_ceil(BLOCK);
        scores.hidden.clear();
        scores.head_columns.clear();
        scores.head_columns.resize(blocks * arc, [0.0; BLOCK]);
        for (unit, &row) in rows.iter().enumerate() {
            let (dependent, head) = scores.outputs[row * scores.width + start..][..2 * arc].split_at(arc);
            scores.hidden.extend(dependent.iter().map(|value| value.max(0.0)));
            for (column, value) in scores.head_columns[unit / BLOCK * arc..].iter_mut().zip(head) {
                column[unit % BLOCK] = value.max(0.0);
            }
        }
        self.arcs.apply(&scores.hidden, &mut scores.space, &mut scores.dependents);
        arcs.reset(rows.len());
        let mut unit = 1;
        while unit + AT_ONCE <= rows.len() {
            self.score_heads::<AT_ONCE>(unit, rows, scores, arcs);
            unit += AT_ONCE;
        }
        while unit < rows.len() {
            self.score_heads::<1>(unit, rows, scores, arcs);
            unit += 1;
        }
    }

    /// Scores the arcs to `N` dependents from `unit` on.
    #[inline(always)]
    fn score_heads<const N: usize>(&self, unit: usize, rows: &[usize], scores: &Scores, arcs: &mut Arcs) {
        let width = self.arcs.width();
        let dependents = &scores.dependents[unit * width..];
        for (block, columns) in scores.head_columns.chunks_exact(self.sizes.arc).enumerate() {
            let heads = &rows[block * BLOCK..];
            let sums = products::<N>(dependents, width, columns);
            for (more, sums) in sums.iter().enumerate() {
                let at = rows[unit + more];
                let scores_of = &mut arcs.heads_of(unit + more)[block * BLOCK..];
                for (sum, (&head, score)) in sums.iter().zip(heads.iter().zip(scores_of)) {
                    let apart = (head as i32 - at as i32).clamp(-FARTHEST, FARTHEST) + FARTHEST;
                    *score = sum + self.distance[apart as usize];
                }
            }
        }
        for unit in unit..unit + N {
            arcs.set(unit, unit, FORBIDDEN);
        }
    }

    /// The likeliest relation of each (dependent, head) pair, as rows of the scored sentence, into `out`.
    pub fn label(&self, arcs: &[(usize, usize)], scores: &mut Scores, out: &mut Vec<Relation>) {
        let label = self.sizes.label;
        let start = self.upos.len() + self.xpos.len() + 2 * self.sizes.arc;
        scores.hidden.clear();
        for &(dependent, head) in arcs {
            let left = &scores.outputs[dependent * scores.width + start..][..label];
            let right = &scores.outputs[head * scores.width + start + label..][..label];
            scores.hidden.extend(left.iter().zip(right).map(|(left, right)| (left + right).max(0.0)));
        }
        self.relations.apply(&scores.hidden, &mut scores.space, &mut scores.label_scores);
        let best = |row: &[f32]| self.labels[greatest(&row[..self.labels.len()])];
        out.clear();
        out.extend(scores.label_scores.chunks_exact(self.relations.width()).map(best));
    }

    /// Scores of the universal and the Penn tags of a word (1 for the first).
    pub fn tag_scores<'a>(&self, scores: &'a Scores, word: usize) -> (&'a [f32], &'a [f32]) {
        scores.outputs[word * scores.width..][..self.upos.len() + self.xpos.len()].split_at(self.upos.len())
    }
}

/// What the layers give for each number of the state: a candidate, what keeps the memory, what opens it.
const KINDS: usize = 3;

/// Numbers worked on at once.
const EIGHT: usize = 8;

/// Heads whose arcs are scored at once.
const BLOCK: usize = 16;

/// Dependents whose arcs are scored at once: the sums of one would wait for one another.
const AT_ONCE: usize = 4;

/// The products of `N` vectors, which begin `width` numbers from each other, with sixteen others, given number by number.
#[inline(always)]
fn products<const N: usize>(vectors: &[f32], width: usize, columns: &[[f32; BLOCK]]) -> [[f32; BLOCK]; N] {
    let mut of: [&[f32]; N] = [&[]; N];
    for (at, vector) in of.iter_mut().enumerate() {
        *vector = &vectors[at * width..][..columns.len()];
    }
    let mut sums = [[0.0; BLOCK]; N];
    for (number, column) in columns.iter().enumerate() {
        for at in 0..N {
            for lane in 0..BLOCK {
                sums[at][lane] += of[at][number] * column[lane];
            }
        }
    }
    sums
}

/// Adds to sums as many numbers.
#[inline(always)]
fn add(sums: &mut [f32], values: &[f32]) {
    let values = &values[..sums.len()];
    for at in 0..sums.len() {
        sums[at] += values[at];
    }
}

/// The layer's outputs, first all candidates, then what keeps the memory, then what opens it, in the order in which they are
/// needed: of each kind so many as fit into a register.
fn by_block<T: Copy>(outputs: &[T], each: usize) -> Vec<T> {
    let kind = outputs.len() / KINDS;
    let starts = (0..kind / each).flat_map(|block| (0..KINDS).map(move |of| of * kind + block * each));
    starts.flat_map(|start| outputs[start..start + each].iter().copied()).collect()
}

/// Mixes [`LANES`] candidates of each word into the memory, and what the last gates let out of it into the state: into as many
/// numbers from `first` on of each `size`. The words go by as written, or backwards.
#[inline(always)]
fn mix<const BACKWARDS: bool>(state: &mut [f32], size: usize, first: usize, words: &[[f32; KINDS * LANES]]) {
    let mut memory = [0.0f32; LANES];
    for number in 0..words.len() {
        let word = if BACKWARDS { words.len() - 1 - number } else { number };
        let gates = &words[word];
        let state = &mut state[word * size + first..][..LANES];
        for lane in 0..LANES {
            let (keep, open) = (sigmoid(gates[LANES + lane]), sigmoid(gates[2 * LANES + lane]));
            memory[lane] = gates[lane] * (1.0 - keep) + keep * memory[lane];
            state[lane] += open * memory[lane];
        }
    }
}

/// The place of the greatest number; the first of equals.
pub fn greatest(values: &[f32]) -> usize {
    let larger = |most: f32, value: f32| if value > most { value } else { most };
    let (parts, rest) = values.as_chunks::<EIGHT>();
    let mut lanes = [f32::NEG_INFINITY; EIGHT];
    for part in parts {
        for lane in 0..EIGHT {
            lanes[lane] = larger(lanes[lane], part[lane]);
        }
    }
    let most = lanes.iter().chain(rest).fold(f32::NEG_INFINITY, |most, &value| larger(most, value));
    values.iter().position(|&value| value == most).unwrap_or(0)
}

fn names<T>(input: &mut Reader, what: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>> {
    let count = input.u32()?;
    let mut list = Vec::new();
    for _ in 0..count {
        let name = input.short_text()?;
        let unknown = || Error::new(format!("the weights name a {what} {name:?} that does not exist"));
        list.push(parse(name).ok_or_else(unknown)?);
    }
    Ok(list)
}
