//! CAMEO actor codes: country first, then role, then specifics.

use crate::model::{DatedRole, Entity, EntityType, PartialDate};

/// Roles of those who fight outside the law: rebels, insurgents, separatists, unidentified armed forces, radicals, criminals.
pub const BANDS: [&str; 6] = ["REB", "INS", "SEP", "UAF", "RAD", "CRM"];

/// Whether the code of an actor names an armed or lawless band among its roles.
pub fn is_band(code: &str) -> bool {
    code.as_bytes().chunks(3).any(|role| BANDS.iter().any(|band| band.as_bytes() == role))
}

/// Roles that stand first in the code of a party of nobody knows which country.
const ROLES: [[u8; 3]; 29] = [
    *b"GOV", *b"MIL", *b"COP", *b"REB", *b"INS", *b"SEP", *b"UAF", *b"OPP", *b"SPY", *b"JUD", *b"LEG", *b"RAD",
    *b"BUS", *b"CVL", *b"LAB", *b"HLH", *b"EDU", *b"MED", *b"AGR", *b"CRM", *b"REF", *b"REL", *b"ELI", *b"SET",
    *b"MOD", *b"ENV", *b"HRI", *b"DEV", *b"PTY",
];

/// Whether a code begins with a role: of nobody knows which country.
pub fn has_no_country(code: &str) -> bool {
    code.as_bytes().first_chunk().is_some_and(|role| ROLES.contains(role))
}

/// Code of a place or organization.
pub fn of_entity(entity: &Entity) -> String {
    match (entity.code.is_empty(), entity.kind) {
        (false, _) => entity.code.clone(),
        (true, EntityType::Place) => country_of(entity),
        (true, _) => entity.country.clone(),
    }
}

/// The country that a place lies in, or is.
pub fn country_of(entity: &Entity) -> String {
    match entity.code.get(..3) {
        Some(code) if !entity.country.is_empty() && entity.country != code && entity.code.len() == 3 => {
            code.to_string()
        }
        _ if !entity.country.is_empty() => entity.country.clone(),
        _ => entity.code.clone(),
    }
}

/// Code of a person on a date: of the office held then (the last taken up, when several), else the standing code, else the
/// country. Without a date, of the office that goes on, else of the last one taken up, a government's first: undated news is taken to be of the
/// time in which the person was in the news.
pub fn of_person(entity: &Entity, date: Option<PartialDate>) -> String {
    let begun = |role: &&DatedRole| role.start.map(|start| start.first_day());
    let held = match date {
        Some(date) => entity.roles.iter().filter(|role| role.held_on(date)).max_by_key(begun),
        None => {
            let now = entity.roles.iter().filter(|role| role.end.is_none() && !role.ended).max_by_key(begun);
            let governing = |role: &&DatedRole| (governs(role), begun(role));
            now.or_else(|| entity.roles.iter().max_by_key(governing))
        }
    };
    match held {
        Some(role) if !role.code.is_empty() => role.code.clone(),
        _ if !entity.code.is_empty() => entity.code.clone(),
        // Singers and players speak for no country.
        _ => compose(&entity.country, if entity.country.is_empty() { "" } else { "CVL" }),
    }
}

/// Code of the office that a person left last before that day, or then.
pub fn office_left(entity: &Entity, date: Option<PartialDate>) -> Option<String> {
    let ended = |role: &&DatedRole| {
        let end = role.end.map(|end| end.first_day());
        !role.code.is_empty()
            && !is_candidacy(role)
            && end.is_some_and(|end| date.is_none_or(|date| end <= date.last_day()))
    };
    let last = entity.roles.iter().filter(ended).max_by_key(|role| role.end.map(|end| end.last_day()));
    last.map(|role| role.code.clone())
}

/// Whether somebody only stood for an office then, and held none by that.
pub fn is_candidacy(role: &DatedRole) -> bool {
    role.title.ends_with("candidate")
}

/// Whether an office is one of a government, or at the head of an international body: envoys of bodies are told by what they were before.
pub fn governs(role: &DatedRole) -> bool {
    let heads = ["secretary-general", "president", "high representative", "director"];
    role.code.ends_with("GOV") || role.code.starts_with("IGO") && heads.iter().any(|head| role.title.starts_with(head))
}

/// Whether a place of today's country lies in that country, which may be one that has fallen apart since: Moscow in the Soviet Union.
pub fn lies_in(today: &str, country: &str) -> bool {
    let heirs: &[&str] = match country {
        "SUN" => {
            &["RUS", "UKR", "BLR", "MDA", "EST", "LVA", "LTU", "GEO", "ARM", "AZE", "KAZ", "KGZ", "TJK", "TKM", "UZB"]
        }
        "YUG" => &["SRB", "HRV", "SVN", "BIH", "MKD", "MNE", "XKX"],
        "CSK" => &["CZE", "SVK"],
        "DDR" => &["DEU"],
        _ => &[],
    };
    today == country || heirs.contains(&today)
}

/// The code of a place as the state was that it lay in on that day: Moscow's was the Soviet Union. A state's own name stands for itself.
pub fn state_then(place: &Entity, code: String, date: Option<PartialDate>) -> String {
    const HEIRS: [(&str, &str, i16, i8, i8); 4] = [
        ("RUS", "SUN", 1991, 12, 26),
        ("CZE", "CSK", 1993, 1, 1),
        ("SVK", "CSK", 1993, 1, 1),
        ("SRB", "YUG", 1992, 4, 27),
    ];
    let then = |&&(heir, _, year, month, day): &&(&str, &str, i16, i8, i8)| {
        let founded = (year, month, day);
        code.starts_with(heir)
            && !is_state(place)
            && date.is_some_and(|date| {
                let last = date.last_day();
                (last.year(), last.month(), last.day()) < founded
            })
    };
    match HEIRS.iter().find(then) {
        Some((_, state, ..)) => format!("{state}{}", &code[3..]),
        None => code,
    }
}

/// Whether the place is a country or a territory that acts as one.
pub fn is_state(entity: &Entity) -> bool {
    entity.kind == EntityType::Place && matches!(entity.subtype.as_str(), "country" | "territory")
}

/// Whether the place's name is used for a government: a capital or a building.
pub fn is_seat_of_power(entity: &Entity) -> bool {
    let role = entity.code.len() > 3;
    entity.kind == EntityType::Place && (matches!(entity.subtype.as_str(), "capital" | "landmark" | "building") || role)
}

/// Whether a code begins with a kind of body, not with a country.
pub fn is_of_body(code: &str) -> bool {
    ["IGO", "NGO", "NGM", "IMG", "MNC"].iter().any(|kind| code.starts_with(kind))
}

/// Whether what lists give as a role tells the country too: "pope".
pub fn is_whole(role: &str) -> bool {
    role.len() == 6 && !has_no_country(role) && !is_of_body(role)
}

/// Joins the code of a country or body with a role: `RUS` + `MIL`, `PALINSHAM` + `INS`.
pub fn compose(owner: &str, role: &str) -> String {
    if role.is_empty() || owner.contains(role) {
        return owner.to_string();
    }
    // Whoever stands for many countries is of none.
    if role == "IGO" && !is_of_body(owner) {
        return role.to_string();
    }
    // Jewish settlers are Israel's, wherever they live; there is one country of the pope's.
    if is_whole(role) {
        return role.to_string();
    }
    if role == "SET" && owner == "PSE" {
        return "ISRSET".to_string();
    }
    let ends = |roles: &[&str]| owner.len() == 6 && !is_of_body(owner) && roles.iter().any(|end| owner.ends_with(end));
    // "former State Department officials", "the government's troops", "Fatah gunmen": no more of the government, its force of arms, and
    // more than members of a party.
    let apart = role == "ELI" && ends(&["GOV", "LEG", "JUD", "SPY", "COP", "MIL"])
        || matches!(role, "MIL" | "COP" | "SPY" | "MED") && ends(&["GOV", "LEG", "JUD"])
        || BANDS.contains(&role) && ends(&["PTY", "OPP"]);
    if apart {
        return format!("{}{role}", &owner[..3]);
    }
    // "Labour MPs": members of parliament, whatever their party.
    if role == "LEG" && owner.len() == 6 && ["PTY", "OPP"].iter().any(|party| owner.ends_with(party)) {
        return format!("{}{role}", &owner[..3]);
    }
    // A body's own code says more than the role of its people ("Hamas officials"), except for its armed forces.
    let is_body = owner.len() > 3 || is_of_body(owner);
    let says_more = !is_body || (matches!(role, "MIL" | "COP") && owner.starts_with("IGO"));
    if says_more { format!("{owner}{role}") } else { owner.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DatedRole;

    #[test]
    fn roles_follow_the_country() {
        for (owner, role, code) in [
            ("RUS", "MIL", "RUSMIL"),
            ("", "REB", "REB"),
            ("SYR", "", "SYR"),
            ("PALINSHAM", "GOV", "PALINSHAM"),
            ("IGOWSTNAT", "MIL", "IGOWSTNATMIL"),
            ("USAGOV", "GOV", "USAGOV"),
            ("IDN", "IGO", "IGO"),
            ("GBRPTY", "LEG", "GBRLEG"),
            ("GBRPTY", "GOV", "GBRPTY"),
            ("USAGOV", "ELI", "USAELI"),
            ("PSEPTY", "UAF", "PSEUAF"),
            ("PSEINSHAM", "UAF", "PSEINSHAM"),
            ("IGOUNO", "ELI", "IGOUNO"),
            ("PSE", "ISRSET", "ISRSET"),
        ] {
            assert_eq!(compose(owner, role), code, "{owner} + {role}");
        }
    }

    #[test]
    fn a_person_has_the_code_of_the_office_held_then() {
        let role = |code: &str, start: &str, end: Option<&str>| DatedRole {
            code: code.into(),
            start: start.parse().ok(),
            end: end.and_then(|end| end.parse().ok()),
            ..DatedRole::default()
        };
        let person = Entity {
            country: "USA".into(),
            code: "USAELI".into(),
            roles: vec![role("USALEG", "1985", Some("2013-02-01")), role("USAGOV", "2013-02-01", Some("2017-01-20"))],
            ..Entity::default()
        };
        for (date, code) in [("2000", "USALEG"), ("2016-02-11", "USAGOV"), ("2020", "USAELI")] {
            assert_eq!(of_person(&person, date.parse().ok()), code, "{date}");
        }
        assert_eq!(of_person(&person, None), "USAGOV");
    }
}
