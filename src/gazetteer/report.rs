//! `gazetteer find`: what a name can mean, and why one meaning comes before the others.

use crate::model::{Entity, EntityType};
use crate::segment::{chain, fold_hash, tokenize};

use super::{Gazetteer, Meaning, NameKind, Town};

/// One thing that a name can mean, for `gazetteer find`.
#[derive(Clone, Debug)]
pub struct FoundName {
    /// Index of the entity.
    pub entity: u32,
    /// The built-in list has priority 0.
    pub priority: u8,
    /// What kind of name it is, and what it needs to count, in words.
    pub note: String,
    /// Why it comes after the meaning before it, when the text around decides nothing; empty for the first.
    pub behind: String,
}

/// A small town of that name: it counts only beside its region or in a document about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownName {
    /// `place:solon-4876456`.
    pub id: String,
    /// Id of the region that holds it; may be empty.
    pub region: String,
    /// ISO 3166 alpha-3.
    pub country: String,
    /// Inhabitants; 0 when unknown.
    pub population: u32,
}

/// Everything that a name can mean.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Listed meanings, the preferred one first.
    pub meanings: Vec<FoundName>,
    /// People whose surname it is: meant after their full name, or with an office that they held.
    pub surname_of: Vec<u32>,
    /// Small towns, the largest first.
    pub towns: Vec<TownName>,
    /// Whether a list switches the name off.
    pub is_off: bool,
}

impl Found {
    /// Whether the name means nothing.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty() && self.surname_of.is_empty() && self.towns.is_empty()
    }
}

impl Gazetteer {
    /// Everything that `name` can mean in the name table, the preferred meaning first.
    pub fn find(&self, name: &str) -> Vec<FoundName> {
        let mut meanings = self.names.look_up(name).to_vec();
        meanings.sort_by_key(|meaning| std::cmp::Reverse(self.rank(meaning)));
        meanings.dedup_by_key(|meaning| meaning.entity);
        let befores = std::iter::once(None).chain(meanings.iter().map(Some));
        meanings
            .iter()
            .zip(befores)
            .map(|(meaning, before)| FoundName {
                entity: meaning.entity,
                priority: meaning.priority,
                note: note(meaning),
                behind: before.map(|before| self.behind(before, meaning)).unwrap_or_default(),
            })
            .collect()
    }

    /// What is asked with `asked`: an id (`place:aleppo-170063`), a name, or a name and where it lies (`Solon, Iowa`).
    pub fn find_all(&self, asked: &str) -> Found {
        let found = self.of_id(asked).unwrap_or_else(|| self.of_name(asked));
        match asked.rsplit_once(',') {
            Some((name, place)) if found.is_empty() => self.inside(self.of_name(name.trim()), place.trim()),
            _ => found,
        }
    }

    /// What an id names.
    fn of_id(&self, id: &str) -> Option<Found> {
        if let Some(entity) = self.index_of(id) {
            let meanings = self.names.look_up(&self.entity(entity).name);
            let priority =
                meanings.iter().filter(|meaning| meaning.entity == entity).map(|meaning| meaning.priority).max();
            let note = match priority {
                Some(_) => "known by this id",
                None => "known by this id; switched off, or without a name of its own",
            };
            let meaning =
                FoundName { entity, priority: priority.unwrap_or(0), note: note.to_string(), behind: String::new() };
            return Some(Found { meanings: vec![meaning], ..Found::default() });
        }
        let town = super::towns::is_id(id).then(|| self.towns().of_id(id)).flatten()?;
        Some(Found { towns: vec![town_name(&town)], ..Found::default() })
    }

    /// Of what was found, the places that lie in a region or country of that name.
    fn inside(&self, mut found: Found, place: &str) -> Found {
        let regions: Vec<&Entity> = self.find(place).iter().map(|region| self.entity(region.entity)).collect();
        let lies_in = |parent: &str, country: &str| {
            let is_region = |region: &&Entity| match region.subtype.as_str() {
                "country" | "territory" => region.country == country,
                _ => region.id == parent,
            };
            regions.iter().any(is_region)
        };
        found.surname_of.clear();
        found.towns.retain(|town| lies_in(&town.region, &town.country));
        found.meanings.retain(|meaning| {
            let entity = self.entity(meaning.entity);
            entity.kind == EntityType::Place && lies_in(&entity.parent, &entity.country)
        });
        found.meanings.iter_mut().take(1).for_each(|first| first.behind.clear());
        found
    }

    /// What a name can mean, with people of that surname and small towns of that name.
    fn of_name(&self, name: &str) -> Found {
        let meanings = self.find(name);
        let mut tokens = Vec::new();
        tokenize(name, 0..name.len(), &mut tokens);
        let mut towns: Vec<TownName> = self.towns_named(&tokens).map(|town| town_name(&town)).collect();
        towns.sort_by(|one, other| other.population.cmp(&one.population).then_with(|| one.id.cmp(&other.id)));
        let surname =
            tokens.iter().filter(|token| token.shape.is_word()).fold(0, |hash, token| chain(hash, token.fold));
        let mut people: Vec<u32> = match tokens.is_empty() {
            true => Vec::new(),
            false => self.people_of_surname(surname).to_vec(),
        };
        people.retain(|person| self.entity(*person).kind == EntityType::Person);
        people.retain(|person| meanings.iter().all(|meaning| meaning.entity != *person));
        people.sort_by_key(|person| self.entity(*person).id.clone());
        debug_assert!(tokens.len() != 1 || surname == chain(0, fold_hash(name)));
        Found { meanings, surname_of: people, towns, is_off: self.is_switched_off(name) }
    }

    /// The order of meanings when nothing in the text decides: the user's list, what news means by such a name, population, canonical names.
    pub fn rank(&self, meaning: &Meaning) -> (u8, bool, Standing, u32, bool) {
        let entity = self.entity(meaning.entity);
        let canonical = meaning.kind == NameKind::Canonical;
        (meaning.priority, !meaning.weak, Standing::of(entity), entity.population, canonical)
    }

    /// Why `meaning` comes behind `before`.
    fn behind(&self, before: &Meaning, meaning: &Meaning) -> String {
        let (first, second) = (self.rank(before), self.rank(meaning));
        let inhabitants = |count: u32| if count == 0 { "unknown".to_string() } else { count.to_string() };
        match () {
            () if first.0 != second.0 => "its list has the lower priority".to_string(),
            () if first.1 != second.1 => "it counts only beside another name".to_string(),
            () if first.2 != second.2 => format!("{} comes before {}", first.2.words(), second.2.words()),
            () if first.3 != second.3 => {
                format!("it has fewer inhabitants ({} to {})", inhabitants(second.3), inhabitants(first.3))
            }
            () if first.4 != second.4 => "it is not its canonical name".to_string(),
            () => "in nothing: only the text can decide".to_string(),
        }
    }
}

fn town_name(town: &Town) -> TownName {
    TownName {
        id: town.entity().id,
        region: town.region.to_string(),
        country: town.country.to_string(),
        population: town.population,
    }
}

/// What news means by a name when it says no more, the last first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A region, which mostly shares the name of its town, or a small town.
    Small,
    /// A town of 100,000 people and more.
    Town,
    /// A person or organization that somebody listed, or a large city.
    Known,
    /// A capital, a continent, a landmark.
    Capital,
    /// A country.
    Country,
}

/// The fewest people of a town that goes before the region of its name, and of a city that is as well known as anybody listed.
const TOWN: u32 = 100_000;
const CITY: u32 = 500_000;

impl Standing {
    fn of(entity: &Entity) -> Self {
        match (entity.kind, entity.subtype.as_str()) {
            (EntityType::Person | EntityType::Organization, _) => Self::Known,
            (_, "country") => Self::Country,
            (_, "capital" | "continent" | "landmark") => Self::Capital,
            (_, "region") => Self::Small,
            _ if entity.population >= CITY => Self::Known,
            _ if entity.population >= TOWN => Self::Town,
            _ => Self::Small,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Small => "a region or small town",
            Self::Town => "a town",
            Self::Known => "a listed person or body, or a large city,",
            Self::Capital => "a capital, continent or landmark",
            Self::Country => "a country",
        }
    }
}

fn note(meaning: &Meaning) -> String {
    let mut parts = vec![match meaning.kind {
        super::NameKind::Canonical => "canonical name",
        super::NameKind::Alias => "alias",
        super::NameKind::Demonym => "nationality",
    }];
    match meaning.case {
        super::Case::AllCapitals => parts.push("only in capitals"),
        super::Case::Exact(_) => parts.push("only in this case"),
        super::Case::Any => parts.push("in any case"),
        super::Case::Capitals(_) => {}
    }
    if meaning.weak {
        parts.push("only beside another name of the entity");
    }
    match meaning.ambiguity {
        super::Ambiguity::Word => parts.push("also a common word: needs support"),
        super::Ambiguity::PersonalName => parts.push("also a personal name: needs support"),
        super::Ambiguity::None => {}
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_news_means_by_a_bare_name_comes_first() {
        let gazetteer = Gazetteer::load(&[], false).unwrap();
        let first = |name: &str| gazetteer.entity(gazetteer.find(name)[0].entity);
        assert_eq!(first("UN").id, "organization:united-nations");
        assert_eq!(first("Obama").id, "person:barack-obama");
        for (name, subtype) in [("Geneva", "city"), ("Damascus", "capital"), ("Georgia", "country")] {
            assert_eq!(first(name).subtype, subtype, "{name}");
        }
        let behind: Vec<String> = gazetteer.find("Obama").into_iter().map(|found| found.behind).collect();
        assert!(behind[1..].iter().all(|why| !why.contains("inhabitants")), "{behind:?}");
    }

    #[test]
    fn ids_names_and_names_with_their_region_are_found() {
        let gazetteer = Gazetteer::load(&[], false).unwrap();
        let ids = |asked: &str| -> Vec<String> {
            let found = gazetteer.find_all(asked);
            let meanings = found.meanings.iter().map(|meaning| gazetteer.entity(meaning.entity).id.clone());
            meanings.chain(found.towns.into_iter().map(|town| town.id)).collect()
        };
        assert_eq!(ids("person:john-kerry"), ["person:john-kerry"]);
        let solon = ids("Solon, Iowa");
        assert!(solon.len() == 1 && solon[0].starts_with("place:solon-"), "{solon:?}");
        assert_eq!(ids(&solon[0]), solon);
        assert_eq!(ids("Solon, Bavaria").len(), 0);
        assert_eq!(ids("person:nobody-at-all").len(), 0);
        assert!(ids("Aleppo").len() > ids("Aleppo, France").len());
        assert!(ids("Aleppo, Syria").contains(&"place:aleppo-170063".to_string()), "{:?}", ids("Aleppo, Syria"));
    }
}
