//! Who is known in a document by part of a longer name found in it: people by surname, organizations by their first words; and the
//! listed towns that are nothing else there.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::gazetteer::{ContextKind, Meaning, NameKind};
use crate::model::{EntityRef, EntityType, Mention, Rule, Shape};
use crate::spot::found::FoundName;

use super::found::mention;
use super::owners::opens_with_surname;
use super::{Reading, places};

/// Words that end names of organizations and of the buildings they are in.
const BUILDINGS: [&str; 10] =
    ["hotel", "museum", "stadium", "racecourse", "cathedral", "church", "center", "centre", "hospital", "school"];

/// Countries whose regions are named as often as their towns.
const FAMOUS_REGIONS: [&str; 4] = ["AUS", "CAN", "GBR", "USA"];

/// `Jr.` after a surname.
fn is_generation(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "." | ",")
}

/// Who is known in this document by one word of a longer name: people by surname, organizations by their first word.
#[derive(Default)]
pub struct Known {
    people: Bearers,
    /// People by given name.
    given: Bearers,
    organizations: Bearers,
    /// Bodies of a country, by their names without it (`the Navy` after `the U.S. Navy`).
    national: Bearers,
    /// A bit per surname and first word of these: nearly every other word is ruled out by it.
    words: u64,
    /// Companies named with their legal form, by the hash of the name without it, of two words and more (`Niagara Mohawk Corp`).
    formal: FxHashMap<u64, EntityRef>,
    /// Names of companies of one word and a legal form (`Gillette Co`), without the form.
    companies: FxHashSet<u64>,
    /// Listed companies named with their legal form, by the hash of the name without it (`San Miguel Corp`).
    listed_companies: FxHashMap<u64, EntityRef>,
    /// First words, hashed, of longer names of companies with a legal form (`Kawasaki Heavy Industries Inc`); the company, when it is listed.
    longer: FxHashMap<u64, Option<EntityRef>>,
    /// A bit per first word of those: nearly every mention is ruled out by it.
    first_words: u64,
}

/// How a name that is a place's and a company's stands in its sentence.
enum Standing {
    /// As nothing but a place.
    Place,
    /// After a preposition.
    Located,
    /// Like somebody who acts.
    Alone,
}

/// Where longer names begin and what they mean, by the one word.
type Bearers = FxHashMap<u64, Vec<(u32, EntityRef)>>;

impl Known {
    pub fn add_person(&mut self, reading: &Reading, name: &FoundName, entity: EntityRef) {
        let first = &reading.segmented.tokens[name.first_token as usize];
        if opens_with_surname(reading, name.first_token as usize) {
            self.words |= 1 << (first.fold >> 58);
            self.people.entry(first.fold).or_default().push((name.first_token, entity));
        }
        // Not `Jr.`.
        let named = (name.first_token as usize..name.end_token as usize).rev();
        let Some(last) = named.into_iter().find(|&at| !is_generation(reading.surface(at))) else { return };
        let token = &reading.segmented.tokens[last];
        if token.shape.is_capitalized() && token.span.len() > 1 {
            self.words |= 1 << (token.fold >> 58);
            self.people.entry(token.fold).or_default().push((name.first_token, entity));
            self.add_given_name(reading, name.first_token, entity);
        }
    }

    fn add_given_name(&mut self, reading: &Reading, first: u32, entity: EntityRef) {
        let token = &reading.segmented.tokens[first as usize];
        if token.shape == Shape::Title && token.span.len() > 2 {
            self.given.entry(token.fold).or_default().push((first, entity));
        }
    }

    /// Listed people named in full: whom no list has does not go by a given name that they bear too.
    pub fn add_listed_people(&mut self, reading: &Reading, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.end_token - mention.first_token > 1) {
            if let EntityRef::Listed(index) = mention.entity
                && reading.gazetteer.entity(index).kind == EntityType::Person
            {
                self.add_given_name(reading, mention.first_token, mention.entity);
            }
        }
    }

    /// `Abbott` for `Abbott Laboratories`; but no ordinary word, nor a part of one with a hyphen.
    pub fn add_organization(&mut self, reading: &Reading, first: u32, entity: EntityRef) {
        let at = first as usize;
        let apart = reading.segmented.tokens.get(at + 1).is_some_and(|next| next.shape.is_capitalized());
        if apart && reading.looks_like_name(at) && reading.segmented.tokens[at].span.len() > 2 {
            let fold = reading.segmented.tokens[at].fold;
            self.words |= 1 << (fold >> 58);
            self.organizations.entry(fold).or_default().push((first, entity));
        }
    }

    pub fn add_company(&mut self, reading: &Reading, name: &FoundName, entity: EntityRef) {
        let first = name.first_token as usize;
        self.formal.extend(reading.name_without_form(name).map(|hash| (hash, entity)));
        if !reading.is_context(name.end_token as usize - 1, &[ContextKind::LegalForm]) {
            return;
        }
        let fold = reading.segmented.tokens[first].fold;
        if name.end_token as usize == first + 2 {
            self.companies.insert(fold);
        }
        for end in first + 1..name.end_token as usize - 1 {
            self.longer.extend(reading.hash_of(first, end).map(|hash| (hash, None)));
            self.add_first_word(reading, first);
        }
    }

    fn add_first_word(&mut self, reading: &Reading, first: usize) {
        self.first_words |= 1 << (reading.segmented.tokens[first].fold >> 58);
    }

    /// Whether a company's name may begin with the mention's first word.
    fn may_begin(&self, reading: &Reading, mention: &Mention) -> bool {
        self.first_words >> (reading.segmented.tokens[mention.first_token as usize].fold >> 58) & 1 == 1
    }

    /// Listed companies named with their legal form.
    pub fn add_listed_companies(&mut self, reading: &Reading, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.end_token - mention.first_token > 1) {
            let (first, form) = (mention.first_token as usize, mention.end_token as usize - 1);
            let listed = matches!(mention.entity, EntityRef::Listed(_));
            if listed && reading.is_context(form, &[ContextKind::LegalForm]) {
                self.listed_companies.extend(reading.hash_of(first, form).map(|hash| (hash, mention.entity)));
                let parts = (first + 1..form).filter_map(|end| reading.hash_of(first, end));
                self.longer.extend(parts.map(|hash| (hash, Some(mention.entity))));
                self.add_first_word(reading, first);
            }
        }
    }

    /// Makes listed towns the company that is named in full elsewhere: `bids for San Miguel` beside `San Miguel Corp`.
    pub fn turn_companies(&self, reading: &Reading, mentions: &mut [Mention]) {
        if self.listed_companies.is_empty() {
            return;
        }
        for mention in mentions.iter_mut() {
            if !matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found) || !self.may_begin(reading, mention) {
                continue;
            }
            let hash = reading.hash_of(mention.first_token as usize, mention.end_token as usize);
            let company = hash.and_then(|hash| self.listed_companies.get(&hash));
            if let Some(company) = company.filter(|_| reading.is_bare_town(mention, true)) {
                *mention = Mention { entity: *company, rule: Rule::Surname, confidence: 0.8, ..*mention };
            }
        }
    }

    /// The same for one word of a longer name, where the document nowhere speaks of the place: `Kawasaki would bid` beside `Kawasaki Heavy
    /// Industries Inc`. What no list has is dropped here and found again as a short name.
    pub fn turn_places(&self, reading: &Reading, mentions: &mut Vec<Mention>) {
        let hold = |mention: &Mention| {
            let (first, end) = (mention.first_token as usize, mention.end_token as usize);
            let listed = matches!(mention.entity, EntityRef::Listed(_)) && end - first < 3;
            let listed = listed && self.may_begin(reading, mention);
            listed.then(|| reading.hash_of(first, end)).flatten().and_then(|hash| self.longer.get(&hash))
        };
        if self.longer.is_empty() || !mentions.iter().any(|mention| hold(mention).is_some()) {
            return;
        }
        // One that is nothing but a place decides, else what stands more often.
        let mut votes: FxHashMap<EntityRef, i32> = FxHashMap::default();
        for mention in mentions.iter().filter(|mention| hold(mention).is_some()) {
            *votes.entry(mention.entity).or_default() += match reading.stands_as(mention) {
                Standing::Place => 1000,
                Standing::Located => 1,
                Standing::Alone => -1,
            };
        }
        mentions.retain_mut(|mention| match hold(mention) {
            Some(company) if votes.get(&mention.entity).is_some_and(|votes| *votes < 0) => {
                if let Some(company) = company {
                    *mention = Mention { entity: *company, rule: Rule::Surname, confidence: 0.8, ..*mention };
                }
                company.is_some()
            }
            _ => true,
        });
    }

    /// The same for found ones that a listed company's name opens with: `Santa Fe said` beside `Santa Fe Southern Pacific Corp`.
    pub fn turn_found_places(&self, reading: &Reading, mentions: &mut [Mention]) {
        if self.listed_companies.is_empty() {
            return;
        }
        for mention in mentions.iter_mut().filter(|mention| mention.rule == Rule::Found) {
            let hash = self
                .may_begin(reading, mention)
                .then(|| reading.hash_of(mention.first_token as usize, mention.end_token as usize));
            let company = hash.flatten().and_then(|hash| *self.longer.get(&hash)?);
            if let Some(company) = company.filter(|_| matches!(reading.stands_as(mention), Standing::Alone)) {
                *mention = Mention { entity: company, rule: Rule::Surname, confidence: 0.8, ..*mention };
            }
        }
    }

    /// The company named in full elsewhere whose name, without its form, begins with `tokens[first..end]` and goes on behind it: where it ends, and what it is.
    pub fn company_from(
        &self,
        reading: &Reading,
        sentence: u32,
        first: usize,
        end: usize,
    ) -> Option<(usize, EntityRef)> {
        let tokens = &reading.segmented.tokens;
        let goes_on = |at: usize| reading.within(sentence, at).is_some_and(|at| tokens[at].shape.is_capitalized());
        if self.formal.is_empty() || self.first_words >> (tokens[first].fold >> 58) & 1 == 0 || !goes_on(end) {
            return None;
        }
        let mut longest = (end + 1..end + 4).rev().filter(|&longer| reading.within(sentence, longer - 1).is_some());
        longest.find_map(|longer| Some((longer, *self.formal.get(&reading.hash_of(first, longer)?)?)))
    }

    /// Makes places with which the name of a company opens, that is named in full elsewhere, the company: `Michigan General said` beside
    /// `Michigan General Corp`.
    pub fn turn_openings(&self, reading: &Reading, mentions: &mut Vec<Mention>) {
        if self.formal.is_empty() {
            return;
        }
        let tokens = &reading.segmented.tokens;
        let mut end_of_last = 0;
        for mention in mentions.iter_mut() {
            let (first, end) = (mention.first_token as usize, mention.end_token as usize);
            if let Some((longer, entity)) = self.company_from(reading, mention.sentence, first, end) {
                end_of_last = longer as u32;
                let span = tokens[first].span.join(tokens[longer - 1].span);
                *mention =
                    Mention { span, end_token: end_of_last, entity, rule: Rule::Surname, confidence: 0.8, ..*mention };
            }
        }
        if end_of_last > 0 {
            let mut end = 0;
            mentions.retain(|mention| {
                let stays = mention.first_token >= end;
                end = end.max(mention.end_token);
                stays
            });
        }
    }

    /// Drops listed towns that are but the surname of somebody named in full, or the name of a company, and that nothing beside
    /// them shows to be towns: `Nelson says` after `Kevin Nelson`, `the bid for Gillette` beside `Gillette Co`.
    pub fn displace(&self, reading: &Reading, mentions: &mut Vec<Mention>) {
        if self.people.is_empty() && self.companies.is_empty() {
            return;
        }
        mentions.retain(|mention| {
            let at = mention.first_token as usize;
            let fold = reading.segmented.tokens[at].fold;
            let company = self.companies.contains(&fold);
            let known = mention.end_token as usize == at + 1 && (company || self.people.contains_key(&fold));
            !(known && reading.is_bare_town(mention, company) && !reading.is_joined(mention.sentence as usize, at))
        });
    }

    /// Makes a listed place the person who is named in full before it, or below its headline, and goes by that given name: `Chad said` after
    /// `Chad Kowalski`; not where the document speaks of the place too.
    pub fn turn_given_names(&self, reading: &Reading, mentions: &mut [Mention]) {
        if self.given.is_empty() {
            return;
        }
        let bearer = |mention: &Mention| {
            let fold = reading.segmented.tokens[mention.first_token as usize].fold;
            let bearers = self.given.get(&fold).filter(|_| mention.end_token == mention.first_token + 1)?;
            let (first, person) = *bearers.first()?;
            let alone = bearers.iter().all(|(_, other)| *other == person);
            let found = matches!(person, EntityRef::Found(_)) && reading.gazetteer.is_given_name(fold);
            // `Isis said` after `Isis Lopez`: no given name is printed in capitals.
            let small = reading.segmented.tokens[mention.first_token as usize].shape == Shape::Title;
            let place = matches!(mention.entity, EntityRef::Listed(index) if match reading.gazetteer.entity(index).kind {
                EntityType::Place => true,
                EntityType::Organization => small,
                EntityType::Person => false,
            });
            let named = matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found);
            let after = first < mention.first_token || reading.is_title(mention.sentence);
            (alone && found && place && named && after).then_some(person)
        };
        let turned: Vec<(usize, EntityRef)> =
            mentions.iter().enumerate().filter_map(|(at, mention)| Some((at, bearer(mention)?))).collect();
        for (at, person) in &turned {
            let spoken_of =
                |mention: &Mention| mention.entity == mentions[*at].entity && reading.is_spoken_of_as_place(mention);
            if !mentions.iter().any(spoken_of) {
                mentions[*at] = Mention { entity: *person, rule: Rule::Surname, confidence: 0.8, ..mentions[*at] };
            }
        }
    }

    pub fn add_listed_organizations(&mut self, reading: &Reading, mentions: &[Mention]) {
        for mention in mentions.iter().filter(|mention| mention.end_token - mention.first_token > 1) {
            let EntityRef::Listed(index) = mention.entity else { continue };
            let body = reading.gazetteer.entity(index);
            if matches!(body.subtype.as_str(), "company" | "bank") {
                self.add_organization(reading, mention.first_token, mention.entity);
            } else if body.kind == EntityType::Organization
                && let Some(hash) = reading.name_without_country(mention)
            {
                self.national.entry(hash).or_default().push((mention.first_token, mention.entity));
            }
        }
    }

    /// Who is meant by a company's name without its legal form; by a name of one word: the nearest named in full before, else the first named after; by a given name, who alone
    /// bears it here (`Thanks, Michele`).
    pub fn meant(&self, reading: &Reading, name: &FoundName) -> Option<EntityRef> {
        if name.kind == EntityType::Organization
            && let Some(body) = self.body_meant(reading, name)
        {
            return Some(body);
        }
        if name.end_token - name.first_token != 1 {
            let hash = reading.hash_of(name.first_token as usize, name.end_token as usize)?;
            return self.formal.get(&hash).copied();
        }
        let fold = reading.segmented.tokens[name.first_token as usize].fold;
        let nearest = |bearers: &Bearers| {
            let bearers = bearers.get(&fold)?;
            let before = bearers.iter().filter(|(token, _)| *token < name.first_token).max_by_key(|(token, _)| *token);
            before.or(bearers.first()).map(|(_, entity)| *entity)
        };
        let person = || (name.kind == EntityType::Person).then(|| nearest(&self.people)).flatten();
        let addressed = || reading.follows_title(name);
        let alone = || {
            let bearers = self.given.get(&fold).filter(|_| name.kind == EntityType::Person && !addressed())?;
            let (_, first) = bearers.first()?;
            bearers.iter().all(|(_, other)| other == first).then_some(*first)
        };
        person().or_else(|| nearest(&self.organizations).filter(|_| !addressed())).or_else(alone)
    }

    /// Whether somebody named in full goes by that given name.
    pub fn is_given_name(&self, fold: u64) -> bool {
        self.given.contains_key(&fold)
    }

    /// The body of a country that was named with it before.
    fn body_meant(&self, reading: &Reading, name: &FoundName) -> Option<EntityRef> {
        let bodies = self.national.get(&reading.hash_of(name.first_token as usize, name.end_token as usize)?)?;
        bodies.iter().rfind(|(token, _)| *token < name.first_token).map(|(_, body)| *body)
    }

    /// Such words where nothing was found.
    pub fn mentions(&self, reading: &Reading, mentions: &[Mention]) -> Vec<Mention> {
        let mut new = Vec::new();
        if self.people.is_empty() && self.organizations.is_empty() {
            return new;
        }
        let mut next = 0;
        for (index, sentence) in reading.segmented.sentences.iter().enumerate() {
            for at in sentence.token_range() {
                let token = &reading.segmented.tokens[at];
                let known = || {
                    self.words >> (token.fold >> 58) & 1 == 1
                        && (self.people.contains_key(&token.fold) || self.organizations.contains_key(&token.fold))
                };
                if !matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Upper) || !known() {
                    continue;
                }
                let first = at as u32;
                while mentions.get(next).is_some_and(|mention| mention.end_token <= first) {
                    next += 1;
                }
                let covered = mentions.get(next).is_some_and(|mention| mention.first_token <= first);
                if covered || reading.is_part_of_name(index, at) {
                    continue;
                }
                let name = FoundName {
                    sentence: index as u32,
                    first_token: first,
                    end_token: first + 1,
                    kind: EntityType::Person,
                    confidence: 0.8,
                    small: false,
                };
                new.extend(self.meant(reading, &name).map(|entity| mention(reading, &name, entity)));
            }
        }
        new
    }
}

impl Reading<'_> {
    /// The hash of a name without the country that it begins with: `Navy` of `U.S. Navy`.
    fn name_without_country(&self, mention: &Mention) -> Option<u64> {
        let (first, end) = (mention.first_token as usize, mention.end_token as usize);
        let names = self.gazetteer.names();
        let country = names.group_of(self.hash_of(first, first + 1)?)?;
        let is_country =
            names.meanings(country).iter().any(|one| self.gazetteer.entity(one.entity).subtype == "country");
        let rest = if self.surface(first + 1) == "'s" { first + 2 } else { first + 1 };
        let body = is_country && rest < end && self.segmented.tokens[rest].shape.is_capitalized();
        body.then(|| self.hash_of(rest, end))?
    }

    /// Whether the name ends as those of organizations do (`Luxembourg Stock Exchange`).
    pub fn is_named_organization(&self, name: &FoundName) -> bool {
        let last = name.end_token as usize - 1;
        let building = || BUILDINGS.iter().any(|word| word.eq_ignore_ascii_case(self.surface(last)));
        name.end_token - name.first_token > 1
            && self.gazetteer.words.ends_organization(self.segmented.tokens[last].fold)
            && !building()
    }

    /// Whether a town of a built-in list, known to few readers, is named with nothing beside it that says town; prepositions of place say
    /// nothing of a name that a company has too (`interested in Gillette`).
    fn is_bare_town(&self, mention: &Mention, company: bool) -> bool {
        let EntityRef::Listed(index) = mention.entity else { return false };
        let entity = self.gazetteer.entity(index);
        let Some(candidate) = self.candidate_at(mention.first_token as usize) else { return false };
        let own = |meaning: &Meaning| meaning.entity == index && meaning.priority > 0;
        let region =
            || places::class(entity) == places::Class::Region && !FAMOUS_REGIONS.contains(&entity.country.as_str());
        // `Alger said` beside `Alger Inc`: what another language calls Algiers.
        let foreign = || {
            let mut meanings = self.gazetteer.names().meanings(candidate.group).iter();
            places::class(entity) == places::Class::City
                && meanings.any(|meaning| meaning.entity == index && meaning.kind == NameKind::Alias)
        };
        (places::is_small(entity) || company && (region() || foreign()))
            && matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found | Rule::Metonym)
            && !self.gazetteer.names().meanings(candidate.group).iter().any(own)
            && !(places::is_called_place(self, candidate) || !company && places::says_place(self, candidate))
            && !places::is_dateline(self, candidate)
            && !places::Around::of(self, candidate).holds_something()
    }

    /// Whether the words around a mention say that it is a place's.
    pub fn is_spoken_of_as_place(&self, mention: &Mention) -> bool {
        let Some(candidate) = self.candidate_at(mention.first_token as usize) else { return true };
        candidate.span != mention.span
            || mention.rule == Rule::Demonym
            || places::says_place(self, candidate)
            || places::is_dateline(self, candidate)
            || places::Around::of(self, candidate).holds_something()
            || places::Around::of(self, candidate).is_listed_with_countries()
            || self.is_joined(mention.sentence as usize, mention.first_token as usize)
    }

    /// How a town, or a region that few know, is named; what is known to all is a place.
    fn stands_as(&self, mention: &Mention) -> Standing {
        let EntityRef::Listed(index) = mention.entity else { return Standing::Place };
        let entity = self.gazetteer.entity(index);
        let Some(candidate) = self.candidate_at(mention.first_token as usize) else { return Standing::Place };
        let town = match places::class(entity) {
            places::Class::City => entity.subtype != "capital" && entity.population < 2 * places::KNOWN_EVERYWHERE,
            places::Class::Region => entity.geonames.len() > 1 && !FAMOUS_REGIONS.contains(&entity.country.as_str()),
            _ => false,
        };
        let next = self.within(mention.sentence, mention.end_token as usize);
        let hyphen = next.is_some_and(|at| self.segmented.tokens[at].shape == Shape::Hyphen);
        let part = match mention.end_token - mention.first_token {
            1 => self.is_joined(mention.sentence as usize, mention.first_token as usize),
            _ => next.is_some_and(|at| self.segmented.tokens[at].shape.is_capitalized()),
        };
        let sure = !town
            || hyphen
            || part
            || !matches!(mention.rule, Rule::Name | Rule::Context | Rule::Found)
            || places::is_dateline(self, candidate)
            || places::has_place_noun(self, candidate)
            || places::Around::of(self, candidate).holds_something();
        match () {
            () if sure => Standing::Place,
            () if places::has_place_words(self, candidate) => Standing::Located,
            () => Standing::Alone,
        }
    }

    /// Whether a title stands right before the name.
    pub fn follows_title(&self, name: &FoundName) -> bool {
        let start = self.segmented.sentences[name.sentence as usize].first_token as usize;
        self.gazetteer.titles.ending_at(&self.segmented.tokens, start, name.first_token as usize).is_some()
    }

    /// Whether the word is an ordinary one, or another capital or hyphen stands beside it.
    fn is_part_of_name(&self, sentence: usize, at: usize) -> bool {
        self.gazetteer.words.is_common(self.segmented.tokens[at].fold) || self.is_joined(sentence, at)
    }

    /// Whether another capital or hyphen stands beside the word.
    fn is_joined(&self, sentence: usize, at: usize) -> bool {
        let sentence = sentence as u32;
        let capital = |at: usize| {
            let token = &self.segmented.tokens[at];
            token.shape == Shape::Hyphen || token.shape.is_capitalized() && token.space_before
        };
        let after = self.within(sentence, at + 1).is_some_and(capital);
        let before = self
            .before(sentence, at)
            .is_some_and(|before| capital(before) && !self.gazetteer.words.is_word(self.segmented.tokens[before].fold))
            && self.gazetteer.titles.ending_at(&self.segmented.tokens, at.saturating_sub(1), at).is_none();
        after || before
    }
}
