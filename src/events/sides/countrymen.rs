//! Of which country an unnamed group is: "police" in Athens, "the opposition" that Iran arrests, "the president" of a document's country.
//!
//! What the sentence tells of the place goes first, then the other side, the dateline and the document, as far as the rows of
//! `gazetteers/events/countrymen.toml` allow.

use serde::Deserialize;

use super::pairs::{Codes, holds};
use crate::error::Result;
use crate::events::actors::Party;
use crate::events::actors::codes::{self, has_no_country};
use crate::events::rules::files::RuleFiles;
use crate::events::setting::home::Home;
use crate::model::Actor;

/// Those who rule a country, by what they are called where no name is.
const RULERS: [&str; 6] = ["president", "prime minister", "premier", "vice president", "government", "administration"];

/// Whose an unnamed group is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Of {
    /// The other side's country.
    Other,
    /// The country of most names in the document.
    Document,
    /// The country of the capital that the report comes from.
    Capital,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// What it is for, for readers of the file.
    why: String,
    #[serde(default)]
    party: Vec<String>,
    #[serde(default)]
    other: Vec<String>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
    of: Of,
    #[serde(default)]
    in_its_news: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

/// The rows of `gazetteers/events/countrymen.toml`.
#[derive(Debug, Default)]
pub struct Countrymen {
    rows: Vec<Row>,
}

/// One side of an act, beside the other.
#[derive(Clone, Copy)]
struct Side<'s> {
    party: &'s Party,
    other: &'s Party,
    is_source: bool,
}

/// The act, and the countries by which its sides may be completed.
#[derive(Clone, Copy)]
struct Act<'s> {
    code: &'s str,
    home: &'s Home<'s>,
}

impl Countrymen {
    /// Reads the rows; fails with file, row and word when one of them is wrong.
    pub fn load(files: &RuleFiles) -> Result<Self> {
        let (name, Rows { row: rows }) = files.parse("countrymen.toml")?;
        for row in &rows {
            super::pairs::known_words(&name, &row.why, row.party.iter().chain(&row.other))?;
        }
        Ok(Self { rows })
    }

    /// Source and target of an act with that code, each with a country where one can be told.
    pub fn completed(&self, source: &Party, target: &Party, home: &Home<'_>, code: &str) -> (Actor, Actor) {
        let act = Act { code, home };
        let side = |party, other, is_source| Side { party, other, is_source };
        let first = self.complete(side(source, target, true), act);
        let second = self.complete(side(target, source, false), act);
        (
            self.again(side(source, target, true), act, first.clone(), &second),
            self.again(side(target, source, false), act, second, &first),
        )
    }

    /// "the officers took away students": once it is known whose officers they are, it is known of the students.
    fn again(&self, side: Side, act: Act, actor: Actor, other: &Actor) -> Actor {
        if !side.other.needs_country || has_no_country(&other.code) || !has_no_country(&actor.code) {
            return actor;
        }
        let known = Party { actor: other.clone(), needs_country: false, ..side.other.clone() };
        self.complete(Side { other: &known, ..side }, act)
    }

    fn complete(&self, side: Side, act: Act) -> Actor {
        let mut actor = side.party.actor.clone();
        if !side.party.needs_country {
            return actor;
        }
        if let Some(home) = side.home_of_people(act) {
            actor.code = codes::compose(&home, &actor.code);
            return actor;
        }
        if side.strikes_abroad(act) {
            return actor;
        }
        let others = country(side.other);
        let may_be = |country: &String| country.len() == 3 && !(side.is_expelled(act) && *country == others);
        let from = [
            Self::ruled,
            Self::told,
            Self::arresting,
            Self::of_other,
            Self::dateline,
            Self::of_document,
            Self::of_capital,
        ];
        let found = from.iter().map(|country| country(self, side, act)).find(|country| country.len() == 3);
        if let Some(country) = found.filter(may_be) {
            actor.code = codes::compose(&country, &actor.code);
        } else if matches!(actor.code.as_str(), "HRI" | "ENV" | "DEV") {
            // "Human rights groups accused Chad": bodies of no one country.
            actor.code = format!("NGO{}", actor.code);
        }
        actor
    }

    /// "the president can detain fighters at a base in Cuba": he of whose country the document tells.
    fn ruled(&self, side: Side, act: Act) -> String {
        let name = side.party.actor.name.to_lowercase();
        let rules = side.is("GOV") && !side.party.is_plural && RULERS.contains(&name.as_str());
        if rules { act.home.main() } else { String::new() }
    }

    /// The country of the place, but for ministers who meet there and persons whom something befell there; whoever fights for a
    /// band does so where he is.
    fn told(&self, side: Side, act: Act) -> String {
        let guests = side.is_ministers(act) && act.is_of(&["03", "04", "05", "06"]) || act.code == "026";
        let traveller = side.party.actor.entity.is_some() && !side.is("REB|SEP");
        if guests || traveller { String::new() } else { act.home.told.clone() }
    }

    /// "Police arrested two Polish citizens": police need no nationality but their own told.
    fn arresting(&self, side: Side, act: Act) -> String {
        let role = side.other.actor.code.get(3..);
        let foreigners = matches!(role, Some("CVL" | "LAB" | "EDU" | "MED" | "BUS" | "REF" | "MIL"));
        let arrests = act.is_of(&["17"]) && side.is("COP|GOV|JUD") && side.is_source;
        if arrests && foreigners && !side.other.needs_country { act.home.here() } else { String::new() }
    }

    fn of_other(&self, side: Side, act: Act) -> String {
        // "The army chief warned Somalia", "France urged the government": of another country, as the names of countries are told.
        let state = side.other.is_country() && !side.other.is_generic && !side.other.is_owner;
        if state
            && side.is("GOV|MIL|LEG|JUD|COP|SPY")
            && act.is_of(&["01", "02", "03", "04", "05", "06", "07", "10", "11", "12", "13"])
        {
            return String::new();
        }
        let other = country(side.other);
        // "The opposition condemned Venezuela", in news of Mexico.
        let main = act.home.main();
        let abroad = state && !main.is_empty() && main != other;
        if abroad && side.is("OPP|REL|EDU|LAB|AGR|CVL") && act.is_of(&["02", "10", "11", "12", "13"]) {
            return main;
        }
        let says = |row: &Row| row.says(side, act, Of::Other) && (!row.in_its_news || act.home.main() == other);
        if self.rows.iter().any(says) { other } else { String::new() }
    }

    /// The country of the dateline; unnamed bands fight on either side of a border.
    fn dateline(&self, side: Side, act: Act) -> String {
        if side.is_ministers(act) || side.is("INS|UAF|RAD") { String::new() } else { act.home.dateline.clone() }
    }

    /// The country of the capital that the report comes from, unless the report is about another country than that and the other side's.
    fn of_capital(&self, side: Side, act: Act) -> String {
        let (main, other) = (act.home.main(), country(side.other));
        let about_another = !main.is_empty() && main != act.home.capital && main != other;
        let says = |row: &Row| row.says(side, act, Of::Capital);
        if !about_another && self.rows.iter().any(says) { act.home.capital.clone() } else { String::new() }
    }

    fn of_document(&self, side: Side, act: Act) -> String {
        let says = |row: &Row| row.says(side, act, Of::Document);
        if self.rows.iter().any(says) { act.home.main() } else { String::new() }
    }
}

impl Row {
    fn says(&self, side: Side, act: Act, of: Of) -> bool {
        let name = || side.party.actor.name.as_str();
        self.of == of
            && Codes { codes: &self.codes, except: &self.except }.hold(act.code)
            && (self.names.is_empty() || self.names.iter().any(|one| one == name()))
            && (self.ends.is_empty() || self.ends.iter().any(|end| name().to_lowercase().ends_with(end)))
            && self.party.iter().all(|word| holds(side.party, word) == Some(true))
            && self.other.iter().all(|word| holds(side.other, word) == Some(true))
    }
}

impl Side<'_> {
    /// Whether the group has one of the roles and no other.
    fn is(&self, roles: &str) -> bool {
        roles.split('|').any(|role| role == self.party.actor.code)
    }

    /// Of the countries where its people lives, the one that the other side, the place or the document tells; the only one, where there is
    /// no other.
    fn home_of_people(&self, act: Act) -> Option<String> {
        let homes: Vec<&str> = self.party.homes.split('|').filter(|home| !home.is_empty()).collect();
        let near = [act.home.told.clone(), country(self.other), act.home.here(), act.home.bureau()];
        let told = near.into_iter().find(|country| homes.contains(&country.as_str()));
        told.or_else(|| homes.first().filter(|_| homes.len() == 1).map(|home| home.to_string()))
    }

    /// "Ministers" may be anybody's, unless they deal with protest or use force at home.
    fn is_ministers(&self, act: Act) -> bool {
        self.is("GOV") && self.party.is_plural && !act.is_of(&["14", "15", "17"])
    }

    /// Unnamed forces that strike in a country are seldom its own.
    fn strikes_abroad(&self, act: Act) -> bool {
        let other = self.other;
        let ground = other.is_place || other.is_owner || other.actor.code.len() == 3;
        self.is("MIL")
            && act.is_of(&["18", "19", "20"])
            && ground
            && !other.needs_country
            && country(other) == act.home.told
    }

    /// Whoever is expelled is somebody else's.
    fn is_expelled(&self, act: Act) -> bool {
        act.code.starts_with("174") && !self.is_source
    }
}

impl Act<'_> {
    fn is_of(&self, roots: &[&str]) -> bool {
        roots.iter().any(|root| self.code.starts_with(root))
    }
}

/// The country that a party is of as told; empty when none is, and for bodies.
fn country(party: &Party) -> String {
    let code = party.actor.code.get(..3).unwrap_or("");
    let of_state = !party.needs_country && !has_no_country(code) && !code.is_empty();
    if of_state && !codes::is_of_body(code) { code.to_string() } else { String::new() }
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
        let countrymen = Countrymen::load(&RuleFiles::default()).unwrap();
        let told = Home { told: "GRC".into(), ..Home::default() };
        let (source, target) = countrymen.completed(&party("COP"), &party("OPP"), &told, "173");
        assert_eq!((source.code.as_str(), target.code.as_str()), ("GRCCOP", "GRCOPP"));
    }

    #[test]
    fn else_of_the_other_side_where_the_rows_say_so() {
        let countrymen = Countrymen::load(&RuleFiles::default()).unwrap();
        let nowhere = Home::default();
        for (source, target, code, expected) in [
            ("IRNGOV", "OPP", "173", "IRNOPP"),
            ("COLMIL", "REB", "190", "COLREB"),
            ("FRAGOV", "CVL", "174", "CVL"),
            ("USAGOV", "INS", "190", "INS"),
            ("KENGOV", "CVL", "040", "CVL"),
        ] {
            let (_, target) = countrymen.completed(&party(source), &party(target), &nowhere, code);
            assert_eq!(target.code, expected, "{source} {code}");
        }
    }
}
