//! Transcripts: speaker labels (`KELLY:`, `JANE DOE, BYLINE:`, `Q:`) and stage directions.

use std::ops::Range;

use memchr::{memchr, memchr2};
use rustc_hash::FxHashMap;

/// A label is no longer than this.
const MAX_LABEL: usize = 70;

/// What follows a label in bytes at least, when it is no sentence: `North End: 12` is a row of a table.
const MIN_SAID: usize = 20;

/// Labels of those who ask: beside another label they make a talk.
const ASKERS: [&str; 11] = [
    "Q",
    "QUESTION",
    "REPORTER",
    "JOURNALIST",
    "INTERVIEWER",
    "CORRESPONDENT",
    "PRESENTER",
    "ANCHOR",
    "MODERATOR",
    "HOST",
    "ANNOUNCER",
];

/// A speaker label at the start of a line, as byte ranges of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The name, without `BYLINE`, `HOST` and brackets.
    pub name: Range<usize>,
    /// Up to the colon and with it.
    pub end: usize,
    /// Whether the name is in capitals.
    pub caps: bool,
    /// Whether the label says `BYLINE` or `HOST`.
    pub marked: bool,
}

/// The label that opens a line, if one may.
pub(super) fn label(line: &str) -> Option<Label> {
    let start = marks_before(line);
    let inner = &line[start..];
    let first = *inner.as_bytes().first()?;
    if !first.is_ascii_uppercase() && first < 0x80 {
        return None;
    }
    if let Some(asked) = question(line) {
        return Some(asked);
    }
    let colon = memchr(b':', &inner.as_bytes()[..inner.len().min(MAX_LABEL)])?;
    let said = colon + 1 + inner[colon + 1..].len() - inner[colon + 1..].trim_start_matches('*').len();
    if inner.as_bytes().get(said).is_some_and(|b| *b != b' ') {
        return None;
    }
    let label = inner[..colon].trim_end_matches([']', '*']);
    if is_heading(label) {
        return None;
    }
    let plain = &label[..label.find(" (").unwrap_or(label.len())];
    let (name, role) = plain.split_once(", ").unwrap_or((plain, ""));
    let caps = is_caps(name) && (role.is_empty() || is_caps(role) || role.chars().all(|c| !c.is_lowercase()));
    let marked = caps && matches!(role, "BYLINE" | "HOST");
    let label = Label { name: start..start + name.len(), end: start + said, caps, marked };
    (caps || is_person(name, role)).then_some(label)
}

/// Bytes of what stands before a label in captions, on the web and in bold: `>> KELLY:`, `[KELLY]:`, `**Kelly:**`.
fn marks_before(line: &str) -> usize {
    if !line.starts_with(['>', '[', '*']) {
        return 0;
    }
    ["**", ">> ", ">>", "["].iter().find(|mark| line.starts_with(**mark)).map_or(0, |mark| mark.len())
}

/// `Q    Why is that?`, `Q. Why?`: the question of a press conference, without a colon.
fn question(line: &str) -> Option<Label> {
    let rest = line.strip_prefix('Q')?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let asked = rest.starts_with(' ') && rest.trim_start().starts_with(|c: char| c.is_uppercase() || c == '"');
    asked.then(|| Label { name: 0..1, end: line.len() - rest.len(), caps: true, marked: false })
}

/// Where the turns of a line begin: at its start, and at each label in capitals behind a sentence ("... in March. REPORTER: Why?"). Only a
/// line that opens with such a label has more than one.
pub(super) fn turns(line: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let Some(first) = label(line).filter(|label| label.caps) else { return starts };
    for colon in memchr::memchr_iter(b':', line.as_bytes()).filter(|colon| *colon >= first.end) {
        let last = starts[starts.len() - 1].max(first.end);
        let behind_sentence = |at: usize| matches!(line.as_bytes()[at - 1], b'.' | b'?' | b'!' | b'"' | b')');
        let opens = |at: usize| label(&line[at..]).is_some_and(|label| label.caps && at + label.end == colon + 1);
        let spaces = memchr::memrchr_iter(b' ', &line.as_bytes()[..colon]).take_while(|at| colon - at < MAX_LABEL);
        // The longest stretch of capitals is the label: "MR. PRICE".
        let start = spaces.filter(|&at| at >= last && behind_sentence(at) && opens(at + 1)).last();
        starts.extend(start.map(|space| space + 1));
    }
    starts
}

/// Words before a colon that nobody is called.
fn is_heading(label: &str) -> bool {
    const HEADINGS: [&str; 36] = [
        "more",
        "fact",
        "facts",
        "story",
        "note",
        "update",
        "read",
        "watch",
        "photos",
        "photo",
        "video",
        "source",
        "related",
        "claim",
        "myth",
        "twitter",
        "facebook",
        "due",
        "length",
        "section",
        "byline",
        "headline",
        "language",
        "subject",
        "copyright",
        "image",
        "see",
        "also",
        "read more",
        "see also",
        "quote",
        "caption",
        "advertisement",
        "verdict",
        "total",
        "dateline",
    ];
    HEADINGS.iter().any(|heading| heading.eq_ignore_ascii_case(label))
}

fn is_caps(name: &str) -> bool {
    let letters = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | '\'' | '-' | '#' | '&');
    let mac = |word: &str| {
        word.strip_prefix("Mc")
            .or(word.strip_prefix("Mac"))
            .is_some_and(|rest| !rest.is_empty() && rest.chars().all(letters))
    };
    let word = |word: &str| word.chars().all(letters) || mac(word);
    name.split(' ').all(word) && name.split(' ').count() <= 6 && name.chars().any(char::is_uppercase)
}

/// `John Smith`, `Dr. Smith`, `Q`: at most four capitalised words.
fn is_person(name: &str, role: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-'))
    };
    role.is_empty() && name.split(' ').count() <= 4 && name.split(' ').all(word)
}

/// Whether lines that open with a label are turns of a talk, and whether labels in mixed case count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Transcript {
    pub caps: bool,
    pub mixed: bool,
}

/// Whether a text may hold a label at all: each has its colon, or is a `Q`.
pub(super) fn may_hold_labels(text: &str) -> bool {
    memchr2(b':', b'Q', text.as_bytes()).is_some()
}

impl Transcript {
    /// Judges from all lines of a text: several turns, and somebody who speaks again.
    pub(super) fn judge<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut all_turns = [Turns::default(), Turns::default()];
        let mut count = 0;
        for line in lines {
            count += 1;
            let line = line.trim_end();
            if label(line).is_none() {
                continue;
            }
            let starts = turns(line);
            let ends = starts[1..].iter().copied().chain([line.len()]);
            for line in starts.iter().zip(ends).map(|(&start, end)| line[start..end].trim_end()) {
                let said = |label: &Label| {
                    label.marked || line.len() >= label.end + MIN_SAID || line.ends_with(['?', '!', '.'])
                };
                if let Some(label) = label(line).filter(said) {
                    all_turns[usize::from(label.caps)].add(&line[label.name.clone()], &line[label.end..], &label);
                }
            }
        }
        let [mixed, caps] = all_turns;
        let all = mixed.count + caps.count;
        Self {
            caps: (caps.count >= 3 && caps.most >= 2) || (caps.marked && caps.count >= 2) || caps.in_person,
            mixed: all >= 4 && mixed.count >= 2 && mixed.most >= 2 && all * 10 >= count * 3,
        }
    }

    pub(super) fn any(self) -> bool {
        self.caps || self.mixed
    }

    /// The label of a line that opens a turn.
    pub(super) fn turn(self, line: &str) -> Option<Label> {
        if !self.any() {
            return None;
        }
        label(line).filter(|label| self.mixed || (label.caps && self.caps))
    }
}

#[derive(Debug, Default)]
struct Turns<'a> {
    by_name: FxHashMap<&'a str, usize>,
    count: usize,
    most: usize,
    marked: bool,
    /// Whether a turn opens with "I" or "we": no dateline does.
    in_person: bool,
}

impl<'a> Turns<'a> {
    fn add(&mut self, name: &'a str, said: &str, label: &Label) {
        let turns = self.by_name.entry(name.rsplit(' ').next().unwrap_or(name)).or_default();
        *turns += 1;
        self.most = self.most.max(*turns);
        self.count += 1;
        self.marked |= label.marked || ASKERS.contains(&name);
        self.in_person |=
            matches!(said.split_whitespace().next(), Some("I" | "I'm" | "I've" | "We" | "We're" | "We've"));
    }
}

/// `(SOUNDBITE OF MUSIC)`, `[LAUGHTER]`, `(END VIDEO CLIP)`: a line in brackets and capitals.
pub(super) fn is_stage_direction(line: &str) -> bool {
    if !line.starts_with(['(', '[']) {
        return false;
    }
    let line = line.trim_end_matches('.');
    let inner = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let inner = inner.or_else(|| line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')));
    inner.is_some_and(|inner| {
        inner.len() >= 4
            && inner.bytes().all(|b| !b.is_ascii_lowercase())
            && inner.bytes().any(|b| b.is_ascii_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_give_the_speaker() {
        let cases = [
            ("KELLY: Good morning.", Some("KELLY")),
            ("JANE DOE, BYLINE: Good morning.", Some("JANE DOE")),
            ("PRESIDENT OBAMA: Thank you.", Some("PRESIDENT OBAMA")),
            ("PUTIN (through interpreter): No.", Some("PUTIN")),
            ("SEN. JOHN McCAIN (R-AZ): No.", Some("SEN. JOHN McCAIN")),
            ("UNIDENTIFIED MAN #1: (Speaking Arabic).", Some("UNIDENTIFIED MAN #1")),
            ("Q: Why?", Some("Q")),
            ("Q    Why is that?", Some("Q")),
            ("Q. Why is that?", Some("Q")),
            (">> KELLY: Good morning.", Some("KELLY")),
            ("[KELLY]: Good morning.", Some("KELLY")),
            ("**Jane Doe:** Good morning.", Some("Jane Doe")),
            ("John Smith: Why?", Some("John Smith")),
            ("[12 May]: no", None),
            ("Q fever spread in Chad", None),
            ("The minister said: no.", None),
            ("At 10:15 he left", None),
            ("no label", None),
        ];
        for (line, name) in cases {
            assert_eq!(label(line).map(|label| &line[label.name]), name, "{line}");
        }
    }

    #[test]
    fn several_turns_make_a_transcript() {
        let cases: [(&[&str], bool, bool); 10] = [
            (&["KELLY: a.", "DOE: b?", "KELLY: c."], true, false),
            (&["JANE DOE, HOST: a", "JOHN ROE, BYLINE: b", "prose"], true, false),
            (&["NATO: The alliance met.", "prose", "prose"], false, false),
            (&["LENGTH: 5", "SECTION: a", "BYLINE: b"], false, false),
            (&["John Roe: a.", "Q: b?", "John Roe: c.", "Q: d?"], true, true),
            (&["North End: 12", "South End: 10", "North End: 3", "South End: 4"], false, false),
            (&["WONG: I met him. JOURNALIST: For how long?"], true, false),
            (&["ANNAN: I appeal to both sides to stop."], true, false),
            (&["NEW DELHI: India has accused Pakistan of shelling villages."], false, false),
            (&["John Roe: a.", "prose", "prose", "prose", "prose", "prose"], false, false),
        ];
        for (lines, caps, mixed) in cases {
            let judged = Transcript::judge(lines.iter().copied());
            assert_eq!((judged.caps || mixed, judged.mixed), (caps, mixed), "{lines:?}");
        }
    }

    #[test]
    fn turns_may_share_a_line() {
        let cases = [
            ("MR. PRICE: We met. QUESTION: Where? MR. PRICE: In Oslo.", vec![0, 19, 36]),
            ("WONG: The plan has three parts: roads, schools, wells.", vec![0]),
            ("The minister met the press. WONG: About an hour.", vec![0]),
            ("KELLY: It ended at 10:30. He said: no.", vec![0]),
        ];
        for (line, starts) in cases {
            assert_eq!(turns(line), starts, "{line}");
        }
    }

    #[test]
    fn stage_directions_are_in_brackets_and_capitals() {
        for (line, stage) in [
            ("(SOUNDBITE OF MUSIC)", true),
            ("[LAUGHTER]", true),
            ("(AP)", false),
            ("(Reporting by Jane Doe)", false),
            ("NATO (OTAN)", false),
        ] {
            assert_eq!(is_stage_direction(line), stage, "{line}");
        }
    }
}
