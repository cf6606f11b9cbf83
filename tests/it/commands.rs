//! Settings, `explain`, `gazetteer`, and what is said to people.

use crate::support::Place;

#[test]
fn a_settings_file_holds_the_same_names_as_the_flags_which_win() {
    let place = Place::new();
    place.write("deep/a.txt", "Ilsa Brandt is in Port Selm.");
    place.write("deep/world.csv", crate::support::WORLD);
    place.write(
        "deep/dateline.toml",
        "inputs = [\"a.txt\"]\noutput = \"tables\"\ngazetteer = [\"world.csv\"]\nonly-gazetteer = true\ncsv-profile = \"data\"\n",
    );
    assert_eq!(place.dateline(&["run", "--config", "deep/dateline.toml"]).code, 0);
    assert!(place.read("deep/tables/mentions.csv").starts_with("doc_id"));
    let typed = ["run", "--config", "deep/dateline.toml", "--csv-profile", "excel", "--output", "typed"];
    assert_eq!(place.dateline(&typed).code, 0);
    assert!(place.read("typed/mentions.csv").starts_with("\u{feff}doc_id"));
    let printed = place.dateline(&["run", "--config", "deep/dateline.toml", "--print-config"]);
    place.write("printed.toml", &printed.stdout);
    let again = place.dateline(&["run", "--config", "printed.toml", "--print-config"]);
    assert_eq!((again.code, again.stdout), (0, printed.stdout));
}

#[test]
fn an_unknown_setting_names_the_nearest_right_one() {
    let place = Place::new();
    place.write("dateline.toml", "quiet = true\nthread = 2\n");
    let ended = place.dateline(&["run", "--config", "dateline.toml"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("dateline.toml:2: unknown key \"thread\"; did you mean \"threads\"?"),
        "{}",
        ended.stderr
    );
}

#[test]
fn the_summary_tells_what_was_found_and_where_it_is() {
    let place = Place::new();
    place.write("a.txt", "Ilsa Brandt met Tomas Okoye in Port Selm.");
    let ended = place.run(&["a.txt", "--output", "tables"]);
    for part in ["1 document", "3 mentions of 3 entities", "Ilsa Brandt – Tomas Okoye", "entities.csv", "tables"] {
        assert!(ended.stdout.contains(part), "{part}: {}", ended.stdout);
    }
    assert_eq!(ended.stderr, "");
    let quiet = place.run(&["a.txt", "--quiet"]);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let place = Place::new();
    place.write("a.txt", "Ilsa Brandt met Tomas Okoye in Port Selm.");
    let escape = |ended: crate::support::Ended| ended.stdout.contains('\u{1b}');
    assert!(!escape(place.run(&["a.txt"])), "not into a pipe");
    assert!(escape(place.run(&["a.txt", "--color", "always"])));
    assert!(!escape(place.run(&["a.txt", "--color", "never"])));
    assert!(!escape(place.dateline(&["explain", "a.txt"])));
}

#[test]
fn explain_shows_the_stages_of_one_document() {
    let place = Place::new();
    let world = ["--gazetteer", "world.csv", "--only-gazetteer"];
    let text = ["explain", "--text", "Ilsa Brandt met Tomas Okoye in Port Selm."];
    let ended = place.dateline(&[&text[..], &world].concat());
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    for part in ["Blocks", "Sentences", "Ilsa Brandt → Ilsa Brandt person:ilsa-brandt", "rule name", "3 mentions"] {
        assert!(ended.stdout.contains(part), "{part}: {}", ended.stdout);
    }
    place.write("a.jsonl", "{\"id\":\"x\",\"text\":\"Arvenia.\"}\n{\"id\":\"y\",\"text\":\"Port Selm.\"}\n");
    let ended = place.dateline(&[&["explain", "a.jsonl", "--id", "y"][..], &world].concat());
    assert!(ended.stdout.contains("Port Selm") && !ended.stdout.contains("Arvenia"), "{}", ended.stdout);
    let ended = place.dateline(&[&["explain", "a.jsonl", "--id", "z"][..], &world].concat());
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("none of its 2 documents has the id \"z\""), "{}", ended.stderr);
}

#[test]
fn explain_says_what_an_act_lacks_that_is_not_told() {
    let place = Place::new();
    for (text, said) in [
        (
            "The committee extended its loans to Kenya.",
            "economic-aid fits, but \"committee\" is nobody known who could do it",
        ),
        ("France extended its loans.", "extended tells no event: economic-aid fits, but"),
        ("The minister likes Turkish tea.", "no phrase of the rules comes near its words"),
        ("It was a fine day.", "not parsed: its words make an event too unlikely"),
    ] {
        let ended = place.dateline(&["explain", "--text", text]);
        assert!(ended.stdout.contains(said), "{text}: {}", ended.stdout);
    }
    let told = place.dateline(&["explain", "--text", "France invaded Kenya.", "--date", "2010-02-03"]);
    assert!(!told.stdout.contains("no event") && !told.stdout.contains("no phrase"), "{}", told.stdout);
}

#[test]
fn a_name_can_be_looked_up_and_a_list_checked() {
    let place = Place::new();
    let found = place.dateline(&["gazetteer", "find", "Ilsa Brandt", "--gazetteer", "world.csv", "--only-gazetteer"]);
    assert_eq!(found.code, 0, "{}", found.stderr);
    assert!(found.stdout.contains("person:ilsa-brandt") && found.stdout.contains("your list"), "{}", found.stdout);
    let missing = place.dateline(&["gazetteer", "find", "Nobody At All", "-g", "world.csv", "--only-gazetteer"]);
    assert_eq!(missing.code, 1);
    let checked = place.dateline(&["gazetteer", "check", "world.csv"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    assert!(checked.stdout.contains("5 entities"), "{}", checked.stdout);
    place.write("bad.csv", "name,type\nIlsa Brandt,animal\nArvenia,place\n");
    let checked = place.dateline(&["gazetteer", "check", "bad.csv"]);
    assert_eq!(checked.code, 1, "{}", checked.stdout);
    assert!(checked.stdout.contains("bad.csv:2"), "{}", checked.stdout);
}

#[test]
fn help_and_version_are_there() {
    let place = Place::new();
    for (arguments, part) in
        [(&["--help"][..], "explain"), (&["run", "--help"], "--csv-profile"), (&["--version"], "dateline")]
    {
        let ended = place.dateline(arguments);
        assert!(ended.code == 0 && ended.stdout.contains(part), "{arguments:?}");
    }
}

#[test]
fn listed_names_are_matched_with_a_list_and_with_its_compiled_form() {
    let place = Place::new();
    place.write("world.csv", crate::support::WORLD);
    place.write("a.txt", "Ilsa Brandt’s aide is in PORT SELM. Élan: ilsa\nBrandt, Port\nSelm.");
    let built = place.dateline(&["gazetteer", "build", "-o", "world.dlg", "world.csv"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let expected = "doc_id,start,end,text,entity_id,name,type\n\
        a.txt,0,11,Ilsa Brandt,person:ilsa-brandt,Ilsa Brandt,person\n\
        a.txt,25,34,PORT SELM,place:port-selm,Port Selm,place\n\
        a.txt,55,64,\"Port\nSelm\",place:port-selm,Port Selm,place\n";
    for list in ["world.csv", "world.dlg"] {
        let matched = place.dateline(&["match", "a.txt", "--only-gazetteer", "--gazetteer", list]);
        assert_eq!((matched.code, matched.stdout.as_str()), (0, expected), "{list}: {}", matched.stderr);
        let run = ["run", "a.txt", "--quiet", "--gazetteer", list, "--output", list.trim_start_matches("world.")];
        assert_eq!(place.dateline(&run).code, 0);
    }
    assert_eq!(place.read("csv/mentions.csv"), place.read("dlg/mentions.csv"));
    place.write("world.dlg", "name,type\nIlsa Brandt,person\n");
    let refused = place.dateline(&["match", "a.txt", "--gazetteer", "world.dlg"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("world.dlg"), "{}", refused.stderr);
}

#[test]
fn an_output_file_takes_the_place_of_nothing_but_an_earlier_one() {
    let place = Place::new();
    let article = "Ilsa Brandt spoke in Port Selm. Ilsa Brandt and Maro Tellini spoke. Maro Tellini left Port Selm.";
    place.write("a.txt", article);
    place.write("more.csv", "name,type\nRiver Bank,organization\n");
    let list = ["--gazetteer", "world.csv"];
    let refused = [
        [&["match", "a.txt", "-o", "a.txt"], &list[..]].concat(),
        [&["suggest", "a.txt", "-o", "a.txt"], &list[..]].concat(),
        vec!["match", "a.txt", "-o", "world.csv"],
        vec!["gazetteer", "build", "more.csv", "-o", "world.csv"],
        vec!["gazetteer", "build", "world.csv", "-o", "world.csv"],
        vec!["gazetteer", "import", "csv", "world.csv", "--map", "name=name", "-o", "world.csv"],
    ];
    for arguments in refused {
        let ended = place.dateline(&arguments);
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.stderr);
        assert_eq!((place.read("a.txt").as_str(), place.read("world.csv").as_str()), (article, crate::support::WORLD));
    }
    for _ in 0..2 {
        let matched = ["match", "a.txt", "--only-gazetteer", "-o", "names.csv"];
        let matched = place.dateline(&[&matched[..], &list[..]].concat());
        assert_eq!((matched.code, place.read("names.csv").lines().count()), (0, 5), "{}", matched.stderr);
        assert_eq!(place.dateline(&["gazetteer", "build", "world.csv", "-o", "world.dlg"]).code, 0);
    }
    assert_eq!(place.names("."), ["a.txt", "more.csv", "names.csv", "world.csv", "world.dlg"]);
}
