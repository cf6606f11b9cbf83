//! Files as people have them: other marks between cells, slips in headers and cells, quotes left open, files without an ending.

use crate::support::Place;

const ARTICLE: &str = "Ilsa Brandt met Tomas Okoye in Port Selm.";

#[test]
fn a_list_divided_by_semicolons_is_checked_and_used_like_any_other() {
    let place = Place::new();
    place.write("a.txt", ARTICLE);
    place.write("list.csv", "sep=;\r\nname;type;aliases\r\nIlsa Brandt;person;\"Brandt, Ilsa\"\r\n");
    let checked = place.dateline(&["gazetteer", "check", "list.csv"]);
    assert!(checked.code == 0 && checked.stdout.contains("1 entity with 2 names; all well"), "{}", checked.stdout);
    place.write("themes.csv", "theme;word\ntalks;met\n");
    let run = ["run", "a.txt", "-q", "-g", "list.csv", "--only-gazetteer", "--listed-only", "--themes", "themes.csv"];
    assert_eq!(place.dateline(&run).code, 0);
    assert_eq!(place.table("mentions.csv")[0]["entity_id"], "person:ilsa-brandt");
    assert!(place.table("documents.csv")[0]["themes"].contains("talks"));
}

#[test]
fn what_of_a_list_is_not_used_is_told_by_check_and_by_run() {
    let place = Place::new();
    place.write("a.txt", "Ahmed Exampledine met Ilsa Brandt.");
    place.write(
        "list.csv",
        "name,type,aka,cuontry,country\nAhmed Exampledine,person,Abu,SYR,Syria\nIlsa Brandt,person,,,Narnia\n",
    );
    let checked = place.dateline(&["gazetteer", "check", "list.csv"]);
    assert_eq!(checked.code, 1);
    for told in [
        "list.csv:1: column \"aka\" is not used; did you mean \"aliases\"?",
        "list.csv:1: column \"cuontry\" is not used",
        "list.csv:3: country \"Narnia\" is no country that is known",
        "2 entities",
    ] {
        assert!(checked.stdout.contains(told), "{told}: {}", checked.stdout);
    }
    let ran = place.dateline(&["run", "a.txt", "-g", "list.csv", "--only-gazetteer"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.stderr.matches("column \"aka\"").count(), 1, "{}", ran.stderr);
    let entities = place.table("entities.csv");
    let country = |name: &str| entities.iter().find(|row| row["name"] == name).map(|row| row["country"].clone());
    assert_eq!(country("Ahmed Exampledine").as_deref(), Some("SYR"));
    assert_eq!(country("Ilsa Brandt").as_deref(), Some(""), "a bad cell does not lose the name");
    place.write("empty.csv", "");
    for command in [&["gazetteer", "check", "empty.csv"][..], &["run", "a.txt", "-g", "empty.csv"]] {
        let ended = place.dateline(command);
        assert!(ended.code == 2 && (ended.stdout + &ended.stderr).contains("the file is empty"), "{command:?}");
    }
}

#[test]
fn columns_of_documents_that_are_not_taken_are_told_once_a_file() {
    let place = Place::new();
    place.write("a.csv", "Überschrift;Zeitpunkt;Text\nTalks;2016-09-13;Ilsa Brandt spoke.\nMore;2016-09-14;Arvenia.\n");
    let ended = place.run(&["a.csv"]);
    assert_eq!(ended.code, 0);
    assert_eq!(ended.stderr.matches("the columns Überschrift, Zeitpunkt are not used").count(), 1, "{}", ended.stderr);
    let named = place.run(&["a.csv", "--field", "title=Überschrift", "--field", "date=zeitpunkt"]);
    assert_eq!(named.stderr, "");
    assert_eq!(place.table("documents.csv")[1]["date"], "2016-09-14");
}

#[test]
fn dates_that_cannot_be_read_are_counted() {
    let place = Place::new();
    place.write(
        "a.csv",
        "sep=;\nid;title;date;text\n1;A;05.09.16;Arvenia.\n2;B;soon;Port Selm.\n3;C;2016-09-05;Arvenia.\n",
    );
    let ended = place.run(&["a.csv"]);
    assert_eq!(ended.code, 0);
    assert!(ended.stdout.contains("2 documents with a date that cannot be read"), "{}", ended.stdout);
    assert!(
        ended.stderr.contains("a.csv:3: the date \"05.09.16\"") && ended.stderr.contains("a.csv:4: \"soon\""),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_quote_that_stays_open_costs_one_document_and_is_told() {
    let place = Place::new();
    place.write("a.csv", "id,title,date,text\n1,A,,\"Arvenia.\n2,B,,Ilsa Brandt.\n3,C,,Port Selm.\n");
    let ended = place.run(&["a.csv"]);
    assert_eq!(ended.code, 1);
    assert!(ended.stderr.contains("a.csv:2: a quote is opened in line 2 and never closed"), "{}", ended.stderr);
    let documents = place.table("documents.csv");
    let rows: Vec<_> = documents.iter().map(|row| (row["doc_id"].as_str(), row["status"].as_str())).collect();
    assert_eq!(rows, [("a.csv#2", "rejected"), ("2", "done"), ("3", "done")]);
    place.write("list.csv", "name,type\n\"Ilsa Brandt,person\nArvenia,place\n");
    let checked = place.dateline(&["gazetteer", "check", "list.csv"]);
    assert_eq!(checked.code, 1);
    assert!(checked.stdout.contains("list.csv:2: the quote that opens here is never closed"), "{}", checked.stdout);
    assert!(checked.stdout.contains("1 entity with 1 name"), "{}", checked.stdout);
}

#[test]
fn texts_without_an_ending_are_read_and_what_is_left_out_is_named() {
    let place = Place::new();
    place.write("news/wire", ARTICLE);
    place.write("news/AP.0417", "Arvenia.");
    place.write("news/letter.docx", "PK");
    place.write("news/report.pdf", "%PDF-1.7");
    std::fs::write(place.path("news/data"), [0u8; 64]).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("gone", place.path("news/link.txt")).unwrap();
    let ended = place.run(&["news"]);
    assert_eq!(ended.code, 0);
    let ids: Vec<String> = place.table("documents.csv").iter().map(|row| row["doc_id"].clone()).collect();
    assert_eq!(ids, ["AP.0417", "wire"]);
    assert!(
        ended.stderr.contains("left out: 1 without an ending that is no text, 1 .docx, 1 .pdf"),
        "{}",
        ended.stderr
    );
    #[cfg(unix)]
    assert!(ended.stderr.contains("1 link that leads nowhere (news/link.txt)"), "{}", ended.stderr);
    let named = place.run(&["news/report.pdf", "news/wire"]);
    assert_eq!(named.code, 1);
    assert_eq!(place.table("documents.csv")[0]["status"], "rejected");
}

#[test]
fn a_dictionary_of_the_wrong_kind_stops_the_run_before_any_table() {
    let place = Place::new();
    place.write("a.txt", ARTICLE);
    place.write("actors.txt", "ARVENIA_ [ARV]\n+ARVENIAN\nILSA_BRANDT [ARVGOV]\n");
    place.write("verbs.txt", "--- MEET [040:040] ---\nMEET {MEETS MET}\n- * WITH [041]\n");
    for (flag, file, told) in [
        (
            "--petrarch-verbs",
            "actors.txt",
            "looks like a dictionary of actors, not of verbs; give it with --petrarch-actors",
        ),
        (
            "--petrarch-actors",
            "verbs.txt",
            "looks like a dictionary of verbs, not of actors; give it with --petrarch-verbs",
        ),
        ("--petrarch-agents", "a.txt", "no line of it reads as one of a PETRARCH dictionary of agents"),
    ] {
        let ended = place.dateline(&["run", "a.txt", flag, file]);
        assert!(ended.code == 2 && ended.stderr.contains(told), "{flag} {file}: {}", ended.stderr);
        assert!(!place.path("output").join("events.csv").exists());
    }
    place.write("CH.txt", "2661552\tBern\tBern\t46.94809\t7.44744\n");
    let imported = place.dateline(&["gazetteer", "import", "petrarch", "CH.txt", "-o", "x.csv"]);
    assert!(imported.code == 2 && !place.path("x.csv").exists(), "{}", imported.stderr);
}

#[test]
fn explain_takes_the_ids_and_paths_of_documents_csv() {
    let place = Place::new();
    place.write("news/a.csv", "id,title,date,text\n1,A,,Arvenia.\n");
    place.write("news/b.csv", "id,title,date,text\n1,B,,Port Selm.\n2,B,,Ilsa Brandt.\n");
    assert_eq!(place.run(&["news", "-q"]).code, 0);
    let documents = place.table("documents.csv");
    let second = documents.iter().find(|row| row["doc_id"] == "1#2").unwrap();
    for asked in [second["doc_id"].as_str(), second["path"].as_str(), "b.csv:2"] {
        let ended = place.dateline(&["explain", "news/b.csv", "--id", asked]);
        assert!(ended.code == 0 && ended.stdout.contains("Port Selm"), "{asked}: {}", ended.stderr);
    }
    assert_eq!(place.dateline(&["explain", "news/b.csv", "--id", "9"]).code, 2);
}

#[test]
fn a_person_switched_off_does_not_come_back_as_a_found_name() {
    let place = Place::new();
    let text = "U.S. Secretary of State John Kerry met Sergei Lavrov in Geneva on Friday. John Kerry left on Saturday.";
    place.write("a.txt", text);
    place.write("off.csv", "id,name,type\nperson:john-kerry,,off\n");
    let names = |arguments: &[&str]| -> Vec<String> {
        assert_eq!(place.dateline(&[&["run", "a.txt", "-q"], arguments].concat()).code, 0);
        place.table("mentions.csv").iter().map(|row| row["name"].clone()).collect()
    };
    assert!(names(&[]).contains(&"John Kerry".to_string()));
    let without = names(&["-g", "off.csv"]);
    assert!(
        !without.iter().any(|name| name.contains("Kerry")) && without.contains(&"Sergei Lavrov".to_string()),
        "{without:?}"
    );
    let found = place.dateline(&["gazetteer", "find", "John Kerry", "-g", "off.csv"]);
    assert!(found.stdout.contains("switched off"), "{}", found.stdout);
}

#[test]
fn ids_and_towns_with_their_region_can_be_looked_up() {
    let place = Place::new();
    for (asked, told) in
        [("person:john-kerry", "John Kerry"), ("place:aleppo-170063", "Aleppo"), ("Solon, Iowa", "place:solon-")]
    {
        let found = place.dateline(&["gazetteer", "find", asked]);
        assert!(found.code == 0 && found.stdout.contains(told), "{asked}: {}", found.stdout);
    }
    assert_eq!(place.dateline(&["gazetteer", "find", "person:nobody-at-all"]).code, 1);
}

#[test]
fn what_is_typed_wrong_is_told_in_words() {
    let place = Place::new();
    place.write("news/a.txt", ARTICLE);
    place.write("letter.rtf", "{\\rtf1\\ansi Arvenia.}");
    place.write("null.jsonl", "{\"headline\": \"x\", \"body\": null}\n");
    for (arguments, told) in [
        (&["run", "news", "--limit", "0"][..], "--limit 0: must be at least 1"),
        (&["run", "news", "--least-confidence", "-1"], "a number between 0 and 1 is right"),
        (&["run", "news", "--least-confidence", "abc"], "a number between 0 and 1 is right"),
        (&["run", "news", "--window", "-1"], "a whole number that is not negative"),
        (&["run", "news", "--places", "x"], "a whole number that is not negative"),
        (&["news"], "dateline run news"),
        (&["run", "letter.rtf"], "rich-text"),
        (&["run", "null.jsonl"], "the field \"body\" holds no text"),
    ] {
        let ended = place.dateline(arguments);
        assert!(ended.code == 2 && ended.stderr.contains(told), "{arguments:?}: {}", ended.stderr);
    }
}

#[test]
fn a_diff_shows_a_name_on_one_line_whatever_stands_between_its_words() {
    let place = Place::new();
    place.write("a.txt", "The aide saw Ilsa\nBrandt. Ilsa\u{a0}Brandt spoke. So did Ilsa Brandt.");
    assert_eq!(place.run(&["a.txt", "-q", "--listed-only", "-o", "old"]).code, 0);
    place.write("none.csv", "name,type\nArvenia,place\n");
    let without = ["run", "a.txt", "-q", "--listed-only", "-g", "none.csv", "--only-gazetteer", "-o", "new"];
    assert_eq!(place.dateline(&without).code, 0);
    let diff = place.dateline(&["gazetteer", "diff", "old", "new"]);
    assert_eq!(diff.stdout.lines().count(), 2, "{}", diff.stdout);
    assert!(diff.stdout.starts_with("lost     Ilsa Brandt  ") && diff.stdout.contains("3 mentions"), "{}", diff.stdout);
}
