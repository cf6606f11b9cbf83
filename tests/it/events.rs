//! Distinct events, themes, and the formats of the field.

use crate::support::{Ended, Place, Row, line};

fn articles(place: &Place, texts: &[(&str, &str)]) {
    let lines = texts.iter().map(|(id, text)| {
        let url = format!("https://www.{id}.example.com/a");
        line(&[("id", id), ("date", "2016-09-14"), ("url", &url), ("text", text)])
    });
    place.write("a.jsonl", &lines.collect::<String>());
}

fn run(place: &Place, arguments: &[&str]) -> Ended {
    let ended = place.dateline(&[&["run", "a.jsonl", "--csv-profile", "data"], arguments].concat());
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    ended
}

fn told(rows: &[Row]) -> Vec<String> {
    let cells = ["source_code", "target_code", "cameo", "place_name", "mentions", "documents"];
    let row = |row: &Row| cells.map(|name| row[name].clone()).join(" ");
    rows.iter().map(row).collect()
}

const BOMBING: [(&str, &str); 3] = [
    ("full", "Russian warplanes bombed Aleppo on Tuesday. Nobody spoke of it."),
    ("vague", "Russian forces bombed Syria on Tuesday. Little else is known."),
    ("later", "Russian warplanes bombed Aleppo on Wednesday. It was quiet before."),
];

#[test]
fn reports_that_differ_only_in_what_they_leave_open_are_one_event() {
    let place = Place::new();
    articles(&place, &BOMBING);
    run(&place, &[]);
    let events = place.table("events.csv");
    assert_eq!(told(&events), ["RUSMIL SYR 195 Aleppo 2 2", "RUSMIL SYR 195 Aleppo 1 1"]);
    let ids: Vec<_> = events.iter().map(|row| row["event_id"].clone()).collect();
    let of_reports: Vec<_> = place.table("event_mentions.csv").iter().map(|row| row["event_id"].clone()).collect();
    assert_eq!(of_reports, [&*ids[0], &*ids[0], &*ids[1]]);
    for column in ["date", "evidence"] {
        assert_ne!(events[0][column], events[1][column]);
    }
}

#[test]
fn an_undated_report_is_an_event_of_its_document() {
    let place = Place::new();
    let text = "Russian warplanes bombed Aleppo.";
    let lines = ["a", "b"].map(|id| line(&[("id", id), ("text", &format!("{text} {id}."))]));
    place.write("a.jsonl", &lines.concat());
    run(&place, &[]);
    assert_eq!(told(&place.table("events.csv")), ["RUSMIL SYR 195 Aleppo 1 1", "RUSMIL SYR 195 Aleppo 1 1"]);
}

#[test]
fn one_a_day_takes_all_of_one_day_code_and_pair_for_one() {
    let place = Place::new();
    let texts = [
        ("north", "Russian warplanes bombed Aleppo on Tuesday."),
        ("middle", "Russian warplanes bombed Homs on Tuesday."),
        ("other", "Russia condemned Ukraine on Tuesday."),
    ];
    articles(&place, &texts);
    run(&place, &[]);
    assert_eq!(place.table("events.csv").len(), 3);
    run(&place, &["--one-a-day"]);
    let events = place.table("events.csv");
    assert_eq!(events.len(), 2, "{events:?}");
    assert!(told(&events).contains(&"RUSMIL SYR 195 Aleppo 2 2".to_string()), "{:?}", told(&events));
}

#[test]
fn gdelt_has_61_and_16_columns_and_the_ids_agree() {
    let place = Place::new();
    articles(&place, &BOMBING);
    run(&place, &["--format", "gdelt"]);
    let rows = |name: &str| -> Vec<Vec<String>> {
        let text = place.read(&format!("output/{name}"));
        text.lines().map(|line| line.split('\t').map(String::from).collect()).collect()
    };
    let (events, mentions) = (rows("gdelt.export.CSV"), rows("gdelt.mentions.CSV"));
    assert_eq!((events.len(), mentions.len()), (2, 3));
    assert!(events.iter().all(|row| row.len() == 61) && mentions.iter().all(|row| row.len() == 16));
    let first = &events[0];
    // Column numbers of the codebook, from 0.
    let cases = [
        (1, "20160913"),
        (2, "201609"),
        (3, "2016"),
        (4, "2016.6932"),
        (5, "RUSMIL"),
        (7, "RUS"),
        (12, "MIL"),
        (15, "SYR"),
        (17, "SYR"),
        (25, "1"),
        (26, "195"),
        (27, "195"),
        (28, "19"),
        (29, "4"),
        (30, "-10.0"),
        (31, "2"),
        (32, "2"),
        (33, "2"),
        (34, ""),
        (51, "4"),
        (53, "SY"),
        (54, "SY09"),
        (59, "20160914000000"),
    ];
    for (column, value) in cases {
        assert_eq!(first[column], value, "column {column} of {first:?}");
    }
    // The report that the event's row in the tables shows.
    let bombing = &place.table("events.csv")[0];
    assert_eq!((bombing["cameo"].as_str(), bombing["date"].as_str()), ("195", "2016-09-13"));
    assert_eq!(first[60], format!("https://www.{}.example.com/a", bombing["doc_id"]));
    assert!(first[52].starts_with("Aleppo, ") && first[52].ends_with(", Syria"), "{}", first[52]);
    assert_eq!(mentions[0][0], first[0]);
    assert_eq!(mentions[1][0], first[0]);
    assert_eq!(
        mentions[0][1..7],
        ["20160913000000", "20160914000000", "1", "full.example.com", "https://www.full.example.com/a", "1"]
    );
}

#[test]
fn plover_and_phoenix_hold_the_same_events() {
    let place = Place::new();
    articles(&place, &BOMBING);
    run(&place, &["--format", "plover,phoenix"]);
    let text = place.read("output/plover.jsonl");
    let records: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), 2);
    let first = &records[0];
    assert_eq!((first["event"].as_str(), first["date"].as_str()), (Some("ASSAULT"), Some("2016-09-13")));
    assert_eq!(first["source"][0]["actor"], "RUS");
    assert_eq!(first["source"][0]["sector"][0], "MIL");
    assert_eq!(first["location"]["country"], "SYR");
    assert_eq!(first["url"].as_array().map(Vec::len), Some(2));
    let phoenix = place.read("output/phoenix.txt");
    let rows: Vec<Vec<&str>> = phoenix.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == 26), "{rows:?}");
    assert_eq!(rows[0][1..9], ["20160913", "2016", "09", "13", "RUSMIL", "RUS", "MIL", ""]);
    assert_eq!(rows[0][23], "full_1;vague_1");
    assert_eq!(first["id"], rows[0][0]);
    let record: serde_json::Value = serde_json::from_str(&place.read("output/run.json")).unwrap();
    assert_eq!(record["counts"]["rows"]["phoenix.txt"], 2);
}

#[test]
fn what_did_not_happen_is_in_the_tables_only() {
    let place = Place::new();
    articles(&place, &[("denied", "Russian warplanes did not bomb Aleppo on Tuesday.")]);
    run(&place, &["--format", "gdelt"]);
    let statuses: Vec<_> = place.table("events.csv").iter().map(|row| row["status"].clone()).collect();
    assert_eq!(statuses, ["negated"]);
    assert_eq!(place.read("output/gdelt.export.CSV"), "");
}

#[test]
fn themes_are_contexts_of_classes_and_words_of_the_users_lists() {
    let place = Place::new();
    place.write("themes.csv", "theme,word\nair war,warplanes\nwater,aqueduct*\n");
    let texts = [BOMBING[0], ("dry", "The aqueducts of the town are empty, its mayor said.")];
    articles(&place, &texts);
    run(&place, &["--themes", "themes.csv"]);
    let themes = |table: &str| -> Vec<String> { place.table(table).iter().map(|row| row["themes"].clone()).collect() };
    assert_eq!(themes("documents.csv"), ["air war|military", "water"]);
    assert_eq!(themes("events.csv"), ["air war|military"]);
    run(&place, &["--themes", "themes.csv", "--no-events"]);
    assert_eq!(themes("documents.csv"), ["air war", "water"]);
}

#[test]
fn all_files_are_the_same_bytes_whatever_the_threads() {
    let place = Place::new();
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    place.write("themes.csv", "theme,word\nwar,war*\n");
    let mut runs = Vec::new();
    for threads in ["1", "2", "8"] {
        let arguments =
            ["run", seeds, "--format", "gdelt,plover,phoenix", "--themes", "themes.csv", "--threads", threads];
        assert_eq!(place.dateline(&arguments).code, 0);
        let mut files = place.bytes("output");
        files.remove("run.json");
        runs.push(files);
    }
    assert_eq!(runs[0].len(), 11);
    assert!(runs[1] == runs[0] && runs[2] == runs[0]);
}

#[test]
fn whoever_acts_in_a_run_with_dictionaries_of_petrarch_is_an_entity_of_the_tables() {
    let place = Place::new();
    articles(
        &place,
        &[
            ("a", "Bashar al-Assad met Xi Jinping in Geneva on Monday. The UN praised Xi Jinping."),
            ("b", "XI JINPING MEETS ASSAD"),
        ],
    );
    let actors = "XI_JINPING ;\n\t[CHNGOV]\nASSAD ;\n+BASHAR_AL-ASSAD\n\t[SYRGOV]\nU.N._ [IGOUNO]\n+UN\n+THE_UN\n";
    place.write("actors.txt", actors);
    place.write("verbs.txt", "--- MEET [040] ---\nMEET\n- * + [040]\n\n--- PRAISE [051] ---\nPRAISE\n");
    let ended =
        place.dateline(&["run", "a.jsonl", "-q", "--petrarch-actors", "actors.txt", "--petrarch-verbs", "verbs.txt"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let known: Vec<String> = place.table("entities.csv").iter().map(|row| row["entity_id"].clone()).collect();
    let events = place.table("events.csv");
    assert!(!events.is_empty());
    for id in events.iter().flat_map(|row| [&row["source_id"], &row["target_id"]]).filter(|id| !id.is_empty()) {
        assert!(known.contains(id), "{id} is in no row of entities.csv");
    }
}
