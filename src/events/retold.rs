//! One deed told twice in a document: who is named once as having killed or seized somebody did it wherever the deed is told again.
//!
//! "Islamic State beheaded the reporter. The killing of the reporter shocked his family.": a deed without a doer takes the one that the
//! document names for the same deed to somebody of the same country, when it names one alone, and that one is an armed band.

use super::codes;
use super::context::DocumentContext;
use crate::model::{Actor, EntityType, EventMention, PlaceRef, Status};

/// Gives the killing of somebody, who is killed but once, and the abduction of the same people the one place that the document tells
/// of it, wherever it is told without one.
pub fn share_scenes(events: &mut [EventMention], context: &DocumentContext) {
    let told = |event: &EventMention| -> Option<PlaceRef> {
        let sentence = context.segmented.sentences.get(event.sentence as usize)?;
        event.place.filter(|place| sentence.span.contains(place.span))
    };
    for index in 0..events.len() {
        let event = &events[index];
        if event.place.is_some() || event.status == Status::Negated {
            continue;
        }
        let same = events.iter().filter(|other| other.status != Status::Negated && is_same_fate(event, other, context));
        let mut places = same.filter_map(told);
        let Some(place) = places.next() else { continue };
        if places.all(|other| other.entity == place.entity) {
            events[index].place = Some(place);
        }
    }
}

/// Whether two reports tell of the killing of one person, or of the abduction of people told by the same words.
fn is_same_fate(event: &EventMention, other: &EventMention, context: &DocumentContext) -> bool {
    let entity = event.target.entity;
    let context_kind = |event: &EventMention| event.target.entity.map(|entity| context.entity(entity).kind);
    let person = || context_kind(event) == Some(EntityType::Person);
    let fate = |event: &EventMention| match event.cameo.get(..3) {
        Some("181") => Some(false),
        Some("182" | "183" | "190" | "193" | "194" | "195" | "180") => Some(true),
        _ => None,
    };
    let same = fate(event).filter(|_| fate(event) == fate(other));
    let named = entity == other.target.entity && person();
    let crowd = |event: &EventMention| event.target.code.len() > 3 && context_kind(event) != Some(EntityType::Person);
    let seized = same == Some(false) && event.target.code == other.target.code && crowd(event) && crowd(other);
    seized || (named && same == Some(true))
}

/// Gives deeds without a doer the one that the document names for them.
pub fn name_doers(events: &mut [EventMention]) {
    for index in 0..events.len() {
        if !(is_open(&events[index]) && is_bodily(&events[index].cameo)) {
            continue;
        }
        let event = &events[index];
        let mut known = events.iter().filter(|other| is_same_deed(event, other)).map(|other| &other.source);
        let Some(doer) = known.next().filter(|doer| codes::is_band(&doer.code)) else { continue };
        if known.all(|other| other.code == doer.code) {
            events[index].source = doer.clone();
        }
    }
}

/// Gives reports that leave open to whom something was done the one whom the document names for it: the band that the same side fights, for
/// a blow of which only the ground is told; the country of people whom the same doer harmed; whom the same crowd protests against.
pub fn name_targets(events: &mut [EventMention]) {
    for index in 0..events.len() {
        let event = &events[index];
        let mut found = events.iter().filter_map(|other| target_like(event, other));
        let Some(target) = found.next() else { continue };
        if found.all(|other| other.code == target.code) {
            events[index].target = Actor { span: events[index].target.span, ..target };
        }
    }
}

/// Keeps one of several reports of a sentence that came to tell the same.
pub fn drop_repeated(events: &mut Vec<EventMention>) {
    let like = |one: &EventMention, other: &EventMention| {
        one.sentence == other.sentence
            && (&one.cameo, &one.source.code, &one.target.code, one.status)
                == (&other.cameo, &other.source.code, &other.target.code, other.status)
            && one.target.entity.is_some()
            && (one.source.entity, one.target.entity, one.date)
                == (other.source.entity, other.target.entity, other.date)
    };
    let mut kept: Vec<EventMention> = Vec::with_capacity(events.len());
    for event in events.drain(..) {
        if !kept.iter().rev().take_while(|other| other.sentence == event.sentence).any(|other| like(other, &event)) {
            kept.push(event);
        }
    }
    *events = kept;
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

/// Whether a deed to somebody is told of whom nobody is said to have done it.
fn is_open(event: &EventMention) -> bool {
    event.source.code.is_empty() && event.target.code.len() > 3
}

/// Killing, seizing and torturing of people who are named or counted, and no fighting.
fn is_bodily(code: &str) -> bool {
    code.starts_with("181") || code.starts_with("182")
}

/// Whether another report names the doer of a deed of the same kind to people of the same country, and not of another year.
fn is_same_deed(event: &EventMention, other: &EventMention) -> bool {
    let years = event.date.zip(other.date).map(|(one, two)| (one.year(), two.year()));
    years.is_none_or(|(one, two)| one == two)
        && other.cameo.get(..3) == event.cameo.get(..3)
        && !other.source.code.is_empty()
        && other.status != Status::Negated
        && other.target.code.len() > 3
        && other.target.code.get(..3) == event.target.code.get(..3)
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

    fn doers(mut events: Vec<EventMention>) -> Vec<String> {
        name_doers(&mut events);
        events.into_iter().map(|event| event.source.code).collect()
    }

    #[test]
    fn a_deed_without_a_doer_takes_the_band_that_the_document_names() {
        let told = || report("NGAINS", "NGAEDU", "181", 2014);
        assert_eq!(doers(vec![told(), report("", "NGACVL", "181", 2014)])[1], "NGAINS");
        for other in [
            report("", "NGACVL", "181", 2002),
            report("", "CMRCVL", "181", 2014),
            report("", "NGACVL", "190", 2014),
            report("", "NGA", "181", 2014),
        ] {
            assert_eq!(doers(vec![told(), other])[1], "");
        }
        let two = vec![told(), report("NGAREB", "NGACVL", "181", 2014), report("", "NGACVL", "181", 2014)];
        assert_eq!(doers(two)[2], "", "two bands");
        assert_eq!(doers(vec![report("NGAMIL", "NGACVL", "182", 2014), report("", "NGACVL", "182", 2014)])[1], "");
    }

    fn targets(mut events: Vec<EventMention>) -> Vec<String> {
        name_targets(&mut events);
        events.into_iter().map(|event| event.target.code).collect()
    }

    #[test]
    fn a_blow_on_some_ground_hits_the_band_that_the_same_side_fights() {
        let strike = || report("FRAMIL", "MLI", "195", 2013);
        let fight = || report("FRA", "MLIINS", "190", 2013);
        assert_eq!(targets(vec![strike(), fight()])[0], "MLIINS");
        assert_eq!(targets(vec![strike(), report("MLIINS", "FRACVL", "181", 2013)])[0], "MLIINS");
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
