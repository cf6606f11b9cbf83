//! Tokens → sentences: which stops end one.

use std::sync::LazyLock;

use memchr::memchr;
use rustc_hash::FxHashSet;

use crate::gazetteer::builtin_file;
use crate::model::{Sentence, Shape, Span, Token};

use super::abbreviations::{self, Kind};

/// Cuts the tokens `first..` of one block into sentences and appends them.
pub fn split(text: &str, tokens: &[Token], first: usize, block: u32, sentences: &mut Vec<Sentence>) {
    let mut start = first;
    let mut at = first;
    let listed = item_marker(text, tokens, first).is_some();
    let lines = match &tokens[first..] {
        [from, .., to] => memchr(b'\n', &text.as_bytes()[from.span.start as usize..to.span.end as usize]).is_some(),
        _ => false,
    };
    while at < tokens.len() {
        if listed && let Some(end) = item_marker(text, tokens, at) {
            if at > start {
                sentences.push(sentence(text, tokens, start, at, block, true));
                start = at;
            }
            at = end;
            continue;
        }
        if let Some(end) = stands_alone(text, tokens, at) {
            if at > start {
                sentences.push(sentence(text, tokens, start, at, block, true));
            }
            sentences.push(sentence(text, tokens, at, end, block, true));
            start = end;
            at = end;
            continue;
        }
        let plain = if listed { 0 } else { count_going_on(text, &tokens[at..], lines) };
        if plain > 0 {
            at += plain;
            continue;
        }
        let end = sentence_end(text, tokens, at);
        if let Some((end, soft_end)) = end {
            sentences.push(sentence(text, tokens, start, end, block, soft_end));
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        sentences.push(sentence(text, tokens, start, tokens.len(), block, true));
    }
}

/// Where what stands by itself in the middle of a line ends, if such begins at `at`: a time stamp (`03/27/2001 09:11 AM`),
/// a rule drawn with marks (`*****`), a web address before or after another.
fn stands_alone(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let token = &tokens[at];
    if !may_stand_alone(text, token) {
        return None;
    }
    let surface = |index: usize| tokens.get(index).map_or("", |token: &Token| token.span.of(text));
    match token.shape {
        Shape::Number => is_stamp(token.span.of(text), surface(at + 1), surface(at + 2)).then_some(at + 3),
        Shape::Punctuation => {
            let mark = text.as_bytes()[token.span.start as usize];
            matches!(mark, b'*' | b'=' | b'_' | b'~' | b'#').then_some(at + 1)
        }
        Shape::Lower | Shape::Mixed => {
            let pair = at > 0 && is_address(surface(at - 1)) || is_address(surface(at + 1));
            (is_address(token.span.of(text)) && pair).then_some(at + 1)
        }
        _ => None,
    }
}

/// Bytes that what stands alone has at least.
const LEAST_ALONE: usize = 6;

/// Whether [`stands_alone`] needs to look closer: cheap, and true of few words.
fn may_stand_alone(text: &str, token: &Token) -> bool {
    let first = || text.as_bytes()[token.span.start as usize];
    token.span.len() >= LEAST_ALONE
        && match token.shape {
            Shape::Number | Shape::Punctuation => true,
            Shape::Lower | Shape::Mixed => matches!(first(), b'h' | b'w'),
            _ => false,
        }
}

fn is_stamp(date: &str, time: &str, half: &str) -> bool {
    date.bytes().filter(|byte| *byte == b'/').count() == 2
        && time.contains(':')
        && (half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm"))
}

fn is_address(surface: &str) -> bool {
    surface.starts_with("http") && surface.contains("://") || surface.starts_with("www.")
}

/// How many tokens from the first on certainly end no sentence; it stops before what may stand alone. `lines`: the block has
/// more than one line.
fn count_going_on(text: &str, tokens: &[Token], lines: bool) -> usize {
    let bytes = text.as_bytes();
    let goes_on = |at: &usize| {
        let token = &tokens[*at];
        is_open(bytes, token)
            && (*at == 0 || !may_stand_alone(text, token))
            && (!lines || tokens.get(at + 1).is_some_and(|next| is_near(bytes, token, next)))
    };
    (0..tokens.len()).take_while(goes_on).count()
}

/// The common case: a word without a stop, or a mark that is none.
#[inline]
fn is_open(text: &[u8], token: &Token) -> bool {
    let last = text[token.span.end as usize - 1];
    match token.shape {
        Shape::Punctuation => token.span.len() == 1 && !matches!(last, b'.' | b'?' | b'!'),
        _ => last != b'.',
    }
}

/// Whether the next token stands after one blank or none.
#[inline]
fn is_near(text: &[u8], token: &Token, next: &Token) -> bool {
    match next.span.start.wrapping_sub(token.span.end) {
        0 => true,
        1 => text[token.span.end as usize] == b' ',
        _ => false,
    }
}

/// Where the marker of a list item (`2.`, `b)`, `3.)`, a bullet) that begins at `at` ends, if one does and words follow.
fn item_marker(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let surface = |index: usize| tokens.get(index).map_or("", |token| token.span.of(text));
    let glued = |index: usize| tokens.get(index).is_some_and(|token| !token.space_before);
    let bullet = matches!(surface(at), "•" | "⁃" | "▪" | "●" | "*");
    let mut end = at + usize::from(bullet);
    let number = surface(end);
    let numbered = number.len() <= 2 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let lettered =
        number.trim_end_matches('.').len() == 1 && number.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    if numbered || lettered {
        let dotted = number.ends_with('.');
        let mut marks = end + 1;
        while marks < end + 3 && glued(marks) && matches!(surface(marks), "." | ")") {
            marks += 1;
        }
        if marks > end + 1 || dotted {
            end = marks;
        } else if !bullet {
            return None;
        }
    }
    let words = tokens.get(end).is_some_and(|token| token.space_before && token.shape.is_capitalized());
    (end > at && words).then_some(end)
}

fn sentence(text: &str, tokens: &[Token], first: usize, end: usize, block: u32, soft_end: bool) -> Sentence {
    Sentence {
        span: Span { start: tokens[first].span.start, end: tokens[end - 1].span.end },
        first_token: first as u32,
        end_token: end as u32,
        block,
        soft_end,
        all_caps: is_all_caps(text, &tokens[first..end]),
    }
}

/// Whether case tells nothing: at least two longer words, nearly all in capitals.
fn is_all_caps(text: &str, tokens: &[Token]) -> bool {
    let (mut upper, mut other) = (0, 0);
    for token in tokens.iter().filter(|token| token.shape.is_word() && token.span.len() > 1) {
        match token.shape {
            Shape::Upper => upper += 1,
            Shape::Lower | Shape::Title => {
                other += 1;
                // Not even if all words that follow were in capitals.
                if other * 6 >= tokens.len() {
                    return false;
                }
            }
            Shape::Mixed if token.span.of(text).bytes().filter(u8::is_ascii_lowercase).count() > 2 => other += 1,
            _ => {}
        }
    }
    upper >= 2 && upper > other * 6
}

/// When a sentence ends with the token at `at`: one past its last token (closing quotes included), and whether it ends
/// only because the line does.
fn sentence_end(text: &str, tokens: &[Token], at: usize) -> Option<(usize, bool)> {
    let token = &tokens[at];
    let next = tokens.get(at + 1)?;
    let strength = match (token.shape, text.as_bytes()[token.span.end as usize - 1]) {
        (Shape::Lower | Shape::Title | Shape::Number, last) if last != b'.' => Strength::None,
        _ => strength(token.span.of(text), token.shape),
    };
    if strength == Strength::None {
        return breaks_line(text, token, next).then_some((at + 1, true));
    }
    let end = after_closing_marks(text, tokens, at + 1);
    let Some(follower) = tokens.get(end) else { return Some((end, false)) };
    if breaks_line(text, &tokens[end - 1], follower) {
        return Some((end, false));
    }
    let closed = end > at + 1;
    starts_sentence(text, tokens, end, strength, closed, at).then_some((end, false))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    None,
    /// `?`, `!`.
    Strong,
    /// `.`, `...`.
    Stop,
    /// An abbreviation that may end a sentence.
    Weak,
    /// An abbreviation that stands before a number.
    BeforeNumber,
}

fn strength(surface: &str, shape: Shape) -> Strength {
    match surface.as_bytes() {
        [b'?' | b'!', ..] => Strength::Strong,
        b":)" | b":-)" | b";)" | b";-)" | b":(" | b":-(" | b":D" | b":P" | b":p" => Strength::Stop,
        [b'.', ..] => Strength::Stop,
        [.., b'.'] if shape != Shape::Punctuation => abbreviation_strength(&surface[..surface.len() - 1], shape),
        _ if surface == "…" => Strength::Stop,
        _ => Strength::None,
    }
}

fn abbreviation_strength(word: &str, shape: Shape) -> Strength {
    match abbreviations::kind(word) {
        Some(Kind::BeforeName) => Strength::None,
        Some(Kind::BeforeNumber) => Strength::BeforeNumber,
        _ if shape == Shape::Initial => Strength::None,
        _ => Strength::Weak,
    }
}

fn breaks_line(text: &str, token: &Token, next: &Token) -> bool {
    match &text.as_bytes()[token.span.end as usize..next.span.start as usize] {
        [] | [b' '] => false,
        // A line that goes on with a small letter was broken in the middle of a sentence.
        gap => gap.contains(&b'\n') && next.shape != Shape::Lower,
    }
}

/// Skips quotes and brackets that close right after a stop.
fn after_closing_marks(text: &str, tokens: &[Token], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        let closes =
            !token.space_before && matches!(token.span.of(text), "\"" | "'" | ")" | "]" | "''" | "!" | "?" | "”" | "’");
        if !closes || opens(tokens, at) && token.space_before {
            break;
        }
        at += 1;
    }
    at
}

fn opens(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| !next.space_before)
}

/// Whether a sentence can begin at `at`, after a stop of that strength.
fn starts_sentence(text: &str, tokens: &[Token], at: usize, strength: Strength, closed: bool, stop: usize) -> bool {
    let mut first = at;
    while tokens
        .get(first)
        .is_some_and(|t| matches!(t.span.of(text), "\"" | "'" | "(" | "[" | "“" | "‘" | "--" | "-" | "—" | "*" | "•"))
    {
        first += 1;
    }
    let Some(word) = tokens.get(first) else { return false };
    let surface = word.span.of(text);
    if !tokens[at].space_before {
        // "end.The": a forgotten space, if what stands before is an ordinary word, or small letters go on behind ("Iran.Trading on").
        let ordinary = stop > 0 && tokens[stop - 1].shape == Shape::Lower
            || is_starter(surface)
            || stop > 0 && ends_before_words(&tokens[stop - 1], word, tokens.get(first + 1));
        return strength == Strength::Stop && ordinary && word.shape.is_capitalized() && !closed;
    }
    if is_inside_name(text, tokens, stop, word) && !is_starter(surface) {
        return false;
    }
    match strength {
        Strength::Strong | Strength::Stop if word.shape == Shape::Lower => {
            let plain = !closed && first == at;
            let loose = || stop > 0 && tokens[stop].span.of(text) == "." && ends_plainly(&tokens[stop - 1]);
            plain && (strength == Strength::Strong && !is_speech_verb(surface) || strength == Strength::Stop && loose())
        }
        Strength::Strong | Strength::Stop => word.shape.is_word() || first > at,
        Strength::Weak => is_starter(surface) && word.shape != Shape::Lower,
        Strength::BeforeNumber => is_starter(surface) && word.shape == Shape::Title,
        Strength::None => false,
    }
}

/// Whether the mark at `stop` is part of a name: the initial of `Albert I. Jones`, the `!` of `Yahoo! said`.
fn is_inside_name(text: &str, tokens: &[Token], stop: usize, next: &Token) -> bool {
    let Some(before) = stop.checked_sub(1).map(|at| &tokens[at]) else { return false };
    match tokens[stop].span.of(text) {
        "!" => before.shape == Shape::Title && stop > 1 && next.shape == Shape::Lower,
        "." => {
            let name_before = stop > 1 && tokens[stop - 2].shape == Shape::Title;
            before.span.of(text) == "I" && name_before && next.shape == Shape::Title
        }
        _ => false,
    }
}

/// Whether a stop after this token ends a sentence even if the next begins with a small letter, as hasty writers do: the
/// token is a word, not one of the abbreviations that nobody lists.
fn ends_plainly(token: &Token) -> bool {
    token.shape == Shape::Lower && token.span.len() > 3 || token.shape == Shape::Clitic
}

/// Whether a stop between two capitalised words ends a sentence though no space follows: neither is short, as abbreviations and the
/// ends of addresses are, and small letters follow.
fn ends_before_words(before: &Token, next: &Token, after: Option<&Token>) -> bool {
    /// Bytes up to which a word may be an abbreviation or the end of an address.
    const SHORT: usize = 3;
    let is_word = |token: &Token| token.shape == Shape::Title && token.span.len() > SHORT;
    is_word(before) && is_word(next) && after.is_some_and(|after| after.shape == Shape::Lower && after.space_before)
}

/// `"Why?" asked Kerry`: words that go on with the sentence after a question mark.
fn is_speech_verb(word: &str) -> bool {
    WORDS.0.contains(word)
}

/// Words that, capitalised after an abbreviation, most likely open a sentence: no name begins with them.
pub(crate) fn is_starter(word: &str) -> bool {
    WORDS.1.contains(word)
}

/// `gazetteers/sentence_words.csv`: words that go on with a sentence, and words that open one.
static WORDS: LazyLock<(FxHashSet<String>, FxHashSet<String>)> = LazyLock::new(|| {
    let text = builtin_file("sentence_words.csv").unwrap_or_default();
    let of_kind = |kind: &str| {
        let rows = text.lines().skip(1).filter_map(|line| line.split_once(','));
        rows.filter(|(_, found)| *found == kind).map(|(word, _)| word.to_string()).collect()
    };
    (of_kind("goes-on"), of_kind("opens"))
});
