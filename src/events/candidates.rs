//! Whether a sentence is worth parsing: the words of some phrase of the rules, and enough who may act.
//!
//! A phrase shows in a sentence when a form of its predicate and a form of each of its other elements stand in it, in
//! whatever order. One look-up a token; runs over every sentence of a corpus.

use rustc_hash::FxHashMap;

use super::inflect::forms;
use super::lists::{Lemmas, Lists, phrase_hash};
use super::rules::{Need, Rules};
use crate::error::{Error, Result};
use crate::gazetteer::builtin_file;
use crate::model::{Shape, Token};
use crate::segment::fold_hash;

/// Roles of nouns that act in events by themselves, without a named country beside them.
const ACTING_ROLES: [&str; 13] =
    ["GOV", "MIL", "COP", "REB", "INS", "SEP", "UAF", "OPP", "SPY", "JUD", "LEG", "RAD", "IGO"];

/// What a word form may be.
#[derive(Clone, Copy, Default)]
struct Word {
    /// A noun that acts.
    agent: bool,
    /// A pronoun that may stand for somebody.
    pronoun: bool,
    /// Range in `groups_of`: the elements that the word fills.
    groups: (u32, u32),
    /// Range in `phrases_of`: the phrases that the word is the predicate of.
    phrases: (u32, u32),
}

/// One phrase, without the order of its words.
struct Bag {
    /// Elements that must all stand in the sentence.
    groups: Vec<u32>,
    /// Whether one party is enough.
    alone: bool,
    /// The phrase as written, with this one predicate.
    phrase: String,
    /// Index of its class.
    class: u16,
    /// How often a sentence that shows the phrase has an event of its class.
    rate: f32,
}

/// How often sentences that show a phrase turned out to hold an event of its class: `phrase,parsed,coded`, counted over a
/// corpus by `dateline-training candidates`.
const COUNTS: &str = include_str!("../../weights/candidates.csv");

/// A phrase never counted is taken to be right this often, with the weight of so many sentences.
const PRIOR: (f32, f32) = (0.1, 5.0);

/// A sentence is parsed when the sum of its phrases' rates, scaled by how many act and by its length, is at least this.
/// Chosen by `dateline-training candidates` so that 97 of 100 events pass.
const ENOUGH: f32 = 0.05;

/// How much likelier than the average an event is, with no, one, two, and more parties that act: counted by the same command.
const BY_PARTIES: [f32; 4] = [0.2, 0.5, 1.2, 2.2];

/// A sentence of so many tokens counts by its rates alone; of longer ones, which show more phrases by chance and cost more
/// to parse, less.
const USUAL_LENGTH: f32 = 25.0;

/// What each word form may be.
#[derive(Default)]
pub struct Candidates {
    words: FxHashMap<u64, Word>,
    groups_of: Vec<u32>,
    phrases_of: Vec<u32>,
    bags: Vec<Bag>,
    group_count: usize,
}

/// The rate of a phrase shown in so many sentences and coded in so many.
pub fn rate((shown, coded): (u32, u32)) -> f32 {
    (coded as f32 + PRIOR.0 * PRIOR.1) / (shown as f32 + PRIOR.1)
}

/// How likely an event is, from the sum of the rates of the phrases shown, the parties that act and the number of tokens.
pub fn likelihood(rates: f32, acting: usize, tokens: usize) -> f32 {
    rates * BY_PARTIES[acting.min(3)] * (USUAL_LENGTH / tokens.max(1) as f32).sqrt()
}

/// The names and nouns of a sentence that may act, as far as is known before parsing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parties {
    /// Distinct named entities that act in politics: people, places, all organizations but firms, media, clubs.
    pub acting: usize,
    /// All distinct named entities.
    pub named: usize,
}

#[derive(Default)]
struct Builder {
    prepositions: Lemmas,
    group_ids: FxHashMap<Vec<String>, u32>,
    group_words: Vec<(u64, u32)>,
    predicates: Vec<(u64, u32)>,
    bags: Vec<Bag>,
}

impl Candidates {
    /// Makes the table from the words of the rules' phrases, and the agents.
    pub fn new(rules: &Rules, lists: &Lists) -> Result<Self> {
        let mut builder = Builder { prepositions: lists.prepositions.clone(), ..Builder::default() };
        for phrase in &rules.phrases {
            let class = &rules.classes[usize::from(phrase.class)];
            let alone = class.target == Need::Optional || class.source == Need::Optional;
            builder.add(&phrase.text, phrase.noun, alone, phrase.class);
        }
        for (number, operator) in rules.operators.iter().enumerate() {
            let class = (rules.classes.len() + number) as u16;
            operator.words().for_each(|words| builder.add(words, false, false, class));
        }
        let mut candidates = builder.finish();
        candidates.add_rates(COUNTS)?;
        candidates.add_agents(&builtin_file("agents.csv")?);
        for pronoun in ["he", "she", "they", "it", "him", "her", "them", "his", "their", "its"] {
            candidates.words.entry(fold_hash(pronoun)).or_default().pronoun = true;
        }
        Ok(candidates)
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
            bag.rate = rate(counts.get(bag.phrase.as_str()).copied().unwrap_or_default());
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
                    self.words.entry(fold_hash(last)).or_default().agent = true;
                }
            }
        }
    }

    /// Whether the sentence with these tokens and parties is likely enough to hold an event to be parsed.
    pub fn is_candidate(&self, tokens: &[Token], parties: Parties) -> bool {
        let mut likely = 0.0;
        self.each_shown(tokens, parties, |bag| likely += bag.rate);
        likelihood(likely, parties.acting, tokens.len()) >= ENOUGH
    }

    /// The phrases that the sentence shows, and their classes.
    pub fn shown(&self, tokens: &[Token], parties: Parties) -> Vec<(&str, u16)> {
        let mut shown = Vec::new();
        self.each_shown(tokens, parties, |bag| shown.push((bag.phrase.as_str(), bag.class)));
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    fn each_shown<'c>(&'c self, tokens: &[Token], parties: Parties, mut see: impl FnMut(&'c Bag)) {
        let mut present = vec![0_u64; self.group_count.div_ceil(64)];
        let mut phrases: Vec<(u32, u32)> = Vec::new();
        let (mut agents, mut pronouns) = (0, 0);
        let capitals_tell = !is_headline_case(tokens);
        for (index, token) in tokens.iter().enumerate() {
            let Some(word) = self.words.get(&token.fold) else { continue };
            agents += usize::from(word.agent);
            pronouns += usize::from(word.pronoun);
            for &group in &self.groups_of[word.groups.0 as usize..word.groups.1 as usize] {
                present[group as usize / 64] |= 1 << (group % 64);
            }
            // `March`, `Exchange`, `Court`: a capital inside a sentence makes a name, no predicate.
            let name = capitals_tell && index > 1 && token.shape != Shape::Lower;
            if word.phrases.0 < word.phrases.1 && !name {
                phrases.push(word.phrases);
            }
        }
        if parties.acting == 0 && agents == 0 {
            return;
        }
        let two = parties.acting > 0 && parties.named + agents + pronouns >= 2 || agents >= 2;
        let has = |group: &u32| present[*group as usize / 64] & 1 << (group % 64) != 0;
        phrases.sort_unstable();
        phrases.dedup();
        for &(first, end) in &phrases {
            for &bag in &self.phrases_of[first as usize..end as usize] {
                let bag = &self.bags[bag as usize];
                if (two || bag.alone) && bag.groups.iter().all(has) {
                    see(bag);
                }
            }
        }
    }
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
        let tail = phrase.strip_prefix(heads).unwrap_or("");
        // A preposition need not be there: "Israeli flags" are flags of Israel.
        let shown = |element: &&str| !element.starts_with(['{', '*']) && !self.is_preposition(element);
        let elements: Vec<&str> = elements.filter(shown).collect();
        let shared: Vec<u32> = elements.into_iter().map(|element| self.group(element)).collect();
        for alternative in heads.split('|') {
            let mut words: Vec<&str> = alternative.split(['_', '-']).filter(|word| !word.is_empty()).collect();
            let predicate = if noun { words.pop() } else { (!words.is_empty()).then(|| words.remove(0)) };
            let Some(predicate) = predicate else { continue };
            let mut groups = shared.clone();
            groups.extend(words.into_iter().map(|word| self.group(word)));
            groups.sort_unstable();
            groups.dedup();
            let bag = self.bags.len() as u32;
            self.bags.push(Bag { groups, alone, phrase: format!("{alternative}{tail}"), class, rate: PRIOR.0 });
            self.predicates.extend(forms(predicate).iter().map(|form| (fold_hash(form), bag)));
        }
    }

    fn is_preposition(&self, element: &str) -> bool {
        element.split('|').all(|word| self.prepositions.contains(&phrase_hash(word)))
    }

    /// The number of an element: any one of its alternatives fills it.
    fn group(&mut self, element: &str) -> u32 {
        let mut words: Vec<String> = element.split('|').filter_map(longest_word).map(str::to_string).collect();
        words.sort();
        words.dedup();
        let next = self.group_ids.len() as u32;
        let id = *self.group_ids.entry(words.clone()).or_insert(next);
        if id == next {
            let all_forms = words.iter().flat_map(|word| forms(word));
            self.group_words.extend(all_forms.map(|form| (fold_hash(&form), id)));
        }
        id
    }

    fn finish(mut self) -> Candidates {
        let mut candidates = Candidates { bags: self.bags, group_count: self.group_ids.len(), ..Candidates::default() };
        for (list, range_of, store) in [
            (&mut self.group_words, set_groups as fn(&mut Word, (u32, u32)), &mut candidates.groups_of),
            (&mut self.predicates, set_phrases, &mut candidates.phrases_of),
        ] {
            list.sort_unstable();
            list.dedup();
            for same in list.chunk_by(|one, other| one.0 == other.0) {
                let first = store.len() as u32;
                store.extend(same.iter().map(|(_, id)| *id));
                range_of(candidates.words.entry(same[0].0).or_default(), (first, store.len() as u32));
            }
        }
        candidates
    }
}

fn set_groups(word: &mut Word, range: (u32, u32)) {
    word.groups = range;
}

fn set_phrases(word: &mut Word, range: (u32, u32)) {
    word.phrases = range;
}

/// The word of an alternative that says most: the longest (`military_aid` shows by `military`).
fn longest_word(alternative: &str) -> Option<&str> {
    alternative.split(['_', '-']).max_by_key(|word| word.len()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::tokenize;

    fn is_candidate(phrases: &[(&str, bool)], text: &str, named: usize) -> bool {
        let mut builder = Builder::default();
        phrases.iter().for_each(|(phrase, alone)| builder.add(phrase, false, *alone, 0));
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), &mut tokens);
        builder.finish().is_candidate(&tokens, Parties { acting: named, named })
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
