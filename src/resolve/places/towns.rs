//! Small towns and counties, where the text says where they lie: `Solon, Iowa`, `Scott County`, `the village of ...`.

use std::sync::LazyLock;

use crate::gazetteer::{ContextKind, LONGEST_TOWN_NAME, Town};
use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::fold_hash;

use super::super::{Capital, Reading, longer};
use super::evidence::{follows_preposition, nation_of_city, opens_clause, told_by_seat};
use super::{Around, Class, class, contains, noun_before_of};

/// Adds the small places of a document, and puts right names that a stated region says are not the well-known place.
pub fn add(reading: &Reading, capitals: &[Capital], mentions: &mut Vec<Mention>, found: &mut Vec<Entity>) {
    let mut search = Search { reading, found, taken: Vec::new(), names: Vec::new(), near: None, towns: Vec::new() };
    search.beside_containers(mentions);
    search.called_of(capitals, mentions);
    search.seats(capitals, mentions);
    search.bare(capitals, mentions);
    let taken = search.taken;
    if taken.is_empty() {
        return;
    }
    mentions.retain(|old| !taken.iter().any(|new| new.span.overlaps(old.span)));
    mentions.extend(taken);
    mentions.sort_by_key(|mention| mention.first_token);
}

/// What a county has: the word that [`told_by_seat`] looks for.
static SEAT: LazyLock<u64> = LazyLock::new(|| fold_hash("seat"));

/// Whether the region or country holds the town.
fn holds(container: &Entity, town: &Town) -> bool {
    town.region == container.id || class(container) == Class::Country && town.country == container.country
}

struct Search<'s, 'd> {
    reading: &'s Reading<'d>,
    found: &'s mut Vec<Entity>,
    taken: Vec<Mention>,
    /// Names that a stated region gave a meaning: first and last token, place.
    names: Vec<(usize, usize, u32)>,
    /// What the document speaks of; gathered when a name asks for it.
    near: Option<Near<'d>>,
    /// The rows that were taken.
    towns: Vec<Town<'d>>,
}

/// The regions and countries that a document speaks of, in short lists.
#[derive(Default)]
struct Near<'d> {
    /// Mentions by id of the region.
    regions: Vec<(&'d str, u32)>,
    countries: Vec<&'d str>,
}

impl<'d> Near<'d> {
    fn of(reading: &Reading<'d>, mentions: &[Mention], towns: &[Town<'d>]) -> Self {
        let mut near = Self::default();
        for mention in mentions {
            let EntityRef::Listed(index) = mention.entity else { continue };
            let entity = reading.gazetteer.entity(index);
            if entity.kind == EntityType::Place {
                let region = if class(entity) == Class::Region { &entity.id } else { &entity.parent };
                near.add(region, &entity.country);
            }
        }
        towns.iter().for_each(|town| near.add(town.region, town.country));
        near
    }

    fn add(&mut self, region: &'d str, country: &'d str) {
        match self.regions.iter_mut().find(|(known, _)| *known == region) {
            Some((_, count)) => *count += 1,
            None if !region.is_empty() => self.regions.push((region, 1)),
            None => {}
        }
        if !self.countries.contains(&country) {
            self.countries.push(country);
        }
    }

    fn mentions_of(&self, region: &str) -> u32 {
        self.regions.iter().find(|(known, _)| *known == region).map_or(0, |(_, count)| *count)
    }
}

/// `at St Mary's`: a church or a ground.
fn is_owned_saint(reading: &Reading, first: usize, end: usize) -> bool {
    matches!(reading.surface(first), "St" | "St." | "Saint") && reading.surface(end) == "'s"
}

impl<'d> Search<'_, 'd> {
    /// `NAME, REGION`: walks back from every region and country.
    fn beside_containers(&mut self, mentions: &[Mention]) {
        for (index, mention) in mentions.iter().enumerate() {
            let EntityRef::Listed(container) = mention.entity else { continue };
            let entity = self.reading.gazetteer.entity(container);
            let holds = entity.kind == EntityType::Place && matches!(class(entity), Class::Country | Class::Region);
            if !holds || mention.rule == Rule::Demonym {
                continue;
            }
            let mut at = mention.first_token as usize;
            // At most twice: `Solon, Johnson County, Iowa`.
            for _ in 0..2 {
                match self.before(mention, at, container, &mentions[..index]) {
                    Some(first) => at = first,
                    None => break,
                }
            }
        }
    }

    /// Looks at the name before the comma at `at - 1`; gives its first token when it lies in the container.
    fn before(&mut self, holder: &Mention, at: usize, container: u32, mentions: &[Mention]) -> Option<usize> {
        let (reading, sentence) = (self.reading, holder.sentence);
        let mut mark = reading.before(sentence, at)?;
        // `, in southeastern Kentucky`; `, in the Idaho panhandle`.
        while reading.surface(mark) == "the" || reading.is_direction(mark) {
            mark = reading.before(sentence, mark)?;
        }
        let skipped = mark + 1 < at;
        let after_in = reading.surface(mark) == "in";
        if after_in {
            mark = reading.before(sentence, mark).filter(|&comma| reading.surface(comma) == ",").unwrap_or(mark);
        }
        let plain_in = after_in && reading.surface(mark) == "in";
        if skipped && !after_in {
            return None;
        }
        if !plain_in && !matches!(reading.surface(mark), "," | "(") {
            return None;
        }
        let start = reading.segmented.sentences[sentence as usize].first_token as usize;
        for first in mark.saturating_sub(LONGEST_TOWN_NAME).max(start)..mark {
            let clause = || {
                class(reading.gazetteer.entity(container)) == Class::Country
                    && opens_clause(reading, sentence, first, holder.end_token as usize)
            };
            if !self.may_be_name(sentence, first, mark)
                || clause()
                || plain_in && !follows_preposition(reading, sentence, first)
            {
                continue;
            }
            let old =
                mentions.iter().rev().take(4).find(|m| (m.first_token as usize) < mark && m.end_token as usize > first);
            match old.filter(|old| self.stays(old, first, container)) {
                Some(old) if old.end_token as usize == mark => return Some(old.first_token as usize),
                Some(_) => continue,
                None => {}
            }
            let tokens = &reading.segmented.tokens[first..mark];
            let country = reading.gazetteer.entity(container);
            let held = |town: &Town| holds(country, town);
            let best = reading.gazetteer.towns_named(tokens).filter(held).max_by_key(|town| town.population);
            if let Some(town) = best {
                let place = self.place(&town);
                self.take(sentence, first, mark, place);
                self.names.push((first, mark, place));
                return Some(first);
            }
        }
        None
    }

    /// `Cairo, the seat of Alexander County, Illinois`.
    fn seats(&mut self, capitals: &[Capital], mentions: &[Mention]) {
        // Few documents speak of a seat at all.
        if !self.reading.segmented.tokens.iter().any(|token| token.fold == *SEAT) {
            return;
        }
        for capital in capitals {
            let (sentence, first) = (capital.sentence, capital.token as usize);
            let limit = self.reading.segmented.sentences[sentence as usize].end_token as usize;
            let comma =
                (first + 1..=(first + LONGEST_TOWN_NAME).min(limit)).find(|&at| self.reading.surface(at) == ",");
            let Some(end) = comma else { continue };
            let holders = told_by_seat(self.reading, sentence, end);
            let old = || mentions.iter().find(|old| old.first_token <= capital.token && old.end_token > capital.token);
            if holders.is_empty()
                || old().is_some_and(|old| !self.is_city_outside(old, &holders))
                || !self.may_be_name(sentence, first, end)
            {
                continue;
            }
            self.take_held(sentence, first, end, &holders);
        }
    }

    /// Takes the largest town of that name that one of the holders holds; tells whether there is one.
    fn take_held(&mut self, sentence: u32, first: usize, end: usize, holders: &[&Entity]) -> bool {
        let held = |town: &Town| holders.iter().any(|holder| holds(holder, town));
        let tokens = &self.reading.segmented.tokens[first..end];
        let best = self.reading.gazetteer.towns_named(tokens).filter(held).max_by_key(|town| town.population);
        let Some(town) = best else { return false };
        let place = self.place(&town);
        self.take(sentence, first, end, place);
        self.names.push((first, end, place));
        true
    }

    /// `the Texas town of NAME`: looks at every name that a word for its kind stands before, and before that what holds it.
    fn called_of(&mut self, capitals: &[Capital], mentions: &[Mention]) {
        for capital in capitals {
            let (sentence, first) = (capital.sentence, capital.token as usize);
            if capital.first || self.reading.surface(first - 1) != "of" {
                continue;
            }
            let holders = nation_of_city(self.reading, sentence, first);
            let old = || mentions.iter().find(|old| old.first_token <= capital.token && old.end_token > capital.token);
            if holders.is_empty() || old().is_some_and(|old| !self.is_city_outside(old, &holders)) {
                continue;
            }
            let limit = self.reading.segmented.sentences[sentence as usize].end_token as usize;
            for end in (first + 1..=(first + LONGEST_TOWN_NAME).min(limit)).rev() {
                let is_name = self.may_be_name(sentence, first, end) && !self.goes_on(sentence, end);
                if is_name && self.take_held(sentence, first, end, &holders) {
                    break;
                }
            }
        }
    }

    /// Whether the mention is a listed city that none of the places holds.
    fn is_city_outside(&self, mention: &Mention, holders: &[&Entity]) -> bool {
        let EntityRef::Listed(index) = mention.entity else { return false };
        let city = self.reading.gazetteer.entity(index);
        city.kind == EntityType::Place
            && class(city) == Class::City
            && !holders.iter().any(|holder| contains(holder, city))
    }

    /// Whether what was found before is not to be replaced: people, organizations, regions, places that do lie there.
    fn stays(&self, old: &Mention, first: usize, container: u32) -> bool {
        let EntityRef::Listed(index) = old.entity else { return true };
        let entity = self.reading.gazetteer.entity(index);
        entity.kind != EntityType::Place
            || class(entity) != Class::City
            || old.first_token as usize <= first && contains(self.reading.gazetteer.entity(container), entity)
    }

    /// Whether `tokens[first..end]` is written like a name of its own: capitals, nothing of a name before it.
    fn may_be_name(&self, sentence: u32, first: usize, end: usize) -> bool {
        let reading = self.reading;
        let tokens = &reading.segmented.tokens[first..end];
        let capital = |shape: Shape| matches!(shape, Shape::Title | Shape::Mixed | Shape::Upper);
        let (Some(one), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        let inside = tokens.iter().all(|token| token.shape.is_word() || token.shape == Shape::Hyphen);
        let small = tokens.iter().filter(|token| token.shape == Shape::Lower).count();
        if !capital(one.shape) || !capital(last.shape) || !inside || small * 2 > tokens.len() {
            return false;
        }
        if end - first == 1 && reading.opens_sentence(sentence, first) && reading.gazetteer.words.is_word(one.fold) {
            return false;
        }
        let before = reading.before(sentence, first);
        let joined = before.is_some_and(|before| {
            let token = &reading.segmented.tokens[before];
            // `North Solon`; but not `The Scott County sheriff`, `In Solon`.
            let part = token.shape.is_capitalized()
                && one.space_before
                && !reading.is_covered(before)
                && !reading.names_day(before)
                && !reading.opens_sentence(sentence, before);
            part || token.shape == Shape::Hyphen
        });
        !joined && !longer::follows_given_name(reading, &reading.unlisted(sentence, first, end))
    }

    /// Names without a region beside them: those that a stated region explained, and small places of the regions that
    /// the document speaks of.
    fn bare(&mut self, capitals: &[Capital], mentions: &[Mention]) {
        let (mut next, mut done) = (0, 0);
        for capital in capitals {
            let at = capital.token as usize;
            while next < mentions.len() && mentions[next].end_token <= capital.token {
                next += 1;
            }
            let covering = mentions.get(next).filter(|mention| mention.first_token <= capital.token);
            let open = |mention: &Mention| self.is_city_before_noun(mention) || self.is_other_city(mention);
            if at < done || covering.is_some_and(|mention| !open(mention)) {
                continue;
            }
            if let Some(end) = self.bare_at(capitals, mentions, capital.sentence, at) {
                done = end;
            }
        }
    }

    /// `Jackson` of `Jackson County`.
    fn is_city_before_noun(&self, mention: &Mention) -> bool {
        let EntityRef::Listed(index) = mention.entity else { return false };
        let city = class(self.reading.gazetteer.entity(index)) == Class::City;
        city && self.reading.gazetteer.entity(index).kind == EntityType::Place
            && self.has_region_noun(mention.sentence, mention.end_token as usize)
    }

    /// A city taken with nothing beside it that speaks for it, whose name a stated region explained elsewhere in the document.
    fn is_other_city(&self, mention: &Mention) -> bool {
        let EntityRef::Listed(index) = mention.entity else { return false };
        let told = || {
            let candidate = self.reading.candidate_at(mention.first_token as usize);
            candidate.is_some_and(|candidate| Around::of(self.reading, candidate).holds_something())
        };
        !self.names.is_empty()
            && matches!(mention.rule, Rule::Name | Rule::Context)
            && class(self.reading.gazetteer.entity(index)) == Class::City
            && !told()
            && self.known_name(mention.sentence, mention.first_token as usize).is_some()
    }

    fn has_region_noun(&self, sentence: u32, at: usize) -> bool {
        self.reading.within(sentence, at).is_some_and(|noun| {
            self.reading.segmented.tokens[noun].shape == Shape::Title
                && self.reading.is_context(noun, &[ContextKind::RegionNoun])
        })
    }

    fn bare_at(&mut self, capitals: &[Capital], mentions: &[Mention], sentence: u32, at: usize) -> Option<usize> {
        let reading = self.reading;
        let known = if self.names.is_empty() { None } else { self.known_name(sentence, at) };
        let division = || (1..=3).any(|words| self.has_region_noun(sentence, at + words));
        let called = noun_before_of(reading, sentence, at);
        let called = called.is_some_and(|noun| reading.is_context(noun, &[ContextKind::Of]));
        // A preposition may open the sentence: `In Solon`.
        let preposition = called || follows_preposition(reading, sentence, at);
        if known.is_none() && !preposition && !division() {
            return None;
        }
        if let Some((end, place)) = known {
            self.take(sentence, at, end, place);
            return Some(end);
        }
        let limit = reading.segmented.sentences[sentence as usize].end_token as usize;
        for end in (at + 1..=(at + LONGEST_TOWN_NAME).min(limit)).rev() {
            let tokens = &reading.segmented.tokens[at..end];
            if !self.may_be_name(sentence, at, end)
                || self.goes_on(sentence, end)
                || is_owned_saint(reading, at, end)
                || !preposition && !self.is_division(end)
            {
                continue;
            }
            let single = end == at + 1;
            let fold = reading.segmented.tokens[at].fold;
            let doubtful = reading.gazetteer.words.is_word(fold)
                || reading.gazetteer.is_given_name(fold)
                || reading.gazetteer.context.is(fold, ContextKind::Calendar);
            if single && (doubtful || self.is_surname(capitals, fold)) {
                return None;
            }
            let rows: Vec<Town> = reading.gazetteer.towns_named(tokens).collect();
            if rows.is_empty() {
                continue;
            }
            if self.near.is_none() {
                self.near = Some(Near::of(reading, mentions, &self.towns));
            }
            let near = self.near.as_ref()?;
            let of_region = |town: &Town| near.mentions_of(town.region);
            let best = rows.iter().max_by_key(|town| (of_region(town), town.population))?;
            let only = rows.iter().filter(|town| near.countries.contains(&town.country)).count() == 1;
            let enough = of_region(best) > 0 || (called || !single) && only && near.countries.contains(&best.country);
            if !enough {
                return None;
            }
            let place = self.place(best);
            self.take(sentence, at, end, place);
            return Some(end);
        }
        None
    }

    /// Whether a given name stands before the word anywhere in the document.
    fn is_surname(&self, capitals: &[Capital], fold: u64) -> bool {
        capitals.iter().filter(|word| self.reading.segmented.tokens[word.token as usize].fold == fold).any(|word| {
            let at = word.token as usize;
            longer::follows_given_name(self.reading, &self.reading.unlisted(word.sentence, at, at + 1))
        })
    }

    /// Whether the word before `end` says that the name is a division's: `Scott County`.
    fn is_division(&self, end: usize) -> bool {
        self.reading.is_context(end - 1, &[ContextKind::RegionNoun])
    }

    /// Whether a name goes on at `end`.
    fn goes_on(&self, sentence: u32, end: usize) -> bool {
        self.reading.within(sentence, end).is_some_and(|next| {
            let token = &self.reading.segmented.tokens[next];
            matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Upper)
                && token.space_before
                && !self.reading.gazetteer.context.is(token.fold, ContextKind::Calendar)
        })
    }

    /// The name at `at`, if a stated region explained it elsewhere.
    fn known_name(&self, sentence: u32, at: usize) -> Option<(usize, u32)> {
        let tokens = &self.reading.segmented.tokens;
        let same = |first: usize, last: usize| {
            at != first
                && at + (last - first) <= tokens.len()
                && (0..last - first).all(|offset| tokens[at + offset].fold == tokens[first + offset].fold)
        };
        let (first, last, place) = *self.names.iter().find(|(first, last, _)| same(*first, *last))?;
        let end = at + (last - first);
        let whole = self.reading.within(sentence, end - 1).is_some()
            && !self.goes_on(sentence, end)
            && self.may_be_name(sentence, at, end);
        whole.then_some((end, place))
    }

    /// The number of the town among the document's own entities.
    fn place(&mut self, town: &Town<'d>) -> u32 {
        self.towns.push(*town);
        let entity = town.entity();
        let known = self.found.iter().position(|found| found.id == entity.id);
        known.unwrap_or_else(|| {
            self.found.push(entity);
            self.found.len() - 1
        }) as u32
    }

    fn take(&mut self, sentence: u32, first: usize, end: usize, place: u32) {
        let candidate = self.reading.unlisted(sentence, first, end);
        let mention = super::super::mention(&candidate, 0, Rule::Context, 0.85);
        self.taken.push(Mention { entity: EntityRef::Found(place), ..mention });
    }
}
