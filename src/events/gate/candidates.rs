//! Whether a sentence is worth parsing: the words of some phrase of the rules, and enough who may act.
//!
//! A phrase shows in a sentence when a form of its predicate and a form of each of its other elements stand in it, in
//! whatever order. One look-up a token; runs over every sentence of a corpus.

use std::cell::LazyCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use super::known::Named;
use super::known::Parties;
use crate::error::{Error, Result};
use crate::events::gate::{self, Gate, Shown, Sight};
use crate::events::rules::lists::{Lemmas, Lists, phrase_hash};
use crate::events::rules::phrases::{CLAUSES, words_of};
use crate::events::rules::table::Table;
use crate::events::rules::{Denied, Need, Rules};
use crate::gazetteer::builtin_file;
use crate::model::{Shape, Token};
use crate::parse::inflect::forms;
use crate::segment::{chain, fold_hash};

/// Roles of nouns that act in events by themselves, without a named country beside them.
const ACTING_ROLES: [&str; 13] =
    ["GOV", "MIL", "COP", "REB", "INS", "SEP", "UAF", "OPP", "SPY", "JUD", "LEG", "RAD", "IGO"];

/// What a word form may be.
#[derive(Clone, Copy, Default)]
struct Word {
    /// A noun that acts.
    agent: bool,
    /// A pronoun, or a noun such as "side" or "kingdom", that may stand for somebody named before.
    pronoun: bool,
    /// How many elements the word fills.
    group_count: u16,
    /// Where these begin in `groups_of`; the element itself when it is the only one.
    groups: u32,
    /// Range in `phrases_of`: the phrases that the word is the predicate of.
    phrases: (u32, u32),
}

/// What a phrase needs to show, without the order of its words.
#[derive(Clone, Copy)]
struct Needed {
    /// Where its elements, which must all stand in the sentence, begin in `elements`.
    first: u32,
    /// How many there are.
    count: u16,
    /// Whether one party is enough.
    alone: bool,
}

/// One phrase that may show.
struct Bag {
    /// Its predicate as written.
    predicate: Box<str>,
    /// What the phrase says after it, for all its predicates.
    rest: Arc<str>,
    /// Index of its class.
    class: u16,
    /// Hash of the phrase.
    hash: u64,
    /// How often a sentence that shows the phrase has an event of its class.
    rate: f32,
}

impl Bag {
    /// The phrase as written, with this one predicate.
    fn phrase(&self) -> String {
        format!("{}{}", self.predicate, self.rest)
    }
}

/// How often sentences that show a phrase turned out to hold an event of its class: `phrase,parsed,coded`, counted over a
/// corpus by `dateline-training candidates`.
const COUNTS: &str = include_str!("../../../weights/candidates.csv");

/// A phrase never counted is taken to be right this often, with the weight of so many sentences.
const PRIOR: (f32, f32) = (0.1, 5.0);

/// With rules of the user's own, a sentence is parsed when the sum of its phrases' rates, scaled by how many act and by its
/// length, is at least this.
const ENOUGH: f32 = 0.05;

/// With the built-in rules, a sentence is parsed when the [`Gate`] expects at least so many events, scaled by its length.
/// Chosen by `dateline-training candidates`.
const ENOUGH_EVENTS: f32 = 0.05;

/// How much likelier than the average an event is, with no, one, two, and more parties that act: counted by the same command.
const BY_PARTIES: [f32; 4] = [0.2, 0.5, 1.2, 2.2];

/// A sentence of so many tokens counts by its rates alone; of longer ones, which show more phrases by chance and cost more
/// to parse, less.
const USUAL_LENGTH: f32 = 25.0;

/// What each word form may be.
#[derive(Default)]
pub struct Candidates {
    words: Table<Word>,
    /// A bit for each of them, so that most other words cost no look into the table.
    known: Vec<u64>,
    groups_of: Vec<u32>,
    /// A phrase and its rarest element, which most sentences lack ([`NO_GROUP`] if it has none).
    phrases_of: Vec<(u32, u32)>,
    bags: Vec<Bag>,
    /// What each of them needs to show.
    needed: Vec<Needed>,
    /// Elements of the phrases, side by side.
    elements: Vec<u32>,
    /// Hash of the id of each class and operator.
    class_hashes: Vec<u64>,
    group_count: usize,
    /// The model of which sentences are worth it, if it knows the rules.
    gate: Option<Gate>,
}

/// The logarithm of the number of bits by which words are known: 16 KB.
const WORD_BITS: u32 = 17;

/// Where the bit of a word is.
#[inline]
fn word_bit(fold: u64) -> (usize, u64) {
    let bit = fold >> (u64::BITS - WORD_BITS);
    (bit as usize / 64, 1 << (bit % 64))
}

/// The rate of a phrase shown in so many sentences and coded in so many.
fn rate((shown, coded): (u32, u32)) -> f32 {
    (coded as f32 + PRIOR.0 * PRIOR.1) / (shown as f32 + PRIOR.1)
}

/// How likely an event is, from the sum of the rates of the phrases shown, the parties that act and the number of tokens.
fn likelihood(rates: f32, acting: usize, tokens: usize) -> f32 {
    scaled(rates * BY_PARTIES[acting.min(3)], tokens)
}

/// So many events expected of a sentence of so many tokens, scaled by what the sentence costs to parse.
pub fn scaled(likely: f32, tokens: usize) -> f32 {
    likely * (USUAL_LENGTH / tokens.max(1) as f32).sqrt()
}

#[derive(Default)]
struct Builder {
    prepositions: Lemmas,
    /// Number of each element, by a hash of its words.
    group_ids: FxHashMap<u64, u32>,
    group_words: Vec<(u64, u32)>,
    predicates: Vec<(u64, u32)>,
    forms: HashedForms,
    bags: Vec<Bag>,
    needed: Vec<Needed>,
    elements: Vec<u32>,
}

impl Candidates {
    /// Makes the table from the words of the rules' phrases, and the agents. Rules of the user's own (`built_in` is false) are
    /// judged by the rates of their phrases, as no model has seen them.
    pub fn new(rules: &Rules, lists: &Lists, built_in: bool) -> Result<Self> {
        let mut builder = Builder { prepositions: lists.prepositions.clone(), ..Builder::default() };
        for phrase in &rules.phrases {
            let class = &rules.classes[usize::from(phrase.class)];
            let alone = class.target != Need::Required || class.source != Need::Required;
            // What is told only in the negative shows with a word that denies.
            let denied = if class.denied == Denied::No { "" } else { " not|n't|neither|never|nor|no" };
            builder.add(&format!("{}{denied}", phrase.text), phrase.noun, alone, phrase.class);
        }
        for (number, operator) in rules.operators.iter().enumerate() {
            let class = (rules.classes.len() + number) as u16;
            let alone = operator.may_stand_alone();
            operator.words().for_each(|words| builder.add(words, false, alone, class));
        }
        let mut candidates = builder.finish();
        candidates.gate = if built_in { Gate::load()? } else { None };
        if candidates.gate.is_none() {
            candidates.add_rates(COUNTS)?;
        }
        let classes = 0..rules.classes.len() + rules.operators.len();
        candidates.class_hashes = classes.map(|class| fold_hash(rules.id(class as u16))).collect();
        candidates.add_agents(&builtin_file("agents.csv")?);
        let pronouns = ["he", "she", "they", "it", "him", "her", "them", "his", "their", "its"];
        for word in pronouns.map(fold_hash).into_iter().chain(lists.stand_ins.iter()) {
            candidates.words.entry(word).pronoun = true;
        }
        candidates.mark_words();
        Ok(candidates)
    }

    /// Fills the bits by which words are known.
    fn mark_words(&mut self) {
        self.known = vec![0; 1 << (WORD_BITS - 6)];
        for key in self.words.keys() {
            let (at, bit) = word_bit(key);
            self.known[at] |= bit;
        }
    }

    fn add_rates(&mut self, csv_text: &str) -> Result<()> {
        let mut counts: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
        for (index, line) in csv_text.lines().enumerate().skip(1) {
            let row = (|| {
                let (rest, coded) = line.rsplit_once(',')?;
                let (phrase, parsed) = rest.rsplit_once(',')?;
                Some((phrase, (parsed.parse().ok()?, coded.parse().ok()?)))
            })();
            let wrong = || Error::new(format!("weights/candidates.csv:{}: not phrase,parsed,coded", index + 1));
            let (phrase, count) = row.ok_or_else(wrong)?;
            counts.insert(phrase, count);
        }
        for bag in &mut self.bags {
            bag.rate = rate(counts.get(bag.phrase().as_str()).copied().unwrap_or_default());
        }
        Ok(())
    }

    fn add_agents(&mut self, csv_text: &str) {
        for row in csv_text.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            if !cells.get(2).is_some_and(|role| ACTING_ROLES.contains(role)) {
                continue;
            }
            for form in cells.iter().take(2) {
                if let Some(last) = form.split([' ', '-']).next_back().filter(|last| !last.is_empty()) {
                    self.words.entry(fold_hash(last)).agent = true;
                }
            }
        }
    }

    /// Whether a sentence is likely enough to hold an event to be parsed; `named` are the names in it.
    pub fn is_candidate(&self, tokens: &[Token], named: &[Named]) -> bool {
        let parties = Parties::of(named);
        let words = self.words_of(tokens);
        let Some(gate) = &self.gate else {
            let mut likely = 0.0;
            self.each_shown(tokens, &words, parties, |_, bag| likely += bag.rate);
            return likelihood(likely, parties.acting, tokens.len()) >= ENOUGH;
        };
        let shown = self.shown_at(tokens, &words, parties);
        if shown.is_empty() {
            return false;
        }
        // It only grows: once it is enough, the other predicates need not be asked.
        gate.likely(&sight(tokens, &words, named), &shown, PRIOR.0)
            .any(|likely| scaled(likely, tokens.len()) >= ENOUGH_EVENTS)
    }

    /// What each token of a sentence may be.
    fn words_of(&self, tokens: &[Token]) -> Vec<Word> {
        let known = |fold: u64| {
            let (at, bit) = word_bit(fold);
            self.known[at] & bit != 0
        };
        let word = |token: &Token| known(token.fold).then(|| self.words.get(token.fold)).flatten();
        tokens.iter().map(|token| word(token).copied().unwrap_or_default()).collect()
    }

    /// The phrases that the sentence shows, in the order of their predicates, each once.
    fn shown_at(&self, tokens: &[Token], words: &[Word], parties: Parties) -> Vec<Shown> {
        let mut shown = Vec::new();
        self.each_shown(tokens, words, parties, |at, bag| {
            shown.push(Shown { at, class: self.class_hashes[usize::from(bag.class)], phrase: bag.hash });
        });
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    /// For each predicate of the sentence whose phrases it shows, its token and the numbers of its features.
    pub fn predicates(&self, tokens: &[Token], named: &[Named]) -> Vec<(usize, Vec<u32>)> {
        let words = self.words_of(tokens);
        let shown = self.shown_at(tokens, &words, Parties::of(named));
        let sight = sight(tokens, &words, named);
        let all = gate::predicates(&shown);
        let features = |shown: &[Shown]| {
            let mut numbers = Vec::new();
            gate::features(&sight, shown, all, |feature| numbers.push(feature as u32));
            (shown[0].at, numbers)
        };
        shown.chunk_by(|one, other| one.at == other.at).map(features).collect()
    }

    /// The hashes of all phrases.
    pub fn phrases(&self) -> impl Iterator<Item = u64> {
        self.bags.iter().map(|bag| bag.hash)
    }

    /// The phrases that the sentence shows, and their classes.
    pub fn shown(&self, tokens: &[Token], named: &[Named]) -> Vec<(String, u16)> {
        let mut shown = Vec::new();
        self.each_shown(tokens, &self.words_of(tokens), Parties::of(named), |_, bag| {
            shown.push((bag.phrase(), bag.class))
        });
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    /// Whether the sentence shows any phrase.
    pub fn shows_any(&self, tokens: &[Token], named: &[Named]) -> bool {
        let mut any = false;
        self.each_shown(tokens, &self.words_of(tokens), Parties::of(named), |_, _| any = true);
        any
    }

    /// The elements of phrases that some word of the sentence fills: a bit for each.
    fn present(&self, words: &[Word]) -> Vec<u64> {
        let mut present = vec![0_u64; self.group_count.div_ceil(64)];
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

    /// Hands each phrase that the sentence shows to `see`, with the token that is its predicate; `words` is what the tokens
    /// may be.
    fn each_shown<'c>(
        &'c self,
        tokens: &[Token],
        words: &[Word],
        parties: Parties,
        mut see: impl FnMut(usize, &'c Bag),
    ) {
        let agents = words.iter().filter(|word| word.agent).count();
        let pronouns = words.iter().filter(|word| word.pronoun).count();
        if parties.acting == 0 && agents == 0 && pronouns == 0 {
            return;
        }
        let capitals_tell = LazyCell::new(|| !is_headline_case(tokens));
        // `March`, `Exchange`, `Court`: a capital inside a sentence makes a name, no predicate.
        let is_name =
            |at: usize| at > 1 && tokens[at].shape != Shape::Lower && *capitals_tell && !begins(&tokens[..at]);
        let predicates = (0..words.len()).filter(|&at| words[at].phrases.0 < words[at].phrases.1 && !is_name(at));
        let mut present: Vec<u64> = Vec::new();
        let two = parties.named + agents + pronouns >= 2;
        for at in predicates {
            if present.is_empty() {
                present = self.present(words);
            }
            let has = |group: &u32| present[*group as usize / 64] & 1 << (group % 64) != 0;
            let (first, end) = words[at].phrases;
            for (bag, rarest) in &self.phrases_of[first as usize..end as usize] {
                if *rarest != NO_GROUP && !has(rarest) {
                    continue;
                }
                let needed = self.needed[*bag as usize];
                let elements = &self.elements[needed.first as usize..][..usize::from(needed.count)];
                if (two || needed.alone) && elements.iter().all(has) {
                    see(at, &self.bags[*bag as usize]);
                }
            }
        }
    }
}

/// What the gate sees of the sentence.
fn sight<'s>(tokens: &'s [Token], words: &[Word], named: &[Named]) -> Sight<'s> {
    let mut parties: Vec<u8> = words.iter().map(|word| gate::common(word.agent, word.pronoun)).collect();
    for name in named {
        parties[name.first..name.end.min(tokens.len())].fill(name.party);
    }
    let Parties { acting, named: count } = Parties::of(named);
    let names = named.iter().map(|name| (name.first, name.subtype)).collect();
    Sight { tokens, parties, names, acting, named: count }
}

/// Whether no word stands before: only the number of an item and marks (`5. Talks between …`).
fn begins(before: &[Token]) -> bool {
    before.iter().all(|token| !token.shape.is_word() || token.shape == Shape::Number)
}

/// Whether most longer words have capitals, as in headlines.
fn is_headline_case(tokens: &[Token]) -> bool {
    let long = || tokens.iter().filter(|token| token.shape.is_word() && token.span.len() > 3);
    long().filter(|token| token.shape.is_capitalized()).count() * 2 > long().count()
}

impl Builder {
    /// Adds a phrase: `carry_out|launch airstrike|raid on {target}`.
    fn add(&mut self, phrase: &str, noun: bool, alone: bool, class: u16) {
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
            self.needed.push(Needed { first: self.elements.len() as u32, count: groups.len() as u16, alone });
            self.elements.extend(groups);
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
        let next = self.group_ids.len() as u32;
        let hash = words.iter().fold(0, |hash, word| chain(hash, fold_hash(word)));
        let id = *self.group_ids.entry(hash).or_insert(next);
        if id == next {
            for word in words {
                self.group_words.extend(self.forms.of(word).iter().map(|&form| (form, id)));
            }
        }
        id
    }

    fn finish(mut self) -> Candidates {
        let mut candidates = Candidates { group_count: self.group_ids.len(), ..Candidates::default() };
        self.group_words.sort_unstable();
        self.group_words.dedup();
        let mut sizes = vec![0; candidates.group_count];
        self.group_words.iter().for_each(|&(_, group)| sizes[group as usize] += 1);
        for same in self.group_words.chunk_by(|one, other| one.0 == other.0) {
            let word = candidates.words.entry(same[0].0);
            word.group_count = same.len() as u16;
            word.groups = if same.len() == 1 { same[0].1 } else { candidates.groups_of.len() as u32 };
            candidates.groups_of.extend(same.iter().map(|(_, group)| *group).filter(|_| same.len() > 1));
        }
        let rarest = |bag: u32| {
            let Needed { first, count, .. } = self.needed[bag as usize];
            let groups = self.elements[first as usize..][..usize::from(count)].iter().copied();
            groups.min_by_key(|&group| sizes[group as usize]).unwrap_or(NO_GROUP)
        };
        self.predicates.sort_unstable();
        self.predicates.dedup();
        for same in self.predicates.chunk_by(|one, other| one.0 == other.0) {
            let first = candidates.phrases_of.len() as u32;
            candidates.phrases_of.extend(same.iter().map(|&(_, bag)| (bag, rarest(bag))));
            candidates.words.entry(same[0].0).phrases = (first, candidates.phrases_of.len() as u32);
        }
        (candidates.bags, candidates.needed, candidates.elements) = (self.bags, self.needed, self.elements);
        candidates
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

/// In the place of the rarest element of a phrase that has none.
const NO_GROUP: u32 = u32::MAX;

/// The word of an alternative that says most: the longest (`military_aid` shows by `military`).
fn longest_word(alternative: &str) -> Option<&str> {
    words_of(alternative).into_iter().max_by_key(|word| word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EntityRef;
    use crate::segment::tokenize;

    fn is_candidate(phrases: &[(&str, bool)], text: &str, named: usize) -> bool {
        let mut builder = Builder::default();
        phrases.iter().for_each(|(phrase, alone)| builder.add(phrase, false, *alone, 0));
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        let name = |at: usize| Named {
            first: at,
            end: at + 1,
            entity: EntityRef::Listed(at as u32),
            acts: true,
            party: 0,
            subtype: 0,
        };
        let mut candidates = builder.finish();
        candidates.mark_words();
        candidates.shows_any(&tokens, &(0..named).map(name).collect::<Vec<_>>())
    }

    #[test]
    fn all_words_of_a_phrase_must_stand_in_the_sentence() {
        let phrases = [("hold|have talk|meeting with {both}", false), ("bomb {target}", true)];
        assert!(is_candidate(&phrases, "Kerry held talks with Putin", 2));
        assert!(!is_candidate(&phrases, "Kerry held a cup with Putin", 2));
        assert!(is_candidate(&phrases, "planes bombed Aleppo", 1));
        assert!(!is_candidate(&phrases, "Kerry held talks with reporters", 1));
        assert!(!is_candidate(&phrases, "it rained in Aleppo and Homs", 2));
    }
}
