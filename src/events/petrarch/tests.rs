//! A made-up world: sentences, and the events that its dictionaries make of them.
#![allow(clippy::unwrap_used)]
use std::path::PathBuf;

use super::Dictionaries;
use crate::model::Document;
use crate::pipeline::{Pipeline, PipelineOptions};

const ACTORS: &str = "\
ZUBROVIA_ [ZUB]
+ZUBROVIAN
LUTZ_ [LTZ]
NEBELSBAD [NEB]
MADAME_D. [ZUBELI]
\t[ZUBREB <850101]
\t[ZUBGOV 850101-921231]
NOBODY_KNOWN [---]
";
const AGENTS: &str =
    "!WHO! = MAN, MEN\nPOLICE {} [~COP]\nLAWMAKER [~LEG]\nOFFICIAL [~GOV]\nRELIEF_CREW [NGO~]\nFERRY!WHO! [~BUS]\n";
const VERBS: &str = "\
&FEAST
+BANQUET
+GARDEN_PARTY

--- MEET [040:040] ---
MEET {MEETS MET MEETING}
--- ATTACK [190] ---
ATTACK
- * {PEACE &FEAST} [112]
- VERBALLY * [111]
--- SAY [010] ---
SAY {SAYS SAID SAYING}
CLAIM
--- PROMISE [030] ---
PROMISE
--- HOST [---] ---
HOST
- * &FEAST (FOR +) [043:042]
- % * [042]
--- ACCEPT [050] ---
ACCEPT
- + * GIFT (FROM $) [070]
~ a (b . ATTACK) CLAIM = a b 112
";

fn pipeline() -> Pipeline {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| -> Vec<PathBuf> {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        vec![path]
    };
    let petrarch = Dictionaries {
        actors: file("actors.txt", ACTORS),
        agents: file("agents.txt", AGENTS),
        verbs: file("verbs.txt", VERBS),
        discards: file("discards.txt", "YEARS LATER\n+ZITHER CUP\n"),
    };
    Pipeline::new(&PipelineOptions { petrarch, only_gazetteer: true, ..PipelineOptions::default() }).unwrap()
}

fn events(pipeline: &Pipeline, text: &str, date: &str) -> String {
    let document = Document { text: text.into(), date: date.parse().ok(), ..Document::default() };
    let annotated = pipeline.process(&document);
    let event =
        |event: &crate::model::EventMention| format!("{} {} {}", event.source.code, event.cameo, event.target.code);
    annotated.events.iter().map(event).collect::<Vec<_>>().join(", ")
}

#[test]
fn sentences_are_coded_as_the_dictionaries_say() {
    let pipeline = pipeline();
    for (text, date, expected) in [
        // codes of verbs, both ways, by pattern
        ("Zubrovia attacked Lutz on Monday.", "1990-01-01", "ZUB 190 LTZ"),
        ("Zubrovia met Lutz on Monday.", "1990-01-01", "ZUB 040 LTZ, LTZ 040 ZUB"),
        ("Zubrovia and Lutz met on Monday.", "1990-01-01", "ZUB 040 LTZ, LTZ 040 ZUB"),
        ("Zubrovia and Lutz met in Nebelsbad.", "1990-01-01", "ZUB 040 LTZ, LTZ 040 ZUB"),
        ("Zubrovia met Lutz in Nebelsbad.", "1990-01-01", "ZUB 040 LTZ, LTZ 040 ZUB"),
        ("Zubrovia verbally attacked Lutz.", "1990-01-01", "ZUB 111 LTZ"),
        ("Zubrovia attacked the peace garden party of Lutz.", "1990-01-01", "ZUB 112 LTZ"),
        ("Zubrovia hosted a banquet for Lutz.", "1990-01-01", "ZUB 043 LTZ, LTZ 042 ZUB"),
        ("Zubrovia hosted a picnic for Lutz.", "1990-01-01", ""),
        ("Zubrovia accepted a gift from Lutz.", "1990-01-01", "LTZ 070 ZUB"),
        // actors: agents, products, dates, null codes
        ("Zubrovian police attacked Lutz.", "1990-01-01", "ZUBCOP 190 LTZ"),
        ("A relief crew from Nebelsbad met Lutz.", "1990-01-01", "NGONEB 040 LTZ, LTZ 040 NGONEB"),
        ("Zubrovia and Nebelsbad attacked Lutz.", "1990-01-01", "ZUB 190 LTZ, NEB 190 LTZ"),
        ("Lutz attacked Madame D. yesterday.", "1990-01-01", "LTZ 190 ZUBGOV"),
        ("Lutz attacked Madame D. yesterday.", "1984-12-31", "LTZ 190 ZUBREB"),
        ("Lutz attacked Madame D. yesterday.", "2000-01-01", "LTZ 190 ZUBELI"),
        ("Lutz attacked Nobody Known yesterday.", "1990-01-01", ""),
        // passive, denial, verbs over verbs
        ("Lutz was attacked by Zubrovia.", "1990-01-01", "ZUB 190 LTZ"),
        ("Zubrovia did not attack Lutz.", "1990-01-01", "ZUB 050 LTZ"),
        ("Zubrovia promised to attack Lutz.", "1990-01-01", "ZUB 030 LTZ"),
        ("Zubrovia promised to meet Lutz.", "1990-01-01", "ZUB 036 LTZ"),
        ("Zubrovia tried to attack Lutz.", "1990-01-01", "ZUB 190 LTZ"),
        ("Zubrovia claimed that Lutz attacked Nebelsbad.", "1990-01-01", "ZUB 112 LTZ"),
        ("Zubrovia and Lutz hosted.", "1990-01-01", "ZUB 042 LTZ, LTZ 042 ZUB"),
        // discards
        ("Years later Zubrovia attacked Lutz.", "1990-01-01", ""),
        ("Zubrovia attacked Lutz. It was the Zither Cup.", "1990-01-01", ""),
        // nobody, or no verb
        ("Zubrovia attacked.", "1990-01-01", ""),
        ("Zubrovia likes Lutz.", "1990-01-01", ""),
    ] {
        assert_eq!(events(&pipeline, text, date), expected, "{text} ({date})");
    }
}

#[test]
fn names_of_the_dictionaries_are_mentions() {
    let pipeline = pipeline();
    let document = Document { text: "The Zubrovian envoy saw Nebelsbad.".into(), ..Document::default() };
    let annotated = pipeline.process(&document);
    let names = annotated.mentions.iter().map(|mention| mention.span.of(&annotated.clean.text));
    assert_eq!(names.collect::<Vec<_>>(), ["Zubrovian", "Nebelsbad"]);
}
