//! Whom those lead or serve whose noun fits the head of anything ("the vice president of a bank", "peasant leaders"): the role that the body has.

use super::agents::is_firm;
use crate::events::actors::Actors;
use crate::events::actors::codes;
use crate::events::clauses::has_case;
use crate::events::view::At;
use crate::model::{Relation, Upos};

impl Actors<'_, '_> {
    /// "the vice president of a bank", "officials of the union": what the body is, where its head may be anybody's.
    pub(super) fn role_of_body(&self, head: At, role: &str) -> Option<String> {
        let view = self.view;
        let any = matches!(role, "GOV" | "ELI") && self.lists.heads_of_any_body.contains(&view.lemmas[head]);
        let of = |&at: &At| {
            view.relation(at) == Relation::Nmod
                && view.mention(at).is_none()
                && ["of", "at", "for"].iter().any(|case| has_case(view, at, case))
        };
        // "Gary Unlisted, a former vice president at PaineWebber"
        let firm = |at: At| {
            let entity = view.mention(at).map(|mention| view.document.entity(mention.entity));
            entity.is_some_and(is_firm) && ["of", "at", "for"].iter().any(|case| has_case(view, at, case))
        };
        if any && view.children(head).any(firm) {
            return Some("BUS".to_string());
        }
        // "banking officials"
        let private = |at: At| self.lists.private_trades.contains(&view.lemmas[at]) && head.checked_sub(1) == Some(at);
        if any && view.children(head).any(private) {
            return Some("BUS".to_string());
        }
        let trade = |at: At| {
            self.lists.firms.contains(&view.lemmas[at]) || self.lists.private_trades.contains(&view.lemmas[at])
        };
        // "the company's administrator"
        let owner = view.child(head, &[Relation::NmodPoss]).filter(|&at| view.mention(at).is_none());
        if any && owner.is_some_and(trade) {
            return Some("BUS".to_string());
        }
        let below = view.children(head).filter(|_| any).find(of)?;
        // "the president of the bank of Mexico"
        let state = |at: At| view.place(at).is_some_and(|place| codes::is_state(view.document.entity(place.entity)));
        if view.lemma(below) == "bank" && view.children(below).any(|at| state(at) && has_case(view, at, "of")) {
            return None;
        }
        if trade(below) {
            return Some("BUS".to_string());
        }
        // "a vice president of corporate affairs"
        let office = |at: At| self.lists.affairs_of_state.contains(&view.lemmas[at]);
        let vice = head.checked_sub(1).is_some_and(|at| view.form(at).eq_ignore_ascii_case("vice"));
        if vice && view.upos(below) == Upos::Noun && !office(below) {
            return Some("BUS".to_string());
        }
        // "the leader of a group of mercenaries"
        if self.lists.bands.contains(&view.lemmas[below]) {
            let member = view.children(below).find(of).and_then(|at| self.role_ending_at(at + 1));
            return Some(member.map(|(_, code)| code).filter(|code| !code.is_empty()).unwrap_or("CVL".to_string()));
        }
        let agents = &view.document.gazetteer.agents;
        let (_, body) = agents.ending_at(view.tokens, below.saturating_sub(5), below + 1)?;
        (body.kind == "body" && !matches!(body.code, "" | "GOV")).then(|| body.code.to_string())
    }

    /// "the leader of Samoa's opposition", "peasant leaders": the role of those who are led, where neither names them.
    pub(super) fn body_led(&self, head: At) -> Option<String> {
        let view = self.view;
        let leads = matches!(view.lemma(head), "leader" | "head");
        let led = |at: &At| {
            let of = view.relation(*at) == Relation::Nmod && has_case(view, *at, "of");
            let before = *at + 1 == head
                && matches!(view.relation(*at), Relation::Compound | Relation::Amod)
                && view.lemma(head) == "leader";
            (of || before) && view.mention(*at).is_none()
        };
        let below = view.children(head).filter(|_| leads).filter(led);
        let role = below.into_iter().find_map(|at| self.role_ending_at(at + 1)).map(|(_, role)| role)?;
        let bodies = ["OPP", "LAB", "REB", "SEP", "INS", "UAF", "REL", "CRM", "AGR", "EDU", "BUS", "CVL", "REF"];
        bodies.contains(&role.as_str()).then_some(role)
    }
}
