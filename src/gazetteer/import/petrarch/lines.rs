//! Lines of a dictionary without their comments.

use std::io::{self, BufRead};

/// A line without its comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1.
    pub number: u64,
    /// What stands before the comment, without white space at the end; empty for blank lines and comments.
    pub text: String,
    /// Whether some bytes were not UTF-8, or are control characters.
    pub broken: bool,
}

/// Reads lines one by one. Comments are `#` to the end of the line and `<!-- ... -->` over any number of lines.
pub struct Lines<R> {
    input: R,
    number: u64,
    in_comment: bool,
    bytes: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `input`.
    pub fn new(input: R) -> Self {
        Self { input, number: 0, in_comment: false, bytes: Vec::new() }
    }

    /// The next line, until there is none.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        self.bytes.clear();
        if self.input.read_until(b'\n', &mut self.bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let decoded = String::from_utf8_lossy(&self.bytes);
        let raw = decoded.trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}').to_string();
        let kept = self.without_markup_comment(&raw);
        let text = kept.split('#').next().unwrap_or("").trim_end().to_string();
        let broken = text.chars().any(|c| c == char::REPLACEMENT_CHARACTER || (c.is_control() && c != '\t'));
        Ok(Some(Line { number: self.number, text, broken }))
    }

    fn without_markup_comment(&mut self, raw: &str) -> String {
        let mut kept = String::new();
        let mut rest = raw;
        loop {
            if self.in_comment {
                let Some(end) = rest.find("-->") else { return kept };
                (self.in_comment, rest) = (false, &rest[end + 3..]);
            }
            let Some(start) = rest.find("<!--").or_else(|| rest.find("<! --")) else { return kept + rest };
            kept.push_str(&rest[..start]);
            (self.in_comment, rest) = (true, &rest[start + 4..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_both_sorts_are_cut_off() {
        let text = "A [B] # note\n<!-- one\n two --> C [D]\n\n# whole\n<! -- odd -->\nlast";
        let mut lines = Lines::new(text.as_bytes());
        let mut texts = Vec::new();
        while let Ok(Some(line)) = lines.next_line() {
            texts.push(line.text);
        }
        assert_eq!(texts, ["A [B]", "", " C [D]", "", "", "", "last"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_told() {
        let broken = |bytes: &[u8]| Lines::new(bytes).next_line().ok().flatten().is_some_and(|line| line.broken);
        assert!(broken(b"C\xd4TE") && broken(b"Z\x1aR") && !broken("CÔTE\t[CIV]".as_bytes()));
    }
}
