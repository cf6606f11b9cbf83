//! `dateline run`: exit codes, rejects, files whole or not at all, the same bytes every time.

use std::io::{Read, Write};
use std::process::Stdio;
use std::time::Duration;

use crate::support::{Place, corpus, ended, line};

const TABLES: [&str; 7] = [
    "comentions.csv",
    "dates.csv",
    "documents.csv",
    "entities.csv",
    "event_mentions.csv",
    "events.csv",
    "mentions.csv",
];

#[test]
fn a_first_run_that_can_read_nothing_still_says_so_in_its_tables() {
    let place = Place::new();
    place.write("bad.jsonl", "not JSON\n");
    assert_eq!(place.run(&["bad.jsonl"]).code, 2);
    assert_eq!(place.table("documents.csv")[0]["status"], "rejected");
}

#[test]
fn exit_codes_tell_all_some_or_nothing() {
    let place = Place::new();
    place.write("good.txt", "Ilsa Brandt is in Port Selm.");
    place.write("mixed.jsonl", &(line(&[("text", "Arvenia is quiet.")]) + "{\"text\": \"cut of\n"));
    place.write("bad.jsonl", "not JSON\nnor this\n");
    place.write("empty/notes.pdf", "%PDF");
    let cases: [(&[&str], i32, &str); 11] = [
        (&["good.txt"], 0, ""),
        (&["mixed.jsonl"], 1, "mixed.jsonl:2"),
        (&["good.txt", "bad.jsonl"], 1, "bad.jsonl:1"),
        (&["bad.jsonl"], 2, "bad.jsonl:2"),
        (&["missing.txt"], 2, "missing.txt"),
        (&["good.txt", "missing.txt"], 2, "missing.txt"),
        (&["empty"], 2, ".pdf"),
        (&[], 2, "dateline run news"),
        (&["good.txt", "--threads", "0"], 2, "between 1 and"),
        (&["good.txt", "--no-such-flag"], 2, "--no-such-flag"),
        (&["good.txt", "--gazetteer", "missing.csv"], 2, "missing.csv"),
    ];
    for (arguments, code, message) in cases {
        let ended = place.run(arguments);
        assert_eq!(ended.code, code, "{arguments:?}: {}", ended.stderr);
        assert!(ended.stderr.contains(message), "{arguments:?}: {}", ended.stderr);
    }
}

#[test]
fn a_rejected_document_is_a_row_that_names_file_line_and_cause() {
    let place = Place::new();
    place.write("mixed.jsonl", &(line(&[("id", "a"), ("text", "Arvenia is quiet.")]) + "{\"text\": \"cut of\n"));
    assert_eq!(place.run(&["mixed.jsonl"]).code, 1);
    let rows = place.table("documents.csv");
    let status: Vec<_> = rows.iter().map(|row| row["status"].as_str()).collect();
    assert_eq!(status, ["done", "rejected"]);
    assert!(rows[1]["message"].contains("mixed.jsonl:2"), "{:?}", rows[1]);
    assert_eq!((rows[1]["chars"].as_str(), rows[1]["mentions"].as_str()), ("", ""));
    let record: serde_json::Value = serde_json::from_str(&place.read("output/run.json")).unwrap();
    assert_eq!((&record["counts"]["documents"], &record["counts"]["rejected"]), (&1.into(), &1.into()));
}

#[test]
fn a_date_that_cannot_be_read_is_told_and_the_document_kept() {
    let place = Place::new();
    let record = |date: &str| line(&[("text", "Arvenia is quiet."), ("date", date)]);
    let dates = ["2016-02-11", "2016-13-45", "10/02/2016", ""];
    place.write("a.jsonl", &dates.map(record).concat());
    let ended = place.run(&["a.jsonl"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    assert!(
        ended.stderr.contains("a.jsonl:2: \"2016-13-45\"") && ended.stderr.contains("--date-order"),
        "{}",
        ended.stderr
    );
    let column = |name: &str| place.table("documents.csv").iter().map(|row| row[name].clone()).collect::<Vec<_>>();
    assert_eq!(column("date"), ["2016-02-11", "", "", ""]);
    assert_eq!(
        column("message").iter().map(|message| !message.is_empty()).collect::<Vec<_>>(),
        [false, true, true, false]
    );
    for (order, date) in [("dmy", "2016-02-10"), ("mdy", "2016-10-02")] {
        assert_eq!(place.run(&["a.jsonl", "--date-order", order]).code, 0);
        assert_eq!(column("date")[2], date);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_threads() {
    let place = Place::new();
    place.write("news/a.jsonl", &corpus(2500));
    place.write("news/b.jsonl", &(corpus(40) + "broken\n"));
    place.write("news/c/plain.txt", "PORT SELM, Arvenia — Ilsa Brandt met Tomas Okoye.");
    let mut runs = Vec::new();
    for (folder, threads) in [("one", "1"), ("two", "2"), ("eight", "8"), ("again", "2")] {
        let ended = place.run(&["news", "--output", folder, "--threads", threads, "--text"]);
        assert_eq!(ended.code, 1, "{}", ended.stderr);
        let mut files = place.bytes(folder);
        let record: serde_json::Value = serde_json::from_slice(&files.remove("run.json").unwrap()).unwrap();
        let mut record = record.as_object().unwrap().clone();
        assert_eq!(record.remove("timing").unwrap()["threads"], threads.parse::<u64>().unwrap());
        runs.push((files, record));
    }
    assert_eq!(runs[0].0.len(), TABLES.len() + 1);
    assert!(runs[0].0["mentions.csv"].len() > 100_000);
    for run in &runs[1..] {
        for (name, bytes) in &runs[0].0 {
            assert!(run.0[name] == *bytes, "{name} differs");
        }
        assert_eq!(run.1, runs[0].1);
    }
}

#[test]
fn a_run_that_fails_leaves_the_tables_of_the_run_before() {
    let place = Place::new();
    place.write("good.txt", "Ilsa Brandt is in Port Selm.");
    place.run(&["good.txt"]);
    let before = place.bytes("output");
    place.write("letter.docx", "PK\u{3}\u{4}");
    place.write("bad.jsonl", "not JSON\n");
    let cases = [
        ["missing.txt", "--quiet"],
        ["good.txt", "--gazetteer=missing.csv"],
        ["letter.docx", "--quiet"],
        ["bad.jsonl", "--quiet"],
        ["bad.jsonl", "--no-events"],
    ];
    for arguments in cases {
        let ended = place.run(&arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(place.bytes("output") == before, "{arguments:?}");
        assert!(ended.stderr.contains(arguments[0]) || ended.stderr.contains("missing.csv"), "{}", ended.stderr);
    }
    let mut expected: Vec<&str> = TABLES.to_vec();
    expected.push("run.json");
    assert_eq!(place.names("output"), expected);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_half_written_table() {
    let place = Place::new();
    place.write("good.txt", "Ilsa Brandt is in Port Selm.");
    place.run(&["good.txt"]);
    let before = place.bytes("output");
    for signal in ["-INT", "-TERM"] {
        let mut command = place.command(&["run", "-", "-g", "world.csv", "--only-gazetteer"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(corpus(50).as_bytes()).unwrap();
        input.flush().unwrap();
        let waiting = |name: &String| name.starts_with(".dateline-");
        for _ in 0..400 {
            if place.names("output").iter().any(waiting) {
                break;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        assert!(place.names("output").iter().any(waiting), "the run has begun");
        std::thread::sleep(Duration::from_millis(100));
        let pid = child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
        let ended = ended(&child.wait_with_output().unwrap());
        drop(input);
        assert_eq!(ended.code, 130, "{signal}: {}", ended.stderr);
        assert!(ended.stderr.contains("No table was changed"), "{}", ended.stderr);
        assert!(place.bytes("output") == before);
        assert_eq!(place.names("output").len(), before.len(), "{:?}", place.names("output"));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let place = Place::new();
    place.write("good.txt", "Ilsa Brandt is in Port Selm.");
    for arguments in [&["run", "good.txt"][..], &["explain", "good.txt"], &["run", "--print-config"]] {
        let mut child = place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn documents_come_from_standard_input() {
    let place = Place::new();
    let mut command = place.command(&["run", "-", "-q", "-g", "world.csv", "--only-gazetteer"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(corpus(3).as_bytes()).unwrap();
    let ended = ended(&child.wait_with_output().unwrap());
    assert_eq!((ended.code, ended.stdout.as_str()), (0, ""));
    assert_eq!(place.table("documents.csv").len(), 3);
}

#[test]
fn tables_below_an_input_folder_are_not_read_as_documents() {
    let place = Place::new();
    place.write("good.txt", "Ilsa Brandt is in Port Selm.");
    for _ in 0..2 {
        assert_eq!(place.run(&["."]).code, 1, "world.csv holds no text");
        let paths: Vec<_> = place.table("documents.csv").iter().map(|row| row["doc_id"].clone()).collect();
        assert_eq!(paths, ["good.txt", "world.csv#1"]);
    }
}

#[test]
fn a_limit_ends_the_run_after_that_many_documents() {
    let place = Place::new();
    place.write("many.jsonl", &corpus(100));
    for threads in ["1", "4"] {
        assert_eq!(place.run(&["many.jsonl", "--limit", "7", "--threads", threads]).code, 0);
        assert_eq!(place.table("documents.csv").len(), 7);
    }
}

#[test]
fn files_of_an_earlier_run_are_no_documents_and_do_not_outlive_it() {
    let place = Place::new();
    place.write("news/a.txt", "Ilsa Brandt met Tomas Okoye in Port Selm on Tuesday.");
    let all = ["--format", "gdelt,plover,phoenix", "--text", "--output", "news", "--quiet"];
    for _ in 0..2 {
        assert_eq!(place.run(&[&["news"], &all[..]].concat()).code, 0);
        let documents = place.table_in("news", "documents.csv");
        assert_eq!(documents.iter().map(|row| row["doc_id"].as_str()).collect::<Vec<_>>(), ["a.txt"]);
    }
    let with_formats = place.names("news").len();
    assert_eq!(place.run(&["news", "--output", "news", "--quiet"]).code, 0);
    let left: Vec<String> = place.names("news").into_iter().filter(|name| !name.ends_with(".csv")).collect();
    assert_eq!(left, ["a.txt", "run.json"], "of {with_formats} files");
}
