//! To whom it was done: whom the document names for the same act elsewhere.

use super::super::actors::codes::{self, is_band};
use super::doers::{About, is_nameless_band};
use super::{REACH, near};
use crate::model::{Actor, EventMention, Status};

/// Gives reports that leave open to whom something was done the one whom the first `sure` reports of the document name for it: the band that the same side fights, for
/// a blow of which only the ground is told; the country of people whom the same doer harmed; whom the same crowd protests against. A state's
/// blow at fighters without a name, or from the air on the land of another, hits the one band that the document is about. What is
/// rejected right after somebody asked or offered is rejected to him. `is_the_town` tells who stands as "the city": whoever holds it, it is struck.
pub fn name_targets(events: &mut [EventMention], sure: usize, about: &About, is_the_town: impl Fn(&Actor) -> bool) {
    let target_of = |event: &EventMention| {
        let mut found =
            near(&events[..sure], event.sentence, REACH).iter().filter_map(|other| target_like(event, other));
        let told = found.next().filter(|target| found.all(|other| other.code == target.code));
        // "fighters in Iraq", and only that, wherever the document tells it.
        let told = told.filter(|target| target.entity.is_some() || !is_nameless_band(target) || about.band.is_none());
        let foe = || main_foe(event, about).filter(|_| !is_the_town(&event.target));
        told.or_else(foe).or_else(|| asker(event, &events[..sure]))
    };
    // All by what the text tells: what is taken from one report is told by no other.
    let targets: Vec<Option<Actor>> = events.iter().map(target_of).collect();
    for (event, target) in events.iter_mut().zip(targets) {
        if let Some(target) = target {
            event.target = Actor { span: event.target.span, ..target };
        }
    }
}

/// The band that the document is about, where a state strikes fighters who have no name, or the ground of another from the air.
fn main_foe(event: &EventMention, about: &About) -> Option<Actor> {
    let band = about.band.as_ref().filter(|_| about.is_of_now(event))?;
    let country = |actor: &Actor| actor.code.get(..3).unwrap_or("").to_string();
    let (source, target) = (&event.source, &event.target);
    let anywhere = |code: &str| codes::is_of_body(code) || codes::has_no_country(code);
    let ground = target.code.len() == 3 && !codes::has_no_country(&target.code) && !codes::is_of_body(&target.code);
    // "Islamic rebel groups" are not the extremists that the document tells of.
    let alike = !target.code.contains("REB") || band.code.contains("REB");
    let fighters = is_nameless_band(target) && is_blow(&event.cameo) && alike;
    let from_the_air = event.cameo.starts_with("195") && ground && country(source) != target.code;
    let there = anywhere(&band.code) || anywhere(&target.code) || country(band) == country(target);
    let strikes = is_of_state(&source.code) && (fighters || from_the_air) && there;
    (strikes && event.status != Status::Negated).then(|| band.clone())
}

/// "Bush demanded the handover of the prisoner. The Taliban dismissed the demand.": the one who asked or offered just before.
fn asker(event: &EventMention, events: &[EventMention]) -> Option<Actor> {
    let answers = event.cameo.starts_with("12") && !matches!(event.cameo.as_str(), "128" | "129");
    if !answers || !event.target.code.is_empty() || event.status != Status::Asserted {
        return None;
    }
    let country = |actor: &Actor| actor.code.get(..3).unwrap_or("").to_string();
    let just_before = |other: &&EventMention| {
        matches!(event.sentence.checked_sub(other.sentence), Some(0 | 1)) && other.trigger.start < event.trigger.start
    };
    let asks = |other: &&EventMention| {
        matches!(other.cameo.get(..2), Some("02" | "03" | "10")) && other.status == Status::Asserted
    };
    let known = |asker: &&Actor| {
        !codes::has_no_country(&asker.code) && country(asker).len() == 3 && country(asker) != country(&event.source)
    };
    let mut askers = events.iter().filter(just_before).filter(asks).map(|other| &other.source).filter(known);
    let first = askers.next()?;
    askers.all(|other| other.code == first.code).then(|| first.clone())
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
        name_targets(&mut events, sure, &About::default(), |_| false);
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
    fn a_state_strikes_the_band_that_the_document_is_about() {
        let band = |code: &str| {
            let entity = Some(crate::model::EntityRef::Listed(7));
            let band = Some(Actor { entity, code: code.to_string(), ..Actor::default() });
            About { band, year: Some(2014) }
        };
        let struck = |event: EventMention, about: About| {
            let mut events = vec![event];
            name_targets(&mut events, 1, &about, |_| false);
            events.remove(0).target.code
        };
        assert_eq!(struck(report("USA", "IRQ", "195", 2014), band("IMGMUSINSISI")), "IMGMUSINSISI");
        assert_eq!(struck(report("IRQMIL", "IRQINS", "190", 2014), band("IMGMUSINSISI")), "IMGMUSINSISI");
        assert_eq!(struck(report("NGAMIL", "INS", "193", 2014), band("NGAINS")), "NGAINS");
        for (event, about) in [
            (report("USA", "IRQ", "190", 2014), band("IMGMUSINSISI")),
            (report("SYRMIL", "SYRREB", "190", 2014), band("IMGMUSINSISI")),
            (report("USA", "IRQ", "195", 2003), band("IMGMUSINSISI")),
            (report("NGAMIL", "CMR", "195", 2014), band("NGAINS")),
            (report("SYRREB", "SYR", "195", 2014), band("IMGMUSINSISI")),
            (report("USAMIL", "IRQCVL", "195", 2014), band("IMGMUSINSISI")),
        ] {
            let target = event.target.code.clone();
            assert_eq!(struck(event, about), target);
        }
    }

    #[test]
    fn what_is_rejected_is_whose_who_asked_just_before() {
        let at = |source: &str, cameo: &str, sentence| EventMention {
            sentence,
            trigger: crate::model::Span { start: sentence * 100, end: sentence * 100 + 9 },
            ..report(source, "", cameo, 2001)
        };
        let answer = || at("AFGINS", "120", 3);
        assert_eq!(targets(vec![at("USAGOV", "103", 2), answer()])[1], "USAGOV");
        for other in [at("USAGOV", "103", 1), at("USAGOV", "112", 2), at("AFG", "103", 2), at("USAGOV", "103", 4)] {
            assert_eq!(targets(vec![other, answer()])[1], "");
        }
        assert_eq!(targets(vec![at("USA", "103", 2), at("PAK", "036", 2), answer()])[2], "", "two who asked");
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
