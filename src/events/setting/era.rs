//! The time that an undated document tells of, as far as the people in it say: a day on which those it names most held office.

use crate::events::actors::codes;
use crate::events::actors::printed;
use crate::events::context::DocumentContext;
use crate::events::rules::lists::Lists;
use crate::model::{DatedRole, Entity, EntityType, PartialDate};

/// One office holder alone says nothing: whoever governed long is in the news for long.
const FEWEST: usize = 2;
/// What those who govern count: their offices are short, and what makes them news.
const GOVERNS: usize = 2;
/// What an office counts that the text prints beside the name: the text says that it was held then.
const PRINTED: usize = 6;

/// A person as a text names him once.
#[derive(Clone, Copy)]
struct Named<'e> {
    entity: &'e Entity,
    /// The words of the listed office that stand beside the name.
    printed: Option<&'e str>,
}

/// The day on which most of the people in a document held an office that lists date, the latest of such days; none when fewer than two
/// did at once.
pub fn of_document(document: &DocumentContext, lists: &Lists) -> Option<PartialDate> {
    let named = document.mentions.iter().map(|mention| {
        let entity = document.entity(mention.entity);
        let stands = |role: &&DatedRole| printed::is_office_at(document, lists, mention, &role.title);
        let person = entity.kind == EntityType::Person;
        let told = |role: &&DatedRole| !is_birthright(lists, &role.title) && stands(role);
        let printed = entity.roles.iter().filter(|_| person).find(told).map(|role| role.title.as_str());
        Named { entity, printed }
    });
    of(named)
}

/// Those named often, those who govern, and those named with their office count more.
fn of<'e>(named: impl Iterator<Item = Named<'e>>) -> Option<PartialDate> {
    let person = |named: &Named| named.entity.kind == EntityType::Person && !named.entity.roles.is_empty();
    let mut named: Vec<Named> = named.filter(person).collect();
    named.sort_unstable_by_key(|person| &person.entity.id);
    let people: Vec<&[Named]> = named.chunk_by(|one, other| one.entity.id == other.entity.id).collect();
    if people.len() < FEWEST {
        return None;
    }
    let weight = |mentions: &[Named], date: PartialDate| {
        let held = || mentions[0].entity.roles.iter().filter(|role| role.start.is_some() && role.held_on(date));
        let said = |person: &&Named| held().any(|role| person.printed == Some(role.title.as_str()));
        let printed = mentions.iter().filter(said).count() * PRINTED;
        // A minister has a seat before and after, and is no news by it.
        let governed = mentions[0].entity.roles.iter().any(codes::governs);
        let news = |role: &&DatedRole| printed > 0 || !(governed && role.title.starts_with("member of "));
        held().filter(news).map(office).max().map(|office| office * mentions.len() + printed)
    };
    let in_office = |date: PartialDate| {
        let held = people.iter().filter_map(|mentions| weight(mentions, date));
        held.fold((0, 0), |(people, sum), weight| (people + 1, sum + weight))
    };
    let starts = named.iter().flat_map(|person| person.entity.roles.iter().filter_map(|role| role.start));
    // On the day itself the last holder is still in office too.
    let days = starts.filter_map(|start| start.last_day().tomorrow().ok()).map(PartialDate::from);
    let held = days.map(|day| (in_office(day), day)).filter(|((people, _), _)| *people >= FEWEST);
    held.max_by_key(|&((_, sum), day)| (sum, day)).map(|(_, day)| day)
}

fn is_birthright(lists: &Lists, title: &str) -> bool {
    lists.birthrights.contains(&crate::segment::fold_hash(printed::office_of(title)))
}

fn office(role: &DatedRole) -> usize {
    if codes::governs(role) { GOVERNS } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DatedRole;

    fn person(id: &str, offices: &[(&str, &str)]) -> Entity {
        let role = |(start, end): &(&str, &str)| DatedRole {
            start: start.parse().ok(),
            end: end.parse().ok(),
            ..DatedRole::default()
        };
        let roles = offices.iter().map(role).collect();
        Entity { id: id.into(), kind: EntityType::Person, roles, ..Entity::default() }
    }

    fn of<'e>(people: impl IntoIterator<Item = &'e Entity>) -> Option<String> {
        super::of(people.into_iter().map(|entity| Named { entity, printed: None })).map(|day| day.to_string())
    }

    #[test]
    fn an_undated_text_is_of_the_time_when_most_of_its_people_held_office() {
        let premier = person("a", &[("1997-05-02", "2007-06-27")]);
        let leader = person("b", &[("1993-05-27", "1997-05-02"), ("2003-11-06", "2005-12-06")]);
        let other = person("c", &[("1999-08-09", "2006-01-07")]);
        let era = of([&premier, &leader, &other, &premier]);
        assert_eq!(era.as_deref(), Some("2003-11-07"));
        assert_eq!(of([&premier, &premier]), None);
        assert_eq!(of([&other, &person("d", &[("1980", "1981")])]), None);
        // Whom the text is about weighs more than those it names in passing.
        let later = person("e", &[("2017-01-20", "2021-01-20")]);
        let era = of([&premier, &other, &person("f", &[("2013", "2017-05-09")]), &later, &later, &later]);
        assert_eq!(era.as_deref(), Some("2017-01-21"));
    }

    #[test]
    fn an_office_that_the_text_prints_counts_more() {
        let mut secretary = person("a", &[("2001-06-08", "2006-05-05"), ("2007-06-28", "2010-05-11")]);
        secretary.roles[0].title = "foreign secretary".into();
        let leader = person("b", &[("1997", "2010")]);
        let era = |printed| {
            let named = [Named { entity: &secretary, printed }, Named { entity: &leader, printed: None }];
            super::of(named.into_iter()).map(|day| day.to_string())
        };
        assert_eq!(era(None).as_deref(), Some("2007-06-29"));
        assert_eq!(era(Some("foreign secretary")).as_deref(), Some("2001-06-09"));
    }
}
