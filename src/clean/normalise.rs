//! The text as read → lines of plain characters, with the map of offsets.
//!
//! One pass: stretches of ordinary ASCII are copied, everything else is looked at. Lines are trimmed, blank lines
//! vanish (the next line remembers), and breaks that only kept a column's width become blanks.

use unicode_normalization::char::compose;

use super::characters::{Folded, fold};
use super::markup::{self, Markup};
use super::pages;
use super::wrap::{self, Hyphen, RawLine};
use crate::model::OffsetMap;

/// A line of the clean text: a paragraph, a headline, a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// Whether a blank line or an indent set it off from the line before.
    pub set_off: bool,
}

/// Clean characters, not yet divided into blocks.
#[derive(Debug, Default)]
pub(super) struct Normalised {
    pub text: String,
    pub map: OffsetMap,
    pub lines: Vec<Line>,
}

/// Whether a byte is copied without a look.
const fn is_plain(byte: u8) -> bool {
    (byte >= 0x20) & (byte < 0x7f) & (byte != b'&') & (byte != b'<') & (byte != b'`') & (byte != b'\\') & (byte != b';')
}

/// The same for single bytes.
const PLAIN: [bool; 256] = {
    let (mut plain, mut byte) = ([false; 256], 0);
    while byte < 256 {
        plain[byte] = is_plain(byte as u8);
        byte += 1;
    }
    plain
};

/// Where the stretch of plain bytes that begins at `at` ends; whole blocks are judged at once, in vector registers.
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    let is_plain_block = |block: &[u8; BLOCK]| block.iter().fold(true, |plain, byte| plain & is_plain(*byte));
    while let Some(block) = bytes[at..].first_chunk()
        && is_plain_block(block)
    {
        at += BLOCK;
    }
    // What is left is judged with bytes before it, some of them once more.
    if bytes.len() - at < BLOCK && bytes.last_chunk().is_some_and(is_plain_block) {
        return bytes.len();
    }
    at + bytes[at..].iter().take_while(|byte| PLAIN[usize::from(**byte)]).count()
}

/// Bytes that are judged at once.
const BLOCK: usize = 32;

pub(super) fn normalise(raw: &str) -> Normalised {
    let lines = wrap::lines(raw);
    let width = wrap::width(&lines);
    let mut normaliser = Normaliser { raw, ..Normaliser::default() };
    normaliser.text.reserve(raw.len());
    normaliser.lines.reserve(raw.len() / 120 + 4);
    // A joined line parts clean and raw bytes twice.
    normaliser.map.reserve(2 * lines.len());
    let furniture = pages::furniture(raw, &lines);
    let mut before: Option<&RawLine> = None;
    let (mut blank, mut turned) = (true, false);
    for (index, line) in lines.iter().enumerate() {
        turned |= furniture.is_some() && pages::begins_page(raw, line);
        blank |= line.length == 0;
        if line.length == 0 || furniture.as_ref().is_some_and(|furniture| furniture[index]) {
            continue;
        }
        match before {
            Some(before) if turned && wrap::continues_overleaf(before, line) => normaliser.join(line.first),
            Some(before) if !blank && wrap::continues(before, line, width) => normaliser.join(line.first),
            Some(before) => normaliser.end_line(blank || turned || line.indent > before.indent),
            None => normaliser.end_line(true),
        }
        normaliser.copy(line.start, line.end);
        before = Some(line);
        (blank, turned) = (false, false);
    }
    normaliser.finish()
}

/// Whether a text stays as it is but for the blanks around it: one line of plain characters.
pub(super) fn is_plain_line(raw: &str) -> bool {
    plain_end(raw.as_bytes(), 0) == raw.len()
}

#[derive(Default)]
struct Normaliser<'a> {
    raw: &'a str,
    text: String,
    map: OffsetMap,
    lines: Vec<Line>,
    /// Raw byte up to which all is written or dropped.
    done: usize,
    /// The next byte copied begins a new run of the map.
    parted: bool,
    /// The next byte copied begins a new line.
    breaking: bool,
    set_off: bool,
}

impl Normaliser<'_> {
    fn end_line(&mut self, set_off: bool) {
        self.breaking = true;
        self.set_off |= set_off;
    }

    /// A break that only kept the width: a blank, or nothing inside a cut word; `after` is where the text goes on.
    fn join(&mut self, after: usize) {
        match self.text.ends_with('-').then(|| wrap::hyphen(self.last_word(), &self.raw[after..])) {
            Some(Hyphen::Drop) => {
                self.shorten(self.text.len() - 1);
                self.skip(after);
            }
            Some(Hyphen::Keep) => self.skip(after),
            _ => {
                self.trim();
                self.put(" ", after);
            }
        }
    }

    fn last_word(&self) -> &str {
        let start = self.text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        &self.text[start..]
    }

    /// Copies raw bytes `at..end`, one line, with everything that is not plain put right.
    fn copy(&mut self, mut at: usize, end: usize) {
        let bytes = self.raw.as_bytes();
        at = at.max(self.done);
        let mut from = at;
        while at < end {
            at = plain_end(&bytes[..end], at);
            if at == end {
                break;
            }
            let (put, length) = self.special(at, end);
            if put != Put::Same {
                self.keep(from, at);
                self.put_special(put, at + length);
                from = at + length;
            }
            at += length;
        }
        self.keep(from, end);
    }

    /// What stands for the character or markup at `at`, and its raw length.
    fn special(&self, at: usize, end: usize) -> (Put, usize) {
        let rest = &self.raw[at..end];
        match rest.as_bytes()[0] {
            b'&' => markup::entity(rest).map_or((Put::Same, 1), |(found, length)| (found.into(), length)),
            b'<' => markup::tag(rest).map_or((Put::Same, 1), |(found, length)| (found.into(), length)),
            b';' => match markup::bare_entity(&self.raw[..=at]) {
                Some((c, length)) if at + 1 >= self.done + length => (Put::Back(c, length - 1), 1),
                _ => (Put::Same, 1),
            },
            b'`' if rest.starts_with("``") => (Put::Char('"'), 2),
            b'`' => (Put::Char('\''), 1),
            b'\\' => backslash(rest, at > 0 && self.raw.as_bytes()[at - 1].is_ascii_graphic()),
            b'\t' | 0x0b | 0x0c => (Put::Char(' '), 1),
            0..0x20 | 0x7f => (Put::Nothing, 1),
            _ => {
                let c = rest.chars().next().unwrap_or(' ');
                (Put::from(fold(c), c), c.len_utf8())
            }
        }
    }

    fn put_special(&mut self, put: Put, raw_end: usize) {
        match put {
            Put::Same => {}
            Put::Nothing => self.skip(raw_end),
            Put::Break => {
                self.skip(raw_end);
                self.end_line(true);
            }
            Put::Text(text) => self.put(text, raw_end),
            Put::Char(c) => self.put_char(c, raw_end),
            Put::Back(c, length) => {
                let line = self.lines.last().map_or(0, |line| line.start);
                let start = self.text.len().saturating_sub(length).max(line);
                if self.done >= length && self.text.is_char_boundary(start) {
                    self.done -= length;
                    self.shorten(start);
                }
                self.put_char(c, raw_end);
            }
            Put::Combining(mark) => self.combine(mark, raw_end),
        }
    }

    fn put_char(&mut self, c: char, raw_end: usize) {
        match fold(c) {
            Folded::Dropped => self.skip(raw_end),
            Folded::Break => self.put(" ", raw_end),
            Folded::Text(text) => self.put(text, raw_end),
            Folded::Ascii(byte) => self.put((byte as char).encode_utf8(&mut [0; 4]), raw_end),
            Folded::Same | Folded::Combining => self.put(c.encode_utf8(&mut [0; 4]), raw_end),
        }
    }

    fn combine(&mut self, mark: char, raw_end: usize) {
        let base = self.text.chars().next_back().filter(|_| !self.breaking);
        match base.and_then(|base| Some((base, compose(base, mark)?))) {
            Some((base, composed)) => {
                let clean = self.text.len() - base.len_utf8();
                let raw = self.map.raw_start(clean as u32) as usize;
                self.shorten(clean);
                self.done = raw;
                self.put(composed.encode_utf8(&mut [0; 4]), raw_end);
            }
            None => self.put(mark.encode_utf8(&mut [0; 4]), raw_end),
        }
    }

    /// Copies raw bytes as they are.
    fn keep(&mut self, mut from: usize, end: usize) {
        if self.breaking {
            from = end - self.raw[from..end].trim_start_matches(' ').len();
        }
        if from >= end {
            return;
        }
        self.begin(from);
        if self.parted || self.done != from {
            self.map.copied(self.text.len(), from);
            self.parted = false;
        }
        self.text.push_str(&self.raw[from..end]);
        self.done = end;
    }

    /// Writes `text` for the raw bytes from where writing stopped to `raw_end`.
    fn put(&mut self, text: &str, raw_end: usize) {
        if self.breaking && text == " " {
            return self.skip(raw_end);
        }
        self.begin(self.done);
        self.map.replaced(self.text.len(), self.done, raw_end);
        self.text.push_str(text);
        self.done = raw_end;
        self.parted = true;
    }

    fn skip(&mut self, raw_end: usize) {
        self.done = raw_end;
        self.parted = true;
    }

    /// Opens the line that the next character belongs to, if one is due.
    fn begin(&mut self, raw: usize) {
        if !std::mem::take(&mut self.breaking) {
            return;
        }
        self.trim();
        self.close();
        if !self.text.is_empty() {
            let last = self.done.min(raw);
            let start = if self.lines.is_empty() { last } else { self.map.raw_end(self.text.len() as u32) as usize };
            self.map.replaced(self.text.len(), start, raw.max(start));
            self.text.push('\n');
            self.parted = true;
        }
        self.lines.push(Line { start: self.text.len(), end: 0, set_off: std::mem::take(&mut self.set_off) });
    }

    fn close(&mut self) {
        if let Some(line) = self.lines.last_mut() {
            line.end = self.text.len();
        }
    }

    fn trim(&mut self) {
        if !self.text.ends_with(' ') {
            return;
        }
        let trimmed = self.text.trim_end_matches(' ').len();
        if trimmed < self.text.len() && self.lines.last().is_some_and(|line| line.start <= trimmed) {
            self.shorten(trimmed);
        }
    }

    fn shorten(&mut self, clean: usize) {
        self.text.truncate(clean);
        self.map.truncate(clean);
        self.parted = true;
    }

    fn finish(mut self) -> Normalised {
        self.trim();
        self.close();
        self.lines.retain(|line| line.start < line.end);
        Normalised { text: self.text, map: self.map, lines: self.lines }
    }
}

/// What to put for something special.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Put {
    Same,
    Nothing,
    Break,
    Text(&'static str),
    Char(char),
    /// A character, for the special one and so many bytes before it.
    Back(char, usize),
    Combining(char),
}

impl From<Markup> for Put {
    fn from(markup: Markup) -> Self {
        match markup {
            Markup::Char(c) => Self::Char(c),
            Markup::Nothing => Self::Nothing,
            Markup::Break => Self::Break,
        }
    }
}

impl Put {
    fn from(folded: Folded, c: char) -> Self {
        match folded {
            Folded::Same => Self::Same,
            Folded::Dropped => Self::Nothing,
            Folded::Text(text) => Self::Text(text),
            Folded::Break => Self::Break,
            Folded::Ascii(byte) => Self::Char(byte as char),
            Folded::Combining => Self::Combining(c),
        }
    }
}

/// Escapes that an export left in (`\"`, `\nThe`), and line breaks that became a bare backslash (`Street's\band`).
fn backslash(rest: &str, after_word: bool) -> (Put, usize) {
    match rest.as_bytes() {
        [_, b'"', ..] => (Put::Char('"'), 2),
        [_, b'\'', ..] => (Put::Char('\''), 2),
        [_, b'n', next, ..] if next.is_ascii_uppercase() || matches!(next, b'\\' | b'"') => (Put::Break, 2),
        [_, next, ..] if after_word && (next.is_ascii_alphanumeric() || matches!(next, b'\\' | b'(' | b'"')) => {
            (Put::Char(' '), 1)
        }
        _ => (Put::Same, 1),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]
    use super::*;
    use crate::model::Span;

    #[test]
    fn text_is_put_right() {
        let cases = [
            ("Syria\u{2019}s \u{201c}truce\u{201d}", "Syria's \"truce\""),
            ("Vla\u{ad}dimir Pu\u{200b}tin", "Vladimir Putin"),
            ("with\u{a0}US officials", "with US officials"),
            ("AT&amp;T &lt;b&gt;bold&lt;/b&gt;", "AT&T bold"),
            ("Yahoo #39;s  quot;plan quot;", "Yahoo's \"plan\""),
            ("Erdog\u{306}an", "Erdoğan"),
            ("``We go,'' he said", "\"We go,'' he said"),
            ("conﬁdence…", "confidence..."),
            ("one<br>two<p>three</p>", "one\ntwo\nthree"),
            ("  a  \n\n\t b \r\nc\rd", "a\nb\nc\nd"),
            ("Wall Street's\\band", "Wall Street's band"),
            ("he said \\\"no\\\"", "he said \"no\""),
            ("one.\\nTwo", "one.\nTwo"),
            ("<IBM> rose", "<IBM> rose"),
            ("\u{feff}Title", "Title"),
            (" \u{a0} \n \u{200b}\n", ""),
            ("a\u{0}b\u{7}c", "abc"),
            ("x \u{301}y", "x \u{301}y"),
            ("\u{301}", "\u{301}"),
            ("", ""),
        ];
        for (raw, clean) in cases {
            assert_eq!(normalise(raw).text, clean, "{raw:?}");
        }
    }

    #[test]
    fn a_sentence_goes_on_over_the_end_of_a_page() {
        let raw = "Yearly report  Page 1\n\nThe army sent troops to\n     1\n\u{c}Yearly report  Page 2\n\nMinsk on Friday.\n     2\n\u{c}\
            Yearly report  Page 3\n\nIt rained.\n";
        let clean = normalise(raw);
        assert_eq!(clean.text, "The army sent troops to Minsk on Friday.\nIt rained.");
        assert_eq!(slice(raw, &clean, "Minsk"), "Minsk");
        assert_eq!(normalise("The end\n\u{c}Minsk is far.").text, "The end\nMinsk is far.");
        assert_eq!(normalise("Troops left Er-\nbil today.").text, "Troops left Erbil today.");
        assert_eq!(normalise("Troops left the US-\nheld town.").text, "Troops left the US-held town.");
        assert_eq!(normalise("Two-\nto three days").text, "Two- to three days");
    }

    #[test]
    fn wrapped_lines_are_joined_and_names_made_whole() {
        let raw = "    The special envoy of the United Nations said that John\nKerry and the Russian minister would meet in the Swiss city of\n\
            Geneva, and that the govern-\nment of the country had agreed to send the foreign minis-\nter.\n    The army denied it.\n";
        let clean = normalise(raw);
        let lines: Vec<&str> = clean.lines.iter().map(|line| &clean.text[line.start..line.end]).collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].contains("John Kerry and") && lines[0].contains("the government of"), "{}", lines[0]);
        assert!(lines[0].ends_with("foreign minister."), "{}", lines[0]);
        assert_eq!(slice(raw, &clean, "John Kerry"), "John\nKerry");
        assert_eq!(slice(raw, &clean, "government"), "govern-\nment");
    }

    fn slice<'a>(raw: &'a str, clean: &Normalised, name: &str) -> &'a str {
        let start = clean.text.find(name).unwrap_or_else(|| panic!("{name} in {}", clean.text));
        &raw[clean.map.raw(Span::new(start, start + name.len()))]
    }

    #[test]
    fn a_name_maps_back_to_what_was_printed() {
        let cases = [
            ("x Vla\u{ad}dimir Putin\u{2019}s", "Vladimir Putin", "Vla\u{ad}dimir Putin"),
            ("&quot;Bashar al&#45;Assad&quot;", "Bashar al-Assad", "Bashar al&#45;Assad"),
            ("President Erdog\u{306}an left", "Erdoğan", "Erdog\u{306}an"),
            ("\u{201c}Yahoo #39;s\u{201d}", "Yahoo's", "Yahoo #39;s"),
            ("<p>a</p>\n\n  <b>John</b> Kerry", "John Kerry", "John</b> Kerry"),
        ];
        for (raw, name, printed) in cases {
            assert_eq!(slice(raw, &normalise(raw), name), printed, "{raw}");
        }
    }

    /// Text made of pieces that have tripped cleaners before, in every order that a small generator gives.
    #[test]
    fn every_character_maps_into_the_text_as_read_in_order() {
        const PIECES: [&str; 30] = [
            "John Kerry",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "\u{2019}s",
            "\u{ad}",
            "&amp;",
            "&#39;",
            "&amp;#39;",
            " #39;",
            " quot;",
            "e\u{301}",
            "\u{301}",
            "<br>",
            "</p>",
            "\u{a0}",
            "\u{2028}",
            "govern-\nment",
            "ﬁ",
            "…",
            "``",
            "\\n",
            "\\\"",
            "\t",
            "\u{feff}",
            "Ж",
            "😀",
            ";",
            "<a href='x'>",
        ];
        let mut state = 12345u64;
        for _ in 0..3000 {
            let mut raw = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                raw.push_str(PIECES[(state >> 33) as usize % PIECES.len()]);
            }
            check_map(&raw);
        }
    }

    fn check_map(raw: &str) {
        let clean = normalise(raw);
        let mut last = 0;
        for (at, c) in clean.text.char_indices() {
            let range = clean.map.raw(Span::new(at, at + c.len_utf8()));
            assert!(
                range.start >= last && range.end <= raw.len() && range.start <= range.end,
                "{raw:?} at {at}: {range:?}"
            );
            assert!(raw.is_char_boundary(range.start) && raw.is_char_boundary(range.end), "{raw:?} at {at}: {range:?}");
            if c.is_alphanumeric() && c.is_ascii() {
                let printed = &raw[range.clone()];
                assert!(
                    printed.contains(c) || printed.contains('ﬁ') || printed.contains('&'),
                    "{raw:?}: {c} is {printed:?}"
                );
            }
            last = range.start;
        }
        let ends: Vec<&str> = clean.lines.iter().map(|line| &clean.text[line.start..line.end]).collect();
        assert_eq!(ends.join("\n"), clean.text, "{raw:?}");
    }
}
