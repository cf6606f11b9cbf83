//! What leads away from the article: teasers of other articles, menus, notices on where it was printed first.

use std::sync::LazyLock;

use memchr::memmem;

use super::byline;
use super::cues;
use super::furniture::is_among;

/// A teaser is no longer than this.
const LONGEST: usize = 200;

/// Its label ends before this byte.
const LONGEST_LABEL: usize = 40;

/// Words that make a label of a teaser what it is.
const LEADING: [&str; 21] = [
    "read",
    "watch",
    "see",
    "listen",
    "related",
    "next",
    "previous",
    "popular",
    "trending",
    "recommended",
    "must-read",
    "don't",
    "tags",
    "keywords",
    "topics",
    "categories",
    "tagged",
    "picks",
    "explore",
    "these",
    "posted",
];
/// The same, but words that may as well open a headline or a paragraph: no label at the top, or of a sentence.
const INSIDE: [&str; 16] = [
    "video",
    "videos",
    "gallery",
    "pictures",
    "podcast",
    "explainer",
    "latest",
    "updates",
    "blog",
    "map",
    "interactive",
    "stories",
    "story",
    "article",
    "more",
    "news",
];
/// Words that may stand beside them.
const BESIDE: [&str; 34] = [
    "also", "now", "live", "up", "most", "the", "full", "this", "our", "audio", "articles", "coverage", "post",
    "posts", "reading", "viewed", "here", "on", "miss", "must", "links", "editor's", "editors'", "top", "in", "people",
    "filed", "under", "photo", "by", "from", "about", "of", "day",
];

/// Whether a line only names another article, or the subjects that this one is filed under: `READ MORE: Rebels take town`,
/// `Most read: ...`, `Keywords: ...`, `>> Rebels take town`; `inside`: news stands before it.
pub(super) fn is_teaser(line: &str, inside: bool) -> bool {
    let stopped = || line.trim_end_matches(['"', '\'', ')', ']']).ends_with(['.', '!', '?']);
    if line.len() > LONGEST {
        return false;
    }
    if inside && is_pointed(line) && !stopped() {
        return true;
    }
    if memchr::memchr(b':', &line.as_bytes()[..line.len().min(LONGEST_LABEL)]).is_none() {
        return false;
    }
    let stopped = stopped();
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(colon) = memchr::memchr(b':', line.as_bytes()) else { return false };
    let (label, rest) = (&line[..colon], line[colon + 1..].trim());
    let known = |word: &str| is_among(word, &LEADING) || is_among(word, &INSIDE) || is_among(word, &BESIDE);
    let mut words = label.split(' ');
    let leading = words.clone().any(|word| is_among(word, &LEADING) || inside && !stopped && is_among(word, &INSIDE));
    leading && !rest.is_empty() && words.clone().count() <= 5 && words.all(known)
}

/// `>> Rebels take town`, `→ ...`, `[ ... ]`: a line that points elsewhere.
fn is_pointed(line: &str) -> bool {
    // The first bytes of what it looks for.
    if !matches!(line.as_bytes().first(), Some(b'>' | b'[' | 0xc2 | 0xe2)) {
        return false;
    }
    let arrow = [">> ", "» ", "→ ", "► ", "▶ ", "➤ "].iter().any(|arrow| line.starts_with(arrow));
    let bracket = line.starts_with('[') && line.ends_with(']') && line.split(' ').count() > 3;
    arrow && !line.contains(": ") || bracket
}

/// Whether a line is a row of links: `Home | World | Europe | Africa`.
pub(super) fn is_menu(line: &str) -> bool {
    /// Bars of a row, at least.
    const BARS: usize = 3;
    /// Words of a link, at most.
    const WORDS: usize = 3;
    let bar = |part: &&str| matches!(*part, "|" | "»" | "›" | "•" | ">" | "·");
    if line.ends_with('.') {
        return false;
    }
    let mut link = 0;
    let short = line.split(' ').all(|part| {
        link = if bar(&part) { 0 } else { link + 1 };
        link <= WORDS
    });
    short && line.split(' ').filter(bar).count() >= BARS
}

/// Whether a line only says where the article was printed, or that it was changed: `This story was first published by ...`.
pub(super) fn is_notice(line: &str) -> bool {
    const PIECES: [&str; 9] =
        ["article", "story", "report", "piece", "post", "essay", "column", "interview", "transcript"];
    const DONE: [&str; 14] = [
        "published",
        "posted",
        "appeared",
        "printed",
        "updated",
        "republished",
        "reprinted",
        "amended",
        "corrected",
        "translated",
        "edited",
        "syndicated",
        "aired",
        "broadcast",
    ];
    /// Words between the piece and what was done with it: `has been`, `was first`, `originally`.
    const BETWEEN: [&str; 10] =
        ["was", "is", "has", "been", "first", "originally", "also", "previously", "initially", "republished"];
    // "This", "A", "An", "The", "Published", "First": most lines begin otherwise.
    let opens = |first: &u8| !first.is_ascii_alphanumeric() || b"tapf".contains(&first.to_ascii_lowercase());
    if line.len() > LONGEST || !line.as_bytes().first().is_some_and(opens) {
        return false;
    }
    if line.starts_with('©') || is_printed(line) {
        return true;
    }
    let mut words = line.split(' ').map(without_marks);
    let opens = words.by_ref();
    let start = match opens.next() {
        Some(first) if first.eq_ignore_ascii_case("this") => true,
        // "A version of this article appeared in print"
        Some(first) if is_among(first, &["a", "an", "the"]) => opens.take(4).any(|word| word == "this"),
        _ => false,
    };
    if !start || !words.next().is_some_and(|piece| is_among(piece, &PIECES)) {
        return false;
    }
    words.find(|word| !is_among(word, &BETWEEN)).is_some_and(|word| is_among(word, &DONE))
}

/// A word without the marks around it; most have none.
fn without_marks(word: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = word.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) { word } else { word.trim_matches(|c: char| !c.is_alphanumeric()) }
}

/// `Published in The Example, March 3rd, 2015`: names and figures only.
fn is_printed(line: &str) -> bool {
    let Some(rest) =
        ["Published in ", "Published by ", "First published "].iter().find_map(|start| line.strip_prefix(start))
    else {
        return false;
    };
    let joint = |word: &str| matches!(word, "in" | "on" | "by" | "at" | "of" | "the" | "and");
    let named = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || joint(word);
    line.len() <= 90 && rest.bytes().any(|byte| byte.is_ascii_digit()) && rest.split(' ').all(named)
}

/// Whether a line is a note of a wire to its customers: `(Adds comment of ministry, background)`, `EDS: UPDATES with reaction`,
/// `BC-EXAMPLE-TALKS-1st Ld`.
pub(super) fn is_wire_note(line: &str) -> bool {
    const DONE: [&str; 9] =
        ["adds", "updates", "recasts", "corrects", "refiles", "repeats", "rewrites", "fixes", "eds"];
    if !line.starts_with(['(', '*', 'E', 'e', 'B']) {
        return false;
    }
    let inner = line.trim_start_matches(['(', '*', ' ']).trim_end_matches([')', '*', ' ', '.']);
    let first = inner.split([' ', ':', ',', ';']).next().unwrap_or_default();
    let closed = line.starts_with('(') && (line.ends_with(')') || line.ends_with(").")) && !inner.contains(". ");
    let noted = is_among(first, &DONE) && (closed || inner.len() > 3 && inner[..3].eq_ignore_ascii_case("eds"));
    let slug = line.len() <= 60 && first.starts_with("BC-");
    line.len() <= LONGEST && (noted || slug)
}

/// Whether a line is the name of an agency and nothing else: `(Xinhua)`, `The Associated Press`, `AFP and Reuters`, `Reuters Staff`; or a name
/// and how to reach it (`Jane Doe @jdoe`).
pub(super) fn is_signature(line: &str) -> bool {
    /// Longer lines are no names.
    const NAMES: usize = 60;
    /// What may stand beside the name of an agency.
    const OTHERS: [&str; 5] = ["agencies", "staff", "news agencies", "wires", "and agencies"];
    const OTHERS_OPEN: [&str; 5] = ["agencies", "staff", "news", "wires", "and"];
    if line.len() > NAMES || line.bytes().filter(|byte| *byte == b' ').count() >= 8 {
        return false;
    }
    if line.contains('@')
        && let Some((name, handle)) = line.split_once(" @")
    {
        return byline::is_name(name) && !handle.contains(' ');
    }
    let name = line.trim_matches(|c: char| !c.is_alphanumeric());
    let name = name.strip_prefix("via ").unwrap_or(name);
    let first = name.split([' ', ',', '/', '|', '&']).next().unwrap_or_default();
    // Most lines are told by their first word.
    if !name.starts_with(char::is_uppercase) || !(cues::opens_agency(first) || is_among(first, &OTHERS_OPEN)) {
        return false;
    }
    let others = |part: &str| is_among(part, &OTHERS);
    let parts = || {
        let parts = name.split([',', '/', '|', '&']).flat_map(|part| part.split(" and ")).map(str::trim);
        parts.map(|part| part.trim_end_matches(" Staff"))
    };
    parts().any(cues::is_agency) && parts().all(|part| cues::is_agency(part) || others(part))
}

/// Whether a line only says whose picture stands there: `Photo by Jane Doe for The Example`, `REUTERS/Jane Doe`, `Photo: Jane Doe / AFP`.
pub(super) fn is_credit(line: &str) -> bool {
    const SIGNS: [&str; 9] =
        ["photo", "photos", "photograph", "picture", "image", "images", "credit", "credits", "courtesy"];
    let joint = |word: &str| matches!(word, "and" | "by" | "for" | "of" | "via" | "the");
    let parts = || line.split(['/', ',', '|', ':', '(', ')']).map(str::trim).filter(|part| !part.is_empty());
    let words = || parts().flat_map(|part| part.split(' '));
    let named = |word: &str| word.starts_with(char::is_uppercase) || joint(word) || is_among(word, &SIGNS);
    if line.len() > 80 || line.ends_with(['.', '?', '!']) || !words().all(named) || words().count() > 10 {
        return false;
    }
    let first = words().next().is_some_and(|word| is_among(word, &SIGNS));
    let by = first && words().nth(1).is_some_and(|word| word == "by" || word == "courtesy");
    // "AP Photo"
    let bare = |part: &str| part.split(' ').filter(|word| !is_among(word, &SIGNS)).collect::<Vec<_>>().join(" ");
    let agency = parts().any(|part| cues::is_agency(&bare(part)) || part == "Getty Images");
    by || agency && (first || line.contains('/') && !line.contains(['(', ':']) && words().count() > 1)
}

/// What reporters are said to have done.
static REPORTING: LazyLock<[memmem::Finder; 3]> =
    LazyLock::new(|| [" reported from ", " contributed to this ", " contributed reporting "].map(memmem::Finder::new));

/// Whether a line tells where reporters were, or what they gave: `Jane Doe reported from Moscow and John Roe from Kiev.`, `Jane Doe contributed to
/// this report from Kiev.`
pub(super) fn tells_reporters(line: &str) -> bool {
    /// Longer lines are text.
    const LONGEST: usize = 160;
    const TOLD: [&str; 18] = [
        "reported",
        "contributed",
        "reporting",
        "to",
        "this",
        "report",
        "article",
        "story",
        "and",
        "in",
        "from",
        "with",
        "writer",
        "writers",
        "correspondent",
        "reporter",
        "reporters",
        "staff",
    ];
    if line.len() > LONGEST || !line.ends_with('.') {
        return false;
    }
    let Some(at) = REPORTING.iter().find_map(|words| words.find(line.as_bytes())) else { return false };
    let plain = |word: &str| word.starts_with(char::is_uppercase) || TOLD.contains(&word.trim_end_matches(['.', ',']));
    // "Heavy fighting was reported from Kiev"
    line[..at].contains(' ') && line.split(' ').all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teasers_are_no_news() {
        for line in [
            "READ MORE: Rebels take town",
            "WATCH LIVE: President speaks to the United Nations",
            "Most read: Rebels take town",
            "> Up next: Ministers meet in Berlin",
            "Next article: Ministers meet",
            "Keywords: Israel; Hamas",
            "Don't miss: Ministers meet",
            "Video: Rebels take town",
            "People in this story: Jane Doe, John Roe",
            ">> Rebels take town",
            "[ Rebels take the town of Example ]",
        ] {
            assert!(is_teaser(line, true), "{line}");
        }
        for line in [
            "Read his lips: no new taxes",
            "BREAKING: Rebels take town",
            "Next: ",
            "What next: the minister's plan",
            "The next steps: aid first, talks later",
            "More than this: rebels want land",
            "KELLY: Read more of it.",
            "In the latest: rebels took the town.",
            ">> REPORTER: Rebels take town",
        ] {
            assert!(!is_teaser(line, true), "{line}");
        }
        assert!(!is_teaser("Video: Rebels take town", false));
    }

    #[test]
    fn menus_notices_and_signatures() {
        for (line, expected) in [
            ("Home | World | Europe | Africa | Middle East", true),
            ("Home > World > Europe > Ukraine", true),
            ("Rebels take town | World | The Example", false),
            ("Rebels have taken the town | Army denies it all | Talks go on | Weather", false),
        ] {
            assert_eq!(is_menu(line), expected, "{line}");
        }
        for (line, expected) in [
            ("This story was first published by The Example.", true),
            ("A version of this article appeared in print on May 3.", true),
            ("This report has been updated.", true),
            ("Published in The Example Tribune, March 3rd, 2015.", true),
            ("Published in 2015, the book angered Moscow.", false),
            ("This report was denied by the army.", false),
            ("A report published by the army denied it.", false),
        ] {
            assert_eq!(is_notice(line), expected, "{line}");
        }
        for (line, expected) in [
            ("(Xinhua)", true),
            ("(AFP, Reuters, dpa)", true),
            ("AFP and Reuters", true),
            ("Reuters Staff", true),
            ("Jane Doe @janedoe", true),
            ("Reuters and the army", false),
            ("The Associated Press", true),
            ("Reuters reported", false),
            ("cp", false),
            ("Photo: Reuters", false),
        ] {
            assert_eq!(is_signature(line), expected, "{line}");
        }
        for (line, expected) in [
            ("(Adds comment of ministry, background)", true),
            ("EDS: UPDATES with reaction from Moscow", true),
            ("BC-EXAMPLE-TALKS-1st Ld", true),
            ("(Updates on the talks will follow.) The army said so.", false),
            ("Repeats of the attack are feared", false),
            ("US-UK-EU talks to begin", false),
        ] {
            assert_eq!(is_wire_note(line), expected, "{line}");
        }
        for (line, expected) in [
            ("Photo by Jane Doe for The Example", true),
            ("REUTERS/Jane Doe", true),
            ("AP Photo/Jane Doe", true),
            ("Photo: Jane Doe / AFP", true),
            ("Photo: John Roe", false),
            ("John Roe (Credit: AP/Jane Doe)", false),
            ("President John Roe (left) greets the envoy. Photo: Reuters", false),
            ("Reuters", false),
            ("Image of War", false),
        ] {
            assert_eq!(is_credit(line), expected, "{line}");
        }
        for (line, expected) in [
            ("Jane Doe reported from Moscow and John Roe from Kiev.", true),
            ("Jane Doe reported from Moscow.", true),
            ("Mr. Doe reported from Kiev. Jane Roe contributed reporting from Moscow.", true),
            ("Jane Doe contributed to this report from Kiev.", true),
            ("The Drought contributed to this crisis.", false),
            ("The agency reported from Moscow that talks had begun.", false),
            ("Heavy fighting was reported from Aleppo.", false),
            ("No losses were reported from Kiev", false),
        ] {
            assert_eq!(tells_reporters(line), expected, "{line}");
        }
    }
}
