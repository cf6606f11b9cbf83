//! Builds the lexicon: clusters from news, usual tags from the treebank.

use std::collections::BTreeMap;

use dateline::parse::lookup::Lookup;
use dateline::parse::tags::TagClasses;
use dateline::parse::words::{Lexicon, LexiconEntry, hash_bytes, normalize};

use crate::conllu::Sentence;

/// Coarse and fine cluster of a word, by its normalised form.
pub type Clusters = BTreeMap<Vec<u8>, (u32, u32)>;

/// How often a word must occur for its usual tag to be told, and for its only tag to be taken without a look.
const USUAL: usize = 5;
const ONLY: usize = 20;
/// Rarer words are known to the parser by their ending only: what it would learn of them does not carry over.
const KNOWN: usize = 6;

/// Joins what is known of each word.
pub fn build(sentences: &[Sentence], classes: &TagClasses, clusters: &Clusters) -> Lexicon {
    let mut tags: BTreeMap<Vec<u8>, BTreeMap<u8, usize>> = BTreeMap::new();
    let mut form = Vec::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        normalize(&word.form, &mut form);
        *tags.entry(form.clone()).or_default().entry(classes.class(word.upos, &word.xpos)).or_default() += 1;
    }
    let mut entries: BTreeMap<u32, LexiconEntry> = BTreeMap::new();
    for (form, &(coarse, cluster)) in clusters {
        let entry = entries.entry(hash_bytes(form)).or_default();
        (entry.coarse, entry.cluster) = (coarse, cluster);
    }
    for (form, counts) in &tags {
        let entry = entries.entry(hash_bytes(form)).or_default();
        let total: usize = counts.values().sum();
        let (&usual, &most) = counts.iter().max_by_key(|(_, count)| **count).unwrap_or((&0, &0));
        entry.known = total >= KNOWN;
        if total >= USUAL && most * 10 >= total * 6 {
            entry.usual = u32::from(usual) + 1;
            entry.only = total >= ONLY && most == total;
        }
    }
    let pairs: Vec<(u32, u32)> = entries.into_iter().map(|(key, entry)| (key, entry.pack())).collect();
    Lexicon::new(Lookup::new(&pairs))
}
