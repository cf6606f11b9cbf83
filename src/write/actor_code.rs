//! CAMEO actor codes taken apart: country, known group, religion, roles.
//!
//! A code is a row of parts of three letters (CAMEO 1.1b3, chapter on actor codes): `SYRREB`, `IGOUNO`, `NGOHLHRCR`.

/// Roles: primary, secondary and tertiary role codes, and the kinds of international actors.
const ROLES: [&str; 39] = [
    "AGR", "BUS", "COP", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "GOV", "HLH", "HRI", "IGO", "IMG", "INS", "INT",
    "JUD", "LAB", "LEG", "MED", "MIL", "MNC", "MOD", "NGM", "NGO", "OPP", "PTY", "RAD", "REB", "REF", "REL", "SEP",
    "SET", "SPY", "STU", "UAF", "UIS", "VET", "YTH",
];

/// Religions.
const RELIGIONS: [&str; 16] =
    ["ADR", "ATH", "BAH", "BUD", "CHR", "CON", "CPT", "CTH", "HIN", "JEW", "MOS", "MUS", "PRO", "SHI", "SIK", "SUN"];

/// Parts of the world that stand where a country does.
const WORLD_REGIONS: [&str; 15] =
    ["AFR", "ASA", "BLK", "CAS", "CAU", "CFR", "EAF", "EUR", "LAM", "MEA", "NAF", "NMR", "SAF", "SAS", "WST"];

/// The parts of an actor code; what it does not tell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ActorParts<'a> {
    pub country: &'a str,
    /// A named body or group (`UNO`, `HAM`).
    pub group: &'a str,
    pub religions: Vec<&'a str>,
    /// Roles in the order of the code.
    pub roles: Vec<&'a str>,
}

impl<'a> ActorParts<'a> {
    /// Takes `code` apart; `is_country` tells which three letters are a country.
    pub fn of(code: &'a str, is_country: impl Fn(&str) -> bool) -> Self {
        let mut parts = Self::default();
        for (index, part) in pieces(code).enumerate() {
            match part {
                _ if ROLES.contains(&part) => parts.roles.push(part),
                _ if RELIGIONS.contains(&part) => parts.religions.push(part),
                _ if parts.country.is_empty() && index == 0 && (is_country(part) || WORLD_REGIONS.contains(&part)) => {
                    parts.country = part;
                }
                // "IGOEUREEC": the part of the world of a body.
                _ if parts.country.is_empty() && index == 1 && WORLD_REGIONS.contains(&part) && code.len() > 6 => {
                    parts.country = part;
                }
                _ if parts.group.is_empty() => parts.group = part,
                _ => {}
            }
        }
        parts
    }

    /// The role at `index`, else nothing.
    pub fn role(&self, index: usize) -> &'a str {
        self.roles.get(index).copied().unwrap_or_default()
    }

    /// The religion at `index`, else nothing.
    pub fn religion(&self, index: usize) -> &'a str {
        self.religions.get(index).copied().unwrap_or_default()
    }
}

/// Cuts a code into parts of three letters; a code of other signs is one part.
pub(super) fn pieces(code: &str) -> impl Iterator<Item = &str> {
    let whole = !code.is_ascii() || !code.len().is_multiple_of(3);
    let size = if whole { code.len().max(1) } else { 3 };
    (0..code.len()).step_by(size).filter_map(move |at| code.get(at..(at + size).min(code.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_country_group_religion_and_roles() {
        let is_country = |code: &str| ["USA", "PSE", "SYR", "IRQ"].contains(&code);
        let cases = [
            ("USAGOV", "USA", "", vec![], vec!["GOV"]),
            ("SYRREB", "SYR", "", vec![], vec!["REB"]),
            ("PSEINSHAM", "PSE", "HAM", vec![], vec!["INS"]),
            ("IGOUNO", "", "UNO", vec![], vec!["IGO"]),
            ("IGOUNOHLHWHO", "", "UNO", vec![], vec!["IGO", "HLH"]),
            ("NGOHLHRCR", "", "RCR", vec![], vec!["NGO", "HLH"]),
            ("IGOEUREEC", "EUR", "EEC", vec![], vec!["IGO"]),
            ("IGOAFR", "", "AFR", vec![], vec!["IGO"]),
            ("IMGMUSINSISI", "", "ISI", vec!["MUS"], vec!["IMG", "INS"]),
            ("IRQSUNREB", "IRQ", "", vec!["SUN"], vec!["REB"]),
            ("REB", "", "", vec![], vec!["REB"]),
            ("---GOV", "", "---", vec![], vec!["GOV"]),
            ("NATO", "", "NATO", vec![], vec![]),
            ("", "", "", vec![], vec![]),
        ];
        for (code, country, group, religions, roles) in cases {
            let expected = ActorParts { country, group, religions, roles };
            assert_eq!(ActorParts::of(code, is_country), expected, "{code}");
        }
    }
}
