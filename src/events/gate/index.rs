//! The phrases of the rules → the index in which words of a sentence look them up.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::events::rules::lists::{Lemmas, phrase_hash};
use crate::events::rules::phrases::{CLAUSES, words_of};
use crate::events::rules::table::Table;
use crate::parse::inflect::forms;
use crate::segment::{chain, fold_hash};

/// What a word form may be.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    /// A noun that acts.
    pub(super) agent: bool,
    /// A pronoun, or a noun such as "side" or "kingdom", that may stand for somebody named before.
    pub(super) pronoun: bool,
    /// How many elements the word fills.
    group_count: u16,
    /// Where these begin in `groups_of`; the element itself when it is the only one.
    groups: u32,
    /// Range in `blocks`: the phrases that the word is the predicate of.
    phrases: (u32, u32),
}

impl Word {
    /// Whether it is the predicate of a phrase.
    #[inline]
    pub(super) fn is_predicate(self) -> bool {
        self.phrases.0 < self.phrases.1
    }
}

/// A phrase of a predicate, and what it needs to show, without the order of its words.
#[derive(Clone, Copy)]
pub(super) struct Phrase {
    /// Hash of the phrase.
    pub(super) hash: u64,
    /// The phrase as written, an index of `bags`.
    pub(super) bag: u32,
    /// The rarest of its elements, which must all stand in the sentence: most sentences lack it.
    rarest: u32,
    /// Where the others begin in `elements`.
    first: u32,
    /// How many these are.
    count: u16,
    /// Index of the phrase's class.
    pub(super) class: u16,
    /// Whether one party is enough.
    alone: bool,
}

/// One phrase that may show.
pub(super) struct Bag {
    /// Its predicate as written.
    predicate: Box<str>,
    /// What the phrase says after it, for all its predicates.
    rest: Arc<str>,
    /// Index of its class.
    pub(super) class: u16,
    /// Hash of the phrase.
    pub(super) hash: u64,
    /// How often a sentence that shows the phrase has an event of its class.
    pub(super) rate: f32,
}

impl Bag {
    /// The phrase as written, with this one predicate.
    pub(super) fn phrase(&self) -> String {
        format!("{}{}", self.predicate, self.rest)
    }
}

/// A phrase never counted is taken to be right this often, with the weight of so many sentences.
pub(super) const PRIOR: (f32, f32) = (0.1, 5.0);

/// The element that stands in every sentence: the rarest of a phrase that has no other.
const ANY: u32 = 0;

/// Phrases of one predicate whose rarest elements are neighbours, so that one look tells of all of them that their elements are not in
/// the sentence, as is true of most.
#[derive(Clone, Copy)]
struct Block {
    /// A bit for each of these elements.
    rarest: u64,
    /// Which sixty-four elements these are of.
    word: u32,
    /// Where the phrases begin in `phrases_of`; they end where those of the next block begin.
    first: u32,
}

/// What each word form may be, and the phrases that it may show.
#[derive(Default)]
pub(super) struct Index {
    pub(super) words: Table<Word>,
    groups_of: Vec<u32>,
    /// The phrases of each predicate, by their rarest elements, and one block more to end the last.
    blocks: Vec<Block>,
    phrases_of: Vec<Phrase>,
    pub(super) bags: Vec<Bag>,
    /// Elements of the phrases beside the rarest, side by side.
    elements: Vec<u32>,
    group_count: usize,
}

impl Index {
    /// The elements of phrases that some word of the sentence fills: a bit for each.
    pub(super) fn present(&self, words: &[Word]) -> Vec<u64> {
        let mut present = vec![0_u64; self.group_count.div_ceil(64)];
        present[ANY as usize / 64] |= 1 << (ANY % 64);
        for word in words {
            let groups = match word.group_count {
                0 => continue,
                1 => std::slice::from_ref(&word.groups),
                count => &self.groups_of[word.groups as usize..][..usize::from(count)],
            };
            for &group in groups {
                present[group as usize / 64] |= 1 << (group % 64);
            }
        }
        present
    }

    /// Puts into `shown` each phrase of the predicate whose elements are all `present`, in their order; `two`: whether two parties
    /// are, which most phrases need.
    pub(super) fn shown<'i>(&'i self, predicate: Word, present: &[u64], two: bool, shown: &mut Vec<&'i Phrase>) {
        let has = |group: &u32| present[*group as usize / 64] & 1 << (group % 64) != 0;
        shown.clear();
        let (first, end) = predicate.phrases;
        let blocks = &self.blocks[first as usize..=end as usize];
        for (block, next) in blocks.iter().zip(&blocks[1..]) {
            if block.rarest & present[block.word as usize] == 0 {
                continue;
            }
            for phrase in &self.phrases_of[block.first as usize..next.first as usize] {
                let others = || &self.elements[phrase.first as usize..][..usize::from(phrase.count)];
                if has(&phrase.rarest) && (two || phrase.alone) && others().iter().all(has) {
                    shown.push(phrase);
                }
            }
        }
        shown.sort_unstable_by_key(|phrase| phrase.bag);
    }
}

/// Takes the phrases one after another.
#[derive(Default)]
pub(super) struct Builder {
    prepositions: Lemmas,
    /// Number of each element, by a hash of its words.
    group_ids: FxHashMap<u64, u32>,
    group_words: Vec<(u64, u32)>,
    predicates: Vec<(u64, u32)>,
    forms: HashedForms,
    bags: Vec<Bag>,
    /// Of each bag all elements, from where to where in `elements`, and whether one party is enough.
    needed: Vec<(Range<usize>, bool)>,
    elements: Vec<u32>,
}

impl Builder {
    /// A builder that has no phrases yet.
    pub(super) fn new(prepositions: Lemmas) -> Self {
        Self { prepositions, ..Self::default() }
    }

    /// Adds a phrase: `carry_out|launch airstrike|raid on {target}`.
    pub(super) fn add(&mut self, phrase: &str, noun: bool, alone: bool, class: u16) {
        let mut elements = phrase.split_whitespace();
        let heads = elements.next().unwrap_or("");
        let rest: Arc<str> = phrase.strip_prefix(heads).unwrap_or("").into();
        let tail_hash = fold_hash(&rest);
        // A preposition need not be there: "Israeli flags" are flags of Israel.
        let shown = |element: &&str| {
            !element.starts_with(['{', '*']) && !CLAUSES.contains(element) && !self.is_preposition(element)
        };
        let elements: Vec<&str> = elements.filter(shown).collect();
        let shared: Vec<u32> = elements.into_iter().map(|element| self.group(element)).collect();
        for alternative in heads.split('|') {
            let mut words = words_of(alternative);
            let predicate = if noun { words.pop() } else { (!words.is_empty()).then(|| words.remove(0)) };
            let Some(predicate) = predicate else { continue };
            let mut groups = shared.clone();
            groups.extend(words.into_iter().map(|word| self.group(word)));
            groups.sort_unstable();
            groups.dedup();
            let bag = self.bags.len() as u32;
            let first = self.elements.len();
            self.elements.extend(groups);
            self.needed.push((first..self.elements.len(), alone));
            let hash = chain(fold_hash(alternative), tail_hash);
            let rest = Arc::clone(&rest);
            self.bags.push(Bag { predicate: alternative.into(), rest, class, hash, rate: PRIOR.0 });
            self.predicates.extend(self.forms.of(predicate).iter().map(|&form| (form, bag)));
        }
    }

    fn is_preposition(&self, element: &str) -> bool {
        element.split('|').all(|word| self.prepositions.contains(&phrase_hash(word)))
    }

    /// The number of an element: any one of its alternatives fills it.
    fn group(&mut self, element: &str) -> u32 {
        let mut words: Vec<&str> = element.split('|').filter_map(longest_word).collect();
        words.sort_unstable();
        words.dedup();
        let next = ANY + 1 + self.group_ids.len() as u32;
        let hash = words.iter().fold(0, |hash, word| chain(hash, fold_hash(word)));
        let id = *self.group_ids.entry(hash).or_insert(next);
        if id == next {
            for word in words {
                self.group_words.extend(self.forms.of(word).iter().map(|&form| (form, id)));
            }
        }
        id
    }

    /// The index, without what is no phrase: rates, agents, pronouns.
    pub(super) fn finish(mut self) -> Index {
        let mut index = Index { group_count: self.group_ids.len() + 1, ..Index::default() };
        self.group_words.sort_unstable();
        self.group_words.dedup();
        let mut sizes = vec![0; index.group_count];
        self.group_words.iter().for_each(|&(_, group)| sizes[group as usize] += 1);
        for same in self.group_words.chunk_by(|one, other| one.0 == other.0) {
            let word = index.words.entry(same[0].0);
            word.group_count = same.len() as u16;
            word.groups = if same.len() == 1 { same[0].1 } else { index.groups_of.len() as u32 };
            index.groups_of.extend(same.iter().map(|(_, group)| *group).filter(|_| same.len() > 1));
        }
        let phrases: Vec<Phrase> = (0..)
            .zip(&self.needed)
            .map(|(bag, (elements, alone))| {
                let elements = &self.elements[elements.clone()];
                let rarest = elements.iter().copied().min_by_key(|&group| sizes[group as usize]).unwrap_or(ANY);
                let first = index.elements.len();
                index.elements.extend(elements.iter().filter(|&&group| group != rarest));
                let count = (index.elements.len() - first) as u16;
                let Bag { hash, class, .. } = self.bags[bag as usize];
                Phrase { hash, bag, rarest, first: first as u32, count, class, alone: *alone }
            })
            .collect();
        self.predicates.sort_unstable();
        self.predicates.dedup();
        for same in self.predicates.chunk_by(|one, other| one.0 == other.0) {
            let first = index.blocks.len() as u32;
            let mut phrases: Vec<Phrase> = same.iter().map(|&(_, bag)| phrases[bag as usize]).collect();
            phrases.sort_unstable_by_key(|phrase| (phrase.rarest, phrase.bag));
            for near in phrases.chunk_by(|one, other| one.rarest / 64 == other.rarest / 64) {
                let (word, start) = (near[0].rarest / 64, index.phrases_of.len() as u32);
                let rarest = near.iter().fold(0, |bits, phrase| bits | 1 << (phrase.rarest % 64));
                index.blocks.push(Block { rarest, word, first: start });
                index.phrases_of.extend(near);
            }
            index.words.entry(same[0].0).phrases = (first, index.blocks.len() as u32);
        }
        index.blocks.push(Block { rarest: 0, word: 0, first: index.phrases_of.len() as u32 });
        index.bags = self.bags;
        index
    }
}

/// The hashes of the forms of words, each word inflected once: the phrases ask for the same few thousand again and again.
#[derive(Default)]
struct HashedForms(FxHashMap<String, Vec<u64>>);

impl HashedForms {
    fn of(&mut self, word: &str) -> &[u64] {
        if !self.0.contains_key(word) {
            self.0.insert(word.to_string(), forms(word).iter().map(|form| fold_hash(form)).collect());
        }
        &self.0[word]
    }
}

/// The word of an alternative that says most: the longest (`military_aid` shows by `military`).
fn longest_word(alternative: &str) -> Option<&str> {
    words_of(alternative).into_iter().max_by_key(|word| word.len())
}
