//! Found names against what the lists gave: which are names at all, where they end, and whether a listed name that is part of one gives way.
//!
//! In: what the finder gave, the mentions of listed names. Out: the found names to take; listed ones that are only parts of them are gone.

use crate::gazetteer::{ContextKind, Meaning, NameKind};
use crate::model::{Entity, EntityRef, EntityType, Mention, Rule, Shape};
use crate::segment::{fold_hash, is_starter};
use crate::spot::found::FoundName;

use super::{Reading, Resolved, fitting_meanings, longer, owners, places};

/// A name is taken when the finder is this sure: below it, most were wrong in news.
const SURE: f32 = 0.57;

/// In text without capitals it must be surer.
const SURE_SMALL: f32 = 0.6;

/// An ordinary word that opens a sentence is a name when the finder is this sure.
const SURE_OF_OPENING: f32 = 0.7;

/// A listed name yields to a longer one when the finder is this sure.
const SURE_OVER_LIST: f32 = 0.6;

/// Found names against what the lists gave.
pub(super) struct Weighing<'a, 'd> {
    pub reading: &'a Reading<'d>,
    pub resolved: &'a mut Resolved,
}

impl Weighing<'_, '_> {
    /// The names to take; listed names that are only parts of them are gone afterwards.
    pub fn taken(self, names: Vec<FoundName>) -> Vec<FoundName> {
        let mentions = &mut self.resolved.mentions;
        let mut dropped = vec![false; mentions.len()];
        let mut taken = Vec::with_capacity(names.len());
        let mut next = 0;
        for mut name in names {
            self.reading.mend_span(&mut name);
            self.reading.drop_day(&mut name);
            self.reading.add_second_part(&mut name);
            let sure = if name.small { SURE_SMALL } else { SURE };
            while mentions.get(next).is_some_and(|mention| mention.end_token <= name.first_token) {
                next += 1;
            }
            let overlapping =
                mentions[next..].iter().take_while(|mention| mention.first_token < name.end_token).count();
            if name.confidence < sure || self.reading.is_no_name(&name) {
                continue;
            }
            if overlapping == 1 && self.reading.is_same_person(&mentions[next], &name) {
                self.reading.extend(&mut mentions[next], &name);
                continue;
            }
            let inside = &mentions[next..next + overlapping];
            let joins = || self.reading.joins_listed(inside, &name);
            if overlapping > 0 && (joins() || !self.reading.yields(inside, &name, &self.resolved.found)) {
                continue;
            }
            dropped[next..next + overlapping].fill(true);
            // The first partner of a firm may have been found as somebody.
            taken.pop_if(|last: &mut FoundName| last.end_token > name.first_token);
            taken.push(name);
        }
        let mut dropped = dropped.into_iter();
        mentions.retain(|_| !dropped.next().unwrap_or_default());
        taken
    }
}

impl Reading<'_> {
    fn kind(&self, mention: &Mention, found: &[Entity]) -> EntityType {
        match mention.entity {
            EntityRef::Listed(index) => self.gazetteer.entity(index).kind,
            EntityRef::Found(index) => found[index as usize].kind,
        }
    }

    /// `Wang Chao-ming`: a family name that stands first has the whole given name behind it; but `George Bush-style`.
    fn add_second_part(&self, name: &mut FoundName) {
        let end = name.end_token as usize;
        let part = |at: usize, shape: Shape| {
            let token = self.within(name.sentence, at).map(|at| &self.segmented.tokens[at]);
            token.is_some_and(|token| token.shape == shape && !token.space_before)
        };
        if name.kind == EntityType::Person
            && end - name.first_token as usize == 2
            && part(end, Shape::Hyphen)
            && part(end + 1, Shape::Lower)
            && !self.gazetteer.words.is_common(self.segmented.tokens[end + 1].fold)
            && owners::opens_with_surname(self, name.first_token as usize)
        {
            name.end_token += 2;
        }
    }

    /// `Hutton Friday`, `New York May`: no day ends a person's name, and no month a place's.
    fn drop_day(&self, name: &mut FoundName) {
        let last = name.end_token as usize - 1;
        let day = || match name.kind {
            EntityType::Person => self.surface(last).ends_with("day"),
            EntityType::Place => true,
            EntityType::Organization => false,
        };
        if last > name.first_token as usize && self.is_context(last, &[ContextKind::Calendar]) && day() {
            name.end_token -= 1;
        }
    }

    /// Whether the name is that of a listed person, with more of it than the list's rules took (`de Klerk`, `Abdel-Jalil`).
    fn is_same_person(&self, mention: &Mention, name: &FoundName) -> bool {
        let EntityRef::Listed(index) = mention.entity else { return false };
        let entity = self.gazetteer.entity(index);
        let known = |word: &str| entity.name.split([' ', '-']).any(|part| fold_hash(part) == fold_hash(word));
        let mut words = (name.first_token as usize..name.end_token as usize)
            .filter(|&at| self.segmented.tokens[at].shape.is_word())
            .map(|at| self.surface(at));
        entity.kind == EntityType::Person
            && name.kind == EntityType::Person
            && mention.first_token >= name.first_token
            && mention.end_token <= name.end_token
            && words.all(known)
    }

    /// Makes the mention as long as the name.
    fn extend(&self, mention: &mut Mention, name: &FoundName) {
        let tokens = &self.segmented.tokens;
        (mention.first_token, mention.end_token) = (name.first_token, name.end_token);
        mention.span = tokens[name.first_token as usize].span.join(tokens[name.end_token as usize - 1].span);
    }

    /// Whether all mentions are only parts of the name.
    fn yields(&self, mentions: &[Mention], name: &FoundName, found: &[Entity]) -> bool {
        let longer = |mention: &Mention| {
            let whole = mention.first_token >= name.first_token && mention.end_token <= name.end_token;
            let shorter = mention.end_token - mention.first_token < name.end_token - name.first_token;
            let same = self.kind(mention, found) == name.kind && mention.rule != Rule::Demonym;
            // `al-Kasasbeh` in `Safi al-Kasasbeh` is no full name.
            let several = mention.end_token - mention.first_token > 1 && mention.rule != Rule::Surname;
            // A person named in full, or by an office, gives way only to what ends as an organization does.
            let told = several || mention.rule == Rule::TitleSurname;
            let full = told && self.kind(mention, found) == EntityType::Person;
            // `Prime Minister Netanyahu of Israel`
            let office_of = || {
                self.kind(mention, found) == EntityType::Person
                    && self.surface(mention.end_token as usize) == "of"
                    && places::is_country_at(self, mention.end_token as usize + 1)
                    && self.follows_title(&FoundName { first_token: mention.first_token, ..*name })
            };
            whole && shorter && !office_of() && (!full || !same && self.is_named_organization(name))
        };
        // "U.N. COUNCIL CONDEMNS": where all is in capitals, ordinary words go on no name.
        let inside = |at: u32| mentions.iter().any(|mention| (mention.first_token..mention.end_token).contains(&at));
        let ordinary = |at: u32| self.gazetteer.words.is_word(self.segmented.tokens[at as usize].fold);
        let all_caps = self.segmented.sentences[name.sentence as usize].all_caps;
        let shouted = all_caps && (name.first_token..name.end_token).all(|at| inside(at) || ordinary(at));
        name.confidence >= SURE_OVER_LIST && !shouted && mentions.iter().all(longer)
    }

    /// `Arab Movement of Azawad and Denmark`, `Nepal-Cape Verde`, `Inter-Services Intelligence of Pakistan`: a country and what else is listed, joined
    /// by a word or mark; after `of` a body's own; `Meanwhile Canada`: a word that opens the sentence.
    fn joins_listed(&self, mentions: &[Mention], name: &FoundName) -> bool {
        let listed = |mention: &Mention| match mention.entity {
            EntityRef::Listed(index) => Some(self.gazetteer.entity(index)),
            EntityRef::Found(_) => None,
        };
        let country = |mention: &Mention| {
            listed(mention).filter(|place| place.subtype == "country" && mention.rule != Rule::Demonym)
        };
        let whole = |mention: &Mention| mention.end_token - mention.first_token > 1 && mention.rule != Rule::Demonym;
        match mentions {
            [one, two] if two.end_token == name.end_token && one.end_token + 1 == two.first_token => {
                let (Some(named), Some(_)) = (listed(one), listed(two)) else { return false };
                let pair = || match (country(one), country(two)) {
                    (Some(_), Some(_)) => true,
                    (Some(_), None) => whole(two),
                    (None, Some(_)) => whole(one),
                    (None, None) => false,
                };
                let own = || {
                    let country = country(two).is_some_and(|country| country.country == named.country);
                    named.kind == EntityType::Organization && whole(one) && country
                };
                one.first_token <= name.first_token + 1
                    && match self.surface(one.end_token as usize) {
                        "and" | "&" | "-" | "–" => pair(),
                        "of" => own(),
                        _ => false,
                    }
            }
            [place] if place.end_token == name.end_token && place.first_token == name.first_token + 1 => {
                let first = name.first_token as usize;
                let adverb = is_starter(self.surface(first));
                adverb && self.opens_sentence(name.sentence, first) && country(place).is_some()
            }
            _ => false,
        }
    }

    /// Whether what was found cannot be a name: no letters, nothing but one capital, a currency (`US$5`), an ordinary word that only
    /// opens its sentence, a listed people, or the place of what bears its name (`the shuttle Columbia`).
    fn is_no_name(&self, name: &FoundName) -> bool {
        let (first, end) = (name.first_token as usize, name.end_token as usize);
        let tokens = &self.segmented.tokens[first..end];
        let letters = |shape: Shape| shape.is_capitalized() || shape == Shape::Lower;
        let opening = || {
            name.confidence < SURE_OF_OPENING
                && self.gazetteer.words.is_word(tokens[0].fold)
                && self.opens_sentence(name.sentence, first)
        };
        let sign = |at: Option<usize>| at.is_some_and(|at| self.surface(at).starts_with(['$', '£', '€']));
        let currency = || sign(self.within(name.sentence, end)) || sign(self.before(name.sentence, first));
        let bearer = || {
            let before = self.before(name.sentence, first);
            name.kind == EntityType::Place
                && before.is_some_and(|at| {
                    self.segmented.tokens[at].shape == Shape::Lower && self.is_context(at, &[ContextKind::BearerNoun])
                })
        };
        let article = || {
            let before = self.before(name.sentence, first);
            before.is_some_and(|at| self.surface(at).eq_ignore_ascii_case("the"))
        };
        let vessel = || {
            let listed = self.candidate_at(first).filter(|listed| listed.end_token as usize == end);
            listed.is_some_and(|listed| {
                let meanings: Vec<&Meaning> =
                    fitting_meanings(self.gazetteer, self.clean, self.segmented, listed).collect();
                longer::is_vessel(self, listed, &meanings)
            })
        };
        // "Tutsis": a people, and no place or body.
        let people = || {
            let listed = self.gazetteer.agents.longest(&self.segmented.tokens, first, end);
            name.kind != EntityType::Person && listed.is_some_and(|found| found.end == end && !found.homes.is_empty())
        };
        // "Franco-German", "Anglo-Irish": half a nationality.
        let half = || {
            let hyphen = self.within(name.sentence, end).filter(|&at| self.segmented.tokens[at].shape == Shape::Hyphen);
            let other = hyphen.and_then(|at| self.candidate_at(at + 1));
            let nation = |meaning: &Meaning| meaning.kind == NameKind::Demonym;
            tokens.len() == 1
                && self.surface(first).ends_with('o')
                && other.is_some_and(|other| self.gazetteer.names().meanings(other.group).iter().any(nation))
        };
        !tokens.iter().any(|token| letters(token.shape))
            || half()
            || bearer()
            || name.kind != EntityType::Person && article() && vessel()
            || people()
            || tokens.len() == 1 && (tokens[0].span.len() < 2 || currency() || opening())
    }
}
