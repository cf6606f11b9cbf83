//! The text as read, nothing left out: for the treebank format, whose tokens must spell the whole text.

use super::characters::{Folded, fold};
use super::wrap::{self, RawLine};
use crate::model::{Block, BlockKind, CleanText, OffsetMap, Span};

/// Clean text of `raw` with all of its characters: quotes and blanks made plain, lines that were broken at a fixed
/// width joined, each remaining line a block of body text. Nothing is taken for furniture.
pub fn verbatim(raw: &str) -> CleanText {
    let lines = wrap::lines(raw);
    let width = wrap::width(&lines);
    let mut copy = Copy { raw, text: String::with_capacity(raw.len()), map: OffsetMap::default(), blocks: Vec::new() };
    let mut before: Option<&RawLine> = None;
    let mut blank = true;
    for line in &lines {
        let text = &raw[line.start..line.end];
        if text.trim().is_empty() {
            blank = true;
        } else {
            let goes_on = !blank && before.is_some_and(|before| wrap::continues(before, line, width));
            copy.line(line.start, text, goes_on, blank);
            (before, blank) = (Some(line), false);
        }
    }
    CleanText { text: copy.text, map: copy.map, blocks: copy.blocks, ..CleanText::default() }
}

struct Copy<'a> {
    raw: &'a str,
    text: String,
    map: OffsetMap,
    blocks: Vec<Block>,
}

impl Copy<'_> {
    /// Copies the line that begins at raw byte `start`, as a new block or as more of the last.
    fn line(&mut self, start: usize, line: &str, goes_on: bool, set_off: bool) {
        if !self.text.is_empty() {
            self.text.push(if goes_on { ' ' } else { '\n' });
        }
        let from = start + line.len() - line.trim_start().len();
        let clean = self.text.len();
        self.characters(from, start + line.trim_end().len());
        let end = self.text.trim_end().len().max(clean);
        match self.blocks.last_mut().filter(|_| goes_on) {
            Some(block) => block.span.end = end as u32,
            None if end > clean => {
                let span = Span::new(clean, end);
                self.blocks.push(Block { span, kind: BlockKind::Body, speaker: None, set_off });
            }
            None => {}
        }
    }

    fn characters(&mut self, from: usize, end: usize) {
        let mut parted = true;
        for (offset, character) in self.raw[from..end].char_indices() {
            let raw = from + offset;
            match fold(character) {
                Folded::Dropped => parted = true,
                folded @ (Folded::Ascii(_) | Folded::Break) => {
                    self.map.replaced(self.text.len(), raw, raw + character.len_utf8());
                    self.text.push(if let Folded::Ascii(plain) = folded { plain as char } else { ' ' });
                    parted = true;
                }
                _ => {
                    if parted {
                        self.map.copied(self.text.len(), raw);
                    }
                    self.text.push(character);
                    parted = false;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(raw: &str) -> Vec<String> {
        let clean = verbatim(raw);
        clean.blocks.iter().map(|block| block.span.of(&clean.text).to_string()).collect()
    }

    #[test]
    fn nothing_is_left_out() {
        assert_eq!(blocks("Share this\n\nBy Jane Doe\r\n‘Go’\u{a0}now\n"), ["Share this", "By Jane Doe", "'Go' now"]);
        assert!(blocks(" \n \n").is_empty());
    }

    #[test]
    fn spans_lead_back_to_the_text_as_read() {
        let raw = "“Pu\u{ad}tin’s” men\n  came — 東京 “too”";
        let clean = verbatim(raw);
        for (plain, printed) in
            [("\"", "“"), ("Putin", "Pu\u{ad}tin"), ("men", "men"), ("東京", "東京"), ("too", "too")]
        {
            let at = clean.text.find(plain).unwrap_or_default();
            assert_eq!(&raw[clean.map.raw(Span::new(at, at + plain.len()))], printed, "{plain}");
        }
    }
}
