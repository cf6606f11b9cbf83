//! Small files in the forms that other programs write, with names made up for these tests.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::{Choice, Imported, Kind, import};
use crate::gazetteer::entry;
use crate::model::EntityType;

/// Rows by name, each a map of its filled cells.
type Rows = BTreeMap<String, BTreeMap<String, String>>;

fn imported(kind: Kind, files: &[(&str, &[u8])], choice: &Choice) -> (Imported, Rows) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.csv");
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        // Lists of GATE are named by their index.
        if !(kind == Kind::Gate && name.ends_with(".lst")) {
            paths.push(path);
        }
    }
    let imported = import(kind, &paths, &out, choice, |_, _| ()).unwrap();
    for report in &imported.reports {
        assert!(report.is_complete(), "{report:?}");
    }
    let text = std::fs::read(&out).unwrap();
    let (_, problems) = entry::read("out.csv", &text);
    assert!(problems.is_empty(), "{problems:?}");
    let mut reader = csv::Reader::from_reader(&text[..]);
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        let cells = header.iter().zip(record.iter()).filter(|(_, cell)| !cell.is_empty());
        (record[1].to_string(), cells.map(|(name, cell)| (name.to_string(), cell.to_string())).collect())
    };
    let rows = reader.records().map(|record| row(record.unwrap())).collect();
    (imported, rows)
}

fn cells(rows: &Rows, name: &str, columns: &[&str]) -> String {
    let row = &rows[name];
    columns.iter().map(|column| row.get(*column).map_or("", String::as_str)).collect::<Vec<_>>().join(" / ")
}

fn reasons(imported: &Imported) -> Vec<(&'static str, u64)> {
    let all = imported.reports.iter().flat_map(|report| report.left_out.iter().chain(&report.not_asked));
    let mut reasons: Vec<_> = all.map(|(reason, left)| (*reason, left.count)).collect();
    reasons.sort_unstable();
    reasons
}

fn chosen(set: impl FnOnce(&mut Choice)) -> Choice {
    let mut choice = Choice::default();
    set(&mut choice);
    choice
}

const PLACES: &str = "\
900001\tPort Sélm\tPort Selm\tPuerto Selm,PSM\t54.5\t10.25\tP\tPPL\tDE\t\t10\t00\t\t\t120000\t\t5\tEurope/Berlin\t2020-01-01\n\
900002\tSelmland\tSelmland\t\t54.6\t10.3\tA\tADM1\tDE\t\t10\t\t\t\t900000\t\t\tEurope/Berlin\t2020-01-01\n\
900003\tSelm Brook\tSelm Brook\t\t999\t10.3\tH\tSTM\tDE\t\t10\t\t\t\t0\t\t\tEurope/Berlin\t2020-01-01\n\
900004\tFar \"Town\tFar Town\t\t1\t2\tP\tPPL\tFR\t\t10\t\t\t\t300\t\t\tEurope/Paris\t2020-01-01\n\
broken\tline\n\
\n";

#[test]
fn geonames_places_keep_their_ids_and_quotes_mean_nothing() {
    let (imported, rows) = imported(Kind::Geonames, &[("cities500.txt", PLACES.as_bytes())], &Choice::default());
    let columns = ["id", "type", "subtype", "country", "latitude", "population", "geonames", "aliases", "source"];
    assert_eq!(
        cells(&rows, "Port Sélm", &columns),
        "place:port-selm-900001 / place / city / DEU / 54.5 / 120000 / 900001 /  / geonames P.PPL"
    );
    assert_eq!(cells(&rows, "Selm Brook", &["subtype", "latitude"]), "river / ");
    assert_eq!(cells(&rows, "Far \"Town", &["subtype", "country", "aliases"]), "town / FRA / Far Town");
    assert_eq!(reasons(&imported), [("not 19 columns with a number first", 1)]);
    assert_eq!(imported.reports[0].parts["coordinates that are no degrees"].count, 1);
}

#[test]
fn geonames_places_are_filtered_and_get_names_and_regions_of_other_tables() {
    let names = "\
1\t900001\ten\tSelm Harbour\t1\t\t\t\t\t\n\
2\t900001\ten\tThe Harbour\t\t\t1\t\t\t\n\
3\t900001\ten\tOldselm\t\t\t\t1\t\t\n\
4\t900001\tde\tSelmhafen\t\t\t\t\t\t\n\
5\t900001\twkdt\tQ900001\t\t\t\t\t\t\n\
6\t900001\tabbr\tPSH\t\t\t\t\t\t\n\
7\t900001\tlink\thttps://example.org\t\t\t\t\t\t\n\
8\t900004\ten\tFarthest\t\t\t\t\t\t\n";
    let regions = "DE.10\tSelmland\tSelmland\t900002\n";
    let files =
        [("n.txt", names.as_bytes()), ("DE.txt", PLACES.as_bytes()), ("admin1CodesASCII.txt", regions.as_bytes())];
    let choice = chosen(|choice| {
        choice.class = vec!["p".into()];
        choice.country = vec!["DEU".into()];
        choice.min_population = Some(1000);
    });
    let (imported, rows) = imported(Kind::Geonames, &files, &choice);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        cells(&rows, "Selm Harbour", &["aliases", "wikidata", "parent"]),
        "Port Sélm|The Harbour?|PSH! / Q900001 / place:selmland-900002"
    );
    let expected = [
        ("a code or a link", 1),
        ("a name in another language", 1),
        ("a name of a place that is not kept", 1),
        ("a name of the past", 1),
        ("in another country", 1),
        ("not 19 columns with a number first", 1),
        ("of another class", 2),
    ];
    assert_eq!(reasons(&imported), expected);
}

#[test]
fn a_table_of_no_known_width_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.txt");
    std::fs::write(&path, "a\tb\n").unwrap();
    let wrong = import(Kind::Geonames, &[path], &folder.path().join("o.csv"), &Choice::default(), |_, _| ());
    assert!(wrong.is_err_and(|error| error.to_string().contains("2 columns divided by tabs")));
}

fn entity_line(id: &str, label: &str, class: &str, more: &str) -> String {
    format!(
        "{{\"type\":\"item\",\"id\":\"{id}\",\"labels\":{{\"en\":{{\"language\":\"en\",\"value\":\"{label}\"}},\
         \"de\":{{\"language\":\"de\",\"value\":\"{label}-de\"}}}},\"aliases\":{{\"en\":[{{\"language\":\"en\",\
         \"value\":\"{label} Senior\"}}]}},\"claims\":{{\"P31\":[{{\"rank\":\"normal\",\"mainsnak\":{{\"datavalue\":{{\
         \"value\":{{\"id\":\"{class}\"}}}}}}}}]{more}}}}}"
    )
}

#[test]
fn a_wikidata_dump_is_read_line_by_line_packed_or_not() {
    let point = ",\"P625\":[{\"rank\":\"normal\",\"mainsnak\":{\"datavalue\":{\"value\":{\"latitude\":54.5,\
                 \"longitude\":10.25}}}}],\"P17\":[{\"rank\":\"normal\",\"mainsnak\":{\"datavalue\":{\"value\":{\"id\":\"Q889\"}}}}]";
    let dump = format!(
        "[\n{},\n{},\n{},\n{{\"type\":\"property\",\"id\":\"P5\",\"labels\":{{}}}},\nnonsense,\n]\n",
        entity_line("Q9001", "Ilsa Brandt", "Q5", ""),
        entity_line("Q9002", "Port Selm", "Q515", point),
        entity_line("Q9003", "River Council", "Q43229", ""),
    );
    let packed = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut encoder, dump.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let choice = chosen(|choice| choice.language = vec!["en".into(), "de".into()]);
    for bytes in [dump.as_bytes(), &packed] {
        let (imported, rows) = imported(Kind::Wikidata, &[("dump.json.gz", bytes)], &choice);
        let columns = ["id", "type", "aliases", "wikidata", "source"];
        assert_eq!(
            cells(&rows, "Ilsa Brandt", &columns),
            "person:ilsa-brandt-q9001 / person / Ilsa Brandt-de|Ilsa Brandt Senior / Q9001 / wikidata Q9001"
        );
        assert_eq!(cells(&rows, "Port Selm", &["type", "latitude", "country", "code"]), "place / 54.5 / AFG / AFG");
        let expected = [
            ("no type: name its class with --class QID=TYPE, or give --type", 1),
            ("not a JSON object", 1),
            ("not an item", 1),
        ];
        assert_eq!(reasons(&imported), expected);
    }
    let choice = chosen(|choice| choice.class = vec!["Q43229=organization".into()]);
    let (imported, rows) = imported(Kind::Wikidata, &[("dump.json", dump.as_bytes())], &choice);
    assert_eq!((rows.len(), cells(&rows, "River Council", &["type"]).as_str()), (1, "organization"));
    assert_eq!(reasons(&imported), [("of another class", 4)]);
}

#[test]
fn results_of_the_query_service_are_joined_by_item() {
    let csv = "item,itemLabel,itemAltLabel,class,coord\n\
        http://www.wikidata.org/entity/Q9001,Ilsa Brandt,\"I. Brandt, Brandt the Elder\",http://www.wikidata.org/entity/Q5,\n\
        http://www.wikidata.org/entity/Q9002,Port Selm,,http://www.wikidata.org/entity/Q515,Point(10.25 54.5)\n\
        http://www.wikidata.org/entity/Q9001,Ilsa Brandt,Ilsa B.,http://www.wikidata.org/entity/Q5,\n\
        http://www.wikidata.org/entity/Q9004,Q9004,,,\n\
        ,Nobody,,,\n";
    let tsv = "?item\t?itemLabel\t?alias\t?class\n\
        <http://www.wikidata.org/entity/Q9001>\t\"Ilsa Brandt\"@en\t\"I. Brandt\"@en\t<http://www.wikidata.org/entity/Q5>\n";
    let simple = r#"[{"item":"http://www.wikidata.org/entity/Q9001","itemLabel":"Ilsa Brandt","type":"person"}]"#;
    let full = r#"{"head":{"vars":["item","itemLabel"]},"results":{"bindings":[
        {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q9001"},"itemLabel":{"xml:lang":"en","type":"literal","value":"Ilsa Brandt"},
         "class":{"type":"uri","value":"http://www.wikidata.org/entity/Q5"}}]}}"#;
    let (imported_csv, rows) = imported(Kind::Wikidata, &[("q.csv", csv.as_bytes())], &Choice::default());
    assert_eq!(cells(&rows, "Ilsa Brandt", &["type", "aliases"]), "person / I. Brandt|Brandt the Elder|Ilsa B.");
    assert_eq!(cells(&rows, "Port Selm", &["type", "latitude", "longitude"]), "place / 54.5 / 10.25");
    assert_eq!(reasons(&imported_csv), [("no item", 1), ("no label in the languages asked for", 1)]);
    for (name, text) in [("q.tsv", tsv), ("q.json", simple), ("q.json", full)] {
        let (_, rows) = imported(Kind::Wikidata, &[(name, text.as_bytes())], &Choice::default());
        assert_eq!(cells(&rows, "Ilsa Brandt", &["type", "wikidata"]), "person / Q9001", "{text}");
    }
}

#[test]
fn opensanctions_targets_and_their_entities_are_read() {
    let csv = "\"id\",\"schema\",\"name\",\"aliases\",\"birth_date\",\"countries\",\"addresses\",\"identifiers\",\"sanctions\",\"phones\",\"emails\",\"program_ids\",\"dataset\",\"first_seen\",\"last_seen\",\"last_change\"\n\
        \"NK-aB1\",\"Person\",\"Ilsa Brandt\",\"Brandt Ilsa;\"\"Brandt; I.\"\"\",\"1960\",\"de\",\"\",\"\",\"\",\"\",\"\",\"\",\"xx_list\",\"\",\"\",\"\"\n\
        \"Q9003\",\"Company\",\"Selm Trading\",\"\",\"\",\"de;fr\",\"\",\"\",\"\",\"\",\"\",\"\",\"xx_list\",\"\",\"\",\"\"\n\
        \"NK-v\",\"Vessel\",\"Selm Star\",\"\",\"\",\"de\",\"\",\"\",\"\",\"\",\"\",\"\",\"xx_list\",\"\",\"\",\"\"\n";
    let (imported_csv, rows) =
        imported(Kind::Opensanctions, &[("targets.simple.csv", csv.as_bytes())], &Choice::default());
    assert_eq!(
        cells(&rows, "Ilsa Brandt", &["id", "type", "country", "aliases", "source"]),
        "person:ilsa-brandt-nk-ab1 / person / DEU / Brandt Ilsa|Brandt; I. / opensanctions NK-aB1 xx_list"
    );
    assert_eq!(cells(&rows, "Selm Trading", &["subtype", "country", "wikidata"]), "company /  / Q9003");
    assert_eq!(reasons(&imported_csv), [("of a schema that is no person, place or organization", 1)]);
    let json = r#"{"id":"NK-aB1","caption":"Ilsa Brandt","schema":"Person","properties":{"name":["Ilsa Brandt","Brandt Ilsa"],"weakAlias":["The Fox"],"nationality":["de"],"wikidataId":["Q9001"]},"datasets":["xx_list"],"target":true}
{"id":"a","caption":"Somewhere 1","schema":"Address","properties":{}}
"#;
    let (imported_json, rows) =
        imported(Kind::Opensanctions, &[("entities.ftm.json", json.as_bytes())], &Choice::default());
    assert_eq!(cells(&rows, "Ilsa Brandt", &["aliases", "wikidata", "country"]), "Brandt Ilsa|The Fox? / Q9001 / DEU");
    assert_eq!(reasons(&imported_json).len(), 1);
}

#[test]
fn spacy_patterns_of_one_id_become_one_entity() {
    let patterns = r#"{"label":"ORG","pattern":"River Council","id":"rc"}
{"label":"ORG","pattern":[{"LOWER":"river"},{"LOWER":"board"}],"id":"rc"}
{"label":"GPE","pattern":"Port Selm"}
{"label":"ORG","pattern":[{"LOWER":"selm"},{"OP":"?"}]}
{"label":"PRODUCT","pattern":"Selm Star"}
"#;
    let (imported, rows) = imported(Kind::Spacy, &[("patterns.jsonl", patterns.as_bytes())], &Choice::default());
    assert_eq!(
        cells(&rows, "River Council", &["type", "aliases", "source"]),
        "organization / river board~ / spacy ORG rc"
    );
    assert_eq!(cells(&rows, "Port Selm", &["id", "type"]), "place:port-selm / place");
    assert_eq!(reasons(&imported).len(), 2);
}

#[test]
fn gate_lists_are_read_by_their_index() {
    let files: [(&str, &[u8]); 3] = [
        ("lists.def", b"city.lst:location:city\nfirst.lst:person_first:male\nnot.lst:location\n"),
        ("city.lst", b"Port Selm&country=DE&wikidata=Q9002\nArvenia\n"),
        ("first.lst", b"Ilsa\n"),
    ];
    let (imported, rows) = imported(Kind::Gate, &files, &Choice::default());
    assert_eq!(cells(&rows, "Port Selm", &["type", "subtype", "country", "wikidata"]), "place / city / DEU / Q9002");
    assert_eq!((rows.len(), reasons(&imported).len()), (2, 2));
}

#[test]
fn a_plain_list_has_a_name_a_line() {
    let choice = chosen(|choice| choice.kind = Some(EntityType::Organization));
    let list = "# councils\nRiver Council|RC|River Board\n\nLake Council!\nRiver Council\n---\n";
    let (imported, rows) = imported(Kind::List, &[("councils.txt", list.as_bytes())], &choice);
    assert_eq!(cells(&rows, "River Council", &["id", "aliases"]), "organization:river-council / RC|River Board");
    assert!(rows.contains_key("Lake Council"));
    assert_eq!(reasons(&imported), [("an id that another row has", 1), ("no name", 1)]);
}

#[test]
fn any_table_can_be_read_with_a_mapping() {
    let table = "Nr;Title;AKA 1;AKA 2;Kind;Land;Lat;Lon;Inhabitants\n\
        7;Port Selm;Selm|Selm Harbour;PS;place;Germany;54.5;10.25;120 000\n\
        8;Ilsa Brandt;;;person;Nowhere;x;y;\n\
        9;Selm Star;;;ship;de;;;\n";
    let columns =
        ["name=Title", "aliases=AKA 1", "aliases=AKA 2", "type=Kind", "country=Land", "population=Inhabitants"];
    let choice = chosen(|choice| choice.column = columns.map(String::from).to_vec());
    let (imported, rows) = imported(Kind::Csv, &[("t.csv", table.as_bytes())], &choice);
    assert_eq!(
        cells(&rows, "Port Selm", &["type", "country", "latitude", "population", "aliases"]),
        "place / DEU / 54.5 / 120000 / Selm|Selm Harbour|PS"
    );
    assert_eq!(reasons(&imported).len(), 1);
    let parts: Vec<_> = imported.reports[0].parts.keys().copied().collect();
    assert_eq!(parts, ["a country that is not known", "coordinates that are no degrees"]);
}

#[test]
fn what_the_built_in_lists_have_keeps_its_id() {
    let line = "170063\tHalab\tHalab\t\t36.2\t37.16\tP\tPPLA\tSY\t\t09\t\t\t\t1602264\t\t\tAsia/Damascus\t2020-01-01\n";
    let (_, rows) = imported(Kind::Geonames, &[("SY.txt", line.as_bytes())], &Choice::default());
    assert_eq!(cells(&rows, "Halab", &["id"]), "place:aleppo-170063");
}

#[test]
fn people_and_bodies_that_we_list_by_their_whole_name_get_our_id() {
    let csv = "item,itemLabel,class,country\n\
        Q90001,John Kerry,Q5,\n\
        Q90002,John Kerry,Q5,\n\
        Q90003,Vladimir Putin,Q5,RU\n\
        Q90004,Angela Merkel,Q5,FR\n\
        Q90005,Ilsa Unlisted,Q5,\n";
    let choice = chosen(|choice| choice.kind = Some(EntityType::Person));
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("query.csv"), folder.path().join("out.csv"));
    std::fs::write(&path, csv).unwrap();
    import(Kind::Wikidata, &[path], &out, &choice, |_, _| ()).unwrap();
    let text = std::fs::read_to_string(&out).unwrap();
    let ids: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let expected = [
        "person:john-kerry",
        "person:john-kerry-q90002",
        "person:vladimir-putin",
        "person:angela-merkel-q90004",
        "person:ilsa-unlisted-q90005",
    ];
    assert_eq!(ids, expected);
}
