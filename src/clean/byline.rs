//! Lines that say who wrote, and closing lines that say who they are.

use super::cues;

/// Whether a line names authors and nothing else: `By Jane Doe`, `By JANE DOE and JOHN ROE, Staff Writers`, `Jane Doe | AP`.
pub(super) fn is_byline(line: &str) -> bool {
    let stopped = line.ends_with('.');
    let introduced = matches!(line.as_bytes().first(), Some(b'B' | b'b' | b'F'));
    // A sentence that does not begin so is none: most lines need no closer look.
    if stopped && !introduced {
        return false;
    }
    let line = line.trim_end_matches(['.', ',', ';']);
    if line.len() > 140 || line.bytes().filter(|b| *b == b' ').count() > 18 {
        return false;
    }
    let after = || ["By ", "BY ", "by ", "From ", "FROM "].iter().find_map(|start| line.strip_prefix(start));
    match introduced.then(after).flatten() {
        Some(names) => is_authors(names) && (!line.starts_with(['F', 'b']) || has_affiliation(names)),
        None => {
            let short = !stopped && line.bytes().filter(|b| *b == b' ').count() < 8;
            short && is_name(line.split(['|', '/', ',']).next().unwrap_or_default().trim()) && has_affiliation(line)
        }
    }
}

/// `Jane Doe`, `Jane Doe and John Roe, Example Press`, `Reuters`, `JANE DOE of the Example`.
fn is_authors(names: &str) -> bool {
    let first = names.split([',', '|', '/', '(', '•', '\u{2013}', '\u{2014}']).next().unwrap_or_default().trim();
    let first = first.split(" in ").next().unwrap_or(first);
    let words = first.split(' ').filter(|word| !word.is_empty());
    let joint = |word: &str| {
        matches!(
            word,
            "and" | "&" | "of" | "the" | "for" | "de" | "van" | "von" | "al" | "bin" | "with" | "with:" | "at"
        )
    };
    let people = words.clone().all(|word| joint(word) || is_name_word(word) || cues::is_agency(word));
    let count = words.clone().filter(|word| !joint(word)).count();
    people && !names.ends_with(':') && (2..=12).contains(&count) && !is_time(first) || cues::is_agency(first)
}

/// `By Tuesday`, `By Christmas Eve`, `By February 2016` are no authors.
fn is_time(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    crate::model::month_number(word).is_some() || word.ends_with("day") || word == "Christmas" || word == "The"
}

/// `| AP`, `/ Reuters`, `, Reuters`, `, Staff Writer`.
fn has_affiliation(line: &str) -> bool {
    const ROLES: [&str; 15] = [
        "staff",
        "writer",
        "correspondent",
        "reporter",
        "editor",
        "columnist",
        "contributor",
        "journalist",
        "bureau chief",
        "special to",
        "news service",
        "newspapers",
        "staff writers",
        "political",
        "foreign",
    ];
    line.split(['|', '/', ',', '\u{2014}']).skip(1).any(|part| {
        let part = part.trim().trim_start_matches("The ").trim_start_matches("the ");
        let lower = part.to_lowercase();
        part.len() <= 45
            && (cues::is_agency(part) || ROLES.iter().any(|role| lower.starts_with(role) || lower.ends_with(role)))
    })
}

/// Two to four words that each begin with a capital.
pub(super) fn is_name(text: &str) -> bool {
    let words = text.split(' ').filter(|word| !word.is_empty());
    (2..=4).contains(&words.clone().count()) && words.clone().all(is_name_word)
}

fn is_name_word(word: &str) -> bool {
    if word.is_ascii() {
        let mut letters = word.bytes().filter(|byte| !matches!(byte, b'.' | b'\'' | b'-'));
        return letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.all(|b| b.is_ascii_alphabetic());
    }
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-'));
    letters && word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Whether a paragraph near the end tells who an author is: `Jane Doe is a staff writer`, `The writer is`, `Jane Doe has
/// been with Example Radio since`. `authors` are names from bylines and speaker labels.
pub(super) fn is_biography(line: &str, authors: &[&str]) -> bool {
    const ROLES: [&str; 34] = [
        "staff writer",
        "correspondent",
        "reporter",
        "columnist",
        "freelance",
        "journalist",
        "contributing",
        "editor",
        "senior fellow",
        "fellow at",
        "contributor to",
        "author of",
        "bureau chief",
        "professor of",
        "professor at",
        "teaches at",
        "lecturer",
        "analyst at",
        "researcher at",
        "producer",
        "director of the",
        "visiting scholar",
        "blogger",
        "writer based",
        "writer and",
        "a writer",
        "phd candidate",
        "commentator",
        "co-founder",
        "host of",
        "covers",
        "writes about",
        "writes for",
        "reports on",
    ];
    const PHRASES: [&str; 12] = [
        "has been with ",
        "can be reached at",
        "follow him on",
        "follow her on",
        "follow them on",
        "on twitter",
        "on twitter:",
        "@",
        "joined ",
        "her reports can be heard",
        "his reports can be heard",
        "latest book",
    ];
    let second = memchr::memchr(b' ', line.as_bytes()).and_then(|at| line.as_bytes().get(at + 1));
    let small = second.is_none_or(u8::is_ascii_lowercase);
    let lead = if small { None } else { leading_name(line) };
    let verbs: [&[u8]; 6] = [b"is", b"has", b"covers", b"writes", b"reports", b"joined"];
    let tells = || {
        // Neither the first word nor one that may be cut.
        let mut words = line.as_bytes()[..line.len().min(120)].split(|byte| *byte == b' ');
        words.next();
        words.next_back();
        words.any(|word| verbs.contains(&word))
    };
    if (lead.is_none() || !tells()) && !["The writer", "The author"].iter().any(|start| line.starts_with(start)) {
        return false;
    }
    let lower = line.to_lowercase();
    let head: String = lower.chars().take(120).collect();
    let by_role = ["the writer is ", "the author is ", "the writers are ", "the authors are "]
        .iter()
        .any(|start| lower.starts_with(start));
    let known =
        || lead.is_some_and(|name| authors.iter().any(|author| author.to_lowercase().contains(&name.to_lowercase())));
    let is_role = || head.contains(" is ") && ROLES.iter().any(|role| head.contains(role));
    let covers = || {
        [" covers ", " writes ", " reports on ", " has reported ", " has covered "]
            .iter()
            .any(|verb| head.contains(verb))
    };
    let phrase = || PHRASES.iter().any(|phrase| lower.contains(phrase));
    by_role || (known() && (is_role() || covers() || phrase())) || (lead.is_some() && is_role() && phrase())
}

/// The capitalised words, two at least, that a line begins with.
fn leading_name(line: &str) -> Option<&str> {
    let mut end = 0;
    let mut count = 0;
    for word in line.split(' ').take(4) {
        if !is_name_word(word.trim_end_matches(',')) || word.is_empty() {
            break;
        }
        count += 1;
        end += word.len() + 1;
        if word.ends_with(',') {
            break;
        }
    }
    (count >= 2).then(|| line[..end.min(line.len())].trim_end_matches([' ', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_are_known() {
        for line in [
            "By Jane Doe",
            "By JANE DOE and JOHN ROE",
            "BY JANE DOE, STAFF WRITER",
            "By Jane Doe | Example Press",
            "By Reuters",
            "By Jane Doe in Moscow and John Roe in Kiev",
            "Jane Doe | AP",
            "Jane Doe, Reuters",
            "From Jane Doe, CNN",
            "By Jane Q. Doe, The Associated Press",
        ] {
            assert!(is_byline(line), "{line}");
        }
    }

    #[test]
    fn sentences_and_headings_are_no_bylines() {
        for line in [
            "By Tuesday",
            "By the river",
            "By Christmas Eve",
            "By February 2016 the army had left.",
            "From Russia With Love",
            "From Aleppo to Damascus",
            "By Friday the envoy had met both sides, officials said.",
            "Kerry, Putin give truce another try",
            "Moscow, Russia",
            "by Jane Doe",
            "Jane Doe, for the opposition, accused the minister of delay.",
            "Air Marshal John Roe, who is chief of defence staff, left",
            "NEW YORK, June 19 - The court ruled for the",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn biographies_are_known_by_name_and_role() {
        let authors = ["JANE DOE"];
        let cases = [
            ("Jane Doe is Moscow correspondent of the Example.", true),
            ("Jane Doe has been with Example Radio for twenty years.", true),
            ("The writer is a former envoy to Syria.", true),
            ("John Roe is a columnist for the Example. Follow him on Twitter.", true),
            ("John Roe is a reporter who was detained in Iran.", false),
            ("Jane Doe was born in Kiev.", false),
            ("The envoy is an editor.", false),
        ];
        for (line, expected) in cases {
            assert_eq!(is_biography(line, &authors), expected, "{line}");
        }
    }
}
