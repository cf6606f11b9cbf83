//! Whether a text's lines were broken by hand at a fixed width, and which breaks are such.

use memchr::{memchr, memchr_iter, memchr2_iter};

/// Lines looked at; a text does not change its habit later.
const SAMPLE_LINES: usize = 120;
/// Lines longer than this were not broken by hand.
const MAX_WIDTH: usize = 132;
/// A line that leaves a remnant is at least this long.
const REMNANT_AFTER: usize = 48;
/// Narrower columns are verse or tables.
const MIN_WIDTH: usize = 35;

/// How a line of the text as read looks to the one before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawLine<'a> {
    /// Where the line begins.
    pub start: usize,
    /// Where its first character stands, after the indent.
    pub first: usize,
    /// Where its line break stands.
    pub end: usize,
    /// Blanks before the first character.
    pub indent: usize,
    /// Characters, indent aside.
    pub length: usize,
    /// Characters of the first word.
    first_word: usize,
    /// Whether the first character is a small letter.
    lower: bool,
    /// Whether the last character ends a sentence.
    stop: bool,
    /// Whether the last character is a hyphen behind a letter.
    cut: bool,
    /// The line without the blanks around it.
    text: &'a [u8],
}

/// The lines of a text, measured. A line ends at a line feed, a carriage return, or both.
pub(super) fn lines(raw: &str) -> Vec<RawLine<'_>> {
    let bytes = raw.as_bytes();
    let count: fn(&[u8]) -> usize = if raw.is_ascii() { <[u8]>::len } else { characters };
    let mut lines = Vec::with_capacity(raw.len() / 64 + 2);
    let mut start = 0;
    if memchr(b'\r', bytes).is_none() {
        for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
            lines.push(RawLine::measure(bytes, start, end, count));
            start = end + 1;
        }
        return lines;
    }
    for end in memchr2_iter(b'\n', b'\r', bytes).chain([bytes.len()]) {
        // The line feed after a carriage return is passed over.
        if start <= end {
            lines.push(RawLine::measure(bytes, start, end, count));
            start = end + 1 + usize::from(bytes.get(end..end + 2) == Some(b"\r\n"));
        }
    }
    lines
}

impl<'a> RawLine<'a> {
    /// The line `start..end` of a text whose characters `count` counts.
    fn measure(raw: &'a [u8], start: usize, end: usize, count: fn(&[u8]) -> usize) -> Self {
        let blanks = raw[start..end].iter().take_while(|b| matches!(b, b' ' | b'\t' | 0x0c)).count();
        let first = start + blanks;
        let width = |byte: &u8| match byte {
            b'\t' => 4,
            0x0c => 0,
            _ => 1,
        };
        let indent = if blanks == 0 { 0 } else { raw[start..first].iter().map(width).sum() };
        let text = raw[first..end].trim_ascii_end();
        let stop = matches!(text.last(), Some(b'.' | b'!' | b'?' | b'"' | b':'));
        let cut = text.last() == Some(&b'-') && text.len() > 1 && text[text.len() - 2].is_ascii_alphabetic();
        let lower = text.strip_prefix(b"- ").unwrap_or(text).first().is_some_and(u8::is_ascii_lowercase);
        let word = text.iter().position(|byte| *byte == b' ').unwrap_or(text.len());
        let (length, first_word) = (count(text), count(&text[..word]));
        Self { start, first, end, indent, length, first_word, lower, stop, cut, text }
    }

    /// The column at which the line ends.
    fn column(&self) -> usize {
        self.indent + self.length
    }
}

/// Whether the last word never ends a line that stands for itself: `of`, `the`.
fn is_dangling(line: &[u8]) -> bool {
    let word = memchr::memrchr(b' ', line).map_or(line, |at| &line[at + 1..]);
    match word.len() {
        1 => word == b"a",
        2 => matches!(word, b"of" | b"an" | b"to" | b"in" | b"by" | b"at" | b"on" | b"or" | b"vs"),
        3 => matches!(word, b"the" | b"and" | b"for"),
        4 => matches!(word, b"from" | b"with" | b"that"),
        _ => false,
    }
}

/// Characters of UTF-8, counted for as long a line as matters.
fn characters(line: &[u8]) -> usize {
    line[..line.len().min(4 * MAX_WIDTH)].iter().filter(|b| **b & 0xc0 != 0x80).count()
}

/// The width at which the text's lines were broken; `None` when each line is a paragraph.
pub(super) fn width(lines: &[RawLine]) -> Option<usize> {
    let sample = &lines[..lines.len().min(SAMPLE_LINES)];
    let mut columns = [0; SAMPLE_LINES];
    let mut count = 0;
    for (line, _) in pairs(sample) {
        if line.column() > 2 * MAX_WIDTH {
            return None;
        }
        columns[count] = line.column();
        count += 1;
    }
    let (_, &mut width, longer) = columns[..count].select_nth_unstable(count.checked_sub(1)? * 9 / 10);
    let longest = longer.iter().copied().max().unwrap_or(width);
    if !(MIN_WIDTH..=MAX_WIDTH).contains(&width) || longest > 2 * width {
        return None;
    }
    let share = |part: usize, percent: usize| part * 100 >= count * percent;
    let lower = pairs(sample).filter(|(line, next)| next.lower && !line.stop).count();
    let full = || pairs(sample).filter(|(line, next)| is_full(line, next, width)).count();
    (share(lower, 30) && share(full(), 55)).then_some(width)
}

/// Lines directly followed by a line that does not begin a paragraph by its indent.
fn pairs<'l>(lines: &'l [RawLine<'l>]) -> impl Iterator<Item = (&'l RawLine<'l>, &'l RawLine<'l>)> {
    let follows =
        |(line, next): &(&RawLine, &RawLine)| line.length > 0 && next.length > 0 && next.indent <= line.indent;
    lines.iter().zip(lines.iter().skip(1)).filter(follows)
}

/// Whether the next line's first word would not have fitted.
fn is_full(line: &RawLine, next: &RawLine, width: usize) -> bool {
    line.column() <= width + 12 && (is_cut(line, next) || line.column() + 1 + next.first_word > width.saturating_sub(2))
}

/// Whether a word is cut at the break: `govern-` `ment`. A list may write so, but not in whole lines.
fn is_cut(line: &RawLine, next: &RawLine) -> bool {
    line.cut && next.lower && !next.text.starts_with(b"- ")
}

/// Whether the break between two neighbouring lines was made only to keep the width.
pub(super) fn continues(line: &RawLine, next: &RawLine, width: Option<usize>) -> bool {
    if next.indent > line.indent {
        return false;
    }
    let open = next.lower && !line.stop;
    match width {
        Some(width) => is_full(line, next, width) || open,
        None => {
            is_cut(line, next)
                || (line.length >= MIN_WIDTH && (open || is_dangling(line.text)))
                || is_remnant(line, next)
        }
    }
}

/// Whether a sentence that a page's end cut goes on with the next page's first line.
pub(super) fn continues_overleaf(line: &RawLine, next: &RawLine) -> bool {
    !line.stop && (next.lower || is_dangling(line.text) || line.text.ends_with(b","))
}

/// The last word or two of a sentence whose line was full: `... in the first quarter of` `1986.`
fn is_remnant(line: &RawLine, next: &RawLine) -> bool {
    (REMNANT_AFTER..=MAX_WIDTH).contains(&line.length) && !line.stop && next.stop && next.length <= 14
}

/// What to do with a word that is cut by a hyphen at a line's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// `govern-` `ment`: one word.
    Drop,
    /// `US-` `led`: a compound.
    Keep,
    /// No cut word at all: a dash, or `two-` `and`.
    Apart,
}

/// Judges the hyphen at the end of `before` (which ends with it), given the text that follows.
pub(super) fn hyphen(before: &str, after: &str) -> Hyphen {
    const APART: [&str; 4] = ["and", "or", "to", "und"];
    const TAILS: [&str; 26] = [
        "led",
        "based",
        "backed",
        "held",
        "run",
        "made",
        "wide",
        "old",
        "year",
        "day",
        "month",
        "week",
        "ever",
        "elect",
        "in",
        "up",
        "off",
        "out",
        "free",
        "fire",
        "term",
        "party",
        "controlled",
        "related",
        "general",
        "style",
    ];
    let head = before.trim_end_matches('-');
    let first = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let second = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
    let lower = second.starts_with(char::is_lowercase);
    if before.len() - head.len() != 1 || !head.ends_with(char::is_alphanumeric) || APART.contains(&second) {
        return Hyphen::Apart;
    }
    let acronym = first.len() >= 2 && first.chars().all(char::is_uppercase);
    let number = first.is_empty();
    let prefix = ["anti", "non", "ex", "pro", "self", "vice", "co", "mid", "cross", "all", "half"].contains(&first);
    let compound = after[second.len()..].starts_with('-');
    if !lower
        || acronym
        || number
        || prefix
        || compound
        || first.len() < 2
        || second.len() < 2
        || TAILS.contains(&second)
    {
        return Hyphen::Keep;
    }
    Hyphen::Drop
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAPPED: &str = "GENEVA, Feb 11 - The special envoy of the United Nations\nsaid on Thursday that the talks would begin again as soon as\n\
        both sides had agreed to let aid pass.\n    The army said that it would hold its fire for two days if\nthe rebels did the same.\n";

    #[test]
    fn hard_wrapped_text_is_told_from_one_paragraph_a_line() {
        let verse = "Sunday rain\nMonday sun\nTuesday wind\nWednesday fog\n";
        let paragraphs =
            "The envoy arrived in the city on Thursday.\nHe met the commanders of both sides.\nTalks go on.\n";
        let table =
            "Shr profit 47 cts vs loss 38 cts\nNet profit 4,767,000 vs loss 2,623,000\nRevs 23.7 mln vs 3,629,000\n";
        let long = "word ".repeat(60) + "\nand " + &"word ".repeat(60);
        for (text, wrapped) in
            [(WRAPPED, true), (verse, false), (paragraphs, false), (table, false), (&long, false), ("", false)]
        {
            assert_eq!(width(&lines(text)).is_some(), wrapped, "{text}");
            for line_end in ["\r\n", "\r"] {
                let other = text.replace('\n', line_end);
                assert_eq!(width(&lines(&other)), width(&lines(text)), "{line_end:?} {text}");
            }
        }
    }

    #[test]
    fn hyphens_at_a_line_end_are_judged() {
        let cases = [
            ("the govern-", "ment said", Hyphen::Drop),
            ("President Er-", "dogan", Hyphen::Drop),
            ("the US-", "led coalition", Hyphen::Keep),
            ("Russian-", "backed troops", Hyphen::Keep),
            ("a 20-", "year-old", Hyphen::Keep),
            ("al-", "Assad", Hyphen::Keep),
            ("anti-", "government", Hyphen::Keep),
            ("a two-", "to three-day truce", Hyphen::Apart),
            ("he said --", "and left", Hyphen::Apart),
            ("he said -", "and left", Hyphen::Apart),
        ];
        for (before, after, expected) in cases {
            assert_eq!(hyphen(before, after), expected, "{before} {after}");
        }
    }
}
