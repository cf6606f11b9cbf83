#![allow(clippy::unwrap_used)]
use super::*;

const DICTIONARY: &str = "\
# A made-up dictionary
&FEAST
+BANQUET
+GARDEN_PARTY
+&TEA

&TEA
+TEA_
+HIGH_TEA

--- GREET [050] ---
GREET
BOW { BOWED BOWS BOWING }
+SHAKE_HANDS {+SHAKES_HANDS +SHOOK_HANDS} [040:040]
RE_+SALUTE [051]
- * {STATE &FEAST} (WITH +) [053:]
- % * [---]
- QUEEN/KING * ^ [054]
- * &NOTHING [055]
- NO VERB HERE [056]
- * CODE MISSING

--- SHUN [160] ---
SHUN
GREET [161]
~ a (b . SHUN) GREET = a b 112
~ nonsense
";

fn verbs() -> (Verbs, Report) {
    let mut verbs = Verbs::default();
    let report = verbs.add(Path::new("verbs.txt"), DICTIONARY.as_bytes()).unwrap();
    (verbs, report)
}

/// The verbs that a text's word `at` may be: name and code.
fn found(text: &str, at: usize) -> Vec<String> {
    let words: Vec<u64> = text.split(' ').map(fold_hash).collect();
    let (verbs, _) = verbs();
    let is_word =
        |offset: isize, fold: u64| at.checked_add_signed(offset).and_then(|near| words.get(near)) == Some(&fold);
    verbs.at(words[at], is_word).iter().map(|verb| format!("{} {}", verb.name, verb.code.forward)).collect()
}

#[test]
fn every_line_of_a_verb_dictionary_is_accounted_for() {
    let (verbs, report) = verbs();
    assert!(report.is_complete());
    let reasons: Vec<_> = report.left_out.iter().map(|(reason, left)| (*reason, left.count)).collect();
    assert_eq!(
        reasons,
        [
            ("a pattern without a code", 1),
            ("a pattern without its verb", 1),
            ("a synonym set that is not defined", 1),
            ("a transformation that cannot be read", 1),
        ]
    );
    assert_eq!((verbs.size(), verbs.transformations().len()), ((6, 3), 1));
}

#[test]
fn verbs_are_found_by_their_forms() {
    for (text, at, expected) in [
        ("they greeted us", 1, &["GREET 161", "GREET 050"][..]),
        ("they bowed low", 1, &["BOW 050"]),
        ("they bowing low", 1, &["BOW 050"]),
        ("they shook hands there", 1, &["SHAKE_HANDS 040"]),
        ("they shook fists there", 1, &[]),
        ("they shaking hands", 1, &[]),
        ("we re salute them", 2, &["RE_SALUTE 051"]),
        ("we salute them", 1, &[]),
    ] {
        assert_eq!(found(text, at), expected, "{text}");
    }
}

#[test]
fn sets_hold_words_phrases_and_other_sets() {
    let (verbs, _) = verbs();
    let lengths = |word: &str| verbs.sets.sequences(word).iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(lengths("&FEAST"), [1, 2, 1, 2]);
    assert_eq!(lengths("GRAND_&TEA"), [2, 3]);
    assert_eq!(lengths("RAID/STRIKE"), [1, 1]);
    assert_eq!(lengths("X/A-18"), [3]);
    assert!(lengths("&NOTHING").is_empty());
    assert!(verbs.sets.sequences("TEA_")[0][0].exact && !verbs.sets.sequences("TEA")[0][0].exact);
}

#[test]
fn patterns_are_cut_at_the_verb() {
    let (verbs, _) = verbs();
    let pattern = &verbs.patterns[0][0];
    assert!(pattern.before.is_empty());
    assert!(matches!(&pattern.after[..], [Element::Phrase(parts), Element::Opened(with, inner)]
        if parts.len() == 2 && with.len() == 1 && inner[..] == [Element::Target]));
    let other = &verbs.patterns[0][2];
    assert!(
        matches!((&other.before[..], &other.after[..]), ([Element::Words(words)], [Element::Skip]) if words.len() == 2)
    );
    assert!(verbs.patterns[0][1].code.is_null());
}

#[test]
fn the_community_s_dictionary_is_read() {
    let file = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/petrarch/CAMEO.2.0.txt"));
    if !file.exists() {
        println!("skipped: ../shared/petrarch is not here");
        return;
    }
    let mut verbs = Verbs::default();
    let report = verbs.add_file(file).unwrap();
    assert!(report.is_complete());
    assert!(report.used * 1000 > (report.lines - report.nothing) * 995, "{:?}", report.left_out);
    assert!(verbs.size().0 > 1500 && verbs.size().1 > 4500, "{:?}", verbs.size());
}
