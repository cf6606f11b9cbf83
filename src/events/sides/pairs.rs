//! Which two parties make a political event, by the rows of `gazetteers/events/pairs.toml`.

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::events::actors::codes::has_no_country;
use crate::events::actors::{Party, same};
use crate::events::rules::files::RuleFiles;
use crate::model::Actor;

/// Pairs that make no political event, as `gazetteers/events/pairs.toml` has them.
#[derive(Debug, Default)]
pub struct Pairs {
    rows: Vec<Pair>,
    /// The rows that may be for acts of each root of codes, by its number.
    of_root: Vec<Vec<u32>>,
}

/// How many roots codes have, with the number that is none.
const ROOTS: usize = 21;

/// One row: says that there is no event when all that it names holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// What it is for, for readers of the file.
    why: String,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    target: Vec<String>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    /// The end of the class's id.
    #[serde(default)]
    class: String,
    at_home: Option<bool>,
    /// The code that the event has between such parties; none: it is no event.
    #[serde(default)]
    instead: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PairFile {
    pair: Vec<Pair>,
}

impl Pairs {
    /// Reads the rows; fails with file, row and word when one of them is wrong.
    pub fn load(files: &RuleFiles) -> Result<Self> {
        let (name, read): (_, PairFile) = files.parse("pairs.toml")?;
        for pair in &read.pair {
            known_words(&name, &pair.why, pair.source.iter().chain(&pair.target))?;
        }
        let of_root = |root: usize| {
            let root = format!("{root:02}");
            let touches = |row: &Pair| {
                let near = |code: &String| code.starts_with(&root) || root.starts_with(code.as_str());
                row.codes.is_empty() || row.codes.iter().any(near)
            };
            (0..).zip(&read.pair).filter(|(_, row)| touches(row)).map(|(number, _)| number).collect()
        };
        Ok(Self { of_root: (0..ROOTS).map(of_root).collect(), rows: read.pair })
    }

    /// The rows that may be for acts of that code, in their order.
    fn of_code(&self, code: &str) -> impl Iterator<Item = &Pair> {
        let root = code.get(..2).and_then(|root| root.parse::<usize>().ok());
        let known = root.and_then(|root| self.of_root.get(root));
        let rows = known.into_iter().flatten().map(|&row| &self.rows[row as usize]);
        rows.chain(self.rows.iter().filter(move |_| known.is_none()))
    }

    /// Whether the pair may be in political news with an act of that code and rule.
    pub fn are_political(&self, source: &Party, target: &Party, code: &str, rule: &str) -> bool {
        let mut rows = self.of_code(code).filter(|row| row.instead.is_empty());
        !rows.any(|row| row.holds(source, target, code, rule))
    }

    /// The code that an act with that code and rule has between the two, where that is another.
    pub fn instead(&self, source: &Party, target: &Party, code: &str, rule: &str) -> Option<&str> {
        let mut rows = self.of_code(code).filter(|row| !row.instead.is_empty());
        rows.find(|row| row.holds(source, target, code, rule)).map(|row| row.instead.as_str())
    }
}

impl Pair {
    fn holds(&self, source: &Party, target: &Party, code: &str, rule: &str) -> bool {
        let at_home = || {
            let [own, other] = [source, target].map(|party| party.actor.code.get(..3).unwrap_or(""));
            own == other && !own.starts_with("IG")
        };
        let class = rule.trim_end_matches(')');
        let is_one = |party: &Party, words: &[String]| words.iter().all(|word| holds(party, word) == Some(true));
        Codes { codes: &self.codes, except: &self.except }.hold(code)
            && self.at_home.is_none_or(|wanted| wanted == at_home())
            && class.ends_with(self.class.as_str())
            && (!source.actor.code.is_empty() || self.source.iter().any(|word| word == "nobody"))
            && is_one(source, &self.source)
            && is_one(target, &self.target)
    }
}

/// The codes that a row is for.
pub(super) struct Codes<'r> {
    /// Beginnings of codes; none: any.
    pub(super) codes: &'r [String],
    /// Beginnings of codes that it does not touch.
    pub(super) except: &'r [String],
}

impl Codes<'_> {
    /// Whether the row is for that code.
    pub(super) fn hold(&self, code: &str) -> bool {
        let begins = |beginnings: &[String]| beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()));
        (self.codes.is_empty() || begins(self.codes)) && !begins(self.except)
    }
}

/// Fails with file, row and word when a row has a word for parties that is not known.
pub(super) fn known_words<'w>(file: &str, row: &str, mut words: impl Iterator<Item = &'w String>) -> Result<()> {
    match words.find(|&word| holds(&Party::default(), word).is_none()) {
        Some(word) => Err(Error::new(format!("{file}: \"{row}\": nobody is \"{word}\"; see the file's head"))),
        None => Ok(()),
    }
}

/// Whether a party is what the word says; `None` when no such word is known.
pub(super) fn holds(party: &Party, word: &str) -> Option<bool> {
    if let Some(word) = word.strip_prefix('!') {
        return holds(party, word).map(|holds| !holds);
    }
    let code = party.actor.code.as_str();
    // "CHNGOV" has no "NGO" in it.
    let is_part = |role: &str| code.as_bytes().chunks(3).any(|part| part == role.as_bytes());
    let has = |roles: &str| roles.split('|').any(is_part);
    // The IMF is a body of states for business ("IGOBUSIMF"), and no firm.
    let body = code.starts_with("IGO");
    let acts_as = |roles: &str| roles.split('|').any(|role| is_part(role) && !(body && role == "BUS"));
    let ends = |roles: &[&str]| roles.iter().any(|role| code.ends_with(role));
    Some(match word {
        "nobody" => code.is_empty(),
        "known" => !code.is_empty(),
        "named" => party.actor.entity.is_some(),
        "country" => party.is_country(),
        "place" => party.is_place,
        "private" => is_private(party),
        "stateless" => party.needs_country && party.homes.is_empty(),
        "stateless-role" => has_no_country(code),
        "plural" => party.is_plural,
        "generic" => party.is_generic,
        "owner" => party.is_owner,
        "office" => has_office(party),
        "firm" => ends(&["BUS", "MNC"]),
        "business" => has("BUS|MNC|MED"),
        "politics" => ends(&["GOV", "LEG", "PTY", "ELI", "JUD"]) && !party.is_place,
        "bearing-arms" => ends(&["MIL", "REB", "INS", "SEP", "UAF"]) && code.len() <= 6,
        roles if roles.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'|') => acts_as(roles),
        _ => return None,
    })
}

/// Whether somebody says or gives something to his own country at large, once it is known which country he is of.
pub fn is_talk_at_home(source: &Actor, target: &Actor, code: &str) -> bool {
    let whole = target.code.len() == 3 && source.code.len() > 3 && source.code.starts_with(&target.code);
    let talk =
        matches!(code.get(..2), Some("01" | "02" | "03" | "04" | "05" | "06" | "07" | "10" | "11" | "12" | "13"));
    whole && talk && !has_no_country(&target.code) && in_office(source)
}

fn in_office(actor: &Actor) -> bool {
    ["GOV", "LEG", "JUD", "MIL", "ELI", "SPY"].iter().any(|office| actor.code.ends_with(office))
}

/// Whether the party is a private one without a name (investors, tourists, a firm).
fn is_private(party: &Party) -> bool {
    const ROLES: [&str; 7] = ["BUS", "CVL", "LAB", "HLH", "EDU", "MED", "AGR"];
    let code = &party.actor.code;
    party.is_generic && ROLES.iter().any(|role| code.ends_with(role))
}

/// Whether the party is one that governs, fights or opposes, not a mere country.
fn has_office(party: &Party) -> bool {
    (party.actor.code.len() > 3 || party.needs_country) && !is_private(party) && !party.is_place
}

/// Whether a code is a mere role: "officials", nobody knows whose.
fn is_mere_role(actor: &Actor) -> bool {
    has_no_country(&actor.code)
}

/// Whether it is known of at least one side which country or body it is.
pub fn has_country(source: &Actor, target: &Actor) -> bool {
    [source, target].iter().any(|actor| !actor.code.is_empty() && !is_mere_role(actor))
}

/// Whether who deals with whom is told as far as the kind of act needs it: words go between known parties, while unknown
/// gunmen and rebels fight and are fought.
pub fn are_told_apart(source: &Actor, target: &Actor, code: &str) -> bool {
    let fights =
        |actor: &Actor| matches!(actor.code.get(..3), Some("REB" | "INS" | "SEP" | "UAF" | "OPP" | "RAD" | "CRM"));
    let by_force = matches!(code.get(..2), Some("14" | "15" | "17" | "18" | "19" | "20"));
    by_force || [source, target].iter().all(|actor| !is_mere_role(actor) || fights(actor))
}

/// Whether the two may be source and target of one act: not the same, and of one country only with different roles or
/// when it is violence or coercion at home; `persons` when both are persons of a name.
pub fn may_pair(source: &Actor, target: &Actor, party: &Party, code: &str, persons: bool) -> bool {
    if same(source, target) || (!source.name.is_empty() && source.name == target.name) {
        return false;
    }
    let both = !source.code.is_empty() && !target.code.is_empty();
    if !both
        || source.code.get(..3) != target.code.get(..3)
        || source.code.starts_with("IGO")
        || source.code.starts_with("NGO")
    {
        return true;
    }
    let at_home = matches!(code.get(..2), Some("08" | "14" | "15" | "17" | "18" | "19" | "20"));
    // "The vice president called on the president to resign".
    let apart = source.entity.is_some() && target.entity.is_some() && source.entity != target.entity;
    // "The governor accused the president": two of one office who are named.
    let talk = matches!(code.get(..2), Some("02" | "10" | "11" | "12" | "13"));
    // or met him: a visit to him is no journey, and what bodies of one country do with each other is mostly told of both.
    let together = matches!(code.get(..2), Some("04" | "05")) && !matches!(code, "042" | "043" | "045");
    let in_words = apart && (talk && source.code.len() > 3 && !party.is_generic || persons && together);
    // House and Senate, majority and minority, candidates and parties ask, blame and reject each other.
    let against = matches!(code.get(..2), Some("02" | "10" | "11" | "12" | "13"));
    let parties = apart && source.code.ends_with("PTY");
    let sides = parties && (against || code.starts_with("16"));
    let chambers = (against && source.code.ends_with("LEG") || sides) && source.name != target.name;
    source.code != target.code
        || in_words
        || chambers
        || (at_home && (party.is_place || source.entity != target.entity || source.entity.is_none()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn party(code: &str) -> Party {
        let actor = Actor { name: code.into(), code: code.into(), ..Actor::default() };
        Party { actor, needs_country: code.len() == 3, is_generic: true, ..Party::default() }
    }

    #[test]
    fn private_business_is_no_politics() {
        for (source, target, code, expected) in [
            ("BUS", "BUS", "050", false),
            ("CVL", "GRCGOV", "111", true),
            ("BUS", "", "143", false),
            ("RUSMIL", "CVL", "190", true),
            ("LAB", "", "141", true),
        ] {
            let pairs = Pairs::load(&RuleFiles::default()).unwrap();
            let political = pairs.are_political(&party(source), &party(target), code, "");
            assert_eq!(political, expected, "{source} {target} {code}");
        }
    }
}
