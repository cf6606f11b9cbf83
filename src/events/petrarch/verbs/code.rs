//! Event codes of a verb dictionary: `[040]`, `[043:042]`, `[:0874]`, `[---]`.

/// What is coded from source to target, and what the other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// Code of the event from source to target; empty for none.
    pub forward: String,
    /// Code of the event from target to source; empty for none.
    pub backward: String,
}

impl Code {
    /// Reads what stands between the brackets. Null codes (`---`, `+++`, `###`) are empty; a mark that is neither letter
    /// nor digit is dropped (`080!`).
    pub fn parse(inside: &str) -> Self {
        let (forward, backward) = inside.split_once(':').unwrap_or((inside, ""));
        Self { forward: clean(forward), backward: clean(backward) }
    }

    /// Whether nothing is coded.
    pub fn is_null(&self) -> bool {
        self.forward.is_empty() && self.backward.is_empty()
    }

    /// Whether only words are coded: a statement (CAMEO root 01), or nothing.
    pub fn is_weak(&self) -> bool {
        [&self.forward, &self.backward].into_iter().all(|code| code.is_empty() || code.starts_with("01"))
    }

    /// The code of a verb that stands over another: what is said gives way to what is said of, and a root's general code
    /// takes the kind of act from the verb below.
    pub fn over(&self, below: &Code) -> Code {
        if below.is_null() {
            return self.clone();
        }
        if self.is_weak() {
            return below.clone();
        }
        let forward = narrowed(&self.forward, &below.forward).unwrap_or_else(|| self.forward.clone());
        Code { forward, backward: self.backward.clone() }
    }

    /// The code of the act not done: what would have been conflict is cooperation (`050`), what would have been
    /// cooperation is rejected (`120`), words not said are nothing.
    pub fn negated(&self) -> Code {
        Code { forward: negated(&self.forward), backward: negated(&self.backward) }
    }
}

fn clean(code: &str) -> String {
    code.trim().chars().filter(char::is_ascii_alphanumeric).collect()
}

fn root(code: &str) -> u8 {
    code.get(..2).and_then(|root| root.parse().ok()).unwrap_or(0)
}

fn negated(code: &str) -> String {
    match root(code) {
        3..=8 => "120",
        10..=20 => "050",
        _ => "",
    }
    .to_string()
}

/// A general code of intent, appeal, demand, refusal or threat (`030`) over an act of some root, as CAMEO divides it
/// (`036`, intend to meet).
fn narrowed(over: &str, below: &str) -> Option<String> {
    let place = match (over, root(below)) {
        ("020", 4) => "026",
        ("020", 5) => "022",
        ("020", 6) => "021",
        ("020", 7) => "023",
        ("020", 8) => "025",
        ("030", 4) => "036",
        ("030", 5) => "032",
        ("030", 6) => "031",
        ("030", 7) => "033",
        ("030", 8) => "035",
        ("100", 5 | 6) => "101",
        ("100", 7) => "103",
        ("100", 8) => "105",
        ("120", 5 | 6) => "121",
        ("120", 7) => "122",
        ("120", 8) => "124",
        ("130", 15 | 18 | 19) => "138",
        ("130", 16) => "131",
        _ => return None,
    };
    Some(place.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_a_way_there_and_a_way_back() {
        for (inside, forward, backward) in
            [("043:042", "043", "042"), ("040", "040", ""), (":0874", "", "0874"), ("---", "", ""), ("080!", "080", "")]
        {
            assert_eq!(Code::parse(inside), Code { forward: forward.into(), backward: backward.into() }, "{inside}");
        }
    }

    #[test]
    fn verbs_over_verbs_compose() {
        for (over, below, both) in [
            ("010", "190", "190"),
            ("---", "050", "050"),
            ("030", "040", "036"),
            ("112", "190", "112"),
            ("130", "190", "138"),
            ("080", "---", "080"),
        ] {
            assert_eq!(Code::parse(over).over(&Code::parse(below)).forward, both, "{over} over {below}");
        }
    }

    #[test]
    fn an_act_not_done_is_the_other_side() {
        for (code, not) in [("190", "050"), ("040", "120"), ("010", "")] {
            assert_eq!(Code::parse(code).negated().forward, not);
        }
    }
}
