//! Checks of annotated sentences: is it a tree, do tags, relations and directions agree with the guidelines of English
//! Universal Dependencies (<https://universaldependencies.org/en/>) as the English Web Treebank follows them?

use dateline::model::{Relation, Upos};

use crate::conllu::{Gold, Sentence};

/// Pairs of universal and Penn tags that the treebank has beside the usual ones of [`usual`].
const FURTHER: [(Upos, &str); 13] = [
    (Upos::Adj, "NNP"),
    (Upos::Aux, "VB"),
    (Upos::Aux, "VBP"),
    (Upos::Aux, "VBZ"),
    (Upos::Aux, "VBD"),
    (Upos::Aux, "VBN"),
    (Upos::Aux, "VBG"),
    (Upos::Sconj, "IN"),
    (Upos::Part, "RB"),
    (Upos::Pron, "DT"),
    (Upos::Pron, "NN"),
    (Upos::Sym, "NN"),
    (Upos::Det, "WDT"),
];

/// What is wrong with a sentence, one line each; nothing when all is well.
pub fn problems(sentence: &Sentence) -> Vec<String> {
    let words = &sentence.words;
    let mut found = shape_problems(words);
    if found.is_empty() {
        for (at, word) in words.iter().enumerate() {
            let wrong = [tag_problem(word), leaf_problem(words, at), direction_problem(word, at), crossing(words, at)];
            found.extend(wrong.into_iter().flatten().map(|problem| format!("{} {}: {problem}", at + 1, word.form)));
        }
    }
    found
}

/// One root, heads that exist, no circles.
fn shape_problems(words: &[Gold]) -> Vec<String> {
    let mut found = Vec::new();
    let roots = words.iter().filter(|word| word.head == 0).count();
    if roots != 1 {
        found.push(format!("{roots} roots"));
    }
    for (at, word) in words.iter().enumerate() {
        if (word.head == 0) != (word.relation == Relation::Root) {
            found.push(format!("{} {}: root and head 0 go together", at + 1, word.form));
        }
        if word.head > words.len() || !path(words, at + 1).take(words.len() + 1).any(|number| number == 0) {
            found.push(format!("{} {}: no path to the root", at + 1, word.form));
        }
    }
    found
}

/// The numbers of a word and its heads, up to 0.
fn path(words: &[Gold], number: usize) -> impl Iterator<Item = usize> + '_ {
    std::iter::successors(Some(number), |&number| number.checked_sub(1).and_then(|at| words.get(at)).map(|it| it.head))
}

fn tag_problem(word: &Gold) -> Option<String> {
    let pair = (word.upos, word.xpos.as_str());
    let known = usual(&word.xpos) == Some(word.upos) || FURTHER.contains(&pair);
    if !known {
        return Some(format!("{} with {}", word.upos.as_str(), word.xpos));
    }
    let fits = match word.relation {
        Relation::Punct => word.upos == Upos::Punct,
        Relation::Aux | Relation::AuxPass | Relation::Cop => word.upos == Upos::Aux,
        Relation::Det => word.upos == Upos::Det,
        Relation::Nummod => word.upos == Upos::Num,
        Relation::Cc => matches!(word.upos, Upos::Cconj | Upos::Adv),
        Relation::Mark => matches!(word.upos, Upos::Sconj | Upos::Part),
        _ => word.upos != Upos::Punct,
    };
    (!fits).then(|| format!("{} as {}", word.upos.as_str(), word.relation.as_str()))
}

/// The universal tag that a Penn tag usually goes with.
fn usual(xpos: &str) -> Option<Upos> {
    Some(match xpos {
        "NN" | "NNS" => Upos::Noun,
        "NNP" | "NNPS" => Upos::Propn,
        "JJ" | "JJR" | "JJS" => Upos::Adj,
        "RB" | "RBR" | "RBS" | "WRB" => Upos::Adv,
        "VB" | "VBP" | "VBZ" | "VBD" | "VBN" | "VBG" => Upos::Verb,
        "MD" => Upos::Aux,
        "CD" => Upos::Num,
        "IN" | "RP" => Upos::Adp,
        "TO" | "POS" => Upos::Part,
        "DT" | "PDT" => Upos::Det,
        "CC" => Upos::Cconj,
        "PRP" | "PRP$" | "WP" | "WP$" | "WDT" | "EX" => Upos::Pron,
        "UH" => Upos::Intj,
        "$" | "SYM" => Upos::Sym,
        "," | "." | ":" | "``" | "''" | "-LRB-" | "-RRB-" | "HYPH" | "NFP" => Upos::Punct,
        _ => return None,
    })
}

/// Function words and marks have no dependents but fixed parts, marks and each other.
fn leaf_problem(words: &[Gold], at: usize) -> Option<String> {
    let word = &words[at];
    let head = &words[word.head.checked_sub(1)?];
    let bare = matches!(
        head.relation,
        Relation::Case
            | Relation::Mark
            | Relation::Cc
            | Relation::Aux
            | Relation::AuxPass
            | Relation::Cop
            | Relation::Det
    );
    let allowed = matches!(
        word.relation,
        Relation::Fixed | Relation::Punct | Relation::Advmod | Relation::Conj | Relation::Cc | Relation::Nmod
    );
    if head.relation == Relation::Punct {
        return Some("depends on a mark".to_owned());
    }
    (bare && !allowed).then(|| format!("{} under {}", word.relation.as_str(), head.relation.as_str()))
}

/// Which side of its head a word stands.
fn direction_problem(word: &Gold, at: usize) -> Option<String> {
    let before_head = at + 1 < word.head;
    let wrong = match word.relation {
        Relation::Conj | Relation::Flat | Relation::Fixed | Relation::Appos => before_head,
        Relation::Cc => !before_head,
        _ => false,
    };
    wrong.then(|| format!("{} on the wrong side of its head", word.relation.as_str()))
}

/// Whether the arc of a word jumps over one that its head does not govern.
fn crossing(words: &[Gold], at: usize) -> Option<String> {
    let head = words[at].head;
    let (low, high) = (head.min(at + 1), head.max(at + 1));
    let stray = (low + 1..high).find(|&number| !path(words, number).any(|above| above == head))?;
    Some(format!("its arc crosses that of {} {}", stray, words[stray - 1].form))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::conllu;

    fn news() -> Vec<PathBuf> {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/news"));
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "conllu")).collect()
    }

    #[test]
    fn the_news_treebank_follows_the_guidelines() {
        let mut sentences = 0;
        for path in news() {
            for sentence in conllu::read(&path).unwrap_or_default() {
                assert_eq!(problems(&sentence), [""; 0], "{}", sentence.text);
                sentences += 1;
            }
        }
        assert!(sentences >= 600, "{sentences}");
    }

    #[test]
    fn no_sentence_is_in_both_halves() {
        let mut texts: Vec<String> = news()
            .iter()
            .flat_map(|path| conllu::read(path).unwrap_or_default())
            .map(|it| it.text.to_lowercase())
            .collect();
        let count = texts.len();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), count);
    }

    #[test]
    fn wrong_trees_are_found() {
        for (rows, problem) in [
            ("he PRON PRP 2 nsubj;left VERB VBD 1 root", "0 roots"),
            ("he PRON PRP 2 nsubj;left NOUN VBD 0 root", "NOUN with VBD"),
            ("the DET DT 2 det;men NOUN NNS 0 root;old ADJ JJ 1 amod", "amod under det"),
            ("and CCONJ CC 2 cc;left VERB VBD 0 root;or CCONJ CC 2 cc", "wrong side"),
            ("he PRON PRP 3 nsubj;her PRON PRP 4 obj;left VERB VBD 0 root;saw VERB VBD 3 conj", "crosses"),
        ] {
            let line = |(number, row): (usize, &str)| {
                let columns: Vec<&str> = row.split(' ').collect();
                format!(
                    "{number}\t{0}\t{0}\t{1}\t{2}\t_\t{3}\t{4}\t_\t_\n",
                    columns[0], columns[1], columns[2], columns[3], columns[4]
                )
            };
            let text: String = (1..).zip(rows.split(';')).map(line).collect();
            let parsed = dateline::read::conllu::sentences("test", &text).unwrap_or_default();
            let sentence = conllu::gold(Path::new("test"), &parsed[0]);
            let found = sentence.map(|sentence| problems(&sentence)).unwrap_or_default();
            assert!(found.iter().any(|it| it.contains(problem)), "{problem}: {found:?}");
        }
    }
}
