//! Learns the lemmatiser's rules: for each tag and ending the edit that is right most often, where a shorter ending errs.

use std::collections::BTreeMap;

use dateline::parse::lemmatiser::{Edit, LONGEST_ENDING, Lemmatiser, ending_key, lower_case, word_key};
use dateline::parse::tags::TagClasses;

use crate::conllu::Sentence;

type Counts = BTreeMap<(u8, Vec<u8>), BTreeMap<Edit, usize>>;

/// Learns from the gold tags and lemmas.
pub fn learn(sentences: &[Sentence], classes: &TagClasses) -> Lemmatiser {
    let cased = cased_classes(sentences, classes);
    let mut words = Counts::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        let class = classes.class(word.upos, &word.xpos);
        let mut form = word.form.clone();
        if cased >> class & 1 == 0 {
            lower_case(&word.form, &mut form);
        }
        let edit = Edit::between(&form, &word.lemma);
        *words.entry((class, form.into_bytes())).or_default().entry(edit).or_default() += 1;
    }
    let mut rules: BTreeMap<u32, Edit> = BTreeMap::new();
    for length in 0..=LONGEST_ENDING {
        learn_endings(&words, length, &mut rules);
    }
    for ((class, form), edits) in &words {
        let edit = commonest(edits);
        if *edit != ruled(&rules, form, *class, LONGEST_ENDING) {
            rules.insert(word_key(form, *class), edit.clone());
        }
    }
    let edits: Vec<Edit> = rules.values().cloned().collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    let number = |edit: &Edit| edits.binary_search(edit).unwrap_or(0) as u32;
    let rules: Vec<(u32, u32)> = rules.iter().map(|(&key, edit)| (key, number(edit))).collect();
    Lemmatiser::new(edits, &rules, cased)
}

fn learn_endings(words: &Counts, length: usize, rules: &mut BTreeMap<u32, Edit>) {
    let mut endings = Counts::new();
    for ((class, form), edits) in words.iter().filter(|((_, form), _)| form.len() >= length) {
        let ending = form[form.len() - length..].to_vec();
        *endings.entry((*class, ending)).or_default().entry(commonest(edits).clone()).or_default() += 1;
    }
    for ((class, ending), edits) in &endings {
        let edit = commonest(edits);
        let known = ruled(rules, ending, *class, length);
        let gain = edits[edit] - edits.get(&known).copied().unwrap_or(0);
        if length == 0 || *edit != known && gain >= 2 {
            rules.insert(ending_key(ending, length, *class), edit.clone());
        }
    }
}

fn ruled(rules: &BTreeMap<u32, Edit>, form: &[u8], class: u8, longest: usize) -> Edit {
    let lengths = (0..=longest.min(form.len())).rev();
    lengths.filter_map(|length| rules.get(&ending_key(form, length, class))).next().cloned().unwrap_or_default()
}

fn commonest(edits: &BTreeMap<Edit, usize>) -> &Edit {
    static NONE: Edit = Edit { cut: 0, append: String::new() };
    edits.iter().max_by_key(|(_, count)| **count).map_or(&NONE, |(edit, _)| edit)
}

fn cased_classes(sentences: &[Sentence], classes: &TagClasses) -> u64 {
    let mut votes = [0i32; 64];
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        if word.form.starts_with(char::is_uppercase) {
            let keeps = word.lemma.starts_with(char::is_uppercase);
            votes[classes.class(word.upos, &word.xpos) as usize] += if keeps { 1 } else { -1 };
        }
    }
    // Pronouns: `I` is a rule of its own.
    let pronoun = (0..classes.len()).filter(|&class| classes.tags(class as u8).0 == dateline::model::Upos::Pron);
    pronoun.for_each(|class| votes[class] = 0);
    votes.iter().enumerate().filter(|(_, votes)| **votes > 0).map(|(class, _)| 1 << class).sum()
}
