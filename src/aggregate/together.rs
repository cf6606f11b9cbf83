//! Which entities of one document stand together, and in how many of its sentences.

use rustc_hash::FxHashSet;

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
    /// For pair (a, b), a < b, at [`place_of`] it: sentences that name both.
    sentences: Vec<u16>,
    /// Whether they are a pair at all, in the same order; empty when all are.
    linked: Vec<bool>,
    capped: bool,
}

/// Where the pair of numbers a < b stands among all pairs.
fn place_of(a: usize, b: usize) -> usize {
    let (a, b) = (a.min(b), a.max(b));
    b * (b - 1) / 2 + a
}

impl Together {
    /// Pairs the entities of `occurrences`, which come in text order: all of the document or, with a `window`, those named
    /// at most that many sentences apart. A place and what contains it are no pair where the container is only named to say
    /// where the place is.
    pub fn of(occurrences: &[Occurrence], window: Option<u32>) -> Self {
        let mut together = Self::default();
        let local = together.choose(occurrences);
        let count = together.entities.len();
        let pairs = count * count.saturating_sub(1) / 2;
        together.sentences = vec![0; pairs];
        let (mut done, mut present) = (0, Vec::new());
        for sentence in occurrences.chunk_by(|a, b| a.sentence == b.sentence) {
            together.add_sentence(sentence, &local[done..done + sentence.len()], &mut present);
            done += sentence.len();
        }
        let stated = StatedContainers::of(occurrences, &local);
        together.linked = match window {
            None if stated.pairs.is_empty() => Vec::new(),
            None => vec![true; pairs],
            Some(window) => near(occurrences, &local, window, count, &stated),
        };
        for &(place, container) in stated.pairs.iter().filter(|(_, container)| !stated.own_right.contains(container)) {
            together.linked[place_of(place, container)] = false;
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

    /// Each pair (as indices into [`Together::entities`]; none with itself) with the number of sentences that name both.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, u16)> + '_ {
        let pairs = (0..self.entities.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        let linked = |at: usize| self.linked.get(at).is_none_or(|linked| *linked);
        let linked = pairs.zip(&self.sentences).enumerate().filter(move |(at, _)| linked(*at));
        linked.map(|(_, ((a, b), &sentences))| (a, b, sentences))
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
                    let count = &mut self.sentences[place_of(a, b)];
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    /// Whether one of two entities stands in the sentence only to say where the other is.
    fn only_qualifies(&self, a: usize, b: usize, sentence: &[Occurrence]) -> bool {
        let (a, b) = (self.entities[a], self.entities[b]);
        let qualifies = |place: EntityRef, container: EntityRef| {
            let mut named = sentence.iter().enumerate().filter(|(_, one)| one.entity == container);
            let of_place = |index: usize| index.checked_sub(1).is_some_and(|before| sentence[before].entity == place);
            let stated = named.clone().any(|(index, one)| one.qualifies_previous && of_place(index));
            stated && named.all(|(_, one)| one.qualifies_previous)
        };
        sentence.iter().any(|one| one.qualifies_previous) && (qualifies(a, b) || qualifies(b, a))
    }
}

/// Containers that are stated right behind their places.
#[derive(Default)]
struct StatedContainers {
    /// Place and container, as numbers of the paired entities.
    pairs: FxHashSet<(usize, usize)>,
    /// The containers of these that are named elsewhere too.
    own_right: FxHashSet<usize>,
}

impl StatedContainers {
    fn of(occurrences: &[Occurrence], local: &[Option<u32>]) -> Self {
        let number = |index: usize| local[index].map(|number| number as usize);
        let stated = (1..occurrences.len()).filter(|&index| occurrences[index].qualifies_previous);
        let pairs: FxHashSet<_> = stated.filter_map(|index| Some((number(index - 1)?, number(index)?))).collect();
        if pairs.is_empty() {
            return Self::default();
        }
        let own_right =
            (0..occurrences.len()).filter(|&index| !occurrences[index].qualifies_previous).filter_map(number);
        Self { pairs, own_right: own_right.collect() }
    }
}

/// Of each pair of `count` entities, whether they are named at most `window` sentences apart.
fn near(
    occurrences: &[Occurrence],
    local: &[Option<u32>],
    window: u32,
    count: usize,
    stated: &StatedContainers,
) -> Vec<bool> {
    let mut near = vec![false; count * count.saturating_sub(1) / 2];
    // The sentence that named each entity last, in any way and in its own right.
    let (mut last, mut last_own) = (vec![None; count], vec![None; count]);
    for (occurrence, number) in occurrences.iter().zip(local) {
        let Some(number) = number.map(|number| number as usize) else { continue };
        let is_own = !occurrence.qualifies_previous;
        for other in (0..count).filter(|&other| other != number) {
            let seen = if stated.pairs.contains(&(number, other)) { last_own[other] } else { last[other] };
            let apart = is_own || !stated.pairs.contains(&(other, number));
            if apart && seen.is_some_and(|seen: u32| occurrence.sentence - seen <= window) {
                near[place_of(number, other)] = true;
            }
        }
        last[number] = Some(occurrence.sentence);
        if is_own {
            last_own[number] = Some(occurrence.sentence);
        }
    }
    near
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
        Together::of(occurrences, None).pairs().collect()
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
        let damascus = occurrence(4, 1);
        let syria_again = Occurrence { sentence: 1, ..syria };
        assert_eq!(pairs(&[aleppo, syria]), []);
        assert_eq!(pairs(&[occurrence(3, 0), aleppo, syria]), [(0, 1, 1), (0, 2, 1)]);
        assert_eq!(pairs(&[aleppo, syria, occurrence(2, 0)]), [(0, 1, 1)], "named once more in its own right");
        assert_eq!(pairs(&[aleppo, syria, occurrence(2, 1)]), [(0, 1, 0)], "in its own right, in another sentence");
        assert_eq!(pairs(&[aleppo, syria, damascus, syria_again]), [(0, 2, 0)], "twice, of two places");
    }

    #[test]
    fn a_window_pairs_what_stands_at_most_so_many_sentences_apart() {
        let text = [(1, 0), (2, 2), (3, 5), (1, 6)].map(|(e, s)| occurrence(e, s));
        let near = |window: u32| {
            let together = Together::of(&text, Some(window));
            together.pairs().map(|(a, b, _)| (a, b)).collect::<Vec<_>>()
        };
        assert_eq!(near(0), []);
        assert_eq!(near(1), [(0, 2)]);
        assert_eq!(near(2), [(0, 1), (0, 2)]);
        assert_eq!(near(3), [(0, 1), (0, 2), (1, 2)]);
        let syria = Occurrence { qualifies_previous: true, ..occurrence(2, 0) };
        let stated = Together::of(&[occurrence(1, 0), syria, occurrence(1, 1)], Some(5));
        assert_eq!(stated.pairs().count(), 0, "only said where the place is");
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
        let together = Together::of(&list, None);
        assert!(together.is_capped());
        assert_eq!(together.entities().len(), PAIRED_ENTITIES);
        assert!(together.entities().contains(&EntityRef::Listed(299)));
        assert!(!together.entities().contains(&EntityRef::Listed(250)));
    }
}
