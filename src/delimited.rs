//! How a table is written: the mark between its cells, the line of Excel that names it, and a quote that is never closed.

/// What stands at the top of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The mark between cells.
    pub separator: u8,
    /// Where the header begins: behind a first line that only names the mark (`sep=;`), else 0.
    pub start: usize,
}

/// The shape of the table that `text` begins, without its byte-order mark: as its first line says (`sep=;`), else the one of
/// `marks` that the header has most of outside quotes, the first of them when it has none.
pub fn shape(text: &[u8], marks: &[u8]) -> Shape {
    let line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    match named_mark(line) {
        Some(separator) => Shape { separator, start: (line.len() + 1).min(text.len()) },
        None => Shape { separator: commonest(line, marks), start: 0 },
    }
}

/// The mark that Excel's first line names; the line may be in UTF-16.
fn named_mark(line: &[u8]) -> Option<u8> {
    let mut plain =
        line.iter().copied().filter(|byte| !matches!(byte, 0 | b'\r' | b'"' | 0xef | 0xbb | 0xbf | 0xfe | 0xff));
    let is_named = b"sep=".iter().all(|&letter| plain.next().is_some_and(|byte| byte.eq_ignore_ascii_case(&letter)));
    let mark = plain.next().filter(|mark| is_named && (mark.is_ascii_punctuation() || *mark == b'\t'))?;
    plain.next().is_none().then_some(mark)
}

fn commonest(header: &[u8], marks: &[u8]) -> u8 {
    let count = |mark: u8| {
        let mut quoted = false;
        let outside = |byte: &&u8| {
            quoted ^= **byte == b'"';
            **byte == mark && !quoted
        };
        header.iter().filter(outside).count()
    };
    marks.iter().copied().rev().max_by_key(|&mark| count(mark)).unwrap_or(b',')
}

/// Where the quote opens that `row` never closes.
pub fn open_quote(row: &[u8], separator: u8) -> Option<usize> {
    let (mut opened, mut at_start, mut at) = (None, true, 0);
    while at < row.len() {
        match (opened, row[at]) {
            (None, b'"') if at_start => opened = Some(at),
            (Some(_), b'"') if row.get(at + 1) == Some(&b'"') => at += 1,
            (Some(_), b'"') => opened = None,
            _ => {}
        }
        at_start = opened.is_none() && (row[at] == separator || matches!(row[at], b'\n' | b'\r'));
        at += 1;
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: [u8; 3] = [b',', b';', b'\t'];

    #[test]
    fn the_first_line_tells_the_mark() {
        for (text, separator, start) in [
            ("name,type\n", b',', 0),
            ("name;type, or kind;x", b';', 0),
            ("\"a,b,c\";text", b';', 0),
            ("name\ttype", b'\t', 0),
            ("name", b',', 0),
            ("sep=;\nname;type", b';', 6),
            ("\"sep=|\"\r\nname|type", b'|', 9),
            ("sep=\t\nname", b'\t', 6),
            ("sep=name,x\n", b',', 0),
            ("separator,x\n", b',', 0),
        ] {
            assert_eq!(shape(text.as_bytes(), &MARKS), Shape { separator, start }, "{text:?}");
        }
    }

    #[test]
    fn only_a_quote_at_the_start_of_a_cell_can_stay_open() {
        for (row, expected) in [
            ("a,\"b\nc", Some(2)),
            ("a,\"b\"\"\nc", Some(2)),
            ("\"a\",\"b", Some(4)),
            ("a,b\" c", None),
            ("a,\"b\"\n\"c\"", None),
            ("", None),
        ] {
            assert_eq!(open_quote(row.as_bytes(), b','), expected, "{row:?}");
        }
    }
}
