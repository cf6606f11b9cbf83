//! Which two parties make a political event, and which country an unnamed group is of.

use super::actors::{Party, same};
use super::codes;
use super::place_time::Home;
use crate::model::Actor;

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
    let one_country = matches!(root, "02" | "08" | "09" | "10" | "11" | "12" | "13" | "14" | "15" | "17");
    let country = |party: &Party| {
        let code = party.actor.code.get(..3).unwrap_or("").to_string();
        let is_state = !party.needs_country
            && !ROLES.contains(&code.as_str())
            && party.actor.code.len() >= 3
            && !matches!(code.as_str(), "IGO" | "NGO" | "NGM" | "IMG" | "MNC");
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
        let domestic = own_rebels
            || own_forces
            || (one_country && DOMESTIC.contains(&actor.code.as_str()))
            || at_war(&actor, other);
        // "Ministers" and "the government" may be anybody's, unless they deal with protest or use force at home.
        let governs = actor.code == "GOV" && party.is_plural && !matches!(root, "14" | "15" | "17");
        let of_other = if domestic && !governs { country(other) } else { String::new() };
        let dateline = if governs { String::new() } else { home.dateline.clone() };
        // Unnamed forces that strike in a country are seldom its own.
        let abroad = actor.code == "MIL"
            && matches!(root, "18" | "19" | "20")
            && (other.is_place || other.actor.code.len() == 3)
            && !other.needs_country
            && country(other) == home.told;
        if abroad {
            return actor;
        }
        // Somebody who is named holds his office where the document is at home, as do those who keep order.
        let named = actor.entity.is_some() || matches!(actor.code.as_str(), "COP" | "LEG" | "JUD");
        let main = if named { home.main() } else { String::new() };
        let found = [&home.told, &of_other, &dateline, &main].into_iter().find(|country| country.len() == 3);
        if let Some(country) = found {
            actor.code = codes::compose(country, &actor.code);
        }
        actor
    };
    (complete(source, target), complete(target, source))
}

/// Whether the pair may be in political news: not two firms, not what unnamed private people do (but for protest and
/// violence), not what befalls one of them by an unknown hand.
pub fn is_political(source: &Party, target: &Party, code: &str) -> bool {
    let root = code.get(..2).unwrap_or("");
    if is_business(source) && (is_business(target) || target.actor.code.is_empty()) {
        return false;
    }
    if source.actor.code.is_empty() {
        // "the attack on Labour"
        if root == "19" && target.actor.code.ends_with("PTY") {
            return false;
        }
        let victims = target.is_plural && matches!(root, "18" | "19" | "20");
        return !is_private(target) || !target.needs_country || victims;
    }
    // One country beats another in sport: blows are for people.
    let as_country = |party: &Party| party.is_country() && !party.is_generic;
    if code.starts_with("182") && as_country(source) && as_country(target) {
        return false;
    }
    // What is done to consumers, investors or families at large is no politics, but for violence and coercion.
    let addressed =
        is_private(target) && target.needs_country && !matches!(root, "14" | "15" | "17" | "18" | "19" | "20");
    if addressed {
        return false;
    }
    // Nor is what officials tell or give their own staff or citizens, or do for their own country at large.
    let country = |party: &Party| party.actor.code.get(..3).unwrap_or("").to_string();
    let at_home = country(source) == country(target) && !country(source).starts_with("IG");
    let whole_country = target.is_country();
    if at_home && matches!(root, "02" | "03" | "04" | "05" | "06" | "07") && (whole_country || is_private(target)) {
        return false;
    }
    // What an office says of its own country ("the country must continue to reform") is policy, and has no other side.
    if at_home && whole_country && has_office(source) && matches!(root, "01" | "10" | "11" | "12" | "13") {
        return false;
    }
    if is_war_of_words(source, target, code, at_home) || (code == "052" && is_defence_of_ground(source, target)) {
        return false;
    }
    // "The senator captured Ohio": at home only those who bear arms take towns.
    let armed = ["MIL", "REB", "INS", "SEP", "UAF", "COP"].iter().any(|role| source.actor.code.contains(role));
    if at_home && code == "192" && !armed {
        return false;
    }
    // What is said of somebody at home is talk, and who leaves an office that nobody names leaves a firm's.
    if at_home && code == "010" || code == "0831" && ROLES.contains(&source.actor.code.as_str()) {
        return false;
    }
    // Where private people travel is their own business.
    if source.actor.code.ends_with("CVL") && root == "04" && (target.is_place || whole_country) {
        return false;
    }
    // A firm that has to do with a mere country does business in it, and wages no war.
    let is_firm = |party: &Party| ["BUS", "MNC"].iter().any(|role| party.actor.code.ends_with(role));
    let market = |firm: &Party, other: &Party| is_firm(firm) && !has_office(other);
    let deals = matches!(root, "01" | "02" | "03" | "04" | "05" | "06" | "08" | "09") && !target.actor.code.is_empty();
    if deals && (market(source, target) || market(target, source))
        || (is_firm(source) && matches!(root, "18" | "19" | "20"))
    {
        return false;
    }
    // Courts deny nothing; they rule.
    if code == "016" && source.actor.code.ends_with("JUD") && source.is_generic {
        return false;
    }
    // What firms ask of courts is business.
    if is_firm(source) && target.actor.code.ends_with("JUD") && matches!(root, "02" | "10")
        || code == "113" && target.actor.code.ends_with("JUD")
    {
        return false;
    }
    // A hearing somewhere in the country looks into nobody.
    if at_home && root == "09" && (whole_country || target.is_place) {
        return false;
    }
    // Rivals of one country are recognised in the street, and firms are hurt by prices.
    if at_home && code == "054" || is_firm(target) && code == "180" {
        return false;
    }
    // Nor do a firm and an office of one country make politics when they talk or deal.
    let deals_at_home = at_home && (is_firm(source) || is_firm(target));
    if deals_at_home && matches!(root, "01" | "02" | "03" | "04" | "05" | "06" | "07") {
        return false;
    }
    // Who talks to a newspaper gives an interview.
    let media = |party: &Party| party.actor.code.ends_with("MED");
    if root == "04" && (media(source) || media(target)) {
        return false;
    }
    // A ban on nobody is a rule.
    if target.actor.code.is_empty() && code == "172" {
        return false;
    }
    if is_private(source) && source.needs_country && matches!(root, "03" | "04" | "05" | "06" | "07") {
        return false;
    }
    let private = is_private(source) && !matches!(root, "14" | "18" | "20");
    !private || has_office(target) || code.starts_with("133")
}

/// Politicians of one country who "attack" each other, or go to "war", do so with words.
fn is_war_of_words(source: &Party, target: &Party, code: &str, at_home: bool) -> bool {
    let in_politics = |party: &Party| {
        ["GOV", "LEG", "PTY", "ELI", "JUD"].iter().any(|role| party.actor.code.ends_with(role)) && !party.is_place
    };
    let whole_country = target.is_country();
    at_home && code.starts_with("190") && in_politics(source) && (in_politics(target) || whole_country)
}

/// "rebels defending the town": who bears arms, or defends a place, does not do it with words.
fn is_defence_of_ground(source: &Party, target: &Party) -> bool {
    let code = &source.actor.code;
    let armed = ["MIL", "REB", "INS", "SEP", "UAF"].iter().any(|role| code.ends_with(role) && code.len() <= 6);
    armed || target.is_place
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

/// Whether an office of a country tells another something: a statement at home, and no talks.
pub fn is_report_at_home(source: &Party, target: &Party, rule: &str) -> bool {
    let country = |party: &Party| party.actor.code.get(..3).unwrap_or("").to_string();
    rule == "notify" && country(source) == country(target)
}

/// Whether whoever is in a country or goes there does it as a private person: rebels and firms pay no visits.
pub fn is_private_travel(source: &Party, rule: &str) -> bool {
    const NO_ENVOYS: [&str; 12] = ["REB", "INS", "SEP", "UAF", "RAD", "CRM", "CVL", "EDU", "BUS", "MNC", "MED", "LAB"];
    let travels = rule.trim_end_matches(')').ends_with("visit");
    travels && NO_ENVOYS.iter().any(|role| source.actor.code.contains(role))
}

fn is_business(party: &Party) -> bool {
    ["BUS", "MNC", "MED"].iter().any(|role| party.actor.code.contains(role))
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

const ROLES: [&str; 28] = [
    "GOV", "MIL", "COP", "REB", "INS", "SEP", "UAF", "OPP", "SPY", "JUD", "LEG", "RAD", "BUS", "CVL", "LAB", "HLH",
    "EDU", "MED", "AGR", "CRM", "REF", "REL", "ELI", "SET", "MOD", "ENV", "HRI", "DEV",
];

/// Whether a code is a mere role: "officials", nobody knows whose.
fn is_mere_role(actor: &Actor) -> bool {
    has_no_country(&actor.code)
}

/// Whether a code begins with a role: of nobody knows which country.
pub fn has_no_country(code: &str) -> bool {
    ROLES.contains(&code.get(..3).unwrap_or(""))
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
    source.code != target.code || (at_home && (party.is_place || source.entity != target.entity))
}

#[cfg(test)]
mod tests {
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
            assert_eq!(is_political(&party(source), &party(target), code), expected, "{source} {target} {code}");
        }
    }
}
