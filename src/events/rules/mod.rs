//! Rule files → classes: which phrases have which CAMEO code, and the sentences that prove it.
//!
//! In: the TOML files of `gazetteers/events/`. Out: checked [`Class`]es and operators in file order. How a phrase is
//! matched is `phrases` and `matching`'s job.
//!
//! ```text
//! files      the embedded files, and those of a user's folder
//! phrases    the grammar of a phrase → pattern over clauses
//! index      patterns by the lemma of their predicate
//! lexicon    the words that the rules know
//! lists      closed lists of words
//! table      tables keyed by hashes of words
//! proof      whether the rules do what their own sentences say
//! ```

pub(super) mod files;
pub(super) mod index;
pub(super) mod lexicon;
pub(super) mod lists;
pub(super) mod phrases;
pub(super) mod proof;
pub(super) mod table;

use std::fmt;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use self::files::{RuleFiles, RuleText};
use self::lists::Lists;
use self::phrases::{Pattern, Phrase};
use super::actors::Party;
use super::operators::{Operator, OperatorRule};
use crate::error::{Error, Result};
use crate::gazetteer::Cameo;

/// Whether an event needs somebody in that place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Need {
    /// No event without.
    #[default]
    Required,
    /// An event even when nobody is named.
    Optional,
    /// An event without only where the passive voice hides who it is ("The party was banned").
    Passive,
}

/// Whether the phrases of a class tell it only in the negative ("would not comment").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Denied {
    /// As they stand.
    #[default]
    No,
    /// Under any negation: "is not hopeful".
    Any,
    /// Where somebody will not: "would not say", "neither confirmed nor denied".
    Will,
}

/// A class of acts with one CAMEO code.
#[derive(Clone, Debug)]
pub struct Class {
    /// Unique id, as `explain` shows it.
    pub id: String,
    /// CAMEO code.
    pub code: String,
    /// Whether a target must be found.
    pub target: Need,
    /// Whether a source must be found.
    pub source: Need,
    /// Roles of which the source must have one (empty: any); `none` stands for no known source, `state` for a bare
    /// country, `land` for a country or a place in one, `!` before a role for any source without it.
    pub when_source: Vec<String>,
    /// Roles of which the target must have one (empty: any); `state`, `land` and `!` as above.
    pub when_target: Vec<String>,
    /// Whether its phrases tell it only in the negative.
    pub denied: Denied,
    /// Whether it is told only by whoever does it ("said it had nothing to do with the raid").
    pub himself: bool,
    /// Whether its phrases tell what somebody says of their subject ("said the ban was illegal"): who says so is the source, the
    /// subject or whose it is the target.
    pub judged: bool,
    /// Words of which one must be the verb's subject (empty: any): "Tanks from Germany arrived" tells no visit.
    pub when_subject: Vec<Phrase>,
    /// Sentences that prove the class.
    pub proof: Proof,
}

/// Whether an actor has the role; `state`: it is a country and nothing else; `land`: it is a place; `!` before it: whether it has not.
fn has_role(party: &Party, role: &str) -> bool {
    match role.strip_prefix('!') {
        Some(role) => !has_role(party, role),
        None if role == "state" => party.is_country(),
        None if role == "land" => party.is_country() && !party.is_owner && !party.is_generic,
        None => party.actor.code.contains(role),
    }
}

impl Class {
    /// Whether the class admits these sources (see `when_source`).
    pub(super) fn may_have_source(&self, sources: &[Party]) -> bool {
        let has = |role: &String| sources.iter().any(|party| has_role(party, role));
        self.when_source.is_empty()
            || (sources.is_empty() && self.when_source.iter().any(|role| role == "none" || role.starts_with('!')))
            || self.when_source.iter().any(has)
    }

    /// Whether the class admits these targets (see `when_target`).
    pub(super) fn may_have_target(&self, targets: &[Party]) -> bool {
        let has = |role: &String| targets.iter().any(|party| has_role(party, role));
        self.when_target.is_empty() || self.when_target.iter().any(has)
    }
}

/// Sentences that must be coded so, and sentences that must not.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// `sentence | source > target`.
    pub yes: Vec<String>,
    /// Plain sentences.
    pub no: Vec<String>,
}

/// A phrase as written.
#[derive(Clone, Debug)]
pub struct PhraseText {
    /// The elements, divided by spaces.
    pub text: String,
    /// Whether its predicate is a noun.
    pub noun: bool,
    /// Index of the class.
    pub class: u16,
    /// Number of the first pattern after those that it makes.
    pub end: u32,
}

/// All rules.
#[derive(Default)]
pub struct Rules {
    /// Classes in file order.
    pub classes: Vec<Class>,
    /// Their phrases, compiled; each knows its class.
    pub patterns: Vec<Pattern>,
    /// Operators over inner acts.
    pub operators: Vec<Operator>,
    /// The phrases of the classes, as written.
    pub phrases: Vec<PhraseText>,
    /// Every word of every phrase, as written.
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    #[serde(default)]
    class: Vec<ClassRule>,
    #[serde(default)]
    operator: Vec<OperatorRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassRule {
    id: String,
    code: String,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    target: Need,
    #[serde(default)]
    source: Need,
    #[serde(default)]
    when_source: Vec<String>,
    #[serde(default)]
    when_target: Vec<String>,
    #[serde(default)]
    denied: Denied,
    #[serde(default)]
    himself: bool,
    #[serde(default)]
    judged: bool,
    #[serde(default)]
    when_subject: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// Where in the rules something is, for messages.
pub struct Place<'p> {
    /// Path, or name in the project.
    pub file: &'p str,
    /// Id of class or operator.
    pub id: &'p str,
}

impl Place<'_> {
    /// An error at this place.
    pub fn error(&self, message: impl fmt::Display) -> Error {
        Error::new(format!("{}: class \"{}\": {message}", self.file, self.id))
    }
}

/// Files of `events/` that hold no classes.
const OTHER_FILES: [&str; 5] = ["countrymen.toml", "lists.toml", "noise.toml", "pairs.toml", "senses.toml"];

impl Rules {
    /// Reads and checks the rules.
    pub fn load(files: &RuleFiles, lists: &Lists) -> Result<Self> {
        let cameo = Cameo::load()?;
        let mut rules = Self::default();
        let mut ids = FxHashSet::default();
        for file in files.names()?.iter().filter(|file| !OTHER_FILES.contains(&file.as_str())) {
            let RuleText { name, text } = files.read(file)?;
            rules.add_file(&name, &text, lists, &cameo, &mut ids)?;
        }
        Ok(rules)
    }

    /// Adds the rules of one file.
    pub fn add_file(
        &mut self,
        file: &str,
        text: &str,
        lists: &Lists,
        cameo: &Cameo,
        ids: &mut FxHashSet<String>,
    ) -> Result<()> {
        let mut read: RuleFile = toml::from_str(text).map_err(|error| Error::new(format!("{file}: {error}")))?;
        OperatorRule::take_codes(&mut read.operator).map_err(|error| Error::new(format!("{file}: {error}")))?;
        for rule in read.class {
            let place = Place { file, id: &rule.id };
            if !ids.insert(rule.id.clone()) {
                return Err(place.error("the id is used twice; ids are unique over all files"));
            }
            if cameo.get(&rule.code).is_none() {
                return Err(place.error(format!("code \"{}\" is not in gazetteers/cameo.csv", rule.code)));
            }
            let class = self.classes.len() as u16;
            for (phrases, noun) in [(&rule.phrases, false), (&rule.nouns, true)] {
                for phrase in phrases {
                    self.add_words(phrase);
                    let compiled = phrases::compile(phrase, noun, class, lists);
                    self.patterns
                        .extend(compiled.map_err(|message| place.error(format!("phrase \"{phrase}\": {message}")))?);
                    let end = self.patterns.len() as u32;
                    self.phrases.push(PhraseText { text: phrase.clone(), noun, class, end });
                }
            }
            rule.when_subject.iter().for_each(|words| self.add_words(words));
            let when_subject = rule.when_subject.iter().map(|words| Phrase::read(words)).collect();
            self.classes.push(Class {
                id: rule.id,
                code: rule.code,
                target: rule.target,
                source: rule.source,
                when_source: rule.when_source,
                when_target: rule.when_target,
                when_subject,
                denied: rule.denied,
                himself: rule.himself,
                judged: rule.judged,
                proof: Proof { yes: rule.yes, no: rule.no },
            });
        }
        for rule in read.operator {
            rule.phrases().for_each(|phrase| self.add_words(phrase));
            let id = rule.id.clone();
            let place = Place { file, id: &id };
            if !ids.insert(format!("operator {id}")) {
                return Err(place.error("the id is used twice; ids are unique over all files"));
            }
            self.operators.push(Operator::compile(rule, lists, cameo).map_err(|message| place.error(message))?);
        }
        Ok(())
    }

    /// The phrase that made a pattern, as written.
    pub(super) fn phrase_of(&self, pattern: u32) -> &str {
        let before = self.phrases.partition_point(|phrase| phrase.end <= pattern);
        self.phrases.get(before).map_or("", |phrase| &phrase.text)
    }

    /// The id of a class, or, for numbers beyond the classes, of an operator.
    pub(super) fn id(&self, number: u16) -> &str {
        let number = usize::from(number);
        match self.classes.get(number) {
            Some(class) => &class.id,
            None => self.operators.get(number - self.classes.len()).map_or("", |operator| &operator.id),
        }
    }

    /// Notes every word of a phrase.
    fn add_words(&mut self, phrase: &str) {
        let all =
            phrase.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '.' | '-'))).flat_map(phrases::words_of);
        self.words.extend(all.filter(|word| word.len() > 1).map(str::to_string));
    }
}
