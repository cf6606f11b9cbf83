//! Colours, numbers as people read them, and writing that a closed pipe does not upset.

use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use anstyle::{AnsiColor, Style};

/// Headings.
pub const HEADING: Style = Style::new().bold();
/// What matters less.
pub const FAINT: Style = Style::new().dimmed();
/// Names in a text.
pub const NAME: Style = AnsiColor::Cyan.on_default().bold();
/// Events.
pub const EVENT: Style = AnsiColor::Green.on_default().bold();
/// Warnings, and what was left out.
pub const WARNING: Style = AnsiColor::Yellow.on_default();
/// Errors.
pub const BAD: Style = AnsiColor::Red.on_default().bold();

/// `text` in a style.
pub fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Whether something could not be written to standard output.
static LOST: AtomicBool = AtomicBool::new(false);

/// Writes to standard output, without colours where they do not belong. A reader that has gone away is no error; a full disk is
/// told once, and [`has_lost_output`] from then on.
pub fn output(text: &str) {
    let mut stream = anstream::stdout().lock();
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe && !LOST.swap(true, Ordering::Relaxed) => {
            error(&format!("{BAD}error:{BAD:#} standard output cannot be written: {cause}"));
        }
        _ => {}
    }
}

/// Whether some of what was to be shown is lost.
pub fn has_lost_output() -> bool {
    LOST.load(Ordering::Relaxed)
}

/// Writes a line to standard error.
pub fn error(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// `1234567` → `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 document`, `2 documents`.
pub fn counted(number: u64, one: &str) -> String {
    let plural = match one {
        one if one.ends_with('y') => format!("{}ies", &one[..one.len() - 1]),
        one => format!("{one}s"),
    };
    format!("{} {}", thousands(number), if number == 1 { one } else { &plural })
}

/// Bytes as `40.1 MB` (millions of bytes).
pub fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// The text on one line, cut at `width` characters.
pub fn shortened(text: &str, width: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(width) {
        None => line,
        Some(_) => line.chars().take(width.saturating_sub(1)).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_nouns_agree() {
        let cases = [(0, "0 entities"), (1, "1 entity"), (999, "999 entities"), (1_234_567, "1,234,567 entities")];
        for (number, text) in cases {
            assert_eq!(counted(number, "entity"), text);
        }
        assert_eq!(counted(2, "document"), "2 documents");
    }

    #[test]
    fn long_lines_are_cut_at_characters() {
        assert_eq!(shortened("Erdoğan  met\nPutin", 20), "Erdoğan met Putin");
        assert_eq!(shortened("ĞĞĞĞĞ", 3), "ĞĞ…");
    }
}
