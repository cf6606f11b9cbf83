//! Subtitles (SubRip, WebVTT): what is said, without counters and time codes, and without a break inside a sentence.

use super::Article;

/// Cues that make a file one of subtitles.
const FEWEST: usize = 2;

/// What is said, when the file begins as subtitles do.
pub(super) fn article(lines: &[&str]) -> Option<Article> {
    let first = lines.iter().map(|line| line.trim()).find(|line| !line.is_empty())?;
    let begins = first.starts_with("WEBVTT") || is_time(first) || first.bytes().all(|b| b.is_ascii_digit());
    if !begins || lines.iter().filter(|line| is_time(line)).count() < FEWEST {
        return None;
    }
    let mut text = String::new();
    let mut said = false;
    for line in lines.iter().map(|line| line.trim()) {
        if line.is_empty() {
            said = false;
        } else if is_time(line) {
            said = true;
        } else if said {
            add(&mut text, &without_tags(line));
        }
    }
    Some(Article { line: 1, text, ..Article::default() })
}

/// `00:00:01,000 --> 00:00:04,200`, `00:01.000 --> 00:04.200 align:start`.
fn is_time(line: &str) -> bool {
    let Some((from, to)) = line.split_once("-->") else { return false };
    let clock = |text: &str| {
        let text = text.split_whitespace().next().unwrap_or_default();
        text.matches(':').count() >= 1 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b',' | b'.'))
    };
    clock(from) && clock(to)
}

/// Goes on with the sentence, or begins a line where another speaks.
fn add(text: &mut String, line: &str) {
    let turn = ["- ", "– ", ">> "].iter().find_map(|mark| line.strip_prefix(mark));
    let line = turn.unwrap_or(line).trim();
    if line.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str(if turn.is_some() { "\n\n" } else { " " });
    }
    text.push_str(line);
}

/// A line without `<i>`, `<v Jane>`, `{\an8}`.
fn without_tags(line: &str) -> String {
    let (mut out, mut inside) = (String::with_capacity(line.len()), None);
    for (at, c) in line.char_indices() {
        match (inside, c) {
            (None, '<') if line[at..].contains('>') => inside = Some('>'),
            (None, '{') if line[at..].starts_with("{\\") && line[at..].contains('}') => inside = Some('}'),
            (Some(end), c) if c == end => inside = None,
            (None, c) => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_is_text() {
        let srt = "1\n00:00:01,000 --> 00:00:04,200\nRussian jets have\n<i>bombed</i>\n\n2\n00:00:04,300 --> 00:00:07,000\n{\\an8}the city of Idlib.\n\n\
            3\n00:00:08,000 --> 00:00:09,000\n- Will they stop?\n- No.\n";
        let vtt = "WEBVTT\n\nNOTE made by hand\n\n00:01.000 --> 00:04.200 align:start\n<v Jane>Russian jets have bombed\n\n\
            00:04.300 --> 00:07.000\nthe city of Idlib.\n\n00:08.000 --> 00:09.000\n- Will they stop?\n- No.\n";
        for text in [srt, vtt] {
            let lines: Vec<&str> = text.lines().collect();
            let said = article(&lines).map(|article| article.text);
            assert_eq!(said.as_deref(), Some("Russian jets have bombed the city of Idlib.\n\nWill they stop?\n\nNo."));
        }
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "1\n\nThe army took the town.",
            "12:00 --> 13:00\nLunch",
            "The way --> out\n00:01 --> 00:02\n00:01 --> 00:02",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(article(&lines), None, "{text}");
        }
    }
}
