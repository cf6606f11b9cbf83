//! Of which countries or bodies a group of people is: adjectives, owners, places, whom they serve, the country of the document.

use super::codes;
use super::pronouns;
use super::speech;
use crate::events::actors::{Actors, Party};
use crate::events::clauses::{self, has_case};
use crate::events::view::At;
use crate::model::{Entity, EntityType, Mention, Relation, Rule, Upos};

impl Actors<'_, '_> {
    /// Codes (and names) of what an agent noun belongs to: "Russia's", "Syrian", "US", "of Hamas", "in Athens".
    pub(in crate::events) fn countries(&self, head: At) -> Vec<(String, Option<&Mention>)> {
        let mut found: Vec<(String, Option<&Mention>)> = Vec::new();
        let mut add = |mention: &'_ Mention, code: String| {
            if !code.is_empty() && !found.iter().any(|(other, _)| *other == code) {
                found.push((code, self.view.mention(self.view.mention_head(mention))));
            }
        };
        let direct = [
            Relation::NmodPoss,
            Relation::Amod,
            Relation::Compound,
            Relation::NmodDesc,
            Relation::Flat,
            Relation::Det,
            Relation::Nummod,
        ];
        // "German soldiers in Kabul" are German.
        let mut own = false;
        // "Greek Orthodox nuns" are not.
        let of_church =
            |at: At| self.view.tokens.get(at + 1).is_some_and(|next| self.lists.churches.contains(&next.fold));
        for child in self.view.children(head) {
            let relation = self.view.relation(child);
            let belongs = direct.contains(&relation) && child < head;
            // "an adviser to the Iranian president"
            let advises = matches!(self.view.lemma(head), "aide" | "adviser" | "advisor");
            let serves = advises && has_case(self.view, child, "to");
            let served = self.view.mention(child).and_then(|mention| self.served(head, child, mention));
            let after = !own && relation == Relation::Nmod && (self.belongs(child) || serves || served.is_some());
            if !belongs && !after {
                continue;
            }
            // "Foley's killer", "Israel's enemies".
            let against = relation == Relation::NmodPoss || has_case(self.view, child, "of");
            if against && self.lists.adversaries.contains(&self.view.lemmas[head]) {
                continue;
            }
            if serves && self.view.mention(child).is_none() {
                let masters = self.countries(child).into_iter().filter_map(|(code, mention)| Some((mention?, code)));
                let office = self.role_ending_at(child + 1).map(|(_, role)| role).unwrap_or_default();
                masters.for_each(|(mention, code)| add(mention, codes::compose(&code, &office)));
            }
            for member in self.view.coordinated(child) {
                let named = self.view.mention(member).or_else(|| self.person_of_kin(head, member).filter(|_| after));
                if let Some(mention) = named.filter(|_| !self.is_mere_property(head, member) && !of_church(member)) {
                    // "a sister of Tariq Unlisted"
                    let of_kin = after && self.lists.kin.contains(&self.view.lemmas[head]);
                    let code = match &served {
                        Some(code) if member == child => code.clone(),
                        _ if of_kin => self.country_of(mention),
                        _ => self.owner_code(mention, after),
                    };
                    own |= (belongs || has_case(self.view, child, "of")) && !code.is_empty();
                    add(mention, code);
                }
            }
        }
        // "families in Mozambique's Sofala province"
        let inside = |at: &At| {
            let land = self.view.mention(*at).is_none() && self.lists.sites.contains(&self.view.lemmas[*at]);
            land && *at > head && self.view.relation(*at) == Relation::Nmod && has_case(self.view, *at, "in")
        };
        let ground = self.view.children(head).filter(|_| found.is_empty()).find(inside);
        let part = ground.into_iter().flat_map(|land| self.view.children(land)).filter_map(|at| self.view.place(at));
        found.extend(part.map(|place| (self.owner_code(place, false), None)).find(|(code, _)| code.len() == 3));
        // "Brazilian trade officials": the adjective is of the whole, wherever the tree hangs it.
        if found.is_empty() {
            let parts =
                |&at: &At| at < head && self.view.relation(at) == Relation::Compound && self.view.mention(at).is_none();
            let before = |part: At| self.view.children(part).filter(move |&at| at < part);
            let adjectives = self.view.children(head).filter(parts).flat_map(before);
            let nation =
                adjectives.filter_map(|at| self.view.mention(at)).find(|mention| mention.rule == Rule::Demonym);
            found.extend(nation.map(|mention| (self.owner_code(mention, false), Some(mention))));
            found.retain(|(code, _)| !code.is_empty());
        }
        // "a British-flagged tanker", "US-led troops"
        let held = clauses::holder_before(self.view, head).or_else(|| clauses::leader(self.view, head));
        let held = held.and_then(|at| self.view.mention(at));
        if let Some(mention) = held.filter(|_| found.is_empty()) {
            found.push((self.owner_code(mention, false), Some(mention)));
            found.retain(|(code, _)| !code.is_empty());
        }
        // "his captors" are not of his country.
        if found.is_empty() && !self.lists.adversaries.contains(&self.view.lemmas[head]) {
            found.extend(self.of_possessive_pronoun(head));
        }
        // "the government in Amman", wherever the tree hangs it.
        if found.is_empty() && self.lists.governments.contains(&self.view.lemmas[head]) {
            found.extend(self.seat_behind(head));
        }
        // "the wife and daughter of Tariq Unlisted": of both.
        let joined = self.view.coordinated(head).into_iter().rfind(|&last| last > head);
        if found.is_empty() && self.lists.kin.contains(&self.view.lemmas[head]) {
            found = joined.map(|last| self.countries(last)).unwrap_or_default();
        }
        self.keep_sender(head, &mut found);
        found
    }

    /// "Britain's UN envoy", "the UN's Sudan envoy": whoever sends an envoy stands before where he is sent.
    fn keep_sender(&self, head: At, owners: &mut Vec<(String, Option<&Mention>)>) {
        if self.lists.accredited.contains(&self.view.lemmas[head]) && owners.len() > 1 {
            owners.retain(|(_, mention)| mention.is_none_or(|mention| !self.is_where_sent(head, mention)));
        }
    }

    /// Whether a name before the noun for somebody who is sent tells where to, as another name that is not joined with it stands before it.
    pub(super) fn is_where_sent(&self, head: At, mention: &Mention) -> bool {
        let view = self.view;
        let first = view.mention_words(mention).start;
        let described = |at: &At| view.upos(*at) == Upos::Adj && view.mention(*at).is_none();
        let clitic = |at: At| view.tokens[at].shape == crate::model::Shape::Clitic;
        let last = (0..first.min(head)).rev().find(|at| !described(at) && !clitic(*at));
        last.and_then(|last| view.mention(last)).is_some_and(|sender| {
            let entity = view.document.entity(sender.entity);
            codes::is_state(entity) || entity.kind == EntityType::Organization && !codes::of_entity(entity).is_empty()
        })
    }

    /// The capital or country told right behind a noun.
    fn seat_behind(&self, head: At) -> Option<(String, Option<&Mention>)> {
        let inside = head + 2 < self.view.len() && self.view.lemma(head + 1) == "in";
        let place = inside.then(|| self.view.place(head + 2)).flatten()?;
        let entity = self.view.document.entity(place.entity);
        let code = codes::country_of(entity);
        ((entity.subtype == "capital" || codes::is_state(entity)) && code.len() == 3).then_some((code, Some(place)))
    }

    /// "an adviser to President Putin", "a spokesman for him": the code of the person whom somebody serves.
    fn served(&self, head: At, child: At, mention: &Mention) -> Option<String> {
        let entity = self.view.document.entity(mention.entity);
        // "the government of President Assad": that of his country.
        if self.lists.governments.contains(&self.view.lemmas[head]) {
            let governs = entity.kind == EntityType::Person
                && ["of", "under"].iter().any(|case| has_case(self.view, child, case));
            let code = governs.then(|| self.person_code(entity, child))?;
            return (code.ends_with("GOV") && code.len() == 6).then(|| code[..3].to_string());
        }
        let case = match self.view.lemma(head) {
            "aide" | "adviser" | "advisor" => ["to", "of"],
            "spokesman" | "spokeswoman" | "spokesperson" | "representative" | "envoy" | "emissary" | "negotiator" => {
                ["for", "of"]
            }
            _ => return None,
        };
        // "for Israeli Prime Minister Ariel Sharon", where the preposition hangs on the title.
        let title = self.view.children(child).find(|&at| at < child && self.view.relation(at) == Relation::NmodDesc);
        let stands = |case: &&str| [Some(child), title].into_iter().flatten().any(|at| has_case(self.view, at, case));
        let serves = entity.kind == EntityType::Person && case.iter().any(stands);
        serves.then(|| codes::of_person(entity, self.date)).filter(|code| code.len() >= 6)
    }

    /// "put their forces on alert", "between their countries": what a thing or group is whose owner only a pronoun tells
    /// is most often the subject's own.
    pub(in crate::events) fn is_own_thing(&self, head: At) -> bool {
        let view = self.view;
        let pronoun = view.child(head, &[Relation::NmodPoss]).filter(|&at| view.upos(at) == Upos::Pron);
        let named = |at: At| view.coordinated(at).into_iter().any(|member| view.mention(member).is_some());
        pronoun.is_some() && view.mention(head).is_none() && !view.children(head).any(named)
    }

    /// The country named right before a phrase, wherever the tree hangs it ("Syrian intelligence officers").
    pub(super) fn country_before(&self, start: At) -> Option<(String, Option<&Mention>)> {
        // "U.S. envoy", where the title has the country in it.
        let inside = self.view.place(start).is_some();
        let last = if inside { start } else { start.checked_sub(1)? };
        let clitic = self.view.tokens[last].shape == crate::model::Shape::Clitic;
        let at = if clitic { last.checked_sub(1)? } else { last };
        let mention = self.view.mention(at).filter(|_| !self.is_mere_property(start, at))?;
        let entity = self.view.document.entity(mention.entity);
        let state =
            entity.kind == EntityType::Place && (clitic || mention.rule == Rule::Demonym || codes::is_state(entity));
        let code = self.owner_code(mention, false);
        (state && !code.is_empty()).then_some((code, Some(mention)))
    }

    /// "Iran said its forces ...".
    fn of_possessive_pronoun(&self, head: At) -> Option<(String, Option<&Mention>)> {
        let pronoun = self.view.child(head, &[Relation::NmodPoss]).filter(|&at| self.view.upos(at) == Upos::Pron)?;
        // Whose "their" is may be told by a noun with a "their" of its own; trees can lead in a circle.
        if self.asked.get() >= super::DEEPEST {
            return None;
        }
        self.asked.set(self.asked.get() + 1);
        let owner = self.owner_of_pronoun(head, pronoun);
        self.asked.set(self.asked.get() - 1);
        owner
    }

    /// Whom a possessive pronoun before `head` stands for.
    fn owner_of_pronoun(&self, head: At, pronoun: At) -> Option<(String, Option<&Mention>)> {
        if pronouns::is_first_person(self.view, pronoun) {
            let told = speech::speaker(self.view, self.lists, head);
            let speakers = told.map_or_else(|| self.of_turn(head).into_iter().collect(), |at| self.parties(at));
            return self.owner_of_all(speakers);
        }
        if let Some(subject) = pronouns::subject_of_own(self.view, pronoun) {
            return self.owner_of_all(self.parties(subject));
        }
        if pronouns::is_of_thing_joined(self.view, pronoun) {
            return None;
        }
        if let Some(joined) = pronouns::joined_owner(self.view, pronoun) {
            let code = self.owner_code(joined, false);
            return (!code.is_empty()).then_some((code, Some(joined)));
        }
        let Some((mention, _)) = pronouns::resolve(self.view, pronoun) else { return self.of_owner_before(pronoun) };
        let code = self.owner_code(mention, false);
        (!code.is_empty()).then_some((code, Some(mention)))
    }

    /// Whose the things of these parties are.
    fn owner_of_all(&self, parties: Vec<Party>) -> Option<(String, Option<&Mention>)> {
        let party = parties.into_iter().find(|party| !party.needs_country && !party.is_owner)?;
        let code = party.actor.code;
        Some((if codes::is_of_body(&code) { code } else { code.chars().take(3).collect() }, None))
    }

    /// "The mining union of Chile called a strike. Its leaders ...": whom the subject of the sentence before names by what they are.
    fn of_owner_before(&self, pronoun: At) -> Option<(String, Option<&Mention>)> {
        let (before, subject) = pronouns::subject_before(self.view, pronoun)?;
        let actors = Actors::on(self.date, &before, self.lists);
        let owner = actors
            .parties(subject)
            .into_iter()
            .find(|party| !party.needs_country && !party.is_owner && !party.is_place)?;
        let code = owner.actor.code;
        let of_state = ["GOV", "MIL", "LEG", "JUD", "COP"].iter().any(|role| code.len() == 6 && code.ends_with(role));
        Some((if of_state { code.chars().take(3).collect() } else { code }, None))
    }

    fn belongs(&self, at: At) -> bool {
        let is_such = |case: At| {
            self.view.relation(case) == Relation::Case
                && self.lists.belonging_prepositions.contains(&self.view.lemmas[case])
        };
        self.view.children(at).any(is_such)
    }

    /// The code of an organization; of a party's militia where the name ends with one ("Amal militia").
    pub(super) fn code_of_body(&self, entity: &Entity, mention: &Mention) -> String {
        let code = codes::of_entity(entity);
        let end = self.view.mention_words(mention).end;
        let here = mention.first_token >= self.view.sentence.first_token && end > 0;
        let band = self.role_ending_at(end).filter(|(_, role)| codes::BANDS.contains(&role.as_str()));
        match band.filter(|_| here && entity.subtype == "armed-group") {
            Some((_, role)) => codes::compose(&code, &role),
            None => code,
        }
    }

    /// The code that a name lends to an agent noun: for a person only the country.
    fn owner_code(&self, mention: &Mention, after: bool) -> String {
        let entity = self.view.document.entity(mention.entity);
        match entity.kind {
            EntityType::Person if after => String::new(),
            // "al-Baghdadi's deputy" is of his group.
            EntityType::Person => {
                let code = codes::of_person(entity, self.date);
                if codes::is_of_body(&code) { code } else { code.chars().take(3).collect() }
            }
            EntityType::Place => codes::state_then(entity, codes::country_of(entity), self.date),
            EntityType::Organization => self.code_of_members(mention).unwrap_or_else(|| codes::of_entity(entity)),
        }
    }

    /// "US-backed rebels", "anti-Assad rebels": the name is no part of who acts; but whoever leads a "US-led invasion" does.
    pub(super) fn is_mere_property(&self, head: At, at: At) -> bool {
        let (view, lists) = (self.view, self.lists);
        let last = view.mention(at).map_or(at, |mention| (mention.end_token - view.sentence.first_token) as usize - 1);
        let first = view.mention(at).map_or(at, |mention| (mention.first_token - view.sentence.first_token) as usize);
        let hyphen = |index: At| view.tokens.get(index).is_some_and(|token| token.shape == crate::model::Shape::Hyphen);
        let follows = hyphen(last + 1)
            && last + 2 < view.len()
            && last + 2 <= head.max(last + 2)
            && (lists.hyphen_participles.contains(&view.tokens[last + 2].fold) || view.xpos(last + 2) == "VBN");
        let leads = || (first..=last).contains(&head) && view.form(last + 2).eq_ignore_ascii_case("led");
        let follows = follows && !leads();
        let precedes = first >= 2 && hyphen(first - 1) && lists.hyphen_prefixes.contains(&view.tokens[first - 2].fold);
        follows || precedes
    }
}
