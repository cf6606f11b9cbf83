//! Which entities of one document stand together, and in how many of its sentences.

use super::numbering::Numbering;
use crate::model::{EntityRef, EntityType};

/// Entities of one document that are paired: lists of hundreds of names say little about who belongs to whom, and
/// pairs grow with the square. Beyond it the most mentioned are paired (the first, of equals).
pub const PAIRED_ENTITIES: usize = 200;

/// One mention, as far as pairing goes.
#[derive(Clone, Copy, Debug)]
pub struct Occurrence {
    /// What is named.
    pub entity: EntityRef,
    /// In which sentence.
    pub sentence: u32,
    /// Whether this is the container of the place named right before it (`Syria` in `Aleppo, Syria`).
    pub qualifies_previous: bool,
}

/// The entities of a document, and for each pair the number of sentences that name both.
#[derive(Clone, Debug, Default)]
pub struct Together {
    entities: Vec<EntityRef>,
    /// For pair (a, b), a < b, at b (b - 1) / 2 + a.
    sentences: Vec<u16>,
    capped: bool,
}

impl Together {
    /// Pairs the entities of `occurrences`, which come in text order.
    pub fn of(occurrences: &[Occurrence]) -> Self {
        let mut together = Self::default();
        let local = together.choose(occurrences);
        let count = together.entities.len();
        together.sentences = vec![0; count * count.saturating_sub(1) / 2];
        let (mut done, mut present) = (0, Vec::new());
        for sentence in occurrences.chunk_by(|a, b| a.sentence == b.sentence) {
            together.add_sentence(sentence, &local[done..done + sentence.len()], &mut present);
            done += sentence.len();
        }
        together
    }

    /// The entities, in order of first mention.
    pub fn entities(&self) -> &[EntityRef] {
        &self.entities
    }

    /// Whether some entities were left out.
    pub fn is_capped(&self) -> bool {
        self.capped
    }

    /// Each pair (as indices into [`Together::entities`]) with the number of sentences that name both.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, u16)> + '_ {
        let pairs = (0..self.entities.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        pairs.zip(&self.sentences).map(|((a, b), &sentences)| (a, b, sentences))
    }

    /// Chooses the entities to pair, and gives for each occurrence the place of its entity among them.
    fn choose(&mut self, occurrences: &[Occurrence]) -> Vec<Option<u32>> {
        let mut numbers = Numbering::default();
        let local: Vec<usize> = occurrences.iter().map(|one| numbers.number(one.entity)).collect();
        self.entities = numbers.into_entities();
        if self.entities.len() <= PAIRED_ENTITIES {
            return local.into_iter().map(|number| Some(number as u32)).collect();
        }
        self.capped = true;
        let places = most_mentioned(&local, self.entities.len());
        let mut kept = places.iter().map(Option::is_some);
        self.entities.retain(|_| kept.next().unwrap_or_default());
        local.into_iter().map(|number| places[number]).collect()
    }

    fn add_sentence(&mut self, sentence: &[Occurrence], local: &[Option<u32>], present: &mut Vec<usize>) {
        present.clear();
        present.extend(local.iter().flatten().map(|place| *place as usize));
        present.sort_unstable();
        present.dedup();
        for (position, &b) in present.iter().enumerate() {
            for &a in &present[..position] {
                if !self.only_qualifies(a, b, sentence) {
                    let count = &mut self.sentences[b * (b - 1) / 2 + a];
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    /// Whether one of two entities stands in the sentence only to say where the other is.
    fn only_qualifies(&self, a: usize, b: usize, sentence: &[Occurrence]) -> bool {
        let (a, b) = (self.entities[a], self.entities[b]);
        let qualifies = |place: EntityRef, container: EntityRef| {
            sentence.iter().enumerate().filter(|(_, one)| one.entity == container).all(|(index, one)| {
                one.qualifies_previous && index.checked_sub(1).is_some_and(|before| sentence[before].entity == place)
            })
        };
        sentence.iter().any(|one| one.qualifies_previous) && (qualifies(a, b) || qualifies(b, a))
    }
}

/// The most mentioned of `count` entities (the first, of equals), each with its place among them in order of number.
fn most_mentioned(local: &[usize], count: usize) -> Vec<Option<u32>> {
    let mut mentions = vec![0usize; count];
    local.iter().for_each(|&number| mentions[number] += 1);
    let mut ranked: Vec<usize> = (0..count).collect();
    ranked.sort_by_key(|&number| std::cmp::Reverse(mentions[number]));
    ranked.truncate(PAIRED_ENTITIES);
    ranked.sort_unstable();
    let mut places = vec![None; count];
    ranked.iter().zip(0..).for_each(|(&number, place)| places[number] = Some(place));
    places
}

/// Whether a mention of `container` that stands right after a mention of `place`, with `between` between them, only says
/// where the place is: `Aleppo, Syria`; `Paris, Texas`; `Homs (Syria)`.
pub fn states_container(place: &crate::model::Entity, between: &str, container: &crate::model::Entity) -> bool {
    let holds = place.parent == container.id
        || (container.subtype == "country" && !place.country.is_empty() && place.country == container.country);
    place.kind == EntityType::Place
        && container.kind == EntityType::Place
        && place.id != container.id
        && matches!(between.trim(), "," | "(")
        && holds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Entity;

    fn occurrence(entity: u32, sentence: u32) -> Occurrence {
        Occurrence { entity: EntityRef::Listed(entity), sentence, qualifies_previous: false }
    }

    fn pairs(occurrences: &[Occurrence]) -> Vec<(usize, usize, u16)> {
        Together::of(occurrences).pairs().collect()
    }

    #[test]
    fn each_sentence_counts_once_and_nothing_pairs_with_itself() {
        let text = [(7, 0), (8, 0), (7, 0), (7, 1), (7, 2), (9, 2), (8, 3), (7, 3)].map(|(e, s)| occurrence(e, s));
        assert_eq!(pairs(&text), [(0, 1, 2), (0, 2, 1), (1, 2, 0)]);
        assert_eq!(pairs(&[occurrence(1, 0), occurrence(1, 0)]), []);
        assert_eq!(pairs(&[]), []);
    }

    #[test]
    fn a_container_stated_after_its_place_is_no_company() {
        let aleppo = occurrence(1, 0);
        let syria = Occurrence { qualifies_previous: true, ..occurrence(2, 0) };
        assert_eq!(pairs(&[aleppo, syria]), [(0, 1, 0)]);
        assert_eq!(pairs(&[occurrence(3, 0), aleppo, syria]), [(0, 1, 1), (0, 2, 1), (1, 2, 0)]);
        assert_eq!(pairs(&[aleppo, syria, occurrence(2, 0)]), [(0, 1, 1)], "named once more in its own right");
    }

    #[test]
    fn only_a_container_right_behind_a_comma_or_bracket_qualifies() {
        let place = |id: &str, subtype: &str, country: &str, parent: &str| Entity {
            id: id.into(),
            kind: EntityType::Place,
            subtype: subtype.into(),
            country: country.into(),
            parent: parent.into(),
            ..Entity::default()
        };
        let (aleppo, syria) = (place("aleppo", "city", "SYR", ""), place("syria", "country", "SYR", ""));
        let (austin, texas) = (place("austin", "city", "USA", "texas"), place("texas", "region", "USA", ""));
        let (homs, turkey) = (place("homs", "city", "SYR", ""), place("turkey", "country", "TUR", ""));
        let person =
            Entity { id: "syria".into(), country: "SYR".into(), subtype: "country".into(), ..Entity::default() };
        let cases = [
            (&aleppo, ", ", &syria, true),
            (&aleppo, " (", &syria, true),
            (&austin, ", ", &texas, true),
            (&aleppo, " and ", &syria, false),
            (&aleppo, ", ", &turkey, false),
            (&aleppo, ", ", &homs, false),
            (&syria, ", ", &aleppo, false),
            (&aleppo, ", ", &person, false),
        ];
        for (place, between, container, expected) in cases {
            assert_eq!(states_container(place, between, container), expected, "{}{between}{}", place.id, container.id);
        }
    }

    #[test]
    fn a_long_list_is_capped_at_the_most_mentioned() {
        let mut list: Vec<Occurrence> = (0..300).map(|entity| occurrence(entity, 0)).collect();
        list.push(occurrence(299, 1));
        let together = Together::of(&list);
        assert!(together.is_capped());
        assert_eq!(together.entities().len(), PAIRED_ENTITIES);
        assert!(together.entities().contains(&EntityRef::Listed(299)));
        assert!(!together.entities().contains(&EntityRef::Listed(250)));
    }
}
