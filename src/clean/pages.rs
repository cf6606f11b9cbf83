//! Pages of a printed text, parted by form feeds: which of their lines are page numbers and running heads.
//!
//! Such lines are no news, and the sentence that a page's end cuts goes on behind them.

use memchr::memchr;

use super::wrap::RawLine;

/// Lines at the top and at the foot of a page that may be furniture.
const EDGE: usize = 2;
/// Longer lines are text.
const LONGEST: usize = 110;
/// A form feed parts pages.
const FORM_FEED: u8 = 0x0c;

/// For each line, whether it is a page number or a running head; nothing when the text has no pages.
pub(super) fn furniture(raw: &str, lines: &[RawLine]) -> Option<Vec<bool>> {
    memchr(FORM_FEED, raw.as_bytes())?;
    let text = |at: usize| raw[lines[at].first..lines[at].end].trim();
    let turns = (0..lines.len()).filter(|&at| at > 0 && begins_page(raw, &lines[at]));
    let starts: Vec<usize> = [0].into_iter().chain(turns).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let pages: Vec<Vec<usize>> = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| (start..end).filter(|&at| !text(at).is_empty()).collect())
        .collect();
    let first: Vec<&str> = pages.iter().flat_map(|page| page.iter().take(EDGE)).map(|&at| text(at)).collect();
    let last: Vec<&str> = pages.iter().flat_map(|page| page.iter().rev().take(EDGE)).map(|&at| text(at)).collect();
    let mut found = vec![false; lines.len()];
    for page in &pages {
        let head = page.iter().take(EDGE).take_while(|at| is_furniture(text(**at), &first));
        let foot = page.iter().rev().take(EDGE).take_while(|at| is_furniture(text(**at), &last));
        head.chain(foot).for_each(|&at| found[at] = true);
    }
    // A running head without a number may be the title, which stands once.
    let title =
        pages.first().and_then(|page| page.first()).filter(|at| !text(**at).bytes().any(|b| b.is_ascii_digit()));
    if let Some(&title) = title {
        found[title] = false;
    }
    Some(found)
}

/// Whether a form feed stands before the line's first character.
pub(super) fn begins_page(raw: &str, line: &RawLine) -> bool {
    memchr(FORM_FEED, &raw.as_bytes()[line.start..line.first]).is_some()
}

/// A page number, or a line that others in its place repeat but for the numbers.
fn is_furniture(line: &str, others: &[&str]) -> bool {
    let repeated = || {
        let words = letters(line);
        !words.is_empty() && others.iter().filter(|other| letters(other) == words).count() > 1
    };
    line.len() <= LONGEST && (is_page_number(line) || repeated())
}

/// `3`, `- 3 -`, `Page 3 of 9`.
fn is_page_number(line: &str) -> bool {
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    (1..=8).contains(&digits) && matches!(letters(line).as_str(), "" | "page" | "pageof" | "p" | "of")
}

fn letters(line: &str) -> String {
    line.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::wrap;
    use super::*;

    fn dropped(raw: &str) -> Vec<&str> {
        let lines = wrap::lines(raw);
        let found = furniture(raw, &lines).unwrap_or_default();
        lines.iter().zip(found).filter(|(_, found)| *found).map(|(line, _)| raw[line.first..line.end].trim()).collect()
    }

    #[test]
    fn numbers_and_running_heads_are_found() {
        let cases: [(&str, &[&str]); 5] = [
            (
                "Report   Page 1\n\nThe army\n   1\n\u{c}Report   Page 2\n\nleft.\n   2\n\u{c}",
                &["Report   Page 1", "1", "Report   Page 2", "2"],
            ),
            ("A FRAGILE PEACE\nThe army\n\u{c}A FRAGILE PEACE\nleft.\n", &["A FRAGILE PEACE"]),
            ("The army\n- 1 -\n\u{c}left in\n2016\nand 2017.\n", &["- 1 -"]),
            ("The army left.\n\u{c}The navy left.\n", &[]),
            ("The army\n1\n", &[]),
        ];
        for (raw, expected) in cases {
            assert_eq!(dropped(raw), expected, "{raw}");
        }
    }
}
