//! Which of the known words was meant by one that is not known.

/// The known word that the fewest edits make of `word`; nothing when even that one differs in more than `most` edits.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>, most: usize) -> Option<&'k str> {
    let near = known.into_iter().map(|known| (distance(word, known), known)).min()?;
    (near.0 <= most).then_some(near.1)
}

/// Edits (insert, delete, replace a byte) from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        for (word, expected) in [("cuontry", Some("country")), ("alias", Some("aliases")), ("author", None)] {
            assert_eq!(nearest(word, ["country", "aliases", "type"], 2), expected, "{word}");
        }
        assert_eq!(nearest("x", [], 9), None);
    }
}
