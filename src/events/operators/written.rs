//! Operators as a rule file has them → compiled, or what is wrong with them.

use serde::Deserialize;

use super::complements::Complement;
use super::{Form, Operator, SAME, TargetOf};
use crate::events::rules::lists::{Lists, phrase_hash};
use crate::gazetteer::Cameo;
use crate::model::Status;

/// An operator as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorRule {
    /// Unique id.
    pub id: String,
    phrases: Vec<String>,
    /// Phrases whose word must be a noun ("the call for talks").
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default = "asserted")]
    status: String,
    #[serde(default)]
    keeps_inner: bool,
    #[serde(default = "inner")]
    target: String,
    codes: toml::Table,
    /// The operator whose codes it has too, but for those of its own.
    #[serde(default)]
    like: String,
    /// Code over an inner act that no class knows.
    #[serde(default)]
    open: String,
    /// The operator that it is when it has an object of its own ("wants Iran to halt": urges).
    #[serde(default)]
    with_object: String,
    /// Beginnings of codes of the whole that states and those who bear arms are told to do although nobody is on the other side
    /// ("refused to free the hostages").
    #[serde(default)]
    alone: Vec<String>,
    /// Those of them that hold for offices too: what else an office refuses or promises nobody is policy at home.
    #[serde(default)]
    alone_in_office: Vec<String>,
    /// Whether only what somebody tells of himself, as done, is under the operator ("said it had bombed").
    #[serde(default)]
    himself: bool,
    /// Whether what one's own forces are told is what they do, and no demand of them ("ordered his troops to pull out").
    #[serde(default)]
    own_forces: bool,
    /// Whether `with` names whom it is done with ("agreed with Russia to pull out").
    #[serde(default)]
    with_partner: bool,
    /// Roles of which the source must have one (empty: any).
    #[serde(default)]
    when_source: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

impl OperatorRule {
    /// Takes the codes of the operator that it is like, where it has none of its own; the error names an operator that is not there.
    pub fn take_codes(rules: &mut [Self]) -> Result<(), String> {
        for at in 0..rules.len() {
            let like = rules[at].like.clone();
            if like.is_empty() {
                continue;
            }
            let other = rules.iter().find(|rule| rule.id == like && rule.like.is_empty());
            let codes =
                other.map(|rule| rule.codes.clone()).ok_or_else(|| format!("\"{like}\" is no operator with codes"))?;
            for (root, code) in codes {
                rules[at].codes.entry(root).or_insert(code);
            }
        }
        Ok(())
    }

    /// All phrases, of verbs and nouns.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().chain(&self.nouns).map(String::as_str)
    }
}

fn asserted() -> String {
    "asserted".into()
}

fn inner() -> String {
    "inner".into()
}

impl Operator {
    /// Compiles and checks an operator; the error says what is wrong.
    pub fn compile(rule: OperatorRule, lists: &Lists, cameo: &Cameo) -> Result<Self, String> {
        let status = status(&rule.status)?;
        let mut forms = Vec::new();
        for phrase in rule.phrases() {
            forms.extend(read_forms(phrase, lists).map_err(|message| format!("phrase \"{phrase}\": {message}"))?);
        }
        for phrase in &rule.nouns {
            let nouns: Vec<u64> = phrase.split(['|', ' ']).map(crate::segment::fold_hash).collect();
            forms
                .iter_mut()
                .filter(|form| nouns.contains(&form.head) && form.prepositions.is_empty())
                .for_each(|form| form.noun = true);
        }
        let mut codes = Vec::new();
        for (root, code) in &rule.codes {
            let code = code.as_str().ok_or_else(|| format!("code of \"{root}\" is no string"))?;
            if !matches!(code, "" | SAME) && cameo.get(code).is_none() {
                return Err(format!("code \"{code}\" is not in gazetteers/cameo.csv"));
            }
            codes.push((root.clone(), code.to_string()));
        }
        codes.sort_by_key(|(root, _)| std::cmp::Reverse(if root == "*" { 0 } else { root.len() }));
        let target = match rule.target.as_str() {
            "inner" => TargetOf::Inner,
            "object" => TargetOf::Object,
            "doer" => TargetOf::Doer,
            other => return Err(format!("target \"{other}\" is none of inner, object, doer")),
        };
        if !rule.open.is_empty() && cameo.get(&rule.open).is_none() {
            return Err(format!("code \"{}\" is not in gazetteers/cameo.csv", rule.open));
        }
        let words = rule.phrases().map(without_complement).collect();
        Ok(Self {
            forms,
            status,
            target,
            codes,
            words,
            id: rule.id,
            keeps_inner: rule.keeps_inner,
            open: rule.open,
            with_object: rule.with_object,
            alone: rule.alone,
            alone_in_office: rule.alone_in_office,
            himself: rule.himself,
            own_forces: rule.own_forces,
            with_partner: rule.with_partner,
            when_source: rule.when_source,
            yes: rule.yes,
            no: rule.no,
        })
    }
}

/// `urge|press to_infinitive` without its last element.
fn without_complement(phrase: &str) -> String {
    phrase.trim_end().rsplit_once(' ').map_or(phrase, |(words, _)| words).to_string()
}

fn status(word: &str) -> Result<Status, String> {
    Ok(match word {
        "asserted" => Status::Asserted,
        "negated" => Status::Negated,
        "hypothetical" => Status::Hypothetical,
        "future" => Status::Future,
        other => return Err(format!("status \"{other}\" is none of asserted, negated, hypothetical, future")),
    })
}

fn read_forms(phrase: &str, lists: &Lists) -> Result<Vec<Form>, String> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let [heads, middle @ .., last] = &words[..] else {
        return Err("an operator is its words and a complement (to_infinitive, gerund, that_clause, whether_clause, must_clause, should_clause, imperative, noun)".into());
    };
    let mut forms = Vec::new();
    for complement in last.split('|') {
        let complement = match complement {
            "to_infinitive" => Complement::Infinitive,
            "gerund" => Complement::Gerund,
            "that_clause" => Complement::Clause,
            "whether_clause" => Complement::Whether,
            "must_clause" => Complement::Must,
            "should_clause" => Complement::Should,
            "imperative" => Complement::Imperative,
            "noun" => Complement::Noun,
            other => {
                return Err(format!(
                    "complement \"{other}\" is none of to_infinitive, gerund, that_clause, whether_clause, must_clause, should_clause, imperative, noun"
                ));
            }
        };
        for head in heads.split('|') {
            forms.push(read_form(head, middle, complement, lists));
        }
    }
    Ok(forms)
}

fn read_form(head: &str, middle: &[&str], complement: Complement, lists: &Lists) -> Form {
    let head = head.strip_prefix("be_").unwrap_or(head);
    let words: Vec<&str> = head.split('_').filter(|word| !word.is_empty()).collect();
    let (first, rest) =
        words.split_first().map_or((0, &[][..]), |(first, rest)| (crate::segment::fold_hash(first), rest));
    let mut form =
        Form { head: first, particle: None, object: Vec::new(), prepositions: Vec::new(), complement, noun: false };
    // "give_in_to": of two prepositions the first is a particle.
    let is_preposition = |word: &&str| lists.prepositions.contains(&phrase_hash(word));
    let rest = match rest {
        [particle, preposition, ..] if [particle, preposition].into_iter().all(is_preposition) => {
            form.particle = Some(phrase_hash(particle));
            &rest[1..]
        }
        _ => rest,
    };
    let mut add = |alternatives: &str| {
        let hashes: Vec<u64> = alternatives.split('|').map(phrase_hash).collect();
        let word = alternatives;
        if hashes.iter().all(|hash| lists.prepositions.contains(hash))
            && !matches!(word, "off" | "out" | "back" | "up" | "down")
        {
            form.prepositions.extend(hashes);
        } else if hashes.len() == 1 && lists.particles.contains(&hashes[0]) {
            form.particle = Some(hashes[0]);
        } else if !alternatives.starts_with('{') && !matches!(word, "object" | "*") {
            form.object.extend(hashes);
        }
    };
    rest.iter().for_each(|word| add(word));
    middle.iter().for_each(|word| add(word));
    form
}
