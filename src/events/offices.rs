//! What office a person is told by: the title that the text gives, the office held on the day, the standing code.

use super::actors::Actors;
use super::codes;
use super::view::At;
use crate::model::{Entity, EntityType, Mention, Relation};

/// How many words before a title may say that it is held no more.
const FORMER: usize = 3;

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

impl Person<'_> {
    /// Whether all that lists say of him is that he was a politician once.
    fn is_of_untold_office(&self) -> bool {
        self.entity.roles.is_empty() && self.known.ends_with("ELI")
    }
}

impl Actors<'_, '_> {
    /// Code of a person: of the title that the text gives, of the office held then, else the standing code.
    pub(super) fn person_code(&self, entity: &Entity, at: At) -> String {
        let known = codes::of_person(entity, self.date);
        let pronoun = self.view.mention(at).is_none();
        // Whoever belongs to a group is told by it, whatever his title. A pronoun has no title ("told the Senate he was resigning").
        if known.starts_with("IMG") || pronoun && !known.is_empty() {
            return known;
        }
        let in_office = self.date.is_some_and(|date| entity.roles.iter().any(|role| role.held_on(date)));
        let person = Person { entity, at, known, in_office };
        let title = self.title_before(at).or_else(|| self.title_beside(at, person.known.is_empty()));
        let title = title.filter(|role| self.may_be_held(&person, role));
        if let Some(body) = self.body_of_unlisted(&person).filter(|_| title.is_some()) {
            return body;
        }
        let title = title.filter(|role| self.is_own_title(&person, role)).or_else(|| self.title_of_undated(&person));
        self.held_in_body(&person)
            .or_else(|| title.map(|role| self.code_of_title(&person, &role)))
            .or_else(|| self.held_throughout(&person))
            .unwrap_or(person.known)
    }

    /// Whether a title may be what a person is on that day: whoever holds an office may have held another before, and a general who
    /// is president acts as president.
    fn may_be_held(&self, person: &Person, role: &str) -> bool {
        match role {
            "ELI" => !person.in_office || self.view.document.date().is_none(),
            "MIL" => !person.in_office || !person.known.ends_with("GOV"),
            _ => true,
        }
    }

    /// Whether a title is the person's own, of that day: not that of a party or firm when lists know the person by another office.
    fn is_own_title(&self, person: &Person, role: &str) -> bool {
        (person.known.is_empty() || !self.is_title_of_body(person.at)) && !self.is_title_of_later(person.entity, role)
    }

    /// The body whose title a person has of whom lists have no office.
    fn body_of_unlisted(&self, person: &Person) -> Option<String> {
        let unlisted = person.entity.roles.is_empty() && !person.known.ends_with("GOV");
        self.body_of_title(person.at).filter(|_| unlisted)
    }

    /// The title that the text gives elsewhere, where no date tells the office: of a text without one, or of a person without one.
    fn title_of_undated(&self, person: &Person) -> Option<String> {
        let undated = self.view.document.date().is_none() || person.is_of_untold_office();
        if undated { self.title_elsewhere(person.entity) } else { None }
    }

    /// The office in the international body that is named before the title.
    fn held_in_body(&self, person: &Person) -> Option<String> {
        let body = self.body_before(person.at)?;
        let held = person.entity.roles.iter().find(|role| role.code.starts_with(&body));
        held.map(|role| role.code.clone())
    }

    /// A text may be older than its date: whoever has an office in it has it throughout.
    fn held_throughout(&self, person: &Person) -> Option<String> {
        let role = self.title_elsewhere(person.entity).filter(|_| person.known.ends_with("ELI"))?;
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
        let beside = self.countries(at).into_iter().next().map(|(code, _)| code);
        beside.or_else(|| {
            let first = self.view.mention(at).map_or(at, |mention| self.view.mention_words(mention).start);
            let (start, _) = self.role_ending_at(first)?;
            self.country_before(start).map(|(code, _)| code)
        })
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
        let first = self.view.mention(at).map_or(at, |mention| self.view.mention_words(mention).start);
        let mention = (first.saturating_sub(TITLE)..first).rev().find_map(|word| self.view.mention(word))?;
        let between = self.view.mention_words(mention).end..first;
        // "the IMF's managing director,"
        let is_title = |word: At| {
            self.view.is_nominal(word) || matches!(self.view.form(word), "-" | "'s" | "(" | ")" | "," | "managing")
        };
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
        let first = self.view.mention(at).map_or(at, |mention| self.view.mention_words(mention).start);
        let before = self.role_ending_at(first).and_then(|(start, _)| start.checked_sub(1))?;
        let entity = self.view.document.entity(self.view.mention(before)?.entity);
        let governs = entity.code.ends_with("GOV") || entity.code.ends_with("LEG");
        (entity.kind == EntityType::Organization && !governs).then(|| codes::of_entity(entity))
    }

    /// The role of a title right before a name.
    pub(super) fn title_before(&self, at: At) -> Option<String> {
        let first =
            self.view.mention(at).map_or(at, |mention| (mention.first_token - self.view.sentence.first_token) as usize);
        self.role_ending_at(first).map(|(_, code)| code).filter(|code| !code.is_empty())
    }

    /// The role of a title before another mention of the person in the document; of an office held no more, that of former officials.
    fn title_elsewhere(&self, entity: &Entity) -> Option<String> {
        let document = self.view.document;
        let same = |mention: &&Mention| std::ptr::eq(document.entity(mention.entity), entity);
        document.mentions.iter().filter(same).find_map(|mention| {
            let end = mention.first_token as usize;
            let tokens = &document.segmented.tokens;
            let (start, found) = document.gazetteer.titles.ending_at(tokens, end.saturating_sub(6), end)?;
            let office = matches!(found.code, "GOV" | "LEG" | "JUD" | "SPY");
            let former =
                tokens[start.saturating_sub(FORMER)..start].iter().any(|token| self.lists.former.contains(&token.fold));
            let code = if office && former { "ELI" } else { found.code };
            (!code.is_empty()).then(|| code.to_string())
        })
    }

    /// The role in an apposition ("Sergei Ivanov, the defence minister"); a word that fits any body ("leader of the group") tells only what
    /// nobody is known to be.
    pub(super) fn title_beside(&self, at: At, unknown: bool) -> Option<String> {
        const OF_ANY_BODY: [&str; 6] = ["leader", "chief", "head", "commander", "founder", "member"];
        let beside = self
            .view
            .children(at)
            .find(|&child| matches!(self.view.relation(child), Relation::Appos | Relation::NmodDesc))?;
        if !unknown && OF_ANY_BODY.contains(&self.view.lemma(beside)) {
            return None;
        }
        let role = self.role_ending_at(beside + 1).map(|(_, code)| code).filter(|code| !code.is_empty())?;
        // "Jose Unlisted, a vice president of a subsidiary"
        Some(self.role_of_body(beside, &role).unwrap_or(role))
    }
}
