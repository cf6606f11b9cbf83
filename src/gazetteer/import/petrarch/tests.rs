#![allow(clippy::unwrap_used)]
use super::*;
use crate::gazetteer::import::Row;

const ACTORS: &str = "\
# A made-up world
ZUBROVIA_ [ZUB] # a country
+ZUBROVIAN

MADAME_D.  # no code on this line
+COUNTESS_D.
\t[ZUBELI <850101]
\t[ZUBGOV 850101-19920630]
\t[---]
LUTZ_BRIGADE [LTZREB][LTZGOV >010101]\ttext after the code
NAMELESS_THING
+SYNONYM_OF_NAMELESS
WRONG_DATE_
\t[ZUB 1985]
BRO\u{fffd}KEN [ZUB]
STRAY]_ [ZUB]
";

fn read(text: &str) -> (Vec<actors::Actor>, Report) {
    let mut reader = Actors::new("actors.txt".into(), text.as_bytes());
    let mut found = Vec::new();
    while let Some(actor) = reader.next_actor().unwrap() {
        found.push(actor);
    }
    (found, reader.into_report())
}

#[test]
fn every_line_of_an_actor_dictionary_is_accounted_for() {
    let (found, report) = read(ACTORS);
    let names: Vec<_> = found.iter().map(|actor| actor.names.join(" ")).collect();
    assert_eq!(names, ["ZUBROVIA_ ZUBROVIAN", "MADAME_D. COUNTESS_D.", "LUTZ_BRIGADE"]);
    assert_eq!((report.lines, report.used, report.nothing), (16, 8, 2));
    let reasons: Vec<_> = report.left_out.iter().map(|(reason, left)| (*reason, left.count)).collect();
    assert_eq!(
        reasons,
        [
            ("a date without <, > or a second date", 1),
            ("a name without a code", 3),
            ("a stray bracket", 1),
            ("broken characters", 1)
        ]
    );
    assert!(report.is_complete());
}

#[test]
fn actors_become_rows_with_dated_roles() {
    let (found, _) = read(ACTORS);
    let mut maker = RowMaker::load().unwrap();
    let rows: Vec<Row> = found.iter().map(|actor| maker.row(actor)).collect();
    assert_eq!(
        (rows[0].name.as_str(), rows[0].aliases.join("|").as_str(), rows[0].code.as_str()),
        ("Zubrovia", "Zubrovian", "ZUB")
    );
    assert_eq!(rows[1].roles, [";ZUBELI;;1984-12-31", ";ZUBGOV;1985-01-01;1992-06-30"]);
    assert_eq!((rows[2].code.as_str(), rows[2].roles.join("|").as_str()), ("LTZREB", ";LTZGOV;2001-01-02;"));
}

#[test]
fn rows_can_be_read_as_a_gazetteer() {
    let mut text = Vec::new();
    let mut rows = Rows::begin(&mut text, COLUMNS).unwrap();
    write_actors(Path::new("a"), ACTORS.as_bytes(), &mut RowMaker::load().unwrap(), &mut rows, |_| ()).unwrap();
    rows.finish().unwrap();
    let (entries, problems) = crate::gazetteer::entry::read("a.csv", &text);
    assert_eq!((entries.len(), problems.len()), (3, 0), "{problems:?}");
}

#[test]
fn agents_have_regular_irregular_and_no_plurals_and_substitutions() {
    let text = "!WHO! = MAN, WOMEN\nENVOY [~GOV]\nGOOSE_KEEPER {KEEPERS_OF_GEESE} [ ~AGR]\nPOLICE {} [~COP]\n\
                CHAIR!WHO! [~BUS]\nRELIEF_BODY [NGO~]\nNO_CODE\n!NOT!_SET [~GOV]\n";
    let mut reader = Agents::new("agents.txt".into(), text.as_bytes());
    let mut found = Vec::new();
    while let Some(agent) = reader.next_agent().unwrap() {
        let forms: Vec<_> = agent.forms.iter().map(|form| format!("{}/{}", form.name, form.plural)).collect();
        found.push((forms.join(" "), agent.code, agent.before));
    }
    let of = |forms: &str, code: &str, before| (forms.to_string(), code.to_string(), before);
    assert_eq!(
        found,
        [
            of("ENVOY/ENVOYS", "GOV", false),
            of("GOOSE_KEEPER/KEEPERS_OF_GEESE", "AGR", false),
            of("POLICE/", "COP", false),
            of("CHAIRMAN/CHAIRMANS CHAIRWOMEN/CHAIRWOMENS", "BUS", false),
            of("RELIEF_BODY/RELIEF_BODYS", "NGO", true),
        ]
        .map(|mut entry| {
            entry.0 = entry.0.replace("BODYS", "BODIES");
            entry
        })
    );
    assert_eq!((reader.report().used, reader.report().lines_left_out()), (6, 2));
}

#[test]
fn issues_have_plurals_categories_and_exceptions() {
    let text = "<ISSUE CATEGORY=\"SEA\" TYPE=\"ALL\">\nn:whale watching+n:ship [SHIPS]\n~whale song\n~~film\nno issue\n\n</ISSUE>\n";
    let mut reader = issues::Issues::new("issues.txt".into(), text.as_bytes());
    let mut found = Vec::new();
    while let Some(phrase) = reader.next_phrase().unwrap() {
        found.push([phrase.text, phrase.plural, phrase.issue, phrase.category, phrase.effect.to_string()].join("/"));
    }
    assert_eq!(
        found,
        [
            "whale watching-ship/whales watching-ships/SHIPS/SEA/counts",
            "whale song///SEA/ignored",
            "film///SEA/excludes"
        ]
    );
    let report = reader.into_report();
    assert!(report.is_complete() && report.left_out.len() == 1 && report.nothing == 1, "{report:?}");
}

#[test]
fn every_line_of_the_community_s_dictionaries_is_accounted_for() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/petrarch"));
    if !folder.exists() {
        println!("skipped: ../shared/petrarch is not here");
        return;
    }
    let (mut lines, mut maker) = (0, RowMaker::load().unwrap());
    for name in ["Countries", "International", "MilNonState"] {
        let (text, report) = entities_csv(&folder.join(format!("Phoenix.{name}.actors.txt")), &mut maker).unwrap();
        assert!(report.is_complete(), "{name}");
        assert!(report.used * 100 > (report.lines - report.nothing) * 99, "{name}: {:?}", report.left_out);
        let (entries, problems) = crate::gazetteer::entry::read(name, &text);
        assert_eq!((entries.len() as u64, problems.first()), (report.rows, None), "{name}");
        lines += report.lines;
    }
    assert_eq!(lines, 65_272);
    let (_, report) = agents_csv(&folder.join("Phoenix.agents.txt")).unwrap();
    assert!(report.is_complete() && report.used > 2_200, "{:?}", report.left_out);
    let mut rows = Rows::begin(Vec::new(), ISSUE_COLUMNS).unwrap();
    let report = write_issues(&folder.join("Phoenix.IssueCoding.txt"), &mut rows).unwrap();
    assert!(report.is_complete() && report.rows > 2_500, "{:?}", report.left_out);
}
