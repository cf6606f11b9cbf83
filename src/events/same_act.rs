//! One act told twice in a sentence: "bombed a base, killing nine soldiers", "met and held talks".
//!
//! A report whose class says no more than the kind of act, between the same countries, adds nothing to one that says what
//! was done; nor does one that names no party where the other does.

use super::actors::codes;
use crate::model::{Actor, EventMention, Status};

/// Joins reports of one act; the more telling one stays, with the more telling actors.
pub fn join(events: &mut Vec<EventMention>) {
    into_protests(events);
    into_declared(events);
    let mut weaker = vec![false; events.len()];
    for one in 0..events.len() {
        for other in 0..events.len() {
            if one == other || weaker[one] || weaker[other] || !adds_nothing(&events[one], &events[other]) {
                continue;
            }
            weaker[one] = true;
            let (source, target) = (events[one].source.clone(), events[one].target.clone());
            let kept = &mut events[other];
            for (mine, theirs) in [(&mut kept.source, source), (&mut kept.target, target)] {
                let same_country = country(mine) == country(&theirs);
                if same_country && theirs.code.starts_with(&mine.code) && theirs.code.len() > mine.code.len() {
                    *mine = theirs;
                }
            }
        }
    }
    let mut weaker = weaker.into_iter();
    events.retain(|_| !weaker.next().unwrap_or(false));
}

/// "marched to demand that the president resign": the demand is what the protest is for, and its target the protest's.
fn into_protests(events: &mut Vec<EventMention>) {
    let is_demand = |event: &EventMention| matches!(kind(&event.cameo), "02" | "10");
    let demands: Vec<EventMention> = events.iter().filter(|event| is_demand(event)).cloned().collect();
    let crowd = |protest: &EventMention, demand: &EventMention| {
        kind(&protest.cameo) == "14" && protest.source == demand.source && protest.trigger.start < demand.trigger.start
    };
    for protest in events.iter_mut() {
        let demand = demands.iter().find(|demand| crowd(protest, demand));
        if let Some(demand) = demand.filter(|_| protest.target.code.is_empty()) {
            protest.target = demand.target.clone();
        }
    }
    let protests: Vec<EventMention> = events.iter().filter(|event| kind(&event.cameo) == "14").cloned().collect();
    events.retain(|event| !is_demand(event) || !protests.iter().any(|protest| crowd(protest, event)));
}

/// "declared a truce, saying they would hold fire against the army": what is still to come of an act that is told before as done, and to whom.
fn into_declared(events: &mut Vec<EventMention>) {
    let to_come = |event: &EventMention| matches!(event.status, Status::Future | Status::Hypothetical);
    let declared = |whole: &EventMention, part: &EventMention| {
        let covers = whole.cameo.starts_with(part.cameo.as_str()) && whole.cameo.starts_with("08");
        whole.status == Status::Asserted
            && covers
            && whole.source.code == part.source.code
            && whole.trigger.start < part.trigger.start
            && (whole.target.code.is_empty() || whole.target.code == part.target.code)
    };
    let parts: Vec<EventMention> = events.iter().filter(|event| to_come(event)).cloned().collect();
    for whole in events.iter_mut() {
        if let Some(part) = parts.iter().find(|part| declared(whole, part)) {
            whole.target = part.target.clone();
        }
    }
    let told: Vec<EventMention> = events.iter().filter(|event| event.status == Status::Asserted).cloned().collect();
    events.retain(|event| !to_come(event) || !told.iter().any(|whole| declared(whole, event)));
}

/// Whether `event` tells nothing that `other` does not.
fn adds_nothing(event: &EventMention, other: &EventMention) -> bool {
    if event.status != other.status || kind(&event.cameo) != kind(&other.cameo) {
        return false;
    }
    // "conducted air strikes that destroyed rebel positions": who destroyed them, the strikes tell.
    let told_later = event.trigger.start > other.trigger.start && kind(&event.cameo) == "19";
    let known = event.source.code.is_empty() && !other.source.code.is_empty();
    if known && told_later && event.cameo == other.cameo && is_same(&event.target, &other.target) {
        return true;
    }
    if country(&event.source) != country(&other.source) {
        return false;
    }
    let (target, other_target) = (country(&event.target), country(&other.target));
    if target != other_target {
        let nobody = target.is_empty() || (event.target.entity.is_none() && event.target.code.len() == 3);
        return nobody && other.target.entity.is_some();
    }
    let general = |event: &EventMention| event.cameo.ends_with('0') && event.cameo.len() == 3;
    let rank = |event: &EventMention| (!general(event), event.cameo.len());
    let covered = general(event) || other.cameo.starts_with(event.cameo.as_str());
    covered && (rank(event) < rank(other) || (rank(event) == rank(other) && event.trigger.start > other.trigger.start))
}

fn is_same(one: &Actor, other: &Actor) -> bool {
    one.entity.is_some() && one.entity == other.entity && one.code == other.code
}

/// The kind of act: the CAMEO root; the three roots of violence are one.
fn kind(code: &str) -> &str {
    match code.get(..2) {
        Some("18" | "19" | "20") => "19",
        root => root.unwrap_or(""),
    }
}

/// The country of an actor, or the whole code of a body that has none.
fn country(actor: &Actor) -> &str {
    let code = actor.code.as_str();
    if codes::is_of_body(code) { code } else { code.get(..3).unwrap_or(code) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityRef, Span};

    fn event(source: &str, target: &str, cameo: &str, at: usize) -> EventMention {
        let actor = |code: &str| Actor {
            entity: (code.len() > 3 || code.is_empty()).then_some(EntityRef::Listed(0)).filter(|_| !code.is_empty()),
            name: code.to_string(),
            code: code.to_string(),
            ..Actor::default()
        };
        EventMention {
            sentence: 0,
            span: Span::new(at, at + 1),
            trigger: Span::new(at, at + 1),
            rule: String::new(),
            cameo: cameo.to_string(),
            status: Default::default(),
            source: actor(source),
            target: actor(target),
            date: None,
            place: None,
            attribution: String::new(),
            confidence: 0.8,
            themes: Vec::new(),
            signals: crate::model::Signals::default(),
        }
    }

    fn joined(events: &[(&str, &str, &str)]) -> Vec<String> {
        let mut all =
            events.iter().zip(0..).map(|(&(source, target, code), at)| event(source, target, code, at)).collect();
        join(&mut all);
        all.iter().map(|event| format!("{} {} {}", event.source.code, event.target.code, event.cameo)).collect()
    }

    #[test]
    fn the_general_report_of_an_act_goes_into_the_telling_one() {
        assert_eq!(joined(&[("PAKINS", "PAK", "1831"), ("PAKINS", "PAKMIL", "190")]), ["PAKINS PAKMIL 1831"]);
        assert_eq!(joined(&[("IND", "PAK", "044"), ("INDGOV", "PAKGOV", "040")]), ["INDGOV PAKGOV 044"]);
        assert_eq!(joined(&[("SRBMIL", "BIHGOV", "194"), ("SRBMIL", "CVL", "190")]), ["SRBMIL BIHGOV 194"]);
        assert_eq!(joined(&[("BOLAGR", "", "144"), ("BOLAGR", "BOLGOV", "141")]), ["BOLAGR BOLGOV 141"]);
    }

    #[test]
    fn what_a_protest_demands_is_part_of_it() {
        assert_eq!(joined(&[("ARMCVL", "", "141"), ("ARMCVL", "ARMGOV", "1041")]), ["ARMCVL ARMGOV 141"]);
        assert_eq!(joined(&[("ARMCVL", "", "141"), ("USAGOV", "ARMGOV", "1041")]).len(), 2);
    }

    #[test]
    fn different_acts_stay() {
        let acts = [("RUSMIL", "UKRMIL", "192"), ("RUSMIL", "UKRMIL", "195")];
        assert_eq!(joined(&acts).len(), 2);
        assert_eq!(joined(&[("USAGOV", "SYRGOV", "111"), ("USAGOV", "SYRGOV", "163")]).len(), 2);
        assert_eq!(joined(&[("USAGOV", "SYRGOV", "190"), ("SYRGOV", "USAGOV", "195")]).len(), 2);
    }
}
