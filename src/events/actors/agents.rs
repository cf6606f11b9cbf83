//! Agent nouns ("Turkish and Russian troops", "gunmen in Kabul") → parties: the role, and the countries or bodies it is of.

use super::codes;
use crate::events::actors::{AGENT, Actors, Found, Party};
use crate::events::clauses::has_case;
use crate::events::view::At;
use crate::events::words;
use crate::model::{Actor, Entity, EntityType, Mention, Relation, Upos};

impl Actors<'_, '_> {
    /// "fighter jets": the word before is of the agent that both make, and no fighter.
    fn is_of_longer(&self, at: At) -> bool {
        let noun = self.view.head(at).filter(|&noun| self.view.relation(at) == Relation::Compound && noun == at + 1);
        let agents = &self.view.document.gazetteer.agents;
        noun.and_then(|noun| agents.ending_at(self.view.tokens, noun.saturating_sub(5), noun + 1))
            .is_some_and(|(start, _)| start <= at)
    }

    /// The parties of an agent noun: one for each country it is of ("Turkish and Russian troops").
    pub(in crate::events) fn of_agent(&self, head: At) -> Vec<Party> {
        if self.is_of_longer(head) {
            return Vec::new();
        }
        let role = self.role_ending_at(head + 1).or_else(|| self.role_before_name(head));
        // "the heads of state of Chile and Peru": a title that goes on behind its noun.
        let whole = || self.role_ending_at(self.view.len().min(head + 3)).filter(|(start, _)| *start == head);
        let role = role.or_else(whole);
        let Some((start, role)) = role.or_else(|| self.role_of_holders(head)) else {
            return Vec::new();
        };
        // "Kim's sister": a relative, and no nun.
        let related = self.lists.kin.contains(&self.view.lemmas[head])
            && (self.view.has_child(head, &[Relation::NmodPoss])
                || self.view.children(head).any(|at| has_case(self.view, at, "of")));
        let role = if related { "CVL".to_string() } else { role };
        // "House Republican leadership"
        let role = if role == "GOV" && self.stand_after_chamber(start) { "LEG".to_string() } else { role };
        // "Syria's UN envoy" is Syria's.
        let own_envoy = role == "IGO" && self.lists.accredited.contains(&self.view.lemmas[head]) && start < head;
        let own_envoy = own_envoy && self.country_before(start).is_some();
        let role = if own_envoy { "GOV".to_string() } else { role };
        // "Russian bombers", "jets and bombers": planes, and no terrorists.
        let role = if self.is_plane(head) { "MIL".to_string() } else { role };
        let span = self.view.span(start.min(head), head);
        // "Continental Grain officials in New York": of whom nobody knows.
        if self.is_of_unknown_body(head, &role) {
            return Vec::new();
        }
        let of_body = self.role_of_body(head, &role);
        let led = if of_body.is_none() { self.body_led(head) } else { None };
        let leads_body = led.is_some();
        let role = of_body.or(led).unwrap_or(role);
        let mut owners = self.countries(head);
        self.code_by_person(head, related, &role, &mut owners);
        let role = if role == "LEG" && self.is_second_of(head) { String::new() } else { role };
        let state = |code: &str| code.len() == 3 && !codes::is_of_body(code);
        let role = self.role_under(head, role, owners.iter().any(|(code, _)| state(code)));
        // "Air France pilots", "workers at Lonmin": of the country where their firm is at home, unless it is told where they are.
        let firm = |mention: &Mention| {
            let entity = self.view.document.entity(mention.entity);
            let workers = role == "LAB" && is_firm(entity) && entity.country.len() == 3;
            workers.then(|| self.country_inside(head).unwrap_or(entity.country.clone()))
        };
        for (code, mention) in &mut owners {
            if let Some(country) = mention.and_then(firm) {
                (*code, *mention) = (country, None);
            }
        }
        // "Mozambique's Renamo rebels": those of the body.
        let bodies: Vec<String> = owners.iter().map(|(code, _)| code.clone()).filter(|code| code.len() > 3).collect();
        owners.retain(|(code, _)| !(state(code) && bodies.iter().any(|body| body.starts_with(code.as_str()))));
        if owners.is_empty() {
            owners.extend(self.country_before(start));
        }
        // "two employees of a British charity", "the leader of Samoa's opposition"
        let acts = !role.is_empty() && !related && !self.lists.transparent.contains(&self.view.lemmas[head]);
        // "the kidnappers of an American journalist"
        let acts = acts && !self.lists.adversaries.contains(&self.view.lemmas[head]);
        if owners.is_empty() && acts && (self.view.lemma(head) != "leader" || leads_body) {
            let whole = |at: &At| {
                self.view.relation(*at) == Relation::Nmod
                    && has_case(self.view, *at, "of")
                    && self.view.mention(*at).is_none()
            };
            owners = self.view.children(head).find(whole).map(|at| self.countries(at)).unwrap_or_default();
        }
        let alone = owners.is_empty() && !related && !leads_body && !self.is_foreign(head);
        if alone && !self.lists.transparent.contains(&self.view.lemmas[head]) {
            owners = self.owners_told_before(head, &role);
        }
        let name = |of: &str| {
            let words = span.of(&self.view.document.clean.text).replace('\n', " ");
            if of.is_empty() { words } else { format!("{of} {words}") }
        };
        // "aid agencies" pass no news on.
        let media = self.lists.media_words.contains(&self.view.lemmas[head]);
        let passes_on = |role: &str| media && matches!(role, "" | "MED");
        // "the striking leader" may lead anything.
        if owners.is_empty() && start == head && self.view.lemma(head) == "leader" && !leads_body {
            return Vec::new();
        }
        if owners.is_empty() {
            let actor = Actor { entity: None, name: name(""), code: role.clone(), span };
            let is_media = passes_on(&actor.code);
            let known = !actor.code.is_empty();
            return if known {
                vec![Party {
                    homes: self.homes(start, head),
                    actor,
                    confidence: AGENT * 0.8,
                    needs_country: !codes::is_whole(&role)
                        && !self.is_foreign(head)
                        && !self.is_army_called(head, &role),
                    is_plural: matches!(self.view.xpos(head), "NNS" | "NNPS") || self.view.lemma(head) == "people",
                    is_generic: true,
                    is_media,
                    found: Found::Group,
                    head,
                    ..Party::default()
                }]
            } else {
                Vec::new()
            };
        }
        let party = |(code, mention): (String, Option<&Mention>)| {
            let entity = mention.map(|mention| self.view.document.entity(mention.entity));
            let named = entity.filter(|entity| entity.kind != EntityType::Person);
            let label = entity.map_or("", |entity| entity.name.as_str());
            // "White House aides", "Kremlin advisers"
            let seat =
                entity.filter(|entity| role.is_empty() && entity.kind == EntityType::Place && entity.code.len() == 6);
            let former = self.is_former(start) && (code.ends_with("GOV") || seat.is_some());
            let role = if former && role.is_empty() { "ELI" } else { role.as_str() };
            let code = codes::compose(seat.map_or(code.as_str(), |seat| seat.code.as_str()), role);
            // "UN experts", "OSCE observers", "a report by Amnesty": whoever speaks for a body of no country is that body.
            let of_body = code.starts_with("IGO") || code.starts_with("NGO");
            let span = mention.map_or(span, |mention| mention.span.join(span));
            Party {
                actor: Actor { entity: named.and(mention).map(|found| found.entity), name: name(label), code, span },
                confidence: AGENT,
                is_generic: entity.is_none_or(|entity| entity.kind != EntityType::Organization),
                is_media: passes_on(role) && !of_body,
                found: Found::Group,
                head,
                ..Party::default()
            }
        };
        owners.into_iter().map(party).collect()
    }

    /// The role of people as far as it matters whether a state's name stands with them: a country's peacekeepers are its soldiers, its
    /// activists and lobbyists are not the country.
    pub(super) fn role_under(&self, head: At, role: String, of_state: bool) -> String {
        match role.as_str() {
            "IGO" if of_state && self.view.lemma(head) == "peacekeeper" => "MIL".to_string(),
            "" if of_state && self.is_political_party(head) => {
                let opposes = self.view.children(head).any(|at| self.view.lemma(at) == "opposition");
                if opposes { "OPP" } else { "PTY" }.to_string()
            }
            "" if of_state && self.lists.unofficial.contains(&self.view.lemmas[head]) => "CVL".to_string(),
            _ => role,
        }
    }

    /// "Shell workers in Nigeria": where those people are.
    fn country_inside(&self, head: At) -> Option<String> {
        let inside = |&at: &At| at > head && ["in", "inside"].iter().any(|case| has_case(self.view, at, case));
        let place = self.view.children(head).filter(inside).find_map(|at| self.view.place(at))?;
        Some(codes::country_of(self.view.document.entity(place.entity))).filter(|country| country.len() == 3)
    }

    /// Whether a party is one of politics, and no touring or birthday party.
    fn is_political_party(&self, head: At) -> bool {
        let view = self.view;
        let of_kind =
            |at: At| view.upos(at) == Upos::Noun && view.lemma(at) != "opposition" || view.form(at).ends_with("ing");
        let ruling = |at: At| matches!(view.lemma(at), "ruling" | "governing" | "rule" | "govern");
        let before = head.checked_sub(1).filter(|&at| view.head(at) == Some(head));
        view.lemma(head) == "party" && before.is_none_or(|at| ruling(at) || !of_kind(at))
    }

    /// "Western soldiers", "foreign workers", "a foreigner in Syria": of another country than that where they are.
    fn is_foreign(&self, head: At) -> bool {
        let before = self.view.children(head).filter(|&at| at < head);
        self.lists.strangers.contains(&self.view.lemmas[head])
            || before.into_iter().any(|at| self.lists.foreign.contains(&self.view.lemmas[at]))
    }

    /// "the Roman military", "the Rhine army": an army with a name of its own, which no list has.
    fn is_army_called(&self, head: At, role: &str) -> bool {
        let part = |&at: &At| at < head && matches!(self.view.relation(at), Relation::Amod | Relation::Compound);
        let name = |at: At| self.view.tokens[at].shape == crate::model::Shape::Title && at > 0;
        role == "MIL" && self.view.xpos(head) == "NN" && self.view.children(head).filter(part).any(name)
    }

    /// Whether officials are those of a body by its name that has no code, or that no list has.
    fn is_of_unknown_body(&self, head: At, role: &str) -> bool {
        let view = self.view;
        if role != "GOV" || !self.lists.heads_of_any_body.contains(&view.lemmas[head]) {
            return false;
        }
        let codeless = |mention: &Mention| {
            let entity = view.document.entity(mention.entity);
            entity.kind == EntityType::Organization && codes::of_entity(entity).is_empty()
        };
        let part = |&at: &At| matches!(view.relation(at), Relation::Compound | Relation::NmodPoss) && at < head;
        let unlisted = |at: At| {
            let capital = |at: At| view.upos(at) == Upos::Propn && view.tokens[at].shape.is_capitalized();
            let two = at > 0 && capital(at) && capital(at - 1) && view.mention(at - 1).is_none();
            view.mention(at).is_none() && two && self.role_ending_at(at + 1).is_none()
        };
        view.children(head).filter(part).any(|at| view.mention(at).is_some_and(codeless) || unlisted(at))
    }

    /// People of whom it is not told what they are ("six activists", "members of a band"): civilians, where something is done to
    /// their bodies or they take to the street.
    pub(in crate::events) fn people(&self, head: At) -> Vec<Party> {
        let view = self.view;
        let agents = &view.document.gazetteer.agents;
        // "Thousands rallied", "killed 14", "wounded 13 others"
        let number = view.upos(head) == Upos::Num
            && view.form(head).chars().all(|letter| letter.is_alphanumeric() || letter == ',');
        let others = view.lemma(head) == "other" && view.xpos(head) == "NNS";
        let counted = view.mention(head).is_none()
            && (number || others || matches!(view.lemma(head), "dozen" | "hundred" | "thousand"))
            && (!view.children(head).any(|at| view.relation(at) == Relation::Nmod) || words::is_at_least(view, head))
            && !words::is_time(view, head);
        if counted {
            return vec![self.crowd(head, head)];
        }
        let found = agents.ending_at(view.tokens, head.saturating_sub(5), head + 1);
        let Some((start, _)) = found.filter(|(_, agent)| agent.kind == "person" && agent.code.is_empty()) else {
            return Vec::new();
        };
        if view.mention(head).is_some() || view.lemma(head) == "leader" {
            return Vec::new();
        }
        vec![self.crowd(start.min(head), head)]
    }

    /// Civilians told by these words; of the country that their adjective tells, if one does.
    pub(in crate::events) fn crowd(&self, start: At, head: At) -> Party {
        let view = self.view;
        let span = view.span(start, head);
        let name = span.of(&view.document.clean.text).replace('\n', " ");
        let country = self.countries(head).into_iter().next().map(|(code, _)| code).filter(|code| code.len() == 3);
        let code = codes::compose(country.as_deref().unwrap_or_default(), "CVL");
        Party {
            actor: Actor { entity: None, name, code, span },
            confidence: AGENT * 0.8,
            needs_country: country.is_none(),
            is_plural: view.upos(head) == Upos::Num || matches!(view.xpos(head), "NNS" | "NNPS"),
            is_generic: true,
            found: Found::Group,
            head,
            ..Party::default()
        }
    }

    /// "the Japanese defence minister Taro Unlisted": the title before a name that nobody knows.
    fn role_before_name(&self, head: At) -> Option<(At, String)> {
        let is_name = |at: At| self.view.upos(at) == Upos::Propn && self.view.tokens[at].shape.is_capitalized();
        let first = (head.saturating_sub(3)..=head).rev().take_while(|&at| is_name(at)).filter(|&at| at > 0);
        let title = first.into_iter().find_map(|at| Some((at, self.role_ending_at(at)?)));
        title.filter(|(at, (_, role))| !role.is_empty() && !self.is_part_of_name(*at)).map(|(_, title)| title)
    }
}

/// Whether an entity does business.
pub(in crate::events) fn is_firm(entity: &Entity) -> bool {
    let code = ["BUS", "MNC"].iter().any(|role| entity.code.ends_with(role));
    entity.kind == EntityType::Organization && (code || matches!(entity.subtype.as_str(), "company" | "bank"))
}
