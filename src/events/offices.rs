//! What office a person is told by: the title that the text gives, the office held on the day, the standing code.

use super::actors::Actors;
use super::codes;
use super::view::At;
use crate::model::{Entity, EntityType, Mention, Relation};

/// How many words before a title may say that it is held no more.
const FORMER: usize = 3;

impl Actors<'_, '_> {
    /// Code of a person: of the title that the text gives, of the office held then, else the standing code.
    pub(super) fn person_code(&self, entity: &Entity, at: At) -> String {
        let known = codes::of_person(entity, self.date);
        // Whoever belongs to a group is told by it, whatever his title.
        if known.starts_with("IMG") {
            return known;
        }
        // A pronoun has no title ("told the Senate he was resigning").
        if self.view.mention(at).is_none() && !known.is_empty() {
            return known;
        }
        let told = self.title_before(at).or_else(|| self.title_beside(at, known.is_empty()));
        let undated = self.view.document.date().is_none();
        // Whoever holds an office on that day may have held another before.
        let in_office = self.date.is_some_and(|date| entity.roles.iter().any(|role| role.held_on(date)));
        let told = told.filter(|role| role != "ELI" || !in_office || undated);
        // A general who is president acts as president.
        let told = told.filter(|role| role != "MIL" || !in_office || !known.ends_with("GOV"));
        if entity.roles.is_empty()
            && !known.ends_with("GOV")
            && let Some(body) = self.body_of_title(at).filter(|_| told.is_some())
        {
            return body;
        }
        let told = told.filter(|_| known.is_empty() || !self.is_title_of_body(at));
        let told = told.filter(|role| !self.is_title_of_later(entity, role));
        // Of whom no list has an office, the text tells it.
        let unlisted = entity.roles.is_empty() && known.ends_with("ELI");
        let untold = undated || unlisted;
        let told = told.or_else(|| if untold { self.title_elsewhere(entity) } else { None });
        // A text may be older than its date: whoever has an office in it has it throughout.
        let held_then = || {
            let role = self.title_elsewhere(entity).filter(|_| known.ends_with("ELI"))?;
            entity.roles.iter().find(|held| held.code.contains(&role) && !held.code.ends_with("ELI"))
        };
        let of_body =
            || self.body_before(at).and_then(|body| entity.roles.iter().find(|role| role.code.starts_with(&body)));
        if let Some(held) = of_body() {
            return held.code.clone();
        }
        let Some(role) = told else { return held_then().map_or(known.clone(), |held| held.code.clone()) };
        if known.contains(&role) {
            return known;
        }
        if let Some(held) = entity.roles.iter().map(|held| &held.code).find(|code| code.contains(&role)) {
            return held.clone();
        }
        let of_title = || {
            let first = self.view.mention(at).map_or(at, |mention| self.view.mention_words(mention).start);
            self.role_ending_at(first).and_then(|(start, _)| self.country_before(start)).map(|(code, _)| code)
        };
        let country = if entity.country.is_empty() {
            self.countries(at).into_iter().next().map(|(code, _)| code).or_else(of_title)
        } else {
            None
        };
        codes::compose(country.as_deref().unwrap_or(&entity.country), &role)
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
