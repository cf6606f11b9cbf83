//! Names of a dictionary (`ISLAMIC_REPUBLIC_OF_EXAMPLE_`) → names as printed (`Islamic Republic of Example`).

/// Words that stay small inside a name.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "da", "de", "del", "della", "des", "di", "do", "dos", "du", "e", "et", "for",
    "from", "in", "la", "le", "of", "on", "or", "the", "to", "und", "van", "von", "with", "y",
];

/// The words of a name: `_` and white space divide, a `_` at the end (no stem) is dropped.
pub fn spoken(name: &str) -> String {
    name.split(|c: char| c == '_' || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The name with the capitals of print. Dictionaries are all capitals; a name that is not stays as it is.
pub fn printed(name: &str) -> String {
    let name = spoken(name);
    if name.chars().any(char::is_lowercase) || is_acronym(&name) {
        return name;
    }
    let words = name.split(' ').enumerate().map(|(index, word)| printed_word(word, index == 0));
    words.collect::<Vec<_>>().join(" ")
}

/// A single word that is too short for a name, has stops, or cannot be spoken.
fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    !name.contains(' ') && (letters <= 3 || name.contains('.') || (letters <= 6 && !name.chars().any(vowel)))
}

fn printed_word(word: &str, first: bool) -> String {
    let small = word.to_lowercase();
    if !first && SMALL.contains(&small.as_str()) {
        return small;
    }
    if word.contains('.') || (word.len() <= 4 && !word.chars().any(|c| "AEIOUYÀ".contains(c) || !c.is_ascii())) {
        return word.to_string();
    }
    let mut capital = true;
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if capital {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        capital = matches!(c, '-' | '/' | '(' | '"');
    }
    out
}

/// The regular plural of the last word of a name in capitals.
pub fn plural(name: &str) -> String {
    let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U');
    let before = name.chars().rev().nth(1).unwrap_or('A');
    match name.chars().last() {
        Some('Y') if !vowel(before) => format!("{}IES", &name[..name.len() - 1]),
        Some('S' | 'X' | 'Z') => format!("{name}ES"),
        Some('H') if matches!(before, 'C' | 'S') => format!("{name}ES"),
        None => String::new(),
        _ => format!("{name}S"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_the_capitals_of_print() {
        for (name, expected) in [
            ("EXAMPLIA_", "Examplia"),
            ("ISLAMIC_REPUBLIC_OF_EXAMPLIA_", "Islamic Republic of Examplia"),
            ("XQ_", "XQ"),
            ("X.Q.", "X.Q."),
            ("PORT-AU-SABLE", "Port-Au-Sable"),
            ("THE_XBC  CORPORATION", "The XBC Corporation"),
            ("Xq_Secy_Gen", "Xq Secy Gen"),
        ] {
            assert_eq!(printed(name), expected);
        }
    }

    #[test]
    fn regular_plurals_follow_the_last_letters() {
        for (name, expected) in [
            ("ENVOY", "ENVOYS"),
            ("DEPUTY", "DEPUTIES"),
            ("CONGRESS", "CONGRESSES"),
            ("CHURCH", "CHURCHES"),
            ("POPE", "POPES"),
        ] {
            assert_eq!(plural(name), expected);
        }
    }
}
