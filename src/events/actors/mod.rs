//! Noun phrase → who it means, with a CAMEO actor code.
//!
//! In: the head of a noun phrase. Out: one [`Party`] for each actor that it names (coordination is a product), from a
//! named mention, an agent noun with its country, a title, an apposition, a pronoun, or, least sure, from the owner of a
//! thing that does not act itself ("Iran's nuclear programme").
//!
//! ```text
//! beside       names beside a noun that say who it is
//! agents       agent nouns ("Turkish troops", "gunmen in Kabul")
//! countries    of which countries or bodies a group is
//! offices      what office a person is told by
//! printed      what the document prints beside a person's name
//! legislators  members of a party who sit in a chamber
//! kin          those who are told by a person of theirs
//! peoples      peoples and where they live, halves of a land, one of a people
//! role_words   the role that a title or agent noun gives
//! chains       a noun without an owner → whose it was before
//! joined       adjectives that share a noun ("US, Danish and British forces")
//! heads        the role of those whom the head of anything leads
//! stand_ins    pronouns and "here" → parties
//! pronouns     pronouns and definite nouns → whom they stand for
//! speech       who says so
//! turns        whom "I" is in a transcript
//! codes        CAMEO actor codes: country, role, specifics
//! ```

pub(super) mod agents;
mod beside;
mod chains;
pub(super) mod codes;
mod countries;
mod heads;
mod joined;
mod kin;
mod legislators;
mod offices;
mod peoples;
pub(super) mod printed;
pub(super) mod pronouns;
mod role_words;
pub(super) mod speech;
mod stand_ins;
mod turns;

use std::cell::{Cell, RefCell};

use self::codes::has_no_country;
use super::clauses::{antecedent, by_agent, has_case, owner};
use super::rules::lists::Lists;
use super::view::{At, View};
use crate::model::{Actor, EntityType, Mention, PartialDate, Relation, Rule, Upos};

/// How a party was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Found {
    /// By its name.
    #[default]
    Named,
    /// By a noun for people or bodies of a kind ("Turkish troops").
    Group,
    /// Elsewhere in the document, as what a pronoun stands for.
    Pronoun,
    /// Elsewhere in the document, as what a definite noun stands for.
    Definite,
}

/// An actor, and how far to trust that it is meant.
#[derive(Clone, Debug, Default)]
pub struct Party {
    /// The actor.
    pub actor: Actor,
    /// 0 to 1.
    pub confidence: f32,
    /// Whether the party is a place that may only be hit or visited.
    pub is_place: bool,
    /// Whether the code has no country although it could.
    pub needs_country: bool,
    /// Where the people lives that the party is of, joined by `|`: one of these is its country. Mostly empty.
    pub homes: String,
    /// Whether the party is only the owner of what is named ("Iran's nuclear programme").
    pub is_owner: bool,
    /// Whether the party is a kind of people or body, with no name of its own.
    pub is_generic: bool,
    /// Whether the party only passes news on.
    pub is_media: bool,
    /// Whether there are several.
    pub is_plural: bool,
    /// How it was found.
    pub found: Found,
    /// The head of the phrase.
    pub head: At,
}

impl Party {
    /// Whether the party is a country and nothing else: no role, no body.
    pub fn is_country(&self) -> bool {
        self.actor.code.len() == 3 && !has_no_country(&self.actor.code)
    }
}

/// Finds parties in one sentence.
pub struct Actors<'a, 'v> {
    /// The sentence.
    pub view: &'a View<'v>,
    /// Closed lists.
    pub lists: &'a Lists,
    /// The day on which people have the offices they are told by.
    pub date: Option<PartialDate>,
    /// How many pronouns are being asked, one within the other, whose they are.
    asked: Cell<usize>,
    /// What was found already: the parties of a phrase are asked for again and again.
    known: RefCell<Vec<(At, Vec<Party>)>>,
}

/// Confidence of each way to find a party.
const NAMED: f32 = 1.0;
pub(super) const AGENT: f32 = 0.95;
const PRONOUN: f32 = 0.7;
const ABOVE: f32 = 0.9;
const OWNER: f32 = 0.7;

/// How deep phrases are followed ("members of a group of rebels").
pub(super) const DEEPEST: usize = 4;

/// How far a person may stand from the noun that says who it is.
const MOST_BETWEEN: usize = 6;

impl<'a, 'v> Actors<'a, 'v> {
    /// Parties with the offices held when the document was written, or seems to have been.
    pub fn new(view: &'a View<'v>, lists: &'a Lists) -> Self {
        Self::on(view.document.date().or(view.document.era), view, lists)
    }

    /// Parties with the offices held on a day.
    pub fn on(date: Option<PartialDate>, view: &'a View<'v>, lists: &'a Lists) -> Self {
        Self { view, lists, date, asked: Cell::new(0), known: RefCell::default() }
    }

    /// Gives a person the code of the office held when the act was done: whom a text of 2018 names as "received in 2000" had another
    /// office then. What is done after the text was written is told by the offices of its day. Whoever leaves an office leaves the last one.
    pub fn date_office(&self, party: &mut Party, done: Option<PartialDate>, leaves: bool) {
        let written = self.view.document.date();
        let earlier = |done: &PartialDate| written.is_none_or(|written| done.last_day() < written.first_day());
        let entity = party.actor.entity.map(|entity| self.view.document.entity(entity));
        if let Some((done, entity)) = done.filter(earlier).zip(entity)
            && entity.kind == EntityType::Person
            && !entity.roles.is_empty()
        {
            party.actor.code = Actors::on(Some(done), self.view, self.lists).person_code(entity, party.head);
        }
        let person = entity.filter(|entity| leaves && entity.kind == EntityType::Person);
        if let Some(left) = person.and_then(|person| codes::office_left(person, done.or(self.date)))
            && party.actor.code.ends_with("ELI")
        {
            party.actor.code = left;
        }
    }
}

impl Actors<'_, '_> {
    /// The parties that the noun phrase headed by `head` names, and those that are joined with it.
    pub fn parties(&self, head: At) -> Vec<Party> {
        // Inside a pronoun's question less may be found.
        if self.asked.get() > 0 {
            return self.find_parties(head);
        }
        if let Some((_, known)) = self.known.borrow().iter().find(|(at, _)| *at == head) {
            return known.clone();
        }
        let found = self.find_parties(head);
        self.known.borrow_mut().push((head, found.clone()));
        found
    }

    fn find_parties(&self, head: At) -> Vec<Party> {
        let head = antecedent(self.view, head);
        let head = self.shared_noun(head).unwrap_or(head);
        let mut found: Vec<Party> = Vec::new();
        let noun = |at: At| self.view.is_nominal(at) || self.is_one_of_people(at);
        let named = |at: At| at == head || (noun(at) && !self.is_excepted(at));
        // "five Frenchmen, a Togolese": the tree may take the last for a property of the first.
        let beside = |&at: &At| at > head && self.view.relation(at) == Relation::Amod && self.is_one_of_people(at);
        let beside: Vec<At> = self.view.children(head).filter(beside).collect();
        for member in self.view.coordinated(head).into_iter().chain(beside).filter(|&at| named(at)) {
            for party in self.of_phrase(member, DEEPEST) {
                let joined = self.joined_before(&party);
                // "Tajik and Kyrgyz border guards": guards of both, and not Tajikistan.
                let whole = |other: &Party| joined.iter().any(|one| one.actor.entity == other.actor.entity);
                found.retain(|other| !(other.is_country() && whole(other)));
                for party in joined.into_iter().chain([party]) {
                    let told = |other: &Party| {
                        let same = other.actor.entity.is_some() && other.actor.entity == party.actor.entity;
                        other.actor == party.actor || same && other.actor.code == party.actor.code
                    };
                    if !found.iter().any(told) {
                        found.push(party);
                    }
                }
            }
        }
        self.complete_rebels(&mut found);
        let told = |party: &Party| !party.is_generic || !found.iter().any(|other| self.is_beside(party, other));
        let kept: Vec<bool> = found.iter().map(told).collect();
        let mut kept = kept.into_iter();
        found.retain(|_| kept.next().unwrap_or(true));
        found
    }

    /// "France and Germany, but not Italy": who is left out.
    fn is_excepted(&self, member: At) -> bool {
        let first = self.view.mention(member).map_or(member, |mention| self.view.mention_words(mention).start);
        let inside = |&at: &At| self.view.head(at) == Some(member) && self.view.upos(at) != Upos::Part;
        let before = (0..first).rev().find(|at| self.view.form(*at).eq_ignore_ascii_case("not") || !inside(at));
        before.is_some_and(|at| self.view.form(at).eq_ignore_ascii_case("not"))
    }

    /// "the Colombian government and the rebels": its own.
    fn complete_rebels(&self, found: &mut [Party]) {
        let governs = |party: &&Party| {
            ["GOV", "MIL", "COP"].iter().any(|role| party.actor.code.len() == 6 && party.actor.code.ends_with(role))
        };
        let Some(country) = found.iter().find(governs).map(|party| party.actor.code[..3].to_string()) else { return };
        let states = found.iter().filter(governs).count();
        let fights =
            |party: &&mut Party| party.needs_country && matches!(party.actor.code.as_str(), "REB" | "SEP" | "OPP");
        for party in found.iter_mut().filter(|_| states == 1 && !has_no_country(&country)).filter(fights) {
            party.actor.code = codes::compose(&country, &party.actor.code);
            party.needs_country = false;
        }
    }

    /// The two sides of "between the banks and Mexico, Chile and Venezuela": who stands before the first "and", and the rest; `None` when
    /// the phrase names two, or lists them all alike.
    pub(super) fn sides(&self, head: At) -> Option<(Vec<Party>, Vec<Party>)> {
        let between = ["between", "among"].iter().any(|case| has_case(self.view, head, case));
        let members = if between { self.view.coordinated(head) } else { Vec::new() };
        let (&first, rest) = members.split_first().filter(|(_, rest)| rest.len() > 1)?;
        let second = rest.iter().copied().min()?;
        let joined = (first..second).any(|at| self.view.form(at).eq_ignore_ascii_case("and"))
            && !(first..second).any(|at| self.view.form(at) == ",");
        let parties =
            |at: At| self.of_phrase(at, DEEPEST).into_iter().filter(|party| !party.is_place && !party.is_media);
        joined.then(|| (parties(first).collect(), rest.iter().flat_map(|&at| parties(at)).collect()))
    }

    /// Whether the noun only says who the person beside it is ("the foreign minister, Sergei Lavrov,"; "John Kerry, the secretary of
    /// state,"), where the tree takes the two for a list.
    fn is_beside(&self, noun: &Party, person: &Party) -> bool {
        let named = person.actor.entity.map(|entity| self.view.document.entity(entity).kind);
        let (first, last) = (noun.head.min(person.head), noun.head.max(person.head));
        let between = || (first..last).map(|at| self.view.form(at));
        named == Some(EntityType::Person)
            && noun.actor.code == person.actor.code
            && last - first <= MOST_BETWEEN
            && between().any(|form| form == ",")
            && !between().any(|form| matches!(form, "and" | "or" | "&" | ";"))
    }

    /// The parties of a noun phrase that may act: no mere place, nobody who only passes news on.
    pub fn acting(&self, head: At) -> Vec<Party> {
        self.parties(head).into_iter().filter(|party| !party.is_place && !party.is_media).collect()
    }

    /// The parties of one noun phrase, without those joined with it.
    pub(super) fn of_phrase(&self, head: At, depth: usize) -> Vec<Party> {
        if depth == 0 {
            return Vec::new();
        }
        // "US expels envoys": whatever the tagger says, a name is no pronoun.
        if self.view.upos(head) == Upos::Pron && self.view.mention(head).is_none() {
            return self.of_pronoun(head, depth);
        }
        if self.view.lemma(head) == "here" {
            return self.of_here(head).into_iter().collect();
        }
        if let Some(mention) = self.view.mention(head) {
            let first = (mention.first_token - self.view.sentence.first_token) as usize;
            if !self.is_mere_property(head, first) {
                // "Kidnapped Briton Margaret Hassan": she, and not Britain.
                let person = || self.named_beside(head, Relation::Flat).filter(|_| mention.rule == Rule::Demonym);
                let found = person().or_else(|| self.named(mention, head));
                // "Kurds": a people of several countries.
                if found.is_none() && mention.rule == Rule::Demonym {
                    return self.of_agent(head);
                }
                return found.into_iter().collect();
            }
        }
        for relation in [Relation::Appos, Relation::Flat, Relation::NmodDesc] {
            if let Some(party) = self.named_beside(head, relation) {
                return vec![party];
            }
        }
        let states = self.states_beside(head);
        if !states.is_empty() {
            return states;
        }
        if let Some(mention) = self.named_after(head) {
            return self.named(mention, self.view.mention_words(mention).start).into_iter().collect();
        }
        if let Some(mention) = self.body_named_before(head).filter(|_| !self.is_owned(head)) {
            let party = self.named(mention, head).map(|party| self.standing_for(party, head, ABOVE));
            return party.into_iter().collect();
        }
        if let Some(mention) = pronouns::resolve_definite(self.view, self.lists, head).filter(|_| !self.is_owned(head))
        {
            let party = self.named(mention, head).map(|party| self.standing_for(party, head, PRONOUN));
            return party.into_iter().collect();
        }
        if let Some(half) = self.other_half(head) {
            return vec![half];
        }
        if let Some(both) = pronouns::resolve_two(self.view, head).filter(|_| self.countries(head).is_empty()) {
            let parties = both.into_iter().filter_map(|mention| self.named(mention, head));
            return parties.map(|party| self.standing_for(party, head, PRONOUN)).collect();
        }
        if let Some(served) = self.body_served(head, depth) {
            return served;
        }
        if let Some(party) = self.office_of_person(head) {
            return vec![party];
        }
        if let Some(party) = self.suspected_of(head).and_then(|mention| self.named(mention, head)) {
            return vec![Party { confidence: AGENT, found: Found::Group, ..party }];
        }
        let agents = self.of_agent(head);
        if !agents.is_empty() {
            return agents;
        }
        let found = self.counted(head, depth).or_else(|| self.owned(head, depth)).unwrap_or_default();
        if found.is_empty() { self.apposed(head, depth) } else { found }
    }

    /// Whether a noun phrase tells itself whose it is ("the Syrian group", "the president of Mali"), and not only where that is ("the group
    /// in Syria").
    fn is_owned(&self, head: At) -> bool {
        let view = self.view;
        let inside = |at: At| at > head && ["in", "at", "inside", "within"].iter().any(|case| has_case(view, at, case));
        let named = |at: At| view.coordinated(at).into_iter().any(|member| view.mention(member).is_some());
        let body = self.lists.bands.contains(&view.lemmas[head])
            || matches!(view.lemma(head), "movement" | "militia" | "faction");
        let only_where =
            body && view.children(head).any(inside) && !view.children(head).any(|at| !inside(at) && named(at));
        !only_where && !self.countries(head).is_empty()
    }

    /// The party that a name is.
    fn named(&self, mention: &Mention, at: At) -> Option<Party> {
        let entity = self.view.document.entity(mention.entity);
        let is_place = entity.kind == EntityType::Place;
        let code = match entity.kind {
            EntityType::Person => self.person_code(entity, at),
            EntityType::Place => codes::state_then(entity, codes::of_entity(entity), self.date),
            EntityType::Organization => self.code_of_body(entity, mention),
        };
        // A club or team plays; what it does is no politics.
        if code.is_empty() || entity.subtype == "sport" {
            return None;
        }
        let role_only = entity.kind == EntityType::Person && has_no_country(&code);
        let code = if self.are_some_people(mention, at) { codes::compose(&code, "CVL") } else { code };
        let members = self.view.mention(at).and_then(|own| self.code_of_members(own));
        let code = members.filter(|_| entity.subtype == "party").unwrap_or(code);
        Some(Party {
            actor: Actor { entity: Some(mention.entity), name: entity.name.clone(), code, span: mention.span },
            confidence: NAMED * mention.confidence.clamp(0.3, 1.0),
            is_place: is_place
                && !codes::is_state(entity)
                && !codes::is_seat_of_power(entity)
                && mention.rule != Rule::Demonym,
            needs_country: role_only,
            is_media: entity.subtype == "media",
            head: at,
            ..Party::default()
        })
    }

    /// Whether a name for the people of a country stands for some of them ("two Americans", "dozens of Palestinians", "a Syrian"), and not
    /// for the country.
    fn are_some_people(&self, mention: &Mention, at: At) -> bool {
        let view = self.view;
        let quantity = |child: At| {
            let word = view.lemma(child);
            let number = view.upos(child) == Upos::Num && !super::words::is_time(view, child);
            child < at && (number || matches!(word, "several" | "many" | "some" | "dozen" | "few" | "another"))
        };
        let one = |child: At| matches!(view.form(child).to_ascii_lowercase().as_str(), "a" | "an");
        let among = || {
            let counted = view.head(at).filter(|_| view.relation(at) == Relation::Nmod && has_case(view, at, "of"));
            counted.is_some_and(|head| {
                matches!(view.lemma(head), "dozen" | "hundred" | "thousand" | "score" | "group" | "million" | "number")
            })
        };
        let several = matches!(view.xpos(at), "NNS" | "NNPS");
        let whole = view.words.get(at + 1).is_none_or(|_| !matches!(view.upos(at + 1), Upos::Noun | Upos::Propn));
        let itself = view.mention(at).is_some_and(|own| std::ptr::eq(own, mention));
        if mention.rule == Rule::Demonym && itself && self.is_one_of_people(at) {
            return true;
        }
        let plain = mention.rule == Rule::Demonym && itself && view.is_nominal(at) && whole;
        plain && (several && (view.children(at).any(quantity) || among()) || !several && view.children(at).any(one))
    }

    /// "dozens of protesters", "members of Hamas": the party is what is counted.
    fn counted(&self, head: At, depth: usize) -> Option<Vec<Party>> {
        let counts = self.lists.transparent.contains(&self.view.lemmas[head]) || self.view.upos(head) == Upos::Num;
        if !counts {
            return None;
        }
        let of = self.view.children(head).find(|&at| {
            let from =
                |case: At| self.view.lemma(case) == "from" && !self.lists.bands.contains(&self.view.lemmas[head]);
            self.view.relation(at) == Relation::Nmod
                && self.view.children(at).any(|case| matches!(self.view.lemma(case), "of" | "among") || from(case))
        })?;
        let members = self.view.coordinated(of);
        let mut found: Vec<Party> = members.into_iter().flat_map(|member| self.of_phrase(member, depth - 1)).collect();
        if self.lists.supporters.contains(&self.view.lemmas[head]) {
            found.iter_mut().filter(|party| self.is_person(party)).for_each(|party| self.make_supporters(party, head));
        }
        (!found.is_empty()).then_some(found)
    }

    /// "a spokeswoman for the Russian foreign ministry", "an official with the Yemeni rebels": the body that somebody without a country serves.
    fn body_served(&self, head: At, depth: usize) -> Option<Vec<Party>> {
        let view = self.view;
        let former = view.children(head).any(|at| at < head && self.lists.former.contains(&view.tokens[at].fold));
        if former || !self.lists.serving.contains(&view.lemmas[head]) || !self.countries(head).is_empty() {
            return None;
        }
        let serves = |at: &At| ["for", "with", "at", "in", "of"].iter().any(|case| has_case(view, *at, case));
        let body = |at: &At| at > &head && view.relation(*at) == Relation::Nmod && view.mention(*at).is_none();
        let body = view.children(head).filter(body).find(serves)?;
        let mut found = self.of_phrase(body, depth - 1);
        found.retain(|party| !party.needs_country && !party.is_owner && !party.is_place && !party.is_country());
        found.iter_mut().for_each(|party| {
            party.head = head;
            party.actor.span = view.span(head, body);
        });
        (!found.is_empty()).then_some(found)
    }

    /// A thing that does not act: whoever owns it ("Iran's nuclear programme", "Syrian villages", "the rule of Assad").
    fn owned(&self, head: At, depth: usize) -> Option<Vec<Party>> {
        // "the US financial services giant" is a firm, whatever it is called.
        if self.lists.firms.contains(&self.view.lemmas[head]) {
            return Some(Vec::new());
        }
        let owner = owner(self.view, head).or_else(|| self.owner_after(head)).filter(|&at| at != head)?;
        if self.is_mere_property(head, owner) || self.is_matter(head, owner) {
            return None;
        }
        let members = self.view.coordinated(owner);
        let mut found: Vec<Party> = members.into_iter().flat_map(|member| self.of_phrase(member, depth - 1)).collect();
        // "Russian planes": what they do, Russia does. "Syria's Farouq Unlisted": a person of Syria.
        let machine = self.lists.violent_causes.contains(&self.view.lemmas[head]);
        let person = self.view.upos(head) == Upos::Propn && self.view.tokens[head].shape.is_capitalized();
        // "the head of the Israeli navy"
        let body = |at: At| {
            let entity = self.view.mention(at).map(|mention| self.view.document.entity(mention.entity));
            entity.is_some_and(|entity| entity.kind == EntityType::Organization) && has_case(self.view, at, "of")
        };
        let person = person || self.lists.leads_anything.contains(&self.view.lemmas[head]) && body(owner);
        found.iter_mut().for_each(|party| {
            party.confidence *= if machine || person { AGENT } else { OWNER };
            // "the attack, claimed by the group, killed ten": whoever is told as its doer did it.
            party.is_owner = !(person || machine && by_agent(self.view, head) == Some(owner));
            party.is_place &= !person;
            party.head = head;
        });
        if self.lists.kin.contains(&self.view.lemmas[head]) {
            found.iter_mut().filter(|party| self.is_person(party)).for_each(|party| self.make_kin(party));
        }
        (!found.is_empty()).then_some(found)
    }

    /// "the Iran arms scandal", "the Iraq war": what a matter is called after.
    fn is_matter(&self, head: At, owner: At) -> bool {
        let view = self.view;
        let state = view.place(owner).filter(|mention| mention.rule != Rule::Demonym);
        self.lists.matters.contains(&view.lemmas[head])
            && matches!(view.relation(owner), Relation::Compound | Relation::Amod)
            && state.is_some_and(|mention| codes::is_state(view.document.entity(mention.entity)))
            && view.tokens[owner].shape != crate::model::Shape::Upper
    }

    fn is_person(&self, party: &Party) -> bool {
        let kind = party.actor.entity.map(|entity| self.view.document.entity(entity).kind);
        kind == Some(EntityType::Person)
    }

    fn owner_after(&self, head: At) -> Option<At> {
        // "the bombing of Aleppo" is not Aleppo's.
        let act = self.lists.done_to.contains(&self.view.lemmas[head]);
        // Nor are "car bombs in Baghdad".
        let weapon = self.lists.violent_causes.contains(&self.view.lemmas[head]);
        let cases: &[&str] = match (act, weapon) {
            (true, _) => &["by", "from"],
            (_, true) => &["of", "by", "from"],
            _ => &["of", "in", "by", "from"],
        };
        self.view.children(head).find(|&at| {
            at > head
                && self.view.relation(at) == Relation::Nmod
                && self.view.children(at).any(|case| cases.contains(&self.view.lemma(case)))
                && !super::words::is_time(self.view, at)
        })
    }
}

/// Whether two parties are the same actor.
pub fn same(a: &Actor, b: &Actor) -> bool {
    match (a.entity, b.entity) {
        (Some(first), Some(second)) => first == second && a.code == b.code,
        (None, None) => a.code == b.code && a.name == b.name,
        _ => false,
    }
}
