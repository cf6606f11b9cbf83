//! To whom it was done: whom the document names for the same act elsewhere.

use super::super::codes::{self, is_band};
use crate::model::{Actor, EventMention, Status};

/// Gives reports that leave open to whom something was done the one whom the first `sure` reports of the document name for it: the band that the same side fights, for
/// a blow of which only the ground is told; the country of people whom the same doer harmed; whom the same crowd protests against.
pub fn name_targets(events: &mut [EventMention], sure: usize) {
    for index in 0..events.len() {
        let event = &events[index];
        let mut found = events[..sure].iter().filter_map(|other| target_like(event, other));
        let Some(target) = found.next() else { continue };
        if found.all(|other| other.code == target.code) {
            events[index].target = Actor { span: events[index].target.span, ..target };
        }
    }
}

/// The target that another report tells for an event that leaves it open.
fn target_like(event: &EventMention, other: &EventMention) -> Option<Actor> {
    if other.status == Status::Negated || other.cameo.get(..2).zip(event.cameo.get(..2)).is_none() {
        return None;
    }
    let fights = |event: &EventMention| matches!(event.cameo.get(..2), Some("18" | "19" | "20"));
    let country = |actor: &Actor| actor.code.get(..3).unwrap_or("").to_string();
    let same_side = |actor: &Actor| !event.source.code.is_empty() && country(actor) == country(&event.source);
    let (target, told) = (&event.target, &other.target);
    let ground = target.code.len() == 3 && !codes::has_no_country(&target.code);
    if fights(event) && fights(other) && ground && is_of_state(&event.source.code) && is_blow(&event.cameo) {
        let of_ground = |band: &&Actor| {
            codes::is_of_body(&band.code) || codes::has_no_country(&band.code) || country(band) == target.code
        };
        let foe = [(&other.source, told), (told, &other.source)]
            .into_iter()
            .find(|(own, _)| same_side(own) && is_of_state(&own.code));
        return foe.map(|(_, foe)| foe).filter(|foe| is_band(&foe.code)).filter(of_ground).cloned();
    }
    let same_doer = event.source.code == other.source.code && !event.source.code.is_empty();
    let same_root = event.cameo[..2] == other.cameo[..2] || fights(event) && fights(other);
    if !same_doer || !same_root {
        return None;
    }
    // Civilians may be of any country ("Western hostages").
    if target.code.len() == 3 && target.entity.is_none() && codes::has_no_country(&target.code) && target.code != "CVL"
    {
        let of_country =
            told.code.len() == 6 && told.code.ends_with(&target.code) && !codes::has_no_country(&country(told));
        return of_country.then(|| Actor { code: told.code.clone(), ..target.clone() });
    }
    let governs = ["GOV", "LEG", "JUD", "COP"].iter().any(|role| told.code.ends_with(role));
    let firm = event.cameo == other.cameo && ["MNC", "BUS"].iter().any(|role| told.code.ends_with(role));
    let protest = event.cameo.starts_with("14") && target.code.is_empty();
    (protest && (governs || firm)).then(|| told.clone())
}

/// Blows that may hit fighters on somebody's ground: no taking of towns, and nobody who is named.
fn is_blow(code: &str) -> bool {
    matches!(code, "190" | "193" | "194") || code.starts_with("195")
}

/// Whether a country, its government or its forces act.
fn is_of_state(code: &str) -> bool {
    let state = code.len() == 3 || matches!(code.get(3..), Some("GOV" | "MIL"));
    state && !code.get(..3).is_none_or(codes::has_no_country) && code != "IGO"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(source: &str, target: &str, cameo: &str, year: i16) -> EventMention {
        let actor = |code: &str| Actor { code: code.to_string(), ..Actor::default() };
        EventMention {
            cameo: cameo.to_string(),
            source: actor(source),
            target: actor(target),
            date: Some(crate::model::PartialDate::year_only(year)),
            ..EventMention::default()
        }
    }

    fn targets(mut events: Vec<EventMention>) -> Vec<String> {
        let sure = events.len();
        name_targets(&mut events, sure);
        events.into_iter().map(|event| event.target.code).collect()
    }

    #[test]
    fn a_blow_on_some_ground_hits_the_band_that_the_same_side_fights() {
        let strike = || report("FRAMIL", "MLI", "195", 2013);
        let fight = || report("FRA", "MLIINS", "190", 2013);
        assert_eq!(targets(vec![strike(), fight()])[0], "MLIINS");
        assert_eq!(targets(vec![strike(), report("MLIINS", "FRAMIL", "190", 2013)])[0], "MLIINS");
        for other in [
            report("DEU", "MLIINS", "190", 2013),
            report("FRA", "NERINS", "190", 2013),
            report("FRA", "MLIINS", "112", 2013),
            report("FRA", "MLIMIL", "190", 2013),
        ] {
            assert_eq!(targets(vec![strike(), other])[0], "MLI");
        }
        assert_eq!(targets(vec![report("FRAMIL", "MLI", "192", 2013), fight()])[0], "MLI", "towns are taken");
        assert_eq!(targets(vec![strike(), fight(), report("FRA", "MLIREB", "190", 2013)])[0], "MLI", "two bands");
    }

    #[test]
    fn a_crowd_protests_against_whom_it_protests_elsewhere() {
        let march = || report("ECULAB", "", "141", 1987);
        assert_eq!(targets(vec![march(), report("ECULAB", "ECUGOV", "143", 1987)])[0], "ECUGOV");
        assert_eq!(targets(vec![march(), report("ECUEDU", "ECUGOV", "141", 1987)])[0], "");
        assert_eq!(
            targets(vec![march(), report("ECULAB", "ECUBUS", "143", 1987)])[0],
            "",
            "another strike, another firm"
        );
        assert_eq!(
            targets(vec![report("BFAINS", "MIL", "190", 2019), report("BFAINS", "BFAMIL", "193", 2019)])[0],
            "BFAMIL"
        );
        assert_eq!(
            targets(vec![report("BFAINS", "CVL", "181", 2019), report("BFAINS", "BFACVL", "190", 2019)])[0],
            "CVL"
        );
    }
}
