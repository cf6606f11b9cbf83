//! What stands in the tables.

use crate::support::{Place, Row, line};

fn column<'a>(rows: &'a [Row], name: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[name].as_str()).collect()
}

#[test]
fn every_table_has_the_header_of_the_contract() {
    let place = Place::new();
    place.write("a.txt", "Ilsa Brandt is in Port Selm.");
    let headers = [
        (
            "documents.csv",
            "doc_id,path,title,date,date_source,language,chars,sentences,mentions,events,duplicate_of,status,message,themes",
        ),
        ("mentions.csv", "doc_id,sentence,start,end,text,entity_id,name,type,rule,confidence"),
        (
            "entities.csv",
            "entity_id,name,type,subtype,country,code,latitude,longitude,geonames,wikidata,mentions,documents,first_date,last_date,surfaces",
        ),
        ("comentions.csv", "a_id,a_name,a_type,b_id,b_name,b_type,documents,sentences,npmi,first_date,last_date"),
        (
            "events.csv",
            "event_id,date,date_precision,source_id,source_name,source_code,target_id,target_name,target_code,cameo,label,plover,quad_class,goldstein,status,place_id,place_name,country,latitude,longitude,mentions,documents,confidence,doc_id,sentence,trigger,evidence,themes",
        ),
        ("event_mentions.csv", "event_id,doc_id,sentence,start,end,trigger,status,attribution,confidence,evidence"),
        ("dates.csv", "doc_id,sentence,start,end,text,type,value"),
    ];
    for profile in ["excel", "data"] {
        assert_eq!(place.run(&["a.txt", "--csv-profile", profile]).code, 0);
        let mark = if profile == "excel" { "\u{feff}" } else { "" };
        for (name, header) in headers {
            let first = place.read(&format!("output/{name}"));
            assert_eq!(first.lines().next().unwrap(), format!("{mark}{header}"), "{name}");
        }
    }
}

#[test]
fn start_and_end_slice_the_surface_out_of_the_text_as_read() {
    let place = Place::new();
    let texts = [
        "\u{feff}🎉 Ilsa Brandt’s “Arvenia” – caf\u{e9} in Port\u{a0}Selm, said Il\u{ad}sa Brandt.",
        "日本 Tomas\nOkoye of the River Council &amp; Ilsa  Brandt.\r\n\r\nPORT SELM\r\n",
        "e\u{301}\u{200b}Arvenian talks in Port Selm",
    ];
    let lines: String =
        texts.iter().enumerate().map(|(i, text)| line(&[("id", &i.to_string()), ("text", text)])).collect();
    place.write("a.jsonl", &lines);
    assert_eq!(place.run(&["a.jsonl", "--text", "--csv-profile", "data"]).code, 0);
    let read: Vec<Vec<char>> = place
        .read("output/texts.jsonl")
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().chars().collect()
        })
        .collect();
    let mentions = place.table("mentions.csv");
    assert!(mentions.len() >= 8, "{mentions:?}");
    for mention in &mentions {
        let number = |name: &str| mention[name].parse::<usize>().unwrap();
        let slice: String = read[number("doc_id")][number("start")..number("end")].iter().collect();
        assert_eq!(slice, mention["text"]);
        assert!(number("sentence") >= 1);
    }
    for (document, text) in place.table("documents.csv").iter().zip(&read) {
        assert_eq!(document["chars"], text.len().to_string());
    }
}

#[test]
fn text_that_a_spreadsheet_would_run_is_made_safe_in_excel_only() {
    let place = Place::new();
    let record = line(&[("id", "@x"), ("title", "=HYPERLINK(\"a\",\"b\")"), ("text", "Arvenia is quiet.")]);
    place.write("a.jsonl", &record);
    for (profile, title, id) in
        [("excel", "'=HYPERLINK(\"a\",\"b\")", "'@x"), ("data", "=HYPERLINK(\"a\",\"b\")", "@x")]
    {
        assert_eq!(place.run(&["a.jsonl", "--csv-profile", profile]).code, 0);
        let rows = place.table("documents.csv");
        assert_eq!((rows[0]["title"].as_str(), rows[0]["doc_id"].as_str()), (title, id));
        assert_eq!(column(&place.table("mentions.csv"), "doc_id"), [id]);
    }
}

#[test]
fn a_repeated_text_counts_once_and_names_the_first() {
    let place = Place::new();
    let text = "Ilsa Brandt is in Port Selm.";
    let lines = [("a", text), ("b", "Tomas Okoye is in Arvenia."), ("c", text)];
    place.write("a.jsonl", &lines.map(|(id, text)| line(&[("id", id), ("text", text)])).concat());
    place.run(&["a.jsonl"]);
    assert_eq!(column(&place.table("documents.csv"), "duplicate_of"), ["", "", "a"]);
    let entities = place.table("entities.csv");
    let brandt = entities.iter().find(|row| row["name"] == "Ilsa Brandt").unwrap();
    assert_eq!((brandt["mentions"].as_str(), brandt["documents"].as_str()), ("2", "1"));
    let pairs = place.table("comentions.csv");
    assert_eq!(column(&pairs, "documents"), ["1", "1"]);
    assert_eq!(column(&pairs, "npmi"), ["1.0000", "1.0000"], "always together, in one of two documents");
}

#[test]
fn pairs_are_of_two_entities_and_count_documents_and_sentences() {
    let place = Place::new();
    let texts = [
        "Ilsa Brandt met Tomas Okoye. Ilsa Brandt thanked Tomas Okoye. Ilsa Brandt praised Ilsa Brandt.",
        "Ilsa Brandt spoke. Tomas Okoye did not.",
        "Arvenia is quiet.",
    ];
    let lines: String = texts.iter().map(|text| line(&[("text", text), ("date", "2016-09-13")])).collect();
    place.write("a.jsonl", &lines);
    place.run(&["a.jsonl"]);
    let pairs = place.table("comentions.csv");
    assert_eq!(pairs.len(), 1);
    let pair = &pairs[0];
    assert_eq!((pair["a_name"].as_str(), pair["b_name"].as_str()), ("Ilsa Brandt", "Tomas Okoye"));
    assert_eq!((pair["documents"].as_str(), pair["sentences"].as_str()), ("2", "2"));
    assert_eq!((pair["npmi"].as_str(), pair["first_date"].as_str()), ("1.0000", "2016-09-13"));
}

#[test]
fn surfaces_are_listed_the_most_frequent_first() {
    let place = Place::new();
    place.write("a.txt", "Arvenia is quiet. The Arvenian coast is not. Arvenia waits.");
    place.run(&["a.txt"]);
    let entities = place.table("entities.csv");
    assert_eq!(column(&entities, "surfaces"), ["Arvenia|Arvenian"]);
    assert_eq!(column(&entities, "mentions"), ["3"]);
}

#[test]
fn two_documents_of_one_id_are_kept_apart() {
    let place = Place::new();
    let lines = ["Arvenia is quiet.", "Port Selm is not."].map(|text| line(&[("id", "7"), ("text", text)])).concat();
    place.write("a.jsonl", &lines);
    let ended = place.run(&["a.jsonl"]);
    assert!(ended.stderr.contains("1 document had the id of an earlier one"), "{}", ended.stderr);
    assert_eq!(column(&place.table("documents.csv"), "doc_id"), ["7", "7#2"]);
    assert_eq!(column(&place.table("mentions.csv"), "doc_id"), ["7", "7#2"]);
}

/// A wire report of the small world, as one paper prints it.
fn wire(opening: &str, dead: &str, ending: &str) -> String {
    format!(
        "{opening}Ilsa Brandt told the River Council on Monday that {dead} people had died when a ferry sank near Port \
         Selm, and that the search for others would go on through the night with boats from three towns along the coast \
         of Arvenia. Tomas Okoye, who runs the harbour office, said the ship had left with 240 passengers although it was \
         built for half as many, and that nobody had checked its papers since it was sold by its former owners last \
         spring.{ending}"
    )
}

#[test]
fn a_wire_report_in_many_papers_counts_once_unless_asked_otherwise() {
    let place = Place::new();
    let rest = " The council will meet again to hear the captain, who swam ashore and was found by fishermen. Relatives \
                waited at the pier and asked why no lists of names had been put up, while priests read out what they knew.";
    let texts = [
        ("first", wire("", "31", rest)),
        ("byline", wire("By Jane Doe, Staff Writer\n\nPORT SELM, Arvenia, Sept. 13 (Reuters) - ", "31", rest)),
        ("cut", wire("PORT SELM (AP) - ", "31", "")),
        ("other toll", wire("", "58", rest)),
        ("other", "Ilsa Brandt is in Port Selm. Nothing else is known of Arvenia.".into()),
    ];
    let lines: String = texts
        .iter()
        .map(|(id, text)| line(&[("id", id), ("text", text), ("date", "2016-09-13"), ("title", "Ferry sinks")]))
        .collect();
    place.write("a.jsonl", &lines);
    let ended = place.run(&["a.jsonl"]);
    assert!(ended.stdout.contains("2 documents repeat an earlier one (2 nearly): counted once"), "{}", ended.stdout);
    assert_eq!(column(&place.table("documents.csv"), "duplicate_of"), ["", "first", "first", "", ""]);
    let documents = |name: &str| {
        let entities = place.table("entities.csv");
        entities.iter().find(|row| row["name"] == name).map(|row| row["documents"].clone()).unwrap()
    };
    assert_eq!((documents("Tomas Okoye"), documents("Ilsa Brandt")), ("2".to_string(), "3".to_string()));
    let record: serde_json::Value = serde_json::from_str(&place.read("output/run.json")).unwrap();
    assert_eq!((&record["counts"]["duplicates"], &record["counts"]["near_duplicates"]), (&2.into(), &2.into()));

    let ended = place.run(&["a.jsonl", "--keep-duplicates"]);
    assert!(ended.stdout.contains("counted singly"), "{}", ended.stdout);
    assert_eq!(column(&place.table("documents.csv"), "duplicate_of"), ["", "first", "first", "", ""]);
    let entities = place.table("entities.csv");
    let okoye = entities.iter().find(|row| row["name"] == "Tomas Okoye").unwrap();
    assert_eq!(okoye["documents"], "4");
}

#[test]
fn pairs_can_be_held_to_a_window_and_to_a_number_of_documents() {
    let place = Place::new();
    let texts = [
        "Ilsa Brandt spoke. Nobody heard. Tomas Okoye did not. The River Council met.",
        "Ilsa Brandt came with Tomas Okoye. Nobody heard.",
    ];
    place.write("a.jsonl", &texts.map(|text| line(&[("text", text)])).concat());
    let pairs = |arguments: &[&str]| {
        let ended = place.run(&[&["a.jsonl"], arguments].concat());
        let rows = place.table("comentions.csv");
        let rows = rows.iter().map(|row| format!("{}+{} {}", row["a_name"], row["b_name"], row["documents"]));
        (rows.collect::<Vec<_>>(), ended.stdout)
    };
    assert_eq!(pairs(&["--window", "0"]).0, ["Ilsa Brandt+Tomas Okoye 1"]);
    assert_eq!(pairs(&["--window", "1"]).0.len(), 2);
    assert_eq!(pairs(&["--window", "2"]).0[0], "Ilsa Brandt+Tomas Okoye 2");
    assert_eq!(pairs(&[]).0.len(), 3);
    let (rows, told) = pairs(&["--min-documents", "2"]);
    assert_eq!(rows, ["Ilsa Brandt+Tomas Okoye 2"]);
    assert!(told.contains("(2 of fewer documents left out)"), "{told}");
    let record: serde_json::Value = serde_json::from_str(&place.read("output/run.json")).unwrap();
    assert_eq!(record["counts"]["pairs_of_fewer_documents"], 2);
}

#[test]
fn a_dateline_of_an_unlisted_town_is_a_place_and_no_person() {
    let place = Place::new();
    for (name, town) in [("a.txt", "VALLEY FORGE, Pa."), ("b.txt", "MEDFORD, N.J."), ("c.txt", "MORRIS TOWNSHIP, N.J.")]
    {
        place.write(name, &format!("{town}, April 8 - The mayor, Ann Hollister, said the bridge was closed.\n"));
    }
    assert_eq!(place.dateline(&["run", "a.txt", "b.txt", "c.txt", "--no-events"]).code, 0);
    let rows = place.table("mentions.csv");
    for row in rows.iter().filter(|row| row["start"] == "0") {
        assert_eq!(row["type"], "place", "{}", row["text"]);
    }
    assert!(rows.iter().any(|row| row["text"] == "Ann Hollister" && row["type"] == "person"));
}
