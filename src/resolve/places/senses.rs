//! One sense in a document: a bare name means what the document told of it elsewhere (`Paris, Texas ... everyone in Paris`), and a
//! region takes the name that it shares with a country or capital where the document stands on its ground (`Georgia` beside Atlanta).

use crate::gazetteer::{ContextKind, Gazetteer, Meaning, NameKind};
use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::spot::Candidate;

use super::super::{Open, Reading, document_evidence, mention, names};
use super::{
    Around, Class, Evidence, KNOWN_CITY, KNOWN_REGIONS, class, contains, follows_preposition, has_place_words,
    opens_dateline,
};

/// Gives bare names of places the one meaning that the document tells for them; where it tells several, or none, or speaks of the country
/// that bears the name, they stay as they are.
pub fn agree(reading: &Reading, mentions: &mut [Mention]) {
    for named in of_several_senses(reading, mentions) {
        let told: Vec<Option<Told>> = named.iter().map(|&index| told_by(reading, &mentions[index])).collect();
        let Some(sense) = only(told.iter().flatten().map(|told| told.place)) else { continue };
        let place = reading.gazetteer.entity(sense);
        let located = told.iter().flatten().any(|told| told.located);
        let is_spoken_of = |country: &str| {
            let others = mentions.iter().enumerate().filter(|(index, _)| !named.contains(index));
            others.filter_map(|(_, other)| listed(reading, other)).any(|other| other.country == country)
        };
        let outdone = |index: usize| {
            listed_place(reading, &mentions[index]).is_some_and(|(_, other)| {
                is_outdone(other, place, located)
                    && !(class(other) == Class::Country
                        && class(place) != Class::Country
                        && is_spoken_of(&other.country))
            })
        };
        let bare = named.iter().zip(&told).filter(|(_, told)| told.is_none()).map(|(&index, _)| index);
        for index in bare.filter(|&index| outdone(index)).collect::<Vec<_>>() {
            mentions[index] =
                Mention { entity: EntityRef::Listed(sense), rule: Rule::Context, confidence: 0.8, ..mentions[index] };
        }
    }
}

/// What the words beside a mention tell.
struct Told {
    place: u32,
    /// Whether they name what holds it.
    located: bool,
}

/// Whether the document's word for one place speaks against another: towns of one name and countries give way, but a capital keeps its name
/// beside a region of its country (`SEATTLE, Washington ... officials in Washington`), and a country beside its `Mexico city`.
fn is_outdone(other: &Entity, told: &Entity, located: bool) -> bool {
    let town_of_it = class(other) == Class::Country && class(told) == Class::City && !located;
    let capital = other.subtype == "capital" && class(told) == Class::Region && other.country == told.country;
    !(town_of_it || capital || contains(told, other) || contains(other, told))
}

fn listed<'d>(reading: &Reading<'d>, mention: &Mention) -> Option<&'d Entity> {
    match mention.entity {
        EntityRef::Listed(index) => Some(reading.gazetteer.entity(index)),
        EntityRef::Found(_) => None,
    }
}

/// The one value of all, if they are equal.
fn only(mut values: impl Iterator<Item = u32>) -> Option<u32> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// Mentions of listed places by name, where one name was given several meanings.
fn of_several_senses(reading: &Reading, mentions: &[Mention]) -> Vec<Vec<usize>> {
    let named = |(index, mention)| Some((listed_place(reading, mention)?.0.group, index));
    let mut named: Vec<(u32, usize)> = mentions.iter().enumerate().filter_map(named).collect();
    named.sort_unstable();
    let of_one_name = named.chunk_by(|one, other| one.0 == other.0);
    let entity = |&(_, index): &(u32, usize)| mentions[index].entity;
    let several = of_one_name.filter(|same| same.iter().any(|one| entity(one) != entity(&same[0])));
    several.map(|same| same.iter().map(|(_, index)| *index).collect()).collect()
}

/// The candidate and place of a mention that its name alone, or its document, decided.
fn listed_place<'d>(reading: &Reading<'d>, mention: &Mention) -> Option<(&'d Candidate, &'d Entity)> {
    let EntityRef::Listed(index) = mention.entity else { return None };
    let place = reading.gazetteer.entity(index);
    if place.kind != EntityType::Place || !matches!(mention.rule, Rule::Name | Rule::Context) {
        return None;
    }
    let candidate = reading.candidate_at(mention.first_token as usize)?;
    (candidate.span == mention.span && class(place) != Class::Other).then_some((candidate, place))
}

/// What the words beside a mention say for the place that it was taken for.
fn evidence_of(reading: &Reading, mention: &Mention) -> Option<(u32, Evidence)> {
    let EntityRef::Listed(index) = mention.entity else { return None };
    let (candidate, _) = listed_place(reading, mention)?;
    let meanings = reading.gazetteer.names().meanings(candidate.group);
    let meaning = meanings.iter().find(|meaning| meaning.entity == index)?;
    Some((index, Around::of(reading, candidate).evidence(reading, meaning)))
}

/// What the words beside a mention tell beyond doubt; a name that opens a dateline alone tells that its best known place is meant.
fn told_by(reading: &Reading, mention: &Mention) -> Option<Told> {
    let (place, evidence) = evidence_of(reading, mention)?;
    let located = evidence.contained || evidence.contains;
    let dateline = || listed_place(reading, mention).is_some_and(|(candidate, _)| opens_dateline(reading, candidate));
    (located || evidence.in_row || evidence.kind || dateline()).then_some(Told { place, located })
}

/// Gives a country's name that is a weak one of another to that other, where the document names what is of it and nothing else of the first:
/// `Congo` beside Brazzaville.
pub fn turn_countries(reading: &Reading, mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        let mention = &mentions[index];
        let EntityRef::Listed(place) = mention.entity else { continue };
        let place = reading.gazetteer.entity(place);
        if place.subtype != "country" || mention.rule == Rule::Demonym {
            continue;
        }
        let Some(candidate) = reading.candidate_at(mention.first_token as usize) else { continue };
        let rival = reading.gazetteer.names().meanings(candidate.group).iter().find(|other| {
            let entity = reading.gazetteer.entity(other.entity);
            other.weak && entity.subtype == "country" && entity.country != place.country
        });
        let Some(rival) = rival else { continue };
        let names = |country: &str| {
            let others = mentions.iter().filter(|other| other.entity != mention.entity);
            others.filter_map(|other| listed(reading, other)).any(|other| other.country == country)
        };
        if names(&reading.gazetteer.entity(rival.entity).country) && !names(&place.country) {
            let entity = EntityRef::Listed(rival.entity);
            mentions[index] = Mention { entity, rule: Rule::Context, confidence: 0.8, ..mentions[index] };
        }
    }
}

/// A town with this share (one in so many) of the people of a better known one may be meant where the document is in its country.
const LESSER_TOWN: u32 = 10;
/// A town of fewer people is known to few readers even there.
const LEAST_TOWN: u32 = 40_000;
/// The same where the document names the country or a public body of it, and nothing of another.
const LEAST_AT_HOME: u32 = 15_000;
/// Towns named around one, with its region, tell that it is meant, however small.
const NEIGHBOURS: usize = 2;
/// Degrees of latitude within which towns are neighbours: some 220 km.
const NEAR: f32 = 2.0;
/// So many mentions of a country make it the ground of a document.
const OF_ITS_COUNTRY: usize = 2;

/// Gives the name of a town to the one of that name in the country or region that the document speaks of, where nothing else of the better
/// known one's country is named: `Tripoli` beside Beirut, `Odessa` beside Texas.
pub fn turn_towns(reading: &Reading, mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        let Some((candidate, place)) = listed_place(reading, &mentions[index]) else { continue };
        let meanings = reading.gazetteer.names().meanings(candidate.group);
        if class(place) != Class::City || meanings.len() == 1 {
            continue;
        }
        let others = || mentions.iter().filter(|other| other.entity != mentions[index].entity);
        let of_country = |country: &str| {
            others().filter_map(|other| listed(reading, other)).filter(|other| other.country == country).count()
        };
        if of_country(&place.country) > 0 {
            continue;
        }
        let rivals = meanings.iter().filter(|meaning| {
            let town = reading.gazetteer.entity(meaning.entity);
            let other = class(town) == Class::City
                && !meaning.weak
                && meaning.priority == 0
                && town.country != place.country
                && town.id != place.id;
            let named = |of: &dyn Fn(&Entity) -> bool| others().filter_map(|other| listed(reading, other)).any(of);
            let region = || named(&|other| other.id == town.parent);
            // `Perth` beside Scotland: only capitals are named wherever news is made.
            let least = || if place.subtype != "capital" && region() { 0 } else { place.population / LESSER_TOWN };
            // `London` beside Ontario, Windsor and Kitchener.
            let near = |other: &Entity| class(other) == Class::City && are_within(other, town, NEAR);
            let among = || {
                let mut near: Vec<&str> = others()
                    .filter_map(|other| listed(reading, other))
                    .filter(|other| near(other))
                    .map(|other| other.id.as_str())
                    .collect();
                near.sort_unstable();
                near.dedup();
                near.len() >= NEIGHBOURS && region()
            };
            let at_home = || others().any(|other| is_of_state(reading, other, &town.country));
            // Whom Venezuela's police hold in Trujillo they hold in Venezuela's, where the other is no city that the world knows.
            let lesser = || place.population < KNOWN_CITY && town.population >= LEAST_AT_HOME && at_home();
            let known = || town.population >= LEAST_TOWN.max(least()) || lesser() || among();
            // Athletes of the United States have been to Athens: in a large country it takes the region.
            let ground = || {
                of_country(&town.country) >= OF_ITS_COUNTRY
                    && !KNOWN_REGIONS.contains(&town.country.as_str())
                    && named(&|other| other.country == town.country && class(other) == Class::City)
            };
            // `Lebanese soldiers ... Tripoli`: no other country is named at all.
            let alone = || {
                let mut countries = others().filter_map(|other| listed(reading, other)).map(|other| &other.country);
                (of_country(&town.country) >= OF_ITS_COUNTRY || at_home())
                    && !KNOWN_REGIONS.contains(&town.country.as_str())
                    && countries.all(|country| country.is_empty() || *country == town.country)
            };
            other && known() && (region() || ground() || alone())
        });
        let rival = rivals.max_by_key(|meaning| of_country(&reading.gazetteer.entity(meaning.entity).country));
        let Some(rival) = rival else { continue };
        if evidence_of(reading, &mentions[index]).is_none_or(|(_, evidence)| !evidence.is_any())
            && !super::is_dateline(reading, candidate)
        {
            let entity = EntityRef::Listed(rival.entity);
            mentions[index] = Mention { entity, rule: Rule::Context, confidence: 0.8, ..mentions[index] };
        }
    }
}

/// Words that join a town's name to what tells it from others of that name.
const JOINTS: [&str; 19] = [
    "am", "an", "by", "da", "das", "de", "del", "do", "dos", "en", "im", "la", "le", "of", "on", "over", "sur",
    "under", "upon",
];

/// Gives the first words of a longer town's name to that town: `Santiago de Cuba ... in Santiago`, where nothing else of the country of the
/// other one is named.
pub fn turn_shortened(reading: &Reading, mentions: &mut [Mention]) {
    let fold = |at: u32| reading.segmented.tokens[at as usize].fold;
    for index in 0..mentions.len() {
        let short = &mentions[index];
        let Some((candidate, place)) = listed_place(reading, short).filter(|(_, place)| class(place) == Class::City)
        else {
            continue;
        };
        let length = short.end_token - short.first_token;
        let opens = |long: &&Mention| {
            let joint = long.first_token + length;
            joint + 1 < long.end_token
                && JOINTS.contains(&reading.surface(joint as usize).to_lowercase().as_str())
                && (0..length).all(|at| fold(short.first_token + at) == fold(long.first_token + at))
                && listed(reading, long).is_some_and(|town| class(town) == Class::City)
        };
        let Some(long) = mentions.iter().find(opens).map(|long| long.entity) else { continue };
        let of_other = |other: &Mention| {
            other.entity != short.entity && listed(reading, other).is_some_and(|other| other.country == place.country)
        };
        let abroad = short.entity != long && !mentions.iter().any(of_other);
        if abroad
            && evidence_of(reading, short).is_none_or(|(_, evidence)| !evidence.is_any())
            && !super::is_dateline(reading, candidate)
        {
            mentions[index] = Mention { entity: long, rule: Rule::Context, confidence: 0.8, ..mentions[index] };
        }
    }
}

/// Gives names of countries to the regions that share them, where the document is about the region's places and not about theirs; open
/// names are taken out of the list when they are decided so.
pub fn prefer_regions(reading: &Reading, mentions: &mut Vec<Mention>, open: &mut Vec<Open>) {
    let rival = |name: &Open| {
        let entity = |meaning: &&Meaning| reading.gazetteer.entity(meaning.entity);
        let country = name.meanings.iter().map(entity).find(|place| place.subtype == "country")?;
        let region = region_of_name(reading, &name.candidate, country)?;
        let around = Around::of(reading, &name.candidate);
        let told = name.meanings.iter().any(|meaning| around.evidence(reading, meaning).is_any());
        (!told && !names::is_final(name.reason)).then_some((region, country))
    };
    let rivals: Vec<Option<(u32, &Entity)>> = open.iter().map(rival).collect();
    let mut ground = rivals.iter().any(Option::is_some).then(|| Ground::of(reading, mentions, open));
    turn_to_regions(reading, mentions, &mut ground, |place| place.subtype == "country");
    let mut rivals = rivals.into_iter();
    open.retain(|name| {
        let Some((region, country)) = rivals.next().flatten() else { return true };
        let about = ground.as_ref().is_some_and(|ground| ground.is_about(reading, &name.candidate, region, country));
        if about {
            mentions.push(mention(&name.candidate, region, Rule::Context, 0.8));
        }
        !about
    });
}

/// The same for names of countries and capitals that were decided, once all names are.
pub fn turn_regions(reading: &Reading, mentions: &mut [Mention]) {
    turn_to_regions(reading, mentions, &mut None, |place| matches!(place.subtype.as_str(), "country" | "capital"));
}

fn turn_to_regions<'d>(
    reading: &Reading<'d>,
    mentions: &mut [Mention],
    ground: &mut Option<Ground<'d>>,
    gives_way: impl Fn(&Entity) -> bool,
) {
    let mut turned = Vec::new();
    for (index, found) in mentions.iter().enumerate() {
        let Some((candidate, place)) = listed_place(reading, found).filter(|(_, place)| gives_way(place)) else {
            continue;
        };
        // Few countries and capitals share their name with a region: that is asked first.
        if let Some(region) = region_of_name(reading, candidate, place)
            && evidence_of(reading, found).is_none_or(|(_, evidence)| !evidence.is_any())
            && ground
                .get_or_insert_with(|| Ground::of(reading, mentions, &[]))
                .is_about(reading, candidate, region, place)
        {
            turned.push((index, region));
        }
    }
    for (index, region) in turned {
        mentions[index] =
            Mention { entity: EntityRef::Listed(region), rule: Rule::Context, confidence: 0.8, ..mentions[index] };
    }
}

/// The region that bears the name too, and does not lie around the place.
fn region_of_name(reading: &Reading, candidate: &Candidate, place: &Entity) -> Option<u32> {
    let meanings = reading.gazetteer.names().meanings(candidate.group).iter();
    let regions = meanings.filter(|meaning| meaning.kind != NameKind::Demonym && meaning.priority == 0);
    let regions =
        regions.map(|meaning| (meaning.entity, reading.gazetteer.entity(meaning.entity))).filter(|(_, other)| {
            other.subtype == "region"
                && !contains(other, place)
                && (place.subtype == "capital") == (other.country == place.country)
        });
    regions.max_by_key(|(_, region)| region.population).map(|(index, _)| index)
}

/// Degrees of latitude within which regions are neighbours: some 650 km.
const NEIGHBOURING: f32 = 6.0;

/// Degrees within which another country's name speaks of the part of the world: some 1,100 km.
const SURROUNDINGS: f32 = 10.0;

/// What a document is about, as far as regions go.
#[derive(Default)]
struct Ground<'d> {
    /// Regions in which named towns lie, with the sentence.
    of_towns: Vec<(u32, &'d str)>,
    /// Regions named.
    regions: Vec<&'d Entity>,
    /// Countries of everything named.
    countries: Vec<&'d str>,
    /// Countries that are named, with the sentence.
    nations: Vec<(u32, &'d Entity)>,
    /// Countries whose governments, parliaments, armies or landmarks are named.
    governments: Vec<&'d str>,
    /// Whether an office or body of a region is named: `the governor`.
    office: bool,
}

impl<'d> Ground<'d> {
    /// In: what is decided, and what is not yet.
    fn of(reading: &Reading<'d>, mentions: &[Mention], open: &[Open<'d>]) -> Self {
        let gazetteer: &'d Gazetteer = reading.gazetteer;
        let tokens = &reading.segmented.tokens;
        let office = (0..tokens.len()).any(|at| {
            matches!(tokens[at].shape, Shape::Lower | Shape::Title)
                && reading.is_context(at, &[ContextKind::RegionOffice])
        });
        let mut ground = Self { office, ..Self::default() };
        for found in mentions {
            let EntityRef::Listed(index) = found.entity else { continue };
            let entity = gazetteer.entity(index);
            match (entity.kind, class(entity)) {
                _ if is_national(entity) => ground.governments.push(&entity.country),
                (EntityType::Place, Class::City) if !entity.parent.is_empty() => {
                    ground.of_towns.push((found.sentence, &entity.parent));
                }
                (EntityType::Place, Class::Region) => ground.regions.push(entity),
                (EntityType::Place, Class::Country) => ground.nations.push((found.sentence, entity)),
                _ => {}
            }
            if entity.subtype != "capital" || found.rule != Rule::Name {
                ground.countries.push(&entity.country);
            }
        }
        ground.of_towns.extend(open.iter().filter_map(|name| likely_town(reading, name)));
        ground
    }

    /// Whether the document stands in the region and not in the country or capital that the candidate may mean too.
    fn is_about(&self, reading: &Reading, candidate: &Candidate, region: u32, place: &Entity) -> bool {
        let region = reading.gazetteer.entity(region);
        let town = self.of_towns.iter().any(|(_, parent)| *parent == region.id);
        let neighbour = self.regions.iter().any(|other| are_neighbours(other, region));
        if place.subtype == "country" {
            let town_beside = || {
                self.of_towns.iter().any(|(sentence, parent)| *sentence == candidate.sentence && *parent == region.id)
            };
            // `Russia sent troops into Georgia`.
            let around = |(sentence, other): &(u32, &Entity)| {
                other.country != region.country
                    && (are_within(other, place, SURROUNDINGS) || *sentence == candidate.sentence && !town_beside())
            };
            return (town || neighbour)
                && !self.countries.iter().any(|country| *country == place.country)
                && !self.nations.iter().any(around);
        }
        let speaks = || {
            let verb = reading.within(candidate.sentence, candidate.end_token as usize);
            verb.is_some_and(|verb| reading.is_context(verb, &[ContextKind::Speaks]))
                && !follows_preposition(reading, candidate.sentence, candidate.first_token as usize)
        };
        town && (neighbour || self.office)
            && !self.governments.iter().any(|country| *country == place.country)
            && !super::is_dateline(reading, candidate)
            && !speaks()
    }
}

/// The sentence and region of an undecided town: the largest of its name, where it stands as a place.
fn likely_town<'d>(reading: &Reading<'d>, name: &Open<'d>) -> Option<(u32, &'d str)> {
    let places = name.meanings.iter().map(|meaning| reading.gazetteer.entity(meaning.entity));
    let town = places.max_by_key(|place| place.population)?;
    let stands =
        class(town) == Class::City && has_place_words(reading, &name.candidate) && !names::is_final(name.reason);
    (stands && town.kind == EntityType::Place).then_some((name.candidate.sentence, town.parent.as_str()))
}

/// Whether somebody or something of a national government is named.
fn is_national(entity: &Entity) -> bool {
    match entity.kind {
        EntityType::Organization => {
            matches!(entity.subtype.as_str(), "government" | "parliament" | "military" | "intelligence" | "court")
        }
        EntityType::Person => entity.code.ends_with("GOV") || entity.code.ends_with("LEG"),
        EntityType::Place => entity.subtype == "landmark",
    }
}

/// Whether a mention is a country's name or a public body of it: who comes from there is met elsewhere, these are not.
fn is_of_state(reading: &Reading, mention: &Mention, country: &str) -> bool {
    let entity = listed(reading, mention).filter(|entity| entity.country == country);
    mention.rule != Rule::Demonym
        && entity.is_some_and(|entity| match entity.kind {
            EntityType::Organization => document_evidence::PUBLIC_BODIES.contains(&entity.subtype.as_str()),
            _ => entity.subtype == "country",
        })
}

/// Whether two regions of one country lie side by side, or nearly so.
fn are_neighbours(one: &Entity, other: &Entity) -> bool {
    one.id != other.id && one.country == other.country && are_within(one, other, NEIGHBOURING)
}

/// Whether two places are less than so many degrees of latitude apart.
fn are_within(one: &Entity, other: &Entity, degrees: f32) -> bool {
    one.coordinates
        .zip(other.coordinates)
        .is_some_and(|(one, other)| document_evidence::are_within(one, other, degrees))
}
