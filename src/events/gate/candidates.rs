//! Whether a sentence is worth parsing: the words of some phrase of the rules, and enough who may act.
//!
//! A phrase shows in a sentence when a form of its predicate and a form of each of its other elements stand in it, in
//! whatever order. One look-up a token; runs over every sentence of a corpus.

use std::cell::LazyCell;

use rustc_hash::FxHashMap;

use super::index::{Bag, Builder, Index, PRIOR, Phrase, Word};
pub use super::known::Named;
use super::known::Parties;
use crate::error::{Error, Result};
use crate::events::gate::{self, Gate, Shown, Sight};
use crate::events::rules::lists::Lists;
use crate::events::rules::{Denied, Need, Rules};
use crate::gazetteer::builtin_file;
use crate::model::{Shape, Token};
use crate::segment::fold_hash;

/// Roles of nouns that act in events by themselves, without a named country beside them.
const ACTING_ROLES: [&str; 13] =
    ["GOV", "MIL", "COP", "REB", "INS", "SEP", "UAF", "OPP", "SPY", "JUD", "LEG", "RAD", "IGO"];

/// How often sentences that show a phrase turned out to hold an event of its class: `phrase,parsed,coded`, counted over a
/// corpus by `dateline-training candidates`.
const COUNTS: &str = include_str!("../../../weights/candidates.csv");

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
    index: Index,
    /// A bit for each word of the index, so that most other words cost no look into it.
    known: Vec<u64>,
    /// Hash of the id of each class and operator.
    class_hashes: Vec<u64>,
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

impl Candidates {
    /// Makes the table from the words of the rules' phrases, and the agents. Rules of the user's own (`built_in` is false) are
    /// judged by the rates of their phrases, as no model has seen them.
    pub fn new(rules: &Rules, lists: &Lists, built_in: bool) -> Result<Self> {
        let mut builder = Builder::new(lists.prepositions.clone());
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
        let mut candidates = Self { index: builder.finish(), ..Self::default() };
        candidates.gate = if built_in { Gate::load()? } else { None };
        if candidates.gate.is_none() {
            candidates.add_rates(COUNTS)?;
        }
        let classes = 0..rules.classes.len() + rules.operators.len();
        candidates.class_hashes = classes.map(|class| fold_hash(rules.id(class as u16))).collect();
        candidates.add_agents(&builtin_file("agents.csv")?);
        let pronouns = ["he", "she", "they", "it", "him", "her", "them", "his", "their", "its"];
        for word in pronouns.map(fold_hash).into_iter().chain(lists.stand_ins.iter()) {
            candidates.index.words.entry(word).pronoun = true;
        }
        candidates.mark_words();
        Ok(candidates)
    }

    /// Fills the bits by which words are known.
    fn mark_words(&mut self) {
        self.known = vec![0; 1 << (WORD_BITS - 6)];
        for key in self.index.words.keys() {
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
        for bag in &mut self.index.bags {
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
                    self.index.words.entry(fold_hash(last)).agent = true;
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
            self.each_shown(tokens, &words, parties, |_, phrase| likely += self.bag(phrase).rate);
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
        let word = |token: &Token| known(token.fold).then(|| self.index.words.get(token.fold)).flatten();
        tokens.iter().map(|token| word(token).copied().unwrap_or_default()).collect()
    }

    /// The phrases that the sentence shows, in the order of their predicates, each once.
    fn shown_at(&self, tokens: &[Token], words: &[Word], parties: Parties) -> Vec<Shown> {
        let mut shown = Vec::new();
        self.each_shown(tokens, words, parties, |at, phrase| {
            shown.push(Shown { at, class: self.class_hashes[usize::from(phrase.class)], phrase: phrase.hash });
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
        self.index.bags.iter().map(|bag| bag.hash)
    }

    /// The phrases that the sentence shows, and their classes.
    pub fn shown(&self, tokens: &[Token], named: &[Named]) -> Vec<(String, u16)> {
        let mut shown = Vec::new();
        self.each_shown(tokens, &self.words_of(tokens), Parties::of(named), |_, phrase| {
            shown.push((self.bag(phrase).phrase(), phrase.class))
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

    fn bag(&self, phrase: &Phrase) -> &Bag {
        &self.index.bags[phrase.bag as usize]
    }

    /// Hands each phrase that the sentence shows to `see`, with the token that is its predicate; `words` is what the tokens
    /// may be.
    fn each_shown<'c>(
        &'c self,
        tokens: &[Token],
        words: &[Word],
        parties: Parties,
        mut see: impl FnMut(usize, &'c Phrase),
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
        let predicates = (0..words.len()).filter(|&at| words[at].is_predicate() && !is_name(at));
        let (mut present, mut shown) = (Vec::new(), Vec::new());
        let two = parties.named + agents + pronouns >= 2;
        for at in predicates {
            if present.is_empty() {
                present = self.index.present(words);
            }
            self.index.shown(words[at], &present, two, &mut shown);
            shown.iter().for_each(|&phrase| see(at, phrase));
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
    Sight::new(tokens, parties, names, [acting, count])
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
        let mut candidates = Candidates { index: builder.finish(), ..Candidates::default() };
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
