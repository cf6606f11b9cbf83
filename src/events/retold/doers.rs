//! Who did it: who is named once as having done something to somebody did it wherever the deed is told again.
//!
//! "Islamic State beheaded the reporter. The killing of the reporter shocked his family.": a deed without a doer, or of a band without a
//! name, takes the doer that the document names for the same deed. The same deed is one of the same kind to the same person or band; or, less
//! surely, to somebody of the same country, which only an armed band's deeds or a state's arrests are taken to be.

use super::super::actors::codes::{self, is_band};
use super::super::context::DocumentContext;
use super::{REACH, near};
use crate::model::{Actor, EntityRef, EntityType, EventMention, Status};

/// What is done to people: deeds of one kind may be one deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Seizing,
    Harm,
    Arrest,
}

/// What two deeds have in common, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likeness {
    Victim,
    Band,
    Country,
}

/// What share of the reports of a deed must name the same doer.
const MOST: (usize, usize) = (2, 3);

/// Roles of those who arrest and try.
const LAW: [&str; 6] = ["COP", "JUD", "MIL", "GOV", "SPY", "LEG"];

/// What share of the names of bands in a document must be the same one's, and how many there must be, for it to tell of that band.
const MAIN: (usize, usize) = (3, 4);
const OFTEN: usize = 2;

/// Gives deeds without a doer, or with one that has no name, the one that the first `sure` reports of the document name for them;
/// `is_person` tells which entities are people.
pub fn name_doers(events: &mut [EventMention], sure: usize, about: &About, is_person: impl Fn(EntityRef) -> bool) {
    let named: Vec<(usize, Actor)> = (0..events.len())
        .filter(|&index| is_open(&events[index].source))
        .filter_map(|index| {
            let event = &events[index];
            Some((index, doer_of(event, near(&events[..sure], event.sentence, REACH), about, &is_person)?))
        })
        .collect();
    named.into_iter().for_each(|(index, doer)| events[index].source = doer);
}

/// What a document is about.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The armed band that it tells of, where it names hardly another.
    pub band: Option<Actor>,
    /// The year of which it tells.
    pub year: Option<i16>,
}

impl About {
    /// What the names and the date of a document say of that.
    pub fn of(context: &DocumentContext) -> Self {
        Self { band: main_band(context), year: context.date().map(|date| date.year()) }
    }

    /// Whether an act is of the document's own time: what was done in other years may have been others' doing.
    pub fn is_of_now(&self, event: &EventMention) -> bool {
        event.date.is_none_or(|date| self.year == Some(date.year()))
    }
}

fn main_band(context: &DocumentContext) -> Option<Actor> {
    let mut bands: Vec<(EntityRef, usize)> = Vec::new();
    for mention in context.mentions {
        let entity = context.entity(mention.entity);
        if entity.kind == EntityType::Organization && is_band(&entity.code) {
            match bands.iter_mut().find(|(band, _)| *band == mention.entity) {
                Some((_, count)) => *count += 1,
                None => bands.push((mention.entity, 1)),
            }
        }
    }
    let all: usize = bands.iter().map(|(_, count)| count).sum();
    let (band, _) = bands.into_iter().find(|&(_, count)| count >= OFTEN && count * MAIN.1 >= all * MAIN.0)?;
    let entity = context.entity(band);
    Some(Actor { entity: Some(band), name: entity.name.clone(), code: entity.code.clone(), ..Actor::default() })
}

/// Who did the deed of that event, as other reports tell; else the one band of the document, where nobody else is told and the deed is one
/// of a band's.
fn doer_of(
    event: &EventMention,
    events: &[EventMention],
    about: &About,
    is_person: &impl Fn(EntityRef) -> bool,
) -> Option<Actor> {
    let told = |likeness: Likeness| {
        let like = events.iter().filter(move |other| likeness_of(event, other, is_person) == Some(likeness));
        most_told(like.map(|other| &other.source).collect(), event, likeness)
    };
    let found = [Likeness::Victim, Likeness::Band, Likeness::Country].into_iter().find_map(told);
    found.or_else(|| {
        let person = event.target.entity.is_some_and(is_person);
        let of_band = matches!(event.cameo.as_str(), "182" | "1823") || event.cameo == "181" && !person;
        let victim = event.target.code.len() > 3 && !is_band(&event.target.code);
        about.band.clone().filter(|_| event.source.code.is_empty() && of_band && victim && about.is_of_now(event))
    })
}

/// Whom most reports of a deed name; of deeds that are only alike, whom all do.
fn most_told(told: Vec<&Actor>, event: &EventMention, likeness: Likeness) -> Option<Actor> {
    let told: Vec<&Actor> = match told.iter().any(|actor| !is_open(actor)) {
        true => told.into_iter().filter(|actor| !is_open(actor)).collect(),
        false if !is_nameless_band(&event.source) => told,
        false => return None,
    };
    let count = |actor: &Actor| told.iter().filter(|other| side(other) == side(actor)).count();
    let same = |actor: &Actor| told.iter().filter(|other| other.code == actor.code).count();
    let doer = *told.iter().rev().max_by_key(|actor| (count(actor), same(actor)))?;
    let band = is_band(&doer.code);
    let enough = match likeness {
        Likeness::Victim | Likeness::Band => count(doer) * MOST.1 >= told.len() * MOST.0,
        Likeness::Country if kind_of(&event.cameo) == Some(Deed::Arrest) => {
            count(doer) == told.len() && doer.code.get(3..6).is_some_and(|role| LAW.contains(&role))
        }
        Likeness::Country => same(doer) == told.len() && band,
    };
    // A band without a name is no state, forces are no band; nor is anybody an answer of whom nobody knows whose he is.
    let known = !codes::has_no_country(&doer.code);
    let may_be = match event.source.code.as_str() {
        "" => band || known,
        "MIL" => known && !band,
        _ => band,
    };
    (enough && may_be).then(|| doer.clone())
}

/// A country, or a body that is of none.
fn side(actor: &Actor) -> &str {
    if codes::is_of_body(&actor.code) { &actor.code } else { actor.code.get(..3).unwrap_or(&actor.code) }
}

fn kind_of(code: &str) -> Option<Deed> {
    match code.get(..3)? {
        "181" => Some(Deed::Seizing),
        "173" | "116" => Some(Deed::Arrest),
        _ if matches!(&code[..2], "18" | "19" | "20") => Some(Deed::Harm),
        _ => None,
    }
}

/// How far a report that names its doer may tell the deed of another.
fn likeness_of(event: &EventMention, other: &EventMention, is_person: &impl Fn(EntityRef) -> bool) -> Option<Likeness> {
    let years = event.date.zip(other.date).map(|(one, two)| (one.year(), two.year()));
    let (victim, known) = (&event.target, &other.target);
    let deed = kind_of(&event.cameo)?;
    // Whoever frees captives held them.
    let frees = deed == Deed::Seizing && other.cameo.starts_with("084") && is_band(&other.source.code);
    // Of air raids nothing else is told than who flies.
    let by_air = |event: &EventMention| event.cameo.starts_with("195");
    let one_deed = kind_of(&other.cameo) == Some(deed) && (by_air(other) || !by_air(event)) || frees;
    let may_be = years.is_none_or(|(one, two)| one == two)
        && !other.source.code.is_empty()
        && other.status != Status::Negated
        && other.source.code != victim.code
        && victim.code.len() > 3;
    if !one_deed || !may_be {
        return None;
    }
    let person = |actor: &Actor| actor.entity.is_some_and(is_person);
    if person(victim) && victim.entity == known.entity && victim.name == known.name {
        return Some(Likeness::Victim);
    }
    if is_band(&victim.code) && victim.code == known.code {
        return Some(Likeness::Band);
    }
    // Who kills one person is known by how, and who kidnaps one kidnapped no other.
    let one_kind = event.cameo.get(..3) == other.cameo.get(..3);
    let bodily = deed != Deed::Harm || event.cameo.starts_with("182");
    let others = deed != Deed::Harm && person(victim) && person(known);
    let alike = known.code.len() > 3 && side(victim) == side(known);
    (alike && bodily && (one_kind || frees) && !others).then_some(Likeness::Country)
}

/// Nobody, or somebody without a name: a band, or forces ("drones", "missiles") of nobody knows which state.
fn is_open(source: &Actor) -> bool {
    source.code.is_empty() || is_nameless_band(source) || source.code == "MIL" && source.entity.is_none()
}

/// "militants", "an Islamic radical group": who they are is told elsewhere.
pub(super) fn is_nameless_band(actor: &Actor) -> bool {
    let role = if codes::has_no_country(&actor.code) { Some(actor.code.as_str()) } else { actor.code.get(3..) };
    actor.entity.is_none() && role.is_some_and(|role| codes::BANDS.contains(&role))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report with parties told by their codes: capitals after a colon are the name of a person or band.
    fn report(source: &str, target: &str, cameo: &str, year: i16) -> EventMention {
        let actor = |told: &str| {
            let (code, name) = told.split_once(':').unwrap_or((told, ""));
            let entity = name.bytes().next().map(|first| EntityRef::Listed(u32::from(first)));
            Actor { entity, code: code.to_string(), name: name.to_string(), ..Actor::default() }
        };
        EventMention {
            cameo: cameo.to_string(),
            source: actor(source),
            target: actor(target),
            date: (year > 0).then(|| crate::model::PartialDate::year_only(year)),
            ..EventMention::default()
        }
    }

    /// Who did the last of the reports.
    fn doer(events: &[EventMention], band: Option<&str>) -> String {
        let mut events = events.to_vec();
        let band = band.map(|code| report(&format!("{code}:Z"), "", "", 0).source);
        let about = About { band, year: Some(2014) };
        // Names in capitals after M are bands'.
        let sure = events.len();
        name_doers(
            &mut events,
            sure,
            &about,
            |entity| matches!(entity, EntityRef::Listed(name) if name < u32::from(b'M')),
        );
        events.pop().map(|event| event.source.code).unwrap_or_default()
    }

    #[test]
    fn a_deed_without_a_doer_takes_the_band_that_the_document_names() {
        let told = || report("NGAINS:Z", "NGAEDU", "181", 2014);
        assert_eq!(doer(&[told(), report("", "NGACVL", "181", 2014)], None), "NGAINS");
        for other in [
            report("", "NGACVL", "181", 2002),
            report("", "CMRCVL", "181", 2014),
            report("", "NGACVL", "190", 2014),
            report("", "NGA", "181", 2014),
        ] {
            assert_eq!(doer(&[told(), other], None), "");
        }
        let two = [told(), report("NGAREB:Y", "NGACVL", "181", 2014), report("", "NGACVL", "181", 2014)];
        assert_eq!(doer(&two, None), "", "two bands");
        let army = report("NGAMIL", "NGACVL", "182", 2014);
        assert_eq!(doer(&[army, report("", "NGACVL", "182", 2014)], None), "");
    }

    #[test]
    fn a_deed_to_the_same_person_has_the_same_doer_whoever_that_is() {
        let police = || report("TURCOP", "TURMED:A", "173", 0);
        assert_eq!(doer(&[police(), report("", "TURMED:A", "173", 0)], None), "TURCOP");
        assert_eq!(doer(&[police(), report("", "TURMED:B", "173", 0)], None), "", "another");
        assert_eq!(doer(&[police(), report("", "TURMED:A", "1823", 0)], None), "", "another deed");
        let band = || report("SYRINS:Z", "USAMED:A", "181", 0);
        assert_eq!(doer(&[band(), report("", "USAMED:B", "181", 0)], None), "", "who kidnapped one kidnapped no other");
    }

    #[test]
    fn whoever_strikes_a_band_does_so_wherever_strikes_on_it_are_told() {
        let raid = |source: &str| report(source, "SOMINS:Z", "195", 0);
        assert_eq!(doer(&[raid("USAMIL"), raid("USA"), raid("")], None), "USAMIL");
        assert_eq!(doer(&[raid("USAMIL"), raid("KEN"), raid("")], None), "", "two of them");
        assert_eq!(doer(&[report("KENMIL", "SOMINS:Z", "190", 0), raid("")], None), "", "troops are no planes");
        assert_eq!(doer(&[raid("MIL"), raid("")], None), "", "nobody knows whose");
        assert_eq!(doer(&[raid("USAMIL"), raid("MIL")], None), "USAMIL", "drones");
        assert_eq!(doer(&[raid("ETHREB"), raid("MIL")], None), "MIL", "no rebels'");
    }

    #[test]
    fn militants_without_a_name_are_those_of_the_band_that_is_named() {
        let told = || report("IMGMUSINSISI:Z", "USAMED:A", "1823", 0);
        assert_eq!(doer(&[told(), report("RAD", "USAMED:A", "1823", 0)], None), "IMGMUSINSISI");
        assert_eq!(doer(&[told(), report("SYRMIL", "USAMED:A", "1823", 0)], None), "SYRMIL");
    }

    #[test]
    fn the_band_that_a_document_tells_of_kills_and_kidnaps_there() {
        assert_eq!(doer(&[report("", "NGAEDU", "181", 0)], Some("NGAINS")), "NGAINS");
        assert_eq!(doer(&[report("", "USAMED:A", "1823", 0)], Some("NGAINS")), "NGAINS");
        assert_eq!(doer(&[report("", "NGAEDU", "181", 2014)], Some("NGAINS")), "NGAINS");
        for other in [
            report("", "USAMED:A", "181", 0),
            report("", "NGAEDU", "193", 0),
            report("", "SOMINS:Y", "1823", 0),
            report("", "NGAEDU", "181", 2004),
        ] {
            assert_eq!(doer(&[other], Some("NGAINS")), "");
        }
    }
}
