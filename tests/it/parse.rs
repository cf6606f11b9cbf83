//! `dateline parse`: text or CoNLL-U in, CoNLL-U out.

use crate::support::Place;

/// One column of all word lines, joined by blanks.
fn column(conllu: &str, number: usize) -> String {
    let words = conllu.lines().filter(|line| line.contains('\t'));
    words.map(|line| line.split('\t').nth(number).unwrap()).collect::<Vec<_>>().join(" ")
}

#[test]
fn tokens_spell_the_text_and_hold_a_tree() {
    let place = Place::new();
    place.write("a.txt", "“Rebels fled,” said Ilsa\u{a0}Brandt. Troops didn’t.\n\nShare this\n");
    let ended = place.dateline(&["parse", "a.txt"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert_eq!(column(&ended.stdout, 1), "“ Rebels fled , ” said Ilsa Brandt . Troops didn’t did n’t . Share this");
    assert_eq!(column(&ended.stdout, 9).matches("SpaceAfter=No").count(), 5);
    assert!(ended.stdout.contains("\n2-3\tdidn’t\t_"), "{}", ended.stdout);
    assert_eq!(ended.stdout.matches("\troot\t").count(), 3);
    for comment in
        ["# newdoc id = a.txt\n# newpar\n# sent_id = a.txt-1\n# text = “Rebels fled,” said Ilsa Brandt.\n", "a.txt-3"]
    {
        assert!(ended.stdout.contains(comment), "{comment}: {}", ended.stdout);
    }
    let tokens = place.dateline(&["parse", "--tokens-only", "a.txt"]).stdout;
    assert_eq!(column(&tokens, 1), column(&ended.stdout, 1));
    assert!(tokens.contains("\n2\tRebels\t_\t_\t_\t_\t_\t_\t_\t_\n"), "{tokens}");
}

#[test]
fn every_input_of_run_can_be_parsed_on_any_number_of_threads() {
    let place = Place::new();
    let record = |number| format!("{{\"id\":\"d{number}\",\"text\":\"Ilsa Brandt met rebels in Port Selm.\"}}\n");
    place.write("a.jsonl", &(0..40).map(record).collect::<String>());
    let one = place.dateline(&["parse", "a.jsonl", "--threads", "1"]);
    let four = place.dateline(&["parse", "a.jsonl", "--threads", "4"]);
    assert_eq!(one.stdout, four.stdout);
    assert!(one.stdout.contains("# newdoc id = d39\n"));
    place.write("b.jsonl", "{\"id\":\"good\",\"text\":\"Troops left.\"}\n{\"id\":7\n");
    assert_eq!(place.dateline(&["parse", "b.jsonl"]).code, 1);
    assert_eq!(place.dateline(&["parse", "missing.txt"]).code, 2);
}

#[test]
fn tokens_of_a_treebank_are_kept() {
    let place = Place::new();
    let gold = "# sent_id = 1\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tDo\tx\tX\tXX\t_\t0\troot\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2.1\tyou\t_\t_\t_\t_\t_\t_\t_\t_\n3\t!\t_\t_\t_\t_\t_\t_\t_\tNote=kept\n\n";
    place.write("a.conllu", gold);
    let ended = place.dateline(&["parse", "--conllu", "a.conllu"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert_eq!(column(&ended.stdout, 0), "1-2 1 2 3");
    assert_eq!(column(&ended.stdout, 1), "Don't Do n't !");
    assert_eq!(column(&ended.stdout, 9), "SpaceAfter=No _ _ Note=kept");
    assert!(ended.stdout.starts_with("# sent_id = 1\n") && ended.stdout.ends_with("\n\n"));
    place.write("b.conllu", "1\tone\n");
    let wrong = place.dateline(&["parse", "--conllu", "b.conllu"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("b.conllu:1: 2 columns between tabs"), "{}", wrong.stderr);
}
