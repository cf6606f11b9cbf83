//! Whether a sentence is worth parsing: the words of some phrase of the rules, and enough who may act.
//!
//! A phrase shows in a sentence when a form of its predicate and a form of each of its other elements stand in it, in
//! whatever order. One look-up a token; runs over every sentence of a corpus.

use rustc_hash::FxHashMap;

use super::inflect::forms;
use super::rules::{Need, Rules};
use crate::error::Result;
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
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Bag {
    /// Elements that must all stand in the sentence.
    groups: Vec<u32>,
    /// Whether one party is enough.
    alone: bool,
}

/// What each word form may be.
#[derive(Default)]
pub struct Candidates {
    words: FxHashMap<u64, Word>,
    groups_of: Vec<u32>,
    phrases_of: Vec<u32>,
    bags: Vec<Bag>,
    group_count: usize,
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
    group_ids: FxHashMap<Vec<String>, u32>,
    group_words: Vec<(u64, u32)>,
    predicates: Vec<(u64, u32)>,
    bags: Vec<Bag>,
}

impl Candidates {
    /// Makes the table from the words of the rules' phrases, and the agents.
    pub fn new(rules: &Rules) -> Result<Self> {
        let mut builder = Builder::default();
        for phrase in &rules.phrases {
            let class = &rules.classes[usize::from(phrase.class)];
            let alone = class.target == Need::Optional || class.source == Need::Optional;
            builder.add(&phrase.text, phrase.noun, alone);
        }
        let mut candidates = builder.finish();
        candidates.add_agents(&builtin_file("agents.csv")?);
        for pronoun in ["he", "she", "they", "it", "him", "her", "them", "his", "their", "its"] {
            candidates.words.entry(fold_hash(pronoun)).or_default().pronoun = true;
        }
        Ok(candidates)
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

    /// Whether the sentence with these tokens and parties could hold an event.
    pub fn is_candidate(&self, tokens: &[Token], parties: Parties) -> bool {
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
        let known = parties.acting + usize::from(agents > 0);
        let two = parties.acting > 0 && parties.named + agents + pronouns >= 2 || agents >= 2;
        if known == 0 {
            return false;
        }
        let has = |group: &u32| present[*group as usize / 64] & 1 << (group % 64) != 0;
        let shows = |bag: &Bag| (two || bag.alone) && bag.groups.iter().all(has);
        let bags = phrases.iter().flat_map(|&(first, end)| &self.phrases_of[first as usize..end as usize]);
        bags.into_iter().any(|&bag| shows(&self.bags[bag as usize]))
    }
}

/// Whether most longer words have capitals, as in headlines.
fn is_headline_case(tokens: &[Token]) -> bool {
    let long = || tokens.iter().filter(|token| token.shape.is_word() && token.span.len() > 3);
    long().filter(|token| token.shape.is_capitalized()).count() * 2 > long().count()
}

impl Builder {
    /// Adds a phrase: `carry_out|launch airstrike|raid on {target}`.
    fn add(&mut self, phrase: &str, noun: bool, alone: bool) {
        let mut elements = phrase.split_whitespace();
        let heads = elements.next().unwrap_or("");
        let shared: Vec<u32> =
            elements.filter(|element| !element.starts_with(['{', '*'])).map(|element| self.group(element)).collect();
        for alternative in heads.split('|') {
            let mut words: Vec<&str> = alternative.split(['_', '-']).filter(|word| !word.is_empty()).collect();
            let predicate = if noun { words.pop() } else { (!words.is_empty()).then(|| words.remove(0)) };
            let Some(predicate) = predicate else { continue };
            let mut groups = shared.clone();
            groups.extend(words.into_iter().map(|word| self.group(word)));
            groups.sort_unstable();
            groups.dedup();
            let bag = self.bags.len() as u32;
            self.bags.push(Bag { groups, alone });
            self.predicates.extend(forms(predicate).iter().map(|form| (fold_hash(form), bag)));
        }
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
        phrases.iter().for_each(|(phrase, alone)| builder.add(phrase, false, *alone));
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
