//! `gazetteer find`: what a name can mean, and why one meaning comes before the others.

use crate::model::{Entity, EntityType};
use crate::segment::{chain, fold_hash, tokenize};

use super::{Gazetteer, Meaning, NameKind};

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

    /// The same with people of that surname and small towns of that name.
    pub fn find_all(&self, name: &str) -> Found {
        let meanings = self.find(name);
        let mut tokens = Vec::new();
        tokenize(name, 0..name.len(), &mut tokens);
        let mut towns: Vec<TownName> = self
            .towns_named(&tokens)
            .map(|town| TownName {
                id: town.entity().id,
                region: town.region.to_string(),
                country: town.country.to_string(),
                population: town.population,
            })
            .collect();
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
        Found { meanings, surname_of: people, towns }
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

/// What news means by a name when it says no more, the last first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A region, which mostly shares the name of its town, or a small town.
    Small,
    /// A town of [`TOWN`] people and more.
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
}
