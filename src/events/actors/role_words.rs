//! The role that a title or agent noun gives whoever has it, as the words in and before it tell: "former" and "shadow" ministers, pilots at
//! war, planes that are called bombers.

use super::codes;
use crate::events::actors::Actors;
use crate::events::rules::lists::Lemmas;
use crate::events::view::At;
use crate::model::{EntityType, Mention, Relation, Upos};
use crate::segment::fold_hash;

impl Actors<'_, '_> {
    /// The agent or title phrase that ends right before token `end`: where it begins, and its role code.
    pub(in crate::events) fn role_ending_at(&self, end: At) -> Option<(At, String)> {
        let gazetteer = self.view.document.gazetteer;
        let limit = end.min(self.view.len());
        let first = limit.saturating_sub(6);
        let agent = gazetteer.agents.ending_at(self.view.tokens, first, limit);
        let title =
            gazetteer.titles.ending_at(self.view.tokens, first, limit).filter(|(_, found)| !found.code.is_empty());
        // `Representative Smith` sits in parliament, a representative of the growers does not, nor one who opens a sentence.
        let capital = |at: At| self.view.tokens[at].shape.is_capitalized();
        let printed = |start: At| capital(start) && (start > 0 || limit < self.view.len() && capital(limit));
        let before_title = |start: At, title: At| start < title || start == title && !printed(start);
        let (start, code) = match (agent, title) {
            (Some((start, found)), Some((title, _))) if before_title(start, title) => (start, found.code.to_string()),
            (_, Some((start, found))) => (start, found.code.to_string()),
            (Some((start, found)), None) => (start, found.code.to_string()),
            (None, None) => return None,
        };
        // "President General Pervez Musharraf": the office goes before the rank.
        if title.is_some_and(|(first, found)| first == start && found.kind == "military") && printed(start) {
            let before = self.role_ending_at(start).filter(|(first, _)| printed(*first));
            if let Some(office) = before.filter(|(_, office)| matches!(office.as_str(), "GOV" | "ELI")) {
                return Some(office);
            }
        }
        Some((start, self.role_in_words(start, limit, code)))
    }

    /// The role of the title from `start` to `end`, as the words in and before it tell it.
    fn role_in_words(&self, start: At, end: At, code: String) -> String {
        let (view, last) = (self.view, end - 1);
        // A former spy was no head of the spies.
        let heads = self.lists.heads_of_any_body.contains(&view.lemmas[last]);
        let office = matches!(code.as_str(), "GOV" | "LEG" | "JUD" | "PTY") || code == "SPY" && heads;
        let before = |words: &Lemmas| start > 0 && words.contains(&view.tokens[start - 1].fold);
        let party = || start.checked_sub(1).and_then(|at| view.mention(at));
        let role = match code.as_str() {
            // "the shadow attorney general"
            "GOV" | "JUD" if before(&self.lists.shadow) => "OPP",
            _ if office && self.is_former(start) => "ELI",
            "GOV" if self.lists.governments.contains(&view.lemmas[last]) && before(&self.lists.previous) => "ELI",
            // "Democratic representative John Unlisted"
            "GOV"
                if view.lemma(last) == "representative"
                    && party().is_some_and(|party| view.document.entity(party.entity).subtype == "party") =>
            {
                "LEG"
            }
            // "sister Ann", and no nun
            "REL"
                if start == last
                    && self.lists.kin.contains(&view.lemmas[last])
                    && !view.tokens[last].shape.is_capitalized() =>
            {
                "CVL"
            }
            "LAB" if view.lemma(last) == "pilot" && self.flies_to_war() => "MIL",
            // "the Labour leader", and not one of labour
            "LAB" if self.begins_with_party(start) => "PTY",
            _ => return code,
        };
        role.to_string()
    }

    /// Whether the name of a party begins there.
    fn begins_with_party(&self, at: At) -> bool {
        let mention = self.view.mention(at);
        mention.is_some_and(|mention| self.view.document.entity(mention.entity).subtype == "party")
    }

    /// Whether pilots are those of warplanes: of them the document tells, and the sentence of nobody who carries passengers.
    fn flies_to_war(&self) -> bool {
        let told = &self.view.document.segmented.tokens;
        told.iter().any(|token| self.lists.air_war.contains(&token.fold))
            && !self.view.tokens.iter().any(|token| self.lists.air_traffic.contains(&token.fold))
    }

    /// Whether the office that begins there is held no more: "the former French president".
    pub(super) fn is_former(&self, start: At) -> bool {
        /// Words that may stand between.
        const BETWEEN: usize = 4;
        let view = self.view;
        let between = |at: At| {
            // "a former state judge"
            let part = view.relation(at) == Relation::Compound && view.head(at).is_some_and(|head| head >= start);
            part || view.mention(at).is_some() || view.form(at) == "-" || matches!(view.upos(at), Upos::Adj | Upos::Num)
        };
        let mut before = (start.saturating_sub(BETWEEN)..start).rev();
        before
            .find(|&at| self.lists.former.contains(&view.tokens[at].fold) || !between(at))
            .is_some_and(|at| self.lists.former.contains(&view.tokens[at].fold))
    }

    /// "rebel camps", "militant hideouts": those who hold them, as the word before tells. A "rebel position on talks" is none.
    pub(in crate::events) fn role_of_holders(&self, head: At) -> Option<(At, String)> {
        let view = self.view;
        let place = self.lists.armed_places.contains(&view.lemmas[head])
            && (!matches!(view.lemma(head), "position" | "basis") || matches!(view.xpos(head), "NNS" | "NNPS"))
            && view.mention(head).is_none();
        let before = head.checked_sub(1).filter(|&at| place && view.head(at) == Some(head))?;
        let armed = |role: &str| codes::BANDS.contains(&role) || matches!(role, "MIL" | "COP");
        self.role_ending_at(before + 1).filter(|(_, role)| armed(role))
    }

    /// Whether the agent noun that ends right before token `end` is part of a name that means something else: the "Farm" of a "Farm Act".
    pub(super) fn is_part_of_name(&self, end: At) -> bool {
        let agents = &self.view.document.gazetteer.agents;
        let agent = agents.ending_at(self.view.tokens, end.saturating_sub(6), end);
        agent.is_some_and(|(start, found)| found.kind == "body" && self.view.tokens[start].shape.is_capitalized())
    }

    /// People told to be members of a band: "twenty people suspected of being members of the group".
    pub(super) fn suspected_of(&self, head: At) -> Option<&Mention> {
        /// How far the words that say so may go.
        const FAR: usize = 6;
        let view = self.view;
        let (_, role) = self.role_ending_at(head + 1).unwrap_or((head, String::new()));
        if view.mention(head).is_some() || !matches!(role.as_str(), "" | "CVL") {
            return None;
        }
        let suspected = |at: &At| {
            let said = view.relation(*at) == Relation::Acl && view.xpos(*at) == "VBN";
            *at > head && said && self.lists.suspected.contains(&view.lemmas[*at])
        };
        let after = view.children(head).find(suspected)?;
        // "accused of killing a member of the group" says the opposite.
        let belongs = |at: At| self.lists.belonging_words.contains(&view.lemmas[at]);
        let acts = |at: At| view.is_verb(at) && !matches!(view.lemma(at), "be" | "have");
        let member =
            (after + 1..view.len().min(after + FAR)).find(|&at| belongs(at) || acts(at)).filter(|&at| belongs(at))?;
        let named = (member + 1..view.len().min(member + 1 + FAR + 2)).filter_map(|at| view.mention(at));
        let body = named.filter(|mention| view.document.entity(mention.entity).kind == EntityType::Organization);
        body.into_iter().find(|mention| codes::is_band(&codes::of_entity(view.document.entity(mention.entity))))
    }

    /// Whether a bomber is an aircraft: it is a country's, or the sentence tells of others; a country's fighter that is shot down, or that
    /// intercepts somebody, is one, too.
    pub(super) fn is_plane(&self, head: At) -> bool {
        let view = self.view;
        let in_the_air = |verb: At| {
            let down =
                view.lemmas[verb] == fold_hash("shoot") && view.children(verb).any(|at| view.lemma(at) == "down");
            down || view.is_in(verb, &view.lists.done_in_the_air)
        };
        if view.lemma(head) == "fighter" {
            return view.head(head).is_some_and(in_the_air) && self.country_before(head).is_some();
        }
        view.lemma(head) == "bomber"
            && !view.children(head).any(|at| view.lemma(at) == "suicide")
            && ((0..view.len()).any(|at| view.is_in(at, &view.lists.of_aircraft))
                || self.country_before(head).is_some())
    }
}
