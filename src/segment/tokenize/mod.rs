//! Text → tokens, by the conventions of the English Web Treebank.
//!
//! What you need: [`tokenize`] appends the tokens of one stretch of text. Stops belong to a token when it is an
//! abbreviation, an initial or a dotted acronym; whether such a token also ends a sentence is `sentences`' job.

mod bytes;
mod contractions;
mod shape;

use self::bytes::{CLASSES, Class, EIGHT_SMALL, count_bytes, eight_bytes, leading_digits, leading_letters};
use self::contractions::{contraction, is_contraction};
use self::shape::shape_from;
pub use self::shape::shape_of;
use super::abbreviations;
use super::fold::{FoldHash, fold_hash};
use crate::model::{Shape, Span, Token};

/// Appends the tokens of `text[range]` to `tokens`.
pub fn tokenize(text: &str, range: std::ops::Range<usize>, tokens: &mut Vec<Token>) {
    let text = &text[..range.end];
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: range.start };
    loop {
        let from = scanner.at;
        scanner.skip_space();
        let start = scanner.at;
        let space_before = start > from || start == 0;
        if let Some((fold, shape)) = scanner.plain_word().or_else(|| scanner.plain_mark_or_number()) {
            tokens.push(Token { span: Span::new(start, scanner.at), fold, shape, space_before });
            continue;
        }
        if !scanner.next_piece() {
            return;
        }
        let surface = &text[start..scanner.at];
        let token = Token {
            span: Span::new(start, scanner.at),
            fold: fold_hash(surface),
            shape: shape_of(surface),
            space_before,
        };
        tokens.push(token);
    }
}

struct Scanner<'t> {
    /// The text up to where the tokens end.
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl Scanner<'_> {
    fn skip_space(&mut self) {
        while self.class(self.at) == Some(Class::Space) {
            self.at += 1;
        }
    }

    /// The common case in one pass: an ASCII word that ends at a space or at a mark that does not belong to it. Gives its
    /// folded hash and shape, and moves past it; moves nowhere when the word is of any other sort.
    #[inline]
    fn plain_word(&mut self) -> Option<(u64, Shape)> {
        let eight = eight_bytes(self.bytes, self.at);
        let length = leading_letters(eight);
        match length {
            0 => return None,
            8 => return self.long_plain_word(),
            _ => {}
        }
        // Behind the end stands a zero, which counts as a space.
        if !self.ends_plainly((eight >> (8 * length)) as u8, self.at + length) {
            return None;
        }
        let kept = u64::MAX >> (64 - 8 * length);
        let small = (eight | EIGHT_SMALL) & kept;
        if is_contraction(small) {
            return None;
        }
        let upper = !eight & EIGHT_SMALL & kept;
        let shape = match upper {
            0 => Shape::Lower,
            FIRST_UPPER if length > 1 => Shape::Title,
            _ => shape_from(count_bytes(upper), length - count_bytes(upper), upper & FIRST_UPPER != 0, length),
        };
        self.at += length;
        let mut fold = FoldHash::default();
        fold.push_eight(small);
        Some((fold.finish(), shape))
    }

    /// The same for a word of eight letters or more.
    fn long_plain_word(&mut self) -> Option<(u64, Shape)> {
        let rest = &self.bytes[self.at..];
        let mut fold = FoldHash::default();
        let (mut upper, mut length) = (0, 0);
        // Eight bytes at a time.
        loop {
            let eight = eight_bytes(rest, length);
            let here = leading_letters(eight);
            if here > 0 {
                let kept = u64::MAX >> (64 - 8 * here);
                fold.push_eight((eight | EIGHT_SMALL) & kept);
                upper += count_bytes(!eight & EIGHT_SMALL & kept);
                length += here;
            }
            if here < 8 {
                break;
            }
        }
        let at = self.at + length;
        if !self.ends_plainly(self.peek(at), at) {
            return None;
        }
        let shape = shape_from(upper, length - upper, rest[0].is_ascii_uppercase(), length);
        self.at += length;
        Some((fold.finish(), shape))
    }

    /// Whether a word of letters ends before the byte `next`, which stands at `at`: it is a space, or a mark that does not
    /// belong to the word.
    #[inline]
    fn ends_plainly(&self, next: u8, at: usize) -> bool {
        next <= b' ' || CLASSES[usize::from(next)] == Class::Mark && self.ends_before_mark(at)
    }

    /// Whether the word before the mark at `at` ends there, as far as a short look tells.
    #[inline(never)]
    fn ends_before_mark(&self, at: usize) -> bool {
        match self.bytes[at] {
            b'.' => {
                let word = &self.text[self.at..at];
                let closing = matches!(self.class(at + 1), None | Some(Class::Space));
                closing && word.len() > 1 && abbreviations::kind(word).is_none()
            }
            b'\'' => {
                let after = if self.peek(at + 1) == b's' { at + 2 } else { at + 1 };
                !matches!(CLASSES[self.peek(after) as usize], Class::Letter | Class::Wide)
            }
            b':' => self.peek(at + 1) != b'/',
            b'&' | b'@' | b'_' => false,
            b'-' => !self.hyphen_joins(self.at, at),
            _ => true,
        }
    }

    /// A number of up to seven digits and nothing else: moves past it.
    fn plain_number(&mut self) -> Option<(u64, Shape)> {
        let eight = eight_bytes(self.bytes, self.at);
        let length = leading_digits(eight);
        let at = self.at + length;
        let goes_on = match CLASSES[self.peek(at) as usize] {
            Class::Letter | Class::Digit | Class::Wide => true,
            Class::Space => false,
            Class::Mark => (joins_digits(self.peek(at)) || self.peek(at) == b'-') && self.peek(at + 1).is_ascii_digit(),
        };
        if length == 8 || goes_on {
            return None;
        }
        let mut fold = FoldHash::default();
        fold.push_eight(eight & (u64::MAX >> (64 - 8 * length)));
        self.at = at;
        Some((fold.finish(), Shape::Number))
    }

    /// A mark that always stands alone, or a single stop: moves past it. Or a plain number.
    #[inline]
    fn plain_mark_or_number(&mut self) -> Option<(u64, Shape)> {
        let mut fold = FoldHash::default();
        match self.peek(self.at) {
            b'0'..=b'9' => return self.plain_number(),
            b'.' if self.peek(self.at + 1) != b'.' => {}
            b'?' | b'!' if matches!(self.peek(self.at + 1), b'?' | b'!') => return None,
            b':' | b';' if self.smiley().is_some() => return None,
            mark @ (b',' | b'"' | b'(' | b')' | b';' | b':' | b'?' | b'!') => fold.push_eight(u64::from(mark)),
            _ => return None,
        }
        self.at += 1;
        Some((fold.finish(), Shape::Punctuation))
    }

    /// Moves past one token of any sort; `false` at the end.
    fn next_piece(&mut self) -> bool {
        if self.at >= self.bytes.len() {
            return false;
        }
        let start = self.at;
        match CLASSES[self.bytes[start] as usize] {
            Class::Letter => self.word(start),
            Class::Digit => self.number(),
            Class::Wide if self.wide_is_letter(start) => self.word(start),
            Class::Wide => self.at += self.width(start),
            _ => self.mark(start),
        }
        true
    }

    #[inline]
    fn peek(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    #[inline]
    fn class(&self, at: usize) -> Option<Class> {
        self.bytes.get(at).map(|byte| CLASSES[usize::from(*byte)])
    }

    fn width(&self, at: usize) -> usize {
        self.text[at..].chars().next().map_or(1, char::len_utf8)
    }

    fn wide_is_letter(&self, at: usize) -> bool {
        at < self.bytes.len()
            && self.text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}'))
    }

    fn is_letter(&self, at: usize) -> bool {
        match CLASSES[self.peek(at) as usize] {
            Class::Letter => true,
            Class::Wide => self.wide_is_letter(at),
            _ => false,
        }
    }

    /// Runs over letters and digits.
    fn letters(&mut self) {
        while self.at < self.bytes.len() {
            match CLASSES[self.bytes[self.at] as usize] {
                Class::Letter | Class::Digit => self.at += 1,
                Class::Wide if self.wide_is_letter(self.at) => self.at += self.width(self.at),
                _ => break,
            }
        }
    }

    fn word(&mut self, start: usize) {
        if self.address(start) {
            return;
        }
        loop {
            self.letters();
            match self.peek(self.at) {
                b'\'' if self.apostrophe_joins(start) => self.at += 1,
                b'.' if self.stop_joins(start) => self.at += 1,
                b'&' if self.ampersand_joins(start) => self.at += 1,
                b'-' if self.hyphen_joins(start, self.at) => self.at += 1,
                _ => break,
            }
        }
        if self.split_negation(start) || self.split_contraction(start) {
            return;
        }
        self.take_stop(start);
    }

    /// `O'Keeffe`, `d'Ivoire`, `Sana'a`: the apostrophe belongs to the word unless a clitic follows.
    fn apostrophe_joins(&self, start: usize) -> bool {
        if !self.is_letter(self.at + 1) {
            return false;
        }
        let mut after = self.at + 1;
        while self.is_letter(after) {
            after += 1;
            while after < self.bytes.len() && !self.text.is_char_boundary(after) {
                after += 1;
            }
        }
        let tail = &self.bytes[self.at + 1..after];
        let negation = tail.eq_ignore_ascii_case(b"t") && matches!(self.bytes[self.at - 1], b'n' | b'N');
        // The `a` of `Sana'a` and the `an` of `Xi'an` are no clitics; `'d` after one letter (`d'Ivoire`) cannot be either.
        self.at > start && (negation || !is_clitic(tail))
    }

    /// `U.S`, `a.m`, `e.g`: single letters joined by stops; also the inside of a web address (`example.com`).
    fn stop_joins(&self, start: usize) -> bool {
        if !self.is_letter(self.at + 1) {
            return false;
        }
        let part_start = self.bytes[start..self.at].iter().rposition(|&b| b == b'.').map_or(start, |p| start + p + 1);
        let single = self.text[part_start..self.at].chars().count() == 1;
        let next_single = !self.is_letter(self.at + 1 + self.width(self.at + 1));
        let dotted = single
            && (next_single
                || part_start > start
                || self.peek(self.at + 1).is_ascii_uppercase() && self.peek(self.at + 2) == b'.');
        dotted
            || (self.peek(self.at + 1).is_ascii_lowercase()
                && self.bytes[self.at - 1].is_ascii_alphanumeric()
                && looks_like_domain(&self.text[self.at + 1..]))
    }

    /// `AT&T`, `R&D`.
    fn ampersand_joins(&self, start: usize) -> bool {
        self.at - start <= 3
            && self.peek(self.at - 1).is_ascii_uppercase()
            && self.peek(self.at + 1).is_ascii_uppercase()
    }

    /// `e-mail`, `re-elect`, `non-lethal`: a prefix before a small letter stays with its word.
    fn hyphen_joins(&self, start: usize, hyphen: usize) -> bool {
        self.peek(hyphen + 1).is_ascii_lowercase() && stays_joined(&self.bytes[start..hyphen])
    }

    /// Ends the first word of `cannot`, `gonna` and the like, so that the other is the next token.
    fn split_contraction(&mut self, start: usize) -> bool {
        let Some(first) = contraction(&self.bytes[start..self.at]) else { return false };
        self.at = start + first;
        true
    }

    /// Ends the word before `n't` (`did` + `n't`), so that the clitic is the next token.
    fn split_negation(&mut self, start: usize) -> bool {
        let word = &self.bytes[start..self.at];
        let length = word.len();
        if length > 3 && word[length - 3..].eq_ignore_ascii_case(b"n't") {
            self.at -= 3;
            return true;
        }
        false
    }

    /// Takes the stop after an initial, a dotted acronym or an abbreviation into the token.
    fn take_stop(&mut self, start: usize) {
        if self.peek(self.at) != b'.' || self.peek(self.at + 1) == b'.' {
            return;
        }
        let word = &self.text[start..self.at];
        let initial = word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase() && word != "I";
        let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
        if initial || dotted || abbreviations::kind(word).is_some() {
            self.at += 1;
        }
    }

    /// Runs over a web or mail address (`https://…`, `www.…`, `name@host`).
    fn address(&mut self, start: usize) -> bool {
        let rest = &self.bytes[start..];
        let web = rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.");
        if !web {
            return self.mail_address(start);
        }
        while self.at < self.bytes.len() && CLASSES[self.bytes[self.at] as usize] != Class::Space {
            self.at += 1;
        }
        while self.at > start + 1 && matches!(self.bytes[self.at - 1], b'.' | b',' | b')' | b';' | b'"' | b'\'') {
            self.at -= 1;
        }
        true
    }

    /// Runs over `name@host`.
    fn mail_address(&mut self, start: usize) -> bool {
        let inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+');
        let rest = &self.bytes[start..];
        let name = rest.iter().take_while(|byte| inside(byte)).count();
        let host = rest[name..].iter().skip(1).take_while(|byte| inside(byte)).count();
        if rest.get(name) != Some(&b'@') || host < 2 {
            return false;
        }
        self.at = start + name + 1 + host;
        while !self.bytes[self.at - 1].is_ascii_alphanumeric() {
            self.at -= 1;
        }
        true
    }

    fn number(&mut self) {
        if let Some(length) = telephone(&self.bytes[self.at..]) {
            self.at += length;
            return;
        }
        loop {
            self.letters();
            if !(joins_digits(self.peek(self.at)) && self.peek(self.at + 1).is_ascii_digit()) {
                break;
            }
            self.at += 1;
        }
    }

    fn mark(&mut self, start: usize) {
        let byte = self.bytes[start];
        if byte == b'\'' && self.clitic(start) {
            return;
        }
        if let Some(length) = self.smiley() {
            self.at += length;
            return;
        }
        self.at += 1;
        let runs = |next: u8| match byte {
            b'?' | b'!' => matches!(next, b'?' | b'!'),
            b'.' | b'-' | b'*' | b'=' | b'_' | b'~' | b'<' | b'>' | b'#' | b'$' => next == byte,
            _ => false,
        };
        while runs(self.peek(self.at)) {
            self.at += 1;
        }
    }

    /// The length of the smiley (`:-)`) that begins here and ends before a blank, if one does.
    fn smiley(&self) -> Option<usize> {
        if !matches!(self.peek(self.at), b':' | b';') {
            return None;
        }
        let nose = usize::from(self.peek(self.at + 1) == b'-');
        let mouth = self.peek(self.at + 1 + nose);
        let apart = self.at == 0 || CLASSES[self.bytes[self.at - 1] as usize] == Class::Space;
        let known =
            matches!(mouth, b')' | b'(') && (nose == 1 || apart) || matches!(mouth, b'D' | b'P' | b'p') && apart;
        let ends = matches!(self.peek(self.at + 2 + nose), 0 | b' ' | b'\n' | b'.');
        (known && ends).then_some(2 + nose)
    }

    /// `'s`, `'re`, `'ll`... right after a word.
    fn clitic(&mut self, start: usize) -> bool {
        if start == 0 || CLASSES[self.bytes[start - 1] as usize] == Class::Space {
            return false;
        }
        let mut after = start + 1;
        while after < self.bytes.len() && self.bytes[after].is_ascii_alphabetic() {
            after += 1;
        }
        if is_clitic(&self.bytes[start + 1..after]) && !self.is_letter(after) {
            self.at = after;
            return true;
        }
        false
    }
}

/// Whether what follows a hyphen after this prefix stays in one token with it.
pub fn stays_joined(prefix: &[u8]) -> bool {
    prefix.len() <= 7 && PREFIXES.iter().any(|known| prefix.eq_ignore_ascii_case(known.as_bytes()))
}

/// Prefixes that the treebank leaves in one token with what follows the hyphen.
const PREFIXES: [&str; 20] = [
    "e", "non", "pre", "anti", "re", "mid", "over", "co", "post", "multi", "pro", "ex", "semi", "sub", "counter",
    "neo", "micro", "intra", "un", "mis",
];

/// The bit of the first of eight bytes that tells a small letter from a capital.
const FIRST_UPPER: u64 = 0x20;

/// The length of a telephone number of North America (`303-832-8160`, `853-3242`) at the start of `bytes`.
fn telephone(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let dash = |at: usize| bytes.get(at) == Some(&b'-');
    let length = match (digits(0), dash(3), digits(4), dash(7), digits(8)) {
        (3, true, 3, true, 4) => 12,
        (3, true, 4, _, _) => 8,
        _ => return None,
    };
    bytes.get(length).is_none_or(|next| !next.is_ascii_alphanumeric() && *next != b'-').then_some(length)
}

/// Whether a mark between two digits belongs to one number (`1,200`, `5.5`, `10:30`, `24/7`).
fn joins_digits(mark: u8) -> bool {
    matches!(mark, b'.' | b',' | b':' | b'/')
}

fn is_clitic(letters: &[u8]) -> bool {
    [&b"s"[..], b"re", b"ve", b"ll", b"d", b"m"].iter().any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

fn looks_like_domain(rest: &str) -> bool {
    let label: &str = rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or("");
    matches!(
        label,
        "com"
            | "org"
            | "net"
            | "gov"
            | "edu"
            | "co"
            | "uk"
            | "ru"
            | "info"
            | "html"
            | "htm"
            | "pdf"
            | "doc"
            | "xls"
            | "jpg"
    )
}

#[cfg(test)]
mod tests;
