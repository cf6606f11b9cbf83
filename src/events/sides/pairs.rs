//! Which two parties make a political event (by the rows of `pairs.toml`), and which country an unnamed group is of.

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::events::actors::codes::{self, has_no_country};
use crate::events::actors::{Party, same};
use crate::events::rules::files::RuleFiles;
use crate::events::setting::home::Home;
use crate::model::Actor;

/// Those who rule a country, by what they are called where no name is.
const RULERS: [&str; 6] = ["president", "prime minister", "premier", "vice president", "government", "administration"];

/// A domestic group gets a country: of the place where it acts as the sentence tells it ("police" in Athens), else of the
/// other side where news mostly tells of one country ("the opposition" that Iran arrests), else of the dateline.
pub fn at_home(source: &Party, target: &Party, home: &Home<'_>, code: &str) -> (Actor, Actor) {
    const DOMESTIC: [&str; 16] = [
        "GOV", "OPP", "LEG", "JUD", "CVL", "LAB", "EDU", "REL", "HLH", "MED", "ELI", "COP", "AGR", "MOD", "CRM", "SPY",
    ];
    let root = code.get(..2).unwrap_or("");
    let at_war = |actor: &Actor, other: &Party| {
        let fights = matches!(root, "18" | "19" | "20") && other.actor.code.ends_with("MIL")
            || other.actor.code.ends_with("COP");
        fights && matches!(actor.code.as_str(), "REB" | "SEP" | "OPP")
    };
    // Whoever is expelled is somebody else's.
    let one_country = matches!(root, "02" | "08" | "09" | "10" | "11" | "12" | "13" | "14" | "15" | "17")
        && !code.starts_with("174")
        || matches!(code, "0353" | "0253");
    let country = |party: &Party| {
        let code = party.actor.code.get(..3).unwrap_or("").to_string();
        let is_state =
            !party.needs_country && !has_no_country(&code) && party.actor.code.len() >= 3 && !codes::is_of_body(&code);
        if is_state { code } else { String::new() }
    };
    let complete = |party: &Party, other: &Party| {
        let mut actor = party.actor.clone();
        if !party.needs_country {
            return actor;
        }
        // "the government resumed talks with rebels": its own.
        let own_rebels = matches!(actor.code.as_str(), "REB" | "SEP" | "OPP")
            && other.actor.code.ends_with("GOV")
            && matches!(root, "03" | "04" | "05" | "08" | "10" | "12");
        // An inquiry into soldiers is into one's own.
        let own_forces = actor.code == "MIL" && matches!(root, "09" | "17") && !other.needs_country;
        // "rebels of the country killed twelve soldiers", "freed a policeman": its soldiers, or its people.
        let frees = matches!(code.get(..3), Some("084")) || matches!(code, "0253" | "0353" | "1053");
        let own_victims = matches!(actor.code.as_str(), "MIL" | "COP" | "CVL")
            && (frees || matches!(root, "18" | "19" | "20"))
            && matches!(other.actor.code.get(3..6), Some("REB" | "SEP" | "OPP"))
            && !other.needs_country;
        // Whom insurgents of a country harm in news of that country are its people.
        let own_people = matches!(actor.code.as_str(), "CVL" | "EDU" | "COP" | "HLH" | "REL")
            && matches!(root, "18" | "19" | "20")
            && other.actor.code.get(3..6) == Some("INS")
            && !other.needs_country
            && home.main() == country(other);
        // Police and courts deal with the people of their country.
        let own_police = actor.code == "CVL"
            && matches!(root, "18" | "19")
            && matches!(other.actor.code.get(3..), Some("COP"))
            && !other.needs_country;
        // Miners that kidnap a minister kidnap one of their own, and an army chief topples his own.
        let own_minister = actor.code == "GOV"
            && !party.is_plural
            && matches!(root, "18" | "19" | "20")
            && matches!(other.actor.code.get(3..), Some("LAB" | "AGR" | "OPP" | "EDU" | "REB" | "SEP" | "CVL" | "MIL"))
            && !other.needs_country;
        let domestic = own_rebels
            || own_forces
            || own_victims
            || own_people
            || own_police
            || own_minister
            || (one_country && DOMESTIC.contains(&actor.code.as_str()))
            || (root == "14" && matches!(actor.code.as_str(), "ENV" | "HRI"))
            || at_war(&actor, other);
        // "Ministers" and "the government" may be anybody's, unless they deal with protest or use force at home.
        // Parliament, courts, police and the opposition deal with the officials of their own country.
        let overseen = matches!(root, "09" | "10" | "11")
            && !other.needs_country
            && matches!(other.actor.code.get(3..6), Some("LEG" | "JUD" | "COP" | "OPP"));
        let governs = actor.code == "GOV" && party.is_plural && !overseen && !matches!(root, "14" | "15" | "17");
        let of_other = if domestic && !governs { country(other) } else { String::new() };
        // Unnamed bands fight on either side of a border.
        let band = matches!(actor.code.as_str(), "INS" | "UAF" | "RAD");
        let dateline = if governs || band { String::new() } else { home.dateline.clone() };
        // Unnamed forces that strike in a country are seldom its own.
        let abroad = actor.code == "MIL"
            && matches!(root, "18" | "19" | "20")
            && (other.is_place || other.is_owner || other.actor.code.len() == 3)
            && !other.needs_country
            && country(other) == home.told;
        if abroad {
            return actor;
        }
        // Somebody who is named holds his office where the document is at home, as do those who keep order or rule, and their opponents.
        let at_rule = matches!(actor.code.as_str(), "COP" | "LEG" | "JUD" | "OPP");
        let protests = root == "14" && matches!(actor.code.as_str(), "LAB" | "EDU" | "AGR" | "HLH");
        let named = actor.entity.is_some() || at_rule || protests || actor.code == "GOV" && actor.name == "government";
        let main = if named { home.main() } else { String::new() };
        // Where ministers meet is not whose they are.
        let nowhere = String::new();
        let guests = governs && matches!(root, "03" | "04" | "05" | "06") || code == "026";
        // Nor is a person who is named of the country where something befell him.
        // But whoever fights for a band does so where he is.
        let traveller = actor.entity.is_some() && !matches!(actor.code.as_str(), "REB" | "SEP");
        let told = if guests || traveller { &nowhere } else { &home.told };
        // "the president can detain fighters at a base in Cuba": he of whose country the document tells.
        let rules = actor.code == "GOV" && !party.is_plural && RULERS.contains(&actor.name.to_lowercase().as_str());
        let own = if rules { home.main() } else { String::new() };
        // "Police arrested two Polish citizens": police need no nationality but their own told.
        let foreigners =
            matches!(other.actor.code.get(3..), Some("CVL" | "LAB" | "EDU" | "MED" | "BUS" | "REF" | "MIL"));
        let arrests =
            root == "17" && matches!(actor.code.as_str(), "COP" | "GOV" | "JUD") && std::ptr::eq(party, source);
        let here = if arrests && foreigners && !other.needs_country { home.here() } else { String::new() };
        let found = [&own, told, &here, &of_other, &dateline, &main].into_iter().find(|country| country.len() == 3);
        let foreign = code.starts_with("174") && std::ptr::eq(party, target);
        if let Some(country) = found.filter(|home| !foreign || **home != country(other)) {
            actor.code = codes::compose(country, &actor.code);
        } else if matches!(actor.code.as_str(), "HRI" | "ENV" | "DEV") {
            // "Human rights groups accused Chad": bodies of no one country.
            actor.code = format!("NGO{}", actor.code);
        }
        actor
    };
    // "the officers took away students": once it is known whose officers they are, it is known of the students.
    let again = |party: &Party, actor: Actor, other: &Party, known: &Actor| {
        let told = other.needs_country && !is_mere_role(known);
        if told && is_mere_role(&actor) {
            complete(party, &Party { actor: known.clone(), needs_country: false, ..other.clone() })
        } else {
            actor
        }
    };
    let (first, second) = (complete(source, target), complete(target, source));
    (again(source, first.clone(), target, &second), again(target, second, source, &first))
}

/// Pairs that make no political event, as `gazetteers/events/pairs.toml` has them.
#[derive(Debug, Default)]
pub struct Pairs {
    rows: Vec<Pair>,
}

/// One row: says that there is no event when all that it names holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// What it is for, for readers of the file.
    #[allow(dead_code)]
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
            let unknown = pair.source.iter().chain(&pair.target).find(|&word| holds(&Party::default(), word).is_none());
            if let Some(word) = unknown {
                return Err(Error::new(format!("{name}: \"{}\": nobody is \"{word}\"; see the file's head", pair.why)));
            }
        }
        Ok(Self { rows: read.pair })
    }

    /// Whether the pair may be in political news with an act of that code and rule.
    pub fn are_political(&self, source: &Party, target: &Party, code: &str, rule: &str) -> bool {
        let mut rows = self.rows.iter().filter(|row| row.instead.is_empty());
        !rows.any(|row| row.holds(source, target, code, rule))
    }

    /// The code that an act with that code and rule has between the two, where that is another.
    pub fn instead(&self, source: &Party, target: &Party, code: &str, rule: &str) -> Option<&str> {
        let mut rows = self.rows.iter().filter(|row| !row.instead.is_empty());
        rows.find(|row| row.holds(source, target, code, rule)).map(|row| row.instead.as_str())
    }
}

impl Pair {
    fn holds(&self, source: &Party, target: &Party, code: &str, rule: &str) -> bool {
        let country = |party: &Party| party.actor.code.get(..3).unwrap_or("").to_string();
        let at_home = || country(source) == country(target) && !country(source).starts_with("IG");
        let class = rule.trim_end_matches(')');
        let is_one = |party: &Party, words: &[String]| words.iter().all(|word| holds(party, word) == Some(true));
        let begins = |beginnings: &[String]| beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()));
        (self.codes.is_empty() || begins(&self.codes))
            && !begins(&self.except)
            && self.at_home.is_none_or(|wanted| wanted == at_home())
            && class.ends_with(self.class.as_str())
            && (!source.actor.code.is_empty() || self.source.iter().any(|word| word == "nobody"))
            && is_one(source, &self.source)
            && is_one(target, &self.target)
    }
}

/// Whether a party is what the word says; `None` when no such word is known.
fn holds(party: &Party, word: &str) -> Option<bool> {
    if let Some(word) = word.strip_prefix('!') {
        return holds(party, word).map(|holds| !holds);
    }
    let code = party.actor.code.as_str();
    // "CHNGOV" has no "NGO" in it.
    let has = |roles: &str| roles.split('|').any(|role| code.as_bytes().chunks(3).any(|part| part == role.as_bytes()));
    let ends = |roles: &[&str]| roles.iter().any(|role| code.ends_with(role));
    Some(match word {
        "nobody" => code.is_empty(),
        "known" => !code.is_empty(),
        "country" => party.is_country(),
        "place" => party.is_place,
        "private" => is_private(party),
        "stateless" => party.needs_country,
        "stateless-role" => has_no_country(code),
        "plural" => party.is_plural,
        "generic" => party.is_generic,
        "owner" => party.is_owner,
        "office" => has_office(party),
        "firm" => ends(&["BUS", "MNC"]),
        "business" => has("BUS|MNC|MED"),
        "politics" => ends(&["GOV", "LEG", "PTY", "ELI", "JUD"]) && !party.is_place,
        "bearing-arms" => ends(&["MIL", "REB", "INS", "SEP", "UAF"]) && code.len() <= 6,
        roles if roles.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'|') => has(roles),
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
/// when it is violence or coercion at home.
pub fn may_pair(source: &Actor, target: &Actor, party: &Party, code: &str) -> bool {
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
    // "The vice president called on the president to resign"
    let apart = source.entity.is_some() && target.entity.is_some() && source.entity != target.entity;
    let in_words = apart && code == "0241";
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
    fn unnamed_groups_are_of_the_country_that_the_sentence_tells() {
        let told = Home { told: "GRC".into(), ..Home::default() };
        let (source, target) = at_home(&party("COP"), &party("OPP"), &told, "173");
        assert_eq!((source.code.as_str(), target.code.as_str()), ("GRCCOP", "GRCOPP"));
        let (_, target) = at_home(&party("IRNGOV"), &party("OPP"), &Home::default(), "173");
        assert_eq!(target.code, "IRNOPP");
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
