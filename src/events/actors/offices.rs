//! What office a person is told by: the title that the text gives, the office held on the day, the standing code.

use super::codes;
use super::printed::{self, FORMER, office_of};
use crate::events::actors::{Actors, DEEPEST};
use crate::events::view::{At, View};
use crate::model::{DatedRole, Entity, EntityType, Mention, Relation, Upos};

/// How many earlier sentences that name a person are asked who it is.
const INTRODUCTIONS: usize = 3;

/// A person as the lists and the text know him.
struct Person<'p> {
    entity: &'p Entity,
    /// The head of the phrase that names him.
    at: At,
    /// By the office that lists have on the day, else the standing code.
    known: String,
    /// Whether lists have him in office on that day.
    in_office: bool,
}

/// A title before a name.
struct Printed<'t> {
    role: &'t str,
    /// Its tokens: from here,
    start: usize,
    /// to before here.
    end: usize,
    /// Its last word.
    last: u64,
}

impl Printed<'_> {
    fn is_one_word(&self) -> bool {
        self.end == self.start + 1
    }
}

impl Person<'_> {
    /// Whether all that lists say of him is that he was a politician once.
    fn is_of_untold_office(&self) -> bool {
        self.entity.roles.is_empty() && self.known.ends_with("ELI")
    }

    /// Whether lists say what he is: more than that he is somebody, or was in office once.
    fn is_known_well(&self) -> bool {
        !self.known.is_empty() && !["ELI", "CVL"].iter().any(|role| self.known.ends_with(role))
    }

    /// Whether he governs, opposes or fights.
    fn is_in_politics(&self) -> bool {
        let party = ["GOV", "OPP", "PTY", "LEG"];
        party.iter().chain(&codes::BANDS).any(|role| self.known.ends_with(role))
    }

    /// Whether the office that he is known by is the first of his country, under which generals keep their rank.
    fn rules(&self) -> bool {
        const FIRST: [&str; 4] = ["president", "prime minister", "leader", "head of state"];
        let first = |role: &DatedRole| role.code == self.known && FIRST.contains(&office_of(&role.title));
        self.entity.roles.iter().any(first)
    }
}

impl Actors<'_, '_> {
    /// Code of a person: of the title that the text gives, of the office held then, else the standing code.
    pub(super) fn person_code(&self, entity: &Entity, at: At) -> String {
        let code = self.code_here(entity, at);
        let unlisted = entity.roles.is_empty() && entity.code.is_empty();
        let untold = code.is_empty() || codes::has_no_country(&code);
        if unlisted && untold { self.introduced(entity).unwrap_or(code) } else { code }
    }

    /// The code that an earlier sentence gives somebody of whom no list knows an office ("Ann Unlisted, the mayor of Oslo, resigned. ... Unlisted
    /// accused").
    fn introduced(&self, entity: &Entity) -> Option<String> {
        let mut before: Vec<u32> = self.mentions_of(entity).map(|mention| mention.sentence).collect();
        before.dedup();
        before.retain(|&sentence| (sentence as usize) < self.view.index);
        before.into_iter().take(INTRODUCTIONS).find_map(|sentence| {
            let named = self.mentions_of(entity).find(|mention| mention.sentence == sentence)?;
            let code = match View::new(self.view.document, sentence as usize, self.view.lexicon, self.lists) {
                Some(view) => {
                    let actors = Actors::on(self.date, &view, self.lists);
                    actors.code_here(entity, view.mention_head(named))
                }
                None => printed::office_behind(self.view.document, self.lists, named).unwrap_or_default(),
            };
            let code = if code.is_empty() || codes::has_no_country(&code) { self.office_before(named)? } else { code };
            (!code.is_empty() && !codes::has_no_country(&code)).then_some(code)
        })
    }

    /// The code of the title, with whose it is, that is printed before a name: "Lebanese Interior Minister Ann Unlisted".
    fn office_before(&self, name: &Mention) -> Option<String> {
        let tokens = &self.view.document.segmented.tokens;
        let end = name.first_token as usize;
        let first = self.view.document.segmented.sentences[name.sentence as usize].first_token as usize;
        let titles = &self.view.document.gazetteer.titles;
        let (start, title) = titles.ending_at(tokens, end.saturating_sub(6).max(first), end)?;
        let former = tokens[start.saturating_sub(FORMER).max(first)..start].iter();
        let former = former.into_iter().any(|token| self.lists.former.contains(&token.fold));
        let (owner, _) = self.owner_printed(end - 1).filter(|_| !former && !title.code.is_empty())?;
        Some(codes::compose(&owner, title.code))
    }

    /// The code of the phrase set beside the name of somebody of whom no list knows an office ("Ann Unlisted, the mayor of Oslo,", "Ann Unlisted,
    /// who is the mayor of Oslo,").
    fn phrase_beside(&self, person: &Person) -> Option<String> {
        let unknown = person.known.is_empty() && person.entity.roles.is_empty();
        let now = |at: At| self.view.child(at, &[Relation::Cop]).is_some_and(|be| self.view.is_any(be, &["is"]));
        let apposed = |&child: &At| {
            let relation = self.view.relation(child);
            child > person.at && (relation == Relation::Appos || relation == Relation::AclRelcl && now(child))
        };
        let beside = self.view.children(person.at).filter(|_| unknown).find(apposed)?;
        let is_name = self.view.mention(beside).is_some();
        let told = if is_name { Vec::new() } else { self.of_phrase(beside, DEEPEST) };
        let told = told.into_iter().find(|party| !party.needs_country && !party.is_owner && !party.is_place)?;
        Some(told.actor.code).filter(|code| !code.is_empty())
    }

    fn code_here(&self, entity: &Entity, at: At) -> String {
        let known = self.office_printed(entity).unwrap_or_else(|| codes::of_person(entity, self.date));
        let known = self.body_told(entity, &known).unwrap_or(known);
        let pronoun = self.view.mention(at).is_none();
        // Whoever belongs to a group is told by it, whatever his title. A pronoun has no title ("told the Senate he was resigning").
        if known.starts_with("IMG") || pronoun && !known.is_empty() {
            return known;
        }
        // Whoever stands for an office holds none by that.
        let holds = |role: &DatedRole, date| role.held_on(date) && !codes::is_candidacy(role);
        let in_office = self.date.is_some_and(|date| entity.roles.iter().any(|role| holds(role, date)));
        if let Some(office) = self.office_told(entity, at) {
            return office;
        }
        let person = Person { entity, at, known, in_office };
        let title = self.title_of_person(&person).filter(|role| self.may_be_held(&person, role));
        if let Some(body) = self.body_of_unlisted(&person) {
            return body;
        }
        let title = title.filter(|role| self.is_own_title(&person, role)).or_else(|| self.title_of_undated(&person));
        self.held_in_body(&person)
            .or_else(|| self.phrase_beside(&person))
            .or_else(|| self.body_beside(&person))
            .or_else(|| title.map(|role| self.code_of_title(&person, &role)))
            .or_else(|| self.held_throughout(&person))
            .or_else(|| self.code_without_role(&person))
            .unwrap_or(person.known)
    }

    /// The code of the listed office that stands right beside the name: an "attorney general" is what lists have him to be.
    fn office_told(&self, entity: &Entity, at: At) -> Option<String> {
        let mention = self.view.mention(at)?;
        let undated = self.view.document.date().is_none();
        let held = |role: &&DatedRole| self.date.is_none_or(|date| role.held_on(date));
        let told = |role: &&DatedRole| (undated || held(role)) && self.is_printed_at(mention, role);
        let told = entity.roles.iter().filter(told);
        let last = told.max_by_key(|role| (held(role), role.start.map(|start| start.first_day())));
        last.map(|role| role.code.clone()).filter(|code| !code.is_empty())
    }

    /// The code of the party or other body whose title the document prints before the name of somebody whom lists have in no office on that
    /// day, or of whom nothing tells the day.
    fn body_told(&self, entity: &Entity, known: &str) -> Option<String> {
        let in_office = self.date.is_some_and(|date| entity.roles.iter().any(|role| role.held_on(date)));
        let guessed = self.date.is_none() && !entity.roles.is_empty() && known.ends_with("GOV");
        if entity.kind != EntityType::Person || !(known.ends_with("ELI") && !in_office || guessed) {
            return None;
        }
        let document = self.view.document;
        let code = |mention: &Mention| {
            let name = printed::body_before(document, self.lists, mention)?;
            let body = document.entity(name.entity);
            let of_party = body.subtype == "party" && !self.lists.leads_anything.contains(&self.word_before(mention));
            let code = codes::of_entity(body);
            (!code.is_empty() && !code.starts_with("IGO") && (of_party || !guessed)).then_some(code)
        };
        self.mentions_of(entity).find_map(code)
    }

    /// The last word before a name, wherever in the document.
    fn word_before(&self, mention: &Mention) -> u64 {
        let before = (mention.first_token as usize).checked_sub(1);
        before.map_or(0, |at| self.view.document.segmented.tokens[at].fold)
    }

    /// The code of somebody unknown whose trade says nothing but whose country, or body, is told before it ("Burundian activist Pierre
    /// Unlisted"): that of a Burundian activist without a name.
    fn code_without_role(&self, person: &Person) -> Option<String> {
        let first = self.first_of_name(person.at);
        let (start, role) =
            self.role_ending_at(first).filter(|(_, role)| person.known.is_empty() && role.is_empty())?;
        let (owner, _) = self.country_before(start)?;
        let role = if owner.len() == 3 { self.role_under(first - 1, role, true) } else { role };
        Some(codes::compose(&owner, &role))
    }

    /// The title before or beside the name. One that fits any body ("leader", "chairman") tells only what nobody is known to be.
    fn title_of_person(&self, person: &Person) -> Option<String> {
        let first = self.first_of_name(person.at);
        let before = self.role_ending_at(first).filter(|(_, role)| !role.is_empty());
        let empty = |(start, role): &(At, String)| {
            // "Hong Kong leader Leung Chun-ying", of whom lists have that he did business.
            let governs = role == "GOV" && !person.is_in_politics() && self.country_before(*start).is_some();
            person.is_known_well() && self.fits_any_body(*start, first) && !governs
        };
        let before = before.filter(|title| !empty(title));
        let title = before.map(|(_, role)| role).or_else(|| self.title_beside(person));
        // A "hostage" or "citizen" may be anything.
        title.filter(|role| role != "CVL" || !person.is_known_well())
    }

    /// Whether a title is one word for whoever leads something.
    fn fits_any_body(&self, start: At, end: At) -> bool {
        end == start + 1 && self.lists.leads_anything.contains(&self.view.lemmas[start])
    }

    /// The first word of the name that the head is in.
    fn first_of_name(&self, at: At) -> At {
        self.view.mention(at).map_or(at, |mention| self.view.mention_words(mention).start)
    }

    /// Whether a title may be what a person is on that day: whoever holds an office may have held another before, and a general who
    /// is president acts as president.
    fn may_be_held(&self, person: &Person, role: &str) -> bool {
        let undated = self.view.document.date().is_none();
        match role {
            "ELI" => !person.in_office || undated,
            // "Labor leader Kim Beazley"
            "LAB" => !person.is_in_politics(),
            // "Jacques Delors, the president of the Commission," presides over no country.
            "GOV" => !(person.in_office && codes::is_of_body(&person.known)),
            // Whoever stands for election may be in office.
            "PTY" => !person.in_office,
            "MIL" => !person.known.ends_with("GOV") || !(person.in_office || undated && person.rules()),
            _ => true,
        }
    }

    /// Whether a title is the person's own, of that day: not that of a party or firm when lists know the person by another office.
    fn is_own_title(&self, person: &Person, role: &str) -> bool {
        (person.known.is_empty() || !self.is_title_of_body(person.at)) && !self.is_title_of_later(person.entity, role)
    }

    /// The body whose title a person has of whom lists have no office; the chairman of an authority is no businessman.
    fn body_of_unlisted(&self, person: &Person) -> Option<String> {
        let unlisted = person.entity.roles.is_empty() && !person.known.ends_with("GOV");
        let (_, role) = self.role_ending_at(self.first_of_name(person.at)).filter(|_| unlisted)?;
        let body = self.body_of_title(person.at).or_else(|| {
            let any = self.lists.heads_of_any_body.contains(&self.view.lemmas[self.first_of_name(person.at) - 1]);
            let heads = matches!(role.as_str(), "BUS" | "GOV" | "ELI" | "IGO") || role.is_empty() && any;
            let former = if role == "ELI" { "ELI" } else { "" };
            let body = self.organization_of_title(person.at).filter(|_| heads)?;
            Some(codes::compose(&codes::of_entity(body), former))
        });
        body.filter(|body| !body.is_empty())
    }

    /// The title that the text gives elsewhere, where no date tells the office: of a text without one, or of a person without one.
    fn title_of_undated(&self, person: &Person) -> Option<String> {
        let undated = self.view.document.date().is_none() || person.is_of_untold_office();
        let role = match undated {
            true => self.title_elsewhere(person.entity, person.is_known_well())?,
            // Somebody of whom lists have no office at all may have taken one.
            false if person.entity.roles.is_empty() => self.office_elsewhere(person.entity)?,
            // A member of parliament may be a minister, too.
            false if person.known.ends_with("LEG") => {
                self.office_elsewhere(person.entity).filter(|role| role == "GOV")?
            }
            false => return None,
        };
        Some(role).filter(|role| self.may_be_held(person, role))
    }

    /// The office in the international body that is named before the title.
    fn held_in_body(&self, person: &Person) -> Option<String> {
        let body = self.body_before(person.at)?;
        let held = person.entity.roles.iter().find(|role| role.code.starts_with(&body));
        held.map(|role| role.code.clone())
    }

    /// The international body whose office stands beside the name ("Ann Unlisted, the European Union's new trade commissioner"), or any body
    /// that somebody unknown is at the head of.
    fn body_beside(&self, person: &Person) -> Option<String> {
        let beside = self.view.child(person.at, &[Relation::Appos, Relation::NmodDesc]).filter(|&at| at > person.at)?;
        let (_, role) = self.role_ending_at(beside + 1).filter(|(_, role)| !role.is_empty())?;
        let former = if role == "ELI" { "ELI" } else { "" };
        // "Owen Unlisted, president of the miners' union,"
        let unlisted = person.known.is_empty() && self.lists.heads_of_any_body.contains(&self.view.lemmas[beside]);
        let codes = self.countries(beside).into_iter().map(|(code, _)| codes::compose(&code, former));
        let firm = |code: &str| code.ends_with("BUS") || code.ends_with("MNC");
        let body = |code: &str| code.starts_with("IGO") || unlisted && code.len() > 3 && !firm(code);
        codes.into_iter().find(|code| body(code))
    }

    /// A text may be older than its date: whoever has an office in it has it throughout.
    fn held_throughout(&self, person: &Person) -> Option<String> {
        let role = self.title_elsewhere(person.entity, false).filter(|_| person.known.ends_with("ELI"))?;
        let held = person.entity.roles.iter().find(|held| held.code.contains(&role) && !held.code.ends_with("ELI"));
        held.map(|held| held.code.clone())
    }

    /// The code of somebody with that title: as lists have it, else composed with the country.
    fn code_of_title(&self, person: &Person, role: &str) -> String {
        let mut listed = std::iter::once(&person.known).chain(person.entity.roles.iter().map(|held| &held.code));
        if let Some(code) = listed.find(|code| code.contains(role)) {
            return code.clone();
        }
        let country = &person.entity.country;
        let told = if country.is_empty() { self.country_told(person.at) } else { None };
        codes::compose(told.as_deref().unwrap_or(country), role)
    }

    /// The country that the text gives a person, beside the name or before the title.
    fn country_told(&self, at: At) -> Option<String> {
        // "American journalist Paul Unlisted in Gaza"
        let before = |start: At| {
            // "Britain's UN ambassador Ann Unlisted"
            let sent = start.checked_sub(1).and_then(|last| self.view.mention(last));
            let sent = sent.filter(|mention| self.is_where_sent(start, mention));
            self.country_before(sent.map_or(start, |mention| self.view.mention_words(mention).start))
        };
        let title = self.role_ending_at(self.first_of_name(at)).and_then(|(start, _)| before(start));
        title.or_else(|| self.countries(at).into_iter().next()).map(|(code, _)| code)
    }

    /// Whether a title tells what a person was when the text was written, and not when the act was done ("former president Carter
    /// brokered the accord of 1978").
    fn is_title_of_later(&self, entity: &Entity, role: &str) -> bool {
        let written = self.view.document.date();
        self.date != written && written.is_some() && codes::of_person(entity, written).contains(role)
    }

    /// The code of an international body named before a person's title ("European Commission chief Jean-Claude Juncker").
    fn body_before(&self, at: At) -> Option<String> {
        /// Words between the body and the name.
        const TITLE: usize = 6;
        let first = self.first_of_name(at);
        let mention = (first.saturating_sub(TITLE)..first).rev().find_map(|word| self.view.mention(word))?;
        let between = self.view.mention_words(mention).end..first;
        // "the IMF's managing director,"
        let is_title =
            |word: At| self.view.is_nominal(word) || self.view.is_any(word, &["-", "'s", "(", ")", ",", "managing"]);
        let entity = self.view.document.entity(mention.entity);
        (entity.code.starts_with("IGO") && between.into_iter().all(is_title))
            .then(|| entity.code.chars().take(6).collect())
    }

    /// Whether the title before a name is one of a party, firm or other body: its president governs no country.
    fn is_title_of_body(&self, at: At) -> bool {
        self.body_of_title(at).is_some()
    }

    /// The code of the party, firm or other body whose title stands before a name ("Liberal Democrat spokesman").
    fn body_of_title(&self, at: At) -> Option<String> {
        let body = self.organization_of_title(at)?;
        let governs = body.code.ends_with("GOV") || body.code.ends_with("LEG");
        (!governs).then(|| codes::of_entity(body))
    }

    /// The organization whose title stands before a name, with its name: "Liberal Democrat founding chairman", "the union's secretary".
    fn organization_of_title(&self, at: At) -> Option<&Entity> {
        let view = self.view;
        let (start, _) = self.role_ending_at(self.first_of_name(at))?;
        let described = |at: &At| {
            let word =
                (view.upos(*at) == Upos::Adj || view.xpos(*at) == "VBG") && !view.tokens[*at].shape.is_capitalized();
            view.mention(*at).is_none() && (word || view.tokens[*at].shape == crate::model::Shape::Clitic)
        };
        let before = start.checked_sub(1).map(|at| if described(&at) { at.saturating_sub(1) } else { at });
        // "Hamas spokesman" may be a title of its own.
        let mention = view.mention(start).or_else(|| view.mention(before?))?;
        let entity = view.document.entity(mention.entity);
        // "Britain's UN ambassador Ann Unlisted"
        let end = self.first_of_name(at).checked_sub(1)?;
        let sent = self.lists.accredited.contains(&view.lemmas[end]) && self.is_where_sent(end, mention);
        (entity.kind == EntityType::Organization && !sent).then_some(entity)
    }

    /// The role of a title before another mention of the person in the document. Of whom lists say what he is, a title that fits any
    /// body tells nothing new.
    fn title_elsewhere(&self, entity: &Entity, known_well: bool) -> Option<String> {
        let leads = |title: &Printed| title.is_one_word() && self.lists.leads_anything.contains(&title.last);
        let says_nothing = |title: &Printed| known_well && (leads(title) || title.role == "CVL");
        self.titles_of(entity).find(|title| !says_nothing(title)).map(|title| title.role.to_string())
    }

    /// The office of state that the document gives a person by a title that no other body has.
    fn office_elsewhere(&self, entity: &Entity) -> Option<String> {
        let any = |word: u64| self.lists.heads_of_any_body.contains(&word) || self.lists.leads_anything.contains(&word);
        let own = |title: &Printed| {
            let of_state = title.role == "LEG" || matches!(title.role, "GOV" | "JUD") && !any(title.last);
            of_state && !self.is_after_organization(title.start)
        };
        self.titles_of(entity).find(own).map(|title| title.role.to_string())
    }

    /// Whether an organization is named right before a token of the document ("the Church's envoy").
    fn is_after_organization(&self, token: usize) -> bool {
        let document = self.view.document;
        let before = |mention: &&Mention| {
            let end = mention.end_token as usize;
            let clitic =
                document.segmented.tokens.get(end).is_some_and(|word| word.shape == crate::model::Shape::Clitic);
            end == token || clitic && end + 1 == token
        };
        let named = document.mentions.iter().find(before);
        named.is_some_and(|mention| document.entity(mention.entity).kind == EntityType::Organization)
    }

    /// The titles that the document prints before the person's name; an office held no more is that of former officials.
    fn titles_of(&self, entity: &Entity) -> impl Iterator<Item = Printed<'_>> {
        let document = self.view.document;
        let tokens = &document.segmented.tokens;
        self.mentions_of(entity).filter_map(move |mention| {
            let end = mention.first_token as usize;
            let (start, found) = document.gazetteer.titles.ending_at(tokens, end.saturating_sub(6), end)?;
            let office = matches!(found.code, "GOV" | "LEG" | "JUD" | "SPY" | "PTY");
            let former =
                tokens[start.saturating_sub(FORMER)..start].iter().any(|token| self.lists.former.contains(&token.fold));
            let role = if office && former { "ELI" } else { found.code };
            (!role.is_empty()).then(|| Printed { role, start, end, last: tokens[end - 1].fold })
        })
    }

    /// The code of the listed office that a text without a date prints beside the person's name ("Foreign Minister Moshe Arens" was one
    /// of several things in his life); the last one taken up of several of that name.
    fn office_printed(&self, entity: &Entity) -> Option<String> {
        if self.date.is_some() || entity.kind != EntityType::Person {
            return None;
        }
        self.mentions_of(entity).find_map(|mention| {
            let printed = |role: &&DatedRole| !role.code.is_empty() && self.is_printed_at(mention, role);
            let held = entity.roles.iter().filter(printed);
            held.max_by_key(|role| role.start.map(|start| start.first_day())).map(|role| role.code.clone())
        })
    }

    fn is_printed_at(&self, mention: &Mention, role: &DatedRole) -> bool {
        printed::is_office_at(self.view.document, self.lists, mention, &role.title)
    }

    /// All mentions of an entity in the document.
    fn mentions_of(&self, entity: &Entity) -> impl Iterator<Item = &Mention> {
        let document = self.view.document;
        document.mentions.iter().filter(move |mention| std::ptr::eq(document.entity(mention.entity), entity))
    }

    /// The role in an apposition ("Sergei Ivanov, the defence minister"); a word that fits any body ("leader of the group") tells only what
    /// nobody is known to be.
    fn title_beside(&self, person: &Person) -> Option<String> {
        let apposed = |&child: &At| matches!(self.view.relation(child), Relation::Appos | Relation::NmodDesc);
        let beside = self.view.children(person.at).find(apposed)?;
        let role = self.role_ending_at(beside + 1).map(|(_, code)| code).filter(|code| !code.is_empty())?;
        let unknown = person.known.is_empty() || role == "BUS" && !person.is_known_well();
        if !unknown && self.lists.leads_anything.contains(&self.view.lemmas[beside]) {
            return None;
        }
        // "Jose Unlisted, a vice president of a subsidiary", "president and chief executive of Unlisted Inc"
        let any =
            matches!(role.as_str(), "GOV" | "ELI") && self.lists.heads_of_any_body.contains(&self.view.lemmas[beside]);
        let of_firm = |&at: &At| at != beside && self.role_ending_at(at + 1).is_some_and(|(_, role)| role == "BUS");
        let joined = self.view.coordinated(beside).iter().any(of_firm);
        let body = if any && joined { Some("BUS".to_string()) } else { self.role_of_body(beside, &role) };
        Some(body.unwrap_or(role))
    }
}
