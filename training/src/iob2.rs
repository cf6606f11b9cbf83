//! IOB2 files: sentences with the names that people marked, in bytes of their text.

use std::ops::Range;
use std::path::Path;

use dateline::error::{Error, Result};
use dateline::model::EntityType;

/// A text with its names.
#[derive(Clone, Default)]
pub struct Passage {
    /// The document it comes from.
    pub document: String,
    pub text: String,
    pub names: Vec<(Range<usize>, EntityType)>,
}

/// Which passages of a file to take, by the number of their document: `+2/3` the first two of three parts, `-2/3` the others, `=1/3` the
/// part of number 1, `!1/3` the others.
#[derive(Clone, Copy)]
pub struct Part {
    sign: char,
    number: u32,
    of: u32,
}

impl Part {
    /// Reads `+2/3`.
    pub fn parse(word: &str) -> Option<Self> {
        let sign = word.chars().next().filter(|&sign| "+-=!".contains(sign))?;
        let (number, of) = word[1..].split_once('/')?;
        Some(Self { sign, number: number.parse().ok()?, of: of.parse().ok().filter(|&of| of > 0)? })
    }

    fn holds(self, document: &str) -> bool {
        let at = crc32(document.as_bytes()) % self.of;
        match self.sign {
            '+' => at < self.number,
            '-' => at >= self.number,
            '=' => at == self.number,
            _ => at != self.number,
        }
    }
}

/// CRC-32 as zlib counts it, so that the scripts in Python divide files alike.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| crc >> 1 ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

/// Reads a file, a passage for each sentence.
pub fn read(path: &Path, part: Option<Part>) -> Result<Vec<Passage>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| Error::new(format!("{name}: {error}")))?;
    let mut passages = Vec::new();
    for (number, block) in text.split("\n\n").enumerate().filter(|(_, block)| !block.trim().is_empty()) {
        let passage = passage(block)
            .ok_or_else(|| Error::new(format!("{name}: sentence {}: words and text differ", number + 1)))?;
        if part.is_none_or(|part| part.holds(&passage.document)) {
            passages.push(passage);
        }
    }
    Ok(passages)
}

/// The passages joined to one for each document, a line for each sentence.
pub fn joined(passages: &[Passage]) -> Vec<Passage> {
    let mut documents: Vec<Passage> = Vec::new();
    for passage in passages {
        match documents.last_mut().filter(|last| last.document == passage.document) {
            None => documents.push(passage.clone()),
            Some(last) => {
                last.text.push('\n');
                let start = last.text.len();
                last.text.push_str(&passage.text);
                last.names
                    .extend(passage.names.iter().map(|(span, kind)| (span.start + start..span.end + start, *kind)));
            }
        }
    }
    documents
}

fn passage(block: &str) -> Option<Passage> {
    let comment = |prefix: &str| block.lines().find_map(|line| line.strip_prefix(prefix));
    let text = comment("# text = ")?.to_string();
    let document = comment("# sent_id = ").and_then(|id| id.rsplit_once('-')).map_or("", |(document, _)| document);
    let (mut at, mut names): (usize, Vec<(Range<usize>, EntityType)>) = (0, Vec::new());
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t').skip(1);
        let (word, label) = (cells.next()?, cells.next()?);
        let start = at + text[at..].find(word)?;
        at = start + word.len();
        let Some((position, kind)) = label.split_once('-') else { continue };
        let Some(kind) = EntityType::from_word(kind) else { continue };
        match names.last_mut() {
            Some((span, _)) if position == "I" => *span = Range { start: span.start, end: at },
            _ => names.push((start..at, kind)),
        }
    }
    Some(Passage { document: document.to_string(), text, names })
}
