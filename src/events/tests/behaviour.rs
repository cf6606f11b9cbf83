//! What the grammar of a sentence does to an event, one line a case.

use super::harness::Machine;
use crate::model::{EventMention, Status};

fn has(events: &[EventMention], code: &str, source: &str, target: &str, status: Status) -> bool {
    events.iter().any(|event| {
        event.cameo.starts_with(code)
            && event.source.code.starts_with(source)
            && event.target.code.starts_with(target)
            && event.status == status
    })
}

#[test]
fn events_are_found_in_every_form_of_a_clause() {
    let machine = Machine::load();
    for (text, code, source, target, status) in [
        ("Russian warplanes bombed Aleppo on Tuesday.", "19", "RUS", "SYR", Status::Asserted),
        ("Aleppo was shelled by the Syrian army.", "19", "SYRMIL", "SYR", Status::Asserted),
        ("Kerry said nothing. France condemned Israel on Friday.", "11", "FRA", "ISR", Status::Asserted),
        ("Talks between Iran and Turkey began in Geneva.", "04", "IRN", "TUR", Status::Asserted),
        ("Talks between Iran and Turkey began in Geneva.", "04", "TUR", "IRN", Status::Asserted),
        ("Iran refused to meet Israel.", "12", "IRN", "ISR", Status::Asserted),
        ("Russia did not bomb Ukraine.", "19", "RUS", "UKR", Status::Negated),
        ("Russia could bomb Ukraine.", "19", "RUS", "UKR", Status::Hypothetical),
        ("If Russia bombs Ukraine, Poland will react.", "19", "RUS", "UKR", Status::Hypothetical),
        ("Japan will send aid to Nepal.", "033", "JPN", "NPL", Status::Asserted),
        ("Japan said it would send food aid to Nepal.", "033", "JPN", "NPL", Status::Asserted),
        ("Poland demanded that Belarus apologise.", "10", "POL", "BLR", Status::Asserted),
        ("Chad refused to extradite the Libyan.", "12", "TCD", "LBY", Status::Asserted),
        ("China and Japan held two rounds of talks.", "04", "CHN", "JPN", Status::Asserted),
        ("Chile massed troops on its border with Peru.", "15", "CHL", "PER", Status::Asserted),
        ("Peru wants Chile to withdraw its troops from Bolivia.", "02", "PER", "CHL", Status::Asserted),
        ("Russian planes continue to bombard Aleppo.", "19", "RUS", "SYR", Status::Asserted),
    ] {
        let annotated = machine.annotate(text);
        assert!(has(&annotated.events, code, source, target, status), "{text}: {:?}", machine.events(&annotated));
    }
}

#[test]
fn what_is_no_event_is_not_coded() {
    let machine = Machine::load();
    for text in [
        "Brazil beat Germany 2-0 in Yokohama.",
        "The minister told reporters in Paris that the harvest was late.",
        "A tornado flattened homes in Oklahoma.",
        "Shares in Tokyo attacked new highs on Monday.",
        "Cane toads invaded Australia.",
        "Two Americans were killed in an earthquake in Peru.",
        "An Italian firm reached an agreement with investors from Brazil.",
    ] {
        let annotated = machine.annotate(text);
        let told = annotated.events.iter().any(|event| event.status == Status::Asserted);
        assert!(!told, "{text}: {:?}", machine.events(&annotated));
    }
}

#[test]
fn what_looks_like_an_act_is_told_as_what_it_is() {
    let machine = Machine::load();
    for (text, code, source, target, status) in [
        ("The German chancellor visited Norway ahead of a summit in Oslo.", "042", "DEU", "NOR", Status::Asserted),
        (
            "NAIROBI, May 3 - A visit here next week by the president of Ghana will mend ties.",
            "042",
            "GHA",
            "KEN",
            Status::Future,
        ),
        ("Representatives of Norway and Egypt met in Cairo on Monday.", "04", "NOR", "EGY", Status::Asserted),
    ] {
        let annotated = machine.annotate(text);
        assert!(has(&annotated.events, code, source, target, status), "{text}: {:?}", machine.events(&annotated));
    }
    for (text, code, source, target) in [
        ("The German chancellor visited Norway ahead of a summit in Oslo.", "16", "", ""),
        ("NAIROBI, May 3 - A visit here next week by the president of Ghana will mend ties.", "04", "GHA", ""),
        ("Representatives of Norway and Egypt met in Cairo on Monday.", "04", "NORLEG", ""),
        ("Kidnappers of an American journalist demanded a ransom on Sunday.", "1", "USA", ""),
        ("Italy and Denmark joined the coalition against the Islamic State.", "0", "ITA", "DNK"),
        ("Three nominees were not confirmed by the Senate.", "011", "", ""),
        ("Poland accused Belarus of not honouring its agreement.", "051", "", ""),
        ("Four people were killed in a Baghdad rocket attack on Friday.", "1", "IRQ", ""),
    ] {
        let annotated = machine.annotate(text);
        let told = has(&annotated.events, code, source, target, Status::Asserted);
        assert!(!told, "{text}: {:?}", machine.events(&annotated));
    }
}
