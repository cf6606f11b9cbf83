//! Lists of the user's own beside the built-in ones: order, changes, importers, `check`, `find`, `diff`.

use crate::support::Place;

#[test]
fn a_list_changes_built_in_entities_without_touching_ours() {
    let place = Place::new();
    place.write(
        "changes.csv",
        "id,name,type,aliases\nperson:vladimir-putin,,,Vova the Great\nplace:france,,off,\n,Berlin,off,\n",
    );
    place.write("a.txt", "MOSCOW (AP) -- Vova the Great met guests from France in Berlin and Madrid on Monday.\n");
    let ended = place.dateline(&["run", "a.txt", "--quiet", "--no-events", "--gazetteer", "changes.csv"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let ids: Vec<String> = place.table("mentions.csv").iter().map(|row| row["entity_id"].clone()).collect();
    assert!(ids.contains(&"person:vladimir-putin".to_string()), "{ids:?}");
    assert!(ids.iter().any(|id| id.starts_with("place:madrid")), "{ids:?}");
    assert!(!ids.iter().any(|id| id == "place:france" || id.starts_with("place:berlin")), "{ids:?}");
}

#[test]
fn small_places_count_as_names_of_their_own_when_asked_for() {
    let place = Place::new();
    let text =
        "Guerrillas held the mayor of Fortul, in eastern Colombia, and let him go near Baraya. Colombia's army came.\n";
    place.write("small.txt", text);
    place.write(
        "firm.txt",
        "Fortul said it would buy back shares. Prices of homes in Nariño Capital's fund rose in Paris.\n",
    );
    let ids = |arguments: &[&str]| {
        let flags = ["run", "small.txt", "firm.txt", "--quiet", "--no-events", "--listed-only"];
        let ended = place.dateline(&[&flags, arguments].concat());
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        let rows = place.table("mentions.csv");
        rows.iter().map(|row| format!("{} {}", row["doc_id"], row["entity_id"])).collect::<Vec<_>>()
    };
    let small = ["small.txt place:fortul-3682361", "small.txt place:baraya-3689232"].map(String::from);
    let (cities, villages) = (ids(&[]), ids(&["--places", "1000"]));
    assert!(small.iter().all(|id| !cities.contains(id)), "{cities:?}");
    assert!(small.iter().all(|id| villages.contains(id)), "{villages:?}");
    let more: Vec<_> = villages.iter().filter(|id| !cities.contains(id)).collect();
    assert_eq!(more.len(), 2, "words beside the name must say that it is a place: {more:?}");
    assert!(!ids(&["--places", "4500"]).contains(&small[1]), "4,402 people");
    let refused = place.dateline(&["run", "small.txt", "--places", "100"]);
    assert!(refused.code == 2 && refused.stderr.contains("between 500 and 15000"), "{}", refused.stderr);
}

#[test]
fn what_is_said_of_a_list_is_checked() {
    let place = Place::new();
    place.write("names.csv", "name\nIlsa Brandt\n");
    for (list, code, part) in [
        ("names.csv:type=person", 0, "Ilsa Brandt"),
        ("names.csv", 2, "no column \"type\""),
        ("names.csv:kind=person", 2, "only type=... and priority=..."),
        ("names.csv:type=person:priority=300", 2, "between 0 and 200"),
    ] {
        let ended = place.dateline(&["gazetteer", "find", "Ilsa Brandt", "--only-gazetteer", "-g", list]);
        let said = ended.stdout + &ended.stderr;
        assert!(ended.code == code && said.contains(part), "{list}: {} {said}", ended.code);
    }
}

#[test]
fn a_list_is_imported_checked_and_used() {
    let place = Place::new();
    place.write("members.csv", "Member;Land\nIlsa Quorvane;DE\n;FR\n");
    let import = ["gazetteer", "import", "csv", "members.csv", "--column", "name=Member", "--column", "country=Land"];
    let refused = place.dateline(&[&import[..], &["-o", "out.csv"]].concat());
    assert!(
        refused.code == 2 && refused.stdout.contains("no type: say --type"),
        "{}{}",
        refused.stdout,
        refused.stderr
    );
    let ended = place.dateline(&[&import[..], &["--type", "person", "-o", "out.csv"]].concat());
    assert_eq!(ended.code, 1, "{}", ended.stderr);
    assert!(ended.stdout.contains("1 no name"), "{}", ended.stdout);
    assert!(place.read("out.csv").contains("person:ilsa-quorvane,Ilsa Quorvane,person,,DEU"));
    assert_eq!(place.dateline(&["gazetteer", "check", "out.csv"]).code, 0);
    let help = place.dateline(&["gazetteer", "import", "--help"]);
    for kind in ["geonames", "wikidata", "opensanctions", "spacy", "gate", "list", "csv", "petrarch"] {
        assert!(help.stdout.contains(kind), "{kind}");
    }
}

#[test]
fn a_name_shows_all_that_it_can_mean() {
    let place = Place::new();
    place.write("own.csv", "name,type\nGeorgia,organization\n");
    let found = place.dateline(&["gazetteer", "find", "Georgia", "-g", "own.csv"]);
    for part in
        ["organization:georgia", "preferred where the text", "your list, priority 1", "lower priority", "place:georgia"]
    {
        assert!(found.stdout.contains(part), "{part}: {}", found.stdout);
    }
}

#[test]
fn two_runs_and_two_lists_are_compared() {
    let place = Place::new();
    place.write("a.txt", "Ilsa Brandt met Tomas Okoye in Port Selm on Monday.\n");
    place.write("new.csv", "id,name,type\nx,Ilsa Brandt,person\ny,Port Selm,place\n");
    for (list, folder) in [("world.csv", "old"), ("new.csv", "new")] {
        let run =
            ["run", "a.txt", "-q", "--no-events", "--listed-only", "--only-gazetteer", "-g", list, "--output", folder];
        assert_eq!(place.dateline(&run).code, 0);
    }
    let diff = place.dateline(&["gazetteer", "diff", "old", "new", "-o", "changes.csv"]);
    assert_eq!(diff.code, 0, "{}", diff.stderr);
    assert!(diff.stdout.contains("0 mentions the same, 2 changed, 0 gained, 1 lost"), "{}", diff.stdout);
    assert!(place.read("changes.csv").contains("lost,Tomas Okoye,person:tomas-okoye,Tomas Okoye,,,1,1,a.txt"));
    let lists = place.dateline(&["gazetteer", "diff", "built-in", "world.csv", "a.txt"]);
    assert!(lists.code == 0 && lists.stdout.contains("gained"), "{}{}", lists.stdout, lists.stderr);
    let wrong = place.dateline(&["gazetteer", "diff", "world.csv", "new.csv"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("two lists and the documents"), "{}", wrong.stderr);
}

#[test]
fn other_romanizations_are_found_and_other_people_are_not() {
    let place = Place::new();
    place.write(
        "a.txt",
        "TRIPOLI (AP) -- Mouammar Kadhafi spoke on Monday. Kadhafi said little. Mahmood Abbas and Alan Bell listened.\n",
    );
    let list = "name,type,country\nMuammar Gaddafi,person,LBY\nMahmoud Abbas,person,PSE\nAlan Ball,person,GBR\n";
    place.write("own.csv", list);
    assert_eq!(place.dateline(&["gazetteer", "build", "-o", "own.dlg", "own.csv"]).code, 0);
    for list in ["own.csv", "own.dlg"] {
        let ended = place.dateline(&[
            "run",
            "a.txt",
            "--quiet",
            "--no-events",
            "--listed-only",
            "--only-gazetteer",
            "-g",
            list,
        ]);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        let table = place.table("mentions.csv");
        let rows: Vec<_> = table.iter().map(|row| format!("{} {} {}", row["text"], row["name"], row["rule"])).collect();
        let expected = [
            "Mouammar Kadhafi Muammar Gaddafi variant",
            "Kadhafi Muammar Gaddafi surname",
            "Mahmood Abbas Mahmoud Abbas variant",
        ];
        assert_eq!(rows, expected, "{list}");
    }
}

#[test]
fn a_list_that_a_spreadsheet_saved_in_its_own_encoding_is_read() {
    let place = Place::new();
    let list = "name,type\nJörg Müller,person\n";
    let windows: Vec<u8> = list.chars().map(|letter| letter as u8).collect();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(list.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    place.write("a.txt", "Jörg Müller spoke.");
    for bytes in [windows, utf16] {
        std::fs::write(place.path("own.csv"), bytes).unwrap();
        let matched = place.dateline(&["match", "a.txt", "--only-gazetteer", "--gazetteer", "own.csv"]);
        assert!(matched.stdout.contains("Jörg Müller,person"), "{} {}", matched.stdout, matched.stderr);
    }
}

#[test]
fn what_a_list_changes_where_nothing_is_there_is_told() {
    let place = Place::new();
    place.write("own.csv", "name,type,aliases\nReading,off,\nIlsa Brandt,person,I. Brandt; Brandt\n");
    let built = place.dateline(&["gazetteer", "build", "-o", "own.dlg", "own.csv"]);
    assert!(
        built.code == 1 && built.stderr.contains("own.csv:2") && built.stderr.contains("\"Reading\""),
        "{}",
        built.stderr
    );
    let checked = place.dateline(&["gazetteer", "check", "own.csv"]);
    assert!(checked.stdout.contains("own.csv:3") && checked.stdout.contains("semicolon"), "{}", checked.stdout);
    place.write("off.csv", "id,type\nplace:nonexistent-1,off\n");
    let checked = place.dateline(&["gazetteer", "check", "off.csv"]);
    assert!(checked.stdout.contains("place:nonexistent-1"), "{}", checked.stdout);
}
