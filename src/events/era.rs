//! The time that an undated document tells of, as far as the people in it say: a day on which those it names most held office.

use super::codes;
use crate::model::{DatedRole, Entity, EntityType, PartialDate};

/// One office holder alone says nothing: whoever governed long is in the news for long.
const FEWEST: usize = 2;
/// What those who govern count: their offices are short, and what makes them news.
const GOVERNS: usize = 2;

/// The day on which most of these people held an office that lists date, the latest of such days; none when fewer than two did at
/// once. Takes whom each mention of a document means; those named often, and those who govern, count more.
pub fn of<'e>(named: impl Iterator<Item = &'e Entity>) -> Option<PartialDate> {
    let mut named: Vec<&Entity> =
        named.filter(|entity| entity.kind == EntityType::Person && !entity.roles.is_empty()).collect();
    named.sort_unstable_by_key(|person| &person.id);
    let people: Vec<&[&Entity]> = named.chunk_by(|one, other| one.id == other.id).collect();
    if people.len() < FEWEST {
        return None;
    }
    let weight = |mentions: &[&Entity], date: PartialDate| {
        let held = mentions[0].roles.iter().filter(|role| role.start.is_some() && role.held_on(date));
        held.map(office).max().map(|office| office * mentions.len())
    };
    let in_office = |date: PartialDate| {
        let held = people.iter().filter_map(|mentions| weight(mentions, date));
        held.fold((0, 0), |(people, sum), weight| (people + 1, sum + weight))
    };
    let starts = named.iter().flat_map(|person| person.roles.iter().filter_map(|role| role.start));
    // On the day itself the last holder is still in office too.
    let days = starts.filter_map(|start| start.last_day().tomorrow().ok()).map(PartialDate::from);
    let held = days.map(|day| (in_office(day), day)).filter(|((people, _), _)| *people >= FEWEST);
    held.max_by_key(|&((_, sum), day)| (sum, day)).map(|(_, day)| day)
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

    #[test]
    fn an_undated_text_is_of_the_time_when_most_of_its_people_held_office() {
        let premier = person("a", &[("1997-05-02", "2007-06-27")]);
        let leader = person("b", &[("1993-05-27", "1997-05-02"), ("2003-11-06", "2005-12-06")]);
        let other = person("c", &[("1999-08-09", "2006-01-07")]);
        let era = of([&premier, &leader, &other, &premier].into_iter()).map(|day| day.to_string());
        assert_eq!(era.as_deref(), Some("2003-11-07"));
        assert_eq!(of([&premier, &premier].into_iter()), None);
        assert_eq!(of([&other, &person("d", &[("1980", "1981")])].into_iter()), None);
        // Whom the text is about weighs more than those it names in passing.
        let later = person("e", &[("2017-01-20", "2021-01-20")]);
        let era = of([&premier, &other, &person("f", &[("2013", "2017-05-09")]), &later, &later, &later].into_iter());
        assert_eq!(era.map(|day| day.to_string()).as_deref(), Some("2017-01-21"));
    }
}
